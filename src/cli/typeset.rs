//! How wide a story is printed.

use std::io::IsTerminal;

use crate::cli::context::Context;

/// Columns of the text: the reader's measure, or the terminal's width where that is less.
#[must_use]
pub fn columns(context: &Context) -> u16 {
    let measure = context.settings.measure;
    if !std::io::stdout().is_terminal() {
        return measure;
    }
    match crate::terminal::output::size() {
        (columns @ 1.., _) => columns.min(measure),
        _ => measure,
    }
}
