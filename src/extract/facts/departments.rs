//! The section of a paper in which a story stands: as the page states it, else as its path from the front page, or a label
//! beside the headline, names it.
//!
//! Neither the site's own name nor a number is a section.

use serde_json::Value;

use crate::extract::addresses::has_token;
use crate::extract::dom::{Node, Tree};
use crate::extract::elsewhere::is_anothers;
use crate::extract::json_ld;
use crate::extract::rules::rules;
use crate::extract::sources::Sources;
use crate::extract::stated;
use crate::extract::tag::Tag;
use crate::extract::titles::plain;

/// What pages call the section in their statements.
const STATED: [&str; 5] = [
    "article:section",
    "og:article:section",
    "parsely-section",
    "cxenseparse:section",
    "section",
];
/// Letters and words of a section's name.
const NAME: usize = 60;
const WORDS: usize = 5;
/// Nodes before and behind a headline in which a path or a label of its own stands.
const PATH: usize = 400;
const LABEL: usize = 60;
/// Nodes of a label and of a path.
const SMALL: usize = 12;
const LONG: usize = 80;
/// Values of a page's data that are looked at.
const VALUES: usize = 2_000;

/// Reads it.
pub fn section(sources: &Sources, headline: Option<usize>, title: Option<&str>) -> Option<String> {
    let own = Own::of(sources, title);
    let all = statements(sources);
    let stated: Vec<&str> = all
        .into_iter()
        .filter(|name| own.is_section(name))
        .collect();
    // Two letters are mostly the mark of a land beside its name.
    let long = stated
        .iter()
        .find(|name| name.chars().count() > 2 || !name.is_ascii());
    let stated = long.or(stated.first()).map(|name| (*name).to_owned());
    stated
        .or_else(|| own.last_of(&crumbs(sources.tree)))
        .or_else(|| own.last_of(&path(sources.tree, headline?)))
        .or_else(|| label(sources.tree, headline?, &own))
}

/// What is no section on a page.
struct Own {
    title: String,
    sites: Vec<String>,
}

impl Own {
    fn of(sources: &Sources, title: Option<&str>) -> Own {
        let stated = sources.all(&["og:site_name", "application-name", "al:ios:app_name"]);
        let sites = stated.chain(sources.linked.site.as_deref()).map(plain);
        let host = sources.url.and_then(url::Url::host_str);
        let host = host.map(|host| plain(host.trim_start_matches("www.")));
        Own {
            title: title.map(plain).unwrap_or_default(),
            sites: sites.chain(host).collect(),
        }
    }

    fn is_section(&self, name: &str) -> bool {
        let plain = plain(name);
        name.chars().count() <= NAME
            && plain.chars().any(char::is_alphabetic)
            && !is_host(name)
            && !self.sites.contains(&plain)
    }

    /// The last step of a path that is a section, behind the front page's and before the story's own.
    fn last_of(&self, steps: &[String]) -> Option<String> {
        let is_step = |step: &String| {
            let plain = plain(step);
            let is_title = !self.title.is_empty() && self.title.starts_with(plain.as_str());
            let is_front = rules().called.is_front(&plain);
            step.split_whitespace().count() <= WORDS
                && self.is_section(step)
                && !is_title
                && !is_front
        };
        let steps = steps.iter().rev().map(|step| stated::unescaped(step));
        let mut steps = steps.map(|step| step.trim().to_owned());
        steps.find(is_step)
    }
}

/// Whether a name is the address of a site.
fn is_host(name: &str) -> bool {
    let end = name.rsplit_once('.').map(|(_, end)| end);
    let is_end = |end: &str| {
        (2..=4).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    !name.contains(' ') && end.is_some_and(is_end)
}

/// All that a page states of its section, the most trusted first.
fn statements<'s>(sources: &'s Sources) -> Vec<&'s str> {
    let metas = sources.tree.iter().map(|(_, node)| node);
    let named = metas
        .filter(|node| node.tag == Tag::Meta)
        .filter_map(|node| {
            let is_so = |name: &&str| {
                let mut keys = ["property", "name"].iter();
                keys.any(|key| {
                    let own = node.attribute(key);
                    own.is_some_and(|own| own.eq_ignore_ascii_case(name))
                })
            };
            Some((STATED.iter().position(is_so)?, node.attribute("content")?))
        });
    let mut named: Vec<(usize, &str)> = named.collect();
    named.sort_by_key(|(place, _)| *place);
    let linked = sources.linked.section.as_deref().into_iter();
    let named = named.into_iter().map(|(_, name)| name);
    linked.chain(named).map(str::trim).collect()
}

