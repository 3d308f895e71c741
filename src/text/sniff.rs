//! Whether bytes can be text at all, from their beginning. Says nothing about what text they are.

/// How many bytes are enough to tell.
pub const ENOUGH: usize = 512;

/// Fewer bytes tell no more than so many.
const FEW: usize = 40;

/// Beginnings of things that are not text.
const MAGIC: [(&[u8], &str); 22] = [
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\0\0\x01\0", "a picture"),
    (b"RIFF", "a sound, a film or a picture"),
    (b"OggS", "a sound or a film"),
    (b"ID3", "a sound"),
    (b"fLaC", "a sound"),
    (b"\xff\xfb", "a sound"),
    (b"\x1a\x45\xdf\xa3", "a film"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x28\xb5\x2f\xfd", "zstd, which was not asked for"),
    (b"\x7fELF", "a program"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
];

/// What the bytes are when they are not text; a stated type is believed only when the bytes do not look like markup. The
/// first `ENOUGH` of them are looked at.
#[must_use]
pub fn not_text(bytes: &[u8], content_type: Option<&str>) -> Option<&'static str> {
    let start = bytes.get(..ENOUGH).unwrap_or(bytes);
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| start.starts_with(magic)) {
        return Some(what);
    }
    if start.get(4..8) == Some(b"ftyp") {
        return Some("a film");
    }
    if looks_like_markup(start) {
        return None;
    }
    if has_controls(start) && !is_wide(start) {
        return Some("binary data");
    }
    let stated = content_type?.trim_start().to_ascii_lowercase();
    let kind = stated.split(['/', ';']).next()?;
    match kind {
        "image" => Some("a picture"),
        "audio" => Some("a sound"),
        "video" => Some("a film"),
        "font" => Some("a font"),
        _ => None,
    }
}

/// Markup or JSON after white space and byte order marks, in one-byte or two-byte characters.
fn looks_like_markup(start: &[u8]) -> bool {
    let mut rest = start
        .iter()
        .copied()
        .filter(|byte| !matches!(byte, 0 | 0xef | 0xbb | 0xbf | 0xfe | 0xff));
    let first = rest.find(|byte| !byte.is_ascii_whitespace());
    matches!(first, Some(b'<' | b'{' | b'['))
}

/// Whether there are more control characters than accidents put into a text: one byte in twenty where the rest is no UTF-8
/// either, else every other one.
fn has_controls(start: &[u8]) -> bool {
    let is_control = |byte: &&u8| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127);
    let controls = start.iter().filter(is_control).count();
    // A letter may be cut at the end.
    let is_text =
        std::str::from_utf8(start).map_or_else(|error| error.error_len().is_none(), |_| true);
    controls * if is_text { 2 } else { 20 } > start.len().max(FEW)
}

/// UTF-16 or UTF-32: a mark says so, or the zeros stand in every other place.
fn is_wide(start: &[u8]) -> bool {
    let marked = [&b"\xff\xfe"[..], b"\xfe\xff", b"\0\0\xfe\xff"]
        .iter()
        .any(|mark| start.starts_with(mark));
    let zeros = |rest: usize| {
        start
            .iter()
            .skip(rest)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    marked || zeros(0).abs_diff(zeros(1)) * 3 > start.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_named() {
        for (start, content_type, expected) in [
            (&b"%PDF-1.7"[..], Some("application/rss+xml"), Some("a PDF")),
            (b"<rss>", Some("audio/mpeg"), None),
            (b"\xef\xbb\xbf \n<rss>", Some("image/png"), None),
            (b"\xff\xfe<\0r\0", None, None),
            (b"<\0r\0s\0s\0>\0", None, None),
            (b"a\0b\0c\0d\0", None, None),
            (
                b"hello \0 \x01 \xff world \x02 and more",
                None,
                Some("binary data"),
            ),
            (&[0; 99], None, Some("binary data")),
            (b"\0", None, None),
            (b"hello \0 \x01 world and more", None, None),
            (
                b"hello \0 and more words, of which none is another",
                None,
                None,
            ),
            (b"hello", Some("video/mp4"), Some("a film")),
            (b"hello", Some("text/plain"), None),
            (b"\0\0\0\x18ftypmp42", None, Some("a film")),
            (b"", None, None),
        ] {
            assert_eq!(not_text(start, content_type), expected, "{start:?}");
        }
    }
}
