//! Pages of the shapes that kinds of outlet have, in `tests/data/pages`: each with its Markdown, and in its `.toml` all that it
//! says of itself and all that is cut from it, in order.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::Offset;
use kabar::document::markdown::markdown;
use kabar::extract::{self, story::Story};
use serde::Deserialize;
use url::Url;

/// What a page says of itself; a field that stands in no `.toml` is one that its page does not state.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Wanted {
    url: String,
    canonical: Option<String>,
    title: Option<String>,
    standfirst: Option<String>,
    authors: Vec<String>,
    editors: Vec<String>,
    /// With the zone of the publisher's clock.
    published: Option<String>,
    modified: Option<String>,
    language: Option<String>,
    site: Option<String>,
    image: Option<String>,
    caption: Option<String>,
    credit: Option<String>,
    section: Option<String>,
    tags: Vec<String>,
    paid: bool,
    live: bool,
    /// The addresses of its next page and of the page with all of it.
    next: Option<String>,
    whole: Option<String>,
    /// `reason | beginning of the text`, with " / " between its lines.
    cuts: Vec<String>,
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pages");
    let files = fs::read_dir(folder).unwrap();
    let files = files.map(|entry| entry.unwrap().path());
    let is_page = |path: &PathBuf| path.extension().is_some_and(|own| own == "html");
    let mut paths: Vec<_> = files.filter(is_page).collect();
    paths.sort();
    paths
}

fn placed(moment: Option<Timestamp>, offset: Option<Offset>) -> Option<String> {
    let offset = offset.unwrap_or(Offset::UTC);
    moment.map(|moment| moment.display_with_offset(offset).to_string())
}

/// What is said of each field otherwise than it was wanted, a line each.
fn fields(story: &Story, wanted: &Wanted) -> Vec<String> {
    let published = placed(story.published, story.offset);
    let modified = placed(story.modified, story.modified_offset);
    let texts = [
        ("canonical", &story.canonical, &wanted.canonical),
        ("title", &story.title, &wanted.title),
        ("standfirst", &story.excerpt, &wanted.standfirst),
        ("published", &published, &wanted.published),
        ("modified", &modified, &wanted.modified),
        ("language", &story.language, &wanted.language),
        ("site", &story.site, &wanted.site),
        ("image", &story.image, &wanted.image),
        ("caption", &story.image_caption, &wanted.caption),
        ("credit", &story.image_credit, &wanted.credit),
        ("section", &story.section, &wanted.section),
        ("next", &story.next_page, &wanted.next),
        ("whole", &story.whole_page, &wanted.whole),
    ];
    let lists = [
        ("authors", &story.authors, &wanted.authors),
        ("editors", &story.editors, &wanted.editors),
        ("tags", &story.tags, &wanted.tags),
    ];
    let flags = [
        ("paid", story.is_paid, wanted.paid),
        ("live", story.is_live, wanted.live),
    ];
    let line = |name: &str, found: String, wanted: String| {
        (found != wanted).then(|| format!("{name}: found {found}, wanted {wanted}"))
    };
    let texts = texts.map(|(name, a, b)| line(name, format!("{a:?}"), format!("{b:?}")));
    let lists = lists.map(|(name, a, b)| line(name, format!("{a:?}"), format!("{b:?}")));
    let flags = flags.map(|(name, a, b)| line(name, format!("{a:?}"), format!("{b:?}")));
    let all = texts.into_iter().chain(lists).chain(flags);
    all.flatten().collect()
}

/// The same of the cuts: each by its reason and the beginning of its text, none more and none less.
fn cuts(story: &Story, wanted: &Wanted) -> Vec<String> {
    let line = |cut: &kabar::document::cuts::Cut| {
        let text = cut.text.lines().collect::<Vec<_>>().join(" / ");
        format!("{} | {text}", cut.reason)
    };
    let found: Vec<String> = story.cuts.iter().map(line).collect();
    let mut wrong = Vec::new();
    for number in 0..found.len().max(wanted.cuts.len()) {
        let (found, wanted) = (found.get(number), wanted.cuts.get(number));
        let is_so = found
            .zip(wanted)
            .is_some_and(|(found, wanted)| found.starts_with(wanted.as_str()));
        if !is_so {
            wrong.push(format!("cut {number}: found {found:?}, wanted {wanted:?}"));
        }
    }
    wrong
}

/// The first block of the Markdown that is another one.
fn text(found: &str, wanted: &str) -> Option<String> {
    let (mut found, mut wanted) = (found.trim().split("\n\n"), wanted.trim().split("\n\n"));
    loop {
        match (found.next(), wanted.next()) {
            (None, None) => return None,
            (found, wanted) if found != wanted => {
                return Some(format!("text: found {found:?}, wanted {wanted:?}"));
            }
            _ => {}
        }
    }
}

#[test]
fn each_kind_of_outlet_gives_its_story_and_all_that_it_says_of_itself() {
    let mut wrong = Vec::new();
    let pages = pages();
    for path in &pages {
        let html = fs::read_to_string(path).unwrap();
        let stated = fs::read_to_string(path.with_extension("toml")).unwrap();
        let wanted: Wanted =
            toml::from_str(&stated).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let url = Url::parse(&wanted.url).unwrap();
        let story = extract::page(&html, Some(&url));
        let body = fs::read_to_string(path.with_extension("md")).unwrap();
        let mut lines = fields(&story, &wanted);
        lines.extend(text(&markdown(&story.document), &body));
        lines.extend(cuts(&story, &wanted));
        if !lines.is_empty() {
            wrong.push(format!("{}\n  {}", path.display(), lines.join("\n  ")));
        }
    }
    assert!(pages.len() >= 25, "{} pages", pages.len());
    let (failed, count) = (wrong.len(), pages.len());
    assert!(
        wrong.is_empty(),
        "{failed} of {count}:\n{}",
        wrong.join("\n")
    );
}
