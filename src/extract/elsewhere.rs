//! What of a page says something of another story than its own, or is shown by its story: names and dates there are not
//! those of the page.

use crate::extract::dom::{Node, Tree};
use crate::extract::groups::group;
use crate::extract::rules::rules;
use crate::extract::tag::Tag;

/// Whether a node stands among comments, in a list of other stories that does not hold the headline, or on a button.
pub fn is_anothers(tree: &Tree, index: usize, headline: Option<usize>) -> bool {
    let lists = group("talk") | group("others");
    tree.ancestors(index).any(|(outer, node)| {
        let holds_all = headline.is_some_and(|headline| tree.holds(outer, headline));
        let named = ["class", "id"].into_iter();
        let is_button = node.name().eq_ignore_ascii_case("button");
        let mut named = named.filter_map(|key| node.attribute(key));
        // In a list or a column, the names of rankings are those of other stories.
        let lists = match node.tag {
            Tag::Aside | Tag::Ol | Tag::Ul | Tag::Li => lists | group("related") | group("ranking"),
            _ => lists,
        };
        !holds_all
            && !matches!(node.tag, Tag::Body | Tag::Html)
            && (is_button
                || named
                    .any(|name| rules().groups(name) & lists != 0 || rules().called.is_talk(name)))
    })
}

/// Texts with numbers of a table of results or of times.
const FIGURES: usize = 4;
/// Letters of a text that is a story's.
const STORY: usize = 160;

/// Whether a date is of another story, or of what a story shows: in a quotation, in a table of figures, below another
/// headline. The class names of lists stand around the dates of whole stories, too.
pub fn is_of_another(tree: &Tree, index: usize, headline: Option<usize>) -> bool {
    let holds_all = |outer: usize| headline.is_some_and(|headline| tree.holds(outer, headline));
    let mut around = tree.ancestors(index);
    around.any(|(outer, node)| is_shown(tree, outer, node, headline) && !holds_all(outer))
}

/// Whether an element states a day with its hour.
pub fn has_hour(node: &Node) -> bool {
    let moment = node.attribute("datetime").unwrap_or_default();
    node.tag == Tag::Time && moment.contains(':')
}

fn is_shown(tree: &Tree, outer: usize, node: &Node, headline: Option<usize>) -> bool {
    let below = || tree.below(outer).map(|(_, node)| node);
    match node.tag {
        Tag::Blockquote => true,
        // The day of a picture; with its hour it is the day of the story, below the portrait of who wrote.
        Tag::Figcaption => !below().any(has_hour),
        Tag::Article => {
            let between = tree.iter().take(outer).skip(headline.unwrap_or(outer));
            let mut texts = between.map(|(_, node)| node.text());
            below().any(|node| node.tag == Tag::H1) && texts.any(|text| text.len() > STORY)
        }
        Tag::Table => {
            let has_digit = |text: &str| text.contains(|letter: char| letter.is_ascii_digit());
            below().filter(|node| has_digit(node.text())).count() >= FIGURES
        }
        _ => false,
    }
}
