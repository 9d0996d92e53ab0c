//! A session is changed or called off: never silently. The reason stands beside it in words that the
//! client reads, with how long before it was said, and the client has a choice.

use crate::booked::{Booking, book};
use crate::refused::Refused;
use crate::stored::{
    ChangeV1, ChangesV1, ChoiceV1, ChosenV1, EndV1, OfferV1, PlacedV1, ReasonV1, WhatV1,
    WishAnswerV1, WishV1, notice_minutes,
};
use crate::whole::{All, Whole};
use crate::{SessionV1, regular};
use care::{Happened, Line, Moment, PersonId, RecordId, Section, Sections};
use sealed::{Act, Kept, Notice, ReadError};

/// How many wishes and how many changes one session can have: this project's own choice.
const MOST: usize = 50;

/// A change, as the practitioner writes it.
#[derive(Clone)]
pub struct NewChange {
    /// The id of the form: sent twice, it is one change.
    pub once: RecordId,
    /// What the form was shown for.
    pub seen: u32,
    /// When it starts.
    pub starts: Moment,
    /// How long, in minutes: 10 to 240.
    pub minutes: u16,
    /// Where.
    pub place: Line<80>,
    /// With whom.
    pub with: PersonId,
    /// Of what kind the reason is.
    pub reason: ReasonV1,
    /// The reason, as the client reads it.
    pub words: Line<300>,
}

impl NewChange {
    fn placed(&self) -> PlacedV1 {
        PlacedV1 {
            starts_at: self.starts.millis(),
            minutes: self.minutes,
            place: self.place.as_str().to_owned(),
            with: *self.with.bytes(),
        }
    }
}

pub(crate) fn is_client(act: &Act) -> bool {
    act.by() == act.whose().person()
}

/// The session, if it is to come, nobody has said what becomes of it, and the form was about this.
fn to_come(
    all: &All,
    session: RecordId,
    seen: Option<u32>,
    now: Moment,
) -> Result<(Kept<SessionV1>, Whole), Refused> {
    let kept = all.find(session).ok_or(Refused::None)?;
    let whole = all.whole(kept);
    if whole.end.is_some() {
        return Err(Refused::Ended);
    }
    if seen.is_some_and(|seen| seen != whole.seen) {
        return Err(Refused::Changed);
    }
    if !whole.can_change(now) {
        return Err(Refused::Over);
    }
    Ok((kept.clone(), whole))
}

/// Whether something can be placed so, for this client and this practitioner; then it is.
async fn place(
    act: &mut Act,
    all: &All,
    session: RecordId,
    was: Option<&PlacedV1>,
    now: &PlacedV1,
) -> Result<(), Refused> {
    if now.starts() <= act.now() {
        return Err(Refused::InThePast);
    }
    if !(10..=240).contains(&now.minutes) {
        return Err(Refused::Length);
    }
    if all.overlaps(Some(session), now.starts(), now.ends()) {
        return Err(Refused::Overlaps);
    }
    match book(act, session, was, Some(now)).await? {
        Booking::Taken => Ok(()),
        Booking::Elsewhere => Err(Refused::Elsewhere),
    }
}

/// The practitioner changes when, how long, where or with whom a session to come is.
///
/// # Errors
/// If it is not to come, if the time cannot be, or if nothing would be different.
pub async fn change(
    act: &mut Act,
    session: RecordId,
    new: &NewChange,
) -> Result<Vec<Happened>, Refused> {
    if is_client(act) {
        return Err(Refused::OnlyStaff);
    }
    let mut all = All::read(act).await?;
    let mut changes = changes_of(&all, session);
    if changes
        .changes
        .iter()
        .any(|one| one.id == *new.once.bytes())
    {
        return Err(Refused::Already);
    }
    let (kept, whole) = to_come(&all, session, Some(new.seen), act.now())?;
    let (was, now) = (whole.placed(), new.placed());
    if was == now {
        return Err(Refused::Nothing);
    }
    if changes.changes.len() >= MOST {
        return Err(Refused::TooMany);
    }
    place(act, &all, session, Some(&was), &now).await?;
    let by_client = answer_wish(&mut changes, act, "");
    let notice = notice_minutes(whole.starts, act.now());
    changes.changes.push(ChangeV1 {
        id: *new.once.bytes(),
        was,
        now,
        reason: if by_client {
            ReasonV1::Wished
        } else {
            new.reason
        },
        words: new.words.as_str().to_owned(),
        by: *act.by().bytes(),
        announced_at: act.now().millis(),
        notice_minutes: notice,
        by_client,
        choice: None,
    });
    let moved = SessionV1 {
        starts_at: new.starts.millis(),
        minutes: new.minutes,
        place: new.place.as_str().to_owned(),
        with: *new.with.bytes(),
        plan: kept.value.plan.clone(),
    };
    act.amend(&kept, &moved)?;
    all.add(Kept {
        version: kept.version + 1,
        at: act.now(),
        value: moved,
        ..kept
    });
    all.changes.put(act, changes)?;
    all.note(act).await?;
    if !by_client {
        regular::count_notice(act, notice, new.reason, false).await?;
    }
    Ok(vec![Happened::SessionChanged {
        client: act.whose(),
        session,
        was: whole.starts,
        starts: new.starts,
        ends: Moment::from_millis(new.starts.millis()) + i64::from(new.minutes) * care::MINUTE,
        with: new.with,
        by_client,
    }])
}

