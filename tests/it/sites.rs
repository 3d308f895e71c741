//! What is known of a site: habits learned from its pages, and the reader's rules.

use std::fs;
use std::path::Path;

use kabar::document::cuts::Cut;
use kabar::extract::habits::{Habits, REPEATS};
use kabar::extract::site::{Site, WANTED};
use kabar::extract::{self, story::Story};
use kabar::model::site::{Deed, Rule};
use url::Url;

/// A line under every story of the site, which looks like a part of it.
const LINE: &str = "Kami mengantar kabar pesisir pilihan";
const PAGES: [&str; 4] = [
    "pasar-ikan",
    "jembatan-bambu",
    "mercusuar-tua",
    "panen-garam",
];
/// What the link in the middle of each says.
const LINKS: [&str; 4] = [
    "Nelayan Randu belajar",
    "Bambu dari lereng utara",
    "Peta laut buatan pelajar",
    "Perahu layar kembali",
];

fn html(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/sites");
    fs::read_to_string(folder.join(format!("{name}.html"))).unwrap()
}

fn address(name: &str) -> Url {
    Url::parse(&format!("https://pesisir.example/2026/{name}")).unwrap()
}

fn cleaned(name: &str, site: &Site) -> Story {
    extract::page_of(&html(name), Some(&address(name)), site).0
}

fn text(name: &str, site: &Site) -> String {
    cleaned(name, site).document.plain_text()
}

fn learn(site: &mut Site, name: &str) {
    let (_, trace) = extract::page_of(&html(name), Some(&address(name)), site);
    site.habits.learn(trace);
}

fn rule(deed: Deed, reason: Option<&str>, element: Option<&str>, text: Option<&str>) -> Rule {
    Rule {
        site: "pesisir.example".to_owned(),
        deed,
        reason: reason.map(str::to_owned),
        element: element.map(str::to_owned),
        text: text.map(str::to_owned),
    }
}

fn ruled(rules: &[Rule]) -> Site {
    Site {
        rules: rules.to_vec(),
        ..Site::default()
    }
}

fn cut<'s>(story: &'s Story, words: &str) -> &'s Cut {
    let found = story.cuts.iter().find(|cut| cut.text.contains(words));
    found.unwrap_or_else(|| panic!("{words} in {:#?}", story.cuts))
}

#[test]
fn the_third_page_of_a_site_loses_what_a_first_page_alone_keeps() {
    let mut site = Site::default();
    for (number, name) in PAGES.iter().enumerate() {
        let bare = extract::page(&html(name), Some(&address(name)));
        assert!(bare.document.plain_text().contains(LINE), "{name} alone");
        let story = cleaned(name, &site);
        let found = story.document.plain_text();
        assert_eq!(found.contains(LINE), number < 2, "{name} is page {number}");
        // So does the link in its place, which is another on each page. What is the story's own stays.
        let link = LINKS[number];
        assert_eq!(found.contains(link), number < 2, "{name} is page {number}");
        for paragraph in bare.document.plain_text().split("\n\n") {
            let is_furniture = paragraph.contains(LINE) || paragraph.contains(link);
            assert!(is_furniture || found.contains(paragraph), "{paragraph}");
        }
        if number >= 2 {
            assert_eq!(cut(&story, LINE).reason, REPEATS);
            assert_eq!(cut(&story, link).reason, REPEATS);
        }
        learn(&mut site, name);
    }
    // Kept and read again, the same pages give the same.
    let kept = Site {
        habits: Habits::read(&site.habits.write()),
        ..Site::default()
    };
    assert_eq!(cleaned(PAGES[0], &kept), cleaned(PAGES[0], &site));
    assert!(!text(PAGES[0], &kept).contains(LINE));
}

#[test]
fn a_story_that_came_three_times_is_no_furniture() {
    let mut site = Site::default();
    let name = PAGES[0];
    for copy in ["a", "b", "c", "d"] {
        let url = Url::parse(&format!("https://pesisir.example/{copy}")).unwrap();
        let (_, trace) = extract::page_of(&html(name), Some(&url), &site);
        site.habits.learn(trace);
    }
    assert!(text(name, &site).contains(LINE));
}

