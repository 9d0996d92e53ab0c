//! How each tool's story stands when the year is over.

use super::super::work::{CIRCLE_WORD, acted_without_urge};
use super::stories::Year;
use super::*;
use circle::PersonV1;
use growth::{NoteKindV1, OnV1};
use sealed::Act;
use self_trust::Fits;
use std::collections::BTreeSet;
use worksheets::{GivenV1, StateV1, WorksheetV1};

/// Looks at all of them, as the client and as whoever treats them.
pub(super) async fn stands(year: &Year<'_>) {
    signed(year).await;
    filled(year).await;
    thought(year).await;
    noted_by_day(year).await;
    left_open(year).await;
    eased(year).await;
    climbed(year).await;
    set_off(year).await;
    trusted(year).await;
    own(year).await;
}

async fn signed(year: &Year<'_>) {
    let act = year.works("amal").await;
    let theirs = plan::plan(&act).await.unwrap();
    let in_force = theirs.in_force().map(|kept| kept.value.number);
    assert_eq!((in_force, theirs.newest()), (Some(2), 2));
    let goals = &theirs.in_force().unwrap().value.goals;
    assert!(goals[0].options.iter().all(|way| !way.why.is_empty()));
    assert_eq!(plan::remarks(&act).await.unwrap().len(), 1);
    assert_eq!(plan::ratings(&act).await.unwrap().len(), 3);
    // Of four steps one was taken.
    assert_eq!(plan::steps(&act).await.unwrap().len(), 3);
}

async fn filled(year: &Year<'_>) {
    let given = year.works("noor").await.latest::<GivenV1>().await.unwrap();
    assert_eq!((given.kept.len(), given.damaged.len()), (1, 0));
    let all = year
        .works("amal")
        .await
        .latest::<WorksheetV1>()
        .await
        .unwrap();
    let finished = |kept: &&sealed::Kept<WorksheetV1>| kept.value.state == StateV1::Finished;
    assert_eq!(all.kept.iter().filter(finished).count(), 7);
    // One of them is hers alone.
    let theirs = year
        .treats("amal")
        .await
        .latest::<WorksheetV1>()
        .await
        .unwrap();
    assert_eq!(theirs.kept.len(), 6);
}

async fn thought(year: &Year<'_>) {
    let book = thoughts::book(&year.works("amal").await).await.unwrap();
    assert_eq!(book.points.len(), 3);
    let trust = book.points.iter().find(|point| !point.lines.is_empty());
    let trust = trust.unwrap();
    assert_eq!(trust.kept.value.state, thoughts::StateV1::Loosening);
    let of_thought = trust.beliefs.iter().map(|kept| &kept.value);
    let of_thought = of_thought.filter(|one| one.of == thoughts::OfV1::Thought);
    let mut values: Vec<u8> = of_thought.map(|one| one.value).collect();
    values.sort_unstable();
    assert_eq!(values, [45, 60, 70, 90]);
    assert!(trust.instead().is_some());
    let theirs = year.treats("amal").await;
    assert_eq!(thoughts::book(&theirs).await.unwrap().points.len(), 2);
    assert_eq!(thoughts::kind_answers(&theirs).await.unwrap().len(), 1);
    let act = year.works("amal").await;
    assert_eq!(thoughts::kind_answers(&act).await.unwrap().len(), 2);
}

async fn noted_by_day(year: &Year<'_>) {
    let act = year.treats("amal").await;
    let days = diary::entries(&act).await.unwrap().kept;
    assert_eq!(days.len(), 17);
    let later = days.iter().filter(|kept| kept.value.is_later());
    assert_eq!(later.count(), 1);
    let acted: Vec<_> = days
        .iter()
        .filter(|kept| acted_without_urge(&kept.value))
        .collect();
    let [acted] = &acted[..] else {
        panic!("one day")
    };
    let words = pages::Words::new(pages::Language::English);
    let chain = worksheets::about(&act, words, acted.record).await.unwrap();
    assert!(chain.len() == 1 && chain[0].sheet == "chain" && chain[0].finished);
}

async fn left_open(year: &Year<'_>) {
    let mut act = year.works("vera").await;
    let gist = act.gist::<emdr::EmdrGistV1>().await.unwrap().unwrap();
    let glance = gist.glance(act.now());
    assert!(glance.open_since.is_some() && glance.stop_since.is_none());
    assert_eq!((glance.open, glance.resources), (1, 1));
    let [allowed] = &emdr::allowed(&act).await.unwrap()[..] else {
        panic!("one resource")
    };
    assert!(allowed.slow && allowed.until > act.now());
}

