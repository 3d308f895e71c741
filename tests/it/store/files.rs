//! The file: what it may be, and what is told when it is not.

use std::path::Path;
use std::sync::mpsc::channel;
use std::thread;

use kabar::assets;
use kabar::model::article::Mark;
use kabar::model::feed::Entry;
use kabar::store::Store;
use kabar::store::StoreError;
use tempfile::TempDir;

use crate::store::{all, at, entries, merge, sound, subscribe};

fn filled(path: &Path) -> Store {
    let mut store = Store::open(path).unwrap();
    let feed = subscribe(&mut store, "a");
    merge(&mut store, feed, &entries(1..=300), 1000);
    store
}

#[test]
fn a_library_is_made_private_and_opened_again() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("deep/kabar.db");
    let store = filled(&path);
    let ids = all(&store);
    store.leave().unwrap();
    #[cfg(unix)]
    for file in ["kabar.db", "kabar.db-wal"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = path
            .with_file_name(file)
            .metadata()
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{file}");
    }
    let mut store = Store::open(&path).unwrap();
    assert_eq!(all(&store), ids);
    sound(&mut store);
}

#[test]
fn a_new_library_has_pages_for_bodies_and_can_shrink() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("kabar.db");
    drop(filled(&path));
    let header = std::fs::read(&path).unwrap();
    // https://www.sqlite.org/fileformat2.html, section 1.3: the page size, and whether vacuum is incremental.
    assert_eq!(header[16..18], 8192_u16.to_be_bytes());
    assert_eq!(header[64..68], 1_u32.to_be_bytes());
}

/// What stands in the file's place, and what is said of it; `*` stands for the file.
#[test]
#[allow(clippy::too_many_lines, reason = "a table")]
fn a_file_that_cannot_be_used_is_named_and_left_as_it_is() {
    let directory = TempDir::new().unwrap();
    let good = directory.path().join("good.db");
    drop(filled(&good));
    let bytes = std::fs::read(&good).unwrap();
    let changed = |at: usize, with: &[u8]| {
        let mut bytes = bytes.clone();
        bytes[at..at + with.len()].copy_from_slice(with);
        bytes
    };
    let table = [
        (
            "a text",
            b"dear diary, this is no database at all, but it is mine".repeat(20),
            "* is damaged",
        ),
        ("half", bytes[..bytes.len() / 2].to_vec(), "* is damaged"),
        (
            "the first page only",
            bytes[..4096].to_vec(),
            "* is damaged",
        ),
        (
            "noise in the schema",
            changed(100, &[0xff; 3996]),
            "* is damaged",
        ),
        (
            "newer",
            changed(60, &[0, 0, 3, 231]),
            "* was written by a newer kabar (schema 999, this one knows up to",
        ),
        (
            "another program's",
            changed(68, &[0, 0, 0, 9]),
            "* is not a kabar library",
        ),
    ];
    for (name, content, expected) in table {
        let path = directory.path().join(format!("{name}.db"));
        std::fs::write(&path, &content).unwrap();
        let error = Store::open(&path)
            .and_then(|store| store.list(&kabar::model::query::Query::default(), None))
            .expect_err(name);
        let expected = expected.replace('*', &path.display().to_string());
        assert!(error.to_string().starts_with(&expected), "{name}: {error}");
        assert_eq!(std::fs::read(&path).unwrap(), content, "{name} was changed");
        assert_eq!(
            std::fs::read_dir(directory.path())
                .unwrap()
                .flatten()
                .filter(|file| file.file_name().to_string_lossy().starts_with(name))
                .count(),
            1,
            "{name}: files beside it"
        );
    }
    let error = Store::open(directory.path()).unwrap_err();
    assert!(
        error
            .to_string()
            .contains(&directory.path().display().to_string()),
        "{error}"
    );
    let error = Store::open(&good.join("inside.db")).unwrap_err();
    assert!(matches!(error, StoreError::Closed { .. }), "{error}");
}

