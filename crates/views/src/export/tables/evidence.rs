//! Every piece of text that an entry rests on.

use rapporteur_record::{AtLeastOne, Evidence, Item, Section};

use super::{Kind, Row, Rows, Source, Table, column, row, text};

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
    sections: &[
        Section::Actors,
        Section::Statements,
        Section::Proposals,
        Section::Positions,
        Section::Contacts,
        Section::Disputes,
        Section::Events,
    ],
    rows,
};

fn rows<'s>(source: Source<'s>, item: Item<'s>) -> Rows<'s> {
    fn each<'s>(
        source: Source<'s>,
        (id, section, role): (&'s str, &'static str, &'static str),
        pieces: impl IntoIterator<Item = &'s Evidence>,
    ) -> impl Iterator<Item = Row<'s>> {
        pieces.into_iter().map(move |piece| told(source, (id, section, role), piece))
    }
    let all = |id: &'s str, section, pieces: &'s AtLeastOne<Evidence>| -> Rows<'s> {
        each(source, (id, section, "evidence"), pieces).collect()
    };
    match item {
        Item::Actor(one) => all(&one.id, "actor", &one.mentions),
        Item::Statement(one) => each(source, (&one.id, "statement", "source"), &one.source)
            .chain(each(source, (&one.id, "statement", "cue"), &one.cue))
            .chain(each(source, (&one.id, "statement", "content"), &one.content))
            .collect(),
        Item::Proposal(one) => {
            let answers = one.responses.iter().flat_map(|answer| all(&one.id, "response", &answer.evidence));
            each(source, (&one.id, "proposal", "evidence"), &one.evidence).chain(answers).collect()
        }
        Item::Position(one) => all(&one.id, "position", &one.evidence),
        Item::Contact(one) => all(&one.id, "contact", &one.evidence),
        Item::Dispute(one) => all(&one.id, "dispute", &one.evidence),
        Item::Event(one) => all(&one.id, "event", &one.evidence),
        Item::Report(..) | Item::Coverage(_) => Rows::new(),
    }
}

fn told<'s>(
    source: Source<'s>,
    (id, section, role): (&'s str, &'static str, &'static str),
    piece: &Evidence,
) -> Row<'s> {
    let told = source.told([piece]);
    let [report, start, end] = source.place(told);
    row([text(id), text(section), text(role), report, start, end, text(source.0.words(piece))], told)
}
