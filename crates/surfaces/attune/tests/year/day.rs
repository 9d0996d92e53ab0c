//! What a day brings, and what the program does by itself in the morning and in the evening.

use crate::holds::stands;
use crate::service::Service;
use care::{Asker, ClientId, DAY, HOUR, MINUTE, Moment, PersonId, RelationKind, Role};
use promises::Kind;
use testing::BEGINNING;

impl Service {
    /// Every day, one after another. Now and then the machine was off for one: the clock jumps.
    pub(crate) async fn live(&mut self) {
        self.evening().await;
        while self.today < self.size.days {
            self.at(BEGINNING + self.today * DAY - 30 * MINUTE);
            self.morning().await;
            self.people_come_and_go().await;
            self.absences().await;
            for place in 0..self.clients.len() {
                if self.clients[place].here {
                    self.letters(place).await;
                    self.plans(place).await;
                    self.strain(place).await;
                }
            }
            self.meet().await;
            self.at(BEGINNING + self.today * DAY + 9 * HOUR);
            self.evening().await;
            self.today += 1;
            if self.dice.comes(12) {
                self.today += 1;
                self.counted("days on which nothing ran");
            }
        }
    }

    /// The first round after a night: nothing was written since the last, so what it has to find
    /// follows from what is stored.
    async fn morning(&mut self) {
        let now = self.vault.now();
        let (mut late, mut over) = (0, 0);
        for (client, seen) in &self.seen {
            for kept in &seen.promises {
                let stands = stands(&kept.value);
                let by = stands
                    .until
                    .map_or(stands.due, |until| until.max(stands.due));
                if !stands.open {
                    continue;
                }
                if now > stands.breaks {
                    over += 1;
                    self.touched.insert(*client);
                } else if now > by
                    && kept.value.kind != Kind::Appointment
                    && self.told.insert((kept.record, by))
                {
                    late += 1;
                }
            }
        }
        let round = attune::promised::round(&self.vault).await.unwrap();
        assert_eq!(
            (
                round.told,
                round.broken,
                round.kept_waiting,
                round.carried_out
            ),
            (late, over, 0, 0),
            "what is late is noticed in the first round after it"
        );
        *self
            .counts
            .entry("late promises noticed".into())
            .or_default() += late;
        *self.counts.entry("promises turned".into()).or_default() += over;
        self.others_work().await;
    }

    /// The other rounds of the worker.
    async fn others_work(&mut self) {
        for waits in alliance::waiting(&self.vault).await.unwrap() {
            self.touched.insert(waits.client);
        }
        attune::ruptures::round(&self.vault).await.unwrap();
        attune::late::round(&self.vault).await.unwrap();
        let delivered = attune::worker::round(&self.vault, &self.outward).await;
        let delivered = delivered.unwrap();
        assert_eq!((delivered.kept_waiting, delivered.damaged), (0, 0));
        *self.counts.entry("notices".into()).or_default() += delivered.delivered as usize;
        self.minutes(1);
    }

    /// The day is over: the worker looks, and then everything is held against what must be so.
    async fn evening(&mut self) {
        let now = self.vault.now();
        for (client, seen) in &self.seen {
            let mut all = seen.promises.iter().map(|kept| stands(&kept.value));
            if all.any(|stands| stands.open && now > stands.breaks) {
                self.touched.insert(*client);
            }
        }
        let round = attune::promised::round(&self.vault).await.unwrap();
        assert_eq!(round.kept_waiting, 0);
        let looked = self.vault.now();
        *self.counts.entry("promises turned".into()).or_default() += round.broken;
        self.others_work().await;
        // Those of whom nothing was written for a long time too.
        if self.today % 91 == 0 {
            self.touched.extend(self.clients.iter().map(|one| one.id));
        }
        for client in std::mem::take(&mut self.touched) {
            self.look(client).await;
            self.holds(client).await;
        }
        self.notices_of(looked);
        self.holds_for_all().await;
    }

    /// What was late when the worker looked was told then, and is not told again.
    fn notices_of(&mut self, looked: Moment) {
        for kept in self.seen.values().flat_map(|seen| &seen.promises) {
            let stands = stands(&kept.value);
            let by = stands
                .until
                .map_or(stands.due, |until| until.max(stands.due));
            if stands.open && looked > by && kept.value.kind != Kind::Appointment {
                self.told.insert((kept.record, by));
            }
        }
    }

    /// Whoever works with a client today: their therapist, or whoever stands in.
    pub(crate) async fn hand(&self, place: usize) -> Option<Asker> {
        let (therapist, now) = (self.clients[place].therapist, self.vault.now());
        let away = team::away(&self.vault, therapist.person, now)
            .await
            .unwrap();
        if away.is_none() {
            return Some(therapist);
        }
        let seen = self.seen.get(&self.clients[place].id)?;
        let mut covers = seen
            .announced
            .iter()
            .filter(|kept| !kept.value.is_over(now));
        let person = covers.find_map(|kept| kept.value.cover())?;
        Some(Asker {
            person,
            role: Role::Therapist,
        })
    }

