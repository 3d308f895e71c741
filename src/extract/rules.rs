//! The cleaner's vocabulary: the words and class names of `assets/cleaning.toml`, read once.
//!
//! It tells what a text or a class name looks like; whether that is cut is decided elsewhere.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use serde::Deserialize;

use crate::assets;
use crate::extract::called::{Called, Names};
use crate::extract::footers::Footers;
use crate::extract::groups::group;
use crate::extract::labels::{Labels, Scraps};
use crate::extract::people::People;
use crate::extract::phrases::{Phrasebook, Starts};
use crate::extract::said::{DateWords, Notices, Signers};
use crate::text;

/// How many reasons the vocabulary knows.
pub const REASONS: usize = 12;
/// Why a block of text is probably no part of the story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Reason {
    ReadAlso,
    RelatedList,
    Share,
    Promo,
    Advertisement,
    Comments,
    Cookies,
    Paywall,
    Caption,
    Byline,
    Tags,
    Legal,
}

impl Reason {
    /// All, in the order of their numbers.
    pub const ALL: [Reason; REASONS] = [
        Reason::ReadAlso,
        Reason::RelatedList,
        Reason::Share,
        Reason::Promo,
        Reason::Advertisement,
        Reason::Comments,
        Reason::Cookies,
        Reason::Paywall,
        Reason::Caption,
        Reason::Byline,
        Reason::Tags,
        Reason::Legal,
    ];

    /// The reason as the reader is told, and as the vocabulary names it.
    pub fn words(self) -> &'static str {
        match self {
            Reason::ReadAlso => "read also",
            Reason::RelatedList => "related list",
            Reason::Share => "share bar",
            Reason::Promo => "promo",
            Reason::Advertisement => "advertisement",
            Reason::Comments => "comments",
            Reason::Cookies => "cookie notice",
            Reason::Paywall => "paywall note",
            Reason::Caption => "caption",
            Reason::Byline => "byline",
            Reason::Tags => "tags",
            Reason::Legal => "legal note",
        }
    }
}

/// How a block matches a reason's phrases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Place {
    /// Not at all.
    #[default]
    None,
    /// Anywhere in a short block.
    Within,
    /// The block begins so.
    Start,
    /// The block is nothing else.
    Whole,
}

/// For each reason, how a block matches it.
pub type Matches = [Place; REASONS];

/// A phrase's reason and where it must stand.
type Meaning = (usize, Place);

/// Phrases, ready to be found.
struct Lexicon {
    /// Those that a block begins with.
    starts: Starts<Meaning>,
    /// Those that stand anywhere in a short one.
    within: Phrasebook<Meaning>,
    /// Bytes of a block that is no more short.
    long: usize,
}

/// The same for blocks, and for notes, which are paragraphs.
const LONG: usize = 400;
const LONG_NOTE: usize = 700;

/// The vocabulary, ready to be matched.
pub struct Rules {
    /// What makes the model and the rules think.
    phrases: Lexicon,
    /// What is furniture whatever they think.
    furniture: Lexicon,
    /// The same of what is a link for the most part.
    linked: Lexicon,
    /// What papers say of themselves in whole paragraphs.
    notes: Lexicon,
    /// What is furniture at the end of a story.
    ends: Lexicon,
    classes: Option<AhoCorasick>,
    /// By pattern: its group's bit.
    groups: Vec<u32>,
    pub footers: Footers,
    /// Calls to follow and to subscribe, around what is each time another.
    pub calls: Footers,
    pub pager: Pager,
    pub labels: Labels,
    pub scraps: Scraps,
    pub people: People,
    pub dates: DateWords,
    pub notices: Notices,
    pub signers: Signers,
    pub called: Called,
}

#[derive(Deserialize)]
struct File {
    phrases: Vec<Phrases>,
    furniture: Vec<Phrases>,
    linked: Vec<Phrases>,
    notes: Vec<Phrases>,
    ends: Vec<Phrases>,
    footers: Footers,
    calls: Footers,
    pager: Pager,
    labels: Labels,
    scraps: Scraps,
    people: People,
    dates: DateWords,
    notices: Notices,
    signers: Signers,
    called: Names,
    classes: std::collections::BTreeMap<String, Vec<String>>,
}

/// What stands beside the numbers of a story's pages, folded.
#[derive(Deserialize, Default)]
pub struct Pager {
    pub words: Vec<String>,
    /// What links to the next page say.
    pub next: Vec<String>,
    /// What links to the first page say.
    pub first: Vec<String>,
    /// What stands before the number of a page.
    pub numbered: Vec<String>,
}

impl Pager {
    fn folded(self) -> Pager {
        let folded = |list: Vec<String>| list.iter().map(|word| text::fold(word)).collect();
        Pager {
            words: self.words,
            next: folded(self.next),
            first: folded(self.first),
            numbered: folded(self.numbered),
        }
    }
}

