//! What was cut, the pages that are kept for some days, and the rules for sites.

use std::path::Path;
use std::sync::Barrier;
use std::thread;

use kabar::assets;
use kabar::document::cuts::{self, Cut, Spot};
use kabar::model::article::ArticleId;
use kabar::model::fetched::FetchedPage;
use kabar::model::query::Query;
use kabar::model::site::{Deed, Rule};
use kabar::store::Store;
use kabar::store::articles::Body;
use kabar::store::beside;
use kabar::store::bodies::NewBody;
use kabar::store::pages;
use rusqlite::{Connection, TransactionBehavior};
use tempfile::TempDir;

use crate::store::{DAY, at, index, library, page, sound, titles, words};

fn cut(text: &str, place: usize) -> Cut {
    Cut {
        reason: "read also".to_owned(),
        text: text.to_owned(),
        place,
        spots: vec![Spot {
            element: "div > p.more".to_owned(),
            own: true,
        }],
        ..Cut::default()
    }
}

fn with_cuts(text: &str, cuts: &[Cut]) -> NewBody {
    NewBody {
        cuts: cuts.to_vec(),
        parts: vec![FetchedPage::of(
            "https://www.a.example/story/1".to_owned(),
            &format!("<p>{text}</p>"),
        )],
        ..page(text)
    }
}

