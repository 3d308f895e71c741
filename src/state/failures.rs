//! Why something failed, in the reader's language.
//!
//! The rooms below say a cause as a sentence, in English: so it stands in the library, in the log and on the command
//! line. Here the kind of failure and its data are known by that sentence, and said in another language. What no
//! sentence of `assets/strings/failures.toml` fits, such as the words of a system, stays as it is.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;

use serde::Deserialize;

/// No sentence is longer; what is, is a stranger's text and is left alone.
const LONGEST: usize = 600;

/// The sentences of failures in one language.
#[derive(Debug, Clone, Default)]
pub struct Failures {
    /// The most particular first.
    kinds: Vec<Kind>,
}

/// A kind of failure.
#[derive(Debug, Clone)]
struct Kind {
    pieces: Vec<Piece>,
    said: String,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Words(String),
    Hole(String),
}

/// One sentence being read, with what its parts were found to say: none is read twice.
struct Reading<'a> {
    kinds: &'a [Kind],
    read: RefCell<HashMap<(&'a str, bool), Option<String>>>,
}

/// The data of a failure, by the names of the holes.
type Data<'a> = Vec<(&'a str, &'a str)>;

#[derive(Deserialize)]
struct File {
    failure: Vec<toml::Table>,
}

impl Failures {
    /// The failures of a file, in the language of that tag; none when the file is none.
    #[must_use]
    pub fn of(toml: &str, tag: &str) -> Self {
        let file = toml::from_str::<File>(toml).ok();
        let sentences = file.map(|file| file.failure).unwrap_or_default();
        let text = |table: &toml::Table, tag: &str| table.get(tag)?.as_str().map(str::to_owned);
        let mut kinds: Vec<Kind> = sentences
            .iter()
            .filter_map(|table| {
                Some(Kind {
                    pieces: pieces(&text(table, "en")?),
                    said: text(table, tag)?,
                })
            })
            .collect();
        kinds.sort_by_key(|kind| std::cmp::Reverse(kind.particular()));
        Self { kinds }
    }

    /// A failure as this language says it; as it is when its kind is not known. What stands before it, such as the
    /// line of a file, stays.
    #[must_use]
    pub fn said<'a>(&self, words: &'a str) -> Cow<'a, str> {
        if self.kinds.is_empty() || words.len() > LONGEST {
            return Cow::Borrowed(words);
        }
        let reading = Reading {
            kinds: &self.kinds,
            read: RefCell::default(),
        };
        reading.said(words).map_or(Cow::Borrowed(words), Cow::Owned)
    }
}

impl<'a> Reading<'a> {
    /// As it is said, behind whatever stands before it.
    fn said(&self, words: &'a str) -> Option<String> {
        let behind = |at: usize| {
            let (place, cause) = words.split_at_checked(at)?;
            Some(format!("{place}{}", self.read(cause)?))
        };
        let mut places = words.match_indices(": ").map(|(at, sign)| at + sign.len());
        self.read(words).or_else(|| places.find_map(behind))
    }

    /// As it is said when every cause in it is known, else when the first is.
    fn read(&self, words: &'a str) -> Option<String> {
        self.read_so(words, true)
            .or_else(|| self.read_so(words, false))
    }

    fn read_so(&self, words: &'a str, strict: bool) -> Option<String> {
        if let Some(known) = self.read.borrow().get(&(words, strict)) {
            return known.clone();
        }
        let said = self.kinds.iter().find_map(|kind| {
            let data = self.fit(&kind.pieces, words, strict)?;
            Some(self.fill(&kind.said, &data))
        });
        self.read.borrow_mut().insert((words, strict), said.clone());
        said
    }

