//! What a person feels of the panes: the program itself in a pseudo-terminal of 120 × 40, with libraries of 10,000 and of
//! 100,000 stories. From its start to the first headlines, from a key to the whole frame that answers it, at rest and
//! while every feed is asked, and the memory it keeps.
//!
//! It drives the release build for some minutes: `cargo bench --bench panes`. `KABAR_BENCH_STARTS=5` for fewer starts,
//! `KABAR_BENCH_FEEDS=2000` for another number of feeds in the larger library. Nothing else should be running.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    reason = "a bench prints, and may fail loudly"
)]

#[allow(dead_code, reason = "other benches use the rest")]
#[path = "support/library.rs"]
mod library;
#[allow(dead_code, reason = "other benches use the rest")]
#[path = "support/process.rs"]
mod process;
#[allow(dead_code, reason = "other benches use the rest")]
#[path = "support/site.rs"]
mod site;

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use kabar::model::article::TextSource;
use kabar::model::query::Query;
use kabar::store::bodies::NewBody;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

use library::{PER_FEED, at, document};

/// The end of every frame.
const END: &[u8] = b"\x1b[?2026l";
/// Nothing more is to come after so long.
const QUIET: Duration = Duration::from_millis(400);
/// So long nothing comes once many keys are answered.
const PAUSE: Duration = Duration::from_millis(30);
/// Stories with the text of a page, the newest; of 50 KB each.
const LONG: usize = 60;

fn main() {
    let number = |name: &str, usual| {
        let told = std::env::var(name).ok();
        told.and_then(|text| text.parse().ok()).unwrap_or(usual)
    };
    let starts = number("KABAR_BENCH_STARTS", 20);
    let port = site::serve();
    let directory = tempfile::tempdir().unwrap();
    let small = directory.path().join("small");
    let large = directory.path().join("large");
    let feeds = number("KABAR_BENCH_FEEDS", 1_000);
    make(&small, port, 100);
    make(&large, port, feeds);
    println!(
        "small: 100 feeds, {} stories; large: {feeds} feeds, {} stories",
        100 * PER_FEED,
        feeds * PER_FEED
    );

    let mut times = [Vec::new(), Vec::new()];
    let mut quits = [Vec::new(), Vec::new()];
    let mut processor = [Duration::ZERO; 2];
    for round in 0..=starts {
        for (at, home) in [&small, &large].into_iter().enumerate() {
            let mut panes = Panes::start(home, false);
            let took = panes.first_headlines();
            panes.rest();
            if round > 0 {
                times[at].push(took);
                processor[at] += panes.processor();
            }
            quits[at].push(panes.leave());
        }
    }
    for (at, name) in ["small", "large"].into_iter().enumerate() {
        let (times, processor) = (&times[at], processor[at]);
        println!(
            "start to first headlines, {name}: {}; processor {:.1} ms",
            shown(times),
            ms(processor) / starts as f64
        );
        println!("  quit: {}", shown(&quits[at]));
    }
    println!(
        "  large beside small: {:.2} times",
        ms(middle(&times[1])) / ms(middle(&times[0]))
    );
    for (home, name) in [(&small, "small"), (&large, "large")] {
        at_rest(home, name);
    }
    refreshing(&large);
    bare();
}

/// What a key takes where nothing is done with it: the pseudo-terminal and the threads of this bench, within every figure.
fn bare() {
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", "stty raw -echo; printf '\\033[?2026l'; exec cat"]);
    let mut panes = Panes::run(command);
    panes.frame().unwrap();
    panes.rest();
    let end = std::str::from_utf8(END).unwrap();
    let times: Vec<Duration> = (0..200).map(|_| panes.press(end)).collect();
    println!("a key given back by cat: {}", shown(&times));
    panes.child.kill().unwrap();
}

/// A library of so many feeds that are due, its newest stories with a long text.
fn make(home: &Path, port: u16, feeds: usize) {
    std::fs::create_dir(home).unwrap();
    let mut store = site::make(&home.join("library.db"), port, feeds);
    let newest = store.list(&Query::default(), Some(LONG)).unwrap();
    for (number, id) in newest.iter().enumerate() {
        let body = NewBody::of(document(number as u64, 50_000), TextSource::Page);
        store.set_body(*id, &body, at(10_000_000)).unwrap();
    }
    while store.index_some(500).unwrap() > 0 {}
    store.tidy().unwrap();
}

/// Keys while nothing else happens, and the memory after them.
fn at_rest(home: &Path, name: &str) {
    let mut panes = Panes::start(home, false);
    panes.first_headlines();
    panes.rest();
    println!("memory at rest, {name}: {:.1} MB", panes.memory());
    let (home, end, page) = ("\x1b[H", "\x1b[F", "\x1b[6~");
    for (name, keys, count) in [
        ("j", &["j"][..], 200),
        ("PageDown", &[page], 200),
        ("End, Home", &[end, home], 20),
        ("n, story after story of 50 KB", &["n"], 40),
        ("Enter, h", &["\r", "h"], 20),
        ("Enter", &["\r"], 1),
        ("PageDown in it", &[page], 15),
        ("h", &["h"], 1),
    ] {
        let keys = keys.iter().cycle().take(count);
        let times: Vec<Duration> = keys.map(|key| panes.press(key)).collect();
        println!("  {name}: {}", shown(&times));
    }
    let _ = panes.press(home);
    panes.rest();
    println!(
        "  200 j at once, to the last byte: {:.1} ms",
        ms(panes.burst(&"j".repeat(200)))
    );
    panes.rest();
    println!("  memory after all keys: {:.1} MB", panes.memory());
    println!("  quit: {:.1} ms", ms(panes.leave()));
}

