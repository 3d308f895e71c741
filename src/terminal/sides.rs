//! The sides of an article, and what a reader says of its cuts, on a library.
//!
//! Plain calls without threads. The article itself is cleaned anew at once, others of its site when all is quiet.

use crate::document::cuts::{self, Cut};
use crate::document::{Document, source};
use crate::loader::{anew, body, teach};
use crate::model::article::{ArticleId, TextSource};
use crate::model::site::Rule;
use crate::state::effect::Lesson;
use crate::state::message::{Failure, Message};
use crate::state::sheet::Behind;
use crate::store::articles::Body;
use crate::store::{Store, StoreError};
use crate::terminal::clock;

/// So many stories of a site are cleaned anew before the reader is told; the others later.
const AT_ONCE: usize = 6;

/// What stands behind an article.
pub fn behind(store: &mut Store, id: ArticleId) -> Result<Message, StoreError> {
    let all = store.cuts(id)?;
    let sources = store.sources(id);
    let feed = match sources.feed {
        Some((html, base)) => Some(body::whole(&html, base.as_deref())),
        None => feed_of(store, id, &all)?,
    };
    let html: Vec<String> = sources.pages.into_iter().map(|(_, html)| html).collect();
    let page = (!html.is_empty()).then(|| source::source(&html.join("\n")));
    let behind = Behind {
        cuts: all,
        feed: feed.filter(|feed| !feed.is_empty()),
        page,
        parts: Vec::new(),
    };
    Ok(Message::Behind {
        id,
        behind: Box::new(behind),
    })
}

/// What the feed carried, when that is what is read.
fn feed_of(store: &Store, id: ArticleId, all: &[Cut]) -> Result<Option<Document>, StoreError> {
    let kept = store.article(id)?;
    let of_feed = kept.filter(|kept| kept.facts.headline.source == TextSource::Feed);
    Ok(match of_feed.map(|kept| kept.body) {
        Some(Body::Document(document)) => {
            let cleaned = cuts::cleaned(&document, all);
            Some(cuts::restored(&cleaned, all))
        }
        _ => None,
    })
}

/// Puts a cut back, or takes it out again.
pub fn restore(
    store: &mut Store,
    id: ArticleId,
    cut: &Cut,
    back: bool,
    known: bool,
) -> Result<Message, StoreError> {
    if !store.restore_cut(id, cut, back)? {
        // Shown for a moment longer than it was there.
        return Ok(Message::Failed(Failure {
            effect: None,
            words: "the story is another by now; open it again".to_owned(),
        }));
    }
    Ok(Message::CutRestored {
        id,
        cut: Box::new(cut.clone()),
        back,
        known,
    })
}

/// Makes rules for the site of an article.
pub fn teach(
    store: &mut Store,
    id: ArticleId,
    lesson: &Lesson,
) -> Result<Vec<Message>, StoreError> {
    let lesson = match lesson {
        Lesson::Cut(cut, deed) => teach::of_cut(store, id, cut, *deed)?,
        Lesson::Lines(lines) => teach::of_lines(store, id, lines)?,
    };
    change(store, id, &lesson.remove, &lesson.add, false)
}

/// Takes rules away and makes others. Of the stories that were cleaned anew with it another may be on the screen by now.
pub fn change(
    store: &mut Store,
    id: ArticleId,
    remove: &[Rule],
    add: &[Rule],
    known: bool,
) -> Result<Vec<Message>, StoreError> {
    let changed = store.change_rules(remove, add)?;
    let now = clock::now();
    anew::one(store, id, now)?;
    let others = anew::some(store, AT_ONCE, now)?;
    let taught = Message::Taught {
        id,
        added: changed.added,
        removed: changed.removed,
        known,
    };
    let loaded = |id| Message::Loaded { id, error: None };
    Ok([taught]
        .into_iter()
        .chain(others.into_iter().map(loaded))
        .collect())
}
