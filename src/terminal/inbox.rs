//! What the loop is told: the one closed channel into it, and the wait for it and for the keyboard at once.
//!
//! Threads that perform effects or hear signals hold an [`Inbox`]; only the loop holds the other end, and only it reads
//! the keyboard: a key that another thread would have to hand over comes later by the time it takes to wake the loop.

use std::io::{self, PipeReader, PipeWriter, Read, Write, pipe};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;

use crate::config::directories::Directories;
use crate::state::message::Message;
use crate::terminal::edits::Edits;
use crate::terminal::input::Keyboard;
use crate::terminal::news::News;
use crate::terminal::watch::Watch;

/// The way into the loop. Sending fails only when the loop has ended, which is never of interest to the sender.
#[derive(Debug, Clone)]
pub struct Inbox {
    sender: Sender<News>,
    bell: Arc<Bell>,
}

/// The loop has ended, and hears nothing any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ended;

/// Wakes the loop where it waits: one byte in a pipe, however many news there are.
#[derive(Debug)]
struct Bell {
    rung: AtomicBool,
    rope: PipeWriter,
}

/// The loop's end.
#[derive(Debug)]
pub struct Arrivals {
    news: Receiver<News>,
    bell: Arc<Bell>,
    rung: PipeReader,
    /// Whether there was more than could be taken in at once; the bell does not ring again for it.
    more: bool,
    /// Hears of writes to the library.
    watch: Option<Watch>,
    /// Hears of edits of the reader's files.
    edits: Option<Edits>,
}

/// The way into the loop, and the loop's end of it.
pub fn channel() -> io::Result<(Inbox, Arrivals)> {
    let (sender, news) = mpsc::channel();
    let (rung, rope) = pipe()?;
    let bell = Arc::new(Bell {
        rung: AtomicBool::new(false),
        rope,
    });
    let inbox = Inbox {
        sender,
        bell: Arc::clone(&bell),
    };
    let arrivals = Arrivals {
        news,
        bell,
        rung,
        more: false,
        watch: None,
        edits: None,
    };
    Ok((inbox, arrivals))
}

impl Inbox {
    /// Tells the loop.
    pub fn send(&self, news: News) -> Result<(), Ended> {
        self.sender.send(news).map_err(|_| Ended)?;
        if !self.bell.rung.swap(true, Ordering::SeqCst) {
            // A bell that cannot be rung belongs to a loop that is no more.
            let _ = (&self.bell.rope).write_all(&[0]);
        }
        Ok(())
    }
}

/// News that wait are taken in together for so long at most before they are shown.
const GATHER: Duration = Duration::from_millis(8);

/// So long after the last key it is looked whether another was overlooked.
const SOON: Duration = Duration::from_millis(20);

/// What a wait ended with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Woken {
    Late,
    News,
    Keys,
    Gone,
}

impl Arrivals {
    /// Hears from now on when somebody writes to that library.
    pub fn watch(&mut self, library: &Path) {
        self.watch = Watch::of(library);
    }

    /// Hears from now on when somebody edits the reader's files.
    pub fn watch_edits(&mut self, directories: &Directories) {
        self.edits = Edits::of(directories);
    }

    /// Hears nothing of files from now on: what hears of them is closed without a wait a moment later.
    pub fn deafen(&mut self) {
        if let Some(watch) = &mut self.watch {
            watch.deafen();
        }
        if let Some(edits) = &mut self.edits {
            edits.deafen();
        }
    }

    /// Waits so long for news and for keys, if there is a keyboard to be read, and takes in with the first what else has
    /// come. Nothing came when the answer is empty.
    pub fn gather(&mut self, keyboard: Option<&mut Keyboard>, patience: Duration) -> Vec<News> {
        let until = Instant::now() + patience;
        let mut keyboard = keyboard;
        let mut batch = Vec::new();
        while batch.is_empty() {
            let woken = match &keyboard {
                Some(keyboard) if keyboard.has_more() => Woken::Keys,
                Some(keyboard) if keyboard.is_unsure() => {
                    self.wait(true, until.min(Instant::now() + SOON))
                }
                keyboard => self.wait(keyboard.is_some(), until),
            };
            match (woken, keyboard.as_deref_mut()) {
                (Woken::Late, Some(keyboard)) if keyboard.is_unsure() => {
                    batch.extend(keyboard.look_again());
                }
                (Woken::Late, _) if !self.more => break,
                (Woken::Gone, _) => batch.push(News::Gone),
                (Woken::Keys, Some(keyboard)) => batch.extend(keyboard.read()),
                (Woken::Keys | Woken::News | Woken::Late, _) => {}
            }
            if self.hears_writing() {
                batch.push(News::Written);
            }
            if self.hears_edits() {
                batch.push(News::Edited);
            }
            self.drain(&mut batch);
        }
        without_passing_sizes(batch)
    }

