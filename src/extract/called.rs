//! What elements are called: the parts of class names and ids that single questions are asked by.
//!
//! Lists only, as `assets/cleaning.toml` has them; the groups of names that the model sees are `groups`'.

use aho_corasick::AhoCorasick;
use serde::Deserialize;

/// Lists of parts of names, as the vocabulary has them.
#[derive(Deserialize)]
pub struct Names {
    apart: Vec<String>,
    captions: Vec<String>,
    leads: Vec<String>,
    credits: Vec<String>,
    stand_ins: Vec<String>,
    signs: Vec<String>,
    fillers: Vec<String>,
    columns: Vec<String>,
    talk: Vec<String>,
    said: Vec<String>,
    pieces: Vec<String>,
    slides: Vec<String>,
    asking: Vec<String>,
    dates: Vec<String>,
    bylines: Vec<String>,
    writers: Vec<String>,
    perhaps: Vec<String>,
    signed: Vec<String>,
    unsigned: Vec<String>,
    pictured: Vec<String>,
    profiles: Vec<String>,
    ads: Vec<String>,
    advertising: Vec<String>,
    offers: Vec<String>,
    cookies: Vec<String>,
    pulled: Vec<String>,
    terms: Vec<String>,
    consent: Vec<String>,
    paths: Vec<String>,
    sections: Vec<String>,
    fronts: Vec<String>,
    topics: Vec<String>,
}

/// The same, ready to be found in any case.
#[derive(Default)]
pub struct Called {
    apart: Parts,
    captions: Parts,
    leads: Vec<String>,
    credits: Parts,
    stand_ins: Vec<String>,
    signs: Vec<String>,
    fillers: Vec<String>,
    columns: Vec<String>,
    talk: Vec<String>,
    said: Words,
    pieces: Vec<String>,
    slides: Vec<String>,
    asking: Parts,
    dates: Parts,
    bylines: Parts,
    writers: Parts,
    perhaps: Parts,
    signed: Words,
    unsigned: Parts,
    pictured: Parts,
    profiles: Vec<String>,
    ads: Vec<String>,
    advertising: Parts,
    offers: Parts,
    cookies: Parts,
    pulled: Parts,
    terms: Parts,
    consent: Parts,
    paths: Parts,
    sections: Words,
    topics: Parts,
    fronts: Vec<String>,
}

/// Words of names, and the same as parts: few names have any of them, and only those are taken to pieces.
#[derive(Default)]
struct Words {
    words: Vec<String>,
    parts: Parts,
}

impl Words {
    fn of(words: Vec<String>) -> Words {
        Words {
            parts: parts(&words),
            words,
        }
    }

    fn has(&self, word: &str) -> bool {
        is_word_of(&self.words, word)
    }

    fn may_have(&self, name: &str) -> bool {
        has(&self.parts, name)
    }
}

