//! The HTTP clients: one for each reach, with and without TLS, each built when first needed.
//!
//! Reading the system's certificates costs milliseconds that a refresh of plain HTTP addresses does not pay.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Mutex, OnceLock, PoisonError};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Certificate, Client, ClientBuilder};
use url::Url;

use crate::fetch::error::FetchError;
use crate::fetch::headers;
use crate::fetch::host::{Reach, is_private};
use crate::fetch::settings::NetworkSettings;
use crate::fetch::via::{System, Via};

type Built = OnceLock<Result<Client, FetchError>>;

/// Said once when the system has no certificates.
const NO_SYSTEM_CERTIFICATES: &str =
    "this system has no CA certificates: those that came with kabar are used";
/// So many clients of ways of their own are kept.
const SPECIAL: usize = 64;

/// How a server is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Way<'a> {
    /// How far the request may reach.
    pub reach: Reach,
    /// Whether by TLS.
    pub is_secure: bool,
    /// Through which proxy.
    pub via: Via,
    /// A file of certificates that vouch for it.
    pub ca: Option<&'a str>,
}

/// The HTTP clients.
#[derive(Debug, Default)]
pub struct Clients {
    local: Pair,
    home: Pair,
    public: Pair,
    special: Mutex<HashMap<Key, Client>>,
    system: System,
    notice: OnceLock<&'static str>,
}

/// A way that not every request goes: reach, TLS, proxy, certificates.
type Key = (Reach, bool, Via, Option<String>);

#[derive(Debug, Default)]
struct Pair {
    plain: Built,
    secure: Built,
}

impl Clients {
    /// How an address is asked by a feed that has a proxy of its `own`, or none.
    pub fn via(&self, url: &Url, reach: Reach, own: Option<&str>) -> Via {
        Via::of(url, reach, own, &self.system)
    }

    /// The client for a way.
    pub fn client(&self, way: &Way<'_>, settings: &NetworkSettings) -> Result<Client, FetchError> {
        if way.via != Via::Direct || way.ca.is_some() {
            return self.special(way, settings);
        }
        let pair = match way.reach {
            Reach::Local => &self.local,
            Reach::Home => &self.home,
            Reach::Public => &self.public,
        };
        let reach = way.reach;
        let built = if way.is_secure {
            let secure = || self.secure(&|| base(reach, settings));
            pair.secure.get_or_init(secure)
        } else {
            pair.plain
                .get_or_init(|| finished(base(reach, settings).tls_certs_only([])))
        };
        built.clone()
    }

    /// What the reader should know about the certificates.
    pub fn notice(&self) -> Option<&'static str> {
        self.notice.get().copied()
    }

    /// A client of a feed's own.
    fn special(&self, way: &Way<'_>, settings: &NetworkSettings) -> Result<Client, FetchError> {
        let key = (
            way.reach,
            way.is_secure,
            way.via.clone(),
            way.ca.map(str::to_owned),
        );
        let mut special = self.special.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = special.get(&key) {
            return Ok(client.clone());
        }
        let proxy = way.via.proxy()?;
        let authorities = way.ca.map(authorities).transpose()?.unwrap_or_default();
        let builder = || {
            let mut builder = usual(way.reach, settings);
            if way.via != Via::Direct {
                // Most names are looked up where the proxy is.
                builder = builder.dns_resolver(Resolver {
                    is_guarded: way.reach == Reach::Public,
                    proxy: way.via.host(),
                });
            }
            if let Some(proxy) = &proxy {
                builder = builder.no_proxy().proxy(proxy.clone());
            }
            builder.tls_certs_merge(authorities.iter().cloned())
        };
        let client = if way.is_secure {
            self.secure(&builder)
        } else {
            finished(builder().tls_certs_only([]))
        }?;
        if special.len() >= SPECIAL {
            special.clear();
        }
        special.insert(key, client.clone());
        Ok(client)
    }

    fn secure(&self, builder: &dyn Fn() -> ClientBuilder) -> Result<Client, FetchError> {
        if let Ok(client) = finished(builder()) {
            return Ok(client);
        }
        self.notice.get_or_init(|| NO_SYSTEM_CERTIFICATES);
        let bundled = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
        let certificates =
            bundled.filter_map(|certificate| Certificate::from_der(certificate).ok());
        finished(builder().tls_certs_only(certificates))
    }
}

/// The certificates of a file.
fn authorities(path: &str) -> Result<Vec<Certificate>, FetchError> {
    let broken = |words: &str| FetchError::Broken(format!("the certificates of {path} {words}"));
    let bytes = std::fs::read(path).map_err(|_| broken("cannot be read"))?;
    let found = Certificate::from_pem_bundle(&bytes).unwrap_or_default();
    if found.is_empty() {
        return Err(broken("are not in the form PEM"));
    }
    Ok(found)
}

