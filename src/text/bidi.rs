//! Text that runs from right to left: levels by UAX 9, the order on a line, mirrored brackets, joined Arabic letters.
//!
//! For terminals that write cells in the order in which they come. Levels are those of whole paragraphs, lines are ordered
//! one by one (rule L2). Text is expected to be displayable: without bidirectional controls, which would be a publisher's.

use std::borrow::Cow;
use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation;

/// Levels of a text in which something runs from right to left.
#[derive(Debug, Clone)]
pub struct Levels {
    /// A level a byte.
    bytes: Vec<u8>,
    /// Where a paragraph ends, and whether it runs from right to left.
    paragraphs: Vec<(usize, bool)>,
}

/// Whether anything in it runs from right to left.
#[must_use]
pub fn is_touched(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_right_to_left)
}

const fn is_right_to_left(c: char) -> bool {
    matches!(
        c,
        '\u{590}'..='\u{8ff}'
            | '\u{fb1d}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

impl Levels {
    /// The levels of a text whose paragraphs each run as their first letter does; none where all runs from left to right.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        Self::new(text, None)
    }

    /// As `of`, for a piece of a line that itself runs from left to right.
    #[must_use]
    pub fn within_line(text: &str) -> Option<Self> {
        Self::new(text, Some(Level::ltr()))
    }

    /// As `of`, for a line of facts with that between them: each is read by itself, so that a number at the beginning of
    /// one does not run with the letters before it.
    #[must_use]
    pub fn of_facts(text: &str, between: &str) -> Option<Self> {
        let whole = Self::of(text)?;
        let base = whole.is_rtl(0);
        let mut bytes = vec![u8::from(base); text.len()];
        let mut start = 0;
        for fact in text.split(between) {
            let end = start + fact.len();
            if let Some(place) = bytes.get_mut(start..end) {
                place.copy_from_slice(&Self::by_itself(fact, base));
            }
            start = end + between.len();
        }
        Some(Self { bytes, ..whole })
    }

    /// As `of`, for a piece that is read by itself on a line that runs from right to left.
    #[must_use]
    pub fn within_rtl_line(text: &str) -> Self {
        let is_blank = text.trim().is_empty();
        Self {
            // What is blank belongs to the line, so that it divides what stands on both its sides.
            bytes: if is_blank {
                vec![1; text.len()]
            } else {
                Self::by_itself(text, true)
            },
            paragraphs: vec![(text.len(), true)],
        }
    }

    /// The levels of a piece that is read by itself on a line that runs from right to left, or from left to right.
    fn by_itself(piece: &str, in_rtl: bool) -> Vec<u8> {
        let own = Self::of(piece);
        let is_rtl = own.as_ref().is_some_and(|own| own.is_rtl(0));
        // What runs against the line lies deeper than it (rule X5a).
        let deeper = if in_rtl && !is_rtl { 2 } else { 0 };
        let own = own.map_or_else(|| vec![0; piece.len()], |own| own.bytes);
        own.into_iter().map(|level| level + deeper).collect()
    }

    fn new(text: &str, base: Option<Level>) -> Option<Self> {
        if !is_touched(text) {
            return None;
        }
        let info = BidiInfo::new(text, base);
        let paragraphs = info.paragraphs.iter();
        Some(Self {
            bytes: info.levels.iter().map(Level::number).collect(),
            paragraphs: paragraphs
                .map(|paragraph| (paragraph.range.end, paragraph.level.is_rtl()))
                .collect(),
        })
    }

    /// Whether the paragraph at that byte runs from right to left.
    #[must_use]
    pub fn is_rtl(&self, at: usize) -> bool {
        let paragraph = self.paragraphs.iter().find(|(end, _)| at < *end);
        paragraph.is_some_and(|(_, rtl)| *rtl)
    }

    /// The levels of the graphemes of a line of the text.
    #[must_use]
    pub fn of_line(&self, text: &str, line: Range<usize>) -> Vec<u8> {
        let start = line.start;
        let graphemes = text.get(line).unwrap_or_default().grapheme_indices(true);
        graphemes
            .map(|(at, _)| self.bytes.get(start + at).copied().unwrap_or_default())
            .collect()
    }
}

/// The order from left to right of what has these levels (rule L2).
#[must_use]
pub fn order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let highest = levels.iter().copied().max().unwrap_or_default();
    for level in (1..=highest).rev() {
        let mut start = 0;
        for run in levels.chunk_by(|one, next| (*one >= level) == (*next >= level)) {
            let end = start + run.len();
            if run.first().is_some_and(|first| *first >= level)
                && let Some(run) = order.get_mut(start..end)
            {
                run.reverse();
            }
            start = end;
        }
    }
    order
}

/// Graphemes in the order of the text as they look at these levels: Arabic letters joined to their neighbours, brackets
/// from right to left turned round.
#[must_use]
pub fn dressed<'a>(graphemes: &[&'a str], levels: &[u8]) -> Vec<Cow<'a, str>> {
    let join = |at: Option<usize>| {
        let first = at.and_then(|at| graphemes.get(at)?.chars().next());
        first.map_or(Joining::None, joining)
    };
    let dress = |(at, grapheme): (usize, &&'a str)| {
        let mut letters = grapheme.chars();
        let Some(first) = letters.next() else {
            return Cow::Borrowed(*grapheme);
        };
        let is_rtl = levels.get(at).is_some_and(|level| level % 2 == 1);
        let other = if is_rtl {
            let before = join(at.checked_sub(1)).joins_on();
            let after = join(at.checked_add(1)).joins_back();
            joined(first, before, after).or_else(|| mirrored(first))
        } else {
            None
        };
        other.map_or(Cow::Borrowed(*grapheme), |other| {
            Cow::Owned(std::iter::once(other).chain(letters).collect())
        })
    };
    graphemes.iter().enumerate().map(dress).collect()
}

