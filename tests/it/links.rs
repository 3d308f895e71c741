//! Tests of links in the article: chosen by letter, number or click, followed inside kabar, and back.

use kabar::document::{Block, Document, Inline, Numbering};
use kabar::model::article::{ArticleId, Facts, Headline, Mark, Position, TextSource};
use kabar::model::fetched::FetchedPage;
use kabar::state::area::Pane;
use kabar::state::effect::Effect;
use kabar::state::message::Message;
use kabar::state::overlay::Overlay;
use kabar::state::page::Page;
use kabar::state::press::{Mouse, MouseKind};
use kabar::state::sheet::{Behind, View};
use kabar::view::theme::Theme;
use ratatui::buffer::Cell;
use ratatui::style::Modifier;

use crate::desk::{Desk, NOW};
use crate::view::{buffer, screen};

const FIRST: &str = "https://jauh.example/pertama";
const SECOND: &str = "https://jauh.example/kedua";
const MAIL: &str = "mailto:redaksi@jauh.example";

fn paragraph(text: &str, url: &str) -> Block {
    let words = |text: &str| {
        vec![Inline::Text {
            text: text.to_owned(),
        }]
    };
    let mut content = words("Selengkapnya di ");
    content.push(Inline::Link {
        url: url.to_owned(),
        content: words(text),
    });
    Block::Paragraph { content }
}

fn document(links: &[(&str, &str)]) -> Document {
    let blocks = links.iter().map(|(text, url)| paragraph(text, url));
    Document {
        blocks: blocks.collect(),
    }
}

/// A desk whose first story is read, with three links.
fn desk() -> Desk {
    desk_at((80, 24))
}

fn desk_at(size: (u16, u16)) -> Desk {
    let mut desk = Desk::new(9, size);
    desk.press("Enter");
    desk.state.offline = false;
    let facts = desk.state.reader.facts().unwrap().clone();
    desk.send(Message::Opened {
        facts: Box::new(facts),
        document: document(&[("sini", FIRST), ("sana", SECOND), ("surat", MAIL)]),
        position: Position::default(),
    });
    desk.take_asked();
    desk
}

fn page(url: &str, title: &str) -> Box<Page> {
    let published = NOW.parse().unwrap();
    let headline = Headline {
        id: ArticleId::PASSING,
        feed: None,
        feed_title: "jauh.example".to_owned(),
        title: title.to_owned(),
        url: Some(url.to_owned()),
        published,
        read: true,
        bookmarked: false,
        source: TextSource::Page,
        ready: true,
        minutes: 1,
        excerpt: String::new(),
    };
    let facts = Facts {
        headline,
        feed_url: None,
        authors: Vec::new(),
        fetched: published,
        language: None,
        tags: Vec::new(),
        categories: Vec::new(),
        enclosures: Vec::new(),
        body_error: None,
    };
    Box::new(Page {
        facts,
        document: document(&[("lagi", SECOND)]),
        cuts: Vec::new(),
        source: None,
        parts: vec![FetchedPage::of(url.to_owned(), "<p>Jauh")],
        position: Position::default(),
    })
}

/// Follows the first link to a page that the library does not have.
fn followed() -> Desk {
    followed_at((80, 24))
}

fn followed_at(size: (u16, u16)) -> Desk {
    let mut desk = desk_at(size);
    desk.press("f f");
    desk.send(Message::PageFound {
        url: FIRST.to_owned(),
        id: None,
    });
    desk.send(Message::PageRead {
        url: FIRST.to_owned(),
        page: Ok(page(FIRST, "Halaman jauh")),
    });
    desk
}

fn title(desk: &Desk) -> &str {
    &desk.state.reader.facts().unwrap().headline.title
}

fn notice(desk: &Desk) -> &str {
    desk.state.notices.shown().map_or("", |notice| &notice.text)
}

#[test]
fn a_page_opens_at_the_part_that_the_link_names() {
    let mut desk = desk();
    desk.press("f f");
    desk.send(Message::PageFound {
        url: FIRST.to_owned(),
        id: None,
    });
    let mut page = page(FIRST, "Halaman jauh");
    let paragraphs = (0..40).map(|n| paragraph(&format!("bagian {n}"), SECOND));
    page.document.blocks = paragraphs.collect();
    page.position.block = 17;
    desk.send(Message::PageRead {
        url: FIRST.to_owned(),
        page: Ok(page),
    });
    assert!(screen(&desk).contains("bagian 17"));
    assert_eq!(desk.state.reader.position().block, 17);
    assert!(!screen(&desk).contains("bagian 16"));
}

