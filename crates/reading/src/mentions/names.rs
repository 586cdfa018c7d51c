//! Proper names: where they stand and what they are names of.
//!
//! The parser's entity types are only one voice: the codebook, a title or an office before the name, the name's last
//! word and what the same name is elsewhere in the report are others.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rapporteur_language::Pos;
use rapporteur_record::codebook::{ActorEntry, NameKind, OfficeMatch, Sector};
use rapporteur_record::{ActorKind, Authority};

use super::bodies::Bodies;
use super::cast::Cast;
use super::headline::Headline;
use super::nouns::{NameWord, Noun};
use super::text::Text;

/// What a proper name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named<'a> {
    /// An actor of the codebook.
    Known(&'a ActorEntry, NameKind),
    Person,
    /// An organisation, armed group, bloc or outlet that the codebook does not know.
    Body(ActorKind),
    Place,
    /// Something else: a treaty, a storm.
    Thing,
}

/// A proper name in the text.
#[derive(Clone, Debug)]
pub(super) struct Name<'a> {
    pub(super) range: Range<usize>,
    pub(super) named: Named<'a>,
}

/// All proper names, in text order, none within another.
/// `own`: bodies that the text itself gives initials for.
pub(super) fn names<'a>(text: &Text<'a>, cast: &Cast, own: &Bodies) -> Vec<Name<'a>> {
    let mut all = Vec::new();
    let mut at = 0;
    let headline = Headline::of(text);
    while at < text.len() {
        let name = told(text, cast, own, at)
            .or_else(|| known(text, at))
            .or_else(|| unknown(text, cast, at).filter(|name| !headline.only_writes(text, &name.range)))
            .or_else(|| surname(text, cast, at));
        at = name.as_ref().map_or(at + 1, |name| name.range.end.max(at + 1));
        all.extend(name);
    }
    without_portfolio(text, &mut all);
    settle(text, &mut all);
    all
}

/// "Minister of State for EU *Relations Ada Brandt*": of a name behind a portfolio the part that another place tells to be the person's.
fn without_portfolio(text: &Text<'_>, all: &mut [Name<'_>]) {
    let person = |name: &&Name<'_>| name.named == Named::Person && name.range.len() == 2;
    let full: BTreeSet<&str> = all.iter().filter(person).map(|name| text.doc.slice(name.range.clone())).collect();
    for name in all.iter_mut().filter(|name| name.range.len() > 2) {
        let start = name.range.start;
        let portfolio = start > 0
            && (text.actor_at(start - 1).is_some() || matches!(text.word(start - 1), "of" | "for" | "and"))
            && text.codebook.pronoun_of_given_name(text.word(start)).is_none();
        let own = name.range.end - 2..name.range.end;
        if portfolio && full.contains(text.doc.slice(own.clone())) {
            *name = Name { range: own, named: Named::Person };
        }
    }
}

/// The name of a body that this report or another tells in full, unless the codebook knows one as long.
fn told<'a>(text: &Text<'a>, cast: &Cast, own: &Bodies, at: usize) -> Option<Name<'a>> {
    let (len, kind) = own.longest_at(&text.words, at).or_else(|| cast.bodies.longest_at(&text.words, at))?;
    let known = text.actor_at(at).filter(|(range, _)| range.start == at).map_or(0, |(range, _)| range.len());
    let inside = at > 0 && text.actor_at(at - 1).is_some_and(|(range, _)| range.contains(&at));
    (len > known && !inside).then(|| Name { range: at..at + len, named: Named::Body(kind) })
}

/// A name of the codebook, unless it is the beginning of a longer one ("Russian Defence Ministry", "Moscow Times").
fn known<'a>(text: &Text<'a>, at: usize) -> Option<Name<'a>> {
    let (range, found) = text.actor_at(at).filter(|(range, _)| range.start == at)?;
    let long = longer_body(text, range);
    if let Some(end) = long {
        return Some(Name { range: at..end, named: Named::Body(body_kind(text, end - 1)) });
    }
    Some(Name { range: range.clone(), named: Named::Known(found.actor, found.name.kind) })
}

/// The end of an organisation's name that begins with a known name and goes on after it.
fn longer_body(text: &Text<'_>, range: &Range<usize>) -> Option<usize> {
    let mut end = range.end;
    while end < text.len() && part_of_name(text, end) && text.office_at(end).is_none() && text.actor_at(end).is_none() {
        end += 1;
    }
    let extended = end > range.end;
    (extended && text.nouns.name_word(text.word(end - 1)).is_some_and(|word| word.kind().is_some())).then_some(end)
}