fn text(store: &Store, id: ArticleId) -> String {
    match store.article(id).unwrap().unwrap().body {
        Body::Document(document) => document.plain_text(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn cuts_are_kept_with_the_body_put_back_and_taken_out() {
    let (mut store, _, ids) = library(2);
    let both = [cut("Baca juga: Kuda laut", 0), cut("Ikan hiu\nPaus", 1)];
    store
        .set_body(ids[0], &with_cuts("Isi", &both), at(1))
        .unwrap();
    assert_eq!(store.cuts(ids[0]).unwrap(), both);
    assert_eq!(store.cuts(ids[1]).unwrap(), []);
    index(&mut store);
    assert_eq!(titles(&store, &words("paus")), [""; 0]);

    assert!(store.restore_cut(ids[0], &both[1], true).unwrap());
    assert!(!store.restore_cut(ids[0], &both[1], true).unwrap());
    assert_eq!(text(&store, ids[0]), "Isi\n\nIkan hiu\n\nPaus");
    index(&mut store);
    assert_eq!(titles(&store, &words("paus")).len(), 1);
    assert!(store.restore_cut(ids[0], &both[0], true).unwrap());
    assert_eq!(
        text(&store, ids[0]),
        "Baca juga: Kuda laut\n\nIsi\n\nIkan hiu\n\nPaus"
    );

    // Cleaned anew, it keeps what was put back, as far as it is still cut.
    let again = [cut("Ikan hiu\nPaus", 0)];
    store
        .set_body(ids[0], &with_cuts("Isi baru", &again), at(2))
        .unwrap();
    assert_eq!(text(&store, ids[0]), "Ikan hiu\n\nPaus\n\nIsi baru");
    assert!(store.restore_cut(ids[0], &again[0], false).unwrap());
    assert_eq!(text(&store, ids[0]), "Isi baru");
    let kept = store.cuts(ids[0]).unwrap();
    assert_eq!(kept, again);
    assert!(!store.restore_cut(ids[1], &again[0], true).unwrap());
    assert!(!store.restore_cut(ArticleId(99), &again[0], true).unwrap());
    sound(&mut store);
}

/// The loader, or whoever cleans it anew, on another connection.
#[test]
fn a_cut_that_is_put_back_while_the_story_is_cleaned_goes_into_the_new_text() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("kabar.db");
    let mut store = Store::open(&path).unwrap();
    let feed = crate::store::subscribe(&mut store, "a");
    let id = crate::store::merge(&mut store, feed, &crate::store::entries(1..=1), 0).new[0];
    let more = cut("Ikan hiu", 1);
    // It takes a while to pack.
    let long =
        "Sebuah kalimat panjang tentang laut dan semua yang hidup di dalamnya. ".repeat(3_000);
    let clean = |store: &mut Store, number: usize| {
        let text = format!("Isi {number}\n\n{long}");
        let body = with_cuts(&text, std::slice::from_ref(&more));
        store.set_body(id, &body, at(1)).unwrap();
    };
    clean(&mut store, 0);
    for number in 1..=12 {
        thread::scope(|scope| {
            scope.spawn(|| {
                let mut store = Store::open(&path).unwrap();
                assert!(store.restore_cut(id, &more, number % 2 == 1).unwrap());
            });
            clean(&mut store, number);
        });
        let text = text(&store, id);
        let first = text.split("\n\n").next();
        assert_eq!(first, Some(format!("Isi {number}").as_str()));
    }
    let (cuts, text) = (store.cuts(id).unwrap(), text(&store, id));
    assert_eq!(text.contains("Ikan hiu"), cuts[0].restored, "{text}");
}

#[test]
fn more_than_a_page_can_be_cut_of_is_not_kept() {
    let (mut store, _, ids) = library(1);
    let many: Vec<Cut> = (0..400).map(|_| cut(&"kata ".repeat(100), 1)).collect();
    store
        .set_body(ids[0], &with_cuts("Isi", &many), at(1))
        .unwrap();
    let kept = store.cuts(ids[0]).unwrap();
    assert!((50..400).contains(&kept.len()), "{}", kept.len());
    assert_eq!(
        cuts::cleaned(&cuts::kept(&<_>::default(), &kept), &kept),
        <_>::default()
    );
}

#[test]
fn what_a_story_was_cleaned_from_is_kept_for_seven_days() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("kabar.db");
    let mut store = Store::open(&path).unwrap();
    let feed = crate::store::subscribe(&mut store, "a");
    let ids = crate::store::merge(&mut store, feed, &crate::store::entries(1..=3), 0).new;
    for (number, id) in ids.iter().enumerate() {
        let day = number as i64 * DAY;
        store
            .set_body(*id, &with_cuts("Isi", &[]), at(day))
            .unwrap();
    }
    let sources = store.sources(ids[0]);
    assert_eq!(
        sources.pages,
        [(
            "https://www.a.example/story/1".to_owned(),
            "<p>Isi</p>".to_owned()
        )]
    );
    let (html, base) = sources.feed.unwrap();
    assert_eq!(html, "<p>The text of story 1</p>");
    assert_eq!(base.as_deref(), Some("https://a.example/story/1"));
    // Of several hosts of one site; of no other.
    assert_eq!(store.stories_of_site("a.example").len(), 3);
    assert_eq!(store.stories_of_site("example").len(), 3);
    assert_eq!(store.stories_of_site("b.example"), []);

    assert_eq!(store.prune_pages(at(7 * DAY)), 0);
    assert_eq!(store.prune_pages(at(8 * DAY)), 2);
    assert_eq!(store.sources(ids[0]), <_>::default());
    assert_eq!(store.sources(ids[1]).pages.len(), 1);
    assert_eq!(text(&store, ids[0]), "Isi");
    // A clock that was wrong for a day does not keep pages for ever.
    assert_eq!(store.prune_pages(at(-30 * DAY)), 4);
    assert_eq!(store.page_bytes(), 0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = beside::file(&path).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn pages_never_take_more_than_their_budget() {
    let (mut store, _, ids) = library(60);
    // Noise, which nothing makes smaller.
    let mut seed = 7_u64;
    let mut noise = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        char::from(33 + (seed >> 40) as u8 % 90)
    };
    let part = |html: &str| FetchedPage::of("https://a.example/x".to_owned(), html);
    let html: String = (0..2_000_000).map(|_| noise()).collect();
    for id in &ids {
        let body = NewBody {
            parts: vec![part(&html)],
            ..page("Isi")
        };
        store.set_body(*id, &body, at(1)).unwrap();
        assert!(store.page_bytes() <= pages::BUDGET);
    }
    assert!(store.page_bytes() > pages::BUDGET / 2);
    // The oldest went.
    assert_eq!(store.sources(ids[0]).pages, []);
    assert_eq!(store.sources(ids[59]).pages.len(), 1);
}

#[test]
fn a_damaged_file_of_pages_is_begun_anew_and_harms_nothing() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("kabar.db");
    for damage in [b"no database at all".repeat(400).as_slice(), b""] {
        std::fs::write(beside::file(&path), damage).unwrap();
        let mut store = Store::open(&path).unwrap();
        let feed = crate::store::subscribe(&mut store, "a");
        let ids = crate::store::merge(&mut store, feed, &crate::store::entries(1..=1), 0).new;
        for id in ids {
            store.set_body(id, &with_cuts("Isi", &[]), at(1)).unwrap();
            assert_eq!(store.sources(id).pages.len(), 1);
        }
        sound(&mut store);
    }
    // A later kabar's file, too.
    Connection::open(beside::file(&path))
        .unwrap()
        .pragma_update(None, "user_version", 99)
        .unwrap();
    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.page_bytes(), 0);
}

/// The loader keeps the first page while the reader turns to what is behind it.
#[test]
fn whoever_makes_the_file_of_pages_at_the_same_time_loses_no_page_of_the_others() {
    for round in 0..25 {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("kabar.db");
        let mut store = Store::open(&path).unwrap();
        let feed = crate::store::subscribe(&mut store, "a");
        let ids = crate::store::merge(&mut store, feed, &crate::store::entries(1..=4), 0).new;
        let together = Barrier::new(ids.len());
        thread::scope(|scope| {
            for id in &ids {
                scope.spawn(|| {
                    let mut store = Store::open(&path).unwrap();
                    together.wait();
                    store.set_body(*id, &with_cuts("Isi", &[]), at(1)).unwrap();
                    together.wait();
                    let pages = ids.iter().map(|id| store.sources(*id).pages.len());
                    assert_eq!(pages.collect::<Vec<_>>(), [1; 4], "round {round}");
                });
            }
        });
    }
}

