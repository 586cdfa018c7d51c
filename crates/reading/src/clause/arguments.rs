//! Who and what takes part in a verb's event.

use std::ops::Range;

use rapporteur_language::{Pos, TokenRef};

/// A noun phrase: its head, and whether it was found through a relative clause or the passive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Phrase<'d> {
    /// The head token.
    pub(crate) head: TokenRef<'d>,
}

/// How many verbs a search for the subject may climb.
const CLIMB: usize = 4;

/// Who does it: the subject of an active verb, its own or that of the verb it hangs on, or the noun that a relative
/// clause is about. `None` in the passive (see [`agent`]) and where nobody is named.
pub(crate) fn subject(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    if is_passive(verb) || is_reduced_passive(verb) {
        return None;
    }
    let mut at = verb;
    for _ in 0..CLIMB {
        if let Some(subject) = at.children_by(&["nsubj"]).next() {
            let relative = matches!(subject.tag, "WP" | "WDT") && matches!(at.dep, "relcl" | "acl");
            return Some(if relative { at.head_token() } else { subject });
        }
        match at.dep {
            "acl" | "relcl" => return (at.tag == "VBG").then(|| at.head_token()),
            // "agreed, and was praised": the subject of the passive is not whoever agreed.
            "conj" | "xcomp" | "advcl" if is_verbal(at.head_token()) => {
                let above = at.head_token();
                if at.dep == "xcomp" {
                    // "urged the union to accept": the object accepts.
                    if let Some(object) = above
                        .children_by(&["dobj"])
                        .next()
                        .filter(|_| at.children_by(&["aux"]).any(|aux| aux.tag == "TO"))
                    {
                        return Some(object);
                    }
                }
                at = above;
            }
            _ => return None,
        }
    }
    None
}

/// By whom, in a passive: "by X", "between X and Y".
pub(crate) fn agent<'d>(verb: TokenRef<'d>) -> Option<TokenRef<'d>> {
    let through =
        |child: &TokenRef<'_>| child.dep == "agent" || child.dep == "prep" && matches!(child.lemma(), "between" | "by");
    if !(is_passive(verb) || is_reduced_passive(verb)) {
        return None;
    }
    let below = |by: TokenRef<'d>| by.children_by(&["pobj"]).next();
    let direct = verb.children().filter(through).find_map(below);
    // "agreed in principle between X and Y": the parser hangs "between" on the noun before it.
    let nested = || {
        verb.children_by(&["prep"])
            .filter_map(below)
            .flat_map(TokenRef::children)
            .filter(|prep| prep.lemma() == "between")
            .find_map(below)
    };
    direct.or_else(nested)
}

/// "was rejected"
pub(crate) fn is_passive(verb: TokenRef<'_>) -> bool {
    verb.children().any(|child| matches!(child.dep, "auxpass" | "nsubjpass"))
}

/// "a plan rejected by": a participle that hangs on its noun.
pub(crate) fn is_reduced_passive(verb: TokenRef<'_>) -> bool {
    verb.tag == "VBN"
        && !verb.children().any(|child| child.dep == "aux" || child.dep == "nsubj")
        && (matches!(verb.dep, "acl" | "advcl" | "relcl") || verb.children().any(|child| child.dep == "agent"))
}

fn is_verbal(token: TokenRef<'_>) -> bool {
    matches!(token.pos, Pos::Verb | Pos::Aux)
}

/// What stands at a verb as the object that a phrase of the table wants, and whether the phrase's further words are there:
/// for "turn down" the particle, for "agree to" the preposition, whose object it then is.
pub(crate) fn particle_fits(verb: TokenRef<'_>, rest: &[String]) -> bool {
    particles(verb, rest).is_some() || infinitive_fits(verb, rest)
}

/// The further words of a phrase where they stand at its verb: of "turned its back on the offer" with "back on" both.
pub(crate) fn particles<'d>(verb: TokenRef<'d>, rest: &[String]) -> Option<Vec<TokenRef<'d>>> {
    let mut at = vec![verb];
    for word in rest {
        // Below one of the words so far: "brush aside", "come round to", "sign off on", "speak in favour of".
        let below = at.iter().rev().find_map(|above| above.children().find(|child| is_particle(*child, word)));
        // Before the object, of which it is a part: "pour cold water on".
        let within_object =
            || verb.children_by(&["dobj"]).flat_map(TokenRef::children).find(|child| is_particle(*child, word));
        at.push(below.or_else(within_object)?);
    }
    at.remove(0);
    Some(at)
}

