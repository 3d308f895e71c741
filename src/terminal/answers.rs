//! What each effect of the store does, and the message that answers it.
//!
//! Plain calls on a library, without threads: `effects` decides when.

use std::collections::HashSet;
use std::time::Instant;

use crate::loader::{Commands, body};
use crate::model::article::{ArticleId, Headline, Mark, TextSource};
use crate::model::feed::FeedId;
use crate::model::query::{Order, Query};
use crate::state::effect::Effect;
use crate::state::message::{Done, Failure, Library, Message};
use crate::state::page::Page;
use crate::store::bodies::NewBody;
use crate::store::saved::NewPage;
use crate::store::settings::Refused;
use crate::store::{Store, StoreError};
use crate::terminal::checks;
use crate::terminal::clock;
use crate::terminal::editions::Editions;
use crate::terminal::files;
use crate::terminal::imports;
use crate::terminal::sides;
use crate::text;

/// Performs an effect of the store and answers what is to be told, in order. Addresses may name these commands.
pub fn perform(editions: &mut Editions, commands: &Commands, effect: &Effect) -> Vec<Message> {
    let performed = match effect {
        Effect::FindImports => {
            return vec![Message::ImportsFound(imports::find())];
        }
        Effect::FindFiles(path) => {
            return vec![Message::FilesFound(files::directory(path))];
        }
        Effect::Import(path) => imports::import(editions, path).map(|imported| vec![imported]),
        _ => match editions.shown() {
            Some(store) => perform_on(store, commands, effect).map_err(|error| error.to_string()),
            None => return Vec::new(),
        },
    };
    performed.unwrap_or_else(|words| {
        let words = format!("{}: {words}", attempt(effect));
        vec![Message::Failed(Failure {
            effect: Some(effect.clone()),
            words,
        })]
    })
}

fn perform_on(
    store: &mut Store,
    commands: &Commands,
    effect: &Effect,
) -> Result<Vec<Message>, StoreError> {
    let message = match effect {
        Effect::List { query, limit } => return list(store, query, *limit),
        Effect::FindTitles(words) => Message::TitlesFound(titles(store, words)?),
        Effect::Snippets { ids, words } => snippets(store, ids, words)?,
        Effect::EndEdit => Message::Done(Done::Edited),
        Effect::FindDownloads => Message::DownloadsFound(store.downloads()?),
        Effect::Headlines(ids) => Message::Headlines(store.headlines(ids)?),
        Effect::Feeds => Message::Feeds(library(store)?),
        Effect::Resubscribe(feeds) => {
            for feed in feeds {
                store.restore_feed(*feed)?;
            }
            Message::Feeds(library(store)?)
        }
        Effect::Withdraw(feeds) => {
            for feed in feeds {
                store.remove_feed(*feed, clock::now())?;
            }
            Message::Feeds(library(store)?)
        }
        Effect::Open(id) => open(store, *id)?,
        Effect::Mark { ids, mark } => return mark_some(store, ids, *mark),
        Effect::MarkAll { query, mark } => mark_all(store, query, *mark)?,
        Effect::Keep { id, position } => {
            store.keep_position(*id, *position)?;
            return Ok(Vec::new());
        }
        Effect::FindTags(_) | Effect::Tag { .. } => tags(store, effect)?,
        Effect::FindPictures(urls) => {
            let sizes = store.pictures(urls);
            Message::PicturesFound(urls.iter().cloned().zip(sizes).collect())
        }
        Effect::FindPage(url) => Message::PageFound {
            url: url.clone(),
            id: store.find_page(url)?,
        },
        Effect::Save(_) | Effect::ShowPage { .. } => page(store, effect)?,
        Effect::Unsubscribe(feed) => unsubscribe(store, *feed)?,
        Effect::Record(feed) => match store.record(*feed, clock::now())? {
            Some(record) => Message::Record {
                feed: *feed,
                record: Box::new(record),
            },
            None => Message::Changed,
        },
        Effect::SetFeed { feed, key, value } => set(store, commands, effect, *feed, key, value)?,
        Effect::Behind(id) => sides::behind(store, *id)?,
        Effect::RestoreCut {
            id,
            cut,
            back,
            known,
        } => sides::restore(store, *id, cut, *back, *known)?,
        Effect::Teach { id, lesson } => return sides::teach(store, *id, lesson),
        Effect::ChangeRules { id, remove, add } => {
            return sides::change(store, *id, remove, add, true);
        }
        _ => return Ok(Vec::new()),
    };
    Ok(vec![message])
}

