//! The measures that ship: every file is listed, read and in agreement with its evidence; every
//! worked case reproduces; and a change to any of it is noticed.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

use instruments::{MeasureProblem, Measures, SafetyKind};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../library/measures")
}

/// Every file of the folder but what is only there to be read by people.
fn files() -> Vec<(String, Vec<u8>)> {
    fs::read_dir(folder())
        .unwrap()
        .map(|file| file.unwrap())
        .map(|file| {
            let name = file.file_name().into_string().unwrap();
            (name, fs::read(file.path()).unwrap())
        })
        .filter(|(name, _)| Path::new(name).extension().is_none_or(|kind| kind != "md"))
        .collect()
}

#[test]
fn every_measure_of_the_library_reads_and_reproduces_its_cases() {
    // Each by itself first, so that one mistake does not hide the next.
    let all = files();
    let mut refused = Vec::new();
    for (name, bytes) in &all {
        let Some(stem) = name.strip_suffix(".json") else {
            continue;
        };
        let stem = stem.strip_suffix(".pack").unwrap_or(stem);
        let beside = format!("{stem}.evidence.toml");
        let mut both = vec![(name.clone(), bytes.clone())];
        both.extend(all.iter().filter(|(other, _)| *other == beside).cloned());
        if let Err(fault) = Measures::from_files(both) {
            refused.push(fault.to_string());
        }
    }
    assert!(refused.is_empty(), "\n{}", refused.join("\n"));
    assert!(Measures::from_files(all).is_ok());
}

#[test]
fn every_measure_of_the_library_ships() {
    let mut on_disk = BTreeSet::new();
    for (name, _) in files() {
        let stem = [".pack.json", ".json", ".evidence.toml"]
            .iter()
            .find_map(|ending| name.strip_suffix(ending));
        on_disk.insert(stem.unwrap_or(&name).to_owned());
    }
    let measures = Measures::shipped().unwrap();
    let ships: BTreeSet<String> = measures.all().iter().map(|m| m.id().to_owned()).collect();
    assert_eq!(ships, on_disk);
}

#[test]
fn a_letter_changed_in_any_form_is_noticed() {
    for (name, bytes) in files() {
        let Some(stem) = name.strip_suffix(".json") else {
            continue;
        };
        let stem = stem.strip_suffix(".pack").unwrap_or(stem);
        let beside = format!("{stem}.evidence.toml");
        let evidence = fs::read(folder().join(&beside)).unwrap();
        let mut changed = bytes.clone();
        let place = changed.iter().position(|byte| *byte == b'1').unwrap();
        changed[place] = b'2';
        let refused =
            Measures::from_files([(name.clone(), changed), (beside, evidence)]).unwrap_err();
        assert_eq!(refused.path, name);
        assert!(
            matches!(
                *refused.problem,
                MeasureProblem::Library(forms::LibraryProblem::Changed { .. })
            ),
            "{refused}"
        );
    }
}

/// A score needs no answer that the form would not take, so the measure's own worked cases say it
/// for every item: this asks the same of the form's options.
#[test]
fn every_option_of_every_form_has_the_number_that_is_scored() {
    let measures = Measures::shipped().unwrap();
    for measure in measures.all() {
        let Some(form) = measure.form() else { continue };
        for item in measure.items() {
            assert!(form.item(&item.link_id).is_some(), "{}", item.link_id);
            assert!(item.takes(item.min) && item.takes(item.max));
            assert!(!item.takes(item.max + 1.0) && !item.takes(item.min - 1.0));
        }
    }
}

#[test]
fn nothing_unvalidated_passes_for_validated() {
    let measures = Measures::shipped().unwrap();
    for measure in measures.all() {
        assert_ne!(measure.name(), "");
        if measure.id().starts_with("attune-") {
            assert!(!measure.validated(), "{}", measure.id());
            assert_eq!(measure.evidence().licence, "CC0-1.0");
        }
        assert_eq!(
            measure.form().is_none(),
            measure.is_pack(),
            "{}",
            measure.id()
        );
        assert!(measure.shortest_interval() >= measure.recall().days.unwrap_or(0));
    }
}

