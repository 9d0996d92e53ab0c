//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

#[path = "straight_line/met.rs"]
mod met;

use alliance::rupture::{AnswerV1, FitV1, ReasonV1, ReplyV1, RuptureV1, SaidV1, StateV1, StepV1};
use alliance::{
    AllianceGistV1, AudienceV1, CheckInAnswersV1, CheckInV1, Sent, check_in_rules, complete, form,
};
use care::{DAY, HOUR, Moment, RecordId, RelationKind, Section, SignalKind};
use forms::{Answer, StoredAnswers};
use sealed::Stored;
use testing::{AMAL, BEGINNING, NOOR, RUTH, Small, TOMAS, golden};

const SECTIONS: [Section; 4] = [
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Overview,
];

fn said() -> String {
    "Señora, «I did not feel heard» — 50 minutes".to_owned()
}

fn check_ins() -> Vec<CheckInV1> {
    let check_in = |score, felt_off, audience| CheckInV1 {
        session: [3; 16],
        session_at: BEGINNING.millis(),
        answered_at: BEGINNING.millis() + HOUR,
        score,
        answered: 5,
        asked: 6,
        felt_off,
        shows_answers: felt_off.is_some(),
        audience,
    };
    vec![
        check_in(Some(1_000), None, AudienceV1::Section),
        check_in(
            Some(0),
            Some(true),
            AudienceV1::From(BEGINNING.millis() + DAY),
        ),
        check_in(None, Some(false), AudienceV1::Only(vec![*TOMAS.bytes()])),
        check_in(None, None, AudienceV1::Nobody),
    ]
}

fn answers() -> Vec<CheckInAnswersV1> {
    let answers = [
        ("heard", Answer::Integer(7)),
        (
            "pace",
            Answer::Choice {
                code: "too-fast".to_owned(),
            },
        ),
        ("felt_off", Answer::Boolean(true)),
        ("own_words", Answer::Text(said())),
        ("what", Answer::Skipped { reason: None }),
        (
            "how",
            Answer::Skipped {
                reason: Some("not today".to_owned()),
            },
        ),
    ];
    let answers = answers
        .map(|(name, answer)| (name.to_owned(), answer))
        .to_vec();
    vec![CheckInAnswersV1 {
        session: [3; 16],
        answers: StoredAnswers {
            questionnaire: "https://example.org/form|1".to_owned(),
            answers,
        },
        audience: AudienceV1::Section,
    }]
}

fn ruptures() -> Vec<RuptureV1> {
    let at = BEGINNING.millis();
    let bare = RuptureV1 {
        opened_at: at,
        named_by: Some(*NOOR.bytes()),
        session: None,
        session_at: None,
        reasons: Vec::new(),
        words: String::new(),
        fit: None,
        audience: AudienceV1::Nobody,
        answers: Vec::new(),
        steps: Vec::new(),
        replies: Vec::new(),
    };
    let reason = |signal| ReasonV1 {
        signal,
        rule: "a rule".to_owned(),
        source: "its source".to_owned(),
        score: Some(500),
        against: None,
        sessions: 3,
    };
    let full = RuptureV1 {
        named_by: None,
        session: Some([3; 16]),
        session_at: Some(at - DAY),
        reasons: (0..6).map(reason).collect(),
        words: said(),
        fit: Some(FitV1::Clashed),
        audience: AudienceV1::Section,
        answers: vec![AnswerV1 {
            by: *RUTH.bytes(),
            at,
            noticed: said(),
            discussed: String::new(),
            plan: "ask first".to_owned(),
        }],
        steps: vec![StepV1 {
            by: *RUTH.bytes(),
            at,
            words: said(),
            offered: true,
        }],
        replies: vec![
            ReplyV1 {
                at,
                reply: SaidV1::NotYet,
                words: said(),
            },
            ReplyV1 {
                at: at + 1,
                reply: SaidV1::Closed,
                words: String::new(),
            },
        ],
        ..bare.clone()
    };
    let fits = [FitV1::PulledBack, FitV1::NotSure];
    let fits = fits.map(|fit| RuptureV1 {
        fit: Some(fit),
        ..bare.clone()
    });
    [bare, full].into_iter().chain(fits).collect()
}

