//! A helper: a thread of low priority that begins with the first thing asked of it, and to which nobody listens in a
//! hurry.

use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::terminal::inbox::Inbox;
use crate::terminal::priority;

/// What a helper does until nobody can ask it any more.
type Work<W> = fn(&Receiver<W>, &Inbox);

/// The way to a helper; it ends when this is dropped.
#[derive(Debug)]
pub struct Helper<W> {
    name: &'static str,
    work: Work<W>,
    inbox: Inbox,
    wanted: Option<Sender<W>>,
}

impl<W: Send + 'static> Helper<W> {
    /// One who has nothing to do yet.
    pub const fn new(name: &'static str, work: Work<W>, inbox: Inbox) -> Self {
        Self {
            name,
            work,
            inbox,
            wanted: None,
        }
    }

    /// Has something done; what comes of it is told to the inbox. Without a thread nothing does.
    pub fn ask(&mut self, wanted: W) {
        let (name, work, inbox) = (self.name, self.work, &self.inbox);
        let sender = self.wanted.get_or_insert_with(|| {
            start(name, work, inbox.clone()).unwrap_or_else(|_| channel().0)
        });
        let _ = sender.send(wanted);
    }
}

fn start<W: Send + 'static>(name: &str, work: Work<W>, inbox: Inbox) -> io::Result<Sender<W>> {
    let (sender, wanted) = channel();
    let run = move || {
        priority::give_way();
        work(&wanted, &inbox);
    };
    thread::Builder::new().name(name.into()).spawn(run)?;
    Ok(sender)
}