#[test]
fn no_number_of_any_measure_stands_without_its_source() {
    let all = files();
    let mut tried = 0;
    for (name, bytes) in &all {
        let Some(stem) = name.strip_suffix(".evidence.toml") else {
            continue;
        };
        let form = all
            .iter()
            .find(|(other, _)| {
                [format!("{stem}.json"), format!("{stem}.pack.json")].contains(other)
            })
            .unwrap();
        let evidence = str::from_utf8(bytes).unwrap();
        let (head, measure) = evidence.split_once("[measure]").unwrap();
        let lines: Vec<&str> = measure.lines().collect();
        for (place, line) in lines.iter().enumerate() {
            // Sources over several lines end in the same key, so these stand for all.
            if !line.starts_with("source = \"") || line.starts_with("source = \"\"\"") {
                continue;
            }
            let mut without = lines.clone();
            without.remove(place);
            let sidecar = format!("{head}[measure]{}", without.join("\n"));
            let both = [form.clone(), (name.clone(), sidecar.into_bytes())];
            let refused = Measures::from_files(both).unwrap_err();
            assert!(refused.key.ends_with(".source"), "{refused}");
            tried += 1;
        }
    }
    assert!(tried > 50, "{tried}");
}

#[test]
fn a_wish_for_contact_is_no_word_about_safety() {
    let measures = Measures::shipped().unwrap();
    let kinds = |id: &str| -> Vec<SafetyKind> {
        let measure = measures.get(id).unwrap();
        measure.safety().map(|item| item.kind).collect()
    };
    assert_eq!(kinds("attune-next-day"), [SafetyKind::Contact]);
    // Where nothing is said, it is about safety.
    assert_eq!(kinds("phq-9"), [SafetyKind::Safety]);
}

/// Where one rule looks at all answers together, an item by itself must not say something else.
#[test]
fn what_the_answers_ask_for_is_said_once() {
    let measures = Measures::shipped().unwrap();
    let mut triages = 0;
    for measure in measures.all() {
        let none = measure.score(&vec![None; measure.items().len()]).unwrap();
        let triage = |found: &instruments::Found<'_>| {
            matches!(found.outcome, instruments::FoundOutcome::Next { .. })
        };
        if none.findings.iter().any(triage) {
            triages += 1;
            assert_eq!(measure.safety().count(), 0, "{}", measure.id());
        }
    }
    assert_eq!(triages, 2);
}

#[test]
fn a_form_about_a_month_waits_out_the_longest_month() {
    let measures = Measures::shipped().unwrap();
    let mut months = 0;
    for measure in measures.all() {
        if measure.recall().words.contains("past month") && measure.recall().days.is_some() {
            months += 1;
            assert!(measure.shortest_interval() >= 31, "{}", measure.id());
        }
    }
    assert_eq!(months, 4);
}

#[test]
fn trust_has_no_better_direction() {
    let measures = Measures::shipped().unwrap();
    for id in ["etmcq", "kusiv3"] {
        for rule in measures.get(id).unwrap().scores() {
            assert_eq!(rule.direction(), None, "{id} {}", rule.name);
        }
    }
}

#[test]
fn what_is_to_be_done_next_names_what_was_said() {
    let measures = Measures::shipped().unwrap();
    let asq = measures.get("asq").unwrap();
    let yes = |answers: [Option<f64>; 5]| -> Vec<String> {
        let scored = asq.score(&answers).unwrap();
        let found = scored.findings.iter().flat_map(|found| &found.yes);
        found.map(|item| (*item).to_owned()).collect()
    };
    let (said, no) = (Some(1.0), Some(0.0));
    assert_eq!(yes([no, said, no, None, said]), ["asq.2", "asq.5"]);
    assert!(yes([no, no, no, no, None]).is_empty());
}
