//! Feeds whose addresses follow from those of their pages, as large sites and their programs have them. Whether there is
//! a feed in truth, only asking tells.

use url::Url;

/// The addresses at which feeds of a page may stand, best first; none for a page of no known site.
pub fn feeds(url: &Url) -> Vec<String> {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let path: Vec<&str> = url
        .path_segments()
        .map(|path| path.filter(|part| !part.is_empty()).collect())
        .unwrap_or_default();
    let at = |path: &str| format!("{}/{path}", url.origin().ascii_serialization());
    match (host, path.as_slice()) {
        ("youtube.com" | "m.youtube.com", path) => youtube(url, path),
        ("github.com", [owner]) => vec![at(&format!("{owner}.atom"))],
        ("github.com", [owner, name]) => ["releases", "commits", "tags"]
            .iter()
            .map(|what| at(&format!("{owner}/{name}/{what}.atom")))
            .collect(),
        ("github.com", [owner, name, "releases" | "tags", ..]) => {
            vec![at(&format!("{owner}/{name}/releases.atom"))]
        }
        ("github.com", [owner, name, "commits" | "tree", branch, ..]) => {
            vec![at(&format!("{owner}/{name}/commits/{branch}.atom"))]
        }
        ("reddit.com" | "old.reddit.com" | "new.reddit.com", path) => {
            vec![at(&join(path, ".rss"))]
        }
        ("medium.com", [name]) if name.starts_with('@') => vec![at(&format!("feed/{name}"))],
        // Programs that many sites run: Lemmy and Mastodon.
        (_, ["c", community]) => vec![at(&format!("feeds/c/{community}.xml?sort=New"))],
        (_, ["u", person]) => vec![at(&format!("feeds/u/{person}.xml?sort=New"))],
        (_, [name]) if name.starts_with('@') => vec![at(&format!("{name}.rss"))],
        (_, ["tags", tag]) => vec![at(&format!("tags/{tag}.rss"))],
        _ => Vec::new(),
    }
}

/// Addresses as people of the fediverse write them, as pages: `@ani@social.example`, `!kabar@lemmy.example`.
pub fn page(address: &str) -> Option<String> {
    let (sign, rest) = match address.split_at_checked(1)? {
        ("@", rest) => ("@", rest),
        ("!", rest) => ("c/", rest),
        _ => return None,
    };
    let (name, host) = rest.split_once('@')?;
    let is_word = |word: &str| {
        !word.is_empty()
            && word
                .chars()
                .all(|char| char.is_alphanumeric() || "-_.:".contains(char))
    };
    (is_word(name) && is_word(host)).then(|| format!("{host}/{sign}{name}"))
}

fn youtube(url: &Url, path: &[&str]) -> Vec<String> {
    let list = url
        .query_pairs()
        .find(|(name, _)| name == "list")
        .map(|(_, list)| list.into_owned());
    let (name, value) = match (path, list) {
        (["channel", id, ..], _) => ("channel_id", (*id).to_owned()),
        (["user", name, ..], _) => ("user", (*name).to_owned()),
        (_, Some(list)) => ("playlist_id", list),
        // A handle's page names its feed itself.
        _ => return Vec::new(),
    };
    let mut feed = url.clone();
    feed.set_path("/feeds/videos.xml");
    feed.set_fragment(None);
    feed.query_pairs_mut().clear().append_pair(name, &value);
    vec![feed.into()]
}

fn join(path: &[&str], end: &str) -> String {
    let mut joined = path.join("/");
    if !joined.is_empty() {
        joined.push('/');
    }
    joined + end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_of_known_sites_follow_from_their_pages() {
        for (page, expected) in [
            (
                "https://www.youtube.com/channel/UCabc/videos",
                "https://www.youtube.com/feeds/videos.xml?channel_id=UCabc",
            ),
            (
                "https://www.youtube.com/playlist?list=PLx",
                "https://www.youtube.com/feeds/videos.xml?playlist_id=PLx",
            ),
            (
                "https://www.youtube.com/user/antara",
                "https://www.youtube.com/feeds/videos.xml?user=antara",
            ),
            ("https://www.youtube.com/@antara", ""),
            (
                "https://github.com/owner/name",
                "https://github.com/owner/name/releases.atom https://github.com/owner/name/commits.atom \
                 https://github.com/owner/name/tags.atom",
            ),
            (
                "https://github.com/owner/name/commits/main",
                "https://github.com/owner/name/commits/main.atom",
            ),
            ("https://github.com/owner", "https://github.com/owner.atom"),
            (
                "https://www.reddit.com/r/indonesia/",
                "https://www.reddit.com/r/indonesia/.rss",
            ),
            ("https://old.reddit.com/", "https://old.reddit.com/.rss"),
            (
                "https://social.example/@ani",
                "https://social.example/@ani.rss",
            ),
            (
                "https://lemmy.example/c/kabar",
                "https://lemmy.example/feeds/c/kabar.xml?sort=New",
            ),
            (
                "https://lemmy.example/u/ani",
                "https://lemmy.example/feeds/u/ani.xml?sort=New",
            ),
            ("https://news.example/2026/story", ""),
        ] {
            assert_eq!(feeds(&Url::parse(page).unwrap()).join(" "), expected);
        }
    }

    #[test]
    fn names_of_the_fediverse_are_pages() {
        for (address, expected) in [
            ("@ani@social.example", Some("social.example/@ani")),
            ("!kabar@lemmy.example", Some("lemmy.example/c/kabar")),
            ("@ani", None),
            ("ani@social.example", None),
            ("@a b@c", None),
            ("", None),
        ] {
            assert_eq!(page(address).as_deref(), expected, "{address}");
        }
    }
}
