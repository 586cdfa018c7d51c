//! A contact that a report ascribes to somebody, and that a side of it denies soon after.
//!
//! ```text
//! A newspaper reported that the president had called the premier. The premier's office denied it.     denied
//! A newspaper reported that they had met; the ministry called the report groundless.                  denied
//! A newspaper wrote that they had met. The story was without foundation, a diplomat said.             denied
//! Reports that they had met were called fantasy.                                                      denied
//! A newspaper wrote that they had met. "A fairy tale," said the premier's office.                     denied
//! The president called the premier. He denied wrongdoing.                                             held
//! ```
//!
//! Only a bare "it", "this" or "that", or a word like "the report" or "any such meeting", takes up what was ascribed; what
//! else is denied says itself what it is.

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::{Act, ContactStatus};

use super::several::is_two;
use super::slots::{behind, is_verbal, lower_is};
use super::telling::Telling;
use super::trigger::Trigger;
use crate::context::Context;
use crate::said::Said;

const DENYING: [&str; 9] =
    ["deny", "refute", "dispute", "reject", "dismiss", "contradict", "ridicule", "quash", "debunk"];
/// With a word like "off", "aside": "laughed off", "brushed aside".
const SHRUGGING: [&str; 6] = ["laugh", "brush", "wave", "shrug", "swat", "bat"];
const AWAY: [&str; 3] = ["off", "aside", "away"];
const CALLING: [&str; 5] = ["call", "describe", "brand", "label", "term"];
const FALSE: [&str; 23] = [
    "false",
    "untrue",
    "baseless",
    "groundless",
    "unfounded",
    "invented",
    "fabricated",
    "fiction",
    "invention",
    "fabrication",
    "nonsense",
    "fake",
    "lie",
    "rumour",
    "fantasy",
    "tale",
    "imagination",
    "gossip",
    "rubbish",
    "fable",
    "myth",
    "hoax",
    "pipe-dream",
];
const TAKING_UP: [&str; 3] = ["it", "this", "that"];
const ACCOUNTS: [&str; 8] = ["report", "claim", "story", "account", "allegation", "suggestion", "rumour", "version"];
const BASES: [&str; 5] = ["foundation", "basis", "substance", "truth", "merit"];
const CONTACTS: [&str; 7] = ["meeting", "encounter", "contact", "call", "conversation", "talks", "visit"];

/// Says of a telling that it was denied, where it was.
pub(super) fn hear(context: &Context<'_>, said: &[Said<'_>], trigger: &Trigger, telling: &mut Telling) {
    let token = context.doc.token(trigger.token);
    telling.ascribed = is_ascribed(token) || is_told_by_another(said, trigger, telling);
    let told_as_fact = matches!(telling.verdict.status, ContactStatus::Held | ContactStatus::UnderWay);
    let open = told_as_fact || matches!(telling.verdict.status, ContactStatus::Possible | ContactStatus::Planned);
    let denied = |telling: &Telling| {
        is_denied(context, trigger, telling) || is_denied_by_statement(context, said, trigger, telling)
    };
    if open && (is_of_false_account(token) || is_itself_false(token))
        || told_as_fact && telling.ascribed && denied(telling)
    {
        telling.verdict.status = ContactStatus::Denied;
        telling.verdict.by_days = false;
    }
}

/// How many statements back one is looked for that holds a word; more than these are no longer open there.
const OPEN: usize = 40;

/// Is it told in what somebody says who takes no part in it?
fn is_told_by_another(said: &[Said<'_>], trigger: &Trigger, telling: &Telling) -> bool {
    let begun = said.partition_point(|one| one.start() <= trigger.token);
    said[..begun].iter().rev().take(OPEN).any(|one| one.holds(trigger.token) && !is_by_side(one, telling))
}

fn is_by_side(said: &Said<'_>, telling: &Telling) -> bool {
    let statement = said.statement;
    statement.speaker.is_some_and(|speaker| telling.participants.contains(&speaker))
        || statement.party.is_some_and(|party| telling.parties.contains(&party))
}

/// How far behind it a clause's verb is looked for, in tokens.
const LONGEST: usize = 60;

/// A denial of more words than these says itself what it denies.
const BARE: usize = 9;

/// "“There is no pen pal,” the North's spokesman said": the next that a side says, if it is a bare denial.
fn is_denied_by_statement(context: &Context<'_>, said: &[Said<'_>], trigger: &Trigger, telling: &Telling) -> bool {
    let doc = context.doc;
    let sentence = doc.token(trigger.token).sentence();
    let next = said.get(said.partition_point(|one| one.start() <= trigger.token));
    next.is_some_and(|one| {
        let beside = one.start() < doc.len() && doc.token(one.start()).sentence() - sentence <= 1;
        let bare = one.tokens().filter(|at| !matches!(doc.token(*at).pos, Pos::Punct | Pos::Space)).count() <= BARE;
        // "denied wrongdoing": what it denies stands there, and may be anything.
        let names_it = one.cue.iter().cloned().flatten().any(|at| DENYING.contains(&doc.token(at).lemma()));
        one.statement.act == Act::Deny && beside && bare && !names_it && is_by_side(one, telling)
    })
}

