//! What waits for the effect thread, and which of it is still worth doing.
//!
//! Plain data and rules about it: which effects are for the library, which must be kept, which question overtakes which.

use std::collections::VecDeque;
use std::mem;

use crate::loader::Commands;
use crate::model::article::{ArticleId, Mark};
use crate::state::effect::Effect;
use crate::store::retention::Retention;

/// What the effect thread is told.
#[derive(Debug)]
pub enum Job {
    /// Do this.
    Perform(Effect),
    /// See whether another process changed the library.
    LookAround,
    /// Remove what need not be kept any longer.
    Retire(Retention),
    /// Addresses of feeds may name these commands from here on.
    Settle(Commands),
    /// The reader has a library of their own now: leave the sample edition.
    LeaveSample,
    /// All that was asked before this is done: end.
    End,
}

/// The next job. A whole library takes longest to list and is wanted least, so everything else goes before it.
pub fn next(queue: &mut VecDeque<Job>) -> Option<Job> {
    let is_whole = |job: &Job| matches!(job, Job::Perform(Effect::List { limit: None, .. }));
    let next = queue.iter().position(|job| !is_whole(job));
    queue.remove(next.unwrap_or_default())
}

/// How many jobs must be kept.
#[must_use]
pub fn count_kept(queue: &VecDeque<Job>) -> usize {
    let is_kept = |job: &&Job| matches!(job, Job::Perform(effect) if must_be_kept(effect));
    queue.iter().filter(is_kept).count()
}

/// Whether an effect is performed on the library.
#[must_use]
pub fn is_for_store(effect: &Effect) -> bool {
    let is_question = matches!(
        effect,
        Effect::List { .. }
            | Effect::Headlines(_)
            | Effect::CountAlike(_)
            | Effect::Feeds
            | Effect::Open(_)
            | Effect::Behind(_)
            | Effect::FindPage(_)
            | Effect::FindPictures(_)
            | Effect::FindTags(_)
            | Effect::FindDownloads
            | Effect::FindTitles(_)
            | Effect::Snippets { .. }
            | Effect::FindImports
            | Effect::FindFiles(_)
            | Effect::Record(_)
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
            | Effect::Tag { .. }
            | Effect::Save(_)
            | Effect::ShowPage { .. }
            | Effect::Unsubscribe(_)
            | Effect::Resubscribe(_)
            | Effect::Withdraw(_)
            | Effect::Import(_)
            | Effect::EndEdit
            | Effect::SetFeed { .. }
            | Effect::RestoreCut { .. }
            | Effect::Teach { .. }
            | Effect::ChangeRules { .. }
    )
}

/// Leaves out questions that a later one overtakes: of the lists of one kind only the last is still wanted, and rows
/// asked for bit by bit are answered together.
pub fn coalesce(queue: &mut VecDeque<Job>) {
    let mut later: Vec<Job> = Vec::with_capacity(queue.len());
    while let Some(job) = queue.pop_back() {
        if !later.iter_mut().any(|newer| overtakes(newer, &job)) {
            later.push(job);
        }
    }
    queue.extend(later.into_iter().rev());
}

/// Takes the marks of one kind that wait next: together they wait for the disk once.
pub fn take_marks(queue: &mut VecDeque<Job>, mark: Mark) -> Vec<Vec<ArticleId>> {
    let mut taken = Vec::new();
    while let Some(Job::Perform(Effect::Mark { ids, mark: next })) = queue.front_mut()
        && *next == mark
    {
        taken.push(mem::take(ids));
        queue.pop_front();
    }
    taken
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
        // Other words are on the screen by now.
        (
            Job::Perform(Effect::Snippets { words, .. }),
            Job::Perform(Effect::Snippets { words: old, .. }),
        ) => words != old,
        // Only one article is ever awaited, one title and one file looked for: those asked for last.
        (Job::Perform(Effect::Open(_)), Job::Perform(Effect::Open(_)))
        | (Job::Perform(Effect::FindTitles(_)), Job::Perform(Effect::FindTitles(_)))
        | (Job::Perform(Effect::FindFiles(_)), Job::Perform(Effect::FindFiles(_)))
        | (Job::Perform(Effect::Behind(_)), Job::Perform(Effect::Behind(_)))
        | (Job::Perform(Effect::Feeds), Job::Perform(Effect::Feeds))
        | (Job::Perform(Effect::FindDownloads), Job::Perform(Effect::FindDownloads))
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

    fn open(id: i64) -> Effect {
        Effect::Open(ArticleId(id))
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
                vec![mark(1), mark(1), rows(&[1]), mark(2)],
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
                vec![open(1), rows(&[1, 2]), open(2), mark(2), open(3)],
                vec![rows(&[1, 2]), mark(2), open(3)],
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
    fn marks_of_one_kind_that_wait_next_are_taken_together() {
        let asked = [mark(1), mark(2), rows(&[1]), mark(3), unread(4)];
        let mut queue: VecDeque<Job> = asked.into_iter().map(Job::Perform).collect();
        assert!(take_marks(&mut queue, Mark::Unread).is_empty());
        let taken = take_marks(&mut queue, Mark::Read);
        assert_eq!(taken, [[ArticleId(1)], [ArticleId(2)]]);
        assert_eq!(queue.len(), 3);
    }

    #[test]
    fn a_whole_library_is_listed_when_nothing_else_is_to_be_done() {
        let asked = [
            list("", None),
            mark(1),
            rows(&[1]),
            list("", Some(9)),
            list("g", None),
        ];
        let mut queue: VecDeque<Job> = asked.iter().cloned().map(Job::Perform).collect();
        let [whole, mark, rows, short, found] = asked;
        for expected in [mark, rows, short, whole, found] {
            let job = next(&mut queue).unwrap();
            assert!(
                matches!(&job, Job::Perform(effect) if *effect == expected),
                "{job:?}"
            );
        }
        assert!(next(&mut queue).is_none());
    }

    #[test]
    fn marks_and_places_are_kept_on_the_way_out_and_questions_are_not() {
        assert!(must_be_kept(&mark(1)));
        assert!(!must_be_kept(&list("", None)));
        assert!(!must_be_kept(&rows(&[1])));
    }
}
