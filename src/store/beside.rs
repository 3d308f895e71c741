//! The file beside a library: opened, made when there is none, and begun anew when it is damaged.
//!
//! Nothing there is needed, so that damage harms nobody; but what others have just put there is not thrown away because
//! they still write: who finds the file busy waits, and tries again the next time. It does not know what is kept there.

use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior};

use crate::assets;
use crate::store::{Pages, files};

/// The version of the file's schema. Another one is begun anew.
const VERSION: i64 = 3;
/// The versions of the schema, and what each has that the one before it had not.
const STEPS: [(i64, &str); 3] = [
    (1, assets::SCHEMA_PAGES),
    (2, assets::SCHEMA_PICTURES),
    (VERSION, assets::SCHEMA_ASKING),
];
/// How long to wait for another process that writes.
const PATIENCE: Duration = Duration::from_secs(2);
/// So long after it was found busy it is tried again, where the database does not wait by itself.
const SOON: Duration = Duration::from_millis(10);

/// The file beside a library.
#[must_use]
pub fn file(library: &Path) -> PathBuf {
    let mut name = library.as_os_str().to_owned();
    name.push("-pages");
    PathBuf::from(name)
}

/// Opens the file beside a library.
pub(crate) fn open(library: &Path) -> Pages {
    let opened = match patiently(library) {
        Err(error) if is_damage(&error) => {
            remove(library);
            patiently(library)
        }
        opened => opened,
    };
    match opened {
        Ok(connection) => Pages::Open(connection),
        Err(error) => {
            tracing::warn!(%error, "pages and pictures cannot be kept or read");
            if is_busy(&error) {
                Pages::Closed
            } else {
                Pages::Unusable
            }
        }
    }
}

/// Removes the file and its log. What cannot be removed is left to the next who tries.
pub fn remove(library: &Path) {
    let path = file(library);
    for end in ["", "-wal", "-shm"] {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        let _left = std::fs::remove_file(PathBuf::from(name));
    }
}

/// Whether the file is of no use to anybody, and not only to be had another time.
#[must_use]
pub fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    ) || matches!(
        error,
        rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidQuery
    )
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)
    )
}

/// Waits for others where the database does not: while they make the file, or change its journal.
fn patiently(library: &Path) -> rusqlite::Result<Connection> {
    let start = Instant::now();
    loop {
        match connect(library) {
            Err(error) if is_busy(&error) && start.elapsed() < PATIENCE => thread::sleep(SOON),
            done => return done,
        }
    }
}

fn connect(library: &Path) -> rusqlite::Result<Connection> {
    if library == Path::new(":memory:") {
        return Connection::open_in_memory().and_then(set_up);
    }
    let path = file(library);
    let failed = |error: io::Error| rusqlite::Error::ToSqlConversionFailure(error.into());
    files::create_private(&path).map_err(failed)?;
    Connection::open(&path).and_then(set_up)
}

fn set_up(connection: Connection) -> rusqlite::Result<Connection> {
    connection.busy_timeout(PATIENCE)?;
    // Who leaves does not tidy up first.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    connection.execute_batch(
        "PRAGMA auto_vacuum=INCREMENTAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-1000; PRAGMA trusted_schema=OFF; \
         PRAGMA journal_size_limit=4194304",
    )?;
    connection
        .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?;
    let found = version(&connection)?;
    if found < VERSION {
        make(&connection)?;
    }
    if version(&connection)? != VERSION {
        return Err(rusqlite::Error::InvalidQuery);
    }
    Ok(connection)
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// Makes what is not there yet.
fn make(connection: &Connection) -> rusqlite::Result<()> {
    // Immediate: waits for whoever makes it at the same time, and then sees what they made.
    let begin = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    let found = version(&begin)?;
    let is_new = || {
        let any = begin.query_row("SELECT 1 FROM sqlite_schema", [], |_| Ok(()));
        any.optional().map(|any| any.is_none())
    };
    if found > 0 || is_new()? {
        for (version, sql) in STEPS.iter().filter(|(version, _)| *version > found) {
            begin.execute_batch(sql)?;
            begin.pragma_update(None, "user_version", version)?;
        }
    }
    begin.commit()
}