fn list(store: &Store, query: &Query, limit: Option<usize>) -> Result<Vec<Message>, StoreError> {
    let began = Instant::now();
    let ids = store.list(query, limit)?;
    let milliseconds = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
    let complete = limit.is_none_or(|limit| ids.len() < limit);
    let listed = Message::Listed {
        query: query.clone(),
        ids,
        complete,
    };
    if query.words.is_empty() || limit.is_none() {
        return Ok(vec![listed]);
    }
    // The whole list, which follows, is not what is waited for.
    let searched = Message::Searched(query.clone(), milliseconds);
    Ok(vec![listed, searched])
}

/// So many stories are looked at whether it is their title that has the words, and so many are told.
const LOOKED_AT: usize = 80;
const TOLD: usize = 20;

/// The stories that have all the words in their titles, the best first.
fn titles(store: &Store, words: &str) -> Result<Vec<Headline>, StoreError> {
    let query = Query {
        words: words.to_owned(),
        order: Order::Best,
        ..Query::default()
    };
    let ids = store.list(&query, Some(LOOKED_AT))?;
    let mut rows = store.headlines(&ids)?;
    let words = text::fold(words);
    rows.retain(|row| {
        let title = text::fold(&row.title);
        words.split_whitespace().all(|word| title.contains(word))
    });
    rows.truncate(TOLD);
    Ok(rows)
}

/// Where stories have the words.
fn snippets(store: &Store, ids: &[ArticleId], words: &str) -> Result<Message, StoreError> {
    let mut found = Vec::with_capacity(ids.len());
    for id in ids {
        found.extend(store.snippet(*id, words)?.map(|snippet| (*id, snippet)));
    }
    Ok(Message::Snippets {
        words: words.to_owned(),
        found,
    })
}

/// What is told of tags, or changed of them.
fn tags(store: &mut Store, effect: &Effect) -> Result<Message, StoreError> {
    Ok(match effect {
        Effect::Tag { add, remove, known } => {
            let changed = store.tag(add, remove, clock::now())?;
            Message::Tagged {
                added: changed.added,
                removed: changed.removed,
                known: *known,
            }
        }
        Effect::FindTags(ids) => Message::TagsFound {
            ids: ids.clone(),
            each: store.tags_of(ids)?,
        },
        _ => Message::Changed,
    })
}

/// An article that is no longer kept was removed by someone else.
fn open(store: &mut Store, id: ArticleId) -> Result<Message, StoreError> {
    Ok(
        body::open(store, id)?.map_or(Message::Changed, |opened| Message::Opened {
            facts: Box::new(opened.facts),
            document: opened.document,
            position: opened.position,
        }),
    )
}

/// Marks stories. One that another program removed meanwhile is not marked, and that is told.
fn mark_some(store: &mut Store, ids: &[ArticleId], mark: Mark) -> Result<Vec<Message>, StoreError> {
    let marked = store.mark(ids, mark, clock::now())?;
    let mut gone = Vec::new();
    if marked.len() < ids.len() {
        let here = store.still_here(ids)?;
        gone.extend(ids.iter().copied().filter(|id| !here.contains(id)));
    }
    if gone.is_empty() {
        return Ok(vec![Message::Marked { ids: marked, mark }]);
    }
    let words = match gone.len() {
        1 => "could not keep the mark: the story is not in the library any more".to_owned(),
        many => format!("could not keep the marks: {many} stories are not in the library any more"),
    };
    if gone.len() == ids.len() {
        let effect = Some(Effect::Mark { ids: gone, mark });
        return Ok(vec![Message::Failed(Failure { effect, words })]);
    }
    // A mark is answered once. What is gone leaves the list with what has changed.
    let effect = None;
    Ok(vec![
        Message::Marked { ids: marked, mark },
        Message::Failed(Failure { effect, words }),
        Message::Changed,
    ])
}

