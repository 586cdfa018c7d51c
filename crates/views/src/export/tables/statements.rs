//! Statements, flat: the table that most users open first. And the stances that they show, a row for each.
//!
//! The place (`report`, `start`, `end`, and the report's own columns) is that of the first telling; a statement that other
//! reports tell too is one row all the same, with every telling in `tellings`.

use rapporteur_record::{Entry, Evidence, Item, Section, Stance, Statement, Term};

use super::{Cell, Column, Kind, Row, Rows, Source, Table, column, day, ends, list, maybe, row, tellings, terms, text};

pub(crate) static STATEMENTS: Table = Table {
    name: "statements",
    about: "Who said what, how, on whose behalf, with what right, how firmly, on which terms.",
    columns: COLUMNS,
    sections: &[Section::Statements],
    rows: |source, item| match item {
        Item::Statement(one) => vec![statement(source, one)],
        _ => Rows::new(),
    },
};

const COLUMNS: &[Column] = &[
    column("id", Kind::Id, "id of the statement"),
    column("report", Kind::Id, "the first report that tells it"),
    column("outlet", Kind::Name, "of that report"),
    column("published", Kind::Day, "of that report"),
    column("speaker", Kind::Name, "who spoke; empty where nobody is named"),
    column("speaker_kind", Kind::Word, "what the speaker is: person, state, unnamed…"),
    column("party", Kind::Name, "on whose behalf"),
    column(
        "authority",
        Kind::Word,
        "with what right: principal, minister, negotiator, spokesperson, aide, official, party, unnamed, observer",
    ),
    column("office", Kind::Name, "the speaker's office, as last reported"),
    column("cue_kind", Kind::Word, "speech, writing, thought, intent"),
    column("mode", Kind::Word, "direct, indirect, mixed: how much is quoted"),
    column("act", Kind::Word, "what is done by it: assert, accept, reject, demand, offer…"),
    column("firmness", Kind::Word, "categorical, plain, hedged, speculative"),
    column("about", Kind::List, "term categories"),
    column("said_from", Kind::Day, "first day on which it may have been said"),
    column("said_to", Kind::Day, "last day"),
    column("content", Kind::Text, "what was said, with its quotation marks; pieces parted by […]"),
    column("source", Kind::Text, "the words that name the speaker"),
    column("cue", Kind::Text, "the words that mark speech"),
    column("start", Kind::Count, "first code point of the content in the report's text"),
    column("end", Kind::Count, "one past the last"),
    column("within", Kind::Id, "the statement that reports this one"),
    column("reports", Kind::Count, "in how many reports it is told"),
    column("confidence", Kind::Real, "how sure the reader is, 0 to 1"),
    column("speaker_id", Kind::Id, "the speaker in the table of actors"),
    column("party_id", Kind::Id, "the party in the table of actors"),
    column("party_code", Kind::Id, "ISO 3166 alpha-3, or PLOVER's code for what has no country"),
    column("audience", Kind::Name, "to whom"),
    column("said_text", Kind::Text, "the words of time"),
    column(
        "stances",
        Kind::List,
        "where the speaker's side stands: TERM:for, TERM:against, TERM:conditional, TERM:open",
    ),
    column("title", Kind::Text, "of the report"),
    column("url", Kind::Text, "of the report"),
    column("tellings", Kind::List, "every piece of the content: REPORT:START-END"),
    column("was", Kind::List, "ids that it replaces"),
];

fn statement<'s>(source: Source<'s>, one: &'s Entry<Statement<Evidence>>) -> Row<'s> {
    let around = source.0;
    let first = one.content.first().report;
    let report = around.report(first);
    let speaker = one.speaker.and_then(|id| around.actor(id));
    let [speaker_id, speaker_name] = source.actor(one.speaker);
    let [party_id, party] = source.actor(one.party);
    let told = source.told(&one.content);
    let [place, start, end] = source.place(told);
    let [from, to] = ends(&one.said.period);
    row(
        [
            text(one.id.as_str()),
            place,
            maybe(report.and_then(|report| report.outlet.as_deref())),
            day(report.and_then(|report| report.published)),
            speaker_name,
            maybe(speaker.map(|speaker| speaker.kind.as_str())),
            party,
            maybe(one.authority.map(|authority| authority.as_str())),
            maybe(speaker.and_then(|speaker| speaker.office)),
            text(one.cue_kind.as_str()),
            text(one.mode.as_str()),
            text(one.act.as_str()),
            text(one.firmness.as_str()),
            terms(&one.about),
            from,
            to,
            text(source.words(&one.content, first)),
            text(source.words(&one.source, first)),
            text(source.words(&one.cue, first)),
            start,
            end,
            maybe(one.within.and_then(|outer| around.statement_id(outer))),
            tellings(&one.content),
            one.confidence.map_or(Cell::Missing, |sure| Cell::Real((f64::from(sure) * 1000.0).round() / 1000.0)),
            speaker_id,
            party_id,
            maybe(one.party.and_then(|party| around.actor(party)).and_then(|party| party.code)),
            maybe(one.audience.as_deref()),
            maybe(one.said.text.as_ref().map(|piece| around.words(piece))),
            list(one.stances.iter().map(|(term, stance)| format!("{term}:{stance}"))),
            maybe(report.and_then(|report| report.title.as_deref())),
            maybe(report.and_then(|report| report.url.as_deref())),
            list(one.content.iter().map(|piece| source.telling(piece))),
            list(one.was.iter().map(String::as_str)),
        ],
        told,
    )
}

impl Source<'_> {
    /// "r1:120-158", in code points.
    fn telling(&self, piece: &Evidence) -> String {
        let (start, end) = self.0.cut(piece).map_or((0, 0), |cut| (cut.start, cut.end));
        format!("{}:{start}-{end}", self.report_id(piece.report))
    }
}

pub(super) static STANCES: Table = Table {
    name: "stances",
    about: "Where a statement's side stands on one of its terms.",
    columns: &[
        column("statement", Kind::Id, "id of the statement"),
        column("party_id", Kind::Id, "whose side"),
        column("party", Kind::Name, "the same by name"),
        column("term", Kind::Word, "on what"),
        column("stance", Kind::Word, "for, against, conditional, open"),
    ],
    sections: &[Section::Statements],
    rows: |source, item| {
        let Item::Statement(one) = item else { return Rows::new() };
        let told = |(term, stance): &(Term, Stance)| {
            let [party_id, party] = source.actor(one.party);
            row([text(one.id.as_str()), party_id, party, text(term.as_str()), text(stance.as_str())], None)
        };
        one.stances.iter().map(told).collect()
    },
};
