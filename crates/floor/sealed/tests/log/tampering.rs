//! LE-1: twelve kinds of tampering by someone who holds the root key, the database and the key the
//! service signs with, on lines under a checkpoint that someone outside holds.

use crate::copies::{Copy, Taken, at_work, take_along, work};
use care::Chance;
use proofs::checkpoint::Checkpoint;
use proofs::note::{Note, Verifier};
use proofs::{leaf_hash, verify_inclusion};
use sealed::Extends;
use sealed::engine::NewLine;
use testing::Seeded;

/// What someone does to the stored lines, or to what vouches for them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// A line says that someone else did it.
    Edit,
    /// A line is not there.
    Delete,
    /// A line is there that never was.
    Insert,
    /// Two lines stand in each other's place.
    Reorder,
    /// The last lines are not there.
    Truncate,
    /// A line says another time.
    Retime,
    /// A line stands in another client's ledger.
    SwapClient,
    /// The whole is signed with another key.
    OtherKey,
    /// From some line on, everything is another story, signed with the true key.
    Fork,
    /// An old database is put back, with everything that belongs to it.
    OldDatabase,
    /// A line has lost the salt that its hash needs.
    DropSalt,
    /// The checkpoint that is shown is another.
    ReplaceCheckpoint,
}

const KINDS: [Kind; 12] = [
    Kind::Edit,
    Kind::Delete,
    Kind::Insert,
    Kind::Reorder,
    Kind::Truncate,
    Kind::Retime,
    Kind::SwapClient,
    Kind::OtherKey,
    Kind::Fork,
    Kind::OldDatabase,
    Kind::DropSalt,
    Kind::ReplaceCheckpoint,
];

pub(crate) struct Done {
    pub(crate) kinds: usize,
    pub(crate) unseen: Vec<String>,
    pub(crate) tail: u64,
    pub(crate) lines: u64,
}

/// The service, what it was, and what whoever tampers has to put in its place.
struct Scene {
    older: Copy,
    now: Copy,
    /// Genuine lines of the same people about the same records, at other times.
    pool: Vec<NewLine>,
    /// A checkpoint of another story of the same length, signed with the true key.
    other_story: String,
    /// What the client took along: her lines, and the checkpoint that vouches for them.
    taken: Taken,
}

async fn scene() -> Scene {
    let small = at_work().await;
    small.vault.log_key().await.unwrap();
    // From here on every copy signs with the same key; this one has signed nothing yet.
    let begun = Copy::of(small.vault.engine()).await;
    work(&small, 140).await;
    small.vault.checkpoint().await.unwrap();
    let older = Copy::of(small.vault.engine()).await;
    work(&small, 140).await;
    let taken = take_along(&small).await;
    small.clock.pass(11 * care::MINUTE);
    work(&small, 24).await;
    let now = Copy::of(small.vault.engine()).await;

    let older_lines = older.lines.len();
    let elsewhere = older.open(99).await;
    work(&elsewhere, 160).await;
    let pool = Copy::of(elsewhere.vault.engine()).await.lines;

    let mut other = now.with_directory_of(&begun);
    other.lines.truncate(usize::try_from(taken.size).unwrap());
    other.lines.reverse();
    let other = other.open(3).await;
    let other_story = other.vault.checkpoint().await.unwrap().note;
    Scene {
        older,
        now,
        pool: pool[older_lines..].to_vec(),
        other_story,
        taken,
    }
}

/// A number below `below`.
fn below(chance: &Seeded, below: usize) -> usize {
    let mut bytes = [0; 8];
    chance.fill(&mut bytes);
    usize::try_from(u64::from_le_bytes(bytes) % below as u64).unwrap()
}

impl Scene {
    /// A line that never was, about this client or about another.
    fn forged(&self, chance: &Seeded, like: &NewLine, same_client: bool) -> NewLine {
        loop {
            let one = &self.pool[below(chance, self.pool.len())];
            if (one.client == like.client) == same_client && one.leaf != like.leaf {
                return one.clone();
            }
        }
    }

