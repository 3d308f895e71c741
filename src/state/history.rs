//! Stories opened lately, for the way back to one; kept from session to session.

use std::collections::VecDeque;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::article::{ArticleId, Headline};

/// A story that was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Which.
    pub id: ArticleId,
    /// Its title.
    pub title: String,
    /// Its feed.
    pub feed: String,
    /// When, in seconds.
    pub at: i64,
}

/// Stories opened lately, the last one first, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct History(VecDeque<Visit>);

/// So many are remembered.
const KEPT: usize = 100;

impl History {
    /// A story was opened.
    pub fn note(&mut self, headline: &Headline, at: Timestamp) {
        if headline.id == ArticleId::PASSING {
            return;
        }
        self.0.retain(|visit| visit.id != headline.id);
        self.0.push_front(Visit {
            id: headline.id,
            title: headline.title.clone(),
            feed: headline.feed_title.clone(),
            at: at.as_second(),
        });
        self.0.truncate(KEPT);
    }

    /// The last one first.
    pub fn visits(&self) -> impl Iterator<Item = &Visit> {
        self.0.iter()
    }
}
