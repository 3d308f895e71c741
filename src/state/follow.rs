//! Links followed: chosen by letter, number or click, opened inside kabar, and back the same way.
//!
//! An address that is a known story is opened from the library. Any other page is fetched, cleaned like a story, and
//! only looked at, unless the reader keeps it.

use crate::model::article::{ArticleId, Facts, Mark};
use crate::state::area::Pane;
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::links;
use crate::state::marks;
use crate::state::notices::Tone;
use crate::state::overlay::Overlay;
use crate::state::page::Page;
use crate::state::place;
use crate::state::press::{Code, Key};
use crate::state::reader::Reader;
use crate::state::sheet::Behind;

/// Has the links of the window lettered.
pub fn choose(state: &mut State) -> Vec<Effect> {
    if state.reader.layout().links.is_empty() {
        state.say(Tone::Plain, state.strings.get("say.no-links").to_owned());
    } else if links::seen(state).is_empty() {
        let words = state.strings.get("say.no-links-here").to_owned();
        state.say(Tone::Plain, words);
    } else {
        state.overlay = Overlay::Links(String::new());
    }
    Vec::new()
}

/// A key was pressed while links are lettered: the letters of a hint, or the number that stands behind the link. A
/// capital letter opens it in the browser.
pub fn press(state: &mut State, key: Key) -> Vec<Effect> {
    let Overlay::Links(typed) = &state.overlay else {
        return Vec::new();
    };
    let mut typed = typed.clone();
    match key.code {
        Code::Char(letter) if !key.ctrl && !key.alt => typed.push(letter),
        Code::Backspace => {
            typed.pop();
        }
        Code::Tab => return next_link(state, if key.shift { -1 } else { 1 }),
        Code::Enter => {
            state.overlay = Overlay::None;
            return number(&typed).map_or_else(Vec::new, |link| take(state, link, false));
        }
        Code::Down | Code::Up | Code::PageDown | Code::PageUp => {
            // The window moves, and with it the letters.
            state.overlay = Overlay::Links(String::new());
            let by = if matches!(key.code, Code::Down | Code::PageDown) {
                1
            } else {
                -1
            };
            if matches!(key.code, Code::Down | Code::Up) {
                state.reader.scroll(by);
            } else {
                state.reader.page(by);
            }
            return Vec::new();
        }
        _ => {
            state.overlay = Overlay::None;
            return Vec::new();
        }
    }
    typed_so_far(state, typed)
}

/// Lights the next link, or the one before, as if its number were typed. At the last of the window more is shown.
fn next_link(state: &mut State, by: isize) -> Vec<Effect> {
    let Overlay::Links(typed) = &state.overlay else {
        return Vec::new();
    };
    let lit = number(typed);
    let ahead = |seen: &links::Seen| match lit {
        None => true,
        Some(lit) if by > 0 => seen.link > lit,
        Some(lit) => seen.link < lit,
    };
    let next = |state: &State| {
        let seen = links::seen(state);
        let mut ahead = seen.into_iter().filter(ahead);
        let next = if by > 0 {
            ahead.next()
        } else {
            ahead.next_back()
        };
        next.map(|seen| seen.link)
    };
    let mut link = next(state);
    while link.is_none() {
        let before = state.reader.top();
        state.reader.page(by);
        if state.reader.top() == before {
            break;
        }
        link = next(state);
    }
    if let Some(link) = link {
        state.overlay = Overlay::Links((link + 1).to_string());
    }
    Vec::new()
}

fn typed_so_far(state: &mut State, typed: String) -> Vec<Effect> {
    if let Some(link) = number(&typed) {
        let links = state.reader.layout().links.len();
        if link >= links {
            state.overlay = Overlay::None;
        } else if (link + 1) * 10 > links {
            // No longer number begins like this.
            state.overlay = Overlay::None;
            return take(state, link, false);
        } else {
            state.overlay = Overlay::Links(typed);
        }
        return Vec::new();
    }
    let in_browser = typed.chars().any(char::is_uppercase);
    let hint = typed.to_lowercase();
    let seen = links::seen(state);
    if let Some(link) = seen
        .iter()
        .find(|seen| seen.hint == hint)
        .map(|seen| seen.link)
    {
        state.overlay = Overlay::None;
        return take(state, link, in_browser);
    }
    let begins = seen.iter().any(|seen| seen.hint.starts_with(&hint));
    state.overlay = if begins {
        Overlay::Links(typed)
    } else {
        Overlay::None
    };
    Vec::new()
}

