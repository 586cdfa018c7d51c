//! Accounts: what each side tells of events, as a statement or in the report's own words.
//!
//! ```text
//! Eleven have passed, by the UN's reckoning.          a statement
//! The rebels' own tally is sixty.                     told: a noun that carries the side's name
//! Their neighbour begs to differ.                     told: a verb that goes against what came before
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::codebook::NameKind;
use rapporteur_record::{Act, ActorId, ActorKind, CueKind, StatementId};

use super::words::{ACCOUNT, AGAINST, BLAMING, CALLING, CLAIM, COUNTED, EMPTY, REPLY, SPURNING, TURNED, UNTRUE};
use crate::clause::{is_negated, subject};
use crate::context::Context;
use crate::said::Said;
use crate::voices::voices;

/// How many tokens of an account are compared with others.
const COMPARED: usize = 60;

/// How far from a word those named are looked for.
const NEAR: usize = 16;

/// How many letters of a word are compared.
const STEM: usize = 7;

/// One side's word.
#[derive(Clone, Debug)]
pub(super) struct Account {
    /// The statement, if it is one.
    pub(super) id: Option<StatementId>,
    /// What is done by it.
    pub(super) act: Act,
    /// Whose word it is; empty where nobody knows.
    pub(super) parties: Vec<ActorId>,
    /// Who speaks, where it is told.
    pub(super) speaker: Option<ActorId>,
    /// The tokens that tell that it is said; for one in the report's own words all of them.
    pub(super) cue: Vec<usize>,
    /// The tokens of what is said.
    pub(super) content: Vec<Range<usize>>,
    /// Its sentence, and that of its last words.
    pub(super) sentence: usize,
    pub(super) ends: usize,
    /// The sides that it speaks of.
    pub(super) spoken_of: Vec<ActorId>,
    /// Its words of weight, cut short: "willing to contribute" and "no contribution" share one.
    pub(super) words: BTreeSet<String>,
    /// What it counts.
    pub(super) numbers: BTreeSet<String>,
}

impl Account {
    /// The tokens of what is said, as many as are compared.
    pub(super) fn tokens(&self) -> impl Iterator<Item = usize> + '_ {
        self.content.iter().cloned().flatten().take(COMPARED)
    }

    /// The first token of what is said.
    pub(super) fn start(&self) -> usize {
        self.content.first().map_or(0, |range| range.start)
    }

    /// The length of what is said, in tokens.
    pub(super) fn len(&self) -> usize {
        self.content.iter().map(Range::len).sum()
    }

    /// Whether it is told by the report in its own words.
    pub(super) fn is_told(&self) -> bool {
        self.id.is_none()
    }
}

/// A report's words, with the states that an adjective may name.
struct Reader<'c, 'r> {
    context: &'c Context<'r>,
    states: BTreeMap<&'c str, ActorId>,
}

/// All accounts of a report, in text order.
pub(super) fn accounts(context: &Context<'_>, said: &[Said<'_>]) -> Vec<Account> {
    let reader = Reader::of(context);
    let spoken = |one: &&Said<'_>| matches!(one.statement.cue_kind, CueKind::Speech | CueKind::Writing);
    let mut all: Vec<Account> = said.iter().filter(spoken).filter_map(|one| of_statement(&reader, one)).collect();
    let mut taken = vec![false; context.doc.len()];
    let mut cues = vec![false; context.doc.len()];
    for token in all.iter().flat_map(|one| one.cue.iter().copied()) {
        if let Some(slot) = cues.get_mut(token) {
            *slot = true;
        }
    }
    for token in all.iter().flat_map(|one| one.content.iter().cloned().flatten().chain(one.cue.iter().copied())) {
        if let Some(slot) = taken.get_mut(token) {
            *slot = true;
        }
    }
    // What a cue governs ("begged to differ") is told with its statement.
    let free = |token: &TokenRef<'_>| {
        let above = token.head_token();
        !(taken[token.index()] || cues[above.index()] && matches!(token.dep, "xcomp" | "nsubj"))
    };
    let mut told: Vec<Account> = context.doc.iter().filter(free).filter_map(|token| told(&reader, token)).collect();
    told.dedup_by_key(|one| one.sentence);
    all.extend(told);
    all.extend(context.doc.iter().filter_map(|token| aside(&reader, token)));
    all.sort_by_key(|one| (one.start(), one.id));
    all
}

