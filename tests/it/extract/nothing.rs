//! Pages that hold no story, and what looks like one of them and is a story.

use kabar::extract;

fn shown(html: &str) -> String {
    extract::page(html, None).document.plain_text()
}

#[test]
fn what_a_server_says_instead_of_a_story_is_none() {
    let check = |title: &str, head: &str| {
        let html = format!(
            "<html><title>{title}</title><body><main>{head}<p>Maaf, yang Anda cari tidak tersedia atau sudah \
             dihapus. Silakan kembali ke beranda atau gunakan kolom pencarian di atas.</p></main></body></html>"
        );
        let story = extract::page(&html, None);
        assert!(story.document.is_empty(), "{title}");
        assert!(
            story
                .warnings
                .iter()
                .any(|warning| warning == extract::NO_STORY),
            "{title}"
        );
    };
    check(
        "Halaman tidak ditemukan - Media Kita",
        "<h1>Halaman tidak ditemukan</h1>",
    );
    check(
        "404 - Media Kita",
        "<h1>404</h1><h2>Halaman tidak ditemukan</h2>",
    );
    check("Page not found", "");
    check("Access Denied", "<h1>Access Denied</h1>");
    check(
        "Just a moment...",
        "<h1>Checking your browser before accessing example.com.</h1>",
    );
    check(
        "Before you continue | The Daily Post",
        "<h1>Before you continue to The Daily Post</h1>",
    );
    check("Masuk - Media Kita", "<h1>Masuk</h1>");
    check("Seite nicht gefunden", "");
    for title in [
        "Artikel tidak tersedia",
        "Masuk ke akun Anda | Media Kita",
        "Situs sedang dalam perbaikan",
        "451: Unavailable due to legal reasons",
        "Content unavailable | The Daily Post",
        "Access to this page has been denied.",
        "Zustimmung - Hafenblatt",
        "Site en maintenance",
        "お探しの記事は見つかりません",
        "Maaf, Anda diblokir",
        "Matikan AdBlock - Media Kita",
        "Sorry, that page isn’t here",
        "Log in to continue",
    ] {
        check(title, "<h1>Media Kita</h1>");
    }
    check("Media Kita", "<h1>This article is no longer available</h1>");
}

const TEXT: &str = "Pemerintah kabupaten menunda penutupan pasar lama sampai akhir tahun ini, kata bupati pada hari \
    Senin di depan para pedagang yang datang ke balai kota.";

#[test]
fn a_short_story_is_one_whatever_its_title_begins_with() {
    for title in [
        "Masuk Musim Hujan, Pasar Lama Tetap Buka",
        "Error Sistem Bikin Pasar Lama Tutup",
        "Maintenance of the old market begins",
        "Gone for good: the old market",
        "Artikel tidak tersedia, kata bupati",
    ] {
        let html = format!(
            "<html><title>{title}</title><article><h1>{title}</h1><p>{TEXT}</p><p>{TEXT} Lalu pulang.</p></article>"
        );
        assert!(shown(&html).contains("Pemerintah"), "{title}");
    }
}

#[test]
fn a_list_of_cards_is_no_story() {
    let card = |number: u32, heading: &str| {
        format!(
            "<div class=card><a href='/r/{number}'><h2>{heading} nomor {number}</h2></a><p>{TEXT}.. {number}</p></div>"
        )
    };
    let cards: String = (0..8)
        .map(|number| card(number, "Rupiah menguat tipis"))
        .collect();
    let page = |inner: &str| {
        format!("<html><title>Ekonomi</title><body><main><h1>Ekonomi</h1>{inner}</main>")
    };
    assert_eq!(shown(&page(&cards)), "");
    // Headings without links divide a story.
    let story: String = (0..8)
        .map(|number| format!("<h2>Bagian {number}</h2><p>{TEXT} {number}</p>"))
        .collect();
    assert!(shown(&page(&story)).contains("Pemerintah"));
}

#[test]
fn an_offer_behind_the_free_part_is_not_of_the_story() {
    for offer in [
        "<h3>Subscribe to continue reading</h3><p>Get unlimited access for £1 a week. Cancel any time.</p>",
        "<p>Anda telah mencapai batas artikel gratis bulan ini.</p><p>Cukup satu klik, hemat separuh harga!</p>",
        "<p>Silakan masuk atau berlangganan untuk melanjutkan.</p><p>Mulai dari Rp20.000 per bulan.</p>",
    ] {
        let html = format!(
            "<html><article><h1>Pasar lama tetap buka</h1><p>{TEXT}</p><div>{offer}</div></article>"
        );
        assert_eq!(shown(&html).trim(), TEXT, "{offer}");
    }
}

