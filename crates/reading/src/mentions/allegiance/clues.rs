//! What a report shows of a person and a side that may be the person's.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rapporteur_language::TokenRef;
use rapporteur_record::ActorKind;
use rapporteur_record::codebook::NameKind;
use serde::{Deserialize, Serialize};

use super::super::cast::{Side, as_side};
use super::super::entities::EntityId;
use super::super::home::{self, Weights};
use super::super::places;
use super::super::resolver::{Form, Mention, Resolver};
use super::super::text::Text;

/// What a report may show of a person and a side. Each is counted once for a mention of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(in super::super) enum Clue {
    /// The text speaks of it at the first mention, which comes with an office.
    FirstWithOffice,
    /// It is spoken of last before.
    Nearest,
    /// It does something in the same sentence, or has something.
    ActsBeside,
    /// It is told otherwise in the same sentence.
    Beside,
    /// It did something in the sentence before.
    ActedBefore,
    /// The sentence before tells of it.
    Before,
    /// "In Norville, Ada Brandt said".
    SpeaksThere,
    /// "Ada Brandt accused Norland", "phoned the Norse minister".
    Object,
    /// It is spoken of in what the person says.
    Content,
    /// "The Kenyan president said", of the only president who can be meant.
    Described,
    /// It is spoken of next, in the sentence.
    Next,
    /// The report is written from its capital, and the person is told with an office first.
    Dateline,
    /// "his Norse counterpart": of the same office on another side.
    Counterpart,
    /// "Ada Brandt said the Front would wait": what the person says is what it does.
    Speaks,
    /// "his Front", "her union", of whoever speaks.
    Own,
    /// The report tells of it, however often.
    Told,
}

/// How many clues there are.
pub(in super::super) const CLUES: usize = 16;

/// Their names in the file of weights, in the order of [`Clue`].
pub(in super::super) const NAMES: [&str; CLUES] = [
    "first_with_office",
    "nearest",
    "acts_beside",
    "beside",
    "acted_before",
    "before",
    "speaks_there",
    "object",
    "content",
    "described",
    "next",
    "dateline",
    "counterpart",
    "speaks",
    "own",
    "told",
];

/// How often each clue was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<u32>", into = "Vec<u32>")]
pub(in super::super) struct Counts([u32; CLUES]);

// What was written by an earlier program has fewer clues.
impl From<Vec<u32>> for Counts {
    fn from(counts: Vec<u32>) -> Self {
        let mut all = Self::default();
        all.0.iter_mut().zip(counts).for_each(|(count, told)| *count = told);
        all
    }
}

impl From<Counts> for Vec<u32> {
    fn from(counts: Counts) -> Self {
        counts.0.to_vec()
    }
}

impl Counts {
    pub(in super::super) fn see(&mut self, clue: Clue) {
        self.0[clue as usize] = self.0[clue as usize].saturating_add(1);
    }

    pub(in super::super) fn add(&mut self, others: &Counts) {
        self.0.iter_mut().zip(others.0).for_each(|(count, other)| *count = count.saturating_add(other));
    }

    /// How often each, in the order of [`Clue`].
    pub(in super::super) const fn all(&self) -> [u32; CLUES] {
        self.0
    }

    /// How often the reports speak of the side.
    pub(in super::super) const fn told(&self) -> u32 {
        self.0[Clue::Told as usize]
    }
}

/// The clues of each side.
pub(in super::super) type Clues = BTreeMap<Side, Counts>;

/// How many mentions of somebody are looked at.
const MENTIONS: usize = 16;
/// How many sentences back one looks.
const SENTENCES: u32 = 3;
/// How many names around a mention are looked at.
const WINDOW: usize = 12;
/// No phrase goes on for longer than this.
const PHRASE: usize = 12;

/// Where a side is spoken of.
struct Spoken {
    head: usize,
    side: Side,
    seat: bool,
    acts: bool,
}

/// The clues that a report gives of each person.
pub(in super::super) fn clues(resolver: &Resolver<'_, '_>) -> BTreeMap<EntityId, Clues> {
    let spoken = spoken(resolver);
    let mut told: Clues = Clues::new();
    spoken.iter().for_each(|one| told.entry(one.side.clone()).or_default().see(Clue::Told));
    let dateline = dateline(resolver.text);
    let mut clues: BTreeMap<EntityId, Clues> = BTreeMap::new();
    for (id, mentions) in mentions(resolver) {
        let mut of_person = of_person(resolver, &spoken, &mentions);
        let office = mentions.first().is_some_and(|first| has_office(resolver.text, first.head));
        if let Some(state) = dateline.as_ref().filter(|_| office) {
            of_person.entry(state.clone()).or_default().see(Clue::Dateline);
        }
        clues.insert(id, of_person);
    }
    for (seen, clue) in [(&resolver.opposite, Clue::Counterpart), (&resolver.described, Clue::Described)] {
        for (id, side) in seen {
            if let Some(side) = resolver.party_of(*side).and_then(|party| as_side(resolver, party)) {
                clues.entry(*id).or_default().entry(side).or_default().see(clue);
            }
        }
    }
    for of_person in clues.values_mut() {
        for (side, counts) in of_person {
            told.get(side).into_iter().for_each(|told| counts.add(told));
        }
    }
    clues
}

