//! Settings that change while a session runs: read again, kept, put in force.

use std::time::Instant;

use crate::config::options::{self, Kind, Value};
use crate::config::stated::{self, Stated};
use crate::config::{Settings, keep};
use crate::model::picture::Images;
use crate::state::effect::Effect;
use crate::state::message::{Done, Failure, Message};
use crate::state::settings::{Allowed, Origin, Setting, Wishes};
use crate::state::strings::Language;
use crate::terminal::guard;
use crate::terminal::look::Themes;
use crate::terminal::session::Session;
use crate::text::emoji::Emoji;

impl Session {
    /// Takes the settings up if their files have changed.
    pub(crate) fn look_at_settings(&mut self) {
        if self.reload.has_changed() {
            self.reload();
        }
    }

    /// Looks at what others may have changed, now that the reader does something.
    pub(crate) fn glance(&mut self) {
        self.effects.glance();
        if self.reload.glance(Instant::now()) {
            self.reload();
        }
    }

    fn reload(&mut self) {
        if self.take_up() {
            self.tell(Message::Done(Done::Settled));
        }
        let settings = self.settings();
        self.tell(settings);
    }

    /// Takes up whatever stands in the files now, also what somebody else wrote beside the reader's own hand; answers
    /// whether it could be read. What is wrong is told.
    pub(crate) fn take_up(&mut self) -> bool {
        // Asked before the files are read: what is written from here on is a change again.
        self.reload.has_changed();
        let settings = self.reload.load();
        self.state.usual.mistake = settings.as_ref().err().cloned();
        match settings {
            Ok(settings) => {
                self.settle(&settings);
                true
            }
            Err(words) => {
                let effect = None;
                self.tell(Message::Failed(Failure { effect, words }));
                self.pace.show_now();
                false
            }
        }
    }

    /// Puts settings in force, as far as that can be while the session runs.
    fn settle(&mut self, settings: &Settings) {
        self.themes = Themes::new(settings).after(&self.themes);
        self.state.look = self.themes.look(settings);
        self.chores.settle(settings);
        self.loaders.settle(settings);
        self.effects.settle(&settings.commands);
        self.gallery.settle(settings);
        if guard::set_mouse(settings.mouse).is_err() {
            return;
        }
        self.tell(Message::Settled(Box::new(wishes(settings))));
        if let Some(words) = self.themes.trouble(&settings.theme) {
            let effect = None;
            self.tell(Message::Failed(Failure { effect, words }));
        }
        self.redraw();
    }

    /// All settings, for the screen that shows them.
    pub(crate) fn settings(&self) -> Message {
        let stated = self.reload.stated();
        Message::Settings(stated.iter().filter_map(setting).collect())
    }

    /// Keeps a setting in the reader's file and puts it in force.
    pub(crate) fn set(&mut self, section: &str, name: &str, value: Option<&str>) {
        match self.write(section, name, value) {
            Ok(()) => {
                self.take_up();
                let later = !AT_ONCE.contains(&section) || (section, name) == ("look", "bidi");
                self.tell(Message::Done(Done::Set {
                    name: format!("{section}.{name}"),
                    later,
                }));
            }
            Err(words) => {
                let effect = Some(Effect::Set {
                    section: section.to_owned(),
                    name: name.to_owned(),
                    value: value.map(str::to_owned),
                });
                self.tell(Message::Failed(Failure { effect, words }));
                self.pace.show_now();
            }
        }
        let settings = self.settings();
        self.tell(settings);
    }

    fn write(&self, section: &str, name: &str, value: Option<&str>) -> Result<(), String> {
        // What is written into a file that cannot be read takes no effect.
        self.reload.read()?;
        let choice = options::find(section, name)?;
        let file = self.reload.directories().settings();
        let written = match value {
            Some(value) => {
                let value = choice.parse(value, &self.reload.schemes())?;
                keep::setting(&file, section, name, &value)
            }
            None => keep::unset(&file, section, name),
        };
        written.map_err(|error| keep::failed("could not write", &file, &error))
    }
}

/// Sections whose settings hold as soon as they change.
const AT_ONCE: [&str; 5] = ["reading", "look", "keys", "browser", "refresh"];

/// What of the settings the state can take up.
#[must_use]
pub fn wishes(settings: &Settings) -> Wishes {
    Wishes {
        measure: settings.measure,
        mark_read_on_open: settings.mark_read_on_open,
        language: Language::of_locale(&settings.language),
        preset: settings.preset.clone(),
        keymap: settings.keymap.clone(),
        accessible: settings.accessible,
        images: Images::named(&settings.images).unwrap_or_default(),
        save_to: settings.save_to.clone(),
        emoji: Emoji::named(&settings.emoji).unwrap_or_default(),
    }
}

/// A setting as it can be changed on the screen; none for what only a file can say.
fn setting(stated: &Stated) -> Option<Setting> {
    let choice = stated.choice;
    Some(Setting {
        section: choice.section.to_owned(),
        name: choice.name.to_owned(),
        value: typed(&stated.value),
        usual: typed(&stated.usual),
        allowed: match choice.kind {
            Kind::Switch => Allowed::Switch,
            Kind::Word(words) => Allowed::Words(words.iter().map(|&word| word.into()).collect()),
            Kind::Theme => Allowed::Theme,
            Kind::Number(least, most) => Allowed::Typed(format!("{least}–{most}")),
            Kind::NumberOrNever(least, most) => Allowed::Typed(format!("0, {least}–{most}")),
            Kind::Text => Allowed::Typed("\"…\"".to_owned()),
            Kind::Command => Allowed::Typed("firefox --new-tab".to_owned()),
            Kind::Commands => return None,
        },
        origin: match stated.origin {
            stated::Origin::Usual => Origin::Usual,
            stated::Origin::File => Origin::File,
            stated::Origin::Environment => Origin::Environment,
        },
    })
}

/// A value as it is typed.
fn typed(value: &Value) -> String {
    match value {
        Value::Switch(switch) => switch.to_string(),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Command(words) => words.join(" "),
        Value::Commands(commands) => commands.keys().cloned().collect::<Vec<_>>().join(" "),
    }
}
