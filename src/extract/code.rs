//! Code and other text of which each line break matters.

use crate::document::Block;
use crate::extract::blocks::Blocks;
use crate::extract::dom::Tree;
use crate::extract::tag::Tag;
use crate::text;

/// The text of a `pre` element that belongs to a block, with the language that its class names.
pub fn block(tree: &Tree, blocks: &Blocks, pre: usize, number: usize) -> Block {
    let mut raw = String::new();
    for (index, node) in tree.below(pre) {
        if node.tag == Tag::Br {
            raw.push('\n');
        } else if blocks.owner(index) == Some(number) || node.text().trim().is_empty() {
            raw.push_str(node.text());
        }
    }
    let nodes = tree.below(pre).map(|(_, node)| *node);
    let language = nodes.chain(tree.get(pre).copied()).find_map(|node| {
        let class = node.attribute("class")?;
        let name = class.split(' ').find_map(|name| {
            name.strip_prefix("language-")
                .or_else(|| name.strip_prefix("lang-"))
        })?;
        Some(text::harmless(name))
    });
    Block::Code {
        language,
        text: text::harmless_lines(raw.trim_matches('\n'))
            .trim_end()
            .to_owned(),
    }
}
