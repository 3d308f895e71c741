//! Tests of the room `tour`.
