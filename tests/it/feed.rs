//! Tests of the room `feed`.