fn is_word_of(list: &[String], word: &str) -> bool {
    list.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Parts of names; none of no list.
type Parts = Option<AhoCorasick>;

/// The builder fails only past two thousand million states.
pub fn parts<P: AsRef<[u8]>>(parts: &[P]) -> Parts {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(parts)
        .ok()
}

fn has(parts: &Parts, name: &str) -> bool {
    parts.as_ref().is_some_and(|parts| parts.is_match(name))
}

impl Called {
    /// Makes lists ready.
    pub fn of(names: Names) -> Called {
        Called {
            apart: parts(&names.apart),
            captions: parts(&names.captions),
            leads: names.leads,
            credits: parts(&names.credits),
            stand_ins: names.stand_ins,
            signs: names.signs,
            fillers: names.fillers,
            columns: names.columns,
            talk: names.talk,
            said: Words::of(names.said),
            pieces: names.pieces,
            slides: names.slides,
            asking: parts(&names.asking),
            dates: parts(&names.dates),
            bylines: parts(&names.bylines),
            writers: parts(&names.writers),
            perhaps: parts(&names.perhaps),
            signed: Words::of(names.signed),
            unsigned: parts(&names.unsigned),
            pictured: parts(&names.pictured),
            profiles: names.profiles,
            ads: names.ads,
            advertising: parts(&names.advertising),
            offers: parts(&names.offers),
            cookies: parts(&names.cookies),
            pulled: parts(&names.pulled),
            terms: parts(&names.terms),
            consent: parts(&names.consent),
            paths: parts(&names.paths),
            sections: Words::of(names.sections),
            topics: parts(&names.topics),
            fronts: names.fronts,
        }
    }

    /// Whether a name says that an element is a caption or a credit, which a style sets apart.
    pub fn is_apart(&self, name: &str) -> bool {
        has(&self.apart, name)
    }

    /// Whether a name says that an element is a caption, however its words are divided: `img-desc`, `img_descr`, `imgDesc`.
    pub fn is_caption(&self, name: &str) -> bool {
        let words: Vec<&str> = words(name).collect();
        has(&self.captions, &words.join("-"))
    }

    /// Whether one of an element's names says, with one of its words or two in a row, that the element is the standfirst.
    pub fn is_lead(&self, names: &str) -> bool {
        let is_known = |word: &str| {
            let ends_so = |known: &String| {
                let start = word.len().saturating_sub(known.len());
                let end = word.get(start..).unwrap_or_default();
                let is_whole = start == 0 || end.starts_with(|c: char| c.is_ascii_uppercase());
                is_whole && end.eq_ignore_ascii_case(known)
            };
            self.leads.iter().any(ends_so)
        };
        names.split_ascii_whitespace().any(|name| {
            let words = name.split(['-', '_']).filter(|word| !word.is_empty());
            let words: Vec<&str> = words.collect();
            let mut pairs = words.windows(2).map(<[&str]>::concat);
            words.iter().any(|word| is_known(word)) || pairs.any(|pair| is_known(&pair))
        })
    }

    /// Whether it says that an element inside a caption is the credit.
    pub fn is_credit(&self, name: &str) -> bool {
        has(&self.credits, name)
    }

    /// Whether the name of a picture's file says, with one of its words or two in a row, that it stands for no picture.
    pub fn is_no_picture(&self, name: &str) -> bool {
        let words: Vec<&str> = words(name).filter(|word| !word.is_empty()).collect();
        let mut pairs = words.windows(2).map(<[&str]>::concat);
        let is_known = |word: &str| is_word_of(&self.stand_ins, word);
        words.iter().any(|word| is_known(word)) || pairs.any(|pair| is_known(&pair))
    }

    /// Whether all of its words say that it is a paper's own sign; `site` is the name of the paper in small letters.
    pub fn is_sign(&self, name: &str, site: &str) -> bool {
        let is_own = |word: &str| {
            let word = word.to_ascii_lowercase();
            let mut names = site.split([' ', '.', '-']);
            word.len() > 2 && site.contains(&word)
                || names.any(|name| name.len() > 1 && word.starts_with(name))
        };
        let is_number = |word: &str| {
            let rest = word.trim_start_matches(['v', 'x']);
            rest.chars().all(|one| one.is_ascii_digit() || one == 'x')
        };
        let words = || words(name).filter(|word| !word.is_empty());
        words().any(|word| is_word_of(&self.signs, word))
            && words().all(|word| {
                is_word_of(&self.signs, word)
                    || is_word_of(&self.fillers, word)
                    || is_number(word)
                    || is_own(word)
            })
    }

    /// Whether it says that an element holds a date.
    pub fn is_date(&self, name: &str) -> bool {
        has(&self.dates, name)
    }

    /// Whether it says that an element holds a byline.
    pub fn is_byline(&self, name: &str) -> bool {
        has(&self.bylines, name) && !has(&self.unsigned, name) || self.is_signed(name)
    }

    /// Whether one of its words is one that bylines are called by, and that others have in them.
    fn is_signed(&self, name: &str) -> bool {
        self.signed.may_have(name) && words(name).any(|word| self.signed.has(word))
    }

    /// Whether it says that an element names who made a picture.
    pub fn is_of_picture(&self, name: &str) -> bool {
        has(&self.pictured, name)
    }

    /// Whether it says that an element holds the name of who wrote.
    pub fn is_writer(&self, name: &str) -> bool {
        has(&self.writers, name)
    }

    /// Whether it says that an element perhaps does.
    pub fn is_perhaps_writer(&self, name: &str) -> bool {
        has(&self.perhaps, name) || self.is_signed(name)
    }

    /// Whether an address is that of a page about somebody who writes.
    pub fn is_profile(&self, address: &str) -> bool {
        let mut profiles = self.profiles.iter();
        profiles.any(|part| {
            // The page about all of them names nobody.
            let name = address.split_once(part.as_str()).map(|(_, name)| name);
            name.is_some_and(|name| !name.trim_matches('/').is_empty())
        })
    }

    /// Whether a name says that an element is an advertisement: `ad-slot`, `topAd`, and not `lead` or `thread-x`.
    pub fn is_ad(&self, name: &str) -> bool {
        let mut words = words(name);
        has(&self.advertising, name)
            || words.any(|word| self.ads.iter().any(|ad| word.eq_ignore_ascii_case(ad)))
    }

    /// Whether it is that of a service that shows stories of others for money.
    pub fn is_offer(&self, name: &str) -> bool {
        has(&self.offers, name)
    }

    /// Whether it says that an element asks what a page may keep of a reader.
    pub fn is_of_cookies(&self, name: &str) -> bool {
        has(&self.cookies, name)
    }

    /// Whether it says that an element repeats words of the story.
    pub fn is_pulled(&self, name: &str) -> bool {
        has(&self.pulled, name)
    }

    /// Whether one of an element's names is that of a side column.
    pub fn is_column(&self, names: &str) -> bool {
        is_one(&self.columns, names)
    }

    /// Whether a name says that an element asks readers for something.
    pub fn is_asking(&self, name: &str) -> bool {
        has(&self.asking, name)
    }

    /// Whether it says that an element asks for what a page may keep of a reader, and of nothing else.
    pub fn is_of_consent(&self, name: &str) -> bool {
        has(&self.consent, name)
    }

    /// Whether an address leads to what one agrees to: terms of use, what is kept of a reader, how to talk.
    pub fn is_of_terms(&self, address: &str) -> bool {
        has(&self.terms, address)
    }

    /// Whether a name says that an element is the path from the front page to a story.
    pub fn is_path(&self, name: &str) -> bool {
        has(&self.paths, name)
    }

    /// Whether one of its words says that an element names the section in which a story stands.
    pub fn is_section(&self, name: &str) -> bool {
        self.sections.may_have(name) && words(name).any(|word| self.sections.has(word))
    }

    /// Whether an address leads to what all stories about something are listed by, whatever their section.
    pub fn is_topic(&self, address: &str) -> bool {
        has(&self.topics, address)
    }

    /// Whether a step of such a path, in plain letters, is the front page's.
    pub fn is_front(&self, step: &str) -> bool {
        self.fronts.iter().any(|front| front == step)
    }

    /// Whether one of an element's names is that of a slide of a show.
    pub fn is_slide(&self, names: &str) -> bool {
        is_one(&self.slides, names)
    }

    /// Whether one of an element's names has the word of what a reader says, as the last or before that of a piece of it.
    pub fn is_said(&self, names: &str) -> bool {
        self.said.may_have(names)
            && names.split_ascii_whitespace().any(|name| {
                let mut words = words(name).filter(|word| !word.is_empty());
                let found = words.by_ref().any(|word| self.said.has(word));
                found
                    && words
                        .next()
                        .is_none_or(|next| is_word_of(&self.pieces, next))
            })
    }

    /// Whether one of an element's names is that of what readers say.
    pub fn is_talk(&self, names: &str) -> bool {
        is_one(&self.talk, names)
    }
}

/// The words of a name: `top-adSlot` has three.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let parts = name.split(|letter: char| !letter.is_alphanumeric());
    parts.flat_map(|part| {
        let mut rest = Some(part);
        std::iter::from_fn(move || {
            let part = rest?;
            let mut letters = part.char_indices().zip(part.chars().skip(1));
            let end = letters.find_map(|((at, letter), next)| {
                (letter.is_lowercase() && next.is_uppercase()).then(|| at + letter.len_utf8())
            });
            let (word, left) = end.and_then(|end| part.split_at_checked(end)).unzip();
            rest = left;
            Some(word.unwrap_or(part))
        })
    })
}

