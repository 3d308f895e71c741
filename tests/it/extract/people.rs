//! Who wrote and when, on pages without JSON-LD.

use kabar::extract::{self, Story};
use url::Url;

const TEXT: &str = "<p>Pemerintah kabupaten menunda penutupan pasar lama sampai akhir tahun ini, kata bupati pada \
    hari Senin di depan para pedagang.</p><p>Pedagang ikan meminta lantai yang lebih miring, supaya air tidak \
    menggenang di depan kios mereka setiap pagi.</p>";

fn story(head: &str, tail: &str) -> Story {
    let html = format!(
        "<html lang=id><body><article><h1>Pasar lama tetap buka</h1>{head}{TEXT}</article>{tail}</body></html>"
    );
    extract::page(&html, None)
}

#[test]
fn a_byline_gives_names_and_nothing_else() {
    let check = |head: &str, wanted: &[&str]| assert_eq!(story(head, "").authors, wanted, "{head}");
    check(
        "<div class=byline>By <a>Jane Doe</a> December 16</div>",
        &["Jane Doe"],
    );
    check(
        "<div class=byline><span>By</span><a>Jane Doe</a></div>",
        &["Jane Doe"],
    );
    check("<div class=byline>Jane Doe USA TODAY</div>", &["Jane Doe"]);
    check("<div class=byline>Jane Doe in Paris</div>", &["Jane Doe"]);
    check(
        "<div class=byline>Jürgen Müller, Berlin</div>",
        &["Jürgen Müller"],
    );
    check(
        "<div class=byline>Laporan Wartawan Kabarkita.com, Ana Lim</div>",
        &["Ana Lim"],
    );
    check(
        "<a rel=author href='/author/ana'>View all posts by Ana Lim</a>",
        &["Ana Lim"],
    );
    check("<div class=byline>Tim detikcom</div>", &[]);
    check(
        "<span class='author vcard'><a rel=author href=/author/jane>Jane Doe</a><a href=/x>Twitter</a></span>",
        &["Jane Doe"],
    );
    check(
        "<span class=author><a href=/staff/7/jane-doe>Jane Doe</a> <b>Warta Kota & Gazette</b></span>",
        &["Jane Doe"],
    );
    check("<div class=byline>dpa</div>", &[]);
    check(
        "<button class=author-follow>Ikuti penulis</button><p class=author>Jane Doe</p>",
        &["Jane Doe"],
    );
    check(
        "<span class=author><button>Tutup jendela</button></span>",
        &[],
    );
}

#[test]
fn a_byline_may_stand_before_the_element_with_the_name() {
    for head in [
        "<div>By <span>Jane Doe</span></div>",
        "<ul><li><span> von </span> <span>Jane Doe</span></li></ul>",
        "<p>Oleh: <a href='/profil/7'>Jane Doe</a></p>",
        "<h4>By <span><a href='/bios/7'>Jane Doe</a></span></h4>",
        "<div class=byline>Jane Doe<span>Senior Reporter</span></div>",
    ] {
        assert_eq!(story(head, "").authors, ["Jane Doe"], "{head}");
    }
}

#[test]
fn a_name_may_stand_in_the_state_of_a_program_only() {
    let state = |title: &str| {
        format!(
            "<script type='application/json'>{{\"story\":{{\"title\":\"{title}\",\"author\":{{\"name\":\"Jane Doe\"}}}}}}</script>"
        )
    };
    assert_eq!(
        story("", &state("Pasar lama tetap buka")).authors,
        ["Jane Doe"]
    );
    assert!(story("", &state("Jembatan baru dibuka")).authors.is_empty());
}

#[test]
fn state_may_have_any_name_that_programs_give_it() {
    for name in [
        "window.__PAGE_STATE__ = ",
        "window.__APP_DATA__=",
        "window['__SSR_PROPS__'] = ",
    ] {
        let script = format!(
            "<script>{name}{{\"story\":{{\"title\":\"Pasar lama tetap buka\",\"author\":\"Jane Doe\"}}}};</script>"
        );
        assert_eq!(story("", &script).authors, ["Jane Doe"], "{name}");
    }
}

