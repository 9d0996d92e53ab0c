//! Words Attune does not say.
//!
//! It promises no safety it cannot give: nothing makes a phone untraceable, and believing it can
//! cost a life. And it does not speak of people as services often do.

use super::Finding;
use super::code::{find_words, line_of};
use super::tree::{File, Tree};

/// What nobody may claim, in both languages. Compared in lower case.
const CLAIMS: [&str; 42] = [
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

fn claims(file: &File) -> Vec<Finding> {
    let is_shown =
        file.path.starts_with("library/") || file.ending() == "ftl" || file.ending() == "html";
    if !is_shown {
        return Vec::new();
    }
    // Places are counted in the lowered text, whose lines are those of the file.
    let text = file.text.to_lowercase();
    let found = CLAIMS.iter().flat_map(|claim| text.match_indices(claim));
    found
        .map(|(at, claim)| Finding {
            path: file.path.clone(),
            line: line_of(&text, at),
            rule: "claims",
            message: format!("\"{claim}\" promises what nobody can keep: say what is true"),
        })
        .collect()
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
