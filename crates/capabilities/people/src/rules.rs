//! What is decided about people, purely: sign-in names and passphrases, who may stand how to a
//! client, and how long a sign-in lives.

use care::{DAY, Facts, HOUR, MINUTE, Moment, Relation, RelationKind, Role};
use std::collections::BTreeSet;
use unicode_normalization::UnicodeNormalization;

/// The longest name, in characters: the service's own choice, long enough for any name.
pub const NAME_MAX: usize = 120;
/// The shortest sign-in name, in characters.
pub const SIGN_IN_NAME_MIN: usize = 3;
/// The longest sign-in name, in characters.
pub const SIGN_IN_NAME_MAX: usize = 64;
/// The shortest passphrase, in characters. NIST SP 800-63B-4 asks for 15 where a passphrase stands
/// alone and 8 beside another factor; passkeys come later, and people in distress type this.
pub const PASSPHRASE_MIN: usize = 12;
/// The longest passphrase, in characters. NIST SP 800-63B-4 asks for room for at least 64.
pub const PASSPHRASE_MAX: usize = 256;
/// What must remain of a passphrase, in characters, when the sign-in name is taken out of it.
const BEYOND_NAME: usize = 8;
/// How many different characters a passphrase has at least.
const DIFFERENT: usize = 5;
/// How long a client stays signed in at most (NIST SP 800-63B-4, AAL2: 24 hours).
pub const CLIENT_STAYS: i64 = 24 * HOUR;
/// How long staff stay signed in at most: a long shift.
pub const STAFF_STAYS: i64 = 12 * HOUR;
/// How long someone stays signed in without being seen (NIST SP 800-63B-4, AAL2: one hour).
pub const IDLE_ENDS: i64 = HOUR;
/// After how long unseen a sign-in of staff rests: whoever is there proves again who they are, and
/// nothing is lost. This project's own choice, stricter than the hour of AAL2.
pub const STAFF_REST: i64 = 10 * MINUTE;
/// How long a sign-in that still needs its second step waits for it: long enough to install an
/// authenticator, this project's own choice.
pub(crate) const HALF_STAYS: i64 = 30 * MINUTE;
/// How coarsely "last seen" is written back: it is for ending sign-ins, not for watching people.
pub(crate) const SEEN_EVERY: i64 = 5 * MINUTE;
/// How long a device is remembered: as long as browsers keep a cookie (RFC 6265bis, 400 days).
pub(crate) const DEVICE_KEPT: i64 = 400 * DAY;

/// The most common passphrases of twelve characters and more, compared without capitals.
const COMMON: [&str; 40] = [
    "123456789012",
    "1234567890123",
    "12345678901234",
    "123456789123",
    "1234567891011",
    "012345678910",
    "123123123123",
    "123412341234",
    "121212121212",
    "987654321098",
    "0987654321098",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiop1234567890",
    "qwertyuiopasdfghjkl",
    "qwerty123456",
    "qwerty1234567",
    "1q2w3e4r5t6y",
    "1qaz2wsx3edc",
    "1qaz2wsx3edc4rfv",
    "asdfghjkl123",
    "abcdefghijkl",
    "abcdefghijklm",
    "abcdefghijklmnopqrstuvwxyz",
    "abcdefg123456",
    "password1234",
    "password12345",
    "password123456",
    "passwordpassword",
    "password123!",
    "passw0rd1234",
    "iloveyou1234",
    "iloveyou12345",
    "iloveyouforever",
    "administrator",
    "letmein12345",
    "welcome12345",
    "changeme1234",
    "contraseña123",
    "contrasena123",
];

/// What is wrong with something that was typed, so that it can be said where it was typed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Wrong {
    /// There is no name.
    NameMissing,
    /// The name is longer than [`NAME_MAX`].
    NameTooLong,
    /// The sign-in name is too short, too long, or has characters nobody can type.
    SignInName,
    /// Someone else comes in under that sign-in name.
    SignInNameTaken,
    /// The passphrase is shorter than [`PASSPHRASE_MIN`].
    PassphraseTooShort,
    /// The passphrase is longer than [`PASSPHRASE_MAX`].
    PassphraseTooLong,
    /// The passphrase is among the first that anyone would try.
    PassphraseTooCommon,
    /// The role is not one that staff can have.
    Role,
}

/// A sign-in name as it is looked up: without spaces around it and without capitals, and the same
/// from every keyboard (NFC, Unicode Standard Annex 15; NIST SP 800-63B-4, section 3.1.1.2).
pub(crate) fn normal(sign_in_name: &str) -> String {
    composed(&as_typed(sign_in_name))
}

