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

/// From this chance on a block is story.
pub const STORY: f32 = 0.45;

/// What a leaf's number is divided by.
const UNIT: f32 = 4096.0;
/// After so many trees, blocks with a lower sum are given up: on pages that the trees had not seen, none of those
/// with a chance above 0.04 had ever been there.
const HOPELESS: [(usize, i32); 3] = [(10, -5_600), (20, -8_200), (40, -12_400)];
/// So many blocks go down a tree together, which hides that each step waits for the one before.
const LANES: usize = 8;

/// What a byte can number: steps and features stand in tables of this width, which need no look at their ends.
const WIDTH: usize = 256;

/// A fork, or a leaf, which leads to itself.
#[derive(Debug, Clone, Copy, Default)]
struct Step {
    threshold: f32,
    feature: u8,
    /// Where it leads when the feature is not above the threshold, and when it is.
    ways: [u8; 2],
}

struct TreeTable {
    steps: Box<[Step; WIDTH]>,
    /// By step: the answer of a leaf.
    answers: Vec<i16>,
    /// Forks on the longest way down.
    depth: usize,
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

    /// The chance of each block to be story; 0 for those given up early.
    pub fn chances(&self, rows: &Rows) -> Option<Vec<f32>> {
        if rows.width != self.features {
            return None;
        }
        let count = rows.values.len() / rows.width.max(1);
        let mut sums = vec![0_i32; count];
        let mut hopeful: Vec<usize> = (0..count).collect();
        let mut from = 0;
        for (end, limit) in HOPELESS {
            self.add(rows, &hopeful, from, end, &mut sums);
            hopeful.retain(|number| sums.get(*number).is_some_and(|sum| *sum >= limit));
            from = end;
        }
        self.add(rows, &hopeful, from, self.trees.len(), &mut sums);
        let mut chances = vec![0.0; count];
        for number in hopeful {
            if let Some((chance, sum)) = chances.get_mut(number).zip(sums.get(number)) {
                *chance = 1.0 / (1.0 + (-(*sum as f32) / UNIT).exp());
            }
        }
        Some(chances)
    }

    /// Adds the answers of some trees to the sums of some rows.
    fn add(&self, rows: &Rows, numbers: &[usize], from: usize, end: usize, sums: &mut [i32]) {
        let trees = self.trees.get(from..end.min(self.trees.len()));
        let mut some = [[0.0; WIDTH]; LANES];
        for lane in numbers.chunks(LANES) {
            for (slot, number) in some.iter_mut().zip(lane) {
                let row = rows.row(*number);
                if let Some(slot) = slot.get_mut(..row.len()) {
                    slot.copy_from_slice(row);
                }
            }
            let mut totals = [0_i32; LANES];
            for tree in trees.unwrap_or_default() {
                tree.add(&some, &mut totals);
            }
            for (number, total) in lane.iter().zip(totals) {
                if let Some(sum) = sums.get_mut(*number) {
                    *sum += total;
                }
            }
        }
    }
}

impl TreeTable {
    fn add(&self, rows: &[[f32; WIDTH]; LANES], totals: &mut [i32; LANES]) {
        let mut at = [0_u8; LANES];
        for _ in 0..self.depth {
            let mut moved = 0;
            let mut rows = rows.iter();
            for at in &mut at {
                let Some(row) = rows.next() else { break };
                let step = self.steps.get(usize::from(*at));
                let step = step.copied().unwrap_or_default();
                let value = row.get(usize::from(step.feature)).copied();
                let is_low = value.unwrap_or_default() <= step.threshold;
                let next = step.ways.get(usize::from(!is_low)).copied();
                let next = next.unwrap_or_default();
                moved |= next ^ *at;
                *at = next;
            }
            if moved == 0 {
                break;
            }
        }
        for (total, at) in totals.iter_mut().zip(at) {
            *total += i32::from(
                self.answers
                    .get(usize::from(at))
                    .copied()
                    .unwrap_or_default(),
            );
        }
    }

    /// From forks, each a feature, a threshold and two ways, and leaves. Forks point forward only.
    fn new(forks: &[(u8, f32, i8, i8)], leaves: &[i16]) -> Option<TreeTable> {
        let count = u8::try_from(forks.len()).ok()?;
        let mut depths = vec![0_usize; forks.len()];
        let mut steps = Vec::with_capacity(forks.len() + leaves.len());
        for (number, (feature, threshold, low, high)) in forks.iter().enumerate() {
            let depth = depths.get(number).copied()? + 1;
            let mut way = |next: i8| {
                let Ok(next) = u8::try_from(next) else {
                    return count.checked_add((-1 - next).cast_unsigned());
                };
                let below = depths.get_mut(usize::from(next))?;
                *below = depth.max(*below);
                (usize::from(next) > number).then_some(next)
            };
            let (low, high) = (way(*low)?, way(*high)?);
            steps.push(Step {
                threshold: *threshold,
                feature: *feature,
                ways: [low, high],
            });
        }
        let mut answers = vec![0; forks.len()];
        for leaf in leaves {
            let own = u8::try_from(steps.len()).ok()?;
            steps.push(Step {
                ways: [own; 2],
                ..Step::default()
            });
            answers.push(*leaf);
        }
        let mut table = Box::new([Step::default(); WIDTH]);
        table.get_mut(..steps.len())?.copy_from_slice(&steps);
        Some(TreeTable {
            steps: table,
            answers,
            depth: depths.into_iter().max().map_or(0, |depth| depth + 1),
        })
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
        for _ in 0..count {
            let feature = self.byte()?;
            let threshold = self.byte()?;
            let threshold = *thresholds
                .get(usize::from(feature))?
                .get(usize::from(threshold))?;
            let low = self.byte()?.cast_signed();
            let high = self.byte()?.cast_signed();
            forks.push((feature, threshold, low, high));
        }
        let leaves: Vec<i16> = (0..=count)
            .map(|_| self.half().map(u16::cast_signed))
            .collect::<Option<_>>()?;
        TreeTable::new(&forks, &leaves)
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
