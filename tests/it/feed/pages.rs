//! Pages without feeds: the headlines of twelve front and section pages, written as outlets build them.

use kabar::feed::headlines::{find, read};
use url::Url;

const BASE: &str = "https://sungai.example/kota/";

fn now() -> jiff::Timestamp {
    "2026-01-07T06:40:30Z".parse().unwrap()
}

const TITLES: [&str; 6] = [
    "Jembatan baru di atas sungai dibuka pagi ini",
    "Nelayan menolak rencana reklamasi teluk utara",
    "Harga beras turun setelah panen raya di hulu",
    "Sekolah terapung menerima murid dari tiga desa",
    "Banjir surut, warga mulai membersihkan rumah",
    "Festival perahu kembali digelar setelah dua tahun",
];

/// Each story, written by a template: `{n}` its number, `{t}` its title, `{d}` its date.
fn stories(template: &str) -> String {
    TITLES
        .iter()
        .enumerate()
        .map(|(number, title)| {
            template
                .replace("{n}", &number.to_string())
                .replace("{t}", title)
                .replace(
                    "{d}",
                    &format!("2026-01-0{}T08:00:00+07:00", 6 - number.min(5)),
                )
        })
        .collect()
}

/// What stands around the headlines of every page, and is none.
fn around(main: &str) -> String {
    let menu = |words: &[&str]| -> String {
        words
            .iter()
            .map(|word| format!("<li class=item><a href=\"/kanal/{word}\">{word} dan sekitarnya hari ini</a></li>"))
            .collect()
    };
    let box_of = |name: &str| -> String {
        (0..8)
            .map(|number| {
                format!(
                    "<div class=card><h3><a href=\"/{name}/{number}\">Yang {name} nomor {number} yang dibaca semua orang</a></h3></div>"
                )
            })
            .collect()
    };
    format!(
        "<!doctype html><html><head><title>Kota - Harian Sungai</title><script>var a = '<a href=/x>no</a>';</script></head>\
         <body class=\"has-sidebar\"><header class=site><a href=/>Harian Sungai, koran dari hulu sampai hilir</a><nav><ul>{}</ul></nav></header>\
         <main>{main}<div class=\"box-terpopuler\"><h2>Terpopuler</h2>{}</div><section><h2>Terpopuler pekan ini</h2>{}</section>\
         <div class=\"sponsor\">{}</div></main><footer><ul>{}</ul></footer></body></html>",
        menu(&[
            "Politik",
            "Ekonomi",
            "Olahraga",
            "Budaya",
            "Teknologi",
            "Kesehatan",
            "Pendidikan"
        ]),
        box_of("populer"),
        box_of("mingguan"),
        box_of("iklan"),
        menu(&[
            "Tentang",
            "Redaksi",
            "Pedoman",
            "Karier",
            "Kontak",
            "Privasi",
            "Ketentuan"
        ]),
    )
}

fn shapes() -> Vec<(&'static str, String, bool)> {
    let list = |template: &str| stories(template);
    vec![
        (
            "headings in cards",
            list(
                "<article class=card><a href=/b/{n}><img src=/p/{n}.jpg></a><h3><a href=/b/{n}>{t}</a></h3><time datetime={d}>kemarin</time></article>",
            ),
            true,
        ),
        (
            "a list of links",
            format!(
                "<ul class=latest>{}</ul>",
                list("<li><a href=/b/{n}>{t}</a></li>")
            ),
            false,
        ),
        (
            "links around whole cards",
            list(
                "<a class=\"tile tile-{n}\" href=/b/{n}><img src=/p.jpg alt=foto><h2>{t}</h2><p>Ringkasan cerita yang panjang sekali dan tidak termasuk judul.</p><time datetime={d}></time></a>",
            ),
            true,
        ),
        (
            "a table",
            format!(
                "<table class=news>{}</table>",
                list(
                    "<tr><td class=t><time datetime={d}>pagi</time><td class=h><a href=/b/{n}>{t}</a>"
                )
            ),
            true,
        ),
        (
            "headings without classes",
            list("<div><h2><a href=/b/{n}>{t}</a></h2><p>Ringkasan.</p></div>"),
            false,
        ),
        (
            "classes that a build made up",
            list(
                "<div class=\"css-1x{n}a9\"><div class=\"sc-{n}b\"><h3 class=\"t0{n}\"><a class=\"l{n}\" href=/b/{n}>{t}</a></h3></div></div>",
            ),
            false,
        ),
        (
            "definition list",
            format!(
                "<dl class=berita>{}</dl>",
                list("<dt><a href=/b/{n}>{t}</a><dd>Ringkasan <a href=/b/{n}>selengkapnya</a>")
            ),
            false,
        ),
        (
            "a first story in a larger box",
            format!(
                "<div class=\"hero\">{}</div>",
                list(
                    "<article class=post><h2 class=judul><a href=/b/{n}>{t}</a></h2><time datetime={d}></time></article>"
                )
            ),
            true,
        ),
        (
            "titles in spans",
            list(
                "<div class=media><a class=media__link href=/b/{n}><span class=media__title>{t}</span></a><span class=date><time datetime={d}>x</time></span></div>",
            ),
            true,
        ),
        (
            "titles as labels of pictures",
            list(
                "<figure class=f><a class=thumb href=/b/{n} title=\"{t}\"><img src=/p/{n}.jpg></a></figure>",
            ),
            false,
        ),
        (
            "unclosed items",
            format!(
                "<ul id=berita>{}</ul>",
                list("<li class=row><h4><a href=/b/{n}>{t}</a></h4>")
            ),
            false,
        ),
        (
            "absolute links with tracking and tags beside",
            list(
                "<div class=entry><a class=label href=/tag/{n}>Kota</a><h3 class=title><a href=\"https://www.sungai.example/b/{n}?utm_source=depan#top\">{t}</a></h3><time datetime={d}></time></div>",
            ),
            true,
        ),
    ]
}

