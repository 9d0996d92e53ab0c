//! Writing down, making cards, saying who reads what, and taking it back.

use crate::shared::{LineV1, QuietSharedV1, TeamCardV1, WardCardV1};
use crate::stored::{CardV1, SetOffV1};
use care::{Audience, Happened, PersonId, Purpose, RecordId, RelationKind, Role};
use pages::quiet::QuietV1;
use sealed::{Act, Kept, ReadError, ReadersV1, Stored};

/// Why something was not done. Nothing was kept, and the page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// It does not say what set it off, or the card does not say anything.
    #[error("there is nothing in it yet")]
    Empty,
    /// A newer version was written meanwhile.
    #[error("the card was changed meanwhile; please look at it again")]
    Newer,
    /// Something else was sent from the same page before.
    #[error("something else was kept from this page already")]
    Another,
    /// There is no such entry or card, or it is not theirs to change.
    #[error("there is no such entry or card")]
    None,
    /// Nobody or no line was chosen.
    #[error("choose at least one line, and somebody who is to read it")]
    NothingChosen,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// Everything that whoever acts may read.
#[derive(Default)]
pub struct Everything {
    /// What was written down, newest first.
    pub entries: Vec<Kept<SetOffV1>>,
    /// The cards, oldest first.
    pub cards: Vec<Kept<CardV1>>,
    /// How many are there and do not open.
    pub damaged: usize,
}

/// Reads it. The act opens the work.
///
/// # Errors
/// If it could not be read.
pub async fn everything(act: &Act) -> Result<Everything, ReadError> {
    let (entries, cards) = (
        act.latest::<SetOffV1>().await?,
        act.latest::<CardV1>().await?,
    );
    let damaged = entries.damaged.len() + cards.damaged.len();
    let mut entries = entries.kept;
    entries.retain(|kept| !kept.value.gone);
    entries.sort_by_key(|kept| std::cmp::Reverse(kept.value.at));
    let mut cards = cards.kept;
    cards.retain(|kept| !kept.value.gone);
    Ok(Everything {
        entries,
        cards,
        damaged,
    })
}

/// Something to be written down.
pub struct NewEntry {
    /// The id that its page offered: sent twice, it is kept once.
    pub once: RecordId,
    /// What is written down.
    pub entry: SetOffV1,
}

/// The client writes down that something set them off. The act opens the work and the consent.
///
/// # Errors
/// As [`Refused`] says.
pub async fn keep_entry(act: &mut Act, new: &NewEntry) -> Result<Vec<Happened>, Refused> {
    if act.by() != act.whose().person() {
        return Err(Refused::None);
    }
    if new.entry.cue.is_empty() {
        return Err(Refused::Empty);
    }
    if let Some(before) = act.find::<SetOffV1>(new.once).await? {
        // "Now" is another moment at the second sending.
        let same = SetOffV1 {
            at: new.entry.at,
            ..before.value
        };
        return if same == new.entry {
            Ok(Vec::new())
        } else {
            Err(Refused::Another)
        };
    }
    act.keep(new.once, &new.entry)?;
    Ok(shared(act, new.once, new.entry.readers))
}

fn shared(act: &Act, work: RecordId, readers: ReadersV1) -> Vec<Happened> {
    let client = act.whose();
    let audience = readers.to_care();
    match readers {
        ReadersV1::Nobody => Vec::new(),
        ReadersV1::Section => vec![Happened::WorkShared {
            client,
            work,
            audience,
        }],
    }
}

/// What the client themself wrote, and that is still there.
async fn own<T: Stored>(act: &Act, record: RecordId) -> Result<Kept<T>, Refused> {
    if act.by() != act.whose().person() {
        return Err(Refused::None);
    }
    act.find::<T>(record).await?.ok_or(Refused::None)
}

/// The client sends an entry after all, or keeps it for themself again.
///
/// # Errors
/// As [`Refused`] says.
pub async fn say_who_reads_entry(
    act: &mut Act,
    entry: RecordId,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let stands = own::<SetOffV1>(act, entry).await?;
    if stands.value.gone {
        return Err(Refused::None);
    }
    if stands.value.readers == readers {
        return Ok(Vec::new());
    }
    let value = SetOffV1 {
        readers,
        ..stands.value.clone()
    };
    act.amend(&stands, &value)?;
    Ok(shared(act, entry, readers))
}

/// The client takes an entry out: nobody is shown it any more.
///
/// # Errors
/// As [`Refused`] says.
pub async fn take_out(act: &mut Act, entry: RecordId) -> Result<(), Refused> {
    let stands = own::<SetOffV1>(act, entry).await?;
    if stands.value.gone {
        return Ok(());
    }
    let none = String::new;
    let gone = SetOffV1 {
        cue: none(),
        signs: none(),
        body: none(),
        did: none(),
        helped: none(),
        gone: true,
        readers: ReadersV1::Nobody,
        ..stands.value.clone()
    };
    Ok(act.amend(&stands, &gone)?)
}

