//! The effect thread: performs what the state asks of the store, in order, on a connection of its own.
//!
//! It knows when to skip a question that a newer one has overtaken, and notices what other processes changed. What each
//! effect does is told in `answers`.

use std::collections::{HashSet, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use crate::loader::Commands;
use crate::model::article::{ArticleId, Mark};
use crate::state::effect::Effect;
use crate::state::message::{Failure, Message};
use crate::store::retention::Retention;
use crate::terminal::answers;
use crate::terminal::clock;
use crate::terminal::editions::Editions;
use crate::terminal::helper::Helper;
use crate::terminal::inbox::Inbox;
use crate::terminal::news::News;
use crate::terminal::queue::{self, Job};
use crate::terminal::twins::{self, Wanted};

/// A refresh changes the library many times a second; the screen follows once.
const CHANGES_APART: Duration = Duration::from_secs(1);

/// The way to the effect thread.
#[derive(Debug)]
pub struct Effects {
    jobs: Sender<Job>,
    kept: Arc<Kept>,
    looked: Instant,
}

/// What both ends of the thread know of what must be kept.
#[derive(Debug, Default)]
struct Kept {
    /// Set on the way out: only what must be kept is still done.
    closing: AtomicBool,
    /// How many effects that must be kept are not done yet.
    left: Mutex<usize>,
    done: Condvar,
}

impl Effects {
    /// Starts the thread over these editions, where addresses of feeds may name these commands.
    pub fn start(editions: Editions, commands: Commands, inbox: Inbox) -> std::io::Result<Self> {
        let (jobs, waiting) = channel();
        let kept = Arc::new(Kept::default());
        let mut worker = Worker {
            editions,
            commands,
            waiting,
            queue: VecDeque::new(),
            twins: twins::twins(inbox.clone()),
            inbox,
            kept: Arc::clone(&kept),
            last_change: None,
        };
        let work = move || {
            worker.work();
            worker.editions.close();
        };
        thread::Builder::new().name("effects".into()).spawn(work)?;
        Ok(Self {
            jobs,
            kept,
            looked: Instant::now(),
        })
    }

    /// Has this performed after what was asked before.
    pub fn perform(&self, effect: Effect) {
        self.kept.add(usize::from(queue::must_be_kept(&effect)));
        self.tell(Job::Perform(effect));
    }

    /// Has the library looked at for changes of other processes.
    pub fn look_around(&self) {
        self.tell(Job::LookAround);
    }

    /// The same, but not several times a second: whoever presses keys sees what others changed.
    pub fn glance(&mut self) {
        if self.looked.elapsed() >= CHANGES_APART {
            self.looked = Instant::now();
            self.look_around();
        }
    }

    /// Has what is old removed.
    pub fn retire(&self, retention: Retention) {
        self.tell(Job::Retire(retention));
    }

    /// Addresses of feeds may name these commands from here on.
    pub fn settle(&self, commands: &Commands) {
        self.tell(Job::Settle(commands.clone()));
    }

    /// From here on the reader's own library is meant.
    pub fn leave_sample(&self) {
        self.tell(Job::LeaveSample);
    }

    /// Waits until all that must be kept is kept, at most that long; answers whether it is. Questions are not waited for.
    #[must_use]
    pub fn finish(&self, patience: Duration) -> bool {
        self.kept.closing.store(true, Ordering::SeqCst);
        self.tell(Job::End);
        self.kept.wait(patience)
    }

    fn tell(&self, job: Job) {
        // The thread ends only with the loop.
        let _ = self.jobs.send(job);
    }
}

impl Kept {
    fn is_closing(&self) -> bool {
        self.closing.load(Ordering::SeqCst)
    }

    fn add(&self, count: usize) {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        *left += count;
    }

    fn take(&self, count: usize) {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        *left = left.saturating_sub(count);
        self.done.notify_all();
    }

    fn wait(&self, patience: Duration) -> bool {
        let left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self
            .done
            .wait_timeout_while(left, patience, |left| *left > 0);
        waited.is_ok_and(|(left, _)| *left == 0)
    }
}

struct Worker {
    editions: Editions,
    commands: Commands,
    waiting: Receiver<Job>,
    queue: VecDeque<Job>,
    twins: Helper<Wanted>,
    inbox: Inbox,
    kept: Arc<Kept>,
    last_change: Option<Instant>,
}

impl Worker {
    fn work(&mut self) {
        while let Some(job) = self.next() {
            match job {
                Job::Perform(effect) => self.perform(effect),
                Job::LookAround => self.look_around(true),
                Job::Retire(retention) => self.retire(&retention),
                Job::Settle(commands) => self.commands = commands,
                Job::LeaveSample => self.editions.leave_sample(),
                Job::End => return,
            }
            if self.queue.is_empty() {
                self.look_around(false);
            }
        }
    }

    /// The next job; none when nobody can send one any more.
    fn next(&mut self) -> Option<Job> {
        if self.queue.is_empty() {
            self.queue.push_back(self.waiting.recv().ok()?);
        }
        self.queue.extend(self.waiting.try_iter());
        if self.queue.len() > 1 {
            let before = queue::count_kept(&self.queue);
            queue::coalesce(&mut self.queue);
            self.kept.take(before - queue::count_kept(&self.queue));
        }
        queue::next(&mut self.queue)
    }

    fn perform(&mut self, effect: Effect) {
        let must_be_kept = queue::must_be_kept(&effect);
        if !must_be_kept && self.kept.is_closing() {
            return;
        }
        if let Effect::CountAlike(ids) = effect {
            return self.count_alike(ids);
        }
        if let Effect::Mark { ids, mark } = effect {
            return self.mark(ids, mark);
        }
        for message in self.answer(effect) {
            self.tell(News::Message(message));
        }
        self.kept.take(usize::from(must_be_kept));
    }

    /// Keeps a mark, and those of its kind that wait behind it, at once. Each has its own answer.
    fn mark(&mut self, first: Vec<ArticleId>, mark: Mark) {
        let mut asked = vec![first];
        asked.extend(queue::take_marks(&mut self.queue, mark));
        let mut known = HashSet::new();
        let ids = asked.iter().flatten().copied();
        let ids = ids.filter(|id| known.insert(*id)).collect();
        for message in self.answer(Effect::Mark { ids, mark }) {
            for message in answers::to_each(&asked, message) {
                self.tell(News::Message(message));
            }
        }
        self.kept.take(asked.len());
    }

    fn answer(&mut self, effect: Effect) -> Vec<Message> {
        let (editions, commands) = (&mut self.editions, &self.commands);
        let perform = || answers::perform(editions, commands, &effect);
        let performed = catch_unwind(AssertUnwindSafe(perform));
        performed.unwrap_or_else(|_| {
            let words = "a mistake in kabar itself; `kabar --log FILE` writes it down".to_owned();
            vec![Message::Failed(Failure {
                effect: Some(effect),
                words,
            })]
        })
    }

    /// Hands over what is to be counted: questions come before it.
    fn count_alike(&mut self, ids: Vec<ArticleId>) {
        let is_sample = self.editions.shows_sample();
        if let Some(shown) = self.editions.shown() {
            let library = shown.path().to_owned();
            self.twins.ask(Wanted {
                ids,
                library,
                is_sample,
            });
        }
    }

    /// Removes one piece of what is old; the rest after whatever else has been asked meanwhile.
    fn retire(&mut self, retention: &Retention) {
        let is_closing = self.kept.is_closing();
        let Some(own) = self.editions.own().filter(|_| !is_closing) else {
            return;
        };
        // What cannot be removed today is removed another day.
        if own.retire(clock::now(), retention).unwrap_or_default() > 0 {
            self.queue.extend(self.waiting.try_iter());
            self.queue.push_back(Job::Retire(retention.clone()));
        }
    }

    /// Tells the loop when someone else changed the library, but not in every moment of a refresh unless it `asks`.
    fn look_around(&mut self, asks: bool) {
        let is_early = self
            .last_change
            .is_some_and(|last| last.elapsed() < CHANGES_APART);
        if (asks || !is_early) && self.editions.has_changed() {
            self.last_change = Some(Instant::now());
            self.tell(News::Background(Message::Changed));
        }
    }

    fn tell(&self, news: News) {
        let _ = self.inbox.send(if self.editions.shows_sample() {
            News::OfSample(Box::new(news))
        } else {
            news
        });
    }
}
