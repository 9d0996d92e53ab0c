//! What becomes a promise, keeps one, moves one or ends one; and what follows from a promise that
//! was not kept. Nobody types anything for it.

use ::promises::{Kind, Moved, New, ON_TIME};
use care::{Audience, Happened, Moment, PersonId, Sections};
use sealed::{Act, Notice, ReadError};

/// What follows from what happened, for promises and for those who wait for them. It is routed in
/// its turn, in the same act.
pub(super) async fn follow(act: &mut Act, happened: &Happened) -> Result<Vec<Happened>, ReadError> {
    let now = act.now();
    match happened {
        Happened::MessageSent {
            message,
            to,
            reply_by: Some(due),
            ..
        } => {
            let by = to.first().copied().unwrap_or(PersonId::SERVICE);
            let new = New {
                kind: Kind::Reply,
                about: *message,
                by,
                due: *due,
            };
            ::promises::made(act, new).await
        }
        Happened::MessageAnswered { message, .. } => {
            ::promises::kept(act, Kind::Reply, *message, now).await
        }
        Happened::MessageReleased { message, .. } => {
            ::promises::called_off(act, Kind::Reply, *message, true).await
        }
        Happened::TaskAgreed { task, who, due, .. } => {
            let new = New {
                kind: Kind::Task,
                about: *task,
                by: *who,
                due: *due,
            };
            ::promises::made(act, new).await
        }
        Happened::TaskDone { task, .. } => ::promises::kept(act, Kind::Task, *task, now).await,
        Happened::PromiseBroken {
            promise,
            by,
            audience,
            about,
            ..
        } => {
            super::tell_client(act).await?;
            // What is between the client and the service alone opens nothing that others read: whoever
            // has to look at it finds it among what was opened in an emergency.
            if *audience != Audience::Section {
                return Ok(Vec::new());
            }
            tell_whoever_promised(act, *by, *about).await?;
            alliance::broken_promise(act, *promise, *by).await
        }
        Happened::PromiseAnswered {
            by,
            audience,
            about,
            ..
        } => {
            if act.by() != act.whose().person() {
                super::tell_client(act).await?;
            } else if *audience == Audience::Section {
                tell_whoever_promised(act, *by, *about).await?;
            }
            Ok(Vec::new())
        }
        _ => of_a_session(act, happened, now).await,
    }
}

/// A session that is planned is promised to begin on time.
async fn of_a_session(
    act: &mut Act,
    happened: &Happened,
    now: Moment,
) -> Result<Vec<Happened>, ReadError> {
    let kind = Kind::Appointment;
    match happened {
        Happened::SessionPlanned {
            session,
            starts,
            with,
            ..
        } => {
            let new = New {
                kind,
                about: *session,
                by: *with,
                due: *starts + ON_TIME,
            };
            ::promises::made(act, new).await
        }
        Happened::SessionChanged {
            session,
            starts,
            with,
            by_client,
            ..
        } => {
            let moved = Moved {
                kind,
                about: *session,
                by: *with,
                due: *starts + ON_TIME,
                by_client: *by_client,
            };
            ::promises::moved(act, moved).await
        }
        Happened::SessionCancelled {
            session,
            starts,
            by_client,
            ..
        } => {
            if !by_client && now > *starts {
                return ::promises::missed(act, kind, *session).await;
            }
            ::promises::called_off(act, kind, *session, *by_client).await
        }
        Happened::SessionHeld { session, began, .. } => {
            ::promises::kept(act, kind, *session, *began).await
        }
        Happened::SessionMissed {
            session, by_client, ..
        } => {
            if *by_client {
                ::promises::was_there(act, kind, *session).await
            } else {
                ::promises::missed(act, kind, *session).await
            }
        }
        _ => Ok(Vec::new()),
    }
}

/// Whoever promised hears that something waits; where it was nobody in particular, or someone who
/// does not work with the client any more or for whom the client does not exist now, those who treat
/// the client do: of them, those from whom the client does not keep what it is about.
async fn tell_whoever_promised(
    act: &mut Act,
    by: PersonId,
    about: Sections,
) -> Result<(), ReadError> {
    let now = act.now();
    if by == act.by() && by != PersonId::SERVICE {
        return Ok(());
    }
    let waits = Notice::SomethingWaits;
    if by != PersonId::SERVICE && act.post_to_one(about, by, waits, now).await? {
        return Ok(());
    }
    act.post_to_therapists(about, waits, now).await
}
