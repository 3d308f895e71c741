//! Pictures as cells: painted beside the loop, kept for a while, put where the layout has room for them.

use std::io::Cursor;

use image::codecs::jpeg::JpegDecoder;
use image::imageops::{FilterType, crop_imm};
use image::{DynamicImage, RgbImage};
use ratatui::buffer::Buffer;
use ratatui::layout::Size;
use ratatui::style::Color;
use ratatui::widgets::Widget;
use ratatui_image::FontSize;
use ratatui_image::picker::{Picker, ProtocolType};
use ratatui_image::protocol::Protocol;
use ratatui_image::protocol::iterm2::Iterm2;
use ratatui_image::protocol::kitty::Kitty;
use ratatui_image::sliced::{SignedPosition, SlicedImage, SlicedProtocol};

use crate::document::layout::room::{self, Place};
use crate::state::area::Area;
use crate::state::core::State;
use crate::state::pictures;
use crate::view::colour::{Depth, Rgb};
use crate::view::paint::{self, rect};

/// How a terminal shows pictures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    /// Not at all: each cell gets two colours.
    #[default]
    Blocks,
    /// As kitty, by placeholders.
    Kitty,
    /// As iTerm2, a strip for each row.
    Iterm,
    /// By sixels.
    Sixel,
}

/// How pictures are painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Brush {
    /// How the terminal shows them.
    pub way: Way,
    /// How many colours a cell may have.
    pub depth: Depth,
    /// Columns and rows of pixels in a cell.
    pub cell: (u16, u16),
}

/// Which painting: of what picture, for how many columns and rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// The picture's address.
    pub url: String,
    /// Columns.
    pub columns: u16,
    /// Rows.
    pub rows: u16,
}

/// A picture that can be put into cells at once.
pub struct Painting {
    ink: Ink,
    /// The number by which a terminal keeps it, if it does.
    pub kept: Option<u32>,
    /// Columns and rows that it really takes, which may be fewer than it has room for.
    size: Size,
}

/// What cells of a picture are made of.
enum Ink {
    /// The colours of each cell's upper and lower half, row by row.
    Blocks(Vec<(Color, Color)>),
    /// What the terminal understands.
    Told(SlicedProtocol),
}

impl std::fmt::Debug for Painting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Painting")
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

impl Painting {
    /// Paints a JPEG file into so many columns and rows; `number` is one that no other painting has. Takes its time:
    /// never on the thread that draws.
    #[must_use]
    pub fn of(file: &[u8], columns: u16, rows: u16, number: u32, brush: Brush) -> Option<Self> {
        let decoder = JpegDecoder::new(Cursor::new(file)).ok()?;
        let picture = DynamicImage::from_decoder(decoder).ok()?;
        // Room that was kept for a picture of any size may be more than this one takes.
        let pixels = (picture.width(), picture.height());
        let (columns, rows) = room::fit(pixels, usize::from(columns), usize::from(rows));
        let (columns, rows) = (paint::cells(columns), paint::cells(rows));
        let (wide, high) = match brush.way {
            Way::Blocks => (1, 2),
            _ => (brush.cell.0.max(1), brush.cell.1.max(1)),
        };
        // The room has the shape that the picture has in cells twice as high as wide; others leave some of it free.
        let picture = if brush.way == Way::Blocks {
            let shape = picture.resize(
                u32::from(columns) * 8,
                u32::from(rows) * 16,
                FilterType::Triangle,
            );
            let (width, height) = (shape.width().div_ceil(8), shape.height().div_ceil(16) * 2);
            shape.resize_exact(width, height, FilterType::Triangle)
        } else {
            let (width, height) = (
                u32::from(columns) * u32::from(wide),
                u32::from(rows) * u32::from(high),
            );
            picture.resize(width, height, FilterType::Triangle)
        };
        let size = Size {
            width: cells(picture.width(), wide, columns),
            height: cells(picture.height(), high, rows),
        };
        let ink = match brush.way {
            Way::Blocks => Ink::Blocks(blocks(&picture.to_rgb8(), brush.depth)),
            Way::Kitty => {
                let kitty = Kitty::new(picture, size, number, false, false).ok()?;
                Ink::Told(SlicedProtocol::Kitty(kitty))
            }
            Way::Iterm => Ink::Told(strips(&picture.to_rgb8(), size, high)?),
            Way::Sixel => Ink::Told(sixels(picture, size, brush.cell)?),
        };
        let kept = (brush.way == Way::Kitty).then_some(number);
        Some(Self { ink, kept, size })
    }

    /// Puts it at a place of the area, which may be above or below what is seen.
    fn draw(&self, buffer: &mut Buffer, area: Area, x: u16, y: i16) {
        match &self.ink {
            Ink::Blocks(cells) => {
                let rows = cells.chunks(usize::from(self.size.width).max(1));
                for (row, cells) in (y..).zip(rows) {
                    let Ok(row) = u16::try_from(row) else {
                        continue;
                    };
                    for (column, (upper, lower)) in (area.x + x..).zip(cells) {
                        let at = (column, area.y.saturating_add(row));
                        if let Some(cell) =
                            buffer.cell_mut(at).filter(|_| area.contains(at.0, at.1))
                        {
                            cell.set_symbol("▀").set_fg(*upper).set_bg(*lower);
                        }
                    }
                }
            }
            Ink::Told(protocol) => {
                let x = i16::try_from(x).unwrap_or(i16::MAX);
                let position = SignedPosition { x, y };
                SlicedImage::new(protocol, position).render(rect(area), buffer);
            }
        }
    }
}

