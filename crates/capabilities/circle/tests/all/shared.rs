//! One entry, with one therapist, for a time.

use crate::{SECTIONS, adds, client, open, writes};
use care::{Audience, DAY, Happened, RecordId, RelationKind, Section};
use circle::SharedV1;
use testing::served::{Answered, Served};
use testing::{AMAL, BEN, RUTH};

async fn shares(served: &Served, of: RecordId, fields: &[(&str, &str)]) -> Answered {
    let id = of.to_string();
    let page = served.does("amal", "circle-share", &[("about", &id)]).await;
    let once = page.field("once");
    let mut all = vec![("own-key", "circle-share"), ("once", &once), ("about", &id)];
    all.extend(fields);
    served.does("amal", "circle-share-do", &all).await
}

async fn staff(served: &Served, who: &str) -> Answered {
    let path = format!("/clients/{}/circle", client());
    served.get(who, &path).await
}

#[tokio::test]
async fn what_stands_in_the_box_is_what_is_shared_until_the_day_and_not_a_moment_longer() {
    let served = open().await;
    let heron = adds(&served, "Heron").await;
    writes(
        &served,
        heron,
        &[("no", "not"), ("words", "Came in <anyway>.")],
    )
    .await;
    let page = served
        .does("amal", "circle-share", &[("about", &heron.to_string())])
        .await;
    page.says("Only Ruth Okafor can read it");
    page.says("Heron\nfrom the choir\nWhat I want: as it is");
    page.says("Respected a no: 0 of 1 time yes, 1 of 1 time no");
    page.says("Did not respect a no\nCame in &#60;anyway&#62;.");
    page.says_not("checked");
    // Amal cuts it to one sentence.
    let words = [("words", "Heron did not respect a no."), ("days", "7")];
    let page = shares(&served, heron, &words).await;
    page.says("With Ruth Okafor until");
    page.says("Not opened yet");
    let until = served.small.vault.now() + 7 * DAY;
    let happened = served.happened();
    let told = |one: &Happened| {
        matches!(one, Happened::WorkShared { audience, .. }
            if *audience == Audience::OnlyUntil(vec![RUTH], until))
    };
    assert!(happened.len() == 1 && told(&happened[0]), "{happened:?}");

    let page = staff(&served, "ruth").await;
    page.says("Heron did not respect a no.");
    page.says("Shared until");
    page.says("They are Amal’s words, not findings.");
    for hidden in ["from the choir", "Came in", "as it is"] {
        page.says_not(hidden);
    }
    let page = served.does("amal", "circle", &[]).await;
    page.says("Opened, first on");
    page.says_not("Not opened yet");
    // What Amal changes of it later is not shared.
    writes(&served, heron, &[("words", "A line of later.")]).await;
    staff(&served, "ruth").await.says_not("A line of later.");
    served.small.clock.pass(7 * DAY - 1);
    staff(&served, "ruth").await.says("did not respect");
    served.small.clock.pass(1);
    let page = staff(&served, "ruth").await;
    page.says("Nothing is shared with you here now.");
    page.says_not("Heron");
    // When Amal comes by, open or not, the copy is thrown away.
    let page = served.does("amal", "circle", &[]).await;
    page.says("Your word, please");
    let act = served.small.act(AMAL, AMAL, &SECTIONS).await;
    let left = act.latest::<SharedV1>().await.unwrap();
    assert!(left.kept.is_empty());
}

#[tokio::test]
async fn it_is_shared_with_the_one_that_was_chosen_and_ends_when_amal_says_so() {
    let served = open().await;
    let both = [
        (RUTH, RelationKind::Therapist),
        (BEN, RelationKind::Therapist),
    ];
    served.small.relate(AMAL, &both).await;
    let heron = adds(&served, "Heron").await;
    let page = shares(&served, heron, &[("words", "Only for Ben."), ("days", "1")]).await;
    page.says("Please choose with whom.");
    page.says("Only for Ben.");
    let ben = RecordId::from_bytes(*BEN.bytes()).to_string();
    let fields = [("words", "Only for Ben."), ("days", "1"), ("to", &ben)];
    shares(&served, heron, &fields).await.says("With Ben Stone");
    staff(&served, "ben").await.says("Only for Ben.");
    staff(&served, "ruth").await.says_not("Only for Ben.");
    let act = served.small.act(RUTH, AMAL, &[Section::Work]).await;
    assert!(circle::shares(&act).await.unwrap().0.is_empty());
    for who in ["ines", "tomas", "mara", "noor"] {
        let page = staff(&served, who).await;
        assert_ne!(page.status, 200, "{who}");
        page.says_not("Only for Ben.");
    }
    let act = served.small.act(AMAL, AMAL, &SECTIONS).await;
    let share = act.latest::<SharedV1>().await.unwrap().kept[0].record;
    for _ in 0..2 {
        let id = share.to_string();
        let page = served
            .does("amal", "circle-share-end", &[("about", &id)])
            .await;
        page.says("It is not shared any more.");
    }
    staff(&served, "ben").await.says_not("Only for Ben.");
    let rows = served.small.vault.engine().versions(client(), share).await;
    assert!(rows.unwrap().is_empty(), "the copy is gone");
}

#[tokio::test]
async fn whoever_stops_treating_amal_reads_nothing_of_it_any_more() {
    let served = open().await;
    let heron = adds(&served, "Heron").await;
    shares(&served, heron, &[("words", "For a while."), ("days", "30")]).await;
    staff(&served, "ruth").await.says("For a while.");
    served
        .small
        .relate(AMAL, &[(BEN, RelationKind::Therapist)])
        .await;
    for who in ["ruth", "ben"] {
        staff(&served, who).await.says_not("For a while.");
    }
}

#[tokio::test]
async fn erasing_ends_what_was_shared_of_it() {
    for what in ["circle-erase-do", "circle-erase-everything", "line"] {
        let served = open().await;
        let heron = adds(&served, "Heron").await;
        writes(&served, heron, &[("kind", "not")]).await;
        let act = crate::own(&served.small).await;
        let line = act.latest::<circle::LineV1>().await.unwrap().kept[0].record;
        shares(&served, line, &[("words", "That day."), ("days", "30")]).await;
        shares(&served, heron, &[("words", "All of it."), ("days", "30")]).await;
        let page = staff(&served, "ruth").await;
        assert!(page.has("That day.") && page.has("All of it."));
        let (does, about) = if what == "line" {
            ("circle-erase-do", line)
        } else {
            (what, heron)
        };
        served
            .does("amal", does, &[("about", &about.to_string())])
            .await;
        let page = staff(&served, "ruth").await;
        assert!(!page.has("That day.") && !page.has("All of it."), "{what}");
        served
            .does("amal", "circle", &[])
            .await
            .says_not("Shared now");
    }
}
