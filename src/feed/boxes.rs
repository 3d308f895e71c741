//! What is no news on a page: navigation, boxes of what is popular, sponsors; told by names and headings.

use std::collections::{HashMap, HashSet};

use crate::feed::labels;
use crate::feed::outline::{Element, Heading, Link, Outline};

/// Whether a class says what an element is, not which of many, nor what a build made up.
#[must_use]
pub fn is_steady(class: &str) -> bool {
    let passing = [
        "first", "last", "active", "odd", "even", "current", "selected", "lazy", "loaded", "new",
    ];
    !class
        .chars()
        .any(|char| char.is_ascii_digit() || !(char.is_alphanumeric() || "-_".contains(char)))
        && !passing
            .iter()
            .any(|word| words(class).any(|part| part == *word))
}

/// The words of a class or id: `most-readBox` as `most`, `read`, `box`.
fn words(name: &str) -> impl Iterator<Item = String> {
    let mut words = vec![String::new()];
    let mut was_lower = false;
    for char in name.chars() {
        if !char.is_alphanumeric() || (char.is_uppercase() && was_lower) {
            words.push(String::new());
        }
        was_lower = char.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| char.is_alphanumeric()) {
            word.extend(char.to_lowercase());
        }
    }
    words.into_iter().filter(|word| !word.is_empty())
}

/// Whether what stands within an element is no news of this page.
#[must_use]
pub fn is_no_news(element: &Element) -> bool {
    const WORDS: [&str; 34] = [
        "nav",
        "navbar",
        "navigation",
        "menu",
        "breadcrumb",
        "breadcrumbs",
        "footer",
        "sidebar",
        "popular",
        "populer",
        "terpopuler",
        "trending",
        "mostread",
        "ad",
        "ads",
        "advert",
        "advertorial",
        "sponsor",
        "sponsored",
        "promo",
        "iklan",
        "related",
        "terkait",
        "share",
        "social",
        "tags",
        "pagination",
        "pager",
        "comments",
        "cookie",
        "newsletter",
        "login",
        "partner",
        "partners",
    ];
    if matches!(
        element.name.as_str(),
        "nav" | "footer" | "aside" | "form" | "dialog" | "select"
    ) {
        return true;
    }
    // A page says of its body what it has: `has-sidebar`.
    !matches!(element.name.as_str(), "html" | "body" | "main")
        && element
            .classes
            .iter()
            .chain([&element.id])
            .any(|name| words(name).any(|word| WORDS.contains(&word.as_str())))
}

/// Headings and labels of boxes that are looked at more closely; no page has as many.
const MOST: usize = 24;
/// A box has so many stories; a label above fewer is that of a story.
const STORIES: usize = 3;

/// What stands below a heading that names a box of no news.
#[derive(Debug)]
pub struct NoNews {
    /// Within this element,
    parent: usize,
    /// from so many headings on,
    from: usize,
    /// to so many.
    to: usize,
}

impl NoNews {
    /// Whether an element that so many headings ended before stands in it, when `ancestor` is one that it stands in.
    #[must_use]
    pub fn holds(&self, ancestor: usize, before: usize) -> bool {
        self.parent == ancestor && (self.from..=self.to).contains(&before)
    }
}

/// The boxes of no news that have a heading, or a label that is none. `is_long` tells links with words like headlines.
#[must_use]
pub fn boxes(outline: &Outline, is_long: impl Fn(&Link) -> bool) -> Vec<NoNews> {
    let sight = Sight::of(outline, is_long);
    let headings = outline.headings.iter().enumerate();
    let named = headings.filter(|(_, heading)| {
        heading.is_label()
            || labels::is_of_a_box(&heading.text, sight.holders.contains(&heading.element))
    });
    named
        .take(MOST)
        .filter_map(|(place, heading)| sight.below(place, heading))
        .collect()
}

/// A label of a story stands in so many elements of its card.
const CARD: usize = 5;

/// The elements that hold one story and no more, as a card does. `is_long` tells links with words like headlines.
#[must_use]
pub fn single(outline: &Outline, is_long: impl Fn(&Link) -> bool) -> HashSet<usize> {
    // Of each element the story in it, or none when there are several.
    let mut stories: HashMap<usize, Option<&str>> = HashMap::new();
    for link in outline.links.iter().filter(|link| is_long(link)) {
        for (ancestor, _) in outline.ancestors(link.element) {
            let story = stories.entry(ancestor).or_insert(Some(&link.url));
            if story.is_some_and(|url| url != link.url) {
                *story = None;
            }
        }
    }
    let single = stories.into_iter().filter(|(_, story)| story.is_some());
    single.map(|(element, _)| element).collect()
}

