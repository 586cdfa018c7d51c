//! What stands around a name or noun: article, title, office, whose.
//!
//! ```text
//! the  Russian  deputy foreign minister  Ada Brandt  of the coalition
//! det  side     office                   (name)      side
//! ```

use std::ops::Range;

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::ActorKind;
use rapporteur_record::codebook::{ActorMatch, NameKind, OfficeMatch, Pronoun};

use super::nouns::Noun;
use super::text::Text;

/// How a noun is determined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Determiner {
    #[default]
    None,
    Definite,
    /// "a", "another", "some", "several", a number.
    Indefinite,
    /// "this", "that".
    Demonstrative,
    /// "her", "Norway's".
    Possessive,
}

/// Whose someone is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Owner<'t, 'a> {
    /// A name of the codebook, most often an adjective.
    Known(&'t (Range<usize>, ActorMatch<'a>)),
    /// Whoever the phrase with that head is.
    Phrase(usize),
    /// "government", "rebel" before a noun: a kind of party that the report told of.
    Noun(usize, Noun),
}

/// What stands before a name or noun.
#[derive(Clone, Debug, Default)]
pub(super) struct Before<'t, 'a> {
    /// First token of the whole, article included.
    pub(super) start: usize,
    pub(super) determiner: Determiner,
    pub(super) numeral: bool,
    /// "both sides", "the two".
    pub(super) pair: bool,
    pub(super) title: Option<Option<Pronoun>>,
    pub(super) offices: Vec<&'t (Range<usize>, OfficeMatch<'a>)>,
    /// Nearest first.
    pub(super) owners: Vec<Owner<'t, 'a>>,
    /// Was there a possessor: "Norway's"?
    pub(super) possessor: bool,
}

/// Nor does a source's description go on for longer than this.
const LONGEST_WHOLE: usize = 60;
/// A phrase longer than this is none.
const LONGEST: usize = 14;

/// Reads leftward from `start`, the first token of a name or of the core of a noun phrase; `name_at` tells whether a
/// token ends another name and where that begins.
pub(super) fn before<'t, 'a>(
    text: &'t Text<'a>,
    start: usize,
    name_ending_at: impl Fn(usize) -> Option<Range<usize>>,
) -> Before<'t, 'a> {
    let mut read = Before { start, ..Before::default() };
    let floor = start.saturating_sub(LONGEST);
    if let Some(office) = portfolio(text, start) {
        read.offices.push(office);
        read.start = office.0.start;
    }
    while read.start > floor && step(text, &mut read, &name_ending_at) {}
    // "Norland's army spokesman": by the name first.
    read.owners.sort_by_key(|owner| matches!(owner, Owner::Noun(_, Noun::Institution)));
    read
}

/// "*Minister of State for EU Relations* Ada Brandt": the office whose portfolio stands before a name. What is itself a party ("envoy of Norland
/// Ada Brandt") is whose the office is.
fn portfolio<'t, 'a>(text: &'t Text<'a>, start: usize) -> Option<&'t (Range<usize>, OfficeMatch<'a>)> {
    let called = |at: usize| text.is_capital(at) && matches!(text.pos(at), Pos::Propn | Pos::Noun | Pos::Adj);
    if start >= text.len() || !text.is_capital(start) || start == 0 || !called(start - 1) {
        return None;
    }
    let mut chain =
        (start.saturating_sub(PORTFOLIO)..start).rev().skip_while(|at| called(*at) || text.word(*at) == "and");
    let preposition = chain.next().filter(|at| matches!(text.word(*at), "for" | "of" | "to"))?;
    let named = text.actor_at(preposition + 1).is_some_and(|(range, _)| range.end == start);
    // "Special Envoy to Norland Ada Brandt" is not Norland's, and "an aide to President Ada Brandt" not the president.
    let party = if text.word(preposition) == "to" { !named } else { named };
    let party = party || (preposition + 1..start).any(|at| text.office_at(at).is_some());
    let office = text.office_at(preposition.checked_sub(1)?).filter(|(range, _)| range.end == preposition)?;
    (!party && text.sentence(preposition) == text.sentence(start)).then_some(office)
}

/// How many tokens a portfolio has at most.
const PORTFOLIO: usize = 8;

