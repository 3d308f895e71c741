//! A page cut into blocks: the runs of text between the boundaries that a reader sees as new lines.
//!
//! Two line breaks in a row are such a boundary, too, and single ones between paragraphs. Blocks carry their text and where it stands; what
//! they are worth is decided elsewhere.

use crate::extract::asides::{Mark, with_asides};
use crate::extract::dom::folding::fold_into;
use crate::extract::dom::{Node, Tree};
use crate::extract::lines;
use crate::extract::shape::{Shape, is_wide, shape};
use crate::extract::tag::Tag;
use crate::extract::tokens::ByWord;

/// More blocks than any page that a person reads; what follows is not looked at.
const MOST: usize = 12_000;
/// More turns to bold or slanted words of one paragraph are not looked at.
const TURNS: usize = 64;

/// A run of text.
#[derive(Debug, Clone)]
pub struct Block {
    /// White space folded.
    pub text: String,
    /// What it looks like.
    pub shape: Shape,
    /// The first of its text nodes.
    pub first: usize,
    /// The last of its text nodes.
    pub last: usize,
    /// The innermost element around it that makes lines of its own.
    pub element: usize,
    /// The element whose child it is as a paragraph among others.
    pub holder: usize,
    /// Letters inside links.
    pub linked: u32,
    /// Links.
    pub links: u32,
    /// Letters in bold or italics.
    pub stressed: u32,
}

impl Block {
    /// The share of its letters that are links.
    pub fn link_share(&self) -> f32 {
        if self.shape.letters == 0 {
            return 0.0;
        }
        (self.linked as f32 / self.shape.letters as f32).min(1.0)
    }
}

/// The blocks of a page, and which block each text node belongs to.
pub struct Blocks {
    /// In reading order.
    pub list: Vec<Block>,
    owners: Vec<u32>,
}

const NOBODY: u32 = u32::MAX;

impl Blocks {
    /// The block that a text node belongs to.
    pub fn owner(&self, node: usize) -> Option<usize> {
        self.owners
            .get(node)
            .filter(|owner| **owner != NOBODY)
            .map(|owner| *owner as usize)
    }

    /// Cuts a page into blocks.
    pub fn of(tree: &Tree) -> Blocks {
        let mut cutter = Cutter::new(tree);
        let mut skip = 0;
        for (index, node) in tree.iter() {
            if cutter.blocks.len() >= MOST {
                break;
            }
            cutter.leave(index);
            if index < skip {
                continue;
            }
            if node.tag.is_skipped() {
                skip = node.end;
            } else {
                cutter.enter(index, node);
            }
        }
        cutter.finish();
        let mut blocks = Blocks {
            list: cutter.blocks,
            owners: cutter.owners,
        };
        find_holders(tree, &mut blocks.list);
        blocks
    }
}

struct Cutter<'t, 'a> {
    tree: &'t Tree<'a>,
    blocks: Vec<Block>,
    owners: Vec<u32>,
    /// Text nodes of the block under way.
    nodes: Vec<usize>,
    text: String,
    /// How far it is, but for its text and nodes.
    mark: Mark,
    /// Where its lines end that a single line break divides from the next.
    lines: Vec<Mark>,
    /// Where bold or slanted words begin behind others.
    turns: Vec<Mark>,
    /// Where plain words go on behind a link.
    ends: Vec<Mark>,
    /// Where read-also lines without an element of their own begin and end.
    asides: Vec<Mark>,
    breaks: u32,
    /// Open elements that make lines: index and end.
    open: Vec<(usize, usize)>,
    /// Ends of the open links and stressed elements.
    link_end: usize,
    stress_end: usize,
}

impl<'t, 'a> Cutter<'t, 'a> {
    fn new(tree: &'t Tree<'a>) -> Self {
        Cutter {
            tree,
            blocks: Vec::new(),
            owners: vec![NOBODY; tree.len()],
            nodes: Vec::new(),
            text: String::new(),
            mark: Mark::default(),
            lines: Vec::new(),
            turns: Vec::new(),
            ends: Vec::new(),
            asides: Vec::new(),
            breaks: 0,
            open: Vec::new(),
            link_end: 0,
            stress_end: 0,
        }
    }

    /// Closes the elements that end before a node.
    fn leave(&mut self, index: usize) {
        while self.open.last().is_some_and(|(_, end)| *end <= index) {
            self.finish();
            self.open.pop();
        }
    }

    fn enter(&mut self, index: usize, node: &Node) {
        match node.tag {
            Tag::Text if node.is_aside => {
                self.asides.push(self.mark());
                self.push(index, node.text());
                self.asides.push(self.mark());
            }
            Tag::Text => self.push(index, node.text()),
            Tag::Br => {
                self.breaks += 1;
                if self.breaks == 2 {
                    self.finish();
                } else if !self.text.is_empty() {
                    if !self.text.ends_with(' ') {
                        self.text.push(' ');
                    }
                    self.lines.push(self.mark());
                }
            }
            Tag::Hr => self.finish(),
            Tag::A => {
                self.part_from_label(index, node);
                self.link_end = self.link_end.max(node.end);
                self.mark.links += 1;
            }
            Tag::B | Tag::Strong | Tag::Em | Tag::I => {
                if !self.text.is_empty() && self.turns.len() < TURNS {
                    self.turns.push(self.mark());
                }
                self.stress_end = self.stress_end.max(node.end);
            }
            tag if tag.is_block() || self.tree.has_lines(index, node) => {
                self.finish();
                self.open.push((index, node.end));
            }
            _ => {}
        }
    }

