//! Who took which stance on what, how often, and the networks that follow: the definitions of Discourse Network Analyzer.
//!
//! With `X[a][c][q]` the number of statements by actor `a` on concept `c` with qualifier `q` (0 against, 1 for), the weight of
//! the tie between two actors `i` and `j` is
//!
//! ```text
//! ignore       Σc (Σq X[i][c][q]) (Σq X[j][c][q])
//! congruence   Σc Σq X[i][c][q] X[j][c][q]
//! conflict     Σc (X[i][c][0] X[j][c][1] + X[i][c][1] X[j][c][0])
//! subtract     congruence − conflict
//! ```
//!
//! and it may be divided by a norm. With n the number of an actor's statements:
//!
//! ```text
//! average      (n[i] + n[j]) / 2
//! jaccard      Σ X[i] where X[j] is 0  +  Σ X[j] where X[i] is 0  +  Σ X[i] X[j]       over all c, q
//! cosine       n[i] n[j]
//! ```
//!
//! (These are DNA's own readings of "Jaccard" and "cosine"; they are no proper coefficients where somebody says a thing twice.)
//! Between an actor and a concept: `ignore` counts statements, `subtract` those for minus those against, `combine` says 1 for, 2
//! against, 3 both; `activity` divides by the actor's statements, `prominence` by the concept's.

use std::fmt;

/// How stances become the weight of a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// On the same thing, whatever the stance.
    Ignore,
    /// The same stance on the same thing. One mode only.
    Congruence,
    /// Opposite stances on the same thing. One mode only.
    Conflict,
    /// The one minus the other.
    Subtract,
    /// 1 for, 2 against, 3 both. Two modes only.
    Combine,
}

/// By what a weight is divided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Normalisation {
    /// By nothing.
    #[default]
    No,
    /// The two actors' average number of statements.
    Average,
    /// DNA's Jaccard norm.
    Jaccard,
    /// DNA's cosine norm.
    Cosine,
    /// The actor's statements. Two modes only.
    Activity,
    /// The concept's statements. Two modes only.
    Prominence,
}

impl Relation {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Relation::Ignore => "ignore",
            Relation::Congruence => "congruence",
            Relation::Conflict => "conflict",
            Relation::Subtract => "subtract",
            Relation::Combine => "combine",
        }
    }
}

impl fmt::Display for Relation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl Normalisation {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Normalisation::No => "no",
            Normalisation::Average => "average",
            Normalisation::Jaccard => "jaccard",
            Normalisation::Cosine => "cosine",
            Normalisation::Activity => "activity",
            Normalisation::Prominence => "prominence",
        }
    }
}

/// For and against, by actor and concept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incidence {
    concepts: usize,
    /// Actor by actor, concept by concept: how often against, how often for.
    counts: Vec<[u32; 2]>,
}

impl Incidence {
    /// Nothing yet, between so many actors and concepts.
    pub fn new(actors: usize, concepts: usize) -> Self {
        Self { concepts, counts: vec![[0; 2]; actors * concepts] }
    }

    /// One more statement of an actor on a concept.
    pub fn count(&mut self, actor: usize, concept: usize, agrees: bool) {
        if let Some(counts) = self.counts.get_mut(actor * self.concepts + concept) {
            counts[usize::from(agrees)] += 1;
        }
    }

    /// How often an actor spoke against a concept, and how often for it.
    pub fn counts(&self, actor: usize, concept: usize) -> [u32; 2] {
        self.counts.get(actor * self.concepts + concept).copied().unwrap_or_default()
    }

    fn row(&self, actor: usize) -> &[[u32; 2]] {
        self.counts.get(actor * self.concepts..(actor + 1) * self.concepts).unwrap_or_default()
    }

    /// How many statements an actor makes.
    pub fn statements(&self, actor: usize) -> u32 {
        self.row(actor).iter().flatten().sum()
    }

    /// How many statements are made on a concept.
    fn statements_on(&self, concept: usize) -> u32 {
        self.counts.iter().skip(concept).step_by(self.concepts.max(1)).flatten().sum()
    }

