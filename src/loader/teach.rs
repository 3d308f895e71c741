//! What a reader says of one cut, or of one paragraph, becomes rules for its site.
//!
//! A rule is as wide as what it is about can be told from the story: by the element where only such things stand, else
//! by the reason for which it was cut, else by its words.

use url::Url;

use crate::document::cuts::{Cut, Spot};
use crate::extract;
use crate::extract::places;
use crate::extract::site::{Site, WANTED, has_words};
use crate::loader::anew;
use crate::model::article::ArticleId;
use crate::model::site::{self, Deed, Rule};
use crate::store::{Store, StoreError};

/// More lines of one cut make no rules.
const LINES: usize = 8;
/// Reasons that the cleaner gives by its vocabulary, whatever else it thinks of a block.
const NAMED: [&str; 14] = [
    "read also",
    "related list",
    "share bar",
    "promo",
    "advertisement",
    "comments",
    "cookie notice",
    "notice",
    "paywall note",
    "caption",
    "byline",
    "tags",
    "legal note",
    "navigation",
];

/// What a reader said, as rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lesson {
    /// Rules that hold no longer.
    pub remove: Vec<Rule>,
    /// Rules that hold from now on.
    pub add: Vec<Rule>,
}

/// The rules that never cut something like it again on the site of this story, or always; none for a story without a
/// site.
pub fn of_cut(store: &Store, id: ArticleId, cut: &Cut, deed: Deed) -> Result<Lesson, StoreError> {
    let Some(site) = site_of(store, id)? else {
        return Ok(Lesson::default());
    };
    if deed == Deed::Keep && cut.reason == WANTED {
        let rules = store.known_of_site(&site)?.rules;
        let remove: Vec<Rule> = rules.into_iter().filter(|rule| made(rule, cut)).collect();
        if !remove.is_empty() {
            let add = Vec::new();
            return Ok(Lesson { remove, add });
        }
    }
    let rule = |reason: Option<&str>, spot: &Spot| Rule {
        site: site.clone(),
        deed,
        reason: reason.map(str::to_owned),
        element: Some(spot.element.clone()),
        text: None,
    };
    let is_named = NAMED.contains(&cut.reason.as_str());
    let spots = cut.spots.iter().filter(|spot| !spot.element.is_empty());
    let by_reason = |spot| rule(Some(&cut.reason), spot);
    let rules: Vec<Rule> = match deed {
        // The rule of a site above this one holds on for the others.
        Deed::Keep if cut.reason == WANTED => Vec::new(),
        Deed::Keep => spots.map(by_reason).collect(),
        Deed::Cut if cut.spots.iter().all(is_telling) => {
            spots.map(|spot| rule(None, spot)).collect()
        }
        Deed::Cut if is_named => spots.map(by_reason).collect(),
        Deed::Cut => Vec::new(),
    };
    let add = if rules.is_empty() {
        by_words(&site, deed, cut.text.lines())
    } else {
        rules
    };
    let remove = Vec::new();
    Ok(Lesson { remove, add })
}

/// Whether only such things stand where this stood. An element without a class holds other things in the next story.
fn is_telling(spot: &Spot) -> bool {
    spot.own && places::is_classed(&spot.element)
}

/// Whether a rule of the reader made that cut.
fn made(rule: &Rule, cut: &Cut) -> bool {
    let by_element = rule.element.as_deref().is_none_or(|element| {
        cut.spots
            .iter()
            .any(|spot| places::is_in(&spot.element, element))
    });
    let by_words = rule
        .text
        .as_deref()
        .is_none_or(|text| cut.text.lines().any(|line| has_words(line, text)));
    rule.deed == Deed::Cut && by_element && by_words
}

/// The rules that always cut lines of a story on its site; none for a story without a site.
pub fn of_lines(store: &mut Store, id: ArticleId, lines: &[String]) -> Result<Lesson, StoreError> {
    let Some(site) = site_of(store, id)? else {
        return Ok(Lesson::default());
    };
    let by_words = by_words(&site, Deed::Cut, lines.iter().map(String::as_str));
    let mut spots: Vec<Spot> = Vec::new();
    for (url, html) in store.sources(id).pages {
        let mut known: Site = anew::of_page(store, &url)?;
        known.rules.extend(by_words.iter().cloned());
        let (story, _) = extract::page_of(&html, Url::parse(&url).ok().as_ref(), &known);
        let is_meant = |cut: &Cut| {
            cut.reason == WANTED && cut.text.lines().all(|line| lines.iter().any(|l| l == line))
        };
        for spot in story
            .cuts
            .into_iter()
            .filter(is_meant)
            .flat_map(|cut| cut.spots)
        {
            if !spots.contains(&spot) {
                spots.push(spot);
            }
        }
    }
    let is_apart = !spots.is_empty() && spots.iter().all(is_telling);
    let rule = |spot: Spot| Rule {
        site: site.clone(),
        deed: Deed::Cut,
        reason: None,
        element: Some(spot.element),
        text: None,
    };
    let add = if is_apart {
        spots.into_iter().map(rule).collect()
    } else {
        by_words
    };
    let remove = Vec::new();
    Ok(Lesson { remove, add })
}

fn by_words<'l>(site: &str, deed: Deed, lines: impl Iterator<Item = &'l str>) -> Vec<Rule> {
    let rule = |line: &str| Rule {
        site: site.to_owned(),
        deed,
        reason: None,
        element: None,
        text: Some(line.to_owned()),
    };
    let rules = lines.take(LINES).map(rule).map(Rule::checked);
    rules.filter_map(Result::ok).collect()
}

/// The site of a story: that of its page.
fn site_of(store: &Store, id: ArticleId) -> Result<Option<String>, StoreError> {
    let url = store.headlines(&[id])?.pop().and_then(|row| row.url);
    let url = url.and_then(|url| Url::parse(&url).ok());
    Ok(url.as_ref().and_then(site::site))
}
