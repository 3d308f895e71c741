//! The language of a page: as it says, else as its text tells.
//!
//! What a page says counts where it is the tag of a language (BCP 47) that is written as the text is: templates say `en` of
//! texts in Chinese. A text is asked only where nothing that counts is said, and believed only where it is sure.

use whatlang::{Lang, Script, detect, detect_script};

use crate::extract::dom::Tree;
use crate::extract::shape::is_wide;
use crate::extract::tag::Tag;

/// The language of a page that says these of itself, the surest first; `body` is a text that it states.
pub fn language(tree: &Tree, stated: &[&str], body: Option<&str>) -> Option<String> {
    let text = sample(tree, body);
    let stated = stated.iter().find_map(|stated| tag(stated));
    stated
        .filter(|tag| is_written_so(tag, &text))
        .or_else(|| told(&text))
}

/// Letters of a story that outweigh what its page says of its language, and how sure it must be what they are.
const STORY: usize = 800;
/// Letters of a story that are looked at.
const SAMPLE: usize = 1_200;
const SURE: f64 = 0.98;

/// The language of a story: what its page says, unless it says that once only, as templates do that were made for another
/// land, and a long text is without doubt in another one that is not near to it. The page's clock and the words it says
/// dates with stay those of its own language.
pub fn of_story(stated: Option<String>, is_said_once: bool, text: &str) -> Option<String> {
    let told = stated
        .as_deref()
        .filter(|_| is_said_once)
        .and_then(|stated| another(stated, text));
    told.map(str::to_owned).or(stated)
}

fn another(stated: &str, text: &str) -> Option<&'static str> {
    let own = stated.split('-').next()?.to_ascii_lowercase();
    // Of a language that cannot be told, a text is always taken for another.
    Lang::from_code(long(&own))?;
    let text: String = text.chars().take(SAMPLE).collect();
    let letters = text.chars().filter(|letter| letter.is_alphabetic()).count();
    let found = detect(&text).filter(|found| letters >= STORY && found.confidence() >= SURE)?;
    let told = code(found.lang());
    let has = |near: &&str, one: &str| near.split(' ').any(|language| language == one);
    let is_near = NEAR.iter().any(|near| has(near, &own) && has(near, told));
    (told != own && !is_near).then_some(told)
}

/// The code of three letters of one of two.
fn long(short: &str) -> &str {
    let mut pairs = LONG.split(' ').filter_map(|pair| pair.split_once('='));
    let found =
        pairs.find(|(long, language)| *language == short && Lang::from_code(*long).is_some());
    found.map_or(short, |(long, _)| long)
}

/// Languages so near to each other that one is taken for another.
const NEAR: [&str; 9] = [
    "id ms jv su min",
    "no nb nn da sv",
    "hr sr bs sh sl mk bg",
    "cs sk",
    "es pt gl ca an ast it",
    "ru uk be bg mk",
    "af nl",
    "tr az tk",
    "hi mr ne bho mai",
];

/// A statement as a tag, if it is one of a known language: `zh_CN` is `zh-CN`, `in-ID` is `id-ID`, `utf-8` is none.
fn tag(stated: &str) -> Option<String> {
    let first = stated.split([',', ';', '.']).next()?.trim();
    let mut parts = first.split(['-', '_']);
    let language = parts.next()?.to_ascii_lowercase();
    let rest: Vec<&str> = parts.collect();
    let is_part = |part: &&str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    if rest.len() > 3 || !rest.iter().all(is_part) {
        return None;
    }
    let is_in = |list: &str| list.split(' ').any(|known| known == language);
    let short = || LONG.split(' ').find_map(|pair| renamed(pair, &language));
    let language = if is_in(KNOWN) { &language } else { short()? };
    let parts = [language].into_iter().chain(rest);
    Some(parts.collect::<Vec<_>>().join("-"))
}

/// The second half of a pair such as `eng=en` whose first half is a name.
fn renamed<'p>(pair: &'p str, name: &str) -> Option<&'p str> {
    let (old, new) = pair.split_once('=')?;
    (old == name).then_some(new)
}

/// Letters of a text that are looked at, and letters below which it tells nothing where many languages are so written.
const MOST: usize = 3_000;
const LEAST: usize = 80;
/// Letters below which a text is no sentence, and letters of sentences below which those of links are asked, too.
const SENTENCE: usize = 40;
const FEW: usize = 200;
/// Letters of one text that are looked at.
const LONG_TEXT: usize = 600;

