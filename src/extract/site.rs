//! What is known of a page's site before the page is cleaned: the rules of the reader, and the habits of its pages.
//!
//! Both come after the cleaner's own verdicts, the rules last. A page of a site that is not known needs neither.

use url::Url;

use crate::extract::habits::{self, Habits, Trace};
use crate::extract::places;
use crate::extract::prune::{Scene, Verdict, reason};
use crate::model::site::{Deed, Rule};
use crate::text;

/// The reason of a cut that a rule of the reader makes.
pub const WANTED: &str = "your rule";

/// What is known of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Site {
    /// What the reader wants of its pages; a later rule goes before an earlier one.
    pub rules: Vec<Rule>,
    /// What its pages have in common.
    pub habits: Habits,
}

/// The last word on each block; what the page looked like, to be learned.
pub(crate) fn settle(
    scene: &Scene,
    site: &Site,
    address: Option<&Url>,
    verdicts: &mut [Verdict],
) -> Trace {
    let trace = Trace::of(scene, verdicts, story(address));
    site.habits.apply(scene, &trace, verdicts);
    apply(scene, &site.rules, verdicts);
    trace
}

/// The number of a story's address, without what only names a part of the page.
fn story(address: Option<&Url>) -> u32 {
    let Some(address) = address else { return 0 };
    let path = address.path().trim_end_matches('/');
    let query = address.query().unwrap_or_default();
    habits::hash(format!("{path}?{query}").bytes())
}

/// Whether a text has these words in a row, whatever their case and the numbers beside them; a word alone must be all of it.
#[must_use]
pub fn has_words(text: &str, words: &str) -> bool {
    has(&lettered(text), &lettered(words))
}

fn has(text: &[String], words: &[String]) -> bool {
    if words.len() < 2 {
        return text.concat() == words.concat();
    }
    text.windows(words.len()).any(|window| window == words)
}

/// The words of a text as they are compared.
fn lettered(words: &str) -> Vec<String> {
    let folded = text::fold(words);
    let words = folded.split(|char: char| !char.is_alphabetic());
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

fn apply(scene: &Scene, rules: &[Rule], verdicts: &mut [Verdict]) {
    if rules.is_empty() {
        return;
    }
    let texts: Vec<Option<Vec<String>>> = rules
        .iter()
        .map(|rule| rule.text.as_deref().map(lettered))
        .collect();
    let by_words = texts.iter().any(Option::is_some);
    let blocks = scene.blocks.iter().zip(scene.contexts);
    for ((block, context), verdict) in blocks.zip(verdicts) {
        let words = if by_words {
            lettered(&block.text)
        } else {
            Vec::new()
        };
        let place = places::place(scene.tree, block);
        let is_because = |deed: Deed, wanted: &str| match (deed, &*verdict) {
            (Deed::Keep, Verdict::Cut(reason)) => *reason == wanted,
            (Deed::Keep, Verdict::Keep) => false,
            (Deed::Cut, _) => reason(scene, block, context) == Some(wanted),
        };
        let last = rules.iter().zip(&texts).rfind(|(rule, text)| {
            text.as_ref().is_none_or(|text| has(&words, text))
                && rule.element.as_deref().is_none_or(|element| {
                    places::is_in(&place, element) || places::is_inside(scene.tree, block, element)
                })
                && rule
                    .reason
                    .as_deref()
                    .is_none_or(|wanted| is_because(rule.deed, wanted))
        });
        match last.map(|(rule, _)| rule.deed) {
            Some(Deed::Keep) => *verdict = Verdict::Keep,
            Some(Deed::Cut) => *verdict = Verdict::Cut(WANTED),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::has_words;

    #[test]
    fn a_rule_by_words_is_for_what_has_them() {
        for (text, words, expected) in [
            ("Salam hangat, Redaksi", "Salam hangat", true),
            ("SALAM  HANGAT!", "salam hangat", true),
            (
                "Ia mengirim salam hangat kepada warga.",
                "salam hangat",
                true,
            ),
            ("Salam dan hangat", "salam hangat", false),
            ("Salam hangatnya", "salam hangat", false),
            ("12 komentar", "3 Komentar", true),
            ("Foto-foto lama", "foto", false),
            ("Foto", "foto", true),
            ("", "foto", false),
        ] {
            assert_eq!(has_words(text, words), expected, "{text} / {words}");
        }
    }
}
