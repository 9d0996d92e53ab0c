//! What staff sent while their sign-in rested: nothing of it is lost, nobody else carries it out, and
//! what is grave asks again.

use super::{NoReactions, Served};
use crate::recognition::{self, OPENS, recognition_phrase};
use crate::small::{Folk, PASSPHRASE, Small};
use crate::{assign, end_relation, remembering, routes, screens};
use axum::http::StatusCode;
use care::{MINUTE, Purpose, RelationKind, Role};
use jiff::tz::TimeZone;
use pages::shell::see_other;
use pages::{Answer, Cover, Floor, Html, Language, Purposes, Screens, Settings, Site, Verb, Visit};
use sealed::Act;
use std::sync::Arc;

const WRITERS: Purposes = &[(Role::Therapist, Purpose::Treatment)];
const WORDS: &str = "I heard you, and I am sorry";

/// As a therapist answers a rupture: words into the record of the client in the path.
async fn answer(visit: Visit, mut act: Act) -> Answer {
    let words = visit.form.words("words").unwrap_or_default().to_owned();
    let asked = visit.form.get("passphrase").is_some() || visit.fresh();
    if asked {
        return Ok(see_other("/more-than-was-held"));
    }
    recognition::keep(&mut act, &words).await?;
    let whose = act.whose();
    act.done().await?;
    Ok(see_other(&format!("/clients/{whose}/way-back")))
}

async fn served() -> (Served, Folk, String) {
    let small = Small::new().await;
    let folk = small.folk().await;
    let desk = Arc::new(small.desk());
    let settings = Settings {
        name: "Lindenhaus".to_owned(),
        neutral_title: "Notes".to_owned(),
        exit_url: "https://weather.example/".to_owned(),
        zone: TimeZone::UTC,
        language: Language::English,
        https: true,
        cover: Cover::default(),
    };
    let floor = Floor::new(
        small.vault.clone(),
        settings,
        Arc::clone(&desk) as Arc<dyn pages::SignIns>,
        Arc::new(NoReactions),
    );
    let at = "/clients/{client}/answer";
    let all = routes(&desk).record(Verb::Post, at, OPENS, WRITERS, answer);
    let home = Screens::new().cover(pages::COVER, care::Sections::NONE, async |_, _| {
        Ok(Html::words("at home"))
    });
    let site = Site::new(floor, all, home.and(screens(&desk)));
    assign(
        &small.vault,
        folk.lead,
        folk.mina,
        folk.ruth,
        RelationKind::Therapist,
    )
    .await
    .unwrap();
    let router = remembering(site.into_router());
    let at = format!("/clients/{}/answer", folk.mina);
    (Served { small, router }, folk, at)
}

impl Served {
    /// What the therapist wrote, if anything.
    async fn written(&self, folk: Folk) -> Option<String> {
        let (vault, asker) = (&self.small.vault, folk.lead);
        let decided = vault.decide(asker, folk.mina, OPENS, Purpose::Assignment);
        let act = Act::open(vault, decided.await.unwrap().unwrap());
        recognition_phrase(&act.await.unwrap()).await.unwrap()
    }

    /// Proves again who it is, and answers the cookie and where that leads.
    async fn wakes(&self, cookie: &str, proof: &str) -> (String, String) {
        let form = format!("to=%2Fgo-on&code={proof}");
        let came = self.post("/again", cookie, &form).await;
        assert_eq!(came.status, StatusCode::SEE_OTHER);
        let token = came.cookie("__Host-a").unwrap();
        (format!("__Host-a={token}"), came.to)
    }
}

fn form() -> String {
    format!(
        "words={}&passphrase=never+kept&do=answer",
        WORDS.replace(' ', "+")
    )
}

#[tokio::test]
async fn an_answer_sent_after_a_pause_is_carried_out_when_its_writer_has_proven_who_they_are() {
    let mut kept = 0;
    for by_code in [false, true] {
        let (served, folk, at) = served().await;
        let ruth = served.sign_in("ruth").await;
        served.small.clock.pass(12 * MINUTE);
        let came = served.post(&at, &ruth, &form()).await;
        assert_eq!(came.to, "/again?to=%2Fgo-on");
        assert_eq!(served.get("/go-on", &ruth).await.to, "/again?to=%2Fgo-on");
        assert_eq!(served.written(folk).await, None, "nothing before that");
        let proof = if by_code {
            served.small.code().into_exposed()
        } else {
            PASSPHRASE.replace(' ', "+")
        };
        let (anew, to) = served.wakes(&ruth, &proof).await;
        let done = served.get(&to, &anew).await;
        assert_eq!(done.to, format!("/clients/{}/way-back", folk.mina));
        assert_eq!(served.written(folk).await.as_deref(), Some(WORDS));
        assert_eq!(served.get("/go-on", &anew).await.to, "/", "once");
        kept += 1;
    }
    testing::shows(
        "AU-7",
        &format!("{kept} answers sent by staff after a pause: each there to the last letter"),
    );
}

#[tokio::test]
async fn what_was_held_opens_nothing_that_does_not_open_any_more() {
    let (served, folk, at) = served().await;
    let ruth = served.sign_in("ruth").await;
    served.small.clock.pass(12 * MINUTE);
    served.post(&at, &ruth, &form()).await;
    let vault = &served.small.vault;
    let kind = RelationKind::Therapist;
    end_relation(vault, folk.lead, folk.mina, folk.ruth, kind)
        .await
        .unwrap();
    let (anew, to) = served.wakes(&ruth, &PASSPHRASE.replace(' ', "+")).await;
    assert_eq!(served.get(&to, &anew).await.status, StatusCode::NOT_FOUND);
    assert_eq!(served.written(folk).await, None);
}

#[tokio::test]
async fn it_is_carried_out_for_nobody_else_and_not_after_half_an_hour() {
    let (served, folk, at) = served().await;
    let ruth = served.sign_in("ruth").await;
    let lead = served.sign_in("imani").await;
    served.small.clock.pass(12 * MINUTE);
    served.post(&at, &ruth, &form()).await;
    let (lead, to) = served.wakes(&lead, &PASSPHRASE.replace(' ', "+")).await;
    assert_eq!(served.get(&to, &lead).await.to, "/");
    served.small.clock.pass(30 * MINUTE);
    let (ruth, to) = served.wakes(&ruth, &PASSPHRASE.replace(' ', "+")).await;
    assert_eq!(served.get(&to, &ruth).await.to, "/");
    assert_eq!(served.written(folk).await, None);
}

#[tokio::test]
async fn what_is_grave_and_was_sent_at_a_resting_desk_is_not_done_by_itself() {
    let (served, folk, _) = served().await;
    let lead = served.sign_in("imani").await;
    served.small.clock.pass(12 * MINUTE);
    let leave = format!("/people/staff/{}/leave", folk.ruth);
    served
        .post(&leave, &lead, "do=leave&sure=ruth+okafor")
        .await;
    let code = served.small.code().into_exposed();
    let (anew, to) = served.wakes(&lead, &code).await;
    let came = served.get(&to, &anew).await;
    assert!(came.to.starts_with("/again?to="), "{}", came.to);
    let ruth = crate::person(&served.small.vault, folk.ruth).await.unwrap();
    assert!(ruth.unwrap().is_here(served.small.clock_now()));
}