#[test]
fn headlines_are_found_and_nothing_else_is() {
    let base = Url::parse(BASE).unwrap();
    for (name, main, has_dates) in shapes() {
        let html = around(&main);
        let selector = find(&html, &base).unwrap_or_else(|| panic!("{name}: nothing found"));
        // As it is kept, and read again.
        let selector = selector.to_string().parse().unwrap();
        let (channel, entries) =
            read(&html, &base, &selector, now()).unwrap_or_else(|| panic!("{name}: {selector}"));
        let titles: Vec<&str> = entries.iter().map(|entry| entry.title.as_str()).collect();
        assert_eq!(titles, TITLES, "{name}: {selector}");
        for (number, entry) in entries.iter().enumerate() {
            let link = entry.link.as_deref().unwrap();
            assert!(
                link.contains(&format!("sungai.example/b/{number}")),
                "{name}: {link}"
            );
            if has_dates {
                let date = format!("2026-01-0{}T01:00:00Z", 6 - number);
                assert_eq!(entry.published, date.parse().ok(), "{name}: {number}");
            }
        }
        assert_eq!(
            channel.title.as_deref(),
            Some("Kota - Harian Sungai"),
            "{name}"
        );
    }
}

#[test]
fn links_that_say_nothing_get_the_words_of_their_story() {
    for (name, main) in [
        (
            "labels",
            "<div class=x><a href=/b/{n} title=\"{t}\">Baca selengkapnya</a></div>",
        ),
        (
            "headings beside",
            "<div class=x><h3>{t}</h3><p>Ringkasan.</p><p><a href=/b/{n}>Selengkapnya</a></p></div>",
        ),
        (
            "numbers in the query",
            "<div class=x><a href=\"/?p={n}\">{t}</a></div>",
        ),
    ] {
        assert_eq!(titles(&stories(main)), TITLES, "{name}");
    }
    // The heading of a list is none of a story's.
    let same = "<a class=x href=/b/{n}>Baca berita selengkapnya</a>";
    let list = format!("<div><h2>Berita kota hari ini</h2>{}</div>", stories(same));
    assert!(!titles(&list).contains(&"Berita kota hari ini".to_owned()));
}

#[test]
fn a_page_that_has_changed_gives_nothing_rather_than_rubbish() {
    let base = Url::parse(BASE).unwrap();
    for (name, main, _) in shapes() {
        let selector = find(&around(&main), &base).unwrap();
        let other = around(
            "<section class=baru><p>Situs sedang diperbarui.</p><div><b>Segera kembali</b></div></section>",
        );
        assert_eq!(
            read(&other, &base, &selector, now()),
            None,
            "{name}: {selector}"
        );
    }
}

#[test]
fn a_page_without_a_list_has_no_headlines() {
    let base = Url::parse(BASE).unwrap();
    assert_eq!(
        find(
            &around("<article><h1>Satu cerita</h1><p>Teks.</p></article>"),
            &base
        ),
        None
    );
    assert_eq!(find("", &base), None);
    assert_eq!(find("<a href", &base), None);
}

