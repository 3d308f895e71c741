//! Counting who else tells a story, on a thread and a connection of its own: nobody waits for it, and what a person asks
//! of the library goes before it.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::model::article::ArticleId;
use crate::state::message::Message;
use crate::store::Store;
use crate::store::alike::Titles;
use crate::terminal::helper::Helper;
use crate::terminal::inbox::Inbox;
use crate::terminal::news::News;

/// So long the titles of some days are kept for whoever scrolls on; they can be megabytes, and are read again in a moment.
const KEPT: Duration = Duration::from_secs(20);

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
    loop {
        match next(wanted, &mut last, KEPT) {
            Ok(first) => queue.push(first),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
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

/// Waits for what is wanted next. When that takes longer, what was read for the last answer is let go, once.
fn next<T>(
    wanted: &Receiver<Wanted>,
    last: &mut Option<T>,
    patience: Duration,
) -> Result<Wanted, RecvTimeoutError> {
    if last.is_none() {
        return wanted.recv().map_err(|_| RecvTimeoutError::Disconnected);
    }
    let next = wanted.recv_timeout(patience);
    if next.is_err() {
        *last = None;
    }
    next
}

/// Nothing when the library cannot be read just now, which whoever needs it will be told.
fn count(wanted: &Wanted, titles: &mut Titles) -> Option<Vec<(ArticleId, u32)>> {
    // Not kept open: the sample edition goes with the session.
    let store = Store::open_briefly(&wanted.library).ok()?;
    let counts = store.count_alike(&wanted.ids, titles).ok();
    let _ = store.leave();
    counts
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn titles_are_let_go_when_nothing_is_asked_for_a_while() {
        let (sender, receiver) = channel();
        let mut last = Some("titles");
        let wanted = Wanted {
            ids: vec![ArticleId(1)],
            library: PathBuf::new(),
            is_sample: false,
        };
        sender.send(wanted).unwrap();
        assert!(next(&receiver, &mut last, Duration::ZERO).is_ok());
        assert_eq!(last, Some("titles"));
        assert!(next(&receiver, &mut last, Duration::ZERO).is_err());
        assert_eq!(last, None);
    }
}