#[test]
fn a_link_is_taken_by_letter_number_or_click() {
    let find = |url: &str| vec![Effect::FindPage(url.to_owned())];
    let browse = |url: &str| vec![Effect::Browse(vec![url.to_owned()])];
    for (keys, expected) in [
        ("f f", find(FIRST)),
        ("f j", find(SECOND)),
        ("f 2", find(SECOND)),
        ("f F", browse(FIRST)),
        ("f d", browse(MAIL)),
        ("f 3", browse(MAIL)),
        ("f 9", vec![]),
        ("f m", vec![]),
        ("f Esc", vec![]),
    ] {
        let mut desk = desk();
        desk.press(keys);
        assert_eq!(desk.take_asked(), expected, "{keys}");
        assert!(matches!(desk.state.overlay, Overlay::None), "{keys}");
        assert_eq!(desk.state.focus, Pane::Reader, "{keys}");
    }
    let mut desk = desk();
    desk.press("f m");
    assert_eq!(notice(&desk), "No link in sight has the letter m");
    let area = desk.state.reader_area();
    let rows = desk.state.reader.layout().rows.iter();
    let row = rows
        .take_while(|row| row.spans.iter().all(|span| span.lead.is_none()))
        .count();
    desk.send(Message::Mouse(Mouse {
        kind: MouseKind::Press,
        column: area.x + 17,
        row: area.y + u16::try_from(row).unwrap(),
    }));
    assert_eq!(desk.take_asked(), find(FIRST));
}

#[test]
fn after_a_link_the_frame_and_the_footer_tell_the_way_back() {
    for (size, top) in [((80, 24), 0), ((120, 40), 1), ((40, 12), 0)] {
        let mut desk = followed_at(size);
        let told = |desk: &Desk| {
            let text = screen(desk);
            let lines: Vec<&str> = text.lines().collect();
            (lines[top].to_owned(), lines.last().unwrap().to_string())
        };
        let (frame, footer) = told(&desk);
        assert!(frame.contains("← Presiden: a"), "{frame}");
        assert!(!frame.contains(" of 9"), "{frame}");
        assert!(footer.contains("h back"), "{footer}");
        // Kept, it has no place in the list either.
        desk.send(Message::PageKept {
            url: FIRST.to_owned(),
            id: ArticleId(7777),
        });
        let (frame, _) = told(&desk);
        assert!(
            frame.contains("← Presiden: a") && !frame.contains(" of 9"),
            "{frame}"
        );
        desk.press("h");
        let (frame, _) = told(&desk);
        assert!(!frame.contains('←'), "{frame}");
    }
}

#[test]
fn an_address_that_stands_in_the_text_is_a_link_unless_it_is_code() {
    let mut desk = Desk::new(9, (80, 24));
    desk.press("Enter");
    desk.state.offline = false;
    let text = |text: &str| Inline::Text {
        text: text.to_owned(),
    };
    let code = Inline::Code {
        text: "https://kode.example/a".to_owned(),
    };
    let content = vec![text("Lihat https://jauh.example/pertama, bukan "), code];
    let facts = desk.state.reader.facts().unwrap().clone();
    desk.send(Message::Opened {
        facts: Box::new(facts),
        document: Document {
            blocks: vec![
                Block::Paragraph { content },
                Block::Code {
                    language: None,
                    text: "curl https://kode.example/b".to_owned(),
                },
            ],
        },
        position: Position::default(),
    });
    assert_eq!(desk.state.reader.layout().links, [FIRST]);
    assert!(
        screen(&desk).contains("https://jauh.example/pertama[1]"),
        "{}",
        screen(&desk)
    );
    desk.take_asked();
    desk.press("f 1");
    assert_eq!(desk.take_asked(), [Effect::FindPage(FIRST.to_owned())]);
}

