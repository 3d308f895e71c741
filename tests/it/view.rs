//! Tests of the room `view`: whole screens by snapshot, their styles beside them.

use std::fmt::Write;

use insta::assert_snapshot;
use kabar::assets;
use kabar::document::{Block, Document, Inline, Numbering};
use kabar::model::article::Position;
use kabar::model::feed::{Format, Health};
use kabar::state::area::Area;
use kabar::state::catalogue::listings;
use kabar::state::core::Edition;
use kabar::state::effect::Effect;
use kabar::state::look::{self, Look, Note, Offer};
use kabar::state::message::{Candidate, Failure, Message, Progress};
use kabar::state::notices::Tone;
use kabar::state::press::{Mouse, MouseKind};
use kabar::state::rows::Line;
use kabar::state::strings::{Language, Strings};
use kabar::view::colour::Depth;
use kabar::view::draw;
use kabar::view::paint;
use kabar::view::picture::Paintings;
use kabar::view::theme::{Bidi, Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use crate::desk::Desk;

pub fn buffer(desk: &Desk, theme: &Theme) -> Buffer {
    terminal(desk, theme, &Paintings::default())
        .backend()
        .buffer()
        .clone()
}

/// A terminal that shows the screen.
pub fn terminal(desk: &Desk, theme: &Theme, paintings: &Paintings) -> Terminal<TestBackend> {
    let (width, height) = desk.state.size;
    let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
    terminal
        .draw(|frame| {
            let cursor = draw(&desk.state, theme, paintings, frame.buffer_mut());
            if let Some(cursor) = cursor {
                frame.set_cursor_position(cursor);
            }
        })
        .unwrap();
    terminal
}

/// The screen as text, a line a row.
pub fn screen(desk: &Desk) -> String {
    screen_in(desk, &Theme::terminal())
}

fn screen_in(desk: &Desk, theme: &Theme) -> String {
    let buffer = buffer(desk, theme);
    let mut text = String::new();
    for row in rows(&buffer) {
        writeln!(
            text,
            "{}",
            row.iter()
                .map(|(symbol, _)| symbol.as_str())
                .collect::<String>()
                .trim_end()
        )
        .unwrap();
    }
    text
}

/// The screen as text, and under each row a letter for the style of each cell that has one.
fn styled(desk: &Desk) -> String {
    let mut text = String::new();
    for row in rows(&buffer(desk, &Theme::terminal())) {
        let symbols: String = row.iter().map(|(symbol, _)| symbol.as_str()).collect();
        let styles: String = row.iter().map(|(_, style)| letter(*style)).collect();
        writeln!(text, "{}", symbols.trim_end()).unwrap();
        if !styles.trim().is_empty() {
            writeln!(text, "{}", styles.trim_end()).unwrap();
        }
    }
    text
}

fn rows(buffer: &Buffer) -> Vec<Vec<(String, Style)>> {
    let area = buffer.area;
    let cell = |x, y| (buffer[(x, y)].symbol().to_owned(), buffer[(x, y)].style());
    (0..area.height)
        .map(|y| (0..area.width).map(|x| cell(x, y)).collect())
        .collect()
}

fn letter(style: Style) -> char {
    let has = |modifier| style.add_modifier.contains(modifier);
    let coloured = style
        .fg
        .is_some_and(|colour| colour != ratatui::style::Color::Reset);
    match () {
        () if has(Modifier::REVERSED) => 'r',
        () if has(Modifier::UNDERLINED) => 'u',
        () if has(Modifier::DIM) => 'd',
        () if has(Modifier::BOLD) && coloured => 'B',
        () if has(Modifier::BOLD) => 'b',
        () if has(Modifier::ITALIC) => 'i',
        () if coloured => 'c',
        () => ' ',
    }
}

#[test]
fn lists_at_every_size() {
    for (name, size) in [
        ("small", (40, 12)),
        ("usual", (80, 24)),
        ("large", (160, 50)),
    ] {
        let desk = Desk::new(60, size);
        assert_snapshot!(format!("list_{name}"), screen(&desk));
    }
}

#[test]
fn articles_at_every_size() {
    for (name, size) in [
        ("small", (40, 12)),
        ("usual", (80, 24)),
        ("large", (160, 50)),
    ] {
        let mut desk = Desk::new(60, size);
        desk.press("j Enter");
        assert_snapshot!(format!("article_{name}"), screen(&desk));
    }
}

#[test]
fn styles_of_list_and_article() {
    let mut desk = Desk::new(60, (80, 24));
    assert_snapshot!("styles_list", styled(&desk));
    desk.press("Enter");
    assert_snapshot!("styles_article", styled(&desk));
}

#[test]
fn lists_over_the_panes() {
    let mut desk = Desk::new(60, (80, 24));
    for (name, keys) in [
        ("help", "?"),
        ("palette", "Esc :"),
        ("catalogue", "Esc g c"),
        ("errors", "Esc !"),
        ("prefix", "Esc g"),
    ] {
        desk.press(keys);
        assert_snapshot!(format!("popup_{name}"), screen(&desk));
    }
}

#[test]
fn an_empty_library_says_what_to_do_next() {
    let mut desk = Desk::new(0, (80, 24));
    desk.library.feeds.clear();
    desk.library.folders.clear();
    desk.send(Message::Changed);
    let text = screen(&desk);
    assert!(text.contains("No feeds yet"), "{text}");
    desk.press("g b");
    assert!(screen(&desk).contains("No bookmarks yet"));
}

#[test]
fn a_feed_that_brought_nothing_because_it_fails_says_so() {
    let mut desk = Desk::new(0, (120, 30));
    desk.library.feeds[0].health = Health::Failing {
        since: desk.state.now,
        tries: 1,
        cause: "the server answered 404 (not found)".to_owned(),
        retry: None,
        wait: None,
    };
    desk.send(Message::Changed);
    desk.press("1 G k k Enter");
    let text = screen(&desk);
    assert!(text.contains("This feed could not be fetched"), "{text}");
}

#[test]
fn the_sample_edition_says_what_it_is() {
    let mut desk = Desk::new(10, (80, 24));
    desk.state.edition = Edition::Sample;
    desk.state.arrange();
    let text = screen(&desk);
    assert!(
        text.contains("This is the sample edition, no network needed.  a add  c catalogue"),
        "{text}"
    );
}

#[test]
fn a_refresh_shows_how_far_it_is() {
    let mut desk = Desk::new(10, (80, 24));
    let progress = Progress {
        feeds: 42,
        done: 37,
        failed: 2,
        running: true,
        ..Progress::default()
    };
    desk.send(Message::Progress(progress));
    let text = screen(&desk);
    assert!(text.contains("⟳ 37/42 · 2 failed"), "{text}");
    assert!(text.contains("X stop"), "{text}");
}

#[test]
fn indonesian_screens_speak_indonesian() {
    let desk = Desk::speaking(Language::Indonesian, 10, (100, 30));
    let text = screen(&desk);
    for words in ["Semua berita", "belum dibaca", "Luring", "bantuan"] {
        assert!(text.contains(words), "{words}:\n{text}");
    }
}

#[test]
fn facts_are_whole_at_every_width() {
    for language in [Language::English, Language::Indonesian] {
        let mut desk = Desk::speaking(language, 30, (80, 24));
        for row in &mut desk.rows {
            row.feed_title = "The Harbour Ledger of the North".to_owned();
        }
        desk.send(Message::Headlines(desk.rows.clone()));
        for width in 30..180 {
            desk.send(Message::Resized(width, 40));
            let text = screen(&desk).replace('\n', " \n");
            for (begun, whole) in [
                (" min", " min "),
                (" min r", " min read"),
                (" min l", " min left"),
                (" mnt b", " mnt baca"),
            ] {
                let count = |words| text.matches(words).count();
                assert_eq!(count(begun), count(whole), "{width}\n{text}");
            }
            assert!(
                !text.contains("· ┃") && !text.contains("·┃"),
                "{width}\n{text}"
            );
        }
    }
}

/// An article in Arabic, with a list, a quotation, a link and a number.
fn arabic() -> Desk {
    let words = |text: &str| Inline::Text {
        text: text.to_owned(),
    };
    let mut desk = Desk::new(6, (80, 24));
    for row in &mut desk.rows {
        "أعلنت الحكومة اليوم (2026) عن سياسة".clone_into(&mut row.title);
    }
    desk.send(Message::Headlines(desk.rows.clone()));
    desk.press("Enter");
    let facts = Box::new(desk.state.reader.facts().unwrap().clone());
    let paragraph = |text: &str| Block::Paragraph {
        content: vec![words(text)],
    };
    let blocks = vec![
        Block::Paragraph {
            content: vec![
                words(
                    "أعلنت الحكومة اليوم عن سياسة اقتصادية جديدة لدعم 250 شركة من الشركات الصغيرة kabar 1.0 في ",
                ),
                Inline::Link {
                    url: "https://example.com/".to_owned(),
                    content: vec![words("البلاد")],
                },
                words("."),
            ],
        },
        Block::List {
            start: Some(12),
            numbering: Numbering::default(),
            items: vec![vec![paragraph("بند أول")], vec![paragraph("English item")]],
        },
        Block::Quote {
            blocks: vec![paragraph("قال الوزير"), paragraph("«نعم»")],
        },
    ];
    let document = Document { blocks };
    desk.send(Message::Opened {
        facts,
        document,
        position: Position::default(),
    });
    desk
}

#[test]
fn arabic_stands_at_the_right_in_its_own_order() {
    let mut desk = arabic();
    let mut theme = Theme::terminal();
    for (name, bidi) in [
        ("app", Bidi::App),
        ("terminal", Bidi::Terminal),
        ("off", Bidi::Off),
    ] {
        theme.bidi = bidi;
        assert_snapshot!(format!("arabic_{name}"), screen_in(&desk, &theme));
    }
    theme.bidi = Bidi::App;
    desk.press("q");
    assert_snapshot!("arabic_list", screen_in(&desk, &theme));
}

#[test]
fn names_in_arabic_stand_in_their_own_order_in_lists_and_forms_too() {
    let mut theme = Theme::terminal();
    for (bidi, name) in [(Bidi::App, "ﻡﻮﻴﻟﺍ ﺔﻔﻴﺤﺻ"), (Bidi::Terminal, "صحيفة اليوم")]
    {
        theme.bidi = bidi;
        let mut desk = arabic();
        for feed in &mut desk.library.feeds {
            "صحيفة اليوم".clone_into(&mut feed.title);
        }
        desk.send(Message::Changed);
        desk.state
            .say(Tone::Plain, "Removed صحيفة اليوم".to_owned());
        assert!(screen_in(&desk, &theme).contains(name), "said");
        for keys in ["g m", "Esc q 1 G e"] {
            desk.press(keys);
            let over = screen_in(&desk, &theme);
            let lines = over.lines().filter_map(|line| line.split('┃').nth(1));
            assert!(lines.collect::<String>().contains(name), "{keys}\n{over}");
        }
    }
}

#[test]
fn what_is_looked_for_is_lit_where_it_stands() {
    let mut desk = arabic();
    desk.press("/");
    desk.type_text("kabar 1.0");
    let mut theme = Theme::terminal();
    theme.bidi = Bidi::App;
    let buffer = buffer(&desk, &theme);
    let lit: String = buffer
        .content()
        .iter()
        .filter(|cell| cell.modifier.contains(Modifier::REVERSED))
        .map(Cell::symbol)
        .collect();
    assert_eq!(lit, "kabar 1.0");
}

#[test]
fn nothing_stays_of_letters_that_take_a_cell_each() {
    let area = Rect::new(0, 0, 8, 1);
    let (mut before, mut after) = (Buffer::empty(area), Buffer::empty(area));
    let whole = Area {
        width: 8,
        height: 1,
        ..Area::default()
    };
    paint::put(&mut before, whole, 0, 0, "सा人क्याa", Style::new());
    let written = |from: &Buffer, to: &Buffer| -> Vec<u16> {
        from.diff(to).into_iter().map(|(x, ..)| x).collect()
    };
    let empty = Buffer::empty(area);
    assert_eq!(
        written(&empty, &before),
        [0, 2, 4, 7],
        "a letter's cell is not written by itself"
    );
    assert!(written(&before, &before).is_empty());
    after.set_string(0, 0, "b", Style::new());
    assert_eq!(
        written(&before, &after),
        [0, 1, 2, 4, 5, 6, 7],
        "the second letter is wiped away"
    );
}

#[test]
fn what_is_laid_over_half_a_letter_is_whole() {
    let whole = Area {
        width: 8,
        height: 1,
        ..Area::default()
    };
    let over = Area { x: 3, ..whole };
    let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
    paint::put(&mut buffer, whole, 0, 0, "水川人山", Style::new());
    paint::clear(&mut buffer, &Theme::terminal(), over);
    paint::put(&mut buffer, over, 3, 0, "|", Style::new());
    let before = Buffer::empty(buffer.area);
    let written: String = before
        .diff(&buffer)
        .into_iter()
        .map(|(_, _, cell)| cell.symbol())
        .collect();
    assert_eq!(written, "水|");
}

#[test]
fn no_size_makes_it_panic() {
    let mut desk = Desk::new(30, (80, 24));
    for keys in ["", "Enter", "Esc ?", "Esc :", "Esc a", "Esc g", "Esc /"] {
        desk.press(keys);
        for width in [0, 1, 2, 5, 29, 30, 40, 79, 80, 119, 120, 250] {
            for height in [0, 1, 2, 3, 5, 7, 8, 12, 24, 60] {
                desk.send(Message::Resized(width, height));
                screen(&desk);
            }
        }
    }
}

#[test]
fn themes_name_every_role_and_mono_has_no_colour() {
    let roles: Vec<String> = assets::THEME_TERMINAL
        .parse::<toml::Table>()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    let schemes = assets::SCHEMES.iter().map(|(name, _)| *name);
    for name in schemes.chain(["terminal", "mono"]) {
        let theme = Theme::named(name, Depth::True).unwrap();
        assert!(roles.iter().all(|role| theme.has(role)), "{name}");
    }
    let light = Theme::terminal_light();
    assert!(roles.iter().all(|role| light.has(role)));
    let faint = [Color::Cyan, Color::Green, Color::Yellow, Color::White];
    assert!(
        roles
            .iter()
            .filter_map(|role| light.style(role).fg)
            .all(|colour| !faint.contains(&colour))
    );
    let mono = Theme::mono();
    assert!(
        roles
            .iter()
            .all(|role| mono.style(role).fg.is_none() && mono.style(role).bg.is_none())
    );
}

#[test]
fn a_scheme_colours_the_whole_screen() {
    let mut desk = Desk::new(60, (80, 24));
    for (name, depth) in [
        ("catppuccin-mocha", Depth::True),
        ("gruvbox-light", Depth::Indexed),
        ("nord", Depth::Sixteen),
    ] {
        let theme = Theme::named(name, depth).unwrap();
        for keys in ["", ":", "Esc Enter", "q g", "Esc"] {
            desk.press(keys);
            let buffer = buffer(&desk, &theme);
            let bare = |cell: &Cell| cell.bg == Color::Reset || cell.fg == Color::Reset;
            assert!(!buffer.content().iter().any(bare), "{name} {keys}");
        }
        let chosen = theme.style("chosen");
        assert!(
            chosen
                .bg
                .is_some_and(|bg| Some(bg) != theme.style("screen").bg)
                || chosen.add_modifier.contains(Modifier::REVERSED),
            "{name}"
        );
    }
}

#[test]
fn styles_of_a_scheme() {
    let desk = Desk::new(20, (80, 24));
    let theme = Theme::named("rose-pine-dawn", Depth::True).unwrap();
    let buffer = buffer(&desk, &theme);
    let mut colours: Vec<String> = buffer
        .content()
        .iter()
        .map(|cell| format!("{} on {} {:?}", cell.fg, cell.bg, cell.modifier))
        .collect();
    colours.sort();
    colours.dedup();
    assert_snapshot!("styles_scheme", colours.join("\n"));
}

/// A desk that offers three themes, the first in force.
fn themed() -> Desk {
    let mut desk = Desk::new(20, (100, 30));
    let offers = [
        ("terminal", Note::None),
        ("nord", Note::Dark(false)),
        ("mine", Note::Light(true)),
        ("torn", Note::Broken("no colour base00".to_owned())),
    ];
    let offers = offers.map(|(name, note)| Offer {
        name: name.to_owned(),
        note,
    });
    desk.state.look = Look {
        theme: "terminal".to_owned(),
        held: false,
        themes: offers.to_vec(),
        ascii: false,
    };
    desk
}

#[test]
fn a_theme_is_shown_as_it_is_passed_over_and_kept_by_enter() {
    let mut desk = themed();
    let shown = |desk: &Desk| look::shown(&desk.state.look, &desk.state.overlay).to_owned();
    desk.press("T");
    assert_snapshot!("popup_themes", screen(&desk));
    assert_eq!(shown(&desk), "terminal");
    desk.press("Down");
    assert_eq!(shown(&desk), "nord");
    desk.press("Esc");
    assert_eq!(shown(&desk), "terminal", "Escape leaves the one before");
    assert!(
        !desk
            .asked
            .iter()
            .any(|effect| matches!(effect, Effect::KeepTheme(_)))
    );
    desk.press("T Down Enter");
    assert_eq!(shown(&desk), "nord");
    assert_eq!(
        desk.asked.last(),
        Some(&Effect::KeepTheme("nord".to_owned()))
    );
    desk.press("T");
    assert_eq!(shown(&desk), "nord", "the list opens at the one in force");
}

#[test]
fn a_theme_that_cannot_be_read_is_not_taken() {
    let mut desk = themed();
    desk.press("T Down Down Down Enter");
    assert_eq!(desk.state.look.theme, "terminal");
    assert!(
        screen(&desk).contains("torn: no colour base00"),
        "{}",
        screen(&desk)
    );
}

#[test]
fn ascii_screens_hold_only_ascii() {
    let mut theme = Theme::mono();
    theme.ascii = true;
    for keys in [
        "", "Enter", "?", ":", "/", ",", "T", "g", "!", "a", "i", "t",
    ] {
        let mut desk = Desk::new(30, (132, 30));
        desk.state.look.ascii = true;
        desk.press(keys);
        let foreign: String = rows(&buffer(&desk, &theme))
            .concat()
            .into_iter()
            .flat_map(|(symbol, _)| symbol.chars().collect::<Vec<_>>())
            .filter(|letter| !letter.is_ascii())
            .collect();
        assert_eq!(foreign, "", "{keys}");
    }
}

#[test]
fn a_feed_of_the_catalogue_shows_its_headlines_before_it_is_taken() {
    for language in [Language::English, Language::Indonesian] {
        let mut desk = Desk::set_up(5, |setup| {
            setup.language = language;
            setup.offline = false;
        });
        desk.press("g c Down Down");
        desk.take_asked();
        desk.press("Tab");
        let asked = desk.take_asked();
        let [Effect::Discover(address)] = &asked[..] else {
            panic!("{asked:?}");
        };
        let asking = desk.state.strings.get("catalogue.asking").to_owned();
        assert!(screen(&desk).contains(&asking), "{}", screen(&desk));
        let candidate = Candidate {
            url: address.clone(),
            title: "Kabar Kota".to_owned(),
            format: Some(Format::Rss),
            entries: 2,
            latest: None,
            preview: vec![
                "Pasar malam dibuka".to_owned(),
                "Trem diuji coba".to_owned(),
            ],
            known: false,
        };
        desk.send(Message::Discovered {
            address: address.clone(),
            found: Ok(vec![candidate]),
        });
        let text = screen(&desk);
        assert!(
            text.contains("Pasar malam dibuka") && text.contains("Trem diuji coba"),
            "{text}"
        );
        // They are those of that feed only, and the list is whole above them.
        desk.press("Down");
        assert!(!screen(&desk).contains("Pasar malam"));
        desk.press("Tab");
        let effect = desk.take_asked().pop();
        desk.send(Message::Failed(Failure {
            effect,
            words: "nobody answers there".to_owned(),
        }));
        assert!(
            screen(&desk).contains("nobody answers there"),
            "{}",
            screen(&desk)
        );
    }
}

#[test]
fn the_catalogue_is_in_order_of_country_and_subject_in_the_readers_words() {
    for language in [Language::English, Language::Indonesian] {
        let strings = Strings::of(language);
        let listings = listings(language);
        assert!(listings.len() >= 80);
        let mut seen = Vec::new();
        for listing in &listings {
            assert!(
                language == Language::English || strings.topic(&listing.topic) != listing.topic,
                "{}",
                listing.topic
            );
            let home = listing.language.starts_with(language.tag());
            let part = (home, listing.country.clone(), listing.topic.clone());
            if seen.last() != Some(&part) {
                assert!(!seen.contains(&part), "{part:?} stands in two places");
                seen.push(part);
            }
        }
        assert!(seen[0].0, "the reader's own language is first");
    }
    for locale in ["id_ID.UTF-8", "ms_MY.UTF-8", "ms"] {
        let first = &listings(Language::of_locale(locale))[0];
        assert_eq!(
            (first.country.as_str(), first.language.as_str()),
            ("ID", "id"),
            "{locale}"
        );
    }
}

#[test]
fn a_wide_letter_does_not_reach_into_what_lies_over_it() {
    let theme = Theme::terminal();
    let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 2));
    buffer.set_string(0, 0, "こみち", Style::default());
    buffer.set_string(0, 1, "abcdef", Style::default());
    let area = Area {
        x: 3,
        y: 0,
        width: 3,
        height: 2,
    };
    paint::clear(&mut buffer, &theme, area);
    let symbols: Vec<&str> = buffer.content().iter().map(Cell::symbol).collect();
    assert_eq!(symbols.concat(), "こ     abc   ");
}

