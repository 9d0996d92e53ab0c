//! What was typed into a form, read; what needs another look is said at its field, all of it at once.

use crate::ladder::{AimV1, GOAL, NewStep, PLACE, SAFETY, STEP, StepKindV1, StepV1};
use crate::script::{ABOUT, LINES, NewLine, SAID, ScriptV1};
use crate::trial::{After, Before, CameV1, FEARED, TOLD};
use care::{Line, RecordId};
use pages::{Filled, Visit, wrong_words};

/// It could not be taken, and the form says why.
pub(super) struct Wrong;

/// A number from 0 to 100 that may be left open.
fn number(filled: &mut Filled, visit: &Visit, name: &'static str) -> Result<Option<u8>, Wrong> {
    let typed = visit.form.get(name).map(str::trim).unwrap_or_default();
    if typed.is_empty() {
        return Ok(None);
    }
    match typed.parse::<u8>() {
        Ok(number) if number <= 100 => Ok(Some(number)),
        _ => {
            filled.tell(name, visit.words.say("courage-wrong-number"));
            Err(Wrong)
        }
    }
}

fn line<const MAX: usize>(
    filled: &mut Filled,
    visit: &Visit,
    name: &'static str,
) -> Result<Line<MAX>, Wrong> {
    filled.line(visit, name).map_err(|_| Wrong)
}

fn maybe<const MAX: usize>(
    filled: &mut Filled,
    visit: &Visit,
    name: &'static str,
) -> Result<Option<Line<MAX>>, Wrong> {
    filled.optional_line(visit, name).map_err(|_| Wrong)
}

/// The goal of a ladder and what it is about.
pub(super) fn goal(filled: &mut Filled, visit: &Visit) -> Result<(Line<GOAL>, AimV1), Wrong> {
    let aim = match visit.form.get("aim") {
        Some("people") => AimV1::People,
        _ => AimV1::Feared,
    };
    Ok((line(filled, visit, "goal")?, aim))
}

/// A step as it was typed.
pub(super) struct Step {
    what: Line<STEP>,
    place: Option<Line<PLACE>>,
    fear: Option<u8>,
    kind: StepKindV1,
    safety: Line<SAFETY>,
    script: Option<RecordId>,
}

impl Step {
    pub(super) fn read(filled: &mut Filled, visit: &Visit) -> Result<Self, Wrong> {
        let what = line(filled, visit, "what");
        let place = maybe(filled, visit, "place");
        let kind = match visit.form.get("kind") {
            Some("real") => Ok(StepKindV1::RealLife),
            Some("imagining") => Ok(StepKindV1::Imagining),
            Some("role-play") => Ok(StepKindV1::RolePlay),
            Some("conversation") => Ok(StepKindV1::Conversation),
            _ => {
                filled.tell("kind", visit.words.say("courage-wrong-kind"));
                Err(Wrong)
            }
        };
        let fear = number(filled, visit, "fear");
        let safety = line(filled, visit, "safety");
        let script = visit.form.get("script").and_then(RecordId::parse);
        Ok(Self {
            what: what?,
            place: place?,
            fear: fear?,
            kind: kind?,
            safety: safety?,
            script,
        })
    }

    pub(super) fn as_new(&self) -> NewStep<'_> {
        NewStep {
            what: &self.what,
            place: self.place.as_ref(),
            fear: self.fear,
            kind: self.kind,
            safety: &self.safety,
            script: self.script,
        }
    }

    /// A step that is there, as it stands in the form.
    pub(super) fn fields(step: &StepV1) -> Filled {
        let kind = match step.kind {
            StepKindV1::RealLife => "real",
            StepKindV1::Imagining => "imagining",
            StepKindV1::RolePlay => "role-play",
            StepKindV1::Conversation => "conversation",
        };
        let fear = step.fear.map_or_else(String::new, |fear| fear.to_string());
        let script = step.script.map(RecordId::from_bytes);
        Filled::offered(&[
            ("what", step.what.clone()),
            ("place", step.place.clone()),
            ("kind", kind.to_owned()),
            ("fear", fear),
            ("safety", step.safety.clone()),
            (
                "script",
                script.map_or_else(String::new, |id| id.to_string()),
            ),
            ("seen", step.edits.to_string()),
        ])
    }
}

/// What was typed before a try.
pub(super) struct TypedBefore {
    feared: Line<FEARED>,
    sure: Option<u8>,
    fear: Option<u8>,
}

impl TypedBefore {
    pub(super) fn read(filled: &mut Filled, visit: &Visit) -> Result<Self, Wrong> {
        let feared = line(filled, visit, "feared");
        let sure = number(filled, visit, "sure");
        let fear = number(filled, visit, "before");
        Ok(Self {
            feared: feared?,
            sure: sure?,
            fear: fear?,
        })
    }

    pub(super) fn as_new(&self) -> Before<'_> {
        Before {
            feared: &self.feared,
            sure: self.sure,
            fear: self.fear,
        }
    }
}

