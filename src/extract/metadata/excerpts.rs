//! What a page says of its story in a few words: whole sentences, and of this story.
//!
//! Pages cut such words after so many letters, or say the same of all their stories; then the story's own are asked.

use crate::document::{Block, Document};
use crate::extract::shape::is_wide;
use crate::extract::titles::plain;
use crate::text;

/// Words that say something, or signs where no spaces divide words.
const WORDS: usize = 4;
const SIGNS: usize = 8;
/// Paragraphs that are looked at, and letters that must be the same to be the beginning of one.
const PARAGRAPHS: usize = 8;
const SAME: usize = 24;
/// Bytes of a story that are looked at.
const BEGINNING: usize = 6_000;
/// Letters of a word that says what a text is about.
const LONG: usize = 4;
/// Words that say what a text is about, none of which is in a story that it is not about.
const UNKNOWN: usize = 4;
/// Of such words, those that are asked for.
const ASKED: usize = 40;
/// Letters of a title's tail that names its site.
const SITE: usize = 24;
/// Bytes of an excerpt that was made longer.
const MOST: usize = 700;
/// What stands where a text was cut.
const CUT: [&str; 6] = ["[…]", "[...]", "(...)", "(…)", "…", "..."];

/// The excerpt of a story of which its page says these, the likeliest first; `text` is its text.
pub fn excerpt(
    told: &[String],
    title: Option<&str>,
    document: &Document,
    text: &str,
) -> Option<String> {
    // What a story is about stands at its beginning.
    let text = text
        .get(..text.floor_char_boundary(BEGINNING))
        .unwrap_or(text);
    let head: Vec<&str> = text.split("\n\n").take(PARAGRAPHS).collect();
    let standfirst = document.blocks.iter().find_map(standfirst);
    let name = title.map(plain).unwrap_or_default();
    let is_title = |told: &str| {
        let told = plain(told);
        let tail = told.strip_prefix(name.as_str());
        let is_whole = tail.is_some_and(|tail| tail.chars().count() <= SITE);
        !name.is_empty() && (is_whole || name.starts_with(told.as_str()))
    };
    let told = || told.iter().map(|told| told.trim());
    let mut best = told().filter(|told| says_something(told) && !is_title(told));
    let Some(first) = best.next() else {
        // A word alone is a label: "PHOTOS".
        let short = || told().find(|told| told.contains(' ') && !is_title(told));
        return standfirst.or_else(|| short().map(str::to_owned));
    };
    if !is_about(first, title.unwrap_or_default(), text) {
        return standfirst;
    }
    if standfirst
        .as_ref()
        .is_some_and(|standfirst| begins(standfirst, bare(first)))
    {
        return standfirst;
    }
    let longer = best.find(|other| is_unfinished(first) && begins(other, bare(first)));
    let told = longer.unwrap_or(first);
    if !is_unfinished(told) {
        return Some(told.to_owned());
    }
    let whole = (0..head.len()).find_map(|at| completed(bare(told), head.get(at..)?));
    let whole = whole.or_else(|| {
        head.iter()
            .find_map(|paragraph| continued(bare(told), paragraph))
    });
    Some(whole.unwrap_or_else(|| shortened(told)))
}

/// The words of a standfirst.
fn standfirst(block: &Block) -> Option<String> {
    let blocks = matches!(block, Block::Standfirst { .. }).then(|| vec![block.clone()])?;
    Some(Document { blocks }.plain_text())
}

fn says_something(told: &str) -> bool {
    told.split_whitespace().count() >= WORDS
        || told.chars().filter(|letter| is_wide(*letter)).count() >= SIGNS
}

/// A text without what stands at its end because it was cut.
fn bare(told: &str) -> &str {
    let mut bare = told.trim_end();
    while let Some(front) = CUT.iter().find_map(|cut| bare.strip_suffix(cut)) {
        bare = front.trim_end();
    }
    bare
}