fn is_one(list: &[String], names: &str) -> bool {
    let mut words = names.split_ascii_whitespace();
    words.any(|word| is_word_of(list, word))
}

#[cfg(test)]
mod tests {
    use crate::extract::called::Called;
    use crate::extract::rules::rules;

    #[test]
    fn elements_are_known_by_what_they_are_called() {
        for (is, name, wanted) in [
            (
                Called::is_apart as fn(&Called, &str) -> bool,
                "Photo__Credit",
                true,
            ),
            (Called::is_apart, "lead", false),
            (Called::is_lead, "c-text Article__Standfirst", true),
            (Called::is_lead, "article-sub-title", true),
            (Called::is_lead, "articleDeck", true),
            (Called::is_lead, "deckchair mislead title", false),
            (Called::is_credit, "foto-source", true),
            (Called::is_column, "l-main SideBar", true),
            (Called::is_column, "l-main-sidebar", false),
            (Called::is_talk, "comments", true),
            (Called::is_said, "x visitors_comment_block", true),
            (Called::is_said, "commentText", true),
            (Called::is_said, "post comments-open", false),
            (Called::is_said, "commentary", false),
            (Called::is_date, "meta-tanggal", true),
            (Called::is_ad, "ad-slot", true),
            (Called::is_ad, "topAd x", true),
            (Called::is_ad, "td_advert", true),
            (Called::is_ad, "lead-paragraph", false),
            (Called::is_ad, "thread-x read-time", false),
            (Called::is_of_cookies, "onetrust-banner", true),
            (Called::is_of_cookies, "modal alert", false),
            (Called::is_byline, "redaktur", true),
            (Called::is_byline, "authorized", false),
            (Called::is_byline, "article-firma", true),
            (Called::is_byline, "confirmation", false),
            (Called::is_of_picture, "photo-byline", true),
            (Called::is_of_picture, "byline", false),
            (Called::is_writer, "redaktur", false),
            (Called::is_writer, "Author-Name", true),
            (Called::is_perhaps_writer, "autoren-box", true),
            (
                Called::is_profile,
                "https://example.com/penulis/ana-lim",
                true,
            ),
            (Called::is_profile, "https://example.com/berita", false),
            (Called::is_profile, "https://example.com/staff/", false),
            (Called::is_of_terms, "/pages/Privacy-Policy", true),
            (Called::is_of_terms, "/berita/terminal-baru", false),
        ] {
            assert_eq!(is(&rules().called, name), wanted, "{name}");
        }
    }
}
