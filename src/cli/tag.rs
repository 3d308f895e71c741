//! `kabar tag`: what stories are filed under, from the command line. When it says that it is done, it is on the disk.

use serde_json::json;

use crate::cli::arguments::TagStories;
use crate::cli::context::{Context, Ending, Usage};
use crate::cli::mark;
use crate::cli::output::{self, Output};
use crate::cli::select;
use crate::model::article::ArticleId;
use crate::model::tag::{self, Tagged};
use crate::terminal::clock;

/// What is asked for: stories, and tags that come and go.
#[derive(Debug, Default, PartialEq, Eq)]
struct Asked {
    ids: Vec<i64>,
    add: Vec<String>,
    remove: Vec<String>,
    /// `--json` behind a tag that goes is taken for another by the reader of arguments.
    json: bool,
}

/// `kabar tag`
pub fn run(context: &Context, arguments: &TagStories) -> anyhow::Result<Ending> {
    let asked = asked(&arguments.words)?;
    let as_json = arguments.json.json || asked.json;
    if asked.ids.is_empty()
        && asked.add.is_empty()
        && asked.remove.is_empty()
        && arguments.query.is_none()
    {
        return list(context, as_json);
    }
    if asked.add.is_empty() && asked.remove.is_empty() {
        return Err(Usage(
            "which tags? +NAME files stories under it, -NAME takes it away".to_owned(),
        )
        .into());
    }
    let mut store = context.store()?;
    let (ids, all_known) = match &arguments.query {
        Some(_) if !asked.ids.is_empty() => {
            return Err(Usage("numbers or --query, not both".to_owned()).into());
        }
        Some(query) => {
            let query = select::query(&store, query)?;
            let found = store.list(&query, None)?;
            let matched = !found.is_empty();
            if !matched {
                output::tell(&select::nothing_matches(&query));
            }
            (found, matched)
        }
        None if asked.ids.is_empty() => {
            return Err(Usage("which stories? `kabar list` tells their numbers".to_owned()).into());
        }
        None => mark::known(&store, &asked.ids)?,
    };
    let changed = store.tag(
        &pairs(&ids, &asked.add),
        &pairs(&ids, &asked.remove),
        clock::now(),
    )?;
    let mut stories: Vec<ArticleId> = changed
        .added
        .iter()
        .chain(&changed.removed)
        .map(|(id, _)| *id)
        .collect();
    stories.sort_unstable();
    stories.dedup();
    let mut output = Output::new();
    if as_json {
        output.json(&json!({ "add": asked.add, "remove": asked.remove, "changed": stories }))?;
    } else if !ids.is_empty() {
        output.raw(&match stories.len() {
            0 => "nothing to change".to_owned(),
            1 => "1 story changed".to_owned(),
            number => format!("{number} stories changed"),
        })?;
    }
    output.flush()?;
    Ok(Ending::of(all_known))
}

/// All tags, with how many stories each has.
fn list(context: &Context, as_json: bool) -> anyhow::Result<Ending> {
    let tags = context.store_to_read()?.tags()?;
    let mut output = Output::new();
    for (name, stories) in &tags {
        if as_json {
            output.json(&json!({ "tag": name, "stories": stories }))?;
        } else {
            output.text(&format!("{stories:>6} {name}"))?;
        }
    }
    if tags.is_empty() {
        output::tell("no tags yet; `kabar tag ID +NAME` files a story under one");
    }
    output.flush()?;
    Ok(Ending::of(!tags.is_empty()))
}

fn asked(words: &[String]) -> Result<Asked, Usage> {
    let mut asked = Asked::default();
    for word in words {
        let refusal = || {
            Usage(format!(
                "`{word}` is neither the number of a story nor +TAG nor -TAG"
            ))
        };
        if word == "--json" {
            asked.json = true;
        } else if word.starts_with("--") {
            return Err(refusal());
        } else if let Some(name) = word.strip_prefix('+') {
            asked.add.push(tag::tag(name).ok_or_else(refusal)?);
        } else if let Some(name) = word.strip_prefix('-') {
            asked.remove.push(tag::tag(name).ok_or_else(refusal)?);
        } else {
            asked.ids.push(word.parse().map_err(|_| refusal())?);
        }
    }
    Ok(asked)
}

fn pairs(ids: &[ArticleId], names: &[String]) -> Vec<Tagged> {
    let of = |id: &ArticleId| {
        let id = *id;
        names.iter().map(move |name| (id, name.clone()))
    };
    ids.iter().flat_map(of).collect()
}
