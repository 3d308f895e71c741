//! The room `fetch`.
