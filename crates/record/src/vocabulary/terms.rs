//! Categories of negotiable items.

use super::words;

words! {
    /// A category of negotiable items. A stance is towards the item itself: a demand for relief is against `sanctions`.
    Term, "term", {
        /// A halt of the fighting.
        Ceasefire = "ceasefire",
        /// Observers, verification of what was agreed.
        Monitoring = "monitoring",
        /// Forces pulled back.
        Withdrawal = "withdrawal",
        /// Land and borders.
        Territory = "territory",
        /// Recognition of a state, a government, a status.
        Recognition = "recognition",
        /// Guarantees against another attack.
        SecurityGuarantees = "security_guarantees",
        /// Joining an alliance, or neutrality.
        AllianceMembership = "alliance_membership",
        /// Limits to arms and armies.
        ArmsLimits = "arms_limits",
        /// Soldiers of other states in a country.
        ForeignForces = "foreign_forces",
        /// Prisoners, hostages, detainees.
        Prisoners = "prisoners",
        /// Aid, corridors, relief convoys.
        HumanitarianAccess = "humanitarian_access",
        /// Refugees and displaced people, their return.
        DisplacedPeople = "displaced_people",
        /// Sanctions, frozen assets.
        Sanctions = "sanctions",
        /// Compensation for damage.
        Reparations = "reparations",
        /// Rebuilding.
        Reconstruction = "reconstruction",
        /// Arms, training, intelligence given to a side.
        MilitaryAid = "military_aid",
        /// Elections, referendums.
        Elections = "elections",
        /// Shares in government, transition.
        PowerSharing = "power_sharing",
        /// Self-rule of a region.
        Autonomy = "autonomy",
        /// Amnesty, trials, truth.
        Justice = "justice",
        /// Rights of languages, churches, peoples.
        MinorityRights = "minority_rights",
        /// Nuclear programmes and arms.
        Nuclear = "nuclear",
        /// Attacks on power plants, pipelines and the like.
        InfrastructureStrikes = "infrastructure_strikes",
        /// Ports, straits, grain shipments.
        Navigation = "navigation",
        /// Gas, oil, electricity, fossil fuels.
        Energy = "energy",
        /// Tariffs, market access.
        Trade = "trade",
        /// Funds, contributions, debt.
        Finance = "finance",
        /// Emissions and warming.
        Climate = "climate",
        /// Migration, asylum, returns.
        Migration = "migration",
        /// Rivers, dams, sharing of water.
        Water = "water",
        /// Pay, hours, contracts of work.
        Labour = "labour",
        /// Venue, mediators, preconditions, timetable of the talks themselves.
        TalksFormat = "talks_format",
        /// Carrying out what was agreed.
        Implementation = "implementation",
        /// An end of the war or a lasting settlement as such.
        Peace = "peace",
        /// None of these.
        Other = "other",
    }
}
