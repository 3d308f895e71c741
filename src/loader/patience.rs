//! Servers that asked to be left alone when they were asked for a page: until when.
//!
//! Feeds are no business of this room: each of them has its own time, kept in the library.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use tokio::sync::OnceCell;

use crate::loader::keeper::Keeper;
use crate::model::address;

/// The servers that want to be left alone.
#[derive(Debug, Default)]
pub struct Patience {
    /// Each until when.
    servers: Mutex<HashMap<String, Timestamp>>,
    /// Whether what the library knows of them was read.
    recalled: OnceCell<()>,
}

impl Patience {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Timestamp>> {
        self.servers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads once what the library knows.
    pub async fn recall(&self, keeper: &Keeper, now: Timestamp) {
        self.recalled
            .get_or_init(async || {
                let known = keeper.call(move |store| store.waiting_servers(now)).await;
                for (url, until) in known.and_then(Result::ok).unwrap_or_default() {
                    self.note(&url, until);
                }
            })
            .await;
    }

    /// Notes that the server of this page wants to be left alone.
    pub fn note(&self, url: &str, until: Timestamp) {
        let Some(name) = address::server(url) else {
            return;
        };
        let mut servers = self.lock();
        let known = servers.entry(name).or_insert(until);
        *known = until.max(*known);
    }

    /// For how many seconds the server of this page wants to be left alone.
    pub fn left(&self, url: &str, now: Timestamp) -> Option<u32> {
        let until = *self.lock().get(&address::server(url)?)?;
        let left = until.duration_since(now).as_secs();
        u32::try_from(left).ok().filter(|left| *left > 0)
    }
}