    /// The weight of the tie between two actors; 0 for a relation or a norm of the other mode.
    pub fn between(&self, one: usize, other: usize, relation: Relation, normalisation: Normalisation) -> f64 {
        if one == other {
            return 0.0;
        }
        let pairs = || self.row(one).iter().zip(self.row(other));
        let same = || pairs().map(|(i, j)| real(i[0]) * real(j[0]) + real(i[1]) * real(j[1])).sum::<f64>();
        let opposite = || pairs().map(|(i, j)| real(i[0]) * real(j[1]) + real(i[1]) * real(j[0])).sum::<f64>();
        let weight = match relation {
            Relation::Ignore => same() + opposite(),
            Relation::Congruence => same(),
            Relation::Conflict => opposite(),
            Relation::Subtract => same() - opposite(),
            Relation::Combine => 0.0,
        };
        let (n_one, n_other) = (real(self.statements(one)), real(self.statements(other)));
        let norm = match normalisation {
            Normalisation::No => 1.0,
            Normalisation::Average => (n_one + n_other) / 2.0,
            Normalisation::Jaccard => self.jaccard(one, other),
            Normalisation::Cosine => n_one * n_other,
            Normalisation::Activity | Normalisation::Prominence => 0.0,
        };
        if norm == 0.0 { 0.0 } else { weight / norm }
    }

    fn jaccard(&self, one: usize, other: usize) -> f64 {
        let pairs = self.row(one).iter().flatten().zip(self.row(other).iter().flatten());
        // Where one of them is 0, the sum is what only the other says; else the product.
        pairs.map(|(i, j)| if *i == 0 || *j == 0 { real(i + j) } else { real(*i) * real(*j) }).sum()
    }

    /// The weight of the tie between an actor and a concept; 0 for a relation or a norm of the other mode.
    pub fn on(&self, actor: usize, concept: usize, relation: Relation, normalisation: Normalisation) -> f64 {
        let [against, agreed] = self.counts(actor, concept);
        let weight = match relation {
            Relation::Ignore => real(against + agreed),
            Relation::Subtract => real(agreed) - real(against),
            Relation::Combine => f64::from(u8::from(agreed > 0) + 2 * u8::from(against > 0)),
            Relation::Congruence | Relation::Conflict => 0.0,
        };
        let norm = match normalisation {
            Normalisation::No => 1.0,
            Normalisation::Activity => real(self.statements(actor)),
            Normalisation::Prominence => real(self.statements_on(concept)),
            Normalisation::Average | Normalisation::Jaccard | Normalisation::Cosine => 0.0,
        };
        if norm == 0.0 { 0.0 } else { weight / norm }
    }
}

