//! Vera's way into EMDR: a resource practised and hers to use, a talk before the first target, and a
//! target that was left open in the last session.

use super::{Told, answered, named, open};
use crate::demo::scenes::When::After;
use crate::demo::year::{Life, finish, line, wrong};
use crate::say::Failed;
use care::{DAY, Happened, MINUTE};
use emdr::{Assessment, Closing, KindV1, PartV1, PhaseV1, ProngV1, Set, WentV1};
use sealed::Act;

/// What is done with EMDR, in this order.
#[derive(Clone, Copy)]
pub(in crate::demo) enum Deed {
    Resource,
    Practised(WentV1),
    Allowed,
    Signal,
    TalkedAbout,
    Target(&'static str, &'static str, ProngV1),
    Begins,
    Assessed,
    Sets,
    /// A set, with how disturbing it is after it.
    Set(u8),
    LeftOpen,
}

/// The target that is worked on, and what it is called.
const DOOR: &str = "door";
const RESOURCE: &str = "bench";

pub(super) fn told() -> Vec<Told> {
    let vera = |when, deed| Told::of("vera", when, super::Deed::Emdr(deed));
    let last = |minute: i64, deed| vera(After(0, minute * MINUTE), deed);
    let door = Deed::Target(DOOR, "The blue door", ProngV1::Past);
    let mondays = Deed::Target("mondays", "Mondays at the office", ProngV1::Present);
    vec![
        vera(After(4, 15 * MINUTE), Deed::Resource),
        vera(After(4, 25 * MINUTE), Deed::Practised(WentV1::ALittle)),
        vera(After(3, 15 * MINUTE), Deed::Practised(WentV1::Calmer)),
        vera(After(3, 20 * MINUTE), Deed::Allowed),
        vera(After(3, 25 * MINUTE), Deed::Signal),
        vera(After(2, 20 * MINUTE), Deed::TalkedAbout),
        vera(After(2, 30 * MINUTE), door),
        vera(After(2, 35 * MINUTE), mondays),
        last(8, Deed::Begins),
        last(12, Deed::Assessed),
        last(18, Deed::Sets),
        last(22, Deed::Set(6)),
        last(27, Deed::Set(6)),
        last(32, Deed::Set(4)),
        last(42, Deed::LeftOpen),
    ]
}

pub(super) async fn happens(life: &Life<'_>, place: usize, deed: Deed) -> Result<(), Failed> {
    let mut act = open(life, place, false).await?;
    let happened = match deed {
        Deed::Resource | Deed::Practised(_) | Deed::Allowed | Deed::Signal => {
            calms(&mut act, deed).await?
        }
        Deed::TalkedAbout => talked_about(&mut act).await?,
        Deed::Target(what, called, prong) => {
            let once = named(&act, what);
            emdr::add_target(&mut act, once, &line(called)?, prong)
                .await
                .map_err(wrong)?
        }
        Deed::Begins | Deed::Assessed | Deed::Sets | Deed::Set(_) | Deed::LeftOpen => {
            works(&mut act, deed).await?
        }
    };
    finish(act, happened).await
}

async fn calms(act: &mut Act, deed: Deed) -> Result<Vec<Happened>, Failed> {
    let resource = named(act, RESOURCE);
    match deed {
        Deed::Practised(went) => emdr::practise(act, resource, went, false, None).await,
        Deed::Allowed => emdr::allow(act, resource, act.now() + 90 * DAY, true).await,
        Deed::Signal => emdr::agree_signal(act, &line("A raised hand, either hand")?).await,
        _ => {
            let called = line("The bench by the lake")?;
            let script = line(
                "Early morning, the wood is a little wet. Ducks. I know the way back to the house.",
            )?;
            emdr::add_resource(act, resource, &called, Some(&script)).await
        }
    }
    .map_err(wrong)
}

async fn talked_about(act: &mut Act) -> Result<Vec<Happened>, Failed> {
    let form = emdr::ready_form().ok_or_else(|| wrong("the form is not there"))?;
    let asked = form.every_item();
    let asked = asked.iter().map(|item| item.link_id().as_str());
    let mut fields: Vec<_> = asked
        .filter(|name| !matches!(*name, "welcome" | "why"))
        .map(|name| (name, "settled"))
        .collect();
    fields.push((
        "why",
        "Vera wants to, she sleeps well, and the bench holds.",
    ));
    let response = answered(form, &fields)?;
    let once = act.mint();
    emdr::keep_ready(act, once, &response).await.map_err(wrong)
}

async fn works(act: &mut Act, deed: Deed) -> Result<Vec<Happened>, Failed> {
    let (target, once) = (named(act, DOOR), act.mint());
    match deed {
        Deed::Begins => emdr::begin(act, target, once).await,
        Deed::Assessed => {
            let new = Assessment {
                words: vec![
                    (PartV1::Image, "The door, as seen from the stairs"),
                    (PartV1::Negative, "I am not heard"),
                    (PartV1::Positive, "I can speak, and be heard"),
                    (PartV1::Emotions, "Fear, and being alone with it"),
                    (PartV1::Body, "Throat and shoulders"),
                ],
                first: Some((7, 2)),
            };
            emdr::assess(act, target, &new).await
        }
        Deed::Sets => emdr::enter(act, target, PhaseV1::Desensitisation).await,
        Deed::Set(sud) => {
            let set = Set {
                once,
                kind: KindV1::Eyes,
                passes: Some(24),
                seconds: Some(30),
                per_minute: Some(48),
                sud: Some(sud),
                voc: None,
                stopped: false,
                noticed: None,
            };
            emdr::record_set(act, target, &set).await
        }
        _ => {
            let till_then = line("The bench, once a day. Nothing with the door alone.")?;
            let call = line("Ruth in the mornings, her sister at night")?;
            let closing = Closing {
                resource: Some(named(act, RESOURCE)),
                oriented: true,
                put_away: Some(true),
                till_then: Some(&till_then),
                call: Some(&call),
            };
            emdr::close(act, target, &closing).await
        }
    }
    .map_err(wrong)
}
