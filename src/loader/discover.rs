//! Finding the feeds of an address: the address itself, those its page names, those in the usual places. Each is fetched
//! and parsed before it is offered.

use std::collections::HashSet;
use std::sync::Arc;

use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::extract;
use crate::feed::{self, ParseError, Parsed};
use crate::fetch::answer::{Outcome, Request, Validators};
use crate::loader::Candidate;
use crate::loader::desk::Desk;
use crate::loader::trouble::Trouble;
use crate::text::decode::{self, Kind};

/// Where feeds stand that no page names.
const USUAL: [&str; 6] = [
    "/feed",
    "/rss",
    "/feed.xml",
    "/rss.xml",
    "/atom.xml",
    "/index.xml",
];
/// How many feeds of a page are tried.
const MOST: usize = 12;
/// How many headlines are shown of a feed.
const PREVIEW: usize = 5;

/// What stands at an address.
enum Found {
    Feed(Box<Candidate>),
    Page(Vec<String>),
}

/// The feeds at an address, best first, or why there are none.
pub async fn discover(desk: &Arc<Desk>, address: &str) -> Result<Vec<Candidate>, String> {
    let token = desk.token();
    let url = completed(address)?;
    let mut first = look(desk, url.as_str(), &token).await;
    if let (Err(Trouble::Fetch(error)), Some(plain)) = (&first, without_tls(address, &url))
        && error.is_without_tls()
        && let Ok(found) = look(desk, plain.as_str(), &token).await
    {
        first = Ok(found);
    }
    let (mut found, base) = match first {
        Ok((Found::Feed(candidate), _)) => (vec![*candidate], None),
        Ok((Found::Page(named), base)) => (try_all(desk, &named, &token).await, Some(base)),
        Err(trouble) => return Err(trouble.to_string()),
    };
    if let (true, Some(base)) = (
        found.is_empty(),
        base.and_then(|base| Url::parse(&base).ok()),
    ) {
        let usual: Vec<String> = USUAL
            .iter()
            .filter_map(|path| base.join(path).ok())
            .map(String::from)
            .collect();
        found = try_all(desk, &usual, &token).await;
    }
    if found.is_empty() {
        return Err(format!(
            "{} offers no feed",
            url.host_str().unwrap_or(address)
        ));
    }
    mark_known(desk, &mut found).await;
    Ok(found)
}

/// An address as a person types it: without a scheme it is https, but http on this machine.
pub fn completed(address: &str) -> Result<Url, String> {
    let address = address.trim();
    let address = address
        .strip_prefix("feed:")
        .map_or(address, |rest| rest.trim_start_matches("//"));
    let unreadable = || format!("{address} is not an address");
    let url = if address.starts_with("http://") || address.starts_with("https://") {
        Url::parse(address)
    } else if address.contains("://") {
        return Err("only http: and https: addresses can be fetched".to_owned());
    } else {
        let host = address.split(['/', ':', '?']).next().unwrap_or_default();
        let is_here = matches!(host, "localhost" | "127.0.0.1") || address.starts_with("[::1]");
        Url::parse(&format!(
            "{}://{address}",
            if is_here { "http" } else { "https" }
        ))
    };
    url.ok()
        .filter(|url| url.host_str().is_some_and(|host| !host.is_empty()))
        .ok_or_else(unreadable)
}

/// The http address of a host that a person named without a scheme, for when nobody answers at the https one.
fn without_tls(address: &str, url: &Url) -> Option<Url> {
    if url.scheme() != "https" || address.contains("://") {
        return None;
    }
    let mut plain = url.clone();
    plain.set_scheme("http").ok()?;
    Some(plain)
}

/// Tries addresses at the same time; the feeds among them in the order given, none twice.
async fn try_all(desk: &Arc<Desk>, urls: &[String], token: &CancellationToken) -> Vec<Candidate> {
    let mut tried = JoinSet::new();
    for (place, url) in urls.iter().take(MOST).enumerate() {
        let (desk, token, url) = (Arc::clone(desk), token.clone(), url.clone());
        tried.spawn(async move {
            match look(&desk, &url, &token).await {
                Ok((Found::Feed(candidate), _)) => Some((place, *candidate)),
                _ => None,
            }
        });
    }
    let mut found: Vec<(usize, Candidate)> = tried.join_all().await.into_iter().flatten().collect();
    found.sort_by_key(|(place, _)| *place);
    let mut seen = HashSet::new();
    found
        .into_iter()
        .map(|(_, candidate)| candidate)
        .filter(|candidate| seen.insert(candidate.url.clone()))
        .collect()
}

