//! UTF-8 that was read as windows-1252 and written as UTF-8 again: "annoncÃ©" for "annoncé".
//!
//! It is undone only where the bytes prove it.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use memchr::memchr_iter;

/// So many letters of a page must be proven before any is taken for one that was written twice.
const PROVEN: usize = 3;

/// A page with its twice written parts as they were meant. A part reaches from one tag to the next; it is mended when all
/// that is not ASCII in it is valid UTF-8 as bytes of windows-1252.
#[must_use]
pub fn undone(html: &str) -> Cow<'_, str> {
    if !may_be_twice(html) {
        return Cow::Borrowed(html);
    }
    let mut proven = 0;
    let mut out = String::with_capacity(html.len());
    for part in html.split_inclusive('<') {
        match mended(part) {
            Some(mended) => {
                proven += mended.chars().filter(|letter| !letter.is_ascii()).count();
                out.push_str(&mended);
            }
            None => out.push_str(part),
        }
    }
    if proven < PROVEN {
        return Cow::Borrowed(html);
    }
    Cow::Owned(out)
}

/// The first bytes of letters of several bytes, as windows-1252 reads them.
fn is_first(letter: char) -> bool {
    ('\u{c2}'..='\u{f4}').contains(&letter)
}

/// Whether a first byte is followed by what may be the next one anywhere: both are letters beyond ASCII.
fn may_be_twice(html: &str) -> bool {
    let bytes = html.as_bytes();
    // U+00C0 to U+00FF.
    memchr_iter(0xc3, bytes).any(|at| bytes.get(at + 2).is_some_and(|next| *next >= 0x80))
}

fn mended(part: &str) -> Option<String> {
    if !part.contains(is_first) {
        return None;
    }
    let (bytes, _, has_others) = WINDOWS_1252.encode(part);
    if has_others {
        return None;
    }
    String::from_utf8(bytes.into_owned()).ok()
}

#[cfg(test)]
mod tests {
    use super::undone;

    #[test]
    fn only_what_is_proven_is_undone() {
        let check = |html: &str, wanted: &str| assert_eq!(undone(html), wanted);
        check(
            "<p>Il a annoncÃ© l’été<p>Lâ€™Ã©tÃ© a commencÃ©",
            "<p>Il a annoncÃ© l’été<p>L’été a commencé",
        );
        check("<p>annoncÃ©", "<p>annoncÃ©");
        check(
            "<p>Où est l’âne de Noël ? À côté.",
            "<p>Où est l’âne de Noël ? À côté.",
        );
        check("<p>Ð\u{a0}Ð¾Ñ\u{81}", "<p>Рос");
        check("<p>漢字とÃ©Ã©Ã©", "<p>漢字とÃ©Ã©Ã©");
    }
}
