//! The network of contacts.
//!
//! The weight of a tie is the number of contacts that count: by default those that took place. How many there are of each other
//! status stands beside it, so that a pair that talks and a pair of which somebody denies a talk are not one. A contact of
//! several ties each with each. A reprint is no second contact: the record has merged it.

use std::collections::{BTreeMap, BTreeSet};

use rapporteur_record::{
    ActorId, Around, Contact, ContactKind, ContactStatus, Entries, Entry, Evidence, Item, Section,
};

use super::{Level, Network, NetworkError, NetworkOptions, Node, Spell, Tie, Ties, node};

/// Who is tied to whom, by which contacts.
pub(super) struct Contacts {
    statuses: Vec<ContactStatus>,
    all: Vec<Held>,
    /// Of each pair that a contact ties which counts, by the actors' places, the contacts by theirs.
    pairs: BTreeMap<(usize, usize), Vec<usize>>,
}

/// What a tie needs of a contact.
struct Held {
    id: Box<str>,
    kind: ContactKind,
    status: ContactStatus,
    days: Spell,
}

pub(super) fn network(record: &impl Entries, options: &NetworkOptions) -> Result<Network, NetworkError> {
    let mut nodes: BTreeMap<ActorId, Node> = BTreeMap::new();
    let mut pairs: BTreeMap<(ActorId, ActorId), Vec<usize>> = BTreeMap::new();
    let mut all = Vec::new();
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
        for (at, one) in who.iter().enumerate() {
            if options.statuses.contains(&contact.status) {
                nodes.entry(*one).or_insert_with(|| node(around, *one)).frequency += 1;
            }
            who.iter().skip(at + 1).for_each(|other| pairs.entry((*one, *other)).or_default().push(all.len()));
        }
        let (kind, status) = (contact.kind, contact.status);
        all.push(Held { id: contact.id.as_str().into(), kind, status, days: (from, to) });
        Ok::<_, NetworkError>(())
    })?;
    let places: BTreeMap<ActorId, usize> = nodes.keys().copied().zip(0..).collect();
    let counts = |contact: &usize| all.get(*contact).is_some_and(|one: &Held| options.statuses.contains(&one.status));
    let pairs = pairs.into_iter().filter(|(_, contacts)| contacts.iter().any(counts));
    let placed = |((one, other), contacts)| Some(((*places.get(&one)?, *places.get(&other)?), contacts));
    let pairs = pairs.filter_map(placed).collect();
    let statuses: Vec<&str> = options.statuses.iter().map(|status| status.as_str()).collect();
    let about = format!("contacts that count: {}{}", statuses.join(", "), options.window());
    let ties = Ties::Contacts(Contacts { statuses: options.statuses.clone(), all, pairs });
    Ok(Network { about, nodes: nodes.into_values().collect(), ties })
}

impl Contacts {
    pub(super) fn ties(&self) -> impl Iterator<Item = Tie<'_>> {
        self.pairs.iter().map(|(ends, contacts)| self.tie(*ends, contacts))
    }

    fn tie(&self, (source, target): (usize, usize), contacts: &[usize]) -> Tie<'_> {
        let contacts = || contacts.iter().filter_map(|at| self.all.get(*at));
        let counting = || contacts().filter(|contact| self.statuses.contains(&contact.status));
        let of = |status: &ContactStatus| {
            let count = contacts().filter(|contact| contact.status == *status).count();
            (status.as_str(), i64::try_from(count).unwrap_or(i64::MAX))
        };
        let kinds: BTreeSet<&'static str> = counting().map(|contact| contact.kind.as_str()).collect();
        Tie {
            source,
            target,
            weight: counting().count() as f64,
            counts: ContactStatus::ALL.iter().map(of).collect(),
            about: kinds.into_iter().collect(),
            entries: contacts().map(|contact| contact.id.as_ref()).collect(),
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
