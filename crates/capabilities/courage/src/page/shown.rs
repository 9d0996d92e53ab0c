//! A ladder, its tries and a script as pages show them, for both sides the same.

use super::said::{self, came_key, day, kind_key};
use crate::ladder::{LadderV1, StepKindV1, StepV1};
use crate::read::Courage;
use crate::rules::{self, Gate};
use crate::script::ScriptV1;
use crate::trial::TrialV1;
use care::{PersonId, RecordId};
use pages::chart::{Chart, Expected, Point};
use pages::{Html, Trouble, Visit, Words};
use sealed::{Act, Kept, ReadersV1};

/// Who reads something, and whether the client can say otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stands {
    /// A therapist wrote it, or both began it: both read it.
    Both,
    /// The client's, and sent.
    Sent,
    /// The client's, and kept for them alone.
    Kept,
}

impl Stands {
    pub(super) fn of(by_client: bool, readers: ReadersV1) -> Self {
        match (by_client, readers) {
            (false, _) => Self::Both,
            (true, ReadersV1::Section) => Self::Sent,
            (true, ReadersV1::Nobody) => Self::Kept,
        }
    }

    pub(super) fn is_kept(self) -> bool {
        self == Self::Kept
    }

    pub(super) fn is_sent(self) -> bool {
        self == Self::Sent
    }
}

/// A step as a list shows it.
pub(super) struct StepShown {
    pub(super) id: RecordId,
    pub(super) number: usize,
    pub(super) what: String,
    pub(super) place: String,
    /// Its kind and how much fear is expected.
    pub(super) kind: String,
    pub(super) safety: String,
    pub(super) resting: bool,
    /// How often it was tried, in words; none where it never was.
    pub(super) tried: Option<String>,
    /// Whether it is done only while the therapist is there.
    pub(super) together: bool,
    /// Whether it is the one that could be next.
    pub(super) next: bool,
    pub(super) script: Option<RecordId>,
}

fn step_shown(step: &StepV1, number: usize, tries: usize, words: Words) -> StepShown {
    let kind = words.say(kind_key(step.kind));
    let kind = match step.fear {
        None => kind,
        Some(fear) => {
            let put = [("number", i64::from(fear).into())];
            format!("{kind} · {}", words.say_with("courage-step-fear", &put))
        }
    };
    let count = i64::try_from(tries).unwrap_or(i64::MAX);
    StepShown {
        id: step.id(),
        number,
        what: step.what.clone(),
        place: step.place.clone(),
        kind,
        safety: step.safety.clone(),
        resting: step.resting,
        tried: (tries > 0)
            .then(|| words.say_with("courage-step-tried", &[("count", count.into())])),
        together: step.kind == StepKindV1::Imagining,
        next: false,
        script: step.script.map(RecordId::from_bytes),
    }
}

/// A ladder as both sides see it.
pub(super) struct LadderShown {
    pub(super) id: RecordId,
    pub(super) goal: String,
    pub(super) people: bool,
    pub(super) stopped: bool,
    pub(super) steps: Vec<StepShown>,
    /// What comes before anything on it is tried.
    pub(super) gate: Option<Gate>,
    /// What could be next, and why; while nothing comes first.
    pub(super) next: Option<String>,
    /// Where the rule comes from.
    pub(super) source: &'static str,
    /// How many tries there are, unfinished ones among them.
    pub(super) tries: usize,
    pub(super) stands: Stands,
}

pub(super) fn ladder_shown(visit: &Visit, all: &Courage, kept: &Kept<LadderV1>) -> LadderShown {
    let (words, ladder, id) = (visit.words, &kept.value, kept.record);
    let tries: Vec<&TrialV1> = all.tries(id).map(|kept| &kept.value).collect();
    let gate = rules::gate(ladder, all.check(id), visit.now);
    let judged = rules::next(ladder, &tries);
    let next_at = match judged.outcome {
        insight::NextStep::Begin(at)
        | insight::NextStep::Again(at)
        | insight::NextStep::On { to: at, .. } => Some(at),
        _ => None,
    };
    let steps = ladder.steps.iter().enumerate().map(|(at, step)| {
        let own = tries.iter().filter(|one| one.step() == step.id()).count();
        StepShown {
            next: gate.is_none() && next_at == Some(at),
            ..step_shown(step, at + 1, own, words)
        }
    });
    LadderShown {
        id,
        goal: ladder.goal.clone(),
        people: ladder.aim == crate::ladder::AimV1::People,
        stopped: ladder.stopped.is_some(),
        steps: steps.collect(),
        gate,
        next: gate.is_none().then(|| said::next(&judged, words)),
        source: judged.source(),
        tries: tries.len(),
        stands: Stands::of(ladder.by_client, ladder.readers),
    }
}

