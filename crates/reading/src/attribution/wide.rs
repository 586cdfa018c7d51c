//! Words and frames that the table of cues lacks, for the judge to choose among.
//!
//! ```text
//! The envoy grumbled that the text was thin.        a verb that the table does not know, with a clause
//! The rebels floated a “pause”.                     a known verb in another frame
//! The minister was accused of stalling.             a passive that names no agent
//! A pause is a trap, scoffed the envoy.             a verb before its subject, where the parse lost its way
//! The minister is ready to sign.                    an adjective
//! ```
//!
//! Most of what is found here is no attribution: verbs have objects. A pair of word and frame which the model has not seen
//! to report anything is not even made ([`Lexicon`]).

use std::ops::Range;

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::CueKind;
use rapporteur_record::codebook::Cues;

use super::candidate::{Candidate, Found, Origin};
use super::clausal::{self, made};
use super::quotations::Quotations;
use super::{content, lemma, source};

/// The note of a candidate that is made whatever the lexicon knows, since it holds a quotation.
pub(super) const FREE: &str = "free";

/// Which words may report in which frame.
pub(super) trait Lexicon {
    /// May the word, with what the frame names?
    fn may(&self, lemma: &str, found: Found) -> bool;
}

/// Further candidates of which a token is the cue, besides the rule's.
pub(super) fn candidates(
    token: TokenRef<'_>,
    ruled: Option<&Candidate>,
    cues: &Cues,
    quotations: &Quotations,
    lexicon: &dyn Lexicon,
) -> Vec<Candidate> {
    if quotations.holds(token.index()) {
        return Vec::new();
    }
    match token.pos {
        Pos::Verb => of_verb(token, ruled, cues, quotations, lexicon),
        Pos::Adj => adjective(token, quotations, lexicon).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn of_verb(
    verb: TokenRef<'_>,
    ruled: Option<&Candidate>,
    cues: &Cues,
    quotations: &Quotations,
    lexicon: &dyn Lexicon,
) -> Vec<Candidate> {
    if clausal::is_modifier(verb) {
        return Vec::new();
    }
    let lemma = lemma(verb);
    let kind = cues.verb(&lemma).next().map_or(CueKind::Speech, |cue| cue.kind);
    let passive = source::is_passive(verb);
    let mut framed: Vec<(Found, Vec<Range<usize>>)> = Vec::new();
    let has = |found: Found| ruled.is_some_and(|ruled| ruled.found == found);
    // A verb that a clause or a quotation follows has its content; its other complements are whom it was told and when.
    let content_known = [Found::Clause, Found::Around, Found::Quotation].iter().any(|found| has(*found));
    let may = |found: Found| lexicon.may(&lemma, found) && !has(found);
    let may_complement = |found: Found, range: &Range<usize>| {
        !content_known && !has(found) && (lexicon.may(&lemma, found) || range.clone().any(|at| quotations.holds(at)))
    };
    if may(Found::Around)
        && let Some(ranges) = clausal::around(verb, true).or_else(|| clausal::aside(verb)).or_else(|| inverted(verb))
    {
        framed.push((Found::Around, ranges));
    }
    if may(Found::Clause)
        && let Some(ranges) = clausal::clause(verb, cues)
    {
        framed.push((Found::Clause, ranges));
    }
    if passive
        && may(Found::Raised)
        && !content_known
        && let Some(ranges) = clausal::raised(verb)
    {
        framed.push((Found::Raised, ranges));
    }
    if !passive
        && !has(Found::Clause)
        && !has(Found::Around)
        && may(Found::Infinitive)
        && let Some(range) = clausal::infinitive(verb).filter(|range| has_to(verb, range))
    {
        framed.push((Found::Infinitive, vec![range]));
    }
    if let Some(range) = preposition(verb).filter(|range| may_complement(Found::Preposition, range)) {
        framed.push((Found::Preposition, vec![range]));
    }
    let ranges = if passive {
        passive_object(verb)
    } else {
        clausal::object(verb).filter(|range| is_object(verb, range)).map(|range| vec![range])
    };
    let fits = |ranges: &Vec<Range<usize>>| ranges.last().is_some_and(|range| may_complement(Found::Object, range));
    framed.extend(ranges.filter(fits).map(|ranges| (Found::Object, ranges)));
    let one = |(found, ranges): (Found, Vec<Range<usize>>)| {
        let quoted = ranges.last().is_some_and(|range| range.clone().any(|at| quotations.holds(at)));
        let mut made = made(verb, kind, None, cues, quotations, (found, ranges))?;
        if quoted && matches!(found, Found::Object | Found::Preposition) {
            made.notes.push(FREE.to_owned());
        }
        Some(made)
    };
    let mut all: Vec<Candidate> = framed.into_iter().filter_map(one).collect();
    for candidate in &mut all {
        candidate.origin = Origin::Wide;
        candidate.notes.push("wide".to_owned());
        if candidate.source.is_none() && candidate.found == Found::Around {
            candidate.source = source::behind(verb);
        }
    }
    all
}

/// Is what begins there an infinitive or a gerund, and no clause with a subject of its own?
fn has_to(verb: TokenRef<'_>, range: &Range<usize>) -> bool {
    let below =
        verb.children().filter(|child| matches!(child.dep, "xcomp" | "ccomp") && range.contains(&child.index()));
    let open = |child: &TokenRef<'_>| child.tag == "VBG" || child.children().any(|mark| mark.tag == "TO");
    below.take(1).any(|child| open(&child))
}

/// Is what begins there a thing, not a clause?
fn is_object(verb: TokenRef<'_>, range: &Range<usize>) -> bool {
    let first = verb.children().find(|child| range.contains(&child.index()));
    first.is_some_and(|child| matches!(child.dep, "dobj" | "oprd" | "acomp") || child.pos == Pos::Noun)
}

/// "A pause is a trap, scoffed the envoy": a finite verb between a comma and a noun phrase, whatever the parse makes of it.
fn inverted(verb: TokenRef<'_>) -> Option<Vec<Range<usize>>> {
    let doc = verb.doc();
    let sentence = doc.sentence(verb.sentence());
    let before = verb.index().checked_sub(1).filter(|&before| before > sentence.start)?;
    if doc.token(before).text() != "," || !matches!(verb.tag, "VBD" | "VBZ") {
        return None;
    }
    source::behind(verb)?;
    Some(vec![sentence.start..before])
}

/// Any phrase right behind the verb, or behind its object.
fn preposition(verb: TokenRef<'_>) -> Option<Range<usize>> {
    let near = |child: &TokenRef<'_>| {
        matches!(child.dep, "prep" | "dative") && child.index() > verb.index() && child.index() < verb.index() + 3
    };
    let preposition = verb.children().find(near)?;
    let below = preposition.children().find(|child| matches!(child.dep, "pobj" | "pcomp"))?;
    if matches!(below.ent_type, "DATE" | "TIME") {
        return None;
    }
    Some(below.left_edge()..below.right_edge() + 1)
}

/// "The plan was described as a trap", with or without an agent.
fn passive_object(verb: TokenRef<'_>) -> Option<Vec<Range<usize>>> {
    clausal::passive_object(verb).or_else(|| {
        let subject = source::phrase(source::subject(verb)?).range;
        let said = |child: &TokenRef<'_>| {
            child.index() > verb.index()
                && (matches!(child.dep, "oprd" | "xcomp")
                    || (child.dep == "prep" && matches!(lemma(*child).as_str(), "as" | "of" | "for")))
        };
        let more = verb.children().filter(said).map(|child| child.left_edge()..child.right_edge() + 1);
        Some(std::iter::once(subject).chain(more).collect())
    })
}

