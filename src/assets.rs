//! The room `assets`.

/// The default configuration, which is its manual.
pub const CONFIG: &str = include_str!("../assets/config.toml");
