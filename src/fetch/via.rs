//! Through which proxy a server is reached: one of the feed's own, that of the environment, or none.

use std::env;
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
    /// Through that of this variable of the environment, which holds no address of one: nobody is asked around it.
    Unusable(&'static str),
}

/// The proxies of the environment or the system, looked up when first needed.
#[derive(Debug, Default)]
pub struct System {
    matcher: OnceLock<Matcher>,
}

impl System {
    /// How an address is asked.
    fn via(&self, url: &Url) -> Option<Via> {
        let matcher = self.matcher.get_or_init(Matcher::from_system);
        let Some(proxy) = matcher.intercept(&url.as_str().parse().ok()?) else {
            return unusable(url).map(Via::Unusable);
        };
        proxy.uri().host().map(|host| Via::System(host.to_owned()))
    }
}

/// The variable that names a proxy for an address which goes by none, unless `NO_PROXY` excepts it: the matcher passes over
/// what it cannot read.
fn unusable(url: &Url) -> Option<&'static str> {
    let names = match url.scheme() {
        "https" => ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"],
        _ => ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"],
    };
    let value = |name: &str| env::var(name).unwrap_or_default();
    let named = names.into_iter().find(|name| !value(name).is_empty())?;
    let no = ["NO_PROXY", "no_proxy"].map(value);
    let no = no.into_iter().find(|no| !no.is_empty()).unwrap_or_default();
    let any = Matcher::builder().all("http://any.invalid").no(no).build();
    any.intercept(&url.as_str().parse().ok()?).map(|_| named)
}

impl Via {
    /// How an address is asked by a feed that has a proxy of its `own`, or none.
    pub fn of(url: &Url, reach: Reach, own: Option<&str>, system: &System) -> Self {
        match own {
            Some(own) => Self::Own(own.to_owned()),
            None if reach == Reach::Local => Self::Direct,
            None => system.via(url).unwrap_or(Self::Direct),
        }
    }

    /// The host of the proxy, without what lets others in.
    pub fn host(&self) -> Option<String> {
        match self {
            Self::Direct | Self::Unusable(_) => None,
            Self::System(host) => Some(host.clone()),
            Self::Own(address) => Some(Url::parse(address).ok()?.host_str()?.to_owned()),
        }
    }

    /// The feed's own proxy. The words do not name it: it may hold a password.
    pub fn proxy(&self) -> Result<Option<Proxy>, FetchError> {
        let address = match self {
            Self::Own(address) => address,
            Self::Unusable(name) => {
                let words = format!(
                    "{name} names no proxy; it takes an address like http://127.0.0.1:3128"
                );
                return Err(FetchError::Broken(words));
            }
            Self::Direct | Self::System(_) => return Ok(None),
        };
        let words = "the proxy of this feed cannot be used";
        let proxy = Proxy::all(address).map_err(|_| FetchError::Broken(words.to_owned()))?;
        Ok(Some(proxy))
    }
}
