//! What opens a locked root key: a passphrase, from a file or from the terminal, or what another
//! program prints. Never a flag and never the environment: others on the machine can read those.

use crate::config::Root;
use crate::say::Failed;
use sealed::{RootKey, StretchV1};
use std::fs::{File, OpenOptions};
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use tokio::io::AsyncReadExt;
use zeroize::Zeroizing;

/// The longest passphrase that is read, in bytes.
const LONGEST: u64 = 1_024;
/// The fewest characters of a passphrase that is the only thing between a thief and everything:
/// NIST SP 800-63B-4, section 3.1.1.2, for one that stands alone.
const FEWEST: usize = 15;
/// How long a program may take to print a key.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where a secret comes from.
#[derive(Clone, Debug)]
pub(crate) enum Secret {
    /// A passphrase from this file.
    File(PathBuf),
    /// A passphrase from the terminal.
    Terminal,
    /// A key from a program.
    Program(Vec<String>),
}

/// Why a secret is asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Why {
    /// To open what it locks.
    Open,
    /// To lock something with it from now on.
    Lock,
}

impl Secret {
    /// Where a configuration says it comes from, if it says that there is one.
    pub(crate) fn of(root: &Root) -> Option<Self> {
        match root {
            Root::Passphrase(Some(file)) => Some(Self::File(file.clone())),
            Root::Passphrase(None) => Some(Self::Terminal),
            Root::Command(words) => Some(Self::Program(words.clone())),
            Root::Memory | Root::File(_) => None,
        }
    }

    /// How much work a guess is to cost: none for a random key, which nobody guesses.
    pub(crate) const fn stretch(&self) -> StretchV1 {
        match self {
            Self::File(_) | Self::Terminal => StretchV1::ROOT,
            Self::Program(_) => StretchV1::NONE,
        }
    }

    /// Reads it, asks for it, or runs the program.
    ///
    /// # Errors
    /// In words, without the secret.
    pub(crate) async fn get(&self, why: Why) -> Result<Zeroizing<String>, Failed> {
        let passphrase = match self {
            Self::Program(words) => return printed(words).await,
            Self::File(path) => in_file(path)?,
            Self::Terminal => at_terminal(why)?,
        };
        if why == Why::Lock && passphrase.chars().count() < FEWEST {
            return Err(Failed::asked_wrongly(format!(
                "root_key: found a passphrase of fewer than {FEWEST} characters; wanted a longer one, such as six words drawn by chance"
            )));
        }
        if passphrase.is_empty() {
            return Err(Failed::asked_wrongly("root_key: found no passphrase"));
        }
        Ok(passphrase)
    }
}

fn without_line_end(mut text: Zeroizing<String>) -> Zeroizing<String> {
    let length = text.trim_end_matches(['\n', '\r']).len();
    text.truncate(length);
    text
}

fn in_file(path: &Path) -> Result<Zeroizing<String>, Failed> {
    let failed = |why: &str| {
        Failed::asked_wrongly(format!("root_passphrase_file: {}: {why}", path.display()))
    };
    let read = || -> std::io::Result<(u32, Zeroizing<String>)> {
        let file = File::open(path)?;
        let about = file.metadata()?;
        // What is handed over by a pipe has no mode to speak of.
        let mode = if about.is_file() {
            about.permissions().mode() & 0o077
        } else {
            0
        };
        let mut text = Zeroizing::new(String::new());
        file.take(LONGEST).read_to_string(&mut text)?;
        Ok((mode, text))
    };
    match read() {
        Err(error) => Err(failed(&format!("cannot be read ({error})"))),
        Ok((0, text)) => Ok(without_line_end(text)),
        Ok(_) => Err(failed(
            "others on this machine can read it; wanted mode 600 or 400",
        )),
    }
}

/// The terminal with its echo off, for as long as this lives.
struct Quiet(File);

impl Quiet {
    fn begin() -> Result<Self, Failed> {
        let none = |error: std::io::Error| {
            Failed::asked_wrongly(format!(
                "root_key: a passphrase is wanted, and there is no terminal to ask on ({error}); set root_passphrase_file to a file such as a systemd credential"
            ))
        };
        let terminal = OpenOptions::new()
            .read(true)
            .write(true)
            .open("/dev/tty")
            .map_err(none)?;
        let quiet = Self(terminal);
        if quiet.echo("-echo").map_err(none)? {
            Ok(quiet)
        } else {
            Err(Failed::new(
                "root_key: the terminal would show the passphrase; set root_passphrase_file instead",
            ))
        }
    }

    fn echo(&self, how: &str) -> std::io::Result<bool> {
        let terminal = self.0.try_clone()?;
        let set = Command::new("stty").arg(how).stdin(terminal).status()?;
        Ok(set.success())
    }

