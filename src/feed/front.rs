//! A front or section page as headlines are looked for on it: which links may be some, and the stories they stand for.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use url::Url;

use crate::feed::boxes::{self, NoNews, is_no_news};
use crate::feed::outline::{Link, Outline};
use crate::feed::said::Said;
use crate::feed::selector::Selector;
use crate::feed::{addresses, labels};
use crate::model::feed::Entry;

/// A headline has so many letters.
const LETTERS: usize = 15;
/// More are not read.
const MOST: usize = 200;
/// So many elements, the link included, tell where a headline stands.
pub const CHAIN: usize = 4;

/// A page and what is around it.
pub struct Page<'a> {
    /// What stands on it.
    pub outline: Outline,
    base: &'a Url,
    /// Elements within which a time stands.
    timed: HashMap<usize, Timestamp>,
    /// Elements within which people are told a time.
    said: HashMap<usize, Said>,
    /// What stands below the names of boxes of no news.
    boxes: Vec<NoNews>,
    /// Around one story and no more.
    single: HashSet<usize>,
    /// Around single stories that are paid for.
    paid: HashSet<usize>,
    /// Pictures within links, by what those lead to.
    pictures: HashMap<String, String>,
    /// Links to what readers say of a story.
    talk: HashSet<usize>,
}

impl<'a> Page<'a> {
    /// Looks at it as a page that was found at `base`.
    #[must_use]
    pub fn of(outline: Outline, base: &'a Url) -> Self {
        let mut timed = HashMap::new();
        for (element, time) in &outline.times {
            for (ancestor, _) in outline.ancestors(*element).take(12) {
                timed.entry(ancestor).or_insert(*time);
            }
        }
        let mut told = HashMap::new();
        for (element, said) in &outline.said {
            for (ancestor, _) in outline.ancestors(*element).take(12) {
                told.entry(ancestor).or_insert(*said);
            }
        }
        let boxes = boxes::boxes(&outline, is_long);
        let single = boxes::single(&outline, is_long);
        let paid = boxes::paid(&outline, &single);
        let pictures = outline.links.iter();
        let pictures = pictures
            .filter_map(|link| Some((link.url.clone(), link.picture.clone()?)))
            .collect();
        let talk = talk(&outline);
        Self {
            pictures,
            talk,
            outline,
            base,
            timed,
            said: told,
            boxes,
            paid,
            single,
        }
    }

    /// Whether a link may be a headline of this page.
    #[must_use]
    pub fn may_be(&self, link: &Link) -> bool {
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
            && (addresses::is_by_number(&url)
                || url.path() != "/" && url.path() != self.base.path())
    }

    /// Whether a link stands in navigation, or in a box that is no news.
    fn is_aside(&self, link: &Link) -> bool {
        if link.is_paid || self.talk.contains(&link.element) {
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

    /// Whether a time stands with a link in its card.
    #[must_use]
    pub fn has_time_near(&self, link: &Link) -> bool {
        let near = self.outline.ancestors(link.element).take(CHAIN);
        let mut card = near.take_while(|(ancestor, _)| self.single.contains(ancestor));
        card.any(|(ancestor, _)| {
            self.timed.contains_key(&ancestor) || self.said.contains_key(&ancestor)
        })
    }

    /// Whether a picture stands in a link to the same story.
    #[must_use]
    pub fn has_picture(&self, link: &Link) -> bool {
        self.pictures.contains_key(&link.url)
    }

    /// Whether a link leads to the very host of the page, not to another of its site.
    #[must_use]
    pub fn is_of_this_host(&self, link: &Link) -> bool {
        let url = Url::parse(&link.url).ok();
        let bare = |url: &Url| {
            let host = url.host_str()?;
            Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
        };
        url.is_some_and(|url| bare(&url) == bare(self.base))
    }

    /// The links with words that a selector means, but none of a box aside unless the reader chose that; of an element
    /// around several the first.
    pub fn selected(&self, selector: &Selector) -> Vec<&Link> {
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
    #[must_use]
    pub fn entries(&self, links: &[&Link], now: Timestamp) -> Vec<Entry> {
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
        // In the card around it, as far as no other headline stands there: what is stated for machines, then what people are
        // told, then what the address says.
        let published = |link: &Link| {
            let around = self.outline.ancestors(link.element);
            let card = around.take_while(|(ancestor, _)| within.get(ancestor) == Some(&1));
            let card: Vec<usize> = card.map(|(ancestor, _)| ancestor).collect();
            let stated = card.iter().find_map(|ancestor| self.timed.get(ancestor));
            let said = card.iter().find_map(|ancestor| self.said.get(ancestor));
            stated
                .copied()
                .or_else(|| said?.moment(now))
                .or_else(|| addresses::published(&link.url))
        };
        let entry = |link: &&Link| Entry {
            id: Some(link.url.clone()),
            title: link.text.clone(),
            link: Some(link.url.clone()),
            published: published(link),
            image: self.pictures.get(&link.url).cloned(),
            ..Entry::default()
        };
        kept.iter().map(entry).collect()
    }
}

/// The links to what readers say of stories: by their addresses, or by their words where the address is a story's.
fn talk(outline: &Outline) -> HashSet<usize> {
    let mut named: HashSet<&str> = HashSet::new();
    let is_said = |link: &&Link| labels::is_of_comments(&link.text);
    let others = outline.links.iter().filter(|link| !link.text.is_empty());
    named.extend(
        others
            .filter(|link| !is_said(link))
            .map(|link| link.url.as_str()),
    );
    let is_talk = |link: &&Link| {
        let path = link.url.split(['?', '#']).next().unwrap_or_default();
        let mut parts = path.rsplit('/').filter(|part| !part.is_empty());
        let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
        // `/b/1/comments`, `/b/1/comments/2`; but `/kommentare/ein-wort-zur-wahl` is a story.
        let last = parts.find(|part| !is_number(part)).unwrap_or_default();
        let is_place = |name: &str| labels::is_of_comments(name) && !name.contains('-');
        labels::is_of_comments(&link.fragment)
            || is_place(last)
            || (is_said(link) && named.contains(link.url.as_str()))
    };
    let links = outline.links.iter().filter(is_talk);
    links.map(|link| link.element).collect()
}

/// Whether a link has as many words as a headline.
fn is_long(link: &Link) -> bool {
    let letters = link.text.chars().filter(|char| char.is_alphanumeric());
    let wide = link.text.chars().any(|char| char >= '\u{2e80}');
    letters.count() >= if wide { LETTERS / 2 } else { LETTERS }
}
