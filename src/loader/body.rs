//! A story as it is read: what the feed carried is cleaned when somebody first wants to read it.

use std::panic::catch_unwind;

use url::Url;

use crate::document::Document;
use crate::document::cuts;
use crate::extract;
use crate::loader::{anew, lead};
use crate::model::article::{ArticleId, Facts, Position, TextSource};
use crate::model::site;
use crate::store::articles::Body;
use crate::store::bodies::NewBody;
use crate::store::{Store, StoreError};

/// A story as it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// All but the body.
    pub facts: Facts,
    /// The body; empty when nothing is stored yet.
    pub document: Document,
    /// Where the reader left it.
    pub position: Position,
}

/// A story with its body, cleaned; nothing when it is not kept any more.
pub fn open(store: &mut Store, id: ArticleId) -> Result<Option<Opened>, StoreError> {
    let Some(kept) = store.article(id)? else {
        return Ok(None);
    };
    let mut facts = kept.facts;
    let document = match kept.body {
        Body::Nothing => Document::default(),
        Body::Document(document) => document,
        Body::Feed { html, base } => {
            let body = clean(store, &html, base.as_deref(), &facts)?;
            // A library that cannot be written can still be read.
            if store.set_body(id, &body, facts.fetched).is_ok()
                && let Some(headline) = store.headlines(&[id])?.pop()
            {
                facts.headline = headline;
            }
            body.document
        }
    };
    Ok(Some(Opened {
        facts,
        document,
        position: kept.position,
    }))
}

/// What a feed carried, cleaned as pages of its site are; empty when kabar stumbles over it.
fn clean(
    store: &mut Store,
    html: &str,
    base: Option<&str>,
    facts: &Facts,
) -> Result<NewBody, StoreError> {
    let mut site = anew::of_page(store, base.unwrap_or_default())?;
    let base = base.and_then(|base| Url::parse(base).ok());
    let cleaned = catch_unwind(|| extract::fragment_of(html, base.as_ref(), &site));
    let (mut story, trace) = cleaned.unwrap_or_default();
    if let Some(name) = base.as_ref().and_then(site::site) {
        site.habits.learn(trace);
        // A library that cannot be written can still be read.
        let _kept = store.keep_habits(&[(name, site.habits.write())], facts.fetched);
    }
    lead::above(&mut story, facts.image());
    Ok(NewBody {
        cuts: story.cuts,
        ..NewBody::of(story.document, TextSource::Feed)
    })
}

/// All that a feed carried, without anything cut; empty when kabar stumbles over it.
#[must_use]
pub fn whole(html: &str, base: Option<&str>) -> Document {
    let base = base.and_then(|base| Url::parse(base).ok());
    let story = catch_unwind(|| extract::fragment(html, base.as_ref())).unwrap_or_default();
    cuts::restored(&story.document, &story.cuts)
}
