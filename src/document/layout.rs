//! stub
use crate::document::Document;
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Header {
    pub title: String,
    pub facts: Vec<String>,
    pub standfirst: Option<String>,
}
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    pub rows: Vec<Row>,
    pub links: Vec<String>,
    pub columns: usize,
}
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    pub block: u32,
    pub share: u16,
    pub spans: Vec<Span>,
}
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    pub text: String,
    pub role: Role,
    pub link: Option<u32>,
}
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Title,
    Fact,
    Standfirst,
    Text,
    Emphasis,
    Strong,
    Code,
    Heading,
    Quote,
    QuoteBar,
    Bullet,
    Link,
    LinkNumber,
    Caption,
    Frame,
    TableHead,
    Rule,
    Dateline,
}
#[must_use]
pub fn layout(_h: &Header, _d: &Document, columns: usize) -> Layout {
    Layout {
        columns,
        ..Layout::default()
    }
}
