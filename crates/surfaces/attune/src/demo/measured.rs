//! The questionnaires of the demo's year: who was asked what, and what they answered. Each course
//! is one that could be: someone who gets better slowly, someone for whom it does not go as hoped,
//! someone who says once what nobody should carry alone.

use super::year::{Admitted, finish, open, wrong};
use crate::say::Failed;
use care::{DAY, Line, Moment};
use forms::ItemKind;
use instruments::Measure;
use jiff::tz::TimeZone;
use measures::{
    Answer, Change, Day, Offer, ReadersV1, Sent, SignalV1, answer_signal, change, complete, due,
};
use pages::form_view::{Taken, take};
use sealed::Vault;

/// What is asked of someone.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Asked {
    /// Everything of a pathway.
    Pathway(&'static str),
    /// One measure, every so many days.
    One(&'static str, u16),
}

/// What someone was asked and answered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Measured {
    /// Whose it is: the name they come in with.
    pub(crate) sign_in: &'static str,
    pub(crate) asked: Asked,
    /// How many days ago it began.
    pub(crate) began: i64,
    /// Measure by measure, the days between two answers and the sums of the answers, in the order
    /// of time. What is due after the last of them waits for an answer.
    pub(crate) sums: &'static [(&'static str, i64, &'static [u16])],
    /// What they answered last to a question about safety: a step of its scale.
    pub(crate) safety_last: u16,
    /// After how many days their therapist said what comes next, if they did.
    pub(crate) seen_to: Option<i64>,
}

/// Those who are asked something.
pub(crate) const MEASURED: [Measured; 5] = [
    Measured {
        sign_in: "noor",
        asked: Asked::One("phq-9", 14),
        began: 15,
        sums: &[("phq-9", 14, &[15])],
        safety_last: 0,
        seen_to: None,
    },
    Measured {
        sign_in: "amal",
        asked: Asked::Pathway("monthly-review"),
        began: 330,
        sums: &[
            ("pcl-5", 31, &[52, 50, 53, 47, 41, 44, 36, 31, 27, 25, 22]),
            (
                "core-10",
                28,
                &[24, 23, 24, 21, 19, 20, 16, 14, 12, 11, 10, 9],
            ),
        ],
        safety_last: 0,
        seen_to: None,
    },
    Measured {
        sign_in: "jonas",
        asked: Asked::Pathway("low-burden"),
        began: 100,
        sums: &[
            ("phq-9", 14, &[13, 12, 14, 13, 15, 17, 20, 21]),
            ("gad-7", 14, &[11, 10, 11, 12, 11, 12, 13, 12]),
        ],
        safety_last: 0,
        seen_to: Some(86),
    },
    Measured {
        sign_in: "wren",
        asked: Asked::One("phq-9", 14),
        began: 42,
        sums: &[("phq-9", 14, &[9, 10, 12, 12])],
        safety_last: 1,
        seen_to: None,
    },
    Measured {
        sign_in: "samuel",
        asked: Asked::Pathway("weekly-trauma-focused"),
        began: 57,
        sums: &[
            ("core-10", 7, &[23, 22, 24, 20, 19, 17, 18, 15, 14]),
            ("pcl-5-weekly", 7, &[49, 50, 47, 46, 33, 31, 32, 29, 28]),
            ("itq", 42, &[44, 30]),
        ],
        safety_last: 0,
        seen_to: None,
    },
];

/// One day on which someone is asked or answers.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Deed {
    Plan,
    /// An answer to the measure at this place, with this sum; the last one or not.
    Answer {
        measure: &'static str,
        sum: u16,
        last: bool,
    },
    SeeTo,
}

impl Measured {
    /// The days of it, each with what is done then, two hours before now's time of day.
    pub(crate) fn days(&self, now: Moment) -> Vec<(Moment, Deed)> {
        let at = |ago: i64| now - ago * DAY - 2 * care::HOUR;
        let mut days = vec![(at(self.began) - care::HOUR, Deed::Plan)];
        for (measure, every, sums) in self.sums {
            for (place, sum) in (0_i64..).zip(sums.iter()) {
                let last = usize::try_from(place + 1) == Ok(sums.len());
                let deed = Deed::Answer {
                    measure,
                    sum: *sum,
                    last,
                };
                days.push((at(self.began - place * every), deed));
            }
        }
        let seen = self
            .seen_to
            .map(|after| (at(self.began - after), Deed::SeeTo));
        days.extend(seen);
        days.sort_by_key(|(at, _)| *at);
        days
    }
}

