//! The painter: a thread that takes pictures off the disk and paints them for the terminal, so that nothing waits for it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::Receiver;

use crate::config::terminal::Graphics;
use crate::store::Store;
use crate::terminal::helper::Helper;
use crate::terminal::inbox::Inbox;
use crate::terminal::news::News;
use crate::terminal::output;
use crate::view::colour::Depth;
use crate::view::picture::{Brush, Key, Painting, Way};

/// A picture that is to be painted.
#[derive(Debug)]
pub struct Wanted {
    /// Which, and how large.
    pub key: Key,
    /// The library that it is kept beside.
    pub library: PathBuf,
    /// How.
    pub brush: Brush,
}

/// The painter, whose thread begins with the first picture. Each is answered by `News::Painted`; without a thread there is
/// a frame instead of the picture.
#[must_use]
pub const fn painter(inbox: Inbox) -> Helper<Wanted> {
    Helper::new("painter", work, inbox)
}

fn work(wanted: &Receiver<Wanted>, inbox: &Inbox) {
    let mut open: Option<(PathBuf, Store)> = None;
    for (number, wanted) in (1_u32..).zip(wanted) {
        let Wanted {
            key,
            library,
            brush,
        } = wanted;
        if open.as_ref().is_none_or(|(path, _)| *path != library) {
            open = Store::open_existing(&library)
                .ok()
                .map(|store| (library, store));
        }
        let file = open.as_mut().and_then(|(_, store)| store.picture(&key.url));
        let paint = || Painting::of(file.as_deref()?, key.columns, key.rows, number, brush);
        let painting = catch_unwind(AssertUnwindSafe(paint)).unwrap_or_default();
        let _ = inbox.send(News::Painted(key, painting.map(Box::new)));
    }
}

/// How pictures are painted on this terminal; blocks where it does not tell how large its cells are.
#[must_use]
pub fn brush(graphics: Graphics, colours: u32) -> Brush {
    let cell = output::cell();
    let way = match (graphics, cell) {
        (Graphics::Kitty, _) => Way::Kitty,
        (Graphics::Iterm, Some(_)) => Way::Iterm,
        (Graphics::Sixel, Some(_)) => Way::Sixel,
        _ => Way::Blocks,
    };
    Brush {
        way,
        depth: Depth::of(colours),
        cell: cell.unwrap_or((10, 20)),
    }
}
