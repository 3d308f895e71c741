//! The other pages of a story that has several: the first, the next, and the one with all of it.
//!
//! It reads links; whether they are followed is decided elsewhere.

use url::Url;

use crate::extract::addresses::{has_token, resource};
use crate::extract::dom::Tree;
use crate::extract::rules::rules;
use crate::extract::tag::Tag;
use crate::text;

/// What stands for the number of a page in addresses.
const PARAMETERS: [&str; 6] = ["page", "halaman", "hal", "p", "seite", "pg"];
/// What those parameters, or others, hold when all pages are meant.
const ALL: [&str; 6] = ["all", "semua", "full", "single", "lengkap", "alle"];

/// The next page of a story that has several.
pub fn next(tree: &Tree, base: Option<&Url>) -> Option<String> {
    let own = base?;
    let is_next = |next: &Url| is_other(next, own) && is_same_story(next, own);
    let is_numbered = |next: &Url| is_other(next, own) && is_numbered_like(next, own);
    let stated = tree
        .iter()
        .filter(|(_, node)| node.name() == "link" || node.tag == Tag::A)
        .filter(|(_, node)| {
            node.attribute("rel")
                .is_some_and(|rel| has_token(rel, "next"))
        })
        .filter_map(|(_, node)| address(node.attribute("href")?, own))
        .find(is_next);
    let wanted = number(own).unwrap_or(1) + 1;
    let shown = || {
        tree.iter()
            .filter(|(_, node)| node.tag == Tag::A)
            .filter_map(|(index, node)| Some((index, address(node.attribute("href")?, own)?)))
            .filter(|(_, next)| number(next) == Some(wanted) && is_next(next))
            .find(|(index, _)| is_link_to(&tree.words(*index), wanted))
            .map(|(_, next)| next)
    };
    let files = || {
        let links = tree.iter().filter(|(_, node)| node.tag == Tag::A);
        links
            .filter_map(|(index, node)| Some((index, address(node.attribute("href")?, own)?)))
            .filter(|(_, next)| is_numbered(next))
            .find(|(index, _)| is_number(&tree.words(*index), in_name(own).unwrap_or(1) + 1))
            .map(|(_, next)| next)
    };
    stated.or_else(shown).or_else(files).map(String::from)
}

/// The first page of a story of which this is a later one, as the page says: in its own address of the story, or by a
/// link to it.
pub fn first(tree: &Tree, base: Option<&Url>) -> Option<String> {
    let own = base?;
    let here = number(own).filter(|number| *number > 1)?;
    let is_first = |first: &Url| {
        number(first).unwrap_or(1) == 1 && is_other(first, own) && is_same_story(first, own)
    };
    let related = |names: &'static [&'static str]| {
        let links = tree.iter();
        links
            .filter(|(_, node)| node.name() == "link" || node.tag == Tag::A)
            .filter(move |(_, node)| {
                let rel = node.attribute("rel").unwrap_or_default();
                names.iter().any(|name| has_token(rel, name))
            })
            .filter_map(|(_, node)| address(node.attribute("href")?, own))
    };
    // What stands before the second page is the first.
    let before: &[&str] = if here == 2 {
        &["first", "prev", "previous"]
    } else {
        &["first"]
    };
    let shown = || {
        let links = tree.iter().filter(|(_, node)| node.tag == Tag::A);
        links
            .filter_map(|(index, node)| Some((index, address(node.attribute("href")?, own)?)))
            .filter(|(_, first)| is_first(first))
            .find(|(index, _)| is_link_to_first(&tree.words(*index)))
            .map(|(_, first)| first)
    };
    related(before)
        .chain(related(&["canonical"]))
        .find(is_first)
        .or_else(shown)
        .map(String::from)
}

fn is_link_to_first(words: &str) -> bool {
    let words = text::fold(words);
    let bare = |letter: char| !letter.is_alphabetic();
    let number: String = words.chars().filter(char::is_ascii_digit).collect();
    let words = words.trim_matches(bare);
    let pager = &rules().pager;
    let is = |list: &[String]| list.iter().any(|known| known == words);
    number == "1" && (words.is_empty() || is(&pager.first) || is(&pager.numbered))
        || number.is_empty() && is(&pager.first)
}

/// The page that holds the whole of a story that has several.
pub fn whole(tree: &Tree, base: Option<&Url>) -> Option<String> {
    let own = base?;
    tree.iter()
        .filter(|(_, node)| node.tag == Tag::A)
        .filter_map(|(_, node)| address(node.attribute("href")?, own))
        .find(|other| {
            let is_all = other
                .query_pairs()
                .any(|(key, value)| PARAMETERS.contains(&&*key) && ALL.contains(&&*value));
            is_all && is_other(other, own) && is_same_story(other, own)
        })
        .map(String::from)
}

