//! How the reader wants one feed, where that differs from all others.

use serde::{Deserialize, Serialize};

use crate::model::picture::Images;
use crate::model::span;

mod trust;

/// How the reader wants one feed. What is not said is as for all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a wish of its own, none excludes another"
)]
pub struct Wishes {
    /// Minutes between two requests, instead of its own pace.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interval: Option<u32>,
    /// Whether the pages of its stories are fetched.
    #[serde(skip_serializing_if = "FullText::is_auto")]
    pub full_text: FullText,
    /// Days for which its read stories are kept, instead of those for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub keep: Option<u32>,
    /// Whether its stories are read when they come.
    pub read_on_arrival: bool,
    /// Whether a story whose title or text changes is unread again.
    pub edits_unread: bool,
    /// Whether the desktop is told of its new stories.
    pub notify: bool,
    /// When pictures of its stories are shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub images: Option<Images>,
    /// What kabar calls itself to its server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_agent: Option<String>,
    /// Further headers of a request, names and values. They may be secret, and go to the feed's own server only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<(String, String)>,
    /// Whether it is left alone: asked only when it is named, and its failures told to nobody.
    pub muted: bool,
    /// The name to log in with at the feed's own server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
    /// The password that goes with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub password: Option<String>,
    /// A program and its arguments, whose first line of output is the password. No shell reads it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub password_cmd: Vec<String>,
    /// The proxy through which its server is asked, instead of that of the environment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proxy: Option<String>,
    /// A file of certificates (PEM) that vouch for its server, beside those of the system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ca: Option<String>,
    /// The server that headers, name, password and certificates are for, once the feed has moved away from it: no other
    /// hears of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub only_for: Option<String>,
}

/// Whether the pages of a feed's stories are fetched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FullText {
    /// Of those whose text the feed does not plainly carry whole.
    #[default]
    Auto,
    /// Of every story.
    Always,
    /// Where the feed itself carries only some sentences.
    Short,
    /// Only when the reader asks.
    Never,
}

/// What stands for a secret where it is shown.
pub const HIDDEN: &str = "•••";
/// Minutes that may be between two requests.
const INTERVALS: std::ops::RangeInclusive<u32> = 15..=10_080;
/// Days for which stories may be kept.
const DAYS: std::ops::RangeInclusive<u32> = 1..=36_500;

impl FullText {
    /// Whether it is as for all.
    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde")]
    const fn is_auto(&self) -> bool {
        matches!(self, Self::Auto)
    }

    /// The next choice, or the one before; after the last the first.
    #[must_use]
    pub const fn turned(self, forward: bool) -> Self {
        match (self, forward) {
            (Self::Auto, true) | (Self::Short, false) => Self::Always,
            (Self::Always, true) | (Self::Never, false) => Self::Short,
            (Self::Short, true) | (Self::Auto, false) => Self::Never,
            (Self::Never, true) | (Self::Always, false) => Self::Auto,
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Short => "short",
            Self::Never => "never",
        }
    }
}

impl Wishes {
    /// The settings there are, as a reader writes them.
    pub const KEYS: [&str; 15] = [
        "interval",
        "full_text",
        "keep",
        "read_on_arrival",
        "edits_unread",
        "muted",
        "images",
        "notify",
        "user_agent",
        "header",
        "login",
        "password",
        "password_cmd",
        "proxy",
        "ca",
    ];

    /// Whether what is written there is nobody's business but the reader's.
    #[must_use]
    pub fn is_secret(key: &str) -> bool {
        matches!(key, "header" | "password" | "password_cmd" | "proxy")
    }

