//! When a story came out and when it was changed, where statements and what is shown do not agree.

use kabar::extract::{self, story::Story};
use url::Url;

const TEXT: &str = "<p>Pemerintah kabupaten menunda penutupan pasar lama sampai akhir tahun ini, kata bupati pada \
    hari Senin di depan para pedagang yang sejak pagi berkumpul di halaman kantor.</p><p>Pedagang ikan meminta lantai \
    yang lebih miring, supaya air tidak menggenang di depan kios mereka setiap pagi.</p>";

fn page(head: &str, row: &str) -> Story {
    let html = format!(
        "<html lang=en><head>{head}</head><body><article><h1>Pasar lama tetap buka</h1>{row}<div>{TEXT}</div></article></body></html>"
    );
    let url = Url::parse("https://www.kabar-teluk.example/pasar").unwrap();
    extract::page(&html, Some(&url))
}

fn published(head: &str, row: &str) -> String {
    let story = page(head, row);
    let placed = story.published.zip(story.offset);
    placed.map_or_else(String::new, |(moment, offset)| {
        moment.display_with_offset(offset).to_string()
    })
}

fn statement(name: &str, moment: &str) -> String {
    format!("<meta property=\"{name}\" content=\"{moment}\">")
}

fn data(fields: &str) -> String {
    format!(
        r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Pasar lama tetap buka",{fields}}}</script>"#
    )
}

#[test]
fn the_one_day_that_a_page_shows_is_that_on_which_its_story_came_out_again() {
    let head = statement("article:published_time", "2026-03-01T16:31:22+05:30")
        + &statement("article:modified_time", "2026-07-21T19:28:33+05:30");
    for row in [
        "<div><span>Updated:<!-- --> <!-- -->Jul 21, 2026, 19:28 IST</span></div>",
        "<div><span>Updated: Jul 21, 2026, 19:28 IST</span></div>",
        "<div><span>Updated</span> <time>Jul 21, 2026, 19:28 IST</time></div>",
    ] {
        assert_eq!(published(&head, row), "2026-07-21T19:28:33+05:30", "{row}");
    }
    let row = "<div><span>Jul 21, 2026, 19:28 IST</span></div>";
    assert_eq!(published(&head, row), "2026-07-21T19:28:33+05:30");
}

