//! What will be asked for first, made as soon as reports are in: of each negotiation its brief and what is new in it since each
//! of its last days, and of those that go on what the overview says of them.
//!
//! Few negotiations are gone through at a time, so that no more than these lie in memory. Only those are gone through in which
//! something changed; and only as far as it takes little beside reading what came in. Whoever asks for what is not made waits a
//! little longer.

use std::cmp::Reverse;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use anyhow::Context as _;
use rapporteur_ledger::{Held, Ledger, MOST_HELD, Negotiation, Negotiations, Page, State, States};
use rapporteur_record::Record;
use rapporteur_views::Digest;
use rayon::prelude::*;

use super::{changes, overview};
use crate::brief;

/// How many times the reports that came in those may be that are gone through: to merge a report and say what changed takes a
/// tenth of the time in which one is read.
const SHARE: usize = 3;

/// So many reports are gone through however few came in.
const ALWAYS: usize = 300;

/// No more negotiations than these lie in memory at once, however many cores there are.
const AT_ONCE: usize = 4;

/// One of more reports than these lies there alone: what is held of a report is some hundred kilobytes.
const SMALL: usize = 256;

/// Makes what will be asked for, where reports came in for which that was not done.
pub(super) fn make(file: &Path) -> anyhow::Result<()> {
    let ledger = Ledger::open_to_read(file)?;
    let new = ledger.in_since_pages()?;
    if new == 0 {
        return Ok(());
    }
    let (states, all) = (ledger.states()?, ledger.negotiations()?);
    let current: Vec<State> = all.found.iter().map(|one| states.of(one)).collect();
    ledger.drop_pages_but(&current);
    let is_overview = overview::wanted(&ledger)?.is_some();
    let room = (new * SHARE).max(ALWAYS);
    if !is_overview && ledger.count()? <= MOST_HELD.min(room) {
        brief::keep(&ledger)?;
    }
    let mut plan = Plan { ledger: &ledger, states: &states, room, all: Vec::new() };
    for one in overview::going_on(&all) {
        plan.add(one, if is_overview { &[Asked::Changes, Asked::Brief, Asked::Digest] } else { &[Asked::Changes] })?;
    }
    for one in quiet(&all) {
        plan.add(one, if is_overview { &[Asked::Changes, Asked::Brief] } else { &[Asked::Changes] })?;
    }
    carry_out(file, &plan.all)?;
    ledger.pages_are_made(new);
    Ok(())
}

/// The negotiations that do not go on, those told of last before the others.
fn quiet(all: &Negotiations) -> Vec<&Negotiation> {
    let goes_on: Vec<&Negotiation> = overview::going_on(all).collect();
    let is_quiet = |one: &&Negotiation| !goes_on.iter().any(|other| std::ptr::eq(*other, *one));
    let mut quiet: Vec<&Negotiation> = all.found.iter().filter(is_quiet).collect();
    quiet.sort_by_key(|one| Reverse(one.days.map(|(_, last)| last)));
    quiet
}

/// What may be asked of a negotiation.
#[derive(Clone, Copy)]
enum Asked {
    Changes,
    Brief,
    Digest,
}

impl Asked {
    fn page_name(self) -> String {
        match self {
            Self::Changes => changes::page_name(),
            Self::Brief => brief::page_name(),
            Self::Digest => overview::digest_name(),
        }
    }

    fn page(self, held: &Held, record: &Record) -> anyhow::Result<Vec<u8>> {
        match self {
            Self::Changes => changes::page(held, record),
            Self::Brief => brief::page(record),
            Self::Digest => Ok(serde_json::to_vec(&Digest::of(record))?),
        }
    }
}

/// What is to be made of a negotiation.
struct Wanted<'n> {
    one: &'n Negotiation,
    state: State,
    asked: &'static [Asked],
}

impl Wanted<'_> {
    fn pages(&self, ledger: &Ledger) -> anyhow::Result<Vec<(String, Vec<u8>)>> {
        let held = ledger.hold(&self.one.rows)?;
        let record = held.record()?;
        self.asked.par_iter().map(|one| Ok((one.page_name(), one.page(&held, &record)?))).collect()
    }
}

/// What is made of which negotiations.
struct Plan<'l> {
    ledger: &'l Ledger,
    states: &'l States,
    /// How many reports more may be gone through.
    room: usize,
    all: Vec<Wanted<'l>>,
}

impl<'l> Plan<'l> {
    /// Makes what may be asked of a negotiation part of the plan, where that is not at hand and there is room for it.
    fn add(&mut self, one: &'l Negotiation, asked: &'static [Asked]) -> anyhow::Result<()> {
        // The next one may be smaller.
        if one.rows.len() > self.room.min(MOST_HELD) {
            return Ok(());
        }
        let state = self.states.of(one);
        let is_kept = |one: &Asked| Ok(self.ledger.page(&one.page_name(), &state)?.is_some());
        if asked.iter().map(is_kept).collect::<anyhow::Result<Vec<bool>>>()?.into_iter().all(|is_kept| is_kept) {
            return Ok(());
        }
        self.room -= one.rows.len();
        self.all.push(Wanted { one, state, asked });
        Ok(())
    }
}

/// Makes all of it and keeps it, some small negotiations at a time, each through a door of its own to the file.
fn carry_out(file: &Path, plan: &[Wanted<'_>]) -> anyhow::Result<()> {
    // Two who write at once would be in each other's way, and one's pages would not be kept.
    let keeping = Mutex::new(());
    let make = |wanted: &Wanted<'_>| -> anyhow::Result<()> {
        let ledger = Ledger::open_to_read(file)?;
        let pages = wanted.pages(&ledger)?;
        let pages: Vec<Page<'_>> =
            pages.iter().map(|(name, content)| Page { name, state: &wanted.state, content }).collect();
        let _alone = keeping.lock().unwrap_or_else(PoisonError::into_inner);
        ledger.keep_pages(&pages);
        Ok(())
    };
    let threads = rayon::current_num_threads().min(AT_ONCE);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().context("can't start threads")?;
    let (small, large): (Vec<_>, Vec<_>) = plan.iter().partition(|wanted| wanted.one.rows.len() <= SMALL);
    pool.install(|| {
        small.into_par_iter().try_for_each(make)?;
        large.into_iter().try_for_each(make)
    })
}
