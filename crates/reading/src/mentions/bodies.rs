//! Organisations, armed groups, blocs and outlets that the codebook does not know.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rapporteur_record::ActorKind;

use super::entities::{Entity, EntityId, Hold, Kind};
use super::resolver::{Form, Resolver, WINDOW};
use super::text::Text;

/// A body that a report names, for the cast.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub(super) struct ToldBody {
    /// Its tokens.
    pub(super) words: Vec<String>,
    pub(super) name: String,
    /// Its initials, where the report gives them.
    pub(super) short: Vec<String>,
    pub(super) kind: ActorKind,
}

/// Names of bodies, to be found again in any text.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Bodies {
    /// By the first token, longest first.
    by_first: BTreeMap<String, Vec<(Vec<String>, ActorKind)>>,
    /// Whole names by their initials; `None` where several share them.
    by_short: BTreeMap<String, Option<(String, ActorKind)>>,
}

impl Bodies {
    pub(super) fn add(&mut self, body: &ToldBody) {
        let Some(first) = body.words.first() else { return };
        let row = self.by_first.entry(first.clone()).or_default();
        match row.iter_mut().find(|(words, _)| *words == body.words) {
            Some((_, kind)) => *kind = sharper(*kind, body.kind),
            None => row.push((body.words.clone(), body.kind)),
        }
        row.sort_by(|one, other| other.0.len().cmp(&one.0.len()).then_with(|| one.0.cmp(&other.0)));
        for short in &body.short {
            let named = self.by_short.entry(short.clone()).or_insert_with(|| Some((body.name.clone(), body.kind)));
            match named {
                Some((name, kind)) if *name == body.name => *kind = sharper(*kind, body.kind),
                other => *other = None,
            }
        }
    }

    /// The longest of them that begins at that token: how many tokens, and its kind.
    pub(super) fn longest_at(&self, words: &[&str], at: usize) -> Option<(usize, ActorKind)> {
        let row = self.by_first.get(*words.get(at)?)?;
        let here = |body: &&(Vec<String>, ActorKind)| {
            words
                .get(at..at + body.0.len())
                .is_some_and(|there| there.iter().zip(&body.0).all(|(one, other)| one == other))
        };
        row.iter().take(ROW).find(here).map(|(body, kind)| (body.len(), *kind))
    }

    /// What is told to a report in which that word stands, and whose words with a capital are `all`: only names of which
    /// all those words stand in it can be found in it.
    pub(super) fn answer(&self, word: &str, all: &BTreeSet<String>) -> String {
        let is_there = |word: &String| all.contains(word) || !word.chars().next().is_some_and(char::is_uppercase);
        let row = self.by_first.get(word).into_iter().flatten().take(ROW);
        let names: Vec<_> = row.filter(|(words, _)| words.iter().all(is_there)).collect();
        let short = self.by_short.get(word);
        if names.is_empty() && short.is_none() { String::new() } else { format!("\n{names:?} {short:?}") }
    }

    /// The whole name that those initials stand for.
    pub(super) fn in_full(&self, short: &str) -> Option<(&str, ActorKind)> {
        self.by_short.get(short)?.as_ref().map(|(name, kind)| (name.as_str(), *kind))
    }
}

/// How many bodies whose names begin alike are looked at.
const ROW: usize = 32;

fn sharper(one: ActorKind, other: ActorKind) -> ActorKind {
    if one == ActorKind::Organisation { other } else { one }
}

/// How long a name may be before its initials in brackets, in tokens.
const LONGEST: usize = 12;

/// The names that the text itself gives initials for: "Rally of Forces for Kasai (RFK)".
pub(super) fn defined(text: &Text<'_>) -> Bodies {
    let mut bodies = Bodies::default();
    for open in 1..text.len().saturating_sub(2) {
        if text.word(open) != "(" || text.word(open + 2) != ")" {
            continue;
        }
        let short = text.word(open + 1);
        if short.chars().filter(|letter| letter.is_uppercase()).count() < 2 || short.len() > 12 {
            continue;
        }
        if let Some(start) = start_of_name(text, open, short) {
            let words: Vec<String> = text.words[start..open].iter().map(|word| (*word).to_owned()).collect();
            let kind = kind_of_name(text, start..open);
            let name = text.doc.slice(start..open).to_owned();
            bodies.add(&ToldBody { words, name, short: vec![short.to_owned()], kind });
        }
    }
    bodies
}