#[test]
fn a_row_says_in_how_many_feeds_its_story_is_told() {
    for size in [(132, 30), (80, 24), (50, 20)] {
        let mut desk = Desk::new(30, size);
        let rows = desk.rows.iter().skip(1);
        let counts = rows.map(|row| row.id).zip([3, 12, 0]);
        desk.elsewhere = counts.collect();
        assert!(!screen(&desk).contains('≈'));
        desk.send(Message::Changed);
        let shown = screen(&desk);
        let told: Vec<&str> = shown.lines().filter(|line| line.contains('≈')).collect();
        assert_eq!(told.len(), 2, "{shown}");
        assert!(told[0].contains("≈3") && told[1].contains("≈12"), "{shown}");
        // The list of `c` is one story as many tell it.
        desk.press("j c");
        assert!(!screen(&desk).contains('≈'), "{}", screen(&desk));
    }
}

#[test]
fn a_list_over_the_panes_is_no_higher_than_its_rows_and_tells_its_keys_at_every_size() {
    for size in [(80, 24), (50, 20), (40, 12)] {
        for (keys, hint) in [
            ("t", "⏎ keep"),
            ("Enter s", "⏎ save"),
            ("Enter |", "⏎ run"),
            (":", "⏎ run"),
            (",", "⏎ change"),
        ] {
            let mut desk = Desk::new(10, size);
            desk.press(keys);
            let text = screen(&desk);
            let last = text.lines().last().unwrap_or_default();
            assert!(last.contains(hint), "{keys} {size:?}: {text}");
            assert!(!text.contains("↑ 0") && !text.contains("↓ 0"), "{text}");
        }
    }
    let mut desk = Desk::new(10, (80, 24));
    desk.press("t");
    assert_eq!(desk.state.overlay_area().height, 9);
}

