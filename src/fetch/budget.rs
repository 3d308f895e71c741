//! The memory that all bodies in flight may take together.
//!
//! Bodies take it as they grow. When it runs out, one of those that wait becomes the elder: a full-sized body's worth is
//! kept aside for it alone, so it always comes to its end and gives back what it holds. Nobody waits for ever.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::fetch::error::FetchError;

/// Memory is counted in pieces of this many bytes.
const PIECE: usize = 16 * 1024;

/// The memory that all bodies in flight may take together.
#[derive(Debug)]
pub struct Budget {
    pool: Arc<Semaphore>,
    elder: Arc<Semaphore>,
}

impl Budget {
    /// `total` bytes, of which a full-sized body's `largest` are kept aside.
    #[must_use]
    pub fn new(total: usize, largest: usize) -> Arc<Self> {
        let pieces = total
            .saturating_sub(largest)
            .div_ceil(PIECE)
            .clamp(1, Semaphore::MAX_PERMITS);
        Arc::new(Self {
            pool: Arc::new(Semaphore::new(pieces)),
            elder: Arc::new(Semaphore::new(1)),
        })
    }
}

/// A body's share; given back when it is dropped.
#[derive(Debug)]
pub struct Seat {
    budget: Arc<Budget>,
    pieces: usize,
    held: Option<OwnedSemaphorePermit>,
    elder: Option<OwnedSemaphorePermit>,
}

impl Seat {
    /// A share of nothing yet.
    #[must_use]
    pub const fn new(budget: Arc<Budget>) -> Self {
        Self {
            budget,
            pieces: 0,
            held: None,
            elder: None,
        }
    }

    /// Makes room for `more` bytes: twice as much as before, or as much as was stated, and the share of memory with it.
    pub async fn make_room(
        &mut self,
        bytes: &mut Vec<u8>,
        more: usize,
        stated: Option<usize>,
        limit: usize,
    ) -> Result<(), FetchError> {
        /// A statement is believed this far.
        const BELIEVED: usize = 512 * 1024;
        let needed = bytes.len() + more;
        if needed <= bytes.capacity() {
            return Ok(());
        }
        let first = stated.unwrap_or(16 * 1024).min(BELIEVED);
        let capacity = (bytes.capacity() * 2).max(first).min(limit).max(needed);
        self.grow(capacity).await?;
        bytes.reserve_exact(capacity - bytes.len());
        Ok(())
    }

    /// Takes the share for a body of this many bytes; waits while others hold too much.
    pub async fn grow(&mut self, bytes: usize) -> Result<(), FetchError> {
        let more = bytes.div_ceil(PIECE).saturating_sub(self.pieces);
        if more == 0 || self.elder.is_some() {
            return Ok(());
        }
        let cancelled = |_| FetchError::Cancelled;
        let wanted = u32::try_from(more).unwrap_or(u32::MAX);
        let pool = Arc::clone(&self.budget.pool);
        tokio::select! {
            biased;
            permit = pool.acquire_many_owned(wanted) => {
                let permit = permit.map_err(cancelled)?;
                match &mut self.held {
                    Some(held) => held.merge(permit),
                    none => *none = Some(permit),
                }
                self.pieces += more;
            }
            elder = Arc::clone(&self.budget.elder).acquire_owned() => {
                self.elder = Some(elder.map_err(cancelled)?);
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn when_memory_runs_out_one_body_still_comes_to_its_end() {
        let budget = Budget::new(64 * PIECE, 32 * PIECE);
        let mut bodies: Vec<Seat> = (0..3).map(|_| Seat::new(Arc::clone(&budget))).collect();
        for body in &mut bodies {
            body.grow(10 * PIECE).await.unwrap();
        }
        assert_eq!(budget.pool.available_permits(), 2);
        let [first, second, third] = bodies.as_mut_slice() else {
            panic!("three")
        };
        first.grow(32 * PIECE).await.unwrap();
        assert!(first.elder.is_some());
        let mut waits = Box::pin(second.grow(20 * PIECE));
        assert!(
            is_pending(&mut waits).await,
            "the pool is empty and there is one elder only"
        );
        drop(waits);
        third.grow(12 * PIECE).await.unwrap();
        drop(bodies);
        assert_eq!(budget.pool.available_permits(), 32);
        assert_eq!(budget.elder.available_permits(), 1);
    }

    async fn is_pending<F: Future + Unpin>(future: &mut F) -> bool {
        std::future::poll_fn(|context| {
            let pending = std::pin::Pin::new(&mut *future).poll(context).is_pending();
            std::task::Poll::Ready(pending)
        })
        .await
    }
}
