use super::*;

/// Two reports, each with one statement of the same speaker.
fn two(one: (Mode, &str), other: (Mode, &str)) -> Record {
    let told = |id: &str, day, (mode, content): (Mode, &str)| {
        let mut told = Told::on(id, day, &format!("Ana Ortiz: {content}"));
        let speaker = told.person("Ana Ortiz", None);
        told.says(Some(speaker), mode, content);
        told
    };
    merge(vec![told("r1", 1, one), told("r2", 2, other)])
}

#[test]
fn the_same_quotation_is_one_statement_with_both_spans() {
    use Mode::*;
    let long = "“We will not sign this,”";
    for (one, other, count) in [
        ((Direct, long), (Direct, "\"We will  not sign this.\""), 1),
        ((Direct, long), (Mixed, "‘we will not sign this’"), 1),
        ((Direct, long), (Direct, "“We will sign this,”"), 2),
        ((Direct, long), (Indirect, "we will not sign this"), 2),
        ((Indirect, "they would not sign this"), (Indirect, "they would not sign this"), 2),
        ((Direct, "“No,”"), (Direct, "“No.”"), 2),
    ] {
        let record = two(one, other);
        assert_eq!(record.statements.len(), count, "{one:?} {other:?}");
        if count == 1 {
            assert_eq!(record.statements[0].content.len(), 2);
            assert_eq!(record.statements[0].was.len(), 1);
        }
    }
}

#[test]
fn another_speaker_another_day_or_the_same_report_makes_another_statement() {
    let quote = "“We will not sign this,”";
    let told = |id: &str, day, name: &str, said: Option<i8>| {
        let mut told = Told::on(id, day, &format!("{name}: {quote} and {quote}"));
        let speaker = told.person(name, None);
        told.says(Some(speaker), Mode::Direct, quote);
        told.last_statement().said.period = said.map(|day| Period::day(may(day))).unwrap_or_default();
        told
    };
    let count = |told| merge(told).statements.len();
    assert_eq!(count(vec![told("r1", 1, "Ana Ortiz", None), told("r2", 2, "Ben Falk", None)]), 2);
    assert_eq!(count(vec![told("r1", 1, "Ana Ortiz", Some(1)), told("r2", 2, "Ana Ortiz", Some(2))]), 2);
    assert_eq!(count(vec![told("r1", 1, "Ana Ortiz", Some(1)), told("r2", 2, "Ana Ortiz", None)]), 1);
    let mut twice = told("r1", 1, "Ana Ortiz", None);
    twice.says(Some(ActorId(0)), Mode::Direct, quote);
    assert_eq!(count(vec![twice]), 2);
}

#[test]
fn a_reprint_is_further_evidence_whatever_the_mode() {
    let told = |id: &str, day| {
        let mut told = Told::on(id, day, "Someone said it would end.");
        told.says(None, Mode::Indirect, "it would end");
        told.read()
    };
    let reprint = [ReprintOf { report: "r2".into(), of: "r1".into() }];
    let record = Record::merge(vec![told("r1", 1), told("r2", 2)], vec![], &reprint).unwrap();
    assert_eq!(record.statements.len(), 1);
    assert_eq!(record.statements[0].content.len(), 2);
    assert_eq!(record.coverage.reprints, [Reprint { report: ReportId(1), of: ReportId(0) }]);
}

#[test]
fn what_lies_within_points_to_the_merged_statement() {
    let mut told = Told::on("r1", 1, "The paper said that an aide had said it would end.");
    told.says(None, Mode::Indirect, "an aide had said it would end");
    told.says(None, Mode::Indirect, "it would end");
    told.last_statement().within = Some(StatementId(0));
    let mut before = Told::on("r0", 1, "He said no.");
    before.says(None, Mode::Indirect, "no");
    let record = merge(vec![told, before]);
    assert_eq!(record.statements[2].within, Some(StatementId(1)));
}

#[test]
fn two_reports_of_one_id_are_refused() {
    let told = |text: &str| Told::on("r1", 1, text).read();
    let error = Record::merge(vec![told("a"), told("b")], vec![], &[]).unwrap_err();
    assert_eq!(error.to_string(), "two reports have the id \"r1\"");
}