/// What was typed after a try.
pub(super) struct TypedAfter {
    peak: Option<u8>,
    end: Option<u8>,
    came: Option<CameV1>,
    sure: Option<u8>,
    what: Option<Line<TOLD>>,
    learned: Option<Line<TOLD>>,
}

impl TypedAfter {
    pub(super) fn read(filled: &mut Filled, visit: &Visit) -> Result<Self, Wrong> {
        let peak = number(filled, visit, "peak");
        let end = number(filled, visit, "end");
        let sure = number(filled, visit, "sure");
        let came = match visit.form.get("came") {
            Some("yes") => Some(CameV1::Yes),
            Some("no") => Some(CameV1::No),
            Some("partly") => Some(CameV1::Partly),
            _ => None,
        };
        let what = maybe(filled, visit, "happened");
        let learned = maybe(filled, visit, "learned");
        let typed = Self {
            peak: peak?,
            end: end?,
            came,
            sure: sure?,
            what: what?,
            learned: learned?,
        };
        if let (Some(peak), Some(end)) = (typed.peak, typed.end)
            && end > peak
        {
            filled.tell("end", visit.words.say("courage-wrong-end"));
            return Err(Wrong);
        }
        Ok(typed)
    }

    pub(super) fn as_new(&self) -> After<'_> {
        After {
            peak: self.peak,
            end: self.end,
            came: self.came,
            sure: self.sure,
            what: self.what.as_ref(),
            learned: self.learned.as_ref(),
        }
    }
}

/// A script as it was typed.
pub(super) struct Script {
    pub(super) about: Line<ABOUT>,
    pub(super) want: Option<Line<ABOUT>>,
    pub(super) lines: Vec<NewLine>,
}

/// How many empty lines stand below those that are there.
const MORE: usize = 4;
/// How many lines a form shows at least.
const LEAST: usize = 6;

/// One line in the form.
pub(super) struct LineField {
    pub(super) number: usize,
    pub(super) mine: bool,
    pub(super) words: String,
}

impl Script {
    pub(super) fn read(filled: &mut Filled, visit: &Visit) -> Result<Self, Wrong> {
        let about = line(filled, visit, "about-it");
        let want = maybe(filled, visit, "want");
        let mut lines = Vec::new();
        let mut wrong = None;
        for field in line_fields(filled) {
            match Line::parse_optional(Some(&field.words)) {
                Ok(Some(words)) => lines.push(NewLine {
                    mine: field.mine,
                    words,
                }),
                Ok(None) => {}
                Err(words) => wrong = wrong.or(Some((field.number, words))),
            }
        }
        if let Some((number, words)) = wrong {
            let number = number.to_string();
            let said = wrong_words(words, visit.words);
            let put = [("number", (&number).into()), ("said", (&said).into())];
            filled.tell("lines", visit.words.say_with("courage-wrong-line", &put));
            return Err(Wrong);
        }
        Ok(Self {
            about: about?,
            want: want?,
            lines,
        })
    }

    /// A script that is there, as it stands in the form.
    pub(super) fn fields(script: &ScriptV1, version: u32) -> Filled {
        let mut fields = vec![
            ("about-it".to_owned(), script.about.clone()),
            ("want".to_owned(), script.want.clone()),
            ("seen".to_owned(), version.to_string()),
        ];
        for (line, number) in script.lines.iter().zip(1_usize..) {
            let who = if line.mine { "mine" } else { "other" };
            fields.push((format!("who-{number}"), who.to_owned()));
            fields.push((format!("line-{number}"), line.words.clone()));
        }
        offered(&fields)
    }
}

/// A form with these fields in it.
pub(super) fn offered(fields: &[(String, String)]) -> Filled {
    let named: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    Filled::offered(&named)
}

/// The lines of a script's form: those that are filled in, and some below them. They take turns
/// unless someone said otherwise.
pub(super) fn line_fields(filled: &Filled) -> Vec<LineField> {
    let typed = |number: usize| filled.value(&format!("line-{number}")).to_owned();
    let last = (1..=LINES).rfind(|number| !typed(*number).trim().is_empty());
    let shown = (last.unwrap_or(0) + MORE).clamp(LEAST, LINES);
    let mut mine = false;
    let mut fields = Vec::new();
    for number in 1..=shown {
        mine = match filled.value(&format!("who-{number}")) {
            "mine" => true,
            "other" => false,
            _ => !mine,
        };
        fields.push(LineField {
            number,
            mine,
            words: typed(number),
        });
    }
    fields
}

/// What was typed after going through a script: what went well, and what to change.
pub(super) type Said = (Option<Line<SAID>>, Option<Line<SAID>>);

/// What went well, and what to change. One of them is enough.
pub(super) fn said(filled: &mut Filled, visit: &Visit) -> Result<Said, Wrong> {
    let well = maybe(filled, visit, "well");
    let change = maybe(filled, visit, "change");
    let (well, change) = (well?, change?);
    if well.is_none() && change.is_none() {
        filled.tell("well", visit.words.say("courage-wrong-empty"));
        return Err(Wrong);
    }
    Ok((well, change))
}
