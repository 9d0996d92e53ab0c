//! Packs: structure that anyone may hold, words only from the holder of a licence.

#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod fixture;

use fixture::{MEASURE, evidence, form};
use instruments::{MeasureProblem, MeasureRefused, Measures};

/// The made-up form without its words.
fn pack() -> String {
    let mut pack = form();
    for weight in 0..=3 {
        pack = pack.replace(&format!(r#","display":"Option {weight}""#), "");
    }
    for words in ["Question 1", "Question 2", "Question 3", "Gate", "Words"] {
        pack = pack.replace(&format!(r#""text":"{words}?","#), "");
    }
    pack
}

const TEXT: &str = r#"
language = "en"
licence = "Permission of 3 May 2026, letter in the office"
confirmed_by = "Robin Example"
confirmed_on = "2026-05-04"
source = "the printed form"

[items]
"q.1" = "First?"
"q.2" = "Second?"
"q.3" = "Third?"
"q.gate" = "Did it happen?"
"q.words" = "In your words?"

[options]
"o0" = "Never"
"o1" = "Seldom"
"o2" = "Often"
"o3" = "Always"

[options_of."q.3"]
"o0" = "Not once"
"#;

fn read(pack: &str, text: Option<&str>) -> Result<Measures, MeasureRefused> {
    let mut files = vec![
        ("made-up.pack.json", pack.to_owned()),
        ("made-up.evidence.toml", evidence(pack, MEASURE)),
    ];
    files.extend(text.map(|text| ("made-up.text.toml", text.to_owned())));
    Measures::from_files(files)
}

#[test]
fn without_words_a_pack_scores_and_cannot_be_shown() {
    let measures = read(&pack(), None).unwrap();
    let measure = measures.get("made-up").unwrap();
    assert!(measure.is_pack());
    assert!(measure.form().is_none());
    assert_eq!(measure.canonical(), "urn:x-test:made-up|1");
    let answers = [Some(3.0), Some(0.0), Some(1.0), Some(1.0)];
    let scored = measure.score(&answers).unwrap();
    assert_eq!(
        scored.score("total").and_then(|score| score.value),
        Some(7.0)
    );
}

#[test]
fn with_the_words_of_a_licence_a_pack_is_a_form() {
    let measures = read(&pack(), Some(TEXT)).unwrap();
    let measure = measures.get("made-up").unwrap();
    let form = measure.form().unwrap();
    assert_eq!(form.language(), Some("en"));
    assert_eq!(form.canonical(), measure.canonical());
    for (link_id, words, first) in [
        ("q.1", "First?", "Never"),
        ("q.2", "Second?", "Never"),
        ("q.3", "Third?", "Not once"),
    ] {
        let item = form.item(link_id).unwrap();
        assert_eq!(item.text().unwrap().written(), words);
        let forms::ItemKind::Choice(choice) = item.kind() else {
            panic!("{link_id}");
        };
        assert_eq!(choice.options()[0].text().written(), first);
    }
    let licence = measure.licence().text.as_ref().unwrap();
    assert_eq!(licence.confirmed_by, "Robin Example");
    assert_eq!(licence.confirmed_on, "2026-05-04");
}

#[test]
fn words_that_are_missing_or_too_many_are_named() {
    let missing = |names: &[&str]| {
        MeasureProblem::WordsMissing(names.iter().map(|name| (*name).to_owned()).collect())
    };
    let too_many = |names: &[&str]| {
        MeasureProblem::WordsTooMany(names.iter().map(|name| (*name).to_owned()).collect())
    };
    for (from, to, problem) in [
        ("\"q.2\" = \"Second?\"\n", "", missing(&["'q.2'"])),
        (
            "\"q.2\" = \"Second?\"",
            "\"q.2\" = \" \"",
            missing(&["'q.2'"]),
        ),
        (
            "\"o0\" = \"Never\"\n",
            "",
            missing(&["option 'o0' of 'q.1'", "option 'o0' of 'q.2'"]),
        ),
        (
            "[options]",
            "\"q.9\" = \"Ninth?\"\n[options]",
            too_many(&["'q.9'"]),
        ),
        (
            "[options]",
            "[options]\n\"o9\" = \"Nine\"",
            too_many(&["option 'o9'"]),
        ),
        (
            "[options_of.\"q.3\"]",
            "[options_of.\"q.3\"]\n\"o9\" = \"Nine\"",
            too_many(&["option 'o9' of 'q.3'"]),
        ),
    ] {
        assert!(TEXT.contains(from));
        let refused = read(&pack(), Some(&TEXT.replacen(from, to, 1))).unwrap_err();
        assert_eq!(refused.path, "made-up.text.toml");
        assert_eq!(*refused.problem, problem, "{from} -> {to}");
    }
}

#[test]
fn a_text_says_under_what_it_is_shown() {
    for (from, to, key) in [
        (
            "licence = \"Permission of 3 May 2026, letter in the office\"\n",
            "",
            "licence",
        ),
        (
            "\"Permission of 3 May 2026, letter in the office\"",
            "\"\"",
            "licence",
        ),
        ("\"Robin Example\"", "\"\"", "confirmed_by"),
        ("\"2026-05-04\"", "\"in May\"", "confirmed_on"),
        ("\"2026-05-04\"", "\"2026-13-04\"", "confirmed_on"),
        ("\"the printed form\"", "\" \"", "source"),
        ("language = \"en\"", "langage = \"en\"", "langage"),
    ] {
        assert!(TEXT.contains(from));
        let refused = read(&pack(), Some(&TEXT.replacen(from, to, 1))).unwrap_err();
        assert_eq!(
            (refused.path.as_str(), refused.key.as_str()),
            ("made-up.text.toml", key)
        );
    }
}

#[test]
fn a_pack_that_carries_words_is_refused() {
    for (words, link_id) in [
        (r#"{"linkId":"q.2","text":"Second?","#, "q.2"),
        (r#"{"linkId":"q.2","_text":{},"#, "q.2"),
    ] {
        let worded = pack().replacen(r#"{"linkId":"q.2","#, words, 1);
        let refused = read(&worded, None).unwrap_err();
        assert_eq!(refused.path, "made-up.pack.json");
        assert_eq!(
            *refused.problem,
            MeasureProblem::PackHasWords(link_id.to_owned())
        );
    }
    let option = pack().replacen(r#""code":"o1""#, r#""code":"o1","display":"Seldom""#, 1);
    let refused = read(&option, None).unwrap_err();
    assert_eq!(
        *refused.problem,
        MeasureProblem::PackHasWords("q.1".to_owned())
    );
}

#[test]
fn a_text_without_its_pack_is_refused() {
    let form = form();
    for (name, files) in [
        ("other", vec![]),
        (
            "made-up",
            vec![
                ("made-up.json".to_owned(), form.clone()),
                ("made-up.evidence.toml".to_owned(), evidence(&form, MEASURE)),
            ],
        ),
    ] {
        let mut files = files;
        files.push((format!("{name}.text.toml"), TEXT.to_owned()));
        let refused = Measures::from_files(files).unwrap_err();
        assert_eq!(*refused.problem, MeasureProblem::NoPack(name.to_owned()));
    }
}

#[test]
fn a_service_adds_its_own_beside_what_ships() {
    let form = form();
    let own = [
        ("made-up.json".to_owned(), form.clone()),
        ("made-up.evidence.toml".to_owned(), evidence(&form, MEASURE)),
    ];
    let shipped = Measures::shipped().unwrap();
    let with = Measures::shipped_with(own).unwrap();
    assert_eq!(with.all().len(), shipped.all().len() + 1);
    assert_eq!(
        with.get("made-up"),
        fixture::read(&form, MEASURE).unwrap().get("made-up")
    );
    // Every shipped pack can be given words, and is a form with them.
    for pack in shipped.all().iter().filter(|measure| measure.is_pack()) {
        let empty = TEXT.split_once("[items]").unwrap().0.to_owned() + "[items]\n";
        let file = [(format!("{}.text.toml", pack.id()), empty)];
        let refused = Measures::shipped_with(file).unwrap_err();
        let MeasureProblem::WordsMissing(missing) = *refused.problem else {
            panic!("{refused}");
        };
        assert!(missing.len() >= pack.items().len(), "{}", pack.id());
    }
}
