//! The headlines of a page that offers no feed: links that stand alike, with words like headlines.
//!
//! What is found is kept as a selector, so that the same place of the page is read the next time. Navigation, boxes of what
//! is popular and of sponsors are no headlines.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use url::Url;

use crate::feed::addresses::{self, Scheme};
use crate::feed::boxes::is_steady;
use crate::feed::front::{CHAIN, Page};
use crate::feed::outline::{Link, Outline};
use crate::feed::selector::{Compound, Selector};
use crate::feed::survey::outline;
use crate::model::feed::{Channel, Entry};

/// Fewer links that stand alike are no list of headlines.
const FEW: usize = 4;
/// More stories above a list are another list.
const FIRST: usize = 3;

/// Finds where a page has its headlines; nothing when there are too few that stand alike.
#[must_use]
pub fn find(html: &str, base: &Url) -> Option<Selector> {
    let page = Page::of(outline(html, base), base);
    let mut groups: HashMap<Vec<String>, Group> = HashMap::new();
    for link in page.outline.links.iter().filter(|link| page.may_be(link)) {
        let chain = chain(&page.outline, link);
        let group = groups.entry(key(&chain)).or_insert_with(|| Group {
            chain,
            links: Vec::new(),
        });
        group.links.push(link);
    }
    let mixture = mixture(&page, &groups);
    let best = groups
        .into_values()
        .filter(|group| group.urls() >= FEW)
        .max_by_key(|group| {
            (
                group.score(&page),
                group.links.first().map(|link| usize::MAX - link.element),
            )
        });
    if let Some((score, selector)) = mixture
        && best.as_ref().is_none_or(|best| best.score(&page) < score)
    {
        return Some(with_first(&page, selector));
    }
    let best = best?;
    // As few steps as tell the headlines from all else, so that a first one in a larger box is among them.
    let found = (2..=best.chain.len()).find_map(|steps| {
        let last = best.chain.get(best.chain.len() - steps..)?;
        let selector = Selector::chain(last.to_vec());
        let selected: Vec<&Link> = page.selected(&selector);
        let good = selected.iter().filter(|link| page.may_be(link)).count();
        let is_whole = steps == best.chain.len();
        (is_whole || good * 10 >= selected.len() * 9).then_some(selector)
    });
    Some(with_first(&page, found?))
}

/// The list with the stories above it that are set otherwise, but have addresses like its own.
fn with_first(page: &Page<'_>, mut selector: Selector) -> Selector {
    let mut list = page.selected(&selector);
    list.retain(|link| page.may_be(link));
    let urls: HashSet<&str> = list.iter().map(|link| link.url.as_str()).collect();
    let scheme = Scheme::of(urls.iter().copied());
    let start = list.iter().map(|link| link.element).min().unwrap_or(0);
    let is_set = |link: &Link| in_heading(&page.outline, link).is_some();
    let mut above: Vec<&Link> = page.outline.links.iter().collect();
    above.retain(|link| {
        link.element < start
            && !urls.contains(link.url.as_str())
            && (is_set(link) || page.has_picture(link))
            && scheme.fits(&link.url)
            && page.may_be(link)
    });
    // Of several links to one story the one with its headline.
    above.sort_by_key(|link| (!is_set(link), link.element));
    let mut told = HashSet::new();
    above.retain(|link| told.insert(link.url.as_str()));
    if above.len() > FIRST {
        return selector;
    }
    for link in above {
        let chain = chain(&page.outline, link);
        let only = |selector: &Selector| {
            let selected = page.selected(selector);
            selected
                .iter()
                .all(|other| told.contains(other.url.as_str()) || urls.contains(other.url.as_str()))
        };
        let alone = (1..=chain.len()).find_map(|steps| {
            let last = chain.get(chain.len() - steps..)?;
            let selector = Selector::chain(last.to_vec());
            only(&selector).then_some(selector)
        });
        if let Some(alone) = alone {
            selector.also(alone);
        }
    }
    selector
}

