//! What stands around a person's name in a byline and is no part of it: when, where, for whom and as what.
//!
//! It reads the words of one part of a byline; parts are divided elsewhere.

use crate::extract::months;
use crate::extract::rules::rules;
use crate::text;

/// A name up to what follows it: "Ana Lim Reuters Fri., Aug. 21" has two things behind it.
pub fn alone(name: &str) -> &str {
    let name = unglued(name);
    let front = up_to_rest(name);
    if front.is_empty() {
        front
    } else {
        up_to_rest(front)
    }
}

fn up_to_rest(name: &str) -> &str {
    let words = words(name);
    let end = (0..words.len()).find(|at| ends_before(name, &words, *at));
    let end = end.and_then(|at| words.get(at)).map(|(at, _)| *at);
    end.and_then(|end| name.get(..end)).unwrap_or(name).trim()
}

/// Whether a name ends before its word `at`.
fn ends_before(name: &str, words: &[(usize, &str)], at: usize) -> bool {
    let word = |at: usize| words.get(at).map_or("", |(_, word)| *word);
    let people = &rules().people;
    let is_date = |at: usize| {
        is_number(word(at + 1)) && months::names_month(word(at))
            || is_number(word(at)) && months::names_month(word(at + 1))
    };
    let is_day = is_date(at);
    // "Ana Lim Kamis, 26 November", "Ana am Samstag"
    let is_weekday = |word: &str| {
        let word = text::fold(word.trim_end_matches(','));
        rules().dates.days.contains(&word)
    };
    let is_tail = people.tails.iter().any(|tail| tail == word(at));
    if is_day || at < 2 {
        return is_day || at > 0 && is_tail && is_weekday(word(at + 1));
    }
    // "Ana Lim on March 3", "Ana Lim Published 10:00 a.m."
    let is_dated = people.dated.iter().any(|small| small == word(at));
    let is_behind = is_date(at + 1) || is_weekday(word(at + 1));
    let said = word(at).trim_end_matches(':').to_lowercase();
    let dates = &rules().dates;
    if is_dated && is_behind || dates.published.contains(&said) || dates.changed.contains(&said) {
        return true;
    }
    // "Ana Lim Ana Lim Opinion": beside her picture and below it.
    let folded = text::fold(word(at));
    if is_tail
        || is_weekday(word(at))
        || folded == text::fold(word(0))
        || people.roles.contains(&folded)
        || people.posts.contains(&folded)
    {
        return true;
    }
    let rest = words.get(at).and_then(|(start, _)| name.get(*start..));
    let rest = rest.map(text::fold).unwrap_or_default();
    // "Ana Lim More stories by Ana Lim", "Ana Lim Edited by Budi Seto"
    let is_label = [&people.before, &people.editors, &people.others]
        .into_iter()
        .flatten()
        .any(|label| label.contains(' ') && rest.starts_with(label.as_str()));
    is_label
        || people.desks.contains(&rest)
        || at + 1 == words.len() && people.nobody.contains(&rest)
}

fn words(name: &str) -> Vec<(usize, &str)> {
    let start = name.as_ptr() as usize;
    let words = name.split_whitespace();
    words
        .map(|word| (word.as_ptr() as usize - start, word))
        .collect()
}

/// `16`, `16.`, `2024`, `3rd`.
fn is_number(word: &str) -> bool {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    (1..=4).contains(&digits) && word.len() <= digits + 2
}

/// A name without the words that its page glues to it: `ByAna Lim`, `Ana LimCEO`.
fn unglued(name: &str) -> &str {
    let people = &rules().people;
    let mut marks = name.char_indices().zip(name.chars().skip(1));
    let end = marks.find_map(|((at, letter), next)| {
        let end = at + letter.len_utf8();
        let tail = name
            .get(end..)
            .filter(|_| letter.is_lowercase() && next.is_uppercase())?;
        let word = text::fold(tail.split(' ').next().unwrap_or_default());
        (people.posts.contains(&word) || people.roles.contains(&word)).then_some(end)
    });
    let name = end.and_then(|end| name.get(..end)).unwrap_or(name);
    let glued = &rules().people.glued;
    let rest = glued.iter().filter_map(|word| {
        let (front, rest) = name.split_at_checked(word.len())?;
        let is_cut = rest.starts_with(char::is_uppercase)
            && front.ends_with(char::is_lowercase)
            && text::fold(front) == *word;
        is_cut.then_some(rest)
    });
    rest.min_by_key(|rest| rest.len()).unwrap_or(name)
}

