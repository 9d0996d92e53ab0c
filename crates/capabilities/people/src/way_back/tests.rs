//! Getting a way in back, as the person, whoever helps and whoever must not meet it.

mod by_two;

use super::*;
use crate::small::{Folk, PASSPHRASE, Small, new_staff, offer, private};
use crate::way_back::set_in::SetInError;
use crate::{Entered, SignInError, admit_staff, assign, ways};
use care::{ClientId, HOUR, MINUTE};

const PHRASE: &str = "My aunt's green boat";
const NEW: &str = "seven quiet lanterns";

struct Scene {
    small: Small,
    desk: SignInDesk,
    folk: Folk,
    ruth: Asker,
}

async fn scene() -> Scene {
    let small = Small::new().await;
    let folk = small.folk().await;
    let desk = small.desk();
    // Whoever is the second has been here for a week.
    small.clock.pass(second::KNOWN_AFTER);
    assign(
        &small.vault,
        folk.lead,
        folk.mina,
        folk.ruth,
        RelationKind::Therapist,
    )
    .await
    .unwrap();
    desk.keep_call_phrase(folk.mina.person(), PHRASE)
        .await
        .unwrap();
    let ruth = Asker {
        person: folk.ruth,
        role: Role::Therapist,
    };
    Scene {
        small,
        desk,
        folk,
        ruth,
    }
}

impl Scene {
    async fn opens(&self, by: Asker, whose: ClientId, purpose: Purpose) -> Act {
        let vault = &self.small.vault;
        let access = vault.decide(by, whose, OPENS, purpose).await.unwrap();
        Act::open(vault, access.unwrap()).await.unwrap()
    }

    async fn ruths(&self) -> Act {
        self.opens(self.ruth, self.folk.mina, Purpose::Treatment)
            .await
    }

    async fn leads(&self, lead: Asker, whose: PersonId) -> Act {
        self.opens(lead, ClientId::of(whose), Purpose::Assignment)
            .await
    }

    async fn minas(&self) -> Act {
        let asker = Asker {
            person: self.folk.mina.person(),
            role: Role::Client,
        };
        self.opens(asker, self.folk.mina, Purpose::OwnRecord).await
    }

    async fn step(&self, person: PersonId) -> Step {
        let way = way_back(&self.small.vault, person).await.unwrap();
        way.map_or(Step::Nothing, |way| way.step)
    }

    async fn comes_in(&self, name: &str) -> Entered {
        self.small.clock.pass(13 * MINUTE);
        let entered = self.desk.sign_in(self.small.offer(name)).await.unwrap();
        self.desk
            .arrives(&entered.who, crate::DeviceKind::Phone)
            .await;
        entered
    }

    async fn is_in(&self, entered: &Entered) -> bool {
        let who = self.desk.who(entered.token.expose()).await.unwrap();
        who.is_some()
    }

    async fn set_in(&self, name: &str, code: &Private<String>) -> Result<PersonId, SetInError> {
        self.small.clock.pass(13 * MINUTE);
        let new = private(NEW);
        self.desk.set_in(&private(name), code, &new, None).await
    }

    async fn another_lead(&self, name: &str) -> Asker {
        let new = new_staff(name, Role::ServiceLead, &name.to_lowercase());
        let person = admit_staff(&self.small.vault, &self.small.passphrases, &new)
            .await
            .unwrap();
        self.small.clock.pass(second::KNOWN_AFTER);
        Asker {
            person,
            role: Role::ServiceLead,
        }
    }

    async fn leads_minas(&self) -> Act {
        self.leads(self.folk.lead, self.folk.mina.person()).await
    }
}

fn heard(phrase: &str) -> How {
    How::Heard(private(phrase))
}