#[test]
fn a_time_without_a_zone_has_that_of_another_statement() {
    let head = statement("article:published_time", "2026-10-13T18:06:38+02:00")
        + &data(r#""datePublished":"2026-10-13 18:06:38Europe/Madrid""#);
    assert_eq!(published(&head, ""), "2026-10-13T18:06:38+02:00");
}

#[test]
fn a_last_change_without_a_zone_is_by_the_clock_of_the_first_day() {
    let row = "<div><span>May 13, 2026, 9:29 PM ET</span></div>";
    let story = page(
        &statement("article:modified_time", "2026-05-13T21:30:45"),
        row,
    );
    assert_eq!(story.modified.unwrap().to_string(), "2026-05-14T01:30:45Z");
}

#[test]
fn the_day_of_a_broken_statement_is_read() {
    let head = data(r#""datePublished": 2026-01-12T06:18:10-03:00, "author": {"name": "Ana Lim"}"#);
    assert_eq!(published(&head, ""), "2026-01-12T06:18:10-03:00");
    assert_eq!(page(&head, "").authors, ["Ana Lim"]);
}

#[test]
fn a_time_of_the_publishers_clock_that_is_stated_as_of_utc_is_none() {
    let head = statement("article:published_time", "2026-10-11T16:43:20+00:00")
        + &statement("article:modified_time", "2026-10-11T16:43:20+02:00");
    assert_eq!(published(&head, ""), "2026-10-11T16:43:20+02:00");
    let head = statement("article:published_time", "2026-10-11T16:43:20+00:00")
        + &statement("article:modified_time", "2026-10-11T20:43:20+02:00");
    assert_eq!(published(&head, ""), "2026-10-11T16:43:20+00:00");
}

#[test]
fn a_day_has_the_hour_of_another_statement() {
    let head = statement("article:published_time", "2026-08-23")
        + &statement("parsely-pub-date", "2026-08-23T15:42:43.359Z");
    assert_eq!(published(&head, ""), "2026-08-23T15:42:43+00:00");
    let head = statement("article:published_time", "2026-04-08T09:49:21+00:00")
        + &data(r#""datePublished":"2026-04-08""#);
    assert_eq!(published(&head, ""), "2026-04-08T09:49:21+00:00");
    let head = statement("article:published_time", "2026-08-23")
        + &statement("parsely-pub-date", "2026-08-25T15:42:43Z");
    assert_eq!(published(&head, ""), "2026-08-23T00:00:00+00:00");
}

#[test]
fn the_hour_that_is_shown_with_its_zone_is_the_right_one() {
    let row = "<div class=datePublished>Published July 9, 2026 at 10:34 AM PDT</div>";
    let head = data(r#""datePublished":"2026-07-09T13:34:39Z""#);
    assert_eq!(published(&head, row), "2026-07-09T10:34:00-07:00");
    let row = "<div><span>May 12, 2026: 1:21 PM ET</span></div>";
    let head = statement("date", "2026-05-12 01:21:28");
    assert_eq!(published(&head, row), "2026-05-12T13:21:00-04:00");
    // Winter's name in summer.
    let row = "<div><span>July 9, 2026 10:34 AM EST</span></div>";
    let head = data(r#""datePublished":"2026-07-09T14:34:39Z""#);
    assert_eq!(published(&head, row), "2026-07-09T14:34:39+00:00");
    let row = "<div><span>Updated July 9, 2026 10:34 AM PDT</span></div>";
    assert_eq!(published(&head, row), "2026-07-09T14:34:39+00:00");
}

#[test]
fn a_change_before_the_first_day_is_none() {
    let head = statement("article:published_time", "2026-02-25T08:29:25+00:00")
        + &statement("article:modified_time", "2026-02-24T13:29:59+00:00");
    assert_eq!(page(&head, "").modified, None);
    let head = statement("article:published_time", "2026-02-25T08:29:25+00:00")
        + &statement("article:modified_time", "2026-02-25T08:29:25+00:00");
    assert!(page(&head, "").modified.is_some());
    // Another statement may be right.
    let head = statement("article:published_time", "2026-02-25T08:29:25+00:00")
        + &data(r#""dateModified":"2026-02-24T13:29:59+00:00""#)
        + &statement("article:modified_time", "2026-02-25T10:00:00+00:00");
    let modified = page(&head, "").modified.map(|moment| moment.to_string());
    assert_eq!(modified.as_deref(), Some("2026-02-25T10:00:00Z"));
}

#[test]
fn midnight_with_its_zone_keeps_it() {
    let head = statement("article:published_time", "2026-08-21T00:00:00-05:00")
        + &statement("og:pubdate", "2026-08-21T05:00:00+00:00");
    assert_eq!(published(&head, ""), "2026-08-21T00:00:00-05:00");
}

#[test]
fn the_day_of_a_picture_is_not_the_storys() {
    for caption in [
        "<figcaption>Pasar lama pada 4 Mei 2011, sebelum badai.</figcaption>",
        "<figcaption><time datetime=2011-05-04>4 Mei 2011</time></figcaption>",
        "<div class=photo-caption>Pasar lama, 4 Mei 2011</div>",
    ] {
        let row = format!("<figure><img src=/a.jpg>{caption}</figure>");
        assert_eq!(published("", &row), "", "{caption}");
    }
    let row = "<figure><img src=/ana.jpg><figcaption>Ana Lim <time datetime=2026-05-04T07:58:05Z>04.05.2026, 14:58</time>\
        </figcaption></figure>";
    assert_eq!(published("", row), "2026-05-04T07:58:05+00:00");
}
