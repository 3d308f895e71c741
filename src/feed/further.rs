//! Links that say the same wherever they lead, as "read on" does: each gets the words of the story it stands for.
//!
//! Those are what its label says, else the heading above it in its card. A story that another link names has its words
//! already.

use std::collections::{HashMap, HashSet};

use crate::feed::outline::{Link, Outline};

/// To so many addresses lead links that say nothing of them.
const ADDRESSES: usize = 3;
/// So many elements around a link may be its card.
const CARD: usize = 5;

/// Gives such links the words of their stories; one for which there are none stays as it is.
pub fn name(outline: &mut Outline) {
    let mut addresses: HashMap<&str, HashSet<&str>> = HashMap::new();
    let worded = || outline.links.iter().filter(|link| !link.text.is_empty());
    for link in worded() {
        let known = addresses.entry(&link.text).or_default();
        known.insert(&link.url);
    }
    let says_nothing = |link: &&Link| {
        let known = addresses.get(link.text.as_str());
        known.is_some_and(|known| known.len() >= ADDRESSES)
    };
    let named = worded().filter(|link| !says_nothing(link));
    let named: HashSet<&str> = named.map(|link| link.url.as_str()).collect();
    let mut found: Vec<(usize, Words)> = Vec::new();
    for (place, link) in outline.links.iter().enumerate() {
        if says_nothing(&link) && !named.contains(link.url.as_str()) {
            found.extend(words(outline, link).map(|words| (place, words)));
        }
    }
    // A heading above several stories is that of their list.
    let mut below: HashMap<usize, HashSet<&str>> = HashMap::new();
    for (place, words) in &found {
        if let (Words::Heading(heading), Some(link)) = (words, outline.links.get(*place)) {
            below.entry(*heading).or_default().insert(&link.url);
        }
    }
    let of_lists: HashSet<usize> = below
        .into_iter()
        .filter_map(|(heading, urls)| (urls.len() > 1).then_some(heading))
        .collect();
    for (place, words) in found {
        let text = match words {
            Words::Label(label) => Some(label),
            Words::Heading(heading) if of_lists.contains(&heading) => None,
            Words::Heading(heading) => {
                let heading = outline.headings.get(heading);
                heading.map(|heading| heading.text.clone())
            }
        };
        if let (Some(link), Some(text)) = (outline.links.get_mut(place), text) {
            link.text = text;
        }
    }
}

/// Where the words of a story are found.
enum Words {
    Label(String),
    /// Which of the headings.
    Heading(usize),
}

fn words(outline: &Outline, link: &Link) -> Option<Words> {
    if link.label.chars().count() > link.text.chars().count() {
        return Some(Words::Label(link.label.clone()));
    }
    let before = outline.elements.get(link.element)?.before;
    let above = outline.headings.iter().enumerate().take(before).rev();
    let (place, heading) = above.take(CARD).find(|(_, heading)| !heading.is_label())?;
    let mut card = outline.ancestors(link.element).take(CARD);
    card.any(|(element, _)| element == heading.parent)
        .then_some(Words::Heading(place))
}