#[test]
fn a_story_that_is_not_opened_tells_what_its_row_knows() {
    let mut desk = Desk::new(10, (50, 20));
    desk.press("j i");
    let text = screen(&desk);
    for fact in ["Gempa M 5,2", "Warta Sains", "3 min read", "Published"] {
        assert!(text.contains(fact), "{fact}: {text}");
    }
}

#[test]
fn what_is_cut_does_not_end_in_a_full_stop_where_only_ascii_is_drawn() {
    let mut theme = Theme::mono();
    theme.ascii = true;
    let mut desk = Desk::new(4, (80, 24));
    desk.rows[0].title = "Presiden … anggaran pangan naik dua belas persen tahun ini".to_owned();
    desk.rows[1].title = "Rupiah".to_owned();
    desk.send(Message::Changed);
    desk.state.look.ascii = true;
    let screen = screen_in(&desk, &theme);
    assert!(screen.contains("* Presiden ... anggaran"), "{screen}");
    assert!(screen.contains("naik dua belas p~ 7m"), "{screen}");
    desk.send(Message::Resized(132, 30));
    let narrow = screen_in(&desk, &theme);
    assert!(
        narrow.contains("* Presiden ... anggaran pangan naik d"),
        "{narrow}"
    );
    desk.press(":");
    let screen = screen_in(&desk, &theme);
    assert!(screen.contains("older than...  "), "{screen}");
}

