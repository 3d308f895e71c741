//! Writes one setting into the reader's file, or takes it out, and leaves all else in it as it stands, comments included.

use std::io::Write;
use std::path::Path;
use std::{fs, io};

use toml_edit::{Array, DocumentMut, InlineTable, Item, RawString, Table, value};

use crate::config::options::Value;
use crate::config::own;

/// Sets a text in the file, as `setting` does.
pub fn text(path: &Path, section: &str, name: &str, text: &str) -> io::Result<()> {
    setting(path, section, name, &Value::Text(text.to_owned()))
}

/// Sets a value in the file, which is made where there is none. The file is replaced whole, so that it is never seen, nor
/// left by a full disk, half written.
pub fn setting(path: &Path, section: &str, name: &str, value: &Value) -> io::Result<()> {
    let after = changed(&own::text(path)?, section, name, value)?;
    replace(path, &after)
}

/// Takes a setting out of the file, with the comment on its line; nothing is done where it does not stand.
pub fn unset(path: &Path, section: &str, name: &str) -> io::Result<()> {
    let before = own::text(path)?;
    let mut document = parsed(&before)?;
    let table = document.get_mut(section).and_then(Item::as_table_like_mut);
    if table.and_then(|table| table.remove(name)).is_none() {
        return Ok(());
    }
    // A section in which nothing is left, nor anything said, goes with it.
    let is_bare = |table: &Table| {
        let decor = [table.decor().prefix(), table.decor().suffix()];
        let mut words = decor.into_iter().flatten().filter_map(RawString::as_str);
        table.is_empty() && words.all(|words| words.trim().is_empty())
    };
    if document
        .get(section)
        .and_then(Item::as_table)
        .is_some_and(is_bare)
    {
        document.remove(section);
    }
    replace(path, &document.to_string())
}

fn wrong(words: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, words)
}

/// The file as it stands; what cannot be read is told with its line.
fn parsed(text: &str) -> io::Result<DocumentMut> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        let before = error.span().and_then(|span| text.get(..span.start));
        let line = before.map_or(1, |before| before.matches('\n').count() + 1);
        wrong(format!("{FILE}:{line}: {}", error.message()))
    })
}

/// What a file of settings is called.
const FILE: &str = "config.toml";

/// Why a setting could not be written, in words: where the file cannot be read, else what the system says after `words`.
#[must_use]
pub fn failed(words: &str, path: &Path, error: &io::Error) -> String {
    let why = error.to_string();
    if why.starts_with(FILE) {
        why
    } else {
        format!("{words} {}: {why}", path.display())
    }
}

/// The value as the file has it.
fn written(value: &Value) -> toml_edit::Value {
    match value {
        Value::Switch(switch) => (*switch).into(),
        Value::Number(number) => i64::from(*number).into(),
        Value::Text(text) => text.as_str().into(),
        Value::Command(words) => array(words).into(),
        Value::Commands(commands) => {
            let named = commands.iter().map(|(name, words)| (name, array(words)));
            named.collect::<InlineTable>().into()
        }
    }
}

fn array(words: &[String]) -> Array {
    words.iter().map(String::as_str).collect()
}

fn changed(before: &str, section: &str, name: &str, new: &Value) -> io::Result<String> {
    let mut document = parsed(before)?;
    let new = written(new);
    let Some(section_item) = document.get_mut(section) else {
        // Comments at the end of the file stay above what is added.
        let gap = match before {
            "" => "",
            _ if before.ends_with('\n') => "\n",
            _ => "\n\n",
        };
        return Ok(format!("{before}{gap}[{section}]\n{name} = {new}\n"));
    };
    let table = section_item
        .as_table_like_mut()
        .ok_or_else(|| wrong(format!("`{section}` is no section")))?;
    if let Some(Item::Value(old)) = table.get_mut(name) {
        let decoration = old.decor().clone();
        *old = new;
        *old.decor_mut() = decoration;
    } else {
        table.insert(name, value(new));
    }
    Ok(document.to_string())
}

