//! Lines with which a story is signed: initials, the paper's desk, a name beside the paper's.
//!
//! It judges the words of a line; where such lines stand is known elsewhere.

use crate::extract::bylines::{byline, looks_like_name};
use crate::extract::rules::rules;
use crate::extract::titles;
use crate::text;

/// What a page says of those who signed its story.
#[derive(Debug, Clone, Copy, Default)]
pub struct Signed<'t> {
    /// The name of the site.
    pub site: Option<&'t str>,
    /// Those who wrote.
    pub authors: &'t [String],
}

impl Signed<'_> {
    /// Whether a line is the name of one who wrote, or a name beside the paper's or an agency's: "Ana Lim - Kabar Kota".
    pub fn is_in(&self, line: &str) -> bool {
        if self.authors.iter().any(|author| author == line) {
            return true;
        }
        let marks = [" - ", " – ", " — ", " | ", "/"];
        let parts = marks.iter().find_map(|mark| line.split_once(mark));
        parts.is_some_and(|(left, right)| {
            let is_one = |name: &str, paper: &str| is_full_name(name) && self.is_paper(paper);
            is_one(left, right) || is_one(right, left)
        })
    }

    fn is_paper(&self, name: &str) -> bool {
        let name = name.trim();
        let sites = self.site.map(|site| [titles::plain(site)]);
        let is_site = || sites.is_some_and(|sites| titles::is_site(name, &sites));
        name.len() > 3 && is_site() || rules().people.desks.contains(&text::fold(name))
    }
}

/// Whether a text is two to four words with capitals that may be the name of a person.
pub fn is_full_name(name: &str) -> bool {
    let name = name.trim();
    let words = name.split_whitespace();
    (2..=4).contains(&words.clone().count())
        && words
            .clone()
            .all(|word| word.starts_with(char::is_uppercase))
        && looks_like_name(name)
}

/// Whether a line names people.
pub fn is_named(line: &str) -> bool {
    let people = byline([line]);
    !people.authors.is_empty() || !people.editors.is_empty()
}

/// Whether a line begins with words of several that stand before names ("Laporan wartawan ...").
pub fn is_signed(line: &str) -> bool {
    let folded = text::fold(line);
    let people = &rules().people;
    let labels = people.before.iter().chain(&people.stations);
    let mut labels = labels.filter(|label| label.contains(' '));
    labels.any(|label| {
        let rest = folded.strip_prefix(label.as_str());
        rest.is_some_and(|rest| rest.starts_with([' ', ':']))
    })
}

/// Whether a line names in brackets who wrote: "(By Ana Lim)".
pub fn is_signed_in_brackets(line: &str) -> bool {
    let inner = line.trim_end_matches('.');
    let Some(inner) = inner
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    else {
        return false;
    };
    let folded = text::fold(inner);
    let mut labels = rules().people.before.iter();
    let is_label = labels.any(|label| {
        let rest = folded.strip_prefix(label.as_str());
        rest.is_some_and(|rest| rest.starts_with([' ', ':']))
    });
    is_label && is_named(inner)
}

/// Whether a line says that a paper's own people wrote: "From The Leader staff reports".
pub fn is_of_staff(line: &str) -> bool {
    let folded = text::fold(line.trim_end_matches('.'));
    let mut reports = rules().people.reports.iter();
    reports.any(|report| folded.ends_with(report.as_str()))
}

/// Letters of one mark of several, and of all of them.
const MARK: usize = 4;
const MARKS: usize = 14;

/// Whether a line is the initials of those who wrote, in brackets: "(ana)", "(Ant)", "(ana/ant/k7)", "[KR-ANA]". A
/// word with capitals in square brackets is what an editor puts there: "[Name]".
pub fn are_initials(line: &str) -> bool {
    let Some(inner) = in_brackets(line) else {
        return false;
    };
    if line.contains('[') && inner.contains(char::is_uppercase) && !inner.contains(['-', '/']) {
        return false;
    }
    let marks: Vec<&str> = inner
        .split(['/', '-', '*'])
        .filter(|mark| !mark.is_empty())
        .collect();
    let is_mark =
        |mark: &&str| mark.len() <= MARK && mark.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let has_letters = inner.bytes().any(|byte| byte.is_ascii_alphabetic());
    (2..=MARKS).contains(&inner.len()) && has_letters && marks.iter().all(is_mark)
}

