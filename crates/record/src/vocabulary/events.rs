//! PLOVER's events (manual of 2021): types, quads, auxiliary modes.

use super::words;

words! {
    /// A PLOVER event type.
    EventType, "event type", {
        /// Agree, or express will to cooperate.
        Agree = "AGREE",
        /// Meet, call, visit, negotiate.
        Consult = "CONSULT",
        /// Back, endorse, sign.
        Support = "SUPPORT",
        /// Give way in words.
        Concede = "CONCEDE",
        /// Cooperate in deeds, both giving.
        Cooperate = "COOPERATE",
        /// Help, one giving.
        Aid = "AID",
        /// Give way in deeds.
        Retreat = "RETREAT",
        /// Ask or demand.
        Request = "REQUEST",
        /// Accuse, criticise, investigate.
        Accuse = "ACCUSE",
        /// Refuse.
        Reject = "REJECT",
        /// Threaten.
        Threaten = "THREATEN",
        /// Collective protest of civilians.
        Protest = "PROTEST",
        /// Cut ties or aid, punish.
        Sanction = "SANCTION",
        /// Ready or move force without use.
        Mobilize = "MOBILIZE",
        /// Use power short of violence.
        Coerce = "COERCE",
        /// Use violence.
        Assault = "ASSAULT",
    }
}

impl EventType {
    /// The quad that the type belongs to. SANCTION counts as material conflict, as newer data sets have it; one table
    /// of the manual calls it verbal.
    pub const fn quad(self) -> Quad {
        use EventType::*;
        match self {
            Agree | Consult | Support | Concede => Quad::VerbalCooperation,
            Cooperate | Aid | Retreat => Quad::MaterialCooperation,
            Request | Accuse | Reject | Threaten => Quad::VerbalConflict,
            Protest | Sanction | Mobilize | Coerce | Assault => Quad::MaterialConflict,
        }
    }
}

words! {
    /// What keeps an event from being one that happened now.
    EventAux, "auxiliary mode", {
        /// Long past.
        Historical = "historical",
        /// Still to come.
        Future = "future",
        /// Only imagined.
        Hypothetical = "hypothetical",
        /// Said not to be.
        Negation = "negation",
    }
}

words! {
    /// Words or deeds, with or against.
    Quad, "quad", {
        /// Words, with.
        VerbalCooperation = "verbal_cooperation",
        /// Deeds, with.
        MaterialCooperation = "material_cooperation",
        /// Words, against.
        VerbalConflict = "verbal_conflict",
        /// Deeds, against.
        MaterialConflict = "material_conflict",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_its_quad() {
        assert_eq!(EventType::Consult.quad(), Quad::VerbalCooperation);
        assert_eq!(EventType::Retreat.quad(), Quad::MaterialCooperation);
        assert_eq!(EventType::Reject.quad(), Quad::VerbalConflict);
        assert_eq!(EventType::Sanction.quad(), Quad::MaterialConflict);
    }
}
