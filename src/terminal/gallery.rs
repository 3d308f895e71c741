//! The pictures of a session: what is painted, what is being painted, and when the terminal must be wiped for them.

use std::path::PathBuf;

use crate::config::Settings;
use crate::model::article::ArticleId;
use crate::state::core::{Edition, State};
use crate::state::overlay::Overlay;
use crate::state::pictures;
use crate::terminal::guard;
use crate::terminal::helper::Helper;
use crate::terminal::network::Network;
use crate::terminal::pictures::{Wanted, brush, painter};
use crate::view::picture::{Brush, Key, Painting, Paintings, Way};

/// The pictures of a session.
#[derive(Debug)]
pub struct Gallery {
    painter: Helper<Wanted>,
    paintings: Paintings,
    brush: Brush,
    /// Whether pictures may be painted at all: with colours, and not in ASCII.
    is_open: bool,
    own: PathBuf,
    sample: Option<PathBuf>,
    /// What was over and under the pictures in the last frame; none without pictures.
    last: Option<(usize, u16, bool)>,
    /// The story whose pictures are up.
    story: Option<(ArticleId, Option<String>)>,
}

impl Gallery {
    /// Nothing is painted yet.
    #[must_use]
    pub fn new(network: &Network) -> Self {
        let settings = &network.settings;
        let mut gallery = Self {
            painter: painter(network.inbox.clone()),
            paintings: Paintings::default(),
            brush: brush(settings.graphics, settings.colours),
            is_open: false,
            own: network.own_library.clone(),
            sample: network.sample_library.clone(),
            last: None,
            story: None,
        };
        gallery.settle(settings);
        gallery
    }

    /// Paints as these settings want it.
    pub fn settle(&mut self, settings: &Settings) {
        self.take_down();
        self.brush = brush(settings.graphics, settings.colours);
        let needs_signs = self.brush.way == Way::Blocks;
        self.is_open =
            !settings.accessible && (!needs_signs || (settings.colour && !settings.ascii));
    }

    /// Forgets what is painted: the terminal does, too.
    pub fn take_down(&mut self) {
        self.paintings.clear();
    }

    /// Takes in what was painted.
    pub fn hang(&mut self, key: Key, painting: Option<Box<Painting>>) {
        if let Some(number) = painting.as_ref().and_then(|painting| painting.kept) {
            guard::has_picture(number);
        }
        self.paintings.put(key, painting.map(|painting| *painting));
    }

    /// What the terminal is to be told when a story with pictures that it keeps is left.
    pub fn leave(&mut self, state: &State) -> Vec<u8> {
        if self.brush.way != Way::Kitty {
            return Vec::new();
        }
        let facts = state.reader.facts();
        let facts = facts.filter(|_| !state.areas.reader.is_empty());
        let story = facts.map(|facts| (facts.headline.id, facts.headline.url.as_ref()));
        let before = self.story.as_ref().map(|(id, url)| (*id, url.as_ref()));
        if before == story {
            return Vec::new();
        }
        self.story = story.map(|(id, url)| (id, url.cloned()));
        self.take_down();
        guard::without_pictures()
    }

    /// Has painted what is in the window and is not; answers what there is.
    pub fn paintings(&mut self, state: &State) -> &Paintings {
        if self.is_open {
            for key in self.paintings.wanted(state) {
                let library = match (&self.sample, state.edition) {
                    (Some(sample), Edition::Sample | Edition::Demo) => sample.clone(),
                    _ => self.own.clone(),
                };
                self.painter.ask(Wanted {
                    key,
                    library,
                    brush: self.brush,
                });
            }
        }
        &self.paintings
    }

    /// Whether what a terminal has painted by itself stands where it should not: cells know nothing of it.
    pub fn must_clear(&mut self, state: &State) -> bool {
        if !matches!(self.brush.way, Way::Iterm | Way::Sixel) {
            return false;
        }
        let is_covered = !matches!(state.overlay, Overlay::None);
        let now = pictures::seen(state).next().map(|_| {
            let reader = state.reader.top();
            (reader, state.areas.screen.width, is_covered)
        });
        let before = std::mem::replace(&mut self.last, now);
        before.is_some() && before != now
    }
}
