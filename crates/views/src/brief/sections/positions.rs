//! Who stands where: a matrix of terms by parties.
//!
//! A cell holds the positions of a party on a term that are open, the best founded first, each with its standing, whose
//! word it is and how old; then those that it gave up, the last first. Where not all parties fit beside each other, they
//! stand below each other if the terms fit beside each other; else the matrix is set in bands of as many parties as fit,
//! and a band leaves out the terms on which none of its parties has a position.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rapporteur_record::{ActorId, HeldPosition, Standing, Term};

use super::super::draft::Draft;
use super::super::marks;
use super::super::words::{clipped, spoken};
use crate::page::{Block, Cell, Column, Fit, Rich, Table, Tone};

/// Columns that a party needs.
const PARTY: usize = 20;

/// Columns that the terms need.
const TERMS: usize = 18;

/// Parties beside each other in Markdown, where there is no width to count.
const MOST: usize = 8;

/// Longer wordings are cut.
const WORDING: usize = 60;

/// The positions of each cell by their places, and whether each is open.
type Shown = BTreeMap<(ActorId, Term), Vec<(usize, bool)>>;

pub(crate) fn write(draft: &mut Draft<'_>) {
    let record = draft.record;
    let mut shown = Shown::new();
    for (at, position) in record.positions.iter().enumerate().filter(|(_, one)| draft.scope.position(one)) {
        let is_open = position.replaced_by.is_none();
        shown.entry((position.party, position.term)).or_default().push((at, is_open));
    }
    if shown.is_empty() {
        return;
    }
    let parties = parties(draft, &shown);
    let terms = by_weight(&shown, &parties);
    draft.page.section("Positions", Rich::plain(changes(&shown)));
    let beside = (draft.width.saturating_sub(TERMS) / PARTY).clamp(1, MOST);
    if parties.len() > beside && terms.len() <= beside {
        parties_down(draft, &shown, &parties, &terms);
        return;
    }
    // Five parties where four fit are three and two rather than four and one.
    let beside = parties.len().div_ceil(parties.len().div_ceil(beside));
    for (at, band) in parties.chunks(beside).enumerate() {
        if at > 0 {
            draft.page.push(Block::Gap);
        }
        terms_down(draft, &shown, band);
    }
}

/// "12 open · 3 given up".
fn changes(shown: &Shown) -> String {
    let all: usize = shown.values().map(Vec::len).sum();
    let open = shown.values().flatten().filter(|(_, is_open)| *is_open).count();
    match all - open {
        0 => format!("{open} open"),
        left => format!("{open} open · {left} given up"),
    }
}

/// Those that have positions, the most important first.
fn parties(draft: &Draft<'_>, shown: &Shown) -> Vec<ActorId> {
    let mut parties: Vec<ActorId> = shown.keys().map(|(party, _)| *party).collect();
    parties.sort_by_key(|party| (draft.sides.rank(Some(*party)), *party));
    parties.dedup();
    parties
}

/// A row for each term, a column for each party of the band.
fn terms_down(draft: &mut Draft<'_>, shown: &Shown, band: &[ActorId]) {
    let parties = band.iter().map(|party| draft.name(*party));
    draft.page.push(matrix("term", parties));
    for term in by_weight(shown, band) {
        let mut row = vec![vec![Rich::strong(spoken(term.as_str()))]];
        row.extend(band.iter().map(|party| write_cell(draft, shown, *party, term)));
        draft.page.row(row);
    }
}

/// A row for each party, a column for each term.
fn parties_down(draft: &mut Draft<'_>, shown: &Shown, parties: &[ActorId], terms: &[Term]) {
    draft.page.push(matrix("party", terms.iter().map(|term| spoken(term.as_str()))));
    for party in parties {
        let mut row = vec![vec![Rich::strong(draft.name(*party))]];
        row.extend(terms.iter().map(|term| write_cell(draft, shown, *party, *term)));
        draft.page.row(row);
    }
}

