//! A byline as people: who wrote and who edited; no roles, no "by", no addresses.
//!
//! It reads words; where bylines stand is known elsewhere.

use crate::extract::dates;
use crate::extract::persons::{alone, is_beside, is_body, is_desk, is_land, tells_about, untitled};
use crate::extract::rules::rules;
use crate::extract::shape::is_wide;
use crate::extract::stated;
use crate::text;

/// Who a byline names: those who wrote, and those who edited.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Byline {
    pub authors: Vec<String>,
    pub editors: Vec<String>,
}

/// What the names under way are the names of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Author,
    Editor,
    Other,
}

/// More people than a byline names.
const MOST: usize = 8;

/// Those who wrote.
pub fn cleaned<'a>(values: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    byline(values).authors
}

/// Reads bylines.
pub fn byline<'a>(values: impl IntoIterator<Item = &'a str>) -> Byline {
    let mut byline = Byline::default();
    for value in values {
        let mut part = Part::Author;
        let value = text::without_sequences(&stated::unescaped(value));
        let value = without_paper(before_date(&value));
        let pieces = divided(behind_date(value).unwrap_or(value));
        // Beside a full name only: a list of single words says nothing of which is whose.
        let is_address = pieces.len() > 1 && pieces.iter().any(|piece| is_land(piece));
        let has_full =
            is_address || pieces.len() > 1 && pieces.iter().any(|piece| piece.contains(' '));
        let mut is_date = false;
        for (number, piece) in pieces.iter().enumerate() {
            is_date |= dates_begin(piece, pieces.get(number + 1));
            let (stated, piece) = part_of(piece);
            part = stated.unwrap_or(part);
            // "Kabar Kota · Posted: Jul 30 | Last Updated: July 31": behind such a word only another one tells of people.
            if is_date && stated.is_none() && after(piece, &rules().people.before).is_none() {
                continue;
            }
            is_date = false;
            let list = match part {
                Part::Author => &mut byline.authors,
                Part::Editor => &mut byline.editors,
                Part::Other => continue,
            };
            let name = bare(piece).to_owned();
            let is_known = |known: &String| known.eq_ignore_ascii_case(&name);
            let is_paper = !list.is_empty() && piece.trim().starts_with("The ");
            let is_other = is_paper
                || tells_about(piece.trim(), list.is_empty())
                || has_full && is_beside(&name);
            if list.len() < MOST
                && looks_like_name(&name)
                && !is_other
                && !list.iter().any(is_known)
            {
                list.push(name);
            }
        }
    }
    // Beside a person, an agency is whom that person works for.
    if !byline.authors.iter().all(|name| is_desk(name)) {
        byline.authors.retain(|name| !is_desk(name));
    }
    byline
}

/// Whether a piece of a byline begins with words that stand before dates, perhaps with the next piece: "Last" "Updated:".
fn dates_begin(piece: &str, next: Option<&String>) -> bool {
    let dates = &rules().dates;
    let next = next.map_or("", String::as_str);
    let words = piece.split_whitespace().chain(next.split_whitespace());
    let words: Vec<String> = words
        .take(2)
        .map(|word| word.trim_end_matches(':').to_lowercase())
        .collect();
    let is_label =
        |label: &String| dates.published.contains(label) || dates.changed.contains(label);
    words.first().is_some_and(is_label) || is_label(&words.join(" "))
}

/// A name before a colon and a date: "Ana Lim: 25 Feb 2026".
fn before_date(value: &str) -> &str {
    let parts = value.split_once(": ");
    let parts = parts.filter(|(name, date)| {
        let words = name.split_whitespace().count();
        words > 1 && words < 5 && date.starts_with(|letter: char| letter.is_ascii_digit())
    });
    parts
        .filter(|(_, date)| dates::parse(date).is_some())
        .map_or(value, |(name, _)| name)
}

/// What follows a date that a byline begins with: "March 3, 2026 by Ana Lim".
pub fn behind_date(value: &str) -> Option<&str> {
    let before = &rules().people.glued;
    let words = value.match_indices(' ').map(|(at, _)| at).take(MOST);
    words
        .filter(|_| value.contains(|letter: char| letter.is_ascii_digit()))
        .find_map(|at| {
            let (front, rest) = value.split_at_checked(at)?;
            let rest = rest.trim_start();
            let label = rest.split(' ').next()?;
            let is_label = before.contains(&text::fold(label));
            (is_label && dates::parse(front).is_some()).then_some(rest)
        })
}

