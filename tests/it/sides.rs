//! The sides of an article: turned by `v`; cuts walked through, put back, and taught to the site; all of it undoable.

use insta::assert_snapshot;
use jiff::{SignedDuration, Timestamp};
use kabar::document::cuts::{self, Cut};
use kabar::document::{Block, Document, Inline, source};
use kabar::loader::{Commands, Event};
use kabar::model::article::{ArticleId, Position, TextSource};
use kabar::model::fetched::FetchedPage;
use kabar::model::site::{Deed, Rule};
use kabar::state::area::Pane;
use kabar::state::effect::{Effect, Lesson};
use kabar::state::message::Message;
use kabar::state::sheet::{Behind, Part, View};
use kabar::state::strings::Language;
use kabar::state::update::update;
use kabar::store::bodies::NewBody;
use kabar::store::saved::NewPage;
use kabar::terminal::editions::Editions;
use kabar::terminal::news::News;
use kabar::terminal::{answers, reports};

use crate::desk::{Desk, key};
use crate::view::screen;

const ID: ArticleId = ArticleId(1000);

fn paragraph(text: &str) -> Block {
    Block::Paragraph {
        content: vec![Inline::Text {
            text: text.to_owned(),
        }],
    }
}

fn document() -> Document {
    let texts = [
        "Jakarta — Gempa bumi bermagnitudo 5,2 mengguncang wilayah Maluku pada Minggu pagi, menurut Badan \
         Meteorologi, Klimatologi, dan Geofisika.",
        "Gempa tidak berpotensi tsunami, dan warga diimbau tetap tenang serta menjauhi bangunan yang retak.",
        "Pusat gempa berada tujuh puluh empat kilometer barat laut Maluku Tengah pada kedalaman sepuluh kilometer.",
    ];
    Document {
        blocks: texts.map(paragraph).into(),
    }
}

fn cut(reason: &str, text: &str, place: usize) -> Cut {
    Cut {
        reason: reason.to_owned(),
        text: text.to_owned(),
        place,
        ..Cut::default()
    }
}

fn cuts() -> Vec<Cut> {
    let list: Vec<String> = (1..=14).map(|n| format!("Berita lain nomor {n}")).collect();
    vec![
        cut(
            "read also",
            "Baca juga: Cara membangun rumah tahan gempa",
            1,
        ),
        cut("share bar", "Bagikan\nSalin tautan", 2),
        cut("related list", &list.join("\n"), 3),
    ]
}

fn behind() -> Behind {
    Behind {
        cuts: cuts(),
        feed: Some(Document {
            blocks: vec![paragraph("Ringkasan dari feed.")],
        }),
        page: Some(source::source(
            "<html><body><h1>Gempa</h1><p>Isi <b>tebal</b></p></body></html>",
        )),
        parts: Vec::new(),
    }
}

/// A desk whose first story is read, with that behind it.
fn desk(size: (u16, u16), behind: Behind) -> Desk {
    let mut desk = Desk::new(9, size);
    desk.press("Enter");
    open(&mut desk);
    desk.take_asked();
    desk.press("v");
    assert_eq!(desk.take_asked(), [Effect::Behind(ID)]);
    desk.send(Message::Behind {
        id: ID,
        behind: Box::new(behind),
    });
    desk
}

fn open(desk: &mut Desk) {
    let facts = desk.state.reader.facts().unwrap().clone();
    desk.send(Message::Opened {
        facts: Box::new(facts),
        document: document(),
        position: Position::default(),
    });
}

fn view(desk: &Desk) -> View {
    desk.state.reader.sheet.view()
}

fn notice(desk: &Desk) -> &str {
    desk.state.notices.shown().map_or("", |notice| &notice.text)
}

