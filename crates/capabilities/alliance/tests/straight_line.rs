//! From a client's check-in to a repair that only the client closes, told on the memory engine:
//! what is refused first, then what happens.

use alliance::rupture::act::{Answer, NameIt, RuptureRefused, answer, name_it, reply, step};
use alliance::rupture::{FitV1, RuptureV1, SaidV1, StateV1};
use alliance::session::{NewSession, PlanRefused, plan, record};
use alliance::{
    AllianceGistV1, AudienceV1, CheckInAnswersV1, CheckInV1, CompleteRefused, Completed, Line,
    Sent, check_in_rules, complete, course, form,
};
use care::{DAY, HOUR, Happened, MINUTE, PersonId, RecordId, Section, SignalKind};
use forms::Problem;
use sealed::Act;
use testing::{AMAL, INES, RUTH, Small, TOMAS};

const OWN: &[Section] = &[
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
];
const TREATS: &[Section] = &[
    Section::Identity,
    Section::Sessions,
    Section::CheckIns,
    Section::Relationship,
    Section::Overview,
];
const BESIDE: &[Section] = &[Section::Overview, Section::CheckIns, Section::Relationship];

async fn opens(small: &Small, who: PersonId) -> Act {
    let sections = match who {
        AMAL => OWN,
        RUTH => TREATS,
        _ => BESIDE,
    };
    small.act(who, AMAL, sections).await
}

/// A session that began an hour ago, after moving on by a week.
async fn session(small: &Small) -> RecordId {
    small.clock.pass(7 * DAY);
    let mut act = opens(small, RUTH).await;
    let new = NewSession {
        starts: act.now() - HOUR,
        minutes: 50,
        place: Line::parse("Room 4").unwrap(),
        plan: None,
    };
    let id = act.mint();
    record(&mut act, id, &new).await.unwrap();
    act.done().await.unwrap();
    id
}

fn level(all: u32) -> Vec<(String, String)> {
    check_in_rules::SCALES
        .iter()
        .map(|scale| ((*scale).to_owned(), all.to_string()))
        .collect()
}

fn with(mut fields: Vec<(String, String)>, more: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.extend(
        more.iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
    );
    fields
}

const NOW: &[(&str, &str)] = &[("who_sees", "therapist_now"), ("see_each", "each")];

async fn sends(
    small: &Small,
    session: RecordId,
    fields: &[(String, String)],
) -> Result<Completed, CompleteRefused> {
    let mut act = opens(small, AMAL).await;
    let sent = Sent {
        session,
        session_version: 1,
        fields,
        instead: None,
    };
    let done = complete(&mut act, form().unwrap(), &sent).await?;
    act.done().await.unwrap();
    Ok(done)
}

/// Three check-ins, the third far lower, and the rupture it opens.
async fn fallen(small: &Small) -> RecordId {
    for all in [9, 8] {
        let session = session(small).await;
        sends(small, session, &with(level(all), NOW)).await.unwrap();
    }
    let third = session(small).await;
    let done = sends(small, third, &with(level(5), NOW)).await.unwrap();
    let opened = done.happened.iter().find_map(|happened| match happened {
        Happened::RuptureOpened { rupture, .. } => Some(*rupture),
        _ => None,
    });
    opened.expect("the fall is noticed")
}

#[tokio::test]
async fn a_check_in_is_refused_with_its_reason_and_nothing_is_kept() {
    let small = Small::in_memory().await;
    let past = session(&small).await;
    let mut act = opens(&small, RUTH).await;
    let coming = act.mint();
    let new = NewSession {
        starts: act.now() + DAY,
        minutes: 50,
        place: Line::parse("Room 4").unwrap(),
        plan: None,
    };
    plan(&mut act, coming, &new).await.unwrap();
    act.done().await.unwrap();

    let unknown = RecordId::from_bytes([9; 16]);
    let good = with(level(8), NOW);
    assert!(matches!(
        sends(&small, unknown, &good).await,
        Err(CompleteRefused::NoSuchSession)
    ));
    assert!(matches!(
        sends(&small, coming, &good).await,
        Err(CompleteRefused::NotYet)
    ));
    let wrong = with(level(8), &[("heard", "11")]);
    let refused = sends(&small, past, &with(wrong, &[("pace", "sideways")]))
        .await
        .unwrap_err();
    let CompleteRefused::Wrong(wrong) = refused else {
        panic!("{refused}")
    };
    let wrong: Vec<_> = wrong
        .iter()
        .map(|w| (w.link_id.as_str(), w.problem))
        .collect();
    assert_eq!(
        wrong,
        [
            ("heard", Problem::AnsweredTwice),
            ("pace", Problem::NotAnOption)
        ]
    );

    let mut act = opens(&small, AMAL).await;
    let old = Sent {
        session: past,
        session_version: 2,
        fields: &good,
        instead: None,
    };
    let refused = complete(&mut act, form().unwrap(), &old).await.unwrap_err();
    assert!(matches!(refused, CompleteRefused::OlderForm));
    assert!(act.latest::<CheckInV1>().await.unwrap().kept.is_empty());

    sends(&small, past, &good).await.unwrap();
    assert!(matches!(
        sends(&small, past, &good).await,
        Err(CompleteRefused::AlreadyAnswered)
    ));
    let act = opens(&small, AMAL).await;
    assert_eq!(
        act.latest::<CheckInV1>().await.unwrap().kept.len(),
        1,
        "twice sent, once kept"
    );
}

