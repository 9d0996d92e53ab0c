//! Whom a client can ask, and what is kept of a question.

use super::*;
use care::{Basis, BreakGlass, Grant, Grantee, Relation, RelationKind};
use sealed::Kind;
use testing::{AMAL, BEGINNING, BEN, MARA, RUTH, Small, golden};

const NOW: Moment = BEGINNING;

fn line(by: PersonId, role: Role) -> Line {
    Line {
        place: 4,
        line: LineId::from_bytes([8; 16]),
        by,
        role,
        done: Done::Opened,
        sections: Sections::of(&[Section::Notes]),
        purpose: Purpose::Treatment,
        basis: Basis::Relation(RelationKind::Therapist),
        at: NOW,
    }
}

fn relation(person: PersonId, kind: RelationKind, until: Option<Moment>) -> Relation {
    Relation {
        person,
        kind,
        from: NOW + -care::DAY,
        until,
    }
}

#[test]
fn whoever_works_with_the_client_now_can_be_asked_and_nobody_else() {
    let whose = ClientId::of(AMAL);
    let works = |kind, until| Facts {
        relations: vec![relation(RUTH, kind, until)],
        ..Facts::default()
    };
    let conflict = Facts {
        conflicts: vec![RUTH],
        ..works(RelationKind::Therapist, None)
    };
    let granted = Facts {
        grants: vec![Grant {
            id: RecordId::from_bytes([0; 16]),
            grantee: Grantee::Person(RUTH),
            sections: Sections::of(&[Section::Identity]),
            purpose: Purpose::Treatment,
            from: NOW,
            until: NOW + care::DAY,
        }],
        ..Facts::default()
    };
    let emergency = Facts {
        break_glass: vec![BreakGlass {
            person: RUTH,
            at: NOW,
        }],
        ..Facts::default()
    };
    for (role, facts, can) in [
        (Role::Therapist, works(RelationKind::Therapist, None), true),
        (Role::Therapist, works(RelationKind::Team, None), true),
        (Role::Facilitator, works(RelationKind::Team, None), true),
        (Role::Advocate, works(RelationKind::Advocate, None), true),
        (
            Role::Supervisor,
            works(RelationKind::Supervisor, None),
            true,
        ),
        // It has ended.
        (
            Role::Therapist,
            works(RelationKind::Therapist, Some(NOW)),
            false,
        ),
        // For them the client does not exist.
        (Role::Therapist, conflict, false),
        // They may look and not write.
        (Role::Therapist, granted, false),
        (Role::Therapist, emergency, false),
        // Who leads the service is asked as such, and a machine is not asked.
        (Role::ServiceLead, Facts::default(), false),
        (Role::Administrator, Facts::default(), false),
        (Role::Therapist, Facts::default(), false),
    ] {
        let found = can_be_asked(&line(RUTH, role), whose, &facts, NOW);
        assert_eq!(found, can, "{role:?} {facts:?}");
    }
}

fn question(words: &str) -> QuestionV1 {
    QuestionV1::about(&line(RUTH, Role::Therapist), true, words, NOW)
}

async fn make(small: &Small) -> Vec<String> {
    small.relate(AMAL, &[(RUTH, RelationKind::Therapist)]).await;
    let sections = [Section::Identity, Section::Consent];
    let mut act = small.act(AMAL, AMAL, &sections).await;
    let person = AskedPersonV1 {
        to: *RUTH.bytes(),
        question: question("Why was this opened at night?"),
    };
    let lead = AskedLeadV1 {
        question: question("").answered(MARA, "It should not have been.", NOW),
    };
    let (one, other) = (act.mint(), act.mint());
    act.keep(one, &person).unwrap();
    act.keep(other, &lead).unwrap();
    let entry = AskedEntryV1 {
        client: *act.whose().bytes(),
        question: *one.bytes(),
        to: Some(*RUTH.bytes()),
        asked_at: NOW.millis(),
        answered: false,
    };
    let waits = small.vault.directory_id("asked", one.bytes()).await;
    let mut change = small.vault.directory_change();
    change.keep(waits.unwrap(), 0, &entry).await.unwrap();
    act.with_directory(change);
    act.done().await.unwrap();
    vec![one.to_string(), other.to_string()]
}

#[tokio::test]
async fn what_is_kept_of_a_question_opens_for_ever_and_only_for_whom_it_is_put_to() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, notes) = golden::sample(home, "asked.v1", make).await.unwrap();
    let (one, other) = (
        RecordId::parse(&notes[0]).unwrap(),
        RecordId::parse(&notes[1]).unwrap(),
    );
    let kinds: Vec<Kind> = crate::KINDS
        .into_iter()
        .chain([
            Kind::of::<sealed::StandingV1>(),
            Kind::of::<sealed::StandingV2>(),
        ])
        .collect();
    assert!(small.vault.verify(&kinds).await.unwrap().is_whole());

    let own = small
        .act(AMAL, AMAL, &[Section::Identity, Section::Consent])
        .await;
    let mut said: Vec<_> = all(&own).await.unwrap();
    said.sort_by(|a, b| a.words.cmp(&b.words));
    let answered = said[0].answer().unwrap();
    assert_eq!((answered.0, answered.1), (MARA, "It should not have been."));
    assert_eq!(said[1].words(), "Why was this opened at night?");
    assert!(said[1].unexpected && said[1].line() == LineId::from_bytes([8; 16]));

    // Ruth reads what she is asked, and not what Mara is asked about her.
    let ruth = small.act(RUTH, AMAL, &[Section::Identity]).await;
    assert!(ruth.find::<AskedPersonV1>(one).await.unwrap().is_some());
    assert!(ruth.find::<AskedLeadV1>(other).await.is_err());
    let mara = small
        .act(MARA, AMAL, &[Section::Identity, Section::Consent])
        .await;
    assert!(mara.find::<AskedPersonV1>(one).await.unwrap().is_none());
    assert!(mara.find::<AskedLeadV1>(other).await.unwrap().is_some());
    let identity = Sections::of(&[Section::Identity]);
    assert!(small.ask(BEN, AMAL, identity).await.is_err());

    let waits = small.vault.directory_all::<AskedEntryV1>().await.unwrap();
    let entry = &waits.kept[0].value;
    for (person, role, waits) in [
        (RUTH, Role::Therapist, true),
        (BEN, Role::Therapist, false),
        (MARA, Role::ServiceLead, false),
    ] {
        assert_eq!(entry.waits_for(Asker { person, role }), waits);
    }
}
