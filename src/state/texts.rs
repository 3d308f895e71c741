//! The texts of stories: fetched when a key asks for them, and what is told once they are there.

use crate::model::article::ArticleId;
use crate::state::core::State;
use crate::state::downloads;
use crate::state::effect::Effect;
use crate::state::notices::Tone;

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

/// Tells why the text that is waited for could not be had; and of those asked for, once the last has come, how many did.
fn tell(state: &mut State, id: ArticleId, error: Option<&str>) {
    let ended = state.asked_for.came(id, error.is_none());
    let is_awaited = state.reader.fetching && state.reader.is_wanted(id);
    match (ended, error) {
        (Some((0, 1)) | None, Some(why)) if is_awaited || ended.is_some() => {
            let why = state.strings.failure(why);
            let words = state.strings.with("say.no-text", &why);
            state.say(Tone::Bad, words);
        }
        (Some((came, 0)), _) => {
            let words = state.strings.count("say.fetched", came);
            state.say(Tone::Good, words);
        }
        (Some((came, failed)), _) => {
            let words = state.strings.count("say.fetched-failed", came);
            let words = words.replace("{failed}", &failed.to_string());
            state.say(Tone::Bad, words);
        }
        _ => {}
    }
}
