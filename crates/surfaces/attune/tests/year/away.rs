//! Absences: said by whoever will be away, confirmed by the lead with someone who stands in, chosen
//! about by each client, over on their day.

use crate::service::{Service, words};
use care::{Asker, DAY, Purpose, Role};
use team::{ChoiceV1, NewAbsence, Span};
use testing::BEGINNING;

impl Service {
    pub(crate) async fn absences(&mut self) {
        if self.today % 17 == 9 {
            self.says_so().await;
        }
        for place in 0..self.clients.len() {
            if self.clients[place].here {
                self.says_to_it(place).await;
            }
        }
        self.covers_end().await;
    }

    async fn says_so(&mut self) {
        let of = self.dice.one(&self.therapists).unwrap();
        let others = self.therapists.iter().copied();
        let others: Vec<Asker> = others.filter(|one| one.person != of.person).collect();
        let cover = self.dice.one(&others).map(|one| one.person);
        let here = self.here().await;
        let from = BEGINNING + (self.today + self.dice.between(2, 6)) * DAY;
        let id = self.mint();
        let new = NewAbsence {
            id,
            of: of.person,
            span: Span {
                from,
                until: from + self.dice.between(2, 9) * DAY,
            },
            reason: words("I am on leave."),
            cover,
        };
        let until = new.span.until;
        let today = self.vault.now();
        let said = team::say(&self.vault, of.person, &here, new, today).await;
        self.clock.pass(1_000);
        if let Err(why) = said {
            self.counted(&format!("refused: absences: {why:?}"));
            return;
        }
        self.counted("absences");
        let caseload = self.vault.caseload(of).await.unwrap();
        let told = team::confirm(&self.floor, self.lead, &here, id, cover).await;
        if told.unwrap().told == 0 {
            self.counted("absences that concern nobody");
        }
        for client in caseload {
            self.wrote(self.lead, client, Purpose::Assignment);
            self.covers
                .extend(cover.map(|cover| (client, cover, until)));
        }
    }

    /// The client agrees, or wants someone else, or nobody.
    async fn says_to_it(&mut self, place: usize) {
        let (id, now) = (self.clients[place].id, self.vault.now());
        let Some(seen) = self.seen.get(&id) else {
            return;
        };
        let open = seen.announced.iter();
        let mut open = open.filter(|kept| !kept.value.is_over(now) && kept.value.said.is_empty());
        let Some(record) = open.next().map(|kept| kept.record) else {
            return;
        };
        if !self.dice.comes(250) {
            return;
        }
        let what = match self.dice.below(8) {
            0 => ChoiceV1::Nobody,
            1 => ChoiceV1::SomeoneElse,
            _ => ChoiceV1::Agree,
        };
        let mut act = self.own(id).await;
        let done = team::choose(&mut act, record, what).await;
        let done = done.map(|()| Vec::new());
        self.keep("covers answered", act, done).await;
    }

    /// On the day the absence ends, whoever stood in opens nothing by it any more.
    async fn covers_end(&mut self) {
        let now = self.vault.now();
        let over = self.covers.iter().copied();
        let over: Vec<_> = over.filter(|(.., until)| *until <= now).collect();
        for (client, cover, until) in over {
            self.covers.remove(&(client, cover, until));
            let works_anyway = self.facts(client).is_some_and(|facts| {
                let live = |one: &care::Relation| one.person == cover && one.is_live(now);
                facts.relations.iter().any(live) && !facts.conflicts.contains(&cover)
            });
            let by = Asker {
                person: cover,
                role: Role::Therapist,
            };
            let opened = self.treats(by, client, &[]).await.is_some();
            assert_eq!(opened, works_anyway, "a cover that goes on after its day");
            let begun = self.facts(client).map(|facts| facts.relations.clone());
            for relation in begun.unwrap_or_default() {
                let still = relation.until == Some(until) && relation.is_live(now);
                assert!(!still, "a relation that goes on after its day");
            }
            self.counted("covers that ended");
        }
    }
}