/// A card to be written.
pub struct NewCard {
    /// The card; the id that its page offered, for a new one.
    pub card: RecordId,
    /// The version that the page began with; 0 for a new one.
    pub seen: u32,
    /// What sets it off.
    pub cue: String,
    /// The early signs.
    pub signs: String,
    /// What helps.
    pub helps: String,
    /// What others must not do.
    pub not: String,
    /// Who may read it. What someone who treats the client writes is read by both.
    pub readers: ReadersV1,
}

/// Writes the next version of a card, by the client or by who treats them. The act opens the work.
///
/// # Errors
/// As [`Refused`] says.
pub async fn keep_card(act: &mut Act, new: &NewCard) -> Result<Vec<Happened>, Refused> {
    let by_client = act.by() == act.whose().person();
    let access = act.access();
    let treats = access.purpose() == Purpose::Treatment && access.asker().role == Role::Therapist;
    if !by_client && !treats {
        return Err(Refused::None);
    }
    let readers = if by_client {
        new.readers
    } else {
        ReadersV1::Section
    };
    let stands = act.find::<CardV1>(new.card).await?;
    // What someone who treats the client began stays with both: keeping it for oneself would take it
    // from them unseen, and there would be no way to give it back.
    let together = stands.as_ref().is_some_and(|kept| !kept.value.own);
    if together && readers == ReadersV1::Nobody {
        return Err(Refused::None);
    }
    let next = CardV1 {
        by: *act.by().bytes(),
        own: stands.as_ref().map_or(by_client, |kept| kept.value.own),
        at: act.now().millis(),
        cue: new.cue.clone(),
        signs: new.signs.clone(),
        helps: new.helps.clone(),
        not: new.not.clone(),
        gone: false,
        readers,
    };
    if LineV1::ALL.iter().all(|line| line.of(&next).is_empty()) {
        return Err(Refused::Empty);
    }
    match &stands {
        Some(kept) if kept.value.says_as(&next) && kept.value.readers == readers => {
            return Ok(Vec::new());
        }
        Some(kept) if kept.value.gone || kept.version != new.seen => return Err(Refused::Newer),
        Some(kept) => act.amend(kept, &next)?,
        None if new.seen > 0 => return Err(Refused::None),
        None => act.keep(new.card, &next)?,
    }
    if by_client {
        return Ok(shared(act, new.card, readers));
    }
    Ok(vec![Happened::WorkGiven {
        client: act.whose(),
        work: new.card,
    }])
}

/// The client sends a card of their own after all, or keeps it for themself again.
///
/// # Errors
/// As [`Refused`] says.
pub async fn say_who_reads_card(
    act: &mut Act,
    card: RecordId,
    readers: ReadersV1,
) -> Result<Vec<Happened>, Refused> {
    let stands = own::<CardV1>(act, card).await?;
    if stands.value.gone || !stands.value.own {
        return Err(Refused::None);
    }
    if stands.value.readers == readers {
        return Ok(Vec::new());
    }
    let value = CardV1 {
        readers,
        ..stands.value.clone()
    };
    act.amend(&stands, &value)?;
    Ok(shared(act, card, readers))
}

/// The client puts a card away. Whatever of it was shared ends with it. The act opens the work, the
/// sessions and the crisis plan.
///
/// # Errors
/// As [`Refused`] says.
pub async fn put_card_away(act: &mut Act, card: RecordId) -> Result<(), Refused> {
    let stands = own::<CardV1>(act, card).await?;
    if stands.value.gone {
        return Ok(());
    }
    let gone = CardV1 {
        gone: true,
        readers: ReadersV1::Nobody,
        ..stands.value.clone()
    };
    act.amend(&stands, &gone)?;
    end_share(act, card, Circle::Team).await?;
    end_share(act, card, Circle::Ward).await
}

/// For whom lines of a card are copied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Circle {
    /// People of the team whom the client names.
    Team,
    /// A ward.
    Ward,
}

impl Circle {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Team, Self::Ward];

    /// The code under which forms and the catalogue know it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Ward => "ward",
        }
    }

    /// The one with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    /// The one copy of a card there is for them.
    pub(crate) fn id(self, act: &Act, card: RecordId) -> RecordId {
        match self {
            Self::Team => act.id_for("trigger card for the team", card),
            Self::Ward => act.id_for("trigger card for a ward", card),
        }
    }
}

/// Lines of a card that the client lets others read.
pub struct Share {
    /// The card.
    pub card: RecordId,
    /// For whom.
    pub circle: Circle,
    /// Which lines.
    pub lines: Vec<LineV1>,
    /// For the team: who of it.
    pub people: Vec<PersonId>,
}