/// Whether a text does not end as a sentence does.
fn is_unfinished(told: &str) -> bool {
    let end = bare(told);
    let last = end.trim_end_matches(is_closing).chars().next_back();
    end.len() < told.trim_end().len() || !last.is_some_and(is_mark)
}

const fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '.' | '!' | '?' | '。' | '！' | '？' | '।' | '۔' | '؟'
    )
}

/// What may stand between the end of a sentence and the next.
const fn is_closing(letter: char) -> bool {
    matches!(
        letter,
        '"' | '\'' | '”' | '’' | '»' | '“' | ')' | ']' | '」' | '』' | '）'
    )
}

/// Whether a text begins with the letters of another that has enough of them, and goes on.
fn begins(text: &str, front: &str) -> bool {
    let front = plain(front);
    front.chars().count() >= SAME && plain(text).starts_with(front.as_str())
}

/// Whether words are about a story: one of the long ones is in its title or its text, too. Of few words, of words
/// that are not divided by spaces or that are written in other letters, and where there is no text, nothing is known.
fn is_about(told: &str, title: &str, text: &str) -> bool {
    let is_ascii = |text: &str| {
        let letters = text.chars().filter(|letter| letter.is_alphabetic());
        let plain = letters.clone().filter(char::is_ascii).count();
        2 * plain > letters.count()
    };
    let (told, title, text) = (text::fold(told), text::fold(title), text::fold(text));
    let words = told.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| word.chars().count() >= LONG);
    let is_known = words.clone().take(UNKNOWN).count() == UNKNOWN
        && !text.is_empty()
        && !told.contains(is_wide)
        && is_ascii(&told) == is_ascii(&text);
    !is_known
        || words
            .take(ASKED)
            .any(|word| title.contains(word) || text.contains(word))
}

/// What paragraphs begin with up to the end of the sentence in which these words of theirs end.
fn completed(front: &str, paragraphs: &[&str]) -> Option<String> {
    let wanted = plain(front);
    if wanted.chars().count() < SAME {
        return None;
    }
    let mut left = wanted.as_str();
    let mut whole = String::new();
    for paragraph in paragraphs {
        let own = plain(paragraph);
        if !whole.is_empty() {
            whole.push(' ');
        }
        if let Some(rest) = left.strip_prefix(own.as_str()).filter(|_| !own.is_empty()) {
            whole.push_str(paragraph);
            left = rest;
            if left.is_empty() {
                break;
            }
            continue;
        }
        if !own.starts_with(left) {
            return None;
        }
        let end = sentence_end(paragraph, left.chars().count());
        whole.push_str(paragraph.get(..end).unwrap_or(paragraph));
        break;
    }
    let whole = text::harmless(whole.trim());
    if whole.len() > MOST {
        return None;
    }
    begins(&whole, front).then_some(whole)
}

/// Words that end inside a paragraph, with the rest of their sentence there; before it they may say what the story does not.
fn continued(front: &str, paragraph: &str) -> Option<String> {
    let (wanted, own) = (plain(front), plain(paragraph));
    let start = wanted
        .char_indices()
        .rev()
        .nth(SAME - 1)
        .map(|(at, _)| at)?;
    let at = own.find(wanted.get(start..)?)?;
    let letters = own.get(..at)?.chars().count() + SAME;
    let mut seen = 0;
    let mut rest = paragraph.char_indices().skip_while(|(_, letter)| {
        seen += plain_letters(*letter);
        seen <= letters
    });
    let start = rest.next().map_or(paragraph.len(), |(at, _)| at);
    // The marks and the space before the next letter.
    let behind = paragraph.get(..start)?;
    let start = behind
        .trim_end_matches(|letter: char| !letter.is_alphanumeric())
        .len();
    let end = sentence_end(paragraph, letters);
    let front = front.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let whole = format!("{front}{}", paragraph.get(start..end)?);
    (whole.len() <= MOST).then(|| text::harmless(&whole))
}

/// How many letters one is in a plain text.
fn plain_letters(letter: char) -> usize {
    if letter.is_alphanumeric() {
        letter.to_lowercase().count()
    } else {
        0
    }
}

