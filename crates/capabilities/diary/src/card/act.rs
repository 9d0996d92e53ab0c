//! Writing the card, and the client's proposals to change it.

use super::stored::{CardV1, ITEMS, ItemV1, ProposalV1, StateV1};
use crate::gist::DiaryGistV1;
use care::{Audience, Happened, Line, Moment, Purpose, RecordId, Role};
use sealed::{Act, Kept, ReadError, ReadersV1};

/// Why something was not done to a card. Nothing was kept, and the page keeps the words.
#[derive(Debug, thiserror::Error)]
pub enum CardRefused {
    /// A newer version was written meanwhile.
    #[error("the card was changed meanwhile; please look at it again")]
    Newer,
    /// There is no line on it.
    #[error("a card has at least one line")]
    Empty,
    /// There are more than [`ITEMS`].
    #[error("a card has at most {ITEMS} lines")]
    TooMany,
    /// It is not theirs to do.
    #[error("the therapist writes the card, and the client proposes changes to it")]
    NotTheirs,
    /// There is no such proposal, or nothing waits any more.
    #[error("there is no such proposal")]
    None,
    /// Something could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
}

/// The card in force and the versions before it.
pub struct Card {
    /// Every version, oldest first, with what it was kept as.
    pub versions: Vec<Kept<CardV1>>,
}

impl Card {
    /// The one in force.
    pub fn now(&self) -> Option<&CardV1> {
        self.versions.last().map(|kept| &kept.value)
    }

    /// The version of this number.
    pub fn version(&self, number: u16) -> Option<&CardV1> {
        let all = self.versions.iter().map(|kept| &kept.value);
        all.into_iter().find(|card| card.number == number)
    }

    /// The number of the one in force; 0 where there is none.
    pub fn number(&self) -> u16 {
        self.now().map_or(0, |card| card.number)
    }

    /// A line as it last stood on any version.
    pub fn line(&self, id: u16) -> Option<&ItemV1> {
        let newest_first = self.versions.iter().rev();
        newest_first
            .flat_map(|kept| &kept.value.items)
            .find(|item| item.id == id)
    }
}

const NOUGHT: RecordId = RecordId::from_bytes([0; 16]);

/// The card. The act opens the work.
///
/// # Errors
/// If a version of it cannot be read.
pub async fn card(act: &Act) -> Result<Card, ReadError> {
    let record = act.id_for("diary card", NOUGHT);
    let versions = act.history::<CardV1>(record).await?;
    Ok(Card { versions })
}

fn is_client(act: &Act) -> bool {
    act.by() == act.whose().person()
}

fn treats(act: &Act) -> bool {
    let access = act.access();
    access.purpose() == Purpose::Treatment && access.asker().role == Role::Therapist
}

/// The therapist writes the next version. `seen`: the number of the newest the page showed. A line
/// with number 0 is new. The same lines again are no new version. `takes_up`: the proposal it answers.
/// The act opens the work and the overview.
///
/// # Errors
/// As [`CardRefused`] says.
pub async fn write(
    act: &mut Act,
    seen: u16,
    items: Vec<ItemV1>,
    takes_up: Option<RecordId>,
) -> Result<Vec<Happened>, CardRefused> {
    if is_client(act) || !treats(act) {
        return Err(CardRefused::NotTheirs);
    }
    check(&items)?;
    let stands = card(act).await?;
    let next = stands.now().map_or(1, |card| card.next);
    let (items, next) = numbered(items, next);
    let newest = stands.now();
    let same = newest.is_some_and(|card| says_the_same(&card.items, &items));
    if same {
        answer(act, takes_up, StateV1::TakenUp).await?;
        return Ok(Vec::new());
    }
    if stands.number() != seen {
        return Err(CardRefused::Newer);
    }
    let version = CardV1 {
        number: seen.checked_add(1).ok_or(CardRefused::Newer)?,
        by: *act.by().bytes(),
        at: act.now().millis(),
        next,
        items,
        takes_up: takes_up.map(|id| *id.bytes()),
    };
    let record = act.id_for("diary card", NOUGHT);
    match stands.versions.last() {
        None => act.keep(record, &version)?,
        Some(was) => act.amend(was, &version)?,
    }
    answer(act, takes_up, StateV1::TakenUp).await?;
    let mut gist = act.gist::<DiaryGistV1>().await?.unwrap_or_default();
    gist.card = version.number;
    act.set_gist(&gist).await?;
    Ok(vec![Happened::WorkGiven {
        client: act.whose(),
        work: record,
    }])
}

fn check(items: &[ItemV1]) -> Result<(), CardRefused> {
    match items.len() {
        0 => Err(CardRefused::Empty),
        many if many > ITEMS => Err(CardRefused::TooMany),
        _ => Ok(()),
    }
}

