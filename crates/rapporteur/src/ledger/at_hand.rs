//! What will be asked for first, made as soon as reports are in: of each negotiation that goes on its brief, what the overview
//! says of it, and what is new in it since each day of the last week.
//!
//! One negotiation is gone through after the other, so that no more than one lies in memory. Only those are gone through in
//! which something changed; and only as far as it takes little beside reading what came in. Whoever asks for what is not made
//! waits a little longer.

use jiff::ToSpan;
use jiff::civil::Date;
use rapporteur_ledger::{Ledger, MOST_HELD, Negotiation, Negotiations, Page, State, States};
use rapporteur_views::Digest;
use rayon::prelude::*;

use super::{changes, overview};
use crate::brief;

/// How many times the reports that came in those may be that are gone through: to merge a report and say what changed takes a
/// tenth of the time in which one is read.
const SHARE: usize = 3;

/// So many reports are gone through however few came in.
const ALWAYS: usize = 300;

/// Days back from the ledger's last report since which somebody may ask what changed.
const ASKED: i64 = 7;

/// How many earlier records are made at once.
const AT_ONCE: usize = 4;

/// Makes what will be asked for after so many reports came in.
pub(super) fn make(file: &std::path::Path, new: usize) -> anyhow::Result<()> {
    let ledger = Ledger::open_to_read(file)?;
    let (states, all) = (ledger.states()?, ledger.negotiations()?);
    let current: Vec<State> = all.found.iter().map(|one| states.of(one)).collect();
    ledger.drop_pages_but(&current);
    if overview::wanted(&ledger)?.is_none() {
        if ledger.count()? <= MOST_HELD.min((new * SHARE).max(ALWAYS)) {
            brief::keep(&ledger)?;
        }
        return Ok(());
    }
    let mut room = (new * SHARE).max(ALWAYS);
    for one in overview::going_on(&all) {
        // The largest come first: where one is too large a smaller one may still do.
        if one.rows.len() <= room.min(MOST_HELD) && make_of(&ledger, &states, &all, one)? {
            room -= one.rows.len();
        }
    }
    Ok(())
}

/// Makes what will be asked of a negotiation, where that is not at hand; says whether it was not.
fn make_of(ledger: &Ledger, states: &States, all: &Negotiations, one: &Negotiation) -> anyhow::Result<bool> {
    let state = states.of(one);
    let (digest, brief) = (overview::digest_name(), brief::page_name());
    if ledger.page(&digest, &state)?.is_some() && ledger.page(&brief, &state)?.is_some() {
        return Ok(false);
    }
    let held = ledger.hold(&one.rows)?;
    let record = held.record()?;
    let mut pages = vec![(digest, serde_json::to_vec(&Digest::of(&record))?), (brief, brief::page(&record)?)];
    for days in days_asked(all, one).chunks(AT_ONCE) {
        let made: Vec<_> = days.par_iter().map(|day| changes::page(&held, &record, one, *day)).collect();
        for page in made {
            pages.push(page?);
        }
    }
    let pages: Vec<Page<'_>> = pages.iter().map(|(name, content)| Page { name, state: &state, content }).collect();
    ledger.keep_pages(&pages);
    Ok(true)
}

/// The days on which something was told of the negotiation, of those since which somebody may ask.
fn days_asked(all: &Negotiations, one: &Negotiation) -> Vec<Date> {
    let Some(since) = all.latest().map(|latest| latest.saturating_sub(ASKED.days())) else { return Vec::new() };
    one.lately.iter().copied().filter(|day| *day >= since).collect()
}
