//! Who acts, and with what right.

use super::words;

words! {
    /// What an actor is.
    ActorKind, "actor kind", {
        /// A state or its government.
        State = "state",
        /// An armed group that is no state's army.
        ArmedGroup = "armed_group",
        /// An organisation: international, an institution of a state, a union, a company.
        Organisation = "organisation",
        /// States or others that negotiate as one.
        Bloc = "bloc",
        /// A person with a name.
        Person = "person",
        /// A news agency, paper or broadcaster.
        Outlet = "outlet",
        /// A source without a name: "a diplomat briefed on the talks".
        Unnamed = "unnamed",
        /// Several at once: "both sides".
        Group = "group",
    }
}

impl ActorKind {
    /// Whether such an actor can hold positions and accept or refuse terms.
    pub const fn can_be_party(self) -> bool {
        matches!(self, ActorKind::State | ActorKind::ArmedGroup | ActorKind::Organisation | ActorKind::Bloc)
    }
}

words! {
    /// With what right a speaker speaks for the party; the greater, the more the word binds.
    Authority, "authority", {
        /// An outlet, an analyst, a third party without a stake.
        Observer = "observer",
        /// A source without a name.
        Unnamed = "unnamed",
        /// Any office holder that no other word names.
        Official = "official",
        /// An adviser.
        Aide = "aide",
        /// A spokesperson.
        Spokesperson = "spokesperson",
        /// An envoy, a delegate.
        Negotiator = "negotiator",
        /// A minister.
        Minister = "minister",
        /// The party itself is named as speaker: "Kyiv said".
        Party = "party",
        /// Head of state, of government, of a movement: the person whose word binds.
        Principal = "principal",
    }
}
