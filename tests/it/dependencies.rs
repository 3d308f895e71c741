//! The crates that are built in: each under a licence that goes with ours. Asks cargo, not the network.

use std::collections::BTreeSet;
use std::process::Command;

/// Licences that a program under MIT or Apache-2.0 may be linked with. MPL-2.0 binds only its own files.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

#[test]
fn every_crate_is_under_a_licence_that_goes_with_ours() {
    let tree = tree();
    let crates: BTreeSet<(&str, &str)> = tree
        .lines()
        .filter_map(|line| line.split_once('|'))
        .collect();
    let refused: Vec<_> = crates
        .iter()
        .filter(|(_, licence)| !is_allowed(licence))
        .collect();
    assert!(
        crates.len() > 100,
        "cargo tells of {} crates only",
        crates.len()
    );
    assert!(refused.is_empty(), "{refused:?}");
}

#[test]
fn a_licence_expression_is_read() {
    for (expression, allowed) in [
        ("MIT", true),
        ("MIT/Apache-2.0", true),
        ("GPL-3.0-or-later", false),
        ("GPL-3.0 OR MIT", true),
        ("MIT AND GPL-2.0", false),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("(MIT OR GPL-2.0) AND (GPL-2.0 OR ISC)", true),
        ("Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT", true),
        ("none stated", false),
    ] {
        assert_eq!(is_allowed(expression), allowed, "{expression}");
    }
}

/// Whether an SPDX expression can be met with allowed licences. AND binds more than OR.
fn is_allowed(expression: &str) -> bool {
    let expression = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = expression.split_whitespace().collect();
    let mut at = 0;
    let allowed = any(&words, &mut at);
    allowed && at == words.len()
}

fn any(words: &[&str], at: &mut usize) -> bool {
    let mut allowed = all(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        allowed |= all(words, at);
    }
    allowed
}

fn all(words: &[&str], at: &mut usize) -> bool {
    let mut allowed = one(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        allowed &= one(words, at);
    }
    allowed
}

fn one(words: &[&str], at: &mut usize) -> bool {
    if words.get(*at) == Some(&"(") {
        *at += 1;
        let allowed = any(words, at);
        *at += 1;
        return allowed;
    }
    let mut name = words.get(*at).copied().unwrap_or_default().to_owned();
    *at += 1;
    if words.get(*at) == Some(&"WITH") {
        name = words[*at - 1..words.len().min(*at + 2)].join(" ");
        *at += 2;
    }
    ALLOWED.contains(&name.as_str())
}

/// The crates that are built on this machine, for the program and for its tests: `name version|licence`, a line each.
fn tree() -> String {
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let what = ["tree", "--locked", "--offline", "--manifest-path", manifest];
    let how = [
        "--edges",
        "normal,build,dev",
        "--prefix",
        "none",
        "--no-dedupe",
        "--format",
        "{p}|{l}",
    ];
    let output = Command::new(env!("CARGO"))
        .args(what)
        .args(how)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}