#[test]
fn a_feeds_own_text_is_cleaned_by_what_its_site_taught() {
    let mut site = Site::default();
    for name in &PAGES[..3] {
        learn(&mut site, name);
    }
    let feed = "<p>Musim tanam dimulai di lereng utara, dan sawah pertama sudah basah sejak kemarin pagi.</p>\
                <p>Kami mengantar kabar pesisir pilihan ke teras rumah pembaca setiap hari Minggu bersama secangkir \
                kopi hangat dari dapur redaksi.</p><p>Perempuan dan laki-laki turun bersama ke petak paling bawah, \
                membawa bibit yang disemai di halaman balai desa selama tiga minggu terakhir tanpa pupuk pabrik.</p>\
                <p>Air datang dari bendung lama yang dibersihkan warga.</p>";
    let clean = |site: &Site| {
        let (story, _) = extract::fragment_of(feed, Some(&address("sawah")), site);
        story.document.plain_text()
    };
    assert!(clean(&Site::default()).contains(LINE));
    let learned = clean(&site);
    assert!(!learned.contains(LINE) && learned.contains("bendung lama"));
    let rules = ruled(&[rule(
        Deed::Cut,
        None,
        None,
        Some("air datang dari bendung lama yang dibersihkan warga"),
    )]);
    assert!(!clean(&rules).contains("bendung lama"));
}

#[test]
fn a_rule_keeps_or_cuts_by_words_by_element_or_by_reason() {
    let name = PAGES[0];
    let bare = text(name, &Site::default());
    let own = "Pembeli dari kota tetangga";
    assert!(bare.contains(own));
    for rules in [
        rule(
            Deed::Cut,
            None,
            Some("div.isi-tulisan > p.sisipan > a"),
            None,
        ),
        rule(Deed::Cut, None, Some("p.sisipan > a"), None),
        rule(
            Deed::Cut,
            None,
            None,
            Some("nelayan randu belajar membaca AWAN"),
        ),
    ] {
        let story = cleaned(name, &ruled(&[rules]));
        assert_eq!(cut(&story, "membaca awan").reason, WANTED);
        assert!(story.document.plain_text().contains(own));
    }
    let page = "<html><body><article><h1>Judul</h1>".to_owned()
        + &"<p>Paragraf panjang tentang sebuah kota di tepi sungai, yang warganya menanam padi dan menangkap ikan.</p>".repeat(4)
        + "<p class=lagi>Baca juga: <a href=/x>Kisah lain dari tepi sungai</a></p>"
        + "<p>Paragraf terakhir tentang kota itu, dengan kalimat yang cukup panjang agar ia dianggap bagian dari cerita.</p>"
        + "</article></body></html>";
    let clean = |site: &Site| extract::page_of(&page, Some(&address("kota")), site).0;
    let before = clean(&Site::default());
    let read_also = cut(&before, "Kisah lain").clone();
    assert_eq!(read_also.reason, "read also");
    assert_eq!(
        read_also.spots[0].element,
        "body > article > p.lagi".replace("body > ", "")
    );
    assert!(read_also.spots[0].own);
    for keep in [
        rule(Deed::Keep, Some("read also"), None, None),
        rule(Deed::Keep, Some("read also"), Some("p.lagi"), None),
        rule(Deed::Keep, None, Some(".lagi"), None),
    ] {
        let after = clean(&ruled(std::slice::from_ref(&keep)));
        assert!(
            after.document.plain_text().contains("Kisah lain"),
            "{keep:?}"
        );
        // The later rule goes before.
        let both = ruled(&[keep, rule(Deed::Cut, None, Some("p.lagi"), None)]);
        assert!(!clean(&both).document.plain_text().contains("Kisah lain"));
    }
    let other = rule(Deed::Keep, Some("share bar"), Some("p.lagi"), None);
    assert_eq!(clean(&ruled(&[other])), before);
}

#[test]
fn a_rule_is_for_what_has_some_words_and_for_all_that_stands_in_a_box() {
    let prose = "<p>Paragraf panjang tentang sebuah kota di tepi sungai, yang warganya menanam padi dan menangkap ikan.</p>";
    let page = "<html><body><article><h1>Judul</h1>".to_owned()
        + &prose.repeat(3)
        + "<div class='kotak-fakta besar'><div><p>Fakta pertama: <b>sungai itu</b> mengalir sejauh dua ratus kilometer dari gunung ke laut.</p>\
           <ul><li>Fakta kedua: penduduknya empat puluh ribu orang, dan separuh dari mereka nelayan.</li></ul></div></div>"
        + &prose.repeat(2)
        + "<p>Salam hangat dari kami semua di tepi sungai, tempat padi dan ikan tidak pernah habis sepanjang tahun.</p>"
        + "</article></body></html>";
    let clean = |site: &Site| {
        let story = extract::page_of(&page, Some(&address("kota")), site).0;
        story.document.plain_text()
    };
    let shows = |text: &str| ["pertama", "kedua", "Salam"].map(|word| text.contains(word));
    assert_eq!(shows(&clean(&Site::default())), [true; 3]);
    for (element, text, expected) in [
        (Some("div.kotak-fakta"), None, [false, false, true]),
        (Some(".kotak-fakta"), None, [false, false, true]),
        (None, Some("salam HANGAT"), [true, true, false]),
        (None, Some("salam"), [true; 3]),
        (
            Some("div.kotak-fakta"),
            Some("sungai itu"),
            [false, true, true],
        ),
    ] {
        let site = ruled(&[rule(Deed::Cut, None, element, text)]);
        assert_eq!(shows(&clean(&site)), expected, "{element:?} {text:?}");
    }
}

