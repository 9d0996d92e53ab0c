//! Answers given on paper or aloud, typed in by the practitioner with the client's knowledge. They
//! are marked as such, everyone who may open the measures reads them, and the client sees them.

use super::staff::{TREATING, addresses};
use super::tell_course;
use crate::answer::ReadersV1;
use crate::answer::act::{Due, Sent, SentRefused, complete, due};
use crate::day::Day;
use crate::drawn::day;
use crate::norm::Norm;
use crate::offer::Offer;
use askama::Template;
use care::{RecordId, Section, Sections};
use forms::WrongAnswer;
use pages::form_view::{FormView, Taken, take};
use pages::layout::Step;
use pages::shell::{see_other, staff};
use pages::{Filled, Html, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;
use std::sync::Arc;

const OPENS: Sections = Sections::of(&[Section::Identity, Section::Measures, Section::Overview]);

pub(crate) fn routes(offer: &Arc<Offer>) -> Routes {
    let at = "/clients/{client}/measures/{measure}/paper";
    let (shown, sent) = (Arc::clone(offer), Arc::clone(offer));
    Routes::new()
        .record(Verb::Get, at, OPENS, TREATING, move |visit, act| {
            show(visit, act, Arc::clone(&shown))
        })
        .record(Verb::Post, at, OPENS, TREATING, move |visit, act| {
            send(visit, act, Arc::clone(&sent))
        })
}

#[derive(Template)]
#[template(path = "measure_paper.html")]
struct PaperPage {
    title: String,
    called: String,
    back: String,
    said: Option<String>,
    /// The form, or nothing when it is not due.
    form: Option<Html>,
    /// Whose words these are, as their licence asks.
    attribution: String,
}

#[derive(Default)]
struct Typed {
    fields: Vec<(String, String)>,
    wrong: Vec<WrongAnswer>,
    brought_up: bool,
    said: Option<String>,
}

async fn show(visit: Visit, act: Act, offer: Arc<Offer>) -> pages::Answer {
    page(&visit, act, &offer, Typed::default()).await
}

async fn page(visit: &Visit, mut act: Act, offer: &Offer, typed: Typed) -> pages::Answer {
    let words = visit.words;
    let id = visit.path("measure").ok_or(Trouble::Nothing)?;
    let measure = offer.measure(id).ok_or(Trouble::Nothing)?;
    let form = measure.form().ok_or(Trouble::Nothing)?;
    let today = Day::of(visit.now, &visit.floor.settings.zone);
    let all = due(&mut act, offer, today).await?;
    let (address, _) = addresses(visit)?;
    let one = all.iter().find(|due| due.measure == id);
    let mut filled = Filled::default();
    filled.notice.clone_from(&typed.said);
    if !typed.wrong.is_empty() {
        filled.notice = Some(String::new());
    }
    let status = filled.status();
    let page = PaperPage {
        title: words.say_with(
            "measure-paper-title",
            &[("measure", measure.short_name().into())],
        ),
        called: visit.floor.sign_ins.called(&act).await?,
        back: address.clone(),
        said: typed
            .said
            .clone()
            .or_else(|| one.is_none().then(|| words.say("measure-paper-not-due"))),
        attribution: measure.licence().attribution.clone(),
        form: one.map(|one| drawn(form, words, one, &typed, &format!("{address}/{id}/paper"))),
    };
    let title = page.title.clone();
    let mut response = staff(visit, &title, Html::of(&page), None);
    *response.status_mut() = status;
    Ok(response)
}

fn drawn(
    form: &forms::Questionnaire,
    words: Words,
    due: &Due,
    typed: &Typed,
    address: &str,
) -> Html {
    let (occurrence, canonical) = (due.occurrence.to_string(), form.canonical());
    let send = Step {
        does: "keep".to_owned(),
        words: words.say("measure-paper-keep"),
    };
    let view = FormView {
        fields: &typed.fields,
        wrong: &typed.wrong,
        readers: Html::of(&PaperReaders { words }),
        address,
        hidden: &[("occurrence", &occurrence), ("questionnaire", &canonical)],
        brought_up: typed.brought_up,
        ..FormView::new(form, words, send)
    };
    view.html()
}

#[derive(Template)]
#[template(
    source = r#"<p>{{ words.say("measure-paper-readers") }}</p>"#,
    ext = "html"
)]
struct PaperReaders {
    words: Words,
}

async fn send(visit: Visit, act: Act, offer: Arc<Offer>) -> pages::Answer {
    let id = visit.path("measure").ok_or(Trouble::Nothing)?.to_owned();
    let occurrence = visit.form.get("occurrence").and_then(RecordId::parse);
    let occurrence = occurrence.ok_or(Trouble::NotUnderstood)?;
    let shown = visit
        .form
        .get("questionnaire")
        .ok_or(Trouble::NotUnderstood)?
        .to_owned();
    let form = offer.measure(&id).and_then(|measure| measure.form());
    let response = match take(form.ok_or(Trouble::Nothing)?, visit.form.fields()) {
        Taken::Answered(response) => response,
        Taken::Again(shown) => {
            let typed = Typed {
                fields: shown.fields,
                wrong: shown.wrong,
                brought_up: shown.brought_up,
                said: None,
            };
            return page(&visit, act, &offer, typed).await;
        }
    };
    let access = *act.access();
    let norm = Norm::of(&visit.floor.vault, &id).await?;
    let today = Day::of(visit.now, &visit.floor.settings.zone);
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let sent = Sent {
                occurrence,
                measure: &id,
                form: &shown,
                response: &response,
                readers: ReadersV1::Section,
                today,
            };
            let (offer, norm) = (Arc::clone(&offer), norm.as_ref());
            async move {
                let done = complete(&mut act, &offer, norm, &sent).await?;
                Ok((act, done.share, done.happened))
            }
        })
        .await?;
    let said = match outcome {
        Ok(share) => {
            tell_course(&visit.floor.vault, share.as_ref()).await;
            return Ok(see_other(&addresses(&visit)?.0));
        }
        Err(SentRefused::AnsweredAlready) => return Ok(see_other(&addresses(&visit)?.0)),
        Err(SentRefused::Read(error)) => return Err(error.into()),
        Err(SentRefused::NotYet { from }) => {
            let from = day(&visit, from);
            let put = [("from", (&from).into())];
            visit.words.say_with("measure-refused-too-soon", &put)
        }
        Err(SentRefused::OlderForm) => visit.words.say("measure-older"),
        Err(SentRefused::NotAsked | SentRefused::PaperIsOpen) => {
            visit.words.say("measure-refused-not-asked")
        }
    };
    let typed = Typed {
        fields: visit.form.fields().to_vec(),
        said: Some(said),
        ..Typed::default()
    };
    let act = Act::open(&visit.floor.vault, access).await?;
    page(&visit, act, &offer, typed).await
}
