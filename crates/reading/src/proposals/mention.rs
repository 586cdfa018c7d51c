//! Mentions: where something that is on the table is spoken of.
//!
//! ```text
//! The union tabled a plan for shorter hours.   a noun of the table ("plan"), tabled by the union
//! Norway offered to host the talks.            what a statement offers or demands
//! the proposed text                            a noun that is one only because it was proposed
//! ```

use std::ops::Range;

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::codebook::{ProposalNoun, Sense, TermMatch};
use rapporteur_record::{Act, ActorId, Authority, Term, TimeExpression};

use crate::clause::{agent, is_negated, is_passive, particle_fits, phrase, subject};
use crate::context::Context;
use crate::dates::date_of_event;
use crate::matter::Matter;
use crate::said::{Said, ToldBy};
use crate::voices::{by_adjective, voices, voices_of_verb};

/// What is accepted or rejected as a view: no item on the table.
const VIEWS: [&str; 13] = [
    "claim",
    "accusation",
    "allegation",
    "charge",
    "report",
    "criticism",
    "rumour",
    "rumor",
    "account",
    "view",
    "responsibility",
    "blame",
    "question",
];

/// How many words of a content are a proposal's name.
const NAME: usize = 14;

/// Why something is taken for a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ground {
    /// A party demands or asks for it: a proposal once another answers.
    Demanded,
    /// A noun names it.
    Named,
    /// A party put it on the table.
    Tabled,
}

/// One place where a proposal is spoken of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Mention {
    /// The token that others refer to: the noun, or the first token of what was said.
    pub(super) head: usize,
    /// The words.
    pub(super) tokens: Range<usize>,
    /// The words that name it.
    pub(super) name: String,
    /// "the proposal", "that idea": the one spoken of before.
    pub(super) anaphoric: bool,
    /// Is it a noun of the table: "proposal", "plan"?
    pub(super) by_noun: bool,
    /// What it is about.
    pub(super) terms: Vec<Term>,
    /// What its clause tells of it: what it is about where it refers to nothing told before.
    pub(super) told: Vec<Term>,
    /// Who put it forward.
    pub(super) tabled_by: Vec<ActorId>,
    /// When.
    pub(super) tabled: TimeExpression,
    /// Why it is one.
    pub(super) ground: Ground,
    /// The figures in it, which tell it from others: "300".
    pub(super) figures: Vec<String>,
    /// The words of weight in its name, small.
    pub(super) words: Vec<String>,
}

/// All mentions, in text order.
pub(super) fn mentions(context: &Context<'_>, matter: &Matter, said: &[Said<'_>]) -> Vec<Mention> {
    let mut all: Vec<Mention> = said.iter().filter_map(|one| of_statement(context, matter, one)).collect();
    let by_statement: Vec<Range<usize>> = all.iter().map(|mention| mention.tokens.clone()).collect();
    let mut next = 0;
    for token in context.doc.iter() {
        while by_statement.get(next).is_some_and(|range| range.end <= token.index()) {
            next += 1;
        }
        all.extend(of_noun(context, matter, token));
    }
    all.sort_by_key(|mention| (mention.tokens.start, std::cmp::Reverse(mention.tokens.end), mention.head));
    all
}

/// What a party offers, demands or asks for.
fn of_statement(context: &Context<'_>, matter: &Matter, said: &Said<'_>) -> Option<Mention> {
    let ground = match said.statement.act {
        Act::Offer => Ground::Tabled,
        Act::Demand | Act::Request => Ground::Demanded,
        // "would not come unless they were freed"
        Act::Threaten if !said.conditions.is_empty() => Ground::Demanded,
        _ => return None,
    };
    // "accepted an offer of a truce", "is considering a proposal": another's.
    let answers = |at: usize| {
        let verb = context.doc.token(at);
        let fits = |rest: &[String]| particle_fits(verb, rest);
        verb.pos == Pos::Verb && context.codebook.responses().verb(&verb.lemma().to_lowercase(), fits).is_some()
    };
    if ground == Ground::Tabled && said.cue.iter().cloned().flatten().any(answers) {
        return None;
    }
    if said.told_by == ToldBy::Rival || said.voices.is_empty() || said.statement.authority == Some(Authority::Observer)
    {
        return None;
    }
    let mut mention = of_content(context, matter, said)?;
    mention.ground = ground;
    mention.tabled_by = said.voices.iter().map(|voice| voice.party).collect();
    mention.tabled = said.statement.said;
    Some(mention)
}

