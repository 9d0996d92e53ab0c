//! Recovery shares: the recovery key, split so that any few of its holders together can open the
//! service again and fewer learn nothing (Shamir's scheme, by the `blahaj` crate).
//!
//! A share is a line that a person can read out, write down and type: five-letter words of
//! consonants and vowels in turn (proquints, arXiv:0901.4016), sixteen bits each. The last two are a
//! check over all the others, so that a share with a slip in it is told apart, by its number, from
//! one that belongs to another key.

mod words;

use crate::keys::Secret;
use crate::recovery::RecoveryKey;
use blahaj::Sharks;
use care::Chance;
use rand_core::{Infallible, TryCryptoRng, TryRng};
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fmt;
use zeroize::Zeroizing;

/// The most shares of one key. This project's own choice: more people than that nobody can name.
pub const MOST: u8 = 16;
/// Bytes of a share without its check: numbers, the mark of the key, a point for each of 32 bytes.
const BODY: usize = 2 + 4 + 32;
/// Bytes of the check.
const CHECK: usize = 4;
/// Words of a share, of two bytes each.
pub(crate) const WORDS: usize = 21;

// A word is two bytes; a share that does not fit whole words would lose its last byte.
const _: () = assert!(WORDS * 2 == BODY + CHECK);

/// One share. Printing it with `{}` is how it is handed out; `{:?}` shows its number only.
#[derive(Clone, PartialEq, Eq)]
pub struct Share {
    /// Which one, from 1.
    pub number: u8,
    /// How many were made.
    pub of: u8,
    /// How many open the service together.
    pub need: u8,
    /// Of which key.
    mark: [u8; 4],
    point: Secret,
}

/// Why a key was not split.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum SplitError {
    /// Two or more must be needed, of as many or more, and of sixteen at the most.
    #[error(
        "shares: found {need} of {of}; wanted 2 or more needed, of as many or more, {MOST} at the most"
    )]
    Numbers {
        /// How many were to be made.
        of: u8,
        /// How many were to be needed.
        need: u8,
    },
}

/// Why a typed line is not a share.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum ShareError {
    /// Too few letters, or too many.
    #[error("found {found} letters; wanted {wanted}: {} words of five", WORDS)]
    Length {
        /// Letters found.
        found: usize,
        /// Letters wanted.
        wanted: usize,
    },
    /// A word that no share has.
    #[error("word {word}, “{text}”, is not a word of a share; look at it letter by letter")]
    Word {
        /// Its place, from 1.
        word: usize,
        /// What was typed there.
        text: String,
    },
    /// Every word could be one, and together they are not.
    #[error(
        "share {number} has a slip in it: one of its words is another word than was written down"
    )]
    Check {
        /// The number it seems to have.
        number: u8,
    },
}

/// Why shares did not give a key.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum JoinError {
    /// Not enough yet.
    #[error("found {have} shares; wanted {need}")]
    TooFew {
        /// Different shares given.
        have: usize,
        /// Shares needed; 2 if none was given.
        need: u8,
    },
    /// Some belong to another key: an older set, or another service.
    #[error("shares of different keys: {} do not belong to the same set as the others", numbers(.0))]
    OtherKey(Vec<u8>),
    /// Two different shares have one number: one is made up.
    #[error("two different shares have the number {0}; one of them is not genuine")]
    Twice(u8),
    /// Together they give no key that fits their mark.
    #[error("the shares do not fit together: {} not genuine", wrong(.0))]
    Wrong(Vec<u8>),
}

fn numbers(of: &[u8]) -> String {
    let all: Vec<_> = of.iter().map(|number| format!("share {number}")).collect();
    all.join(" and ")
}

fn wrong(of: &[u8]) -> String {
    if of.is_empty() {
        "at least one of them is".to_owned()
    } else {
        format!("{} is", numbers(of))
    }
}

/// Chance as the crate that splits wants it.
struct Dice<'a>(&'a dyn Chance);

