//! The groups that class names of pages fall into, by what they say of an element.

/// How many groups of class names the vocabulary knows.
pub const GROUPS: usize = 30;

/// Their names, and the number of each.
macro_rules! groups {
    ($($number:literal => $name:literal,)*) => {
        /// Groups of class names, in the order of their bits.
        pub const GROUP_NAMES: [&str; GROUPS] = [$($name),*];

        /// The number of a group.
        #[inline]
        pub fn number(name: &str) -> Option<usize> {
            match name {
                $($name => Some($number),)*
                _ => None,
            }
        }
    };
}

groups! {
    0 => "story",
    1 => "article",
    2 => "content",
    3 => "lead",
    4 => "headline",
    5 => "byline",
    6 => "date",
    7 => "caption",
    8 => "media",
    9 => "quote",
    10 => "related",
    11 => "ranking",
    12 => "card",
    13 => "share",
    14 => "promo",
    15 => "paywall",
    16 => "ad",
    17 => "comments",
    18 => "tags",
    19 => "nav",
    20 => "foot",
    21 => "head",
    22 => "side",
    23 => "box",
    24 => "notice",
    25 => "hidden",
    26 => "live",
    27 => "list",
    28 => "talk",
    29 => "others",
}

/// The bit of a group.
#[inline]
pub fn group(name: &str) -> u32 {
    number(name).map_or(0, |at| 1 << at)
}
