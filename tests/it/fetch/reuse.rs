//! HTTP/2: many documents of one server come over one connection, and no flood of headers.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use kabar::fetch::answer::{Manners, Request, Validators};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::cli::tls::vouched;
use crate::fetch::{source, text, wait};

/// The response that is sent so: its type is named by a crate that is not one of ours.
fn response<R: Default>(_sent: impl FnMut(R)) -> R {
    R::default()
}

/// A server that speaks HTTP/2 only: where it listens, who vouches for it, and how many connections it has seen.
async fn serve() -> (u16, String, Arc<AtomicUsize>) {
    let (mut config, authority) = vouched("127.0.0.1");
    config.alpn_protocols = vec![b"h2".to_vec()];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let seen = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&seen);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::Relaxed);
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let stream = acceptor.accept(stream).await.unwrap();
                let mut connection = h2::server::handshake(stream).await.unwrap();
                while let Some(Ok((request, mut respond))) = connection.accept().await {
                    let path = request.uri().path();
                    let body = format!("<rss>{path}</rss>");
                    let mut response = response(|it| drop(respond.send_response(it, true)));
                    // As many headers of a hundred bytes as the path says.
                    let flood = path.strip_prefix("/flood/").unwrap_or("0");
                    for _ in 0..flood.parse().unwrap() {
                        let value = "x".repeat(93).parse().unwrap();
                        response.headers_mut().append("x-flood", value);
                    }
                    let mut stream = respond.send_response(response, false).unwrap();
                    // Who is flooded has hung up.
                    let _gone = stream.send_data(body.into(), true);
                }
            });
        }
    });
    (port, authority, seen)
}

#[test]
fn many_feeds_of_one_server_come_over_one_connection() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("ca.pem");
    wait(async {
        let (port, authority, seen) = serve().await;
        std::fs::write(&file, authority).unwrap();
        let manners = Manners {
            ca: Some(file.to_str().unwrap().to_owned()),
            ..Manners::default()
        };
        let (source, validators) = (Arc::new(source()), Validators::default());
        let get = |number: usize| {
            let (source, manners, validators) =
                (Arc::clone(&source), manners.clone(), validators.clone());
            async move {
                let url = format!("https://127.0.0.1:{port}/{number}");
                let request = Request {
                    manners: &manners,
                    ..Request::feed(&url, &validators)
                };
                text(&source.get(request).await.unwrap())
            }
        };
        assert_eq!(get(0).await, "<rss>/0</rss>");
        let mut others = tokio::task::JoinSet::new();
        for number in 1..20 {
            others.spawn(get(number));
        }
        assert_eq!(others.join_all().await.len(), 19);
        assert_eq!(seen.load(Ordering::Relaxed), 1);
    });
}

#[test]
fn a_flood_of_headers_is_told_as_one() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("ca.pem");
    wait(async {
        let (port, authority, _) = serve().await;
        std::fs::write(&file, authority).unwrap();
        let manners = Manners {
            ca: Some(file.to_str().unwrap().to_owned()),
            ..Manners::default()
        };
        let (source, validators) = (source(), Validators::default());
        for (number, words) in [
            (600, None),
            (
                900,
                Some("the answer has more than 64 KiB of headers, or more than 1,000"),
            ),
            (
                2_400,
                Some("the answer breaks the rules of HTTP/2, or has too many headers"),
            ),
            (
                9_000,
                Some("the answer has more than 64 KiB of headers, or more than 1,000"),
            ),
        ] {
            let url = format!("https://127.0.0.1:{port}/flood/{number}");
            let request = Request {
                manners: &manners,
                ..Request::feed(&url, &validators)
            };
            let told = source.get(request).await.err();
            let told = told.map(|error| error.to_string());
            assert_eq!(told.as_deref(), words, "{number}");
        }
    });
}
