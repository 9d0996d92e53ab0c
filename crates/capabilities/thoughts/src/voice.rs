//! The harsh voice: what it says, the pattern it follows, and what the client answers, kinder and
//! truer, in their own words. An answer is offered back only when they ask; none is made up.

use crate::pattern::Pattern;
use crate::point::{Refused, same_or_another};
use care::{Audience, Happened, Line, Moment, RecordId, Section};
use sealed::{Act, Kept, Listing, ReadError, ReadersV1, Stored};
use serde::{Deserialize, Serialize};

/// The longest saying of the voice, in letters: this project's own choice.
pub(crate) const SAYS: usize = 500;
/// The longest answer, in letters: this project's own choice.
pub(crate) const ANSWER: usize = 1_000;
/// The most that are kept: this project's own choice.
const MOST: usize = 300;

/// How true the answer felt at one time.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeltV1 {
    /// When, in milliseconds since the epoch.
    pub at: i64,
    /// How true: 0 not at all, 100 fully.
    pub value: u8,
}

/// Something the harsh voice says, and the answer to it. Only the client writes it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceV1 {
    /// When it was begun, in milliseconds since the epoch.
    pub at: i64,
    /// What the voice says.
    pub says: String,
    /// The code of the pattern it follows; empty where none is named.
    pub pattern: String,
    /// The answer; empty while there is none. What it was stays in earlier versions.
    pub answer: String,
    /// How true the answer felt, oldest first. Another answer begins anew.
    pub felt: Vec<FeltV1>,
    /// Who may read it.
    pub readers: ReadersV1,
    /// When the client took it out, in milliseconds since the epoch.
    pub gone: Option<i64>,
}

impl Stored for VoiceV1 {
    const KIND: &'static str = "harsh-voice";
    const SHAPE: u16 = 1;
    const SECTION: Section = Section::Work;

    fn audience(&self) -> Audience {
        match self.gone {
            Some(_) => Audience::Nobody,
            None => self.readers.to_care(),
        }
    }
}

impl VoiceV1 {
    /// When it was begun.
    pub const fn begun(&self) -> Moment {
        Moment::from_millis(self.at)
    }

    /// Whether those who treat the client may read it.
    pub fn is_sent(&self) -> bool {
        self.readers == ReadersV1::Section
    }
}

/// Everything the voice says that is meant for whoever acts, newest first. The act opens the work.
///
/// # Errors
/// If the record could not be read. What is damaged stands in the listing.
pub async fn voices(act: &Act) -> Result<Listing<VoiceV1>, ReadError> {
    let mut listing = act.latest::<VoiceV1>().await?;
    listing.kept.retain(|kept| kept.value.gone.is_none());
    listing
        .kept
        .sort_by_key(|kept| std::cmp::Reverse((kept.value.at, kept.record)));
    Ok(listing)
}

/// A kind answer of the client's own.
#[derive(Clone, PartialEq, Eq)]
pub struct KindAnswer {
    /// The record it stands in.
    pub record: RecordId,
    /// When it was last changed.
    pub at: Moment,
    /// What it says.
    pub words: String,
    /// How true it last felt, 0 to 100, if that was said.
    pub felt: Option<u8>,
}

/// The client's own answers to the harsh voice, newest first: to the client all of them, to others
/// those that were sent. The act opens the work.
///
/// # Errors
/// If the record could not be read.
pub async fn kind_answers(act: &Act) -> Result<Vec<KindAnswer>, ReadError> {
    let kept = voices(act).await?.kept.into_iter();
    let answered = kept.filter(|kept| !kept.value.answer.is_empty());
    Ok(answered
        .map(|kept| KindAnswer {
            record: kept.record,
            at: kept.at,
            felt: kept.value.felt.last().map(|felt| felt.value),
            words: kept.value.answer,
        })
        .collect())
}

/// Something of the voice to be kept.
pub struct NewVoice<'a> {
    /// The id that its page offered: sent twice, it is kept once.
    pub once: RecordId,
    /// What the voice says.
    pub says: &'a Line<SAYS>,
    /// The pattern it follows, if one is named.
    pub pattern: Option<Pattern>,
    /// The answer, if there is one yet.
    pub answer: Option<&'a Line<ANSWER>>,
    /// How true the answer feels, 0 to 100.
    pub felt: Option<u8>,
    /// Who may read it.
    pub readers: ReadersV1,
}

