//! How far a refresh is, and what it brought in the end.

use crate::model::article::ArticleId;
use crate::state::answers;
use crate::state::core::{Edition, State};
use crate::state::effect::Effect;
use crate::state::message::Progress;
use crate::state::news;
use crate::state::notices::Tone;
use crate::state::wanted::Wanted;
use crate::text::size::size;

/// News of the refresh that is under way.
pub fn progress(state: &mut State, progress: Progress) -> Vec<Effect> {
    let before = std::mem::replace(&mut state.progress, progress);
    if !before.running || progress.running {
        // Which feeds fail is to be seen as soon as how many.
        return if progress.failed > before.failed {
            vec![Effect::Feeds]
        } else {
            Vec::new()
        };
    }
    let mut effects = news::tell(state);
    effects.extend(ended(state, progress));
    effects
}

/// A refresh, or a download of texts, is over.
fn ended(state: &mut State, progress: Progress) -> Vec<Effect> {
    let download = state.download.take();
    if let Some(download) = download.filter(|_| progress.feeds == 0) {
        tell(state, progress, &download);
        return answers::changed(state);
    }
    if state.edition != Edition::Own {
        // The sample edition was put on the table; there is nothing to tell of it.
        return answers::changed(state);
    }
    // No feed was due: nothing was done that there is something to tell of.
    if progress.feeds == 0 && progress.bodies_done == 0 {
        return answers::changed(state);
    }
    if progress.feeds == 0 {
        // Texts that were missing came; of new stories nothing is known.
        let tone = match progress.bodies_failed {
            0 => Tone::Good,
            _ => Tone::Bad,
        };
        state.add(tone, downloaded(state, progress));
        return answers::changed(state);
    }
    let failed = progress.failed;
    let words = state.strings.count(
        if failed > 0 {
            "say.refreshed-failed"
        } else {
            "say.refreshed"
        },
        progress.new,
    );
    let tone = if failed > 0 { Tone::Bad } else { Tone::Good };
    let words = words.replace("{failed}", &failed.to_string());
    let texts = downloaded(state, progress);
    // Where the failures are told stands last: it is the first to go where there is little room.
    let why = (failed > 0).then(|| state.strings.get("say.refreshed-why").to_owned());
    let why = why.unwrap_or_default();
    state.add(
        tone,
        if progress.bodies_done + progress.ready > 0 {
            format!("{words} · {texts}{why}")
        } else {
            format!("{words}{why}")
        },
    );
    answers::changed(state)
}

/// Tells how a download went; what failed is among the messages with its cause, and the first of it on the line.
fn tell(state: &mut State, progress: Progress, download: &Wanted) {
    let words = downloaded(state, progress);
    if progress.bodies_failed == 0 {
        return state.say(Tone::Good, words);
    }
    let cause = |(id, cause): &(ArticleId, String)| {
        let cause = state.strings.failure(cause);
        match state.headlines.row_of(*id) {
            Some(row) => format!("{}: {cause}", row.title),
            None => cause.into_owned(),
        }
    };
    let failures: Vec<String> = download.failures().iter().map(cause).collect();
    for failure in failures.iter().rev() {
        state.say(Tone::Bad, failure.clone());
    }
    let words = match failures.first() {
        Some(first) => format!("{words}: {first}"),
        None => words,
    };
    state.say(Tone::Bad, words);
}

/// `412 stories ready, 9 MB, 3 failed`: what can be read without a network now.
fn downloaded(state: &State, progress: Progress) -> String {
    if progress.bodies_done + progress.ready == 0 {
        return state.strings.get("say.nothing-to-download").to_owned();
    }
    let size = size(progress.bytes);
    let failed = progress.bodies_failed;
    let ready = progress.bodies_done.saturating_sub(failed) + progress.ready;
    let sentence = match (failed, ready) {
        // No page was needed.
        (0, 1) if progress.bytes == 0 => "say.ready-one",
        (0, _) if progress.bytes == 0 => "say.ready",
        (0, 1) => "say.downloaded-one",
        (0, _) => "say.downloaded",
        (_, 0) => "say.no-texts",
        (_, 1) => "say.downloaded-failed-one",
        _ => "say.downloaded-failed",
    };
    let counted = if ready == 0 { failed } else { ready };
    let words = state.strings.count(sentence, counted);
    words
        .replace("{size}", &size)
        .replace("{failed}", &failed.to_string())
}
