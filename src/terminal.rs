//! The terminal: takes it and gives it back, runs the one loop, performs what the state asks for.
//!
//! Messages come in by one channel ([`inbox`]) from the threads that hear signals ([`signals`]), work on the library
//! ([`effects`]) and load from the network ([`network`]); the loop ([`session`]) reads keys ([`input`]), takes all of it
//! in, draws once, and hands effects on. What a message means is `state`'s, what it looks like `view`'s.

pub mod answers;
pub mod background;
pub mod bell;
pub mod checks;
pub mod chores;
pub mod clock;
pub mod desktop;
pub mod ear;
pub mod editions;
pub mod edits;
pub mod effects;
pub mod events;
pub mod feedlist;
pub mod files;
pub mod gallery;
pub mod guard;
pub mod helper;
pub mod imports;
pub mod inbox;
pub mod input;
pub mod look;
pub mod network;
pub mod news;
pub mod opening;
pub mod output;
pub mod pace;
pub mod pictures;
pub mod priority;
pub mod programs;
pub mod queue;
pub mod recall;
pub mod reload;
pub mod reports;
pub mod sample;
pub mod screen;
pub mod session;
pub mod sides;
pub mod signals;
pub mod sources;
pub mod twins;
pub mod upkeep;
pub mod watch;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use jiff::tz::TimeZone;
use rustix::termios::isatty;

use crate::config::Settings;
use crate::config::terminal::Bidi;
use crate::model::picture::Images;
use crate::state::core::{Edition, Setup, State};
use crate::state::effect::Effect;
use crate::state::memory::Memory;
use crate::state::notices::Tone;
use crate::state::strings::{Language, Strings};
use crate::store::StoreError;
use crate::terminal::chores::Chores;
use crate::terminal::editions::Scratch;
use crate::terminal::effects::Effects;
use crate::terminal::gallery::Gallery;
use crate::terminal::guard::Guard;
use crate::terminal::inbox::{Arrivals, Inbox};
use crate::terminal::look::Themes;
use crate::terminal::network::{Loaders, Network};
use crate::terminal::opening::Opened;
use crate::terminal::recall::Recall;
use crate::terminal::reload::Reload;
use crate::terminal::session::{End, Parts, Session};
use crate::terminal::upkeep::Upkeep;
use crate::text::emoji::Emoji;

/// What the reader's program starts with.
#[derive(Debug, Clone)]
pub struct Start {
    /// The reader's wishes.
    pub settings: Settings,
    /// The reader's library.
    pub library: PathBuf,
    /// Where it is kept how the screen was left.
    pub screen: PathBuf,
    /// Whether the network is to be left alone.
    pub offline: bool,
    /// Whether a plain screen was asked for, whatever the settings say.
    pub plain: bool,
    /// Whether the sample edition was asked for; then the library is not touched.
    pub demo: bool,
}

/// How long the last marks may take to reach the disk when the reader quits, and when the program is told to leave.
const PATIENCE: Duration = Duration::from_secs(5);
const HURRY: Duration = Duration::from_millis(600);

/// Shows the panes until the reader quits. When a signal ends it, or the terminal goes away, the process ends here with
/// 128 + the signal's number.
pub fn run(start: &Start) -> anyhow::Result<()> {
    require_terminal()?;
    match show(start)? {
        End::Quit => Ok(()),
        End::Signal(signal) => process::exit(128 + signal),
        End::Gone => process::exit(128 + signal_hook::consts::SIGHUP),
    }
}

fn require_terminal() -> anyhow::Result<()> {
    if !isatty(rustix::stdio::stdin()) || !isatty(rustix::stdio::stdout()) {
        bail!("the panes need a terminal; `kabar list` and `kabar show` work without one");
    }
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        bail!(
            "this terminal shows lines only (TERM=dumb); `kabar list` and `kabar show` work in it"
        );
    }
    Ok(())
}

