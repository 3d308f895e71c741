//! Search, with and without an index.

use kabar::model::feed::Entry;
use kabar::model::query::{Order, Query};
use kabar::store::Store;

use crate::store::{all, entry, fetched, library, merge, page, sound, titles, words};

fn newspaper() -> Store {
    let (mut store, feed, _) = library(0);
    let texts = [
        (
            "Harga beras naik",
            "Menteri mengatakan harga pangan akan turun",
        ),
        (
            "Café in Zürich",
            "Ein Straßencafé für alle; the rice is naïve",
        ),
        ("東京都知事が会見", "昨日、都庁で記者会見が開かれました。"),
        ("ข่าววันนี้", "นายกรัฐมนตรีแถลงข่าวที่กรุงเทพมหานคร"),
        ("北京新闻", "中国国家主席今天发表讲话"),
        ("हिन्दी समाचार", "प्रधानमंत्री ने कहा"),
        ("أخبار اليوم", "قال الوزير إنّ الأسعار مُرتفعة"),
        ("서울에서 회의", "대통령이 오늘 발표했다"),
    ];
    let served: Vec<Entry> = (0..)
        .zip(texts)
        .map(|(number, (title, body))| Entry {
            title: title.to_owned(),
            content_html: Some(format!("<p>{body}</p><script>hidden</script>")),
            ..entry(number)
        })
        .collect();
    merge(&mut store, feed, &served, 100);
    store
}

/// Words, and the places of the stories found.
const FOUND: &[(&str, &[usize])] = &[
    ("beras", &[0]),
    ("BERAS har", &[0]),
    ("ber", &[0]),
    ("akan", &[0]),
    ("pan", &[]),
    ("pang", &[0]),
    ("ber ", &[]),
    ("\"harga pangan\"", &[0]),
    ("\"pangan harga\"", &[]),
    ("\"beras naik menteri\"", &[]),
    ("cafe zurich", &[1]),
    ("strassencafe", &[]),
    ("naive", &[1]),
    ("p", &[]),
    ("be", &[0]),
    ("naik be", &[0]),
    ("mengatakan be", &[0]),
    ("zurich be", &[]),
    ("script", &[]),
    ("hidden", &[]),
    ("東京", &[2]),
    ("京都", &[2]),
    ("知事", &[2]),
    ("記者会見", &[2]),
    ("都", &[2]),
    ("会見 都庁", &[2]),
    ("京東", &[]),
    ("ข่าว", &[3]),
    ("กรุงเทพ", &[3]),
    ("รัฐมนตรี", &[3]),
    ("国家主席", &[4]),
    ("新闻", &[4]),
    ("समाचार", &[5]),
    ("प्रधान", &[5]),
    ("الاسعار", &[6]),
    ("الأسعار مرتفعة", &[6]),
    ("서울", &[7]),
    ("대통령", &[7]),
    ("!?", &[]),
    ("\"", &[]),
    ("AND OR NOT ^ * :", &[]),
];

#[test]
fn words_are_found_before_and_after_they_are_indexed() {
    let mut store = newspaper();
    for step in ["not indexed", "half indexed", "indexed", "indexed again"] {
        for (words_, places) in FOUND {
            for order in [Order::Newest, Order::Best] {
                let query = Query {
                    order,
                    ..words(words_)
                };
                let mut found = titles(&store, &query);
                found.sort();
                let ids = all(&store);
                let mut wanted: Vec<String> = places
                    .iter()
                    .map(|place| store.headlines(&[ids[7 - place]]).unwrap()[0].title.clone())
                    .collect();
                wanted.sort();
                assert_eq!(found, wanted, "{words_} {order:?}, {step}");
            }
        }
        store
            .index_some(if step == "not indexed" { 4 } else { 100 })
            .unwrap();
    }
    assert_eq!(store.index_some(100).unwrap(), 0);
    sound(&mut store);
}

#[test]
fn a_changed_text_is_found_at_once_and_the_old_one_is_not() {
    let mut store = newspaper();
    // On a busy machine a batch ends early.
    while store.index_some(100).unwrap() > 0 {}
    let id = store.list(&words("pangan"), None).unwrap()[0];
    store
        .set_body(id, &page("Banjir di Semarang"), fetched(5).now)
        .unwrap();
    for step in ["changed", "indexed"] {
        assert_eq!(
            store.list(&words("semarang"), None).unwrap(),
            [id],
            "{step}"
        );
        assert_eq!(store.list(&words("beras"), None).unwrap(), [id], "{step}");
        assert!(
            store.list(&words("pangan"), None).unwrap().is_empty(),
            "{step}"
        );
        store.index_some(1).unwrap();
    }
    assert_eq!(store.index_some(1).unwrap(), 0);
}

#[test]
fn the_best_match_has_the_word_in_its_title() {
    let (mut store, feed, _) = library(0);
    let mut served: Vec<Entry> = (0..30).map(entry).collect();
    for (number, story) in served.iter_mut().enumerate() {
        story.content_html = Some(format!("<p>banjir {}</p>", "kata lain ".repeat(number + 5)));
    }
    served[3].title = "Banjir".to_owned();
    merge(&mut store, feed, &served, 100);
    store.index_some(100).unwrap();
    let best = Query {
        order: Order::Best,
        ..words("banjir")
    };
    assert_eq!(titles(&store, &best)[0], "Banjir");
    assert_eq!(titles(&store, &best).len(), 30);
    assert_eq!(titles(&store, &words("banjir"))[0], "Story 29");
}

#[test]
fn long_html_is_packed_when_indexed_and_reads_the_same() {
    let (mut store, feed, _) = library(0);
    let html = format!("<p>{}</p>", "panjang sekali ".repeat(200));
    let served = [Entry {
        content_html: Some(html.clone()),
        ..entry(1)
    }];
    let id = merge(&mut store, feed, &served, 100).new[0];
    store.index_some(10).unwrap();
    let kabar::store::articles::Body::Feed { html: kept, .. } =
        store.article(id).unwrap().unwrap().body
    else {
        panic!("the feed's text");
    };
    assert_eq!(kept, html);
    assert_eq!(merge(&mut store, feed, &served, 200).updated, 0);
}

#[test]
fn a_snippet_shows_the_place_of_the_words() {
    let store = newspaper();
    let id = store.list(&words("pangan"), None).unwrap()[0];
    let snippet = store.snippet(id, "pangan").unwrap().unwrap();
    assert_eq!(&snippet.text[snippet.hits[0].clone()], "pangan");
}