fn changes_of(all: &All, session: RecordId) -> ChangesV1 {
    let kept = all.changes.of(session).map(|kept| kept.value.clone());
    kept.unwrap_or_else(|| ChangesV1 {
        session: *session.bytes(),
        ..ChangesV1::default()
    })
}

/// Answers the wish that waits, if one does, and says whether one did.
fn answer_wish(changes: &mut ChangesV1, act: &Act, words: &str) -> bool {
    let waits = changes.wishes.last_mut();
    let Some(wish) = waits.filter(|wish| wish.answer.is_none()) else {
        return false;
    };
    wish.answer = Some(WishAnswerV1 {
        by: *act.by().bytes(),
        at: act.now().millis(),
        words: words.to_owned(),
    });
    true
}

/// The client says what they say to a change.
///
/// # Errors
/// If it is not the newest change, or was answered, or the session is not to come.
pub async fn choose(
    act: &mut Act,
    session: RecordId,
    change: RecordId,
    choice: ChoiceV1,
    words: Option<&Line<300>>,
) -> Result<Vec<Happened>, Refused> {
    if !is_client(act) {
        return Err(Refused::OnlyTheClient);
    }
    let mut all = All::read(act).await?;
    let mut changes = changes_of(&all, session);
    let newest = changes.changes.last_mut().ok_or(Refused::None)?;
    if newest.id != *change.bytes() {
        return Err(Refused::Changed);
    }
    if newest.choice.is_some() {
        return Err(Refused::Already);
    }
    to_come(&all, session, None, act.now())?;
    let words = words.map_or("", Line::as_str).to_owned();
    newest.choice = Some(ChosenV1 {
        choice,
        words: words.clone(),
        at: act.now().millis(),
    });
    if choice == ChoiceV1::AnotherTime {
        wish(&mut changes, act, words.clone())?;
    }
    all.changes.put(act, changes)?;
    if choice == ChoiceV1::CallOff {
        return end_by_client(act, all, session, words).await;
    }
    all.note(act).await?;
    if choice == ChoiceV1::AnotherTime {
        tell_staff(act).await?;
    }
    Ok(Vec::new())
}

fn wish(changes: &mut ChangesV1, act: &Act, words: String) -> Result<(), Refused> {
    if changes.wishes.len() >= MOST {
        return Err(Refused::TooMany);
    }
    changes.wishes.push(WishV1 {
        at: act.now().millis(),
        words,
        answer: None,
    });
    Ok(())
}

async fn tell_staff(act: &mut Act) -> Result<(), ReadError> {
    let now = act.now();
    let about = Sections::of(&[Section::Sessions]);
    act.post_to_therapists(about, Notice::SomethingWaits, now)
        .await
}

/// The client asks for another time. No reason is asked for.
///
/// # Errors
/// If one such wish waits already, or the session is not to come.
pub async fn ask_for_another_time(
    act: &mut Act,
    session: RecordId,
    words: Option<&Line<300>>,
) -> Result<Vec<Happened>, Refused> {
    if !is_client(act) {
        return Err(Refused::OnlyTheClient);
    }
    let mut all = All::read(act).await?;
    let (_, whole) = to_come(&all, session, None, act.now())?;
    if whole.wish_waits().is_some() {
        return Err(Refused::Already);
    }
    let mut changes = changes_of(&all, session);
    let words = words.map_or("", Line::as_str).to_owned();
    wish(&mut changes, act, words)?;
    all.changes.put(act, changes)?;
    all.note(act).await?;
    tell_staff(act).await?;
    Ok(Vec::new())
}

/// The practitioner answers a wish in words: why not, or what now. A change answers it too.
///
/// # Errors
/// If no wish waits, or it changed since the form was opened.
pub async fn answer(
    act: &mut Act,
    session: RecordId,
    seen: u32,
    words: &Line<300>,
) -> Result<Vec<Happened>, Refused> {
    if is_client(act) {
        return Err(Refused::OnlyStaff);
    }
    let mut all = All::read(act).await?;
    let mut changes = changes_of(&all, session);
    let last = changes.wishes.last().and_then(|wish| wish.answer.as_ref());
    if last.is_some_and(|last| last.by == *act.by().bytes() && last.words == words.as_str()) {
        return Err(Refused::Already);
    }
    to_come(&all, session, Some(seen), act.now())?;
    if !answer_wish(&mut changes, act, words.as_str()) {
        return Err(Refused::None);
    }
    all.changes.put(act, changes)?;
    all.note(act).await?;
    let (client, now) = (act.whose().person(), act.now());
    act.post(client, Notice::SomethingWaits, now).await?;
    Ok(Vec::new())
}