    /// A link right behind an element of its own, such as a label in bold, is not the same word.
    fn part_from_label(&mut self, index: usize, link: &Node) {
        let before = index
            .checked_sub(1)
            .and_then(|before| self.tree.get(before));
        let labelled =
            before.is_some_and(|before| before.tag == Tag::Text && before.parent != link.parent);
        if labelled && self.text.ends_with(char::is_alphanumeric) {
            self.text.push(' ');
        }
    }

    fn push(&mut self, index: usize, text: &str) {
        let is_behind = self.mark.links > 0 && index >= self.link_end.max(self.stress_end);
        if is_behind && self.ends.len() < TURNS {
            self.ends.push(self.mark());
        }
        let before = self.text.len();
        fold_into(&mut self.text, text);
        let is_blank = text.chars().all(char::is_whitespace);
        if is_blank {
            return;
        }
        self.breaks = 0;
        let added = self.text.get(before..).map_or(0, |added| {
            added.chars().filter(|letter| *letter != ' ').count()
        }) as u32;
        if index < self.link_end {
            self.mark.linked += added;
        }
        if index < self.stress_end {
            self.mark.stressed += added;
        }
        self.nodes.push(index);
    }

    fn mark(&self) -> Mark {
        Mark {
            text: self.text.len(),
            nodes: self.nodes.len(),
            ..self.mark
        }
    }

    /// Ends the block under way; its lines are blocks of their own where they are paragraphs.
    fn finish(&mut self) {
        self.breaks = 0;
        let end = self.mark();
        if self.lines.is_empty() && self.turns.is_empty() && self.asides.is_empty() {
            let text = std::mem::take(&mut self.text);
            let nodes = std::mem::take(&mut self.nodes);
            self.mark = Mark::default();
            self.put(text.trim(), &nodes, Mark::default(), end);
            (self.text, self.nodes) = (text, nodes);
            self.text.clear();
            self.nodes.clear();
            self.ends.clear();
            return;
        }
        let text = std::mem::take(&mut self.text);
        let nodes = std::mem::take(&mut self.nodes);
        let mut lines = std::mem::take(&mut self.lines);
        self.mark = Mark::default();
        lines.push(end);
        let breaks = lines.clone();
        if lines.len() > 1 && !lines::are_paragraphs(&shapes(&text, &lines)) {
            lines = parts(&text, &lines);
        }
        let turns = std::mem::take(&mut self.turns);
        let ends = std::mem::take(&mut self.ends);
        let asides = std::mem::take(&mut self.asides);
        let mut from = Mark::default();
        for to in with_asides(&text, lines, &breaks, &turns, &ends, &asides) {
            let words = text.get(from.text..to.text).unwrap_or_default();
            let own = nodes.get(from.nodes..to.nodes).unwrap_or_default();
            self.put(words.trim(), own, from, to);
            from = to;
        }
    }

    fn put(&mut self, text: &str, nodes: &[usize], from: Mark, to: Mark) {
        let (Some(first), Some(last)) = (nodes.first(), nodes.last()) else {
            return;
        };
        if !text
            .chars()
            .any(|letter| letter.is_alphanumeric() || is_wide(letter))
        {
            return;
        }
        for node in nodes {
            if let Some(owner) = self.owners.get_mut(*node) {
                *owner = self.blocks.len() as u32;
            }
        }
        let element = self.open.last().map_or(0, |(index, _)| *index);
        self.blocks.push(Block {
            shape: shape(text),
            text: text.to_owned(),
            first: *first,
            last: *last,
            element,
            holder: self.tree.get(element).map_or(0, |node| node.parent),
            linked: to.linked - from.linked,
            links: to.links - from.links,
            stressed: to.stressed - from.stressed,
        });
    }
}

/// Where lines end that are no paragraphs, but for those that stay together.
fn parts(text: &str, lines: &[Mark]) -> Vec<Mark> {
    let starts = [0].into_iter().chain(lines.iter().map(|line| line.text));
    let words = |(from, to): (usize, &Mark)| text.get(from..to.text).unwrap_or_default().trim();
    let words: Vec<&str> = starts.zip(lines).map(words).collect();
    let ends = lines::set_off(&words).into_iter();
    let ends = ends.filter_map(|at| lines.get(at));
    ends.chain(lines.last()).copied().collect()
}

