//! What two people say and do around a session, for the pages that bring it together.

use crate::joined::InTwoDays;
use crate::served::{OWN, Served};
use care::{DAY, HOUR, Line, MINUTE, Moment, PersonId, RecordId, Section};
use forms::{Posted, Response};
use promises::{Kind, New, made};
use sessions::agenda::{propose, tell};
use sessions::change::{NewChange, ask_for_another_time, change};
use sessions::held::{Held, held};
use sessions::stored::ReasonV1;
use sessions::task::{Becomes, NewTask, Who, agree, becomes};
use testing::{AMAL, RUTH};

const MEETS: &[Section] = &[
    Section::Identity,
    Section::Sessions,
    Section::Relationship,
    Section::Overview,
];

pub(crate) fn line<const MOST: usize>(words: &str) -> Line<MOST> {
    Line::parse(words).unwrap()
}

fn says(form: &forms::Questionnaire, fields: &[(&str, &str)]) -> Response {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let fields: Vec<_> = fields.iter().map(own).collect();
    Posted::new(&fields).answers(form).unwrap()
}

impl Served {
    /// It was, from `began` on, and ended fifty minutes later.
    pub(crate) async fn was_held(&self, session: RecordId, began: Moment) {
        let mut act = self.opens(RUTH, MEETS).await;
        let seen = sessions::whole(&act, session).await.unwrap().unwrap().seen;
        let written = Held {
            ended: Some(began + 50 * MINUTE),
            ..Held::begins(seen, began)
        };
        held(&mut act, session, &written).await.unwrap();
        act.done().await.unwrap();
    }

    pub(crate) async fn task(
        &self,
        session: RecordId,
        who: Who,
        words: &str,
        due: Option<Moment>,
    ) -> RecordId {
        let mut act = self.opens(RUTH, MEETS).await;
        let once = act.mint();
        let new = NewTask {
            once,
            who,
            words: line(words),
            due,
        };
        agree(&mut act, session, &new).await.unwrap();
        act.done().await.unwrap();
        once
    }

    pub(crate) async fn task_done(&self, task: RecordId) {
        let mut act = self.opens(RUTH, MEETS).await;
        becomes(&mut act, task, Becomes::Done).await.unwrap();
        act.done().await.unwrap();
    }

    pub(crate) async fn proposes(&self, who: PersonId, session: RecordId, words: &str) {
        let sections = if who == AMAL { OWN } else { MEETS };
        let mut act = self.opens(who, sections).await;
        let once = act.mint();
        propose(&mut act, session, once, &line(words))
            .await
            .unwrap();
        act.done().await.unwrap();
    }

    pub(crate) async fn told_more(&self, session: RecordId, others: &str, will_not: &str) {
        let mut act = self.opens(RUTH, MEETS).await;
        tell(
            &mut act,
            session,
            Some(&line(others)),
            Some(&line(will_not)),
        )
        .await
        .unwrap();
        act.done().await.unwrap();
    }

    /// Ruth moves it by a day, with a reason.
    pub(crate) async fn moved(&self, session: RecordId) {
        let mut act = self.opens(RUTH, MEETS).await;
        let whole = sessions::whole(&act, session).await.unwrap().unwrap();
        let new = NewChange {
            once: act.mint(),
            seen: whole.seen,
            starts: whole.starts + DAY,
            minutes: 50,
            place: line("Room 2, first floor"),
            with: RUTH,
            reason: ReasonV1::Room,
            words: line("Painters are in room 4 that day."),
        };
        change(&mut act, session, &new).await.unwrap();
        act.done().await.unwrap();
    }

    pub(crate) async fn wishes(&self, session: RecordId) {
        let mut act = self.opens(AMAL, OWN).await;
        ask_for_another_time(&mut act, session, None).await.unwrap();
        act.done().await.unwrap();
    }

    /// A promise of this person's to Amal, due after so long.
    pub(crate) async fn promises(&self, by: PersonId, kind: Kind, after: i64) -> RecordId {
        let sections = &[Section::Relationship, Section::Overview];
        let mut act = self.opens(RUTH, sections).await;
        let about = act.mint();
        let due = act.now() + after;
        made(
            &mut act,
            New {
                kind,
                about,
                by,
                due,
            },
        )
        .await
        .unwrap();
        act.done().await.unwrap();
        about
    }

    /// Amal writes; an answer is promised within two days.
    pub(crate) async fn writes(&self, words: &str) {
        let mut act = self
            .opens(
                AMAL,
                &[
                    Section::Messages,
                    Section::Overview,
                    Section::Relationship,
                    Section::Consent,
                ],
            )
            .await;
        let words = line(words);
        let new = messages::New {
            once: act.mint(),
            words: Some(&words),
            files: &[],
        };
        messages::send(&mut act, &InTwoDays, &new).await.unwrap();
        act.done().await.unwrap();
    }

    /// Ruth proposes how they work together; with `signed`, Amal signs it too.
    pub(crate) async fn agreement(&self, fields: &[(&str, &str)], signed: bool) {
        let sections = &[Section::Relationship, Section::Overview];
        let mut act = self.opens(RUTH, sections).await;
        let said = says(agreement::form().unwrap(), fields);
        agreement::propose(&mut act, 0, &said).await.unwrap();
        act.done().await.unwrap();
        if signed {
            let mut act = self.opens(AMAL, OWN).await;
            agreement::sign(&mut act, 1).await.unwrap();
            act.done().await.unwrap();
        }
    }

    /// Amal's plan for hard days.
    pub(crate) async fn plan(&self, fields: &[(&str, &str)]) {
        let sections = &[Section::CrisisPlan, Section::Overview, Section::Consent];
        let mut act = self.opens(AMAL, sections).await;
        let said = says(crisis::form().unwrap(), fields);
        crisis::write(&mut act, 0, &said).await.unwrap();
        act.done().await.unwrap();
    }

    /// Three weekly sessions, the last with a sharp fall; it was held, tasks were agreed, one of
    /// them done; a promise is late; the next session is in an hour, and both have said what they
    /// want to speak about. Returns the last session and the next.
    pub(crate) async fn before_a_session(&self) -> (RecordId, RecordId) {
        let sessions = self.weeks(&[Some("9"), Some("8"), Some("4")]).await;
        let last = sessions[2];
        let began = self.vault.now() - HOUR - HOUR / 2;
        self.was_held(last, began).await;
        let soon = self.vault.now() + 3 * DAY;
        self.task(last, Who::Me, "Ask about the quiet room", Some(soon))
            .await;
        let done = self
            .task(last, Who::Me, "Send the worksheet", Some(soon))
            .await;
        self.task_done(done).await;
        self.task(last, Who::Client, "A walk by the river, if you like", None)
            .await;
        self.promises(RUTH, Kind::Hand, 3 * DAY).await;
        self.clock.pass(7 * DAY - 2 * HOUR - HOUR / 2);
        let act = self.opens(AMAL, OWN).await;
        let next = sessions::coming(&act).await.unwrap()[0].record;
        drop(act);
        self.proposes(AMAL, next, "My sister's visit").await;
        self.proposes(RUTH, next, "What helped on Thursday").await;
        self.told_more(next, "Nobody else", "We will not speak about the hearing")
            .await;
        (last, next)
    }
}
