//! Who reads what: what a client keeps for themself is met nowhere by anyone else.

use care::{Happened, Line, PersonId, RecordId, Section};
use courage::{
    AimV1, Before, CameV1, Courage, LadderV1, NewLadder, NewLine, NewScript, NewStep, Refused,
    StepKindV1, TrialV1,
};
use forms::Response;
use pages::form_view::{Taken, take};
use sealed::{Act, ReadersV1};
use testing::{AMAL, NOOR, RUTH, Small};

const SECTIONS: [Section; 2] = [Section::Work, Section::Consent];

pub(super) fn line<const MAX: usize>(words: &str) -> Line<MAX> {
    Line::parse(words).unwrap()
}

pub(super) async fn act(small: &Small, who: PersonId) -> Act {
    let sections: &[Section] = if who == AMAL || who == NOOR {
        &SECTIONS
    } else {
        &SECTIONS[..1]
    };
    let whose = if who == NOOR { NOOR } else { AMAL };
    small.act(who, whose, sections).await
}

/// The look with this said; nothing: that nothing speaks against it.
pub(super) fn look(codes: &[&str]) -> Response {
    let codes = if codes.is_empty() { &["none"] } else { codes };
    let fields: Vec<_> = codes
        .iter()
        .map(|code| ("now".to_owned(), (*code).to_owned()))
        .collect();
    let taken = take(courage::form().unwrap(), &fields);
    let answered = match taken {
        Taken::Answered(response) => Some(response),
        Taken::Again(_) => None,
    };
    answered.unwrap()
}

/// A ladder of somebody's with one step, looked at; the ids of both.
pub(super) async fn ladder(
    small: &Small,
    who: PersonId,
    readers: ReadersV1,
    kind: StepKindV1,
) -> (RecordId, RecordId) {
    let mut by = act(small, who).await;
    let (once, step) = (by.mint(), by.mint());
    let goal = line("go to the market");
    let new = NewLadder {
        once,
        goal: &goal,
        aim: AimV1::Feared,
    };
    courage::propose(&mut by, &new, readers).await.unwrap();
    by.done().await.unwrap();
    add(small, who, once, step, kind).await;
    let mut by = act(small, who).await;
    courage::keep_check(&mut by, once, &look(&[]))
        .await
        .unwrap();
    by.done().await.unwrap();
    (once, step)
}

pub(super) async fn add(
    small: &Small,
    who: PersonId,
    ladder: RecordId,
    step: RecordId,
    kind: StepKindV1,
) {
    let (what, safety) = (line("to the corner"), line("my sister knows"));
    let new = NewStep {
        what: &what,
        place: None,
        fear: Some(40),
        kind,
        safety: &safety,
        script: None,
    };
    let mut by = act(small, who).await;
    courage::add_step(&mut by, ladder, step, &new)
        .await
        .unwrap();
    by.done().await.unwrap();
}

pub(super) async fn began(
    small: &Small,
    who: PersonId,
    of: (RecordId, RecordId),
) -> Result<RecordId, Refused> {
    let mut by = act(small, who).await;
    let once = by.mint();
    let feared = line("they laugh at me");
    let before = Before {
        feared: &feared,
        sure: Some(90),
        fear: Some(50),
    };
    courage::begin(&mut by, of.0, of.1, once, &before).await?;
    by.done().await.unwrap();
    Ok(once)
}

pub(super) async fn finished(
    small: &Small,
    who: PersonId,
    trial: RecordId,
    came: CameV1,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let (what, learned) = (line("nobody looked"), line("it can be quiet"));
    let after = courage::After {
        peak: Some(80),
        end: Some(40),
        came: Some(came),
        sure: Some(30),
        what: Some(&what),
        learned: Some(&learned),
    };
    let mut by = act(small, who).await;
    let happened = courage::finish(&mut by, trial, &after, readers).await?;
    by.done().await.unwrap();
    Ok(happened)
}

pub(super) async fn seen(small: &Small, who: PersonId) -> Courage {
    courage::courage(&act(small, who).await).await.unwrap()
}

async fn say(small: &Small, record: RecordId, readers: ReadersV1) -> Result<usize, Refused> {
    let mut by = act(small, AMAL).await;
    let happened = courage::readers(&mut by, record, readers).await?;
    by.done().await.unwrap();
    Ok(happened.len())
}

#[tokio::test]
async fn what_a_client_keeps_for_themself_is_met_nowhere_by_their_therapist() {
    let small = Small::in_memory().await;
    let own = ReadersV1::Nobody;
    let of = ladder(&small, AMAL, own, StepKindV1::RealLife).await;
    let trial = began(&small, AMAL, of).await.unwrap();
    let came = CameV1::No;
    let happened = finished(&small, AMAL, trial, came, own).await.unwrap();
    assert_eq!(happened, []);
    let mine = seen(&small, AMAL).await;
    assert_eq!((mine.ladders.len(), mine.trials.len()), (1, 1));
    let ruth = act(&small, RUTH).await;
    let hers = courage::courage(&ruth).await.unwrap();
    assert!(hers.ladders.is_empty() && hers.trials.is_empty() && hers.checks.is_empty());
    assert_eq!(hers.damaged, 0);
    assert_eq!(courage::open(&ruth).await.unwrap(), []);
    assert_eq!(courage::firsts(&ruth).await.unwrap(), []);
    assert!(ruth.find::<LadderV1>(of.0).await.unwrap().is_none());
    assert!(ruth.history::<TrialV1>(trial).await.unwrap().is_empty());
    assert_eq!(
        courage::firsts(&act(&small, AMAL).await)
            .await
            .unwrap()
            .len(),
        1
    );
}

