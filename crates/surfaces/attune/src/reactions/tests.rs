//! Who hears that something waits, for everything that can happen, and when. A notice says nothing
//! else; whoever may not know of a thing gets none.

use super::*;
use care::{ClientId, HOUR, PersonId, RecordId, RelationKind, Section, Sections, SignalKind};
use std::collections::BTreeSet;
use testing::{AMAL, BEN, INES, MARA, NOOR, RUTH, Small, TOMAS};

const AMALS: ClientId = ClientId::of(AMAL);
const RUPTURE: RecordId = RecordId::from_bytes([7; 16]);

/// Routes what happened in an act of this person, and delivers what is due after so many days.
async fn told(small: &Small, by: PersonId, happened: Happened, days: i64) -> BTreeSet<PersonId> {
    let sections = [Section::Relationship, Section::Overview];
    let own = [Section::Relationship, Section::Overview, Section::Consent];
    let sections = if by == AMAL { &own[..] } else { &sections[..] };
    let mut act = small.act(by, AMAL, sections).await;
    Routed.route(&mut act, &[happened]).await.unwrap();
    act.done().await.unwrap();
    small.clock.pass(days * DAY);
    let (due, damaged) = small.vault.due(100).await.unwrap();
    assert_eq!(damaged, 0);
    due.into_iter().map(|due| due.to).collect()
}

fn opened(audience: Audience, named_by: Option<PersonId>) -> Happened {
    Happened::RuptureOpened {
        client: AMALS,
        rupture: RUPTURE,
        kind: SignalKind::Said,
        audience,
        named_by,
    }
}

fn closed(audience: Audience) -> Happened {
    Happened::RepairClosed {
        client: AMALS,
        rupture: RUPTURE,
        audience,
    }
}

fn not_yet(audience: Audience) -> Happened {
    Happened::RepairNotYet {
        client: AMALS,
        rupture: RUPTURE,
        audience,
    }
}

#[tokio::test]
async fn what_a_client_says_is_told_to_whom_they_chose_when_they_chose() {
    let from = testing::BEGINNING + 3 * DAY;
    let audiences: [(Audience, i64, &[PersonId]); 6] = [
        (Audience::Section, 0, &[RUTH]),
        (Audience::From(from), 2, &[]),
        (Audience::From(from), 3, &[RUTH]),
        (Audience::Only(vec![TOMAS]), 0, &[TOMAS]),
        (Audience::Only(vec![TOMAS, INES]), 0, &[INES, TOMAS]),
        (Audience::Nobody, 400, &[]),
    ];
    for (audience, days, people) in audiences {
        for happened in [
            opened(audience.clone(), Some(AMAL)),
            opened(audience.clone(), None),
            not_yet(audience.clone()),
            closed(audience.clone()),
        ] {
            let small = Small::in_memory().await;
            let told = told(&small, AMAL, happened.clone(), days).await;
            let expected: BTreeSet<PersonId> = people.iter().copied().collect();
            assert_eq!(told, expected, "{happened:?} after {days} days");
        }
    }
}

#[tokio::test]
async fn what_a_practitioner_writes_is_told_to_the_client_and_to_nobody_else() {
    let (client, rupture) = (AMALS, RUPTURE);
    for happened in [
        opened(Audience::Section, Some(RUTH)),
        Happened::RuptureAnswered { client, rupture },
        Happened::RepairOffered { client, rupture },
        // Who is away and who stands in are told by the care team itself.
        Happened::AbsenceAnnounced {
            client,
            away: RUTH,
            cover: Some(BEN),
        },
    ] {
        let small = Small::in_memory().await;
        let told = told(&small, RUTH, happened.clone(), 0).await;
        assert_eq!(told, BTreeSet::from([AMAL]), "{happened:?}");
    }
}

#[tokio::test]
async fn what_is_seen_where_people_look_anyway_makes_no_notice() {
    let (client, session) = (AMALS, RUPTURE);
    let starts = testing::BEGINNING;
    let planned = Happened::SessionPlanned {
        client,
        session,
        starts,
        ends: starts + HOUR,
        with: RUTH,
    };
    for (by, happened) in [
        (RUTH, planned),
        (AMAL, Happened::CheckInCompleted { client, session }),
    ] {
        let small = Small::in_memory().await;
        assert!(told(&small, by, happened, 400).await.is_empty());
    }
}

#[tokio::test]
async fn every_therapist_of_now_is_told_and_none_of_before_and_nobody_elses() {
    use RelationKind::{Advocate, Supervisor, Team, Therapist};
    let small = Small::in_memory().await;
    small.relate(NOOR, &[(BEN, Therapist)]).await;
    let all = [
        (RUTH, Therapist),
        (MARA, Team),
        (INES, Supervisor),
        (TOMAS, Advocate),
    ];
    small.relate(AMAL, &all).await;
    let told_now = told(&small, AMAL, opened(Audience::Section, Some(AMAL)), 0).await;
    assert_eq!(told_now, BTreeSet::from([RUTH]));

    let small = Small::in_memory().await;
    small
        .relate(AMAL, &[(BEN, Therapist), (INES, Supervisor)])
        .await;
    let told_then = told(&small, AMAL, opened(Audience::Section, Some(AMAL)), 0).await;
    assert_eq!(
        told_then,
        BTreeSet::from([BEN]),
        "Ruth works with her no longer"
    );
}

