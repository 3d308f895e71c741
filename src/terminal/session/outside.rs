//! What a session does to its terminal beside drawing: bytes that belong to no cell, leaving it to the shell and coming
//! back.

use std::fs;
use std::path::Path;
use std::thread;

use crate::state::action::Action;
use crate::state::effect::{Effect, Own};
use crate::state::message::{Done, Failure, Message};
use crate::state::notices::Tone;
use crate::state::ownkeys;
use crate::terminal::news::News;
use crate::terminal::session::{End, Session};
use crate::terminal::{feedlist, files, guard, output, programs, signals};

impl Session {
    /// Writes what belongs to no cell. That it cannot be written is noticed by the next frame.
    pub(crate) fn say(&self, bytes: &[u8]) {
        if !self.away {
            let _ = output::write_all(bytes);
        }
    }

    /// Gives the terminal to the shell because the reader wants it, and says there how to come back: whoever meant to take
    /// something back is told how, too. Where there is no shell nobody could wake the program again.
    pub(crate) fn suspend(&mut self) {
        if !signals::has_shell() {
            let words = self.state.strings.get("say.no-shell").to_owned();
            self.state.say(Tone::Plain, words);
            self.pace.show_now();
            return;
        }
        let place = self.state.place();
        let undo = self.state.keymap.keys(place, Action::Undo);
        let words = self
            .state
            .strings
            .with("say.suspended", &undo.unwrap_or_default());
        guard::leave();
        self.say(format!("{words}\n").as_bytes());
        self.stop(signals::stop_group);
    }

    /// Gives the terminal to the shell until the program is continued, which is heard as news.
    pub(crate) fn stop(&mut self, stop: fn() -> bool) {
        guard::leave();
        self.away = true;
        if !stop() {
            self.come_back();
        }
    }

    pub(crate) fn come_back(&mut self) {
        // After a stop that nobody announced the terminal is still ours, but its modes may be the shell's.
        guard::leave();
        if guard::enter().is_err() {
            self.end = Some(End::Gone);
            return;
        }
        self.away = false;
        // What the terminal was called was the shell's business meanwhile.
        self.state.titled = None;
        self.redraw();
        let (columns, rows) = output::size();
        let _ = self
            .inbox
            .send(News::Message(Message::Resized(columns, rows)));
    }

    /// Takes something out of kabar: to a file, or to a program that has the terminal meanwhile.
    pub(crate) fn outside(&mut self, effect: Effect) -> Option<Message> {
        let done = match effect {
            Effect::Write { path, text } => {
                let inbox = self.inbox.clone();
                let write = move || {
                    let _ = inbox.send(News::Message(files::write(&path, &text)));
                };
                let _ = thread::Builder::new().name("file".into()).spawn(write);
                return None;
            }
            Effect::Pipe { program, text } => {
                let enter = self.state.strings.get("say.enter-returns").to_owned();
                self.lend(|| programs::pipe(&program, &text, &enter))
            }
            Effect::View { name, text } => self.lend(|| programs::view(&name, &text)),
            Effect::EditFeeds => self.edit_feeds(),
            Effect::EditOwn(own) => self.edit_own(own),
            _ => return None,
        };
        let words = done.err()?;
        Some(Message::Failed(Failure {
            effect: None,
            words,
        }))
    }

    /// Lends the terminal to a program.
    fn lend<T>(&mut self, run: impl FnOnce() -> T) -> T {
        guard::leave();
        self.away = true;
        let answer = run();
        self.come_back();
        answer
    }

    /// Has the list of feeds edited; what was taken out is removed, what was put in is added, and a name or folder that was
    /// changed is set.
    fn edit_feeds(&mut self) -> Result<(), String> {
        let words = self.state.strings.get("say.edit-feeds").to_owned();
        let before = feedlist::written(&self.state.library, &words);
        let after = self.lend(|| programs::edit("urls", &before))?;
        let removed = feedlist::removed(&self.state.library, &before, &after)?;
        let changed = feedlist::changed(&self.state.library, &before, &after)?;
        if feedlist::is_empty(&after)? && !feedlist::is_empty(&before)? {
            return Err(self.state.strings.get("say.feeds-emptied").to_owned());
        }
        self.tell(Message::Done(Done::EditBegan));
        for feed in removed {
            self.perform(Effect::Unsubscribe(feed));
        }
        for (feed, key, value) in changed {
            self.perform(Effect::SetFeed { feed, key, value });
        }
        if feedlist::adds(&before, &after)? {
            let file = self.reload.directories().state.join("urls");
            let parent = file.parent().map_or(Ok(()), fs::create_dir_all);
            parent
                .and_then(|()| fs::write(&file, after))
                .map_err(|error| format!("could not write {}: {error}", file.display()))?;
            self.perform(Effect::Import(file));
        }
        self.perform(Effect::EndEdit);
        Ok(())
    }

    /// Has a file of the reader's own edited where it stands; what it says then is in force.
    fn edit_own(&mut self, own: Own) -> Result<(), String> {
        let directories = self.reload.directories();
        let (file, name) = match own {
            Own::Config => (directories.settings(), "say.edit-config"),
            Own::Keymap => (directories.keymap(), "say.edit-keymap"),
        };
        let words = format!("# {}\n", self.state.strings.get(name));
        let edited = self.lend(|| programs::edit_there(&file, &words));
        self.look_at_settings();
        if own == Own::Keymap && edited.is_ok() {
            self.tell_what_may_surprise(&file);
        }
        edited
    }

    /// Tells of a keymap that was just written what is no mistake in it, and may yet not be what was meant.
    fn tell_what_may_surprise(&mut self, file: &Path) {
        let source = fs::read_to_string(file).unwrap_or_default();
        if let Some(note) = ownkeys::beside("", &source).first() {
            let words = format!("keymap.toml:{}: {}", note.line, note.words);
            self.tell(Message::Done(Done::Noted(words)));
        }
    }

    pub(crate) fn redraw(&mut self) {
        self.screen.forget_cursor();
        self.gallery.take_down();
        self.screen.clear();
        self.pace.show_now();
    }
}
