//! What a page shows of its story and states nowhere: rows with names and dates, labels, captions, entries.

use kabar::extract::{self, story::Story};
use url::Url;

const TEXT: &str = "<p>Pemerintah kabupaten menunda penutupan pasar lama sampai akhir tahun ini, kata bupati pada \
    hari Senin di depan para pedagang yang sejak pagi berkumpul di halaman kantor.</p><p>Pedagang ikan meminta lantai \
    yang lebih miring, supaya air tidak menggenang di depan kios mereka setiap pagi.</p>";

fn page(language: &str, title: &str, head: &str, tail: &str) -> Story {
    let html = format!(
        "<html lang={language}><body><article><h1>{title}</h1>{head}<div>{TEXT}{tail}</div></article></body></html>"
    );
    let url = Url::parse("https://www.kabar-teluk.example/pasar").unwrap();
    extract::page(&html, Some(&url))
}

fn published(language: &str, head: &str, tail: &str) -> String {
    let story = page(language, "Pasar lama tetap buka", head, tail);
    let placed = story.published.zip(story.offset);
    placed.map_or_else(String::new, |(moment, offset)| {
        moment.display_with_offset(offset).to_string()
    })
}

#[test]
fn a_headline_is_no_byline() {
    for title in [
        "Di Balik Pasar Lama",
        "Di Kota Tua, Pasar Tetap Buka",
        "Oleh Karena Hujan, Pasar Sepi",
    ] {
        let story = page("id", title, "<p>Kota Tua</p>", "");
        assert!(story.authors.is_empty(), "{title} {:?}", story.authors);
    }
    let line = "<p>Di Anna Verdi</p>";
    assert!(page("id", "Pasar", line, "").authors.is_empty());
    assert_eq!(page("it", "Il mercato", line, "").authors, ["Anna Verdi"]);
}

#[test]
fn a_name_is_found_in_a_row_with_the_date() {
    let check = |row: &str, wanted: &[&str]| {
        let story = page("id", "Pasar lama tetap buka", row, "");
        assert_eq!(story.authors, wanted, "{row}");
    };
    let date = "<span>Kamis, 26 November 2026 | 21:45 WIT</span>";
    for name in [
        "Penulis: Ana Lim",
        "Oleh : Ana Lim",
        "Reporter: Ana Lim | Editor: Budi Seto",
        "Rep: Ana Lim / Red: Budi Seto",
        "Ana Lim - Kabar Teluk",
        "Ana Lim, Jurnalis",
        "Ana Lim | Semarang",
    ] {
        check(
            &format!("<div><span>{name}</span> {date}</div>"),
            &["Ana Lim"],
        );
    }
    check(
        "<div>26-11-2026 来源：<a href=/l>报</a> 作者：陈立 </div>",
        &["陈立"],
    );
    check("<div>2026.11.24. 09:30 | 김하늘 기자</div>", &["김하늘"]);
    check(
        "<div class=reporter>김하늘 기자 sky@kabar.example</div>",
        &["김하늘"],
    );
    check(
        "<p class=byline>文：山田一郎　写真：佐藤花子</p>",
        &["山田一郎"],
    );
    check("<div>Autor: Ana Lim, oprac. KB</div>", &["Ana Lim"]);
    check(
        "<div><span>Kota Tua</span> <span>26 November 2026</span></div>",
        &[],
    );
    let row = "<div><span>Rep: Ana Lim / Red: Budi Seto</span></div>";
    let story = page("id", "Pasar lama tetap buka", row, "");
    assert_eq!(story.editors, ["Budi Seto"]);
}

#[test]
fn a_date_is_the_storys_own() {
    let tweet = "<blockquote class=instagram-media><time datetime=2020-01-02T03:04:05Z>2 Jan 2020</time></blockquote>";
    let row = "<p class=tgl>Rabu Pon, 25 Nov 2026 - 08.00 WIB</p>";
    assert_eq!(published("id", row, tweet), "2026-11-25T08:00:00+07:00");
    assert_eq!(published("id", "", tweet), "");
    let table = "<table><tr><td>Jumat, 27 November 2026</td></tr><tr><td>15.45 WIB</td></tr><tr><td>20.00 WIB</td></tr>\
        <tr><td>21.00 WIB</td></tr></table>";
    assert_eq!(published("id", "", table), "");
    let next = format!(
        "</div></article><article><h1>Kapal</h1><time>23 November 2026</time>{TEXT}</article><div>"
    );
    assert_eq!(published("id", "", &next), "");
    assert_eq!(
        published("id", "<span>24 Pebruari 2026 | 09.05 WIB</span>", ""),
        "2026-02-24T09:05:00+07:00"
    );
}

