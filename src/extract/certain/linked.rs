//! Lines that are a link for the most part, and furniture because of how they are set: behind a label, before an arrow, in
//! brackets.
//!
//! It looks at a line only; single links between paragraphs are `lone`'s.

use crate::extract::blocks::Block;
use crate::extract::rules::{Reason, rules};
use crate::extract::shape::Edge;

/// Words of a line that is a link.
const LINK: u32 = 20;

/// Why a line that is a link for the most part is furniture: where to buy something, or what to read next.
pub fn reason(block: &Block) -> Option<Reason> {
    let share = block.link_share();
    if share < 0.4 || block.shape.words >= LINK {
        return None;
    }
    let is_address = block.text.contains("://");
    let is_offer = share > 0.8 && begins_with_price(&block.text);
    // "[ Boats wait at the quay ]", and a link below the words of another story: "'Not again': Boats wait at the quay".
    let is_set_off = is_in_brackets(&block.text) && block.text.contains(char::is_alphabetic);
    let is_quote = block.links == 1 && block.shape.last != Edge::Stop && is_behind_quote(block);
    // An arrow before a link points away from the story.
    let arrows = ['»', '›', '➡', '→', '➤', '▶', '►', '👉', '☛', '☞'];
    let is_arrow = block.text.starts_with(arrows) || block.text.starts_with(">>");
    let ends = ["»", "›", "→", "➤", "►", ">>"];
    let is_led_on = block.links == 1
        && !block.text.contains(['«', '‹'])
        && ends.iter().any(|arrow| block.text.ends_with(arrow));
    // ">> MORE FROM THE HARBOUR: Boats wait at the quay"
    let is_at_end = is_arrow && block.links == 1 && is_behind_colon(block);
    let points_on = share > 0.8 && (is_arrow || is_led_on) || is_at_end;
    rules()
        .linked(&block.text)
        .or_else(|| is_offer.then_some(Reason::Promo))
        .or_else(|| {
            let is_other = points_on || is_set_off || is_quote || is_labelled(block);
            is_other.then_some(Reason::ReadAlso)
        })
        .filter(|_| !is_address)
}

/// Whether all behind a line's first colon is linked.
fn is_behind_colon(block: &Block) -> bool {
    let rest = block.text.split_once(':').map(|(_, rest)| letters(rest));
    rest.is_some_and(|rest| rest > 0 && block.linked.abs_diff(rest) <= 1)
}

/// Letters of a text, without its spaces.
fn letters(text: &str) -> u32 {
    let letters = text.chars().filter(|letter| !letter.is_whitespace());
    letters.count() as u32
}

fn is_in_brackets(text: &str) -> bool {
    text.starts_with('[') && text.ends_with(']')
}

/// Words of the label of a link.
const LABEL: usize = 4;

/// Whether a link and nothing else stands behind a label in bold capitals: "**IN ARUNG:** Boats wait at the quay".
fn is_labelled(block: &Block) -> bool {
    let Some((label, rest)) = block.text.split_once(':') else {
        return false;
    };
    let is_loud = !label.contains(char::is_lowercase) && label.contains(char::is_uppercase);
    is_loud
        && label.split_whitespace().count() <= LABEL
        && block.links == 1
        && block.linked + 1 >= letters(rest)
        && block.linked <= letters(rest)
        && block.stressed >= letters(label)
        && block.shape.last != Edge::Stop
}

/// Whether words that a line has in brackets are the label of what to read next, before a link.
pub fn is_label(block: &Block, words: &str) -> bool {
    block.link_share() > 0.4
        && block.shape.words < LINK
        && rules().linked(words) == Some(Reason::ReadAlso)
}

/// Whether a link stands behind words in quotation marks and a colon.
fn is_behind_quote(block: &Block) -> bool {
    let rest = block.text.strip_prefix(['\'', '‘']);
    let inner = rest.and_then(|rest| rest.split_once("':").or_else(|| rest.split_once("’:")));
    inner.is_some_and(|(quote, _)| quote.split(' ').count() < 8)
}

