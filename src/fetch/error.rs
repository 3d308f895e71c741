//! Why a document could not be had, in words that read well after `could not refresh Antara: `.

use std::fmt;

/// What is said of a server that answers a TLS greeting with something else.
pub const NO_TLS: &str = "it does not speak TLS";
/// And of one that hangs up on it.
pub const NO_WORD: &str = "it ends the conversation at once";

/// Why a document could not be had. No message holds an address with its credentials.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// The address is not one that kabar asks.
    #[error("{0}")]
    Address(String),
    /// The name of the host is not known.
    #[error("the host {host} was not found")]
    Dns {
        /// Its name.
        host: String,
    },
    /// The proxy by which the request goes does not answer, or lets nobody through.
    #[error("no way through the proxy {host}: {cause}")]
    Proxy {
        /// The proxy.
        host: String,
        /// Why.
        cause: String,
    },
    /// The host does not answer.
    #[error("could not connect to {host}: {cause}")]
    Connect {
        /// Its name.
        host: String,
        /// In words.
        cause: String,
    },
    /// There is no trustworthy connection.
    #[error("no secure connection to {host}: {cause}")]
    Tls {
        /// Its name.
        host: String,
        /// In words.
        cause: String,
    },
    /// It took too long.
    #[error("{0}")]
    Timeout(Wait),
    /// The redirects lead nowhere.
    #[error("{0}")]
    Redirects(String),
    /// The server refuses.
    #[error("the server answered {code}{}{}", reason(*code), patience(*retry_after))]
    Status {
        /// The HTTP status.
        code: u16,
        /// For how many seconds the server asks to be left alone.
        retry_after: Option<u32>,
    },
    /// The server asked to be left alone when it was asked for another page, and the time has not come.
    #[error("the server asked to be left alone{}", patience(Some(*seconds)))]
    LeftAlone {
        /// For how many seconds from now.
        seconds: u32,
    },
    /// The document is larger than it may be.
    #[error("larger than {}", size(*limit))]
    TooLarge {
        /// How many bytes it may have.
        limit: usize,
    },
    /// The document is a picture, an archive or another thing that is not text.
    #[error("not text but {0}")]
    NotText(&'static str),
    /// The answer breaks off.
    #[error("the answer breaks off after {}", size(*received))]
    Short {
        /// After so many bytes.
        received: usize,
    },
    /// The answer is damaged.
    #[error("{0}")]
    Broken(String),
    /// The reader stopped it.
    #[error("cancelled")]
    Cancelled,
}

/// What took too long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wait {
    /// The connection.
    Connect {
        /// To which host.
        host: String,
        /// How long it was waited for.
        seconds: u64,
    },
    /// The next bytes.
    Silence {
        /// Of which host.
        host: String,
        /// How long it was waited for.
        seconds: u64,
    },
    /// The whole document.
    Whole {
        /// How long it was waited for.
        seconds: u64,
    },
}

impl fmt::Display for Wait {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connect { host, seconds } => {
                write!(f, "no connection to {host} within {seconds} s")
            }
            Self::Silence { host, seconds } => write!(f, "no word from {host} for {seconds} s"),
            Self::Whole { seconds } => write!(f, "timed out after {seconds} s"),
        }
    }
}

impl FetchError {
    /// The same of a request that goes by the proxy of that name: what was not reached is the proxy.
    #[must_use]
    pub fn by_proxy(self, proxy: &str) -> Self {
        let host = proxy.to_owned();
        match self {
            Self::Dns { host: unknown } if unknown == host => Self::Proxy {
                host,
                cause: "it was not found".to_owned(),
            },
            Self::Connect { cause, .. } => Self::Proxy { host, cause },
            Self::Timeout(Wait::Connect { seconds, .. }) => Self::Proxy {
                host,
                cause: format!("no connection within {seconds} s"),
            },
            other => other,
        }
    }

    /// Whether no other address of the same host will fare better now.
    #[must_use]
    pub const fn is_of_host(&self) -> bool {
        matches!(
            self,
            Self::Dns { .. }
                | Self::Connect { .. }
                | Self::Tls { .. }
                | Self::Timeout(Wait::Connect { .. })
        )
    }

