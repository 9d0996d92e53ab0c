//! What whoever leads the demo's service does: teams, who supervises whom, and an absence with
//! somebody who stands in.

use super::cast::{ADVOCATE, SUPERVISOR};
use super::year::{Life, line, wrong};
use crate::reactions::Routed;
use crate::say::Failed;
use crate::seams::hands::Hands;
use care::{Asker, DAY, Moment, RecordId, Role};
use pages::{Cover, Floor, Language, Settings};
use people::{Hashing, Passphrases, SignInDesk};
use std::sync::Arc;
use team::{Colleague, NewAbsence, Span, Staff, absences, confirm, keep_team, say, supervise};

/// The places in the cast of those who see clients, and of whoever leads.
const THERAPISTS: [usize; 3] = [1, 2, 5];
const LEAD: usize = 0;
const AWAY: usize = 2;
const COVER: usize = 5;

/// Something that is done about the service itself.
#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    /// The teams are made, and it is said who supervises whom.
    Teams,
    /// Someone says that they will be away.
    Away,
    /// The lead says who stands in.
    Confirm,
}

/// How long ago each was done.
pub(super) const HOUSE: [(i64, Deed); 3] = [
    (52 * 7 * DAY, Deed::Teams),
    (6 * DAY, Deed::Away),
    (4 * DAY, Deed::Confirm),
];

pub(super) async fn happens(life: &Life<'_>, deed: Deed) -> Result<(), Failed> {
    let here = Hands(life.vault.clone()).here().await.map_err(wrong)?;
    match deed {
        Deed::Teams => teams(life, &here).await,
        Deed::Away => away(life, &here).await,
        Deed::Confirm => stands_in(life, &here).await,
    }
}

async fn teams(life: &Life<'_>, here: &[Colleague]) -> Result<(), Failed> {
    let (vault, lead) = (life.vault, life.staff[LEAD]);
    for (name, members) in [
        ("Therapy", &THERAPISTS[..]),
        ("Supervision and advocacy", &[SUPERVISOR, ADVOCATE][..]),
    ] {
        let members = members.iter().map(|place| life.staff[*place]).collect();
        let id = mint(life);
        keep_team(vault, lead, here, id, 0, &line(name)?, &members)
            .await
            .map_err(wrong)?;
    }
    for place in THERAPISTS {
        let supervisor = Some(life.staff[SUPERVISOR]);
        supervise(vault, lead, here, life.staff[place], supervisor)
            .await
            .map_err(wrong)?;
    }
    Ok(())
}

fn mint(life: &Life<'_>) -> RecordId {
    RecordId::mint(life.vault.now(), &crate::system::SystemChance)
}

/// The day on which this moment is begins, as the service's clock shows it.
fn midnight(life: &Life<'_>, at: Moment) -> Moment {
    super::year::at_hour(at, 0, life.zone)
}

async fn away(life: &Life<'_>, here: &[Colleague]) -> Result<(), Failed> {
    let of = life.staff[AWAY];
    let span = Span {
        from: midnight(life, life.now + 7 * DAY),
        until: midnight(life, life.now + 14 * DAY),
    };
    let new = NewAbsence {
        id: mint(life),
        of,
        span,
        reason: line("Una semana de vacaciones. Vuelvo a nuestra hora de siempre.")?,
        cover: Some(life.staff[COVER]),
    };
    let today = midnight(life, life.vault.now());
    say(life.vault, of, here, new, today).await.map_err(wrong)
}

async fn stands_in(life: &Life<'_>, here: &[Colleague]) -> Result<(), Failed> {
    let vault = life.vault.clone();
    let passphrases = Passphrases::new(Hashing::LEAST);
    let desk = SignInDesk::new(vault.clone(), false, passphrases, None);
    let settings = Settings {
        name: String::new(),
        neutral_title: String::new(),
        exit_url: String::new(),
        zone: life.zone.clone(),
        language: Language::English,
        https: false,
        cover: Cover::default(),
    };
    let floor = Floor::new(vault, settings, Arc::new(desk), Arc::new(Routed));
    let lead = Asker {
        person: life.staff[LEAD],
        role: Role::ServiceLead,
    };
    let cover = Some(life.staff[COVER]);
    for absence in absences(life.vault).await.map_err(wrong)? {
        confirm(&floor, lead, here, absence.id, cover)
            .await
            .map_err(wrong)?;
    }
    Ok(())
}
