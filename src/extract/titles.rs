//! The title of a story: its headline, without the site's name.

mod dividers;
mod unmarked;

use crate::extract::addresses;
use crate::extract::dom::Tree;
use crate::extract::dom::folding::fold_into;
use crate::extract::shape::is_wide;
use crate::extract::sources::Sources;
use crate::extract::stated;
use crate::extract::tag::Tag;
use crate::extract::titles::dividers::{divided, divided_first};
use crate::extract::titles::unmarked::Stated;
use crate::extract::tokens::{overlap, tokens};

/// The best of the headline on the page, the page's own statements and the window's title.
pub fn title(sources: &Sources) -> Option<String> {
    let window = window_title(sources.tree);
    let stated = |name: &str| {
        sources
            .meta
            .get(name)
            .map(|text| folded(text))
            .filter(|text| !text.is_empty())
    };
    let open_graph = stated("og:title")
        .or_else(|| stated("twitter:title"))
        .or_else(|| stated("dc.title"));
    let linked = sources.linked.headline.as_deref().map(folded);
    let names = site_names(sources);
    let bare = |text: &Option<String>| text.as_deref().map(|text| without_site(text, &names));
    let whole = [&linked, &open_graph].map(Clone::clone);
    // A window that says no more than where one is.
    let place = window.clone();
    let window = window.filter(|window| !names_site(window, &names));
    let (linked, open_graph, window) = (bare(&linked), bare(&open_graph), bare(&window));
    let witnesses: Vec<&String> = [&linked, &open_graph, &window]
        .into_iter()
        .flatten()
        .collect();
    let told = Stated {
        window: place.as_deref(),
        titles: [open_graph.as_deref(), linked.as_deref()],
    };
    let heading =
        headline(sources.tree, &witnesses, told).filter(|heading| !names.contains(&plain(heading)));
    let is_whole = |heading: &&String| {
        heading.contains('|')
            && whole.iter().flatten().any(|whole| whole == *heading)
            && divided(heading).is_some_and(|(_, back)| !is_site(&back, &names))
    };
    if let Some(heading) = heading.as_ref().filter(is_whole) {
        return Some(heading.clone());
    }
    if let Some(agreed) = linked
        .as_ref()
        .filter(|linked| open_graph.as_ref() == Some(linked) && linked.split(' ').count() > 2)
    {
        return Some(agreed.clone());
    }
    let Some(heading) = heading else {
        let entry = || unmarked::entry(sources.tree);
        let told = linked.or(open_graph).or_else(entry).or(window);
        let told = told.filter(|title| !title.is_empty());
        return told.or_else(|| second(sources.tree, &names)).or(place);
    };
    let mut small = witnesses.iter();
    if let Some(small) = small.find(|witness| is_in_capitals_only(&heading, witness)) {
        return Some((*small).clone());
    }
    let (linked, stated) = (linked.as_ref(), open_graph.as_ref());
    Some(beside_heading(sources.tree, heading, linked, stated))
}

/// The best of a heading and what a page states beside it.
fn beside_heading(
    tree: &Tree,
    heading: String,
    linked: Option<&String>,
    open_graph: Option<&String>,
) -> String {
    let stated = || [linked, open_graph].into_iter().flatten();
    if let Some(shown) = stated().find(|stated| is_shown_below(tree, stated, &heading)) {
        return shown.clone();
    }
    // The kicker may be an element of its own in the heading.
    let is_shown = |whole: &str| {
        let mut headings = tree
            .iter()
            .filter(|(_, node)| node.tag == Tag::H1)
            .take(SECOND);
        headings.any(|(index, _)| is_kicked(whole, &tree.words(index)))
    };
    if let Some(whole) = open_graph.filter(|whole| is_kicked(whole, &heading) || is_shown(whole)) {
        return whole.clone();
    }
    let shorter = stated()
        .filter(|stated| is_part(stated, &heading))
        .min_by_key(|stated| stated.len());
    if let Some(shorter) = shorter {
        return shorter.clone();
    }
    if let Some(tail) = stated().find_map(|stated| common_tail(stated, &heading)) {
        return tail;
    }
    heading
}