    async fn people_come_and_go(&mut self) {
        let every =
            self.size.days / 2 / i64::try_from(self.size.clients - self.size.first).unwrap();
        if self.clients.len() < self.size.clients && self.today % every.max(1) == 0 {
            self.comes().await;
        }
        if self.today % 61 == 60 {
            self.one_leaves().await;
        }
        if self.today % 120 == 75 {
            self.a_conflict().await;
        }
        if self.today == self.size.days * 5 / 8 {
            self.a_therapist_leaves().await;
        }
        self.consents().await;
    }

    /// Care ends for someone: nobody opens anything of theirs by a relation any more.
    async fn one_leaves(&mut self) {
        let place = self.dice.below(self.clients.len());
        if !std::mem::take(&mut self.clients[place].here) {
            return;
        }
        let id = self.clients[place].id;
        self.no_more_sessions(place).await;
        let relations = self.facts(id).map(|facts| facts.relations.clone());
        for relation in relations.unwrap_or_default() {
            let (person, kind) = (relation.person, relation.kind);
            people::end_relation(&self.vault, self.lead, id, person, kind)
                .await
                .unwrap();
            self.wrote(self.lead, id, care::Purpose::Assignment);
        }
        self.counted("left care");
    }

    /// A therapist's work here ends; someone new comes, and works with those they worked with.
    async fn a_therapist_leaves(&mut self) {
        let goes = self.therapists.remove(0);
        let passphrases = people::Passphrases::new(people::Hashing::LEAST);
        let new = crate::service::admit(&self.vault, &passphrases, "Jun Arai", Role::Therapist);
        let comes = new.await;
        self.therapists.push(comes);
        for place in 0..self.clients.len() {
            if self.clients[place].therapist.person == goes.person {
                self.no_more_sessions(place).await;
            }
        }
        let left = self.desk.let_go(self.lead, goes.person).await.unwrap();
        for client in left.clients {
            self.wrote(self.lead, client, care::Purpose::Assignment);
        }
        for place in 0..self.clients.len() {
            if self.clients[place].therapist.person == goes.person {
                let id = self.clients[place].id;
                self.clients[place].therapist = comes;
                if self.clients[place].here {
                    self.related(id, comes, RelationKind::Therapist).await;
                }
            }
        }
        self.counted("a therapist left and another came");
    }

    /// A client says of the one who works with them that for this person they do not exist.
    async fn a_conflict(&mut self) {
        let place = self.dice.below(self.clients.len());
        let (id, therapist) = (self.clients[place].id, self.clients[place].therapist);
        if !self.clients[place].here {
            return;
        }
        let mut act = self.own(id).await;
        let mut facts = act.standing().await.unwrap();
        facts.conflicts.push(therapist.person);
        act.set_standing(&facts).await.unwrap();
        let said = care::Happened::ConsentChanged { client: id };
        self.keep("named a conflict", act, Ok::<_, ()>(vec![said]))
            .await;
        self.look(id).await;
        let others = self.therapists.iter().copied();
        let others: Vec<Asker> = others
            .filter(|one| one.person != therapist.person)
            .collect();
        if let Some(other) = self.dice.one(&others) {
            self.clients[place].therapist = other;
            self.related(id, other, RelationKind::Therapist).await;
        }
        self.assert_shut_out(id, therapist.person).await;
    }

    async fn assert_shut_out(&mut self, whose: ClientId, person: PersonId) {
        let by = Asker {
            person,
            role: Role::Therapist,
        };
        let act = self.treats(by, whose, &[]).await;
        assert!(
            act.is_none(),
            "for whom a client does not exist opens nothing"
        );
    }

    /// The advocate is allowed to read messages for a month; some take that back.
    async fn consents(&mut self) {
        let place = self.dice.below(self.clients.len());
        if !self.clients[place].here || !self.dice.comes(120) {
            return;
        }
        let (id, advocate, now) = (self.clients[place].id, self.advocate, self.vault.now());
        let mut act = self.own(id).await;
        let mut facts = act.standing().await.unwrap();
        let what = if facts.grants.iter().any(|grant| grant.until > now) {
            facts.grants.clear();
            "ended a consent"
        } else {
            facts.grants.push(care::Grant {
                id: act.mint(),
                grantee: care::Grantee::Person(advocate.person),
                sections: care::Sections::of(&[care::Section::Messages]),
                purpose: care::Purpose::Advocacy,
                from: now,
                until: now + 30 * DAY,
            });
            "gave a consent"
        };
        act.set_standing(&facts).await.unwrap();
        let said = care::Happened::ConsentChanged { client: id };
        self.keep(what, act, Ok::<_, ()>(vec![said])).await;
        let messages = care::Sections::of(&[care::Section::Messages]);
        let read = self
            .open(advocate, id, messages, care::Purpose::Advocacy)
            .await;
        assert_eq!(read.is_some(), what == "gave a consent");
    }
}
