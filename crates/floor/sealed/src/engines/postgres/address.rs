//! Where the database is, and whether sealed bytes may travel there.
//!
//! This engine speaks to the database without TLS, so it goes no further than this machine: a Unix
//! socket or the loopback. A remote address is refused in words, before anything is sent.

use crate::engine::EngineFault;
use std::time::Duration;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

/// The schema that holds the records.
pub(super) const RECORDS: &str = "attune";
/// The schema that holds the wrapped keys: never in the same dump as the records.
pub(super) const KEYS: &str = "attune_keys";

/// How long to wait for the database to take a connection, where the address does not say.
const CONNECT_WITHIN: Duration = Duration::from_secs(5);

/// What every session of ours is. It finds our two schemas. It plans for short look-ups by index,
/// so that a plan made while a table was small does not read the whole of it a year later. It does
/// not hold its neighbours up for ever when it waits (30 s) or is stopped inside a change (15 s).
const SESSION: &str = "-c search_path=attune,attune_keys -c jit=off -c enable_seqscan=off \
-c lock_timeout=30s -c idle_in_transaction_session_timeout=15s";

/// Reads an address, refusing one that leaves this machine or asks for what there is not.
pub(super) fn read(url: &str) -> Result<Config, EngineFault> {
    // The parser's own words may repeat the address, which may hold a passphrase.
    let mut config: Config = url
        .parse()
        .map_err(|_| refused("the database address cannot be read; it looks like postgres://attune@localhost/attune, or postgres:///attune?host=/var/run/postgresql for a socket"))?;
    if config.get_ssl_mode() == SslMode::Require {
        return Err(refused(
            "this version does not speak TLS to the database; use a Unix socket or the loopback, with sslmode=disable",
        ));
    }
    if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
        return Err(refused(
            "the database address names no host; say host=/var/run/postgresql for a socket, or localhost",
        ));
    }
    let near = config.get_hosts().iter().all(is_here)
        && config
            .get_hostaddrs()
            .iter()
            .all(std::net::IpAddr::is_loopback);
    if !near {
        return Err(refused(
            "the database is on another machine, and this version does not speak TLS to it; run PostgreSQL on this machine (a Unix socket or localhost), or bring it here through an encrypted tunnel",
        ));
    }
    config.ssl_mode(SslMode::Disable);
    if config.get_connect_timeout().is_none() {
        config.connect_timeout(CONNECT_WITHIN);
    }
    if config.get_application_name().is_none() {
        config.application_name("attune");
    }
    let options = config
        .get_options()
        .map_or_else(|| SESSION.to_owned(), |own| format!("{own} {SESSION}"));
    config.options(options);
    Ok(config)
}

fn is_here(host: &Host) -> bool {
    match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            name.eq_ignore_ascii_case("localhost")
                || name
                    .trim_matches(['[', ']'])
                    .parse::<std::net::IpAddr>()
                    .is_ok_and(|address| address.is_loopback())
        }
    }
}

fn refused(why: &str) -> EngineFault {
    EngineFault::Database(why.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_on_this_machine_are_taken() {
        for url in [
            "postgres://attune@localhost/attune",
            "postgresql://attune:secret@127.0.0.1:5433/attune",
            "postgres://attune@[::1]/attune?sslmode=disable",
            "postgres:///attune?host=/var/run/postgresql",
            "postgres://attune@%2Fvar%2Frun%2Fpostgresql/attune",
            "host=/tmp user=attune dbname=attune",
            "postgres://attune@localhost/attune?options=-c%20work_mem%3D8MB",
        ] {
            let config = read(url).unwrap_or_else(|fault| panic!("{url}: {fault}"));
            assert!(
                config
                    .get_options()
                    .unwrap()
                    .contains("search_path=attune,attune_keys"),
                "{url}"
            );
        }
    }

    #[test]
    fn addresses_that_leave_this_machine_or_ask_for_tls_are_refused_without_repeating_a_passphrase()
    {
        for (url, why) in [
            (
                "postgres://attune:secret@db.example.org/attune",
                "another machine",
            ),
            (
                "postgres://attune:secret@10.0.0.5/attune",
                "another machine",
            ),
            (
                "postgres://attune:secret@localhost,10.0.0.5/attune",
                "another machine",
            ),
            (
                "postgres://attune:secret@localhost/attune?hostaddr=10.0.0.5",
                "another machine",
            ),
            (
                "postgres://attune:secret@localhost.example.org/attune",
                "another machine",
            ),
            (
                "postgres://attune:secret@localhost/attune?sslmode=require",
                "TLS",
            ),
            ("postgres:///attune", "names no host"),
            (
                "postgres://attune:secret@localhost/attune?nonsense=1",
                "cannot be read",
            ),
        ] {
            let fault = read(url).expect_err(url).to_string();
            assert!(fault.contains(why), "{url}: {fault}");
            assert!(!fault.contains("secret"), "{fault}");
        }
    }
}
