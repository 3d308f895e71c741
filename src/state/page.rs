//! A page of the web that a link led to.

use crate::document::Document;
use crate::document::cuts::Cut;
use crate::model::article::Facts;

/// A page of the web as it is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    /// What is known of it; its number is `ArticleId::PASSING` while it is not kept.
    pub facts: Facts,
    /// Its text.
    pub document: Document,
    /// What was cut from it.
    pub cuts: Vec<Cut>,
}
