//! Who is on whose side, and which parties matter most.

use rapporteur_record::ActorId;

use crate::kept::Kept;

/// The side of every actor, and the parties by how much the record tells of them.
pub(crate) struct Sides {
    sides: Vec<Option<ActorId>>,
    /// The most told of first; of equal ones that which was told first.
    pub(crate) parties: Vec<ActorId>,
    /// The place of each actor among them.
    ranks: Vec<usize>,
}

impl Sides {
    pub(crate) fn of(record: &Kept) -> Self {
        let sides: Vec<Option<ActorId>> = record.actors().map(|id| side(record, id)).collect();
        let told = told(record, &sides);
        let mut parties: Vec<ActorId> =
            record.actors().filter(|id| sides[id.index()] == Some(*id) && told[id.index()] > 0).collect();
        parties.sort_by_key(|party| std::cmp::Reverse(told[party.index()]));
        let mut ranks = vec![parties.len(); sides.len()];
        parties.iter().enumerate().for_each(|(rank, party)| ranks[party.index()] = rank);
        Self { sides, parties, ranks }
    }

    /// The party for which the actor stands.
    pub(crate) fn side(&self, actor: ActorId) -> Option<ActorId> {
        self.sides.get(actor.index()).copied().flatten()
    }

    /// Where a party stands in the order; parties of which nothing is told, and no party, come last.
    pub(crate) fn rank(&self, party: Option<ActorId>) -> usize {
        party.and_then(|party| self.ranks.get(party.index()).copied()).unwrap_or(self.parties.len())
    }

    /// The party that goes by the name, or on whose side one who does is.
    pub(crate) fn called(&self, record: &Kept, name: &str) -> Option<ActorId> {
        let wanted = name.trim().to_lowercase();
        let is = |known: &str| known.to_lowercase() == wanted;
        let goes_by = |id: &ActorId| {
            record.actor(*id).is_some_and(|actor| {
                is(&record.actor_id(*id))
                    || is(&actor.name)
                    || actor.code.as_deref().is_some_and(is)
                    || record.aliases(*id).iter().any(|alias| is(alias))
            })
        };
        let party = self.parties.iter().copied().chain(record.actors()).find(goes_by)?;
        self.side(party)
    }
}

fn side(record: &Kept, id: ActorId) -> Option<ActorId> {
    let actor = record.actor(id)?;
    actor.party.or_else(|| actor.kind.can_be_party().then_some(id))
}

/// How many entries tell of each party.
fn told(record: &Kept, sides: &[Option<ActorId>]) -> Vec<usize> {
    let mut told = vec![0; sides.len()];
    let mut count = |actor: ActorId| {
        if let Some(side) = sides.get(actor.index()).copied().flatten() {
            told[side.index()] += 1;
        }
    };
    record.statements.iter().filter_map(|one| one.party.or(one.speaker)).for_each(&mut count);
    record.positions.iter().for_each(|one| count(one.party));
    record.proposals.iter().flat_map(|one| one.responses).for_each(|one| count(one.party));
    record.contacts.iter().flat_map(|one| one.parties).for_each(&mut count);
    record.disputes.iter().flat_map(|one| one.parties).for_each(&mut count);
    told
}
