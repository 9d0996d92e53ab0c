//! The sessions of the demo's year: planned, sometimes changed or called off, held, written down,
//! and answered on the phone afterwards.

use super::cast::{CLIENTS, Client, Story};
use super::year::{Life, finish, line, open, wrong};
use crate::say::Failed;
use alliance::{Sent, complete};
use care::{Happened, MINUTE, Moment, RecordId};
use sealed::Act;
use sessions::change::{CallOff, NewChange, call_off, call_off_by_client, change, choose};
use sessions::held::{Held, held};
use sessions::meeting::{NewSession, record};
use sessions::stored::{ChoiceV1, ReasonV1};
use sessions::{Refused, Whole};

/// How long a session is planned for, in minutes.
const MINUTES: u16 = 50;

/// How a session was otherwise than planned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Odd {
    /// Not at all.
    Not,
    /// It began later than promised.
    BeganLate,
    /// It was in another room, announced on the day before, and that was fine.
    OtherRoom,
    /// The client called it off. Nobody asked why.
    OffByClient,
    /// The service called it off, in time.
    OffByService,
}

/// Whether and how this session of a client was otherwise than planned.
pub(super) fn odd(client: &Client, number: u32) -> Odd {
    let back = client.sessions.saturating_sub(number + 1);
    let builders = ["samuel", "theo", "kai", "pilar", "maya", "nadia", "elif"];
    match (client.sign_in, back) {
        (who, 4) if builders.contains(&who) => Odd::OtherRoom,
        ("pilar", 6) => Odd::OffByClient,
        ("theo", 6) => Odd::OffByService,
        _ if back > 0 && (number + client.usual) % 13 == 5 => Odd::BeganLate,
        _ => Odd::Not,
    }
}

fn is_spanish(client: &Client) -> bool {
    client.language == pages::Language::Spanish
}

impl Life<'_> {
    /// A session, as it was planned before.
    pub(super) fn session(&self, place: usize, number: u32) -> Result<RecordId, Failed> {
        let found = self.met.get(place).and_then(|met| met.get(&number));
        found
            .copied()
            .ok_or_else(|| wrong("a session was not planned"))
    }

    /// The practitioner plans a session.
    pub(super) async fn plan(
        &mut self,
        place: usize,
        number: u32,
        at: Moment,
    ) -> Result<(), Failed> {
        let (client, who) = (&CLIENTS[place], self.people[place]);
        let mut act = open(self.vault, who, false).await?;
        let (room, plan) = if is_spanish(client) {
            (
                "Sala 2, junto al patio",
                "Lo que quedó pendiente, y cómo dormiste",
            )
        } else {
            (
                "Room 4, the one with the garden",
                "What stayed with you, and the week ahead",
            )
        };
        let new = NewSession {
            starts: at,
            minutes: MINUTES,
            place: line(room)?,
            plan: Some(line(plan)?),
        };
        let id = act.mint();
        let happened = record(&mut act, id, &new).await.map_err(wrong)?;
        finish(act, happened).await?;
        self.met[place].insert(number, id);
        Ok(())
    }

    /// What a session is otherwise than planned, said in time.
    pub(super) async fn announce(&self, place: usize, number: u32) -> Result<(), Failed> {
        let client = &CLIENTS[place];
        let session = self.session(place, number)?;
        let by_client = odd(client, number) == Odd::OffByClient;
        let mut act = open(self.vault, self.people[place], by_client).await?;
        let happened = if by_client {
            call_off_by_client(&mut act, session, None).await
        } else {
            self.announced(&mut act, client, (session, number)).await
        };
        let happened = happened.map_err(wrong)?;
        finish(act, happened).await
    }

    async fn announced(
        &self,
        act: &mut Act,
        client: &Client,
        (session, number): (RecordId, u32),
    ) -> Result<Vec<Happened>, Refused> {
        let whole = whole(act, session).await?;
        let say = |english: &'static str, spanish: &'static str| {
            let words = if is_spanish(client) { spanish } else { english };
            care::Line::parse(words).map_err(|_| Refused::Nothing)
        };
        if odd(client, number) == Odd::OffByService {
            let off = CallOff {
                seen: whole.seen,
                reason: ReasonV1::Illness,
                words: say(
                    "I am ill. We meet at our usual hour next week.",
                    "Estoy enfermo. Nos vemos la semana que viene a nuestra hora.",
                )?,
                offer: None,
            };
            return call_off(act, session, &off).await;
        }
        let place = say("Room 7, up the stairs", "Sala 7, en el primer piso")?;
        let new = NewChange {
            once: act.mint(),
            seen: whole.seen,
            starts: whole.starts,
            minutes: whole.minutes,
            place: care::Line::parse(place.as_str()).map_err(|_| Refused::Nothing)?,
            with: whole.with,
            reason: ReasonV1::Room,
            words: say(
                "Builders are in our room that day. The time stays as it is.",
                "Ese día hay obras en nuestra sala. La hora sigue igual.",
            )?,
        };
        change(act, session, &new).await
    }

    /// The client says that another room is fine.
    pub(super) async fn agree(&self, place: usize, number: u32) -> Result<(), Failed> {
        let session = self.session(place, number)?;
        let mut act = open(self.vault, self.people[place], true).await?;
        let whole = whole(&act, session).await.map_err(wrong)?;
        let waits = whole
            .change_waits()
            .ok_or_else(|| wrong("nothing was changed"))?;
        let asked = RecordId::from_bytes(waits.id);
        let happened = choose(&mut act, session, asked, ChoiceV1::Fine, None)
            .await
            .map_err(wrong)?;
        finish(act, happened).await
    }

    /// The practitioner writes down that a session was, and when it began.
    pub(super) async fn hold(&self, place: usize, number: u32) -> Result<(), Failed> {
        let client = &CLIENTS[place];
        let session = self.session(place, number)?;
        let mut act = open(self.vault, self.people[place], false).await?;
        let whole = whole(&act, session).await.map_err(wrong)?;
        let after = match odd(client, number) {
            Odd::BeganLate => 9,
            _ => i64::from(number % 4),
        };
        let was = Held {
            ended: Some(whole.ends),
            arriving: Some(4 + u8::try_from(number % 4).unwrap_or(0)),
            ..Held::begins(whole.seen, whole.starts + after * MINUTE)
        };
        let happened = held(&mut act, session, &was).await.map_err(wrong)?;
        finish(act, happened).await
    }

    /// The client says how it was, unless they let it be this time.
    pub(super) async fn check_in(&self, place: usize, number: u32) -> Result<(), Failed> {
        let client = &CLIENTS[place];
        let Some(fields) = answers(client, number) else {
            return Ok(());
        };
        let session = self.session(place, number)?;
        let mut act = open(self.vault, self.people[place], true).await?;
        let form = alliance::form().ok_or_else(|| wrong("the check-in is not in the library"))?;
        let sent = Sent {
            session,
            // A session that was changed is the next version of itself.
            session_version: 1 + u32::from(odd(client, number) == Odd::OtherRoom),
            fields: &fields,
            instead: None,
        };
        let done = complete(&mut act, form, &sent, &rooms::Sessions)
            .await
            .map_err(wrong)?;
        finish(act, done.happened).await
    }
}

