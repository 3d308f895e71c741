//! Each effect, handed to whoever performs it.

use crate::state::effect::Effect;
use crate::state::message::Message;
use crate::terminal::news::News;
use crate::terminal::session::{End, Session};
use crate::terminal::{bell, desktop, queue};

impl Session {
    /// Has an effect performed.
    pub(crate) fn perform(&mut self, effect: Effect) {
        let answer = match effect {
            Effect::FindPage(url) if self.chores.has_opener(&url) => {
                Some(Message::PageElsewhere(url))
            }
            effect if queue::is_for_store(&effect) => {
                self.effects.perform(effect);
                None
            }
            Effect::Browse(urls) => {
                self.browse(urls);
                None
            }
            Effect::Copy(text) => Some(self.copy(&text)),
            Effect::KeepTheme(ref name) | Effect::PutTheme(ref name) => {
                let before = matches!(effect, Effect::PutTheme(_));
                self.themes.keep(name.clone(), before, self.inbox.clone());
                None
            }
            Effect::ReadSettings => Some(self.settings()),
            Effect::Set {
                section,
                name,
                value,
            } => {
                self.set(&section, &name, value.as_deref());
                None
            }
            effect @ (Effect::Write { .. }
            | Effect::Pipe { .. }
            | Effect::View { .. }
            | Effect::EditFeeds
            | Effect::EditOwn(_)) => self.outside(effect),
            Effect::Title(title) => {
                self.say(&desktop::title(&title));
                None
            }
            Effect::Notify(words) => {
                self.say(&bell::tell(&words, &self.inbox));
                None
            }
            Effect::Redraw => {
                self.redraw();
                None
            }
            Effect::Suspend => {
                self.suspend();
                None
            }
            Effect::Quit => {
                self.end = Some(End::Quit);
                None
            }
            effect => self.loaders.perform(self.state.edition, effect),
        };
        if let Some(answer) = answer {
            let _ = self.inbox.send(News::Message(answer));
        }
    }

    fn copy(&mut self, text: &str) -> Message {
        let (bytes, answer) = desktop::copy(text);
        self.say(&bytes);
        answer
    }

    fn browse(&self, urls: Vec<String>) {
        let opener = |url: &String| self.chores.opener(url).to_vec();
        let openers = urls.iter().map(opener).collect();
        desktop::browse(urls, openers, self.inbox.clone());
    }
}
