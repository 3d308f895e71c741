//! The state model: what is on the screen, and what a message does to it.
//!
//! `update` takes a [`message::Message`] and answers [`effect::Effect`]s. It draws nothing, waits for
//! nothing, reads no clock, no file and no network.

pub mod effect;
pub mod message;
