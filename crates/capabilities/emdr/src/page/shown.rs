//! What the pages of both sides say alike: where a target stands, its words, its sets, what is
//! missing; and how a number that was typed is read.

use crate::phases::Missing;
use crate::refused::Refused;
use crate::set::before;
use crate::stored::{KindV1, PartV1, PhaseV1, ProngV1, ResourceV1, SetV1, WentV1, WordsV1};
use crate::whole::{All, Whole};
use care::{Moment, RecordId};
use insight::EmdrState;
use pages::{Filled, Told, Trouble, Visit, Words};
use sealed::{Act, Kept};

/// Every way of making a set, by its name.
pub(super) const KINDS: [(&str, KindV1); 4] = [
    ("eyes", KindV1::Eyes),
    ("sound", KindV1::Sound),
    ("taps", KindV1::Taps),
    ("own-taps", KindV1::OwnTaps),
];
/// Every place in time.
pub(super) const PRONGS: [(&str, ProngV1); 3] = [
    ("past", ProngV1::Past),
    ("present", ProngV1::Present),
    ("future", ProngV1::Future),
];
/// Every way that practising went.
pub(super) const WENT: [(&str, WentV1); 4] = [
    ("calmer", WentV1::Calmer),
    ("a-little", WentV1::ALittle),
    ("nothing", WentV1::Nothing),
    ("worse", WentV1::Worse),
];
/// The words of a target, each with the field it is written in.
pub(super) const PARTS: [(&str, PartV1); 5] = [
    ("image", PartV1::Image),
    ("negative", PartV1::Negative),
    ("positive", PartV1::Positive),
    ("emotions", PartV1::Emotions),
    ("body", PartV1::Body),
];

/// The value of a name.
pub(super) fn named<T: Copy>(all: &[(&str, T)], name: &str) -> Option<T> {
    let found = all.iter().find(|(one, _)| *one == name);
    found.map(|(_, value)| *value)
}

/// The name of a value.
pub(super) fn name_of<T: Copy + PartialEq>(
    all: &'static [(&'static str, T)],
    value: T,
) -> &'static str {
    let found = all.iter().find(|(_, one)| *one == value);
    found.map_or("", |(name, _)| name)
}

const fn part_key(part: PartV1) -> &'static str {
    match part {
        PartV1::Script => "emdr-part-script",
        PartV1::Image => "emdr-part-image",
        PartV1::Negative => "emdr-part-negative",
        PartV1::Positive => "emdr-part-positive",
        PartV1::Emotions => "emdr-part-emotions",
        PartV1::Body => "emdr-part-body",
        PartV1::Noticed => "emdr-part-noticed",
        PartV1::TillThen => "emdr-part-till-then",
        PartV1::Call => "emdr-part-call",
    }
}

/// Words, each with its label.
pub(crate) fn lines(said: Option<&WordsV1>, words: Words) -> Vec<(String, String)> {
    let all = said.into_iter().flat_map(|said| &said.said);
    let line = |(part, said): &(PartV1, String)| (words.say(part_key(*part)), said.clone());
    all.map(line).collect()
}

