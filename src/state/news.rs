//! What the desktop is told: that feeds of the reader's choice brought something, once a refresh.

use crate::model::feed::FeedId;
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::sidebar;

/// More feeds are not named.
const NAMED: usize = 3;

/// A feed brought new stories.
pub fn came(state: &mut State, feed: FeedId, new: usize) {
    let is_wanted = sidebar::feed(&state.library, feed).is_some_and(|feed| feed.notify);
    if is_wanted && new > 0 {
        state
            .news
            .push((feed, u32::try_from(new).unwrap_or(u32::MAX)));
    }
}

/// The refresh is over: the desktop is told, unless the reader is looking.
pub fn tell(state: &mut State) -> Vec<Effect> {
    let news = std::mem::take(&mut state.news);
    if news.is_empty() || state.in_front == Some(true) {
        return Vec::new();
    }
    let all: u32 = news.iter().map(|(_, new)| new).sum();
    let feeds = news
        .iter()
        .filter_map(|(id, _)| sidebar::feed(&state.library, *id));
    let mut names: Vec<&str> = feeds.map(|feed| feed.title.as_str()).take(NAMED).collect();
    if news.len() > NAMED {
        names.push("…");
    }
    let name = if all == 1 { "say.news-one" } else { "say.news" };
    let words = state.strings.count(name, all);
    vec![Effect::Notify(words.replace("{name}", &names.join(", ")))]
}
