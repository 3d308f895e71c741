//! Whether a block right behind a picture looks like its caption: by its words, by what its element is called, and by letters
//! that are set otherwise than the story's.
//!
//! It judges one block beside one picture; which caption is whose is settled elsewhere.

use crate::extract::blocks::Block;
use crate::extract::context::Context;
use crate::extract::dom::{Node, Tree};
use crate::extract::lines::POINTS_UP;
use crate::extract::prune::{Scene, Verdict};
use crate::extract::rules::rules;
use crate::extract::shape::Edge;
use crate::extract::tag::Tag;
use crate::text;

/// Words of a caption, and of one that only its letters tell.
const CAPTION: u32 = 40;
const LINE: u32 = 25;
/// Words of a picture that are no name of what it shows, such as stands above the text about it.
const WORDS: u32 = 5;
/// Elements around a text that say how it is set.
const NEAR: usize = 6;
/// Letters of a name and of what somebody did, which a caption ends with.
const NAME: usize = 6;
/// Letters of the story's size and less are small, in pixels, and greys are between these.
const SMALL: f32 = 13.0;
const GREYS: std::ops::RangeInclusive<u8> = 0x60..=0xBB;

/// How letters are set.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Set {
    is_centred: bool,
    /// Or grey.
    is_small: bool,
}

/// How most of a story is set.
#[derive(Debug, Clone, Copy, Default)]
pub struct Looks(Set);

impl Looks {
    /// The looks of what is kept.
    pub fn of(scene: &Scene, verdicts: &[Verdict]) -> Looks {
        let (mut all, mut centred, mut small) = (0, 0, 0);
        let kept = scene.blocks.iter().zip(verdicts);
        for (block, _) in kept.filter(|(_, verdict)| **verdict == Verdict::Keep) {
            let set = set(scene.tree, block);
            all += block.shape.words;
            centred += block.shape.words * u32::from(set.is_centred);
            small += block.shape.words * u32::from(set.is_small);
        }
        Looks(Set {
            is_centred: centred * 3 > all,
            is_small: small * 3 > all,
        })
    }

    /// Whether a block is the caption of the picture before it; `holder` is the smallest element around both.
    pub fn tell(
        self,
        tree: &Tree,
        block: &Block,
        context: &Context,
        picture: usize,
        holder: usize,
    ) -> bool {
        if block.shape.words >= CAPTION || context.heading > 0 {
            return false;
        }
        let own = tree.ancestors(block.first).take(NEAR);
        let mut own = own.take_while(|(index, _)| *index != holder);
        own.any(|(_, node)| is_called_so(node))
            || repeats_alt(tree, block, picture)
            || is_phrased(&block.text)
            || block.shape.words < LINE && self.is_set_apart(tree, block)
    }

    fn is_set_apart(self, tree: &Tree, block: &Block) -> bool {
        let is_open =
            block.text.ends_with(['?', '？', '!', '！']) || block.shape.last == Edge::Colon;
        // The headline of a printed statement, below the mark of who made it.
        let is_loud = block.shape.capitals * 2 > block.shape.letters;
        let set = set(tree, block);
        !is_open
            && !is_loud
            && !is_numbered(&block.text)
            && (set.is_centred && !self.0.is_centred || set.is_small && !self.0.is_small)
    }
}

fn is_called_so(node: &Node) -> bool {
    let names = [node.attribute("class"), node.attribute("id")];
    let mut names = names.into_iter().flatten();
    names.any(|name| rules().called.is_caption(name))
}

/// Whether a block says what the picture says to those who do not see it.
fn repeats_alt(tree: &Tree, block: &Block, picture: usize) -> bool {
    let letters =
        |text: &str| -> String { text.chars().filter(|one| one.is_alphanumeric()).collect() };
    let alt = tree.get(picture).and_then(|node| node.attribute("alt"));
    alt.is_some_and(|alt| {
        let alt = letters(alt);
        block.shape.words >= WORDS && alt == letters(&block.text)
    })
}

