//! The tools of one client: those that ship, those their therapist wrote for them, which stand first,
//! which are put away, and what helps this person.

use crate::act::{first_id, noted};
use crate::stored::{AwayV1, FirstV1, OwnToolV1, UseV1, WorseV1};
use care::RecordId;
use insight::{Eased, Judged, helped};
use pages::calm::{self, TOOLS};
use pages::{Html, Words};
use sealed::{Act, Kept, ReadError};
use std::collections::BTreeMap;

/// The id of a tool that ships: its name, so that it is the same everywhere.
pub fn shipped(tool: &calm::Tool) -> RecordId {
    let mut bytes = [0; 16];
    for (at, letter) in bytes
        .iter_mut()
        .zip(b"tool:".iter().chain(tool.name.as_bytes()))
    {
        *at = *letter;
    }
    RecordId::from_bytes(bytes)
}

/// How a tool went for this client, as far as whoever reads may see it.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Went {
    /// How often it was rated before and after.
    pub uses: usize,
    /// By how many points it was easier on average, as it was said.
    pub by: f64,
    /// Its place among what helps; none below three uses, or where it was no easier.
    pub place: Option<usize>,
}

/// A tool as this client has it.
#[derive(Clone)]
pub struct Tool {
    /// Which.
    pub id: RecordId,
    /// What it is called.
    pub called: String,
    /// Where the idea comes from; nothing for one that a therapist wrote.
    pub source: Option<&'static str>,
    /// Where it stands among those that stand first.
    pub first: Option<usize>,
    /// Whether the client put it away. Only they see this of a tool that did not make it worse.
    pub away: bool,
    /// What the client said when it made it worse, unless they took it up again.
    pub worse: Option<WorseV1>,
    /// How it went.
    pub went: Option<Went>,
    what: What,
}

#[derive(Clone)]
enum What {
    Shipped(&'static calm::Tool),
    Own(OwnToolV1),
}

impl Tool {
    /// The steps with what to mind, as they stand on a page.
    pub fn html(&self, words: Words) -> Html {
        match &self.what {
            What::Shipped(tool) => tool.html(words),
            What::Own(own) => calm::own(words, own.steps.clone(), own.note.clone()),
        }
    }

    /// Its steps.
    pub fn steps(&self, words: Words) -> Vec<String> {
        match &self.what {
            What::Shipped(tool) => tool.steps(words),
            What::Own(own) => own.steps.clone(),
        }
    }

    /// Its name, if it ships.
    pub fn name(&self) -> Option<&'static str> {
        match &self.what {
            What::Shipped(tool) => Some(tool.name),
            What::Own(_) => None,
        }
    }

    /// Whether a therapist wrote it for this client.
    pub fn is_own(&self) -> bool {
        matches!(self.what, What::Own(_))
    }
}

/// All tools of one client.
pub struct Tools {
    /// The tools, in the order in which they are offered.
    pub all: Vec<Tool>,
    /// The rule behind what helps, with its source, if anything was rated.
    pub rule: Option<&'static str>,
    /// How many records are there and do not open.
    pub damaged: usize,
    /// How each tool went, newest first.
    pub uses: Vec<Kept<UseV1>>,
}

impl Tools {
    /// The one of this id, also if it is put away.
    pub fn find(&self, id: RecordId) -> Option<&Tool> {
        self.all.iter().find(|tool| tool.id == id)
    }

    /// Those that are at hand.
    pub fn at_hand(&self) -> impl Iterator<Item = &Tool> {
        self.all.iter().filter(|tool| !tool.away)
    }

    /// What helps this person, best first.
    pub fn helps(&self) -> Vec<(&Tool, Went)> {
        let went = |tool| -> Option<(&Tool, Went)> {
            let tool: &Tool = tool;
            Some((tool, tool.went.filter(|went| went.place.is_some())?))
        };
        let mut all: Vec<_> = self.at_hand().filter_map(went).collect();
        all.sort_by_key(|(_, went)| went.place);
        all
    }
}

