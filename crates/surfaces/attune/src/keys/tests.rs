//! The root key at the command line: changed while the service is stopped or runs, lost and brought
//! back, behind a file, a passphrase or a program.

use super::{attend, rotate, share};
use crate::config::{Config, Place, Reach};
use crate::open::{self, Begin, Opened};
use care::{ClientId, PersonId};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use tokio::sync::watch;

struct Service {
    folder: tempfile::TempDir,
    place: Place,
}

impl Service {
    /// A service with this configuration, in which somebody is.
    async fn with(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (data, config) = (
            folder.path().join("data"),
            folder.path().join("attune.toml"),
        );
        let text = text.replace("HERE", folder.path().to_str().unwrap());
        std::fs::write(&config, text).unwrap();
        let place = Place {
            data: Some(data),
            config: Some(config),
            ..Place::default()
        };
        let service = Self { folder, place };
        let opened = service.open(Begin::Allowed).await;
        opened
            .vault
            .admit(&[PersonId::from_bytes([1; 16])])
            .await
            .unwrap();
        opened.vault.engine().close().await;
        service
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn config(&self) -> Config {
        Config::read(&self.place, &Reach::default()).unwrap()
    }

    async fn open(&self, begin: Begin) -> Opened {
        open::vault(&self.config(), begin).await.unwrap()
    }

    /// Why it does not open, if it does not.
    async fn shut(&self) -> Option<String> {
        match open::vault(&self.config(), Begin::Never).await {
            Err(why) => Some(why.to_string()),
            Ok(opened) => {
                let key = opened
                    .vault
                    .engine()
                    .key(ClientId::from_bytes([1; 16]))
                    .await;
                assert!(key.unwrap().is_some());
                opened.vault.engine().close().await;
                None
            }
        }
    }

    fn root(&self) -> String {
        std::fs::read_to_string(self.config().root_key.file().unwrap()).unwrap()
    }
}

const FILE: &str = "root_key = 'file:HERE/root-key'";

/// A program that prints a key, and what is needed to use it.
fn program(folder: &std::path::Path) -> String {
    let path = folder.join("prints-a-key");
    std::fs::write(&path, format!("#!/bin/sh\necho {}\n", "0a".repeat(32))).unwrap();
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o700)).unwrap();
    format!("root_key = 'command:{}'", path.display())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_root_key_of_a_stopped_service_changes_and_the_old_one_opens_nothing() {
    let service = Service::with(FILE).await;
    let old = service.root();
    rotate::rotate(&service.place, false).await.unwrap();
    assert_ne!(service.root(), old);
    assert_eq!(service.shut().await, None);
    std::fs::write(service.at("root-key"), old).unwrap();
    let told = service.shut().await.unwrap();
    assert!(told.contains("does not open this database"), "{told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_service_is_asked_and_answers() {
    let service = Service::with(FILE).await;
    let old = service.root();
    let opened = service.open(Begin::Never).await;
    let (stop, stopping) = watch::channel(false);
    let attending = attend(opened.vault.clone(), service.config(), stopping);
    let attending = tokio::spawn(attending);
    rotate::rotate(&service.place, false).await.unwrap();
    assert_ne!(service.root(), old);
    opened
        .vault
        .admit(&[PersonId::from_bytes([2; 16])])
        .await
        .unwrap();

    // Where the next root key cannot be put, whoever asked is told why.
    let folder = std::fs::metadata(service.folder.path())
        .unwrap()
        .permissions();
    let next = service.at("root-key.part");
    std::fs::create_dir(&next).unwrap();
    let refused = rotate::rotate(&service.place, false).await.unwrap_err();
    assert!(
        refused.to_string().contains("root key was not changed"),
        "{refused}"
    );
    std::fs::remove_dir(&next).unwrap();
    std::fs::set_permissions(service.folder.path(), folder).unwrap();
    stop.send(true).unwrap();
    attending.await.unwrap();
    opened.vault.engine().close().await;
    assert_eq!(service.shut().await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_was_cut_off_is_finished_or_undone_by_the_next_start() {
    let service = Service::with(FILE).await;
    let old = service.root();
    // Cut off before the keys were wrapped anew: the next root key was never used.
    std::fs::write(
        service.at("root-key.next"),
        format!("{}\n", "0b".repeat(32)),
    )
    .unwrap();
    let private = || PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(service.at("root-key.next"), private()).unwrap();
    assert_eq!(service.shut().await, None);
    assert!(!service.at("root-key.next").exists());
    assert_eq!(service.root(), old);
    // Cut off after: the old one is still in its place.
    rotate::rotate(&service.place, false).await.unwrap();
    let new = service.root();
    std::fs::rename(service.at("root-key"), service.at("root-key.next")).unwrap();
    std::fs::write(service.at("root-key"), &old).unwrap();
    std::fs::set_permissions(service.at("root-key"), private()).unwrap();
    assert_eq!(service.shut().await, None);
    assert_eq!(service.root(), new);
    assert!(!service.at("root-key.next").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lost_root_key_comes_back_from_shares_also_after_it_was_changed() {
    let place = tempfile::tempdir().unwrap();
    for text in [FILE.to_owned(), program(place.path())] {
        let service = Service::with(&text).await;
        let opened = service.open(Begin::Never).await;
        let lines = share::made(&opened.vault, 3, 2).await.unwrap();
        let typed = format!("{}\nnonsense\n\n{}\n", lines[0].to_uppercase(), &*lines[2]);
        assert!(
            share::tried(&opened.vault, &mut typed.as_bytes())
                .await
                .unwrap()
        );
        assert!(
            !share::tried(&opened.vault, &mut lines[0].as_bytes())
                .await
                .unwrap()
        );
        opened.vault.engine().close().await;
        rotate::rotate(&service.place, false).await.unwrap();

        if service.config().root_key.file().is_some() {
            let over = share::recover(&service.place, &mut typed.as_bytes()).await;
            assert!(over.unwrap_err().to_string().contains("never written over"));
            std::fs::remove_file(service.at("root-key")).unwrap();
            assert!(service.shut().await.unwrap().contains("found no file"));
        }
        let few = share::recover(&service.place, &mut lines[1].as_bytes()).await;
        assert!(few.unwrap_err().to_string().contains("too few"));
        share::recover(&service.place, &mut typed.as_bytes())
            .await
            .unwrap();
        assert_eq!(service.shut().await, None);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn shares_that_were_not_typed_back_are_said_to_be_untried_and_senseless_ones_not_made() {
    let service = Service::with(FILE).await;
    let before = {
        let opened = service.open(Begin::Never).await;
        let lines = share::made(&opened.vault, 3, 2).await.unwrap();
        let typed = format!("{}\n{}\n", &*lines[0], &*lines[1]);
        let tried = share::tried(&opened.vault, &mut typed.as_bytes()).await;
        assert!(tried.unwrap());
        opened.vault.engine().close().await;
        typed
    };
    let told = share::share(&service.place, 3, 2, &mut &b""[..]).await;
    let told = told.unwrap_err().to_string();
    assert!(
        told.contains("not tried") && told.contains("still open it"),
        "{told}"
    );
    // Those from before go on opening the service.
    std::fs::remove_file(service.at("root-key")).unwrap();
    let back = share::recover(&service.place, &mut before.as_bytes()).await;
    back.unwrap();
    assert_eq!(service.shut().await, None);
    for (of, need) in [(1, 1), (2, 3), (17, 2)] {
        let told = share::share(&service.place, of, need, &mut &b""[..]).await;
        assert_eq!(told.unwrap_err().code(), 2);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passphrase_opens_the_service_and_another_is_said_to_be_wrong() {
    let passphrase = tempfile::tempdir().unwrap();
    let file = passphrase.path().join("passphrase");
    let write = |text: &str| {
        std::fs::write(&file, text).unwrap();
        std::fs::set_permissions(&file, PermissionsExt::from_mode(0o600)).unwrap();
    };
    let text = format!(
        "root_key = 'passphrase'\nroot_passphrase_file = '{}'",
        file.display()
    );
    write("a slow green river below the mill\n");
    let service = Service::with(&text).await;
    assert_eq!(service.shut().await, None);
    rotate::rotate(&service.place, false).await.unwrap();
    assert_eq!(service.shut().await, None);
    write("a slow green river above the mill\n");
    let told = service.shut().await.unwrap();
    assert!(
        told.contains("not the secret") && !told.contains("river"),
        "{told}"
    );
}

#[test]
fn the_chance_from_which_every_envelope_has_its_key_and_nonce_does_not_repeat_itself() {
    use care::Chance;
    const SALTS: usize = 2_000_000;
    // As an envelope draws its salt: 24 bytes; held against each other by the first twelve, so that
    // what would be one chance in 2^96 for each pair is noticed.
    let mut seen = std::collections::HashSet::with_capacity(SALTS);
    for _ in 0..SALTS {
        let mut salt = [0; 24];
        crate::system::SystemChance.fill(&mut salt);
        let [first @ .., _, _, _, _, _, _, _, _, _, _, _, _] = salt;
        assert!(seen.insert(first));
    }
    testing::shows(
        "CR-7",
        &format!(
            "{SALTS} salts of envelopes, from which each has a key and a nonce of its own: 0 twice"
        ),
    );
}
