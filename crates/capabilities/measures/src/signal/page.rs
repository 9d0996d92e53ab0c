//! A signal on its own page: the reason first, then the number, then the source, and two ways to
//! answer it. The client reads what is written here.

use super::act::{Answer, SignalRefused, answer, move_action, see_to_unanswered};
use super::reason::{outcome, reason, reason_of, rule_name, to_do};
use super::stored::{ActionV1, BY_AN_ANSWER, MovedV1, Signal, SignalV1};
use crate::answer::{AnsweredV1, AnswersV1};
use crate::day::Day;
use crate::gist::gist;
use crate::offer::Offer;
use crate::page::staff::{OPENS, TREATING, addresses, score_line};
use crate::safety::page::next_action;
use askama::Template;
use axum::response::Response;
use care::{Basis, Line, PersonId, RecordId, RelationKind};
use pages::shell::{see_other, staff};
use pages::{Filled, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;
use std::sync::Arc;

pub(crate) fn routes(offer: &Arc<Offer>) -> Routes {
    let one = "/clients/{client}/signals/{signal}";
    let said = "/clients/{client}/signals/{signal}/answer";
    let moved = "/clients/{client}/signals/{signal}/action";
    let unanswered = "/clients/{client}/measures/{measure}/unanswered";
    let offers: [Arc<Offer>; 5] = std::array::from_fn(|_| Arc::clone(offer));
    let [shown, saying, moving, not_answered, seen_to] = offers;
    Routes::new()
        .record(Verb::Get, one, OPENS, TREATING, move |visit, act| {
            show(visit, act, Arc::clone(&shown))
        })
        .record(Verb::Post, said, OPENS, TREATING, move |visit, act| {
            say(visit, act, Arc::clone(&saying))
        })
        .record(Verb::Post, moved, OPENS, TREATING, move |visit, act| {
            move_it(visit, act, Arc::clone(&moving))
        })
        .record(Verb::Get, unanswered, OPENS, TREATING, move |visit, act| {
            show_unanswered(visit, act, Arc::clone(&not_answered))
        })
        .record(
            Verb::Post,
            unanswered,
            OPENS,
            TREATING,
            move |visit, act| say_unanswered(visit, act, Arc::clone(&seen_to)),
        )
}

#[derive(Template)]
#[template(path = "signal_staff.html")]
struct SignalPage {
    words: Words,
    called: String,
    back: String,
    /// Where the forms go.
    address: String,
    version: Option<u32>,
    title: String,
    reason: String,
    /// What the measure came to.
    score: Option<String>,
    /// The questions it is about, with what was answered.
    answers: Vec<(String, String)>,
    /// What the measure's evidence says to do.
    next: String,
    rule: String,
    source: String,
    /// By when the client was told that it is read.
    promised: Option<String>,
    raised: Option<String>,
    to_do: String,
    by_when: Option<String>,
    moved: Vec<String>,
    became: Option<(String, String)>,
    /// The actions it can be moved to.
    actions: Vec<(&'static str, String, bool)>,
    about_safety: bool,
    /// The next action, if the signal asks for one.
    action: Html,
    filled: Filled,
}

fn signal_of(visit: &Visit) -> Result<RecordId, Trouble> {
    let signal = visit.path("signal").and_then(RecordId::parse);
    signal.ok_or(Trouble::Nothing)
}

async fn show(visit: Visit, act: Act, offer: Arc<Offer>) -> pages::Answer {
    page(&visit, &act, &offer, Filled::default()).await
}

async fn page(visit: &Visit, act: &Act, offer: &Offer, filled: Filled) -> pages::Answer {
    let words = visit.words;
    let record = signal_of(visit)?;
    let kept = act
        .find::<SignalV1>(record)
        .await?
        .ok_or(Trouble::Nothing)?;
    let value = &kept.value;
    let (back, client) = addresses(visit)?;
    let zone = &visit.floor.settings.zone;
    let mut moved = Vec::new();
    for one in &value.moved {
        moved.push(moved_words(visit, one).await?);
    }
    let became = match (&value.answer, outcome(value, visit.now, zone, words)) {
        (Some(answer), Some(said)) => {
            let by = someone(visit, answer.by).await?;
            let when = visit.day_and_time(care::Moment::from_millis(answer.at));
            let put = [("name", (&by).into()), ("when", (&when).into())];
            Some((words.say_with("measure-signal-answered-by", &put), said))
        }
        _ => None,
    };
    let at = |at: Option<i64>, key: &str| {
        let when = visit.day_and_time(care::Moment::from_millis(at?));
        Some(words.say_with(key, &[("when", (&when).into())]))
    };
    let about_safety = value.signal().is_about_safety();
    let answered = answered_of(act, value).await?;
    let address = format!("{client}/signals/{record}");
    let page = SignalPage {
        action: next_action(visit, act, record, &address, Filled::default()).await?,
        words,
        called: visit.floor.sign_ins.called(act).await?,
        back,
        address,
        version: Some(kept.version),
        title: words.say(&format!("measure-signal-title-{}", value.signal().code())),
        reason: reason_of(value, offer, words),
        score: answered
            .as_ref()
            .map(|answered| score_line(answered, offer, words)),
        answers: answers(act, offer, value, words).await?,
        next: value.next.clone(),
        rule: rule_name(&value.rule, words),
        promised: answered
            .as_ref()
            .and_then(|answered| at(answered.read_by, "measure-signal-promised")),
        source: value.source.clone(),
        raised: Some(visit.day_and_time(value.raised())),
        to_do: to_do(value.signal(), value.action(), words),
        by_when: at(
            value.due_at.filter(|_| value.is_open()),
            "measure-signal-by",
        ),
        moved,
        became,
        actions: actions(value.action(), words),
        about_safety,
        filled,
    };
    Ok(told(visit, &page))
}

/// What it can be raised or lowered to, each with whether it stands there now.
fn actions(now: ActionV1, words: Words) -> Vec<(&'static str, String, bool)> {
    let all = ActionV1::ALL.into_iter();
    // Only a triage says that something was left out; people do not choose that.
    all.filter(|action| *action != ActionV1::AskAgain || *action == now)
        .map(|action| {
            let code = action.code();
            let said = words.say(&format!("measure-action-{code}"));
            (code, said, action == now)
        })
        .collect()
}

fn told(visit: &Visit, page: &SignalPage) -> Response {
    let mut response = staff(visit, &page.title, Html::of(page), None);
    *response.status_mut() = page.filled.status();
    response
}

async fn moved_words(visit: &Visit, one: &MovedV1) -> Result<String, Trouble> {
    let words = visit.words;
    let name = someone(visit, one.by).await?;
    let to = words.say(&format!("measure-action-{}", one.to.code()));
    let when = visit.day_and_time(care::Moment::from_millis(one.at));
    let key = if one.by == BY_AN_ANSWER {
        "measure-signal-raised-anew"
    } else if one.to > one.from {
        "measure-signal-raised"
    } else {
        "measure-signal-lowered"
    };
    let put = [
        ("name", (&name).into()),
        ("to", (&to).into()),
        ("when", (&when).into()),
        ("reason", (&one.reason).into()),
    ];
    Ok(words.say_with(key, &put))
}

async fn someone(visit: &Visit, person: [u8; 16]) -> Result<String, Trouble> {
    let name = visit
        .floor
        .sign_ins
        .name_of(PersonId::from_bytes(person))
        .await?;
    Ok(name.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

async fn answered_of(act: &Act, signal: &SignalV1) -> Result<Option<AnsweredV1>, Trouble> {
    let Some(record) = signal.answered.map(RecordId::from_bytes) else {
        return Ok(None);
    };
    let kept = act.find::<AnsweredV1>(record).await?;
    Ok(kept.map(|kept| kept.value))
}

/// The questions the signal is about, as they were asked, with what was answered.
async fn answers(
    act: &Act,
    offer: &Offer,
    signal: &SignalV1,
    words: Words,
) -> Result<Vec<(String, String)>, Trouble> {
    let numbered = offer.numbered(&signal.measure, words);
    let form = offer
        .measure(&signal.measure)
        .and_then(|measure| measure.form())
        .or(numbered.as_ref());
    let record = signal.answered.map(RecordId::from_bytes);
    let (Some(form), Some(record)) = (form, record) else {
        return Ok(Vec::new());
    };
    let id = crate::answer::act::answers_id(act, record);
    let Some(kept) = act.find::<AnswersV1>(id).await? else {
        return Ok(Vec::new());
    };
    // What a triage finds, it finds in all of its questions, those that were left out among them.
    let measure = offer.measure(&signal.measure);
    let by_triage = matches!(signal.signal(), Signal::Triage | Signal::LeftOpen);
    let links: Vec<&str> = if by_triage {
        let items = measure.into_iter().flat_map(instruments::Measure::items);
        items.map(|item| item.link_id.as_str()).collect()
    } else {
        signal.items.iter().map(String::as_str).collect()
    };
    let mut all = Vec::new();
    for link in links {
        let Some(item) = form.item(link) else {
            continue;
        };
        let left_out = forms::Answer::Skipped { reason: None };
        let answer = kept.value.answers.get(link).unwrap_or(&left_out);
        let question = item.text().map(|text| text.in_language(words.tag()));
        let answer = match (item.kind(), answer.code(), answer.boolean()) {
            (forms::ItemKind::Choice(choice), Some(code), _) => choice
                .option(code)
                .map_or(code, |option| option.text().in_language(words.tag()))
                .to_owned(),
            (_, _, Some(yes)) => words.say(if yes { "form-yes" } else { "form-no" }),
            _ => match answer.integer() {
                Some(number) => number.to_string(),
                None => words.say("measure-signal-left-out"),
            },
        };
        all.push((question.unwrap_or_default().to_owned(), answer));
    }
    Ok(all)
}

/// What a practitioner wrote about it, or what needs another look.
fn written(visit: &Visit, filled: &mut Filled) -> Option<Answer> {
    if visit.form.get("do") == Some("dismiss") {
        let reason = filled.line(visit, "reason").ok()?;
        return Some(Answer::Dismiss { reason });
    }
    let what = filled.line(visit, "what");
    let who = filled.line(visit, "who");
    let by = visit.form.words("by").and_then(Day::parse);
    if by.is_none() {
        filled.tell("by", visit.words.say("measure-wrong-day"));
    }
    match (what, who, by) {
        (Ok(what), Ok(who), Some(by)) => Some(Answer::NextStep { what, who, by }),
        _ => None,
    }
}

fn seen(visit: &Visit) -> Option<u32> {
    visit
        .form
        .get("version")
        .and_then(|version| version.parse().ok())
}

async fn say(visit: Visit, act: Act, offer: Arc<Offer>) -> pages::Answer {
    let record = signal_of(&visit)?;
    let mut filled = Filled::posted(&visit);
    let Some(written) = written(&visit, &mut filled) else {
        return page(&visit, &act, &offer, filled).await;
    };
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let (written, seen) = (&written, seen(&visit));
            async move {
                let happened = answer(&mut act, record, seen, written).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    done(&visit, access, &offer, filled, outcome).await
}

async fn move_it(visit: Visit, act: Act, offer: Arc<Offer>) -> pages::Answer {
    let record = signal_of(&visit)?;
    let mut filled = Filled::posted(&visit);
    let to = visit.form.get("action").and_then(ActionV1::from_code);
    let to = to.ok_or(Trouble::NotUnderstood)?;
    let reason: Option<Line<500>> = match visit.form.words("why") {
        None => None,
        Some(_) => match filled.line(&visit, "why") {
            Ok(line) => Some(line),
            Err(_) => return page(&visit, &act, &offer, filled).await,
        },
    };
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let (reason, seen) = (reason.as_ref(), seen(&visit));
            async move {
                let happened = move_action(&mut act, record, seen, to, reason).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    done(&visit, access, &offer, filled, outcome).await
}

async fn done(
    visit: &Visit,
    access: care::Access,
    offer: &Offer,
    mut filled: Filled,
    outcome: Result<(), SignalRefused>,
) -> pages::Answer {
    let words = visit.words;
    match outcome {
        Ok(()) => {
            let (_, client) = addresses(visit)?;
            let record = signal_of(visit)?;
            return Ok(see_other(&format!("{client}/signals/{record}")));
        }
        Err(SignalRefused::Read(error)) => return Err(error.into()),
        Err(SignalRefused::None | SignalRefused::OnlyStaff) => return Err(Trouble::Nothing),
        Err(SignalRefused::NeedsReason) => {
            filled.tell("why", words.say("measure-signal-needs-reason"));
        }
        Err(SignalRefused::AnsweredAlready) => {
            filled.notice = Some(words.say("measure-signal-answered-already"));
        }
        Err(SignalRefused::Changed) => filled.notice = Some(words.say("measure-signal-changed")),
    }
    let act = Act::open(&visit.floor.vault, access).await?;
    page(visit, &act, offer, filled).await
}

async fn show_unanswered(visit: Visit, act: Act, offer: Arc<Offer>) -> pages::Answer {
    unanswered(&visit, act, &offer, Filled::default()).await
}

/// The page about a measure that was asked twice and not answered. It is not kept anywhere.
async fn unanswered(visit: &Visit, mut act: Act, offer: &Offer, filled: Filled) -> pages::Answer {
    let words = visit.words;
    let measure = visit.path("measure").ok_or(Trouble::Nothing)?;
    let today = Day::of(visit.now, &visit.floor.settings.zone);
    let basis = Basis::Relation(RelationKind::Therapist);
    let glance = gist(&mut act).await?.glance(basis, offer, today);
    let open = glance
        .open
        .iter()
        .find(|open| open.record.is_none() && open.measure == measure);
    let open = open.ok_or(Trouble::Nothing)?;
    let (back, _) = addresses(visit)?;
    let page = SignalPage {
        words,
        called: visit.floor.sign_ins.called(&act).await?,
        address: format!("{back}/{measure}/unanswered"),
        back,
        version: None,
        title: words.say("measure-signal-title-unanswered"),
        reason: reason(open, offer, words),
        score: None,
        answers: Vec::new(),
        next: String::new(),
        rule: rule_name("not-answered-twice", words),
        promised: None,
        source: words.say("measure-own-choice"),
        raised: None,
        to_do: to_do(open.signal, open.action, words),
        by_when: None,
        moved: Vec::new(),
        became: None,
        actions: Vec::new(),
        about_safety: false,
        action: Html::default(),
        filled,
    };
    Ok(told(visit, &page))
}

async fn say_unanswered(visit: Visit, act: Act, offer: Arc<Offer>) -> pages::Answer {
    let measure = visit.path("measure").ok_or(Trouble::Nothing)?.to_owned();
    let mut filled = Filled::posted(&visit);
    let Some(written) = written(&visit, &mut filled) else {
        return unanswered(&visit, act, &offer, filled).await;
    };
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let (offer, measure, written) = (Arc::clone(&offer), &measure, &written);
            async move {
                let happened = see_to_unanswered(&mut act, &offer, measure, written).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    match outcome {
        Ok(()) | Err(SignalRefused::AnsweredAlready) => Ok(see_other(&addresses(&visit)?.0)),
        Err(SignalRefused::Read(error)) => Err(error.into()),
        Err(_) => Err(Trouble::Nothing),
    }
}
