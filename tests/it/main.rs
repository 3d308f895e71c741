//! The integration tests: one binary, a module per room.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test says what it expects by failing"
)]
#![allow(
    clippy::too_many_lines,
    clippy::format_collect,
    clippy::case_sensitive_file_extension_comparisons,
    unused_must_use,
    reason = "a tour is one story, and a test may throw an answer away"
)]
#![allow(missing_docs, reason = "the names of tests are their documentation")]

mod architecture;
mod cli;
mod config;
mod contrast;
mod demo;
mod dependencies;
mod desk;
mod document;
mod downloads;
mod examples;
mod extract;
mod failures;
mod feed;
mod fetch;
mod help;
mod language;
mod links;
mod loader;
mod looks;
mod manual;
mod mouse;
mod news;
mod outside;
mod palette;
mod pictures;
mod pty;
mod reading;
mod search;
mod server;
mod sides;
mod sites;
mod smoke;
mod state;
mod store;
mod stranger;
mod tags;
mod terminal;
mod text;
mod tour;
mod trouble;
mod view;
mod way;
