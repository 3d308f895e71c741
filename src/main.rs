//! The `kabar` program.
use kabar::*;
fn main() -> std::process::ExitCode {
    use std::io::Write;
    let args: Vec<String> = std::env::args().collect();
    let settings = match config::load(&config::Overrides::default()) {
        Ok(s) => s,
        Err(e) => {
            let _ = writeln!(std::io::stderr(), "kabar: {e}");
            return 2.into();
        }
    };
    let library = settings.directories.library();
    let start = terminal::Start {
        settings,
        library,
        offline: args.iter().any(|a| a == "--offline"),
        demo: args.iter().any(|a| a == "demo"),
    };
    match terminal::run(start) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(e) => {
            let _ = writeln!(std::io::stderr(), "kabar: {e:#}");
            1.into()
        }
    }
}
