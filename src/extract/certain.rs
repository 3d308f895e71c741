//! Lines that are furniture whatever the model says of them, because of their words: in brackets, in plain paragraphs, and
//! bylines and dates at the beginning and the end of a story.
//!
//! It looks at what is kept only, and knows nothing of what stands around.

mod closing;
mod fragments;
mod linked;
mod titled;

use crate::extract::blocks::Block;
use crate::extract::context::{Context, around};
use crate::extract::dates;
use crate::extract::ends;
use crate::extract::groups::group;
use crate::extract::live;
use crate::extract::lone;
use crate::extract::prune::{Scene, Verdict};
use crate::extract::rules::{Place, Reason, rules};
use crate::extract::scraps;
use crate::extract::shape::Edge;
use crate::extract::signatures::{
    Signed, are_initials, is_agency, is_credit, is_named, is_of_staff, is_signed,
    is_signed_in_brackets,
};
use crate::extract::signers;
use crate::extract::stated;
use crate::extract::tag::Tag;
use crate::text;

/// Words of such a line at most.
const LINE: u32 = 40;
/// Words of what a paper says of itself, and of what an author says.
const NOTE: u32 = 90;
/// Words of a story beside what is told of its videos.
const STORY: u32 = 40;
/// Words of a byline, and of a date.
const BYLINE: u32 = 14;
const DATE: u32 = 9;
/// Numbers and words of a pager.
const PAGES: usize = 16;
/// Kept blocks at the beginning and at the end of a story among which bylines, dates and rights stand.
const EDGE: usize = 4;

/// Cuts such lines of a page's story.
pub fn settle(scene: &Scene, verdicts: &mut [Verdict]) {
    closing::cut(scene, verdicts);
    cut(scene, verdicts, true);
    titled::cut(scene, verdicts);
    cut_signers_above(scene, verdicts);
}

/// Cuts such lines of a feed's own content, in which a byline at the beginning is meant, and what follows a whole story there.
pub fn settle_fragment(scene: &Scene, verdicts: &mut [Verdict]) {
    cut(scene, verdicts, false);
    if fragments::is_whole(scene, verdicts) {
        fragments::cut(scene, verdicts);
        cut_edges(scene, verdicts, false);
    }
}

/// The HTML or the words of a feed's entry without what its site's software puts under each: "The post ... appeared first
/// on ...".
#[must_use]
pub fn without_footer(html: &str) -> &str {
    let footers = &rules().footers;
    if !html.contains('<') {
        return footers.without(html);
    }
    let Some((front, tail)) = html.rfind("<p").and_then(|at| html.split_at_checked(at)) else {
        return html;
    };
    let mut is_tag = false;
    let is_word = |letter: &char| {
        is_tag = *letter == '<' || is_tag && *letter != '>';
        !is_tag && *letter != '>'
    };
    let words: String = tail.chars().filter(is_word).collect();
    if footers.are(&stated::unescaped(&words)) {
        front.trim_end()
    } else {
        html
    }
}

fn cut(scene: &Scene, verdicts: &mut [Verdict], is_page: bool) {
    let lines = |number: usize| scene.blocks.get(number).zip(scene.contexts.get(number));
    let kept = scene.blocks.iter().zip(verdicts.iter());
    let kept = kept.filter(|(_, verdict)| **verdict == Verdict::Keep);
    let words: u32 = kept.map(|(block, _)| block.shape.words).sum();
    for (number, verdict) in verdicts.iter_mut().enumerate() {
        let line = lines(number).filter(|_| *verdict == Verdict::Keep);
        let is_of_video = line.is_some_and(|(block, _)| {
            block.shape.words < NOTE
                && words > block.shape.words + STORY
                && scraps::is_of_video(&block.text)
        });
        if is_of_video {
            *verdict = Verdict::Cut(Reason::Caption.words());
            continue;
        }
        if is_page && line.is_some() && lone::is_lone(scene, number) {
            *verdict = Verdict::Cut(Reason::ReadAlso.words());
            continue;
        }
        let is_text = |block: &Block| block.link_share() < 0.5 && is_step(scene, block);
        let line = line.filter(|(block, _)| !is_text(block));
        if let Some(reason) = line.and_then(|(block, context)| anywhere(block, context)) {
            *verdict = Verdict::Cut(reason.words());
        }
    }
    if is_page {
        cut_edges(scene, verdicts, true);
    }
}

