//! The part `[mail]`: the service's own mail server, if it sends mail. Without it nothing is sent.

use super::read::Table;
use super::wrong;
use crate::say::Failed;
use std::net::IpAddr;
use std::path::PathBuf;

/// How the way to the mail server is kept private.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MailTls {
    /// STARTTLS, without which nothing is said.
    Required,
    /// TLS from the first byte.
    Implicit,
    /// None: the server is on this very machine.
    Local,
}

/// The mail server.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MailServer {
    /// Its name.
    pub server: String,
    /// Its port.
    pub port: u16,
    /// The account and the file with its password, if it wants one.
    pub account: Option<(String, PathBuf)>,
    /// The address that mail comes from. It should say nothing.
    pub from: String,
    /// How the way to it is kept private.
    pub tls: MailTls,
}

impl MailServer {
    /// The part after the at sign of the address mail comes from.
    pub fn domain(&self) -> &str {
        self.from
            .rsplit_once('@')
            .map_or("localhost", |(_, domain)| domain)
    }
}

/// Reads the part `[mail]`, if there is one.
pub(super) fn read(table: &mut Table, known: &str) -> Result<Option<MailServer>, Failed> {
    let Some(mut mail) = table.table("mail")? else {
        return Ok(None);
    };
    let server = server(mail.string("server")?)?;
    let from = from(mail.string("from")?)?;
    let tls = tls(mail.string("tls")?.as_deref(), &server)?;
    let port = port(mail.whole("port")?, tls)?;
    let account = match (mail.string("user")?, mail.string("password_file")?) {
        (None, None) => None,
        (Some(user), Some(file)) => Some((user, PathBuf::from(file))),
        (Some(_), None) => {
            return Err(wrong(
                "mail.password_file",
                "nothing",
                "the path of a file with the password of mail.user",
            ));
        }
        (None, Some(_)) => {
            return Err(wrong(
                "mail.user",
                "nothing",
                "the account whose password is in mail.password_file",
            ));
        }
    };
    mail.nothing_left(known)?;
    Ok(Some(MailServer {
        server,
        port,
        account,
        from,
        tls,
    }))
}

fn server(found: Option<String>) -> Result<String, Failed> {
    let wanted = "the name of the service's own mail server, such as mail.example.org";
    let found = found.ok_or_else(|| wrong("mail.server", "nothing", wanted))?;
    let good = !found.is_empty()
        && found
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || ".-:".contains(c));
    if good {
        Ok(found)
    } else {
        Err(wrong("mail.server", &format!("{found:?}"), wanted))
    }
}

fn from(found: Option<String>) -> Result<String, Failed> {
    let wanted = "the address mail comes from, such as notes@example.org. Everyone who sees the mail sees it: it should say nothing";
    let found = found.ok_or_else(|| wrong("mail.from", "nothing", wanted))?;
    let good = found.parse::<lettre::Address>().is_ok()
        && found.is_ascii()
        && !found.contains(['"', '\\', ' '])
        && found.len() <= 120;
    if good {
        Ok(found)
    } else {
        Err(wrong("mail.from", &format!("{found:?}"), wanted))
    }
}

fn tls(found: Option<&str>, server: &str) -> Result<MailTls, Failed> {
    let here = server == "localhost"
        || server
            .parse::<IpAddr>()
            .is_ok_and(|server| server.is_loopback());
    match found {
        None | Some("required") => Ok(MailTls::Required),
        Some("implicit") => Ok(MailTls::Implicit),
        Some("local") if here => Ok(MailTls::Local),
        Some("local") => Err(wrong(
            "mail.tls",
            &format!("\"local\", and the server {server:?}, which is another machine"),
            "\"required\" or \"implicit\": without TLS everyone on the way reads whom the service writes to",
        )),
        Some(other) => Err(wrong(
            "mail.tls",
            &format!("{other:?}"),
            "\"required\" (STARTTLS), \"implicit\" (TLS from the first byte), or \"local\" for a mail server on this machine",
        )),
    }
}

fn port(found: Option<i64>, tls: MailTls) -> Result<u16, Failed> {
    // RFC 6409 (submission), RFC 8314 (implicit TLS), RFC 5321.
    let usual = match tls {
        MailTls::Required => 587,
        MailTls::Implicit => 465,
        MailTls::Local => 25,
    };
    let Some(found) = found else { return Ok(usual) };
    u16::try_from(found)
        .ok()
        .filter(|port| *port > 0)
        .ok_or_else(|| {
            wrong(
                "mail.port",
                &found.to_string(),
                "a port from 1 to 65535, or nothing for the usual one",
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, Place, Reach};

    fn told(mail: &str) -> Result<Option<MailServer>, String> {
        let text = format!("[mail]\n{mail}");
        Config::from_text(&text, &Place::default(), &Reach::default())
            .map(|config| config.mail)
            .map_err(|failed| failed.to_string())
    }

    #[test]
    fn a_service_without_the_part_sends_no_mail() {
        let config = Config::from_text("", &Place::default(), &Reach::default());
        assert_eq!(config.unwrap().mail, None);
    }

    #[test]
    fn the_usual_is_encryption_or_nothing() {
        let mail = told("server = 'mail.example.org'\nfrom = 'notes@example.org'").unwrap();
        let expected = MailServer {
            server: "mail.example.org".to_owned(),
            port: 587,
            account: None,
            from: "notes@example.org".to_owned(),
            tls: MailTls::Required,
        };
        assert_eq!(mail, Some(expected));
        let at_once = told("server = 'm.example.org'\nfrom = 'n@example.org'\ntls = 'implicit'");
        assert_eq!(at_once.unwrap().unwrap().port, 465);
        let here = told("server = '127.0.0.1'\nfrom = 'n@example.org'\ntls = 'local'\nport = 2525");
        assert_eq!(here.unwrap().unwrap().port, 2525);
    }

    #[test]
    fn what_is_not_right_is_told_by_its_key() {
        let base = "server = 'mail.example.org'\nfrom = 'notes@example.org'\n";
        let more = |more: &str| format!("{base}{more}");
        for (text, key) in [
            ("from = 'notes@example.org'".to_owned(), "mail.server"),
            ("server = 'mail.example.org'".to_owned(), "mail.from"),
            (
                "server = 'a b'\nfrom = 'n@example.org'".to_owned(),
                "mail.server",
            ),
            (
                "server = 'm.example.org'\nfrom = 'notes'".to_owned(),
                "mail.from",
            ),
            (more("tls = 'local'"), "mail.tls"),
            (more("tls = 'off'"), "mail.tls"),
            (more("port = 0"), "mail.port"),
            (more("port = 70000"), "mail.port"),
            (more("user = 'x'"), "mail.password_file"),
            (more("password_file = '/x'"), "mail.user"),
            (more("pasword = 'x'"), "mail.pasword"),
        ] {
            let said = told(&text).unwrap_err();
            assert!(said.starts_with(key), "{text}: {said}");
        }
    }
}
