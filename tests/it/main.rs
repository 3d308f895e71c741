//! The integration tests: one binary, a module per room.

mod architecture;
mod cli;
mod config;
mod document;
mod extract;
mod feed;
mod fetch;
mod loader;
mod pty;
mod server;
mod state;
mod store;
mod terminal;
mod text;
mod tour;
mod view;
