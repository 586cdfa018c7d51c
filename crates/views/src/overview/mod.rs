//! The overview: several negotiations on one page, each with what is open or new in it.
//!
//! ```text
//! GOING ON                                             2 negotiations
//! ───────────────────────────────────────────────────────────────────
//!
//!   1  Kestria, Meruvia: water
//!     150 reports, 3 Mar 2026 to 17 Mar 2026 · Kestria, Meruvia, United Nations
//!     planned     meeting planned: Paul Nkemi, Anton Reik, 2026-03-20   [c-…]
//!     unanswered  release of water, tabled by Kestria                   [p-…]
//! ```
//!
//! A brief of a thousand reports of seven negotiations is ten thousand lines that nobody reads. Here of each negotiation that
//! goes on stand a few lines ([`Digest`]), and of the others one; the whole of each is a brief of its own.

mod digest;

use std::io::{self, Write};

use jiff::civil::Date;

pub use self::digest::Digest;
use self::digest::Line;
use crate::brief::BriefOptions;
use crate::brief::days::with_year;
use crate::brief::words::{clipped, counted};
use crate::page::{Block, Column, Fit, Markdown, Page, Rich, Table, Terminal, Tone};

/// How many parties are named.
const PARTIES: usize = 4;

/// Longer names of negotiations are cut.
const NAME: usize = 90;

/// One negotiation of several.
pub struct Talks<'a> {
    /// By what it is asked for.
    pub number: usize,
    /// Its name.
    pub name: &'a str,
    /// How many reports tell of it.
    pub reports: usize,
    /// Days of the first and the last.
    pub days: Option<(Date, Date)>,
    /// Its parties, the chief ones first.
    pub parties: &'a [String],
    /// What is open or new in it; nothing where it does not go on.
    pub digest: Option<Digest>,
}

/// Writes the overview of these negotiations and of how many reports belong to none, for a terminal or as Markdown.
pub fn write_overview(
    talks: &[Talks<'_>],
    alone: usize,
    options: &BriefOptions,
    is_markdown: bool,
    out: impl Write,
) -> io::Result<()> {
    let mut page = match is_markdown {
        true => Page::of(Markdown::new(out, false)),
        false => Page::of(Terminal::new(out, options.width, options.colour)),
    };
    write(&mut page, talks, alone);
    page.done()
}

fn write(page: &mut Page<'_>, talks: &[Talks<'_>], alone: usize) {
    let reports = talks.iter().map(|one| one.reports).sum::<usize>() + alone;
    let title =
        format!("{} in {}", counted(talks.len(), "negotiation", "negotiations"), counted(reports, "report", "reports"));
    page.push(Block::Title(Rich::strong(title)));
    let days = talks.iter().filter_map(|one| one.days);
    if let Some((first, last)) = days.reduce(|(first, last), (from, to)| (first.min(from), last.max(to))) {
        page.push(Block::Subtitle(Rich::plain(format!("{} to {}", with_year(first), with_year(last)))));
    }
    let whole = "The whole of one: --negotiation and its number; all on one page: --whole.";
    page.push(Block::Subtitle(Rich::faint(whole)));
    let (mut going_on, quiet): (Vec<_>, Vec<_>) = talks.iter().partition(|one| one.digest.is_some());
    going_on.sort_by_key(|one| (std::cmp::Reverse(one.days.map(|(_, last)| last)), one.number));
    if !going_on.is_empty() {
        page.section("Going on", Rich::plain(counted(going_on.len(), "negotiation", "negotiations")));
        going_on.into_iter().for_each(|one| write_talks(page, one));
    }
    write_quiet(page, &quiet, alone);
}

fn write_talks(page: &mut Page<'_>, talks: &Talks<'_>) {
    let head = format!("{}  {}", talks.number, clipped(talks.name, NAME));
    page.group(Rich::strong(head), Rich::default());
    let parties: Vec<String> = talks.parties.iter().take(PARTIES).map(|name| clipped(name, NAME)).collect();
    let about = [Rich::plain(told(talks)), Rich::faint(parties.join(", "))];
    page.push(Block::Under(Rich::join(about, " · ")));
    let Some(digest) = &talks.digest else { return };
    page.push(Block::Under(Rich::faint(digest.tells.as_str())));
    let mut table = Table::new(&[Column::of(Fit::Whole), Column::of(Fit::Rest), Column::cites()]);
    for (name, tone, (lines, more)) in [
        ("planned", Tone::Open, &digest.planned),
        ("moved", Tone::Strong, &digest.moved),
        ("unanswered", Tone::Open, &digest.unanswered),
        ("disputed", Tone::Bad, &digest.disputed),
    ] {
        for (at, Line { told, id }) in lines.iter().enumerate() {
            let name = if at == 0 { Rich::of(tone, name) } else { Rich::default() };
            table.row([vec![name], vec![Rich::plain(told.as_str())], vec![Rich::faint(format!("[{id}]"))]]);
        }
        if *more > 0 {
            table.row([Vec::new(), vec![Rich::faint(format!("and {more} more"))], Vec::new()]);
        }
    }
    page.list(table);
}

/// Negotiations that do not go on, in a line each, those of which was told last at the top.
fn write_quiet(page: &mut Page<'_>, quiet: &[&Talks<'_>], alone: usize) {
    if quiet.is_empty() && alone == 0 {
        return;
    }
    page.section("Quiet", Rich::plain(counted(quiet.len(), "negotiation", "negotiations")));
    let mut quiet = quiet.to_vec();
    quiet.sort_by_key(|one| (std::cmp::Reverse(one.days.map(|(_, last)| last)), one.number));
    let number = Column { right: true, ..Column::of(Fit::Whole) };
    let mut table = Table::new(&[number, Column::of(Fit::Rest), Column::of(Fit::UpTo(60))]);
    for one in quiet {
        let name = clipped(one.name, NAME);
        table.row([one.number.to_string(), name, told(one)].map(|cell| vec![Rich::plain(cell)]));
    }
    page.list(table);
    if alone > 0 {
        page.line(Rich::faint(format!("{} to none", counted(alone, "report belongs", "reports belong"))));
    }
}

/// "150 reports, 3 Mar 2026 to 17 Mar 2026".
fn told(talks: &Talks<'_>) -> String {
    let days = talks.days.map(|(first, last)| format!(", {} to {}", with_year(first), with_year(last)));
    counted(talks.reports, "report", "reports") + &days.unwrap_or_default()
}
