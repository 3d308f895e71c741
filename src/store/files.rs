//! Files beside the database that are nobody else's to read.

use std::fs::OpenOptions;
use std::io;
use std::path::Path;

/// Makes an empty file that only its owner may read, or leaves the one that is there.
pub fn create_private(path: &Path) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}
