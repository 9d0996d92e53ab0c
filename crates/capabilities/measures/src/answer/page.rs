//! A measure on the client's phone: who will read it before the first question, a skip beside each,
//! and two ways to finish.

use super::act::{Due, Sent, SentRefused, complete, due, main_score};
use super::readers::reader;
use super::stored::{AnsweredV1, ReadersV1};
use crate::day::Day;
use crate::drawn::day;
use crate::norm::Norm;
use crate::offer::Offer;
use crate::page::tell_course;
use crate::plan::{counts, plan};
use crate::signal::{Signal, number};
use askama::Template;
use care::{Moment, PersonId, RecordId, Section, Sections};
use forms::WrongAnswer;
use instruments::{Better, Measure};
use pages::form_view::{FormView, Taken, take};
use pages::layout::Step;
use pages::{ClientVisit, HOME, Html, Next, Place, Screens, Trouble, Words, draft};
use sealed::Act;
use std::sync::Arc;

/// The screen's name, and its draft's.
pub(crate) const MEASURE: &str = "measure";
/// What is said once it is kept.
pub(crate) const SENT: &str = "measure-sent";

/// What the client's acts open. Consent: so that those who treat them hear that something waits.
pub(crate) const OPENS: Sections = Sections::of(&[
    Section::Measures,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
]);
/// Consent: so that someone is named who can read it now.
const READS: Sections = Sections::of(&[Section::Measures, Section::Consent]);

pub(crate) fn screens(offer: &Arc<Offer>) -> Screens {
    let [shown, sent, kept, after, share] = std::array::from_fn(|_| Arc::clone(offer));
    Screens::new()
        .screen(MEASURE, OPENS, move |visit, act| {
            show(visit, act, Arc::clone(&shown))
        })
        .act("measure-send", OPENS, move |visit, act| {
            send(visit, act, Arc::clone(&sent), ReadersV1::Section)
        })
        .act("measure-keep", OPENS, move |visit, act| {
            send(visit, act, Arc::clone(&kept), ReadersV1::Nobody)
        })
        .screen(SENT, READS, move |visit, act| {
            show_sent(visit, act, Arc::clone(&after))
        })
        .act("measure-share", OPENS, move |visit, act| {
            send_after_all(visit, act, Arc::clone(&share))
        })
}

#[derive(Template)]
#[template(path = "measure.html")]
struct MeasureScreen {
    words: Words,
    title: String,
    said: Option<String>,
    form: Html,
    measure: String,
    /// Whose words these are, as their licence asks.
    attribution: String,
}

#[derive(Template)]
#[template(path = "measure_readers.html")]
struct Readers {
    words: Words,
    said: String,
    /// Whether it has questions about safety: then it is said beforehand what becomes of them.
    safety: bool,
    /// Whether their scores count and nothing was sent yet: then it is said beforehand.
    counts: bool,
    urgent: String,
}

#[derive(Template)]
#[template(path = "measure_none.html")]
struct NothingDue {
    words: Words,
    said: String,
}

#[derive(Default)]
struct Filled {
    fields: Vec<(String, String)>,
    wrong: Vec<WrongAnswer>,
    brought_up: bool,
    said: Option<String>,
}

async fn show(visit: ClientVisit, mut act: Act, offer: Arc<Offer>) -> Result<Html, Trouble> {
    let today = Day::of(visit.now, &visit.floor.settings.zone);
    let all = due(&mut act, &offer, today).await?;
    let about = visit.place.about;
    let one = all
        .iter()
        .find(|due| about.is_none_or(|about| about == due.occurrence));
    let Some(one) = one else {
        return Ok(Html::of(&NothingDue {
            words: visit.words,
            said: visit.words.say("measure-none"),
        }));
    };
    let fields = draft::load(&act, MEASURE, about).await?;
    // A draft of something else is not about this one.
    let occurrence = one.occurrence.to_string();
    let same = |(name, value): &(String, String)| name == "occurrence" && *value == occurrence;
    let filled = Filled {
        fields: if fields.iter().any(same) {
            fields
        } else {
            Vec::new()
        },
        ..Filled::default()
    };
    screen(&visit, &mut act, &offer, one, filled).await
}

