//! What a statement shows of itself: named traits, and the mean vectors of its words.
//!
//! The traits are the training's and the running's alike (`debug meaning` prints them, `training/meaning.py` learns
//! from that), so the two can't drift apart. A name is its kind, a colon, and what was seen: "w:ceasefire".

use std::collections::BTreeSet;

use serde::Serialize;

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::codebook::{Cue, Sense, TermMatch};
use rapporteur_record::{Act, Authority, Firmness};

use super::super::clauses::{Clause, Content};
use super::super::speaker::Voice;
use super::words::{DIMENSIONS, Words};
use crate::attribution::Attribution;
use crate::context::Context;

/// How many vectors a statement has: of its words, of its main verbs, of its cue.
pub(super) const VECTORS: usize = 3;

/// Words beyond these are a speech; the first tell what it is.
const LONGEST: usize = 120;

/// What a statement shows of itself.
#[derive(Clone, Debug, Default, Serialize)]
pub(in super::super) struct Traits {
    /// Their names, in order, each once.
    pub(in super::super) names: BTreeSet<String>,
    /// The mean vectors, one after another.
    pub(in super::super) vector: Vec<f32>,
}

/// What the rules found in a statement; the model weighs it with the rest.
#[derive(Clone, Copy, Debug)]
pub(in super::super) struct Ruled<'r> {
    pub(in super::super) act: Act,
    pub(in super::super) firmness: Firmness,
    pub(in super::super) cue: Option<&'r Cue>,
    pub(in super::super) lemma: &'r str,
    pub(in super::super) voice: Voice,
    pub(in super::super) terms: &'r [TermMatch],
}

impl Traits {
    pub(in super::super) fn of(
        context: &Context<'_>,
        attribution: &Attribution,
        content: &Content<'_>,
        ruled: Ruled<'_>,
    ) -> Self {
        let mut traits = Self::default();
        traits.add_cue(attribution, ruled);
        for clause in content.clauses.iter().take(6) {
            traits.add_clause(clause);
        }
        if let Some(first) = content.clauses.first() {
            traits.add("first", &clause_shape(first));
            traits.add("first-verb", &first.verb.lemma().to_lowercase());
        }
        for found in ruled.terms {
            let sense = if found.sense == Sense::For { "for" } else { "against" };
            traits.add("term", found.term.as_str());
            traits.add("term-sense", &format!("{} {sense}", found.term.as_str()));
        }
        let tokens: Vec<TokenRef<'_>> = content.tokens.iter().take(LONGEST).map(|at| context.doc.token(*at)).collect();
        traits.add_words(context, ruled.voice, &tokens);
        traits.vector = vectors(&tokens, content, ruled.lemma);
        traits
    }

    fn add(&mut self, kind: &str, seen: &str) {
        self.names.insert(format!("{kind}:{seen}"));
    }

    fn add_cue(&mut self, attribution: &Attribution, ruled: Ruled<'_>) {
        let found = format!("{:?}", attribution.found);
        self.add("cue", ruled.lemma);
        self.add("found", &found);
        self.add("cue-found", &format!("{} {found}", ruled.lemma));
        self.add("cue-kind", attribution.cue_kind.as_str());
        self.add("cue-act", ruled.cue.and_then(|cue| cue.act).map_or("-", Act::as_str));
        self.add("act", ruled.act.as_str());
        self.add("act-found", &format!("{} {found}", ruled.act.as_str()));
        self.add("firmness", ruled.firmness.as_str());
        self.add("mode", attribution.mode.as_str());
        self.add("negated", if attribution.negated { "yes" } else { "no" });
        self.add("authority", ruled.voice.authority.map_or("-", Authority::as_str));
        self.add("sided", if ruled.voice.is_sided() { "yes" } else { "no" });
    }

    fn add_clause(&mut self, clause: &Clause<'_>) {
        let lemma = clause.verb.lemma().to_lowercase();
        self.add("clause", &clause_shape(clause));
        self.add("verb", &lemma);
        self.add("verb-who", &format!("{lemma} {:?}", clause.who));
        let not = if clause.negated { "not" } else { "-" };
        self.add("verb-not", &format!("{lemma} {not}"));
        if let Some(kind) = Words::builtin().kind(&lemma) {
            self.add("verb-kind", &kind.to_string());
            self.add("verb-kind-who", &format!("{kind} {:?} {not}", clause.who));
        }
    }

