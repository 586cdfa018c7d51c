//! A content as what decides on it needs it: its words, and its main clauses with subject, mood and negation.

use std::ops::Range;

use rapporteur_language::{Doc, Pos, TokenRef};
use rapporteur_record::{Mode, Span};

use super::speaker::Voice;
use crate::context::Context;

/// A word of a content.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// In small letters; contracted "n't" is "not".
    pub(super) small: String,
    pub(super) lemma: String,
}

/// Who does what the clause tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// The speaker, or the speaker's side.
    Own,
    /// Another actor.
    Other,
    /// A thing, or nobody.
    Thing,
}

/// The helping verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Modal {
    Will,
    Would,
    May,
    Can,
    Must,
}

/// A main clause.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause<'d> {
    pub(super) verb: TokenRef<'d>,
    pub(super) who: Who,
    pub(super) negated: bool,
    pub(super) modal: Option<Modal>,
    /// "Show us the list".
    pub(super) imperative: bool,
    /// "insisted that all captives be home".
    pub(super) subjunctive: bool,
    /// "There is no such plan".
    pub(super) existential: bool,
    /// "Nobody has left".
    pub(super) by_nobody: bool,
    /// Does it tell what was, or in reported speech perhaps what is?
    pub(super) past: bool,
    /// Has it "if", "unless", "provided"?
    pub(super) conditional: bool,
}

/// What was said, taken apart.
#[derive(Debug)]
pub(super) struct Content<'d> {
    /// Its tokens.
    pub(super) tokens: Vec<usize>,
    pub(super) words: Vec<Word>,
    pub(super) clauses: Vec<Clause<'d>>,
}

/// More words than this are a speech, and its first ones tell what is done by it.
const LONGEST: usize = 400;

impl<'d> Content<'d> {
    pub(super) fn of(context: &Context<'d>, spans: &[Span], voice: Voice, mode: Mode) -> Self {
        let side = Side { voice, quoted: mode == Mode::Direct };
        let doc = context.doc;
        let ranges: Vec<Range<usize>> = spans.iter().filter_map(|span| tokens(doc, *span)).collect();
        let tokens: Vec<usize> = ranges.iter().cloned().flatten().take(LONGEST).collect();
        let word = |&at: &usize| word(doc.token(at));
        let asides: Vec<Range<usize>> = tokens.iter().filter_map(|&at| aside(doc.token(at))).collect();
        let in_aside = |at: usize| asides.iter().any(|aside| aside.contains(&at));
        let said = |at: &&usize| !is_mark(doc.token(**at)) && !in_aside(**at);
        let words = tokens.iter().filter(said).map(word).collect();
        let holds = |at: usize| ranges.iter().any(|range| range.contains(&at));
        let mut clauses = Vec::new();
        for &at in &tokens {
            let token = doc.token(at);
            let top = token.is_root() || !holds(token.head_token().index());
            let joined = token.dep == "conj" && is_verb(token) && is_verb(token.head_token());
            let beside = matches!(token.dep, "ccomp" | "parataxis") && is_verb(token) && token.head_token().is_root();
            if !is_mark(token) && (top || joined || beside) && (is_verb(token) || top) {
                clauses.push(clause(context, token, side));
            }
        }
        Self { tokens, words, clauses }
    }

    /// Has it a word with one of these base forms?
    pub(super) fn has(&self, known: &std::collections::BTreeSet<String>) -> bool {
        self.words.iter().any(|word| known.contains(&word.lemma) || known.contains(&word.small))
    }
}

/// "the draft, which was agreed in May, …": what a clause after a comma tells besides.
fn aside(verb: TokenRef<'_>) -> Option<Range<usize>> {
    let start = verb.left_edge();
    let besides = verb.dep == "relcl"
        && start > 0
        && verb.doc().token(start - 1).text() == ","
        && matches!(verb.doc().token(start).tag, "WDT" | "WP" | "WRB");
    besides.then(|| verb.subtree_range())
}

fn tokens(doc: &Doc, span: Span) -> Option<Range<usize>> {
    let start = doc.token_at(span.start as usize)?;
    let end = doc.tokens().partition_point(|token| token.start < span.end);
    (start < end).then_some(start..end)
}

fn is_mark(token: TokenRef<'_>) -> bool {
    matches!(token.pos, Pos::Punct | Pos::Space)
}

fn is_verb(token: TokenRef<'_>) -> bool {
    matches!(token.pos, Pos::Verb | Pos::Aux)
}

fn word(token: TokenRef<'_>) -> Word {
    let small = token.text().to_lowercase().replace('’', "'");
    match small.as_str() {
        "n't" => Word { small: "not".to_owned(), lemma: "not".to_owned() },
        _ => Word { lemma: token.lemma().to_lowercase(), small },
    }
}

/// Who speaks, and whether in the first person.
#[derive(Clone, Copy, Debug)]
struct Side {
    voice: Voice,
    quoted: bool,
}

fn clause<'d>(context: &Context<'d>, verb: TokenRef<'d>, side: Side) -> Clause<'d> {
    let subject = subject(verb);
    let helped = |tag: &str| verb.children().any(|child| matches!(child.dep, "aux" | "auxpass") && child.tag == tag);
    let modal = modal(verb, subject);
    let bare =
        verb.tag == "VB" && !verb.children().any(|child| matches!(child.dep, "aux" | "mark") || child.tag == "TO");
    let be_bare = verb.tag == "VBN" && helped("VB") && !helped("MD") && !helped("TO");
    Clause {
        verb,
        who: subject.map_or(Who::Thing, |subject| who(context, verb, subject, side)),
        negated: is_negated(verb),
        modal,
        imperative: bare && subject.is_none(),
        subjunctive: (bare && !is_plural(subject) || be_bare || is_bare_be(verb))
            && subject.is_some_and(|subject| subject.index() < verb.index()),
        existential: verb.children().any(|child| child.dep == "expl"),
        by_nobody: subject
            .is_some_and(|subject| matches!(subject.lemma().to_lowercase().as_str(), "nobody" | "no-one" | "nothing")),
        past: matches!(verb.tag, "VBD" | "VBN") || helped("VBD"),
        conditional: is_conditional(verb),
    }
}

