//! What the loader learns of sites, what it keeps of pages, and how it puts a story together.

use std::fs;
use std::path::Path;

use kabar::document::Document;
use kabar::document::cuts::{Cut, Spot};
use kabar::extract;
use kabar::extract::habits::REPEATS;
use kabar::extract::site::WANTED;
use kabar::loader::{Command, Event, anew, body, teach};
use kabar::model::article::ArticleId;
use kabar::model::site::{Deed, Rule};
use kabar::store::Store;

use crate::loader::{Desk, HTML, RSS, noon, page, rss};
use crate::server::{Reply, Server};

/// A line under every story of the site.
const LINE: &str = "Kami mengantar kabar pesisir pilihan";
const PAGES: [&str; 3] = ["pasar-ikan", "jembatan-bambu", "mercusuar-tua"];

fn text(desk: &Desk, title: &str) -> String {
    let headlines = desk.headlines();
    let found = headlines.iter().find(|headline| headline.title == title);
    let opened = body::open(&mut desk.store(), found.unwrap().id).unwrap();
    opened.unwrap().document.plain_text()
}

fn id(desk: &Desk, title: &str) -> ArticleId {
    let headlines = desk.headlines();
    headlines
        .iter()
        .find(|headline| headline.title == title)
        .unwrap()
        .id
}

fn fetch(desk: &Desk, id: ArticleId) {
    desk.send(Command::Fetch { id, again: true });
    desk.until(|event| matches!(event, Event::Loaded { id: loaded, .. } if *loaded == id));
}

/// A site with three stories, its feed read and its pages not.
fn site() -> (Server, Desk) {
    let server = Server::start([]);
    let base = server.url("");
    server.set("/feed", Reply::ok(RSS, rss("Pesisir", &base, &PAGES)));
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sites");
    for name in PAGES {
        let html = fs::read_to_string(folder.join(format!("{name}.html"))).unwrap();
        server.set(&format!("/{name}"), Reply::ok(HTML, html));
    }
    let desk = Desk::network(&[server.url("/feed")]);
    desk.refresh(false, true);
    (server, desk)
}

#[test]
fn pages_of_a_site_teach_the_cleaner_and_a_restart_forgets_nothing() {
    let (_server, mut desk) = site();
    for (number, name) in PAGES.iter().enumerate() {
        let title = format!("Story {name}");
        fetch(&desk, id(&desk, &title));
        assert_eq!(text(&desk, &title).contains(LINE), number < 2, "{name}");
        // Every page is cleaned by another process than the one before.
        desk = desk.again(noon);
    }
    let cuts = desk.store().cuts(id(&desk, "Story mercusuar-tua")).unwrap();
    let cut = cuts.iter().find(|cut| cut.text.contains(LINE)).unwrap();
    assert_eq!(cut.reason, REPEATS);
    // The pages before it are cleaned anew from what is kept of them, when all is quiet.
    while !anew::some(&mut desk.store(), 9, noon()).unwrap().is_empty() {}
    for name in &PAGES[..2] {
        assert!(
            !text(&desk, &format!("Story {name}")).contains(LINE),
            "{name}"
        );
    }
    // The first page again, now that the site is known.
    fetch(&desk, id(&desk, "Story pasar-ikan"));
    assert!(!text(&desk, "Story pasar-ikan").contains(LINE));
}

#[test]
fn what_is_said_of_a_cut_holds_for_the_kept_stories_of_the_site_and_for_the_next() {
    let (_server, desk) = site();
    let title = |name: &str| format!("Story {name}");
    for name in &PAGES[..2] {
        fetch(&desk, id(&desk, &title(name)));
    }
    let (first, second) = (id(&desk, &title(PAGES[0])), id(&desk, &title(PAGES[1])));
    let mut store = desk.store();
    let clean = |store: &mut Store| while !anew::some(store, 9, noon()).unwrap().is_empty() {};

    // A paragraph of the first is always cut: by its words, for it stands where the story stands.
    let line = text(&desk, &title(PAGES[0]));
    let line = line.split("\n\n").find(|line| line.contains(LINE)).unwrap();
    let lesson = teach::of_lines(&mut store, first, &[line.to_owned()]).unwrap();
    let rules = lesson.add;
    assert_eq!((rules.len(), rules[0].element.is_none()), (1, true));
    store.change_rules(&[], &rules).unwrap();
    clean(&mut store);
    for name in &PAGES[..2] {
        assert!(!text(&desk, &title(name)).contains(LINE), "{name}");
    }
    let cuts = store.cuts(second).unwrap();
    let cut = cuts.iter().find(|cut| cut.text.contains(LINE)).unwrap();
    assert_eq!(cut.reason, WANTED);

    // What a rule cuts is never cut again when the rule is gone.
    let lesson = teach::of_cut(&store, second, cut, Deed::Keep).unwrap();
    assert_eq!((&lesson.remove, lesson.add.len()), (&rules, 0));
    store.change_rules(&lesson.remove, &lesson.add).unwrap();
    assert_eq!(store.rules().unwrap(), []);
    clean(&mut store);
    assert!(text(&desk, &title(PAGES[0])).contains(LINE));

    // The next page comes under the same rules.
    let host = Rule {
        site: "127.0.0.1".to_owned(),
        deed: Deed::Cut,
        reason: None,
        element: Some("div.isi-tulisan > p".to_owned()),
        text: Some("Museum kecil di kaki menara akan dibuka setiap Minggu, dan penjaganya akan bercerita tentang \
                    badai besar yang dahulu memutus kabel lampu.".to_owned()),
    };
    store.change_rules(&[], &[host.checked().unwrap()]).unwrap();
    let desk = desk.again(noon);
    fetch(&desk, id(&desk, &title(PAGES[2])));
    let third = text(&desk, &title(PAGES[2]));
    assert!(third.contains("Cahaya putihnya") && !third.contains("Museum kecil"));
}