/// The content of a statement as something on the table.
pub(super) fn of_content(context: &Context<'_>, matter: &Matter, said: &Said<'_>) -> Option<Mention> {
    let first = said.content.first()?.clone();
    // "it", "this": of something else, wherever that is told.
    let names_something =
        |at: usize| !matches!(context.doc.token(at).pos, Pos::Pron | Pos::Det | Pos::Punct | Pos::Space);
    if !first.clone().any(names_something) {
        return None;
    }
    let mut terms = main_terms(matter, said);
    let told_elsewhere = terms.is_empty() && said.statement.act != Act::Request;
    terms.extend(said.statement.about.first().filter(|_| told_elsewhere));
    if terms.is_empty() {
        return None;
    }
    let name = of_clause(context, &first)
        .or_else(|| of_phrase(context, &first))
        .or_else(|| of_term(context, matter, &first, *terms.first()?))
        .unwrap_or_else(|| named(context, first.clone()));
    Some(mention(context, (first.start, first), (name, false), terms, Ground::Demanded))
}

/// The terms of a content outside its conditions; those of its conditions where there are no others.
pub(super) fn main_terms(matter: &Matter, said: &Said<'_>) -> Vec<Term> {
    let (mut main, mut conditional): (Vec<Term>, Vec<Term>) = (Vec::new(), Vec::new());
    for found in said.content.iter().flat_map(|range| matter.within(range)) {
        let inside = said.conditions.iter().any(|range| range.contains(&found.tokens.start));
        let terms = if inside { &mut conditional } else { &mut main };
        if !terms.contains(&found.term) {
            terms.push(found.term);
        }
    }
    if main.is_empty() {
        main = conditional;
    }
    main.truncate(3);
    main
}