/// What follows the paper's name, where a byline says that somebody reported for it: "Laporan wartawan Kabar Kota, Ana Lim".
fn without_paper(value: &str) -> &str {
    let Some((paper, names)) = value.split_once(',') else {
        return value;
    };
    let folded = text::fold(paper);
    let people = &rules().people;
    let mut stations = people.stations.iter();
    let is_station = stations.any(|label| folded.starts_with(label.as_str()))
        || folded.split_once(' ').is_some_and(|(label, town)| {
            people.posted.iter().any(|posted| posted == label) && is_beside(town)
        });
    let first = names.split([',', '|']).next().unwrap_or_default().trim();
    if is_station && looks_like_name(first) && !is_beside(first) {
        names
    } else {
        value
    }
}

/// The names in a byline, each with what stands before and after it.
fn divided(value: &str) -> Vec<String> {
    let people = &rules().people;
    let mut names = vec![String::new()];
    for word in value.split_whitespace() {
        // No name begins with a join: "Dan Lim" is one, "Ana dan Budi" are two.
        let is_begun = names.last().is_some_and(|name| !name.is_empty());
        let mut letters = word.chars();
        let is_written = letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase);
        let is_name = !is_begun && is_written;
        // "Story and photos by Ana Lim"
        let is_joined = |name: &String| is_begun && is_label(&format!("{name} {word}"));
        if !is_name && joins(&people.joins, word) && !names.last().is_some_and(is_joined) {
            names.push(String::new());
            continue;
        }
        // "Ana Lim ana@example.com", "Ana Lim @ana"
        if word.contains('@') {
            names.push(String::new());
            continue;
        }
        // "文：山田花子　写真：佐藤太郎"
        let begins = word
            .split_once('：')
            .is_some_and(|(label, _)| is_part(label));
        if begins && is_begun {
            names.push(String::new());
        }
        if word.ends_with([':', '：']) && names.last().is_some_and(|name| !is_label(name)) {
            names.push(String::new());
        }
        let is_stroke = is_divided_by_stroke(word);
        let divides = |letter: char| ",;|、•".contains(letter) || is_stroke && letter == '/';
        for (number, piece) in word.split(divides).enumerate() {
            if number > 0 {
                names.push(String::new());
            }
            if let Some(name) = names.last_mut().filter(|_| !piece.is_empty()) {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(piece);
            }
        }
    }
    names
}

/// Whether a stroke stands between two names: "Lim/Seto", "Lim/The".
fn is_divided_by_stroke(word: &str) -> bool {
    let is_name = |side: &str| {
        side.starts_with(char::is_uppercase) && side.contains(char::is_lowercase) && !is_part(side)
    };
    let sides = word.split_once('/');
    sides.is_some_and(|(left, right)| is_name(left) && is_name(right) && !right.contains('/'))
}

/// Whether a word says what those did whose names follow.
fn is_part(label: &str) -> bool {
    let people = &rules().people;
    let label = text::fold(label);
    [&people.before, &people.editors, &people.others]
        .into_iter()
        .any(|list| list.contains(&label))
}

/// Whether a word stands between two names. A single capital is an initial.
fn joins(joins: &[String], word: &str) -> bool {
    if word.chars().nth(1).is_none() {
        joins.iter().any(|join| join == word)
    } else if word.is_ascii() {
        joins.iter().any(|join| join.eq_ignore_ascii_case(word))
    } else {
        joins.contains(&text::fold(word))
    }
}

/// Whether a piece so far is the front of words that stand before names ("Written by:").
fn is_label(name: &str) -> bool {
    let people = &rules().people;
    let name = text::fold(name);
    let begins = |word: &String| word.starts_with(&name);
    name.is_empty()
        || [&people.before, &people.editors, &people.others]
            .into_iter()
            .any(|list| list.iter().any(begins))
}

/// Whose names a piece of a byline begins, where it says so, and the rest of it.
fn part_of(piece: &str) -> (Option<Part>, &str) {
    let people = &rules().people;
    if let Some((label, rest)) = piece.split_once([':', '：', '/', '・']) {
        let label = text::fold(label.trim());
        if people.editors.contains(&label) {
            return (Some(Part::Editor), rest);
        }
        if people.others.contains(&label) {
            return (Some(Part::Other), rest);
        }
        if people.before.contains(&label) {
            return (Some(Part::Author), rest);
        }
    }
    // "Edited by Ana Lim", "oprac. Ana Lim"
    let folded = text::fold(piece);
    let first = folded.split(' ').next().unwrap_or_default();
    if folded.contains(" by ") || first.ends_with('.') {
        if let Some(rest) = after(piece, &people.editors) {
            return (Some(Part::Editor), rest);
        }
        if let Some(rest) = after(piece, &people.others) {
            return (Some(Part::Other), rest);
        }
    }
    (None, piece)
}

