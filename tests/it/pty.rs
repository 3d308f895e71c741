//! The real binary in a pseudo-terminal: press keys, look at the screen, read the raw bytes, send signals, hang up.
//!
//! Like a terminal that knows synchronized updates, it shows whole frames and each of them: however the bytes of a frame
//! arrive, nobody sees half of it, and nobody misses one because two came at once.

use std::fs;
use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtyPair, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use rustix::termios::{Action, tcflow};

/// Longer than anything takes, on a slow machine that does ten other things. That the terminal is given back within a
/// second is not measured here, where it would measure the machine: that its waits add up to less than one is tested
/// beside them, in `signals`.
pub const DEADLINE: Duration = Duration::from_mins(5);
/// What is not told by output, as a file that another program writes, is looked at again after so long: it is waited for
/// without keeping the machine busy.
pub const GLANCE: Duration = Duration::from_millis(20);

/// The beginning and the end of a frame.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

/// A program in a pseudo-terminal, and what it has written so far.
pub struct Pty {
    child: Option<Box<dyn Child + Send + Sync>>,
    writer: Option<Box<dyn Write + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    listener: Option<Listener>,
    parser: vt100::Parser,
    /// What has come and is not shown yet.
    waiting: Vec<u8>,
    raw: Vec<u8>,
    /// The terminal's modes before the program started.
    modes: String,
}

/// The thread that reads what the program writes.
struct Listener {
    output: Receiver<Vec<u8>>,
    is_deaf: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

/// `kabar` with these arguments at home in that directory, and nothing of this machine's settings.
pub fn kabar(home: &Path, arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_kabar"));
    command.args(arguments);
    at_home(command, home)
}

/// A command line of the shell in the same surroundings; `$KABAR` is the binary.
pub fn shell(home: &Path, arguments: &[&str]) -> CommandBuilder {
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(arguments);
    at_home(command, home)
}

fn at_home(mut command: CommandBuilder, home: &Path) -> CommandBuilder {
    command.env_clear();
    command.env("KABAR", env!("CARGO_BIN_EXE_kabar"));
    command.env("HOME", home);
    command.env(
        "PATH",
        format!("{}:/usr/bin:/bin", home.join("bin").display()),
    );
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    command.env("TZ", "UTC");
    command.env("TMPDIR", home);
    command.cwd(home);
    command
}

impl Pty {
    /// Starts the command in a terminal of 80 × 24.
    pub fn start(command: CommandBuilder) -> Self {
        Self::start_sized(command, 80, 24)
    }

    /// Starts the command in a terminal of that size.
    pub fn start_sized(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let mut pty = Self::start_deaf(command, columns, rows);
        pty.listen();
        pty
    }

    fn start_deaf(command: CommandBuilder, columns: u16, rows: u16) -> Self {
        let PtyPair { master, slave } = native_pty_system().openpty(size(columns, rows)).unwrap();
        let modes = modes(master.as_ref());
        let child = slave.spawn_command(command).unwrap();
        Self {
            child: Some(child),
            writer: Some(master.take_writer().unwrap()),
            master: Some(master),
            listener: None,
            parser: vt100::Parser::new(at_least_one(rows), at_least_one(columns), 0),
            waiting: Vec::new(),
            raw: Vec::new(),
            modes,
        }
    }

    fn listen(&mut self) {
        let reader = self.master().try_clone_reader().unwrap();
        let (sender, output) = channel();
        let is_deaf = Arc::new(AtomicBool::new(false));
        let deaf = Arc::clone(&is_deaf);
        let thread = thread::spawn(move || read_all(reader, &sender, &deaf));
        self.listener = Some(Listener {
            output,
            is_deaf,
            thread,
        });
    }

