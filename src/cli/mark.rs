//! `kabar mark`: marks from the command line. When it says that they are made, they are on the disk.

use serde_json::json;

use crate::cli::arguments::{MarkStories, Marking};
use crate::cli::context::{Context, Ending};
use crate::cli::output::{self, Output};
use crate::cli::select;
use crate::model::article::ArticleId;
use crate::store::Store;
use crate::terminal::clock;

/// `kabar mark`
pub fn run(context: &Context, arguments: &MarkStories) -> anyhow::Result<Ending> {
    let mut store = context.store()?;
    let now = clock::now();
    let mark = arguments.mark.mark();
    let mut unmatched = None;
    let (changed, matched) = if let Some(query) = &arguments.query {
        let query = select::query(&store, query)?;
        let matched = !store.list(&query, Some(1))?.is_empty();
        unmatched = (!matched).then(|| select::nothing_matches(&query));
        (store.mark_all(&query, mark, now)?, matched)
    } else {
        let (known, all_known) = known(&store, &arguments.ids)?;
        (store.mark(&known, mark, now)?, all_known)
    };
    let mut output = Output::new();
    if arguments.json.json {
        output.json(&json!({ "mark": name(arguments.mark), "changed": changed }))?;
    } else if matched || !changed.is_empty() {
        output.raw(&sentence(changed.len(), arguments.mark))?;
    }
    output.flush()?;
    if let Some(words) = unmatched {
        output::tell(&words);
    }
    Ok(Ending::of(matched))
}

/// The stories that are there, and whether that is all of them; the others are told.
pub fn known(store: &Store, ids: &[i64]) -> anyhow::Result<(Vec<ArticleId>, bool)> {
    let asked: Vec<ArticleId> = ids.iter().copied().map(ArticleId).collect();
    let known: Vec<ArticleId> = store
        .headlines(&asked)?
        .iter()
        .map(|headline| headline.id)
        .collect();
    for id in asked.iter().filter(|id| !known.contains(id)) {
        output::tell(&format!("there is no story {}", id.0));
    }
    let all_known = known.len() == asked.len();
    Ok((known, all_known))
}

const fn name(mark: Marking) -> &'static str {
    match mark {
        Marking::Read => "read",
        Marking::Unread => "unread",
        Marking::Bookmark => "bookmark",
        Marking::Unbookmark => "unbookmark",
    }
}

fn sentence(number: usize, mark: Marking) -> String {
    let done = match mark {
        Marking::Read => "marked read",
        Marking::Unread => "marked unread",
        Marking::Bookmark => "bookmarked",
        Marking::Unbookmark => "no longer bookmarked",
    };
    match number {
        0 => "nothing to change".to_owned(),
        1 => format!("1 story {done}"),
        _ => format!("{number} stories {done}"),
    }
}
