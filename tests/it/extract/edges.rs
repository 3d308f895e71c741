//! What stands at the edges of a story and its pictures: counters, initials, authors, notes, credits.

use kabar::document::Block;
use kabar::document::markdown::markdown;
use kabar::extract::{self, story::Story};

const TEXT: &str = "<p>Nelayan Teluk Arung pulang lebih awal karena angin barat bertiup kencang sejak subuh, kata kepala \
    pelabuhan pada hari Senin.</p><p>Harga ikan di pasar naik dua kali lipat, dan pembeli dari kota datang sebelum \
    matahari terbit untuk mendapat bagian.</p><p>Menurut perkiraan cuaca, angin akan reda pada akhir pekan, dan \
    perahu kecil boleh melaut lagi mulai hari Minggu.</p>";

fn page(front: &str, back: &str) -> Story {
    let html = format!(
        "<html lang=id><head><meta name=author content='Ana Lim'><title>Angin barat menahan nelayan</title></head><body>\
         <article><h1>Angin barat menahan nelayan</h1>{front}{TEXT}{back}</article></body></html>"
    );
    extract::page(&html, None)
}

fn text(front: &str, back: &str) -> String {
    page(front, back).document.plain_text()
}

#[test]
fn a_gallerys_counters_are_no_text() {
    for line in ["Foto 1 dari 8", "Bild 1/8", "1 of 8"] {
        let text = text("", &format!("<p>{line}</p>"));
        assert!(
            text.contains("hari Minggu") && !text.contains(line),
            "{text}"
        );
    }
}

#[test]
fn links_to_subjects_below_a_story_are_no_text() {
    for name in ["tag", "tags", "article-tag", "detail__body-tag", "keyword"] {
        let tags = "<a href='/tag/angin'>angin</a><a href='/tag/laut'>laut barat</a>";
        let text = text("", &format!("<div class='{name}'>{tags}</div>"));
        assert!(text.trim_end().ends_with("hari Minggu."), "{name}: {text}");
    }
}

#[test]
fn initials_before_a_story_are_no_text() {
    for line in ["(ana)", "(Antara)", "(ana/bud)"] {
        let text = text(&format!("<p>{line}</p>"), "");
        assert!(text.starts_with("Nelayan"), "{text}");
    }
}

#[test]
fn a_line_about_the_author_is_no_text() {
    for line in [
        "*Penulis adalah dosen Ilmu Kelautan Universitas Teluk Arung",
        "Penulis adalah peneliti di Pusat Kajian Pesisir.",
        "*) Ana Lim, guru sekolah pelayaran di Kota Baru",
        "<em>The author is the head of the harbour school in Kota Baru.</em>",
        "Ana Lim is a sailor and teaches at the harbour school. Her book on the winds of the bay will come out in May.",
    ] {
        let text = text("", &format!("<p>{line}</p>"));
        assert!(text.trim_end().ends_with("hari Minggu."), "{text}");
    }
    for line in [
        "Penulis adalah pekerjaan yang dipilih anak nelayan itu.",
        "Budi Seto is a sailor and teaches at the harbour school.",
    ] {
        let text = text("", &format!("<p>{line}</p>"));
        assert!(text.contains(line), "{text}");
    }
}

#[test]
fn what_a_paper_says_of_itself_is_no_text() {
    for line in [
        "Our editors choose what they show. If you buy something through our links, we may earn a commission at no cost to you, which helps to pay for our work.",
        "Help keep our journalism free for all who cannot pay. A small sum goes a long way and lets us send reporters to the harbours of the bay all the year.",
        "An dieser Stelle finden Sie einen von der Redaktion gewählten Inhalt, der den Artikel ergänzt. Sie können ihn sich mit einem Klick anzeigen lassen und wieder ausblenden.",
    ] {
        let text = text(&format!("<p>{line}</p>"), "");
        assert!(text.contains("Nelayan") && !text.contains(line), "{text}");
    }
}

#[test]
fn a_list_stays_with_the_line_that_announces_it() {
    let picture = "<figure><img src='https://a.example/perahu.jpg'><figcaption>Perahu Melati tahun \
        lalu</figcaption></figure>";
    let list = "<ul><li>2024: Perahu Melati</li><li>2023: Perahu Kenanga</li><li>2022: Perahu Mawar</li></ul>";
    for line in [
        "<p>Pemenang lomba perahu tahun-tahun lalu:</p>",
        "<h2>Pemenang lomba perahu</h2>",
    ] {
        let text = text("", &format!("{picture}{picture}{line}{list}"));
        assert!(
            text.contains("Pemenang lomba") && text.contains("Perahu Mawar"),
            "{text}"
        );
    }
}