impl TryRng for Dice<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.0.fill(&mut bytes);
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.0.fill(&mut bytes);
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        self.0.fill(bytes);
        Ok(())
    }
}

impl TryCryptoRng for Dice<'_> {}

/// Whether a key can be split into so many shares, of which so many are needed.
///
/// # Errors
/// If the numbers make no sense.
pub const fn numbers_make_sense(of: u8, need: u8) -> Result<(), SplitError> {
    if need < 2 || of < need || of > MOST {
        return Err(SplitError::Numbers { of, need });
    }
    Ok(())
}

/// Splits a recovery key into `of` shares, any `need` of which give it back.
///
/// # Errors
/// If the numbers make no sense.
pub fn split(
    key: &RecoveryKey,
    of: u8,
    need: u8,
    chance: &dyn Chance,
) -> Result<Vec<Share>, SplitError> {
    numbers_make_sense(of, need)?;
    let mark = key.public().mark();
    let dealt = Sharks(need).dealer_rng(key.bytes(), &mut Dice(chance));
    let share = |(number, dealt): (u8, blahaj::Share)| {
        let bytes = Zeroizing::new(Vec::from(&dealt));
        let mut point = Zeroizing::new([0; 32]);
        for (place, byte) in point.iter_mut().zip(bytes.iter().skip(1)) {
            *place = *byte;
        }
        Share {
            number,
            of,
            need,
            mark,
            point,
        }
    };
    // Points are dealt at 1, 2, 3 and so on: the number of a share is where its points lie.
    Ok((1..=of).zip(dealt).map(share).collect())
}

/// Joins shares to the key they are shares of.
///
/// # Errors
/// Which share is wrong, or how many are missing.
pub fn join(shares: &[Share]) -> Result<RecoveryKey, JoinError> {
    let shares = one_of_each(shares)?;
    let need = shares.first().map_or(2, |share| share.need);
    if shares.len() < usize::from(need) {
        let have = shares.len();
        return Err(JoinError::TooFew { have, need });
    }
    let (first, rest) = shares.split_at(usize::from(need));
    if let Some(key) = fits(first) {
        // More than enough were given: one that would not have given the same key is named.
        let odd = rest.iter().filter(|share| {
            let mut with: Vec<&Share> = first.iter().skip(1).copied().collect();
            with.push(share);
            fits(&with).is_none()
        });
        let odd: Vec<u8> = odd.map(|share| share.number).collect();
        return if odd.is_empty() {
            Ok(key)
        } else {
            Err(JoinError::Wrong(odd))
        };
    }
    Err(JoinError::Wrong(odd_ones(&shares, usize::from(need))))
}

/// The shares without repeats, in the order of their numbers, if all are of one key.
fn one_of_each(shares: &[Share]) -> Result<Vec<&Share>, JoinError> {
    let same = |one: &Share, other: &Share| {
        (one.mark, one.of, one.need) == (other.mark, other.of, other.need)
    };
    let like = |share: &&Share| shares.iter().filter(|other| same(share, other)).count();
    if let Some(most) = shares.iter().max_by_key(like) {
        let others = shares.iter().filter(|share| !same(share, most));
        let others: Vec<u8> = others.map(|share| share.number).collect();
        if !others.is_empty() {
            return Err(JoinError::OtherKey(others));
        }
    }
    let mut unique: Vec<&Share> = Vec::new();
    for share in shares {
        match unique.iter().find(|known| known.number == share.number) {
            None => unique.push(share),
            Some(known) if *known == share => {}
            Some(_) => return Err(JoinError::Twice(share.number)),
        }
    }
    unique.sort_by_key(|share| share.number);
    Ok(unique)
}

