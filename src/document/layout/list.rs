//! Items of lists behind their bullets and numbers.
use crate::document::Numbering;

use crate::document::layout::page::Page;
use crate::document::row::{Lead, Role, Span};

/// What stands before the items of a list.
#[derive(Clone, Copy)]
pub enum Marker {
    Bullet,
    /// The first number, how the others follow, and the cells of the widest.
    Number(u32, Numbering, usize),
}

impl Marker {
    pub fn new(start: Option<u32>, numbering: Numbering, items: usize) -> Self {
        let Some(start) = start else {
            return Self::Bullet;
        };
        let length = |index| numbering.figures.text(numbering.number(start, index)).len();
        let widest = (0..items).map(length).max();
        Self::Number(start, numbering, widest.unwrap_or_default())
    }

    /// Numbers are flush right, so that the texts behind them are flush left.
    fn text(self, index: usize) -> String {
        match self {
            Self::Bullet => "• ".to_owned(),
            Self::Number(start, numbering, cells) => {
                let number = numbering.figures.text(numbering.number(start, index));
                format!("{number:>cells$}. ")
            }
        }
    }

    /// The number of an item.
    pub fn number(self, index: usize) -> Option<u32> {
        match self {
            Self::Bullet => None,
            Self::Number(start, numbering, _) => Some(numbering.number(start, index)),
        }
    }
}

/// Puts an item behind its marker, its further rows below the first word. The marker of a note leads to its mark.
pub fn put_item(
    page: &mut Page,
    marker: Marker,
    index: usize,
    lead: Option<Lead>,
    put: impl FnOnce(&mut Page),
) {
    let text = marker.text(index);
    let cells = text.chars().count();
    let rest = Span::new(" ".repeat(cells), Role::Text);
    let marker = Span {
        lead,
        ..Span::new(text, Role::Bullet)
    };
    page.indented(Some(marker), rest, cells, put);
}
