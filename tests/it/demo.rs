//! The sample edition goes through the same rooms as everything else, and comes out whole and alone.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use kabar::assets;
use kabar::document::{Block, Document, Inline};
use kabar::extract;
use url::Url;

/// How many stories the sample edition has.
pub fn stories() -> usize {
    wanted().len()
}

/// What a story must say, by the last part of its file's name.
fn wanted() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/demo");
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let path = entry.unwrap().path();
            let slug = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (slug, fs::read_to_string(&path).unwrap())
        })
        .collect()
}

/// The address's last part: the slug of a story.
fn slug(url: &str) -> &str {
    let name = url.trim_end_matches('/').rsplit('/').next().unwrap();
    name.strip_suffix(".html").unwrap_or(name)
}

/// The words of a body in order, whatever stands between them.
fn words(document: &Document) -> Vec<String> {
    let mut text = String::new();
    gather_blocks(&document.blocks, &mut text);
    text.lines().flat_map(letters).collect()
}

fn letters(text: &str) -> Vec<String> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn gather_blocks(blocks: &[Block], text: &mut String) {
    for block in blocks {
        match block {
            Block::Heading { content, .. }
            | Block::Standfirst { content }
            | Block::Paragraph { content } => gather(content, text),
            Block::List { items, .. } => items.iter().for_each(|item| gather_blocks(item, text)),
            Block::Definitions { entries } => {
                for entry in entries {
                    gather(&entry.term, text);
                    text.push('\n');
                    gather_blocks(&entry.meaning, text);
                }
            }
            Block::Quote { blocks } => gather_blocks(blocks, text),
            Block::Code { text: code, .. } => text.push_str(code),
            Block::Table { head, rows } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    gather(cell, text);
                    text.push(' ');
                }
            }
            Block::Image { .. } | Block::Embed { .. } | Block::Rule => {}
        }
        text.push('\n');
    }
}

fn gather(content: &[Inline], text: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text: words } | Inline::Code { text: words } => text.push_str(words),
            Inline::Emphasis { content }
            | Inline::Strong { content }
            | Inline::Struck { content }
            | Inline::Link { content, .. } => gather(content, text),
            Inline::Note { number } => text.push_str(&number.to_string()),
            Inline::Break => text.push('\n'),
        }
    }
}

#[test]
fn every_sample_story_comes_out_whole_and_alone() {
    let wanted = wanted();
    let mut seen = 0;
    let mut wrong = Vec::new();
    for file in assets::demo() {
        let Some(text) = wanted.get(slug(&file.url)) else {
            continue;
        };
        seen += 1;
        let html = String::from_utf8(file.body).unwrap();
        let story = extract::page(&html, Some(&Url::parse(&file.url).unwrap()));
        let (got, want) = (words(&story.document), letters(text));
        if got != want {
            wrong.push(difference(&file.url, &got, &want));
        }
    }
    assert_eq!(seen, wanted.len());
    assert!(
        wrong.is_empty(),
        "{} of {seen} stories:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The words around the first place where two texts part, and around the last.
fn difference(url: &str, got: &[String], want: &[String]) -> String {
    let head = got.iter().zip(want).take_while(|(a, b)| a == b).count();
    let rest = got.len().min(want.len()) - head;
    let tail = got
        .iter()
        .rev()
        .zip(want.iter().rev())
        .take(rest)
        .take_while(|(a, b)| a == b)
        .count();
    let middle = |words: &[String]| words[head..words.len() - tail].join(" ");
    format!("{url}\n  got  “{}”\n  want “{}”", middle(got), middle(want))
}

#[test]
fn every_sample_front_page_names_its_feed() {
    let files = assets::demo();
    for (feed, ..) in assets::demo_feeds() {
        let front = Url::parse(&feed).unwrap().join("/").unwrap();
        let page = files
            .iter()
            .find(|file| file.url == front.as_str())
            .unwrap();
        let html = String::from_utf8(page.body.clone()).unwrap();
        let links = extract::feedlinks::feed_links(&html, &front);
        assert!(
            links.iter().any(|link| link.url == feed),
            "{front} names {links:?}"
        );
    }
}