#[test]
fn a_page_that_is_not_kept_shows_its_source_too() {
    let mut desk = desk();
    desk.press("f f");
    desk.send(Message::PageFound {
        url: FIRST.to_owned(),
        id: None,
    });
    let mut page = page(FIRST, "Halaman jauh");
    page.source = Some(kabar::document::source::source("<p>Isi <b>tebal</b></p>"));
    desk.send(Message::PageRead {
        url: FIRST.to_owned(),
        page: Ok(page),
    });
    desk.press("v");
    assert_eq!(desk.state.reader.sheet.view(), View::Page);
    assert!(screen(&desk).contains("<p>Isi <b>tebal</b></p>"));
    desk.press("v");
    assert_eq!(desk.state.reader.sheet.view(), View::Text);
    // Kept, it has it as long as it is read.
    desk.press("b");
    desk.send(Message::PageKept {
        url: FIRST.to_owned(),
        id: ArticleId(7777),
    });
    desk.press("v");
    assert_eq!(desk.state.reader.sheet.view(), View::Page);
}

#[test]
fn a_page_that_is_not_kept_is_read_and_left_by_the_same_way() {
    for back in ["h", "Backspace", "q", "Esc"] {
        let mut desk = followed();
        assert_eq!(
            desk.take_asked()
                .into_iter()
                .filter(|effect| matches!(effect, Effect::Read { .. }))
                .collect::<Vec<_>>(),
            [Effect::Read {
                url: FIRST.to_owned(),
                from: Some("https://kabar-kota.example/0".to_owned()),
            }]
        );
        assert_eq!(title(&desk), "Halaman jauh");
        desk.press(back);
        assert_eq!(desk.state.focus, Pane::Reader, "{back}");
        assert!(title(&desk).starts_with("Presiden"), "{back}");
        desk.press(back);
        if back == "Backspace" {
            assert_eq!(desk.state.focus, Pane::Reader);
        } else {
            assert_eq!(desk.state.focus, Pane::Stories, "{back}");
        }
    }
}

#[test]
fn the_way_back_has_as_many_steps_as_the_way_there() {
    let mut desk = followed();
    desk.press("f f");
    desk.send(Message::PageFound {
        url: SECOND.to_owned(),
        id: Some(ArticleId(1004)),
    });
    assert!(desk.take_asked().contains(&Effect::Open(ArticleId(1004))));
    assert_eq!(desk.state.reader.id(), Some(ArticleId(1004)));
    desk.send(Message::Resized(130, 40));
    assert_eq!(desk.state.reader.id(), Some(ArticleId(1004)));
    desk.press("h");
    assert_eq!(title(&desk), "Halaman jauh");
    desk.press("h");
    assert!(title(&desk).starts_with("Presiden"));
    assert!(!desk.state.trail.leads_back());
}

#[test]
fn leaving_the_article_by_another_way_comes_back_to_the_story_of_the_list() {
    for keys in ["2", "Tab", "1"] {
        let mut desk = followed();
        desk.press(keys);
        assert_ne!(desk.state.focus, Pane::Reader, "{keys}");
        assert!(title(&desk).starts_with("Presiden"), "{keys}");
    }
    let mut desk = followed();
    desk.press("J");
    assert!(title(&desk).starts_with("Gempa"));
    desk.press("h");
    assert_eq!(desk.state.focus, Pane::Stories);
}

#[test]
fn marks_do_not_reach_through_a_page_that_is_not_kept() {
    let mut desk = followed();
    desk.take_asked();
    desk.press("N");
    assert_eq!(desk.take_asked(), []);
    assert!(notice(&desk).contains("not kept"), "{}", notice(&desk));
    desk.press("o");
    assert_eq!(desk.take_asked(), [Effect::Browse(vec![FIRST.to_owned()])]);
    desk.press("y");
    assert_eq!(desk.take_asked(), [Effect::Copy(FIRST.to_owned())]);
}

#[test]
fn a_page_is_kept_as_it_was_read() {
    for key in ["b", "B"] {
        let mut desk = followed();
        desk.take_asked();
        desk.press(key);
        let asked = desk.take_asked();
        let [Effect::Save(page)] = asked.as_slice() else {
            panic!("{key}: {asked:?}");
        };
        assert_eq!(page.facts.headline.url.as_deref(), Some(FIRST));
        assert!(!page.document.blocks.is_empty());
        assert_eq!(page.parts[0].html(), "<p>Jauh");
        desk.send(Message::PageKept {
            url: FIRST.to_owned(),
            id: ArticleId(77),
        });
        assert_eq!(desk.state.reader.id(), Some(ArticleId(77)));
        desk.take_asked();
        desk.press("b");
        assert_eq!(
            desk.take_asked(),
            [Effect::Mark {
                ids: vec![ArticleId(77)],
                mark: Mark::Unbookmark
            }]
        );
    }
}

