//! Where the markup of an element begins and ends that is told from its tags alone.
//!
//! It knows nothing of trees.

use memchr::{memchr, memmem};

/// Whether a tag is one of an element of this name.
pub fn starts_with_name(tag: &str, name: &str) -> bool {
    let bytes = tag.as_bytes();
    bytes
        .get(1..=name.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
        && bytes
            .get(name.len() + 1)
            .is_none_or(|byte| !byte.is_ascii_alphanumeric() && *byte != b'-')
}

/// Where the closing tag of a raw element begins and ends.
pub fn closing(rest: &str, name: &str) -> (usize, usize) {
    let mut from = 0;
    while let Some(at) = rest
        .as_bytes()
        .get(from..)
        .and_then(|tail| memmem::find(tail, b"</"))
    {
        let start = from + at;
        let found = rest
            .as_bytes()
            .get(start + 2..start + 2 + name.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
        if found {
            let end = rest
                .as_bytes()
                .get(start..)
                .and_then(|tail| memchr(b'>', tail))
                .map_or(rest.len(), |at| start + at + 1);
            return (start, end);
        }
        from = start + 2;
    }
    (rest.len(), rest.len())
}
