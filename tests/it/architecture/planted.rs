//! Every rule of the house, shown to fail: a small tree with one breach, and the line that names it.

use std::fs;

use crate::architecture::{House, check, only, room};

/// A house of three floors.
const HOUSE: House = House {
    rooms: &[
        room("ground", &[], true),
        room("middle", &["ground"], true),
        room("top", &["middle"], false),
    ],
    crates: &[only(&["top"], "anyhow"), only(&[], "serde")],
};

/// The breaches of a tree made of these files, which stand below `src`.
fn breaches(files: &[(&str, &str)]) -> Vec<String> {
    let root = tempfile::tempdir().unwrap();
    let manifest =
        "[package]\nname = \"planted\"\n\n[dependencies]\nanyhow = \"1\"\nserde = \"1\"\n";
    fs::write(root.path().join("Cargo.toml"), manifest).unwrap();
    fs::create_dir(root.path().join("src")).unwrap();
    for (path, text) in files {
        let path = root.path().join("src").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    check(&HOUSE, root.path())
}

#[track_caller]
fn check_breach(files: &[(&str, &str)], wanted: &str) {
    let found = breaches(files);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].starts_with(wanted),
        "wanted: {wanted}\nfound:  {}",
        found[0]
    );
}

#[test]
fn a_tree_that_keeps_the_rules_has_no_breach() {
    let files = [
        (
            "lib.rs",
            "pub mod ground;\npub mod middle;\npub mod top;\npub use crate::ground::Stone;",
        ),
        ("main.rs", "fn main() { }"),
        (
            "ground.rs",
            "//! use crate::top;\npub struct Stone;\n#[cfg(test)]\nmod tests { use super::*; }",
        ),
        (
            "middle.rs",
            "pub mod stair;\nuse crate::ground::Stone;\nfn f() -> Stone { stair::climb() }",
        ),
        (
            "middle/stair.rs",
            "use crate::ground::Stone;\npub fn climb() -> Stone { Stone } // crate::top",
        ),
        ("middle/stair/tests.rs", "use super::*;\nuse crate::top;"),
        (
            "top.rs",
            "use crate::middle::stair;\nuse anyhow::Result;\nfn f() { std::fs::read(\"a\"); println!(); }",
        ),
    ];
    assert_eq!(breaches(&files), Vec::<String>::new());
}

#[test]
fn a_room_that_imports_a_room_above_it_is_named() {
    let wanted = "src/ground.rs:2: `ground` may not import `top`";
    check_breach(&[("ground.rs", "\nuse crate::top::Roof;")], wanted);
    check_breach(
        &[(
            "ground.rs",
            "\nuse crate::{ground::Stone, top::{Roof, Stone}};",
        )],
        wanted,
    );
    check_breach(&[("ground.rs", "\nfn f() { crate::top::fall(1) }")], wanted);
}

#[test]
fn an_outside_crate_in_the_wrong_room_is_named() {
    let wanted = "src/ground.rs:2: `ground` may not name `anyhow`; top may";
    check_breach(&[("ground.rs", "\nuse anyhow::Result;")], wanted);
    check_breach(
        &[("ground.rs", "\nfn f() -> anyhow::Result<()> { }")],
        wanted,
    );
    check_breach(
        &[("ground.rs", "\nuse {serde::Serialize, anyhow::Result};")],
        wanted,
    );
}

#[test]
fn a_name_of_our_own_is_not_mistaken_for_an_outside_crate() {
    let files = [
        ("ground.rs", "pub mod anyhow;"),
        ("ground/anyhow.rs", "pub fn f() {}"),
        (
            "middle.rs",
            "use crate::ground::anyhow;\nfn f() { anyhow::f() }",
        ),
    ];
    assert_eq!(breaches(&files), Vec::<String>::new());
}

#[test]
fn an_unknown_room_is_named() {
    check_breach(&[("attic.rs", "")], "src/attic.rs: no such room");
}

#[test]
fn the_entrance_knows_the_command_line_only() {
    check_breach(
        &[("main.rs", "fn main() { kabar::top::run() }")],
        "src/main.rs:1: `main.rs` calls `kabar::cli`",
    );
    assert_eq!(
        breaches(&[("main.rs", "fn main() { kabar::cli::run() }")]),
        Vec::<String>::new()
    );
}

