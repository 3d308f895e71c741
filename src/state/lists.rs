//! Which stories are shown.

use jiff::Timestamp;

use crate::model::article::ArticleId;
use crate::model::feed::FeedId;
use crate::model::query::names::{Names, QueryError};
use crate::model::query::text::parse_query;
use crate::model::query::{Filter, Order, Query, Scope};
use crate::state::area::Pane;
use crate::state::core::{FIRST_IDS, State};
use crate::state::effect::Effect;
use crate::state::message::Library;
use crate::state::notices::Tone;
use crate::state::overlay::Overlay;
use crate::state::part::Part;
use crate::state::sidebar::{self, Entry};
use crate::state::when;

/// Shows the stories of a query.
pub fn show(state: &mut State, query: Query) -> Vec<Effect> {
    if *state.headlines.query() == query && state.headlines.is_answered() {
        return Vec::new();
    }
    state.open_unread = false;
    state.headlines.ask(query.clone());
    vec![Effect::List {
        query,
        limit: Some(FIRST_IDS),
    }]
}

/// Shows the stories of a row of the feeds pane, and chooses that row.
pub fn show_entry(state: &mut State, entry: Entry) -> Vec<Effect> {
    state.before_search = None;
    state.unfiltered = None;
    if let Entry::Feed(id, _) = entry {
        state.sidebar.reveal(id, &state.library);
    }
    state.sidebar.choose(entry);
    part_of(state, entry).map_or_else(Vec::new, |query| show(state, query))
}

/// The stories that are shown of a row of the feeds pane.
#[must_use]
pub fn part_of(state: &State, entry: Entry) -> Option<Query> {
    sidebar::query(entry).map(|query| state.headlines.part.within(query))
}

/// Shows the stories of the row that is chosen in the feeds pane.
pub fn follow_sidebar(state: &mut State) -> Vec<Effect> {
    let chosen = state.sidebar.chosen();
    let query = chosen.and_then(|entry| part_of(state, entry));
    query.map_or_else(Vec::new, |query| {
        state.before_search = None;
        state.unfiltered = None;
        show(state, query)
    })
}

/// The same where another row is chosen than before and its stories stand beside it.
pub fn follow_changed(state: &mut State, before: Option<Entry>) -> Vec<Effect> {
    if state.areas.stories.is_empty() || state.sidebar.chosen() == before {
        return Vec::new();
    }
    follow_sidebar(state)
}

/// Shows one of the fixed lists and moves the keys to it.
pub fn go(state: &mut State, entry: Entry) -> Vec<Effect> {
    let effects = show_entry(state, entry);
    state.focus_on(Pane::Stories);
    effects
}

/// Shows the same list made anew, from its top where there are new stories. Where it is known that there are none, it stays
/// as it is.
pub fn show_new(state: &mut State) -> Vec<Effect> {
    if state.headlines.fresh.count() == 0 {
        if is_announced(state) && state.headlines.dated.is_current() {
            state.say(Tone::Plain, state.strings.get("say.nothing-new").to_owned());
            return Vec::new();
        }
        state.say(Tone::Plain, state.strings.get("say.list-anew").to_owned());
        return reload(state);
    }
    state.headlines.ask_again(true);
    state.arrange();
    again(state)
}

/// Asks for the same list anew; the chosen story stays where it is.
pub fn reload(state: &mut State) -> Vec<Effect> {
    let at_top = state.headlines.is_at_top();
    state.headlines.ask_again(at_top);
    again(state)
}

fn again(state: &State) -> Vec<Effect> {
    let query = state.headlines.query().clone();
    vec![
        Effect::List {
            query: query.clone(),
            limit: Some(FIRST_IDS),
        },
        Effect::List { query, limit: None },
    ]
}

/// Stories came while the list is on the screen: it is made anew when the reader is at its top and has marked nothing
/// in it, else their number is told.
pub fn arrived(state: &mut State, feed: FeedId, new: &[ArticleId]) {
    let (query, places) = (state.headlines.query(), state.sidebar.places());
    let concerns = match query.scope {
        Scope::All => true,
        Scope::Feed(id) => id == feed,
        Scope::Folder(id) => places.is_in(&state.library, feed, id),
    };
    if concerns && is_open(query) {
        state.headlines.came(new);
    }
}

/// Whether a list shows any story that is new.
fn is_open(query: &Query) -> bool {
    query.words.is_empty() && matches!(query.filter, Filter::All | Filter::Unread)
}