impl<'c, 'r> Reader<'c, 'r> {
    fn of(context: &'c Context<'r>) -> Self {
        let mut states = BTreeMap::new();
        for (at, actor) in context.mentions.actors().iter().enumerate() {
            if let Some(code) = actor.code.as_deref().filter(|_| actor.kind == ActorKind::State) {
                states.entry(code).or_insert(ActorId(at as u32));
            }
        }
        Self { context, states }
    }

    /// The side that one token names, or for which those act whom it names: "the Norwegian side" is Norway's.
    fn party_at(&self, at: usize) -> Option<ActorId> {
        let token = self.context.doc.token(at);
        let named = voices(self.context, token).first().map(|voice| voice.party);
        named.or_else(|| {
            let is_name =
                matches!(token.pos, Pos::Adj | Pos::Propn | Pos::Noun) && token.text().starts_with(char::is_uppercase);
            let mut entries = self.context.codebook.actors_by_name(token.text()).filter(|_| is_name);
            let code = entries.find(|one| matches!(one.name.kind, NameKind::Adjective | NameKind::People))?;
            self.states.get(code.actor.country.as_deref()?).copied()
        })
    }

    fn sides_in(&self, tokens: impl Iterator<Item = usize>) -> Vec<ActorId> {
        let mut all: Vec<ActorId> = Vec::new();
        for party in tokens.filter_map(|at| self.party_at(at)) {
            if !all.contains(&party) {
                all.push(party);
            }
        }
        all
    }

    /// An account of these words, with what it speaks of.
    fn account(&self, id: Option<StatementId>, act: Act, cue: Vec<usize>, content: Vec<Range<usize>>) -> Account {
        let doc = self.context.doc;
        let last = doc.len().saturating_sub(1);
        let sentence = |at: usize| doc.token(at.min(last)).sentence();
        let mut account = Account {
            id,
            act,
            parties: Vec::new(),
            speaker: None,
            cue,
            sentence: sentence(content.first().map_or(0, |range| range.start)),
            ends: sentence(content.iter().map(|range| range.end.saturating_sub(1)).max().unwrap_or(0)),
            content,
            spoken_of: Vec::new(),
            words: BTreeSet::new(),
            numbers: BTreeSet::new(),
        };
        account.spoken_of = self.sides_in(account.tokens());
        account.words = account.tokens().filter_map(|at| weighty(doc.token(at))).collect();
        account.numbers = account.tokens().filter_map(|at| counted(doc.token(at))).collect();
        account
    }
}

/// A word of weight, cut to its stem.
fn weighty(token: TokenRef<'_>) -> Option<String> {
    let lemma = token.lemma().to_lowercase();
    let kept = matches!(token.pos, Pos::Noun | Pos::Verb | Pos::Adj | Pos::Num | Pos::Propn);
    (kept && !EMPTY.contains(&lemma.as_str())).then(|| lemma.chars().take(STEM).collect())
}

/// A number that counts something.
fn counted(token: TokenRef<'_>) -> Option<String> {
    let counts = token.pos == Pos::Num && !matches!(token.ent_type, "DATE" | "TIME" | "ORDINAL");
    counts.then(|| token.lemma().to_lowercase())
}

fn of_statement(reader: &Reader<'_, '_>, said: &Said<'_>) -> Option<Account> {
    said.content.first()?;
    let mut parties: Vec<ActorId> = said.voices.iter().map(|voice| voice.party).collect();
    if parties.is_empty() {
        parties.extend(said.statement.speaker.filter(|speaker| can_be_party(reader.context, *speaker)));
    }
    if parties.is_empty() && said.statement.speaker.is_none() {
        parties.extend(named_by_source(reader, said));
    }
    let cue = said.cue.iter().cloned().flatten().collect();
    let account = reader.account(Some(said.id), said.statement.act, cue, said.content.clone());
    Some(Account { parties, speaker: said.statement.speaker, ..account })
}

