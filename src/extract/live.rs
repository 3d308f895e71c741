//! Stories that go on while they are told, as the page shows them: a headline that says so, and entries with their times.

use crate::extract::candidates::is_prose;
use crate::extract::context::around;
use crate::extract::dom::Tree;
use crate::extract::elsewhere::is_anothers;
use crate::extract::furniture::is_never_story;
use crate::extract::prune::Scene;
use crate::extract::rules::rules;
use crate::extract::shape::{is_wide, shape};
use crate::text;

/// So many entries are a story that goes on.
const ENTRIES: usize = 3;
/// Words of an entry, at least, and letters of its time, at most.
const ENTRY: usize = 8;
const TIME: usize = 20;
/// Paragraphs of an entry.
const PARAGRAPHS: usize = 6;
/// What divides a headline into parts.
const DIVIDERS: [char; 13] = [
    ':', '：', '|', '–', '—', ',', '،', '、', '【', '】', '.', '[', ']',
];

/// Whether a page is such a story.
pub fn is_live(tree: &Tree, headline: Option<usize>, title: Option<&str>) -> bool {
    title.is_some_and(is_said) && headline.is_some_and(|headline| has_entries(tree, headline))
}

/// Whether a part of a headline begins or ends with words that say so: "Langsung: ...", "Wahlabend im Liveticker".
fn is_said(title: &str) -> bool {
    let folded = text::fold(title);
    let is_edge = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
    folded.split(DIVIDERS).map(str::trim).any(|part| {
        rules().notices.live.iter().any(|label| {
            let is_apart = label.contains(is_wide);
            let begins = part.strip_prefix(label.as_str());
            let ends = part.strip_suffix(label.as_str());
            begins.is_some_and(|rest| is_apart || is_edge(rest.chars().next()))
                || ends.is_some_and(|rest| is_apart || is_edge(rest.chars().next_back()))
        })
    })
}

/// The entries of a page with times are kept where any of them is, with their times: a time of the day, alone in an element,
/// before one paragraph or more.
pub fn keep_entries(scene: &Scene, keep: &mut [bool]) {
    let times: Vec<(usize, u64, u32)> = (0..keep.len())
        .filter_map(|number| {
            let block = scene.blocks.get(number)?;
            let context = scene.contexts.get(number)?;
            Some((number, context.signature, hour(&block.text)?))
        })
        .collect();
    let is_entry = |number: usize| {
        let pair = scene.blocks.get(number).zip(scene.contexts.get(number));
        pair.is_some_and(|(block, context)| {
            (is_prose(block, context) || block.shape.words >= ENTRY as u32 && block.links == 0)
                && !is_never_story(block, context)
                && context.around & (around::HIDDEN | around::FIGCAPTION) == 0
        })
    };
    for run in times.chunk_by(|(_, one, _), (_, next, _)| one == next) {
        let is_row = run.is_sorted_by_key(|(.., time)| *time)
            || run.iter().rev().is_sorted_by_key(|(.., time)| *time);
        let entries: Vec<usize> = run.iter().map(|(number, ..)| *number).collect();
        let leads = |number: &usize| is_entry(*number + 1);
        if entries.len() < ENTRIES || !is_row || !entries.iter().all(leads) {
            continue;
        }
        let kind = |number: usize| scene.contexts.get(number).map(|context| context.signature);
        let own: Vec<usize> = entries
            .iter()
            .flat_map(|time| {
                let end = keep.len().min(time + 1 + PARAGRAPHS);
                (time + 1..end).take_while(move |at| kind(*at) == kind(time + 1))
            })
            .collect();
        if !own.iter().any(|at| keep.get(*at) == Some(&true)) {
            continue;
        }
        for at in own.into_iter().filter(|at| is_entry(*at)).chain(entries) {
            if let Some(slot) = keep.get_mut(at) {
                *slot = true;
            }
        }
    }
}

