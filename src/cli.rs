//! The command line: arguments in, results on standard output, everything else on standard error, an exit status.
//!
//! Whatever the panes can do can be done here too, at the same time, on the same library. What the commands have in
//! common stands in `context`, `output`, `select` and `story`; each group of commands has its file.

pub mod add;
pub mod arguments;
pub mod context;
pub mod cuts;
pub mod doctor;
pub mod documents;
pub mod errand;
pub mod extract;
pub mod feed;
pub mod feeds;
pub mod forms;
pub mod list;
pub mod manual;
pub mod mark;
pub mod output;
pub mod parse;
pub mod refresh;
pub mod remedies;
pub mod rules;
pub mod select;
pub mod show;
pub mod story;
pub mod subscriptions;
pub mod tag;
pub mod typeset;
pub mod words;

use std::fs::OpenOptions;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Mutex;

use anyhow::Context as _;
use clap::Parser;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::cli::arguments::{Arguments, Command, Global};
use crate::cli::context::{Context, Ending, Usage};
use crate::config::error::{ConfigError, Mistake};
use crate::config::{self, Overrides};
use crate::state::keymap::Wrong;
use crate::state::ownkeys::keymap;
use crate::state::strings::Language;
use crate::terminal::{self, Start, clock};

/// What a shell reports of a program that SIGPIPE ended.
const CLOSED_PIPE: u8 = 128 + 13;

/// Does what the command line says.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are errors to clap, with status 0. If nobody reads them, nobody misses them.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    match perform(arguments) {
        Ok(Ending::Done) => ExitCode::SUCCESS,
        Ok(Ending::Partly) => ExitCode::from(1),
        Err(error) if context::is_closed_pipe(&error) => ExitCode::from(CLOSED_PIPE),
        Err(error) => {
            output::tell(&format!("kabar: {error:#}"));
            ExitCode::from(context::status(&error))
        }
    }
}

fn perform(arguments: Arguments) -> anyhow::Result<Ending> {
    if let Some(file) = &arguments.global.log {
        log_to(file)?;
    }
    clock::check().map_err(Usage)?;
    match &arguments.command {
        // These need no settings, and must help where the settings are wrong.
        Some(Command::Man) => return manual::man(),
        Some(Command::Completions(shell)) => return manual::completions(shell),
        Some(Command::Config(config)) if config.default => return manual::default_config(),
        Some(Command::Parse(files)) => return documents::parse(files),
        _ => {}
    }
    let context = context(&arguments.global)?;
    match arguments.command {
        None => panes(checked(context)?, false),
        Some(Command::Demo) => panes(checked(context)?, true),
        // Whoever mends a keymap needs the names of actions.
        Some(Command::Config(config)) if config.keys => manual::keys(&context, config.json),
        Some(Command::Config(config)) => manual::config(&checked(context)?, config.json),
        Some(command) => perform_in(&context, command),
    }
}

fn perform_in(context: &Context, command: Command) -> anyhow::Result<Ending> {
    match command {
        Command::Add(urls) => add::add(context, &urls),
        Command::Save(page) => add::save(context, &page),
        Command::Feeds(json) => feeds::list(context, json.json),
        Command::Feed(feed) => feed::run(context, &feed),
        Command::Remove(remove) => feeds::remove(context, &remove),
        Command::Import(list) => subscriptions::import(context, &list),
        Command::Export(json) => subscriptions::export(context, json.json),
        Command::Refresh(feeds) => refresh::run(context, &feeds),
        Command::Download(stories) => refresh::download(context, &stories),
        Command::List(list) => list::list(context, &list),
        Command::Search(search) => list::search(context, &search),
        Command::Show(show) => show::run(context, &show),
        Command::Mark(mark) => mark::run(context, &mark),
        Command::Tag(stories) => tag::run(context, &stories),
        Command::Rules(rules) => rules::run(context, &rules),
        Command::Extract(pages) => documents::extract(context, &pages),
        Command::Doctor(json) => doctor::run(context, json.json),
        Command::Config(_)
        | Command::Demo
        | Command::Man
        | Command::Completions(_)
        | Command::Parse(_) => Ok(Ending::Done),
    }
}

fn context(global: &Global) -> anyhow::Result<Context> {
    let settings = config::load(&Overrides {
        data_dir: global.data_dir.clone(),
        config_dir: global.config_dir.clone(),
        plain: global.plain,
    })?;
    output::speak(Language::of_locale(&settings.language));
    Ok(Context {
        settings,
        offline: global.offline,
        plain: global.plain,
    })
}

/// Refuses keys that are not understood, as settings are refused: by file and line.
fn checked(context: Context) -> anyhow::Result<Context> {
    let Some(own) = &context.settings.keymap else {
        return Ok(context);
    };
    let (_, wrong) = keymap(&context.settings.preset, Some(own));
    if wrong.is_empty() {
        return Ok(context);
    }
    let path = context.settings.directories.keymap();
    let mistake = |wrong: Wrong| Mistake {
        place: format!("{}:{}", path.display(), wrong.line),
        words: wrong.words,
    };
    let mistakes = wrong.into_iter().map(mistake).collect();
    Err(ConfigError::Mistakes(mistakes).into())
}

fn panes(context: Context, demo: bool) -> anyhow::Result<Ending> {
    let directories = &context.settings.directories;
    let (library, screen) = (directories.library(), directories.screen());
    terminal::run(&Start {
        settings: context.settings,
        library,
        screen,
        offline: context.offline,
        plain: context.plain,
        demo,
    })?;
    Ok(Ending::Done)
}

/// Has what happens written to a file; `KABAR_LOG` says how much of it, as in `KABAR_LOG=kabar=trace`.
fn log_to(file: &Path) -> anyhow::Result<()> {
    let opened = OpenOptions::new().create(true).append(true).open(file);
    let opened = opened.with_context(|| format!("could not write the log {}", file.display()))?;
    let wanted = std::env::var("KABAR_LOG").ok();
    let filter = wanted.and_then(|wanted| wanted.parse().ok());
    let filter = filter.unwrap_or_else(|| Targets::new().with_target("kabar", Level::DEBUG));
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(false)
        .with_writer(Mutex::new(opened));
    tracing_subscriber::registry()
        .with(lines)
        .with(filter)
        .init();
    Ok(())
}