/// The same story made for telephones (AMP) or for paper, where the page names one.
pub fn other(tree: &Tree, base: Option<&Url>) -> Option<String> {
    let own = base?;
    let links = || tree.iter().filter(|(_, node)| node.name() == "link");
    let rel = |name: &'static str| {
        links()
            .filter(move |(_, node)| {
                node.attribute("rel")
                    .is_some_and(|rel| has_token(rel, name))
            })
            .map(|(_, node)| node)
    };
    let printed = rel("alternate").filter(|node| {
        let media = node.attribute("media").unwrap_or_default();
        media.contains("print") || media.contains("handheld")
    });
    rel("amphtml")
        .chain(printed)
        .filter_map(|node| address(node.attribute("href")?, own))
        .find(|other| is_other(other, own) || other.host_str() != own.host_str())
        .map(String::from)
}

fn address(href: &str, own: &Url) -> Option<Url> {
    let mut url = Url::parse(&resource(href, Some(own))?).ok()?;
    url.set_fragment(None);
    Some(url)
}

fn is_link_to(words: &str, number: u32) -> bool {
    let words = text::fold(words);
    let words = words.trim_matches(|letter: char| !letter.is_alphanumeric());
    is_number(words, number) || rules().pager.next.iter().any(|next| next == words)
}

/// Whether the words of a link are the number of a page, with or without a word before it.
fn is_number(words: &str, number: u32) -> bool {
    let words = text::fold(words);
    let is_edge = |letter: char| !letter.is_alphanumeric();
    let front = words
        .trim_matches(is_edge)
        .strip_suffix(&number.to_string());
    front.is_some_and(|front| {
        let front = front.trim_end_matches(is_edge);
        front.is_empty() || rules().pager.numbered.iter().any(|known| known == front)
    })
}

fn is_other(next: &Url, own: &Url) -> bool {
    next.path() != own.path() || next.query() != own.query()
}

/// The same host, and the same path but for a number at its end; a number may stand below the path.
fn is_same_story(next: &Url, own: &Url) -> bool {
    let (next_path, own_path) = (trunk(next), trunk(own));
    let below = next_path.strip_prefix(own_path);
    let is_same = below
        .is_some_and(|below| below.is_empty() || below.starts_with('/') && number(next).is_some());
    next.host_str() == own.host_str() && own_path.len() > 1 && is_same
}

/// The same host, and the same name of a file but for a number at its end: `a.html` and `a-2.html`. The next story of a site
/// may be called so, too.
fn is_numbered_like(next: &Url, own: &Url) -> bool {
    let is_next = in_name(next) == Some(in_name(own).unwrap_or(1) + 1);
    let (next_name, own_name) = (name(next), name(own));
    let is_like = next_name
        .zip(own_name)
        .is_some_and(|(next, own)| next == own);
    next.host_str() == own.host_str() && is_next && is_like
}

/// A path without the number of a page at its end, and the word before that.
fn trunk(url: &Url) -> &str {
    let path = url.path().trim_end_matches('/');
    match path.rsplit_once('/') {
        Some((front, last)) if is_page_number(last) => match front.rsplit_once('/') {
            Some((front, word)) if PARAMETERS.contains(&word) => front,
            _ => front,
        },
        _ => path,
    }
}

/// The path of a file and its kind, without the number of a page at the end of its name.
fn name(url: &Url) -> Option<(&str, &str)> {
    let path = url.path();
    let (front, kind) = path
        .rsplit_once('.')
        .filter(|(_, kind)| !kind.contains('/'))?;
    let bare = front.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let bare = if is_page_number(front.get(bare.len()..)?) {
        bare.trim_end_matches(['-', '_'])
    } else {
        front
    };
    (!bare.ends_with('/')).then_some((bare, kind))
}

/// The number of a page at the end of the name of a file.
fn in_name(url: &Url) -> Option<u32> {
    let (bare, kind) = name(url)?;
    let rest = url.path().strip_prefix(bare)?.strip_suffix(kind)?;
    rest.trim_matches(['-', '_', '.']).parse().ok()
}

