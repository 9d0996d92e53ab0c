//! What someone needs to know before, in and after a session: plain facts, for pages that combine
//! them with those of others.

use crate::SessionV1;
use crate::regular;
use crate::whole::{All, Whole};
use care::{Meeting, Moment, PersonId, RecordId};
use insight::Regularity;
use sealed::{Act, Kept, ReadError};

/// Something that is still to be done, by whomever.
#[derive(Clone)]
pub struct OpenTask {
    /// Which.
    pub task: RecordId,
    /// After which session it was agreed.
    pub session: RecordId,
    /// Who does it.
    pub who: PersonId,
    /// Whether that is the client, for whom it is no duty.
    pub of_client: bool,
    /// What.
    pub words: String,
    /// By when.
    pub due: Option<Moment>,
}

/// What is known of the sessions around now.
pub struct Room {
    /// The last session that has ended and was not called off.
    pub last: Option<Whole>,
    /// The one that is going on, or whose time it is.
    pub now: Option<Whole>,
    /// The next that has not begun.
    pub next: Option<Whole>,
    /// What is still to be done, in the order it was agreed.
    pub tasks: Vec<OpenTask>,
    /// How regular the sessions are.
    pub regularity: Option<Regularity>,
    /// How many records could not be read.
    pub damaged: usize,
}

impl Room {
    pub(crate) fn of(all: &All, now: Moment) -> Self {
        let (mut going_on, mut next) = (None, None);
        for kept in all.coming(now) {
            let whole = all.whole(kept);
            if whole.starts <= now || whole.is_held() {
                let ended = whole.end.as_ref().is_some_and(|end| end.ended_at.is_some());
                going_on = going_on.or(Some(whole).filter(|_| !ended));
            } else if next.is_none() {
                next = Some(whole);
            }
        }
        Self {
            last: all.last(now).map(|kept| all.whole(kept)),
            now: going_on,
            next,
            tasks: tasks(all),
            regularity: regular::of(&all.held(now)),
            damaged: all.damaged,
        }
    }
}

/// What is still to be done.
pub(crate) fn tasks(all: &All) -> Vec<OpenTask> {
    let open = all.tasks.iter().flat_map(|tasks| {
        let session = RecordId::from_bytes(tasks.session);
        let open = tasks.tasks.iter().filter(|task| task.is_open());
        open.map(move |task| OpenTask {
            task: task.id(),
            session,
            who: task.who(),
            of_client: task.of_client,
            words: task.words.clone(),
            due: task.due(),
        })
    });
    let mut open: Vec<OpenTask> = open.collect();
    open.sort_by_key(|task| (task.due.is_none(), task.due));
    open
}

/// What is known of the sessions around now. The act opens [`care::Section::Sessions`].
///
/// # Errors
/// If it cannot be read.
pub async fn room(act: &Act) -> Result<Room, ReadError> {
    Ok(Room::of(&All::read(act).await?, act.now()))
}

/// One session with all that is said about it. The act opens [`care::Section::Sessions`].
///
/// # Errors
/// If it cannot be read.
pub async fn whole(act: &Act, session: RecordId) -> Result<Option<Whole>, ReadError> {
    let all = All::read(act).await?;
    Ok(all.find(session).map(|kept| all.whole(kept)))
}

/// The sessions that have not ended and take place, in order. The act opens
/// [`care::Section::Sessions`].
///
/// # Errors
/// If they cannot be read.
pub async fn coming(act: &Act) -> Result<Vec<Kept<SessionV1>>, ReadError> {
    let all = All::read(act).await?;
    let coming = all.coming(act.now()).cloned().collect();
    Ok(coming)
}

/// The sessions of this client, as others than this capability must know them, in the order they
/// take place; and how many are damaged. The act opens [`care::Section::Sessions`].
///
/// # Errors
/// If they cannot be read.
pub async fn meetings(act: &Act) -> Result<(Vec<Meeting>, usize), ReadError> {
    let all = All::read(act).await?;
    Ok((all.meetings(), all.damaged))
}
