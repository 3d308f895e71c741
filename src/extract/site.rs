//! What is known of a page's site before the page is cleaned: the rules of the reader, and the habits of its pages.
//!
//! Both come after the cleaner's own verdicts, the rules last. A page of a site that is not known needs neither.

use url::Url;

use crate::extract::habits::{self, Habits, Trace};
use crate::extract::places;
use crate::extract::prune::{Scene, Verdict, reason};
use crate::model::site::{Deed, Rule};

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

fn apply(scene: &Scene, rules: &[Rule], verdicts: &mut [Verdict]) {
    if rules.is_empty() {
        return;
    }
    let texts: Vec<Option<String>> = rules
        .iter()
        .map(|rule| rule.text.as_deref().map(habits::plain))
        .collect();
    let blocks = scene.blocks.iter().zip(scene.contexts);
    for ((block, context), verdict) in blocks.zip(verdicts) {
        let plain = habits::plain(&block.text);
        let place = places::place(scene.tree, block);
        let is_because = |deed: Deed, wanted: &str| match (deed, &*verdict) {
            (Deed::Keep, Verdict::Cut(reason)) => *reason == wanted,
            (Deed::Keep, Verdict::Keep) => false,
            (Deed::Cut, _) => reason(scene, block, context) == Some(wanted),
        };
        let last = rules.iter().zip(&texts).rfind(|(rule, text)| {
            text.as_ref().is_none_or(|text| *text == plain)
                && rule
                    .element
                    .as_deref()
                    .is_none_or(|element| places::is_in(&place, element))
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
