//! What must be so of the whole service: nobody who works here in two places, counts that add up to
//! what they count, and a ledger that proves itself.

use crate::holds::{stands, takes_place};
use crate::service::Service;
use care::{DAY, Moment, PersonId, Purpose, Role, Section, Sections};
use promises::{Became, Kind};
use proofs::checkpoint::Checkpoint;
use proofs::note::{Note, Verifier};
use proofs::{leaf_hash, verify_inclusion};
use std::collections::BTreeMap;
use testing::BEGINNING;

impl Service {
    /// Of everyone together, at the end of each day.
    pub(crate) async fn holds_for_all(&mut self) {
        self.no_practitioner_is_in_two_places();
        if self.today % 7 == 0 {
            self.tallies_add_up().await;
        }
        self.counted("days looked at");
    }

    fn no_practitioner_is_in_two_places(&self) {
        let since = self.vault.now() - 2 * DAY;
        let mut all: Vec<(PersonId, Moment, Moment)> = Vec::new();
        for seen in self.seen.values() {
            let take_place = seen.sessions.iter().filter(|kept| takes_place(seen, kept));
            let late = take_place.filter(|kept| kept.value.ends() > since);
            all.extend(late.map(|kept| {
                let one = &kept.value;
                (one.practitioner(), one.starts(), one.ends())
            }));
        }
        all.sort_unstable();
        for pair in all.windows(2) {
            let same = pair[0].0 == pair[1].0;
            assert!(!same || pair[0].2 <= pair[1].1, "someone in two places");
        }
    }

    /// As many ended promises are counted, by whom, of what kind, how, as there are.
    async fn tallies_add_up(&self) {
        type Tally = BTreeMap<(PersonId, Kind, &'static str, bool, bool), usize>;
        let (mut there, mut counted) = (Tally::new(), Tally::new());
        for kept in self.seen.values().flat_map(|seen| &seen.promises) {
            let one = stands(&kept.value);
            if one.became != Became::Open {
                let how = one.became.code();
                let key = (kept.value.by(), kept.value.kind, how, one.sorry, one.mended);
                *there.entry(key).or_default() += 1;
            }
        }
        let ever = BEGINNING + 10_000 * DAY;
        let ended = promises::ended(&self.vault, BEGINNING - DAY, ever).await;
        for one in ended.unwrap() {
            let key = (one.by, one.kind, one.how.code(), one.sorry, one.mended);
            *counted.entry(key).or_default() += 1;
        }
        assert_eq!(counted, there, "counts that do not add up to the promises");
    }

    /// At the end: everything opens, every version has its line, and each client's lines are in the
    /// tree that the checkpoint signs.
    pub(crate) async fn whole(&mut self) {
        self.tallies_add_up().await;
        let found = attune::verify::whole(&self.vault).await;
        assert!(found.is_ok(), "not whole");
        let mut proven = 0;
        for place in 0..self.clients.len() {
            let id = self.clients[place].id;
            let by = care::Asker {
                person: id.person(),
                role: Role::Client,
            };
            let ledger = Sections::of(&[Section::Ledger]);
            let act = self.open(by, id, ledger, Purpose::OwnRecord).await.unwrap();
            let all = act.proven_lines().await.unwrap();
            assert_eq!(all.damaged, 0);
            let note = Note::parse(&all.checkpoint).unwrap();
            let log = Verifier::parse(&all.key).unwrap();
            let root = Checkpoint::signed(&note, &log).unwrap().root;
            for line in &all.lines {
                let leaf = leaf_hash(&line.bytes);
                verify_inclusion(line.line.place, all.size, &leaf, &line.path, &root).unwrap();
                proven += 1;
            }
        }
        *self.counts.entry("lines proven".into()).or_default() += proven;
    }

    /// A year in which nothing happened would prove nothing.
    pub(crate) fn lived_enough(&self) {
        for what in [
            "sessions planned",
            "held",
            "held late",
            "missed by the client",
            "missed by the service",
            "sessions changed",
            "called off by the service",
            "called off by the client",
            "messages",
            "answers",
            "messages released",
            "promises by hand",
            "promises released",
            "promises turned",
            "late promises noticed",
            "said about promises",
            "agreements written",
            "agreements signed",
            "check-ins",
            "ruptures named",
            "ruptures answered",
            "repairs offered",
            "repairs not yet",
            "repairs closed",
            "absences",
            "covers answered",
            "covers that ended",
            "notes",
            "tasks",
            "tasks done",
            "named a conflict",
            "gave a consent",
            "ended a consent",
            "left care",
            "a therapist left and another came",
            "days on which nothing ran",
        ] {
            assert!(self.count(what) > 0, "{what} never came about");
        }
    }
}
