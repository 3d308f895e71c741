//! `kabar doctor`: whether everything kabar stands on is well, and what to do where it is not.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;

use jiff::tz::TimeZone;
use serde::Serialize;

use crate::cli::context::{Context, Ending};
use crate::cli::feeds::trouble;
use crate::cli::output::Output;
use crate::cli::remedies;
use crate::cli::story::minute;
use crate::cli::words::many;
use crate::model::address::without_secrets;
use crate::model::feed::Feed;
use crate::model::record::Record;
use crate::store::Store;
use crate::terminal::clock;
use crate::terminal::look::Themes;
use crate::terminal::output::size;

/// One thing that was looked at. The names are promised to scripts.
#[derive(Debug, Serialize)]
struct Check {
    #[serde(rename = "check")]
    subject: &'static str,
    ok: bool,
    found: String,
    fix: Option<String>,
}

impl Check {
    fn well(subject: &'static str, found: impl Into<String>) -> Self {
        Self {
            subject,
            ok: true,
            found: found.into(),
            fix: None,
        }
    }

    /// Nothing is wrong, and there is something that can be done.
    fn told(subject: &'static str, found: impl Into<String>, fix: impl Into<String>) -> Self {
        Self {
            ok: true,
            ..Self::ill(subject, found, fix)
        }
    }

    fn ill(subject: &'static str, found: impl Into<String>, fix: impl Into<String>) -> Self {
        Self {
            subject,
            ok: false,
            found: found.into(),
            fix: Some(fix.into()),
        }
    }
}

/// `kabar doctor`
pub fn run(context: &Context, json: bool) -> anyhow::Result<Ending> {
    let mut checks = vec![Check::well("version", env!("CARGO_PKG_VERSION"))];
    checks.extend(directories(context));
    checks.extend(themes(context));
    checks.extend(library(context));
    checks.extend(terminal(context));
    let mut output = Output::new();
    for check in &checks {
        if json {
            output.json(check)?;
            continue;
        }
        let sign = if check.ok { "ok " } else { " ! " };
        output.text(&format!("{sign} {:<10} {}", check.subject, check.found))?;
        if let Some(fix) = &check.fix {
            output.text(&format!("    {:<10} {fix}", ""))?;
        }
    }
    output.flush()?;
    Ok(Ending::of(checks.iter().all(|check| check.ok)))
}

fn directories(context: &Context) -> Vec<Check> {
    let directories = &context.settings.directories;
    let settings = directories.settings();
    let stated = if settings.exists() {
        "read without mistakes"
    } else {
        "not there; the defaults hold"
    };
    vec![
        Check::well("settings", format!("{}: {stated}", settings.display())),
        writable("data", &directories.data),
        writable("cache", &directories.cache),
        writable("state", &directories.state),
    ]
}

/// Colour schemes of the reader's own that cannot be read; what nobody chose does no harm.
fn themes(context: &Context) -> Vec<Check> {
    let settings = &context.settings;
    let themes = Themes::new(settings);
    let in_use = themes.trouble(&settings.theme);
    let each = settings.schemes.iter().filter_map(|(name, _)| {
        let trouble = themes.trouble(name)?;
        let fix = format!("mend themes/{name}.yaml, or choose another theme");
        Some(if in_use.as_ref() == Some(&trouble) {
            Check::ill("theme", trouble, fix)
        } else {
            Check::told("theme", trouble, fix)
        })
    });
    each.collect()
}

/// Whether things can be kept there. A directory that is not there yet is made when it is needed.
fn writable(check: &'static str, directory: &Path) -> Check {
    let shown = directory.display();
    match fs::metadata(directory) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Check::well(check, format!("{shown}: not made yet"))
        }
        Err(error) => Check::ill(
            check,
            format!("{shown}: {error}"),
            "give yourself access to it",
        ),
        Ok(found) if !found.is_dir() => {
            Check::ill(check, format!("{shown}: not a directory"), "move it away")
        }
        Ok(found) if found.permissions().readonly() => Check::ill(
            check,
            format!("{shown}: cannot be written"),
            "make it writable, or choose another --data-dir",
        ),
        Ok(_) => Check::well(check, shown.to_string()),
    }
}

