//! What a client takes along: one file with all lines of their own ledger and everything that proves
//! them, and one page that checks it without asking anyone. Both under names that say nothing.

use askama::Template;
use care::{Basis, PersonId, Purpose, Role, Section};
use data_encoding::{BASE64, HEXLOWER};
use pages::{ClientVisit, File, Html, Language, Next, Screens, Trouble, Words};
use proofs::checkpoint::Checkpoint;
use proofs::note::{Note, Verifier};
use proofs::{Hash, Wrong, leaf_hash, verify_inclusion};
use sealed::{Act, Line, LogError, Proven};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};

use super::Names;

/// What the file says it is.
const FORMAT: &str = "own-lines/1";
/// Under which names the two files are saved: names that fit anything.
const LINES_FILE: &str = "notes.json";
const PAGE_FILE: &str = "check.html";
const OPENS: care::Sections = care::Sections::of(&[Section::Ledger]);
const ALONG: &str = "seen-along";
/// The page that checks, with the place for its words.
const PAGE: &str = include_str!("verifier.html");
const PLACE_FOR_WORDS: &str = "/*WORDS*/";

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(ALONG, OPENS, show)
        .act("seen-take-lines", OPENS, take_lines)
        .act("seen-take-page", OPENS, async |_, _| {
            Ok(Next::File(File {
                name: PAGE_FILE,
                kind: "text/html; charset=utf-8",
                bytes: verifier_page().into_bytes(),
            }))
        })
}

/// A client's own lines with what proves them, as the file has it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OwnLinesV1 {
    format: String,
    /// The key that checks the checkpoint (C2SP).
    pub key: String,
    /// The signed checkpoint (C2SP).
    pub checkpoint: String,
    /// How people were called when this was taken: the service's word, proven by nothing.
    names: BTreeMap<String, String>,
    /// In which time zone and language it is told.
    zone: Option<String>,
    language: String,
    /// Hashes that the paths below speak of by their place here.
    hashes: Vec<String>,
    /// Place in the log, shape of the bytes, the bytes, and the path from the leaf up.
    lines: Vec<(u64, u16, String, Vec<u32>)>,
}

/// What checking a file found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked {
    /// How many lines are proven.
    pub lines: usize,
    /// How many lines of the whole service the checkpoint covers.
    pub size: u64,
    /// The log's name.
    pub origin: String,
}

impl OwnLinesV1 {
    fn of(proven: Proven, names: BTreeMap<String, String>, words: Words, zone: &str) -> Self {
        let mut hashes: Vec<String> = Vec::new();
        let mut places: HashMap<Hash, u32> = HashMap::new();
        let lines = proven.lines.into_iter().map(|one| {
            let path = one.path.into_iter().map(|hash| {
                *places.entry(hash).or_insert_with(|| {
                    hashes.push(BASE64.encode(&hash));
                    u32::try_from(hashes.len() - 1).unwrap_or(u32::MAX)
                })
            });
            let path = path.collect();
            (one.line.place, one.shape, BASE64.encode(&one.bytes), path)
        });
        let lines = lines.collect();
        Self {
            format: FORMAT.to_owned(),
            key: proven.key,
            checkpoint: proven.checkpoint,
            names,
            zone: Some(zone.to_owned()).filter(|zone| !zone.is_empty()),
            language: words.tag().to_owned(),
            hashes,
            lines,
        }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// [`Wrong::Format`] if it is not one.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let wrong = Wrong::Format("a file of one's own lines");
        let file: Self = serde_json::from_str(text).map_err(|_| wrong)?;
        if file.format == FORMAT {
            Ok(file)
        } else {
            Err(wrong)
        }
    }

    /// Checks every line in it against its own checkpoint and key; with `wanted`, that the key is
    /// that one.
    ///
    /// # Errors
    /// What does not hold.
    pub fn check(&self, wanted: Option<&str>) -> Result<Checked, Wrong> {
        let wrong = Wrong::Format("a file of one's own lines");
        if wanted.is_some_and(|wanted| wanted.trim() != self.key) {
            return Err(Wrong::Unsigned);
        }
        let key = Verifier::parse(&self.key)?;
        let note = Note::parse(&self.checkpoint)?;
        let checkpoint = Checkpoint::signed(&note, &key)?;
        let decode = |text: &String| BASE64.decode(text.as_bytes()).map_err(|_| wrong);
        let mut hashes: Vec<Hash> = Vec::with_capacity(self.hashes.len());
        for hash in &self.hashes {
            hashes.push(decode(hash)?.try_into().map_err(|_| wrong)?);
        }
        for (place, _, bytes, path) in &self.lines {
            let at = |place: &u32| hashes.get(*place as usize).copied().ok_or(wrong);
            let path = path.iter().map(at).collect::<Result<Vec<_>, _>>()?;
            let leaf = leaf_hash(&decode(bytes)?);
            verify_inclusion(*place, checkpoint.size, &leaf, &path, &checkpoint.root)?;
        }
        Ok(Checked {
            lines: self.lines.len(),
            size: checkpoint.size,
            origin: checkpoint.origin,
        })
    }
}

