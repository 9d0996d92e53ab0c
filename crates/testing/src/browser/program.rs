//! The driver program of a browser: found, started on a port of its own choosing, ended.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// What to do when a browser is missing on this machine.
pub const INSTALL_HINT: &str = "these tests need chromium, chromium-driver, firefox-esr and geckodriver; \
`cargo xtask setup` installs what is missing";

/// How often is looked whether it listens, and how long between.
const LOOKS: (u32, Duration) = (600, Duration::from_millis(50));

/// A running driver.
pub(super) struct Program {
    child: Child,
    port: u16,
    folder: TempDir,
}

impl Program {
    /// Starts a driver; its arguments must ask for any free port.
    pub(super) async fn start(name: &str, arguments: &[&str]) -> Result<Self, String> {
        let program = find(name).ok_or_else(|| format!("{name} is missing: {INSTALL_HINT}"))?;
        let folder = tempfile::Builder::new()
            .prefix("attune-browser-")
            .tempdir()
            .map_err(|fault| format!("no folder for a browser: {fault}"))?;
        let said = folder.path().join("said");
        let out = File::create(&said).map_err(|fault| format!("{}: {fault}", said.display()))?;
        let also = out
            .try_clone()
            .map_err(|fault| format!("{}: {fault}", said.display()))?;
        let child = Command::new(&program)
            .args(arguments)
            // What a browser writes beside its profile goes with the folder.
            .env("TMPDIR", folder.path())
            .env("HOME", folder.path())
            .stdin(Stdio::null())
            .stdout(out)
            .stderr(also)
            .spawn()
            .map_err(|fault| format!("{} did not start: {fault}", program.display()))?;
        let mut program = Self {
            child,
            port: 0,
            folder,
        };
        let (looks, between) = LOOKS;
        for _ in 0..looks {
            let text = std::fs::read_to_string(&said).unwrap_or_default();
            if let Some(port) = port_in(&text) {
                program.port = port;
                return Ok(program);
            }
            if let Ok(Some(ended)) = program.child.try_wait() {
                return Err(format!("{name} ended ({ended}): {text}"));
            }
            tokio::time::sleep(between).await;
        }
        Err(format!("{name} did not begin to listen"))
    }

    pub(super) const fn port(&self) -> u16 {
        self.port
    }

    pub(super) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // The session was ended before, and with it the browser.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The port that a driver says it listens on.
fn port_in(said: &str) -> Option<u16> {
    let rest = said.lines().find_map(|line| {
        line.split_once("successfully on port ")
            .or_else(|| line.split_once("Listening on 127.0.0.1:"))
            .map(|(_, rest)| rest)
    })?;
    rest.trim_end_matches(|c: char| !c.is_ascii_digit())
        .parse()
        .ok()
}

/// Where a program is: on the search path, or among the tools that setup built.
pub(super) fn find(name: &str) -> Option<PathBuf> {
    let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.tools/bin");
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain([tools])
        .map(|folder| folder.join(name))
        .find(|at| at.is_file())
}

#[cfg(test)]
mod tests {
    use super::port_in;

    #[test]
    fn the_port_is_read_from_what_either_driver_says() {
        let chromium = "Starting\nChromeDriver was started successfully on port 41715.\n";
        let firefox = "1795325022007\tgeckodriver\tINFO\tListening on 127.0.0.1:45811\n";
        for (said, port) in [
            (chromium, Some(41715)),
            (firefox, Some(45811)),
            ("Starting ChromeDriver 156.0 on port 0\n", None),
            ("", None),
        ] {
            assert_eq!(port_in(said), port, "{said:?}");
        }
    }
}