/// Where a target stands, after `emdr-state-` for the client and `emdr-staff-state-` for staff.
pub(super) fn state(whole: &Whole<'_>) -> &'static str {
    let Some(last) = whole.sittings.last() else {
        return "new";
    };
    if last.value.closed.is_none() {
        return "sitting";
    }
    match whole.facts.state() {
        EmdrState::Complete => "complete",
        EmdrState::CompleteEcological => "rest",
        EmdrState::Incomplete { .. } => "open",
    }
}

/// The phase by its number and name.
pub(super) fn phase_said(phase: PhaseV1, words: Words) -> String {
    let (code, number) = phase.code();
    let called = words.say(&format!("emdr-phase-{code}"));
    format!("{number} · {called}")
}

/// What comes first, in words.
pub(super) fn missing_said(missing: &[Missing], words: Words) -> Vec<String> {
    let say = |missing: &Missing| words.say(&format!("emdr-missing-{}", missing.code()));
    missing.iter().map(say).collect()
}

/// A moment as a day and a time.
pub(super) fn when(visit: &Visit, at: i64) -> String {
    visit.day_and_time(Moment::from_millis(at))
}

/// A number that was not asked is a dash.
fn or_dash(number: Option<impl ToString>) -> String {
    number.map_or_else(|| "–".to_owned(), |number| number.to_string())
}

/// A set as a line of a table.
pub(super) struct SetLine {
    pub(super) id: RecordId,
    pub(super) number: u16,
    pub(super) when: String,
    pub(super) phase: String,
    pub(super) kind: String,
    pub(super) dose: String,
    pub(super) sud: String,
    pub(super) voc: String,
    pub(super) stopped: bool,
    pub(super) noticed: Option<String>,
    /// Whether what was noticed was taken back.
    pub(super) gone: bool,
    /// What stood there before it was put right, and why it was.
    pub(super) before: Vec<String>,
}

/// The sets of a target, newest first.
pub(super) async fn sets(
    visit: &Visit,
    act: &Act,
    all: &All,
    whole: &Whole<'_>,
) -> Result<Vec<SetLine>, Trouble> {
    let mut shown = Vec::new();
    for kept in whole.sets.iter().rev() {
        shown.push(set_line(visit, act, all, kept).await?);
    }
    Ok(shown)
}

async fn set_line(
    visit: &Visit,
    act: &Act,
    all: &All,
    kept: &Kept<SetV1>,
) -> Result<SetLine, Trouble> {
    let (words, set) = (visit.words, &kept.value);
    let noticed = all.words_of(kept.record);
    let dose = [
        (set.passes, "emdr-dose-passes"),
        (set.seconds, "emdr-dose-seconds"),
        (set.per_minute, "emdr-dose-per-minute"),
    ];
    let dose = dose.iter().filter_map(|(number, key)| {
        let number = i64::from((*number)?);
        Some(words.say_with(key, &[("number", number.into())]))
    });
    let mut stood = Vec::new();
    for was in before(act, kept).await? {
        let (sud, voc) = (or_dash(was.sud), or_dash(was.voc));
        let put = [("sud", (&sud).into()), ("voc", (&voc).into())];
        stood.push(words.say_with("emdr-was", &put));
    }
    if let Some(corrected) = &set.corrected {
        let at = when(visit, corrected.at);
        let put = [("when", (&at).into()), ("why", (&corrected.why).into())];
        stood.push(words.say_with("emdr-was-why", &put));
    }
    Ok(SetLine {
        id: kept.record,
        number: set.number,
        when: when(visit, set.at),
        phase: phase_said(set.phase, words),
        kind: words.say(&format!("emdr-kind-{}", name_of(&KINDS, set.kind))),
        dose: dose.collect::<Vec<_>>().join(", "),
        sud: or_dash(set.sud),
        voc: or_dash(set.voc),
        stopped: set.stopped,
        noticed: noticed.and_then(|said| said.part(PartV1::Noticed).map(str::to_owned)),
        gone: all.are_taken_back(kept.record),
        before: stood,
    })
}

/// When a resource was practised and how it went, newest first.
pub(crate) fn practised(visit: &Visit, resource: &ResourceV1) -> Vec<String> {
    let words = visit.words;
    let said = resource.practised.iter().rev().map(|one| {
        let went = words.say(&format!("emdr-went-{}", name_of(&WENT, one.went)));
        let at = when(visit, one.at);
        let put = [("when", (&at).into()), ("went", (&went).into())];
        let mut said = words.say_with("emdr-practised", &put);
        if one.stimulated {
            said.push(' ');
            said.push_str(&words.say("emdr-practised-slow"));
        }
        if !one.words.is_empty() {
            said.push_str(" · ");
            said.push_str(&one.words);
        }
        said
    });
    said.collect()
}

/// Until when a resource may be used alone, in words.
pub(super) fn alone(visit: &Visit, resource: &ResourceV1, keys: [&str; 2]) -> Option<String> {
    let (until, slow) = resource.alone(visit.now)?;
    // The end of a day is the last moment of the day before.
    let last = Moment::from_millis(until.millis().saturating_sub(1));
    let day = visit.words.day(last, visit.now, &visit.floor.settings.zone);
    let key = keys[usize::from(slow)];
    Some(visit.words.say_with(key, &[("when", (&day).into())]))
}

/// Reads a whole number that may be left out, or says at its field what it can be.
pub(super) fn number(
    filled: &mut Filled,
    visit: &Visit,
    name: &'static str,
    (least, most): (u16, u16),
) -> Result<Option<u16>, Told> {
    let Some(typed) = visit.form.words(name) else {
        return Ok(None);
    };
    let read = typed.parse::<u16>().ok();
    if let Some(number) = read.filter(|number| (least..=most).contains(number)) {
        return Ok(Some(number));
    }
    let put = [
        ("least", i64::from(least).into()),
        ("most", i64::from(most).into()),
    ];
    filled.tell(name, visit.words.say_with("emdr-wrong-number", &put));
    Err(Told)
}

/// The same on the scale of disturbance or of belief.
pub(super) fn rating(
    filled: &mut Filled,
    visit: &Visit,
    name: &'static str,
    scale: (u8, u8),
) -> Result<Option<u8>, Told> {
    let scale = (u16::from(scale.0), u16::from(scale.1));
    let number = number(filled, visit, name, scale)?;
    Ok(number.and_then(|number| u8::try_from(number).ok()))
}

/// The scale of disturbance.
pub(super) const SUD: (u8, u8) = (0, crate::SUD_MAX);
/// The scale of belief.
pub(super) const VOC: (u8, u8) = (1, crate::VOC_MAX);

/// Says what was refused where it is about, or above the form; what is nobody's to know is trouble.
pub(super) fn told(filled: &mut Filled, refused: Refused, words: Words) -> Result<(), Trouble> {
    match refused {
        Refused::Missing(missing) => {
            let said = missing_said(&missing, words).join(" ");
            filled.notice = Some(format!("{} {said}", words.say("emdr-not-yet")));
        }
        Refused::Closure(fields) => {
            for field in fields {
                filled.tell(field, words.say("emdr-needed"));
            }
        }
        Refused::TakenBack => filled.notice = Some(words.say("emdr-missing-taken-back")),
        Refused::NotPractised => filled.notice = Some(words.say("emdr-not-practised")),
        Refused::Another => filled.notice = Some(words.say("emdr-another")),
        Refused::OffScale(_) => filled.notice = Some(words.say("emdr-off-scale")),
        refused => return Err(trouble(refused)),
    }
    Ok(())
}

/// What could not be done, as trouble.
pub(super) fn trouble(refused: Refused) -> Trouble {
    match refused {
        Refused::None | Refused::OnlyStaff | Refused::OnlyTheClient => Trouble::Nothing,
        Refused::Read(error) => error.into(),
        Refused::Another | Refused::Missing(_) | Refused::TakenBack => Trouble::Older,
        Refused::Closure(_) | Refused::NotPractised | Refused::OffScale(_) => {
            Trouble::NotUnderstood
        }
    }
}

/// The id that a page offered, so that a second sending is the same thing.
pub(super) fn once(visit: &Visit) -> Result<RecordId, Trouble> {
    let once = visit.form.get("once").and_then(RecordId::parse);
    once.ok_or(Trouble::NotUnderstood)
}
