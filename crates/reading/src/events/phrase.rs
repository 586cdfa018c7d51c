//! Phrases of the table, found below a verb: "break off ties", "go on strike", "hold joint exercises".

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::codebook::{EventWords, PhraseWord};

use crate::clause;

/// Labels of the words that may belong to a verb's phrase.
const BELOW: [&str; 17] = [
    "prt",
    "prep",
    "advmod",
    "dobj",
    "dative",
    "acomp",
    "attr",
    "oprd",
    "agent",
    "npadvmod",
    "nsubjpass",
    "xcomp",
    "pcomp",
    "pobj",
    "advcl",
    "nmod",
    "ccomp",
];

/// The tokens of a phrase whose first word is `verb`; `None` where a word is missing.
pub(super) fn tokens<'d>(words: &EventWords, verb: TokenRef<'d>, rest: &[PhraseWord]) -> Option<Vec<TokenRef<'d>>> {
    let mut found = vec![verb];
    // Words that must stand before the next noun: "joint" of "hold joint @exercise".
    let mut waiting: Vec<&PhraseWord> = Vec::new();
    for word in rest {
        if matches!(word, PhraseWord::Word(to) if to == "to")
            && verb.children_by(&["prep", "dative"]).all(|child| child.text() != "to")
        {
            continue;
        }
        let next = found.iter().rev().find_map(|above| {
            below(words, *above).into_iter().find(|token| !found.contains(token) && fits(words, *token, word))
        });
        match next {
            Some(token) => {
                let before = |word: &&PhraseWord| {
                    let near = token.children_by(&["amod", "compound", "nmod", "nummod"]);
                    let mut beside = near.chain((token.index() > 0).then(|| token.doc().token(token.index() - 1)));
                    beside.any(|child| fits(words, child, word))
                };
                if !waiting.iter().all(before) {
                    return None;
                }
                waiting.clear();
                found.push(token);
            }
            None => waiting.push(word),
        }
    }
    waiting.is_empty().then_some(found)
}

/// What may stand below a word of a phrase: its particles, prepositions and objects, parts seen through ("a series of").
fn below<'d>(words: &EventWords, above: TokenRef<'d>) -> Vec<TokenRef<'d>> {
    let mut all: Vec<TokenRef<'d>> = above.children_by(&BELOW).collect();
    if matches!(above.pos, Pos::Verb | Pos::Aux) {
        all.extend(objects(above));
    }
    let mut at = 0;
    while at < all.len() && all.len() < 24 {
        let token = all[at];
        if matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Num) {
            all.extend(token.children_by(&["conj"]).filter(|one| one.pos != Pos::Verb));
            if words.is_part(&lower(token)) || token.pos == Pos::Num {
                all.extend(through_of(token));
            }
        }
        at += 1;
    }
    all
}

/// "attacks" of "a series of attacks".
pub(super) fn through_of(token: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let of = token.children_by(&["prep"]).find(|child| matches!(child.lemma(), "of" | "to" | "in"))?;
    of.children_by(&["pobj"]).next()
}

/// What a verb is done to: its object, the subject of its passive, the noun that its relative clause or participle hangs on.
pub(super) fn objects(verb: TokenRef<'_>) -> Vec<TokenRef<'_>> {
    let antecedent = |token: TokenRef<'_>| matches!(token.tag, "WDT" | "WP") && matches!(verb.dep, "relcl" | "acl");
    let own = verb.children().filter(|child| match child.dep {
        "dobj" | "nsubjpass" | "oprd" | "attr" => true,
        "dative" => child.pos != Pos::Adp,
        _ => false,
    });
    let mut all: Vec<_> = own.map(|token| if antecedent(token) { verb.head_token() } else { token }).collect();
    if all.is_empty() && clause::is_reduced_passive(verb) && matches!(verb.dep, "acl" | "relcl") {
        all.push(verb.head_token());
    }
    all
}

/// Is the token that word, by its base form, its form, or together with its neighbours ("state of emergency")?
pub(super) fn fits(words: &EventWords, token: TokenRef<'_>, word: &PhraseWord) -> bool {
    match word {
        PhraseWord::Word(word) => token.lemma().eq_ignore_ascii_case(word) || token.text().eq_ignore_ascii_case(word),
        PhraseWord::Class(class) => !is_clause(token) && in_class(words, token, *class),
        PhraseWord::Money => {
            token.ent_type == "MONEY"
                || matches!(
                    lower(token).as_str(),
                    "dollar" | "euro" | "pound" | "shilling" | "million" | "billion" | "$"
                )
        }
        PhraseWord::Person => {
            token.ent_type == "PERSON"
                || token.pos == Pos::Pron && matches!(token.tag, "PRP" | "WP")
                || token.pos == Pos::Propn && matches!(token.ent_type, "" | "NORP")
                || PEOPLE.contains(&lower(token).as_str())
        }
    }
}

/// A verb of its own, no noun: "suspended deliveries after a convoy was attacked" suspends no attack.
fn is_clause(token: TokenRef<'_>) -> bool {
    token.pos == Pos::Verb && matches!(token.dep, "advcl" | "ccomp" | "xcomp" | "relcl")
}

/// Nouns of people that are met, called, received or told.
const PEOPLE: [&str; 34] = [
    "president",
    "minister",
    "leader",
    "envoy",
    "counterpart",
    "ambassador",
    "official",
    "delegation",
    "secretary",
    "king",
    "queen",
    "prince",
    "chief",
    "head",
    "chancellor",
    "premier",
    "representative",
    "diplomat",
    "negotiator",
    "mediator",
    "delegate",
    "pope",
    "commander",
    "lawmaker",
    "mayor",
    "governor",
    "people",
    "citizen",
    "journalist",
    "civilian",
    "refugee",
    "migrant",
    "reporter",
    "witness",
];

/// Is the token in a class of the table?
pub(super) fn in_class(words: &EventWords, token: TokenRef<'_>, class: u16) -> bool {
    let doc = token.doc();
    let lemma = lower(token);
    if words.is_in(class, &lemma) || words.is_in(class, &token.text().to_lowercase()) {
        return true;
    }
    let at = token.index();
    let before = at > 0 && {
        let word = doc.token(at - 1).text().to_lowercase();
        words.is_in(class, &format!("{word} {lemma}"))
    };
    before
        || at + 2 < doc.len()
            && doc.token(at + 1).text() == "of"
            && words.is_in(class, &format!("{lemma} of {}", lower(doc.token(at + 2))))
}

/// The base form in small letters.
pub(super) fn lower(token: TokenRef<'_>) -> String {
    token.lemma().to_lowercase()
}
