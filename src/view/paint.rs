//! Cells: text put at a place, never past its end.

use std::borrow::Cow;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::border;
use ratatui::widgets::Widget;

use crate::state::area::Area;
use crate::text;
use crate::view::theme::Theme;

/// An area as ratatui names it.
#[must_use]
pub const fn rect(area: Area) -> Rect {
    Rect {
        x: area.x,
        y: area.y,
        width: area.width,
        height: area.height,
    }
}

/// Puts text at a column of a row, cut at the end of the area; answers the column after it.
pub fn put(buffer: &mut Buffer, area: Area, x: u16, y: u16, text: &str, style: Style) -> u16 {
    let end = area.x + area.width;
    if x >= end || y < area.y || y - area.y >= area.height {
        return x;
    }
    let end = end.min(buffer.area.right());
    if !text::is_plain(text) {
        return put_graphemes(cells_of(buffer, y, x, end), x, text, style);
    }
    let mut row = cells_of(buffer, y, x, end).iter_mut();
    if text.is_ascii() {
        // A letter a cell, as most text is: nothing is to be looked up.
        let letters = (0..text.len()).filter_map(|at| text.get(at..=at));
        let drawn = row.zip(letters).map(|(cell, letter)| {
            cell.set_symbol(letter).set_style(style);
        });
        return x + cells(drawn.count());
    }
    // Each character is a grapheme of its own: none is to be looked for.
    let mut x = x;
    for (letter, width) in text::letters(text) {
        let width = cells(width);
        if x.saturating_add(width) > end {
            break;
        }
        if let Some(cell) = row.next() {
            cell.set_symbol(letter).set_style(style);
        }
        for hidden in row.by_ref().take(usize::from(width).saturating_sub(1)) {
            hidden.reset();
        }
        x += width;
    }
    x
}

/// Puts text into cells, the first of which is at that column; answers the column after it.
fn put_graphemes(row: &mut [Cell], x: u16, text: &str, style: Style) -> u16 {
    let mut at = 0;
    let mut start = 0;
    for end in text::grapheme_ends(text) {
        let grapheme = text.get(start..end).unwrap_or_default();
        start = end;
        let width = text::width(grapheme);
        if width == 0 {
            continue;
        }
        let Some((first, hidden)) = row.get_mut(at..at + width).and_then(<[_]>::split_first_mut)
        else {
            break;
        };
        first.set_symbol(grapheme).set_style(style);
        // Of several letters the terminal holds each in a cell of its own, so that the second stays when only the first
        // is overwritten. ratatui writes no cell behind a wide grapheme while that stands, and the marked one when it is
        // gone.
        let is_marked = grapheme.len() > 3 && grapheme.chars().nth(1).is_some();
        for cell in hidden {
            if is_marked {
                cell.set_symbol("\u{a0}").set_style(style);
            } else {
                cell.reset();
            }
        }
        at += width;
    }
    x + cells(at)
}

/// The cells of a row from one column to before another.
fn cells_of(buffer: &mut Buffer, y: u16, from: u16, to: u16) -> &mut [Cell] {
    let area = buffer.area;
    if from < area.left() || to > area.right() || y < area.top() || y >= area.bottom() || from > to
    {
        return &mut [];
    }
    let row = usize::from(y - area.top()) * usize::from(area.width);
    let start = row + usize::from(from - area.left());
    buffer
        .content
        .get_mut(start..start + usize::from(to - from))
        .unwrap_or_default()
}

/// Puts text at the right end of a row of the area; answers its first column.
pub fn put_right(buffer: &mut Buffer, area: Area, y: u16, text: &str, style: Style) -> u16 {
    let text = text::truncate(text, usize::from(area.width));
    let x = area.x + area.width.saturating_sub(columns(&text));
    put(buffer, area, x, y, &text, style);
    x
}

/// Puts a line in the middle of a row of the area.
pub fn put_centred(buffer: &mut Buffer, area: Area, y: u16, text: &str, style: Style) {
    let text = text::truncate(text, usize::from(area.width));
    let x = area.x + area.width.saturating_sub(columns(&text)) / 2;
    put(buffer, area, x, y, &text, style);
}

/// How many columns text takes.
#[must_use]
pub fn columns(text: &str) -> u16 {
    u16::try_from(text::width(text)).unwrap_or(u16::MAX)
}

/// A number of columns as coordinates count them.
#[must_use]
pub fn cells(count: usize) -> u16 {
    u16::try_from(count).unwrap_or(u16::MAX)
}

/// Gives a row of the area a style without changing its text.
pub fn tint(buffer: &mut Buffer, area: Area, y: u16, style: Style) {
    if y >= area.y && y - area.y < area.height {
        buffer.set_style(
            Rect {
                x: area.x,
                y,
                width: area.width,
                height: 1,
            },
            style,
        );
    }
}

