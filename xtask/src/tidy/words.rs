//! Words Attune does not say.
//!
//! It promises no safety it cannot give: nothing makes a phone untraceable, and believing it can
//! cost a life. And it does not speak of people as services often do.

use super::Finding;
use super::code::{find_words, line_of};
use super::tree::{File, Tree};

/// What nobody may claim, in both languages: no page, program or exit can do these, and someone in
/// danger who believed one of them would be in more. Compared in lower case.
const CLAIMS: [&str; 112] = [
    "untraceable",
    "cannot be traced",
    "can't be traced",
    "impossible to trace",
    "leaves no trace",
    "leave no trace",
    "without a trace",
    "erases your history",
    "anonymous guaranteed",
    "guaranteed anonymous",
    "anonymity guaranteed",
    "completely anonymous",
    "fully anonymous",
    "100 % safe",
    "100% safe",
    "100 % secure",
    "100% secure",
    "completely safe",
    "completely secure",
    "perfectly safe",
    "totally safe",
    "totally secure",
    "absolutely safe",
    "unhackable",
    "unbreakable",
    "military-grade",
    "bank-level",
    "nobody can see",
    "no one can see",
    "irrastreable",
    "no rastreable",
    "imposible de rastrear",
    "no se puede rastrear",
    "no deja rastro",
    "sin dejar rastro",
    "anonimato garantizado",
    "totalmente anónim",
    "100 % seguro",
    "100% seguro",
    "totalmente seguro",
    "completamente seguro",
    "nadie puede ver",
    "undetectable",
    "cannot be detected",
    "can't be detected",
    "cannot be found out",
    "invisible to everyone",
    "hides everything",
    "hides your history",
    "erase your history",
    "clears your history",
    "clear your history",
    "deletes your history",
    "deletes all traces",
    "removes all traces",
    "no one will know",
    "nobody will know",
    "no one will ever know",
    "nobody will ever know",
    "spyware-proof",
    "protects you from spyware",
    "protects from spyware",
    "stops spyware",
    "safe from spyware",
    "hacker-proof",
    "hack-proof",
    "impossible to hack",
    "cannot be hacked",
    "can't be hacked",
    "tamper-proof",
    "foolproof",
    "risk-free",
    "without any risk",
    "zero risk",
    "keeps you safe",
    "you are safe here",
    "guarantees your safety",
    "safety guaranteed",
    "guaranteed safe",
    "completely private",
    "totally private",
    "perfectly private",
    "100 % private",
    "100% private",
    "completely confidential",
    "indetectable",
    "no se puede detectar",
    "invisible para todos",
    "oculta todo",
    "borra tu historial",
    "borra el historial",
    "elimina tu historial",
    "borra todas las huellas",
    "borra tus huellas",
    "nadie lo sabrá",
    "nadie sabrá",
    "nadie se enterará",
    "a prueba de hackers",
    "a prueba de espías",
    "protege de programas espía",
    "imposible de hackear",
    "sin ningún riesgo",
    "sin riesgo alguno",
    "te mantiene a salvo",
    "aquí estás a salvo",
    "garantiza tu seguridad",
    "seguridad garantizada",
    "totalmente privado",
    "completamente privado",
    "100 % privado",
    "100% privado",
    "completamente confidencial",
];

/// What Attune does not call people or what they do, and the word it uses.
const CALLED: [(&str, &str); 13] = [
    ("patient", "client"),
    ("patients", "clients"),
    ("user", "client, practitioner or person"),
    ("users", "people"),
    ("login", "sign-in"),
    ("non-compliant", "what happened, without a verdict"),
    ("noncompliant", "what happened, without a verdict"),
    ("refused", "chose not to, or said no"),
    ("paciente", "cliente"),
    ("pacientes", "clientes"),
    ("usuario", "cliente, profesional o persona"),
    ("usuaria", "cliente, profesional o persona"),
    ("incumplidor", "lo que pasó, sin juicio"),
];

/// Every word that people would read and Attune does not say.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    tree.files()
        .flat_map(|file| claims(file).into_iter().chain(called(file)))
        .collect()
}

/// What says, before a claim and in its sentence, that it does not hold.
const DENIALS: [&str; 10] = [
    " not ",
    "n't ",
    "never ",
    "nothing ",
    "nor ",
    "without claiming ",
    "no promete ",
    " nunca ",
    " nada ",
    "refuses ",
];

