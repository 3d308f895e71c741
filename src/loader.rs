//! The room `loader`.