/// Whether a text is worded as captions are where names have no capitals, or points at what stands above it.
fn is_phrased(text: &str) -> bool {
    if text.starts_with(POINTS_UP) {
        return true;
    }
    let marks = ['（', '）', '(', ')', '【', '】', '[', ']', '。', '.', ' '];
    let text = text.trim_matches(marks);
    let people = &rules().people;
    let folded = text::fold(text);
    if people
        .pictured
        .iter()
        .any(|start| folded.starts_with(start.as_str()))
    {
        return true;
    }
    let divided = |letter: char| !letter.is_alphanumeric();
    let last = folded.rsplit(divided).next().unwrap_or_default();
    let is_name = last.chars().count() <= NAME;
    let mut ends = people.photographed.iter();
    ends.any(|end| folded.ends_with(end.as_str()) && (is_name || end.chars().nth(1).is_some()))
}

/// Whether a line begins with its number, as sub-headings do.
fn is_numbered(text: &str) -> bool {
    let number = |letter: char| letter.is_ascii_digit() || "一二三四五六七八九十".contains(letter);
    let rest = text.trim_start_matches(number);
    rest.len() < text.len() && rest.starts_with(['.', '、', ')', '）', ' ', '．'])
}

/// How the letters of a block are set.
fn set(tree: &Tree, block: &Block) -> Set {
    let mut centred = None;
    let mut found = Set::default();
    let mut is_inside = true;
    for (index, node) in tree.ancestors(block.first).take(NEAR) {
        if node.tag == Tag::Text {
            continue;
        }
        if is_inside {
            found.is_small |= is_small(node);
        }
        if node.tag.is_block() || node.name() == "center" {
            centred = centred.or_else(|| alignment(node, is_inside));
        }
        is_inside &= index != block.element;
    }
    found.is_centred = centred.unwrap_or_default();
    found
}

/// Whether an element sets its text in the middle, if it says how it does.
fn alignment(node: &Node, is_own: bool) -> Option<bool> {
    let is_centre = |value: &str| value.trim().eq_ignore_ascii_case("center");
    if node.name() == "center" {
        return Some(true);
    }
    let align = style(node, "text-align").or_else(|| node.attribute("align"));
    let class = node.attribute("class").filter(|_| is_own);
    let is_called = class.is_some_and(|class| class.contains("center") || class.contains("Center"));
    align.map(is_centre).or_else(|| is_called.then_some(true))
}

/// Whether an element sets its text in smaller or in grey letters.
fn is_small(node: &Node) -> bool {
    let is_font = || {
        let size = node.attribute("size").unwrap_or_default();
        node.name() == "font" && ["1", "2", "-1", "-2"].contains(&size)
    };
    let colour = style(node, "color").or_else(|| node.attribute("color"));
    node.name() == "small"
        || is_font()
        || style(node, "font-size").is_some_and(is_small_size)
        || colour.is_some_and(is_grey)
}

/// The value of a rule in an element's own style.
fn style<'a>(node: &Node<'a>, name: &str) -> Option<&'a str> {
    let rules = node.attribute("style")?.split(';');
    let mut rules = rules.filter_map(|rule| rule.split_once(':'));
    let rule = rules.find(|(key, _)| key.trim().eq_ignore_ascii_case(name));
    rule.map(|(_, value)| value.trim())
}

fn is_small_size(size: &str) -> bool {
    let at = size.find(|letter: char| !letter.is_ascii_digit() && letter != '.');
    let (number, unit) = size
        .split_at_checked(at.unwrap_or(size.len()))
        .unwrap_or_default();
    let number: Option<f32> = number.parse().ok();
    number.is_some_and(|number| match unit {
        "px" => number <= SMALL,
        "pt" => number * 4.0 / 3.0 <= SMALL,
        "em" | "rem" => number < 0.9,
        "%" => number < 90.0,
        _ => false,
    }) || ["small", "smaller", "x-small"].contains(&size)
}

/// Whether a colour is one between black and white: `#999`, `rgb(128, 128, 128)`, `gray`.
fn is_grey(colour: &str) -> bool {
    let parts: Vec<u8> = if let Some(hex) = colour.strip_prefix('#') {
        let width = if hex.len() == 3 { 1 } else { 2 };
        let part = |at: usize| {
            let part = hex.get(at * width..(at + 1) * width)?;
            let value = u8::from_str_radix(part, 16).ok()?;
            Some(if width == 1 { value * 17 } else { value })
        };
        (0..3).filter_map(part).collect()
    } else if let Some(inner) = colour.strip_prefix("rgb(") {
        let parts = inner.trim_end_matches(')').split(',');
        parts.filter_map(|part| part.trim().parse().ok()).collect()
    } else {
        return ["gray", "grey", "dimgray", "darkgray"].contains(&colour);
    };
    let first = parts.first().copied().unwrap_or_default();
    parts.len() == 3 && parts.iter().all(|part| part.abs_diff(first) <= 8) && GREYS.contains(&first)
}

