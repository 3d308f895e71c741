//! The room `cli`.

pub mod extract;
pub mod parse;
