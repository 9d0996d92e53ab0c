//! The rules about people, by tables.

use super::*;
use care::PersonId;

#[test]
fn a_passphrase_is_long_and_not_the_first_that_anyone_would_try() {
    for (passphrase, name, wrong) in [
        ("", "ruth", Some(Wrong::PassphraseTooShort)),
        ("eleven char", "ruth", Some(Wrong::PassphraseTooShort)),
        ("twelve chars", "ruth", None),
        ("ñandú en el patio", "ruth", None),
        ("alllowercaseletters", "ruth", None),
        ("PassWord1234", "ruth", Some(Wrong::PassphraseTooCommon)),
        ("aaaaaaaaaaaaaaaa", "ruth", Some(Wrong::PassphraseTooCommon)),
        ("abababababab", "ruth", Some(Wrong::PassphraseTooCommon)),
        (
            "ruth.okafor2026",
            "ruth.okafor",
            Some(Wrong::PassphraseTooCommon),
        ),
        (
            "Ruth.Okafor ruth.okafor",
            "ruth.okafor",
            Some(Wrong::PassphraseTooCommon),
        ),
        ("ruth.okafor likes rain", "ruth.okafor", None),
    ] {
        assert_eq!(wrong_passphrase(passphrase, name), wrong, "{passphrase}");
    }
    let long = "a long passphrase ".repeat(20);
    assert_eq!(
        wrong_passphrase(&long, "ruth"),
        Some(Wrong::PassphraseTooLong)
    );
}

#[test]
fn every_common_passphrase_would_otherwise_be_long_enough() {
    for common in COMMON {
        assert_eq!(common, common.to_lowercase(), "compared without capitals");
        assert!(
            common.chars().count() >= PASSPHRASE_MIN,
            "{common} is refused anyway"
        );
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let wrong = wrong_with(" ", "r", "short");
    assert_eq!(
        wrong,
        [
            Wrong::NameMissing,
            Wrong::SignInName,
            Wrong::PassphraseTooShort
        ]
    );
    assert_eq!(wrong_with("Ruth Okafor", "ruth", "a slow green river"), []);
    assert_eq!(
        wrong_with(&"r".repeat(NAME_MAX + 1), "ruth", "a slow green river"),
        [Wrong::NameTooLong]
    );
}

#[test]
fn capitals_and_spaces_do_not_make_another_sign_in_name() {
    for typed in ["mina.k", " Mina.K ", "MINA.K", "\tmina.k\n"] {
        assert_eq!(normal(typed), "mina.k");
    }
    assert_eq!(normal("Mina   K"), "mina k");
    assert_ne!(normal("mina k"), normal("minak"));
}

#[test]
fn a_sign_in_ends_when_its_time_is_up_or_nobody_was_seen() {
    let at = Moment::from_millis;
    let ends = at(CLIENT_STAYS);
    for (seen, now, live) in [
        (0, 0, true),
        (0, IDLE_ENDS - 1, true),
        (0, IDLE_ENDS, false),
        (CLIENT_STAYS - 1, CLIENT_STAYS - 1, true),
        (CLIENT_STAYS - 1, CLIENT_STAYS, false),
        (CLIENT_STAYS, CLIENT_STAYS, false),
    ] {
        assert_eq!(
            is_live(ends, at(seen), at(now)),
            live,
            "seen {seen}, now {now}"
        );
    }
    assert_eq!(stays(Role::Client), 24 * HOUR);
    for role in Role::ALL.into_iter().filter(|role| role.is_staff()) {
        assert_eq!(stays(role), 12 * HOUR);
    }
}

#[test]
fn whoever_fits_a_relation_can_open_something_by_it_and_nobody_else_fits() {
    let [client, person] = [1, 2].map(|n| PersonId::from_bytes([n; 16]));
    let now = Moment::from_millis(10);
    for role in Role::ALL {
        for kind in KINDS {
            let facts = Facts {
                relations: vec![Relation {
                    person,
                    kind,
                    from: now,
                    until: None,
                }],
                level: care::LevelOfCare::Inpatient,
                ..Facts::default()
            };
            let opens = care::Purpose::ALL
                .into_iter()
                .filter(|purpose| *purpose != care::Purpose::Assignment);
            let opens = opens.into_iter().any(|purpose| {
                let sections = care::Sections::of(&[care::Section::Identity]);
                let asker = care::Asker { person, role };
                care::decide(
                    asker,
                    care::ClientId::of(client),
                    sections,
                    purpose,
                    &facts,
                    now,
                )
                .is_ok()
            });
            assert_eq!(fits(role, kind), opens, "{role:?} {kind:?}");
        }
    }
}

#[test]
fn a_relation_begins_once_ends_once_and_is_remembered() {
    let person = PersonId::from_bytes([2; 16]);
    let at = |millis| Relation {
        person,
        kind: RelationKind::Therapist,
        from: Moment::from_millis(millis),
        until: None,
    };
    let first = begun(&Facts::default(), at(10)).unwrap_or_default();
    assert_eq!(begun(&first, at(20)), None, "a second time changes nothing");
    let over = ended(&first, at(30)).unwrap_or_default();
    assert_eq!(
        over.relations,
        [Relation {
            until: Some(Moment::from_millis(30)),
            ..at(10)
        }]
    );
    assert_eq!(ended(&over, at(40)), None);
    let again = begun(&over, at(50)).unwrap_or_default();
    assert_eq!(again.relations.len(), 2, "what was stays");
    let other = Relation {
        kind: RelationKind::Supervisor,
        ..at(60)
    };
    assert_eq!(
        ended(&again, other),
        None,
        "another kind is another relation"
    );
}
