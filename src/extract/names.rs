//! The people who wrote and edited a story, as the page's data, its statements and its bylines name them.

mod owners;
mod reported;
mod unglued;
mod weighed;

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::extract::bylines::{after, behind_date, byline, cleaned, looks_like_name};
use crate::extract::called;
use crate::extract::dom::{Node, Tree};
use crate::extract::elsewhere::is_anothers;
use crate::extract::homes;
use crate::extract::names::owners::without_hosts;
use crate::extract::names::unglued::name_of;
use crate::extract::persons::{is_capitalised, is_desk};
use crate::extract::reviews;
use crate::extract::rows;
use crate::extract::rules::rules;
use crate::extract::signers;
use crate::extract::sources::Sources;
use crate::extract::stated;
use crate::extract::tag::Tag;
use crate::extract::titles;
use crate::extract::writers;
use crate::text;

/// The authors, from the statement that most often is right to the one that least is.
pub fn authors(
    sources: &Sources,
    headline: Option<usize>,
    title: Option<&str>,
    editors: &[String],
) -> Vec<String> {
    let found = stated(sources, headline, title, editors).into_iter();
    // "王小明 李华" are two.
    let found = found.flat_map(|name| signers::are_people(&name).unwrap_or_else(|| vec![name]));
    let found: Vec<String> = found.collect();
    // A paper that is stated, where the story itself says who wrote it.
    if found.iter().any(|name| signers::is_person(name)) || !homes::speaks(sources, "zh") {
        return found;
    }
    let reported = reported::names(sources.tree, headline);
    if reported.is_empty() { found } else { reported }
}

/// What pages call those who wrote, the most trusted first.
const STATED: [&str; 14] = [
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "byl",
    "article:author_name",
    "articleauthor",
    "cxenseparse:author",
    "twitter:data1",
    "content_author",
    "og:article:author",
    "creator",
];

fn stated(
    sources: &Sources,
    headline: Option<usize>,
    title: Option<&str>,
    editors: &[String],
) -> Vec<String> {
    let mut sites = titles::site_names(sources);
    sites.extend(owners::names(sources, title));
    let is_site = |names: &[String]| names.iter().all(|name| titles::is_site(name, &sites));
    let linked = weighed::people(&sources.linked.authors, &sites);
    let is_weak = |names: &[String]| {
        is_site(names) || weighed::are_agencies(names) || weighed::are_logins(names, sources)
    };
    if !is_weak(&linked) {
        // Some pages state as their author whom they show as their editor, beside the name of who wrote.
        let edited = linked.iter().all(|name| editors.contains(name));
        let writers = if edited {
            without_hosts(in_page(sources, headline, editors), &sites)
        } else {
            Vec::new()
        };
        let is_told = !writers.is_empty() && !is_site(&writers);
        return if is_told {
            writers
        } else {
            without_hosts(linked, &sites)
        };
    }
    let mut agency = Vec::new();
    for name in STATED {
        let Some(value) = sources.meta.get(name) else {
            continue;
        };
        let names = cleaned([value.as_str()]);
        if weighed::are_agencies(&names) && !is_site(&names) && agency.is_empty() {
            agency = names;
        } else if !is_weak(&names) && (name != "twitter:data1" || looks_like_name(value)) {
            return without_hosts(names, &sites);
        }
    }
    let shown = without_hosts(in_page(sources, headline, &[]), &sites);
    let organisations = || cleaned(sources.linked.organisations.iter().map(String::as_str));
    if weighed::are_shown(&shown, linked.iter().chain(&agency)) {
        return shown;
    }
    let programs = title.map(|title| writers::in_state(sources.tree, title));
    let programs = without_hosts(programs.unwrap_or_default(), &sites);
    let row = || rows::names(sources.tree, headline, &sites);
    let programs = if programs.is_empty() { row() } else { programs };
    // The site itself or an agency, as the page's only author, is better than nobody.
    let reviewers = reviews::reviewers(sources.tree, headline);
    [programs, reviewers, linked, agency]
        .into_iter()
        .find(|names| !names.is_empty() && !weighed::are_logins(names, sources))
        .unwrap_or_else(organisations)
}

/// Those who edited it, as the page's data or its bylines say.
pub fn editors(sources: &Sources) -> Vec<String> {
    let linked = byline(sources.linked.editors.iter().map(String::as_str)).authors;
    if !linked.is_empty() {
        return linked;
    }
    let tree = sources.tree;
    let shown = tree.iter().filter(|(index, node)| {
        let is_named = |key: &str| {
            node.attribute(key)
                .is_some_and(|name| rules().called.is_byline(name))
        };
        node.tag != Tag::Text && node.end - index < 60 && (is_named("class") || is_named("id"))
    });
    // "Editor: Budi Seto", as a line of its own or behind the one who wrote.
    let lines = tree.iter().filter(|(_, node)| {
        let line = node.text().trim();
        let mut parts = line.split(['/', '|']).filter(|_| line.len() < LINE);
        parts.any(|part| {
            part.split_once([':', '：']).is_some_and(|(label, _)| {
                let label = text::fold(label.trim());
                rules().people.editors.contains(&label)
            })
        })
    });
    shown
        .chain(lines)
        .map(|(index, _)| tree.words(index))
        .filter(|words| {
            let folded = text::fold(&stated::unescaped(words));
            EDITORS
                .as_ref()
                .is_some_and(|firsts| firsts.is_match(&folded))
        })
        .map(|words| byline([words.as_str()]).editors)
        .find(|editors| !editors.is_empty())
        .unwrap_or_default()
}

