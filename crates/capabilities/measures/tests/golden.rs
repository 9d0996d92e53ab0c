//! What this capability keeps, as its first version sealed it. It must open for ever: a shape is
//! succeeded, never edited.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use care::{Basis, DAY, RecordId, Section};
use forms::{Answer, StoredAnswers};
use measures::{
    ActionV1, AnsweredByV1, AnsweredV1, AnswersV1, AskedV1, Change, ContributionV1, CountsV1,
    CourseNormV1, Day, FoundV1, MeasuresGistV1, MovedV1, Offer, OutcomeV1, PlanV1, ReadersV1,
    SIGNALS, ScoreV1, Sent, Signal, SignalOutcomeV1, SignalV1, StateV1, change, complete, due,
};
use sealed::{InDirectory, Stored};
use testing::{AMAL, BEGINNING, NOOR, RUTH, Small, golden};

const SECTIONS: [Section; 2] = [Section::Measures, Section::Overview];
const OWN: [Section; 4] = [
    Section::Measures,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
];
const MONDAY: Day = Day(20_577);

fn said() -> String {
    "Señora, «not this one» — for now".to_owned()
}

fn asked(state: StateV1, every: Option<u16>) -> AskedV1 {
    AskedV1 {
        measure: "phq-9".to_owned(),
        every,
        first: MONDAY,
        once: every.map(|_| MONDAY.after(3)),
        state,
        state_by: *NOOR.bytes(),
        state_at: BEGINNING.millis(),
        asked_by: *RUTH.bytes(),
        asked_at: BEGINNING.millis() - DAY,
        pathway: every.map(|_| "low-burden".to_owned()),
        quiet_until: (state == StateV1::Asked).then_some(MONDAY.after(14)),
    }
}

fn plans() -> Vec<PlanV1> {
    vec![
        PlanV1::default(),
        PlanV1 {
            asked: vec![
                asked(StateV1::Asked, Some(14)),
                asked(StateV1::Paused, None),
                asked(StateV1::Stopped, Some(7)),
            ],
        },
    ]
}

fn counts() -> Vec<CountsV1> {
    vec![CountsV1 { counts: true }, CountsV1 { counts: false }]
}

fn answered() -> Vec<AnsweredV1> {
    let found = |outcome| FoundV1 {
        name: "phq-9-major-syndrome".to_owned(),
        outcome,
        numbers: vec![("count".to_owned(), 5.0)],
        source: "its source".to_owned(),
    };
    let outcomes = [
        OutcomeV1::Met,
        OutcomeV1::NotMet,
        OutcomeV1::NotDeterminable,
        OutcomeV1::Next("safety talk today".to_owned()),
        OutcomeV1::Named("complex PTSD".to_owned()),
    ];
    let bare = AnsweredV1 {
        measure: "phq-9".to_owned(),
        form: "urn:x-attune:questionnaire:phq-9|1".to_owned(),
        at: BEGINNING.millis(),
        day: MONDAY,
        typed_in_by: None,
        scores: Vec::new(),
        findings: Vec::new(),
        safety: Vec::new(),
        answered: 0,
        asked: 9,
        noticed: Vec::new(),
        readers: ReadersV1::Nobody,
        read_by: None,
    };
    let score = |value, prorated| ScoreV1 {
        name: "total".to_owned(),
        value,
        answered: 8,
        asked: 9,
        prorated,
    };
    let full = AnsweredV1 {
        typed_in_by: Some(*RUTH.bytes()),
        scores: vec![score(Some(14.5), true), score(None, false)],
        findings: outcomes.map(found).to_vec(),
        safety: vec!["phq-9.9".to_owned()],
        answered: 9,
        noticed: (0..7).collect(),
        readers: ReadersV1::Section,
        read_by: Some(BEGINNING.millis() + DAY),
        ..bare.clone()
    };
    vec![bare, full]
}

fn answers() -> Vec<AnswersV1> {
    let each = [
        (
            "phq-9.1",
            Answer::Choice {
                code: "LA6568-5".to_owned(),
            },
        ),
        ("asq.1", Answer::Boolean(true)),
        ("own", Answer::Text(said())),
        ("phq-9.9", Answer::Skipped { reason: None }),
    ];
    vec![AnswersV1 {
        of: [3; 16],
        answers: StoredAnswers {
            questionnaire: "urn:x-attune:questionnaire:phq-9|1".to_owned(),
            answers: each
                .map(|(name, answer)| (name.to_owned(), answer))
                .to_vec(),
        },
        readers: ReadersV1::Section,
    }]
}

fn signals() -> Vec<SignalV1> {
    let bare = |signal, action| SignalV1 {
        signal,
        measure: "core-10".to_owned(),
        answered: None,
        raised_at: BEGINNING.millis(),
        times: 2,
        score: None,
        against: None,
        line: None,
        rule: "a rule".to_owned(),
        source: "its source".to_owned(),
        items: Vec::new(),
        next: String::new(),
        action,
        due_at: None,
        moved: Vec::new(),
        answer: None,
    };
    let actions = ActionV1::ALL.into_iter().cycle();
    let each = (0..7).zip(actions);
    let mut all: Vec<_> = each.map(|(signal, action)| bare(signal, action)).collect();
    let by = |outcome| {
        Some(AnsweredByV1 {
            by: *RUTH.bytes(),
            at: BEGINNING.millis() + DAY,
            outcome,
        })
    };
    all.push(SignalV1 {
        answered: Some([4; 16]),
        score: Some(21.0),
        against: Some(12.0),
        line: Some(6.0),
        items: vec!["core-10.6".to_owned()],
        next: said(),
        due_at: Some(BEGINNING.millis() + DAY),
        moved: vec![MovedV1 {
            by: *RUTH.bytes(),
            at: BEGINNING.millis(),
            from: ActionV1::Today,
            to: ActionV1::NextContact,
            reason: said(),
        }],
        answer: by(SignalOutcomeV1::NextStep {
            what: said(),
            who: "Ruth".to_owned(),
            by: MONDAY.after(1),
        }),
        ..bare(0, ActionV1::Today)
    });
    all.push(SignalV1 {
        answer: by(SignalOutcomeV1::Dismissed { reason: said() }),
        ..bare(6, ActionV1::NextContact)
    });
    all
}

