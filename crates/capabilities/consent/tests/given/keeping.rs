//! Keeping a part from someone, and those for whom the client does not exist.

use crate::served::{Served, about, therapist, words};
use care::{ClientId, Section};
use testing::{AMAL, BEN, INES, RUTH};

#[tokio::test]
async fn a_part_that_is_kept_from_someone_is_closed_to_them_and_the_rest_is_as_before() {
    let served = Served::new().await;
    let before = served.parts(RUTH).await;
    let page = words(&served.amal(&format!("do=keep-from&about={RUTH}")).await);
    assert!(page.contains("What Ruth Okafor must not see"), "{page}");
    let kept = format!(
        "do=keep-from-yes&about={RUTH}&part.measures=on&part.crisis-plan=on&part.identity=on"
    );
    let page = words(&served.amal(&kept).await);
    assert!(
        page.contains("You keep from them: your questionnaires and your crisis plan."),
        "{page}"
    );
    let closed = [Section::Measures, Section::CrisisPlan]
        .into_iter()
        .collect();
    let after = served.parts(RUTH).await;
    assert_eq!(
        &before - &after,
        closed,
        "a name cannot be kept from one person: that is another wish"
    );
    assert!(
        served.parts(INES).await.contains(&Section::CheckIns),
        "nobody else is touched"
    );

    // Also what she allows them afterwards, and in an emergency.
    served
        .amal(&format!(
            "do=allow-look&whom={RUTH}&part.measures=on&days=7"
        ))
        .await;
    served.amal_says_yes().await;
    assert!(served.may(RUTH, Section::Measures).await.is_err());

    served.amal(&format!("do=keep-from-yes&about={RUTH}")).await;
    assert_eq!(served.parts(RUTH).await, before);
}

#[tokio::test]
async fn for_whom_she_does_not_exist_there_is_nothing_in_no_list_and_no_emergency() {
    let served = Served::new().await;
    let page = words(&served.amal(&format!("do=never-yes&whom={RUTH}")).await);
    assert!(
        page.contains("For them you do not exist here") && page.contains("Ruth Okafor"),
        "{page}"
    );
    assert!(served.parts(RUTH).await.is_empty());
    assert!(
        served
            .small
            .vault
            .caseload(therapist(RUTH))
            .await
            .unwrap()
            .is_empty()
    );
    let posted = "whom=amal&reason=danger&own-words=They+called.";
    let told = served.staff(RUTH, "/emergency", Some(posted)).await;
    let absent = served
        .staff(RUTH, "/emergency", Some(&posted.replace("amal", "xxxx")))
        .await;
    assert_eq!(told.page.replace("amal", "xxxx"), absent.page);

    let page = served.amal("do=who").await;
    let undone = served
        .amal(&format!(
            "do=never-undo&about={}",
            about(&page, "never-undo")
        ))
        .await;
    assert!(words(&undone).contains("It is taken back."));
    assert_eq!(
        served.small.vault.caseload(therapist(RUTH)).await.unwrap(),
        [ClientId::of(AMAL)],
        "what stood before stands again"
    );
}

#[tokio::test]
async fn a_name_is_kept_until_the_person_comes_and_she_says_that_it_is_them() {
    let served = Served::new().await;
    let page = words(&served.amal("do=never-yes&name=stone,+BEN").await);
    assert!(page.contains("stone, BEN"), "{page}");
    assert!(
        page.contains("Ben Stone works here, a therapist here. Is that the person?"),
        "{page}"
    );
    let posted = "whom=amal&reason=other&own-words=I+was+asked.";
    let told = served.staff(BEN, "/emergency", Some(posted)).await;
    assert!(words(&told.page).contains("Nobody can be opened under this."));

    let page = served.amal("do=who").await;
    served
        .amal(&format!("do=named-is&about={}", about(&page, "named-is")))
        .await;
    let page = words(&served.amal("do=who").await);
    assert!(!page.contains("Is that the person?"), "{page}");
    assert!(served.parts(BEN).await.is_empty());

    // Names are as long as names are, and nothing is no name.
    let none = words(&served.amal("do=never-yes&name=+").await);
    assert!(
        none.contains("Please choose someone, or write a name."),
        "{none}"
    );
    let title = words(&served.amal("do=never-yes&name=Dr.").await);
    assert!(
        title.contains("Please choose someone, or write a name."),
        "{title}"
    );
    let long = "n".repeat(121);
    let long = words(&served.amal(&format!("do=never-yes&name={long}")).await);
    assert!(long.contains("121"), "{long}");
    served.amal("do=named-undo&name=stone,+BEN").await;
    let page = words(&served.amal("do=who").await);
    assert!(!page.contains("stone, BEN"), "{page}");
}

#[tokio::test]
async fn names_end_somewhere_and_none_is_lost() {
    let served = Served::new().await;
    for number in 0..50 {
        served
            .amal(&format!("do=never-yes&name=Person+Number{number}"))
            .await;
    }
    let full = words(&served.amal("do=never-yes&name=One+Toomany").await);
    assert!(full.contains("There is no more room for names."), "{full}");
    assert!(
        full.contains("Person Number0 ") && full.contains("Person Number49"),
        "{full}"
    );
    // The same name twice is one name.
    served.amal("do=named-undo&name=Person+Number7").await;
    served.amal("do=never-yes&name=Person+Number8").await;
    let again = words(&served.amal("do=never-yes&name=One+More").await);
    assert!(again.contains("For them you do not exist here."), "{again}");
}
