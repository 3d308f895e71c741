//! Where a page says something of itself: its tree, its meta elements, its linked data, its address.

pub mod languages;

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
    /// As it is stated, else as the text tells.
    pub language: Option<String>,
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

    /// What the page says of its language, the surest first.
    pub fn languages(&self) -> Vec<&str> {
        let html = self.tree.iter().find(|(_, node)| node.tag == Tag::Html);
        let own = ["lang", "xml:lang"]
            .iter()
            .filter_map(|key| html.and_then(|(_, node)| node.attribute(key)));
        own.chain(self.all(&[
            "content-language",
            "language",
            "og:locale",
            "dc.language",
            "dcterms.language",
            "lang",
            "inlanguage",
        ]))
        .chain(self.linked.language.as_deref())
        .collect()
    }
}
