//! UTF-8 that was read as windows-1252 and written as UTF-8 again: "annoncÃ©" for "annoncé".
//!
//! It is undone only where the bytes prove it.

use std::borrow::Cow;

use encoding_rs::WINDOWS_1252;
use memchr::memchr_iter;

/// So many letters of a page must be proven before any is taken for one that was written twice.
const PROVEN: usize = 3;
/// No page was written anew more often.
const TIMES: usize = 3;

/// A page with its twice written parts as they were meant. A part reaches from one tag to the next; it is mended when all
/// that is not ASCII in it is valid UTF-8 as bytes of windows-1252.
#[must_use]
pub fn undone(html: &str) -> Cow<'_, str> {
    if !may_be_twice(html) {
        return Cow::Borrowed(html);
    }
    let Some(mut page) = once(html) else {
        return Cow::Borrowed(html);
    };
    for _ in 1..TIMES {
        let Some(again) = once(&page).filter(|_| may_be_twice(&page)) else {
            break;
        };
        page = again;
    }
    Cow::Owned(page)
}

/// A page with what was written twice in it as it was before that; none where that is not proven.
fn once(html: &str) -> Option<String> {
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
    (proven >= PROVEN).then_some(out)
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
    // The second byte of "à" is a blank that does not break lines, for which some write its name.
    let part = if part.contains("&nbsp;") {
        let part = part.replace("\u{c3}&nbsp;", "\u{c3}\u{a0}");
        Cow::Owned(part.replace("\u{c2}&nbsp;", "\u{c2}\u{a0}"))
    } else {
        Cow::Borrowed(part)
    };
    let mended = bytes(&part).and_then(|bytes| String::from_utf8(bytes).ok());
    mended.or_else(|| mended_blanks(&part))
}

/// A part in which that blank has become a plain one; other letters must prove that the part was written twice.
fn mended_blanks(part: &str) -> Option<String> {
    let blanks = part.matches("\u{c3} ").count();
    if blanks == 0 {
        return None;
    }
    let part = part
        .replace("\u{c3}  ", "\u{c3} ")
        .replace("\u{c3} ", "\u{c3}\u{a0} ");
    let mended = String::from_utf8(bytes(&part)?).ok()?;
    let letters = mended.chars().filter(|letter| !letter.is_ascii()).count();
    (letters > blanks).then_some(mended)
}

/// The bytes that windows-1252 reads as this, or Latin-1 where that has no letter.
fn bytes(part: &str) -> Option<Vec<u8>> {
    let byte = |letter: char| {
        if let Ok(byte) = u8::try_from(letter) {
            return Some(byte);
        }
        let mut buffer = [0; 4];
        let (bytes, _, is_other) = WINDOWS_1252.encode(letter.encode_utf8(&mut buffer));
        bytes.first().copied().filter(|_| !is_other)
    };
    part.chars().map(byte).collect()
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
        // As Latin-1, and three times.
        check(
            "<p>annonc\u{c3}\u{a9} l\u{e2}\u{80}\u{99}\u{c3}\u{a9}t\u{c3}\u{a9}",
            "<p>annoncé l’été",
        );
        check("<p>annoncÃƒÂ© lÃ¢â‚¬â„¢ÃƒÂ©tÃƒÂ©", "<p>annoncé l’été");
        // Once more only where that is proven, too.
        check("<p>annoncÃƒÂ©<p>Ã©tÃ©Ã©", "<p>annoncÃ©<p>étéé");
        check("<p>Ã la fÃªte, oÃ¹ lâ€™Ã©tÃ©", "<p>à la fête, où l’été");
        check("<p>dÃ©jÃ  lÃ&nbsp;, fÃªte", "<p>déjà là, fête");
        check("<p>Ã la Ã la Ã la Ã la", "<p>Ã la Ã la Ã la Ã la");
        check("<p>漢字とÃ©Ã©Ã©", "<p>漢字とÃ©Ã©Ã©");
    }
}
