//! The learned weights of `models/meaning.bin`, and what they say of a statement.
//!
//! Made by `training/meaning.py`, which tells the file's form and how it was trained. Each trait adds its row of weights to the
//! scores; the highest score of a question is its answer. The file is compiled in and read where it lies.

use std::sync::LazyLock;

use rapporteur_record::{Act, AnswerShown, Firmness, Leaning, ResponseValue, Stance, Term};

use super::around::{self, Around, SIGNS};
use super::names::Names;
use super::traits::VECTORS;
use super::words::DIMENSIONS;
use super::{Meaning, Shown};
use crate::learned::file::File;

/// Names, and a row of weights for each.
#[derive(Debug)]
struct Table {
    names: Names,
    weights: &'static [u8],
    /// What a weight of 1 is worth, for each score.
    scales: Vec<f32>,
    /// What each score begins with.
    biases: Vec<f32>,
}

/// The whole model.
#[derive(Debug)]
pub(in super::super) struct Model {
    statement: Table,
    /// What the vectors' numbers add: a row for each.
    dense: Vec<f32>,
    hints: Table,
    leanings: Table,
    /// The score from which on a statement is about a term.
    about: f32,
    /// The score that a term needs to be what a statement of one who has a side is about, where no term is above the other.
    about_one: f32,
    /// What is added to the score of no stance before the best is taken.
    silent: f32,
    /// What the statements around one add.
    around: Around,
}

/// A leaning that is less likely is none.
const LEAST_LIKELY: f32 = 0.06;

/// By how much less likely it is taken that a statement shows no stance: silence is commoner than any stance, and what
/// several statements show together counts. This and the power were found on the gold dossiers, with
/// [`rapporteur_record::LEAST_SHOWN`].
const SILENT_SHARE: f32 = 0.4;

/// A term that a statement is about as likely as not still counts well over half.
const ABOUT_POWER: f32 = 0.7;

/// The scores of a statement: acts, firmnesses, terms, stances, answers.
struct Scores {
    all: Vec<f32>,
}

const ACTS: usize = Act::ALL.len();
const FIRMNESSES: usize = Firmness::ALL.len();
const TERMS: usize = Term::ALL.len();
/// No stance, and the four.
const STANCES: usize = Stance::ALL.len() + 1;
/// No answer, and the seven.
const ANSWERS: usize = ResponseValue::ALL.len() + 1;
const SCORES: usize = ACTS + FIRMNESSES + TERMS + STANCES + ANSWERS;

