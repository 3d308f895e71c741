//! What to do where something is not well: a next step for each trouble that `kabar doctor` finds.

use crate::model::address::without_secrets;
use crate::model::feed::{Feed, Health};
use crate::store::StoreError;

/// What may help when a cause has these words; FEED stands for the feed's number.
const BY_CAUSE: &[(&[&str], &str)] = &[
    (
        &["answered 401"],
        "`kabar feed FEED --set login=NAME --set password=WORD` tells it who you are (or password_cmd, a program that tells it)",
    ),
    (
        &["answered 403", "answered 406", "answered 451"],
        "`kabar feed FEED --set 'user_agent=Mozilla/5.0 (compatible; kabar; news reader)'` where it refuses programs",
    ),
    (
        &["asked to be left alone", "answered 429", "answered 503"],
        "nothing: it is asked again when its time has come; `kabar feed FEED --set interval=MINUTES` asks it less often",
    ),
    (
        &["the proxy"],
        "check the proxy: `kabar feed FEED --set proxy=URL`, or HTTP_PROXY and HTTPS_PROXY in the environment",
    ),
    (
        &["the certificates of", "issued by nobody"],
        "`kabar feed FEED --set ca=FILE` names certificates that vouch for it, where you trust whoever made them",
    ),
    (
        &["no secure connection"],
        "its server is to mend that; check the clock of this machine",
    ),
    (
        &["was not found", "could not connect", "no connection"],
        "check the network, and in a browser whether its host is still there",
    ),
    (
        &["headlines are not where they were"],
        "`kabar remove FEED` and `kabar add` with the page's address look for them anew",
    ),
    (
        &["names no command"],
        "name the command under [sources] in config.toml; `kabar config` tells where that is",
    ),
    (
        &["password_cmd"],
        "run the program yourself to see why; `kabar feed FEED --set password_cmd=PROGRAM` names another",
    ),
    (
        &["the file cannot be read", "no file with a feed"],
        "`kabar feed FEED --set address=file:///PATH` names where the file is now",
    ),
];

/// The next steps for a feed that fails or is gone.
#[must_use]
pub fn of_feed(feed: &Feed) -> String {
    let id = feed.id.0;
    if feed.is_double() {
        return format!("`kabar remove {id}`; its bookmarked stories stay");
    }
    if let Some(instead) = &feed.instead {
        let instead = without_secrets(instead);
        return format!(
            "found instead: {instead}; `kabar feed {id} --set address={instead}` follows it; `kabar remove {id}`"
        );
    }
    let cause = match &feed.health {
        Health::Retired { .. } => {
            return format!("`kabar remove {id}`; its bookmarked stories stay");
        }
        Health::Failing { cause, .. } => cause.as_str(),
        Health::Well => "",
    };
    let usual = format!(
        "`kabar refresh {id}` tries again; {} in a browser shows whether it has moved, \
         `kabar feed {id} --set address=URL` follows it; `kabar feed {id} --set muted=yes` leaves it alone; \
         `kabar remove {id}`",
        without_secrets(&feed.url)
    );
    let first = BY_CAUSE
        .iter()
        .find(|(signs, _)| signs.iter().any(|sign| cause.contains(sign)));
    match first {
        Some((_, wait)) if wait.starts_with("nothing") => wait.replace("FEED", &id.to_string()),
        Some((_, first)) => format!("{}; {usual}", first.replace("FEED", &id.to_string())),
        None => usual,
    }
}

/// The next step for a feed whose document is damaged.
#[must_use]
pub fn of_damaged(feed: &Feed) -> String {
    let id = feed.id.0;
    format!(
        "what could be read is there; `kabar refresh {id}` tries again, whoever makes the feed can mend it"
    )
}

/// The next step for a feed that works, slowly.
#[must_use]
pub fn of_slow(feed: &Feed) -> String {
    let id = feed.id.0;
    format!(
        "nothing need be done; `kabar feed {id} --set interval=MINUTES` asks it less often, `--set muted=yes` never"
    )
}

/// The next step for a feed that brings nothing any more.
#[must_use]
pub fn of_silent(feed: &Feed) -> String {
    let (id, site) = (feed.id.0, feed.link.as_deref().unwrap_or(&feed.url));
    format!(
        "`kabar add {}` looks for another feed of its site; `kabar remove {id}`",
        without_secrets(site)
    )
}

/// The next step when the library cannot be read.
#[must_use]
pub const fn of_library(error: &StoreError) -> &'static str {
    match error {
        StoreError::Newer { .. } => "update kabar; nothing was changed",
        StoreError::Foreign { .. } => "choose another --data-dir; nothing was changed",
        StoreError::Full { .. } => "make room on the disk; nothing was lost",
        StoreError::ReadOnly { .. } | StoreError::Closed { .. } => {
            "give yourself leave to read and write the file and its directory, or choose another --data-dir"
        }
        StoreError::Locked { .. } => "end the other program, or try again in a moment",
        StoreError::Damaged { .. } => {
            "copy the file before anything else, then move it away; what is subscribed is begun anew with `kabar import`"
        }
        StoreError::Nameless | StoreError::Other { .. } => {
            "nothing was changed; try again, and tell us if it stays so"
        }
    }
}
