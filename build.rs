//! What the program is built with beside its code: the ontology, packed, and for a release packed relocations.

use miniz_oxide::deflate::compress_to_vec;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    pack_ontology();
    if is_release_for_this_machine() && glibc().is_some_and(|version| version >= (2, 36)) {
        // A megabyte of twenty, which the C library unpacks: glibc does from 2.36 on. The program then asks for that
        // version, as it would for whatever else of a newer library it used.
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// Half a megabyte of Turtle becomes a fifth of that.
fn pack_ontology() {
    let out = env::var("OUT_DIR").expect("cargo names a folder for what is built");
    for folder in ["ontology", "ontology/gazetteer"] {
        println!("cargo::rerun-if-changed={folder}");
        let target = Path::new(&out).join(folder);
        fs::create_dir_all(&target).expect("the folder for what is built can be written to");
        for entry in fs::read_dir(folder).expect("the ontology is there") {
            let path = entry
                .expect("the folder of the ontology can be read")
                .path();
            if path.extension().is_some_and(|extension| extension == "ttl") {
                let text = fs::read(&path).expect("a file of the ontology can be read");
                let name = path
                    .file_name()
                    .expect("a file has a name")
                    .to_string_lossy();
                fs::write(
                    target.join(format!("{name}.deflate")),
                    compress_to_vec(&text, 10),
                )
                .expect("the folder for what is built can be written to");
            }
        }
    }
}

fn is_release_for_this_machine() -> bool {
    let is = |name: &str, wanted: &str| env::var(name).is_ok_and(|value| value == wanted);
    is("PROFILE", "release")
        && is("CARGO_CFG_TARGET_OS", "linux")
        && is("CARGO_CFG_TARGET_ENV", "gnu")
        && is("CARGO_CFG_TARGET_ARCH", "x86_64")
        && env::var("HOST").ok() == env::var("TARGET").ok()
}

/// The version of this machine's glibc, by POSIX's `getconf`.
fn glibc() -> Option<(u32, u32)> {
    let told = Command::new("getconf")
        .arg("GNU_LIBC_VERSION")
        .output()
        .ok()?;
    let told = String::from_utf8(told.stdout).ok()?;
    let (major, minor) = told.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}
