//! Links followed: opened inside kabar, and back the same way.
//!
//! An address that is a known story is opened from the library. Any other page is fetched, cleaned like a story, and
//! only looked at, unless the reader keeps it.

use crate::document::row::Lead;
use crate::model::article::{ArticleId, Facts, Mark};
use crate::state::action::Action;
use crate::state::area::Pane;
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::keymap::Place;
use crate::state::marks;
use crate::state::notices::{About, Tone};
use crate::state::page::Page;
use crate::state::place;
use crate::state::reader::Reader;
use crate::state::sheet::Behind;

/// Follows what stands in that row of the article: a link, also in the browser, or the mark of a note.
pub fn take(state: &mut State, lead: Lead, row: usize, in_browser: bool) -> Vec<Effect> {
    match lead {
        Lead::Note(number) => {
            state.reader.follow_note(number, row);
            Vec::new()
        }
        Lead::Link(_) => link(state, lead, in_browser),
    }
}

fn link(state: &mut State, lead: Lead, in_browser: bool) -> Vec<Effect> {
    let url = lead
        .link()
        .and_then(|link| state.reader.layout().links.get(link));
    let Some(url) = url.cloned() else {
        return Vec::new();
    };
    let is_page = ["http://", "https://"].iter().any(|scheme| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    if in_browser || !is_page {
        return vec![Effect::Browse(vec![url])];
    }
    // What was said before is no answer to this.
    state.notices.clear();
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
    match page {
        Ok(page) => show(state, *page),
        Err(words) => {
            state.trail.give_up();
            refuse(state, url, &words);
            Vec::new()
        }
    }
}

/// Says why a link could not be followed, and which key has the browser open it: that key is for the link as long as this
/// is said.
fn refuse(state: &mut State, url: &str, why: &str) {
    let why = state.strings.failure(why);
    let key = state.keymap.keys(Place::Reader, Action::Browse);
    let sentence = if key.is_some() {
        "say.no-link"
    } else {
        "say.no-link-no-key"
    };
    let words = state.strings.get(sentence).replace("{why}", &why);
    let words = words.replace("{key}", &key.unwrap_or_default());
    state.say(Tone::Bad, words);
    let about = About::Link(state.reader.wanted(), url.to_owned());
    state.notices.only_about(about);
}

/// Another program opens such a page.
pub fn belongs_elsewhere(state: &mut State, url: String) -> Vec<Effect> {
    if !state.trail.awaits(&url) {
        return Vec::new();
    }
    state.trail.give_up();
    vec![Effect::Browse(vec![url])]
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
        .show(Box::new(page.facts), page.document, header, page.position);
    let behind = Behind {
        cuts: page.cuts,
        page: page.source,
        parts: page.parts,
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

/// A linked page that is being opened is not waited for any more; answers whether there was one.
pub fn stop(state: &mut State) -> bool {
    let is_stopped = state.trail.give_up();
    if is_stopped {
        let words = state.strings.get("say.link-stopped").to_owned();
        state.say(Tone::Plain, words);
    }
    is_stopped
}

/// One step back: to the mark of a note, else to the article before; nothing when there is none. A page that is still
/// being fetched is not waited for any more.
pub fn back(state: &mut State) -> Option<Vec<Effect>> {
    if state.reader.leave_note() {
        return Some(Vec::new());
    }
    if stop(state) {
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
    let behind = behind.cloned().unwrap_or_default();
    let page = Page {
        facts,
        document,
        cuts: behind.cuts,
        source: behind.page,
        parts: behind.parts,
        position: state.reader.position(),
    };
    Some(vec![Effect::Save(Box::new(page))])
}

/// The page that was kept as that story is not kept any more; who reads it reads on.
pub fn unkept(state: &mut State, id: ArticleId) {
    let readers = state.trail.each().chain([&mut state.reader]);
    for facts in readers.filter_map(Reader::facts_mut) {
        if facts.headline.id == id {
            facts.headline.id = ArticleId::PASSING;
            facts.headline.bookmarked = false;
        }
    }
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
