//! The manual, read as a story is: it scrolls, is searched and left by the same keys. Its last part are the reader's own keys.

use jiff::Timestamp;

use crate::assets;
use crate::document::{Block, Document, Inline, Numbering};
use crate::model::article::{ArticleId, Facts, Headline, Position, TextSource};
use crate::state::action::{Group, TABLE};
use crate::state::core::State;
use crate::state::effect::Effect;
use crate::state::follow;
use crate::state::keymap::{Meaning, Place};
use crate::state::page::Page;
use crate::state::spelling::spelled;
use crate::state::strings::Language;

/// Opens it; what is read now is a step back.
pub fn open(state: &mut State) -> Vec<Effect> {
    if is_shown(state) {
        return Vec::new();
    }
    let page = page(state);
    follow::show(state, page)
}

/// Whether it is what is read now.
#[must_use]
pub fn is_shown(state: &State) -> bool {
    let facts = state.reader.passing();
    facts.is_some_and(Page::is_of_kabar)
}

/// Says it in the language of now, at the same place.
pub fn restate(state: &mut State) {
    if !is_shown(state) {
        return;
    }
    let position = state.reader.position();
    let page = page(state);
    let header = state.header(&page.facts);
    state
        .reader
        .show(Box::new(page.facts), page.document, header, position);
}

fn page(state: &State) -> Page {
    let strings = &state.strings;
    let source = match strings.language {
        Language::English => assets::MANUAL_EN,
        Language::Indonesian => assets::MANUAL_ID,
    };
    let headline = Headline {
        id: ArticleId::PASSING,
        feed: None,
        feed_title: strings.get("manual.subject").to_owned(),
        title: strings.get("manual.title").to_owned(),
        url: None,
        published: Timestamp::UNIX_EPOCH,
        read: true,
        bookmarked: false,
        source: TextSource::Page,
        ready: true,
        minutes: 0,
        excerpt: String::new(),
    };
    Page {
        facts: Facts {
            headline,
            feed_url: None,
            authors: Vec::new(),
            fetched: Timestamp::UNIX_EPOCH,
            language: Some(strings.language.tag().to_owned()),
            tags: Vec::new(),
            categories: Vec::new(),
            enclosures: Vec::new(),
            body_error: None,
        },
        document: Document {
            blocks: blocks(&with_keys(state, source), &keys(state)),
        },
        cuts: Vec::new(),
        source: None,
        parts: Vec::new(),
        position: Position::default(),
    }
}

/// The manual with the reader's own key in place of each action in braces; without a key its name in the palette.
fn with_keys(state: &State, source: &str) -> String {
    let mut words = source.to_owned();
    for (action, name, _) in TABLE {
        let mut keys = PLACES.into_iter();
        let key = keys.find_map(|place| state.keymap.keys(place, *action));
        let key = key.unwrap_or_else(|| format!(":{name}"));
        words = words.replace(&format!("{{{name}}}"), &key);
    }
    words
}

/// Where a key is looked for.
const PLACES: [Place; 4] = [Place::Stories, Place::Reader, Place::Feeds, Place::Cuts];

/// The blocks of a manual: parts divided by empty lines; `# ` begins a heading, `- ` the items of a list, ` | ` divides the
/// cells of a table, `{keys}` stands for the keys.
fn blocks(source: &str, keys: &[Block]) -> Vec<Block> {
    let parts = source.split("\n\n").map(str::trim);
    let each = parts
        .filter(|part| !part.is_empty())
        .flat_map(|part| match part {
            "{keys}" => keys.to_vec(),
            part => vec![block(part)],
        });
    each.collect()
}

fn block(part: &str) -> Block {
    if let Some(heading) = part.strip_prefix("# ") {
        return heading_of(heading, 2);
    }
    if part.starts_with("- ") {
        let items = part.lines().map(|line| {
            let content = inlines(line.trim_start_matches("- "));
            vec![Block::Paragraph { content }]
        });
        return Block::List {
            start: None,
            numbering: Numbering::default(),
            items: items.collect(),
        };
    }
    if part.lines().all(|line| line.contains(" | ")) {
        let rows = part
            .lines()
            .filter_map(|line| line.split_once(" | "))
            .map(|(left, right)| vec![inlines(left), inlines(right)]);
        return Block::Table {
            head: Vec::new(),
            rows: rows.collect(),
        };
    }
    Block::Paragraph {
        content: inlines(part),
    }
}

fn heading_of(words: &str, level: u8) -> Block {
    Block::Heading {
        level,
        content: inlines(words),
    }
}

/// Words, those between backticks as code.
fn inlines(words: &str) -> Vec<Inline> {
    let pieces = words.split('`').enumerate();
    let inline = pieces.filter(|(_, piece)| !piece.is_empty());
    let inline = inline.map(|(at, piece)| {
        let text = piece.to_owned();
        if at % 2 == 1 {
            Inline::Code { text }
        } else {
            Inline::Text { text }
        }
    });
    inline.collect()
}

/// The keys as they are bound now, a table for each group.
fn keys(state: &State) -> Vec<Block> {
    let mut blocks = Vec::new();
    for group in Group::ALL {
        let actions = TABLE.iter().filter(|(.., of)| *of == group);
        let rows = actions.filter_map(|(action, name, _)| {
            let mut keys: Vec<String> = Vec::new();
            for place in PLACES {
                let bound = state.keymap.bindings(place);
                let bound = bound.filter(|(keys, bound)| {
                    bound == action && state.keymap.meaning(place, keys) == Meaning::Does(*action)
                });
                for (sequence, _) in bound {
                    let key = spelled(sequence);
                    if !keys.contains(&key) {
                        keys.push(key);
                    }
                }
            }
            let code = |text: String| vec![Inline::Code { text }];
            let label = state.strings.action(*action);
            let row = || {
                let name = code((*name).to_owned());
                vec![code(keys.join("   ")), inlines(label), name]
            };
            (!keys.is_empty()).then(row)
        });
        let rows: Vec<Vec<Vec<Inline>>> = rows.collect();
        if !rows.is_empty() {
            blocks.push(heading_of(state.strings.group(group), 3));
            blocks.push(Block::Table {
                head: Vec::new(),
                rows,
            });
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_that_a_manual_names_there_is() {
        for source in [assets::MANUAL_EN, assets::MANUAL_ID] {
            let named = source.split('{').skip(1);
            for name in named.filter_map(|rest| rest.split('}').next()) {
                let is_action = TABLE.iter().any(|(_, known, _)| *known == name);
                assert!(is_action || name == "keys", "{name}");
            }
        }
    }

    #[test]
    fn both_manuals_have_the_same_parts() {
        let shape = |source: &str| -> Vec<(std::mem::Discriminant<Block>, usize)> {
            let blocks = blocks(source, &[Block::Rule]);
            let size = |block: &Block| match block {
                Block::List { items, .. } => items.len(),
                Block::Table { rows, .. } => rows.len(),
                _ => 0,
            };
            let each = blocks.iter();
            each.map(|block| (std::mem::discriminant(block), size(block)))
                .collect()
        };
        let english = shape(assets::MANUAL_EN);
        assert_eq!(english, shape(assets::MANUAL_ID));
        assert!(english.len() > 20 && english.contains(&(std::mem::discriminant(&Block::Rule), 0)));
    }
}
