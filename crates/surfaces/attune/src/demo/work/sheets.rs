//! Worksheets: one that was given and waits, some that were sent, and one that was kept.

use super::{Told, answered, open};
use crate::demo::scenes::When::{After, Ago};
use crate::demo::year::{Life, finish, line, wrong};
use crate::say::Failed;
use care::{DAY, HOUR, MINUTE, RecordId};
use std::sync::Arc;
use worksheets::{Begin, End, Sheet, Shelf, WorksheetV1, Write};

/// What is done with worksheets.
#[derive(Clone, Copy)]
pub(in crate::demo) enum Deed {
    /// The therapist gives one, with a line.
    Gives(&'static str, &'static str),
    /// The client fills one in, and sends it or keeps it.
    Fills(Filled),
}

/// A sheet, what is written on it, and what becomes of it.
#[derive(Clone, Copy)]
pub(in crate::demo) struct Filled {
    sheet: &'static str,
    fields: &'static [(&'static str, &'static str)],
    end: End,
}

pub(super) fn told() -> Vec<Told> {
    let filled = |who, when, sheet, fields, end| {
        let deed = Deed::Fills(Filled { sheet, fields, end });
        Told::of(who, when, super::Deed::Sheet(deed))
    };
    let mut all = vec![
        Told::of(
            "noor",
            Ago(20 * MINUTE),
            super::Deed::Sheet(Deed::Gives(
                "two-columns",
                "If you like. One line is enough, and it can stay with you.",
            )),
        ),
        filled("amal", After(3, 2 * DAY), "abc", ABC, End::Send),
        filled("amal", After(1, 2 * DAY), "two-columns", COLUMNS, End::Keep),
    ];
    for (back, fields) in [(6, HEAVY[0]), (4, HEAVY[1]), (2, HEAVY[2]), (1, HEAVY[3])] {
        all.push(filled(
            "amal",
            After(back, 4 * HOUR),
            "how-heavy",
            fields,
            End::Send,
        ));
    }
    all
}

const ABC: &[(&str, &str)] = &[
    ("set_off", "Hana did not answer for a day."),
    ("thought", "She has had enough of me."),
    ("true_then", "80"),
    ("felt", "Cold hands, a tight throat."),
    ("did", "I wrote nothing and waited."),
    ("other", "She works nights this week, she had told me."),
    ("true_now", "30"),
];
const COLUMNS: &[(&str, &str)] = &[
    ("noticed", "Two people at the next table laughed."),
    ("make", "That it was about me."),
];
const HEAVY: [&[(&str, &str)]; 4] = [
    &[("body", "8"), ("thoughts", "7"), ("day", "7")],
    &[("body", "7"), ("thoughts", "6"), ("day", "6")],
    &[("body", "5"), ("thoughts", "6"), ("day", "4")],
    &[("body", "4"), ("thoughts", "4"), ("day", "3")],
];

pub(super) async fn happens(life: &Life<'_>, place: usize, deed: Deed) -> Result<(), Failed> {
    match deed {
        Deed::Gives(name, words) => {
            let mut act = open(life, place, false).await?;
            let once = act.mint();
            let (sheet, words) = (sheet(name)?, line(words)?);
            let given = worksheets::give(&mut act, once, &sheet, None, Some(&words)).await;
            let happened = given.map_err(wrong)?;
            finish(act, happened).await
        }
        Deed::Fills(Filled { sheet, fields, end }) => {
            fill(life, place, (sheet, None), fields, end).await
        }
    }
}

fn sheet(name: &str) -> Result<Arc<Sheet>, Failed> {
    Shelf::new(None)
        .get(name)
        .ok_or_else(|| wrong(format!("there is no sheet {name}")))
}

/// The client begins a sheet, about a record perhaps, and writes on it.
pub(super) async fn fill(
    life: &Life<'_>,
    place: usize,
    (name, about): (&str, Option<RecordId>),
    fields: &[(&str, &str)],
    end: End,
) -> Result<(), Failed> {
    let sheet = sheet(name)?;
    let mut act = open(life, place, true).await?;
    let begun = worksheets::begin(&mut act, &Begin::Sheet(&sheet, about)).await;
    let begun = begun.map_err(wrong)?;
    let record = begun.record;
    finish(act, begun.happened).await?;
    let mut act = open(life, place, true).await?;
    let kept = act.find::<WorksheetV1>(record).await.map_err(wrong)?;
    let seen = kept.map_or(0, |kept| kept.version);
    let response = answered(&sheet.form, fields)?;
    let write = Write {
        record,
        seen,
        response: &response,
        end,
    };
    let happened = worksheets::write(&mut act, &write).await.map_err(wrong)?;
    finish(act, happened).await
}