/// Whether each of the first two words of a text begins with a capital, where its script has them.
pub fn is_capitalised(text: &str) -> bool {
    let particles = &rules().people.particles;
    let words = untitled(text).split(' ').enumerate();
    let is_small = |word: &str| word.chars().next().is_some_and(char::is_lowercase);
    let is_inside =
        |(at, word): &(usize, &str)| *at > 0 && particles.iter().any(|particle| particle == word);
    // The first word, and the next that is none of those inside names: "Ana de la Cruz".
    let mut front = words.filter(|word| !is_inside(word)).take(2);
    front.all(|(_, word)| !is_small(word))
}

/// Whether a part of a byline says what or where somebody is; `is_first` when no name stands before it.
pub fn tells_about(name: &str, is_first: bool) -> bool {
    let people = &rules().people;
    let mut words = name.split_whitespace();
    let Some(first) = words.next() else {
        return true;
    };
    let folded = text::fold(first);
    let is_small = first.starts_with(char::is_lowercase) && name.contains(' ');
    // "la sierra", behind a name: no name is written small from end to end.
    let is_words = is_small && !is_first && !name.contains(char::is_uppercase);
    let is_sentence = is_words || is_small && name.split_whitespace().count() > 4;
    let is_phrase = is_sentence
        || is_small
            && [&people.tails, &people.posts, &people.roles]
                .into_iter()
                .any(|list| list.contains(&folded));
    if is_phrase || is_first {
        return is_phrase;
    }
    let tells = |word: &str| {
        let folded = text::fold(word);
        people.tails.iter().any(|tail| tail == word)
            || people.posts.contains(&folded)
            || people.roles.contains(&folded)
    };
    let is_degree = |word: &str| {
        let word = text::fold(word.trim_end_matches('.'));
        people.degrees.contains(&word)
    };
    name.split_whitespace().any(tells) || name.split_whitespace().all(is_degree)
}

/// Whether a part of a byline is a town or the address of a site, which stand beside names.
pub fn is_beside(name: &str) -> bool {
    let is_host = !name.contains(' ')
        && name.rsplit_once('.').is_some_and(|(front, end)| {
            front.len() > 3 && ["com", "co", "id", "net", "org", "tv"].contains(&end)
        });
    let people = &rules().people;
    let folded = text::fold(name);
    is_host || people.towns.contains(&folded) || people.lands.contains(&folded)
}

/// Whether a part of a byline is a land, as in the address of a publisher.
pub fn is_land(name: &str) -> bool {
    rules().people.lands.contains(&text::fold(name.trim()))
}

/// A name without the titles before it: "the Rev. Ana Lim".
pub fn untitled(name: &str) -> &str {
    let honours = &rules().people.honours;
    let mut name = name;
    while let Some(rest) = honours.iter().find_map(|title| after_title(name, title)) {
        name = rest;
    }
    name
}

fn after_title<'a>(name: &'a str, title: &str) -> Option<&'a str> {
    let (front, rest) = name.split_at_checked(title.len())?;
    (text::fold(front) == title && rest.starts_with(' ')).then(|| rest.trim_start())
}

/// Whether a folded name is that of a desk, a board or a staff: "leader editorial board".
pub fn is_body(folded: &str) -> bool {
    rules().people.bodies.iter().any(|body| {
        let front = folded.strip_suffix(body.as_str());
        front.is_some_and(|front| front.is_empty() || front.ends_with(' '))
    })
}

/// Whether a name is a desk's or an agency's.
pub fn is_desk(name: &str) -> bool {
    rules().people.desks.contains(&text::fold(name))
}

#[cfg(test)]
mod tests {
    use super::alone;

    #[test]
    fn a_name_ends_before_what_is_no_part_of_it() {
        let check = |text: &str, wanted: &str| assert_eq!(alone(text), wanted, "{text}");
        check("Ana Lim December 16", "Ana Lim");
        check("Ana Lim Kamis, 26 November", "Ana Lim");
        check("Ana am Samstag", "Ana");
        check("Ana Lim 16 Desember 2024", "Ana Lim");
        check("Dec 24", "");
        check("Ana Lim Senior Politics", "Ana Lim");
        check("Ana Lim USA TODAY", "Ana Lim");
        check("Ana Lim in Paris", "Ana Lim");
        check("Ana Lim Reuters Fri, Aug. 21", "Ana Lim");
        check("Ana Lim Follow", "Ana Lim");
        check("ByAna Lim", "Ana Lim");
        check("Ana Lim Ana Lim Opinion", "Ana Lim");
        check("Byron Lim", "Byron Lim");
        check("April May", "April May");
        check("Ana Lim on March 3", "Ana Lim");
        check("Ana Lim Published 10:00", "Ana Lim");
        check("50 Cent", "50 Cent");
    }
}
