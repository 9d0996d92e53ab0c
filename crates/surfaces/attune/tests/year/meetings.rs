//! Sessions: planned, moved with a reason, called off, held, held late, missed; and what comes after
//! one: steps, a note, a check-in.

use crate::seen::Seen;
use crate::service::{Service, words};
use alliance::{Sent, complete};
use care::{Asker, ClientId, DAY, HOUR, MINUTE, Moment, RecordId, Section};
use notes::{NewNote, PartsV1};
use sessions::change::{CallOff, NewChange};
use sessions::held::Held;
use sessions::meeting::{NewSession, plan};
use sessions::stored::{ChoiceV1, ReasonV1};
use sessions::task::{Becomes, NewTask, Who, agree, becomes};
use testing::BEGINNING;

const SESSIONS: &[Section] = &[Section::Sessions];

/// A session that is to come, or that nobody has said anything of.
#[derive(Clone, Copy)]
struct Meets {
    place: usize,
    session: RecordId,
    starts: Moment,
    with: Asker,
}

fn unsaid(seen: &Seen) -> impl Iterator<Item = (RecordId, Moment, [u8; 16])> {
    let open = seen.sessions.iter().filter(|kept| seen.end(kept).is_none());
    open.map(|kept| (kept.record, kept.value.starts(), kept.value.with))
}

impl Service {
    fn therapist(person: [u8; 16]) -> Asker {
        Asker {
            person: care::PersonId::from_bytes(person),
            role: care::Role::Therapist,
        }
    }

    /// The next one is planned where none is, and what is planned changes now and then.
    pub(crate) async fn plans(&mut self, place: usize) {
        let (id, now) = (self.clients[place].id, self.vault.now());
        let mut coming = Vec::new();
        let mut choices = Vec::new();
        let mut offers = Vec::new();
        if let Some(seen) = self.seen.get(&id) {
            coming.extend(unsaid(seen).filter(|(_, starts, _)| *starts > now));
            for changes in &seen.changes {
                let newest = changes.changes.last();
                if let Some(newest) = newest.filter(|one| one.choice.is_none() && !one.by_client) {
                    choices.push((RecordId::from_bytes(changes.session), newest.id()));
                }
            }
            for end in &seen.ends {
                if end
                    .offer
                    .as_ref()
                    .is_some_and(|offer| offer.taken.is_none())
                {
                    offers.push(RecordId::from_bytes(end.session));
                }
            }
        }
        for session in offers.into_iter().take(1) {
            if self.dice.comes(300) {
                let takes = self.dice.comes(700);
                let mut act = self.own(id).await;
                let done = sessions::change::take_offer(&mut act, session, takes).await;
                self.keep("offers answered", act, done).await;
            }
        }
        for (session, change) in choices.into_iter().take(1) {
            if self.dice.comes(400) {
                self.chooses(id, session, change).await;
            }
        }
        let Some((session, _, with)) = coming.first().copied() else {
            if self.dice.comes(200) {
                self.plans_one(place).await;
            }
            return;
        };
        match self.dice.below(1_000) {
            0..=11 => self.moves(place, session, Self::therapist(with)).await,
            12..=17 => self.calls_off(place, session, Self::therapist(with)).await,
            18..=23 => {
                let mut act = self.own(id).await;
                let done = sessions::change::call_off_by_client(&mut act, session, None).await;
                self.keep("called off by the client", act, done).await;
            }
            24..=31 => {
                let mut act = self.own(id).await;
                let done = sessions::change::ask_for_another_time(&mut act, session, None).await;
                self.keep("asked for another time", act, done).await;
            }
            32..=45 => {
                let mut act = self.own(id).await;
                let once = act.mint();
                let said = words("The letter from the court");
                let done = sessions::agenda::propose(&mut act, session, once, &said).await;
                self.keep("agenda", act, done).await;
            }
            _ => {}
        }
    }

    async fn chooses(&mut self, id: ClientId, session: RecordId, change: RecordId) {
        let choice = match self.dice.below(10) {
            0 => ChoiceV1::CallOff,
            1 | 2 => ChoiceV1::AnotherTime,
            _ => ChoiceV1::Fine,
        };
        let mut act = self.own(id).await;
        let done = sessions::change::choose(&mut act, session, change, choice, None).await;
        self.keep("choices", act, done).await;
    }