/// A file that is a link is replaced where it really stands.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = path.with_extension(format!("toml.{}", std::process::id()));
    let written = write_new(&beside, &path, text).and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write_new(beside: &Path, path: &Path, text: &str) -> io::Result<()> {
    let mut file = fs::File::create(beside)?;
    if let Ok(old) = fs::metadata(path) {
        file.set_permissions(old.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_else_stays_as_it_stands() {
        for (before, after) in [
            ("", "[look]\ntheme = \"nord\"\n"),
            (
                "# mine\n[look] # looks\n# a theme\ntheme = \"mono\"  # plain\nmouse = false\n",
                "# mine\n[look] # looks\n# a theme\ntheme = \"nord\"  # plain\nmouse = false\n",
            ),
            (
                "[reading]\nmeasure = 70\n",
                "[reading]\nmeasure = 70\n\n[look]\ntheme = \"nord\"\n",
            ),
            (
                "look.mouse = false\n",
                "look.mouse = false\nlook.theme = \"nord\"\n",
            ),
        ] {
            assert_eq!(changed(before, "look", "theme", &nord()).unwrap(), after);
        }
    }

    #[test]
    fn what_is_no_toml_is_left_alone() {
        assert!(changed("[look", "look", "theme", &nord()).is_err());
        assert!(changed("look = 3", "look", "theme", &nord()).is_err());
    }

    fn nord() -> Value {
        Value::Text("nord".into())
    }

    #[test]
    fn every_kind_of_value_is_written_as_it_is_read() {
        let command = Value::Command(vec!["firefox".into(), "--new-tab".into()]);
        for (value, line) in [
            (Value::Switch(false), "x = false\n"),
            (Value::Number(70), "x = 70\n"),
            (Value::Text("a \"b\"".into()), "x = 'a \"b\"'\n"),
            (command, "x = [\"firefox\", \"--new-tab\"]\n"),
        ] {
            let file = changed("", "look", "x", &value).unwrap();
            assert_eq!(file, format!("[look]\n{line}"));
        }
    }

    #[test]
    fn what_is_taken_out_leaves_the_rest() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(
            &path,
            "# mine\n[look]\nmouse = false # no\ntheme = \"nord\" # blue\n",
        )
        .unwrap();
        unset(&path, "look", "mouse").unwrap();
        unset(&path, "look", "links").unwrap();
        unset(&path, "keep", "days").unwrap();
        let after = fs::read_to_string(&path).unwrap();
        assert_eq!(after, "# mine\n[look]\ntheme = \"nord\" # blue\n");
    }

    #[test]
    fn what_was_written_into_an_empty_file_leaves_it_empty() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        for before in ["", "[keep]\ndays = 30\n", "[look] # looks\nmouse = false\n"] {
            fs::write(&path, before).unwrap();
            text(&path, "look", "theme", "nord").unwrap();
            unset(&path, "look", "theme").unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), before);
        }
        for kept in ["[look] # looks\n", "# my looks\n[look]\n"] {
            fs::write(&path, format!("{kept}theme = \"nord\"\n")).unwrap();
            unset(&path, "look", "theme").unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), kept);
        }
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told_of_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.toml");
        fs::write(&path, "[look]\ntheme = \"nord\n").unwrap();
        let error = text(&path, "look", "mouse", "x").unwrap_err();
        let words = failed("could not write", &path, &error);
        assert!(words.starts_with("config.toml:2: "), "{words}");
        let words = failed("could not write", &path, &io::Error::other("full"));
        assert_eq!(words, format!("could not write {}: full", path.display()));
    }

    #[test]
    fn a_file_that_is_a_link_is_replaced_where_it_stands() {
        let folder = tempfile::tempdir().unwrap();
        let real = folder.path().join("real.toml");
        fs::write(&real, "# kept\n").unwrap();
        let link = folder.path().join("config.toml");
        std::os::unix::fs::symlink(&real, &link).unwrap();
        text(&link, "look", "theme", "nord").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        let after = fs::read_to_string(&real).unwrap();
        assert_eq!(after, "# kept\n\n[look]\ntheme = \"nord\"\n");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