/// Gives every new line a number of its own, from `next` on.
fn numbered(mut items: Vec<ItemV1>, next: u16) -> (Vec<ItemV1>, u16) {
    // What a line of the starting card is numbered counts as taken.
    let most = items.iter().map(|item| item.id).max().unwrap_or(0);
    let mut next = next.max(most.saturating_add(1));
    for item in items.iter_mut().filter(|item| item.id == 0) {
        item.id = next;
        next = next.saturating_add(1);
    }
    (items, next)
}

/// Whether two cards ask the same in the same order, whatever numbers their new lines were given: a
/// page sent twice is sent once.
fn says_the_same(one: &[ItemV1], other: &[ItemV1]) -> bool {
    let same =
        |(a, b): (&ItemV1, &ItemV1)| (&a.label, &a.kind, a.class) == (&b.label, &b.kind, b.class);
    one.len() == other.len() && one.iter().zip(other).all(same)
}

fn proposal_id(act: &Act) -> RecordId {
    act.id_for("diary card proposal", NOUGHT)
}

/// The client's newest proposal, whatever became of it.
///
/// # Errors
/// If it cannot be read.
pub async fn proposal(act: &Act) -> Result<Option<Kept<ProposalV1>>, ReadError> {
    act.find::<ProposalV1>(proposal_id(act)).await
}

/// The client says how they would like the card to be. It waits to be talked about; a newer one takes
/// its place. `from`: the number of the card the page showed. The act opens the work, the overview and
/// the consent.
///
/// # Errors
/// As [`CardRefused`] says.
pub async fn propose(
    act: &mut Act,
    from: u16,
    items: Vec<ItemV1>,
    words: Option<&Line<500>>,
) -> Result<Vec<Happened>, CardRefused> {
    if !is_client(act) {
        return Err(CardRefused::NotTheirs);
    }
    check(&items)?;
    let record = proposal_id(act);
    let was = proposal(act).await?;
    let proposed = ProposalV1 {
        from,
        at: act.now().millis(),
        items,
        words: words.map_or("", Line::as_str).to_owned(),
        state: StateV1::Waits,
        readers: ReadersV1::Section,
    };
    if let Some(was) = &was {
        let again = ProposalV1 {
            at: was.value.at,
            ..proposed.clone()
        };
        if again == was.value {
            return Ok(Vec::new());
        }
    }
    match &was {
        None => act.keep(record, &proposed)?,
        Some(was) => act.amend(was, &proposed)?,
    }
    set_proposed(act, Some(act.now())).await?;
    Ok(vec![Happened::WorkShared {
        client: act.whose(),
        work: record,
        audience: Audience::Section,
    }])
}

/// The client takes their proposal back: nobody else reads it any more.
///
/// # Errors
/// As [`CardRefused`] says.
pub async fn withdraw(act: &mut Act) -> Result<(), CardRefused> {
    if !is_client(act) {
        return Err(CardRefused::NotTheirs);
    }
    let was = proposal(act).await?.ok_or(CardRefused::None)?;
    let back = ProposalV1 {
        state: StateV1::TakenBack,
        readers: ReadersV1::Nobody,
        ..was.value.clone()
    };
    if was.value != back {
        act.amend(&was, &back)?;
        set_proposed(act, None).await?;
    }
    Ok(())
}

/// The two talked about the proposal, and the card stays as it is.
///
/// # Errors
/// As [`CardRefused`] says.
pub async fn drop(act: &mut Act) -> Result<(), CardRefused> {
    if is_client(act) || !treats(act) {
        return Err(CardRefused::NotTheirs);
    }
    let id = proposal_id(act);
    answer(act, Some(id), StateV1::Stays).await
}

async fn answer(
    act: &mut Act,
    proposed: Option<RecordId>,
    state: StateV1,
) -> Result<(), CardRefused> {
    let Some(id) = proposed else {
        return Ok(());
    };
    let was = act.find::<ProposalV1>(id).await?;
    let was = was.ok_or(CardRefused::None)?;
    if was.value.state != StateV1::Waits {
        return Ok(());
    }
    let answered = ProposalV1 {
        state,
        ..was.value.clone()
    };
    act.amend(&was, &answered)?;
    set_proposed(act, None).await?;
    Ok(())
}

async fn set_proposed(act: &mut Act, at: Option<Moment>) -> Result<(), ReadError> {
    let mut gist = act.gist::<DiaryGistV1>().await?.unwrap_or_default();
    gist.proposed = at.map(Moment::millis);
    act.set_gist(&gist).await
}
