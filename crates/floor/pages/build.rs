//! Gathers the message files of `library/locales` into the binary, so that adding one file for a
//! capability is all it takes for its words to be said.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let here = env::var_os("CARGO_MANIFEST_DIR")
        .ok_or_else(|| io::Error::other("cargo sets CARGO_MANIFEST_DIR"))?;
    let locales = Path::new(&here).join("../../../library/locales");
    println!("cargo::rerun-if-changed={}", locales.display());
    let mut list = String::from("[\n");
    for language in sorted(&locales)? {
        println!("cargo::rerun-if-changed={}", language.display());
        for file in sorted(&language)? {
            println!("cargo::rerun-if-changed={}", file.display());
            let tag = name(&language);
            let area = name(&file);
            let path = fs::canonicalize(&file)?.display().to_string();
            writeln!(list, "({tag:?}, {area:?}, include_str!({path:?})),")
                .map_err(io::Error::other)?;
        }
    }
    list.push_str("]\n");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&out).join("messages.rs"), list)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    found.sort();
    Ok(found)
}

fn name(path: &Path) -> String {
    path.file_stem()
        .map(|stem| stem.to_string_lossy().into_owned())
        .unwrap_or_default()
}