#[derive(Template)]
#[template(path = "along.html")]
struct Along {
    words: Words,
    key: String,
    forked: bool,
}

async fn show(visit: ClientVisit, _: Act) -> Result<Html, Trouble> {
    let (key, forked) = match visit.floor.vault.log_key().await {
        Ok(key) => (key, visit.floor.vault.checkpoint().await.is_err()),
        Err(error) => return Err(trouble(error)),
    };
    Ok(Html::of(&Along {
        words: visit.words,
        key,
        forked,
    }))
}

/// A log that cannot sign is a fault of the service, told under a number like any other.
fn trouble(error: LogError) -> Trouble {
    match error {
        LogError::Read(error) => error.into(),
        LogError::Commit(error) => error.into(),
        other => {
            tracing::error!(error = %other, "a client could not take their lines along");
            Trouble::Damaged
        }
    }
}

async fn take_lines(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let bytes = own_lines(&visit, &act).await?;
    Ok(Next::File(File {
        name: LINES_FILE,
        kind: "application/json",
        bytes,
    }))
}

/// All of the client's own lines with what proves them, as the file has it. The act opens the
/// ledger.
///
/// # Errors
/// If the lines cannot be read, or the log cannot sign.
pub async fn own_lines(visit: &ClientVisit, act: &Act) -> Result<Vec<u8>, Trouble> {
    let proven = act.proven_lines().await.map_err(trouble)?;
    let mut known = Names::new(visit);
    let mut names = BTreeMap::new();
    let people: std::collections::BTreeSet<PersonId> =
        proven.lines.iter().map(|one| one.line.by).collect();
    for person in people {
        if let Some(name) = known.of(person).await? {
            names.insert(HEXLOWER.encode(person.bytes()), name);
        }
    }
    let zone = visit.floor.settings.zone.iana_name().unwrap_or_default();
    let file = OwnLinesV1::of(proven, names, visit.words, zone);
    serde_json::to_vec(&file).map_err(|_| Trouble::Damaged)
}

/// What the page says, besides the names of parts, roles and reasons.
const SAID: &[&str] = &[
    "title",
    "intro",
    "alone",
    "choose",
    "key",
    "key-why",
    "lines",
    "names",
    "more",
    "someone",
    "you",
    "opened",
    "wrote",
    "own-opened",
    "own-wrote",
    "well",
    "well-lines",
    "well-older",
    "well-seen",
    "well-key",
    "well-no-key",
    "well-not",
    "took",
    "wrong",
    "wrong-do",
    "wrong-unreadable",
    "wrong-key-wrong",
    "wrong-other-key",
    "wrong-signature",
    "wrong-line",
    "wrong-someone-else",
    "wrong-compare-key",
    "wrong-compare-fork",
    "wrong-compare-gone",
];

/// The page that checks a file of own lines, in every language, complete in itself: it loads
/// nothing, sends nothing and works from a disk.
pub fn verifier_page() -> String {
    let spoken: BTreeMap<&str, Value> = Language::ALL
        .iter()
        .map(|language| (language.tag(), spoken(Words::new(*language))))
        .collect();
    // A message can hold anything; between script tags it must not end them.
    let words = serde_json::to_string(&spoken)
        .unwrap_or_default()
        .replace('<', "\\u003c");
    PAGE.replace(PLACE_FOR_WORDS, &words)
}

fn spoken(words: Words) -> Value {
    let all = |kind: &str, codes: &[&str]| -> Vec<String> {
        let said = codes
            .iter()
            .map(|code| words.say(&format!("seen-{kind}-{code}")));
        said.collect()
    };
    let roles = Line::ROLES.map(Role::code);
    let purposes = Line::PURPOSES.map(Purpose::code);
    let bases = Line::BASES.map(Basis::code);
    let sections = Section::ALL.map(Section::code);
    let given = [
        "name", "role", "what", "purpose", "count", "size", "key", "seconds",
    ];
    let say = |key: &&'static str| {
        let arguments: Vec<_> = given
            .iter()
            .map(|name| (*name, format!("{{{name}}}")))
            .collect();
        let arguments: Vec<_> = arguments
            .iter()
            .map(|(name, place)| (*name, place.into()))
            .collect();
        (
            *key,
            words.say_with(&format!("check-lines-{key}"), &arguments),
        )
    };
    let said: BTreeMap<&str, String> = SAID.iter().map(say).collect();
    json!({
        "say": said,
        "roles": all("role", &roles),
        "purposes": all("purpose", &purposes),
        "bases": all("basis", &bases),
        "sections": all("section", &sections),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_complete_in_itself() {
        let page = verifier_page();
        assert!(!page.contains(PLACE_FOR_WORDS));
        for outside in [
            "http:", "https:", "src=", "href=", "@import", "url(", "fetch(", "XMLHttp",
        ] {
            assert!(!page.contains(outside), "{outside}");
        }
        // Every message it speaks of is there, in both languages.
        assert!(!page.contains("check-lines-"));
        for said in SAID.iter().filter(|said| !said.starts_with("wrong-")) {
            assert!(page.contains(&format!("\"{said}\"")), "{said}");
        }
        assert!(!page.contains("seen-"));
    }
}