#[derive(Deserialize)]
struct Phrases {
    reason: String,
    place: String,
    words: Vec<String>,
}

/// The vocabulary of `assets/cleaning.toml`.
pub fn rules() -> &'static Rules {
    static RULES: OnceLock<Rules> = OnceLock::new();
    RULES.get_or_init(|| Rules::read(assets::CLEANING).unwrap_or_else(|_| Rules::empty()))
}

impl Lexicon {
    fn empty() -> Lexicon {
        Lexicon {
            starts: Starts::of(Vec::new()),
            within: Phrasebook::of(&[]),
            long: LONG,
        }
    }

    fn read(entries: &[Phrases]) -> Result<Lexicon, String> {
        let (mut starts, mut within) = (Vec::new(), Vec::new());
        for entry in entries {
            let reason = Reason::ALL
                .iter()
                .position(|reason| reason.words() == entry.reason)
                .ok_or_else(|| format!("unknown reason {}", entry.reason))?;
            let place = match entry.place.as_str() {
                "start" => Place::Start,
                "whole" => Place::Whole,
                "within" => Place::Within,
                other => return Err(format!("unknown place {other}")),
            };
            let list = match place {
                Place::Within => &mut within,
                _ => &mut starts,
            };
            let folded = entry.words.iter().map(|phrase| text::fold(phrase));
            list.extend(folded.map(|phrase| (phrase, (reason, place))));
        }
        Ok(Lexicon {
            starts: Starts::of(starts),
            within: Phrasebook::of(&within),
            long: LONG,
        })
    }
}

impl Rules {
    fn empty() -> Rules {
        Rules {
            phrases: Lexicon::empty(),
            furniture: Lexicon::empty(),
            linked: Lexicon::empty(),
            notes: Lexicon::empty(),
            ends: Lexicon::empty(),
            classes: None,
            groups: Vec::new(),
            footers: Footers::default(),
            calls: Footers::default(),
            pager: Pager::default(),
            labels: Labels::default(),
            scraps: Scraps::default(),
            people: People::default(),
            dates: DateWords::default(),
            notices: Notices::default(),
            signers: Signers::default(),
            called: Called::default(),
        }
    }

    fn read(toml: &str) -> Result<Rules, String> {
        let file: File = toml::from_str(toml).map_err(|error| error.to_string())?;
        let mut parts = Vec::new();
        let mut groups = Vec::new();
        for (name, list) in &file.classes {
            for part in list {
                parts.push(part.clone());
                groups.push(group(name));
            }
        }
        Ok(Rules {
            phrases: Lexicon::read(&file.phrases)?,
            furniture: Lexicon::read(&file.furniture)?,
            linked: Lexicon::read(&file.linked)?,
            notes: Lexicon {
                long: LONG_NOTE,
                ..Lexicon::read(&file.notes)?
            },
            ends: Lexicon {
                long: LONG_NOTE,
                ..Lexicon::read(&file.ends)?
            },
            classes: AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .kind(Some(AhoCorasickKind::ContiguousNFA))
                .build(&parts)
                .ok(),
            groups,
            footers: file.footers.folded(),
            calls: file.calls.folded(),
            pager: file.pager.folded(),
            labels: file.labels.folded(),
            scraps: file.scraps,
            people: file.people.folded(),
            dates: file.dates,
            notices: file.notices.folded(),
            signers: file.signers,
            called: Called::of(file.called),
        })
    }

    /// The groups that a class name and id belong to, as bits.
    pub fn groups(&self, names: &str) -> u32 {
        self.classes
            .iter()
            .flat_map(|classes| classes.find_overlapping_iter(names))
            .filter_map(|found| self.groups.get(found.pattern().as_usize()))
            .fold(0, |all, bit| all | bit)
    }

    /// How a block's text matches the phrases.
    pub fn matches(&self, block: &str) -> Matches {
        self.phrases.matches(block)
    }

    /// Why a block's text is furniture whatever else is known of it, if it is.
    pub fn furniture(&self, block: &str) -> Option<Reason> {
        self.furniture.best(block)
    }

    /// Why a paragraph is what a paper says of itself, if it is.
    pub fn note(&self, block: &str) -> Option<Reason> {
        self.notes.best(block)
    }

    /// Why the end of a story is furniture, if it is.
    pub fn end(&self, block: &str) -> Option<Reason> {
        self.ends.best(block)
    }

    /// Why a line that is a link for the most part is furniture, if it is.
    pub fn linked(&self, line: &str) -> Option<Reason> {
        self.linked.best(line)
    }
}

impl Lexicon {
    /// The reason whose phrases fit best, if any do.
    fn best(&self, block: &str) -> Option<Reason> {
        let reasons = Reason::ALL.into_iter().zip(self.matches(block));
        reasons
            .max_by_key(|(_, place)| *place)
            .filter(|(_, place)| *place > Place::None)
            .map(|(reason, _)| reason)
    }