/// Whether a text begins with a price and names a shop: `$9.99 at Amazon`, `9,99 € bei Amazon`, `Rp 45.000 di Shopee`.
fn begins_with_price(text: &str) -> bool {
    let signs = ["$", "€", "£", "¥", "￥", "₹", "Rp", "RM"];
    let is_digit = |letter: char| letter.is_ascii_digit();
    let is_stated = |rest: &str| rest.trim_start_matches(['.', ' ']).starts_with(is_digit);
    let before = signs
        .iter()
        .filter_map(|sign| text.strip_prefix(sign))
        .any(is_stated);
    let number = text.trim_start_matches(|letter| is_digit(letter) || ".,".contains(letter));
    let behind = number.len() < text.len()
        && signs
            .iter()
            .any(|sign| number.trim_start().starts_with(sign));
    let is_shop = |word: &str| ["at", "bei", "di", "chez", "en", "on", "from"].contains(&word);
    (before || behind) && text.split(' ').any(is_shop)
}

#[cfg(test)]
mod tests {
    use super::is_labelled;
    use crate::extract;
    use crate::extract::blocks::Blocks;
    use crate::extract::dom::{self, Tree};

    fn text(line: &str) -> String {
        let story = "<p>Warga tiga kampung di tepi danau menanam dua ribu bibit bakau sejak pekan lalu, kata ketua kelompok tani \
                     setempat.</p><p>Bibit itu dibeli dari hasil penjualan ikan kering, dan akan dirawat bersama oleh para pemuda \
                     sampai musim hujan.</p>";
        let page = format!(
            "<html><body><article><h1>Warga menanam bakau</h1>{story}{line}{story}{line}</article></body></html>"
        );
        extract::page(&page, None).document.plain_text()
    }

    #[test]
    fn a_link_before_an_arrow_or_in_brackets_leads_away() {
        for line in [
            "<p>(<strong>MORE: </strong><a href='/a'>Perahu nelayan menunggu di dermaga</a>)</p>",
            "<p><a href='/a'>Perahu nelayan menunggu di dermaga »</a></p>",
            "<p>[Tentang <a href='/a'>nelayan yang menunggu di dermaga</a> ada cerita lain.]</p>",
            "<p>&gt;&gt; LAIN DARI ARUNG: <a href='/a'>Perahu menunggu di dermaga</a></p>",
        ] {
            let text = text(line);
            assert!(text.contains("dua ribu bibit"), "{line}: {text}");
            assert!(!text.contains("menunggu di dermaga"), "{line}: {text}");
        }
    }

    #[test]
    fn a_label_in_bold_capitals_stands_before_a_link_and_nothing_else() {
        for (line, wanted) in [
            (
                "<b>DI ARUNG: </b><a href='/a'>Perahu menunggu di dermaga</a>",
                true,
            ),
            (
                "<b>DI ARUNG: </b><a href='/a'>Perahu menunggu</a> di dermaga tua",
                false,
            ),
            (
                "DI ARUNG: <a href='/a'>Perahu menunggu di dermaga</a>",
                false,
            ),
            (
                "<b>Di Arung: </b><a href='/a'>Perahu menunggu di dermaga</a>",
                false,
            ),
        ] {
            let page = dom::parse(&format!("<p>{line}</p>"));
            let tree = Tree::of(&page);
            let blocks = Blocks::of(&tree).list;
            assert_eq!(blocks.first().is_some_and(is_labelled), wanted, "{line}");
        }
    }

    #[test]
    fn a_sentence_with_a_link_stays() {
        for line in [
            "<p><b>ARUNG:</b> Perahu <a href='/a'>nelayan menunggu</a> di dermaga sejak pagi.</p>",
            "<p>«Perahu <a href='/a'>nelayan menunggu di dermaga</a>, dan kami pulang», kata seorang warga.</p>",
        ] {
            assert!(text(line).contains("menunggu"), "{line}");
        }
    }
}
