//! The people who wrote a story, as people: no roles, no "by", no addresses.

use crate::extract::dom::Tree;
use crate::extract::sources::Sources;
use crate::extract::tag::Tag;
use crate::extract::titles;

/// The authors, from the statement that most often is right to the one that least is.
pub fn authors(sources: &Sources) -> Vec<String> {
    let sites = titles::site_names(sources);
    let is_site = |names: &[String]| {
        names
            .iter()
            .all(|name| sites.contains(&titles::plain(name)))
    };
    let linked = cleaned(sources.linked.authors.iter().map(String::as_str));
    if !is_site(&linked) {
        return linked;
    }
    let stated = [
        "author",
        "article:author",
        "parsely-author",
        "sailthru.author",
        "dc.creator",
        "dcterms.creator",
        "byl",
        "article:author_name",
        "cxenseparse:author",
        "twitter:data1",
        "content_author",
        "og:article:author",
        "creator",
    ];
    for name in stated {
        let Some(value) = sources.meta.get(name) else {
            continue;
        };
        let names = cleaned([value.as_str()]);
        if !is_site(&names) && (name != "twitter:data1" || looks_like_name(value)) {
            return names;
        }
    }
    let shown = in_page(sources.tree);
    let organisations = || cleaned(sources.linked.organisations.iter().map(String::as_str));
    // The site itself, as the page's only author, is better than nobody.
    [shown, linked]
        .into_iter()
        .find(|names| !names.is_empty())
        .unwrap_or_else(organisations)
}

/// Names that the page shows: marked as author, linked with `rel=author`, or in a byline's element.
fn in_page(tree: &Tree) -> Vec<String> {
    let mut best: (u8, Vec<String>) = (0, Vec::new());
    let mut skip = 0;
    for (index, node) in tree.iter() {
        if node.tag == Tag::Text || index < skip {
            continue;
        }
        let class = node
            .attribute("class")
            .unwrap_or_default()
            .to_ascii_lowercase();
        let class_has = |names: &[&str]| names.iter().any(|name| class.contains(name));
        let rank = if node
            .attribute("itemprop")
            .is_some_and(|property| property == "author" || property == "creator")
        {
            4
        } else if node.tag == Tag::A
            && node
                .attribute("rel")
                .is_some_and(|rel| rel.contains("author"))
        {
            3
        } else if class_has(&[
            "byline",
            "author-name",
            "author__name",
            "authorname",
            "penulis",
            "article-author",
            "article__author",
        ]) {
            2
        } else if class_has(&["author", "autor", "reporter", "writer"]) {
            1
        } else {
            continue;
        };
        if rank < best.0 || node.end - index > 60 {
            continue;
        }
        let names = cleaned([name_of(tree, index).as_str()]);
        if names.is_empty() {
            continue;
        }
        skip = node.end;
        if rank > best.0 {
            best = (rank, names);
        } else if rank > 2 && best.1.len() < 6 {
            best.1.extend(
                names
                    .into_iter()
                    .filter(|name| !best.1.contains(name))
                    .collect::<Vec<_>>(),
            );
        }
    }
    best.1
}

/// The element with the name inside an author's element, else its whole text.
fn name_of(tree: &Tree, index: usize) -> String {
    let inner = tree
        .below(index)
        .find(|(_, node)| node.attribute("itemprop") == Some("name"))
        .map(|(inner, node)| {
            node.attribute("content")
                .map_or_else(|| tree.words(inner), str::to_owned)
        });
    inner.unwrap_or_else(|| {
        let node = tree.get(index);
        node.and_then(|node| node.attribute("content"))
            .map_or_else(|| tree.words(index), str::to_owned)
    })
}

fn cleaned<'a>(values: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for value in values {
        for name in divided(value) {
            if is_other_role(&name) {
                continue;
            }
            let name = bare(&name);
            if looks_like_name(&name)
                && !names.iter().any(|known| known.eq_ignore_ascii_case(&name))
            {
                names.push(name);
            }
        }
    }
    names.truncate(8);
    names
}

/// The names in a byline.
fn divided(value: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let value = value.replace(['\n', '\t'], " ");
    for word in value.split(' ').filter(|word| !word.is_empty()) {
        let lower = word.to_lowercase();
        if [
            "and", "und", "dan", "et", "&", "|", "/", "-", "–", "·", "•", "with", "y", "e", "och",
            "og",
        ]
        .contains(&lower.as_str())
        {
            names.push(String::new());
            continue;
        }
        if word.ends_with(':') && names.last().is_some_and(|name| !name.is_empty()) {
            names.push(String::new());
        }
        let ends = word.ends_with([',', ';', '|']);
        if let Some(name) = names.last_mut() {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(word.trim_end_matches([',', ';', '|']));
        }
        if ends {
            names.push(String::new());
        }
    }
    names
}

