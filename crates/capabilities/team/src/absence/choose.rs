//! What a client says to who stands in: that it is all right, someone else please, or nobody. With
//! the second and the third whoever stood in opens nothing of theirs from that moment.

use super::AbsenceRefused;
use super::confirm::count;
use super::stored::{Absence, AbsenceV1, AnnouncedV1, ChoiceV1, SaidV1, StandsV1};
use care::{Facts, Moment, RecordId, RelationKind};
use sealed::{Act, Kept, Notice, ReadError};

/// Keeps what the client says about the announcement `record`. The act is the client's own and
/// opens [`care::Section::Identity`] and [`care::Section::Consent`]. Said twice, it is kept once.
///
/// # Errors
/// [`AbsenceRefused::NotAllowed`] for anyone but the client; [`AbsenceRefused::Nothing`] where there
/// is no such announcement, it is over, or nobody stands in whom they could agree to.
pub async fn choose(act: &mut Act, record: RecordId, what: ChoiceV1) -> Result<(), AbsenceRefused> {
    if act.by() != act.whose().person() {
        return Err(AbsenceRefused::NotAllowed);
    }
    let found = act.find::<AnnouncedV1>(record).await?;
    let was = found.ok_or(AbsenceRefused::Nothing)?;
    if was.value.is_over(act.now()) {
        return Err(AbsenceRefused::Nothing);
    }
    if was.value.choice() == Some(what) && (was.value.cover.is_some() == (what == ChoiceV1::Agree))
    {
        // Said already.
        return Ok(());
    }
    if what == ChoiceV1::Agree && was.value.cover.is_none() {
        return Err(AbsenceRefused::Nothing);
    }
    let mut now_said = was.value.clone();
    now_said.said.push(SaidV1 {
        what,
        at: act.now().millis(),
        about: was.value.cover,
    });
    let stands = match what {
        ChoiceV1::Agree => StandsV1::Covered,
        ChoiceV1::SomeoneElse => StandsV1::Without,
        ChoiceV1::Nobody => StandsV1::Declined,
    };
    if what != ChoiceV1::Agree {
        end_cover(act, &was).await?;
        now_said.cover = None;
    }
    act.amend(&was, &now_said)?;
    let of = RecordId::from_bytes(was.value.absence);
    count(act, of, stands, true).await?;
    if what == ChoiceV1::SomeoneElse {
        ask_again(act, of).await?;
    }
    Ok(())
}

/// The lead who said who stands in hears that something waits: not from whom, and not what.
async fn ask_again(act: &mut Act, of: RecordId) -> Result<(), ReadError> {
    let known = act.directory_find::<AbsenceV1>(of).await?;
    let confirmed = known.and_then(|kept| Absence::from(kept).confirmed());
    if let Some(confirmed) = confirmed {
        let now = act.now();
        act.post(confirmed.by, Notice::SomethingWaits, now).await?;
    }
    Ok(())
}

/// Ends the relation that the cover began, and no other.
pub(super) async fn end_cover(act: &mut Act, was: &Kept<AnnouncedV1>) -> Result<(), ReadError> {
    let facts = act.standing().await?;
    if let Some(ended) = ended_cover(&facts, &was.value, act.now()) {
        act.set_standing(&ended).await?;
    }
    Ok(())
}

/// The facts with the cover that this announcement began ended; `None` if there is none to end.
pub(super) fn ended_cover(facts: &Facts, announced: &AnnouncedV1, now: Moment) -> Option<Facts> {
    let cover = announced.cover().filter(|_| !announced.works_anyway)?;
    let mut changed = facts.clone();
    let began = changed.relations.iter_mut().filter(|relation| {
        relation.person == cover
            && relation.kind == RelationKind::Therapist
            && relation.from.millis() == announced.cover_from
            && relation.until == Some(announced.until())
    });
    for relation in began {
        relation.until = Some(now.min(announced.until()));
    }
    (changed != *facts).then_some(changed)
}
