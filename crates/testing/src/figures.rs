//! Figures that tests print for `docs/assurance.md`: what was tried, how often, with what result.

use std::fs::{OpenOptions, create_dir_all};
use std::io::Write as _;
use std::path::Path;

/// Says what a row of the safety catalogue was found to be in this run: `row` such as `AU-2`, and
/// one line with the figure. Kept in `target/figures/<row>/<test>.txt`; the last run of a test says
/// it anew. Call it after the assertions, so that it is said only of what held.
///
/// # Panics
/// If the file cannot be written: a figure that is lost is a test that did not count.
#[expect(
    clippy::panic,
    reason = "a figure that cannot be written ends its test"
)]
pub fn shows(row: &str, figure: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/figures");
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    let test = test.replace([':', '/'], "-");
    let write = || -> std::io::Result<()> {
        create_dir_all(folder.join(row))?;
        let mut file = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(true)
            .open(folder.join(row).join(format!("{test}.txt")))?;
        writeln!(file, "{figure}")
    };
    if let Err(why) = write() {
        panic!("the figure of {row} could not be written: {why}");
    }
}
