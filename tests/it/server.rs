//! A small HTTP/1.1 server on 127.0.0.1 for the tests of `fetch`, `loader`, `cli` and the tours, driven by a table of
//! paths and replies. It serves well and badly: it can stall, cut, lie about lengths, compress, chunk, redirect,
//! answer 304 by validators, wait, flood and never end. It counts every request.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test says what it expects by failing"
)]

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::net::TcpSocket;

use crate::pty::DEADLINE;

/// How an answer is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Manner {
    /// With a true Content-Length.
    #[default]
    Plain,
    /// In chunks of this many bytes.
    Chunked(usize),
    /// With this Content-Length, whatever the body's length is; then the connection is closed.
    Claims(u64),
    /// This many bytes of the body, then the connection is closed.
    Cut(usize),
    /// This many bytes of the body, then silence.
    Stall(usize),
    /// Not even a status line: silence.
    Silent,
    /// The connection is closed without a word.
    Closed,
    /// The body again and again until the reader has enough.
    Endless,
    /// This many header lines of 100 bytes first.
    Flood(usize),
    /// These bytes instead of HTTP.
    Raw(Vec<u8>),
    /// A byte of the body every so often.
    Drip(Duration),
}

/// How a body is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    Gzip,
    Deflate,
    /// The same without an envelope, as many servers have it.
    RawDeflate,
}

/// Answers wait at it until it is opened.
#[derive(Debug, Clone, Default)]
pub struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    /// Lets all through that wait, and who comes later.
    pub fn open(&self) {
        *self.0.0.lock().unwrap() = true;
        self.0.1.notify_all();
    }

    /// Waits until it is open; not for ever, as a test that fails opens nothing.
    fn pass(&self) {
        let is_open = self.0.0.lock().unwrap();
        let wait = self
            .0
            .1
            .wait_timeout_while(is_open, DEADLINE, |is_open| !*is_open);
        drop(wait);
    }
}

/// An answer to be given.
#[derive(Debug, Clone, Default)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub manner: Manner,
    pub coding: Option<Coding>,
    pub delay: Duration,
    pub gate: Option<Gate>,
}

impl Reply {
    /// 200 with a body.
    pub fn ok(content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            body: body.into(),
            ..Self::default()
        }
        .header("Content-Type", content_type)
    }

    /// Another status with a short page.
    pub fn status(status: u16) -> Self {
        let mut reply = Self::ok("text/html", format!("<h1>{status}</h1>"));
        reply.status = status;
        reply
    }

    /// A redirect.
    pub fn redirect(status: u16, location: &str) -> Self {
        Self::status(status).header("Location", location)
    }

    /// The same with one header more.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same, sent in another manner.
    pub fn manner(mut self, manner: Manner) -> Self {
        self.manner = manner;
        self
    }

    /// The same, compressed.
    pub fn coding(mut self, coding: Coding) -> Self {
        self.coding = Some(coding);
        self
    }

    /// The same after a while.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The same when the gate is open.
    pub fn behind(mut self, gate: &Gate) -> Self {
        self.gate = Some(gate.clone());
        self
    }

    fn named(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }
}

/// A request that came.
#[derive(Debug, Clone)]
pub struct Seen {
    pub path: String,
    pub headers: HashMap<String, String>,
}

#[derive(Default)]
struct Shared {
    replies: Mutex<HashMap<String, Vec<Reply>>>,
    seen: Mutex<Vec<Seen>>,
    connections: Mutex<Vec<TcpStream>>,
    busy: Mutex<Busy>,
    stopped: AtomicBool,
}

#[derive(Default)]
struct Busy {
    now: usize,
    most: usize,
}

/// The server; it ends when it is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    listening: Option<JoinHandle<()>>,
}