#[test]
fn a_page_that_cannot_be_had_leaves_the_story_where_it_is() {
    let mut desk = desk();
    desk.press("f f");
    desk.send(Message::PageFound {
        url: FIRST.to_owned(),
        id: None,
    });
    assert!(desk.state.trail.is_opening());
    desk.send(Message::PageRead {
        url: FIRST.to_owned(),
        page: Err("404 not found".to_owned()),
    });
    assert!(notice(&desk).contains("404 not found"));
    assert!(!desk.state.trail.is_opening());
    assert!(title(&desk).starts_with("Presiden"));

    // The next step is said, and is one for the link as long as that is said.
    let step = "— o opens it in the browser";
    assert!(notice(&desk).ends_with(step), "{}", notice(&desk));
    desk.take_asked();
    desk.press("j o");
    let browse = |url: &str| Effect::Browse(vec![url.to_owned()]);
    assert_eq!(desk.take_asked(), [browse(FIRST)]);
    desk.press("o");
    let own = desk.rows[0].url.clone().unwrap();
    assert_eq!(desk.take_asked(), [browse(&own)]);
    for gone in ["J", "h"] {
        desk.press("f f");
        desk.send(Message::PageRead {
            url: FIRST.to_owned(),
            page: Err("404 not found".to_owned()),
        });
        assert!(notice(&desk).ends_with(step), "{}", notice(&desk));
        desk.press(gone);
        assert_eq!(notice(&desk), "", "{gone}");
        desk.press("K Enter");
        let facts = desk.state.reader.facts().unwrap().clone();
        desk.send(Message::Opened {
            facts: Box::new(facts),
            document: document(&[("sini", FIRST), ("sana", SECOND), ("surat", MAIL)]),
            position: Position::default(),
        });
    }

    // Not waited for any more: what comes late is not shown.
    desk.press("f f");
    desk.press("h");
    desk.send(Message::PageRead {
        url: FIRST.to_owned(),
        page: Ok(page(FIRST, "Halaman jauh")),
    });
    assert!(title(&desk).starts_with("Presiden"));
    assert_eq!(desk.state.focus, Pane::Reader);

    desk.state.offline = true;
    desk.press("f f");
    desk.send(Message::PageFound {
        url: FIRST.to_owned(),
        id: None,
    });
    assert!(notice(&desk).contains("Offline"), "{}", notice(&desk));
}

#[test]
fn a_page_that_another_program_opens_is_not_read_here() {
    let mut desk = desk();
    desk.press("f f");
    assert_eq!(desk.take_asked(), [Effect::FindPage(FIRST.to_owned())]);
    desk.send(Message::PageElsewhere(FIRST.to_owned()));
    assert_eq!(desk.take_asked(), [Effect::Browse(vec![FIRST.to_owned()])]);
    assert!(!desk.state.trail.is_opening());
    assert!(title(&desk).starts_with("Presiden"));
    assert_eq!(desk.state.focus, Pane::Reader);
}

#[test]
fn a_link_that_is_being_opened_is_told_and_can_be_stopped() {
    for (key, is_refreshing, expected) in [
        ("X", false, vec![Effect::Cancel]),
        ("X", true, vec![]),
        ("Esc", false, vec![]),
        ("q", false, vec![]),
        ("Backspace", false, vec![]),
    ] {
        let mut desk = desk();
        desk.state.progress.running = is_refreshing;
        desk.press("f f");
        desk.send(Message::PageFound {
            url: FIRST.to_owned(),
            id: None,
        });
        let screen = screen(&desk);
        assert!(screen.contains("opening the linked page"), "{screen}");
        assert!(!screen.contains("full text"), "{screen}");
        assert!(screen.contains("X stop"), "{screen}");
        desk.take_asked();
        desk.press(key);
        assert_eq!(desk.take_asked(), expected, "{key}");
        assert_eq!(notice(&desk), "The linked page is not opened", "{key}");
        desk.send(Message::PageRead {
            url: FIRST.to_owned(),
            page: Ok(page(FIRST, "Halaman jauh")),
        });
        assert!(title(&desk).starts_with("Presiden"), "{key}");
        assert_eq!(desk.state.focus, Pane::Reader, "{key}");
    }
}

#[test]
fn a_text_that_is_being_fetched_is_stopped_and_is_no_business_of_the_next_story() {
    let mut desk = desk();
    desk.press("x");
    assert!(desk.state.reader.fetching);
    desk.press("J");
    assert!(!desk.state.reader.fetching);
    desk.press("x X");
    assert_eq!(desk.take_asked().last(), Some(&Effect::Cancel));
    assert_eq!(notice(&desk), "Stopped: the text is not fetched");
    desk.press("X");
    assert_eq!(notice(&desk), "Nothing is running");
}

