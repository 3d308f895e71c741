//! Cleans pages with a model that is not built in: `clean MODEL FILE…`, a JSON line for each page.
//!
//! With this a model can be scored through the whole cleaner before it replaces `assets/cleaning.model`.
#![allow(
    clippy::print_stdout,
    reason = "a tool for work on the cleaner, which prints its lines"
)]

use std::error::Error;
use std::fs;

use kabar::extract;
use kabar::text::decode::{Kind, decode};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let model = fs::read(arguments.next().ok_or("which model?")?)?;
    for file in arguments {
        let html = decode(&fs::read(&file)?, None, Kind::Html).text;
        let story = extract::page_with_model(&html, None, &model).ok_or("this is no model")?;
        println!(
            "{}",
            serde_json::json!({
                "file": file,
                "title": story.title,
                "byline": story.byline,
                "published": story.published.map(|moment| {
                    moment
                        .display_with_offset(story.offset.unwrap_or(jiff::tz::Offset::UTC))
                        .to_string()
                }),
                "text": story.document.plain_text(),
            })
        );
    }
    Ok(())
}
