//! The client's side: "something felt wrong", and what became of it.

use super::{Moment, Standing, fit_code, history, standing, state_tag};
use crate::audience::{AudienceV1, Choice, audience};
use crate::check_in::complete::people_beside;
use crate::meetings::Meetings;
use crate::rupture::act::{NameIt, RuptureRefused, name_it_between, reply};
use crate::rupture::follow_up::{Expected, find};
use crate::rupture::{FitV1, RuptureV1, SaidV1, StateV1};
use askama::Template;
use care::{Line, Meeting, PersonId, RecordId, Section, Sections};
use pages::{ClientVisit, HOME, Html, Next, Place, Screens, Trouble, Words, draft, wrong_words};
use sealed::Act;
use std::sync::Arc;

const FELT_WRONG: &str = "felt-wrong";
pub(super) const RUPTURE: &str = "rupture";

pub(super) const OPENS: Sections = Sections::of(&[
    Section::Sessions,
    Section::Relationship,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
]);

pub(crate) fn screens(meetings: &Arc<dyn Meetings>) -> Screens {
    let meetings = Arc::clone(meetings);
    Screens::new()
        .screen(FELT_WRONG, OPENS, show_form)
        .act("name-it", OPENS, move |visit, act| {
            name(visit, act, Arc::clone(&meetings))
        })
        .screen(RUPTURE, OPENS, show)
        .act("reply-not-yet", OPENS, |visit, act| {
            say(visit, act, SaidV1::NotYet)
        })
        .act("reply-closed", OPENS, |visit, act| {
            say(visit, act, SaidV1::Closed)
        })
        .act("choose-fit", OPENS, super::more::choose)
        .act("bring-it", OPENS, super::more::bring_it)
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
    /// What is wrong with the words, said at them.
    words_wrong: Option<String>,
    nobody_instead: bool,
    /// Whether something with these words was saved before, so that this would be another.
    another: bool,
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
    // The id that the form was opened with, unless something has been saved under it since.
    let once = match RecordId::parse(&field("once")) {
        Some(once) if act.find::<RuptureV1>(once).await?.is_none() => once,
        _ => act.mint(),
    };
    Ok(FeltWrong {
        words: visit.words,
        once: once.to_string(),
        own_words: field("own-words"),
        fit: field("fit"),
        who: field("who"),
        beside,
        words_wrong: None,
        nobody_instead: false,
        another: false,
    })
}

async fn show_form(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let fields = draft::load(&act, FELT_WRONG, None).await?;
    Ok(Html::of(&form(&visit, &mut act, &fields).await?))
}

