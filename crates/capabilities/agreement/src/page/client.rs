//! The client's side: the agreement in force, what waits for a signature, writing, and what changed
//! between versions.

use super::shown::{
    Reader, VersionLine, Wrong, changes_html, day, form, lines, name, parts_html, review_due,
};
use super::written::{
    Posted, SEEN, Typed, again, fields, number_of, posted, saying, shown, trouble,
};
use crate::written::{
    Agreement, AgreementRefused, VersionV1, Waits, agreement, propose, remark, remarks, sign,
};
use askama::Template;
use care::{Section, Sections};
use forms::Response;
use pages::form_view::{FormView, Taken, take};
use pages::layout::Step;
use pages::{ClientVisit, Html, Next, Place, Screens, Trouble, Words, draft};
use sealed::Act;

/// The screen's name.
const AGREEMENT: &str = "agreement";
/// The screen on which it is written, and its draft.
const WRITE: &str = "agreement-write";
/// The screen with every version.
const VERSIONS: &str = "agreement-versions";

/// Consent: so that those who treat them hear that something waits.
const WRITES: Sections = Sections::of(&[
    Section::Relationship,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
]);
const READS: Sections = Sections::of(&[Section::Relationship, Section::Drafts]);

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(AGREEMENT, READS, show)
        .screen(WRITE, READS, show_form)
        .act("agreement-send", WRITES, send)
        .act("agreement-sign", WRITES, say_yes)
        .act("agreement-again", WRITES, say_again)
        .act("agreement-beside", WRITES, say_beside)
        .screen(VERSIONS, READS, show_versions)
}

#[derive(Template)]
#[template(path = "agreement.html")]
struct AgreementScreen {
    words: Words,
    /// Nothing was ever written.
    none: bool,
    stands: String,
    /// The day to look at it again, if it has come; it can be moved while nothing is proposed.
    review_due: Option<(String, Option<u16>)>,
    /// What waits for the client's signature.
    to_sign: Option<ToSign>,
    /// What waits for the therapist's: a sentence, and what it changes if something is in force.
    waits: Option<(String, Html)>,
    parts: Html,
    versions: usize,
}

struct ToSign {
    number: u16,
    by: String,
    /// What it changes; nothing to compare it with where none is in force.
    changes: Option<Html>,
}

fn reader<'a>(visit: &ClientVisit, act: &Act, you: &'a str) -> Reader<'a> {
    Reader {
        client: you,
        whose: act.whose(),
        is_client: true,
        writes: visit.who.asker.person == act.whose().person(),
        address: "/",
    }
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    screen(&visit, &act, None).await
}

async fn screen(visit: &ClientVisit, act: &Act, wrong: Option<&Wrong>) -> Result<Html, Trouble> {
    let words = visit.words;
    let agreement = agreement(act).await?;
    let beside = remarks(act).await?;
    let you = words.say("agreement-you");
    let reader = reader(visit, act, &you);
    let in_force = agreement.in_force().map(|kept| &kept.value);
    let against = |version: &VersionV1| changes_html(in_force, version, words);
    let (mut to_sign, mut waits) = (None, None);
    if let Some(kept) = agreement.proposed() {
        let version = &kept.value;
        if agreement.waits() == Waits::Client {
            to_sign = Some(ToSign {
                number: version.number,
                by: name(visit, version.by, &reader).await?,
                changes: in_force.map(|_| against(version)).transpose()?,
            });
        } else {
            let when = day(visit, version.written());
            let number = i64::from(version.number).into();
            let put = [("number", number), ("when", (&when).into())];
            let changed = in_force.map_or_else(|| Ok(Html::default()), |_| against(version))?;
            waits = Some((words.say_with("agreement-waits", &put), changed));
        }
    }
    let parts = match shown(&agreement) {
        Some(version) => parts_html(visit, version, &beside, &reader, wrong).await?,
        None => Html::default(),
    };
    Ok(Html::of(&AgreementScreen {
        words,
        none: agreement.versions.is_empty(),
        stands: stands(visit, &agreement, &reader).await?,
        review_due: review_due(visit, &agreement),
        to_sign,
        waits,
        parts,
        versions: agreement.versions.len(),
    }))
}

/// Since when which version is in force, and with whom it was signed.
async fn stands(
    visit: &ClientVisit,
    agreement: &Agreement,
    reader: &Reader<'_>,
) -> Result<String, Trouble> {
    let words = visit.words;
    let Some(version) = agreement.in_force().map(|kept| &kept.value) else {
        return Ok(words.say("agreement-none"));
    };
    let (Some(signed), Some(since)) = (version.signed, version.signed_by_both()) else {
        return Ok(words.say("agreement-none"));
    };
    let other = if version.by_client {
        signed.by
    } else {
        version.by
    };
    let other = name(visit, other, reader).await?;
    let when = day(visit, since);
    let put = [
        ("number", i64::from(version.number).into()),
        ("when", (&when).into()),
        ("name", (&other).into()),
    ];
    Ok(words.say_with("agreement-in-force", &put))
}

#[derive(Template)]
#[template(path = "agreement_write.html")]
struct WriteScreen {
    words: Words,
    newer: bool,
    empty: bool,
    /// That the form begins with what someone else wrote.
    begins: Option<String>,
    form: Html,
}

