//! What a source file says of itself: its module, its paths, the modules it declares. Code under
//! `#[cfg(test)]` is left out.

use std::collections::{BTreeMap, BTreeSet};

use crate::architecture::lexer::{Token, tokens};

/// A file under `src`.
#[derive(Debug)]
pub struct File {
    /// Its path below the root, with `/`.
    pub path: String,
    /// Its module without `crate`: `["text", "wrap"]`; empty for `lib.rs` and `main.rs`.
    pub module: Vec<String>,
    /// Tokens outside tests.
    pub tokens: Vec<Token>,
    /// Lines outside tests.
    pub lines: usize,
    /// Every path, those in `use` groups written out.
    pub paths: Vec<Path>,
    /// The modules declared in it.
    pub modules: BTreeSet<String>,
}

/// A path in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Path {
    /// The line it stands on.
    pub line: usize,
    /// Its names, with `*` for a glob.
    pub names: Vec<String>,
    /// Whether a `use` names it.
    pub imported: bool,
}

/// Whether a file holds tests only.
pub fn is_test(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

/// Reads a file.
pub fn read(path: &str, text: &str) -> File {
    let (tokens, hidden) = without_tests(&tokens(text));
    let modules = declared_modules(&tokens);
    let paths = all_paths(&tokens);
    let module = path
        .trim_start_matches("src/")
        .trim_end_matches(".rs")
        .split('/')
        .filter(|name| !matches!(*name, "lib" | "main" | "mod"))
        .map(str::to_owned)
        .collect();
    let lines = text.lines().count() - hidden;
    File {
        path: path.to_owned(),
        module,
        tokens,
        lines,
        paths,
        modules,
    }
}

impl File {
    /// The room it stands in; empty for `lib.rs` and `main.rs`.
    pub fn room(&self) -> &str {
        self.module.first().map_or("", String::as_str)
    }

    /// The first name of every path, as what it really is: names that this file imported are left out,
    /// because the import itself is in the list.
    pub fn roots(&self) -> impl Iterator<Item = &Path> {
        let mut imported: BTreeMap<&str, &str> = BTreeMap::new();
        for path in self.paths.iter().filter(|path| path.imported) {
            imported.insert(path.names.last().unwrap(), path.names.first().unwrap());
        }
        self.paths.iter().filter(move |path| {
            let root = path.names[0].as_str();
            path.imported || imported.get(root).is_none_or(|from| *from == root)
        })
    }
}

/// The tokens without items under `#[cfg(test)]`, and how many lines those have.
fn without_tests(all: &[Token]) -> (Vec<Token>, usize) {
    let mut kept = Vec::new();
    let mut hidden = 0;
    let mut at = 0;
    while at < all.len() {
        if starts_with(&all[at..], &["#", "[", "cfg", "(", "test", ")", "]"]) {
            let end = item_end(all, at + 7);
            hidden += all[end - 1].line - all[at].line + 1;
            at = end;
        } else {
            kept.push(all[at].clone());
            at += 1;
        }
    }
    (kept, hidden)
}

/// Whether these tokens come next.
pub fn starts_with(rest: &[Token], texts: &[&str]) -> bool {
    rest.len() >= texts.len()
        && rest
            .iter()
            .zip(texts)
            .all(|(token, text)| token.text == *text)
}

/// Where the item that begins at `at` ends: behind its `;`, or behind its block.
fn item_end(all: &[Token], mut at: usize) -> usize {
    let mut depth = 0;
    let mut is_use = false;
    while at < all.len() {
        match all[at].text.as_str() {
            "use" if depth == 0 => is_use = true,
            "(" | "[" | "{" => depth += 1,
            ")" | "]" => depth -= 1,
            "}" => {
                depth -= 1;
                if depth == 0 && !is_use {
                    return at + 1;
                }
            }
            ";" if depth == 0 => return at + 1,
            _ => {}
        }
        at += 1;
    }
    all.len()
}

fn declared_modules(tokens: &[Token]) -> BTreeSet<String> {
    tokens
        .windows(3)
        .filter(|three| three[0].text == "mod" && matches!(three[2].text.as_str(), ";" | "{"))
        .map(|three| three[1].text.clone())
        .collect()
}

fn all_paths(tokens: &[Token]) -> Vec<Path> {
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let before = if at == 0 {
            ""
        } else {
            tokens[at - 1].text.as_str()
        };
        let inside = matches!(before, "::" | ".");
        let next = tokens.get(at + 1).map_or("", |token| token.text.as_str());
        if tokens[at].text == "use" && !inside {
            at = tree(tokens, at + 1, &[], true, &mut paths);
        } else if is_name(&tokens[at].text) && next == "::" && !inside {
            at = tree(tokens, at, &[], false, &mut paths);
        } else {
            at += 1;
        }
    }
    paths
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// Reads `a::b`, `a::{b, c::d as e}`, `a::*` and answers where it ends.
fn tree(
    tokens: &[Token],
    from: usize,
    prefix: &[String],
    imported: bool,
    paths: &mut Vec<Path>,
) -> usize {
    let mut names = prefix.to_vec();
    let mut at = from;
    let line = tokens.get(at).map_or(0, |token| token.line);
    while let Some(token) = tokens.get(at) {
        match token.text.as_str() {
            "::" => at += 1,
            "{" if imported || at > from => return group(tokens, at, &names, imported, paths),
            "*" if imported => {
                names.push("*".to_owned());
                at += 1;
                break;
            }
            "self" if !names.is_empty() => at += 1,
            name if is_name(name) && (at == from || tokens[at - 1].text == "::") => {
                names.push(name.to_owned());
                at += 1;
            }
            _ => break,
        }
    }
    if !names.is_empty() {
        paths.push(Path {
            line,
            names,
            imported,
        });
    }
    at
}

fn group(
    tokens: &[Token],
    open: usize,
    names: &[String],
    imported: bool,
    paths: &mut Vec<Path>,
) -> usize {
    if !imported {
        // `Path::{` does not exist outside `use`; what stands here is a block or a pattern.
        paths.push(Path {
            line: tokens[open].line,
            names: names.to_vec(),
            imported,
        });
        return open;
    }
    let mut at = open + 1;
    while tokens.get(at).is_some_and(|token| token.text != "}") {
        if is_name(&tokens[at].text) && tokens[at].text != "as" || tokens[at].text == "*" {
            at = tree(tokens, at, names, imported, paths);
            if tokens.get(at).is_some_and(|token| token.text == "as") {
                at += 2;
            }
        } else {
            at += 1;
        }
    }
    at + 1
}

#[test]
fn paths_in_groups_are_written_out() {
    let text = "use crate::{text::{self, width}, model::feed::Feed as F};\nfn f() { crate::store::open(url::Url::x) }";
    let file = read("src/a/b.rs", text);
    let names: Vec<String> = file
        .paths
        .iter()
        .map(|path| path.names.join("::"))
        .collect();
    assert_eq!(
        names,
        [
            "crate::text",
            "crate::text::width",
            "crate::model::feed::Feed",
            "crate::store::open",
            "url::Url::x"
        ]
    );
    assert_eq!(file.module, ["a", "b"]);
}

#[test]
fn tests_are_left_out() {
    let text =
        "use a::b;\n#[cfg(test)]\nmod tests {\n    use super::*;\n    fn f() {}\n}\nfn g() {}\n";
    let file = read("src/a.rs", text);
    assert_eq!(file.lines, 2);
    assert!(file.tokens.iter().all(|token| token.text != "super"));
    assert!(file.tokens.iter().any(|token| token.text == "g"));
}
