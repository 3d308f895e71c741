//! Addresses as a person reads them.

use crate::text;

/// Host and path, without scheme, `www.` and the last slash.
#[must_use]
pub fn brief(url: &str) -> String {
    let url = text::harmless(url);
    let (_, rest) = url.split_once("://").unwrap_or_else(|| {
        let rest = url.strip_prefix("mailto:").unwrap_or(&url);
        ("", rest)
    });
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    text::displayable(rest).into_owned()
}

/// The host alone.
#[must_use]
pub fn host(url: &str) -> String {
    let mut host = brief(url);
    if let Some(end) = host.find(['/', '?', '#']) {
        host.truncate(end);
    }
    host
}
