//! The harsh voice on the client's screens: what it says, the pattern it follows, the client's own
//! answer; and one of those answers said back, when they ask for it.

use super::client::{OPENS, readers_said};
use super::shown::{Choice, Scale, day, patterns};
use super::typed::{about, believed, drafted, once, pattern, refused, seen};
use crate::pattern::Pattern;
use crate::point::Refused;
use crate::voice::{
    ANSWER, NewVoice, SAYS, VoiceV1, answer_voice, begin_voice, kind_answers, put_away_voice,
    set_voice_readers, voices,
};
use askama::Template;
use care::{Moment, RecordId};
use pages::{
    ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Visit, Words, draft,
};
use sealed::{Act, ReadersV1};

/// The screens, and their drafts.
const VOICE: &str = "thoughts-voice";
const NEW: &str = "thoughts-voice-new";
const ONE: &str = "thoughts-voice-one";
const KIND: &str = "thoughts-kind";

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(VOICE, OPENS, show)
        .screen(NEW, OPENS, show_new)
        .act("thoughts-voice-send", OPENS, |visit, act| {
            keep(visit, act, ReadersV1::Section)
        })
        .act("thoughts-voice-keep", OPENS, |visit, act| {
            keep(visit, act, ReadersV1::Nobody)
        })
        .screen(ONE, OPENS, show_one)
        .act("thoughts-voice-answer", OPENS, answer)
        .act("thoughts-voice-share", OPENS, |visit, act| {
            change(visit, act, Change::Readers(ReadersV1::Section))
        })
        .act("thoughts-voice-take-back", OPENS, |visit, act| {
            change(visit, act, Change::Readers(ReadersV1::Nobody))
        })
        .act("thoughts-voice-out", OPENS, |visit, act| {
            change(visit, act, Change::Out)
        })
        .screen(KIND, OPENS, show_kind)
}

struct Way {
    id: RecordId,
    says: String,
    answer: String,
    said: String,
}

#[derive(Template)]
#[template(path = "thoughts_voice.html")]
struct Voices {
    words: Words,
    damaged: bool,
    lines: Vec<Way>,
    kind: bool,
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let listing = voices(&act).await?;
    let reader = Reader::of(&visit, &mut act, None).await?;
    let way = |kept: &sealed::Kept<VoiceV1>| Way {
        id: kept.record,
        says: kept.value.says.clone(),
        answer: kept.value.answer.clone(),
        said: readers_said(&reader, words, kept.value.is_sent()),
    };
    let lines: Vec<_> = listing.kept.iter().map(way).collect();
    Ok(Html::of(&Voices {
        words,
        damaged: !listing.damaged.is_empty(),
        kind: lines.iter().any(|line| !line.answer.is_empty()),
        lines,
    }))
}

#[derive(Template)]
#[template(path = "thoughts_voice_new.html")]
struct NewSaid {
    words: Words,
    reader: Reader,
    filled: Filled,
    once: String,
    patterns: Vec<Choice>,
    named: bool,
    scale: Scale,
}

async fn show_new(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let filled = drafted(&act, NEW, None).await?;
    new_html(&visit, act, filled).await
}

fn scale(words: Words, filled: &Filled) -> Scale {
    Scale::of(words, filled, "felt", words.say("thoughts-voice-felt"))
}

async fn new_html(visit: &ClientVisit, mut act: Act, filled: Filled) -> Result<Html, Trouble> {
    let words = visit.words;
    let once = match RecordId::parse(filled.value("once")) {
        Some(once) if act.find::<VoiceV1>(once).await?.is_none() => once,
        _ => act.mint(),
    };
    let chosen = filled.value("pattern");
    Ok(Html::of(&NewSaid {
        words,
        reader: Reader::of(visit, &mut act, None).await?,
        once: once.to_string(),
        patterns: patterns(words, chosen),
        named: !chosen.is_empty(),
        scale: scale(words, &filled),
        filled,
    }))
}

async fn keep(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let (once, pattern) = (once(&visit)?, pattern(&visit)?);
    let mut filled = Filled::posted(&visit);
    let says = filled.line::<SAYS>(&visit, "says");
    let said = filled.optional_line::<ANSWER>(&visit, "answer");
    let felt = believed(&mut filled, &visit, "felt");
    let (Ok(says), Ok(said), Ok(felt)) = (says, said, felt) else {
        return Ok(Next::Stay(new_html(&visit, act, filled).await?));
    };
    let access = *act.access();
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let new = NewVoice {
                once,
                says: &says,
                pattern,
                answer: said.as_ref(),
                felt,
                readers,
            };
            async move {
                let happened = begin_voice(&mut act, &new).await?;
                draft::forget(&mut act, NEW, None)?;
                Ok::<_, Refused>((act, (), happened))
            }
        })
        .await?;
    if let Err(why) = done {
        let filled = refused(&visit, why)?;
        let act = Act::open(&visit.floor.vault, access).await?;
        return Ok(Next::Stay(new_html(&visit, act, filled).await?));
    }
    let said = match readers {
        ReadersV1::Section => "thoughts-sent",
        ReadersV1::Nobody => "thoughts-kept",
    };
    Ok(Next::Go(Place::at(VOICE).saying(said)))
}

#[derive(Template)]
#[template(path = "thoughts_voice_one.html")]
struct OneSaid {
    words: Words,
    id: RecordId,
    says: String,
    readers: String,
    filled: Filled,
    seen: u32,
    pattern: Option<(String, String)>,
    answer: String,
    felt: Option<String>,
    patterns: Vec<Choice>,
    named: bool,
    scale: Scale,
    sent: bool,
    share: String,
}

