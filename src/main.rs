//! The `kabar` program.

fn main() {}
