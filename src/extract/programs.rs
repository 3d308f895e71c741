//! How a page's programs get the state that they start from.
//!
//! It finds names only; values are read elsewhere.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// Names that programs give their state to.
pub const NAMES: [&str; 6] = [
    "__INITIAL_STATE__",
    "__PRELOADED_STATE__",
    "__APOLLO_STATE__",
    "__INITIAL_DATA__",
    "__NUXT__",
    "Fusion.globalContent",
];
/// What sends the parts of a streamed state.
pub const STREAM: &str = "self.__next_f.push(";
/// Longer programs are not looked at.
const PROGRAM: usize = 512 * 1024;
/// Whether a script without a type of data has state in it.
pub fn is_in(script: &str) -> bool {
    let has = |signs: &AhoCorasick| signs.is_match(script);
    script.len() <= PROGRAM && SIGNS.as_ref().is_some_and(has)
}

/// All of these, looked for at once; the builder fails only past two thousand million states.
static SIGNS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .build(NAMES.iter().chain([&STREAM]))
        .ok()
});
