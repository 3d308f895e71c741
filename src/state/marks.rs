//! Marks: shown at once, kept by the store, taken back by `u`.

use crate::model::article::{ArticleId, Headline, Mark};
use crate::model::query::{Filter, Query, Scope};
use crate::state::action::Action;
use crate::state::change::Change;
use crate::state::core::{Edition, State};
use crate::state::effect::Effect;
use crate::state::here;
use crate::state::notices::Tone;
use crate::state::overlay::Overlay;
use crate::state::texts;
use crate::state::undo::{Again, Awaited};

/// Marks articles; `told` says whether the reader is told, once it is on the disk.
pub fn mark(state: &mut State, ids: &[ArticleId], mark: Mark, told: bool) -> Vec<Effect> {
    let unsure = unknown(state, ids);
    let mut changed = show(state, ids, mark);
    changed.extend(&unsure);
    if changed.is_empty() {
        return Vec::new();
    }
    let words = told.then(|| words(state, changed.len(), mark));
    let change = Change::Marked {
        ids: changed.clone(),
        mark,
    };
    state.undo.push(state.now, change);
    state.undo.await_answer(Awaited {
        known: true,
        words,
        said: state.notices.said(),
        unsure,
        again: None,
    });
    vec![Effect::Mark { ids: changed, mark }]
}

/// Those of which nothing is known yet: who opens a story faster than its row comes has opened it all the same.
fn unknown(state: &State, ids: &[ArticleId]) -> Vec<ArticleId> {
    let open = state.reader.facts().map(|facts| facts.headline.id);
    let is_unknown = |id: &ArticleId| state.headlines.row_of(*id).is_none() && open != Some(*id);
    ids.iter().copied().filter(is_unknown).collect()
}

/// Shows a mark in the list, in the article and in the counts; answers which articles changed.
pub fn show(state: &mut State, ids: &[ArticleId], mark: Mark) -> Vec<ArticleId> {
    let mut changed = state.headlines.mark(ids, mark);
    for id in &changed {
        let feed = state.headlines.row_of(*id).and_then(|row| row.feed);
        count(state, feed, mark);
    }
    let is_listed = |id| state.headlines.row_of(id).is_some();
    if let Some(facts) = state
        .reader
        .facts_mut()
        .filter(|facts| ids.contains(&facts.headline.id))
    {
        let is_changed = facts.headline.take(mark);
        let Headline { id, feed, .. } = facts.headline;
        // A story that a link led to is in no list.
        if is_changed && !is_listed(id) {
            changed.push(id);
            count(state, feed, mark);
        }
    }
    changed
}

fn count(state: &mut State, feed: Option<crate::model::feed::FeedId>, mark: Mark) {
    let library = &mut state.library;
    let step = |number: &mut u32, up: bool| {
        *number = if up {
            number.saturating_add(1)
        } else {
            number.saturating_sub(1)
        };
    };
    match mark {
        Mark::Read | Mark::Unread => {
            let up = mark == Mark::Unread;
            step(&mut library.unread, up);
            if let Some(feed) = library
                .feeds
                .iter_mut()
                .find(|other| Some(other.id) == feed)
            {
                step(&mut feed.unread, up);
            }
        }
        Mark::Bookmark | Mark::Unbookmark => step(&mut library.bookmarked, mark == Mark::Bookmark),
    }
}

/// How many stories were marked.
#[must_use]
pub fn words(state: &State, count: usize, mark: Mark) -> String {
    let name = match (mark, count) {
        (Mark::Bookmark, _) if state.edition != Edition::Own => "say.bookmarked-sample",
        (Mark::Read, 1) => "say.marked-read-one",
        (Mark::Read, _) => "say.marked-read",
        (Mark::Unread, 1) => "say.marked-unread-one",
        (Mark::Unread, _) => "say.marked-unread",
        (Mark::Bookmark, 1) => "say.bookmarked-one",
        (Mark::Bookmark, _) => "say.bookmarked",
        (Mark::Unbookmark, 1) => "say.unbookmarked-one",
        (Mark::Unbookmark, _) => "say.unbookmarked",
    };
    state.strings.count(name, count)
}

/// Marks the story read or unread, bookmarked or not, whichever it is not.
pub fn toggle(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(id) = state.subject() else {
        return Vec::new();
    };
    let shown = state
        .reader
        .facts()
        .map(|facts| &facts.headline)
        .filter(|headline| headline.id == id);
    let Some(headline) = state.headlines.row_of(id).or(shown) else {
        return Vec::new();
    };
    let wanted = match (action, headline.read, headline.bookmarked) {
        (Action::ToggleRead, true, _) => Mark::Unread,
        (Action::ToggleRead, false, _) => Mark::Read,
        (_, _, true) => Mark::Unbookmark,
        (_, _, false) => Mark::Bookmark,
    };
    mark(state, &[id], wanted, true)
}

