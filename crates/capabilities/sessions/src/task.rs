//! The plan between sessions: who does what by when. What staff say they will do is a promise; what
//! the client takes with them is a step of their own, done in one tap, let go in one tap, and never
//! a duty.

use crate::change::is_client;
use crate::refused::Refused;
use crate::stored::{TaskV1, TasksV1};
use crate::whole::All;
use care::{Happened, Line, Moment, RecordId};
use sealed::Act;

/// How many tasks one session can have: this project's own choice.
const MOST: usize = 30;

/// Who does it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    /// The client.
    Client,
    /// Whoever writes it down.
    Me,
}

/// A task, as it is agreed.
#[derive(Clone)]
pub struct NewTask {
    /// The id of the form: sent twice, it is one task.
    pub once: RecordId,
    /// Who does it.
    pub who: Who,
    /// What.
    pub words: Line<200>,
    /// By when. What staff do needs one.
    pub due: Option<Moment>,
}

/// Someone writes down what is done after a session. A client writes down steps of their own only,
/// and staff promise nothing for anyone but themselves.
///
/// # Errors
/// If there is no such session, it is called off or was missed, or there is no time to come.
pub async fn agree(
    act: &mut Act,
    session: RecordId,
    new: &NewTask,
) -> Result<Vec<Happened>, Refused> {
    let mut all = All::read(act).await?;
    all.find(session).ok_or(Refused::None)?;
    let mut tasks = all.tasks.of(session).map(|kept| kept.value.clone());
    let tasks = tasks.get_or_insert_default();
    if tasks.tasks.iter().any(|task| task.id == *new.once.bytes()) {
        return Err(Refused::Already);
    }
    if !all.takes_place(session) {
        return Err(Refused::Ended);
    }
    if tasks.tasks.len() >= MOST {
        return Err(Refused::TooMany);
    }
    let of_client = is_client(act) || new.who == Who::Client;
    if new.due.is_some_and(|due| due <= act.now()) || (new.due.is_none() && !of_client) {
        return Err(Refused::NoDue);
    }
    let who = if of_client {
        act.whose().person()
    } else {
        act.by()
    };
    tasks.session = *session.bytes();
    tasks.tasks.push(TaskV1 {
        id: *new.once.bytes(),
        who: *who.bytes(),
        of_client,
        words: new.words.as_str().to_owned(),
        due_at: new.due.map(Moment::millis),
        by: *act.by().bytes(),
        at: act.now().millis(),
        done_at: None,
        let_go_at: None,
    });
    let tasks: TasksV1 = tasks.clone();
    all.tasks.put(act, tasks)?;
    all.note(act).await?;
    let agreed = new
        .due
        .filter(|_| !of_client)
        .map(|due| Happened::TaskAgreed {
            client: act.whose(),
            task: new.once,
            who,
            due,
        });
    Ok(agreed.into_iter().collect())
}

/// What becomes of a task.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Becomes {
    /// It is done.
    Done,
    /// It is let go: the client's own steps only, for a promise is not let go by who made it.
    LetGo,
}

/// Whoever does a task says that it is done, or the client lets a step of theirs go.
///
/// # Errors
/// If there is no such task of theirs.
pub async fn becomes(
    act: &mut Act,
    task: RecordId,
    becomes: Becomes,
) -> Result<Vec<Happened>, Refused> {
    let mut all = All::read(act).await?;
    let holds = |tasks: &&TasksV1| tasks.tasks.iter().any(|one| one.id == *task.bytes());
    let mut tasks = all.tasks.iter().find(holds).cloned().ok_or(Refused::None)?;
    let mine = |one: &&mut TaskV1| one.id == *task.bytes();
    let found = tasks.tasks.iter_mut().find(mine).ok_or(Refused::None)?;
    if found.of_client != is_client(act) {
        return Err(Refused::None);
    }
    if !found.is_open() {
        return Err(Refused::Already);
    }
    let now = Some(act.now().millis());
    match becomes {
        Becomes::Done => found.done_at = now,
        Becomes::LetGo if found.of_client => found.let_go_at = now,
        Becomes::LetGo => return Err(Refused::OnlyTheClient),
    }
    let of_client = found.of_client;
    all.tasks.put(act, tasks)?;
    all.note(act).await?;
    let done = Happened::TaskDone {
        client: act.whose(),
        task,
    };
    Ok((!of_client).then_some(done).into_iter().collect())
}
