//! Stories that stand where others do not look, pages that hold none, and what stands behind a story.

use kabar::document::cuts;
use kabar::extract::{self, story::Story};
use url::Url;

use crate::extract::read;

const TEXT: [&str; 4] = [
    "Pemerintah Kabupaten Tanjung Kencana menunda penutupan pasar lama sampai akhir tahun ini, kata bupati pada hari Senin.",
    "Pedagang ikan meminta lantai yang lebih miring, supaya air tidak menggenang di depan kios mereka setiap pagi.",
    "Bupati berjanji akan datang lagi bersama kepala dinas pada pekan depan untuk melihat saluran air di belakang pasar.",
    "Sementara itu pembeli tetap berdatangan, kata seorang pedagang cabai yang sudah tiga puluh tahun berjualan di sana.",
];

fn paragraphs() -> String {
    TEXT.map(|words| format!("<p>{words}</p>")).concat()
}

fn page(head: &str, body: &str) -> Story {
    let html = format!(
        "<!doctype html><html lang=id><head><title>Pasar lama tetap buka</title>{head}</head><body>\
         <nav><a href=/>Beranda</a> <a href=/kota>Kota</a></nav>{body}<footer>© Kabar Teluk</footer></body></html>"
    );
    let url = Url::parse("https://example.com/berita/1/pasar").ok();
    extract::page(&html, url.as_ref())
}

fn text(body: &str) -> String {
    page("", body).document.plain_text()
}

const TITLE: &str = "<h1>Pasar lama tetap buka</h1>";

#[test]
fn a_story_is_found_where_only_those_see_it_who_run_no_programs() {
    let all = paragraphs();
    let single =
        TEXT.map(|words| format!("<div class=lazy><noscript><p>{words}</p></noscript></div>"));
    for body in [
        format!("<main><article>{TITLE}<noscript>{all}</noscript></article></main>"),
        format!("<div id=app></div><noscript><article>{TITLE}{all}</article></noscript>"),
        format!("<main>{TITLE}{}</main>", single.concat()),
        format!(
            "<main>{TITLE}<p>Memuat …</p><NOSCRIPT><div class=body>{all}</div></NOSCRIPT></main>"
        ),
        format!(
            "<k-page><template shadowrootmode=open><style>p{{}}</style><main>{TITLE}{all}</main></template></k-page>"
        ),
        format!(
            "<main>{TITLE}<k-text><template shadowrootmode='closed'><slot></slot>{all}</template></k-text></main>"
        ),
    ] {
        assert_eq!(text(&body), TEXT.join("\n\n"), "{body}");
        // What is kept of a page is cleaned to the same.
        let lean = extract::lean(&format!("<title>Pasar lama tetap buka</title>{body}"));
        let found = extract::page(&lean, None).document.plain_text();
        assert_eq!(found, TEXT.join("\n\n"), "{lean}");
    }
}

#[test]
fn a_page_with_a_story_is_not_searched_for_another() {
    let all = paragraphs();
    let story = format!("<article>{TITLE}{all}</article>");
    for more in [
        format!("<noscript><h3>Berita lain</h3>{all}{all}</noscript>"),
        "<noscript><img src=/a.gif></noscript>".to_owned(),
        "<noscript>Please enable JavaScript to view the comments.</noscript>".to_owned(),
        format!("<template id=card>{all}</template>"),
    ] {
        assert_eq!(text(&format!("{story}{more}")), TEXT.join("\n\n"), "{more}");
    }
    let asks = "<p>Situs ini memerlukan JavaScript. Aktifkan JavaScript di peramban Anda untuk membaca berita. </p>";
    for none in [
        format!("<div id=app></div><noscript>{}</noscript>", asks.repeat(6)),
        format!("<div id=app></div><template id=card>{all}</template>"),
    ] {
        assert_eq!(text(&none), "", "{none}");
    }
}

