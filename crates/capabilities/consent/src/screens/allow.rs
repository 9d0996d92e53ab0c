//! Allowing someone a look: whom, which parts, until when; then everything once more in full, and
//! only then the yes. Changing a permission is ending one and giving another in the same moment.

use super::{ALLOW_CHECK, ENDED, Names, WHO, asked_about, back, parts, who};
use crate::granted::{ALLOWABLE, AskedV1, DAYS, GrantedV1, can_be_allowed, end as end_it, give};
use crate::staff::{Colleague, Staff};
use askama::Template;
use care::{DAY, GRANT_LASTS, Grantee, Happened, PersonId, Purpose, RecordId, Role, Sections};
use pages::{ClientVisit, Html, Next, Place, Trouble, Words};
use sealed::{Act, ReadError};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Roles of which everyone on the client's team can be allowed something.
const ROLES: [Role; 3] = [Role::WardNurse, Role::PeerSupporter, Role::Facilitator];

#[derive(Template)]
#[template(path = "allow.html")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "two boxes to tick, and two fields that may need another look"
)]
struct Allow {
    words: Words,
    whom: Vec<(String, String)>,
    chosen: String,
    parts: Vec<(String, String, bool)>,
    days: Vec<(i64, String)>,
    days_chosen: i64,
    court: bool,
    pass_on: bool,
    instead: String,
    whom_wrong: bool,
    parts_wrong: bool,
}

/// What was typed, or what there is to change.
struct Typed {
    whom: String,
    sections: Sections,
    days: i64,
    court: bool,
    pass_on: bool,
    instead: Option<RecordId>,
}

impl Typed {
    fn posted(visit: &ClientVisit) -> Self {
        let has = |name: &str| visit.form.get(name).is_some();
        let sections = ALLOWABLE
            .iter()
            .filter(|section| has(&format!("part.{}", section.code())))
            .fold(Sections::NONE, |all, one| all.or(Sections::of(&[one])));
        let days = visit.form.get("days").and_then(|days| days.parse().ok());
        Self {
            whom: visit.form.get("whom").unwrap_or_default().to_owned(),
            sections,
            days: days
                .filter(|days| DAYS.contains(days))
                .unwrap_or(GRANT_LASTS / DAY),
            court: has("court"),
            pass_on: has("pass-on"),
            instead: visit.form.get("instead").and_then(RecordId::parse),
        }
    }

    fn nothing() -> Self {
        Self {
            whom: String::new(),
            sections: Sections::NONE,
            days: GRANT_LASTS / DAY,
            court: false,
            pass_on: false,
            instead: None,
        }
    }

    /// A permission that stands, to be changed.
    fn of(granted: &GrantedV1, id: RecordId) -> Result<Self, ReadError> {
        Ok(Self {
            whom: value(granted.grantee()?),
            sections: Sections::from_bits(granted.sections),
            days: GRANT_LASTS / DAY,
            court: granted.purpose()? == Purpose::Proceedings,
            pass_on: granted.pass_on,
            instead: Some(id),
        })
    }

    /// A permission that was about to be given.
    fn asked(asked: &AskedV1) -> Result<Self, ReadError> {
        Ok(Self {
            whom: value(asked.grantee()?),
            sections: asked.sections(),
            days: asked.days.into(),
            court: asked.purpose()? == Purpose::Proceedings,
            pass_on: asked.pass_on,
            instead: asked.instead.map(RecordId::from_bytes),
        })
    }

    /// To whom, and in which role they look.
    fn grantee(&self, choices: &[Colleague]) -> Option<(Grantee, Role)> {
        let role = ROLES
            .into_iter()
            .find(|role| role_value(*role) == self.whom);
        if let Some(role) = role {
            return Some((Grantee::Role(role), role)).filter(|_| !self.court);
        }
        let person = PersonId::parse(&self.whom)?;
        let known = choices.iter().find(|one| one.person == person)?;
        Some((Grantee::Person(person), known.role))
    }
}

/// Whom, as a form says it.
fn value(grantee: Grantee) -> String {
    match grantee {
        Grantee::Person(person) => person.to_string(),
        Grantee::Role(role) => role_value(role),
    }
}

fn role_value(role: Role) -> String {
    format!("role:{}", role.code())
}

