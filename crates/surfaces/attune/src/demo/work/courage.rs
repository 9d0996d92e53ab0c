//! Jonas's ladder, with tries that came otherwise than feared, and a talk he goes through in turns.

use super::{Told, answered, named, open};
use crate::demo::scenes::When::{self, After, Ago};
use crate::demo::year::{Life, finish, line, wrong};
use crate::say::Failed;
use care::{DAY, HOUR, Happened, Line, MINUTE};
use courage::{
    After as Came, AimV1, Before, CameV1, NewLadder, NewLine, NewScript, NewStep, StepKindV1,
};
use sealed::{Act, ReadersV1};

/// What is done with a ladder and a script.
#[derive(Clone, Copy)]
pub(in crate::demo) enum Deed {
    /// The therapist begins the ladder, with him.
    Ladder,
    /// A step of it, by the therapist or by him.
    Step(&'static Step),
    /// The look before the first step: nothing speaks against it.
    Look,
    /// A try begins.
    Tries(&'static Try),
    /// It is over, and what came of it.
    Tried(&'static Try),
    /// The talk, written by him; then with a line more, by the therapist.
    Script { by_client: bool },
    /// What went well, by each of the two.
    After { by_client: bool },
}

/// A step of the ladder.
pub(in crate::demo) struct Step {
    name: &'static str,
    what: &'static str,
    place: &'static str,
    fear: u8,
    kind: StepKindV1,
    by_client: bool,
}

/// A try: of which step, what was feared and how sure, what came of it.
pub(in crate::demo) struct Try {
    name: &'static str,
    step: &'static str,
    feared: &'static str,
    /// How sure before and after, and the fear before, at its most, and at the end.
    sure: (u8, u8),
    fear: (u8, u8, u8),
    what: &'static str,
    learned: &'static str,
}

const SAFETY: &str = "I can go at any time, and Pia knows where I am. I stop when I feel far away.";

const STEPS: [Step; 4] = [
    Step {
        name: "outside",
        what: "Stand outside the hall while they sing",
        place: "By the side door, on a Tuesday",
        fear: 40,
        kind: StepKindV1::RealLife,
        by_client: false,
    },
    Step {
        name: "back row",
        what: "Sit in the back row for one song",
        place: "In the hall, near the door",
        fear: 60,
        kind: StepKindV1::RealLife,
        by_client: false,
    },
    Step {
        name: "say",
        what: "Say to the choir leader that I may go early",
        place: "On the phone",
        fear: 65,
        kind: StepKindV1::Conversation,
        by_client: true,
    },
    Step {
        name: "sing",
        what: "Sing one song with them",
        place: "In the hall, beside Pia",
        fear: 80,
        kind: StepKindV1::RealLife,
        by_client: true,
    },
];

const TRIES: [Try; 3] = [
    Try {
        name: "first try",
        step: "outside",
        feared: "Someone will come out and ask what I want here.",
        sure: (85, 40),
        fear: (60, 70, 40),
        what: "Two people came out. They said good evening.",
        learned: "A greeting is not a question.",
    },
    Try {
        name: "second try",
        step: "outside",
        feared: "Someone will come out and ask what I want here.",
        sure: (45, 15),
        fear: (40, 45, 20),
        what: "Nobody came. I heard two songs.",
        learned: "I can listen and be left in peace.",
    },
    Try {
        name: "third try",
        step: "back row",
        feared: "Everyone will turn round.",
        sure: (80, 50),
        fear: (65, 75, 50),
        what: "One turned round, and moved her bag so that I could sit.",
        learned: "Somebody who turns round may be making room.",
    },
];

const LINES: [(bool, &str); 4] = [
    (false, "Jonas, good to hear you. Are you coming on Tuesday?"),
    (
        true,
        "I would like to. I may have to go early, and I will not explain it then.",
    ),
    (false, "Oh. Is something wrong?"),
    (
        true,
        "No. I come because I like to, and I go when it is enough.",
    ),
];
const MORE: (bool, &str) = (
    false,
    "Then come, and go when it is enough. The door is open.",
);

pub(super) fn told() -> Vec<Told> {
    let jonas = |when: When, deed| Told::of("jonas", when, super::Deed::Courage(deed));
    let mut all = vec![
        jonas(After(3, 15 * MINUTE), Deed::Ladder),
        jonas(After(3, 40 * MINUTE), Deed::Look),
        jonas(After(2, DAY), Deed::Script { by_client: true }),
        jonas(After(1, 20 * MINUTE), Deed::Script { by_client: false }),
        jonas(After(1, 30 * MINUTE), Deed::After { by_client: false }),
        jonas(After(1, 2 * DAY), Deed::After { by_client: true }),
    ];
    for (minutes, step) in (20..).step_by(3).zip(&STEPS) {
        let later = if step.by_client { 15 * HOUR } else { 0 };
        all.push(jonas(After(3, minutes * MINUTE + later), Deed::Step(step)));
    }
    for (ago, one) in [20 * DAY, 13 * DAY, 5 * DAY].into_iter().zip(&TRIES) {
        all.push(jonas(Ago(ago), Deed::Tries(one)));
        all.push(jonas(Ago(ago - HOUR), Deed::Tried(one)));
    }
    all
}

pub(super) async fn happens(life: &Life<'_>, place: usize, deed: Deed) -> Result<(), Failed> {
    let by_client = match deed {
        Deed::Ladder => false,
        Deed::Step(step) => step.by_client,
        Deed::Look | Deed::Tries(_) | Deed::Tried(_) => true,
        Deed::Script { by_client } | Deed::After { by_client } => by_client,
    };
    let mut act = open(life, place, by_client).await?;
    let happened = match deed {
        Deed::Ladder | Deed::Step(_) | Deed::Look => climbs(&mut act, deed).await,
        Deed::Tries(one) => begins(&mut act, one).await,
        Deed::Tried(one) => ends(&mut act, one).await,
        Deed::Script { by_client } => writes(&mut act, by_client).await,
        Deed::After { by_client } => says_after(&mut act, by_client).await,
    };
    finish(act, happened?).await
}

type Outcome = Result<Vec<Happened>, Failed>;

async fn climbs(act: &mut Act, deed: Deed) -> Outcome {
    let ladder = named(act, "ladder");
    match deed {
        Deed::Step(step) => {
            let once = named(act, step.name);
            let new = NewStep {
                what: &line(step.what)?,
                place: Some(&line(step.place)?),
                fear: Some(step.fear),
                kind: step.kind,
                safety: &line(SAFETY)?,
                script: None,
            };
            courage::add_step(act, ladder, once, &new).await
        }
        Deed::Look => {
            let form = courage::form().ok_or_else(|| wrong("the form is not there"))?;
            let response = answered(form, &[("now", "none")])?;
            courage::keep_check(act, ladder, &response).await
        }
        _ => {
            let new = NewLadder {
                once: ladder,
                goal: &line("To sing in the choir again, and to be there while I sing")?,
                aim: AimV1::People,
            };
            courage::propose(act, &new, ReadersV1::Section).await
        }
    }
    .map_err(wrong)
}

async fn begins(act: &mut Act, tried: &Try) -> Outcome {
    let (ladder, step) = (named(act, "ladder"), named(act, tried.step));
    let once = named(act, tried.name);
    let before = Before {
        feared: &line(tried.feared)?,
        sure: Some(tried.sure.0),
        fear: Some(tried.fear.0),
    };
    courage::begin(act, ladder, step, once, &before)
        .await
        .map_err(wrong)?;
    Ok(Vec::new())
}

async fn ends(act: &mut Act, one: &Try) -> Outcome {
    let after = Came {
        peak: Some(one.fear.1),
        end: Some(one.fear.2),
        came: Some(CameV1::No),
        sure: Some(one.sure.1),
        what: Some(&line(one.what)?),
        learned: Some(&line(one.learned)?),
    };
    let of = named(act, one.name);
    courage::finish(act, of, &after, ReadersV1::Section)
        .await
        .map_err(wrong)
}

async fn writes(act: &mut Act, by_client: bool) -> Outcome {
    let more = (!by_client).then_some(&MORE);
    let lines = LINES.iter().chain(more).map(|(mine, words)| {
        let words: Line<{ courage::SPOKEN }> = line(words)?;
        Ok(NewLine { mine: *mine, words })
    });
    let lines = lines.collect::<Result<Vec<_>, Failed>>()?;
    let new = NewScript {
        about: &line("Ringing the choir leader before Tuesday")?,
        want: Some(&line("To say that I may go early, without a reason")?),
        lines: &lines,
    };
    let script = named(act, "script");
    let seen = u32::from(!by_client);
    courage::keep_script(act, script, seen, &new, ReadersV1::Section)
        .await
        .map_err(wrong)
}

async fn says_after(act: &mut Act, by_client: bool) -> Outcome {
    let (script, once) = (named(act, "script"), act.mint());
    let said = if by_client {
        (
            Some(line("I did not say sorry.")?),
            Some(line("A little slower.")?),
        )
    } else {
        (
            Some(line("You stayed with your sentence when I asked twice.")?),
            None,
        )
    };
    let said = (said.0.as_ref(), said.1.as_ref());
    courage::say_after(act, script, once, said, ReadersV1::Section)
        .await
        .map_err(wrong)
}
