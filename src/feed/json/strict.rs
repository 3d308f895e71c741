//! A JSON Feed to the letter, item by item: no more of it is in memory twice than one item.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use crate::feed::json::document::Document;

/// Reads a document; nothing when it is not JSON in every letter.
pub fn read(text: &str) -> Option<Document> {
    let document = RefCell::new(Document::default());
    let mut reader = serde_json::Deserializer::from_str(text);
    let result = DocumentSeed(&document).deserialize(&mut reader);
    result.ok().map(|()| document.into_inner())
}

struct DocumentSeed<'d>(&'d RefCell<Document>);

impl<'de> DeserializeSeed<'de> for DocumentSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for DocumentSeed<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(mut key) = map.next_key::<String>()? {
            key.make_ascii_lowercase();
            if key == "items" {
                map.next_value_seed(ItemsSeed(self.0))?;
            } else {
                let value = map.next_value::<Value>()?;
                self.0.borrow_mut().fields.insert(key, value);
            }
        }
        Ok(())
    }
}

/// Reads the items one by one.
struct ItemsSeed<'d>(&'d RefCell<Document>);

impl<'de> DeserializeSeed<'de> for ItemsSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ItemsSeed<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of items")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        self.0.borrow_mut().has_items = true;
        while let Some(item) = seq.next_element::<Value>()? {
            if let Value::Object(item) = item {
                self.0.borrow_mut().push(item);
            }
        }
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    /// A list of one item that is no list.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        self.0.borrow_mut().has_items = true;
        let mut item = Map::new();
        while let Some((key, value)) = map.next_entry::<String, Value>()? {
            item.insert(key, value);
        }
        self.0.borrow_mut().push(item);
        Ok(())
    }
}
