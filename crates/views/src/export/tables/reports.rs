//! Reports, and what the record does not cover.

use rapporteur_record::{Item, Section};

use super::{Cell, Column, Kind, Row, Rows, Source, Table, column, count, day, maybe, row, text};

pub(super) static REPORTS: Table = Table {
    name: "reports",
    about: "A report that was read, with its whole text: offsets of the other tables count its code points.",
    columns: COLUMNS,
    sections: &[Section::Reports],
    rows,
};

const COLUMNS: &[Column] = &[
    column("report", Kind::Id, "id of the report"),
    column("title", Kind::Text, "headline"),
    column("outlet", Kind::Name, "who published it"),
    column("published", Kind::Day, "day of publication"),
    column("url", Kind::Text, "where it was found"),
    column("reprint_of", Kind::Id, "the earlier report that it repeats; it is no independent telling then"),
    column("characters", Kind::Count, "length of the text in code points"),
    column("text", Kind::Text, "the text; a spreadsheet cuts it after 32,767 characters"),
];

fn rows<'s>(source: Source<'s>, item: Item<'s>) -> Rows<'s> {
    let Item::Report(id, report) = item else { return Rows::new() };
    vec![row(
        [
            text(report.id.as_str()),
            maybe(report.title.as_deref()),
            maybe(report.outlet.as_deref()),
            day(report.published),
            maybe(report.url.as_deref()),
            maybe(source.0.original(id).map(|of| source.report_id(of))),
            count(report.text.chars().count()),
            text(report.text.as_str()),
        ],
        None,
    )]
}

pub(super) static COVERAGE: Table = Table {
    name: "coverage",
    about: "What the record does not cover, so that silence is seen.",
    columns: &[
        column("what", Kind::Word, "set_aside, reprint, unresolved_speaker, or speech_without_statement"),
        column("report", Kind::Id, "the report that was set aside or repeats another"),
        column("detail", Kind::Text, "why it was set aside, what it repeats, who could not be resolved"),
        column("count", Kind::Count, "of speech_without_statement: how many sentences"),
    ],
    sections: &[Section::Coverage],
    rows: coverage,
};

fn coverage<'s>(source: Source<'s>, item: Item<'s>) -> Rows<'s> {
    let Item::Coverage(coverage) = item else { return Rows::new() };
    let told = |what: &'static str, report: Cell<'s>, detail: Cell<'s>, number: Cell<'s>| -> Row<'s> {
        row([text(what), report, detail, number], None)
    };
    let aside = coverage.set_aside.iter();
    let aside =
        aside.map(move |one| told("set_aside", text(one.report.as_str()), text(one.reason.as_str()), Cell::Missing));
    let reprints = coverage.reprints.iter().map(move |pair| {
        told("reprint", text(source.report_id(pair.report)), text(source.report_id(pair.of)), Cell::Missing)
    });
    let speakers = coverage.unresolved_speakers.iter();
    let speakers =
        speakers.map(move |name| told("unresolved_speaker", Cell::Missing, text(name.as_str()), Cell::Missing));
    let silent =
        told("speech_without_statement", Cell::Missing, Cell::Missing, count(coverage.speech_without_statement));
    aside.chain(reprints).chain(speakers).chain(std::iter::once(silent)).collect()
}
