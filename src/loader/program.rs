//! Programs of the reader's own: commands whose output is a feed (`exec:`), and those that tell a password.
//!
//! A program and its arguments, never a shell. Only the reader's own settings name one: an address says `exec:` and the
//! name of a command in the settings, so that no list of subscriptions and no page can run anything.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::fetch::answer::{Answer, Outcome, Validators};
use crate::fetch::error::{FetchError, Wait};
use crate::loader::Commands;

/// The largest output, in bytes.
const LARGEST: u64 = 16 << 20;
/// No program may take longer.
const PATIENCE: Duration = Duration::from_secs(19);
const SCHEME: &str = "exec:";

/// The name of the command in an address.
#[must_use]
pub fn name(url: &str) -> Option<&str> {
    url.strip_prefix(SCHEME)
}

/// The command of the settings that an address means.
fn command<'a>(url: &str, commands: &'a Commands) -> Result<&'a [String], FetchError> {
    let name = name(url).unwrap_or_default();
    let words = || format!("[sources] in config.toml names no command `{name}`");
    let command = commands.get(name).map(Vec::as_slice);
    command.ok_or_else(|| FetchError::Address(words()))
}

/// Whether the command of an address is in the settings, and its program on this machine.
pub fn check(url: &str, commands: &Commands) -> Result<(), FetchError> {
    command(url, commands).and_then(is_there)
}

/// Whether the program of a command is on this machine.
pub fn is_there(command: &[String]) -> Result<(), FetchError> {
    let Some(program) = command.first() else {
        return Err(FetchError::Address(
            "the command names no program".to_owned(),
        ));
    };
    let found = if program.contains('/') {
        is_program(Path::new(program))
    } else {
        // Where the system looks when it is not told.
        let path =
            std::env::var_os("PATH").unwrap_or_else(|| "/usr/local/bin:/bin:/usr/bin".into());
        std::env::split_paths(&path).any(|directory| is_program(&directory.join(program)))
    };
    let words = || format!("there is no program {program} that can be run");
    found
        .then_some(())
        .ok_or_else(|| FetchError::Address(words()))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let found = std::fs::metadata(path);
    found.is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file() || path.with_extension("exe").is_file()
}

/// Runs a command of the settings; what it prints is a feed.
pub fn feed(url: &str, commands: &Commands) -> Result<Answer, FetchError> {
    let body = output(command(url, commands)?)?;
    Ok(Answer {
        outcome: Outcome::Fresh {
            body: body.into(),
            content_type: None,
        },
        validators: Validators::default(),
        url: url.to_owned(),
        permanent: None,
        max_age: None,
        took: Duration::ZERO,
    })
}

/// The first line of what a program prints.
pub fn password(command: &[String]) -> Result<String, FetchError> {
    let told = output(command)?;
    let told = String::from_utf8_lossy(&told);
    let line = told.lines().next().unwrap_or_default().to_owned();
    if line.is_empty() {
        let words = "its password_cmd told no password";
        return Err(FetchError::Broken(words.to_owned()));
    }
    Ok(line)
}

/// Runs a program to its end and answers what it printed. What it says of mistakes is not repeated: it may be secret.
fn output(command: &[String]) -> Result<Vec<u8>, FetchError> {
    let (program, arguments) = command
        .split_first()
        .ok_or_else(|| FetchError::Address("the command names no program".to_owned()))?;
    let broken = |words: String| FetchError::Broken(format!("{program} {words}"));
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| broken(format!("cannot be run: {error}")))?;
    let (sender, receiver) = channel();
    if let Some(stdout) = child.stdout.take() {
        // A program that hands its output to another that stays keeps this thread and nobody else.
        thread::spawn(move || {
            let mut bytes = Vec::new();
            let read = stdout.take(LARGEST + 1).read_to_end(&mut bytes);
            let _unwanted = sender.send(read.map(|_| bytes));
        });
    }
    let deadline = Instant::now() + PATIENCE;
    let read = receiver.recv_timeout(PATIENCE);
    let large = matches!(&read, Ok(Ok(bytes)) if bytes.len() as u64 > LARGEST);
    let mut status = None;
    while !large && !matches!(read, Err(RecvTimeoutError::Timeout)) && Instant::now() < deadline {
        status = child.try_wait().ok().flatten();
        if status.is_some() {
            break;
        }
        thread::sleep(Duration::from_millis(5));
    }
    let Some(status) = status else {
        let _ended = child.kill();
        let _ended = child.wait();
        return Err(if large {
            let limit = usize::try_from(LARGEST).unwrap_or(usize::MAX);
            FetchError::TooLarge { limit }
        } else {
            let seconds = PATIENCE.as_secs();
            FetchError::Timeout(Wait::Whole { seconds })
        });
    };
    if !status.success() {
        return Err(broken(match status.code() {
            Some(code) => format!("ended with {code}"),
            None => "was ended".to_owned(),
        }));
    }
    match read {
        Ok(Ok(bytes)) => Ok(bytes),
        _ => Err(broken("told nothing".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(words: &[&str]) -> Result<String, String> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        password(&words).map_err(|error| error.to_string())
    }

    #[test]
    fn a_program_is_run_without_a_shell() {
        assert_eq!(run(&["echo", "$HOME;", "ls"]).as_deref(), Ok("$HOME; ls"));
        assert_eq!(run(&["false"]).unwrap_err(), "false ended with 1");
        assert_eq!(
            run(&["true"]).unwrap_err(),
            "its password_cmd told no password"
        );
        let missing = run(&["/nowhere/kabar"]).unwrap_err();
        assert!(
            missing.starts_with("/nowhere/kabar cannot be run: "),
            "{missing}"
        );
        assert_eq!(run(&[]).unwrap_err(), "the command names no program");
    }

    #[test]
    fn output_without_end_is_stopped() {
        assert_eq!(run(&["yes"]).unwrap_err(), "larger than 16 MiB");
    }
}