/// Cuts what stands at the end of a story, and perhaps at its beginning, and is none of it.
fn cut_edges(scene: &Scene, verdicts: &mut [Verdict], has_front: bool) {
    let lines = |number: usize| scene.blocks.get(number).zip(scene.contexts.get(number));
    ends::drop_contacts(scene, verdicts);
    // What was furniture at the end hides what stands before it no more.
    let kept: Vec<usize> = (0..verdicts.len())
        .filter(|at| verdicts.get(*at) == Some(&Verdict::Keep))
        .collect();
    let front = kept
        .iter()
        .take(if has_front { EDGE } else { 0 })
        .map(|number| (*number, true));
    let back = kept.iter().rev().take(EDGE).map(|number| (*number, false));
    for (number, is_front) in front.chain(back) {
        let line = lines(number).filter(|_| !live::is_time_of_entry(scene, number));
        let reason = line.and_then(|(block, context)| of_an_edge(scene, block, context, is_front));
        if let Some((reason, verdict)) = reason.zip(verdicts.get_mut(number)) {
            *verdict = Verdict::Cut(reason.words());
        }
    }
    for number in kept.iter().rev().take(EDGE) {
        let Some(verdict) = verdicts.get_mut(*number) else {
            continue;
        };
        if *verdict == Verdict::Keep {
            if !lines(*number).is_some_and(|(block, context)| is_signers(block, context)) {
                break;
            }
            *verdict = Verdict::Cut(Reason::Byline.words());
        }
    }
}

/// Cuts the first lines of a story where they are who wrote it, and no more.
fn cut_signers_above(scene: &Scene, verdicts: &mut [Verdict]) {
    let lines = scene.blocks.iter().zip(verdicts);
    let kept = lines.filter(|(_, verdict)| **verdict == Verdict::Keep);
    for (block, verdict) in kept.take(2) {
        if signers::reporters(&block.text).is_some() {
            *verdict = Verdict::Cut(Reason::Byline.words());
        }
    }
}

/// Whether a line is the name of who wrote, and no more, where names have no capitals or no other sign.
fn is_signers(block: &Block, context: &Context) -> bool {
    let apart = around::BLOCKQUOTE | around::LIST_ITEM | around::TABLE;
    context.around & apart == 0 && context.heading == 0 && signers::names(&block.text).is_some()
}

/// Whether a line is an item of a numbered list: what a reader is told to do there is the story's ("Install the app").
fn is_step(scene: &Scene, block: &Block) -> bool {
    let mut above = scene.tree.ancestors(block.element).take(3);
    let item = above.find(|(_, node)| node.tag == Tag::Li);
    let list = item.and_then(|(_, item)| scene.tree.get(item.parent));
    list.is_some_and(|list| list.tag == Tag::Ol)
}

/// Why a line is furniture wherever it stands.
fn anywhere(block: &Block, context: &Context) -> Option<Reason> {
    if block.shape.words >= NOTE || context.heading > 0 {
        return None;
    }
    let note = rules().note(&block.text);
    if block.shape.words >= LINE || note.is_some() {
        return note;
    }
    if ends::is_thanks(&block.text) {
        return Some(Reason::Byline);
    }
    if rules().footers.are(&block.text) || rules().calls.are(&block.text) {
        return Some(Reason::Promo);
    }
    if is_pager(block, context) {
        return Some(Reason::Tags);
    }
    rules()
        .furniture(&block.text)
        .or_else(|| in_brackets(block))
        .or_else(|| linked::reason(block))
        .or_else(|| scraps::reason(&block.text))
}