    fn add_words(&mut self, context: &Context<'_>, voice: Voice, tokens: &[TokenRef<'_>]) {
        let mut last = "^".to_owned();
        let mut count = 0usize;
        for token in tokens {
            let word = name_of(context, voice, *token);
            if token.pos == Pos::Punct && !matches!(token.text(), "?" | "!") || token.pos == Pos::Space {
                continue;
            }
            count += 1;
            self.add("w", &word);
            if matches!(token.pos, Pos::Noun | Pos::Verb | Pos::Adj | Pos::Adv) {
                let kind = Words::builtin().kind(&token.text().to_lowercase()).map(|kind| kind.to_string());
                self.add("kind", kind.as_deref().unwrap_or("unknown"));
            }
            self.add("two", &format!("{last} {word}"));
            last = word;
        }
        let size = match count {
            0..=3 => "tiny",
            4..=9 => "short",
            10..=25 => "middle",
            _ => "long",
        };
        self.add("size", size);
    }
}

/// A word as the model knows it: its base form, or for names what kind of thing bears it.
fn name_of(context: &Context<'_>, voice: Voice, token: TokenRef<'_>) -> String {
    let small = token.text().to_lowercase().replace('’', "'");
    if small == "n't" {
        return "not".to_owned();
    }
    if token.pos == Pos::Num || small.starts_with(|letter: char| letter.is_ascii_digit()) {
        return "<number>".to_owned();
    }
    if token.pos != Pos::Propn {
        return if token.pos == Pos::Aux || token.pos == Pos::Pron { small } else { token.lemma().to_lowercase() };
    }
    let actor = context.mentions.referent(token.index()).and_then(|id| context.mentions.actors().get(id.index()));
    match actor {
        Some(actor) if actor.party.is_some() && actor.party == voice.party => "<own>".to_owned(),
        Some(actor) => format!("<{}>", actor.kind.as_str()),
        None => "<name>".to_owned(),
    }
}

fn clause_shape(clause: &Clause<'_>) -> String {
    let modal = clause.modal.map_or("-".to_owned(), |modal| format!("{modal:?}"));
    let flags = [
        (clause.negated, "not"),
        (clause.imperative, "do!"),
        (clause.subjunctive, "be!"),
        (clause.existential, "there"),
        (clause.by_nobody, "nobody"),
        (clause.past, "past"),
        (clause.conditional, "if"),
    ];
    let flags: Vec<&str> = flags.into_iter().filter_map(|(set, name)| set.then_some(name)).collect();
    format!("{:?} {modal} {}", clause.who, flags.join(" "))
}

/// Means of the vectors of the words that carry meaning, of the main verbs, and of the cue.
fn vectors(tokens: &[TokenRef<'_>], content: &Content<'_>, cue: &str) -> Vec<f32> {
    let meant = |token: &&TokenRef<'_>| {
        matches!(token.pos, Pos::Noun | Pos::Verb | Pos::Adj | Pos::Adv | Pos::Propn) && token.text().len() > 2
    };
    let words = tokens.iter().filter(meant).map(|token| token.text().to_lowercase());
    let verbs = content.clauses.iter().take(3).map(|clause| clause.verb.lemma().to_lowercase());
    let mut all = mean(words);
    all.extend(mean(verbs));
    all.extend(mean(std::iter::once(cue.to_owned())));
    all
}

fn mean(words: impl Iterator<Item = String>) -> Vec<f32> {
    let known = Words::builtin();
    let mut sum = [0.0; DIMENSIONS];
    let mut count = 0.0f32;
    for word in words {
        // "nuclear-free": by its parts where it is not known whole.
        let found = known.add(&word, &mut sum)
            || word.contains('-') && word.split('-').fold(false, |any, part| known.add(part, &mut sum) | any);
        count += f32::from(u8::from(found));
    }
    sum.iter().map(|number| number / count.max(1.0)).collect()
}
