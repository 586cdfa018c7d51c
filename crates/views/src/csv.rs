//! The flat table of statements: a row for each, to be opened in a spreadsheet, R or pandas.
//!
//! ```text
//! id,report,outlet,published,speaker,speaker_kind,party,…,content,source,cue,start,end,within
//! s-7q2…,r1,Coast Post,2024-05-02,Ana Ortiz,person,Norland,…,"“We will not sign,”",Ortiz,said,120,140,
//! ```
//!
//! `report`, `outlet`, `published`, `start` and `end` are those of the first telling; a statement that other reports tell
//! too is one row all the same. Offsets are code points, from the first piece of the content to the end of the last in that
//! report. Several pieces of text stand in one field with " […] " between them; `about` is a list with semicolons. Quoting
//! is RFC 4180's: a field with a comma, quotation mark or line break is quoted. A cell that a spreadsheet would take for a
//! formula is written as it is: evidence is never altered.

use std::io::{self, Write};

use jiff::civil::Date;
use rapporteur_record::{ActorId, CodePoints, Entry, Evidence, Record, ReportId, Statement};

/// The columns, in order.
const COLUMNS: [&str; 24] = [
    "id",
    "report",
    "outlet",
    "published",
    "speaker",
    "speaker_kind",
    "party",
    "authority",
    "office",
    "cue_kind",
    "mode",
    "act",
    "firmness",
    "about",
    "said_from",
    "said_to",
    "content",
    "source",
    "cue",
    "start",
    "end",
    "within",
    "reports",
    "confidence",
];

/// What stands between two pieces of one text.
const GAP: &str = " […] ";

/// Writes the table; an error only where `out` fails.
pub fn write_statements(record: &Record, out: impl Write) -> io::Result<()> {
    let mut table = csv::Writer::from_writer(out);
    table.write_record(COLUMNS)?;
    let points: Vec<CodePoints<'_>> = record.reports.iter().map(|report| CodePoints::of(&report.text)).collect();
    for statement in &record.statements {
        table.write_record(row(record, &points, statement))?;
    }
    table.flush()
}

