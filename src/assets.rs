//! The room `assets`.
