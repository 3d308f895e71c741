//! Who reported a story in Chinese, as its text says: behind the place in its first paragraphs, "新华社海门3月3日电（记者王小明）", or in
//! brackets behind its last sentence, "……。（李华）".
//!
//! Names are known by those of families; who a page states to have written is read elsewhere.

use crate::extract::dom::Tree;
use crate::extract::rules::rules;
use crate::extract::signers::{are_people, people_in_front};
use crate::extract::tag::Tag;

/// Paragraphs of a story that may begin with who reported, and letters of them before the brackets end.
const FIRST: usize = 4;
const FRONT: usize = 48;
/// Letters of a paragraph.
const PARAGRAPH: usize = 30;

/// The names in the first paragraphs behind a headline, else behind the last sentence.
pub fn names(tree: &Tree, headline: Option<usize>) -> Vec<String> {
    let texts = || {
        let nodes = tree.iter().skip(headline.unwrap_or_default());
        let read = nodes.filter(|(_, node)| {
            let parent = tree.get(node.parent).filter(|_| node.tag == Tag::Text);
            parent.is_some_and(|parent| !parent.tag.is_skipped() && parent.tag != Tag::A)
        });
        read.map(|(_, node)| node.text().trim())
    };
    let is_paragraph = |text: &&str| text.chars().take(PARAGRAPH).count() == PARAGRAPH;
    let mut first = texts()
        .filter(|text| text.contains(['（', '(']))
        .take(FIRST);
    first
        .find_map(in_front)
        .or_else(|| texts().filter(is_paragraph).filter_map(behind).last())
        .unwrap_or_default()
}

/// "新华社海门3月3日电（记者王小明 李华）", "（通讯员 李华）".
fn in_front(text: &str) -> Option<Vec<String>> {
    let (front, rest) = text.split_once(['（', '('])?;
    let (inner, _) = rest.split_once(['）', ')'])?;
    if front.chars().count() + inner.chars().count() > FRONT {
        return None;
    }
    let mut labels = rules().signers.before.iter();
    let names = labels.find_map(|label| inner.split_once(label.as_str()).map(|(_, names)| names));
    people_in_front(names?)
}

/// "……。（李华）", "……。（文/图 李华）".
fn behind(text: &str) -> Option<Vec<String>> {
    let inner = text.strip_suffix(['）', ')'])?;
    let (sentence, inner) = inner.rsplit_once(['（', '('])?;
    if !sentence.trim_end().ends_with(['。', '”', '！', '？', '；']) {
        return None;
    }
    let signers = &rules().signers;
    let bare = inner.trim();
    let mut labels = signers.ahead.iter().chain(&signers.before);
    let label = labels.find_map(|label| bare.strip_prefix(label.as_str()));
    are_people(label.unwrap_or(bare))
}

#[cfg(test)]
mod tests {
    use super::{behind, in_front};

    #[test]
    fn a_first_paragraph_says_who_reported() {
        let check = |text: &str, wanted: &str| {
            let found = in_front(text).unwrap_or_default().join(" ");
            assert_eq!(found, wanted, "{text}");
        };
        check("新华社海门3月3日电（记者王小明）市政府", "王小明");
        check("海门网3月3日讯（记者王小明 整合）", "王小明");
        check("（职工通讯员 李华 王小明）为了", "李华 王小明");
        check("快讯（记者 王小明、李华）", "王小明 李华");
        check("他说（记者会上）市场", "");
        check("市场（见图）推迟关闭", "");
    }

    #[test]
    fn a_last_sentence_is_signed() {
        let check = |text: &str, wanted: &str| {
            let found = behind(text).unwrap_or_default().join(" ");
            assert_eq!(found, wanted, "{text}");
        };
        check("市政府把旧市场的关闭推迟到年底。（李华）", "李华");
        check("市政府说：“推迟到年底。”(王小明)", "王小明");
        check("市场不关闭。(文/图 李华 王小明)", "李华 王小明");
        check("市场不关闭（李华）", "");
        check("市场不关闭。（完）", "");
        check("市场不关闭。（见第三版）", "");
    }
}
