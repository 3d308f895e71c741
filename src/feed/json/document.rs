//! What stands in a JSON Feed, before anything is made of it.

use serde_json::{Map, Value};

use crate::feed::draft::ENTRIES;

/// What was read of a document.
#[derive(Debug, Default)]
pub struct Document {
    /// What it says of the feed, by names in lower case.
    pub fields: Map<String, Value>,
    /// Its items, as far as they are objects, not more than 10,000.
    pub items: Vec<Map<String, Value>>,
    /// Whether there is a list of items, if an empty one.
    pub has_items: bool,
}

impl Document {
    /// Takes an item in.
    pub fn push(&mut self, item: Map<String, Value>) {
        if self.items.len() < ENTRIES {
            self.items.push(lower(item));
        }
    }
}

/// The same object with its keys in lower case.
fn lower(object: Map<String, Value>) -> Map<String, Value> {
    if !object
        .keys()
        .any(|key| key.bytes().any(|byte| byte.is_ascii_uppercase()))
    {
        return object;
    }
    object
        .into_iter()
        .map(|(key, value)| (key.to_ascii_lowercase(), value))
        .collect()
}
