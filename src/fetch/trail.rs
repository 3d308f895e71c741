//! The way from the address asked to the address that answers: redirects, and what must not travel along.

use reqwest::StatusCode;
use url::{Origin, Url};

use crate::fetch::error::FetchError;
use crate::fetch::host;
use crate::model::address::{self, Login};

/// After this many redirects a server is going round in circles.
pub const MOST: usize = 5;

/// The way so far.
#[derive(Debug)]
pub struct Trail {
    /// The address to ask now, without credentials.
    pub url: Url,
    /// None when the reader chose a file or a command, which have no host.
    home: Option<Url>,
    start: Origin,
    steps: usize,
    all_permanent: bool,
    permanent: Option<Url>,
    credentials: Option<Credentials>,
}

/// Name and password from the first address, and whom they are for.
#[derive(Debug, Clone)]
struct Credentials {
    origin: Origin,
    login: Login,
}

impl Trail {
    /// At the start.
    pub fn new(url: &str, home: Option<&str>) -> Result<Self, FetchError> {
        let mut url = host::parse(url)?;
        let home = match home {
            Some(home) => host::parse(home).ok(),
            None => Some(url.clone()),
        };
        let credentials = take_credentials(&mut url);
        Ok(Self {
            start: url.origin(),
            url,
            home,
            steps: 0,
            all_permanent: true,
            permanent: None,
            credentials,
        })
    }

    /// How far the next request may reach.
    pub fn reach(&self) -> Result<host::Reach, FetchError> {
        host::reach(&self.url, self.home.as_ref())
    }

    /// The host to ask now.
    pub fn host(&self) -> &str {
        self.url.host_str().unwrap_or_default()
    }

    /// The server to ask now: scheme, host and port.
    pub fn authority(&self) -> String {
        format!(
            "{}://{}:{}",
            self.url.scheme(),
            self.host(),
            self.url.port_or_known_default().unwrap_or_default()
        )
    }

    /// Whether the server to ask now is the one that was asked first.
    pub fn is_at_start(&self) -> bool {
        self.url.origin() == self.start
    }

    /// Name and password of the address, as long as the way has not left the server they are for.
    pub fn login(&self) -> Option<&Login> {
        let credentials = self.credentials.as_ref();
        credentials
            .filter(|credentials| credentials.origin == self.url.origin())
            .map(|credentials| &credentials.login)
    }

    /// Where the document has moved for good, with the name and password that still belong to it.
    pub fn permanent(&self) -> Option<String> {
        let mut url = self.permanent.clone()?;
        if let Some(Credentials { login, .. }) = self
            .credentials
            .as_ref()
            .filter(|credentials| credentials.origin == url.origin())
        {
            // Both fail only for addresses without a host, which were refused.
            let _set = url.set_username(&login.name);
            let _set = url.set_password(login.password.as_deref());
        }
        Some(url.into())
    }

    /// Follows a redirect.
    pub fn follow(&mut self, status: StatusCode, location: &str) -> Result<(), FetchError> {
        let refuse = |why: &str| Err(FetchError::Redirects(why.to_owned()));
        self.steps += 1;
        if self.steps > MOST {
            return refuse("redirected more than 5 times");
        }
        let Ok(mut next) = self.url.join(location.trim()) else {
            return refuse("redirected to an address that cannot be read");
        };
        if !matches!(next.scheme(), "http" | "https") {
            return refuse("redirected to an address that is neither http nor https");
        }
        if self.url.scheme() == "https" && next.scheme() == "http" {
            return refuse("redirected from https to http");
        }
        let _strangers = take_credentials(&mut next);
        let is_permanent = matches!(
            status,
            StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT
        );
        self.all_permanent &= is_permanent;
        if self.all_permanent {
            self.permanent = Some(next.clone());
        }
        self.url = next;
        Ok(())
    }
}

/// Takes name and password out of an address.
fn take_credentials(url: &mut Url) -> Option<Credentials> {
    let login = address::login(url.as_str());
    // Both fail only for addresses without a host, which were refused.
    let _set = url.set_username("");
    let _set = url.set_password(None);
    Some(Credentials {
        origin: url.origin(),
        login: login?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(start: &str, steps: &[(u16, &str)]) -> Result<Trail, FetchError> {
        let mut trail = Trail::new(start, None)?;
        for (status, location) in steps {
            trail.follow(StatusCode::from_u16(*status).unwrap(), location)?;
        }
        Ok(trail)
    }

    #[test]
    fn only_an_unbroken_chain_of_permanent_steps_moves_a_feed() {
        let start = "https://a.example/feed";
        for (steps, url, permanent) in [
            (
                vec![(301, "/new")],
                "https://a.example/new",
                Some("https://a.example/new"),
            ),
            (vec![(302, "/new")], "https://a.example/new", None),
            (
                vec![(301, "/b"), (308, "https://c.example/")],
                "https://c.example/",
                Some("https://c.example/"),
            ),
            (
                vec![(301, "/b"), (307, "/c"), (301, "/d")],
                "https://a.example/d",
                Some("https://a.example/b"),
            ),
        ] {
            let trail = walk(start, &steps).unwrap();
            assert_eq!(trail.url.as_str(), url);
            assert_eq!(trail.permanent().as_deref(), permanent);
        }
    }

    #[test]
    fn a_way_that_leads_nowhere_good_is_refused() {
        for (start, steps, words) in [
            (
                "https://a.example/",
                vec![(301, "http://a.example/")],
                "redirected from https to http",
            ),
            (
                "http://a.example/",
                vec![(301, "file:///etc/passwd")],
                "redirected to an address that is neither http nor https",
            ),
            (
                "http://a.example/",
                vec![(302, "/"); 6],
                "redirected more than 5 times",
            ),
        ] {
            assert_eq!(walk(start, &steps).unwrap_err().to_string(), words);
        }
    }

    #[test]
    fn credentials_stay_with_their_server() {
        let start = "https://bo%40b:p%2Fw+@a.example/feed";
        let trail = walk(start, &[(301, "/x")]).unwrap();
        let login = trail.login().unwrap();
        assert_eq!(
            (login.name.as_str(), login.password.as_deref()),
            ("bo@b", Some("p/w+"))
        );
        assert_eq!(trail.url.as_str(), "https://a.example/x");
        assert_eq!(
            trail.permanent().as_deref(),
            Some("https://bo%40b:p%2Fw+@a.example/x")
        );

        let trail = walk(start, &[(301, "https://eve:x@b.example/")]).unwrap();
        assert!(trail.login().is_none());
        assert_eq!(trail.permanent().as_deref(), Some("https://b.example/"));
    }
}