#[test]
fn what_a_rule_cut_at_the_beginning_of_a_story_is_told_in_its_place() {
    let page = "<title>Tamu di dermaga</title><article><h1>Tamu di dermaga</h1>\
        <p class=pertama>Tamu pertama datang ke dermaga lama sebelum matahari terbit, dan duduk di bawah lampu minyak.</p>\
        <p>Kapal ikan dari Randu pulang dengan palka penuh menjelang siang, lalu para nelayan membagi hasil di tepi air.</p>\
        <p>Pedagang dari kota menawar harga, tetapi sebagian besar tangkapan sudah dipesan oleh warung di pasar pagi.</p>\
        <p>Pada malam hari perahu kecil berangkat lagi, karena langit cerah dan angin dari selatan masih bertiup pelan.</p>\
        </article>";
    let clean = |rules: &[Rule]| {
        let address = address("tamu-di-dermaga");
        extract::page_of(page, Some(&address), &ruled(rules)).0
    };
    assert_eq!(clean(&[]).document.blocks.len(), 4);
    let first = rule(Deed::Cut, None, Some("p.pertama"), None);
    let story = clean(&[first]);
    assert_eq!((story.document.blocks.len(), story.cuts.len()), (3, 1));
    let told = &story.cuts[0];
    assert_eq!((told.reason.as_str(), told.place), ("your rule", 0));
    assert!(told.text.starts_with("Tamu pertama"));
    // All of it, too.
    let story = clean(&[rule(Deed::Cut, None, Some("article > p"), None)]);
    assert!(story.document.is_empty());
    assert_eq!(story.cuts[0].text.lines().count(), 4);
}

#[test]
fn a_page_without_scripts_is_the_same_story() {
    for name in PAGES {
        let (html, url) = (html(name), address(name));
        let script = html.replace(
            "<main>",
            "<script>var x = '<p>no</p>';</script><style>p{}</style><!-- c --><main>",
        );
        let lean = extract::lean(&script);
        assert!(lean.len() < script.len());
        assert_eq!(extract::lean(&lean), lean);
        let story = |html: &str| extract::page(html, Some(&url));
        assert_eq!(story(&lean), story(&script));
    }
}

#[test]
fn rules_hold_for_a_text_that_came_from_a_pages_data() {
    let paragraph = "Kapal ikan dari Randu pulang dengan palka penuh, dan para nelayan berbagi hasil di dermaga lama.";
    let line = "Baca juga: Perahu layar kembali ke teluk";
    let own = "Tamu pertama datang sebelum matahari terbit.";
    let body = [vec![paragraph; 6], vec![line, own]].concat().join("\\n");
    let page = format!(
        "<html><head><title>Panen ikan</title><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",\
         \"headline\":\"Panen ikan\",\"articleBody\":\"{body}\"}}</script></head><body><h1>Panen ikan</h1></body></html>"
    );
    let clean =
        |rules: &[Rule]| extract::page_of(&page, Some(&address("panen-ikan")), &ruled(rules)).0;
    let bare = clean(&[]);
    assert!(bare.document.plain_text().ends_with(own));
    let read_also = cut(&bare, "Perahu layar").clone();
    assert_eq!(read_also.reason, "read also");
    // What `never cut` and `always cut` are made of, for it and for a line of the text.
    let element = read_also.spots[0].element.clone();
    let keep = rule(Deed::Keep, Some("read also"), Some(&element), None);
    assert!(clean(&[keep]).document.plain_text().contains(line));
    let cut_own = rule(Deed::Cut, None, None, Some(own));
    let without = clean(&[cut_own]);
    assert!(without.document.plain_text().ends_with(paragraph));
    assert_eq!(cut(&without, own).reason, WANTED);
}
