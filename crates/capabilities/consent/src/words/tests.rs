//! The sentences, in both languages, by tables.

use super::*;
use crate::rules::What;
use care::{Basis, PersonId, Purpose, RelationKind, Role, Section};
use pages::Language;
use pages::catalogue::Catalogue;

const EN: Words = Words::new(Language::English);
const ES: Words = Words::new(Language::Spanish);

fn at(hour: i64, minute: i64) -> Moment {
    Moment::from_millis((hour * 60 + minute) * care::MINUTE)
}

fn entry(basis: Basis, role: Role, purpose: Purpose, wrote: bool, sections: &[Section]) -> Entry {
    let by = PersonId::from_bytes([2; 16]);
    let what = What {
        by,
        role,
        wrote,
        sections: Sections::of(sections),
        purpose,
        basis,
    };
    Entry {
        what,
        times: vec![at(14, 2)],
        lines: Vec::new(),
    }
}

fn someone(basis: Basis, role: Role) -> Someone {
    Someone {
        by: PersonId::from_bytes([2; 16]),
        role,
        basis,
        did: Vec::new(),
    }
}

#[test]
fn each_person_is_named_once_with_the_right_they_had() {
    use {Basis as B, RelationKind as K, Role as R};
    let therapist = B::Relation(K::Therapist);
    for (right, role, name, en, es) in [
        (
            therapist,
            R::Therapist,
            Some("Ruth Okafor"),
            "Ruth Okafor | They may, because they are your therapist.",
            "Ruth Okafor | Puede, porque es tu terapeuta.",
        ),
        (
            therapist,
            R::Therapist,
            None,
            "Someone | They may, because they are your therapist.",
            "Alguien | Puede, porque es tu terapeuta.",
        ),
        (
            B::Duty,
            R::ServiceLead,
            Some("Imani Brooks"),
            "Imani Brooks | They may, because they lead the service.",
            "Imani Brooks | Puede, porque dirige el servicio.",
        ),
        (
            B::Grant,
            R::PeerSupporter,
            Some("Ana Ruiz"),
            "Ana Ruiz (a peer supporter here) | They may, because you allowed it.",
            "Ana Ruiz (apoyo entre iguales de aquí) | Puede, porque tú lo permitiste.",
        ),
        (
            B::BreakGlass,
            R::WardNurse,
            None,
            "Someone (a ward nurse here) | They could, because they said it was an emergency.",
            "Alguien (enfermería de planta de aquí) | Pudo, porque dijo que era una emergencia.",
        ),
    ] {
        let one = someone(right, role);
        for (words, said) in [(EN, en), (ES, es)] {
            let head = format!("{} | {}", who(words, &one, name), basis(words, &one));
            assert_eq!(head, said);
        }
    }
}

#[test]
fn a_sentence_names_what_what_for_and_when() {
    use {Basis as B, Purpose as P, RelationKind as K, Role as R, Section as S};
    let therapist = B::Relation(K::Therapist);
    let read = [S::CheckIns, S::Measures];
    let crisis = [S::Identity, S::CrisisPlan];
    for (entry, en, es) in [
        (
            entry(therapist, R::Therapist, P::Treatment, false, &read),
            "Opened what you said after sessions and your questionnaires, to work with you, at \
             14:02.",
            "Abrió lo que dijiste después de las sesiones y tus cuestionarios, para trabajar \
             contigo, a las 14:02.",
        ),
        (
            entry(
                therapist,
                R::Therapist,
                P::Treatment,
                true,
                &[S::Relationship],
            ),
            "Wrote in your record: how you work together, to work with you, at 14:02.",
            "Escribió en tu registro: cómo trabajan juntos, para trabajar contigo, a las 14:02.",
        ),
        (
            entry(B::Duty, R::ServiceLead, P::Assignment, true, &[S::Consent]),
            "Wrote in your record: who may see your record, to say who works with you, at 14:02.",
            "Escribió en tu registro: quién puede ver tu registro, para decir quién trabaja \
             contigo, a las 14:02.",
        ),
        (
            entry(B::BreakGlass, R::WardNurse, P::Emergency, false, &crisis),
            "Opened your personal details and your crisis plan, in an emergency, at 14:02.",
            "Abrió tus datos personales y tu plan de crisis, en una emergencia, a las 14:02.",
        ),
    ] {
        assert_eq!(did(EN, &entry, &TimeZone::UTC), en);
        assert_eq!(did(ES, &entry, &TimeZone::UTC), es);
    }
}

