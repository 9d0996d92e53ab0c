//! What happened while a measure was answered: ruptures and repairs, what was decided about its
//! signals, and changes of how often it is asked. A score alone does not say why.

use alliance::What;
use care::{DAY, Moment};
use measures::{PlanV1, SignalOutcomeV1, StateV1};
use pages::chart::Event;
use pages::{Visit, Words};
use sealed::{Act, Kept, ReadError};

/// What happened to a measure from a moment on, in the order of time. `own`: in words to the client.
pub(crate) async fn meanwhile(
    visit: &Visit,
    act: &Act,
    measure: &str,
    from: Moment,
    own: bool,
) -> Result<Vec<Event>, ReadError> {
    let words = visit.words;
    let side = if own { "own" } else { "theirs" };
    let mut all: Vec<(Moment, String, bool)> = Vec::new();
    for event in alliance::course(act, &crate::Sessions).await?.events {
        // How a repair went step by step stands on the relationship's own chart.
        let shown = matches!(event.what, What::Rupture | What::Noticed | What::Closed);
        if shown {
            let said = words.say(&format!("course-event-{}-{side}", event.what.code()));
            all.push((event.at, said, event.what == What::Closed));
        }
    }
    all.extend(decided(act, measure, words).await?);
    all.extend(planned(act, measure, words, side).await?);
    all.retain(|(at, ..)| *at >= from);
    all.sort_by_key(|(at, ..)| *at);
    // Two signals answered with one next step are one event.
    all.dedup_by(|later, earlier| later.1 == earlier.1 && later.0 - earlier.0 < DAY);
    let zone = &visit.floor.settings.zone;
    let event = |(at, words, own)| Event {
        at,
        when: visit.words.short_day(at, visit.now, zone),
        words,
        own,
    };
    Ok(all.into_iter().map(event).collect())
}

/// The next steps that were decided when a signal about this measure was confirmed.
async fn decided(
    act: &Act,
    measure: &str,
    words: Words,
) -> Result<Vec<(Moment, String, bool)>, ReadError> {
    let (signals, _) = measures::signals(act).await?;
    let about = signals.iter().filter(|kept| kept.value.measure == measure);
    let steps = about.filter_map(|kept| {
        let answer = kept.value.answer.as_ref()?;
        let SignalOutcomeV1::NextStep { what, .. } = &answer.outcome else {
            return None;
        };
        let said = words.say_with("course-next-step", &[("what", what.into())]);
        Some((Moment::from_millis(answer.at), said, false))
    });
    Ok(steps.collect())
}

/// How the plan of this measure changed, from its versions.
async fn planned(
    act: &Act,
    measure: &str,
    words: Words,
    side: &str,
) -> Result<Vec<(Moment, String, bool)>, ReadError> {
    let Some(plan) = measures::plan(act).await? else {
        return Ok(Vec::new());
    };
    let versions = act.history::<PlanV1>(plan.record).await?;
    let client = *act.whose().person().bytes();
    let mut events = Vec::new();
    for pair in versions.windows(2) {
        let [before, after] = pair else { continue };
        if let Some((code, by_client, days)) = changed(before, after, measure, &client) {
            let key = format!("course-plan-{code}-{side}");
            let said = words.say_with(&key, &[("days", days.into())]);
            events.push((after.at, said, by_client));
        }
    }
    Ok(events)
}

/// What changed for this measure between two versions of the plan: the catalogue's code, whether
/// the client did it, and the days between two askings.
fn changed(
    before: &Kept<PlanV1>,
    after: &Kept<PlanV1>,
    measure: &str,
    client: &[u8; 16],
) -> Option<(&'static str, bool, u16)> {
    let now = after.value.get(measure)?;
    let was = before.value.get(measure)?;
    let by_client = now.state_by == *client;
    let days = now.every.unwrap_or_default();
    let code = match (was.state, now.state) {
        (StateV1::Asked, StateV1::Paused) if by_client => "rests-by-client",
        (_, StateV1::Paused) if was.state != StateV1::Paused => "rests",
        (StateV1::Asked | StateV1::Paused, StateV1::Stopped) if by_client => "stopped-by-client",
        (_, StateV1::Stopped) if was.state != StateV1::Stopped => "stopped",
        (StateV1::Paused | StateV1::Stopped, StateV1::Asked) => "again",
        (StateV1::Asked, StateV1::Asked) if was.every != now.every && now.every.is_some() => {
            return Some(("every", false, days));
        }
        _ => return None,
    };
    Some((code, by_client, days))
}