impl Model {
    /// The one that comes with the program.
    pub(in super::super) fn builtin() -> &'static Self {
        static MODEL: LazyLock<Model> = LazyLock::new(|| {
            let file = include_bytes!("../../../../../models/meaning.bin");
            // A test reads the file, so that a mistake in it never leaves the workshop.
            Model::read(file).unwrap_or_else(|| unreachable!("models/meaning.bin is damaged"))
        });
        &MODEL
    }

    fn read(file: &'static [u8]) -> Option<Self> {
        let mut file = File { rest: file };
        if file.take(4)? != b"RPM4" {
            return None;
        }
        let (about, about_one, silent) = (file.float()?, file.float()?, file.float()?);
        let around = Around { bias: file.float()?, signs: file.floats(SIGNS)?.try_into().ok()? };
        let dense = file.floats(VECTORS * DIMENSIONS * SCORES)?;
        let model = Self {
            statement: table(&mut file, SCORES)?,
            dense,
            hints: table(&mut file, 1)?,
            leanings: table(&mut file, STANCES)?,
            about,
            about_one,
            silent,
            around,
        };
        file.rest.is_empty().then_some(model)
    }

    /// What the statements of a report mean, in text order.
    pub(in super::super) fn judge(&self, shown: &[Shown]) -> Vec<Meaning> {
        let scores: Vec<Scores> = shown.iter().map(|one| self.scores(one)).collect();
        let first: Vec<around::Scores> =
            shown.iter().zip(&scores).map(|(one, scores)| self.terms(one, scores)).collect();
        let terms = self.around.scores(&first);
        let each = shown.iter().zip(&scores).zip(first.iter().zip(&terms));
        each.map(|((shown, scores), (own, terms))| self.meaning(shown, scores, own, self.about(terms))).collect()
    }

    /// `own`: the scores of the terms by the statement itself. A position adds up what many statements show, so that what all of them
    /// take from those around would count again and again.
    fn meaning(&self, shown: &Shown, scores: &Scores, own: &around::Scores, about: Vec<Term>) -> Meaning {
        let refuses = refuses(shown);
        let turned = |stance| if refuses && stance == Stance::For { Stance::Against } else { stance };
        let stances =
            about.iter().filter_map(|term| Some((*term, turned(self.stance(shown, scores, *term)?)))).collect();
        let leanings = self.weighed(shown, scores, own);
        let leanings = leanings.into_iter().map(|one| Leaning { stance: turned(one.stance), ..one }).collect();
        Meaning {
            act: act(shown, scores.of(0, ACTS)),
            firmness: firmness(shown, scores.of(ACTS, FIRMNESSES)),
            about,
            stances,
            leanings,
            answers: answers(scores.of(ACTS + FIRMNESSES + TERMS + STANCES, ANSWERS)),
        }
    }

    fn scores(&self, shown: &Shown) -> Scores {
        let mut all = self.statement.biases.clone();
        for name in &shown.traits.names {
            self.statement.add(name, &mut all);
        }
        for (number, row) in shown.traits.vector.iter().zip(self.dense.chunks_exact(SCORES)) {
            for (score, weight) in all.iter_mut().zip(row) {
                *score += number * weight;
            }
        }
        Scores { all }
    }

    /// The score of each term as what the statement is about, by itself.
    fn terms(&self, shown: &Shown, scores: &Scores) -> around::Scores {
        let of_statement = scores.of(ACTS + FIRMNESSES, TERMS);
        std::array::from_fn(|at| {
            let mut score = [of_statement.get(at).copied().unwrap_or_default()];
            let hints = shown.pairs.iter().filter(|pair| pair.term == Term::ALL[at]).flat_map(|pair| &pair.hints);
            hints.for_each(|hint| self.hints.add(hint, &mut score));
            score[0]
        })
    }

    fn about(&self, scores: &around::Scores) -> Vec<Term> {
        let scored = || Term::ALL.iter().copied().zip(scores.iter().copied());
        let mut about: Vec<Term> = scored().filter(|(_, score)| *score > self.about).map(|(term, _)| term).collect();
        if about.is_empty() {
            let best = scored().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            about.extend(best.filter(|(_, score)| *score > self.about_one).map(|(term, _)| term));
        }
        about
    }

    fn stance(&self, shown: &Shown, scores: &Scores, term: Term) -> Option<Stance> {
        let mut all = self.stances(shown, scores, term);
        all[0] += self.silent;
        best(&all)?.checked_sub(1).and_then(|at| Stance::ALL.get(at)).copied()
    }

    /// The scores of no stance on a term and of each stance.
    fn stances(&self, shown: &Shown, scores: &Scores, term: Term) -> Vec<f32> {
        let mut all = scores.of(ACTS + FIRMNESSES + TERMS, STANCES).to_vec();
        for name in shown.pairs.iter().filter(|pair| pair.term == term).flat_map(|pair| &pair.leanings) {
            self.leanings.add(name, &mut all);
        }
        all
    }

    /// How likely it is about each term, and has a stance on it; what is hardly likely is left out.
    fn weighed(&self, shown: &Shown, scores: &Scores, terms: &around::Scores) -> Vec<Leaning> {
        let mut all = Vec::new();
        for (term, score) in Term::ALL.iter().zip(terms) {
            let about = around::likely(*score).powf(ABOUT_POWER);
            if about < LEAST_LIKELY {
                continue;
            }
            let mut stances = self.stances(shown, scores, *term);
            stances[0] += SILENT_SHARE.ln();
            let most = stances.iter().copied().fold(f32::MIN, f32::max);
            let sum: f32 = stances.iter().map(|score| (score - most).exp()).sum();
            let Some(at) = best(&stances[1..]) else { continue };
            let share = about * (stances[at + 1] - most).exp() / sum;
            if share >= LEAST_LIKELY {
                all.extend(Stance::ALL.get(at).map(|stance| Leaning {
                    term: *term,
                    stance: *stance,
                    weight: (share * 1000.0).round() as u32,
                }));
            }
        }
        all
    }
}

