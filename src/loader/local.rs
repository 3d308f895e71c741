//! Feeds in files of this machine (`file:`), read as if a server had sent them. Only the reader names them: nothing that
//! comes from elsewhere leads to a file.

use std::fs::{self, File, Metadata};
use std::io::Read;
use std::time::{Duration, UNIX_EPOCH};

use url::Url;

use crate::fetch::answer::{Answer, Outcome, Validators};
use crate::fetch::error::FetchError;

/// The largest feed, in bytes.
const LARGEST: u64 = 16 << 20;

/// Whether an address names a file.
pub fn is_local(url: &str) -> bool {
    url.starts_with("file:")
}

/// Reads a file, unless it is as old and as long as the validators say.
pub fn read(url: &str, known: &Validators) -> Result<Answer, FetchError> {
    let broken =
        |error: std::io::Error| FetchError::Broken(format!("the file cannot be read: {error}"));
    let path = Url::parse(url).ok().and_then(|url| url.to_file_path().ok());
    let path = path.ok_or_else(|| FetchError::Address("the address names no file".to_owned()))?;
    let is_file = |facts: &Metadata| {
        let refusal = || FetchError::Broken("it is no file with a feed".to_owned());
        facts.is_file().then_some(()).ok_or_else(refusal)
    };
    // Before it is opened: a pipe (FIFO) would keep kabar until somebody writes into it.
    is_file(&fs::metadata(&path).map_err(broken)?)?;
    let file = File::open(&path).map_err(broken)?;
    let facts = file.metadata().map_err(broken)?;
    is_file(&facts)?;
    if facts.len() > LARGEST {
        let limit = usize::try_from(LARGEST).unwrap_or(usize::MAX);
        return Err(FetchError::TooLarge { limit });
    }
    let changed = facts
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let etag = changed.map(|changed| format!("\"{}-{}\"", changed.as_nanos(), facts.len()));
    let outcome = if etag.is_some() && etag == known.etag {
        Outcome::NotModified
    } else {
        let mut body = Vec::new();
        file.take(LARGEST).read_to_end(&mut body).map_err(broken)?;
        Outcome::Fresh {
            body: body.into(),
            content_type: None,
        }
    };
    Ok(Answer {
        outcome,
        validators: Validators {
            etag,
            last_modified: None,
        },
        url: url.to_owned(),
        permanent: None,
        max_age: None,
        took: Duration::ZERO,
    })
}
