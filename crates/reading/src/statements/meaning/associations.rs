//! Words that go with a term: `codebook/associations.toml`.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use rapporteur_language::{Doc, Pos};
use rapporteur_record::Term;

/// Which terms a word goes with.
#[derive(Debug)]
struct Associations {
    terms: HashMap<String, Vec<Term>>,
}

static ASSOCIATIONS: LazyLock<Associations> = LazyLock::new(|| {
    let text = include_str!("../../../../../codebook/associations.toml");
    // A test loads the file, so that a mistake in it never leaves the workshop.
    let words: BTreeMap<Term, String> = toml::from_str(text).unwrap_or_else(|error| unreachable!("{error}"));
    let mut terms: HashMap<String, Vec<Term>> = HashMap::new();
    for (term, words) in &words {
        for word in words.split_whitespace() {
            terms.entry(word.to_owned()).or_default().push(*term);
        }
    }
    Associations { terms }
});

/// The terms that the words of a text go with, in text order: place of the word, and how much it counts for the term.
#[derive(Debug)]
pub(in super::super) struct Associated {
    found: Vec<(usize, Term, f32)>,
}

impl Associated {
    pub(in super::super) fn of(doc: &Doc) -> Self {
        let mut found = Vec::new();
        for token in doc.iter().filter(|token| matches!(token.pos, Pos::Noun | Pos::Verb | Pos::Adj | Pos::Propn)) {
            let small = token.text().to_lowercase();
            let known =
                ASSOCIATIONS.terms.get(&small).or_else(|| ASSOCIATIONS.terms.get(&token.lemma().to_lowercase()));
            // A word that goes with many terms tells little of each.
            let share = |terms: &Vec<Term>| 1.0 / terms.len() as f32;
            for (terms, term) in known.iter().flat_map(|terms| terms.iter().map(move |term| (terms, term))) {
                found.push((token.index(), *term, share(terms)));
            }
        }
        Self { found }
    }

    /// How much the words between two tokens go with each term; terms with nothing are not there.
    pub(in super::super) fn between(&self, start: usize, end: usize) -> BTreeMap<Term, f32> {
        let from = self.found.partition_point(|(at, _, _)| *at < start);
        let mut sums = BTreeMap::new();
        for (_, term, share) in self.found[from..].iter().take_while(|(at, _, _)| *at < end) {
            *sums.entry(*term).or_default() += share;
        }
        sums
    }

    /// The terms that the words of the whole text go with most, the first first.
    pub(in super::super) fn ranked(&self) -> Vec<Term> {
        let sums = self.between(0, usize::MAX);
        let mut terms: Vec<(Term, f32)> = sums.into_iter().collect();
        terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        terms.into_iter().map(|(term, _)| term).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::ASSOCIATIONS;
    use rapporteur_record::Term;

    #[test]
    fn the_file_loads_and_tells_of_every_term() {
        for term in Term::ALL {
            assert!(ASSOCIATIONS.terms.values().any(|terms| terms.contains(term)), "{term}");
        }
        assert_eq!(ASSOCIATIONS.terms.get("creditor"), Some(&vec![Term::Finance]));
    }
}
