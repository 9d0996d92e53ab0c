//! The Attune program. Everything is in the library beside it, so that stories can be told of the
//! same service that people run.

use std::process::ExitCode;

fn main() -> ExitCode {
    attune::run()
}