async fn name(
    visit: ClientVisit,
    mut act: Act,
    meetings: Arc<dyn Meetings>,
) -> Result<Next, Trouble> {
    let once = visit
        .form
        .get("once")
        .and_then(RecordId::parse)
        .ok_or(Trouble::NotUnderstood)?;
    let words = Line::parse_optional(visit.form.get("own-words"));
    let fit = fit(visit.form.get("fit"));
    let saved = act.find::<RuptureV1>(once).await?;
    let another = saved.as_ref().is_some_and(|saved| {
        let written = words.as_ref().map(Option::as_ref);
        let written = written.map(|words| words.map_or("", Line::as_str));
        saved.value.fit != fit || written != Ok(saved.value.words.as_str())
    });
    if saved.is_some() && !another {
        return Ok(Next::Go(
            Place::at(RUPTURE).about(once).saying("felt-wrong-already"),
        ));
    }
    let choice = choice(&visit, &mut act).await?;
    let (Ok(words), Some(choice), false) = (words.as_ref(), choice, another) else {
        let page = form(&visit, &mut act, visit.form.fields()).await?;
        let page = FeltWrong {
            words_wrong: words.err().map(|wrong| wrong_words(wrong, visit.words)),
            nobody_instead: choice.is_none(),
            another,
            ..page
        };
        return Ok(Next::Stay(Html::of(&page)));
    };
    let all = meetings.meetings(&act).await?.meetings;
    let now = act.now();
    let next_ends = Meeting::next(&all, now).map(|next| next.ends);
    let audience = audience(choice, next_ends, now);
    let all = &all;
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let named = NameIt {
                words: words.clone(),
                fit,
                audience: audience.clone(),
            };
            async move {
                let mut happened = Vec::new();
                // Sent twice at the same moment: the other was first, and it is saved.
                if act.find::<RuptureV1>(once).await?.is_none() {
                    let expected = Expected::of(all, now);
                    happened = name_it_between(&mut act, once, named, expected).await?;
                }
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

pub(super) fn fit(chosen: Option<&str>) -> Option<FitV1> {
    match chosen {
        Some("pulled-back") => Some(FitV1::PulledBack),
        Some("clashed") => Some(FitV1::Clashed),
        Some("not-sure") => Some(FitV1::NotSure),
        _ => None,
    }
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
pub(super) struct RuptureScreen {
    words: Words,
    title: String,
    id: String,
    state: StateV1,
    tag: Html,
    opened: String,
    reasons: Vec<String>,
    /// Whose words `own_words` are.
    whose_words: String,
    own_words: String,
    fit: Option<String>,
    history: Vec<Moment>,
    readers: String,
    /// What is said as long as nothing has been written.
    waits: Option<String>,
    words_wrong: Option<String>,
    reply_words: String,
    standing: Standing,
    /// The sentence chosen, by its code.
    chosen: &'static str,
    /// Whom the client can ask to look at it.
    beside: Vec<(PersonId, String)>,
    /// Whom it was to be brought to, when that could not be.
    nobody_beside: bool,
}

impl RuptureScreen {
    /// The same, saying that nobody was chosen whom it could be brought to.
    pub(super) fn asking_again(self) -> Self {
        Self {
            nobody_beside: true,
            ..self
        }
    }
}

pub(super) async fn screen(
    visit: &ClientVisit,
    rupture: RecordId,
    act: &mut Act,
) -> Result<RuptureScreen, Trouble> {
    let words = visit.words;
    let kept = act
        .find::<RuptureV1>(rupture)
        .await?
        .ok_or(Trouble::Nothing)?;
    let value = &kept.value;
    let by_client = value.named_by() == Some(act.by());
    let by_staff = match value.named_by.filter(|_| !by_client) {
        Some(person) => Some(super::name(visit, person).await?),
        None => None,
    };
    let mut reasons = Vec::new();
    for reason in &value.reasons {
        match &by_staff {
            // Their own words stand below; what a practitioner named is said as theirs.
            None if by_client && crate::rupture::act::named(reason) => {}
            Some(name) if crate::rupture::act::named(reason) => {
                reasons.push(words.say_with("noticed-named", &[("name", name.into())]));
            }
            _ => reasons.push(reason.to_client(words)),
        }
    }
    let follow_up = find(act, rupture).await?.map(|kept| kept.value);
    let follow_up = follow_up.as_ref();
    let beside = super::more::can_ask(visit, act, follow_up).await?;
    let (readers, waits) = readers(visit, &value.audience).await?;
    let whose_words = match &by_staff {
        Some(name) => words.say_with("rupture-words-of", &[("name", name.into())]),
        None => words.say("rupture-your-words"),
    };
    let title = super::title(value);
    Ok(RuptureScreen {
        words,
        title: words.say(title),
        whose_words,
        waits: waits.filter(|_| by_staff.is_none()),
        id: rupture.to_string(),
        state: value.state(),
        tag: state_tag(words, value.state()),
        opened: visit.day_and_time(value.opened()),
        reasons,
        own_words: value.words.clone(),
        fit: value
            .fit
            .map(|fit| words.say(&format!("fit-{}", fit_code(fit)))),
        history: history(visit, value, follow_up, true).await?,
        readers,
        words_wrong: None,
        reply_words: String::new(),
        standing: standing(visit, value, follow_up, true),
        chosen: value.fit.map_or("", fit_code),
        beside,
        nobody_beside: false,
    })
}

/// Who can read it, and what is said as long as nothing has been written: nobody is told to wait
/// for an answer that nobody can give.
async fn readers(
    visit: &ClientVisit,
    audience: &AudienceV1,
) -> Result<(String, Option<String>), Trouble> {
    let words = visit.words;
    Ok(match audience {
        AudienceV1::Section => (
            words.say("rupture-readers-now"),
            Some(words.say("rupture-no-answer-yet")),
        ),
        AudienceV1::From(from) => {
            let from = care::Moment::from_millis(*from);
            if from <= visit.now {
                return Ok((
                    words.say("rupture-readers-now"),
                    Some(words.say("rupture-no-answer-yet")),
                ));
            }
            let when = visit.day_and_time(from);
            (
                words.say_with("rupture-readers-from", &[("when", (&when).into())]),
                Some(words.say("rupture-no-answer-later")),
            )
        }
        AudienceV1::Only(people) => {
            let mut names = Vec::new();
            for person in people {
                names.push(super::name(visit, *person).await?);
            }
            let names = names.join(", ");
            (
                words.say_with("rupture-readers-only", &[("names", (&names).into())]),
                Some(words.say_with("rupture-no-answer-instead", &[("names", (&names).into())])),
            )
        }
        AudienceV1::Nobody => (words.say("rupture-readers-nobody"), None),
    })
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let rupture = visit.place.about.ok_or(Trouble::Nothing)?;
    Ok(Html::of(&screen(&visit, rupture, &mut act).await?))
}

async fn say(visit: ClientVisit, mut act: Act, said: SaidV1) -> Result<Next, Trouble> {
    let rupture = visit
        .form
        .get("about")
        .and_then(RecordId::parse)
        .ok_or(Trouble::NotUnderstood)?;
    let words = match Line::parse_optional(visit.form.get("own-words")) {
        Ok(words) => words,
        Err(wrong) => {
            let page = screen(&visit, rupture, &mut act).await?;
            let reply_words = visit.form.get("own-words").unwrap_or_default().to_owned();
            return Ok(Next::Stay(Html::of(&RuptureScreen {
                words_wrong: Some(wrong_words(wrong, visit.words)),
                reply_words,
                ..page
            })));
        }
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
        // Said twice with the same words, it was said once.
        (Ok(()) | Err(RuptureRefused::AlreadySaid), SaidV1::NotYet) => "reply-kept-not-yet",
        (Ok(()) | Err(RuptureRefused::AlreadySaid), SaidV1::Closed) => {
            return Ok(Next::Go(Place::at(HOME).saying("reply-kept-closed")));
        }
        (Err(RuptureRefused::Closed), _) => "reply-already-closed",
        (Err(RuptureRefused::NothingOffered), _) => "reply-nothing-offered",
        (Err(RuptureRefused::Read(error)), _) => return Err(error.into()),
        (Err(_), _) => return Err(Trouble::Nothing),
    };
    Ok(Next::Go(Place::at(RUPTURE).about(rupture).saying(message)))
}
