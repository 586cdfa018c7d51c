//! The command-line program: parses its arguments, calls the libraries, prints.
//!
//! Exit status: 0 where all went well, 1 where some input could not be read (the rest was), 2 where nothing could be
//! done.

mod brief;
mod codes;
mod debug;
mod entries;
mod events;
mod exit;
mod export;
mod ledger;
mod parse;
mod parsed;
mod read;
mod record;
mod schema;
mod texts;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// With the system's own allocator the brief of one report takes four tenths longer from cold start.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

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
    Events(events::Options),
    Codes(codes::Options),
    Parse(parse::Options),
    Debug(debug::Options),
    Init(ledger::Init),
    Add(ledger::add::Options),
    Export(export::Options),
    Import(ledger::Import),
    Schema(schema::Options),
    Verify(ledger::Verify),
    Show(ledger::look::Show),
    Search(ledger::look::Search),
    Changes(ledger::Changes),
    Actor(ledger::look::Actor),
    Correct(ledger::correct::Correct),
    Reject(ledger::correct::Reject),
    Confirm(ledger::correct::Confirm),
    Merge(ledger::correct::Merge),
    Split(ledger::correct::Split),
    Corrections(ledger::correct::Corrections),
    Negotiations(ledger::study::Negotiations),
    Agreement(ledger::study::Agreement),
    Reread(ledger::study::Reread),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Brief(options) => brief::run(&options),
        Command::Read(options) => read::run(&options),
        Command::Events(options) => events::run(&options),
        Command::Codes(options) => codes::run(&options),
        Command::Parse(options) => parse::run(&options),
        Command::Debug(options) => debug::run(&options),
        Command::Init(options) => ledger::init(&options),
        Command::Add(options) => ledger::add::run(&options),
        Command::Export(options) => export::run(&options),
        Command::Import(options) => ledger::import(&options),
        Command::Schema(options) => schema::run(&options),
        Command::Verify(options) => ledger::verify(&options),
        Command::Show(options) => ledger::look::show(&options),
        Command::Search(options) => ledger::look::search(&options),
        Command::Changes(options) => ledger::changes(&options),
        Command::Actor(options) => ledger::look::actor(&options),
        Command::Correct(options) => ledger::correct::correct(&options),
        Command::Reject(options) => ledger::correct::reject(&options),
        Command::Confirm(options) => ledger::correct::confirm(&options),
        Command::Merge(options) => ledger::correct::merge(&options),
        Command::Split(options) => ledger::correct::split(&options),
        Command::Corrections(options) => ledger::correct::corrections(&options),
        Command::Negotiations(options) => ledger::study::negotiations(&options),
        Command::Agreement(options) => ledger::study::agreement_of(&options),
        Command::Reread(options) => ledger::study::reread(&options),
    };
    exit::code(done)
}