#[test]
fn a_story_without_links_says_so() {
    let mut desk = Desk::new(9, (80, 24));
    desk.press("Enter f");
    assert!(notice(&desk).contains("no links"), "{}", notice(&desk));
}

/// A desk whose first story has a link between a hundred paragraphs without one.
fn far() -> Desk {
    let mut desk = desk();
    let plain = Block::Paragraph {
        content: vec![Inline::Text {
            text: "Tanpa tautan.".to_owned(),
        }],
    };
    let mut blocks = vec![plain; 100];
    blocks.insert(50, paragraph("sini", FIRST));
    let facts = desk.state.reader.facts().unwrap().clone();
    desk.send(Message::Opened {
        facts: Box::new(facts),
        document: Document { blocks },
        position: Position::default(),
    });
    desk
}

#[test]
fn a_link_that_is_not_in_sight_is_gone_to_and_left_again() {
    let mut desk = far();
    desk.press("j j");
    let here = desk.state.reader.top();
    assert!(kabar::state::links::seen(&desk.state).is_empty());
    desk.press("f");
    let words = "The next link — Esc goes back to where you were";
    assert!(screen(&desk).contains(words), "{}", screen(&desk));
    assert!(matches!(&desk.state.overlay, Overlay::Links(_, None)));
    let there = desk.state.reader.top();
    assert!(there > here);
    desk.press("Esc");
    assert_eq!(desk.state.reader.top(), here);
    // Where links are in sight, Esc goes nowhere.
    desk.press("f q f Esc");
    assert_eq!(desk.state.reader.top(), there);
    desk.press("g g f f");
    let asked = desk.take_asked();
    assert!(
        asked.contains(&Effect::FindPage(FIRST.to_owned())),
        "{asked:?}"
    );
    // Past the last in the text stands the list of all.
    let mut desk = far();
    desk.press("G PgUp PgUp");
    assert!(kabar::state::links::seen(&desk.state).is_empty());
    desk.press("f");
    assert_eq!(kabar::state::links::seen(&desk.state).len(), 1);
}

#[test]
fn tab_goes_from_link_to_link_and_enter_follows() {
    let mut desk = desk();
    desk.press("f Tab");
    let buffer = buffer(&desk, &Theme::terminal());
    let lit: String = buffer
        .content()
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::REVERSED))
        .map(Cell::symbol)
        .collect();
    // In the text and in the list of addresses.
    assert!(lit.starts_with("sini"), "{lit}");
    desk.press("Tab Shift-Tab Enter");
    assert_eq!(desk.take_asked(), [Effect::FindPage(FIRST.to_owned())]);
    desk.press("f Tab Tab Enter");
    assert_eq!(desk.take_asked(), [Effect::FindPage(SECOND.to_owned())]);
    // Beyond the last there is none.
    desk.press("f Tab Tab Tab Tab Tab Tab Tab");
    assert!(matches!(desk.state.overlay, Overlay::Links(..)));
}

/// A desk whose first story has twelve links.
fn linked(count: usize) -> Desk {
    let mut desk = desk();
    let facts = desk.state.reader.facts().unwrap().clone();
    let urls: Vec<String> = (1..=count)
        .map(|number| format!("https://jauh.example/{number}"))
        .collect();
    let links: Vec<(&str, &str)> = urls.iter().map(|url| ("sini", url.as_str())).collect();
    desk.send(Message::Opened {
        facts: Box::new(facts),
        document: document(&links),
        position: Position::default(),
    });
    desk.take_asked();
    desk
}

#[test]
fn a_number_of_two_digits_is_typed_before_the_eyes() {
    let find = |number: usize| vec![Effect::FindPage(format!("https://jauh.example/{number}"))];
    for (keys, expected) in [
        ("f 2", find(2)),
        ("f 1 2", find(12)),
        ("f 1 0", find(10)),
        ("f 1 Enter", find(1)),
        ("f 1 Backspace 3", find(3)),
        ("f 1 Backspace f", find(1)),
        ("f 1 5", vec![]),
        ("f 0", vec![]),
    ] {
        let mut desk = linked(12);
        desk.press(keys);
        assert_eq!(desk.take_asked(), expected, "{keys}");
        assert!(matches!(desk.state.overlay, Overlay::None), "{keys}");
    }
    let mut desk = linked(12);
    desk.press("f 1");
    let text = crate::view::screen(&desk);
    assert!(text.contains("[1…] jauh.example/1"), "{text}");
    assert!(text.contains("⏎ follow this link"), "{text}");
    desk.press("Backspace Tab Tab");
    let text = crate::view::screen(&desk);
    assert!(text.contains("[2] jauh.example/2"), "{text}");
    desk.press("Esc f 1 5");
    assert!(
        notice(&desk).contains("no link 15; the last is 12"),
        "{}",
        notice(&desk)
    );
}

