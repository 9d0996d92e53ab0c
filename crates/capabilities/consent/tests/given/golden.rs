//! What is kept of permissions and emergencies, as the first version sealed it. It must open for
//! ever.

use crate::served::{Served, main, words};
use care::{Purpose, RelationKind, Section, Sections};
use sealed::{Kind, StandingV1, StandingV2};
use testing::{AMAL, BEN, MARA, RUTH, Small, golden};

fn served(small: &Small) -> Served {
    Served::over(Small {
        vault: small.vault.clone(),
        clock: small.clock.clone(),
    })
}

/// One of everything: a permission, one that is about to be given, a part that is kept from
/// someone, a name, an emergency, and what somebody else found.
async fn make(small: &Small) -> Vec<String> {
    small.relate(AMAL, &[(RUTH, RelationKind::Therapist)]).await;
    let served = served(small);
    served
        .amal(&format!(
            "do=allow-look&whom={BEN}&days=90&part.measures=on&pass-on=on"
        ))
        .await;
    served.amal_says_yes().await;
    served
        .amal(&format!("do=allow-look&whom={RUTH}&days=7&part.notes=on"))
        .await;
    served
        .amal(&format!("do=keep-from-yes&about={RUTH}&part.work=on"))
        .await;
    served.amal("do=never-yes&name=Ana+Pryce").await;
    let posted = "whom=amal&reason=they-asked&own-words=She+could+not+sign+in.";
    served.staff(RUTH, "/emergency", Some(posted)).await;
    let one = format!("/reviews/{AMAL}");
    let page = served.staff(MARA, &one, None).await.page;
    let record = crate::served::about(&format!("{page}value=\"end\""), "end");
    let found = format!("about={record}&found=right&own-words=It+was+as+she+said.");
    served.staff(MARA, &one, Some(&found)).await;
    Vec::new()
}

#[tokio::test]
async fn what_is_kept_of_permissions_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, _) = golden::sample(home, "consent.v1", make).await.unwrap();
    let standing = [Kind::of::<StandingV1>(), Kind::of::<StandingV2>()];
    let kinds: Vec<Kind> = consent::KINDS.into_iter().chain(standing).collect();
    let found = small.vault.verify(&kinds).await.unwrap();
    assert!(found.is_whole(), "{found:?}");

    let served = served(&small);
    // StandingV2 and GrantedV1.
    let parts = served.parts(BEN).await;
    let expected = [Section::Identity, Section::Overview, Section::Measures];
    assert_eq!(parts, expected.into_iter().collect());
    assert!(!served.parts(RUTH).await.contains(&Section::Work));
    let page = words(&served.amal("do=who").await);
    for said in [
        "Ben Stone",
        "your questionnaires",
        "You keep from them: your plans.",
        "Ana Pryce",
        // GlassReasonV1 and GlassReviewedV1.
        "They asked for it and cannot open it themselves.",
        "She could not sign in.",
        "found that it was right.",
        "It was as she said.",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    // AskedV1. The sample was made when the private part could still be asked for: it is not
    // promised any more.
    let shown = words(&served.amal("do=allow-check").await);
    assert!(
        shown.contains("Ruth Okafor will be able to see") && !shown.contains("your private part"),
        "{shown}"
    );
    // GlassEntryV1.
    let list = words(&main(&served.staff(MARA, "/reviews", None).await.page));
    assert!(list.contains("Mara Lindqvist looked at it"), "{list}");
    let emergency = Sections::of(&[Section::CrisisPlan]);
    let decided = small
        .vault
        .decide(
            crate::served::therapist(RUTH),
            care::ClientId::of(AMAL),
            emergency,
            Purpose::Emergency,
        )
        .await;
    assert!(decided.unwrap().is_ok());
}
