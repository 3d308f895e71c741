//! Packs the sample edition into one compressed file.
fn main() {}
