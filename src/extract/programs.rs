//! How a page's programs get the state that they start from.
//!
//! It finds names only; values are read elsewhere.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// What the names end with that programs give their state to: `window.__INITIAL_STATE__`, `window.__PAGE_DATA__`.
pub const NAMES: [&str; 16] = [
    "STATE__",
    "DATA__",
    "PROPS__",
    "STORE__",
    "CONTENT__",
    "ARTICLE__",
    "__STATE",
    "__state",
    "__data",
    "__NUXT__",
    "__remixContext",
    "Fusion.globalContent",
    "postData",
    "articleData",
    "newsData",
    "storyData",
];
/// What sends the parts of a streamed state.
pub const STREAM: &str = "self.__next_f.push(";
/// What reads a value that a program gives as a text.
pub const PARSED: &str = "JSON.parse(";
/// What begins a function whose answer is given to a name: the state is its own, and its texts stand in it as such.
pub const FUNCTION: &str = "(function(";
/// Longer programs are not looked at.
const PROGRAM: usize = 512 * 1024;
/// Whether a script without a type of data has state in it: a value is given to such a name, or sent.
pub fn is_in(script: &str) -> bool {
    let has = |signs: &AhoCorasick| {
        let mut found = signs.find_iter(script);
        found.any(|sign| {
            let rest = script.get(sign.end()..).unwrap_or_default();
            sign.pattern().as_usize() == NAMES.len() || given(rest).is_some()
        })
    };
    script.len() <= PROGRAM && SIGNS.as_ref().is_some_and(has)
}

/// What is given to a name right behind it, where it may be data: `= {…}`, `'] = [`, `=JSON.parse(…`.
pub fn given(rest: &str) -> Option<&str> {
    let rest = rest.trim_start().trim_start_matches(['"', '\'', ']']);
    let value = rest.trim_start().strip_prefix('=')?.trim_start();
    let is_data =
        value.starts_with(['{', '[']) || value.starts_with(PARSED) || value.starts_with(FUNCTION);
    is_data.then_some(value)
}

/// All of these, looked for at once; the builder fails only past two thousand million states.
static SIGNS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .build(NAMES.iter().chain([&STREAM]))
        .ok()
});
