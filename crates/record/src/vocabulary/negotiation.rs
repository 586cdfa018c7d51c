//! Standings, answers, stances, contacts, disputes.

use super::words;

words! {
    /// What a position or answer rests on; the greater, the more it binds.
    Standing, "standing", {
        /// Someone else says so.
        Reported = "reported",
        /// An aide, an unnamed source, or a speaker who disclaims.
        Signalled = "signalled",
        /// Someone entitled to speak for the party.
        Declared = "declared",
        /// A principal's word or a formal act.
        Official = "official",
    }
}

words! {
    /// A party's answer to a proposal.
    ResponseValue, "response", {
        /// Yes.
        Accepted = "accepted",
        /// Yes to the idea, details open.
        AcceptedInPrinciple = "accepted_in_principle",
        /// Yes if.
        Conditional = "conditional",
        /// Wants it reworked.
        Countered = "countered",
        /// No.
        Rejected = "rejected",
        /// No answer yet.
        Pending = "pending",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

words! {
    /// Where a party stands towards a term.
    Stance, "stance", {
        /// For having it.
        For = "for",
        /// Against having it.
        Against = "against",
        /// For it on a condition.
        Conditional = "conditional",
        /// Undecided or willing to talk.
        Open = "open",
    }
}

words! {
    /// What kind of contact.
    ContactKind, "contact kind", {
        /// By telephone or video.
        Call = "call",
        /// Face to face.
        Meeting = "meeting",
        /// Delegations negotiating.
        Talks = "talks",
        /// One side in the other's country.
        Visit = "visit",
        /// Letters and messages.
        Correspondence = "correspondence",
    }
}

words! {
    /// Whether a contact took place.
    ContactStatus, "contact status", {
        /// It took place.
        Held = "held",
        /// It is going on.
        UnderWay = "under_way",
        /// It is agreed or announced.
        Planned = "planned",
        /// It may take place.
        Possible = "possible",
        /// One who would know says that it did not take place or will not.
        Denied = "denied",
        /// It was planned and called off.
        Cancelled = "cancelled",
    }
}

words! {
    /// How two sides' statements are at odds.
    DisputeKind, "dispute kind", {
        /// They cannot both be true.
        Contradiction = "contradiction",
        /// They accuse each other of the same thing.
        MutualAccusation = "mutual_accusation",
        /// One denies what the other says.
        Denial = "denial",
    }
}