/// So many idle connections to one host are kept: more than it is asked on at the same time.
const IDLE: usize = 8;

/// A client that goes by no proxy.
fn base(reach: Reach, settings: &NetworkSettings) -> ClientBuilder {
    usual(reach, settings).no_proxy()
}

/// A client that goes by the proxy of the environment or the system, where there is one.
fn usual(reach: Reach, settings: &NetworkSettings) -> ClientBuilder {
    install_provider();
    Client::builder()
        .user_agent(settings.user_agent.as_str())
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        // Servers call two things so, of which the HTTP library knows one: `unpack` knows both.
        .no_deflate()
        .connect_timeout(settings.connect)
        .read_timeout(settings.silence)
        .pool_idle_timeout(settings.whole)
        .pool_max_idle_per_host(IDLE)
        .http1_max_headers(headers::MOST)
        // Headers over which only the strictest stumble (RFC 9112, sections 5.1 and 5.2) are no reason to lose a document.
        .http1_allow_obsolete_multiline_headers_in_responses(true)
        .http1_allow_spaces_after_header_name_in_responses(true)
        .http1_ignore_invalid_headers_in_responses(true)
        // What is a little too large comes whole, and is told as what it is.
        .http2_max_header_list_size(u32::try_from(4 * headers::LIMIT).unwrap_or(u32::MAX))
        .referer(false)
        .dns_resolver(Resolver {
            is_guarded: reach == Reach::Public,
            proxy: None,
        })
}

fn finished(builder: ClientBuilder) -> Result<Client, FetchError> {
    builder
        .build()
        .map_err(|_| FetchError::Broken("the HTTP client cannot be set up".to_owned()))
}

/// TLS comes without cryptography of its own; ring does it. Installing it twice is refused and does no harm.
fn install_provider() {
    static ONCE: OnceLock<()> = OnceLock::new();
    ONCE.get_or_init(|| {
        let _installed = rustls::crypto::ring::default_provider().install_default();
    });
}

/// Looks names up; a guarded one refuses names that lead into a private network.
struct Resolver {
    is_guarded: bool,
    /// The host of the proxy, which the reader chose, wherever its name leads.
    proxy: Option<String>,
}

/// A stranger's name leads to an address that is nobody's business but the reader's.
#[derive(Debug, thiserror::Error)]
#[error("private address")]
pub struct PrivateAddress;

/// There is no such name.
#[derive(Debug, thiserror::Error)]
#[error("unknown host")]
pub struct UnknownHost {
    /// The name.
    pub name: String,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let is_proxy = self.proxy.as_deref() == Some(name.as_str());
        let is_guarded = self.is_guarded && !is_proxy;
        Box::pin(async move {
            let found = tokio::net::lookup_host((name.as_str(), 0)).await;
            let found: Vec<SocketAddr> = found
                .map_err(|_| UnknownHost {
                    name: name.as_str().to_owned(),
                })?
                .collect();
            let allowed: Vec<SocketAddr> = found
                .iter()
                .copied()
                .filter(|address| !is_guarded || !is_private(address.ip()))
                .collect();
            if allowed.is_empty() && !found.is_empty() {
                return Err(PrivateAddress.into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::cause::cause;

    /// What is said when a name of this machine is asked for by this way.
    async fn asked(reach: Reach, via: Via) -> String {
        let (clients, settings) = (Clients::default(), NetworkSettings::default());
        let way = Way {
            reach,
            is_secure: false,
            via,
            ca: None,
        };
        // Nobody listens at the first port.
        let url = Url::parse("http://localhost:1/").unwrap();
        let client = clients.client(&way, &settings).unwrap();
        let error = client.get(url.clone()).send().await.unwrap_err();
        cause(&error, &url, 0, &settings).to_string()
    }

    #[tokio::test]
    async fn a_strangers_name_does_not_lead_to_a_private_address() {
        let own = |address: &str| Via::Own(address.to_owned());
        for (reach, via, words) in [
            (
                Reach::Public,
                Via::Direct,
                "it leads to the private address localhost",
            ),
            // A proxy that has names looked up here is no way round.
            (
                Reach::Public,
                own("socks5://127.0.0.1:1"),
                "it leads to the private address localhost",
            ),
            // The reader chose the host, or the proxy.
            (
                Reach::Home,
                Via::Direct,
                "could not connect to localhost: connection refused",
            ),
            (
                Reach::Public,
                own("http://localhost:1"),
                "could not connect to localhost: connection refused",
            ),
        ] {
            assert_eq!(asked(reach, via.clone()).await, words, "{reach:?} {via:?}");
        }
    }
}