/// A noun that names something on the table.
fn of_noun(context: &Context<'_>, matter: &Matter, noun: TokenRef<'_>) -> Option<Mention> {
    if noun.pos != Pos::Noun || noun.dep == "compound" {
        return None;
    }
    let doc = context.doc;
    let lemma = noun.lemma().to_lowercase();
    let hyphenated = (noun.index() >= 2).then(|| doc.token(noun.index() - 2).text().to_lowercase());
    let sureness = context.codebook.responses().proposal(&lemma, |rest| {
        // "counter-proposal", "road map": the words before make the name with it.
        rest.is_empty() || hyphenated.as_deref() == Some(&lemma) && rest.len() == 1
    });
    let Some(sureness) = sureness else { return of_object(context, matter, noun) };
    let tabling = tabling_verb(context, noun);
    let tabled_by = tablers(context, noun, tabling);
    let range = noun_phrase(noun);
    let list = listed(noun, &range);
    let range = list.as_ref().map_or(range.clone(), |list| range.start..list.end);
    let mut terms = matter.categories(&range);
    let told = told_of(noun).filter(|_| terms.is_empty()).map(|told| matter.categories(&told)).unwrap_or_default();
    let proposed = noun.children_by(&["amod", "acl"]).any(|word| {
        let lemma = word.lemma().to_lowercase();
        word.tag == "VBN" && (context.codebook.responses().tables(&lemma, |rest| rest.is_empty()) || lemma == "present")
    });
    // "said that good texts": no determiner of a plural.
    let fits = |det: &str| !(matches!(det, "that" | "this") && noun.tag == "NNS");
    let determined = noun.children_by(&["det", "poss"]).any(|det| {
        let word = det.text().to_lowercase();
        let determines = ["the", "this", "that", "these", "those", "such", "its", "their", "his", "her"];
        determines.contains(&word.as_str()) && fits(&word) || det.dep == "poss"
    });
    // "among the options": any of them.
    let one = noun.tag != "NNS" || lemma != "option";
    // "the Norse plan" is the one that Norland tabled; "Norland tabled the plan" tells of one.
    let anaphoric = determined && one && !proposed && terms.is_empty() && (tabled_by.is_empty() || tabling.is_none());
    if !anaphoric {
        terms.extend(told.iter().copied());
    }
    let is_one = match sureness {
        ProposalNoun::Sure => {
            proposed || determined || !terms.is_empty() || !tabled_by.is_empty() || is_spelt_out(noun)
        }
        ProposalNoun::Open => proposed || tabling.is_some() || anaphoric || !terms.is_empty() && purpose(noun),
    };
    if !is_one || is_generic(noun) {
        return None;
    }
    let ground = if tabled_by.is_empty() { Ground::Named } else { Ground::Tabled };
    let name = named(context, list.unwrap_or_else(|| range.clone()));
    let mut mention = mention(context, (noun.index(), range), (name, anaphoric), terms, ground);
    mention.tabled_by = tabled_by;
    mention.told = told;
    mention.by_noun = true;
    if let Some(date) = tabling.and_then(|verb| date_of_event(doc, &context.dates, verb.index())) {
        mention.tabled = TimeExpression { period: date.period, text: Some(date.phrase) };
    }
    Some(mention)
}

/// "settled for 300 billion a year", "rejected a truce": an item of which a verb of agreeing or answering says that it is on
/// the table.
fn of_object(context: &Context<'_>, matter: &Matter, noun: TokenRef<'_>) -> Option<Mention> {
    let verb = match noun.dep {
        "dobj" | "nsubjpass" => noun.head_token(),
        "pobj" => noun.head_token().head_token(),
        _ => return None,
    };
    if verb.pos != Pos::Verb || phrase(verb).is_none_or(|object| object.head != noun) {
        return None;
    }
    let responses = context.codebook.responses();
    // "agreed to extend the truce": what is agreed to is the extension.
    let above = verb.head_token();
    let strong = |verb: TokenRef<'_>| {
        let answer = responses.verb(&verb.lemma().to_lowercase(), |rest| particle_fits(verb, rest));
        answer.is_some_and(|answer| !answer.weak)
    };
    let inner = verb;
    let verb = if verb.dep == "xcomp" && above.pos == Pos::Verb && strong(above) { above } else { verb };
    let lemma = verb.lemma().to_lowercase();
    let settles = responses.settles(&lemma, |rest| particle_fits(verb, rest));
    let answers = strong(verb);
    let by_party = || !voices_of_verb(context, verb).is_empty();
    let tables = tables(context, verb);
    if !(settles || (answers || tables) && by_party()) {
        return None;
    }
    let noun_range = noun_phrase(noun);
    let range = if inner == verb { noun_range } else { inner.index().min(noun_range.start)..noun_range.end };
    let found = matter.within(&range);
    let item = |one: &TermMatch| one.sense == Sense::For && !matches!(one.term, Term::TalksFormat | Term::Peace);
    if VIEWS.contains(&noun.lemma()) || !voices(context, noun).is_empty() {
        return None;
    }
    let is_item = found.iter().any(item);
    let terms = matter.categories(&range);
    let name = named(context, range.clone());
    // "has ruled out an apology, which Norland had demanded"
    let tabled_by = tablers(context, noun, tables.then_some(verb));
    let ground = if tables { Ground::Tabled } else { Ground::Named };
    let mut mention = mention(context, (noun.index(), range), (name, false), terms, ground);
    mention.tabled_by = tabled_by;
    if tables {
        let date = date_of_event(context.doc, &context.dates, verb.index());
        mention.tabled =
            date.map(|date| TimeExpression { period: date.period, text: Some(date.phrase) }).unwrap_or_default();
    }
    let priced = (settles || tables) && !mention.figures.is_empty();
    (is_item && !mention.terms.is_empty() || priced).then_some(mention)
}

