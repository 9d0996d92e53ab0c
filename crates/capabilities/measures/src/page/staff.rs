//! The practitioner's page of a client's measures: what is open first, then how each measure has
//! been, then the plan and the ways to change it.

use crate::answer::{AnsweredV1, FoundV1, OutcomeV1};
use crate::course::{Course, course, measured, signals};
use crate::day::Day;
use crate::drawn::{Eyes, chart, day, how_complete};
use crate::gist::{OpenSignal, gist};
use crate::norm::Norm;
use crate::offer::Offer;
use crate::plan::rules::{self, WrongInterval};
use crate::plan::{self, AskedV1, Change, PlanRefused, StateV1, change};
use crate::signal::{number, outcome, reason, reason_of, to_do};
use askama::Template;
use care::{Basis, Purpose, RelationKind, Role, Section, Sections};
use pages::catalogue::Catalogue;
use pages::shell::{see_other, staff};
use pages::{Filled, Html, Language, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;
use std::sync::Arc;

pub(crate) const OPENS: Sections =
    Sections::of(&[Section::Identity, Section::Measures, Section::Overview]);
/// Who works with measures: whoever treats the client.
pub(crate) const TREATING: Purposes = &[(Role::Therapist, Purpose::Treatment)];

pub(crate) fn routes(offer: &Arc<Offer>) -> Routes {
    let at = "/clients/{client}/measures";
    let (shown, planned) = (Arc::clone(offer), Arc::clone(offer));
    Routes::new()
        .record(Verb::Get, at, OPENS, TREATING, move |visit, act| {
            show(visit, act, Arc::clone(&shown))
        })
        .record(
            Verb::Post,
            "/clients/{client}/measures/plan",
            OPENS,
            TREATING,
            move |visit, act| post(visit, act, Arc::clone(&planned)),
        )
}

struct OpenLine {
    address: String,
    why: String,
    to_do: String,
    when: String,
}

struct Measured {
    called: String,
    /// Its own page, with what happened meanwhile and where its numbers come from.
    address: String,
    chart: Option<Html>,
    /// What published rules found in the latest answers, and how many were left out.
    latest: Vec<String>,
    /// Whether a rule was applied to them.
    found: bool,
}

struct Planned {
    measure: String,
    called: String,
    said: String,
    next: Option<String>,
    state: StateV1,
    /// The client said no: nobody else can take it up again.
    client_said_no: bool,
    every: String,
    shortest: u16,
    can_ask_now: bool,
    paper: String,
    due: bool,
}

struct Choice {
    id: String,
    said: String,
    why: String,
}

#[derive(Template)]
#[template(path = "measures_staff.html")]
struct MeasuresPage {
    words: Words,
    called: String,
    back: String,
    address: String,
    version: u32,
    open: Vec<OpenLine>,
    answered: Vec<(String, String, String)>,
    measured: Vec<Measured>,
    planned: Vec<Planned>,
    pathways: Vec<Choice>,
    others: Vec<Choice>,
    /// Where a result can be put in from paper, and what that way is called.
    numbered: Vec<(String, String)>,
    damaged: Option<String>,
    filled: Filled,
}

pub(crate) fn addresses(visit: &Visit) -> Result<(String, String), Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    Ok((
        format!("/clients/{client}/measures"),
        format!("/clients/{client}"),
    ))
}

async fn show(visit: Visit, act: Act, offer: Arc<Offer>) -> pages::Answer {
    page(&visit, act, &offer, Filled::default()).await
}

