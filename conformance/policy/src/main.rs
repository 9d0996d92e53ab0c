//! Asks the access decision and Cedar the same questions and writes what each said, as a table. A
//! question they answer differently ends the program.
//!
//! Every fact about a client becomes a Cedar policy of its own: a relation, a grant and a broken
//! glass permit, a conflict and what is kept from someone forbid. That a forbid overrides every
//! permit is then Cedar's own rule, not one of ours. All sections of a question must be permitted by
//! one policy, so a question is one request with its sections as a set.

#[path = "../../../crates/floor/care/tests/cases/mod.rs"]
#[allow(dead_code, missing_docs, clippy::all, clippy::pedantic)]
mod cases;
mod written;

use care::{Basis, decide};
use cases::Case;
use cedar_policy::{
    Authorizer, Context, Decision, Entities, EntityUid, PolicySet, Request, RestrictedExpression,
};
use std::collections::BTreeMap;
use std::error::Error;
use std::process::ExitCode;

/// How many questions are asked where no number is given.
const ASKED: u64 = 1_000_000;
/// Where the questions begin: those below are asked by `care`'s own tests.
const FROM: u64 = 10_000_000;

/// How often each was answered how.
#[derive(Clone, Copy, Default)]
struct Count {
    asked: u64,
    yes: u64,
}

fn ask(case: &Case, authorizer: &Authorizer) -> Result<bool, Box<dyn Error>> {
    let policies: PolicySet = written::policies(case).parse()?;
    let person: EntityUid = format!("Person::\"{}\"", case.asker.person).parse()?;
    let action: EntityUid = format!("Action::\"{}\"", case.purpose.code()).parse()?;
    let client: EntityUid = format!("Client::\"{}\"", cases::CLIENT).parse()?;
    let set = |codes: Vec<&str>| {
        let all = codes
            .into_iter()
            .map(|code| RestrictedExpression::new_string(code.to_owned()));
        RestrictedExpression::new_set(all)
    };
    let sections = case.sections.iter().map(care::Section::code).collect();
    let role = case.asker.role.code().to_owned();
    let context = Context::from_pairs([
        ("sections".to_owned(), set(sections)),
        ("role".to_owned(), RestrictedExpression::new_string(role)),
        (
            "now".to_owned(),
            RestrictedExpression::new_long(case.now.millis()),
        ),
    ])?;
    let request = Request::new(person, action, client, context, None)?;
    let answer = authorizer.is_authorized(&request, &policies, &Entities::empty());
    if let Some(error) = answer.diagnostics().errors().next() {
        return Err(error.to_string().into());
    }
    Ok(answer.decision() == Decision::Allow)
}

fn run() -> Result<(), Box<dyn Error>> {
    let given = std::env::args().nth(1).map(|number| number.parse());
    let asked = given.transpose()?.unwrap_or(ASKED);
    let authorizer = Authorizer::new();
    let mut counts: BTreeMap<&'static str, Count> = BTreeMap::new();
    let mut bases: BTreeMap<&'static str, u64> = BTreeMap::new();
    for number in FROM..FROM + asked {
        let case = Case::of(number);
        let (asker, whose) = (case.asker, Case::whose());
        let ours = decide(
            asker,
            whose,
            case.sections,
            case.purpose,
            &case.facts,
            case.now,
        );
        let theirs = ask(&case, &authorizer)?;
        if ours.is_ok() != theirs {
            return Err(format!(
                "question {number}: here {ours:?}, there {theirs}\n{}\n{case:#?}",
                written::policies(&case)
            )
            .into());
        }
        let count = counts.entry(case.purpose.code()).or_default();
        count.asked += 1;
        count.yes += u64::from(theirs);
        if let Ok(access) = ours {
            *bases.entry(Basis::code(access.basis())).or_default() += 1;
        }
    }
    println!("# The access decision and Cedar 4.14.1, asked the same\n");
    println!("{asked} questions from number {FROM} on; 0 answered differently.\n");
    println!("| purpose | asked | answered yes by both |\n|---|--:|--:|");
    for (purpose, count) in counts {
        println!("| {purpose} | {} | {} |", count.asked, count.yes);
    }
    println!("\n| basis of a yes | how often |\n|---|--:|");
    for (basis, count) in bases {
        println!("| {basis} | {count} |");
    }
    Ok(())
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
