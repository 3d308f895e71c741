//! Pictures that are kept beside the library.

use kabar::model::article::{ArticleId, Mark};
use kabar::model::picture::Pixels;
use kabar::store::Store;
use kabar::store::beside;
use kabar::store::pictures::Kept;
use kabar::store::retention::Retention;
use rusqlite::Connection;

use crate::store::{DAY, at, library, read, sound};

fn kept(bytes: usize) -> Kept {
    Kept {
        pixels: Pixels {
            width: 640,
            height: 360,
        },
        data: vec![7; bytes],
    }
}

fn url(name: &str) -> String {
    format!("https://a.example/{name}.jpg")
}

#[test]
fn a_picture_is_kept_with_its_size_and_goes_with_its_story() {
    let (mut store, _, ids) = library(2);
    store.keep_picture(ids[0], &url("one"), &kept(100), at(0));
    store.keep_picture(ids[1], &url("two"), &kept(100), at(0));
    store.keep_picture(ArticleId::PASSING, &url("passing"), &kept(100), at(0));
    let urls = [url("one"), url("none"), url("passing")];
    let size = Some(kept(0).pixels);
    assert_eq!(store.pictures(&urls), [size, None, size]);
    assert_eq!(store.picture(&url("one")), Some(kept(100).data));
    assert_eq!(store.picture(&url("none")), None);

    read(&mut store, &ids);
    store.mark(&ids[1..], Mark::Bookmark, at(2000)).unwrap();
    let retention = Retention {
        days: 1,
        ..Retention::default()
    };
    assert_eq!(store.retire(at(30 * DAY), &retention).unwrap(), 1);
    assert_eq!(store.prune_pictures(at(30 * DAY)), 2);
    let urls = [url("one"), url("two"), url("passing")];
    assert_eq!(store.pictures(&urls), [None, size, None]);
    sound(&mut store);
}

#[test]
fn pictures_never_take_more_than_their_budget() {
    let (mut store, _, ids) = library(1);
    for number in 0..14 {
        store.keep_picture(
            ids[0],
            &url(&number.to_string()),
            &kept(4 << 20),
            at(number),
        );
    }
    let urls: Vec<String> = (0..14).map(|number| url(&number.to_string())).collect();
    let left: Vec<bool> = store.pictures(&urls).iter().map(Option::is_some).collect();
    assert_eq!(left, [vec![false; 2], vec![true; 12]].concat());
}

#[test]
fn a_file_of_pages_from_before_pictures_keeps_its_pages() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("library.db");
    {
        let mut store = Store::open(&path).unwrap();
        assert_eq!(store.page_bytes(), 0);
    }
    {
        let before = Connection::open(beside::file(&path)).unwrap();
        before
            .execute_batch(
                "DROP TABLE picture; PRAGMA user_version = 1; \
                 INSERT INTO page (article, part, site, url, fetched, data) VALUES (5, 1, 'a', 'b', 1, x'00')",
            )
            .unwrap();
    }
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.page_bytes(), 1);
    store.keep_picture(ArticleId(5), &url("one"), &kept(10), at(0));
    assert_eq!(store.picture(&url("one")), Some(kept(10).data));
}
