//! The network of contacts.
//!
//! The weight of a tie is the number of contacts that count: by default those that took place. How many there are of each other
//! status stands beside it, so that a pair that talks and a pair of which somebody denies a talk are not one. A contact of
//! several ties each with each. A reprint is no second contact: the record has merged it.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_record::{ActorId, Contact, ContactStatus, Entry, Evidence, Record};

use super::{Level, Network, NetworkOptions, Spell, Tie, node};

type Contacts<'r> = Vec<&'r Entry<Contact<Evidence>>>;

pub(super) fn network(record: &Record, options: &NetworkOptions) -> Network {
    let mut pairs: BTreeMap<(ActorId, ActorId), Contacts<'_>> = BTreeMap::new();
    let mut frequencies: BTreeMap<ActorId, usize> = BTreeMap::new();
    for contact in &record.contacts {
        let (from, to) = days(record, contact);
        let who = match options.level {
            Level::Party => &contact.parties,
            Level::Person => &contact.participants,
        };
        if !options.holds(from, to) {
            continue;
        }
        let who: Vec<ActorId> = who.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
        for (at, one) in who.iter().enumerate() {
            if counts(options, contact) {
                *frequencies.entry(*one).or_default() += 1;
            }
            who.iter().skip(at + 1).for_each(|other| pairs.entry((*one, *other)).or_default().push(contact));
        }
    }
    pairs.retain(|_, contacts| contacts.iter().any(|contact| counts(options, contact)));
    let actors: Vec<ActorId> = frequencies.keys().copied().collect();
    let place = |actor: &ActorId| actors.binary_search(actor).unwrap_or_default();
    let tie = |((one, other), contacts): (&(ActorId, ActorId), &Contacts<'_>)| {
        tie(record, options, (place(one), place(other)), contacts)
    };
    let ties = pairs.iter().map(tie).collect();
    let nodes = frequencies.iter().map(|(actor, frequency)| node(record, *actor, *frequency)).collect();
    let statuses: Vec<&str> = options.statuses.iter().map(|status| status.as_str()).collect();
    let about = format!("contacts that count: {}{}", statuses.join(", "), options.window());
    Network { about, nodes, ties }
}

fn counts(options: &NetworkOptions, contact: &Contact<Evidence>) -> bool {
    options.statuses.contains(&contact.status)
}

fn tie(record: &Record, options: &NetworkOptions, (source, target): (usize, usize), contacts: &Contacts<'_>) -> Tie {
    let counting: Contacts<'_> = contacts.iter().copied().filter(|contact| counts(options, contact)).collect();
    let of = |status: &ContactStatus| {
        let count = contacts.iter().filter(|contact| contact.status == *status).count();
        (status.as_str(), i64::try_from(count).unwrap_or(i64::MAX))
    };
    let kinds: BTreeSet<&'static str> = counting.iter().map(|contact| contact.kind.as_str()).collect();
    Tie {
        source,
        target,
        weight: counting.len() as f64,
        counts: ContactStatus::ALL.iter().map(of).collect(),
        about: kinds.into_iter().collect(),
        entries: contacts.iter().map(|contact| contact.id.clone()).collect(),
        spells: counting.iter().map(|contact| days(record, contact)).filter(|spell| *spell != (None, None)).collect(),
    }
}

/// The days that the text gives; of what is done and has none, that of the report that first tells it.
fn days(record: &Record, contact: &Contact<Evidence>) -> Spell {
    let period = contact.when.period;
    if period.is_unknown() && matches!(contact.status, ContactStatus::Held | ContactStatus::UnderWay) {
        let published = record.report(contact.evidence.first().report).and_then(|report| report.published);
        return (published, published);
    }
    (period.from, period.to)
}
