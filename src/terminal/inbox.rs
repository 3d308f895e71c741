//! What the loop is told: the one closed channel into it.
//!
//! Threads that read keys, perform effects or hear signals hold an [`Inbox`]; only the loop holds the other end. Nobody
//! else speaks to the loop.

use std::sync::mpsc::Sender;

use crate::state::message::Message;

/// The way into the loop. Sending fails only when the loop has ended, which is never of interest to the sender.
pub type Inbox = Sender<News>;

/// What the loop is told.
#[derive(Debug)]
pub enum News {
    /// A person did something, or the answer they wait for is here: shown at once.
    Message(Message),
    /// Something went on in the background: shown with the next frame, and at most thirty times a second.
    Background(Message),
    /// News of the sample edition, whose numbers mean other stories in the reader's own library: dropped once that is
    /// shown.
    OfSample(Box<News>),
    /// The terminal told whether its background is light.
    Light(bool),
    /// A refresh is done, or was cancelled.
    Refreshed,
    /// A signal asks the program to leave.
    Leave(i32),
    /// A signal asks the program to stop until it is continued.
    Stop,
    /// The program was continued after a stop.
    Continued,
    /// The terminal is no more.
    Gone,
}