/// Whether new stories of this list are counted, whoever brings them.
fn is_announced(state: &State) -> bool {
    let query = state.headlines.query();
    is_open(query) && !matches!(query.scope, Scope::Folder(_))
}

/// Another process brought stories: they are announced as those of this one are, unless the list shows them by itself.
pub fn came_from_elsewhere(state: &mut State, library: &Library) {
    let shows_them = state.headlines.is_at_top() && state.focus != Pane::Reader;
    let total = |library: &Library, scope| match scope {
        Scope::All => Some(library.total),
        Scope::Feed(id) => sidebar::feed(library, id).map(|feed| feed.total),
        Scope::Folder(_) => None,
    };
    let scope = state.headlines.query().scope;
    if let (Some(before), Some(now)) = (total(&state.library, scope), total(library, scope))
        && let Some(more) = now
            .checked_sub(before)
            .filter(|more| *more > 0 && !shows_them && is_open(state.headlines.query()))
    {
        state.headlines.fresh.came_from_elsewhere(more);
    }
}

/// Shows or hides read stories, or read feeds when the keys are in the feeds pane.
pub fn hide_read(state: &mut State) -> Vec<Effect> {
    if state.focus == Pane::Feeds {
        let before = state.sidebar.chosen();
        let hidden = state.sidebar.toggle_read(&state.library);
        let words = if hidden {
            "say.feeds-hidden"
        } else {
            "say.feeds-shown"
        };
        state.say(Tone::Plain, state.strings.get(words).to_owned());
        return follow_changed(state, before);
    }
    let query = state.headlines.query().clone();
    let filter = match query.filter {
        Filter::Unread => Filter::All,
        Filter::All => Filter::Unread,
        other => other,
    };
    let words = if filter == Filter::Unread {
        "say.read-hidden"
    } else {
        "say.read-shown"
    };
    state.say(Tone::Plain, state.strings.get(words).to_owned());
    show_part(state, Query { filter, ..query })
}

/// Shows a part of the list; a part of all stories that has a row of its own among the feeds is that list.
pub fn show_part(state: &mut State, query: Query) -> Vec<Effect> {
    let is_searched = state.before_search.is_some() || state.unfiltered.is_some();
    if query.scope == Scope::All && !is_searched {
        state.sidebar.choose(sidebar::entry(&query));
    }
    if state.before_search.is_none()
        && let Some(part) = Part::of(&query)
    {
        state.headlines.part = part;
        state.unfiltered = state.unfiltered.take().map(|whole| part.within(whole));
    }
    show(state, query)
}

/// Shows the stories that hold the words being typed; the list from before when there are none.
pub fn search(state: &mut State, words: &str) -> Vec<Effect> {
    let words = words.trim();
    if words.is_empty() {
        return leave_search(state);
    }
    if state.before_search.is_none() {
        state.unfiltered = None;
        state.before_search = Some(sidebar::entry(state.headlines.query()));
    }
    // A key that is not finished, or names nothing, changes nothing until it does.
    match query(state, words) {
        Ok(query) => {
            let query = match &state.overlay {
                Overlay::Search(searching) => searching.filtered(query, state.now),
                _ => query,
            };
            show(state, query)
        }
        Err(_) => Vec::new(),
    }
}

/// Shows what other feeds tell of the story that the keys are about.
pub fn alike(state: &mut State) -> Vec<Effect> {
    let Some(id) = state.subject() else {
        return Vec::new();
    };
    state.unfiltered = None;
    if state.before_search.is_none() {
        state.before_search = Some(sidebar::entry(state.headlines.query()));
    }
    let query = Query {
        like: Some(id),
        ..Query::default()
    };
    state.focus_on(Pane::Stories);
    show(state, query)
}

/// What the line of a search asks for; best matches first unless it says otherwise.
fn query(state: &State, words: &str) -> Result<Query, QueryError> {
    let names = Names {
        feeds: &state.library.feeds,
        folders: &state.library.folders,
    };
    let query = parse_query(words, &names, state.now)?;
    let is_ordered = words
        .split_whitespace()
        .any(|part| part.starts_with("order:"));
    let order = if is_ordered || query.words.is_empty() {
        query.order
    } else {
        Order::Best
    };
    Ok(Query { order, ..query })
}