/// The first words of what stands before the names of editors: most bylines have none of them.
static EDITORS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let labels = rules().people.editors.iter();
    let firsts = labels.filter_map(|label| label.split_whitespace().next());
    called::parts(&firsts.collect::<Vec<_>>())
});

/// Names that the page shows, from the surest kind of sign to the least sure; of a kind, those near the headline. Who
/// comments, or wrote another story of a list, is not asked, nor those who are known to have done something else.
fn in_page(sources: &Sources, headline: Option<usize>, others: &[String]) -> Vec<String> {
    let tree = sources.tree;
    let is_other = |name: &String| others.iter().any(|other| name.starts_with(other.as_str()));
    let mut best: (u8, Vec<String>) = (0, Vec::new());
    let (mut skip, mut last) = (0, 0);
    for (index, node) in tree.iter() {
        if index < skip {
            continue;
        }
        let Some(sign) = sign(sources, index, node) else {
            continue;
        };
        let is_near =
            headline.is_none_or(|headline| (headline..headline + NEAR).contains(&(index + BEFORE)));
        let is_label = || !is_near && weighed::is_label(tree, index, headline);
        if node.tag == Tag::Text && (reviews::is_of_book(tree, index) || is_label()) {
            continue;
        }
        let rank = sign * 2 + u8::from(is_near);
        if rank < best.0 || node.end - index > 60 || is_anothers(tree, index, headline) {
            continue;
        }
        let mut names = match node.tag {
            Tag::Text => cleaned(signed(sources, index).iter().map(String::as_str)),
            _ => named(sources, index, sign),
        };
        names.retain(|name| !is_desk(name) && !is_other(name));
        if names.is_empty() {
            continue;
        }
        skip = node.end;
        if rank > best.0 {
            best = (rank, names);
            last = skip;
        } else if sign > 2 && best.1.len() < 6 && index < last + TOGETHER {
            let known = std::mem::take(&mut best.1);
            let new = names.into_iter().filter(|name| !known.contains(name));
            best.1 = known.iter().cloned().chain(new).collect();
            last = skip;
        }
    }
    best.1
}

/// Nodes between two names of one byline.
const TOGETHER: usize = 40;

/// Nodes before and after the headline that are near it.
const BEFORE: usize = 40;
const NEAR: usize = 240;

/// How sure it is that a node names those who wrote; none when nothing says so.
fn sign(sources: &Sources, index: usize, node: &Node) -> Option<u8> {
    let is = |key: &str, value: &str| node.attribute(key) == Some(value);
    if node.tag == Tag::Text {
        return signed(sources, index).map(|_| 2);
    }
    if is("itemprop", "author") || is("itemprop", "creator") {
        let kind = node.attribute("itemtype").unwrap_or_default();
        return Some(if kind.ends_with("Organization") { 1 } else { 6 });
    }
    if node.tag == Tag::A {
        if owners::is_of_picture(sources.tree, index) || owners::is_of_list(sources.tree, index) {
            return None;
        }
        if owners::is_all_of(sources.tree, index) {
            return Some(5);
        }
        let is_named = node
            .attribute("rel")
            .is_some_and(|rel| rel.contains("author"));
        let path = node.attribute("href").unwrap_or_default();
        let leads = || rules().called.is_profile(path);
        return is_named.then_some(5).or_else(|| leads().then_some(4));
    }
    // Each of the others has one of these in it.
    let is_named = |key: &str| {
        node.attribute(key)
            .filter(|name| rules().called.is_byline(name))
    };
    let Some(class) = is_named("class") else {
        // Ids name the boxes of programs, too.
        is_named("id").filter(|_| owners::is_told(sources.tree, index))?;
        return Some(2);
    };
    if rules().called.is_of_picture(class) {
        return None;
    }
    if rules().called.is_writer(class) {
        return Some(3);
    }
    (index > 0 && rules().called.is_perhaps_writer(class)).then_some(1)
}

/// Letters of a line that is a byline, at most.
const LINE: usize = 80;

