//! What a node is by what is right around it: the end of a line, a word in an element of the page's own making, data that
//! machines read.
//!
//! It looks at an element and what is right around it; the tree is made elsewhere.

use ego_tree::NodeRef;
use scraper::Node as HtmlNode;

use crate::extract::tag::Tag;

/// Elements around a text that make no lines, at most.
const INLINE: usize = 6;
/// Words of an element of the page's own making that is part of a sentence.
const WORDS: usize = 8;
/// So many values for machines, one of them an address, make their element data.
const VALUES: usize = 3;

/// Whether a line ends behind a node: a line break or an element with lines of its own stands there, or nothing.
pub fn ends_line(node: NodeRef<HtmlNode>) -> bool {
    let mut inner = node;
    for _ in 0..INLINE {
        let is_blank = |node: &NodeRef<HtmlNode>| match node.value() {
            HtmlNode::Element(_) => false,
            HtmlNode::Text(text) => text.trim().is_empty(),
            _ => true,
        };
        let tag = |node: NodeRef<HtmlNode>| node.value().as_element().map(|of| Tag::of(of.name()));
        let is_line = |tag: Tag| tag == Tag::Br || tag.is_block();
        if let Some(next) = inner.next_siblings().find(|next| !is_blank(next)) {
            return tag(next).is_some_and(is_line);
        }
        let Some(parent) = inner.parent() else {
            return true;
        };
        if tag(parent).is_none_or(is_line) {
            return true;
        }
        inner = parent;
    }
    false
}

/// Whether an element with a name of the page's own making stands in a sentence: it is a few words and no more, and words
/// stand right beside it. Elements that no browser knows are shown in line.
pub fn is_word(node: NodeRef<HtmlNode>) -> bool {
    let text = |node: NodeRef<'_, HtmlNode>| node.value().as_text().map(|text| text.to_string());
    let mut below = node.children();
    let own = below.next().filter(|_| below.next().is_none()).map(text);
    let count = own
        .flatten()
        .map_or(0, |own| own.split_whitespace().count());
    let beside = [node.prev_sibling(), node.next_sibling()].into_iter();
    let mut beside = beside.flatten().filter_map(text);
    (1..=WORDS).contains(&count) && beside.any(|text| text.contains(char::is_alphabetic))
}

/// Whether an element names a property of a thing with an address as its words: no reader is told so.
pub fn is_address(node: NodeRef<HtmlNode>) -> bool {
    value(node).is_some_and(|value| value.starts_with("https://") || value.starts_with("http://"))
}

/// Whether an element is a thing whose properties are told to machines: addresses and times in full.
pub fn is_data(node: NodeRef<HtmlNode>) -> bool {
    let is_time = |value: &str| {
        let mut letters = value.chars();
        let digits = letters
            .by_ref()
            .take(4)
            .all(|letter| letter.is_ascii_digit());
        digits && letters.next() == Some('-') && value.contains('T')
    };
    let is_for_machines =
        |node: &NodeRef<'_, HtmlNode>| is_address(*node) || value(*node).is_some_and(is_time);
    node.children().filter(is_for_machines).count() >= VALUES
}

/// The value of a property that is a single word.
fn value(node: NodeRef<'_, HtmlNode>) -> Option<&str> {
    let element = node.value().as_element()?;
    element.attr("itemprop").filter(|_| element.name() != "a")?;
    let mut below = node.children();
    let only = below.next().filter(|_| below.next().is_none())?;
    let value = only.value().as_text()?.trim();
    (!value.is_empty() && !value.contains(char::is_whitespace)).then_some(value)
}

#[cfg(test)]
mod tests {
    use crate::extract;

    #[test]
    fn an_element_of_a_pages_own_making_stands_in_its_sentence() {
        let page = "<html><body><article><h1>Perahu pulang</h1><p>Warga membeli saham <perusahaan-tercatat id=2>Arung \
                    Bahari</perusahaan-tercatat> sejak pekan lalu, kata ketua koperasi nelayan di kampung itu.</p><p>Harga ikan \
                    naik, dan perahu pulang lebih awal karena angin barat bertiup kencang sejak subuh kemarin.</p></article></body></html>";
        let text = extract::page(page, None).document.plain_text();
        assert!(
            text.contains("saham Arung Bahari sejak pekan lalu"),
            "{text}"
        );
    }

    #[test]
    fn what_is_told_to_machines_is_no_text() {
        let story = "Warga tiga kampung di tepi danau menanam dua ribu bibit bakau sejak pekan lalu, kata ketua kelompok tani \
                     setempat. Bibit itu dibeli dari hasil penjualan ikan kering, dan akan dirawat bersama.";
        let page = format!(
            "<html><body><div itemscope itemtype='https://schema.org/Article'><div \
             itemprop='mainEntityOfPage'>https://example.com/bakau</div><div itemprop='headline'>Warga menanam bakau</div><div \
             itemprop='datePublished'>2021-03-09T13:38</div><div itemprop='dateModified'>2021-03-09T14:22</div><div \
             itemprop='articleBody'>{story} {story}</div></div><h1>Warga menanam bakau</h1><div class='body'><p>{story}</p><p>Pemerintah \
             daerah berjanji mengirim pupuk, tetapi warga tidak mau menunggu lama karena air sudah naik.</p></div></body></html>"
        );
        let text = extract::page(&page, None).document.plain_text();
        assert!(text.starts_with("Warga tiga kampung"), "{text}");
        assert_eq!(text.matches("dua ribu bibit").count(), 1, "{text}");
        assert!(text.contains("berjanji mengirim pupuk"), "{text}");
    }

    #[test]
    fn what_is_set_beside_the_words_by_software_is_none_of_them() {
        let story = "<p>Warga tiga kampung di tepi danau menanam dua ribu bibit bakau sejak pekan lalu, kata ketua kelompok tani \
                     setempat.</p><p>Bibit itu dibeli dari hasil penjualan ikan kering, dan akan dirawat bersama oleh para pemuda \
                     sampai musim hujan.</p>";
        let page = format!(
            "<html><head><title>Warga menanam bakau</title></head><body><article><h1>Warga menanam bakau</h1><p \
             itemprop='datePublished'>Monday, May 22, 2017 | 2 a.m.</p>{story}<h2>Sejarah<span class='mw-editsection'>[<a \
             href='/e'>edit</a>]</span></h2>{story}<p><i>Contributing: Antara</i></p></article></body></html>"
        );
        let text = extract::page(&page, None).document.plain_text();
        assert!(text.starts_with("Warga tiga kampung"), "{text}");
        assert!(text.contains("Sejarah\n"), "{text}");
        assert!(text.ends_with("musim hujan."), "{text}");
    }
}