fn is_page_number(part: &str) -> bool {
    (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number of a page as its address states it.
fn number(url: &Url) -> Option<u32> {
    let stated = url
        .query_pairs()
        .find(|(key, value)| PARAMETERS.contains(&&**key) && is_page_number(value))
        .and_then(|(_, value)| value.parse().ok());
    stated.or_else(|| {
        let last = url.path().trim_end_matches('/').rsplit('/').next()?;
        last.parse().ok().filter(|_| is_page_number(last))
    })
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{first, next, other, whole};
    use crate::extract::dom::{Tree, parse};

    fn check(html: &str, own: &str, wanted_next: Option<&str>, wanted_whole: Option<&str>) {
        let page = parse(html);
        let tree = Tree::of(&page);
        let url = Url::parse(own).ok();
        assert_eq!(next(&tree, url.as_ref()).as_deref(), wanted_next, "{html}");
        assert_eq!(
            whole(&tree, url.as_ref()).as_deref(),
            wanted_whole,
            "{html}"
        );
    }

    #[test]
    fn a_story_of_several_pages_names_the_others() {
        let story = "https://example.com/berita/123/judul";
        check(
            "<link rel=next href='?page=2#a'>",
            story,
            Some("https://example.com/berita/123/judul?page=2"),
            None,
        );
        check(
            "Halaman <b>1</b> <a href='?page=2'>2</a> <a href='?page=3'>3</a> <a href='?page=2'>Selanjutnya</a> \
             <a href='?page=all'>Lihat Semua</a>",
            story,
            Some("https://example.com/berita/123/judul?page=2"),
            Some("https://example.com/berita/123/judul?page=all"),
        );
        check(
            "<a href='/berita/123/judul/2'>2</a><a href='/berita/123/judul/3'>Next ›</a>",
            "https://example.com/berita/123/judul/2",
            Some("https://example.com/berita/123/judul/3"),
            None,
        );
    }

    #[test]
    fn the_pages_of_a_story_are_files_with_numbers() {
        for (own, html, wanted) in [
            (
                "p1.html",
                "Halaman: <b>1</b> <a href='p2.html'>2</a> <a href='p3.html'>3</a> <a rel=next href='p2.html'>Selanjutnya</a>",
                Some("p2.html"),
            ),
            (
                "p2.html",
                "<a href='p1.html'>1</a><a href='p3.html'>Halaman 3</a>",
                Some("p3.html"),
            ),
            (
                "dua.html",
                "<a href='dua.html'>1</a><a rel=next href='dua-2.html'>2</a>",
                Some("dua-2.html"),
            ),
            (
                "b.html",
                "<b>1</b> <a href='b_2.html'>2</a>",
                Some("b_2.html"),
            ),
            // The next story may be called so.
            (
                "dua.html",
                "<a rel=next href='dua-2.html'>Dua Desa Banjir Lagi</a>",
                None,
            ),
            (
                "dua.html",
                "<a href='tiga-2.html'>2</a><a href='dua-3.html'>3</a>",
                None,
            ),
            ("1.html", "<a href='2.html'>2</a>", None),
            (
                "e/",
                "<a href='e/2/'>Следующая страница →</a>",
                Some("e/2/"),
            ),
            ("f/", "<a href='f/2/'>Trang sau</a>", Some("f/2/")),
            (
                "g/page/2/",
                "<a href='/v/g/page/3/'>3</a>",
                Some("g/page/3/"),
            ),
        ] {
            let at = |path: &str| format!("https://example.com/v/{path}");
            let html = html.replace("href='", "href='/v/").replace("/v//v/", "/v/");
            check(&html, &at(own), wanted.map(at).as_deref(), None);
        }
    }

    #[test]
    fn a_later_page_names_the_first() {
        let story = "https://example.com/berita/123/judul";
        for (own, html, wanted) in [
            ("?page=2", "<link rel=prev href='?page=1'>", Some("?page=1")),
            (
                "?page=2",
                "<link rel=canonical href='/berita/123/judul'>",
                Some(""),
            ),
            (
                "?page=3",
                "<link rel=prev href='?page=2'><a href='?page=1'>1</a>",
                Some("?page=1"),
            ),
            ("?page=3", "<a href='?'>Halaman 1</a>", Some("?")),
            ("/2", "<a href='/berita/123/judul'>1</a>", Some("")),
            ("?page=3", "<link rel=prev href='?page=2'>", None),
            (
                "?page=2",
                "<link rel=canonical href='?page=2'><a href='/'>1</a>",
                None,
            ),
            (
                "?page=2",
                "<link rel=canonical href='/berita/124/lain'>",
                None,
            ),
            ("", "<a href='?page=1'>1</a>", None),
            ("?id=2", "<a href='?id=1'>1</a>", None),
        ] {
            let page = parse(html);
            let url = Url::parse(&format!("{story}{own}")).ok();
            let found = first(&Tree::of(&page), url.as_ref());
            let wanted = wanted.map(|wanted| format!("{story}{wanted}"));
            assert_eq!(found, wanted, "{own} {html}");
        }
    }

    #[test]
    fn a_page_names_the_same_story_made_otherwise() {
        for (html, expected) in [
            (
                "<link rel=alternate media=print href='?print=1'><link rel=amphtml href=//amp.example.com/a>",
                Some("https://amp.example.com/a"),
            ),
            (
                "<link rel='alternate' media='only print' href='/cetak/a'>",
                Some("https://example.com/cetak/a"),
            ),
            (
                "<link rel=amphtml href='/a'><a rel=amphtml href=/b>x</a>",
                None,
            ),
            ("<link rel=alternate hreflang=en href='/en/a'>", None),
        ] {
            let page = parse(html);
            let own = Url::parse("https://example.com/a").ok();
            let other = other(&Tree::of(&page), own.as_ref());
            assert_eq!(other.as_deref(), expected, "{html}");
        }
    }

    #[test]
    fn the_next_story_is_no_next_page() {
        let story = "https://example.com/berita/123/judul";
        check(
            "<a rel=next href='/berita/124/lain'>Selanjutnya</a><a href='?page=7'>7</a><a href='?page=2'>komentar</a>",
            story,
            None,
            None,
        );
        for other in ["judul-susulan/", "judul/foto", "judul-2"] {
            let html = format!("<link rel=next href='/berita/123/{other}'>");
            check(&html, "https://example.com/berita/123/judul/", None, None);
        }
        check(
            "<a rel=next href='/page/2'>Next</a>",
            "https://example.com/",
            None,
            None,
        );
    }
}
