//! Nadia's trust in herself: what she thought would come and what came, over three months; a boundary
//! that was worded anew and held; strengths in her words.

use super::{Told, day_at, named, open};
use crate::demo::scenes::When::Ago;
use crate::demo::year::{Life, finish, line, wrong};
use crate::say::Failed;
use care::{DAY, HOUR, Happened};
use sealed::{Act, ReadersV1};
use self_trust::{
    BoundaryV1, CameV1, FromV1, HeldV1, JudgementV1, NewJudgement, NewTry, Outcome, WhomV1,
};

/// What is done.
#[derive(Clone, Copy)]
pub(in crate::demo) enum Deed {
    /// What was sensed, what will come of it, how sure; looked at again three days later.
    Thought(&'static Thought),
    /// What came of it.
    Came(&'static Thought),
    /// A boundary is set.
    Sets,
    /// It was tried.
    Tried(HeldV1, &'static str),
    /// It is worded anew.
    Rewords,
    /// A strength, and who reads it.
    Strength(&'static str, ReadersV1),
}

/// A judgement and what came of it; nothing yet, where it is still to be seen.
pub(in crate::demo) struct Thought {
    ago: i64,
    sensed: &'static str,
    expects: &'static str,
    sure: u8,
    came: Option<CameV1>,
}

const fn thought(
    ago: i64,
    (sensed, expects): (&'static str, &'static str),
    sure: u8,
    came: CameV1,
) -> Thought {
    Thought {
        ago,
        sensed,
        expects,
        sure,
        came: Some(came),
    }
}

use CameV1::{No, Partly, Yes};

const SHORT: (&str, &str) = ("My sister sounded short", "She will ring again by herself");
const ROOM: (&str, &str) = ("The team went quiet as I came in", "It was not about me");
const ASKED: (&str, &str) = ("I asked for a day more", "I will get it");
const LOUD: (&str, &str) = (
    "The neighbour sounded cross",
    "He will not come to the door",
);

/// When she was rather sure she was mostly right; when she was in doubt, about half.
const THOUGHTS: [Thought; 22] = [
    thought(84, SHORT, 80, Yes),
    thought(82, ROOM, 60, No),
    thought(79, ASKED, 80, Yes),
    thought(76, LOUD, 60, Yes),
    thought(73, ROOM, 80, Yes),
    thought(70, SHORT, 80, No),
    thought(66, LOUD, 60, Yes),
    thought(63, ASKED, 60, No),
    thought(59, ROOM, 80, Yes),
    thought(56, SHORT, 80, Yes),
    thought(52, LOUD, 60, No),
    thought(49, ROOM, 60, Yes),
    thought(45, ASKED, 80, Yes),
    thought(42, SHORT, 80, Partly),
    thought(38, LOUD, 80, Yes),
    thought(35, ROOM, 60, Yes),
    thought(31, ASKED, 80, Yes),
    thought(27, SHORT, 80, No),
    thought(22, LOUD, 60, No),
    thought(16, ROOM, 80, Yes),
    thought(10, ASKED, 60, Yes),
    Thought {
        ago: 2,
        sensed: "The landlord said he would see to it",
        expects: "He will ring this week",
        sure: 70,
        came: None,
    },
];

pub(super) fn told() -> Vec<Told> {
    let nadia = |ago, deed| Told::of("nadia", Ago(ago), super::Deed::Trust(deed));
    let mut all = vec![
        nadia(60 * DAY, Deed::Sets),
        nadia(
            51 * DAY,
            Deed::Tried(
                HeldV1::Partly,
                "We spoke of it all the same, but for less long.",
            ),
        ),
        nadia(48 * DAY, Deed::Rewords),
        nadia(
            34 * DAY,
            Deed::Tried(HeldV1::Held, "She said all right, and told of the garden."),
        ),
        nadia(15 * DAY, Deed::Tried(HeldV1::Held, "")),
        nadia(
            40 * DAY,
            Deed::Strength("I notice when a room changes.", ReadersV1::Section),
        ),
        nadia(
            18 * DAY,
            Deed::Strength("I can leave a question open.", ReadersV1::Nobody),
        ),
    ];
    for one in &THOUGHTS {
        all.push(nadia(one.ago * DAY + HOUR, Deed::Thought(one)));
        if one.came.is_some() {
            all.push(nadia((one.ago - 3) * DAY, Deed::Came(one)));
        }
    }
    all
}

pub(super) async fn happens(life: &Life<'_>, place: usize, deed: Deed) -> Result<(), Failed> {
    let mut act = open(life, place, true).await?;
    let happened = match deed {
        Deed::Thought(one) => {
            let again = day_at(act.now() + 3 * DAY, life.zone)?.to_string();
            thinks(&mut act, one, again).await?
        }
        Deed::Came(one) => came(&mut act, one).await?,
        Deed::Sets | Deed::Rewords | Deed::Tried(..) => bounds(&mut act, deed).await?,
        Deed::Strength(words, readers) => {
            let (once, words) = (act.mint(), line(words)?);
            let kept = self_trust::keep_strength(&mut act, once, &words, FromV1::Me, readers);
            kept.await.map_err(wrong)?
        }
    };
    finish(act, happened).await
}

type Outcomes = Result<Vec<Happened>, Failed>;

async fn thinks(act: &mut Act, thought: &Thought, again: String) -> Outcomes {
    let once = named(act, &format!("thought {}", thought.ago));
    let new = NewJudgement {
        sensed: line(thought.sensed)?,
        expects: line(thought.expects)?,
        sure: thought.sure,
        again: Some(again),
    };
    let kept = self_trust::keep_judgement(act, once, &new, ReadersV1::Section).await;
    kept.map_err(wrong)
}

async fn came(act: &mut Act, one: &Thought) -> Outcomes {
    let of = named(act, &format!("thought {}", one.ago));
    let kept = act.find::<JudgementV1>(of).await.map_err(wrong)?;
    let seen = kept.map_or(0, |kept| kept.version);
    let outcome = Outcome {
        came: one.came.unwrap_or(CameV1::Unknown),
        happened: None,
        tells: None,
    };
    let said = self_trust::answer_judgement(act, of, seen, &outcome, ReadersV1::Section).await;
    said.map_err(wrong)
}

async fn bounds(act: &mut Act, deed: Deed) -> Outcomes {
    let (of, once, readers) = (named(act, "boundary"), act.mint(), ReadersV1::Section);
    match deed {
        Deed::Tried(held, followed) => {
            let followed = Some(followed).filter(|words| !words.is_empty());
            let new = NewTry {
                on: act.now() - 2 * HOUR,
                held,
                followed: followed.map(line).transpose()?,
                next: None,
            };
            self_trust::tried(act, of, once, &new, readers).await
        }
        Deed::Rewords => {
            let kept = act.find::<BoundaryV1>(of).await.map_err(wrong)?;
            let seen = kept.map_or(0, |kept| kept.version);
            let words = line("I do not talk about last year. Ask me about the garden.")?;
            self_trust::reword(act, of, seen, &words, readers).await
        }
        _ => {
            let words = line("I would rather not talk about last year.")?;
            self_trust::set_boundary(act, of, &words, WhomV1::Family, readers).await
        }
    }
    .map_err(wrong)
}
