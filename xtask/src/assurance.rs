//! `cargo xtask assurance`: what the safety catalogue asks for and what a run of the tests found,
//! as `docs/assurance.md`; and every requirement of OWASP ASVS 5.0, levels 1 and 2, with what
//! answers it, as `docs/asvs.md`.
//!
//! The rows stand in `docs/assurance/rows.toml` and `docs/assurance/asvs.toml`. Figures are said by
//! the tests themselves, after their assertions, and lie in `target/figures`. A row without a
//! figure has a reason, or the run fails.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

const ROWS: &str = "docs/assurance/rows.toml";
const ASVS: &str = "docs/assurance/asvs.toml";
const TABLE: &str = "docs/assurance.md";
const ASVS_TABLE: &str = "docs/asvs.md";
const FIGURES: &str = "target/figures";

/// Requirements of levels 1 and 2 in OWASP ASVS 5.0.0 (May 2025): 70 and 183.
const REQUIREMENTS: (usize, usize) = (70, 183);

/// A row of the catalogue.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    /// What is proven, in one line.
    what: String,
    /// A named command, where a test is not the place for it, with the figure it printed.
    command: Option<String>,
    /// What that command printed, and when.
    printed: Option<String>,
    /// Why it does not run here, or what of it does not.
    reason: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    row: Vec<Row>,
}

/// A requirement and what answers it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Requirement {
    id: String,
    level: u8,
    /// What we do about it, in our own words; or why it does not apply.
    says: String,
    /// The test, rule or file that shows it.
    by: Option<String>,
    /// Whether it is met, does not apply, or is a deviation.
    state: State,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum State {
    /// It is met.
    Met,
    /// Nothing it speaks of is here.
    NotApplicable,
    /// It is not met, and this is why.
    Deviation,
    /// It is for whoever runs the service; the runbook says so.
    Operator,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Requirements {
    requirement: Vec<Requirement>,
}

/// What a test said: its name, and the figure.
type Figures = BTreeMap<String, Vec<(String, String)>>;

/// Writes both tables from the newest figures.
pub(crate) fn write(root: &Path) -> Result<(), String> {
    let (table, asvs) = tables(root)?;
    for (path, text) in [(TABLE, table), (ASVS_TABLE, asvs)] {
        std::fs::write(root.join(path), text).map_err(|why| format!("{path}: {why}"))?;
    }
    Ok(())
}

/// Checks, after a run, that every row has a figure or a reason, that what is named is there, and
/// that the tables which are kept speak of the same rows.
pub(crate) fn check(root: &Path) -> Result<(), String> {
    let (table, asvs) = tables(root)?;
    for (path, now) in [(TABLE, table), (ASVS_TABLE, asvs)] {
        let kept = read(root, path)?;
        if ids(&kept) != ids(&now) {
            return Err(format!(
                "{path} does not speak of the rows that there are; run `cargo xtask assurance` after the tests and look at what it wrote"
            ));
        }
    }
    Ok(())
}

/// Forgets the figures of the run before.
pub(crate) fn begin(root: &Path) -> Result<(), String> {
    match std::fs::remove_dir_all(root.join(FIGURES)) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => Err(format!("{FIGURES}: {why}")),
        _ => Ok(()),
    }
}

fn tables(root: &Path) -> Result<(String, String), String> {
    let rows: Rows = parse(&read(root, ROWS)?, ROWS)?;
    let asvs: Requirements = parse(&read(root, ASVS)?, ASVS)?;
    let table = table(&rows.row, &figures(root)?)?;
    let there = |path: &str| root.join(path).exists();
    Ok((table, asvs_table(&asvs.requirement, &there)?))
}

fn read(root: &Path, path: &str) -> Result<String, String> {
    std::fs::read_to_string(root.join(path)).map_err(|why| format!("{path}: {why}"))
}

fn parse<T: serde::de::DeserializeOwned>(text: &str, path: &str) -> Result<T, String> {
    toml::from_str(text).map_err(|why| format!("{path}: {why}"))
}

/// The first cell of each row of a table.
fn ids(table: &str) -> Vec<&str> {
    table
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" |").next())
        .collect()
}

fn figures(root: &Path) -> Result<Figures, String> {
    let mut all = Figures::new();
    let wrong = |why: std::io::Error| format!("{FIGURES}: {why}");
    let Ok(rows) = std::fs::read_dir(root.join(FIGURES)) else {
        return Ok(all);
    };
    for row in rows {
        let row = row.map_err(wrong)?;
        let id = row.file_name().to_string_lossy().into_owned();
        let said = all.entry(id).or_default();
        for test in std::fs::read_dir(row.path()).map_err(wrong)? {
            let path = test.map_err(wrong)?.path();
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let name = name.replace("--", "::");
            let figure = std::fs::read_to_string(&path).map_err(wrong)?;
            said.push((name, figure.trim().to_owned()));
        }
        said.sort();
    }
    Ok(all)
}