#[test]
fn each_list_behind_a_story_is_a_cut_of_its_own() {
    let story = read("four-lists-behind-a-story.html");
    let lists: Vec<&cuts::Cut> = story
        .cuts
        .iter()
        .filter(|cut| cut.reason == "related list")
        .collect();
    let heads: Vec<&str> = lists
        .iter()
        .filter_map(|cut| cut.text.lines().next())
        .collect();
    assert_eq!(
        heads,
        ["Berita Terkait", "Terpopuler", "Pilihan", "Terkini"]
    );
    assert!(
        lists.iter().all(|cut| cut.text.lines().count() > 4),
        "{lists:#?}"
    );
    // One is put back alone.
    let restored = cuts::restored(&story.document, [lists[1]]).plain_text();
    assert!(
        restored.contains("Terpopuler") && !restored.contains("Pilihan"),
        "{restored}"
    );
    let shapes = |label: &str, from: u32| {
        let links = |item: &dyn Fn(u32) -> String| (from..from + 4).map(item).collect::<String>();
        [
            format!(
                "<h3>{label}</h3><ul>{}</ul>",
                links(&|at| format!("<li><a href=/{at}>Kapal feri nomor {at} berlayar</a></li>"))
            ),
            format!(
                "<h2>{label}</h2>{}",
                links(&|at| format!(
                    "<div><a href=/{at}><h4>Kapal feri nomor {at} berlayar</h4></a><span>{at} jam lalu</span></div>"
                ))
            ),
            format!(
                "<p><b>{label}</b></p><ol>{}</ol>",
                links(&|at| format!("<li><a href=/{at}>Kapal feri nomor {at} berlayar</a></li>"))
            ),
            format!(
                "<section class=related><div><span>{label}</span></div>{}</section>",
                links(&|at| format!(
                    "<div class=item><a href=/{at}>Kapal feri nomor {at} berlayar</a><p>{}</p></div>",
                    TEXT[0]
                ))
            ),
        ]
    };
    for (left, right) in shapes("Berita Terkait", 10)
        .into_iter()
        .zip(shapes("Terpopuler", 20))
    {
        let cuts = page(
            "",
            &format!("<main>{TITLE}{}{left}{right}</main>", paragraphs()),
        )
        .cuts;
        let of = |words: &str| cuts.iter().filter(|cut| cut.text.contains(words)).count();
        let is_own = |head: &str, words: &str| {
            cuts.iter()
                .any(|cut| cut.text.starts_with(head) && cut.text.contains(words))
        };
        assert!(
            is_own("Berita Terkait", "nomor 13") && is_own("Terpopuler", "nomor 23"),
            "{cuts:#?}"
        );
        assert_eq!((of("Terpopuler"), of("nomor 20")), (1, 1), "{cuts:#?}");
    }
}

#[test]
fn pages_about_a_person_or_a_video_hold_no_story_and_tell_what_was_cut() {
    let stories: String = (0..6)
        .map(|at| format!("<div class=card><a href=/{at}><h3>Kapal feri nomor {at} mulai berlayar</h3></a><p>{}</p></div>", TEXT[1]))
        .collect();
    let links: String = (0..6)
        .map(|at| format!("<li><a href=/{at}>Kapal feri nomor {at} mulai berlayar</a></li>"))
        .collect();
    let bio = "<p>Rani Saputra adalah wartawan Kabar Teluk sejak 2015. Ia menulis tentang pasar, laut, dan kota, dan tinggal di Tanjung Kencana bersama dua ekor kucing.</p>";
    let named = "<meta property=og:title content='Rani Saputra'>";
    let profile = format!("{named}<meta property=og:type content=profile>");
    let video = "<meta property=og:type content=video.other>";
    for (head, body) in [
        (
            named,
            format!(
                "<main><h1>Rani Saputra</h1>{bio}<h2>Artikel oleh Rani Saputra</h2>{stories}</main>"
            ),
        ),
        (
            named,
            format!(
                "<main class=author><h1>Rani Saputra</h1>{bio}<h3>Tulisan Rani Saputra</h3><ul>{links}</ul></main>"
            ),
        ),
        (
            profile.as_str(),
            format!("<main><h1>Rani Saputra</h1>{bio}<ul>{links}</ul></main>"),
        ),
        (
            video,
            format!(
                "<main>{TITLE}<video src=/a.mp4></video><p>Pasar lama tetap buka, kata bupati pada hari Senin.</p></main><section><h2>Video lainnya</h2><ul>{links}</ul></section>"
            ),
        ),
        (
            "",
            format!("<main><h1>Tautan pekan ini</h1><ul>{links}{links}</ul></main>"),
        ),
    ] {
        let story = page(head, &body);
        assert_eq!(story.document.plain_text(), "", "{body}");
        assert!(
            story.warnings.iter().any(|told| told == extract::NO_STORY),
            "{body}"
        );
        let is_told = |words: &str| story.cuts.iter().any(|cut| cut.text.contains(words));
        assert!(is_told("Kapal feri nomor 5"), "{body}: {:#?}", story.cuts);
        assert!(
            !body.contains("sejak 2015") || is_told("sejak 2015"),
            "{:#?}",
            story.cuts
        );
    }
    // A short story with the stories of who wrote it below, and one about a person.
    let short = format!(
        "<main><article>{TITLE}<p>{}</p></article><h2>Artikel oleh Rani Saputra</h2><ul>{links}</ul></main>",
        TEXT[0]
    );
    assert_eq!(text(&short), TEXT[0]);
    let about = format!(
        "<article><h1>Rani Saputra</h1><p>Rani Saputra terpilih menjadi ketua pedagang. {}</p><p>{}</p></article><ul>{links}</ul>",
        TEXT[0], TEXT[1]
    );
    assert!(page(named, &about).document.plain_text().contains(TEXT[1]));
    let video_story = format!(
        "<article>{TITLE}<video src=/a.mp4></video>{}</article>",
        paragraphs()
    );
    assert_eq!(
        page(video, &video_story).document.plain_text(),
        TEXT.join("\n\n")
    );
}