/// What the lines of a text look like.
fn shapes(text: &str, lines: &[Mark]) -> Vec<Shape> {
    let starts = [0].into_iter().chain(lines.iter().map(|line| line.text));
    starts
        .zip(lines)
        .map(|(from, to)| shape(text.get(from..to.text).unwrap_or_default().trim()))
        .collect()
}

/// Text that stands in a `div` beside other paragraphs is held by that `div`; the only text of an element
/// is held by the element around it.
fn find_holders(tree: &Tree, blocks: &mut [Block]) {
    let mut counts: ByWord<u32> = ByWord::default();
    for block in blocks.iter() {
        *counts.entry(block.element as u64).or_default() += 1;
    }
    for at in 0..blocks.len() {
        let Some(block) = blocks.get(at) else { break };
        let Some(node) = tree.get(block.element) else {
            continue;
        };
        let neighbours = [at.checked_sub(1), Some(at + 1)];
        let shares = counts
            .get(&(block.element as u64))
            .copied()
            .unwrap_or_default()
            > 1
            || neighbours.into_iter().flatten().any(|near| {
                blocks.get(near).is_some_and(|near| {
                    near.element != block.element && tree.holds(block.element, near.element)
                })
            });
        let holder = if shares { block.element } else { node.parent };
        if let Some(block) = blocks.get_mut(at) {
            block.holder = holder;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Blocks;
    use crate::extract::dom;

    fn check(html: &str, wanted: &[&str]) {
        let page = dom::parse(html);
        let tree = dom::Tree::of(&page);
        let texts: Vec<String> = Blocks::of(&tree)
            .list
            .into_iter()
            .map(|block| block.text)
            .collect();
        assert_eq!(texts, wanted, "{html}");
    }

    #[test]
    fn blocks_end_where_a_reader_sees_a_new_line() {
        check("<p>a <b>b</b>\n c</p>d<div>e</div>", &["a b c", "d", "e"]);
        check(
            "<div><b>Kota</b> - satu<br><br>dua<br>tiga<br> <br>empat</div>",
            &["Kota - satu", "dua tiga", "empat"],
        );
        check(
            "<ul><li>a<li>b</ul><table><tr><td>c<td>d</table>",
            &["a", "b", "c", "d"],
        );
        check("<p>a<script>b</script> c</p><p> - </p>", &["a c"]);
        check("<a href=x><div>a</div><div>b</div></a>", &["a", "b"]);
        check(
            "<p><b>Lea también</b><a href=x>Uno</a></p>",
            &["Lea también Uno"],
        );
        check("<p>un<a href=x>o</a></p>", &["uno"]);
        check(
            "<p><span style='display:block;float:left;font-size:9em'>P</span>erahu pulang</p>",
            &["Perahu pulang"],
        );
        check(
            "<p><span style='display:block;float:left'>Foto</span>Perahu pulang</p>",
            &["Foto", "Perahu pulang"],
        );
    }

    #[test]
    fn a_read_also_line_behind_a_paragraph_is_no_part_of_it() {
        for (html, wanted) in [
            (
                "<p>Hujan turun. <strong>Baca juga: <a href=x>Banjir surut</a></strong></p>",
                &["Hujan turun.", "Baca juga: Banjir surut"][..],
            ),
            (
                "<p>Hujan turun<br><b>Baca juga:</b> <a href=x>Banjir surut</a><br>Warga lega.</p>",
                &["Hujan turun", "Baca juga: Banjir surut", "Warga lega."],
            ),
            (
                "<p>Hujan turun. <em>Baca juga</em> buku ini di rumah.</p>",
                &["Hujan turun. Baca juga buku ini di rumah."],
            ),
            (
                "<p>Hujan turun. <b>Baca juga: <a href=x>Banjir surut</a></b> Warga kembali pulang ke rumah.</p>",
                &[
                    "Hujan turun.",
                    "Baca juga: Banjir surut",
                    "Warga kembali pulang ke rumah.",
                ],
            ),
            (
                "<p><b>Baca juga:</b> <a href=x>Banjir surut</a> dan <a href=y>Jalan putus</a></p>",
                &["Baca juga: Banjir surut dan Jalan putus"],
            ),
            (
                "<p>Ia suka <b>baca juga <a href=x>buku</a></b>.</p>",
                &["Ia suka baca juga buku."],
            ),
        ] {
            check(html, wanted);
        }
    }

    #[test]
    fn single_line_breaks_divide_paragraphs_and_no_verses() {
        let long = "Perahu nelayan Teluk Arung pulang lebih awal karena angin barat bertiup kencang sejak subuh.";
        let also = "Baca juga: Harga Ikan Turun";
        check(
            &format!("<div>{long}<br>\n{long}<br/>{also}<br>{long}</div>"),
            &[long, long, also, long],
        );
        check(
            &format!("<div>{long}<br>{long}</div>"),
            &[&format!("{long} {long}")],
        );
        check(
            "<p>Angin datang dari barat,<br>perahu pulang,<br>laut gelap.<br>Kami menunggu.</p>",
            &["Angin datang dari barat, perahu pulang, laut gelap. Kami menunggu."],
        );
    }
}