/// The sentences of a page that are no links, as many as are needed; all its texts where it has none.
fn sample(tree: &Tree, body: Option<&str>) -> String {
    let texts = || {
        tree.iter().filter_map(|(_, node)| {
            let parent = tree.get(node.parent).filter(|_| node.tag == Tag::Text)?.tag;
            (!parent.is_skipped()).then_some((parent, node.text().trim()))
        })
    };
    let is_told = |(parent, text): &(Tag, &str)| *parent != Tag::A && is_sentence(text);
    let sentences = texts().filter(is_told).map(|(_, text)| text);
    let text = joined(body.into_iter().chain(sentences));
    if text.len() >= FEW {
        return text;
    }
    joined(texts().map(|(_, text)| text))
}

fn is_sentence(text: &str) -> bool {
    // Of wide letters a text has half as many.
    text.len() >= SENTENCE
        && (text.chars().count() >= SENTENCE || text.chars().any(is_wide))
        && !text.contains("://")
}

fn joined<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let mut all = String::new();
    let mut left = MOST;
    for text in texts.filter(|text| !text.is_empty()) {
        // What a program left on the page may be longer than its story.
        let length = text.chars().take(LONG_TEXT.min(left)).count();
        all.extend(text.chars().take(length));
        all.push(' ');
        left -= length;
        if left == 0 {
            break;
        }
    }
    all
}

/// The language of a text, where its script or its words leave no doubt.
fn told(text: &str) -> Option<String> {
    let found = detect(text).filter(whatlang::Info::is_reliable)?;
    let letters = text.chars().filter(|letter| letter.is_alphabetic());
    let is_alone = !matches!(found.script(), Script::Latin | Script::Cyrillic);
    if letters.count() < if is_alone { SENTENCE / 2 } else { LEAST } {
        return None;
    }
    Some(code(found.lang()).to_owned())
}

fn code(language: Lang) -> &'static str {
    let code = language.code();
    let short = LONG.split(' ').find_map(|pair| renamed(pair, code));
    short.unwrap_or(code)
}

/// Whether a language is written in the letters of a text; a text of few says nothing.
fn is_written_so(tag: &str, text: &str) -> bool {
    let letters = text.chars().filter(|letter| letter.is_alphabetic());
    let (all, plain) = letters.fold((0, 0), |(all, plain), letter| {
        (all + 1, plain + usize::from(letter.is_ascii()))
    });
    // Mostly in letters of another kind than this one.
    let is_plain = 2 * plain > all;
    let Some(script) = detect_script(text).filter(|_| all >= SENTENCE) else {
        return true;
    };
    let language = tag.split('-').next().unwrap_or_default();
    let mut scripts = SCRIPTS
        .iter()
        .filter(|(_, languages)| languages.split(' ').any(|one| one == language));
    match script {
        // A page of another land may be in Latin letters; its clock is that land's all the same.
        Script::Latin => true,
        _ if is_plain => true,
        script => scripts.any(|(known, _)| *known == script) || is_unlisted(script),
    }
}

fn is_unlisted(script: Script) -> bool {
    SCRIPTS.iter().all(|(known, _)| *known != script)
}

/// Languages by how they are written.
const SCRIPTS: [(Script, &str); 19] = [
    (Script::Mandarin, "zh ja yue cmn wuu nan hak lzh ko vi"),
    (Script::Hiragana, "ja"),
    (Script::Katakana, "ja"),
    (Script::Hangul, "ko"),
    (Script::Thai, "th"),
    (
        Script::Arabic,
        "ar fa ur ps ug sd ckb arz ku ms pa ks az kk ky uz tg jv ha bal",
    ),
    (Script::Hebrew, "he yi"),
    (
        Script::Cyrillic,
        "ru uk be bg mk mn ky tg ba cv os ce sr kk uz az tt tk bs sh ro ku av ab kv udm myv",
    ),
    (Script::Greek, "el"),
    (Script::Devanagari, "hi mr ne bho mai kok sa sd ks"),
    (Script::Bengali, "bn as mni"),
    (Script::Tamil, "ta"),
    (Script::Telugu, "te"),
    (Script::Kannada, "kn"),
    (Script::Malayalam, "ml"),
    (Script::Gujarati, "gu"),
    (Script::Georgian, "ka"),
    (Script::Armenian, "hy"),
    (Script::Khmer, "km"),
];

/// The languages with two letters (ISO 639-1), and those of three that news and encyclopedias come in.
const KNOWN: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el \
    en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv \
    ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng \
    nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su \
    sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu ace ast arz bal ban bar \
    bho bjn bug ceb ckb cmn dsb fil gsw hak haw hsb ilo kab kmr kok lzh mad mai min mni myv nan nds pap pcm prs rue sco \
    scn szl tet tpi udm wuu yue zgh";

