//! What a client takes along: resources, targets with their words, sittings, every set as it stands
//! and stood, and when they said stop.

use crate::set::before;
use crate::stored::{PartV1, ReadyV1, ResourceV1, SetV1, SittingV1};
use crate::whole::{All, Whole};
use care::{Moment, RecordId, Section};
use pages::taken::answers;
use pages::{Taken, Visit, Words};
use sealed::{Act, Kept, ReadError};

type Parts = Vec<(String, String)>;

/// Everything, oldest first within its kind. The act opens Work.
///
/// # Errors
/// If something could not be read.
pub async fn taken(visit: &Visit, act: &Act) -> Result<Vec<Taken>, ReadError> {
    let all = All::read(act).await?;
    let words = visit.words;
    let mut taken = Vec::new();
    for kept in &all.resources {
        taken.push(one(
            "emdr-taken-resource",
            kept,
            kept.value.at,
            words,
            resource(visit, &all, kept),
        ));
    }
    for kept in &all.ready {
        taken.extend(ready(act, kept, words));
    }
    if let Some(kept) = &all.signal {
        let parts = vec![(words.say("emdr-signal-is"), kept.value.words.clone())];
        taken.push(one("emdr-taken-signal", kept, kept.value.at, words, parts));
    }
    for whole in all.wholes() {
        taken.push(target(&all, &whole, words));
        for kept in &whole.sittings {
            taken.push(sitting(&all, &whole, kept, words));
            for set in whole.sets_of(kept.record) {
                taken.push(a_set(act, &all, &whole, set, words).await?);
            }
        }
    }
    for kept in &all.stops {
        let key = if kept.value.slower {
            "emdr-slower"
        } else {
            "emdr-stop"
        };
        let parts = vec![(words.say("emdr-stop-title"), words.say(key))];
        taken.push(one("emdr-taken-stop", kept, kept.value.at, words, parts));
    }
    Ok(taken)
}

fn one<T>(key: &str, kept: &Kept<T>, at: i64, words: Words, parts: Parts) -> Taken {
    Taken {
        record: Some(kept.record),
        section: Some(Section::Work),
        at: Moment::from_millis(at),
        heading: words.say(key),
        parts,
        ..Taken::default()
    }
}

fn said(all: &All, of: RecordId, words: Words) -> Parts {
    crate::page::lines(all.words_of(of), words)
}

fn resource(visit: &Visit, all: &All, kept: &Kept<ResourceV1>) -> Parts {
    let words = visit.words;
    let mut parts = vec![(words.say("emdr-taken-name"), kept.value.called.clone())];
    parts.extend(said(all, kept.record, words));
    let label = words.say("emdr-resource-practised");
    let practised = crate::page::practised(visit, &kept.value);
    parts.extend(practised.into_iter().rev().map(|one| (label.clone(), one)));
    if let Some(allowed) = kept.value.allowed {
        let until = visit.day_and_time(Moment::from_millis(allowed.until));
        parts.push((words.say("emdr-taken-alone"), until));
    }
    parts
}

fn ready(act: &Act, kept: &Kept<ReadyV1>, words: Words) -> Option<Taken> {
    let form = crate::ready::ready_form()?;
    let at = Moment::from_millis(kept.value.at);
    let (parts, found) = answers(
        form,
        &kept.value.answers,
        (act.whose(), kept.record, at),
        words,
    );
    Some(Taken {
        resources: vec![found],
        ..one("emdr-taken-ready", kept, kept.value.at, words, parts)
    })
}

fn target(all: &All, whole: &Whole<'_>, words: Words) -> Taken {
    let mut parts = vec![(words.say("emdr-taken-name"), whole.target.called.clone())];
    parts.extend(said(all, whole.record, words));
    if let Some(first) = whole.target.first {
        parts.push((words.say("emdr-sud"), first.sud.to_string()));
        parts.push((words.say("emdr-voc"), first.voc.to_string()));
    }
    Taken {
        record: Some(whole.record),
        section: Some(Section::Work),
        at: Moment::from_millis(whole.target.at),
        heading: words.say("emdr-taken-target"),
        parts,
        ..Taken::default()
    }
}

fn sitting(all: &All, whole: &Whole<'_>, kept: &Kept<SittingV1>, words: Words) -> Taken {
    let value = &kept.value;
    let mut parts = vec![(words.say("emdr-taken-name"), whole.target.called.clone())];
    if let Some(looked) = value.looked {
        let both = [
            ("sud", i64::from(looked.sud)),
            ("voc", i64::from(looked.voc)),
        ];
        let put = both.map(|(name, number)| (name, number.into()));
        parts.push((
            words.say("emdr-taken-again"),
            words.say_with("emdr-numbers", &put),
        ));
    }
    let phases = value.entered.iter();
    let phases: Vec<_> = phases
        .map(|entered| words.say(&format!("emdr-phase-{}", entered.phase.code().0)))
        .collect();
    parts.push((words.say("emdr-taken-phases"), phases.join(", ")));
    if let Some(scan) = value.scan {
        let key = if scan.clear {
            "emdr-scan-clear"
        } else {
            "emdr-scan-not"
        };
        parts.push((words.say("emdr-scan"), words.say(key)));
    }
    if let Some(stands) = &value.stands {
        parts.push((words.say("emdr-taken-rest"), stands.why.clone()));
    }
    parts.extend(said(all, kept.record, words));
    one("emdr-taken-sitting", kept, value.began, words, parts)
}

async fn a_set(
    act: &Act,
    all: &All,
    whole: &Whole<'_>,
    kept: &Kept<SetV1>,
    words: Words,
) -> Result<Taken, ReadError> {
    let mut parts = vec![(words.say("emdr-taken-name"), whole.target.called.clone())];
    let states = before(act, kept).await?;
    for set in states.iter().chain([&kept.value]) {
        let numbers = [("emdr-sud", set.sud), ("emdr-voc", set.voc)];
        let numbers = numbers.into_iter();
        parts.extend(numbers.filter_map(|(key, n)| Some((words.say(key), n?.to_string()))));
        if let Some(corrected) = &set.corrected {
            parts.push((words.say("emdr-fix-why"), corrected.why.clone()));
        }
    }
    let doses = [
        ("emdr-set-passes", kept.value.passes),
        ("emdr-set-seconds", kept.value.seconds),
        ("emdr-set-per-minute", kept.value.per_minute),
    ];
    let doses = doses.into_iter();
    parts.extend(doses.filter_map(|(key, n)| Some((words.say(key), n?.to_string()))));
    let noticed = all.words_of(kept.record);
    if let Some(noticed) = noticed.and_then(|said| said.part(PartV1::Noticed)) {
        parts.push((words.say("emdr-part-noticed"), noticed.to_owned()));
    }
    Ok(one("emdr-taken-set", kept, kept.value.at, words, parts))
}
