//! What a statement is: how it was made, and what is done by making it.

use super::words;

words! {
    /// What the cue tells of: words that were uttered, or a mind.
    CueKind, "cue kind", {
        /// Spoken: "said", "according to".
        Speech = "speech",
        /// Written: a statement, a letter, a post.
        Writing = "writing",
        /// Believed: "believes", "thinks".
        Thought = "thought",
        /// Wanted or planned: "wants", "plans", "is expected to".
        Intent = "intent",
    }
}

words! {
    /// How much of the content stands between quotation marks.
    Mode, "mode", {
        /// All of it.
        Direct = "direct",
        /// None of it.
        Indirect = "indirect",
        /// Some of it.
        Mixed = "mixed",
    }
}

words! {
    /// What is done by saying it.
    Act, "act", {
        /// Says that something is so.
        Assert = "assert",
        /// Agrees to something.
        Accept = "accept",
        /// Refuses something.
        Reject = "reject",
        /// Insists on something.
        Demand = "demand",
        /// Puts something forward.
        Offer = "offer",
        /// Binds oneself.
        Promise = "promise",
        /// Says what evil will follow.
        Threaten = "threaten",
        /// Blames another for a deed.
        Accuse = "accuse",
        /// Says that something is not so.
        Deny = "deny",
        /// Finds fault.
        Criticise = "criticise",
        /// Approves or welcomes.
        Praise = "praise",
        /// Asks another to do something.
        Request = "request",
        /// Makes a decision or event known.
        Announce = "announce",
        /// Says what will or may come.
        Expect = "expect",
        /// Says that one's own word does not bind: "it is up to the president".
        Disclaim = "disclaim",
    }
}

words! {
    /// How firmly it is said; the greater, the firmer.
    Firmness, "firmness", {
        /// As a mere possibility: "may", "has not been excluded".
        Speculative = "speculative",
        /// With a reservation: "would", "appears to".
        Hedged = "hedged",
        /// Without either.
        Plain = "plain",
        /// Without leaving room: "never", "not interested at all".
        Categorical = "categorical",
    }
}
