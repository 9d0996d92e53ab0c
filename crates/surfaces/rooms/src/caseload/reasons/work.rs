//! What of the client's work asks for someone: what they let their therapist see on their card, a stop
//! that nobody has heard, a plan that waits. Told only to who may open the work.

use super::Reason;
use super::waits::reason;
use crate::caseload::leads::Told;
use crate::caseload::wants::Wants;
use crate::gists::{Gists, said};
use care::{Moment, Section};
use diary::WhyV1;
use measures::Day;
use pages::Visit;

/// All of it.
pub(super) fn all(visit: &Visit, gists: &Gists, told: Told) -> Vec<Reason> {
    if !told.beyond.has(Section::Work) {
        return Vec::new();
    }
    let mut all: Vec<Reason> = card(visit, gists).into_iter().collect();
    all.extend(stop(visit, gists));
    all.extend(plan(visit, gists));
    all
}

/// One line for the card: what can cost a life first, and since when nobody has looked.
fn card(visit: &Visit, gists: &Gists) -> Option<Reason> {
    let glance = said(&gists.diary)?.glance();
    let page = "/diary".to_owned();
    let Some(why) = glance.why() else {
        let since = glance.proposed?;
        let why = visit.words.say("caseload-diary-proposed");
        return Some(reason(Wants::Waits, since, why, page));
    };
    let since = glance.look.iter().map(|look| look.since).min()?;
    let key = match why {
        WhyV1::Acted => "caseload-diary-acted",
        WhyV1::Strong => "caseload-diary-strong",
    };
    let when = visit
        .words
        .day(since, visit.now, &visit.floor.settings.zone);
    let why = visit.words.say_with(key, &[("when", (&when).into())]);
    Some(reason(Wants::LookFirst, since, why, page))
}

fn stop(visit: &Visit, gists: &Gists) -> Option<Reason> {
    let since = said(&gists.emdr)?.glance(visit.now).stop_since?;
    let why = visit.words.say("caseload-emdr-stop");
    Some(reason(Wants::SaidSo, since, why, "/emdr".to_owned()))
}

/// The client signed or changed the plan, or its day to be looked at again has come.
fn plan(visit: &Visit, gists: &Gists) -> Option<Reason> {
    let gist = said(&gists.plan)?;
    let (words, zone) = (visit.words, &visit.floor.settings.zone);
    let since = Moment::from_millis(gist.since);
    let page = "/goals".to_owned();
    if gist.waits_for_staff {
        let when = words.day(since, visit.now, zone);
        let why = words.say_with("caseload-plan-waits", &[("when", (&when).into())]);
        return Some(reason(Wants::Waits, since, why, page));
    }
    let today = Day::of(visit.now, zone).to_field();
    gist.is_to_be_looked_at(&today).then(|| {
        let why = words.say("caseload-plan-review");
        reason(Wants::Note, visit.now, why, page)
    })
}
