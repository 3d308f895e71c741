//! The last word on blocks whose chances are given.

use crate::extract::blocks::Blocks;
use crate::extract::captions;
use crate::extract::dom::{self, Tree};
use crate::extract::metadata;
use crate::extract::policy::choose;
use crate::extract::prune::{Scene, Verdict};
use crate::extract::sight::Sight;

/// The blocks that are kept by the chance of each.
fn kept(html: &str, chance: impl Fn(&str) -> f32) -> Vec<String> {
    let page = dom::parse(html);
    let tree = Tree::of(&page);
    let metadata = metadata::metadata(&tree, None);
    let blocks = Blocks::of(&tree);
    let sight = Sight::of(&tree, &blocks, &metadata);
    let scene = Scene {
        tree: &tree,
        blocks: &blocks.list,
        contexts: &sight.contexts,
        candidate: sight.candidate,
        title: metadata.title.as_deref(),
        signed: metadata.signed(),
    };
    let texts = blocks.list.iter().map(|block| block.text.as_str());
    let chances: Vec<f32> = texts.map(chance).collect();
    let mut verdicts = choose(&scene, &sight.counts, &chances);
    captions::settle(&scene, &mut verdicts);
    let kept = blocks.list.iter().zip(verdicts);
    kept.filter(|(_, verdict)| *verdict == Verdict::Keep)
        .map(|(block, _)| block.text.clone())
        .collect()
}

#[test]
fn a_caption_is_never_all_that_is_kept_of_a_story() {
    let caption = "Petugas pelabuhan, yang sehari-hari mengatur antrean kapal di dermaga utara, menunjukkan alat ukur \
        gelombang yang baru dipasang, dan menjelaskan cara kerjanya kepada para nelayan, pedagang, serta warga yang \
        datang sejak pagi di Pelabuhan Arung, Senin, sebelum hujan turun dan kapal terakhir berangkat, sementara \
        petugas lain memeriksa tali, lampu, dan pelampung di sepanjang dermaga yang baru dicat (Foto: Ana Lim)";
    let shown = "Pelabuhan Arung memasang alat ukur gelombang di dermaga utara pada hari Senin.";
    let rest = [
        "Alat itu mengirim angka setiap menit, dan kapten membacanya sebelum kapal berangkat dari dermaga.",
        "Kepala pelabuhan berkata bahwa tiga kapal batal berangkat tahun lalu karena tidak ada peringatan yang tepat \
         waktu, sehingga muatan ikan membusuk di gudang.",
        "Nelayan menyambut alat itu, tetapi meminta agar layarnya dipasang di pasar juga, tempat mereka berkumpul \
         setiap pagi sebelum melaut.",
        "Pemerintah kota membayar alat itu dari anggaran tahun ini, dan akan memasang dua lagi di dermaga selatan \
         setelah musim hujan berakhir.",
        "Perusahaan pembuat alat itu berjanji merawatnya selama lima tahun tanpa biaya, termasuk mengganti baterai \
         dan membersihkan sensor dari garam yang mengendap setiap pekan.",
        "Kapten kapal penumpang mengatakan bahwa jadwal baru akan ditempel di loket, agar penumpang tahu sejak pagi \
         apakah penyeberangan siang dan sore akan berjalan.",
    ];
    let hidden =
        rest.map(|text| format!("<div class=members style='display:none'><p>{text}</p></div>"));
    let hidden = hidden.concat();
    let html = format!(
        "<title>Alat ukur gelombang</title><article><h1>Alat ukur gelombang</h1><div><div><img src=a.jpg></div>\
         <div class=note><div class=more><p>{caption}</p></div></div></div>\
         <div class=free><p>{shown}</p></div>{hidden}</article>"
    );
    let chance = |text: &str| match text {
        text if text.ends_with("(Foto: Ana Lim)") => 0.5,
        text if text.split(' ').count() > 8 => 0.1,
        _ => 0.01,
    };
    let wanted: Vec<&str> = [shown].into_iter().chain(rest).collect();
    assert_eq!(kept(&html, chance), wanted);
}

