//! The program `kabar`; all of it is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    kabar::cli::run()
}
