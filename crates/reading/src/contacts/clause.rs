//! What the form of a verb says of its event: past, under way, ahead, possible, or not at all.

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::ContactStatus;

use super::slots::lower_is;

/// A verb's own tense, modality and negation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    /// `None` for infinitives and participles, which the words above them place in time.
    pub(super) status: Option<ContactStatus>,
    /// "not", "never", "no longer".
    pub(super) negated: bool,
}

const WILL: [&str; 6] = ["will", "wo", "shall", "'ll", "’ll", "sha"];
const MAY: [&str; 2] = ["may", "might"];
const WAS: [&str; 5] = ["was", "were", "been", "got", "had"];

/// What the verb's form says.
pub(super) fn clause(verb: TokenRef<'_>) -> Clause {
    let negated = is_negated(verb);
    let modal = verb.children().find(|child| child.tag == "MD" && matches!(child.dep, "aux" | "auxpass"));
    if let Some(modal) = modal.filter(|modal| !is_had(verb, *modal)) {
        return of_modal(verb, modal, negated);
    }
    Clause { status: of_tense(verb), negated }
}

/// "he’d spoken": the contracted "had" that is tagged as a modal.
fn is_had(verb: TokenRef<'_>, modal: TokenRef<'_>) -> bool {
    verb.tag == "VBN"
        && modal.text().ends_with('d')
        && !verb.children().any(|child| child.lemma() == "have" || child.lemma() == "be")
        && modal.text().chars().count() == 2
}

fn of_modal(verb: TokenRef<'_>, modal: TokenRef<'_>, negated: bool) -> Clause {
    let is_any = |list: &[&str]| list.iter().any(|word| lower_is(modal, word));
    if is_any(&MAY) {
        // "may not meet": it stays open.
        return Clause { status: Some(ContactStatus::Possible), negated: false };
    }
    let perfect = verb.tag == "VBN" && verb.children_by(&["aux"]).any(|aux| lower_is(aux, "have"));
    let future = is_any(&WILL) || (is_any(&["would"]) && !perfect && is_told_in_the_past(verb));
    let status = if future { ContactStatus::Planned } else { ContactStatus::Possible };
    Clause { status: Some(status), negated }
}

/// "said that they would meet": the future, seen from then. "They would meet if …" is a condition.
fn is_told_in_the_past(verb: TokenRef<'_>) -> bool {
    let conditional = verb.children_by(&["advcl"]).any(|below| {
        below.children_by(&["mark"]).any(|mark| ["if", "unless", "should"].iter().any(|word| lower_is(mark, word)))
    });
    let below_saying = verb.dep == "ccomp" || verb.dep == "conj" || verb.dep == "acl" || verb.dep == "relcl";
    !conditional && below_saying
}

fn of_tense(verb: TokenRef<'_>) -> Option<ContactStatus> {
    let auxiliaries: Vec<TokenRef<'_>> = verb.children_by(&["aux", "auxpass"]).collect();
    let any = |words: &[&str]| auxiliaries.iter().any(|aux| words.iter().any(|word| lower_is(*aux, word)));
    let finite_be = any(&["is", "are", "'re", "’re", "am"]);
    if auxiliaries.iter().any(|aux| aux.tag == "TO") {
        // "are to meet"; "to have met" is past. The parse makes "was" an auxiliary or the verb above.
        let was = |word: TokenRef<'_>| ["was", "were"].iter().any(|form| lower_is(word, form));
        let was = auxiliaries.iter().copied().any(was) || verb.dep == "xcomp" && was(verb.head_token());
        return match () {
            // "was to have met": and did not.
            () if was && any(&["have"]) && verb.tag == "VBN" => Some(ContactStatus::Cancelled),
            () if finite_be || was => Some(ContactStatus::Planned),
            () if any(&["have"]) && verb.tag == "VBN" => Some(ContactStatus::Held),
            () => None,
        };
    }
    match verb.tag {
        "VBD" => Some(ContactStatus::Held),
        "VBN" => of_participle(verb, &auxiliaries),
        "VBG" | "NN" => of_progressive(verb, &auxiliaries),
        "VBZ" | "VBP" => Some(ContactStatus::UnderWay),
        // "did not meet"; the bare form alone is an infinitive or a headline.
        "VB" => {
            (!auxiliaries.is_empty()).then(|| if any(&["did"]) { ContactStatus::Held } else { ContactStatus::UnderWay })
        }
        _ => None,
    }
}

