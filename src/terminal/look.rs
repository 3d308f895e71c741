//! Themes by name: those built in and the reader's own, for the light of the terminal and its colours.

use std::env;
use std::path::PathBuf;
use std::thread;

use crate::assets;
use crate::config::{Settings, keep, terminal};
use crate::state::effect::Effect;
use crate::state::look::{Look, Note, Offer};
use crate::state::message::{Done, Failure, Message};
use crate::terminal::background;
use crate::terminal::inbox::Inbox;
use crate::terminal::news::News;
use crate::text::emoji::Emoji;
use crate::view::colour::Depth;
use crate::view::scheme::Scheme;
use crate::view::theme::{Bidi, Theme};

/// Themes by name.
#[derive(Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "switches of the terminal's, which have nothing to do with each other"
)]
pub struct Themes {
    own: Vec<(String, Result<Scheme, String>)>,
    light: String,
    dark: String,
    colour: bool,
    depth: Depth,
    ascii: bool,
    plain: bool,
    links: bool,
    bidi: Bidi,
    emoji: Emoji,
    file: PathBuf,
    /// Whether the terminal is light, as far as it told.
    is_light: Option<bool>,
    /// The name of the theme that was answered last, for the light that there was.
    shown: Option<(String, Option<bool>)>,
}

impl Themes {
    /// As the settings want them.
    #[must_use]
    pub fn new(settings: &Settings) -> Self {
        let own = settings.schemes.iter();
        Self {
            own: own
                .map(|(name, text)| (name.clone(), Scheme::parse(text)))
                .collect(),
            light: settings.theme_light.clone(),
            dark: settings.theme_dark.clone(),
            colour: settings.colour,
            depth: Depth::of(settings.colours),
            ascii: settings.ascii,
            plain: settings.accessible,
            links: settings.links,
            bidi: match settings.bidi {
                terminal::Bidi::Off => Bidi::Off,
                terminal::Bidi::Terminal => Bidi::Terminal,
                terminal::Bidi::App => Bidi::App,
            },
            emoji: Emoji::named(&settings.emoji).unwrap_or_default(),
            file: settings.directories.settings(),
            is_light: settings.light,
            shown: None,
        }
    }

    /// As these want it, on the terminal that those knew.
    #[must_use]
    pub fn after(self, others: &Self) -> Self {
        Self {
            is_light: others.is_light,
            ..self
        }
    }

    /// The theme of the settings, and all there are.
    #[must_use]
    pub fn look(&self, settings: &Settings) -> Look {
        let plain = ["terminal", "auto", "mono"].map(|name| offer(name, Note::None));
        let built_in = assets::SCHEMES.iter().filter_map(|(name, text)| {
            let scheme = Scheme::parse(text).ok()?;
            Some(offer(name, note(&scheme, false)))
        });
        let own = self.own.iter().map(|(name, scheme)| match scheme {
            Ok(scheme) => offer(name, note(scheme, true)),
            Err(cause) => offer(name, Note::Broken(cause.clone())),
        });
        let is_own = |offer: &Offer| self.own.iter().any(|(name, _)| *name == offer.name);
        let built_in = built_in.filter(|offer| !is_own(offer));
        Look {
            theme: settings.theme.clone(),
            held: env::var_os(HOLDS).is_some(),
            themes: plain.into_iter().chain(built_in).chain(own).collect(),
            ascii: self.ascii,
        }
    }

    /// Why the theme of that name cannot be shown; of one that goes by the light either may be at fault.
    #[must_use]
    pub fn trouble(&self, name: &str) -> Option<String> {
        let is_meant = |own: &str| match name {
            "auto" => own == self.light || own == self.dark,
            name => own == name,
        };
        let mut meant = self.own.iter().filter(|(own, _)| is_meant(own));
        meant.find_map(|(name, scheme)| {
            let cause = scheme.as_ref().err()?;
            Some(format!("could not take the theme {name}: {cause}"))
        })
    }

    /// Has the terminal asked for its light if the theme of that name goes by it.
    pub fn watch_light(&self, name: &str) {
        if name == "auto" && self.colour {
            background::want();
        }
    }

    /// The terminal told whether it is light.
    pub fn set_light(&mut self, is_light: bool) {
        self.is_light = Some(is_light);
    }

