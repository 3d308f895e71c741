//! The elements that are open, and which of them end when a document does not say so itself.

use std::borrow::Cow;

use crate::feed::names::{self, Level, Space};

/// Namespaces in force at one time; more are not read.
const BINDINGS: usize = 256;

/// An element whose end was not read yet.
#[derive(Debug)]
pub struct Open<'a> {
    /// As written, with prefix.
    pub name: &'a str,
    /// Its vocabulary.
    pub space: Space,
    /// Without prefix, in lower case.
    pub local: Cow<'a, str>,
    /// How high it stands.
    pub level: Level,
    bindings: usize,
}

#[derive(Debug)]
struct Binding<'a> {
    prefix: &'a str,
    space: Space,
}

/// The open elements from the outermost to the innermost, with the namespaces they declare.
#[derive(Debug, Default)]
pub struct Stack<'a> {
    elements: Vec<Open<'a>>,
    bindings: Vec<Binding<'a>>,
}

impl<'a> Stack<'a> {
    /// How many elements are open.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.elements.len()
    }

    /// The name of the innermost element, as written.
    #[must_use]
    pub fn innermost(&self) -> &'a str {
        self.elements.last().map_or("", |open| open.name)
    }

    /// An element by its name as written, in the namespaces now in force.
    #[must_use]
    pub fn element(&self, name: &'a str) -> Open<'a> {
        let (prefix, local) = name
            .split_once(':')
            .map_or((None, name), |(prefix, local)| (Some(prefix), local));
        let space = self.space(prefix);
        let local = lower(local);
        let level = names::level(space, &local);
        Open {
            name,
            space,
            local,
            level,
            bindings: self.bindings.len(),
        }
    }

    /// Opens an element.
    pub fn push(&mut self, open: Open<'a>) {
        self.elements.push(open);
    }

    /// Ends the innermost element; says whether there was one.
    pub fn pop(&mut self) -> bool {
        let is_some = self.elements.pop().is_some();
        self.bindings
            .truncate(self.elements.last().map_or(0, |open| open.bindings));
        is_some
    }

    /// Puts a namespace in force for the element that is pushed next.
    ///
    /// `level` is that of the element: an unknown default namespace on the outermost element, or
    /// on an item, is the feed's own.
    pub fn bind(&mut self, prefix: &'a str, address: &str, level: Level) {
        if self.bindings.len() >= BINDINGS {
            return;
        }
        let fallback = if !prefix.is_empty() {
            names::by_prefix(prefix).unwrap_or(Space::Other)
        } else if self.elements.is_empty() || address.trim().is_empty() || level == Level::Item {
            Space::Core
        } else {
            Space::Other
        };
        let space = names::by_address(address).unwrap_or(fallback);
        self.bindings.push(Binding { prefix, space });
    }

    fn space(&self, prefix: Option<&str>) -> Space {
        let wanted = prefix.unwrap_or_default();
        let bound = self
            .bindings
            .iter()
            .rev()
            .find(|binding| binding.prefix.eq_ignore_ascii_case(wanted));
        match (bound, prefix) {
            (Some(binding), _) => binding.space,
            (None, None) => Space::Core,
            (None, Some(prefix)) => names::by_prefix(prefix).unwrap_or(Space::Other),
        }
    }

    /// How many elements the end tag `name` ends; none when it has no start.
    ///
    /// It never ends something higher in the feed than what it names: a stray `</b>` does not end
    /// an item.
    #[must_use]
    pub fn ended_by(&self, name: &str) -> Option<usize> {
        let place = self
            .elements
            .iter()
            .rposition(|open| open.name.eq_ignore_ascii_case(name))?;
        let named = self.elements.get(place)?;
        let inner = self.elements.get(place + 1..)?;
        let is_barred = inner
            .iter()
            .any(|open| open.level < Level::Inner && open.level <= named.level);
        (!is_barred).then(|| inner.len() + 1)
    }

    /// How many elements end where this one starts: items do not nest, and a title holds no link.
    #[must_use]
    pub fn ended_before(&self, start: &Open<'_>) -> usize {
        let place = match start.level {
            Level::Root => None,
            Level::Channel | Level::Item => self
                .elements
                .iter()
                .rposition(|open| open.level == start.level),
            Level::Inner => self
                .elements
                .last()
                .filter(|open| {
                    names::closes((open.space, &open.local), (start.space, &start.local))
                })
                .map(|_| self.elements.len() - 1),
        };
        place.map_or(0, |place| self.elements.len() - place)
    }
}

/// A name in lower case, without copying the common ones.
fn lower(name: &str) -> Cow<'_, str> {
    match name {
        "pubDate" => Cow::Borrowed("pubdate"),
        "lastBuildDate" => Cow::Borrowed("lastbuilddate"),
        _ if name.bytes().any(|byte| byte.is_ascii_uppercase()) => {
            Cow::Owned(name.to_ascii_lowercase())
        }
        _ => Cow::Borrowed(name),
    }
}
