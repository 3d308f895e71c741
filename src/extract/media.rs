//! Pictures and embedded things in a story, as far as words can tell them.

use url::Url;

use crate::document::{Block, Inline};
use crate::extract::addresses;
use crate::extract::dom::{Node, Tree};
use crate::extract::inlines;
use crate::extract::tag::Tag;
use crate::text;

/// The block of a picture or an embedded thing; none for what decorates, counts or advertises.
pub fn block(tree: &Tree, index: usize, base: Option<&Url>) -> Option<Block> {
    let node = tree.get(index)?;
    match node.tag {
        Tag::Img => image(tree, index, node, base),
        Tag::Iframe | Tag::Video | Tag::Audio | Tag::Embed => embed(tree, index, node, base),
        _ => None,
    }
}

fn image(tree: &Tree, index: usize, node: &Node, base: Option<&Url>) -> Option<Block> {
    let small = |name: &str| {
        node.attribute(name)
            .and_then(|size| size.trim_end_matches("px").parse::<u32>().ok())
            .is_some_and(|size| size < 100)
    };
    if small("width") || small("height") {
        return None;
    }
    let url = source(node).and_then(|source| addresses::resource(source, base))?;
    if [
        "pixel",
        "spacer",
        "blank.",
        "placeholder",
        "/1x1",
        "logo",
        "icon",
        "avatar",
        "emoji",
    ]
    .iter()
    .any(|word| url.to_ascii_lowercase().contains(word))
    {
        return None;
    }
    let alt = text::harmless(node.attribute("alt").unwrap_or_default());
    Some(Block::Image {
        url,
        alt,
        caption: caption(tree, index, base),
    })
}

/// Where the picture really is: lazy pages keep a stand-in in `src`.
fn source<'a>(node: &Node<'a>) -> Option<&'a str> {
    let lazy = [
        "data-src",
        "data-original",
        "data-lazy-src",
        "data-lazy",
        "data-url",
        "data-img-src",
        "data-image",
    ]
    .iter()
    .find_map(|name| node.attribute(name))
    .filter(|source| !source.is_empty() && !source.starts_with('{'));
    let sets = ["data-srcset", "srcset", "data-lazy-srcset"]
        .iter()
        .find_map(|name| node.attribute(name))
        .and_then(largest);
    let own = node
        .attribute("src")
        .filter(|source| !source.trim().is_empty() && !source.starts_with("data:"));
    lazy.or(own).or(sets)
}

/// The last address of a `srcset`, which is the largest picture on almost all pages.
fn largest(set: &str) -> Option<&str> {
    set.split(", ")
        .last()?
        .split_ascii_whitespace()
        .next()
        .filter(|source| !source.starts_with("data:"))
}

/// The caption of the figure around a picture.
fn caption(tree: &Tree, index: usize, base: Option<&Url>) -> Vec<Inline> {
    let figure = tree
        .ancestors(index)
        .take(8)
        .find(|(_, node)| node.tag == Tag::Figure)
        .map(|(figure, _)| figure);
    let Some(figure) = figure else {
        return Vec::new();
    };
    // A figure of several pictures is a gallery, whose caption belongs to none of them.
    if tree
        .below(figure)
        .filter(|(_, node)| node.tag == Tag::Img)
        .take(2)
        .count()
        != 1
    {
        return Vec::new();
    }
    tree.below(figure)
        .find(|(_, node)| node.tag == Tag::Figcaption)
        .map(|(caption, _)| inlines::below(tree, caption, base))
        .unwrap_or_default()
}

fn embed(tree: &Tree, index: usize, node: &Node, base: Option<&Url>) -> Option<Block> {
    let source = ["data-src", "src", "data-lazy-src"]
        .iter()
        .find_map(|name| node.attribute(name))
        .or_else(|| {
            tree.below(index)
                .find(|(_, node)| node.tag == Tag::Source)
                .and_then(|(_, node)| node.attribute("src"))
        })?;
    let url = addresses::resource(source, base)?;
    let title = text::harmless(node.attribute("title").unwrap_or_default());
    let hidden = node
        .attribute("width")
        .is_some_and(|width| width == "0" || width == "1");
    let wanted =
        node.tag != Tag::Iframe || node.attribute("allowfullscreen").is_some() || !title.is_empty();
    let unwanted = [
        "ads",
        "doubleclick",
        "googletagmanager",
        "recaptcha",
        "newsletter",
        "syndication",
        "about:",
    ]
    .iter()
    .any(|word| url.contains(word) || title.to_ascii_lowercase().contains("advert"));
    (wanted && !hidden && !unwanted).then_some(Block::Embed { url, title })
}