/// A try as a list shows it.
pub(super) struct TryShown {
    pub(super) id: RecordId,
    pub(super) when: String,
    pub(super) step: String,
    pub(super) feared: String,
    /// The numbers, in words.
    pub(super) numbers: Vec<String>,
    pub(super) came: Option<String>,
    pub(super) what: String,
    pub(super) learned: String,
    /// What was learnt, in a sentence.
    pub(super) learnt: Option<String>,
    /// That it was written down on a later day.
    pub(super) later: Option<String>,
    pub(super) stopped: bool,
    pub(super) open: bool,
    pub(super) stands: Stands,
}

fn numbers(trial: &TrialV1, words: Words) -> Vec<String> {
    let after = trial.after.as_ref();
    let pairs = [
        ("courage-said-sure", trial.sure),
        ("courage-said-sure-now", after.and_then(|after| after.sure)),
        ("courage-said-before", trial.before),
        ("courage-said-peak", after.and_then(|after| after.peak)),
        ("courage-said-end", after.and_then(|after| after.end)),
    ];
    let say = |(key, value): (&str, Option<u8>)| {
        let value = i64::from(value?);
        Some(words.say_with(key, &[("number", value.into())]))
    };
    pairs.into_iter().filter_map(say).collect()
}

pub(super) fn try_shown(visit: &Visit, all: &Courage, kept: &Kept<TrialV1>) -> TryShown {
    let (words, one) = (visit.words, &kept.value);
    let ladder = all.ladder(one.ladder()).map(|kept| &kept.value);
    let after = one.after.as_ref();
    let came = after.and_then(|after| after.came);
    TryShown {
        id: kept.record,
        when: visit.day_and_time(one.begun()),
        step: said::step_words(ladder, one).to_owned(),
        feared: one.feared.clone(),
        numbers: numbers(one, words),
        came: came.map(|came| words.say(came_key(came))),
        what: after.map_or_else(String::new, |after| after.what.clone()),
        learned: after.map_or_else(String::new, |after| after.learned.clone()),
        learnt: said::learnt(one, words),
        later: said::later(visit, one),
        stopped: one.stopped,
        open: one.is_open(),
        stands: Stands::of(one.by_client, one.readers),
    }
}

/// Two pictures over the tries of a ladder: how sure before and after, and the most fear beside what
/// it was before. None where there is not one finished try.
pub(super) fn charts(visit: &Visit, all: &Courage, ladder: RecordId) -> Vec<Html> {
    let tries: Vec<_> = all
        .tries(ladder)
        .map(|kept| &kept.value)
        .filter(|one| one.after.is_some())
        .collect();
    if tries.is_empty() {
        return Vec::new();
    }
    let after = |one: &TrialV1, of: fn(&crate::trial::AfterV1) -> Option<u8>| {
        one.after.as_ref().and_then(of)
    };
    let sure: Vec<_> = tries
        .iter()
        .map(|one| (*one, one.sure, after(one, |after| after.sure)))
        .collect();
    let fear: Vec<_> = tries
        .iter()
        .map(|one| (*one, one.before, after(one, |after| after.peak)))
        .collect();
    vec![chart(visit, "sure", &sure), chart(visit, "fear", &fear)]
}

/// `lines`: each try with the number before and the one after.
fn chart(visit: &Visit, name: &str, lines: &[(&TrialV1, Option<u8>, Option<u8>)]) -> Html {
    let words = visit.words;
    let zone = &visit.floor.settings.zone;
    let say = |what: &str| words.say(&format!("courage-chart-{name}-{what}"));
    let points = lines.iter().map(|(one, _, after)| Point {
        at: one.begun(),
        when: words.short_day(one.begun(), visit.now, zone),
        value: after.map(f64::from),
        verdict: verdict(one, words),
        ..Point::default()
    });
    let expected = lines.iter().filter_map(|(one, before, _)| {
        let before = f64::from((*before)?);
        Some(Expected {
            at: one.begun(),
            mean: before,
            low: before,
            high: before,
        })
    });
    let chart = Chart {
        id: format!("courage-{name}"),
        title: say("title"),
        seen: seen(name, lines, words),
        scale: (0.0, 100.0),
        ends: Some((say("low"), say("high"))),
        points: points.collect(),
        expected: expected.collect(),
        expected_words: say("before"),
        value_words: say("after"),
        notes: vec![words.say("courage-chart-note")],
        ..Chart::default()
    };
    chart.html(words)
}