fn row(record: &Record, points: &[CodePoints<'_>], statement: &Entry<Statement<Evidence>>) -> [String; COLUMNS.len()] {
    let first = statement.content.first().report;
    let report = record.report(first);
    let speaker = statement.speaker.and_then(|id| record.actor(id));
    let (start, end) = code_points(points, statement);
    let about: Vec<&str> = statement.about.iter().map(|term| term.as_str()).collect();
    let said = statement.said.period;
    [
        statement.id.clone(),
        report.map(|report| report.id.clone()).unwrap_or_default(),
        report.and_then(|report| report.outlet.clone()).unwrap_or_default(),
        day(report.and_then(|report| report.published)),
        name(record, statement.speaker),
        speaker.map(|speaker| speaker.kind.to_string()).unwrap_or_default(),
        name(record, statement.party),
        statement.authority.map(|authority| authority.to_string()).unwrap_or_default(),
        speaker.and_then(|speaker| speaker.office.clone()).unwrap_or_default(),
        statement.cue_kind.to_string(),
        statement.mode.to_string(),
        statement.act.to_string(),
        statement.firmness.to_string(),
        about.join(";"),
        day(said.from),
        day(said.to),
        text(record, first, &statement.content),
        text(record, first, &statement.source),
        text(record, first, &statement.cue),
        start.to_string(),
        end.to_string(),
        statement.within.and_then(|outer| record.statement(outer)).map(|outer| outer.id.clone()).unwrap_or_default(),
        tellings(statement).to_string(),
        statement.confidence.map(|sure| format!("{sure:.3}")).unwrap_or_default(),
    ]
}

fn name(record: &Record, actor: Option<ActorId>) -> String {
    actor.and_then(|id| record.actor(id)).map(|actor| actor.name.clone()).unwrap_or_default()
}

fn day(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// The pieces of one report.
fn text<'e>(record: &Record, report: ReportId, pieces: impl IntoIterator<Item = &'e Evidence>) -> String {
    let of_report = pieces.into_iter().filter(|piece| piece.report == report);
    of_report.map(|piece| piece.text(&record.reports)).collect::<Vec<_>>().join(GAP)
}

/// In how many reports it is told.
fn tellings(statement: &Statement<Evidence>) -> usize {
    let mut reports: Vec<ReportId> = statement.content.iter().map(|piece| piece.report).collect();
    reports.sort_unstable();
    reports.dedup();
    reports.len()
}

/// From the first piece of the content to the end of the last in its first report, in code points.
fn code_points(points: &[CodePoints<'_>], statement: &Statement<Evidence>) -> (u32, u32) {
    let first = statement.content.first().report;
    let pieces = || statement.content.iter().filter(|piece| piece.report == first);
    let start = pieces().map(|piece| piece.span.start).min().unwrap_or_default();
    let end = pieces().map(|piece| piece.span.end).max().unwrap_or_default();
    points.get(first.index()).map_or((0, 0), |points| (points.before(start), points.before(end)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rapporteur_record::*;
    use rapporteur_report::Report;

    use super::*;

    fn span(text: &str, words: &str) -> Span {
        let start = text.find(words).unwrap();
        Span { start: start as u32, end: (start + words.len()) as u32 }
    }

    fn record(text: &str, speaker: &str, content: &[&str]) -> Record {
        let report = Report {
            id: "r1".into(),
            outlet: Some("Coast, Post".into()),
            published: Some(date(2024, 5, 2)),
            text: text.into(),
            ..Report::default()
        };
        let actor = Actor {
            name: speaker.into(),
            kind: ActorKind::Person,
            code: None,
            sector: None,
            party: None,
            office: Some("envoy".into()),
            authority: Some(Authority::Negotiator),
            aliases: vec![],
            mentions: AtLeastOne::one(span(text, speaker)),
            key: None,
        };
        let statement = Statement {
            speaker: Some(ActorId(0)),
            party: None,
            authority: Some(Authority::Negotiator),
            audience: None,
            cue_kind: CueKind::Speech,
            mode: Mode::Direct,
            act: Act::Reject,
            firmness: Firmness::Categorical,
            about: vec![Term::Ceasefire, Term::Peace],
            stances: Vec::new(),
            leanings: Vec::new(),
            answers: Vec::new(),
            source: vec![span(text, speaker)],
            cue: vec![span(text, "said")],
            content: AtLeastOne::from_vec(content.iter().map(|words| span(text, words)).collect()).unwrap(),
            said: TimeExpression { period: Period::day(date(2024, 5, 1)), text: None },
            within: None,
            confidence: Some(0.5),
        };
        let reading = Reading { actors: vec![actor], statements: vec![statement], ..Reading::default() };
        Record::merge(vec![ReadReport::new(report, reading).unwrap()], vec![], &[]).unwrap()
    }

    /// The cells of the only row, by column.
    fn cells(record: &Record) -> Vec<String> {
        let mut out = Vec::new();
        write_statements(record, &mut out).unwrap();
        let mut table = csv::Reader::from_reader(out.as_slice());
        assert_eq!(table.headers().unwrap().len(), COLUMNS.len());
        let rows: Vec<_> = table.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 1);
        rows[0].iter().map(str::to_owned).collect()
    }

    #[test]
    fn a_statement_is_a_row() {
        let text = "Né 🚢: \"We will, never,\" Ana Ortiz said. \"Not\nthis.\"";
        let record = record(text, "Ana Ortiz", &["\"We will, never,\"", "\"Not\nthis.\""]);
        let id = record.statements[0].id.clone();
        assert_eq!(
            cells(&record),
            [
                &id,
                "r1",
                "Coast, Post",
                "2024-05-02",
                "Ana Ortiz",
                "person",
                "",
                "negotiator",
                "envoy",
                "speech",
                "direct",
                "reject",
                "categorical",
                "ceasefire;peace",
                "2024-05-01",
                "2024-05-01",
                "\"We will, never,\" […] \"Not\nthis.\"",
                "Ana Ortiz",
                "said",
                "6",
                "51",
                "",
                "1",
                "0.500"
            ]
        );
    }

    #[test]
    fn an_empty_record_is_a_table_with_its_head() {
        let mut out = Vec::new();
        write_statements(&Record::default(), &mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), format!("{}\n", COLUMNS.join(",")));
    }

    #[test]
    fn a_formula_stays_the_words_that_were_said() {
        let text = "Ana Ortiz said =SUM(1) is it.";
        assert_eq!(cells(&record(text, "Ana Ortiz", &["=SUM(1)"]))[16], "=SUM(1)");
    }
}