/// The link that the digits stand for, from 0.
fn number(typed: &str) -> Option<usize> {
    typed.parse::<usize>().ok()?.checked_sub(1)
}

/// Follows a link of the article, or has the browser follow it.
pub fn take(state: &mut State, link: usize, in_browser: bool) -> Vec<Effect> {
    let Some(url) = state.reader.layout().links.get(link).cloned() else {
        return Vec::new();
    };
    let is_page = ["http://", "https://"].iter().any(|scheme| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    if in_browser || !is_page {
        return vec![Effect::Browse(url)];
    }
    state.trail.await_page(&url);
    vec![Effect::FindPage(url)]
}

/// The library was asked whether it knows the page.
pub fn found(state: &mut State, url: String, id: Option<ArticleId>) -> Vec<Effect> {
    if !state.trail.awaits(&url) {
        return Vec::new();
    }
    if let Some(id) = id {
        return visit(state, id);
    }
    if state.offline {
        state.trail.give_up();
        state.say(Tone::Bad, state.strings.get("say.link-offline").to_owned());
        return Vec::new();
    }
    state.reader.fetching = true;
    let from = state
        .reader
        .facts()
        .and_then(|facts| facts.headline.url.clone());
    vec![Effect::Read { url, from }]
}

/// Opens a story that need not be in the list; the one on the screen is a step back.
pub fn visit(state: &mut State, id: ArticleId) -> Vec<Effect> {
    let mut effects = place::keep(state);
    if state.reader.facts().is_some() {
        step(state);
    } else {
        state.trail.clear();
    }
    state.reader = Reader::default();
    state.reader.await_article(id);
    state.focus_on(Pane::Reader);
    effects.push(Effect::Open(id));
    if state.mark_read_on_open {
        effects.extend(marks::mark(state, &[id], Mark::Read, false));
    }
    effects
}

/// The page came, or could not be had.
pub fn came(state: &mut State, url: &str, page: Result<Box<Page>, String>) -> Vec<Effect> {
    if !state.trail.awaits(url) {
        return Vec::new();
    }
    state.reader.fetching = false;
    match page {
        Ok(page) => show(state, *page),
        Err(words) => {
            state.trail.give_up();
            let words = {
                let why = state.strings.failure(&words);
                state.strings.get("say.no-link").replace("{why}", &why)
            };
            state.say(Tone::Bad, words);
            Vec::new()
        }
    }
}

/// Shows a page that is not kept; what is on the screen is a step back.
pub fn show(state: &mut State, page: Page) -> Vec<Effect> {
    let effects = place::keep(state);
    if state.reader.facts().is_some() {
        step(state);
    } else {
        state.trail.clear();
    }
    let header = state.header(&page.facts);
    state.reader = Reader::default();
    state
        .reader
        .show(Box::new(page.facts), page.document, header, <_>::default());
    let behind = Behind {
        cuts: page.cuts,
        ..Behind::default()
    };
    state.reader.sheet.take(behind, &state.strings);
    state.focus_on(Pane::Reader);
    effects
}

/// Puts the article on the screen on the way back.
fn step(state: &mut State) {
    let here = std::mem::take(&mut state.reader);
    state.trail.step(here);
}

/// One step back; nothing when there is none. A page that is still being fetched is not waited for any more.
pub fn back(state: &mut State) -> Option<Vec<Effect>> {
    if state.trail.give_up() {
        state.reader.fetching = false;
        return Some(Vec::new());
    }
    let effects = place::keep(state);
    let before = state.trail.back()?;
    state.reader = before;
    state.reader.lay_anew();
    state.arrange();
    Some(effects)
}

/// Keeps the page on the screen as a bookmarked story; nothing when it is kept already.
pub fn keep(state: &mut State) -> Option<Vec<Effect>> {
    let facts = state.reader.passing()?.clone();
    let document = state.reader.document().clone();
    let behind = state.reader.sheet.behind();
    let cuts = behind.map_or_else(Vec::new, |behind| behind.cuts.clone());
    let page = Page {
        facts,
        document,
        cuts,
    };
    Some(vec![Effect::Save(Box::new(page))])
}

/// The page is kept, as that story.
pub fn kept(state: &mut State, url: &str, id: ArticleId) {
    for reader in state.trail.each().chain([&mut state.reader]) {
        let is_it = |facts: &Facts| facts.headline.url.as_deref() == Some(url);
        if reader.passing().is_some_and(is_it)
            && let Some(facts) = reader.facts_mut()
        {
            facts.headline.id = id;
            facts.headline.bookmarked = true;
        }
    }
}
