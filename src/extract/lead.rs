//! The lead picture: where it is, what stands below it, and who made it.
//!
//! It reads the page's statements and the figures around its pictures; the pictures of the text are `media`'s.

pub mod credits;
mod files;

use url::Url;

use crate::extract::dom::{Node, Tree};
use crate::extract::groups::group;
use crate::extract::lead::credits::{bare, is_label, names_both, some, told};
use crate::extract::lead::files::{are_one, is_page, is_stand_in, name, named};
use crate::extract::rules::rules;
use crate::extract::sources::Sources;
use crate::extract::tag::Tag;
use crate::extract::titles;

/// The picture above a story.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lead {
    /// As it is written, perhaps relative.
    pub url: Option<String>,
    /// What it shows, in the page's words.
    pub alt: Option<String>,
    pub caption: Option<String>,
    pub credit: Option<String>,
}

/// Longer texts are no captions.
const CAPTION: usize = 600;

/// Reads it; `headline` is the heading with the title.
pub fn lead(sources: &Sources, headline: Option<usize>, title: Option<&str>) -> Lead {
    let linked = &sources.linked;
    let tree = sources.tree;
    let url = picture(sources, headline);
    let (shown, is_sure) = caption(tree, url.as_deref());
    let shown = shown.filter(|_| is_sure || linked.caption.is_none());
    let (caption, credit) = shown
        .map(|shown| (divided_element(tree, shown), beside(tree, shown)))
        .map(|((caption, credit), beside)| (caption, credit.or(beside)))
        .unwrap_or_default();
    let (told, teller) = linked.caption.as_deref().map(told).unwrap_or_default();
    let fits = |text: &String| !text.is_empty() && text.chars().count() <= CAPTION;
    // What only says the headline again says nothing of a picture.
    let title = title.map(titles::plain).unwrap_or_default();
    let is_new = |text: &String| title.is_empty() || titles::plain(text) != title;
    let alt = sources.first(&["og:image:alt", "twitter:image:alt"]);
    let stated = || {
        linked
            .credit
            .as_deref()
            .and_then(|credit| some(bare(credit)))
    };
    Lead {
        url,
        alt: alt.map(str::to_owned).filter(fits),
        caption: [caption, told]
            .into_iter()
            .flatten()
            .find(is_new)
            .filter(fits),
        credit: credit.or_else(stated).or(teller).filter(fits),
    }
}

/// The first picture that the page states and that is one of the story; where all it states is the paper's own sign, the
/// first one with a caption.
fn picture(sources: &Sources, headline: Option<usize>) -> Option<String> {
    let names = [
        "og:image",
        "og:image:url",
        "og:image:secure_url",
        "twitter:image",
        "twitter:image:src",
    ];
    let site = titles::plain(sources.first(&["og:site_name"]).unwrap_or_default());
    let host = sources.url.and_then(Url::host_str).unwrap_or_default();
    let site = format!("{site} {host}");
    let linked = sources.linked.image.as_deref();
    let stated = || sources.all(&names).chain(linked);
    let is_own = |url: &&str| {
        !is_page(url, sources.url)
            && (!is_stand_in(url, &site) || is_shown(sources.tree, headline, url))
    };
    stated().next()?;
    let first = || {
        let tree = sources.tree;
        let (figure, _) = figures(tree).find(|(figure, _)| Some(*figure) > headline)?;
        let mut pictures = tree.below(figure).filter(|(_, node)| node.tag == Tag::Img);
        let source =
            pictures.find_map(|(_, node)| node.attribute("data-src").or(node.attribute("src")));
        source.filter(|source| !source.starts_with("data:"))
    };
    stated().find(is_own).or_else(first).map(str::to_owned)
}

/// Elements before and after a headline among which its story's picture stands.
const BEFORE: usize = 60;
const AFTER: usize = 200;

/// Whether a page shows a picture of this name beside its headline.
fn is_shown(tree: &Tree, headline: Option<usize>, url: &str) -> bool {
    let start = headline.map_or(0, |headline| headline.saturating_sub(BEFORE));
    let mut near = tree.iter().skip(start).take(BEFORE + AFTER);
    near.any(|(index, node)| {
        node.tag == Tag::Img && Some(index) > headline && is_of(node, name(url))
    })
}

/// Figures with their captions.
fn figures(tree: &Tree) -> impl Iterator<Item = (usize, usize)> {
    let figures = tree.iter().filter(|(_, node)| node.tag == Tag::Figure);
    figures.filter_map(|(figure, _)| {
        let mut below = tree.below(figure);
        let caption = below.find(|(_, node)| node.tag == Tag::Figcaption)?;
        Some((figure, caption.0))
    })
}

