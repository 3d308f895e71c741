//! Lists of subscriptions: OPML and newsboat's `urls`.

use kabar::feed::subscriptions::{self, Subscription};

/// What a list gives, a line each: number, folders, title, address; or number, text, reason.
fn read(text: &str) -> Vec<String> {
    let list = subscriptions::parse(text.as_bytes(), "list").unwrap();
    let mut lines: Vec<(u32, String)> = Vec::new();
    for feed in &list.feeds {
        let folder = feed.folder.join("/");
        let title = feed.title.as_deref().unwrap_or("-");
        lines.push((
            feed.line,
            format!("{} [{folder}] {title}: {}", feed.line, feed.url),
        ));
        lines.extend(feed.not_taken().map(|line| (feed.line, line)));
    }
    for refusal in &list.refused {
        lines.push((
            refusal.line,
            format!("{} ! {}: {}", refusal.line, refusal.text, refusal.reason),
        ));
    }
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

#[test]
fn opml_is_read_with_its_folders() {
    let text = r#"<?xml version="1.0"?>
<opml version="1.0"><head><title>mine</title></head><body>
  <outline text="News &amp; more">
    <outline text="Indonesia" title="Indonesia">
      <outline type="rss" text="Antara" title="Antara &lt;b&gt;" xmlUrl="https://antara.example/rss" htmlUrl="https://antara.example/"/>
    </outline>
    <outline text="Title only in text" XMLURL="http://two.example/feed"/>
  </outline>
  <outline text="Flat" xmlUrl="feed://three.example/rss" category="/Tech/Code,/Other"/>
  <outline text="Old" type="rss" url="https://four.example/rss"/>
  <outline text="Local" xmlUrl="file:///etc/passwd"/>
  <outline text="Bad" xmlUrl="javascript:alert(1)"/>
  <outline text="Unclosed" xmlUrl="https://five.example/?a=1&b=2">
</body></opml>"#;
    assert_eq!(
        read(text),
        [
            "5 [News & more/Indonesia] Antara <b>: https://antara.example/rss",
            "7 [News & more] Title only in text: http://two.example/feed",
            "9 [Tech/Code] Flat: http://three.example/rss",
            "9: http://three.example/rss: not taken over: the category \"/Other\"",
            "10 [] Old: https://four.example/rss",
            "11 ! file:///etc/passwd: it would read a file of this computer",
            "12 ! javascript:alert(1): not an address of the web",
            "13 [] Unclosed: https://five.example/?a=1&b=2",
        ]
    );
}

#[test]
fn an_address_without_a_scheme_is_https() {
    let outline = |url: &str| format!("<outline text=\"t\" xmlUrl=\"{url}\"/>\n");
    let bare = [
        "one.example/rss?a=1",
        "//two.example/rss",
        "feed:three.example/rss",
        "four.example:8443/rss",
        "berita.contoh-日本.example",
    ];
    let refused = [
        "nonsense",
        "mailto:a@one.example",
        "a@one.example",
        "x.y:z/rss",
        "1.5",
        ".example",
    ];
    let opml: String = bare
        .iter()
        .chain(&refused)
        .map(|url| outline(url))
        .collect();
    let lines = read(&format!("<opml><body>\n{opml}</body></opml>"));
    let expected = [
        "2 [] t: https://one.example/rss?a=1",
        "3 [] t: https://two.example/rss",
        "4 [] t: https://three.example/rss",
        "5 [] t: https://four.example:8443/rss",
    ];
    assert_eq!(lines[..4], expected);
    assert!(lines[4].starts_with("6 [] t: https://berita."), "{lines:?}");
    for (line, url) in lines[5..].iter().zip(refused) {
        assert!(
            line.ends_with(&format!("! {url}: not an address of the web")),
            "{line}"
        );
    }
    // In other text only where addresses stand, too.
    assert_eq!(
        read("https://one.example/rss\ntwo.example/rss\nnonsense\n"),
        [
            "1 [] -: https://one.example/rss",
            "2 [] -: https://two.example/rss",
            "3 ! nonsense: not an address of the web",
        ]
    );
    let prose = b"main.rs holds it\nREADME.md tells of it\n";
    let words = subscriptions::parse(prose, "x").unwrap_err();
    assert!(words.to_string().ends_with("other text"), "{words}");
}

#[test]
fn a_list_that_breaks_off_says_where() {
    let text = "<opml version=\"2.0\"><body>\n<outline text=\"a\" xmlUrl=\"https://one.example/rss\"/>\n\
                <outline text=\"b\" xmlUrl=\"https://tw";
    let lines = read(text);
    assert_eq!(lines[0], "2 [] a: https://one.example/rss");
    assert!(lines[1].ends_with("the list breaks off here"), "{lines:?}");
    assert!(lines[1].starts_with("3 ! "), "{lines:?}");
}

#[test]
fn newsboat_urls_are_read_with_tags_and_titles() {
    let text = "# my feeds\n\nhttps://one.example/rss \"dalam negeri\" berita \"~Satu \\\"1\\\"\" \"a b\" ~Dua \"dalam negeri\"\n\
        https://two.example/rss !\nhttps://three.example/rss ~Tiga tech\n\
        \"query:Unread:unread = \\\"yes\\\"\"\nexec:~/bin/feed.sh\n|cat x.xml\n\
        filter:~/bin/f.py:https://four.example/rss\nfile:///tmp/x\n\"exec:curl http://x\" tag\nnonsense\nhttps://\n";
    assert_eq!(
        read(text),
        [
            "3 [dalam negeri] Satu \"1\": https://one.example/rss",
            "3: https://one.example/rss: not taken over: the tag \"berita\", the tag \"a b\", the title \"Dua\"",
            "4 [] -: https://two.example/rss",
            "4: https://two.example/rss: not taken over: that it is hidden (!)",
            "5 [tech] Tiga: https://three.example/rss",
            "6 ! query:Unread:unread = \"yes\": a search over other feeds, not a feed",
            "7 ! exec:~/bin/feed.sh: it would run a command",
            "8 ! |cat x.xml: it would run a command",
            "9 ! filter:~/bin/f.py:https://four.example/rss: it would run a command over a feed",
            "10 ! file:///tmp/x: it would read a file of this computer",
            "11 ! exec:curl http://x: it would run a command",
            "12 ! nonsense: not an address of the web",
            "13 ! https://: not an address of the web",
        ]
    );
}

#[test]
fn what_is_no_list_says_what_it_is() {
    for (text, expected) in [
        ("", "x is empty"),
        (
            "<rss><channel/></rss>",
            "x is no list of subscriptions but a feed",
        ),
        (
            "<!doctype html><html></html>",
            "x is no list of subscriptions but an HTML page",
        ),
        (
            "<note/>",
            "x is no list of subscriptions but an XML document of <note>",
        ),
        (
            "dear diary\ntoday",
            "x is no list of subscriptions but other text",
        ),
        (
            "\u{7f}ELF\u{2}\0\nhttps://a.example/feed\n",
            "x is no list of subscriptions but a program",
        ),
    ] {
        assert_eq!(
            subscriptions::parse(text.as_bytes(), "x")
                .unwrap_err()
                .to_string(),
            expected,
            "{text}"
        );
    }
    assert_eq!(read("# only a comment\n"), [""; 0]);
}

#[test]
fn opml_written_is_read_again() {
    let feed = |url: &str, title: Option<&str>, folder: &[&str]| Subscription {
        url: url.to_owned(),
        title: title.map(str::to_owned),
        folder: folder.iter().map(|name| (*name).to_owned()).collect(),
        ..Subscription::default()
    };
    let feeds = [
        feed(
            "https://one.example/?a=1&b=\"2\"",
            Some("A <b> & \"c\""),
            &["News", "Indonesia"],
        ),
        feed("https://two.example/", None, &[]),
        feed("https://three.example/", Some("Tiga"), &["News"]),
        feed(
            "https://four.example/",
            Some("Empat"),
            &["News", "Indonesia"],
        ),
    ];
    let text = subscriptions::opml(&feeds);
    insta::assert_snapshot!(text);
    let mut again = subscriptions::parse(text.as_bytes(), "x").unwrap().feeds;
    again.sort_by(|one, other| one.url.cmp(&other.url));
    let mut expected: Vec<(String, Vec<String>)> = feeds
        .iter()
        .map(|feed| (feed.url.replace('"', "%22"), feed.folder.clone()))
        .collect();
    expected.sort();
    assert_eq!(
        again
            .into_iter()
            .map(|feed| (feed.url, feed.folder))
            .collect::<Vec<_>>(),
        expected
    );
}