/// Whether a line is the numbers of a story's pages, and what stands beside them.
#[must_use]
pub fn is_pager(block: &Block, context: &Context) -> bool {
    let folded = text::fold(&block.text);
    let is_edge = |letter: char| !letter.is_alphanumeric();
    let tokens: Vec<&str> = folded
        .split(is_edge)
        .filter(|token| !token.is_empty())
        .collect();
    let is_number =
        |token: &&&str| token.len() <= 2 && token.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = tokens.iter().filter(is_number).count();
    let is_word = |token: &&str| rules().pager.words.iter().any(|word| word == token);
    let words = tokens.iter().filter(|token| is_word(token)).count();
    let is_called_so = context.close & group("nav") != 0;
    let is_told = words > 0 && (block.links > 0 || numbers > 1);
    let is_all = numbers + words == tokens.len() && tokens.len() <= PAGES;
    is_all && (is_called_so || is_told)
}

/// Why a line in brackets is furniture: "(Read also: ...)", "[SCROLL TO READ MORE]".
fn in_brackets(block: &Block) -> Option<Reason> {
    let closing = [')', ']', '】', '）', '］'];
    let inner = block.text.strip_prefix(['(', '[', '【', '（', '［'])?;
    let end = inner.trim_end_matches('.').strip_suffix(closing);
    let also = rules()
        .matches(inner)
        .get(Reason::ReadAlso as usize)
        .copied();
    let is_linked = || linked::is_label(block, inner);
    if also >= Some(Place::Start) && (end.is_some() || block.links > 0) || is_linked() {
        return Some(Reason::ReadAlso);
    }
    let reason = end.and_then(|inner| rules().furniture(inner));
    reason.filter(|reason| matches!(reason, Reason::Advertisement | Reason::Promo))
}

/// Why a line at the beginning or the end of a story is none of its text, as its page names it or as it reads.
fn of_an_edge(scene: &Scene, block: &Block, context: &Context, is_front: bool) -> Option<Reason> {
    if is_front && is_stated_date(scene, block) {
        return Some(Reason::Byline);
    }
    at_an_edge(block, context, is_front, &scene.signed)
}

/// The same by its words.
fn at_an_edge(block: &Block, context: &Context, is_front: bool, signed: &Signed) -> Option<Reason> {
    let shape = &block.shape;
    let is_quoted = context.around & around::BLOCKQUOTE != 0;
    if is_quoted || context.heading > 0 || shape.words >= NOTE {
        return None;
    }
    if !is_front && is_about_the_author(block, signed) {
        return Some(Reason::Byline);
    }
    if let Some(reason) = ends::reason(block).filter(|_| !is_front) {
        return Some(reason);
    }
    if shape.words >= LINE {
        return None;
    }
    let starts =
        |reason: Reason| context.matches.get(reason as usize).copied() >= Some(Place::Start);
    let is_sentence = shape.last == Edge::Stop;
    let is_named = || is_named(&block.text);
    let is_time = || shape.digits > 0 && shape.words < DATE;
    // "Di tepi danau ..." begins like an Italian byline, and names nobody.
    let is_verse = shape.capitalised == 1 && shape.words > 4 && !block.text.contains(':');
    let is_line = shape.words < BYLINE && !is_sentence && !is_verse;
    if starts(Reason::Byline) && is_line && (is_named() || is_time()) {
        return Some(Reason::Byline);
    }
    if is_front && shape.words <= DATE && !is_sentence && is_date(block) {
        return Some(Reason::Byline);
    }
    let is_line = shape.words < BYLINE && !is_sentence;
    if is_line && (signed.is_in(&block.text) || is_signed(&block.text) && is_named()) {
        return Some(Reason::Byline);
    }
    if is_line
        && [is_agency, are_initials, is_of_staff, is_signed_in_brackets]
            .iter()
            .any(|is| is(&block.text))
    {
        return Some(Reason::Byline);
    }
    let is_line = is_line && !is_front;
    if !is_front && (tells_of_the_author(block) || tells_who_helped(block)) {
        return Some(Reason::Byline);
    }
    if is_line && (is_credit(&block.text) || is_reachable(&block.text)) {
        return Some(Reason::Byline);
    }
    if is_line && starts(Reason::Tags) && block.text.contains(':') {
        return Some(Reason::Tags);
    }
    let is_source = !is_front
        && shape.words < DATE
        && !is_sentence
        && block.text.contains(':')
        && (starts(Reason::Caption) || starts(Reason::Byline));
    is_source.then_some(Reason::Byline)
}

