//! The lead picture of a page: which it is, what stands below it, who made it; and lines of pictures that are no text.

use kabar::extract::{self, story::Story};
use url::Url;

const TEXT: &str = "<p>Dewan kota memutuskan pada hari Selasa untuk membangun kembali dermaga feri lama setelah tiga tahun \
    berdebat, dengan sembilan suara setuju dan dua menolak rencana itu.</p><p>Nelayan yang memakai dermaga meminta agar \
    pekerjaan dimulai sebelum badai musim dingin, karena tahun lalu dua perahu hilang ketika tembok runtuh.</p>";
const TAIL: &str = "<p>Insinyur yang memimpin pekerjaan mengatakan bahwa tembok dapat dibuat aman dalam enam bulan jika \
    uang dari provinsi datang tepat waktu pada musim semi.</p>";

fn page(head: &str, body: &str) -> Story {
    let html = format!(
        "<html lang=id><head><meta property=og:site_name content=\"Kabar Teluk\">{head}</head><body><article>\
         <h1>Dermaga lama dibangun kembali</h1>{body}</article></body></html>"
    );
    let url = Url::parse("https://www.kabar-teluk.example/dermaga").unwrap();
    extract::page(&html, Some(&url))
}

fn stated(image: &str) -> String {
    format!("<meta property=og:image content=\"{image}\">")
}

fn data(image: &str) -> String {
    format!(
        r#"<script type="application/ld+json">{{"@type":"NewsArticle","headline":"Dermaga lama dibangun kembali","image":{image}}}</script>"#
    )
}

