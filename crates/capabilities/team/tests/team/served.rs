//! The service with the care team's pages only.

use care::{Asker, Happened, PersonId, Role};
use pages::Reactions;
use sealed::engine::Pending;
use sealed::{Act, Notice, ReadError};
use std::sync::Arc;
use team::{Colleague, Held, HeldKind, Holdings, Staff};
use testing::served::{Known, Serving};
use testing::{AMAL, BEGINNING, BEN, INES, MARA, NOOR, RUTH, Small, TOMAS};

pub(crate) use testing::served::{Answered, Served};

/// Another lead.
pub(crate) const LEA: PersonId = PersonId::from_bytes([0xc2; 16]);
/// Another therapist.
pub(crate) const OLEK: PersonId = PersonId::from_bytes([0xd2; 16]);

/// Everyone, under the name that their cookie carries.
const EVERYONE: [Known; 9] = [
    ("amal", "Amal", AMAL, Role::Client),
    ("noor", "Noor", NOOR, Role::Client),
    ("ben", "Ben Stone", BEN, Role::Therapist),
    ("ines", "Ines Duarte", INES, Role::Supervisor),
    ("lea", "Lea Brandt", LEA, Role::ServiceLead),
    ("mara", "Mara Lindqvist", MARA, Role::ServiceLead),
    ("olek", "Olek Baran", OLEK, Role::Therapist),
    ("ruth", "Ruth Okafor", RUTH, Role::Therapist),
    ("tomas", "Tomas Lind", TOMAS, Role::Advocate),
];

/// Someone as they ask.
pub(crate) fn asks(person: PersonId) -> Asker {
    let found = EVERYONE.iter().find(|(_, _, one, _)| *one == person);
    let role = found.unwrap().3;
    Asker { person, role }
}

/// Everyone who works here.
pub(crate) fn here() -> Vec<Colleague> {
    let staff = EVERYONE.iter().filter(|(_, _, _, role)| role.is_staff());
    staff
        .map(|(_, name, person, role)| Colleague {
            person: *person,
            name: (*name).to_owned(),
            role: *role,
        })
        .collect()
}

struct People;

impl Staff for People {
    fn here(&self) -> Pending<'_, Result<Vec<Colleague>, ReadError>> {
        Box::pin(async { Ok(here()) })
    }
}

struct Hands;

impl Holdings for Hands {
    fn held<'a>(&'a self, _: &'a mut Act) -> Pending<'a, Result<Vec<Held>, ReadError>> {
        let held = |what, count, next| Held {
            who: RUTH,
            what,
            count,
            next,
        };
        Box::pin(async move {
            Ok(vec![
                held(HeldKind::Promise, 2, Some(BEGINNING)),
                held(HeldKind::Task, 1, None),
            ])
        })
    }
}

/// Who hears of what is announced: the client.
struct Tells;

impl Reactions for Tells {
    fn route<'a>(
        &'a self,
        act: &'a mut Act,
        happened: &'a [Happened],
    ) -> Pending<'a, Result<(), ReadError>> {
        Box::pin(async move {
            for one in happened {
                assert!(matches!(one, Happened::AbsenceAnnounced { .. }));
                let (client, now) = (act.whose().person(), act.now());
                act.post(client, Notice::SomethingWaits, now).await?;
            }
            Ok(())
        })
    }
}

pub(crate) async fn served() -> Served {
    let small = Small::in_memory().await;
    small.vault.admit(&[LEA, OLEK]).await.unwrap();
    let (staff, hands): (Arc<dyn Staff>, Arc<dyn Holdings>) = (Arc::new(People), Arc::new(Hands));
    Serving::over(small)
        .knowing(&EVERYONE)
        .reacting(Arc::new(Tells))
        .site(team::routes(&staff, &hands), team::screens(&staff))
}
