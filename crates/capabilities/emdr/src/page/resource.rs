//! One resource, for the therapist: its words, when it was practised, and whether the client may use
//! it alone.

use super::desk::{READS, THERAPISTS, WRITES, address};
use super::shown::{WENT, alone, named, practised, told};
use crate::refused::Refused;
use crate::resource::{LONGEST, allow, end_allowed, practise, write_script};
use crate::stored::{PartV1, WentV1};
use crate::whole::All;
use askama::Template;
use care::{Happened, Line, Moment, RecordId};
use jiff::civil::Date;
use pages::shell::{see_other, staff};
use pages::{Answer, Filled, Html, Routes, Told, Trouble, Verb, Visit, Words};
use sealed::Act;

pub(super) fn routes() -> Routes {
    let one = "/clients/{client}/emdr/resources/{resource}";
    Routes::new()
        .record(Verb::Get, one, READS, THERAPISTS, show)
        .record(Verb::Post, one, WRITES, THERAPISTS, write)
}

#[derive(Template)]
#[template(path = "emdr_desk_resource.html")]
struct Resource {
    words: Words,
    called: String,
    back: String,
    address: String,
    script: Option<String>,
    gone: bool,
    practised: Vec<String>,
    holds: bool,
    alone: Option<String>,
    went: Vec<(&'static str, String)>,
    writes: bool,
    filled: Filled,
}

fn wanted(visit: &Visit) -> Result<RecordId, Trouble> {
    let resource = visit.path("resource").and_then(RecordId::parse);
    resource.ok_or(Trouble::Nothing)
}

async fn show(visit: Visit, act: Act) -> Answer {
    page(&visit, &act, None).await
}

async fn page(visit: &Visit, act: &Act, filled: Option<Filled>) -> Answer {
    let words = visit.words;
    let wanted = wanted(visit)?;
    let all = All::read(act).await?;
    let kept = all.resources.iter().find(|kept| kept.record == wanted);
    let resource = &kept.ok_or(Trouble::Nothing)?.value;
    let said = all.words_of(wanted);
    let script = said.and_then(|said| said.part(PartV1::Script).map(str::to_owned));
    let back = address(visit)?;
    let filled = filled
        .unwrap_or_else(|| Filled::offered(&[("script", script.clone().unwrap_or_default())]));
    let status = filled.status();
    let page = Resource {
        words,
        called: resource.called.clone(),
        address: format!("{back}/resources/{wanted}"),
        back,
        script,
        gone: all.are_taken_back(wanted),
        practised: practised(visit, resource),
        holds: resource.holds(),
        alone: alone(
            visit,
            resource,
            ["emdr-staff-alone", "emdr-staff-alone-slow"],
        ),
        went: WENT
            .iter()
            .map(|(name, _)| (*name, words.say(&format!("emdr-went-{name}"))))
            .collect(),
        writes: act.access().may_write(),
        filled,
    };
    let mut response = staff(visit, &words.say("emdr-staff-title"), Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

enum Does {
    Practised(WentV1, bool, Option<Line<300>>),
    Allow(Moment, bool),
    End,
    Script(Line<2000>),
}

impl Does {
    async fn run(&self, act: &mut Act, resource: RecordId) -> Result<Vec<Happened>, Refused> {
        match self {
            Self::Practised(went, slow, words) => {
                practise(act, resource, *went, *slow, words.as_ref()).await
            }
            Self::Allow(until, slow) => allow(act, resource, *until, *slow).await,
            Self::End => end_allowed(act, resource).await,
            Self::Script(words) => write_script(act, resource, words).await,
        }
    }
}

/// The end of the day that was chosen, if it lies ahead and not beyond [`LONGEST`].
fn until(visit: &Visit, filled: &mut Filled) -> Result<Moment, Told> {
    let typed = visit.form.words("until");
    let day = typed.and_then(|typed| typed.parse::<Date>().ok());
    let next = day.and_then(|day| day.tomorrow().ok());
    let zone = visit.floor.settings.zone.clone();
    let ends = next.and_then(|next| next.to_zoned(zone).ok());
    let ends = ends.map(|ends| Moment::from_millis(ends.timestamp().as_millisecond()));
    let ahead = |ends: &Moment| *ends > visit.now && *ends <= visit.now + LONGEST;
    ends.filter(ahead).ok_or_else(|| {
        filled.tell("until", visit.words.say("emdr-wrong-until"));
        Told
    })
}

fn posted(visit: &Visit, filled: &mut Filled) -> Result<Result<Does, Told>, Trouble> {
    let has = |name: &str| visit.form.get(name).is_some();
    Ok(match visit.form.get("do") {
        Some("practised") => {
            let went = visit.form.get("went").and_then(|went| named(&WENT, went));
            let Some(went) = went else {
                filled.tell("went", visit.words.say("emdr-needed"));
                return Ok(Err(Told));
            };
            let words = filled.optional_line(visit, "practised-words");
            words.map(|words| Does::Practised(went, has("stimulated"), words))
        }
        Some("allow") => until(visit, filled).map(|until| Does::Allow(until, has("slow"))),
        Some("end") => Ok(Does::End),
        Some("script") => filled.line(visit, "script").map(Does::Script),
        _ => return Err(Trouble::NotUnderstood),
    })
}

async fn write(visit: Visit, act: Act) -> Answer {
    let resource = wanted(&visit)?;
    let mut filled = Filled::posted(&visit);
    let Ok(does) = posted(&visit, &mut filled)? else {
        return page(&visit, &act, Some(filled)).await;
    };
    let access = *act.access();
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let does = &does;
            async move {
                let happened = does.run(&mut act, resource).await?;
                Ok::<_, Refused>((act, (), happened))
            }
        })
        .await?;
    match done {
        Ok(()) => Ok(see_other(&format!(
            "{}/resources/{resource}",
            address(&visit)?
        ))),
        Err(refused) => {
            told(&mut filled, refused, visit.words)?;
            let act = Act::open(&visit.floor.vault, access).await?;
            page(&visit, &act, Some(filled)).await
        }
    }
}
