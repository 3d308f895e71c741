//! kabar, a news reader for the terminal.
//!
//! It fetches feeds and pages in the background, cleans each story down to its text, keeps everything in a local
//! library, and shows it in panes that never wait for the network.
//!
//! # Rooms
//!
//! A room imports only rooms above it in this table; `tests/it/architecture.rs` holds it, and which outside crate may
//! be named where.
//!
//! | room | is |
//! |---|---|
//! | [`text`] | strings as a terminal sees them: width, wrapping, decoding, made harmless |
//! | [`assets`] | every embedded file, by name |
//! | [`model`] | feed, entry, article, headline, mark, query |
//! | [`document`] | a cleaned body as a tree; its rows, its Markdown, its HTML |
//! | [`config`] | directories and settings |
//! | [`feed`] | bytes of a feed → feed, entries, warnings; lists of subscriptions |
//! | [`extract`] | an HTML page → metadata, document, cuts, warnings |
//! | [`fetch`] | polite GET, from the network or from a shelf of pages |
//! | [`store`] | everything that is kept: one file |
//! | [`loader`] | the feed loader: fetch, parse, clean, keep |
//! | [`state`] | what is on the screen, and what a message does to it |
//! | [`view`] | the state as cells |
//! | [`terminal`] | the loop, raw mode, input, performing effects |
//! | [`cli`] | arguments, output, exit codes |
//!
//! # One way round
//!
//! `Message → update(&mut State, Message) → Vec<Effect> → performed elsewhere → Message`, and `draw(&State)`.
//!
//! A key becomes a message in `terminal`, an action in `state`, an effect as plain data; the effect thread performs it
//! on the store, or hands it to the loader, and answers with a message that carries its question. Nothing on the way
//! waits: `update` does no work that grows with the library, and `draw` copies what the window shows.

pub mod assets;
pub mod cli;
pub mod config;
pub mod document;
pub mod extract;
pub mod feed;
pub mod fetch;
pub mod loader;
pub mod model;
pub mod state;
pub mod store;
pub mod terminal;
pub mod text;
pub mod view;