/// Those who can be allowed something: who works here with people, and is not named as someone for
/// whom the client does not exist.
async fn choices(act: &mut Act, staff: &dyn Staff) -> Result<Vec<Colleague>, ReadError> {
    let facts = act.standing().await?;
    let mut here = staff.here().await?;
    here.retain(|one| {
        can_be_allowed(one.role)
            && !facts.conflicts.contains(&one.person)
            && one.person != act.whose().person()
    });
    Ok(here)
}

fn form(visit: &ClientVisit, choices: &[Colleague], typed: &Typed) -> Allow {
    let words = visit.words;
    let people = choices.iter().map(|one| {
        let role = words.say(&format!("seen-role-{}", one.role.code()));
        let said = [("name", (&one.name).into()), ("how", (&role).into())];
        (one.person.to_string(), words.say_with("seen-who", &said))
    });
    let roles = ROLES.into_iter().map(|role| {
        (
            role_value(role),
            words.say(&format!("who-every-{}", role.code())),
        )
    });
    let part = |section: care::Section| {
        (
            section.code().to_owned(),
            words.say(&format!("seen-section-{}", section.code())),
            typed.sections.has(section),
        )
    };
    let days = |days: i64| (days, words.say(&format!("allow-days-{days}")));
    Allow {
        words,
        whom: people.chain(roles).collect(),
        chosen: typed.whom.clone(),
        parts: ALLOWABLE.iter().map(part).collect(),
        days: DAYS.into_iter().map(days).collect(),
        days_chosen: typed.days,
        court: typed.court,
        pass_on: typed.pass_on,
        instead: typed.instead.map(|id| id.to_string()).unwrap_or_default(),
        whom_wrong: false,
        parts_wrong: false,
    }
}

/// The form, empty or with the permission that is to be changed.
pub(super) async fn show(
    visit: ClientVisit,
    mut act: Act,
    staff: Arc<dyn Staff>,
) -> Result<Html, Trouble> {
    let mut typed = Typed::nothing();
    if let Some(id) = visit.place.about {
        if let Some(kept) = act.find::<GrantedV1>(id).await? {
            typed = Typed::of(&kept.value, id)?;
        } else if let Some(kept) = act.find::<AskedV1>(id).await? {
            typed = Typed::asked(&kept.value)?;
        }
    }
    let choices = choices(&mut act, &*staff).await?;
    Ok(Html::of(&form(&visit, &choices, &typed)))
}

/// On to what they will see.
pub(super) async fn look(
    visit: ClientVisit,
    mut act: Act,
    staff: Arc<dyn Staff>,
) -> Result<Next, Trouble> {
    let typed = Typed::posted(&visit);
    let choices = choices(&mut act, &*staff).await?;
    let (to, sections) = (typed.grantee(&choices), typed.sections.and(ALLOWABLE));
    let Some((grantee, role)) = to.filter(|_| !sections.is_empty()) else {
        let page = Allow {
            whom_wrong: to.is_none(),
            parts_wrong: sections.is_empty(),
            ..form(&visit, &choices, &typed)
        };
        return Ok(Next::Stay(Html::of(&page)));
    };
    let days = u16::try_from(typed.days).unwrap_or_default();
    let asked = AskedV1 {
        pass_on: typed.pass_on,
        instead: typed.instead.map(|id| *id.bytes()),
        ..AskedV1::new(grantee, sections, typed.court, role, days)
    };
    act.overwrite(AskedV1::id(&act), &asked)?;
    act.done().await?;
    Ok(Next::Go(Place::at(ALLOW_CHECK)))
}

#[derive(Template)]
#[template(path = "allow_check.html")]
struct Check {
    words: Words,
    sentences: Vec<String>,
    sees: Vec<String>,
    about: String,
    shown: String,
}

/// What a yes stands for: the sentences that were shown, to whom it goes, and what it takes the
/// place of. Two people may bear one name, so sentences alone would not tell them apart.
fn shown(sentences: &[String], asked: &AskedV1) -> Result<String, ReadError> {
    use std::fmt::Write as _;

    let instead = asked.instead.unwrap_or_default();
    let hash = Sha256::new()
        .chain_update(sentences.join("\n"))
        .chain_update(b"\0")
        .chain_update(value(asked.grantee()?))
        .chain_update(instead)
        .finalize();
    let hex = |mut hex: String, byte: &u8| {
        let _ = write!(hex, "{byte:02x}");
        hex
    };
    Ok(hash.iter().fold(String::new(), hex))
}

