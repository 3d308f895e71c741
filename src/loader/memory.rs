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
    /// What the stories before have of what was found to repeat.
    before: Before,
}

/// The stories of a site that came before it was known what repeats there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Nothing was found to repeat yet.
    Unknown,
    /// They are to be cleaned anew.
    Waiting,
    /// They were, or are too many by now.
    Done,
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
                before: if site.habits.are_new() {
                    Before::Unknown
                } else {
                    Before::Done
                },
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

    /// Learns a page of a site, of which something was cut because others have it, or nothing.
    pub fn learn(&self, name: &str, trace: Trace, repeats: bool) {
        if let Some(remembered) = self.lock().get_mut(name) {
            if repeats && remembered.before == Before::Unknown {
                remembered.before = Before::Waiting;
            }
            let before = remembered.site.habits.clone();
            Arc::make_mut(&mut remembered.site).habits.learn(trace);
            remembered.learned |= before != remembered.site.habits;
        }
    }

    /// Has what was learned kept, and the first stories of a site cleaned anew once it is known what repeats there.
    pub async fn keep(&self, keeper: &Keeper, now: Timestamp) {
        let mut learned = Vec::new();
        let mut again = Vec::new();
        for (name, known) in self.lock().iter_mut() {
            if std::mem::take(&mut known.learned) {
                learned.push((name.clone(), known.site.habits.write()));
            }
            if known.before == Before::Waiting {
                known.before = Before::Done;
                again.push(name.clone());
            }
        }
        if !learned.is_empty() {
            // What cannot be kept is learned again.
            let _kept = keeper
                .call(move |store| {
                    store.keep_habits(&learned, now)?;
                    again.iter().try_for_each(|site| {
                        let stories = store.stories_of_site(site);
                        store.clean_anew(&stories)
                    })
                })
                .await;
        }
    }
}