/// Headlines of several sizes, none of which is most of them: a first story, some below it, the rest in small. Answers how
/// good they are, and where they stand: in the headings.
fn mixture(page: &Page<'_>, groups: &HashMap<Vec<String>, Group<'_>>) -> Option<(usize, Selector)> {
    let mut links: Vec<(&Link, String)> = groups
        .values()
        .flat_map(|group| &group.links)
        .filter_map(|link| Some((*link, in_heading(&page.outline, link)?)))
        .collect();
    links.sort_by_key(|(link, _)| link.element);
    let mut places: Vec<&str> = links.iter().map(|(_, place)| place.as_str()).collect();
    places.sort_unstable();
    places.dedup();
    let selector: Selector = places.join(",").parse().ok()?;
    let is_mixed = places.len() > 1;
    let all = Group {
        chain: vec![Compound {
            name: Some("h1".to_owned()),
            ..Compound::default()
        }],
        links: links.iter().map(|(link, _)| *link).collect(),
    };
    let urls = all.urls();
    let is_most = |group: &Group<'_>| group.urls() * 5 >= urls * 3;
    if !is_mixed || urls < FEW || groups.values().any(is_most) {
        return None;
    }
    let selected = page.selected(&selector);
    let good = selected.iter().filter(|link| page.may_be(link)).count();
    (good * 2 >= selected.len()).then(|| (all.score(page), selector))
}

/// Which headings a link stands in, or has in it, as a selector.
fn in_heading(outline: &Outline, link: &Link) -> Option<String> {
    if let Some(heading) = link.heading {
        return Some(format!("a {}", outline.elements.get(heading)?.name));
    }
    let mut around = outline.ancestors(link.element).take(CHAIN);
    let found = around.find(|(_, element)| is_heading(&element.name));
    found.map(|(_, heading)| format!("{} a", heading.name))
}

/// Reads the headlines of a page that was fetched `now` where they were found; nothing when there are none any more, or only rubbish.
#[must_use]
pub fn read(
    html: &str,
    base: &Url,
    selector: &Selector,
    now: Timestamp,
) -> Option<(Channel, Vec<Entry>)> {
    let page = Page::of(outline(html, base), base);
    let selected = page.selected(selector);
    let good: Vec<&Link> = selected
        .iter()
        .copied()
        .filter(|link| selector.is_chosen || page.may_be(link))
        .collect();
    if good.is_empty() || good.len() * 2 < selected.len() {
        return None;
    }
    let entries = page.entries(&good, now);
    let mut home = base.clone();
    home.set_fragment(None);
    let channel = Channel {
        title: page.outline.title.clone(),
        link: Some(home.into()),
        ..Channel::default()
    };
    Some((channel, entries))
}

/// Links that stand alike.
struct Group<'a> {
    chain: Vec<Compound>,
    links: Vec<&'a Link>,
}

impl Group<'_> {
    fn urls(&self) -> usize {
        let urls: HashSet<&str> = self.links.iter().map(|link| link.url.as_str()).collect();
        urls.len()
    }

    /// The kind of heading that they stand in.
    fn heading(&self) -> Option<&str> {
        let mut names = self
            .chain
            .iter()
            .filter_map(|compound| compound.name.as_deref());
        names.find(|name| is_heading(name))
    }

    /// Much text is the page's main list, in headings, with times and pictures beside it, that leads to stories of the page's
    /// own host; long words alone are a footer or a box of links.
    fn score(&self, page: &Page<'_>) -> usize {
        let mut told = HashSet::new();
        let letters: usize = self
            .links
            .iter()
            .filter(|link| told.insert(link.url.as_str()))
            .map(|link| link.text.chars().count().min(100))
            .sum();
        let most = |has: &dyn Fn(&Link) -> bool| {
            let having = self.links.iter().filter(|link| has(link)).count();
            usize::from(having * 2 >= self.links.len())
        };
        let weight = 1
            + 8 * usize::from(self.heading().is_some())
            + 3 * most(&|link| page.has_time_near(link))
            + 2 * most(&|link| page.has_picture(link))
            + 3 * most(&|link| addresses::is_of_a_story(&link.url));
        letters * weight * (1 + 2 * most(&|link| page.is_of_this_host(link)))
    }
}

/// The element of a link and those it stands in, the outermost first.
fn chain(outline: &Outline, link: &Link) -> Vec<Compound> {
    let mut chain: Vec<Compound> = outline
        .ancestors(link.element)
        .take(CHAIN)
        .take_while(|(_, element)| !matches!(element.name.as_str(), "body" | "html"))
        .map(|(_, element)| Compound {
            name: Some(element.name.clone()),
            id: None,
            classes: element
                .classes
                .iter()
                .filter(|class| is_steady(class))
                .take(3)
                .cloned()
                .collect(),
        })
        .collect();
    chain.reverse();
    chain
}

fn key(chain: &[Compound]) -> Vec<String> {
    let one = |compound: &Compound| Selector::chain(vec![compound.clone()]).to_string();
    chain.iter().map(one).collect()
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5")
}
