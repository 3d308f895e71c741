//! The lead picture: where it is, what stands below it, and who made it.
//!
//! It reads the page's statements and the figures around its pictures; the pictures of the text are `media`'s.

use crate::extract::dom::{Node, Tree};
use crate::extract::groups::group;
use crate::extract::rules::rules;
use crate::extract::signatures;
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
    let tree = sources.tree;
    let shown = figure(tree, url.as_deref())
        .and_then(|figure| caption(tree, figure))
        .or_else(|| line(tree, url.as_deref()).filter(|_| linked.caption.is_none()))
        .map(|caption| divided_element(tree, caption));
    let (told, teller) = linked.caption.as_deref().map(told).unwrap_or_default();
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

/// Elements around a picture and behind it in which its caption stands, where there is no figure.
const AROUND: usize = 3;
const BEHIND: usize = 30;
/// Letters of a caption that only its name tells.
const LINE: usize = 320;
/// Bytes of what a credit is labelled with, and more.
const LABEL: usize = 64;

/// The element that is named a caption right behind the lead picture.
fn line(tree: &Tree, url: Option<&str>) -> Option<usize> {
    let own = url.and_then(named)?;
    let shows = |node: &Node| node.tag == Tag::Img && is_of(node, own);
    let picture = tree.iter().find(|(_, node)| shows(node))?.0;
    let holders = tree.ancestors(picture).skip(1).take(AROUND);
    let end = holders
        .take_while(|(_, node)| !matches!(node.tag, Tag::Body | Tag::Article | Tag::Main))
        .last()
        .map_or(picture, |(_, node)| node.end);
    let behind = tree.iter().skip(picture + 1).take(BEHIND);
    let mut behind = behind.take_while(|(index, node)| {
        *index < end && node.tag != Tag::Img && node.tag.heading() == 0
    });
    let is_caption = |node: &Node| {
        let class = node.attribute("class").unwrap_or_default();
        rules().groups(class) & group("caption") != 0
    };
    let (caption, _) = behind.find(|(_, node)| node.tag != Tag::Text && is_caption(node))?;
    let words = tree.words(caption);
    (!words.is_empty() && words.chars().count() <= LINE).then_some(caption)
}

/// The caption and the credit in an element.
fn divided_element(tree: &Tree, caption: usize) -> (Option<String>, Option<String>) {
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
        None => lines(tree, caption).unwrap_or_else(|| told(&words)),
    }
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

/// A caption and its credit, which may stand in brackets behind a caption that begins with "Foto:": "Foto: A ship. (Ana
/// Lim/Kabar Kota)".
fn told(words: &str) -> (Option<String>, Option<String>) {
    let inner = words.trim_end_matches('.').strip_suffix(')');
    let Some((front, inner)) = inner.and_then(|rest| rest.rsplit_once('(')) else {
        return divided(words);
    };
    let labelled = front.split_once(':').filter(|(label, _)| {
        let label = text::fold(label.trim());
        rules().people.credits.contains(&label)
    });
    let front = labelled.map_or(front, |(_, rest)| rest).trim();
    let is_name = inner.split(' ').count() <= 6 && !inner.contains([':', '©']);
    let are_two = signatures::is_credit(&format!("({inner})"));
    if is_name && !front.is_empty() && (labelled.is_some() || are_two) {
        return (some(front), some(inner));
    }
    divided(words)
}

/// A caption and the credit that stands at its end: "(Foto: Ana Lim)", "Foto: Ana Lim", "© Ana Lim".
pub fn divided(words: &str) -> (Option<String>, Option<String>) {
    if !words.contains([':', '©']) {
        return (some(words), None);
    }
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
        let label = front.trim();
        (label.len() <= LABEL && rules().people.credits.contains(&text::fold(label)))
            .then_some(rest)
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
    use super::{divided, told};

    #[test]
    fn a_credit_may_stand_in_brackets_behind_a_caption_that_begins_with_a_word() {
        let check = |words: &str, caption: &str, credit: &str| {
            let (found, by) = told(words);
            assert_eq!(found.as_deref(), Some(caption), "{words}");
            assert_eq!(by.unwrap_or_default(), credit, "{words}");
        };
        check(
            "Foto: Kapal bersandar (Rani Saputra/kabarkota)",
            "Kapal bersandar",
            "Rani Saputra/kabarkota",
        );
        check(
            "Kapal bersandar.(WARTA/RANI SAPUTRA)",
            "Kapal bersandar.",
            "WARTA/RANI SAPUTRA",
        );
        check("Kapal bersandar (2026)", "Kapal bersandar (2026)", "");
        check(
            "Kapal bersandar. (Foto: Rani Saputra)",
            "Kapal bersandar.",
            "Rani Saputra",
        );
    }

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
