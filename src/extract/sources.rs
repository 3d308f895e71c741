//! Where a page says something of itself: its tree, its meta elements, its linked data, its address.

use std::collections::HashMap;

use url::Url;

use crate::extract::dom::Tree;
use crate::extract::json_ld::Linked;

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
}
