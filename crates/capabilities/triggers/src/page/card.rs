//! A card of the client's: writing it, reading it with its versions, saying who reads it.

use super::home::{TRIGGERS, about};
use super::shown::{CardShown, card, line_called};
use crate::act::{Circle, NewCard, Refused, keep_card, put_card_away, say_who_reads_card};
use crate::shared::{LineV1, TeamCardV1, WardCardV1};
use crate::stored::{CardV1, MOST, SetOffV1};
use askama::Template;
use care::{Moment, PersonId, RecordId, Section, Sections};
use pages::{
    ClientVisit, Filled, Html, Next, Place, Reader, Screens, Told, Trouble, Visit, Words, draft,
};
use sealed::{Act, Kept, ReadersV1};

/// A card with its versions.
pub(crate) const CARD: &str = "trigger-card";
/// Writing one, and its draft. It is about the card, or about an entry that it begins with.
const WRITE: &str = "trigger-card-write";

/// What is shared of it lies in the sessions and in the crisis plan.
pub(crate) const OPENS: Sections = Sections::of(&[
    Section::Work,
    Section::Consent,
    Section::Sessions,
    Section::CrisisPlan,
    Section::Drafts,
]);

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(CARD, OPENS, show)
        .screen(WRITE, OPENS, show_form)
        .act("trigger-card-send", OPENS, |visit, act| {
            keep(visit, act, ReadersV1::Section)
        })
        .act("trigger-card-keep", OPENS, |visit, act| {
            keep(visit, act, ReadersV1::Nobody)
        })
        .act("trigger-card-share", OPENS, |visit, act| {
            say(visit, act, ReadersV1::Section)
        })
        .act("trigger-card-back", OPENS, |visit, act| {
            say(visit, act, ReadersV1::Nobody)
        })
        .act("trigger-card-away", OPENS, away)
}

/// What is shared of a card now.
pub(crate) struct SharedShown {
    pub(crate) circle: &'static str,
    /// Who reads it, and since when.
    pub(crate) said: String,
    pub(crate) lines: Vec<(String, String)>,
    /// Whether the card says something else by now.
    pub(crate) older: bool,
}

#[derive(Template)]
#[template(path = "trigger_card.html")]
struct CardScreen {
    words: Words,
    card: CardShown,
    reader: Reader,
    shared: Vec<SharedShown>,
    /// Earlier versions, newest first: when and by whom, and the lines.
    earlier: Vec<(String, Vec<(String, String)>)>,
}

pub(crate) async fn find_card(act: &Act, id: RecordId) -> Result<Kept<CardV1>, Trouble> {
    let found = act.find::<CardV1>(id).await?;
    found
        .filter(|kept| !kept.value.gone)
        .ok_or(Trouble::Nothing)
}

/// Who wrote a version, as the client knows them.
pub(crate) async fn by(visit: &Visit, act: &Act, by: [u8; 16]) -> Result<String, Trouble> {
    let by = PersonId::from_bytes(by);
    if by == visit.who.asker.person {
        return Ok(visit.words.say("trigger-you"));
    }
    if by == act.whose().person() {
        return Ok(visit.floor.sign_ins.called(act).await?);
    }
    name(visit, by).await
}

