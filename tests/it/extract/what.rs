//! What a page says of its story: in which section it stands, in which language, in a few words, at which address.

use kabar::document::markdown::markdown;
use kabar::extract::{self, story::Story};
use url::Url;

pub const TEXT: &str = "<p>The council put off the closing of the fish hall until the end of the year, and the traders who had \
    come to hear it were glad of that on Monday.</p><p>They still want a floor on which the water does not stand, and the \
    mayor said that the money for it would be found before the rains begin in October.</p><p>“We have asked for this since \
    the spring,” said a woman who sells crabs there and has seen three mayors promise the same thing.</p>";

fn story(meta: &str, above: &str, head: &str) -> Story {
    let html = format!(
        "<html lang=en><head><title>Fish hall stays open | Harbour Leader</title>\
         <meta property='og:site_name' content='Harbour Leader'>{meta}</head>\
         <body>{above}<main><article><h1>Fish hall stays open</h1>{head}{TEXT}</article></main></body></html>"
    );
    extract::page(
        &html,
        Url::parse("https://leader.example/a/b").ok().as_ref(),
    )
}

#[test]
fn a_section_is_stated_or_shown_beside_the_headline() {
    let check = |meta: &str, above: &str, head: &str, wanted: Option<&str>| {
        let found = story(meta, above, head).section;
        assert_eq!(found.as_deref(), wanted, "{meta} {above} {head}");
    };
    let stated = |name: &str| format!("<meta property='article:section' content='{name}'>");
    check(&stated("Coast"), "", "", Some("Coast"));
    check(&stated("2026"), "", "", None);
    check(&stated("Harbour Leader"), "", "", None);
    let several = stated("Harbour Leader") + &stated("CO") + &stated("Coast");
    check(&several, "", "", Some("Coast"));
    check(&stated("UK"), "", "", Some("UK"));
    let crumbs = "<script type=application/ld+json>{\"@type\":\"BreadcrumbList\",\"itemListElement\":[\
        {\"@type\":\"ListItem\",\"position\":1,\"item\":{\"@id\":\"https://leader.example/\",\"name\":\"The front\"}},\
        {\"@type\":\"ListItem\",\"position\":2,\"item\":{\"@id\":\"https://leader.example/c\",\"name\":\"Coast &amp; Sea\"}},\
        {\"@type\":\"ListItem\",\"position\":3,\"name\":\"Fish hall stays open\"}]}</script>";
    check(crumbs, "", "", Some("Coast & Sea"));
    let path = "<div class=breadcrumb><a href=/>Beranda</a> » <a href=/news>Daerah</a> » <a href=/news/c>Pesisir</a> » Fish hall</div>";
    check("", path, "", Some("Pesisir"));
    let only_front = "<ul class=breadcrumbs><li><a href=/x/>Startseite</a></li></ul>";
    check("", only_front, "", None);
    let month = "<script type=application/ld+json>{\"@type\":\"BreadcrumbList\",\"itemListElement\":[\
        {\"@type\":\"ListItem\",\"item\":{\"@id\":\"https://leader.example/c\",\"name\":\"Coast\"}},\
        {\"@type\":\"ListItem\",\"item\":{\"@id\":\"https://leader.example/c/2026/05\",\"name\":\"May\"}}]}</script>";
    check(month, "", "", Some("Coast"));
    let menu = "<ul class=main-menu><li class='menu-item menu-item-object-category'><a href=/category/coast>Coast</a></li></ul>";
    check("", menu, "", None);
    let label = "<ul class=td-category><li class=entry-category><a href=/category/coast/>Coast</a></li></ul>";
    check("", "", label, Some("Coast"));
    check(
        "",
        "",
        "<p>in <a rel='category tag' href=/coast>Coast</a></p>",
        Some("Coast"),
    );
    // A word or a place that the story is about.
    check("", "", "<div class=kicker>The long wait</div>", None);
    check(
        "",
        "",
        "<div class=kicker><a href=/topic/crabs>Crabs</a></div>",
        None,
    );
    check("", "", "", None);
}