    /// Types this.
    pub fn send(&mut self, keys: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Waits until the screen shows this.
    pub fn wait_for(&mut self, text: &str) {
        self.wait_until(&format!("the screen shows {text:?}"), |pty| pty.shows(text));
    }

    /// Waits until every story of the sample edition is there and can be read offline, and the first of them is chosen, so
    /// that nothing more is on its way.
    pub fn wait_for_all_texts(&mut self) {
        let number = |pty: &Self, rows: [&str; 2]| {
            let text = pty.text();
            let has_row = |line: &&str| rows.iter().any(|row| line.contains(row));
            let line = text.lines().find(has_row)?;
            let mut words = line.split_whitespace();
            words.find_map(|word| word.parse::<usize>().ok())
        };
        // Some feeds may be there, with all of their texts, before the others have come.
        let all = Some(crate::demo::stories());
        // The rows may come after the counts.
        let begins = |pty: &Self| {
            let text = pty.text();
            let first = if text.contains("● Unread") {
                "Welcome to kabar"
            } else {
                "Selamat datang"
            };
            let mut lines = text.lines();
            lines.any(|line| line.contains('▌') && line.contains(first))
        };
        self.wait_until("every story is there", |pty| {
            begins(pty)
                && number(pty, ["● Unread", "● Belum dibaca"]) == all
                && number(pty, ["⇣ Offline", "⇣ Luring"]) == all
        });
    }

    /// Waits until this holds, looking after every frame, and now and then when there is none.
    pub fn wait_until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        while !holds(self) {
            let left = deadline.saturating_duration_since(Instant::now());
            let is_over = match self.take(left.min(GLANCE)) {
                Ok(()) => false,
                Err(RecvTimeoutError::Timeout) => left.is_zero(),
                // What it did last may have come after the last look.
                Err(RecvTimeoutError::Disconnected) => !holds(self),
            };
            assert!(
                !is_over,
                "waited in vain until {what}; the screen:\n{}",
                self.text()
            );
        }
    }

