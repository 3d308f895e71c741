//! The footer: the keys that matter here and now, and where each stands.

use crate::model::article::TextSource;
use crate::state::action::Action;
use crate::state::area::Pane;
use crate::state::core::{Edition, State};
use crate::state::keyline::{Hint, place};
use crate::state::keymap::Place;
use crate::state::listkeys;
use crate::state::overlay::Overlay;
use crate::state::page::Page;
use crate::state::possible;
use crate::state::searching::Searching;
use crate::state::spelling::spelled;

/// The keys that matter now, from the left, as many as there is room for; help always stands at the right end.
#[must_use]
pub fn hints(state: &State) -> Vec<Hint> {
    let area = state.areas.footer;
    if area.is_empty() {
        return Vec::new();
    }
    let (left, right) = match &state.overlay {
        Overlay::None => (
            in_pane(state),
            match state.place() {
                Place::Cuts => bound(state, &[Action::Help]),
                _ if selects(state) => bound(state, &[Action::Help, Action::Cancel]),
                _ => bound(state, &[Action::Palette, Action::Help]),
            },
        ),
        overlay @ Overlay::Welcome(_) => (in_overlay(state, overlay), on_first_screen(state)),
        overlay => {
            // The way out is never left out for want of room.
            let hints = in_overlay(state, overlay).into_iter();
            hints.partition(|hint| hint.key != "Esc")
        }
    };
    let spelt = |hints: Vec<Hint>| -> Vec<Hint> {
        let spelt = hints.into_iter().map(|hint| Hint {
            key: spelt(&hint.key),
            ..hint
        });
        spelt.collect()
    };
    let (left, right) = if state.look.ascii {
        (spelt(left), spelt(right))
    } else {
        (left, right)
    };
    place(left, right, area.x + 1, area.width.saturating_sub(2))
}

/// A key in letters, where signs cannot be drawn.
#[must_use]
pub fn spelt(key: &str) -> String {
    let signs = [
        ("⏎", "Enter"),
        ("↑↓", "Up/Down"),
        ("←", "Left"),
        ("→", "Right"),
    ];
    signs
        .iter()
        .fold(key.to_owned(), |key, (sign, name)| key.replace(sign, name))
}

/// A footer of fewer columns has room for a few keys only.
const NARROW: u16 = 60;

/// What matters among the cuts of a story.
const AMONG_CUTS: [Action; 6] = [
    Action::NextCut,
    Action::RestoreCut,
    Action::NeverCut,
    Action::AlwaysCut,
    Action::View,
    Action::Back,
];

/// Help, and the way out: there is nothing to go back to.
fn on_first_screen(state: &State) -> Vec<Hint> {
    let mut hints = bound(state, &[Action::Help, Action::Quit]);
    let back = state.keymap.keys(state.place(), Action::Back);
    let quit = hints
        .iter_mut()
        .find(|hint| hint.action == Some(Action::Quit));
    if let Some((hint, key)) = quit.zip(back) {
        hint.key = key;
    }
    hints
}

/// What can be done with the stories that are selected.
const WITH_SELECTED: [Action; 7] = [
    Action::ToggleRead,
    Action::Continue,
    Action::ToggleBookmark,
    Action::Browse,
    Action::Tags,
    Action::FetchText,
    Action::CopyAddress,
];

/// What matters where there are no feeds and no stories yet.
const IN_EMPTY: [Action; 3] = [Action::AddFeed, Action::Catalogue, Action::Import];

/// What matters in the lists while feeds or texts are fetched.
const WHILE_FETCHING: [Action; 4] = [
    Action::Open,
    Action::Stop,
    Action::ToggleBookmark,
    Action::Search,
];

/// What goes from one place to the next that holds the words looked for, and takes them away.
const FOUND: [Action; 3] = [Action::NextUnread, Action::ToggleRead, Action::Cancel];

/// What matters in the manual, which is no story.
const IN_MANUAL: [Action; 4] = [Action::Continue, Action::Back, Action::Search, Action::Zen];

