//! Whatever the readings and whatever their order: one record, sound, the same bytes.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;

const NAMES: &[&str] =
    &["Ana Ortiz", "Ortiz", "Ben Ortiz", "Ana Maria Ortiz", "Li", "the envoy", "Harbour Front", "HF"];
const TEXT: &str = "né 🚢 “We will not sign this,” she said. “No deal at all today.” e\u{301} on Monday, it is over.";

/// The words of a text by number, however few there are.
fn any_span(at: Index, length: Index) -> Span {
    let bounds: Vec<usize> = TEXT.char_indices().map(|(at, _)| at).chain([TEXT.len()]).collect();
    let start = at.index(bounds.len() - 1);
    let end = start + 1 + length.index((bounds.len() - start - 1).min(12));
    Span { start: bounds[start] as u32, end: bounds[end] as u32 }
}

fn span() -> impl Strategy<Value = Span> {
    (any::<Index>(), any::<Index>()).prop_map(|(at, length)| any_span(at, length))
}

fn period() -> impl Strategy<Value = Period> {
    prop_oneof![
        Just(Period::default()),
        (1_i8..12, 0_i8..5).prop_map(|(from, more)| Period { from: Some(may(from)), to: Some(may(from + more)) }),
    ]
}

fn actor(count: usize) -> impl Strategy<Value = Actor> {
    let kind = select(ActorKind::ALL);
    let party = proptest::option::of(0..count as u32);
    (select(NAMES), kind, party, span(), proptest::bool::weighted(0.2)).prop_map(|(name, kind, party, span, known)| {
        Actor {
            name: name.to_owned(),
            kind,
            code: None,
            sector: None,
            party: party.map(ActorId),
            office: None,
            authority: None,
            aliases: vec!["HF".to_owned()],
            mentions: AtLeastOne::one(span),
            key: known.then(|| name.replace(' ', "-").to_lowercase()),
        }
    })
}

fn reading() -> impl Strategy<Value = Reading> {
    const ACTORS: usize = 4;
    let id = || (0..ACTORS as u32).prop_map(ActorId);
    let statement =
        (proptest::option::of(id()), select(Mode::ALL), span(), period()).prop_map(|(speaker, mode, span, said)| {
            let mut told = Told::on("r", 1, TEXT);
            told.says(speaker, mode, "she said");
            let mut statement = told.reading.statements.remove(0);
            statement.content = AtLeastOne::one(span);
            statement.said.period = said;
            statement
        });
    let contact = (select(ContactKind::ALL), select(ContactStatus::ALL), id(), id(), period(), span()).prop_map(
        |(kind, status, one, other, period, span)| Contact {
            kind,
            participants: vec![one, other],
            parties: vec![],
            place: None,
            when: TimeExpression { period, text: None },
            status,
            about: vec![],
            evidence: AtLeastOne::one(span),
        },
    );
    let position =
        (id(), select(Stance::ALL), select(Standing::ALL), span()).prop_map(|(party, stance, standing, span)| {
            let mut told = Told::on("r", 1, TEXT);
            told.position(party, stance, standing, "she said");
            Position { evidence: AtLeastOne::one(span), ..told.reading.positions.remove(0) }
        });
    let name = select(&["30-day truce", "the truce", "the deal", "60-day truce"][..]);
    let proposal =
        (name, id(), select(ResponseValue::ALL), span(), span()).prop_map(|(name, party, value, one, other)| {
            let mut told = Told::on("r", 1, TEXT);
            let response = Response { evidence: AtLeastOne::one(other), ..told.response(party, value, "said") };
            told.proposal(name, "said").responses.push(response);
            Proposal { evidence: AtLeastOne::one(one), ..told.reading.proposals.remove(0) }
        });
    let list = 0..3_usize;
    (
        proptest::collection::vec(actor(ACTORS), ACTORS),
        proptest::collection::vec(statement, list.clone()),
        proptest::collection::vec(contact, list.clone()),
        proptest::collection::vec(position, list.clone()),
        proptest::collection::vec(proposal, list),
    )
        .prop_map(|(actors, statements, contacts, positions, proposals)| Reading {
            actors,
            statements,
            contacts,
            positions,
            proposals,
            ..Reading::default()
        })
}

fn report(number: usize, day: Option<i8>) -> Report {
    let id = format!("r{number}");
    Report { id, published: day.map(may), text: TEXT.to_owned(), ..Report::default() }
}

proptest! {
    #[test]
    fn the_record_does_not_depend_on_the_order_of_the_reports(
        readings in proptest::collection::vec((reading(), proptest::option::of(1_i8..9)), 1..6),
        keys in proptest::collection::vec(any::<u32>(), 6),
        reprint in any::<bool>(),
    ) {
        let read: Vec<ReadReport> = readings
            .into_iter()
            .enumerate()
            .map(|(number, (reading, day))| ReadReport::new(report(number, day), reading).unwrap())
            .collect();
        let reprints: Vec<ReprintOf> =
            reprint.then(|| ReprintOf { report: "r1".into(), of: "r0".into() }).into_iter().collect();
        let mut shuffled: Vec<(u32, ReadReport)> = keys.into_iter().zip(read.iter().cloned()).collect();
        shuffled.sort_by_key(|(key, _)| *key);
        let shuffled = shuffled.into_iter().map(|(_, one)| one).collect();
        let one = Record::merge(read, vec![], &reprints).unwrap();
        let other = Record::merge(shuffled, vec![], &reprints).unwrap();
        check(&one);
        prop_assert_eq!(json(&one), json(&other));
    }

    #[test]
    fn every_telling_is_found_under_an_id_that_it_has_or_had(
        readings in proptest::collection::vec(reading(), 2..5),
    ) {
        let read: Vec<ReadReport> = readings
            .into_iter()
            .enumerate()
            .map(|(number, reading)| ReadReport::new(report(number, Some(number as i8 + 1)), reading).unwrap())
            .collect();
        let part = Record::merge(read[1..].to_vec(), vec![], &[]).unwrap();
        let whole = Record::merge(read, vec![], &[]).unwrap();
        let found = |id: &str| whole.statements.iter().any(|one| one.id == id || one.was.iter().any(|was| was == id));
        prop_assert!(part.statements.iter().all(|one| found(&one.id)));
        let found = |id: &str| whole.contacts.iter().any(|one| one.id == id || one.was.iter().any(|was| was == id));
        prop_assert!(part.contacts.iter().all(|one| found(&one.id)));
    }
}