#[cfg(test)]
mod tests {
    use super::{is_grey, is_numbered, is_phrased, is_small_size};
    use crate::extract;

    #[test]
    fn captions_are_worded_set_or_called_as_captions() {
        let long = "港口的渔民说，今年的风比往年来得早，船队只好提前三天回到岸边，等待天气转好。";
        for (caption, is_caption) in [
            ("<p align=\"center\">港口的渔船</p>", true),
            ("<center><strong>港口的渔船</strong></center>", true),
            ("<p style=\"text-align: center\">港口的渔船</p>", true),
            ("<p class=\"f_center\"><span>港口的渔船</span></p>", true),
            (
                "<p><font style=\"font-size: 9pt\">港口的渔船</font></p>",
                true,
            ),
            (
                "<p><span style=\"color:#999999\">港口的渔船</span></p>",
                true,
            ),
            ("<p>港口的渔船。王小明 摄</p>", true),
            ("<p>▲渔船回到港口。</p>", true),
            ("<p>资料图：渔船回到港口</p>", true),
            ("<p>渔船在清晨回到了港口</p>", true),
            ("<div class=\"img_descr\">港口的渔船</div>", true),
            ("<div class=\"imgDesc\">港口的渔船</div>", true),
            ("<p>港口的渔船</p>", false),
            ("<p align=\"center\">二、港口的渔船</p>", false),
            (
                "<p align=\"center\">KAPAL 渔船 KEMBALI KE PELABUHAN</p>",
                false,
            ),
            ("<p align=\"center\">港口的渔船回来了吗？</p>", false),
        ] {
            let page = format!(
                "<html><body><article><h1>渔船回港</h1><p>{long}</p><p>{long}因此</p><div><img src=a.jpg alt=\"渔船在清晨回到了港口\"></div>\
                 {caption}<p>{long}于是</p><p>{long}后来</p></article></body></html>"
            );
            let text = extract::page(&page, None).document.plain_text();
            assert!(text.contains("于是"), "{text}");
            let words = caption
                .split(['>', '<'])
                .max_by_key(|words| usize::from(words.contains('渔')));
            assert_eq!(
                !text.contains(words.unwrap_or_default()),
                is_caption,
                "{caption} {text}"
            );
        }
    }

    #[test]
    fn what_is_small_grey_and_numbered() {
        assert!(is_small_size("9pt") && is_small_size("12px") && !is_small_size("16px"));
        assert!(is_small_size("0.8em") && is_small_size("80%") && !is_small_size("100%"));
        assert!(is_grey("#999") && is_grey("rgb(128, 128, 128)") && is_grey("#888888"));
        assert!(!is_grey("#333333") && !is_grey("#0000ff") && !is_grey("inherit"));
        assert!(is_numbered("二、港口") && is_numbered("3. Boats") && !is_numbered("2019年"));
        assert!(
            is_phrased("（刘通摄）")
                && is_phrased("船长供图")
                && !is_phrased("他看了很久的城市地图")
        );
    }

    #[test]
    fn short_lines_behind_each_picture_are_captions() {
        let long = "港口的渔民说，今年的风比往年来得早，船队只好提前三天回到岸边，等待天气转好。";
        let page = |lines: [&str; 3]| {
            let parts = lines.map(|line| format!("<p>{long}</p><img src=a.jpg>{line}"));
            let parts = parts.concat();
            let page = format!(
                "<html><body><article><h1>渔船回港</h1>{parts}<p>{long}最后</p></article></body></html>"
            );
            extract::page(&page, None).document.plain_text()
        };
        let text = page(["<p>港口。</p>", "<p>渔船。</p>", "<p>渔民的家。</p>"]);
        assert!(
            !text.contains("渔民的家") && !text.contains("渔船。"),
            "{text}"
        );
        let text = page(["<p>港口。</p>", "", ""]);
        assert!(text.contains("港口。"), "{text}");
        let text = page(["<p>港口的船</p>", "<p>渔船的家</p>", "<p>渔民的路</p>"]);
        assert!(text.contains("渔船的家"), "{text}");
    }
}