    fn ask(&mut self, question: &str) -> Result<Zeroizing<String>, Failed> {
        let mut ask = || -> std::io::Result<Zeroizing<String>> {
            write!(self.0, "{question} ")?;
            let mut answer = Zeroizing::new(String::new());
            BufReader::new((&self.0).take(LONGEST)).read_line(&mut answer)?;
            writeln!(self.0)?;
            Ok(answer)
        };
        ask()
            .map(without_line_end)
            .map_err(|error| Failed::new(format!("root_key: nothing could be asked ({error})")))
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        // Whatever else fails, whoever sits there gets their terminal back.
        let _ = self.echo("echo");
    }
}

fn at_terminal(why: Why) -> Result<Zeroizing<String>, Failed> {
    let mut terminal = Quiet::begin()?;
    match why {
        Why::Open => terminal.ask("The passphrase of the root key:"),
        Why::Lock => {
            let first =
                terminal.ask("A passphrase for the root key (without it everything is lost):")?;
            if first == terminal.ask("The same again:")? {
                Ok(first)
            } else {
                Err(Failed::asked_wrongly(
                    "root_key: the two were not the same; nothing was made",
                ))
            }
        }
    }
}

/// What a program prints: 64 hexadecimal characters.
async fn printed(words: &[String]) -> Result<Zeroizing<String>, Failed> {
    let Some((program, arguments)) = words.split_first() else {
        return Err(Failed::asked_wrongly("root_key: found no program"));
    };
    let failed = |why: String| Failed::new(format!("root_key: {program}: {why}"));
    let mut child = tokio::process::Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| failed(format!("could not be started ({error})")))?;
    let mut text = Zeroizing::new(String::new());
    let run = async {
        if let Some(out) = child.stdout.take() {
            out.take(LONGEST).read_to_string(&mut text).await?;
        }
        child.wait().await
    };
    let ended = tokio::time::timeout(PATIENCE, run)
        .await
        .map_err(|_| {
            failed(format!(
                "printed nothing within {} seconds",
                PATIENCE.as_secs()
            ))
        })?
        .map_err(|error| failed(format!("printed what is no text ({error})")))?;
    if !ended.success() {
        return Err(failed(format!("ended with {ended}")));
    }
    let key = RootKey::from_hex(&text)
        .map_err(|_| failed("did not print 64 hexadecimal characters".to_owned()))?;
    Ok(key.to_hex())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(folder: &Path, what: &str) -> Secret {
        let path = folder.join("program");
        std::fs::write(&path, format!("#!/bin/sh\n{what}\n")).unwrap();
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o700)).unwrap();
        Secret::Program(vec![
            path.to_str().unwrap().to_owned(),
            "one two".to_owned(),
        ])
    }

    #[tokio::test]
    async fn a_program_prints_a_key_or_it_is_said_what_it_did_without_repeating_it() {
        let folder = tempfile::tempdir().unwrap();
        let key = "0f".repeat(32);
        let good = script(
            folder.path(),
            &format!("test \"$1\" = 'one two' && echo {key}"),
        );
        assert_eq!(*good.get(Why::Lock).await.unwrap(), key);
        for (what, told) in [
            ("echo hollyhock", "64 hexadecimal"),
            ("exit 7", "exit status: 7"),
            (&*format!("echo {key}; exit 1"), "exit status: 1"),
            ("head -c 900 /dev/zero | tr '\\0' f", "64 hexadecimal"),
        ] {
            let program = script(folder.path(), what);
            let refused = program.get(Why::Open).await.unwrap_err().to_string();
            assert!(refused.contains(told), "{refused}");
            assert!(!refused.contains("hollyhock") && !refused.contains(&key));
        }
        let nowhere = Secret::Program(vec!["/nowhere/at/all".to_owned()]);
        let refused = nowhere.get(Why::Open).await.unwrap_err().to_string();
        assert!(refused.contains("could not be started"), "{refused}");
    }

    #[tokio::test]
    async fn a_passphrase_file_is_its_owners_alone_and_long_enough_to_lock_with() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("passphrase");
        let write = |text: &str, mode| {
            std::fs::write(&path, text).unwrap();
            std::fs::set_permissions(&path, PermissionsExt::from_mode(mode)).unwrap();
        };
        let secret = Secret::File(path.clone());
        write("a slow green river \r\n", 0o600);
        assert_eq!(*secret.get(Why::Lock).await.unwrap(), "a slow green river ");
        write("a short one", 0o600);
        assert_eq!(*secret.get(Why::Open).await.unwrap(), "a short one");
        let refused = secret.get(Why::Lock).await.unwrap_err().to_string();
        assert!(refused.contains("fewer than 15"), "{refused}");
        for (text, mode, told) in [
            ("a slow green river", 0o644, "mode 600"),
            ("\n", 0o600, "no passphrase"),
        ] {
            write(text, mode);
            let refused = secret.get(Why::Open).await.unwrap_err().to_string();
            assert!(
                refused.contains(told) && !refused.contains("green"),
                "{refused}"
            );
        }
    }
}