#[tokio::test]
async fn a_try_is_nobodys_to_read_until_the_client_says_so_and_can_be_taken_back() {
    let small = Small::in_memory().await;
    let both = ReadersV1::Section;
    let of = ladder(&small, AMAL, both, StepKindV1::RealLife).await;
    let trial = began(&small, AMAL, of).await.unwrap();
    assert!(seen(&small, RUTH).await.trials.is_empty(), "half finished");
    assert!(matches!(say(&small, trial, both).await, Err(Refused::None)));
    let kept = ReadersV1::Nobody;
    finished(&small, AMAL, trial, CameV1::No, kept)
        .await
        .unwrap();
    assert!(seen(&small, RUTH).await.trials.is_empty(), "kept");
    assert_eq!(
        say(&small, trial, both).await.unwrap(),
        1,
        "the therapist hears"
    );
    assert_eq!(say(&small, trial, both).await.unwrap(), 0, "once");
    assert_eq!(seen(&small, RUTH).await.trials.len(), 1, "sent later");
    assert_eq!(say(&small, trial, kept).await.unwrap(), 0);
    assert!(seen(&small, RUTH).await.trials.is_empty(), "taken back");
}

#[tokio::test]
async fn a_ladder_that_is_taken_back_takes_its_tries_and_its_look_along() {
    let small = Small::in_memory().await;
    let (both, kept) = (ReadersV1::Section, ReadersV1::Nobody);
    let of = ladder(&small, AMAL, both, StepKindV1::RealLife).await;
    let trial = began(&small, AMAL, of).await.unwrap();
    finished(&small, AMAL, trial, CameV1::No, both)
        .await
        .unwrap();
    let hers = seen(&small, RUTH).await;
    assert_eq!(
        (hers.ladders.len(), hers.trials.len(), hers.checks.len()),
        (1, 1, 1)
    );
    say(&small, of.0, kept).await.unwrap();
    let hers = seen(&small, RUTH).await;
    assert_eq!(
        (hers.ladders.len(), hers.trials.len(), hers.checks.len()),
        (0, 0, 0)
    );
    // What belongs to a ladder that is kept is not sent without it.
    assert!(matches!(
        say(&small, trial, both).await,
        Err(Refused::Apart)
    ));
    say(&small, of.0, both).await.unwrap();
    let hers = seen(&small, RUTH).await;
    assert_eq!(
        (hers.ladders.len(), hers.trials.len(), hers.checks.len()),
        (1, 0, 1)
    );
}

#[tokio::test]
async fn what_a_therapist_writes_both_read_and_nobody_can_hide() {
    let small = Small::in_memory().await;
    let kept = ReadersV1::Nobody;
    let of = ladder(&small, RUTH, kept, StepKindV1::RealLife).await;
    assert_eq!(seen(&small, AMAL).await.ladders.len(), 1);
    assert!(matches!(say(&small, of.0, kept).await, Err(Refused::None)));
    let trial = began(&small, RUTH, of).await.unwrap();
    finished(&small, AMAL, trial, CameV1::No, kept)
        .await
        .unwrap();
    assert_eq!(seen(&small, RUTH).await.trials.len(), 1, "begun together");
}

#[tokio::test]
async fn a_script_and_what_is_said_after_it_follow_the_same_rules() {
    let small = Small::in_memory().await;
    let (both, kept) = (ReadersV1::Section, ReadersV1::Nobody);
    let mut by = act(&small, AMAL).await;
    let (script, once) = (by.mint(), by.mint());
    let about = line("the shift");
    let lines = [NewLine {
        mine: true,
        words: line("I need Thursday off."),
    }];
    let new = NewScript {
        about: &about,
        want: None,
        lines: &lines,
    };
    courage::keep_script(&mut by, script, 0, &new, kept)
        .await
        .unwrap();
    by.done().await.unwrap();
    assert!(seen(&small, RUTH).await.scripts.is_empty());
    let well = line("the first line");
    let said = (Some(&well), None);
    let mut by = act(&small, AMAL).await;
    let sent = courage::say_after(&mut by, script, once, said, both).await;
    assert!(matches!(sent, Err(Refused::Apart)), "the script is kept");
    courage::say_after(&mut by, script, once, said, kept)
        .await
        .unwrap();
    by.done().await.unwrap();
    say(&small, script, both).await.unwrap();
    let hers = seen(&small, RUTH).await;
    assert_eq!((hers.scripts.len(), hers.feedback.len()), (1, 0));
    say(&small, once, both).await.unwrap();
    assert_eq!(seen(&small, RUTH).await.feedback.len(), 1);
    say(&small, script, kept).await.unwrap();
    let hers = seen(&small, RUTH).await;
    assert_eq!((hers.scripts.len(), hers.feedback.len()), (0, 0));
}

#[tokio::test]
async fn another_client_finds_nothing_under_these_ids() {
    let small = Small::in_memory().await;
    let of = ladder(&small, AMAL, ReadersV1::Section, StepKindV1::RealLife).await;
    let tried = began(&small, NOOR, of).await;
    assert!(matches!(tried, Err(Refused::None)));
    let mut noor = act(&small, NOOR).await;
    assert!(matches!(
        courage::stop(&mut noor, of.0).await,
        Err(Refused::None)
    ));
    assert!(seen(&small, NOOR).await.ladders.is_empty());
}
