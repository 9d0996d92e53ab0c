//! The agreement part by part, for both sides: what stands there, what is still open, what someone
//! sees differently; and its versions with what changed.

use crate::written::{Agreement, RemarkV1, VersionV1};
use askama::Template;
use care::{ClientId, Moment, PersonId};
use forms::{Item, ItemKind, Questionnaire};
use jiff::Timestamp;
use pages::form_view::{self, Said};
use pages::{Html, Trouble, Visit, Words};

/// The form, which the program has looked for before it serves anything.
pub(super) fn form() -> Result<&'static Questionnaire, Trouble> {
    crate::form()
        .ok_or_else(|| Trouble::Fault("the agreement is missing from the library".to_owned()))
}

/// Who reads the page: how the client is named on it, and how its forms are posted.
pub(super) struct Reader<'a> {
    /// The client, as this reader calls them.
    pub(super) client: &'a str,
    /// Whose record it is.
    pub(super) whose: ClientId,
    /// Whether they are the client.
    pub(super) is_client: bool,
    /// Whether they may write.
    pub(super) writes: bool,
    /// Where words beside a part are posted.
    pub(super) address: &'a str,
}

/// Words beside a part that could not be taken: the part, what was typed, and what is said of it.
pub(super) struct Wrong {
    pub(super) part: String,
    pub(super) typed: String,
    pub(super) said: String,
}