/// Five paragraphs of a story, each of twenty words or more.
fn paragraphs() -> Vec<String> {
    ["pertama", "kedua", "ketiga", "keempat", "kelima"]
        .iter()
        .map(|number| {
            format!(
                "Pada hari {number} kapal tidak berangkat dari dermaga utara, karena gelombang di selat itu masih \
                 terlalu tinggi bagi kapal kecil, dan penumpang menunggu di ruang tunggu pelabuhan sampai sore."
            )
        })
        .collect()
}

/// A page of a story with something between its first and its other paragraphs.
fn page(inserted: &str) -> String {
    let paragraphs = paragraphs();
    let paragraphs: Vec<String> = paragraphs
        .iter()
        .map(|text| format!("<p>{text}</p>"))
        .collect();
    let (first, others) = paragraphs.split_at(1);
    format!(
        "<title>Gelombang tinggi</title><article><h1>Gelombang tinggi</h1><div>{}{inserted}{}</div></article>",
        first.concat(),
        others.concat()
    )
}

/// What is kept of something between the paragraphs of a story, whose chances are near 1.
fn kept_between(inserted: &str, chance: impl Fn(&str) -> f32) -> Vec<String> {
    let own = paragraphs();
    let all = kept(&page(inserted), |text| {
        if own.iter().any(|own| own == text) {
            0.95
        } else {
            chance(text)
        }
    });
    assert!(own.iter().all(|text| all.contains(text)), "{all:?}");
    all.into_iter().filter(|text| !own.contains(text)).collect()
}

#[test]
fn the_lists_of_a_recipe_are_kept_under_their_labels() {
    let recipe = "<section><h2>Bahan</h2><ul><li><p>2 ekor <a href=/ikan>ikan</a></p></li><li><p>1 liter air</p></li></ul><p>Untuk sambal</p>\
        <ul><li><p>5 buah besar <a href=/c>cabai</a></p></li><li><p>1 tomat</p></li></ul></section><section><h2>Cara membuat</h2>\
        <ol><li><p>Rebus air di <a href=/p>panci</a>.</p></li><li><p>Masukkan ikan.</p></li></ol></section><section><h2>Gizi</h2>\
        <ul><li><p>Lemak 3 <a href=/g>g</a></p></li><li><p>Garam 1 g</p></li></ul></section>";
    let wanted = [
        "Bahan",
        "2 ekor ikan",
        "1 liter air",
        "Untuk sambal",
        "5 buah besar cabai",
        "1 tomat",
        "Cara membuat",
        "Rebus air di panci.",
        "Masukkan ikan.",
    ];
    assert_eq!(kept_between(recipe, |_| 0.1), wanted);
}

#[test]
fn a_list_is_never_torn() {
    let list = "<ul class=box><li>Cepat dan mudah dipakai</li><li>Murah</li><li>Tahan <a href=/air>air laut</a></li></ul>";
    let one = |chance: f32| move |text: &str| if text == "Murah" { 0.5 } else { chance };
    assert_eq!(kept_between(list, one(0.2)), [""; 0]);
    let whole = ["Cepat dan mudah dipakai", "Murah", "Tahan air laut"];
    assert_eq!(kept_between(list, one(0.4)), whole);
}

#[test]
fn a_card_of_another_story_goes_with_what_it_says() {
    let said = "Pelabuhan baru di timur kota menampung dua kali lebih banyak kapal, dan dibuka untuk umum bulan depan.";
    let card = format!(
        "<div><h4><a href=/lain>Pelabuhan baru dibuka bulan depan</a></h4><span>{said}</span></div>"
    );
    let chance = |text: &str| if text == said { 0.7 } else { 0.1 };
    assert_eq!(kept_between(&card, chance), [""; 0]);
    // Without a title, or in a row, it is the story's own.
    assert_eq!(
        kept_between(&format!("<div><span>{said}</span></div>"), chance),
        [said]
    );
    assert_eq!(kept_between(&card.repeat(3), chance), [said; 3]);
}