/// Where the name begins that ends before the bracket and has those initials.
fn start_of_name(text: &Text<'_>, open: usize, short: &str) -> Option<usize> {
    let wanted: String = short.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let floor = open.saturating_sub(LONGEST);
    let mut capitals = String::new();
    let mut all = String::new();
    for at in (floor..open).rev() {
        let word = text.word(at);
        if text.sentence(at) != text.sentence(open) && !text.is_capital(at)
            || matches!(word, "," | "." | ";" | "(" | ")" | "“" | "”")
        {
            return None;
        }
        let Some(initial) = word.chars().next().filter(|letter| letter.is_alphabetic()) else { continue };
        let initial: String = initial.to_lowercase().collect();
        all.insert_str(0, &initial);
        if text.is_capital(at) {
            capitals.insert_str(0, &initial);
            if open - at > 1 && (capitals == wanted || all == wanted || is_anagram(&capitals, &wanted)) {
                return Some(at);
            }
        }
    }
    None
}

/// "Movement for Rights and Unity (RUM)": initials in the order of another language or wording.
fn is_anagram(initials: &str, wanted: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    wanted.len() > 2 && sorted(initials) == sorted(wanted)
}

/// What kind of body has that name, by the first of its words that tells.
pub(super) fn kind_of_name(text: &Text<'_>, range: Range<usize>) -> ActorKind {
    let by_word = |at: usize| text.nouns.name_word(text.word(at)).and_then(super::nouns::NameWord::kind);
    let last = by_word(range.end - 1);
    let kind = last.or_else(|| range.clone().find_map(by_word)).unwrap_or(ActorKind::Organisation);
    // "the rebels of the Rally of Forces"
    let of = range.start.checked_sub(1).map(|at| at - usize::from(at > 0 && text.word(at) == "the"));
    let rebels = of
        .filter(|&of| text.word(of) == "of")
        .and_then(|of| of.checked_sub(1))
        .is_some_and(|noun| text.nouns.of(&text.lemma(noun)).first() == Some(&super::nouns::Noun::Force));
    if rebels { ActorKind::ArmedGroup } else { kind }
}

/// "the League": the last body named before whose whole name begins or ends with that word.
fn short_form(resolver: &Resolver<'_, '_>, range: &Range<usize>) -> Option<EntityId> {
    let text = resolver.text;
    let word = text.word(range.start);
    if range.len() > 1 || text.nouns.name_word(word).is_none() || !is_determined(text, range.start) {
        return None;
    }
    let has_word = |entity: &Entity<'_>| {
        let whole = |name: &str| name.contains(' ') && (name.ends_with(word) || name.starts_with(word));
        let acts = matches!(entity.kind, Kind::Actor(kind) if kind.can_be_party() && kind != ActorKind::State);
        acts && (whole(&entity.name)
            || entity.entry.is_some_and(|entry| entry.names.iter().any(|name| whole(&name.text))))
    };
    let mut before: Vec<(usize, EntityId)> = resolver
        .mentions
        .iter()
        .rev()
        .take(WINDOW)
        .filter(|mention| mention.head < range.start && has_word(resolver.entity(mention.entity)))
        .map(|mention| (mention.head, mention.entity))
        .collect();
    before.sort();
    before.last().map(|(_, entity)| *entity)
}

/// Does "the", "her" or "Norland's" stand before it?
pub(super) fn is_determined(text: &Text<'_>, start: usize) -> bool {
    let Some(before) = start.checked_sub(1) else { return false };
    let word = text.word(before).to_lowercase();
    matches!(word.as_str(), "the" | "his" | "her" | "its" | "their" | "our") || text.is_possessive_mark(before)
}