fn can_be_party(context: &Context<'_>, actor: ActorId) -> bool {
    context.mentions.actors().get(actor.index()).is_some_and(|known| known.kind.can_be_party())
}

/// "according to the Norland ministry's account of the call", "the Norland side speaks of": the side that the words of the
/// source name, where no speaker was found.
fn named_by_source(reader: &Reader<'_, '_>, said: &Said<'_>) -> Option<ActorId> {
    let doc = reader.context.doc;
    let cue = said.cue.first()?;
    let sentence = doc.sentence(doc.token(cue.start.min(doc.len().checked_sub(1)?)).sentence());
    let beside = |at: &usize| !said.holds(*at);
    let subject = subject(doc.token(cue.end.checked_sub(1)?)).map(|subject| subject.subtree_range());
    let around = subject.unwrap_or(cue.start..sentence.end.min(cue.end + 8));
    around.take(COMPARED).filter(beside).find_map(|at| reader.party_at(at))
}

/// An account in the report's own words, recognised by its noun or verb.
fn told(reader: &Reader<'_, '_>, token: TokenRef<'_>) -> Option<Account> {
    match token.pos {
        Pos::Noun if ACCOUNT.contains(&token.lemma()) => by_noun(reader, token),
        Pos::Noun if REPLY.contains(&token.lemma()) => by_reply(reader, token),
        Pos::Verb | Pos::Aux => by_verb(reader, token),
        _ => None,
    }
}

/// "The rebels' own tally is sixty", "in the minister's version".
fn by_noun(reader: &Reader<'_, '_>, noun: TokenRef<'_>) -> Option<Account> {
    let within = noun.dep == "pobj" && matches!(noun.head_token().lemma(), "in" | "by");
    if !(within || matches!(noun.dep, "nsubj" | "nsubjpass")) {
        return None;
    }
    let mut owners = noun.children_by(&["poss", "amod", "compound", "nmod"]);
    let owner = owners.find_map(|child| reader.party_at(child.index()));
    // Somebody's, though nobody knows whose.
    let whose = noun.children_by(&["poss"]).next().is_some();
    (owner.is_some() || whose).then(|| whole(reader, noun, owner.into_iter().collect(), Act::Assert))
}

/// "Not one, came the reply from Sudmark."
fn by_reply(reader: &Reader<'_, '_>, noun: TokenRef<'_>) -> Option<Account> {
    let comes = matches!(noun.dep, "nsubj" | "attr") && matches!(noun.head_token().lemma(), "come" | "be");
    let mut around = noun.index()..noun.doc().sentence(noun.sentence()).end.min(noun.index() + NEAR);
    let party = comes.then(|| around.find_map(|at| reader.party_at(at)))??;
    Some(whole(reader, noun, vec![party], Act::Assert))
}

/// "Norland begs to differ", "had it the other way round", "holds the union responsible".
fn by_verb(reader: &Reader<'_, '_>, verb: TokenRef<'_>) -> Option<Account> {
    let act = act_told(reader.context, verb)?;
    let subject = subject(verb)?;
    let parties: Vec<ActorId> = voices(reader.context, subject).into_iter().map(|voice| voice.party).collect();
    let parties = if parties.is_empty() {
        subject.subtree_range().take(NEAR).find_map(|at| reader.party_at(at)).into_iter().collect()
    } else {
        parties
    };
    let acts = !reader.context.mentions.referents(subject.index()).is_empty();
    (parties.len() == 1 || parties.is_empty() && acts).then(|| whole(reader, verb, parties, act))
}

