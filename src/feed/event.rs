//! What a reader of XML answers: starts, texts and ends.

use std::borrow::Cow;

use crate::feed::names::Space;

/// What a document says next.
#[derive(Debug)]
pub enum Event<'a> {
    /// An element starts.
    Start(Tag<'a>),
    /// Text, its references replaced.
    Text(Cow<'a, str>),
    /// The innermost open element ends.
    End,
}

/// The start of an element.
#[derive(Debug)]
pub struct Tag<'a> {
    /// Its vocabulary.
    pub space: Space,
    /// Its name without prefix, in lower case.
    pub name: Cow<'a, str>,
    /// Its attributes without declarations of namespaces.
    pub attributes: Vec<Attribute<'a>>,
}

impl Tag<'_> {
    /// The trimmed value of an attribute that is not empty.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name.eq_ignore_ascii_case(name))
            .map(|attribute| attribute.value.trim())
            .filter(|value| !value.is_empty())
    }
}

/// An attribute.
#[derive(Debug)]
pub struct Attribute<'a> {
    /// Its name without prefix.
    pub name: &'a str,
    /// Its value, references replaced.
    pub value: Cow<'a, str>,
}
