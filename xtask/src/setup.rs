//! Installs what the tests need and a fresh Debian machine lacks.
//!
//! Databases and browsers come from Debian. The checking tools come prebuilt, pinned by version
//! and hash in `xtask/tools.txt`, into `.tools` inside the project. Mozilla's driver for Firefox is
//! not in Debian: it is built once from Mozilla's own published crate. Nothing outside the
//! project's folder is changed but by Debian's packages, and a second run only looks.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Mozilla's driver for Firefox, as published by Mozilla; checksums come with `--locked`.
const GECKODRIVER: &str = "0.37.1";
/// The programs that `xtask/tools.txt` brings.
const TOOLS: [&str; 3] = ["cargo-nextest", "cargo-deny", "cargo-audit"];

/// A Debian package and the sign that it is there.
struct Needed {
    package: &'static str,
    what_for: &'static str,
    present: fn() -> bool,
}

const NEEDED: [Needed; 7] = [
    Needed {
        package: "postgresql",
        what_for: "the stories on PostgreSQL",
        present: || postgres_binaries().is_some(),
    },
    Needed {
        package: "chromium",
        what_for: "the stories in a browser",
        present: || on_path("chromium").is_some(),
    },
    Needed {
        package: "chromium-driver",
        what_for: "the stories in a browser",
        present: || on_path("chromedriver").is_some(),
    },
    Needed {
        package: "firefox-esr",
        what_for: "the stories in a second browser",
        present: || on_path("firefox-esr").is_some(),
    },
    Needed {
        package: "webkit2gtk-driver",
        what_for: "the stories in a third browser",
        present: || on_path("WebKitWebDriver").is_some(),
    },
    Needed {
        package: "xvfb",
        what_for: "the third browser, which needs a screen",
        present: || on_path("Xvfb").is_some(),
    },
    Needed {
        package: "python3-venv",
        what_for: "the checking tools, which come prebuilt",
        present: || quiet(Command::new("python3").args(["-c", "import venv, ensurepip"])),
    },
];

/// Looks, and installs what is missing.
pub(crate) fn run(root: &Path) -> Result<(), String> {
    rust_components()?;
    debian()?;
    tools(root)?;
    geckodriver(root)
}

/// Where the pinned tools live.
pub(crate) fn tools_dir(root: &Path) -> PathBuf {
    root.join(".tools/bin")
}

/// The search path with the pinned tools in front.
pub(crate) fn search_path(root: &Path) -> std::ffi::OsString {
    let mut path = tools_dir(root).into_os_string();
    if let Some(rest) = std::env::var_os("PATH") {
        path.push(":");
        path.push(rest);
    }
    path
}

fn rust_components() -> Result<(), String> {
    for component in ["fmt", "clippy"] {
        if !quiet(Command::new("cargo").args([component, "--version"])) {
            return Err(format!(
                "cargo {component} is missing; run: rustup component add rustfmt clippy"
            ));
        }
    }
    Ok(())
}

fn debian() -> Result<(), String> {
    let missing: Vec<&Needed> = NEEDED.iter().filter(|needed| !(needed.present)()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages: Vec<&str> = missing.iter().map(|needed| needed.package).collect();
    for needed in &missing {
        println!(
            "setup: {} is missing (for {})",
            needed.package, needed.what_for
        );
    }
    if on_path("apt-get").is_none() {
        return Err(format!(
            "this is not Debian; install these yourself: {}",
            packages.join(" ")
        ));
    }
    let install = ["install", "--yes", "--no-install-recommends"];
    if !is_root() {
        return Err(format!(
            "only root can install these; run: sudo apt-get update && sudo apt-get {} {}",
            install.join(" "),
            packages.join(" ")
        ));
    }
    let apt = || {
        let mut apt = Command::new("apt-get");
        apt.env("DEBIAN_FRONTEND", "noninteractive").arg("--quiet");
        apt
    };
    done(apt().arg("update"))?;
    done(apt().args(install).args(&packages))?;
    match missing.iter().find(|needed| !(needed.present)()) {
        Some(needed) => Err(format!(
            "{} was installed and is still not found",
            needed.package
        )),
        None => Ok(()),
    }
}

fn tools(root: &Path) -> Result<(), String> {
    let list = root.join("xtask/tools.txt");
    let kept = root.join(".tools/tools.txt");
    let wanted = read(&list)?;
    let there = TOOLS
        .iter()
        .all(|tool| tools_dir(root).join(tool).is_file());
    if there && read(&kept).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("setup: installing {}", TOOLS.join(", "));
    done(
        Command::new("python3")
            .args(["-m", "venv"])
            .arg(root.join(".tools")),
    )?;
    let mut pip = Command::new(tools_dir(root).join("python"));
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
    ]);
    pip.args([
        "--only-binary",
        ":all:",
        "--require-hashes",
        "--requirement",
    ])
    .arg(&list);
    done(&mut pip)?;
    std::fs::write(&kept, wanted).map_err(|why| format!("{}: {why}", kept.display()))
}

fn geckodriver(root: &Path) -> Result<(), String> {
    let ours = tools_dir(root).join("geckodriver");
    if ours.is_file() || on_path("geckodriver").is_some() {
        return Ok(());
    }
    println!("setup: building geckodriver {GECKODRIVER}, once (about a minute)");
    let mut cargo = Command::new("cargo");
    cargo.args([
        "install",
        "--quiet",
        "--locked",
        "--debug",
        "--version",
        GECKODRIVER,
    ]);
    cargo
        .arg("--root")
        .arg(root.join(".tools"))
        .arg("geckodriver");
    // Nobody debugs the driver: without its symbols it is a tenth of the size.
    cargo
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env_remove("CARGO_TARGET_DIR");
    done(&mut cargo)
}

/// Where Debian keeps PostgreSQL's server programs: not on the search path.
fn postgres_binaries() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
    versions
        .filter_map(Result::ok)
        .map(|version| version.path().join("bin"))
        .find(|bin| bin.join("initdb").is_file() && bin.join("postgres").is_file())
}

fn on_path(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|dir| dir.join(program))
        .find(|file| file.is_file())
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn quiet(command: &mut Command) -> bool {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    status.is_ok_and(|status| status.success())
}

fn done(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name} failed ({status})")),
        Err(why) => Err(format!("{name} could not be started: {why}")),
    }
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))
}
