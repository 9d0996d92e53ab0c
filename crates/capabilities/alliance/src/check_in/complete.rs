//! Answering the check-in: the straight line from a client's words to a signal, in one act.

use super::rules::{FORM, SCALES, score};
use super::{CheckInAnswersV1, CheckInV1};
use crate::audience::{AudienceV1, Choice, audience};
use crate::gist::AllianceGistV1;
use crate::meetings::Meetings;
use crate::rupture::follow_up::{Expected, after_check_in};
use crate::rupture::rules::{Noticed, Point, notice};
use crate::rupture::{FitV1, RuptureV1};
use care::{Happened, Meeting, Moment, PersonId, RecordId, RelationKind};
use forms::{Answer, Posted, Questionnaire, Response, WrongAnswer};
use sealed::{Act, ReadError};

/// Why a check-in was not taken. Nothing was kept, and nothing is lost: the page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum CompleteRefused {
    /// There is no such session.
    #[error("there is no such session; go back to the first page")]
    NoSuchSession,
    /// The session has not begun.
    #[error("this session has not been yet; the check-in opens when it begins")]
    NotYet,
    /// It has been answered already. A second sending of the same form ends here too.
    #[error("this check-in has been answered; thank you")]
    AlreadyAnswered,
    /// The form is older than the session it belongs to: the session was changed meanwhile.
    #[error("this form is from before the session was changed; please open it again")]
    OlderForm,
    /// The form that was filled in is not the one this program knows.
    #[error("this form is from another version; please open it again")]
    OtherForm,
    /// Some answers cannot be taken as they are.
    #[error("{} answers need another look", .0.len())]
    Wrong(Vec<WrongAnswer>),
    /// "Someone else instead" was chosen, and nobody was named who could be.
    #[error("choose who should see it instead")]
    NobodyInstead,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// What was sent.
pub struct Sent<'a> {
    /// The session it is about.
    pub session: RecordId,
    /// The version of the session that the form was shown for.
    pub session_version: u32,
    /// The fields, as posted.
    pub fields: &'a [(String, String)],
    /// Who instead, if the client named someone.
    pub instead: Option<PersonId>,
}

/// What became of a check-in.
#[derive(Debug)]
pub struct Completed {
    /// What happened, for whoever must know.
    pub happened: Vec<Happened>,
    /// From when others may see it; `None`: nobody but the client will.
    pub seen_from: Option<Moment>,
}

/// Takes a check-in: validates, scores, judges, and keeps everything in the one act.
pub async fn complete(
    act: &mut Act,
    form: &Questionnaire,
    sent: &Sent<'_>,
    meetings: &dyn Meetings,
) -> Result<Completed, CompleteRefused> {
    if form.canonical() != FORM {
        return Err(CompleteRefused::OtherForm);
    }
    let meetings = meetings.meetings(act).await?.meetings;
    let session = meetings.iter().find(|one| one.session == sent.session);
    let session = *session.ok_or(CompleteRefused::NoSuchSession)?;
    let now = act.now();
    if session.starts > now {
        return Err(CompleteRefused::NotYet);
    }
    let id = act.id_for("check-in", sent.session);
    if act.find::<CheckInV1>(id).await?.is_some() {
        return Err(CompleteRefused::AlreadyAnswered);
    }
    if session.version != sent.session_version {
        return Err(CompleteRefused::OlderForm);
    }
    let response = Posted::new(sent.fields)
        .answers(form)
        .map_err(CompleteRefused::Wrong)?;
    let choice = choice(act, &response, sent.instead).await?;
    let next_ends = Meeting::next(&meetings, now).map(|next| next.ends);
    let audience = audience(choice, next_ends, now);
    let check_in = measured(&session, &response, audience.clone(), now);
    let noticed = judge(act, &check_in).await?;

    act.keep(id, &check_in)?;
    let answers = CheckInAnswersV1 {
        session: check_in.session,
        answers: response.stored(),
        audience: if check_in.shows_answers {
            audience.clone()
        } else {
            AudienceV1::Nobody
        },
    };
    act.keep(act.id_for("check-in-answers", sent.session), &answers)?;
    let mut gist = act.gist::<AllianceGistV1>().await?.unwrap_or_default();
    gist.add_score(check_in.session_at, check_in.score, audience.clone());
    gist.checked_in(now);
    act.set_gist(&gist).await?;

    let mut happened = vec![Happened::CheckInCompleted {
        client: act.whose(),
        session: sent.session,
    }];
    happened.extend(after_check_in(act, &meetings, &check_in).await?);
    if let Some(noticed) = noticed {
        let rupture = rupture(&check_in, noticed, &response, audience.clone(), act);
        let rupture_id = act.id_for("rupture of check-in", sent.session);
        let expected = Expected {
            answerer: Some(session.with),
            meetings: &meetings,
        };
        happened.extend(crate::rupture::act::open(act, rupture_id, &rupture, expected).await?);
    }
    let seen_from = match &audience {
        AudienceV1::Section | AudienceV1::Only(_) => Some(now),
        AudienceV1::From(from) => Some(Moment::from_millis(*from)),
        AudienceV1::Nobody => None,
    };
    Ok(Completed {
        happened,
        seen_from,
    })
}

