//! The plan on the client's own device, without a line: bytes that only the words of its owner turn
//! back into a plan. The service keeps them for the device and can never read them.
//!
//! Every account has [`BYTES`] of them, whether a plan was ever put there or not: without the words
//! nobody can tell the one from the other, so having them says nothing. The browser seals the plan
//! (`assets/keep.js` with the pages); what is not sealed is chance that follows from a seed of the
//! account's own, the same at every look.

use care::{Purpose, RecordId, Role, Section, Sections};
use pages::{Routes, Trouble, Verb, Visit};
use sealed::{Act, Passing, ReadError, Stored};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How many bytes every account's device holds: 64 KiB, this project's own choice, more than the
/// longest plan.
pub const BYTES: usize = 64 * 1024;
/// How many of them are sealed by the browser where a plan was put there: salt (16), nonce (12),
/// plan padded to one length, tag (16). So few that they fit, written out, in one request.
pub const SEALED_BYTES: usize = 40 * 1024;

/// The half-written words' section: the only one that nobody but the client ever opens, whatever
/// anyone is granted.
const OPENS: Sections = Sections::of(&[Section::Drafts]);

/// The sealed part of a sheet, as the browser made it. Written over, never kept beside an older one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SheetV1 {
    /// The bytes: [`SEALED_BYTES`] of them.
    pub sealed: Vec<u8>,
    /// When it was made, in milliseconds since the epoch.
    pub at: i64,
    /// Of which version of the plan.
    pub of: u16,
}

impl Stored for SheetV1 {
    const KIND: &'static str = "crisis-sheet";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Drafts;
}

impl Passing for SheetV1 {}

/// What the client chose for the plan on paper.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PrintV1 {
    /// What stands at its top.
    pub title: String,
    /// Its size: `page` or `pocket`.
    pub size: String,
    /// The parts of the plan that are on it, by `linkId`.
    pub parts: Vec<String>,
}

impl Stored for PrintV1 {
    const KIND: &'static str = "crisis-print";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Drafts;
}

impl Passing for PrintV1 {}

/// The bytes that the browser sent are not a sealed sheet.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("these bytes are not a sheet; nothing was kept")]
pub struct WrongSheet;

const NOTHING: RecordId = RecordId::from_bytes([0; 16]);

pub(crate) fn id(act: &Act) -> RecordId {
    act.id_for("crisis sheet", NOTHING)
}

/// The sealed part of the client's sheet, if they put one on a device.
pub async fn sheet(act: &Act) -> Result<Option<SheetV1>, ReadError> {
    Ok(act.find::<SheetV1>(id(act)).await?.map(|kept| kept.value))
}

/// Keeps what the browser sealed, in place of what was there. `written`: base64 for addresses (RFC
/// 4648, section 5) of exactly [`SEALED_BYTES`].
pub fn keep_sheet(
    act: &mut Act,
    written: &str,
    of: u16,
) -> Result<Result<(), WrongSheet>, ReadError> {
    let Some(sealed) = bytes_of(written).filter(|sealed| sealed.len() == SEALED_BYTES) else {
        return Ok(Err(WrongSheet));
    };
    let sheet = SheetV1 {
        sealed,
        at: act.now().millis(),
        of,
    };
    let id = id(act);
    act.overwrite(id, &sheet)?;
    Ok(Ok(()))
}

/// [`BYTES`] that follow from a seed and look like chance: SHA-256 over the seed and a counter. The
/// seed is a keyed hash of the client's own key, which nobody outside the service can work out.
pub fn filler(seed: RecordId) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(BYTES);
    for counter in 0_u32.. {
        if bytes.len() >= BYTES {
            break;
        }
        let mut sum = Sha256::new();
        sum.update(b"attune sheet v1");
        sum.update(seed.bytes());
        sum.update(counter.to_be_bytes());
        bytes.extend_from_slice(&sum.finalize());
    }
    bytes
}