fn mention(
    context: &Context<'_>,
    (head, tokens): (usize, Range<usize>),
    (name, anaphoric): (String, bool),
    terms: Vec<Term>,
    ground: Ground,
) -> Mention {
    let doc = context.doc;
    let near = tokens.start..tokens.end.min(tokens.start + 2 * NAME);
    let weighty = |pos: Pos| matches!(pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::Verb);
    let words = near
        .clone()
        .map(|at| doc.token(at))
        .filter(|token| weighty(token.pos))
        .map(|token| token.lemma().to_lowercase());
    let figures =
        near.map(|at| doc.token(at)).filter(|token| token.text().starts_with(|letter: char| letter.is_ascii_digit()));
    Mention {
        head,
        name,
        anaphoric,
        by_noun: false,
        terms,
        told: Vec::new(),
        tabled_by: Vec::new(),
        tabled: TimeExpression::default(),
        ground,
        words: words.collect(),
        figures: figures.map(|token| token.text().to_owned()).collect(),
        tokens,
    }
}

/// "plans to visit", "an offer of tea" in general, "no plan", "peace on their own terms": nothing on the table.
fn is_generic(noun: TokenRef<'_>) -> bool {
    let on = noun.dep == "pobj" && matches!(noun.head_token().lemma(), "on" | "under");
    if noun.lemma() == "term" && on && noun.children_by(&["poss"]).next().is_some() {
        return true;
    }
    let denied = noun.children_by(&["det"]).any(|det| matches!(det.text().to_lowercase().as_str(), "no" | "any"));
    let bare_plural = noun.tag == "NNS" && noun.lemma() == "plan";
    denied || bare_plural
}

/// "a text for", "terms of", "a call to".
fn purpose(noun: TokenRef<'_>) -> bool {
    noun.children_by(&["prep", "acl"])
        .any(|child| matches!(child.lemma(), "for" | "of" | "on") || child.dep == "acl" && child.tag == "VB")
        || noun.children_by(&["compound", "nmod"]).next().is_some()
}

/// "a proposal for a company to run the posts", "an offer to pay".
fn is_spelt_out(noun: TokenRef<'_>) -> bool {
    let is_for = |child: TokenRef<'_>| child.dep == "prep" && child.lemma() == "for";
    let is_to = |child: TokenRef<'_>| child.dep == "acl" && child.children_by(&["aux"]).any(|aux| aux.tag == "TO");
    noun.children().any(|child| is_for(child) || is_to(child))
}

/// "a new proposal: a joint patrol and payments": what the colon opens.
fn listed(noun: TokenRef<'_>, range: &Range<usize>) -> Option<Range<usize>> {
    let doc = noun.doc();
    let sentence = doc.sentence(noun.sentence());
    let stops =
        |at: &usize| matches!(doc.token(*at).text(), "." | ";" | "\"" | "“" | "”") || doc.token(*at).pos == Pos::Space;
    let opens = range.end + 1 < sentence.end && doc.token(range.end).text() == ":";
    opens.then(|| range.end + 1..(range.end + 1..sentence.end).take(FAR).find(stops).unwrap_or(sentence.end))
}

/// Verbs whose object is what their subject, a paper, holds.
const HOLDING: [&str; 12] = [
    "call", "provide", "foresee", "envisage", "envision", "include", "contain", "propose", "require", "oblige", "cap",
    "limit",
];

