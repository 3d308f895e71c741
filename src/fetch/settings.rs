//! The limits within which the network is asked.

use std::time::Duration;

/// How long is waited, how much is taken, and how many are asked at the same time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkSettings {
    /// Until there is a connection.
    pub connect: Duration,
    /// Until the next bytes come.
    pub silence: Duration,
    /// Until the document is there, redirects included, waiting for a place excluded.
    pub whole: Duration,
    /// The largest feed in bytes, decompressed.
    pub largest_feed: usize,
    /// Where a page is cut off, in bytes, decompressed.
    pub largest_page: usize,
    /// The largest picture in bytes.
    pub largest_picture: usize,
    /// Bytes that all bodies in flight may take together.
    pub memory: usize,
    /// Requests to one host at the same time.
    pub per_host: usize,
    /// Requests at the same time.
    pub overall: usize,
    /// What kabar calls itself.
    pub user_agent: String,
}

impl Default for NetworkSettings {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(15),
            // With what comes before and after it a refresh has ended after 20 s.
            whole: Duration::from_secs(19),
            largest_feed: 16 << 20,
            largest_page: 2 << 20,
            largest_picture: 5 << 20,
            memory: 32 << 20,
            per_host: 2,
            overall: 256,
            user_agent: user_agent(),
        }
    }
}

/// Name, version, and where to complain.
fn user_agent() -> String {
    let version = env!("CARGO_PKG_VERSION");
    match env!("CARGO_PKG_HOMEPAGE") {
        "" => format!("kabar/{version} (news reader)"),
        address => format!("kabar/{version} (+{address})"),
    }
}
