//! Whether a block speaks of what the story speaks of: teasers of other stories are prose, too, but share few words.
//!
//! It compares words and decides nothing.

use crate::extract::tokens::{ByWord, Words, is_long};

/// So many paragraphs after the headline say what the story is about.
const LEAD: usize = 4;

#[derive(Default, Clone, Copy)]
struct Use {
    /// The first paragraph after the headline that has it, plus one.
    first: u32,
    /// The last paragraph that was counted, plus one.
    last: u32,
    /// Paragraphs that have it.
    blocks: u16,
    /// Of those, paragraphs of the lead; the title counts for two.
    lead: u16,
}

/// Where the long words of a page's paragraphs stand.
#[derive(Default)]
pub struct Cohesion {
    uses: ByWord<Use>,
    /// The paragraphs of the lead.
    lead: Vec<usize>,
}

impl Cohesion {
    /// Counts the paragraphs (`prose`) from `start` on, and the words of title and summary.
    pub fn of(words: &Words, prose: &[bool], start: usize, about: &[u64]) -> Cohesion {
        let mut cohesion = Cohesion::default();
        for token in about.iter().filter(|token| is_long(**token)) {
            cohesion.uses.entry(*token).or_default().lead = 2;
        }
        for number in (0..prose.len()).filter(|number| prose.get(*number) == Some(&true)) {
            let after = number >= start;
            let leads = after && cohesion.lead.len() < LEAD;
            if leads {
                cohesion.lead.push(number);
            }
            let mark = number as u32 + 1;
            for token in words.get(number).iter().filter(|token| is_long(**token)) {
                let seen = cohesion.uses.entry(*token).or_default();
                if seen.last == mark {
                    continue;
                }
                seen.last = mark;
                seen.blocks = seen.blocks.saturating_add(1);
                seen.lead = seen.lead.saturating_add(u16::from(leads));
                if after && seen.first == 0 {
                    seen.first = mark;
                }
            }
        }
        cohesion
    }

    /// Shares of a block's long words: in the lead (or title), in an earlier paragraph, in any other paragraph;
    /// -1 for blocks with fewer than three.
    pub fn shares(&self, number: usize, words: &[u64], is_prose: bool) -> [f32; 3] {
        let own = u16::from(is_prose);
        let own_lead = u16::from(self.lead.contains(&number));
        let (mut all, mut found) = (0.0, [0.0; 3]);
        for token in words.iter().filter(|token| is_long(**token)).take(200) {
            all += 1.0;
            let Some(seen) = self.uses.get(token) else {
                continue;
            };
            let holds = [
                seen.lead > own_lead,
                seen.first > 0 && (seen.first as usize) <= number,
                seen.blocks > own,
            ];
            for (sum, holds) in found.iter_mut().zip(holds) {
                *sum += f32::from(u8::from(holds));
            }
        }
        if all < 3.0 {
            return [-1.0; 3];
        }
        found.map(|sum| sum / all)
    }
}

#[cfg(test)]
mod tests {
    use super::Cohesion;
    use crate::extract::tokens::{Words, tokens};

    #[test]
    fn a_teaser_shares_fewer_words_than_a_paragraph() {
        let texts = [
            "Pelabuhan Arung ditutup karena gelombang tinggi",
            "Gelombang setinggi empat meter menghantam pelabuhan Arung",
            "Resep sambal mangga untuk makan siang keluarga",
            "Kepala pelabuhan meminta nelayan Arung menunggu gelombang reda",
        ];
        let words = Words::of(texts.into_iter());
        let prose = [true; 4];
        let cohesion = Cohesion::of(&words, &prose, 0, &tokens("Pelabuhan Arung ditutup"));
        let share = |number: usize| cohesion.shares(number, words.get(number), true);
        assert!(share(3)[0] > 0.3 && share(3)[1] > 0.3);
        assert!(share(2)[0] < 0.1 && share(2)[2] < 0.1);
        assert!(cohesion.shares(9, &tokens("di sini"), false)[0] < 0.0);
    }
}
