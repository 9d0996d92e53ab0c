//! Dependencies point down only.
//!
//! care, fhirpath, proofs < insight, forms < instruments < sealed < pages < capabilities < rooms, exchange
//! < attune. The crates
//! for tests stand aside: others take them as dev-dependencies, and they take only the floor.

use super::Finding;
use super::tree::Tree;

/// A crate of this project, as its manifest describes it.
pub(super) struct Crate {
    /// Its name.
    pub(super) name: String,
    /// Its manifest.
    pub(super) manifest: String,
    /// What it depends on, and whether only for tests.
    pub(super) needs: Vec<(String, bool)>,
    /// Whether it takes the workspace's lints.
    pub(super) shares_lints: bool,
}

impl Crate {
    fn folder(&self) -> &str {
        self.manifest.trim_end_matches("/Cargo.toml")
    }
}

/// Where a crate stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    /// On this storey, from 0.
    Storey(u8),
    /// For tests only.
    Aside,
    /// The project's own tool.
    Tool,
}

const PAGES: Tier = Tier::Storey(4);
const CAPABILITIES: Tier = Tier::Storey(5);

fn tier(one: &Crate) -> Option<Tier> {
    let tier = match one.folder() {
        "crates/floor/care" | "crates/floor/fhirpath" | "crates/floor/proofs" => Tier::Storey(0),
        "crates/floor/insight" | "crates/floor/forms" => Tier::Storey(1),
        "crates/floor/instruments" => Tier::Storey(2),
        "crates/floor/sealed" => Tier::Storey(3),
        "crates/floor/pages" => PAGES,
        "crates/surfaces/rooms" | "crates/surfaces/exchange" => Tier::Storey(6),
        "crates/surfaces/attune" => Tier::Storey(7),
        "crates/testing" | "crates/power_loss" => Tier::Aside,
        "xtask" => Tier::Tool,
        folder if folder.starts_with("crates/capabilities/") => CAPABILITIES,
        _ => return None,
    };
    Some(tier)
}

/// The project's crates; a manifest that cannot be read is a finding.
pub(super) fn crates(tree: &Tree) -> Vec<Result<Crate, Finding>> {
    let beside = |file: &super::tree::File| {
        // Workspaces of their own hold peers to compare with: nothing here takes them.
        ["tests", "fixtures", "conformance", "benches"]
            .iter()
            .any(|folder| file.lies_in(folder))
    };
    let manifests = tree
        .files()
        .filter(|file| file.path.ends_with("/Cargo.toml") && !beside(file));
    manifests.map(|file| read(&file.path, &file.text)).collect()
}

fn read(path: &str, text: &str) -> Result<Crate, Finding> {
    let finding = |message| Finding {
        path: path.to_owned(),
        line: 0,
        rule: "tiers",
        message,
    };
    let table: toml::Table = text
        .parse()
        .map_err(|why| finding(format!("not a manifest: {why}")))?;
    let name = table
        .get("package")
        .and_then(|package| package.get("name")?.as_str())
        .ok_or_else(|| finding("names no package".to_owned()))?
        .to_owned();
    let mut needs = Vec::new();
    gather(&table, &mut needs);
    let shares_lints = table
        .get("lints")
        .and_then(|lints| lints.get("workspace")?.as_bool())
        .unwrap_or(false);
    Ok(Crate {
        name,
        manifest: path.to_owned(),
        needs,
        shares_lints,
    })
}

fn gather(table: &toml::Table, needs: &mut Vec<(String, bool)>) {
    for (section, for_tests) in [
        ("dependencies", false),
        ("build-dependencies", false),
        ("dev-dependencies", true),
    ] {
        let Some(entries) = table.get(section).and_then(toml::Value::as_table) else {
            continue;
        };
        for (key, value) in entries {
            // A renamed dependency is known by what it is, not by what it is called here.
            let real = value
                .get("package")
                .and_then(toml::Value::as_str)
                .unwrap_or(key);
            needs.push((real.to_owned(), for_tests));
        }
    }
    let targets = table.get("target").and_then(toml::Value::as_table);
    for target in targets
        .into_iter()
        .flatten()
        .filter_map(|(_, one)| one.as_table())
    {
        gather(target, needs);
    }
}

/// Every edge that does not point down.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let (crates, mut findings) = split(crates(tree));
    for one in &crates {
        let finding = |message| Finding {
            path: one.manifest.clone(),
            line: 0,
            rule: "tiers",
            message,
        };
        let Some(from) = tier(one) else {
            findings.push(finding(format!(
                "nobody knows which storey `{}` stands on: say so in xtask/src/tidy/tiers.rs",
                one.name
            )));
            continue;
        };
        for (name, for_tests) in &one.needs {
            let Some(other) = crates.iter().find(|other| other.name == *name) else {
                continue;
            };
            // A crate may test itself from outside, with a feature turned on.
            let itself = other.name == one.name && *for_tests;
            let Some(to) = tier(other).filter(|_| !itself) else {
                continue;
            };
            if let Some(why) = refuse(from, to, *for_tests) {
                findings.push(finding(format!(
                    "`{}` depends on `{name}`, {why}",
                    one.name
                )));
            }
        }
    }
    findings
}