/// The titles that are found on a page of this site.
#[track_caller]
fn titles(main: &str) -> Vec<String> {
    let base = Url::parse(BASE).unwrap();
    let html = around(main);
    let selector = find(&html, &base).unwrap_or_else(|| panic!("nothing found: {main}"));
    let selector = selector.to_string().parse().unwrap();
    let (_, entries) = read(&html, &base, &selector, now()).unwrap_or_else(|| panic!("{selector}"));
    entries.into_iter().map(|entry| entry.title).collect()
}

#[test]
fn boxes_of_what_is_popular_are_known_by_labels_that_are_no_headings() {
    let popular = |template: &str| -> String {
        (0..9)
            .map(|number| template.replace("{n}", &number.to_string()))
            .collect()
    };
    let words = "Yang paling sering dibaca orang nomor {n} di seluruh kota dan desa";
    let list = popular(&format!("<li class=row><a href=/p/{{n}}>{words}</a></li>"));
    let list = format!("<ul class=list>{list}</ul>");
    let cards = popular(&format!("<h3 class=t><a href=/p/{{n}}>{words}</a></h3>"));
    for label in [
        "<div class=judul-kotak>Terpopuler</div>",
        "<strong>TERPOPULER</strong>",
        "<span>Most read</span>",
        "<div class=head><i class=icon></i> Trending<br></div>",
        "<div class=head><div class=judul><span>Paling Populer</span></div><a href=/populer>Lihat</a></div>",
        "<div class=t><a href=/populer>Terpopuler</a></div>",
        "<p><b>Berita Populer</b></p>",
        "<div class=head><h2>Terpopuler</h2></div>",
    ] {
        let rows = stories("<li class=row><a href=/b/{n}>{t}</a></li>");
        let main = format!("<ul class=list>{rows}</ul><section>{label}{list}</section>");
        assert_eq!(titles(&main), TITLES, "{label}");
        let main = format!("<section>{label}{list}</section><div><ul class=list>{rows}</ul></div>");
        assert_eq!(titles(&main), TITLES, "{label}");
        let rows = stories("<h3 class=t><a href=/b/{n}>{t}</a></h3>");
        let main = format!("<div class=list>{rows}</div><div class=right>{label}{cards}</div>");
        assert_eq!(titles(&main), TITLES, "{label}");
    }
}

#[test]
fn boxes_are_known_by_the_words_that_end_a_story_in_any_language() {
    let cards: String = (0..9)
        .map(|number| {
            let words = "Yang paling sering dibaca orang di seluruh kota dan desa nomor";
            format!("<article class=k><h3><a href=/p/{number}>{words} {number}</a></h3></article>")
        })
        .collect();
    let rows = stories("<article class=k><h3><a href=/b/{n}>{t}</a></h3></article>");
    for heading in [
        "Paling banyak dibaca",
        "Sering Dibaca",
        "Paling Dicari",
        "Baca Juga",
        "Rekomendasi untuk Anda",
        "Konten Bersponsor",
        "Meistgelesen",
        "Te puede interesar",
    ] {
        for name in ["h2", "div"] {
            if name == "div" && heading == "Konten Bersponsor" {
                continue;
            }
            let aside = format!("<section><{name}>{heading}</{name}>{cards}</section>");
            let main = format!("<section><h2>Terkini</h2>{rows}</section>{aside}");
            assert_eq!(titles(&main), TITLES, "{heading}");
        }
    }
    for heading in [
        "Terbaru",
        "Terkini",
        "Latest",
        "Berita lainnya",
        "Aktuelles",
    ] {
        let main = format!("<section><h2>{heading}</h2>{rows}</section>");
        assert_eq!(titles(&main), TITLES, "{heading}");
        let main = format!(
            "<div class=head><span>{heading}</span><a href=/semua>Lihat semua</a></div>{rows}"
        );
        assert_eq!(titles(&main), TITLES, "{heading}");
    }
}