/// "the captives be home": no other verb shows it in the plural, where the bare form is the present too.
fn is_bare_be(verb: TokenRef<'_>) -> bool {
    verb.text() == "be" && !verb.children().any(|child| matches!(child.dep, "aux" | "mark") && child.text() != "that")
}

fn is_plural(subject: Option<TokenRef<'_>>) -> bool {
    subject.is_some_and(|subject| subject.tag.ends_with('S') || matches!(subject.lemma(), "they" | "we" | "you" | "I"))
}

/// The subject of a verb, or that of the verb it is joined to.
fn subject(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let mut at = verb;
    for _ in 0..4 {
        if let Some(found) = own_subject(at) {
            return Some(found);
        }
        if at.dep != "conj" {
            return None;
        }
        at = at.head_token();
    }
    None
}

fn own_subject(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    verb.children().find(|child| matches!(child.dep, "nsubj" | "nsubjpass" | "csubj"))
}

fn who(context: &Context<'_>, verb: TokenRef<'_>, subject: TokenRef<'_>, side: Side) -> Who {
    let small = subject.text().to_lowercase();
    if matches!(small.as_str(), "i" | "we") {
        return Who::Own;
    }
    let voice = side.voice;
    let of_side = |at: usize| {
        context.mentions.referents(at).iter().any(|id| {
            let party = context.mentions.actors().get(id.index()).and_then(|actor| actor.party);
            Some(*id) == voice.speaker || Some(*id) == voice.party || (party.is_some() && party == voice.party)
        })
    };
    let owner = subject.children().find(|child| child.dep == "poss");
    let owned = |owner: TokenRef<'_>| is_own_pronoun(owner, side.quoted) || of_side(owner.index());
    if of_side(subject.index()) || owner.is_some_and(owned) {
        return Who::Own;
    }
    if !context.mentions.referents(subject.index()).is_empty() {
        return Who::Other;
    }
    match small.as_str() {
        "he" | "she" | "they" if !side.quoted => Who::Own,
        // "said it would never sign": the side that speaks, unless it rains.
        "it" if !side.quoted && verb.lemma() != "be" && has_will(verb) => Who::Own,
        "he" | "she" | "you" | "they" => Who::Other,
        _ => Who::Thing,
    }
}

fn has_will(verb: TokenRef<'_>) -> bool {
    verb.children().any(|child| child.tag == "MD" && !matches!(child.text(), "may" | "might"))
}

fn is_own_pronoun(owner: TokenRef<'_>, quoted: bool) -> bool {
    match owner.text().to_lowercase().as_str() {
        "my" | "our" => true,
        "his" | "her" | "their" | "its" => !quoted,
        _ => false,
    }
}

fn is_negated(verb: TokenRef<'_>) -> bool {
    let no = |token: TokenRef<'_>| {
        matches!(token.text().to_lowercase().as_str(), "no" | "nothing" | "nobody" | "none" | "never" | "neither")
    };
    verb.children()
        .any(|child| child.dep == "neg" || no(child) || child.children().any(|below| below.dep == "det" && no(below)))
}

fn modal(verb: TokenRef<'_>, subject: Option<TokenRef<'_>>) -> Option<Modal> {
    // "he'd already spoken", and "should harm come to them", which is a condition.
    let had = |token: TokenRef<'_>| {
        verb.tag == "VBN"
            && token.text().ends_with('d')
            && token.text().len() < 5
            && !verb.children().any(|child| child.dep == "aux" && child.index() > token.index())
    };
    let turned = |token: TokenRef<'_>| subject.is_some_and(|subject| token.index() < subject.index());
    let helping = |token: TokenRef<'_>| match token.text().to_lowercase().replace('’', "'").as_str() {
        "will" | "shall" | "'ll" | "wo" => Some(Modal::Will),
        "would" | "'d" => Some(Modal::Would),
        "may" | "might" => Some(Modal::May),
        "can" | "could" | "ca" => Some(Modal::Can),
        "must" | "should" | "ought" => Some(Modal::Must),
        _ => None,
    };
    let aux = verb
        .children()
        .filter(|child| child.dep == "aux" && child.tag == "MD" && !had(*child) && !turned(*child))
        .find_map(helping);
    // "a force at war has to eat" tells of the world.
    let any =
        subject.is_some_and(|subject| subject.children().any(|child| matches!(child.text(), "a" | "an" | "A" | "An")));
    let must = matches!(verb.lemma(), "have" | "need")
        && !any
        && !verb.children().any(|child| child.lemma() == "yet")
        && verb.children().any(|child| child.dep == "xcomp" && child.index() > verb.index());
    aux.or(must.then_some(Modal::Must))
}

fn is_conditional(verb: TokenRef<'_>) -> bool {
    verb.children().filter(|child| child.dep == "advcl").any(|child| {
        child.children().any(|mark| {
            mark.dep == "mark" && matches!(mark.text().to_lowercase().as_str(), "if" | "unless" | "provided")
        })
    })
}