/// The act that scores best, but where the cue by itself tells the act ("accused", "refused to"): of 1,690 such statements in our
/// own gold and the dossiers that were looked at, 1,651 are of these acts.
fn act(shown: &Shown, scores: &[f32]) -> Act {
    let has = |name: &str| shown.traits.names.contains(name);
    let framed = ["found:Object", "found:Infinitive", "found:Preposition"].into_iter().any(has);
    // "did not rule out" tells something else every time.
    let framed = framed && has("negated:no");
    let told = TELLING.iter().find(|(cue, _)| framed && has(cue)).map(|(_, acts)| *acts);
    let allowed = Act::ALL.iter().zip(scores).filter(|(act, _)| told.is_none_or(|acts| acts.contains(act)));
    allowed.max_by(|a, b| a.1.total_cmp(b.1)).map_or(Act::Assert, |(act, _)| *act)
}

/// The acts that a cue may tell, by what the codebook says that it tells.
const TELLING: [(&str, &[Act]); 7] = [
    ("cue-act:reject", &[Act::Reject, Act::Deny]),
    ("cue-act:request", &[Act::Request, Act::Demand]),
    ("cue-act:demand", &[Act::Demand, Act::Request]),
    ("cue-act:accuse", &[Act::Accuse]),
    ("cue-act:offer", &[Act::Offer]),
    ("cue-act:deny", &[Act::Deny]),
    ("cue-act:praise", &[Act::Praise]),
];

/// "refused to sign the treaty", "declined to endorse it": what is done by the content is what is not done.
fn refuses(shown: &Shown) -> bool {
    let has = |name: &str| shown.traits.names.contains(name);
    has("cue-act:reject") && has("found:Infinitive")
}

/// The firmness that scores best. What the rules find speculative ("may", "could") is never plain: of 379 such statements in our own gold
/// and the dossiers that were looked at, 336 are speculative or hedged.
fn firmness(shown: &Shown, scores: &[f32]) -> Firmness {
    let speculative = shown.traits.names.contains("firmness:speculative");
    let may_be = |firmness: &Firmness| !speculative || matches!(firmness, Firmness::Speculative | Firmness::Hedged);
    let allowed = Firmness::ALL.iter().zip(scores).filter(|(firmness, _)| may_be(firmness));
    allowed.max_by(|a, b| a.1.total_cmp(b.1)).map_or(Firmness::Plain, |(firmness, _)| *firmness)
}

/// How likely each answer is, the likeliest first; what is hardly likely is left out.
fn answers(scores: &[f32]) -> Vec<AnswerShown> {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let sum: f32 = scores.iter().map(|score| (score - most).exp()).sum();
    let each = scores.iter().skip(1).zip(ResponseValue::ALL).map(|(score, response)| AnswerShown {
        response: *response,
        weight: ((score - most).exp() / sum * 1000.0).round() as u32,
    });
    let mut all: Vec<AnswerShown> = each.filter(|one| one.weight as f32 >= LEAST_LIKELY * 1000.0).collect();
    all.sort_by_key(|one| (std::cmp::Reverse(one.weight), one.response));
    all
}

impl Scores {
    fn of(&self, start: usize, len: usize) -> &[f32] {
        self.all.get(start..start + len).unwrap_or_default()
    }
}

fn best(scores: &[f32]) -> Option<usize> {
    let mut best = None::<(usize, f32)>;
    for (at, score) in scores.iter().enumerate() {
        if best.is_none_or(|(_, known)| *score > known) {
            best = Some((at, *score));
        }
    }
    best.map(|(at, _)| at)
}

impl Table {
    /// Adds the weights of a name, if it has any.
    fn add(&self, name: &str, scores: &mut [f32]) {
        let Some(found) = self.names.find(name) else { return };
        let outs = self.scales.len();
        let row = self.weights.get(found * outs..(found + 1) * outs).unwrap_or_default();
        for ((score, weight), scale) in scores.iter_mut().zip(row).zip(&self.scales) {
            *score += f32::from(weight.cast_signed()) * scale;
        }
    }
}

/// The next table of a file, of that many scores.
fn table(file: &mut File, scores: usize) -> Option<Table> {
    let len = file.number()? as usize;
    let scales = file.floats(scores)?;
    let biases = file.floats(scores)?;
    let (names, rest) = Names::read(file.rest, len)?;
    file.rest = rest;
    let weights = file.take(len * scores)?;
    Some(Table { names, weights, scales, biases })
}

#[cfg(test)]
mod tests {
    use super::Model;

    #[test]
    fn the_file_reads_and_a_shorter_one_does_not() {
        assert!(Model::builtin().statement.names.len() > 1000);
        let file: &'static [u8] = include_bytes!("../../../../../models/meaning.bin");
        assert!(Model::read(&file[..file.len() - 1]).is_none());
        assert!(Model::read(b"RPW1").is_none());
    }
}
