//! What may stand only in one place: SQL and databases in `sealed`, the web in pages, `unsafe` in
//! the crate that simulates a failing disk; and lints that hold everywhere.

use super::Finding;
use super::code::{find_words, line_of, literals};
use super::tiers::{Crate, crates, split};
use super::tree::{File, Tree};

/// Crates that speak to a database.
const DATABASES: [&str; 10] = [
    "rusqlite",
    "libsqlite3-sys",
    "tokio-postgres",
    "postgres",
    "postgres-types",
    "deadpool-postgres",
    "sqlx",
    "diesel",
    "sea-orm",
    "redb",
];
/// Crates that speak HTTP.
const WEB: [&str; 5] = ["axum", "axum-server", "hyper", "tower-http", "http"];
/// How SQL begins.
const SQL: [&str; 7] = [
    "SELECT ",
    "INSERT INTO ",
    "UPDATE ",
    "DELETE FROM ",
    "CREATE TABLE ",
    "ALTER TABLE ",
    "PRAGMA ",
];

fn holds_sql(path: &str) -> bool {
    path.starts_with("crates/floor/sealed/") || path.starts_with("crates/power_loss/")
}

/// The service's own look at promises: made in the floor, used by the worker, tried in tests.
fn keeps_watch(path: &str) -> bool {
    let tried = path.contains("/tests/");
    let made = ["care", "sealed"].map(|name| format!("crates/floor/{name}/"));
    let worker = ["promised", "ruptures"].iter().any(|name| {
        let file = format!("crates/surfaces/attune/src/{name}");
        path == format!("{file}.rs") || path.starts_with(&format!("{file}/"))
    });
    tried || worker || made.iter().any(|folder| path.starts_with(folder.as_str()))
}

fn speaks_http(path: &str) -> bool {
    path.starts_with("crates/floor/pages/")
        || path.starts_with("crates/capabilities/")
        || path.starts_with("crates/surfaces/")
        // It serves pages to the tests of whoever makes them.
        || path.starts_with("crates/testing/")
}

/// In a capability only what is a page knows the web.
fn is_page(file: &File) -> bool {
    let named = |name: &str| name == "page" || name == "pages";
    named(file.stem()) || file.lies_in("page") || file.lies_in("pages")
}

/// Everything that stands in the wrong place.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let (crates, _) = split(crates(tree));
    let mut findings: Vec<Finding> = crates.iter().flat_map(manifest).collect();
    for file in tree.rust() {
        let finding = |rule, at: usize, text: &str, message: &str| Finding {
            path: file.path.clone(),
            line: line_of(text, at),
            rule,
            message: message.to_owned(),
        };
        if !holds_sql(&file.path) {
            let said = literals(&file.text);
            for at in SQL.iter().flat_map(|sql| find_words(&said, sql)) {
                findings.push(finding(
                    "sql",
                    at,
                    &said,
                    "SQL outside crates/floor/sealed: ask the engine for what is needed",
                ));
            }
        }
        let code = super::code::code(&file.text);
        if !keeps_watch(&file.path) {
            for at in find_words(&code, "keep_watch") {
                findings.push(finding(
                    "watch",
                    at,
                    &code,
                    "only the worker keeps watch: a page opens a record for the person who asks",
                ));
            }
        }
        if !file.path.starts_with("crates/power_loss/") {
            for at in find_words(&code, "unsafe") {
                findings.push(finding(
                    "unsafe",
                    at,
                    &code,
                    "`unsafe` outside crates/power_loss: find a safe way",
                ));
            }
        }
        let in_capability = file.path.starts_with("crates/capabilities/");
        if in_capability && !is_page(file) && !file.is_test() {
            let code = super::code::without_tests(&code);
            for at in WEB
                .iter()
                .flat_map(|web| find_words(&code, &format!("{}::", web.replace('-', "_"))))
            {
                findings.push(finding("web", at, &code, "HTTP in a capability outside its page files: the act takes plain values, page.rs speaks HTTP"));
            }
        }
    }
    findings
}

