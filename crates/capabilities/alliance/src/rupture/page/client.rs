//! The client's side: "something felt wrong", and what became of it.

use super::{Moment, fit_code, history, state_tag};
use crate::audience::{AudienceV1, Choice, audience};
use crate::check_in::complete::people_beside;
use crate::rupture::act::{NameIt, RuptureRefused, name_it, reply};
use crate::rupture::{FitV1, RuptureV1, SaidV1, StateV1};
use crate::session::{self, SessionV1};
use crate::words::Line;
use askama::Template;
use care::{PersonId, RecordId, Section, Sections};
use pages::{ClientVisit, HOME, Html, Next, Place, Screens, Trouble, Words, draft};
use sealed::Act;

const FELT_WRONG: &str = "felt-wrong";
const RUPTURE: &str = "rupture";

const OPENS: Sections = Sections::of(&[
    Section::Sessions,
    Section::Relationship,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
]);

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(FELT_WRONG, OPENS, show_form)
        .act("name-it", OPENS, name)
        .screen(RUPTURE, OPENS, show)
        .act("reply-not-yet", OPENS, |visit, act| {
            say(visit, act, SaidV1::NotYet)
        })
        .act("reply-closed", OPENS, |visit, act| {
            say(visit, act, SaidV1::Closed)
        })
}

#[derive(Template)]
#[template(path = "felt_wrong.html")]
struct FeltWrong {
    words: Words,
    once: String,
    own_words: String,
    fit: String,
    who: String,
    beside: Vec<(PersonId, String)>,
    too_long: bool,
    nobody_instead: bool,
}

async fn form(
    visit: &ClientVisit,
    act: &mut Act,
    fields: &[(String, String)],
) -> Result<FeltWrong, Trouble> {
    let field = |name: &str| {
        fields
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.clone())
            .unwrap_or_default()
    };
    let mut beside = Vec::new();
    for person in people_beside(act).await? {
        if let Some(name) = visit.floor.sign_ins.name_of(person).await? {
            let said = visit
                .words
                .say_with("who-instead", &[("name", (&name).into())]);
            beside.push((person, said));
        }
    }
    let once = Some(field("once")).filter(|once| RecordId::parse(once).is_some());
    Ok(FeltWrong {
        words: visit.words,
        once: once.unwrap_or_else(|| act.mint().to_string()),
        own_words: field("own-words"),
        fit: field("fit"),
        who: field("who"),
        beside,
        too_long: false,
        nobody_instead: false,
    })
}

async fn show_form(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let fields = draft::load(&act, FELT_WRONG, None).await?;
    Ok(Html::of(&form(&visit, &mut act, &fields).await?))
}

async fn name(visit: ClientVisit, mut act: Act) -> Result<Next, Trouble> {
    let once = visit
        .form
        .get("once")
        .and_then(RecordId::parse)
        .ok_or(Trouble::NotUnderstood)?;
    if act.find::<RuptureV1>(once).await?.is_some() {
        return Ok(Next::Go(
            Place::at(RUPTURE).about(once).saying("felt-wrong-already"),
        ));
    }
    let words = Line::parse_optional(visit.form.get("own-words"));
    let choice = choice(&visit, &mut act).await?;
    let (Ok(words), Some(choice)) = (words.as_ref(), choice) else {
        let page = form(&visit, &mut act, visit.form.fields()).await?;
        let page = FeltWrong {
            too_long: words.is_err(),
            nobody_instead: choice.is_none(),
            ..page
        };
        return Ok(Next::Stay(Html::of(&page)));
    };
    let fit = match visit.form.get("fit") {
        Some("pulled-back") => Some(FitV1::PulledBack),
        Some("clashed") => Some(FitV1::Clashed),
        Some("not-sure") => Some(FitV1::NotSure),
        _ => None,
    };
    let sessions = session::in_order(act.latest::<SessionV1>().await?);
    let next_ends = session::next(&sessions, act.now()).map(|next| next.value.ends());
    let audience = audience(choice, next_ends, act.now());
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let named = NameIt {
                words: words.clone(),
                fit,
                audience: audience.clone(),
            };
            async move {
                let happened = name_it(&mut act, once, named).await?;
                draft::forget(&mut act, FELT_WRONG, None)?;
                Ok::<_, sealed::ReadError>((act, (), happened))
            }
        })
        .await?;
    done?;
    let message = match audience {
        AudienceV1::Section => "felt-wrong-kept-now",
        AudienceV1::From(_) => "felt-wrong-kept-later",
        AudienceV1::Only(_) => "felt-wrong-kept-instead",
        AudienceV1::Nobody => "felt-wrong-kept-only-me",
    };
    Ok(Next::Go(Place::at(RUPTURE).about(once).saying(message)))
}