/// Whether a line is names on both sides of a stroke, in brackets: "(Kabar Kota/Ana Lim)".
pub fn is_credit(line: &str) -> bool {
    let sides = in_brackets(line).and_then(|inner| inner.split_once('/'));
    sides.is_some_and(|(left, right)| {
        [left, right].iter().all(|side| {
            let mut words = side.split_whitespace();
            let is_short = (1..=4).contains(&words.clone().count());
            is_short && words.all(|word| word.starts_with(char::is_uppercase))
        })
    })
}

/// What stands in the brackets that a line is, with or without a star around them.
fn in_brackets(line: &str) -> Option<&str> {
    let line = line
        .trim_matches('*')
        .trim_end_matches('.')
        .trim_matches('*');
    let inner = line.strip_prefix(['(', '[']);
    inner.and_then(|rest| rest.strip_suffix([')', ']']))
}

/// Whether a line names an agency and its desk, "dpa/lno", or is in brackets and names one: "(Mit Material der dpa)".
pub fn is_agency(line: &str) -> bool {
    let desks = &rules().people.desks;
    let is_desk = |agency: &str| desks.iter().any(|desk| *desk == text::fold(agency));
    let is_mark =
        |mark: &str| mark.len() <= MARK && mark.bytes().all(|byte| byte.is_ascii_alphabetic());
    let bare = line
        .split_once('/')
        .filter(|_| !line.starts_with(['(', '[', '（']));
    if let Some((agency, marks)) = bare {
        return is_desk(agency) && marks.split('/').all(is_mark);
    }
    let inner = line.strip_prefix(['(', '[', '（']);
    let inner = inner.and_then(|rest| rest.trim_end_matches('.').strip_suffix([')', ']', '）']));
    inner.is_some_and(|inner| {
        let folded = text::fold(inner);
        let mut words = folded.split(|letter: char| !letter.is_alphanumeric());
        words.any(|word| desks.iter().any(|desk| desk == word))
    })
}

/// Whether a text is the initials of those who wrote, in brackets: "(ana/bud)", "(*)".
pub fn is_signature(text: &str) -> bool {
    let inner = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    inner.is_some_and(|inner| {
        inner.chars().count() <= 12
            && (inner == "*" || inner.contains('/'))
            && inner
                .chars()
                .all(|letter| letter.is_alphabetic() || matches!(letter, '/' | '*'))
    })
}

#[cfg(test)]
mod tests {
    use super::{Signed, are_initials, is_agency, is_credit};

    #[test]
    fn initials_stand_in_brackets() {
        for line in [
            "(ana)",
            "(Ant)",
            "(ant/abc)",
            "(ANT/ana)",
            "[ana]",
            "[KR-ANA]",
            "(KR-ANA)",
            "(Z-1)",
            "(ana/ant/k7)",
            "*(ana/bud)*",
            "(dil/jpnn).",
            "(*/Ana)",
        ] {
            assert!(are_initials(line), "{line}");
        }
        for line in [
            "(2-1)",
            "(a)",
            "(lihat peta)",
            "(1945-2020)",
            "ana",
            "(Berita)",
            "(halaman 2)",
            "[Nama]",
        ] {
            assert!(!are_initials(line), "{line}");
        }
        assert!(
            is_agency("dpa/lno")
                && is_agency("(dpa)")
                && is_agency("(Quelle: dpa/ana)")
                && is_agency("dpa/ana/bud")
        );
        assert!(!is_agency("dpa") && !is_agency("ada/tidak"));
        assert!(is_credit("(Kabar Kota/Ana Lim)"));
        assert!(!is_credit("(dan/atau keduanya)"));
    }

    #[test]
    fn a_name_signs_beside_the_papers() {
        let authors = ["Budi Seto".to_owned()];
        let signed = Signed {
            site: Some("KabarTeluk.com"),
            authors: &authors,
        };
        for (line, wanted) in [
            ("Ana Lim - Kabar Teluk", true),
            ("KABAR TELUK/ANA LIM", true),
            ("Ana Lim - Antara", true),
            ("Budi Seto", true),
            ("Ana Lim", false),
            ("Persija Jakarta - Persib Bandung", false),
            ("Kabar baik - Kabar Teluk", false),
        ] {
            assert_eq!(signed.is_in(line), wanted, "{line}");
        }
    }
}
