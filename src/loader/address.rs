//! Addresses of sources: of a feed, of a page with the place of its headlines, of a file.
//!
//! The place of headlines stands in the fragment, which no server sees, so that an address says all there is to say of a
//! source, in a list of subscriptions too: `https://news.example/city#headlines=h3>a`.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use url::Url;

use crate::feed::selector::Selector;
use crate::loader::program;
use crate::model::address::without_secrets;

const HEADLINES: &str = "headlines=";

/// What a page's fragment says of its headlines; nothing for feeds. An error when it cannot be read.
pub fn headlines(url: &str) -> Result<Option<Selector>, String> {
    let Some((_, fragment)) = url.split_once('#') else {
        return Ok(None);
    };
    let Some(selector) = fragment.strip_prefix(HEADLINES) else {
        return Ok(None);
    };
    // The query parser knows percent signs; a plus sign stays one.
    let encoded = format!("v={}", selector.replace('+', "%2B").replace('&', "%26"));
    let decoded = url::form_urlencoded::parse(encoded.as_bytes()).next();
    let decoded = decoded
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default();
    decoded
        .parse()
        .map(Some)
        .map_err(|error: crate::feed::selector::SelectorError| error.to_string())
}

/// The address of a page whose headlines stand there.
#[must_use]
pub fn with_headlines(page: &str, selector: &str) -> String {
    match Url::parse(page) {
        Ok(mut url) => {
            url.set_fragment(Some(&format!("{HEADLINES}{selector}")));
            url.into()
        }
        Err(_) => format!("{page}#{HEADLINES}{selector}"),
    }
}

/// The address a source has moved to, which says of its headlines what the old one said.
#[must_use]
pub fn moved(old: &str, new: String) -> String {
    match old.split_once('#') {
        Some((_, fragment)) if fragment.starts_with(HEADLINES) => {
            let page = new.split('#').next().unwrap_or_default();
            format!("{page}#{fragment}")
        }
        _ => new,
    }
}

/// An address as a person types it: without a scheme it is https, but http on this machine.
pub fn completed(address: &str) -> Result<Url, String> {
    // As it is pasted from a text: `<https://…>`.
    let address = address.trim().trim_matches(['<', '>', '"', '“', '”']);
    let address = address
        .strip_prefix("feed:")
        .map_or(address, |rest| rest.trim_start_matches("//"));
    if program::name(address).is_some() && !is_command(address) {
        return Err("exec: takes the name of a command in [sources] of config.toml".to_owned());
    }
    let unreadable = || format!("“{}” is not an address", without_secrets(address));
    if let Some(path) = path(address) {
        return file(&path);
    }
    let url = if is_web(address) {
        Url::parse(address)
    } else if address.starts_with("file:///") || is_command(address) {
        return Url::parse(address).map_err(|_| unreadable());
    } else if address.contains("://") {
        return Err("only http:, https: and file: addresses can be read".to_owned());
    } else {
        let host = address.split(['/', ':', '?']).next().unwrap_or_default();
        let is_here = matches!(host, "localhost" | "127.0.0.1") || address.starts_with("[::1]");
        Url::parse(&format!(
            "{}://{address}",
            if is_here { "http" } else { "https" }
        ))
    };
    let mut url = url
        .ok()
        .filter(|url| url.host_str().is_some_and(|host| !host.is_empty()))
        .ok_or_else(unreadable)?;
    // A place within a document makes no other source of it.
    if !url.fragment().unwrap_or_default().starts_with(HEADLINES) {
        url.set_fragment(None);
    }
    Ok(url)
}

/// Whether an address begins with a scheme of the web, in whatever case.
fn is_web(address: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        let start = address.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// The path that an address is, if it is one: written as such, or the name of a file that is there.
fn path(address: &str) -> Option<PathBuf> {
    if let Some(rest) = address.strip_prefix("~/") {
        return Some(env::home_dir()?.join(rest));
    }
    let is_written = ["/", "./", "../"]
        .iter()
        .any(|start| address.starts_with(start));
    let path = PathBuf::from(address);
    (is_written || !address.contains("://") && path.is_file()).then_some(path)
}

/// The address of a file that is there.
fn file(path: &Path) -> Result<Url, String> {
    let told = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => format!("there is no file {}", path.display()),
        _ => format!("cannot read the file {}: {error}", path.display()),
    };
    let whole = fs::canonicalize(path).map_err(told)?;
    if whole.is_dir() {
        return Err(format!("{} is a directory, not a feed", path.display()));
    }
    if !whole.is_file() {
        return Err(format!("{} is no regular file", path.display()));
    }
    Url::from_file_path(&whole).map_err(|()| format!("{} has no address", path.display()))
}