#[test]
fn two_connections_write_and_mark_at_once() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("kabar.db");
    let mut store = filled(&path);
    let ids = all(&store);
    // The database is not fair: on a slow machine one that writes without a break keeps the other out for seconds.
    let (turns, turn) = channel();
    let writer = thread::spawn({
        let path = path.clone();
        move || {
            let mut store = Store::open(&path).unwrap();
            for feed in 0..40 {
                turn.recv().unwrap();
                let feed = subscribe(&mut store, &format!("w{feed}"));
                let merged = store
                    .merge(
                        feed,
                        &kabar::model::feed::Channel::default(),
                        &entries(1..=50),
                        &crate::store::fetched(9),
                    )
                    .unwrap();
                assert_eq!(merged.new.len(), 50);
                store.index_some(20).unwrap();
            }
        }
    });
    let version = store.data_version().unwrap();
    for (number, id) in ids[..100].iter().enumerate() {
        assert_eq!(store.mark(&[*id], Mark::Read, at(5)).unwrap(), [*id]);
        if number % 2 == 0 {
            let _over = turns.send(());
        }
    }
    writer.join().unwrap();
    assert_ne!(
        store.data_version().unwrap(),
        version,
        "the other's changes are noticed"
    );
    assert_eq!(store.counts().unwrap().unread, 200 + 2000);
    sound(&mut store);
}

/// One may come at any moment of another's work.
const ROUNDS: usize = 40;

#[test]
fn several_processes_may_make_the_library_at_once() {
    for _ in 0..ROUNDS {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("kabar.db");
        let makers: Vec<_> = (0..4)
            .map(|number| {
                let path = path.clone();
                thread::spawn(move || {
                    subscribe(&mut Store::open(&path).unwrap(), &format!("s{number}"))
                })
            })
            .collect();
        for maker in makers {
            maker.join().unwrap();
        }
        assert_eq!(Store::open(&path).unwrap().feeds().unwrap().len(), 4);
    }
}

/// What stories take before they are indexed is given back.
#[test]
fn a_file_shrinks_to_what_it_needs() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("kabar.db");
    let mut store = Store::open(&path).unwrap();
    let feed = subscribe(&mut store, "a");
    let paragraph = "<p>Air sungai naik perlahan dan warga menunggu di teras rumah.</p>";
    let long: Vec<_> = entries(1..=1500)
        .into_iter()
        .map(|entry| Entry {
            content_html: Some(paragraph.repeat(120)),
            ..entry
        })
        .collect();
    merge(&mut store, feed, &long, 1000);
    while store.index_some(200).unwrap() > 0 {}
    store.tidy().unwrap();
    let before = path.metadata().unwrap().len();
    while store.shrink().unwrap() {}
    store.tidy().unwrap();
    let after = path.metadata().unwrap().len();
    assert!(after * 2 < before, "{before} bytes are {after} now");
    assert!(!store.shrink().unwrap());
    assert_eq!(all(&store).len(), 1500);
    sound(&mut store);
}

/// Every earlier schema, with rows in it, opens as the latest one; before that it is copied.
#[test]
fn every_earlier_version_is_brought_up() {
    let versions: Vec<u32> = assets::SCHEMA.iter().map(|step| step.0).collect();
    let gapless: Vec<u32> = (1..=assets::SCHEMA.len() as u32).collect();
    assert_eq!(versions, gapless, "steps follow each other");
    let (_, earlier) = versions.split_last().unwrap();
    for version in earlier {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("kabar.db");
        let data = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(format!("tests/data/store/schema-{version}.db"));
        std::fs::copy(data, &path).unwrap();
        let mut store = Store::open(&path).unwrap();
        assert!(!all(&store).is_empty());
        sound(&mut store);
        assert!(kabar::store::schema::copy_path(&path, *version).exists());
    }
}
