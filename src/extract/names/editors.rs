//! Those who edited a story, as the page's data, its bylines and its last line name them.
//!
//! Those who wrote are the face's.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::extract::bylines::byline;
use crate::extract::called;
use crate::extract::dom::Tree;
use crate::extract::rules::rules;
use crate::extract::sources::Sources;
use crate::extract::stated;
use crate::extract::tag::Tag;
use crate::text;

/// Bytes of a line that names an editor, and of the last line of an agency's story.
const LINE: usize = 80;
/// Bytes of the first word of what stands before a name.
const LABEL: usize = 24;
const SIGN_OFF: usize = 400;

/// Those who edited it, as the page's data or its bylines say.
pub fn editors(sources: &Sources) -> Vec<String> {
    let linked = byline(sources.linked.editors.iter().map(String::as_str)).authors;
    if !linked.is_empty() {
        return linked;
    }
    let tree = sources.tree;
    let shown = tree.iter().filter(|(index, node)| {
        let is_named = |key: &str| {
            node.attribute(key)
                .is_some_and(|name| rules().called.is_byline(name))
        };
        node.tag != Tag::Text && node.end - index < 60 && (is_named("class") || is_named("id"))
    });
    // "Editor: Budi Seto", as a line of its own or behind the one who wrote.
    let lines = tree.iter().filter(|(_, node)| is_line(node.text().trim()));
    shown
        .chain(lines)
        .map(|(index, _)| tree.words(index))
        .filter(|words| {
            let folded = text::fold(&stated::unescaped(words));
            EDITORS
                .as_ref()
                .is_some_and(|firsts| firsts.is_match(&folded))
        })
        .map(|words| byline([words.as_str()]).editors)
        .find(|editors| !editors.is_empty())
        .or_else(|| signed_off(tree))
        .unwrap_or_default()
}

/// Whether a line or a part of it is "Editor: Budi Seto".
fn is_line(line: &str) -> bool {
    // Both signs by their first bytes.
    let has_label = line.len() < LINE && line.bytes().any(|byte| byte == b':' || byte == 0xef);
    let mut parts = line.split(['/', '|']).filter(|_| has_label);
    parts.any(|part| {
        part.split_once([':', '：']).is_some_and(|(label, _)| {
            let label = text::fold(label.trim());
            rules().people.editors.contains(&label)
        })
    })
}

/// Those whom the last line of an agency's story names, "(Reporting by Ana Lim in Semarang; Editing by Budi Seto)", or a line
/// of its own: "Edited by Budi Seto".
fn signed_off(tree: &Tree) -> Option<Vec<String>> {
    let names = |part: &str| {
        let part = part.trim().trim_matches(['(', ')']);
        let is_told = part.starts_with(char::is_uppercase) && is_behind_label(part);
        let found = is_told.then(|| byline([part]).editors)?;
        (!found.is_empty()).then_some(found)
    };
    let texts = tree.iter().map(|(_, node)| node.text().trim());
    let mut lines = texts
        .filter(|text| text.len() < LINE || text.len() < SIGN_OFF && text.contains([';', '(']));
    lines.find_map(|line| line.split(';').find_map(names))
}

/// Whether a line begins with words of several that stand before the names of editors.
fn is_behind_label(line: &str) -> bool {
    let Some((first, _)) = line
        .split_once(' ')
        .filter(|(first, _)| first.len() < LABEL)
    else {
        return false;
    };
    let is_first = |firsts: &AhoCorasick| firsts.is_match(&text::fold(first));
    EDITORS.as_ref().is_some_and(is_first) && {
        let folded = text::fold(line);
        let mut labels = rules().people.editors.iter();
        labels.any(|label| label.contains(' ') && folded.starts_with(label.as_str()))
    }
}

/// The first words of what stands before the names of editors: most bylines have none of them.
static EDITORS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let labels = rules().people.editors.iter();
    let firsts = labels.filter_map(|label| label.split_whitespace().next());
    called::parts(&firsts.collect::<Vec<_>>())
});