#[test]
fn a_short_story_is_read_from_the_state_of_its_program() {
    let words = [
        "Pemerintah kabupaten menunda penutupan pasar lama sampai akhir tahun ini.",
        "Pedagang ikan meminta lantai yang lebih miring, supaya air tidak menggenang.",
        "Bupati berjanji akan datang lagi bersama kepala dinas pada hari Senin.",
        "Pembeli tetap berdatangan, kata seorang pedagang cabai yang sudah lama di sana.",
    ];
    let html: String = words
        .iter()
        .map(|words| format!("<p>{words}</p>"))
        .collect();
    let list = |item: &dyn Fn(&str) -> String| words.map(item).join(",");
    let post = format!("{{\"post\":{{\"body\":\"{html}\"}}}}");
    let quoted = serde_json::to_string(&post).expect("a string");
    let halves = |words: &str| {
        let (front, back) = words.split_at(20);
        format!(
            "{{\"nodeType\":\"paragraph\",\"content\":[{{\"nodeType\":\"text\",\"value\":\"{front}\"}},{{\"nodeType\":\"text\",\"value\":\"{back}\"}}]}}"
        )
    };
    let streamed = format!(
        "5:[\"$\",\"article\",null,{{\"children\":[{}]}}]\n",
        list(&|words| format!("[\"$\",\"p\",null,{{\"children\":\"{words}\"}}]"))
    );
    let streamed = serde_json::to_string(&streamed).expect("a string");
    for script in [
        format!("<script>window.__INITIAL_STATE__={post};(function(){{}})()</script>"),
        format!("<script>window.__PRELOADED_STATE__ = {post}</script>"),
        format!("<script>window.__INITIAL_STATE__=JSON.parse({quoted})</script>"),
        format!("<script>window.__NUXT__={post}</script>"),
        format!(
            "<script>window.__APOLLO_STATE__={{\"A:1\":{{\"content\":[{}]}}}}</script>",
            list(&|words| format!("{{\"text\":\"{words}\"}}"))
        ),
        format!(
            "<script>window.Fusion=window.Fusion||{{}};Fusion.globalContent={{\"content_elements\":[{}]}};</script>",
            list(&|words| format!("{{\"type\":\"text\",\"content\":\"{words}\"}}"))
        ),
        format!(
            "<script id=__NEXT_DATA__ type='application/json'>{{\"content\":[{}]}}</script>",
            list(&halves)
        ),
        format!("<script>self.__next_f.push([1,{streamed}])</script>"),
    ] {
        let page =
            format!("<html><title>Pasar lama tetap buka</title><body><div id=app></div>{script}");
        let text = shown(&page);
        assert!(
            words.iter().all(|words| text.contains(words)),
            "{script}: {text}"
        );
        // A program that is broken, or has its name many times, is no state.
        let broken = page.replace("</p>\"", "").replace("]}", "");
        let _ = shown(&broken);
    }
}

#[test]
fn a_notice_that_offers_other_stories_is_none() {
    let offers = "<div><a href='/a'>Pasar lama tetap buka sampai akhir tahun</a><p>Bupati menunda penutupan pasar di depan para \
                  pedagang yang datang ke balai kota pada hari Senin, dan meminta mereka menunggu.</p></div>"
        .repeat(8);
    let html = format!(
        "<html><title>Page not found | Media Kita</title><main><h1>Sorry, we can’t find that page</h1><p>The page you are looking \
         for may have been moved or deleted.</p><h2>Most read</h2>{offers}</main>"
    );
    assert_eq!(shown(&html), "");
}

#[test]
fn a_long_list_of_cards_is_a_section() {
    let cards = (0..40)
        .map(|number| {
            format!(
                "<article class=card><h2><a href='/{number}'>Kabar ke-{number} dari pasar lama di tepi kota</a></h2><p>{TEXT}</p>\
                 <span>Ana Lim · 3 jam lalu</span></article>"
            )
        })
        .collect::<Vec<_>>()
            .concat();
    let html = format!("<html><title>Kabar Kota</title><main><h1>Kabar Kota</h1>{cards}</main>");
    assert_eq!(shown(&html), "");
}

#[test]
fn a_headline_may_begin_as_an_error_does() {
    let check = |headline: &str, wanted: bool| {
        let html = format!(
            "<html><head><title>{headline}</title></head><body><article><h1>{headline}</h1><p>Film pendek itu diputar di balai \
             kota pada Sabtu malam, kata ketua panitia.</p><p>Ceritanya tentang warnet yang tidak pernah tutup dan pelanggan \
             yang tidak pernah pulang.</p><p>Penonton membayar dengan botol bekas, yang kemudian dijual untuk membeli \
             lampu.</p></article></body></html>"
        );
        let text = shown(&html);
        assert_eq!(text.contains("botol bekas"), wanted, "{headline}: {text}");
    };
    check("Error 404: Film Horor Baru", true);
    check("404: a love story", true);
    check("Seite nicht gefunden: Stadtarchiv verliert Akten", true);
    check("Halaman tidak ditemukan", false);
    check("404", false);
}
