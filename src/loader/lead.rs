//! The lead picture of a story, where its text holds no picture: that of its page, else that of its feed.
//!
//! It names the picture alone; `picture` fetches it as any other.

use crate::document::{Block, Inline};
use crate::extract::Story;

/// What pictures are called that stand for a site and not for a story.
const ORNAMENTS: [&str; 8] = [
    "logo",
    "icon",
    "avatar",
    "placeholder",
    "default",
    "blank.",
    "spacer",
    ".svg",
];

/// Puts the lead picture above the text, unless that has a picture of its own, or there is no text.
pub fn above(story: &mut Story, of_feed: Option<&str>) {
    if story.document.blocks.is_empty() || !story.document.pictures().is_empty() {
        return;
    }
    let own = story.image.as_deref().filter(|url| is_of_a_story(url));
    let caption = own.map(|_| caption(story)).unwrap_or_default();
    let alt = own.and(story.image_alt.clone()).unwrap_or_default();
    let Some(url) = own.or_else(|| of_feed.filter(|url| is_of_a_story(url))) else {
        return;
    };
    // What was cut and may be put back is no reason to show it twice.
    let is_cut =
        |block: &Block| matches!(block, Block::Image { url: cut, .. } if is_same(cut, url));
    for cut in &mut story.cuts {
        cut.blocks.retain(|block| !is_cut(block));
        cut.place += 1;
    }
    let picture = Block::Image {
        url: url.to_owned(),
        alt,
        caption,
    };
    story.document.blocks.insert(0, picture);
}

/// What stands below it, and who made it.
fn caption(story: &Story) -> Vec<Inline> {
    let words = [
        story.image_caption.as_deref(),
        story.image_credit.as_deref(),
    ];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    match words.join(" — ") {
        text if text.is_empty() => Vec::new(),
        text => vec![Inline::Text { text }],
    }
}

fn is_of_a_story(url: &str) -> bool {
    let lower = url.to_ascii_lowercase();
    let name = file(&lower);
    url.starts_with("http") && !ORNAMENTS.iter().any(|word| name.contains(word))
}

/// Whether two addresses are of the same picture, perhaps in another size.
fn is_same(one: &str, other: &str) -> bool {
    one == other || (file(one).len() > 4 && file(one) == file(other))
}

/// The name of its file.
fn file(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}