/// A body's mention. Bodies are one when their names are, or one name is the other's initials.
pub(super) fn resolve(resolver: &mut Resolver<'_, '_>, range: &Range<usize>, kind: ActorKind) {
    let text = resolver.text;
    let name = text.doc.slice(range.clone());
    let found = match in_brackets(resolver, range) {
        Some(long) => {
            resolver.entity_mut(long).aliases.push(name.to_owned());
            long
        }
        None => known_by_initials(resolver, range)
            .or_else(|| short_form(resolver, range))
            .unwrap_or_else(|| by_name(resolver, name, kind)),
    };
    resolver.sharpen(found, kind);
    resolver.also_called(found, name);
    let head = super::people::head_of(text, range);
    resolver.mention(range.clone(), head, Form::Name, found);
    let owners: Vec<_> = resolver.before(range.start).owners;
    // "Norse Defence Ministry" is Norland's, "Norse Opposition Alliance" its own.
    let apart = apart_from_state(resolver, found);
    let inside = text
        .actor_at(range.start)
        .filter(|(known, found)| !apart && known.end < range.end && found.actor.kind == ActorKind::State);
    let owners = inside.map(super::phrase::Owner::Known).into_iter().chain(owners);
    for owner in owners {
        if let Some(side) = resolver.owner(owner) {
            resolver.add_side(found, Hold::Office, side);
        }
    }
    // "a spokesman for the Ministry of the North", "Parliament": whose, where nothing tells it, is whose the report is.
    let first = text.word(range.start).to_lowercase();
    if resolver.entity(found).sides.is_empty()
        && !apart_from_state(resolver, found)
        && super::institutions::is_states(&first)
    {
        let state = resolver.state_near(range.start);
        state.into_iter().for_each(|state| resolver.add_side(found, Hold::Guess, state));
    }
}

/// Is it a body of its own, whatever state its name names?
fn apart_from_state(resolver: &Resolver<'_, '_>, body: EntityId) -> bool {
    let own = resolver.entity(body);
    own.is(ActorKind::ArmedGroup) || own.is(ActorKind::Bloc) || own.has_leader() || own.is_outsider()
}

/// The body of that name, or the one whose initials they are in another report.
fn by_name(resolver: &mut Resolver<'_, '_>, name: &str, kind: ActorKind) -> EntityId {
    let in_full = resolver.bodies.in_full(name).map(|(full, kind)| (full.to_owned(), kind));
    match in_full {
        Some((full, kind)) => {
            let id = resolver.body(&full, kind);
            let entity = resolver.entity_mut(id);
            if !entity.aliases.iter().any(|alias| alias == name) {
                entity.aliases.push(name.to_owned());
            }
            id
        }
        None => resolver.body(name, kind),
    }
}

/// "National Liberation Army (NLA)": the short name in brackets is the long one's.
fn in_brackets(resolver: &Resolver<'_, '_>, range: &Range<usize>) -> Option<EntityId> {
    let text = resolver.text;
    let opens = range.start.checked_sub(1).filter(|&at| text.word(at) == "(")?;
    let closes = text.word(range.end) == ")";
    let long = opens.checked_sub(1)?;
    (closes && text.word(range.start).chars().filter(|letter| letter.is_uppercase()).count() > 1)
        .then(|| resolver.mention_at(long).map(|mention| mention.entity))
        .flatten()
}

/// "Tehrik-e Taliban Pakistan (TTP)": a name in another spelling of what the codebook knows by the initials in brackets.
fn known_by_initials(resolver: &mut Resolver<'_, '_>, range: &Range<usize>) -> Option<EntityId> {
    let text = resolver.text;
    let (open, close) = (text.word(range.end) == "(", text.word(range.end + 2) == ")");
    let initials = text.word(range.end + 1).chars().filter(|letter| letter.is_uppercase()).count() > 1;
    let (known, found) = text.actor_at(range.end + 1).filter(|_| open && close && initials)?;
    let entry = found.actor;
    (known.len() == 1 && entry.kind != ActorKind::State).then(|| resolver.known(entry))
}

/// The initials of a name's capitalised words.
pub(super) fn initials(name: &str) -> String {
    name.split(|letter: char| letter.is_whitespace() || letter == '-')
        .filter_map(|word| word.chars().next())
        .filter(|letter| letter.is_uppercase())
        .collect()
}