#[test]
fn facts_have_minutes_wherever_there_is_room() {
    for size in [(50, 20), (120, 40), (200, 60)] {
        let desk = Desk::new(12, size);
        let text = screen(&desk);
        let facts = text
            .lines()
            .filter(|row| row.contains("· ⇣") || row.contains("Kabar Kota · "));
        assert!(
            facts.clone().any(|row| row.contains(" min")),
            "{size:?}\n{text}"
        );
    }
}

#[test]
fn a_small_footer_has_four_keys_of_the_pane() {
    let mut desk = Desk::new(12, (50, 20));
    desk.state.offline = false;
    let text = screen(&desk);
    let footer = " ⏎ read  b keep  N un/read  o web  : menu  ? help";
    assert_eq!(text.lines().last().unwrap().trim_end(), footer);
}

#[test]
fn a_bookmark_tells_whether_it_is_read_and_moves_no_title() {
    let theme = Theme::mono();
    for size in [(50, 20), (80, 24), (120, 40)] {
        let mut desk = Desk::new(4, size);
        for (row, (read, title)) in desk.rows.iter_mut().zip([(false, "Satu"), (true, "Dua")]) {
            row.read = read;
            row.title = title.to_owned();
        }
        desk.send(Message::Changed);
        let before = screen_in(&desk, &theme);
        for row in desk.rows.iter_mut().take(2) {
            row.bookmarked = true;
        }
        desk.send(Message::Changed);
        let after = screen_in(&desk, &theme);
        assert!(
            before.contains(" ● Satu") && before.contains(" ○ Dua"),
            "{before}"
        );
        assert!(
            after.contains("★● Satu") && after.contains("★○ Dua"),
            "{after}"
        );
        let list = |screen: &str| {
            let rows = screen
                .lines()
                .filter(|row| row.contains("Satu") || row.contains("Dua"));
            rows.map(|row| row.replace('★', " ")).collect::<Vec<_>>()
        };
        assert_eq!(list(&before), list(&after));
    }
}

