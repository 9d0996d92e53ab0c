//! What is kept of ways in, as the first version sealed it. It must open for ever.

use super::*;
use crate::codes::{Stands, print_codes, spend};
use crate::passkeys::Passkeys;
use crate::passkeys::device::{ADDRESS, Device};
use crate::{
    Hashing, NewStaff, Offered, Passphrases, SignInDesk, TotpSecret, admit_staff, enrol, totp,
};
use care::{Clock, Private, Role};
use pages::{Language, SoFar};
use testing::{Small, golden};

const SECRET: [u8; 20] = *b"12345678901234567890";

fn private(words: &str) -> Private<String> {
    Private::new(words.to_owned())
}

fn desk(small: &Small) -> SignInDesk {
    let passphrases = Passphrases::new(Hashing::light());
    SignInDesk::new(small.vault.clone(), true, passphrases, None)
}

fn offered(passphrase: &str, code: Option<Private<String>>) -> Offered {
    Offered {
        sign_in_name: private("ruth"),
        passphrase: private(passphrase),
        from: None,
        device: None,
        second: code,
    }
}

/// Ruth with an authenticator, a passkey and a sheet of which one code is used; she is signed in,
/// and someone guessed about her.
async fn make(small: &Small) -> Vec<String> {
    let vault = &small.vault;
    let new = NewStaff {
        id: None,
        name: private("Ruth Okafor"),
        role: Role::Therapist,
        language: Language::English,
        sign_in_name: private("ruth"),
        passphrase: private("a slow green river"),
    };
    let passphrases = Passphrases::new(Hashing::light());
    let ruth = admit_staff(vault, &passphrases, &new).await.unwrap();
    let secret = TotpSecret::new(SECRET);
    enrol(vault, ruth, &secret).await.unwrap();
    let passkeys = Passkeys::at(ADDRESS, "Notes").unwrap();
    let begun = passkeys.make(vault, ruth, "Ruth Okafor", private("token"));
    let begun = begun.await.unwrap().unwrap();
    let made = Device::new(1).makes(&begun.asks);
    passkeys
        .keep(vault, ruth, "token", &made, "the grey key")
        .await
        .unwrap();
    let sheet = print_codes(vault, ruth, Role::Therapist).await.unwrap();
    assert!(spend(vault, ruth, &sheet[0], Stands::Second).await.unwrap());
    let desk = desk(small);
    let wrong = desk.sign_in(offered("a guess by someone", None)).await;
    assert!(wrong.is_err());
    desk.sweep().await.unwrap();
    let code = secret.code_at(small.clock.now());
    let entered = desk
        .sign_in(offered("a slow green river", Some(code)))
        .await;
    vec![
        ruth.to_string(),
        sheet[0].expose().clone(),
        sheet[1].expose().clone(),
        entered.unwrap().token.into_exposed(),
    ]
}

#[tokio::test]
async fn what_is_kept_of_ways_in_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "ways.v1", make).await.unwrap();
    let [ruth, used, unused, token] = notes.as_slice() else {
        panic!("four notes")
    };
    let (vault, ruth) = (&small.vault, PersonId::parse(ruth).unwrap());
    let found = vault.verify(&crate::KINDS).await.unwrap();
    assert!(found.is_whole(), "{found:?}");

    // WaysV1, PasskeyV1, CodesV1, SpentV1, TotpV1.
    let has = ways(vault, ruth).await.unwrap();
    assert_eq!(has.passkeys[0].name, "the grey key");
    assert_eq!((has.totp.is_some(), has.codes), (true, Some(9)));
    let is = async |code: &str| spend(vault, ruth, &private(code), Stands::Second).await;
    assert!(!is(used).await.unwrap());
    assert!(is(unused).await.unwrap());
    let secret = TotpSecret::new(SECRET);
    let code = secret.code_at(small.clock.now());
    assert!(!totp::spend(vault, ruth, &code).await.unwrap(), "used");
    small.clock.pass(care::MINUTE);
    let code = secret.code_at(small.clock.now());
    assert!(totp::spend(vault, ruth, &code).await.unwrap());
    let passkeys = Passkeys::at(ADDRESS, "Notes").unwrap();
    let begun = passkeys.come_in(private("token"), vault.now()).unwrap();
    let device = Device::new(1).of(vault, ruth).await;
    let shown = device.shows(&begun.asks);
    let whose = passkeys.whose(vault, "token", &shown);
    assert_eq!(whose.await.unwrap(), ruth);

    // ProvenV1: she is in, all the way; GuessedV1: one guess was counted.
    let desk = desk(&small);
    let who = desk.who(token).await.unwrap().unwrap();
    assert_eq!(who.so_far, SoFar::In);
    let listing = vault.directory_all::<crate::kept::GuessedV1>().await;
    assert_eq!(listing.unwrap().kept[0].value.count, 1);
}
