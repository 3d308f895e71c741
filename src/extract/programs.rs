//! How a page's programs get the state that they start from.
//!
//! It finds names only; values are read elsewhere.

use memchr::memmem;

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
    let has = |name: &&str| memmem::find(script.as_bytes(), name.as_bytes()).is_some();
    script.len() <= PROGRAM && (has(&STREAM) || NAMES.iter().any(has))
}
