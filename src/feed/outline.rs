//! What stands where on an HTML page: its elements, links, headings and times, in order, without a tree of the rest.
//!
//! These are the nouns; `survey` reads them from a page.

use jiff::Timestamp;

use crate::feed::said::Said;

/// What stands where on a page.
#[derive(Debug, Default)]
pub struct Outline {
    /// All elements, each after its parent.
    pub elements: Vec<Element>,
    /// Links to other pages.
    pub links: Vec<Link>,
    /// Headings that are not within links, and labels of boxes, in order.
    pub headings: Vec<Heading>,
    /// Times that the page states for machines, and the element they stand in.
    pub times: Vec<(usize, Timestamp)>,
    /// What elements say for people of when something was.
    pub said: Vec<(usize, Said)>,
    /// Elements that say nothing but that something is paid for.
    pub paid: Vec<usize>,
    /// The page's title.
    pub title: Option<String>,
}

/// An element.
#[derive(Debug)]
pub struct Element {
    /// In lower case.
    pub name: String,
    /// Its `id`.
    pub id: String,
    /// Its `class`, one name each.
    pub classes: Vec<String>,
    /// The element it stands in, by its number.
    pub parent: Option<usize>,
    /// How many headings ended before it.
    pub before: usize,
}

/// A heading, or a label of a box that is not set as one.
#[derive(Debug)]
pub struct Heading {
    /// Its own element.
    pub element: usize,
    /// The element it stands in.
    pub parent: usize,
    /// From 1, the highest, to 6; 7 for a label.
    pub level: u8,
    /// One harmless line.
    pub text: String,
}

/// A link.
#[derive(Debug)]
pub struct Link {
    /// Its element.
    pub element: usize,
    /// Absolute, without a fragment.
    pub url: String,
    /// The fragment that it had, or nothing.
    pub fragment: String,
    /// Its words; of a link around a whole card those of the heading in it. One harmless line.
    pub text: String,
    /// What it says besides, of itself or of its picture. One harmless line.
    pub label: String,
    /// The element of the heading in it that has these words.
    pub heading: Option<usize>,
    /// Whether it says that it is paid for.
    pub is_paid: bool,
    /// A picture within it, absolute.
    pub picture: Option<String>,
}

impl Heading {
    /// Whether it is a label that is not set as a heading.
    #[must_use]
    pub const fn is_label(&self) -> bool {
        self.level > 6
    }
}

impl Outline {
    /// The element and all it stands in, from the inside out.
    pub fn ancestors(&self, element: usize) -> impl Iterator<Item = (usize, &Element)> {
        let at = |number: usize| Some((number, self.elements.get(number)?));
        std::iter::successors(at(element), move |(_, element)| element.parent.and_then(at))
    }
}
