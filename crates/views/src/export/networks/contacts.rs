//! The network of contacts.
//!
//! The weight of a tie is the number of contacts that count: by default those that took place. How many there are of each other
//! status stands beside it, so that a pair that talks and a pair of which somebody denies a talk are not one. A contact of
//! several ties each with each. A reprint is no second contact: the record has merged it.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use rapporteur_record::{
    ActorId, Around, Contact, ContactKind, ContactStatus, Entries, Entry, Evidence, Item, Section,
};
use rapporteur_spill::{Lists, Packed, Spill, key_of};
use serde::{Deserialize, Serialize};

use super::{Level, Network, NetworkError, NetworkOptions, Node, Spell, Tie, Ties, node};
use crate::MEMORY;

/// Who is tied to whom, by which contacts.
pub(super) struct Contacts {
    spill: Spill,
    statuses: Vec<ContactStatus>,
    all: Packed<Held>,
    /// Of each pair its contacts.
    of_pair: Lists,
    /// The pairs that a contact ties which counts: the actors' places, and the actors.
    pairs: BTreeMap<(usize, usize), (ActorId, ActorId)>,
}

/// What a tie needs of a contact.
#[derive(Serialize, Deserialize)]
struct Held {
    id: String,
    kind: ContactKind,
    status: ContactStatus,
    days: Spell,
}

pub(super) fn network(record: &impl Entries, options: &NetworkOptions) -> Result<Network, NetworkError> {
    let mut nodes: BTreeMap<ActorId, Node> = BTreeMap::new();
    // Of each pair whether a contact ties it which counts.
    let mut pairs: BTreeMap<(ActorId, ActorId), bool> = BTreeMap::new();
    let spill = Spill::of(MEMORY);
    let (mut all, mut of_pair) = (Packed::new(&spill), Lists::new(&spill));
    record.each(&[Section::Contacts], |around, item| {
        let Item::Contact(contact) = item else { return Ok(()) };
        let (from, to) = days(around, contact);
        if !options.holds(from, to) {
            return Ok(());
        }
        let who: BTreeSet<ActorId> = match options.level {
            Level::Party => contact.parties.iter().copied().collect(),
            Level::Person => contact.participants.iter().copied().collect(),
        };
        let counts = options.statuses.contains(&contact.status);
        for (at, one) in who.iter().enumerate() {
            if counts {
                nodes.entry(*one).or_insert_with(|| node(around, *one)).frequency += 1;
            }
            for other in who.iter().skip(at + 1) {
                *pairs.entry((*one, *other)).or_default() |= counts;
                of_pair.push(key_of(&(*one, *other)), all.len());
            }
        }
        let (kind, status) = (contact.kind, contact.status);
        all.push(&Held { id: contact.id.clone(), kind, status, days: (from, to) });
        Ok::<_, NetworkError>(())
    })?;
    let places: BTreeMap<ActorId, usize> = nodes.keys().copied().zip(0..).collect();
    let pairs = pairs.into_iter().filter(|(_, counts)| *counts);
    let placed = |(pair, _): ((ActorId, ActorId), _)| Some(((*places.get(&pair.0)?, *places.get(&pair.1)?), pair));
    let pairs = pairs.filter_map(placed).collect();
    let statuses: Vec<&str> = options.statuses.iter().map(|status| status.as_str()).collect();
    let about = format!("contacts that count: {}{}", statuses.join(", "), options.window());
    let ties = Ties::Contacts(Contacts { spill, statuses: options.statuses.clone(), all, of_pair, pairs });
    Ok(Network { about, nodes: nodes.into_values().collect(), ties })
}

impl Contacts {
    pub(super) fn ties(&self) -> impl Iterator<Item = Tie> + '_ {
        self.pairs.iter().map(|(ends, pair)| self.tie(*ends, *pair))
    }

    /// Whether what was kept of the contacts could be read again.
    pub(super) fn check(&self) -> io::Result<()> {
        self.spill.check()
    }

    fn tie(&self, (source, target): (usize, usize), pair: (ActorId, ActorId)) -> Tie {
        let contacts = self.of_pair.all(key_of(&pair)).into_iter().filter_map(|at| self.all.get(at));
        let contacts: Vec<Held> = contacts.collect();
        let counting = || contacts.iter().filter(|contact| self.statuses.contains(&contact.status));
        let of = |status: &ContactStatus| {
            let count = contacts.iter().filter(|contact| contact.status == *status).count();
            (status.as_str(), i64::try_from(count).unwrap_or(i64::MAX))
        };
        let kinds: BTreeSet<&'static str> = counting().map(|contact| contact.kind.as_str()).collect();
        Tie {
            source,
            target,
            weight: counting().count() as f64,
            counts: ContactStatus::ALL.iter().map(of).collect(),
            about: kinds.into_iter().collect(),
            entries: contacts.iter().map(|contact| contact.id.clone()).collect(),
            spells: counting().map(|contact| contact.days).filter(|spell| *spell != (None, None)).collect(),
        }
    }
}

/// The days that the text gives; of what is done and has none, that of the report that first tells it.
fn days(around: Around<'_>, contact: &Entry<Contact<Evidence>>) -> Spell {
    let period = contact.when.period;
    if period.is_unknown() && matches!(contact.status, ContactStatus::Held | ContactStatus::UnderWay) {
        let published = around.report(contact.evidence.first().report).and_then(|report| report.published);
        return (published, published);
    }
    (period.from, period.to)
}
