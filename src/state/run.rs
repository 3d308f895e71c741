//! Actions: each is done here, whether a key, the palette, the footer or the mouse asked for it.

use crate::model::address::without_secrets;
use crate::model::article::{Headline, Mark};
use crate::state::action::Action;
use crate::state::adding;
use crate::state::area::Pane;
use crate::state::browse;
use crate::state::core::State;
use crate::state::cuts;
use crate::state::downloads;
use crate::state::effect::{Effect, Own};
use crate::state::export;
use crate::state::facts;
use crate::state::filter;
use crate::state::finding;
use crate::state::follow;
use crate::state::here;
use crate::state::keymap::Place;
use crate::state::language;
use crate::state::leave;
use crate::state::lettered;
use crate::state::listing;
use crate::state::lists;
use crate::state::looks;
use crate::state::manual;
use crate::state::marks;
use crate::state::navigate::{self, By};
use crate::state::notices::Tone;
use crate::state::older;
use crate::state::overlay::{Overlay, Target};
use crate::state::palette;
use crate::state::pictures;
use crate::state::popups;
use crate::state::possible;
use crate::state::preferences;
use crate::state::search;
use crate::state::setup;
use crate::state::sidebar::Entry;
use crate::state::tags;
use crate::state::texts;
use crate::state::themes;
use crate::state::trouble;
use crate::state::undoing;
use crate::state::wanted::Wanted;
use crate::state::ways::Welcome;

/// Does it.
pub fn run(state: &mut State, action: Action) -> Vec<Effect> {
    if let Some(reason) = possible::impossible(state, action) {
        let reason = state.strings.get(reason).to_owned();
        state.say(Tone::Plain, reason);
        return Vec::new();
    }
    moves(state, action)
        .or_else(|| cuts::run(state, action))
        .or_else(|| stories(state, action))
        .or_else(|| about_story(state, action))
        .or_else(|| listing::run(state, action))
        .or_else(|| feeds(state, action))
        .unwrap_or_else(|| program(state, action))
}

fn moves(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::Down => navigate::step(state, By::Rows(1)),
        Action::Up => navigate::step(state, By::Rows(-1)),
        Action::HalfDown => navigate::step(state, By::HalfPages(1)),
        Action::HalfUp => navigate::step(state, By::HalfPages(-1)),
        Action::PageDown => navigate::step(state, By::Pages(1)),
        Action::PageUp => navigate::step(state, By::Pages(-1)),
        Action::First => navigate::step(state, By::End(-1)),
        Action::Last => navigate::step(state, By::End(1)),
        Action::Left => navigate::left(state),
        Action::Right => navigate::right(state),
        Action::Open => navigate::open(state),
        Action::NextPane => navigate::cycle(state, 1),
        Action::PreviousPane => navigate::cycle(state, -1),
        Action::FocusFeeds => navigate::focus(state, Pane::Feeds),
        Action::FocusStories => navigate::focus(state, Pane::Stories),
        Action::FocusArticle => navigate::focus(state, Pane::Reader),
        Action::Continue => navigate::onward(state),
        Action::PageBack => follow::back(state).unwrap_or_else(|| {
            state.reader.page(-1);
            Vec::new()
        }),
        Action::NextUnread => find_or(state, 1, |row| !row.read),
        Action::PreviousUnread => find_or(state, -1, |row| !row.read),
        Action::NextStory => navigate::neighbour(state, 1),
        Action::PreviousStory => navigate::neighbour(state, -1),
        Action::NextParagraph => block(state, 1, false),
        Action::PreviousParagraph => block(state, -1, false),
        Action::NextHeading => block(state, 1, true),
        Action::PreviousHeading => block(state, -1, true),
        _ => return None,
    })
}

fn find_or(state: &mut State, by: isize, wanted: fn(&Headline) -> bool) -> Vec<Effect> {
    if state.focus == Pane::Reader && !state.reader.find.words.is_empty() {
        return navigate::step_found(state, by);
    }
    if state.focus == Pane::Feeds {
        state.focus_on(Pane::Stories);
    }
    navigate::story(state, by, wanted)
}

fn block(state: &mut State, by: isize, headings: bool) -> Vec<Effect> {
    if state.place() == Place::Cuts && !headings {
        state.reader.step_part(by, false);
        return Vec::new();
    }
    let top = state.reader.top();
    state.reader.step_block(by, headings);
    if headings && state.reader.top() == top {
        state.say(Tone::Plain, state.strings.get("say.no-heading").to_owned());
    }
    Vec::new()
}