#[test]
fn files_that_use_each_other_in_a_circle_are_named() {
    let files = [
        ("top.rs", "pub mod a;\npub mod b;\npub mod c;"),
        ("top/a.rs", "use crate::top::b::B;"),
        ("top/b.rs", "use crate::top::c::C;"),
        ("top/c.rs", "use crate::top::a::A;"),
    ];
    check_breach(&files, "circle: top::a → top::b → top::c → top::a");
}

#[test]
fn a_face_that_uses_parts_and_is_used_by_parts_is_named() {
    let files = [
        ("top.rs", "pub mod a;\npub mod b;\nfn f() { a::g() }"),
        ("top/a.rs", "pub fn g() {}"),
        ("top/b.rs", "use crate::top::f;"),
    ];
    check_breach(
        &files,
        "src/top.rs: uses its part `top::a`, and its part `top::b` uses it",
    );
}

#[test]
fn a_reexport_outside_lib_is_named() {
    let wanted = "src/middle.rs:2: `pub use` outside lib.rs";
    check_breach(&[("middle.rs", "\npub use crate::ground::Stone;")], wanted);
    check_breach(
        &[("middle.rs", "\npub(crate) use crate::ground::Stone;")],
        wanted,
    );
}

#[test]
fn a_path_that_does_not_start_at_the_root_is_named() {
    check_breach(
        &[("ground.rs", "\nuse super::top;")],
        "src/ground.rs:2: `super::` outside tests",
    );
    check_breach(
        &[("ground.rs", "\nfn f() { super::g() }")],
        "src/ground.rs:2: `super::` outside tests",
    );
    check_breach(
        &[("ground.rs", "\nuse self::a::b;")],
        "src/ground.rs:2: relative import",
    );
    let files = [("ground.rs", "mod a;\nuse a::b;"), ("ground/a.rs", "")];
    check_breach(&files, "src/ground.rs:2: relative import");
}

#[test]
fn a_glob_import_is_named() {
    let wanted = "src/middle.rs:2: glob import";
    check_breach(&[("middle.rs", "\nuse crate::ground::*;")], wanted);
    check_breach(
        &[("middle.rs", "\nuse crate::ground::{Stone, sand::*};")],
        wanted,
    );
}

#[test]
fn a_mod_rs_is_named() {
    check_breach(
        &[("ground/mod.rs", "")],
        "src/ground/mod.rs: a room stands beside its folder",
    );
}

#[test]
fn a_long_file_is_named_but_its_tests_do_not_count() {
    let long = "fn f() {}\n".repeat(401);
    check_breach(
        &[("ground.rs", &long)],
        "src/ground.rs: 401 lines outside tests",
    );
    let tested = format!(
        "{}#[cfg(test)]\nmod tests {{\n{long}}}\n",
        "fn f() {}\n".repeat(400)
    );
    assert_eq!(breaches(&[("ground.rs", &tested)]), Vec::<String>::new());
    assert_eq!(
        breaches(&[("ground/tests.rs", &long)]),
        Vec::<String>::new()
    );
}

#[test]
fn a_pure_room_that_touches_the_world_is_named() {
    for touch in [
        "fn f() { std::fs::read(1); }",
        "use std::fs::File;",
        "use std::{fmt, fs};",
        "use std::net::TcpStream;",
        "use std::process;",
        "use std::env;",
        "use std::time::SystemTime;",
        "fn f() { Instant::now(); }",
        "fn f() { jiff::Timestamp::now(); }",
        "fn f() { thread::spawn(g); }",
        "fn f() { println!(\"a\"); }",
    ] {
        check_breach(
            &[("ground.rs", touch)],
            "src/ground.rs:1: `ground` does no IO, reads no clock, starts no thread",
        );
    }
}

#[test]
fn a_dependency_outside_the_table_is_named() {
    const SMALL: House = House {
        rooms: &[],
        crates: &[only(&[], "serde")],
    };
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("src")).unwrap();
    fs::write(
        root.path().join("Cargo.toml"),
        "[dependencies]\nquick-xml = \"1\"\n\n[dev-dependencies]\na = 1\n",
    )
    .unwrap();
    assert_eq!(
        check(&SMALL, root.path()),
        ["Cargo.toml: `quick_xml` is not in the table of outside crates"]
    );
}
