//! A caption and the credit in it: "A ship. (Foto: Ana Lim)", "A ship. ANTARA FOTO/Ana Lim", "渔船。王小明 摄".
//!
//! It divides the words of a caption that is known to be one; where captions stand is known elsewhere.

use crate::extract::rules::rules;
use crate::extract::signatures;
use crate::extract::titles;
use crate::text;

/// What a caption says, and who made its picture.
pub type Divided = (Option<String>, Option<String>);

/// Bytes of what a credit is labelled with, and more, and of a text's end in which it may stand.
const LABEL: usize = 64;
const TAIL: usize = 400;
/// Words of a credit that only its place tells, and letters of one where names have no spaces.
const WORDS: usize = 8;
const WIDE: usize = 24;

/// A caption and its credit on a page of `site`.
pub fn told(words: &str, site: Option<&str>) -> Divided {
    let words = uncounted(words);
    if names_both(words) {
        return (None, some(bare(words)));
    }
    let ways = [bracketed, labelled, behind, photographed];
    ways.into_iter()
        .find_map(|way| way(words, site))
        .map_or_else(
            || (some(words), None),
            |(front, credit)| (some(&front), some(&credit)),
        )
}

/// What stands in brackets at the end: "(foto Ana Lim)", "[Kabar/Ana Lim]", "(AFP)", or behind a caption that begins with
/// "Foto:".
fn bracketed(words: &str, site: Option<&str>) -> Option<(String, String)> {
    let whole = words.trim_end_matches('.');
    let (front, inner) = whole
        .strip_suffix(')')
        .and_then(|rest| rest.rsplit_once('('))
        .or_else(|| whole.strip_suffix(']')?.rsplit_once('['))?;
    if let Some(credit) = given(inner) {
        return Some((front.to_owned(), credit.to_owned()));
    }
    let begun = front.split_once(':').filter(|(label, _)| is_label(label));
    let bare_front = begun.map_or(front, |(_, rest)| rest).trim();
    if bare_front.is_empty() || inner.contains([':', '©']) {
        return None;
    }
    let found = |credit: &str| Some((bare_front.to_owned(), credit.trim().to_owned()));
    let named = inner.split_once(' ').filter(|(label, name)| {
        is_label(label) && name.starts_with(char::is_uppercase) && !has_digits(name)
    });
    if let Some((_, name)) = named {
        return found(name);
    }
    if let Some(maker) = made(inner.split(". ").next().unwrap_or_default()) {
        return found(maker);
    }
    let is_name = inner.split(' ').count() <= WORDS;
    let are_two = signatures::is_credit(&format!("({inner})"));
    let is_house = || is_of_house(inner, site);
    (is_name && (begun.is_some() || are_two || is_house()))
        .then(|| found(inner))
        .flatten()
}

/// Whether a text is the name of the site or a part of it, or an agency's.
fn is_of_house(name: &str, site: Option<&str>) -> bool {
    let is_part = |site: &str| {
        let mut parts = site.split_whitespace();
        titles::plain(site) == titles::plain(name)
            || name.chars().count() > 2 && parts.any(|part| text::fold(part) == text::fold(name))
    };
    rules().people.desks.contains(&text::fold(name)) || site.is_some_and(is_part)
}

/// What stands behind a label: "Foto: Ana Lim", "© Ana Lim", "Credit...Ana Lim".
fn labelled(words: &str, _: Option<&str>) -> Option<(String, String)> {
    let (front, credit) = divided(words);
    Some((front.unwrap_or_default(), credit?))
}

