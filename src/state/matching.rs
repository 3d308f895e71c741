//! What is typed to find a row by its name: which rows it means, the best first. Knows nothing of what the rows lead to.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// A row as it is looked for: its number, its names, and what stands beside them.
pub type Names = (usize, [String; 2], String);

/// The numbers of the rows that are meant, best first. Where something is called what was typed, what only has its letters
/// is no answer. What its names begin with goes before what stands inside them; the more of them, the further. A stroke in
/// a name is as good as a blank.
pub fn best(words: &str, rows: impl Iterator<Item = Names>) -> Vec<usize> {
    let mut graded = graded(words, rows);
    let best = graded.first().map(|(grade, _)| *grade);
    graded.retain(|(grade, _)| *grade > Grade::Strewn || best == Some(Grade::Strewn));
    graded.into_iter().map(|(_, number)| number).collect()
}

/// The same, but what only has its letters is no answer in any case.
pub fn called(words: &str, rows: impl Iterator<Item = Names>) -> Vec<usize> {
    let graded = graded(words, rows).into_iter();
    let called = graded.filter(|(grade, _)| *grade > Grade::Strewn);
    called.map(|(_, number)| number).collect()
}

fn graded(words: &str, rows: impl Iterator<Item = Names>) -> Vec<(Grade, usize)> {
    let mut seeker = Seeker::of(words);
    let plain = |letter: char| if letter == '-' { ' ' } else { letter };
    let start: Vec<char> = words.trim().to_lowercase().chars().map(plain).collect();
    let begins = |name: &&String| {
        let mut letters = name.chars().flat_map(char::to_lowercase).map(plain);
        start.iter().all(|letter| letters.next() == Some(*letter))
    };
    let mut graded: Vec<((Grade, usize), u32, usize)> = rows
        .filter_map(|(number, names, beside)| {
            let begun = names.iter().filter(begins).count();
            let (grade, score) = seeker.grade(&names.join(" "), &beside)?;
            Some(((grade, begun), score, number))
        })
        .collect();
    graded.sort_by(|a, b| (b.0, b.1).cmp(&(a.0, a.1)).then(a.2.cmp(&b.2)));
    let graded = graded.into_iter();
    graded
        .map(|((grade, _), _, number)| (grade, number))
        .collect()
}

/// How what was typed stands in a row, the best last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Grade {
    /// Its letters are there in their order, within a word that begins with them or two and more together.
    Strewn,
    /// Its words stand beside the names, or inside words of them.
    Inside,
    /// It is in pieces, each of which begins a word of the names.
    Beginnings,
    /// Every word of it begins a word of the names.
    Whole,
}

/// Looks for what was typed in one row after another.
struct Seeker {
    pattern: Pattern,
    words: usize,
    matcher: Matcher,
    letters: Vec<char>,
    places: Vec<u32>,
}

impl Seeker {
    fn of(words: &str) -> Self {
        Self {
            pattern: Pattern::parse(words, CaseMatching::Ignore, Normalization::Smart),
            words: words.split_whitespace().count(),
            matcher: Matcher::new(Config::DEFAULT),
            letters: Vec::new(),
            places: Vec::new(),
        }
    }

    fn grade(&mut self, names: &str, beside: &str) -> Option<(Grade, u32)> {
        let named = self.grade_text(names);
        if named.is_some_and(|(grade, _)| grade > Grade::Strewn) {
            return named;
        }
        let (grade, score) = self.grade_text(&format!("{names} {beside}"))?;
        Some((grade.min(Grade::Inside), score))
    }

    fn grade_text(&mut self, text: &str) -> Option<(Grade, u32)> {
        let text = Utf32Str::new(text, &mut self.letters);
        self.places.clear();
        let places = &mut self.places;
        let score = self.pattern.indices(text, &mut self.matcher, places)?;
        places.sort_unstable();
        places.dedup();
        let mut pieces = 0;
        let mut all_begin = true;
        let mut last = None;
        for at in places.iter().copied() {
            let before = at.checked_sub(1);
            if before.is_none() || before != last {
                pieces += 1;
                all_begin &= before.is_none_or(|before| !text.get(before).is_alphanumeric());
            }
            last = Some(at);
        }
        let grade = match (pieces <= self.words, all_begin) {
            (true, true) => Grade::Whole,
            (false, true) => Grade::Beginnings,
            (true, false) => Grade::Inside,
            (false, false) if 2 * pieces <= places.len() || is_in_a_word(text, places) => {
                Grade::Strewn
            }
            (false, false) => return None,
        };
        Some((grade, score))
    }
}

/// Whether the letters in these places stand in one word, and begin it.
fn is_in_a_word(text: Utf32Str<'_>, places: &[u32]) -> bool {
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        return false;
    };
    let is_letter = |at: u32| text.get(at).is_alphanumeric();
    (*first..=*last).all(is_letter) && first.checked_sub(1).is_none_or(|before| !is_letter(before))
}

/// Rows that were found, each below its heading; that of the best first. `heading` tells what a row says that is one.
#[must_use]
pub fn below_headings<'a>(
    found: &[usize],
    heading: impl Fn(usize) -> Option<&'a str>,
) -> Vec<usize> {
    // A heading may stand twice in the whole list.
    let words = |at: Option<usize>| at.and_then(&heading);
    let mut groups: Vec<(Option<usize>, Vec<usize>)> = Vec::new();
    for index in found {
        let own = (0..*index).rev().find(|at| heading(*at).is_some());
        let mut known = groups.iter_mut();
        match known.find(|(known, _)| words(*known) == words(own)) {
            Some((_, rows)) => rows.push(*index),
            None => groups.push((own, vec![*index])),
        }
    }
    let groups = groups.into_iter();
    groups
        .flat_map(|(heading, rows)| heading.into_iter().chain(rows))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_of_words_come_first_and_strewn_letters_only_where_there_is_nothing_else() {
        let rows = [
            ("The manual", ""),
            ("Sistematika berita", ""),
            ("Theme: Tema…", ""),
            ("Reset my sample", "Tema Kota"),
            ("Mark all stories above read", ""),
            ("Refresh all feeds", "R"),
        ];
        let found = |words| {
            let rows = rows.iter().enumerate();
            best(
                words,
                rows.map(|(number, (name, beside))| {
                    let other = name.strip_suffix(": Tema…").unwrap_or_default();
                    let names = [(*name).to_owned(), other.to_owned()];
                    (number, names, (*beside).into())
                }),
            )
        };
        assert_eq!(found("tema"), [2, 3, 1]);
        assert_eq!(
            found("the")[..2],
            [2, 0],
            "both begin with it, one by its other name too"
        );
        assert_eq!(found("refall"), [5]);
        assert_eq!(found("read mark"), [4]);
        assert_eq!(found("manal"), [0], "a slip of the finger still finds it");
        assert_eq!(found("rfsh"), [5], "so do the letters that are heard");
        assert!(found("tema nord").is_empty());
        assert!(found("xyz").is_empty());
    }
}