/// Everything about a session.
pub(super) async fn whole(act: &Act, session: RecordId) -> Result<Whole, Refused> {
    sessions::whole(act, session).await?.ok_or(Refused::None)
}

/// What a client answers: each scale 0 to 10, or nothing.
fn answers(client: &Client, number: u32) -> Option<Vec<(String, String)>> {
    let last = client.sessions - 1;
    // A small unrest of its own for every client and session, the same in every demo.
    let unrest = i64::from((number * 7 + client.usual * 3) % 9) - 4;
    let usual = i64::from(client.usual);
    let tenths = match client.story {
        Story::ThirdToday if number == last => return None,
        Story::FellAndRepaired if number == 20 => 48,
        Story::NotYet if number + 1 == last => 45,
        Story::NotYet if number == last => 63,
        Story::Unrepaired if number + 3 == last => 44,
        Story::Unrepaired if number + 3 > last => 55 + i64::from(number + 3 - last),
        Story::Slides if number + 3 >= last => usual - 9 * i64::from(number + 4 - last),
        Story::Ceiling => 100,
        _ if (number + client.usual).is_multiple_of(11) && number != last => return None,
        _ => usual + unrest,
    };
    let quiet = client.story == Story::Quiet && number == last;
    let scales = [
        "heard",
        "taken_seriously",
        "accepted",
        "agree_what",
        "agree_how",
        "safe_enough",
    ];
    let mut fields = Vec::new();
    for (place, scale) in (0_i64..).zip(scales) {
        if quiet && place > 1 {
            fields.push((format!("skip.{scale}"), "on".to_owned()));
        } else {
            // The six together come to the tenths wanted: the first few are rounded up.
            let sum = tenths.clamp(0, 100) * 6 / 10;
            let value = sum / 6 + i64::from(place < sum % 6);
            fields.push((scale.to_owned(), value.to_string()));
        }
    }
    let instead = client.story == Story::Instead && number + 2 >= last;
    let who = if instead {
        "someone_else"
    } else {
        "therapist_now"
    };
    let pace = if tenths < 60 { "too_fast" } else { "right" };
    for (name, value) in [
        ("pace", pace),
        ("felt_off", "no"),
        ("who_sees", who),
        ("see_each", "each"),
    ] {
        fields.push((name.to_owned(), value.to_owned()));
    }
    Some(fields)
}