/// A piece of a line that runs from left to right, as it looks; its own text from left to right if nothing in it differs.
#[must_use]
pub fn visual(text: &str) -> Cow<'_, str> {
    ordered(text, Levels::within_line(text))
}

/// A line of its own, as it looks, and whether it runs from right to left.
#[must_use]
pub fn visual_line(text: &str) -> (Cow<'_, str>, bool) {
    let levels = Levels::of(text);
    let is_rtl = levels.as_ref().is_some_and(|levels| levels.is_rtl(0));
    (ordered(text, levels), is_rtl)
}

fn ordered(text: &str, levels: Option<Levels>) -> Cow<'_, str> {
    let Some(levels) = levels else {
        return Cow::Borrowed(text);
    };
    let levels = levels.of_line(text, 0..text.len());
    let graphemes: Vec<&str> = text.graphemes(true).collect();
    let dressed = dressed(&graphemes, &levels);
    let order = order(&levels);
    let letters = order.iter().filter_map(|at| dressed.get(*at));
    Cow::Owned(letters.map(AsRef::as_ref).collect())
}

/// Brackets and quotation marks that turn round (`Bidi_Mirrored`), as far as news uses them.
const PAIRS: [(char, char); 8] = [
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('<', '>'),
    ('«', '»'),
    ('‹', '›'),
    ('≤', '≥'),
    ('「', '」'),
];

fn mirrored(letter: char) -> Option<char> {
    PAIRS.iter().find_map(|(open, close)| match letter {
        _ if letter == *open => Some(*close),
        _ if letter == *close => Some(*open),
        _ => None,
    })
}

/// How a letter joins its neighbours.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joining {
    /// Neither.
    None,
    /// The letter before it.
    Back,
    /// Both.
    Both,
}

impl Joining {
    fn joins_on(self) -> bool {
        self == Self::Both
    }

    fn joins_back(self) -> bool {
        self != Self::None
    }
}

fn joining(letter: char) -> Joining {
    if letter == '\u{640}' {
        return Joining::Both;
    }
    match forms(letter) {
        Some((_, true)) => Joining::Both,
        Some((_, false)) => Joining::Back,
        None => Joining::None,
    }
}

/// The form of a letter between these neighbours: alone, at the end, at the start, in the middle.
fn joined(letter: char, before: bool, after: bool) -> Option<char> {
    let (alone, both) = forms(letter)?;
    let form = match (before, after && both) {
        (false, false) => 0,
        (true, false) => 1,
        (false, true) => 2,
        (true, true) => 3,
    };
    char::from_u32(alone + form)
}

/// The first of a letter's presentation forms, and whether it joins on both sides (then there are four, else two). The
/// ligature of lam and alef is left out: it takes a cell less than its letters, and terminals do not agree on it.
const fn forms(letter: char) -> Option<(u32, bool)> {
    Some(match letter {
        'آ' => (0xfe81, false),
        'أ' => (0xfe83, false),
        'ؤ' => (0xfe85, false),
        'إ' => (0xfe87, false),
        'ئ' => (0xfe89, true),
        'ا' => (0xfe8d, false),
        'ب' => (0xfe8f, true),
        'ة' => (0xfe93, false),
        'ت' => (0xfe95, true),
        'ث' => (0xfe99, true),
        'ج' => (0xfe9d, true),
        'ح' => (0xfea1, true),
        'خ' => (0xfea5, true),
        'د' => (0xfea9, false),
        'ذ' => (0xfeab, false),
        'ر' => (0xfead, false),
        'ز' => (0xfeaf, false),
        'س' => (0xfeb1, true),
        'ش' => (0xfeb5, true),
        'ص' => (0xfeb9, true),
        'ض' => (0xfebd, true),
        'ط' => (0xfec1, true),
        'ظ' => (0xfec5, true),
        'ع' => (0xfec9, true),
        'غ' => (0xfecd, true),
        'ف' => (0xfed1, true),
        'ق' => (0xfed5, true),
        'ك' => (0xfed9, true),
        'ل' => (0xfedd, true),
        'م' => (0xfee1, true),
        'ن' => (0xfee5, true),
        'ه' => (0xfee9, true),
        'و' => (0xfeed, false),
        'ى' => (0xfeef, false),
        'ي' => (0xfef1, true),
        // Persian and Urdu.
        'پ' => (0xfb56, true),
        'ٹ' => (0xfb66, true),
        'چ' => (0xfb7a, true),
        'ڈ' => (0xfb88, false),
        'ژ' => (0xfb8a, false),
        'ڑ' => (0xfb8c, false),
        'ک' => (0xfb8e, true),
        'گ' => (0xfb92, true),
        'ں' => (0xfb9e, false),
        'ۀ' => (0xfba4, false),
        'ہ' => (0xfba6, true),
        'ھ' => (0xfbaa, true),
        'ے' => (0xfbae, false),
        'ۓ' => (0xfbb0, false),
        'ی' => (0xfbfc, true),
        _ => return None,
    })
}