fn is_particle(token: TokenRef<'_>, word: &str) -> bool {
    let is_part = matches!(
        token.dep,
        "prt"
            | "prep"
            | "advmod"
            | "dobj"
            | "pobj"
            | "amod"
            | "mark"
            | "aux"
            | "det"
            | "dative"
            | "acomp"
            | "oprd"
            | "agent"
            | "intj"
    );
    is_part && (token.lemma().eq_ignore_ascii_case(word) || token.text().eq_ignore_ascii_case(word))
}

/// "agree to extend": the "to" belongs to the verb below.
fn infinitive_fits(verb: TokenRef<'_>, rest: &[String]) -> bool {
    rest.len() == 1
        && rest[0] == "to"
        && verb.children_by(&["xcomp", "ccomp"]).any(|below| below.children_by(&["aux"]).any(|aux| aux.tag == "TO"))
}

/// The noun that a verb is done to: its object, that of its preposition or infinitive, the subject of the passive, the
/// antecedent of the relative clause. An infinitive is given by its verb.
pub(crate) fn phrase(verb: TokenRef<'_>) -> Option<Phrase<'_>> {
    let passive_subject = || verb.children_by(&["nsubjpass"]).next().map(|subject| relative(verb, subject));
    let object = || verb.children_by(&["dobj"]).next().map(|object| relative(verb, object));
    let reduced = || (is_reduced_passive(verb) && matches!(verb.dep, "acl" | "relcl")).then(|| verb.head_token());
    let of_preposition = || {
        let prepositions = verb
            .children_by(&["prep", "prt"])
            .filter(|prep| !matches!(prep.lemma(), "by" | "in" | "at" | "after" | "before"));
        // "under the plan, they would go": what comes before the verb is no object, but for "to which they agreed".
        let behind = |child: &TokenRef<'_>| child.index() > verb.index() || matches!(child.tag, "WDT" | "WP");
        prepositions.flat_map(|prep| prep.children()).find(|child| {
            matches!(child.dep, "pobj" | "pcomp") && !matches!(child.ent_type, "DATE" | "TIME") && behind(child)
        })
    };
    let infinitive = || verb.children_by(&["xcomp", "ccomp"]).find(|below| is_verbal(*below));
    let head = passive_subject().or_else(object).or_else(reduced).or_else(of_preposition).or_else(infinitive)?;
    Some(Phrase { head })
}

/// "the plan, which they rejected": what the relative pronoun stands for.
fn relative<'d>(verb: TokenRef<'d>, noun: TokenRef<'d>) -> TokenRef<'d> {
    if matches!(noun.tag, "WDT" | "WP") && matches!(verb.dep, "relcl" | "acl") { verb.head_token() } else { noun }
}

/// The tokens of a verb's clause with its subject, objects and adjuncts, without other finite clauses at its ends.
pub(crate) fn clause_range(verb: TokenRef<'_>) -> Range<usize> {
    let part = |child: &TokenRef<'_>| match child.dep {
        "punct" | "cc" | "ccomp" | "parataxis" | "mark" | "relcl" | "dep" => false,
        "conj" => !is_verbal(*child),
        "advcl" => child.index() > verb.index(),
        _ => true,
    };
    let (mut start, mut end) = (verb.index(), verb.index() + 1);
    for child in verb.children().filter(part) {
        let range = child.subtree_range();
        start = start.min(range.start);
        end = end.max(range.end);
    }
    trim(verb, start..end)
}

fn trim(verb: TokenRef<'_>, range: Range<usize>) -> Range<usize> {
    let doc = verb.doc();
    let sentence = doc.sentence(verb.sentence());
    let skip = |index: usize| matches!(doc.token(index).pos, Pos::Punct | Pos::Space);
    let (mut start, mut end) = (range.start.max(sentence.start), range.end.min(sentence.end));
    while start < end && skip(start) {
        start += 1;
    }
    while end > start && skip(end - 1) {
        end -= 1;
    }
    if start < end { start..end } else { verb.index()..verb.index() + 1 }
}