/// The therapist asks.
pub(crate) async fn plan(
    vault: &Vault,
    offer: &Offer,
    who: Admitted,
    of: &Measured,
    today: Day,
) -> Result<(), Failed> {
    let mut act = open(vault, who, false).await?;
    let wanted = match of.asked {
        Asked::Pathway(pathway) => Change::Follow {
            pathway: pathway.to_owned(),
        },
        Asked::One(measure, every) => Change::Begin {
            measure: measure.to_owned(),
            every: Some(every),
            first: today,
        },
    };
    let happened = change(&mut act, offer, None, today, &wanted)
        .await
        .map_err(wrong)?;
    finish(act, happened).await
}

/// The client answers a measure that is due.
pub(crate) async fn answers(
    vault: &Vault,
    offer: &Offer,
    who: Admitted,
    measure: &str,
    fields: &[(String, String)],
    today: Day,
) -> Result<(), Failed> {
    let mut act = open(vault, who, true).await?;
    let all = due(&mut act, offer, today).await.map_err(wrong)?;
    let one = all.iter().find(|due| due.measure == measure);
    let form = offer.measure(measure).and_then(Measure::form);
    let (Some(one), Some(form)) = (one, form) else {
        return Err(wrong(format!("{measure} was not due")));
    };
    let Taken::Answered(response) = take(form, fields) else {
        return Err(wrong(format!("{measure} was not answered as it asks")));
    };
    let canonical = form.canonical();
    let sent = Sent {
        occurrence: one.occurrence,
        measure,
        form: &canonical,
        response: &response,
        readers: ReadersV1::Section,
        today,
    };
    let done = complete(&mut act, offer, None, &sent)
        .await
        .map_err(wrong)?;
    finish(act, done.happened).await?;
    if let Some(share) = done.share {
        share.write(vault).await.map_err(wrong)?;
    }
    Ok(())
}

/// Answers that come to this sum, a step apart at most; a question about safety is answered with
/// this step.
pub(crate) fn fields(measure: &Measure, sum: u16, safety: u16) -> Vec<(String, String)> {
    let about_safety: Vec<&str> = measure.safety().map(|item| item.item.as_str()).collect();
    let is_about_safety =
        |item: &&instruments::MeasuredItem| about_safety.contains(&item.link_id.as_str());
    let safety = if about_safety.is_empty() { 0 } else { safety };
    let others = measure.items().len() - about_safety.len();
    let each = usize::from(sum.saturating_sub(safety));
    let mut fields = Vec::new();
    let mut place = 0;
    for item in measure.items() {
        let mut step = if is_about_safety(&item) {
            usize::from(safety)
        } else {
            place += 1;
            each / others + usize::from(place <= each % others)
        };
        let question = measure.form().and_then(|form| form.item(&item.link_id));
        let Some(ItemKind::Choice(choice)) = question.map(forms::Item::kind) else {
            continue;
        };
        let options = choice.options();
        if item.reversed {
            step = options.len().saturating_sub(1 + step);
        }
        let option = options.get(step).or_else(|| options.last());
        if let Some(option) = option {
            fields.push((item.link_id.clone(), option.code().to_owned()));
        }
    }
    fields
}

/// The therapist says what comes next about everything that is open.
pub(crate) async fn see_to(vault: &Vault, who: Admitted, zone: &TimeZone) -> Result<(), Failed> {
    let act = open(vault, who, false).await?;
    let all = act.latest::<SignalV1>().await.map_err(wrong)?.kept;
    drop(act);
    let line = |words: &str| Line::parse(words).map_err(wrong);
    for kept in all.into_iter().filter(|kept| kept.value.is_open()) {
        let next = Answer::NextStep {
            what: line(
                "Ask what has become harder since the summer, and look at the plan together",
            )?,
            who: Line::parse("Ruth Okafor").map_err(wrong)?,
            by: Day::of(vault.now(), zone).after(5),
        };
        let mut act = open(vault, who, false).await?;
        let happened = answer_signal(&mut act, kept.record, Some(kept.version), &next)
            .await
            .map_err(wrong)?;
        finish(act, happened).await?;
    }
    Ok(())
}
