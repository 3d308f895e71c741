//! What is known of sites while pages are cleaned: read from the library once, learned page by page, kept at the end.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use url::Url;

use crate::extract::habits::{Habits, Trace};
use crate::extract::site::Site;
use crate::loader::keeper::Keeper;
use crate::model::site;
use crate::store::sites::Known;

/// No more sites are remembered at once.
const MOST: usize = 1_024;
/// The reader's rules are read again after so long.
const FRESH: Duration = Duration::from_secs(20);

/// What is known of the sites whose pages came.
#[derive(Debug, Default)]
pub struct Memory {
    sites: Mutex<HashMap<String, Remembered>>,
}

#[derive(Debug)]
struct Remembered {
    site: Arc<Site>,
    /// When the rules were read; none when they are to be read again.
    read: Option<Instant>,
    /// Whether there is something that the library does not know.
    learned: bool,
}

impl Memory {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Remembered>> {
        self.sites.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is known of the site of a page, and its name.
    pub async fn of(&self, keeper: &Keeper, url: &str) -> (String, Arc<Site>) {
        let name = Url::parse(url).ok().as_ref().and_then(site::site);
        let Some(name) = name else {
            return <_>::default();
        };
        let fresh = self
            .lock()
            .get(&name)
            .filter(|known| known.read.is_some_and(|read| read.elapsed() < FRESH))
            .map(|known| Arc::clone(&known.site));
        if let Some(site) = fresh {
            return (name, site);
        }
        let asked = name.clone();
        let known = keeper.call(move |store| store.known_of_site(&asked)).await;
        let known = known.and_then(Result::ok).unwrap_or_default();
        let site = self.take_in(&name, known);
        (name, site)
    }

    fn take_in(&self, name: &str, known: Known) -> Arc<Site> {
        let mut sites = self.lock();
        let has_room = sites.len() < MOST;
        if let Some(remembered) = sites.get_mut(name) {
            // What was learned since is more than the library knows.
            Arc::make_mut(&mut remembered.site).rules = known.rules;
            remembered.read = Some(Instant::now());
            return Arc::clone(&remembered.site);
        }
        let site = Arc::new(Site {
            rules: known.rules,
            habits: Habits::read(&known.habits),
        });
        if has_room {
            let remembered = Remembered {
                site: Arc::clone(&site),
                read: Some(Instant::now()),
                learned: false,
            };
            sites.insert(name.to_owned(), remembered);
        }
        site
    }

    /// Has the reader's rules read again: who asks for one page may have made a rule for it a moment ago.
    pub fn doubt(&self) {
        for remembered in self.lock().values_mut() {
            remembered.read = None;
        }
    }

    /// Learns a page of a site.
    pub fn learn(&self, name: &str, trace: Trace) {
        if let Some(remembered) = self.lock().get_mut(name) {
            let before = remembered.site.habits.clone();
            Arc::make_mut(&mut remembered.site).habits.learn(trace);
            remembered.learned |= before != remembered.site.habits;
        }
    }

    /// Has what was learned kept.
    pub async fn keep(&self, keeper: &Keeper, now: Timestamp) {
        let learned: Vec<(String, Vec<u8>)> = self
            .lock()
            .iter_mut()
            .filter_map(|(name, known)| {
                let learned = std::mem::take(&mut known.learned);
                learned.then(|| (name.clone(), known.site.habits.write()))
            })
            .collect();
        if !learned.is_empty() {
            // What cannot be kept is learned again.
            let _kept = keeper
                .call(move |store| store.keep_habits(&learned, now))
                .await;
        }
    }
}