/// The steps of the path in a page's data.
fn crumbs(tree: &Tree) -> Vec<String> {
    let scripts = tree.iter().filter(|(_, node)| node.name() == "script");
    let mut scripts = scripts.filter_map(|(index, _)| {
        let mut texts = tree.below(index).map(|(_, node)| node.text());
        texts.find(|text| text.contains("BreadcrumbList"))
    });
    let found = scripts.find_map(|script| steps(&json_ld::parse_leniently(script)?));
    found.unwrap_or_default()
}

fn steps(value: &Value) -> Option<Vec<String>> {
    let mut waiting = vec![value];
    for _ in 0..VALUES {
        match waiting.pop()? {
            Value::Array(list) => waiting.extend(list.iter().rev().take(VALUES)),
            Value::Object(fields) => {
                let kinds = json_ld::strings(fields.get("@type"));
                let list = fields.get("itemListElement").and_then(Value::as_array);
                if let Some(list) =
                    list.filter(|_| kinds.iter().any(|kind| kind == "BreadcrumbList"))
                {
                    return Some(list.iter().filter_map(step).collect());
                }
                waiting.extend(
                    ["@graph", "breadcrumb", "mainEntity"]
                        .iter()
                        .filter_map(|key| fields.get(*key)),
                );
            }
            _ => {}
        }
    }
    None
}

/// The name of a step, but of one that leads to the front page or to a month.
fn step(item: &Value) -> Option<String> {
    let inner = item.get("item");
    let leads = [inner.and_then(|inner| inner.get("@id")), inner];
    let address = leads.into_iter().flatten().find_map(Value::as_str);
    let address = address.and_then(|address| url::Url::parse(address).ok());
    let is_front = address.is_some_and(|url| {
        let last = url.path().trim_matches('/').rsplit('/').next();
        last.is_none_or(|last| last.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let name = item.get("name").or_else(|| inner?.get("name"))?;
    let name = name.as_str().map(str::trim)?;
    (!is_front && !name.is_empty()).then(|| name.to_owned())
}

/// The links of the path from the front page that stands nearest before a headline.
fn path(tree: &Tree, headline: usize) -> Vec<String> {
    let near = (headline.saturating_sub(PATH)..headline + LABEL).rev();
    let mut near = near.filter_map(|index| Some((index, tree.get(index)?)));
    let Some((outer, _)) = near.find(|(index, node)| is_path(node) && node.end - index < LONG)
    else {
        return Vec::new();
    };
    let links = tree.below(outer).filter(|(_, node)| node.tag == Tag::A);
    let behind = links.filter(|(_, node)| {
        let href = node.attribute("href").unwrap_or_default();
        !href.trim_matches(['/', '.', '#']).is_empty()
    });
    behind
        .map(|(link, _)| tree.words(link).trim().to_owned())
        .collect()
}

fn is_path(node: &Node) -> bool {
    let names = ["class", "id", "aria-label", "itemtype"];
    let mut names = names.iter().filter_map(|key| node.attribute(key));
    node.tag != Tag::A && names.any(|name| rules().called.is_path(name))
}

/// Elements around a label that may be a menu.
const MENU: usize = 5;

/// Whether an element is a part of a menu.
fn is_in_menu(tree: &Tree, index: usize) -> bool {
    let mut around = tree.ancestors(index).take(MENU);
    around.any(|(_, node)| {
        let class = node.attribute("class").unwrap_or_default();
        let mut words = class.split(|letter: char| !letter.is_ascii_alphanumeric());
        node.name() == "nav" || words.any(|word| ["menu", "nav", "navbar"].contains(&word))
    })
}

/// A label beside a headline: a link that says that it leads to a section, or an element that is called so.
fn label(tree: &Tree, headline: usize, own: &Own) -> Option<String> {
    let near = headline.saturating_sub(LABEL)..headline + LABEL;
    let found = near.filter_map(|index| Some((index, tree.get(index)?)));
    let mut names = found.filter_map(|(index, node)| {
        let is_link = node.tag == Tag::A
            && node
                .attribute("rel")
                .is_some_and(|rel| has_token(rel, "category"));
        let is_called = || {
            let class = node.attribute("class").filter(|_| node.end - index < SMALL);
            class.is_some_and(|class| rules().called.is_section(class))
        };
        let is_label = node.tag != Tag::Text && (is_link || is_called());
        if !is_label || is_in_menu(tree, index) || is_anothers(tree, index, Some(headline)) {
            return None;
        }
        // Without a link, it is a word about this story: "Analysis", "Final destination".
        let own = is_link.then_some((index, node));
        let (link, node) =
            own.or_else(|| tree.below(index).find(|(_, node)| node.tag == Tag::A))?;
        let href = node.attribute("href").unwrap_or_default();
        (!rules().called.is_topic(href)).then(|| tree.words(link))
    });
    names.find_map(|name| own.last_of(&[name]))
}
