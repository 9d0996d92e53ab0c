//! A door that everyone is through: the cookie says who they are.

use crate::clock::Frozen;
use crate::small::{AMAL, BEN, INES, MARA, NOOR, RUTH, TOMAS};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use care::{Asker, Clock, DAY, PersonId, RecordId, Role};
use pages::{Arrival, Form, Language, SignIns, SignedIn, SoFar, Unlocked};
use sealed::engine::Pending;
use sealed::{Act, ReadError};
use std::sync::Arc;

/// Someone who comes in: as their cookie has it, as they are called, who they are, in which role.
pub type Known = (&'static str, &'static str, PersonId, Role);

/// Everyone of the small service.
const EVERYONE: [Known; 7] = [
    ("amal", "Amal", AMAL, Role::Client),
    ("noor", "Noor", NOOR, Role::Client),
    ("ruth", "Ruth Okafor", RUTH, Role::Therapist),
    ("ben", "Ben Stone", BEN, Role::Therapist),
    ("ines", "Ines Duarte", INES, Role::Supervisor),
    ("tomas", "Tomas Lind", TOMAS, Role::Advocate),
    ("mara", "Mara Lindqvist", MARA, Role::ServiceLead),
];

pub(super) struct Door {
    pub(super) known: Vec<Known>,
    /// Who knows the names, where the table does not.
    pub(super) desk: Option<Arc<dyn SignIns>>,
    clock: Arc<Frozen>,
}

impl Door {
    pub(super) fn new(clock: Arc<Frozen>) -> Self {
        Self {
            known: EVERYONE.to_vec(),
            desk: None,
            clock,
        }
    }

    fn signed_in(&self, token: &str) -> Option<SignedIn> {
        let mut said = token.split('.');
        let who = said.next()?;
        let (_, name, person, role) = *self.known.iter().find(|(known, ..)| *known == who)?;
        let mut found = SignedIn {
            sign_in: RecordId::from_bytes(*person.bytes()),
            asker: Asker { person, role },
            name: name.to_owned(),
            language: Language::English,
            so_far: SoFar::In,
            proven: self.clock.now(),
        };
        for how in said {
            match how {
                "rest" => found.so_far = SoFar::Resting,
                "old" => found.proven = found.proven - DAY,
                "other" => found.sign_in = RecordId::from_bytes([0x0f; 16]),
                tag => found.language = Language::from_tag(tag).expect("a language, or how"),
            }
        }
        Some(found)
    }

    fn name(&self, person: PersonId) -> Option<&Known> {
        self.known.iter().find(|(_, _, one, _)| *one == person)
    }
}

impl SignIns for Door {
    fn who<'a>(&'a self, token: &'a str) -> Pending<'a, Result<Option<SignedIn>, ReadError>> {
        Box::pin(async { Ok(self.signed_in(token)) })
    }

    fn end<'a>(&'a self, _: &'a str) -> Pending<'a, ()> {
        Box::pin(async {})
    }

    fn name_of(&self, person: PersonId) -> Pending<'_, Result<Option<String>, ReadError>> {
        if let Some(desk) = &self.desk {
            return desk.name_of(person);
        }
        let staff = self.name(person).filter(|(.., role)| role.is_staff());
        let name = staff.map(|(_, name, ..)| (*name).to_owned());
        Box::pin(async { Ok(name) })
    }

    fn called<'a>(&'a self, act: &'a Act) -> Pending<'a, Result<String, ReadError>> {
        if let Some(desk) = &self.desk {
            return desk.called(act);
        }
        let client = self.name(act.whose().person());
        let name = client.map_or_else(String::new, |(_, name, ..)| (*name).to_owned());
        Box::pin(async { Ok(name) })
    }

    fn unlock<'a>(
        &'a self,
        _: &'a SignedIn,
        _: &'a Form,
    ) -> Pending<'a, Result<Unlocked, ReadError>> {
        Box::pin(async { Ok(Unlocked::Yes) })
    }

    fn front<'a>(&'a self, arrival: &'a Arrival) -> Pending<'a, Response> {
        if let Some(desk) = &self.desk {
            return desk.front(arrival);
        }
        Box::pin(async { (StatusCode::UNAUTHORIZED, "Come in").into_response() })
    }
}
