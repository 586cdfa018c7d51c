//! Every piece of text that an entry rests on.

use rapporteur_record::Evidence;

use super::{Kind, Row, Rows, Source, Table, Told, column, row, text};

pub(super) static EVIDENCE: Table = Table {
    name: "evidence",
    about: "A piece of text on which an entry rests; every entry has at least one.",
    columns: &[
        column("entry", Kind::Id, "id of the entry; of an answer that of its proposal"),
        column("section", Kind::Word, "actor, statement, proposal, response, position, contact, dispute, event"),
        column("role", Kind::Word, "of a statement: source, cue or content; else evidence"),
        column("report", Kind::Id, "id of the report"),
        column("start", Kind::Count, "first code point in the report's text"),
        column("end", Kind::Count, "one past the last"),
        column("words", Kind::Text, "the words"),
    ],
    rows,
};

type Piece<'s> = (&'s str, &'static str, &'static str, &'s Evidence);

fn rows<'s>(source: &'s Source<'s>) -> Rows<'s> {
    let record = source.record;
    fn each<'s, I: IntoIterator<Item = &'s Evidence>>(
        id: &'s str,
        section: &'static str,
        role: &'static str,
        pieces: I,
    ) -> impl Iterator<Item = Piece<'s>> + use<'s, I> {
        pieces.into_iter().map(move |piece| (id, section, role, piece))
    }
    let actors = record.actors.iter().flat_map(|one| each(&one.id, "actor", "evidence", &one.mentions));
    let statements = record.statements.iter().flat_map(|one| {
        each(&one.id, "statement", "source", &one.source)
            .chain(each(&one.id, "statement", "cue", &one.cue))
            .chain(each(&one.id, "statement", "content", &one.content))
    });
    let proposals = record.proposals.iter().flat_map(|one| {
        let answers = one.responses.iter().flat_map(|answer| each(&one.id, "response", "evidence", &answer.evidence));
        each(&one.id, "proposal", "evidence", &one.evidence).chain(answers)
    });
    let positions = record.positions.iter().flat_map(|one| each(&one.id, "position", "evidence", &one.evidence));
    let contacts = record.contacts.iter().flat_map(|one| each(&one.id, "contact", "evidence", &one.evidence));
    let disputes = record.disputes.iter().flat_map(|one| each(&one.id, "dispute", "evidence", &one.evidence));
    let events = record.events.iter().flat_map(|one| each(&one.id, "event", "evidence", &one.evidence));
    let all = actors.chain(statements).chain(proposals).chain(positions).chain(contacts).chain(disputes).chain(events);
    Box::new(all.map(move |piece| told(source, piece)))
}

fn told<'s>(source: &'s Source<'s>, (id, section, role, piece): Piece<'s>) -> Row<'s> {
    let told = Some(Told { report: piece.report, span: piece.span });
    let [report, start, end] = source.place(told);
    let words = piece.text(&source.record.reports);
    row([text(id), text(section), text(role), report, start, end, text(words)], told)
}
