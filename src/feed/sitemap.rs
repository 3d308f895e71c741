//! Sitemaps (sitemaps.org 0.9): those for news (`news:` 0.9) are read as feeds; indexes name further sitemaps.

use url::Url;

use crate::feed::draft::harmless_line;
use crate::feed::event::Event;
use crate::feed::xml::Reader;
use crate::feed::{date, html, link};
use crate::model::feed::{Channel, Entry};

/// More pages or sitemaps than this are not read.
const MOST: usize = 10_000;

/// What a sitemap holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sitemap {
    /// Stories with titles.
    News(Box<Channel>, Vec<Entry>),
    /// Further sitemaps, those that changed last first.
    Index(Vec<String>),
    /// Pages without titles.
    Pages,
}

#[derive(Default)]
struct Place {
    url: Option<String>,
    changed: Option<jiff::Timestamp>,
    entry: Entry,
    site: Option<String>,
    language: Option<String>,
}

/// Reads a document whose outermost element is `urlset` or `sitemapindex`.
#[must_use]
pub fn parse(text: &str, base: Option<&Url>) -> Sitemap {
    let mut reader = Reader::new(text);
    let mut path: Vec<String> = Vec::new();
    let mut said = String::new();
    let mut place = Place::default();
    let mut places: Vec<Place> = Vec::new();
    let mut is_index = false;
    while let Some(event) = reader.next() {
        match event {
            Event::Start(tag) => {
                said.clear();
                is_index |= path.is_empty() && tag.name == "sitemapindex";
                path.push(tag.name.into_owned());
            }
            Event::Text(text) => said.push_str(&text),
            Event::End => {
                let name = path.pop().unwrap_or_default();
                if matches!(name.as_str(), "url" | "sitemap") {
                    let whole = std::mem::take(&mut place);
                    if whole.url.is_some() && places.len() < MOST {
                        places.push(whole);
                    }
                } else {
                    let outer = path.last().map_or("", String::as_str);
                    note(&mut place, outer, &name, said.trim(), base);
                }
                said.clear();
            }
        }
    }
    if is_index {
        places.sort_by_key(|place| std::cmp::Reverse(place.changed));
        return Sitemap::Index(places.into_iter().filter_map(|place| place.url).collect());
    }
    news(places)
}

/// Notes what an element says of the place it stands in.
fn note(place: &mut Place, outer: &str, name: &str, said: &str, base: Option<&Url>) {
    let line = || Some(harmless_line(&html::plain(said))).filter(|line| !line.is_empty());
    match (outer, name) {
        ("url" | "sitemap", "loc") => {
            place.url = link::resolve(said, base).filter(|url| url.starts_with("http"));
        }
        ("url" | "sitemap", "lastmod") => place.changed = date::parse(said),
        ("news", "title") => place.entry.title = line().unwrap_or_default(),
        ("news", "publication_date") => place.entry.published = date::parse(said),
        ("news", "keywords") => {
            let words = said
                .split(',')
                .map(|word| harmless_line(&html::plain(word)));
            place.entry.categories = words.filter(|word| !word.is_empty()).collect();
        }
        ("publication", "name") => place.site = line(),
        ("publication", "language") => place.language = line(),
        ("image", "loc") => place.entry.image = link::resolve(said, base),
        _ => {}
    }
}

fn news(places: Vec<Place>) -> Sitemap {
    let mut channel = Channel::default();
    let mut entries = Vec::new();
    for place in places {
        let Some(url) = place.url.filter(|_| !place.entry.title.is_empty()) else {
            continue;
        };
        channel.title = channel.title.or(place.site);
        channel.language = channel.language.or(place.language);
        if channel.link.is_none() {
            let home = Url::parse(&url).and_then(|url| url.join("/"));
            channel.link = home.ok().map(String::from);
        }
        entries.push(Entry {
            id: Some(url.clone()),
            link: Some(url),
            updated: place.changed,
            published: place.entry.published.or(place.changed),
            ..place.entry
        });
    }
    if entries.is_empty() {
        return Sitemap::Pages;
    }
    Sitemap::News(Box::new(channel), entries)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_news_sitemap_is_a_feed() {
        let text = "<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
            xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\" \
            xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\"><url><loc>https://sungai.example/perahu</loc>\
            <lastmod>2026-01-02T10:00:00Z</lastmod><news:news><news:publication><news:name>Harian Sungai</news:name>\
            <news:language>id</news:language></news:publication><news:publication_date>2026-01-02T16:00:00+07:00\
            </news:publication_date><news:title><![CDATA[Perahu & sungai]]></news:title>\
            <news:keywords>air, perahu ,</news:keywords></news:news><image:image>\
            <image:loc>https://sungai.example/p.jpg</image:loc></image:image></url>\
            <url><loc>https://sungai.example/tentang</loc></url></urlset>";
        let Sitemap::News(channel, entries) = parse(text, None) else {
            panic!("news");
        };
        assert_eq!(channel.title.as_deref(), Some("Harian Sungai"));
        assert_eq!(channel.language.as_deref(), Some("id"));
        assert_eq!(channel.link.as_deref(), Some("https://sungai.example/"));
        assert_eq!(entries.len(), 1);
        let entry = &entries[0];
        assert_eq!(entry.title, "Perahu & sungai");
        assert_eq!(entry.link.as_deref(), Some("https://sungai.example/perahu"));
        assert_eq!(entry.published, "2026-01-02T09:00:00Z".parse().ok());
        assert_eq!(entry.categories, ["air", "perahu"]);
        assert_eq!(entry.image.as_deref(), Some("https://sungai.example/p.jpg"));
    }

    #[test]
    fn an_index_names_the_latest_first_and_pages_are_no_news() {
        let index = "<sitemapindex><sitemap><loc>https://a.example/1.xml</loc><lastmod>2026-01-01</lastmod></sitemap>\
            <sitemap><loc>https://a.example/2.xml</loc><lastmod>2026-01-02</lastmod></sitemap>\
            <sitemap><loc>ftp://a.example/3.xml</loc></sitemap></sitemapindex>";
        assert_eq!(
            parse(index, None),
            Sitemap::Index(vec![
                "https://a.example/2.xml".to_owned(),
                "https://a.example/1.xml".to_owned()
            ])
        );
        let pages = "<urlset><url><loc>https://a.example/</loc></url></urlset>";
        assert_eq!(parse(pages, None), Sitemap::Pages);
        assert_eq!(parse("<urlset", None), Sitemap::Pages);
    }
}
