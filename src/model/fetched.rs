//! A page as it was fetched, to be kept for some days.

/// A page as it was fetched. How its bytes are packed only the store knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FetchedPage {
    /// The address that answered.
    pub url: String,
    /// Its bytes, packed.
    pub packed: Vec<u8>,
}
