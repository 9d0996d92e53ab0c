//! The client's screen `seen`: who may see my record now, and who has.

mod along;
pub(crate) mod emergency;
pub(crate) mod reviews;

pub use along::{Checked, OwnLinesV1, own_lines, verifier_page};

use crate::asked::{self, QuestionV1};
use crate::granted::GrantedV1;
use crate::rules::{Someone, Told, What, days};
use crate::words;
use askama::Template;
use care::{Basis, Facts, Moment, PersonId, RecordId, Role, Section, Sections};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use pages::{ClientVisit, Html, Next, Place, Screens, Trouble, Words};
use sealed::{Act, Done, Kept, Line, ReadError};
use std::collections::BTreeMap;

/// The screen's name. The client's place "My record" leads here.
const SEEN: &str = "seen";
/// What it opens: the ledger, who stands how to the client, and what they asked about it.
const OPENS: Sections = Sections::of(&[Section::Ledger, Section::Consent, Section::Identity]);
/// How many lines one page tells.
const LINES: u32 = 200;

/// The screens and acts of consent.
pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(SEEN, OPENS, show)
        .act("seen-earlier", OPENS, async |visit, act| {
            earlier(&visit, &act, LINES).await
        })
        .and(along::screens())
}

#[derive(Template)]
#[template(path = "seen.html")]
struct Seen {
    words: Words,
    now: Vec<String>,
    /// What clients can do with their record elsewhere: the screen, and the words of the way.
    yours: Vec<(&'static str, &'static str)>,
    days: Vec<DaySaid>,
    damaged: usize,
    page: u64,
    more: bool,
}

struct DaySaid {
    day: String,
    others: Vec<SomeoneSaid>,
    own: Vec<String>,
}

/// One person on one day: who and on what right once, then what they did.
struct SomeoneSaid {
    who: String,
    basis: String,
    did: Vec<DidSaid>,
}

/// One thing they did, and what the client asked about it.
struct DidSaid {
    said: String,
    /// The mark of the newest line that says so, to be asked about; none where nobody could answer.
    line: Option<String>,
    asked: Option<AskedSaid>,
}

/// A question beside its line, and the answer if there is one.
struct AskedSaid {
    asked: String,
    own_words: String,
    answer: Option<(String, String)>,
}

/// Where in the ledger a page begins. It is remembered on the server, so that nothing of the
/// service's order stands on the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Spot {
    page: u64,
    before: Option<u64>,
}

impl Spot {
    fn of(about: Option<RecordId>) -> Self {
        let Some(about) = about else {
            return Self::default();
        };
        let number = u128::from_be_bytes(*about.bytes());
        let half = |number: u128| u64::try_from(number & u128::from(u64::MAX)).unwrap_or_default();
        match half(number >> 64) {
            0 => Self::default(),
            page => Self {
                page,
                before: Some(half(number)),
            },
        }
    }

    fn about(page: u64, before: u64) -> RecordId {
        RecordId::from_bytes((u128::from(page) << 64 | u128::from(before)).to_be_bytes())
    }
}

/// What one page of the ledger holds.
struct Leaf {
    lines: Vec<Line>,
    damaged: usize,
    /// Where the next page begins, if there is one.
    next: Option<u64>,
}

async fn leaf(act: &Act, spot: Spot, limit: u32) -> Result<Leaf, ReadError> {
    let (lines, damaged) = act.lines(spot.before, limit).await?;
    let full = lines.len() + damaged >= usize::try_from(limit).unwrap_or(usize::MAX);
    let next = lines.last().map(|line| line.place).filter(|_| full);
    Ok(Leaf {
        lines,
        damaged,
        next,
    })
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    page(&visit, &mut act, LINES).await
}