#[test]
fn stories_within_the_list_that_are_paid_for_are_left_out() {
    let paid = |card: &str| {
        card.replace("{t}", "Sepuluh alasan memilih tabungan kami tahun ini")
            .replace("{n}", "77")
    };
    let card =
        "<article class=k><span class=tag>Kota</span><h3><a href=/b/{n}>{t}</a></h3></article>";
    let rows = stories(card);
    for advertisement in [
        "<article class=k><h3><a rel=\"sponsored nofollow\" href=/b/{n}>{t}</a></h3></article>",
        "<article class=k><span class=tag>Sponsored</span><h3><a href=/b/{n}>{t}</a></h3></article>",
        "<article class=k><h3><span>Anzeige</span> <a href=/b/{n}>{t}</a></h3></article>",
        "<article class=k><h3><a href=/b/{n}>{t}</a></h3><p><small>Advertorial</small></p></article>",
        "<article class=k><div><div class=label-iklan>IKLAN</div></div><h3><a href=/b/{n}>{t}</a></h3></article>",
    ] {
        let main = format!("<div>{rows}{}</div>", paid(advertisement));
        assert_eq!(titles(&main), TITLES, "{advertisement}");
    }
    let cards = "<a class=k href=/b/{n}><em>{l}</em><h3>{t}</h3></a>";
    let advertisement = paid(&cards.replace("{l}", "Sponsored"));
    let rows = stories(&cards.replace("{l}", "Kota"));
    assert_eq!(titles(&format!("{advertisement}{rows}")), TITLES);
    // The place of an advertisement hides nothing beside it.
    let slot = "<div class=slot-ads><p>Advertisement</p></div>";
    let main = stories(card).replacen("</article>", &format!("{slot}</article>"), 1);
    assert_eq!(titles(&main), TITLES);
}

#[test]
fn the_list_of_stories_wins_over_many_long_links() {
    let many = |count: usize, template: &str| -> String {
        (0..count)
            .map(|number| template.replace("{n}", &number.to_string()))
            .collect()
    };
    let rows = stories(
        "<article class=k><h3><a href=/b/{n}>{t}</a></h3><time datetime={d}></time></article>",
    );
    let comment = "Komentar Wati pada berita yang paling ramai dibicarakan pekan ini nomor {n}";
    let network = "Jaringan media kami yang melayani pembaca di seluruh nusantara nomor {n}";
    for (count, other) in [
        (
            20,
            format!("<div class=c><a href='/b/{{n}}#komentar-{{n}}'>{comment}</a></div>"),
        ),
        (
            20,
            format!("<h3 class=c><a href='/arsip/{{n}}#comments'>{comment}</a></h3>"),
        ),
        (
            20,
            format!("<h3 class=c><a href=/arsip/{{n}}/comments>{comment}</a></h3>"),
        ),
        (
            5,
            format!(
                "<h3 class=c><a href=/b/{{n}}>{comment} yang panjang sekali sehingga tidak muat lagi</a></h3>"
            ),
        ),
        (25, format!("<a href=/jaringan/{{n}}>{network}</a> ")),
        (
            25,
            format!("<a href=//n{{n}}.sungai.example/berita-jaringan-kami-{{n}}>{network}</a> "),
        ),
    ] {
        let other = format!("<div class=isi>{}</div>", many(count, &other));
        for main in [
            format!("<div>{rows}</div>{other}"),
            format!("{other}<div>{rows}</div>"),
        ] {
            assert_eq!(titles(&main), TITLES, "{main}");
        }
    }
}

#[test]
fn a_first_story_that_is_set_otherwise_is_taken_in() {
    let rows = stories("<li class=k><img src=/p.jpg><h3><a href=/b/{n}>{t}</a></h3></li>");
    let first = "Gunung di seberang teluk meletus tadi malam";
    let expected: Vec<&str> = [first].into_iter().chain(TITLES).collect();
    for hero in [
        "<div class=hero><a href=/b/77><img src=/p/77.jpg></a><h1><a href=/b/77>{t}</a></h1><p>Ringkasan.</p></div>",
        "<section class=utama><a class=besar href=/b/77><img src=/p/77.jpg alt=Gunung><div class=judul>{t}</div></a></section>",
        "<div class=lead><h2>{t} <a href=/b/77></a></h2></div><div class=lead><a href=/b/77><h2>{t}</h2></a></div>",
    ] {
        let hero = hero.replace("{t}", first);
        let main = format!("{hero}<ul class=list>{rows}</ul>");
        assert_eq!(titles(&main), expected, "{hero}");
    }
    for other in [
        "<div class=hero><h1><a href=/promo/77>Pasang koran kami di telepon genggam</a></h1></div>",
        "<div class=hero><h1><a href=/b/arsip>Semua berita dari kota ini ada di sini</a></h1></div>",
        "<div class=hero><h1><a rel=sponsored href=/b/77>Sepuluh alasan memilih tabungan kami</a></h1></div>",
    ] {
        let main = format!("{other}<ul class=list>{rows}</ul>");
        assert_eq!(titles(&main), TITLES, "{other}");
    }
}