/// A surname that another report tells in full, where the parser sees no name.
fn surname<'a>(text: &Text<'a>, cast: &Cast, at: usize) -> Option<Name<'a>> {
    let nominal = matches!(text.pos(at), Pos::Noun | Pos::Propn | Pos::X);
    let free =
        nominal && text.is_capital(at) && text.office_at(at).is_none() && text.nouns.of(&text.lemma(at)).is_empty();
    let told = free && cast.has_person(&super::people::folded(text, &(at..at + 1)));
    told.then(|| Name { range: at..at + 1, named: Named::Person })
}

fn unknown<'a>(text: &Text<'a>, cast: &Cast, at: usize) -> Option<Name<'a>> {
    if !starts_name(text, at) {
        return None;
    }
    let mut end = at + 1;
    while let Some(next) = next_part(text, at, end) {
        end = next;
    }
    if end == at + 1 && (text.word(at).chars().count() < 2 || is_common(text, at)) || is_portfolio(text, end) {
        return None;
    }
    Some(Name { range: at..end, named: alone(text, cast, &(at..end)) })
}

fn starts_name(text: &Text<'_>, at: usize) -> bool {
    // "Longstanding aide", "Outgoing Brandt": a capital that only the sentence's beginning gives.
    let opens = at == 0 || text.sentence(at - 1) != text.sentence(at) || matches!(text.word(at - 1), "“" | "\"");
    let bare =
        text.doc.tokens()[at].ent_type.is_empty() && text.codebook.pronoun_of_given_name(text.word(at)).is_none();
    let next_named = text.doc.tokens().get(at + 1).is_some_and(|next| next.iob == rapporteur_language::Iob::Begin);
    let adjective = text.doc.tokens()[at].dep == "amod" && at + 1 < text.len() && part_of_name(text, at + 1);
    !(opens && (bare && next_named || adjective))
        && part_of_name(text, at)
        && !matches!(text.word(at), "The" | "A" | "An")
        && text.nouns.title(text.word(at)).is_none()
        && !is_office(text, at)
}

/// "Deputy *Human Rights* Minister Ada Brandt": what a minister sees to, before the token `end`.
fn is_portfolio(text: &Text<'_>, end: usize) -> bool {
    let minister = |(range, found): &&(Range<usize>, OfficeMatch<'_>)| {
        range.start == end && found.office.authority == Authority::Minister && text.lemma(range.end - 1) == "minister"
    };
    text.is_capital(end) && text.token(end - 1).dep == "compound" && text.office_at(end).filter(minister).is_some()
}

/// "the Government", "the Army": a noun that some write as a name.
fn is_common(text: &Text<'_>, at: usize) -> bool {
    let article = at > 0 && text.word(at - 1).eq_ignore_ascii_case("the");
    let noun = text.nouns.of(&text.lemma(at)).iter().any(|noun| matches!(noun, Noun::Government | Noun::Institution));
    article && noun && text.nouns.name_word(text.word(at)).is_none()
}

/// An office before a name is none of its words; inside an organisation's name it may be one.
fn is_office(text: &Text<'_>, at: usize) -> bool {
    let Some((range, _)) = text.office_at(at) else { return false };
    // "Karim Shah Durrani": a name among names.
    let given = |at: usize| text.codebook.pronoun_of_given_name(text.word(at)).is_some();
    if range.len() == 1 && given(at) && at > 0 && given(at - 1) && text.is_capital(at - 1) {
        return false;
    }
    let body = range.end < text.len()
        && part_of_name(text, range.end)
        && text.nouns.name_word(text.word(range.end)).is_some_and(|word| word.kind().is_some());
    // "the Rail Workers' Alliance"
    let owner = range.end < text.len() && joins_owner(text, range.end);
    !body && !owner
}