/// Two names on the sides of a stroke behind the last sentence: "A ship. ANTARA FOTO/Ana Lim/sz.".
fn behind(words: &str, _: Option<&str>) -> Option<(String, String)> {
    let ends = [". ", ") ", " - ", " – ", " — "];
    let cut = |end: &str| words.rfind(end).map(|at| at + end.len());
    let at = ends.into_iter().filter_map(cut).max()?;
    let (front, tail) = words.split_at_checked(at)?;
    let tail = tail.trim_end_matches('.');
    let label = tail.split_once(' ').filter(|(label, rest)| {
        let is_label = rules().people.credits.contains(&text::fold(label));
        is_label && label.starts_with(char::is_uppercase) && !rest.starts_with('/')
    });
    let credit = label.map_or(tail, |(_, rest)| rest);
    let is_credit = credit.split(' ').count() <= WORDS
        && !has_digits(credit)
        && signatures::is_credit(&format!("({credit})"));
    let front = front.trim_end_matches([' ', '-', '–', '—']);
    is_credit.then(|| (front.to_owned(), credit.to_owned()))
}

/// A name and what somebody did, where no spaces stand between words: "，王小明 摄", "、藤村香織撮影".
fn photographed(words: &str, _: Option<&str>) -> Option<(String, String)> {
    let maker = made(words.trim_end_matches(['。', '.', '）', ')']))?;
    let at = words.find(maker)?;
    let front = words.get(..at)?;
    let front = front
        .strip_suffix(['、', '，', '＝', '；', '（', '('])
        .unwrap_or(front);
    (!front.trim().is_empty()).then(|| (front.trim().to_owned(), maker.trim().to_owned()))
}

/// The name before the word for what its bearer did, behind the last mark.
fn made(text: &str) -> Option<&str> {
    let people = &rules().people;
    let ends = people.photographed.iter().chain(&people.provided);
    let end = ends
        .filter(|end| text.ends_with(end.as_str()))
        .max_by_key(|end| end.len())?;
    let front = text.strip_suffix(end.as_str())?;
    let marks = ['。', '、', '，', '＝', '；', '（', '(', '\u{3000}'];
    let name = front.rsplit(marks).next().unwrap_or_default().trim();
    let is_name = (2..=WIDE).contains(&name.chars().count()) && !has_digits(name);
    is_name.then_some(name)
}

fn has_digits(text: &str) -> bool {
    text.chars().any(char::is_numeric)
}

/// Whether a line is nothing but a name and that of an agency: "Ana Lim/Kabar Kota", in brackets or not.
pub fn names_both(line: &str) -> bool {
    let line = line.trim();
    if line.split(' ').count() > WORDS || line.ends_with(['.', ':']) || line.contains(". ") {
        return false;
    }
    let bare = line.replace(" / ", "/");
    signatures::is_credit(&bare) || signatures::is_credit(&format!("({bare})"))
}

/// What words in brackets say of who gave a picture: "Photo courtesy of Ana Lim", "Instagram Ana Lim".
pub fn given(inner: &str) -> Option<&str> {
    let inner = inner.trim();
    if inner.split(' ').count() > WORDS || inner.contains(':') {
        return None;
    }
    let folded = text::fold(inner);
    let begins = |list: &[String]| {
        let mut list = list.iter();
        let found = list.find(|start| {
            let rest = folded.strip_prefix(start.as_str());
            rest.is_some_and(|rest| rest.starts_with([' ', '/']))
        });
        found.map(|start| start.split(' ').count())
    };
    let people = &rules().people;
    if begins(&people.places).is_some() {
        return Some(inner);
    }
    let words = begins(&people.given)?;
    let mut blanks = inner.match_indices(' ').map(|(at, _)| at);
    inner.get(blanks.nth(words - 1)? + 1..)
}

/// A caption without the number of its picture in a gallery before it: "1 de 3 Pasar lama". "1 of 3 boats" is no such.
fn uncounted(words: &str) -> &str {
    let number = |text: &str| {
        let digits = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
        (1..=3)
            .contains(&(text.len() - digits.len()))
            .then_some(digits.len())
    };
    let behind = |text| number(text).and_then(|left| text.get(text.len() - left..));
    let Some(rest) = behind(words).map(str::trim_start) else {
        return words;
    };
    let mut joins = rules().people.counted.iter();
    let rest = joins.find_map(|join| behind(rest.strip_prefix(join.as_str())?.trim_start()));
    let Some(rest) = rest.filter(|rest| rest.starts_with([' ', ':', '.', '-', '–', '|'])) else {
        return words;
    };
    let rest = rest.trim_start_matches([' ', ':', '.', '-', '–', '|']);
    if rest.starts_with(|letter: char| letter.is_lowercase() || letter.is_ascii_digit()) {
        words
    } else {
        rest
    }
}

