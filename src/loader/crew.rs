//! The crew: threads for work that takes the processor, so that the network is never kept waiting.
//!
//! A panic in a piece of work ends that piece only.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use tokio::sync::oneshot;

/// The name of the crew's threads: a panic there is caught, and no reason to give the terminal back.
pub const NAME: &str = "kabar-crew";
/// Documents nest; their walkers are not recursive, but those of other people may be.
const STACK: usize = 8 << 20;
/// More threads would only wait for the keeper.
const MOST: usize = 4;

type Work = Box<dyn FnOnce() + Send>;

/// Threads that work.
#[derive(Debug)]
pub struct Crew {
    queue: Arc<Queue>,
}

/// The work panicked, or was dropped when the loader stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost;

#[derive(Default)]
struct Queue {
    waiting: Mutex<Waiting>,
    bell: Condvar,
}

#[derive(Default)]
struct Waiting {
    work: VecDeque<Work>,
    is_over: bool,
}

impl std::fmt::Debug for Queue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Queue").finish_non_exhaustive()
    }
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Option<Work> {
        let mut waiting = self.lock();
        loop {
            if waiting.is_over {
                return None;
            }
            if let Some(work) = waiting.work.pop_front() {
                return Some(work);
            }
            waiting = self
                .bell
                .wait(waiting)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Crew {
    /// A crew as large as the machine deserves.
    pub fn start() -> Self {
        let queue = Arc::new(Queue::default());
        let many = thread::available_parallelism()
            .map_or(1, usize::from)
            .min(MOST);
        for _ in 0..many {
            let queue = Arc::clone(&queue);
            let work = move || {
                while let Some(work) = queue.next() {
                    work();
                }
            };
            // Without a thread the others do the work; without any, `run` answers that the work is lost.
            let _thread = thread::Builder::new()
                .name(NAME.to_owned())
                .stack_size(STACK)
                .spawn(work);
        }
        Self { queue }
    }

    /// Has a piece of work done.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Lost> {
        let (sender, receiver) = oneshot::channel();
        let work = Box::new(move || {
            if let Ok(done) = catch_unwind(AssertUnwindSafe(work)) {
                // Nobody waits any more when the asker was cancelled.
                let _unwanted = sender.send(done);
            }
        });
        self.queue.lock().work.push_back(work);
        self.queue.bell.notify_one();
        receiver.await.map_err(|_| Lost)
    }
}

impl Drop for Crew {
    fn drop(&mut self) {
        let mut waiting = self.queue.lock();
        waiting.is_over = true;
        waiting.work.clear();
        self.queue.bell.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_ends_its_own_work_only() {
        let crew = Crew::start();
        for _ in 0..8 {
            assert_eq!(
                crew.run(|| panic!("a bad page")).await,
                Err::<(), Lost>(Lost)
            );
        }
        assert_eq!(crew.run(|| 42).await, Ok(42));
    }
}
