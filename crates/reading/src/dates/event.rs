//! Which of a text's dates tells when something happened.
//!
//! ```text
//! The envoys met in Oslo on Thursday and will meet again next week.
//!            ~~~         ~~~~~~~~~~~          ~~~~       ~~~~~~~~~
//! ```
//!
//! A date belongs to the verb under which the parser hangs it, directly ("met on Thursday") or through the verb's objects
//! and adjuncts ("held talks on Thursday", "said in a statement on Friday"). Dates in another clause, in the subject, and
//! dates that are part of a thing's name ("Monday's attack", "the accord of 2015") tell something else.

use rapporteur_language::{Doc, Pos, TokenRef};

use super::DateMention;

/// Labels of what hangs under a verb and may carry its date.
const CARRIERS: [&str; 14] = [
    "prep", "pobj", "dobj", "attr", "npadvmod", "advmod", "agent", "dative", "oprd", "acomp", "pcomp", "nmod", "prt",
    "conj",
];

/// Labels of clauses that share the time of the clause above where they have none of their own.
const SHARING: [&str; 4] = ["conj", "xcomp", "auxpass", "aux"];

/// How deep under a verb its date may hang, and how many clauses up one may be shared.
const REACH: usize = 5;

/// The date mention that tells when the event of token `event` (a verb such as "met", or a noun such as "meeting")
/// happened, if one does. `mentions` are those that [`super::dates`] found in the same doc.
///
/// The verb "said" of an attribution gives the time of the statement. A noun is asked first for its own date ("Friday's
/// meeting"), then its verb. Where two dates hang equally near, the first one that has days is taken.
pub fn date_of_event<'m>(doc: &Doc, mentions: &'m [DateMention], event: usize) -> Option<&'m DateMention> {
    if event >= doc.len() {
        return None;
    }
    let mut token = doc.token(event);
    if !is_verb(token) {
        if let Some(found) = under_noun(mentions, token) {
            return Some(found);
        }
        token = verb_above(token)?;
    }
    for _ in 0..REACH {
        if let Some(found) = under_verb(mentions, token) {
            return Some(found);
        }
        if !SHARING.contains(&token.dep) || !is_verb(token.head_token()) {
            return None;
        }
        token = token.head_token();
    }
    None
}

fn is_verb(token: TokenRef<'_>) -> bool {
    matches!(token.pos, Pos::Verb | Pos::Aux)
}

/// The verb of which a noun is the object, the subject or an adjunct.
fn verb_above(noun: TokenRef<'_>) -> Option<TokenRef<'_>> {
    noun.ancestors().take(REACH).find(|token| is_verb(*token))
}

/// The mention that covers a token.
fn covering(mentions: &[DateMention], token: usize) -> Option<&DateMention> {
    let at = mentions.partition_point(|mention| mention.tokens.end <= token);
    mentions.get(at).filter(|mention| mention.tokens.contains(&token))
}

/// Breadth first through what hangs under the verb, so that the nearest date wins.
fn under_verb<'m>(mentions: &'m [DateMention], verb: TokenRef<'_>) -> Option<&'m DateMention> {
    let mut level: Vec<TokenRef<'_>> = vec![verb];
    for _ in 0..REACH {
        let below: Vec<TokenRef<'_>> = level.iter().flat_map(|token| carriers(*token, verb)).collect();
        let mut found: Vec<&DateMention> = below.iter().filter_map(|token| covering(mentions, token.index())).collect();
        // Within the verb's own words: "on Thursday" before "in 2015", which is further in.
        found.sort_by_key(|mention| (mention.period == Default::default(), mention.span.start));
        if let Some(first) = found.first() {
            return Some(first);
        }
        level = below;
    }
    None
}

/// The children of a token through which the date of `verb` may be found.
fn carriers<'doc>(token: TokenRef<'doc>, verb: TokenRef<'doc>) -> impl Iterator<Item = TokenRef<'doc>> {
    token.children().filter(move |child| {
        let carries = CARRIERS.contains(&child.dep) && !(is_verb(*child) && child.dep != "pcomp");
        // What hangs on a noun by "of" is part of its name; "the day of the vote" is no date either.
        let of_noun = token != verb && child.dep == "prep" && child.lemma() == "of";
        carries && !of_noun
    })
}

/// A date in a noun's own phrase: "Friday's meeting", "the meeting on Friday", "the 2015 accord", "talks in Doha last week".
fn under_noun<'m>(mentions: &'m [DateMention], noun: TokenRef<'_>) -> Option<&'m DateMention> {
    let mut level: Vec<TokenRef<'_>> = vec![noun];
    for depth in 0..3 {
        let labels: &[&str] = if depth == 0 {
            &["poss", "compound", "nmod", "amod", "nummod", "prep", "npadvmod", "appos", "advmod", "acl"]
        } else {
            &["pobj", "prep", "npadvmod"]
        };
        let below: Vec<TokenRef<'_>> = level.iter().flat_map(|token| token.children_by(labels)).collect();
        if let Some(found) = below.iter().find_map(|token| covering(mentions, token.index())) {
            return Some(found);
        }
        level = below;
    }
    None
}
