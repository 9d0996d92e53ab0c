//! A backup comes back whole, or not at all.

use super::*;
use crate::back_up;
use crate::system::WallClock;
use care::{
    Asker, ClientId, Facts, PersonId, Purpose, Relation, RelationKind, Role, Section, Sections,
};
use sealed::{Act, Vault};
use std::os::unix::fs::FileExt;

/// A small service on disk, its backup, and its keys apart from it.
struct Kept {
    folder: tempfile::TempDir,
    place: Place,
}

impl Kept {
    /// A service with one client and her therapist, backed up while it runs.
    async fn backed_up() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = Place {
            data: Some(folder.path().join("service")),
            ..Place::default()
        };
        let config = Config::read(&place, &Reach::default()).unwrap();
        let opened = open::vault(&config, Begin::Allowed).await.unwrap();
        relate(&opened.vault, 1).await;
        let kept = Self { folder, place };
        back_up::records(&kept.place, &kept.at("backup"), &WallClock).unwrap();
        back_up::keys(&kept.place, &kept.at("keys")).unwrap();
        drop(opened);
        kept
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn asked(&self) -> Restore {
        Restore {
            from: self.at("backup"),
            to: self.at("anew"),
            keys: self.at("keys"),
            root_key: Some(self.at("service.root-key")),
        }
    }

    /// Why this restore does not happen; and that nothing of it stays.
    async fn why_not(&self, asked: &Restore) -> Failed {
        let failed = run(asked).await.expect_err("restored");
        let left = fs::read_dir(&asked.to).map_or(0, Iterator::count);
        assert_eq!(left, 0, "something stayed after: {failed}");
        failed
    }
}

/// Writes a record, its line, and a list: client `n` begins to work with a therapist.
async fn relate(vault: &Vault, n: u8) {
    let lead = Asker {
        person: PersonId::from_bytes([200; 16]),
        role: Role::ServiceLead,
    };
    let (client, therapist) = (
        PersonId::from_bytes([n; 16]),
        PersonId::from_bytes([100 + n; 16]),
    );
    vault.admit(&[client, therapist]).await.unwrap();
    let sections = Sections::of(&[Section::Consent]);
    let whose = ClientId::of(client);
    let access = vault
        .decide(lead, whose, sections, Purpose::Assignment)
        .await
        .unwrap()
        .unwrap();
    let mut act = Act::open(vault, access).await.unwrap();
    let from = act.now();
    let relation = Relation {
        person: therapist,
        kind: RelationKind::Therapist,
        from,
        until: None,
    };
    act.set_standing(&Facts {
        relations: vec![relation],
        ..Facts::default()
    })
    .await
    .unwrap();
    act.done().await.unwrap();
}

