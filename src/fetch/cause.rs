//! From what the HTTP library says to what a reader is told.

use std::error::Error;
use std::io;

use rustls::CertificateError;

use crate::fetch::client::{PrivateAddress, UnknownHost};
use crate::fetch::error::{FetchError, NO_TLS, NO_WORD, Wait};
use crate::fetch::settings::NetworkSettings;
use crate::fetch::{headers, host};

/// The cause of a failed request to `url`, after `received` bytes of its body.
pub fn cause(
    error: &reqwest::Error,
    url: &url::Url,
    received: usize,
    settings: &NetworkSettings,
) -> FetchError {
    let host = url.host_str().unwrap_or_default().to_owned();
    if find::<PrivateAddress>(error).is_some() {
        return host::refused(url);
    }
    if let Some(UnknownHost { name }) = find(error) {
        return FetchError::Dns { host: name.clone() };
    }
    if let Some(tls) = find::<rustls::Error>(error) {
        return FetchError::Tls {
            host,
            cause: tls_words(tls),
        };
    }
    if error.is_timeout() {
        return FetchError::Timeout(if error.is_connect() {
            Wait::Connect {
                host,
                seconds: settings.connect.as_secs(),
            }
        } else {
            Wait::Silence {
                host,
                seconds: settings.silence.as_secs(),
            }
        });
    }
    let io = chain(error)
        .filter_map(|error| error.downcast_ref::<io::Error>())
        .last();
    if error.is_connect() {
        if io.is_some_and(|io| io.kind() == io::ErrorKind::UnexpectedEof) {
            let cause = NO_WORD.to_owned();
            return FetchError::Tls { host, cause };
        }
        let cause = io.map_or_else(|| proxy_words(&words(error)).to_owned(), io_words);
        return FetchError::Connect { host, cause };
    }
    let sign = SIGNS.iter().find(|(sign, _)| words(error).contains(sign));
    if let Some((_, said)) = sign.filter(|_| received == 0) {
        return FetchError::Broken((*said).to_owned());
    }
    if error.is_decode()
        && !words(error).contains(OF_CONNECTION)
        && io.is_none_or(|io| io.kind() != io::ErrorKind::ConnectionReset)
        && !is_incomplete(error)
    {
        return FetchError::Broken("the answer could not be decompressed".to_owned());
    }
    let words = match received {
        0 if is_incomplete(error) || io.is_some_and(|io| !is_nonsense(io)) => {
            "the server closed the connection without an answer"
        }
        0 => "the answer is not HTTP",
        _ => return FetchError::Short { received },
    };
    FetchError::Broken(words.to_owned())
}

/// Whether what came was no HTTP, while the connection holds.
fn is_nonsense(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidData, InvalidInput, Other};
    matches!(error.kind(), InvalidData | InvalidInput | Other)
}

/// How hyper calls it when a body cannot be had from the connection: no matter of what it is packed in.
const OF_CONNECTION: &str = "from connection";

/// What is said of an answer of which nothing came, by words in its error.
const SIGNS: [(&str, &str); 3] = [
    ("head is too large", headers::TOO_LARGE),
    // More headers than HTTP/2 was told to send.
    ("too_many_continuations", headers::TOO_LARGE),
    ("error detected", RULES),
];
const RULES: &str = "the answer breaks the rules of HTTP/2, or has too many headers";

/// What a proxy that answers does not do.
fn proxy_words(words: &str) -> &'static str {
    let signs = [
        ("authorization required", "it wants a name and a password"),
        ("underlying connection", "no connection"),
        ("unexpected end of file", NO_WORD),
    ];
    let sign = signs.iter().find(|(sign, _)| words.contains(sign));
    sign.map_or("it refuses", |(_, said)| said)
}

/// Words of an input or output error, as the system has them but without numbers.
fn io_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => "connection refused".to_owned(),
        io::ErrorKind::ConnectionReset => "connection reset".to_owned(),
        io::ErrorKind::HostUnreachable => "host unreachable".to_owned(),
        io::ErrorKind::NetworkUnreachable => "network unreachable".to_owned(),
        io::ErrorKind::TimedOut => "timed out".to_owned(),
        kind => kind.to_string(),
    }
}

fn tls_words(error: &rustls::Error) -> String {
    match error {
        rustls::Error::InvalidCertificate(certificate) => match certificate {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                "its certificate has expired"
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                "its certificate is not valid yet; is the clock of this machine right?"
            }
            CertificateError::UnknownIssuer => {
                "its certificate was issued by nobody this machine trusts"
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                "its certificate belongs to another host"
            }
            CertificateError::Revoked => "its certificate was revoked",
            _ => "its certificate is not valid",
        },
        rustls::Error::InvalidMessage(_) => NO_TLS,
        rustls::Error::AlertReceived(_) => "it refuses the connection",
        _ => "the two sides do not agree",
    }
    .to_owned()
}

/// The connection ended before the answer did.
fn is_incomplete(error: &reqwest::Error) -> bool {
    let words = words(error);
    [
        "before message completed",
        "unexpected EOF",
        "connection closed",
        "end of file",
        // HTTP/2: the other side ends the stream, or the connection.
        "error received",
    ]
    .iter()
    .any(|sign| words.contains(sign))
}

/// What all errors of the chain say; hyper's own error cannot be named here, but its words are stable.
fn words(error: &reqwest::Error) -> String {
    chain(error).map(ToString::to_string).collect()
}

/// The first error of this type in the chain.
fn find<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    chain(error).find_map(|error| error.downcast_ref::<E>())
}

/// An error, its cause, the cause of that, and so on, with the errors that `io::Error` hides.
fn chain<'a>(error: &'a (dyn Error + 'static)) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| {
        let hidden = error
            .downcast_ref::<io::Error>()
            .and_then(io::Error::get_ref);
        match hidden {
            Some(hidden) => Some(hidden as &(dyn Error + 'static)),
            None => error.source(),
        }
    })
}