/// What a paper holds, by its clause: "the draft calls for the release", "under the compromise, both would withdraw".
fn told_of(noun: TokenRef<'_>) -> Option<Range<usize>> {
    let under = noun.dep == "pobj" && matches!(noun.head_token().lemma(), "under");
    let verb = if under { noun.head_token().head_token() } else { noun.head_token() };
    if !matches!(verb.pos, Pos::Verb) {
        return None;
    }
    let holds = noun.dep == "nsubj" && HOLDING.contains(&verb.lemma()) && noun.index() < verb.index();
    let follows = under && noun.index() < verb.index();
    let end = verb.right_edge() + 1;
    (holds || follows).then(|| if holds { verb.index() + 1..end } else { noun.index() + 1..end })
}

/// The noun with what stands before it and the complements that say what it is for.
pub(super) fn noun_phrase(noun: TokenRef<'_>) -> Range<usize> {
    let doc = noun.doc();
    let keeps = |child: &TokenRef<'_>| {
        matches!(child.dep, "det" | "poss" | "amod" | "compound" | "nmod" | "nummod" | "prep" | "quantmod" | "npadvmod")
            || child.dep == "acl" && child.children_by(&["aux"]).any(|aux| aux.tag == "TO")
    };
    let (mut start, mut end) = (noun.index(), noun.index() + 1);
    for child in noun.children().filter(keeps) {
        let range = child.subtree_range();
        start = start.min(range.start);
        // "the plan for a truce, which": not the clause after it.
        let close =
            range.clone().find(|at| *at > noun.index() && matches!(doc.token(*at).text(), "," | ";" | "—" | "–" | ":"));
        end = end.max(close.unwrap_or(range.end));
    }
    while start < noun.index() && doc.token(start).pos == Pos::Space {
        start += 1;
    }
    start..end.min(doc.sentence(noun.sentence()).end)
}

/// Does a verb put its object on the table? "floated", "put forward", "put … on the table".
fn tables(context: &Context<'_>, verb: TokenRef<'_>) -> bool {
    let told = || context.codebook.responses().tables(&verb.lemma().to_lowercase(), |rest| particle_fits(verb, rest));
    verb.pos == Pos::Verb && !is_negated(verb) && (told() || is_on_the_table(verb))
}

/// How far behind its verb, or behind its noun, what belongs to it may stand, in tokens.
const FAR: usize = 60;

/// "put a truce and a corridor into Goma on the table": the parser may hang the table on any noun before it.
fn is_on_the_table(verb: TokenRef<'_>) -> bool {
    let doc = verb.doc();
    let table = |at: usize| {
        let before = |back: usize| at.checked_sub(back).map(|at| doc.token(at).text().to_lowercase());
        doc.token(at).lemma() == "table"
            && matches!(before(1).as_deref(), Some("the" | "negotiating"))
            && [2, 3].iter().any(|back| matches!(before(*back).as_deref(), Some("on" | "to")))
    };
    matches!(verb.lemma(), "put" | "lay" | "place" | "bring")
        && (verb.index() + 1..verb.subtree_range().end).take(FAR).any(table)
}

/// The verb that puts the noun on the table: "tabled a plan", "a plan floated by", "the idea was first raised by".
fn tabling_verb<'d>(context: &Context<'_>, noun: TokenRef<'d>) -> Option<TokenRef<'d>> {
    let tables = |verb: &TokenRef<'_>| tables(context, *verb);
    let above = matches!(noun.dep, "dobj" | "nsubjpass").then(|| noun.head_token());
    above
        .into_iter()
        .chain(noun.children_by(&["acl", "relcl"]))
        .find(|verb| tables(verb) && phrase(*verb).is_some_and(|object| object.head == noun))
}

const ASKING: [&str; 7] = ["demand", "request", "seek", "want", "propose", "suggest", "offer"];

