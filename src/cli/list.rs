//! `kabar list` and `kabar search`: headlines.

use jiff::tz::TimeZone;

use crate::cli::arguments::{List, Search};
use crate::cli::context::{Context, Ending};
use crate::cli::output::{self, Output};
use crate::cli::select;
use crate::cli::story::{self, Story, Style};
use crate::model::article::ArticleId;
use crate::model::query::{Filter, Order, Query, Scope};
use crate::store::Store;

/// Rows read from the library at a time.
const BATCH: usize = 500;

/// `kabar list`
pub fn list(context: &Context, arguments: &List) -> anyhow::Result<Ending> {
    let store = context.store_to_read()?;
    let mut query = select::query(&store, &arguments.query.join(" "))?;
    if arguments.unread {
        query.filter = Filter::Unread;
    }
    if arguments.bookmarked {
        query.filter = Filter::Bookmarked;
    }
    if let Some(feed) = &arguments.feed {
        query.scope = Scope::Feed(select::feed(&store.feeds()?, feed)?.id);
    }
    let found = store.list(&query, arguments.limit)?;
    if found.is_empty() {
        output::tell(&nothing(&store, &query)?);
    }
    print(context, &store, &found, arguments.json.json)
}

/// `kabar search`
pub fn search(context: &Context, arguments: &Search) -> anyhow::Result<Ending> {
    let store = context.store_to_read()?;
    let written = arguments.query.join(" ");
    let mut query = select::query(&store, &written)?;
    // The best first, unless an order was asked for.
    if !states_order(&written) {
        query.order = Order::Best;
    }
    let found = store.list(&query, arguments.limit)?;
    if found.is_empty() {
        output::tell(&nothing(&store, &query)?);
    }
    print(context, &store, &found, arguments.json.json)
}

/// Whether a query names its order, outside of quotes.
fn states_order(written: &str) -> bool {
    let mut outside = written.split('"').step_by(2);
    outside.any(|part| {
        part.split_whitespace()
            .any(|word| word.starts_with("order:"))
    })
}

/// Why the list is empty, and what to do about it.
fn nothing(store: &Store, query: &Query) -> anyhow::Result<String> {
    let words = if store.counts()?.total > 0 {
        "nothing matches"
    } else if store.feeds()?.is_empty() {
        "no stories yet; subscribe with `kabar add URL`, or look at `kabar demo`"
    } else {
        "no stories yet; fetch some with `kabar refresh`"
    };
    let hint = if query.filter == Filter::All || store.counts()?.total == 0 {
        ""
    } else {
        " among those asked for"
    };
    Ok(format!("{words}{hint}"))
}

fn print(
    context: &Context,
    store: &Store,
    found: &[ArticleId],
    json: bool,
) -> anyhow::Result<Ending> {
    let mut output = Output::new();
    let style = Style {
        zone: TimeZone::system(),
        ascii: context.settings.ascii,
    };
    for batch in found.chunks(BATCH) {
        if json {
            for facts in store.facts(batch)? {
                output.json(&Story::of(&facts))?;
            }
        } else {
            for headline in store.headlines(batch)? {
                output.text(&story::line(&headline, &style))?;
            }
        }
    }
    output.flush()?;
    Ok(Ending::of(!found.is_empty()))
}
