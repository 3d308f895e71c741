//! The part of a list that is seen: one column, which moves by rows, or several side by side, read down the first, then
//! down the next, which move by columns. Knows of a row only whether it is a heading.

use std::ops::Range;

/// Where a window of so many rows begins: moved as little as needed for the chosen row to be in it, and no further down than
/// that the list fills it, so that a window that has grown is full.
#[must_use]
pub fn window(offset: usize, chosen: usize, height: usize, count: usize) -> usize {
    let least = (chosen + 1).saturating_sub(height);
    offset
        .min(chosen)
        .max(least)
        .min(count.saturating_sub(height))
}

/// The part of a list that is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sight {
    offset: usize,
    /// At least 1.
    height: usize,
    /// At least 1.
    columns: usize,
}

impl Default for Sight {
    fn default() -> Self {
        Self {
            offset: 0,
            height: 10,
            columns: 1,
        }
    }
}

impl Sight {
    /// Rows of a column.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.height
    }

    /// Columns side by side.
    #[must_use]
    pub const fn columns(&self) -> usize {
        self.columns
    }

    /// Has that many columns of so many rows.
    pub fn resize(&mut self, height: usize, columns: usize) {
        self.height = height.max(1);
        self.columns = columns.max(1);
    }

    /// Begins at the top again.
    pub const fn reset(&mut self) {
        self.offset = 0;
    }

    /// The rows of each column that is seen, of a list of headings (true) and rows.
    #[must_use]
    pub fn seen(&self, list: &[bool]) -> Vec<Range<usize>> {
        let mut from = self.offset.min(list.len());
        let column = |_| {
            let start = from;
            from = self.end(start, list);
            start..from
        };
        (0..self.columns).map(column).collect()
    }

    /// Moves so that the row is seen, and in one column the heading right above it.
    pub fn follow(&mut self, row: usize, list: &[bool]) {
        if self.columns == 1 {
            let is_headed = row.checked_sub(1).and_then(|above| list.get(above)) == Some(&true);
            let top = row - usize::from(is_headed);
            let offset = self.offset.min(top);
            self.offset = window(offset, row, self.height, list.len());
            return;
        }
        let starts = self.starts(list);
        let of = |row: usize| starts.iter().rposition(|start| *start <= row).unwrap_or(0);
        let first = of(self.offset).min(of(row));
        let first = first.max((of(row) + 1).saturating_sub(self.columns));
        // The last columns are seen together.
        let first = first.min(starts.len().saturating_sub(self.columns));
        self.offset = starts.get(first).copied().unwrap_or_default();
    }

    /// The row as far down in the column that stands so many columns beside that of a row; that of the last row where there
    /// are not so many in it. Nothing where all rows stand in one column.
    #[must_use]
    pub fn beside(&self, row: usize, by: isize, list: &[bool]) -> Option<usize> {
        let starts = self.starts(list);
        if self.columns == 1 || starts.len() == 1 {
            return None;
        }
        let of = starts.iter().rposition(|start| *start <= row)?;
        let to = of.saturating_add_signed(by).min(starts.len() - 1);
        let start = *starts.get(to)?;
        let last = self.end(start, list).saturating_sub(1);
        Some((start + row - starts.get(of)?).min(last))
    }

    /// Where each column begins.
    fn starts(&self, list: &[bool]) -> Vec<usize> {
        let next = |start: &usize| Some(self.end(*start, list)).filter(|end| *end < list.len());
        std::iter::successors(Some(0), next).collect()
    }

    /// Where the column ends that begins there: of several none ends with a heading.
    fn end(&self, start: usize, list: &[bool]) -> usize {
        let end = start.saturating_add(self.height).min(list.len());
        let is_heading = end < list.len() && list.get(end - 1) == Some(&true);
        end - usize::from(self.columns > 1 && end > start + 1 && is_heading)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of rows, `#` for a heading.
    fn list(rows: &str) -> Vec<bool> {
        rows.chars().map(|row| row == '#').collect()
    }

    #[test]
    fn a_heading_stays_with_its_rows_and_the_window_moves_by_columns() {
        let rows = list("#...#..#....");
        let mut sight = Sight::default();
        sight.resize(5, 2);
        assert_eq!(sight.seen(&rows), [0..4, 4..9]);
        sight.follow(8, &rows);
        assert_eq!(sight.seen(&rows), [0..4, 4..9]);
        sight.follow(9, &rows);
        assert_eq!(sight.seen(&rows), [4..9, 9..12]);
        sight.follow(5, &rows);
        assert_eq!(sight.seen(&rows), [4..9, 9..12]);
        sight.follow(1, &rows);
        assert_eq!(sight.seen(&rows), [0..4, 4..9]);
        for (row, by, expected) in [(2, 1, 6), (6, -1, 2), (2, -1, 2), (8, 1, 11), (11, 1, 11)] {
            assert_eq!(sight.beside(row, by, &rows), Some(expected), "{row} {by}");
        }
        assert_eq!(sight.beside(1, 1, &list("#..")), None);
        assert_eq!(sight.seen(&list("#..")), [0..3, 3..3]);
    }

    #[test]
    fn one_column_moves_by_rows_and_shows_the_heading_above() {
        let rows = list("#...#...");
        let mut sight = Sight::default();
        sight.resize(3, 1);
        sight.follow(3, &rows);
        assert_eq!(sight.seen(&rows), [Range { start: 1, end: 4 }]);
        sight.follow(1, &rows);
        assert_eq!(sight.seen(&rows), [Range { start: 0, end: 3 }]);
        assert_eq!(sight.beside(1, 1, &rows), None);
    }

    #[test]
    fn every_row_is_seen_when_it_is_followed_whatever_the_size() {
        for rows in ["", ".", "#", "##", "#.#.#.#.", "##..##..#", "........"] {
            for (height, columns) in [(1, 1), (1, 2), (2, 2), (3, 2), (4, 3)] {
                let rows = list(rows);
                let mut sight = Sight::default();
                sight.resize(height, columns);
                for row in (0..rows.len()).chain((0..rows.len()).rev()) {
                    sight.follow(row, &rows);
                    let seen = sight.seen(&rows);
                    assert!(
                        seen.iter().any(|seen| seen.contains(&row)),
                        "{row} {seen:?}"
                    );
                    assert!(seen.iter().all(|seen| seen.len() <= height));
                }
            }
        }
    }
}
