//! Who may see what, for what purpose: one pure function over facts.
//!
//! Default deny. A conflict overrides everything, and what the client keeps from someone overrides
//! every basis that person has. A role alone opens nothing: what opens a record is that it is one's
//! own, a live relation, a grant by the client, or break-glass. The whole matrix stands in
//! `tests/who_may_see.txt`, which a service lead and a client advocate can read.
//!
//! `facts` is what the decision rests on, `reach` how far each basis goes, `names` when a name that
//! a client wrote down is the name of someone here, `watch` the one look that nobody asks for.

mod facts;
mod names;
mod reach;
mod watch;

pub use facts::{
    BREAK_GLASS_LASTS, BreakGlass, Facts, GRANT_LASTS, GRANT_LONGEST, Grant, Grantee, KeptFrom,
    Relation, RelationKind,
};
pub use names::{is_named, same_name};
pub use reach::{BEYOND_GRANTS, CLIENT_OWN_SECTIONS, EMERGENCY_SECTIONS, KEEPABLE, PROXY_SECTIONS};
pub use watch::{KEEPING_SECTIONS, keep_watch};

use crate::ids::{ClientId, PersonId};
use crate::people::Role;
use crate::sections::Sections;
use crate::time::Moment;
use alloc::vec::Vec;
use reach::bases;

/// Who asks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Asker {
    /// The person.
    pub person: PersonId,
    /// The role they signed in with.
    pub role: Role,
}

/// Why someone asks. Every opening has one, and the client reads it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Purpose {
    /// It is their own.
    OwnRecord,
    /// Working with the client.
    Treatment,
    /// Looking down the list of one's own clients.
    Caseload,
    /// Supervising the work with the client.
    Supervision,
    /// Standing beside the client at the client's wish.
    Advocacy,
    /// Saying who works with whom. Opens no content.
    Assignment,
    /// An emergency, under break-glass.
    Emergency,
    /// For a court or an authority. Only a grant that says this and nothing else opens for it.
    Proceedings,
    /// The service itself writes to the client, as they said it may. Nobody can ask for it: it is
    /// in no list to choose from, and the decision never gives it to anyone.
    Contact,
    /// The service itself keeps watch over what was promised to the client. Nobody can ask for it:
    /// as for [`Self::Contact`], and only [`keep_watch`] makes an access of it.
    Keeping,
}

impl Purpose {
    /// Every purpose someone can ask for, in the order the golden matrix prints them.
    pub const ALL: [Self; 8] = [
        Self::OwnRecord,
        Self::Treatment,
        Self::Caseload,
        Self::Supervision,
        Self::Advocacy,
        Self::Assignment,
        Self::Emergency,
        Self::Proceedings,
    ];

    /// The code under which the ledger and the message catalogue know the purpose.
    pub const fn code(self) -> &'static str {
        match self {
            Self::OwnRecord => "own-record",
            Self::Treatment => "treatment",
            Self::Caseload => "caseload",
            Self::Supervision => "supervision",
            Self::Advocacy => "advocacy",
            Self::Assignment => "assignment",
            Self::Emergency => "emergency",
            Self::Proceedings => "proceedings",
            Self::Contact => "contact",
            Self::Keeping => "keeping",
        }
    }

    /// The purpose with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.code() == code)
    }
}

/// On what an access rests. The client reads it in the ledger.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Basis {
    /// It is their own record.
    Own,
    /// They work with the client in this way.
    Relation(RelationKind),
    /// The client granted it.
    Grant,
    /// They broke the glass.
    BreakGlass,
    /// They say who works with whom for the service.
    Duty,
    /// No person: the service keeps watch over what was promised.
    Service,
}

impl Basis {
    /// The code under which the ledger and the message catalogue know the basis.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Relation(RelationKind::Therapist) => "relation-therapist",
            Self::Relation(RelationKind::Supervisor) => "relation-supervisor",
            Self::Relation(RelationKind::Advocate) => "relation-advocate",
            Self::Relation(RelationKind::Team) => "relation-team",
            Self::Grant => "grant",
            Self::BreakGlass => "break-glass",
            Self::Duty => "duty",
            Self::Service => "service",
        }
    }
}

