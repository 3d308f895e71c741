//! An HTML page becomes a story: what it says of itself, its text as a `Document`, and what was cut, with reasons.
//!
//! Whatever bytes a page has, there is an answer; nothing is fetched or kept. A page goes one way: `scan` leaves out what
//! never is text, `markup` finds tags and texts, `gate` and `dom` make a bounded flat tree, `metadata` reads statements,
//! `blocks` and `context` cut it into runs of text, `candidates` points at the story, `prune` decides about each block,
//! `convert` builds the document.

mod addresses;
pub mod anchors;
mod apart;
mod asides;
mod blocks;
mod boxes;
mod bylines;
mod called;
mod candidates;
mod captions;
mod cards;
pub mod certain;
mod code;
mod cohesion;
mod context;
mod convert;
mod cuts;
mod datelines;
mod dates;
mod datewords;
mod definitions;
mod dom;
mod elsewhere;
mod endings;
mod endnotes;
mod ends;
mod facts;
mod features;
pub mod feedlinks;
mod followers;
mod footers;
mod frames;
mod fronts;
mod furniture;
mod gallery;
mod gate;
mod groups;
pub mod habits;
mod headings;
mod homes;
mod inlines;
mod jalali;
mod json_ld;
mod labels;
mod lead;
mod leftovers;
mod lines;
mod lists;
mod live;
mod lone;
mod markup;
mod media;
mod metadata;
mod model;
mod months;
mod names;
mod notes;
mod notices;
mod outcome;
mod paging;
mod paid;
mod people;
mod persons;
mod phrases;
pub mod places;
mod plain;
mod policy;
mod profiles;
mod programs;
mod prune;
mod published;
mod raw;
mod recipes;
mod repeats;
mod results;
mod reviews;
mod rows;
mod rules;
mod said;
mod scan;
mod scraps;
mod sections;
mod shape;
mod shown;
mod sight;
mod signatures;
mod signers;
pub mod site;
mod slides;
mod sources;
mod spare;
mod standfirst;
mod state;
mod stated;
mod steps;
pub mod story;
mod strangers;
mod sureties;
mod surroundings;
mod tables;
mod tag;
mod titles;
mod tokens;
mod verses;
mod wholes;
mod writers;

use url::Url;

use crate::document::{Document, cuts::Cut};
use crate::extract::blocks::Blocks;
use crate::extract::candidates::Candidate;
use crate::extract::dom::Tree;
use crate::extract::habits::Trace;
use crate::extract::model::Model;
use crate::extract::prune::Scene;
use crate::extract::shown::Shown;
use crate::extract::sight::Sight;
use crate::extract::signatures::Signed;
use crate::extract::site::Site;
use crate::extract::story::Story;

/// What is told of a page without a story.
pub const NO_STORY: &str = "the page holds no story";

/// The story of a whole page.
#[must_use]
pub fn page(html: &str, url: Option<&Url>) -> Story {
    cleaned(html, url, None, model::model()).0
}

/// The story of a whole page of a site of which something is known, and what can be learned from the page.
#[must_use]
pub fn page_of(html: &str, url: Option<&Url>, site: &Site) -> (Story, Trace) {
    cleaned(html, url, Some(site), model::model())
}

/// The story of a page by another model than the built-in one; none when `model` is no model. For training only.
#[doc(hidden)]
#[must_use]
pub fn page_with_model(html: &str, url: Option<&Url>, model: &[u8]) -> Option<Story> {
    Model::read(model).map(|model| cleaned(html, url, None, Some(&model)).0)
}

/// A story of fewer bytes may stand where only those find it who run no programs.
const LITTLE: usize = 500;

fn cleaned(
    html: &str,
    url: Option<&Url>,
    site: Option<&Site>,
    model: Option<&Model>,
) -> (Story, Trace) {
    let (html, url) = &addresses::archived::page(html, url);
    let shown = as_shown(html, url.as_deref(), site, model);
    let length = |story: &Story| story.document.plain_text().len();
    let few = length(&shown.0);
    let opened = || spare::opened(html).map(|html| as_shown(&html, url.as_deref(), site, model));
    let opened = (few < LITTLE).then(opened).flatten();
    let opened = opened.filter(|(story, _)| length(story) > 2 * few);
    opened.unwrap_or(shown)
}