/// Codes of three letters and old ones, by those that are used.
const LONG: &str = "in=id iw=he ji=yi jw=jv mo=ro eng=en rus=ru cmn=zh zho=zh chi=zh spa=es por=pt ita=it ben=bn fra=fr fre=fr \
    deu=de ger=de ukr=uk kat=ka ara=ar hin=hi jpn=ja heb=he yid=yi pol=pl amh=am jav=jv kor=ko nob=nb nor=no dan=da \
    swe=sv fin=fi tur=tr nld=nl dut=nl hun=hu ces=cs cze=cs ell=el gre=el bul=bg bel=be mar=mr kan=kn ron=ro rum=ro \
    slv=sl hrv=hr srp=sr mkd=mk lit=lt lav=lv est=et tam=ta vie=vi urd=ur tha=th guj=gu uzb=uz pan=pa aze=az ind=id \
    tel=te pes=fa fas=fa per=fa mal=ml ori=or mya=my nep=ne sin=si khm=km tuk=tk aka=ak zul=zu sna=sn afr=af lat=la \
    slk=sk slo=sk cat=ca tgl=tl hye=hy epo=eo cym=cy msa=ms may=ms zsm=ms sun=su isl=is gle=ga eus=eu glg=gl sqi=sq \
    kaz=kk mon=mn swa=sw";

#[cfg(test)]
mod tests {
    use super::{is_written_so, of_story, tag, told};

    const INDONESIAN: &str = "Pemerintah kabupaten menunda penutupan pasar lama sampai akhir tahun ini, kata bupati pada hari \
        Senin di depan para pedagang. Pedagang ikan meminta lantai yang lebih miring, supaya air tidak menggenang.";
    const ENGLISH: &str = "The council put off the closing of the old market until the end of the year, and the traders who had \
        come to hear it were glad of that. They still want a floor on which the water does not stand.";
    const CHINESE: &str = "市政府周一决定把旧市场的关闭推迟到年底，前来旁听的商贩们表示欢迎。鱼贩们希望地面能再倾斜一些，让水不再积在摊位前面。";
    const RUSSIAN: &str = "Городской совет отложил закрытие старого рынка до конца года, и торговцы, которые пришли его \
        послушать, были этому рады.";

    #[test]
    fn a_statement_is_a_language_or_nothing() {
        for (stated, wanted) in [
            ("id", Some("id")),
            ("en-GB", Some("en-GB")),
            ("zh_CN", Some("zh-CN")),
            ("zh-Hans-CN", Some("zh-Hans-CN")),
            ("in_ID", Some("id-ID")),
            ("eng", Some("en")),
            ("EN", Some("en")),
            ("de, en", Some("de")),
            ("utf-8", None),
            ("cn", None),
            ("english", None),
            ("text/html", None),
            ("", None),
            ("en-", None),
        ] {
            assert_eq!(tag(stated).as_deref(), wanted, "{stated}");
        }
    }

    #[test]
    fn a_text_tells_its_language_or_nothing() {
        for (text, wanted) in [
            (INDONESIAN, Some("id")),
            (ENGLISH, Some("en")),
            (CHINESE, Some("zh")),
            (RUSSIAN, Some("ru")),
            ("Pasar lama", None),
            ("市场", None),
            ("", None),
        ] {
            assert_eq!(told(text).as_deref(), wanted, "{text}");
        }
    }

    #[test]
    fn a_long_story_outweighs_what_is_said_once() {
        let check = |stated: &str, is_said_once: bool, text: &str, wanted: &str| {
            let found = of_story(Some(stated.to_owned()), is_said_once, text);
            assert_eq!(found.as_deref(), Some(wanted), "{stated}");
        };
        let long = ENGLISH.repeat(8);
        check("de", true, &long, "en");
        check("de-AT", true, &long, "en");
        check("en-GB", true, &long, "en-GB");
        check("de", false, &long, "de");
        check("de", true, ENGLISH, "de");
        // Of a language that cannot be told.
        check("ms", true, &INDONESIAN.repeat(8), "ms");
        check("jv", true, &INDONESIAN.repeat(8), "jv");
        assert_eq!(of_story(None, true, &long), None);
    }

    #[test]
    fn a_language_is_known_by_its_letters() {
        for (tag, text, wanted) in [
            ("en", CHINESE, false),
            ("en-US", RUSSIAN, false),
            ("ja", RUSSIAN, false),
            ("zh-CN", CHINESE, true),
            ("sr", RUSSIAN, true),
            ("id", ENGLISH, true),
            ("zh-TW", ENGLISH, true),
            ("ar", ENGLISH, true),
            ("hi-Latn", ENGLISH, true),
            ("sr", ENGLISH, true),
            ("en", "市场", true),
            ("en", "", true),
        ] {
            assert_eq!(is_written_so(tag, text), wanted, "{tag}: {text}");
        }
    }
}
