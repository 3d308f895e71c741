//! News: what the loop is told by whoever works for it.

use crate::state::message::Message;
use crate::view::picture::{Key, Painting};

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
    /// A picture was painted, if it could be.
    Painted(Key, Option<Box<Painting>>),
    /// The terminal told whether its background is light.
    Light(bool),
    /// The desktop could not tell this; the terminal may.
    Untold(String),
    /// Somebody wrote to the library.
    Written,
    /// Somebody edited the reader's files.
    Edited,
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
