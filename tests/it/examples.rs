//! What the manual, the default files and the readme give as an example can be copied as it stands.

use clap::Parser;
use kabar::assets;
use kabar::cli::arguments::Arguments;
use kabar::config::file;
use kabar::model::site::Rule;
use kabar::state::ownkeys::keymap;
use serde::Deserialize;

#[derive(Deserialize)]
struct Rules {
    rule: Vec<Rule>,
}

/// The indented lines of the comments of a file, each block of them by itself.
fn indented(source: &str) -> Vec<String> {
    let mut blocks = vec![String::new()];
    for line in source.lines() {
        let block = blocks.last_mut().unwrap();
        match line.strip_prefix("#     ") {
            Some(line) => block.extend([line, "\n"]),
            None if line == "#" && !block.is_empty() => block.push('\n'),
            None => blocks.push(String::new()),
        }
    }
    blocks.retain(|block| !block.is_empty());
    blocks
}

/// What stands between two lines, as it is read there.
fn between(source: &str, start: &str, end: &str) -> Vec<String> {
    let blocks = source.split(start).skip(1);
    blocks
        .map(|block| block.split(end).next().unwrap().replace("\\(dq", "\""))
        .collect()
}

/// Whether one of kabar's files may hold it: settings, keys or rules.
fn is_right(block: &str) -> bool {
    let rules = || {
        let rules = toml::from_str::<Rules>(block);
        rules.is_ok_and(|rules| rules.rule.into_iter().all(|rule| rule.checked().is_ok()))
    };
    file::parse("", block).is_ok() || keymap("kabar", Some(block)).1.is_empty() || rules()
}

/// The commands of a line of a shell, those of kabar only; what is explained beside them is left out.
fn commands(line: &str) -> Vec<Vec<String>> {
    let line = line.replace('`', "").replace("\\-", "-");
    let line = line.split("  ").next().unwrap_or_default();
    let pieces = line.split([';', '|', '&', '>']);
    let words = |piece: &str| -> Vec<String> {
        let quoted = piece.split('\'').enumerate();
        quoted
            .flat_map(|(number, part)| match number % 2 {
                0 => part.split_whitespace().map(str::to_owned).collect(),
                _ => vec![part.to_owned()],
            })
            .collect()
    };
    pieces
        .map(words)
        .filter(|words| words.first().is_some_and(|word| word == "kabar"))
        .collect()
}

#[test]
fn every_example_is_right_as_it_stands() {
    let readme = include_str!("../../README.md");
    let mut blocks = [assets::CONFIG, assets::KEYMAP].map(indented).concat();
    blocks.extend(between(assets::MANUAL, ".nf\n", ".fi"));
    blocks.extend(between(readme, "```toml\n", "```"));
    blocks.extend(between(readme, "```sh\n", "```"));
    let (mut files, mut lines) = (0, 0);
    for block in &blocks {
        if block.lines().any(|line| line.starts_with('[')) {
            files += 1;
            assert!(is_right(block), "{block}");
            continue;
        }
        for words in block.lines().flat_map(commands) {
            lines += 1;
            assert!(Arguments::try_parse_from(&words).is_ok(), "{words:?}");
        }
    }
    assert!(files >= 6 && lines >= 15, "{files} {lines}\n{blocks:#?}");
    // What stands within a line is a command, or it would need a section.
    for (name, text) in [("config", assets::CONFIG), ("keymap", assets::KEYMAP)] {
        let comments: Vec<&str> = text
            .lines()
            .filter_map(|line| line.strip_prefix("# "))
            .collect();
        for (number, quoted) in comments.join(" ").split('`').enumerate() {
            if number % 2 == 1 {
                assert!(!quoted.contains(" = "), "{name}: {quoted}");
                let known = |words| Arguments::try_parse_from(words).is_ok();
                assert!(commands(quoted).into_iter().all(known), "{name}: {quoted}");
            }
        }
    }
}
