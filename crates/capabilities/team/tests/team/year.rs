//! Whatever is said, confirmed, chosen, ended and feared, in whatever order: who stands in opens
//! the record exactly while the client reads that they do, and nobody else ever.

use crate::served::{OLEK, Served, asks, here, served};
use care::{DAY, HOUR, Line, Moment, PersonId, RecordId, Section, Sections};
use proptest::prelude::*;
use team::{
    ChoiceV1, NewAbsence, Span, absences, announcements, back, choose, confirm, end, say,
    without_cover,
};
use testing::{AMAL, BEN, MARA, RUTH};

const COVERS: [PersonId; 2] = [BEN, OLEK];

/// What can happen.
#[derive(Clone, Debug)]
enum Step {
    Say { from: i64, days: i64, by_lead: bool },
    Confirm { which: usize, cover: Option<usize> },
    Choose { which: usize, what: ChoiceV1 },
    Back { which: usize },
    End { which: usize },
    Fear { who: usize },
    Trust { who: usize },
    Pass { hours: i64 },
}

fn step() -> impl Strategy<Value = Step> {
    let choice = prop_oneof![
        Just(ChoiceV1::Agree),
        Just(ChoiceV1::SomeoneElse),
        Just(ChoiceV1::Nobody)
    ];
    prop_oneof![
        (0i64..4, 1i64..5, any::<bool>()).prop_map(|(from, days, by_lead)| Step::Say {
            from,
            days,
            by_lead
        }),
        (0usize..3, prop::option::of(0usize..2))
            .prop_map(|(which, cover)| Step::Confirm { which, cover }),
        (0usize..3, prop::option::of(0usize..2))
            .prop_map(|(which, cover)| Step::Confirm { which, cover }),
        (0usize..3, choice).prop_map(|(which, what)| Step::Choose { which, what }),
        (0usize..3).prop_map(|which| Step::Back { which }),
        (0usize..3).prop_map(|which| Step::End { which }),
        (0usize..2).prop_map(|who| Step::Fear { who }),
        (0usize..2).prop_map(|who| Step::Trust { who }),
        (1i64..60).prop_map(|hours| Step::Pass { hours }),
    ]
}

async fn absence_of(served: &Served, which: usize) -> RecordId {
    let all = absences(&served.small.vault).await.unwrap();
    let newest = all.iter().rev().nth(which);
    newest.map_or(RecordId::from_bytes([0; 16]), |one| one.id)
}

/// Does one step. What cannot be is refused, and that is as good.
async fn does(served: &Served, step: &Step, number: usize) {
    let (small, floor) = (&served.small, &served.floor);
    let vault = &small.vault;
    match step {
        Step::Say {
            from,
            days,
            by_lead,
        } => {
            let today = Moment::from_millis(vault.now().millis().div_euclid(DAY) * DAY);
            let first = today + *from * DAY;
            let new = NewAbsence {
                id: RecordId::from_bytes([u8::try_from(number + 1).unwrap(); 16]),
                of: RUTH,
                span: Span {
                    from: first,
                    until: first + *days * DAY,
                },
                reason: Line::parse("A week away.").unwrap(),
                cover: None,
            };
            let by = if *by_lead { MARA } else { RUTH };
            let _ = say(vault, by, &here(), new, today).await;
        }
        Step::Confirm { which, cover } => {
            let id = absence_of(served, *which).await;
            let cover = cover.map(|cover| COVERS[cover]);
            let _ = confirm(floor, asks(MARA), &here(), id, cover).await;
        }
        Step::Choose { which, what } => {
            let opens = [Section::Identity, Section::Consent];
            let mut act = small.act(AMAL, AMAL, &opens).await;
            let told = announcements(&act).await.unwrap().kept;
            if let Some(kept) = told.iter().rev().nth(*which)
                && choose(&mut act, kept.record, *what).await.is_ok()
            {
                act.done().await.unwrap();
            }
        }
        Step::Back { which } => {
            let _ = back(vault, RUTH, absence_of(served, *which).await).await;
        }
        Step::End { which } => {
            let id = absence_of(served, *which).await;
            let _ = end(floor, asks(MARA), &here(), id).await;
        }
        Step::Fear { who } => fears(served, COVERS[*who], true).await,
        Step::Trust { who } => fears(served, COVERS[*who], false).await,
        Step::Pass { hours } => small.clock.pass(*hours * HOUR),
    }
}

async fn fears(served: &Served, who: PersonId, fears: bool) {
    let opens = [Section::Identity, Section::Consent];
    let mut act = served.small.act(AMAL, AMAL, &opens).await;
    let mut facts = act.standing().await.unwrap();
    facts.conflicts.retain(|one| *one != who);
    if fears {
        facts.conflicts.push(who);
    }
    act.set_standing(&facts).await.unwrap();
    act.done().await.unwrap();
}

/// Who opens the record is who the client reads that stands in.
async fn holds(served: &Served) {
    let (small, now) = (&served.small, served.small.vault.now());
    let opens = [Section::Identity, Section::Consent];
    let mut act = small.act(AMAL, AMAL, &opens).await;
    let facts = act.standing().await.unwrap();
    let told = announcements(&act).await.unwrap().kept;
    for kept in &told {
        assert!(!kept.value.reason.is_empty() && kept.value.until > kept.value.from);
    }
    for who in COVERS {
        let may = small.ask(who, AMAL, Sections::of(&[Section::Notes])).await;
        let reads = told.iter().any(|kept| {
            let told = &kept.value;
            told.cover() == Some(who) && !told.is_over(now) && told.starts() <= now
        });
        let feared = facts.conflicts.contains(&who);
        assert_eq!(may.is_ok(), reads && !feared, "{who:?}: {may:?}");
    }
    let ruth = Sections::of(&[Section::Notes]);
    assert!(small.ask(RUTH, AMAL, ruth).await.is_ok(), "Ruth stays");
    assert!(without_cover(&small.vault).await.unwrap().clients <= told.len());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn whoever_opens_the_record_is_who_the_client_reads_that_stands_in(
        steps in prop::collection::vec(step(), 1..30)
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let served = served().await;
            for (number, step) in steps.iter().enumerate() {
                does(&served, step, number).await;
                holds(&served).await;
            }
        });
    }
}