/// Whether a block is the time of one of several entries: another of its make and kind stands near.
pub fn is_time_of_entry(scene: &Scene, number: usize) -> bool {
    let time = |at: usize| {
        let hour = scene.blocks.get(at).and_then(|block| hour(&block.text));
        scene
            .contexts
            .get(at)
            .filter(|_| hour.is_some())
            .map(|context| context.signature)
    };
    let mut near = number.saturating_sub(PARAGRAPHS)..=number + PARAGRAPHS;
    let own = time(number);
    own.is_some() && near.any(|at| at != number && time(at) == own)
}

/// Whether times stand after the headline, each later than the one before or each earlier, with words between them.
fn has_entries(tree: &Tree, headline: usize) -> bool {
    let (mut words, mut times) = (0, Vec::new());
    for (index, node) in tree.iter().skip(headline) {
        let line = node.text().trim();
        match hour(line).filter(|_| !is_anothers(tree, index, Some(headline))) {
            Some(time) if times.is_empty() || words >= ENTRY => {
                times.push(time);
                words = 0;
            }
            Some(_) => {}
            None => words += shape(line).words as usize,
        }
    }
    let is_up = times.windows(2).all(|pair| pair.first() <= pair.last());
    let is_down = times.windows(2).all(|pair| pair.first() >= pair.last());
    times.len() >= ENTRIES && words >= ENTRY && (is_up || is_down)
}

/// The minute of the day that a line is: "15:30 WIB", "15.30".
fn hour(line: &str) -> Option<u32> {
    if line.len() > TIME || !line.contains([':', '.']) {
        return None;
    }
    let first = line
        .split(' ')
        .find(|word| word.starts_with(|letter: char| letter.is_ascii_digit()))?;
    let (hour, minute) = first.split_once([':', '.'])?;
    let is_time = hour.len() <= 2 && minute.len() == 2;
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let others = line.bytes().filter(u8::is_ascii_digit).count() > 4;
    (is_time && !others && hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::is_said;
    use crate::extract;

    #[test]
    fn headlines_say_in_many_languages_that_a_story_goes_on() {
        for title in [
            "Langsung: Debat Calon Bupati",
            "Wahlabend im Liveticker",
            "Newsblog: Das Hochwasser",
            "تغطية مباشرة: انتخابات البلدية",
            "Выборы мэра: онлайн-трансляция",
            "【速報中】台風が上陸",
            "台風上陸 ライブ",
            "市长选举：实时更新",
            "태풍 상륙, 실시간",
            "Bão đổ bộ: Tường thuật trực tiếp",
            "พายุเข้าฝั่ง รายงานสด",
            "Seçim gecesi CANLI ANLATIM",
            "Wybory na żywo",
            "La tormenta, en directo",
            "DIRECT. La tempête arrive",
            "Storm reaches coast: live updates",
        ] {
            assert!(is_said(title), "{title}");
        }
        for title in [
            "Liveliness returns to the lake",
            "Dua kampung menanam bakau",
            "Alive again",
        ] {
            assert!(!is_said(title), "{title}");
        }
    }

    #[test]
    fn all_entries_with_times_are_kept_with_their_times() {
        let entry = |time: &str, text: &str| {
            format!("<div class=live-item><span class=time>{time}</span><p>{text}</p></div>")
        };
        let page = format!(
            "<html lang=ar dir=rtl><head><title>تغطية مباشرة: سوق السمك</title></head><body><article><h1>تغطية مباشرة: سوق السمك</h1>{}{}{}\
             </article></body></html>",
            entry(
                "18:30",
                "إغلاق السوق في جميع الأحياء وبدء تنظيف الأرصفة القديمة."
            ),
            entry(
                "15:10",
                "عدد القوارب يتجاوز أربعين بحسب لجنة الصيادين في الميناء."
            ),
            entry("08:00", "فتح السوق وسط إقبال متوسط من سكان القرى القريبة."),
        );
        let story = extract::page(&page, None);
        let text = story.document.plain_text();
        assert!(story.is_live);
        for part in ["إغلاق السوق", "عدد القوارب", "فتح السوق"] {
            assert!(text.contains(part), "{text}");
        }
    }
}