#[test]
fn what_is_always_cut_is_told_by_more_than_an_element_of_every_paragraph() {
    let (_server, desk) = site();
    let id = id(&desk, &format!("Story {}", PAGES[0]));
    let store = desk.store();
    let check =
        |reason: &str, element: &str, wanted: (Option<&str>, Option<&str>, Option<&str>)| {
            let cut = Cut {
                reason: reason.to_owned(),
                text: "Baca juga: Harga ikan".to_owned(),
                spots: vec![Spot {
                    element: element.to_owned(),
                    own: true,
                }],
                ..Cut::default()
            };
            let rule = teach::of_cut(&store, id, &cut, Deed::Cut).unwrap().add;
            let rule = rule.first().unwrap();
            let parts = [&rule.reason, &rule.element, &rule.text].map(|part| part.as_deref());
            assert_eq!(parts, [wanted.0, wanted.1, wanted.2], "{reason} {element}");
        };
    let bold = "main > article > p > strong";
    check("read also", bold, (Some("read also"), Some(bold), None));
    check(
        "not the story",
        bold,
        (None, None, Some("Baca juga: Harga ikan")),
    );
    check(
        "read also",
        "article > p.more",
        (None, Some("article > p.more"), None),
    );
}

#[test]
fn parts_of_a_story_are_put_together_once_and_without_what_they_repeat() {
    let server = Server::start([]);
    let base = server.url("");
    server.set("/feed", Reply::ok(RSS, rss("Antara", &base, &["one"])));
    let lead = "Lead of the story.";
    let parts = [
        page(
            "One",
            &[lead, "Alpha.", "Beta.", "Gamma."],
            Some("/one?page=2"),
        ),
        page(
            "One",
            &[lead, "Delta.", "Epsilon.", "Zeta."],
            Some("/one?page=3"),
        ),
        page(
            "One",
            &[lead, "Eta.", "Theta.", "Iota."],
            Some("/one?page=2"),
        ),
    ];
    for (path, html) in ["/one", "/one?page=2", "/one?page=3"].iter().zip(parts) {
        server.set(path, Reply::ok(HTML, html));
    }
    let desk = Desk::network(&[server.url("/feed")]);
    desk.refresh(true, true);
    let text = text(&desk, "Story one");
    let first: Vec<&str> = text
        .split("\n\n")
        .filter_map(|line| line.split(" The council").next())
        .collect();
    assert_eq!(
        first,
        [
            lead, "Alpha.", "Beta.", "Gamma.", "Delta.", "Epsilon.", "Zeta.", "Eta.", "Theta.",
            "Iota."
        ]
    );
    // All of them are kept, and give the same again.
    let (mut store, id) = (desk.store(), id(&desk, "Story one"));
    assert_eq!(store.sources(id).pages.len(), 3);
    assert!(anew::one(&mut store, id, noon()).unwrap());
    let again = body::open(&mut store, id).unwrap().unwrap().document;
    assert_eq!(again.plain_text(), text);
}

#[test]
fn the_page_made_for_telephones_is_asked_for_a_story_that_is_hardly_there_and_taken_when_it_gives_more()
 {
    let server = Server::start([]);
    let base = server.url("");
    let names = ["short", "shorter", "long"];
    server.set("/feed", Reply::ok(RSS, rss("Antara", &base, &names)));
    let with = |html: String, amp: &str| {
        html.replace(
            "</head>",
            &format!("<link rel=amphtml href='{amp}'></head>"),
        )
    };
    let short = "<html><head><title>Short</title></head><body><article><h1>Short</h1><p>The river rose in the night, \
                 and the ferry did not leave; the rest of this story is told elsewhere.</p></article></body></html>";
    let more = ["One.", "Two.", "Three.", "Four."];
    server.set(
        "/short",
        Reply::ok(HTML, with(short.to_owned(), "/amp/short")),
    );
    server.set("/amp/short", Reply::ok(HTML, page("Amp", &more, None)));
    server.set(
        "/shorter",
        Reply::ok(HTML, with(short.to_owned(), "/amp/shorter")),
    );
    let empty = "<html><body><p>Open in the app</p></body></html>";
    server.set("/amp/shorter", Reply::ok(HTML, empty));
    server.set(
        "/long",
        Reply::ok(HTML, with(page("Long", &more, None), "/amp/long")),
    );
    server.set("/amp/long", Reply::ok(HTML, page("Amp", &more, None)));
    let desk = Desk::network(&[server.url("/feed")]);
    desk.refresh(true, true);
    assert!(text(&desk, "Story short").contains("Four. The council"));
    assert!(text(&desk, "Story shorter").contains("the ferry did not leave"));
    assert!(text(&desk, "Story long").contains("Four. The council"));
    assert_eq!(
        ["/amp/short", "/amp/shorter", "/amp/long"].map(|path| server.count(path)),
        [1, 1, 0]
    );
}