fn table(rows: &[Row], figures: &Figures) -> Result<String, String> {
    let mut text = String::from(
        "# What was tried, and what was found\n\n\
         Written by `cargo xtask assurance` from the figures that the tests say after their assertions; \
         CI fails when a row has neither a figure nor a reason. The rows are the safety catalogue's \
         (BR browser and device, SC safe contact, AZ access, PR policy, AU sign-in, CR keys and erasure, \
         LE ledger, DB durability, LD load, LH logs, LG law). A figure is what one run found on one machine.\n\n\
         | row | what is proven | figure | where |\n| --- | --- | --- | --- |\n",
    );
    let known: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    if let Some(id) = figures.keys().find(|id| !known.contains(&id.as_str())) {
        return Err(format!(
            "a test says a figure for {id}, and {ROWS} has no such row"
        ));
    }
    for row in rows {
        let none = Vec::new();
        let said = figures.get(&row.id).unwrap_or(&none);
        if said.is_empty() && row.reason.is_none() && row.printed.is_none() {
            return Err(format!(
                "{}: no test said a figure, and no reason is given in {ROWS}",
                row.id
            ));
        }
        let mut found: Vec<String> = said.iter().map(|(_, figure)| figure.clone()).collect();
        found.extend(row.printed.clone());
        found.extend(row.reason.iter().map(|why| format!("*{why}*")));
        let mut places: Vec<String> = said.iter().map(|(test, _)| format!("`{test}`")).collect();
        places.extend(row.command.iter().map(|command| format!("`{command}`")));
        let (found, places) = (found.join("<br>"), places.join("<br>"));
        let _ = writeln!(text, "| {} | {} | {found} | {places} |", row.id, row.what);
    }
    Ok(text)
}

fn asvs_table(all: &[Requirement], there: &dyn Fn(&str) -> bool) -> Result<String, String> {
    let count = |level| all.iter().filter(|one| one.level == level).count();
    let found = (count(1), count(2));
    if found != REQUIREMENTS {
        return Err(format!(
            "{ASVS}: {found:?} requirements of levels 1 and 2; ASVS 5.0 has {REQUIREMENTS:?}"
        ));
    }
    let mut text = String::from(
        "# OWASP ASVS 5.0, levels 1 and 2\n\n\
         Every requirement by its number, with what answers it or why it does not apply; the words \
         of the requirements are the standard's own and are read there. Written by `cargo xtask \
         assurance` from `docs/assurance/asvs.toml`.\n\n",
    );
    for (state, words) in [
        (State::Met, "met"),
        (State::NotApplicable, "nothing it speaks of is here"),
        (State::Operator, "for whoever runs the service"),
        (State::Deviation, "not met, with the reason"),
    ] {
        let of = all.iter().filter(|one| one.state == state).count();
        let _ = writeln!(text, "- {of} {words}");
    }
    text.push_str(
        "\n| number | level | state | what we do | shown by |\n| --- | --- | --- | --- | --- |\n",
    );
    let mut before: Option<&str> = None;
    for one in all {
        if before == Some(one.id.as_str()) {
            return Err(format!("{ASVS}: {} stands there twice", one.id));
        }
        before = Some(&one.id);
        let by = one.by.as_deref().unwrap_or_default();
        let path = by.split([' ', ':']).next().unwrap_or_default();
        if path.contains('/') && !there(path) {
            return Err(format!("{ASVS}: {}: there is no {path}", one.id));
        }
        if one.state == State::Met && by.is_empty() {
            return Err(format!("{ASVS}: {} is called met by nothing", one.id));
        }
        let state = match one.state {
            State::Met => "met",
            State::NotApplicable => "not here",
            State::Deviation => "deviation",
            State::Operator => "operator",
        };
        let _ = writeln!(
            text,
            "| {} | {} | {state} | {} | {by} |",
            one.id, one.level, one.says
        );
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, reason: Option<&str>) -> Row {
        Row {
            id: id.to_owned(),
            what: "something holds".to_owned(),
            command: None,
            printed: None,
            reason: reason.map(str::to_owned),
        }
    }

    fn said(id: &str) -> Figures {
        let one = ("story::it_holds".to_owned(), "1,000 of 1,000".to_owned());
        [(id.to_owned(), vec![one])].into()
    }

    #[test]
    fn a_row_says_its_figure_and_where_it_comes_from() {
        let table = table(&[row("AU-2", None)], &said("AU-2")).unwrap();
        assert!(table.contains("| AU-2 | something holds | 1,000 of 1,000 | `story::it_holds` |"));
        assert_eq!(ids(&table), ["row", "---", "AU-2"]);
    }

    #[test]
    fn a_row_without_a_figure_needs_a_reason() {
        assert!(table(&[row("AU-2", None)], &Figures::new()).is_err());
        let told = table(&[row("AU-2", Some("no such engine here"))], &Figures::new());
        assert!(told.unwrap().contains("*no such engine here*"));
    }

    #[test]
    fn a_figure_for_a_row_that_is_not_there_is_a_mistake() {
        assert!(table(&[row("AU-2", None)], &said("AU-3")).is_err());
    }

    #[test]
    fn a_requirement_that_is_met_is_met_by_something_that_is_there() {
        let one = |id: &str, level, by: Option<&str>| Requirement {
            id: id.to_owned(),
            level,
            says: "we do".to_owned(),
            by: by.map(str::to_owned),
            state: State::Met,
        };
        let all = |by: Option<&str>| {
            let first = (0..REQUIREMENTS.0).map(|n| one(&format!("A{n}"), 1, by));
            let second = (0..REQUIREMENTS.1).map(|n| one(&format!("B{n}"), 2, by));
            first.chain(second).collect::<Vec<_>>()
        };
        let there = |path: &str| path == "crates/here.rs";
        assert!(asvs_table(&all(Some("crates/here.rs a_test")), &there).is_ok());
        assert!(asvs_table(&all(Some("crates/gone.rs")), &there).is_err());
        assert!(asvs_table(&all(None), &there).is_err());
        assert!(asvs_table(&all(Some("clippy"))[1..], &there).is_err());
    }
}