/// Whether a line says who wrote: "*Penulis adalah dosen ...", "Ana Lim is a teacher ...", and "*) Ana Lim, dosen ..." where
/// a star or slanted letters set it off.
fn is_about_the_author(block: &Block, signed: &Signed) -> bool {
    let text = block
        .text
        .trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let is_stressed = block.stressed as f32 > 0.8 * block.shape.letters as f32;
    let is_set_off = is_stressed || block.text.starts_with(['*', '＊', '†']);
    let people = &rules().people;
    let folded = text::fold(text);
    let rest = |label: &String| folded.strip_prefix(label.as_str())?.strip_prefix(' ');
    let role = |rest: &str| {
        let first = rest.split(|letter: char| !letter.is_alphanumeric()).next();
        first.is_some_and(|first| {
            let is = |list: &[String]| list.iter().any(|known| known == first);
            is(&people.posts) || is(&people.roles)
        })
    };
    let mut authors = signed.authors.iter().filter(|author| author.contains(' '));
    let is_named = authors.any(|author| {
        let rest = text.strip_prefix(author.as_str());
        rest.is_some_and(|rest| {
            let next = rest.split_whitespace().next().unwrap_or_default();
            let is_told = rest.starts_with(' ') && people.tails.iter().any(|tail| tail == next);
            let is_placed = rest.starts_with(" (") && rest.ends_with(')');
            is_told
                || is_placed && block.shape.words < BYLINE
                || is_set_off && rest.starts_with([',', ' ', '('])
        })
    });
    let mut labels = people.about.iter().filter_map(rest);
    is_named || labels.any(|rest| is_set_off || role(rest))
}

/// Whether a line tells how to reach who wrote, with an address or a link.
fn tells_of_the_author(block: &Block) -> bool {
    let folded = text::fold(&block.text);
    let mut ways = rules().people.ways.iter();
    (block.links > 0 || folded.contains('@')) && ways.any(|way| folded.contains(way.as_str()))
}

/// Whether a line names who wrote by what he is, and ends with an address of mail.
fn is_reachable(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let address = words.next_back().and_then(|last| last.split_once('@'));
    let is_role = |word: &str| rules().people.roles.contains(&text::fold(word));
    address.is_some_and(|(_, host)| host.contains('.')) && words.any(is_role)
}

/// Whether a line tells who helped to write: "Ana Lim in Semarang contributed to this report."
fn tells_who_helped(block: &Block) -> bool {
    let folded = text::fold(&block.text);
    let mut helped = rules().people.helped.iter();
    helped.any(|words| folded.contains(words.as_str()))
}

/// Whether a line is named by its page as the day of the story.
fn is_stated_date(scene: &Scene, block: &Block) -> bool {
    let mut around = scene.tree.ancestors(block.element).take(2);
    block.shape.words <= DATE
        && block.shape.digits > 0
        && around.any(|(_, node)| {
            let property = node.attribute("itemprop").unwrap_or_default();
            ["datePublished", "dateModified", "dateCreated"].contains(&property)
        })
}

/// Whether a line is a date and nothing else, but for the words that stand beside dates.
fn is_date(block: &Block) -> bool {
    let lettered = block
        .text
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_alphabetic));
    let is_dateline =
        block.text.contains('(') || matches!(block.shape.last, Edge::Dash | Edge::Colon);
    !is_dateline
        && block.shape.digits >= 5
        && lettered.count() <= 4
        && dates::parse(&block.text).is_some()
}

