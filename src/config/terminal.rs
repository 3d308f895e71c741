//! What the environment tells of the terminal, where the reader has not said: colours, signs, links.

use std::ffi::OsString;

/// Where variables of the environment are read.
pub type Environment<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// The first of these variables that says something: what rules, then what the locale says (POSIX, 8.2).
pub fn locale(category: &str, environment: Environment<'_>) -> Option<String> {
    let stated = |name: &str| environment(name).filter(|value| !value.is_empty());
    let value = stated("LC_ALL")
        .or_else(|| stated(category))
        .or_else(|| stated("LANG"));
    value.map(|value| value.to_string_lossy().into_owned())
}

/// A variable in lower case; empty where there is none.
fn stated(name: &str, environment: Environment<'_>) -> String {
    let value = environment(name).unwrap_or_default();
    value.to_string_lossy().to_lowercase()
}

/// Terminals of one colour, by what they call themselves in `TERM`.
const ONE_COLOUR: [&str; 5] = ["vt1", "vt2", "vt320", "vt42", "dumb"];

/// `NO_COLOR` holds when it is there and not empty (no-color.org), `CLICOLOR` when it is 0.
pub fn has_colour(text: &str, environment: Environment<'_>) -> bool {
    let term = stated("TERM", environment);
    match text {
        "auto" => {
            environment("NO_COLOR").is_none_or(|value| value.is_empty())
                && environment("CLICOLOR").is_none_or(|value| value != "0")
                && !ONE_COLOUR.iter().any(|name| term.starts_with(name))
        }
        _ => text == "always",
    }
}

/// Terminals that show every colour and are known by what they call themselves in `TERM`.
const TRUE_COLOUR: [&str; 6] = [
    "-direct",
    "kitty",
    "alacritty",
    "foot",
    "ghostty",
    "wezterm",
];

/// `COLORTERM` says that every colour is shown; else the name of the terminal tells.
pub fn colours(environment: Environment<'_>) -> u32 {
    let (depth, term) = (
        stated("COLORTERM", environment),
        stated("TERM", environment),
    );
    let is_true = matches!(depth.as_str(), "truecolor" | "24bit")
        || TRUE_COLOUR.iter().any(|name| term.contains(name))
        || !stated("WT_SESSION", environment).is_empty();
    match () {
        () if is_true => 1 << 24,
        () if term.contains("256") || !depth.is_empty() => 256,
        () => 16,
    }
}

/// Whether the background is light, as the terminal says in `COLORFGBG`: its colours by number, `0;15` or `0;default;15`.
pub fn light(environment: Environment<'_>) -> Option<bool> {
    let stated = stated("COLORFGBG", environment);
    let background = stated.rsplit(';').next()?.parse::<u8>().ok()?;
    Some(matches!(background, 7 | 9..=15))
}

/// Without a locale the terminal is taken to know Unicode; a locale that names another character set is believed.
pub fn is_ascii_only(text: &str, environment: Environment<'_>) -> bool {
    match text {
        "auto" => locale("LC_CTYPE", environment).is_some_and(|name| {
            let name = name.to_lowercase().replace('-', "");
            !name.contains("utf8")
        }),
        _ => text == "ascii",
    }
}

/// Terminals that print a link's address, or parts of it, instead of taking it (OSC 8).
const WITHOUT_LINKS: [&str; 8] = [
    "linux", "dumb", "vt", "ansi", "cons25", "eterm", "sun", "screen",
];

/// Terminals ignore what they do not know; the few that do not are left alone.
pub fn takes_links(text: &str, environment: Environment<'_>) -> bool {
    if text != "auto" {
        return text == "always";
    }
    let term = stated("TERM", environment);
    // tmux calls itself screen, too.
    let is_tmux = !stated("TMUX", environment).is_empty();
    let is_known = WITHOUT_LINKS.iter().any(|name| term.starts_with(name)) && !is_tmux;
    // VTE before 0.50 could be made to crash by them.
    let vte = stated("VTE_VERSION", environment).parse::<u32>();
    !is_known && !vte.is_ok_and(|version| version < 5000)
}

/// Who puts text from right to left in order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Bidi {
    /// Nobody.
    #[default]
    Off,
    /// The terminal.
    Terminal,
    /// kabar.
    App,
}