/// The mentions of each person, those by name first.
fn mentions<'r>(resolver: &'r Resolver<'_, '_>) -> BTreeMap<EntityId, Vec<&'r Mention>> {
    let mut all: BTreeMap<EntityId, Vec<&Mention>> = BTreeMap::new();
    for mention in &resolver.mentions {
        if resolver.entity(mention.entity).is(ActorKind::Person) {
            all.entry(mention.entity).or_default().push(mention);
        }
    }
    all.values_mut().for_each(|mentions| mentions.sort_by_key(|mention| mention.form != Form::Name));
    all.retain(|_, mentions| mentions.first().is_some_and(|first| first.form == Form::Name));
    all
}

/// Does an office stand right before the name?
fn has_office(text: &Text<'_>, head: usize) -> bool {
    (head.saturating_sub(3)..head).any(|at| text.office_at(at).is_some())
}

/// The state in whose capital a report is written: "NORVILLE (Reuters) –", "Norville – ".
fn dateline(text: &Text<'_>) -> Option<Side> {
    let (range, found) = text.actors.first().filter(|(range, _)| range.start < 4)?;
    let capital = found.name.kind == NameKind::Capital && found.actor.kind == ActorKind::State;
    let shouted = text.word(range.start).chars().all(|letter| !letter.is_lowercase());
    let parted = (range.end..range.end + 6).any(|at| matches!(text.word(at), "-" | "–" | "—"));
    (capital && (shouted || parted)).then(|| Side::Known(found.actor.id.clone()))
}

/// All places where sides are spoken of, in text order.
fn spoken(resolver: &Resolver<'_, '_>) -> Vec<Spoken> {
    let text = resolver.text;
    let acts = |head: usize| matches!(text.token(head).dep, "nsubj" | "nsubjpass" | "poss");
    let mut all: BTreeMap<usize, Spoken> = BTreeMap::new();
    for (range, found) in &text.actors {
        let actor = found.actor.party.as_ref().and_then(|party| text.codebook.actor(party)).unwrap_or(found.actor);
        let event = found.name.kind == NameKind::Capital && places::calls_an_event(text, range);
        if actor.kind == ActorKind::State && !event && !super::super::phrase::is_patron(text, range.end) {
            let seat = found.name.kind == NameKind::Capital && places::is_location(text, range);
            let head = range.end - 1;
            all.insert(head, Spoken { head, side: Side::Known(actor.id.clone()), seat, acts: acts(head) });
        }
    }
    for mention in &resolver.mentions {
        let head = mention.head;
        if resolver.entity(mention.entity).kind.is_person() || mention.form == Form::Pronoun {
            continue;
        }
        let side = resolver.party_of(mention.entity).and_then(|party| as_side(resolver, party));
        if let Some(side) = side {
            all.entry(head).or_insert(Spoken { head, side, seat: false, acts: acts(head) });
        }
    }
    all.into_values().collect()
}

fn of_person(resolver: &Resolver<'_, '_>, spoken: &[Spoken], mentions: &[&Mention]) -> Clues {
    let mut clues = Clues::new();
    let named = mentions.iter().filter(|mention| mention.form == Form::Name).count();
    for (number, mention) in mentions.iter().take(named.min(MENTIONS)).enumerate() {
        let around = Around::of(resolver, spoken, mention.head);
        if number == 0 && has_office(resolver.text, mention.head) {
            around.first_with_office(&mut clues);
        }
        around.before(&mut clues);
        around.after(&mut clues);
        around.told(&mut clues);
    }
    for mention in mentions.iter().skip(named).take(MENTIONS) {
        Around::of(resolver, spoken, mention.head).told(&mut clues);
    }
    clues
}

/// A mention of a person among the sides that are spoken of.
struct Around<'r, 't, 'a> {
    resolver: &'r Resolver<'t, 'a>,
    spoken: &'r [Spoken],
    head: usize,
    /// What the person does there.
    verb: Option<TokenRef<'a>>,
    /// The clauses that the verb reports.
    content: Vec<Range<usize>>,
    /// What stands behind the verb besides.
    objects: Vec<Range<usize>>,
}