/// Does it stand in what somebody reports?
fn is_ascribed(token: TokenRef<'_>) -> bool {
    let in_account = |above: TokenRef<'_>| {
        matches!(above.dep, "acl" | "relcl") && above.ancestors().take(3).any(|noun| ACCOUNTS.contains(&noun.lemma()))
    };
    std::iter::once(token).chain(token.ancestors()).any(|above| above.dep == "ccomp" || in_account(above))
}

fn is_denied(context: &Context<'_>, trigger: &Trigger, telling: &Telling) -> bool {
    let doc = context.doc;
    let own = doc.token(trigger.token).sentence();
    let rest = doc.sentence(own).filter(|at| *at > trigger.token);
    let next = (own + 1 < doc.sentence_count()).then(|| doc.sentence(own + 1));
    let is_verb = |verb: &TokenRef<'_>| matches!(verb.pos, Pos::Verb | Pos::Aux);
    rest.chain(next.into_iter().flatten()).map(|at| doc.token(at)).filter(is_verb).any(|verb| {
        let by_side = || verb.children().any(|child| child.dep == "nsubj" && speaks_for_side(context, child, telling));
        !has_not(verb) && (says_false(verb) || (denies(verb) || calls_false(verb)) && by_side())
    })
}

/// "The story was without any foundation", "There was no such meeting", "There was no truth to the report": whoever says so.
fn says_false(verb: TokenRef<'_>) -> bool {
    if verb.lemma() != "be" {
        return false;
    }
    let no_truth = |noun: TokenRef<'_>| {
        let of = behind(noun, &["in", "to"].map(str::to_owned));
        BASES.contains(&noun.lemma()) && has(noun, "no") && of.into_iter().any(takes_up)
    };
    if verb.children_by(&["attr"]).any(no_truth) {
        return true;
    }
    let of_account = verb.children_by(&["nsubj"]).any(|child| ACCOUNTS.contains(&child.lemma()) && takes_up(child));
    of_account && is_called_false(verb) || verb.children_by(&["attr"]).any(is_no_such)
}

/// "no such meeting"
fn is_no_such(noun: TokenRef<'_>) -> bool {
    (CONTACTS.contains(&noun.lemma()) || ACCOUNTS.contains(&noun.lemma())) && has(noun, "no") && has(noun, "such")
}

fn has(noun: TokenRef<'_>, word: &str) -> bool {
    noun.children().any(|child| child.text().eq_ignore_ascii_case(word))
}

/// By a word of its own, whatever stands above it: [`crate::clause::is_negated`] looks at that, too.
fn has_not(verb: TokenRef<'_>) -> bool {
    verb.children_by(&["neg"]).next().is_some()
}

/// "A secret trip to Norland, reported by the daily, was pure invention".
fn is_itself_false(noun: TokenRef<'_>) -> bool {
    let verb = noun.head_token();
    let told = noun.dep == "nsubj" && verb.lemma() == "be" && !has_not(verb);
    // "was false" may be said of what was offered at it; "was an invention" is said of the whole.
    told && verb.children_by(&["attr"]).any(|word| FALSE.contains(&word.lemma()) && word.pos == Pos::Noun)
}

/// "Reports that they had met were called fantasy", "no truth in rumours of a meeting": is what a token tells of an account that is
/// said to be false?
fn is_of_false_account(token: TokenRef<'_>) -> bool {
    let Some(account) = token.ancestors().find(|above| ACCOUNTS.contains(&above.lemma())) else { return false };
    let above = account.head_token();
    match account.dep {
        "nsubjpass" => !has_not(above) && dismisses(above),
        "nsubj" => !has_not(above) && above.lemma() == "be" && is_called_false(above),
        "pobj" => {
            // "no truth in": over the preposition to the noun.
            let truth = above.head_token();
            BASES.contains(&truth.lemma()) && has(truth, "no")
        }
        // "Rumours that she might fly there to see him were laughed off": a long clause draws the verb to itself.
        "ROOT" => (token.index() + 1..token.doc().sentence(token.sentence()).end).take(LONGEST).any(|at| {
            let verb = token.doc().token(at);
            verb.children_by(&["auxpass"]).next().is_some() && !has_not(verb) && dismisses(verb)
        }),
        _ => false,
    }
}

