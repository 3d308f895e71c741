//! What the loop is told: the one closed channel into it.
//!
//! Threads that read keys, perform effects or hear signals hold an [`Inbox`]; only the loop holds the other end. Nobody
//! else speaks to the loop.

use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use crate::state::message::Message;
use crate::view::picture::{Key, Painting};

/// The way into the loop. Sending fails only when the loop has ended, which is never of interest to the sender.
pub type Inbox = Sender<News>;

/// What the loop is told.
#[derive(Debug)]
pub enum News {
    /// A person did something, or the answer they wait for is here: shown at once.
    Message(Message),
    /// What was pressed in one go, as when a key is held or a wheel is turned: shown as one.
    Pressed(Vec<Message>),
    /// Something went on in the background: shown with the next frame, and at most thirty times a second.
    Background(Message),
    /// News of the sample edition, whose numbers mean other stories in the reader's own library: dropped once that is
    /// shown.
    OfSample(Box<News>),
    /// A picture was painted, if it could be.
    Painted(Key, Option<Box<Painting>>),
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

/// News that wait are taken in together for so long at most before they are shown.
const GATHER: Duration = Duration::from_millis(8);

/// Waits so long for news, and takes in with the first what else has come.
#[must_use]
pub fn gather(news: &Receiver<News>, patience: Duration) -> Vec<News> {
    // The loop itself holds a way into the channel, so it is never closed.
    let Ok(first) = news.recv_timeout(patience) else {
        return Vec::new();
    };
    let mut batch = vec![first];
    let started = Instant::now();
    while started.elapsed() < GATHER {
        match news.try_recv() {
            Ok(news) => batch.push(news),
            Err(_) => break,
        }
    }
    without_passing_sizes(batch)
}

/// What was pressed in one go, piece by piece; of several sizes only the last is still true.
fn without_passing_sizes(batch: Vec<News>) -> Vec<News> {
    let batch: Vec<News> = batch.into_iter().flat_map(unpacked).collect();
    let is_size = |news: &News| matches!(news, News::Message(Message::Resized(..)));
    let last = batch.iter().rposition(is_size);
    let kept =
        |(place, news): (usize, News)| (Some(place) == last || !is_size(&news)).then_some(news);
    batch.into_iter().enumerate().filter_map(kept).collect()
}

fn unpacked(news: News) -> Vec<News> {
    match news {
        News::Pressed(messages) => messages.into_iter().map(News::Message).collect(),
        news => vec![news],
    }
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
            News::Pressed(vec![Message::Focused(true), Message::Resized(2, 1)]),
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
}