/// A name without what stands before and after it.
fn bare(name: &str) -> String {
    let mut name = name
        .trim()
        .trim_matches(['.', ':', '"', '(', ')', '[', ']'])
        .trim();
    loop {
        let lower = name.to_lowercase();
        let before = [
            "by ",
            "by:",
            "von ",
            "von:",
            "oleh ",
            "oleh:",
            "par ",
            "por ",
            "di ",
            "door ",
            "penulis:",
            "penulis ",
            "reporter:",
            "reporter ",
            "author:",
            "autor:",
            "text:",
            "written by ",
            "posted by ",
            "from ",
            "story by ",
            "words by ",
            "pewarta:",
            "pewarta ",
            "автор:",
            "av ",
            "redaktion:",
            "analysis by ",
            "opinion by ",
            "interview by ",
        ]
        .iter()
        .find(|before| lower.starts_with(**before));
        match before.and_then(|before| name.get(before.len()..)) {
            Some(rest) => name = rest.trim().trim_start_matches(':').trim(),
            None => return without_role(name).to_owned(),
        }
    }
}

/// A name without the role behind it: "Ana Lim Senior Writer".
fn without_role(name: &str) -> &str {
    let mut name = name;
    while let Some((front, last)) = name.rsplit_once(' ') {
        if !ROLES.contains(&last.to_lowercase().as_str()) || !front.contains(' ') {
            break;
        }
        name = front.trim_end();
    }
    name
}

/// Whether a part of a byline names those who did something else than write.
fn is_other_role(name: &str) -> bool {
    let lower = name.trim().to_lowercase();
    OTHERS.iter().any(|role| {
        lower
            .strip_prefix(role)
            .is_some_and(|rest| rest.starts_with([':', '/']))
    })
}

/// Roles that stand behind names.
const ROLES: [&str; 16] = [
    "editor",
    "writer",
    "reporter",
    "correspondent",
    "journalist",
    "contributor",
    "columnist",
    "author",
    "staff",
    "senior",
    "freelance",
    "wartawan",
    "jurnalis",
    "kontributor",
    "redakteur",
    "redakteurin",
];

/// Roles before names that are not the author's.
const OTHERS: [&str; 16] = [
    "editor",
    "redaktur",
    "penyunting",
    "penyelia",
    "foto",
    "fotografer",
    "photo",
    "photos",
    "photographer",
    "photography",
    "fotos",
    "videografer",
    "ilustrasi",
    "illustration",
    "ilustrator",
    "sumber",
];

fn looks_like_name(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphabetic()).count();
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let words = name.split(' ').count();
    let lower = name.to_lowercase();
    letters >= 2
        && digits <= 2
        && words <= 6
        && name.chars().count() <= 60
        && !lower.contains("http")
        && !lower.contains("www.")
        && !name.contains(['@', '/', '{', '<', '|', '*'])
        && !NO_NAMES.contains(&lower.as_str())
        && !["min read", "minute", "updated", "published"]
            .iter()
            .any(|word| lower.contains(word))
}

/// Words in the place of a name that name nobody.
const NO_NAMES: [&str; 26] = [
    "redaksi",
    "admin",
    "administrator",
    "editor",
    "staff",
    "redaktion",
    "redaction",
    "redacción",
    "redacao",
    "redação",
    "redazione",
    "rédaction",
    "tim redaksi",
    "author",
    "unknown",
    "null",
    "undefined",
    "guest",
    "reporter",
    "news desk",
    "newsroom",
    "follow",
    "none",
    "share",
    "by",
    "user",
];

#[cfg(test)]
mod tests {
    use super::cleaned;

    #[test]
    fn bylines_become_names() {
        let check =
            |byline: &str, wanted: &[&str]| assert_eq!(cleaned([byline]), wanted, "{byline}");
        check("By Ana Lim and Budi Seto", &["Ana Lim", "Budi Seto"]);
        check("Oleh: Ana Lim", &["Ana Lim"]);
        check("Redaksi", &[]);
        check("https://example.com/ana", &[]);
        check("Ana Lim, Budi Seto", &["Ana Lim", "Budi Seto"]);
        check("Reporter: Ana Lim Editor: Budi Seto", &["Ana Lim"]);
        check("Penulis: Ana Lim | Penyunting: Budi Seto", &["Ana Lim"]);
        check("Ana Lim Senior Writer", &["Ana Lim"]);
        check("Name:* Please enter your name here", &[]);
    }
}
