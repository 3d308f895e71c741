//! UTF-16 and UTF-32, told by their zeros.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// So many bytes show the pattern.
const ENOUGH: usize = 512;

/// UTF-32, which the Encoding Standard does not know, by its byte order mark; and its name.
pub fn by_mark_utf_32(bytes: &[u8]) -> Option<(String, &'static str)> {
    let (rest, read, name): (_, fn([u8; 4]) -> u32, _) =
        if let Some(rest) = bytes.strip_prefix(&[0xff, 0xfe, 0, 0]) {
            (rest, u32::from_le_bytes, "UTF-32LE")
        } else {
            (
                bytes.strip_prefix(&[0, 0, 0xfe, 0xff])?,
                u32::from_be_bytes,
                "UTF-32BE",
            )
        };
    let (quads, _) = rest.as_chunks::<4>();
    let text = quads
        .iter()
        .map(|quad| char::from_u32(read(*quad)).unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    Some((text, name))
}

/// UTF-16 without a byte order mark: markup in it has a zero in every other byte.
pub fn utf_16_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let (high, low, pairs) = zeros(bytes);
    // Zeros do not stand in text of any other encoding; a third is enough for the tags around
    // Chinese, and a stray zero in UTF-8 is not.
    if high > 1 && high * 3 > pairs && low * 8 < high {
        Some(UTF_16BE)
    } else if low > 1 && low * 3 > pairs && high * 8 < low {
        Some(UTF_16LE)
    } else {
        None
    }
}

/// Which of the two what is called UTF-16 is.
pub fn utf_16_order(bytes: &[u8]) -> &'static Encoding {
    let (high, low, _) = zeros(bytes);
    if high > low { UTF_16BE } else { UTF_16LE }
}

/// Pairs that begin with a zero, pairs that end with one, and all, among the first ones.
fn zeros(bytes: &[u8]) -> (usize, usize, usize) {
    let head = bytes.get(..bytes.len().min(ENOUGH)).unwrap_or_default();
    let (pairs, _) = head.as_chunks::<2>();
    let high = pairs
        .iter()
        .filter(|[first, second]| *first == 0 && *second != 0)
        .count();
    let low = pairs
        .iter()
        .filter(|[first, second]| *first != 0 && *second == 0)
        .count();
    (high, low, pairs.len())
}
