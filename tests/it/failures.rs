//! What fails is told in the reader's language.

use std::fs;
use std::path::{Path, PathBuf};

use kabar::assets;
use kabar::config::file;
use kabar::model::article::ArticleId;
use kabar::model::feed::{FeedId, Health};
use kabar::state::effect::Effect;
use kabar::state::failures::Failures;
use kabar::state::message::{Failure, Message};
use kabar::state::ownkeys::keymap;
use kabar::state::strings::Language;
use kabar::view::scheme::Scheme;

use crate::desk::Desk;
use crate::view::screen;

/// Where causes are made.
const ROOMS: [&str; 11] = [
    "src/fetch",
    "src/loader",
    "src/feed.rs",
    "src/feed/subscriptions.rs",
    "src/store.rs",
    "src/store/settings.rs",
    "src/model/wishes.rs",
    "src/config",
    "src/view/scheme.rs",
    "src/terminal",
    "src/state/keymap.rs",
];
/// Sentences there that tell of no failure: what is sent, what is compared, what is asked of the database.
const NO_FAILURES: [&str; 21] = [
    "image/webp, image/png, image/jpeg, image/gif, */*;q=0.1",
    "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.1",
    "end of file",
    "unexpected EOF",
    "connection closed",
    "before message completed",
    "head is too large",
    " says utf-8, but",
    " not utf-8 and ",
    "private address",
    "Sun, 22 Nov 2026 07:45:00 +0700",
    "%a, %d %b %Y %H:%M:%S +0000",
    "kabar/{version} (news reader)",
    "the only one that is wanted",
    "{before}{gap}[{section}]\\n{name} = {new}\\n",
    "{place} (+{more}): {words}",
    "KABAR_TEST_PANIC is set",
    "KABAR_CLOCK_OFFSET takes a number of seconds, not `{}`",
    "Sun, 22 Nov 2026 07:45:00 +0700",
    "%a, %d %b %Y %H:%M:%S +0000",
    "kabar stopped because of a mistake of its own\\n{info}\\n",
];

