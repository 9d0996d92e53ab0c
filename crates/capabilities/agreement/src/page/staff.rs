//! The agreement for the therapist, to read, write and sign; and for those who stand beside the
//! client, to read.

use super::shown::{
    Reader, VersionLine, Wrong, changes_html, day, form, lines, name, parts_html, review_due,
};
use super::written::{Posted, SEEN, Typed, again, fields, number_of, posted, shown, trouble};
use crate::written::{
    Agreement, AgreementRefused, VersionV1, Waits, agreement, propose, remark, remarks, sign,
};
use askama::Template;
use axum::http::StatusCode;
use care::{Purpose, Role, Section, Sections};
use pages::form_view::{FormView, Taken, take};
use pages::layout::Step;
use pages::shell::{see_other, staff};
use pages::{Html, Purposes, Routes, Trouble, Verb, Visit, Words};
use sealed::Act;

const READS: Sections = Sections::of(&[Section::Identity, Section::Relationship]);
const WRITES: Sections =
    Sections::of(&[Section::Identity, Section::Relationship, Section::Overview]);

/// Who writes and signs: whoever works with the client as their therapist.
const WRITERS: Purposes = &[(Role::Therapist, Purpose::Treatment)];
/// Who reads it beside them. A nurse does on a ward, where words to leave out and what helps matter
/// at night.
const BESIDE: Purposes = &[
    (Role::Supervisor, Purpose::Supervision),
    (Role::Therapist, Purpose::Supervision),
    (Role::Advocate, Purpose::Advocacy),
    (Role::WardNurse, Purpose::Treatment),
];

pub(crate) fn routes() -> Routes {
    let one = "/clients/{client}/agreement";
    let beside = "/clients/{client}/beside/agreement";
    let write = "/clients/{client}/agreement/write";
    let yes = "/clients/{client}/agreement/sign";
    let again = "/clients/{client}/agreement/again";
    let differ = "/clients/{client}/agreement/beside";
    Routes::new()
        .record(Verb::Get, one, READS, WRITERS, show)
        .record(Verb::Get, beside, READS, BESIDE, show_beside)
        .record(Verb::Get, write, READS, WRITERS, show_form)
        .record(Verb::Post, write, WRITES, WRITERS, send)
        .record(Verb::Post, yes, WRITES, WRITERS, say_yes)
        .record(Verb::Post, again, WRITES, WRITERS, say_again)
        .record(Verb::Post, differ, WRITES, WRITERS, say_beside)
}

/// The agreement's page for someone who works with the client, and the client's own.
fn address(visit: &Visit) -> Result<(String, String), Trouble> {
    let client = visit.client().ok_or(Trouble::Nothing)?;
    let client = format!("/clients/{client}");
    Ok((format!("{client}/agreement"), client))
}

#[derive(Template)]
#[template(path = "agreement_staff.html")]
struct AgreementPage {
    words: Words,
    called: String,
    title: String,
    back: String,
    address: String,
    writes: bool,
    none: bool,
    stands: String,
    /// The day to look at it again, if it has come; it can be moved while nothing is proposed.
    review_due: Option<(String, Option<u16>)>,
    /// What waits for the therapist's signature: its number, and what it changes.
    to_sign: Option<(u16, Option<Html>)>,
    /// What waits for the client's: a sentence, and what it changes.
    waits: Option<(String, Html)>,
    parts: Html,
    versions: Vec<VersionLine>,
}

async fn show(visit: Visit, act: Act) -> pages::Answer {
    page(&visit, &act, true, None).await
}

async fn show_beside(visit: Visit, act: Act) -> pages::Answer {
    page(&visit, &act, false, None).await
}

