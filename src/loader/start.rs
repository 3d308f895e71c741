//! The loader's life: its threads, its commands, what it does when there is nothing to do, and its end.

use std::path::Path;
use std::sync::Arc;
use std::thread;

use tokio::runtime::Builder;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::fetch::Source;
use crate::loader::desk::{Desk, Tell};
use crate::loader::keeper::Keeper;
use crate::loader::page;
use crate::loader::trouble::Trouble;
use crate::loader::wanted::{Home, Wanted};
use crate::loader::{
    Command, Event, Loader, LoaderSettings, discover, picture, refresh, subscribe,
};
use crate::model::article::ArticleId;
use crate::model::feed::FeedId;
use crate::store::StoreError;

/// Threads that serve the network.
const THREADS: usize = 2;
/// Threads that wait for the system to look names up.
const NAMES: usize = 32;

impl Loader {
    /// Starts a loader over a library that is there already. Events are told on threads of its own.
    pub fn start(
        source: Source,
        library: &Path,
        settings: LoaderSettings,
        events: impl Fn(Event) + Send + Sync + 'static,
    ) -> Self {
        let (sender, commands) = mpsc::unbounded_channel();
        let tell: Tell = Arc::new(events);
        let library = library.to_owned();
        let complain = Arc::clone(&tell);
        let run = move || run(source, &library, settings, &tell, commands);
        let thread = thread::Builder::new()
            .name("kabar-loader".to_owned())
            .spawn(run);
        if let Err(error) = &thread {
            complain(Event::Failed(format!("the loader cannot start: {error}")));
        }
        Self {
            commands: sender,
            thread: thread.ok(),
        }
    }

    /// Asks for something. A loader that could not start has told so, and does nothing.
    pub fn send(&self, command: Command) {
        let _ended = self.commands.send(command);
    }
}

impl Drop for Loader {
    fn drop(&mut self) {
        self.send(Command::Stop);
        if let Some(thread) = self.thread.take() {
            let _ended = thread.join();
        }
    }
}

fn run(
    source: Source,
    library: &Path,
    settings: LoaderSettings,
    tell: &Tell,
    commands: mpsc::UnboundedReceiver<Command>,
) {
    let runtime = Builder::new_multi_thread()
        .worker_threads(THREADS)
        .max_blocking_threads(NAMES)
        .thread_name("kabar-network")
        .enable_all()
        .build();
    let complain = Arc::clone(tell);
    let complain = Arc::new(move |error: StoreError| complain(Event::Failed(error.to_string())));
    let (runtime, keeper, thread) = match (runtime, Keeper::start(library, complain)) {
        (Ok(runtime), Ok((keeper, thread))) => (runtime, keeper, thread),
        (Err(error), _) | (_, Err(error)) => {
            tell(Event::Failed(format!("the loader cannot start: {error}")));
            return;
        }
    };
    let desk = Arc::new(Desk::new(source, keeper, settings, Arc::clone(tell)));
    runtime.block_on(serve(desk, commands));
    runtime.shutdown_background();
    // The keeper ends when the last job has let go of it; what it was given is stored then.
    let _ended = thread.join();
}

async fn serve(desk: Arc<Desk>, mut commands: mpsc::UnboundedReceiver<Command>) {
    let mut jobs = JoinSet::new();
    loop {
        tokio::select! {
            biased;
            command = commands.recv() => match command {
                None | Some(Command::Stop) => break,
                Some(Command::Cancel) => desk.cancel(),
                Some(command) => {
                    jobs.spawn(perform(Arc::clone(&desk), command));
                }
            },
            Some(_) = jobs.join_next() => {}
        }
    }
    desk.cancel();
    // What the last pages taught is not lost with those who are not waited for.
    desk.memory.keep(&desk.keeper, desk.now()).await;
}

async fn perform(desk: Arc<Desk>, command: Command) {
    match command {
        Command::Refresh {
            feeds,
            bodies,
            haste,
        } => refresh::refresh(&desk, feeds, bodies, haste).await,
        Command::Fetch { id, again } => fetch(&desk, id, again).await,
        Command::Download(query) => refresh::download(&desk, query).await,
        Command::Pictures { id, urls } => pictures(&desk, id, urls).await,
        Command::Discover(address) => {
            let found = discover::discover(&desk, &address).await;
            desk.tell(Event::Discovered { address, found });
        }
        Command::Subscribe {
            url,
            title,
            folder,
            full_text,
        } => subscribe::subscribe(&desk, url, title, (folder, full_text)).await,
        Command::Read { url, from } => subscribe::read(&desk, url, from.as_deref()).await,
        Command::Save(address) => subscribe::save(&desk, &address).await,
        Command::Cancel | Command::Stop => {}
    }
    desk.memory.keep(&desk.keeper, desk.now()).await;
}

/// Fetches the page of a story that the reader asks for.
async fn fetch(desk: &Arc<Desk>, id: ArticleId, again: bool) {
    let token = desk.token();
    desk.source.forget_failures();
    let kept = desk.keeper.call(move |store| store.article(id));
    let facts = desk.stored(kept.await).flatten().map(|kept| kept.facts);
    let error = match facts {
        None => Trouble::Unknown,
        Some(facts) => match facts.headline.url {
            None => Trouble::NoPage,
            Some(url) => {
                // A page that the reader saved is his own choice.
                let home = match facts.headline.feed {
                    Some(feed) => home(desk, feed).await,
                    None => None,
                };
                let wanted = Wanted::alone(id, url, home);
                if page::load(desk, &wanted, again, &token).await {
                    picture::lead(desk, &wanted, &token).await;
                }
                return;
            }
        },
    };
    desk.tell(Event::Loaded {
        id,
        error: Some(error.to_string()),
    });
}

/// Fetches the pictures of a story that the reader asks for.
async fn pictures(desk: &Arc<Desk>, id: ArticleId, urls: Vec<String>) {
    let token = desk.token();
    let kept = desk.keeper.call(move |store| store.facts(&[id]));
    let feed = desk
        .stored(kept.await)
        .and_then(|facts| facts.first()?.headline.feed);
    let home = match feed {
        Some(feed) => home(desk, feed).await,
        None => None,
    };
    picture::load(desk, id, urls, home.as_ref(), &token).await;
}

/// The feed that named a story.
async fn home(desk: &Arc<Desk>, feed: FeedId) -> Option<Home> {
    let plan = desk.keeper.call(move |store| store.plan(Some(&[feed])));
    let task = desk.stored(plan.await)?.pop()?;
    Some(Home {
        url: task.url,
        wishes: task.wishes,
    })
}