/// Who put the noun forward: "the union's plan", "the U.S. plan", "a Norse plan", "a plan by the union", "the union tabled a plan".
fn tablers(context: &Context<'_>, noun: TokenRef<'_>, tabling: Option<TokenRef<'_>>) -> Vec<ActorId> {
    let by = tabling.and_then(|verb| agent(verb).or_else(|| subject(verb)));
    let from = noun
        .children_by(&["prep"])
        .filter(|prep| matches!(prep.lemma(), "by" | "from"))
        .flat_map(|prep| prep.children_by(&["pobj"]));
    // "an offer of a truce by the Front"
    let of = noun.children_by(&["prep"]).filter(|prep| matches!(prep.lemma(), "of" | "for"));
    let below = of.flat_map(|prep| prep.children_by(&["pobj"])).flat_map(|what| what.children_by(&["prep"]));
    let below = below.filter(|prep| prep.lemma() == "by").flat_map(|prep| prep.children_by(&["pobj"]));
    // "an apology, which Norland had demanded"
    let relative = noun.children_by(&["relcl"]).filter(|verb| ASKING.contains(&verb.lemma()) && !is_negated(*verb));
    let asked = relative.filter_map(subject);
    // The parse often makes a name of "Kenyan".
    let by_name = |named: TokenRef<'_>| {
        matches!(named.pos, Pos::Adj | Pos::Propn).then(|| by_adjective(context, named)).flatten()
    };
    let mut all: Vec<ActorId> = Vec::new();
    for named in by
        .into_iter()
        .chain(noun.children_by(&["poss", "compound", "amod", "nmod"]))
        .chain(from)
        .chain(below)
        .chain(asked)
    {
        let named = voices(context, named).into_iter().map(|voice| voice.party).chain(by_name(named));
        for party in named {
            if !all.contains(&party) {
                all.push(party);
            }
        }
    }
    all
}

/// Verbs that say no more of their subject than that it comes to pass.
const OCCURRING: [&str; 12] =
    ["happen", "occur", "begin", "start", "continue", "come", "proceed", "follow", "resume", "exist", "hold", "stand"];

/// Verbs that name nothing to be done: of "we have countries coming to us with good deals" the deals are the matter.
const LIGHT: [&str; 16] = [
    "be", "have", "get", "maintain", "keep", "see", "know", "believe", "think", "call", "seem", "mean", "feel", "find",
    "consider", "become",
];

/// What a whole clause puts on the table, by its verb: of "the Front would free the crew if" that is "free the crew", of "the
/// probe must be closed" "the probe to be closed". `None` for words that are a phrase already.
fn of_clause<'d>(context: &Context<'d>, content: &Range<usize>) -> Option<String> {
    let doc = context.doc;
    let outside = |at: &usize| doc.token(*at).is_root() || !content.contains(&doc.token(*at).head_token().index());
    let is_verb = |at: &usize| matches!(doc.token(*at).pos, Pos::Verb | Pos::Aux);
    let mut verb = doc.token(content.clone().take(2 * NAME).filter(outside).find(is_verb)?);
    // "is ready to free the crew": what is done last.
    let below = |verb: TokenRef<'d>| {
        let ready = verb.children_by(&["acomp"]).flat_map(|ready| ready.children_by(&["xcomp"]));
        verb.children_by(&["xcomp"]).chain(ready).find(|child| child.pos == Pos::Verb)
    };
    while let Some(inner) = below(verb) {
        verb = inner;
    }
    if verb.pos != Pos::Verb || LIGHT.contains(&verb.lemma()) {
        return None;
    }
    if OCCURRING.contains(&verb.lemma()) && verb.children_by(&["dobj"]).next().is_none() {
        // "the handover would happen": the handover.
        let what = verb.children_by(&["nsubj"]).next().filter(|what| what.pos != Pos::Pron)?;
        return Some(named(context, short_phrase(what)));
    }
    let not = if is_negated(verb) { "not " } else { "" };
    if let Some(subject) = verb.children_by(&["nsubjpass"]).next().filter(|_| is_passive(verb)) {
        let done = named(context, verb.index()..verb.index() + 1);
        return Some(format!("{} {not}to be {done}", named(context, short_phrase(subject))));
    }
    let belongs =
        |child: &TokenRef<'_>| matches!(child.dep, "dobj" | "dative" | "prep" | "prt" | "oprd" | "advmod" | "acomp");
    let after = verb.children().filter(|child| child.index() > verb.index() && belongs(child));
    let end = after.map(|child| child.right_edge() + 1).max().unwrap_or(verb.index() + 1).min(content.end);
    let mark = |at: &usize| matches!(doc.token(*at).text(), "," | ";" | ":" | "–" | "—" | "\"" | "”" | "“");
    let end = (verb.index() + 1..end).find(mark).unwrap_or(end);
    let rest = if end > verb.index() + 1 { cut(context, verb.index() + 1..end) } else { String::new() };
    Some(format!("{not}{} {rest}", verb.lemma().to_lowercase()).trim_end().to_owned())
}