impl<'r, 't, 'a> Around<'r, 't, 'a> {
    fn of(resolver: &'r Resolver<'t, 'a>, spoken: &'r [Spoken], head: usize) -> Self {
        let text = resolver.text;
        let token = text.token(head);
        let verb = (token.dep == "nsubj").then(|| token.head_token());
        let below = || verb.into_iter().flat_map(|verb| text.few_children(verb));
        let content = below().filter(|child| matches!(child.dep, "ccomp" | "xcomp"));
        let objects = below().filter(|child| matches!(child.dep, "dobj" | "dative" | "prep") && child.index() > head);
        Self {
            resolver,
            spoken,
            head,
            verb,
            content: content.map(|child| child.left_edge()..child.right_edge() + 1).collect(),
            objects: objects
                .map(|child| child.left_edge()..(child.right_edge() + 1).min(child.index() + PHRASE))
                .collect(),
        }
    }

    fn first_with_office(&self, clues: &mut Clues) {
        let weights = &self.resolver.weights;
        let near = home::alone(weights)
            .or_else(|| home::near(self.resolver.text, self.head).map(|state| state.id.clone()))
            .or_else(|| home::state(weights, &Weights::new()));
        near.into_iter().for_each(|id| clues.entry(Side::Known(id)).or_default().see(Clue::FirstWithOffice));
    }

    /// Sides that are spoken of before, in the sentence and those ahead of it.
    fn before(&self, clues: &mut Clues) {
        let text = self.resolver.text;
        let sentence = text.sentence(self.head);
        let end = self.spoken.partition_point(|one| one.head < self.head);
        let before = self.spoken[..end].iter().rev();
        let mut seen: BTreeSet<(&Side, usize)> = BTreeSet::new();
        let mut nearest = true;
        for one in before.take_while(|one| text.sentence(one.head) + SENTENCES >= sentence).take(WINDOW) {
            let clue = match text.sentence(one.head) + 1 {
                _ if text.is_quoted(one.head) && !text.is_quoted(self.head) => Clue::Content,
                near if near < sentence => Clue::Nearest,
                near if near == sentence && one.acts => Clue::ActedBefore,
                near if near == sentence => Clue::Before,
                _ if one.seat && fronted(self.resolver, one.head) => Clue::SpeaksThere,
                _ if one.acts => Clue::ActsBeside,
                _ => Clue::Beside,
            };
            if nearest && !matches!(clue, Clue::Content) && !one.seat {
                nearest = false;
                clues.entry(one.side.clone()).or_default().see(Clue::Nearest);
            }
            if !matches!(clue, Clue::Nearest) && seen.insert((&one.side, clue as usize)) {
                clues.entry(one.side.clone()).or_default().see(clue);
            }
        }
    }

    /// Sides that are spoken of after, in the sentence.
    fn after(&self, clues: &mut Clues) {
        let text = self.resolver.text;
        let sentence = text.sentence(self.head);
        let end = self.spoken.partition_point(|one| one.head < self.head);
        let after = self.spoken[end..].iter().take_while(|one| text.sentence(one.head) == sentence);
        let mut seen: BTreeSet<(&Side, usize)> = BTreeSet::new();
        for (number, one) in after.take(WINDOW).enumerate() {
            let object = self.objects.iter().any(|range| range.contains(&one.head));
            let clue = match () {
                () if object && !one.seat => Clue::Object,
                () if self.verb.is_some() => Clue::Content,
                () => Clue::Beside,
            };
            if seen.insert((&one.side, clue as usize)) {
                clues.entry(one.side.clone()).or_default().see(clue);
            }
            if number == 0 {
                clues.entry(one.side.clone()).or_default().see(Clue::Next);
            }
        }
    }

    /// Sides for which the person speaks, by what is said: "that the Front would wait", "his Front".
    fn told(&self, clues: &mut Clues) {
        let text = self.resolver.text;
        let Some(verb) = self.verb else { return };
        let (start, end) = (verb.left_edge(), verb.right_edge() + 1);
        let from = self.spoken.partition_point(|one| one.head < start);
        let mut seen: BTreeSet<(&Side, usize)> = BTreeSet::new();
        for one in self.spoken[from..].iter().take_while(|one| one.head < end).take(WINDOW) {
            let token = text.token(one.head);
            let reported = self.content.iter().any(|range| range.contains(&one.head) && !range.contains(&self.head));
            let own = text.few_children(token).any(|child| {
                child.dep == "poss" && matches!(child.text().to_lowercase().as_str(), "his" | "her" | "our" | "my")
            });
            let speaks = reported && matches!(token.dep, "nsubj" | "nsubjpass");
            for clue in [own.then_some(Clue::Own), speaks.then_some(Clue::Speaks)].into_iter().flatten() {
                if seen.insert((&one.side, clue as usize)) {
                    clues.entry(one.side.clone()).or_default().see(clue);
                }
            }
        }
    }
}

/// "In Norville, …" at a sentence's beginning.
fn fronted(resolver: &Resolver<'_, '_>, head: usize) -> bool {
    let text = resolver.text;
    let token = text.token(head);
    let above = token.head_token();
    let opens = above.index() == 0 || text.sentence(above.index() - 1) != text.sentence(head);
    token.dep == "pobj" && above.lemma().eq_ignore_ascii_case("in") && opens
}
