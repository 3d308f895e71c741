//! Taking back what was done last, and making it again: what is asked for, and what the reader is told.

use crate::model::article::{ArticleId, Mark};
use crate::model::feed::FeedId;
use crate::model::site::Rule;
use crate::state::change::Change;
use crate::state::core::State;
use crate::state::cuts;
use crate::state::effect::Effect;
use crate::state::follow;
use crate::state::form;
use crate::state::laying::Laying;
use crate::state::lists;
use crate::state::looks;
use crate::state::marks;
use crate::state::notices::Tone;
use crate::state::sidebar;
use crate::state::strings::Strings;
use crate::state::tags;
use crate::state::themes;
use crate::state::undo::{Again, Replay};
use crate::text;

/// Takes the last change back.
pub fn undo(state: &mut State) -> Vec<Effect> {
    let Some(change) = state.undo.undo(state.now) else {
        return nothing(state, "say.nothing-to-undo");
    };
    take_back(state, change)
}

fn take_back(state: &mut State, change: Change) -> Vec<Effect> {
    match change {
        Change::Marked { ids, mark } => {
            let words = state.strings.count(unmarked(mark), ids.len());
            let again = Again::Undone(Change::Marked {
                ids: ids.clone(),
                mark,
            });
            mark_again(state, (ids, mark.inverse()), words, again)
        }
        Change::Set { feed, key, was, .. } => {
            let name = state.strings.get(&format!("setup.{key}")).to_owned();
            let words = state.strings.with("say.undone-set", &name);
            tell(state, words);
            set_again(state, feed, &key, was)
        }
        Change::Secret { key } => secret(state, &key),
        Change::Lasting { what } => nothing(state, &format!("say.stays-{what}")),
        Change::Restored { id, cut, back } => {
            let words = state.strings.get(unrestored(back)).to_owned();
            tell(state, words);
            vec![Effect::RestoreCut {
                id,
                cut,
                back: !back,
                known: true,
            }]
        }
        Change::Taught { id, added, removed } => {
            let words = match added.first() {
                Some(_) => "say.undone-rule",
                None => "say.undone-rule-gone",
            };
            let words = state.strings.with(words, &site(&added, &removed));
            tell(state, words);
            vec![Effect::ChangeRules {
                id,
                remove: added,
                add: removed,
            }]
        }
        Change::Tagged { added, removed } => {
            let words = tags::undone(state, &added, &removed);
            tell(state, words);
            vec![tags::again(removed, added)]
        }
        Change::Kept { id, .. } => show_page(state, id, None),
        Change::Removed { feed, title } => {
            let words = state.strings.with("say.restored", &title);
            tell(state, words);
            state.sidebar.await_feed(feed);
            put_back(state, vec![feed])
        }
        Change::Added { feeds } => withdraw_added(state, feeds),
        Change::Edited { changes } => edited(state, changes, "say.undone-edit", take_back),
        Change::Laid { was, is } => lay(state, was, is, UNDONE),
        Change::Themed { was, .. } => theme(state, "say.undone-theme", was),
        Change::Configured {
            section, name, was, ..
        } => configure(state, "say.undone-set", (section, name), was),
    }
}

/// Makes the change that was taken back again.
pub fn redo(state: &mut State) -> Vec<Effect> {
    let Some(change) = state.undo.redo(state.now) else {
        return nothing(state, "say.nothing-to-redo");
    };
    make_again(state, change)
}