/// What the device of this client holds.
async fn held(act: &Act) -> Result<Vec<u8>, ReadError> {
    let mut bytes = filler(act.id_for("crisis sheet filler", NOTHING));
    let sealed = match sheet(act).await {
        Ok(sheet) => sheet,
        // A lost copy is made anew from the plan; it never keeps anyone from anything.
        Err(ReadError::Damaged(_)) => None,
        Err(error) => return Err(error),
    };
    if let Some(sheet) = sealed
        && let Some(front) = bytes.get_mut(..sheet.sealed.len())
    {
        front.copy_from_slice(&sheet.sealed);
    }
    Ok(bytes)
}

pub(crate) fn routes() -> Routes {
    Routes::new().role(Verb::Get, "/k", &[Role::Client], give)
}

async fn give(visit: Visit) -> pages::Answer {
    let asker = visit.who.asker;
    let own = care::ClientId::of(asker.person);
    let vault = &visit.floor.vault;
    let access = vault
        .decide(asker, own, OPENS, Purpose::OwnRecord)
        .await??;
    let act = Act::open(vault, access).await?;
    let bytes = held(&act).await.map_err(Trouble::from)?;
    Ok(pages::offline::bytes(bytes))
}

/// Reads base64 for addresses, without padding.
fn bytes_of(written: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(written.len() / 4 * 3 + 2);
    for chunk in written.as_bytes().chunks(4) {
        let mut all = 0_u32;
        for character in chunk {
            all = (all << 6) | u32::from(six_bits(*character)?);
        }
        let [_, a, b, c] = (all << (6 * (4 - chunk.len()))).to_be_bytes();
        match chunk.len() {
            4 => bytes.extend([a, b, c]),
            3 => bytes.extend([a, b]),
            2 => bytes.push(a),
            _ => return None,
        }
    }
    Some(bytes)
}

const fn six_bits(character: u8) -> Option<u8> {
    match character {
        b'A'..=b'Z' => Some(character - b'A'),
        b'a'..=b'z' => Some(character - b'a' + 26),
        b'0'..=b'9' => Some(character - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The chi-square statistic of bytes against all 256 being equally likely.
    fn chi_square(bytes: &[u8]) -> f64 {
        let mut counts = [0_u32; 256];
        for byte in bytes {
            counts[usize::from(*byte)] += 1;
        }
        let expected = f64::from(u32::try_from(bytes.len()).unwrap()) / 256.0;
        let term = |count: &u32| (f64::from(*count) - expected).powi(2) / expected;
        counts.iter().map(term).sum()
    }

    /// Above this a chi-square with 255 degrees of freedom has p < 0.01.
    const CRITICAL: f64 = 310.457;

    #[test]
    fn filler_is_64_kib_the_same_at_every_look_and_looks_like_chance() {
        let mut too_even_or_uneven = 0;
        for seed in 0..200_u8 {
            let seed = RecordId::from_bytes([seed; 16]);
            let bytes = filler(seed);
            assert_eq!(bytes.len(), BYTES);
            assert_eq!(bytes, filler(seed));
            if chi_square(&bytes) > CRITICAL {
                too_even_or_uneven += 1;
            }
        }
        // One in a hundred is beyond the line by chance: of 200, more than 8 with p < 0.001.
        assert!(too_even_or_uneven <= 8, "{too_even_or_uneven}");
        testing::shows(
            "BR-9",
            &format!(
                "bytes of 200 accounts without a sheet, chi-square p > 0.01: {} of 200 (198 expected of chance)",
                200 - too_even_or_uneven
            ),
        );
    }

    #[test]
    fn two_accounts_never_share_bytes() {
        let one = filler(RecordId::from_bytes([1; 16]));
        let two = filler(RecordId::from_bytes([2; 16]));
        let same = one.iter().zip(&two).filter(|(a, b)| a == b).count();
        // A byte in 256 is the same by chance: 256 of 65,536, never twice that.
        assert!(same < 512, "{same}");
    }

    #[test]
    fn what_a_browser_writes_out_is_read_back_and_nothing_else_is() {
        for (written, bytes) in [
            ("", Some(vec![])),
            ("AA", Some(vec![0])),
            ("_-8", Some(vec![0xff, 0xef])),
            ("AAEC", Some(vec![0, 1, 2])),
            ("A", None),
            ("AA==", None),
            ("A+/A", None),
        ] {
            assert_eq!(bytes_of(written), bytes, "{written}");
        }
    }
}