/// Gives a row of the area the style of what is chosen, in the pane that has the keys or in another; colours that could not be read on it are changed.
pub fn choose(buffer: &mut Buffer, theme: &Theme, area: Area, y: u16, has_keys: bool) {
    let style = theme.style(if has_keys { "chosen" } else { "chosen-away" });
    tint(buffer, area, y, style);
    if style.bg.is_none() || y < area.y || y - area.y >= area.height {
        return;
    }
    for x in area.x..area.x + area.width {
        if let Some(cell) = buffer.cell_mut((x, y)) {
            cell.fg = theme.on_selection(cell.fg);
        }
    }
}

/// What stands for the sign that something is cut where only ASCII may be drawn and there is no room for three full stops.
const CUT: &str = "~";

/// Puts the nearest letters in the place of signs that a terminal for ASCII does not have: those of kabar's own words, and
/// the quotation marks and dashes of stories. Letters of other scripts stay; nothing stands for them.
pub fn spell_signs(buffer: &mut Buffer) {
    for at in 0..buffer.content.len() {
        let rest = buffer.content.get_mut(at..).unwrap_or_default();
        let Some((cell, after)) = rest.split_first_mut() else {
            continue;
        };
        if cell.symbol().is_ascii() {
            continue;
        }
        let spelt = match cell.symbol() {
            // A full stop would end what was cut: three of them where cells are free, a blank left before what comes.
            "…" => match after {
                [one, two, three, ..]
                    if [&*one, two, three].iter().all(|cell| cell.symbol() == " ") =>
                {
                    one.set_symbol(".");
                    two.set_symbol(".");
                    "."
                }
                _ => CUT,
            },
            "·" => sign_of(Sign::Dot).1,
            "≈" => sign_of(Sign::Alike).1,
            "—" | "–" | "‐" | "‑" | "─" => "-",
            "‘" | "’" | "‚" => "'",
            "“" | "”" | "„" | "«" | "»" => "\"",
            "‹" | "←" => "<",
            "›" | "→" | "▸" => ">",
            "↑" => "^",
            "↓" | "▾" => "v",
            "×" => "x",
            "•" | "◦" | "▪" | "✓" => "*",
            "│" | "┆" | "┃" => "|",
            "\u{a0}" => " ",
            _ => continue,
        };
        cell.set_symbol(spelt);
    }
}

/// No letters that are written as one take more columns, but in what no one writes.
const WIDEST: u16 = 8;

/// Empties an area. A wide letter whose second half stood in it goes whole: else it would be drawn over what is put there.
pub fn clear(buffer: &mut Buffer, theme: &Theme, area: Area) {
    for before in 1..=area.x.min(WIDEST) {
        for y in area.y..area.y.saturating_add(area.height) {
            let cell = buffer.cell_mut((area.x - before, y));
            if let Some(cell) = cell.filter(|cell| columns(cell.symbol()) > before) {
                cell.set_symbol(" ");
            }
        }
    }
    ratatui::widgets::Clear.render(rect(area), buffer);
    buffer.set_style(rect(area), theme.style("screen"));
}

const ASCII: border::Set = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

/// Draws a pane's frame: heavy when it has the keys, with its name on top and a word at the foot.
pub fn frame(
    buffer: &mut Buffer,
    theme: &Theme,
    area: Area,
    title: &str,
    foot: Option<&str>,
    focused: bool,
) {
    let (line, name) = if focused {
        ("frame-focus", "pane-title-focus")
    } else {
        ("frame", "pane-title")
    };
    let set = match (theme.ascii, focused) {
        (true, _) => ASCII,
        (false, true) => border::THICK,
        (false, false) => border::ROUNDED,
    };
    if !theme.plain {
        border(buffer, area, set, theme.style(line));
    }
    if area.width < 6 || area.height == 0 {
        return;
    }
    let room = usize::from(area.width - 4);
    let title = plain(theme, title);
    let title = format!(" {} ", text::truncate(&title, room.saturating_sub(2)));
    if !title.trim().is_empty() {
        put(buffer, area, area.x + 2, area.y, &title, theme.style(name));
    }
    if let Some(foot) = foot {
        let foot = format!(" {} ", text::truncate(foot, room.saturating_sub(2)));
        let x = (area.x + area.width).saturating_sub(columns(&foot) + 2);
        put(
            buffer,
            area,
            x,
            area.y + area.height - 1,
            &foot,
            theme.style(name),
        );
    }
}