    /// Whether nobody speaks https there: no connection, or no TLS on it. A certificate that is not to be trusted is
    /// another matter.
    #[must_use]
    pub fn is_without_tls(&self) -> bool {
        match self {
            Self::Connect { .. } | Self::Proxy { .. } | Self::Timeout(Wait::Connect { .. }) => true,
            Self::Tls { cause, .. } => [NO_TLS, NO_WORD].contains(&cause.as_str()),
            _ => false,
        }
    }

    /// Whether it is the proxy that cannot be reached, or lets nobody through.
    #[must_use]
    pub const fn is_of_proxy(&self) -> bool {
        matches!(self, Self::Proxy { .. })
    }

    /// For how many seconds the server asks to be left alone.
    #[must_use]
    pub const fn retry_after(&self) -> Option<u32> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// For how many seconds the server asks everybody to be left alone, because it is overrun (RFC 6585, section 4, and
    /// RFC 9110, section 15.6.4): that says nothing of the document.
    #[must_use]
    pub const fn is_overrun(&self) -> Option<u32> {
        match self {
            Self::Status {
                code: 429 | 503,
                retry_after: Some(seconds @ 1..),
            } => Some(*seconds),
            _ => None,
        }
    }

    /// Whether there is nothing at the address (any more).
    #[must_use]
    pub const fn is_lost(&self) -> bool {
        matches!(
            self,
            Self::Status {
                code: 404 | 410,
                ..
            }
        )
    }

    /// Whether the server says that the document is gone for good.
    #[must_use]
    pub const fn is_gone(&self) -> bool {
        matches!(self, Self::Status { code: 410, .. })
    }
}

/// What a status means, for those that a reader meets.
const fn reason(code: u16) -> &'static str {
    match code {
        401 => " (it wants a name and a password)",
        402 => " (it wants to be paid)",
        403 => " (forbidden)",
        404 => " (not found)",
        406 => " (not acceptable)",
        407 => " (the proxy wants a name and a password)",
        408 => " (timed out)",
        410 => " (gone for good)",
        429 => " (too many requests)",
        451 => " (blocked for legal reasons)",
        500 => " (internal error)",
        502 => " (bad gateway)",
        503 => " (out of service)",
        504 => " (gateway timed out)",
        _ => "",
    }
}

fn patience(retry_after: Option<u32>) -> String {
    match retry_after {
        None | Some(0) => String::new(),
        Some(seconds @ 1..120) => format!("; it asks to wait {seconds} s"),
        Some(seconds @ 120..7170) => format!("; it asks to wait {} min", nearest(seconds, 60)),
        Some(seconds) => format!("; it asks to wait {} h", nearest(seconds, 3600)),
    }
}

const fn nearest(seconds: u32, unit: u32) -> u32 {
    seconds.saturating_add(unit / 2) / unit
}

/// A number of bytes as a person says it.
#[must_use]
pub fn size(bytes: usize) -> String {
    const KIB: usize = 1024;
    const MIB: usize = KIB * 1024;
    match bytes {
        1 => "1 byte".to_owned(),
        0..KIB => format!("{bytes} bytes"),
        KIB..MIB => format!("{} KiB", bytes / KIB),
        _ => format!("{} MiB", bytes / MIB),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_read_well_after_a_colon() {
        let host = || "news.example".to_owned();
        for (error, words) in [
            (
                FetchError::Dns { host: host() },
                "the host news.example was not found",
            ),
            (
                FetchError::Connect {
                    host: host(),
                    cause: "connection refused".into(),
                },
                "could not connect to news.example: connection refused",
            ),
            (
                FetchError::Timeout(Wait::Whole { seconds: 20 }),
                "timed out after 20 s",
            ),
            (
                FetchError::Status {
                    code: 404,
                    retry_after: None,
                },
                "the server answered 404 (not found)",
            ),
            (
                FetchError::Status {
                    code: 429,
                    retry_after: Some(90),
                },
                "the server answered 429 (too many requests); it asks to wait 90 s",
            ),
            (
                FetchError::Status {
                    code: 503,
                    retry_after: Some(3600),
                },
                "the server answered 503 (out of service); it asks to wait 60 min",
            ),
            (
                FetchError::LeftAlone { seconds: 8_000 },
                "the server asked to be left alone; it asks to wait 2 h",
            ),
            (
                FetchError::TooLarge { limit: 16 << 20 },
                "larger than 16 MiB",
            ),
            (FetchError::NotText("a PDF"), "not text but a PDF"),
        ] {
            assert_eq!(error.to_string(), words);
        }
    }
}
