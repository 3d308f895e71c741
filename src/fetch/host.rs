//! Addresses: which may be asked at all, and which hosts are nobody's business but the reader's.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

use crate::fetch::error::FetchError;

/// How far a request may reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// This machine: without proxies, without a limit per host.
    Local,
    /// The host that the reader chose, wherever its name leads.
    Home,
    /// Any other host, as long as its name leads to a public address.
    Public,
}

/// Reads an address.
pub fn parse(url: &str) -> Result<Url, FetchError> {
    let refuse = |why: &str| Err(FetchError::Address(format!("the address {why}")));
    match Url::parse(url.trim()) {
        Ok(url) if !matches!(url.scheme(), "http" | "https") => refuse(&format!(
            "begins with {}:, and only http: and https: are fetched",
            url.scheme()
        )),
        Ok(url) if url.host_str().is_none_or(str::is_empty) => refuse("names no host"),
        Ok(url) => Ok(url),
        Err(error) => refuse(&format!("cannot be read ({error})")),
    }
}

/// How far a request for `url` may reach when the reader chose `home`, if that has a host.
pub fn reach(url: &Url, home: Option<&Url>) -> Result<Reach, FetchError> {
    if is_loopback(url) {
        return if home.is_some_and(is_loopback) {
            Ok(Reach::Local)
        } else {
            Err(refused(url))
        };
    }
    if home.is_some_and(|home| url.host() == home.host()) {
        return Ok(Reach::Home);
    }
    match literal(url) {
        Some(ip) if is_private(ip) => Err(refused(url)),
        _ => Ok(Reach::Public),
    }
}

/// The error for a public document that leads into a private network.
#[must_use]
pub fn refused(url: &Url) -> FetchError {
    FetchError::Address(format!(
        "it leads to the private address {}",
        url.host_str().unwrap_or_default()
    ))
}

/// Whether an address is this machine or in a network of its own, where a stranger's page has no business.
///
/// 198.18.0.0/15 is not: it is reserved, but proxies that answer every name with an address of their own use it.
#[must_use]
pub fn is_private(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_private_v4(ip),
        IpAddr::V6(ip) => is_private_v6(ip),
    }
}

fn is_private_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    ip.is_private()
        || ip.is_link_local()
        || matches!(
            (a, b, c),
            (0 | 127 | 224..=255, ..) | (100, 64..=127, _) | (192, 0, 0)
        )
}

fn is_private_v6(ip: Ipv6Addr) -> bool {
    // Addresses that carry an IPv4 address: mapped, compatible, NAT64 (RFC 6052) and 6to4 (RFC 3056).
    let carried = match ip.segments() {
        [0, 0, 0, 0, 0, 0xffff | 0, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => {
            Some(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low)))
        }
        _ => None,
    };
    carried.is_some_and(is_private_v4)
        || ip.is_loopback()
        || ip.is_unspecified()
        || ip.is_unique_local()
        || ip.is_unicast_link_local()
        || ip.is_multicast()
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(ip)) => ip.is_loopback() || ip.is_unspecified(),
        Some(Host::Ipv6(ip)) => {
            ip.is_loopback()
                || ip.is_unspecified()
                || ip.to_ipv4_mapped().is_some_and(|ip| ip.is_loopback())
        }
        None => false,
    }
}

fn literal(url: &Url) -> Option<IpAddr> {
    match url.host()? {
        Host::Domain(_) => None,
        Host::Ipv4(ip) => Some(IpAddr::V4(ip)),
        Host::Ipv6(ip) => Some(IpAddr::V6(ip)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stranger_never_leads_into_a_private_network() {
        let public = "https://news.example/feed";
        for (url, home, expected) in [
            ("https://news.example/2", public, Some(Reach::Home)),
            ("https://other.example/", public, Some(Reach::Public)),
            ("http://203.0.113.9/", public, Some(Reach::Public)),
            ("http://127.0.0.1:8080/", public, None),
            ("http://2130706433/", public, None),
            ("http://localhost/", public, None),
            ("http://a.localhost/", public, None),
            ("http://[::1]/", public, None),
            ("http://[::ffff:127.0.0.1]/", public, None),
            ("http://0.0.0.0/", public, None),
            ("http://10.1.2.3/", public, None),
            ("http://192.168.1.1/", public, None),
            ("http://169.254.169.254/latest", public, None),
            ("http://[fd00::1]/", public, None),
            ("http://[64:ff9b::a00:1]/", public, None),
            (
                "http://192.168.1.1/page",
                "http://192.168.1.1/feed",
                Some(Reach::Home),
            ),
            ("http://192.168.1.2/page", "http://192.168.1.1/feed", None),
            (
                "http://127.0.0.1:2/",
                "http://127.0.0.1:1/",
                Some(Reach::Local),
            ),
            (
                "http://localhost:2/",
                "http://127.0.0.1:1/",
                Some(Reach::Local),
            ),
            ("http://192.168.1.1/", "http://127.0.0.1:1/", None),
            (
                "https://news.example/",
                "http://127.0.0.1:1/",
                Some(Reach::Public),
            ),
            // A file or a command of the reader's may hold what strangers wrote.
            ("https://news.example/", "exec:mine", Some(Reach::Public)),
            ("http://127.0.0.1:2/", "file:///news.xml", None),
        ] {
            let home_url = parse(home).ok();
            let found = reach(&parse(url).unwrap(), home_url.as_ref()).ok();
            assert_eq!(found, expected, "{url} from {home}");
        }
    }

    #[test]
    fn only_http_addresses_are_read() {
        for (url, words) in [
            (
                "file:///etc/passwd",
                "the address begins with file:, and only http: and https: are fetched",
            ),
            (
                "news.example",
                "the address cannot be read (relative URL without a base)",
            ),
            ("http://", "the address cannot be read (empty host)"),
        ] {
            assert_eq!(parse(url).unwrap_err().to_string(), words);
        }
    }
}