async fn page(visit: &ClientVisit, act: &mut Act, limit: u32) -> Result<Html, Trouble> {
    let spot = Spot::of(visit.place.about);
    let Leaf {
        lines,
        damaged,
        next,
    } = leaf(act, spot, limit).await?;
    let facts = act.standing().await?;
    let mut names = Names::new(visit);
    let own = act.whose().person();
    let zone = &visit.floor.settings.zone;
    let told: Vec<Told> = lines.iter().map(|line| told(line, zone)).collect();
    let questions = asked::all(act).await?;
    let granted = act.latest::<GrantedV1>().await?.kept;
    let mut said = Vec::new();
    for day in days(&told, own) {
        let mut others = Vec::with_capacity(day.others.len());
        for one in &day.others {
            others.push(someone_said(visit, act, one, &questions, &granted, &mut names).await?);
        }
        said.push(DaySaid {
            day: visit.words.day(day.at, visit.now, zone),
            others,
            own: words::own(visit.words, day.own_looks, day.own_writes),
        });
    }
    // Who may see it now is said once, on the newest page.
    let now = if spot.page == 0 {
        may_see(visit, &facts, &mut names).await?
    } else {
        Vec::new()
    };
    let seen = Seen {
        words: visit.words,
        now,
        yours: yours(visit, spot),
        days: said,
        damaged,
        page: spot.page,
        more: next.is_some(),
    };
    Ok(Html::of(&seen))
}

/// What is the client's to do with their record, as far as this service has it; said once, on the
/// newest page.
fn yours(visit: &ClientVisit, spot: Spot) -> Vec<(&'static str, &'static str)> {
    let all = [
        ("set-right", "statement-title"),
        ("along", "taking-title"),
        ("erase", "erase-title"),
    ];
    let here = |(screen, _): &(&str, &str)| spot.page == 0 && visit.has(screen);
    all.into_iter().filter(here).collect()
}

/// What one person did on one day, with what was asked about it.
async fn someone_said(
    visit: &ClientVisit,
    act: &Act,
    one: &Someone,
    questions: &[QuestionV1],
    granted: &[Kept<GrantedV1>],
    names: &mut Names<'_>,
) -> Result<SomeoneSaid, Trouble> {
    let zone = &visit.floor.settings.zone;
    let name = names.of(one.by).await?;
    let mut did = Vec::with_capacity(one.did.len());
    for entry in &one.did {
        let question = questions
            .iter()
            .find(|question| entry.lines.contains(&question.line()));
        did.push(DidSaid {
            said: words::did(visit.words, entry, zone),
            line: entry
                .lines
                .last()
                .filter(|_| one.role != Role::Administrator)
                .map(|line| asked::mark(act, *line)),
            asked: match question {
                Some(question) => Some(asked_said(visit, question, names).await?),
                None => None,
            },
        });
    }
    let given = permission(one, granted);
    Ok(SomeoneSaid {
        who: words::who(visit.words, one, name.as_deref()),
        basis: match given {
            Some(at) => visit.words.say_with(
                "seen-basis-grant-of",
                &[("day", (&visit.words.day(at, visit.now, zone)).into())],
            ),
            None => words::basis(visit.words, one),
        },
        did,
    })
}

/// When the client gave the permission on which someone did what they did that day.
fn permission(one: &Someone, granted: &[Kept<GrantedV1>]) -> Option<Moment> {
    if one.basis != Basis::Grant {
        return None;
    }
    let at = one.did.first()?.times.first()?.millis();
    let theirs = |kept: &&Kept<GrantedV1>| {
        let grant = &kept.value;
        let to_them =
            grant.person == Some(*one.by.bytes()) || grant.role.as_deref() == Some(one.role.code());
        to_them && (grant.from..grant.until).contains(&at)
    };
    let grant = granted.iter().find(theirs)?;
    Some(Moment::from_millis(grant.value.from))
}

async fn asked_said(
    visit: &ClientVisit,
    question: &QuestionV1,
    names: &mut Names<'_>,
) -> Result<AskedSaid, ReadError> {
    let (say, zone) = (visit.words, &visit.floor.settings.zone);
    let day = |at: i64| say.day(Moment::from_millis(at), visit.now, zone);
    let answer = match question.answer() {
        None => None,
        Some((by, words, at)) => {
            let name = names.of(by).await?;
            let name = name.unwrap_or_else(|| say.say("seen-someone"));
            let said = say.say_with(
                "seen-answered",
                &[("name", (&name).into()), ("day", (&day(at)).into())],
            );
            Some((said, words.to_owned()))
        }
    };
    Ok(AskedSaid {
        asked: say.say_with("seen-asked", &[("day", (&day(question.asked_at())).into())]),
        own_words: question.words().to_owned(),
        answer,
    })
}