#[test]
fn v_turns_to_every_side_that_there_is_and_escape_to_the_text() {
    let mut desk = desk((80, 24), behind());
    assert_eq!(
        (view(&desk), notice(&desk)),
        (View::Cuts, "What was cut · 3")
    );
    for (side, words) in [
        (View::Feed, "Ringkasan dari feed."),
        (View::Page, "<p>Isi <b>tebal</b></p>"),
        (View::Text, "Gempa tidak berpotensi"),
        (View::Cuts, "Baca juga: Cara membangun"),
    ] {
        desk.press("v");
        assert_eq!(view(&desk), side);
        assert!(screen(&desk).contains(words), "{side:?}: {}", screen(&desk));
    }
    // What is behind it is asked for once.
    assert_eq!(desk.take_asked(), []);
    for key in ["Esc", "q", "h"] {
        desk.press("v v v v");
        assert_eq!(view(&desk), View::Cuts);
        desk.press(key);
        assert_eq!((view(&desk), desk.state.focus), (View::Text, Pane::Reader));
        desk.press("v");
    }
    // Another story begins with its text.
    desk.press("J");
    assert_eq!(view(&desk), View::Text);
    assert!(desk.state.reader.sheet.behind().is_none());
}

#[test]
fn a_side_that_is_not_there_is_passed_by() {
    let only_feed = Behind {
        cuts: Vec::new(),
        page: None,
        ..behind()
    };
    let mut one = desk((80, 24), only_feed);
    assert_eq!(view(&one), View::Feed);
    one.press("v");
    assert_eq!(view(&one), View::Text);
    let none = desk((80, 24), Behind::default());
    assert_eq!(view(&none), View::Text);
    assert_eq!(
        notice(&none),
        "Nothing was cut, and neither the feed's text nor the page is kept"
    );
    // Nothing else than the cuts view knows their keys.
    let mut text = Desk::new(9, (80, 24));
    text.press("Enter");
    text.take_asked();
    text.press("-");
    assert_eq!(text.take_asked(), []);
    assert_eq!(text.state.measure, 62);
}

/// The source of a page is kept for some days; whoever turns the page of a story later is told.
#[test]
fn a_source_that_is_not_kept_any_more_is_told_of() {
    for (cuts, words) in [
        (
            cuts(),
            "The story — the source of its page is kept for 7 days at most",
        ),
        (
            Vec::new(),
            "Nothing was cut — the source of the page is kept for 7 days at most",
        ),
    ] {
        let only_cuts = Behind {
            cuts,
            ..Behind::default()
        };
        let mut desk = Desk::new(9, (80, 24));
        desk.press("Down Enter v");
        let id = desk.state.reader.id().unwrap();
        assert_eq!(desk.rows[1].source, TextSource::Page);
        desk.send(Message::Behind {
            id,
            behind: Box::new(only_cuts),
        });
        if view(&desk) == View::Cuts {
            desk.press("v");
        }
        assert_eq!((view(&desk), notice(&desk)), (View::Text, words));
    }
}

