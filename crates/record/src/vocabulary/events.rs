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

impl EventType {
    /// PLOVER's score of the type, or of its mode, from −10 (conflict) to +10 (cooperation).
    pub fn intensity(self, mode: Option<&str>) -> f32 {
        use EventType::*;
        match (self, mode.unwrap_or_default()) {
            (Consult, "visit" | "multilateral") => 4.0,
            (Consult, "third-party") => 1.0,
            (Consult, "phone") => 1.5,
            (Agree | Consult, _) => 2.5,
            (Support, _) => 5.0,
            (Concede, _) | (Retreat, "resign") => 4.5,
            (Cooperate, _) => 9.5,
            (Aid, _) | (Retreat, "disarm") => 10.0,
            (Retreat, "withdraw") => 8.0,
            (Retreat, "ceasefire") => 7.5,
            (Retreat, _) => 6.5,
            (Request, "assist") => 0.5,
            (Request, "change" | "yield") => -1.0,
            (Request, _) => 0.0,
            (Accuse, "disapprove") => -2.0,
            (Accuse, "investigate" | "allege") => -3.5,
            (Accuse, _) => -3.0,
            (Reject, "assist") => -1.5,
            (Reject, _) => -2.0,
            (Threaten, "restrict") => -3.0,
            (Threaten, "territory") => -4.0,
            (Threaten, _) => -3.5,
            (Protest, "riot") => -7.0,
            (Protest, "hunger" | "boycott" | "obstruct") => -4.5,
            (Protest, _) => -5.0,
            (Sanction, "expel") | (Mobilize, "police") => -5.5,
            (Sanction, _) | (Mobilize, "militia") => -6.0,
            (Mobilize, "troops" | "weapons") => -6.5,
            (Mobilize, _) => -5.5,
            (Coerce, "censor" | "curfew" | "misinformation") => -6.5,
            (Coerce, "martial-law") => -7.5,
            (Coerce, _) => -7.0,
            (Assault, "beat" | "crowd-control") => -7.5,
            (Assault, "primitive") => -8.0,
            (Assault, "abduct" | "torture" | "sexual" | "destroy") => -8.5,
            (Assault, "targeted" | "suicide-attack" | "aerial" | "drone" | "heavy-weapons") => -9.5,
            (Assault, "unconventional") => -10.0,
            (Assault, _) => -9.0,
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