#[tokio::test]
async fn a_lost_way_in_comes_back_after_a_day_and_everything_that_was_signed_in_is_cut() {
    let scene = scene().await;
    let mina = scene.folk.mina.person();
    let before = scene.comes_in("mina.k").await;
    let ready = scene
        .desk
        .begin_way_back(scene.ruths().await, heard("my AUNTS green boat"))
        .await
        .unwrap();
    assert_eq!(ready, scene.small.vault.now() + DAY);
    // She is told at once where she is signed in, and at every sign-in after.
    let told = scene.desk.beside.coming(mina).unwrap();
    assert_eq!(told.by.as_deref(), Some("Ruth Okafor"));
    let again = scene.comes_in("mina.k").await;
    assert!(scene.desk.beside.coming(mina).is_some());
    let elsewhere = scene.small.desk();
    elsewhere.look_for_way_back(mina).await.unwrap();
    assert!(
        elsewhere.beside.coming(mina).is_some(),
        "after a restart too"
    );
    // Nothing leaves the service: what waits is that something waits.
    let (due, damaged) = scene.small.vault.due(100).await.unwrap();
    assert!(damaged == 0 && due.len() <= 2, "{}", due.len());

    for hours in [0, 1, 22] {
        scene.small.clock.pass(hours * HOUR);
        let early = scene.desk.hand_over(scene.leads_minas().await).await;
        assert!(matches!(early, Err(WayBackError::NotNow)), "{hours} more");
    }
    scene.small.clock.pass(HOUR);
    let last = scene.comes_in("mina.k").await;
    let code = scene
        .desk
        .hand_over(scene.leads_minas().await)
        .await
        .unwrap();
    assert_eq!(scene.set_in("mina.k", &code).await.unwrap(), mina);
    for one in [&before, &again, &last] {
        assert!(!scene.is_in(one).await);
    }
    let old = scene.desk.sign_in(offer("mina.k", PASSPHRASE)).await;
    assert!(matches!(old, Err(SignInError::NotThese)));
    scene.small.clock.pass(13 * MINUTE);
    scene.desk.sign_in(offer("mina.k", NEW)).await.unwrap();
    assert!(scene.desk.beside.coming(mina).is_none());
    assert_eq!(scene.step(mina).await, Step::Done);
    let notes = scene.minas().await.latest::<WayBackNoteV1>().await.unwrap();
    let steps: Vec<Step> = notes
        .kept
        .iter()
        .map(|kept| Step::numbered(kept.value.step))
        .collect();
    assert_eq!(steps, [Step::Waiting, Step::HandedOver, Step::Done]);
    testing::shows(
        "AU-6",
        "a lost way in: 0 ways through mail or text messages; 24 h before the code exists; told in the app at every sign-in; 3 of 3 old sign-ins, known devices and second ways cut; one code, used once",
    );
}

#[tokio::test]
async fn one_tap_stops_it_and_what_was_read_before_cannot_bring_it_back() {
    let scene = scene().await;
    let mina = scene.folk.mina.person();
    scene
        .desk
        .begin_way_back(scene.ruths().await, heard(PHRASE))
        .await
        .unwrap();
    scene.small.clock.pass(DAY);
    let code = scene
        .desk
        .hand_over(scene.leads_minas().await)
        .await
        .unwrap();
    scene.desk.stop_way_back(scene.minas().await).await.unwrap();
    assert_eq!(scene.step(mina).await, Step::Stopped);
    assert!(scene.desk.beside.coming(mina).is_none());
    let late = scene.set_in("mina.k", &code).await;
    assert!(matches!(late, Err(SetInError::NotThese)));
    let over = scene.desk.hand_over(scene.leads_minas().await).await;
    assert!(matches!(over, Err(WayBackError::NotNow)));
    scene
        .desk
        .sign_in(offer("mina.k", PASSPHRASE))
        .await
        .unwrap();
    // Stopping twice changes nothing, and it can be begun again, for another whole day.
    scene.desk.stop_way_back(scene.minas().await).await.unwrap();
    scene
        .desk
        .begin_way_back(scene.ruths().await, heard(PHRASE))
        .await
        .unwrap();
    let early = scene.desk.hand_over(scene.leads_minas().await).await;
    assert!(matches!(early, Err(WayBackError::NotNow)));
}