#[test]
fn every_part_purpose_right_and_role_has_words_in_every_language() {
    let sections = Section::ALL.map(|section| format!("seen-section-{}", section.code()));
    let purposes = Purpose::ALL.map(|purpose| format!("seen-purpose-{}", purpose.code()));
    let roles = Role::ALL.map(|role| format!("seen-role-{}", role.code()));
    let kinds = [
        RelationKind::Therapist,
        RelationKind::Supervisor,
        RelationKind::Advocate,
        RelationKind::Team,
    ]
    .map(Basis::Relation);
    let stands = kinds.map(|basis| format!("seen-who-{}", basis.code()));
    let others = [Basis::Own, Basis::Grant, Basis::BreakGlass, Basis::Duty];
    let bases = kinds
        .into_iter()
        .chain(others)
        .map(|basis| format!("seen-basis-{}", basis.code()));
    let keys: Vec<String> = sections
        .into_iter()
        .chain(purposes)
        .chain(roles)
        .chain(stands)
        .chain(bases)
        .collect();
    for key in keys {
        for language in Language::ALL {
            assert!(
                Catalogue::shipped().has(language, &key),
                "{key} in {language:?}"
            );
        }
    }
}

#[test]
fn no_sentence_shows_a_code_or_an_id() {
    for right in [
        Basis::Own,
        Basis::Grant,
        Basis::Relation(RelationKind::Team),
    ] {
        for purpose in Purpose::ALL {
            for role in Role::ALL {
                let entry = entry(right, role, purpose, false, &Section::ALL);
                for words in [EN, ES] {
                    let one = someone(right, role);
                    let said = [
                        who(words, &one, None),
                        basis(words, &one),
                        did(words, &entry, &TimeZone::UTC),
                    ]
                    .concat();
                    assert!(!said.contains("seen-") && !said.contains("0202"), "{said}");
                    assert!(!said.contains('$') && !said.contains('{'), "{said}");
                }
            }
        }
    }
}

#[test]
fn the_times_of_a_day_are_named_or_counted() {
    let day: Vec<Moment> = (0..7).map(|n| at(9 + n, 10)).collect();
    for (count, en, es) in [
        (1, "at 09:10", "a las 09:10"),
        (2, "at 09:10 and 10:10", "a las 09:10 y 10:10"),
        (
            4,
            "at 09:10, 10:10, 11:10 and 12:10",
            "a las 09:10, 10:10, 11:10 y 12:10",
        ),
        (
            5,
            "5 times, from 09:10 to 13:10",
            "5 veces, entre las 09:10 y las 13:10",
        ),
        (
            7,
            "7 times, from 09:10 to 15:10",
            "7 veces, entre las 09:10 y las 15:10",
        ),
    ] {
        let said: Vec<Moment> = day.iter().copied().take(count).collect();
        assert_eq!(times(EN, &said, &TimeZone::UTC), en);
        assert_eq!(times(ES, &said, &TimeZone::UTC), es);
    }
}

#[test]
fn a_minute_is_named_once_and_nothing_is_left_out_of_the_count() {
    for (minutes, en, es) in [
        (&[0, 0, 0][..], "3 times, at 09:00", "3 veces, a las 09:00"),
        (
            &[0, 0, 5],
            "3 times, at 09:00 and 09:05",
            "3 veces, a las 09:00 y 09:05",
        ),
        (
            &[0, 1, 2, 3, 3, 3],
            "6 times, at 09:00, 09:01, 09:02 and 09:03",
            "6 veces, a las 09:00, 09:01, 09:02 y 09:03",
        ),
        (
            &[0, 1, 2, 3, 4, 4],
            "6 times, from 09:00 to 09:04",
            "6 veces, entre las 09:00 y las 09:04",
        ),
    ] {
        let said: Vec<Moment> = minutes.iter().map(|minute| at(9, *minute)).collect();
        assert_eq!(times(EN, &said, &TimeZone::UTC), en);
        assert_eq!(times(ES, &said, &TimeZone::UTC), es);
    }
}

