//! The room `assets`.

/// The database schema, step by step: the version a step leads to, and its SQL.
pub const SCHEMA: &[(u32, &str)] = &[(1, include_str!("../assets/schema/0001_start.sql"))];