    /// Takes in the next frame, or what was written between two.
    pub fn take(&mut self, patience: Duration) -> Result<(), RecvTimeoutError> {
        let deadline = Instant::now() + patience;
        let listener = self.listener.as_ref().expect("nobody listens");
        let piece = loop {
            if let Some(length) = first_piece(&self.waiting) {
                break length;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            match listener.output.recv_timeout(left) {
                Ok(chunk) => self.waiting.extend(chunk),
                // Nothing ends the frame any more.
                Err(RecvTimeoutError::Disconnected) if !self.waiting.is_empty() => {
                    break self.waiting.len();
                }
                Err(none) => return Err(none),
            }
        };
        let piece: Vec<u8> = self.waiting.drain(..piece).collect();
        self.parser.process(&piece);
        self.raw.extend(piece);
        Ok(())
    }

    /// Whether the screen shows this.
    pub fn shows(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// The screen's text.
    pub fn text(&self) -> String {
        self.screen().contents()
    }

    /// The screen with its modes and colours.
    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Every byte written so far.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// Every byte written so far, as text.
    pub fn raw_text(&self) -> String {
        String::from_utf8_lossy(&self.raw).into_owned()
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.parser
            .set_size(at_least_one(rows), at_least_one(columns));
        self.master().resize(size(columns, rows)).unwrap();
    }

    /// Sends the program a signal.
    pub fn signal(&self, signal: Signal) {
        kill_process(self.id(), signal).unwrap();
    }

    /// Waits until the program has stopped.
    pub fn wait_for_stop(&self) {
        let (_, status) = waitpid(Some(self.id()), WaitOptions::UNTRACED)
            .unwrap()
            .unwrap();
        assert!(status.stopped(), "it has ended: {status:?}");
    }

    /// Whether every process of that name in the terminal has stopped. Where the system does not tell, they have.
    pub fn has_stopped(&self, name: &str) -> bool {
        let session = self.id().as_raw_nonzero().to_string();
        let Ok(processes) = fs::read_dir("/proc") else {
            return true;
        };
        let states = processes.flatten().filter_map(|process| {
            // Number, name in brackets, state, parent, group, session.
            let stat = fs::read_to_string(process.path().join("stat")).ok()?;
            let (before, after) = stat.rsplit_once(')')?;
            let fields: Vec<&str> = after.split_whitespace().collect();
            let is_it = before.ends_with(&format!("({name}")) && fields.get(3) == Some(&&*session);
            is_it.then(|| fields.first() == Some(&"T"))
        });
        states.into_iter().all(|has_stopped| has_stopped)
    }

    /// Whether the terminal's modes are those it had before the program started.
    pub fn has_its_modes_back(&self) -> bool {
        modes(self.master()) == self.modes
    }

    /// Waits at most that long for the program's end, and takes in all it has written until then; its exit code.
    pub fn end_within(&mut self, patience: Duration) -> u32 {
        let deadline = Instant::now() + patience;
        loop {
            match self.take(deadline.saturating_duration_since(Instant::now())) {
                Ok(()) => {}
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    panic!("it still runs; the screen:\n{}", self.text())
                }
            }
        }
        assert!(
            self.has_its_modes_back(),
            "the terminal's modes are not what they were"
        );
        self.child.take().unwrap().wait().unwrap().exit_code()
    }

    /// From now on the terminal takes no bytes, as after Ctrl-S.
    pub fn stop_the_flow(&self) {
        let path = self.master().tty_name().unwrap();
        let terminal = File::options().read(true).write(true).open(path).unwrap();
        tcflow(terminal, Action::OOff).unwrap();
    }

    /// Closes the window; the program's exit code. Whether the program is told by a signal depends on whether this is its
    /// controlling terminal.
    pub fn hang_up_within(mut self, patience: Duration) -> u32 {
        if let Some(listener) = self.listener.take() {
            // The listener holds the terminal too. It looks up when something is written.
            listener.is_deaf.store(true, Ordering::SeqCst);
            self.send("\x0c");
            listener.thread.join().unwrap();
        }
        self.writer = None;
        self.master = None;
        self.code_within(patience)
    }

    /// Waits at most that long for the program's end; its exit code.
    pub fn code_within(&mut self, patience: Duration) -> u32 {
        let mut child = self.child.take().unwrap();
        let mut killer = child.clone_killer();
        let (sender, code) = channel();
        thread::spawn(move || sender.send(child.wait().unwrap().exit_code()));
        code.recv_timeout(patience).unwrap_or_else(|_| {
            let _ = killer.kill();
            panic!("it still runs");
        })
    }

    fn id(&self) -> Pid {
        let id = self.child.as_ref().unwrap().process_id().unwrap();
        Pid::from_raw(id.try_into().unwrap()).unwrap()
    }

    fn master(&self) -> &dyn MasterPty {
        self.master.as_deref().unwrap()
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        if let Some(child) = &mut self.child {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// The length of the first frame in what has come, or of what stands before it; nothing while that is not whole.
fn first_piece(bytes: &[u8]) -> Option<usize> {
    let find = |wanted: &[u8]| bytes.windows(wanted.len()).position(|part| part == wanted);
    match find(BEGIN) {
        Some(0) => find(END).map(|at| at + END.len()),
        Some(before) => Some(before),
        None => {
            // A frame may begin in the last bytes.
            let is_begun = |length: &usize| bytes.ends_with(&BEGIN[..*length]);
            let begun = (1..BEGIN.len()).rev().find(is_begun).unwrap_or_default();
            Some(bytes.len() - begun).filter(|whole| *whole > 0)
        }
    }
}

fn read_all(mut reader: Box<dyn Read + Send>, output: &Sender<Vec<u8>>, is_deaf: &AtomicBool) {
    let mut chunk = vec![0; 65536];
    while let Ok(count) = reader.read(&mut chunk) {
        let is_wanted = count > 0 && output.send(chunk[..count].to_vec()).is_ok();
        if !is_wanted || is_deaf.load(Ordering::SeqCst) {
            return;
        }
    }
}

fn modes(master: &dyn MasterPty) -> String {
    format!("{:?}", master.get_termios())
}

fn size(columns: u16, rows: u16) -> PtySize {
    PtySize {
        cols: columns,
        rows,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn at_least_one(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap_or(NonZeroU16::MIN)
}

#[test]
fn output_is_shown_in_whole_frames() {
    for (bytes, pieces) in [
        ("", &[][..]),
        ("a", &["a"]),
        ("a\x1b[?20", &["a"]),
        ("a\x1b[?25h", &["a\x1b[?25h"]),
        ("\x1b[?2026hone", &[]),
        ("a\x1b[?2026hone\x1b[?2026", &["a"]),
        (
            "\x1b[?2026hone\x1b[?2026l\x1b[?2026htwo\x1b[?2026lb",
            &[
                "\x1b[?2026hone\x1b[?2026l",
                "\x1b[?2026htwo\x1b[?2026l",
                "b",
            ],
        ),
    ] {
        let mut left = bytes;
        let mut found = Vec::new();
        while let Some(length) = first_piece(left.as_bytes()) {
            let (piece, rest) = left.split_at(length);
            found.push(piece);
            left = rest;
        }
        assert_eq!(found, pieces, "{bytes:?}");
    }
}
