//! The driver program of a browser: found, started on a port of its own choosing, ended.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// What to do when a browser is missing on this machine.
pub const INSTALL_HINT: &str = "these tests need chromium, chromium-driver, firefox-esr, webkit2gtk-driver, xvfb and geckodriver; \
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
        let folder = folder()?;
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

    /// Starts a driver that listens where it is told and says nothing, on a screen of its own.
    pub(super) async fn start_on(name: &str, screen: &Screen) -> Result<Self, String> {
        let program = find(name).ok_or_else(|| format!("{name} is missing: {INSTALL_HINT}"))?;
        let folder = folder()?;
        let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        let port = free.map_err(|fault| format!("no port: {fault}"))?.port();
        let child = Command::new(&program)
            .arg(format!("--port={port}"))
            .env("TMPDIR", folder.path())
            .env("HOME", folder.path())
            .env("XDG_RUNTIME_DIR", folder.path())
            .env("DISPLAY", &screen.display)
            .env("GDK_BACKEND", "x11")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|fault| format!("{} did not start: {fault}", program.display()))?;
        let started = Self {
            child,
            port,
            folder,
        };
        let (looks, between) = LOOKS;
        for _ in 0..looks {
            if tokio::net::TcpStream::connect(("127.0.0.1", port))
                .await
                .is_ok()
            {
                return Ok(started);
            }
            tokio::time::sleep(between).await;
        }
        Err(format!("{name} did not begin to listen"))
    }

    /// Ends every process of the browser as a failing battery would.
    pub(super) fn cut_off(&self) {
        let folder = self.folder.path().display().to_string();
        let Ok(processes) = std::fs::read_dir("/proc") else {
            return;
        };
        for process in processes.filter_map(Result::ok) {
            let name = process.file_name().to_string_lossy().into_owned();
            let is_other = name.parse::<u32>().is_ok_and(|id| id != self.child.id());
            let line = std::fs::read(process.path().join("cmdline")).unwrap_or_default();
            // Its profile is in this folder, and nobody else's is.
            if is_other && String::from_utf8_lossy(&line).contains(&folder) {
                let _ = Command::new("kill").args(["-KILL", &name]).status();
            }
        }
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

fn folder() -> Result<TempDir, String> {
    tempfile::Builder::new()
        .prefix("attune-browser-")
        .tempdir()
        .map_err(|fault| format!("no folder for a browser: {fault}"))
}

/// A screen that nobody looks at, for a browser that needs one.
pub(super) struct Screen {
    child: Child,
    display: String,
}

impl Screen {
    /// Starts one under a number of its own choosing.
    pub(super) fn start() -> Result<Self, String> {
        use std::io::BufRead as _;
        let program = find("Xvfb").ok_or_else(|| format!("Xvfb is missing: {INSTALL_HINT}"))?;
        let mut child = Command::new(program)
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1280x1024x24",
                "-nolisten",
                "tcp",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|fault| format!("Xvfb did not start: {fault}"))?;
        let said = child.stdout.take().ok_or("Xvfb says nothing")?;
        let mut screen = Self {
            child,
            display: String::new(),
        };
        // It says its number once it is ready, or ends.
        let mut number = String::new();
        let read = std::io::BufReader::new(said).read_line(&mut number);
        if read.unwrap_or_default() == 0 {
            return Err("Xvfb did not begin".to_owned());
        }
        screen.display = format!(":{}", number.trim());
        Ok(screen)
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
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

/// The small browser that comes with `WebKitGTK`: not on the search path.
pub(super) fn mini_browser() -> Option<PathBuf> {
    let libraries = std::fs::read_dir("/usr/lib").ok()?;
    let folders = libraries.filter_map(Result::ok).map(|one| one.path());
    folders
        .flat_map(|folder| {
            ["4.1", "4.0", "6.0"].map(|of| folder.join(format!("webkit2gtk-{of}/MiniBrowser")))
        })
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
