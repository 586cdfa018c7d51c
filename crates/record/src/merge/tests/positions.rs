use super::Standing::*;
use super::*;

#[test]
fn what_follows_with_one_stance_is_one_position_and_a_change_makes_two() {
    let told = |tellings: &[(Stance, Standing)]| {
        let report = |(at, (stance, standing)): (usize, &(Stance, Standing))| {
            let mut told = Told::on(&format!("r{at}"), 1 + at as i8, "Norland on the truce");
            let party = told.state("nor", "Norland");
            told.position(party, *stance, *standing, "on the truce");
            told
        };
        let record = merge(tellings.iter().enumerate().map(report).collect());
        let position =
            |one: &Entry<HeldPosition>| (one.stance, one.evidence.len(), one.replaced_by.map(|later| later.0));
        record.positions.iter().map(position).collect::<Vec<_>>()
    };
    use Stance::*;
    assert_eq!(told(&[(For, Declared), (For, Declared)]), [(For, 2, None)]);
    assert_eq!(told(&[(For, Declared), (Against, Declared)]), [(For, 1, Some(1)), (Against, 1, None)]);
    assert_eq!(
        told(&[(For, Declared), (Against, Declared), (For, Declared)]),
        [(For, 1, Some(1)), (Against, 1, Some(2)), (For, 1, None)]
    );
    // An aide's word neither ends nor interrupts what a minister declared.
    assert_eq!(told(&[(For, Declared), (Against, Signalled), (For, Declared)]), [(For, 2, None), (Against, 1, None)]);
    assert_eq!(told(&[(For, Signalled), (For, Declared)]), [(For, 2, None)]);
    assert_eq!(told(&[(Against, Signalled), (For, Official)]), [(Against, 1, Some(1)), (For, 1, None)]);
}

/// One report a row: the proposal's name and Norland's answer.
fn answered(rows: &[(&str, ResponseValue)]) -> Record {
    let report = |(at, (name, value)): (usize, &(&str, ResponseValue))| {
        let mut told = Told::on(&format!("r{at}"), 1 + at as i8, "Norland answered the offer");
        let party = told.state("nor", "Norland");
        let response = told.response(party, *value, "answered");
        told.proposal(name, "the offer").responses.push(response);
        told
    };
    merge(rows.iter().enumerate().map(report).collect())
}

#[test]
fn a_proposal_keeps_the_latest_answer_and_the_earlier_one_lives_on_as_a_position() {
    use ResponseValue::*;
    let record = answered(&[("30-day truce", Rejected), ("the proposed truce", Conditional), ("the deal", Accepted)]);
    assert_eq!(record.proposals.len(), 1);
    let responses: Vec<_> = record.proposals[0].responses.iter().map(|one| one.response).collect();
    assert_eq!(responses, [Accepted]);
    let stances: Vec<_> = record.positions.iter().map(|one| one.stance).collect();
    assert_eq!(stances, [Stance::Against, Stance::Conditional]);
    assert_eq!(record.proposals[0].name, "30-day truce");
}

#[test]
fn the_same_answer_again_is_further_evidence() {
    let record = answered(&[("30-day truce", ResponseValue::Rejected), ("30-day truce", ResponseValue::Rejected)]);
    assert_eq!(record.proposals[0].responses[0].evidence.len(), 2);
    assert!(record.positions.is_empty());
}

#[test]
fn other_terms_numbers_or_tablers_make_another_proposal() {
    use ResponseValue::*;
    assert_eq!(answered(&[("30-day truce", Rejected), ("60-day truce", Accepted)]).proposals.len(), 2);
    assert_eq!(answered(&[("harbour truce", Rejected), ("border patrols", Accepted)]).proposals.len(), 2);
    let tabled = |id: &str, day, key: &str| {
        let mut told = Told::on(id, day, &format!("{key} tabled a truce"));
        let party = told.state(key, key);
        told.proposal("harbour truce", "a truce").tabled_by.push(party);
        told
    };
    assert_eq!(merge(vec![tabled("r1", 1, "nor"), tabled("r2", 2, "sud")]).proposals.len(), 2);
    assert_eq!(merge(vec![tabled("r1", 1, "nor"), tabled("r2", 2, "nor")]).proposals.len(), 1);
}

#[test]
fn disputes_are_one_by_parties_and_matter() {
    let told = |id: &str, day, about: &str, kind: DisputeKind| {
        let mut told = Told::on(id, day, "nor and sud blame each other");
        let parties = vec![told.state("nor", "nor"), told.state("sud", "sud")];
        let evidence = told.at("blame");
        let about = Some(about.to_owned());
        told.reading.disputes.push(Dispute { kind, parties, about, statements: vec![], evidence });
        told
    };
    use DisputeKind::*;
    let first = || told("r1", 1, "prolonging the war", MutualAccusation);
    let count = |about, kind| merge(vec![first(), told("r2", 2, about, kind)]).disputes.len();
    assert_eq!(count("who prolongs the war", MutualAccusation), 1);
    assert_eq!(count("the harbour raid", MutualAccusation), 2);
    assert_eq!(count("prolonging the war", Denial), 2);
}