/// Separates what could be read from what could not.
pub(super) fn split(read: Vec<Result<Crate, Finding>>) -> (Vec<Crate>, Vec<Finding>) {
    let (mut crates, mut findings) = (Vec::new(), Vec::new());
    for one in read {
        match one {
            Ok(one) => crates.push(one),
            Err(finding) => findings.push(finding),
        }
    }
    (crates, findings)
}

/// What is wrong with an edge and what to do, or nothing.
fn refuse(from: Tier, to: Tier, for_tests: bool) -> Option<&'static str> {
    match (from, to) {
        (Tier::Tool, _) => Some("but the tool must build when nothing else does: keep it apart"),
        (_, Tier::Tool) => Some("which is a tool, not a library: move what is needed into a crate"),
        (Tier::Aside, to) if to <= PAGES => None,
        (Tier::Aside, _) => Some(
            "but crates for tests take the floor only: tell the story in crates/surfaces/attune/tests",
        ),
        (_, Tier::Aside) if for_tests => None,
        (_, Tier::Aside) => Some("which is for tests only: move it to [dev-dependencies]"),
        (from, to) if to < from => None,
        (CAPABILITIES, CAPABILITIES) => Some(
            "which stands beside it: return a `Happened` and route it in crates/surfaces/attune/src/reactions.rs, or combine the two on a screen in crates/surfaces/rooms",
        ),
        (from, to) if from == to => {
            Some("which stands beside it: move what both need one storey down")
        }
        _ => Some("which stands above it: move what both need down, or hand it in from above"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn findings(from: &str, section: &str, to: &str) -> Vec<Finding> {
        let manifest = |path: &str, needs: &str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            (
                format!("{path}/Cargo.toml"),
                format!("[package]\nname = \"{name}\"\n{needs}"),
            )
        };
        let name = to.rsplit('/').next().unwrap();
        let needs = format!("[{section}]\n{name}.workspace = true\n");
        let files = [manifest(from, &needs), manifest(to, "")];
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        check(&Tree::of(&files))
    }

    #[test]
    fn an_edge_that_points_down_passes() {
        for (from, to) in [
            ("crates/floor/insight", "crates/floor/care"),
            ("crates/floor/sealed", "crates/floor/forms"),
            ("crates/capabilities/alliance", "crates/floor/pages"),
            ("crates/surfaces/rooms", "crates/capabilities/alliance"),
            ("crates/surfaces/attune", "crates/surfaces/rooms"),
            ("crates/testing", "crates/floor/sealed"),
        ] {
            assert_eq!(findings(from, "dependencies", to), [], "{from} -> {to}");
        }
        assert_eq!(
            findings(
                "crates/capabilities/people",
                "dev-dependencies",
                "crates/testing"
            ),
            []
        );
    }

    #[test]
    fn an_edge_that_points_up_or_sideways_says_what_to_do() {
        for (from, to, says) in [
            ("crates/floor/care", "crates/floor/insight", "above"),
            ("crates/floor/insight", "crates/floor/forms", "beside"),
            ("crates/floor/pages", "crates/capabilities/people", "above"),
            (
                "crates/capabilities/alliance",
                "crates/capabilities/people",
                "Happened",
            ),
            (
                "crates/capabilities/alliance",
                "crates/surfaces/rooms",
                "above",
            ),
            (
                "crates/surfaces/rooms",
                "crates/surfaces/exchange",
                "beside",
            ),
            (
                "crates/capabilities/alliance",
                "crates/testing",
                "dev-dependencies",
            ),
            ("crates/testing", "crates/capabilities/people", "floor only"),
            ("xtask", "crates/floor/care", "apart"),
        ] {
            let found = findings(from, "dependencies", to);
            assert!(
                found.iter().any(|one| one.message.contains(says)),
                "{from} -> {to}: {found:?}"
            );
        }
    }

    #[test]
    fn no_section_of_a_manifest_is_a_way_around() {
        let (from, to) = ("crates/floor/care", "crates/floor/pages");
        for section in [
            "dev-dependencies",
            "build-dependencies",
            "target.'cfg(unix)'.dependencies",
        ] {
            assert_eq!(findings(from, section, to).len(), 1, "{section}");
        }
    }

    #[test]
    fn a_new_name_for_a_dependency_is_seen_through() {
        let files = [
            (
                "crates/floor/care/Cargo.toml",
                "[package]\nname = \"care\"\n[dependencies]\nx = { package = \"pages\" }",
            ),
            (
                "crates/floor/pages/Cargo.toml",
                "[package]\nname = \"pages\"",
            ),
        ];
        assert_eq!(check(&Tree::of(&files)).len(), 1);
    }

    #[test]
    fn a_crate_on_no_storey_and_a_broken_manifest_are_findings() {
        let files = [("crates/floor/new/Cargo.toml", "[package]\nname = \"new\"")];
        assert_eq!(check(&Tree::of(&files)).len(), 1);
        assert_eq!(
            check(&Tree::of(&[("crates/floor/care/Cargo.toml", "[package")])).len(),
            1
        );
    }
}