fn flip(path: &Path, at: u64) {
    let file = fs::OpenOptions::new()
        .read(true)
        .write(true)
        .open(path)
        .unwrap();
    let mut byte = [0];
    file.read_exact_at(&mut byte, at).unwrap();
    file.write_all_at(&[byte[0] ^ 1], at).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_made_while_the_service_runs_comes_back_whole() {
    let kept = Kept::backed_up().await;
    let verified = run(&kept.asked()).await.unwrap();
    assert_eq!(
        (verified.opened, verified.damaged, verified.without_key),
        (1, 0, 0)
    );
    let place = Place {
        data: Some(kept.at("anew")),
        root_key: kept.asked().root_key,
        ..Place::default()
    };
    verify::run(&place).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn one_flipped_bit_anywhere_in_the_copy_is_noticed() {
    let kept = Kept::backed_up().await;
    let records = kept.at("backup").join(RECORDS);
    let length = fs::metadata(&records).unwrap().len();
    for at in (0..length)
        .step_by(usize::try_from(length / 9).unwrap())
        .chain([length - 1])
    {
        flip(&records, at);
        let failed = kept.why_not(&kept.asked()).await;
        assert_eq!(failed.code(), 3, "{at}: {failed}");
        flip(&records, at);
    }
    let manifest = ManifestV1::read(&kept.at("backup")).unwrap();
    let (mut flips, mut found) = (0, 0);
    for number in 0..1_000_u64 {
        // Spread over the whole file, without a pattern of its pages.
        let at = number.wrapping_mul(0x9e37_79b9_7f4a_7c15) % length;
        flip(&records, at);
        found += u32::from(unchanged(&records, &manifest).is_err());
        flip(&records, at);
        flips += 1;
    }
    assert_eq!(found, flips);
    let verified = run(&kept.asked()).await.unwrap();
    assert!(verified.is_whole() && verified.without_key == 0);
    testing::shows(
        "DB-8",
        &format!(
            "{found} of {flips} flipped bits in a backup noticed before anything of it is used; the backup as it was restores, and everything in it opens"
        ),
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bit_flipped_before_the_copy_is_found_by_opening_everything() {
    let kept = Kept::backed_up().await;
    let backup = kept.at("backup");
    let records = backup.join(RECORDS);
    let before = fs::read(&records).unwrap();
    let mut noticed = 0;
    for at in (0..before.len()).step_by(97) {
        flip(&records, at as u64);
        // Whoever can change a copy can also write a manifest that agrees with it.
        let (sha256, bytes) = fingerprint(&records).unwrap();
        let manifest = ManifestV1 {
            sha256,
            bytes,
            ..ManifestV1::read(&backup).unwrap()
        };
        fs::remove_file(backup.join(crate::manifest::MANIFEST)).unwrap();
        manifest.write(&backup).unwrap();
        noticed += u32::from(run(&kept.asked()).await.is_err());
        let _ = fs::remove_dir_all(kept.at("anew"));
        flip(&records, at as u64);
    }
    // Free pages and slack hold nothing, so not every bit can matter; that some did is the point.
    assert!(noticed > 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_restored_over_a_service_or_without_its_keys() {
    let kept = Kept::backed_up().await;
    let asked = kept.asked();

    let over = Restore {
        to: kept.at("service"),
        ..asked.clone()
    };
    let before = fs::read(kept.at("service").join(RECORDS)).unwrap();
    assert!(
        run(&over)
            .await
            .unwrap_err()
            .to_string()
            .contains("ever restored over")
    );
    assert_eq!(fs::read(kept.at("service").join(RECORDS)).unwrap(), before);

    let other = kept.at("other.root-key");
    crate::root_key::make(&other, &crate::system::SystemChance).unwrap();
    let wrong = Restore {
        root_key: Some(other),
        ..asked.clone()
    };
    assert!(
        kept.why_not(&wrong)
            .await
            .to_string()
            .contains("does not open this database")
    );

    let lost = Restore {
        root_key: Some(kept.at("nowhere")),
        ..asked.clone()
    };
    assert!(
        kept.why_not(&lost)
            .await
            .to_string()
            .contains("A new one would open nothing")
    );
    assert!(!kept.at("nowhere").exists());

    fs::write(kept.at("no keys"), b"").unwrap();
    let keyless = Restore {
        keys: kept.at("no keys"),
        ..asked.clone()
    };
    assert!(
        kept.why_not(&keyless)
            .await
            .to_string()
            .contains("key store")
    );

    let nothing = Restore {
        from: kept.at("nowhere"),
        ..asked
    };
    assert!(
        kept.why_not(&nothing)
            .await
            .to_string()
            .contains("attune backup")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_never_written_over_and_a_copy_of_the_keys_always_is() {
    let kept = Kept::backed_up().await;
    let again = back_up::records(&kept.place, &kept.at("backup"), &WallClock);
    assert!(
        again
            .unwrap_err()
            .to_string()
            .contains("never written over")
    );
    let config = Config::read(&kept.place, &Reach::default()).unwrap();
    let opened = open::vault(&config, Begin::Never).await.unwrap();
    let before = back_up::keys(&kept.place, &kept.at("keys")).unwrap();
    relate(&opened.vault, 2).await;
    assert_eq!(
        back_up::keys(&kept.place, &kept.at("keys")).unwrap(),
        before + 2
    );
    let together = back_up::keys(&kept.place, &kept.at("backup").join("keys"));
    assert!(together.unwrap_err().to_string().contains("another place"));
}
