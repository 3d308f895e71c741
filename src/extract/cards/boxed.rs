//! Boxes between two paragraphs that hold a label and nothing but links to other stories.
//!
//! The shape tells them, whatever language the label is in. Links that stand where the paragraphs stand are the story's.

use std::ops::Range;

use crate::extract::blocks::Block;
use crate::extract::boxes::jumps;
use crate::extract::candidates::is_prose;
use crate::extract::context::around;
use crate::extract::lists::is_document;
use crate::extract::prune::Scene;
use crate::extract::rules::rules;
use crate::extract::shape::Edge;
use crate::extract::tag::Tag;

/// Words of a label, and of a headline.
const LABEL: Range<u32> = 1..8;
const HEADLINE: Range<u32> = 3..30;
/// Headlines of such a box.
const LINKS: Range<usize> = 2..9;
/// Elements above a label up to its box.
const DEEP: usize = 5;

/// The blocks of all such boxes of a page.
pub fn boxes(scene: &Scene) -> Vec<Range<usize>> {
    let mut boxes = Vec::new();
    let mut number = 1;
    while number < scene.blocks.len() {
        let found = boxed(scene, number);
        number = found.as_ref().map_or(number + 1, |found| found.end);
        boxes.extend(found);
    }
    boxes
}

/// The blocks of the box whose label a block is.
fn boxed(scene: &Scene, number: usize) -> Option<Range<usize>> {
    let label = scene.blocks.get(number)?;
    let context = scene.contexts.get(number)?;
    let excluded = around::TABLE | around::BLOCKQUOTE | around::FIGURE | around::NAV;
    let is_label = label.links == 0
        && LABEL.contains(&label.shape.words)
        && label.shape.digits == 0
        && label.shape.stops == 0
        && context.around & excluded == 0
        && !rules().labels.documents(&label.text)
        && !rules().labels.contents(&label.text);
    if !is_label || !is_headline(scene, scene.blocks.get(number + 1)?) {
        return None;
    }
    let before = paragraph(scene, number.checked_sub(1)?)?;
    let above = scene.tree.ancestors(label.element).take(DEEP);
    let own = above.take_while(|(index, _)| !scene.tree.holds(*index, before.first));
    let (_, own) = own.last()?;
    let is_box = matches!(
        own.tag,
        Tag::Div | Tag::Section | Tag::Aside | Tag::Ul | Tag::Custom
    );
    // The box stands where the paragraphs stand.
    if !is_box || before.holder != own.parent {
        return None;
    }
    let links = scene.blocks.get(number + 1..)?.iter();
    let links = links.take_while(|block| block.first < own.end);
    let links: Vec<&Block> = links.take(LINKS.end).collect();
    let end = number + 1 + links.len();
    let behind = paragraph(scene, end)?;
    let is_between = behind.holder == before.holder && behind.first >= own.end;
    let are_links = links.iter().all(|block| is_headline(scene, block));
    (is_between && are_links && LINKS.contains(&links.len())).then_some(number..end)
}

/// A block that is a paragraph of a story.
fn paragraph<'s>(scene: &'s Scene, number: usize) -> Option<&'s Block> {
    let (block, context) = scene.blocks.get(number).zip(scene.contexts.get(number))?;
    let is_paragraph = is_prose(block, context)
        && context.around & (around::LIST_ITEM | around::TABLE | around::ASIDE) == 0;
    is_paragraph.then_some(block)
}

/// Whether a block is one link to something else than a document or a place of its page.
fn is_headline(scene: &Scene, block: &Block) -> bool {
    let is_line = block.link_share() > 0.9
        && block.links == 1
        && HEADLINE.contains(&block.shape.words)
        && !matches!(block.shape.last, Edge::Colon)
        && !block.text.contains("://");
    if !is_line || jumps(scene, block.first) {
        return false;
    }
    let mut above = scene.tree.ancestors(block.first).take(6);
    let link = above.find(|(_, node)| node.tag == Tag::A);
    link.and_then(|(_, node)| node.attribute("href"))
        .is_some_and(|href| !is_document(href) && !href.starts_with("mailto:"))
}

#[cfg(test)]
mod tests {
    use crate::extract;

    fn text(boxed: &str) -> String {
        let page = format!(
            "<html><body><article><h1>Warga menanam bakau</h1><p>Warga tiga kampung di tepi danau menanam dua ribu bibit bakau sejak \
             pekan lalu, kata ketua kelompok tani.</p>{boxed}<p>Bibit itu dibeli dari hasil penjualan ikan kering, dan akan dirawat \
             bersama oleh para pemuda sampai musim hujan.</p><p>Pemerintah daerah berjanji mengirim pupuk, tetapi warga tidak mau \
             menunggu lama karena air sudah naik.</p></article></body></html>"
        );
        extract::page(&page, None).document.plain_text()
    }

    #[test]
    fn a_box_of_headlines_goes_whatever_its_label_says() {
        let links = "<ul><li><a href=/a>Harga ikan turun di pasar lama</a></li><li><a href=/b>Jalan ke danau ditutup lagi</a></li></ul>";
        for label in [
            "Kacahe malih",
            "Sullo stesso argomento",
            "同じ話題",
            "ข่าวเดียวกัน",
        ] {
            for kind in ["div", "aside", "section"] {
                let text = text(&format!(
                    "<{kind} class=kotak><h4>{label}</h4>{links}</{kind}>"
                ));
                assert!(!text.contains("Harga ikan"), "{label} {kind}: {text}");
                assert!(!text.contains(label), "{label} {kind}: {text}");
                assert!(text.contains("Bibit itu"), "{text}");
            }
        }
    }

    #[test]
    fn lists_of_the_story_stay() {
        let facts = "<div><h4>Angka</h4><ul><li>panjang: 34 meter</li><li>tangga: 152</li><li>tahun: 1858</li></ul></div>";
        assert!(text(facts).contains("34 meter"));
        // A link among other words is the story's.
        let mixed = "<div><h4>Yang menanam</h4><ul><li><a href=/a>Kelompok Tani Makmur</a>, 300 bibit sejak pekan lalu</li>\
                     <li><a href=/b>Karang Taruna Danau</a>, 200 bibit sejak kemarin pagi</li></ul></div>";
        assert!(text(mixed).contains("300 bibit"));
    }
}