/// Whether a heading is in capitals from end to end and a witness has it in small letters, too.
fn is_in_capitals_only(heading: &str, witness: &str) -> bool {
    !heading.contains(char::is_lowercase)
        && heading.contains(char::is_uppercase)
        && witness.contains(char::is_lowercase)
        && plain(heading) == plain(witness)
}

/// The first long heading of the second level, where nothing else says what the title is.
fn second(tree: &Tree, names: &[String]) -> Option<String> {
    let headings = tree.iter().filter(|(_, node)| node.tag == Tag::H2);
    let mut texts = headings.map(|(index, _)| tree.words(index));
    texts.find(|text| text.split(' ').count() > 3 && !names_site(text, names))
}

/// Headings of the second level in which a title is looked for.
const SECOND: usize = 3;

/// Whether a stated title is not the first heading but stands in one of the second level, perhaps behind a kicker:
/// there the first was written for search engines.
fn is_shown_below(tree: &Tree, stated: &str, heading: &str) -> bool {
    let is_long = |text: &str| text.split(' ').count() > 3;
    is_long(stated)
        && !heading.contains(stated)
        && tree
            .iter()
            .filter(|(_, node)| node.tag == Tag::H2)
            .map(|(index, _)| tree.words(index))
            .filter(|text| is_long(text))
            .take(SECOND)
            .any(|second| second.ends_with(stated))
}

/// Whether a statement is the heading with its kicker, word for word, and a mark between the two that the page shows by
/// a new line: the kicker is part of the title then.
fn is_kicked(stated: &str, heading: &str) -> bool {
    let kicker = stated.split_once(" / ").map(|(kicker, _)| kicker);
    kicker.is_some_and(|kicker| heading.starts_with(kicker)) && plain(stated) == plain(heading)
}

/// What two titles with different kickers have in common: "On the coast: Boats wait", "Storm - Boats wait".
fn common_tail(left: &str, right: &str) -> Option<String> {
    let (left, right) = (divided_first(left)?, divided_first(right)?);
    // A kicker in other words; one in nearly the same words belongs to the title.
    let are_kickers = likeness(&left.0, &right.0) < 0.1;
    let is_title = left.1 == right.1 && are_kickers && left.1.split(' ').count() > 3;
    is_title.then_some(left.1)
}

/// Whether a statement is the heading without what some sites put before or after it: a kicker, or a word in
/// brackets. A statement that only stops early is none.
fn is_part(stated: &str, heading: &str) -> bool {
    let after = heading.strip_prefix(stated).map(str::trim_start);
    let is_aside = after.is_some_and(|after| {
        after.starts_with(['|', '(', '[', '–', '—', '-', '·']) && after.split(' ').count() < 6
    });
    stated.split(' ').count() > 3
        && stated.len() < heading.len()
        && (is_aside || heading.ends_with(stated))
}

fn folded(text: &str) -> String {
    let mut folded = String::new();
    // JSON-LD often has its entities written twice.
    fold_into(&mut folded, &stated::unescaped(text));
    folded.trim().to_owned()
}

fn window_title(tree: &Tree) -> Option<String> {
    let (index, _) = tree.iter().find(|(_, node)| {
        node.tag == Tag::Title
            && tree
                .get(node.parent)
                .is_some_and(|parent| parent.tag == Tag::Head)
    })?;
    let text: String = tree.below(index).map(|(_, node)| node.text()).collect();
    Some(folded(&text)).filter(|text| !text.is_empty())
}

