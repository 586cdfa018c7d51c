//! A parsed report with what the codebook knows of its words, place by place.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use jiff::civil::Date;
use rapporteur_language::{Doc, Iob, Pos, TokenRef};
use rapporteur_record::codebook::{ActorMatch, Codebook, NameKind, OfficeMatch, Qualifier, Sector};
use rapporteur_record::{ActorKind, Span};

use super::nouns::Nouns;

/// What all rules of this module look at.
pub(super) struct Text<'a> {
    pub(super) doc: &'a Doc,
    pub(super) codebook: &'a Codebook,
    pub(super) nouns: &'static Nouns,
    pub(super) published: Option<Date>,
    pub(super) words: Vec<&'a str>,
    /// Offices in text order, none within another.
    pub(super) offices: Vec<(Range<usize>, OfficeMatch<'a>)>,
    office_of: Vec<Option<u32>>,
    /// Actors' names in text order, none within another.
    pub(super) actors: Vec<(Range<usize>, ActorMatch<'a>)>,
    actor_of: Vec<Option<u32>>,
    sentence_of: Vec<u32>,
    /// How many sentences with a verb come before each token's.
    told_before: Vec<u32>,
    /// First tokens of all paragraphs but the first.
    paragraphs: Vec<usize>,
    quoted: Vec<bool>,
}

impl<'a> Text<'a> {
    pub(super) fn new(doc: &'a Doc, codebook: &'a Codebook, published: Option<Date>) -> Self {
        let words: Vec<&str> = doc.iter().map(TokenRef::text).collect();
        let mut actors = swept(words.len(), |at| {
            let found = codebook.longest_actor_at(&words, at)?;
            let there = is_name_there(doc, at, &found) && !ends_longer_name(doc, codebook, &words, at, &found);
            there.then_some((found.len, found))
        });
        leave_out_strange_initials(&words, &mut actors);
        leave_out_institutions_of_others(&words, &mut actors);
        let mut offices = swept(words.len(), |at| {
            let nominal = |at: usize| matches!(doc.tokens()[at].pos, Pos::Noun | Pos::Propn | Pos::Adj | Pos::X);
            let found = codebook.longest_office_at(&words, at)?;
            let cut = found.len > 1 && ends_name(doc, &words, at);
            (nominal(at + found.len - 1) && !cut).then_some((found.len, found))
        });
        for (range, office) in &mut offices {
            let of_old =
                was_held(codebook, &words, &actors, range.start) && !office.qualifiers.contains(&Qualifier::Former);
            office.qualifiers.extend(of_old.then_some(Qualifier::Former));
        }
        let (mut sentence_of, mut told_before) = (vec![0; words.len()], vec![0; words.len()]);
        let mut told = 0;
        for (number, sentence) in doc.sentences().enumerate() {
            let verbal = sentence.clone().any(|at| matches!(doc.tokens()[at].pos, Pos::Verb | Pos::Aux));
            told_before[sentence.clone()].fill(told);
            sentence_of[sentence].fill(number as u32);
            told += u32::from(verbal);
        }
        Self {
            office_of: places(words.len(), &offices),
            actor_of: places(words.len(), &actors),
            quoted: crate::attribution::quoted(doc),
            nouns: Nouns::builtin(),
            doc,
            codebook,
            published,
            paragraphs: (1..words.len()).filter(|at| words[at - 1].matches('\n').count() > 1).collect(),
            words,
            offices,
            actors,
            sentence_of,
            told_before,
        }
    }

    /// "SINGAPORE, Oct. 28 (Agency) -": does the paragraph of the report's beginning open with that token, as the place of writing?
    pub(super) fn is_dateline(&self, at: usize) -> bool {
        let number = self.paragraphs.partition_point(|start| *start <= at);
        let start = number.checked_sub(1).map_or(0, |last| self.paragraphs[last]);
        if number >= PARAGRAPHS || at - start >= DATELINE {
            return false;
        }
        // "DAKAR, Senegal (Agency) -": behind the town its country.
        let town = (start..at + 1).find(|at| self.word(*at) == ",").unwrap_or(at + 1);
        let small = |at: usize| self.word(at).chars().any(char::is_lowercase);
        let plain = |at: usize| self.word(at).chars().any(char::is_alphabetic) && !self.is_capital(at);
        let named = self.word(at).chars().any(char::is_alphabetic);
        named && !(start..town).any(small) && !(town..at + 1).any(plain) && self.goes_on_as_dateline(at + 1)
    }

    /// Behind the place: the day, the agency in brackets, a dash; or the day alone.
    fn goes_on_as_dateline(&self, from: usize) -> bool {
        let date = |at: usize| self.doc.tokens()[at].ent_type == "DATE";
        let dash = |at: usize| matches!(self.word(at), "-" | "–" | "—" | "--");
        let (mut bracket, mut dated) = (false, false);
        for at in from..(from + 2 * DATELINE).min(self.len()) {
            bracket = (bracket || self.word(at) == "(") && self.word(at) != ")";
            dated |= date(at);
            match self.word(at) {
                _ if dash(at) && !bracket => return true,
                "," | "." | ")" | "/" => {}
                _ if bracket || date(at) || self.is_capital(at) && !dated => {}
                _ => return dated && at - from <= DATELINE / 2 && self.word(at - 1) == ".",
            }
        }
        false
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn token(&self, at: usize) -> TokenRef<'a> {
        self.doc.token(at)
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.words.get(at).copied().unwrap_or_default()
    }

    pub(super) fn pos(&self, at: usize) -> Pos {
        self.doc.tokens().get(at).map_or(Pos::None, |token| token.pos)
    }

    /// The lemma in small letters.
    pub(super) fn lemma(&self, at: usize) -> String {
        self.token(at).lemma().to_lowercase()
    }

    /// The lemma of a noun in small letters, with the word before where the two are one: "central bank".
    pub(super) fn noun_lemma(&self, at: usize) -> String {
        let lemma = self.lemma(at);
        let before = at.checked_sub(1).map(|before| format!("{} {lemma}", self.word(before).to_lowercase()));
        before.filter(|both| !self.nouns.of(both).is_empty()).unwrap_or(lemma)
    }

    /// How many sentences lie between two tokens, the first of them before the other; a heading is no sentence.
    pub(super) fn sentences_between(&self, first: usize, at: usize) -> u32 {
        let before = |at: usize| self.told_before.get(at).copied().unwrap_or_default();
        before(at).saturating_sub(before(first))
    }

    pub(super) fn sentence(&self, at: usize) -> u32 {
        self.sentence_of.get(at).copied().unwrap_or_default()
    }

    /// The place of a token's paragraph, where empty lines part them.
    pub(super) fn paragraph(&self, at: usize) -> usize {
        self.paragraphs.partition_point(|start| *start <= at)
    }

    /// Does the token stand between quotation marks?
    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(at).copied().unwrap_or_default()
    }

    /// The office that covers a token.
    pub(super) fn office_at(&self, at: usize) -> Option<&(Range<usize>, OfficeMatch<'a>)> {
        self.offices.get((*self.office_of.get(at)?)? as usize)
    }

    /// The actor's name that covers a token.
    pub(super) fn actor_at(&self, at: usize) -> Option<&(Range<usize>, ActorMatch<'a>)> {
        self.actors.get((*self.actor_of.get(at)?)? as usize)
    }

    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let bytes = self.doc.bytes(range);
        Span { start: bytes.start as u32, end: bytes.end as u32 }
    }

    /// The first children of a token: no phrase has more, and a root to which a whole text hangs costs no more either.
    pub(super) fn few_children(&self, token: TokenRef<'a>) -> impl Iterator<Item = TokenRef<'a>> {
        token.children().take(200)
    }

    pub(super) fn is_possessive_mark(&self, at: usize) -> bool {
        self.doc.tokens().get(at).is_some_and(|token| token.tag == "POS")
            || matches!(self.word(at), "'s" | "’s") && self.pos(at) == Pos::Part
    }

    /// Does the word begin with a capital?
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.word(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// Do two tokens stand together without white space?
    pub(super) fn touches_next(&self, at: usize) -> bool {
        match (self.doc.tokens().get(at), self.doc.tokens().get(at + 1)) {
            (Some(one), Some(next)) => one.end == next.start,
            _ => false,
        }
    }
}

/// What `find` finds from left to right, each after the end of the one before.
fn swept<T>(len: usize, find: impl Fn(usize) -> Option<(usize, T)>) -> Vec<(Range<usize>, T)> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < len {
        match find(at) {
            Some((taken, found)) if taken > 0 => {
                all.push((at..at + taken, found));
                at += taken;
            }
            _ => at += 1,
        }
    }
    all
}

