//! The rules, over the files of a source tree. Every breach is one line: place, and what to do instead.

use std::collections::{BTreeMap, BTreeSet};

use crate::architecture::source::{File, Path, starts_with};
use crate::architecture::{Crate, House, Room};

/// All breaches of all rules, by file.
pub fn breaches(house: &House, files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        let room = house.rooms.iter().find(|room| room.name == file.room());
        form(file, &mut found);
        match room {
            Some(room) => {
                rooms(room, file, &mut found);
                crates(house.crates, room.name, file, &mut found);
                if room.pure {
                    purity(file, &mut found);
                }
            }
            None if file.path == "src/lib.rs" => {}
            None if file.path == "src/main.rs" => entrance(file, &mut found),
            None => found.push(format!("{}: no such room; add it to the table", file.path)),
        }
    }
    let graph = graph(files);
    folders(files, &graph, &mut found);
    circles(&graph, &mut found);
    let mut seen = BTreeSet::new();
    found.retain(|words| seen.insert(words.clone()));
    found
}

fn breach(file: &File, line: usize, words: &str) -> String {
    format!("{}:{line}: {words}", file.path)
}

/// What every file keeps to, whatever its room.
fn form(file: &File, found: &mut Vec<String>) {
    if file.path.ends_with("/mod.rs") {
        found.push(format!(
            "{}: a room stands beside its folder, not in `mod.rs`",
            file.path
        ));
    }
    if file.lines > 400 {
        found.push(format!(
            "{}: {} lines outside tests, 400 is the wall",
            file.path, file.lines
        ));
    }
    for (at, token) in file.tokens.iter().enumerate() {
        if token.text == "super" {
            found.push(breach(
                file,
                token.line,
                "`super::` outside tests; start with `crate::`",
            ));
        }
        if is_reexport(file, at) && file.path != "src/lib.rs" {
            found.push(breach(
                file,
                token.line,
                "`pub use` outside lib.rs; import from where it stands",
            ));
        }
    }
    for path in file.paths.iter().filter(|path| path.imported) {
        if path.names.last().is_some_and(|name| name == "*") {
            found.push(breach(file, path.line, "glob import; name what is used"));
        }
        if path.names[0] == "self" || file.modules.contains(&path.names[0]) {
            found.push(breach(
                file,
                path.line,
                "relative import; start with `crate::`",
            ));
        }
    }
}

/// `pub use`, `pub(crate) use`.
fn is_reexport(file: &File, at: usize) -> bool {
    let rest = &file.tokens[at..];
    if rest[0].text != "pub" {
        return false;
    }
    let behind = if starts_with(&rest[1..], &["("]) {
        rest.iter()
            .position(|token| token.text == ")")
            .map_or(1, |close| close + 1)
    } else {
        1
    };
    rest.get(behind).is_some_and(|token| token.text == "use")
}

/// Who may import whom.
fn rooms(room: &Room, file: &File, found: &mut Vec<String>) {
    for path in inward(file) {
        let Some(other) = path.names.get(1) else {
            continue;
        };
        if other != room.name && !room.imports.contains(&other.as_str()) {
            let words = format!("`{}` may not import `{other}`", room.name);
            found.push(breach(file, path.line, &words));
        }
    }
}

/// Which outside crates a room may name.
fn crates(table: &[Crate], room: &str, file: &File, found: &mut Vec<String>) {
    for path in file.roots() {
        let Some(outside) = table.iter().find(|outside| outside.name == path.names[0]) else {
            continue;
        };
        if !outside.rooms.is_empty() && !outside.rooms.contains(&room) {
            let words = format!(
                "`{room}` may not name `{}`; {} may",
                outside.name,
                outside.rooms.join(", ")
            );
            found.push(breach(file, path.line, &words));
        }
    }
}

/// The program's entrance knows the command line only.
fn entrance(file: &File, found: &mut Vec<String>) {
    for path in &file.paths {
        let inside = matches!(path.names[0].as_str(), "kabar" | "crate");
        if inside && path.names.get(1).is_none_or(|room| room != "cli") {
            found.push(breach(
                file,
                path.line,
                "`main.rs` calls `kabar::cli` and nothing else",
            ));
        }
    }
}