async fn keep<T: Stored>(small: &Small, all: &[T]) {
    let mut act = small.act(NOOR, NOOR, &SECTIONS).await;
    for (number, one) in (1..).zip(all) {
        act.keep(act.id_for(T::KIND, RecordId::from_bytes([number; 16])), one)
            .unwrap();
    }
    act.done().await.unwrap();
}

/// What was kept, in the order it was given.
async fn kept<T: Stored>(small: &Small) -> Vec<T> {
    let act = small.act(NOOR, NOOR, &SECTIONS).await;
    let mut all = Vec::new();
    for number in 1.. {
        let id = act.id_for(T::KIND, RecordId::from_bytes([number; 16]));
        match act.find::<T>(id).await.unwrap() {
            Some(one) => all.push(one.value),
            None => break,
        }
    }
    all
}

/// Every shape by hand for Noor; for Amal three check-ins as she sent them, the third far lower,
/// so that there is a gist with something in it.
async fn make(small: &Small) -> Vec<String> {
    keep(small, &check_ins()).await;
    keep(small, &answers()).await;
    keep(small, &ruptures()).await;

    small.relate(AMAL, &[(RUTH, RelationKind::Therapist)]).await;
    for level in ["9", "8", "4"] {
        small.clock.pass(7 * DAY);
        let mut act = small.act(RUTH, AMAL, &SECTIONS).await;
        let starts = act.now() - HOUR;
        let session = met::meets(&mut act, starts);
        act.done().await.unwrap();

        let own = [&SECTIONS[..], &[Section::Consent, Section::Drafts]].concat();
        let mut act = small.act(AMAL, AMAL, &own).await;
        let choices = [("who_sees", "therapist_now"), ("see_each", "each")];
        let scales = check_in_rules::SCALES.iter().map(|scale| (*scale, level));
        let fields: Vec<_> = scales
            .chain(choices)
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let sent = Sent {
            session,
            session_version: 1,
            fields: &fields,
            instead: None,
        };
        let done = complete(&mut act, form().unwrap(), &sent, &met::Sessions).await;
        done.unwrap();
        act.done().await.unwrap();
    }
    Vec::new()
}

#[tokio::test]
async fn what_was_said_about_the_relationship_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, _) = golden::sample(home, "alliance.v1", make).await.unwrap();
    assert!(kept::<CheckInV1>(&small).await == check_ins());
    assert!(kept::<CheckInAnswersV1>(&small).await == answers());
    let opened = kept::<RuptureV1>(&small).await;
    assert!(opened == ruptures());
    let signals: Vec<_> = opened[1].reasons.iter().map(ReasonV1::signal).collect();
    assert_eq!(
        signals,
        [
            SignalKind::Said,
            SignalKind::BelowOwnRange,
            SignalKind::EarlyDrop,
            SignalKind::Slide,
            SignalKind::BrokenPromise,
            SignalKind::Silence,
        ]
    );
    assert_eq!(
        (opened[0].state(), opened[1].state()),
        (StateV1::Open, StateV1::Closed)
    );
}

#[tokio::test]
async fn the_gist_of_a_relationship_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, _) = golden::sample(home, "alliance.v1", make).await.unwrap();
    let mut act = small.act(RUTH, AMAL, &SECTIONS).await;
    let gist = act.gist::<AllianceGistV1>().await.unwrap().unwrap();
    let glance = gist.for_person(RUTH, act.whose(), act.now());
    assert_eq!(glance.scores, [Some(900), Some(800), Some(400)]);
    let at: Moment = small.vault.now();
    let [open] = glance.open.as_slice() else {
        panic!("one rupture is open")
    };
    assert_eq!(
        (open.signal, open.score),
        (SignalKind::EarlyDrop, Some(400))
    );
    assert_eq!(
        (open.opened, open.state, open.named_by_client),
        (at, StateV1::Open, false)
    );
    assert!(act.find::<RuptureV1>(open.rupture).await.unwrap().is_some());
}