/// A caption and the credit that stands at its end: "(Foto: Ana Lim)", "Foto: Ana Lim", "© Ana Lim".
pub fn divided(words: &str) -> (Option<String>, Option<String>) {
    let start = words.floor_char_boundary(words.len().saturating_sub(TAIL));
    let end = words.get(start..).unwrap_or_default();
    if !end.contains([':', '©', '…']) && !end.as_bytes().windows(3).any(|dots| dots == b"...") {
        return (some(words), None);
    }
    let starts = end.char_indices().map(|(at, _)| start + at);
    for at in starts.filter(|at| {
        let before = words.get(..*at).unwrap_or_default();
        before.is_empty() || before.ends_with([' ', '(', '[', '.', '/', '|'])
    }) {
        let Some(tail) = words.get(at..) else {
            continue;
        };
        if let Some(credit) = credited(tail) {
            let front = words.get(..at).unwrap_or_default();
            let front = front.trim_end_matches([' ', '(', '[', '/', '|', '-', '–', '—']);
            return (some(front), some(credit));
        }
    }
    (some(words), None)
}

/// The name behind "Foto:" and its like.
fn credited(tail: &str) -> Option<&str> {
    let rest = tail.strip_prefix('©').or_else(|| {
        let mut marks = [":", "...", "…"].iter();
        let (front, rest) = marks.find_map(|mark| tail.split_once(mark))?;
        is_label(front).then_some(rest)
    })?;
    let credit = bare(rest);
    (2..=80).contains(&credit.chars().count()).then_some(credit)
}

/// Whether words are what stands before the name of who made a picture.
pub fn is_label(label: &str) -> bool {
    let label = label.trim_matches(['(', '[', ' ', ':', '©']);
    label.len() <= LABEL && rules().people.credits.contains(&text::fold(label))
}

/// A credit without what stands before and around it: "(Foto: Ana Lim)".
pub fn bare(credit: &str) -> &str {
    let mut credit = credit.trim();
    while let Some((label, rest)) = credit.split_once([':', '：', '='])
        && is_label(label)
    {
        credit = rest.trim();
    }
    if is_label(credit) {
        return "";
    }
    let around = [' ', '(', ')', '[', ']', '.', '/', '|'];
    let front = credit.trim_start_matches('©').trim_start_matches(around);
    let bare = front.trim_end_matches(around);
    // What was opened inside is closed there.
    let is_open = bare.matches('(').count() > bare.matches(')').count();
    match front.get(..=bare.len()) {
        Some(closed) if is_open && closed.ends_with(')') => closed,
        _ => bare,
    }
}

