//! What is said of a configuration that is not right, and what an empty one means.

use super::*;

fn read(text: &str) -> Result<Config, Failed> {
    Config::from_text(text, &Place::default(), &Reach::default())
}

#[test]
fn an_empty_file_is_a_service_on_this_machine_only() {
    let config = read("").unwrap();
    assert!(config.listen.ip().is_loopback());
    assert!(config.watch.unwrap().ip().is_loopback());
    assert_eq!(config.way, Way::Plain);
    assert!(!config.settings().https);
    assert_eq!(
        config.database,
        Database::Sqlite("attune-data/attune.sqlite".into())
    );
}

/// What a file says, and what is told of it: the key, what was found, what is wanted.
const WRONG: [(&str, &str, &str, &str); 32] = [
    ("library = ''", "library", "\"\"", "a folder that is there"),
    ("library = 7", "library", "integer", "quotation marks"),
    ("urgent_words = ' '", "urgent_words", "\" \"", "1 to 400"),
    (
        "address = 'https://192.0.2.7'",
        "address",
        "\"https://192.0.2.7\"",
        "with a name in it",
    ),
    (
        "urgent_words = 112",
        "urgent_words",
        "integer",
        "quotation marks",
    ),
    (
        "read_within_hours = 0",
        "read_within_hours",
        "0",
        "from 1 to 168",
    ),
    (
        "reply_within_hours = 169",
        "reply_within_hours",
        "169",
        "from 1 to 168",
    ),
    ("keep_years = 0", "keep_years", "0", "from 1 to 100"),
    (
        "read_within_hours = 'soon'",
        "read_within_hours",
        "string",
        "whole number",
    ),
    ("service = 5", "service", "integer", "quotation marks"),
    ("service = ''", "service", "\"\"", "1 to 80"),
    ("title = \"a\\nb\"", "title", "a\\nb", "one line"),
    (
        "exit = 'http://example.org'",
        "exit",
        "http://example.org",
        "https://",
    ),
    (
        "exit = 'https://example.org/;script-src *'",
        "exit",
        "script-src",
        "everyday site",
    ),
    (
        "time_zone = 'Mars/Olympus'",
        "time_zone",
        "Mars/Olympus",
        "Europe/Amsterdam",
    ),
    ("language = 'tlh'", "language", "tlh", "en, es"),
    (
        "database = 'mysql://somewhere'",
        "database",
        "something else",
        "sqlite:PATH",
    ),
    (
        "database = 'sqlite:'",
        "database",
        "something else",
        "sqlite:PATH",
    ),
    (
        "database = 'postgres://localhost/attune'",
        "root_key",
        "nothing",
        "root key file",
    ),
    (
        "root_key = 'attune-data/root.key'",
        "root_key",
        "attune-data/root.key",
        "outside",
    ),
    (
        "root_key = 'x/../attune-data/root.key'",
        "root_key",
        "root.key",
        "outside",
    ),
    (
        "listen = 'localhost'",
        "listen",
        "localhost",
        "an address and a port",
    ),
    (
        "listen = '0.0.0.0:443'",
        "listen",
        "without TLS",
        "behind_proxy",
    ),
    ("watch = 'yes'", "watch", "yes", "an address and a port"),
    (
        "behind_proxy = 'yes'",
        "behind_proxy",
        "string",
        "true or false",
    ),
    ("tls = true", "tls", "boolean", "[tls]"),
    ("[tls]\nkey = 'k.pem'", "tls.certificate", "nothing", "PEM"),
    ("[tls]\ncertificate = 'c.pem'", "tls.key", "nothing", "PEM"),
    (
        "[tls]\ncertificate = 'c'\nkey = 'k'\nciphers = 'all'",
        "tls.ciphers",
        "means nothing",
        "tls.key",
    ),
    (
        "behind_proxy = true\n[tls]\ncertificate = 'c'\nkey = 'k'",
        "behind_proxy",
        "as well",
        "one of the two",
    ),
    (
        "tittle = 'My page'",
        "tittle",
        "means nothing here",
        "title",
    ),
    ("service = 'a'\nservice", "line 2", "not TOML", "key"),
];

