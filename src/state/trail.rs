//! The trail: the articles behind the one on the screen, from link to link.

use crate::state::reader::Reader;

/// So many pages back at most.
const STEPS: usize = 50;

/// The articles behind the one on the screen, and the page that is being fetched.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    behind: Vec<Reader>,
    awaited: Option<String>,
}

impl Trail {
    /// Whether there is a way back.
    #[must_use]
    pub const fn leads_back(&self) -> bool {
        !self.behind.is_empty()
    }

    /// What the article is called that is one step back.
    #[must_use]
    pub fn before(&self) -> Option<&str> {
        let facts = self.behind.last()?.facts()?;
        Some(&facts.headline.title)
    }

    /// From now on that page is awaited, and no other.
    pub fn await_page(&mut self, url: &str) {
        self.awaited = Some(url.to_owned());
    }

    /// Whether that page is awaited.
    #[must_use]
    pub fn awaits(&self, url: &str) -> bool {
        self.awaited.as_deref() == Some(url)
    }

    /// Whether a page is being opened.
    #[must_use]
    pub const fn is_opening(&self) -> bool {
        self.awaited.is_some()
    }

    /// No page is awaited any more; answers whether one was.
    pub fn give_up(&mut self) -> bool {
        self.awaited.take().is_some()
    }

    /// Another article takes the place of this one.
    pub fn step(&mut self, here: Reader) {
        self.awaited = None;
        if self.behind.len() == STEPS {
            // The first stays: it is the story of the list.
            self.behind.remove(1);
        }
        self.behind.push(here);
    }

    /// The article before this one.
    pub fn back(&mut self) -> Option<Reader> {
        self.behind.pop()
    }

    /// The article that the trail began with; the others are forgotten.
    pub fn begin(&mut self) -> Option<Reader> {
        self.awaited = None;
        self.behind.drain(..).next()
    }

    /// The articles behind, to be changed with a mark.
    pub fn each(&mut self) -> impl Iterator<Item = &mut Reader> {
        self.behind.iter_mut()
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}
