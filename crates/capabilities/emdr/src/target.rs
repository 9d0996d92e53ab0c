//! Targets: named by the client, in an order that both agree on, and written down further only once
//! there is a way to calm down.

use crate::refused::Refused;
use crate::resource::same;
use crate::stored::{FirstV1, PartV1, PhaseV1, ProngV1, TargetV1};
use crate::whole::{All, only_staff, only_the_client, put};
use crate::words::write_words;
use care::{Happened, Line, RecordId};
use sealed::Act;

/// The most disturbing there is (SUD), and the truest a belief can feel (VOC, from 1).
pub const SUD_MAX: u8 = 10;
/// As above.
pub const VOC_MAX: u8 = 7;

/// Whether the numbers lie on their scales.
pub(crate) fn on_scale(sud: Option<u8>, voc: Option<u8>) -> Result<(), Refused> {
    if sud.is_some_and(|sud| sud > SUD_MAX) {
        return Err(Refused::OffScale("sud"));
    }
    if voc.is_some_and(|voc| !(1..=VOC_MAX).contains(&voc)) {
        return Err(Refused::OffScale("voc"));
    }
    Ok(())
}

/// The therapist writes a target into the plan, by the name that the client chose. `once`: sent
/// twice, it is one.
///
/// # Errors
/// As [`Refused`] says.
pub async fn add_target(
    act: &mut Act,
    once: RecordId,
    called: &Line<80>,
    prong: ProngV1,
) -> Result<Vec<Happened>, Refused> {
    only_staff(act)?;
    let mut all = All::read(act).await?;
    if let Some(there) = all.targets.iter().find(|kept| kept.record == once) {
        return same(there.value.called == called.as_str());
    }
    let last = all.targets.iter().map(|kept| kept.value.place).max();
    let target = TargetV1 {
        by: *act.by().bytes(),
        at: act.now().millis(),
        called: called.as_str().to_owned(),
        prong,
        place: last.unwrap_or(0).saturating_add(1),
        first: None,
    };
    put(&mut all.targets, act, once, target)?;
    all.keep_gist(act).await?;
    Ok(Vec::new())
}

/// A target gets another name: by the client, whose name it is, or by the therapist with them.
///
/// # Errors
/// As [`Refused`] says.
pub async fn call_target(
    act: &mut Act,
    target: RecordId,
    called: &Line<80>,
) -> Result<Vec<Happened>, Refused> {
    if only_the_client(act).is_err() {
        only_staff(act)?;
    }
    let mut all = All::read(act).await?;
    let mut value = all.target(target)?.target.clone();
    if value.called != called.as_str() {
        called.as_str().clone_into(&mut value.called);
        put(&mut all.targets, act, target, value)?;
    }
    Ok(Vec::new())
}

/// A target takes another place in the order: `place` from 1. The others move up or down.
///
/// # Errors
/// As [`Refused`] says.
pub async fn move_target(
    act: &mut Act,
    target: RecordId,
    place: u16,
) -> Result<Vec<Happened>, Refused> {
    only_staff(act)?;
    let mut all = All::read(act).await?;
    all.target(target)?;
    let count = all.targets.len();
    if place == 0 || usize::from(place) > count {
        return Err(Refused::OffScale("place"));
    }
    let mut order: Vec<_> = all.targets.iter().map(|kept| kept.record).collect();
    order.retain(|record| *record != target);
    order.insert(usize::from(place) - 1, target);
    for (place, record) in (1_u16..).zip(order) {
        let mut value = all.target(record)?.target.clone();
        if value.place != place {
            value.place = place;
            put(&mut all.targets, act, record, value)?;
        }
    }
    Ok(Vec::new())
}

/// What a target is written down with in phase 3. Words that are left out stay as they were.
#[derive(Default)]
pub struct Assessment<'a> {
    /// The words, each of a kind.
    pub words: Vec<(PartV1, &'a str)>,
    /// How disturbing, 0 to 10, and how true the good belief feels, 1 to 7: both or none.
    pub first: Option<(u8, u8)>,
}

/// Phase 3: the therapist writes a target down while the client looks on. Not before a way to calm
/// down was practised, and not before it was looked at again where it was left open. The first
/// numbers stay the first once a set was made.
///
/// # Errors
/// As [`Refused`] says.
pub async fn assess(
    act: &mut Act,
    target: RecordId,
    new: &Assessment<'_>,
) -> Result<Vec<Happened>, Refused> {
    only_staff(act)?;
    let mut all = All::read(act).await?;
    let whole = all.target(target)?;
    let missing = whole.facts.missing(PhaseV1::Assessment);
    if !missing.is_empty() {
        return Err(Refused::Missing(missing));
    }
    on_scale(
        new.first.map(|first| first.0),
        new.first.map(|first| first.1),
    )?;
    let mut value = whole.target.clone();
    let was = value.first;
    let may_set = was.is_none() || whole.sets.is_empty();
    let differs = |(sud, voc)| was.map(|was| (was.sud, was.voc)) != Some((sud, voc));
    if let Some((sud, voc)) = new.first.filter(|first| differs(*first)) {
        if !may_set {
            return Err(Refused::Another);
        }
        value.first = Some(FirstV1 {
            at: act.now().millis(),
            sud,
            voc,
        });
        put(&mut all.targets, act, target, value)?;
    }
    write_words(act, &mut all, target, &new.words)?;
    all.keep_gist(act).await?;
    Ok(Vec::new())
}
