//! Laws: reading is total, and what is broken costs only its own part.

use kabar::feed::{self, tags};
use proptest::prelude::*;

const RSS: &[u8] = include_bytes!("../../data/feed/rss-2.0-modules.xml");
const RDF: &[u8] = include_bytes!("../../data/feed/rss-1.0.xml");
const ATOM: &[u8] = include_bytes!("../../data/feed/atom-1.0.xml");
const JSON: &[u8] = include_bytes!("../../data/feed/json-1.1.json");

/// Cut anywhere, a good feed still gives every item that was complete.
fn check_cuts(bytes: &[u8], end_tag: &str) {
    let whole = feed::parse(bytes, None, None).unwrap();
    let text = std::str::from_utf8(bytes).unwrap();
    for cut in 0..bytes.len() {
        let complete = text
            .match_indices(end_tag)
            .filter(|(place, _)| place + end_tag.len() <= cut)
            .count();
        let Ok(parsed) = feed::parse(&bytes[..cut], None, None) else {
            assert_eq!(complete, 0, "cut at {cut}");
            continue;
        };
        assert!(parsed.entries.len() >= complete, "cut at {cut}");
        assert_eq!(
            parsed.entries[..complete],
            whole.entries[..complete],
            "cut at {cut}"
        );
    }
}

#[test]
fn a_cut_loses_no_complete_item() {
    check_cuts(RSS, "</item>");
    check_cuts(RDF, "</item>");
    check_cuts(ATOM, "</entry>");
}

#[test]
fn a_cut_json_feed_keeps_its_first_item() {
    let text = std::str::from_utf8(JSON).unwrap();
    let end = text.find("]},").unwrap() + 3;
    for cut in end..JSON.len() {
        assert!(
            !feed::parse(&JSON[..cut], None, None)
                .unwrap()
                .entries
                .is_empty(),
            "cut at {cut}"
        );
    }
}

/// Documents that would cost a reader the square of their length.
#[test]
fn hostile_documents_end() {
    const LENGTH: usize = 2_000_000;
    for piece in [
        "<a \"",
        "<a '>",
        "<!--",
        "<![CDATA[",
        "<![CDATA[</item>",
        "<?",
        "<?x ",
        "<!DOCTYPE \"",
        "<!x",
        "<item>",
        "</item>",
        "</",
        "<title>",
        "&",
        "&amp",
        "&#",
        "<a b=\"",
        "<description>",
        "<link>",
        "<x:y xmlns:x='u'>",
        "<",
        ">",
        "<b>",
        "<img src=x ",
        "&lt;a \"",
        "&lt;!--",
        "&lt;script&gt;",
        "&lt;b",
        "&lt;!doctype",
    ] {
        for start in [
            "<rss><channel><item><description>",
            "<rss><channel><item><title>",
            "<feed><entry><content type='xhtml'>",
        ] {
            let mut document = String::from(start);
            document.push_str(&piece.repeat(LENGTH / piece.len()));
            document.push_str("]]>\">-->");
            let parsed =
                feed::parse(document.as_bytes(), None, Some("https://x.example/")).unwrap();
            for entry in &parsed.entries {
                let _ = entry.content_html.as_deref().map(tags::safe);
                let _ = entry.summary.as_deref().map(tags::safe);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = feed::parse(&bytes, None, None);
        let _ = feed::subscriptions::parse(&bytes, "urls");
    }

    #[test]
    fn a_damaged_feed_is_read(
        which in 0..4_usize, damages in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)
    ) {
        let mut bytes = [RSS, RDF, ATOM, JSON][which].to_vec();
        for (place, byte) in damages {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let _ = feed::parse(&bytes, None, Some("https://x.example/"));
    }

    #[test]
    fn pieces_in_any_order_are_read(pieces in proptest::collection::vec(prop::sample::select(vec![
        "<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "<![CDATA[", "]]>", "<!--", "-->", "&amp;", "&", "<", ">", "\"", "'",
        "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "<content type='xhtml'>", "<div>", "</div>", "<link href='x'/>", "é", "\u{0}",
        "<?xml version='1.0'?>", "<!DOCTYPE x [", "=", "/", " ", "x", "<pubDate>", "Sat, 21 Nov 2026", "12:00", "</", "<a b=c>",
    ]), 0..60)) {
        let _ = feed::parse(pieces.concat().as_bytes(), None, None);
    }

    #[test]
    fn dates_are_read_or_refused(text in "[ -~]{0,40}|[0-9:/T. +-]{0,30}|\\PC{0,20}") {
        let _ = feed::date::parse(&text);
    }

    #[test]
    fn safe_html_stays_as_it_is_when_made_safe_again(html in "(<|>|\"|'|=|/|!|-|a|img|script|style|href|src|on|javascript:| |&lt;|é){0,30}") {
        let once = tags::safe(&html);
        prop_assert_eq!(tags::safe(&once), once.clone());
        let lower = once.to_ascii_lowercase();
        prop_assert!(!lower.contains("<script") && !lower.contains("<style"), "{}", once);
    }
}
