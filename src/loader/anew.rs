//! Cleaning stories anew, from the pages that are kept of them: when the reader's rules for a site change.

use std::panic::catch_unwind;

use jiff::Timestamp;
use url::Url;

use crate::extract::habits::Habits;
use crate::extract::site::Site;
use crate::extract::{self, story::Story};
use crate::loader::{lead, parts};
use crate::model::article::{ArticleId, TextSource};
use crate::model::site;
use crate::store::bodies::NewBody;
use crate::store::sites::Known;
use crate::store::{Store, StoreError};

/// Cleans some of the stories that wait for it; answers which.
pub fn some(store: &mut Store, most: usize, now: Timestamp) -> Result<Vec<ArticleId>, StoreError> {
    let waiting = store.to_clean_anew(most)?;
    for id in &waiting {
        one(store, *id, now)?;
    }
    Ok(waiting)
}

/// Cleans a story anew. Answers whether what it was cleaned from is still kept.
///
/// Several may do so at once, and rules may come and go meanwhile: whoever writes last must have known them all, so each
/// does it again whose rules are not those that hold when it has written.
pub fn one(store: &mut Store, id: ArticleId, now: Timestamp) -> Result<bool, StoreError> {
    loop {
        let rules = store.rules()?;
        let body = body(store, id)?;
        if let Some(body) = &body {
            store.set_body(id, body, now)?;
        }
        if store.cleaned_anew(id, &rules)? {
            return Ok(body.is_some());
        }
    }
}

/// The body of a story as it would be cleaned today; none when nothing is kept of it, or nothing would be left.
fn body(store: &mut Store, id: ArticleId) -> Result<Option<NewBody>, StoreError> {
    let Some(headline) = store.headlines(&[id])?.pop() else {
        return Ok(None);
    };
    let sources = store.sources(id);
    let (pages, source) = match headline.source {
        TextSource::Page => (sources.pages, TextSource::Page),
        TextSource::Feed | TextSource::Nothing => (Vec::new(), TextSource::Feed),
    };
    let mut whole: Option<Story> = None;
    for (url, html) in pages {
        let site = of_page(store, &url)?;
        let part = clean(move || extract::page_of(&html, Url::parse(&url).ok().as_ref(), &site).0);
        match &mut whole {
            None => whole = Some(part),
            Some(story) => parts::join(story, part),
        }
    }
    if let Some((html, base)) = sources.feed.filter(|_| source == TextSource::Feed) {
        let site = of_page(store, base.as_deref().unwrap_or_default())?;
        let base = base.and_then(|base| Url::parse(&base).ok());
        whole = Some(clean(move || {
            extract::fragment_of(&html, base.as_ref(), &site).0
        }));
    }
    let mut whole = whole.filter(|story| !story.document.is_empty());
    if let (Some(story), Some(kept)) = (&mut whole, store.article(id)?) {
        lead::above(story, kept.facts.image());
    }
    Ok(whole.map(|story| NewBody {
        cuts: story.cuts,
        warning: story.warnings.into_iter().next(),
        ..NewBody::of(story.document, source)
    }))
}

/// What is known of the site of a page.
pub fn of_page(store: &Store, url: &str) -> Result<Site, StoreError> {
    let name = Url::parse(url).ok().as_ref().and_then(site::site);
    let Some(name) = name else {
        return Ok(Site::default());
    };
    let Known { rules, habits } = store.known_of_site(&name)?;
    Ok(Site {
        rules,
        habits: Habits::read(&habits),
    })
}

/// A page over which kabar stumbles is as good as empty.
fn clean(work: impl FnOnce() -> Story + std::panic::UnwindSafe) -> Story {
    catch_unwind(work).unwrap_or_default()
}