#[test]
fn steps_are_read_from_data_where_the_page_has_none() {
    let steps = [
        "Campur tanah kebun dengan kompos.",
        "Rendam benih semalaman.",
        "Pindahkan bibit ke dalam pot.",
    ];
    let list = |item: &dyn Fn(&str) -> String| steps.map(item).join(",");
    let step = |text: &str| format!("{{\"@type\":\"HowToStep\",\"text\":\"{text}\"}}");
    let section = format!(
        "{{\"@type\":\"HowToSection\",\"name\":\"Persiapan\",\"itemListElement\":[{}]}}",
        list(&|text| format!(
            "{{\"@type\":\"HowToStep\",\"itemListElement\":[{{\"@type\":\"HowToDirection\",\"text\":\"{text}\"}}]}}"
        ))
    );
    let whole = |steps: &str, name: &str| {
        format!("{{\"@type\":\"HowTo\",\"name\":\"{name}\",\"step\":{steps}}}")
    };
    let name = "Pasar lama tetap buka";
    let all = format!("[{}]", list(&step));
    let data = |json: &str| format!("<script type='application/ld+json'>{json}</script>");
    for json in [
        whole(&all, name),
        whole(&format!("[{}]", list(&|text| format!("\"{text}\""))), name),
        whole(&format!("[{section}]"), name),
        whole(
            &format!("{{\"@type\":\"ItemList\",\"itemListElement\":{all}}}"),
            name,
        ),
        format!(
            "{{\"@graph\":[{{\"@type\":\"WebPage\"}},{}]}}",
            whole(&all, name)
        ),
        format!("{{\"@type\":\"Recipe\",\"name\":\"{name}\",\"recipeInstructions\":{all}}}"),
    ] {
        let story = page(
            &data(&json),
            &format!("<main>{TITLE}<p>{}</p></main>", TEXT[0]),
        );
        let text = story.document.plain_text();
        assert!(text.starts_with(TEXT[0]), "{json}: {text}");
        assert!(
            steps.iter().all(|step| text.contains(step)),
            "{json}: {text}"
        );
    }
    // What is shown is not said again, and another thing's steps are not this page's.
    let shown = steps.map(|step| format!("<li>{step}</li>")).concat();
    let story = page(
        &data(&whole(&all, name)),
        &format!("<main>{TITLE}<p>{}</p><ol>{shown}</ol></main>", TEXT[0]),
    );
    assert_eq!(story.document.plain_text().matches(steps[1]).count(), 1);
    let story = page(
        &data(&whole(&all, "Cara menanam cabai")),
        &format!("<main>{TITLE}{}</main>", paragraphs()),
    );
    assert_eq!(story.document.plain_text(), TEXT.join("\n\n"));
}

