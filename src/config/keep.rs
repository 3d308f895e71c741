//! Writes one setting into the reader's file and leaves all else in it as it stands, comments included.

use std::io::Write;
use std::path::Path;
use std::{fs, io};

use toml_edit::{DocumentMut, Item, value};

/// Sets a text in the file, which is made where there is none. The file is replaced whole, so that it is never seen, nor
/// left by a full disk, half written.
pub fn text(path: &Path, section: &str, name: &str, text: &str) -> io::Result<()> {
    let before = match fs::read_to_string(path) {
        Ok(before) => before,
        Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(error),
    };
    let after = changed(&before, section, name, text)?;
    replace(path, &after)
}

fn changed(before: &str, section: &str, name: &str, text: &str) -> io::Result<String> {
    let wrong = |error| io::Error::new(io::ErrorKind::InvalidData, error);
    let mut document: DocumentMut = before
        .parse()
        .map_err(|error: toml_edit::TomlError| wrong(error.message().to_owned()))?;
    let Some(section_item) = document.get_mut(section) else {
        // Comments at the end of the file stay above what is added.
        let gap = match before {
            "" => "",
            _ if before.ends_with('\n') => "\n",
            _ => "\n\n",
        };
        let text = toml_edit::Value::from(text);
        return Ok(format!("{before}{gap}[{section}]\n{name} = {text}\n"));
    };
    let table = section_item
        .as_table_like_mut()
        .ok_or_else(|| wrong(format!("`{section}` is no section")))?;
    if let Some(Item::Value(old)) = table.get_mut(name) {
        let decoration = old.decor().clone();
        *old = text.into();
        *old.decor_mut() = decoration;
    } else {
        table.insert(name, value(text));
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
            assert_eq!(changed(before, "look", "theme", "nord").unwrap(), after);
        }
    }

    #[test]
    fn what_is_no_toml_is_left_alone() {
        assert!(changed("[look", "look", "theme", "nord").is_err());
        assert!(changed("look = 3", "look", "theme", "nord").is_err());
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