/// Of a noun phrase with a clause about it ("an apology, which Norland had demanded", "the idea as an insult") the phrase.
fn of_phrase(context: &Context<'_>, content: &Range<usize>) -> Option<String> {
    let doc = context.doc;
    let outside = |token: &TokenRef<'_>| token.is_root() || !content.contains(&token.head_token().index());
    let top = content
        .clone()
        .take(2 * NAME)
        .map(|at| doc.token(at))
        .find(|token| outside(token) && token.pos != Pos::Punct)?;
    let range = noun_phrase(top);
    let range = range.start.max(content.start)..range.end.min(content.end);
    (matches!(top.pos, Pos::Noun | Pos::Propn) && range.contains(&top.index())).then(|| named(context, range))
}

/// Of a clause that does nothing ("This is our last word: open the dam") the words that name its matter, or else the matter.
fn of_term(context: &Context<'_>, matter: &Matter, content: &Range<usize>, term: Term) -> Option<String> {
    let doc = context.doc;
    let clause = content.clone().take(2 * NAME).any(|at| matches!(doc.token(at).pos, Pos::Verb | Pos::Aux));
    let named_by = matter.within(content).iter().map(|found| doc.token(found.tokens.end - 1));
    let noun = named_by.clone().find(|token| matches!(token.pos, Pos::Noun | Pos::Propn));
    let phrase = noun.map(|noun| named(context, short_phrase(noun)));
    clause.then(|| phrase.unwrap_or_else(|| term.as_str().replace('_', " ")))
}

/// A noun with what stands before it, without what follows: "30-day ceasefire".
fn short_phrase(noun: TokenRef<'_>) -> Range<usize> {
    noun_phrase(noun).start.min(noun.index())..noun.index() + 1
}

/// The words that name it, without article, cut at a length that fits a table.
fn named(context: &Context<'_>, range: Range<usize>) -> String {
    let doc = context.doc;
    let skip = |at: &usize| {
        let token = doc.token(*at);
        matches!(token.pos, Pos::Punct | Pos::Space | Pos::Det)
            || token.tag == "PRP$" && *at + 1 < range.end
            || token.tag == "TO" && *at == range.start
    };
    let start = range.clone().find(|at| !skip(at)).unwrap_or(range.start);
    cut(context, start..range.end)
}

/// Words up to the end of their sentence, cut at a length that fits a table, without what only leads on.
fn cut(context: &Context<'_>, range: Range<usize>) -> String {
    let doc = context.doc;
    let start = range.start;
    let stop = (start..range.end)
        .find(|at| matches!(doc.token(*at).text(), "." | ";" | "!" | "?") || doc.token(*at).text().contains('\n'));
    let end = stop.unwrap_or(range.end).min(start + NAME);
    let last =
        (start..end).rev().find(|at| !matches!(doc.token(*at).pos, Pos::Punct | Pos::Space | Pos::Adp | Pos::Det));
    doc.slice(start..last.map_or(end, |last| last + 1)).to_owned()
}
