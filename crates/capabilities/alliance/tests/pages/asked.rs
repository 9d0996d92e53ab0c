//! Who else looks: the client asks someone, or the therapist brings it to supervision; the client
//! sees that they saw. And the client says which sentence fits, then or later.

use crate::served::{Served, amals};
use alliance::AudienceV1;
use alliance::rupture::{FitV1, StateV1};
use axum::http::StatusCode;
use testing::{BEN, TOMAS};

#[tokio::test]
async fn a_client_asks_someone_to_look_and_sees_that_they_have_with_their_line() {
    let served = Served::new().await;
    let rupture = served.names(AudienceV1::Nobody).await;
    let id = rupture.to_string();
    let beside = amals(&format!("/beside/ruptures/{rupture}"));
    assert_eq!(
        served.get("tomas", &beside).await.status,
        StatusCode::NOT_FOUND
    );
    let page = served.does("amal", "rupture", &[("about", &id)]).await;
    assert!(page.has("Tomas Lind") && page.has("Ines Duarte"));

    let nobody = served.does("amal", "bring-it", &[("about", &id)]).await;
    assert!(nobody.has("Please choose someone from the list"));
    let stranger = BEN.to_string();
    let stranger = [("about", &*id), ("to", &*stranger)];
    let refused = served.does("amal", "bring-it", &stranger).await;
    assert!(refused.has("Please choose someone from the list"));
    let tomas = TOMAS.to_string();
    let asked = [("about", &*id), ("to", &*tomas)];
    let page = served.does("amal", "bring-it", &asked).await;
    assert!(
        page.has("You asked Tomas Lind to look at this"),
        "{}",
        page.main()
    );
    served.does("amal", "bring-it", &asked).await;

    let page = served.get("tomas", &beside).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.has("You looked at the clock"));
    let looked = format!("{beside}/looked");
    let line = [("looked", "Shall I come along next time?")];
    let came = served.post("tomas", &looked, &line).await;
    assert_eq!(
        (came.status, came.to),
        (StatusCode::SEE_OTHER, beside.clone())
    );
    let page = served.does("amal", "rupture", &[("about", &id)]).await;
    assert_eq!(page.times("You asked Tomas Lind"), 1, "asked once");
    assert!(page.has("Tomas Lind has looked at this"));
    assert!(page.has("Shall I come along next time?"));
    for (who, at) in [
        ("ines", &beside),
        ("ruth", &amals(&format!("/ruptures/{rupture}"))),
    ] {
        let page = served.get(who, at).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{who}");
    }
    for who in ["ruth", "ben", "mara", "amal"] {
        let came = served.post(who, &looked, &line).await;
        assert!(
            !came.status.is_success() && came.status != StatusCode::SEE_OTHER,
            "{who}"
        );
    }
}

#[tokio::test]
async fn a_therapist_brings_it_to_supervision_and_the_client_reads_that() {
    let served = Served::new().await;
    let rupture = served.names(AudienceV1::Section).await;
    let at = amals(&format!("/ruptures/{rupture}"));
    for who in ["ines", "ben", "mara"] {
        let came = served.post(who, &format!("{at}/supervision"), &[]).await;
        assert_eq!(came.status, StatusCode::NOT_FOUND, "{who}");
    }
    for _ in 0..2 {
        let came = served.post("ruth", &format!("{at}/supervision"), &[]).await;
        assert_eq!((came.status, &came.to), (StatusCode::SEE_OTHER, &at));
    }
    let page = served.get("ruth", &at).await;
    assert_eq!(page.times("Ruth Okafor brought this to supervision"), 1);
    assert!(!page.has("/supervision\""), "it is there already");
    let id = rupture.to_string();
    let page = served.does("amal", "rupture", &[("about", &id)]).await;
    assert!(page.has("Ruth Okafor brought this to supervision"));
    assert_eq!(served.kept(rupture).await.value.state(), StateV1::Open);
}

#[tokio::test]
async fn a_client_says_which_sentence_fits_and_changes_it_and_staff_read_their_words() {
    let served = Served::new().await;
    let rupture = served.names(AudienceV1::Section).await;
    let (id, at) = (rupture.to_string(), amals(&format!("/ruptures/{rupture}")));
    assert!(!served.get("ruth", &at).await.has("They chose"));
    let nothing = [("about", &*id), ("fit", "nonsense")];
    served.does("amal", "choose-fit", &nothing).await;
    assert_eq!(served.kept(rupture).await.version, 1);
    for (fit, expected, said) in [
        ("clashed", FitV1::Clashed, "They chose: “We clashed"),
        (
            "pulled-back",
            FitV1::PulledBack,
            "They chose: “I pulled back",
        ),
        ("not-sure", FitV1::NotSure, "They are not sure which"),
    ] {
        let sent = [("about", &*id), ("fit", fit)];
        let page = served.does("amal", "choose-fit", &sent).await;
        assert!(page.has("Saved, as you chose it"), "{}", page.main());
        assert_eq!(served.kept(rupture).await.value.fit, Some(expected));
        assert!(served.get("ruth", &at).await.has(said), "{said}");
    }
    let spanish = served.does("amal.es", "rupture", &[("about", &id)]).await;
    assert!(spanish.has("Cambiar de qué tipo fue"));
}