#[test]
fn ones_own_day_is_quiet() {
    let wrote = Sections::of(&[Section::CheckIns]);
    for (looks, writes, en, es) in [
        (0, (0, Sections::NONE), vec![], vec![]),
        (
            1,
            (0, Sections::NONE),
            vec!["You looked at your own record once."],
            vec!["Miraste tu propio registro una vez."],
        ),
        (
            3,
            (2, wrote),
            vec![
                "You wrote in your own record 2 times: what you said after sessions.",
                "You looked at your own record 3 times.",
            ],
            vec![
                "Escribiste en tu propio registro 2 veces: lo que dijiste después de las sesiones.",
                "Miraste tu propio registro 3 veces.",
            ],
        ),
    ] {
        assert_eq!(own(EN, looks, writes), en);
        assert_eq!(own(ES, looks, writes), es);
    }
}

/// Flesch-Kincaid grade (Kincaid and others, 1975), with syllables counted as groups of vowels,
/// which counts a few too many rather than too few.
fn grade(text: &str) -> f64 {
    let number = |count: usize| f64::from(u32::try_from(count.max(1)).unwrap());
    let words: Vec<&str> = text
        .split_whitespace()
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect();
    let vowel = |c: char| "aeiouy".contains(c.to_ascii_lowercase());
    let syllables = |word: &&str| {
        let letters: Vec<char> = word.chars().filter(|c| c.is_alphabetic()).collect();
        let groups = letters
            .iter()
            .enumerate()
            .filter(|(n, c)| vowel(**c) && (*n == 0 || !vowel(letters[n - 1])));
        let silent =
            letters.len() > 3 && letters.ends_with(&['e']) && !vowel(letters[letters.len() - 2]);
        (groups.count() - usize::from(silent)).max(1)
    };
    let sentences = text
        .split(['.', ':'])
        .filter(|part| part.chars().any(char::is_alphabetic))
        .count();
    let all: usize = words.iter().map(syllables).sum();
    0.39 * number(words.len()) / number(sentences) + 11.8 * number(all) / number(words.len())
        - 15.59
}

#[test]
fn a_nine_year_old_could_read_it() {
    // Reading age 9 is US grade 4. A single sentence can lie above; the page as a whole cannot.
    let mut page = String::new();
    for key in [
        "seen-title",
        "seen-intro",
        "seen-may-title",
        "seen-may-lead",
        "seen-was-title",
    ] {
        page.push_str(&EN.say(key));
        page.push_str(if key.ends_with("title") { ". " } else { " " });
    }
    for (right, role, purpose) in [
        (
            Basis::Relation(RelationKind::Therapist),
            Role::Therapist,
            Purpose::Treatment,
        ),
        (Basis::Duty, Role::ServiceLead, Purpose::Assignment),
        (
            Basis::Relation(RelationKind::Advocate),
            Role::Advocate,
            Purpose::Advocacy,
        ),
    ] {
        let entry = entry(right, role, purpose, false, &[Section::CheckIns]);
        let one = someone(right, role);
        for said in [
            who(EN, &one, Some("Ruth")) + ".",
            basis(EN, &one),
            did(EN, &entry, &TimeZone::UTC),
        ] {
            page.push_str(&said);
            page.push(' ');
        }
    }
    page.push_str(&own(EN, 3, (0, Sections::NONE)).concat());
    let grade = grade(&page);
    assert!(grade < 5.0, "grade {grade:.1}: {page}");
}

#[test]
fn what_the_service_itself_did_names_no_person() {
    use {Purpose as P, Role as R};
    for (wrote, en, es) in [
        (
            false,
            "The service itself looked at the promises made to you, at 14:02. No person did.",
            "El propio servicio miró las promesas que te hicimos, a las 14:02. Ninguna persona lo \
             hizo.",
        ),
        (
            true,
            "The service itself wrote down what became of a promise, at 14:02. No person did.",
            "El propio servicio anotó qué pasó con una promesa, a las 14:02. Ninguna persona lo \
             hizo.",
        ),
    ] {
        let looked = entry(
            Basis::Service,
            R::Administrator,
            P::Keeping,
            wrote,
            &[Section::Overview, Section::Relationship],
        );
        let mut one = someone(Basis::Service, R::Administrator);
        one.did = vec![looked.clone()];
        for (words, said, itself) in [
            (EN, en, "The service itself"),
            (ES, es, "El propio servicio"),
        ] {
            assert_eq!(did(words, &looked, &TimeZone::UTC), said);
            assert_eq!(who(words, &one, None), itself);
            assert!(!basis(words, &one).contains("seen-"));
        }
    }
}
