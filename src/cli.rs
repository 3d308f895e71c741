//! The room `cli`.

pub mod parse;
