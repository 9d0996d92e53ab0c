//! What has been between Amal and Ruth when a page is looked at.

use crate::served::{OWN, Served};
use alliance::rupture::act::{Answer, NameIt, answer, name_it, reply, step};
use alliance::rupture::{FitV1, RuptureV1, SaidV1};
use alliance::{AudienceV1, check_in_rules};
use care::{ClientId, DAY, HOUR, Line, PersonId, RecordId, Section};
use testing::{AMAL, BEGINNING, RUTH};

/// What those who work with Amal open.
const TREATS: &[Section] = &[Section::Relationship, Section::Overview];

/// The same answer to every scale, and who may see it.
pub(crate) fn level(all: &'static str, who: &'static str) -> Vec<(&'static str, &'static str)> {
    let scales = check_in_rules::SCALES.iter().map(|scale| (*scale, all));
    scales
        .chain([("pace", "right"), ("who_sees", who), ("see_each", "each")])
        .collect()
}

impl Served {
    /// Sessions on Mondays at nine, with answers or without. It is an hour and a half after the
    /// last of them began; the next is planned for a week later.
    pub(crate) async fn weeks(&self, answers: &[Option<&'static str>]) -> Vec<RecordId> {
        let mut sessions = Vec::new();
        for (all, week) in answers.iter().zip(0..) {
            let starts = BEGINNING + week * 7 * DAY;
            self.clock.set(starts + HOUR + HOUR / 2);
            let session = self.session(starts).await;
            if let Some(all) = *all {
                self.check_in(session, &level(all, "therapist_now")).await;
            }
            sessions.push(session);
        }
        self.session(self.vault.now() + 7 * DAY - HOUR - HOUR / 2)
            .await;
        sessions
    }

    /// Three sessions, the third of them with a sharp fall: the rupture that it opened.
    pub(crate) async fn fallen(&self) -> RecordId {
        self.weeks(&[Some("9"), Some("8"), Some("4")]).await;
        self.ruptures().await[0]
    }

    pub(crate) async fn ruptures(&self) -> Vec<RecordId> {
        let act = self.opens(AMAL, OWN).await;
        let all = act.latest::<RuptureV1>().await.unwrap();
        all.kept.iter().map(|kept| kept.record).collect()
    }

    pub(crate) async fn rupture(&self, id: RecordId) -> RuptureV1 {
        let act = self.opens(AMAL, OWN).await;
        act.find::<RuptureV1>(id).await.unwrap().unwrap().value
    }

    /// Something felt wrong to someone.
    pub(crate) async fn names(&self, who: PersonId, words: &str, audience: AudienceV1) -> RecordId {
        let mut act = self
            .opens(who, if who == AMAL { OWN } else { TREATS })
            .await;
        let id = act.mint();
        let named = NameIt {
            words: Line::parse_optional(Some(words)).unwrap(),
            fit: Some(FitV1::PulledBack),
            audience,
        };
        name_it(&mut act, id, named).await.unwrap();
        act.done().await.unwrap();
        id
    }

    pub(crate) async fn answered(&self, rupture: RecordId) {
        self.clock.pass(DAY);
        let mut act = self.opens(RUTH, TREATS).await;
        let written = Answer {
            noticed: Line::parse("I moved on too soon when you spoke about your sister.").unwrap(),
            discussed: None,
            plan: Line::parse("Begin the next session with this.").unwrap(),
        };
        answer(&mut act, rupture, written).await.unwrap();
        act.done().await.unwrap();
    }

    pub(crate) async fn offered(&self, rupture: RecordId) {
        self.clock.pass(DAY);
        let mut act = self.opens(RUTH, TREATS).await;
        let words =
            Line::parse("I rang as we had agreed, and said that I had hurried you.").unwrap();
        step(&mut act, rupture, words, true).await.unwrap();
        act.done().await.unwrap();
    }

    pub(crate) async fn says(&self, rupture: RecordId, said: SaidV1, words: &str) {
        self.clock.pass(DAY);
        let mut act = self.opens(AMAL, OWN).await;
        let words = Line::parse_optional(Some(words)).unwrap();
        reply(&mut act, rupture, said, words).await.unwrap();
        act.done().await.unwrap();
    }
}

/// The address of Amal's relationship.
pub(crate) fn at() -> String {
    format!("/clients/{}", ClientId::of(AMAL))
}
