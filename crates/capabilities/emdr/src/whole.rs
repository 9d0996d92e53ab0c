//! Everything about the work with EMDR, read once, and each target as it follows from it.

use crate::gist::{EmdrGistV1, OpenV1, SITTING_LASTS};
use crate::phases::Facts;
use crate::refused::Refused;
use crate::stored::{
    FirstV1, LookedV1, PartV1, PhaseV1, ReadyV1, ResourceV1, SetV1, SignalV1, SittingV1, StopV1,
    TakenBackV1, TargetV1, WordsV1,
};
use care::{Purpose, RecordId, Role};
use insight::EmdrState;
use sealed::{Act, Kept, ReadError, Stored};

/// Everything that is kept.
#[derive(Clone, Default)]
pub struct All {
    /// The targets, in the order that was agreed on.
    pub targets: Vec<Kept<TargetV1>>,
    /// The sittings, oldest first.
    pub sittings: Vec<Kept<SittingV1>>,
    /// The sets, oldest first.
    pub sets: Vec<Kept<SetV1>>,
    /// The resources, oldest first.
    pub resources: Vec<Kept<ResourceV1>>,
    /// The words that whoever reads may read.
    pub words: Vec<Kept<WordsV1>>,
    /// What words were taken back.
    pub taken_back: Vec<Kept<TakenBackV1>>,
    /// The client's stops, oldest first.
    pub stops: Vec<Kept<StopV1>>,
    /// The sign for "stop".
    pub signal: Option<Kept<SignalV1>>,
    /// What was talked about first, newest last.
    pub ready: Vec<Kept<ReadyV1>>,
    /// How many parts do not open.
    pub damaged: usize,
}

async fn read<T: Stored>(act: &Act, damaged: &mut usize) -> Result<Vec<Kept<T>>, ReadError> {
    let listing = act.latest::<T>().await?;
    *damaged += listing.damaged.len();
    Ok(listing.kept)
}

/// Keeps a record, new or as the next version of what was read.
pub(crate) fn put<T: Stored>(
    all: &mut Vec<Kept<T>>,
    act: &mut Act,
    record: RecordId,
    value: T,
) -> Result<(), ReadError> {
    if let Some(kept) = all.iter_mut().find(|kept| kept.record == record) {
        act.amend(kept, &value)?;
        kept.value = value;
        return Ok(());
    }
    act.keep(record, &value)?;
    all.push(Kept {
        record,
        version: 1,
        at: act.now(),
        value,
    });
    Ok(())
}

impl All {
    /// Reads it. The act opens Work.
    ///
    /// # Errors
    /// If something could not be read. What does not open is counted.
    pub async fn read(act: &Act) -> Result<Self, ReadError> {
        let mut damaged = 0;
        let mut all = Self {
            targets: read(act, &mut damaged).await?,
            sittings: read(act, &mut damaged).await?,
            sets: read(act, &mut damaged).await?,
            resources: read(act, &mut damaged).await?,
            words: read(act, &mut damaged).await?,
            taken_back: read(act, &mut damaged).await?,
            stops: read(act, &mut damaged).await?,
            signal: read(act, &mut damaged).await?.pop(),
            ready: read(act, &mut damaged).await?,
            damaged: 0,
        };
        all.damaged = damaged;
        all.targets
            .sort_by_key(|kept| (kept.value.place, kept.value.at));
        all.sittings.sort_by_key(|kept| kept.value.began);
        all.sets
            .sort_by_key(|kept| (kept.value.at, kept.value.number));
        all.stops.sort_by_key(|kept| kept.value.at);
        all.ready.sort_by_key(|kept| kept.value.at);
        all.resources.sort_by_key(|kept| kept.value.at);
        Ok(all)
    }

    /// A target.
    ///
    /// # Errors
    /// [`Refused::None`] if there is none of this id.
    pub fn target(&self, target: RecordId) -> Result<Whole<'_>, Refused> {
        let found = self.targets.iter().find(|kept| kept.record == target);
        found.map(|kept| self.whole(kept)).ok_or(Refused::None)
    }

    /// Every target, in the order that was agreed on.
    pub fn wholes(&self) -> impl Iterator<Item = Whole<'_>> {
        self.targets.iter().map(|kept| self.whole(kept))
    }

    fn whole<'a>(&'a self, kept: &'a Kept<TargetV1>) -> Whole<'a> {
        let target = kept.record;
        let sittings = self.sittings.iter();
        let sets = self.sets.iter();
        let whole = Whole {
            record: target,
            target: &kept.value,
            sittings: sittings.filter(|one| one.value.of() == target).collect(),
            sets: sets
                .filter(|one| one.value.target == *target.bytes())
                .collect(),
            words: self.words_of(target),
            facts: Facts::default(),
        };
        Whole {
            facts: self.facts(&whole),
            ..whole
        }
    }

    /// The words about something, if whoever reads may read them.
    pub fn words_of(&self, of: RecordId) -> Option<&WordsV1> {
        let found = self.words.iter().find(|kept| kept.value.of == *of.bytes());
        found.map(|kept| &kept.value)
    }

    /// Whether the words about something are taken back now.
    pub fn are_taken_back(&self, of: RecordId) -> bool {
        let found = self.taken_back.iter();
        let mut found = found.filter(|kept| kept.value.of == *of.bytes());
        found.any(|kept| kept.value.now)
    }

    /// How many resources were practised and did not make it worse the last time.
    pub fn practised(&self) -> usize {
        let resources = self.resources.iter();
        resources.filter(|kept| kept.value.holds()).count()
    }

    /// The stop that nobody has said they heard, the first of them.
    pub fn stop(&self) -> Option<&Kept<StopV1>> {
        self.stops.iter().find(|kept| kept.value.heard.is_none())
    }

    fn facts(&self, whole: &Whole<'_>) -> Facts {
        let open = whole.open();
        let earlier = whole.sittings.len() > usize::from(open.is_some());
        let has = |part| whole.words.is_some_and(|words| words.part(part).is_some());
        let (sud, voc) = whole.numbers();
        let looked = open.is_some_and(|open| open.value.looked.is_some());
        let stands = whole.sittings.iter().rev();
        let mut stands = stands.filter_map(|kept| kept.value.stands.as_ref());
        Facts {
            resources: self.practised(),
            ready: !self.ready.is_empty(),
            stopped: self.stop().is_some(),
            damaged: self.damaged > 0,
            earlier,
            sitting: open.is_some(),
            looked,
            taken_back: self.are_taken_back(whole.record),
            words: [PartV1::Negative, PartV1::Positive, PartV1::Body].map(has),
            first: whole.target.first.is_some(),
            sud,
            voc,
            body: whole.body(),
            why: stands.next().map(|stands| stands.why.clone()),
        }
    }

    /// The gist as it follows from all this.
    pub(crate) fn gist(&self) -> EmdrGistV1 {
        let open = self.wholes().filter_map(|whole| {
            let goes_on = whole.open().map_or(0, |_| SITTING_LASTS);
            Some(OpenV1 {
                target: *whole.record.bytes(),
                since: whole.left_open()?.saturating_add(goes_on),
            })
        });
        EmdrGistV1 {
            open: open.collect(),
            resources: u16::try_from(self.practised()).unwrap_or(u16::MAX),
            stop: self.stop().map(|kept| kept.value.at),
        }
    }

    /// Writes the gist anew.
    pub(crate) async fn keep_gist(&self, act: &mut Act) -> Result<(), ReadError> {
        act.set_gist(&self.gist()).await
    }
}