/// The name of whoever reads what is sent, if there is someone.
async fn name_of_reader(
    visit: &ClientVisit,
    act: &mut Act,
    asked_by: Option<PersonId>,
) -> Result<Option<String>, Trouble> {
    let Some(person) = reader(act, asked_by).await? else {
        return Ok(None);
    };
    let name = visit.floor.sign_ins.name_of(person).await?;
    Ok(Some(
        name.unwrap_or_else(|| visit.words.say("someone-on-the-team")),
    ))
}

/// Words that name the reader, or those for when there is nobody.
fn named_or_not(words: Words, key: &str, name: Option<&String>) -> String {
    match name {
        Some(name) => words.say_with(key, &[("name", name.into())]),
        None => words.say(&format!("{key}-nobody")),
    }
}

/// Whether this is the first that they may send, and their scores count unless they say no.
async fn says_that_it_counts(act: &Act, measure: &Measure) -> Result<bool, Trouble> {
    let known = act.latest::<AnsweredV1>().await?.kept;
    let sent =
        |known: &AnsweredV1| known.readers == ReadersV1::Section && known.typed_in_by.is_none();
    let first = !known.iter().any(|kept| sent(&kept.value));
    Ok(first && measure.main().is_some() && counts(act).await?)
}

async fn screen(
    visit: &ClientVisit,
    act: &mut Act,
    offer: &Offer,
    due: &Due,
    filled: Filled,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let measure = offer.measure(&due.measure).ok_or(Trouble::Nothing)?;
    let form = measure.form().ok_or(Trouble::Nothing)?;
    let name = name_of_reader(visit, act, Some(due.asked_by)).await?;
    let readers = Html::of(&Readers {
        words,
        said: named_or_not(words, "measure-readers", name.as_ref()),
        safety: asks_about_safety(measure),
        counts: says_that_it_counts(act, measure).await?,
        urgent: offer.urgent_words(words),
    });
    let (occurrence, canonical) = (due.occurrence.to_string(), form.canonical());
    let keep = Step {
        does: "measure-keep".to_owned(),
        words: words.say("measure-keep"),
    };
    let send = Step {
        does: "measure-send".to_owned(),
        words: named_or_not(words, "measure-send", name.as_ref()),
    };
    let view = FormView {
        fields: &filled.fields,
        wrong: &filled.wrong,
        readers,
        hidden: &[
            ("occurrence", &occurrence),
            ("measure", &due.measure),
            // Not `form`: a field of that name hides the form from the scripts that send it.
            ("questionnaire", &canonical),
        ],
        also: Some(keep),
        stop: Some(Step {
            does: "stop".to_owned(),
            words: words.say("form-stop"),
        }),
        drafted: true,
        verbatim: true,
        brought_up: filled.brought_up,
        ..FormView::new(form, words, send)
    };
    Ok(Html::of(&MeasureScreen {
        words,
        title: offer.called(&due.measure, words),
        said: filled.said,
        form: view.html(),
        measure: due.measure.clone(),
        attribution: measure.licence().attribution.clone(),
    }))
}

/// Measures that are about safety as a whole: their triage names the next action.
const ABOUT_SAFETY: [&str; 2] = ["asq", "c-ssrs-screener"];

fn asks_about_safety(measure: &Measure) -> bool {
    measure.safety().next().is_some() || ABOUT_SAFETY.contains(&measure.id())
}

/// What a post names.
struct Named {
    occurrence: RecordId,
    measure: String,
    form: String,
}

fn named(visit: &ClientVisit) -> Result<Named, Trouble> {
    let field = |name| visit.form.get(name).ok_or(Trouble::NotUnderstood);
    let occurrence = RecordId::parse(field("occurrence")?);
    Ok(Named {
        occurrence: occurrence.ok_or(Trouble::NotUnderstood)?,
        measure: field("measure")?.to_owned(),
        form: field("questionnaire")?.to_owned(),
    })
}

