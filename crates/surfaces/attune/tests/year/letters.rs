//! Letters, answers, promises by hand and what is said about promises, the agreement.

use crate::holds::stands;
use crate::service::{Service, TwoDays, words};
use agreement::{agreement, form, propose, sign};
use care::{DAY, HOUR, RecordId, Section};
use forms::{Posted, Response};
use promises::{Became, ByHand, Kind, Say};
use sealed::Kept;

fn says(hours: &str, avoid: &str) -> Response {
    let fields = [("length", "50"), ("reply_hours", hours), ("avoid", avoid)];
    let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let fields: Vec<_> = fields.into_iter().map(own).collect();
    Posted::new(&fields).answers(form().unwrap()).unwrap()
}

impl Service {
    pub(crate) async fn letters(&mut self, place: usize) {
        if self.dice.comes(25) {
            self.client_writes(place).await;
        }
        self.answers(place).await;
        self.about_promises(place).await;
        if self.dice.comes(6) {
            self.promises_by_hand(place).await;
        }
        if self.dice.comes(12) {
            self.agrees(place).await;
        }
    }

    async fn client_writes(&mut self, place: usize) {
        let id = self.clients[place].id;
        let mut act = self.own(id).await;
        let said = words("I have thought about what you asked.");
        let new = messages::New {
            once: act.mint(),
            words: Some(&said),
            files: &[],
        };
        let sent = messages::send(&mut act, &TwoDays, &new).await;
        let sent = sent.map(|sent| sent.happened);
        self.keep("messages", act, sent).await;
    }

    fn unanswered(&self, place: usize) -> Vec<RecordId> {
        let Some(seen) = self.seen.get(&self.clients[place].id) else {
            return Vec::new();
        };
        let waits = &seen.gists.messages.waits;
        let waits = waits.iter().map(|one| RecordId::from_bytes(one.message));
        waits.collect()
    }

    async fn answers(&mut self, place: usize) {
        let (id, open) = (self.clients[place].id, self.unanswered(place));
        let Some(first) = open.first().copied() else {
            return;
        };
        let chance = self.dice.below(100);
        if chance < 34 {
            let Some(by) = self.hand(place).await else {
                return;
            };
            let opens = [Section::Relationship, Section::Messages];
            let Some(mut act) = self.treats(by, id, &opens).await else {
                return;
            };
            let said = words("Thank you. Let us begin with that on Monday.");
            let new = messages::New {
                once: act.mint(),
                words: Some(&said),
                files: &[],
            };
            let answered = messages::answer(&mut act, &new, &[first]).await;
            self.keep("answers", act, answered).await;
        } else if chance < 38 {
            let mut act = self.own(id).await;
            let released = if chance == 34 {
                messages::take_back(&mut act, first).await
            } else {
                messages::release(&mut act, first).await
            };
            self.keep("messages released", act, released).await;
        }
    }

    async fn promises_by_hand(&mut self, place: usize) {
        let id = self.clients[place].id;
        let Some(by) = self.hand(place).await else {
            return;
        };
        let Some(mut act) = self.treats(by, id, &[Section::Relationship]).await else {
            return;
        };
        let new = ByHand {
            kind: Kind::Hand,
            words: Some(words("I ask the housing office and tell you.")),
            due: act.now() + self.dice.between(1, 9) * DAY,
        };
        let once = act.mint();
        let made = promises::by_hand(&mut act, once, new).await;
        self.keep("promises by hand", act, made).await;
    }

    async fn about_promises(&mut self, place: usize) {
        let id = self.clients[place].id;
        let Some(seen) = self.seen.get(&id) else {
            return;
        };
        let now = self.vault.now();
        let mut said: Vec<(RecordId, u32, Option<Say>)> = Vec::new();
        let all: Vec<&Kept<_>> = seen.promises.iter().collect();
        for kept in all {
            let promise = stands(&kept.value);
            let chance = self.dice.below(1_000);
            let say = match promise.became {
                Became::Open if chance < 8 => None,
                Became::Open if kept.value.kind == Kind::Appointment => continue,
                Became::Open if chance < 30 && now < promise.due => {
                    let line = words("I need one more day; the office is closed.");
                    Some(Say::Late(promise.due + 30 * HOUR, line))
                }
                Became::Open if chance < 230 && kept.value.kind == Kind::Hand => {
                    Some(Say::Done(None))
                }
                Became::Broken if !promise.sorry && chance < 160 => {
                    Some(Say::Sorry(words("I lost sight of it. I am sorry.")))
                }
                Became::Broken if !promise.mended && promise.sorry && chance < 90 => {
                    Some(Say::Mended(words("I look at it each day at four.")))
                }
                _ => continue,
            };
            said.push((kept.record, kept.version, say));
        }
        for (promise, version, say) in said {
            let Some(say) = say else {
                let mut act = self.own(id).await;
                let released = promises::release(&mut act, promise, version, None).await;
                self.keep("promises released", act, released).await;
                continue;
            };
            let Some(by) = self.hand(place).await else {
                continue;
            };
            let Some(mut act) = self.treats(by, id, &[Section::Relationship]).await else {
                continue;
            };
            let done = promises::say(&mut act, promise, version, &say).await;
            self.keep("said about promises", act, done).await;
        }
    }

    /// One of the two writes the next version, or signs the one that waits.
    async fn agrees(&mut self, place: usize) {
        let id = self.clients[place].id;
        let by_client = self.dice.comes(500);
        let opened = if by_client {
            Some(self.own(id).await)
        } else {
            let by = self.clients[place].therapist;
            self.treats(by, id, &[Section::Relationship]).await
        };
        let Some(mut act) = opened else { return };
        let stands = agreement(&act).await.unwrap();
        let newest = stands.newest();
        let waits = stands
            .proposed()
            .filter(|kept| kept.value.by_client != by_client);
        if waits.is_some() {
            let signed = sign(&mut act, newest).await;
            self.keep("agreements signed", act, signed).await;
            return;
        }
        let hours = self.dice.one(&["24", "48", "72"]).unwrap();
        let said = says(hours, &format!("never say it for the {newest}th time"));
        let written = propose(&mut act, newest, &said).await;
        let written = written.map(|(_, happened)| happened);
        self.keep("agreements written", act, written).await;
    }
}
