//! Bytes to text, whatever they claim to be.
//!
//! Evidence in this order: byte order mark, the pattern of UTF-16, the HTTP header, the XML
//! declaration, the HTML meta element, and at last the bytes themselves. A claim that the bytes
//! contradict loses, with a warning. Never fails; what cannot be read turns into `U+FFFD`.

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use crate::text::decode::claims::Claim;

mod claims;
mod guess;
mod wide;

/// What the bytes are, as far as the caller knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An XML document: its declaration counts, and a meta element if it is XHTML.
    Xml,
    /// An HTML page: its meta element counts.
    Html,
    /// JSON, which is UTF-8 but for liars.
    Json,
    /// Anything else.
    Plain,
}

/// Text and how it was had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// Without byte order mark.
    pub text: String,
    /// The name of the encoding, as the Encoding Standard writes it.
    pub encoding: &'static str,
    /// What was claimed and not true, what could not be read; in words.
    pub warnings: Vec<String>,
}

impl Decoded {
    fn new(text: String, encoding: &'static str) -> Self {
        Self {
            text,
            encoding,
            warnings: Vec::new(),
        }
    }

    fn warn(mut self, warning: String) -> Self {
        self.warnings.push(warning);
        self
    }
}

/// Bytes to text. `content_type` is the HTTP header's value, of which only the charset matters.
#[must_use]
pub fn decode(bytes: &[u8], content_type: Option<&str>, kind: Kind) -> Decoded {
    if let Some((text, encoding)) = wide::by_mark_utf_32(bytes) {
        return Decoded::new(text, encoding);
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return by_mark(bytes.get(length..).unwrap_or_default(), encoding);
    }
    let (claim, mut warnings) =
        claims::find(bytes, content_type, matches!(kind, Kind::Xml | Kind::Html));
    let mut decoded = match (wide::utf_16_pattern(bytes), claim) {
        (Some(encoding), claim) => by_pattern(bytes, encoding, claim.as_ref()),
        (None, None) => undeclared(bytes),
        (None, Some(claim)) => declared(bytes, &claim),
    };
    warnings.append(&mut decoded.warnings);
    decoded.warnings = warnings;
    decoded
}

fn by_mark(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    if encoding == UTF_8 {
        return match std::str::from_utf8(bytes) {
            Ok(text) => Decoded::new(text.to_owned(), UTF_8.name()),
            Err(_) => repaired(bytes),
        };
    }
    strictly(bytes, encoding)
}

fn by_pattern(bytes: &[u8], encoding: &'static Encoding, claim: Option<&Claim>) -> Decoded {
    let decoded = strictly(bytes, encoding);
    match claim {
        Some(claim) if !is_utf_16(claim.encoding) => decoded.warn(contradicted(claim, encoding)),
        _ => decoded,
    }
}

fn undeclared(bytes: &[u8]) -> Decoded {
    match std::str::from_utf8(bytes) {
        Ok(text) if text.is_ascii() && guess::is_escaped_japanese(bytes) => {
            strictly(bytes, ISO_2022_JP)
        }
        Ok(text) => Decoded::new(text.to_owned(), UTF_8.name()),
        Err(_) => match guess::legacy(bytes) {
            Some(encoding) => strictly(bytes, encoding).warn(format!(
                "no encoding is declared, and it is not UTF-8: read as {}",
                encoding.name()
            )),
            None => repaired(bytes),
        },
    }
}

fn declared(bytes: &[u8], claim: &Claim) -> Decoded {
    if let Ok(text) = std::str::from_utf8(bytes) {
        if claim.encoding == UTF_8 || text.is_ascii() && claim.encoding.is_ascii_compatible() {
            return Decoded::new(text.to_owned(), claim.encoding.name());
        }
        if guess::is_really_utf_8(text, bytes, claim.encoding) {
            let decoded = Decoded::new(text.to_owned(), UTF_8.name());
            return decoded.warn(contradicted(claim, UTF_8));
        }
    } else if claim.encoding == UTF_8 {
        return match guess::legacy(bytes) {
            Some(encoding) => strictly(bytes, encoding).warn(contradicted(claim, encoding)),
            None => repaired(bytes),
        };
    }
    let encoding = if is_utf_16(claim.encoding) {
        wide::utf_16_order(bytes)
    } else {
        claim.encoding
    };
    let decoded = strictly(bytes, encoding);
    if decoded.warnings.is_empty() {
        return decoded;
    }
    better(bytes, claim, decoded)
}

/// The claim left unreadable bytes: what the bytes look like may be better.
fn better(bytes: &[u8], claim: &Claim, as_claimed: Decoded) -> Decoded {
    let encoding = if guess::is_mostly_utf_8(bytes) {
        UTF_8
    } else {
        guess::encoding(bytes)
    };
    let as_guessed = if encoding == UTF_8 {
        repaired(bytes)
    } else {
        strictly(bytes, encoding)
    };
    if unreadable(&as_guessed.text) < unreadable(&as_claimed.text) {
        as_guessed.warn(contradicted(claim, encoding))
    } else {
        as_claimed
    }
}

/// As the encoding has it, with a warning when something could not be read.
fn strictly(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let text = text.into_owned();
    if !had_errors {
        return Decoded::new(text, encoding.name());
    }
    let count = unreadable(&text);
    let warning = format!("{count} characters are not {}", encoding.name());
    Decoded::new(text, encoding.name()).warn(warning)
}

/// UTF-8 among which bytes of windows-1252 have strayed; a character cut off at the end goes.
fn repaired(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut strays = 0_usize;
    let mut left = bytes.len();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        let invalid = chunk.invalid();
        left -= chunk.valid().len() + invalid.len();
        let is_cut_off = left == 0 && guess::is_cut_off(invalid);
        if !invalid.is_empty() && !is_cut_off {
            strays += invalid.len();
            text.push_str(
                &encoding_rs::WINDOWS_1252
                    .decode_without_bom_handling(invalid)
                    .0,
            );
        }
    }
    let decoded = Decoded::new(text, UTF_8.name());
    if strays == 0 {
        return decoded.warn("the last character is cut off".to_owned());
    }
    decoded.warn(match strays {
        1 => "1 byte is not UTF-8 and was read as windows-1252".to_owned(),
        _ => format!("{strays} bytes are not UTF-8 and were read as windows-1252"),
    })
}

fn contradicted(claim: &Claim, encoding: &'static Encoding) -> String {
    format!(
        "{} says {}, but it is {}",
        claim.place,
        claim.label,
        encoding.name()
    )
}

fn unreadable(text: &str) -> usize {
    text.matches('\u{fffd}').count()
}

fn is_utf_16(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}
