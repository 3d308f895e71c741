//! The bytes of a file that the reader wrote. It does not know what they mean.
//!
//! Where such a file should be, a link may lead to a device or a pipe. Reading those never ends or never begins, and this
//! is read while the panes are open; so only a file of reasonable length is.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

/// No file that a person writes is longer.
const LENGTH: u64 = 1 << 20;

/// What stands there; none where there is no file.
pub fn read(path: &Path) -> io::Result<Option<Vec<u8>>> {
    let there = match fs::metadata(path) {
        Ok(there) => there,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    if !there.is_file() && !there.is_dir() {
        return Err(wrong("not a file"));
    }
    if there.len() > LENGTH {
        return Err(wrong("larger than 1 MiB"));
    }
    // A directory is told of in the words of the system.
    fs::read(path).map(Some)
}

/// The text that stands there; an empty one where there is no file.
pub fn text(path: &Path) -> io::Result<String> {
    let bytes = read(path)?.unwrap_or_default();
    String::from_utf8(bytes).map_err(|error| wrong(&error.utf8_error().to_string()))
}

fn wrong(words: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, words)
}