#[test]
fn every_wrong_value_is_told_with_its_key_what_was_found_and_what_is_wanted() {
    for (text, key, found, wanted) in WRONG {
        let failed = read(text).expect_err(text);
        assert_eq!(failed.code(), 2, "{text}");
        let told = failed.to_string();
        for part in [key, found, wanted] {
            assert!(
                told.contains(part),
                "{text}: {told:?} does not say {part:?}"
            );
        }
    }
}

#[test]
fn a_passphrase_in_a_wrong_address_is_not_repeated() {
    for text in [
        "database = 'postgre://attune:hollyhock@localhost/attune'",
        "database = ['postgres://attune:hollyhock@localhost/attune']",
        "database = 'postgres://attune:hollyhock@localhost/attune",
    ] {
        let told = read(text).expect_err(text).to_string();
        assert!(!told.contains("hollyhock"), "{told}");
    }
    let text = "database = 'postgres://attune:hollyhock@localhost/attune'\nroot_key = '/k'";
    assert!(!format!("{:?}", read(text).unwrap()).contains("hollyhock"));
}

#[test]
fn others_may_reach_it_once_the_way_is_private() {
    for (way, text) in [
        (Way::BehindProxy, "behind_proxy = true"),
        (
            Way::Tls {
                certificate: "c".into(),
                key: "k".into(),
            },
            "[tls]\ncertificate = 'c'\nkey = 'k'",
        ),
    ] {
        let config = read(&format!("listen = '0.0.0.0:443'\n{text}")).unwrap();
        assert_eq!(config.way, way);
        assert!(config.settings().https);
    }
}

#[test]
fn flags_stand_above_the_file() {
    let place = Place {
        data: Some("/srv/rivermouth".into()),
        root_key: Some("/etc/rivermouth.key".into()),
        ..Place::default()
    };
    let reach = Reach {
        listen: Some("127.0.0.1:1".into()),
        watch: Some("off".into()),
    };
    let text =
        "database = 'memory:'\nroot_key = '/k'\nlisten = '127.0.0.1:2'\nwatch = '127.0.0.1:3'";
    let config = Config::from_text(text, &place, &reach).unwrap();
    assert_eq!(
        config.database,
        Database::Sqlite("/srv/rivermouth/attune.sqlite".into())
    );
    assert_eq!(config.root_key, Root::File("/etc/rivermouth.key".into()));
    assert_eq!(config.listen.port(), 1);
    assert_eq!(config.watch, None);
}

#[test]
fn the_root_key_stands_beside_the_data_folder_and_not_in_it() {
    let place = Place {
        data: Some("/srv/rivermouth".into()),
        ..Place::default()
    };
    let config = Config::from_text("", &place, &Reach::default()).unwrap();
    let beside = Root::File("/srv/rivermouth.root-key".into());
    assert_eq!(config.root_key, beside);
}

#[test]
fn a_service_says_what_to_do_when_it_is_urgent_and_promises_only_what_it_wrote() {
    let silent = read("").unwrap();
    assert_eq!(
        (silent.urgent_words, silent.read_within_hours),
        (None, None)
    );
    assert_eq!(silent.reply_within_hours, None);
    let answers = read("reply_within_hours = 72").unwrap();
    assert_eq!(answers.reply_within_hours, Some(72));
    let said = read("urgent_words = ' Ring 555 0100, day and night. '\nread_within_hours = 24");
    let said = said.unwrap();
    assert_eq!(
        said.urgent_words.as_deref(),
        Some("Ring 555 0100, day and night.")
    );
    assert_eq!(said.read_within_hours, Some(24));
}

#[test]
fn a_service_may_have_a_folder_of_forms_of_its_own() {
    assert_eq!(read("").unwrap().library, None);
    let folder = tempfile::tempdir().unwrap();
    let config = read(&format!("library = {:?}", folder.path())).unwrap();
    assert_eq!(config.library.as_deref(), Some(folder.path()));
}