/// On to what is further back. A form that was sent twice goes one page, not two.
async fn earlier(visit: &ClientVisit, act: &Act, limit: u32) -> Result<Next, Trouble> {
    let spot = Spot::of(visit.place.about);
    let asked = visit
        .form
        .get("page")
        .and_then(|page| page.parse::<u64>().ok());
    let here = Place {
        said: None,
        ..visit.place.clone()
    };
    let here = if here.screen == SEEN {
        here
    } else {
        Place::at(SEEN)
    };
    if asked != Some(spot.page + 1) {
        return Ok(Next::Go(here));
    }
    Ok(Next::Go(match leaf(act, spot, limit).await?.next {
        Some(before) => Place::at(SEEN).about(Spot::about(spot.page + 1, before)),
        None => here,
    }))
}

pub(crate) fn told(line: &Line, zone: &TimeZone) -> Told {
    let what = What {
        by: line.by,
        role: line.role,
        wrote: line.done == Done::Wrote,
        sections: line.sections,
        purpose: line.purpose,
        basis: line.basis,
    };
    Told {
        what,
        line: line.line,
        at: line.at,
        day: day_number(line.at, zone),
    }
}

/// The day of the calendar in `zone`, as a number that only that day has.
fn day_number(at: Moment, zone: &TimeZone) -> i64 {
    let at = Timestamp::from_millisecond(at.millis()).unwrap_or(Timestamp::UNIX_EPOCH);
    let date = at.to_zoned(zone.clone()).date();
    i64::from(date.year()) * 10_000 + i64::from(date.month()) * 100 + i64::from(date.day())
}

/// Names from the service's directory, each asked for once.
struct Names<'a> {
    visit: &'a ClientVisit,
    known: BTreeMap<PersonId, Option<String>>,
}

impl<'a> Names<'a> {
    const fn new(visit: &'a ClientVisit) -> Self {
        Self {
            visit,
            known: BTreeMap::new(),
        }
    }

    /// A name, if there is one to be said. An entry that does not open hides no line: whoever it
    /// was is then told by what they do here.
    async fn of(&mut self, person: PersonId) -> Result<Option<String>, ReadError> {
        if let Some(known) = self.known.get(&person) {
            return Ok(known.clone());
        }
        let name = match self.visit.floor.sign_ins.name_of(person).await {
            Err(ReadError::Damaged(_)) => None,
            found => found?,
        };
        self.known.insert(person, name.clone());
        Ok(name)
    }
}

/// Who may see the record at this moment, and on what right.
async fn may_see(
    visit: &ClientVisit,
    facts: &Facts,
    names: &mut Names<'_>,
) -> Result<Vec<String>, ReadError> {
    let (say, now) = (visit.words, visit.now);
    let day = |at: Moment| say.day(at, now, &visit.floor.settings.zone);
    let mut said = Vec::new();
    for relation in &facts.relations {
        let live = now >= relation.from && relation.until.is_none_or(|until| now < until);
        if !live || facts.conflicts.contains(&relation.person) {
            continue;
        }
        let how = say.say(&format!(
            "seen-who-{}",
            Basis::Relation(relation.kind).code()
        ));
        let name = names
            .of(relation.person)
            .await?
            .unwrap_or_else(|| say.say("seen-someone"));
        let since = day(relation.from);
        said.push(say.say_with(
            "seen-may-relation",
            &[
                ("name", (&name).into()),
                ("how", (&how).into()),
                ("since", (&since).into()),
            ],
        ));
    }
    for grant in facts
        .grants
        .iter()
        .filter(|grant| now >= grant.from && now < grant.until)
    {
        let who = match grant.grantee {
            care::Grantee::Person(person) if facts.conflicts.contains(&person) => continue,
            care::Grantee::Person(person) => names.of(person).await?,
            care::Grantee::Role(role) => Some(say.say(&format!("seen-role-{}", role.code()))),
        };
        let who = who.unwrap_or_else(|| say.say("seen-someone"));
        let (what, until) = (words::sections(say, grant.sections), day(grant.until));
        said.push(say.say_with(
            "seen-may-grant",
            &[
                ("name", (&who).into()),
                ("what", (&what).into()),
                ("until", (&until).into()),
            ],
        ));
    }
    let lead = say.say(&format!("seen-role-{}", Role::ServiceLead.code()));
    said.push(say.say_with("seen-may-lead", &[("who", (&lead).into())]));
    Ok(said)
}

#[cfg(test)]
mod tests;
