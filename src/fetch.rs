//! Getting a document from somewhere, politely and within limits: from the network, or from a shelf of pages in memory.
//!
//! What comes back are bytes and what the server said about them. This room does not know what a feed or a story is,
//! keeps nothing, and schedules nothing.
//!
//! ```text
//! Source ── Network ── Trail (redirects) ── Gate (per host, overall) ── Clients (reqwest) ── Body (Budget, caps, sniff)
//!        └─ Shelf
//! ```

pub mod answer;
mod asking;
pub mod budget;
mod cause;
mod client;
mod crumbs;
pub mod error;
mod gate;
mod headers;
pub mod host;
pub mod network;
pub mod settings;
pub mod shelf;
mod trail;
mod unpack;
mod via;

use crate::fetch::answer::{Answer, Request};
use crate::fetch::error::FetchError;
use crate::fetch::network::Network;
use crate::fetch::shelf::Shelf;

/// Where documents come from. The sample edition and the tests run the same loader over a shelf.
#[derive(Debug)]
pub enum Source {
    /// HTTP and HTTPS.
    Network(Network),
    /// Pages in memory.
    Shelf(Shelf),
}

impl Source {
    /// Gets a document.
    pub async fn get(&self, request: Request<'_>) -> Result<Answer, FetchError> {
        match self {
            Self::Network(network) => network.get(request).await,
            Self::Shelf(pages) => pages.get(request),
        }
    }

    /// Forgets which hosts could not be reached, so that the next request tries them again.
    pub fn forget_failures(&self) {
        if let Self::Network(network) = self {
            network.forget_failures();
        }
    }

    /// What the reader should know about how this source works, once: that the system's certificates were not found.
    #[must_use]
    pub fn notice(&self) -> Option<&'static str> {
        match self {
            Self::Network(network) => network.notice(),
            Self::Shelf(_) => None,
        }
    }
}
