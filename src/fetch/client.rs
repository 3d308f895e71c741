//! The HTTP clients: one for each reach, with and without TLS, each built when first needed.
//!
//! Reading the system's certificates costs milliseconds that a refresh of plain HTTP addresses does not pay.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Certificate, Client, ClientBuilder, Proxy};

use crate::fetch::error::FetchError;
use crate::fetch::headers;
use crate::fetch::host::{Reach, is_private};
use crate::fetch::settings::NetworkSettings;

type Built = OnceLock<Result<Client, FetchError>>;

/// Said once when the system has no certificates.
const NO_SYSTEM_CERTIFICATES: &str =
    "this system has no CA certificates: those that came with kabar are used";
/// So many clients of ways of their own are kept.
const SPECIAL: usize = 64;

/// How a server is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way<'a> {
    /// How far the request may reach.
    pub reach: Reach,
    /// Whether by TLS.
    pub is_secure: bool,
    /// Through this proxy, instead of that of the environment.
    pub proxy: Option<&'a str>,
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
    notice: OnceLock<&'static str>,
}

/// A way of one feed's own: reach, TLS, proxy, certificates.
type Key = (Reach, bool, Option<String>, Option<String>);

#[derive(Debug, Default)]
struct Pair {
    plain: Built,
    secure: Built,
}

impl Clients {
    /// The client for a way.
    pub fn client(&self, way: &Way<'_>, settings: &NetworkSettings) -> Result<Client, FetchError> {
        if way.proxy.is_some() || way.ca.is_some() {
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
            way.proxy.map(str::to_owned),
            way.ca.map(str::to_owned),
        );
        let mut special = self.special.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(client) = special.get(&key) {
            return Ok(client.clone());
        }
        let proxy = way.proxy.map(proxy).transpose()?;
        let authorities = way.ca.map(authorities).transpose()?.unwrap_or_default();
        let builder = || {
            let mut builder = base(way.reach, settings);
            if let Some(proxy) = &proxy {
                // Names are looked up where the proxy is; only its own is looked up here, and the reader chose it.
                let resolver = Resolver { is_guarded: false };
                builder = builder
                    .no_proxy()
                    .proxy(proxy.clone())
                    .dns_resolver(resolver);
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

/// A proxy as a feed's settings name it. The words do not: it may hold a password.
fn proxy(url: &str) -> Result<Proxy, FetchError> {
    let words = "the proxy of this feed cannot be used";
    Proxy::all(url).map_err(|_| FetchError::Broken(words.to_owned()))
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

fn base(reach: Reach, settings: &NetworkSettings) -> ClientBuilder {
    install_provider();
    let builder = Client::builder()
        .user_agent(settings.user_agent.as_str())
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        // Servers call two things so, of which the HTTP library knows one: `unpack` knows both.
        .no_deflate()
        .connect_timeout(settings.connect)
        .read_timeout(settings.silence)
        .pool_idle_timeout(settings.whole)
        .pool_max_idle_per_host(IDLE)
        .http2_max_header_list_size(u32::try_from(headers::LIMIT).unwrap_or(u32::MAX))
        .referer(false)
        .dns_resolver(Resolver {
            is_guarded: reach == Reach::Public,
        });
    match reach {
        Reach::Local => builder.no_proxy(),
        _ => builder,
    }
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
}

/// A stranger's name leads to an address that is nobody's business but the reader's.
#[derive(Debug, thiserror::Error)]
#[error("private address")]
pub struct PrivateAddress;

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let is_guarded = self.is_guarded;
        Box::pin(async move {
            let found: Vec<SocketAddr> =
                tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let allowed: Vec<SocketAddr> = found
                .iter()
                .copied()
                .filter(|address| !is_guarded || !is_private(address.ip()))
                .collect();
            if allowed.is_empty() && !found.is_empty() {
                return Err(Arc::new(PrivateAddress).into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}