fn places<T>(len: usize, all: &[(Range<usize>, T)]) -> Vec<Option<u32>> {
    let mut of = vec![None; len];
    for (number, (range, _)) in all.iter().enumerate() {
        of[range.clone()].fill(Some(number as u32));
    }
    of
}

/// A dateline opens one of so many first paragraphs, and has so many tokens.
const PARAGRAPHS: usize = 3;
const DATELINE: usize = 8;

/// Where people write to the public: their owners take no part.
const PLATFORMS: [&str; 10] =
    ["Twitter", "Facebook", "Instagram", "YouTube", "WhatsApp", "Telegram", "LinkedIn", "WeChat", "Weibo", "TikTok"];

/// "on Twitter", "the union's Twitter account": by what something is said, and nobody who says it.
fn is_medium(doc: &Doc, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| doc.token(before).text().to_lowercase());
    let used = matches!(before.as_deref(), Some("on" | "via" | "over" | "through" | "using"));
    let part = |next: &str| {
        matches!(next, "account" | "post" | "feed" | "thread" | "page" | "message" | "handle" | "channel" | "video")
    };
    let of = doc.tokens().get(at + 1).is_some() && part(doc.token(at + 1).lemma());
    PLATFORMS.contains(&doc.token(at).text()) && (used || of)
}

