//! `rapporteur brief` of a ledger of several negotiations: what is open and new in each.

use std::io::Write;

use jiff::ToSpan;
use rapporteur_ledger::{Ledger, Negotiation, Negotiations, Page, State};
use rapporteur_views::{BriefOptions, Digest, Talks, write_overview};

use super::kept;

/// From how many reports on several negotiations are no more told on one page.
const FEWEST: usize = 100;

/// Days without a report after which a negotiation is quiet, counted back from the ledger's last report.
const QUIET: i64 = 28;

/// The negotiations of a ledger that is better told by an overview than by one brief.
pub(crate) fn wanted(ledger: &Ledger) -> anyhow::Result<Option<Negotiations>> {
    if ledger.count()? < FEWEST {
        return Ok(None);
    }
    let all = ledger.negotiations()?;
    Ok(Some(all).filter(|all| all.found.len() > 1))
}

/// Those that are not quiet.
pub(super) fn going_on(all: &Negotiations) -> impl Iterator<Item = &Negotiation> {
    let since = all.latest().map(|latest| latest.saturating_sub(QUIET.days()));
    all.found.iter().filter(move |one| one.days.zip(since).is_none_or(|((_, last), since)| last >= since))
}

/// Prints the overview.
pub(crate) fn print(
    ledger: &Ledger,
    all: &Negotiations,
    view: &BriefOptions,
    is_markdown: bool,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    let (states, name) = (ledger.states()?, digest_name());
    let goes_on: Vec<&Negotiation> = going_on(all).collect();
    let mut talks = Vec::with_capacity(all.found.len());
    let mut made: Vec<(State, Vec<u8>)> = Vec::new();
    for (number, one) in (1..).zip(&all.found) {
        let digest = if goes_on.iter().any(|other| std::ptr::eq(*other, one)) {
            let state = states.of(one);
            let kept = ledger.page(&name, &state)?.and_then(|page| serde_json::from_slice(&page).ok());
            let digest = match kept {
                Some(kept) => kept,
                None => {
                    let digest = Digest::of(&ledger.record_of(&one.rows)?);
                    made.push((state, serde_json::to_vec(&digest)?));
                    digest
                }
            };
            Some(digest)
        } else {
            None
        };
        let Negotiation { name, rows, days, parties, .. } = one;
        talks.push(Talks { number, name, reports: rows.len(), days: *days, parties, digest });
    }
    write_overview(&talks, all.alone.len(), view, is_markdown, &mut *out)?;
    out.flush()?;
    let pages: Vec<Page<'_>> = made.iter().map(|(state, content)| Page { name: &name, state, content }).collect();
    ledger.keep_pages(&pages);
    Ok(())
}

/// The name of the page with a negotiation's digest.
pub(super) fn digest_name() -> String {
    kept::named("digest")
}
