//! What follows a whole story in a feed's own content: lists of other stories under their labels, and what readers say.
//!
//! A feed's summary is no whole story, and is left as it is.

use crate::extract::candidates::is_prose;
use crate::extract::cards;
use crate::extract::prune::{Scene, Verdict};
use crate::extract::rules::{Place, Reason};

/// Words and paragraphs of a whole story.
const STORY: u32 = 50;
const PARAGRAPHS: usize = 2;
/// Words of a label.
const LABEL: u32 = 8;

/// Whether so much is kept that it is a story and no summary.
pub fn is_whole(scene: &Scene, verdicts: &[Verdict]) -> bool {
    let blocks = scene.blocks.iter().zip(scene.contexts).zip(verdicts);
    let kept = blocks.filter(|(_, verdict)| **verdict == Verdict::Keep);
    let prose = kept.filter(|((block, context), _)| is_prose(block, context));
    let words: Vec<u32> = prose.map(|((block, _), _)| block.shape.words).collect();
    words.len() >= PARAGRAPHS && words.iter().sum::<u32>() >= STORY
}

/// Cuts the links below labels of lists, wherever they stand, and what is below a label of comments behind the story.
pub fn cut(scene: &Scene, verdicts: &mut [Verdict]) {
    let mut keep = vec![true; verdicts.len()];
    cards::drop_boxed_links(scene, &mut keep);
    let boxed = verdicts.iter_mut().zip(keep).filter(|(_, keep)| !keep);
    boxed.for_each(|(verdict, _)| *verdict = Verdict::Cut(Reason::RelatedList.words()));
    let mut labelled = false;
    let mut said = None;
    let mut words = 0;
    let blocks = scene.blocks.iter().zip(scene.contexts).enumerate();
    for (number, (block, context)) in blocks {
        let place = |reason: Reason| context.matches.get(reason as usize).copied();
        let is_label = block.shape.words <= LABEL && block.links == 0;
        let is_whole = |reason: Reason| is_label && place(reason) == Some(Place::Whole);
        if is_whole(Reason::Comments) && words >= STORY && said.is_none() {
            said = Some(number);
        }
        let is_link = block.links > 0 && block.link_share() > 0.8;
        let is_list = is_whole(Reason::RelatedList)
            || is_label
                && place(Reason::ReadAlso) >= Some(Place::Start)
                && block.text.ends_with([':', '：']);
        let Some(verdict) = verdicts.get_mut(number) else {
            break;
        };
        if labelled && is_link {
            *verdict = Verdict::Cut(Reason::RelatedList.words());
        } else if is_list {
            *verdict = Verdict::Cut(Reason::RelatedList.words());
            labelled = true;
        } else {
            labelled = false;
        }
        if *verdict == Verdict::Keep && is_prose(block, context) {
            words += block.shape.words;
        }
    }
    let behind = said.and_then(|from| verdicts.get_mut(from..));
    for verdict in behind.unwrap_or_default() {
        *verdict = Verdict::Cut(Reason::Comments.words());
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::fragment;

    const STORY: &str = "<p>Warga tiga kampung di tepi danau menanam dua ribu bibit bakau sejak pekan lalu, kata ketua kelompok \
                         tani setempat kepada wartawan.</p><p>Bibit itu dibeli dari hasil penjualan ikan kering, dan akan \
                         dirawat bersama oleh para pemuda sampai musim hujan.</p><p>Pemerintah daerah berjanji mengirim pupuk, \
                         tetapi warga tidak mau menunggu lama karena air sudah naik ke halaman rumah mereka.</p>";

    fn text(html: &str) -> String {
        fragment(html, None).document.plain_text()
    }

    #[test]
    fn what_follows_a_whole_story_goes() {
        for (behind, word) in [
            (
                "<h3>Related</h3><ul><li><a href=/a>Harga ikan turun</a></li><li><a href=/b>Jalan ditutup</a></li></ul>",
                "Harga ikan",
            ),
            ("<p>(sri/bim)</p>", "sri/bim"),
            (
                "<p>Tags: <a href=/t>danau</a>, <a href=/u>bakau</a></p>",
                "bakau</a>",
            ),
            (
                "<h3>Comments</h3><p>Ana: Saya tinggal di dekat danau itu dan melihat sendiri.</p>",
                "Saya tinggal",
            ),
        ] {
            let text = text(&format!("{STORY}{behind}"));
            assert!(!text.contains(word), "{text}");
            assert!(text.contains("halaman rumah mereka"), "{text}");
        }
    }

    #[test]
    fn a_summary_keeps_its_words() {
        for summary in [
            "<p>Warga menanam bakau. (sri/bim)</p>",
            "<p>(sri/bim)</p>",
            "<p>Warga menanam bakau.</p><p>Fonte: Ansa</p>",
        ] {
            let text = text(summary);
            assert!(text.contains("sri/bim") || text.contains("Fonte"), "{text}");
        }
    }
}