/// A text, where it says something.
pub fn some(text: &str) -> Option<String> {
    let text = text.trim();
    text.contains(char::is_alphanumeric)
        .then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{bare, divided, told};

    #[test]
    fn a_credit_may_stand_in_brackets_behind_a_caption_that_begins_with_a_word() {
        let check = |words: &str, caption: &str, credit: &str| {
            let (found, by) = told(words, Some("Kabar Kota"));
            assert_eq!(found.unwrap_or_default(), caption, "{words}");
            assert_eq!(by.unwrap_or_default(), credit, "{words}");
        };
        check(
            "Foto: Kapal bersandar (Rani Saputra/kabarkota)",
            "Kapal bersandar",
            "Rani Saputra/kabarkota",
        );
        check(
            "Kapal bersandar.(WARTA/RANI SAPUTRA)",
            "Kapal bersandar.",
            "WARTA/RANI SAPUTRA",
        );
        check("Kapal bersandar (2026)", "Kapal bersandar (2026)", "");
        check(
            "Kapal bersandar. (Photo courtesy of Dewan Teluk)",
            "Kapal bersandar.",
            "Dewan Teluk",
        );
        check(
            "Ana Lim (Instagram Ana Lim)",
            "Ana Lim",
            "Instagram Ana Lim",
        );
        check("(Ana Lim / Warta)", "", "Ana Lim / Warta");
        check("Ana Lim/Warta", "", "Ana Lim/Warta");
        check(
            "1 de 1 Kapal bersandar — Foto: Ana Lim",
            "Kapal bersandar",
            "Ana Lim",
        );
        check("1 of 3 boats is back", "1 of 3 boats is back", "");
        check("2/5 Kapal bersandar", "Kapal bersandar", "");
        check("Kapal bersandar (kiri)", "Kapal bersandar (kiri)", "");
        check(
            "Kapal bersandar. [Kabar/Rani Saputra]",
            "Kapal bersandar.",
            "Kabar/Rani Saputra",
        );
        check("Kapal bersandar (Kabar)", "Kapal bersandar", "Kabar");
        check(
            "La nave in porto (foto Rani Saputra)",
            "La nave in porto",
            "Rani Saputra",
        );
        check(
            "부두의 배 [항구군 제공. 재판매 금지]",
            "부두의 배",
            "항구군",
        );
        check(
            "Kapal bersandar. (Foto: Rani Saputra)",
            "Kapal bersandar.",
            "Rani Saputra",
        );
    }

    #[test]
    fn a_credit_may_stand_behind_the_last_sentence() {
        let check = |words: &str, caption: &str, credit: &str| {
            let (found, by) = told(words, None);
            assert_eq!(found.unwrap_or_default(), caption, "{words}");
            assert_eq!(by.unwrap_or_default(), credit, "{words}");
        };
        check(
            "Kapal bersandar, Jumat (2/1/2026). WARTA FOTO/Rani Saputra/sz.",
            "Kapal bersandar, Jumat (2/1/2026).",
            "WARTA FOTO/Rani Saputra/sz",
        );
        check(
            "Bot di jeti. - Foto Warta Harian/Rani Saputra",
            "Bot di jeti.",
            "Warta Harian/Rani Saputra",
        );
        check(
            "A ship.Credit...Ana Lim for The Post",
            "A ship.",
            "Ana Lim for The Post",
        );
        check(
            "渔船回到港口。晚报记者 王小明 摄",
            "渔船回到港口。",
            "晚报记者 王小明",
        );
        check(
            "港の船＝2026年5月1日、港町、藤村香織撮影",
            "港の船＝2026年5月1日、港町",
            "藤村香織",
        );
        check(
            "Kapal bersandar. Lihat halaman 2/3.",
            "Kapal bersandar. Lihat halaman 2/3.",
            "",
        );
        check("Kapal dan/atau perahu.", "Kapal dan/atau perahu.", "");
    }

    #[test]
    fn a_credit_stands_at_the_end_of_a_caption() {
        let check = |words: &str, caption: &str, credit: &str| {
            let (found, by) = divided(words);
            assert_eq!(
                (found.unwrap_or_default(), by.unwrap_or_default()),
                (caption.to_owned(), credit.to_owned()),
                "{words}"
            );
        };
        check(
            "Kapal bersandar. (Foto: Rani Saputra)",
            "Kapal bersandar.",
            "Rani Saputra",
        );
        check(
            "Kapal bersandar. Foto: Rani/Warta",
            "Kapal bersandar.",
            "Rani/Warta",
        );
        check("Ein Schiff © Ana Lim", "Ein Schiff", "Ana Lim");
        check(
            "Kapal bersandar pukul 08:30.",
            "Kapal bersandar pukul 08:30.",
            "",
        );
        check("Foto: Rani Saputra", "", "Rani Saputra");
    }

    #[test]
    fn a_credit_stands_without_its_label_and_with_its_brackets() {
        let check = |words: &str, wanted: &str| assert_eq!(bare(words), wanted, "{words}");
        check("출처 = 항구일보", "항구일보");
        check("(Foto: Foto: Rani Saputra)", "Rani Saputra");
        check("Image credit", "");
        check("Warta (Rani Saputra)", "Warta (Rani Saputra)");
        check("© Rani Saputra.", "Rani Saputra");
    }
}
