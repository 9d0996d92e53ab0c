//! What both want to speak about, and what else a client is told before a session.

use crate::refused::Refused;
use crate::stored::{AgendaItemV1, AgendaV1, DetailsV1};
use crate::whole::All;
use care::{Happened, Line, RecordId};
use sealed::Act;

/// How many things can be on one session's agenda, with those that were taken back: this project's
/// own choice.
const ITEMS: usize = 40;

/// Someone wants to speak about something. `once` is the form's id: sent twice, it is one.
///
/// # Errors
/// If there is no such session or it has ended.
pub async fn propose(
    act: &mut Act,
    session: RecordId,
    once: RecordId,
    words: &Line<200>,
) -> Result<Vec<Happened>, Refused> {
    let mut all = All::read(act).await?;
    let meant = all.find(session).ok_or(Refused::None)?;
    let mut agenda = all.agendas.of(session).map(|kept| kept.value.clone());
    let agenda = agenda.get_or_insert_default();
    if agenda.items.iter().any(|item| item.id == *once.bytes()) {
        return Err(Refused::Already);
    }
    if meant.value.ends() <= act.now() || !all.takes_place(session) {
        return Err(Refused::Over);
    }
    if agenda.items.len() >= ITEMS {
        return Err(Refused::TooMany);
    }
    agenda.session = *session.bytes();
    agenda.items.push(AgendaItemV1 {
        id: *once.bytes(),
        by: *act.by().bytes(),
        at: act.now().millis(),
        words: words.as_str().to_owned(),
        taken_back_at: None,
    });
    let agenda: AgendaV1 = agenda.clone();
    all.agendas.put(act, agenda)?;
    Ok(vec![Happened::AgendaProposed {
        client: act.whose(),
        session,
    }])
}

/// Someone takes back what they themselves proposed. Nobody is told: it is as if it had not been.
///
/// # Errors
/// If there is no such thing of theirs.
pub async fn take_back(
    act: &mut Act,
    session: RecordId,
    item: RecordId,
) -> Result<Vec<Happened>, Refused> {
    let mut all = All::read(act).await?;
    let kept = all.agendas.of(session).ok_or(Refused::None)?;
    let mut agenda = kept.value.clone();
    let (by, now) = (*act.by().bytes(), act.now().millis());
    let mine = |one: &&mut AgendaItemV1| one.id == *item.bytes() && one.by == by;
    let found = agenda.items.iter_mut().find(mine).ok_or(Refused::None)?;
    if found.taken_back_at.is_some() {
        return Err(Refused::Already);
    }
    found.taken_back_at = Some(now);
    all.agendas.put(act, agenda)?;
    Ok(Vec::new())
}

/// The practitioner says who else will be there and what will not happen.
///
/// # Errors
/// If there is no such session, or it has ended, or the client asks.
pub async fn tell(
    act: &mut Act,
    session: RecordId,
    others: Option<&Line<200>>,
    will_not: Option<&Line<300>>,
) -> Result<Vec<Happened>, Refused> {
    if act.by() == act.whose().person() {
        return Err(Refused::OnlyStaff);
    }
    let mut all = All::read(act).await?;
    let meant = all.find(session).ok_or(Refused::None)?;
    if meant.value.ends() <= act.now() || !all.takes_place(session) {
        return Err(Refused::Over);
    }
    let details = DetailsV1 {
        session: *session.bytes(),
        others: others.map_or("", Line::as_str).to_owned(),
        will_not: will_not.map_or("", Line::as_str).to_owned(),
    };
    if all.details.of(session).map(|kept| &kept.value) == Some(&details) {
        return Err(Refused::Already);
    }
    all.details.put(act, details)?;
    Ok(Vec::new())
}
