//! Lines with which a story is signed where names have no capitals, or nothing but a name tells them: in Chinese, Japanese,
//! Korean and Vietnamese.
//!
//! It reads the words of a line; where such lines stand is known elsewhere.

use crate::extract::bylines::looks_like_name;
use crate::extract::lines;
use crate::extract::rules::rules;

/// What stands between a label and a name.
const DIVIDERS: [char; 9] = [':', '：', ' ', '\u{3000}', '/', '／', '|', '｜', '丨'];
/// Letters of such a line at most.
const LINE: usize = 60;
/// Letters of a paper's name before what somebody is there.
const PAPER: usize = 10;
/// Names of a line.
const NAMES: usize = 6;

/// Who signed, where a line is nothing but that; nobody where it names an editor, an address or an end.
pub fn names(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    if line.chars().count() > LINE || line.is_empty() {
        return None;
    }
    let inner = in_brackets(line);
    let bare = inner
        .unwrap_or(line)
        .trim_start_matches(['/', '／', '■', '▶', '|'])
        .trim();
    ends(bare, inner.is_some())
        .or_else(|| chinese(bare))
        .or_else(|| korean(bare))
        .or_else(|| inner.and_then(japanese))
        .or_else(|| vietnamese(line))
}

fn in_brackets(line: &str) -> Option<&str> {
    let pairs = [
        ('（', '）'),
        ('(', ')'),
        ('【', '】'),
        ('［', '］'),
        ('[', ']'),
        ('〔', '〕'),
        ('＜', '＞'),
    ];
    pairs.iter().find_map(|(open, close)| {
        let inner = line.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then(|| inner.trim())
    })
}

/// What says that a story has ended, an address of mail, or an editor with a name.
fn ends(line: &str, is_bracketed: bool) -> Option<Vec<String>> {
    let signers = &rules().signers;
    let inner = line.trim_matches(['-', '—', '–', ' ']);
    let is_end =
        (is_bracketed || inner.len() < line.len()) && signers.ends.iter().any(|end| end == inner);
    let is_editor = signers.others.iter().any(|label| {
        let rest = line.strip_prefix(label.as_str()).unwrap_or_default();
        let name = rest.trim_start_matches(DIVIDERS);
        name.len() < rest.len() && people(name).is_some()
    });
    (is_end || is_editor || is_address(line) || are_parts(line)).then(Vec::new)
}

/// Whether a line is labels with a name behind each: "摄影/王小明 编辑/李华", also behind who sent the story.
fn are_parts(line: &str) -> bool {
    let parts = line.split(' ');
    let mut parts = parts.skip_while(|part| !lines::is_labelled(part));
    let before = line.split(' ').count() - parts.clone().count();
    before <= 1 && parts.clone().count() > 1 && parts.all(lines::is_labelled)
}

/// Who signed, where a line is nothing but that and in Chinese.
pub fn reporters(line: &str) -> Option<Vec<String>> {
    let line = line.trim();
    let is_line = line.chars().take(LINE + 1).count() <= LINE && line.contains(is_han);
    let bare = in_brackets(line).unwrap_or(line);
    is_line.then(|| chinese(bare)).flatten()
}

/// Whether a name is written as those of Chinese people are.
pub fn is_chinese_name(name: &str) -> bool {
    people(name).is_some_and(|names| names.len() == 1)
}

fn is_address(word: &str) -> bool {
    let sides = word.split_once('@');
    sides.is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && word.is_ascii() && !word.contains(' ')
    })
}

/// "记者 王小明", "本报记者 王小明 李华", "记者王小明报道", "記者王小明／台北報導", "采写：城市日报见习记者 王小明".
fn chinese(line: &str) -> Option<Vec<String>> {
    let signers = &rules().signers;
    let labelled = signers.writers.iter().find_map(|label| {
        let rest = line.strip_prefix(label.as_str())?;
        rest.starts_with(DIVIDERS)
            .then(|| rest.trim_start_matches(DIVIDERS))
    });
    let line = labelled.unwrap_or(line);
    let mut labels = signers.before.iter();
    let rest = labels.find_map(|label| line.strip_prefix(label.as_str()));
    let Some(rest) = rest.or_else(|| behind_role(line)) else {
        return labelled.and_then(|line| people(line).or_else(|| pen_names(line)));
    };
    let rest = rest.trim_start_matches(DIVIDERS);
    let rest = behind_role(rest).map_or(rest, |rest| rest.trim_start_matches(DIVIDERS));
    let mut behind = signers.behind.iter();
    let told = behind.find_map(|behind| rest.strip_suffix(behind.as_str()));
    // Where it was reported from.
    let named = told.and_then(|told| told.split_once(['／', '/']));
    people(named.map_or(told.unwrap_or(rest), |(names, _)| names))
}

