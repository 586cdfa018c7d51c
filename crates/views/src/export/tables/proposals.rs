//! Proposals, and the parties' answers.

use rapporteur_record::{Evidence, Item, Response, Section};

use super::{Column, Kind, Rows, Source, Table, column, ends, list, maybe, row, tellings, terms, text};

pub(crate) static PROPOSALS: Table = Table {
    name: "proposals",
    about: "A package of terms that somebody tabled or that is discussed as such.",
    columns: COLUMNS,
    sections: &[Section::Proposals],
    rows: proposals,
};

const COLUMNS: &[Column] = &[
    column("id", Kind::Id, "id of the proposal"),
    column("name", Kind::Name, "what it is called"),
    column("terms", Kind::List, "term categories"),
    column("tabled_by_id", Kind::List, "who put it forward; empty where nobody is named"),
    column("tabled_by", Kind::List, "the same by name"),
    column("tabled_from", Kind::Day, "first day on which it may have been tabled"),
    column("tabled_to", Kind::Day, "last day"),
    column("report", Kind::Id, "the first report that tells it"),
    column("start", Kind::Count, "first code point of the words"),
    column("end", Kind::Count, "one past the last"),
    column("words", Kind::Text, "the words"),
    column("reports", Kind::Count, "in how many reports it is told"),
    column("was", Kind::List, "ids that it replaces"),
];

fn proposals<'s>(source: Source<'s>, item: Item<'s>) -> Rows<'s> {
    let Item::Proposal(one) = item else { return Rows::new() };
    let [by_id, by] = source.actors(&one.tabled_by);
    let [from, to] = ends(&one.tabled.period);
    let ([report, start, end, words], told) = source.rests_on(&one.evidence);
    vec![row(
        [
            text(one.id.as_str()),
            text(one.name.as_str()),
            terms(&one.terms),
            by_id,
            by,
            from,
            to,
            report,
            start,
            end,
            words,
            tellings(&one.evidence),
            list(one.was.iter().map(String::as_str)),
        ],
        told,
    )]
}

pub(crate) static RESPONSES: Table = Table {
    name: "responses",
    about: "A party's latest answer to a proposal.",
    columns: &[
        column("proposal", Kind::Id, "id of the proposal"),
        column("proposal_name", Kind::Name, "what it is called"),
        column("party_id", Kind::Id, "whose answer"),
        column("party", Kind::Name, "the same by name"),
        column(
            "response",
            Kind::Word,
            "accepted, accepted_in_principle, conditional, countered, rejected, pending, withdrawn",
        ),
        column("by_id", Kind::Id, "who gave it"),
        column("by", Kind::Name, "the same by name"),
        column("authority", Kind::Word, "with what right"),
        column("standing", Kind::Word, "official, declared, signalled, reported"),
        column("when_from", Kind::Day, "first day on which it may have been given"),
        column("when_to", Kind::Day, "last day"),
        column("conditions", Kind::List, "in the text's words"),
        column("report", Kind::Id, "the first report that tells it"),
        column("start", Kind::Count, "first code point of the words"),
        column("end", Kind::Count, "one past the last"),
        column("words", Kind::Text, "the words"),
    ],
    sections: &[Section::Proposals],
    rows: responses,
};

fn responses<'s>(source: Source<'s>, item: Item<'s>) -> Rows<'s> {
    let Item::Proposal(proposal) = item else { return Rows::new() };
    let told = |one: &'s Response<Evidence>| {
        let [party_id, party] = source.actor(Some(one.party));
        let [by_id, by] = source.actor(one.by);
        let [from, to] = ends(&one.when.period);
        let ([report, start, end, words], told) = source.rests_on(&one.evidence);
        row(
            [
                text(proposal.id.as_str()),
                text(proposal.name.as_str()),
                party_id,
                party,
                text(one.response.as_str()),
                by_id,
                by,
                maybe(one.authority.map(|authority| authority.as_str())),
                text(one.standing.as_str()),
                from,
                to,
                list(one.conditions.iter().map(String::as_str)),
                report,
                start,
                end,
                words,
            ],
            told,
        )
    };
    proposal.responses.iter().map(told).collect()
}
