//! Writing down that something was set off: what it was, from one's own list or in new words, and
//! send or keep. Everything else can stay empty.

use super::home::{READS, TRIGGERS};
use crate::act::{NewEntry, Refused, everything, keep_entry};
use crate::stored::{KindV1, MOST, PlaceV1, SetOffV1, SleptV1, WithV1};
use askama::Template;
use care::{Moment, RecordId};
use jiff::civil::DateTime;
use pages::{ClientVisit, Filled, Html, Next, Place, Reader, Screens, Told, Trouble, Words, draft};
use sealed::{Act, ReadersV1};

/// The screen, and its draft.
const LOG: &str = "trigger-log";
/// How many of one's own words are offered.
const OFFERED: usize = 12;

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(LOG, READS, show)
        .act("trigger-log-send", READS, |visit, act| {
            keep(visit, act, ReadersV1::Section)
        })
        .act("trigger-log-keep", READS, |visit, act| {
            keep(visit, act, ReadersV1::Nobody)
        })
}

/// A choice: what is sent, its words, whether it is chosen.
type Choice = (String, String, bool);

#[derive(Template)]
#[template(path = "trigger_log.html")]
struct Log {
    words: Words,
    once: String,
    filled: Filled,
    cues: Vec<Choice>,
    kinds: Vec<Choice>,
    /// Lists to choose from: the field, what it asks, the choices.
    lists: Vec<(&'static str, String, Vec<Choice>)>,
    /// Whether the further questions stand open.
    open: bool,
    reader: Reader,
    another: bool,
}

/// The words the client used before, newest first, each once, with the kind they gave them.
async fn known(act: &Act) -> Result<Vec<(String, KindV1)>, Trouble> {
    let found = everything(act).await?;
    let mut all: Vec<(String, KindV1)> = Vec::new();
    let entries = found.entries.iter().map(|kept| &kept.value);
    let entries = entries.map(|entry| (entry.cue.clone(), entry.kind));
    let cards = found.cards.iter().map(|kept| kept.value.cue.clone());
    let cards = cards.filter(|cue| !cue.is_empty());
    for (cue, kind) in entries.chain(cards.map(|cue| (cue, KindV1::Other))) {
        if !all.iter().any(|(known, _)| *known == cue) {
            all.push((cue, kind));
        }
    }
    Ok(all)
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let fields = draft::load(&act, LOG, visit.place.about).await?;
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    let filled = Filled::offered(&fields);
    Ok(Html::of(&screen(&visit, &mut act, filled, false).await?))
}

async fn screen(
    visit: &ClientVisit,
    act: &mut Act,
    filled: Filled,
    another: bool,
) -> Result<Log, Trouble> {
    let words = visit.words;
    let mut known = known(act).await?;
    known.truncate(OFFERED);
    let chosen = |name: &str, code: &str| filled.value(name) == code;
    let cues = known.into_iter().map(|(cue, _)| {
        let is = chosen("cue", &cue);
        (cue.clone(), cue, is)
    });
    let coded = |name: &str, codes: Vec<&'static str>| -> Vec<Choice> {
        let choice = |code: &str| {
            let said = words.say(&format!("trigger-{name}-{code}"));
            (code.to_owned(), said, chosen(name, code))
        };
        codes.into_iter().map(choice).collect()
    };
    let lists = [
        ("place", PlaceV1::ALL.iter().map(|one| one.code()).collect()),
        ("with", WithV1::ALL.iter().map(|one| one.code()).collect()),
        ("slept", SleptV1::ALL.iter().map(|one| one.code()).collect()),
    ];
    let lists = lists.map(|(name, codes)| {
        (
            name,
            words.say(&format!("trigger-{name}")),
            coded(name, codes),
        )
    });
    // The id that the page was opened with, unless something was kept under it since.
    let once = match RecordId::parse(filled.value("once")) {
        Some(once) if act.find::<SetOffV1>(once).await?.is_none() => once,
        _ => act.mint(),
    };
    Ok(Log {
        words,
        once: once.to_string(),
        cues: cues.collect(),
        kinds: coded("kind", KindV1::ALL.iter().map(|one| one.code()).collect()),
        lists: lists.into(),
        open: chosen("when", "earlier") || MORE.iter().any(|name| !filled.value(name).is_empty()),
        reader: Reader::of(visit, act, None).await?,
        filled,
        another,
    })
}

