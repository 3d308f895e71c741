//! The texts of stories: fetched when a key asks for them, and what is told once they are there.

use crate::model::article::ArticleId;
use crate::state::area::Pane;
use crate::state::core::State;
use crate::state::downloads;
use crate::state::effect::Effect;
use crate::state::notices::{About, Tone};

/// Fetches the pages of these stories, also of those that are there.
pub fn fetch(state: &mut State, ids: Vec<ArticleId>) -> Vec<Effect> {
    if ids.is_empty() {
        return Vec::new();
    }
    state.reader.fetching |= ids.iter().any(|id| state.reader.wanted() == Some(*id));
    let words = state.strings.count("say.fetching", ids.len());
    state.say(Tone::Plain, words);
    state.undo.note(state.now, "fetched");
    state.asked_for.ask(&ids);
    let fetch = |id| Effect::Fetch { id, again: true };
    ids.into_iter().map(fetch).collect()
}

/// The text of an article is stored, for the first time or cleaned anew, or could not be had.
pub fn loaded(state: &mut State, id: ArticleId, error: Option<&str>) -> Vec<Effect> {
    let mut effects = Vec::new();
    if let (Some(download), Some(cause)) = (&mut state.download, error) {
        download.failed(id, cause);
    }
    tell(state, id, error);
    // Whoever is on the way to another story is not called back to this one.
    if state.reader.wanted() == Some(id) {
        state.reader.fetching = false;
        effects.push(Effect::Open(id));
        if state.reader.sheet.behind().is_some() {
            effects.push(Effect::Behind(id));
        }
    }
    if state.headlines.row_of(id).is_some() {
        effects.push(Effect::Headlines(vec![id]));
    }
    effects.extend(downloads::ask(state));
    effects
}

/// Tells of texts that a key asked for, once the last has come: how many did, and of a single one why it could not be had.
/// Of what came by itself the story's own header tells it.
fn tell(state: &mut State, id: ArticleId, error: Option<&str>) {
    let Some((came, failed)) = state.asked_for.came(id, error.is_none()) else {
        return;
    };
    let (tone, words) = match (came, failed, error) {
        (0, 1, Some(why)) => {
            let why = state.strings.failure(why);
            (Tone::Bad, state.strings.with("say.no-text", &why))
        }
        (_, 0, _) => (Tone::Good, state.strings.count("say.fetched", came)),
        _ => {
            let words = state.strings.count("say.fetched-failed", came);
            (Tone::Bad, words.replace("{failed}", &failed.to_string()))
        }
    };
    let is_one = came + failed == 1;
    let is_here = state.subject() == Some(id);
    let title = state.headlines.row_of(id).map(|row| row.title.as_str());
    let words = match title.filter(|_| is_one && !is_here) {
        Some(title) => format!("{title}: {words}"),
        None => words,
    };
    state.say(tone, words);
    if is_one && is_here && state.focus == Pane::Reader {
        state.notices.only_about(About::Story(Some(id)));
    }
}