/// What follows the longest of these that a text begins with, up to five words long; never nothing.
pub fn after<'a>(text: &'a str, words: &[String]) -> Option<&'a str> {
    let text = text.trim_start();
    let spaces = text.match_indices(' ').map(|(at, _)| at).take(5);
    spaces
        .filter(|at| {
            let front = text.get(..*at).unwrap_or_default();
            words.contains(&text::fold(front.trim_end_matches([':', '：'])))
        })
        .last()
        .and_then(|at| text.get(at..))
        .map(str::trim)
        .filter(|rest| !rest.is_empty())
}

/// A name without what stands before and after it.
fn bare(name: &str) -> &str {
    let marks = [
        '.', ':', '"', '(', ')', '[', ']', '*', '“', '”', '：', '«', '»', '→', '←', '›', '‹',
    ];
    let mut name = name.trim().trim_matches(marks).trim();
    while let Some(rest) = after(name, &rules().people.before) {
        name = rest.trim_start_matches([':', ' ']);
    }
    name = untitled(name);
    // "Ana Lim (dpa)", "Ana Lim in Jakarta" are left as they are but for the brackets.
    if let Some((front, _)) = name
        .split_once([' ', '\u{a0}'])
        .and_then(|_| name.split_once(['(', '[', '（']))
        && !front.trim().is_empty()
    {
        name = front.trim_end();
    }
    without_role(alone(name)).trim_matches(marks).trim()
}

/// A name without the role behind it: "Ana Lim Senior Writer", "홍길동 기자".
fn without_role(name: &str) -> &str {
    let mut name = name;
    while let Some((front, last)) = name.rsplit_once(' ') {
        let wide = last.chars().any(is_wide) || last.chars().all(|letter| letter > '\u{ac00}');
        if !rules().people.roles.contains(&text::fold(last)) || !(wide || front.contains(' ')) {
            break;
        }
        name = front.trim_end();
    }
    name
}

/// Chinese signs of a name, also of a paper's.
const SIGNS: usize = 16;