/// The fields that are folded away.
const MORE: [&str; 8] = [
    "signs", "body", "did", "helped", "strong", "place", "with", "slept",
];

/// Reads what was posted, or says at each field what is wrong with it.
fn read(
    visit: &ClientVisit,
    filled: &mut Filled,
    known: &[(String, KindV1)],
    readers: ReadersV1,
) -> Result<SetOffV1, Told> {
    let new = filled.optional_line::<120>(visit, "cue-new");
    let own = |filled: &mut Filled, name| {
        let line = filled.optional_line::<MOST>(visit, name)?;
        Ok(line.map_or_else(String::new, |line| line.as_str().to_owned()))
    };
    let (signs, body) = (own(filled, "signs"), own(filled, "body"));
    let (did, helped) = (own(filled, "did"), own(filled, "helped"));
    let strong = strong(visit, filled);
    let at = at(visit, filled);
    let chosen = visit.form.get("cue").unwrap_or_default();
    let earlier = visit.form.get("when") == Some("earlier");
    let code = |name: &str| visit.form.get(name).unwrap_or_default();
    let (cue, kind) = if let Some(new) = new? {
        (new.as_str().to_owned(), KindV1::from_code(code("kind")))
    } else {
        let found = known.iter().find(|(cue, _)| cue == chosen);
        let Some((cue, kind)) = found else {
            filled.tell("cue-new", visit.words.say("trigger-cue-missing"));
            return Err(Told);
        };
        (cue.clone(), Some(*kind))
    };
    Ok(SetOffV1 {
        at: at?.millis(),
        earlier,
        cue,
        kind: kind.unwrap_or(KindV1::Other),
        signs: signs?,
        body: body?,
        did: did?,
        helped: helped?,
        strong: strong?,
        place: PlaceV1::from_code(code("place")),
        with: WithV1::from_code(code("with")),
        slept: SleptV1::from_code(code("slept")),
        gone: false,
        readers,
    })
}

fn strong(visit: &ClientVisit, filled: &mut Filled) -> Result<Option<u8>, Told> {
    let typed = visit.form.get("strong").unwrap_or_default().trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let number = typed.parse().ok().filter(|number| *number <= 10_u8);
    if number.is_none() {
        filled.tell("strong", visit.words.say("trigger-strong-wrong"));
        return Err(Told);
    }
    Ok(number)
}

/// When it was: now, or when the client says, which is never later than now.
fn at(visit: &ClientVisit, filled: &mut Filled) -> Result<Moment, Told> {
    if visit.form.get("when") != Some("earlier") {
        return Ok(visit.now);
    }
    let typed = visit.form.get("earlier-at").unwrap_or_default();
    let zone = visit.floor.settings.zone.clone();
    let zoned = typed
        .parse::<DateTime>()
        .ok()
        .and_then(|at| at.to_zoned(zone).ok());
    let moment = zoned.map(|at| Moment::from_millis(at.timestamp().as_millisecond()));
    moment.filter(|at| *at <= visit.now).ok_or_else(|| {
        filled.tell("earlier-at", visit.words.say("trigger-earlier-wrong"));
        Told
    })
}

async fn keep(visit: ClientVisit, mut act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let once = visit.form.get("once").and_then(RecordId::parse);
    let once = once.ok_or(Trouble::NotUnderstood)?;
    let mut filled = Filled::posted(&visit);
    let known = known(&act).await?;
    let Ok(entry) = read(&visit, &mut filled, &known, readers) else {
        let page = screen(&visit, &mut act, filled, false).await?;
        return Ok(Next::Stay(Html::of(&page)));
    };
    let new = NewEntry { once, entry };
    let (access, about) = (*act.access(), visit.place.about);
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let new = &new;
            async move {
                let happened = keep_entry(&mut act, new).await?;
                draft::forget(&mut act, LOG, about)?;
                Ok::<_, Refused>((act, (), happened))
            }
        })
        .await?;
    match done {
        Ok(()) => {
            let said = match readers {
                ReadersV1::Section => "trigger-sent",
                ReadersV1::Nobody => "trigger-kept",
            };
            Ok(Next::Go(Place::at(TRIGGERS).saying(said)))
        }
        Err(Refused::Another) => {
            let mut act = Act::open(&visit.floor.vault, access).await?;
            let page = screen(&visit, &mut act, filled, true).await?;
            Ok(Next::Stay(Html::of(&page)))
        }
        Err(refused) => Err(refused.into()),
    }
}
