//! Addresses as they may be shown, without what lets others in; and which server they belong to.

use std::borrow::Cow;

use url::Url;

/// An address without the name and the password in it: what is shown, exported or logged may be seen by others, and a
/// name alone may be the key.
#[must_use]
pub fn without_secrets(url: &str) -> Cow<'_, str> {
    let shown = |url: &str| {
        let (scheme, rest) = url.split_once("://")?;
        let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (host, path) = rest.split_at_checked(host_end)?;
        let (_, host) = host.rsplit_once('@')?;
        Some(format!("{scheme}://{host}{path}"))
    };
    shown(url).map_or(Cow::Borrowed(url), Cow::Owned)
}

/// Name and password that stand in an address, decoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// The name.
    pub name: String,
    /// The password; a name alone may be the key.
    pub password: Option<String>,
}

/// The name and the password in an address of the web.
#[must_use]
pub fn login(url: &str) -> Option<Login> {
    let url = Url::parse(url.trim()).ok()?;
    let is_one = !url.username().is_empty() || url.password().is_some();
    (is_one && matches!(url.scheme(), "http" | "https")).then(|| Login {
        name: decoded(url.username()),
        password: url.password().map(decoded),
    })
}

/// The part of a page that an address names behind `#`; none for words to be searched for.
#[must_use]
pub fn part(url: &str) -> Option<String> {
    let (_, part) = url.split_once('#')?;
    let name = part.split(":~:").next().unwrap_or_default();
    Some(decoded(name)).filter(|name| !name.is_empty())
}

/// What percent signs stand for; a plus sign stays one, which the query parser takes for a blank.
fn decoded(text: &str) -> String {
    let encoded = format!("v={}", text.replace('+', "%2B").replace('&', "%26"));
    let value = url::form_urlencoded::parse(encoded.as_bytes()).next();
    value
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

/// The server of an address, as far as secrets are concerned: its host, and its port when that is not the usual one. A
/// host that changes from http to https stays the same. Nothing for what no server answers.
#[must_use]
pub fn server(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let host = url.host_str().filter(|host| !host.is_empty())?;
    Some(match url.port() {
        None | Some(80 | 443) => host.to_owned(),
        Some(port) => format!("{host}:{port}"),
    })
}

/// The page at which feeds of a site are looked for whose feed stood at `url`: the one the feed named, else the front page
/// of its host, and of a feed's own host the one that people visit.
#[must_use]
pub fn site(url: &str, link: Option<&str>) -> Option<String> {
    const OF_FEEDS: [&str; 4] = ["rss.", "feeds.", "feed.", "xml."];
    let is_page = |url: &str| url.starts_with("http://") || url.starts_with("https://");
    if !is_page(url) {
        return None;
    }
    if let Some(link) = link.filter(|link| is_page(link)) {
        return Some(link.to_owned());
    }
    let url = without_secrets(url);
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?;
    let named = OF_FEEDS.iter().find_map(|name| host.strip_prefix(name));
    let host = named.filter(|rest| rest.contains('.')).unwrap_or(host);
    Some(format!("{scheme}://{host}/"))
}

#[test]
fn a_site_is_where_people_go() {
    let feed = "https://ani:p@rss.a.example/kota.xml";
    for (url, link, expected) in [
        (
            feed,
            Some("https://a.example/kota"),
            Some("https://a.example/kota"),
        ),
        (feed, None, Some("https://a.example/")),
        (feed, Some("exec:cuaca"), Some("https://a.example/")),
        ("http://feed.example/x", None, Some("http://feed.example/")),
        ("file:///tmp/x", Some("https://a.example/"), None),
    ] {
        assert_eq!(site(url, link).as_deref(), expected, "{url}");
    }
}

#[test]
fn a_server_is_known_by_its_host() {
    for (url, expected) in [
        ("http://A.example/x", Some("a.example")),
        ("https://ani:p@a.example:443/y", Some("a.example")),
        ("https://a.example:8443/", Some("a.example:8443")),
        ("https://www.a.example/", Some("www.a.example")),
        ("file:///tmp/a", None),
        ("exec:cuaca", None),
    ] {
        assert_eq!(server(url).as_deref(), expected);
    }
}

#[test]
fn nobody_gets_in_by_what_is_shown() {
    for (url, shown) in [
        ("https://ani:p:w@a.example/x@y", "https://a.example/x@y"),
        ("https://a.example:81/x:y@z", "https://a.example:81/x:y@z"),
        ("https://ghp_token@a.example", "https://a.example"),
        ("file:///tmp/a:b@c", "file:///tmp/a:b@c"),
        ("exec:cuaca", "exec:cuaca"),
    ] {
        assert_eq!(without_secrets(url), shown);
    }
}