fn of_participle(verb: TokenRef<'_>, auxiliaries: &[TokenRef<'_>]) -> Option<ContactStatus> {
    let any = |words: &[&str]| auxiliaries.iter().any(|aux| words.iter().any(|word| lower_is(*aux, word)));
    let has = auxiliaries.iter().any(|aux| aux.lemma() == "have" || matches!(aux.text(), "'ve" | "’ve" | "'d" | "’d"));
    if auxiliaries.is_empty() {
        // "talks held in Oslo"; as a main verb a mistaken tag of the past: "the two talked".
        return (verb.dep == "acl" || verb.children_by(&["nsubj"]).next().is_some() || verb.is_root())
            .then_some(ContactStatus::Held);
    }
    if has || any(&WAS) {
        return Some(ContactStatus::Held);
    }
    Some(ContactStatus::UnderWay)
}

fn of_progressive(_verb: TokenRef<'_>, auxiliaries: &[TokenRef<'_>]) -> Option<ContactStatus> {
    if auxiliaries.is_empty() {
        return None;
    }
    let past = auxiliaries.iter().any(|aux| WAS.iter().any(|word| lower_is(*aux, word)));
    Some(if past { ContactStatus::Held } else { ContactStatus::UnderWay })
}

/// "if a deal is ready", "only if", "unless", "provided that", "once the list has been handed over": does a clause of its own make
/// what the verb tells a matter of what else comes?
pub(super) fn is_conditioned(verb: TokenRef<'_>) -> bool {
    let mut clauses = verb.children_by(&["advcl"]);
    clauses.any(is_condition) || behind(verb).any(is_proviso)
}

fn is_condition(clause: TokenRef<'_>) -> bool {
    let has = |word: &str| clause.children_by(&["mark", "advmod"]).any(|child| lower_is(child, word));
    // "if needed" is no condition of its own; "even if" and "as if" are none at all.
    let whole = clause.children_by(&["nsubj", "nsubjpass", "expl"]).next().is_some();
    let perfect = clause.children_by(&["aux"]).any(|aux| aux.lemma() == "have");
    let open = ["if", "unless", "provided", "providing"].into_iter().any(has) || has("once") && perfect;
    whole && open && !has("even") && !has("as")
}

/// "would attend provided that they stayed away": the parse takes "provided" for a verb.
fn is_proviso(word: TokenRef<'_>) -> bool {
    let bare = word.children_by(&["nsubj", "nsubjpass", "aux", "auxpass"]).next().is_none();
    matches!(word.lemma(), "provide" | "provided") && bare && word.children_by(&["ccomp"]).next().is_some()
}

/// What stands behind a verb, under it or beside it.
fn behind(verb: TokenRef<'_>) -> impl Iterator<Item = TokenRef<'_>> {
    verb.children().chain(verb.head_token().children()).filter(move |word| word.index() > verb.index())
}

fn is_negated(verb: TokenRef<'_>) -> bool {
    let by_word = |child: TokenRef<'_>| match child.dep {
        "neg" => !lower_is(child, "no") || child.tag == "RB",
        "advmod" => {
            ["never", "hardly", "neither", "nor"].iter().any(|word| lower_is(child, word)) || is_no_longer(child)
        }
        "nsubj" | "nsubjpass" => {
            ["nobody", "none", "neither"].iter().any(|word| lower_is(child, word)) || is_neither(child)
        }
        _ => false,
    };
    let auxiliary = verb.children_by(&["aux", "auxpass"]).any(|aux| aux.children_by(&["neg"]).next().is_some());
    let joined = verb.dep == "conj" && is_neither(verb.head_token());
    auxiliary || joined || is_neither(verb) || verb.children().any(by_word)
}

/// "neither confirmed nor denied", "Neither Kenya nor Norway has confirmed".
fn is_neither(word: TokenRef<'_>) -> bool {
    word.children_by(&["preconj", "det", "cc"]).any(|child| lower_is(child, "neither"))
}

/// "no longer ruled out"
fn is_no_longer(adverb: TokenRef<'_>) -> bool {
    lower_is(adverb, "longer") && adverb.children().any(|child| lower_is(child, "no"))
}

/// Does the sentence ask? A mark at its end shows it; a quoted question is one as well.
pub(super) fn is_question(token: TokenRef<'_>) -> bool {
    let doc = token.doc();
    let sentence = doc.sentence(token.sentence());
    let last = sentence
        .rev()
        .map(|index| doc.token(index))
        .find(|token| token.pos != Pos::Space && !matches!(token.text(), "\"" | "”" | "''" | "’" | "'" | ")"));
    last.is_some_and(|last| last.text().starts_with('?'))
}
