//! A result put in from paper where the words of the measure are not here: the practitioner has the
//! paper in front of them, the program has its structure, and its published triage names the next
//! action all the same. Asked when there is reason to, not on a plan.

use super::staff::{TREATING, addresses};
use crate::answer::ReadersV1;
use crate::answer::act::{Sent, SentRefused, put_in};
use crate::day::Day;
use crate::offer::Offer;
use askama::Template;
use care::{RecordId, Section, Sections};
use forms::Questionnaire;
use pages::form_view::{Again, FormView, Taken, take};
use pages::layout::Step;
use pages::shell::{see_other, staff};
use pages::{Html, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;
use std::sync::Arc;

const OPENS: Sections = Sections::of(&[Section::Identity, Section::Measures, Section::Overview]);
/// The field with the id that the result will have, so that one sending is one result.
const ONCE: &str = "occurrence";

pub(crate) fn routes(offer: &Arc<Offer>) -> Routes {
    let at = "/clients/{client}/measures/{measure}/result";
    let (shown, sent) = (Arc::clone(offer), Arc::clone(offer));
    Routes::new()
        .record(Verb::Get, at, OPENS, TREATING, move |visit, act| {
            show(visit, act, Arc::clone(&shown))
        })
        .record(Verb::Post, at, OPENS, TREATING, move |visit, act| {
            send(visit, act, Arc::clone(&sent))
        })
}

/// Where results can be put in: each with its address below the measures' and its words.
pub(crate) fn ways(offer: &Offer, words: Words) -> Vec<(String, String)> {
    let all = offer.numbered_ones();
    all.map(|measure| {
        let put = [("measure", measure.short_name().into())];
        let said = words.say_with("paper-numbered-link", &put);
        (format!("{}/result", measure.id()), said)
    })
    .collect()
}

#[derive(Template)]
#[template(path = "measure_paper.html")]
struct ResultPage {
    title: String,
    called: String,
    back: String,
    said: Option<String>,
    form: Option<Html>,
    attribution: String,
}

#[derive(Template)]
#[template(
    source = r#"<p>{{ words.say("paper-numbered-said") }}</p><p>{{ words.say("measure-paper-readers") }}</p>"#,
    ext = "html"
)]
struct Readers {
    words: Words,
}

async fn show(visit: Visit, act: Act, offer: Arc<Offer>) -> pages::Answer {
    let again = Again {
        fields: Vec::new(),
        wrong: Vec::new(),
        brought_up: false,
    };
    page(&visit, &act, &offer, &again, None).await
}

fn form_of(visit: &Visit, offer: &Offer) -> Result<(String, Questionnaire), Trouble> {
    let id = visit.path("measure").ok_or(Trouble::Nothing)?;
    let form = offer.numbered(id, visit.words).ok_or(Trouble::Nothing)?;
    Ok((id.to_owned(), form))
}

async fn page(
    visit: &Visit,
    act: &Act,
    offer: &Offer,
    again: &Again,
    said: Option<String>,
) -> pages::Answer {
    let words = visit.words;
    let (id, form) = form_of(visit, offer)?;
    let measure = offer.measure(&id).ok_or(Trouble::Nothing)?;
    let (back, _) = addresses(visit)?;
    let once = visit.form.get(ONCE).and_then(RecordId::parse);
    let once = once.unwrap_or_else(|| act.mint()).to_string();
    let (address, canonical) = (format!("{back}/{id}/result"), form.canonical());
    let send = Step {
        does: "keep".to_owned(),
        words: words.say("measure-paper-keep"),
    };
    let view = FormView {
        fields: &again.fields,
        wrong: &again.wrong,
        brought_up: again.brought_up,
        readers: Html::of(&Readers { words }),
        address: &address,
        hidden: &[(ONCE, &once), ("questionnaire", &canonical)],
        ..FormView::new(&form, words, send)
    };
    let stays = said.is_some() || !again.wrong.is_empty();
    let put = [("measure", measure.short_name().into())];
    let page = ResultPage {
        title: words.say_with("paper-numbered-title", &put),
        called: visit.floor.sign_ins.called(act).await?,
        back,
        said,
        form: Some(view.html()),
        attribution: measure.licence().attribution.clone(),
    };
    let mut response = staff(visit, &page.title, Html::of(&page), None);
    if stays {
        *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

async fn send(visit: Visit, act: Act, offer: Arc<Offer>) -> pages::Answer {
    let (id, form) = form_of(&visit, &offer)?;
    let field = |name: &str| visit.form.get(name).ok_or(Trouble::NotUnderstood);
    let occurrence = RecordId::parse(field(ONCE)?).ok_or(Trouble::NotUnderstood)?;
    let shown = field("questionnaire")?.to_owned();
    let response = match take(&form, visit.form.fields()) {
        Taken::Answered(response) => response,
        Taken::Again(again) => return page(&visit, &act, &offer, &again, None).await,
    };
    let access = *act.access();
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
            let offer = Arc::clone(&offer);
            async move {
                let done = put_in(&mut act, &offer, &sent).await?;
                Ok((act, (), done.happened))
            }
        })
        .await?;
    match outcome {
        Ok(()) | Err(SentRefused::AnsweredAlready) => Ok(see_other(&addresses(&visit)?.0)),
        Err(SentRefused::Read(error)) => Err(error.into()),
        Err(SentRefused::OlderForm) => {
            let act = Act::open(&visit.floor.vault, access).await?;
            let again = Again {
                fields: visit.form.fields().to_vec(),
                wrong: Vec::new(),
                brought_up: false,
            };
            let said = Some(visit.words.say("measure-older"));
            page(&visit, &act, &offer, &again, said).await
        }
        Err(_) => Err(Trouble::Nothing),
    }
}