#[test]
fn what_somebody_teaches_is_no_name() {
    let story = story(
        "<div class=byline>Oleh: Ana Lim, Dosen Universitas Teluk</div>",
        "",
    );
    assert_eq!(story.authors, ["Ana Lim"]);
}

#[test]
fn a_line_each_for_reporter_and_editor() {
    let story = story("<p>Reporter: Ana Lim</p><p>Editor: Budi Seto</p>", "");
    assert_eq!(
        (story.authors, story.editors),
        (vec!["Ana Lim".to_owned()], vec!["Budi Seto".to_owned()])
    );
}

#[test]
fn who_wrote_other_stories_or_comments_did_not_write_this_one() {
    let others = "<div class=related-stories><a rel=author href='/author/x'>Citra Dewi</a></div>\
        <div class=comment-list><a rel=author href='/author/y'>Doni Eka</a></div>";
    let own = story("<div class=byline>Ana Lim</div>", others);
    assert_eq!(own.authors, ["Ana Lim"]);
    assert!(story("", others).authors.is_empty());
}

fn published(head: &str) -> String {
    story(head, "")
        .published
        .map(|moment| moment.to_string())
        .unwrap_or_default()
}

#[test]
fn an_indonesian_page_means_jakartas_time() {
    let check = |head: &str, wanted: &str| assert_eq!(published(head), wanted, "{head}");
    check(
        "<div class=date>17 Agt 2026 14:05 WIB</div>",
        "2026-08-17T07:05:00Z",
    );
    check(
        "<div class=date>Senin, 17 Agustus 2026 14:05</div>",
        "2026-08-17T07:05:00Z",
    );
    check(
        "<time datetime='2026-08-17T14:05:00'>17/8</time>",
        "2026-08-17T07:05:00Z",
    );
    check(
        "<time datetime='2026-08-17T14:05:00Z'>17/8</time>",
        "2026-08-17T14:05:00Z",
    );
    // The English pages of a paper in Jakarta, too.
    let english = format!(
        "<html lang=en><h1>Old market stays</h1><div class=date>17 August 2026 14:05</div>{TEXT}"
    );
    let url = Url::parse("https://example.id/a").ok();
    let english = extract::page(&english, url.as_ref()).published;
    assert_eq!(
        english.map(|moment| moment.to_string()).as_deref(),
        Some("2026-08-17T07:05:00Z")
    );
}

#[test]
fn the_last_change_is_not_the_first_day() {
    let check = |head: &str, wanted: (&str, &str)| {
        let story = story(head, "");
        let day = |moment: Option<jiff::Timestamp>| {
            moment.map(|moment| moment.to_string()).unwrap_or_default()
        };
        let (first, last) = (day(story.published), day(story.modified));
        assert_eq!(
            (
                first.get(..10).unwrap_or_default(),
                last.get(..10).unwrap_or_default()
            ),
            wanted,
            "{head}"
        );
    };
    let both = ("2026-08-17", "2026-08-18");
    check(
        "<div class=date>Diperbarui 18 Agustus 2026 Diterbitkan 17 Agustus 2026</div>",
        both,
    );
    check(
        "<div>Diperbarui <time datetime='2026-08-18'>18 Agustus</time></div><div class=date>Diterbitkan 17 Agustus 2026</div>",
        both,
    );
    // Better than nothing.
    check(
        "<div class=date>Diperbarui 18 Agustus 2026</div>",
        ("2026-08-18", "2026-08-18"),
    );
}

#[test]
fn a_day_has_the_hour_that_the_page_states_for_it() {
    let change = "<meta property='article:modified_time' content='2026-08-17T14:05:00+07:00'>";
    let check = |head: &str, wanted: &str| assert_eq!(published(head), wanted, "{head}");
    check(
        &format!("{change}<div class=date>17 Agustus 2026</div>"),
        "2026-08-17T07:05:00Z",
    );
    check(
        &format!("{change}<div class=date>16 Agustus 2026</div>"),
        "2026-08-16T00:00:00Z",
    );
    check(
        &format!("{change}<div class=date>17 Agustus 2026 08:00 WIB</div>"),
        "2026-08-17T01:00:00Z",
    );
}