#[test]
fn a_rule_that_is_made_while_a_page_is_cleaned_holds_for_it_too() {
    let (_server, desk) = site();
    let [first, second, _] = PAGES.map(|name| id(&desk, &format!("Story {name}")));
    // From here on the loader knows the site for a while.
    fetch(&desk, first);
    let mut store = desk.store();
    let line = text(&desk, &format!("Story {}", PAGES[0]));
    let line = line.split("\n\n").find(|line| line.contains(LINE)).unwrap();
    let lesson = teach::of_lines(&mut store, first, &[line.to_owned()]).unwrap();
    store.change_rules(&[], &lesson.add).unwrap();
    while !anew::some(&mut store, 9, noon()).unwrap().is_empty() {}
    fetch(&desk, second);
    // When it is told that the page is there: nobody has to come and clean it.
    assert!(!text(&desk, &format!("Story {}", PAGES[1])).contains(LINE));
    assert!(store.to_clean_anew(9).unwrap().is_empty());
}

#[test]
fn a_page_that_is_there_is_fetched_again_only_when_that_is_asked() {
    let (server, desk) = site();
    let story = id(&desk, "Story pasar-ikan");
    for (again, count) in [(false, 1), (false, 1), (true, 2)] {
        desk.send(Command::Fetch { id: story, again });
        desk.until(|event| matches!(event, Event::Loaded { id, error: None } if *id == story));
        assert_eq!(server.count("/pasar-ikan"), count);
    }
}

#[test]
fn a_rule_made_a_moment_ago_holds_for_a_page_that_is_looked_at_or_saved() {
    let (server, desk) = site();
    let address = |name: &str| server.url(&format!("/{name}"));
    let save = |name: &str| {
        desk.send(Command::Save(address(name)));
        match desk
            .until(|event| matches!(event, Event::Saved { .. }))
            .pop()
        {
            Some(Event::Saved { id }) => {
                let opened = body::open(&mut desk.store(), id).unwrap().unwrap();
                opened.document.plain_text()
            }
            other => panic!("{other:?}"),
        }
    };
    let look = |name: &str| {
        let url = address(name);
        desk.send(Command::Read { url, from: None });
        match desk
            .until(|event| matches!(event, Event::Read { .. }))
            .pop()
        {
            Some(Event::Read { page, .. }) => page.unwrap().body.document.plain_text(),
            other => panic!("{other:?}"),
        }
    };
    // The site is known from now on.
    let before = save(PAGES[0]);
    let cut = |text: &str| {
        let rule = Rule {
            site: "127.0.0.1".to_owned(),
            deed: Deed::Cut,
            reason: None,
            element: None,
            text: Some(text.to_owned()),
        };
        desk.store()
            .change_rules(&[], &[rule.checked().unwrap()])
            .unwrap();
    };
    let paragraph = |text: &str| text.split("\n\n").nth(1).unwrap().to_owned();
    assert!(before.contains(&paragraph(&before)));
    let seen = look(PAGES[1]);
    cut(&paragraph(&seen));
    assert!(!look(PAGES[1]).contains(&paragraph(&seen)), "{seen}");
    cut(&paragraph(&before));
    assert!(!save(PAGES[0]).contains(&paragraph(&before)), "{before}");
}

#[test]
fn a_page_that_is_looked_at_says_where_the_part_stands_that_its_address_names() {
    let (server, desk) = site();
    let name = PAGES[0];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sites");
    let html = fs::read_to_string(folder.join(format!("{name}.html"))).unwrap();
    let plain = extract::page(&html, None).document.plain_text();
    let wanted = plain.split("\n\n").nth(3).unwrap();
    let start = html.find(wanted.get(..30).unwrap()).unwrap();
    let (before, behind) = html.split_at(start);
    let html = format!("{before}<a id=bagian></a>{behind}");
    server.set("/parts", Reply::ok(HTML, html));
    let look = |part: &str| {
        let url = server.url(&format!("/parts{part}"));
        desk.send(Command::Read { url, from: None });
        match desk
            .until(|event| matches!(event, Event::Read { .. }))
            .pop()
        {
            Some(Event::Read { page, place, .. }) => {
                let blocks = page.unwrap().body.document.blocks;
                let blocks = blocks.get(place..=place).unwrap().to_vec();
                (place, Document { blocks }.plain_text())
            }
            other => panic!("{other:?}"),
        }
    };
    let (place, text) = look("#bagian");
    assert!(place > 0);
    assert_eq!(text, wanted);
    assert_eq!(look("").0, 0);
    assert_eq!(look("#none").0, 0);
}
