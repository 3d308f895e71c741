//! Addresses as a person reads them.

use crate::text;

/// Host and path, without `www.` and the last slash; with the scheme where that is none of the web and none of mail.
#[must_use]
pub fn brief(url: &str) -> String {
    let address = bare(url);
    if url
        .get(..GEMINI.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(GEMINI))
    {
        return format!("{GEMINI}{address}");
    }
    address
}

/// Other programs than a browser of the web open it.
const GEMINI: &str = "gemini://";

fn bare(url: &str) -> String {
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
    let mut host = bare(url);
    if let Some(end) = host.find(['/', '?', '#']) {
        host.truncate(end);
    }
    host
}

#[cfg(test)]
mod tests {
    use super::{brief, host};

    #[test]
    fn an_address_that_no_browser_opens_keeps_its_scheme() {
        for (url, expected, server) in [
            ("https://www.example.com/a/", "example.com/a", "example.com"),
            ("mailto:a@example.com", "a@example.com", "a@example.com"),
            (
                "gemini://example.com/a/",
                "gemini://example.com/a",
                "example.com",
            ),
        ] {
            assert_eq!(
                (brief(url).as_str(), host(url).as_str()),
                (expected, server)
            );
        }
    }
}
