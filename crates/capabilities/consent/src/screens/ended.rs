//! What had been read by a permission: told when it ends, and as long as its record stands.

use super::{Names, parts};
use crate::granted::GrantedV1;
use crate::staff::Staff;
use askama::Template;
use care::{Basis, Grantee, Moment, Sections};
use pages::{ClientVisit, Html, Trouble, Words};
use sealed::{Act, Line, ReadError};
use std::sync::Arc;

/// How many lines of the ledger are read at a time.
const PAGE: u32 = 500;
/// How many lines are looked through at most. What is further back stands in the ledger itself.
const MOST: usize = 5_000;

#[derive(Template)]
#[template(path = "ended.html")]
struct Ended {
    words: Words,
    says: String,
    read: Vec<String>,
    more: bool,
}

/// Whether a line is an opening on this permission.
fn by_it(line: &Line, grantee: Grantee, (from, until): (Moment, Moment)) -> bool {
    let theirs = match grantee {
        Grantee::Person(person) => line.by == person,
        Grantee::Role(role) => line.role == role,
    };
    line.basis == Basis::Grant && theirs && line.at >= from && line.at <= until
}

/// The openings on this permission, newest first; and whether there may be more further back.
async fn lines(act: &Act, granted: &GrantedV1) -> Result<(Vec<Line>, bool), ReadError> {
    let (to_whom, span) = (granted.grantee()?, granted.span());
    let (mut found, mut before, mut seen) = (Vec::new(), None, 0);
    while seen < MOST {
        let (lines, damaged) = act.lines(before, PAGE).await?;
        let count = lines.len() + damaged;
        seen += count;
        before = lines.last().map(|line| line.place);
        let is_over = lines.last().is_none_or(|line| line.at < span.0);
        found.extend(lines.into_iter().filter(|line| by_it(line, to_whom, span)));
        if is_over || count < PAGE as usize {
            return Ok((found, false));
        }
    }
    Ok((found, true))
}

pub(super) async fn show(
    visit: ClientVisit,
    act: Act,
    staff: Arc<dyn Staff>,
) -> Result<Html, Trouble> {
    let id = visit.place.about.ok_or(Trouble::Nothing)?;
    let kept = act.find::<GrantedV1>(id).await?.ok_or(Trouble::Nothing)?;
    let granted = kept.value;
    let here = staff.here().await?;
    let names = Names {
        visit: &visit,
        here: &here,
    };
    let words = visit.words;
    let zone = &visit.floor.settings.zone;
    let day = |at: Moment| words.day(at, visit.now, zone);
    let name = names.to(granted.grantee()?).await?;
    let what = parts(words, Sections::from_bits(granted.sections));
    let (from, until) = granted.span();
    let (from, until) = (day(from), day(until));
    let says = words.say_with(
        "ended-says",
        &[
            ("name", (&name).into()),
            ("what", (&what).into()),
            ("since", (&from).into()),
            ("until", (&until).into()),
        ],
    );
    let (lines, more) = lines(&act, &granted).await?;
    let mut read = Vec::with_capacity(lines.len());
    for line in &lines {
        let who = names.of(line.by).await?;
        let (day, time) = (day(line.at), words.time(line.at, zone));
        let what = parts(words, line.sections);
        read.push(words.say_with(
            "ended-read",
            &[
                ("name", (&who).into()),
                ("what", (&what).into()),
                ("day", (&day).into()),
                ("time", (&time).into()),
            ],
        ));
    }
    Ok(Html::of(&Ended {
        words,
        says,
        read,
        more,
    }))
}
