//! Which names that a page states count before those that it shows: not an agency's, not the name under which somebody logs
//! in to a publisher's program, not halves of the site's own.

use crate::extract::bylines::cleaned;
use crate::extract::dom::Tree;
use crate::extract::persons::is_desk;
use crate::extract::rules::rules;
use crate::extract::signatures::is_full_name;
use crate::extract::sources::Sources;
use crate::extract::tag::Tag;
use crate::extract::titles::plain;
use crate::text;

/// Names as they are stated; what is the site's whole name is one: "Kabar Kota - Berita Teluk".
pub fn people(stated: &[String], sites: &[String]) -> Vec<String> {
    let is_own = |name: &&str| sites.contains(&plain(name)) && cleaned([*name]).len() > 1;
    let stated = || stated.iter().map(String::as_str);
    let names = cleaned(stated().filter(|name| !is_own(name)));
    if names.is_empty() {
        let own = stated().find(is_own);
        return own.into_iter().map(|name| name.trim().to_owned()).collect();
    }
    names
}

/// Whether names are those of agencies only: who wrote for one may be shown.
pub fn are_agencies(names: &[String]) -> bool {
    names.iter().all(|name| is_desk(name))
}

/// Whether names that a page shows go before agencies that it states: where they are without doubt people's.
pub fn are_shown<'n>(shown: &[String], mut stated: impl Iterator<Item = &'n String>) -> bool {
    let is_person = |name: &String| is_full_name(name) && name.split(' ').count() < 4;
    !shown.is_empty() && (!stated.any(|name| is_desk(name)) || shown.iter().all(is_person))
}

/// Whether names are those under which people log in, on a page that says elsewhere that nobody signed its story: "dany" beside
/// "Redacción".
pub fn are_logins(names: &[String], sources: &Sources) -> bool {
    let is_nobody = |name: &str| rules().people.nobody.contains(&text::fold(name.trim()));
    let mut stated = sources.all(&["author", "article:author"]);
    let is_login = |name: &String| name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    stated.any(is_nobody) && names.iter().all(is_login)
}

/// Whether a line far from the headline stands where no byline does: in a table, or as the heading of something else.
pub fn is_label(tree: &Tree, index: usize, headline: Option<usize>) -> bool {
    let holds_all = |outer: usize| headline.is_some_and(|headline| tree.holds(outer, headline));
    tree.ancestors(index).take(ABOVE).any(|(outer, node)| {
        let is_other = matches!(node.tag, Tag::Table | Tag::H4 | Tag::H5 | Tag::H6);
        is_other && !holds_all(outer)
    })
}

/// Elements above a line that tell where it stands.
const ABOVE: usize = 12;
