//! A form and its evidence come together; what ships reads.

use super::shipped::FILES;
use super::*;
use crate::{ItemKind, Posted};
use std::path::Path;

const FORM: &str = r#"{"resourceType":"Questionnaire","url":"urn:x-test:form","version":"1",
    "status":"draft","item":[{"linkId":"a","text":"A?","type":"boolean"}]}"#;

fn evidence(hash: &str) -> String {
    format!(
        "licence = 'CC0-1.0'\nbasis = 'a test'\nsource = 'here'\ntext_sha256 = '{hash}'\n\
         validated = false\nnote = 'none'\n"
    )
}

fn refusal(files: &[(&str, &str)]) -> (String, LibraryProblem) {
    let refused = Library::from_files(files.iter().copied()).unwrap_err();
    (refused.path, refused.problem)
}

#[test]
fn a_form_that_changed_is_refused_with_both_hashes() {
    let written = sha256(FORM.as_bytes());
    let changed = FORM.replace("A?", "B?");
    let found = sha256(changed.as_bytes());
    assert_eq!(
        Library::from_files([("f.json", FORM), ("f.evidence.toml", &evidence(&written))])
            .map(|library| library.forms().len()),
        Ok(1)
    );
    let refused = Library::from_files([
        ("f.json", changed.as_str()),
        ("f.evidence.toml", &evidence(&written)),
    ])
    .unwrap_err();
    let words = refused.to_string();
    for part in ["f.json", &written, &found] {
        assert!(words.contains(part), "{words}");
    }
    assert_eq!(
        refused.problem,
        LibraryProblem::Changed {
            expected: written,
            found
        }
    );
}

#[test]
fn a_form_and_its_evidence_come_together_or_not_at_all() {
    let good = evidence(&sha256(FORM.as_bytes()));
    let path = |path: &str| path.to_owned();
    for (files, at, problem) in [
        (
            vec![("f.json", FORM)],
            "f.json",
            LibraryProblem::NoEvidence(path("f.evidence.toml")),
        ),
        (
            vec![("f.evidence.toml", good.as_str())],
            "f.evidence.toml",
            LibraryProblem::NoForm(path("f.json")),
        ),
        (
            vec![("readme.md", "words")],
            "readme.md",
            LibraryProblem::Stranger,
        ),
        (
            vec![
                ("f.json", FORM),
                ("f.evidence.toml", &good),
                ("g.json", FORM),
                ("g.evidence.toml", &good),
            ],
            "g.json",
            LibraryProblem::SameForm(path("f.json")),
        ),
        (
            vec![("f.json", FORM), ("f.json", FORM)],
            "f.json",
            LibraryProblem::SamePath,
        ),
    ] {
        assert_eq!(refusal(&files), (path(at), problem), "{files:?}");
    }
}

#[test]
fn evidence_says_everything_and_nothing_else() {
    let good = evidence(&sha256(FORM.as_bytes()));
    for wrong in [
        good.replace("'here'", "' '"),
        good.replace("note = 'none'\n", ""),
        format!("{good}nonsense = 1\n"),
        good.replace("false", "'maybe'"),
        "not toml at all".to_owned(),
    ] {
        let (path, problem) = refusal(&[("f.json", FORM), ("f.evidence.toml", &wrong)]);
        assert_eq!(path, "f.evidence.toml");
        assert!(matches!(problem, LibraryProblem::NotEvidence(_)), "{wrong}");
    }
}

