//! `parse` and `extract`: many documents in, one line each out, in order, also after a bad one.

use std::io::Write;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::cli::{HTML, Home, Said, feed, names, newspaper, objects, page};
use crate::server::{Reply, Server};

#[test]
fn each_feed_document_gives_one_line_in_order() {
    let home = Home::new();
    let good = home.write(
        "good.xml",
        feed("Baik", "http://a.example", &["satu", "dua"]),
    );
    let bad = home.write("bad.xml", "bukan umpan");
    let empty = home.write("empty.xml", "");
    let said = home.say(&["parse", &good, &bad, "none.xml", &empty, &good]);
    assert_eq!(said.code, 1);
    let lines = objects(&said.out);
    let ok: Vec<&Value> = lines.iter().map(|line| &line["ok"]).collect();
    assert_eq!(ok, [true, false, false, false, true]);
    let files: Vec<&str> = lines
        .iter()
        .map(|line| line["file"].as_str().unwrap())
        .collect();
    assert_eq!(files, [&good, &bad, "none.xml", &empty, &good]);
    assert!(lines[1..4].iter().all(|line| line["error"].is_string()));
    assert_eq!(lines[0]["items"].as_array().unwrap().len(), 2);
    assert_eq!(home.json(&["parse", &good]).len(), 1);
}

#[test]
fn a_feed_is_read_from_standard_input_with_its_base_and_type() {
    let home = Home::new();
    let mut command = home.command(&[
        "parse",
        "--base-url",
        "http://b.example/x/",
        "--content-type",
        "text/xml",
        "-",
    ]);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let document = "<rss version=\"2.0\"><channel><title>T</title><item><title>A</title><link>a.html</link></item></channel></rss>";
    child
        .stdin
        .take()
        .unwrap()
        .write_all(document.as_bytes())
        .unwrap();
    let said = Said::of(&child.wait_with_output().unwrap());
    let line = &objects(&said.out)[0];
    assert_eq!(
        (&line["file"], &line["items"][0]["link"]),
        (&"-".into(), &"http://b.example/x/a.html".into())
    );
}

#[test]
fn each_page_gives_one_line_in_order() {
    let home = Home::new();
    let good = home.write("good.html", page("perahu"));
    let empty = home.write("empty.html", "<p></p>");
    let program = home.write("program", "\u{7f}ELF\u{2}\0\0 no text at all");
    let said = home.say(&[
        "extract",
        "--json",
        &good,
        "none.html",
        &empty,
        &program,
        &good,
    ]);
    assert_eq!(said.code, 1);
    assert!(said.err.contains("none.html"), "{}", said.err);
    let lines = objects(&said.out);
    assert_eq!(lines.len(), 5);
    assert_eq!(lines[3]["text"], "");
    assert_eq!(lines[3]["warnings"][0], "not text but a program");
    for place in [0, 4] {
        let text = lines[place]["text"].as_str().unwrap();
        assert!(
            text.contains("menutup kisah ini.") && !text.contains("Baca Juga"),
            "{text}"
        );
    }
    assert_eq!(lines[2]["text"], "");
    assert!(!lines[2]["warnings"].as_array().unwrap().is_empty());
    let mut wanted = vec![
        "file",
        "url",
        "canonical",
        "title",
        "byline",
        "authors",
        "editors",
        "published",
        "modified",
        "language",
        "site",
        "excerpt",
        "image",
        "image_caption",
        "image_credit",
        "section",
        "tags",
        "paid",
        "live",
        "text",
        "cuts",
        "warnings",
    ];
    wanted.sort_unstable();
    assert_eq!(names(&lines[0]), wanted);
}