/// The story of what a page shows to those who run its programs.
fn as_shown(
    html: &str,
    url: Option<&Url>,
    site: Option<&Site>,
    model: Option<&Model>,
) -> (Story, Trace) {
    let page = dom::parse(&plain::marked_up(html));
    let tree = Tree::of(&page);
    let mut metadata = metadata::metadata(&tree, url);
    let base = addresses::base(&tree, url);
    let blocks = Blocks::of(&tree);
    let sight = Sight::of(&tree, &blocks, &metadata);
    let scene = Scene {
        tree: &tree,
        blocks: &blocks.list,
        contexts: &sight.contexts,
        candidate: sight.candidate,
        title: metadata.title.as_deref(),
        signed: metadata.signed(),
    };
    let chances = model.and_then(|model| model.chances(&sight.rows(&tree, &blocks)));
    let mut verdicts = match &chances {
        Some(chances) => policy::choose(&scene, &sight.counts, chances),
        None => prune::by_rules(&scene),
    };
    endnotes::keep(&scene, &mut verdicts);
    let captions = captions::settle(&scene, &mut verdicts);
    let trace = site.map(|site| site::settle(&scene, site, url, &mut verdicts));
    let trace = trace.unwrap_or_default();
    let is_front = fronts::cut(&scene, url, &metadata, &mut verdicts);
    let mut warnings = page.warnings.clone();
    let shown = Shown::of(&blocks, &verdicts);
    let stated = shown
        .said(&tree, &sight.counts, &metadata)
        .filter(|_| !is_front)
        .map(|html| fragment_of(&html, base.as_ref(), site.unwrap_or(&Site::default())).0)
        .filter(|story| !story.document.is_empty());
    let (document, cuts) = if let Some(story) = stated {
        warnings.push("the text is from the page's data".to_owned());
        (story.document, story.cuts)
    } else {
        let (story, base) = (Some(&sight.counts), base.as_ref());
        let found = outcome::of(&scene, &blocks, &verdicts, &captions, story, base);
        let steps = steps::unseen(&tree, &blocks, &shown, scene.title);
        with_steps(found, steps.as_deref(), base, &mut warnings)
    };
    // Pictures alone are no story of a front page.
    let document = Some(document).filter(|_| !is_front).unwrap_or_default();
    if document.is_empty() {
        warnings.push(NO_STORY.to_owned());
    }
    metadata.authors = outcome::signers(&blocks, &verdicts, metadata.authors);
    metadata.settle(&document);
    let story = Story {
        is_paid: metadata.facts.is_paid || !metadata.facts.is_free && paid::is_told(&cuts),
        document,
        cuts,
        warnings,
        first_page: paging::first(&tree, base.as_ref()),
        next_page: paging::next(&tree, base.as_ref()),
        whole_page: paging::whole(&tree, base.as_ref()),
        other_page: paging::other(&tree, base.as_ref()),
        ..Story::of(metadata, base.as_ref())
    };
    (story, trace)
}

/// What was found, with the steps that a page states and does not show behind it.
fn with_steps(
    mut found: (Document, Vec<Cut>),
    steps: Option<&str>,
    base: Option<&Url>,
    warnings: &mut Vec<String>,
) -> (Document, Vec<Cut>) {
    if let Some(steps) = steps {
        warnings.push("the steps are from the page's data".to_owned());
        found.0.blocks.extend(fragment(steps, base).document.blocks);
    }
    found
}

/// The story of a feed's own content: all of it is meant, so only what is certainly no text of it is cut.
#[must_use]
pub fn fragment(html: &str, base: Option<&Url>) -> Story {
    fragment_of(html, base, &Site::default()).0
}

/// The same of a site of which something is known, and what can be learned from it.
#[must_use]
pub fn fragment_of(html: &str, url: Option<&Url>, site: &Site) -> (Story, Trace) {
    let page = dom::parse(html);
    let tree = Tree::of(&page);
    let base = addresses::base(&tree, url);
    let blocks = Blocks::of(&tree);
    let marks = context::marks(&tree);
    let contexts = context::contexts(&tree, &marks, &blocks);
    let candidate = Candidate::whole(blocks.list.len());
    let scene = Scene {
        tree: &tree,
        blocks: &blocks.list,
        contexts: &contexts,
        candidate,
        title: None,
        signed: Signed::default(),
    };
    let mut verdicts = prune::of_fragment(&scene);
    certain::settle_fragment(&scene, &mut verdicts);
    endnotes::keep(&scene, &mut verdicts);
    let captions = captions::settle(&scene, &mut verdicts);
    let trace = site::settle(&scene, site, url, &mut verdicts);
    let (document, cuts) = outcome::of(&scene, &blocks, &verdicts, &captions, None, base.as_ref());
    let story = Story {
        document,
        cuts,
        warnings: page.warnings.clone(),
        ..Story::default()
    };
    (story, trace)
}

/// A page without what never is read: scripts but those that hold data, styles, drawings, comments. It is cleaned to the
/// same story, and is a fraction as long.
#[must_use]
pub fn lean(html: &str) -> String {
    // A little more than is cleaned, so that it is still known that there was more.
    scan::lean(html, dom::PAGE + 64)
}

/// A block as the model sees it: its words and its row of numbers. For training only.
#[doc(hidden)]
#[must_use]
pub fn observed(html: &str, url: Option<&Url>) -> Vec<(String, Vec<f32>)> {
    let page = dom::parse(html);
    let tree = Tree::of(&page);
    let metadata = metadata::metadata(&tree, url);
    let blocks = Blocks::of(&tree);
    let rows = Sight::of(&tree, &blocks, &metadata).rows(&tree, &blocks);
    let texts = blocks.list.iter().enumerate();
    texts
        .map(|(number, block)| (block.text.clone(), rows.row(number).to_vec()))
        .collect()
}