/// A known name is one wherever it is written so, but for names that are also persons' ("Chad Smith").
fn is_name_there(doc: &Doc, at: usize, found: &ActorMatch<'_>) -> bool {
    if found.len == 1 && is_medium(doc, at) {
        return false;
    }
    let goes_on = doc.tokens().get(at + found.len).is_some_and(|next| next.pos == Pos::Propn);
    if goes_on && doc.token(at).text() == "The" && found.len > 1 {
        // "The National" is no paper in "The National Salvation Front".
        return false;
    }
    if matches!(found.name.kind, NameKind::Adjective | NameKind::People) || found.len > 1 {
        return true;
    }
    let inside = |other: usize| {
        doc.tokens()
            .get(other)
            .is_some_and(|token| token.ent_type == "PERSON" && token.pos == Pos::Propn && token.tag != "POS")
    };
    let joined =
        |before: usize| doc.entities().binary_search_by_key(&(before as u32 + 1), |entity| entity.start).is_err();
    let part_of_person = inside(at) && (inside(at + 1) && joined(at) || at > 0 && inside(at - 1) && joined(at - 1));
    !part_of_person
}

/// "The Senate" of a report that never speaks of the state whose Senate the codebook knows, and "the Foreign Office in Islamabad", are
/// others'.
fn leave_out_institutions_of_others(words: &[&str], actors: &mut Vec<(Range<usize>, ActorMatch<'_>)>) {
    let states: BTreeSet<&str> = actors
        .iter()
        .filter(|(_, found)| found.actor.kind == ActorKind::State)
        .map(|(_, found)| found.actor.id.as_str())
        .collect();
    let capitals: BTreeMap<usize, &str> = actors
        .iter()
        .filter(|(_, found)| found.name.kind == NameKind::Capital)
        .map(|(range, found)| (range.start, found.actor.id.as_str()))
        .collect();
    let elsewhere = |range: &Range<usize>, party: &str| {
        words.get(range.end) == Some(&"in") && capitals.get(&(range.end + 1)).is_some_and(|state| *state != party)
    };
    let is_others = |range: &Range<usize>, found: &ActorMatch<'_>| {
        let party = found.actor.party.as_deref().filter(|_| found.actor.kind == ActorKind::Organisation)?;
        let shared = INSTITUTIONS_OF_MANY.contains(&found.name.text.as_str());
        Some(shared && (!states.contains(party) || elsewhere(range, party)))
    };
    let others: Vec<bool> = actors.iter().map(|(range, found)| is_others(range, found).unwrap_or_default()).collect();
    let mut others = others.into_iter();
    actors.retain(|_| !others.next().unwrap_or_default());
}