/// The heading that the page's own statements agree with, or another element, else the only `h1`.
fn headline(tree: &Tree, witnesses: &[&String], told: Stated) -> Option<String> {
    let mut tops: Vec<String> = Vec::new();
    let mut best: Option<(f32, String)> = None;
    for (index, node) in tree.iter() {
        let level = node.tag.heading();
        let marked = level > 0 && node.attribute("itemprop") == Some("headline");
        if !(marked || (1..=2).contains(&level)) {
            continue;
        }
        let text = tree.words(index);
        let text = unmarked::unglued(tree, index, &text, told).unwrap_or(text);
        if text.chars().count() < 4 || text.chars().count() > 400 {
            continue;
        }
        if level == 1 {
            tops.push(text.clone());
        }
        let likeness = witnesses
            .iter()
            .map(|witness| likeness(witness, &text))
            .fold(0.0, f32::max);
        let score = likeness + if level == 1 { 0.1 } else { 0.0 } + if marked { 0.1 } else { 0.0 };
        if likeness > 0.6 && best.as_ref().is_none_or(|(known, _)| score > *known) {
            best = Some((score, text));
        }
    }
    // Nothing agrees with any: the only one that is long, or the only one where there are no witnesses.
    let best = best.map(|(_, text)| text);
    let few = tops.len() <= 2;
    let alone = match tops.as_slice() {
        [only] if witnesses.is_empty() => Some(only.clone()),
        _ => None,
    };
    tops.retain(|text| text.split(' ').count() > 3);
    let only = || tops.pop().filter(|_| few && tops.is_empty());
    let unmarked = || Some(unmarked::headline(tree, told)?.1);
    best.or_else(only).or_else(unmarked).or(alone)
}

/// The heading that is the title, else the first of the first level.
pub fn heading(tree: &Tree, title: Option<&str>) -> Option<usize> {
    let mut headings = tree
        .iter()
        .filter(|(_, node)| (1..=2).contains(&node.tag.heading()));
    let named = title
        .and_then(|title| headings.find(|(index, _)| likeness(title, &tree.words(*index)) > 0.7));
    let told = Stated {
        window: title,
        titles: [None, None],
    };
    named
        .map(|(index, _)| index)
        .or_else(|| Some(unmarked::headline(tree, told)?.0))
        .or_else(|| Some(tree.iter().find(|(_, node)| node.tag == Tag::H1)?.0))
}

/// The share of words that two titles have in common.
pub fn likeness(left: &str, right: &str) -> f32 {
    overlap(&tokens(left), &tokens(right))
}

/// What the page calls its site, in plain letters.
pub fn site_names(sources: &Sources) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for key in [
        "og:site_name",
        "application-name",
        "twitter:site",
        "apple-mobile-web-app-title",
    ] {
        names.extend(sources.meta.get(key).map(|name| plain(name)));
    }
    names.extend(sources.linked.site.as_deref().map(plain));
    let own = sources
        .meta
        .get("og:url")
        .and_then(|url| url::Url::parse(url).ok());
    let canonical = addresses::canonical(sources.tree);
    let canonical = canonical.and_then(|address| url::Url::parse(address).ok());
    for host in [sources.url, own.as_ref(), canonical.as_ref()]
        .into_iter()
        .flatten()
        .filter_map(url::Url::host_str)
    {
        names.push(plain(host.trim_start_matches("www.")));
        names.extend(host.split('.').filter(|part| part.len() > 2).map(plain));
    }
    names.retain(|name| name.len() > 1);
    names
}

/// A text's letters and digits, small, without all else.
pub fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// A title without the site's name at its end or its beginning.
fn without_site(title: &str, names: &[String]) -> String {
    // Blogs put these before their own names, which nothing else may tell; in French one opens a quotation.
    let own = [" « ", " ‹ "]
        .iter()
        .find_map(|mark| title.split_once(mark));
    let own = own.filter(|(front, back)| !front.is_empty() && !back.contains(['»', '›', '«']));
    let own = own.or_else(|| before_line(title));
    let title = title
        .split_once(" » Blog Archive » ")
        .map_or(title, |(_, back)| back);
    let mut title = own.map_or(title, |(front, _)| front).trim().to_owned();
    let whole = title.len();
    for _ in 0..3 {
        let Some((front, back)) = divided(&title) else {
            break;
        };
        // A site's name with a department's is short; a title may have the site's name in it.
        if names_site(&back, names) || back.split(' ').count() <= 5 && is_site(&back, names) {
            title = front;
        } else {
            break;
        }
    }
    if let Some((front, back)) = divided_first(&title)
        && names_site(&front, names)
    {
        return without_place(&back).to_owned();
    }
    without_section(&title, title.len() < whole).to_owned()
}