#[test]
fn a_list_without_links_among_the_paragraphs_is_the_storys_whatever_it_is_called() {
    let plain = "<ul class=story-list><li>Kapal pertama berangkat pukul enam</li><li>Kapal kedua menunggu</li></ul>";
    let wanted = ["Kapal pertama berangkat pukul enam", "Kapal kedua menunggu"];
    assert_eq!(kept_between(plain, |_| 0.8), wanted);
    let linked = "<ul class=story-list><li><a href=/a>Kapal pertama berangkat pukul enam</a></li><li>Kapal kedua</li></ul>";
    assert_eq!(kept_between(linked, |_| 0.8), [""; 0]);
}

#[test]
fn a_paragraph_in_the_element_of_the_others_is_kept_though_it_is_set_in_another_way() {
    let words =
        "Menurut petugas pelabuhan, jadwal baru berlaku mulai besok pagi, dan loket tetap buka.";
    assert_eq!(
        kept_between(&format!("<p class=a>{words}</p>"), |_| 0.2),
        [words]
    );
    assert_eq!(
        kept_between(&format!("<p class=a>{words}</p>"), |_| 0.1),
        [""; 0]
    );
}

#[test]
fn a_caption_whose_picture_is_not_loaded_is_none_of_the_text() {
    let caption = "Ruang tunggu Pelabuhan Arung pada Senin sore. Foto: Ana Lim.";
    let boxed = format!("<div class=x><div class=y></div><div class=z>{caption}</div></div>");
    assert_eq!(kept_between(&boxed, |_| 0.9), [""; 0]);
}

#[test]
fn what_is_said_of_prices_is_none_of_the_text() {
    let note = "<p>Get the coat for just $9! Please note, prices are accurate at the date of publication.</p>";
    assert_eq!(kept_between(note, |_| 0.9), [""; 0]);
}

/// A page with parts of two paragraphs, each below what `heading` makes of its number.
fn in_parts(parts: usize, heading: impl Fn(usize) -> String) -> String {
    let part = |number: usize| {
        format!(
            "{}<p>Pada hari ke-{number} para nelayan menunggu angin reda di dermaga, lalu memperbaiki jaring mereka.</p>\
             <p>Kepala pelabuhan mengumumkan keadaan laut hari ke-{number} itu lewat pengeras suara, sebelum pasar buka.</p>",
            heading(number)
        )
    };
    let parts: String = (1..=parts).map(part).collect();
    format!(
        "<title>Pekan di dermaga</title><article><h1>Pekan di dermaga</h1><div><p>Angin barat menahan perahu selama \
         sepekan penuh di pelabuhan. Kami mencatat hari demi hari apa yang dikerjakan orang di dermaga sambil menunggu \
         laut tenang, dan siapa yang membantu siapa.</p>{parts}</div></article>"
    )
}

#[test]
fn subheadings_of_a_kind_over_the_storys_text_are_kept_whatever_stands_between() {
    let chance = |text: &str| if text.len() > 60 { 0.9 } else { 0.1 };
    let between = |number| format!("<h3>Hari nomor {number}</h3><div>Iklan</div>");
    let anchor = |number| format!("<h3><a href='#hari'>Hari nomor {number}</a></h3>");
    let counted = |number| format!("<h3>{number}. <a href='/jual'>Hari nomor {number}</a></h3>");
    let pages = [
        in_parts(3, between),
        in_parts(3, anchor),
        in_parts(3, counted),
    ];
    for page in pages {
        let texts = kept(&page, chance).join("\n");
        for number in 1..=3 {
            assert!(texts.contains(&format!("Hari nomor {number}")), "{texts}");
        }
    }
    let others = |number| format!("<h3><a href='/berita/{number}'>Kapal nomor {number}</a></h3>");
    let texts = kept(&in_parts(3, others), chance).join("\n");
    assert!(!texts.contains("Kapal nomor"), "{texts}");
}

#[test]
fn a_subheading_is_not_called_by_an_id_made_of_its_text() {
    let chance = |text: &str| if text.len() > 60 { 0.9 } else { 0.4 };
    let heading =
        |_| "<h3 id='newsletter-promo-subscribe'>Langkah pertama: newsletter</h3>".to_owned();
    let texts = kept(&in_parts(1, heading), chance).join("\n");
    assert!(texts.contains("Langkah pertama"), "{texts}");
}

