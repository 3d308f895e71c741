//! The lead picture: where it is, what stands below it, and who made it.
//!
//! It reads the page's statements and the figures around its pictures; the pictures of the text are `media`'s.

pub mod credits;
mod elements;
mod files;

use url::Url;

use crate::extract::dom::{Node, Tree};
use crate::extract::groups::group;
use crate::extract::lead::credits::{bare, names_both, some, told};
use crate::extract::lead::elements::{beside, divided_element, is_credit};
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

/// Reads it; `headline` is the heading with the title, and `site` the name of the site.
pub fn lead(
    sources: &Sources,
    headline: Option<usize>,
    title: Option<&str>,
    site: Option<&str>,
) -> Lead {
    let linked = &sources.linked;
    let tree = sources.tree;
    let url = picture(sources, headline);
    let (shown, is_sure) = caption(tree, url.as_deref());
    let shown = shown.filter(|_| is_sure || linked.caption.is_none());
    let (caption, credit) = shown
        .map(|shown| {
            let credit = linked.credit.as_deref();
            (
                divided_element(tree, shown, site, credit),
                beside(tree, shown),
            )
        })
        .map(|((caption, credit), beside)| (caption, credit.or(beside)))
        .unwrap_or_default();
    let words = linked.caption.as_deref();
    let (told, teller) = words.map(|words| told(words, site)).unwrap_or_default();
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
    // Shown without a caption, it has no other picture's.
    let is_shown = own.is_some_and(|own| {
        let mut pictures = tree.iter().filter(|(_, node)| node.tag == Tag::Img);
        pictures.any(|(_, picture)| is_of(picture, own))
    });
    match first(tree).filter(|_| !is_shown) {
        Some(caption) => (Some(caption), true),
        None => (line, false),
    }
}

/// Words of a paragraph of the text, of which the standfirst may be one between a headline and the lead picture.
const PARAGRAPH: usize = 10;

/// The caption of the first figure after the headline and before the text.
fn first(tree: &Tree) -> Option<usize> {
    let headline = tree.iter().find(|(_, node)| node.tag == Tag::H1)?.0;
    let (figure, caption) = figures(tree).find(|(figure, _)| *figure > headline)?;
    let between = tree.iter().skip(headline).take(figure - headline);
    let texts = between.filter(|(_, node)| node.tag == Tag::P);
    let texts =
        texts.filter(|(index, _)| tree.words(*index).split_whitespace().count() >= PARAGRAPH);
    (texts.count() <= 1).then_some(caption)
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
    let holders: Vec<(usize, usize)> = holders
        .take_while(|(_, node)| {
            let holds_all = matches!(node.tag, Tag::Body | Tag::Article | Tag::Main);
            !holds_all && node.name() != "header"
        })
        .map(|(index, node)| (index, node.end))
        .collect();
    let end = holders.last().map_or(picture + 1, |(_, end)| *end);
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
        // Data stands between them on some pages.
        let is_data = |node: &Node| ["meta", "script", "style", "source"].contains(&node.name());
        let mut next = tree.iter().skip(end).filter(|(_, node)| {
            let is_blank = node.tag == Tag::Text && node.text().trim().is_empty();
            !is_blank && !is_data(node) && !tree.get(node.parent).is_some_and(is_data)
        });
        next.next().filter(|(_, node)| is_caption(node))
    };
    // Names for the size of letters say caption, too, and stand around dates.
    let is_dated = |index: usize| tree.below(index).any(|(_, node)| node.tag == Tag::Time);
    let named = behind
        .find(|(index, node)| node.tag != Tag::Text && is_named(*index, node))
        .or_else(next)
        .filter(|(index, _)| !is_dated(*index))
        .map(|(index, _)| index);
    let caption = named.or_else(|| {
        let mut boxes = holders.iter();
        boxes.find_map(|(holder, _)| boxed(tree, picture, *holder))
    })?;
    let words = tree.words(caption);
    let class = tree.get(caption)?.attribute("class").unwrap_or_default();
    let is_count = rules().groups(class) & group("share") != 0;
    let is_one = !words.contains(|letter: char| letter.is_alphabetic());
    let is_caption = !is_count && !is_one && words.chars().count() <= LINE;
    is_caption.then_some(caption)
}

/// Words of a caption that only its place tells.
const FEW: usize = 4;

/// The element behind a picture that has all words of the box around both, where nothing else stands in it.
fn boxed(tree: &Tree, picture: usize, holder: usize) -> Option<usize> {
    let words = tree.words(holder);
    let is_alone = tree.below(holder).all(|(index, node)| {
        let is_other = node.tag == Tag::Img && index != picture;
        !is_other && node.tag.heading() == 0 && node.tag != Tag::Figcaption
    });
    let is_caption = is_alone && words.split_whitespace().count() >= FEW;
    let behind = tree
        .below(holder)
        .skip_while(|(index, _)| *index <= picture);
    let mut behind = behind.filter(|(_, node)| node.tag != Tag::Text);
    let (caption, _) = behind.find(|(index, _)| is_caption && tree.words(*index) == words)?;
    Some(caption)
}
