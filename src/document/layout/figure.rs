//! Pictures and embedded things, as far as words can tell them.
//!
//! A picture that cannot be had says why below its words.
//!
//! ```text
//! ╭ image ───────────────────────────╮
//! │ Map of the epicentre (ANTARA)    │
//! ╰──────────────────────────────────╯
//! ```

use crate::document::layout::address;
use crate::document::layout::flow::Flow;
use crate::document::layout::page::Page;
use crate::document::layout::picture::{named_line, put_room};
use crate::document::layout::room::Fate;
use crate::document::row::{Lead, Line, Role, Span};
use crate::text;

/// Below this a frame wastes more than it shows.
const FRAME_COLUMNS: usize = 30;

/// Puts what a picture shows and says: its description unless the caption repeats it, the caption,
/// its address when both are missing.
pub fn put_image(page: &mut Page, url: &str, alt: &str, caption: Flow) {
    let alt = text::harmless(alt);
    let description = page.flow(&alt, Role::Caption);
    let repeats = caption.text().trim().contains(description.text().trim());
    let mut flows = Vec::new();
    if !repeats {
        flows.push(description);
    }
    if !caption.is_blank() {
        flows.push(caption);
    }
    if flows.is_empty() {
        flows.push(page.flow(&address::host(url), Role::Caption));
    }
    let room = page.rooms().get(url).cloned();
    if let Some(room) = room.as_ref().filter(|room| room.fate == Fate::Gone) {
        flows.push(page.flow(&room.note, Role::Fact));
    }
    if let Some(room) = room.filter(|room| room.fate != Fate::Gone) {
        let columns = page.columns();
        let lines = flows.into_iter().flat_map(|flow| flow.lines(columns));
        let lines: Vec<Line> = lines.collect();
        let place = put_room(page, url, &room, lines.len());
        page.places.push(place);
        for line in lines {
            page.push_line(line);
        }
    } else if page.columns() < FRAME_COLUMNS {
        put_unframed(page, flows);
    } else {
        put_framed(page, flows);
    }
}

fn put_unframed(page: &mut Page, flows: Vec<Flow>) {
    for (index, flow) in flows.into_iter().enumerate() {
        let flow = if index == 0 {
            let name = format!("[{}] ", page.image());
            flow.behind(&name, Role::Fact)
        } else {
            flow
        };
        page.put(flow);
    }
}

fn put_framed(page: &mut Page, flows: Vec<Flow>) {
    let columns = page.columns();
    let room = columns.saturating_sub(4);
    let line = |cells| "─".repeat(columns.saturating_sub(cells));
    let name = text::truncate(page.image(), room).into_owned();
    let rest = line(text::width(&name) + 4);
    page.push(named_line(name, &rest));
    for line in flows.into_iter().flat_map(|flow| flow.lines(room)) {
        let cells: usize = line.spans.iter().map(|span| text::width(&span.text)).sum();
        page.push_line(framed(line, room.saturating_sub(cells)));
    }
    page.push(vec![Span::new(format!("╰{}╯", line(2)), Role::Frame)]);
}

/// A line between bars, with blanks where it ends.
fn framed(line: Line, blank: usize) -> Line {
    let (before, behind) = if line.rtl { (blank, 0) } else { (0, blank) };
    let left = format!("│ {}", " ".repeat(before));
    let right = format!("{} │", " ".repeat(behind));
    let mut levels = Vec::new();
    if !line.levels.is_empty() {
        levels.resize(left.chars().count(), 0);
        levels.extend(line.levels);
        levels.resize(levels.len() + right.chars().count(), 0);
    }
    let mut spans = vec![Span::new(left, Role::Frame)];
    spans.extend(line.spans);
    spans.push(Span::new(right, Role::Frame));
    Line {
        spans,
        rtl: false,
        levels,
        joint: line.joint,
    }
}

/// Puts title and host of an embedded thing as a link.
pub fn put_embed(page: &mut Page, url: &str, title: &str) {
    let host = address::host(url);
    let title = text::harmless(title);
    let number = page.link(url);
    let mut flow = page.flow("▸ ", Role::Frame);
    if title.is_empty() {
        flow.push(&host, Role::Link, Some(Lead::Link(number)));
    } else {
        flow.push(&title, Role::Link, Some(Lead::Link(number)));
        flow.push(" · ", Role::Caption, None);
        flow.push(&host, Role::Caption, None);
    }
    flow.push_number(number);
    page.put(flow);
}
