//! Through which proxy a server is reached: one of the feed's own, that of the environment, or none.

use std::sync::OnceLock;

use hyper_util::client::proxy::matcher::Matcher;
use reqwest::Proxy;
use url::Url;

use crate::fetch::error::FetchError;
use crate::fetch::host::Reach;

/// Through which proxy a server is reached.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Via {
    /// Through none.
    Direct,
    /// Through that of the environment or the system, which has this host.
    System(String),
    /// Through that of the feed's settings, which has this address. It may hold a password.
    Own(String),
}

/// The proxies of the environment or the system, looked up when first needed.
#[derive(Debug, Default)]
pub struct System {
    matcher: OnceLock<Matcher>,
}

impl System {
    /// The host of the proxy by which an address is asked.
    fn host(&self, url: &Url) -> Option<String> {
        let matcher = self.matcher.get_or_init(Matcher::from_system);
        let proxy = matcher.intercept(&url.as_str().parse().ok()?)?;
        proxy.uri().host().map(str::to_owned)
    }
}

impl Via {
    /// How an address is asked by a feed that has a proxy of its `own`, or none.
    pub fn of(url: &Url, reach: Reach, own: Option<&str>, system: &System) -> Self {
        match own {
            Some(own) => Self::Own(own.to_owned()),
            None if reach == Reach::Local => Self::Direct,
            None => system.host(url).map_or(Self::Direct, Self::System),
        }
    }

    /// The host of the proxy, without what lets others in.
    pub fn host(&self) -> Option<String> {
        match self {
            Self::Direct => None,
            Self::System(host) => Some(host.clone()),
            Self::Own(address) => Some(Url::parse(address).ok()?.host_str()?.to_owned()),
        }
    }

    /// The feed's own proxy. The words do not name it: it may hold a password.
    pub fn proxy(&self) -> Result<Option<Proxy>, FetchError> {
        let Self::Own(address) = self else {
            return Ok(None);
        };
        let words = "the proxy of this feed cannot be used";
        let proxy = Proxy::all(address).map_err(|_| FetchError::Broken(words.to_owned()))?;
        Ok(Some(proxy))
    }
}
