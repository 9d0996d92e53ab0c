//! A column that stands outside an envelope is something a stolen database reveals, so it is
//! listed, with what it reveals, where clients and services can read it.

use super::Finding;
use super::tree::{File, Tree};

/// Where the columns are listed, each as `table.column` in backticks.
const LISTED: &str = "docs/threat-model.md";

/// Every column of a migration that is not listed.
pub(super) fn check(tree: &Tree) -> Vec<Finding> {
    let listed = tree.text(LISTED).unwrap_or_default();
    let migrations = tree.files().filter(|file| file.ending() == "sql");
    let missing = |(_, column): &(usize, String)| {
        !listed
            .lines()
            .any(|row| row.starts_with(&format!("| `{column}` |")))
    };
    migrations
        .flat_map(|file| {
            columns(file).into_iter().filter(missing).map(|(line, column)| Finding {
                path: file.path.clone(),
                line,
                rule: "columns",
                message: format!("`{column}` is not in the table of {LISTED}: say what a stolen database reveals by it, or seal it"),
            })
        })
        .collect()
}

/// The columns a migration makes, as `table.column`, with their lines.
fn columns(file: &File) -> Vec<(usize, String)> {
    let mut table = None;
    let mut found = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match (words.as_slice(), table) {
            ([] | ["--", ..], _) => {}
            (["CREATE", "TABLE", .., name, "("], _) => table = Some(*name),
            (["ALTER", "TABLE", name, "ADD", "COLUMN", column, ..], _) => {
                found.push((number + 1, format!("{name}.{column}")));
            }
            ([first, ..], Some(_)) if first.starts_with(')') => table = None,
            (
                [
                    "PRIMARY" | "UNIQUE" | "CHECK" | "FOREIGN" | "CONSTRAINT",
                    ..,
                ],
                _,
            ) => {}
            ([column, _, ..], Some(table)) => found.push((number + 1, format!("{table}.{column}"))),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "-- Kept.\nCREATE TABLE records (\n    client {bytes} NOT NULL,\n    at {whole} NOT NULL,\n    PRIMARY KEY (client)\n) {keyed};\nCREATE INDEX by_at ON records (at);";

    fn found(listed: &str, sql: &str) -> Vec<usize> {
        let files = [
            (LISTED, listed),
            ("crates/floor/sealed/migrations/records/0001.sql", sql),
        ];
        check(&Tree::of(&files))
            .into_iter()
            .map(|finding| finding.line)
            .collect()
    }

    #[test]
    fn a_listed_column_passes() {
        let listed = "| `records.client` | an id | how many |\n| `records.at` | a time | when |";
        assert_eq!(found(listed, TABLE), [0_usize; 0]);
    }

    #[test]
    fn a_column_that_is_not_listed_or_only_mentioned_is_found() {
        assert_eq!(
            found(
                "| `records.client` | an id |\nIt has no `records.at`.",
                TABLE
            ),
            [4]
        );
        assert_eq!(found("", TABLE), [3, 4]);
    }

    #[test]
    fn a_column_that_is_added_later_is_found() {
        assert_eq!(
            found("", "ALTER TABLE records ADD COLUMN owner {bytes};"),
            [1]
        );
    }
}