/// A desk whose first story has two notes, far from their marks.
fn noted() -> Desk {
    let mut desk = desk();
    let facts = desk.state.reader.facts().unwrap().clone();
    let words = |text: &str| Inline::Text {
        text: text.to_owned(),
    };
    let marked = |number| Block::Paragraph {
        content: vec![words("Kata-kata"), Inline::Note { number }, words(" lagi.")],
    };
    let plain = |text: &str| Block::Paragraph {
        content: vec![words(text)],
    };
    let mut blocks = vec![plain("Awal."), marked(1), marked(2)];
    blocks.extend((0..40).map(|_| plain("Isi berita.")));
    blocks.push(Block::List {
        start: Some(1),
        numbering: Numbering::default(),
        items: vec![vec![plain("Arsip kota")], vec![plain("Laporan")]],
    });
    desk.send(Message::Opened {
        facts: Box::new(facts),
        document: Document { blocks },
        position: Position::default(),
    });
    desk.take_asked();
    desk
}

#[test]
fn the_mark_of_a_note_leads_to_it_and_back_again() {
    let lit = |desk: &Desk| -> String {
        let buffer = buffer(desk, &Theme::terminal());
        let lit = buffer.content().iter();
        lit.filter(|cell| cell.modifier.contains(Modifier::REVERSED))
            .map(Cell::symbol)
            .collect()
    };
    for back in ["Backspace", "h", "Esc"] {
        let mut desk = noted();
        desk.press("j");
        let top = desk.state.reader.top();
        desk.press("f j");
        let text = crate::view::screen(&desk);
        assert!(text.contains("2. Laporan"), "{text}");
        assert_eq!(lit(&desk).trim(), "2.");
        desk.press(back);
        assert_eq!(desk.state.reader.top(), top, "{back}");
        assert_eq!(desk.state.focus, Pane::Reader);
        assert_eq!(lit(&desk), "");
        // The next step back leaves the story, as ever.
        desk.press("h");
        assert_eq!(desk.state.focus, Pane::Stories);
    }
    // On another side of the article it goes back to the mark before it turns to the text.
    let mut desk = noted();
    let feed = desk.state.reader.document().clone();
    let id = desk.state.reader.id().unwrap();
    let behind = Behind {
        feed: Some(feed),
        ..Behind::default()
    };
    desk.send(Message::Behind {
        id,
        behind: Box::new(behind),
    });
    desk.press("v f f");
    assert_eq!(desk.state.reader.sheet.view(), View::Feed);
    assert_ne!(desk.state.reader.top(), 0);
    desk.press("h");
    assert_eq!(desk.state.reader.sheet.view(), View::Feed);
    assert_eq!(desk.state.reader.top(), 0);
    // By the mark's number alone, by Tab, and from the note to its mark.
    let mut desk = noted();
    desk.press("f Tab Enter");
    assert_eq!(lit(&desk).trim(), "1.");
    desk.press("f f");
    assert_eq!(lit(&desk), "¹");
    assert_eq!(desk.take_asked(), []);
    // Whoever goes on reading elsewhere is not thrown back.
    let mut desk = noted();
    desk.press("f f k");
    desk.press("PgUp PgUp PgUp");
    desk.press("h");
    assert_eq!(desk.state.focus, Pane::Stories);
}

#[test]
fn a_click_on_a_mark_leads_to_its_note() {
    let mut desk = noted();
    let area = desk.state.reader_area();
    let row = desk.state.reader.layout().notes[0].mark;
    desk.send(Message::Mouse(Mouse {
        kind: MouseKind::Press,
        column: area.x + 9,
        row: area.y + u16::try_from(row).unwrap(),
    }));
    let text = crate::view::screen(&desk);
    assert!(text.contains("1. Arsip kota"), "{text}");
}
