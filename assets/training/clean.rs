//! Cleans pages with a model that is not built in: `clean MODEL FILE…`, a JSON line for each page; `clean --times FILE…`
//! tells what cleaning costs beside parsing.
//!
//! With this a model can be scored through the whole cleaner before it replaces `assets/cleaning.model`.
#![allow(
    clippy::print_stdout,
    reason = "a tool for work on the cleaner, which prints its lines"
)]

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use kabar::extract;
use kabar::extract::site::Site;
use kabar::text::decode::{Kind, decode};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let first = arguments.next().ok_or("which model?")?;
    if first == "--times" {
        return times(arguments);
    }
    let model = fs::read(first)?;
    for file in arguments {
        let html = page(&file)?;
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

fn page(file: &str) -> Result<String, Box<dyn Error>> {
    Ok(decode(&fs::read(file)?, None, Kind::Html).text)
}

/// Parses and cleans each page some times, and adds up the quickest of each.
fn times(files: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let mut pages = 0;
    let mut sums = [Duration::ZERO; 3];
    let mut site = Site::default();
    for file in files {
        let html = page(&file)?;
        let (_, trace) = extract::page_of(&html, None, &site);
        site.habits.learn(trace);
        let works: [&dyn Fn(); 3] = [
            &|| {
                black_box(scraper::Html::parse_document(&html));
            },
            &|| {
                black_box(extract::page(&html, None));
            },
            &|| {
                black_box(extract::page_of(&html, None, &site));
            },
        ];
        for (sum, work) in sums.iter_mut().zip(works) {
            *sum += (0..5).map(|_| quick(work)).min().unwrap_or_default();
        }
        pages += 1;
    }
    for (name, sum) in ["parse", "parse and clean", "with habits"].iter().zip(sums) {
        let rate = f64::from(pages) / sum.as_secs_f64();
        println!("{name:<16} {rate:7.1} pages a second");
    }
    Ok(())
}

fn quick(work: &dyn Fn()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
