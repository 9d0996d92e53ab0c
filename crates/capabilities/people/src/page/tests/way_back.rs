//! Getting back in, one's own sign-ins and ending someone's work, over HTTP.

use super::{Came, Served};
use crate::assign;
use crate::small::PASSPHRASE;
use axum::http::StatusCode;
use care::{DAY, MINUTE, RelationKind};

const AGAIN: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
const SEE_OTHER: StatusCode = StatusCode::SEE_OTHER;
const NEW: &str = "seven+quiet+lanterns";

impl Served {
    /// What a client sees after doing something, past the second lock.
    async fn does(&self, cookie: &str, form: &str) -> Came {
        let unlock = format!("do=unlock&unlock={}", PASSPHRASE.replace(' ', "+"));
        self.post("/", cookie, &unlock).await;
        let came = self.post("/", cookie, form).await;
        if came.status == SEE_OTHER {
            self.get(&came.to, cookie).await
        } else {
            came
        }
    }

    /// Signs in after a while, so that tries have come back.
    async fn later(&self, name: &str) -> String {
        self.small.clock.pass(13 * MINUTE);
        self.sign_in(name).await
    }
}

#[tokio::test]
async fn a_client_is_told_above_every_screen_and_stops_it_with_one_tap() {
    let (served, folk) = Served::with_folk().await;
    let vault = &served.small.vault;
    assign(
        vault,
        folk.lead,
        folk.mina,
        folk.ruth,
        RelationKind::Therapist,
    )
    .await
    .unwrap();
    let mina = served.sign_in("mina.k").await;
    let came = served
        .does(&mina, "do=call-phrase-keep&secret-phrase=green")
        .await;
    assert_eq!(came.status, AGAIN, "too short");
    let kept = served
        .does(
            &mina,
            "do=call-phrase-keep&secret-phrase=My+aunt%27s+green+boat",
        )
        .await;
    assert_eq!(kept.status, StatusCode::OK);
    let ruth = served.later("ruth").await;
    let at = format!("/clients/{}/way-back", folk.mina);
    let wrong = served
        .post(&format!("{at}/begin"), &ruth, "do=heard&heard=a+guess")
        .await;
    assert_eq!(wrong.status, AGAIN, "{}", wrong.page);
    let begun = served
        .post(
            &format!("{at}/begin"),
            &ruth,
            "do=heard&heard=my+aunts+green+boat",
        )
        .await;
    assert_eq!((begun.status, begun.to), (SEE_OTHER, at.clone()));
    assert!(!served.get(&at, &ruth).await.page.contains("/hand-over"));
    let again = served.later("mina.k").await;
    let cover = served.get("/", &again).await;
    assert!(
        cover.page.contains("value=\"way-back-stop\""),
        "{}",
        cover.page
    );
    assert!(!cover.page.contains("Ruth Okafor"), "no name at the lock");
    // One tap, also while everything else is locked.
    let stopped = served.post("/", &again, "do=way-back-stop").await;
    assert_eq!(stopped.status, SEE_OTHER);
    assert!(!served.get("/", &again).await.page.contains("way-back-stop"));
    served.small.clock.pass(DAY);
    let ruth = served.later("ruth").await;
    assert!(!served.get(&at, &ruth).await.page.contains("/hand-over"));
}

#[tokio::test]
async fn a_code_is_shown_once_and_brings_a_new_passphrase() {
    let (served, folk) = Served::with_folk().await;
    served.small.clock.pass(7 * DAY);
    assign(
        &served.small.vault,
        folk.lead,
        folk.mina,
        folk.ruth,
        RelationKind::Therapist,
    )
    .await
    .unwrap();
    let lead = served.sign_in("imani").await;
    let at = format!("/people/clients/{}/way-back", folk.mina);
    let begun = served
        .post(&format!("{at}/begin"), &lead, "do=in-person")
        .await;
    assert_eq!(begun.status, SEE_OTHER, "{}", begun.page);
    let listed = served.get("/people/ways-back", &lead).await;
    assert!(listed.page.contains(&at) && !listed.page.contains("Mina"));
    served.small.clock.pass(DAY);
    let lead = served.later("imani").await;
    let own = served.get(&at, &lead).await.page;
    assert!(!own.contains("/hand-over") && own.contains("does not hand it over"));
    let ruth = served.later("ruth").await;
    let at = format!("/clients/{}/way-back", folk.mina);
    let handed = served.post(&format!("{at}/hand-over"), &ruth, "").await;
    let (_, rest) = handed.page.split_once("translate=\"no\">").unwrap();
    let code = rest.split('<').next().unwrap().to_owned();
    assert!(!served.get(&at, &ruth).await.page.contains(&code), "once");
    let form = |name: &str, code: &str, new: &str| {
        format!("do=set-in&sign-in={name}&set-in-code={code}&new-passphrase={new}")
    };
    let nobody = served.post("/set-in", "", &form("leyla", &code, NEW)).await;
    let wrong = served
        .post("/set-in", "", &form("mina.k", "AAAA", NEW))
        .await;
    assert_eq!(nobody.status, AGAIN);
    let same = |page: &str| {
        page.replace("leyla", "")
            .replace("mina.k", "")
            .replace(&code, "AAAA")
    };
    assert_eq!(
        same(&nobody.page),
        same(&wrong.page),
        "nobody is told apart"
    );
    let done = served
        .post("/set-in", "", &form("mina.k", &code, NEW))
        .await;
    assert_eq!(done.status, StatusCode::OK);
    served.small.clock.pass(13 * MINUTE);
    let in_again = format!("sign-in=mina.k&passphrase={NEW}");
    assert_eq!(served.post("/in", "", &in_again).await.status, SEE_OTHER);
}