fn library(context: &Context) -> Vec<Check> {
    let path = context.settings.directories.library();
    let shown = path.display();
    let Ok(found) = fs::metadata(&path) else {
        return vec![Check::well(
            "library",
            format!("{shown}: not made yet; `kabar add URL` makes it"),
        )];
    };
    let looked = Store::open(&path).and_then(|mut store| {
        let (wrong, counts, feeds) = (store.verify()?, store.counts()?, store.feeds()?);
        let mut silent = Vec::new();
        for feed in &feeds {
            let record = store.record(feed.id, clock::now())?;
            silent.extend(record.and_then(|record| silence(feed, &record)));
        }
        Ok((wrong, counts, feeds, silent))
    });
    let (wrong, counts, feeds, silent) = match looked {
        Ok(looked) => looked,
        Err(error) => {
            return vec![Check::ill(
                "library",
                error.to_string(),
                remedies::of_library(&error),
            )];
        }
    };
    let size = found.len() / 1024;
    let summary = format!(
        "{shown}: {size} kB, {}, {}, {} unread, {} bookmarked, {} readable offline",
        many(feeds.len(), "feed"),
        many(counts.total as usize, "story"),
        counts.unread,
        counts.bookmarked,
        counts.offline
    );
    let mut checks = vec![Check::well("library", summary)];
    let fix = "copy the file before anything else; `kabar export` saves the subscriptions";
    checks.extend(
        wrong
            .into_iter()
            .map(|wrong| Check::ill("library", wrong, fix)),
    );
    checks.extend(feeds.iter().filter_map(feed));
    checks.extend(silent);
    checks
}

/// What is worth knowing of a feed that works: that it has moved, or that nothing comes of it any more.
fn silence(feed: &Feed, record: &Record) -> Option<Check> {
    /// Half a year.
    const LONG: i64 = 182 * 86_400;
    let (title, zone) = (&feed.title, TimeZone::system());
    if let Some(latest) = record.latest
        && clock::now().duration_since(latest).as_secs() > LONG
    {
        let since = minute(latest, &zone);
        let found = format!("{title}: nothing new since {since}");
        return Some(Check::told("feed", found, remedies::of_silent(feed)));
    }
    let from = record.moved_from.as_ref()?;
    let found = format!(
        "{title}: moved from {} to {}, where it is asked now",
        without_secrets(from),
        without_secrets(&feed.url)
    );
    if record.wishes.are_for(&feed.url) {
        return Some(Check::well("feed", found));
    }
    let fix = format!(
        "headers, name and password that {} was told are told to no other; \
         `kabar feed {} --set …` tells the new server its own",
        record.wishes.only_for.as_deref().unwrap_or_default(),
        feed.id.0
    );
    Some(Check::ill("feed", found, fix))
}

fn feed(feed: &Feed) -> Option<Check> {
    if feed.is_slow() {
        let took = feed.took.unwrap_or_default();
        let seconds = format!("{}.{} s", took / 1000, took % 1000 / 100);
        let title = &feed.title;
        let found = format!("{title}: slow, {seconds}, but it works");
        return Some(Check::told("feed", found, remedies::of_slow(feed)));
    }
    if feed.muted {
        return None;
    }
    if feed.is_double() {
        let other = without_secrets(feed.instead.as_deref().unwrap_or_default());
        let found = format!(
            "{}: has moved to an address that you read already: {other}",
            feed.title
        );
        return Some(Check::ill("feed", found, remedies::of_feed(feed)));
    }
    if let Some(damage) = feed.damaged() {
        let found = format!("{}: read in part: {damage}", feed.title);
        return Some(Check::told("feed", found, remedies::of_damaged(feed)));
    }
    let found = format!("{}: {}", feed.title, trouble(&feed.health)?);
    Some(Check::ill("feed", found, remedies::of_feed(feed)))
}

fn terminal(context: &Context) -> Vec<Check> {
    let variable = |name| std::env::var(name).unwrap_or_default();
    let term = variable("TERM");
    let settings = &context.settings;
    let signs = if settings.ascii {
        "ASCII signs"
    } else {
        "Unicode signs"
    };
    let colours = if settings.colour {
        "colours"
    } else {
        "no colours"
    };
    let (columns, rows) = size();
    let mut checks = Vec::new();
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        checks.push(Check::well(
            "terminal",
            format!("none here; {signs}, {colours}, {}", settings.language),
        ));
    } else if term == "dumb" {
        let fix = "the panes need a terminal that can place a cursor; `kabar list` and `kabar show` do not";
        checks.push(Check::ill("terminal", "TERM=dumb", fix));
    } else {
        let found = format!(
            "{term} {columns}×{rows}, {signs}, {colours}, {}",
            settings.language
        );
        checks.push(Check::well("terminal", found));
    }
    checks
}
