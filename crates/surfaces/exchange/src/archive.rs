//! One encrypted file that opens in any browser, without a network and without another program.
//!
//! What is taken along is sealed under words that the person chooses and that are kept nowhere:
//! AES-256-GCM under a key that PBKDF2-HMAC-SHA-256 makes of them in 600,000 rounds (OWASP Password
//! Storage Cheat Sheet, 2023), both of which every browser has built in. The file is a page that
//! asks for the words and opens itself; its format stands in `docs/decisions/0013`.

use crate::contents::ContentsV1;
use aes_gcm::aead::AeadInOut;
use aes_gcm::{Aes256Gcm, KeyInit};
use care::{Chance, Private};
use data_encoding::BASE64;
use sha2::Sha256;
use zeroize::Zeroizing;

/// Rounds of PBKDF2-HMAC-SHA-256 (OWASP Password Storage Cheat Sheet, 2023).
pub const ROUNDS: u32 = 600_000;
/// The fewest characters the words of an archive have: the file may lie where anyone can try
/// for as long as they like, so it is as long as a passphrase that stands alone (NIST SP 800-63B-4).
pub const WORDS_MIN: usize = 15;
/// Contents are filled up to a multiple of this many bytes, so that the file's length says little
/// about how much there is: this project's own choice.
const STEP: usize = 64 * 1024;
/// What is bound to the contents beside the words: another kind of file does not open as this one.
const BOUND: &[u8] = b"attune archive v1";
/// What the page is made of: before the sealed part, and after it.
const PAGE: &str = include_str!("../assets/archive.html");

/// Why an archive could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The words are too short to keep anyone out.
    #[error("the words of an archive have at least {WORDS_MIN} characters; choose longer ones")]
    WordsTooShort,
    /// The contents are larger than a browser can open at once.
    #[error("the record is too large for one file; take it along in parts")]
    TooLarge,
}

/// A sealed archive.
struct Sealed {
    salt: [u8; 16],
    nonce: [u8; 12],
    bytes: Vec<u8>,
}

/// The words as they count: spaces around them and between them are how people type, not a secret.
fn counted(words: &str) -> Zeroizing<String> {
    Zeroizing::new(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Makes the archive: a page of its own, to be saved as one file. Takes a good part of a second of
/// computing, on purpose; call it where it may block.
///
/// # Errors
/// If the words are too short or the contents too large.
pub fn archive(
    contents: &ContentsV1,
    words: &Private<String>,
    said: &Asked,
    chance: &dyn Chance,
) -> Result<String, ArchiveError> {
    let words = counted(words.expose());
    if words.chars().count() < WORDS_MIN {
        return Err(ArchiveError::WordsTooShort);
    }
    let sealed = seal(&contents.to_bytes(), &words, chance)?;
    let page = PAGE
        .replace("{{language}}", &escaped(&said.language))
        .replace("{{title}}", &escaped(&said.title))
        .replace("{{lead}}", &escaped(&said.lead))
        .replace("{{words}}", &escaped(&said.words))
        .replace("{{open}}", &escaped(&said.open))
        .replace("{{wrong}}", &escaped(&said.wrong))
        .replace("{{save}}", &escaped(&said.save))
        .replace("{{close}}", &escaped(&said.close))
        .replace("{{rounds}}", &ROUNDS.to_string())
        .replace("{{salt}}", &BASE64.encode(&sealed.salt))
        .replace("{{nonce}}", &BASE64.encode(&sealed.nonce))
        .replace("{{sealed}}", &BASE64.encode(&sealed.bytes));
    Ok(page)
}

/// What the page of an archive says before it is opened. Nothing of it tells what is inside.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The tag of the language.
    pub language: String,
    /// The neutral title.
    pub title: String,
    /// What to do.
    pub lead: String,
    /// The label of the field.
    pub words: String,
    /// The words of the button.
    pub open: String,
    /// What is said when the words are not right.
    pub wrong: String,
    /// The words before the name of a file that can be saved.
    pub save: String,
    /// The button that closes it again.
    pub close: String,
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('{', "&#123;")
}

fn key(words: &str, salt: &[u8; 16]) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    pbkdf2::pbkdf2_hmac::<Sha256>(words.as_bytes(), salt, ROUNDS, &mut *key);
    key
}

fn seal(contents: &[u8], words: &str, chance: &dyn Chance) -> Result<Sealed, ArchiveError> {
    let (mut salt, mut nonce) = ([0; 16], [0; 12]);
    chance.fill(&mut salt);
    chance.fill(&mut nonce);
    let length = u32::try_from(contents.len()).map_err(|_| ArchiveError::TooLarge)?;
    let mut bytes = Vec::with_capacity(contents.len() + STEP);
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(contents);
    bytes.resize(bytes.len().div_ceil(STEP) * STEP, 0);
    let key = key(words, &salt);
    let cipher = Aes256Gcm::new((&*key).into());
    cipher
        .encrypt_in_place((&nonce).into(), BOUND, &mut bytes)
        .map_err(|_| ArchiveError::TooLarge)?;
    Ok(Sealed { salt, nonce, bytes })
}

/// Opens an archive again, from its page; `None` if the words are not right or the page is not
/// one. For whoever wants to read it with a program, and for proving that it can be read.
pub fn opened(page: &str, words: &str) -> Option<Vec<u8>> {
    let field = |name: &str| {
        let start = format!("data-{name}=\"");
        let rest = page.split(&start).nth(1)?;
        BASE64.decode(rest.split('"').next()?.as_bytes()).ok()
    };
    let salt: [u8; 16] = field("salt")?.try_into().ok()?;
    let nonce: [u8; 12] = field("nonce")?.try_into().ok()?;
    let rest = page.split("<template id=\"sealed\">").nth(1)?;
    let mut bytes = BASE64
        .decode(rest.split('<').next()?.trim().as_bytes())
        .ok()?;
    let key = key(&counted(words), &salt);
    let cipher = Aes256Gcm::new((&*key).into());
    cipher
        .decrypt_in_place((&nonce).into(), BOUND, &mut bytes)
        .ok()?;
    let length = u32::from_be_bytes(*bytes.first_chunk::<4>()?);
    let end = usize::try_from(length).ok()?.checked_add(4)?;
    bytes.get(4..end).map(<[u8]>::to_vec)
}

#[cfg(test)]
mod tests;