/// The front of a title in wide letters up to a low line, behind which sites write in which part of them it stands.
fn before_line(title: &str) -> Option<(&str, &str)> {
    let parts = title.split_once('_');
    parts.filter(|(front, _)| {
        let letters = front.chars().filter(|letter| is_wide(*letter)).count();
        letters >= 2 * TITLE && 3 * front.len() >= title.len()
    })
}

/// What follows the site's name without what says where on the site one is: "Blog Archive » Boats wait at the quay", "News -
/// Local - Boats wait at the quay".
fn without_place(title: &str) -> &str {
    let mut title = title;
    for divider in [" » ", " - "] {
        while let Some((front, back)) = title.split_once(divider) {
            let is_archive = front.eq_ignore_ascii_case("blog archive");
            let is_word =
                !front.contains(' ') && !front.contains(|letter: char| letter.is_ascii_digit());
            if !(is_archive || is_word) || back.split_whitespace().count() < TITLE {
                break;
            }
            title = back.trim_start();
        }
    }
    title
}

/// Words of a title, and of what stands behind it: a section, a site that the page does not name.
const TITLE: usize = 4;
const SECTION: usize = 3;

/// A title without the section that stands between it and the site (`is_cut` where that was there): "Boats wait at the
/// quay | Local | The Post".
fn without_section(title: &str, is_cut: bool) -> &str {
    const BAR: &str = " | ";
    let words = |text: &str| text.split_whitespace().count();
    let is_label = |text: &str, most: usize| {
        words(text) <= most && !text.contains(|letter: char| letter.is_ascii_digit())
    };
    let bars = title.matches(BAR).count();
    let mut title = title;
    while let Some((front, back)) = title.rsplit_once(BAR) {
        if !is_label(back, SECTION) || words(front) < TITLE {
            break;
        }
        title = front.trim_end();
    }
    if bars > 1
        && let Some((front, back)) = title.split_once(BAR)
        && is_label(front, 2)
        && words(back) >= TITLE
    {
        title = back.trim_start();
    }
    match title.rsplit_once(" - ") {
        Some((front, back)) if is_cut && is_label(back, 1) && words(front) >= TITLE => {
            front.trim_end()
        }
        _ => title,
    }
}

/// Whether a text is the name of the site, or has it in it.
pub fn is_site(part: &str, names: &[String]) -> bool {
    let part = plain(part);
    part.is_empty()
        || names.iter().any(|name| {
            part == *name
                || (name.len() > 3 && part.contains(name.as_str()))
                || (part.len() > 3 && name.contains(&part))
        })
}

/// Whether a text is the whole name of the site.
fn names_site(part: &str, names: &[String]) -> bool {
    let part = plain(part);
    let bare = part.strip_prefix("the").unwrap_or(&part);
    names.iter().any(|name| *name == part || name == bare)
}

#[cfg(test)]
mod tests {
    use super::{is_kicked, likeness, without_site};

    #[test]
    fn a_low_line_ends_a_title_in_wide_letters() {
        let names: [String; 0] = [];
        let check = |title: &str, wanted: &str| assert_eq!(without_site(title, &names), wanted);
        check(
            "旧市场推迟到年底关闭__2026年第3号_海门网",
            "旧市场推迟到年底关闭",
        );
        check("海门_旧市场推迟到年底关闭", "海门_旧市场推迟到年底关闭");
        check("How to name a_variable well", "How to name a_variable well");
        check("The Quay » Blog Archive » Boats Wait", "Boats Wait");
    }

