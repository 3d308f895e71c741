//! News for the reader who looks elsewhere: told by the desktop itself where kabar is built with that feature and finds
//! one, else by the terminal.

use crate::terminal::desktop;
use crate::terminal::inbox::Inbox;

/// Has these words told; answers the bytes by which the terminal does it, none while the desktop is asked.
#[cfg(feature = "desktop")]
#[must_use]
pub fn tell(words: &str, inbox: &Inbox) -> Vec<u8> {
    use crate::terminal::news::News;

    let (asked, told) = (words.to_owned(), inbox.clone());
    let ask = move || {
        // Over SSH, say, there is no desktop; the terminal at the other end may have one.
        if show(&asked).is_err() {
            let _ = told.send(News::Untold(asked));
        }
    };
    let thread = std::thread::Builder::new().name("bell".into()).spawn(ask);
    match thread {
        Ok(_) => Vec::new(),
        Err(_) => desktop::notice(words),
    }
}

/// Has these words told: the bytes by which the terminal does it.
#[cfg(not(feature = "desktop"))]
#[must_use]
pub fn tell(words: &str, _: &Inbox) -> Vec<u8> {
    desktop::notice(words)
}

#[cfg(feature = "desktop")]
fn show(words: &str) -> Result<(), notify_rust::error::Error> {
    // The summary is plain text everywhere; a body may be markup.
    let mut notification = notify_rust::Notification::new();
    notification
        .appname("kabar")
        .summary(&desktop::one_line(words));
    notification.show().map(drop)
}