    /// The store after it was tampered with under the checkpoint, and the checkpoint that is shown.
    fn tampered(&self, kind: Kind, chance: &Seeded) -> (Copy, String) {
        let (mut copy, mut shown) = (self.now.clone(), self.taken.checkpoint.clone());
        let covered = usize::try_from(self.taken.size).unwrap();
        let place = below(chance, covered);
        let lines = &mut copy.lines;
        match kind {
            Kind::Edit => lines[place] = self.forged(chance, &lines[place], true),
            Kind::Delete => drop(lines.remove(place)),
            Kind::Insert => lines.insert(place, self.forged(chance, &lines[place], true)),
            Kind::Reorder => {
                let other = (place + 1 + below(chance, covered - 1)) % covered;
                lines.swap(place, other);
            }
            Kind::Truncate => lines.truncate(place),
            Kind::Retime => {
                let forged = self.forged(chance, &lines[place], true);
                lines[place] = NewLine {
                    line: lines[place].line,
                    ..forged
                };
            }
            Kind::SwapClient => lines[place] = self.forged(chance, &lines[place], false),
            Kind::OtherKey => copy = copy.without_directory(),
            Kind::Fork => {
                for line in &mut lines[place..covered] {
                    *line = self.forged(chance, line, true);
                }
            }
            Kind::OldDatabase => {
                copy = self.older.clone();
                copy.lines
                    .truncate(covered / 2 - below(chance, covered / 4));
            }
            Kind::DropSalt => lines[place].sealed = self.forged(chance, &lines[place], true).sealed,
            Kind::ReplaceCheckpoint => {
                shown = if below(chance, 2) == 0 {
                    self.other_story.clone()
                } else {
                    let root = shown.lines().nth(2).unwrap().to_owned();
                    let other = self.other_story.lines().nth(2).unwrap();
                    shown.replace(&root, other)
                };
            }
        }
        (copy, shown)
    }

    /// What someone outside finds with the checkpoint they hold, and what is found by opening.
    async fn found(&self, kind: Kind, copy: &Copy, shown: &str) -> bool {
        let vault = copy.open(5).await.vault;
        let continues = vault.extends(shown).await;
        match kind {
            // The tree holds the hash and not the envelope: this is found by whoever opens it.
            Kind::DropSalt => {
                assert!(matches!(continues, Ok(Extends::Yes { .. })));
                vault.verify(&[]).await.unwrap().lines_wrong == 1
            }
            Kind::ReplaceCheckpoint => {
                let yes = matches!(continues, Ok(Extends::Yes { .. }));
                !yes && !self.proves(shown)
            }
            _ => !matches!(continues, Ok(Extends::Yes { .. })),
        }
    }

    /// Whether the lines the client took along are proven by this checkpoint.
    fn proves(&self, checkpoint: &str) -> bool {
        let key = Verifier::parse(&self.taken.key).unwrap();
        let Ok(note) = Note::parse(checkpoint) else {
            return false;
        };
        let Ok(signed) = Checkpoint::signed(&note, &key) else {
            return false;
        };
        self.taken.lines.iter().all(|(place, bytes, path)| {
            let leaf = leaf_hash(bytes);
            verify_inclusion(*place, signed.size, &leaf, path, &signed.root).is_ok()
        })
    }
}

/// So many rounds of every kind.
pub(crate) async fn rounds(count: u64) -> Done {
    let scene = scene().await;
    // What nobody touched is whole, and what was taken along proves itself.
    let untouched = scene.now.open(4).await;
    let continues = untouched.vault.extends(&scene.taken.checkpoint).await;
    let since = untouched.vault.log_standing().await.unwrap();
    let tail = since.lines - scene.taken.size;
    assert_eq!(
        continues.unwrap(),
        Extends::Yes {
            size: scene.taken.size,
            since: tail
        }
    );
    assert!(tail > 0 && scene.taken.size > 256);
    assert!(scene.taken.lines.len() > 100 && scene.proves(&scene.taken.checkpoint));

    let chance = Seeded::new(2_026);
    let mut unseen = Vec::new();
    for kind in KINDS {
        for round in 0..count {
            let (copy, shown) = scene.tampered(kind, &chance);
            if !scene.found(kind, &copy, &shown).await {
                unseen.push(format!("{kind:?} {round}"));
            }
        }
    }
    Done {
        kinds: KINDS.len(),
        unseen,
        tail,
        lines: since.lines,
    }
}

#[tokio::test]
async fn what_is_done_to_lines_that_nobody_has_seen_yet_is_not_found_by_the_witness() {
    let scene = scene().await;
    let mut copy = scene.now.clone();
    copy.lines.pop();
    let vault = copy.open(6).await.vault;
    let continues = vault.extends(&scene.taken.checkpoint).await.unwrap();
    assert!(matches!(continues, Extends::Yes { .. }));
}

#[tokio::test]
async fn a_client_proves_her_line_with_what_she_took_along_whatever_becomes_of_the_service() {
    use {care::Section, testing::AMAL};
    let act_on = scene().await;
    let gone = act_on.older.open(8).await;
    let act = gone.act(AMAL, AMAL, &[Section::Ledger]).await;
    let now = act.proven_lines().await.unwrap();
    assert!(now.lines.len() < act_on.taken.lines.len());
    assert!(act_on.proves(&act_on.taken.checkpoint));
}