#[test]
fn questions_with_answers_stay_and_those_of_readers_go() {
    let faq = [
        (
            "Kapan pasar lama ditutup?",
            "Pasar lama tetap buka sampai akhir tahun ini, lalu dewan akan memutuskan lagi.",
        ),
        (
            "Di mana usul dikirim?",
            "Usul dapat dikirim ke balai kota atau lewat ketua lorong sebelum tanggal dua puluh.",
        ),
        (
            "Apakah sewa kios naik?",
            "Tidak, sewa kios tetap sama sampai penutupan diputuskan oleh dewan.",
        ),
    ];
    let each = |item: &dyn Fn(&str, &str) -> String| {
        faq.map(|(question, answer)| item(question, answer))
            .concat()
    };
    for own in [
        each(&|question, answer| format!("<h3>{question}</h3><p>{answer}</p>")),
        each(&|question, answer| {
            format!(
                "<h3 class=accordion-header><button>{question}</button></h3><div class=accordion-body>{answer}</div>"
            )
        }),
        each(&|question, answer| {
            format!("<details><summary>{question}</summary><p>{answer}</p></details>")
        }),
        each(&|question, answer| format!("<p><strong>{question}</strong></p><p>{answer}</p>")),
        format!(
            "<dl>{}</dl>",
            each(&|question, answer| format!("<dt>{question}</dt><dd>{answer}</dd>"))
        ),
    ] {
        let found = text(&format!(
            "<main><article>{TITLE}<div>{}<h2>Tanya jawab</h2>{own}</div></article></main>",
            paragraphs()
        ));
        for (question, answer) in faq {
            assert!(
                found.contains(question) && found.contains(answer),
                "{own}: {found}"
            );
        }
    }
    let asked = each(&|question, answer| {
        format!(
            "<div><span>Budi, 2 jam lalu</span><p>{question}</p></div><div><span>Ana, 1 jam lalu</span><p>{answer}</p></div>"
        )
    });
    let counted =
        each(&|question, _| format!("<div><a href=/q>{question}</a><span>3 answers</span></div>"));
    for others in [
        format!(
            "<section><h2>Pertanyaan pembaca</h2>{asked}<a href=#>Ajukan pertanyaan</a></section>"
        ),
        format!("<div class=qa><h3>Ask a question</h3>{counted}</div>"),
        format!("<section class=comments><h3>3 komentar</h3>{asked}</section>"),
    ] {
        let found = text(&format!(
            "<main><article>{TITLE}<div>{}</div>{others}</article></main>",
            paragraphs()
        ));
        assert_eq!(found, TEXT.join("\n\n"), "{others}");
    }
}

#[test]
fn a_story_that_its_page_hides_until_somebody_agrees_is_read() {
    let own = [
        "Pelabuhan Arung menutup dermaga utara selama tiga hari, kata kepala pelabuhan pada hari Senin, karena gelombang \
         di selat itu masih terlalu tinggi bagi kapal kecil.",
        "Penumpang yang sudah membeli tiket boleh berangkat pada hari Jumat atau meminta uangnya kembali di loket.",
        "Nelayan menambatkan perahu di teluk sebelah, dan pasar ikan buka hanya sampai siang.",
        "Kepala pelabuhan berkata bahwa tiga kapal batal berangkat tahun lalu karena tidak ada peringatan yang tepat \
         waktu, sehingga muatan ikan membusuk di gudang dan pembeli di kota pulang dengan tangan kosong.",
        "Pemerintah kota membayar alat ukur yang baru dari anggaran tahun ini, dan akan memasang dua lagi di dermaga \
         selatan setelah musim hujan berakhir, kata seorang pegawai yang menjaga loket.",
    ];
    let note = "<p>Situs ini menyimpan apa yang Anda baca, dan siapa pun boleh menolaknya kapan saja dengan menekan \
        tombol di bawah, walaupun sebagian dari isinya lalu tidak tampil seperti yang seharusnya.</p>\
        <p>Data itu kami berikan kepada pihak lain yang memasang iklan di sini, dan kepada siapa pun yang menghitung \
        berapa orang yang membaca situs ini setiap hari.</p>";
    let page = |name: &str| {
        let paragraphs = own.map(|text| format!("<p>{text}</p>")).concat();
        format!(
            "<html lang=id><title>Dermaga utara ditutup</title><body><div class=consent-modal>{note}</div>\
             <main><h1>Dermaga utara ditutup</h1><div {name} style='display: none'>{paragraphs}</div></main>"
        )
    };
    let text = |name: &str| extract::page(&page(name), None).document.plain_text();
    assert_eq!(text("id=articleBody"), own.join("\n\n"));
    assert_eq!(text("itemprop=articleBody"), own.join("\n\n"));
}
