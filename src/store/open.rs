//! Opening and leaving the library: the file, its connection, and what a connection costs in memory.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Row};

use crate::assets;
use crate::store::files;
use crate::store::schema;
use crate::store::{Durability, Store, StoreError, patience};

/// What a library looks like whose log cannot be read.
const WITHOUT_LOG: &str =
    "its latest changes are in a log that cannot be read without writing; they are not shown";

impl Store {
    /// Opens the library in this file, and makes it when there is none. Reads no more than it must.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let closed = |error: io::Error| StoreError::Closed {
            path: path.to_owned(),
            cause: error.to_string(),
        };
        // A directory that cannot be looked into is not an empty one.
        if !path.try_exists().map_err(closed)? {
            if let Some(directory) = path.parent() {
                std::fs::create_dir_all(directory).map_err(closed)?;
            }
            files::create_private(path).map_err(closed)?;
        }
        Self::open_existing(path)
    }

    /// Opens the library in this file, which somebody made before: where it was removed since, none is made again.
    pub fn open_existing(path: &Path) -> Result<Self, StoreError> {
        let failed = |error: rusqlite::Error| StoreError::of(path, &error);
        let flags = OpenFlags::default() - OpenFlags::SQLITE_OPEN_CREATE;
        let opened = Connection::open_with_flags(path, flags).map_err(failed);
        opened
            .and_then(|mut connection| {
                prepare(&mut connection).map_err(failed)?;
                Self::migrated(connection, path)
            })
            .map_err(|error| explained(path, error))
    }

    /// Opens the library in this file for a look, also where nothing may be written. Answers what is not seen then, in
    /// words.
    pub fn open_to_read(path: &Path) -> Result<(Self, Option<&'static str>), StoreError> {
        let why = match Self::open_existing(path) {
            Ok(store) => return Ok((store, None)),
            Err(why) if why.is_of_place() => why,
            Err(why) => return Err(why),
        };
        // SQLite makes a file beside the library even to read it. Where it may not, nobody else may write either.
        let Some(address) = immutable(path) else {
            return Err(why);
        };
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let opened = Connection::open_with_flags(address, flags);
        let store = opened
            .map_err(|error| StoreError::of(path, &error))
            .and_then(|mut connection| {
                prepare(&mut connection).map_err(|error| StoreError::of(path, &error))?;
                schema::migrate(&mut connection, path, assets::SCHEMA)?;
                Ok(Self::on(connection, path))
            });
        match store {
            Ok(store) => Ok((store, has_log(path).then_some(WITHOUT_LOG))),
            Err(StoreError::Closed { .. }) => Err(why),
            Err(error) => Err(error),
        }
    }

    /// Why nothing can be written, though it could be opened: a library is read also where no file may be made
    /// beside it. Whether somebody else is writing just now does not matter.
    #[must_use]
    pub fn refusal(&mut self) -> Option<StoreError> {
        let mut attempt = || {
            self.connection.busy_timeout(Duration::ZERO)?;
            let begun = self
                .connection
                .execute_batch("BEGIN IMMEDIATE")
                .and_then(|()| self.connection.execute_batch("ROLLBACK"));
            patience::wait_for_others(&mut self.connection)?;
            begun
        };
        let why = attempt().map_err(|error| StoreError::of(&self.path, &error));
        why.err().filter(StoreError::is_of_place)
    }

    /// Opens the library for one question, after which next to nothing of it stays in memory.
    pub fn open_briefly(path: &Path) -> Result<Self, StoreError> {
        let store = Self::open_existing(path)?;
        store.hold(256)?;
        Ok(store)
    }

    /// From here on keeps at most so many kilobytes of the library's pages in memory. The system has them too, and gives
    /// them again in a few microseconds; but those held here are held for as long as nothing else is asked.
    pub fn hold(&self, kilobytes: u16) -> Result<(), StoreError> {
        let sql = format!("PRAGMA cache_size=-{kilobytes}");
        self.read(|connection| connection.execute_batch(&sql))
    }

    /// A library in memory, for a look that leaves nothing behind.
    pub fn in_memory() -> Result<Self, StoreError> {
        let path = Path::new(":memory:");
        let failed = |error: rusqlite::Error| StoreError::of(path, &error);
        let mut connection = Connection::open_in_memory().map_err(failed)?;
        prepare(&mut connection).map_err(failed)?;
        Self::migrated(connection, path)
    }

    fn migrated(mut connection: Connection, path: &Path) -> Result<Self, StoreError> {
        // While another process makes the same library SQLite does not wait by itself.
        let start = Instant::now();
        loop {
            match set_up(&mut connection, path) {
                Err(StoreError::Locked { .. }) if start.elapsed() < patience::PATIENCE => {
                    thread::sleep(Duration::from_millis(10));
                }
                done => return done.map(|()| Self::on(connection, path)),
            }
        }
    }

    /// Goes up whenever another connection changed the library.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        self.read(|connection| {
            connection
                .prepare_cached("PRAGMA data_version")?
                .query_row([], |row| row.get(0))
        })
    }

    /// Closes without tidying up, in no time; the log is taken in by whoever comes next.
    pub fn leave(self) -> Result<(), StoreError> {
        self.read(|connection| {
            connection
                .set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)
                .map(drop)
        })
    }

    /// Moves the log into the file, so that the next start need not read it. What is being read or written elsewhere is
    /// left for later, and nobody has to wait for it. Answers whether nothing was left.
    pub fn tidy(&mut self) -> Result<bool, StoreError> {
        let connection = &mut self.connection;
        let mut tidied = || {
            connection.busy_timeout(Duration::from_millis(20))?;
            // The first takes its time and holds nobody up; the second keeps writers out, but has little left to do.
            let done = connection
                .query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
                .and_then(|()| {
                    let is_busy = |row: &Row<'_>| row.get::<_, bool>(0);
                    connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], is_busy)
                });
            patience::wait_for_others(connection)?;
            done.map(|is_busy| !is_busy)
        };
        tidied().map_err(|error| StoreError::of(&self.path, &error))
    }

    /// Gives the disk back some of what the file holds and does not need, but for what the next refresh will fill again.
    /// Answers whether there is more. A story takes several times its room before it is indexed.
    pub fn shrink(&mut self) -> Result<bool, StoreError> {
        self.write(Durability::Cheap, |transaction| {
            let count =
                |name| transaction.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
            let spare = (count("page_count")? / 16).max(FEW);
            let more = (count("freelist_count")? - spare).min(FEW);
            if more <= 0 || count("auto_vacuum")? != 2 {
                return Ok(false);
            }
            let mut vacuum = transaction.prepare(&format!("PRAGMA incremental_vacuum({more})"))?;
            let mut rows = vacuum.query([])?;
            while rows.next()?.is_some() {}
            Ok(more == FEW)
        })
    }

    /// Looks through the whole library; answers what is wrong with it, a line each. Takes seconds when it is large.
    pub fn verify(&mut self) -> Result<Vec<String>, StoreError> {
        self.write(Durability::Cheap, |transaction| {
            let mut wrong: Vec<String> = transaction
                .prepare("PRAGMA integrity_check")?
                .query_map([], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            wrong.retain(|line| line != "ok");
            for (sql, what) in INVARIANTS {
                let count: i64 = transaction.query_row(sql, [], |row| row.get(0))?;
                if count > 0 {
                    wrong.push((*what).to_owned());
                }
            }
            Ok(wrong)
        })
    }
}

