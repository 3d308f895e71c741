//! Stories that go on while they are told, as the page shows them: a headline that says so, and entries with their times.

use crate::extract::dom::Tree;
use crate::extract::elsewhere::is_anothers;
use crate::extract::rules::rules;
use crate::text;

/// So many entries are a story that goes on.
const ENTRIES: usize = 3;
/// Words of an entry, at least, and letters of its time, at most.
const ENTRY: usize = 8;
const TIME: usize = 20;

/// Whether a page is such a story.
pub fn is_live(tree: &Tree, headline: Option<usize>, title: Option<&str>) -> bool {
    let is_said = title.is_some_and(|title| {
        let folded = text::fold(title);
        let mut labels = rules().notices.live.iter();
        labels.any(|label| {
            let rest = folded.strip_prefix(label.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', ' ', '-', '|']))
        })
    });
    is_said && headline.is_some_and(|headline| has_entries(tree, headline))
}

/// Whether times stand after the headline, each later than the one before or each earlier, with words between them.
fn has_entries(tree: &Tree, headline: usize) -> bool {
    let (mut words, mut times) = (0, Vec::new());
    for (index, node) in tree.iter().skip(headline) {
        let line = node.text().trim();
        match hour(line).filter(|_| !is_anothers(tree, index, Some(headline))) {
            Some(time) if times.is_empty() || words >= ENTRY => {
                times.push(time);
                words = 0;
            }
            Some(_) => {}
            None => words += line.split_whitespace().count(),
        }
    }
    let is_up = times.windows(2).all(|pair| pair.first() <= pair.last());
    let is_down = times.windows(2).all(|pair| pair.first() >= pair.last());
    times.len() >= ENTRIES && words >= ENTRY && (is_up || is_down)
}

/// The minute of the day that a line is: "15:30 WIB", "15.30".
fn hour(line: &str) -> Option<u32> {
    if line.len() > TIME || !line.contains([':', '.']) {
        return None;
    }
    let first = line
        .split(' ')
        .find(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))?;
    let (hour, minute) = first.split_once([':', '.'])?;
    let is_time = hour.len() <= 2 && minute.len() == 2;
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let others = line.bytes().filter(u8::is_ascii_digit).count() > 4;
    (is_time && !others && hour < 24 && minute < 60).then_some(hour * 60 + minute)
}
