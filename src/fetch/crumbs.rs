//! Bodies that come in crumbs: each piece costs the processor about as much as a whole packet, so that megabytes of single
//! bytes keep it busy for many seconds.

use crate::fetch::error::FetchError;

/// Whoever builds a page piece by piece may send so many.
const PIECES: usize = 50_000;
/// And more when they have so many bytes on average.
const BYTES: usize = 8;

/// The pieces of a body so far.
#[derive(Debug, Default)]
pub struct Crumbs {
    pieces: usize,
}

impl Crumbs {
    /// Counts one more; refuses a body of so many `bytes` when they came in crumbs.
    pub fn count(&mut self, bytes: usize) -> Result<(), FetchError> {
        self.pieces += 1;
        if self.pieces > PIECES && bytes / self.pieces < BYTES {
            return Err(FetchError::Broken("the answer comes in crumbs".to_owned()));
        }
        Ok(())
    }
}