fn make_again(state: &mut State, change: Change) -> Vec<Effect> {
    match change {
        Change::Marked { ids, mark } => {
            let words = marks::words(state, ids.len(), mark);
            let again = Again::Redone(Change::Marked {
                ids: ids.clone(),
                mark,
            });
            mark_again(state, (ids, mark), words, again)
        }
        Change::Set { feed, key, is, .. } => {
            let name = state.strings.get(&format!("setup.{key}")).to_owned();
            let words = state.strings.with("say.set-feed", &name);
            tell(state, words);
            set_again(state, feed, &key, is)
        }
        Change::Secret { key } => secret(state, &key),
        // Never among what was taken back.
        Change::Lasting { .. } => Vec::new(),
        Change::Restored { id, cut, back } => {
            let words = cuts::restored_words(state, back);
            tell(state, words);
            vec![Effect::RestoreCut {
                id,
                cut,
                back,
                known: true,
            }]
        }
        Change::Taught { id, added, removed } => {
            let words = cuts::taught_words(state, &added, &removed);
            tell(state, words);
            vec![Effect::ChangeRules {
                id,
                remove: removed,
                add: added,
            }]
        }
        Change::Tagged { added, removed } => {
            let words = tags::words(state, &added, &removed);
            tell(state, words);
            vec![tags::again(added, removed)]
        }
        Change::Kept { id, url } => show_page(state, id, Some(&url)),
        Change::Removed { feed, title } => {
            let words = state.strings.with("say.unsubscribed", &title);
            tell(state, words);
            withdraw(state, vec![feed])
        }
        Change::Added { feeds } => {
            let words = state.strings.count("say.added-again", feeds.len());
            tell(state, words);
            put_back(state, feeds)
        }
        Change::Edited { changes } => edited(state, changes, "say.edited", make_again),
        Change::Laid { was, is } => lay(state, is, was, REDONE),
        Change::Themed { is, .. } => theme(state, "say.themed", is),
        Change::Configured {
            section, name, is, ..
        } => configure(state, "say.set", (section, name), is),
    }
}

/// Takes back, or makes again, all that came of an edit of the list of feeds: no feed needs another to be there.
fn edited(
    state: &mut State,
    changes: Vec<Change>,
    words: &str,
    each: fn(&mut State, Change) -> Vec<Effect>,
) -> Vec<Effect> {
    let words = state.strings.with(words, &tally(&state.strings, &changes));
    let mut effects = Vec::new();
    for change in changes {
        effects.extend(each(state, change));
    }
    tell(state, words);
    effects
}

/// What came of an edit of the list of feeds, in numbers.
#[must_use]
pub fn tally(strings: &Strings, changes: &[Change]) -> String {
    let mut counts = [
        ("say.edit-added", 0),
        ("say.edit-removed", 0),
        ("say.edit-renamed", 0),
        ("say.edit-moved", 0),
    ];
    for change in changes {
        let (place, more) = match change {
            Change::Added { feeds } => (0, feeds.len()),
            Change::Removed { .. } => (1, 1),
            Change::Set { key, .. } if key == "title" => (2, 1),
            Change::Set { key, .. } if key == "folder" => (3, 1),
            _ => continue,
        };
        if let Some((_, count)) = counts.get_mut(place) {
            *count += more;
        }
    }
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let counts: Vec<String> = counts.map(|(name, n)| strings.count(name, n)).collect();
    counts.join(", ")
}

/// Columns of a title that is named beside what was done to it.
const TITLE: usize = 40;

/// Marks stories once more, or takes a mark back. Where it is one, and not the one that the keys are about, it is named.
fn mark_again(
    state: &mut State,
    marked: (Vec<ArticleId>, Mark),
    words: String,
    again: Again,
) -> Vec<Effect> {
    let elsewhere = match marked.0[..] {
        [id] if state.subject() != Some(id) => state.headlines.row_of(id),
        _ => None,
    };
    let words = match elsewhere {
        Some(row) => format!("{words} · {}", text::truncate(&row.title, TITLE)),
        None => words,
    };
    marks::again(state, marked, words, again)
}

/// The store has kept a mark, or found that nothing was to be changed.
pub fn kept(state: &mut State, ids: Vec<ArticleId>, mark: Mark) -> Vec<Effect> {
    let awaited = state.undo.answered();
    match &awaited.again {
        Some(again) if ids.is_empty() => was_so(state, again),
        _ => marks::kept(state, awaited, ids, mark),
    }
}

/// A mark that was to be taken back, or made again, had been so already, as by another kabar: the next is taken.
fn was_so(state: &mut State, again: &Again) -> Vec<Effect> {
    state.undo.drop_again(again);
    let (words, next, is_more): (_, fn(&mut State) -> _, _) = match again {
        Again::Undone(_) => ("say.was-undone", undo, state.undo.can_undo()),
        Again::Redone(_) => ("say.was-redone", redo, state.undo.can_redo()),
    };
    let mut effects = nothing(state, words);
    if is_more {
        effects.extend(next(state));
    }
    effects
}

