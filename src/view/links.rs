//! Links that the terminal itself can open (OSC 8): which addresses may be handed to it, and how cells say where they lead.
//!
//! A cell of ratatui has no room for an address. The colour of its underline, which no theme uses, holds a number made of
//! it; whoever writes cells to the terminal looks the number up and writes the address instead of the colour.

use std::fmt::Write;

use ratatui::style::Color;

/// Longer addresses are refused by terminals.
const LENGTH: usize = 2000;
const SCHEMES: [&str; 4] = ["http://", "https://", "gemini://", "mailto:"];

/// The address as a terminal may be given it: in printable ASCII, of a scheme that is handed out at all.
#[must_use]
pub fn target(url: &str) -> Option<String> {
    let is_scheme = |scheme: &&&str| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let scheme = SCHEMES.iter().find(is_scheme)?;
    if url.len() == scheme.len() || url.chars().any(char::is_control) {
        return None;
    }
    let mut safe = String::with_capacity(url.len());
    for byte in url.bytes() {
        if matches!(byte, b'!'..=b'~') {
            safe.push(char::from(byte));
        } else {
            let _ = write!(safe, "%{byte:02X}");
        }
    }
    (safe.len() <= LENGTH).then_some(safe)
}

/// The number of an address (FNV-1a, folded to the 24 bits of a colour).
#[must_use]
pub fn number(target: &str) -> u32 {
    let hash = target.bytes().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    (hash >> 24) ^ (hash & 0x00ff_ffff)
}

/// The colour that says which address a cell leads to.
#[must_use]
pub fn mark(number: u32) -> Color {
    Color::from_u32(number)
}

/// The number that a cell's underline holds.
#[must_use]
pub fn marked(underline: Color) -> Option<u32> {
    match underline {
        Color::Rgb(red, green, blue) => Some(u32::from_be_bytes([0, red, green, blue])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_that_are_handed_out_become_links() {
        for (url, wanted) in [
            (
                "https://example.com/a?b=c#d",
                Some("https://example.com/a?b=c#d"),
            ),
            ("HTTP://example.com/", Some("HTTP://example.com/")),
            ("gemini://example.com", Some("gemini://example.com")),
            ("mailto:a@example.com", Some("mailto:a@example.com")),
            (
                "https://例え.jp/ a",
                Some("https://%E4%BE%8B%E3%81%88.jp/%20a"),
            ),
            (
                "https://example.com/%41;x",
                Some("https://example.com/%41;x"),
            ),
            ("https://", None),
            ("file:///etc/passwd", None),
            ("javascript:alert(1)", None),
            ("https://example.com/\x1b]8;;\x07", None),
            ("https://example.com/\u{9c}", None),
            ("é", None),
        ] {
            assert_eq!(target(url).as_deref(), wanted, "{url:?}");
        }
        assert_eq!(
            target(&format!("https://example.com/{}", "x".repeat(LENGTH))),
            None
        );
    }

    #[test]
    fn a_mark_holds_its_number() {
        for url in ["https://example.com/", "https://example.com/1"] {
            let number = number(url);
            assert_eq!(marked(mark(number)), Some(number));
        }
        assert_eq!(marked(Color::Reset), None);
    }
}
