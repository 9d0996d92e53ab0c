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
    }
}

#[test]
fn a_sentence_names_who_what_what_for_when_and_on_what_right() {
    use {Basis as B, Purpose as P, RelationKind as K, Role as R, Section as S};
    let therapist = B::Relation(K::Therapist);
    for (entry, name, en, es) in [
        (
            entry(
                therapist,
                R::Therapist,
                P::Treatment,
                false,
                &[S::CheckIns, S::Measures],
            ),
            Some("Ruth Okafor"),
            "Ruth Okafor (your therapist) opened what you said after sessions and your \
             questionnaires, to work with you, at 14:02. They may, because they are your therapist.",
            "Ruth Okafor (tu terapeuta) abrió lo que dijiste después de las sesiones y tus \
             cuestionarios, para trabajar contigo, a las 14:02. Puede, porque es tu terapeuta.",
        ),
        (
            entry(
                therapist,
                R::Therapist,
                P::Treatment,
                true,
                &[S::Relationship],
            ),
            Some("Ruth Okafor"),
            "Ruth Okafor (your therapist) wrote in your record: how you work together, to work with \
             you, at 14:02. They may, because they are your therapist.",
            "Ruth Okafor (tu terapeuta) escribió en tu registro: cómo trabajan juntos, para trabajar \
             contigo, a las 14:02. Puede, porque es tu terapeuta.",
        ),
        (
            entry(B::Duty, R::ServiceLead, P::Assignment, true, &[S::Consent]),
            Some("Imani Brooks"),
            "Imani Brooks (who leads the service) wrote in your record: who may see your record, \
             to say who works with you, at 14:02. They may, because they lead the service.",
            "Imani Brooks (quien dirige el servicio) escribió en tu registro: quién puede ver tu \
             registro, para decir quién trabaja contigo, a las 14:02. Puede, porque dirige el servicio.",
        ),
        (
            entry(
                B::BreakGlass,
                R::WardNurse,
                P::Emergency,
                false,
                &[S::Identity, S::CrisisPlan],
            ),
            None,
            "Someone (a ward nurse here) opened your personal details and your crisis plan, in \
             an emergency, at 14:02. They could, because they said it was an emergency.",
            "Alguien (enfermería de planta de aquí) abrió tus datos personales y tu plan de crisis, en una emergencia, a las 14:02. Pudo, porque dijo que era una emergencia.",
        ),
    ] {
        assert_eq!(sentence(EN, &entry, name, &TimeZone::UTC), en);
        assert_eq!(sentence(ES, &entry, name, &TimeZone::UTC), es);
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
    let who = kinds.map(|basis| format!("seen-who-{}", basis.code()));
    let others = [Basis::Own, Basis::Grant, Basis::BreakGlass, Basis::Duty];
    let bases = kinds
        .into_iter()
        .chain(others)
        .map(|basis| format!("seen-basis-{}", basis.code()));
    let keys: Vec<String> = sections
        .into_iter()
        .chain(purposes)
        .chain(roles)
        .chain(who)
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
    for basis in [
        Basis::Own,
        Basis::Grant,
        Basis::Relation(RelationKind::Team),
    ] {
        for purpose in Purpose::ALL {
            for role in Role::ALL {
                let entry = entry(basis, role, purpose, false, &Section::ALL);
                for words in [EN, ES] {
                    let said = sentence(words, &entry, None, &TimeZone::UTC);
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
    for (basis, role, purpose) in [
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
        let entry = entry(basis, role, purpose, false, &[Section::CheckIns]);
        page.push_str(&sentence(EN, &entry, Some("Ruth"), &TimeZone::UTC));
        page.push(' ');
    }
    page.push_str(&own(EN, 3, (0, Sections::NONE)).concat());
    let grade = grade(&page);
    assert!(grade < 5.0, "grade {grade:.1}: {page}");
}
