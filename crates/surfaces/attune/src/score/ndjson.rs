//! FHIR `QuestionnaireResponse`s are read one a line.

use super::bad::Bad;
use super::lines::{Line, Lines};
use super::scorer::Scorer;
use super::sheet::Sheet;
use super::{Aside, Ended, Read, Score, put};
use crate::say::Failed;
use serde::Deserialize;
use std::borrow::Cow;
use std::io::{BufRead, Write};

/// What is carried through of a response.
const OTHERS: [&str; 3] = ["id", "subject", "authored"];

/// What a response says about itself.
#[derive(Deserialize, Default)]
struct About<'a> {
    #[serde(borrow)]
    id: Option<Cow<'a, str>>,
    #[serde(borrow)]
    subject: Option<Subject<'a>>,
    #[serde(borrow)]
    authored: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct Subject<'a> {
    #[serde(borrow)]
    reference: Option<Cow<'a, str>>,
}

impl About<'_> {
    fn cells(&self) -> [&[u8]; 3] {
        let subject = self
            .subject
            .as_ref()
            .and_then(|subject| subject.reference.as_ref());
        [self.id.as_ref(), subject, self.authored.as_ref()]
            .map(|cell| cell.map_or(&[][..], |words| words.as_bytes()))
    }
}

pub(super) fn score<W: Write, A: Write>(
    asked: &Score,
    mut scorer: Scorer<'_>,
    from: impl BufRead,
    out: &mut W,
    aside: &mut Aside<'_, A>,
) -> Result<(), Ended> {
    let of = places(asked).map_err(Ended::Asked)?;
    let others = OTHERS.map(str::to_owned).to_vec();
    let mut so_far = asked.so_far(&scorer);
    let begun = Sheet::begin(out, asked.output, &scorer, others, so_far.is_some());
    let mut sheet = begun.map_err(Ended::Written)?;
    let mut lines = Lines::of(from);
    let mut bad = Vec::new();
    while let Some((number, line)) = lines.next().map_err(Ended::Read)? {
        bad.clear();
        let line = match line {
            Line::Whole(line) if line.trim_ascii().is_empty() => continue,
            Line::Whole(line) => line,
            Line::TooLong => {
                bad.push(Bad::TooLong);
                aside.row(number, &bad);
                continue;
            }
        };
        let outcome = scorer.response(line, &mut bad);
        let about: About<'_> = match &outcome {
            // In a shape that FHIR does not know, these three are left empty.
            Some(_) => serde_json::from_slice(line).unwrap_or_default(),
            None => About::default(),
        };
        let cells = about.cells();
        let cell = |place: usize| cells.get(place).copied().unwrap_or_default();
        let read = Read {
            line: number,
            others: &cells,
            outcome,
            of: of.map(|(person, when)| (cell(person), cell(when))),
        };
        put(&read, so_far.as_mut(), &mut sheet, &mut bad, aside)?;
    }
    sheet.end().map(drop).map_err(Ended::Written)
}

fn places(asked: &Score) -> Result<Option<(usize, usize)>, Failed> {
    let (Some(person), Some(when)) = (&asked.person, &asked.when) else {
        return Ok(None);
    };
    let place = |flag: &str, wanted: &str| {
        let found = OTHERS
            .iter()
            .position(|name| name.eq_ignore_ascii_case(wanted));
        found.ok_or_else(|| {
            Failed::asked_wrongly(format!(
                "{flag}: found {wanted:?}; of a QuestionnaireResponse there are id, subject and authored"
            ))
        })
    };
    Ok(Some((place("--person", person)?, place("--when", when)?)))
}