#[tokio::test]
async fn a_therapist_for_whom_the_client_does_not_exist_hears_nothing() {
    let small = Small::in_memory().await;
    let sections = Sections::of(&[Section::Identity, Section::Consent]);
    let access = small.ask(MARA, AMAL, sections).await.unwrap();
    let mut act = Act::open(&small.vault, access).await.unwrap();
    let mut facts = act.standing().await.unwrap();
    facts.conflicts.push(RUTH);
    act.set_standing(&facts).await.unwrap();
    act.done().await.unwrap();
    let noticed = Happened::MeasureSignal {
        client: AMALS,
        signal: RUPTURE,
        safety: true,
    };
    assert!(told(&small, AMAL, noticed, 0).await.is_empty());
}

#[tokio::test]
async fn what_was_not_kept_tells_nobody() {
    let small = Small::in_memory().await;
    let own = [Section::Relationship, Section::Overview, Section::Consent];
    let mut act = small.act(AMAL, AMAL, &own).await;
    let happened = [opened(Audience::Section, Some(AMAL))];
    Routed.route(&mut act, &happened).await.unwrap();
    drop(act);
    small.clock.pass(DAY);
    assert!(small.vault.due(100).await.unwrap().0.is_empty());
}

#[tokio::test]
async fn what_is_noticed_in_answers_is_told_to_those_who_treat_and_what_becomes_of_it_to_the_client()
 {
    let signal = RUPTURE;
    let client = AMALS;
    let noticed = |safety| Happened::MeasureSignal {
        client,
        signal,
        safety,
    };
    let answered = |audience| Happened::MeasureAnswered {
        client,
        measure: signal,
        audience,
    };
    for (by, happened, heard) in [
        (AMAL, noticed(true), &[RUTH][..]),
        (AMAL, noticed(false), &[RUTH]),
        // Typed in from paper by her therapist, who knows.
        (RUTH, noticed(true), &[AMAL]),
        (
            RUTH,
            Happened::MeasureSignalAnswered { client, signal },
            &[AMAL],
        ),
        (RUTH, Happened::MeasuresPlanned { client }, &[AMAL]),
        (AMAL, Happened::MeasuresPlanned { client }, &[]),
        (AMAL, answered(Audience::Section), &[]),
        (AMAL, answered(Audience::Nobody), &[]),
    ] {
        let small = Small::in_memory().await;
        let said = format!("{happened:?}");
        let heard: BTreeSet<PersonId> = heard.iter().copied().collect();
        assert_eq!(told(&small, by, happened, 0).await, heard, "{said}");
    }
}

#[tokio::test]
async fn what_one_side_writes_on_the_agreement_or_signs_is_told_to_the_other_and_to_nobody_else() {
    let client = AMALS;
    for (by, hears) in [(AMAL, RUTH), (RUTH, AMAL)] {
        for happened in [
            Happened::AgreementWritten { client },
            Happened::AgreementConfirmed { client },
        ] {
            let small = Small::in_memory().await;
            let told = told(&small, by, happened.clone(), 0).await;
            assert_eq!(told, BTreeSet::from([hears]), "{happened:?}");
        }
    }
}

#[tokio::test]
async fn a_meeting_to_come_is_a_reminder_on_the_day_before_that_makes_nothing_wait() {
    let small = Small::in_memory().await;
    let planned = Happened::SessionPlanned {
        client: AMALS,
        session: RUPTURE,
        starts: testing::BEGINNING + 7 * DAY + DAY / 3,
        ends: testing::BEGINNING + 7 * DAY + DAY / 2,
        with: RUTH,
    };
    assert!(told(&small, RUTH, planned, 5).await.is_empty());
    small.clock.pass(DAY);
    let (due, _) = small.vault.due(100).await.unwrap();
    let [one] = due.as_slice() else {
        panic!("one reminder")
    };
    assert_eq!((one.to, one.notice), (AMAL, Notice::Appointment));
    assert_eq!(one.since.millis() % DAY, 0, "it does not tell the hour");
    small.vault.deliver_inside(*one).await.unwrap();
    assert_eq!(small.vault.waiting(AMAL).await.unwrap(), None);
}

#[tokio::test]
async fn from_whom_a_client_keeps_what_it_is_about_hears_nothing_of_it() {
    let (client, session) = (AMALS, RUPTURE);
    let measured = Happened::MeasureSignal {
        client,
        signal: RUPTURE,
        safety: true,
    };
    let wished = Happened::AgendaProposed { client, session };
    let cases = [
        (opened(Audience::Section, Some(AMAL)), Section::Relationship),
        (
            opened(Audience::Only(vec![RUTH]), Some(AMAL)),
            Section::Relationship,
        ),
        (closed(Audience::Section), Section::Relationship),
        (measured, Section::Measures),
        (wished, Section::Sessions),
        (Happened::AgreementWritten { client }, Section::Relationship),
        (Happened::CrisisPlanWritten { client }, Section::CrisisPlan),
    ];
    for (happened, about) in cases {
        for kept in [Section::Work, about] {
            let small = Small::in_memory().await;
            let relation = care::Relation {
                person: RUTH,
                kind: RelationKind::Therapist,
                from: small.vault.now(),
                until: None,
            };
            let facts = care::Facts {
                relations: vec![relation],
                kept_from: vec![care::KeptFrom {
                    person: RUTH,
                    sections: Sections::of(&[kept]),
                }],
                ..care::Facts::default()
            };
            let sections = [Section::Identity, Section::Consent];
            let mut act = small.act(MARA, AMAL, &sections).await;
            act.set_standing(&facts).await.unwrap();
            act.done().await.unwrap();
            let told = told(&small, AMAL, happened.clone(), 0).await;
            assert_eq!(told.contains(&RUTH), kept != about, "{happened:?} {kept:?}");
        }
    }
}
