//! What stands in [`super::scenes`] is done here: in each record by whoever does it, with the parts
//! of it open that their page opens.

use super::cast::CLIENTS;
use super::met::whole;
use super::scenes::{Does, Lines, Scene};
use super::year::{Life, finish, line, open_for, wrong};
use crate::say::Failed;
use crate::seams::replies::Replies;
use alliance::AudienceV1;
use alliance::rupture::act::{Answer, NameIt, answer, name_it, reply, step};
use alliance::rupture::{RuptureV1, SaidV1, StateV1};
use care::{Happened, Line, RecordId, Section, Sections};
use pages::form_view::{Taken, take};
use promises::{ByHand, Kind, PromiseV1, Say, by_hand};
use sealed::{Act, Kept};
use sessions::change::{NewChange, change};
use sessions::stored::ReasonV1;
use sessions::task::{NewTask, Who, agree};

const RELATES: Sections =
    Sections::of(&[Section::Identity, Section::Relationship, Section::Overview]);
const MEETS: Sections = Sections::of(&[
    Section::Identity,
    Section::Sessions,
    Section::Overview,
    Section::Relationship,
]);
const MEETS_OWN: Sections = Sections::of(&[
    Section::Sessions,
    Section::Overview,
    Section::Relationship,
    Section::Drafts,
]);
const LETTERS: Sections = Sections::of(&[
    Section::Identity,
    Section::Messages,
    Section::Overview,
    Section::Relationship,
]);
const OWN_LETTERS: Sections = Sections::of(&[
    Section::Messages,
    Section::Overview,
    Section::Relationship,
    Section::Consent,
    Section::Drafts,
]);
const NOTES: Sections = Sections::of(&[
    Section::Identity,
    Section::Overview,
    Section::Notes,
    Section::Sessions,
]);
const OWN: Sections = Sections::of(&[
    Section::Relationship,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
]);
const OWN_NOTES: Sections = Sections::of(&[
    Section::Notes,
    Section::Overview,
    Section::Consent,
    Section::Drafts,
]);
const OWN_TEAM: Sections = Sections::of(&[Section::Identity, Section::Consent]);

/// Whether the client does it, and what their page, or their therapist's, opens for it.
const fn opens(does: &Does) -> (bool, Sections) {
    match does {
        Does::Named(..)
        | Does::NotYet(_)
        | Does::Closed(_)
        | Does::Wishes(_)
        | Does::Signs { client: true } => (true, OWN),
        Does::Answered(..)
        | Does::Repaired(_)
        | Does::Proposes(_)
        | Does::Signs { client: false }
        | Does::Promises(..)
        | Does::TellsLate(..)
        | Does::Done
        | Does::Sorry(..)
        | Does::MadeGood(..) => (false, RELATES),
        Does::Writes(_) => (true, OWN_LETTERS),
        Does::Replies(_) => (false, LETTERS),
        Does::Raises { client: true, .. } | Does::Step(_) | Does::WantsNextDay => (true, MEETS_OWN),
        Does::Raises { client: false, .. } | Does::Moves(..) | Does::Task(..) => (false, MEETS),
        Does::Notes(..) | Does::SetsRight(..) => (false, NOTES),
        Does::SaysBeside(_) => (true, OWN_NOTES),
        Does::AgreesToCover => (true, OWN_TEAM),
    }
}

/// Does what a scene says.
pub(super) async fn play(life: &Life<'_>, place: usize, scene: &Scene) -> Result<(), Failed> {
    let (by_client, sections) = opens(&scene.does);
    let mut act = open_for(life.vault, life.people[place], by_client, sections).await?;
    let happened = match scene.does {
        Does::Named(..)
        | Does::Answered(..)
        | Does::Repaired(_)
        | Does::NotYet(_)
        | Does::Closed(_) => strained(&mut act, scene.does).await,
        Does::Proposes(_) | Does::Wishes(_) | Does::Signs { .. } => {
            agreed(&mut act, scene.does).await
        }
        Does::Writes(words) => writes(&mut act, words).await,
        Does::Replies(words) => replies(&mut act, words).await,
        Does::Promises(..)
        | Does::TellsLate(..)
        | Does::Done
        | Does::Sorry(..)
        | Does::MadeGood(..) => promised(&mut act, scene.does).await,
        Does::Raises { .. }
        | Does::Moves(..)
        | Does::Step(_)
        | Does::Task(..)
        | Does::WantsNextDay => met(life, place, &mut act, scene.does).await,
        Does::Notes(..) | Does::SetsRight(..) | Does::SaysBeside(_) => {
            noted(life, place, &mut act, scene.does).await
        }
        Does::AgreesToCover => agrees_to_cover(&mut act).await,
    };
    let happened = happened.map_err(|why| wrong(format!("{}: {why}", scene.who)))?;
    finish(act, happened).await
}