/// What the answers come to, without the answers.
fn measured(
    session: &Meeting,
    response: &Response,
    audience: AudienceV1,
    now: Moment,
) -> CheckInV1 {
    let (score, answered) = score(response);
    CheckInV1 {
        session: *session.session.bytes(),
        session_at: session.starts.millis(),
        answered_at: now.millis(),
        score,
        answered,
        asked: u8::try_from(SCALES.len()).unwrap_or(u8::MAX),
        felt_off: match code(response, "felt_off") {
            Some("yes") => Some(true),
            Some("no") => Some(false),
            _ => None,
        },
        shows_answers: code(response, "see_each") != Some("overall"),
        audience,
    }
}

fn code<'r>(response: &'r Response, link_id: &str) -> Option<&'r str> {
    response.get(link_id).and_then(Answer::code)
}

/// Whom the client chose. Left open, it is nobody: what the form says before the first question.
async fn choice(
    act: &mut Act,
    response: &Response,
    instead: Option<PersonId>,
) -> Result<Choice, CompleteRefused> {
    Ok(match code(response, "who_sees") {
        Some("therapist_after_next") => Choice::AfterNextSession,
        Some("someone_else") => {
            let beside = people_beside(act).await?;
            let person = match instead {
                Some(person) => Some(person).filter(|person| beside.contains(person)),
                None if beside.len() == 1 => beside.first().copied(),
                None => None,
            };
            Choice::Instead(person.ok_or(CompleteRefused::NobodyInstead)?)
        }
        Some("therapist_now") => Choice::Now,
        // "Only me", skipped, or left open: what the form says before the first question.
        _ => Choice::OnlyMe,
    })
}

/// The advocates and supervisors who stand beside the client now.
pub(crate) async fn people_beside(act: &mut Act) -> Result<Vec<PersonId>, ReadError> {
    let now = act.now();
    let facts = act.standing().await?;
    let live = |from: Moment, until: Option<Moment>| from <= now && until.is_none_or(|u| now < u);
    Ok(facts
        .relations
        .iter()
        .filter(|r| matches!(r.kind, RelationKind::Advocate | RelationKind::Supervisor))
        .filter(|r| live(r.from, r.until))
        .map(|r| r.person)
        .collect())
}

/// Holds this check-in against the ones before it.
async fn judge(act: &mut Act, check_in: &CheckInV1) -> Result<Option<Noticed>, ReadError> {
    let mut before = act.latest::<CheckInV1>().await?.kept;
    before.sort_by_key(|kept| kept.value.session_at);
    let mut points: Vec<Point> = before
        .iter()
        .filter(|kept| kept.value.session_at < check_in.session_at)
        .map(|kept| Point::of(&kept.value))
        .collect();
    points.push(Point::of(check_in));
    let open = act
        .gist::<AllianceGistV1>()
        .await?
        .is_some_and(|gist| gist.any_open_to(&check_in.audience, act.now()));
    Ok(notice(&points, open))
}

fn rupture(
    check_in: &CheckInV1,
    noticed: Noticed,
    response: &Response,
    audience: AudienceV1,
    act: &Act,
) -> RuptureV1 {
    let said = check_in.felt_off == Some(true);
    let words = response
        .get("own_words")
        .and_then(Answer::words)
        .filter(|_| said);
    let fit = match code(response, "off_kind") {
        Some("pulled_back") => Some(FitV1::PulledBack),
        Some("clashed") => Some(FitV1::Clashed),
        Some(_) => Some(FitV1::NotSure),
        None => None,
    };
    RuptureV1 {
        opened_at: act.now().millis(),
        named_by: said.then(|| *act.by().bytes()),
        session: Some(check_in.session),
        session_at: Some(check_in.session_at),
        reasons: noticed.reasons,
        // Words are shown with the rupture only where each answer is shown.
        words: words
            .filter(|_| check_in.shows_answers)
            .unwrap_or_default()
            .to_owned(),
        fit: fit.filter(|_| check_in.shows_answers),
        audience,
        answers: Vec::new(),
        steps: Vec::new(),
        replies: Vec::new(),
    }
}