#[cfg(test)]
mod tests {
    use super::without_footer;
    use crate::extract::rules::{Reason, rules};

    #[test]
    fn calls_are_known_in_many_languages() {
        let is_furniture = |line: &str| {
            let rules = rules();
            rules.furniture(line).is_some() || rules.note(line).is_some() || rules.calls.are(line)
        };
        for line in [
            "Follow berita Kabar Kota di Google News",
            "Install aplikasi Kabar Kota sekarang juga",
            "Yuk, gabung ke saluran WhatsApp kami!",
            "IklanScroll Untuk Melanjutkan",
            "Hinweis: Dieser Artikel enthält Affiliate-Links.",
            "Recevez chaque matin l’essentiel : inscrivez-vous.",
            "Cet article vous a plu ?",
            "¿Ha detectado un error? Escríbanos.",
            "Comparte esta noticia",
            "Normas de participación",
            "Assine a newsletter e receba o melhor do dia.",
            "Iscriviti alla newsletter del mattino.",
            "Condividi",
            "Zapisz się do naszego newslettera",
            "Dalsza część materiału pod wideo",
            "Bültenimize abone olun",
            "Поделиться",
            "شارك المقال",
            "جميع الحقوق محفوظة",
            "हमारे व्हाट्सएप चैनल से जुड़ें",
            "शेयर करें",
            "メールマガジンに登録する",
            "コメントを書く",
            "分享到微信",
            "本文来自城市日报，未经授权不得转载",
            "责编：王明",
            "뉴스레터 구독하기",
            "카카오톡으로 공유하기",
            "사진=연합뉴스",
            "กดติดตามเพจของเรา",
            "Đăng ký nhận bản tin",
        ] {
            assert!(is_furniture(line), "{line}");
        }
        for line in [
            "Ikan itu dibagikan ke tetangga.",
            "Aplikasi itu diunduh sejuta kali.",
            "Ha detectado tres errores en el texto.",
            "アプリをダウンロードした人は多い。",
            "无人机拍到了鲸鱼。",
            "구독하기 쉬운 신문이다.",
            "Подписка на газету выросла.",
        ] {
            assert!(!is_furniture(line), "{line}");
        }
    }

    #[test]
    fn a_line_that_opens_a_link_is_known_in_many_languages() {
        for line in [
            "▶관련기사 새 다리",
            "함께 보면 좋은 기사: 새 다리",
            "Ayrıca okuyun: Yeni köprü",
            "【動画】新しい橋",
            "更多阅读 新桥",
            "คลิกอ่าน: สะพานใหม่",
            "À voir aussi - Le pont",
            "Además: El puente nuevo",
            "Artikel lain: Jembatan baru",
        ] {
            assert_eq!(rules().linked(line), Some(Reason::ReadAlso), "{line}");
        }
    }

    #[test]
    fn an_entry_goes_without_the_footer_of_its_software() {
        let footer = "<p>The post <a href=\"x\">Rain &amp; wind</a> appeared first on <a href=\"y\">City News</a>.</p>";
        for (html, wanted) in [
            (format!("<p>It rains.</p>\n{footer}\n"), "<p>It rains.</p>"),
            (
                "Es regnet. Der Beitrag Regen erschien zuerst auf Stadt.".to_owned(),
                "Es regnet.",
            ),
            (
                "<p>Il pleut.</p><p>L&#8217;article <a href=x>Pluie</a> est apparu en premier sur <a href=y>Ville</a>.</p>".to_owned(),
                "<p>Il pleut.</p>",
            ),
            ("<p>It rains.</p>".to_owned(), "<p>It rains.</p>"),
            ("It rains <b>here</b>.".to_owned(), "It rains <b>here</b>."),
        ] {
            assert_eq!(without_footer(&html), wanted);
        }
    }
}
