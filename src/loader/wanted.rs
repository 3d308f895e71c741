//! Stories that want their pages, and the feeds that named them.

use std::collections::HashMap;

use url::Url;

use crate::model::article::ArticleId;
use crate::model::site;
use crate::model::wishes::Wishes;

/// A story that wants its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Which.
    pub id: ArticleId,
    /// Others that have the same page.
    pub others: Vec<ArticleId>,
    /// Its page.
    pub url: String,
    /// The feed that named the page.
    pub home: Option<Home>,
}

/// The feed that named a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// Its address.
    pub url: String,
    /// How the reader wants it.
    pub wishes: Wishes,
}

impl Wanted {
    /// A story by itself.
    #[must_use]
    pub const fn alone(id: ArticleId, url: String, home: Option<Home>) -> Self {
        Self {
            id,
            others: Vec::new(),
            url,
            home,
        }
    }

    /// All stories that have this page.
    pub fn ids(&self) -> impl Iterator<Item = ArticleId> {
        std::iter::once(self.id).chain(self.others.iter().copied())
    }

    /// Whether a page may be asked for in the name of both: feeds of one host named it, and it is asked for alike.
    fn goes_with(&self, other: &Self) -> bool {
        let (Some(one), Some(other)) = (&self.home, &other.home) else {
            return false;
        };
        let host = |home: &Home| Url::parse(&home.url).ok().as_ref().and_then(site::site);
        one.wishes == other.wishes && host(one).is_some_and(|one| Some(one) == host(other))
    }
}

/// Puts stories together that several feeds of a site bring, so that their page is asked for once; each stands where the
/// first of them stood.
#[must_use]
pub fn together(stories: impl IntoIterator<Item = Wanted>) -> Vec<Wanted> {
    let mut kept: Vec<Wanted> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for story in stories {
        let same = places.get(&story.url).and_then(|at| kept.get_mut(*at));
        if let Some(same) = same.filter(|same| same.goes_with(&story)) {
            same.others.push(story.id);
        } else {
            places.insert(story.url.clone(), kept.len());
            kept.push(story);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_with_one_page_go_together_unless_it_is_asked_for_otherwise() {
        let story = |id: i64, path: &str, feed: &str, muted: bool| {
            let wishes = Wishes {
                muted,
                ..Wishes::default()
            };
            let home = (!feed.is_empty()).then(|| Home {
                url: format!("https://{feed}"),
                wishes,
            });
            Wanted::alone(ArticleId(id), format!("https://a.example/{path}"), home)
        };
        let stories = [
            story(1, "rain", "a.example/all", false),
            story(2, "bread", "a.example/all", false),
            story(3, "rain", "a.example/city", false),
            story(4, "rain", "b.example/all", false),
            story(5, "bread", "a.example/city", true),
            story(6, "sea", "", false),
            story(7, "sea", "", false),
            story(8, "sea", "a.example/all", false),
        ];
        let ids = |wanted: &Wanted| wanted.ids().map(|id| id.0).collect::<Vec<_>>();
        let all: Vec<Vec<i64>> = together(stories).iter().map(ids).collect();
        let expected: [&[i64]; 7] = [&[1, 3], &[2], &[4], &[5], &[6], &[7], &[8]];
        assert_eq!(all, expected);
    }
}
