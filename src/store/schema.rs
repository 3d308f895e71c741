//! Migrations: brings a database file up to the schema of this kabar, one numbered step after the other.
//!
//! A newer schema is refused. Before an existing library is changed it is copied beside itself.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use crate::store::{StoreError, files};

/// Marks a file as a library of kabar ("kabr").
const APPLICATION: i32 = 0x6b61_6272;

/// Brings the database to the last of `steps`, each a version and the SQL that leads to it.
pub fn migrate(
    connection: &mut Connection,
    path: &Path,
    steps: &[(u32, &str)],
) -> Result<(), StoreError> {
    let known = steps.iter().map(|(version, _)| *version).max().unwrap_or(0);
    let failed = |error: rusqlite::Error| StoreError::of(path, &error);
    // In one look: half of it from before another process made the library, and half from after, is a file of neither.
    let look = connection.transaction().map_err(failed)?;
    let found = checked_version(&look, path, known)?;
    look.finish().map_err(failed)?;
    if found == known {
        return Ok(());
    }
    if connection.is_readonly("main").map_err(failed)? {
        return Err(StoreError::ReadOnly {
            path: path.to_owned(),
            cause: "it was written by an older kabar, and is to be changed before it can be read"
                .to_owned(),
        });
    }
    if found > 0 {
        copy_beside(connection, path, found)?;
    }
    let transaction = connection
        .transaction_with_behavior(TransactionBehavior::Exclusive)
        .map_err(failed)?;
    // Another process may have done it while this one waited.
    let found = checked_version(&transaction, path, known)?;
    for (version, sql) in steps.iter().filter(|(version, _)| *version > found) {
        transaction.execute_batch(sql).map_err(failed)?;
        transaction
            .pragma_update(None, "user_version", version)
            .map_err(failed)?;
    }
    transaction
        .pragma_update(None, "application_id", APPLICATION)
        .map_err(failed)?;
    transaction.commit().map_err(failed)
}

/// The schema the file has, when it is one that can be used.
fn checked_version(connection: &Connection, path: &Path, known: u32) -> Result<u32, StoreError> {
    let failed = |error: rusqlite::Error| StoreError::of(path, &error);
    let found: u32 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(failed)?;
    let application: i32 = connection
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .map_err(failed)?;
    if application != APPLICATION {
        let tables: i64 = connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .map_err(failed)?;
        if tables > 0 || found > 0 || application != 0 {
            return Err(StoreError::Foreign {
                path: path.to_owned(),
            });
        }
    }
    if found > known {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known,
        });
    }
    Ok(found)
}

/// Where the copy of a library with this schema is put before it is changed.
#[must_use]
pub fn copy_path(path: &Path, version: u32) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".schema-{version}"));
    PathBuf::from(name)
}

fn copy_beside(connection: &Connection, path: &Path, version: u32) -> Result<(), StoreError> {
    if !path.exists() {
        return Ok(());
    }
    let copy = copy_path(path, version);
    let half = copy.with_extension("half");
    let closed = |error: std::io::Error| StoreError::Closed {
        path: copy.clone(),
        cause: error.to_string(),
    };
    // An empty file of our own first, so that the copy is as private as the library.
    files::create_private(&half).map_err(closed)?;
    connection
        .execute("VACUUM INTO ?1", [half.to_string_lossy()])
        .map_err(|error| StoreError::of(&copy, &error))?;
    std::fs::rename(&half, &copy).map_err(closed)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use rusqlite::Connection;

    use super::*;
    use crate::assets;

    const GOOD: &str = "ALTER TABLE folder ADD COLUMN colour TEXT";
    const BAD: &str =
        "ALTER TABLE folder ADD COLUMN colour TEXT; ALTER TABLE nowhere ADD COLUMN x TEXT";

    fn open(path: &Path, extra: Option<&'static str>) -> Result<Connection, StoreError> {
        let mut steps = assets::SCHEMA.to_vec();
        let next = steps.last().map_or(0, |step| step.0) + 1;
        steps.extend(extra.map(|sql| (next, sql)));
        let mut connection = Connection::open(path).unwrap();
        migrate(&mut connection, path, &steps).map(|()| connection)
    }

    fn folders(connection: &Connection) -> i64 {
        connection
            .query_row("SELECT count(*) FROM folder", [], |row| row.get(0))
            .unwrap()
    }

    #[test]
    fn an_older_library_is_copied_and_brought_up() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("kabar.db");
        let old = open(&path, None).unwrap();
        old.execute("INSERT INTO folder (name) VALUES ('News')", [])
            .unwrap();
        drop(old);
        let known = assets::SCHEMA.last().unwrap().0;
        let copy = copy_path(&path, known);

        // A step that fails leaves the library as it was.
        let error = open(&path, Some(BAD)).unwrap_err();
        assert!(matches!(error, StoreError::Other { .. }), "{error}");
        assert_eq!(folders(&open(&path, None).unwrap()), 1);

        let new = open(&path, Some(GOOD)).unwrap();
        assert_eq!(folders(&new), 1);
        new.execute("UPDATE folder SET colour = 'red'", []).unwrap();
        assert_eq!(folders(&Connection::open(&copy).unwrap()), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(copy.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        }

        // The kabar of before refuses it and says so.
        drop(new);
        let bytes = std::fs::read(&path).unwrap();
        let error = open(&path, None).unwrap_err();
        assert_eq!(
            error,
            StoreError::Newer {
                path: path.clone(),
                found: known + 1,
                known
            }
        );
        assert_eq!(std::fs::read(&path).unwrap(), bytes);
    }
}