fn contribution() -> ContributionV1 {
    ContributionV1 {
        measure: "core-10".to_owned(),
        intake: 20.0,
        n: 2,
        t: 1.75,
        tt: 1.5,
        y: 30.0,
        ty: 26.5,
        yy: 452.0,
        last: MONDAY,
    }
}

fn norm() -> CourseNormV1 {
    CourseNormV1 {
        measure: "core-10".to_owned(),
        fitted: MONDAY,
        people: 200,
        finished: 201,
        observations: 1_600,
        mean_intake: 19.5,
        fixed: vec![20.0, -3.0, 0.75, 0.125],
        fixed_se: vec![0.25; 4],
        fixed_covariance: vec![vec![0.0625; 4]; 4],
        random_covariance: [[4.0, 0.5], [0.5, 1.0]],
        theta: [1.0, 0.25, 0.5],
        residual_sd: 2.0,
        log_likelihood: -4_000.5,
        singular: false,
    }
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

async fn listed<T: InDirectory>(small: &Small) -> T {
    let all = small.vault.directory_all::<T>().await.unwrap();
    assert!(all.damaged.is_empty());
    all.kept.into_iter().next().unwrap().value
}

/// Every shape by hand for Noor; for Amal what Ruth asks and what she answers, with something about
/// safety in it, so that there is a gist with something in it.
async fn make(small: &Small) -> Vec<String> {
    keep(small, &plans()).await;
    keep(small, &counts()).await;
    keep(small, &answered()).await;
    keep(small, &answers()).await;
    keep(small, &signals()).await;
    let mut directory = small.vault.directory_change();
    let id = small
        .vault
        .directory_id("test", b"contribution")
        .await
        .unwrap();
    directory.overwrite(id, &contribution()).await.unwrap();
    let id = small.vault.directory_id("test", b"norm").await.unwrap();
    directory.overwrite(id, &norm()).await.unwrap();
    directory.done().await.unwrap();

    small
        .relate(AMAL, &[(RUTH, care::RelationKind::Therapist)])
        .await;
    let offer = Offer::shipped().unwrap();
    let begin = Change::Begin {
        measure: "phq-9".to_owned(),
        every: Some(14),
        first: MONDAY,
    };
    let mut act = small.act(RUTH, AMAL, &SECTIONS).await;
    change(&mut act, &offer, None, MONDAY, &begin)
        .await
        .unwrap();
    act.done().await.unwrap();
    let form = offer.measure("phq-9").unwrap().form().unwrap();
    let fields: Vec<_> = (1..=9)
        .map(|item| (format!("phq-9.{item}"), "LA6569-3".to_owned()))
        .collect();
    let response = forms::Posted::new(&fields).answers(form).unwrap();
    let mut act = small.act(AMAL, AMAL, &OWN).await;
    let due = due(&mut act, &offer, MONDAY).await.unwrap();
    let sent = Sent {
        occurrence: due[0].occurrence,
        measure: "phq-9",
        form: &form.canonical(),
        response: &response,
        readers: ReadersV1::Section,
        today: MONDAY,
    };
    complete(&mut act, &offer, None, &sent).await.unwrap();
    act.done().await.unwrap();
    Vec::new()
}

#[tokio::test]
async fn what_was_asked_and_answered_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, _) = golden::sample(home, "measures.v1", make).await.unwrap();
    assert!(kept::<PlanV1>(&small).await == plans());
    assert_eq!(kept::<CountsV1>(&small).await, counts());
    assert!(kept::<AnsweredV1>(&small).await == answered());
    assert!(kept::<AnswersV1>(&small).await == answers());
    let opened = kept::<SignalV1>(&small).await;
    assert!(opened == signals());
    let kinds: Vec<_> = opened.iter().take(7).map(SignalV1::signal).collect();
    assert_eq!(kinds, SIGNALS[..7]);
    assert_eq!(opened[7].action(), ActionV1::NextContact);
    assert_eq!(listed::<ContributionV1>(&small).await, contribution());
    assert_eq!(listed::<CourseNormV1>(&small).await, norm());
}

#[tokio::test]
async fn the_gist_of_measures_opens_for_ever() {
    let home = env!("CARGO_MANIFEST_DIR");
    let (small, _) = golden::sample(home, "measures.v1", make).await.unwrap();
    let offer = Offer::shipped().unwrap();
    let mut act = small.act(RUTH, AMAL, &SECTIONS).await;
    let gist = act.gist::<MeasuresGistV1>().await.unwrap().unwrap();
    let glance = gist.glance(Basis::Own, &offer, MONDAY.after(14));
    assert_eq!(glance.due, ["phq-9"]);
    assert_eq!(glance.latest[0].scores, [(MONDAY, Some(9.0))]);
    let [open] = glance.open.as_slice() else {
        panic!("one signal is open")
    };
    assert_eq!(
        (open.signal, open.action),
        (Signal::Safety, ActionV1::Today)
    );
    assert_eq!(open.raised, BEGINNING);
    let record = open.record.unwrap();
    assert!(act.find::<SignalV1>(record).await.unwrap().is_some());
}
