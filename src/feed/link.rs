//! Addresses as feeds write them, made absolute.

use url::Url;

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
    Some(
        value
            .chars()
            .filter(|letter| !letter.is_control())
            .collect(),
    )
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
