//! How the program ends.

use std::io::{ErrorKind, Write};
use std::process::ExitCode;

/// How a command went that ran to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    /// All input was read.
    Whole,
    /// Some input could not be read; the problems were told.
    WithProblems,
}

/// The exit status: 0, 1 with problems, 2 where the command could not run. Whoever closes the pipe that the program
/// writes to (`| head`) has seen enough; that is no error.
pub(crate) fn code(done: anyhow::Result<Done>) -> ExitCode {
    match done {
        Ok(Done::Whole) => ExitCode::SUCCESS,
        Ok(Done::WithProblems) => ExitCode::from(1),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Where even the standard error is closed there is nobody to tell.
            _ = writeln!(std::io::stderr(), "error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|error| error.kind() == ErrorKind::BrokenPipe)
}
