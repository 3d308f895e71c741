//! The desktop around the terminal: browser, clipboard, title.
//!
//! Whatever it is handed passes `text` first, so that no feed reaches the terminal's own commands; and only addresses of
//! the web are opened, as one argument of a program, never through a shell.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};
use std::thread;

use crossterm::clipboard::CopyToClipboard;
use crossterm::queue;

use crate::state::effect::Effect;
use crate::state::message::{Done, Failure, Message};
use crate::terminal::inbox::Inbox;
use crate::terminal::news::News;
use crate::text;

/// Terminals take no more than this into the clipboard.
const COPY_LIMIT: usize = 48 * 1024;
/// Longer titles are cut by window managers anyway.
const TITLE_COLUMNS: usize = 120;

/// The bytes that put text on the clipboard (OSC 52), and what to tell the reader.
#[must_use]
pub fn copy(wanted: &str) -> (Vec<u8>, Message) {
    let harmless = text::harmless_lines(wanted);
    let mut bytes = Vec::new();
    let fits = harmless.len() <= COPY_LIMIT;
    if fits && queue!(bytes, CopyToClipboard::to_clipboard_from(&harmless)).is_ok() {
        return (bytes, Message::Done(Done::Copied(harmless)));
    }
    let words = "could not copy: more than the clipboard of a terminal holds".to_owned();
    (Vec::new(), failed(Effect::Copy(wanted.to_owned()), words))
}

/// The bytes that set the terminal's title (OSC 2).
#[must_use]
pub fn title(wanted: &str) -> Vec<u8> {
    let harmless = text::harmless(wanted);
    let short = text::truncate(&harmless, TITLE_COLUMNS);
    format!("\x1b]2;{short}\x1b\\").into_bytes()
}

/// The bytes that have the desktop tell something: as VTE, urxvt and foot take it (OSC 777), else as iTerm2 and most
/// others do (OSC 9).
#[must_use]
pub fn notice(words: &str) -> Vec<u8> {
    let named = |name: &str| std::env::var(name).unwrap_or_default();
    let term = named("TERM");
    let is_777 =
        !named("VTE_VERSION").is_empty() || term.starts_with("rxvt") || term.starts_with("foot");
    notice_as(words, is_777)
}

/// Words as one harmless line that a desktop shows whole.
#[must_use]
pub fn one_line(words: &str) -> String {
    text::truncate(&text::harmless(words), TITLE_COLUMNS).into_owned()
}

fn notice_as(words: &str, is_777: bool) -> Vec<u8> {
    let short = one_line(words).replace(';', ",");
    if is_777 {
        format!("\x1b]777;notify;kabar;{short}\x1b\\").into_bytes()
    } else {
        format!("\x1b]9;{short}\x1b\\").into_bytes()
    }
}

/// Opens addresses in the browser one after the other, on a thread of its own: launchers take their time.
/// `browsers` are for each the reader's own program with its arguments; empty for the desktop's.
pub fn browse(urls: Vec<String>, browsers: Vec<Vec<String>>, inbox: Inbox) {
    let open = move || {
        let mut opened = urls.iter().zip(&browsers);
        let message = match opened.try_for_each(|(url, browser)| open_address(url, browser)) {
            Ok(()) => Message::Done(Done::Browsed(urls)),
            Err(words) => failed(Effect::Browse(urls), words),
        };
        let _ = inbox.send(News::Message(message));
    };
    // Without a thread there is no browser either; the machine has worse troubles.
    let _ = thread::Builder::new().name("browser".into()).spawn(open);
}

/// Whether an address is one of a pattern: holds it as a part, or is it as a whole where the pattern has stars, each of
/// which stands for anything.
#[must_use]
pub fn fits(pattern: &str, url: &str) -> bool {
    let (pattern, url) = (pattern.to_lowercase(), url.to_lowercase());
    let Some((start, rest)) = pattern.split_once('*') else {
        return url.contains(&pattern);
    };
    let Some(mut left) = url.strip_prefix(start) else {
        return false;
    };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let end = parts.pop().unwrap_or_default();
    for part in parts {
        match left.split_once(part) {
            Some((_, behind)) => left = behind,
            None => return false,
        }
    }
    left.ends_with(end)
}