type Outcome = Result<Vec<Happened>, Failed>;

async fn open_rupture(act: &Act) -> Result<RecordId, Failed> {
    let all = act.latest::<RuptureV1>().await.map_err(wrong)?.kept;
    let open = |kept: &&Kept<RuptureV1>| kept.value.state() != StateV1::Closed;
    let found = all.iter().rev().find(open).map(|kept| kept.record);
    found.ok_or_else(|| wrong("no rupture is open"))
}

async fn strained(act: &mut Act, does: Does) -> Outcome {
    if let Does::Named(words, fit) = does {
        let named = NameIt {
            words: Some(line(words)?),
            fit: Some(fit),
            audience: AudienceV1::Section,
        };
        let id = act.mint();
        return name_it(act, id, named).await.map_err(wrong);
    }
    let rupture = open_rupture(act).await?;
    let done = match does {
        Does::Answered(noticed, plan) => {
            let written = Answer {
                noticed: line(noticed)?,
                discussed: None,
                plan: line(plan)?,
            };
            answer(act, rupture, written).await
        }
        Does::Repaired(words) => step(act, rupture, line(words)?, true).await,
        Does::NotYet(words) => reply(act, rupture, SaidV1::NotYet, Some(line(words)?)).await,
        Does::Closed(words) => reply(act, rupture, SaidV1::Closed, Some(line(words)?)).await,
        _ => Ok(Vec::new()),
    };
    done.map_err(wrong)
}

async fn agreed(act: &mut Act, does: Does) -> Outcome {
    let stands = agreement::agreement(act).await.map_err(wrong)?;
    let seen = stands.newest();
    let lines: Lines = match does {
        Does::Proposes(lines) | Does::Wishes(lines) => lines,
        _ => return agreement::sign(act, seen).await.map_err(wrong),
    };
    let form = agreement::form().ok_or_else(|| wrong("the agreement is not in the library"))?;
    let field = |(name, words): &(&str, &str)| ((*name).to_owned(), (*words).to_owned());
    let fields: Vec<(String, String)> = lines.iter().map(field).collect();
    let Taken::Answered(response) = take(form, &fields) else {
        return Err(wrong("the agreement was not filled in as it asks"));
    };
    let sent = agreement::propose(act, seen, &response).await;
    Ok(sent.map_err(wrong)?.1)
}

async fn writes(act: &mut Act, words: &str) -> Outcome {
    let words = line(words)?;
    let new = messages::New {
        once: act.mint(),
        words: Some(&words),
        files: &[],
    };
    let times = Replies(Some(super::REPLY_HOURS));
    let sent = messages::send(act, &times, &new).await.map_err(wrong)?;
    Ok(sent.happened)
}

async fn replies(act: &mut Act, words: &str) -> Outcome {
    let words = line(words)?;
    let there = messages::thread(act).await.map_err(wrong)?;
    let open: Vec<RecordId> = there.open().map(|kept| kept.record).collect();
    let new = messages::New {
        once: act.mint(),
        words: Some(&words),
        files: &[],
    };
    messages::answer(act, &new, &open).await.map_err(wrong)
}

/// The newest promise of a kind.
async fn newest(act: &Act, kind: Kind) -> Result<Kept<PromiseV1>, Failed> {
    let all = act.latest::<PromiseV1>().await.map_err(wrong)?.kept;
    let of_kind = all.into_iter().filter(|kept| kept.value.kind == kind);
    let found = of_kind.max_by_key(|kept| kept.value.made_at);
    found.ok_or_else(|| wrong("nothing was promised"))
}

