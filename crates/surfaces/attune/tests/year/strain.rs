//! Ruptures: named, answered, offered, "not yet", closed by the client and by nobody else.

use crate::service::{Service, words};
use alliance::AudienceV1;
use alliance::rupture::act::{Answer, NameIt, RuptureRefused, answer, name_it, reply, step};
use alliance::rupture::follow_up::{looked, to_supervision};
use alliance::rupture::{FitV1, SaidV1, StateV1};
use care::{DAY, Purpose, RecordId, Section, Sections};

impl Service {
    pub(crate) async fn strain(&mut self, place: usize) {
        if self.dice.comes(4) {
            self.names_it(place).await;
        }
        let id = self.clients[place].id;
        let Some(seen) = self.seen.get(&id) else {
            return;
        };
        let open = seen.ruptures.iter();
        let open = open.filter(|kept| kept.value.state() != StateV1::Closed);
        let open: Vec<_> = open.map(|kept| (kept.record, kept.value.state())).collect();
        for (rupture, state) in open {
            self.goes_on(place, rupture, state).await;
        }
    }

    async fn names_it(&mut self, place: usize) {
        let id = self.clients[place].id;
        let by_client = self.dice.comes(700);
        let audience = match self.dice.below(6) {
            0 => AudienceV1::Nobody,
            1 => AudienceV1::From((self.vault.now() + 10 * DAY).millis()),
            _ => AudienceV1::Section,
        };
        let opened = if by_client {
            Some(self.own(id).await)
        } else {
            let by = self.clients[place].therapist;
            self.treats(by, id, &[Section::Relationship]).await
        };
        let Some(mut act) = opened else { return };
        let named = NameIt {
            words: Some(words("You looked at the clock, and I went quiet.")),
            fit: Some(FitV1::PulledBack),
            audience,
        };
        let once = act.mint();
        let done = name_it(&mut act, once, named).await;
        self.keep("ruptures named", act, done).await;
    }

    async fn goes_on(&mut self, place: usize, rupture: RecordId, state: StateV1) {
        let chance = self.dice.below(100);
        match state {
            StateV1::Open if chance < 30 => self.is_answered(place, rupture).await,
            StateV1::Answered | StateV1::NotYet if chance < 22 => {
                self.is_offered(place, rupture).await;
            }
            StateV1::Offered | StateV1::NotYet if chance < 55 => {
                self.is_replied(place, rupture, chance < 30).await;
            }
            StateV1::Open | StateV1::Answered if chance > 98 => {
                self.is_replied(place, rupture, true).await;
            }
            _ if chance == 98 => self.is_brought(place, rupture).await,
            _ if chance == 97 => self.is_looked_at(place, rupture).await,
            _ => {}
        }
    }

    async fn is_answered(&mut self, place: usize, rupture: RecordId) {
        let (id, by) = (self.clients[place].id, self.clients[place].therapist);
        let Some(mut act) = self.treats(by, id, &[Section::Relationship]).await else {
            return;
        };
        let written = Answer {
            noticed: words("I moved on too soon."),
            discussed: None,
            plan: words("Begin the next session with this."),
        };
        let done = answer(&mut act, rupture, written).await;
        self.keep("ruptures answered", act, done).await;
    }

    async fn is_offered(&mut self, place: usize, rupture: RecordId) {
        let (id, by) = (self.clients[place].id, self.clients[place].therapist);
        let Some(mut act) = self.treats(by, id, &[Section::Relationship]).await else {
            return;
        };
        // Closing is the client's: whoever else tries changes nothing.
        let closing = reply(&mut act, rupture, SaidV1::Closed, None).await;
        let none = matches!(
            closing,
            Err(RuptureRefused::OnlyTheClient | RuptureRefused::None)
        );
        assert!(none, "only the client closes a repair");
        let done = step(&mut act, rupture, words("We agreed a sign."), true).await;
        self.keep("repairs offered", act, done).await;
    }

    async fn is_replied(&mut self, place: usize, rupture: RecordId, closes: bool) {
        let id = self.clients[place].id;
        let mut act = self.own(id).await;
        let (said, what) = if closes {
            (SaidV1::Closed, "repairs closed")
        } else {
            (SaidV1::NotYet, "repairs not yet")
        };
        let done = reply(&mut act, rupture, said, None).await;
        self.keep(what, act, done).await;
    }

    async fn is_brought(&mut self, place: usize, rupture: RecordId) {
        let (id, by) = (self.clients[place].id, self.clients[place].therapist);
        let Some(mut act) = self.treats(by, id, &[Section::Relationship]).await else {
            return;
        };
        let done = to_supervision(&mut act, rupture).await;
        let done = done.map(|_| Vec::new());
        self.keep("ruptures brought to supervision", act, done)
            .await;
    }

    async fn is_looked_at(&mut self, place: usize, rupture: RecordId) {
        let (id, by) = (self.clients[place].id, self.supervisor);
        let opens = [Section::Identity, Section::Relationship, Section::Overview];
        let opens = Sections::of(&opens);
        let Some(mut act) = self.open(by, id, opens, Purpose::Supervision).await else {
            return;
        };
        let done = looked(&mut act, rupture, None).await;
        self.keep("ruptures looked at", act, done).await;
    }
}
