//! The HTTP clients: one for each reach, with and without TLS, each built when first needed.
//!
//! Reading the system's certificates costs milliseconds that a refresh of plain HTTP addresses does not pay.

use std::net::SocketAddr;
use std::sync::{Arc, OnceLock};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::{Certificate, Client, ClientBuilder};

use crate::fetch::error::FetchError;
use crate::fetch::headers;
use crate::fetch::host::{Reach, is_private};
use crate::fetch::settings::NetworkSettings;

type Built = OnceLock<Result<Client, FetchError>>;

/// Said once when the system has no certificates.
const NO_SYSTEM_CERTIFICATES: &str =
    "this system has no CA certificates: those that came with kabar are used";

/// The HTTP clients.
#[derive(Debug, Default)]
pub struct Clients {
    local: Pair,
    home: Pair,
    public: Pair,
    notice: OnceLock<&'static str>,
}

#[derive(Debug, Default)]
struct Pair {
    plain: Built,
    secure: Built,
}

impl Clients {
    /// The client for a request that may reach so far.
    pub fn client(
        &self,
        reach: Reach,
        is_secure: bool,
        settings: &NetworkSettings,
    ) -> Result<Client, FetchError> {
        let pair = match reach {
            Reach::Local => &self.local,
            Reach::Home => &self.home,
            Reach::Public => &self.public,
        };
        let built = if is_secure {
            pair.secure.get_or_init(|| self.secure(reach, settings))
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

    fn secure(&self, reach: Reach, settings: &NetworkSettings) -> Result<Client, FetchError> {
        if let Ok(client) = finished(base(reach, settings)) {
            return Ok(client);
        }
        self.notice.get_or_init(|| NO_SYSTEM_CERTIFICATES);
        let bundled = webpki_root_certs::TLS_SERVER_ROOT_CERTS.iter();
        let certificates =
            bundled.filter_map(|certificate| Certificate::from_der(certificate).ok());
        finished(base(reach, settings).tls_certs_only(certificates))
    }
}

fn base(reach: Reach, settings: &NetworkSettings) -> ClientBuilder {
    install_provider();
    let builder = Client::builder()
        .user_agent(settings.user_agent.as_str())
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .connect_timeout(settings.connect)
        .read_timeout(settings.silence)
        .pool_idle_timeout(settings.whole)
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
