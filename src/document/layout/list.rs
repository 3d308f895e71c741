//! Items of lists behind their bullets and numbers.

use crate::document::layout::page::Page;
use crate::document::row::{Lead, Role, Span};

/// What stands before the items of a list.
#[derive(Clone, Copy)]
pub enum Marker {
    Bullet,
    /// The first number, and the digits of the last.
    Number(u32, usize),
}

impl Marker {
    pub fn new(start: Option<u32>, items: usize) -> Self {
        let Some(start) = start else {
            return Self::Bullet;
        };
        let last = start.saturating_add(u32::try_from(items).unwrap_or(u32::MAX).saturating_sub(1));
        Self::Number(start, last.to_string().len())
    }

    /// Numbers are flush right, so that the texts behind them are flush left.
    fn text(self, index: usize) -> String {
        match self {
            Self::Bullet => "• ".to_owned(),
            Self::Number(_, digits) => {
                let number = self.number(index).unwrap_or_default();
                format!("{number:>digits$}. ")
            }
        }
    }

    /// The number of an item.
    pub fn number(self, index: usize) -> Option<u32> {
        match self {
            Self::Bullet => None,
            Self::Number(start, _) => {
                Some(start.saturating_add(u32::try_from(index).unwrap_or(u32::MAX)))
            }
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