#[tokio::test]
async fn a_client_sees_where_she_is_signed_in_and_ends_the_others() {
    let (served, _) = Served::with_folk().await;
    let phone = served.sign_in("mina.k").await;
    let here = served.later("mina.k").await;
    let list = served.does(&here, "do=my-sign-ins").await;
    assert_eq!(
        list.page.matches("value=\"sign-in-end\"").count(),
        1,
        "{}",
        list.page
    );
    assert!(!list.page.contains("192.0.2"));
    served.does(&here, "do=sign-ins-end-others").await;
    assert!(
        served
            .get("/", &phone)
            .await
            .page
            .contains("name=\"passphrase\"")
    );
    let list = served.does(&here, "do=my-sign-ins").await;
    assert_eq!(list.page.matches("value=\"sign-in-end\"").count(), 0);
}

#[tokio::test]
async fn a_word_and_a_phrase_of_ones_own_are_asked_for_and_shown() {
    let (served, _) = Served::with_folk().await;
    let mina = served.sign_in("mina.k").await;
    let passphrase = PASSPHRASE.replace(' ', "+");
    let form = format!("do=lock-keep&unlock-word=kiwi&passphrase={passphrase}");
    served.does(&mina, &form.replace("kiwi", "abc")).await;
    served.does(&mina, &form).await;
    served
        .does(&mina, "do=phrase-keep&phrase=blue+kettle")
        .await;
    let screen = served.get("/", &mina).await;
    assert!(screen.page.contains("blue kettle"), "{}", screen.page);
    let again = served.later("mina.k").await;
    let locked = served.post("/", &again, "do=my-phrase").await;
    let locked = if locked.status == SEE_OTHER {
        served.get("/", &again).await
    } else {
        locked
    };
    assert!(locked.page.contains("name=\"unlock\"") && locked.page.contains("blue kettle"));
    served.post("/", &again, "do=unlock&unlock=Kiwi").await;
    served.post("/", &again, "do=my-phrase").await;
    let opened = served.get("/", &again).await;
    assert!(
        opened.page.contains("name=\"secret-phrase\""),
        "{}",
        opened.page
    );
}

#[tokio::test]
async fn a_lead_ends_someones_work_by_typing_their_name() {
    let (served, folk) = Served::with_folk().await;
    let vault = &served.small.vault;
    assign(
        vault,
        folk.lead,
        folk.mina,
        folk.ruth,
        RelationKind::Therapist,
    )
    .await
    .unwrap();
    let lead = served.sign_in("imani").await;
    let at = format!("/people/staff/{}", folk.ruth);
    assert!(served.get(&at, &lead).await.page.contains("Ruth Okafor"));
    let leave = format!("{at}/leave");
    for sure in ["", "Imani+Brooks"] {
        let form = format!("do=leave&sure={sure}");
        let said = served.post(&leave, &lead, &form).await;
        assert!(said.status.is_client_error(), "{sure}: {}", said.status);
    }
    let gone = served
        .post(&leave, &lead, "do=leave&sure=ruth+okafor")
        .await;
    assert_eq!(gone.status, StatusCode::OK);
    assert!(
        gone.page.contains("Mina")
            && gone
                .page
                .contains(&format!("/people/clients/{}", folk.mina))
    );
    let own = format!("/people/staff/{}", folk.lead.person);
    let own = served
        .post(&format!("{own}/leave"), &lead, "do=leave&sure=imani+brooks")
        .await;
    assert_eq!(own.status, StatusCode::NOT_FOUND);
    let mina = format!("/people/staff/{}", folk.mina);
    assert_eq!(served.get(&mina, &lead).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn staff_have_the_same_about_themselves() {
    let (served, _) = Served::with_folk().await;
    let ruth = served.sign_in("ruth").await;
    let hub = served.get("/my", &ruth).await.page;
    for path in ["/my/phrase", "/my/sign-ins", "/my/passphrase"] {
        assert!(hub.contains(path), "{path}");
        assert_eq!(served.get(path, &ruth).await.status, StatusCode::OK);
    }
    let kept = served
        .post("/my/phrase", &ruth, "secret-phrase=My+aunt%27s+green+boat")
        .await;
    assert_eq!(kept.to, "/my");
    let old = PASSPHRASE.replace(' ', "+");
    let form = format!("old-passphrase={old}&new-passphrase={NEW}");
    let wrong = served
        .post("/my/passphrase", &ruth, &form.replace(&old, "nope"))
        .await;
    assert_eq!(wrong.status, AGAIN);
    assert_eq!(served.post("/my/passphrase", &ruth, &form).await.to, "/my");
}
