//! To whom a promise is told: what is about a message or a session, only to who could open that; and
//! what a session's promise looks like to the client.

use crate::client::{all, promised};
use crate::served::{Served, served};
use axum::http::StatusCode;
use care::{ClientId, Facts, KeptFrom, Relation, RelationKind, Section, Sections};
use promises::Kind;
use testing::{AMAL, MARA, RUTH};

/// What Amal keeps from Ruth.
async fn keeps(served: &Served, sections: &[Section]) {
    let small = &served.small;
    let facts = Facts {
        relations: vec![Relation {
            person: RUTH,
            kind: RelationKind::Therapist,
            from: small.vault.now(),
            until: None,
        }],
        kept_from: vec![KeptFrom {
            person: RUTH,
            sections: Sections::of(sections),
        }],
        ..Facts::default()
    };
    let opens = [Section::Identity, Section::Consent];
    let mut act = small.act(MARA, AMAL, &opens).await;
    act.set_standing(&facts).await.unwrap();
    act.done().await.unwrap();
}

#[tokio::test]
async fn what_it_is_about_is_told_only_to_who_could_open_that() {
    let served = served().await;
    let kinds = [
        (Kind::Reply, "answer a message"),
        (Kind::Task, "do what was agreed"),
        (Kind::Answer, "answer a question"),
    ];
    for (number, (kind, _)) in (1_u8..).zip(kinds) {
        promised(&served.small, kind, number).await;
    }
    let of_amal = format!("/clients/{}/promises", ClientId::of(AMAL));
    for (kept, told) in [
        (&[][..], [true, true, true]),
        (&[Section::Messages][..], [false, true, true]),
        (&[Section::Sessions][..], [true, false, true]),
        (
            &[Section::Messages, Section::Sessions][..],
            [false, false, true],
        ),
    ] {
        keeps(&served, kept).await;
        let own = served.get("ruth", "/promises").await;
        let page = served.get("ruth", &of_amal).await;
        for ((kind, words), told) in kinds.iter().zip(told) {
            assert_eq!(own.has(words), told, "{kind:?} {kept:?}");
            let all = all(&served.small).await;
            let one = all.iter().find(|one| one.value.kind == *kind).unwrap();
            let at = format!("{of_amal}/{}", one.record);
            assert_eq!(page.has(&at), told, "{kind:?} {kept:?}");
            let found = served.get("ruth", &at).await.status == StatusCode::OK;
            assert_eq!(found, told, "{kind:?} {kept:?}");
            if !told {
                let form = [("version", "1"), ("say", "done")];
                let came = served.post("ruth", &at, &form).await;
                assert!(came.status.is_client_error(), "{kind:?} {:?}", came.status);
            }
        }
        // Nothing is kept from the one to whom it was promised.
        let page = served.does("amal", "promises", &[]).await;
        let shown = page.page.matches("name=\"version\"").count();
        assert_eq!(shown, kinds.len(), "{kept:?}");
    }
    assert!(
        all(&served.small)
            .await
            .iter()
            .all(|one| one.value.steps.is_empty())
    );
}

#[tokio::test]
async fn a_session_that_is_to_begin_on_time_is_not_let_go_by_a_press() {
    let served = served().await;
    promised(&served.small, Kind::Appointment, 1).await;
    let page = served.does("amal", "promises", &[]).await;
    assert!(page.has("There is still time for this."), "{}", page.page);
    assert!(!page.has("promise-release") && !page.has("I do not need this any more"));
    // Here no capability brings a screen for sessions, so there is no way to one.
    assert!(!page.has("Look at the session"));
    promised(&served.small, Kind::Task, 2).await;
    let page = served.does("amal", "promises", &[]).await;
    assert!(page.has("promise-release"));
}