impl Server {
    /// A server that answers these paths; every other path is a 404.
    pub fn start<'a>(replies: impl IntoIterator<Item = (&'a str, Reply)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared::default());
        let mut server = Self {
            address,
            shared: Arc::clone(&shared),
            listening: None,
        };
        for (path, reply) in replies {
            server.set(path, reply);
        }
        server.listening = Some(thread::spawn(move || {
            for stream in listener.incoming() {
                if shared.stopped.load(Ordering::Relaxed) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                let shared = Arc::clone(&shared);
                if let Ok(copy) = stream.try_clone() {
                    shared.connections.lock().unwrap().push(copy);
                }
                thread::spawn(move || {
                    let _gone = serve(&stream, &shared);
                    let _gone = stream.shutdown(Shutdown::Both);
                });
            }
        }));
        server
    }

    /// From now on this path is answered so.
    pub fn set(&self, path: &str, reply: Reply) {
        self.set_all(path, vec![reply]);
    }

    /// From now on this path is answered so, one after the other, and the last for ever.
    pub fn set_all(&self, path: &str, replies: Vec<Reply>) {
        self.shared
            .replies
            .lock()
            .unwrap()
            .insert(path.to_owned(), replies);
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// `127.0.0.1:PORT`.
    pub fn host(&self) -> String {
        self.address.to_string()
    }

    /// How often a path was asked for.
    pub fn count(&self, path: &str) -> usize {
        self.shared
            .seen
            .lock()
            .unwrap()
            .iter()
            .filter(|seen| seen.path == path)
            .count()
    }

    /// How many requests have come.
    pub fn total(&self) -> usize {
        self.shared.seen.lock().unwrap().len()
    }

    /// All requests so far, in order.
    pub fn seen(&self) -> Vec<Seen> {
        self.shared.seen.lock().unwrap().clone()
    }

    /// How many requests waited for their answers at the same time, at most.
    pub fn most_at_once(&self) -> usize {
        self.shared.busy.lock().unwrap().most
    }
}

/// An address at which nobody listens: the port is held, so that no other test's server comes to stand there.
pub struct Nobody(TcpSocket);

impl Nobody {
    pub fn new() -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
        Self(socket)
    }

    /// `127.0.0.1:PORT`.
    pub fn host(&self) -> String {
        self.0.local_addr().unwrap().to_string()
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.host())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::Relaxed);
        for connection in self.shared.connections.lock().unwrap().drain(..) {
            let _gone = connection.shutdown(Shutdown::Both);
        }
        // Wake the listener, so that its port is closed and a later request finds a dead host.
        let _gone = TcpStream::connect(self.address);
        if let Some(listening) = self.listening.take() {
            let _ended = listening.join();
        }
    }
}

fn serve(stream: &TcpStream, shared: &Shared) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    while let Some(seen) = read_request(&mut reader)? {
        {
            let mut busy = shared.busy.lock().unwrap();
            busy.now += 1;
            busy.most = busy.most.max(busy.now);
        }
        shared.seen.lock().unwrap().push(seen.clone());
        let reply = next_reply(shared, &seen);
        thread::sleep(reply.delay);
        if let Some(gate) = &reply.gate {
            gate.pass();
        }
        // Before the answer goes out: whoever has it may ask again at once.
        shared.busy.lock().unwrap().now -= 1;
        if !answer(stream, &reply, &seen)? {
            break;
        }
    }
    Ok(())
}

fn read_request(reader: &mut impl BufRead) -> std::io::Result<Option<Seen>> {
    /// The first byte of a TLS handshake. A plain server takes it for a bad request.
    const HANDSHAKE: u8 = 0x16;
    if reader.fill_buf()?.first() == Some(&HANDSHAKE) {
        let headers = HashMap::new();
        return Ok(Some(Seen {
            path: "(tls)".to_owned(),
            headers,
        }));
    }
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let path = line.split(' ').nth(1).unwrap_or("/").to_owned();
    let mut headers = HashMap::new();
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            return Ok(Some(Seen { path, headers }));
        }
        if let Some((name, value)) = line.split_once(':') {
            headers.insert(name.to_ascii_lowercase(), value.trim().to_owned());
        }
    }
}

fn next_reply(shared: &Shared, seen: &Seen) -> Reply {
    let mut replies = shared.replies.lock().unwrap();
    let Some(waiting) = replies.get_mut(&seen.path) else {
        return Reply::status(404);
    };
    if waiting.len() > 1 {
        waiting.remove(0)
    } else {
        waiting[0].clone()
    }
}

/// Whether the asker has this answer already: RFC 9110, section 13.2.2.
fn is_known(reply: &Reply, seen: &Seen) -> bool {
    let same = |header: &str, asked: &str| {
        reply
            .named(header)
            .zip(seen.headers.get(asked))
            .map(|(have, asked)| have == asked)
    };
    same("ETag", "if-none-match")
        .or_else(|| same("Last-Modified", "if-modified-since"))
        .unwrap_or(false)
}

