//! Documents that came while feeds were looked for, for a minute: who subscribes to one of them does not ask its server
//! for it again. Each is taken once. Name and password are no part of
//! an address here, as in the library.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::fetch::answer::{Answer, Body, Outcome, Validators};
use crate::model::address::without_secrets;

/// For so long a document is as good as one that comes now.
const FRESH: Duration = Duration::from_mins(1);
/// So many are remembered, those that came last.
const MOST: usize = 16;
/// A larger one is asked for again, in bytes.
const LARGEST: usize = 2 << 20;

/// The documents that came a moment ago.
#[derive(Debug, Default)]
pub struct Arrivals {
    kept: Mutex<Vec<(String, Instant, Arrived)>>,
}

/// A document that came, and what its server said of it.
#[derive(Debug)]
pub struct Arrived {
    bytes: Vec<u8>,
    content_type: Option<String>,
    validators: Validators,
    url: String,
    max_age: Option<u32>,
    took: Duration,
}

impl Arrived {
    /// A copy of what came, unless it is too large, broken off or nothing new.
    pub fn of(answer: &Answer) -> Option<Self> {
        let Outcome::Fresh { body, content_type } = &answer.outcome else {
            return None;
        };
        (body.len() <= LARGEST && body.broken.is_none()).then(|| Self {
            bytes: body.to_vec(),
            content_type: content_type.clone(),
            validators: answer.validators.clone(),
            url: answer.url.clone(),
            max_age: answer.max_age,
            took: answer.took,
        })
    }

    /// The answer as it came.
    fn again(self) -> Answer {
        Answer {
            outcome: Outcome::Fresh {
                body: Body::from(self.bytes),
                content_type: self.content_type,
            },
            validators: self.validators,
            url: self.url,
            // Where it has moved to for good is the address under which it is kept.
            permanent: None,
            max_age: self.max_age,
            took: self.took,
        }
    }
}

impl Arrivals {
    fn lock(&self) -> MutexGuard<'_, Vec<(String, Instant, Arrived)>> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(_, when, _)| when.elapsed() < FRESH);
        kept
    }

    /// Keeps a document for whoever subscribes to this address.
    pub fn keep(&self, feed: &str, arrived: Arrived) {
        let mut kept = self.lock();
        let feed = without_secrets(feed);
        kept.retain(|(url, ..)| *url != feed);
        if kept.len() >= MOST {
            kept.remove(0);
        }
        kept.push((feed.into_owned(), Instant::now(), arrived));
    }

    /// Takes the document of this address, if it came a moment ago.
    pub fn take(&self, feed: &str) -> Option<Answer> {
        let mut kept = self.lock();
        let feed = without_secrets(feed);
        let place = kept.iter().position(|(url, ..)| *url == feed)?;
        Some(kept.remove(place).2.again())
    }
}