/// The client calls a session off. No reason is asked for, and nothing is counted against them.
///
/// # Errors
/// If it is not to come, or is called off already.
pub async fn call_off_by_client(
    act: &mut Act,
    session: RecordId,
    words: Option<&Line<300>>,
) -> Result<Vec<Happened>, Refused> {
    if !is_client(act) {
        return Err(Refused::OnlyTheClient);
    }
    let all = All::read(act).await?;
    to_come(&all, session, None, act.now())?;
    let words = words.map_or("", Line::as_str).to_owned();
    end_by_client(act, all, session, words).await
}

fn called_off(act: &Act, whole: &Whole, what: WhatV1, words: String) -> EndV1 {
    EndV1 {
        session: *whole.session.bytes(),
        what,
        by: *act.by().bytes(),
        at: act.now().millis(),
        reason: None,
        words,
        notice_minutes: Some(notice_minutes(whole.starts, act.now())),
        offer: None,
        began_at: None,
        ended_at: None,
        arriving: None,
        arriving_words: String::new(),
        grounding: String::new(),
    }
}

async fn end_by_client(
    act: &mut Act,
    mut all: All,
    session: RecordId,
    words: String,
) -> Result<Vec<Happened>, Refused> {
    let (_, whole) = to_come(&all, session, None, act.now())?;
    let end = called_off(act, &whole, WhatV1::CalledOffByClient, words);
    book(act, session, Some(&whole.placed()), None).await?;
    all.ends.put(act, end)?;
    all.note(act).await?;
    Ok(vec![Happened::SessionCancelled {
        client: act.whose(),
        session,
        starts: whole.starts,
        by_client: true,
    }])
}

/// The service calls a session off, with a reason and, where there is one, an offer of another time.
#[derive(Clone)]
pub struct CallOff {
    /// What the form was shown for.
    pub seen: u32,
    /// Of what kind the reason is.
    pub reason: ReasonV1,
    /// The reason, as the client reads it.
    pub words: Line<300>,
    /// Another time, with the same practitioner, as long and in the same place.
    pub offer: Option<Moment>,
}

/// The service calls a session off.
///
/// # Errors
/// If it is not to come, or the time it offers cannot be.
pub async fn call_off(
    act: &mut Act,
    session: RecordId,
    off: &CallOff,
) -> Result<Vec<Happened>, Refused> {
    if is_client(act) {
        return Err(Refused::OnlyStaff);
    }
    let mut all = All::read(act).await?;
    let said = |end: &EndV1| {
        end.what == WhatV1::CalledOffByService
            && end.by == *act.by().bytes()
            && end.words == off.words.as_str()
    };
    if all.end(session).is_some_and(said) {
        return Err(Refused::Already);
    }
    let (_, whole) = to_come(&all, session, Some(off.seen), act.now())?;
    if off.offer.is_some_and(|at| at <= act.now()) {
        return Err(Refused::InThePast);
    }
    let mut end = called_off(
        act,
        &whole,
        WhatV1::CalledOffByService,
        off.words.as_str().to_owned(),
    );
    end.reason = Some(off.reason);
    end.offer = off.offer.map(|starts| OfferV1 {
        placed: PlacedV1 {
            starts_at: starts.millis(),
            ..whole.placed()
        },
        taken: None,
    });
    book(act, session, Some(&whole.placed()), None).await?;
    let notice = notice_minutes(whole.starts, act.now());
    all.ends.put(act, end)?;
    all.note(act).await?;
    regular::count_notice(act, notice, off.reason, true).await?;
    Ok(vec![Happened::SessionCancelled {
        client: act.whose(),
        session,
        starts: whole.starts,
        by_client: false,
    }])
}

/// The client says whether they take the time that was offered. If they do, it is planned at once;
/// if it has gone meanwhile, nothing is kept and they are told so.
///
/// # Errors
/// If nothing was offered, it was answered, or the time is not to be had any more.
pub async fn take_offer(
    act: &mut Act,
    session: RecordId,
    takes: bool,
) -> Result<Vec<Happened>, Refused> {
    if !is_client(act) {
        return Err(Refused::OnlyTheClient);
    }
    let mut all = All::read(act).await?;
    let mut end = all.end(session).cloned().ok_or(Refused::None)?;
    let offer = end.offer.as_mut().ok_or(Refused::None)?;
    if offer.taken.is_some() {
        return Err(Refused::Already);
    }
    offer.taken = Some(takes);
    let placed = offer.placed.clone();
    all.ends.put(act, end)?;
    let mut happened = Vec::new();
    if takes {
        let id = act.id_for("session offered instead", session);
        place(act, &all, id, None, &placed).await?;
        let plan = all.find(session).map(|kept| kept.value.plan.clone());
        let new = SessionV1 {
            starts_at: placed.starts_at,
            minutes: placed.minutes,
            place: placed.place.clone(),
            with: placed.with,
            plan: plan.unwrap_or_default(),
        };
        act.keep(id, &new)?;
        happened.push(Happened::SessionPlanned {
            client: act.whose(),
            session: id,
            starts: placed.starts(),
            ends: placed.ends(),
            with: placed.practitioner(),
        });
        all.add(Kept {
            record: id,
            version: 1,
            at: act.now(),
            value: new,
        });
    }
    all.note(act).await?;
    tell_staff(act).await?;
    Ok(happened)
}
