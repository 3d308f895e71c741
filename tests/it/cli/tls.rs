//! HTTPS: an authority that the system trusts, one that nobody trusts, and a system that trusts nobody.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::process::Command;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::cli::{Home, RSS, Said, feed};

/// How a server of that name speaks TLS, and the certificate of the authority that vouches for it, as PEM.
pub fn vouched(name: &str) -> (ServerConfig, String) {
    let mut params = CertificateParams::default();
    // Each authority has a name of its own.
    params.distinguished_name.push(
        rcgen::DnType::CommonName,
        format!("Authority of {name} {}", std::process::id()),
    );
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let certificate = CertificateParams::new(vec![name.to_owned()])
        .unwrap()
        .signed_by(&key, &authority)
        .unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    (config, pem(authority.der()))
}

/// A server on 127.0.0.1 that speaks TLS, and the certificate of the authority that vouches for it, as PEM.
pub fn serve(name: &str) -> (u16, String) {
    let (config, authority) = vouched(name);
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let connection = ServerConnection::new(Arc::clone(&config)).unwrap();
            let mut stream = StreamOwned::new(connection, stream);
            // A client that does not trust hangs up in the middle of it.
            let _gone = stream.read(&mut [0; 4096]).and_then(|_| {
                let body = feed("Aman", "https://aman.example", &["gembok"]);
                let head = format!(
                    "HTTP/1.1 200 OK\r\nContent-Type: {RSS}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                    body.len()
                );
                stream.write_all(format!("{head}{body}").as_bytes())?;
                stream.conn.send_close_notify();
                stream.flush()
            });
        }
    });
    (port, authority)
}

/// A certificate as text (RFC 7468).
fn pem(der: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for bytes in der.chunks(3) {
        let number = bytes
            .iter()
            .fold(0, |number, byte| number << 8 | u32::from(*byte));
        let number = number << (8 * (3 - bytes.len()));
        for place in 0..4 {
            let sign = SIGNS[(number >> (18 - 6 * place) & 63) as usize];
            text.push(if place <= bytes.len() {
                char::from(sign)
            } else {
                '='
            });
        }
        if text.len() % 65 == 64 {
            text.push('\n');
        }
    }
    format!("-----BEGIN CERTIFICATE-----\n{text}\n-----END CERTIFICATE-----\n")
}

fn add(home: &Home, url: &str, trusted: &str) -> Said {
    let mut command: Command = home.command(&["add", url]);
    command
        .env("SSL_CERT_FILE", home.write("trusted.pem", trusted))
        .env("SSL_CERT_DIR", home.path("nobody"));
    Said::of(&command.output().unwrap())
}

#[test]
fn a_server_is_asked_when_its_authority_is_trusted() {
    let (home, (port, authority)) = (Home::new(), serve("127.0.0.1"));
    let said = add(&home, &format!("https://127.0.0.1:{port}/feed"), &authority);
    assert_eq!((said.code, said.err.as_str()), (0, ""), "{}", said.out);
    assert!(
        said.out.starts_with("Aman: subscribed, 1 new story"),
        "{}",
        said.out
    );
}

#[test]
fn a_server_that_nobody_vouches_for_is_told_apart() {
    let ((port, _), (other, authority)) = (serve("127.0.0.1"), serve("elsewhere.example"));
    for (port, words) in [
        (
            port,
            "its certificate was issued by nobody this machine trusts",
        ),
        (other, "its certificate belongs to another host"),
    ] {
        let home = Home::new();
        let url = format!("https://127.0.0.1:{port}/feed");
        let said = add(&home, &url, &authority);
        assert_eq!(
            (said.code, said.err),
            (
                1,
                format!("could not add {url}: no secure connection to 127.0.0.1: {words}\n")
            )
        );
    }
}

#[test]
fn a_system_without_authorities_is_told_and_those_built_in_are_asked() {
    let (home, (port, _)) = (Home::new(), serve("127.0.0.1"));
    let url = format!("https://127.0.0.1:{port}/feed");
    let said = add(&home, &url, "");
    let words = format!(
        "this system has no CA certificates: those that came with kabar are used\n\
         could not add {url}: no secure connection to 127.0.0.1: its certificate was issued by nobody this machine \
         trusts\n"
    );
    assert_eq!((said.code, said.err), (1, words));
}
