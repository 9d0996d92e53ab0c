//! What is stored of one client, read as they themself may: everything.

use crate::service::Service;
use agreement::{AgreementGistV1, VersionV1};
use alliance::rupture::RuptureV1;
use alliance::{AllianceGistV1, FollowUpGistV1, FollowUpV1};
use care::{ClientId, Facts, Moment, Section, Sections};
use messages::{MessageV1, MessagesGistV1};
use notes::{NotesGistV1, ProgressV1};
use promises::{PromiseV1, PromisesGistV1};
use sealed::{Act, Kept, Line, Stored};
use sessions::stored::{ChangesV1, EndV1, TasksV1};
use sessions::{SessionV1, SessionsGistV1};
use team::{AnnouncedV1, TeamGistV1};

/// How many lines are read at a time.
const PAGE: u32 = 30;

pub(crate) struct Gists {
    pub(crate) promises: PromisesGistV1,
    pub(crate) messages: MessagesGistV1,
    pub(crate) sessions: SessionsGistV1,
    pub(crate) agreement: AgreementGistV1,
    pub(crate) notes: NotesGistV1,
    pub(crate) alliance: AllianceGistV1,
    pub(crate) follow_up: FollowUpGistV1,
    pub(crate) team: TeamGistV1,
}

pub(crate) struct Seen {
    pub(crate) at: Moment,
    pub(crate) facts: Facts,
    pub(crate) sessions: Vec<Kept<SessionV1>>,
    pub(crate) changes: Vec<ChangesV1>,
    pub(crate) ends: Vec<EndV1>,
    pub(crate) tasks: Vec<TasksV1>,
    pub(crate) promises: Vec<Kept<PromiseV1>>,
    pub(crate) ruptures: Vec<Kept<RuptureV1>>,
    pub(crate) follow_ups: Vec<FollowUpV1>,
    pub(crate) messages: Vec<Kept<MessageV1>>,
    pub(crate) versions: Vec<VersionV1>,
    pub(crate) notes: Vec<ProgressV1>,
    pub(crate) announced: Vec<Kept<AnnouncedV1>>,
    pub(crate) gists: Gists,
}

async fn all<T: Stored>(act: &Act) -> Vec<Kept<T>> {
    let listing = act.latest::<T>().await.unwrap();
    assert!(listing.damaged.is_empty(), "{} is damaged", T::KIND);
    listing.kept
}

async fn values<T: Stored>(act: &Act) -> Vec<T> {
    all::<T>(act)
        .await
        .into_iter()
        .map(|one| one.value)
        .collect()
}

impl Seen {
    /// What became of a session, if anyone has said.
    pub(crate) fn end(&self, session: &Kept<SessionV1>) -> Option<&EndV1> {
        let of = session.record.bytes();
        self.ends.iter().find(|end| end.session == *of)
    }
}

impl Service {
    /// Reads what is stored of a client anew.
    pub(crate) async fn look(&mut self, client: ClientId) {
        let mut act = self.own(client).await;
        let gists = Gists {
            promises: act.gist().await.unwrap().unwrap_or_default(),
            messages: act.gist().await.unwrap().unwrap_or_default(),
            sessions: act.gist().await.unwrap().unwrap_or_default(),
            agreement: act.gist().await.unwrap().unwrap_or_default(),
            notes: act.gist().await.unwrap().unwrap_or_default(),
            alliance: act.gist().await.unwrap().unwrap_or_default(),
            follow_up: act.gist().await.unwrap().unwrap_or_default(),
            team: act.gist().await.unwrap().unwrap_or_default(),
        };
        let seen = Seen {
            at: act.now(),
            facts: act.standing().await.unwrap(),
            sessions: all(&act).await,
            changes: values(&act).await,
            ends: values(&act).await,
            tasks: values(&act).await,
            promises: all(&act).await,
            ruptures: all(&act).await,
            follow_ups: values(&act).await,
            messages: all(&act).await,
            versions: values(&act).await,
            notes: values(&act).await,
            announced: all(&act).await,
            gists,
        };
        self.seen.insert(client, seen);
    }

    /// The lines of a client's ledger from one moment on, as they read them.
    pub(crate) async fn lines(&mut self, client: ClientId, since: Moment) -> Vec<Line> {
        let ledger = Sections::of(&[Section::Ledger]);
        let by = care::Asker {
            person: client.person(),
            role: care::Role::Client,
        };
        let act = self
            .open(by, client, ledger, care::Purpose::OwnRecord)
            .await;
        let (act, mut all, mut before) = (act.unwrap(), Vec::new(), None);
        loop {
            let (lines, damaged) = act.lines(before, PAGE).await.unwrap();
            assert_eq!(damaged, 0, "lines that do not open");
            before = lines.last().map(|line| line.place);
            let full = lines.len() == PAGE as usize;
            let older = lines.last().is_none_or(|line| line.at < since);
            all.extend(lines);
            if older || !full {
                return all;
            }
        }
    }
}
