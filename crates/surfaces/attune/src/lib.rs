//! The Attune program: configuration, commands, worker and reactions, over the floor and the
//! capabilities. Nothing about care is decided here.

mod aside;
mod back_up;
mod bench;
mod command;
pub mod config;
mod course;
mod demo;
mod erase;
pub mod erasing;
mod folk;
mod form;
mod keys;
pub mod late;
mod ledger;
pub mod library;
mod logs;
pub mod mail;
mod manifest;
mod observe;
pub mod open;
pub mod promised;
pub mod reactions;
mod restore;
mod root_key;
pub mod ruptures;
mod say;
mod score;
mod seams;
mod serve;
pub mod system;
mod upcoming;
pub mod verify;
mod watched;
mod watching;
pub mod worker;
mod works;

pub use command::Attune;
pub use manifest::ManifestV1;
pub use say::{Failed, say};
pub use watched::{Health, Saving};

use clap::Parser;
use std::process::ExitCode;

/// Runs the command that was asked for.
pub fn run() -> ExitCode {
    let asked = Attune::parse();
    let outcome = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failed::new(format!("the program could not begin ({error})")))
        .and_then(|runtime| runtime.block_on(asked.run()));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            say::complain(&why);
            ExitCode::from(why.code())
        }
    }
}
