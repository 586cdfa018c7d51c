//! What an actor is in its country: PLOVER's sectors.

use serde::{Deserialize, Serialize};

/// A sector of PLOVER's actor codes (its 2021 list, which moved CAMEO's MED from the press to health).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Sector {
    /// Executive and ruling parties.
    Gov,
    /// Parliament.
    Leg,
    /// Courts.
    Jud,
    /// State forces.
    Mil,
    /// Police.
    Cop,
    /// Intelligence services.
    Spy,
    /// Pro-government paramilitaries.
    Prm,
    /// Armed opposition.
    Reb,
    /// Unidentified gunmen.
    Uaf,
    /// Unidentified.
    Unk,
    /// Parties.
    Pty,
    /// Refugees and displaced people.
    Ref,
    /// Other civil society.
    Soc,
    /// Farmers.
    Agr,
    /// Firms.
    Bus,
    /// Criminals.
    Crm,
    /// Civilians, protesters, activists.
    Cvl,
    /// Schools and students.
    Edu,
    /// Former officials and their families.
    Eli,
    /// Press.
    Jrn,
    /// Unions and workers.
    Lab,
    /// Health.
    Med,
    /// Opposition, mostly as second sector.
    Opp,
    /// Partly recognised entity.
    Pre,
    /// Religious bodies.
    Rel,
}

impl Sector {
    /// All of them, in the order of the type.
    pub const ALL: [Self; 25] = [
        Self::Gov,
        Self::Leg,
        Self::Jud,
        Self::Mil,
        Self::Cop,
        Self::Spy,
        Self::Prm,
        Self::Reb,
        Self::Uaf,
        Self::Unk,
        Self::Pty,
        Self::Ref,
        Self::Soc,
        Self::Agr,
        Self::Bus,
        Self::Crm,
        Self::Cvl,
        Self::Edu,
        Self::Eli,
        Self::Jrn,
        Self::Lab,
        Self::Med,
        Self::Opp,
        Self::Pre,
        Self::Rel,
    ];

    /// The sector of PLOVER's three letters.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sector| sector.code() == code)
    }

    /// PLOVER's three letters.
    pub fn code(self) -> &'static str {
        match self {
            Self::Gov => "GOV",
            Self::Leg => "LEG",
            Self::Jud => "JUD",
            Self::Mil => "MIL",
            Self::Cop => "COP",
            Self::Spy => "SPY",
            Self::Prm => "PRM",
            Self::Reb => "REB",
            Self::Uaf => "UAF",
            Self::Unk => "UNK",
            Self::Pty => "PTY",
            Self::Ref => "REF",
            Self::Soc => "SOC",
            Self::Agr => "AGR",
            Self::Bus => "BUS",
            Self::Crm => "CRM",
            Self::Cvl => "CVL",
            Self::Edu => "EDU",
            Self::Eli => "ELI",
            Self::Jrn => "JRN",
            Self::Lab => "LAB",
            Self::Med => "MED",
            Self::Opp => "OPP",
            Self::Pre => "PRE",
            Self::Rel => "REL",
        }
    }
}