/// "denied it", "dismissed the report", "called it fiction", "described the report as groundless".
fn denies(verb: TokenRef<'_>) -> bool {
    // "called it fiction": the parse makes "it" the subject of "fiction".
    let below = verb.children_by(&["ccomp", "oprd", "xcomp"]).flat_map(|child| child.children_by(&["nsubj"]));
    let takes_up = verb.children_by(&["dobj"]).chain(below).any(takes_up) || is_of_account(verb);
    takes_up && dismisses(verb)
}

/// ", which Oslo denied", ", a claim that Oslo denied": what stands before the clause is what is denied.
fn is_of_account(verb: TokenRef<'_>) -> bool {
    let which = verb.children_by(&["dobj"]).any(|child| lower_is(child, "which"));
    let above = verb.head_token();
    let account = verb.dep == "relcl" && ACCOUNTS.contains(&above.lemma());
    // The parse hangs it on a day or a place, too.
    let stray = matches!(above.ent_type, "DATE" | "GPE" | "PERSON") || is_verbal(above);
    account || which && stray
}

/// "denied", "laughed off", "called … fiction".
fn dismisses(verb: TokenRef<'_>) -> bool {
    let shrugs = || SHRUGGING.contains(&verb.lemma()) && verb.children().any(|child| AWAY.contains(&child.text()));
    DENYING.contains(&verb.lemma()) || shrugs() || CALLING.contains(&verb.lemma()) && is_called_false(verb)
}

/// "called … fiction", "was groundless", "is without foundation".
fn is_called_false(verb: TokenRef<'_>) -> bool {
    let says = |word: TokenRef<'_>| FALSE.contains(&word.lemma());
    let baseless = |child: TokenRef<'_>| {
        child.lemma() == "without" && child.children_by(&["pobj"]).any(|noun| BASES.contains(&noun.lemma()))
    };
    verb.children().any(|child| {
        matches!(child.dep, "oprd" | "ccomp" | "acomp" | "attr" | "xcomp") && says(child)
            || child.dep == "prep" && (child.children().any(says) || baseless(child))
            || child.children_by(&["acomp", "attr", "oprd"]).any(says)
    })
}

/// "“Pure fantasy,” her office said": what is said is no more than that.
fn calls_false(verb: TokenRef<'_>) -> bool {
    let doc = verb.doc();
    let said = |index: usize| FALSE.contains(&doc.token(index).lemma());
    let sentence = doc.sentence(verb.sentence());
    let short = sentence.len() <= SHORT;
    let whole = verb
        .children_by(&["ccomp", "dobj", "nsubj", "dep", "npadvmod", "intj"])
        .any(|below| FALSE.contains(&below.lemma()));
    short && verb.is_root() && whole && sentence.into_iter().any(said)
}

/// A sentence that says no more than that something is false has not more tokens than these.
const SHORT: usize = 20;

/// "it", "the report", "any such meeting".
fn takes_up(object: TokenRef<'_>) -> bool {
    let such = || object.children().any(|child| matches!(child.lemma(), "such" | "this" | "that" | "any"));
    let known = || object.children().any(|child| matches!(child.lemma(), "the" | "such" | "this" | "that" | "any"));
    TAKING_UP.contains(&object.text().to_lowercase().as_str())
        || ACCOUNTS.contains(&object.lemma()) && known()
        || CONTACTS.contains(&object.lemma()) && such()
}

/// Is it somebody of the contact or of a party to it, or an office or person of theirs ("her office"), or both of them ("both
/// governments")?
fn speaks_for_side(context: &Context<'_>, subject: TokenRef<'_>, telling: &Telling) -> bool {
    is_two(subject)
        || is_side(context, subject, telling)
        || subject.children_by(&["poss"]).any(|owner| is_side(context, owner, telling))
}

/// Is it somebody of the contact, or of a party to it?
fn is_side(context: &Context<'_>, subject: TokenRef<'_>, telling: &Telling) -> bool {
    context.mentions.referents(subject.index()).iter().any(|&actor| {
        let party = context.mentions.actors().get(actor.index()).and_then(|actor| actor.party);
        telling.participants.contains(&actor)
            || telling.parties.contains(&actor)
            || party.is_some_and(|party| telling.parties.contains(&party))
    })
}