/// How many cells so many pixels take.
fn cells(pixels: u32, of_cell: u16, most: u16) -> u16 {
    let cells = pixels.div_ceil(u32::from(of_cell));
    u16::try_from(cells).unwrap_or(most).clamp(1, most.max(1))
}

/// Two pixels a cell, in colours that the terminal has.
fn blocks(picture: &RgbImage, depth: Depth) -> Vec<(Color, Color)> {
    let colour = |x, y| {
        let pixel = picture.get_pixel_checked(x, y);
        pixel.map_or(Color::Reset, |pixel| {
            let [red, green, blue] = pixel.0;
            Rgb(red, green, blue).shown(depth)
        })
    };
    let rows = (0..picture.height()).step_by(2);
    rows.flat_map(|y| (0..picture.width()).map(move |x| (x, y)))
        .map(|(x, y)| (colour(x, y), colour(x, y + 1)))
        .collect()
}

fn sixels(picture: DynamicImage, size: Size, cell: (u16, u16)) -> Option<SlicedProtocol> {
    #[allow(
        deprecated,
        reason = "the others ask the terminal, which would cost keys"
    )]
    let mut picker = Picker::from_fontsize(FontSize::new(cell.0, cell.1));
    picker.set_protocol_type(ProtocolType::Sixel);
    SlicedProtocol::new(&picker, picture, Some(size)).ok()
}

/// A strip of the picture for each row of cells.
fn strips(picture: &RgbImage, size: Size, high: u16) -> Option<SlicedProtocol> {
    let row = Size { height: 1, ..size };
    let strips = (0..size.height).map(|at| {
        let top = u32::from(at) * u32::from(high);
        let rest = picture.height().saturating_sub(top).min(u32::from(high));
        let strip: RgbImage = crop_imm(picture, 0, top, picture.width(), rest).to_image();
        let strip = Iterm2::new(strip.into(), row, false).ok()?;
        Some(Protocol::ITerm2(strip))
    });
    strips
        .collect::<Option<Vec<_>>>()
        .map(SlicedProtocol::Sliced)
}

/// Paintings that were put up lately.
#[derive(Debug, Default)]
pub struct Paintings {
    /// The last one first; none for what could not be painted.
    kept: Vec<(Key, Option<Painting>)>,
}

/// So many are kept: more than a screen shows.
const KEPT: usize = 24;

impl Paintings {
    /// Takes one in.
    pub fn put(&mut self, key: Key, painting: Option<Painting>) {
        self.kept.retain(|(known, _)| *known != key);
        self.kept.insert(0, (key, painting));
        self.kept.truncate(KEPT);
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.kept.clear();
    }

    /// Which paintings are in the window and were neither painted nor asked for. They count as asked for from now on.
    pub fn wanted(&mut self, state: &State) -> Vec<Key> {
        let mut wanted = Vec::new();
        for (place, _) in pictures::seen(state) {
            let key = key(place);
            let is_known = self.kept.iter().any(|(known, _)| *known == key);
            if !is_known && state.reader.pictures.here.contains(&place.url) {
                wanted.push(key);
            }
        }
        for key in &wanted {
            self.put(key.clone(), None);
        }
        wanted
    }

    fn get(&self, key: &Key) -> Option<&Painting> {
        let (_, painting) = self.kept.iter().find(|(known, _)| known == key)?;
        painting.as_ref()
    }
}

fn key(place: &Place) -> Key {
    let count = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
    Key {
        url: place.url.clone(),
        columns: count(place.columns),
        rows: count(place.rows.len()),
    }
}

/// Draws the pictures of the window over the room that is kept for them.
pub fn draw(state: &State, paintings: &Paintings, buffer: &mut Buffer, area: Area) {
    for (place, start) in pictures::seen(state) {
        let key = key(place);
        let Some(painting) = paintings.get(&key) else {
            continue;
        };
        let start = i16::try_from(start).unwrap_or(i16::MAX);
        let column = u16::try_from(place.column).unwrap_or(u16::MAX);
        if column.saturating_add(key.columns) > area.width {
            continue;
        }
        clear(buffer, area, column, start, &key);
        let x = column + (key.columns - painting.size.width) / 2;
        let y = start.saturating_add_unsigned((key.rows - painting.size.height) / 2);
        painting.draw(buffer, area, x, y);
    }
}

/// Takes the frame away that stands where a picture will.
fn clear(buffer: &mut Buffer, area: Area, column: u16, start: i16, key: &Key) {
    let rows = start..start.saturating_add_unsigned(key.rows);
    for y in rows.filter_map(|row| u16::try_from(row).ok()) {
        for x in column..column + key.columns {
            let at = (area.x + x, area.y.saturating_add(y));
            if let Some(cell) = buffer.cell_mut(at).filter(|_| area.contains(at.0, at.1)) {
                cell.set_symbol(" ");
            }
        }
    }
}
