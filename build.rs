//! Packs the pages and feeds of the sample edition into one compressed file, and says how the program is to be linked.
//!
//! The packed file is a deflate stream of entries: length of the path, path, length of the body,
//! body, with both lengths as four little-endian bytes. `assets::demo` reads it back. The index is
//! not packed; it is embedded as it is.

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use flate2::Compression;
use flate2::write::DeflateEncoder;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=assets/demo");
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("assets/demo");
    let target = PathBuf::from(env::var("OUT_DIR")?).join("demo.packed");
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
    for source in sorted(&root)?.iter().filter(|path| path.is_dir()) {
        for file in sorted(source)? {
            let path = file
                .strip_prefix(&root)?
                .to_str()
                .ok_or("a path that is not UTF-8")?;
            write_counted(&mut packed, path.replace('\\', "/").as_bytes())?;
            write_counted(&mut packed, &fs::read(&file)?)?;
        }
    }
    fs::write(target, packed.finish()?)?;
    if built_for("OS") == "linux" && built_for("ARCH") == "x86_64" {
        // What is seldom called (the ends of panics, mostly) stands by itself, so that less of the program is read into
        // memory with what is called. rustc links with lld there; other linkers let it be, with a warning.
        println!("cargo:rustc-link-arg-bins=-Wl,-z,keep-text-section-prefix");
    }
    if loads_packed_relocations() {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
    Ok(())
}

/// What the program is built for: its `OS`, its `ENV`.
fn built_for(name: &str) -> String {
    env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default()
}

/// Whether the program, where it is built, can be loaded with its pointers listed by bits (`DT_RELR`) instead of in 24 bytes
/// each. All of that list is read when the program starts, and stays in memory. glibc can since 2.36; a linker that cannot
/// write it lets it be.
fn loads_packed_relocations() -> bool {
    if built_for("OS") != "linux"
        || built_for("ENV") != "gnu"
        || env::var("HOST") != env::var("TARGET")
    {
        return false;
    }
    let Ok(told) = Command::new("getconf").arg("GNU_LIBC_VERSION").output() else {
        return false;
    };
    // `glibc 2.36`
    let told = String::from_utf8_lossy(&told.stdout);
    let version = told.split_whitespace().last().unwrap_or_default();
    let mut parts = version.split('.').map(|part| part.parse::<u32>().ok());
    let (major, minor) = (parts.next().flatten(), parts.next().flatten());
    major.zip(minor).is_some_and(|version| version >= (2, 36))
}

/// The paths in a directory, in the same order on every machine.
fn sorted(directory: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = fs::read_dir(directory)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}

fn write_counted(packed: &mut impl Write, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    packed.write_all(&u32::try_from(bytes.len())?.to_le_bytes())?;
    packed.write_all(bytes)?;
    Ok(())
}
