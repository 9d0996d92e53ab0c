//! What is kept about ways in, the first run and leaving, as it was first sealed. It must open for
//! ever.

use crate::first_run::{ChoicesV1, SetUpV1};
use crate::recognition::{self, OPENS};
use crate::small::{PASSPHRASE, new_client, new_staff, offer, private};
use crate::way_back::{How, Step, way_back};
use crate::{
    DeviceKind, Hashing, Passphrases, SignInDesk, admit_client, admit_staff, choices,
    recognition_phrase,
};
use care::{Asker, ClientId, PersonId, Purpose, Role};
use sealed::Act;
use testing::{Small, golden};

const PHRASE: &str = "my aunt's green boat";

fn desk(small: &Small) -> SignInDesk {
    let hashing = Passphrases::new(Hashing::LEAST);
    SignInDesk::new(small.vault.clone(), true, hashing, None)
}

async fn opens(small: &Small, by: Asker, whose: PersonId, purpose: Purpose) -> Act {
    let whose = ClientId::of(whose);
    let decided = small.vault.decide(by, whose, OPENS, purpose).await;
    Act::open(&small.vault, decided.unwrap().unwrap())
        .await
        .unwrap()
}

const fn lead(person: PersonId) -> Asker {
    Asker {
        person,
        role: Role::ServiceLead,
    }
}

async fn make(small: &Small) -> Vec<String> {
    let (vault, hashing) = (&small.vault, Passphrases::new(Hashing::LEAST));
    let admit = async |name, sign_in| {
        let new = new_staff(name, Role::ServiceLead, sign_in);
        admit_staff(vault, &hashing, &new).await.unwrap()
    };
    let imani = admit("Imani Brooks", "imani").await;
    let vera = admit("Vera Holm", "vera").await;
    let new = new_client("Mína", "mina.k");
    let mina = admit_client(vault, &hashing, lead(imani), &new).await;
    let mina = mina.unwrap().person();
    let desk = desk(small);
    let entered = desk.sign_in(offer("mina.k", PASSPHRASE)).await.unwrap();
    desk.arrives(&entered.who, DeviceKind::Tablet).await;
    desk.keep_unlock_word(mina, "kiwi").await.unwrap();
    desk.keep_call_phrase(mina, PHRASE).await.unwrap();
    let mut own = opens(small, entered.who.asker, mina, Purpose::OwnRecord).await;
    recognition::keep(&mut own, "blue kettle").await.unwrap();
    own.done().await.unwrap();
    let leads = opens(small, lead(imani), mina, Purpose::Assignment).await;
    let heard = How::Heard(private(PHRASE));
    desk.begin_way_back(leads, heard).await.unwrap();
    desk.let_go(lead(imani), vera).await.unwrap();
    let chosen = ChoicesV1 {
        name: Some("Lindenhaus".to_owned()),
        zone: Some("Europe/Madrid".to_owned()),
        notes_blind: true,
        ..ChoicesV1::default()
    };
    desk.keep_choices(&chosen).await.unwrap();
    let set_up = SetUpV1 {
        held: [3; 16],
        code: [4; 16],
        chosen,
        named: true,
        key_read: true,
        need: 2,
        rehearsed: false,
        notes_chosen: false,
    };
    desk.keep_set_up(0, &set_up).await.unwrap();
    vec![
        imani.to_string(),
        vera.to_string(),
        mina.to_string(),
        entered.token.into_exposed(),
    ]
}

#[tokio::test]
async fn what_is_kept_of_ways_in_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "people_trust.v1", make).await.unwrap();
    let person = |place: usize| PersonId::parse(&notes[place]).unwrap();
    let (imani, vera, mina) = (person(0), person(1), person(2));
    let standing = [sealed::Kind::of::<sealed::StandingV1>()];
    let kinds: Vec<sealed::Kind> = crate::KINDS.into_iter().chain(standing).collect();
    let found = small.vault.verify(&kinds).await.unwrap();
    assert!(found.is_whole(), "{found:?}");

    let desk = desk(&small);
    let who = desk.who(&notes[3]).await.unwrap().expect("still signed in");
    // ComesFromV1, UnlockV1, RecognitionV1.
    let own = desk.own_sign_ins(&who).await.unwrap();
    assert_eq!((own[0].device, own[0].this), (DeviceKind::Tablet, true));
    assert_eq!(
        desk.unlocks(&who, "kiwi").await.unwrap(),
        pages::Unlocked::Yes
    );
    let act = opens(&small, who.asker, mina, Purpose::OwnRecord).await;
    let phrase = recognition_phrase(&act).await.unwrap();
    assert_eq!(phrase.as_deref(), Some("blue kettle"));
    // WayBackV1 and WayBackNoteV1; CallPhraseV1 let it begin.
    let way = way_back(&small.vault, mina).await.unwrap().unwrap();
    assert_eq!((way.step, way.began_by), (Step::Waiting, imani));
    assert!(
        recognition::call_phrase(&small.vault, mina)
            .await
            .unwrap()
            .is_some()
    );
    let lines = act.latest::<crate::WayBackNoteV1>().await.unwrap();
    assert_eq!((lines.kept.len(), lines.damaged.len()), (1, 0));
    // LeftV1, ChoicesV1 and SetUpV1.
    let gone = crate::person(&small.vault, vera).await.unwrap().unwrap();
    assert!(!gone.is_here(small.vault.now()));
    let chosen = choices(&small.vault).await.unwrap();
    assert_eq!(chosen.name.as_deref(), Some("Lindenhaus"));
    assert!(chosen.notes_blind);
}