/// A decision that someone may open these sections of this record for this purpose. Only
/// [`decide`] makes one for a person, so holding it proves that the question was asked and answered
/// with yes; [`keep_watch`] makes the service's own.
///
/// ```compile_fail
/// // Nobody can write an access down.
/// let access = care::Access { basis: care::Basis::Own };
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Access {
    asker: Asker,
    whose: ClientId,
    sections: Sections,
    purpose: Purpose,
    basis: Basis,
    decided_at: Moment,
}

impl Access {
    /// Who may.
    pub const fn asker(&self) -> Asker {
        self.asker
    }

    /// Whose record.
    pub const fn whose(&self) -> ClientId {
        self.whose
    }

    /// Which sections.
    pub const fn sections(&self) -> Sections {
        self.sections
    }

    /// What for.
    pub const fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// On what it rests.
    pub const fn basis(&self) -> Basis {
        self.basis
    }

    /// When it was decided.
    pub const fn decided_at(&self) -> Moment {
        self.decided_at
    }

    /// Whether something may be written under it. What a client granted, and an emergency, are for
    /// looking: whoever looks so leaves nothing in the record but the line that says so.
    pub const fn may_write(&self) -> bool {
        matches!(
            self.basis,
            Basis::Own | Basis::Relation(_) | Basis::Duty | Basis::Service
        )
    }
}

/// Why someone may not. To the person who asked, every one of these looks like a record that does
/// not exist; the reason is for the golden matrix and for the lead's own log of refusals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Refused {
    /// For this person the client does not exist.
    Conflict,
    /// The client keeps one of these sections from this person.
    KeptFrom,
    /// Nothing connects them: no relation, no grant, not their own.
    NoBasis,
    /// There is a basis, but it does not reach these sections.
    OutOfScope,
    /// There is a basis, but not for this purpose.
    WrongPurpose,
    /// There was a basis and it has ended, or it has not begun.
    NotNow,
}

/// Decides whether `asker` may open `sections` of `whose` record for `purpose`.
///
/// All of `sections` or none: a partial yes would hide from the client what was meant.
pub fn decide(
    asker: Asker,
    whose: ClientId,
    sections: Sections,
    purpose: Purpose,
    facts: &Facts,
    now: Moment,
) -> Result<Access, Refused> {
    if facts.conflicts.contains(&asker.person) {
        return Err(Refused::Conflict);
    }
    if !facts.kept_from(asker.person).and(sections).is_empty() {
        return Err(Refused::KeptFrom);
    }
    if asker.person == PersonId::SERVICE {
        return Err(Refused::NoBasis);
    }
    if matches!(purpose, Purpose::Contact | Purpose::Keeping) {
        return Err(Refused::WrongPurpose);
    }
    let allow = |basis| Access {
        asker,
        whose,
        sections,
        purpose,
        basis,
        decided_at: now,
    };
    let mut refused = Refused::NoBasis;
    for (basis, answer) in bases(asker, whose, purpose, facts, now) {
        match answer {
            Ok(reach) if reach.covers(sections) => return Ok(allow(basis)),
            Ok(_) => refused = refused.max(Refused::OutOfScope),
            Err(why) => refused = refused.max(why),
        }
    }
    Err(refused)
}

/// How far someone reaches for one purpose on one basis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reach {
    /// What for.
    pub purpose: Purpose,
    /// On what it rests.
    pub basis: Basis,
    /// What [`decide`] would open.
    pub sections: Sections,
}

/// Everything [`decide`] would open for `asker` at `now`: what is told to a client who asks who can
/// see what.
pub fn reach(asker: Asker, whose: ClientId, facts: &Facts, now: Moment) -> Vec<Reach> {
    let mut all: Vec<Reach> = Vec::new();
    if facts.conflicts.contains(&asker.person) {
        return all;
    }
    let kept = facts.kept_from(asker.person);
    for purpose in Purpose::ALL {
        for (basis, answer) in bases(asker, whose, purpose, facts, now) {
            let sections = answer.map_or(Sections::NONE, |reach| reach.without(kept));
            let known = all
                .iter_mut()
                .find(|one| one.purpose == purpose && one.basis == basis);
            match known {
                _ if sections.is_empty() => {}
                Some(one) => one.sections = one.sections.or(sections),
                None => all.push(Reach {
                    purpose,
                    basis,
                    sections,
                }),
            }
        }
    }
    all
}