/// How true the answer felt, then and now, in a sentence.
pub(super) fn felt_said(visit: &Visit, voice: &VoiceV1) -> Option<String> {
    let (first, last) = (voice.felt.first()?, voice.felt.last()?);
    let then = day(visit, Moment::from_millis(first.at));
    let when = day(visit, Moment::from_millis(last.at));
    let put = [
        ("first", i64::from(first.value).into()),
        ("then", (&then).into()),
        ("value", i64::from(last.value).into()),
        ("when", (&when).into()),
    ];
    let key = if voice.felt.len() > 1 {
        "thoughts-felt-then-now"
    } else {
        "thoughts-felt-once"
    };
    Some(visit.words.say_with(key, &put))
}

async fn show_one(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let fields = draft::load(&act, ONE, visit.place.about).await?;
    let filled = if fields.is_empty() {
        None
    } else {
        Some(drafted(&act, ONE, visit.place.about).await?)
    };
    let record = visit.place.about.ok_or(Trouble::Nothing)?;
    one_html(&visit, act, record, filled).await
}

async fn one_html(
    visit: &ClientVisit,
    mut act: Act,
    record: RecordId,
    filled: Option<Filled>,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let found = act.find::<VoiceV1>(record).await?;
    let there = found.filter(|kept| kept.value.gone.is_none());
    let kept = there.ok_or(Trouble::Nothing)?;
    let voice = &kept.value;
    let filled = filled.unwrap_or_else(|| {
        Filled::offered(&[
            ("pattern", voice.pattern.clone()),
            ("answer", voice.answer.clone()),
        ])
    });
    let reader = Reader::of(visit, &mut act, None).await?;
    let pattern = Pattern::parse(&voice.pattern);
    let chosen = filled.value("pattern");
    Ok(Html::of(&OneSaid {
        words,
        id: record,
        says: voice.says.clone(),
        readers: readers_said(&reader, words, voice.is_sent()),
        seen: kept.version,
        pattern: pattern.map(|pattern| (pattern.called(words), pattern.said(words))),
        answer: voice.answer.clone(),
        felt: felt_said(visit, voice),
        patterns: patterns(words, chosen),
        named: filled.wrong("pattern").is_some(),
        scale: scale(words, &filled),
        sent: voice.is_sent(),
        share: reader.say("work-share"),
        filled,
    }))
}

async fn answer(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let (record, seen, pattern) = (about(&visit)?, seen(&visit)?, pattern(&visit)?);
    let mut filled = Filled::posted(&visit);
    let said = filled.optional_line::<ANSWER>(&visit, "answer");
    let felt = believed(&mut filled, &visit, "felt");
    let (Ok(said), Ok(felt)) = (said, felt) else {
        return Ok(Next::Stay(
            one_html(&visit, act, record, Some(filled)).await?,
        ));
    };
    let access = *act.access();
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let said = said.as_ref();
            async move {
                answer_voice(&mut act, record, seen, pattern, said, felt).await?;
                draft::forget(&mut act, ONE, Some(record))?;
                Ok::<_, Refused>((act, (), Vec::new()))
            }
        })
        .await?;
    if let Err(why) = done {
        let filled = refused(&visit, why)?;
        let act = Act::open(&visit.floor.vault, access).await?;
        return Ok(Next::Stay(
            one_html(&visit, act, record, Some(filled)).await?,
        ));
    }
    let place = Place::at(ONE).about(record);
    Ok(Next::Go(place.saying("thoughts-saved")))
}

#[derive(Clone, Copy)]
enum Change {
    Readers(ReadersV1),
    Out,
}

async fn change(visit: ClientVisit, act: Act, what: Change) -> Result<Next, Trouble> {
    let record = about(&visit)?;
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = match what {
                Change::Readers(readers) => set_voice_readers(&mut act, record, readers).await?,
                Change::Out => {
                    put_away_voice(&mut act, record).await?;
                    Vec::new()
                }
            };
            Ok::<_, Refused>((act, (), happened))
        })
        .await?;
    done?;
    Ok(Next::Go(match what {
        Change::Readers(ReadersV1::Section) => Place::at(ONE).about(record).saying("thoughts-sent"),
        Change::Readers(ReadersV1::Nobody) => {
            Place::at(ONE).about(record).saying("thoughts-taken-back")
        }
        Change::Out => Place::at(VOICE).saying("thoughts-out-done"),
    }))
}

#[derive(Template)]
#[template(path = "thoughts_kind.html")]
struct KindScreen {
    words: Words,
    answer: Option<(RecordId, String, String)>,
    more: bool,
}

/// One of the client's own answers; after the one that was shown the next. Nothing is ever made up.
async fn show_kind(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let answers = kind_answers(&act).await?;
    let shown = visit.place.about;
    let before = answers.iter().position(|one| Some(one.record) == shown);
    let at = match before {
        Some(before) => (before + 1) % answers.len(),
        None => usize::from(act.mint().bytes()[15]) % answers.len().max(1),
    };
    let answer = answers.get(at).map(|one| {
        let when = day(&visit, one.at);
        (one.record, one.words.clone(), when)
    });
    Ok(Html::of(&KindScreen {
        words: visit.words,
        answer,
        more: answers.len() > 1,
    }))
}
