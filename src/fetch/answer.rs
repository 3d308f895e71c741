//! What is asked of a source, and what it answers.

use std::time::Duration;

use jiff::Timestamp;

use crate::fetch::budget::Seat;
use crate::fetch::error::FetchError;

/// What kind of document is wanted; it decides the Accept header and the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A feed, or a page that may name feeds. Refused when too large.
    Feed,
    /// The page of a story. Cut off when too large.
    Page,
    /// A picture. Refused when too large; what it really is, is for whoever decodes it to say.
    Picture,
}

/// A question to a source.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The address; http or https.
    pub url: &'a str,
    /// What is expected there.
    pub kind: Kind,
    /// What the last answer was recognised by; sent untouched.
    pub validators: &'a Validators,
    /// The address that the reader chose himself, when it is not `url`: the feed that named this page. Only on its host
    /// may an answer come from a loopback or private address.
    pub home: Option<&'a str>,
    /// What its server is told beside what every server is told, and how it is reached.
    pub manners: &'a Manners,
    /// The moment by the clock of whoever asks, when a server that wants to be left alone is not to be asked.
    pub now: Option<Timestamp>,
    /// How much of the time that a document may take has been spent on others that lead to it.
    pub spent: Duration,
}

/// What one server is told beside what every server is told, and how it is reached. Whatever redirects say, no other
/// server hears of it; only the proxy stays, so that nobody is asked around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Manners {
    /// Further headers, names and values.
    pub headers: Vec<(String, String)>,
    /// Name and password (RFC 7617).
    pub login: Option<(String, String)>,
    /// The proxy to ask through, instead of that of the environment.
    pub proxy: Option<String>,
    /// A file of certificates that vouch for the server, beside those of the system.
    pub ca: Option<String>,
}

impl Manners {
    /// What is left of it for any other server.
    #[must_use]
    pub fn elsewhere(&self) -> Self {
        Self {
            proxy: self.proxy.clone(),
            ..Self::default()
        }
    }
}

impl<'a> Request<'a> {
    /// A feed that the reader chose.
    #[must_use]
    pub const fn feed(url: &'a str, validators: &'a Validators) -> Self {
        Self {
            url,
            kind: Kind::Feed,
            validators,
            home: None,
            manners: &NO_MANNERS,
            now: None,
            spent: Duration::ZERO,
        }
    }

    /// A page: named by the feed `home`, or chosen by the reader.
    #[must_use]
    pub const fn page(url: &'a str, home: Option<&'a str>) -> Self {
        Self {
            url,
            kind: Kind::Page,
            validators: &NO_VALIDATORS,
            home,
            manners: &NO_MANNERS,
            now: None,
            spent: Duration::ZERO,
        }
    }
}

impl<'a> Request<'a> {
    /// A picture of a story that the feed `home` names.
    #[must_use]
    pub const fn picture(url: &'a str, home: Option<&'a str>) -> Self {
        Self {
            kind: Kind::Picture,
            ..Self::page(url, home)
        }
    }
}

/// What a server recognises its last answer by (RFC 9110, section 8.8), byte for byte as it came.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`, weak ones with their `W/`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

static NO_VALIDATORS: Validators = Validators {
    etag: None,
    last_modified: None,
};
static NO_MANNERS: Manners = Manners {
    headers: Vec::new(),
    login: None,
    proxy: None,
    ca: None,
};

impl Validators {
    /// Whether there is nothing to recognise an answer by.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.etag.is_none() && self.last_modified.is_none()
    }
}

/// What a source answered.
#[derive(Debug)]
pub struct Answer {
    /// The document, or that it is the same as before.
    pub outcome: Outcome,
    /// To send with the next request for the same address.
    pub validators: Validators,
    /// The address that answered, after all redirects; without credentials.
    pub url: String,
    /// Where the document has moved for good: the last step of an unbroken chain of 301 and 308.
    pub permanent: Option<String>,
    /// For how many seconds the server says this answer is good.
    pub max_age: Option<u32>,
    /// How long the servers on the way took, waiting for a place at the gate excluded.
    pub took: Duration,
}

/// The document, or that it is the same as before.
#[derive(Debug)]
pub enum Outcome {
    /// A document.
    Fresh {
        /// Its bytes, decompressed.
        body: Body,
        /// As the server states it.
        content_type: Option<String>,
    },
    /// 304: the document that the validators stand for is still good.
    NotModified,
}

/// The bytes of a document. While it lives, its share of the memory for bodies is taken.
#[derive(Debug, Default)]
pub struct Body {
    bytes: Vec<u8>,
    /// Whether the document was longer than a page may be, and its end is missing.
    pub cut: bool,
    /// Why its end is missing, when the answer to a question for a feed broke off.
    pub broken: Option<FetchError>,
    _seat: Option<Seat>,
}

impl Body {
    /// A body that holds a seat.
    pub(crate) const fn seated(bytes: Vec<u8>, cut: bool, seat: Seat) -> Self {
        Self {
            bytes,
            cut,
            broken: None,
            _seat: Some(seat),
        }
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            cut: false,
            broken: None,
            _seat: None,
        }
    }
}

impl std::ops::Deref for Body {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.bytes
    }
}