/// What follows the name of a paper and what somebody is there: "城市日报见习记者 王小明", "《灯塔》作者 王小明".
fn behind_role(line: &str) -> Option<&str> {
    let mut reporters = rules().signers.reporters.iter();
    reporters.find_map(|role| {
        let (paper, rest) = line.split_once(role.as_str())?;
        let is_paper = |letter: char| is_han(letter) || "《》（）()“”".contains(letter);
        let is_so = paper.chars().take(PAPER + 1).count() <= PAPER && paper.chars().all(is_paper);
        is_so.then_some(rest)
    })
}

/// Names that somebody gave himself, which are known by their label only: "灯塔叔、小明&李飞刀".
fn pen_names(names: &str) -> Option<Vec<String>> {
    let parts = names.split(['、', '&', '＆', '/']).map(str::trim);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let is_name = |part: &&str| (2..=5).contains(&part.chars().count()) && part.chars().all(is_han);
    let are_names = (1..=NAMES).contains(&parts.len()) && parts.iter().all(is_name);
    are_names.then(|| parts.into_iter().map(str::to_owned).collect())
}

/// What stands between two names.
const BETWEEN: [char; 10] = ['、', '，', ',', ' ', '\u{3000}', '/', '／', '·', '&', '＆'];

/// Chinese names, one or several; none when anything else stands beside them.
fn people(names: &str) -> Option<Vec<String>> {
    let parts = names.split(BETWEEN);
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let are_names =
        !parts.is_empty() && parts.len() <= NAMES && parts.iter().all(|part| is_person(part));
    are_names.then(|| parts.into_iter().map(str::to_owned).collect())
}

/// The same of a text that is nothing else.
pub fn are_people(names: &str) -> Option<Vec<String>> {
    people(names.trim_start_matches(DIVIDERS).trim_end())
}

/// The names that a text begins with, whatever stands behind them.
pub fn people_in_front(text: &str) -> Option<Vec<String>> {
    let parts = text.trim_start_matches(DIVIDERS).split(BETWEEN);
    let parts = parts.filter(|part| !part.is_empty()).take(4);
    let behind = &rules().signers.behind;
    let names = parts.take_while(|part| is_person(part) && !behind.iter().any(|word| word == part));
    let names: Vec<String> = names.map(str::to_owned).collect();
    (!names.is_empty()).then_some(names)
}

/// Whether a word is a Chinese name: two to four signs, the first that of a family.
pub fn is_person(word: &str) -> bool {
    let signers = &rules().signers;
    let families = &signers.han;
    let is_paper = |end: &String| word.ends_with(end.as_str());
    (2..=4).contains(&word.chars().count())
        && !signers.papers.iter().any(is_paper)
        && word.chars().all(is_han)
        && families
            .iter()
            .any(|family| word.starts_with(family.as_str()))
}

/// "홍길동 기자 abc@example.com", "해안일보 홍길동 기자", "글·사진 홍길동·김영희 기자".
fn korean(line: &str) -> Option<Vec<String>> {
    let signers = &rules().signers;
    let mut words: Vec<&str> = line.split_whitespace().collect();
    let mut has_address = false;
    while words
        .last()
        .is_some_and(|last| is_address(last) || *last == "=")
    {
        has_address |= words.pop().is_some_and(is_address);
    }
    let role = words.pop()?;
    if !signers.roles.iter().any(|known| known == role) || words.len() > 3 {
        return None;
    }
    let names: Vec<&str> = words.last()?.split(['·', ',', '/']).collect();
    let is_name = |name: &&str| {
        let length = name.chars().count();
        let is_long = length == 3 || has_address && (2..=4).contains(&length);
        is_long && name.chars().all(|letter| ('가'..='힣').contains(&letter))
    };
    names
        .iter()
        .all(is_name)
        .then(|| names.into_iter().map(str::to_owned).collect())
}

/// What stands in brackets: "山田太郎", "社会部　山田太郎", "山田太郎、佐藤花子".
fn japanese(inner: &str) -> Option<Vec<String>> {
    let signers = &rules().signers;
    let name = match inner.split_once(['\u{3000}', ' ', '・']) {
        Some((desk, name)) if signers.desks.iter().any(|end| desk.ends_with(end.as_str())) => name,
        _ => inner,
    };
    let names: Vec<String> = name
        .split(['、', '，'])
        .map(|name| name.replace(['\u{3000}', ' '], ""))
        .collect();
    let is_name = |name: &String| {
        let given = name.trim_start_matches(is_han);
        let length = name.chars().count();
        let is_small = given.chars().all(|letter| ('ぁ'..='ん').contains(&letter));
        let is_note = signers
            .notes
            .iter()
            .any(|note| name.contains(note.as_str()));
        let mut families = signers.japanese.iter();
        (3..=6).contains(&length)
            && is_small
            && !is_note
            && families.any(|family| name.starts_with(family.as_str()))
    };
    (names.len() <= 4 && names.iter().all(is_name)).then_some(names)
}