/// "is ready to sign", "is sure that it holds", "is opposed to the deal".
fn adjective(adjective: TokenRef<'_>, quotations: &Quotations, lexicon: &dyn Lexicon) -> Option<Candidate> {
    let verb = adjective.head_token();
    if adjective.dep != "acomp" || !matches!(lemma(verb).as_str(), "be" | "remain" | "seem" | "sound" | "appear") {
        return None;
    }
    let lemma = lemma(adjective);
    if !lexicon.may(&lemma, Found::Adjective) {
        return None;
    }
    let subject = source::subject(verb).filter(|subject| super::lemma(*subject) != "it")?;
    let after = |child: &TokenRef<'_>| child.index() > adjective.index();
    let below = adjective.children().find(|child| matches!(child.dep, "xcomp" | "ccomp" | "prep") && after(child))?;
    let told = if below.dep == "prep" { below.children_by(&["pobj", "pcomp"]).next()? } else { below };
    let doc = adjective.doc();
    let piece = content::bytes(doc, told.left_edge()..told.right_edge() + 1);
    let spans = content::with_quotations(doc, quotations, &[piece], adjective.start as usize);
    let negated = verb.children().any(|child| child.dep == "neg");
    (!spans.is_empty()).then(|| Candidate {
        found: Found::Adjective,
        source: Some(source::phrase(subject)),
        cue: vec![verb.index().min(adjective.index())..adjective.index().max(verb.index()) + 1],
        cue_token: Some(adjective.index()),
        content: spans,
        kind: CueKind::Thought,
        passive: false,
        negated,
        audience: None,
        origin: Origin::Wide,
        notes: vec!["wide".to_owned(), format!("below:{}", below.dep)],
        confidence: 1.0,
    })
}