/// What a sentence says between its holes.
fn pieces(sentence: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = sentence;
    while let Some((words, after)) = rest.split_once('{') {
        pieces.push(words);
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    pieces.push(rest);
    pieces
}

/// The texts in quotes of a source file, its tests, comments and attributes of lints left out.
fn literals(source: &str) -> Vec<String> {
    let source = source.split("#[cfg(test)]").next().unwrap();
    let lines = source.lines().filter(|line| {
        let line = line.trim_start();
        !line.starts_with("//") && !line.starts_with("reason =")
    });
    let source = lines.collect::<Vec<_>>().join("\n").replace("'\"'", "' '");
    let mut found = Vec::new();
    let mut rest = source.as_str();
    while let Some((_, after)) = rest.split_once('"') {
        let mut end = 0;
        let bytes = after.as_bytes();
        while bytes.get(end).is_some_and(|byte| *byte != b'"') {
            end += if bytes[end] == b'\\' { 2 } else { 1 };
        }
        found.push(after[..end].replace("\\\n", "").replace("\\\"", "\""));
        rest = &after[end + 1..];
    }
    found
}

fn files(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_file() {
        found.push(path.to_owned());
        return;
    }
    for entry in fs::read_dir(path).unwrap() {
        files(&entry.unwrap().path(), found);
    }
}

/// Whether a text may be said to a person: words, and neither a header, nor XML, nor a question to the database.
fn is_sentence(literal: &str) -> bool {
    let begins = ["SELECT", "UPDATE", "PRAGMA", "application/", "<?xml", "\\x"];
    literal.trim().split(' ').count() > 2
        && !begins.iter().any(|begin| literal.starts_with(begin))
        && !NO_FAILURES.contains(&literal)
}

#[test]
fn every_failure_of_the_rooms_below_has_its_sentence_in_every_language() {
    let known = assets::FAILURES.parse::<toml::Table>().unwrap();
    let known = known["failure"].as_array().unwrap();
    let sentences: Vec<&str> = known
        .iter()
        .flat_map(|failure| {
            let (english, indonesian) = (&failure["en"], &failure["id"]);
            assert!(indonesian.is_str(), "{english} is missing in Indonesian");
            pieces(english.as_str().unwrap())
        })
        .collect();
    let mut sources = Vec::new();
    for room in ROOMS {
        files(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(room),
            &mut sources,
        );
    }
    let mut missing = Vec::new();
    for source in sources {
        for literal in literals(&fs::read_to_string(&source).unwrap()) {
            let is_known =
                |piece: &&str| sentences.iter().any(|known| known.contains(piece.trim()));
            if is_sentence(&literal) && !pieces(&literal).iter().all(is_known) {
                missing.push(format!("{}: {literal}", source.display()));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "not in assets/strings/failures.toml:\n{}",
        missing.join("\n")
    );
}

fn indonesian(size: (u16, u16)) -> Desk {
    Desk::speaking(Language::Indonesian, 20, size)
}

#[test]
fn failures_speak_the_reader_s_language_wherever_they_are_told() {
    let mut desk = indonesian((120, 40));
    desk.send(Message::Failed(Failure {
        effect: None,
        words: "could not refresh Antara: the server answered 404 (not found); next try in 30 min"
            .to_owned(),
    }));
    let said = "Antara tidak dapat disegarkan: peladen menjawab 404 (tidak ditemukan); dicoba lagi dalam 30 mnt";
    assert!(screen(&desk).contains(said), "{}", screen(&desk));

    let mut desk = indonesian((120, 40));
    desk.library.feeds[2].health = Health::Failing {
        since: desk.state.now,
        tries: 2,
        cause: "could not connect to lama.example: connection refused".to_owned(),
        retry: None,
        wait: None,
    };
    desk.send(Message::Changed);
    desk.press("!");
    let said = "tidak dapat tersambung ke lama.example: sambungan ditolak";
    assert!(screen(&desk).contains(said), "{}", screen(&desk));

    let mut desk = indonesian((120, 40));
    desk.press("a");
    desk.press("x . y Enter");
    desk.send(Message::Discovered {
        address: "x.y".to_owned(),
        found: Err("x.y offers no feed".to_owned()),
    });
    let said = "x.y tidak menawarkan sumber";
    assert!(screen(&desk).contains(said), "{}", screen(&desk));

    let mut desk = indonesian((120, 40));
    desk.send(Message::Failed(Failure {
        effect: Some(Effect::SetFeed {
            feed: FeedId(1),
            key: "interval",
            value: "no".to_owned(),
        }),
        words: "interval takes minutes, or a time like 4 h 30 min, from 15 min to 7 d, or auto"
            .to_owned(),
    }));
    let said = "selang: 15 mnt sampai 7 hari, misalnya 4 jam 30 mnt; atau kosong";
    assert!(screen(&desk).contains(said), "{}", screen(&desk));
}

#[test]
fn a_text_that_could_not_be_had_says_why_in_the_reader_s_language() {
    let mut desk = indonesian((120, 40));
    desk.state.offline = false;
    desk.press("Enter x");
    let id = desk
        .state
        .reader
        .facts()
        .map_or(ArticleId(1), |facts| facts.headline.id);
    desk.send(Message::Loaded {
        id,
        error: Some("no story was found on the page".to_owned()),
    });
    let said = "tidak ada berita di halaman itu";
    assert!(screen(&desk).contains(said), "{}", screen(&desk));
}

#[test]
fn a_mistake_in_the_reader_s_keys_is_told_in_their_language() {
    let desk = Desk::set_up(20, |setup| {
        setup.language = Language::Indonesian;
        setup.size = (120, 40);
        setup.keymap = Some("[stories]\nfly = [\"D\"]\n".to_owned());
    });
    let said = "keymap.toml:2: stories.fly bukan tindakan";
    assert!(screen(&desk).contains(said), "{}", screen(&desk));
}

/// Mistakes in settings, each with what the language says of it.
const IN_SETTINGS: [(&str, &str); 22] = [
    ("[look]\ntheme = \"nordd\"", "maksud Anda \"nord\"?"),
    (
        "[look]\ntheme = \"x\"",
        "tidak menyebut tema: \"x\"; yang ada: auto, terminal",
    ),
    ("[x]", "bagian [x] tidak dikenal; yang ada: reading"),
    ("[reeding]", "maksud Anda `reading`?"),
    ("[keep]\nfont = 1", "yang ada: days"),
    ("[reading]\nmesure = 6", "maksud Anda `measure`?"),
    ("[look]\nmeasure = 3", "`measure` tempatnya di [reading]"),
    ("measure = 3", "tempatnya di bawah baris [reading]"),
    ("font = 1", "tidak ada dalam bagian"),
    (
        "[openers]\n\"*.mp3\" = 1",
        "harus daftar teks, programnya di depan",
    ),
    ("[browser]\ncommand = 1", "harus daftar teks"),
    ("[sources]\ncommands = 3", "harus"),
    ("network.user_agent = 3", "harus teks dalam tanda kutip"),
    (
        "keep.days = 99999",
        "harus 0, atau bilangan bulat dari 1 sampai 36500",
    ),
    ("reading.language = \"fr\"", "harus salah satu dari"),
    (
        "[look]\nmouse = yes",
        "teks harus dalam tanda kutip; seharusnya teks dalam tanda kutip tunggal",
    ),
    ("[look\n", "bagian belum ditutup; seharusnya `]`"),
    ("[look]\nmouse", "nama tanpa nilai; seharusnya `=`"),
    (
        "look.mouse = true\nlook.mouse = true",
        "nama ini sudah ada di atas",
    ),
    ("look.theme = \"nord", "teks yang salah; seharusnya `\"`"),
    (
        "[browser]\ncommand = [\"a\" \"b\"]",
        "koma di antara isi daftar tidak ada",
    ),
    ("[]", "nama tidak boleh kosong; seharusnya huruf, angka"),
];

/// The same for keys.
const IN_KEYS: [(&str, &str); 8] = [
    (
        "zen = []",
        "`zen` tidak ada dalam bagian; harus ada baris seperti [everywhere]",
    ),
    ("[desk]", "bukan bagian; bagian yang ada: everywhere"),
    ("[stories]\nopne = []", "bukan tindakan; maksud Anda open?"),
    ("[stories]\nopen = [\"Entr\"]", "bukan tombol"),
    (
        "[reader]\nundo = [\"j\"]\nquit = [\"j\"]",
        "juga tombol undo",
    ),
    (
        "[stories]\nopen = [\"j j\"]",
        "berawal dengan \"j\", tombol down",
    ),
    (
        "[stories]\nselect = [\"D\"]\n\"open down\" = [\"D\"]",
        "juga punya beberapa tindakan",
    ),
    ("[stories\n", "bagian belum ditutup"),
];

#[test]
fn every_mistake_in_a_file_of_the_reader_s_is_told_in_their_language() {
    let indonesian = Failures::of(assets::FAILURES, "id");
    let check = |words: &str, wanted: &str| {
        let said = indonesian.said(words);
        assert!(said.contains(wanted), "{said}");
        let english = [
            "there", "must", "did", "is", "no", "expected", "stands", "in", "of",
        ];
        let left = said.split(' ').find(|word| english.contains(word));
        assert_eq!(left, None, "{said}");
    };
    for (text, wanted) in IN_SETTINGS {
        let mistakes = file::parse("config.toml", text).unwrap_err();
        check(&mistakes[0].to_string(), wanted);
    }
    for (text, wanted) in IN_KEYS {
        let (_, wrong) = keymap("kabar", Some(text));
        check(
            &format!("keymap.toml:{}: {}", wrong[0].line, wrong[0].words),
            wanted,
        );
    }
    for (text, wanted) in [
        ("base00: \"zz\"", "baris 1: `zz` bukan warna seperti"),
        ("name: x", "tidak ada warna base00: ini bukan skema"),
    ] {
        let cause = Scheme::parse(text).unwrap_err();
        check(&format!("could not take the theme mine: {cause}"), wanted);
    }
}