fn part_of_name(text: &Text<'_>, at: usize) -> bool {
    let token = &text.doc.tokens()[at];
    // "Vice Premier Liu He": no pronoun has a capital within a sentence.
    if token.pos == Pos::Pron && text.word(at) == "He" && at > 0 && text.sentence(at - 1) == text.sentence(at) {
        let before = &text.doc.tokens()[at - 1];
        return before.pos == Pos::Propn && before.ent_type == "PERSON" && text.is_capital(at - 1);
    }
    let other = matches!(
        token.ent_type,
        "DATE" | "TIME" | "MONEY" | "PERCENT" | "CARDINAL" | "ORDINAL" | "QUANTITY" | "LANGUAGE"
    );
    let marked = matches!(token.ent_type, "PERSON" | "ORG" | "GPE" | "LOC" | "FAC");
    let nominal =
        matches!(token.pos, Pos::Propn) || marked && matches!(token.pos, Pos::Noun | Pos::Adj | Pos::X | Pos::Verb);
    nominal && !other && text.is_capital(at) && text.word(at).chars().any(char::is_alphabetic)
}

/// Where the name `start..end` goes on to, if it does.
fn next_part(text: &Text<'_>, start: usize, end: usize) -> Option<usize> {
    if end >= text.len() {
        return None;
    }
    let free = |at: usize| at < text.len() && part_of_name(text, at) && !is_office(text, at);
    let same_body = |at: usize| {
        let token = &text.doc.tokens()[at];
        token.ent_type == "ORG" && token.iob == rapporteur_language::Iob::Inside
    };
    let known = |at: usize| text.actor_at(at).is_some_and(|(range, _)| range.start == at);
    if free(end) && (!known(end) || same_body(end)) {
        return Some(end + 1);
    }
    let word = text.word(end);
    if joins_owner(text, end) {
        return Some(end + 2);
    }
    if word == "-" && start + 1 < end && ends_given_name(text, end) {
        return Some(end + 2);
    }
    if matches!(word, "-" | "–") && text.touches_next(end - 1) && text.touches_next(end) && end + 1 < text.len() {
        if is_of_two(text, end) {
            return None;
        }
        return (text.is_capital(end + 1) || text.nouns.is_particle(text.word(end + 1))).then_some(end + 2);
    }
    if text.nouns.is_particle(word)
        && (free(end + 1) || text.word(end + 1) == "-" || text.nouns.is_particle(text.word(end + 1)))
    {
        return Some(end + 1);
    }
    let of_body = word == "of" || word == "for" && same_body(end);
    let body = text.nouns.name_word(text.word(end - 1)).is_some() || start + 1 < end && same_body(end);
    if of_body && body && text.doc.tokens()[end - 1].ent_type != "PERSON" {
        let the = usize::from(text.word(end + 1) == "the");
        return (end + 1 + the < text.len() && text.is_capital(end + 1 + the) && same_body(end))
            .then_some(end + 2 + the);
    }
    None
}

/// "a Brandt-Lind summit", where both are told by themselves, too: two names, joined by the mark.
pub(super) fn is_of_two(text: &Text<'_>, mark: usize) -> bool {
    let near = mark.saturating_sub(ASIDE)..(mark + ASIDE).min(text.len());
    let alone = |name: usize| {
        let word = text.word(name);
        let joined =
            |at: usize| at > 0 && matches!(text.word(at - 1), "-" | "–") || matches!(text.word(at + 1), "-" | "–");
        near.clone().any(|at| at != name && text.word(at) == word && !joined(at))
    };
    let before_noun = mark + 2 < text.len() && text.pos(mark + 2) == Pos::Noun && !text.is_capital(mark + 2);
    before_noun && text.is_capital(mark + 1) && alone(mark - 1) && alone(mark + 1)
}

/// How many tokens off one of two joined names may be told by itself.
const ASIDE: usize = 300;

/// "Farmers’ League", "People’s Union": many own the body, whose name goes on after the mark.
fn joins_owner(text: &Text<'_>, mark: usize) -> bool {
    if !text.is_possessive_mark(mark) || !text.touches_next(mark - 1) {
        return false;
    }
    let owner = text.word(mark - 1);
    let plural =
        matches!(text.word(mark), "’" | "'") && owner.ends_with('s') || matches!(owner, "People" | "Women" | "Men");
    let body = |at: usize| text.nouns.name_word(text.word(at)).is_some_and(|word| word.kind().is_some());
    let mut last = mark + 1;
    while last < (mark + 4).min(text.len()) && part_of_name(text, last) {
        if body(last) {
            return plural;
        }
        last += 1;
    }
    false
}

