//! What stands at the end of a story and is none of it: who wrote and how to reach them, how to write to the paper, whom the
//! press may ask.
//!
//! It judges the words of lines; where a story ends is known elsewhere.

use crate::extract::blocks::Block;
use crate::extract::prune::{Scene, Verdict};
use crate::extract::rows::is_wide_name;
use crate::extract::rules::{Reason, rules};
use crate::extract::shape::Edge;
use crate::extract::signatures::is_full_name;
use crate::text;

/// Words of what an author is told by in letters like the story's, of an address, and of the name of a source.
const LINE: u32 = 40;
const REACH: u32 = 30;
const SOURCE: u32 = 9;
/// Words before which it says what somebody is.
const ROLE: usize = 6;
/// Lines about those who answer the press, and words of one.
const CONTACTS: usize = 9;
const CONTACT: u32 = 12;
/// Digits of the number of a telephone.
const NUMBER: usize = 7;

/// Why the last line of a story is none of it.
pub fn reason(block: &Block) -> Option<Reason> {
    let is_byline = || {
        let is_source = block.text.starts_with("SOURCE ") && block.shape.words < SOURCE;
        tells_what_one_is(block)
            || block.shape.words < REACH && tells_how_to_reach(&block.text)
            || is_source
            || is_signed_wide(&block.text)
    };
    rules()
        .end(&block.text)
        .or_else(|| is_byline().then_some(Reason::Byline))
}

/// Whether a line says what somebody with a full name is: "Ana Lim is a reporter for the Leader"; in slanted letters also
/// at length.
fn tells_what_one_is(block: &Block) -> bool {
    let text = block
        .text
        .trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let is_stressed = block.stressed as f32 > 0.8 * block.shape.letters as f32;
    if !is_stressed && block.shape.words >= LINE {
        return false;
    }
    let people = &rules().people;
    let is_being = |word: &str| people.being.iter().any(|being| being == word);
    let mut words = text.split(' ');
    let name: Vec<&str> = words.by_ref().take_while(|word| !is_being(word)).collect();
    if !is_full_name(&name.join(" ")) {
        return false;
    }
    let is_role = |word: &str| {
        let word = text::fold(word.trim_matches(|letter: char| !letter.is_alphanumeric()));
        people.roles.contains(&word)
    };
    words.take(ROLE).any(is_role)
}

/// Whether a line tells how to reach somebody: "Contact Ana Lim at 555-0120", "— Ana Lim; ana@example.com".
fn tells_how_to_reach(line: &str) -> bool {
    let folded = text::fold(line);
    let mut labels = rules().people.reach.iter();
    let is_label = labels.any(|label| {
        let rest = folded.strip_prefix(label.as_str());
        rest.is_some_and(|rest| rest.starts_with(' '))
    });
    let is_address = |word: &str| word.contains('@');
    if is_label && is_reached(&folded) {
        return true;
    }
    let (addresses, others): (Vec<&str>, Vec<&str>) =
        line.split(' ').partition(|word| is_address(word));
    let rest = others.join(" ");
    let rest = rest.trim_matches(|letter: char| !letter.is_alphanumeric());
    let rest = rest.strip_suffix("END").unwrap_or(rest);
    let rest = rest.trim_matches(|letter: char| !letter.is_alphanumeric());
    !addresses.is_empty() && (rest.is_empty() || is_full_name(rest))
}

/// Whether an address of mail or a number to call is in a line.
fn is_reached(line: &str) -> bool {
    let is_number = |word: &str| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        digits >= NUMBER
            && word.contains('-')
            && !word.contains(|letter: char| letter.is_alphabetic())
    };
    line.contains('@') || line.split(' ').any(is_number)
}

/// Whether a line ends with who helped to write, wherever it stands.
pub fn is_thanks(line: &str) -> bool {
    let folded = text::fold(line.trim_end_matches(['.', ' ']));
    let mut helped = rules().people.helped.iter();
    helped.any(|words| words.contains(" this ") && folded.ends_with(words.as_str()))
}

/// Whether a line is a name in wide brackets: "（山田花子）".
fn is_signed_wide(line: &str) -> bool {
    let inner = line.strip_prefix('（');
    inner
        .and_then(|rest| rest.strip_suffix('）'))
        .is_some_and(is_wide_name)
}

/// Names and numbers for the press go with the line above them, at the end of a story.
pub fn drop_contacts(scene: &Scene, verdicts: &mut [Verdict]) {
    let kept = (0..verdicts.len()).filter(|at| verdicts.get(*at) == Some(&Verdict::Keep));
    let kept: Vec<usize> = kept.collect();
    let block = |at: &usize| scene.blocks.get(*at);
    let is_label = |at: &usize| {
        let label = block(at).map(|block| text::fold(block.text.trim_end_matches(':')));
        label.is_some_and(|label| rules().people.press.contains(&label))
    };
    let is_line = |at: &usize| {
        block(at).is_some_and(|block| {
            block.shape.words < CONTACT
                && (block.shape.last != Edge::Stop || block.text.contains('@'))
        })
    };
    let near = kept.len().saturating_sub(CONTACTS);
    let last = kept.get(near..).unwrap_or_default();
    let Some(from) = last
        .iter()
        .position(is_label)
        .filter(|from| near + from > 0)
    else {
        return;
    };
    let lines = last.get(from..).unwrap_or_default();
    if lines.iter().all(is_line) {
        for at in lines {
            if let Some(verdict) = verdicts.get_mut(*at) {
                *verdict = Verdict::Cut(Reason::Byline.words());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{is_signed_wide, is_thanks, tells_how_to_reach};

    #[test]
    fn lines_tell_how_to_reach_those_who_wrote() {
        for (line, wanted) in [
            ("Contact Ana Lim at 555-0120.", true),
            ("Contact Ana Lim at 0812-555-0120.", true),
            ("Write to Ana Lim at ana@example.com", true),
            ("— Ana Lim; ana@example.com; @ana", true),
            ("ana@example.com", true),
            ("ana@example.com (END)", true),
            ("Email: ana@example.com. Twitter: @ana", true),
            ("Contact with the boat was lost on Friday.", false),
            ("The list is at ana@example.com until Friday.", false),
        ] {
            assert_eq!(tells_how_to_reach(line), wanted, "{line}");
        }
        assert!(is_thanks(
            "Antara writer Ana Lim contributed to this report."
        ));
        assert!(!is_thanks("All who contributed to this report were paid."));
        assert!(is_signed_wide("（山田花子）") && !is_signed_wide("（図は市の資料から）"));
    }
}