    /// What has come and was not taken in.
    pub fn rest(&self) -> impl Iterator<Item = News> {
        self.news.try_iter()
    }

    fn wait(&mut self, keys: bool, until: Instant) -> Woken {
        let stdin = rustix::stdio::stdin();
        let mut fds = vec![PollFd::new(&self.rung, PollFlags::IN)];
        fds.extend(keys.then(|| PollFd::new(&stdin, PollFlags::IN)));
        let (watch, edits) = (self.watch.as_ref(), self.edits.as_ref());
        let ears = [watch.and_then(Watch::ear), edits.and_then(Edits::ear)];
        let listen = |ear| PollFd::from_borrowed_fd(ear, PollFlags::IN);
        fds.extend(ears.into_iter().flatten().map(listen));
        let due = [watch.and_then(Watch::due), edits.and_then(Edits::due)];
        let due = due.into_iter().flatten().min();
        let due = due.filter(|due| *due < until);
        let left = due.unwrap_or(until);
        let left = left.saturating_duration_since(Instant::now());
        let left = if self.more { Duration::ZERO } else { left };
        let timeout = Timespec::try_from(left).unwrap_or_default();
        match poll(&mut fds, Some(&timeout)) {
            Ok(0) if due.is_some() => return Woken::News,
            Ok(0) => return Woken::Late,
            Ok(_) => {}
            // A signal is told as news.
            Err(Errno::INTR) => return Woken::News,
            Err(_) => return Woken::Gone,
        }
        let mut found = fds.iter().map(PollFd::revents);
        let bell = found.next();
        let keys = found.next().filter(|_| keys);
        if bell.is_some_and(|found| !found.is_empty()) {
            self.hush();
        }
        match keys {
            Some(found) if found.intersects(PollFlags::HUP | PollFlags::ERR) => Woken::Gone,
            Some(found) if !found.is_empty() => Woken::Keys,
            _ => Woken::News,
        }
    }

    fn hears_writing(&mut self) -> bool {
        let watch = self.watch.as_mut();
        watch.is_some_and(|watch| watch.hear(Instant::now()))
    }

    fn hears_edits(&mut self) -> bool {
        let edits = self.edits.as_mut();
        edits.is_some_and(|edits| edits.hear(Instant::now()))
    }

    /// What is sent from here on rings again.
    fn hush(&mut self) {
        let _ = self.rung.read_exact(&mut [0]);
        self.bell.rung.store(false, Ordering::SeqCst);
    }

    fn drain(&mut self, batch: &mut Vec<News>) {
        let started = Instant::now();
        self.more = false;
        while let Ok(news) = self.news.try_recv() {
            batch.push(news);
            if started.elapsed() >= GATHER {
                self.more = true;
                break;
            }
        }
    }
}

/// Of several sizes only the last is still true.
fn without_passing_sizes(batch: Vec<News>) -> Vec<News> {
    let is_size = |news: &News| matches!(news, News::Message(Message::Resized(..)));
    let last = batch.iter().rposition(is_size);
    let kept =
        |(place, news): (usize, News)| (Some(place) == last || !is_size(&news)).then_some(news);
    batch.into_iter().enumerate().filter_map(kept).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_storm_of_sizes_the_last_is_kept_in_its_place() {
        let size = |columns| News::Message(Message::Resized(columns, 1));
        let batch = vec![
            size(1),
            News::Stop,
            News::Message(Message::Focused(true)),
            size(2),
            News::Continued,
        ];
        let kept: Vec<String> = without_passing_sizes(batch)
            .iter()
            .map(|news| format!("{news:?}"))
            .collect();
        assert_eq!(
            kept,
            [
                "Stop",
                "Message(Focused(true))",
                "Message(Resized(2, 1))",
                "Continued"
            ]
        );
    }

    #[test]
    fn none_of_many_news_is_lost_and_then_there_are_none() {
        let (inbox, mut arrivals) = channel().unwrap();
        for _ in 0..100_000 {
            inbox.send(News::Refreshed).unwrap();
        }
        let mut heard = 0;
        while heard < 100_000 {
            let batch = arrivals.gather(None, Duration::from_secs(30));
            assert!(!batch.is_empty());
            heard += batch.len();
        }
        assert!(arrivals.gather(None, Duration::ZERO).is_empty());
    }

    #[test]
    fn whoever_waits_hears_from_another_thread() {
        let (inbox, mut arrivals) = channel().unwrap();
        let teller = std::thread::spawn(move || {
            for _ in 0..1_000 {
                inbox.send(News::Refreshed).unwrap();
                std::thread::yield_now();
            }
        });
        let mut heard = 0;
        while heard < 1_000 {
            let batch = arrivals.gather(None, Duration::from_secs(30));
            assert!(!batch.is_empty(), "woken for nothing, or too late");
            heard += batch.len();
        }
        teller.join().unwrap();
    }
}