async fn send(
    visit: ClientVisit,
    act: Act,
    offer: Arc<Offer>,
    readers: ReadersV1,
) -> Result<Next, Trouble> {
    let named = named(&visit)?;
    let zone = &visit.floor.settings.zone;
    let today = Day::of(visit.now, zone);
    let access = *act.access();
    let about = visit.place.about;
    let measure = offer.measure(&named.measure).ok_or(Trouble::Nothing)?;
    let form = measure.form().ok_or(Trouble::Nothing)?;
    let response = match take(form, visit.form.fields()) {
        Taken::Answered(response) => response,
        Taken::Again(shown) => {
            let filled = Filled {
                fields: shown.fields,
                wrong: shown.wrong,
                brought_up: shown.brought_up,
                said: None,
            };
            return again(&visit, act, &offer, &named, today, filled).await;
        }
    };
    let norm = Norm::of(&visit.floor.vault, &named.measure).await?;
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let sent = Sent {
                occurrence: named.occurrence,
                measure: &named.measure,
                form: &named.form,
                response: &response,
                readers,
                today,
            };
            let (offer, norm) = (Arc::clone(&offer), norm.as_ref());
            async move {
                let done = complete(&mut act, &offer, norm, &sent).await?;
                draft::forget(&mut act, MEASURE, about)?;
                Ok((act, done.share, done.happened))
            }
        })
        .await?;
    let said = match outcome {
        Ok(share) => {
            tell_course(&visit.floor.vault, share.as_ref()).await;
            return Ok(Next::Go(Place::at(SENT).about(named.occurrence)));
        }
        // The same form a second time: what was meant has happened.
        Err(SentRefused::AnsweredAlready) => {
            return Ok(Next::Go(Place::at(SENT).about(named.occurrence)));
        }
        Err(SentRefused::Read(error)) => return Err(error.into()),
        Err(SentRefused::NotYet { from }) => {
            let from = day(&visit, from);
            visit
                .words
                .say_with("measure-not-yet", &[("from", (&from).into())])
        }
        Err(SentRefused::OlderForm) => visit.words.say("measure-older"),
        Err(SentRefused::NotAsked | SentRefused::PaperIsOpen) => {
            visit.words.say("measure-not-asked")
        }
    };
    let filled = Filled {
        fields: visit.form.fields().to_vec(),
        said: Some(said),
        ..Filled::default()
    };
    let act = Act::open(&visit.floor.vault, access).await?;
    again(&visit, act, &offer, &named, today, filled).await
}

/// The same screen, with what was filled in. If it is not asked any more, what was written is shown
/// all the same.
async fn again(
    visit: &ClientVisit,
    mut act: Act,
    offer: &Offer,
    named: &Named,
    today: Day,
    filled: Filled,
) -> Result<Next, Trouble> {
    let all = due(&mut act, offer, today).await?;
    let one = all
        .into_iter()
        .find(|due| due.occurrence == named.occurrence);
    let one = match one {
        Some(one) => one,
        None => Due {
            occurrence: named.occurrence,
            measure: named.measure.clone(),
            since: today,
            asked_by: act.by(),
        },
    };
    let screen = screen(visit, &mut act, offer, &one, filled).await?;
    Ok(Next::Stay(screen))
}

#[derive(Template)]
#[template(path = "measure_sent.html")]
struct SentScreen {
    words: Words,
    title: String,
    /// What this says, in plain words, line by line.
    says: Vec<String>,
    readers: String,
    /// What is said when something about safety was answered.
    safety: Option<Safety>,
    /// What is said when they would like someone to get in touch.
    contact: Option<String>,
    urgent: String,
    /// The record, while only the client can read it.
    only_mine: Option<String>,
    share: String,
}

struct Safety {
    matters: String,
    /// Who finds it on their list, or that nobody does. Nobody is called: it is not promised.
    who: String,
}