/// What was rated before and after, for each tool, by the rule of `insight`.
fn judged(uses: &[Kept<UseV1>]) -> Vec<Judged<insight::Helped<[u8; 16]>>> {
    let mut tried: BTreeMap<[u8; 16], Vec<Eased>> = BTreeMap::new();
    for kept in uses {
        let rated = kept.value.before.zip(kept.value.after);
        if let Some(eased) = rated.and_then(|(before, after)| Eased::new(before, after)) {
            tried.entry(kept.value.tool).or_default().push(eased);
        }
    }
    helped(tried.into_iter().collect(), None)
}

/// Everything about the tools, as far as whoever acts may see it. The act opens the work.
pub async fn tools(act: &Act, words: Words) -> Result<Tools, ReadError> {
    let own = act.latest::<OwnToolV1>().await?;
    let away = act.latest::<AwayV1>().await?;
    let worse = act.latest::<WorseV1>().await?;
    let (uses, mut damaged) = noted::<UseV1>(act).await?;
    damaged += own.damaged.len() + away.damaged.len() + worse.damaged.len();
    let first = match act.find::<FirstV1>(first_id(act)).await {
        Ok(first) => first.map(|kept| kept.value.tools).unwrap_or_default(),
        Err(ReadError::Damaged(_)) => {
            damaged += 1;
            Vec::new()
        }
        Err(error) => return Err(error),
    };
    let judged = judged(&uses);
    let one = |id: RecordId, called: String, what: What| {
        let is_it = |tool: &[u8; 16]| tool == id.bytes();
        let went = judged.iter().find(|one| is_it(&one.outcome.what));
        let worse = worse.kept.iter().map(|kept| &kept.value);
        let worse = worse.filter(|worse| worse.back.is_none());
        let worse = worse.clone().find(|worse| is_it(&worse.tool)).cloned();
        let put = away
            .kept
            .iter()
            .any(|kept| is_it(&kept.value.tool) && kept.value.away);
        Tool {
            source: match &what {
                What::Shipped(tool) => Some(tool.source),
                What::Own(_) => None,
            },
            first: first.iter().position(is_it),
            away: put || worse.is_some(),
            worse,
            went: went.map(|one| Went {
                uses: one.outcome.uses,
                by: one.number(insight::Quantity::EasedBy).unwrap_or_default(),
                place: one.outcome.place.filter(|_| one.outcome.by > 0.0),
            }),
            id,
            called,
            what,
        }
    };
    let written = own.kept.iter().filter(|kept| kept.value.gone.is_none());
    let written = written.map(|kept| {
        let what = What::Own(kept.value.clone());
        one(kept.record, kept.value.called.clone(), what)
    });
    let ship = TOOLS
        .iter()
        .map(|tool| one(shipped(tool), tool.called(words), What::Shipped(tool)));
    let mut all: Vec<Tool> = written.chain(ship).collect();
    // Stable: what was written for this client stands before what ships.
    all.sort_by_key(|tool| {
        let place = tool.went.and_then(|went| went.place);
        (
            tool.first.unwrap_or(usize::MAX),
            place.unwrap_or(usize::MAX),
        )
    });
    Ok(Tools {
        all,
        rule: judged.first().map(Judged::source),
        damaged,
        uses,
    })
}

/// A line of what helps this person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Helps {
    /// Which tool: the screen `body-tool` is about it.
    pub tool: RecordId,
    /// What it is called.
    pub called: String,
    /// How often it was rated before and after: at least three times.
    pub uses: usize,
}

/// What helps this person, best first: of what whoever acts may see. The act opens the work.
///
/// # Errors
/// If it cannot be read.
pub async fn helps(act: &Act, words: Words) -> Result<Vec<Helps>, ReadError> {
    let tools = tools(act, words).await?;
    let line = |(tool, went): (&Tool, Went)| Helps {
        tool: tool.id,
        called: tool.called.clone(),
        uses: went.uses,
    };
    Ok(tools.helps().into_iter().map(line).collect())
}