#[test]
fn a_time_without_a_zone_is_by_the_clock_of_the_pages_land() {
    let row = "<time>2026-07-24 09:30</time>";
    for (language, wanted) in [
        ("ko", "2026-07-24T09:30:00+09:00"),
        ("zh-TW", "2026-07-24T09:30:00+08:00"),
        ("tr", "2026-07-24T09:30:00+03:00"),
        ("pl", "2026-07-24T09:30:00+02:00"),
        ("id", "2026-07-24T09:30:00+07:00"),
        ("en", "2026-07-24T09:30:00+00:00"),
    ] {
        assert_eq!(published(language, row, ""), wanted, "{language}");
    }
}

#[test]
fn the_last_change_keeps_its_zone() {
    let head = "<time itemprop=dateModified datetime=2026-11-24T11:00:00+07:00>Diperbarui 24 November 2026</time>";
    let head =
        format!("<meta property=article:modified_time content=2026-11-24T11:00:00+07:00>{head}");
    let story = page("id", "Pasar lama tetap buka", &head, "");
    let offset = story.modified_offset.map(jiff::tz::Offset::seconds);
    assert_eq!(offset, Some(7 * 3600));
    let row = "<div>입력 2026.11.24. 09:30 수정 2026.11.24. 11:00</div>";
    let story = page("ko", "시장", row, "");
    assert_eq!(story.modified.unwrap().to_string(), "2026-11-24T02:00:00Z");
}

#[test]
fn a_story_that_is_sold_says_so() {
    let is_paid = |head: &str, tail: &str| page("id", "Pasar lama", head, tail).is_paid;
    assert!(is_paid("<p>Konten Premium</p>", ""));
    assert!(is_paid("<p>有料記事</p>", ""));
    assert!(is_paid(
        "",
        "<div class=box><p>Artikel ini khusus pelanggan. Silakan masuk.</p></div>"
    ));
    let data = r#"<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false}</script>"#;
    assert!(is_paid(data, ""));
    assert!(!is_paid(
        "<p><a href=/l>Berlangganan</a></p>",
        "<p>Sudah punya akun? Masuk</p>"
    ));
}

#[test]
fn a_story_with_entries_goes_on_where_its_headline_says_so() {
    let entry = |time: &str| format!("<h4>{time}</h4>{TEXT}");
    let entries = ["15:30 WIB", "15:10 WIB", "14:55 WIB"].map(entry).concat();
    assert!(page("id", "Langsung: sidang pasar lama", "", &entries).is_live);
    assert!(!page("id", "Sidang pasar lama", "", &entries).is_live);
    assert!(!page("id", "Langsung ke pasar lama", "", "").is_live);
}

#[test]
fn a_caption_stands_behind_its_picture() {
    let check = |head: &str, credit: &str| {
        let head = format!("<meta property=og:image content=/foto/pasar.jpg>{head}");
        let story = page("id", "Pasar lama tetap buka", &head, "");
        let found = (story.image_caption.unwrap(), story.image_credit.unwrap());
        assert_eq!(
            found,
            ("Pedagang menata ikan.".to_owned(), credit.to_owned())
        );
    };
    let picture = "<img src=/foto/pasar.jpg>";
    check(
        &format!(
            "<div class=photo>{picture}<div class=photo__caption>Pedagang menata ikan.(WARTA/RIO SAPUTRA)</div></div>"
        ),
        "WARTA/RIO SAPUTRA",
    );
    check(
        &format!("<div>{picture}<p class=pfoto>Istimewa/Warta<br>Pedagang menata ikan.</p></div>"),
        "Istimewa/Warta",
    );
    check(
        &format!(
            "<figure>{picture}<figcaption>Foto: Pedagang menata ikan. (Rio Saputra/warta)</figcaption></figure>"
        ),
        "Rio Saputra/warta",
    );
}
