//! The state model: what is on the screen, and what a message does to it.
//!
//! `update` takes a [`message::Message`] and answers [`effect::Effect`]s. It draws nothing, waits for
//! nothing, reads no clock, no file and no network.

pub mod action;
pub mod answers;
pub mod area;
pub mod catalogue;
pub mod core;
pub mod cuts;
pub mod effect;
pub mod export;
pub mod facts;
pub mod filter;
pub mod follow;
pub mod header;
pub mod headlines;
pub mod hints;
pub mod history;
pub mod keymap;
pub mod keys;
pub mod links;
pub mod listing;
pub mod lists;
pub mod look;
pub mod looks;
pub mod marks;
pub mod memory;
pub mod message;
pub mod mouse;
pub mod navigate;
pub mod notices;
pub mod order;
pub mod overlay;
pub mod page;
pub mod palette;
pub mod picker;
pub mod place;
pub mod popups;
pub mod possible;
pub mod preferences;
pub mod reader;
pub mod recall;
pub mod run;
pub mod settings;
pub mod sheet;
pub mod sidebar;
pub mod strings;
pub mod themes;
pub mod trail;
pub mod undo;
pub mod update;
pub mod ways;
pub mod welcome;
pub mod when;
pub mod which;