/// So many pages of the file are given back in one go, and as many are left in it at least.
const FEW: i64 = 256;

/// Counts that are kept must be those that counting gives: queries that find what is not so.
const INVARIANTS: &[(&str, &str)] = &[
    (
        "SELECT count(*) FROM feed f WHERE f.unread <> (SELECT count(*) FROM article a WHERE a.feed = f.id AND a.read = 0 AND a.shown = 1)",
        "unread counts of feeds are not right",
    ),
    (
        "SELECT count(*) FROM feed f WHERE f.total <> (SELECT count(*) FROM article a WHERE a.feed = f.id AND a.shown = 1)",
        "totals of feeds are not right",
    ),
    (
        "SELECT count(*) FROM tally WHERE unread <> (SELECT count(*) FROM article WHERE shown = 1 AND read = 0) \
         OR total <> (SELECT count(*) FROM article WHERE shown = 1) \
         OR bookmarked <> (SELECT count(*) FROM article WHERE bookmarked = 1) \
         OR offline <> (SELECT count(*) FROM article WHERE shown = 1 AND ready = 1)",
        "counts of the library are not right",
    ),
    (
        "SELECT count(*) FROM seen s WHERE s.gone IS NULL AND NOT EXISTS (SELECT 1 FROM article a WHERE a.id = s.article)",
        "stories are known that are not there",
    ),
    (
        "SELECT count(*) FROM article WHERE body IS NOT NULL AND body NOT IN (SELECT id FROM body)",
        "bodies are missing",
    ),
    (
        "SELECT count(*) FROM body WHERE id NOT IN (SELECT body FROM article WHERE body IS NOT NULL)",
        "bodies belong to no story",
    ),
    (
        "SELECT count(*) FROM article WHERE id >= (SELECT next_article FROM tally)",
        "numbers of stories could be given twice",
    ),
    (
        "SELECT count(*) FROM pragma_foreign_key_check",
        "rows refer to rows that are not there",
    ),
];