#[test]
fn a_text_that_is_much_longer_than_what_is_kept_is_the_story_instead() {
    let sure = |text: &str| text.starts_with("Angin");
    let chance = |text: &str| if sure(text) { 0.9 } else { 0.1 };
    let part = |number| {
        format!(
            "<p>Penjaga menara yang ke-{number} menulis di buku catatan, lalu memberi tahu pasar lewat radio.</p>"
        )
    };
    let rest: String = (1..=40).map(part).collect();
    let first = "<p>Angin barat menahan perahu, kata kepala pelabuhan, dan karena itu tidak ada ikan di pasar.</p>".repeat(4);
    let html = format!(
        "<title>Pekan di dermaga</title><article><h1>Pekan di dermaga</h1>{first}<div>{rest}</div></article>"
    );
    let texts = kept(&html, chance).join("\n");
    assert!(
        texts.contains("ke-1 ") && texts.contains("ke-40 "),
        "{texts}"
    );
}

#[test]
fn a_pull_quote_is_cut_and_a_quote_that_is_said_nowhere_else_is_kept() {
    let said = "tidak ada yang mengenal laut ini seperti kami";
    let own = "Kami akan menunggu sampai angin reda, berapa lama pun itu.";
    let html = format!(
        "<title>Pekan di dermaga</title><article><h1>Pekan di dermaga</h1><div><p>Di dermaga para nelayan menunggu sejak \
         subuh, dan Budi berkata bahwa {said}, lalu ia kembali memperbaiki jaring bersama anaknya di tepi pelabuhan.</p>\
         <blockquote><p>{said}</p></blockquote><p>Kepala pelabuhan menutup jalur utara sampai akhir pekan, karena ombak \
         setinggi dua meter memecah di mulut teluk setiap sore.</p><blockquote><p>{own}</p></blockquote>\
         <p>Pasar ikan tetap buka, meskipun hanya pedagang dari kolam yang datang membawa hasil panen mereka.</p></div></article>"
    );
    let texts = kept(&html, |_| 0.9);
    assert!(!texts.iter().any(|text| text == said), "{texts:?}");
    assert!(texts.iter().any(|text| text == own), "{texts:?}");
}

#[test]
fn a_paragraph_beside_a_picture_is_story_where_all_of_its_kind_are() {
    let text = "Kapten kapal berkata bahwa dermaga selatan baru dibuka lagi pada bulan depan, sesudah lampunya diganti, \
        dan bahwa penumpang dari pulau luar sebaiknya datang sejak pagi, karena loket hanya dibuka sampai tengah hari \
        selama musim angin barat, ketika gelombang di selat itu sering lebih tinggi daripada dua meter.";
    let own: Vec<String> = paragraphs()
        .iter()
        .map(|text| format!("<div class=text-only><p>{text}</p></div>"))
        .collect();
    let own = own.concat();
    let page = |class: &str| {
        format!(
            "<title>Gelombang tinggi</title><article><h1>Gelombang tinggi</h1>{own}<div class=photo-text>\
             <div class={class}><p>{text}</p></div></div>{own}</article>"
        )
    };
    let chance = |given: &str| if given == text { 0.6 } else { 0.95 };
    let is_kept = |class: &str| kept(&page(class), chance).iter().any(|kept| kept == text);
    assert!(is_kept("text-only"));
    assert!(!is_kept("photo-words"));
}

