//! How the panes are laid out on the screen, worked out from its size and what the reader wants to see.

use crate::state::area::{Area, Areas, Choice, Divide, Pane, Shape, Share};

/// What `arrange` must know.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wish {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Which pane has the keys.
    pub focus: Pane,
    /// The reader's choice of panes.
    pub choice: Choice,
    /// Text only.
    pub zen: bool,
    /// Whether there is a banner to show.
    pub banner: bool,
    /// How wide panes are wanted.
    pub divide: Divide,
}

/// Works out where everything stands.
///
/// ```text
/// header
/// ╭ feeds ╮┏ stories ┓╭ article ╮
/// ╰───────╯┗━━━━━━━━━┛╰─────────╯
/// notice
/// footer
/// ```
#[must_use]
pub fn arrange(wish: Wish) -> Areas {
    let (width, height) = wish.size;
    let screen = Area::new(0, 0, width, height);
    let shape = shape(wish);
    let mut areas = Areas {
        shape,
        screen,
        ..Areas::default()
    };
    if shape == Shape::Tiny {
        let (pane, notice) = screen.split_bottom(u16::from(height > 1));
        areas.notice = notice;
        give(&mut areas, wish.focus, pane);
        return areas;
    }
    if wish.zen && wish.focus == Pane::Reader {
        let (reader, notice) = screen.split_bottom(1);
        areas.notice = notice;
        areas.reader = reader;
        return areas;
    }
    let (header, rest) = screen.split_top(1);
    // An article that has the screen to itself is not disturbed.
    let alone = wish.focus == Pane::Reader && shape != Shape::Wide;
    let (banner, rest) = rest.split_top(u16::from(wish.banner && height > 12 && !alone));
    let (rest, footer) = rest.split_bottom(1);
    let (body, notice) = rest.split_bottom(1);
    areas.header = header;
    areas.banner = banner;
    areas.footer = footer;
    areas.notice = notice;
    match shape {
        Shape::Wide if wish.choice == Choice::Two && wish.focus == Pane::Feeds => {
            medium(&mut areas, body, wish.divide);
        }
        Shape::Wide => wide(&mut areas, body, wish),
        Shape::Medium if wish.focus != Pane::Reader => medium(&mut areas, body, wish.divide),
        _ => give(&mut areas, wish.focus, body),
    }
    areas
}

fn shape(wish: Wish) -> Shape {
    let (width, height) = wish.size;
    match (width, wish.choice) {
        _ if width < 30 || height < 8 => Shape::Tiny,
        (120.., Choice::Auto | Choice::Two) => Shape::Wide,
        (80.., Choice::Auto | Choice::Two) => Shape::Medium,
        _ => Shape::Narrow,
    }
}

fn give(areas: &mut Areas, focus: Pane, area: Area) {
    match focus {
        Pane::Feeds => areas.feeds = area,
        Pane::Stories => areas.stories = area,
        Pane::Reader => areas.reader = area,
    }
}

/// No pane is made narrower.
const NARROWEST: u16 = 16;

fn divided(share: Option<Share>, usual: u16) -> u16 {
    share.map_or(usual, |share| share.columns(usual))
}

fn wide(areas: &mut Areas, body: Area, wish: Wish) {
    let divide = wish.divide;
    areas.framed = true;
    let usual = (body.width / 5).clamp(24, 30);
    areas.usual.0 = usual;
    let wanted = divided(divide.feeds, usual).clamp(NARROWEST, body.width / 3);
    let shown = if wish.choice == Choice::Two {
        0
    } else {
        wanted
    };
    let (feeds, rest) = body.split_left(shown);
    // From 200 columns on there is room for summaries beside the titles.
    let usual = match body.width {
        200.. => (body.width * 9 / 20).clamp(88, 110),
        width => (width / 3).clamp(40, 60),
    };
    let most = rest.width.saturating_sub(2 * NARROWEST).max(NARROWEST);
    areas.usual.1 = usual;
    let (stories, reader) = rest.split_left(divided(divide.stories, usual).clamp(NARROWEST, most));
    areas.feeds = feeds;
    areas.stories = stories;
    areas.reader = reader;
}

fn medium(areas: &mut Areas, body: Area, divide: Divide) {
    areas.framed = true;
    let usual = (body.width / 4).clamp(22, 28);
    areas.usual.0 = usual;
    let wanted = divided(divide.feeds, usual).clamp(NARROWEST, body.width / 2);
    let (feeds, stories) = body.split_left(wanted);
    areas.feeds = feeds;
    areas.stories = stories;
    if body.height >= 20 {
        let (_, preview) = stories.inside().split_bottom((body.height / 4).max(5));
        areas.preview = preview;
    }
}
