//! Golden documents: what was read of each file in `tests/data/feed`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use kabar::feed::{self, ParseError, Parsed};
use kabar::model::feed::Format;

/// Everything that was read, a property a line; what is missing is left out.
fn render(parsed: &Parsed) -> String {
    let mut out = format!("format: {:?}\n", parsed.format);
    let channel = &parsed.channel;
    for (name, value) in [
        ("title", &channel.title),
        ("link", &channel.link),
        ("description", &channel.description),
        ("language", &channel.language),
        ("image", &channel.image),
        ("id", &channel.id),
        ("rights", &channel.rights),
        ("updated", &channel.updated.map(|date| date.to_string())),
        ("ttl", &channel.ttl.map(|ttl| ttl.to_string())),
    ] {
        if let Some(value) = value {
            let _ = writeln!(out, "{name}: {value}");
        }
    }
    if !channel.skip_hours.is_empty() || !channel.skip_days.is_empty() {
        let _ = writeln!(
            out,
            "skip: {:?} {:?}",
            channel.skip_hours, channel.skip_days
        );
    }
    for entry in &parsed.entries {
        let _ = writeln!(out, "- title: {}", entry.title);
        for (name, value) in [
            ("id", &entry.id),
            ("link", &entry.link),
            ("published", &entry.published.map(|date| date.to_string())),
            ("updated", &entry.updated.map(|date| date.to_string())),
            ("summary", &entry.summary),
            ("content", &entry.content_html),
            ("image", &entry.image),
            ("comments", &entry.comments),
            ("rights", &entry.rights),
        ] {
            if let Some(value) = value {
                let _ = writeln!(out, "  {name}: {value:?}");
            }
        }
        for (name, list) in [
            ("authors", &entry.authors),
            ("categories", &entry.categories),
        ] {
            if !list.is_empty() {
                let _ = writeln!(out, "  {name}: {list:?}");
            }
        }
        for enclosure in &entry.enclosures {
            let _ = writeln!(
                out,
                "  enclosure: {} {:?} {:?}",
                enclosure.url, enclosure.media_type, enclosure.length
            );
        }
    }
    for warning in &parsed.warnings {
        let _ = writeln!(out, "! {warning}");
    }
    out
}

#[test]
fn every_golden_document_reads_as_before() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/feed");
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".xml") || name.ends_with(".json"))
        .collect();
    names.sort();
    assert!(names.len() >= 15, "{names:?}");
    for name in names {
        let bytes = fs::read(folder.join(&name)).unwrap();
        let parsed = feed::parse(&bytes, None, Some("https://base.example/feeds/one.xml")).unwrap();
        insta::with_settings!({ snapshot_path => &folder, prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(name, render(&parsed));
        });
    }
}

#[test]
fn what_is_no_feed_says_what_it_is() {
    for (document, expected) in [
        ("", "the document is empty"),
        ("\u{feff} \n", "the document is empty"),
        (
            "<!DOCTYPE html><html><head><title>x</title></head><body><p>y</body></html>",
            "this is an HTML page, not a feed",
        ),
        (
            "<html><body>no</body></html>",
            "this is an HTML page, not a feed",
        ),
        (
            "<head><meta charset=utf-8>",
            "this is an HTML page, not a feed",
        ),
        (
            "<?xml version=\"1.0\"?><opml version=\"2.0\"><body/></opml>",
            "not a feed but a list of subscriptions (OPML)",
        ),
        (
            "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"/>",
            "not a feed but a sitemap",
        ),
        (
            "<catalogue><book/></catalogue>",
            "not a feed but an XML document of <catalogue>",
        ),
        ("just words", "not a feed but plain text"),
        ("{\"items\": 3", "not a feed but other JSON"),
        ("{\"a\": 1}", "not a feed but other JSON"),
        ("%PDF-1.4", "not a feed but a PDF document"),
    ] {
        let error = feed::parse(document.as_bytes(), None, None).unwrap_err();
        assert_eq!(error.to_string(), expected, "{document}");
    }
    assert_eq!(feed::parse(b"<html>", None, None), Err(ParseError::Html));
}

#[test]
fn a_feed_without_items_is_a_feed() {
    for (document, format) in [
        ("<rss/>", Format::Rss),
        ("<rdf:RDF/>", Format::Rdf),
        ("<feed/>", Format::Atom),
        (
            "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": []}",
            Format::Json,
        ),
    ] {
        let parsed = feed::parse(document.as_bytes(), None, None).unwrap();
        assert_eq!(
            (parsed.format, parsed.entries.len()),
            (format, 0),
            "{document}"
        );
    }
}

