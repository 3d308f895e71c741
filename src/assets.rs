//! The room `assets`.

/// The default configuration, which is its manual.
pub const CONFIG: &str = include_str!("../assets/config.toml");

/// Which keys do what.
pub const KEYMAP: &str = include_str!("../assets/keymap.toml");
/// The words of the interface, English.
pub const STRINGS_EN: &str = include_str!("../assets/strings/en.toml");
/// The words of the interface, Indonesian.
pub const STRINGS_ID: &str = include_str!("../assets/strings/id.toml");
/// The terminal's own colours.
pub const THEME_TERMINAL: &str = include_str!("../assets/themes/terminal.toml");
/// No colour.
pub const THEME_MONO: &str = include_str!("../assets/themes/mono.toml");
/// stub
pub const CATALOGUE: &str = "";

/// The database schema, step by step: the version a step leads to, and its SQL.
pub const SCHEMA: &[(u32, &str)] = &[(1, include_str!("../assets/schema/0001_start.sql"))];