async fn page(visit: &Visit, mut act: Act, offer: &Offer, filled: Filled) -> pages::Answer {
    let words = visit.words;
    let (address, back) = addresses(visit)?;
    let today = Day::of(visit.now, &visit.floor.settings.zone);
    let zone = &visit.floor.settings.zone;
    let (known, mut damaged) = signals(&act).await?;
    let glance = gist(&mut act).await?;
    let glance = glance.glance(Basis::Relation(RelationKind::Therapist), offer, today);
    let line = |open: &OpenSignal| OpenLine {
        address: match open.record {
            Some(record) => format!("{back}/signals/{record}"),
            None => format!("{address}/{}/unanswered", open.measure),
        },
        why: reason(open, offer, words),
        to_do: to_do(open.signal, open.action, words),
        when: words.relative(open.raised, visit.now, zone),
    };
    let open = glance.open.iter().map(line).collect();
    let answered = known.iter().filter(|kept| !kept.value.is_open()).take(5);
    let answered = answered.map(|kept| {
        (
            format!("{back}/signals/{}", kept.record),
            reason_of(&kept.value, offer, words),
            outcome(&kept.value, visit.now, zone, words).unwrap_or_default(),
        )
    });
    let answered = answered.collect();
    let mut all = Vec::new();
    for id in measured(&act).await? {
        let norm = Norm::of(&visit.floor.vault, &id).await?;
        if let Some(course) = course(&act, offer, norm.as_ref(), &id).await? {
            damaged = damaged.max(course.damaged);
            all.push(shown(visit, offer, &course, &address));
        }
    }
    let plan = plan::plan(&act).await?;
    let called = visit.floor.sign_ins.called(&act).await?;
    let version = plan.as_ref().map_or(0, |plan| plan.version);
    let asked = plan.map(|plan| plan.value.asked).unwrap_or_default();
    let status = filled.status();
    let page = MeasuresPage {
        words,
        called: called.clone(),
        back,
        version,
        open,
        answered,
        measured: all,
        planned: planned(visit, &mut act, offer, &asked, today, &address).await?,
        pathways: pathways(offer, words),
        others: others(offer, &asked, words),
        numbered: super::numbered::ways(offer, words),
        damaged: (damaged > 0)
            .then(|| words.say_with("measures-damaged", &[("count", damaged.into())])),
        address,
        filled,
    };
    let title = words.say_with("measures-title-staff", &[("name", (&called).into())]);
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

fn shown(visit: &Visit, offer: &Offer, course: &Course, address: &str) -> Measured {
    let words = visit.words;
    let mut latest = how_complete(visit, course);
    if let Some(point) = course.points.last() {
        for found in &point.findings {
            latest.push(found_words(found, words));
        }
    }
    Measured {
        called: offer.short_name(&course.measure),
        address: format!("{address}/{}", course.measure),
        chart: chart(visit, offer, course, Eyes::Staff, Vec::new()),
        latest,
        found: course
            .points
            .last()
            .is_some_and(|point| !point.findings.is_empty()),
    }
}

/// What a published rule found, in words, with its source.
fn found_words(found: &FoundV1, words: Words) -> String {
    let outcome = match &found.outcome {
        OutcomeV1::Met => "met",
        OutcomeV1::NotMet => "not-met",
        OutcomeV1::NotDeterminable => "not-determinable",
        OutcomeV1::Next(name) | OutcomeV1::Named(name) => name.as_str(),
    };
    // A measure that a service brought along may have rules that the catalogue does not know.
    let say = |key: String, otherwise: &str| {
        if Catalogue::shipped().has(Language::English, &key) {
            words.say(&key)
        } else {
            otherwise.to_owned()
        }
    };
    let name = say(format!("measure-rule-{}", found.name), &found.name);
    let outcome = say(format!("measure-outcome-{outcome}"), outcome);
    words.say_with(
        "measure-found",
        &[
            ("name", (&name).into()),
            ("outcome", (&outcome).into()),
            ("source", (&found.source).into()),
        ],
    )
}

async fn planned(
    visit: &Visit,
    act: &mut Act,
    offer: &Offer,
    asked: &[AskedV1],
    today: Day,
    address: &str,
) -> Result<Vec<Planned>, Trouble> {
    let words = visit.words;
    let gist = gist(act).await?;
    let client = *act.whose().person().bytes();
    let line = |one: &AskedV1| {
        let shortest = offer.shortest(&one.measure)?;
        let last = gist.last(&one.measure);
        let client_said_no = one.state != StateV1::Asked && one.state_by == client;
        let key = match (one.state, client_said_no, one.every) {
            (StateV1::Asked, _, Some(_)) => "measure-staff-every",
            (StateV1::Asked, _, None) => "measure-staff-once",
            (StateV1::Paused, true, _) => "measure-staff-paused-by-client",
            (StateV1::Paused, false, _) => "measure-staff-paused",
            (StateV1::Stopped, true, _) => "measure-staff-stopped-by-client",
            (StateV1::Stopped, false, _) => "measure-staff-stopped",
        };
        let every = one.every.unwrap_or_default();
        let due = rules::due(one, last, shortest);
        let next = due.map(|due| {
            let put =
                |when: &String| words.say_with("measure-staff-next", &[("when", when.into())]);
            if due <= today {
                words.say("measure-staff-due")
            } else {
                put(&day(visit, due))
            }
        });
        let possible = rules::possible_from(last, shortest);
        Some(Planned {
            measure: one.measure.clone(),
            called: offer.short_name(&one.measure),
            said: words.say_with(key, &[("days", every.into())]),
            next,
            state: one.state,
            client_said_no,
            every: if every == 0 {
                String::new()
            } else {
                every.to_string()
            },
            shortest,
            can_ask_now: one.state == StateV1::Asked
                && possible.is_none_or(|possible| possible <= today)
                && due.is_none_or(|due| due > today),
            paper: format!("{address}/{}/paper", one.measure),
            due: due.is_some_and(|due| due <= today),
        })
    };
    Ok(asked.iter().filter_map(line).collect())
}

fn pathways(offer: &Offer, words: Words) -> Vec<Choice> {
    let choice = |pathway: &crate::Pathway| {
        let each = pathway.ask.iter().map(|ask| {
            words.say_with(
                "measure-pathway-ask",
                &[
                    ("measure", (&offer.short_name(&ask.measure)).into()),
                    ("days", ask.every_days.into()),
                ],
            )
        });
        Choice {
            id: pathway.id.clone(),
            said: pathway.name.say(words).to_owned(),
            why: format!(
                "{} {}. {}",
                pathway.for_whom.say(words),
                each.collect::<Vec<_>>().join(", "),
                pathway.source
            ),
        }
    };
    offer.pathways().iter().map(choice).collect()
}

/// What can be asked and is not.
fn others(offer: &Offer, asked: &[AskedV1], words: Words) -> Vec<Choice> {
    let is_asked = |id: &str| {
        asked
            .iter()
            .any(|one| one.measure == id && one.state == StateV1::Asked)
    };
    let others = offer.askable().filter(|measure| !is_asked(measure.id()));
    others
        .map(|measure| Choice {
            id: measure.id().to_owned(),
            said: words.say_with(
                "measure-choice",
                &[
                    ("name", measure.short_name().into()),
                    ("construct", measure.construct().into()),
                    ("shortest", offer.shortest(measure.id()).unwrap_or(1).into()),
                ],
            ),
            why: String::new(),
        })
        .collect()
}

/// What a form of the page asks for.
fn wanted(visit: &Visit, filled: &mut Filled, today: Day) -> Result<Option<Change>, Trouble> {
    let measure = visit.form.get("measure").map(ToOwned::to_owned);
    let measure = || {
        measure
            .clone()
            .filter(|id| !id.is_empty())
            .ok_or(Trouble::NotUnderstood)
    };
    let every = |filled: &mut Filled| {
        let typed = visit.form.words("every").unwrap_or_default();
        let every = typed.parse::<u16>().ok();
        if every.is_none() {
            filled.tell("every", visit.words.say("measure-wrong-every"));
        }
        every
    };
    Ok(Some(match visit.form.get("do") {
        Some("begin") => {
            let first = visit.form.words("first").map_or(Some(today), Day::parse);
            let Some(first) = first else {
                filled.tell("first", visit.words.say("measure-wrong-day"));
                return Ok(None);
            };
            let once = visit.form.words("every").is_none();
            let every = if once { None } else { every(filled) };
            if !once && every.is_none() {
                return Ok(None);
            }
            Change::Begin {
                measure: measure()?,
                every,
                first,
            }
        }
        Some("follow") => Change::Follow {
            pathway: visit
                .form
                .get("pathway")
                .ok_or(Trouble::NotUnderstood)?
                .to_owned(),
        },
        Some("every") => match every(filled) {
            Some(every) => Change::Every {
                measure: measure()?,
                every,
            },
            None => return Ok(None),
        },
        Some("once") => Change::Once {
            measure: measure()?,
        },
        Some("pause") => Change::Pause {
            measure: measure()?,
        },
        Some("stop") => Change::Stop {
            measure: measure()?,
        },
        Some("resume") => Change::Resume {
            measure: measure()?,
        },
        _ => return Err(Trouble::NotUnderstood),
    }))
}

async fn post(visit: Visit, act: Act, offer: Arc<Offer>) -> pages::Answer {
    let today = Day::of(visit.now, &visit.floor.settings.zone);
    let mut filled = Filled::posted(&visit);
    let Some(wanted) = wanted(&visit, &mut filled, today)? else {
        return page(&visit, act, &offer, filled).await;
    };
    let seen = visit
        .form
        .get("version")
        .and_then(|version| version.parse().ok());
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let (offer, wanted) = (Arc::clone(&offer), &wanted);
            async move {
                let happened = change(&mut act, &offer, seen, today, wanted).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    let refused = match outcome {
        Ok(()) => return Ok(see_other(&addresses(&visit)?.0)),
        Err(PlanRefused::Read(error)) => return Err(error.into()),
        Err(PlanRefused::OnlyTheClient | PlanRefused::OnlyStaff) => return Err(Trouble::Nothing),
        Err(refused) => refused,
    };
    filled.notice = Some(say(&visit, &refused));
    let act = Act::open(&visit.floor.vault, access).await?;
    page(&visit, act, &offer, filled).await
}

/// Why a plan was not changed, and what can be done instead.
fn say(visit: &Visit, refused: &PlanRefused) -> String {
    let words = visit.words;
    match refused {
        PlanRefused::TooSoon { from } => {
            let from = day(visit, *from);
            words.say_with("measure-refused-too-soon", &[("from", (&from).into())])
        }
        PlanRefused::Interval(WrongInterval::TooOften { shortest }) => words.say_with(
            "measure-refused-too-often",
            &[("shortest", (*shortest).into())],
        ),
        PlanRefused::Interval(WrongInterval::TooSeldom) => words.say_with(
            "measure-refused-too-seldom",
            &[("longest", rules::LONGEST_INTERVAL.into())],
        ),
        PlanRefused::TheClientSaidNo => words.say("measure-refused-client-said-no"),
        PlanRefused::AskedAlready => words.say("measure-refused-asked-already"),
        PlanRefused::NoWords => words.say("measure-refused-no-words"),
        PlanRefused::NotAsked => words.say("measure-refused-not-asked"),
        PlanRefused::NoSuchMeasure | PlanRefused::NoSuchPathway => {
            words.say("measure-refused-no-such")
        }
        _ => words.say("measure-refused-changed"),
    }
}

/// What an answered measure came to, in one line for staff.
pub(crate) fn score_line(answered: &AnsweredV1, offer: &Offer, words: Words) -> String {
    let score = answered.main().and_then(|score| score.value);
    let measure = offer.short_name(&answered.measure);
    let most = offer
        .measure(&answered.measure)
        .and_then(|measure| measure.main())
        .map(|main| number(main.range.1, words));
    match (score, most) {
        (Some(score), Some(most)) => words.say_with(
            "measure-score-line",
            &[
                ("measure", (&measure).into()),
                ("score", (&number(score, words)).into()),
                ("most", (&most).into()),
            ],
        ),
        _ => words.say_with("measure-score-line-none", &[("measure", (&measure).into())]),
    }
}
