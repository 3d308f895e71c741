//! Whose names a page states and shows that are no people's.

use kabar::extract::{self, story::Story};

use crate::extract::what::TEXT;

fn story(meta: &str, head: &str, tail: &str) -> Story {
    let html = format!(
        "<html lang=en><head><title>Fish hall stays open | Harbour Leader</title>\
         <meta property='og:site_name' content='Harbour Leader - Coast News Daily'>{meta}</head>\
         <body><main><article><h1>Fish hall stays open</h1>{head}{TEXT}</article></main>{tail}</body></html>"
    );
    extract::page(&html, None)
}

fn linked(author: &str) -> String {
    format!(
        "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"headline\":\"Fish hall stays open\",\
         \"author\":{{\"@type\":\"Person\",\"name\":\"{author}\"}}}}</script>"
    )
}

#[test]
fn the_name_of_an_account_is_nobodys() {
    for name in [
        "User Admin",
        "webmaster",
        "Administrador",
        "Super Admin",
        "администратор",
        "ผู้ดูแลระบบ",
    ] {
        let authors = story(&linked(name), "", "").authors;
        assert!(authors.is_empty(), "{name}: {authors:?}");
    }
}

#[test]
fn a_login_is_no_author_where_the_page_says_that_nobody_signed() {
    let login = "<meta property='article:author' content='dany7'>";
    let nobody = "<meta name=author content='Redacción'>";
    assert!(
        story(&format!("{login}{nobody}"), "", "")
            .authors
            .is_empty()
    );
    assert_eq!(story(login, "", "").authors, ["dany7"]);
    let person = "<meta property='article:author' content='Jane Doe'>";
    assert_eq!(
        story(&format!("{person}{nobody}"), "", "").authors,
        ["Jane Doe"]
    );
}

#[test]
fn who_wrote_for_an_agency_goes_before_it() {
    let shown = "<div class=byline>By Jane Doe</div>";
    for agency in ["Reuters", "The Associated Press", "Business Wire"] {
        let authors = story(&linked(agency), shown, "").authors;
        assert_eq!(authors, ["Jane Doe"], "{agency}");
        // An agency alone is better than nobody.
        let authors = story(&linked(agency), "", "").authors;
        assert_eq!(authors, [agency]);
    }
    let meta = "<meta name=author content=AFP>";
    assert_eq!(story(meta, shown, "").authors, ["Jane Doe"]);
    assert_eq!(story(meta, "", "").authors, ["AFP"]);
}

#[test]
fn the_name_of_a_site_is_not_divided_into_people() {
    let authors = story(&linked("Harbour Leader - Coast News Daily"), "", "").authors;
    assert_eq!(authors, ["Harbour Leader - Coast News Daily"]);
}

#[test]
fn what_stands_behind_a_name_may_be_two_things() {
    let row = "<div class=byline><span>By </span><span class=author-name>Jane Doe Bloomberg</span>\
        <div>Fri., Aug. 21, 2026</div></div>";
    assert_eq!(story("", row, "").authors, ["Jane Doe"]);
}

#[test]
fn the_words_before_dates_are_no_names() {
    let row = "<div class=byline><div>Jane Doe<span> · </span><time datetime='2026-07-30T17:05:28Z'>Posted: Jul 30, \
        2026 1:05 PM EDT | Last Updated: July 30, 2026</time></div></div>";
    assert_eq!(story("", row, "").authors, ["Jane Doe"]);
    let row = "<div class=byline>Diterbitkan: 30 Juli 2026 | Oleh Jane Doe</div>";
    assert_eq!(story("", row, "").authors, ["Jane Doe"]);
}

#[test]
fn a_label_far_from_the_headline_is_no_byline() {
    let table = "<table><tr><td><b>Stalls</b></td><td>Forty</td></tr><tr><td><b>By Last Owner</b></td><td>Doe</td></tr></table>";
    let far = "<p></p>".repeat(260);
    for tail in [
        "<section><h4>FROM OUR PARTNERS</h4><ul><li><a href=/a>Ten ways to save on crabs this year</a></li></ul></section>",
        "<section><h4>From Distant Shores</h4><ul><li><a href=/a>Ten ways to save on crabs this year</a></li></ul></section>",
        "<div class=authorsOfToday-top><div><span>See more</span></div><div>Writing today:</div></div>",
        table,
    ] {
        let authors = story("", "", &format!("{far}{tail}")).authors;
        assert!(authors.is_empty(), "{tail}: {authors:?}");
    }
    let names = "<div>Author Name(s) : Jane Doe | Ana Lim</div>";
    assert_eq!(story("", "", names).authors, ["Jane Doe", "Ana Lim"]);
}

#[test]
fn a_page_without_a_story_has_nobody_and_no_day_unless_it_is_an_articles() {
    let card = |number: u8| {
        format!(
            "<div class=card><a href=/s{number}><h3>Headline number {number} of this day is here</h3></a>\
             <span class=author>By Jane Doe</span><time datetime='2026-03-0{number}'>March {number}</time></div>"
        )
    };
    let cards: String = (1..7).map(card).collect();
    let page = |kind: &str| {
        let html = format!(
            "<html><head><title>Harbour news and weather</title><meta property='og:type' content='{kind}'>\
             <meta name=author content='Jane Doe'></head><body><main>{cards}</main></body></html>"
        );
        extract::page(&html, None)
    };
    let front = page("website");
    assert!(front.document.is_empty());
    assert!(
        front.authors.is_empty() && front.byline.is_none(),
        "{front:?}"
    );
    assert_eq!((front.published, front.modified), (None, None));
    assert_eq!(page("article").authors, ["Jane Doe"]);
}
