//! What the loader tells, in the words of the state.
//!
//! Total and without memory: a failure among many is counted on the screen, the failure of the one thing a person asked
//! for is told.

use crate::document::source;
use crate::loader::{self, Asked, Command, Event};
use crate::model::article::{ArticleId, Facts, Headline, Position, TextSource};
use crate::model::fetched::FetchedPage;
use crate::state::effect::Effect;
use crate::state::message::{Candidate, Done, Failure, Message, Progress};
use crate::state::page::Page;
use crate::store::saved::NewPage;
use crate::terminal::clock;
use crate::terminal::news::News;

/// What an event means to the state, in order. Answers to a person are shown at once, the rest with the next frame.
#[must_use]
pub fn news(event: Event) -> Vec<News> {
    let one = match event {
        Event::Progress(progress) => News::Background(Message::Progress(progress_of(progress))),
        Event::Refreshed { feed, new, .. } => News::Background(Message::Refreshed { feed, new }),
        Event::Damaged {
            feed,
            title,
            damage,
            asked,
        } => {
            return match asked {
                Asked::Alone | Asked::New => {
                    let words = format!("{title}: read in part: {damage}");
                    vec![News::Message(Message::Troubled { feed, words })]
                }
                Asked::Among => Vec::new(),
            };
        }
        Event::FeedFailed {
            feed,
            title,
            cause,
            asked,
        } => {
            let words = format!("could not refresh {title}: {cause}");
            let words = News::Message(Message::Troubled { feed, words });
            return match asked {
                Asked::Among => Vec::new(),
                Asked::Alone => vec![words],
                // It is subscribed all the same.
                Asked::New => {
                    let subscribed = Message::Subscribed {
                        feed,
                        title,
                        new: 0,
                    };
                    vec![News::Message(subscribed), words]
                }
            };
        }
        Event::Loaded { id, error } => News::Background(Message::Loaded { id, error }),
        Event::Picture { url, kept } => News::Background(Message::Picture { url, kept }),
        Event::Discovered { address, found } => {
            let found = found.map(|found| found.into_iter().map(candidate).collect());
            News::Message(Message::Discovered { address, found })
        }
        Event::Read { url, page, place } => {
            let page = page.map(|page| Box::new(passing(*page, place)));
            News::Message(Message::PageRead { url, page })
        }
        Event::Added(feed) => News::Message(Message::Added(feed)),
        Event::Subscribed { feed, title, new } => {
            News::Message(Message::Subscribed { feed, title, new })
        }
        Event::Failed(words) => News::Message(failed(words)),
        Event::Notice(words) => News::Message(Message::Done(Done::Noted(words))),
        Event::Finished => News::Refreshed,
        Event::Saved { .. } => return Vec::new(),
    };
    vec![one]
}

/// The answers to a command that no loader can be made for.
#[must_use]
pub fn refused(command: Command, words: String) -> Vec<News> {
    let message = match command {
        Command::Fetch { id, .. } => Message::Loaded {
            id,
            error: Some(words),
        },
        Command::Read { url, .. } => Message::PageRead {
            url,
            page: Err(words),
        },
        Command::Discover(address) => Message::Discovered {
            address,
            found: Err(words),
        },
        Command::Pictures { id, urls } => Message::Failed(Failure {
            effect: Some(Effect::FetchPictures { id, urls }),
            words,
        }),
        _ => failed(words),
    };
    vec![News::Message(message)]
}

/// A failure that takes nothing back.
#[must_use]
pub fn failed(words: String) -> Message {
    Message::Failed(Failure {
        effect: None,
        words,
    })
}

/// A page as it is looked at: read from that block on, and not kept.
fn passing(page: NewPage, place: usize) -> Page {
    let NewPage { url, site, body } = page;
    let html: Vec<String> = body.parts.iter().map(FetchedPage::html).collect();
    let now = clock::now();
    let headline = Headline {
        id: ArticleId::PASSING,
        feed: None,
        feed_title: site.unwrap_or_default(),
        title: body.title.unwrap_or_else(|| url.clone()),
        url: Some(url),
        published: body.published.unwrap_or(now),
        read: true,
        bookmarked: false,
        source: TextSource::Page,
        ready: true,
        minutes: body.document.minutes(),
        excerpt: String::new(),
    };
    let facts = Facts {
        headline,
        feed_url: None,
        authors: body.authors,
        fetched: now,
        language: body.language,
        tags: Vec::new(),
        categories: Vec::new(),
        enclosures: Vec::new(),
        body_error: body.warning,
    };
    Page {
        facts,
        document: body.document,
        cuts: body.cuts,
        source: (!html.is_empty()).then(|| source::source(&html.join("\n"))),
        parts: body.parts,
        position: Position {
            block: u32::try_from(place).unwrap_or_default(),
            share: 0,
        },
    }
}

fn progress_of(progress: loader::Progress) -> Progress {
    Progress {
        feeds: progress.feeds,
        done: progress.done,
        failed: progress.failed,
        new: progress.new,
        ready: progress.ready,
        bodies_left: progress.bodies_left,
        bodies_done: progress.bodies_done,
        bodies_failed: progress.bodies_failed,
        bytes: progress.bytes,
        running: progress.running,
    }
}

fn candidate(found: loader::Candidate) -> Candidate {
    Candidate {
        url: found.url,
        title: found.title,
        format: found.format,
        entries: found.entries,
        latest: found.latest,
        preview: found.preview,
        known: found.known,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::feed::FeedId;

    #[test]
    fn one_failure_among_many_is_counted_and_the_one_asked_for_is_told() {
        let told = |asked| {
            let event = Event::FeedFailed {
                feed: FeedId(1),
                title: "Antara".into(),
                cause: "timed out".into(),
                asked,
            };
            news(event).len()
        };
        assert_eq!(
            (told(Asked::Among), told(Asked::Alone), told(Asked::New)),
            (0, 1, 2)
        );
    }
}