#[tokio::test]
async fn two_sendings_at_the_same_moment_keep_one() {
    let small = Small::in_memory().await;
    let session = session(&small).await;
    let fields = with(level(7), NOW);
    let sent = Sent {
        session,
        session_version: 1,
        fields: &fields,
        instead: None,
    };
    let (mut first, mut second) = (opens(&small, AMAL).await, opens(&small, AMAL).await);
    complete(&mut first, form().unwrap(), &sent).await.unwrap();
    complete(&mut second, form().unwrap(), &sent).await.unwrap();
    first.done().await.unwrap();
    assert!(matches!(
        second.done().await,
        Err(sealed::engine::CommitError::Conflict)
    ));
    let act = opens(&small, AMAL).await;
    assert_eq!(
        act.latest::<CheckInAnswersV1>().await.unwrap().kept.len(),
        1
    );
}

#[tokio::test]
async fn a_skipped_answer_stays_skipped_and_is_never_zero() {
    let small = Small::in_memory().await;
    let session = session(&small).await;
    let mut fields = with(level(8), NOW);
    fields.retain(|(name, _)| name != "heard");
    sends(&small, session, &with(fields, &[("skip.heard", "on")]))
        .await
        .unwrap();
    let act = opens(&small, RUTH).await;
    let check_in = &act.latest::<CheckInV1>().await.unwrap().kept[0].value;
    assert_eq!(
        (check_in.score, check_in.answered, check_in.asked),
        (Some(800), 5, 6)
    );
    let answers = &act.latest::<CheckInAnswersV1>().await.unwrap().kept[0]
        .value
        .answers;
    assert!(answers.get("heard").unwrap().is_skipped());
}

#[tokio::test]
async fn a_third_check_in_that_falls_is_noticed_with_its_reason() {
    let small = Small::in_memory().await;
    let rupture = fallen(&small).await;
    let act = opens(&small, RUTH).await;
    let kept = act.find::<RuptureV1>(rupture).await.unwrap().unwrap();
    let reason = &kept.value.reasons[0];
    assert_eq!(reason.signal(), SignalKind::EarlyDrop);
    assert_eq!(
        (reason.score, reason.against, reason.sessions),
        (Some(500), Some(800), 2)
    );
    assert!(!reason.source.is_empty());
    assert_eq!(kept.value.state(), StateV1::Open);
    let course = course(&act).await.unwrap();
    assert_eq!(course.points.len(), 3);
    assert!(course.points[2].noticed);
}

#[tokio::test]
async fn the_client_chooses_who_sees_it_and_the_record_keeps_to_it() {
    for (choice, each, ruth, ines) in [
        ("therapist_now", "each", (1, 1), (1, 1)),
        ("therapist_now", "overall", (1, 0), (1, 0)),
        ("therapist_after_next", "each", (0, 0), (0, 0)),
        ("only_me", "", (0, 0), (0, 0)),
        ("", "", (0, 0), (0, 0)),
    ] {
        let small = Small::in_memory().await;
        let session = session(&small).await;
        let fields = with(level(8), &[("who_sees", choice), ("see_each", each)]);
        sends(&small, session, &fields).await.unwrap();
        for (who, expected) in [(RUTH, ruth), (INES, ines), (AMAL, (1, 1))] {
            let act = opens(&small, who).await;
            let overall = act.latest::<CheckInV1>().await.unwrap().kept.len();
            let answers = act.latest::<CheckInAnswersV1>().await.unwrap().kept.len();
            assert_eq!((overall, answers), expected, "{choice} {each} {who}");
        }
    }
}