fn claims(file: &File) -> Vec<Finding> {
    let is_shown =
        file.path.starts_with("library/") || file.ending() == "ftl" || file.ending() == "html";
    // What is said about the program may name a claim to deny it; what it says itself may not.
    let is_about = file.path == "README.md" || file.path.starts_with("docs/");
    if !is_shown && !is_about {
        return Vec::new();
    }
    // Places are counted in the lowered text, whose lines are those of the file.
    let text = file.text.to_lowercase();
    let found = CLAIMS.iter().flat_map(|claim| text.match_indices(claim));
    found
        .filter(|(at, _)| is_shown || !is_denied(&text, *at))
        .map(|(at, claim)| Finding {
            path: file.path.clone(),
            line: line_of(&text, at),
            rule: "claims",
            message: format!("\"{claim}\" promises what nobody can keep: say what is true"),
        })
        .collect()
}

/// Whether a claim is only named: between marks, or after a denial in the same sentence.
fn is_denied(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    if before.ends_with(['"', '“', '«', '`']) {
        return true;
    }
    let sentence = before.rsplit(['.', '!', '?', '\n']).next();
    let sentence = format!(" {}", sentence.unwrap_or_default());
    DENIALS.iter().any(|denial| sentence.contains(denial))
}

fn called(file: &File) -> Vec<Finding> {
    if !file.path.starts_with("library/locales/") {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        let said = said(file, line).to_lowercase();
        for (word, instead) in CALLED {
            if !find_words(&said, word).is_empty() {
                findings.push(Finding {
                    path: file.path.clone(),
                    line: number + 1,
                    rule: "called",
                    message: format!("\"{word}\" is not our word; say: {instead}"),
                });
            }
        }
    }
    findings
}

/// What a person reads of a line: in a catalogue, neither remarks nor names nor placeables.
fn said(file: &File, line: &str) -> String {
    if file.ending() != "ftl" {
        return line.to_owned();
    }
    if line.starts_with('#') {
        return String::new();
    }
    let begins_a_message = !line.starts_with(' ') || line.trim_start().starts_with('.');
    let value = match line.split_once('=') {
        Some((_, value)) if begins_a_message => value,
        _ => line,
    };
    let mut depth = 0_usize;
    let keep = |c: char| match c {
        '{' => {
            depth += 1;
            None
        }
        '}' => {
            depth = depth.saturating_sub(1);
            None
        }
        _ => (depth == 0).then_some(c),
    };
    value.chars().filter_map(keep).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn a_claim_nobody_can_keep_is_found_in_either_language() {
        assert_eq!(
            found("library/locales/en.ftl", "exit = This is 100 % Safe."),
            1
        );
        assert_eq!(
            found(
                "library/locales/es.ftl",
                "exit = Esta página no deja rastro."
            ),
            1
        );
        assert_eq!(
            found("crates/floor/pages/src/exit.html", "<p>Untraceable.</p>"),
            1
        );
        assert_eq!(
            found(
                "docs/threat-model.md",
                "It does not make a phone untraceable."
            ),
            0
        );
    }

    #[test]
    fn what_is_said_about_the_program_may_deny_a_claim_and_not_make_it() {
        for (text, count) in [
            ("Exit keeps you safe.", 1),
            ("It never says that it keeps you safe.", 0),
            ("No. It keeps you safe.", 1),
            ("Words such as “undetectable” are refused.", 0),
            ("It is undetectable, and not slow.", 1),
            ("Borra tu historial.", 1),
        ] {
            for path in ["README.md", "docs/tour/one.md"] {
                assert_eq!(found(path, text), count, "{text}");
            }
        }
        assert_eq!(found("crates/x/src/lib.rs", "Exit keeps you safe."), 0);
    }

    #[test]
    fn our_words_for_people_are_used() {
        for (text, count) in [
            ("a = The patient was told.", 1),
            ("a =\n    The user has a login.", 2),
            ("a = El paciente y la usuaria.", 2),
            ("a = Be impatient with systems, not people.", 0),
            ("sign-in-refused = That did not work.", 0),
            ("# For a user of the catalogue.\na = Hello { $user }.", 0),
            ("a = Hello\n    .title = Patient record", 1),
        ] {
            assert_eq!(found("library/locales/en.ftl", text), count, "{text}");
        }
    }

    #[test]
    fn the_words_are_listed_as_they_are_compared() {
        for word in CLAIMS.into_iter().chain(CALLED.map(|(word, _)| word)) {
            assert_eq!(word, word.to_lowercase());
        }
    }
}