#[test]
fn a_form_without_a_version_is_not_shelved() {
    let form = FORM.replace(r#""version":"1","#, "");
    let beside = evidence(&sha256(form.as_bytes()));
    let (_, problem) = refusal(&[("f.json", &form), ("f.evidence.toml", &beside)]);
    assert_eq!(problem, LibraryProblem::NoVersion);
}

#[test]
fn every_check_in_and_plan_of_the_library_ships() {
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../library");
    let mut on_disk = Vec::new();
    for folder in ["check_ins", "plans"] {
        for file in std::fs::read_dir(library.join(folder)).unwrap() {
            on_disk.push(format!("{folder}/{}", file.unwrap().file_name().display()));
        }
    }
    on_disk.sort();
    let mut ships: Vec<_> = FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
    ships.sort();
    assert_eq!(ships, on_disk);
}

#[test]
fn what_a_form_measures_is_kept_as_written_and_not_read() {
    let plain = evidence(&sha256(FORM.as_bytes()));
    let measures = format!("{plain}[measure]\nanything = 'goes'\n");
    for (beside, said) in [(&plain, false), (&measures, true)] {
        let library = Library::from_files([("f.json", FORM), ("f.evidence.toml", beside)]).unwrap();
        let shelved = &library.forms()[0];
        assert_eq!(shelved.evidence.measures, said);
        assert_eq!(&shelved.sidecar, beside);
    }
}

#[test]
fn a_pack_has_evidence_and_a_hash_as_any_form() {
    let pack = r#"{"resourceType":"Questionnaire"}"#;
    let beside = evidence(&sha256(pack.as_bytes()));
    let library = Library::from_files([
        ("w.pack.json", pack),
        ("w.evidence.toml", &beside),
        ("w.text.toml", "language = 'en'"),
    ])
    .unwrap();
    assert!(library.forms().is_empty());
    assert_eq!(library.packs()[0].bytes, pack.as_bytes());
    assert_eq!(library.packs()[0].sidecar, beside);
    assert_eq!(library.texts()[0].path, "w.text.toml");

    let changed = pack.replace('}', " }");
    let (path, problem) = refusal(&[("w.pack.json", &changed), ("w.evidence.toml", &beside)]);
    assert_eq!(path, "w.pack.json");
    assert!(matches!(problem, LibraryProblem::Changed { .. }));

    let (path, problem) = refusal(&[("w.pack.json", pack)]);
    assert_eq!(path, "w.pack.json");
    assert_eq!(
        problem,
        LibraryProblem::NoEvidence("w.evidence.toml".to_owned())
    );

    let (path, problem) = refusal(&[
        ("w.pack.json", pack),
        ("w.json", FORM),
        ("w.evidence.toml", &beside),
    ]);
    assert_eq!(path, "w.evidence.toml");
    assert_eq!(problem, LibraryProblem::FormAndPack("w.json".to_owned()));
}

#[test]
fn the_shipped_library_reads_and_every_word_is_there_in_spanish() {
    let library = shipped().unwrap();
    for path in [
        "check_ins/session.json",
        "check_ins/next_day.json",
        "plans/crisis.json",
        "plans/agreement.json",
    ] {
        let shelved = library.by_path(path).unwrap();
        assert!(!shelved.evidence.validated);
        assert_eq!(shelved.evidence.licence, "CC0-1.0");
        assert!(shelved.form.languages().contains("es"));
        for item in shelved.form.every_item() {
            let text = item.text().unwrap();
            assert_ne!(text.in_language("es"), text.written(), "{}", item.link_id());
        }
        assert_eq!(
            library
                .by_canonical(&shelved.form.canonical())
                .map(|s| &s.path),
            Some(&shelved.path)
        );
    }
}

#[test]
fn the_session_check_in_asks_six_things_on_a_line_from_0_to_10() {
    let library = shipped().unwrap();
    let form = &library.by_path("check_ins/session.json").unwrap().form;
    let mut sliders = Vec::new();
    for item in form.every_item() {
        if let ItemKind::Slider(slider) = item.kind() {
            assert_eq!((slider.min(), slider.max(), slider.step()), (0, 10, 1));
            assert!(slider.low_label().is_some() && slider.high_label().is_some());
            sliders.push(item.link_id().as_str());
        }
    }
    let asked = [
        "heard",
        "taken_seriously",
        "accepted",
        "agree_what",
        "agree_how",
        "safe_enough",
    ];
    assert_eq!(sliders, asked);
}

#[test]
fn every_question_of_the_session_check_in_can_be_skipped_or_left() {
    let library = shipped().unwrap();
    let form = &library.by_path("check_ins/session.json").unwrap().form;
    assert!(Posted::new(&[]).answers(form).unwrap().answers().is_empty());
    let mut skips = Vec::new();
    for item in form
        .every_item()
        .into_iter()
        .filter(|item| item.is_question())
    {
        skips.push((format!("skip.{}", item.link_id()), "on".to_owned()));
    }
    let response = Posted::new(&skips).answers(form).unwrap();
    assert!(
        response
            .answers()
            .iter()
            .all(|(_, answer)| answer.is_skipped())
    );
    // What is asked only after a "yes", and what they may see, were not asked.
    assert_eq!(response.answers().len(), skips.len() - 2);
}

#[test]
fn nothing_in_a_plan_or_an_agreement_has_to_be_answered_and_nothing_in_it_is_scored() {
    let library = shipped().unwrap();
    for path in ["plans/crisis.json", "plans/agreement.json"] {
        let plan = library.by_path(path).unwrap();
        assert!(!plan.evidence.measures);
        assert!(!plan.form.every_item().iter().any(|item| item.required()));
        let none = Posted::new(&[]).answers(&plan.form).unwrap();
        assert!(none.answers().is_empty());
    }
}

#[test]
fn the_session_check_in_asks_on_only_when_it_was_told_to() {
    let library = shipped().unwrap();
    let form = &library.by_path("check_ins/session.json").unwrap().form;
    for (field, value, question, asked) in [
        ("felt_off", "yes", "off_kind", true),
        ("felt_off", "no", "off_kind", false),
        ("felt_off", "not_now", "off_kind", false),
        ("who_sees", "therapist_now", "see_each", true),
        ("who_sees", "someone_else", "see_each", true),
        ("who_sees", "only_me", "see_each", false),
        ("skip.who_sees", "on", "see_each", false),
    ] {
        let fields = [(field.to_owned(), value.to_owned())];
        let shown = Posted::new(&fields).shown(form);
        assert_eq!(shown.contains(question), asked, "{field}={value}");
    }
}

#[test]
fn every_worksheet_reads_says_what_it_rests_on_and_is_there_in_spanish() {
    let library = worksheets().unwrap_or_else(|refused| panic!("{refused}"));
    assert!(!library.forms().is_empty());
    for sheet in library.forms() {
        let path = &sheet.path;
        assert!(!sheet.evidence.validated, "{path}");
        assert!(sheet.form.title().is_some(), "{path}");
        assert!(sheet.form.languages().contains("es"), "{path}");
        let items = sheet.form.every_item();
        assert!(!items.iter().any(|item| item.required()), "{path}");
    }
}