fn client_acts(act: &Act) -> Result<(), Refused> {
    if act.by() == act.whose().person() {
        Ok(())
    } else {
        Err(Refused::None)
    }
}

fn in_range(felt: Option<u8>) -> Result<(), Refused> {
    match felt {
        Some(value) if value > 100 => Err(Refused::OutOfRange),
        _ => Ok(()),
    }
}

fn shared(act: &Act, work: RecordId, readers: ReadersV1) -> Vec<Happened> {
    let told = (readers == ReadersV1::Section).then(|| Happened::WorkShared {
        client: act.whose(),
        work,
        audience: Audience::Section,
    });
    told.into_iter().collect()
}

/// The client writes down what the voice says. The act opens the work.
///
/// # Errors
/// As [`Refused`] says.
pub async fn begin_voice(act: &mut Act, new: &NewVoice<'_>) -> Result<Vec<Happened>, Refused> {
    client_acts(act)?;
    in_range(new.felt)?;
    let (says, answer) = (new.says.as_str(), new.answer.map_or("", Line::as_str));
    let same = |before: &VoiceV1| before.says == says && before.answer == answer;
    if same_or_another(act, new.once, same).await? {
        return Ok(Vec::new());
    }
    if act.latest::<VoiceV1>().await?.kept.len() >= MOST {
        return Err(Refused::TooMany);
    }
    let at = act.now().millis();
    let felt = new.felt.filter(|_| !answer.is_empty());
    let voice = VoiceV1 {
        at,
        says: says.to_owned(),
        pattern: new.pattern.map_or("", |pattern| pattern.code).to_owned(),
        answer: answer.to_owned(),
        felt: felt.map(|value| FeltV1 { at, value }).into_iter().collect(),
        readers: new.readers,
        gone: None,
    };
    act.keep(new.once, &voice)?;
    Ok(shared(act, new.once, new.readers))
}

async fn own(act: &Act, record: RecordId) -> Result<Kept<VoiceV1>, Refused> {
    client_acts(act)?;
    let found = act.find::<VoiceV1>(record).await?;
    found
        .filter(|kept| kept.value.gone.is_none())
        .ok_or(Refused::None)
}

/// The client names the pattern, answers the voice, or says how true the answer feels now. `seen`:
/// the version that the page showed.
///
/// # Errors
/// As [`Refused`] says.
pub async fn answer_voice(
    act: &mut Act,
    record: RecordId,
    seen: u32,
    pattern: Option<Pattern>,
    answer: Option<&Line<ANSWER>>,
    felt: Option<u8>,
) -> Result<(), Refused> {
    in_range(felt)?;
    let stands = own(act, record).await?;
    let (was, at) = (&stands.value, act.now().millis());
    let answer = answer.map_or("", Line::as_str).to_owned();
    let mut value = VoiceV1 {
        pattern: pattern.map_or("", |pattern| pattern.code).to_owned(),
        answer,
        ..was.clone()
    };
    if value.answer != was.answer {
        value.felt.clear();
    }
    let felt = felt.filter(|_| !value.answer.is_empty());
    let told = felt.is_none() || felt == value.felt.last().map(|last| last.value);
    let same = value == *was && told;
    // Nothing new, or the same sent a second time.
    if same && (felt.is_none() || stands.version != seen) {
        return Ok(());
    }
    if value.felt.len() >= MOST {
        return Err(Refused::TooMany);
    }
    value.felt.extend(felt.map(|value| FeltV1 { at, value }));
    if stands.version != seen {
        return Err(Refused::Newer);
    }
    Ok(act.amend(&stands, &value)?)
}

/// The client says who may read it.
///
/// # Errors
/// As [`Refused`] says.
pub async fn set_voice_readers(
    act: &mut Act,
    record: RecordId,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let stands = own(act, record).await?;
    if stands.value.readers == readers {
        return Ok(Vec::new());
    }
    let value = VoiceV1 {
        readers,
        ..stands.value.clone()
    };
    act.amend(&stands, &value)?;
    Ok(shared(act, record, readers))
}

/// The client takes it out: from then on it is shown nowhere.
///
/// # Errors
/// As [`Refused`] says.
pub async fn put_away_voice(act: &mut Act, record: RecordId) -> Result<(), Refused> {
    let stands = own(act, record).await?;
    let value = VoiceV1 {
        gone: Some(act.now().millis()),
        ..stands.value.clone()
    };
    Ok(act.amend(&stands, &value)?)
}