    #[test]
    fn the_sites_name_is_no_part_of_a_title() {
        let names = ["suaracom".to_owned(), "suara".to_owned()];
        let check = |title: &str, wanted: &str| assert_eq!(without_site(title, &names), wanted);
        check("Korsel Panggil Dubes - Suara.com", "Korsel Panggil Dubes");
        check("Suara.com: Korsel Panggil Dubes", "Korsel Panggil Dubes");
        check("Korsel Panggil Dubes : Suara News", "Korsel Panggil Dubes");
        check("Jakarta - Bandung Macet", "Jakarta - Bandung Macet");
        check("Korsel | Berita | Suara", "Korsel | Berita");
        check(
            "Korsel Panggil Dubes Lagi | Nasional | Suara",
            "Korsel Panggil Dubes Lagi",
        );
        check(
            "Korsel Panggil Dubes Lagi - Nasional - Suara",
            "Korsel Panggil Dubes Lagi",
        );
        check(
            "Dunia | Korsel Panggil Dubes Lagi | Media Pagi",
            "Korsel Panggil Dubes Lagi",
        );
        check(
            "Korsel Panggil Dubes Lagi | Bagian 2",
            "Korsel Panggil Dubes Lagi | Bagian 2",
        );
        check("Ara: Korsel Panggil Dubes", "Ara: Korsel Panggil Dubes");
        check("Korsel Panggil Dubes » The Suara", "Korsel Panggil Dubes");
        check("Korsel Panggil Dubes @ Suara", "Korsel Panggil Dubes");
        check(
            "Korsel Panggil Dubes « Catatan Kami",
            "Korsel Panggil Dubes",
        );
        check("Korsel « panggil » Dubes", "Korsel « panggil » Dubes");
        check("The Suara: Korsel Panggil Dubes", "Korsel Panggil Dubes");
        check(
            "Suara » Blog Archive » Korsel Panggil Dubes Lagi",
            "Korsel Panggil Dubes Lagi",
        );
        check(
            "Suara.com - News - Korsel Panggil Dubes Lagi",
            "Korsel Panggil Dubes Lagi",
        );
        check(
            "Suara - Korsel Panggil Dubes: Kata Suara soal Kapal Itu",
            "Korsel Panggil Dubes: Kata Suara soal Kapal Itu",
        );
    }

    #[test]
    fn a_kicker_that_the_statement_divides_from_the_heading_is_part_of_it() {
        let check = |stated: &str, heading: &str, wanted: bool| {
            assert_eq!(is_kicked(stated, heading), wanted, "{stated}");
        };
        check(
            "Pasar Malam / Lampu Kembali Menyala",
            "Pasar Malam Lampu Kembali Menyala",
            true,
        );
        check(
            "Lampu Kembali Menyala",
            "Pasar Malam Lampu Kembali Menyala",
            false,
        );
        check(
            "Kota / Lampu Kembali Menyala",
            "Pasar Malam Lampu Kembali Menyala",
            false,
        );
    }

    #[test]
    fn a_kicker_in_an_element_of_its_own_is_part_of_the_title_where_the_page_says_so() {
        let page = "<head><title>Pasar Malam Lampu Kembali Menyala - Warta</title><meta property='og:title' content='Pasar \
                    Malam / Lampu Kembali Menyala'></head><body><h1><span>Pasar Malam</span>Lampu Kembali Menyala</h1><p>Warga \
                    datang lagi.</p></body>";
        let story = crate::extract::page(page, None);
        assert_eq!(
            story.title.as_deref(),
            Some("Pasar Malam / Lampu Kembali Menyala")
        );
    }

    #[test]
    fn titles_are_compared_by_words() {
        assert!(likeness("Satu dua tiga", "satu, dua, tiga!") > 0.99);
        assert!(likeness("Satu dua", "Tiga empat") < 0.01);
    }
}