/// Does to all selected stories what the key does to one, and ends the selection. They are marked alike: read if one of
/// them is unread, bookmarked if one of them is not.
pub fn selected(state: &mut State, action: Action) -> Vec<Effect> {
    let Some(ids) = state.headlines.selected() else {
        return Vec::new();
    };
    let any = |lacks: fn(&Headline) -> bool| {
        let mut rows = ids.iter().map(|id| state.headlines.row_of(*id));
        rows.any(|row| row.is_none_or(lacks))
    };
    let mark = match action {
        Action::ToggleRead if any(|row| !row.read) => Mark::Read,
        Action::ToggleRead => Mark::Unread,
        Action::SavePage => Mark::Bookmark,
        _ if any(|row| !row.bookmarked) => Mark::Bookmark,
        _ => Mark::Unbookmark,
    };
    state.headlines.unselect();
    if action == Action::FetchText {
        return texts::fetch(state, ids);
    }
    state.undo.await_answer(Awaited::default());
    vec![Effect::Mark { ids, mark }]
}

/// Marks all stories above (or below) the chosen one read, the chosen one with them.
pub fn mark_side(state: &mut State, above: bool) -> Vec<Effect> {
    let at = state.headlines.chosen();
    let ids = state.headlines.ids();
    let side = if above { ids.get(..=at) } else { ids.get(at..) };
    let side: Vec<ArticleId> = side.unwrap_or_default().to_vec();
    if side.is_empty() {
        return Vec::new();
    }
    state.undo.await_answer(Awaited::default());
    // The store says which of them really changed; rows far from the window are not known here.
    vec![Effect::Mark {
        ids: side,
        mark: Mark::Read,
    }]
}

/// Marks all stories of the chosen feed or folder, or of the list, read.
pub fn mark_list(state: &mut State) -> Vec<Effect> {
    let query = here::query(state);
    if query.scope == Scope::All
        && query.words.is_empty()
        && matches!(query.filter, Filter::All | Filter::Unread)
    {
        state.overlay = Overlay::Confirm(Action::MarkEverythingRead);
        return Vec::new();
    }
    mark_query(state, query)
}

/// Marks all stories of a query read.
pub fn mark_query(state: &mut State, query: Query) -> Vec<Effect> {
    state.undo.await_answer(Awaited::default());
    vec![Effect::MarkAll {
        query,
        mark: Mark::Read,
    }]
}

/// Asks before everything is marked read.
pub fn ask_everything(state: &mut State) -> Vec<Effect> {
    state.overlay = Overlay::Confirm(Action::MarkEverythingRead);
    Vec::new()
}

/// Marks everything read.
pub fn mark_everything(state: &mut State) -> Vec<Effect> {
    mark_query(state, Query::default())
}

/// The store has kept a mark: what was not shown in advance is shown now, and can be taken back.
pub fn kept(state: &mut State, awaited: Awaited, ids: Vec<ArticleId>, mark: Mark) -> Vec<Effect> {
    let shown = show(state, &ids, mark);
    if awaited.known {
        let unsure = awaited.unsure;
        if ids.is_empty() && !unsure.is_empty() {
            // It was so before: there is nothing to take back.
            state.undo.forget(&Change::Marked { ids: unsure, mark });
            return Vec::new();
        }
        if let Some(words) = awaited.words {
            let (now, said) = (state.now, awaited.said);
            state.notices.say_late(now, Tone::Good, words, said);
        }
        // What was not shown in advance, and is in no row yet, was not counted either.
        let is_counted = unsure.iter().all(|id| shown.contains(id));
        let count = (!is_counted).then_some(Effect::Feeds);
        return count.into_iter().collect();
    }
    if ids.is_empty() {
        state.say(
            Tone::Plain,
            state.strings.get("say.nothing-changed").to_owned(),
        );
        return Vec::new();
    }
    let more = shown.len() != ids.len();
    let words = words(state, ids.len(), mark);
    state.say(Tone::Good, words);
    state.undo.push(state.now, Change::Marked { ids, mark });
    if more {
        vec![Effect::Feeds]
    } else {
        Vec::new()
    }
}

/// The store could not keep a mark: it is not shown any more.
pub fn refused(state: &mut State, ids: Vec<ArticleId>, mark: Mark) {
    state.undo.answered();
    show(state, &ids, mark.inverse());
    state.undo.forget(&Change::Marked { ids, mark });
}

/// Marks stories once more, or takes their mark back; the reader is told these words once it is on the disk.
pub fn again(
    state: &mut State,
    (ids, mark): (Vec<ArticleId>, Mark),
    words: String,
    again: Again,
) -> Vec<Effect> {
    let shown = show(state, &ids, mark);
    state.undo.await_answer(Awaited {
        known: true,
        words: Some(words),
        said: state.notices.said(),
        unsure: Vec::new(),
        again: Some(again),
    });
    let more = shown.len() != ids.len();
    let mut effects = vec![Effect::Mark { ids, mark }];
    if more {
        effects.push(Effect::Feeds);
    }
    effects
}