    /// A setting as a reader writes it, empty for what is as for all. What is secret is named and not told.
    #[must_use]
    pub fn shown(&self, key: &str) -> String {
        let yes = |is_on: bool| if is_on { "yes" } else { "" }.to_owned();
        let number = |number: Option<u32>| number.map_or_else(String::new, |it| it.to_string());
        let hidden = |is_set: bool| if is_set { HIDDEN } else { "" }.to_owned();
        match key {
            "interval" => number(self.interval),
            "full_text" if self.full_text == FullText::Auto => String::new(),
            "full_text" => self.full_text.name().to_owned(),
            "keep" => number(self.keep),
            "read_on_arrival" => yes(self.read_on_arrival),
            "edits_unread" => yes(self.edits_unread),
            "muted" => yes(self.muted),
            "notify" => yes(self.notify),
            "images" => self.images.map_or("", Images::name).to_owned(),
            "user_agent" => self.user_agent.clone().unwrap_or_default(),
            "header" => {
                let names = self.headers.iter().map(|(name, _)| name.as_str());
                names.collect::<Vec<&str>>().join(", ")
            }
            // A name without a password may be the key itself.
            "login" if self.login.is_some() && !self.has_password() => hidden(true),
            "login" => self.login.clone().unwrap_or_default(),
            "password" => hidden(self.password.is_some()),
            "password_cmd" => self.password_cmd.first().cloned().unwrap_or_default(),
            "proxy" => self.proxy.as_deref().map_or_else(String::new, host_of),
            "ca" => self.ca.clone().unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// Changes a setting; an empty value takes it back. The words say what is allowed.
    pub fn set(&mut self, key: &str, value: &str) -> Result<(), String> {
        let value = value.trim();
        let is_trusting = matches!(key, "header" | "login" | "password" | "password_cmd" | "ca");
        if is_trusting && !value.is_empty() && !(key == "header" && is_only_a_name(value)) {
            self.renew();
        }
        match key {
            "interval" => self.interval = interval(value)?,
            "keep" => self.keep = number(key, value, DAYS)?,
            "read_on_arrival" => self.read_on_arrival = switch(key, value)?,
            "edits_unread" => self.edits_unread = switch(key, value)?,
            "full_text" => self.full_text = full_text(value)?,
            "user_agent" => {
                if !is_sendable(value) {
                    return Err("user_agent takes plain letters and signs".to_owned());
                }
                self.user_agent = stated(value);
            }
            "muted" => self.muted = switch(key, value)?,
            "notify" => self.notify = switch(key, value)?,
            "images" => self.images = images(value)?,
            "login" if value.contains(':') || !is_printable(value) => {
                return Err("login takes a name without a colon".to_owned());
            }
            "login" => self.login = stated(value),
            "password" => self.password = stated(value),
            "password_cmd" => self.password_cmd = words(value)?,
            "proxy" => self.proxy = proxy(value)?,
            "ca" if !value.is_empty() && !value.starts_with('/') => {
                return Err("ca takes the whole path of a file with certificates".to_owned());
            }
            "ca" => self.ca = stated(value),
            "header" if value.is_empty() => self.headers.clear(),
            "header" => self.set_header(value)?,
            _ => {
                return Err(format!(
                    "there is no setting `{key}`; there are title, folder, address, {}",
                    Self::KEYS.join(", ")
                ));
            }
        }
        if !self.is_trusting() {
            self.only_for = None;
        }
        Ok(())
    }
}

impl Wishes {
    /// Adds a header, or changes the one of that name; without a value it is taken away.
    fn set_header(&mut self, written: &str) -> Result<(), String> {
        let name = written.split(':').next().unwrap_or_default().trim();
        let is_it = |(known, _): &(String, String)| known.eq_ignore_ascii_case(name);
        if is_only_a_name(written) {
            if !self.headers.iter().any(is_it) {
                return Err(format!("there is no header `{name}` to take away"));
            }
            self.headers.retain(|header| !is_it(header));
            return Ok(());
        }
        let (name, value) =
            header(written).ok_or_else(|| "header takes a name, a colon and a value".to_owned())?;
        self.headers.retain(|header| !is_it(header));
        self.headers.push((name, value));
        Ok(())
    }
}

fn full_text(value: &str) -> Result<FullText, String> {
    match value {
        "" | "auto" => Ok(FullText::Auto),
        "always" => Ok(FullText::Always),
        "short" => Ok(FullText::Short),
        "never" => Ok(FullText::Never),
        _ => Err("full_text takes auto, always, short or never".to_owned()),
    }
}

fn images(value: &str) -> Result<Option<Images>, String> {
    if value.is_empty() {
        return Ok(None);
    }
    let images = Images::named(value);
    images
        .map(Some)
        .ok_or_else(|| "images takes ask, always or never".to_owned())
}

fn number(
    key: &str,
    value: &str,
    allowed: std::ops::RangeInclusive<u32>,
) -> Result<Option<u32>, String> {
    if matches!(value, "" | "auto") {
        return Ok(None);
    }
    match value.parse() {
        Ok(number) if allowed.contains(&number) => Ok(Some(number)),
        _ => Err(format!(
            "{key} takes a number from {} to {}, or auto",
            allowed.start(),
            allowed.end()
        )),
    }
}

fn interval(value: &str) -> Result<Option<u32>, String> {
    if matches!(value, "" | "auto" | "otomatis") {
        return Ok(None);
    }
    let minutes = span::parse(value).filter(|minutes| INTERVALS.contains(minutes));
    let refusal =
        || "interval takes minutes, or a time like 4 h 30 min, from 15 min to 7 d, or auto";
    minutes.map(Some).ok_or_else(|| refusal().to_owned())
}

fn switch(key: &str, value: &str) -> Result<bool, String> {
    match value {
        "yes" | "true" | "on" => Ok(true),
        "" | "no" | "false" | "off" => Ok(false),
        _ => Err(format!("{key} takes yes or no")),
    }
}

/// Whether a header has a name and no value.
fn is_only_a_name(header: &str) -> bool {
    header
        .split_once(':')
        .is_some_and(|(_, value)| value.trim().is_empty())
}

/// A header of a request, when it is one that does not make another request of it.
fn header(written: &str) -> Option<(String, String)> {
    const OURS: [&str; 8] = [
        "host",
        "connection",
        "content-length",
        "transfer-encoding",
        "accept-encoding",
        "if-none-match",
        "if-modified-since",
        "user-agent",
    ];
    let (name, value) = written.split_once(':')?;
    let (name, value) = (name.trim(), value.trim());
    let is_name = !name.is_empty()
        && name
            .chars()
            .all(|char| char.is_ascii_alphanumeric() || char == '-')
        && !OURS.contains(&name.to_ascii_lowercase().as_str());
    (is_name && !value.is_empty() && is_sendable(value))
        .then(|| (name.to_owned(), value.to_owned()))
}

fn stated(value: &str) -> Option<String> {
    Some(value.to_owned()).filter(|value| !value.is_empty())
}

/// The words of a command: divided by blanks, but for those in quotes. Nothing else has a meaning; there is no shell.
fn words(written: &str) -> Result<Vec<String>, String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for letter in written.chars() {
        match quote {
            Some(end) if letter == end => quote = None,
            None if letter == '"' || letter == '\'' => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            None if letter.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    match (quote, words.first().map(String::as_str)) {
        (None, Some("")) | (Some(_), _) => {
            Err("password_cmd takes a program and its arguments, quotes closed".to_owned())
        }
        (None, _) => Ok(words),
    }
}

/// A proxy's address, of a kind that can be used.
fn proxy(value: &str) -> Result<Option<String>, String> {
    const KINDS: [&str; 4] = ["http", "https", "socks5", "socks5h"];
    let refusal = || "proxy takes an address like socks5h://127.0.0.1:9050".to_owned();
    if value.is_empty() {
        return Ok(None);
    }
    let url = url::Url::parse(value).map_err(|_| refusal())?;
    let is_one = KINDS.contains(&url.scheme()) && url.host_str().is_some_and(|it| !it.is_empty());
    is_one.then(|| Some(value.to_owned())).ok_or_else(refusal)
}

/// An address without its name and password.
fn host_of(proxy: &str) -> String {
    let Ok(mut url) = url::Url::parse(proxy) else {
        return String::new();
    };
    let _set = url.set_username("");
    let _set = url.set_password(None);
    url.into()
}

fn is_printable(value: &str) -> bool {
    !value.chars().any(char::is_control)
}

fn is_sendable(value: &str) -> bool {
    value.chars().all(|char| matches!(char, ' '..='~'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_read_as_they_are_written() {
        let mut wishes = Wishes::default();
        for (key, value) in [
            ("interval", "90"),
            ("full_text", "short"),
            ("user_agent", "Mozilla/5.0"),
            ("header", "Cookie: a=b"),
            ("header", "cookie: c=d"),
            ("header", "X-Key: 1"),
            ("password_cmd", "pass 'show it' news"),
            ("proxy", "socks5h://ani:rahasia@127.0.0.1:9050"),
            ("password", "rahasia"),
        ] {
            wishes.set(key, value).unwrap();
        }
        assert_eq!(wishes.interval, Some(90));
        assert_eq!(wishes.full_text, FullText::Short);
        let headers: Vec<String> = wishes
            .headers
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        assert_eq!(headers, ["cookie=c=d", "X-Key=1"]);
        assert_eq!(wishes.password_cmd, ["pass", "show it", "news"]);
        // A name without a value takes that one away.
        wishes.set("header", "x-key:").unwrap();
        assert_eq!(wishes.shown("header"), "cookie");
        let words = "there is no header `x-key` to take away";
        assert_eq!(wishes.set("header", "x-key:").unwrap_err(), words);
        wishes.set("header", "X-Key: 1").unwrap();
        for key in Wishes::KEYS {
            assert!(!wishes.shown(key).contains("rahasia"), "{key}");
        }
        assert_eq!(wishes.shown("header"), "cookie, X-Key");
        assert_eq!(wishes.shown("proxy"), "socks5h://127.0.0.1:9050");
        for key in Wishes::KEYS {
            wishes.set(key, "").unwrap();
        }
        assert_eq!(wishes, Wishes::default());
    }

    #[test]
    fn what_one_server_was_told_no_other_hears_of() {
        let mut wishes = Wishes::default();
        wishes.moved("https://a.example/", "https://b.example/");
        assert_eq!(wishes, Wishes::default(), "nothing to keep back");
        wishes.set("password", "rahasia").unwrap();
        wishes.set("header", "Cookie: a=b").unwrap();
        wishes.moved("http://a.example/rss", "https://a.example/feed");
        assert!(wishes.are_for("https://a.example/feed"));
        wishes.moved("https://a.example/feed", "https://b.example/feed");
        wishes.moved("https://b.example/feed", "https://c.example/feed");
        for (url, expected) in [
            ("https://a.example/feed", true),
            ("https://b.example/feed", false),
            ("https://c.example/feed", false),
            ("file:///feed", false),
        ] {
            assert_eq!(wishes.are_for(url), expected, "{url}");
        }
        // Who tells the new server something tells it that, and nothing of before.
        wishes.set("login", "ani").unwrap();
        assert!(wishes.are_for("https://c.example/feed"));
        assert!(wishes.password.is_none() && wishes.headers.is_empty());
    }

    #[test]
    fn a_setting_that_cannot_be_is_told() {
        for (key, value, words) in [
            (
                "interval",
                "3",
                "interval takes minutes, or a time like 4 h 30 min, from 15 min to 7 d, or auto",
            ),
            ("keep", "0", "keep takes a number from 1 to 36500, or auto"),
            ("edits_unread", "perhaps", "edits_unread takes yes or no"),
            (
                "full_text",
                "yes",
                "full_text takes auto, always, short or never",
            ),
            ("images", "yes", "images takes ask, always or never"),
            (
                "header",
                "no colon",
                "header takes a name, a colon and a value",
            ),
            (
                "header",
                "Host: elsewhere",
                "header takes a name, a colon and a value",
            ),
            (
                "header",
                "X: a\r\nY: b",
                "header takes a name, a colon and a value",
            ),
            (
                "user_agent",
                "a\nb",
                "user_agent takes plain letters and signs",
            ),
            (
                "password_cmd",
                "pass 'show",
                "password_cmd takes a program and its arguments, quotes closed",
            ),
            (
                "proxy",
                "ftp://a.example",
                "proxy takes an address like socks5h://127.0.0.1:9050",
            ),
            (
                "ca",
                "ca.pem",
                "ca takes the whole path of a file with certificates",
            ),
            ("login", "a:b", "login takes a name without a colon"),
            (
                "color",
                "red",
                "there is no setting `color`; there are title, folder, address, interval, full_text, keep, \
                 read_on_arrival, edits_unread, muted, images, notify, user_agent, header, login, password, password_cmd, proxy, ca",
            ),
        ] {
            assert_eq!(Wishes::default().set(key, value).unwrap_err(), words);
        }
    }
}
