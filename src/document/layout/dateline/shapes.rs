//! Datelines that are known by their shape: those of China, Japan and Korea.

/// Letters of one, and of what stands behind it in brackets.
const LONGEST: usize = 40;
/// Brackets that stand around one.
const BRACKETS: [(char, char); 6] = [
    ('（', '）'),
    ('(', ')'),
    ('【', '】'),
    ('[', ']'),
    ('［', '］'),
    ('〔', '〕'),
];
/// What one in brackets ends with: that it was sent, reported, or by whom.
const ENDINGS: [&str; 12] = [
    "讯",
    "訊",
    "电",
    "電",
    "报道",
    "報導",
    "報道",
    "共同",
    "時事",
    "ロイター",
    "연합뉴스",
    "뉴시스",
];
/// How news of a paper's own begin.
const OWN: [&str; 4] = ["本报讯", "本報訊", "本台讯", "本网讯"];

/// How many bytes of a paragraph are such a dateline.
pub fn shaped(text: &str) -> Option<usize> {
    in_brackets(text).or_else(|| sent(text))
}

/// `（东京讯）`, `【東京＝山田太郎】`, `(서울=연합뉴스) 김하늘 기자 =`, `［東京 22日 ロイター］ -`
fn in_brackets(text: &str) -> Option<usize> {
    let end = bracket(text)?;
    let inner = text.get(..end)?.trim_matches(|c| {
        BRACKETS
            .iter()
            .any(|(open, close)| c == *open || c == *close)
    });
    let is_wide = inner.chars().next().is_some_and(is_uncased);
    let is_sent = ENDINGS
        .iter()
        .any(|ending| inner.len() > ending.len() + 3 && inner.ends_with(ending));
    let is_named = inner
        .split_once(['=', '＝'])
        .is_some_and(|(place, name)| !place.is_empty() && !name.is_empty());
    if !is_wide || !(is_sent || is_named) || inner.contains(['。', '？', '！']) {
        return None;
    }
    let rest = text.get(end..)?;
    Some(end + reporter(rest).or_else(|| dash(rest)).unwrap_or_default())
}

/// Where a bracket at the start of a text closes.
fn bracket(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let (_, close) = BRACKETS.iter().find(|(open, _)| *open == first)?;
    let mut letters = text.char_indices().take(LONGEST);
    let (at, _) = letters.find(|(_, c)| c == close)?;
    Some(at + close.len_utf8())
}

/// ` 김하늘 기자 =`
fn reporter(rest: &str) -> Option<usize> {
    let mut letters = rest.char_indices().take(LONGEST);
    let (at, _) = letters.find(|(_, c)| matches!(c, '=' | '＝' | '.'))?;
    let (name, sign) = rest.split_at_checked(at)?;
    let is_one = ["기자", "특파원"].iter().any(|role| name.contains(role));
    let sign = sign.chars().next().filter(|sign| *sign != '.')?;
    is_one.then_some(at + sign.len_utf8())
}

fn dash(rest: &str) -> Option<usize> {
    let words = rest.trim_start();
    let dash = words
        .chars()
        .next()
        .filter(|c| matches!(c, '-' | '–' | '—'))?;
    Some(rest.len() - words.len() + dash.len_utf8())
}

/// `新华社北京11月22日电（记者王小明）`, `本报讯（记者 王小明）`
fn sent(text: &str) -> Option<usize> {
    let own = OWN.iter().find(|own| text.starts_with(*own));
    let end = own.map(|own| own.len()).or_else(|| dated(text))?;
    let rest = text.get(end..)?;
    let words = rest.trim_start();
    let names = bracket(words).filter(|names| {
        let names = words.get(..*names).unwrap_or_default();
        names.contains("记者") || names.contains("記者")
    });
    Some(end + names.map_or(0, |names| rest.len() - words.len() + names))
}

/// A place, a day and that it was sent: `北京11月22日电`.
fn dated(text: &str) -> Option<usize> {
    let mut letters = text.char_indices().take(LONGEST / 2).peekable();
    while let Some((at, letter)) = letters.next() {
        if letter == '日' {
            let (_, sign) = letters
                .next()
                .filter(|(_, c)| matches!(c, '电' | '電' | '讯' | '訊'))?;
            let place = text
                .get(..at)?
                .trim_end_matches(|c: char| c.is_ascii_digit() || c == '月');
            // A film begins so, too.
            let is_word = letters
                .next()
                .is_some_and(|(_, c)| "影视視话話台".contains(c));
            let is_dated = place.len() < at && !place.is_empty() && !is_word;
            return is_dated.then_some(at + letter.len_utf8() + sign.len_utf8());
        }
        if !(is_uncased(letter) || letter.is_ascii_digit()) {
            return None;
        }
    }
    None
}

fn is_uncased(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}
