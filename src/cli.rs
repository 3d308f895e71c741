//! The room `cli`.

pub mod extract;