/// A sign-in name as earlier ones were kept: by the letters of the keyboard it was typed on.
pub(crate) fn as_typed(sign_in_name: &str) -> String {
    let words: Vec<&str> = sign_in_name.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// Words as they are compared: an "ñ" is the same whether a keyboard sends one sign or two.
pub(crate) fn composed(typed: &str) -> String {
    typed.nfc().collect()
}

/// What is wrong with what a new person was given.
pub(crate) fn wrong_with(name: &str, sign_in_name: &str, passphrase: &str) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    match name.trim().chars().count() {
        0 => wrong.push(Wrong::NameMissing),
        count if count > NAME_MAX => wrong.push(Wrong::NameTooLong),
        _ => {}
    }
    let normal = normal(sign_in_name);
    let fits = (SIGN_IN_NAME_MIN..=SIGN_IN_NAME_MAX).contains(&normal.chars().count());
    if !fits || normal.chars().any(char::is_control) {
        wrong.push(Wrong::SignInName);
    }
    wrong.extend(wrong_passphrase(passphrase, &normal));
    wrong
}

/// What is wrong with a passphrase, if anything. No rules of composition: length, and not among
/// the first that anyone would try (NIST SP 800-63B-4, section 3.1.1).
pub(crate) fn wrong_passphrase(passphrase: &str, normal_name: &str) -> Option<Wrong> {
    let count = passphrase.chars().count();
    if count < PASSPHRASE_MIN {
        return Some(Wrong::PassphraseTooShort);
    }
    if count > PASSPHRASE_MAX {
        return Some(Wrong::PassphraseTooLong);
    }
    let small = passphrase.trim().to_lowercase();
    let different: BTreeSet<char> = small.chars().collect();
    let beyond = if normal_name.is_empty() {
        count
    } else {
        small.replace(normal_name, "").chars().count()
    };
    let common = COMMON.contains(&small.as_str());
    (common || different.len() < DIFFERENT || beyond < BEYOND_NAME)
        .then_some(Wrong::PassphraseTooCommon)
}

/// How long someone in this role stays signed in at most, in milliseconds.
pub(crate) const fn stays(role: Role) -> i64 {
    if role.is_staff() {
        STAFF_STAYS
    } else {
        CLIENT_STAYS
    }
}

/// Whether a sign-in is still one.
pub(crate) fn is_live(ends: Moment, seen: Moment, now: Moment) -> bool {
    now < ends && now - seen < IDLE_ENDS
}

/// Whether a sign-in rests: of someone who works here, all the way in, and nobody seen for a while.
pub(crate) fn rests(role: Role, is_in: bool, seen: Moment, now: Moment) -> bool {
    role.is_staff() && is_in && now - seen >= STAFF_REST
}

/// Whether someone is here at `now`.
pub(crate) fn is_here(until: Option<Moment>, now: Moment) -> bool {
    until.is_none_or(|until| now < until)
}

/// Whether someone in this role can stand so to a client. What they may then open is decided by
/// [`care::decide`].
pub(crate) const fn fits(role: Role, kind: RelationKind) -> bool {
    match kind {
        RelationKind::Therapist => matches!(role, Role::Therapist),
        RelationKind::Supervisor => matches!(role, Role::Supervisor | Role::Therapist),
        RelationKind::Advocate => matches!(role, Role::Advocate),
        RelationKind::Team => matches!(
            role,
            Role::Therapist | Role::PeerSupporter | Role::Facilitator | Role::WardNurse
        ),
    }
}

/// Every way to stand to a client, in the order offered.
pub(crate) const KINDS: [RelationKind; 4] = [
    RelationKind::Therapist,
    RelationKind::Supervisor,
    RelationKind::Advocate,
    RelationKind::Team,
];

/// The code under which forms and the message catalogue know the kind.
pub(crate) const fn code(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Therapist => "therapist",
        RelationKind::Supervisor => "supervisor",
        RelationKind::Advocate => "advocate",
        RelationKind::Team => "team",
    }
}

/// Whether a relation holds at `now`.
pub(crate) fn holds(relation: &Relation, now: Moment) -> bool {
    now >= relation.from && relation.until.is_none_or(|until| now < until)
}

fn is_same(one: &Relation, other: &Relation) -> bool {
    one.person == other.person && one.kind == other.kind
}

/// The facts with this relation begun; `None` if it holds already.
pub(crate) fn begun(facts: &Facts, relation: Relation) -> Option<Facts> {
    let there = |one: &Relation| is_same(one, &relation) && holds(one, relation.from);
    if facts.relations.iter().any(there) {
        return None;
    }
    let mut facts = facts.clone();
    facts.relations.push(relation);
    Some(facts)
}

/// The facts with this person's relation of this kind ended; `None` if there is none to end. What
/// was stays in the facts.
pub(crate) fn ended(facts: &Facts, relation: Relation) -> Option<Facts> {
    let now = relation.from;
    let mut changed = facts.clone();
    for one in changed
        .relations
        .iter_mut()
        .filter(|one| is_same(one, &relation) && holds(one, now))
    {
        one.until = Some(now);
    }
    (changed != *facts).then_some(changed)
}

#[cfg(test)]
mod tests;