async fn eased(year: &Year<'_>) {
    let words = pages::Words::new(pages::Language::English);
    let act = year.works("maya").await;
    let helps = body::helps(&act, words).await.unwrap();
    let called: Vec<usize> = helps.iter().map(|one| one.uses).collect();
    assert_eq!(called, [4, 3, 3]);
    let tools = body::tools(&act, words).await.unwrap();
    let worse = tools.all.iter().filter(|tool| tool.worse.is_some());
    assert_eq!(worse.count(), 1);
    assert_eq!(tools.all.iter().filter(|tool| tool.is_own()).count(), 1);
    let maps = act.latest::<body::MapV1>().await.unwrap().kept;
    let now = act.latest::<body::NowV1>().await.unwrap().kept;
    let levels: BTreeSet<_> = now.iter().map(|kept| kept.value.level).collect();
    assert_eq!((maps.len(), now.len(), levels.len()), (1, 13, 3));
}

async fn climbed(year: &Year<'_>) {
    let act = year.treats("jonas").await;
    let all = courage::courage(&act).await.unwrap();
    assert_eq!((all.ladders.len(), all.trials.len()), (1, 3));
    assert_eq!((all.scripts.len(), all.feedback.len()), (1, 2));
    assert_eq!(all.scripts[0].value.lines.len(), 5);
    let ladder = &all.ladders[0].value;
    assert_eq!(ladder.steps.len(), 4);
    // Each time it came otherwise than feared, and a step is suggested.
    assert!(all.trials.iter().all(|kept| !kept.value.came()));
    let trials: Vec<_> = all.trials.iter().map(|kept| &kept.value).collect();
    let next = courage::next(ladder, &trials);
    assert!(
        matches!(
            next.outcome,
            insight::NextStep::Again(_) | insight::NextStep::On { .. }
        ),
        "{:?}",
        next.outcome
    );
}

async fn set_off(year: &Year<'_>) {
    let act = year.treats("iris").await;
    let all = triggers::everything(&act).await.unwrap();
    assert_eq!((all.entries.len(), all.cards.len()), (18, 1));
    let entries: Vec<_> = all.entries.iter().map(|kept| &kept.value).collect();
    let found = triggers::patterns(&entries, &TimeZone::UTC);
    let of = |wanted: triggers::Condition| {
        let one = found.iter().find(|one| one.condition == wanted);
        one.unwrap().clone()
    };
    let bad = of(triggers::Condition::Slept(triggers::SleptV1::Bad));
    assert!(bad.together && bad.strong == 8, "{bad:?}");
    let several = of(triggers::Condition::With(triggers::WithV1::Several));
    assert!(!several.together && several.times == 3, "{several:?}");
    let own = year.works("iris").await;
    let ward = own.latest::<triggers::WardCardV1>().await.unwrap().kept;
    assert_eq!(ward[0].value.lines.len(), 2);
}

async fn trusted(year: &Year<'_>) {
    let act = year.treats("nadia").await;
    let all = self_trust::self_trust(&act).await.unwrap();
    assert_eq!((all.judgements.len(), all.boundaries.len()), (22, 1));
    let judged = all.judgements.iter().map(|kept| &kept.value);
    let Fits::Seen { fits, answered, .. } = self_trust::fits(judged) else {
        panic!("enough of them")
    };
    assert!(fits.len() == 2 && answered == 20, "{fits:?}");
    let boundary = &all.boundaries[0].value;
    assert!(boundary.wordings.len() == 2 && boundary.first_held().is_some());
    // One of two strengths is hers alone.
    assert_eq!(all.strengths.len(), 1);
    let act = year.works("nadia").await;
    assert_eq!(self_trust::strengths(&act).await.unwrap().len(), 2);
}

async fn own(year: &Year<'_>) {
    let act = year.works("wren").await;
    let list = pages::quiet::stored(&act).await.unwrap();
    assert!(list.words.len() == 3 && list.pictures);
    let act = year.works("theo").await;
    assert_eq!(growth::choice(&act).await.unwrap(), Some(OnV1::On));
    let notes = growth::notes(&act).await.unwrap().kept;
    let firsts = notes
        .iter()
        .filter(|kept| kept.value.kind == NoteKindV1::First);
    assert_eq!((notes.len(), firsts.count()), (4, 2));
    assert_eq!(growth::story(&act).await.unwrap().chapters.len(), 1);
    let theirs = year.treats("theo").await;
    assert_eq!(growth::notes(&theirs).await.unwrap().kept.len(), 3);
    private(year).await;
}

/// Elif's part opens with her word and no other.
async fn private(year: &Year<'_>) {
    let person = year.clients["elif"].person();
    assert!(
        year.vault
            .open_own_key(person, "another lantern")
            .await
            .is_err()
    );
    let key = year.vault.open_own_key(person, CIRCLE_WORD).await.unwrap();
    let closed = year.works("elif").await;
    let shut = closed.latest::<PersonV1>().await;
    assert!(matches!(shut, Err(sealed::ReadError::NeedsOwnKey)));
    let open: Act = closed.with_own_key(key);
    let people = open.latest::<PersonV1>().await.unwrap().kept;
    let [one] = &people[..] else {
        panic!("one person")
    };
    let (lines, damaged) = circle::lines(&open, one.record).await.unwrap();
    assert_eq!((lines.len(), damaged), (4, 0));
}
