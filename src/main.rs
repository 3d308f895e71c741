//! Scoring only.
use std::io::{BufWriter, Write, stderr, stdout};

use kabar::cli::extract::{Format, run};

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut files = Vec::new();
    let mut format = Format::Text;
    let mut rest = arguments.iter().skip(1);
    while let Some(argument) = rest.next() {
        if argument == "--format" {
            format = match rest.next().map(String::as_str) {
                Some("json") => Format::Json,
                Some("markdown") => Format::Markdown,
                Some("html") => Format::Html,
                Some("blocks") => Format::Blocks,
                _ => Format::Text,
            };
        } else {
            files.push(argument.clone());
        }
    }
    let mut out = BufWriter::new(stdout().lock());
    run(&files, None, format, &mut out, &mut stderr())?;
    out.flush()
}