async fn page(visit: &Visit, act: &Act, writes: bool, wrong: Option<&Wrong>) -> pages::Answer {
    let words = visit.words;
    let agreement = agreement(act).await?;
    let said = remarks(act).await?;
    let called = visit.floor.sign_ins.called(act).await?;
    let (address, mut back) = address(visit)?;
    if !writes {
        back.push_str("/beside");
    }
    let post = format!("{address}/beside");
    let reader = Reader {
        client: &called,
        whose: act.whose(),
        is_client: false,
        writes,
        address: &post,
    };
    let in_force = agreement.in_force().map(|kept| &kept.value);
    let against = |version: &VersionV1| changes_html(in_force, version, words);
    let (mut to_sign, mut waits) = (None, None);
    if let Some(version) = agreement.proposed().map(|kept| &kept.value) {
        let changed = in_force.map(|_| against(version)).transpose()?;
        if agreement.waits() == Waits::Staff && writes {
            to_sign = Some((version.number, changed));
        } else {
            waits = Some((
                waiting(visit, version, &reader).await?,
                changed.unwrap_or_default(),
            ));
        }
    }
    let parts = match shown(&agreement) {
        Some(version) => parts_html(visit, version, &said, &reader, wrong).await?,
        None => Html::default(),
    };
    let title = words.say("agreement-staff-title");
    let page = AgreementPage {
        words,
        title: title.clone(),
        back,
        writes,
        none: agreement.versions.is_empty(),
        stands: stands(visit, &agreement, &reader).await?,
        review_due: review_due(visit, &agreement),
        to_sign,
        waits,
        parts,
        versions: lines(visit, &agreement, &reader).await?,
        called: called.clone(),
        address,
    };
    let mut response = staff(visit, &title, Html::of(&page), None);
    if wrong.is_some() {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

/// Who wrote what waits, since when, and for whose signature.
async fn waiting(
    visit: &Visit,
    version: &VersionV1,
    reader: &Reader<'_>,
) -> Result<String, Trouble> {
    let by = name(visit, version.by, reader).await?;
    let when = day(visit, version.written());
    let key = if version.by_client {
        "agreement-staff-waits-staff"
    } else {
        "agreement-staff-waits"
    };
    let put = [
        ("number", i64::from(version.number).into()),
        ("when", (&when).into()),
        ("name", (&by).into()),
    ];
    Ok(visit.words.say_with(key, &put))
}

async fn stands(
    visit: &Visit,
    agreement: &Agreement,
    reader: &Reader<'_>,
) -> Result<String, Trouble> {
    let words = visit.words;
    let in_force = agreement.in_force().map(|kept| &kept.value);
    let Some((version, signed)) = in_force.and_then(|one| Some((one, one.signed?))) else {
        return Ok(words.say("agreement-staff-none"));
    };
    let one = name(visit, version.by, reader).await?;
    let other = name(visit, signed.by, reader).await?;
    let when = day(visit, care::Moment::from_millis(signed.at));
    let put = [
        ("number", i64::from(version.number).into()),
        ("when", (&when).into()),
        ("one", (&one).into()),
        ("other", (&other).into()),
    ];
    Ok(words.say_with("agreement-staff-in-force", &put))
}

#[derive(Template)]
#[template(path = "agreement_staff_write.html")]
struct WritePage {
    words: Words,
    called: String,
    back: String,
    newer: bool,
    empty: bool,
    /// That the form begins with what the client wrote.
    begins: Option<String>,
    form: Html,
}

async fn show_form(visit: Visit, act: Act) -> pages::Answer {
    write_page(&visit, &act, Typed::default()).await
}

async fn write_page(visit: &Visit, act: &Act, mut typed: Typed) -> pages::Answer {
    let words = visit.words;
    let agreement = agreement(act).await?;
    let called = visit.floor.sign_ins.called(act).await?;
    let again = typed.newer || typed.empty || !typed.wrong.is_empty();
    let mut begins = None;
    if typed.fields.is_empty()
        && let Some(kept) = agreement.proposed().filter(|kept| kept.value.by_client)
    {
        let number = i64::from(kept.value.number).into();
        let put = [("number", number), ("name", (&called).into())];
        begins = Some(words.say_with("agreement-begins", &put));
    }
    fields(&mut typed, &agreement)?;
    let newest = agreement.newest().to_string();
    let (back, _) = address(visit)?;
    let post = format!("{back}/write");
    let send = Step {
        does: "send".to_owned(),
        words: words.say("agreement-staff-send"),
    };
    let view = FormView {
        fields: &typed.fields,
        wrong: &typed.wrong,
        brought_up: typed.brought_up,
        readers: Html::words(&words.say("agreement-staff-readers")),
        address: &post,
        hidden: &[(SEEN, &newest)],
        skips: false,
        ..FormView::new(form()?, words, send)
    };
    let page = WritePage {
        words,
        called,
        back,
        newer: typed.newer,
        empty: typed.empty,
        begins,
        form: view.html(),
    };
    let title = words.say("agreement-staff-title");
    let mut response = staff(visit, &title, Html::of(&page), None);
    if again {
        *response.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(response)
}

async fn send(visit: Visit, act: Act) -> pages::Answer {
    let fields = visit.form.fields().to_vec();
    send_fields(&visit, act, fields).await
}

/// It still fits: the same words with another day to look at them again.
async fn say_again(visit: Visit, act: Act) -> pages::Answer {
    let stands = agreement(&act).await?;
    match again(&visit, &stands)? {
        Some(fields) => send_fields(&visit, act, fields).await,
        None => Ok(see_other(&format!("{}/write", address(&visit)?.0))),
    }
}

async fn send_fields(visit: &Visit, act: Act, fields: Vec<(String, String)>) -> pages::Answer {
    let seen = number_of(visit, SEEN)?;
    let response = match take(form()?, &fields) {
        Taken::Answered(response) => response,
        Taken::Again(again) => {
            let typed = Typed {
                fields: again.fields,
                wrong: again.wrong,
                brought_up: again.brought_up,
                ..Typed::default()
            };
            return write_page(visit, &act, typed).await;
        }
    };
    let access = *act.access();
    let outcome = visit
        .floor
        .attempt(act, |mut act| {
            let response = &response;
            async move {
                let (_, happened) = propose(&mut act, seen, response).await?;
                Ok::<_, AgreementRefused>((act, (), happened))
            }
        })
        .await?;
    match outcome {
        Ok(()) => Ok(see_other(&address(visit)?.0)),
        Err(refused @ (AgreementRefused::Newer | AgreementRefused::Empty)) => {
            let act = Act::open(&visit.floor.vault, access).await?;
            let typed = Typed {
                fields,
                newer: matches!(refused, AgreementRefused::Newer),
                empty: matches!(refused, AgreementRefused::Empty),
                ..Typed::default()
            };
            write_page(visit, &act, typed).await
        }
        Err(error) => Err(trouble(error)),
    }
}

async fn say_yes(visit: Visit, act: Act) -> pages::Answer {
    let number = number_of(&visit, "number")?;
    let outcome = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = sign(&mut act, number).await?;
            Ok::<_, AgreementRefused>((act, (), happened))
        })
        .await?;
    outcome.map_err(trouble)?;
    Ok(see_other(&address(&visit)?.0))
}

async fn say_beside(visit: Visit, act: Act) -> pages::Answer {
    let Posted { part, words } = match posted(&visit) {
        Ok(posted) => posted,
        Err(wrong) => return page(&visit, &act, true, Some(&wrong)).await,
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
    Ok(see_other(&address(&visit)?.0))
}
