//! Colour schemes: base16 and base24 files as they are passed around, and the colours that kabar makes of one.
//!
//! Of YAML it reads what such files use: a name, a colon and a value a line, comments, quotation marks. The names of the
//! older form (`scheme`, colours without a `palette`) are known too.

use ratatui::style::Color;

use crate::view::colour::{Depth, Rgb};

/// The colours of a scheme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheme {
    /// What its author calls it.
    pub name: String,
    /// Whether text is lighter than what it stands on.
    pub dark: bool,
    /// `base00` to `base0F`.
    base: [Rgb; 16],
}

/// Mixes and colours by the names that `assets/themes/roles.toml` gives them.
#[derive(Debug, Clone, Copy)]
pub struct Ink<'a> {
    scheme: &'a Scheme,
    /// The contrast that text must have.
    contrast: f32,
}

/// The names of colours that text may have.
pub const INKS: [&str; 8] = [
    "muted", "bad", "warm", "warning", "good", "info", "accent", "second",
];
/// What must be readable is so with this contrast (WCAG 2.2, level AA), and in schemes of high contrast with that (AAA).
const READABLE: f32 = 4.5;
const CLEAR: f32 = 7.0;
/// A scheme whose text has this contrast is one of high contrast.
const HIGH: f32 = 15.0;
/// A line is seen with this one.
const SEEN: f32 = 1.9;
/// A selection stands out with this one.
const APART: f32 = 1.25;

impl Scheme {
    /// Reads a file; what is wrong with it is told with its line.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut base = [None; 16];
        let (mut name, mut variant) = (String::new(), String::new());
        for (number, line) in text.lines().enumerate() {
            let Some((key, value)) = pair(line) else {
                continue;
            };
            match key {
                "name" | "scheme" => value.clone_into(&mut name),
                "variant" => value.clone_into(&mut variant),
                _ => {
                    if let Some(slot) = slot(key).and_then(|at| base.get_mut(at)) {
                        let colour = Rgb::parse(value).ok_or_else(|| {
                            let number = number + 1;
                            format!("line {number}: `{value}` is no colour such as \"#1e1e2e\"")
                        })?;
                        *slot = Some(colour);
                    }
                }
            }
        }
        if let Some(missing) = base.iter().position(Option::is_none) {
            return Err(format!(
                "no colour base{missing:02X}: this is no base16 or base24 scheme"
            ));
        }
        let base = base.map(Option::unwrap_or_default);
        let [ground, .., text, _, _, _, _, _, _, _, _, _, _] = base;
        let dark = match variant.as_str() {
            "dark" => true,
            "light" => false,
            _ => ground.luminance() < text.luminance(),
        };
        Ok(Self { name, dark, base })
    }

    fn at(&self, slot: usize) -> Rgb {
        self.base.get(slot).copied().unwrap_or_default()
    }

    /// Its colours by name.
    #[must_use]
    pub fn ink(&self) -> Ink<'_> {
        let high = self.at(5).contrast(self.at(0)) >= HIGH;
        Ink {
            scheme: self,
            contrast: if high { CLEAR } else { READABLE },
        }
    }
}