    fn matches(&self, block: &str) -> Matches {
        let mut matches = Matches::default();
        let is_short = block.len() < self.long;
        let begins = |letter: char| letter.is_alphanumeric() || "(©▶ⓒ【<[".contains(letter);
        let head = block.find(begins).and_then(|at| block.get(at..));
        let head = head.unwrap_or_default();
        let most = if is_short { self.long } else { 60 };
        let end = head
            .char_indices()
            .nth(most)
            .map_or(head.len(), |(at, _)| at);
        let head = text::fold(head.get(..end).unwrap_or_default());
        let trimmed = head.trim_end_matches(|letter: char| {
            !letter.is_alphanumeric() && !matches!(letter, ')' | ']' | '】')
        });
        let mut note = |reason: usize, place: Place, is_so: bool| {
            if let Some(slot) = matches.get_mut(reason).filter(|_| is_so) {
                *slot = (*slot).max(place);
            }
        };
        self.starts.find(&head, |(reason, place), end| {
            // What ends together with a longer phrase is told, too.
            let is_so = match place {
                Place::Whole => end >= trimmed.len(),
                _ => is_edge(&head, end),
            };
            note(reason, place, is_so);
        });
        if is_short {
            self.within.find(&head, |(reason, place), span| {
                let is_so = is_edge(&head, span.end) && is_edge(&head, span.start);
                note(reason, place, is_so);
            });
        }
        matches
    }
}

/// Whether a word begins or ends here; scripts without spaces have no such edges.
fn is_edge(text: &str, at: usize) -> bool {
    let next = text.get(at..).and_then(|tail| tail.chars().next());
    let last = text.get(..at).and_then(|front| front.chars().next_back());
    !(next.is_some_and(is_lettered) && last.is_some_and(is_lettered))
}

fn is_lettered(letter: char) -> bool {
    letter.is_alphanumeric() && !crate::extract::shape::is_wide(letter)
}

#[cfg(test)]
mod tests {
    use super::{Place, REASONS, Reason, Rules, group, rules};
    use crate::extract::groups::GROUPS;

    #[test]
    fn the_vocabulary_is_complete() {
        let rules = Rules::read(crate::assets::CLEANING).unwrap();
        let mut reasons = [false; REASONS];
        let lexicon = &rules.phrases;
        for (reason, _) in lexicon.starts.meanings().chain(lexicon.within.meanings()) {
            reasons[reason] = true;
        }
        assert!(reasons.iter().all(|known| *known));
        assert!(rules.groups.iter().all(|bit| *bit != 0));
        assert_eq!(
            rules.groups.iter().fold(0, |all, bit| all | bit),
            (1 << GROUPS) - 1
        );
    }

    #[test]
    fn phrases_with_letters_that_are_not_folded_are_found() {
        for line in [
            "Læs også: Færgen sejler igen",
            "LÆS OGSÅ",
            "Læs mere: Havnen",
        ] {
            let place = rules().matches(line)[Reason::ReadAlso as usize];
            assert!(place >= Place::Start, "{line}");
        }
    }

    #[test]
    fn lines_of_editors_software_are_furniture() {
        for line in [
            "Newsletter abonnieren",
            "Gift this article",
            "Traktir penulisnya kopi",
            "Uygulamamızı indirin",
            "スポンサーリンク",
            "举报/反馈",
            "Compartilhe essa notícia",
            "This article is more than 3 years old",
        ] {
            assert!(rules().furniture(line).is_some(), "{line}");
        }
        assert!(rules().furniture("Pasar ikan dibuka lagi").is_none());
    }

    #[test]
    fn a_phrase_counts_where_it_must_stand() {
        let check = |text: &str, reason: Reason, place: Place| {
            assert_eq!(rules().matches(text)[reason as usize], place, "{text}");
        };
        check("Baca Juga: Presiden tiba", Reason::ReadAlso, Place::Start);
        check(
            "» BACA JUGA : Presiden tiba",
            Reason::ReadAlso,
            Place::Start,
        );
        check("Ia suka baca juga buku", Reason::ReadAlso, Place::None);
        check("Berita Terkait:", Reason::RelatedList, Place::Whole);
        check("Iklan", Reason::Advertisement, Place::Whole);
        check("Iklanto pergi", Reason::Advertisement, Place::None);
        check("関連記事を見る", Reason::ReadAlso, Place::Start);
    }

    #[test]
    fn class_names_fall_into_groups() {
        let bits = rules().groups("Article-Body related_posts");
        assert_ne!(bits & group("story"), 0);
        assert_ne!(bits & group("related"), 0);
        assert_eq!(bits & group("comments"), 0);
    }
}
