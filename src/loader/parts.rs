//! A story in several pages, put together once: in order, without what each page repeats.

use std::collections::HashSet;

use url::Url;

use crate::document::{Block, Document};
use crate::extract::story::Story;
use crate::model::site;
use crate::text;

/// Words from which on a text that comes again is no coincidence.
const LONG: usize = 6;

/// Puts the next page of a story behind what there is of it. What each page repeats (headline, lead, pictures, notes at
/// the end, what is cut around it) stands where it stood first.
pub fn join(story: &mut Story, more: Story) {
    let seen: HashSet<String> = story.document.blocks.iter().filter_map(known).collect();
    let before = story.document.blocks.len();
    let opening = more.document.blocks.iter();
    let opening =
        opening.take_while(|block| known(block).is_none_or(|block| seen.contains(&block)));
    let opening = opening.count();
    let repeats = |number: usize, block: &Block| {
        let is_seen = known(block).is_some_and(|block| seen.contains(&block));
        is_seen && (number < opening || is_long(block))
    };
    // By block of the next page: how many blocks of it stand before it in the story.
    let mut places = vec![before];
    let mut kept = before;
    for (number, block) in more.document.blocks.into_iter().enumerate() {
        if !repeats(number, &block) {
            story.document.blocks.push(block);
            kept += 1;
        }
        places.push(kept);
    }
    for mut cut in more.cuts {
        cut.place = places.get(cut.place).copied().unwrap_or(kept);
        if !story.cuts.iter().any(|known| known.text == cut.text) {
            story.cuts.push(cut);
        }
    }
    let new = more
        .warnings
        .into_iter()
        .filter(|warning| !story.warnings.contains(warning))
        .collect::<Vec<_>>();
    story.warnings.extend(new);
}

/// Whether an address is another page of the site of the one at `first`, also at the host it has for telephones.
pub fn is_of_site(first: &str, other: &str, asked: &[String]) -> bool {
    let site = |url: &str| Url::parse(url).ok().as_ref().and_then(site::site);
    !asked.iter().any(|url| url == other)
        && site(first).is_some_and(|first| Some(first) == site(other))
}

/// Whether an address is a further part of the story at `first`.
pub fn is_part(first: &str, next: &str, asked: &[String]) -> bool {
    let host = |url: &str| {
        Url::parse(url)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned))
    };
    !asked.iter().any(|url| url == next)
        && host(first).is_some_and(|first| Some(first) == host(next))
}

/// What a block is known again by; nothing for what always looks alike.
fn known(block: &Block) -> Option<String> {
    match block {
        Block::Image { url, .. } | Block::Embed { url, .. } => Some(url.clone()),
        Block::Rule => None,
        _ => {
            let words = words(block);
            (!words.is_empty()).then(|| text::fold(&words))
        }
    }
}

fn words(block: &Block) -> String {
    Document {
        blocks: vec![block.clone()],
    }
    .plain_text()
}

fn is_long(block: &Block) -> bool {
    match block {
        Block::Image { .. } | Block::Embed { .. } => true,
        _ => words(block).split_whitespace().count() >= LONG || words(block).chars().count() >= 40,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Inline;
    use crate::document::cuts::Cut;

    fn paragraph(text: &str) -> Block {
        Block::Paragraph {
            content: vec![Inline::Text {
                text: text.to_owned(),
            }],
        }
    }

    fn heading(text: &str) -> Block {
        Block::Heading {
            level: 2,
            content: vec![Inline::Text {
                text: text.to_owned(),
            }],
        }
    }

    fn image(url: &str) -> Block {
        Block::Image {
            url: url.to_owned(),
            alt: String::new(),
            caption: Vec::new(),
        }
    }

    fn story(blocks: Vec<Block>, cuts: &[(&str, usize)]) -> Story {
        Story {
            document: Document { blocks },
            cuts: cuts
                .iter()
                .map(|(text, place)| Cut {
                    text: (*text).to_owned(),
                    place: *place,
                    ..Cut::default()
                })
                .collect(),
            warnings: vec!["w".to_owned()],
            ..Story::default()
        }
    }

    #[test]
    fn each_part_comes_once_and_what_it_repeats_stands_where_it_stood_first() {
        let lead = "Kota: the lead that each page of the story repeats.";
        let note = "This story was written with the help of two reporters.";
        let mut whole = story(
            vec![
                image("/a.jpg"),
                paragraph(lead),
                paragraph("Yes."),
                paragraph("The first part."),
                paragraph(note),
            ],
            &[("read also 1", 2)],
        );
        let second = story(
            vec![
                image("/a.jpg"),
                paragraph(lead),
                heading("Second part"),
                paragraph("Yes."),
                paragraph("The second part."),
                paragraph(note),
            ],
            &[("read also 2", 5), ("at the end", 6)],
        );
        join(&mut whole, second);
        join(&mut whole, story(vec![paragraph("The last part.")], &[]));
        assert_eq!(
            whole.document.plain_text(),
            format!(
                "{lead}\n\nYes.\n\nThe first part.\n\n{note}\n\nSecond part\n\nYes.\n\nThe second part.\n\nThe last part."
            )
        );
        let places: Vec<usize> = whole.cuts.iter().map(|cut| cut.place).collect();
        assert_eq!(places, [2, 8, 8]);
        assert_eq!(whole.warnings, ["w"]);
    }

    #[test]
    fn a_part_that_is_the_same_adds_nothing() {
        let page = || story(vec![paragraph("One."), paragraph("Two two two.")], &[]);
        let mut whole = page();
        join(&mut whole, page());
        assert_eq!(whole.document.blocks.len(), 2);
    }
}