/// "Nguyễn Văn An", "Nguyễn Văn An - Trần Bình", "Hoàng Lan (Theo BBC)".
fn vietnamese(line: &str) -> Option<Vec<String>> {
    let signers = &rules().signers;
    let line = match line.split_once('(') {
        Some((name, paper)) => {
            let mut labels = signers.by.iter();
            let is_told = labels.any(|by| paper.starts_with(by.as_str())) && paper.ends_with(')');
            is_told.then_some(name)?
        }
        None => line,
    };
    let mut marks = [" - ", " – "]
        .into_iter()
        .filter(|mark| line.contains(mark));
    let names: Vec<&str> = line.split(marks.next().unwrap_or("\n")).collect();
    let is_name = |name: &&str| {
        let mut words = name.trim().split(' ');
        let first = words.next().unwrap_or_default();
        let rest = words.clone().count();
        signers.vietnamese.iter().any(|family| family == first)
            && (1..=3).contains(&rest)
            && words.all(|word| {
                word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic)
            })
            && looks_like_name(name.trim())
            && !signers.places.iter().any(|place| place == name.trim())
    };
    (names.len() <= 3 && names.iter().all(is_name)).then(|| {
        names
            .into_iter()
            .map(|name| name.trim().to_owned())
            .collect()
    })
}

fn is_han(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter) || letter == '々'
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_story_is_signed_without_a_sign() {
        for (line, wanted) in [
            ("（记者 王小明）", "王小明"),
            ("(记者王小明、李华)", "王小明 李华"),
            ("记者王小明报道", "王小明"),
            ("本报记者 王小明", "王小明"),
            ("記者王小明／台北報導", "王小明"),
            ("城市日报记者 王小明", "王小明"),
            ("城市新闻记者 王小明 李华", "王小明 李华"),
            (
                "城市社记者王小明 李华 张文 陈光 周大江",
                "王小明 李华 张文 陈光 周大江",
            ),
            ("采写：城市日报见习记者 王小明", "王小明"),
            ("采写：城市(见习)记者 王小明", "王小明"),
            ("《灯塔》作者 王小明", "王小明"),
            ("【文/灯塔网专栏作者 王小明】", "王小明"),
            ("执笔/灯塔叔、胡小明&李小飞刀", "灯塔叔 胡小明 李小飞刀"),
            ("撰文｜王小明", "王小明"),
            ("编辑|李华", ""),
            ("药剂科、检验科供稿 摄影/王小明 编辑/李华", ""),
            ("编辑：李华 校对：王小明", ""),
            ("【责任编辑:李四】", ""),
            ("（完）", ""),
            ("- THE END -", ""),
            ("（山田太郎）", "山田太郎"),
            ("【山田太郎】", "山田太郎"),
            ("［佐藤さくら］", "佐藤さくら"),
            ("（社会部　山田太郎）", "山田太郎"),
            ("（山田太郎、佐藤花子）", "山田太郎 佐藤花子"),
            ("홍길동 기자", "홍길동"),
            ("홍길동 선임기자 hong@example.com", "홍길동"),
            ("[홍길동 기자 abc@example.com]", "홍길동"),
            ("해안일보 홍길동 기자", "홍길동"),
            ("글·사진 홍길동 기자", "홍길동"),
            ("홍길동·김영희 기자", "홍길동 김영희"),
            ("abc@example.com", ""),
            ("Nguyễn Văn An", "Nguyễn Văn An"),
            ("Nguyễn Văn A", "Nguyễn Văn A"),
            ("Hoàng Lan (Theo BBC)", "Hoàng Lan"),
            ("Lê An - Trần Bình", "Lê An Trần Bình"),
        ] {
            let found = names(line).map(|names| names.join(" "));
            assert_eq!(found.as_deref(), Some(wanted), "{line}");
        }
    }

    #[test]
    fn what_else_ends_a_story_signs_nothing() {
        for line in [
            "（见图）",
            "（市场将于每周一休息）",
            "记者在现场看到，排水沟仍然堵塞。",
            "记者会",
            "城市日报记者 在现场",
            "作者：人在他乡很多年，不说了",
            "他对在场的城市日报和各家的记者 王小明",
            "时间/地点",
            "（おわり）",
            "（敬称略）",
            "（写真は市場の東側）",
            "【営業時間】",
            "（中村区役所提供）",
            "그는 전직 기자",
            "기자와 만난 상인은 말했다.",
            "Hà Nội sẽ làm theo.",
            "Chợ Đông Ba",
            "Hà Nội",
            "Ana Lim",
            "Theo ban quản lý",
            "",
        ] {
            assert_eq!(names(line), None, "{line}");
        }
    }
}