/// The cards of single stories that say that they are paid for.
#[must_use]
pub fn paid(outline: &Outline, single: &HashSet<usize>) -> HashSet<usize> {
    let card = |label: &usize| {
        // Where an advertisement itself stands is no card.
        let around = outline.ancestors(*label).take(CARD);
        let mut around = around.take_while(|(number, element)| {
            number == label || single.contains(number) || !is_no_news(element)
        });
        around.find(|(number, _)| single.contains(number))
    };
    let cards = outline.paid.iter().filter_map(card);
    cards.map(|(card, _)| card).collect()
}

/// A page, its links with words like headlines, and which headings stand above which of them.
struct Sight<'a> {
    outline: &'a Outline,
    long: Vec<&'a Link>,
    /// The elements that hold such links.
    holders: HashSet<usize>,
    /// Of each heading the innermost of those that it stands in.
    scopes: Vec<Option<usize>>,
}

impl<'a> Sight<'a> {
    fn of(outline: &'a Outline, is_long: impl Fn(&Link) -> bool) -> Self {
        let long: Vec<&Link> = outline.links.iter().filter(|link| is_long(link)).collect();
        let mut holders = HashSet::new();
        for link in &long {
            for (ancestor, _) in outline.ancestors(link.element) {
                if !holders.insert(ancestor) {
                    break;
                }
            }
        }
        let scope = |heading: &Heading| {
            let mut around = outline.ancestors(heading.parent).map(|(number, _)| number);
            around.find(|number| holders.contains(number))
        };
        let scopes = outline.headings.iter().map(scope).collect();
        Self {
            outline,
            long,
            holders,
            scopes,
        }
    }

    /// What stands below a heading that names a box, or below a label with several stories.
    fn below(&self, place: usize, heading: &Heading) -> Option<NoNews> {
        let scope = self.scopes.get(place).copied().flatten()?;
        let before = |link: &Link| {
            let element = self.outline.elements.get(link.element);
            element.map_or(0, |element| element.before)
        };
        let within: Vec<&&Link> = self
            .long
            .iter()
            .filter(|link| {
                let mut around = self.outline.ancestors(link.element);
                around.any(|(number, _)| number == scope)
            })
            .collect();
        // Below a label headings with links are its stories, unless its stories are plain links.
        let is_plain = within
            .iter()
            .any(|link| before(link) == place + 1 && !self.is_in_heading(link));
        let goes_on = |(next, other): &(&Heading, Option<usize>)| {
            *other != Some(scope)
                || if heading.is_label() {
                    !is_plain && self.holders.contains(&next.element)
                } else {
                    next.level > heading.level
                }
        };
        let after = self
            .outline
            .headings
            .iter()
            .zip(self.scopes.iter().copied());
        let after = after.skip(place + 1).take_while(goes_on).count();
        let found = NoNews {
            parent: scope,
            from: place + 1,
            to: place + 1 + after,
        };
        let stories = within
            .iter()
            .filter(|link| found.holds(scope, before(link)));
        let stories: HashSet<&str> = stories.map(|link| link.url.as_str()).collect();
        let is_box =
            !heading.is_label() || (stories.len() >= STORIES && self.stands_alone(heading, scope));
        is_box.then_some(found)
    }

    fn is_in_heading(&self, link: &Link) -> bool {
        let mut within = self.outline.ancestors(link.element).take(4);
        within.any(|(_, element)| {
            matches!(
                element.name.as_str(),
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
            )
        })
    }

    /// Whether a label is not one of several alike, as those of tabs are.
    fn stands_alone(&self, label: &Heading, scope: usize) -> bool {
        let path = self.outline.ancestors(label.element);
        let mut path = path.take_while(|(number, _)| *number != scope);
        path.all(|(number, element)| {
            let mut all = self.outline.elements.iter().enumerate();
            !all.any(|(other, sibling)| {
                let share = |class: &String| element.classes.contains(class);
                other != number
                    && sibling.parent == element.parent
                    && sibling.name == element.name
                    && !self.holders.contains(&other)
                    && (sibling.classes == element.classes || sibling.classes.iter().any(share))
            })
        })
    }
}
