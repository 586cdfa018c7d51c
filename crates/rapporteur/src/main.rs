//! The command-line program: parses its arguments, calls the libraries, prints.
//!
//! Exit status: 0 where all went well, 1 where some input could not be read (the rest was), 2 where nothing could be
//! done.

mod brief;
mod debug;
mod exit;
mod parse;
mod parsed;
mod read;
mod record;
mod texts;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads news reports of a negotiation and keeps its record: who said what, who met whom, every line with its source.
#[derive(Parser)]
#[command(version, max_term_width = 100, propagate_version = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Brief(brief::Options),
    Read(read::Options),
    Parse(parse::Options),
    Debug(debug::Options),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Brief(options) => brief::run(&options),
        Command::Read(options) => read::run(&options),
        Command::Parse(options) => parse::run(&options),
        Command::Debug(options) => debug::run(&options),
    };
    exit::code(done)
}
