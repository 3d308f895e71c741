//! Tables: as aligned columns where they fit, else one record a block.

use crate::document::Inline;
use crate::document::layout::flow::Flow;
use crate::document::layout::page::Page;
use crate::document::row::{Line, Role, Span};
use crate::text::bidi;

/// Blank columns between columns.
const BETWEEN: usize = 2;
/// The same where there are figures only behind the first column, and no room for more.
const BETWEEN_FIGURES: usize = 1;

type Cell = Vec<Inline>;

/// How inlines turn into a text; handed in, as it is the business of blocks.
type Flows = fn(&mut Page, &[Inline], Role) -> Flow;

/// Puts a table.
pub fn put_table(page: &mut Page, head: &[Cell], rows: &[Vec<Cell>], flows: Flows) {
    let labels = flow_row(page, head, Role::TableHead, flows);
    let body: Vec<Vec<Flow>> = rows
        .iter()
        .map(|row| flow_row(page, row, Role::Text, flows))
        .collect();
    let widths = widths(&labels, &body);
    if widths.iter().all(|width| *width == 0) {
        return;
    }
    let numeric = numeric(&body, widths.len());
    let fits = |between| total(&widths, between) <= page.columns();
    let is_figures = numeric.iter().skip(1).all(|is_numeric| *is_numeric);
    let between = if !fits(BETWEEN) && is_figures {
        BETWEEN_FIGURES
    } else {
        BETWEEN
    };
    if fits(between) {
        let rtl = is_rtl(&labels, &body);
        let columns = Columns {
            widths,
            // Figures end where their units do: before what stands behind them in a line that runs against them.
            numeric: numeric
                .into_iter()
                .map(|is_numeric| is_numeric && !rtl)
                .collect(),
            between,
            rtl,
        };
        put_aligned(page, labels, body, &columns);
    } else if labels.is_empty() {
        put_unlabelled(page, body);
    } else {
        put_records(page, head, rows, flows);
    }
}

fn flow_row(page: &mut Page, row: &[Cell], role: Role, flows: Flows) -> Vec<Flow> {
    row.iter().map(|cell| flows(page, cell, role)).collect()
}

fn widths(labels: &[Flow], body: &[Vec<Flow>]) -> Vec<usize> {
    let mut widths = Vec::new();
    for row in std::iter::once(labels).chain(body.iter().map(Vec::as_slice)) {
        for (index, cell) in row.iter().enumerate() {
            let width = cell.width();
            match widths.get_mut(index) {
                Some(widest) => *widest = width.max(*widest),
                None => widths.push(width),
            }
        }
    }
    widths
}

/// Columns that stand beside each other.
struct Columns {
    widths: Vec<usize>,
    /// Which hold figures, and are flush right.
    numeric: Vec<bool>,
    /// Blank columns between them.
    between: usize,
    /// Whether the first stands at the right.
    rtl: bool,
}

/// Whether most cells that have letters run from right to left.
fn is_rtl(labels: &[Flow], body: &[Vec<Flow>]) -> bool {
    let cells = || labels.iter().chain(body.iter().flatten());
    let lettered = cells().filter(|cell| cell.text().contains(char::is_alphabetic));
    let rtl = cells().filter(|cell| {
        let levels = bidi::Levels::of(cell.text());
        levels.is_some_and(|levels| levels.is_rtl(0))
    });
    2 * rtl.count() > lettered.count()
}

fn total(widths: &[usize], between: usize) -> usize {
    widths.iter().sum::<usize>() + between * widths.len().saturating_sub(1)
}

fn numeric(body: &[Vec<Flow>], columns: usize) -> Vec<bool> {
    let is_numeric_column = |column: usize| {
        let cells = || {
            let cells = body.iter().filter_map(|row| row.get(column));
            cells.filter(|cell| !cell.is_blank())
        };
        cells().next().is_some() && cells().all(|cell| is_numeric(cell.text()))
    };
    (0..columns).map(is_numeric_column).collect()
}

fn put_aligned(page: &mut Page, labels: Vec<Flow>, body: Vec<Vec<Flow>>, columns: &Columns) {
    if !labels.is_empty() {
        put_row(page, labels, columns);
        let total = total(&columns.widths, columns.between);
        put_cells(
            page,
            vec![vec![Span::new("─".repeat(total), Role::Rule)]],
            columns,
        );
    }
    for row in body
        .into_iter()
        .filter(|row| row.iter().any(|cell| !cell.is_blank()))
    {
        put_row(page, row, columns);
    }
}

fn put_row(page: &mut Page, row: Vec<Flow>, columns: &Columns) {
    let mut cells = Vec::with_capacity(row.len() * 2);
    let mut due = 0;
    let places = columns.widths.iter().zip(&columns.numeric);
    for (cell, (width, is_numeric)) in row.into_iter().zip(places) {
        let blank = width.saturating_sub(cell.width());
        let (before, behind) = if *is_numeric { (blank, 0) } else { (0, blank) };
        due += before;
        let words = cell.one_line();
        if !words.is_empty() {
            if due > 0 {
                cells.push(vec![Span::new(" ".repeat(due), Role::Text)]);
            }
            due = 0;
            cells.push(words);
        }
        due += behind + columns.between;
    }
    put_cells(page, cells, columns);
}

fn put_cells(page: &mut Page, cells: Vec<Vec<Span>>, columns: &Columns) {
    if columns.rtl {
        page.push_line(Line::of_rtl_cells(cells));
    } else {
        page.push(cells.into_iter().flatten().collect());
    }
}

/// Digits with what stands around them in tables.
fn is_numeric(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let others = text.chars().filter(|c| c.is_alphabetic()).count();
    digits > 0 && others <= 3 && others <= digits + 1
}

/// Each row a block of `Head: value`.
fn put_records(page: &mut Page, head: &[Cell], rows: &[Vec<Cell>], flows: Flows) {
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            page.gap();
        }
        for (column, cell) in row.iter().enumerate() {
            let value = flows(page, cell, Role::Text);
            if value.is_blank() {
                continue;
            }
            let label = head
                .get(column)
                .map(|label| flows(page, label, Role::TableHead));
            put_value(page, label, value);
        }
    }
}

fn put_unlabelled(page: &mut Page, body: Vec<Vec<Flow>>) {
    let is_pairs = body.iter().all(|row| row.len() == 2);
    for (index, row) in body.into_iter().enumerate() {
        if index > 0 && !is_pairs {
            page.gap();
        }
        let mut cells = row.into_iter().filter(|cell| !cell.is_blank());
        if is_pairs && let Some(label) = cells.next() {
            match cells.next() {
                Some(value) => put_value(page, Some(label), value),
                None => put_value(page, None, label),
            }
        }
        for cell in cells {
            put_value(page, None, cell);
        }
    }
}

/// A value behind its label, further rows set in.
fn put_value(page: &mut Page, label: Option<Flow>, value: Flow) {
    let flow = match label {
        Some(label) if !label.is_blank() => {
            value.behind(&format!("{}: ", label.text().trim()), Role::TableHead)
        }
        _ => value,
    };
    page.hanging(BETWEEN, |page| page.put(flow));
}
