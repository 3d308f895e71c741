//! The nouns of kabar: what a feed, an entry, an article and a list of articles are.
//!
//! Plain values only. Nothing here reads, fetches, parses or draws.

pub mod address;
pub mod article;
pub mod download;
pub mod feed;
pub mod fetched;
pub mod picture;
pub mod query;
pub mod record;
pub mod site;
pub mod snippet;
pub mod span;
pub mod tag;
pub mod wishes;
