//! Pages in memory that answer as the network would: the sample edition, and the tests of the loader.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::Duration;

use crate::fetch::answer::{Answer, Outcome, Request, Validators};
use crate::fetch::error::FetchError;

/// Pages by their address.
#[derive(Debug, Clone, Default)]
pub struct Shelf {
    pages: HashMap<String, ShelfPage>,
}

/// A page of a shelf.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ShelfPage {
    /// Its bytes.
    pub body: Vec<u8>,
    /// Its media type.
    pub content_type: Option<String>,
}

impl Shelf {
    /// A shelf with these pages.
    #[must_use]
    pub const fn new(pages: HashMap<String, ShelfPage>) -> Self {
        Self { pages }
    }

    /// The page at the address, or 404.
    pub fn get(&self, request: Request<'_>) -> Result<Answer, FetchError> {
        let Some(page) = self.pages.get(request.url) else {
            return Err(FetchError::Status {
                code: 404,
                retry_after: None,
            });
        };
        let validators = Validators {
            etag: Some(etag(&page.body)),
            last_modified: None,
        };
        let outcome = if request.validators.etag == validators.etag {
            Outcome::NotModified
        } else {
            Outcome::Fresh {
                body: page.body.clone().into(),
                content_type: page.content_type.clone(),
            }
        };
        Ok(Answer {
            outcome,
            validators,
            url: request.url.to_owned(),
            permanent: None,
            max_age: None,
            took: Duration::ZERO,
        })
    }
}

fn etag(body: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    format!("\"{:016x}\"", hasher.finish())
}
