//! One page with all its parts, for who wants its story only: nothing is kept, and nothing is known of its site.

use std::io;
use std::sync::Arc;

use tokio::runtime::{Builder, Runtime};

use crate::extract::story::Story;
use crate::fetch::Source;
use crate::fetch::answer::{Body, Outcome, Request};
use crate::loader::LoaderSettings;
use crate::loader::desk::Desk;
use crate::loader::keeper::Keeper;
use crate::loader::page;
use crate::loader::trouble::Trouble;
use crate::store::Store;

/// Fetches pages for nobody's library.
pub struct Alone {
    runtime: Runtime,
    desk: Arc<Desk>,
}

impl Alone {
    /// Over a library that is never written down.
    pub fn over(source: Source, settings: LoaderSettings) -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let (keeper, _thread) = Keeper::over(Store::in_memory, Arc::new(|_| {}))?;
        let desk = Desk::new(source, keeper, settings, Arc::new(|_| {}));
        Ok(Self {
            runtime,
            desk: Arc::new(desk),
        })
    }

    /// What stands at an address, its media type, and the address that answered.
    pub fn page(&self, url: &str) -> Result<(Body, Option<String>, String), Trouble> {
        let token = self.desk.token();
        let answer = self.desk.get_page(Request::page(url, None), &token);
        let answer = self.runtime.block_on(answer)?;
        match answer.outcome {
            Outcome::Fresh { body, content_type } => Ok((body, content_type, answer.url)),
            Outcome::NotModified => Err(Trouble::NoStory),
        }
    }

    /// The story at an address with all its parts, and the address that answered.
    pub fn story(&self, url: &str) -> Result<(Story, String), Trouble> {
        let token = self.desk.token();
        let cleaned = page::whole(&self.desk, url, None, &token);
        let cleaned = self.runtime.block_on(cleaned)?;
        let first = cleaned.parts.into_iter().next();
        let answered = first.map_or_else(|| url.to_owned(), |part| part.url);
        Ok((cleaned.story, answered))
    }
}