fn manifest(one: &Crate) -> Vec<Finding> {
    let finding = |rule, message| Finding {
        path: one.manifest.clone(),
        line: 0,
        rule,
        message,
    };
    let mut findings = Vec::new();
    for (name, _) in &one.needs {
        if DATABASES.contains(&name.as_str()) && !holds_sql(&one.manifest) {
            findings.push(finding(
                "sql",
                format!("`{name}` speaks to a database: only crates/floor/sealed does"),
            ));
        }
        if WEB.contains(&name.as_str()) && !speaks_http(&one.manifest) {
            findings.push(finding(
                "web",
                format!("`{name}` speaks HTTP: only pages, capabilities and surfaces do"),
            ));
        }
    }
    if !one.shares_lints && !one.manifest.starts_with("crates/power_loss/") {
        let message = format!(
            "`{}` does not take the workspace's lints: add [lints] workspace = true",
            one.name
        );
        findings.push(finding("lints", message));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(path: &str, text: &str) -> Vec<&'static str> {
        check(&Tree::of(&[(path, text)]))
            .into_iter()
            .map(|finding| finding.rule)
            .collect()
    }

    #[test]
    fn sql_stands_only_with_the_engines() {
        let text = "fn f() { run(\"SELECT sealed FROM record\"); }";
        assert_eq!(
            rules("crates/surfaces/rooms/src/caseload.rs", text),
            ["sql"]
        );
        assert_eq!(
            rules("crates/floor/sealed/src/engines/sqlite.rs", text),
            [""; 0]
        );
        assert_eq!(
            rules(
                "crates/surfaces/rooms/src/caseload.rs",
                "// SELECT is said here"
            ),
            [""; 0]
        );
    }

    #[test]
    fn a_database_crate_stands_only_with_the_engines() {
        let manifest = |name: &str, needs: &str| {
            format!(
                "[package]\nname = \"{name}\"\n[lints]\nworkspace = true\n[dev-dependencies]\n{needs} = \"1\""
            )
        };
        let attune = manifest("attune", "rusqlite");
        assert_eq!(rules("crates/surfaces/attune/Cargo.toml", &attune), ["sql"]);
        let sealed = manifest("sealed", "rusqlite");
        assert_eq!(rules("crates/floor/sealed/Cargo.toml", &sealed), [""; 0]);
        let forms = manifest("forms", "axum");
        assert_eq!(rules("crates/floor/forms/Cargo.toml", &forms), ["web"]);
    }

    #[test]
    fn unsafe_stands_only_with_the_failing_disk() {
        let text = "fn f() { unsafe { g() } }";
        assert_eq!(rules("crates/floor/sealed/src/keys.rs", text), ["unsafe"]);
        assert_eq!(rules("crates/power_loss/src/lib.rs", text), [""; 0]);
        assert_eq!(
            rules("crates/floor/sealed/src/keys.rs", "// never unsafe"),
            [""; 0]
        );
    }

    #[test]
    fn only_the_worker_keeps_watch() {
        let text = "async fn f() { vault.keep_watch(whose).await }";
        for path in [
            "crates/capabilities/promises/src/page.rs",
            "crates/surfaces/rooms/src/home.rs",
            "crates/surfaces/attune/src/serve.rs",
            "crates/floor/pages/src/guard.rs",
        ] {
            assert_eq!(rules(path, text), ["watch"], "{path}");
        }
        for path in [
            "crates/surfaces/attune/src/promised.rs",
            "crates/floor/sealed/src/watch.rs",
            "crates/capabilities/promises/tests/watched.rs",
        ] {
            assert_eq!(rules(path, text), [""; 0], "{path}");
        }
    }

    #[test]
    fn in_a_capability_only_pages_know_the_web() {
        let text = "use axum::Form;";
        assert_eq!(
            rules("crates/capabilities/alliance/src/repair.rs", text),
            ["web"]
        );
        assert_eq!(
            rules("crates/capabilities/alliance/src/repair/page.rs", text),
            [""; 0]
        );
        assert_eq!(
            rules("crates/capabilities/alliance/src/pages/repair.rs", text),
            [""; 0]
        );
        assert_eq!(
            rules("crates/surfaces/rooms/src/caseload.rs", text),
            [""; 0]
        );
    }

    #[test]
    fn every_crate_takes_the_lints() {
        let text = "[package]\nname = \"people\"";
        assert_eq!(
            rules("crates/capabilities/people/Cargo.toml", text),
            ["lints"]
        );
    }
}