/// The four sides of an area. ratatui's `Block` looks at each cell for lines to be joined, which took a seventh of a frame.
fn border(buffer: &mut Buffer, area: Area, set: border::Set, style: Style) {
    let within = rect(area).intersection(buffer.area);
    if within.is_empty() {
        return;
    }
    let (left, right) = (within.left(), within.right() - 1);
    let (top, bottom) = (within.top(), within.bottom() - 1);
    let mut set_cell = |x, y, symbol| {
        if let Some(cell) = buffer.cell_mut((x, y)) {
            cell.set_symbol(symbol).set_style(style);
        }
    };
    for x in left + 1..right {
        set_cell(x, top, set.horizontal_top);
        set_cell(x, bottom, set.horizontal_bottom);
    }
    for y in top + 1..bottom {
        set_cell(left, y, set.vertical_left);
        set_cell(right, y, set.vertical_right);
    }
    set_cell(left, top, set.top_left);
    set_cell(right, top, set.top_right);
    set_cell(left, bottom, set.bottom_left);
    set_cell(right, bottom, set.bottom_right);
}

/// Text whose lines and bullets are drawn in ASCII where only that may be drawn, and whose frames are left out on a plain
/// screen.
#[must_use]
pub fn plain<'a>(theme: &Theme, text: &'a str) -> Cow<'a, str> {
    if !(theme.ascii || theme.plain) || text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let letter = |letter| match letter {
        '─' | '│' | '┆' | '╭' | '╮' | '╰' | '╯' | '↪' if theme.plain => ' ',
        other if !theme.ascii => other,
        '│' | '┆' | '·' => '|',
        '─' => '-',
        '↪' => '>',
        '•' | '◦' | '▪' => '*',
        '╭' | '╮' | '╰' | '╯' => '+',
        other => other,
    };
    Cow::Owned(text.chars().map(letter).collect())
}

/// A sign, or its plain form where only ASCII may be drawn.
#[must_use]
pub const fn sign(theme: &Theme, sign: Sign) -> &'static str {
    let is_block = matches!(sign, Sign::Cursor);
    let (sign, plain) = sign_of(sign);
    // For ears a block is a long word.
    if theme.ascii || theme.plain && is_block {
        plain
    } else {
        sign
    }
}

/// A sign and its plain form; no two have the same, for in a list they stand beside each other.
const fn sign_of(sign: Sign) -> (&'static str, &'static str) {
    match sign {
        Sign::Unread => ("●", "*"),
        Sign::Read => ("○", "-"),
        Sign::Bookmark => ("★", "B"),
        Sign::Offline => ("⇣", "o"),
        Sign::Muted => ("-", "x"),
        Sign::Error => ("!", "!"),
        Sign::Alike => ("≈", "="),
        Sign::Cursor => ("▌", ">"),
        Sign::Selected => ("✓", "#"),
        Sign::Open => ("▾", "v"),
        Sign::Closed => ("▸", "+"),
        Sign::Path => ("▸", "/"),
        Sign::Dot => ("·", "|"),
        Sign::Sync => ("⟳", "@"),
        Sign::Back => ("‹", "<"),
    }
}

/// What a sign says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Not read.
    Unread,
    /// Read.
    Read,
    /// Bookmarked.
    Bookmark,
    /// Readable in full offline.
    Offline,
    /// A feed whose stories are not counted.
    Muted,
    /// A feed that fails.
    Error,
    /// A row that is selected.
    Selected,
    /// The chosen row.
    Cursor,
    /// An unfolded folder.
    Open,
    /// A folded folder.
    Closed,
    /// Divides a path.
    Path,
    /// Told by other feeds too.
    Alike,
    /// Divides facts.
    Dot,
    /// A refresh runs.
    Sync,
    /// There is a way back.
    Back,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_signs_are_spelt_alike() {
        let signs = [
            Sign::Unread,
            Sign::Read,
            Sign::Bookmark,
            Sign::Offline,
            Sign::Muted,
            Sign::Error,
            Sign::Alike,
            Sign::Cursor,
            Sign::Open,
            Sign::Closed,
            Sign::Path,
            Sign::Dot,
            Sign::Sync,
            Sign::Back,
        ];
        let mut theme = Theme::mono();
        theme.ascii = true;
        let mut spelt = vec![CUT];
        for each in signs {
            let plain = sign(&theme, each);
            assert!(!spelt.contains(&plain), "{each:?}: {plain}");
            spelt.push(plain);
        }
        let buffer = &mut Buffer::with_lines(["a · b ≈3 cut…"]);
        spell_signs(buffer);
        assert_eq!(*buffer, Buffer::with_lines(["a | b =3 cut~"]));
        assert_eq!(plain(&theme, "a · b"), "a | b");
    }
}