fn stories(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    Some(match action {
        Action::ToggleRead
            if state.focus == Pane::Reader && !state.reader.find.words.is_empty() =>
        {
            navigate::step_found(state, -1)
        }
        Action::ToggleBookmark | Action::SavePage if state.passing().is_some() => {
            follow::keep(state).unwrap_or_default()
        }
        Action::ToggleRead | Action::ToggleBookmark | Action::SavePage | Action::FetchText
            if state.focus == Pane::Stories && state.headlines.count_selected() > 0 =>
        {
            marks::selected(state, action)
        }
        Action::ToggleRead | Action::ToggleBookmark => marks::toggle(state, action),
        Action::SavePage => state.subject().map_or_else(Vec::new, |id| {
            marks::mark(state, &[id], Mark::Bookmark, true)
        }),
        Action::FollowLink => lettered::choose(state),
        Action::Select => {
            state.headlines.select();
            Vec::new()
        }
        Action::MarkAbove => marks::mark_side(state, true),
        Action::MarkBelow => marks::mark_side(state, false),
        Action::MarkListRead => marks::mark_list(state),
        Action::MarkEverythingRead => marks::ask_everything(state),
        Action::Undo => undoing::undo(state),
        Action::Redo => undoing::redo(state),
        Action::Browse | Action::BrowseAndRead => browse::run(state, action),
        Action::CopyAddress => copy(state, |headline| {
            let url = headline.url.as_deref()?;
            Some(without_secrets(url).into_owned())
        }),
        Action::CopyMarkdown => copy(state, |headline| {
            let url = headline.url.as_deref()?;
            Some(format!("[{}]({})", headline.title, without_secrets(url)))
        }),
        Action::FetchText => {
            let ids = state.subject().into_iter().collect();
            texts::fetch(state, ids)
        }
        Action::ShowAll => lists::go(state, Entry::All),
        Action::ShowUnread => lists::go(state, Entry::Unread),
        Action::ShowBookmarks => lists::go(state, Entry::Bookmarks),
        Action::ShowOffline => lists::go(state, Entry::Offline),
        Action::ShowNew => lists::show_new(state),
        Action::HideRead => lists::hide_read(state),
        Action::Search => search(state),
        _ => return None,
    })
}

fn about_story(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::SaveAs => export::save(state),
        Action::Pipe => export::pipe(state),
        Action::Facts => facts::open(state),
        Action::Filter => filter::open(state),
        Action::EditText => return Some(export::edit(state)),
        Action::Alike => return Some(lists::alike(state)),
        Action::Tags => return Some(tags::open(state)),
        Action::Images => return Some(pictures::toggle(state)),
        Action::MarkFeedRead => {
            let query = listing::feed_of_story(state)?;
            return Some(marks::mark_query(state, query));
        }
        _ => return None,
    }
    Some(Vec::new())
}

/// Opens the line for words: in the article to find there, else the screen for all stories.
fn search(state: &mut State) -> Vec<Effect> {
    if state.focus == Pane::Reader {
        finding::begin(&mut state.reader);
        state.overlay = Overlay::Find(tui_input::Input::default());
        return Vec::new();
    }
    search::open(state)
}

fn copy(state: &mut State, text: impl Fn(&Headline) -> Option<String>) -> Vec<Effect> {
    if let Some(ids) = state
        .headlines
        .selected()
        .filter(|_| state.focus == Pane::Stories)
    {
        let rows = ids.iter().filter_map(|id| state.headlines.row_of(*id));
        let lines: Vec<String> = rows.filter_map(text).collect();
        state.headlines.unselect();
        return vec![Effect::Copy(lines.join("\n"))];
    }
    if let Some(text) = here::headline(state).and_then(text) {
        vec![Effect::Copy(text)]
    } else {
        state.say(Tone::Plain, state.strings.get("say.no-address").to_owned());
        Vec::new()
    }
}

fn feeds(state: &mut State, action: Action) -> Option<Vec<Effect>> {
    match action {
        Action::Refresh => Some(vec![Effect::Refresh(popups::feeds_here(state))]),
        Action::RefreshAll => Some(vec![Effect::Refresh(Vec::new())]),
        Action::Stop => Some(stop(state)),
        Action::RemoveFeed => Some(popups::with_feed(state, |_, feed| {
            vec![Effect::Unsubscribe(feed)]
        })),
        Action::FeedSettings => Some(popups::with_feed(state, setup::open)),
        Action::Mute => Some(popups::with_feed(state, setup::mute)),
        Action::Download => {
            state.download = Some(Wanted::default());
            state.undo.note(state.now, "downloaded");
            Some(vec![Effect::Download(state.headlines.query().clone())])
        }
        Action::Import => Some(popups::import(state)),
        Action::EditFeeds => Some(vec![Effect::EditFeeds]),
        Action::AddFeed => {
            adding::open(state, "");
            Some(Vec::new())
        }
        Action::Catalogue => {
            popups::open_catalogue(state);
            Some(Vec::new())
        }
        Action::Fold => {
            let before = state.sidebar.chosen();
            state.sidebar.fold(&state.library);
            Some(lists::follow_changed(state, before))
        }
        Action::Errors => Some(trouble::open(state)),
        _ => None,
    }
}

