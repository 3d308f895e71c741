//! The room `feed`.
