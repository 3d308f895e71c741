//! kabar, a news reader for the terminal.

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