#[test]
fn adding_a_feed_takes_as_many_rows_as_it_shows() {
    let mut desk = Desk::new(12, (120, 40));
    desk.press("a");
    let empty = desk.state.overlay_area();
    assert!(empty.height < 12, "{empty:?}");
    desk.send(Message::Pasted("suara.example".into()));
    desk.press("Enter");
    let candidate = Candidate {
        url: "https://suara.example/rss".into(),
        title: "Suara – terkini".into(),
        format: Some(Format::Rss),
        entries: 30,
        latest: None,
        preview: vec!["Gempa".into(), "Rupiah".into(), "Kereta".into()],
        known: false,
    };
    desk.send(Message::Discovered {
        address: "suara.example".into(),
        found: Ok(vec![candidate]),
    });
    let full = desk.state.overlay_area();
    let text = screen(&desk);
    let lines: Vec<&str> = text.lines().collect();
    let last = lines[usize::from(full.y + full.height) - 5];
    assert!(last.contains("Kereta"), "{text}");
    assert_eq!(
        (full.x, full.y, full.width),
        (empty.x, empty.y, empty.width)
    );
}

/// The few lines under the list are for what the list cannot say: the whole title, the feed, and the text.
#[test]
fn the_preview_has_the_title_the_feed_and_the_text() {
    let desk = Desk::new(12, (80, 24));
    let text = screen(&desk);
    let lines: Vec<&str> = text.lines().skip(16).collect();
    let at = |words: &str| lines.iter().position(|line| line.contains(words));
    let title = at("Presiden: anggaran").unwrap();
    assert_eq!(at("Kabar Kota · Sun"), Some(title + 1), "{text}");
    assert_eq!(at("Jakarta —"), Some(title + 2), "{text}");
    assert_eq!(at("min read"), None, "{text}");
}