#[tokio::test]
async fn a_wrong_phrase_is_told_and_five_in_a_day_are_all_there_are() {
    let scene = scene().await;
    let mina = scene.folk.mina.person();
    for n in 0..WRONG_PHRASES {
        let wrong = scene
            .desk
            .begin_way_back(scene.ruths().await, heard(&format!("a guess {n}")))
            .await;
        assert!(
            matches!(wrong, Err(WayBackError::NotThePhrase)),
            "{wrong:?}"
        );
    }
    let right = scene
        .desk
        .begin_way_back(scene.ruths().await, heard(PHRASE))
        .await;
    assert!(matches!(right, Err(WayBackError::TooMany)));
    let way = way_back(&scene.small.vault, mina).await.unwrap().unwrap();
    assert_eq!((way.wrong.len(), way.step), (WRONG_PHRASES, Step::Nothing));
    scene.small.clock.pass(DAY);
    scene
        .desk
        .begin_way_back(scene.ruths().await, heard(PHRASE))
        .await
        .unwrap();
}

#[tokio::test]
async fn who_may_not_begin_it_does_not() {
    let scene = scene().await;
    let (lead, mina) = (scene.folk.lead, scene.folk.mina.person());
    let here = scene
        .desk
        .begin_way_back(scene.ruths().await, How::InPerson)
        .await;
    assert!(matches!(here, Err(WayBackError::NotAllowed)), "only a lead");
    let own = scene
        .desk
        .begin_way_back(scene.minas().await, heard(PHRASE))
        .await;
    assert!(matches!(own, Err(WayBackError::NotAllowed)), "not oneself");
    let own = scene.leads(lead, lead.person).await;
    let own = scene.desk.begin_way_back(own, How::InPerson).await;
    assert!(
        matches!(own, Err(WayBackError::NotAllowed)),
        "not a lead oneself"
    );
    let none = scene.leads(lead, scene.folk.ruth).await;
    let none = scene.desk.begin_way_back(none, heard(PHRASE)).await;
    assert!(matches!(none, Err(WayBackError::NoPhrase)));
    let theirs = scene.leads(lead, mina).await;
    scene
        .desk
        .begin_way_back(theirs, How::InPerson)
        .await
        .unwrap();
    let twice = scene
        .desk
        .begin_way_back(scene.ruths().await, heard(PHRASE))
        .await;
    assert!(matches!(twice, Err(WayBackError::NotNow)));
}

#[tokio::test]
async fn for_a_lead_a_second_lead_agrees_and_never_the_one_who_began() {
    let scene = scene().await;
    let lost = scene.another_lead("Vera").await;
    let third = scene.another_lead("Hugo").await;
    let lead = scene.folk.lead;
    let act = scene.leads(lead, lost.person).await;
    scene.desk.begin_way_back(act, How::InPerson).await.unwrap();
    let act = scene.leads(lead, lost.person).await;
    let own = scene.desk.agree_to_way_back(act).await;
    assert!(matches!(own, Err(WayBackError::NotAllowed)));
    scene.small.clock.pass(DAY);
    let act = scene.leads(lead, lost.person).await;
    let alone = scene.desk.hand_over(act).await;
    assert!(matches!(alone, Err(WayBackError::NotNow)), "one lead alone");
    let act = scene.leads(third, lost.person).await;
    scene.desk.agree_to_way_back(act).await.unwrap();
    let act = scene.leads(lead, lost.person).await;
    let own = scene.desk.hand_over(act).await;
    assert!(matches!(own, Err(WayBackError::NotAllowed)), "who began it");
    let act = scene.leads(third, lost.person).await;
    let code = scene.desk.hand_over(act).await.unwrap();
    assert_eq!(scene.set_in("vera", &code).await.unwrap(), lost.person);
}