/// The line of the search whose stories are shown; empty when there is none.
#[must_use]
pub fn asked(state: &State) -> String {
    let names = Names {
        feeds: &state.library.feeds,
        folders: &state.library.folders,
    };
    let query = state.headlines.query().clone();
    let order = if query.order == Order::Best {
        Order::default()
    } else {
        query.order
    };
    match state.before_search {
        Some(_) => Query { order, ..query }.text(&names),
        None => String::new(),
    }
}

/// Shows the list from before the search.
pub fn leave_search(state: &mut State) -> Vec<Effect> {
    match state.before_search.take() {
        Some(entry) => show_entry(state, entry),
        None => Vec::new(),
    }
}

/// Whether the line of the search can be understood; if not, the reader is told why.
pub fn keep_search(state: &mut State) -> bool {
    if let Overlay::Search(searching) = &state.overlay
        && let Err(error) = query(state, searching.input.value().trim())
    {
        state.say(Tone::Bad, error.to_string());
        return false;
    }
    true
}

/// The name of a scope in a word or two.
#[must_use]
pub fn scope_name(state: &State, scope: Scope) -> String {
    let name = match scope {
        Scope::All => None,
        Scope::Feed(id) => sidebar::feed(&state.library, id).map(|feed| feed.title.clone()),
        Scope::Folder(id) => sidebar::folder(&state.library, id).map(|folder| folder.name.clone()),
    };
    name.unwrap_or_else(|| state.strings.get("list.all").to_owned())
}

/// The name of the list that is shown: a path of folder and feed, a fixed list, or the words of a search.
#[must_use]
pub fn name(state: &State) -> Vec<String> {
    let query = state.headlines.query();
    if let Some(id) = query.like {
        let title = state.headlines.row_of(id).map(|row| row.title.as_str());
        return vec![state.strings.with("list.alike", title.unwrap_or_default())];
    }
    if state.before_search.is_some() {
        return vec![state.strings.with("list.search", &asked(state))];
    }
    let places = state.sidebar.places();
    match query.scope {
        Scope::Feed(id) => places
            .feed(&state.library, id)
            .map_or_else(Vec::new, |feed| {
                let folder = feed
                    .folder
                    .and_then(|folder| sidebar::folder(&state.library, folder));
                folder
                    .map(|folder| folder.name.clone())
                    .into_iter()
                    .chain([feed.title.clone()])
                    .collect()
            }),
        Scope::Folder(id) => sidebar::folder(&state.library, id)
            .map_or_else(Vec::new, |folder| vec![folder.name.clone()]),
        Scope::All => vec![entry_name(state, sidebar::entry(query)).to_owned()],
    }
}

/// What part of the list is shown, in what order, when it is not all of it, the newest first.
#[must_use]
pub fn part(state: &State) -> Option<String> {
    let query = state.headlines.query();
    if state.before_search.is_some() {
        return None;
    }
    let filter = match query.filter {
        // The fixed lists are called by what they show.
        _ if query.scope == Scope::All => None,
        Filter::All => None,
        Filter::Unread => Some("part.unread"),
        Filter::Read => Some("part.read"),
        Filter::Bookmarked => Some("part.bookmarks"),
        Filter::Offline => Some("part.offline"),
    };
    let order = match query.order {
        Order::Newest => None,
        Order::Oldest => Some("part.oldest"),
        Order::Feed => Some("part.feed"),
        Order::Length => Some("part.length"),
        Order::Best => Some("part.best"),
    };
    let named = |name: &str| state.strings.get(name).to_owned();
    let since = query.since.map(|since| since_when(state, since));
    let mut parts: Vec<String> = [filter.map(named), since, order.map(named)]
        .into_iter()
        .flatten()
        .collect();
    if state.unfiltered.is_some() {
        parts.insert(0, format!("“{}”", query.words));
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// What a list shows that begins then: today's, until midnight; from then on it is told from which day on.
fn since_when(state: &State, since: Timestamp) -> String {
    let [day, today] = [since, state.now].map(|then| then.to_zoned(state.zone.clone()).date());
    if day == today {
        return state.strings.get("part.today").to_owned();
    }
    let day = when::since(&state.strings, &state.zone, state.now, since);
    state.strings.with("part.since", &day)
}

/// The name of one of the fixed lists.
#[must_use]
pub fn entry_name(state: &State, entry: Entry) -> &str {
    state.strings.get(match entry {
        Entry::Unread => "list.unread",
        Entry::Bookmarks => "list.bookmarks",
        Entry::Offline => "list.offline",
        Entry::Errors => "list.errors",
        _ => "list.all",
    })
}