/// Takes one more piece to the left; `false` where the phrase begins.
fn step<'t, 'a>(
    text: &'t Text<'a>,
    read: &mut Before<'t, 'a>,
    name_ending_at: &impl Fn(usize) -> Option<Range<usize>>,
) -> bool {
    let at = read.start - 1;
    if text.sentence(at) != text.sentence(read.start) {
        return false;
    }
    // "a Brandt-Lind summit": the first is not whose the second is.
    if matches!(text.word(at), "-" | "–") && at > 0 && super::names::is_of_two(text, at) {
        return false;
    }
    if let Some(noun) = party_noun(text, at).filter(|noun| *noun == Noun::Force && text.token(at).tag != "NNS") {
        read.owners.push(Owner::Noun(at, noun));
        read.start = at;
        return true;
    }
    if let Some(office) = text.office_at(at).filter(|(range, _)| range.end == read.start) {
        read.offices.push(office);
        read.start = office.0.start;
        return true;
    }
    if text.is_possessive_mark(at) && at > 0 {
        return possessor(text, read, at, name_ending_at);
    }
    if let Some(known) = text.actor_at(at).filter(|(range, _)| range.end == read.start) {
        read.owners.extend((!is_patron(text, known.0.end)).then_some(Owner::Known(known)));
        read.start = known.0.start;
        return true;
    }
    if let Some(name) = name_ending_at(at).filter(|_| !read.offices.is_empty() || text.token(at).dep == "compound") {
        read.owners.push(Owner::Phrase(name.end - 1));
        read.start = name.start;
        return true;
    }
    word(text, read, at)
}

/// "Norse-backed president", "U.N.-brokered talks": whose help it is, not whose the president is. `end`: of the name.
pub(super) fn is_patron(text: &Text<'_>, end: usize) -> bool {
    text.word(end) == "-"
        && matches!(
            text.word(end + 1).to_lowercase().as_str(),
            "backed"
                | "supported"
                | "funded"
                | "financed"
                | "aligned"
                | "allied"
                | "friendly"
                | "leaning"
                | "brokered"
                | "mediated"
                | "facilitated"
                | "hosted"
                | "sponsored"
                | "trained"
                | "armed"
                | "equipped"
                | "imposed"
                | "recognised"
                | "recognized"
                | "educated"
                | "born"
                | "based"
        )
}

fn possessor<'t, 'a>(
    text: &'t Text<'a>,
    read: &mut Before<'t, 'a>,
    mark: usize,
    name_ending_at: &impl Fn(usize) -> Option<Range<usize>>,
) -> bool {
    read.possessor = true;
    read.determiner = Determiner::Possessive;
    let last = mark - 1;
    let known = text.actor_at(last).filter(|(range, _)| range.end == mark);
    match (known, name_ending_at(last)) {
        (Some(known), _) => {
            read.owners.push(Owner::Known(known));
            read.start = known.0.start;
        }
        (None, Some(name)) => {
            read.owners.push(Owner::Phrase(last));
            read.start = name.start;
        }
        (None, None) => {
            read.owners.push(Owner::Phrase(last));
            read.start = text.token(last).left_edge().min(last).max(mark.saturating_sub(LONGEST));
        }
    }
    false
}

/// "said that one envoy would", "the hope that talks go on": no determiner, whatever the parse makes of it.
fn joins_clause(text: &Text<'_>, at: usize) -> bool {
    let noun = text.token(at).head_token();
    let behind = at > 0 && matches!(text.pos(at - 1), Pos::Verb | Pos::Noun);
    matches!(text.token(at).tag, "IN" | "WDT")
        || matches!(noun.tag, "NNS" | "NNPS")
        || behind && matches!(noun.dep, "nsubj" | "nsubjpass") && noun.index() > at
}

