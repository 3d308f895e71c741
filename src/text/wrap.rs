//! Where lines end.
