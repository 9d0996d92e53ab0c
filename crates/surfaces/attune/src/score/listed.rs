//! Which measures there are, and what is known of one.

use crate::say::Failed;
use instruments::{Measure, Measures};
use std::io::{self, Write};

/// Every measure in a line, or all that is known of one.
pub(super) fn list(
    measures: &Measures,
    one: Option<&str>,
    out: &mut impl Write,
) -> Result<(), Failed> {
    let written = match one {
        None => every(measures, out),
        Some(name) => {
            let measure = measures.get(name).ok_or_else(|| {
                Failed::asked_wrongly(format!(
                    "--measure: found {name:?}; --list alone shows every measure"
                ))
            })?;
            whole(measure, out)
        }
    };
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failed::new(format!(
            "The list could not be written ({error})."
        ))),
        _ => Ok(()),
    }
}

fn every(measures: &Measures, out: &mut impl Write) -> io::Result<()> {
    for measure in measures.all() {
        writeln!(out, "{}: {}", measure.id(), measure.name())?;
        writeln!(out, "  columns: {}", columns(measure))?;
        let scores: Vec<&str> = measure
            .scores()
            .iter()
            .map(|rule| rule.name.as_str())
            .collect();
        match measure.no_score() {
            Some(why) => writeln!(out, "  scores: none; {why}")?,
            None => writeln!(out, "  scores: {}", scores.join(", "))?,
        }
        writeln!(out, "  text: {}", text(measure))?;
    }
    Ok(())
}

/// The columns of a table of answers: first and last where they are counted through.
fn columns(measure: &Measure) -> String {
    let names: Vec<&str> = measure
        .items()
        .iter()
        .map(|item| item.link_id.as_str())
        .collect();
    let counted = names
        .iter()
        .enumerate()
        .all(|(place, name)| **name == format!("{}.{}", measure.id(), place + 1));
    match (counted, names.as_slice()) {
        (true, [first, _, .., last]) => format!("{first} to {last} ({})", names.len()),
        _ => names.join(", "),
    }
}

fn text(measure: &Measure) -> &'static str {
    match (measure.form().is_some(), measure.is_pack()) {
        (true, false) => "here",
        (true, true) => "here, from your own folder",
        (false, _) => {
            "not here; answers can be scored, but the form can be shown only with a licence of your own"
        }
    }
}

fn whole(measure: &Measure, out: &mut impl Write) -> io::Result<()> {
    writeln!(
        out,
        "{}: {} ({})",
        measure.id(),
        measure.name(),
        measure.construct()
    )?;
    writeln!(out, "form: {}", measure.canonical())?;
    writeln!(out, "text: {}", text(measure))?;
    writeln!(out, "columns:")?;
    for item in measure.items() {
        writeln!(out, "  {}: {}", item.link_id, super::bad::wanted(item))?;
    }
    for rule in measure.scores() {
        let (least, most) = rule.range;
        writeln!(
            out,
            "score {}: {least} to {most} ({})",
            rule.name,
            one_line(&rule.source)
        )?;
        for band in &rule.bands {
            writeln!(
                out,
                "  from {}: {} ({})",
                band.from,
                band.name,
                one_line(&band.source)
            )?;
        }
        for cutoff in &rule.cutoffs {
            let source = one_line(&cutoff.source);
            writeln!(
                out,
                "  cut-off {}: {} ({source})",
                cutoff.value, cutoff.used_for
            )?;
        }
        for change in measure.reliable_changes(&rule.name) {
            let default = if change.default {
                ", the one verdicts go by"
            } else {
                ""
            };
            let source = one_line(&change.source);
            writeln!(
                out,
                "  change from {} points{default} ({source})",
                change.strict()
            )?;
        }
    }
    for item in measure.safety() {
        writeln!(
            out,
            "safety {} from {}: {}",
            item.item,
            item.at_least,
            one_line(&item.next)
        )?;
    }
    Ok(())
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