/// "Nam Gyu-ri": the small second half of a given name.
fn ends_given_name(text: &Text<'_>, hyphen: usize) -> bool {
    let half = text.word(hyphen + 1);
    let small = half.len() <= 5 && half.len() > 1 && half.chars().all(|letter| letter.is_lowercase());
    let participle =
        matches!(text.token(hyphen - 1).dep, "npadvmod" | "advmod") || half.ends_with("ed") || half == "led";
    hyphen + 1 < text.len()
        && text.touches_next(hyphen - 1)
        && text.touches_next(hyphen)
        && small
        && !participle
        && !matches!(
            half,
            "born"
                | "run"
                | "wide"
                | "era"
                | "made"
                | "held"
                | "bound"
                | "like"
                | "style"
                | "only"
                | "in"
                | "on"
                | "and"
                | "to"
        )
}

/// How many tokens a dateline has at most.
const DATELINE: usize = 24;

/// "NORVILLE, March 4 (Meridian) - ": the agency that a report comes from.
fn in_dateline(text: &Text<'_>, range: &Range<usize>) -> bool {
    let (before, after) = (range.start.checked_sub(1), range.end);
    range.start < DATELINE
        && before.is_some_and(|at| text.word(at) == "(")
        && after + 1 < text.len()
        && text.word(after) == ")"
        && matches!(text.word(after + 1), "-" | "–" | "—" | "--")
}

fn body_kind(text: &Text<'_>, last: usize) -> ActorKind {
    let by_word = |at: usize| text.nouns.name_word(text.word(at)).and_then(NameWord::kind);
    by_word(last).unwrap_or(ActorKind::Organisation)
}

/// What a name seems to name where it stands.
fn alone<'a>(text: &Text<'a>, cast: &Cast, range: &Range<usize>) -> Named<'a> {
    let label = text.doc.tokens()[range.end - 1].ent_type;
    let single = range.len() == 1;
    let article = range.start > 0 && text.word(range.start - 1).eq_ignore_ascii_case("the");
    let word = text.nouns.name_word(text.word(range.end - 1)).or_else(|| head_before_of(text, range));
    let word = word.filter(|word| !single || article && *word == NameWord::Outlet);
    if outlet_before(text, range.start) || in_dateline(text, range) {
        return Named::Body(ActorKind::Outlet);
    }
    if let Some(kind) = body_alone(text, range) {
        return Named::Body(kind);
    }
    if !article && word.is_none() && cast.has_person(&super::people::folded(text, range)) {
        return Named::Person;
    }
    let person = super::persons_or_not::weight(text, range, word.is_some(), article);
    if person >= super::persons_or_not::ENOUGH {
        return Named::Person;
    }
    if let Some(word) = word {
        return word.kind().map_or(Named::Place, Named::Body);
    }
    let place = text.codebook.longest_place_at(&text.words, range.start).is_some_and(|found| found.len == range.len());
    let place = place || super::persons_or_not::is_located(text, range);
    match label {
        _ if place => Named::Place,
        _ if is_acronym(text, range) => Named::Body(by_company(text, range)),
        "ORG" | "NORP" => Named::Body(by_company(text, range)),
        "GPE" | "LOC" | "FAC" => Named::Place,
        "PERSON" if !single => Named::Body(ActorKind::Organisation),
        _ => Named::Thing,
    }
}

/// "the League", "her Forum": the word that ends a body's name stands for the whole.
fn body_alone(text: &Text<'_>, range: &Range<usize>) -> Option<ActorKind> {
    let kind = text.nouns.name_word(text.word(range.start))?.kind()?;
    (range.len() == 1 && kind != ActorKind::Outlet && super::bodies::is_determined(text, range.start)).then_some(kind)
}

/// Capitals alone, as "NLA" and "G77".
pub(super) fn is_acronym(text: &Text<'_>, range: &Range<usize>) -> bool {
    let word = text.word(range.start);
    let capital = |letter: char| letter.is_uppercase() || letter.is_numeric() || letter == '.';
    range.len() == 1 && word.len() > 1 && word.chars().all(capital)
}

