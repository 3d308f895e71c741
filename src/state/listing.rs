//! What of a list is shown and in what order; its neighbours; the feed of a story.

use jiff::civil::Time;

use crate::model::query::{Filter, Order, Query, Scope};
use crate::state::action::Action;
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::lists;
use crate::state::notices::{About, Tone};
use crate::state::older;
use crate::state::order::By;
use crate::state::sidebar::{self, Entry};

/// Does what concerns lists as a whole; nothing for other actions.
pub fn run(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::OnlyAll => only(state, Filter::All),
        Action::OnlyUnread => only(state, Filter::Unread),
        Action::OnlyBookmarks => only(state, Filter::Bookmarked),
        Action::OnlyOffline => only(state, Filter::Offline),
        Action::OnlyToday => today(state),
        Action::SortNewest => order(state, Order::Newest),
        Action::SortOldest => order(state, Order::Oldest),
        Action::SortFeed => order(state, Order::Feed),
        Action::SortLength => order(state, Order::Length),
        Action::SortBest => order(state, Order::Best),
        Action::SortNames => feeds(state, By::Name),
        Action::SortUnread => feeds(state, By::Unread),
        Action::SortLatest => feeds(state, By::Latest),
        Action::SortOwn => feeds(state, By::Added),
        Action::NextFeed => feed(state, 1),
        Action::PreviousFeed => feed(state, -1),
        Action::NextFolder => folder(state, 1),
        Action::PreviousFolder => folder(state, -1),
        Action::MarkOlder => {
            older::open(state);
            Vec::new()
        }
        _ => return None,
    })
}

/// Shows only some stories of the list.
fn only(state: &mut State, filter: Filter) -> Vec<Effect> {
    let query = Query {
        filter,
        since: None,
        ..state.headlines.query().clone()
    };
    let effects = lists::show_part(state, query);
    tell(state);
    effects
}

/// Shows the stories of the list that were published since midnight.
fn today(state: &mut State) -> Vec<Effect> {
    let now = state.now.to_zoned(state.zone.clone());
    let midnight = now.date().to_datetime(Time::midnight());
    let midnight = midnight.to_zoned(state.zone.clone()).ok();
    let query = Query {
        filter: Filter::All,
        since: midnight.map(|midnight| midnight.timestamp()),
        ..state.headlines.query().clone()
    };
    let effects = lists::show_part(state, query);
    tell(state);
    effects
}

/// Says what the list shows now.
fn tell(state: &mut State) {
    let name = lists::name(state).pop().unwrap_or_default();
    let query = state.headlines.query();
    // The fixed lists are called by what they show.
    let is_fixed = query.scope == Scope::All;
    let words = match lists::part(state) {
        Some(part) => format!("{name} · {part}"),
        None if is_fixed => name,
        None => format!("{name} · {}", state.strings.get("part.all")),
    };
    let scope = query.scope;
    state.say(Tone::Plain, words);
    state.notices.only_about(About::List(scope));
}

fn order(state: &mut State, order: Order) -> Vec<Effect> {
    let query = state.headlines.query().clone();
    if order == Order::Best && query.words.is_empty() {
        let words = state.strings.get("say.best-needs-words").to_owned();
        state.say(Tone::Plain, words);
        return Vec::new();
    }
    let name = match order {
        Order::Newest => "action.sort-newest",
        Order::Oldest => "action.sort-oldest",
        Order::Feed => "action.sort-feed",
        Order::Length => "action.sort-length",
        Order::Best => "action.sort-best",
    };
    let words = state.strings.get(name).to_owned();
    state.say(Tone::Plain, words);
    lists::show(state, Query { order, ..query })
}

fn feeds(state: &mut State, by: By) -> Vec<Effect> {
    state.sidebar.sort(by, &state.library);
    let name = match by {
        By::Name => "action.sort-names",
        By::Unread => "action.sort-unread",
        By::Latest => "action.sort-latest",
        By::Added => "action.sort-own",
    };
    let words = state.strings.get(name).to_owned();
    state.say(Tone::Plain, words);
    Vec::new()
}

/// Shows the feed after (1) or before (-1) the one that is shown, in the order of the feeds pane.
fn feed(state: &mut State, by: isize) -> Vec<Effect> {
    let here = sidebar::entry(state.headlines.query());
    if let Some(feed) = state.sidebar.neighbour(here, by) {
        return lists::show_entry(state, Entry::Feed(feed, 0));
    }
    let words = if by < 0 {
        "say.first-feed"
    } else {
        "say.last-feed"
    };
    let words = state.strings.get(words).to_owned();
    state.say(Tone::Plain, words);
    Vec::new()
}

fn folder(state: &mut State, by: isize) -> Vec<Effect> {
    if !state.sidebar.step_folder(by) {
        let words = state.strings.get("say.no-folder-there").to_owned();
        state.say(Tone::Plain, words);
        return Vec::new();
    }
    if state.areas.stories.is_empty() {
        Vec::new()
    } else {
        lists::follow_sidebar(state)
    }
}

/// The feed of the story that the keys are about.
#[must_use]
pub fn feed_of_story(state: &State) -> Option<Query> {
    let id = state.subject()?;
    let shown = state.reader.facts().map(|facts| &facts.headline);
    let shown = shown.filter(|headline| headline.id == id);
    let feed = state.headlines.row_of(id).or(shown)?.feed?;
    Some(Query {
        scope: Scope::Feed(feed),
        ..Query::default()
    })
}
