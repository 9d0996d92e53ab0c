//! What can be sent at all: every wording in every language, against an allow-list, a lexicon, one
//! length, and everything that could lead somewhere.

use contact::message::{BODY_BYTES, COVERS, SUBJECT_BYTES, wording};
use pages::Language;
use std::collections::BTreeSet;
use testing::shows;

/// The reviewed wordings. Whoever changes one changes it here too, and has read it as someone would
/// who lives with the person it goes to.
const REVIEWED: [(&str, &str); 8] = [
    (
        "A note for you",
        "Hello,\n\nthere is something new on your page. You can look whenever it suits you. There is no hurry.\n\nThis note is sent by a machine. Nobody reads an answer to it.",
    ),
    (
        "Your reminder",
        "Hello,\n\nthis is the reminder that you asked for. There is nothing you have to do now.\n\nThis note is sent by a machine. Nobody reads an answer to it.",
    ),
    (
        "The list has changed",
        "Hello,\n\nthe list has changed since you last looked. You can look whenever it suits you.\n\nThis note is sent by a machine. Nobody reads an answer to it.",
    ),
    (
        "News",
        "Hello,\n\nthere is a new entry. You can read it whenever you like.\n\nThis note is sent by a machine. Nobody reads an answer to it.",
    ),
    (
        "Una nota para usted",
        "Hola:\n\nhay algo nuevo en su página. Puede mirarlo cuando le venga bien. No hay prisa.\n\nEsta nota la envía una máquina. Nadie lee las respuestas.",
    ),
    (
        "Su recordatorio",
        "Hola:\n\neste es el recordatorio que pidió. No tiene que hacer nada ahora.\n\nEsta nota la envía una máquina. Nadie lee las respuestas.",
    ),
    (
        "La lista ha cambiado",
        "Hola:\n\nla lista ha cambiado desde la última vez. Puede mirarla cuando le venga bien.\n\nEsta nota la envía una máquina. Nadie lee las respuestas.",
    ),
    (
        "Novedades",
        "Hola:\n\nhay una entrada nueva. Puede leerla cuando quiera.\n\nEsta nota la envía una máquina. Nadie lee las respuestas.",
    ),
];

fn lexicon() -> BTreeSet<&'static str> {
    include_str!("lexicon.txt")
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .collect()
}

#[test]
fn every_wording_is_a_reviewed_one_of_one_length_and_says_nothing() {
    let lexicon = lexicon();
    assert!(lexicon.len() >= 500, "{} words", lexicon.len());
    let mut seen = 0;
    for (place, language) in Language::ALL.into_iter().enumerate() {
        for cover in 0..COVERS {
            let said = wording(cover, language);
            assert_eq!(said.subject.len(), SUBJECT_BYTES, "{said:?}");
            assert_eq!(said.body.len(), BODY_BYTES, "{said:?}");
            let body = said.body.trim_end().replace("\r\n", "\n");
            let reviewed = REVIEWED[place * usize::from(COVERS) + usize::from(cover)];
            assert_eq!((said.subject.trim_end(), body.as_str()), reviewed);
            for word in said
                .subject
                .split(|c: char| !c.is_alphanumeric() && c != '-')
                .chain(body.split(|c: char| !c.is_alphanumeric() && c != '-'))
            {
                assert!(!lexicon.contains(word.to_lowercase().as_str()), "{word}");
            }
            for leads in ["http", "www", "://", "@", "<", ">", "=", "%", "#"] {
                assert!(!body.contains(leads), "{leads}: {body}");
            }
            assert!(!body.chars().any(|c| c.is_ascii_digit()), "{body}");
            seen += 1;
        }
    }
    assert_eq!(seen, REVIEWED.len());
    shows(
        "SC-2",
        &format!(
            "{seen} wordings in {} languages: all reviewed, one length, 0 of {} words of care, 0 links",
            Language::ALL.len(),
            lexicon.len()
        ),
    );
}

#[test]
fn a_number_that_no_wording_has_is_the_first() {
    assert_eq!(
        wording(200, Language::English),
        wording(0, Language::English)
    );
}

#[test]
fn every_line_of_a_mail_ends_as_mail_wants_it() {
    let body = wording(0, Language::Spanish).body;
    let stripped = body.replace("\r\n", "");
    assert!(!stripped.contains(['\r', '\n']));
    assert!(body.is_char_boundary(body.len() - 1));
    assert_eq!(body.chars().last().unwrap(), '\n');
}
