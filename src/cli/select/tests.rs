use super::*;
use crate::model::feed::Health;

fn feeds() -> Vec<Feed> {
    [
        (1, "https://antara.example/rss", "ANTARA"),
        (2, "https://antara.example/rss/bisnis", "ANTARA Bisnis"),
        (7, "http://suara.example/feed/", "Suara"),
        (9, "http://elsewhere.example/1", "Café du Monde"),
    ]
    .into_iter()
    .map(|(id, url, title)| Feed {
        id: FeedId(id),
        url: url.into(),
        link: None,
        title: title.into(),
        folder: None,
        language: None,
        unread: 0,
        total: 0,
        fetched: None,
        muted: false,
        images: None,
        notify: false,
        took: None,
        instead: None,
        damage: None,
        latest: None,
        health: Health::Well,
    })
    .collect()
}

#[test]
fn a_feed_is_found_by_number_address_name_or_part_of_it() {
    let feeds = feeds();
    for (meant, wanted) in [
        ("7", 7),
        ("https://suara.example/feed", 7),
        ("antara", 1),
        ("bisnis", 2),
        ("cafe", 9),
        ("#9", 9),
        ("1", 1),
    ] {
        assert_eq!(feed(&feeds, meant).unwrap().id, FeedId(wanted), "{meant}");
    }
}

#[test]
fn a_part_of_several_names_or_of_none_is_refused() {
    let several = feed(&feeds(), "ant").unwrap_err();
    assert!(
        several
            .to_string()
            .starts_with("more than one feed is called ant: ")
    );
    assert!(several.is::<Usage>());
    let none = feed(&feeds(), "tempo").unwrap_err();
    assert_eq!(
        none.to_string(),
        "no feed matches `tempo`; `kabar feeds` lists them"
    );
}

#[test]
fn a_query_that_makes_no_sense_is_wrong_usage_and_one_that_finds_nothing_is_not() {
    let store = Store::in_memory().unwrap();
    assert!(query(&store, "is:old").unwrap_err().is::<Usage>());
    assert!(query(&store, "feed:x").unwrap_err().is::<QueryError>());
    assert_eq!(query(&store, "gempa").unwrap().words, "gempa");
}
