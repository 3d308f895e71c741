//! The opening of a session: which library is shown, and its first screen, asked for and answered before any thread is
//! there to wait for.
//!
//! A reader sees headlines sooner that way than by the round through the effect thread, and sees no empty screen first.

use std::collections::VecDeque;
use std::path::Path;

use crate::loader::Commands;
use crate::state::core::{Edition, State};
use crate::state::effect::Effect;
use crate::state::update::update;
use crate::store::StoreError;
use crate::terminal::answers;
use crate::terminal::editions::{Editions, Scratch};

/// The libraries of a session.
#[derive(Debug)]
pub struct Opened {
    /// The open ones.
    pub editions: Editions,
    /// Which is shown.
    pub edition: Edition,
    /// Where the sample edition is.
    pub scratch: Option<Scratch>,
    /// Why the reader's library can only be read, if so.
    pub unwritable: Option<StoreError>,
}

/// Opens the reader's library, or the sample edition when that is asked for or there is nothing else to read.
pub fn open(library: &Path, demo: bool) -> anyhow::Result<Opened> {
    let (own, edition, unwritable) = if demo {
        (Editions::none(), Edition::Demo, None)
    } else {
        let (own, unwritable) = Editions::open(library)?;
        let edition = if own.is_empty()? {
            Edition::Sample
        } else {
            Edition::Own
        };
        (own, edition, unwritable)
    };
    if edition == Edition::Own {
        return Ok(Opened {
            editions: own,
            edition,
            scratch: None,
            unwritable,
        });
    }
    let scratch = Scratch::new()?;
    let editions = own.with_sample(&scratch.library())?;
    Ok(Opened {
        editions,
        edition,
        scratch: Some(scratch),
        unwritable,
    })
}

/// Answers what the first screen asks for; what takes longer is left for later, as are feeds where there are many: the
/// headlines tell themselves where they come from.
pub fn answer(state: &mut State, editions: &mut Editions, first: Vec<Effect>) -> Vec<Effect> {
    let mut later = Vec::new();
    let mut asked = VecDeque::from(first);
    let many = editions
        .shown()
        .is_some_and(|store| store.has_feeds(MANY).unwrap_or_default());
    for _ in 0..ROUNDS {
        let Some(effect) = asked.pop_front() else {
            break;
        };
        if !is_quick(&effect) || (many && effect == Effect::Feeds) {
            later.push(effect);
            continue;
        }
        for message in answers::perform(editions, &Commands::default(), &effect) {
            asked.extend(update(state, message));
        }
    }
    later.extend(asked);
    later
}

/// More questions than a first screen has; a state that never stops asking is no reason not to start.
const ROUNDS: usize = 16;

/// So many feeds take longer to read, 7 µs each, than all that the first screen needs besides.
const MANY: usize = 500;

/// Whether an effect takes no longer in a large library than in a small one.
fn is_quick(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::List { limit: Some(_), .. } | Effect::Headlines(_) | Effect::Feeds
    )
}