    fn some_hour(&mut self, days: (i64, i64)) -> Moment {
        let day = self.today + self.dice.between(days.0, days.1);
        BEGINNING + day * DAY + self.dice.between(0, 6) * HOUR
    }

    async fn plans_one(&mut self, place: usize) {
        let id = self.clients[place].id;
        let Some(by) = self.hand(place).await else {
            return;
        };
        let starts = self.some_hour((9, 30));
        let Some(mut act) = self.treats(by, id, SESSIONS).await else {
            return;
        };
        let new = NewSession {
            starts,
            minutes: 50,
            place: words("Room 4"),
            plan: Some(words("What stayed with you")),
        };
        let once = act.mint();
        let done = plan(&mut act, once, &new).await;
        self.keep("sessions planned", act, done).await;
    }

    async fn moves(&mut self, place: usize, session: RecordId, by: Asker) {
        let starts = self.some_hour((1, 9));
        let with = self
            .dice
            .comes(200)
            .then(|| self.dice.below(self.therapists.len()));
        let with = with.map_or(by, |other| self.therapists[other]);
        // Only whoever works with a client meets them.
        let works = self.facts(self.clients[place].id).is_some_and(|facts| {
            let holds = |one: &&care::Relation| one.person == with.person && one.is_live(starts);
            facts.relations.iter().any(|one| holds(&one))
        });
        let with = if works { with } else { by };
        self.moves_to(place, session, (by, with), starts).await;
    }

    pub(crate) async fn moves_to(
        &mut self,
        place: usize,
        session: RecordId,
        (by, with): (Asker, Asker),
        starts: Moment,
    ) {
        let id = self.clients[place].id;
        let Some(mut act) = self.treats(by, id, SESSIONS).await else {
            return;
        };
        let whole = sessions::whole(&act, session).await.unwrap();
        let new = NewChange {
            once: act.mint(),
            seen: whole.map_or(0, |whole| whole.seen),
            starts,
            minutes: 50,
            place: words("Room 2"),
            with: with.person,
            reason: ReasonV1::Room,
            words: words("The room is being painted."),
        };
        let done = sessions::change::change(&mut act, session, &new).await;
        self.keep("sessions changed", act, done).await;
    }

    pub(crate) async fn calls_off(&mut self, place: usize, session: RecordId, by: Asker) {
        let id = self.clients[place].id;
        let offer = self.dice.comes(600).then(|| self.some_hour((3, 12)));
        let Some(mut act) = self.treats(by, id, SESSIONS).await else {
            return;
        };
        let whole = sessions::whole(&act, session).await.unwrap();
        let off = CallOff {
            seen: whole.map_or(0, |whole| whole.seen),
            reason: ReasonV1::Illness,
            words: words("I am ill today. I am sorry."),
            offer,
        };
        let done = sessions::change::call_off(&mut act, session, &off).await;
        self.keep("called off by the service", act, done).await;
    }

    /// Care ends, or someone's work does: nothing that was planned stays without anyone.
    pub(crate) async fn no_more_sessions(&mut self, place: usize) {
        let (id, now) = (self.clients[place].id, self.vault.now());
        let Some(seen) = self.seen.get(&id) else {
            return;
        };
        let coming: Vec<_> = unsaid(seen)
            .filter(|(_, starts, _)| *starts > now)
            .collect();
        for (session, _, with) in coming {
            self.calls_off(place, session, Self::therapist(with)).await;
        }
    }

    /// Whoever is to meet today meets, or does not, in the order of the hours; and what was not
    /// written down yesterday mostly is today.
    pub(crate) async fn meet(&mut self) {
        let end = BEGINNING + self.today * DAY + 10 * HOUR;
        let mut today: Vec<Meets> = Vec::new();
        for place in 0..self.clients.len() {
            if let Some(seen) = self.seen.get(&self.clients[place].id) {
                let due = unsaid(seen).filter(|(_, starts, _)| *starts < end);
                today.extend(due.map(|(session, starts, with)| Meets {
                    place,
                    session,
                    starts,
                    with: Self::therapist(with),
                }));
            }
        }
        today.sort_by_key(|meets| (meets.starts, meets.session));
        let mut held = Vec::new();
        for meets in today {
            if self.meets(meets).await {
                held.push(meets);
            }
        }
        self.at(end - 2 * HOUR);
        self.tasks().await;
        for meets in held {
            self.after(meets).await;
        }
    }

