//! Addresses as they may be shown: without what lets others in.

use std::borrow::Cow;

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
