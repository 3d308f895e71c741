//! The sitemaps that a site names in its `robots.txt` (RFC 9309; sitemaps.org 0.9).

use std::sync::Arc;

use tokio_util::sync::CancellationToken;
use url::Url;

use crate::fetch::answer::{Outcome, Request};
use crate::loader::desk::Desk;

/// So many are tried.
const MOST: usize = 8;

/// The sitemaps of a site that the address `home` led to, those for news first.
pub async fn sitemaps(
    desk: &Arc<Desk>,
    site: &Url,
    home: Option<&str>,
    token: &CancellationToken,
) -> Vec<String> {
    let Ok(robots) = site.join("/robots.txt") else {
        return Vec::new();
    };
    let answer = desk.get(Request::page(robots.as_str(), home), token).await;
    match answer.map(|answer| answer.outcome) {
        Ok(Outcome::Fresh { body, .. }) => named(&String::from_utf8_lossy(&body), &robots),
        _ => Vec::new(),
    }
}

fn named(robots: &str, base: &Url) -> Vec<String> {
    let mut named: Vec<String> = robots
        .trim_start_matches('\u{feff}')
        .lines()
        // What follows this sign is a remark.
        .filter_map(|line| line.split('#').next())
        .filter_map(|line| line.split_once(':'))
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("sitemap"))
        .filter_map(|(_, url)| base.join(url.trim()).ok())
        .map(String::from)
        .collect();
    named.sort_by_key(|url| !url.to_ascii_lowercase().contains("news"));
    named.truncate(MOST);
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn robots_name_sitemaps_and_news_come_first() {
        let robots = "\u{feff}Sitemap: https://a.example/pages.xml\nUser-agent: *\nDisallow: /cari\n\
                      sitemap:/news-sitemap.xml\nSitemap : http://[\n\
                      Sitemap: /idx.xml # catatan\n# Sitemap: /lama.xml\n";
        let base = Url::parse("https://a.example/robots.txt").unwrap();
        assert_eq!(
            named(robots, &base),
            [
                "https://a.example/news-sitemap.xml",
                "https://a.example/pages.xml",
                "https://a.example/idx.xml"
            ]
        );
    }
}
