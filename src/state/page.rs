//! A page of the web that a link led to.

use crate::document::Document;
use crate::document::cuts::Cut;
use crate::model::article::{Facts, Position};
use crate::model::fetched::FetchedPage;

/// A page of the web as it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// What is known of it; its number is `ArticleId::PASSING` while it is not kept.
    pub facts: Facts,
    /// Its text.
    pub document: Document,
    /// What was cut from it.
    pub cuts: Vec<Cut>,
    /// Its source.
    pub source: Option<Document>,
    /// The pages it was cleaned from, which are kept with it.
    pub parts: Vec<FetchedPage>,
    /// Where reading begins.
    pub position: Position,
}

impl Page {
    /// Whether these are the facts of a page that stands nowhere in the web: of kabar's own.
    #[must_use]
    pub const fn is_of_kabar(facts: &Facts) -> bool {
        facts.headline.url.is_none()
    }
}
