//! Proxies: one of a feed's own, and that of the environment.

use crate::cli::{HTML, Home, RSS, Said, feed, page};
use crate::server::{Nobody, Reply, Server};

/// A library with a feed of that address.
fn subscribed(address: &str) -> Home {
    let home = Home::new();
    home.well(&["import", &home.write("urls", address)]);
    home
}

/// What a refresh says when the environment names these proxies.
fn refresh(home: &Home, arguments: &[&str], proxies: &[(&str, &str)]) -> Said {
    let mut command = home.command(&[&["refresh"], arguments].concat());
    command.envs(proxies.iter().copied());
    Said::of(&command.output().unwrap())
}

#[test]
fn a_feed_is_asked_through_a_proxy_of_its_own() {
    let home = Home::new();
    // A proxy is asked for whole addresses.
    let address = "http://harian.example/rss";
    let proxy = Server::start([(
        address,
        Reply::ok(RSS, feed("Harian", "http://harian.example", &["kapal"])),
    )]);
    home.well(&["import", &home.write("urls", address)]);
    let set = format!("proxy={}", proxy.url(""));
    home.well(&["feed", "1", "--set", &set]);
    let told = home.well(&["refresh", "--feeds-only"]);
    assert!(told.contains("1 new story"), "{told}");
    assert_eq!(proxy.count(address), 1);
    // A proxy that does not answer is no fault of the site's.
    home.well(&["feed", "1", "--set", "proxy=http://x:rahasia@127.0.0.1:1"]);
    let told = home.say(&["refresh", "1"]).err;
    assert!(
        told.contains("no way through the proxy 127.0.0.1: connection refused"),
        "{told}"
    );
}

#[test]
fn a_proxy_that_brings_nobody_anywhere_is_named_and_not_the_site() {
    let (nobody, proxy) = (Nobody::new(), Server::start([]));
    // What is asked of a proxy when TLS goes through it.
    proxy.set("minta.example:443", Reply::status(407));
    let (dead, silent) = (nobody.url(""), proxy.url(""));
    let socks = format!("socks5h://{}", nobody.host());
    for (address, name, proxy, words) in [
        (
            "http://a.example/rss",
            "http_proxy",
            dead.as_str(),
            "no way through the proxy 127.0.0.1: connection refused",
        ),
        (
            "https://a.example/rss",
            "https_proxy",
            &dead,
            "no way through the proxy 127.0.0.1: connection refused",
        ),
        (
            "http://a.example/rss",
            "ALL_PROXY",
            &socks,
            "no way through the proxy 127.0.0.1: no connection",
        ),
        (
            "http://a.example/rss",
            "http_proxy",
            "http://tiada.invalid:1",
            "no way through the proxy tiada.invalid: it was not found",
        ),
        (
            "https://a.example/rss",
            "https_proxy",
            &silent,
            "no way through the proxy 127.0.0.1: it refuses",
        ),
        (
            "https://minta.example/rss",
            "https_proxy",
            &silent,
            "no way through the proxy 127.0.0.1: it wants a name and a password",
        ),
        (
            "http://a.invalid/rss",
            "ALL_PROXY",
            // Names are looked up here before such a one is asked.
            "socks5://127.0.0.1:1",
            "the host a.invalid was not found",
        ),
        (
            "https://a.invalid/rss",
            "ALL_PROXY",
            "sock5h://127.0.0.1:9050",
            "ALL_PROXY names no proxy; it takes an address like http://127.0.0.1:3128",
        ),
    ] {
        let home = subscribed(address);
        let told = refresh(&home, &["--feeds-only"], &[(name, proxy)]).err;
        let told = told.split_once(": ").map(|(_, cause)| cause);
        assert_eq!(
            told.and_then(|told| told.strip_suffix("; next try in 5 min\n")),
            Some(words),
            "{address} by {proxy}"
        );
    }
}

#[test]
fn a_proxy_in_a_private_network_leads_to_every_story() {
    let story = "http://lain.example/kapal.html";
    let document = feed("Harian", "http://lain.example", &["kapal"]);
    let address = "http://harian.example/rss";
    let proxy = Server::start([
        (address, Reply::ok(RSS, document)),
        (story, Reply::ok(HTML, page("kapal"))),
    ]);
    // A name that leads to this machine, as that of a proxy in an office leads into its network.
    let named = proxy.url("").replace("127.0.0.1", "localhost");
    let home = subscribed(address);
    let said = refresh(&home, &[], &[("http_proxy", &named)]);
    assert!(
        said.out.contains("1 story ready"),
        "{}{}",
        said.out,
        said.err
    );
    assert_eq!(proxy.count(story), 1);
}
