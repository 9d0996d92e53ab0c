//! What a service lead sees: sentences with what they are out of, nobody named, and small numbers
//! left unsaid.

use crate::as_read::looks_at;
use crate::served::Served;
use axum::http::StatusCode;
use care::{DAY, HOUR, Line, PersonId, RecordId, Role, Section};
use promises::{Kind, New, kept, made};
use std::collections::BTreeSet;
use team::{Colleague, forget_team, keep_team};
use testing::{BEN, INES, MARA, RUTH, TOMAS};

/// So many promises of each of three people, of which every fourth is kept late.
async fn promised(served: &Served, each: u8, kind: Kind) {
    let mut act = served
        .opens(RUTH, &[Section::Relationship, Section::Overview])
        .await;
    let mut about = Vec::new();
    for by in [RUTH, BEN, INES] {
        for number in 0..each {
            let (id, due) = (act.mint(), act.now() + HOUR);
            made(
                &mut act,
                New {
                    kind,
                    about: id,
                    by,
                    due,
                },
            )
            .await
            .unwrap();
            about.push((id, due, number));
        }
    }
    act.done().await.unwrap();
    served.clock.pass(3 * HOUR);
    let mut act = served
        .opens(RUTH, &[Section::Relationship, Section::Overview])
        .await;
    for (id, due, number) in about {
        let late = if number % 4 == 3 { HOUR } else { -1 };
        kept(&mut act, kind, id, due + late).await.unwrap();
    }
    act.done().await.unwrap();
}

#[tokio::test]
async fn a_service_with_nothing_yet_says_so_and_not_nought() {
    let served = Served::new().await;
    looks_at!("service_nothing", served, "mara", "/service");
    let page = served.get("mara", "/service").await;
    assert!(page.has("Too few to say."), "{}", page.main());
}

#[tokio::test]
async fn what_was_promised_is_said_with_what_it_is_out_of() {
    let served = Served::new().await;
    promised(&served, 4, Kind::Reply).await;
    let page = served.get("mara", "/service").await;
    assert!(
        page.has(
            "Of 12 promises that ended, 9 were kept in their time, 3 later, and 0 were not kept."
        ),
        "{}",
        page.main()
    );
    assert!(
        page.has(
            "Of 12 messages for which an answer was promised by a time, 9 had it in that time"
        )
    );
    looks_at!("service", served, "mara", "/service");
    // It belongs to the quarter in which it ended.
    let before = served.get("mara", "/service?back=1").await;
    assert!(!before.has("Of 12 promises"), "{}", before.main());
    served.clock.pass(92 * DAY);
    assert!(!served.get("mara", "/service").await.has("Of 12 promises"));
    assert!(
        served
            .get("mara", "/service?back=1")
            .await
            .has("Of 12 promises")
    );
}

#[tokio::test]
async fn nobody_is_named_and_few_are_not_counted() {
    let served = Served::new().await;
    served.fallen().await;
    promised(&served, 3, Kind::Task).await;
    let page = served.get("mara", "/service").await;
    // Nine promises are too few, and one rupture is somebody's.
    assert!(
        !page.has("Of 9 promises") && !page.has("Of 1 that"),
        "{}",
        page.main()
    );
    for name in ["Ruth", "Ben", "Amal", "Noor"] {
        assert!(!page.main().contains(name), "{name}");
    }
}

#[tokio::test]
async fn only_a_lead_has_it_and_a_strange_period_is_the_one_that_goes_on() {
    let served = Served::new().await;
    for who in ["ruth", "ines", "tomas", "pim", "wanda", "amal"] {
        let came = served.get(who, "/service").await;
        assert_eq!(came.status, StatusCode::NOT_FOUND, "{who}");
    }
    let now = served.get("mara", "/service").await;
    for strange in ["-1", "4", "99999999999999999999", "x", ""] {
        let came = served
            .get("mara", &format!("/service?back={strange}"))
            .await;
        assert_eq!(came.status, StatusCode::OK, "{strange}");
        assert_eq!(came.main(), now.main(), "{strange}");
    }
}

/// Keeps a team of these people, after so many versions of it.
async fn team(served: &Served, id: (u8, u32), name: &str, members: &[PersonId]) {
    let here = [
        (MARA, Role::ServiceLead),
        (RUTH, Role::Therapist),
        (BEN, Role::Therapist),
        (INES, Role::Supervisor),
        (TOMAS, Role::Advocate),
    ];
    let here = here.map(|(person, role)| Colleague {
        person,
        name: String::new(),
        role,
    });
    let name: Line<80> = Line::parse(name).unwrap();
    let members: BTreeSet<PersonId> = members.iter().copied().collect();
    let (id, seen) = (RecordId::from_bytes([id.0; 16]), id.1);
    keep_team(&served.vault, MARA, &here, id, seen, &name, &members)
        .await
        .unwrap();
}

/// What is said of a team, if anything.
fn said(page: &str, name: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!("<dt>{name}</dt>"))?;
    let said = rest.split_once("</dd>")?.0;
    Some(said.split_once('>')?.1.to_owned())
}

#[tokio::test]
async fn a_team_is_shown_when_it_is_large_enough_and_a_small_one_is_not() {
    let served = Served::new().await;
    team(&served, (1, 0), "North house", &[RUTH, BEN, INES]).await;
    team(&served, (2, 0), "River group", &[TOMAS]).await;
    // A team counts from the quarter after it was made.
    promised(&served, 4, Kind::Task).await;
    let page = served.get("mara", "/service").await;
    assert_eq!(said(page.main(), "North house"), None);
    served.clock.pass(60 * DAY);
    promised(&served, 4, Kind::Task).await;
    let page = served.get("mara", "/service").await;
    let of = |name| said(page.main(), name).unwrap();
    assert_eq!(
        of("North house"),
        "9 of 12 in their time, 3 later, 0 not kept"
    );
    assert_eq!(of("River group"), "Too few to say.");
    assert!(page.has("as they were on the first day of the quarter"));
}

#[tokio::test]
async fn of_two_looks_one_before_and_one_after_someone_left_a_team_nothing_follows() {
    let served = Served::new().await;
    let four = [RUTH, BEN, INES, TOMAS];
    team(&served, (1, 0), "North house", &four).await;
    team(&served, (2, 0), "River group", &[TOMAS]).await;
    served.clock.pass(60 * DAY);
    promised(&served, 12, Kind::Task).await;
    let before = served.get("mara", "/service").await;
    assert!(said(before.main(), "North house").is_some());
    team(&served, (1, 1), "North house", &[RUTH, BEN, TOMAS]).await;
    team(&served, (3, 0), "A new one", &[INES, RUTH]).await;
    let after = served.get("mara", "/service").await;
    assert_eq!(before.main(), after.main());
    let here = [Colleague {
        person: MARA,
        name: String::new(),
        role: Role::ServiceLead,
    }];
    let gone = RecordId::from_bytes([2; 16]);
    forget_team(&served.vault, MARA, &here, gone).await.unwrap();
    let after = served.get("mara", "/service").await;
    assert_eq!(before.main(), after.main());
}