/// Looks what stands at an address; answers the address that answered, too.
async fn look(
    desk: &Arc<Desk>,
    url: &str,
    token: &CancellationToken,
) -> Result<(Found, String), Trouble> {
    let answer = desk
        .get(Request::feed(url, &Validators::default()), token)
        .await?;
    let Outcome::Fresh { body, content_type } = answer.outcome else {
        return Err(Trouble::NoStory);
    };
    // A feed is followed where it has moved for good, and only there.
    let address = answer.permanent.unwrap_or_else(|| url.to_owned());
    let base = answer.url.clone();
    let read = move || match feed::parse(&body, content_type.as_deref(), Some(&base)) {
        Ok(parsed) => Ok(Found::Feed(Box::new(candidate(address, &parsed)))),
        Err(ParseError::Html) => {
            let page = decode::decode(&body, content_type.as_deref(), Kind::Html);
            let links = Url::parse(&base).map(|base| extract::feed_links(&page.text, &base));
            Ok(Found::Page(
                links
                    .unwrap_or_default()
                    .into_iter()
                    .map(|link| link.url)
                    .collect(),
            ))
        }
        Err(error) => Err(Trouble::Parse(error)),
    };
    let found = desk.crew.run(read).await.map_err(|_| Trouble::Panic)??;
    Ok((found, answer.url))
}

fn candidate(url: String, parsed: &Parsed) -> Candidate {
    let host = Url::parse(&url)
        .ok()
        .and_then(|url| url.host_str().map(str::to_owned));
    let title = parsed
        .channel
        .title
        .clone()
        .filter(|title| !title.is_empty());
    let titles = parsed
        .entries
        .iter()
        .map(|entry| entry.title.as_str())
        .filter(|title| !title.is_empty());
    Candidate {
        title: title.or(host).unwrap_or_default(),
        format: parsed.format,
        entries: u32::try_from(parsed.entries.len()).unwrap_or(u32::MAX),
        latest: parsed
            .entries
            .iter()
            .filter_map(|entry| entry.published.or(entry.updated))
            .max(),
        preview: titles.take(PREVIEW).map(str::to_owned).collect(),
        known: false,
        url,
    }
}

async fn mark_known(desk: &Arc<Desk>, candidates: &mut [Candidate]) {
    let urls: Vec<String> = candidates
        .iter()
        .map(|candidate| candidate.url.clone())
        .collect();
    let known = desk.keeper.call(move |store| {
        urls.iter()
            .map(|url| store.feed_at(url).map(|feed| feed.is_some()))
            .collect::<Result<Vec<bool>, _>>()
    });
    let known = desk.stored(known.await).unwrap_or_default();
    for (candidate, known) in candidates.iter_mut().zip(known) {
        candidate.known = known;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_completed_as_a_person_means_it() {
        for (address, expected) in [
            ("antara.example", Ok("https://antara.example/")),
            (" antara.example/rss ", Ok("https://antara.example/rss")),
            ("localhost:8080/feed", Ok("http://localhost:8080/feed")),
            ("127.0.0.1:8080", Ok("http://127.0.0.1:8080/")),
            (
                "antara.example:8443/feed",
                Ok("https://antara.example:8443/feed"),
            ),
            ("http://antara.example", Ok("http://antara.example/")),
            (
                "feed:https://antara.example/feed",
                Ok("https://antara.example/feed"),
            ),
            (
                "feed://antara.example/feed",
                Ok("https://antara.example/feed"),
            ),
            (
                "ftp://antara.example",
                Err("only http: and https: addresses can be fetched"),
            ),
            ("", Err(" is not an address")),
            ("two words", Err("two words is not an address")),
        ] {
            let found = completed(address);
            assert_eq!(
                found.as_ref().map(Url::as_str).map_err(String::as_str),
                expected,
                "{address}"
            );
        }
    }
}
