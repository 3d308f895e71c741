//! Counting who else tells a story, on a thread and a connection of its own: nobody waits for it, and what a person asks
//! of the library goes before it.

use std::path::PathBuf;
use std::sync::mpsc::Receiver;

use crate::model::article::ArticleId;
use crate::state::message::Message;
use crate::store::Store;
use crate::store::alike::Titles;
use crate::terminal::helper::Helper;
use crate::terminal::inbox::Inbox;
use crate::terminal::news::News;

/// Stories that are to be counted.
#[derive(Debug)]
pub struct Wanted {
    /// Which.
    pub ids: Vec<ArticleId>,
    /// The library that has them.
    pub library: PathBuf,
    /// Whether it is the sample edition's.
    pub is_sample: bool,
}

/// The thread, which begins with the first question. Each is answered by `Message::Alike`; without a thread the rows say
/// nothing of it.
#[must_use]
pub const fn twins(inbox: Inbox) -> Helper<Wanted> {
    Helper::new("twins", work, inbox)
}

fn work(wanted: &Receiver<Wanted>, inbox: &Inbox) {
    let mut last: Option<(PathBuf, Titles)> = None;
    let mut queue = Vec::new();
    while let Ok(first) = wanted.recv() {
        queue.push(first);
        queue.extend(wanted.try_iter());
        // What was asked last is on the screen now.
        while let Some(wanted_now) = queue.pop() {
            let is_sample = wanted_now.is_sample;
            let known = last.take().filter(|(of, _)| *of == wanted_now.library);
            let mut titles = known.map_or_else(Titles::default, |(_, titles)| titles);
            if let Some(counts) = count(&wanted_now, &mut titles) {
                let news = News::Background(Message::Alike(counts));
                let _ = inbox.send(if is_sample {
                    News::OfSample(Box::new(news))
                } else {
                    news
                });
            }
            last = Some((wanted_now.library, titles));
            queue.extend(wanted.try_iter());
        }
    }
}

/// Nothing when the library cannot be read just now, which whoever needs it will be told.
fn count(wanted: &Wanted, titles: &mut Titles) -> Option<Vec<(ArticleId, u32)>> {
    // Not kept open: the sample edition goes with the session.
    let store = Store::open_briefly(&wanted.library).ok()?;
    let counts = store.count_alike(&wanted.ids, titles).ok();
    let _ = store.leave();
    counts
}