#[test]
fn an_excerpt_is_whole_sentences_about_the_story() {
    let check = |told: &[&str], head: &str, wanted: Option<&str>| {
        let names = ["og:description", "description", "twitter:description"];
        let meta = told.iter().zip(names);
        let meta: String = meta
            .map(|(told, name)| format!("<meta property='{name}' content='{told}'>"))
            .collect();
        let found = story(&meta, "", head).excerpt;
        assert_eq!(found.as_deref(), wanted, "{told:?}");
    };
    let first = "The council put off the closing of the fish hall until the end of the year, and the traders who had \
        come to hear it were glad of that on Monday.";
    check(
        &["The council put off the closing of the fish hall until the en"],
        "",
        Some(first),
    );
    check(
        &["The council put off the closing of the fish hall until the end […]"],
        "",
        Some(first),
    );
    check(
        &["PHOTOS", "The fish hall has another year"],
        "",
        Some("The fish hall has another year"),
    );
    check(&["Fish hall stays open - Harbour Leader"], "", None);
    check(&["Portal of notes, weather, sports"], "", None);
    let lead =
        "<p class=standfirst>The hall was to be torn down this summer, and now it is not</p>";
    let whole = Some("The hall was to be torn down this summer, and now it is not");
    check(&[], lead, whole);
    check(&["The hall was to be torn down this su"], lead, whole);
    check(
        &["Nothing is torn down this year, says the council."],
        lead,
        Some("Nothing is torn down this year, says the council."),
    );
}

#[test]
fn a_long_story_says_what_language_it_is_in() {
    let german = "<p>Der Rat hat die Schließung der alten Fischhalle bis zum Ende des Jahres verschoben, und die Händler, die \
        gekommen waren, um es zu hören, freuten sich am Montag darüber sehr.</p><p>Sie wünschen sich noch immer einen Boden, \
        auf dem das Wasser nicht steht, und die Bürgermeisterin sagte, das Geld dafür werde vor dem Regen im Oktober gefunden.</p>";
    let page = |head: &str, text: &str| {
        let html = format!(
            "<html lang=en><head>{head}</head><article><h1>Die Fischhalle bleibt</h1>{text}</article></html>"
        );
        extract::page(&html, None).language
    };
    let long: String = [
        "Gestern hieß es: ",
        "Später hieß es: ",
        "Zuletzt hieß es: ",
        "Im Herbst hieß es: ",
    ]
    .iter()
    .map(|front| german.replace("<p>", &format!("<p>{front}")))
    .collect();
    assert_eq!(page("", &long).as_deref(), Some("de"));
    assert_eq!(page("", german).as_deref(), Some("en"));
    let twice = "<meta property='og:locale' content='en_GB'>";
    assert_eq!(page(twice, &long).as_deref(), Some("en"));
}

#[test]
fn a_page_that_an_archive_keeps_has_its_own_addresses() {
    let kept = "https://web.archive.org/web/20260303090000";
    let html = format!(
        "<html lang=en><head><link rel=canonical href='{kept}/https://leader.example/a/b'>\
         <meta property='og:image' content='{kept}im_/https://leader.example/a.jpg'></head>\
         <body><article><h1>Fish hall stays open</h1>{TEXT}<p>All of it is in <a href='{kept}/https://leader.example/c'>the \
         plan for the hall</a>, which the council has shown to everybody who asked for it.</p></article></body></html>"
    );
    let url = Url::parse(&format!("{kept}/https://leader.example/a/b")).ok();
    for url in [None, url.as_ref()] {
        let story = extract::page(&html, url);
        assert_eq!(
            story.canonical.as_deref(),
            Some("https://leader.example/a/b")
        );
        assert_eq!(story.image.as_deref(), Some("https://leader.example/a.jpg"));
        let markdown = markdown(&story.document);
        assert!(
            markdown.contains("(https://leader.example/c)"),
            "{markdown}"
        );
    }
}

#[test]
fn a_site_that_names_itself_by_its_address_has_the_name_of_its_publisher() {
    let linked = "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Fish hall stays open\",\
        \"publisher\":{\"@type\":\"Organization\",\"name\":\"Harbour Leader\"}}</script>";
    let html = format!(
        "<head><meta property='og:site_name' content='www.leader.example'>{linked}</head><article><h1>Fish hall stays \
         open</h1>{TEXT}</article>"
    );
    assert_eq!(
        extract::page(&html, None).site.as_deref(),
        Some("Harbour Leader")
    );
}

#[test]
fn what_data_calls_articles_is_no_tag() {
    let tags = story(
        "<meta property='article:tag' content='NewsArticle, fish'>",
        "",
        "",
    )
    .tags;
    assert_eq!(tags, ["fish"]);
}