/// What several states call a body of theirs.
const INSTITUTIONS_OF_MANY: [&str; 10] = [
    "Senate",
    "Congress",
    "Foreign Office",
    "Home Office",
    "Treasury",
    "House of Representatives",
    "House of Commons",
    "Supreme Court",
    "Justice Department",
    "Federal Reserve",
];

/// "CPU" is some party in many states: one whose state the report does not speak of is not meant.
fn leave_out_strange_initials(words: &[&str], actors: &mut Vec<(Range<usize>, ActorMatch<'_>)>) {
    let initials = |(range, found): &(Range<usize>, ActorMatch<'_>)| {
        let word = words.get(range.start).filter(|_| range.len() == 1).copied().unwrap_or_default();
        let short = word.len() < INITIALS && word.chars().all(char::is_uppercase);
        short && found.actor.sectors.first() == Some(&Sector::Pty)
    };
    let told = actors.iter().filter(|one| !initials(one)).filter_map(|(_, found)| found.actor.country.as_deref());
    let told: BTreeSet<String> = told.map(str::to_owned).collect();
    actors.retain(|one| !initials(one) || one.1.actor.country.as_deref().is_none_or(|country| told.contains(country)));
}

/// No longer word is taken for initials.
const INITIALS: usize = 6;

/// "the Social Democrats": of another body's name the last word.
fn ends_longer_name(doc: &Doc, codebook: &Codebook, words: &[&str], at: usize, found: &ActorMatch<'_>) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let (token, last) = (&doc.tokens()[before], &doc.tokens()[at]);
    let capital = words[before].chars().next().is_some_and(char::is_uppercase);
    let one_name = last.iob == Iob::Inside && matches!(last.ent_type, "ORG" | "NORP");
    found.len == 1
        && found.actor.kind == ActorKind::Organisation
        && one_name
        && capital
        && token.pos == Pos::Propn
        && codebook.longest_actor_at(words, before).is_none()
}

/// "former Norse president", "ex-Harbour Union leader": what parts the qualifier from the office is whose it was. `at`: the office's
/// first token.
fn was_held(codebook: &Codebook, words: &[&str], actors: &[(Range<usize>, ActorMatch<'_>)], at: usize) -> bool {
    let before = actors[..actors.partition_point(|(range, _)| range.end <= at)].last();
    let Some((whose, _)) = before.filter(|(range, _)| range.end == at) else { return false };
    let end = if matches!(words[..whose.start].last(), Some(&("-" | "–"))) { whose.start - 1 } else { whose.start };
    (end.saturating_sub(QUALIFIER)..end).any(|from| {
        codebook
            .office_qualifier_at(words, from)
            .is_some_and(|(len, what)| from + len == end && what == Qualifier::Former)
    })
}

/// How many words a qualifier may have.
const QUALIFIER: usize = 2;

/// "Harbour Union leader": the office is "leader", and "Union" the end of a name.
fn ends_name(doc: &Doc, words: &[&str], at: usize) -> bool {
    let capital = |at: usize| words[at].chars().next().is_some_and(char::is_uppercase);
    let body = Nouns::builtin().name_word(words[at]).is_some_and(|word| word.kind().is_some());
    body && at > 0 && capital(at - 1) && doc.tokens()[at - 1].pos == Pos::Propn && !doc.tokens()[at].sent_start
}