/// Sends the answer; false when the connection must end.
fn answer(mut stream: &TcpStream, reply: &Reply, seen: &Seen) -> std::io::Result<bool> {
    match &reply.manner {
        Manner::Silent => return wait_for_end(stream),
        Manner::Closed => return Ok(false),
        Manner::Raw(bytes) => {
            stream.write_all(bytes)?;
            return Ok(false);
        }
        _ => {}
    }
    let known = is_known(reply, seen);
    let status = if known { 304 } else { reply.status };
    let body = if known { Vec::new() } else { compressed(reply) };
    let mut head = format!("HTTP/1.1 {status} X\r\n");
    for (name, value) in &reply.headers {
        write!(head, "{name}: {value}\r\n").unwrap();
    }
    match reply.coding {
        Some(Coding::Gzip) if !known => head.push_str("Content-Encoding: gzip\r\n"),
        Some(Coding::Deflate | Coding::RawDeflate) if !known => {
            head.push_str("Content-Encoding: deflate\r\n");
        }
        _ => {}
    }
    if let Manner::Flood(lines) = reply.manner {
        for number in 0..lines {
            write!(head, "X-Flood-{number}: {}\r\n", "x".repeat(88)).unwrap();
        }
    }
    if known || status == 204 {
        stream.write_all(format!("{head}\r\n").as_bytes())?;
        return Ok(true);
    }
    send_body(stream, &head, &body, &reply.manner)
}

fn send_body(
    mut stream: &TcpStream,
    head: &str,
    body: &[u8],
    manner: &Manner,
) -> std::io::Result<bool> {
    let length = body.len();
    match manner {
        Manner::Chunked(size) => {
            stream.write_all(format!("{head}Transfer-Encoding: chunked\r\n\r\n").as_bytes())?;
            for chunk in body.chunks(*size) {
                stream.write_all(format!("{:x}\r\n", chunk.len()).as_bytes())?;
                stream.write_all(chunk)?;
                stream.write_all(b"\r\n")?;
            }
            stream.write_all(b"0\r\n\r\n")?;
            Ok(true)
        }
        Manner::Claims(claimed) => {
            stream.write_all(format!("{head}Content-Length: {claimed}\r\n\r\n").as_bytes())?;
            stream.write_all(body)?;
            Ok(false)
        }
        Manner::Cut(at) => {
            stream.write_all(format!("{head}Content-Length: {length}\r\n\r\n").as_bytes())?;
            stream.write_all(&body[..*at])?;
            Ok(false)
        }
        Manner::Stall(at) => {
            stream.write_all(format!("{head}Content-Length: {length}\r\n\r\n").as_bytes())?;
            stream.write_all(&body[..*at])?;
            wait_for_end(stream)
        }
        Manner::Drip(every) => {
            stream.write_all(format!("{head}Content-Length: {length}\r\n\r\n").as_bytes())?;
            for byte in body {
                stream.write_all(&[*byte])?;
                thread::sleep(*every);
            }
            Ok(true)
        }
        Manner::Endless => {
            stream.write_all(format!("{head}\r\n").as_bytes())?;
            loop {
                stream.write_all(body)?;
            }
        }
        _ => {
            let mut whole = format!("{head}Content-Length: {length}\r\n\r\n").into_bytes();
            whole.extend_from_slice(body);
            stream.write_all(&whole)?;
            Ok(true)
        }
    }
}

/// Keeps the connection open until the other side has had enough.
fn wait_for_end(mut stream: &TcpStream) -> std::io::Result<bool> {
    let mut rest = [0; 64];
    while stream.read(&mut rest)? > 0 {}
    Ok(false)
}

fn compressed(reply: &Reply) -> Vec<u8> {
    let level = flate2::Compression::fast();
    match reply.coding {
        None => reply.body.clone(),
        Some(Coding::Gzip) => {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), level);
            encoder.write_all(&reply.body).unwrap();
            encoder.finish().unwrap()
        }
        Some(Coding::RawDeflate) => {
            let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), level);
            encoder.write_all(&reply.body).unwrap();
            encoder.finish().unwrap()
        }
        Some(Coding::Deflate) => {
            let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), level);
            encoder.write_all(&reply.body).unwrap();
            encoder.finish().unwrap()
        }
    }
}