async fn show_sent(visit: ClientVisit, mut act: Act, offer: Arc<Offer>) -> Result<Html, Trouble> {
    let words = visit.words;
    let record = visit.place.about.ok_or(Trouble::Nothing)?;
    let kept = act
        .find::<AnsweredV1>(record)
        .await?
        .ok_or(Trouble::Nothing)?;
    let value = &kept.value;
    let plan = plan(&act).await?;
    let asked = plan
        .as_ref()
        .and_then(|plan| plan.value.get(&value.measure));
    let asked_by = asked.map(|asked| PersonId::from_bytes(asked.asked_by));
    let name = name_of_reader(&visit, &mut act, asked_by).await?;
    let name = name.as_ref();
    let mut before = act.latest::<AnsweredV1>().await?.kept;
    before.retain(|other| other.value.measure == value.measure && other.value.at < value.at);
    before.sort_by_key(|kept| kept.value.at);
    let previous = before.iter().rev().find_map(|kept| main_score(&kept.value));
    let sent = value.readers == ReadersV1::Section;
    let contact = sent && value.is_noticed(Signal::Contact);
    Ok(Html::of(&SentScreen {
        words,
        title: words.say("measure-sent-title"),
        says: says(value, previous, &offer, words),
        readers: if sent {
            named_or_not(words, "measure-sent-readers", name)
        } else {
            words.say("measure-sent-only-me")
        },
        safety: safety(&visit, value, name),
        contact: contact.then(|| named_or_not(words, "measure-contact", name)),
        urgent: offer.urgent_words(words),
        only_mine: (!sent).then(|| record.to_string()),
        share: named_or_not(words, "measure-share", name),
    }))
}

/// What is said at once when something about safety was answered: that it matters, on whose list it
/// stands and by when this service says that it is read, and what to do if it is urgent now.
fn safety(visit: &ClientVisit, answered: &AnsweredV1, name: Option<&String>) -> Option<Safety> {
    let words = visit.words;
    if !answered.is_about_safety() {
        return None;
    }
    let sent = answered.readers == ReadersV1::Section;
    let who = match (sent, name, answered.read_by) {
        (false, ..) => words.say("measure-safety-only-me"),
        (true, _, None) | (true, None, _) => named_or_not(words, "measure-safety-told", name),
        (true, Some(name), Some(by)) => {
            let by = visit.day_and_time(Moment::from_millis(by));
            let put = [("name", name.into()), ("by", (&by).into())];
            words.say_with("measure-safety-told-by", &put)
        }
    };
    Some(Safety {
        matters: words.say("measure-safety-matters"),
        who,
    })
}

/// What the answers say: the number, the number before, and which way is less of it. No names of
/// bands: they judge, and most are not published.
pub(crate) fn says(
    answered: &AnsweredV1,
    previous: Option<f64>,
    offer: &Offer,
    words: Words,
) -> Vec<String> {
    let measure = offer.measure(&answered.measure);
    let Some(main) = measure.and_then(Measure::main) else {
        return vec![words.say("measure-says-no-number")];
    };
    let Some(score) = main_score(answered) else {
        return vec![words.say("measure-says-left-out")];
    };
    let (now, most) = (number(score, words), number(main.range.1, words));
    let put = [("score", (&now).into()), ("most", (&most).into())];
    let mut says = vec![words.say_with("measure-says-score", &put)];
    if let Some(previous) = previous {
        let before = number(previous, words);
        says.push(words.say_with("measure-says-before", &[("before", (&before).into())]));
    }
    match main.better {
        Better::Lower => says.push(words.say("measure-says-lower")),
        Better::Higher => says.push(words.say("measure-says-higher")),
        Better::Neither => {}
    }
    if answered.main().is_some_and(|score| score.prorated) {
        says.push(words.say("measure-prorated"));
    }
    says
}

async fn send_after_all(visit: ClientVisit, act: Act, offer: Arc<Offer>) -> Result<Next, Trouble> {
    let record = visit.form.get("about").and_then(RecordId::parse);
    let record = record.ok_or(Trouble::NotUnderstood)?;
    let measure = act
        .find::<AnsweredV1>(record)
        .await?
        .ok_or(Trouble::Nothing)?
        .value
        .measure;
    let norm = Norm::of(&visit.floor.vault, &measure).await?;
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let (offer, norm) = (Arc::clone(&offer), norm.as_ref());
            async move {
                let done = super::share(&mut act, &offer, norm, record).await?;
                Ok((act, done.share, done.happened))
            }
        })
        .await?;
    match outcome {
        Ok(share) => tell_course(&visit.floor.vault, share.as_ref()).await,
        Err(SentRefused::AnsweredAlready) => {}
        Err(SentRefused::Read(error)) => return Err(error.into()),
        Err(_) => return Ok(Next::Go(Place::at(HOME))),
    }
    Ok(Next::Go(
        Place::at(SENT).about(record).saying("measure-shared"),
    ))
}
