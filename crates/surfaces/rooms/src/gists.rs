//! What the gists say of one client: the few facts that a list, the first lines of a page and the
//! session room are drawn from, without opening any history.

use ::sessions::SessionsGistV1;
use agreement::AgreementGistV1;
use alliance::{AllianceGistV1, FollowUpGistV1};
use diary::DiaryGistV1;
use emdr::EmdrGistV1;
use jiff::Timestamp;
use jiff::civil::Date;
use measures::{MeasuresGistV1, SafetyGistV1};
use messages::MessagesGistV1;
use notes::NotesGistV1;
use pages::Visit;
use plan::PlanGistV1;
use promises::PromisesGistV1;
use sealed::{Act, Damaged, Gist, Overview, ReadError};
use worksheets::WorksheetsGistV1;

/// A gist: what it says, that there is none, or that it cannot be read.
pub(crate) type Found<G> = Result<Option<G>, Damaged>;

/// The gists of one client.
pub(crate) struct Gists {
    pub(crate) alliance: Found<AllianceGistV1>,
    pub(crate) measures: Found<MeasuresGistV1>,
    pub(crate) safety: Found<SafetyGistV1>,
    pub(crate) sessions: Found<SessionsGistV1>,
    pub(crate) agreement: Found<AgreementGistV1>,
    pub(crate) promises: Found<PromisesGistV1>,
    pub(crate) messages: Found<MessagesGistV1>,
    pub(crate) notes: Found<NotesGistV1>,
    pub(crate) follow_up: Found<FollowUpGistV1>,
    pub(crate) diary: Found<DiaryGistV1>,
    pub(crate) emdr: Found<EmdrGistV1>,
    pub(crate) plan: Found<PlanGistV1>,
    pub(crate) worksheets: Found<WorksheetsGistV1>,
}

impl Gists {
    /// Those of a client on a list.
    pub(crate) fn listed(overview: &Overview) -> Self {
        Self {
            alliance: overview.get(),
            measures: overview.get(),
            safety: overview.get(),
            sessions: overview.get(),
            agreement: overview.get(),
            promises: overview.get(),
            messages: overview.get(),
            notes: overview.get(),
            follow_up: overview.get(),
            diary: overview.get(),
            emdr: overview.get(),
            plan: overview.get(),
            worksheets: overview.get(),
        }
    }

    /// Those of the record that is open. The act opens the overview.
    pub(crate) async fn opened(act: &mut Act) -> Result<Self, ReadError> {
        Ok(Self {
            alliance: found(act).await?,
            measures: found(act).await?,
            safety: found(act).await?,
            sessions: found(act).await?,
            agreement: found(act).await?,
            promises: found(act).await?,
            messages: found(act).await?,
            notes: found(act).await?,
            follow_up: found(act).await?,
            diary: found(act).await?,
            emdr: found(act).await?,
            plan: found(act).await?,
            worksheets: found(act).await?,
        })
    }

    /// Whether one of them is there and cannot be read. Damage of the safety gist is told with the
    /// measures' own, which is written together with it.
    pub(crate) const fn damaged(&self) -> bool {
        self.alliance.is_err()
            || self.measures.is_err()
            || self.sessions.is_err()
            || self.agreement.is_err()
            || self.promises.is_err()
            || self.messages.is_err()
            || self.notes.is_err()
            || self.follow_up.is_err()
            || self.diary.is_err()
            || self.emdr.is_err()
            || self.plan.is_err()
            || self.worksheets.is_err()
    }
}

async fn found<G: Gist>(act: &mut Act) -> Result<Found<G>, ReadError> {
    match act.gist::<G>().await {
        Ok(gist) => Ok(Ok(gist)),
        Err(ReadError::Damaged(damaged)) => Ok(Err(damaged)),
        Err(error) => Err(error),
    }
}

/// What a gist says, where it can be read and there is one.
pub(crate) fn said<G>(found: &Found<G>) -> Option<&G> {
    found.as_ref().ok().and_then(Option::as_ref)
}

/// The day it is for the service.
pub(crate) fn today(visit: &Visit) -> Date {
    let now = Timestamp::from_millisecond(visit.now.millis()).unwrap_or_default();
    now.to_zoned(visit.floor.settings.zone.clone()).date()
}
