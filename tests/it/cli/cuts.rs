//! What was cut, shown by commands; and the rules for sites, in and out.

use serde_json::Value;

use crate::cli::{HTML, Home, RSS, feed, names, newspaper, page};
use crate::server::{Reply, Server};

/// A home with one story, fetched.
fn fetched() -> (Home, Server) {
    let (home, server) = (Home::new(), newspaper(&["perahu"]));
    home.well(&["add", &server.url("/rss.xml")]);
    home.well(&["refresh"]);
    (home, server)
}

#[test]
fn what_was_cut_is_shown_in_its_place_in_every_form() {
    let (home, _server) = fetched();
    let bare = home.well(&["show", "1"]);
    assert!(!bare.contains("Sepuluh warung"), "{bare}");
    let text = home.well(&["show", "1", "--cuts"]);
    let at = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("{words}: {text}"))
    };
    assert!(at("Paragraf ke-6") < at("[read also]"));
    assert!(at("[read also]") < at("Baca Juga: Sepuluh warung"));
    assert!(at("Baca Juga: Sepuluh warung") < at("Paragraf terakhir"));
    assert!(at("Paragraf terakhir") < at("Berita Terkait"));
    for (form, words) in [
        ("markdown", "> **\\[read also\\]**"),
        ("html", "<blockquote>"),
    ] {
        let printed = home.well(&["show", "1", "--cuts", "--format", form]);
        assert!(printed.contains(words), "{printed}");
        assert!(printed.contains("Sepuluh warung"));
    }
    let story = &home.json(&["show", "1", "--cuts", "--json"])[0];
    let cut = &story["cuts"][0];
    assert_eq!(
        names(cut),
        ["elements", "place", "reason", "restored", "text"]
    );
    assert_eq!(
        (&cut["reason"], &cut["restored"]),
        (&"read also".into(), &false.into())
    );
    assert!(!story["text"].as_str().unwrap().contains("Sepuluh"));
    assert!(home.json(&["show", "1", "--json"])[0].get("cuts").is_none());

    let file = home.write("a.html", page("kapal"));
    let line = &home.json(&["extract", "--json", &file])[0];
    assert_eq!(
        names(&line["cuts"][0]),
        ["elements", "place", "reason", "text"]
    );
    let text = home.well(&["extract", "--cuts", &file]);
    assert!(text.contains("[read also]\n\nBaca Juga"), "{text}");
}

#[test]
fn rules_are_made_listed_written_read_and_taken_away() {
    let (home, server) = fetched();
    let said = home.say(&["rules"]);
    assert_eq!((said.code, said.out.as_str()), (0, ""));
    assert!(said.err.contains("there are no rules"));

    // Of the stories that are kept, and of those that come.
    let site = server.url("/x");
    let made = home.well(&["rules", "add", &site, "--keep", "--reason", "read also"]);
    assert_eq!(made, "1 rule added, 1 story cleaned anew\n");
    assert!(home.well(&["show", "1"]).contains("Sepuluh warung"));
    let host = server.url("");
    let two = feed("Harian Sungai", &host, &["kapal", "perahu"]);
    server.set("/rss.xml", Reply::ok(RSS, two));
    server.set("/kapal.html", Reply::ok(HTML, page("kapal")));
    home.well(&["refresh", "1"]);
    let id = home.story("Kisah kapal");
    assert!(home.well(&["show", &id]).contains("Sepuluh warung"));

    home.well(&[
        "rules",
        "add",
        &site,
        "--cut",
        "--text",
        "Paragraf terakhir tentang kapal menutup kisah ini.",
    ]);
    assert!(!home.well(&["show", &id]).contains("menutup kisah"));
    let listed = home.well(&["rules"]);
    assert_eq!(
        listed,
        "   1  keep  127.0.0.1  reason read also\n   \
         2  cut   127.0.0.1  text Paragraf terakhir tentang kapal menutup kisah ini.\n"
    );
    let objects = home.json(&["rules", "--json"]);
    assert_eq!(
        names(&objects[0]),
        ["do", "element", "id", "reason", "site", "text"]
    );
    assert_eq!(
        (&objects[0]["do"], &objects[0]["element"]),
        (&"keep".into(), &Value::Null)
    );

    let exported = home.well(&["rules", "export"]);
    assert!(
        exported
            .contains("[[rule]]\nsite = \"127.0.0.1\"\ndo = \"keep\"\nreason = \"read also\"\n"),
        "{exported}"
    );
    let file = home.write("rules.toml", &exported);
    assert_eq!(
        home.well(&["rules", "remove", "1", "2"]),
        "2 rules removed, 2 stories cleaned anew\n"
    );
    assert!(!home.well(&["show", &id]).contains("Sepuluh warung"));
    assert_eq!(
        home.well(&["rules", "import", &file]),
        "2 rules added, 2 stories cleaned anew\n"
    );
    assert_eq!(home.well(&["rules", "export"]), exported);
    assert_eq!(
        home.well(&["rules", "import", &file]),
        "0 rules added, 0 stories cleaned anew\n"
    );
    let said = home.say(&["rules", "remove", "99"]);
    assert_eq!(said.code, 1);
    // Readers are told reasons in their own language.
    for (told, reason) in [
        ("list of other stories", "related list"),
        ("Baca juga", "read also"),
    ] {
        home.well(&["rules", "add", "c.example", "--cut", "--reason", told]);
        let listed = home.well(&["rules"]);
        assert!(
            listed.contains(&format!("c.example  reason {reason}")),
            "{listed}"
        );
    }
}

#[test]
fn a_rule_that_cannot_be_is_told_by_file_and_line() {
    let home = Home::new();
    let site = "a.example";
    for (arguments, words) in [
        (vec!["rules", "add", site, "--cut"], "--text"),
        (vec!["rules", "add", site, "--text", "x"], "--keep"),
        (
            vec!["rules", "add", "a b", "--cut", "--text", "x"],
            "`a b` is no site",
        ),
        (
            vec!["rules", "add", site, "--cut", "--text", " "],
            "a rule needs",
        ),
        (
            vec!["rules", "add", site, "--cut", "--reason", "nonsense"],
            "nothing is cut for the reason \"nonsense\"; the reasons are advertisement, ",
        ),
    ] {
        let said = home.say(&arguments);
        assert_eq!(said.code, 2, "{arguments:?}");
        assert!(said.err.contains(words), "{}", said.err);
    }
    for (toml, words) in [
        (
            "[[rule]]\nsite = \"a.example\"\ndo = \"burn\"\ntext = \"x\"\n",
            "r.toml:3: unknown variant",
        ),
        (
            "[[rule]]\nsite = \"a.example\"\ndo = \"cut\"\ncolour = \"x\"\n",
            "r.toml:4: unknown field",
        ),
        (
            "[[rule]]\nsite = \"a.example\"\ndo = \"cut\"\n",
            "r.toml: rule 1: a rule needs",
        ),
        ("x", "r.toml:1: "),
    ] {
        let file = home.write("r.toml", toml);
        let said = home.say(&["rules", "import", &file]);
        assert_eq!(said.code, 2, "{toml}");
        assert!(said.err.contains(words), "{toml}: {}", said.err);
    }
    assert_eq!(home.say(&["rules", "import", "none.toml"]).code, 1);
}