fn in_pane(state: &State) -> Vec<Hint> {
    let mut actions = of_pane(state).to_vec();
    if lacks_page(state) && state.areas.footer.width >= NARROW {
        actions.insert(1, Action::FetchText);
    }
    // A text that comes by itself moves no keys about.
    let is_asked_for = state.trail.is_opening() || state.asked_for.is_waiting();
    if state.focus == Pane::Reader && is_asked_for {
        actions.insert(1, Action::Stop);
    }
    // From story to story the way back is the first thing to know.
    if state.focus == Pane::Reader && state.trail.leads_back() {
        actions.retain(|action| *action != Action::Back);
        actions.insert(1, Action::Left);
    }
    let found = finds(state) && state.place() != Place::Cuts;
    let found = FOUND.iter().copied().filter(|_| found);
    let possible: Vec<Action> = found
        .chain(actions)
        .filter(|action| possible::impossible(state, *action).is_none())
        .collect();
    bound(state, &possible)
}

/// Whether the story that is read could be more than its feed gave, but its page was not to be had.
fn lacks_page(state: &State) -> bool {
    let facts = state.reader.facts().filter(|_| state.focus == Pane::Reader);
    facts.is_some_and(|facts| {
        facts.body_error.is_some() && facts.headline.source != TextSource::Page
    })
}

/// What matters in the pane that has the keys, the most useful first.
fn of_pane(state: &State) -> &'static [Action] {
    match (state.focus, state.edition) {
        _ if selects(state) => &WITH_SELECTED,
        _ if state.progress.running && state.focus != Pane::Reader => &WHILE_FETCHING,
        (Pane::Feeds | Pane::Stories, _) if possible::has_nothing(state) => &IN_EMPTY,
        (Pane::Feeds, Edition::Sample) => &[
            Action::Open,
            Action::AddFeed,
            Action::Catalogue,
            Action::Import,
            Action::Search,
        ],
        (Pane::Feeds, _) => &[
            Action::Open,
            Action::AddFeed,
            Action::RefreshAll,
            Action::MarkListRead,
            Action::FeedSettings,
            Action::Search,
        ],
        (Pane::Stories, Edition::Sample) => &[
            Action::Open,
            Action::AddFeed,
            Action::Catalogue,
            Action::Import,
            Action::ToggleBookmark,
            Action::Search,
        ],
        (Pane::Stories, _) => &[
            Action::Open,
            Action::ToggleBookmark,
            Action::ToggleRead,
            Action::Browse,
            Action::RefreshAll,
            Action::Search,
        ],
        (Pane::Reader, _) if state.place() == Place::Cuts => &AMONG_CUTS,
        (Pane::Reader, _) if state.passing().is_some_and(Page::is_of_kabar) => &IN_MANUAL,
        // The way back must not be looked for where nothing else is on the screen.
        (Pane::Reader, _) if state.areas.footer.width < NARROW => &[
            Action::Continue,
            Action::Back,
            Action::ToggleBookmark,
            Action::FollowLink,
            Action::Images,
        ],
        (Pane::Reader, _) => &[
            Action::Continue,
            Action::ToggleBookmark,
            Action::FollowLink,
            Action::Images,
            Action::NextStory,
            Action::Browse,
            Action::Zen,
            Action::View,
            Action::Back,
        ],
    }
}

/// Whether stories are selected in the pane that has the keys.
fn selects(state: &State) -> bool {
    state.focus == Pane::Stories && state.headlines.count_selected() > 0
}

/// Whether words are looked for in the article that has the keys.
fn finds(state: &State) -> bool {
    state.focus == Pane::Reader && !state.reader.find.words.is_empty()
}

fn bound(state: &State, actions: &[Action]) -> Vec<Hint> {
    let hint = |action: &Action| {
        let key = state.keymap.keys(state.place(), *action)?;
        Some(Hint {
            key: key.replace("Enter", "⏎"),
            label: label(state, *action),
            action: Some(*action),
            x: 0,
            width: 0,
        })
    };
    actions.iter().filter_map(hint).collect()
}

/// The action in a word; in a shorter one, where it has one and there is little room.
fn label(state: &State, action: Action) -> String {
    if action == Action::Left {
        return state.strings.hint(Action::Back).to_owned();
    }
    let name = match action {
        Action::Cancel if selects(state) => Some("hint.unselect"),
        Action::Continue if selects(state) => Some("hint.pick"),
        Action::Cancel => Some("hint.end-find"),
        Action::NextUnread if finds(state) => Some("hint.next-found"),
        Action::ToggleRead if finds(state) => Some("hint.previous-found"),
        _ => None,
    };
    if let Some(name) = name {
        return state.strings.get(name).to_owned();
    }
    let short = state.strings.word(action);
    if let Some(short) = short.filter(|_| state.areas.footer.width < NARROW) {
        return short.to_owned();
    }
    state.strings.hint(action).to_owned()
}