#[test]
fn letters_that_were_written_twice_are_mended() {
    let html = format!("<html><h1>Ã‰tÃ© Ã\u{a0} la mer</h1>{}", "<p>Le prÃ©fet a annoncÃ© que lâ€™Ã©tÃ© sera long, et que la plage restera fermÃ©e jusquâ€™en aoÃ»t.</p>".repeat(2));
    let story = extract::page(&html, None);
    assert_eq!(story.title.as_deref(), Some("Été à la mer"));
    assert!(
        story
            .document
            .plain_text()
            .contains("Le préfet a annoncé que l’été sera long")
    );
}

#[test]
fn whom_a_page_shows_as_its_editor_is_no_author_where_somebody_else_wrote() {
    let data = "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Pasar lama tetap buka\",\
        \"author\":{\"@type\":\"Person\",\"name\":\"Budi Seto\"}}</script>";
    let editor =
        "<div class=info-author>Editor : <a class=author href=/author/7/budi>Budi Seto</a></div>";
    let shown = story(&format!("{data}<div class=author-2>Ana Lim</div>"), editor);
    assert_eq!(shown.authors, ["Ana Lim"]);
    assert_eq!(shown.editors, ["Budi Seto"]);
    assert_eq!(story(data, editor).authors, ["Budi Seto"]);
    let same = format!("{data}<div class=author>Budi Seto Raharjo</div>");
    assert_eq!(story(&same, editor).authors, ["Budi Seto"]);
}

#[test]
fn a_byline_below_the_headline_needs_no_name_of_its_own() {
    let check = |head: &str, wanted: &[&str]| assert_eq!(story(head, "").authors, wanted, "{head}");
    check("<p><strong>By Jane Doe</strong></p>", &["Jane Doe"]);
    check(
        "<p><strong>By Jane Doe</strong><br>Staff Writer</p>",
        &["Jane Doe"],
    );
    check("<p>March 3, 2026 by Jane Doe</p>", &["Jane Doe"]);
    check("<p>By Jean de la Cruz</p>", &["Jean de la Cruz"]);
    check("<p>By the Rev. Jane Doe</p>", &["Jane Doe"]);
    check("<p>By Web Staff</p>", &[]);
    check("<p><strong>By the end</strong> of May.</p>", &[]);
    check(
        "<div class=author><span>Jane Doe</span><span>Education</span></div>",
        &["Jane Doe"],
    );
}

#[test]
fn who_reviews_a_book_did_not_write_it() {
    let book = "<p>Reviewed by Jane Doe</p><p>THE LONG FERRY</p><p>By Ana Lim</p><p>Harbor House. 288 pp. $26</p>";
    assert_eq!(story(book, "").authors, ["Jane Doe"]);
}

#[test]
fn a_page_whose_text_stands_in_its_data_has_its_date_there() {
    let data =
        r#"{"props":{"title":"Pasar lama tetap buka","publishDate":"2026-03-03T09:00:00+07:00"}}"#;
    let tail = format!("<script id=__NEXT_DATA__ type='application/json'>{data}</script>");
    let published = story("", &tail).published;
    let day = published
        .map(|moment| moment.to_string())
        .unwrap_or_default();
    assert!(day.starts_with("2026-03-03"), "{day}");
}

#[test]
fn a_row_with_both_days_gives_the_first() {
    let row = "<p>Published 5:04 p.m. ET March 3, 2026 | Updated 9:00 a.m. ET March 5, 2026</p>";
    let published = story(row, "").published;
    let day = published
        .map(|moment| moment.to_string())
        .unwrap_or_default();
    assert!(day.starts_with("2026-03-03"), "{day}");
}