/// A target with what was done with it.
pub struct Whole<'a> {
    /// Which.
    pub record: RecordId,
    /// Itself.
    pub target: &'a TargetV1,
    /// Its sittings, oldest first.
    pub sittings: Vec<&'a Kept<SittingV1>>,
    /// Its sets, oldest first.
    pub sets: Vec<&'a Kept<SetV1>>,
    /// Its words, if whoever reads may read them.
    pub words: Option<&'a WordsV1>,
    /// What its phases rest on.
    pub facts: Facts,
}

impl Whole<'_> {
    /// The sitting that is not closed.
    pub fn open(&self) -> Option<&Kept<SittingV1>> {
        let last = self.sittings.last().copied();
        last.filter(|kept| kept.value.closed.is_none())
    }

    /// The sets of a sitting, in their order.
    pub fn sets_of(&self, sitting: RecordId) -> impl Iterator<Item = &Kept<SetV1>> {
        let of = move |kept: &&Kept<SetV1>| kept.value.sitting == *sitting.bytes();
        self.sets.iter().copied().filter(of)
    }

    /// The last answers: how disturbing, how true. What was not asked later stays as it was.
    fn numbers(&self) -> (Option<u8>, Option<u8>) {
        let first = self.target.first.map(|FirstV1 { at, sud, voc }| Told {
            // Before everything else of its moment.
            when: (at, 0),
            sud: Some(sud),
            voc: Some(voc),
        });
        let looked = self.sittings.iter().filter_map(|kept| {
            let LookedV1 { at, sud, voc } = kept.value.looked?;
            Some(Told {
                when: (at, 0),
                sud: Some(sud),
                voc: Some(voc),
            })
        });
        let sets = self.sets.iter().map(|kept| Told {
            when: (kept.value.at, kept.value.number),
            sud: kept.value.sud,
            voc: kept.value.voc,
        });
        let mut told: Vec<_> = first.into_iter().chain(looked).chain(sets).collect();
        told.sort_by_key(|told| told.when);
        let sud = told.iter().rev().find_map(|told| told.sud);
        (sud, told.iter().rev().find_map(|told| told.voc))
    }

    /// The last body scan. Work on the memory after it asks for another.
    fn body(&self) -> Option<bool> {
        let mut scans = self.sittings.iter().rev();
        let scan = scans.find_map(|kept| kept.value.scan)?;
        let again = self
            .sets
            .iter()
            .any(|kept| kept.value.phase == PhaseV1::Desensitisation && kept.value.at > scan.at);
        (!again).then_some(scan.clear)
    }

    /// Since when it was left open, in milliseconds since the epoch: it was begun and is not
    /// complete, or the sitting was never closed.
    pub fn left_open(&self) -> Option<i64> {
        let last = &self.sittings.last()?.value;
        let incomplete = matches!(self.facts.state(), EmdrState::Incomplete { .. });
        let since = last.closed.map_or(last.began, |closed| closed.at);
        (incomplete || last.closed.is_none()).then_some(since)
    }
}

/// What was answered at a time.
struct Told {
    when: (i64, u16),
    sud: Option<u8>,
    voc: Option<u8>,
}

/// Whether the therapist who treats the client acts.
pub(crate) fn only_staff(act: &Act) -> Result<(), Refused> {
    let access = act.access();
    let treats = access.purpose() == Purpose::Treatment && access.asker().role == Role::Therapist;
    if treats && act.by() != act.whose().person() {
        Ok(())
    } else {
        Err(Refused::OnlyStaff)
    }
}

/// Whether the client acts.
pub(crate) fn only_the_client(act: &Act) -> Result<(), Refused> {
    if act.by() == act.whose().person() {
        Ok(())
    } else {
        Err(Refused::OnlyTheClient)
    }
}
