//! One person who works here, for a lead: helping them back in, and ending their work.

use super::fields::Field;
use super::sheet::{Asked, Sheet, Way};
use super::to_put_right;
use super::way_back::{Said, forms, handed, how, said};
use crate::called::client_name;
use crate::desk::SignInDesk;
use crate::directory::{self, Person};
use crate::leaving::{HandOver, LeaveError};
use crate::way_back;
use care::{ClientId, PersonId, Purpose};
use pages::layout::Tone;
use pages::shell::{again, see_other, staff};
use pages::{Answer, Trouble, Visit};
use sealed::Act;
use std::sync::Arc;

impl From<LeaveError> for Trouble {
    fn from(error: LeaveError) -> Self {
        match error {
            LeaveError::NotAllowed => Self::Nothing,
            LeaveError::LastLead => Self::NotUnderstood,
            LeaveError::Read(error) => error.into(),
            LeaveError::Commit(error) => error.into(),
        }
    }
}

/// The person in the path, if they work or worked here.
async fn whom(visit: &Visit) -> Result<Person, Trouble> {
    let person = visit.path("person").and_then(PersonId::parse);
    let person = person.ok_or(Trouble::Nothing)?;
    let found = directory::person(&visit.floor.vault, person).await?;
    found
        .filter(|person| person.role.is_staff())
        .ok_or(Trouble::Nothing)
}

fn address(person: &Person) -> String {
    format!("/people/staff/{}", person.person)
}

async fn page(visit: &Visit, person: &Person, at: Said, last: bool) -> Answer {
    let words = visit.words;
    let role = words.say(&format!("people-role-{}", person.role.code()));
    let mut sheet = Sheet::new(person.called().to_owned());
    sheet.kicker = Some(role);
    let here = person.is_here(visit.now);
    if !here {
        let until = person.until.map(|until| visit.day_and_time(until));
        let until = until.unwrap_or_default();
        let gone = words.say_with("trust-gone", &[("until", (&until).into())]);
        sheet = sheet.told(Tone::Plain, gone);
    } else if person.person == visit.who.asker.person {
        sheet = sheet.saying(words.say("trust-staff-self"));
    } else {
        sheet = sheet.saying(words.say("trust-back-title-staff"));
        sheet = forms(sheet, visit, person, &address(person), at).await?;
        let sure = Field::new(words, "sure", &visit.form)
            .hint(words.say("trust-leave-hint"))
            .wrong(last.then(|| words.say("trust-leave-last")));
        let leave = Asked::new(
            words,
            &format!("{}/leave", address(person)),
            "leave",
            "trust-leave-do",
        )
        .heading(words.say("trust-leave-title"))
        .saying(words.say("trust-leave-words"))
        .fields(vec![sure])
        .plain();
        sheet = sheet.asking(leave);
    }
    sheet.ways.push(Way {
        address: "/people".to_owned(),
        does: "",
        words: words.say("people-back"),
    });
    let response = staff(visit, &sheet.title, sheet.html(), None);
    Ok(if sheet.is_wrong() {
        to_put_right(response)
    } else {
        response
    })
}

/// The page.
pub(super) async fn show(visit: Visit) -> Answer {
    let person = whom(&visit).await?;
    page(&visit, &person, Said::Nothing, false).await
}

/// Opens what leaves the line: the person's own few words about themselves, of which staff have
/// none.
async fn opened(visit: &Visit, person: &Person) -> Result<Act, Trouble> {
    let vault = &visit.floor.vault;
    let whose = ClientId::of(person.person);
    let access = vault
        .decide(visit.who.asker, whose, way_back::OPENS, Purpose::Assignment)
        .await??;
    Ok(Act::open(vault, access).await?)
}

/// Begins a new way in for someone on the staff.
pub(super) async fn begin(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    let person = whom(&visit).await?;
    if !visit.fresh() {
        return Ok(again(&address(&person)));
    }
    let how = how(&visit)?;
    match desk
        .begin_way_back(opened(&visit, &person).await?, how)
        .await
    {
        Ok(_) => Ok(see_other(&address(&person))),
        Err(error) => page(&visit, &person, said(error)?, false).await,
    }
}

/// A second lead agrees.
pub(super) async fn agree(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    let person = whom(&visit).await?;
    if !visit.fresh() {
        return Ok(again(&address(&person)));
    }
    desk.agree_to_way_back(opened(&visit, &person).await?)
        .await?;
    Ok(see_other(&address(&person)))
}

/// Stops it.
pub(super) async fn stop(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    let person = whom(&visit).await?;
    desk.stop_way_back(opened(&visit, &person).await?).await?;
    Ok(see_other(&address(&person)))
}

/// Makes the code, to be handed over.
pub(super) async fn hand_over(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    let person = whom(&visit).await?;
    if !visit.fresh() {
        return Ok(again(&address(&person)));
    }
    let code = desk.hand_over(opened(&visit, &person).await?).await?;
    Ok(handed(&visit, &code, &address(&person)))
}

/// Ends someone's work here. The name is typed once more, so that nobody ends the wrong one.
pub(super) async fn leave(desk: Arc<SignInDesk>, visit: Visit) -> Answer {
    let person = whom(&visit).await?;
    if !visit.fresh() {
        return Ok(again(&address(&person)));
    }
    let same = visit
        .form
        .words("sure")
        .is_some_and(|typed| typed.to_lowercase() == person.called().trim().to_lowercase());
    if !same {
        return Err(Trouble::NotUnderstood);
    }
    match desk.let_go(visit.who.asker, person.person).await {
        Ok(over) => told(&visit, &person, &over).await,
        Err(LeaveError::LastLead) => page(&visit, &person, Said::Nothing, true).await,
        Err(error) => Err(error.into()),
    }
}

/// With whom somebody else must work now.
async fn told(visit: &Visit, person: &Person, over: &HandOver) -> Answer {
    let words = visit.words;
    let name = person.called();
    let mut sheet = Sheet::new(words.say_with("trust-left-title", &[("name", name.into())]))
        .saying(words.say("trust-left-words"));
    if over.for_another_lead > 0 {
        let count = [("count", over.for_another_lead.into())];
        sheet = sheet.saying(words.say_with("trust-left-another", &count));
    }
    for client in &over.clients {
        let vault = &visit.floor.vault;
        let access = vault
            .decide(
                visit.who.asker,
                *client,
                way_back::OPENS,
                Purpose::Assignment,
            )
            .await??;
        let act = Act::open(vault, access).await?;
        let called = client_name(&act).await?;
        sheet.ways.push(Way {
            address: format!("/people/clients/{client}"),
            does: "",
            words: called.unwrap_or_else(|| words.say("people-someone")),
        });
    }
    if over.clients.is_empty() {
        sheet = sheet.saying(words.say("trust-left-nobody"));
    }
    Ok(staff(visit, &sheet.title, sheet.html(), None))
}
