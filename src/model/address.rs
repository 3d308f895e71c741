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
