//! Amal's plan: made together in spring, written anew by her, with a view beside it that holds
//! nothing up.

use super::{Told, day_at, named, open};
use crate::demo::scenes::When::After;
use crate::demo::year::{Life, finish, line, wrong};
use crate::say::Failed;
use care::{DAY, HOUR, MINUTE};
use plan::{Content, GoalV1, OptionV1, StepV1, WantsV1, WhoV1};
use sealed::{Act, ReadersV1};

/// What is done with a plan.
#[derive(Clone, Copy)]
pub(in crate::demo) enum Deed {
    /// The therapist writes it with the client: the first version, or what the client makes of it.
    Writes { by_client: bool },
    /// The other side signs it.
    Signs { by_client: bool, number: u16 },
    /// The therapist sees a way differently, and says so beside it.
    Beside,
    /// The first step was taken.
    Stepped,
    /// How close the first goal is, 0 to 10, sent.
    Close(u8),
}

pub(super) fn told() -> Vec<Told> {
    let amal = |when, deed| Told::of("amal", when, super::Deed::Plan(deed));
    vec![
        amal(After(10, 40 * MINUTE), Deed::Writes { by_client: false }),
        amal(
            After(10, DAY),
            Deed::Signs {
                by_client: true,
                number: 1,
            },
        ),
        amal(After(9, 3 * DAY), Deed::Close(3)),
        amal(After(5, 2 * DAY), Deed::Close(4)),
        amal(After(4, DAY), Deed::Stepped),
        amal(After(2, 3 * DAY), Deed::Writes { by_client: true }),
        amal(After(1, 30 * MINUTE), Deed::Beside),
        amal(
            After(1, 35 * MINUTE),
            Deed::Signs {
                by_client: false,
                number: 2,
            },
        ),
        amal(After(0, 2 * HOUR), Deed::Close(6)),
    ]
}

pub(super) async fn happens(life: &Life<'_>, place: usize, deed: Deed) -> Result<(), Failed> {
    let by_client = match deed {
        Deed::Writes { by_client } | Deed::Signs { by_client, .. } => by_client,
        Deed::Beside => false,
        Deed::Stepped | Deed::Close(_) => true,
    };
    let mut act = open(life, place, by_client).await?;
    let happened = match deed {
        Deed::Writes { by_client } => {
            let seen = plan::plan(&act).await.map_err(wrong)?.newest();
            let content = content(life, &act, by_client)?;
            plan::propose(&mut act, seen, content)
                .await
                .map_err(wrong)?
                .1
        }
        Deed::Signs { number, .. } => plan::sign(&mut act, number).await.map_err(wrong)?,
        Deed::Beside => {
            let of = named(&act, "group");
            let words = line("I would take the course a little later, when Mondays are lighter.")?;
            plan::beside(&mut act, of, Some(&words))
                .await
                .map_err(wrong)?
        }
        Deed::Stepped => {
            let step = named(&act, "phone call");
            plan::mark(&mut act, step, true).await.map_err(wrong)?;
            Vec::new()
        }
        Deed::Close(close) => {
            let (once, goal) = (act.mint(), named(&act, "goal"));
            plan::rate(&mut act, once, goal, close, ReadersV1::Section)
                .await
                .map_err(wrong)?
        }
    };
    finish(act, happened).await
}

/// The first version; or the second, in which she says what she thinks of each way and why, and adds
/// a step.
fn content(life: &Life<'_>, act: &Act, second: bool) -> Result<Content, Failed> {
    let id = |what: &str| *named(act, what).bytes();
    let in_days = |days: i64| day_at(act.now() + days * DAY, life.zone).map(|day| day.to_string());
    let way = |what: &str, words: &str, wants, why: &str| OptionV1 {
        id: id(what),
        words: words.to_owned(),
        wants: if second { wants } else { WantsV1::Open },
        why: if second {
            why.to_owned()
        } else {
            String::new()
        },
    };
    let step = |what: &str, words: &str, who, until| StepV1 {
        id: id(what),
        words: words.to_owned(),
        who,
        until,
    };
    let mut steps = vec![
        step(
            "phone call",
            "Ring Hana and ask how she is",
            WhoV1::Client,
            None,
        ),
        step(
            "visit",
            "Look together at what I could say when it is too much",
            WhoV1::Both,
            Some(in_days(21)?),
        ),
    ];
    if second {
        steps.push(step(
            "walk",
            "A walk with Hana, an hour, by daylight",
            WhoV1::Client,
            None,
        ));
    }
    let people = GoalV1 {
        id: id("goal"),
        words: "To be with people I like without getting ready for the worst all the time"
            .to_owned(),
        options: vec![
            way(
                "small",
                "Small meetings, one person at a time",
                WantsV1::Want,
                "I can go home when I like.",
            ),
            way(
                "group",
                "The pottery course on Mondays",
                WantsV1::Maybe,
                "I like clay. I do not know the people.",
            ),
        ],
        steps,
    };
    Ok(Content {
        goals: vec![people, sleep(act, second)],
        review: Some(in_days(56)?),
    })
}

/// The second goal: one way, one step.
fn sleep(act: &Act, second: bool) -> GoalV1 {
    let id = |what: &str| *named(act, what).bytes();
    GoalV1 {
        id: id("sleep"),
        words: "To sleep in my own bed with the light off".to_owned(),
        options: vec![OptionV1 {
            id: id("lamp"),
            words: "The small lamp first, a little darker each week".to_owned(),
            wants: if second { WantsV1::Want } else { WantsV1::Open },
            why: if second {
                "It goes at my pace.".to_owned()
            } else {
                String::new()
            },
        }],
        steps: vec![StepV1 {
            id: id("buy"),
            words: "Find a lamp that can be dimmed".to_owned(),
            who: WhoV1::Client,
            until: None,
        }],
    }
}
