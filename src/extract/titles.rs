//! The title of a story: its headline, without the site's name.

use crate::extract::dom::{Tree, fold_into};
use crate::extract::sources::Sources;
use crate::extract::tag::Tag;

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
    let (linked, open_graph, window) = (bare(&linked), bare(&open_graph), bare(&window));
    let witnesses: Vec<&String> = [&linked, &open_graph, &window]
        .into_iter()
        .flatten()
        .collect();
    let heading =
        headline(sources.tree, &witnesses).filter(|heading| !names.contains(&plain(heading)));
    if let Some(agreed) = linked
        .as_ref()
        .filter(|linked| open_graph.as_ref() == Some(linked) && linked.split(' ').count() > 2)
    {
        return Some(agreed.clone());
    }
    let Some(heading) = heading else {
        return linked
            .or(open_graph)
            .or(window)
            .filter(|title| !title.is_empty());
    };
    let stated = [&linked, &open_graph].into_iter().flatten();
    let shorter = stated
        .filter(|stated| is_part(stated, &heading))
        .min_by_key(|stated| stated.len());
    Some(shorter.cloned().unwrap_or(heading))
}

/// Whether a statement is the heading without what some sites put before or after it: a kicker, or a word in
/// brackets. A statement that only stops early is none.
fn is_part(stated: &str, heading: &str) -> bool {
    let after = heading.strip_prefix(stated).map(str::trim_start);
    let is_aside =
        after.is_some_and(|after| after.starts_with(['|', '(', '[', '–', '—', '-', '·']));
    stated.split(' ').count() > 3
        && stated.len() < heading.len()
        && (is_aside || heading.ends_with(stated))
}

fn folded(text: &str) -> String {
    let mut folded = String::new();
    fold_into(&mut folded, &unescaped(text));
    folded.trim().to_owned()
}

/// Entities written twice, as JSON-LD often has them.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let mut text = text.to_owned();
    for (entity, letter) in [
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("&#039;", "'"),
        ("&#39;", "'"),
        ("&#8217;", "’"),
        ("&#8216;", "‘"),
        ("&#8220;", "“"),
        ("&#8221;", "”"),
        ("&#8211;", "–"),
        ("&#8212;", "—"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&apos;", "'"),
        ("&rsquo;", "’"),
        ("&lsquo;", "‘"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&ndash;", "–"),
        ("&mdash;", "—"),
    ] {
        if text.contains(entity) {
            text = text.replace(entity, letter);
        }
    }
    text
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

/// The heading that the page's own statements agree with, else the only `h1`.
fn headline(tree: &Tree, witnesses: &[&String]) -> Option<String> {
    let mut only: Option<String> = None;
    let mut count = 0;
    let mut best: Option<(f32, String)> = None;
    for (index, node) in tree.iter() {
        let level = node.tag.heading();
        let marked = node
            .attribute("itemprop")
            .is_some_and(|property| property == "headline")
            && level > 0;
        if !(marked || (1..=2).contains(&level)) {
            continue;
        }
        let text = tree.words(index);
        if text.chars().count() < 4 || text.chars().count() > 400 {
            continue;
        }
        if level == 1 {
            count += 1;
            only = Some(text.clone());
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
    best.map(|(_, text)| text).or_else(|| {
        only.filter(|text| count == 1 && (witnesses.is_empty() || text.split(' ').count() > 3))
    })
}

/// The share of words that two titles have in common.
pub fn likeness(left: &str, right: &str) -> f32 {
    let left = tokens(left);
    let right = tokens(right);
    if left.is_empty() || right.is_empty() {
        return 0.0;
    }
    let common = left.iter().filter(|word| right.contains(word)).count() as f32;
    common / left.len().max(right.len()) as f32
}

fn tokens(text: &str) -> Vec<String> {
    text.to_lowercase()
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .take(60)
        .collect()
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
    if let Some(host) = sources.url.and_then(url::Url::host_str) {
        names.push(plain(host.trim_start_matches("www.")));
        names.extend(host.split('.').filter(|part| part.len() > 3).map(plain));
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
    let mut title = title.trim().to_owned();
    for _ in 0..3 {
        let Some((front, back)) = divided(&title) else {
            break;
        };
        if is_site(&back, names) {
            title = front;
        } else {
            break;
        }
    }
    if let Some((front, back)) = divided_first(&title)
        && is_site(&front, names)
    {
        return back;
    }
    title
}

fn is_site(part: &str, names: &[String]) -> bool {
    let part = plain(part);
    part.is_empty()
        || names.iter().any(|name| {
            part == *name
                || (name.len() > 3 && part.contains(name.as_str()))
                || (part.len() > 3 && name.contains(&part))
        })
}

const DIVIDERS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · "];

fn divided(title: &str) -> Option<(String, String)> {
    DIVIDERS
        .iter()
        .filter_map(|divider| title.rfind(divider).map(|at| (at, divider.len())))
        .max()
        .and_then(|(at, length)| {
            Some((
                title.get(..at)?.trim().to_owned(),
                title.get(at + length..)?.trim().to_owned(),
            ))
        })
}

fn divided_first(title: &str) -> Option<(String, String)> {
    DIVIDERS
        .iter()
        .chain([": "].iter())
        .filter_map(|divider| title.find(divider).map(|at| (at, divider.len())))
        .min()
        .and_then(|(at, length)| {
            Some((
                title.get(..at)?.trim().to_owned(),
                title.get(at + length..)?.trim().to_owned(),
            ))
        })
}

#[cfg(test)]
mod tests {
    use super::{likeness, without_site};

    #[test]
    fn the_sites_name_is_no_part_of_a_title() {
        let names = ["suaracom".to_owned(), "suara".to_owned()];
        let check = |title: &str, wanted: &str| assert_eq!(without_site(title, &names), wanted);
        check("Korsel Panggil Dubes - Suara.com", "Korsel Panggil Dubes");
        check("Suara.com: Korsel Panggil Dubes", "Korsel Panggil Dubes");
        check("Jakarta - Bandung Macet", "Jakarta - Bandung Macet");
        check("Korsel | Berita | Suara", "Korsel | Berita");
    }

    #[test]
    fn titles_are_compared_by_words() {
        assert!(likeness("Satu dua tiga", "satu, dua, tiga!") > 0.99);
        assert!(likeness("Satu dua", "Tiga empat") < 0.01);
    }
}