/// Whether an address is that of a command, by a name that is one word.
fn is_command(address: &str) -> bool {
    program::name(address).is_some_and(|name| {
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
        !name.is_empty() && name.chars().all(is_part)
    })
}

/// The http address of a host that a person named without a scheme, for when nobody answers at the https one.
#[must_use]
pub fn without_tls(address: &str, url: &Url) -> Option<Url> {
    if url.scheme() != "https" || address.contains("://") {
        return None;
    }
    let mut plain = url.clone();
    plain.set_scheme("http").ok()?;
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_headlines_travels_in_the_address() {
        let url = with_headlines("https://a.example/city?x=1", "div.list > h3 > a");
        assert_eq!(
            headlines(&url).unwrap().unwrap().to_string(),
            "div.list>h3>a"
        );
        let moved = moved(&url, "https://b.example/city".to_owned());
        assert!(moved.starts_with("https://b.example/city#headlines="));
        assert_eq!(headlines(&moved), headlines(&url));
        assert_eq!(headlines("https://a.example/#top"), Ok(None));
        assert!(headlines("https://a.example/#headlines=a[b]").is_err());
    }

    #[test]
    fn a_path_is_the_address_of_its_file() {
        let folder = tempfile::tempdir().unwrap();
        let feed = folder.path().canonicalize().unwrap().join("kabar kota.xml");
        let missing = folder.path().join("tidak-ada.xml");
        std::fs::write(&feed, "<rss/>").unwrap();
        let url = completed(&feed.display().to_string()).unwrap();
        assert!(
            url.as_str().starts_with("file:///") && url.as_str().ends_with("/kabar%20kota.xml")
        );
        let words = completed(&missing.display().to_string()).unwrap_err();
        assert_eq!(words, format!("there is no file {}", missing.display()));
        let words = completed(&folder.path().display().to_string()).unwrap_err();
        assert!(words.ends_with(" is a directory, not a feed"), "{words}");
    }

    #[test]
    fn an_address_is_completed_as_a_person_means_it() {
        for (address, expected) in [
            ("antara.example", Ok("https://antara.example/")),
            (" antara.example/rss ", Ok("https://antara.example/rss")),
            ("localhost:8080/feed", Ok("http://localhost:8080/feed")),
            ("127.0.0.1:8080", Ok("http://127.0.0.1:8080/")),
            (
                "antara.example:8443/feed",
                Ok("https://antara.example:8443/feed"),
            ),
            ("http://antara.example", Ok("http://antara.example/")),
            (
                "Https://Antara.example/RSS",
                Ok("https://antara.example/RSS"),
            ),
            ("<https://antara.example/>", Ok("https://antara.example/")),
            (
                "https://antara.example/rss#top",
                Ok("https://antara.example/rss"),
            ),
            (
                "https://antara.example/#headlines=h3>a",
                Ok("https://antara.example/#headlines=h3%3Ea"),
            ),
            (
                "feed:https://antara.example/feed",
                Ok("https://antara.example/feed"),
            ),
            (
                "feed://antara.example/feed",
                Ok("https://antara.example/feed"),
            ),
            (
                "ftp://antara.example",
                Err("only http:, https: and file: addresses can be read"),
            ),
            ("exec:cuaca", Ok("exec:cuaca")),
            (
                "exec:rm -rf /",
                Err("exec: takes the name of a command in [sources] of config.toml"),
            ),
            (
                "exec:",
                Err("exec: takes the name of a command in [sources] of config.toml"),
            ),
            ("", Err("“” is not an address")),
            ("two words", Err("“two words” is not an address")),
        ] {
            let found = completed(address);
            assert_eq!(
                found.as_ref().map(Url::as_str).map_err(String::as_str),
                expected,
                "{address}"
            );
        }
    }
}