fn real(count: u32) -> f64 {
    f64::from(count)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::testing::dna_sample;
    use std::collections::BTreeSet;

    /// Organisations and concepts of a DNA file in the order of the alphabet.
    fn read(file: &std::path::Path) -> (Incidence, Vec<String>) {
        let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY;
        let connection = rusqlite::Connection::open_with_flags(file, flags).unwrap();
        let mut query = connection
            .prepare(
                "SELECT organisation.Value, concept.Value, agreement.Value FROM STATEMENTS
                 JOIN DATASHORTTEXT one ON one.StatementId = STATEMENTS.ID AND one.VariableId = 2
                 JOIN ENTITIES organisation ON organisation.ID = one.Entity
                 JOIN DATASHORTTEXT other ON other.StatementId = STATEMENTS.ID AND other.VariableId = 3
                 JOIN ENTITIES concept ON concept.ID = other.Entity
                 JOIN DATABOOLEAN agreement ON agreement.StatementId = STATEMENTS.ID AND agreement.VariableId = 4",
            )
            .unwrap();
        let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
        let rows: Vec<(String, String, bool)> = rows.map(Result::unwrap).collect();
        let actors: BTreeSet<&str> = rows.iter().map(|row| row.0.as_str()).collect();
        let concepts: BTreeSet<&str> = rows.iter().map(|row| row.1.as_str()).collect();
        let mut incidence = Incidence::new(actors.len(), concepts.len());
        for (actor, concept, agrees) in &rows {
            let actor = actors.iter().position(|one| one == actor).unwrap();
            let concept = concepts.iter().position(|one| one == concept).unwrap();
            incidence.count(actor, concept, *agrees);
        }
        let names = actors.iter().map(|name| (*name).to_owned()).collect();
        (incidence, names)
    }

    fn matrix(incidence: &Incidence, relation: Relation, normalisation: Normalisation) -> Vec<Vec<f64>> {
        let actors = incidence.counts.len() / incidence.concepts;
        let row = |one| (0..actors).map(|other| incidence.between(one, other, relation, normalisation)).collect();
        (0..actors).map(row).collect()
    }

    fn sum(matrix: &[Vec<f64>]) -> f64 {
        matrix.iter().flatten().sum()
    }

    #[test]
    fn dna_s_own_sample_gives_the_golden_numbers() {
        let Some(file) = dna_sample() else { return };
        let (sample, names) = read(&file);
        assert_eq!((names.len(), sample.concepts), (7, 6));
        assert_eq!((0..7).map(|actor| sample.statements(actor)).sum::<u32>(), 40);
        let of = |relation| matrix(&sample, relation, Normalisation::No);
        assert_eq!(sum(&of(Relation::Ignore)), 276.0);
        let (congruence, conflict) = (of(Relation::Congruence), of(Relation::Conflict));
        assert_eq!((sum(&congruence), sum(&conflict), sum(&of(Relation::Subtract))), (160.0, 116.0, 44.0));
        let average = matrix(&sample, Relation::Congruence, Normalisation::Average);
        assert!((sum(&average) - 25.8024).abs() < 0.00005, "{}", sum(&average));
        let rows = |rows: [[u8; 7]; 7]| rows.map(|row| row.map(f64::from).to_vec()).to_vec();
        assert_eq!(
            congruence,
            rows([
                [0, 2, 10, 0, 2, 4, 3],
                [2, 0, 2, 4, 5, 1, 1],
                [10, 2, 0, 2, 22, 10, 0],
                [0, 4, 2, 0, 4, 0, 0],
                [2, 5, 22, 4, 0, 2, 0],
                [4, 1, 10, 0, 2, 0, 6],
                [3, 1, 0, 0, 0, 6, 0],
            ])
        );
        assert_eq!(
            conflict,
            rows([
                [0, 2, 0, 2, 2, 0, 0],
                [2, 0, 0, 0, 1, 5, 3],
                [0, 0, 0, 20, 0, 2, 1],
                [2, 0, 20, 0, 4, 6, 2],
                [2, 1, 0, 4, 0, 5, 3],
                [0, 5, 2, 6, 5, 0, 0],
                [0, 3, 1, 2, 3, 0, 0],
            ])
        );
        let two_mode: f64 = (0..7)
            .flat_map(|actor| (0..6).map(move |concept| (actor, concept)))
            .map(|(actor, concept)| sample.on(actor, concept, Relation::Ignore, Normalisation::No))
            .sum();
        assert_eq!(two_mode, 40.0);
    }

    /// Two actors on two concepts: one says each thing twice, the other one of them once and its contrary once.
    fn small() -> Incidence {
        let mut small = Incidence::new(2, 2);
        for (actor, concept, agrees) in
            [(0, 0, true), (0, 0, true), (0, 1, false), (0, 1, false), (1, 0, true), (1, 0, false)]
        {
            small.count(actor, concept, agrees);
        }
        small
    }

    #[test]
    fn norms_divide_by_what_they_say() {
        let small = small();
        let between = |relation, norm| small.between(0, 1, relation, norm);
        assert_eq!(between(Relation::Congruence, Normalisation::No), 2.0);
        assert_eq!(between(Relation::Conflict, Normalisation::No), 2.0);
        assert_eq!(between(Relation::Congruence, Normalisation::Average), 2.0 / 3.0);
        assert_eq!(between(Relation::Congruence, Normalisation::Cosine), 2.0 / 8.0);
        // Only one of them: 2 against the second concept, 1 against the first; both: 2 × 1 for the first.
        assert_eq!(between(Relation::Congruence, Normalisation::Jaccard), 2.0 / 5.0);
        assert_eq!(small.between(0, 0, Relation::Congruence, Normalisation::No), 0.0);
    }

    #[test]
    fn between_actors_and_concepts() {
        let small = small();
        assert_eq!(small.on(1, 0, Relation::Combine, Normalisation::No), 3.0);
        assert_eq!(small.on(0, 1, Relation::Combine, Normalisation::No), 2.0);
        assert_eq!(small.on(0, 1, Relation::Subtract, Normalisation::Activity), -0.5);
        assert_eq!(small.on(0, 0, Relation::Ignore, Normalisation::Prominence), 0.5);
    }
}
