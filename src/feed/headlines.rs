//! The headlines of a page that offers no feed: links that stand alike, with words like headlines.
//!
//! What is found is kept as a selector, so that the same place of the page is read the next time. Navigation, boxes of what
//! is popular and of sponsors are no headlines.

use std::collections::{HashMap, HashSet};

use url::Url;

use crate::feed::boxes::{self, NoNews, is_no_news, is_steady};
use crate::feed::outline::{Link, Outline};
use crate::feed::selector::{Compound, Selector};
use crate::feed::survey::outline;
use crate::model::feed::{Channel, Entry};

/// Fewer links that stand alike are no list of headlines.
const FEW: usize = 4;
/// A headline has so many letters.
const LETTERS: usize = 15;
/// More are not read.
const MOST: usize = 200;
/// So many elements, the link included, tell where a headline stands.
const CHAIN: usize = 4;

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
        return Some(selector);
    }
    let best = best?;
    // As few steps as tell the headlines from all else, so that a first one in a larger box is among them.
    (2..=best.chain.len()).find_map(|steps| {
        let last = best.chain.get(best.chain.len() - steps..)?;
        let selector = Selector::chain(last.to_vec());
        let selected: Vec<&Link> = page.selected(&selector);
        let good = selected.iter().filter(|link| page.may_be(link)).count();
        let is_whole = steps == best.chain.len();
        (is_whole || good * 10 >= selected.len() * 9).then_some(selector)
    })
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

/// Reads the headlines of a page where they were found; nothing when there are none any more, or only rubbish.
#[must_use]
pub fn read(html: &str, base: &Url, selector: &Selector) -> Option<(Channel, Vec<Entry>)> {
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
    let entries = page.entries(&good);
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

    /// Much text in headings, with times beside it, is the page's main list.
    fn score(&self, page: &Page<'_>) -> usize {
        let mut told = HashSet::new();
        let letters: usize = self
            .links
            .iter()
            .filter(|link| told.insert(link.url.as_str()))
            .map(|link| link.text.chars().count().min(100))
            .sum();
        let in_heading = self.heading().is_some();
        let with_time = self
            .links
            .iter()
            .filter(|link| page.has_time_near(link))
            .count()
            * 2
            >= self.links.len();
        letters * (2 + usize::from(in_heading) + usize::from(with_time))
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

/// A page and what is around it.
struct Page<'a> {
    outline: Outline,
    base: &'a Url,
    /// Elements within which a time stands.
    timed: HashMap<usize, jiff::Timestamp>,
    /// What stands below the names of boxes of no news.
    boxes: Vec<NoNews>,
    /// Around single stories that are paid for.
    paid: HashSet<usize>,
}

impl<'a> Page<'a> {
    fn of(outline: Outline, base: &'a Url) -> Self {
        let mut timed = HashMap::new();
        for (element, time) in &outline.times {
            for (ancestor, _) in outline.ancestors(*element).take(12) {
                timed.entry(ancestor).or_insert(*time);
            }
        }
        let boxes = boxes::boxes(&outline, is_long);
        let paid = boxes::paid(&outline, is_long);
        Self {
            outline,
            base,
            timed,
            boxes,
            paid,
        }
    }

    /// Whether a link may be a headline of this page.
    fn may_be(&self, link: &Link) -> bool {
        is_long(link) && self.is_of_this_site(&link.url) && !self.is_aside(link)
    }

    fn is_of_this_site(&self, url: &str) -> bool {
        let Ok(url) = Url::parse(url) else {
            return false;
        };
        let (Some(host), Some(home)) = (url.host_str(), self.base.host_str()) else {
            return false;
        };
        let site = |host: &str| {
            let parts: Vec<&str> = host.rsplitn(4, '.').take(3).collect();
            // `co.id` and the like have three parts.
            let is_short = parts.get(1).is_some_and(|part| part.len() <= 3);
            let many = if is_short && parts.len() > 2 { 3 } else { 2 };
            parts
                .into_iter()
                .take(many)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        (host == home || (url.domain().is_some() && site(host) == site(home)))
            && url.path() != "/"
            && url.path() != self.base.path()
    }

    /// Whether a link stands in navigation, or in a box that is no news.
    fn is_aside(&self, link: &Link) -> bool {
        if link.is_paid {
            return true;
        }
        let mut in_article = false;
        for (number, element) in self.outline.ancestors(link.element) {
            in_article |= element.name == "article";
            if self.paid.contains(&number)
                || is_no_news(element)
                || (element.name == "header" && !in_article)
            {
                return true;
            }
            let before = self
                .outline
                .elements
                .get(link.element)
                .map_or(0, |element| element.before);
            if self.boxes.iter().any(|aside| aside.holds(number, before)) {
                return true;
            }
        }
        false
    }

    fn has_time_near(&self, link: &Link) -> bool {
        let mut near = self.outline.ancestors(link.element).take(CHAIN);
        near.any(|(ancestor, _)| self.timed.contains_key(&ancestor))
    }

    /// The links with words that a selector means, but none of a box aside unless the reader chose that; of an element
    /// around several the first.
    fn selected(&self, selector: &Selector) -> Vec<&Link> {
        let mut taken = HashSet::new();
        let mut selected = Vec::new();
        for link in self
            .outline
            .links
            .iter()
            .filter(|link| !link.text.is_empty())
        {
            let inmost = link.heading.unwrap_or(link.element);
            let found = self
                .outline
                .ancestors(inmost)
                .map(|(number, _)| number)
                .find(|number| selector.selects(&self.outline, *number));
            if found.is_some_and(|number| taken.insert(number))
                && (selector.is_chosen || !self.is_aside(link))
            {
                selected.push(link);
            }
        }
        selected
    }

    /// The stories that headlines stand for, each address once, with the longest words for it.
    fn entries(&self, links: &[&Link]) -> Vec<Entry> {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut kept: Vec<&Link> = Vec::new();
        for link in links {
            match places.get(link.url.as_str()) {
                None if kept.len() < MOST => {
                    places.insert(&link.url, kept.len());
                    kept.push(link);
                }
                Some(place) => {
                    if let Some(known) = kept.get_mut(*place)
                        && known.text.len() < link.text.len()
                    {
                        *known = link;
                    }
                }
                None => {}
            }
        }
        let mut within: HashMap<usize, usize> = HashMap::new();
        for link in &kept {
            for (ancestor, _) in self.outline.ancestors(link.element) {
                *within.entry(ancestor).or_default() += 1;
            }
        }
        let pictures: HashMap<&str, &str> = self
            .outline
            .links
            .iter()
            .filter_map(|link| Some((link.url.as_str(), link.picture.as_deref()?)))
            .collect();
        let entry = |link: &&Link| Entry {
            id: Some(link.url.clone()),
            title: link.text.clone(),
            link: Some(link.url.clone()),
            // In the card around it: as far as no other headline stands there.
            published: self
                .outline
                .ancestors(link.element)
                .take_while(|(ancestor, _)| within.get(ancestor) == Some(&1))
                .find_map(|(ancestor, _)| self.timed.get(&ancestor).copied()),
            image: pictures.get(link.url.as_str()).map(|url| (*url).to_owned()),
            ..Entry::default()
        };
        kept.iter().map(entry).collect()
    }
}

/// Whether a link has as many words as a headline.
fn is_long(link: &Link) -> bool {
    let letters = link.text.chars().filter(|char| char.is_alphanumeric());
    let wide = link.text.chars().any(|char| char >= '\u{2e80}');
    letters.count() >= if wide { LETTERS / 2 } else { LETTERS }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5")
}