/// "accused Norland of fraud, a charge that Norland denies": what is told in passing of the claim before it.
fn aside(reader: &Reader<'_, '_>, verb: TokenRef<'_>) -> Option<Account> {
    let claim = verb.head_token();
    let which = || verb.children_by(&["dobj"]).any(|object| object.text().eq_ignore_ascii_case("which"));
    let of_claim = verb.dep == "relcl" && (CLAIM.contains(&claim.lemma()) || which());
    let denies = AGAINST.contains(&verb.lemma()) || SPURNING.contains(&verb.lemma());
    let untrue = CALLING.contains(&verb.lemma()) && verb.subtree_range().any(|at| is_untrue(verb.doc().token(at)));
    if !of_claim || !(denies || untrue) || is_negated(verb) {
        return None;
    }
    let who = verb.children_by(&["nsubj"]).next()?;
    let party =
        voices(reader.context, who).first().map(|voice| voice.party).or_else(|| reader.party_at(who.index()))?;
    let account = reader.account(None, Act::Deny, vec![verb.index()], Vec::from([verb.subtree_range()]));
    Some(Account { parties: vec![party], ..account })
}

fn is_untrue(token: TokenRef<'_>) -> bool {
    UNTRUE.contains(&token.lemma())
}

/// What a verb tells that its subject does with what was said before.
fn act_told(context: &Context<'_>, verb: TokenRef<'_>) -> Option<Act> {
    let (doc, lemma) = (context.doc, verb.lemma());
    let object = verb.children_by(&["dobj", "pobj"]).next();
    let of_claim = object.is_some_and(|noun| CLAIM.contains(&noun.lemma()));
    let differs = || verb.children_by(&["xcomp"]).any(|below| AGAINST.contains(&below.lemma()));
    if AGAINST.contains(&lemma) || SPURNING.contains(&lemma) && of_claim || differs() {
        return Some(Act::Deny);
    }
    // "puts the number far lower"
    if lemma == "put" && object.is_some_and(|noun| COUNTED.contains(&noun.lemma())) {
        return Some(Act::Deny);
    }
    let below = verb.index()..verb.subtree_range().end.min(verb.index() + NEAR);
    let untrue = |mut range: Range<usize>| range.any(|at| is_untrue(doc.token(at)));
    if CALLING.contains(&lemma) && untrue(below) {
        return Some(Act::Deny);
    }
    let blames = BLAMING.contains(&lemma) && object.is_some() || blames_by_phrase(verb);
    if blames && !is_negated(verb) {
        return Some(Act::Accuse);
    }
    (verb.is_root() && turns(context, doc.sentence(verb.sentence()))).then_some(Act::Deny)
}

/// "holds X responsible", "points the finger at X", "lays it at X's door".
fn blames_by_phrase(verb: TokenRef<'_>) -> bool {
    let below = |word: &str| verb.subtree_range().take(40).any(|at| verb.doc().token(at).lemma() == word);
    match verb.lemma() {
        "hold" => below("responsible") || below("accountable"),
        "point" => below("finger") || verb.children_by(&["prep"]).any(|prep| prep.lemma() == "at"),
        "lay" | "put" | "pin" => below("blame") || below("door"),
        _ => false,
    }
}

/// Whether the words of a range turn round what was said before.
pub(super) fn turns(context: &Context<'_>, range: Range<usize>) -> bool {
    let mut words = String::from(" ");
    for at in range.take(COMPARED) {
        let word = context.doc.token(at).text();
        if word.chars().any(char::is_alphanumeric) {
            words.push_str(&word.to_lowercase());
            words.push(' ');
        }
    }
    TURNED.iter().any(|phrase| words.contains(&format!(" {phrase} ")))
}

/// An account that is its whole sentence.
fn whole(reader: &Reader<'_, '_>, token: TokenRef<'_>, parties: Vec<ActorId>, act: Act) -> Account {
    let doc = reader.context.doc;
    let range = doc.sentence(token.sentence());
    let blank = |at: &usize| matches!(doc.token(*at).pos, Pos::Space);
    let start = range.clone().find(|at| !blank(at)).unwrap_or(range.start);
    let end = range.clone().rev().find(|at| !blank(at)).map_or(range.end, |at| at + 1);
    let clause = start..end.max(start + 1);
    let account = reader.account(None, act, vec![token.index()], Vec::from([clause]));
    Account { parties, ..account }
}
