//! Addresses as feeds write them, made absolute.

use url::Url;

use crate::text;

/// The digits of a percent-encoding.
const HEX: [char; 16] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
];
/// Longer ones are none, in bytes.
const LONGEST: usize = 8192;

/// An address for the given base: trimmed, without line breaks, absolute where that is possible.
/// Nothing for what is empty, and for what a browser would run instead of open.
#[must_use]
pub fn resolve(value: &str, base: Option<&Url>) -> Option<String> {
    let value = clean(value)?;
    if let Some(scheme) = scheme(&value) {
        let is_active = ["javascript", "vbscript", "data", "about", "file"]
            .iter()
            .any(|active| scheme.eq_ignore_ascii_case(active));
        return (!is_active).then(|| value.replace(' ', "%20"));
    }
    if let Some(base) = base {
        return base.join(&value).ok().map(String::from);
    }
    if value.starts_with("//") {
        return Some(format!("https:{value}"));
    }
    Some(value)
}

/// The base that an `xml:base` attribute gives inside another.
#[must_use]
pub fn base(value: &str, outer: Option<&Url>) -> Option<Url> {
    let value = clean(value)?;
    let url = match outer {
        Some(outer) => outer.join(&value).ok()?,
        None => Url::parse(&value).ok()?,
    };
    is_page(&url).then_some(url)
}

/// Whether an address can be fetched as a page.
#[must_use]
pub fn is_page(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https") && url.has_host()
}

fn clean(value: &str) -> Option<String> {
    let value = value.trim();
    if value.is_empty() || value.len() > LONGEST {
        return None;
    }
    let mut clean = String::with_capacity(value.len());
    for letter in value.chars().filter(|letter| !letter.is_control()) {
        if is_seen(letter) {
            clean.push(letter);
        } else {
            // What turns the order of writing around, or cannot be seen, stays a part of the address and nothing more.
            for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                clean.push('%');
                clean.extend(HEX.get(usize::from(byte >> 4)));
                clean.extend(HEX.get(usize::from(byte & 15)));
            }
        }
    }
    Some(clean)
}

/// Whether a letter can stay in an address as it is: a harmless one, or one that belongs to the letter before it.
fn is_seen(letter: char) -> bool {
    letter.is_ascii() || text::harmless(&format!("a{letter}")).len() > 1
}

/// The scheme of an absolute address.
fn scheme(value: &str) -> Option<&str> {
    let (scheme, _) = value.split_once(':')?;
    let mut letters = scheme.bytes();
    let is_scheme = letters
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && letters.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then_some(scheme)
}

#[test]
fn an_address_holds_nothing_that_turns_it_around() {
    for (written, kept) in [
        (
            "http://a.example/\u{202e}gpj.exe",
            "http://a.example/%E2%80%AEgpj.exe",
        ),
        (
            "http://a.example/a\u{ad}b\u{feff}",
            "http://a.example/a%C2%ADb%EF%BB%BF",
        ),
        (
            "http://a.example/\u{1b}[31mb c",
            "http://a.example/[31mb%20c",
        ),
        // Letters stay, also those of two parts.
        (
            "http://a.example/खबर/e\u{301}",
            "http://a.example/खबर/e\u{301}",
        ),
    ] {
        assert_eq!(resolve(written, None).as_deref(), Some(kept));
    }
}
