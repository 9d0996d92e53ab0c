//! What became of a session: it began, it ended, or it was not. What was missed is said without
//! blame; where the service was not there, that is a promise it broke.

use crate::booked::book;
use crate::change::is_client;
use crate::refused::Refused;
use crate::stored::{EndV1, WhatV1};
use crate::whole::{All, Whole};
use care::{HOUR, Happened, Line, MINUTE, Moment, RecordId};
use sealed::Act;

/// How long before its time a session can be said to have begun, in minutes: this project's own
/// choice.
const EARLY: i64 = 30;
/// How long after its time one can have begun at the latest, in hours: this project's own choice.
const LATE: i64 = 12;
/// The longest a session can have been, in hours: this project's own choice.
const LONGEST: i64 = 8;

/// That a session was, as the practitioner writes it down.
#[derive(Clone)]
pub struct Held {
    /// What the form was shown for.
    pub seen: u32,
    /// When it began.
    pub began: Moment,
    /// When it ended; `None` while it is going on.
    pub ended: Option<Moment>,
    /// How the client said they were arriving, 0 to 10.
    pub arriving: Option<u8>,
    /// How they were arriving, in a line.
    pub arriving_words: Option<Line<200>>,
    /// How it was brought to a close.
    pub grounding: Option<Line<200>>,
}

impl Held {
    /// That it begins now: one tap.
    pub const fn begins(seen: u32, now: Moment) -> Self {
        Self {
            seen,
            began: now,
            ended: None,
            arriving: None,
            arriving_words: None,
            grounding: None,
        }
    }
}

/// Whether it can be said at `now` that a session begins: its time is here, and nobody has said.
pub fn can_begin(whole: &Whole, now: Moment) -> bool {
    whole.end.is_none() && now >= whole.starts - EARLY * MINUTE && now < whole.ends
}

/// The practitioner writes down that a session was, or is. What was said to have been missed can be
/// put right so.
///
/// # Errors
/// If it has not begun, is called off, or the times do not fit.
pub async fn held(act: &mut Act, session: RecordId, held: &Held) -> Result<Vec<Happened>, Refused> {
    if is_client(act) {
        return Err(Refused::OnlyStaff);
    }
    let mut all = All::read(act).await?;
    let whole = all.whole(all.find(session).ok_or(Refused::None)?);
    let before = whole.end.as_ref();
    if before.is_some_and(|end| end.what.is_called_off()) {
        return Err(Refused::Ended);
    }
    let end = EndV1 {
        session: *session.bytes(),
        what: WhatV1::Held,
        by: *act.by().bytes(),
        at: act.now().millis(),
        reason: None,
        words: String::new(),
        notice_minutes: None,
        offer: None,
        began_at: Some(held.began.millis()),
        ended_at: held.ended.map(Moment::millis),
        arriving: held.arriving.filter(|well| *well <= 10),
        arriving_words: words(held.arriving_words.as_ref()),
        grounding: words(held.grounding.as_ref()),
    };
    let same = |before: &EndV1| {
        let at = before.at;
        EndV1 { at, ..end.clone() } == *before
    };
    if before.is_some_and(same) {
        return Err(Refused::Already);
    }
    if held.seen != whole.seen {
        return Err(Refused::Changed);
    }
    if act.now() < whole.starts - EARLY * MINUTE {
        return Err(Refused::NotYet);
    }
    let fits = held.began <= act.now()
        && held.began >= whole.starts - EARLY * MINUTE
        && held.began <= whole.starts + LATE * HOUR
        && held.ended.is_none_or(|ended| {
            ended > held.began && ended <= act.now() && ended - held.began <= LONGEST * HOUR
        });
    if !fits {
        return Err(Refused::Times);
    }
    let first = whole
        .end
        .as_ref()
        .is_none_or(|before| before.what != WhatV1::Held);
    all.ends.put(act, end)?;
    all.note(act).await?;
    all.count(act).await?;
    let happened = Happened::SessionHeld {
        client: act.whose(),
        session,
        with: whole.with,
        starts: whole.starts,
        began: held.began,
    };
    Ok(first.then_some(happened).into_iter().collect())
}

fn words(line: Option<&Line<200>>) -> String {
    line.map_or("", Line::as_str).to_owned()
}

/// The practitioner writes down that a session was not, and nobody had said so before. Where the
/// service was not there, the words are for the client: what happened, and that it is sorry.
///
/// # Errors
/// If its time has not come, or it is written down already what became of it.
pub async fn missed(
    act: &mut Act,
    session: RecordId,
    seen: u32,
    by_client: bool,
    said: Option<&Line<300>>,
) -> Result<Vec<Happened>, Refused> {
    if is_client(act) {
        return Err(Refused::OnlyStaff);
    }
    let mut all = All::read(act).await?;
    let whole = all.whole(all.find(session).ok_or(Refused::None)?);
    let what = if by_client {
        WhatV1::MissedByClient
    } else {
        WhatV1::MissedByService
    };
    if let Some(end) = &whole.end {
        let same = end.what == what && end.by == *act.by().bytes();
        return Err(if same {
            Refused::Already
        } else {
            Refused::Ended
        });
    }
    if seen != whole.seen {
        return Err(Refused::Changed);
    }
    if whole.starts > act.now() {
        return Err(Refused::NotYet);
    }
    let end = EndV1 {
        session: *session.bytes(),
        what,
        by: *act.by().bytes(),
        at: act.now().millis(),
        reason: None,
        words: said.map_or("", Line::as_str).to_owned(),
        notice_minutes: None,
        offer: None,
        began_at: None,
        ended_at: None,
        arriving: None,
        arriving_words: String::new(),
        grounding: String::new(),
    };
    if whole.ends > act.now() {
        book(act, session, Some(&whole.placed()), None).await?;
    }
    all.ends.put(act, end)?;
    all.note(act).await?;
    all.count(act).await?;
    Ok(vec![Happened::SessionMissed {
        client: act.whose(),
        session,
        by_client,
    }])
}
