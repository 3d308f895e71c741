//! Paragraphs that nothing but blank lines divides, as some pages write them for a style that shows their lines.

/// A text with fewer bytes is one paragraph.
pub const LONG: usize = 400;
/// Bytes of a paragraph, and so many of them make a text.
const PARAGRAPH: usize = 60;
const PARAGRAPHS: usize = 3;
/// What sentences end with, and what closes behind them.
const ENDS: [char; 18] = [
    '.', '!', '?', '…', '"', '”', '’', '»', ')', ':', '。', '！', '？', '」', '』', '）', '؟', '।',
];

/// The paragraphs of a text that blank lines divide; none where it is one paragraph, or where its lines only wrap.
pub fn paragraphs(text: &str) -> Option<Vec<&str>> {
    if text.len() < LONG || !text.contains('\n') {
        return None;
    }
    let mut parts = Vec::new();
    let (mut start, mut at, mut is_blank) = (0, 0, false);
    for line in text.split_inclusive('\n') {
        let was_blank = std::mem::replace(&mut is_blank, line.trim().is_empty());
        if is_blank && !was_blank {
            parts.extend(text.get(start..at));
        }
        at += line.len();
        if is_blank {
            start = at;
        }
    }
    parts.extend(text.get(start..));
    parts.retain(|part| !part.trim().is_empty());
    let long = parts.iter().filter(|part| part.len() >= PARAGRAPH);
    let ended = long.clone().filter(|part| part.trim_end().ends_with(ENDS));
    let (long, ended) = (long.count(), ended.count());
    (ended >= PARAGRAPHS && ended * 4 >= long * 3).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn blank_lines_divide_paragraphs_that_are_some() {
        let line = "Warga tiga kampung di tepi danau menanam dua ribu bibit bakau sejak pekan lalu, kata ketua kelompok \
                    tani setempat.";
        let text = format!("\n{line}\n \n{line}\nlagi.\n\n\n{line}\n\n{line}\n\n(ana)\n");
        let found = paragraphs(&text).unwrap();
        assert_eq!(found.len(), 5);
        assert!(found.get(1).unwrap().trim_end().ends_with("lagi."));
        // Lines that wrap, a paragraph, and words that are no sentences.
        assert!(paragraphs(&text.replace("\n\n", "\n").replace("\n \n", "\n")).is_none());
        assert!(paragraphs(line).is_none());
        assert!(paragraphs(&text.replace('.', "")).is_none());
    }
}
