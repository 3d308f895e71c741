//! The desk: what every job of the loader shares.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::sync::Semaphore;
use tokio_util::sync::CancellationToken;

use crate::fetch::Source;
use crate::fetch::answer::{Answer, Kind, Request};
use crate::fetch::error::FetchError;
use crate::loader::arrivals::Arrivals;
use crate::loader::claims::Claims;
use crate::loader::crew::Crew;
use crate::loader::keeper::Keeper;
use crate::loader::local;
use crate::loader::memory::Memory;
use crate::loader::patience::Patience;
use crate::loader::program;
use crate::loader::report::Report;
use crate::loader::schedule;
use crate::loader::{Event, LoaderSettings};
use crate::store::StoreError;

/// How many parsed feeds may wait for the keeper: their entries take memory that no budget counts.
const PARSED: usize = 24;
/// For so long a password is remembered that a program told.
const FRESH: Duration = Duration::from_mins(5);

/// Where events are told.
pub type Tell = Arc<dyn Fn(Event) + Send + Sync>;

/// What every job of the loader shares.
pub struct Desk {
    /// Where documents come from.
    pub source: Source,
    /// Who writes to the library.
    pub keeper: Keeper,
    /// Who parses and cleans.
    pub crew: Crew,
    /// Held while a large page is cleaned: its tree takes a hundred times its bytes.
    pub large: tokio::sync::Mutex<()>,
    /// What is known of sites.
    pub memory: Memory,
    /// What came while feeds were looked for.
    pub arrivals: Arrivals,
    /// Which servers want to be left alone.
    pub patience: Patience,
    /// Where the work stands.
    pub report: Report,
    /// How the loader works.
    pub settings: LoaderSettings,
    /// Places for parsed feeds.
    pub parsed: Arc<Semaphore>,
    /// Who works on what.
    pub claims: Claims,
    tell: Tell,
    /// What programs told: the program, its answer, when.
    passwords: Mutex<HashMap<Vec<String>, (String, Instant)>>,
    token: Mutex<CancellationToken>,
    has_noticed: AtomicBool,
}

impl Desk {
    /// A desk with nothing under way.
    pub fn new(source: Source, keeper: Keeper, settings: LoaderSettings, tell: Tell) -> Self {
        Self {
            source,
            keeper,
            crew: Crew::start(),
            large: tokio::sync::Mutex::default(),
            memory: Memory::default(),
            arrivals: Arrivals::default(),
            patience: Patience::default(),
            report: Report::default(),
            settings,
            parsed: Arc::new(Semaphore::new(PARSED)),
            claims: Claims::default(),
            tell,
            passwords: Mutex::default(),
            token: Mutex::default(),
            has_noticed: AtomicBool::new(false),
        }
    }

    /// Tells what happened.
    pub fn tell(&self, event: Event) {
        (self.tell)(event);
    }

    /// What time it is.
    pub fn now(&self) -> Timestamp {
        (self.settings.clock)()
    }

    /// The sign that ends what begins now.
    pub fn token(&self) -> CancellationToken {
        self.token
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Ends all that is under way; what begins later goes on.
    pub fn cancel(&self) {
        let mut token = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        token.cancel();
        *token = CancellationToken::new();
    }

    /// Gets a document, until cancelled.
    pub async fn get(
        &self,
        request: Request<'_>,
        token: &CancellationToken,
    ) -> Result<Answer, FetchError> {
        let answer = tokio::select! {
            biased;
            () = token.cancelled() => Err(FetchError::Cancelled),
            answer = self.of_source(request) => answer,
        };
        if let Some(notice) = self.source.notice()
            && !self.has_noticed.swap(true, Ordering::Relaxed)
        {
            self.tell(Event::Notice(notice.to_owned()));
        }
        answer
    }

    /// Gets a page or a picture of a story, unless its server wants to be left alone.
    pub async fn get_page(
        &self,
        request: Request<'_>,
        token: &CancellationToken,
    ) -> Result<Answer, FetchError> {
        self.patience.recall(&self.keeper, self.now()).await;
        if let Some(seconds) = self.patience.left(request.url, self.now()) {
            return Err(FetchError::LeftAlone { seconds });
        }
        let request = Request {
            now: Some(self.now()),
            ..request
        };
        let answer = self.get(request, token).await;
        let asked = match &answer {
            // Who was sent away from the line knows as much as who was answered.
            Err(FetchError::LeftAlone { seconds }) => Some(*seconds),
            Err(error) => error.is_overrun(),
            Ok(_) => None,
        };
        if let Some(seconds) = asked {
            let until = schedule::later(self.now(), i64::from(seconds));
            self.patience.note(request.url, until);
        }
        answer
    }

    /// A file or a command that the reader subscribed to is no business of the network.
    async fn of_source(&self, request: Request<'_>) -> Result<Answer, FetchError> {
        let is_own = request.kind == Kind::Feed && request.home.is_none();
        if is_own && program::name(request.url).is_some() {
            let (url, commands) = (request.url.to_owned(), Arc::clone(&self.settings.commands));
            let run = tokio::task::spawn_blocking(move || program::feed(&url, &commands));
            return run.await.unwrap_or(Err(FetchError::Cancelled));
        }
        if !is_own || !local::is_local(request.url) {
            return self.source.get(request).await;
        }
        let (url, validators) = (request.url.to_owned(), request.validators.clone());
        let read = self.crew.run(move || local::read(&url, &validators)).await;
        read.unwrap_or(Err(FetchError::Cancelled))
    }

    /// What this program told a moment ago.
    pub fn password(&self, command: &[String]) -> Option<String> {
        let passwords = self
            .passwords
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let (told, when) = passwords.get(command)?;
        (when.elapsed() < FRESH).then(|| told.clone())
    }

    /// Remembers for a moment what a program told, so that it does not ask its reader again for every page.
    pub fn keep_password(&self, command: &[String], told: &str) {
        let mut passwords = self
            .passwords
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        passwords.insert(command.to_vec(), (told.to_owned(), Instant::now()));
    }

    /// Takes an answer of the keeper; a failure is told. Nothing when there is no answer.
    pub fn stored<T>(&self, answer: Option<Result<T, StoreError>>) -> Option<T> {
        match answer? {
            Ok(value) => Some(value),
            Err(error) => {
                self.tell(Event::Failed(error.to_string()));
                None
            }
        }
    }
}