/// The name of whoever wrote or signed something.
pub(super) async fn name(
    visit: &Visit,
    by: [u8; 16],
    reader: &Reader<'_>,
) -> Result<String, Trouble> {
    let by = PersonId::from_bytes(by);
    if by == reader.whose.person() {
        return Ok(reader.client.to_owned());
    }
    let found = visit.floor.sign_ins.name_of(by).await?;
    Ok(found.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

struct Beside {
    who: String,
    words: String,
}

struct Part {
    link_id: String,
    heading: String,
    /// What the form itself says there, such as the limits of what stays private.
    about: Vec<String>,
    lines: Vec<Said>,
    remarks: Vec<Beside>,
    /// What whoever reads says beside it now, as it stands in the field.
    own: String,
    wrong: Option<String>,
}

#[derive(Template)]
#[template(path = "agreement_parts.html")]
struct InFull<'a> {
    words: Words,
    parts: Vec<Part>,
    writes: bool,
    is_client: bool,
    address: &'a str,
}

/// The parts of a version, each with what stands beside it. `wrong`: words beside a part that could
/// not be taken.
pub(super) async fn parts_html(
    visit: &Visit,
    version: &VersionV1,
    remarks: &[RemarkV1],
    reader: &Reader<'_>,
    wrong: Option<&Wrong>,
) -> Result<Html, Trouble> {
    let (words, form) = (visit.words, form()?);
    version.response()?;
    let written = form_view::parts(form, &version.answers, words);
    let mut parts = Vec::new();
    let text = |item: &Item| {
        let text = item.text();
        text.map_or_else(String::new, |text| text.in_language(words.tag()).to_owned())
    };
    for item in form
        .items()
        .iter()
        .filter(|item| !item.children().is_empty())
    {
        let link_id = item.link_id().as_str();
        let told = item.children().iter();
        let lines = written.iter().find(|part| part.link_id == link_id);
        let beside: Vec<_> = remarks.iter().filter(|one| one.part == link_id).collect();
        let me = *visit.who.asker.person.bytes();
        let own = beside.iter().find(|one| one.by == me);
        let wrong = wrong.filter(|wrong| wrong.part == link_id);
        let own = own.map_or_else(String::new, |own| own.words.clone());
        parts.push(Part {
            link_id: link_id.to_owned(),
            heading: text(item),
            about: told
                .filter(|item| matches!(item.kind(), ItemKind::Display))
                .map(text)
                .collect(),
            lines: lines.map(|part| part.lines.clone()).unwrap_or_default(),
            remarks: said(visit, &beside, reader).await?,
            own: wrong.map_or(own, |wrong| wrong.typed.clone()),
            wrong: wrong.map(|wrong| wrong.said.clone()),
        });
    }
    Ok(Html::of(&InFull {
        words,
        parts,
        writes: reader.writes,
        is_client: reader.is_client,
        address: reader.address,
    }))
}

async fn said(
    visit: &Visit,
    remarks: &[&RemarkV1],
    reader: &Reader<'_>,
) -> Result<Vec<Beside>, Trouble> {
    let mut all = Vec::new();
    for one in remarks {
        let who = name(visit, one.by, reader).await?;
        let when = day(visit, Moment::from_millis(one.at));
        let key = if reader.is_client && one.by_client {
            "agreement-beside-yours"
        } else {
            "agreement-beside-said"
        };
        all.push(Beside {
            who: visit
                .words
                .say_with(key, &[("who", (&who).into()), ("when", (&when).into())]),
            words: one.words.clone(),
        });
    }
    Ok(all)
}

/// A day, as the reader's language says it.
pub(super) fn day(visit: &Visit, at: Moment) -> String {
    let zone = &visit.floor.settings.zone;
    visit.words.day(at, visit.now, zone)
}

/// What changed from the version that was in force before.
pub(super) fn changes_html(
    before: Option<&VersionV1>,
    after: &VersionV1,
    words: Words,
) -> Result<Html, Trouble> {
    for version in before.into_iter().chain([after]) {
        version.response()?;
    }
    let before = before.map(|before| &before.answers);
    Ok(form_view::changes_html(
        form()?,
        before,
        &after.answers,
        words,
    ))
}

/// The day to look at it again, in words, if it has come; and while nothing is proposed the number
/// of the newest version, on which another day can be sent.
pub(super) fn review_due(visit: &Visit, agreement: &Agreement) -> Option<(String, Option<u16>)> {
    let answers = &agreement.in_force()?.value.answers;
    let review = crate::written::review(answers)?;
    let now = Timestamp::from_millisecond(visit.now.millis()).ok()?;
    let zone = visit.floor.settings.zone.clone();
    let today = now.to_zoned(zone).date().to_string();
    if review > today {
        return None;
    }
    let all = form_view::parts(crate::form()?, answers, visit.words);
    let part = all.iter().find(|part| part.link_id == "again")?;
    let newest = agreement.proposed().is_none().then(|| agreement.newest());
    part.lines.first().map(|line| (line.words.clone(), newest))
}

/// A version in the list of all.
pub(super) struct VersionLine {
    pub(super) title: String,
    pub(super) signed: String,
    pub(super) changes: Html,
}

/// Every version, newest first, each held against the one that was in force before it.
pub(super) async fn lines(
    visit: &Visit,
    agreement: &Agreement,
    reader: &Reader<'_>,
) -> Result<Vec<VersionLine>, Trouble> {
    let words = visit.words;
    let mut lines = Vec::new();
    for kept in agreement.versions.iter().rev() {
        let version = &kept.value;
        let who = name(visit, version.by, reader).await?;
        let when = visit.day_and_time(version.written());
        let put = [
            ("number", i64::from(version.number).into()),
            ("who", (&who).into()),
            ("when", (&when).into()),
        ];
        let before = agreement.before(version.number).map(|kept| &kept.value);
        lines.push(VersionLine {
            title: words.say_with("agreement-version", &put),
            signed: signed(visit, agreement, version, reader).await?,
            changes: changes_html(before, version, words)?,
        });
    }
    Ok(lines)
}

/// Who signed a version, when it came into force, or that it never did.
async fn signed(
    visit: &Visit,
    agreement: &Agreement,
    version: &VersionV1,
    reader: &Reader<'_>,
) -> Result<String, Trouble> {
    let words = visit.words;
    let one = name(visit, version.by, reader).await?;
    let Some(signed) = version.signed else {
        let waits = agreement.newest() == version.number;
        let key = if waits {
            "agreement-version-waits"
        } else {
            "agreement-version-past"
        };
        return Ok(words.say_with(key, &[("one", (&one).into())]));
    };
    let other = name(visit, signed.by, reader).await?;
    let when = visit.day_and_time(Moment::from_millis(signed.at));
    let put = [
        ("one", (&one).into()),
        ("other", (&other).into()),
        ("when", (&when).into()),
    ];
    Ok(words.say_with("agreement-version-signed", &put))
}
