//! The file in which it is kept how the screen was left.

use std::io;
use std::path::Path;

use crate::state::memory::Memory;

/// What the file says; a file that is not there, or not understood, says nothing.
#[must_use]
pub fn read(path: &Path) -> Memory {
    let bytes = std::fs::read(path).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// Writes the file, whole or not at all.
pub fn write(path: &Path, memory: &Memory) -> io::Result<()> {
    if let Some(directory) = path.parent() {
        std::fs::create_dir_all(directory)?;
    }
    let new = path.with_extension("new");
    let mut bytes = serde_json::to_vec_pretty(memory)?;
    bytes.push(b'\n');
    std::fs::write(&new, bytes)?;
    std::fs::rename(new, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nonsense_is_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("state/screen.json");
        assert_eq!(read(&path), Memory::default());
        let memory = Memory {
            feeds: Some(31),
            panes: Some("two".into()),
            ..Memory::default()
        };
        write(&path, &memory).unwrap();
        assert_eq!(read(&path), memory);
        std::fs::write(&path, "{\"feeds\": \"wide\"").unwrap();
        assert_eq!(read(&path), Memory::default());
    }
}
