//! Letting others read lines of a card: which lines, who can read them then, said before the yes; and
//! the way to end it.

use super::card::{CARD, OPENS, find_card, name};
use super::home::about;
use super::shown::{called, line_called};
use crate::act::{Circle, Refused, Share, end_share, share, team};
use crate::shared::LineV1;
use askama::Template;
use care::PersonId;
use pages::{ClientVisit, Html, Next, Place, Screens, Trouble, Words};
use sealed::Act;

/// The screen. It is about a card.
const SHARE: &str = "trigger-share";

pub(crate) fn screens() -> Screens {
    Screens::new()
        .screen(SHARE, OPENS, show)
        .act("trigger-share-yes", OPENS, yes)
        .act("trigger-share-end", OPENS, end)
}

/// A box: what is sent, its words, what stands under it, whether it is ticked.
struct Tick {
    value: String,
    said: String,
    under: String,
    ticked: bool,
}

/// Whom lines can be shared with.
struct Whom {
    code: &'static str,
    title: String,
    /// Who can read it then.
    readers: String,
    lines: Vec<Tick>,
    people: Vec<Tick>,
    /// Nothing was chosen here.
    wrong: bool,
}

#[derive(Template)]
#[template(path = "trigger_share.html")]
struct Screen {
    words: Words,
    card: String,
    called: String,
    whom: Vec<Whom>,
}

async fn show(visit: ClientVisit, mut act: Act) -> Result<Html, Trouble> {
    Ok(Html::of(&screen(&visit, &mut act, None).await?))
}

/// `wrong`: where nothing was chosen.
async fn screen(
    visit: &ClientVisit,
    act: &mut Act,
    wrong: Option<Circle>,
) -> Result<Screen, Trouble> {
    let words = visit.words;
    let id = match wrong {
        Some(_) => about(visit)?,
        None => visit.place.about.ok_or(Trouble::Nothing)?,
    };
    let kept = find_card(act, id).await?;
    let mut people = Vec::new();
    for person in team(act).await? {
        people.push((person.to_string(), name(visit, person).await?));
    }
    let sent = |name: &str, value: &str| {
        let fields = visit.form.fields().iter();
        wrong.is_some() && { fields }.any(|(field, posted)| field == name && posted == value)
    };
    let mut whom = Vec::new();
    // Where nobody is on the team there is nobody to choose.
    let offered = |circle: &Circle| *circle == Circle::Ward || !people.is_empty();
    for circle in Circle::ALL.into_iter().filter(offered) {
        let here = wrong == Some(circle);
        let said = LineV1::ALL
            .iter()
            .filter(|line| !line.of(&kept.value).is_empty());
        let lines = said.map(|line| Tick {
            value: line.code().to_owned(),
            said: line_called(words, *line),
            under: line.of(&kept.value).to_owned(),
            ticked: here && sent("line", line.code()),
        });
        let of_team = people.iter().filter(|_| circle == Circle::Team);
        let people = of_team.map(|(id, name)| Tick {
            value: id.clone(),
            said: name.clone(),
            under: String::new(),
            ticked: here && sent("person", id),
        });
        whom.push(Whom {
            code: circle.code(),
            title: words.say(&format!("trigger-share-{}", circle.code())),
            readers: words.say(&format!("trigger-share-{}-readers", circle.code())),
            lines: lines.collect(),
            people: people.collect(),
            wrong: here,
        });
    }
    Ok(Screen {
        words,
        card: id.to_string(),
        called: called(words, &kept.value),
        whom,
    })
}

fn circle_of(visit: &ClientVisit) -> Result<Circle, Trouble> {
    let named = visit.form.get("circle").and_then(Circle::from_code);
    named.ok_or(Trouble::NotUnderstood)
}

async fn yes(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let circle = circle_of(&visit)?;
    let of = |name: &'static str| {
        let fields = visit.form.fields().iter();
        fields
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    };
    let code = |code: &str| LineV1::ALL.into_iter().find(|line| line.code() == code);
    let asked = Share {
        card: about(&visit)?,
        circle,
        lines: of("line").filter_map(code).collect(),
        people: of("person").filter_map(PersonId::parse).collect(),
    };
    let access = *act.access();
    let done = visit
        .floor
        .attempt(act, |mut act| {
            let asked = &asked;
            async move {
                let happened = share(&mut act, asked).await?;
                Ok::<_, Refused>((act, (), happened))
            }
        })
        .await?;
    match done {
        Ok(()) => {
            let place = Place::at(CARD).about(asked.card);
            Ok(Next::Go(place.saying("trigger-share-done")))
        }
        Err(Refused::NothingChosen) => {
            let mut act = Act::open(&visit.floor.vault, access).await?;
            let page = screen(&visit, &mut act, Some(circle)).await?;
            Ok(Next::Stay(Html::of(&page)))
        }
        Err(refused) => Err(refused.into()),
    }
}

async fn end(visit: ClientVisit, act: Act) -> Result<Next, Trouble> {
    let (circle, card) = (circle_of(&visit)?, about(&visit)?);
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            end_share(&mut act, card, circle).await?;
            Ok::<_, Refused>((act, (), Vec::new()))
        })
        .await?;
    done?;
    let place = Place::at(CARD).about(card);
    Ok(Next::Go(place.saying("trigger-share-ended")))
}
