//! Gathers the worksheets of `library/worksheets` into the program, so that adding one form and its
//! evidence is all it takes.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// What belongs to the library; a README beside it does not.
const ENDINGS: [&str; 2] = [".json", ".evidence.toml"];

fn main() -> io::Result<()> {
    let here = env::var_os("CARGO_MANIFEST_DIR")
        .ok_or_else(|| io::Error::other("cargo sets CARGO_MANIFEST_DIR"))?;
    let folder = Path::new(&here).join("../../../library/worksheets");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut list = String::from("[\n");
    for file in sorted(&folder)? {
        let name = file.file_name().and_then(|name| name.to_str());
        let Some(name) = name.filter(|name| ENDINGS.iter().any(|end| name.ends_with(end))) else {
            continue;
        };
        println!("cargo::rerun-if-changed={}", file.display());
        let path = fs::canonicalize(&file)?.display().to_string();
        writeln!(list, "({name:?}, include_bytes!({path:?}).as_slice()),")
            .map_err(io::Error::other)?;
    }
    list.push_str("]\n");
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("cargo sets OUT_DIR"))?;
    fs::write(Path::new(&out).join("worksheets.rs"), list)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    found.sort();
    Ok(found)
}