/// The head of a matrix, whose rows follow.
fn matrix(down: &str, across: impl Iterator<Item = String>) -> Block {
    let mut head = vec![Rich::faint(down)];
    head.extend(across.map(Rich::strong));
    let mut columns = vec![Column::of(Fit::Rest); head.len()];
    columns[0] = Column::of(Fit::UpTo(20));
    Block::Grid(Table::headed(&columns, head))
}

/// The terms on which any of the parties stands, those on which most do first.
fn by_weight(shown: &Shown, parties: &[ActorId]) -> Vec<Term> {
    let standing = |term: Term| parties.iter().filter(|party| shown.contains_key(&(**party, term))).count();
    let mut terms: Vec<Term> = Term::ALL.iter().copied().filter(|term| standing(*term) > 0).collect();
    terms.sort_by_key(|term| (*term == Term::Other, Reverse(standing(*term))));
    terms
}

fn write_cell(draft: &mut Draft<'_>, shown: &Shown, party: ActorId, term: Term) -> Cell {
    let here = shown.get(&(party, term)).into_iter().flatten();
    let (mut held, mut left): (Vec<HeldPosition>, Vec<HeldPosition>) =
        here.filter_map(|(at, _)| draft.record.positions.get(*at)).partition(|position| position.replaced_by.is_none());
    held.sort_by_key(|position| (Reverse(position.standing), position.stance));
    left.sort_by_key(|position| Reverse(draft.last_told(&position.evidence)));
    let mut cell = Cell::new();
    for position in held {
        let cites = draft.sources.cite(&position.evidence);
        cell.extend(open(draft, &position, cites));
    }
    for alike in left.chunk_by(|one, next| (one.stance, one.standing) == (next.stance, next.standing)) {
        cell.push(given_up(draft, alike));
    }
    cell
}

fn open(draft: &Draft<'_>, position: &HeldPosition, cites: Rich) -> Cell {
    let stance = marks::stance(position.stance).both();
    let standing = Rich::plain(marks::standing(position.standing));
    // One word ("truce") says no more than the term does.
    let wording = position.wording.as_deref().filter(|words| words.trim().contains(' '));
    let wording = wording.map(|words| Rich::plain(format!("“{}”", clipped(words, WORDING))));
    let voice = position.by.map(|by| {
        let authority = draft.record.actor(by).and_then(|by| by.authority);
        Rich::faint(draft.voice(Some(by), authority))
    });
    let age = draft.last_told(&position.evidence).and_then(|told| draft.calendar.age(told));
    let since = match position.since.period.is_unknown() {
        true => String::new(),
        false => {
            position.since.period.from.map(|from| format!("since {}", draft.calendar.day(from))).unwrap_or_default()
        }
    };
    let time = Rich::join([Rich::faint(since), Rich::faint(age.unwrap_or_else(|| "age unknown".into()))], " · ");
    let mut cell = vec![Rich::join([stance, standing], ", ")];
    cell.extend(wording);
    cell.extend(voice);
    cell.push(Rich::join([time, cites], " "));
    cell
}

/// `was for, 24 Nov [7]`; alike ones are one line.
fn given_up(draft: &mut Draft<'_>, alike: &[HeldPosition]) -> Rich {
    let Some(position) = alike.first() else { return Rich::default() };
    let evidence = || alike.iter().flat_map(|position| &position.evidence);
    let told = draft.last_told(evidence()).map(|day| format!(", {}", draft.calendar.day(day)));
    let stance = marks::stance(position.stance).plain_word();
    // Only what is weaker than a party's declared word is told; a cell is narrow.
    let standing = match position.standing {
        Standing::Official | Standing::Declared => String::new(),
        weaker => format!(", {}", marks::standing(weaker)),
    };
    let was = format!("was {stance}{standing}{} ", told.unwrap_or_default());
    let mut line = Rich::of(Tone::Faint, was);
    line.add(draft.sources.cite(evidence()));
    line
}
