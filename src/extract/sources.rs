//! Where a page says something of itself: its tree, its meta elements, its linked data, its address.

use std::collections::HashMap;

use url::Url;

use crate::extract::dom::Tree;
use crate::extract::json_ld::Linked;
use crate::extract::tag::Tag;

/// The sources, before they are merged.
pub struct Sources<'t, 'a> {
    pub tree: &'t Tree<'a>,
    /// By name, property or itemprop in lower case; the first of each.
    pub meta: HashMap<String, String>,
    pub linked: Linked,
    pub url: Option<&'t Url>,
}

impl Sources<'_, '_> {
    /// All of these statements that the page makes, in this order.
    pub fn all<'s>(&'s self, names: &'s [&str]) -> impl Iterator<Item = &'s str> {
        names
            .iter()
            .filter_map(|name| self.meta.get(*name))
            .map(String::as_str)
    }

    /// The first of these statements that the page makes.
    pub fn first(&self, names: &[&str]) -> Option<&str> {
        names
            .iter()
            .find_map(|name| self.meta.get(*name))
            .map(String::as_str)
    }

    /// The language that a page says it is in.
    pub fn language(&self) -> Option<String> {
        let html = self.tree.iter().find(|(_, node)| node.tag == Tag::Html)?.1;
        let stated = html
            .attribute("lang")
            .or_else(|| html.attribute("xml:lang"))
            .filter(|language| !language.trim().is_empty())
            .or_else(|| self.first(&["content-language", "language", "og:locale", "dc.language"]))
            .or(self.linked.language.as_deref())?;
        let language = stated.trim().replace('_', "-");
        let is_plain = (2..=12).contains(&language.len())
            && language
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        is_plain.then_some(language)
    }
}
