//! kabar, a news reader for the terminal.

use std::io;
use std::process::ExitCode;

/// Only `kabar parse` for now.
fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(2);
    let (mut base, mut content_type, mut files) = (None, None, Vec::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--base-url" => base = arguments.next(),
            "--content-type" => content_type = arguments.next(),
            _ => files.push(argument),
        }
    }
    let mut out = io::BufWriter::new(io::stdout().lock());
    match kabar::cli::parse::run(&files, base.as_deref(), content_type.as_deref(), &mut out) {
        Ok(true) => ExitCode::SUCCESS,
        _ => ExitCode::from(1),
    }
}