fn show(start: &Start) -> anyhow::Result<End> {
    let (inbox, mut arrivals) = listen()?;
    let zone = prepare(start);
    let Opened {
        mut editions,
        edition,
        scratch,
        unwritable,
    } = opening::open(&start.library, start.demo)?;
    let zone = zone.join().unwrap_or(TimeZone::UTC);
    let before = remembered(start);
    let (mut state, mut first) = State::new(setup(start, edition, zone, before.clone()));
    let themes = Themes::new(&start.settings);
    dress(&mut state, &themes, &start.settings);
    if let Some(why) = unwritable {
        warn(&mut state, &why);
    }
    if edition == Edition::Own {
        first = opening::answer(&mut state, &mut editions, first);
    } else {
        first.push(Effect::Refresh(Vec::new()));
    }
    if !start.demo {
        arrivals.watch(&start.library);
    }
    arrivals.watch_edits(&start.settings.directories);
    let effects = Effects::start(editions, start.settings.commands.clone(), inbox.clone())?;
    let upkeep = Upkeep::start(&start.library, inbox.clone())?;
    let network = Network {
        settings: start.settings.clone(),
        offline: start.offline,
        own_library: start.library.clone(),
        sample_library: scratch.as_ref().map(Scratch::library),
        inbox: inbox.clone(),
    };
    let recall = Recall::new(start.screen.clone(), before, &state);
    let mut session = Session::new(Parts {
        recall: (!start.demo).then_some(recall),
        state,
        themes,
        arrivals,
        inbox: inbox.clone(),
        effects,
        gallery: Gallery::new(&network),
        loaders: Loaders::new(network),
        upkeep,
        chores: Chores::new(&start.settings, Instant::now()),
        reload: Reload::new(start.settings.directories.clone(), start.plain),
    })?;

    guard::restore_on_panic();
    let guard = Guard::new(start.settings.mouse, start.settings.bidi == Bidi::App)
        .context("could not set up the terminal")?;
    signals::watch_end(inbox).context("could not watch the terminal")?;
    let end = session.run(first);
    drop(guard);
    session.remember();
    let closed = session.close(if end == End::Quit { PATIENCE } else { HURRY });
    drop(scratch);
    ended(end, closed)
}

/// How the screen was left the last time; the demo begins anew.
fn remembered(start: &Start) -> Memory {
    if start.demo {
        return Memory::default();
    }
    recall::read(&start.screen)
}

/// How the session ended, when all is closed. A signal shows in the exit code, whatever else there is to say.
fn ended(end: End, closed: Result<(), String>) -> anyhow::Result<End> {
    match closed {
        Err(words) if end == End::Quit => bail!(words),
        Err(words) => {
            let _ = writeln!(io::stderr(), "kabar: {words}");
            Ok(end)
        }
        Ok(()) => Ok(end),
    }
}

/// Begins to read what takes its time, while the library is opened: the names of time zones, which are a directory, and
/// the words of the interface, which wait where they are asked for.
fn prepare(start: &Start) -> JoinHandle<TimeZone> {
    let language = Language::of_locale(&start.settings.language);
    thread::spawn(move || Strings::of(language));
    thread::spawn(TimeZone::system)
}

/// The way into the loop. Signals are heard from the first moment: whoever says TERM while the library opens is obeyed when
/// it is open.
fn listen() -> anyhow::Result<(Inbox, Arrivals)> {
    let (inbox, arrivals) = inbox::channel().context("could not open a pipe")?;
    signals::watch(inbox.clone()).context("could not listen to signals")?;
    Ok((inbox, arrivals))
}

/// Says that nothing the reader does will be kept, before they do it.
fn warn(state: &mut State, why: &StoreError) {
    let why = state.strings.failure(&why.to_string()).into_owned();
    let words = state.strings.with("say.read-only", &why);
    state.say(Tone::Bad, words);
}

/// Gives the state its theme, and says what is wrong with it.
fn dress(state: &mut State, themes: &Themes, settings: &Settings) {
    state.look = themes.look(settings);
    if let Some(trouble) = themes.trouble(&settings.theme) {
        let trouble = state.strings.failure(&trouble).into_owned();
        state.say(Tone::Bad, trouble);
    }
    themes.watch_light(&state.look.theme);
}

fn setup(start: &Start, edition: Edition, zone: TimeZone, memory: Memory) -> Setup {
    let settings = &start.settings;
    Setup {
        now: clock::now(),
        zone,
        language: Language::of_locale(&settings.language),
        measure: settings.measure,
        mark_read_on_open: settings.mark_read_on_open,
        edition,
        size: output::size(),
        offline: start.offline,
        preset: settings.preset.clone(),
        keymap: settings.keymap.clone(),
        accessible: settings.accessible,
        images: Images::named(&settings.images).unwrap_or_default(),
        save_to: settings.save_to.clone(),
        emoji: Emoji::named(&settings.emoji).unwrap_or_default(),
        memory,
    }
}
