//! The list of feeds as a text that the reader edits: a line for each, as newsboat keeps them.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;

use crate::feed::subscriptions::{self, Subscription};
use crate::model::address::without_secrets;
use crate::model::feed::{FeedId, FolderId};
use crate::state::message::Library;

/// The list, with some words above it.
#[must_use]
pub fn written(library: &Library, words: &str) -> String {
    let mut text = format!("# {words}\n\n");
    for feed in &library.feeds {
        if !feed.url.starts_with("http") {
            // What is no address of the web cannot be added by a list, so it is not taken out by one.
            let _ = writeln!(text, "# {}", feed.url);
            continue;
        }
        let url = without_secrets(&feed.url);
        let _ = write!(text, "{url} {}", quoted(&format!("~{}", feed.title)));
        if let Some(folder) = feed.folder {
            let _ = write!(text, " {}", quoted(&name(library, folder)));
        }
        text.push('\n');
    }
    text
}

fn name(library: &Library, folder: FolderId) -> String {
    let found = library.folders.iter().find(|other| other.id == folder);
    found.map_or_else(String::new, |folder| folder.name.clone())
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The feeds whose lines are gone. A list that cannot be read, or that is empty now, removes nothing.
pub fn removed(library: &Library, before: &str, after: &str) -> Result<Vec<FeedId>, String> {
    let left: HashSet<String> = read(after)?.into_iter().map(|feed| feed.url).collect();
    if left.is_empty() {
        return Ok(Vec::new());
    }
    let given = given(library, before)?.into_iter();
    let gone = given.filter(|(_, feed)| !left.contains(&feed.url));
    Ok(gone.map(|(id, _)| id).collect())
}

/// The settings of feeds whose lines say another name or folder now: which feed, which setting, and what it is to be.
pub fn changed(
    library: &Library,
    before: &str,
    after: &str,
) -> Result<Vec<(FeedId, &'static str, String)>, String> {
    // Of two lines for one feed the first counts.
    let now = read(after)?.into_iter().rev();
    let now: HashMap<String, Subscription> = now.map(|feed| (feed.url.clone(), feed)).collect();
    let mut changed = Vec::new();
    for (id, was) in given(library, before)? {
        let Some(is) = now.get(&was.url) else {
            continue;
        };
        if is.title != was.title {
            changed.push((id, "title", is.title.clone().unwrap_or_default()));
        }
        if is.folder != was.folder {
            changed.push((id, "folder", is.folder.join("/")));
        }
    }
    Ok(changed)
}

/// The feeds of the list as the reader was given it: its lines are the feeds in their order, as far as their addresses are
/// of the web.
fn given(library: &Library, before: &str) -> Result<Vec<(FeedId, Subscription)>, String> {
    let above = before
        .lines()
        .take_while(|line| line.starts_with('#'))
        .count()
        + 1;
    let given = read(before)?.into_iter().filter_map(|feed| {
        let at = usize::try_from(feed.line).ok()?.checked_sub(above + 1)?;
        library.feeds.get(at).map(|known| (known.id, feed))
    });
    Ok(given.collect())
}

/// Whether no line of a feed is left.
pub fn is_empty(after: &str) -> Result<bool, String> {
    Ok(read(after)?.is_empty())
}

/// Whether there are lines of feeds that were not there before.
pub fn adds(before: &str, after: &str) -> Result<bool, String> {
    let known: HashSet<String> = read(before)?.into_iter().map(|feed| feed.url).collect();
    Ok(read(after)?.iter().any(|feed| !known.contains(&feed.url)))
}

fn read(text: &str) -> Result<Vec<Subscription>, String> {
    if text
        .lines()
        .all(|line| line.trim().is_empty() || line.starts_with('#'))
    {
        return Ok(Vec::new());
    }
    let list = subscriptions::parse(text.as_bytes(), "urls").map_err(|error| error.to_string())?;
    if let Some(refusal) = list.refused.first() {
        return Err(format!(
            "line {}: {}: {}",
            refusal.line, refusal.text, refusal.reason
        ));
    }
    Ok(list.feeds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::feed::{Feed, Folder, Health};

    fn library() -> Library {
        let feed = |id, title: &str, folder| Feed {
            id: FeedId(id),
            url: format!("https://f{id}.example/feed"),
            link: None,
            title: title.to_owned(),
            folder,
            language: None,
            unread: 0,
            total: 0,
            fetched: None,
            latest: None,
            muted: false,
            images: None,
            notify: false,
            took: None,
            instead: None,
            damage: None,
            health: Health::Well,
        };
        Library {
            feeds: vec![
                feed(7, "Antara \"A\"", Some(FolderId(1))),
                feed(3, "Tempo", None),
                feed(5, "Suara", None),
            ],
            folders: vec![Folder {
                id: FolderId(1),
                parent: None,
                name: "Nasional".to_owned(),
            }],
            ..Library::default()
        }
    }

    #[test]
    fn what_is_taken_out_is_removed_and_what_is_put_in_is_added() {
        let library = library();
        let before = written(&library, "words");
        assert_eq!(removed(&library, &before, &before), Ok(vec![]));
        assert_eq!(adds(&before, &before), Ok(false));
        let line = "https://f7.example/feed \"~Antara \\\"A\\\"\" \"Nasional\"\n";
        assert!(before.contains(line), "{before}");
        let after = before.replace(line, "https://new.example/rss\n");
        assert_eq!(removed(&library, &before, &after), Ok(vec![FeedId(7)]));
        assert_eq!(adds(&before, &after), Ok(true));
        let after = before.replace("https://f5", "# https://f5");
        assert_eq!(removed(&library, &before, &after), Ok(vec![FeedId(5)]));
    }

    #[test]
    fn another_name_or_folder_in_a_line_is_a_change_of_its_feed() {
        let library = library();
        let before = written(&library, "words");
        assert_eq!(changed(&library, &before, &before), Ok(vec![]));
        let after = before
            .replace("\"~Tempo\"", "\"~Tempo Dua\" \"Baru\"")
            .replace(" \"~Suara\"", "")
            .replace(" \"Nasional\"", "");
        let wanted = [
            (FeedId(7), "folder", ""),
            (FeedId(3), "title", "Tempo Dua"),
            (FeedId(3), "folder", "Baru"),
            (FeedId(5), "title", ""),
        ];
        let wanted = wanted.map(|(id, key, value)| (id, key, value.to_owned()));
        assert_eq!(changed(&library, &before, &after), Ok(wanted.to_vec()));
    }

    #[test]
    fn a_list_that_was_emptied_or_spoilt_removes_nothing() {
        let library = library();
        let before = written(&library, "words");
        assert_eq!(removed(&library, &before, ""), Ok(vec![]));
        let spoilt = before.replace("https://f5", "nonsense f5");
        assert!(removed(&library, &before, &spoilt).is_err());
    }
}