/// What the table says of a try: how sure it was before, and whether it was stopped.
fn verdict(one: &TrialV1, words: Words) -> String {
    let mut said = vec![one.what.clone()];
    if let Some(sure) = one.sure {
        let put = [("number", i64::from(sure).into())];
        said.push(words.say_with("courage-said-sure", &put));
    }
    if one.stopped {
        said.push(words.say("courage-try-stopped-early"));
    }
    said.join(" · ")
}

fn seen(name: &str, lines: &[(&TrialV1, Option<u8>, Option<u8>)], words: Words) -> String {
    let both = lines
        .iter()
        .rev()
        .find_map(|(_, before, after)| Some(((*before)?, (*after)?)));
    let Some((before, after)) = both else {
        return words.say("courage-chart-open");
    };
    let put = [
        ("before", i64::from(before).into()),
        ("after", i64::from(after).into()),
    ];
    words.say_with(&format!("courage-chart-{name}-seen"), &put)
}

/// A version of a script: who wrote it, and when.
pub(super) struct VersionShown {
    pub(super) said: String,
    pub(super) lines: Vec<(bool, String)>,
}

/// Who wrote something, as whoever reads says it.
pub(super) async fn name(
    visit: &Visit,
    act: &Act,
    by: [u8; 16],
    client: &str,
) -> Result<String, Trouble> {
    let by = PersonId::from_bytes(by);
    if by == act.whose().person() {
        return Ok(client.to_owned());
    }
    let found = visit.floor.sign_ins.name_of(by).await?;
    Ok(found.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

/// Every version of a script, newest first.
pub(super) async fn versions(
    visit: &Visit,
    act: &Act,
    script: RecordId,
    client: &str,
) -> Result<Vec<VersionShown>, Trouble> {
    let mut shown = Vec::new();
    let mut last: Option<ScriptV1> = None;
    for kept in act.history::<ScriptV1>(script).await? {
        let one = kept.value;
        // Who may read it is no change of the words.
        let same = last.as_ref().is_some_and(|last| {
            last.lines == one.lines && last.about == one.about && last.want == one.want
        });
        if !same {
            let who = name(visit, act, one.by, client).await?;
            let when = visit.day_and_time(care::Moment::from_millis(one.at));
            let put = [("who", (&who).into()), ("when", (&when).into())];
            shown.push(VersionShown {
                said: visit.words.say_with("courage-version", &put),
                lines: one
                    .lines
                    .iter()
                    .map(|line| (line.mine, line.words.clone()))
                    .collect(),
            });
        }
        last = Some(one);
    }
    shown.reverse();
    Ok(shown)
}

/// What someone said after going through a script.
pub(super) struct SaidShown {
    pub(super) id: RecordId,
    pub(super) who: String,
    pub(super) well: String,
    pub(super) change: String,
    pub(super) stands: Stands,
}

pub(super) async fn said_shown(
    visit: &Visit,
    act: &Act,
    all: &Courage,
    script: RecordId,
    client: &str,
) -> Result<Vec<SaidShown>, Trouble> {
    let mut shown = Vec::new();
    for kept in all.said(script) {
        let one = &kept.value;
        let who = name(visit, act, one.by, client).await?;
        let when = day(visit, care::Moment::from_millis(one.at));
        let put = [("who", (&who).into()), ("when", (&when).into())];
        shown.push(SaidShown {
            id: kept.record,
            who: visit.words.say_with("courage-version", &put),
            well: one.well.clone(),
            change: one.change.clone(),
            stands: Stands::of(one.by_client, one.readers),
        });
    }
    Ok(shown)
}

/// A script that a step can go with.
pub(super) struct ScriptChoice {
    pub(super) id: String,
    pub(super) about: String,
}

/// The scripts that a step of this ladder can go with: on one that both read, only such scripts.
pub(super) fn choices(all: &Courage, kept: bool) -> Vec<ScriptChoice> {
    all.scripts
        .iter()
        .filter(|one| kept || one.value.readers == ReadersV1::Section)
        .map(|one| ScriptChoice {
            id: one.record.to_string(),
            about: one.value.about.clone(),
        })
        .collect()
}