    /// The theme of that name, unless it is the one answered last.
    pub fn follow(&mut self, name: &str) -> Option<Theme> {
        let wanted = (name.to_owned(), self.is_light);
        if self.shown.as_ref() == Some(&wanted) {
            return None;
        }
        self.shown = Some(wanted);
        self.watch_light(name);
        let mut theme = self.theme(name)?;
        theme.ascii = self.ascii;
        theme.plain = self.plain;
        theme.links = self.links;
        theme.bidi = self.bidi;
        theme.emoji = self.emoji;
        Some(theme)
    }

    fn theme(&self, name: &str) -> Option<Theme> {
        if !self.colour {
            return Some(Theme::mono());
        }
        let name = match (name, self.is_light) {
            ("auto", Some(true)) => &self.light,
            ("auto", Some(false)) => &self.dark,
            ("auto", None) => "terminal",
            (name, _) => name,
        };
        if name == "terminal" && self.is_light == Some(true) {
            return Some(Theme::terminal_light());
        }
        match self.own.iter().find(|(own, _)| own == name) {
            Some((_, scheme)) => {
                let scheme = scheme.as_ref().ok()?;
                Some(Theme::of_scheme(scheme, self.depth))
            }
            None => Theme::named(name, self.depth),
        }
    }

    /// Writes the name of a theme into the reader's settings, on a thread of its own.
    /// One that was in force before, and is the usual one, leaves no line there.
    pub fn keep(&self, name: String, before: bool, inbox: Inbox) {
        let file = self.file.clone();
        let write = move || {
            let written = if before && name == USUAL {
                keep::unset(&file, "look", "theme")
            } else {
                keep::text(&file, "look", "theme", &name)
            };
            let message = match written {
                Ok(()) => Message::Done(Done::Themed(name)),
                Err(error) => Message::Failed(Failure {
                    words: keep::failed("could not keep the theme in", &file, &error),
                    effect: Some(Effect::KeepTheme(name)),
                }),
            };
            let _ = inbox.send(News::Message(message));
        };
        let _ = thread::Builder::new().name("settings".into()).spawn(write);
    }
}

/// The variable that goes before the file.
const HOLDS: &str = "KABAR_LOOK_THEME";

/// The theme of whoever chose none.
const USUAL: &str = "terminal";

fn offer(name: &str, note: Note) -> Offer {
    Offer {
        name: name.to_owned(),
        note,
    }
}

const fn note(scheme: &Scheme, own: bool) -> Note {
    if scheme.dark {
        Note::Dark(own)
    } else {
        Note::Light(own)
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    fn themes() -> (Settings, Themes) {
        let settings = Settings {
            colours: 1 << 24,
            colour: true,
            schemes: vec![("mine".into(), "name: x".into())],
            ..Settings::default()
        };
        let themes = Themes::new(&settings);
        (settings, themes)
    }

    #[test]
    fn auto_goes_by_the_light() {
        let (_, mut themes) = themes();
        let ground = |theme: Option<Theme>| theme.unwrap().style("screen").bg;
        assert_eq!(ground(themes.follow("auto")), None);
        assert!(themes.follow("auto").is_none(), "nothing changed");
        themes.set_light(true);
        let light = Theme::named("catppuccin-latte", Depth::True).unwrap();
        assert_eq!(ground(themes.follow("auto")), light.style("screen").bg);
        themes.set_light(false);
        let dark = Theme::named("catppuccin-mocha", Depth::True).unwrap();
        assert_eq!(ground(themes.follow("auto")), dark.style("screen").bg);
    }

    #[test]
    fn the_terminal_s_own_colours_are_others_on_white() {
        let (mut settings, _) = themes();
        for (light, key) in [
            (None, Color::Cyan),
            (Some(false), Color::Cyan),
            (Some(true), Color::Blue),
        ] {
            settings.light = light;
            let theme = Themes::new(&settings).follow("terminal").unwrap();
            assert_eq!(theme.style("key").fg, Some(key), "{light:?}");
        }
    }

    #[test]
    fn every_offer_can_be_shown_or_says_why_not() {
        let (settings, mut themes) = themes();
        for offer in themes.look(&settings).themes {
            let broken = matches!(offer.note, Note::Broken(_));
            assert_eq!(
                themes.follow(&offer.name).is_none(),
                broken,
                "{}",
                offer.name
            );
            assert_eq!(themes.trouble(&offer.name).is_some(), broken);
        }
    }
}
