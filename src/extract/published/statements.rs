//! Where pages state when a story came out besides its text: in their meta elements and on the elements around it.
//!
//! How a date is read stands in `dates`.

use crate::extract::dom::Tree;
use crate::extract::rules::rules;

/// What pages call the moment of publishing, the most trusted first.
pub const PUBLISHED: [&str; 37] = [
    "article:published_time",
    "og:published_time",
    "datepublished",
    "article:published",
    "article:published:time",
    "published_time",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "dcterms.created",
    "dcterms.date",
    "dc.date.issued",
    "dc.date",
    "date",
    "article.published",
    "content_publishdate",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "bt:pubdate",
    "datecreated",
    "originalpublicationdate",
    "content_published_date",
    "article_date_original",
    "og:article:published_time",
    "rnews:datepublished",
    "published",
    "publication_date",
    "datetime",
    "iso-8601-publish-date",
    "dc.date.created",
    "article.created",
    "vr:published_time",
    "created",
    "firstpublishedtime",
];

/// What they call the last change.
pub const MODIFIED: [&str; 8] = [
    "article:modified_time",
    "article:modified:time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "lastmodifiedtime",
    "dateupdate",
];

/// What the elements around a headline state in their data: `<div data-ptime="2026-03-03 20:02">`.
pub fn around<'a>(tree: &Tree<'a>, headline: usize) -> Option<&'a str> {
    let keys = &rules().dates.keys;
    tree.ancestors(headline).find_map(|(_, node)| {
        let mut attributes = node.attributes();
        let (_, value) = attributes.find(|(name, value)| {
            let key = name.strip_prefix("data-").unwrap_or_default();
            keys.iter().any(|known| known == key) && value.starts_with(|c: char| c.is_ascii_digit())
        })?;
        Some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::around;
    use crate::extract::dom::{self, Tree};
    use crate::extract::tag::Tag;

    #[test]
    fn the_element_around_a_story_states_its_date() {
        let page =
            dom::parse("<div data-ptime='2026-03-03 20:02'><h1>Hujan</h1></div><p data-ptime=2>");
        let tree = Tree::of(&page);
        let index = tree.iter().find(|(_, node)| node.tag == Tag::H1).unwrap().0;
        assert_eq!(around(&tree, index), Some("2026-03-03 20:02"));
    }
}
