//! What is somebody's own: words that Wren does not want to meet, what grows for Theo, and a private
//! part of Elif's, under a word that only she has.

use super::{PHONE, Told, open};
use crate::demo::scenes::When::Ago;
use crate::demo::year::{Life, finish, line, open_for, wrong};
use crate::say::Failed;
use care::{DAY, Section, Sections};
use circle::{LineV1, PersonV1};
use growth::{NewChapter, NewNote, NoteKindV1, OnV1};
use pages::quiet::{self, QuietV1};
use sealed::{Blind, ReadersV1, StretchV1};

/// The word that opens Elif's private part. Printed when the demo begins; it protects nobody.
pub(in crate::demo) const CIRCLE_WORD: &str = "a lantern in the window";

/// What is done.
#[derive(Clone, Copy)]
pub(in crate::demo) enum Deed {
    /// Words that are not to be met.
    Quiet,
    /// Growth is turned on.
    TurnedOn,
    /// A line of what grows.
    Grew(NoteKindV1, &'static str, ReadersV1),
    /// A chapter of the story so far.
    Chapter(&'static str, &'static str),
    /// The private part, with one person in it and what was seen.
    Private,
}

pub(super) fn told() -> Vec<Told> {
    let theo = |days: i64, deed| Told::of("theo", Ago(days * DAY), super::Deed::Own(deed));
    vec![
        Told::of("wren", Ago(19 * DAY), super::Deed::Own(Deed::Quiet)),
        Told::of("elif", Ago(10 * DAY), super::Deed::Own(Deed::Private)),
        theo(150, Deed::TurnedOn),
        theo(
            149,
            Deed::Grew(
                NoteKindV1::First,
                "Fui solo a la biblioteca y me quedé una hora.",
                ReadersV1::Section,
            ),
        ),
        theo(
            101,
            Deed::Grew(
                NoteKindV1::Step,
                "Dije que no podía ese día, y ya está.",
                ReadersV1::Section,
            ),
        ),
        theo(
            47,
            Deed::Grew(
                NoteKindV1::Strength,
                "Noto pronto cuándo alguien está cansado.",
                ReadersV1::Nobody,
            ),
        ),
        theo(
            20,
            Deed::Grew(
                NoteKindV1::First,
                "Canté en la cocina con la ventana abierta.",
                ReadersV1::Section,
            ),
        ),
        theo(
            12,
            Deed::Chapter(
                "Este año",
                "Empezó callado. Ahora hay martes, una biblioteca y una planta que sigue viva.",
            ),
        ),
    ]
}

pub(super) async fn happens(life: &Life<'_>, place: usize, deed: Deed) -> Result<(), Failed> {
    if matches!(deed, Deed::Private) {
        return private(life, place).await;
    }
    let mut act = open(life, place, true).await?;
    let once = act.mint();
    let happened = match deed {
        Deed::Quiet => {
            let list = QuietV1::typed("station\nSunday lunch\nMarkus", true).map_err(wrong)?;
            quiet::keep(&mut act, &list).map_err(wrong)?;
            Vec::new()
        }
        Deed::Grew(kind, words, readers) => {
            let new = NewNote {
                once,
                kind,
                words: &line(words)?,
                day: None,
                readers,
            };
            growth::keep_note(&mut act, &new).await.map_err(wrong)?
        }
        Deed::Chapter(title, words) => {
            let new = NewChapter {
                once,
                chapter: None,
                seen: 0,
                title: Some(&line(title)?),
                words: &line(words)?,
                readers: ReadersV1::Nobody,
            };
            growth::keep_chapter(&mut act, &new).await.map_err(wrong)?.1
        }
        Deed::TurnedOn | Deed::Private => {
            growth::set_choice(&mut act, OnV1::On)
                .await
                .map_err(wrong)?;
            Vec::new()
        }
    };
    finish(act, happened).await
}

async fn private(life: &Life<'_>, place: usize) -> Result<(), Failed> {
    let who = life.people[place];
    // The word is printed when the demo begins: to stretch it harder would only make people wait.
    let (person, least) = (who.client.person(), StretchV1::LEAST);
    let made = life
        .vault
        .make_own_key_with(person, CIRCLE_WORD, Blind::Yes, least);
    let key = made.await.map_err(wrong)?;
    let parts: Sections = PHONE.or(Sections::of(&[Section::Circle]));
    let mut act = open_for(life.vault, who, true, parts)
        .await?
        .with_own_key(key);
    let (id, at) = (act.mint(), act.now().millis());
    let neighbour = PersonV1 {
        called: "Fern".to_owned(),
        who: "Lives next door".to_owned(),
        wants: "As it is".to_owned(),
        limits: "Rings before coming over".to_owned(),
        at,
    };
    act.overwrite(id, &neighbour).map_err(wrong)?;
    for (days, seen) in [
        (40, [Some(true), None, None, Some(true)]),
        (31, [Some(true), Some(true), None, None]),
        (22, [Some(false), None, Some(true), None]),
        (13, [Some(true), None, None, Some(true)]),
    ] {
        let day = super::day_at(act.now() - days * DAY, life.zone)?;
        let seen = LineV1 {
            person: *id.bytes(),
            day: day.to_string(),
            seen,
            words: String::new(),
            at,
        };
        let entry = act.mint();
        act.overwrite(entry, &seen).map_err(wrong)?;
    }
    finish(act, Vec::new()).await
}