    async fn meets(&mut self, meets: Meets) -> bool {
        let id = self.clients[meets.place].id;
        let is_today = meets.starts >= BEGINNING + (self.today - 1) * DAY + 10 * HOUR;
        let chance = self.dice.below(1_000);
        // Some is written down on the next day, and some by nobody.
        if is_today && chance < 90 {
            return false;
        }
        let minutes = match chance {
            90..=139 => self.dice.between(6, 25),
            _ => self.dice.between(0, 5),
        };
        if is_today {
            self.at(meets.starts + minutes * MINUTE);
        }
        let Some(mut act) = self.treats(meets.with, id, SESSIONS).await else {
            return false;
        };
        let seen = sessions::whole(&act, meets.session).await.unwrap();
        let seen = seen.map_or(0, |whole| whole.seen);
        if (140..230).contains(&chance) {
            let by_client = chance < 185;
            let missed =
                sessions::held::missed(&mut act, meets.session, seen, by_client, None).await;
            let what = if by_client {
                "missed by the client"
            } else {
                "missed by the service"
            };
            self.keep(what, act, missed).await;
            return false;
        }
        let written = Held {
            began: meets.starts + minutes * MINUTE,
            ..Held::begins(seen, act.now())
        };
        let held = sessions::held::held(&mut act, meets.session, &written).await;
        let what = if minutes > 5 { "held late" } else { "held" };
        self.keep(what, act, held).await
    }

    async fn after(&mut self, meets: Meets) {
        if self.dice.comes(250) {
            self.agrees_on_a_task(meets).await;
        }
        if self.dice.comes(500) {
            self.notes(meets).await;
        }
        if self.dice.comes(450) {
            self.checks_in(meets).await;
        }
    }

    async fn agrees_on_a_task(&mut self, meets: Meets) {
        let id = self.clients[meets.place].id;
        let days = self.dice.between(1, 8);
        let Some(mut act) = self.treats(meets.with, id, SESSIONS).await else {
            return;
        };
        let new = NewTask {
            once: act.mint(),
            who: if days == 8 { Who::Client } else { Who::Me },
            words: words("The letter for the housing office"),
            due: Some(act.now() + days * DAY),
        };
        let done = agree(&mut act, meets.session, &new).await;
        self.keep("tasks", act, done).await;
    }

    async fn tasks(&mut self) {
        for place in 0..self.clients.len() {
            let id = self.clients[place].id;
            let open = self.seen.get(&id).map(|seen| seen.gists.sessions.tasks());
            for task in open.unwrap_or_default() {
                if !self.dice.comes(160) {
                    continue;
                }
                let by = Self::therapist(*task.who.bytes());
                let Some(mut act) = self.treats(by, id, SESSIONS).await else {
                    continue;
                };
                let done = becomes(&mut act, task.task, Becomes::Done).await;
                self.keep("tasks done", act, done).await;
            }
        }
    }

    async fn notes(&mut self, meets: Meets) {
        let id = self.clients[meets.place].id;
        let opens = [Section::Notes, Section::Sessions];
        let Some(mut act) = self.treats(meets.with, id, &opens).await else {
            return;
        };
        let new = NewNote {
            session: Some(meets.session),
            about: meets.starts,
            parts: PartsV1 {
                did: "We spoke about the week.".to_owned(),
                ..PartsV1::default()
            },
            held: None,
        };
        let once = act.mint();
        let done = notes::finish(&mut act, once, &new).await;
        self.keep("notes", act, done).await;
    }

    async fn checks_in(&mut self, meets: Meets) {
        let id = self.clients[meets.place].id;
        let well = if self.dice.comes(120) {
            self.dice.between(2, 5)
        } else {
            self.dice.between(7, 9)
        };
        let mut act = self.own(id).await;
        let (meetings, _) = sessions::meetings(&act).await.unwrap();
        let about = meetings.iter().find(|one| one.session == meets.session);
        let mut fields: Vec<(String, String)> = alliance::check_in_rules::SCALES
            .iter()
            .map(|scale| ((*scale).to_owned(), well.to_string()))
            .collect();
        fields.push(("who_sees".to_owned(), "therapist_now".to_owned()));
        let sent = Sent {
            session: meets.session,
            session_version: about.map_or(0, |meeting| meeting.version),
            fields: &fields,
            instead: None,
        };
        let done = complete(&mut act, alliance::form().unwrap(), &sent, &rooms::Sessions).await;
        let done = done.map(|completed| completed.happened);
        self.keep("check-ins", act, done).await;
    }
}