impl Ink<'_> {
    /// The colour of that name.
    #[must_use]
    pub fn named(&self, name: &str) -> Option<Rgb> {
        let accent = |slot| self.readable(self.scheme.at(slot), self.contrast);
        Some(match name {
            "background" => self.ground(),
            "text" => self.scheme.at(5),
            "muted" => self.readable(self.ground(), self.contrast),
            "line" => self.readable(self.ground(), SEEN),
            "selection" => self.selection(),
            "bad" => accent(8),
            "warm" => accent(9),
            "warning" => accent(10),
            "good" => accent(11),
            "info" => accent(12),
            "accent" => accent(13),
            "second" => accent(14),
            _ => return None,
        })
    }

    /// The colour of that name in a terminal of that depth. Of sixteen colours the nearest one to a pale accent is a grey:
    /// there what tells by its hue keeps that, and a selection is told by reverse.
    #[must_use]
    pub fn shown(&self, name: &str, depth: Depth) -> Option<Color> {
        let hue = (depth == Depth::Sixteen).then(|| self.hue(name)).flatten();
        hue.or_else(|| {
            let is_reversed = depth == Depth::Sixteen && name == "selection";
            let name = if is_reversed { "background" } else { name };
            self.named(name).map(|colour| colour.shown(depth))
        })
    }

    /// Of the sixteen the one that an accent is called by; yellow, green and cyan cannot be read on a light ground.
    fn hue(&self, name: &str) -> Option<Color> {
        let (on_dark, on_light) = match name {
            "bad" => (Color::LightRed, Color::Red),
            "warm" => (Color::Yellow, Color::Magenta),
            "warning" => (Color::LightYellow, Color::Magenta),
            "good" => (Color::LightGreen, Color::Blue),
            "info" => (Color::LightCyan, Color::Blue),
            "accent" => (Color::LightBlue, Color::Blue),
            "second" => (Color::LightMagenta, Color::Magenta),
            _ => return None,
        };
        Some(if self.scheme.dark { on_dark } else { on_light })
    }

    /// The colour of that name on the selection of such a terminal.
    #[must_use]
    pub fn shown_on_selection(&self, name: &str, depth: Depth) -> Option<Color> {
        if depth == Depth::Sixteen {
            return self.shown(name, depth);
        }
        Some(self.on_selection(name)?.shown(depth))
    }

    fn ground(&self) -> Rgb {
        self.scheme.at(0)
    }

    fn readable(&self, colour: Rgb, contrast: f32) -> Rgb {
        colour.lifted(self.scheme.at(5), self.ground(), contrast)
    }

    /// The colour of that name as it can be read on the selection.
    #[must_use]
    pub fn on_selection(&self, name: &str) -> Option<Rgb> {
        let colour = self.named(name)?;
        Some(colour.lifted(self.scheme.at(5), self.selection(), self.contrast))
    }

    /// Of what the scheme offers, else of mixes with its text, the first that stands out and can be read on.
    fn selection(&self) -> Rgb {
        let (ground, text) = (self.ground(), self.scheme.at(5));
        let mixes = (2..8).map(|step| ground.mixed(text, step * 5));
        let offered = [self.scheme.at(2), self.scheme.at(1)];
        let mut all = offered.into_iter().chain(mixes);
        all.find(|colour| colour.contrast(ground) >= APART && text.contrast(*colour) >= READABLE)
            .or_else(|| {
                // A scheme of little contrast: as much of a selection as its text allows.
                let mut mixes = (1..=10).rev().map(|step| ground.mixed(text, step));
                mixes.find(|colour| text.contrast(*colour) >= READABLE)
            })
            .unwrap_or_else(|| ground.mixed(text, 5))
    }
}

/// `base0A` is 10. Those beyond `base0F` are base24's, and not needed.
fn slot(key: &str) -> Option<usize> {
    let digits = key.strip_prefix("base")?;
    if digits.len() != 2 {
        return None;
    }
    usize::from_str_radix(digits, 16).ok().filter(|at| *at < 16)
}

/// A name and its value, without quotation marks and comments.
fn pair(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.trim().split_once(':')?;
    let value = value.trim();
    let quoted = ['"', '\''].into_iter().find_map(|mark| {
        let rest = value.strip_prefix(mark)?;
        rest.split_once(mark).map(|(inside, _)| inside)
    });
    let plain = || {
        value
            .split_once(" #")
            .map_or(value, |(before, _)| before)
            .trim()
    };
    let is_comment = key.starts_with('#');
    (!is_comment).then(|| (key.trim(), quoted.unwrap_or_else(plain)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets;

    #[test]
    fn every_scheme_of_ours_reads_well() {
        for (name, text) in assets::SCHEMES {
            let scheme = Scheme::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
            let ink = scheme.ink();
            let ground = ink.named("background").unwrap();
            for role in [
                "text", "muted", "bad", "warning", "good", "accent", "second",
            ] {
                let contrast = ink.named(role).unwrap().contrast(ground);
                assert!(contrast >= 4.1, "{name}: {role} has {contrast}");
            }
            let selection = ink.named("selection").unwrap();
            assert!(selection.contrast(ground) >= 1.1, "{name}");
            assert!(
                ink.named("text").unwrap().contrast(selection) >= 3.9,
                "{name}"
            );
            assert_eq!(scheme.dark, name_says_dark(name), "{name}");
        }
    }

    fn name_says_dark(name: &str) -> bool {
        !["light", "latte", "dawn"]
            .iter()
            .any(|word| name.ends_with(word))
    }

    #[test]
    fn the_older_form_and_comments_are_read() {
        let colour = |at| format!("base{at:02X}: \"{at:02x}{at:02x}00\" # a colour\n");
        let colours: Vec<String> = (0..16).map(colour).collect();
        let colours = colours.concat();
        let scheme = Scheme::parse(&format!("# mine\nscheme: 'Mine' # x\n{colours}")).unwrap();
        assert_eq!((scheme.name.as_str(), scheme.dark), ("Mine", true));
        assert_eq!(scheme.at(1), Rgb(1, 1, 0));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, wanted) in [
            ("", "no colour base00: this is no base16 or base24 scheme"),
            (
                "name: x\nbase00: \"#12\"",
                "line 2: `#12` is no colour such as \"#1e1e2e\"",
            ),
        ] {
            assert_eq!(Scheme::parse(text).unwrap_err(), wanted);
        }
    }
}
