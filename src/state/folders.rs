//! Folders by their paths, as they are typed and shown: `News/City`.

use crate::model::feed::FolderId;
use crate::state::message::Library;
use crate::state::sidebar;

/// The path of a folder; empty for none.
#[must_use]
pub fn path(library: &Library, folder: Option<FolderId>) -> String {
    let mut names: Vec<&str> = Vec::new();
    let mut next = folder;
    while let Some(folder) = next.and_then(|id| sidebar::folder(library, id)) {
        names.insert(0, &folder.name);
        next = folder.parent.filter(|_| names.len() < 16);
    }
    names.join("/")
}

/// A path as it is meant: that of the folder there is, whatever the case of its letters, else the names that are typed.
#[must_use]
pub fn meant(paths: &[String], typed: &str) -> String {
    let names = typed.split('/').map(str::trim);
    let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
    let typed = names.join("/");
    let same = |path: &&String| path.to_lowercase() == typed.to_lowercase();
    paths.iter().find(same).cloned().unwrap_or(typed)
}

/// The first path that begins with what is typed and goes on.
#[must_use]
pub fn completed<'a>(paths: &'a [String], typed: &str) -> Option<&'a str> {
    let lower = |text: &str| text.to_lowercase();
    let begins = |path: &&String| {
        let begun: String = path.chars().take(typed.chars().count()).collect();
        path.len() > begun.len() && lower(&begun) == lower(typed)
    };
    let path = paths.iter().find(begins).filter(|_| !typed.is_empty());
    path.map(String::as_str)
}

/// The path that stands so many behind what is typed, no folder before the first and after the last.
#[must_use]
pub fn stepped(paths: &[String], typed: &str, by: isize) -> String {
    let typed = completed(paths, typed).map_or_else(|| meant(paths, typed), str::to_owned);
    let at = paths.iter().position(|path| *path == typed);
    let all = isize::try_from(paths.len() + 1).unwrap_or(isize::MAX);
    let at = at.map_or(0, |at| isize::try_from(at + 1).unwrap_or_default());
    let next = usize::try_from((at + by).rem_euclid(all)).unwrap_or_default();
    let path = next.checked_sub(1).and_then(|next| paths.get(next));
    path.cloned().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_completed_stepped_to_and_meant_whatever_the_case_of_its_letters() {
        let paths = ["Dunia", "Nasional", "Nasional/Kota"].map(str::to_owned);
        for (typed, whole, is_meant, next, before) in [
            ("", None, "", "Dunia", "Nasional/Kota"),
            ("na", Some("Nasional"), "na", "Nasional/Kota", "Dunia"),
            (
                "nasional",
                Some("Nasional/Kota"),
                "Nasional",
                "",
                "Nasional",
            ),
            ("Nasional/Kota", None, "Nasional/Kota", "", "Nasional"),
            (" nasional / kota /", None, "Nasional/Kota", "", "Nasional"),
            ("Olahraga ", None, "Olahraga", "Dunia", "Nasional/Kota"),
        ] {
            assert_eq!(completed(&paths, typed), whole, "{typed}");
            assert_eq!(meant(&paths, typed), is_meant, "{typed}");
            assert_eq!(stepped(&paths, typed, 1), next, "{typed}");
            assert_eq!(stepped(&paths, typed, -1), before, "{typed}");
        }
        assert_eq!(stepped(&[], "Baru", 1), "");
    }
}