/// Nothing beside a list that stands alone tells the whole title.
#[test]
fn a_title_goes_on_in_a_second_line_where_the_list_stands_alone() {
    let mut desk = Desk::new(40, (50, 20));
    desk.press("2");
    let text = screen(&desk);
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    assert_eq!(
        &lines[1..4],
        [
            "▌ ● Presiden: anggaran pangan naik 12 persen tahun",
            "▌   depan 0",
            "▌   Kabar Kota · 7m · 2 min read"
        ],
        "{text}"
    );
    // The second line is the story's too, and no page passes a story by.
    let second = lines.iter().position(|line| line.ends_with("depan 0"));
    desk.press("Down");
    desk.send(Message::Mouse(Mouse {
        kind: MouseKind::Press,
        column: 6,
        row: u16::try_from(second.unwrap()).unwrap(),
    }));
    assert_eq!(desk.state.headlines.chosen(), 0);
    let whole = |desk: &Desk| {
        let lines = desk.state.headlines.lines(&desk.state.zone);
        let facts = lines.into_iter().filter_map(|line| match line {
            Line::Facts(at) => Some(at),
            _ => None,
        });
        facts.collect::<Vec<_>>()
    };
    let mut seen = whole(&desk);
    for _ in 0..10 {
        desk.press("PgDn");
        let page = whole(&desk);
        assert!(page.contains(&desk.state.headlines.chosen()));
        assert!(page[0] <= seen.last().unwrap() + 1, "{page:?}");
        seen = page;
    }
    assert_eq!(desk.state.headlines.chosen(), 39);
}

#[test]
fn a_feed_is_added_with_its_folder_and_its_texts() {
    for (name, size) in [("popup_add", (80, 24)), ("popup_add_narrow", (40, 12))] {
        let mut desk = Desk::new(12, size);
        desk.press("a");
        desk.send(Message::Pasted("suara.example".into()));
        desk.press("Enter");
        let candidate = |title: &str| Candidate {
            url: format!("https://suara.example/{title}"),
            title: format!("Suara – {title}"),
            format: Some(Format::Rss),
            entries: 30,
            latest: None,
            preview: vec!["Gempa".into(), "Rupiah".into(), "Kereta".into()],
            known: false,
        };
        desk.send(Message::Discovered {
            address: "suara.example".into(),
            found: Ok(vec![candidate("terkini"), candidate("bola")]),
        });
        desk.press("Tab");
        desk.type_text("na");
        assert_snapshot!(name, screen(&desk));
    }
}