/// Where the sentence ends that holds a letter of a paragraph, counted as `plain` counts them.
fn sentence_end(paragraph: &str, letters: usize) -> usize {
    let mut seen = 0;
    let mut word = 0;
    let mut marks = paragraph.char_indices().peekable();
    while let Some((at, letter)) = marks.next() {
        if letter.is_alphanumeric() {
            seen += plain_letters(letter);
            word += 1;
            continue;
        }
        // "Dr. Lim" and "2.5" end no sentence.
        let is_end = is_mark(letter) && seen >= letters && (word > 2 || is_wide(letter));
        word = 0;
        if !is_end {
            continue;
        }
        let mut end = at + letter.len_utf8();
        while let Some((at, letter)) =
            marks.next_if(|(_, next)| is_mark(*next) || is_closing(*next))
        {
            end = at + letter.len_utf8();
        }
        let next = marks.peek().map(|(_, next)| *next);
        if next.is_none_or(|next| next.is_whitespace() || is_wide(letter)) {
            return end;
        }
    }
    paragraph.len()
}

/// A text that was cut, up to the end of its last whole sentence where that is most of it; else with the mark of a cut.
fn shortened(told: &str) -> String {
    let told = told.trim_end();
    let front = bare(told);
    if front.len() == told.len() {
        return told.to_owned();
    }
    let mut ends = front.char_indices().filter(|(at, letter)| {
        let (word, behind) = front.split_at_checked(*at).unwrap_or_default();
        let word = word
            .chars()
            .rev()
            .take_while(|letter| letter.is_alphanumeric());
        let is_end = || {
            let next = behind.trim_start_matches(is_mark).chars().next();
            next.is_none_or(|next| next == ' ')
        };
        is_mark(*letter) && (is_wide(*letter) || word.count() > 2 && is_end())
    });
    let last = ends.next_back().map(|(at, letter)| at + letter.len_utf8());
    let whole = last.and_then(|end| front.get(..end));
    let whole = whole.filter(|whole| 2 * whole.len() >= front.len());
    whole.map_or_else(|| format!("{front}…"), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::excerpt;
    use crate::document::{Block, Document, Inline};

    #[test]
    fn an_excerpt_is_whole_sentences_of_this_story() {
        let paragraph = |text: &str| Block::Paragraph {
            content: vec![Inline::Text {
                text: text.to_owned(),
            }],
        };
        let document = Document {
            blocks: vec![
                paragraph("The boats came home before dawn, said Dr. Lim. The quay was empty."),
                paragraph("Nobody had seen them leave on Monday."),
            ],
        };
        let check = |told: &[&str], wanted: Option<&str>| {
            let told: Vec<String> = told.iter().map(|told| (*told).to_owned()).collect();
            let text = document.plain_text();
            let found = excerpt(&told, Some("Boats come home"), &document, &text);
            assert_eq!(found.as_deref(), wanted, "{told:?}");
        };
        let first = Some("The boats came home before dawn, said Dr. Lim.");
        check(&["The boats came home before da"], first);
        check(&["The boats came home before dawn, said..."], first);
        check(&["The boats came home before dawn, said Dr. […]"], first);
        check(
            &["The boats came home before dawn, said Dr. Lim. The quay was"],
            Some("The boats came home before dawn, said Dr. Lim. The quay was empty."),
        );
        check(
            &["PHOTOS", "How the boats came home again"],
            Some("How the boats came home again"),
        );
        // What the text says further on, behind words that it does not have.
        check(
            &["From the staff: The boats came home before da"],
            Some("From the staff: The boats came home before dawn, said Dr. Lim."),
        );
        check(&["Boats come home"], None);
        check(&["Boats come home - Harbour Leader"], None);
        check(
            &["All the boats of the harbour are home. The quay waits..."],
            Some("All the boats of the harbour are home."),
        );
        check(
            &["What was seen at the quay"],
            Some("What was seen at the quay"),
        );
    }
}
