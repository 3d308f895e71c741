//! The names of themes: those that are built in, and the schemes in the reader's own directory `themes`.
//!
//! What a scheme file says is not looked at here.

use std::fs;
use std::path::Path;

use crate::assets;
use crate::text::nearest::nearest;

/// A scheme file: its name without the ending, and its text.
pub type SchemeFile = (String, String);

/// Names that are no schemes: by the light of the terminal, the terminal's own colours, none.
pub const PLAIN: &[&str] = &["auto", "terminal", "mono"];

/// More files than this are not read, and none that is longer: schemes are small.
const FILES: usize = 500;
const LENGTH: u64 = 64 * 1024;

/// The scheme files of a directory, by name; none where there is no directory.
#[must_use]
pub fn own(directory: &Path) -> Vec<SchemeFile> {
    let Ok(entries) = fs::read_dir(directory) else {
        return Vec::new();
    };
    let read = |path: &Path| {
        let ending = path.extension()?.to_str()?;
        let is_short = || fs::metadata(path).is_ok_and(|file| file.len() <= LENGTH);
        if !matches!(ending, "yaml" | "yml") || !is_short() {
            return None;
        }
        let bytes = fs::read(path).ok()?;
        let name = path.file_stem()?.to_str()?.to_owned();
        Some((name, String::from_utf8_lossy(&bytes).into_owned()))
    };
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let mut files: Vec<SchemeFile> = paths.take(FILES).filter_map(|path| read(&path)).collect();
    files.sort();
    files.dedup_by(|one, other| one.0 == other.0);
    files
}

/// What is wrong with the name of a theme, if anything.
pub fn check(setting: &str, name: &str, own: &[SchemeFile]) -> Result<(), String> {
    let built_in = assets::SCHEMES.iter().map(|(name, _)| *name);
    let own = own.iter().map(|(name, _)| name.as_str());
    // Only `theme` itself goes by the light; what it then takes is stated.
    let plain = PLAIN
        .iter()
        .copied()
        .filter(|plain| setting == "theme" || *plain != "auto");
    let names: Vec<&str> = plain.chain(built_in).chain(own).collect();
    if names.contains(&name) {
        return Ok(());
    }
    let words = format!("`{setting}` names no theme: \"{name}\"");
    Err(match nearest(name, names.iter().copied()) {
        Some(near) => format!("{words}; did you mean \"{near}\"?"),
        None => format!("{words}; there are {}", names.join(", ")),
    })
}