/// The caption of the lead picture, and whether it surely is one: that of the figure that shows it, else a line behind it,
/// else that of the first figure after the headline.
fn caption(tree: &Tree, url: Option<&str>) -> (Option<usize>, bool) {
    let own = url.and_then(named);
    let shows = |(figure, _): &(usize, usize)| {
        let mut pictures = tree.below(*figure).filter(|(_, node)| node.tag == Tag::Img);
        pictures.any(|(_, picture)| own.is_some_and(|own| is_of(picture, own)))
    };
    if let Some((_, caption)) = figures(tree).find(shows) {
        return (Some(caption), true);
    }
    let line = line(tree, own);
    if let Some(line) = line.filter(|line| tree.get(*line).is_some_and(is_caption)) {
        return (Some(line), true);
    }
    let headline = tree.iter().find(|(_, node)| node.tag == Tag::H1);
    let first =
        headline.and_then(|(headline, _)| figures(tree).find(|(figure, _)| *figure > headline));
    match first {
        Some((_, caption)) => (Some(caption), true),
        None => (line, false),
    }
}

/// The name of the file of the lead picture that a page states.
pub fn stated<'a>(tree: &Tree<'a>) -> Option<&'a str> {
    let is_stated = |node: &&Node| {
        let names = [node.attribute("property"), node.attribute("name")];
        names.contains(&Some("og:image"))
    };
    let mut nodes = tree.iter().map(|(_, node)| node);
    let meta = nodes.find(|node| node.tag == Tag::Meta && is_stated(node));
    named(meta?.attribute("content")?)
}

/// Whether a picture's file has a name, in any of its sizes.
pub fn is_of(picture: &Node, own: &str) -> bool {
    let mut sources = picture.attributes().filter(|(key, _)| key.contains("src"));
    sources.any(|(_, source)| source.split(' ').any(|part| are_one(name(part), own)))
}

/// Elements around a picture and behind it in which its caption stands, where there is no figure.
const AROUND: usize = 3;
const BEHIND: usize = 30;
/// Letters of a caption that only its name tells.
const LINE: usize = 320;

/// Whether an element is a caption, or is called one.
fn is_caption(node: &Node) -> bool {
    let class = node.attribute("class").unwrap_or_default();
    node.tag == Tag::Figcaption || rules().called.is_caption(class)
}

/// The element that is named a caption right behind the lead picture: in what holds that, or next to it.
fn line(tree: &Tree, own: Option<&str>) -> Option<usize> {
    let own = own?;
    let shows = |node: &Node| node.tag == Tag::Img && is_of(node, own);
    let picture = tree.iter().find(|(_, node)| shows(node))?.0;
    let holders = tree.ancestors(picture).skip(1).take(AROUND);
    let end = holders
        .take_while(|(_, node)| {
            let holds_all = matches!(node.tag, Tag::Body | Tag::Article | Tag::Main);
            !holds_all && node.name() != "header"
        })
        .last()
        .map_or(picture + 1, |(_, node)| node.end);
    let behind = tree.iter().skip(picture + 1).take(BEHIND);
    let mut behind = behind.take_while(|(index, node)| {
        *index < end && node.tag != Tag::Img && node.tag.heading() == 0
    });
    let is_named = |index: usize, node: &Node| {
        let class = node.attribute("class").unwrap_or_default();
        is_caption(node)
            || rules().groups(class) & group("caption") != 0
            || is_credit(node) && names_both(&tree.words(index))
    };
    let next = || {
        let mut next = tree.iter().skip(end);
        next.find(|(_, node)| node.tag != Tag::Text || !node.text().trim().is_empty())
            .filter(|(_, node)| is_caption(node))
    };
    // Names for the size of letters say caption, too, and stand around dates.
    let is_dated = |index: usize| tree.below(index).any(|(_, node)| node.tag == Tag::Time);
    let (caption, _) = behind
        .find(|(index, node)| node.tag != Tag::Text && is_named(*index, node))
        .or_else(next)
        .filter(|(index, _)| !is_dated(*index))?;
    let words = tree.words(caption);
    (!words.is_empty() && words.chars().count() <= LINE).then_some(caption)
}

/// Words of a credit in an element of its own.
const CREDIT: usize = 12;

