//! Tests of the room `feed`: golden documents, laws, and lists of subscriptions.

mod documents;
mod laws;
mod lists;
mod pages;