/// Terminals that order lines by themselves and cannot be asked not to; all others either do not, or can.
pub fn bidi(text: &str, environment: Environment<'_>) -> Bidi {
    let orders_itself = || {
        let program = stated("TERM_PROGRAM", environment);
        !stated("KONSOLE_VERSION", environment).is_empty()
            || program == "apple_terminal"
            || stated("TERM", environment).starts_with("mlterm")
    };
    match text {
        "off" => Bidi::Off,
        "terminal" => Bidi::Terminal,
        "auto" if orders_itself() => Bidi::Terminal,
        _ => Bidi::App,
    }
}

/// How a terminal shows pictures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Graphics {
    /// It does not: each cell gets two colours.
    #[default]
    Blocks,
    /// As kitty, by placeholders.
    Kitty,
    /// As iTerm2.
    Iterm,
    /// By sixels, as DEC's terminals did.
    Sixel,
}

/// Programs that take pictures as iTerm2 does, by what they call themselves in `TERM_PROGRAM`.
const LIKE_ITERM: [&str; 4] = ["iterm", "wezterm", "mintty", "rio"];
/// Terminals that take sixels without being told to, by `TERM`.
const WITH_SIXELS: [&str; 4] = ["foot", "mlterm", "contour", "yaft"];

/// How pictures are shown: by what the terminal calls itself, without asking it, which would cost keys and time. What
/// stands between kabar and the terminal (tmux, screen) takes blocks only.
pub fn graphics(text: &str, environment: Environment<'_>) -> Graphics {
    match text {
        "kitty" => return Graphics::Kitty,
        "iterm" => return Graphics::Iterm,
        "sixel" => return Graphics::Sixel,
        "auto" => {}
        _ => return Graphics::Blocks,
    }
    let (term, program) = (
        stated("TERM", environment),
        stated("TERM_PROGRAM", environment),
    );
    let starts = |name: &&str| term.starts_with(*name);
    let is_between = !stated("TMUX", environment).is_empty()
        || ["tmux", "screen"].iter().any(|name| term.starts_with(name));
    match () {
        () if is_between => Graphics::Blocks,
        () if term.contains("kitty") || term.contains("ghostty") => Graphics::Kitty,
        () if LIKE_ITERM.iter().any(|name| program.contains(name)) => Graphics::Iterm,
        () if !stated("KONSOLE_VERSION", environment).is_empty() => Graphics::Iterm,
        () if WITH_SIXELS.iter().any(starts) => Graphics::Sixel,
        () => Graphics::Blocks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_that_tells_its_colours_is_light_or_dark() {
        for (stated, expected) in [
            ("0;15", Some(true)),
            ("0;default;15", Some(true)),
            ("12;7", Some(true)),
            ("15;0", Some(false)),
            ("7;8", Some(false)),
            ("15;default", None),
            ("", None),
        ] {
            let environment = |name: &str| (name == "COLORFGBG").then(|| OsString::from(stated));
            assert_eq!(light(&environment), expected, "{stated}");
        }
    }

    #[test]
    fn a_terminal_is_known_by_its_name() {
        for (text, variables, expected) in [
            ("auto", &[("TERM", "xterm-256color")][..], Graphics::Blocks),
            ("auto", &[("TERM", "xterm-kitty")], Graphics::Kitty),
            (
                "auto",
                &[("TERM", "xterm-kitty"), ("TMUX", "/tmp/x,1,0")],
                Graphics::Blocks,
            ),
            ("auto", &[("TERM_PROGRAM", "iTerm.app")], Graphics::Iterm),
            ("auto", &[("TERM_PROGRAM", "WezTerm")], Graphics::Iterm),
            ("auto", &[("TERM", "foot-extra")], Graphics::Sixel),
            ("auto", &[("KONSOLE_VERSION", "230804")], Graphics::Iterm),
            ("blocks", &[("TERM", "xterm-kitty")], Graphics::Blocks),
            ("sixel", &[("TERM", "tmux-256color")], Graphics::Sixel),
        ] {
            let environment = |name: &str| {
                let known = variables.iter().find(|(known, _)| *known == name);
                known.map(|(_, value)| OsString::from(*value))
            };
            assert_eq!(graphics(text, &environment), expected, "{variables:?}");
        }
    }
}