/// Whether a text may be the name of a person.
pub fn looks_like_name(name: &str) -> bool {
    let people = &rules().people;
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let words = name.split(' ').count();
    let folded = text::fold(name);
    // Of three words and more, one is written large where there are such letters.
    let is_small =
        words > 2 && name.chars().any(char::is_lowercase) && !name.chars().any(char::is_uppercase);
    // In Chinese a sentence is one word.
    let signs = name
        .chars()
        .filter(|letter| ('\u{4e00}'..='\u{9fff}').contains(letter));
    letters >= 2
        && signs.count() <= SIGNS
        && !is_small
        && digits <= 2
        && words <= 6
        && name.chars().count() <= 60
        && !name.contains(['@', '/', '{', '<', '|', '*'])
        && !people.nobody.contains(&folded)
        && !people.before.contains(&folded)
        && !is_body(&folded)
        && !people
            .never
            .iter()
            .any(|word| folded.contains(word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::cleaned;

    #[test]
    fn bylines_become_names() {
        let check =
            |byline: &str, wanted: &[&str]| assert_eq!(cleaned([byline]), wanted, "{byline}");
        check("By Ana Lim and Budi Seto", &["Ana Lim", "Budi Seto"]);
        check("Oleh: Ana Lim", &["Ana Lim"]);
        check(
            "Kabar Kota · Posted: Jul 30, 2019 1:05 PM EDT | Last Updated: July 30, 2019",
            &["Kabar Kota"],
        );
        check("Kabar Kota | Last Updated: July 30, 2019", &["Kabar Kota"]);
        check("Published: Jul 30, 2019 | By Ana Lim", &["Ana Lim"]);
        check("Posted by Ana Lim", &["Ana Lim"]);
        check("User Admin", &[]);
        check(
            "Author Name(s) : Ana Lim | Budi Seto",
            &["Ana Lim", "Budi Seto"],
        );
        check("76Comments", &[]);
        check("→ Learn More", &[]);
        check("行情实时播报 明日大盘行情实时播报栏目为广大股民提供", &[]);
        check("Redaksi", &[]);
        check("https://example.com/ana", &[]);
        check("Ana Lim, Budi Seto", &["Ana Lim", "Budi Seto"]);
        check("Reporter: Ana Lim Editor: Budi Seto", &["Ana Lim"]);
        check("Penulis: Ana Lim | Penyunting: Budi Seto", &["Ana Lim"]);
        check("Ana Lim Senior Writer", &["Ana Lim"]);
        check("Name:* Please enter your name here", &[]);
        check("By Ana Lim Dec. 22, 2023", &["Ana Lim"]);
        check(
            "Byby ANA LIM, BUDI SETO, and CICI TAN December 16",
            &["ANA LIM", "BUDI SETO", "CICI TAN"],
        );
        check("View all posts by Ana Lim", &["Ana Lim"]);
        check("View author archive, Get author RSS feed", &[]);
        check(
            "Ana Lim, Chief Technology Officer, Head of Reality Labs",
            &["Ana Lim"],
        );
        check(
            "Ana Lim is the author of the book Liftoff, Ana lives in Houston",
            &["Ana Lim"],
        );
        check("Jürgen Müller, Berlin", &["Jürgen Müller"]);
        check("Laporan Wartawan Kabarkita.com, Ana Lim", &["Ana Lim"]);
        check("Laporan wartawan Kabar Teluk, Ana Lim", &["Ana Lim"]);
        check("Laporan Wartawan Ana Lim, Semarang", &["Ana Lim"]);
        check("Semarang, Ana Lim", &["Ana Lim"]);
        check("Dr. Budi Seto, S.H., M.Hum.", &["Budi Seto"]);
    }

    #[test]
    fn what_stands_beside_a_name_is_none() {
        let check =
            |byline: &str, wanted: &[&str]| assert_eq!(cleaned([byline]), wanted, "{byline}");
        check("By the Rev. Ana Lim", &["Ana Lim"]);
        check("Ana Lim: 25 Feb 2026", &["Ana Lim"]);
        check("By Ana Lim on March 3, 2026 at 5:00 pm", &["Ana Lim"]);
        check("Submitted by Ana Lim on Tue, 03/03/2026", &["Ana Lim"]);
        check("March 3, 2026 by Ana Lim", &["Ana Lim"]);
        check(
            "Ana Lim Published 10:00 a.m. ET March 3, 2026",
            &["Ana Lim"],
        );
        check("By Ana Lim ana@example.com", &["Ana Lim"]);
        check("Ana Lim @ana", &["Ana Lim"]);
        check("Ana Lim/The Leader", &["Ana Lim"]);
        check("Ana Lim/Budi Seto", &["Ana Lim", "Budi Seto"]);
        check("Ana Lim Special to the Leader", &["Ana Lim"]);
        check("Story and photos by Ana Lim", &["Ana Lim"]);
        check("From Ana Lim, CNN", &["Ana Lim"]);
        check("Ana Lim EST", &["Ana Lim"]);
        check("By The Editorial Board", &[]);
        check("Leader staff report", &[]);
        check("By Web Staff", &[]);
        check("By Ludwig van der Berg", &["Ludwig van der Berg"]);
        check("文・山田花子", &["山田花子"]);
        check("Dan Lim", &["Dan Lim"]);
        check("By Ana Lim and Dan Seto", &["Ana Lim", "Dan Seto"]);
        check("Ana Lim Dan Budi Seto", &["Ana Lim", "Budi Seto"]);
        check("By Ana Lim | Photographs by Budi Seto", &["Ana Lim"]);
        check("Ana LimCEO", &["Ana Lim"]);
        check("Ana Lim Marketing Manager", &["Ana Lim"]);
        check("Ana de Souza", &["Ana de Souza"]);
        check("Kabar Kita, Frankfurt, Germany", &["Kabar Kita"]);
        check("Frankfurt, Germany", &[]);
        check("Kontributor Semarang, Ana Lim", &["Ana Lim"]);
        check("Kontributor Budi Seto, Ana Lim", &["Budi Seto", "Ana Lim"]);
        check("red", &[]);
        check("Ana Lim en la sierra", &["Ana Lim"]);
        check("Nachrichten", &[]);
        check("Abbruch", &[]);
        check("Staff Writer", &[]);
        check("Veröffentlicht von Ana Lim", &["Ana Lim"]);
        check("Read more about Ana Lim", &["Ana Lim"]);
        check("Ana Lim Edited by Budi Seto", &["Ana Lim"]);
        check("University of Kota Baru", &["University of Kota Baru"]);
        check("Ana Lim am Samstag", &["Ana Lim"]);
        check(
            "This post was written by Ana Lim, Head of Marketing",
            &["Ana Lim"],
        );
        check("or a macro coach", &[]);
    }
}