#[test]
fn what_readers_say_is_no_story_unless_the_headline_stands_among_it() {
    let story = "<p>Dermaga selatan ditutup dua hari karena lampunya diganti, kata kepala pelabuhan, dan kapal dari pulau \
        luar sementara itu merapat di dermaga utara, tempat penumpang menunggu sejak pagi di ruang yang sempit.</p>\
        <p>Pada hari ketiga, sesudah lampu baru menyala, kapal kembali ke dermaga selatan seperti biasa.</p>";
    let said = "<div class=box><p>Saya menunggu di sana tiga jam tanpa kursi, dan anak saya kehujanan sampai sore.</p>\
        <p>Lampu lama itu sebenarnya masih bagus, saya melihatnya sendiri setiap malam dari rumah.</p></div>";
    let page = |front: &str, class: &str| {
        format!(
            "<title>Dermaga ditutup</title>{front}<h1>Dermaga ditutup</h1><div>{story}</div><div class={class}>{said}</div>"
        )
    };
    let is_kept = |html: &str| {
        kept(html, |_| 0.7)
            .iter()
            .any(|text| text.starts_with("Saya"))
    };
    assert!(!is_kept(&page("", "comments")));
    assert!(!is_kept(&page("", "komentar")));
    assert!(is_kept(&page("", "remarks")));
    assert!(is_kept(&page("<div class=comments>", "box")));
}

#[test]
fn what_is_told_of_videos_is_no_text_but_where_it_is_all_there_is() {
    let video = "<p>Kapal dari pulau luar tiba di dermaga utara sesudah tiga hari menunggu. 18.04.2026 | 0:21 min</p>";
    let between = kept_between(video, |_| 0.9);
    assert!(between.is_empty(), "{between:?}");
    let alone = format!(
        "<title>Kapal tiba</title><article><h1>Kapal tiba</h1><div>{video}</div></article>"
    );
    assert_eq!(kept(&alone, |_| 0.9).len(), 1);
}

#[test]
fn what_asks_to_agree_to_terms_is_none_of_the_story() {
    let note = |links: &str| {
        format!(
            "<p>Siapa yang menulis di sini setuju dengan {links} dan boleh menarik tulisannya kapan saja.</p>"
        )
    };
    let both = "<a href=/syarat-dan-ketentuan>syarat kami</a> dan <a href=/privacy>cara kami menyimpan data</a>";
    let one = "<a href=/privacy>cara kami menyimpan data</a> dan <a href=/kapal>aturan kapal</a>";
    assert_eq!(kept_between(&note(both), |_| 0.9), [""; 0]);
    assert_eq!(kept_between(&note(one), |_| 0.9).len(), 1);
}

#[test]
fn a_line_that_is_kept_again_and_again_in_a_row_says_nothing() {
    let line = "<div class=slide-title>Kapal di dermaga utara</div>";
    assert_eq!(kept_between(&line.repeat(4), |_| 0.9), [""; 0]);
    assert_eq!(kept_between(&line.repeat(2), |_| 0.9).len(), 2);
    let other = "<div class=slide-title>Kapal di dermaga selatan</div>";
    assert_eq!(
        kept_between(&[line, other].concat().repeat(3), |_| 0.9).len(),
        6
    );
}

#[test]
fn links_below_a_label_in_one_paragraph_are_none_of_the_story() {
    let list = |label: &str| {
        format!(
            "<p><strong>{label}</strong><br><a href=/a>Kapal batal berangkat karena gelombang</a><br>\
             <a href=/b>Dermaga selatan dicat ulang pekan ini</a></p>"
        )
    };
    assert_eq!(kept_between(&list("Berita terkait"), |_| 0.9), [""; 0]);
    assert_eq!(kept_between(&list("Tiga dokumen"), |_| 0.9).len(), 1);
}

#[test]
fn a_side_column_behind_a_short_story_has_none_of_it() {
    let kept = kept(
        "<body><div id='main'><div><h1>Warga menanam bakau</h1><p>Warga tiga kampung di tepi danau menanam dua ribu bibit bakau \
         sejak pekan lalu, kata ketua kelompok tani setempat.</p><p>Bibit itu dibeli dari hasil penjualan ikan kering, dan akan \
         dirawat bersama oleh para pemuda sampai musim hujan.</p><p>Pemerintah daerah berjanji mengirim pupuk, tetapi warga tidak \
         mau menunggu lama karena air sudah naik.</p></div><div class='grid sidebar'><div><h4>Tentang acara ini</h4><p>Dalam acara \
         baru ini, seorang pemain film mengajak pendengar masuk ke kehidupan para seniman.</p></div></div></div></body>",
        |_| 0.9,
    );
    assert_eq!(kept.len(), 3, "{kept:?}");
}