/// Also after a restart: what `v` shows of it comes from the disk.
#[test]
fn a_page_that_is_kept_has_its_source_for_some_days() {
    let directory = tempfile::tempdir().unwrap();
    let library = directory.path().join("library.db");
    let html = "<html><body><p>Isi halaman</p></body></html>";
    let url = "https://jauh.example/kabar".to_owned();
    let page = NewPage {
        url: url.clone(),
        site: None,
        body: NewBody {
            parts: vec![FetchedPage::of(url.clone(), html)],
            ..NewBody::of(document(), TextSource::Page)
        },
    };
    let read = reports::news(Event::Read {
        url,
        page: Ok(Box::new(page)),
        place: 0,
    });
    let [News::Message(Message::PageRead { page: Ok(page), .. })] = &read[..] else {
        panic!("{read:?}");
    };
    let perform = |effect| {
        let (mut editions, _) = Editions::open(&library).unwrap();
        answers::perform(&mut editions, &Commands::new(), &effect)
    };
    let kept = perform(Effect::Save(page.clone()));
    let [Message::PageKept { id, .. }] = kept[..] else {
        panic!("{kept:?}");
    };
    let source = || match &perform(Effect::Behind(id))[..] {
        [Message::Behind { behind, .. }] => behind.page.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(source(), Some(source::source(html)));
    let (mut editions, _) = Editions::open(&library).unwrap();
    let in_days = |days: i64| Timestamp::now() + SignedDuration::from_hours(24 * days);
    editions.own().unwrap().prune_pages(in_days(6));
    assert!(source().is_some());
    editions.own().unwrap().prune_pages(in_days(8));
    assert_eq!(source(), None);
}

#[test]
fn cuts_are_walked_through_and_each_can_be_put_back_or_taught() {
    let mut desk = desk((80, 24), behind());
    let chosen = |desk: &Desk| desk.state.reader.sheet.chosen();
    // The first press only shows what it would be about.
    desk.press("Enter");
    assert_eq!(
        (chosen(&desk), desk.take_asked()),
        (Some(Part::Cut(0)), vec![])
    );
    for (keys, part) in [
        ("n", Part::Cut(1)),
        ("Tab", Part::Cut(2)),
        ("n", Part::Cut(0)),
        ("p", Part::Cut(2)),
        ("Shift-Tab", Part::Cut(1)),
        ("{", Part::Block(1)),
        ("{", Part::Cut(0)),
        ("{", Part::Block(0)),
        ("}", Part::Cut(0)),
    ] {
        desk.press(keys);
        assert_eq!(chosen(&desk), Some(part), "{keys}");
    }
    let first = Box::new(cuts()[0].clone());
    let teach = |deed| Effect::Teach {
        id: ID,
        lesson: Lesson::Cut(first.clone(), deed),
    };
    desk.press("Enter + -");
    assert_eq!(
        desk.take_asked(),
        [
            Effect::RestoreCut {
                id: ID,
                cut: first.clone(),
                back: true,
                known: false
            },
            teach(Deed::Keep),
            teach(Deed::Cut)
        ]
    );
    // A paragraph of the story can be cut for ever, and is kept already.
    desk.press("} +");
    assert_eq!(notice(&desk), "This is in the text already");
    desk.press("-");
    let line = document().blocks[1..2].to_vec();
    let line = Document { blocks: line }.plain_text();
    assert_eq!(
        desk.take_asked(),
        [Effect::Teach {
            id: ID,
            lesson: Lesson::Lines(vec![line])
        }]
    );
}

#[test]
fn what_was_put_back_is_cut_here_too_when_it_is_to_be_cut_always() {
    let mut behind = behind();
    behind.cuts[0].restored = true;
    let cut = Box::new(behind.cuts[0].clone());
    let mut desk = desk((80, 24), behind);
    desk.press("n -");
    let out = Effect::RestoreCut {
        id: ID,
        cut: cut.clone(),
        back: false,
        known: true,
    };
    let teach = Effect::Teach {
        id: ID,
        lesson: Lesson::Cut(cut, Deed::Cut),
    };
    assert_eq!(desk.take_asked(), [out, teach]);
}

#[test]
fn what_was_put_back_or_taught_is_taken_back_and_made_again() {
    let mut desk = desk((80, 24), behind());
    let first = Box::new(cuts()[0].clone());
    desk.send(Message::CutRestored {
        id: ID,
        cut: first.clone(),
        back: true,
        known: false,
    });
    assert_eq!(notice(&desk), "Put back into the story — u to undo");
    assert_eq!(desk.take_asked(), [Effect::Open(ID), Effect::Behind(ID)]);
    let restore = |back| Effect::RestoreCut {
        id: ID,
        cut: first.clone(),
        back,
        known: true,
    };
    desk.press("u U");
    assert_eq!(desk.take_asked(), [restore(false), restore(true)]);

    let rule = Rule {
        site: "kota.example".to_owned(),
        deed: Deed::Keep,
        reason: Some("read also".to_owned()),
        element: Some("p.more".to_owned()),
        text: None,
    };
    desk.send(Message::Taught {
        id: ID,
        added: vec![rule.clone()],
        removed: Vec::new(),
        known: false,
    });
    assert_eq!(
        notice(&desk),
        "Never cut on kota.example: reason read also · element p.more — u to undo"
    );
    desk.take_asked();
    desk.press("u");
    assert_eq!(
        desk.take_asked(),
        [Effect::ChangeRules {
            id: ID,
            remove: vec![rule.clone()],
            add: vec![]
        }]
    );
    desk.send(Message::Taught {
        id: ID,
        added: Vec::new(),
        removed: vec![rule.clone()],
        known: true,
    });
    assert_eq!(
        notice(&desk),
        "Undone: the rule for kota.example is gone — U to redo"
    );
    desk.take_asked();
    desk.press("U");
    assert_eq!(
        desk.take_asked(),
        [Effect::ChangeRules {
            id: ID,
            remove: vec![],
            add: vec![rule]
        }]
    );
}

#[test]
fn what_is_chosen_stays_chosen_when_the_story_was_cleaned_anew() {
    let mut desk = desk((80, 24), behind());
    desk.press("n n");
    assert_eq!(desk.state.reader.sheet.chosen(), Some(Part::Cut(1)));
    open(&mut desk);
    let fewer = Behind {
        cuts: cuts()[1..].to_vec(),
        ..behind()
    };
    desk.send(Message::Behind {
        id: ID,
        behind: Box::new(fewer),
    });
    assert_eq!(desk.state.reader.sheet.chosen(), Some(Part::Cut(0)));
    assert_eq!(view(&desk), View::Cuts);
    // Of another story it is dropped.
    desk.send(Message::Behind {
        id: ArticleId(7),
        behind: Box::default(),
    });
    assert_eq!(view(&desk), View::Cuts);
    let none = Behind::default();
    desk.send(Message::Behind {
        id: ID,
        behind: Box::new(none),
    });
    assert_eq!(view(&desk), View::Text);
}

/// Answers of the library on the way while the next story is opened.
#[test]
fn what_comes_of_the_story_before_does_not_keep_the_next_from_being_shown() {
    let mut desk = desk((80, 24), behind());
    let opened = |desk: &Desk, id: ArticleId| {
        let mut facts = desk.state.reader.facts().unwrap().clone();
        facts.headline.id = id;
        Message::Opened {
            facts: Box::new(facts),
            document: document(),
            position: Position::default(),
        }
    };
    let (again, next) = (opened(&desk, ID), ArticleId(ID.0 + 1));
    let next_opened = opened(&desk, next);
    let asked = update(&mut desk.state, Message::Key(key("J")));
    assert!(asked.contains(&Effect::Open(next)), "{asked:?}");
    // Nothing that is asked of it now would come after the next one.
    let rule = Rule {
        site: "site.example".to_owned(),
        deed: Deed::Keep,
        reason: Some("read also".to_owned()),
        element: None,
        text: None,
    };
    for message in [
        Message::Loaded {
            id: ID,
            error: None,
        },
        Message::Taught {
            id: ID,
            added: vec![rule],
            removed: Vec::new(),
            known: false,
        },
        Message::CutRestored {
            id: ID,
            cut: Box::new(cuts()[0].clone()),
            back: true,
            known: false,
        },
    ] {
        let asked = update(&mut desk.state, message);
        assert!(!asked.contains(&Effect::Open(ID)), "{asked:?}");
    }
    // What was asked before comes before.
    update(&mut desk.state, again);
    assert!(desk.state.reader.shows(ID));
    update(&mut desk.state, next_opened);
    assert!(desk.state.reader.shows(next));
    assert_eq!(desk.state.reader.awaited(), None);
}

#[test]
fn the_cuts_at_every_size() {
    for (name, size) in [
        ("small", (50, 20)),
        ("usual", (80, 24)),
        ("wide", (120, 40)),
    ] {
        let mut desk = desk(size, behind());
        desk.press("n");
        assert_snapshot!(format!("cuts_{name}"), screen(&desk));
    }
    let mut desk = desk((80, 24), behind());
    desk.press("n");
    let mut marked = cuts();
    marked[0].restored = true;
    let facts = desk.state.reader.facts().unwrap().clone();
    desk.send(Message::Opened {
        facts: Box::new(facts),
        document: cuts::kept(&document(), &marked),
        position: Position::default(),
    });
    desk.send(Message::Behind {
        id: ID,
        behind: Box::new(Behind {
            cuts: marked,
            ..behind()
        }),
    });
    if desk.state.strings.language == Language::English {
        desk.press(":");
        desk.type_text("bahasa");
        desk.press("Enter");
    }
    assert_snapshot!("cuts_put_back_in_indonesian", screen(&desk));
}

#[test]
fn who_turns_the_page_stays_at_the_same_words() {
    let words = |n: usize| {
        let words = (0..60).map(|word| format!("kata{n}x{word}"));
        words.collect::<Vec<_>>().join(" ")
    };
    let document = Document {
        blocks: (1..12).map(|n| paragraph(&words(n))).collect(),
    };
    let list: Vec<String> = (1..40).map(|n| format!("Berita lain {n}")).collect();
    let cuts = (1..12).map(|place| cut("related list", &list.join("\n"), place));
    let mut desk = Desk::new(9, (80, 24));
    desk.press("Enter");
    let facts = desk.state.reader.facts().unwrap().clone();
    desk.send(Message::Opened {
        facts: Box::new(facts),
        document,
        position: Position::default(),
    });
    desk.press("v");
    desk.send(Message::Behind {
        id: ID,
        behind: Box::new(Behind {
            cuts: cuts.collect(),
            ..behind()
        }),
    });
    desk.press("v v v");
    assert_eq!(view(&desk), View::Text);
    // The first words in the window that are the story's own.
    let first = |desk: &Desk| {
        let (reader, layout) = (&desk.state.reader, desk.state.reader.layout());
        let is_own = |at: &usize| !layout.asides.iter().any(|rows| rows.contains(at));
        let own = reader.window().filter(is_own);
        let texts = own.filter_map(|at| Some(layout.rows.get(at)?.spans.first()?.text.clone()));
        texts.into_iter().next().unwrap_or_default()
    };
    loop {
        let (top, seen) = (desk.state.reader.top(), first(&desk));
        desk.press("v");
        assert_eq!(view(&desk), View::Cuts);
        // At the top the sides tell their names between the title and the story.
        if top > 4 {
            assert_eq!(first(&desk), seen, "row {top}");
        }
        desk.press("v v v");
        assert_eq!(desk.state.reader.top(), top);
        if desk.state.reader.is_at_end() {
            break;
        }
        desk.press("j");
    }
}

#[test]
fn the_source_of_a_long_page_is_laid_out_in_no_time() {
    let html = "<div class=\"a b c\"><p>Kalimat yang panjang tentang sebuah kota.</p></div>"
        .repeat(20_000);
    let long = Behind {
        page: Some(source::source(&html)),
        ..Behind::default()
    };
    let mut desk = desk((200, 60), long);
    assert_eq!(view(&desk), View::Page);
    assert!(desk.state.reader.layout().rows.len() < 10_000);
    desk.press("v v");
    assert_eq!(view(&desk), View::Page);
}

#[test]
fn the_feed_s_own_text_says_how_long_it_takes_itself() {
    let mut behind = behind();
    behind.feed = Some(Document {
        blocks: vec![paragraph(&"kata ".repeat(1000))],
    });
    let mut desk = desk((100, 30), behind);
    let minutes = |desk: &Desk| {
        let screen = screen(desk);
        let line = screen.lines().find(|line| line.contains("min read"));
        line.and_then(|line| {
            line.split(" min read")
                .next()?
                .split(' ')
                .next_back()
                .map(str::to_owned)
        })
    };
    let whole = minutes(&desk).unwrap();
    assert_ne!(whole, "5");
    for expected in [Some("5"), None, Some(whole.as_str())] {
        desk.press("v");
        assert_eq!(minutes(&desk).as_deref(), expected, "{:?}", view(&desk));
    }
}
