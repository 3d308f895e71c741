//! What bytes look like, whatever they claim.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, SHIFT_JIS, WINDOWS_1252,
};

/// The detector asks 27 candidates about each byte; so much text tells it enough.
const ENOUGH: usize = 64 * 1024;

const ESCAPE: u8 = 0x1b;

/// Fewer stray bytes than this tell nothing of the alphabet they are from.
const TOO_FEW: usize = 8;

/// The legacy encoding of bytes that are not UTF-8; none when they are UTF-8, or ASCII, with some stray bytes in it.
pub fn legacy(bytes: &[u8]) -> Option<&'static Encoding> {
    if is_mostly_utf_8(bytes) {
        return None;
    }
    let encoding = encoding(bytes);
    let is_sure = !encoding.is_single_byte() || encoding == WINDOWS_1252;
    (is_sure || !is_ascii_but_for_some(bytes)).then_some(encoding)
}

/// Whether there are only some bytes that are not ASCII, and never a word of them: the accents of a text that has few,
/// or bytes that were spoilt. The detector finds Turkish and Baltic there.
fn is_ascii_but_for_some(bytes: &[u8]) -> bool {
    let strays = bytes.iter().filter(|byte| !byte.is_ascii());
    let is_word = |three: &[u8]| three.iter().all(|byte| !byte.is_ascii());
    strays.take(TOO_FEW).count() < TOO_FEW && !bytes.windows(3).any(is_word)
}

/// The legacy encoding that the bytes most probably are; not UTF-8.
pub fn encoding(bytes: &[u8]) -> &'static Encoding {
    let plain = |byte: &u8| byte.is_ascii() && *byte != ESCAPE;
    let start = bytes
        .iter()
        .take_while(|byte| plain(byte))
        .count()
        .saturating_sub(2);
    let end = bytes.len().min(start + ENOUGH);
    let sample = bytes.get(start..end).unwrap_or_default();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, end == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether text of seven bits is Japanese in disguise: only ISO-2022-JP switches by escapes.
pub fn is_escaped_japanese(bytes: &[u8]) -> bool {
    bytes.contains(&ESCAPE) && encoding(bytes) == ISO_2022_JP
}

/// Whether the bytes, which are not UTF-8, hold characters of UTF-8, and no more bytes that are none.
pub fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut characters, mut strays) = (0_usize, 0_usize);
    let mut left = bytes.len();
    for chunk in bytes.utf8_chunks() {
        characters += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        left -= chunk.valid().len() + chunk.invalid().len();
        if left > 0 || !is_cut_off(chunk.invalid()) {
            strays += chunk.invalid().len();
        }
    }
    characters > 0 && characters >= strays
}

/// Whether these bytes, the last ones, are the start of a character of UTF-8.
pub fn is_cut_off(invalid: &[u8]) -> bool {
    std::str::from_utf8(invalid).is_err_and(|error| error.error_len().is_none())
}

/// Whether text that can be read as UTF-8 is UTF-8 although another encoding is declared.
///
/// Chance makes a few such sequences in the Asian encodings (`联通` in GBK is the famous one), and
/// hardly ever one in the others.
pub fn is_really_utf_8(text: &str, bytes: &[u8], declared: &'static Encoding) -> bool {
    if !declared.is_ascii_compatible() {
        // Two bytes of UTF-16 are hardly ever valid; the escapes of ISO-2022-JP always are.
        return declared != ISO_2022_JP;
    }
    let characters = text.chars().filter(|c| !c.is_ascii()).count();
    if [GBK, GB18030, BIG5, SHIFT_JIS, EUC_JP, EUC_KR].contains(&declared) {
        return characters >= 8 || declared.decode_without_bom_handling(bytes).1;
    }
    if declared == WINDOWS_1252 {
        return characters >= 1;
    }
    // Two letters in a row make a sequence by chance; a whole text does not.
    characters >= 2
}