#[tokio::test]
async fn staff_who_come_back_bind_their_second_way_anew() {
    let scene = scene().await;
    let vera = scene.another_lead("Vera").await;
    let act = scene.leads(scene.folk.lead, scene.folk.ruth).await;
    scene.desk.begin_way_back(act, How::InPerson).await.unwrap();
    scene.small.clock.pass(DAY);
    let act = scene.leads(vera, scene.folk.ruth).await;
    let code = scene.desk.hand_over(act).await.unwrap();
    let vault = &scene.small.vault;
    assert!(ways(vault, scene.folk.ruth).await.unwrap().has_second());
    scene.set_in("ruth", &code).await.unwrap();
    assert!(!ways(vault, scene.folk.ruth).await.unwrap().has_second());
}

#[tokio::test]
async fn a_code_is_for_one_name_once_and_a_newer_one_voids_it() {
    let scene = scene().await;
    let lead = scene.folk.lead;
    let act = scene.leads(lead, scene.folk.mina.person()).await;
    scene.desk.begin_way_back(act, How::InPerson).await.unwrap();
    scene.small.clock.pass(DAY);
    let first = scene.desk.hand_over(scene.ruths().await).await.unwrap();
    let code = scene.desk.hand_over(scene.ruths().await).await.unwrap();
    for (name, typed) in [
        ("mina.k", &first),
        ("ruth", &code),
        ("nobody", &code),
        ("mina.k", &private("")),
        ("mina.k", &private("AAAA-BBBB-CCCC-DDDD")),
    ] {
        let wrong = scene.set_in(name, typed).await;
        assert!(matches!(wrong, Err(SetInError::NotThese)), "{name}");
    }
    let loose = private(&format!(
        " {} ",
        code.expose().to_lowercase().replace('-', " ")
    ));
    scene.set_in("Mina.K", &loose).await.unwrap();
    let again = scene.set_in("mina.k", &loose).await;
    assert!(matches!(again, Err(SetInError::NotThese)));
}

#[tokio::test]
async fn a_code_lapses_and_a_short_passphrase_is_told_before_anything_else() {
    let scene = scene().await;
    scene
        .desk
        .begin_way_back(scene.ruths().await, heard(PHRASE))
        .await
        .unwrap();
    scene.small.clock.pass(DAY);
    let code = scene
        .desk
        .hand_over(scene.leads_minas().await)
        .await
        .unwrap();
    for name in ["mina.k", "nobody"] {
        let short = private("short");
        let told = scene.desk.set_in(&private(name), &code, &short, None).await;
        assert!(matches!(told, Err(SetInError::Wrong(_))), "{name}");
    }
    scene.small.clock.pass(WAY_BACK_HOLDS);
    let late = scene.set_in("mina.k", &code).await;
    assert!(matches!(late, Err(SetInError::NotThese)));
    assert_eq!(scene.step(scene.folk.mina.person()).await, Step::Nothing);
}

#[tokio::test]
async fn codes_are_not_tried_without_end() {
    let scene = scene().await;
    let mut tried = 0;
    for n in 0..40 {
        let code = private(&format!("AAAA-BBBB-CCCC-{n:04}"));
        let new = private(NEW);
        let from = "192.0.2.44".parse().ok();
        let said = scene
            .desk
            .set_in(&private("mina.k"), &code, &new, from)
            .await;
        tried += usize::from(matches!(said, Err(SetInError::NotThese)));
    }
    assert_eq!(tried, 30, "from one place; nothing is counted by the name");
}

#[tokio::test]
async fn a_way_back_is_a_list_of_ids_and_times_for_leads() {
    let scene = scene().await;
    scene
        .desk
        .begin_way_back(scene.ruths().await, heard(PHRASE))
        .await
        .unwrap();
    let all = ways_back(&scene.small.vault).await.unwrap();
    assert_eq!(all.len(), 1);
    assert_eq!(all[0].person, scene.folk.mina.person());
    scene.small.clock.pass(WAY_BACK_WAITS + WAY_BACK_HOLDS);
    assert!(ways_back(&scene.small.vault).await.unwrap().is_empty());
}