#[test]
fn dates_beside_headlines_are_read_as_people_are_told_them() {
    let base = Url::parse(BASE).unwrap();
    for (card, dates) in [
        (
            "<article><h3><a href=/b/{n}>{t}</a></h3><span class=date>Senin, {n} November 2025 10:15 WIB</span></article>",
            "2025-11-0{n}T03:15:00Z",
        ),
        (
            "<li><a href=/b/{n}>{t}</a><div><span>Wati</span> 2025-09-0{n}</div></li>",
            "2025-09-0{n}T00:00:00Z",
        ),
        (
            "<tr><td><h3><a href=/b/{n}>{t}</a></h3><td>{n} hari yang lalu</tr>",
            "2026-01-0{7-n}T00:00:00Z",
        ),
        (
            "<a class=k href=/b/{n}><h3>{t}</h3><p><i class=jam></i> 0{n}/11/2025, 00:15 WIB</p></a>",
            "2025-11-0{n-1}T17:15:00Z",
        ),
        (
            "<article><time>{n} hours ago</time><h3><a href=/b/{n}>{t}</a></h3></article>",
            "2026-01-07T0{6-n}:00:00Z",
        ),
        (
            "<article><h3><a href=/b/2025/11/0{n}/{n}>{t}</a></h3></article>",
            "2025-11-0{n}T00:00:00Z",
        ),
        (
            "<article><h3><a href=/b/2025/11/09/{n}>{t}</a></h3><p>{n} hari lalu</p><time datetime=2025-12-0{n}>kemarin</time></article>",
            "2025-12-0{n}T00:00:00Z",
        ),
    ] {
        let put = |template: &str, number: usize| {
            template
                .replace("{n}", &number.to_string())
                .replace("{n-1}", &(number - 1).to_string())
                .replace("{6-n}", &(6 - number).to_string())
                .replace("{7-n}", &(7 - number).to_string())
                .replace("{t}", TITLES[number - 1])
        };
        let main: String = (2..=6).map(|number| put(card, number)).collect();
        let html = around(&format!("<p>Kamis, 1 Januari 2026</p><div>{main}</div>"));
        let selector = find(&html, &base).unwrap();
        let (_, entries) = read(&html, &base, &selector, now()).unwrap();
        let found: Vec<_> = entries.iter().map(|entry| entry.published).collect();
        let expected: Vec<_> = (2..=6)
            .map(|number| put(dates, number).parse().ok())
            .collect();
        assert_eq!(found, expected, "{card}");
    }
}

#[test]
fn labels_of_tabs_and_of_single_stories_hide_nothing() {
    let rows = stories("<li class=row><a href=/b/{n}>{t}</a></li>");
    for tabs in [
        "<div class=tabs><span class='tab active'>Terkini</span><span class=tab>Terpopuler</span></div>",
        "<ul class=kanal><li><a href=/baru>Terkini</a></li><li><a href=/populer>Populer</a></li></ul>",
        "<p>Populer di kota ini sejak lama adalah bersepeda.</p>",
        "<div class=label>Iklan</div>",
    ] {
        let main = format!("<div class=isi>{tabs}<ul class=list>{rows}</ul></div>");
        assert_eq!(titles(&main), TITLES, "{tabs}");
    }
    let cards = "<article class=card><span class=badge>Trending</span><h3><a href=/b/{n}>{t}</a></h3></article>";
    assert_eq!(titles(&stories(cards)), TITLES);
}

#[test]
fn headlines_of_several_sizes_are_found_together() {
    let all = |templates: [&str; 6]| -> String {
        let of = |number: usize| {
            templates[number]
                .replace("{n}", &number.to_string())
                .replace("{t}", TITLES[number])
        };
        (0..6).map(of).collect()
    };
    let small = "<li class=kecil><h4 class=judul-kecil><a href=/b/{n}>{t}</a></h4></li>";
    let middle = "<div class=kolom><h3><a class=tautan href=/b/{n}>{t}</a></h3></div>";
    for first in [
        "<div class=hero><h1><a href=/b/{n}>{t}</a></h1><p>Ringkasan.</p></div>",
        "<a class=utama href=/b/{n}><img src=/p.jpg><h2 class=besar>{t}</h2><p>Ringkasan yang panjang dari cerita ini.</p></a>",
        "<section class=utama><h2 class=besar><span><a href=/b/{n}>{t}</a></span></h2></section>",
    ] {
        let card = "<a class=kartu href=/b/{n}><h3>{t}</h3></a>";
        let main = all([first, middle, card, small, small, card]);
        assert_eq!(titles(&main), TITLES, "{first}");
        let main = all([first, middle, middle, small, small, small]);
        let plain = "<ul class=arsip><li><a href=/arsip>Arsip semua berita</a></li></ul>";
        assert_eq!(titles(&format!("{main}{plain}")), TITLES, "{first}");
    }
}