async fn promised(act: &mut Act, does: Does) -> Outcome {
    if let Does::Promises(words, within) = does {
        let new = ByHand {
            kind: Kind::Hand,
            words: Some(line(words)?),
            due: act.now() + within,
        };
        let once = act.mint();
        return by_hand(act, once, new).await.map_err(wrong);
    }
    let kind = match does {
        Does::Sorry(kind, _) | Does::MadeGood(kind, _) => kind,
        _ => Kind::Hand,
    };
    let promise = newest(act, kind).await?;
    let said = match does {
        Does::TellsLate(words, later) => {
            Say::Late(promises::stands(&promise.value).due + later, line(words)?)
        }
        Does::Sorry(_, words) => Say::Sorry(line(words)?),
        Does::MadeGood(_, words) => Say::Mended(line(words)?),
        _ => Say::Done(None),
    };
    promises::say(act, promise.record, promise.version, &said)
        .await
        .map_err(wrong)
}

async fn met(life: &Life<'_>, place: usize, act: &mut Act, does: Does) -> Outcome {
    let sessions = CLIENTS[place].sessions;
    let number = match does {
        Does::Raises { .. } | Does::Moves(..) => sessions,
        _ => sessions.saturating_sub(1),
    };
    let session = life.session(place, number)?;
    let once = act.mint();
    let done = match does {
        Does::Raises { words, .. } => {
            sessions::agenda::propose(act, session, once, &line(words)?).await
        }
        Does::Moves(room, later, words) => {
            let whole = whole(act, session).await.map_err(wrong)?;
            let new = NewChange {
                once,
                seen: whole.seen,
                starts: whole.starts + later,
                minutes: whole.minutes,
                place: line(room)?,
                with: whole.with,
                reason: ReasonV1::Room,
                words: line(words)?,
            };
            change(act, session, &new).await
        }
        Does::Step(words) => {
            let new = NewTask {
                once,
                who: Who::Client,
                words: line(words)?,
                due: None,
            };
            agree(act, session, &new).await
        }
        Does::Task(words, within) => {
            let new = NewTask {
                once,
                who: Who::Me,
                words: line(words)?,
                due: Some(act.now() + within),
            };
            agree(act, session, &new).await
        }
        _ => sessions::next_day::want(act, session, true, life.zone).await,
    };
    done.map_err(wrong)
}

fn parts(did: &str, mattered: &str, next: &str) -> notes::PartsV1 {
    notes::PartsV1 {
        did: did.to_owned(),
        mattered: mattered.to_owned(),
        next: next.to_owned(),
        ..notes::PartsV1::default()
    }
}

async fn noted(life: &Life<'_>, place: usize, act: &mut Act, does: Does) -> Outcome {
    let once = act.mint();
    if let Does::Notes(back, did, mattered, next) = does {
        let number = CLIENTS[place].sessions.saturating_sub(back + 1);
        let session = life.session(place, number)?;
        let about = whole(act, session).await.map_err(wrong)?.starts;
        let new = notes::NewNote {
            session: Some(session),
            about,
            parts: parts(did, mattered, next),
            held: None,
        };
        return notes::finish(act, once, &new).await.map_err(wrong);
    }
    let all = notes::progress(act).await.map_err(wrong)?.open;
    let newest = all.first().ok_or_else(|| wrong("there is no note"))?;
    let done = match does {
        Does::SetsRight(did, why) => {
            let set = notes::PartsV1 {
                did: did.to_owned(),
                ..newest.value.parts.clone()
            };
            notes::set_right(act, newest.record, newest.version, (&set, &line(why)?)).await
        }
        Does::SaysBeside(words) => {
            let words: Line<{ notes::SAID_MOST }> = line(words)?;
            notes::say_beside(act, once, newest.record, (&words, notes::WishV1::Beside)).await
        }
        _ => Ok(Vec::new()),
    };
    done.map_err(wrong)
}

async fn agrees_to_cover(act: &mut Act) -> Outcome {
    let told = team::announcements(act).await.map_err(wrong)?.kept;
    let newest = told.first().ok_or_else(|| wrong("nobody is away"))?;
    team::choose(act, newest.record, team::ChoiceV1::Agree)
        .await
        .map_err(wrong)?;
    Ok(Vec::new())
}
