//! How many requests run at the same time: a few to one host, many overall, and none to a host that was just dead.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::fetch::error::FetchError;

/// For how long a host that could not be reached is not tried again, unless a refresh begins.
const DEAD: Duration = Duration::from_mins(5);
/// So many requests for pages run at the same time to a server of this machine.
const HERE: usize = 256;
/// From how many hosts on those that nobody waits for are dropped.
const MANY: usize = 512;

/// Lets requests through, a few at a time.
#[derive(Debug)]
pub struct Gate {
    overall: Arc<Semaphore>,
    per_host: usize,
    hosts: Mutex<HashMap<String, Arc<Places>>>,
    dead: Mutex<HashMap<String, (Instant, FetchError)>>,
    /// Until when a server asked to be left alone.
    refusals: Mutex<HashMap<String, Timestamp>>,
}

/// The places at a host: one until somebody has reached it, so that a dead host is tried once and not twice.
#[derive(Debug)]
struct Places {
    free: Arc<Semaphore>,
    is_reached: AtomicBool,
}

/// While it lives, a request is under way.
#[derive(Debug)]
pub struct Pass {
    _host: Option<OwnedSemaphorePermit>,
    _overall: OwnedSemaphorePermit,
}

impl Gate {
    /// A gate with these limits, each at least 1.
    pub fn new(per_host: usize, overall: usize) -> Self {
        Self {
            overall: Arc::new(Semaphore::new(overall.clamp(1, Semaphore::MAX_PERMITS))),
            per_host: per_host.clamp(1, Semaphore::MAX_PERMITS),
            hosts: Mutex::default(),
            dead: Mutex::default(),
            refusals: Mutex::default(),
        }
    }

    /// Waits until a request to this host may start. Without a name the host is not limited.
    ///
    /// The host comes first, so that a slow host with many feeds does not fill the places of all others.
    pub async fn enter(&self, host: Option<&str>) -> Result<Pass, FetchError> {
        let cancelled = |_| FetchError::Cancelled;
        let place = match host {
            Some(host) => {
                let places = Arc::clone(&self.host(host).free);
                Some(places.acquire_owned().await.map_err(cancelled)?)
            }
            None => None,
        };
        let overall = Arc::clone(&self.overall)
            .acquire_owned()
            .await
            .map_err(cancelled)?;
        Ok(Pass {
            _host: place,
            _overall: overall,
        })
    }

    fn host(&self, host: &str) -> Arc<Places> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = hosts.get(host) {
            return Arc::clone(known);
        }
        if hosts.len() >= MANY {
            hosts.retain(|_, places| Arc::strong_count(&places.free) > 1);
        }
        let places = Arc::new(Places {
            free: Arc::new(Semaphore::new(1)),
            is_reached: AtomicBool::new(false),
        });
        hosts.insert(host.to_owned(), Arc::clone(&places));
        places
    }

    /// Remembers that this host answers: from now on as many requests as are allowed go there.
    pub fn reached(&self, host: &str) {
        self.open(host, self.per_host);
    }

    /// Remembers that this machine answers, which is asked by as many as like from now on.
    pub fn reached_here(&self, authority: &str) {
        self.open(authority, HERE);
    }

    fn open(&self, host: &str, places: usize) {
        let known = self.host(host);
        if !known.is_reached.swap(true, Ordering::Relaxed) {
            known.free.add_permits(places - 1);
        }
    }

    /// Fails when this authority could not be reached a moment ago.
    pub fn check(&self, authority: &str) -> Result<(), FetchError> {
        let dead = self.dead.lock().unwrap_or_else(PoisonError::into_inner);
        match dead.get(authority) {
            Some((since, error)) if since.elapsed() < DEAD => Err(error.clone()),
            _ => Ok(()),
        }
    }

    /// Remembers that this authority cannot be reached.
    pub fn bury(&self, authority: &str, error: &FetchError) {
        let mut dead = self.dead.lock().unwrap_or_else(PoisonError::into_inner);
        if dead.len() >= MANY {
            dead.retain(|_, (since, _)| since.elapsed() < DEAD);
        }
        dead.insert(authority.to_owned(), (Instant::now(), error.clone()));
    }

    /// Fails when this authority asked to be left alone for longer than until now.
    pub fn check_patience(&self, authority: &str, now: Timestamp) -> Result<(), FetchError> {
        let refusals = self.refusals.lock().unwrap_or_else(PoisonError::into_inner);
        let left = refusals
            .get(authority)
            .map(|until| until.duration_since(now));
        match left.and_then(|left| u32::try_from(left.as_secs()).ok()) {
            Some(seconds @ 1..) => Err(FetchError::LeftAlone { seconds }),
            _ => Ok(()),
        }
    }

    /// Remembers until when this authority asked to be left alone.
    pub fn refuse(&self, authority: &str, until: Timestamp) {
        let mut refusals = self.refusals.lock().unwrap_or_else(PoisonError::into_inner);
        refusals.insert(authority.to_owned(), until);
    }

    /// Forgets which hosts could not be reached.
    pub fn forget(&self) {
        self.dead
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

#[cfg(test)]
mod tests {
    use std::future::ready;

    use super::*;

    /// Whether a request to the host has to wait.
    async fn has_to_wait(gate: &Gate, host: &str) -> bool {
        tokio::select! {
            biased;
            _pass = gate.enter(Some(host)) => false,
            () = ready(()) => true,
        }
    }

    #[tokio::test]
    async fn a_host_is_asked_by_one_until_it_has_answered() {
        let gate = Gate::new(2, 10);
        let _first = gate.enter(Some("a.example")).await.unwrap();
        assert!(has_to_wait(&gate, "a.example").await);
        assert!(!has_to_wait(&gate, "b.example").await);
        gate.reached_here("http://127.0.0.1:80");
        let _here = gate.enter(Some("http://127.0.0.1:80")).await.unwrap();
        assert!(!has_to_wait(&gate, "http://127.0.0.1:80").await);
        gate.reached("a.example");
        let _second = gate.enter(Some("a.example")).await.unwrap();
        assert!(
            has_to_wait(&gate, "a.example").await,
            "two at once and no more"
        );
    }

    #[test]
    fn a_server_that_asks_to_be_left_alone_is_until_its_time_has_come() {
        let gate = Gate::new(2, 10);
        let at = |second| Timestamp::from_second(second).unwrap();
        let (here, there) = ("http://a.example:80", "http://b.example:80");
        assert_eq!(gate.check_patience(here, at(0)), Ok(()));
        gate.refuse(here, at(60));
        let left = |seconds| Err(FetchError::LeftAlone { seconds });
        assert_eq!(gate.check_patience(here, at(0)), left(60));
        assert_eq!(gate.check_patience(here, at(50)), left(10));
        assert_eq!(gate.check_patience(here, at(60)), Ok(()));
        assert_eq!(gate.check_patience(there, at(0)), Ok(()));
    }

    #[test]
    fn a_dead_host_is_remembered_until_a_refresh_begins() {
        let gate = Gate::new(2, 10);
        let error = FetchError::Dns {
            host: "a.example".to_owned(),
        };
        gate.bury("https://a.example:443", &error);
        assert_eq!(gate.check("https://a.example:443"), Err(error));
        assert_eq!(gate.check("http://a.example:80"), Ok(()));
        gate.forget();
        assert_eq!(gate.check("https://a.example:443"), Ok(()));
    }
}
