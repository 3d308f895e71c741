//! Buttons with which a page opens the answer to what they ask.
//!
//! They stand over prose as sub-headings do; other buttons are left out as they are.

use scraper::Node;

/// Letters of what a button asks, and nodes of its answer that are looked at.
const LETTERS: std::ops::RangeInclusive<usize> = 8..=160;
const NODES: usize = 60;
/// Letters of an answer, at least, and links at most.
const ANSWER: usize = 24;
const LINKS: usize = 3;

/// Whether a node is the text of a button that asks something, or opens something, right before prose.
pub fn is_over_answer(button: ego_tree::NodeRef<'_, Node>) -> bool {
    let Some(element) = button.value().as_element() else {
        return false;
    };
    let asked = text(button);
    let asked = asked.trim();
    let is_question = asked.ends_with(['?', '？', '؟']);
    let opens = element.attr("aria-expanded").is_some() || element.attr("aria-controls").is_some();
    let is_named = asked.split_whitespace().nth(MANY).is_some();
    if !LETTERS.contains(&asked.len()) || !(is_question || opens && is_named) {
        return false;
    }
    // The button may stand alone in an element of its own.
    let alone = button.parent().filter(|parent| {
        let mut others = parent.children().filter(|child| *child != button);
        others.all(|child| {
            child
                .value()
                .as_text()
                .is_some_and(|text| text.trim().is_empty())
        })
    });
    let next = following(button).or_else(|| alone.and_then(following));
    next.is_some_and(is_answer)
}

/// Words before the last of what is asked without a question mark.
const MANY: usize = 3;

/// The element right behind a node.
fn following(node: ego_tree::NodeRef<'_, Node>) -> Option<ego_tree::NodeRef<'_, Node>> {
    let mut behind = node.next_siblings().take(4);
    behind.find(|node| node.value().is_element())
}

fn is_answer(node: ego_tree::NodeRef<'_, Node>) -> bool {
    let is = |name: &str| {
        node.value()
            .as_element()
            .is_some_and(|element| element.name() == name)
    };
    let below = node.descendants().take(NODES);
    let links = below.filter(|below| {
        below
            .value()
            .as_element()
            .is_some_and(|element| matches!(element.name(), "a" | "button"))
    });
    let text = text(node);
    let is_sentence = text.contains(['.', '!', '。', '।', '！']);
    !is("button") && !is("nav") && is_sentence && text.len() >= ANSWER && links.count() < LINKS
}

/// The first words below a node.
fn text(node: ego_tree::NodeRef<'_, Node>) -> String {
    let texts = node.descendants().take(NODES);
    texts
        .filter_map(|node| node.value().as_text().map(|text| &**text))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::extract::dom::{Tree, parse};

    #[test]
    fn what_a_button_asks_stands_over_its_answer() {
        let is_heading = |button: &str, answer: &str| {
            let page = parse(&format!(
                "<article><div class=accordion-item>{button}<div class=collapse><div>{answer}</div></div></div></article>"
            ));
            let tree = Tree::of(&page);
            let mut headings = tree.iter().filter(|(_, node)| node.tag.heading() > 0);
            headings.any(|(index, _)| tree.words(index) == "Kapan surat itu datang?")
        };
        let answer = "Paling lambat akhir Maret, kata kepala dinas pajak kota.";
        let asked = "<button aria-expanded=false>Kapan surat itu datang?</button>";
        assert!(is_heading(asked, answer));
        assert!(!is_heading("<button>Bagikan</button>", answer));
    }
}
