//! A story as it is read: what the feed carried is cleaned when somebody first wants to read it.

use std::panic::catch_unwind;

use url::Url;

use crate::document::Document;
use crate::extract;
use crate::model::article::{ArticleId, Facts, Position, TextSource};
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
            let document = clean(&html, base.as_deref());
            let body = NewBody::of(document, TextSource::Feed);
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

/// What a feed carried, cleaned; empty when kabar stumbles over it.
fn clean(html: &str, base: Option<&str>) -> Document {
    let base = base.and_then(|base| Url::parse(base).ok());
    catch_unwind(|| extract::fragment(html, base.as_ref()).document).unwrap_or_default()
}