/// The address by which `SQLite` reads a file and touches nothing beside it.
fn immutable(path: &Path) -> Option<String> {
    let mut address = url::Url::from_file_path(std::path::absolute(path).ok()?).ok()?;
    address.set_query(Some("immutable=1"));
    Some(address.into())
}

/// A file that stands beside the library while it is in use.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

fn has_log(path: &Path) -> bool {
    std::fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0)
}

/// `SQLite` says that a file cannot be opened, and neither which one nor why: the system does.
fn explained(path: &Path, error: StoreError) -> StoreError {
    if !matches!(error, StoreError::Closed { .. }) {
        return error;
    }
    let beside = [beside(path, "-wal"), beside(path, "-shm")];
    let cause = match File::open(path) {
        Err(cause) => Some(cause.to_string()),
        Ok(_) => beside.iter().find_map(|file| {
            let cause = files::create_private(file).err()?;
            Some(format!("{}: {cause}", file.display()))
        }),
    };
    cause.map_or(error, |cause| StoreError::Closed {
        path: path.to_owned(),
        cause,
    })
}

fn set_up(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    begin(connection).map_err(|error| StoreError::of(path, &error))?;
    schema::migrate(connection, path, assets::SCHEMA)?;
    // Only now: a file that is refused stays as it is, to its journal mode.
    connection
        .pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))
        .map(drop)
        .map_err(|error| StoreError::of(path, &error))
}

/// A file that is still empty will be able to shrink, and has pages for bodies: those take two or three kilobytes, and in
/// pages of four every other kilobyte would be left empty. The first of these to write fixes the other, so the size is
/// first.
fn begin(connection: &Connection) -> rusqlite::Result<()> {
    match connection.pragma_query_value(None, "page_count", |row| row.get(0))? {
        0 => connection.execute_batch("PRAGMA page_size=8192; PRAGMA auto_vacuum=INCREMENTAL"),
        1_i64.. | ..0 => Ok(()),
    }
}

/// Sets a connection up: patience, foreign keys, at most 4 MB of pages in memory.
fn prepare(connection: &mut Connection) -> rusqlite::Result<()> {
    patience::wait_for_others(connection)?;
    connection.set_prepared_statement_cache_capacity(96);
    // Else statements are planned anew for other parameters, which took half of the time of opening a story.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch(
        "PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL; PRAGMA cache_size=-4000; PRAGMA temp_store=MEMORY; \
         PRAGMA journal_size_limit=16777216; PRAGMA wal_autocheckpoint=5000; PRAGMA trusted_schema=OFF",
    )
}