async fn show_form(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let typed = Typed {
        fields: draft::load(&act, WRITE, None).await?,
        ..Typed::default()
    };
    write_screen(&visit, &act, typed).await
}

/// The form: as drafted, or with the newest words.
async fn write_screen(visit: &ClientVisit, act: &Act, mut typed: Typed) -> Result<Html, Trouble> {
    let words = visit.words;
    let form = form()?;
    let agreement = agreement(act).await?;
    let newest = agreement.newest().to_string();
    let seen = typed.fields.iter().find(|(name, _)| name == SEEN);
    // What was begun on an older version is sent on the newest: the page says that there is one.
    let newer = typed.newer || seen.is_some_and(|(_, seen)| *seen != newest);
    let mut begins = None;
    if typed.fields.is_empty()
        && let Some(kept) = agreement.proposed().filter(|kept| !kept.value.by_client)
    {
        let you = words.say("agreement-you");
        let by = name(visit, kept.value.by, &reader(visit, act, &you)).await?;
        let number = i64::from(kept.value.number).into();
        let put = [("number", number), ("name", (&by).into())];
        begins = Some(words.say_with("agreement-begins", &put));
    }
    fields(&mut typed, &agreement)?;
    let send = Step {
        does: "agreement-send".to_owned(),
        words: words.say("agreement-send"),
    };
    let view = FormView {
        fields: &typed.fields,
        wrong: &typed.wrong,
        brought_up: typed.brought_up,
        readers: Html::words(&words.say("agreement-readers")),
        hidden: &[(SEEN, &newest)],
        stop: Some(Step {
            does: "stop".to_owned(),
            words: words.say("form-stop"),
        }),
        drafted: true,
        skips: false,
        ..FormView::new(form, words, send)
    };
    Ok(Html::of(&WriteScreen {
        words,
        newer,
        empty: typed.empty,
        begins,
        form: view.html(),
    }))
}

async fn send(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let fields = visit.form.fields().to_vec();
    send_fields(&visit, act, fields).await
}

/// It still fits: the same words with another day to look at them again.
async fn say_again(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let stands = agreement(&act).await?;
    match again(&visit, &stands)? {
        Some(fields) => send_fields(&visit, act, fields).await,
        None => Ok(Next::Go(Place::at(WRITE))),
    }
}

async fn send_fields(
    visit: &ClientVisit,
    act: Act,
    fields: Vec<(String, String)>,
) -> Result<Next, Trouble> {
    let seen = number_of(visit, SEEN)?;
    let response: Response = match take(form()?, &fields) {
        Taken::Answered(response) => response,
        Taken::Again(again) => {
            let typed = Typed {
                fields: again.fields,
                wrong: again.wrong,
                brought_up: again.brought_up,
                ..Typed::default()
            };
            return Ok(Next::Stay(write_screen(visit, &act, typed).await?));
        }
    };
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let response = &response;
            async move {
                let (sent, happened) = propose(&mut act, seen, response).await?;
                draft::forget(&mut act, WRITE, None)?;
                Ok::<_, AgreementRefused>((act, sent, happened))
            }
        })
        .await?;
    match outcome {
        Ok(sent) => Ok(Next::Go(Place::at(AGREEMENT).saying(saying(sent)))),
        Err(refused @ (AgreementRefused::Newer | AgreementRefused::Empty)) => {
            let act = Act::open(&visit.floor.vault, access).await?;
            let typed = Typed {
                fields,
                newer: matches!(refused, AgreementRefused::Newer),
                empty: matches!(refused, AgreementRefused::Empty),
                ..Typed::default()
            };
            Ok(Next::Stay(write_screen(visit, &act, typed).await?))
        }
        Err(error) => Err(trouble(error)),
    }
}

async fn say_yes(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let number = number_of(&visit, "number")?;
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = sign(&mut act, number).await?;
            // What was begun before it was signed would be sent on an older version.
            draft::forget(&mut act, WRITE, None)?;
            Ok::<_, AgreementRefused>((act, (), happened))
        })
        .await?;
    outcome.map_err(trouble)?;
    Ok(Next::Go(Place::at(AGREEMENT).saying("agreement-signed")))
}

async fn say_beside(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let Posted { part, words } = match posted(&visit) {
        Ok(posted) => posted,
        Err(wrong) => return Ok(Next::Stay(screen(&visit, &act, Some(&wrong)).await?)),
    };
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let (part, words) = (&part, words.as_ref());
            async move {
                let happened = remark(&mut act, part, words).await?;
                Ok::<_, AgreementRefused>((act, (), happened))
            }
        })
        .await?;
    outcome.map_err(trouble)?;
    let said = if words.is_some() {
        "agreement-beside-kept"
    } else {
        "agreement-beside-gone"
    };
    Ok(Next::Go(Place::at(AGREEMENT).saying(said)))
}

#[derive(Template)]
#[template(path = "agreement_versions.html")]
struct VersionsScreen {
    words: Words,
    lines: Vec<VersionLine>,
}

async fn show_versions(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let agreement = agreement(&act).await?;
    let you = words.say("agreement-by-you");
    let reader = reader(&visit, &act, &you);
    Ok(Html::of(&VersionsScreen {
        words,
        lines: lines(&visit, &agreement, &reader).await?,
    }))
}
