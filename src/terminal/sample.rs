//! The shelf of the sample edition: its pages with dates of today, so that it looks like this morning's paper.
//!
//! All its dates are moved by the same time. The feed that greets in the reader's language is the latest of all.

use std::collections::HashMap;

use jiff::fmt::rfc2822;
use jiff::{SignedDuration, Timestamp};

use crate::assets;
use crate::fetch::Source;
use crate::fetch::shelf::{Shelf, ShelfPage};

/// So old is the latest story of the other feeds.
const LATEST: SignedDuration = SignedDuration::from_mins(18);
/// So much later is what greets.
const SOONER: SignedDuration = SignedDuration::from_mins(9);
/// How a date is written in ISO 8601, without its offset, and with one.
const ISO: usize = "2026-11-22T07:45:00".len();
const ISO_OFFSETS: [usize; 2] = [ISO + "+07:00".len(), ISO + "Z".len()];
/// A date of RFC 2822 before its comma, and all of it.
const DAY: usize = "Sun".len();
const RFC_2822: usize = "Sun, 22 Nov 2026 07:45:00 +0700".len();

/// The pages of the sample edition as of now, for somebody who is greeted by the story at that address.
#[must_use]
pub fn shelf(now: Timestamp, greeting: &str) -> Source {
    let files: Vec<(String, String, String)> = assets::demo()
        .into_iter()
        .map(|file| {
            let body = String::from_utf8_lossy(&file.body).into_owned();
            (file.url, file.content_type, body)
        })
        .collect();
    let site: String = greeting.split_inclusive('/').take(3).collect();
    let latest = files.iter().flat_map(|(.., body)| dates(body));
    let latest = latest.map(|(.., date)| date).max().unwrap_or(now);
    let by = now.duration_since(latest) - LATEST;
    let pages: HashMap<String, ShelfPage> = files
        .into_iter()
        .map(|(url, content_type, body)| {
            let greets = url.starts_with(&site);
            let body = moved(&body, if greets { by + SOONER } else { by });
            let page = ShelfPage {
                body: body.into_bytes(),
                content_type: Some(content_type),
            };
            (url, page)
        })
        .collect();
    Source::Shelf(Shelf::new(pages))
}

/// A text with all its dates moved.
fn moved(text: &str, by: SignedDuration) -> String {
    let mut moved = String::with_capacity(text.len());
    let mut done = 0;
    for (start, end, date) in dates(text) {
        let Ok(date) = date.checked_add(by) else {
            continue;
        };
        moved.push_str(text.get(done..start).unwrap_or_default());
        let is_iso = text.as_bytes().get(start).is_some_and(u8::is_ascii_digit);
        if is_iso {
            moved.push_str(&date.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
        } else {
            moved.push_str(&date.strftime("%a, %d %b %Y %H:%M:%S +0000").to_string());
        }
        done = end;
    }
    moved.push_str(text.get(done..).unwrap_or_default());
    moved
}

/// The dates of a text that a program reads: where each begins and ends, and when it is.
fn dates(text: &str) -> impl Iterator<Item = (usize, usize, Timestamp)> + '_ {
    let signs = text.match_indices(['T', ',']);
    signs.filter_map(|(at, sign)| match sign {
        "T" => iso(text, at.checked_sub("2026-11-22".len())?),
        _ => rfc_2822(text, at.checked_sub(DAY)?),
    })
}

fn iso(text: &str, start: usize) -> Option<(usize, usize, Timestamp)> {
    ISO_OFFSETS.iter().find_map(|length| {
        let end = start + length;
        let date = text.get(start..end)?.parse().ok()?;
        Some((start, end, date))
    })
}

fn rfc_2822(text: &str, start: usize) -> Option<(usize, usize, Timestamp)> {
    let end = start + RFC_2822;
    let date = rfc2822::parse(text.get(start..end)?).ok()?;
    Some((start, end, date.timestamp()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_dates_that_a_program_reads_are_moved_and_nothing_else_is() {
        let text = "<pubDate>Sun, 22 Nov 2026 07:45:00 +0700</pubDate> Test, Today: 2026-11-22T00:45:00Z, \
                    \"2026-11-21T23:40:00+00:00\" 22 November 2026, tag:a,2026:b";
        let after = "<pubDate>Mon, 23 Nov 2026 01:45:00 +0000</pubDate> Test, Today: 2026-11-23T01:45:00Z, \
                     \"2026-11-23T00:40:00Z\" 22 November 2026, tag:a,2026:b";
        assert_eq!(moved(text, SignedDuration::from_hours(25)), after);
    }

    #[test]
    fn the_sample_edition_has_no_date_that_is_not_moved() {
        for file in assets::demo() {
            let text = String::from_utf8(file.body).unwrap();
            let count = dates(&text).count();
            let known = text.matches("<pubDate>").count() + text.matches("date_published").count();
            assert!(count >= known, "{}: {count} of {known}", file.url);
        }
    }
}