/// Whom the client chose; `None` when it is someone who does not stand beside them.
async fn choice(visit: &ClientVisit, act: &mut Act) -> Result<Option<Choice>, Trouble> {
    Ok(match visit.form.get("who") {
        Some("after-next") => Some(Choice::AfterNextSession),
        Some("only-me") => Some(Choice::OnlyMe),
        None | Some("" | "now") => Some(Choice::Now),
        Some(person) => {
            let beside = people_beside(act).await?;
            PersonId::parse(person)
                .filter(|person| beside.contains(person))
                .map(Choice::Instead)
        }
    })
}

#[derive(Template)]
#[template(path = "rupture_client.html")]
struct RuptureScreen {
    words: Words,
    id: String,
    state: StateV1,
    tag: Html,
    opened: String,
    reasons: Vec<String>,
    own_words: String,
    fit: Option<String>,
    history: Vec<Moment>,
    readers: String,
    too_long: bool,
    reply_words: String,
}

async fn screen(
    visit: &ClientVisit,
    rupture: RecordId,
    act: &Act,
) -> Result<RuptureScreen, Trouble> {
    let words = visit.words;
    let kept = act
        .find::<RuptureV1>(rupture)
        .await?
        .ok_or(Trouble::Nothing)?;
    let value = &kept.value;
    let by_client = value.named_by() == Some(act.by());
    let reasons = value
        .reasons
        .iter()
        .filter(|reason| !(by_client && crate::rupture::act::named(reason)))
        .map(|reason| reason.to_client(words))
        .collect();
    let readers = match &value.audience {
        AudienceV1::Section => words.say("rupture-readers-now"),
        AudienceV1::From(from) => {
            let when = visit.day_and_time(care::Moment::from_millis(*from));
            words.say_with("rupture-readers-from", &[("when", (&when).into())])
        }
        AudienceV1::Only(people) => {
            let mut names = Vec::new();
            for person in people {
                names.push(super::name(visit, *person).await?);
            }
            words.say_with(
                "rupture-readers-only",
                &[("names", (&names.join(", ")).into())],
            )
        }
        AudienceV1::Nobody => words.say("rupture-readers-nobody"),
    };
    Ok(RuptureScreen {
        words,
        id: rupture.to_string(),
        state: value.state(),
        tag: state_tag(words, value.state()),
        opened: visit.day_and_time(value.opened()),
        reasons,
        own_words: value.words.clone(),
        fit: value
            .fit
            .map(|fit| words.say(&format!("fit-{}", fit_code(fit)))),
        history: history(visit, value, true).await?,
        readers,
        too_long: false,
        reply_words: String::new(),
    })
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let rupture = visit.place.about.ok_or(Trouble::Nothing)?;
    Ok(Html::of(&screen(&visit, rupture, &act).await?))
}

async fn say(visit: ClientVisit, act: Act, said: SaidV1) -> Result<Next, Trouble> {
    let rupture = visit
        .form
        .get("about")
        .and_then(RecordId::parse)
        .ok_or(Trouble::NotUnderstood)?;
    let Ok(words) = Line::parse_optional(visit.form.get("own-words")) else {
        let page = screen(&visit, rupture, &act).await?;
        let reply_words = visit.form.get("own-words").unwrap_or_default().to_owned();
        return Ok(Next::Stay(Html::of(&RuptureScreen {
            too_long: true,
            reply_words,
            ..page
        })));
    };
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let words = words.clone();
            async move {
                let happened = reply(&mut act, rupture, said, words).await?;
                Ok((act, (), happened))
            }
        })
        .await?;
    let message = match (outcome, said) {
        (Ok(()), SaidV1::NotYet) => "reply-kept-not-yet",
        (Ok(()), SaidV1::Closed) => {
            return Ok(Next::Go(Place::at(HOME).saying("reply-kept-closed")));
        }
        (Err(RuptureRefused::Closed), _) => "reply-already-closed",
        (Err(RuptureRefused::NothingOffered), _) => "reply-nothing-offered",
        (Err(RuptureRefused::Read(error)), _) => return Err(error.into()),
        (Err(_), _) => return Err(Trouble::Nothing),
    };
    Ok(Next::Go(Place::at(RUPTURE).about(rupture).saying(message)))
}