/// Stops what is being fetched: of a linked page and a refresh the page, which was asked for last.
fn stop(state: &mut State) -> Vec<Effect> {
    if follow::stop(state) && state.progress.running {
        return Vec::new();
    }
    let was_asked = state.asked_for.give_up();
    let is_text = std::mem::take(&mut state.reader.fetching) || was_asked;
    let words = match (state.progress.running, is_text) {
        (true, _) => "say.stopped",
        (false, true) => "say.text-stopped",
        (false, false) => return vec![Effect::Cancel],
    };
    state.say(Tone::Plain, state.strings.get(words).to_owned());
    vec![Effect::Cancel]
}

fn program(state: &mut State, action: Action) -> Vec<Effect> {
    match action {
        Action::Messages => popups::messages(state),
        Action::Settings => return preferences::open(state),
        Action::EditConfig => return vec![Effect::EditOwn(Own::Config)],
        Action::EditKeymap => return vec![Effect::EditOwn(Own::Keymap)],
        Action::Help => palette::help(state),
        Action::Manual => return manual::open(state),
        Action::Welcome => {
            state.overlay = Overlay::Welcome(Welcome::new());
            return vec![Effect::FindImports];
        }
        Action::Palette => {
            palette::palette(state);
            return vec![Effect::ReadSettings];
        }
        Action::History => palette::history(state),
        Action::Downloads => return downloads::open(state),
        Action::Wider => looks::change(state, |state| looks::widen(state, 4)),
        Action::Narrower => looks::change(state, |state| looks::widen(state, -4)),
        Action::DefaultMeasure => {
            looks::change(state, |state| looks::measure(state, looks::DEFAULT_MEASURE));
        }
        Action::Theme => themes::choose(state),
        Action::Zen => {
            if state.focus == Pane::Reader {
                state.zen = !state.zen;
                state.arrange();
            } else {
                state.zen = true;
                return navigate::open_story(state);
            }
        }
        Action::Layout => looks::change(state, looks::layout),
        Action::WidenPane => looks::change(state, |state| looks::resize_pane(state, 2)),
        Action::NarrowPane => looks::change(state, |state| looks::resize_pane(state, -2)),
        Action::Language => return language::turn(state),
        Action::Redraw => return vec![Effect::Redraw],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Quit => return leave::quit(state),
        Action::Back => return leave::back(state),
        Action::Cancel => return leave::cancel(state),
        _ => {}
    }
    Vec::new()
}

/// Does what a row of the palette or of help stands for.
pub fn reach(state: &mut State, target: Target) -> Vec<Effect> {
    match target {
        Target::Does(action) => run(state, action),
        Target::DoesAll(actions) => {
            let each = actions.into_iter();
            each.flat_map(|action| run(state, action)).collect()
        }
        Target::Shows(feed) => lists::go(state, Entry::Feed(feed, 0)),
        Target::ShowsFolder(folder) => lists::go(state, Entry::Folder(folder, 0)),
        Target::Tagged(name) => tags::stories(state, &name),
        Target::Theme(name) => themes::take(state, name),
        Target::Measure(columns) => {
            looks::change(state, |state| looks::measure(state, columns));
            Vec::new()
        }
        Target::Panes(choice) => {
            looks::change(state, |state| looks::panes(state, choice));
            Vec::new()
        }
        Target::Speaks(language) => language::speak(state, language),
        Target::Adds(address) => {
            adding::open(state, &address);
            adding::enter(state)
        }
        Target::Imports(path) => popups::import_file(state, &path),
        Target::Older(hours) => {
            let query = older::than(state, hours);
            marks::mark_query(state, query)
        }
        Target::Refreshes(_, feeds) => vec![Effect::Refresh(feeds)],
        Target::Tags(names) => tags::add(state, &names),
        Target::Sets(setting, value) => preferences::set(state, &setting, Some(value)),
        Target::Types(_) | Target::Refused => Vec::new(),
        Target::Opens(id) => {
            let at = state.headlines.ids().iter().position(|other| *other == id);
            match at {
                Some(at) => {
                    let mut effects = navigate::choose(state, at);
                    effects.extend(navigate::open_story(state));
                    effects
                }
                None => follow::visit(state, id),
            }
        }
    }
}

/// Does what a row of the palette stands for, and remembers it.
pub fn reach_by_name(state: &mut State, target: Target) -> Vec<Effect> {
    if let Some(line) = target.line() {
        state.named.note(line);
    }
    reach(state, target)
}
