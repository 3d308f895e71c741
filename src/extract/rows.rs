//! Who wrote, in a short row right below the headline that does not say that it is a byline: "Ana Lim - Kabar Kota",
//! "Ana Lim | León", "김하늘 기자", "【山田一郎】".
//!
//! A row is trusted only for what stands beside the name: the paper, a town, a role, the date.

use crate::extract::bylines::cleaned;
use crate::extract::dates;
use crate::extract::dom::Tree;
use crate::extract::elsewhere::is_anothers;
use crate::extract::persons::is_beside;
use crate::extract::rules::rules;
use crate::extract::shape::is_wide;
use crate::extract::signatures::is_full_name;
use crate::extract::signers::is_person;
use crate::extract::titles;
use crate::text;

/// Nodes behind the headline in which such rows stand, and texts that are looked at.
const BEHIND: usize = 60;
const ROWS: usize = 8;
/// Letters of a row.
const ROW: usize = 60;

/// The names in the first such row.
pub fn names(tree: &Tree, headline: Option<usize>, sites: &[String]) -> Vec<String> {
    let Some(end) = headline.and_then(|headline| Some(tree.get(headline)?.end)) else {
        return Vec::new();
    };
    let near = tree.iter().skip(end).take(BEHIND);
    let texts = near.map(|(index, node)| (index, node.text().trim()));
    let rows = texts.filter(|(_, text)| !text.is_empty()).take(ROWS);
    // The story begins with the first long text.
    let mut rows = rows.take_while(|(_, text)| text.chars().count() <= 3 * ROW);
    let found = rows.find_map(|(index, text)| {
        let name = named(text, sites)?;
        let names = cleaned([name.as_str()]);
        (!names.is_empty() && !is_anothers(tree, index, headline)).then_some(names)
    });
    found.unwrap_or_default()
}

/// The name in a row, when what stands beside it says that it is one.
fn named(row: &str, sites: &[String]) -> Option<String> {
    if row.chars().count() > ROW {
        return None;
    }
    if let Some(inner) = row
        .strip_prefix('【')
        .and_then(|rest| rest.strip_suffix('】'))
    {
        return is_wide_name(inner).then(|| inner.to_owned());
    }
    // "王小明/海门日报"
    let beside = row.split_once(['/', '／']);
    if let Some((name, paper)) = beside.filter(|(name, _)| is_person(name)) {
        let is_paper = paper.chars().count() > 3 && paper.chars().all(is_wide) && !is_person(paper);
        return is_paper.then(|| name.to_owned());
    }
    let parts = || {
        let marks = [" - ", " – ", " — ", " | ", ", "];
        marks.into_iter().filter_map(|mark| row.split_once(mark))
    };
    let is_told = |beside: &str| {
        let folded = text::fold(beside.trim());
        is_beside(beside.trim())
            || rules().people.roles.contains(&folded)
            || beside.len() > 3 && titles::is_site(beside, sites)
    };
    let whole = parts().find(|(name, beside)| is_full_name(name) && is_told(beside));
    if let Some((name, _)) = whole {
        return Some(name.trim().to_owned());
    }
    // "입력 2026.11.24. 09:30 | 김하늘 기자", "김하늘 기자 sky@example.com"
    row.split('|').find_map(|part| {
        let mut words = part.split_whitespace();
        let (name, role) = (words.next()?, words.next()?);
        let is_last = words.next().is_none_or(|word| word.contains('@'));
        let is_role = role.chars().all(|letter| letter > '\u{1100}')
            && rules().people.roles.contains(&text::fold(role));
        (is_last && is_role && is_wide_name(name) && dates::parse(part).is_none())
            .then(|| name.to_owned())
    })
}

/// Whether a text is a name as they are written in Chinese, Japanese and Korean.
pub fn is_wide_name(name: &str) -> bool {
    let letters = name.chars().count();
    (2..=5).contains(&letters)
        && name
            .chars()
            .all(|letter| is_wide(letter) || ('가'..='힣').contains(&letter))
}
