//! `kabar list` and `kabar search`: headlines.

use jiff::tz::TimeZone;

use crate::cli::arguments::{List, Search};
use crate::cli::context::{Context, Ending};
use crate::cli::output::{self, Output};
use crate::cli::select;
use crate::cli::story::{self, Story, Style};
use crate::model::article::{ArticleId, Headline};
use crate::model::query::{Filter, Order, Query, Scope};
use crate::store::Store;

/// Rows read from the library at a time.
const BATCH: usize = 500;

/// `kabar list`
pub fn list(context: &Context, arguments: &List) -> anyhow::Result<Ending> {
    let store = context.store_to_read()?;
    let mut query = select::query(&store, &arguments.query.join(" "))?;
    let mut filters = vec![query.filter];
    filters.extend(arguments.unread.then_some(Filter::Unread));
    filters.extend(arguments.bookmarked.then_some(Filter::Bookmarked));
    // The list walks those of which there are fewest; the others are looked for among them.
    let walked = [Filter::Bookmarked, Filter::Unread];
    let walked = walked.into_iter().find(|filter| filters.contains(filter));
    query.filter = walked.unwrap_or(query.filter);
    filters.retain(|filter| !matches!(filter, Filter::All) && *filter != query.filter);
    if let Some(feed) = &arguments.feed {
        query.scope = Scope::Feed(select::feed(&store.feeds()?, feed)?.id);
    }
    let found = if filters.is_empty() {
        store.list(&query, arguments.limit)?
    } else {
        among(&store, &query, &filters, arguments.limit)?
    };
    if found.is_empty() {
        output::tell(&nothing(&store, &query)?);
    }
    print(context, &store, &found, arguments.json.json)
}

/// Those of a query that all of these filters keep.
fn among(
    store: &Store,
    query: &Query,
    filters: &[Filter],
    limit: Option<usize>,
) -> anyhow::Result<Vec<ArticleId>> {
    let limit = limit.unwrap_or(usize::MAX);
    let mut found = Vec::new();
    for batch in store.list(query, None)?.chunks(BATCH) {
        let headlines = store.headlines(batch)?;
        let kept = headlines
            .iter()
            .filter(|headline| filters.iter().all(|filter| keeps(*filter, headline)));
        found.extend(kept.take(limit - found.len()).map(|headline| headline.id));
        if found.len() == limit {
            break;
        }
    }
    Ok(found)
}

fn keeps(filter: Filter, headline: &Headline) -> bool {
    match filter {
        Filter::All => true,
        Filter::Unread => !headline.read,
        Filter::Read => headline.read,
        Filter::Bookmarked => headline.bookmarked,
        Filter::Offline => headline.ready,
    }
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

/// Why a list is empty, and what to do about it.
pub fn nothing(store: &Store, query: &Query) -> anyhow::Result<String> {
    if store.counts()?.total > 0 {
        let among = match query.filter {
            Filter::All => "",
            _ => " among those asked for",
        };
        return Ok(format!("{}{among}", select::nothing_matches(query)));
    }
    let words = if store.feeds()?.is_empty() {
        "no stories yet; subscribe with `kabar add URL`, or look at `kabar demo`"
    } else {
        "no stories yet; fetch some with `kabar refresh`"
    };
    Ok(words.to_owned())
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