/// Everything that is said before the yes, in the order it is said. Its hash is kept with the
/// permission.
fn sentences(visit: &ClientVisit, asked: &AskedV1, name: &str) -> Result<Vec<String>, ReadError> {
    let (words, purpose) = (visit.words, asked.purpose()?);
    let zone = &visit.floor.settings.zone;
    let until = words.day(asked.until(visit.now), visit.now, zone);
    let what = parts(words, asked.sections());
    let why = words.say(&format!("seen-purpose-{}", purpose.code()));
    let all = [
        ("name", name.into()),
        ("what", (&what).into()),
        ("purpose", (&why).into()),
        ("until", (&until).into()),
    ];
    let mut said = vec![
        words.say_with("check-who", &all),
        words.say_with("check-until", &all),
        words.say("check-before-too"),
        words.say("check-look-only"),
        words.say(if asked.pass_on {
            "check-pass-on"
        } else {
            "check-not-on"
        }),
    ];
    if purpose == Purpose::Proceedings {
        said.push(words.say("check-court"));
    }
    said.push(words.say("check-end-any-time"));
    Ok(said)
}

/// Shows what they will see, before the yes.
pub(super) async fn check(
    visit: ClientVisit,
    mut act: Act,
    staff: Arc<dyn Staff>,
) -> Result<Html, Trouble> {
    let Some(asked) = act.find::<AskedV1>(AskedV1::id(&act)).await? else {
        // Said yes to already, in another window.
        return who::page(&visit, &mut act, &*staff).await;
    };
    let here = staff.here().await?;
    let names = Names {
        visit: &visit,
        here: &here,
    };
    let asked = asked.value;
    let name = names.to(asked.grantee()?).await?;
    let sees = asked
        .sections()
        .iter()
        .map(|section| visit.words.say(&format!("seen-section-{}", section.code())));
    let sentences = sentences(&visit, &asked, &name)?;
    let page = Check {
        words: visit.words,
        shown: shown(&sentences, &asked)?,
        sentences,
        sees: sees.collect(),
        about: AskedV1::id(&act).to_string(),
    };
    Ok(Html::of(&page))
}

/// What became of a yes.
enum Answered {
    Given,
    /// Nothing is asked for any more.
    Already,
    /// What is asked for is not what was shown: changed meanwhile by another sign-in or window, or
    /// by a day going over.
    NotAsShown,
}

/// The yes, to what was shown and to nothing else.
pub(super) async fn yes(
    visit: ClientVisit,
    act: Act,
    staff: Arc<dyn Staff>,
) -> Result<Next, Trouble> {
    let here = staff.here().await?;
    let language = visit.who.language.tag();
    let names = Names {
        visit: &visit,
        here: &here,
    };
    let (visit_too, names) = (&visit, &names);
    let answered = visit
        .floor
        .attempt(act, |mut act| async move {
            let asked = act.find::<AskedV1>(AskedV1::id(&act)).await?;
            let Some(asked) = asked else {
                return Ok::<_, ReadError>((act, Answered::Already, Vec::new()));
            };
            let name = names.to(asked.value.grantee()?).await?;
            let said = sentences(visit_too, &asked.value, &name)?;
            if visit_too.form.get("shown") != Some(&*shown(&said, &asked.value)?) {
                return Ok((act, Answered::NotAsShown, Vec::new()));
            }
            let hash = Sha256::digest(said.join("\n")).into();
            if !give(&mut act, language, hash).await? {
                return Ok((act, Answered::Already, Vec::new()));
            }
            let client = act.whose();
            let happened = vec![Happened::ConsentChanged { client }];
            Ok((act, Answered::Given, happened))
        })
        .await??;
    Ok(Next::Go(match answered {
        Answered::Given => back("allow-given"),
        Answered::Already => Place::at(WHO),
        Answered::NotAsShown => Place::at(ALLOW_CHECK).saying("check-changed"),
    }))
}

/// Ends a permission at once, and goes on to what had been read by it.
pub(super) async fn end(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let id = asked_about(&visit).ok_or(Trouble::NotUnderstood)?;
    visit
        .floor
        .attempt(act, |mut act| async move {
            let ended = end_it(&mut act, id).await?;
            let client = act.whose();
            let happened = ended.then_some(Happened::ConsentChanged { client });
            Ok::<_, ReadError>((act, (), happened.into_iter().collect()))
        })
        .await??;
    Ok(Next::Go(Place::at(ENDED).about(id).saying("allow-ended")))
}
