//! The effect thread: performs what the state asks of the store, in order, on a connection of its own.
//!
//! It knows when to skip a question that a newer one has overtaken, and notices what other processes changed. What each
//! effect does is told in `answers`.

use std::collections::VecDeque;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::model::article::ArticleId;
use crate::state::effect::Effect;
use crate::state::message::{Failure, Message};
use crate::store::retention::Retention;
use crate::terminal::answers;
use crate::terminal::clock;
use crate::terminal::editions::Editions;
use crate::terminal::inbox::{Inbox, News};

/// A refresh changes the library many times a second; the screen follows once.
const CHANGES_APART: Duration = Duration::from_secs(1);

/// The way to the effect thread.
#[derive(Debug)]
pub struct Effects {
    jobs: Sender<Job>,
    /// Set on the way out: only what must be kept is still done.
    closing: Arc<AtomicBool>,
    ended: Receiver<()>,
}

/// What the effect thread is told.
#[derive(Debug)]
pub enum Job {
    /// Do this.
    Perform(Effect),
    /// See whether another process changed the library.
    LookAround,
    /// Remove what need not be kept any longer.
    Retire(Retention),
    /// The reader has a library of their own now: leave the sample edition.
    LeaveSample,
    /// All that was asked before this is done: end.
    End,
}

impl Effects {
    /// Starts the thread over these editions.
    pub fn start(editions: Editions, inbox: Inbox) -> std::io::Result<Self> {
        let (jobs, waiting) = channel();
        let (end, ended) = channel();
        let closing = Arc::new(AtomicBool::new(false));
        let mut worker = Worker {
            editions,
            waiting,
            queue: VecDeque::new(),
            inbox,
            closing: Arc::clone(&closing),
            last_change: None,
        };
        let work = move || {
            worker.work();
            let _ = end.send(());
            worker.editions.close();
        };
        thread::Builder::new().name("effects".into()).spawn(work)?;
        Ok(Self {
            jobs,
            closing,
            ended,
        })
    }

    /// Has these performed, in this order, after those asked before.
    pub fn perform(&self, effect: Effect) {
        self.tell(Job::Perform(effect));
    }

    /// Has the library looked at for changes of other processes.
    pub fn look_around(&self) {
        self.tell(Job::LookAround);
    }

    /// Has what is old removed.
    pub fn retire(&self, retention: Retention) {
        self.tell(Job::Retire(retention));
    }

    /// Another way to the thread, for those who bring it news.
    #[must_use]
    pub fn jobs(&self) -> Sender<Job> {
        self.jobs.clone()
    }

    /// Waits until all that must be kept is kept, at most that long; answers whether it is. Call it once.
    #[must_use]
    pub fn finish(&self, patience: Duration) -> bool {
        self.closing.store(true, Ordering::SeqCst);
        self.tell(Job::End);
        self.ended.recv_timeout(patience).is_ok()
    }

    fn tell(&self, job: Job) {
        // The thread ends only with the loop.
        let _ = self.jobs.send(job);
    }
}

struct Worker {
    editions: Editions,
    waiting: Receiver<Job>,
    queue: VecDeque<Job>,
    inbox: Inbox,
    closing: Arc<AtomicBool>,
    last_change: Option<Instant>,
}

impl Worker {
    fn work(&mut self) {
        while let Some(job) = self.next() {
            match job {
                Job::Perform(effect) => self.perform(effect),
                Job::LookAround => self.look_around(),
                Job::Retire(retention) => self.retire(&retention),
                Job::LeaveSample => self.editions.leave_sample(),
                Job::End => return,
            }
            if self.queue.is_empty() {
                self.look_around();
            }
        }
    }

    /// The next job; none when nobody can send one any more.
    fn next(&mut self) -> Option<Job> {
        if self.queue.is_empty() {
            self.queue.push_back(self.waiting.recv().ok()?);
        }
        let before = self.queue.len();
        self.queue.extend(self.waiting.try_iter());
        if self.queue.len() > before || before > 1 {
            coalesce(&mut self.queue);
        }
        self.queue.pop_front()
    }

    fn perform(&mut self, effect: Effect) {
        if self.closing.load(Ordering::SeqCst) && !must_be_kept(&effect) {
            return;
        }
        let editions = &mut self.editions;
        let performed = catch_unwind(AssertUnwindSafe(|| answers::perform(editions, &effect)));
        let messages = performed.unwrap_or_else(|_| {
            let words = "a mistake in kabar itself; `kabar --log FILE` writes it down".to_owned();
            vec![Message::Failed(Failure {
                effect: Some(effect),
                words,
            })]
        });
        for message in messages {
            let _ = self.inbox.send(News::Message(message));
        }
    }

    /// Removes one piece of what is old; the rest after whatever else has been asked meanwhile.
    fn retire(&mut self, retention: &Retention) {
        let is_closing = self.closing.load(Ordering::SeqCst);
        let Some(own) = self.editions.own().filter(|_| !is_closing) else {
            return;
        };
        // What cannot be removed today is removed another day.
        if own.retire(clock::now(), retention).unwrap_or_default() > 0 {
            self.queue.extend(self.waiting.try_iter());
            self.queue.push_back(Job::Retire(retention.clone()));
        }
    }

    /// Tells the loop when someone else changed the library, but not in every moment of a refresh.
    fn look_around(&mut self) {
        let is_early = self
            .last_change
            .is_some_and(|last| last.elapsed() < CHANGES_APART);
        if !is_early && self.editions.has_changed() {
            self.last_change = Some(Instant::now());
            let _ = self.inbox.send(News::Background(Message::Changed));
        }
    }
}