fn word<'t, 'a>(text: &'t Text<'a>, read: &mut Before<'t, 'a>, at: usize) -> bool {
    let word = text.word(at);
    if let Some(pronoun) = text.nouns.title(word) {
        read.title = Some(pronoun);
        read.start = at;
        return true;
    }
    let small = word.to_lowercase();
    let determiner = match small.as_str() {
        "the" => Some(Determiner::Definite),
        "a" | "an" | "another" | "some" | "several" | "many" | "any" | "no" | "various" | "numerous" | "unnamed" => {
            Some(Determiner::Indefinite)
        }
        "that" if joins_clause(text, at) => return false,
        "this" | "that" | "these" | "those" => Some(Determiner::Demonstrative),
        "his" | "her" | "its" | "their" | "our" | "my" | "your" => {
            read.owners.push(Owner::Phrase(at));
            Some(Determiner::Possessive)
        }
        "both" => {
            read.pair = true;
            Some(Determiner::Definite)
        }
        _ => None,
    };
    if let Some(determiner) = determiner {
        if read.determiner == Determiner::None || determiner == Determiner::Definite {
            read.determiner = determiner;
        }
        read.start = at;
        // "all the envoys", "both the sides"
        return determiner == Determiner::Definite && small == "the" && at > 0 && takes_pair(text, read, at - 1);
    }
    let inside = matches!(text.pos(at), Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num)
        || matches!(text.token(at).tag, "VBN" | "VBG" | "JJ") && matches!(text.token(at).dep, "amod" | "compound")
        // "Norland's internationally recognized government"
        || text.pos(at) == Pos::Adv && text.token(at).dep == "advmod" && text.token(at).head_token().index() == at + 1;
    let hangs_right = text.token(at).head_token().index() > at || text.pos(at) == Pos::Num;
    let hyphen = word == "-" && at > 0 && text.touches_next(at) && text.touches_next(at - 1);
    if hyphen {
        read.start = at;
        return true;
    }
    // "the party's co-leader": the parse often takes the first half for a word of its own.
    if matches!(small.as_str(), "co" | "vice" | "ex") && text.word(at + 1) == "-" {
        read.start = at;
        return true;
    }
    if !inside || !hangs_right || matches!(text.token(at).dep, "npadvmod" | "nsubj" | "dobj" | "pobj") {
        return false;
    }
    if text.pos(at) == Pos::Num {
        read.numeral = true;
        read.pair |= text.nouns.is_pair(&small);
        if read.determiner == Determiner::None {
            read.determiner = Determiner::Indefinite;
        }
    }
    if let Some(noun) = party_noun(text, at) {
        read.owners.push(Owner::Noun(at, noun));
    }
    read.start = at;
    true
}

fn takes_pair(text: &Text<'_>, read: &mut Before<'_, '_>, at: usize) -> bool {
    if matches!(text.word(at).to_lowercase().as_str(), "both" | "all") {
        read.pair |= text.word(at).eq_ignore_ascii_case("both");
        read.start = at;
    }
    false
}

/// "government", "rebel", "union" before a noun: the kind of party whose the noun is.
pub(super) fn party_noun(text: &Text<'_>, at: usize) -> Option<Noun> {
    let lemma = text.noun_lemma(at);
    let fits = |noun: &&Noun| {
        matches!(noun, Noun::Government | Noun::Force | Noun::Company | Noun::Union | Noun::Institution | Noun::Bloc)
    };
    text.nouns.of(&lemma).iter().find(fits).copied()
}

/// Whose a noun is by what follows it: "of the rebel delegation", "for the union", "from guarantor countries".
pub(super) fn complements<'a>(text: &Text<'a>, heads: Range<usize>, with_to: bool) -> Vec<usize> {
    let mut found = Vec::new();
    for head in heads.clone() {
        for preposition in text.token(head).children_by(&["prep"]) {
            if preposition.index() < heads.end {
                continue;
            }
            let inner = |word: TokenRef<'a>| word.children_by(&["pobj"]).next().map(|object| object.index());
            // "nations from Norland to Kestria": all of them.
            let reaches = |object: &usize| text.word(text.token(*object).right_edge() + 1) == "to";
            if preposition.lemma() == "from" && inner(preposition).is_some_and(|object| reaches(&object)) {
                continue;
            }
            match preposition.lemma() {
                "of" | "for" | "from" | "at" | "with" => found.extend(inner(preposition)),
                "to" if with_to => found.extend(inner(preposition)),
                "in" | "inside" | "within" => {
                    found.extend(inner(preposition).filter(|object| is_body_or_seat(text, *object, head)))
                }
                _ => {}
            }
        }
        // "a person close to the rebels"
        for close in text.token(head).children_by(&["amod", "acl", "relcl"]).filter(|child| child.lemma() == "close") {
            let to = close.children_by(&["prep"]).find(|preposition| preposition.lemma() == "to");
            found.extend(to.and_then(|to| to.children_by(&["pobj"]).next()).map(TokenRef::index));
        }
    }
    found
}