/// Names that read the world: IO, the clock, other threads.
const WORLD: &[&[&str]] = &[
    &["std", "::", "fs"],
    &["std", "::", "net"],
    &["std", "::", "process"],
    &["std", "::", "env"],
    &["SystemTime"],
    &["Instant", "::", "now"],
    &["Timestamp", "::", "now"],
    &["Zoned", "::", "now"],
    &["thread", "::", "spawn"],
    &["println", "!"],
    &["print", "!"],
    &["eprintln", "!"],
    &["eprint", "!"],
];

/// No IO, no clock, no threads.
fn purity(file: &File, found: &mut Vec<String>) {
    for (at, token) in file.tokens.iter().enumerate() {
        for name in WORLD
            .iter()
            .filter(|name| starts_with(&file.tokens[at..], name))
        {
            let words = format!(
                "`{}` does no IO, reads no clock, starts no thread: `{}`",
                file.room(),
                name.concat()
            );
            found.push(breach(file, token.line, &words));
        }
    }
    // The same through a group: `use std::{fs, net}`.
    for path in file
        .paths
        .iter()
        .filter(|path| path.imported && path.names[0] == "std")
    {
        let module = path.names.get(1).map_or("", String::as_str);
        let written = format!("std::{module}");
        let seen = WORLD.iter().any(|name| name.concat() == written);
        let words = format!(
            "`{}` does no IO, reads no clock, starts no thread: `{written}`",
            file.room()
        );
        if seen {
            found.push(breach(file, path.line, &words));
        }
    }
}

/// Paths that start at the root of the crate.
fn inward(file: &File) -> impl Iterator<Item = &Path> {
    file.paths.iter().filter(|path| path.names[0] == "crate")
}

/// File → the files it uses. Files are named by their module.
type Graph = BTreeMap<String, BTreeSet<String>>;

fn graph(files: &[File]) -> Graph {
    let modules: BTreeSet<&[String]> = files.iter().map(|file| file.module.as_slice()).collect();
    let mut graph = Graph::new();
    for file in files.iter().filter(|file| !file.module.is_empty()) {
        let uses = graph.entry(file.module.join("::")).or_default();
        let absolute = inward(file).map(|path| path.names[1..].to_vec());
        // A face may call a part that it declares by its bare name.
        let relative = file
            .paths
            .iter()
            .filter(|path| file.modules.contains(&path.names[0]));
        let relative =
            relative.map(|path| [file.module.as_slice(), path.names.as_slice()].concat());
        for names in absolute.chain(relative) {
            let target = (1..=names.len()).rev().map(|length| &names[..length]);
            let target = target.into_iter().find(|prefix| modules.contains(prefix));
            if let Some(target) = target.filter(|target| *target != file.module) {
                uses.insert(target.join("::"));
            }
        }
    }
    graph
}

/// In a folder either the face uses its parts, or the parts use the face.
fn folders(files: &[File], graph: &Graph, found: &mut Vec<String>) {
    for face in files.iter().filter(|file| !file.module.is_empty()) {
        let name = face.module.join("::");
        let below = format!("{name}::");
        let down = graph[&name].iter().find(|used| used.starts_with(&below));
        let up = graph
            .iter()
            .find(|(part, uses)| part.starts_with(&below) && uses.contains(&name));
        if let (Some(down), Some((up, _))) = (down, up) {
            found.push(format!(
                "{}: uses its part `{down}`, and its part `{up}` uses it; choose one",
                face.path
            ));
        }
    }
}

/// Files that use each other in a circle: one line for each file that lies on one, with the shortest.
fn circles(graph: &Graph, found: &mut Vec<String>) {
    for start in graph.keys() {
        if let Some(circle) = shortest_way_back(graph, start)
            && circle.iter().all(|file| start <= file)
        {
            found.push(format!("circle: {} → {start}", circle.join(" → ")));
        }
    }
}

fn shortest_way_back(graph: &Graph, start: &str) -> Option<Vec<String>> {
    let mut seen = BTreeSet::new();
    let mut ways = vec![vec![start.to_owned()]];
    while !ways.is_empty() {
        let mut longer = Vec::new();
        for way in ways {
            for used in graph.get(way.last()?).into_iter().flatten() {
                if used == start {
                    return Some(way);
                }
                if seen.insert(used.clone()) {
                    longer.push([way.as_slice(), std::slice::from_ref(used)].concat());
                }
            }
        }
        ways = longer;
    }
    None
}