/// Whether an effect is performed on the library.
#[must_use]
pub fn is_for_store(effect: &Effect) -> bool {
    let is_question = matches!(
        effect,
        Effect::List { .. }
            | Effect::Headlines(_)
            | Effect::Feeds
            | Effect::Open(_)
            | Effect::FindImports
    );
    is_question || must_be_kept(effect)
}

/// Whether an effect changes the library, so that it is done even on the way out.
#[must_use]
pub fn must_be_kept(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::Mark { .. }
            | Effect::MarkAll { .. }
            | Effect::Keep { .. }
            | Effect::Unsubscribe(_)
            | Effect::Resubscribe(_)
            | Effect::Import(_)
    )
}

/// Leaves out questions that a later one overtakes: of the lists of one kind only the last is still wanted, and rows
/// asked for bit by bit are answered together.
fn coalesce(queue: &mut VecDeque<Job>) {
    let mut later: Vec<Job> = Vec::with_capacity(queue.len());
    while let Some(job) = queue.pop_back() {
        let joined = later.last_mut().is_some_and(|next| joins(next, &job));
        if !joined && !later.iter_mut().any(|newer| overtakes(newer, &job)) {
            later.push(job);
        }
    }
    queue.extend(later.into_iter().rev());
}

/// Whether the older mark was taken into the one that follows it: each costs a wait for the disk.
fn joins(next: &mut Job, older: &Job) -> bool {
    let (
        Job::Perform(Effect::Mark { ids, mark }),
        Job::Perform(Effect::Mark {
            ids: old,
            mark: old_mark,
        }),
    ) = (next, older)
    else {
        return false;
    };
    if mark == old_mark {
        prepend(ids, old);
    }
    mark == old_mark
}

/// Puts the older ids before the newer, each once.
fn prepend(ids: &mut Vec<ArticleId>, old: &[ArticleId]) {
    let newer = mem::take(ids);
    ids.extend_from_slice(old);
    ids.extend(newer.into_iter().filter(|id| !old.contains(id)));
}

/// Whether the newer job makes the older one needless. Rows of the older are taken over.
fn overtakes(newer: &mut Job, older: &Job) -> bool {
    match (newer, older) {
        (
            Job::Perform(Effect::List { query, limit }),
            Job::Perform(Effect::List {
                query: old,
                limit: old_limit,
            }),
        ) => {
            // The stories pane and a search ask for lists at the same time, first short, then whole.
            query.words.is_empty() == old.words.is_empty() && limit.is_some() == old_limit.is_some()
        }
        (Job::Perform(Effect::Headlines(ids)), Job::Perform(Effect::Headlines(old))) => {
            prepend(ids, old);
            true
        }
        (Job::Perform(Effect::Feeds), Job::Perform(Effect::Feeds))
        | (Job::LookAround, Job::LookAround) => true,
        (Job::Perform(Effect::Keep { id, .. }), Job::Perform(Effect::Keep { id: old, .. })) => {
            id == old
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::article::Mark;
    use crate::model::query::Query;

    fn list(words: &str, limit: Option<usize>) -> Effect {
        Effect::List {
            query: Query {
                words: words.into(),
                ..Query::default()
            },
            limit,
        }
    }

    fn rows(ids: &[i64]) -> Effect {
        Effect::Headlines(ids.iter().copied().map(ArticleId).collect())
    }

    fn mark(id: i64) -> Effect {
        Effect::Mark {
            ids: vec![ArticleId(id)],
            mark: Mark::Read,
        }
    }

    fn unread(id: i64) -> Effect {
        Effect::Mark {
            ids: vec![ArticleId(id)],
            mark: Mark::Unread,
        }
    }

    #[test]
    fn only_questions_are_overtaken_and_nothing_changes_its_place() {
        let cases = [
            (
                vec![
                    list("g", Some(9)),
                    list("ge", Some(9)),
                    list("gem", Some(9)),
                ],
                vec![list("gem", Some(9))],
            ),
            (
                vec![list("", Some(9)), list("gem", Some(9)), list("", None)],
                vec![list("", Some(9)), list("gem", Some(9)), list("", None)],
            ),
            (
                vec![mark(1), mark(1), rows(&[1]), mark(2)],
                vec![mark(1), rows(&[1]), mark(2)],
            ),
            (
                vec![mark(1), unread(1), mark(1)],
                vec![mark(1), unread(1), mark(1)],
            ),
            (
                vec![rows(&[1, 2]), mark(7), rows(&[2, 3])],
                vec![mark(7), rows(&[1, 2, 3])],
            ),
            (
                vec![Effect::Feeds, mark(7), Effect::Feeds],
                vec![mark(7), Effect::Feeds],
            ),
        ];
        for (asked, expected) in cases {
            let mut queue: VecDeque<Job> = asked.into_iter().map(Job::Perform).collect();
            coalesce(&mut queue);
            let left: Vec<Effect> = queue
                .into_iter()
                .map(|job| match job {
                    Job::Perform(effect) => effect,
                    other => panic!("{other:?}"),
                })
                .collect();
            assert_eq!(left, expected);
        }
    }

    #[test]
    fn marks_and_places_are_kept_on_the_way_out_and_questions_are_not() {
        assert!(must_be_kept(&mark(1)));
        assert!(!must_be_kept(&list("", None)));
        assert!(!must_be_kept(&rows(&[1])));
    }
}
