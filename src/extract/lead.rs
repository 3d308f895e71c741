//! The lead picture: where it is, what stands below it, and who made it.
//!
//! It reads the page's statements and the figures around its pictures; the pictures of the text are `media`'s.

pub mod credits;

use crate::extract::dom::{Node, Tree};
use crate::extract::groups::group;
use crate::extract::lead::credits::{divided_element, told};
use crate::extract::rules::rules;
use crate::extract::sources::Sources;
use crate::extract::tag::Tag;

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

/// Reads it; `site` is the name of the site.
pub fn lead(sources: &Sources, site: Option<&str>) -> Lead {
    let linked = &sources.linked;
    let url = sources
        .first(&[
            "og:image",
            "og:image:url",
            "og:image:secure_url",
            "twitter:image",
            "twitter:image:src",
        ])
        .or(linked.image.as_deref())
        .map(str::to_owned);
    let tree = sources.tree;
    let shown = figure(tree, url.as_deref())
        .and_then(|figure| caption(tree, figure))
        .or_else(|| line(tree, url.as_deref()).filter(|_| linked.caption.is_none()))
        .map(|caption| divided_element(tree, caption, site, linked.credit.as_deref()));
    let stated = linked.caption.as_deref();
    let (told, teller) = stated.map(|words| told(words, site)).unwrap_or_default();
    let (caption, credit) = shown.unwrap_or_default();
    let fits = |text: &String| !text.is_empty() && text.chars().count() <= CAPTION;
    let alt = sources.first(&["og:image:alt", "twitter:image:alt"]);
    Lead {
        url,
        alt: alt.map(str::to_owned).filter(fits),
        caption: caption.or(told).filter(fits),
        credit: credit
            .or_else(|| linked.credit.clone())
            .or(teller)
            .filter(fits),
    }
}

/// Words of a paragraph of the text, of which the standfirst may be one between a headline and the lead picture.
const PARAGRAPH: usize = 10;

/// The figure of the lead picture: the one that shows it, else the first after the headline and before the text.
fn figure(tree: &Tree, url: Option<&str>) -> Option<usize> {
    let own = url.and_then(named);
    let shows =
        |picture: &Node| picture.tag == Tag::Img && own.is_some_and(|own| is_of(picture, own));
    let figures = || {
        tree.iter()
            .filter(|(index, node)| node.tag == Tag::Figure && caption(tree, *index).is_some())
            .map(|(index, _)| index)
    };
    let is_own = |figure: &usize| tree.below(*figure).any(|(_, node)| shows(node));
    if let Some(figure) = figures().find(is_own) {
        return Some(figure);
    }
    // Shown without a caption, it has no other picture's.
    if tree.iter().any(|(_, node)| shows(node)) {
        return None;
    }
    let headline = tree.iter().find(|(_, node)| node.tag == Tag::H1)?.0;
    let figure = figures().find(|figure| *figure > headline)?;
    let between = tree.iter().skip(headline).take(figure - headline);
    let texts = between.filter(|(_, node)| node.tag == Tag::P);
    let texts =
        texts.filter(|(index, _)| tree.words(*index).split_whitespace().count() >= PARAGRAPH);
    (texts.count() <= 1).then_some(figure)
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
    sources.any(|(_, source)| source.split(' ').any(|part| name(part) == own))
}

/// The name of a picture's file, where it says something.
fn named(url: &str) -> Option<&str> {
    Some(name(url)).filter(|name| name.len() > 4)
}

/// The name of a picture's file without the size of this copy: "ship.jpg" and "ship-1024x768.jpg" are one.
fn name(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let is_size = |size: &str| {
        let sides = size.split_once('x');
        let is_number = |side: &str| !side.is_empty() && side.bytes().all(|b| b.is_ascii_digit());
        sides.is_some_and(|(wide, high)| is_number(wide) && is_number(high))
    };
    let sized = stem.rsplit_once('-').filter(|(_, size)| is_size(size));
    sized.map_or(stem, |(stem, _)| stem)
}

fn caption(tree: &Tree, figure: usize) -> Option<usize> {
    tree.below(figure)
        .find(|(_, node)| node.tag == Tag::Figcaption)
        .map(|(index, _)| index)
}

/// Elements around a picture and behind it in which its caption stands, where there is no figure.
const AROUND: usize = 3;
const BEHIND: usize = 30;
/// Letters of a caption that only its name tells.
const LINE: usize = 320;

/// Words of a caption that only its place tells.
const FEW: usize = 4;

/// The element that is named a caption right behind the lead picture, or is all that stands with it in a box.
fn line(tree: &Tree, url: Option<&str>) -> Option<usize> {
    let own = url.and_then(named)?;
    let shows = |node: &Node| node.tag == Tag::Img && is_of(node, own);
    let picture = tree.iter().find(|(_, node)| shows(node))?.0;
    let holders = tree.ancestors(picture).skip(1).take(AROUND);
    let holders: Vec<(usize, usize)> = holders
        .take_while(|(_, node)| !matches!(node.tag, Tag::Body | Tag::Article | Tag::Main))
        .map(|(index, node)| (index, node.end))
        .collect();
    let end = holders.last().map_or(picture, |(_, end)| *end);
    let behind = tree.iter().skip(picture + 1).take(BEHIND);
    let mut behind = behind.take_while(|(index, node)| {
        *index < end && node.tag != Tag::Img && node.tag.heading() == 0
    });
    let is_caption = |node: &Node| {
        let class = node.attribute("class").unwrap_or_default();
        rules().groups(class) & group("caption") != 0 || rules().called.is_caption(class)
    };
    let named = behind
        .find(|(_, node)| node.tag != Tag::Text && is_caption(node))
        .map(|(caption, _)| caption);
    let caption = named.or_else(|| {
        let mut boxes = holders.iter();
        boxes.find_map(|(holder, _)| boxed(tree, picture, *holder))
    })?;
    let words = tree.words(caption);
    (!words.is_empty() && words.chars().count() <= LINE).then_some(caption)
}

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