/// The answers to several marks that were kept at once, from what was told of them all: one for each, in their order.
#[must_use]
pub fn to_each(asked: &[Vec<ArticleId>], told: Message) -> Vec<Message> {
    match told {
        told if asked.len() == 1 => vec![told],
        Message::Marked { ids, mark } => {
            let mut marked: HashSet<ArticleId> = ids.into_iter().collect();
            let one = |part: &Vec<ArticleId>| {
                let ids = part.iter().copied();
                let ids = ids.filter(|id| marked.remove(id)).collect();
                Message::Marked { ids, mark }
            };
            asked.iter().map(one).collect()
        }
        Message::Failed(Failure {
            effect: Some(Effect::Mark { mark, .. }),
            words,
        }) => {
            let one = |ids: &Vec<ArticleId>| {
                let effect = Some(Effect::Mark {
                    ids: ids.clone(),
                    mark,
                });
                let words = words.clone();
                Message::Failed(Failure { effect, words })
            };
            asked.iter().map(one).collect()
        }
        other => vec![other],
    }
}

fn mark_all(store: &mut Store, query: &Query, mark: Mark) -> Result<Message, StoreError> {
    let ids = store.mark_all(query, mark, clock::now())?;
    Ok(Message::Marked { ids, mark })
}

fn unsubscribe(store: &mut Store, feed: FeedId) -> Result<Message, StoreError> {
    let title = store
        .feeds()?
        .into_iter()
        .find(|known| known.id == feed)
        .map(|known| known.title);
    store.remove_feed(feed, clock::now())?;
    Ok(Message::Unsubscribed {
        feed,
        title: title.unwrap_or_default(),
    })
}

/// Changes a setting of a feed. What cannot be is told as it is, without an attempt before it.
fn set(
    store: &mut Store,
    commands: &Commands,
    effect: &Effect,
    feed: FeedId,
    key: &'static str,
    value: &str,
) -> Result<Message, StoreError> {
    let now = clock::now();
    let was = store.setting(feed, key, now)?;
    let checked = checks::check(&[(key, value)], commands).map_err(Refused::Wrong);
    match checked.and_then(|()| store.set(feed, &[(key, value)], now)) {
        Ok(()) => Ok(Message::Set {
            feed,
            key,
            was,
            is: store.setting(feed, key, now)?,
        }),
        Err(Refused::Store(error)) => Err(error),
        Err(Refused::Wrong(words)) => Ok(Message::Failed(Failure {
            effect: Some(effect.clone()),
            words,
        })),
    }
}

/// Keeps a page, or takes one that was kept out and puts it back.
fn page(store: &mut Store, effect: &Effect) -> Result<Message, StoreError> {
    match effect {
        Effect::Save(page) => return save(store, page),
        Effect::ShowPage { id, shown } => store.show_page(*id, *shown, clock::now())?,
        _ => {}
    }
    Ok(Message::Changed)
}

/// Keeps a page as it was read; the network is not needed for it again.
fn save(store: &mut Store, page: &Page) -> Result<Message, StoreError> {
    let headline = &page.facts.headline;
    let url = headline.url.clone().unwrap_or_default();
    let new = NewPage {
        url: url.clone(),
        site: Some(headline.feed_title.clone()).filter(|site| !site.is_empty()),
        body: NewBody {
            title: Some(headline.title.clone()),
            authors: page.facts.authors.clone(),
            published: Some(headline.published),
            language: page.facts.language.clone(),
            cuts: page.cuts.clone(),
            parts: page.parts.clone(),
            ..NewBody::of(page.document.clone(), TextSource::Page)
        },
    };
    let now = clock::now();
    let id = store.save_page(&new, now)?;
    // Whoever keeps a page has it before their eyes.
    store.mark(&[id], Mark::Read, now)?;
    Ok(Message::PageKept { url, id })
}

/// Everything the feeds pane shows.
fn library(store: &Store) -> Result<Library, StoreError> {
    let counts = store.counts()?;
    Ok(Library {
        feeds: store.feeds()?,
        folders: store.folders()?,
        tags: store.tags()?,
        unread: counts.unread,
        bookmarked: counts.bookmarked,
        offline: counts.offline,
        total: counts.total,
    })
}

