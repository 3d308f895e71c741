//! What a header or the first bytes of a document say about its encoding.
//!
//! Only reads what is said; whether it is true is not asked here.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// The Encoding Standard looks at 1,024 bytes for a meta element; pages with long scripts above it
/// exist, and looking further costs little.
const META_WITHIN: usize = 8192;

/// The declaration stands first, after white space at most.
const DECLARATION_WITHIN: usize = 1024;

/// An encoding, and who says so.
pub struct Claim {
    /// What was said.
    pub label: String,
    /// What that means.
    pub encoding: &'static Encoding,
    /// Who said it, as the subject of a sentence.
    pub place: &'static str,
}

/// The first claim that names an encoding there is, and warnings about those that do not. Markup may
/// make its own.
pub fn find(
    bytes: &[u8],
    content_type: Option<&str>,
    is_markup: bool,
) -> (Option<Claim>, Vec<String>) {
    let mut warnings = Vec::new();
    let places: [(&'static str, &dyn Fn() -> Option<String>); 3] = [
        ("the HTTP header", &|| content_type.and_then(charset)),
        ("the XML declaration", &|| {
            is_markup.then(|| declaration(bytes)).flatten()
        }),
        ("the meta element", &|| {
            is_markup.then(|| meta(bytes)).flatten()
        }),
    ];
    for (place, look) in places {
        let Some(label) = look() else { continue };
        match by_label(&label) {
            Some(encoding) => {
                // Bytes in which the claim could be read are not UTF-16 (HTML, "prescan").
                let readable = place != "the HTTP header";
                let wide = encoding == UTF_16LE || encoding == UTF_16BE;
                let encoding = if readable && wide { UTF_8 } else { encoding };
                return (
                    Some(Claim {
                        label,
                        encoding,
                        place,
                    }),
                    warnings,
                );
            }
            None => warnings.push(format!("{place} names an unknown encoding, {label}")),
        }
    }
    (None, warnings)
}

/// Encodings by the names of the Encoding Standard, and by those that databases and old tools use.
fn by_label(label: &str) -> Option<&'static Encoding> {
    if let Some(encoding) = Encoding::for_label_no_replacement(label.as_bytes()) {
        return Some(encoding);
    }
    let plain: String = label
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let known = match plain.as_str() {
        "utf8mb4" | "utf8mb3" | "unicode" | "utf" | "utf08" => "utf-8",
        "utf16" => "utf-16",
        "gb2312" | "euccn" | "cp936" | "windows936" => "gbk",
        "sjis" | "cp932" | "windows932" => "shift_jis",
        "cp949" | "uhc" => "euc-kr",
        "cp950" => "big5",
        "latin" => "latin1",
        _ => return by_pattern(&plain),
    };
    Encoding::for_label(known.as_bytes())
}

/// `iso88591`, `cp1252`, `win-1251` and the like.
fn by_pattern(plain: &str) -> Option<&'static Encoding> {
    let found = |number: &str, prefix: &str| {
        Encoding::for_label_no_replacement(format!("{prefix}{number}").as_bytes())
    };
    for prefix in ["iso8859", "8859"] {
        if let Some(number) = plain.strip_prefix(prefix) {
            return found(number, "iso-8859-");
        }
    }
    for prefix in ["windows", "win", "cp", "ansi", "mswin"] {
        if let Some(number) = plain.strip_prefix(prefix) {
            return found(number, "windows-");
        }
    }
    None
}

/// The charset parameter of a content type.
fn charset(content_type: &str) -> Option<String> {
    let lower = content_type.to_ascii_lowercase();
    let (_, after) = lower.split_once("charset")?;
    label_after_equals(after)
}

/// The encoding that `<?xml … encoding="…"?>` names.
fn declaration(bytes: &[u8]) -> Option<String> {
    let head = ascii_head(bytes, DECLARATION_WITHIN);
    let (_, after) = head
        .trim_start()
        .strip_prefix("<?xml")?
        .split_once("encoding")
        .filter(|(before, _)| !before.contains('>'))?;
    label_after_equals(after)
}

/// The encoding that `<meta charset>` or `<meta http-equiv content>` names.
fn meta(bytes: &[u8]) -> Option<String> {
    let head = ascii_head(bytes, META_WITHIN);
    let mut rest = head.as_str();
    while let Some((_, after)) = rest.split_once('<') {
        rest = after;
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
        } else if let Some(inside) = rest.strip_prefix("meta") {
            let element = inside
                .split_once('>')
                .map_or(inside, |(element, _)| element);
            let label = element
                .split_once("charset")
                .and_then(|(_, after)| label_after_equals(after));
            if label.is_some() {
                return label;
            }
        }
    }
    None
}

/// `= "label"`, with any quotes or none.
fn label_after_equals(after: &str) -> Option<String> {
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let value = value.trim_start_matches(['"', '\'', ' ']);
    let ends =
        |c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | ';' | ',' | '>' | '?' | '/');
    let label = value.split(ends).next()?;
    (!label.is_empty()).then(|| label.chars().take(40).collect())
}

/// The first bytes in lower case, with all that is not ASCII left out.
fn ascii_head(bytes: &[u8], length: usize) -> String {
    bytes
        .iter()
        .take(length)
        .filter(|byte| byte.is_ascii())
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect()
}