#[tokio::test]
async fn what_is_held_until_after_the_next_session_is_held_until_then() {
    let small = Small::in_memory().await;
    let fields = with(
        level(4),
        &[
            ("felt_off", "yes"),
            ("who_sees", "therapist_after_next"),
            ("see_each", "each"),
        ],
    );
    let past = session(&small).await;
    let mut act = opens(&small, RUTH).await;
    let new = NewSession {
        starts: act.now() + DAY,
        minutes: 60,
        place: Line::parse("Room 4").unwrap(),
        plan: None,
    };
    let id = act.mint();
    plan(&mut act, id, &new).await.unwrap();
    act.done().await.unwrap();
    sends(&small, past, &fields).await.unwrap();
    for (pass, seen) in [(0, 0), (DAY + HOUR - 1, 0), (1, 1)] {
        small.clock.pass(pass);
        let mut act = opens(&small, RUTH).await;
        assert_eq!(act.latest::<CheckInV1>().await.unwrap().kept.len(), seen);
        assert_eq!(act.latest::<RuptureV1>().await.unwrap().kept.len(), seen);
        let gist = act.gist::<AllianceGistV1>().await.unwrap().unwrap();
        let glance = gist.for_person(RUTH, act.whose(), act.now());
        assert_eq!(
            glance.open.len(),
            seen,
            "the list knows no more than the record"
        );
        assert_eq!(glance.scores, [Some(400).filter(|_| seen == 1)]);
    }
}

#[tokio::test]
async fn someone_else_instead_is_someone_who_stands_beside_and_never_the_therapist() {
    let small = Small::in_memory().await;
    let past = session(&small).await;
    let fields = with(
        level(3),
        &[
            ("felt_off", "yes"),
            ("who_sees", "someone_else"),
            ("see_each", "each"),
        ],
    );
    let attempt = async |instead| {
        let mut act = opens(&small, AMAL).await;
        let sent = Sent {
            session: past,
            session_version: 1,
            fields: &fields,
            instead,
        };
        let done = complete(&mut act, form().unwrap(), &sent).await?;
        act.done().await.unwrap();
        Ok::<_, CompleteRefused>(done)
    };
    // Two stand beside Amal, so one has to be named, and it cannot be her therapist.
    assert!(matches!(
        attempt(None).await,
        Err(CompleteRefused::NobodyInstead)
    ));
    assert!(matches!(
        attempt(Some(RUTH)).await,
        Err(CompleteRefused::NobodyInstead)
    ));
    attempt(Some(TOMAS)).await.unwrap();
    for (who, seen) in [(TOMAS, 1), (RUTH, 0), (INES, 0), (AMAL, 1)] {
        let act = opens(&small, who).await;
        assert_eq!(
            act.latest::<RuptureV1>().await.unwrap().kept.len(),
            seen,
            "{who}"
        );
        assert_eq!(
            act.latest::<CheckInAnswersV1>().await.unwrap().kept.len(),
            seen,
            "{who}"
        );
    }
}

#[tokio::test]
async fn only_the_client_closes_and_not_yet_keeps_it_open() {
    let small = Small::in_memory().await;
    let rupture = fallen(&small).await;
    let words = || Line::parse("We agreed a sign to stop").unwrap();

    let mut act = opens(&small, RUTH).await;
    assert!(matches!(
        reply(&mut act, rupture, SaidV1::Closed, None).await,
        Err(RuptureRefused::OnlyTheClient)
    ));
    let mut act = opens(&small, AMAL).await;
    assert!(matches!(
        reply(&mut act, rupture, SaidV1::NotYet, None).await,
        Err(RuptureRefused::NothingOffered)
    ));
    assert!(matches!(
        step(&mut act, rupture, words(), true).await,
        Err(RuptureRefused::OnlyStaff)
    ));
    let unknown = RecordId::from_bytes([9; 16]);
    assert!(matches!(
        reply(&mut act, unknown, SaidV1::Closed, None).await,
        Err(RuptureRefused::None)
    ));

    let mut states = Vec::new();
    for turn in 0..5 {
        small.clock.pass(HOUR);
        let by_client = matches!(turn, 2 | 4);
        let mut act = opens(&small, if by_client { AMAL } else { RUTH }).await;
        let done = match turn {
            0 => {
                let written = Answer {
                    noticed: Line::parse("I hurried you").unwrap(),
                    discussed: None,
                    plan: Line::parse("Begin with this").unwrap(),
                };
                answer(&mut act, rupture, written).await
            }
            1 | 3 => step(&mut act, rupture, words(), true).await,
            2 => reply(&mut act, rupture, SaidV1::NotYet, None).await,
            _ => reply(&mut act, rupture, SaidV1::Closed, None).await,
        };
        assert_eq!(done.unwrap().len(), 1);
        act.done().await.unwrap();
        let act = opens(&small, RUTH).await;
        states.push(
            act.find::<RuptureV1>(rupture)
                .await
                .unwrap()
                .unwrap()
                .value
                .state(),
        );
    }
    assert_eq!(
        states,
        [
            StateV1::Answered,
            StateV1::Offered,
            StateV1::NotYet,
            StateV1::Offered,
            StateV1::Closed
        ]
    );

    let mut act = opens(&small, RUTH).await;
    assert!(matches!(
        step(&mut act, rupture, words(), false).await,
        Err(RuptureRefused::Closed)
    ));
    assert_eq!(
        act.history::<RuptureV1>(rupture).await.unwrap().len(),
        6,
        "nothing was written over"
    );
    let gist = act.gist::<AllianceGistV1>().await.unwrap().unwrap();
    assert!(
        gist.for_person(RUTH, act.whose(), act.now())
            .open
            .is_empty()
    );
}