/// A file of the kabar before pictures, which somebody else is about to write.
#[test]
fn a_file_of_pages_that_others_write_is_never_begun_anew() {
    let directory = TempDir::new().unwrap();
    let path = directory.path().join("kabar.db");
    let mut store = Store::open(&path).unwrap();
    let feed = crate::store::subscribe(&mut store, "a");
    let ids = crate::store::merge(&mut store, feed, &crate::store::entries(1..=1), 0).new;
    store
        .set_body(ids[0], &with_cuts("Isi", &[]), at(1))
        .unwrap();
    drop(store);
    let mut other = Connection::open(beside::file(&path)).unwrap();
    other
        .execute_batch("DROP TABLE picture; PRAGMA user_version = 1")
        .unwrap();
    let writing = other
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .unwrap();
    let mut store = Store::open(&path).unwrap();
    // It can be had neither now nor without waiting for them.
    assert_eq!(store.sources(ids[0]).pages, []);
    writing.commit().unwrap();
    assert_eq!(store.sources(ids[0]).pages.len(), 1);
}

fn rule(site: &str, deed: Deed, element: &str) -> Rule {
    Rule {
        site: site.to_owned(),
        deed,
        reason: None,
        element: Some(element.to_owned()),
        text: None,
    }
}

#[test]
fn rules_come_go_and_have_the_stories_of_their_site_cleaned_anew() {
    let (mut store, _, ids) = library(3);
    store
        .set_body(ids[0], &with_cuts("Isi", &[]), at(1))
        .unwrap();
    let keep = rule("a.example", Deed::Keep, "p.more");
    let cut = rule("a.example", Deed::Cut, "p.more");
    let inner = rule("news.a.example", Deed::Cut, "p");
    let changed = store
        .change_rules(&[], &[keep.clone(), rule("b.example", Deed::Cut, "p")])
        .unwrap();
    assert_eq!(changed.added.len(), 2);
    assert_eq!(store.to_clean_anew(9).unwrap(), [ids[0]]);
    // Whoever cleaned it by the rules of before has not cleaned it.
    assert!(!store.cleaned_anew(ids[0], &[]).unwrap());
    assert_eq!(store.to_clean_anew(9).unwrap(), [ids[0]]);
    let rules = store.rules().unwrap();
    assert!(store.cleaned_anew(ids[0], &rules).unwrap());
    assert_eq!(store.to_clean_anew(9).unwrap(), []);
    // The same again changes nothing; the same match with another wish takes its place.
    assert_eq!(
        store
            .change_rules(&[], std::slice::from_ref(&keep))
            .unwrap(),
        <_>::default()
    );
    let changed = store.change_rules(&[], std::slice::from_ref(&cut)).unwrap();
    assert_eq!(
        (&changed.added, &changed.removed),
        (&vec![cut.clone()], &vec![keep.clone()])
    );
    store
        .change_rules(&[], std::slice::from_ref(&inner))
        .unwrap();
    // A site's rules hold for the sites below it, too.
    let rules = |site| store.known_of_site(site).unwrap().rules;
    assert_eq!(rules("a.example"), std::slice::from_ref(&cut));
    assert_eq!(rules("news.a.example"), [cut.clone(), inner]);
    // Taken back.
    let back = store
        .change_rules(&changed.added, &changed.removed)
        .unwrap();
    assert_eq!((back.added, back.removed), (vec![keep], vec![cut]));
    assert_eq!(store.rules().unwrap().len(), 3);
    sound(&mut store);
}

#[test]
fn habits_of_a_bounded_number_of_sites_are_kept() {
    let (mut store, _, _) = library(1);
    let sites: Vec<(String, Vec<u8>)> = (0..500)
        .map(|number| (format!("{number}.example"), vec![1; 4_000]))
        .collect();
    for (number, site) in sites.iter().enumerate() {
        store
            .keep_habits(std::slice::from_ref(site), at(number as i64))
            .unwrap();
    }
    let habits = |store: &Store, site: &str| store.known_of_site(site).unwrap().habits.len();
    assert_eq!(habits(&store, "0.example"), 0);
    assert_eq!(habits(&store, "499.example"), 4_000);
    let long = [("long.example".to_owned(), vec![1; 1 << 20])];
    store.keep_habits(&long, at(999)).unwrap();
    assert_eq!(habits(&store, "long.example"), 0);
}

#[test]
fn a_library_of_every_earlier_version_keeps_cuts_from_now_on() {
    for version in 1..assets::SCHEMA.last().unwrap().0 {
        let directory = TempDir::new().unwrap();
        let path = directory.path().join("kabar.db");
        let data = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join(format!("tests/data/store/schema-{version}.db"));
        std::fs::copy(data, &path).unwrap();
        let mut store = Store::open(&path).unwrap();
        let ids = store.list(&Query::default(), None).unwrap();
        assert_eq!(store.cuts(ids[0]).unwrap(), []);
        store
            .set_body(ids[0], &with_cuts("Isi", &[cut("x y", 0)]), at(10))
            .unwrap();
        assert_eq!(store.cuts(ids[0]).unwrap().len(), 1);
        assert!(store.sources(ids[0]).feed.is_some(), "{version}");
        assert_eq!(store.rules().unwrap(), []);
        sound(&mut store);
    }
}