/// Puts a page that was kept back, with its address, or takes it out.
fn show_page(state: &mut State, id: ArticleId, url: Option<&str>) -> Vec<Effect> {
    let words = match url {
        Some(_) => "say.kept",
        None => "say.undone-kept",
    };
    let words = state.strings.get(words).to_owned();
    tell(state, words);
    match url {
        Some(url) => follow::kept(state, url, id),
        None => follow::unkept(state, id),
    }
    let shown = url.is_some();
    vec![Effect::ShowPage { id, shown }]
}

/// Says that a secret is not brought back.
fn secret(state: &mut State, key: &str) -> Vec<Effect> {
    let name = state.strings.get(&format!("setup.{key}")).to_owned();
    let words = state.strings.with("say.no-undo", &name);
    state.say(Tone::Plain, words);
    Vec::new()
}

/// Removes feeds that were added, and says which.
fn withdraw_added(state: &mut State, feeds: Vec<FeedId>) -> Vec<Effect> {
    let words = state.strings.count("say.undone-added", feeds.len());
    let name = feeds
        .first()
        .and_then(|id| sidebar::feed(&state.library, *id));
    let words = words.replace("{name}", name.map_or("", |feed| &feed.title));
    tell(state, words);
    withdraw(state, feeds)
}

fn withdraw(state: &mut State, feeds: Vec<FeedId>) -> Vec<Effect> {
    let mut effects = vec![Effect::Withdraw(feeds)];
    effects.extend(lists::reload(state));
    effects
}

fn put_back(state: &mut State, feeds: Vec<FeedId>) -> Vec<Effect> {
    let mut effects = vec![Effect::Resubscribe(feeds)];
    effects.extend(lists::reload(state));
    effects
}

const UNDONE: [&str; 2] = ["say.undone-measure", "say.undone-panes"];
const REDONE: [&str; 2] = ["say.measure", "say.redone-panes"];

/// Lays the text and the panes in that way, and says which of them changed.
fn lay(state: &mut State, now: Laying, before: Laying, words: [&str; 2]) -> Vec<Effect> {
    looks::lay(state, now);
    let [measure, panes] = words;
    let words = if now.measure == before.measure {
        state.strings.get(panes).to_owned()
    } else {
        state.strings.count(measure, now.measure)
    };
    tell(state, words);
    Vec::new()
}

fn theme(state: &mut State, words: &str, name: String) -> Vec<Effect> {
    let words = state.strings.with(words, &name);
    tell(state, words);
    themes::put(state, name)
}

fn configure(
    state: &mut State,
    words: &str,
    (section, name): (String, String),
    value: Option<String>,
) -> Vec<Effect> {
    let label = format!("setting.{section}-{name}");
    let label = state.strings.get(&label).to_owned();
    let words = state.strings.with(words, &label);
    tell(state, words);
    let replayed = Replay::Configured(format!("{section}.{name}"));
    state.undo.replay(replayed);
    vec![Effect::Set {
        section,
        name,
        value,
    }]
}

const fn unmarked(mark: Mark) -> &'static str {
    match mark {
        Mark::Read => "say.undone-read",
        Mark::Unread => "say.undone-unread",
        Mark::Bookmark => "say.undone-bookmark",
        Mark::Unbookmark => "say.undone-unbookmark",
    }
}

const fn unrestored(back: bool) -> &'static str {
    if back {
        "say.undone-restored"
    } else {
        "say.undone-cut"
    }
}

fn site(added: &[Rule], removed: &[Rule]) -> String {
    let rule = added.first().or(removed.first());
    rule.map_or_else(String::new, |rule| rule.site.clone())
}

fn tell(state: &mut State, words: String) {
    state.say(Tone::Good, words);
}

fn nothing(state: &mut State, words: &str) -> Vec<Effect> {
    let words = state.strings.get(words).to_owned();
    state.say(Tone::Plain, words);
    Vec::new()
}

/// Gives a setting of a feed the value that it had.
fn set_again(state: &mut State, feed: FeedId, key: &str, value: String) -> Vec<Effect> {
    // A setting that an earlier kabar knew is none any more.
    let Some(key) = form::key(key) else {
        return Vec::new();
    };
    state.undo.replay(Replay::Set(feed, key));
    vec![Effect::SetFeed { feed, key, value }]
}
