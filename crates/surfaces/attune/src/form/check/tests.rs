//! The command from files to its exit code.

use super::Check;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const GOOD: &str = include_str!("../../../../../../library/measures/gad-7.json");
const EVIDENCE: &str = include_str!("../../../../../../library/measures/gad-7.evidence.toml");
const PACK: &str = include_str!("../../../../../../library/measures/wai-sr.pack.json");
const PACK_EVIDENCE: &str = include_str!("../../../../../../library/measures/wai-sr.evidence.toml");

fn run(files: &[&Path], stdin: &[u8]) -> (u8, String) {
    let files: Vec<PathBuf> = files.iter().map(|file| (*file).to_owned()).collect();
    let mut out = Vec::new();
    let ended = Check { files }.between(stdin, &mut out);
    let code = ended.map_or_else(|why| why.code(), |()| 0);
    (code, String::from_utf8(out).unwrap())
}

fn piped(form: &str) -> (u8, String) {
    run(&[Path::new("-")], form.as_bytes())
}

/// A form with one item.
fn form(item: &str) -> String {
    format!(
        "{{\"resourceType\": \"Questionnaire\", \"status\": \"active\", \"url\": \"urn:made-up:x\", \"version\": \"1\", \"language\": \"en\",\n \"item\": [\n  {item}\n ]}}"
    )
}

#[test]
fn every_problem_is_said_with_its_line_its_item_and_what_to_do() {
    let (code, said) = piped(&form(
        "{\"linkId\": \"b\", \"text\": \"B\", \"type\": \"boolean\", \"enableWhen\": [{\"question\": \"c\", \"operator\": \"exists\", \"answerBoolean\": true}]},\n  {\"linkId\": \"b\", \"text\": \"B\", \"type\": \"boolean\"},\n  {\"linkId\": \"a\", \"text\": \"A\", \"type\": \"chioce\"}",
    ));
    assert_eq!(code, 3, "{said}");
    for told in [
        "-:3:",
        "there is no question 'c'",
        "-:4:",
        "another item",
        "-:5:",
        "linkId 'a'",
        "chioce",
        "-: 3 to be mended",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let mended = said.lines().filter(|line| line.starts_with("    ")).count();
    assert_eq!(mended, 3, "{said}");
}

#[test]
fn a_good_form_has_nothing_to_be_mended_and_gentle_findings_stand_apart() {
    let (code, said) = piped(GOOD);
    assert_eq!(code, 0, "{said}");
    assert!(said.ends_with("-: nothing to be mended\n"), "{said}");
    let nameless = form("{\"linkId\": \"a\", \"text\": \"A\", \"type\": \"boolean\"}")
        .replace("\"version\": \"1\", ", "");
    let (code, said) = piped(&nameless);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("-: to know: the form: no version"), "{said}");
}

#[test]
fn what_is_no_form_is_refused_at_once() {
    let large = format!("{{\"x\": \"{}\"}}", "x".repeat(50 << 20));
    let deep = form(&"{\"item\": [".repeat(10_000));
    let cycle = form(
        "{\"linkId\": \"a\", \"text\": \"A\", \"type\": \"boolean\", \"enableWhen\": [{\"question\": \"b\", \"operator\": \"exists\", \"answerBoolean\": true}]},\n  {\"linkId\": \"b\", \"text\": \"B\", \"type\": \"boolean\", \"enableWhen\": [{\"question\": \"a\", \"operator\": \"exists\", \"answerBoolean\": true}]}",
    );
    for (text, told) in [
        (large.as_str(), "at most 1048576 are read"),
        (deep.as_str(), "deep"),
        (cycle.as_str(), "each waits for the next"),
        ("", "not JSON"),
        ("{\"resourceType\": \"Patient\"}", "resourceType"),
        ("\u{0}\u{1}", "not JSON"),
    ] {
        let (code, said) = piped(text);
        assert_eq!(code, 3, "{told}");
        assert!(said.contains(told), "{told}: {said}");
        assert!(said.len() < 2_000, "{}", said.len());
    }
}

/// A folder with a form or pack and its evidence.
fn folder(form: &str, content: &str, evidence: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(form), content).unwrap();
    let name = form.split('.').next().unwrap();
    let beside = folder.path().join(format!("{name}.evidence.toml"));
    std::fs::write(beside, evidence).unwrap();
    folder
}

#[test]
fn the_evidence_beside_a_form_is_looked_at_too() {
    let wrong_case = EVIDENCE.replace("scores = { total = 14 }", "scores = { total = 15 }");
    for (content, evidence, code, told) in [
        (
            GOOD.to_owned(),
            EVIDENCE.to_owned(),
            0,
            "nothing to be mended",
        ),
        (
            GOOD.replace("nervous", "restless"),
            EVIDENCE.to_owned(),
            3,
            "changed since its evidence",
        ),
        (
            GOOD.to_owned(),
            EVIDENCE.replace("licence =", "license ="),
            3,
            "license",
        ),
        (
            GOOD.to_owned(),
            wrong_case,
            3,
            "gad-7.evidence.toml: measure.case",
        ),
        (
            GOOD.replace("Questionnaire\"", "Form\""),
            EVIDENCE.to_owned(),
            3,
            "looked at once",
        ),
    ] {
        let folder = folder("gad-7.json", &content, &evidence);
        for file in ["gad-7.json", "gad-7.evidence.toml"] {
            let (found, said) = run(&[&folder.path().join(file)], b"");
            assert_eq!(found, code, "{told}: {said}");
            assert!(said.contains(told), "{told}: {said}");
        }
    }
    let folder = folder("wai-sr.pack.json", PACK, PACK_EVIDENCE);
    let (code, said) = run(&[&folder.path().join("wai-sr.pack.json")], b"");
    assert_eq!(code, 0, "{said}");
}

#[test]
fn several_files_are_each_said_by_name_and_one_that_is_not_there_does_not_hide_the_others() {
    let folder = folder("gad-7.json", GOOD, EVIDENCE);
    let (good, gone) = (
        folder.path().join("gad-7.json"),
        folder.path().join("gone.json"),
    );
    let (code, said) = run(&[&gone, &good, folder.path()], b"");
    assert_eq!(code, 1, "{said}");
    let mut wanted = String::new();
    writeln!(wanted, "{}: nothing to be mended", good.display()).unwrap();
    assert!(said.contains(&wanted), "{said}");
    assert_eq!(said.matches("could not be read").count(), 2, "{said}");
}

#[test]
fn every_shipped_form_and_pack_has_nothing_to_be_mended() {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../library/measures");
    let mut files: Vec<PathBuf> = std::fs::read_dir(shipped)
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "json"));
    let all: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    assert!(all.len() > 20, "{}", all.len());
    let (code, said) = run(&all, b"");
    assert_eq!(code, 0, "{said}");
}
