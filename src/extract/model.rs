//! The model that tells story from furniture: a table of small decision trees over a block's features.
//!
//! The table is `assets/cleaning.model`, made by `assets/training`. The sum of the trees' answers is made in whole
//! numbers, so that it is the same on every machine. It knows numbers only; what they mean stands in `features`.
//!
//! The file, little-endian: `KBM1`; the count of features and of trees (`u16`); for each feature a count (`u8`)
//! and so many thresholds (`f32`, rising); for each tree the count of its forks (`u8`), the forks (feature `u8`,
//! number of the threshold `u8`, next when not above it and next when above, `i8`: a fork, or below zero the leaf
//! -1, -2, …), and its leaves (`i16`, 1/4096), one more than forks.

use std::sync::OnceLock;

use crate::assets;
use crate::extract::features::Rows;

/// What a leaf's number is divided by.
const UNIT: f32 = 4096.0;
/// After so many trees a block that is far from being story is given up.
const EARLY: usize = 40;
/// How far: the sum of a chance of one in two hundred.
const HOPELESS: i32 = -5 * 4096;

struct Fork {
    feature: u8,
    low: i8,
    high: i8,
    threshold: f32,
}

struct TreeTable {
    forks: Vec<Fork>,
    leaves: Vec<i16>,
}

/// The trees.
pub struct Model {
    features: usize,
    trees: Vec<TreeTable>,
}

/// The model of `assets/cleaning.model`; none when the file is no model.
pub fn model() -> Option<&'static Model> {
    static MODEL: OnceLock<Option<Model>> = OnceLock::new();
    MODEL
        .get_or_init(|| Model::read(assets::CLEANING_MODEL))
        .as_ref()
}

impl Model {
    /// The trees of a file; none when it is no model.
    pub fn read(bytes: &[u8]) -> Option<Model> {
        let mut reader = Reader(bytes);
        if reader.take(4)? != b"KBM1" {
            return None;
        }
        let features = reader.half()? as usize;
        let count = reader.half()?;
        let mut thresholds: Vec<Vec<f32>> = Vec::with_capacity(features);
        for _ in 0..features {
            let count = reader.byte()?;
            thresholds.push((0..count).map(|_| reader.float()).collect::<Option<_>>()?);
        }
        let trees = (0..count)
            .map(|_| reader.tree(&thresholds))
            .collect::<Option<_>>()?;
        reader.0.is_empty().then_some(Model { features, trees })
    }

    /// The chance of each block to be story.
    pub fn chances(&self, rows: &Rows) -> Option<Vec<f32>> {
        if rows.width != self.features {
            return None;
        }
        Some(
            rows.values
                .chunks_exact(rows.width)
                .map(|row| self.chance(row))
                .collect(),
        )
    }

    fn chance(&self, row: &[f32]) -> f32 {
        let mut sum = 0_i32;
        for (number, tree) in self.trees.iter().enumerate() {
            sum += i32::from(tree.answer(row));
            if number == EARLY && sum < HOPELESS {
                break;
            }
        }
        1.0 / (1.0 + (-(sum as f32) / UNIT).exp())
    }
}

impl TreeTable {
    fn answer(&self, row: &[f32]) -> i16 {
        let mut at = 0_i8;
        // Forks point forward only, so this ends.
        while let Some(fork) = usize::try_from(at).ok().and_then(|at| self.forks.get(at)) {
            let value = row
                .get(usize::from(fork.feature))
                .copied()
                .unwrap_or_default();
            at = if value <= fork.threshold {
                fork.low
            } else {
                fork.high
            };
        }
        self.leaves
            .get((-1 - isize::from(at)).unsigned_abs())
            .copied()
            .unwrap_or_default()
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, tail) = self.0.split_at_checked(count)?;
        self.0 = tail;
        Some(head)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn half(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes(self.take(2)?.try_into().ok()?))
    }

    fn float(&mut self) -> Option<f32> {
        Some(f32::from_le_bytes(self.take(4)?.try_into().ok()?))
    }

    fn tree(&mut self, thresholds: &[Vec<f32>]) -> Option<TreeTable> {
        let count = self.byte()?;
        let mut forks = Vec::with_capacity(usize::from(count));
        for number in 0..count {
            let feature = self.byte()?;
            let threshold = self.byte()?;
            let threshold = *thresholds
                .get(usize::from(feature))?
                .get(usize::from(threshold))?;
            let low = self.byte()?.cast_signed();
            let high = self.byte()?.cast_signed();
            let is_forward = |next: i8| {
                next < 0 || (next.cast_unsigned() > number && next.cast_unsigned() < count)
            };
            if !is_forward(low) || !is_forward(high) {
                return None;
            }
            forks.push(Fork {
                feature,
                low,
                high,
                threshold,
            });
        }
        let leaves = (0..=count)
            .map(|_| self.half().map(u16::cast_signed))
            .collect::<Option<_>>()?;
        Some(TreeTable { forks, leaves })
    }
}

#[cfg(test)]
mod tests {
    use super::{Model, model};
    use crate::assets;

    #[test]
    fn the_table_is_a_model_and_small() {
        assert!(model().is_some());
        assert!(assets::CLEANING_MODEL.len() < 200_000);
    }

    #[test]
    fn a_broken_table_is_refused() {
        let whole = assets::CLEANING_MODEL;
        assert!(Model::read(&whole[..whole.len() - 1]).is_none());
        assert!(Model::read(b"KBM2").is_none());
        assert!(Model::read(b"").is_none());
    }
}