/// A byline that begins in a text: "By Ana Lim", as a line of its own or before a link with the name; "By" before an
/// element with the name; "Reporter: Ana Lim" in a row with more. A headline may begin with such words, too.
fn signed(sources: &Sources, index: usize) -> Option<String> {
    let tree = sources.tree;
    let node = tree.get(index)?;
    let text = node.text().trim();
    let is_line = |line: &str| {
        line.len() < LINE && after(line, &rules().people.before).is_some_and(is_capitalised)
    };
    let parent = tree.get(node.parent)?;
    let is_own = || !in_headline(tree, index) && is_spoken(sources, text);
    let is_block = parent.tag.is_block() || parent.name() == "cite";
    let begins = || is_block && begins_line(tree, index);
    if is_line(text) && begins() || is_labelled(text) {
        return is_own().then(|| text.to_owned());
    }
    // "March 3, 2026 by Ana Lim"
    let dated = || behind_date(text).filter(|rest| text.len() < LINE && is_line(rest));
    if let Some(rest) = dated() {
        return is_own().then(|| rest.to_owned());
    }
    if is_line(text) {
        // Without an element of its own a name has two words, and a link is the name of a section: "By Invitation".
        let is_name = |line: &str| {
            let name = after(line, &rules().people.before);
            name.is_some_and(|name| name.split_whitespace().count() > 1)
        };
        let is_linked = || {
            tree.ancestors(index)
                .take(3)
                .any(|(_, node)| node.tag == Tag::A)
        };
        return whole_line(tree, index)
            .filter(|line| is_line(line) && is_name(line) && !is_linked() && is_own());
    }
    if text.len() > LABEL
        || !rules()
            .people
            .before
            .contains(&text::fold(text.trim_end_matches(':')))
    {
        return None;
    }
    let around = tree.ancestors(node.parent).take(3);
    let line = around
        .filter(|(_, node)| node.end - index < NAME)
        .map(|(outer, _)| tree.words(outer))
        .find(|words| words.len() > text.len() + 1)?;
    (line.starts_with(text) && is_line(&line) && is_spoken(sources, text)).then_some(line)
}

/// Whether nothing stands before a text in its line but a date.
fn begins_line(tree: &Tree, index: usize) -> bool {
    let parent = tree.get(index).map_or(0, |node| node.parent);
    let is_break = |at: usize, node: &Node| {
        let mut around = tree.ancestors(at).take_while(|(outer, _)| *outer > parent);
        node.tag == Tag::Br || around.any(|(_, node)| node.tag.is_block())
    };
    let before = (parent + 1..index).rev().take(TOGETHER);
    let before = before.filter_map(|at| Some((at, tree.get(at)?)));
    let line = before.take_while(|(at, node)| !is_break(*at, node));
    let mut texts = line.map(|(_, node)| node.text().trim());
    let has_digit = |text: &str| text.contains(|letter: char| letter.is_ascii_digit());
    let first = texts.find(|text| !text.is_empty());
    first.is_none_or(|text| text.len() < LINE && (has_digit(text) || texts.any(has_digit)))
}

/// The paragraph of a text that begins it and is set off in it, in bold or slanted letters.
fn whole_line(tree: &Tree, index: usize) -> Option<String> {
    let text = tree.get(index)?.text().trim();
    let mut around = tree.ancestors(index).skip(1).take(4);
    let (outer, _) = around.find(|(_, node)| node.tag.is_block())?;
    let line = tree.words_up_to(outer, LINE);
    line.starts_with(text).then_some(line)
}

/// Whether a line is a name behind a word and a colon: "Reporter: Ana Lim", "作者：陈立".
fn is_labelled(line: &str) -> bool {
    if line.len() >= LINE {
        return false;
    }
    let people = &rules().people;
    line.split_once([':', '：']).is_some_and(|(label, rest)| {
        label.len() <= LABEL
            && rest.chars().any(char::is_alphabetic)
            && is_capitalised(rest.trim_start())
            && people.before.contains(&text::fold(label.trim()))
    })
}

/// Whether a text stands in a headline, of this story or of another.
fn in_headline(tree: &Tree, index: usize) -> bool {
    let mut around = tree.ancestors(index).take(4);
    around.any(|(_, node)| matches!(node.tag, Tag::H1 | Tag::H2 | Tag::H3))
}

/// Whether the first word of a text stands before names in the page's language.
fn is_spoken(sources: &Sources, text: &str) -> bool {
    let first = text.split([' ', ':']).next().unwrap_or_default();
    let language = rules().people.spoken.get(&text::fold(first));
    language.is_none_or(|language| homes::speaks(sources, language))
}

/// Letters of the words before a name, and nodes of a line with one.
const LABEL: usize = 24;
const NAME: usize = 12;

/// The names in an author's element; none where its links to people say another, because the page glues what else stands
/// there to them ("Ana LimTwitter"): the links are asked themselves.
fn named(sources: &Sources, index: usize, own: u8) -> Vec<String> {
    let tree = sources.tree;
    let names = cleaned([name_of(tree, index).as_str()]);
    if own >= LINKED {
        return names;
    }
    let links = tree.below(index).filter(|(link, node)| {
        node.tag == Tag::A && sign(sources, *link, node).is_some_and(|sign| sign >= LINKED)
    });
    let linked: Vec<String> = links.map(|(link, _)| name_of(tree, link)).collect();
    let mut linked = cleaned(linked.iter().map(String::as_str)).into_iter();
    if linked.all(|name| names.contains(&name)) {
        names
    } else {
        Vec::new()
    }
}

/// The sign of a link to who wrote, and of what is surer.
const LINKED: u8 = 4;