/// The key these give, if it is the one whose mark they bear.
fn fits(shares: &[&Share]) -> Option<RecoveryKey> {
    let points: Vec<blahaj::Share> = shares
        .iter()
        .filter_map(|share| {
            let mut bytes = Zeroizing::new(vec![share.number]);
            bytes.extend_from_slice(&*share.point);
            blahaj::Share::try_from(bytes.as_slice()).ok()
        })
        .collect();
    let need = shares.first()?.need;
    let secret = Zeroizing::new(Sharks(need).recover(&points).ok()?);
    let secret: [u8; 32] = secret.as_slice().try_into().ok()?;
    let key = RecoveryKey::of(Zeroizing::new(secret));
    shares
        .iter()
        .all(|share| share.mark == key.public().mark())
        .then_some(key)
}

/// Where more than enough were given: those without which the others fit. Nobody can be named where
/// exactly enough were.
fn odd_ones(shares: &[&Share], need: usize) -> Vec<u8> {
    let all: BTreeSet<u8> = shares.iter().map(|share| share.number).collect();
    let mut good = BTreeSet::new();
    // At most 2^16 choices, of which those of the right size are tried.
    for choice in 0_u32..1 << shares.len().min(usize::from(MOST)) {
        if choice.count_ones() as usize != need {
            continue;
        }
        let chosen: Vec<&Share> = shares
            .iter()
            .enumerate()
            .filter(|(place, _)| choice & (1 << place) != 0)
            .map(|(_, share)| *share)
            .collect();
        if fits(&chosen).is_some() {
            good.extend(chosen.iter().map(|share| share.number));
        }
    }
    if good.is_empty() {
        Vec::new()
    } else {
        all.difference(&good).copied().collect()
    }
}

impl Share {
    /// Reads a share as someone typed it: in any case, with any spaces, dashes or other signs
    /// between, with or without the words before the colon.
    ///
    /// # Errors
    /// What is wrong with it, with the place of the word or the number of the share.
    pub fn parse(text: &str) -> Result<Self, ShareError> {
        let text = text.rsplit_once(':').map_or(text, |(_, words)| words);
        let bytes = words::read(text)?;
        let (body, check) = bytes
            .split_at_checked(BODY)
            .ok_or(ShareError::Check { number: 0 })?;
        let slip = ShareError::Check {
            number: body.first().copied().unwrap_or_default(),
        };
        let [number, both, a, b, c, d, point @ ..] = body else {
            return Err(slip);
        };
        let (of, need) = ((both >> 4) + 1, (both & 15) + 1);
        let sound =
            check_of(body) == check && (2..=of).contains(&need) && (1..=of).contains(number);
        let (true, Ok(point)) = (sound, <[u8; 32]>::try_from(point)) else {
            return Err(slip);
        };
        Ok(Self {
            number: *number,
            of,
            need,
            mark: [*a, *b, *c, *d],
            point: Zeroizing::new(point),
        })
    }

    fn body(&self) -> Zeroizing<Vec<u8>> {
        let mut body = Zeroizing::new(Vec::with_capacity(BODY + CHECK));
        // Both from 1 to 16, so that four bits hold each.
        let both = (self.of.wrapping_sub(1) << 4) | (self.need.wrapping_sub(1) & 15);
        body.extend_from_slice(&[self.number, both]);
        body.extend_from_slice(&self.mark);
        body.extend_from_slice(&*self.point);
        body
    }
}

fn check_of(body: &[u8]) -> [u8; CHECK] {
    let hash = Sha256::new()
        .chain_update(b"attune share v1")
        .chain_update(body)
        .finalize();
    let [a, b, c, d, ..]: [u8; 32] = hash.into();
    [a, b, c, d]
}

impl std::str::FromStr for Share {
    type Err = ShareError;

    fn from_str(text: &str) -> Result<Self, ShareError> {
        Self::parse(text)
    }
}

impl fmt::Display for Share {
    /// The line to print: which share it is, then its words, the check last.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut bytes = self.body();
        let check = check_of(&bytes);
        bytes.extend_from_slice(&check);
        let Self {
            number, of, need, ..
        } = self;
        write!(f, "Share {number} of {of}, any {need} together:")?;
        words::write(f, &bytes)
    }
}

impl fmt::Debug for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Share({} of {})", self.number, self.of)
    }
}

#[cfg(test)]
mod tests;