#[test]
fn a_story_that_is_a_picture_is_told_with_its_caption() {
    let page = |title: &str, picture: &str| {
        let html = format!(
            "<html><head><title>{title}</title><meta property='og:image' content='https://a.example/l/arus-teluk.jpg'>\
             </head><body><article><h1>{title}</h1>{picture}</article></body></html>"
        );
        extract::page(&html, None)
    };
    let picture = "<img src='https://a.example/s/arus-teluk.jpg' alt='Peta arus'>";
    let figure = format!(
        "<figure>{picture}<figcaption>Arus di teluk pada musim barat</figcaption></figure>"
    );
    let story = page("Arus Teluk", &figure);
    let is_told =
        |block: &Block| matches!(block, Block::Image { caption, .. } if !caption.is_empty());
    assert!(story.document.blocks.iter().any(is_told), "{story:#?}");
    let story = page("Infografis: Arus Teluk", &format!("<div>{picture}</div>"));
    assert_eq!(story.document.blocks.len(), 1, "{story:#?}");
    // A picture without a word may be anything.
    for story in [
        page("Arus Teluk", &format!("<div>{picture}</div>")),
        page(
            "Infografis: Arus Teluk",
            &format!("<a href='/lain'>{picture}</a>"),
        ),
    ] {
        assert!(story.document.is_empty(), "{story:#?}");
        assert!(story.warnings.iter().any(|told| told == extract::NO_STORY));
    }
}

#[test]
fn a_caption_and_its_credit_are_two_words() {
    let figure = "<figure><img src='https://a.example/perahu.jpg'><figcaption><span class=judul>Perahu di \
        pantai</span><span class=pembuat>Ana Lim</span></figcaption></figure>";
    let shown = markdown(&page(figure, "").document);
    assert!(shown.contains("pantai Ana Lim"), "{shown}");
    let figure = "<figure><img src='https://a.example/perahu.jpg'><figcaption><span>P</span>erahu di \
        <span>pan</span><span>tai</span></figcaption></figure>";
    let shown = markdown(&page(figure, "").document);
    assert!(shown.contains("Perahu di pantai"), "{shown}");
}

#[test]
fn rights_in_a_footer_are_no_caption() {
    let footer = "<div><img src='https://a.example/kapal.jpg' width=300><footer><p>© 2026 Kabar Teluk</p></footer></div>";
    let story = page("", footer);
    let is_caption = |cut: &kabar::document::cuts::Cut| cut.reason == "caption";
    assert!(!story.cuts.iter().any(is_caption), "{:#?}", story.cuts);
    let shown = markdown(&story.document);
    assert!(!shown.contains('©'), "{shown}");
}

#[test]
fn the_ways_back_from_a_wikis_notes_are_no_text() {
    let marks: String = ["a", "b", "c"]
        .map(|to| format!("<sup><a href='#cite_note-{to}'>[1]</a></sup>"))
        .concat();
    let notes = "<ol><li id='cite_note-a'><span>↑ <sup><a href='#cite_ref-a_1-0'>1.0</a></sup> <sup>\
        <a href='#cite_ref-a_1-1'>1.1</a></sup></span> <span>Seto, Buku Angin, halaman 7.</span></li>\
        <li id='cite_note-b'><a href='#cite_ref-b_2-0'>↑</a> Lim, Buku Arus, halaman 9.</li>\
        <li id='cite_note-c'>^ <a href='#cite_ref-c_3-0'>a</a> <a href='#cite_ref-c_3-1'>b</a> Lim, Buku Ombak.</li></ol>";
    let text = text(
        &format!(
            "<p>Angin barat datang pada bulan Desember dan pergi pada bulan Maret.{marks}</p>"
        ),
        notes,
    );
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    for note in ["Seto, Buku Angin, halaman 7.", "Lim, Buku Ombak."] {
        assert!(lines.iter().any(|line| line.ends_with(note)), "{text}");
    }
    assert!(!text.contains(['↑', '^']), "{text}");
}

#[test]
fn what_was_cut_between_the_headline_and_the_story_and_behind_its_pages_is_told() {
    let sentence =
        "Warga kampung itu membangun jembatan dari bambu bersama para tukang sejak pagi hari";
    let text: String = (1..7)
        .map(|number| format!("<p>{sentence}, begitu catatan hari ke-{number}.</p>"))
        .collect();
    let story = extract::page(
        &format!(
            "<main><nav><a href=/>Beranda</a> <a href=/kota>Kota</a></nav><h1>Warga Membangun Jembatan Bambu di Kampung Itu</h1>\
             <div class=byline>Dwi Lestari | Selasa, 24 November 2026</div>\
             <div class=share><a href=/w>WhatsApp</a><span>Facebook</span><a href=/s>Salin Tautan</a></div>\
             <article>{text}</article><div class=pagination>Halaman <a href=?page=1>1</a> <a href=?page=2>2</a></div>\
             <div class=related><h3>Berita Terkait</h3><ul><li><a href=/a>Harga cabai naik lagi</a><li><a href=/b>Kereta wisata \
             kembali berjalan</a></ul></div></main><footer><a href=/tentang>Tentang kami</a></footer>"
        ),
        None,
    );
    let told = |words: &str| story.cuts.iter().any(|cut| cut.text.contains(words));
    for words in ["Dwi Lestari", "Salin Tautan", "Harga cabai"] {
        assert!(told(words), "{words}: {:#?}", story.cuts);
    }
    for words in ["Beranda", "Warga Membangun", "Tentang kami"] {
        assert!(!told(words), "{words}: {:#?}", story.cuts);
    }
}