#[test]
fn the_charset_of_the_header_counts() {
    let bytes = b"<rss><channel><title>\xcf\xf0\xe8\xe2\xe5\xf2</title></channel></rss>";
    let parsed = feed::parse(bytes, Some("text/xml; charset=windows-1251"), None).unwrap();
    assert_eq!(parsed.channel.title.as_deref(), Some("Привет"));
}

#[test]
fn titles_are_put_right_for_people_and_left_to_the_letter_otherwise() {
    let document = b"<rss><channel><title>Q&amp;amp;A</title><item><title>&amp;lt;b&amp;gt; &amp;#8217;</title></item></channel></rss>";
    let people = feed::parse(document, None, None).unwrap();
    let letter = feed::parse_as_stated(document, None, None).unwrap();
    assert_eq!(
        (
            people.channel.title.as_deref(),
            people.entries[0].title.as_str()
        ),
        (Some("Q&A"), "<b> \u{2019}")
    );
    assert_eq!(
        (
            letter.channel.title.as_deref(),
            letter.entries[0].title.as_str()
        ),
        (Some("Q&amp;A"), "&lt;b&gt; \u{2019}")
    );
}

#[test]
fn a_title_that_says_that_it_is_html_is_read_as_html() {
    let document = b"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title><entry>\
        <title type='html'>5 &amp;lt; 6 &amp;amp; 7</title></entry></feed>";
    let letter = feed::parse_as_stated(document, None, None).unwrap();
    assert_eq!(letter.entries[0].title, "5 < 6 & 7");
}

#[test]
fn what_is_written_against_the_rules_is_read_as_it_was_meant() {
    let atom = |entry: &str| {
        let document = format!(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://a.example/f/'><title>x</title>\
             <entry><title>x</title>{entry}</entry></feed>"
        );
        let parsed = feed::parse(document.as_bytes(), None, None).unwrap();
        parsed.entries[0].clone()
    };
    // A base inside the text holds in its element.
    let entry = atom(
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p xml:base='/in/'>\
         <a href='one'>1</a></p><a href='two'>2</a></div></content>",
    );
    let html = entry.content_html.unwrap();
    for link in ["https://a.example/in/one", "https://a.example/f/two"] {
        assert!(html.contains(link), "{html}");
    }
    // XHTML that was escaped as a whole.
    let entry = atom("<content type='xhtml'><![CDATA[<p>Air & <b>api</b></p>]]></content>");
    let html = entry.content_html.unwrap();
    assert_eq!(html, "<p>Air & <b>api</b></p>");
    // A text that stands elsewhere is opened there.
    let entry = atom("<content type='text/html' src='whole'/>");
    assert_eq!(entry.link.as_deref(), Some("https://a.example/f/whole"));
    // Midnight by the older versions of RSS.
    let rss =
        b"<rss><channel><skipHours><hour>24</hour><hour>25</hour></skipHours></channel></rss>";
    let parsed = feed::parse(rss, None, None).unwrap();
    assert_eq!(parsed.channel.skip_hours, [0]);
    // A permanent link from the root of its site.
    let rss = b"<rss><channel><link>https://a.example/f/</link><item><title>x</title><guid>/one</guid></item></channel></rss>";
    let parsed = feed::parse(rss, None, None).unwrap();
    let link = parsed.entries[0].link.as_deref();
    assert_eq!(link, Some("https://a.example/one"));
}

#[test]
fn limits_hold() {
    let mut many = String::from("<rss><channel>");
    many.push_str(&"<item><title>x</title></item>".repeat(10_050));
    let parsed = feed::parse(many.as_bytes(), None, None).unwrap();
    assert_eq!(parsed.entries.len(), 10_000);
    let deep = format!(
        "<rss><channel><item><description>{}deep",
        "<b>".repeat(5_000)
    );
    let parsed = feed::parse(deep.as_bytes(), None, None).unwrap();
    assert_eq!(parsed.entries.len(), 1);
    assert!(
        parsed
            .warnings
            .iter()
            .any(|warning| warning.contains("too deep"))
    );
    let long = format!(
        "<rss><channel><item><title>{}</title></item>",
        "ä".repeat(50_000)
    );
    let parsed = feed::parse(long.as_bytes(), None, None).unwrap();
    assert_eq!(parsed.entries[0].title.chars().count(), 1_000);
}