#[test]
fn a_papers_own_sign_is_no_lead_picture() {
    let image = |head: &str, body: &str| page(head, &format!("{body}{TEXT}")).image;
    for sign in [
        "/images/placeholderKT.jpg?d=9",
        "/images/default.png",
        "/kabarteluk_logo.png",
        "/dermaga",
        "/",
    ] {
        assert_eq!(image(&stated(sign), ""), None, "{sign}");
    }
    let logo = stated("/images/logo-share.jpg");
    let other = logo.clone() + &data(r#""/foto/dermaga.jpg""#);
    let address = |path: &str| Some(format!("https://www.kabar-teluk.example{path}"));
    assert_eq!(image(&other, ""), address("/foto/dermaga.jpg"));
    let figure =
        "<figure><img src=/foto/dermaga.jpg><figcaption>Dermaga lama.</figcaption></figure>";
    assert_eq!(image(&logo, figure), address("/foto/dermaga.jpg"));
    // A story about a sign shows it.
    let shown = "<figure><img src=/images/logo-share.jpg></figure>";
    assert_eq!(image(&logo, shown), address("/images/logo-share.jpg"));
}

#[test]
fn captions_and_credits_are_told_apart() {
    let check = |body: &str, caption: &str, credit: &str| {
        let head = stated("/foto/dermaga-lama-1024x450.jpg");
        let story = page(&head, &format!("{body}{TEXT}"));
        let found = [story.image_caption, story.image_credit].map(Option::unwrap_or_default);
        assert_eq!(found, [caption, credit], "{body}");
    };
    let img = "<img src=/foto/dermaga-lama.jpg>";
    let scene = "Dermaga lama pada hari Senin.";
    let box_of = |rest: &str| format!("<div class=lede>{img}{rest}</div>");
    let figure = |rest: &str| format!("<figure>{img}{rest}</figure>");
    check(
        &box_of(&format!(
            "<p class=wp-caption-text>{scene} (Photo courtesy of Dewan Teluk)</p>"
        )),
        scene,
        "Dewan Teluk",
    );
    check(
        &box_of(
            "<div class=image-credit><span class=who>Ana Lim</span><span class=whose>Warta Foto</span></div>",
        ),
        "",
        "Ana Lim/Warta Foto",
    );
    check(
        &box_of(
            "<div class=leadImagecreditBox><div><span>Image credit :</span> <!-- -->Warta/Ana Lim</div></div>",
        ),
        "",
        "Warta/Ana Lim",
    );
    check(
        &format!(
            "<picture>{img}</picture><div class=leadImagecreditBox><span>Foto :</span> Warta/Ana Lim</div>"
        ),
        "",
        "Warta/Ana Lim",
    );
    check(
        &box_of("<span class=source>Ana Lim/Warta Foto</span>"),
        "",
        "Ana Lim/Warta Foto",
    );
    check(
        &box_of("<span class=caption>(Ana Lim / Warta)</span>"),
        "",
        "Ana Lim / Warta",
    );
    check(
        &figure("<figcaption>. <span>Foto: Warta</span></figcaption>"),
        "",
        "Warta",
    );
    check(
        &figure(&format!(
            "<div class=fig-credit>Ana Lim</div><figcaption>{scene}</figcaption>"
        )),
        scene,
        "Ana Lim",
    );
    check(
        &figure(&format!(
            "<figcaption><span>{scene} <span class=v-a>wrt</span></span></figcaption>"
        )),
        scene,
        "wrt",
    );
    check(
        &format!(
            "<picture>{img}<figcaption><div>{scene}</div><div class=x-kredit>Warta</div></figcaption></picture>"
        ),
        scene,
        "Warta",
    );
    check(
        &format!("<div class=foto>{img}</div><div class=caption>{scene} (WARTA/Ana Lim)</div>"),
        scene,
        "WARTA/Ana Lim",
    );
    check(
        &figure(&format!(
            "<figcaption>{scene} <span>- </span><span class=x-copyright>Copyright </span><span class=x-credit>Ana Lim/Warta</span></figcaption>"
        )),
        scene,
        "Ana Lim/Warta",
    );
    check(
        &figure("<figcaption>1 dari 3 Dermaga lama — Foto: Ana Lim/Warta</figcaption>"),
        "Dermaga lama",
        "Ana Lim/Warta",
    );
    check(
        &figure("<figcaption>Dermaga lama dibangun kembali</figcaption>"),
        "",
        "",
    );
}

#[test]
fn the_caption_that_is_shown_comes_before_the_one_that_is_stated() {
    let head = stated("/foto/dermaga.jpg")
        + &data(
            r#"{"url":"/foto/dermaga.jpg","caption":"Arsip 2011","creditText":"Foto: Foto: Ana Lim"}"#,
        );
    let body = format!(
        "<section><figure><img src=/foto/dermaga.jpg></figure><figcaption><span>Dermaga lama kemarin.</span>\
         <span class=caption__source>Rio Seto/Warta</span></figcaption></section>{TEXT}"
    );
    let story = page(&head, &body);
    assert_eq!(
        story.image_caption.as_deref(),
        Some("Dermaga lama kemarin.")
    );
    assert_eq!(story.image_credit.as_deref(), Some("Rio Seto/Warta"));
    let story = page(&head, TEXT);
    assert_eq!(story.image_caption.as_deref(), Some("Arsip 2011"));
    assert_eq!(story.image_credit.as_deref(), Some("Ana Lim"));
}

#[test]
fn lines_of_pictures_and_films_are_no_text() {
    for line in [
        "<div class=box><img src=/a.jpg width=900><span class=source>Ana Lim/Warta Foto</span></div>",
        "<img src=/a.jpg width=900><p>Ana Lim/Warta Foto</p>",
        "<a href=/a><figure><img src=/a.jpg width=900><figcaption>Dermaga</figcaption></figure></a><p>Ana Lim/Warta Foto</p>",
        "<iframe src=https://film.example/embed/x></iframe><p style=\"text-align:center\"><em>Polisi datang ke Warta Foto kemarin</em></p>",
        "<div><iframe src=https://film.example/embed/x></iframe></div><p><em>Orang ramai di dermaga. (Video by Warta Foto).</em></p>",
    ] {
        let story = page("", &format!("{TEXT}{line}{TAIL}"));
        let text = story.document.plain_text();
        assert!(!text.contains("Warta Foto"), "{line}\n{text}");
        assert!(text.contains("Insinyur"), "{line}\n{text}");
    }
    let line = "<iframe src=https://film.example/embed/x></iframe><p>Polisi datang ke Warta Foto kemarin siang.</p>";
    let text = page("", &format!("{TEXT}{line}{TAIL}"))
        .document
        .plain_text();
    assert!(text.contains("Warta Foto"), "{text}");
}