/// "the UAW-GM department": the union's, for the company.
pub(super) fn first_of_two<'t, 'a>(
    text: &'t Text<'a>,
    known: &'t (Range<usize>, ActorMatch<'a>),
) -> &'t (Range<usize>, ActorMatch<'a>) {
    let (range, found) = known;
    let is_body = |found: &ActorMatch<'_>| found.actor.kind == ActorKind::Organisation;
    let joined = range.start >= 2 && text.word(range.start - 1) == "-" && is_body(found);
    let first = joined.then(|| text.actor_at(range.start - 2)).flatten();
    first.filter(|(_, first)| is_body(first)).unwrap_or(known)
}

/// "a Western official", "another European minister": of some state of many, and not of the one that is spoken of.
pub(super) fn is_of_region(text: &Text<'_>, head: usize) -> bool {
    const REGIONS: [&str; 13] = [
        "Western",
        "European",
        "African",
        "Asian",
        "Arab",
        "American",
        "Nordic",
        "Baltic",
        "Balkan",
        "Gulf",
        "Scandinavian",
        "regional",
        "neighbouring",
    ];
    let latin =
        |child: &str| child != "American" || head >= 2 && matches!(text.word(head - 2), "Latin" | "South" | "Central");
    let own = |child: TokenRef<'_>| matches!(child.dep, "amod" | "compound" | "nmod");
    text.few_children(text.token(head))
        .any(|child| own(child) && REGIONS.contains(&child.text()) && latin(child.text()))
}

/// "in his office", "in the ministry", "in the Kremlin"; "in Norville", where Norville is a capital, but of nobody who is sent
/// there from elsewhere: "a Western official in Norville", "a diplomat in Norville".
fn is_body_or_seat(text: &Text<'_>, object: usize, head: usize) -> bool {
    let sent = matches!(text.lemma(head).as_str(), "diplomat" | "ambassador" | "envoy" | "correspondent")
        || is_of_region(text, head);
    let state = text.actor_at(object).is_some_and(|(_, found)| match found.name.kind {
        NameKind::Seat => true,
        NameKind::Capital => !sent,
        _ => false,
    });
    let noun = text.nouns.of(&text.lemma(object));
    state || noun.iter().any(|noun| matches!(noun, Noun::Government | Noun::Institution))
}

/// The whole phrase of a noun, article and complements included, as the record names an unnamed source: up to a clause
/// that goes on with the sentence, without marks at its ends.
pub(super) fn whole(text: &Text<'_>, start: usize, head: usize) -> Range<usize> {
    let token = text.token(head);
    let mut end = head + 1;
    let edge = token.right_edge();
    let keeps = |child: TokenRef<'_>| {
        // "the sister of the leader on Monday rebuffed"
        let day =
            child.dep == "prep" && child.children_by(&["pobj"]).any(|noun| matches!(noun.ent_type, "DATE" | "TIME"));
        // "a U.N. envoy proposed on Tuesday a truce": a past verb that the parse takes for a participle, though it has an object.
        let verb = child.dep == "acl" && child.tag == "VBN" && child.children_by(&["dobj", "ccomp"]).next().is_some();
        matches!(child.dep, "prep" | "acl" | "relcl" | "amod" | "advmod") && child.index() > head && !day && !verb && {
            let before = child.left_edge().saturating_sub(1);
            !matches!(text.word(before), "," | "–" | "—" | ";" | ":" | "-")
        }
    };
    for child in text.few_children(token).filter(|child| keeps(*child)) {
        end = end.max(child.right_edge() + 1);
    }
    let breaks = |at: &usize| text.word(*at).contains('\n') || matches!(text.word(*at), "“" | "\"" | ":" | ";");
    end = end.min(edge + 1).min(head + LONGEST_WHOLE);
    end = (head + 1..end).find(breaks).unwrap_or(end);
    while end > head + 1 && matches!(text.pos(end - 1), Pos::Punct | Pos::Space) {
        end -= 1;
    }
    // "officials of the Movement for Justice (MJ)": the bracket closes what it opens.
    let is = |at: usize, mark: &str| text.word(at) == mark;
    end += usize::from(is(end, ")") && (start..end).any(|at| is(at, "(")));
    start..end
}