#[test]
fn a_page_is_fetched_by_its_address_and_printed_in_every_form() {
    let (home, server) = (Home::new(), newspaper(&["perahu"]));
    let url = server.url("/perahu.html");
    let lines = home.json(&["extract", "--format", "json", &url]);
    assert_eq!(
        (&lines[0]["file"], &lines[0]["url"]),
        (&url.clone().into(), &url.clone().into())
    );
    for (form, beginning) in [
        ("text", "Paragraf ke-1"),
        ("markdown", "Paragraf ke-1"),
        ("html", "<p>Paragraf ke-1"),
    ] {
        let printed = home.well(&["extract", "--format", form, &url]);
        assert!(printed.contains(beginning), "{form}: {printed}");
    }
    let said = home.say(&["extract", &server.url("/nowhere")]);
    assert_eq!(
        (said.code, said.err.contains("404")),
        (1, true),
        "{}",
        said.err
    );
}

#[test]
fn a_story_in_several_pages_is_read_whole_by_its_address_and_in_part_from_a_file() {
    let home = Home::new();
    let part = |number: u32, tail: &str| {
        let words = "datang ke dermaga lama, dan para pedagang menunggu perahu sampai matahari terbit di atas laut.";
        format!(
            "<title>Perahu</title><article><h1>Perahu</h1><p>Bagian {number} {words}</p><p>Lagi {number} {words}</p></article>{tail}"
        )
    };
    let (second, third) = (
        "<a rel=next href='?page=2'>2</a>",
        "<a rel=next href='?page=3'>3</a>",
    );
    let server = Server::start([
        ("/berita/1/perahu", Reply::ok(HTML, part(1, second))),
        ("/berita/1/perahu?page=2", Reply::ok(HTML, part(2, third))),
        ("/berita/1/perahu?page=3", Reply::ok(HTML, part(3, ""))),
        ("/berita/2/perahu", Reply::ok(HTML, part(1, second))),
    ]);
    let url = server.url("/berita/1/perahu");
    let line = &home.json(&["extract", "--json", &url])[0];
    let text = line["text"].as_str().unwrap();
    assert!(
        text.starts_with("Bagian 1") && text.contains("Bagian 2") && text.contains("Lagi 3"),
        "{text}"
    );
    assert_eq!(
        (&line["url"], &line["warnings"]),
        (&url.clone().into(), &json!([]))
    );
    assert!(home.well(&["extract", &url]).contains("Lagi 3"));
    // A part that is missing is told.
    let line = &home.json(&["extract", "--json", &server.url("/berita/2/perahu")])[0];
    assert_eq!(
        line["warnings"],
        json!(["a part of the story could not be fetched"])
    );
    // A file is one part, and so is a page of another address.
    let file = home.write("perahu.html", part(1, second));
    let asked = server.total();
    for offline in [["--offline", "--json"], ["--json", "--cuts"]] {
        let [first, second] = offline;
        let arguments = ["extract", first, second, "--base-url", &url, &file];
        let line = &home.json(&arguments)[0];
        assert!(!line["text"].as_str().unwrap().contains("Bagian 2"));
        assert_eq!(
            line["warnings"],
            json!(["the story goes on on another page; only this part of it was read"])
        );
    }
    assert_eq!(server.total(), asked);
}

#[test]
fn a_story_is_shown_in_every_form_and_width() {
    let (home, server) = (Home::new(), newspaper(&["perahu"]));
    home.well(&["add", &server.url("/rss.xml")]);
    home.well(&["refresh"]);
    let text = home.well(&["show", "1", "--width", "40"]);
    assert!(
        text.lines().all(|line| line.chars().count() <= 40),
        "{text}"
    );
    assert!(text.lines().count() > home.well(&["show", "1", "--width", "80"]).lines().count());
    assert!(
        home.well(&["show", "1", "--format", "markdown"])
            .starts_with("# Kisah perahu\n\n")
    );
    let html = home.well(&["show", "1", "--format", "html"]);
    assert!(
        html.starts_with("<!doctype html>") && html.contains("<p>Paragraf ke-1"),
        "{html}"
    );
    let said = home.say(&["show", "99", "1"]);
    assert_eq!(
        (said.code, said.err.as_str()),
        (1, "there is no story 99\n")
    );
    assert!(
        said.out.starts_with("Kisah perahu"),
        "what is there is shown all the same"
    );
}
