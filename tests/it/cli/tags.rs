//! `kabar tag`, and the tags that other commands tell.

use crate::cli::{Home, newspaper};

#[test]
fn the_command_line_files_stories_and_finds_them_again() {
    let home = Home::new();
    let server = newspaper(&["perahu", "jembatan", "nelayan"]);
    home.well(&["add", &server.url("/")]);
    for (arguments, code, told) in [
        (
            &["tag", "1", "2", "+Laut", "+pasar-ikan"][..],
            0,
            "2 stories changed",
        ),
        (
            &["tag", "2", "-laut", "+laut", "--json"],
            0,
            r#"{"add":["laut"],"changed":[2],"remove":["laut"]}"#,
        ),
        (&["tag", "2", "-harga"], 0, "nothing to change"),
        (&["tag", "3", "-pasar-ikan", "+x"], 0, "1 story changed"),
        (&["tag"], 0, "     2 laut"),
        (
            &["tag", "--query", "tag:laut", "+dua"],
            0,
            "2 stories changed",
        ),
        (&["tag", "9", "+x"], 1, "there is no story 9"),
        (&["tag", "1"], 2, "which tags?"),
        (&["tag", "+x"], 2, "which stories?"),
        (&["tag", "satu", "+x"], 2, "`satu` is neither"),
        (
            &["list", "tag:laut tag:pasar-ikan", "--json"],
            0,
            r#""tags":["dua","laut","pasar-ikan"]"#,
        ),
        (&["list", "tag:nobody"], 1, "nothing matches"),
        (
            &["list", "bogus:xx"],
            1,
            "`bogus:xx` was looked for as words, the keys of a query are feed:NAME",
        ),
        (
            &["mark", "read", "--query", "unread:"],
            1,
            "`unread:` was looked for as words",
        ),
        (&["list", "IS:nothing"], 2, "is: takes unread, read"),
        (&["list", "https://a.example"], 1, "nothing matches\n"),
        (
            &["show", "1", "--json"],
            0,
            r#""tags":["dua","laut","pasar-ikan"]"#,
        ),
        (&["show", "1"], 0, "#laut"),
    ] {
        let said = home.say(arguments);
        let text = format!("{}{}", said.out, said.err);
        assert!(text.contains(told), "{arguments:?}: {text}");
        assert_eq!(said.code, code, "{arguments:?}: {text}");
    }
}