/// The caption and the credit in an element.
fn divided_element(tree: &Tree, caption: usize) -> (Option<String>, Option<String>) {
    let words = tree.words(caption);
    if let Some(credit) = own_credit(tree, caption, &words) {
        return (None, some(bare(&credit)));
    }
    let marked = || {
        let marked = tree.below(caption).filter(|(_, node)| is_credit(node));
        marked.map(|(index, _)| tree.words(index))
    };
    // What the credit is labelled with may stand in an element of its own.
    let credit = marked()
        .find(|words| !words.is_empty() && !is_label(words))
        .or_else(|| last(tree, caption));
    match credit {
        Some(credit) => {
            let mut rest = words.replacen(&credit, "", 1);
            if let Some(label) = marked().next().filter(|words| is_label(words)) {
                rest = rest.replacen(&label, "", 1);
            }
            let marks = ['(', '[', ' ', '|', '/', '-', '–', '—'];
            (
                told(rest.trim().trim_end_matches(marks)).0,
                some(bare(&credit)),
            )
        }
        None => lines(tree, caption).unwrap_or_else(|| told(&words)),
    }
}

fn is_credit(node: &Node) -> bool {
    let class = node.attribute("class");
    class.is_some_and(|class| rules().called.is_credit(class))
}

/// All that stands in an element that is named a credit and no caption: names one behind another, with a stroke between.
fn own_credit(tree: &Tree, index: usize, words: &str) -> Option<String> {
    let node = tree.get(index)?;
    let class = node.attribute("class").unwrap_or_default();
    let is_own = is_credit(node) && !class.to_ascii_lowercase().contains("caption");
    let is_short = words.split(' ').count() <= CREDIT;
    if !is_own || !is_short || told(words).0.as_deref() != Some(words) && !words.contains(':') {
        return None;
    }
    let parts = tree.below(index).filter(|(_, node)| node.parent == index);
    let parts: Vec<String> = parts
        .map(|(part, _)| tree.words(part))
        .filter(|part| !part.is_empty())
        .collect();
    let are_elements = tree
        .below(index)
        .filter(|(_, node)| node.parent == index && node.tag == Tag::Text)
        .all(|(_, node)| node.text().trim().is_empty());
    let are_names = are_elements && parts.iter().all(|part| !part.ends_with(':'));
    Some(if are_names {
        parts.join("/")
    } else {
        words.to_owned()
    })
}

/// The words of the last element of a caption, behind a whole sentence: "Pasar lama. <span>Ana Lim</span>".
fn last(tree: &Tree, caption: usize) -> Option<String> {
    let (index, text) = tree
        .below(caption)
        .filter(|(_, node)| !node.text().trim().is_empty())
        .last()?;
    let holder = tree.get(text.parent).filter(|_| text.parent != caption)?;
    let words = text.text().trim();
    let before = tree.below(caption).filter(|(at, _)| *at < index);
    let before = before.map(|(_, node)| node.text().trim());
    let is_behind = before
        .filter(|text| !text.is_empty())
        .last()
        .is_some_and(|text| text.ends_with(['.', '。']));
    let is_name =
        words.split_whitespace().count() <= 5 && !words.ends_with(['.', ':', '!', '?', '…', ')']);
    let is_name = is_name && holder.name() == "span" && rules().furniture(words).is_none();
    (is_behind && is_name).then(|| words.to_owned())
}

/// The credit that stands in an element of its own around a caption: in the same figure, or in the same box.
fn beside(tree: &Tree, caption: usize) -> Option<String> {
    let mut around = tree.ancestors(caption).skip(1).take(AROUND);
    let (figure, _) = around.find(|(_, node)| node.tag == Tag::Figure)?;
    let mut credits = tree.below(figure).filter(|(index, node)| {
        node.tag != Tag::Text
            && node.tag != Tag::Img
            && is_credit(node)
            && !tree.holds(*index, caption)
    });
    let words = tree.words(credits.next()?.0);
    let is_short = words.split(' ').count() <= CREDIT;
    some(bare(&words)).filter(|_| is_short)
}

/// A credit in a line of its own above the caption: "Dok. Warta/Ana Lim".
fn lines(tree: &Tree, caption: usize) -> Option<(Option<String>, Option<String>)> {
    let mut below = tree.below(caption);
    let (_, first) = below.next()?;
    let (index, second) = below.next()?;
    let credit = first.text().trim();
    let is_credit = second.name() == "br" && credit.contains('/') && credit.split(' ').count() <= 5;
    let rest: String = tree
        .below(caption)
        .filter(|(at, _)| *at > index)
        .map(|(_, node)| node.text())
        .collect();
    (is_credit && !rest.trim().is_empty()).then(|| (some(&rest), some(bare(credit))))
}