pub(crate) async fn name(visit: &Visit, person: PersonId) -> Result<String, Trouble> {
    let found = visit.floor.sign_ins.name_of(person).await?;
    Ok(found.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let words = visit.words;
    let id = visit.place.about.ok_or(Trouble::Nothing)?;
    let kept = find_card(&act, id).await?;
    let mut earlier = Vec::new();
    let mut history = act.history::<CardV1>(id).await?;
    history.pop();
    for (version, later) in history
        .iter()
        .rev()
        .zip(history.iter().skip(1).rev().chain([&kept]))
    {
        // Sending or keeping it is no new wording.
        if version.value.says_as(&later.value) {
            continue;
        }
        let who = by(&visit, &act, version.value.by).await?;
        let when = visit.day_and_time(Moment::from_millis(version.value.at));
        let put = [("who", (&who).into()), ("when", (&when).into())];
        let shown = card(words, version);
        let cue = (line_called(words, LineV1::Cue), shown.called);
        let lines = [cue].into_iter().chain(shown.lines).collect();
        earlier.push((words.say_with("trigger-version", &put), lines));
    }
    Ok(Html::of(&CardScreen {
        words,
        shared: shared(&visit, &act, &kept).await?,
        card: card(words, &kept),
        reader: Reader::of(&visit, &mut act, None).await?,
        earlier,
    }))
}

/// What is shared of a card, with whom.
pub(crate) async fn shared(
    visit: &ClientVisit,
    act: &Act,
    kept: &Kept<CardV1>,
) -> Result<Vec<SharedShown>, Trouble> {
    let words = visit.words;
    let mut all = Vec::new();
    let mut add = |circle: Circle, at: i64, lines: &[(LineV1, String)], names: &str| {
        if lines.is_empty() {
            return;
        }
        let when = visit.day_and_time(Moment::from_millis(at));
        let put = [("names", names.into()), ("when", (&when).into())];
        let said = |(line, said): &(LineV1, String)| (line_called(words, *line), said.clone());
        all.push(SharedShown {
            circle: circle.code(),
            said: words.say_with(&format!("trigger-shared-{}", circle.code()), &put),
            lines: lines.iter().map(said).collect(),
            older: lines
                .iter()
                .any(|(line, said)| line.of(&kept.value) != said),
        });
    };
    if let Some(team) = act
        .find::<TeamCardV1>(Circle::Team.id(act, kept.record))
        .await?
    {
        let mut names = Vec::new();
        for person in &team.value.people {
            names.push(name(visit, PersonId::from_bytes(*person)).await?);
        }
        add(
            Circle::Team,
            team.value.at,
            &team.value.lines,
            &names.join(", "),
        );
    }
    if let Some(ward) = act
        .find::<WardCardV1>(Circle::Ward.id(act, kept.record))
        .await?
    {
        add(Circle::Ward, ward.value.at, &ward.value.lines, "");
    }
    Ok(all)
}

/// The fields of a card.
pub(crate) const FIELDS: [&str; 4] = ["card-cue", "card-not", "card-helps", "card-signs"];

#[derive(Template)]
#[template(path = "trigger_card_write.html")]
struct Write {
    words: Words,
    /// The card, and the version that the page begins with.
    card: String,
    seen: u32,
    filled: Filled,
    empty: bool,
    newer: bool,
    /// Whether the client began it, and so can keep it for themself.
    own: bool,
    reader: Reader,
}

/// What a card's form begins with.
pub(crate) fn offered(card: &CardV1) -> Vec<(&'static str, String)> {
    let lines = [LineV1::Cue, LineV1::Not, LineV1::Helps, LineV1::Signs];
    let said = FIELDS.into_iter().zip(lines);
    said.map(|(field, line)| (field, line.of(card).to_owned()))
        .collect()
}

async fn show_form(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    let about = visit.place.about;
    let (mut card, mut seen, mut fields) = (act.mint(), 0, Vec::new());
    let mut own = true;
    if let Some(id) = about {
        if let Some(entry) = act.find::<SetOffV1>(id).await? {
            let entry = entry.value;
            fields = vec![
                ("card-cue", entry.cue),
                ("card-signs", entry.signs),
                ("card-helps", entry.helped),
            ];
        } else {
            let kept = find_card(&act, id).await?;
            (card, seen, own) = (id, kept.version, kept.value.own);
            fields = offered(&kept.value);
        }
    }
    let drafted = draft::load(&act, WRITE, about).await?;
    let drafted: Vec<_> = drafted
        .iter()
        .map(|(name, value)| (name.as_str(), value.clone()))
        .collect();
    let mut filled = Filled::offered(&fields);
    if !drafted.is_empty() {
        filled = Filled::offered(&drafted);
        // What was begun goes on where it began, so that nothing newer is written over unseen.
        if let (Some(begun), Ok(of)) = (
            RecordId::parse(filled.value("card")),
            filled.value("seen").parse(),
        ) {
            (card, seen) = (begun, of);
        }
    }
    let reader = Reader::of(&visit, &mut act, None).await?;
    Ok(Html::of(&Write {
        words: visit.words,
        card: card.to_string(),
        seen,
        filled,
        empty: false,
        newer: false,
        own,
        reader,
    }))
}

/// Reads a card's form.
pub(crate) fn posted(
    visit: &Visit,
    filled: &mut Filled,
    readers: ReadersV1,
) -> Result<NewCard, Trouble> {
    let card = visit.form.get("card").and_then(RecordId::parse);
    let seen = visit.form.get("seen").and_then(|seen| seen.parse().ok());
    let (Some(card), Some(seen)) = (card, seen) else {
        return Err(Trouble::NotUnderstood);
    };
    let mut line = |name| -> String {
        let read: Result<_, Told> = filled.optional_line::<MOST>(visit, name);
        let line = read.ok().flatten();
        line.map_or_else(String::new, |line| line.as_str().to_owned())
    };
    Ok(NewCard {
        card,
        seen,
        cue: line(FIELDS[0]),
        not: line(FIELDS[1]),
        helps: line(FIELDS[2]),
        signs: line(FIELDS[3]),
        readers,
    })
}

async fn keep(visit: ClientVisit, mut act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let mut filled = Filled::posted(&visit);
    let new = posted(&visit, &mut filled, readers)?;
    let stands = act.find::<CardV1>(new.card).await?;
    let own = stands.is_none_or(|kept| kept.value.own);
    let page = |filled, reader, seen, empty, newer| Write {
        words: visit.words,
        card: new.card.to_string(),
        seen,
        filled,
        empty,
        newer,
        own,
        reader,
    };
    if filled.status() != axum::http::StatusCode::OK {
        let reader = Reader::of(&visit, &mut act, None).await?;
        let page = page(filled, reader, new.seen, false, false);
        return Ok(Next::Stay(Html::of(&page)));
    }
    let (access, about) = (*act.access(), visit.place.about);
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let new = &new;
            async move {
                let happened = keep_card(&mut act, new).await?;
                draft::forget(&mut act, WRITE, about)?;
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
            Ok(Next::Go(Place::at(CARD).about(new.card).saying(said)))
        }
        Err(refused @ (Refused::Empty | Refused::Newer)) => {
            let mut act = Act::open(&visit.floor.vault, access).await?;
            let reader = Reader::of(&visit, &mut act, None).await?;
            let newer = matches!(refused, Refused::Newer);
            // Sent a second time, the words follow what is there by then.
            let stands = act.find::<CardV1>(new.card).await?;
            let seen = stands.map_or(0, |kept| kept.version);
            let page = page(filled, reader, seen, !newer, newer);
            Ok(Next::Stay(Html::of(&page)))
        }
        Err(refused) => Err(refused.into()),
    }
}

async fn say(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let id = about(&visit)?;
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = say_who_reads_card(&mut act, id, readers).await?;
            Ok::<_, Refused>((act, (), happened))
        })
        .await?;
    done?;
    let said = match readers {
        ReadersV1::Section => "trigger-sent",
        ReadersV1::Nobody => "trigger-taken-back",
    };
    Ok(Next::Go(Place::at(CARD).about(id).saying(said)))
}

async fn away(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let id = about(&visit)?;
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            put_card_away(&mut act, id).await?;
            Ok::<_, Refused>((act, (), Vec::new()))
        })
        .await?;
    done?;
    Ok(Next::Go(Place::at(TRIGGERS).saying("trigger-away-done")))
}