/// The kind of an unknown body by the noun after it: "NLA rebels", "the ABC countries".
fn by_company(text: &Text<'_>, range: &Range<usize>) -> ActorKind {
    let next = range.end;
    if next >= text.len() || text.pos(next) != Pos::Noun {
        return ActorKind::Organisation;
    }
    let lemma = text.lemma(next);
    let means = text.nouns.of(&lemma);
    let rebels = text.office_at(next).is_some_and(|(_, found)| found.office.sectors.contains(&Sector::Reb));
    match means.first() {
        _ if rebels => ActorKind::ArmedGroup,
        Some(Noun::Force) if lemma != "group" => ActorKind::ArmedGroup,
        Some(Noun::Country | Noun::Bloc) => ActorKind::Bloc,
        _ => ActorKind::Organisation,
    }
}

/// "the daily Handelsblatt".
fn outlet_before(text: &Text<'_>, start: usize) -> bool {
    start > 0 && text.nouns.of(&text.word(start - 1).to_lowercase()).first() == Some(&Noun::Outlet)
}

fn head_before_of(text: &Text<'_>, range: &Range<usize>) -> Option<NameWord> {
    let of = range.clone().find(|&at| text.word(at) == "of")?;
    text.nouns.name_word(text.word(of.checked_sub(1)?))
}

/// Is it the subject of a verb of speech?
pub(super) fn speaks(text: &Text<'_>, at: usize) -> bool {
    let token = text.token(at);
    token.dep == "nsubj" && super::pronouns::SPEECH.contains(&token.head_token().lemma())
}

/// Is it the subject of a verb, or an owner?
fn acts(text: &Text<'_>, at: usize) -> bool {
    let token = text.token(at);
    match token.dep {
        "nsubj" => token.head_token().pos == Pos::Verb,
        "poss" => true,
        _ => false,
    }
}

/// Lets the same name be the same thing in the whole report.
fn settle(text: &Text<'_>, all: &mut [Name<'_>]) {
    let mut votes: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let mut alone: BTreeSet<&str> = BTreeSet::new();
    let slot = |named: Named<'_>| match named {
        Named::Person => Some(0),
        Named::Body(_) => Some(1),
        Named::Place => Some(2),
        Named::Thing => Some(3),
        Named::Known(..) => None,
    };
    for name in all.iter() {
        let Some(slot) = slot(name.named) else { continue };
        // The whole name votes for itself; a person's also for its last word.
        votes.entry(text.doc.slice(name.range.clone())).or_default()[slot] += 1;
        let determined = super::bodies::is_determined(text, name.range.start);
        if name.range.len() == 1 && (slot == 0 || slot != 2 && !determined && speaks(text, name.range.start)) {
            alone.insert(text.word(name.range.start));
        }
        if slot == 0 && name.range.len() > 1 {
            votes.entry(text.word(name.range.end - 1)).or_default()[slot] += 2;
            votes.entry(text.word(name.range.start)).or_default()[slot] += 1;
        }
        // A name that the parser has no type for, and that does things again and again, is somebody's.
        if slot == 3 && name.range.len() == 1 && acts(text, name.range.start) {
            votes.entry(text.word(name.range.start)).or_default()[0] += 2;
        }
    }
    let mut surnames: BTreeSet<&str> = BTreeSet::new();
    for name in all.iter_mut() {
        if slot(name.named).is_none() {
            continue;
        }
        // "Ada Brandt", taken for a firm, is a person where "Brandt" is one.
        let short = matches!(name.range.len(), 2 | 3) && alone.contains(text.word(name.range.end - 1));
        let named_body = text.nouns.name_word(text.word(name.range.end - 1)).is_some()
            || super::bodies::is_determined(text, name.range.start);
        if short && !named_body && !matches!(name.named, Named::Body(kind) if kind != ActorKind::Organisation) {
            name.named = Named::Person;
            surnames.insert(text.word(name.range.end - 1));
            continue;
        }
        let Some(votes) = votes.get(text.doc.slice(name.range.clone())) else { continue };
        let most = votes.iter().copied().max().unwrap_or_default();
        let winner = votes.iter().position(|&count| count == most);
        name.named = match (winner, name.named) {
            (Some(0), _) => Named::Person,
            (Some(1), Named::Body(kind)) => Named::Body(kind),
            (Some(1), _) => Named::Body(body_kind(text, name.range.end - 1)),
            (Some(2), _) => Named::Place,
            (_, same) => same,
        };
    }
    for name in all.iter_mut().filter(|name| name.range.len() == 1 && slot(name.named).is_some()) {
        if surnames.contains(text.word(name.range.start)) && !super::bodies::is_determined(text, name.range.start) {
            name.named = Named::Person;
        }
    }
}
