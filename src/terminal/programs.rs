//! Programs that have the terminal for a while: what a story is piped to, the reader's editor and pager.
//!
//! Each is started by its name with its arguments, never through a shell.

use std::env;
use std::fs;
use std::io::{self, Read, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::terminal::signals;
use crate::text::arguments::arguments;

/// Pipes a text to a program that writes to the terminal, then waits for Enter, so that what it wrote can be read.
pub fn pipe(program: &[String], text: &str, enter: &str) -> Result<(), String> {
    let status = start(program, Stdio::piped(), |child| {
        if let Some(mut input) = child.stdin.take() {
            // A program need not read to the end.
            let _ = input.write_all(text.as_bytes());
        }
    });
    let mut out = io::stdout();
    let _ = write!(out, "\n{enter} ");
    let _ = out.flush();
    let mut line = [0];
    while matches!(io::stdin().read(&mut line), Ok(1..)) && line != *b"\n" {}
    told(program, status)
}

/// Shows a text in the reader's editor, else in the pager, in a file of that name which is gone afterwards.
pub fn view(name: &str, text: &str) -> Result<(), String> {
    in_file(name, text, |path| {
        let mut program = chosen(&["VISUAL", "EDITOR", "PAGER"], "less");
        program.push(path.display().to_string());
        told(&program, start(&program, Stdio::inherit(), |_| ()))
    })
    .map(drop)
}

/// Has a text edited; answers it as it was left.
pub fn edit(name: &str, text: &str) -> Result<String, String> {
    in_file(name, text, |path| {
        let mut program = chosen(&["VISUAL", "EDITOR"], "vi");
        program.push(path.display().to_string());
        told(&program, start(&program, Stdio::inherit(), |_| ()))
    })
}

/// Has a file edited where it stands. Where there is none, one that says this is made; it is gone again when nothing else
/// was written into it.
pub fn edit_there(path: &Path, new: &str) -> Result<(), String> {
    let is_new = !path.exists();
    if is_new {
        let folder = path.parent().map_or(Ok(()), fs::create_dir_all);
        let made = folder.and_then(|()| fs::write(path, new));
        made.map_err(|error| format!("could not write {}: {error}", path.display()))?;
    }
    let mut program = chosen(&["VISUAL", "EDITOR"], "vi");
    program.push(path.display().to_string());
    let ended = told(&program, start(&program, Stdio::inherit(), |_| ()));
    if is_new && fs::read_to_string(path).is_ok_and(|left| left == new) {
        let _ = fs::remove_file(path);
    }
    ended
}

fn in_file(
    name: &str,
    text: &str,
    run: impl FnOnce(&Path) -> Result<(), String>,
) -> Result<String, String> {
    let failed = |error: io::Error| format!("could not write a file for it: {error}");
    let folder = env::temp_dir().join(format!("kabar-{}", std::process::id()));
    // It must be new, and the reader's alone: others may write beside it.
    let made = fs::DirBuilder::new().mode(0o700).create(&folder);
    made.map_err(failed)?;
    let path = folder.join(name);
    let left = fs::write(&path, text).map_err(failed).and_then(|()| {
        run(&path)?;
        fs::read_to_string(&path).map_err(|error| format!("could not read it back: {error}"))
    });
    let _ = fs::remove_dir_all(&folder);
    left
}

/// The program that the first of these variables names.
fn chosen(variables: &[&str], usual: &str) -> Vec<String> {
    let named = variables.iter().filter_map(|name| env::var(name).ok());
    let mut words = named.filter_map(|line| arguments(&line).filter(|words| !words.is_empty()));
    words.next().unwrap_or_else(|| vec![usual.to_owned()])
}

/// Runs a program until its end. What the keyboard's signals mean is its business meanwhile.
fn start(
    program: &[String],
    input: Stdio,
    feed: impl FnOnce(&mut Child),
) -> io::Result<ExitStatus> {
    let Some((name, arguments)) = program.split_first() else {
        return Err(io::ErrorKind::NotFound.into());
    };
    signals::leave_to_others(true);
    let mut command = Command::new(name);
    let child = command.args(arguments).stdin(input).spawn();
    let ended = child.and_then(|mut child| {
        feed(&mut child);
        child.wait()
    });
    signals::leave_to_others(false);
    ended
}

fn told(program: &[String], status: io::Result<ExitStatus>) -> Result<(), String> {
    let name = program.first().map_or("", String::as_str);
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name} ended with {status}")),
        Err(error) => Err(format!("could not start {name}: {error}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_as_the_program_left_it() {
        let left = in_file("urls", "one\n", |path| {
            assert!(path.ends_with("urls"));
            fs::write(path, "two\n").map_err(|error| error.to_string())
        });
        assert_eq!(left.as_deref(), Ok("two\n"));
    }

    #[test]
    fn a_program_that_fails_is_named() {
        let program = ["no-such-program-of-kabar".to_owned()];
        let words = told(&program, start(&program, Stdio::null(), |_| ())).unwrap_err();
        assert!(
            words.starts_with("could not start no-such-program-of-kabar: "),
            "{words}"
        );
        let program = ["false".to_owned()];
        let words = told(&program, start(&program, Stdio::null(), |_| ())).unwrap_err();
        assert!(words.starts_with("false ended with "), "{words}");
    }
}