/// Keys while every feed is asked, and the memory afterwards.
fn refreshing(home: &Path) {
    let mut panes = Panes::start(home, true);
    panes.first_headlines();
    let mut times = Vec::new();
    let since = Instant::now();
    while panes.is_busy() {
        times.push(panes.press("j"));
    }
    println!(
        "j while all feeds are asked, {:.1} s: {}",
        since.elapsed().as_secs_f64(),
        shown(&times)
    );
    panes.rest();
    println!(
        "  memory after it: {:.1} MB, {:.1} at most",
        panes.memory(),
        panes.most_memory()
    );
    thread::sleep(Duration::from_secs(20));
    println!("  memory 20 s later: {:.1} MB", panes.memory());
    panes.leave();
}

/// The program in a pseudo-terminal.
struct Panes {
    child: Box<dyn Child + Send + Sync>,
    writer: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    began: Instant,
    screen: vt100::Parser,
    _master: Box<dyn MasterPty + Send>,
}

impl Panes {
    fn start(home: &Path, refresh: bool) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_kabar"));
        command.arg("--data-dir");
        command.arg(home);
        command.env("KABAR_CONFIG_DIR", home);
        command.env(
            "KABAR_REFRESH_ON_START",
            if refresh { "true" } else { "false" },
        );
        command.env("KABAR_REFRESH_FULL_TEXT", "false");
        command.env("TERM", "xterm-256color");
        command.env("LANG", "C.UTF-8");
        Self::run(command)
    }

    fn run(command: CommandBuilder) -> Self {
        let size = PtySize {
            rows: 40,
            cols: 120,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let (sender, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 1 << 12];
            while let Ok(read @ 1..) = reader.read(&mut bytes) {
                if sender
                    .send((Instant::now(), bytes[..read].to_vec()))
                    .is_err()
                {
                    return;
                }
            }
        });
        let (rows, columns) = (NonZeroU16::new(40).unwrap(), NonZeroU16::new(120).unwrap());
        let began = Instant::now();
        let child = pair.slave.spawn_command(command).unwrap();
        Self {
            child,
            writer,
            output,
            began,
            screen: vt100::Parser::new(rows, columns, 0),
            _master: pair.master,
        }
    }

    /// Until a frame shows stories: every title of the library is of made-up words, in the rows below the frame's top.
    fn first_headlines(&mut self) -> Duration {
        loop {
            let (arrived, _) = self.frame().unwrap();
            if self.screen.screen().contents().matches("● ").count() >= 10 {
                return arrived.duration_since(self.began);
            }
        }
    }

    /// Takes what comes up to the end of a frame; when that came. Nothing where it is quiet.
    fn frame(&mut self) -> Result<(Instant, usize), RecvTimeoutError> {
        let mut waiting = Vec::new();
        loop {
            let (arrived, bytes) = self.output.recv_timeout(QUIET)?;
            self.screen.process(&bytes);
            waiting.extend_from_slice(&bytes);
            if waiting.ends_with(END) || waiting.windows(END.len()).any(|window| window == END) {
                return Ok((arrived, waiting.len()));
            }
        }
    }

    /// From a key to the end of the first frame after it.
    fn press(&mut self, key: &str) -> Duration {
        // What a timer or an answer draws by itself is not the answer to this key.
        while let Ok((_, bytes)) = self.output.recv_timeout(Duration::from_millis(3)) {
            self.screen.process(&bytes);
        }
        let pressed = Instant::now();
        self.writer.write_all(key.as_bytes()).unwrap();
        self.frame()
            .map_or(QUIET, |(arrived, _)| arrived.duration_since(pressed))
    }

    /// From many keys at once to the last byte before a pause; what is counted in the background comes behind it.
    fn burst(&mut self, keys: &str) -> Duration {
        let pressed = Instant::now();
        self.writer.write_all(keys.as_bytes()).unwrap();
        let mut last = pressed;
        while let Ok((arrived, bytes)) = self.output.recv_timeout(PAUSE) {
            self.screen.process(&bytes);
            last = arrived;
        }
        last.duration_since(pressed)
    }

    /// Waits until nothing has come for a while.
    fn rest(&mut self) {
        while self.frame().is_ok() {}
    }

    /// Whether the top row tells of a refresh.
    fn is_busy(&self) -> bool {
        let rows: Vec<String> = self.screen.screen().rows(0, 120).take(1).collect();
        rows[0].contains('/') || self.began.elapsed() < Duration::from_millis(300)
    }

    /// In megabytes.
    fn memory(&self) -> f64 {
        let process = self.child.process_id().unwrap();
        process::resident(process).unwrap() as f64 / 1e3
    }

    /// In megabytes.
    fn most_memory(&self) -> f64 {
        process::peak(self.child.process_id().unwrap()).unwrap() as f64 / 1e3
    }

    fn processor(&self) -> Duration {
        let process = self.child.process_id().unwrap();
        process::processor_of(&format!("/proc/{process}/stat")).unwrap()
    }

    /// Quits; from the key to the end of the process.
    fn leave(mut self) -> Duration {
        let pressed = Instant::now();
        self.writer.write_all(b"Q").unwrap();
        self.child.wait().unwrap();
        pressed.elapsed()
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn middle(times: &[Duration]) -> Duration {
    let mut times = times.to_vec();
    times.sort_unstable();
    times[times.len() / 2]
}

fn shown(times: &[Duration]) -> String {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let of = |share: usize| ms(sorted[(sorted.len() - 1) * share / 100]);
    format!(
        "{:.2} ms, {:.2} in 99 of 100, {:.2} to {:.2}; {} times",
        of(50),
        of(99),
        of(0),
        of(100),
        sorted.len()
    )
}