/// The keys of the screen over the panes, each with what it does.
#[must_use]
pub fn over(state: &State) -> Vec<(String, String)> {
    let mut keys: Vec<(String, String)> = in_overlay(state, &state.overlay)
        .into_iter()
        .map(|hint| (hint.key.replace('⏎', "Enter"), hint.label))
        .collect();
    if let Overlay::Trouble(_) = state.overlay {
        let more = [
            ("d", "trouble.discover"),
            ("U", "trouble.agent"),
            ("m", "trouble.mute"),
            ("D", "trouble.remove"),
            ("e", "trouble.settings"),
            ("Enter", "trouble.use"),
            ("o", "hint.browse"),
            ("u", "action.undo"),
        ];
        keys.extend(more.map(|(key, name)| (key.to_owned(), state.strings.get(name).to_owned())));
    }
    keys
}

fn in_overlay(state: &State, overlay: &Overlay) -> Vec<Hint> {
    let keys: &[(&str, &str)] = match overlay {
        Overlay::None => &[],
        Overlay::Welcome(_) => &[("⏎", "hint.choose"), ("↑↓", "hint.move")],
        Overlay::Prefix(keys, _) => {
            let pressed = Hint {
                key: format!("{} …", spelled(keys)),
                label: String::new(),
                action: None,
                x: 0,
                width: 0,
            };
            let mut hints = named(state, &[("Esc", "hint.cancel")]);
            hints.insert(0, pressed);
            return hints;
        }
        Overlay::Trouble(trouble) if trouble.feeds.is_empty() => {
            &[("?", "hint.help"), ("Esc", "hint.close")]
        }
        Overlay::Trouble(_) => &[
            ("r", "hint.retry"),
            ("R", "hint.retry-all"),
            ("↑↓", "hint.choose"),
            ("y", "hint.copy-report"),
            ("?", "hint.help"),
            ("Esc", "hint.close"),
        ],
        Overlay::Setup(form) if form.input.is_some() => {
            &[("⏎", "hint.keep"), ("Esc", "hint.close")]
        }
        Overlay::Setup(_) => &[
            ("⏎", "hint.change"),
            ("↑↓", "hint.choose"),
            ("Esc", "hint.close"),
        ],
        Overlay::Links(_, Some(_)) => &[
            ("⏎", "hint.follow-link-number"),
            ("Tab", "hint.next-link"),
            ("1–9", "hint.number"),
            ("Esc", "hint.close"),
        ],
        Overlay::Links(..) => &[
            ("a–z", "hint.follow"),
            ("A–Z", "hint.browse"),
            ("1–9", "hint.number"),
            ("Tab ⏎", "hint.next-link"),
            ("Esc", "hint.close"),
        ],
        Overlay::Confirm(_) => &[("y", "hint.yes"), ("n", "hint.no")],
        Overlay::Search(searching) => in_search(state, searching),
        Overlay::Find(_) => &[("⏎", "hint.keep"), ("Esc", "hint.close")],
        Overlay::Filter(_) => &[
            ("⏎", "hint.keep"),
            ("↑↓", "hint.choose"),
            ("Esc", "hint.whole"),
        ],
        Overlay::Picker(purpose, picker) => {
            return named(state, &listkeys::told(state, purpose, picker));
        }
    };
    named(state, keys)
}

/// Of a search, whether in its filters or its answers.
fn in_search(state: &State, searching: &Searching) -> &'static [(&'static str, &'static str)] {
    if searching.field.is_some() {
        return &[
            ("←→", "hint.change"),
            ("Tab", "hint.next-filter"),
            ("↑↓", "hint.choose"),
            ("Esc", "hint.close"),
        ];
    }
    // Before there are words the stories of the list that was left are not shown.
    if searching.input.value().trim().is_empty() || state.headlines.ids().is_empty() {
        return &[("Tab", "hint.filters"), ("Esc", "hint.close")];
    }
    &[
        ("⏎", "hint.open"),
        ("↑↓", "hint.choose"),
        ("Tab", "hint.filters"),
        ("Esc", "hint.close"),
    ]
}

fn named(state: &State, keys: &[(&str, &str)]) -> Vec<Hint> {
    let hint = |(key, label): &(&str, &str)| Hint {
        key: (*key).to_owned(),
        label: state.strings.get(label).to_owned(),
        action: None,
        x: 0,
        width: 0,
    };
    keys.iter().map(hint).collect()
}