    /// The data of a sentence, if it is of this kind.
    fn fit(&self, pieces: &'a [Piece], words: &'a str, strict: bool) -> Option<Data<'a>> {
        let Some((first, rest)) = pieces.split_first() else {
            return words.is_empty().then(Vec::new);
        };
        let name = match first {
            Piece::Words(literal) => {
                return self.fit(rest, words.strip_prefix(literal.as_str())?, strict);
            }
            Piece::Hole(name) => name.as_str(),
        };
        let with = |value: &'a str, left: &'a str| {
            let mut data = self.fit(rest, left, strict)?;
            let is_one = self.takes(name, value, strict);
            is_one.then(|| data.push((name, value)))?;
            Some(data)
        };
        match rest.first() {
            Some(Piece::Words(literal)) => words
                .match_indices(literal.as_str())
                .find_map(|(at, _)| with(words.get(..at)?, words.get(at..)?)),
            _ => with(words, ""),
        }
    }

    /// Whether a hole of that name may hold it.
    fn takes(&self, name: &str, value: &'a str, strict: bool) -> bool {
        !value.is_empty()
            && match name {
                "n" | "code" => value.bytes().all(|byte| byte.is_ascii_digit()),
                "host" => !value.contains(char::is_whitespace),
                "wait" | "flaw" => self.read_so(value, true).is_some(),
                _ if strict && is_told(name) => self.read_so(value, true).is_some(),
                _ => true,
            }
    }

    fn fill(&self, said: &str, data: &Data<'a>) -> String {
        let pieces = pieces(said).into_iter().map(|piece| match piece {
            Piece::Words(words) => words,
            Piece::Hole(name) => {
                let value = data.iter().find(|(known, _)| *known == name);
                let value = value.map_or("", |(_, value)| value);
                let told = is_told(&name).then(|| self.said(value));
                told.flatten().unwrap_or_else(|| value.to_owned())
            }
        });
        pieces.collect()
    }
}

impl Kind {
    /// How much of it is said, and not filled in.
    fn particular(&self) -> usize {
        let words = self.pieces.iter().map(|piece| match piece {
            Piece::Words(words) => words.len(),
            Piece::Hole(_) => 0,
        });
        words.sum()
    }
}

/// Whether a hole of that name holds a sentence of its own.
fn is_told(name: &str) -> bool {
    matches!(name, "cause" | "wait" | "flaw" | "seen" | "size")
}

fn pieces(sentence: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = sentence;
    while let Some((words, (name, after))) = rest
        .split_once('{')
        .and_then(|(words, after)| Some((words, after.split_once('}')?)))
    {
        if !words.is_empty() {
            pieces.push(Piece::Words(words.to_owned()));
        }
        pieces.push(Piece::Hole(name.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest.to_owned()));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assets;

    #[test]
    fn a_failure_keeps_its_data_in_another_language() {
        let indonesian = Failures::of(assets::FAILURES, "id");
        for (words, said) in [
            (
                "the server answered 404 (not found)",
                "peladen menjawab 404 (tidak ditemukan)",
            ),
            ("the server answered 418", "peladen menjawab 418"),
            (
                "the server answered 429 (too many requests); it asks to wait 90 s; next try in 2 h",
                "peladen menjawab 429 (terlalu banyak permintaan); diminta menunggu 90 dtk; dicoba lagi dalam 2 jam",
            ),
            (
                "could not refresh Antara: Top: could not connect to news.example: connection refused; next try in 30 min",
                "Antara: Top tidak dapat disegarkan: tidak dapat tersambung ke news.example: sambungan ditolak; dicoba \
                 lagi dalam 30 mnt",
            ),
            (
                "not a feed but an XML document of <gpx>",
                "bukan sumber melainkan dokumen XML <gpx>",
            ),
            (
                "Antara: read in part: the document ends in the middle",
                "Antara: terbaca sebagian: dokumennya putus di tengah",
            ),
            (
                "could not write /tmp/a: b/c.md: Permission denied (os error 13)",
                "/tmp/a: b/c.md tidak dapat ditulis: tidak diizinkan (kesalahan sistem 13)",
            ),
            (
                "could not write /tmp/a.md: something rare",
                "/tmp/a.md tidak dapat ditulis: something rare",
            ),
            (
                "config.toml:2: `mouse` must be true or false (+1)",
                "config.toml:2: `mouse` harus true atau false (+1)",
            ),
            (
                "config.toml: could not be read: Is a directory (os error 21)",
                "config.toml: tidak dapat dibaca: sebuah direktori (kesalahan sistem 21)",
            ),
            ("what nobody foresaw", "what nobody foresaw"),
            ("what nobody: foresaw", "what nobody: foresaw"),
            ("", ""),
        ] {
            assert_eq!(indonesian.said(words), said);
        }
    }

    #[test]
    fn a_stranger_s_text_is_left_alone() {
        let indonesian = Failures::of(assets::FAILURES, "id");
        for text in ["a: ".repeat(90), "5 s; next try in ".repeat(30)] {
            assert_eq!(indonesian.said(&text), text);
        }
        let host = "the host a b was not found";
        assert_eq!(indonesian.said(host), host);
    }
}