fn open_address(url: &str, browser: &[String]) -> Result<(), String> {
    if !may_leave(url) {
        let shown = text::harmless(url);
        return Err(format!(
            "only http, https, mailto and gemini addresses are opened: {shown}"
        ));
    }
    let opened = match browser.split_first() {
        Some((program, arguments)) => open_with(program, arguments, url),
        None => open::that_detached(url),
    };
    opened.map_err(|_| {
        "no browser could be started; copy the address instead, or name one in config.toml"
            .to_owned()
    })
}

/// Starts a program in a process group of its own, so that it outlives a Ctrl-C, and sees to its end.
fn open_with(program: &str, arguments: &[String], url: &str) -> io::Result<()> {
    let mut child = Command::new(program)
        .args(arguments)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()?;
    let wait = move || child.wait();
    thread::Builder::new().name("browser".into()).spawn(wait)?;
    Ok(())
}

/// Whether this is an address that may leave kabar: http, https, mailto or gemini, and nothing in it that is not text.
fn may_leave(url: &str) -> bool {
    let scheme = |name: &str| {
        url.get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name))
            && url.len() > name.len()
    };
    let is_text =
        !url.contains(|character: char| character.is_whitespace() || character.is_control());
    ["http://", "https://", "mailto:", "gemini://"]
        .into_iter()
        .any(scheme)
        && is_text
        && text::harmless(url) == url
}

fn failed(effect: Effect, words: String) -> Message {
    Message::Failed(Failure {
        effect: Some(effect),
        words,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_addresses_leave() {
        for (url, expected) in [
            ("https://example.com/a?b=c#d", true),
            ("HTTP://EXAMPLE.COM/", true),
            ("https://例え.jp/", true),
            ("mailto:redaksi@example.com", true),
            ("gemini://example.com/", true),
            ("http://", false),
            ("file:///etc/passwd", false),
            ("javascript:alert(1)", false),
            ("--version", false),
            ("https://example.com/a b", false),
            ("https://example.com/\x1b]52;c;eA==\x07", false),
            ("", false),
        ] {
            assert_eq!(may_leave(url), expected, "{url:?}");
        }
    }

    #[test]
    fn patterns_are_parts_or_with_stars_the_whole() {
        for (pattern, url, expected) in [
            (
                "youtube.com/watch",
                "https://www.YouTube.com/watch?v=1",
                true,
            ),
            ("youtube.com/watch", "https://youtube.com/", false),
            ("*.mp3", "https://a.example/b.MP3", true),
            ("*.mp3", "https://a.example/b.mp3?x", false),
            (
                "https://*.example/*/live*",
                "https://a.example/b/c/live-1",
                true,
            ),
            (
                "https://*.example/*/live*",
                "http://a.example/b/live",
                false,
            ),
            ("*", "https://a.example/", true),
        ] {
            assert_eq!(fits(pattern, url), expected, "{pattern} {url}");
        }
    }

    #[test]
    fn a_title_is_text_and_nothing_else() {
        assert_eq!(
            title("Gempa\x1b]0;evil\x07 M 5,2\n"),
            b"\x1b]2;Gempa M 5,2\x1b\\"
        );
    }

    #[test]
    fn a_notice_is_one_field_of_text() {
        let words = "2 new: Antara\x1b]0;evil\x07; Tempo\n";
        assert_eq!(
            notice_as(words, false),
            b"\x1b]9;2 new: Antara, Tempo\x1b\\"
        );
        assert_eq!(
            notice_as(words, true),
            b"\x1b]777;notify;kabar;2 new: Antara, Tempo\x1b\\"
        );
    }

    #[test]
    fn a_copy_is_encoded_and_told() {
        let (bytes, message) = copy("https://example.com/");
        assert_eq!(bytes, b"\x1b]52;c;aHR0cHM6Ly9leGFtcGxlLmNvbS8=\x1b\\");
        assert_eq!(
            message,
            Message::Done(Done::Copied("https://example.com/".into()))
        );
    }

    #[test]
    fn a_copy_too_large_for_terminals_is_refused_in_words() {
        let (bytes, message) = copy(&"x".repeat(COPY_LIMIT + 1));
        assert!(bytes.is_empty());
        assert!(matches!(message, Message::Failed(_)));
    }
}