/// What did not succeed, in words that read well before a colon.
fn attempt(effect: &Effect) -> &'static str {
    match effect {
        Effect::Mark { .. } | Effect::MarkAll { .. } => "could not keep the mark",
        Effect::Tag { .. } => "could not keep the tags",
        Effect::Keep { .. } => "could not keep your place in the story",
        Effect::Save(_) | Effect::ShowPage { .. } => "could not keep the page",
        Effect::Unsubscribe(_) | Effect::Withdraw(_) => "could not remove the feed",
        Effect::Resubscribe(_) => "could not take the feed back",
        Effect::SetFeed { .. } => "could not keep the setting",
        Effect::Import(_) => "could not import",
        Effect::Open(_) => "could not open the story",
        Effect::RestoreCut { .. } => "could not put it back",
        Effect::Teach { .. } | Effect::ChangeRules { .. } => "could not keep the rule",
        _ => "could not read the library",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_several_marks_kept_at_once_is_answered() {
        let ids = |ids: &[i64]| ids.iter().copied().map(ArticleId).collect::<Vec<_>>();
        let mark = Mark::Bookmark;
        let marked = |each: &[i64]| Message::Marked {
            ids: ids(each),
            mark,
        };
        let asked = [ids(&[1]), ids(&[1, 2]), ids(&[3])];
        assert_eq!(
            to_each(&asked, marked(&[2, 1])),
            [marked(&[1]), marked(&[2]), marked(&[])]
        );
        let failed = |each: &[i64]| {
            let effect = Some(Effect::Mark {
                ids: ids(each),
                mark,
            });
            let words = "the disk is full".to_owned();
            Message::Failed(Failure { effect, words })
        };
        assert_eq!(
            to_each(&asked, failed(&[1, 2, 3])),
            [failed(&[1]), failed(&[1, 2]), failed(&[3])]
        );
    }

    /// Only the reader's own settings name a program: no list, no page, and no address typed anywhere.
    #[test]
    fn an_address_runs_nothing_but_a_command_of_the_settings() {
        let directory = tempfile::tempdir().unwrap();
        let (mut editions, _) = Editions::open(&directory.path().join("library.db")).unwrap();
        let store = editions.own().unwrap();
        let web = "https://a.example/feed";
        let (feed, _) = store.add_feed(web, None, None, clock::now()).unwrap();
        let commands = [("cuaca", "/bin/sh"), ("hilang", "/nowhere/program")];
        let commands: Commands = commands
            .map(|(name, program)| (name.to_owned(), vec![program.to_owned()]))
            .into();
        let mut set = |value: &str| {
            let value = value.to_owned();
            let key = "address";
            let effect = Effect::SetFeed { feed, key, value };
            match perform(&mut editions, &commands, &effect).pop() {
                Some(Message::Set { is, .. }) => Ok(is),
                Some(Message::Failed(failure)) => Err(failure.words),
                other => panic!("{other:?}"),
            }
        };
        for (address, words) in [
            (
                "exec:lain",
                "address: [sources] in config.toml names no command `lain`",
            ),
            (
                " exec:ls / ",
                "address: [sources] in config.toml names no command `ls /`",
            ),
            (
                "exec:hilang",
                "address: there is no program /nowhere/program that can be run",
            ),
            (
                "exec:",
                "address: [sources] in config.toml names no command ``",
            ),
        ] {
            let told = set(address).unwrap_err();
            assert!(told.starts_with(words), "{address}: {told}");
        }
        assert_eq!(set("exec:cuaca").as_deref(), Ok("exec:cuaca"));

        let list = directory.path().join("urls");
        std::fs::write(&list, "exec:cuaca\n\"exec:ls /\"\nhttps://b.example/feed\n").unwrap();
        let told = perform(&mut editions, &commands, &Effect::Import(list));
        let [Message::Imported { added, refused, .. }] = &told[..] else {
            panic!("{told:?}");
        };
        let words = |line: &str| format!("line {line}: it would run a command");
        assert_eq!(added.len(), 1);
        assert_eq!(refused, &[words("1: exec:cuaca"), words("2: exec:ls /")]);
    }

    #[test]
    fn a_list_that_cannot_be_read_is_told_without_the_numbers_of_the_system() {
        let directory = tempfile::tempdir().unwrap();
        let (mut editions, _) = Editions::open(&directory.path().join("library.db")).unwrap();
        let folder = directory.path().to_owned();
        let missing = folder.join("missing.opml");
        for (path, words) in [
            (
                missing.clone(),
                format!("there is no file {}", missing.display()),
            ),
            (
                folder.clone(),
                format!("{}: Is a directory", folder.display()),
            ),
        ] {
            let told = perform(&mut editions, &Commands::new(), &Effect::Import(path));
            let [Message::Failed(failure)] = &told[..] else {
                panic!("{told:?}");
            };
            assert_eq!(failure.words, format!("could not import: {words}"));
        }
    }
}
