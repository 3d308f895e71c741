//! Who works on what: a feed or a story is asked for once at a time.
//!
//! Whoever finds it taken leaves it to the other, who tells how it went. One who was told to stop tells nobody, so he is
//! waited for.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::model::article::ArticleId;
use crate::model::feed::FeedId;

/// Something that only one job at a time may work on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Thing {
    /// A feed.
    Feed(FeedId),
    /// A story.
    Story(ArticleId),
}

/// What is being worked on.
#[derive(Debug, Default)]
pub struct Claims(Arc<State>);

/// While it lives, nobody else works on the thing.
#[derive(Debug)]
pub struct Claim {
    claims: Arc<State>,
    thing: Thing,
}

#[derive(Debug, Default)]
struct State {
    /// Each with the sign that ends the work.
    taken: Mutex<HashMap<Thing, CancellationToken>>,
    released: Notify,
}

enum Attempt {
    Free,
    /// By somebody who will tell.
    Taken,
    /// By somebody who will tell nobody.
    Stopping,
}

impl Claims {
    /// Takes a thing to work on until `token` ends it, unless somebody works on it already and will tell.
    pub async fn claim(&self, thing: Thing, token: &CancellationToken) -> Option<Claim> {
        loop {
            let mut released = std::pin::pin!(self.0.released.notified());
            // Before the look, so that nothing is missed between the two.
            released.as_mut().enable();
            match self.0.attempt(thing, token) {
                Attempt::Free => {
                    let claims = Arc::clone(&self.0);
                    return Some(Claim { claims, thing });
                }
                Attempt::Taken => return None,
                Attempt::Stopping => {}
            }
            tokio::select! {
                () = token.cancelled() => return None,
                () = released => {}
            }
        }
    }
}

impl State {
    fn lock(&self) -> MutexGuard<'_, HashMap<Thing, CancellationToken>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn attempt(&self, thing: Thing, token: &CancellationToken) -> Attempt {
        match self.lock().entry(thing) {
            Entry::Occupied(other) if other.get().is_cancelled() => Attempt::Stopping,
            Entry::Occupied(_) => Attempt::Taken,
            Entry::Vacant(free) => {
                free.insert(token.clone());
                Attempt::Free
            }
        }
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.claims.lock().remove(&self.thing);
        self.claims.released.notify_waiters();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Polled once: what has to wait is not done then.
    async fn at_once<T>(work: impl Future<Output = T>) -> Option<T> {
        tokio::select! {
            biased;
            done = work => Some(done),
            () = std::future::ready(()) => None,
        }
    }

    #[tokio::test]
    async fn who_was_told_to_stop_is_waited_for_and_anybody_else_is_not() {
        let claims = Claims::default();
        let story = Thing::Story(ArticleId(1));
        let (first, second, third) =
            <(CancellationToken, CancellationToken, CancellationToken)>::default();
        let claim = claims.claim(story, &first).await;
        assert!(claim.is_some());
        assert!(claims.claim(story, &second).await.is_none());
        let other = claims.claim(Thing::Feed(FeedId(1)), &second).await;
        assert!(other.is_some());

        first.cancel();
        let mut again = std::pin::pin!(claims.claim(story, &second));
        assert!(at_once(again.as_mut()).await.is_none());
        // Who is told to stop as well waits no longer.
        third.cancel();
        assert!(claims.claim(story, &third).await.is_none());
        drop(claim);
        assert!(again.await.is_some());
        // Given back when it is dropped.
        assert!(claims.claim(story, &second).await.is_some());
    }
}