#[tokio::test]
async fn something_felt_wrong_needs_no_words_and_no_score() {
    let small = Small::in_memory().await;
    let mut act = opens(&small, AMAL).await;
    let id = act.mint();
    let named = NameIt {
        words: None,
        fit: Some(FitV1::Clashed),
        audience: AudienceV1::Section,
    };
    let happened = name_it(&mut act, id, named).await.unwrap();
    act.done().await.unwrap();
    assert!(matches!(
        happened[..],
        [Happened::RuptureOpened {
            kind: SignalKind::Said,
            named_by: Some(AMAL),
            ..
        }]
    ));
    // What a practitioner names is open to the client, whatever audience is asked for.
    let mut act = opens(&small, RUTH).await;
    let id = act.mint();
    let named = NameIt {
        words: Some(Line::parse("I think I moved on too soon").unwrap()),
        fit: Some(FitV1::PulledBack),
        audience: AudienceV1::Nobody,
    };
    name_it(&mut act, id, named).await.unwrap();
    act.done().await.unwrap();
    let act = opens(&small, AMAL).await;
    let kept = act.find::<RuptureV1>(id).await.unwrap().unwrap();
    assert_eq!(
        kept.value.fit, None,
        "which kind it was is the client's to say"
    );
}

#[tokio::test]
async fn sessions_do_not_overlap_and_are_planned_ahead() {
    let small = Small::in_memory().await;
    let mut act = opens(&small, RUTH).await;
    let at = |starts, minutes| NewSession {
        starts,
        minutes,
        place: Line::parse("Room 4").unwrap(),
        plan: None,
    };
    let now = act.now();
    let id = act.mint();
    for (new, refused) in [
        (at(now, 50), "a session is planned for a time to come"),
        (
            at(now + HOUR, 9),
            "a session lasts between 10 minutes and 4 hours",
        ),
        (
            at(now + HOUR, 241),
            "a session lasts between 10 minutes and 4 hours",
        ),
    ] {
        assert_eq!(
            plan(&mut act, id, &new).await.unwrap_err().to_string(),
            refused
        );
    }
    plan(&mut act, id, &at(now + DAY, 50)).await.unwrap();
    act.done().await.unwrap();
    let mut act = opens(&small, RUTH).await;
    let other = act.mint();
    let near = at(now + DAY + 49 * MINUTE, 50);
    assert!(matches!(
        plan(&mut act, other, &near).await,
        Err(PlanRefused::Overlaps)
    ));
    plan(&mut act, other, &at(now + DAY + 50 * MINUTE, 50))
        .await
        .unwrap();
    act.done().await.unwrap();
}

#[tokio::test]
async fn a_check_in_is_asked_for_two_weeks_and_not_after_it_is_answered() {
    let small = Small::in_memory().await;
    let past = session(&small).await;
    let due = async || {
        let act = opens(&small, AMAL).await;
        let sessions = alliance::session::in_order(act.latest().await.unwrap());
        let answered = alliance::answered(&act.latest::<CheckInV1>().await.unwrap().kept);
        alliance::due(&sessions, &answered, act.now()).map(|session| session.record)
    };
    assert_eq!(due().await, Some(past));
    small.clock.pass(14 * DAY - HOUR);
    assert_eq!(due().await, Some(past));
    small.clock.pass(1);
    assert_eq!(due().await, None);
    let next = session(&small).await;
    assert_eq!(due().await, Some(next));
    sends(&small, next, &with(level(8), NOW)).await.unwrap();
    assert_eq!(due().await, None);
}
