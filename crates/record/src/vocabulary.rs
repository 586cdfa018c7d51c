//! The record's closed lists of words, as types.

use serde::{Deserialize, Serialize};

/// What an actor is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ActorKind {
    /// A state, a government.
    State,
    /// An armed group that is no state's army.
    ArmedGroup,
    /// An organisation: international, an institution of a state, a union, a company.
    Organisation,
    /// States or others that negotiate as one.
    Bloc,
    /// A person.
    Person,
    /// A news agency, paper, broadcaster.
    Outlet,
    /// A source without a name.
    Unnamed,
    /// Several at once: "both sides".
    Group,
}

/// With what right a speaker speaks for the party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// Head of state, of government, of a movement: the person whose word binds.
    Principal,
    /// A minister.
    Minister,
    /// An envoy, a delegate.
    Negotiator,
    /// An adviser.
    Aide,
    /// A spokesperson.
    Spokesperson,
    /// Any other office holder.
    Official,
    /// The party itself is named as speaker.
    Party,
    /// A source without a name.
    Unnamed,
    /// An outlet, an analyst, a third party without a stake.
    Observer,
}

/// A category of negotiable items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// A halt of the fighting.
    Ceasefire,
    /// Observers, verification of what was agreed.
    Monitoring,
    /// Forces pulled back.
    Withdrawal,
    /// Land and borders.
    Territory,
    /// Recognition of a state, a government, a status.
    Recognition,
    /// Guarantees against another attack.
    SecurityGuarantees,
    /// Joining an alliance, or neutrality.
    AllianceMembership,
    /// Limits to arms and armies.
    ArmsLimits,
    /// Soldiers of other states in a country.
    ForeignForces,
    /// Prisoners, hostages, detainees.
    Prisoners,
    /// Aid, corridors, relief convoys.
    HumanitarianAccess,
    /// Refugees and displaced people, their return.
    DisplacedPeople,
    /// Sanctions, frozen assets.
    Sanctions,
    /// Compensation for damage.
    Reparations,
    /// Rebuilding.
    Reconstruction,
    /// Arms, training, intelligence given to a side.
    MilitaryAid,
    /// Elections, referendums.
    Elections,
    /// Shares in government, transition.
    PowerSharing,
    /// Self-rule of a region.
    Autonomy,
    /// Amnesty, trials, truth.
    Justice,
    /// Rights of languages, churches, peoples.
    MinorityRights,
    /// Nuclear programmes and arms.
    Nuclear,
    /// Attacks on power plants, pipelines and the like.
    InfrastructureStrikes,
    /// Ports, straits, grain shipments.
    Navigation,
    /// Gas, oil, electricity, fossil fuels.
    Energy,
    /// Tariffs, market access.
    Trade,
    /// Funds, contributions, debt.
    Finance,
    /// Emissions and warming.
    Climate,
    /// Migration, asylum, returns.
    Migration,
    /// Rivers, dams, sharing of water.
    Water,
    /// Pay, hours, contracts of work.
    Labour,
    /// Venue, mediators, preconditions, timetable of the talks themselves.
    TalksFormat,
    /// Carrying out what was agreed.
    Implementation,
    /// An end of the war or a lasting settlement as such.
    Peace,
    /// None of these.
    Other,
}
