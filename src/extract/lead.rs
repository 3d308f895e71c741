//! The lead picture: where it is, what stands below it, and who made it.
//!
//! It reads the page's statements and the figures around its pictures; the pictures of the text are `media`'s.

use crate::extract::dom::{Node, Tree};
use crate::extract::rules::rules;
use crate::extract::sources::Sources;
use crate::extract::tag::Tag;
use crate::text;

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

/// Reads it.
pub fn lead(sources: &Sources) -> Lead {
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
    let shown = figure(sources.tree, url.as_deref()).map(|figure| below(sources.tree, figure));
    let (caption, credit) = shown.unwrap_or_default();
    let fits = |text: &String| !text.is_empty() && text.chars().count() <= CAPTION;
    let alt = sources.first(&["og:image:alt", "twitter:image:alt"]);
    Lead {
        url,
        alt: alt.map(str::to_owned).filter(fits),
        caption: caption.or_else(|| linked.caption.clone()).filter(fits),
        credit: credit.or_else(|| linked.credit.clone()).filter(fits),
    }
}

/// The figure of the lead picture: the one that shows it, else the first after the headline.
fn figure(tree: &Tree, url: Option<&str>) -> Option<usize> {
    let own = url.and_then(named);
    let figures = || {
        tree.iter()
            .filter(|(index, node)| node.tag == Tag::Figure && caption(tree, *index).is_some())
            .map(|(index, _)| index)
    };
    let shows = |figure: &usize| {
        let mut pictures = tree.below(*figure).filter(|(_, node)| node.tag == Tag::Img);
        pictures.any(|(_, picture)| own.is_some_and(|own| is_of(picture, own)))
    };
    figures().find(shows).or_else(|| {
        let headline = tree.iter().find(|(_, node)| node.tag == Tag::H1)?.0;
        figures().find(|figure| *figure > headline)
    })
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

/// The name of a picture's file.
fn name(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

fn caption(tree: &Tree, figure: usize) -> Option<usize> {
    tree.below(figure)
        .find(|(_, node)| node.tag == Tag::Figcaption)
        .map(|(index, _)| index)
}

/// Caption and credit of a figure.
fn below(tree: &Tree, figure: usize) -> (Option<String>, Option<String>) {
    let Some(caption) = caption(tree, figure) else {
        return (None, None);
    };
    let words = tree.words(caption);
    let marked = tree
        .below(caption)
        .find(|(_, node)| {
            let class = node.attribute("class");
            class.is_some_and(|class| rules().called.is_credit(class))
        })
        .map(|(index, _)| tree.words(index))
        .filter(|credit| !credit.is_empty());
    match marked {
        Some(credit) => {
            let rest = words.replacen(&credit, "", 1);
            (some(rest.trim()), some(bare(&credit)))
        }
        None => divided(&words),
    }
}

/// A caption and the credit that stands at its end: "(Foto: Ana Lim)", "Foto: Ana Lim", "© Ana Lim".
pub fn divided(words: &str) -> (Option<String>, Option<String>) {
    for (at, _) in words.char_indices().filter(|(at, _)| {
        let before = words.get(..*at).unwrap_or_default();
        before.is_empty() || before.ends_with([' ', '(', '[', '.', '/', '|'])
    }) {
        let Some(tail) = words.get(at..) else {
            continue;
        };
        if let Some(credit) = credited(tail) {
            let front = words.get(..at).unwrap_or_default();
            let front = front.trim_end_matches([' ', '(', '[', '/', '|', '-', '–', '—']);
            return (some(front), some(credit));
        }
    }
    (some(words), None)
}

/// The name behind "Foto:" and its like.
fn credited(tail: &str) -> Option<&str> {
    let rest = tail.strip_prefix('©').or_else(|| {
        let (front, rest) = tail.split_once(':')?;
        let front = text::fold(front.trim());
        rules().people.credits.contains(&front).then_some(rest)
    })?;
    let credit = bare(rest);
    (2..=80).contains(&credit.chars().count()).then_some(credit)
}

/// A credit without what stands before and around it.
fn bare(credit: &str) -> &str {
    let mut credit = credit.trim();
    if let Some((front, rest)) = credit.split_once(':')
        && rules()
            .people
            .credits
            .contains(&text::fold(front.trim_matches(['(', '[', ' '])))
    {
        credit = rest;
    }
    credit
        .trim_start_matches('©')
        .trim_matches([' ', '(', ')', '[', ']', '.', '/', '|'])
}

fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::divided;

    #[test]
    fn a_credit_stands_at_the_end_of_a_caption() {
        let check = |words: &str, caption: &str, credit: &str| {
            let (found, by) = divided(words);
            assert_eq!(
                (found.unwrap_or_default(), by.unwrap_or_default()),
                (caption.to_owned(), credit.to_owned()),
                "{words}"
            );
        };
        check(
            "Kapal bersandar. (Foto: Rani Saputra)",
            "Kapal bersandar.",
            "Rani Saputra",
        );
        check(
            "Kapal bersandar. Foto: Rani/Warta",
            "Kapal bersandar.",
            "Rani/Warta",
        );
        check("Ein Schiff © Ana Lim", "Ein Schiff", "Ana Lim");
        check(
            "Kapal bersandar pukul 08:30.",
            "Kapal bersandar pukul 08:30.",
            "",
        );
        check("Foto: Rani Saputra", "", "Rani Saputra");
    }
}
