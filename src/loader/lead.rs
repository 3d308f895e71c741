//! The lead picture of a story, where its text holds no picture: that of its page, else that of its feed.
//!
//! It names the picture alone; `picture` fetches it as any other.

use crate::document::cuts::Cut;
use crate::document::{Block, Inline};
use crate::extract::story::Story;

/// Why a caption is cut.
const CAPTION: &str = "caption";
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

/// Puts the lead picture above the text, below its standfirst, unless there is no text, or it has pictures of its own and the page does not show
/// this one besides, with a caption.
pub fn above(story: &mut Story, of_feed: Option<&str>) {
    let own = story.image.as_deref().filter(|url| is_of_a_story(url));
    let pictures = story.document.pictures();
    let is_another = |lead: &str| !pictures.iter().any(|url| is_same(url, lead));
    let is_shown = own.is_some_and(is_another) && shows_another(story);
    if story.document.blocks.is_empty() || !(pictures.is_empty() || is_shown) {
        return;
    }
    let caption = own.map(|_| caption(story)).unwrap_or_default();
    let alt = own.and(story.image_alt.clone()).unwrap_or_default();
    let Some(url) = own.or_else(|| of_feed.filter(|url| is_of_a_story(url))) else {
        return;
    };
    // What was cut and may be put back is no reason to show it twice.
    let is_cut =
        |block: &Block| matches!(block, Block::Image { url: cut, .. } if is_same(cut, url));
    let blocks = story.document.blocks.iter();
    let place = blocks.take_while(|block| is_standfirst(block));
    let place = place.count();
    for cut in &mut story.cuts {
        cut.blocks.retain(|block| !is_cut(block));
        cut.place += usize::from(cut.place >= place);
    }
    let picture = Block::Image {
        url: url.to_owned(),
        alt,
        caption,
    };
    story.document.blocks.insert(place, picture);
    let captions = story.document.captions();
    let shown: Vec<String> = captions.iter().map(|caption| letters(caption)).collect();
    let stands_below = |cut: &Cut| {
        let own = letters(&cut.text);
        cut.reason == CAPTION
            && !own.is_empty()
            && shown.iter().any(|caption| caption.contains(&own))
    };
    story.cuts.retain(|cut| !stands_below(cut));
}

/// The picture stands below it.
fn is_standfirst(block: &Block) -> bool {
    matches!(block, Block::Standfirst { .. })
}

/// The letters of a text, which are the same however it is set.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// Whether the page has a caption for its lead picture, and the text neither begins with a picture nor has one of that
/// caption.
fn shows_another(story: &Story) -> bool {
    let Some(words) = &story.image_caption else {
        return false;
    };
    let mut blocks = story.document.blocks.iter();
    let first = blocks.find(|block| !is_standfirst(block));
    let begins = matches!(first, Some(Block::Image { .. }));
    let captions = story.document.captions();
    !begins && !captions.iter().any(|caption| caption.contains(words))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract;
    use crate::extract::site::Site;

    #[test]
    fn a_lead_that_the_page_shows_with_a_caption_stands_above_a_text_with_other_pictures() {
        let text =
            "The water rose in the night, and by morning the lower streets were canals again. ";
        let page = |lead: &str, inner: &str| {
            format!(
                "<!doctype html><meta property=og:image content='https://a.example/{lead}'><main>\
                 <article><h1>The water</h1><figure class=hero><img src=/lead.jpg alt=Boats>\
                 <figcaption>Boats in the market street.</figcaption></figure>\
                 <div class=text><p>{t}</p><p>{t}</p>\
                 <figure><img src=/{inner} width=640 height=320><figcaption>A kitchen.</figcaption></figure>\
                 <p>{t}</p><p>{t}</p></div></article></main>",
                t = text.repeat(3)
            )
        };
        let base = url::Url::parse("https://a.example/1").ok();
        for (lead, inner, expected) in [
            ("lead.jpg", "kitchen.jpg", vec!["lead.jpg", "kitchen.jpg"]),
            ("lead.jpg", "lead.jpg?w=640", vec!["lead.jpg?w=640"]),
            ("share.jpg", "kitchen.jpg", vec!["share.jpg", "kitchen.jpg"]),
            ("share.jpg", "boats.jpg", vec!["boats.jpg"]),
        ] {
            let html = page(lead, inner);
            let html = if inner == "boats.jpg" {
                html.replace("A kitchen.", "Boats in the market street.")
            } else {
                html
            };
            let (mut story, _) = extract::page_of(&html, base.as_ref(), &Site::default());
            // Whether the picture above the text is part of it is the cleaner's to say.
            story.document.blocks.retain(
                |block| !matches!(block, Block::Image { url, .. } if url.ends_with("/lead.jpg")),
            );
            above(&mut story, None);
            let pictures = story.document.pictures();
            let names: Vec<&str> = pictures.iter().map(|url| file_of(url)).collect();
            assert_eq!(names, expected, "{lead} {inner}");
        }
    }

    #[test]
    fn a_caption_that_stands_below_the_lead_is_no_cut() {
        let cut = |reason: &str, text: &str| Cut {
            reason: reason.to_owned(),
            text: text.to_owned(),
            ..Cut::default()
        };
        let mut story = Story {
            image: Some("https://a.example/boats.jpg".to_owned()),
            image_caption: Some("Boats in the market street.".to_owned()),
            image_credit: Some("Ana Lim".to_owned()),
            cuts: vec![
                cut("byline", "By Ana Lim"),
                cut("caption", "Boats in the market street. (Ana Lim)"),
                cut("caption", "A kitchen."),
            ],
            document: Document {
                blocks: vec![Block::Rule],
            },
            ..Story::default()
        };
        above(&mut story, None);
        let left: Vec<&str> = story.cuts.iter().map(|cut| cut.text.as_str()).collect();
        assert_eq!(left, ["By Ana Lim", "A kitchen."]);
        assert!(story.cuts.iter().all(|cut| cut.place == 1));
    }

    fn file_of(url: &str) -> &str {
        url.strip_prefix("https://a.example/").unwrap_or(url)
    }
}
