//! A dateline that its page sets on a line of its own: "**Kota Arung** -". It belongs to the paragraph behind it.

use crate::document::{Block, Inline};

/// Words of a dateline; more are a paragraph.
const WORDS: usize = 8;

/// Puts a block behind the others, or into the last one when that is but a dateline and this is a paragraph.
pub fn push(blocks: &mut Vec<Block>, new: Block) {
    match (blocks.last_mut(), new) {
        (Some(Block::Paragraph { content: before }), Block::Paragraph { content })
            if is_dateline(before) =>
        {
            before.push(Inline::Text {
                text: " ".to_owned(),
            });
            before.extend(content);
        }
        (_, new) => blocks.push(new),
    }
}

/// Whether a line ends with a dash and begins in bold.
fn is_dateline(content: &[Inline]) -> bool {
    let [
        Inline::Strong { content: place },
        Inline::Text { text: dash },
    ] = content
    else {
        return false;
    };
    let words: usize = place
        .iter()
        .map(|inline| match inline {
            Inline::Text { text } => text.split_whitespace().count(),
            _ => WORDS,
        })
        .sum();
    words < WORDS && matches!(dash.trim(), "-" | "–" | "—" | "--")
}

#[cfg(test)]
mod tests {
    use super::push;
    use crate::document::{Block, Document, Inline};

    #[test]
    fn a_dateline_goes_with_the_paragraph_behind_it() {
        let text = |text: &str| Inline::Text {
            text: text.to_owned(),
        };
        let strong = |words: &str| Inline::Strong {
            content: vec![text(words)],
        };
        let check = |first: Vec<Inline>, wanted: &str| {
            let mut blocks = Vec::new();
            for content in [first, vec![text("Hujan turun.")]] {
                push(&mut blocks, Block::Paragraph { content });
            }
            assert_eq!(Document { blocks }.plain_text(), wanted);
        };
        check(vec![strong("Arung"), text(" -")], "Arung - Hujan turun.");
        check(vec![strong("Arung")], "Arung\n\nHujan turun.");
        check(vec![text("Arung -")], "Arung -\n\nHujan turun.");
    }
}
