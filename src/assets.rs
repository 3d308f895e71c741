//! The room `assets`.

/// The cleaner's vocabulary: phrases and class names, with their reasons.
pub const CLEANING: &str = include_str!("../assets/cleaning.toml");
