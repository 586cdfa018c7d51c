//! What is disputed, each side's words beside the other's.

use rapporteur_record::{ActorId, Dispute, Evidence, Statement};
use rapporteur_spill::Lists;

use super::super::draft::{Draft, with};
use super::super::marks;
use super::super::words::{clipped, counted};
use crate::page::{Block, Cell, Column, Fit, Rich, Table, Tone};

/// Longer words are cut.
const WORDS: usize = 240;

/// More parties than these are set one under the other.
const BESIDE: usize = 3;

pub(crate) fn write(draft: &mut Draft<'_>) {
    let record = draft.record;
    let shown = record.disputes.iter().enumerate().filter(|(_, one)| draft.scope.dispute(one));
    let shown: Vec<usize> = shown.map(|(at, _)| at).collect();
    if shown.is_empty() {
        return;
    }
    draft.page.section("Disputes", Rich::plain(counted(shown.len(), "dispute", "disputes")));
    let told = by_report(draft);
    for dispute in shown.into_iter().filter_map(|at| record.disputes.get(at)) {
        let statements = statements(draft, &told, &dispute);
        write_dispute(draft, &dispute, &statements);
    }
}

fn write_dispute(draft: &mut Draft<'_>, dispute: &Dispute<Evidence>, statements: &[Statement<Evidence>]) {
    let about = dispute.about.as_deref().map(|about| clipped(about, WORDS)).unwrap_or_default();
    let cites = draft.sources.cite(&dispute.evidence);
    let kind = Rich::strong(marks::dispute(dispute.kind));
    draft.page.group(with(kind, &about), cites);
    let sides: Vec<Cell> = dispute.parties.iter().map(|party| side(draft, *party, statements)).collect();
    if sides.len() > BESIDE || sides.iter().all(Vec::is_empty) {
        one_under_the_other(draft, dispute, sides);
        return;
    }
    let head = dispute.parties.iter().map(|party| Rich::strong(draft.name(*party)));
    let mut table = Table::headed(&vec![Column::of(Fit::Rest); sides.len()], head);
    table.row(
        sides.into_iter().map(|side| if side.is_empty() { vec![Rich::faint("own words not told")] } else { side }),
    );
    draft.page.push(Block::Grid(table));
    of_several(draft, dispute, statements);
}

/// Statements that the record lays to no single one of the parties: "both sides accuse each other".
fn of_several(draft: &mut Draft<'_>, dispute: &Dispute<Evidence>, statements: &[Statement<Evidence>]) {
    let mut table = Table::new(&[Column::of(Fit::UpTo(30)), Column::of(Fit::Rest), Column::cites()]);
    let of_none = |one: &&Statement<Evidence>| !dispute.parties.iter().any(|party| is_of(draft, *party, one));
    for statement in statements.iter().filter(of_none).collect::<Vec<_>>() {
        let voice = Rich::faint(draft.voice(statement.speaker, statement.authority));
        let words = Rich::plain(format!("{}: {}", statement.mode, draft.content(statement, WORDS)));
        let cites = draft.sources.cite(&statement.content);
        table.row([vec![voice], vec![words], vec![cites]]);
    }
    draft.page.list(table);
}

/// Whether the statement is a party's own.
fn is_of(draft: &Draft<'_>, party: ActorId, statement: &Statement<Evidence>) -> bool {
    let side = draft.sides.side(party).unwrap_or(party);
    draft.side(statement) == Some(side) || statement.speaker == Some(party)
}

/// The statements that the record names and, where it names none, those whose words the dispute rests on.
fn statements(draft: &Draft<'_>, told: &Lists, dispute: &Dispute<Evidence>) -> Vec<Statement<Evidence>> {
    let named: Vec<Statement<Evidence>> =
        dispute.statements.iter().filter_map(|id| draft.record.statement(*id)).collect();
    if !named.is_empty() {
        return named;
    }
    let mut resting: Vec<(usize, Statement<Evidence>)> = Vec::new();
    for words in &dispute.evidence {
        for at in told.all(u64::from(words.report.0)) {
            let overlaps = |piece: &Evidence| piece.report == words.report && piece.span.overlaps(words.span);
            if resting.iter().all(|(known, _)| *known != at) {
                let said = draft.record.statements.get(at).filter(|said| said.content.iter().any(overlaps));
                resting.extend(said.map(|said| (at, said)));
            }
        }
    }
    resting.into_iter().map(|(_, said)| said).collect()
}

/// Of each report the statements that it tells, by their places.
fn by_report(draft: &Draft<'_>) -> Lists {
    let mut told = Lists::new(&draft.record.spill);
    for (at, statement) in draft.record.statements.iter().enumerate() {
        statement.content.iter().for_each(|piece| told.push(u64::from(piece.report.0), at));
    }
    told
}

fn side(draft: &mut Draft<'_>, party: ActorId, statements: &[Statement<Evidence>]) -> Cell {
    let own: Vec<_> = statements.iter().filter(|one| is_of(draft, party, one)).collect();
    let mut cell = Cell::new();
    for statement in own {
        let voice = Rich::faint(draft.voice(statement.speaker, statement.authority));
        let words = Rich::plain(format!("{}: {}", statement.mode, draft.content(statement, WORDS)));
        let cites = draft.sources.cite(&statement.content);
        cell.push(voice);
        cell.push(Rich::join([words, cites], " "));
    }
    cell
}

fn one_under_the_other(draft: &mut Draft<'_>, dispute: &Dispute<Evidence>, sides: Vec<Cell>) {
    let mut table = Table::new(&[Column::of(Fit::UpTo(30)), Column::of(Fit::Rest)]);
    if sides.iter().all(Vec::is_empty) {
        let words = Rich::plain(draft.pieces(&dispute.evidence, WORDS));
        let between = Rich::strong(draft.names(&dispute.parties));
        table.row([vec![between], vec![Rich::join([Rich::of(Tone::Faint, "in the report’s words:"), words], " ")]]);
    } else {
        for (party, side) in dispute.parties.iter().zip(sides).filter(|(_, side)| !side.is_empty()) {
            table.row([vec![Rich::strong(draft.name(*party))], side]);
        }
    }
    draft.page.list(table);
}