/// Whom of the team the client can name: whoever is on it now. The act opens the consent.
///
/// # Errors
/// If what stands about the client could not be read.
pub async fn team(act: &mut Act) -> Result<Vec<PersonId>, ReadError> {
    let now = act.now();
    let facts = act.standing().await?;
    let on_team = facts.relations.iter().filter(|relation| {
        relation.kind == RelationKind::Team
            && relation.is_live(now)
            && !facts.conflicts.contains(&relation.person)
    });
    let mut people: Vec<_> = on_team.map(|relation| relation.person).collect();
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// The client lets others read lines of a card, in place of what they let them read of it before.
/// The act opens the work, the consent, and the sessions or the crisis plan.
///
/// # Errors
/// As [`Refused`] says.
pub async fn share(act: &mut Act, share: &Share) -> Result<Vec<Happened>, Refused> {
    let card = own::<CardV1>(act, share.card).await?;
    if card.value.gone {
        return Err(Refused::None);
    }
    let chosen = LineV1::ALL
        .into_iter()
        .filter(|line| share.lines.contains(line));
    let said = chosen.map(|line| (line, line.of(&card.value).to_owned()));
    let lines: Vec<_> = said.filter(|(_, words)| !words.is_empty()).collect();
    let here = team(act).await?;
    let mut people = share.people.clone();
    people.retain(|person| here.contains(person));
    let someone = share.circle == Circle::Ward || !people.is_empty();
    if lines.is_empty() || !someone {
        return Err(Refused::NothingChosen);
    }
    let (at, of) = (act.now().millis(), *share.card.bytes());
    let (id, client) = (share.circle.id(act, share.card), act.whose());
    if share.circle == Circle::Ward {
        let copy = WardCardV1 {
            card: of,
            at,
            lines,
        };
        put(act, id, &copy).await?;
        return Ok(Vec::new());
    }
    let copy = TeamCardV1 {
        card: of,
        at,
        people: people.iter().map(|person| *person.bytes()).collect(),
        lines,
    };
    put(act, id, &copy).await?;
    Ok(vec![Happened::WorkShared {
        client,
        work: id,
        audience: Audience::Only(people),
    }])
}

/// Keeps it, or the next version of it.
async fn put<T: Stored>(act: &mut Act, id: RecordId, value: &T) -> Result<(), ReadError> {
    match act.find::<T>(id).await? {
        Some(stands) => act.amend(&stands, value),
        None => act.keep(id, value),
    }
}

/// What was shared of a card ends. The act opens the part of the record it lies in.
///
/// # Errors
/// As [`Refused`] says.
pub async fn end_share(act: &mut Act, card: RecordId, circle: Circle) -> Result<(), Refused> {
    if act.by() != act.whose().person() {
        return Err(Refused::None);
    }
    let id = circle.id(act, card);
    match circle {
        Circle::Team => {
            if let Some(stands) = act.find::<TeamCardV1>(id).await?
                && !stands.value.lines.is_empty()
            {
                let ended = TeamCardV1 {
                    people: Vec::new(),
                    lines: Vec::new(),
                    ..stands.value.clone()
                };
                act.amend(&stands, &ended)?;
            }
        }
        Circle::Ward => {
            if let Some(stands) = act.find::<WardCardV1>(id).await?
                && !stands.value.lines.is_empty()
            {
                let ended = WardCardV1 {
                    lines: Vec::new(),
                    ..stands.value.clone()
                };
                act.amend(&stands, &ended)?;
            }
        }
    }
    Ok(())
}

/// Lets those who treat the client know which words they do not want to meet, or takes that back
/// (`None`). The act opens the work.
///
/// # Errors
/// As [`Refused`] says.
pub async fn share_quiet(act: &mut Act, list: Option<&QuietV1>) -> Result<Vec<Happened>, Refused> {
    if act.by() != act.whose().person() {
        return Err(Refused::None);
    }
    let id = act.id_for("quiet words shared", RecordId::from_bytes([0; 16]));
    let stands = act.find::<QuietSharedV1>(id).await?;
    let readers = match list {
        Some(_) => ReadersV1::Section,
        None => ReadersV1::Nobody,
    };
    let copy = QuietSharedV1 {
        at: act.now().millis(),
        words: list.map(|list| list.words.clone()).unwrap_or_default(),
        pictures: list.is_some_and(|list| list.pictures),
        readers,
    };
    match stands {
        None if list.is_none() => return Ok(Vec::new()),
        None => act.keep(id, &copy)?,
        Some(kept) => {
            let was = &kept.value;
            if (&was.words, was.pictures, was.readers) == (&copy.words, copy.pictures, readers) {
                return Ok(Vec::new());
            }
            act.amend(&kept, &copy)?;
        }
    }
    Ok(shared(act, id, readers))
}
