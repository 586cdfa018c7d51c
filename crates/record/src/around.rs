//! What the entries of a record refer to: reports, actors, other entries, and the words of texts.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io;
use std::ops::Range;

use rapporteur_report::Report;

use crate::entries::{Actor, Statement};
use crate::merge::Ids;
use crate::record::PositionId;
use crate::{
    ActorId, ActorKind, CodePoints, Corroboration, Entry, Evidence, HeldPosition, Item, Record, ReportId, StatementId,
    Tellings,
};

/// What an entry refers to. Where the record is not held, the words and the actors of that very entry are at hand and no others.
#[derive(Clone, Copy)]
pub struct Around<'r> {
    pub(crate) reports: &'r [Report],
    pub(crate) words: WordsAround<'r>,
    pub(crate) actors: ActorsAround<'r>,
    pub(crate) statements: StatementsAround<'r>,
    pub(crate) positions: PositionsAround<'r>,
    pub(crate) tellings: &'r Tellings<'r>,
}

#[derive(Clone, Copy)]
pub(crate) enum WordsAround<'r> {
    Held(&'r [CodePoints<'r>]),
    Cut(&'r Cuts),
}

#[derive(Clone, Copy)]
pub(crate) enum ActorsAround<'r> {
    Held(&'r [Entry<Actor<Evidence>>]),
    Told(&'r Casts),
}

#[derive(Clone, Copy)]
pub(crate) enum StatementsAround<'r> {
    Held(&'r [Entry<Statement<Evidence>>]),
    Merged(Option<&'r Ids>),
    /// The ids of those behind the merged ones.
    More(Option<&'r Ids>, &'r [String]),
}

#[derive(Clone, Copy)]
pub(crate) enum PositionsAround<'r> {
    Held(&'r [Entry<HeldPosition>]),
    Merged(Option<&'r Ids>),
}

/// What other entries tell of an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Who<'r> {
    /// Its id.
    pub id: &'r str,
    /// The fullest form told.
    pub name: &'r str,
    /// What it is.
    pub kind: ActorKind,
    /// ISO 3166 alpha-3, or PLOVER's code for what has no country.
    pub code: Option<&'r str>,
    /// As last reported.
    pub office: Option<&'r str>,
    /// Whose side it is on.
    pub party: Option<ActorId>,
}

/// Words of a report, and where they stand in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut<'r> {
    /// First code point.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// The words.
    pub text: &'r str,
}

impl<'r> Around<'r> {
    pub(crate) fn of(record: &'r Record, points: &'r [CodePoints<'r>], tellings: &'r Tellings<'r>) -> Self {
        Self {
            reports: &record.reports,
            words: WordsAround::Held(points),
            actors: ActorsAround::Held(&record.actors),
            statements: StatementsAround::Held(&record.statements),
            positions: PositionsAround::Held(&record.positions),
            tellings,
        }
    }

    /// The same with other actors and positions, and with the ids of statements that come behind the last.
    pub fn with(
        self,
        actors: &'r [Entry<Actor<Evidence>>],
        positions: &'r [Entry<HeldPosition>],
        more: &'r [String],
    ) -> Self {
        let statements = match self.statements {
            StatementsAround::Merged(ids) => StatementsAround::More(ids, more),
            other => other,
        };
        let (actors, positions) = (ActorsAround::Held(actors), PositionsAround::Held(positions));
        Self { actors, positions, statements, ..self }
    }

    /// A report; its text may be left out.
    pub fn report(&self, id: ReportId) -> Option<&'r Report> {
        self.reports.get(id.index())
    }

    /// All reports, in the record's order; their texts may be left out.
    pub const fn reports(&self) -> &'r [Report] {
        self.reports
    }

    /// The report that this one repeats, where it repeats one.
    pub fn original(&self, report: ReportId) -> Option<ReportId> {
        self.tellings.original(report)
    }

    /// How well an entry is told that rests on these pieces.
    pub fn corroboration<'e>(&self, evidence: impl IntoIterator<Item = &'e Evidence>) -> Corroboration {
        self.tellings.corroboration(evidence.into_iter().map(|piece| piece.report))
    }

    /// The words of a piece of evidence, and their place in code points. `None` only where a record names what it does not have.
    pub fn cut(&self, piece: &Evidence) -> Option<Cut<'r>> {
        match self.words {
            WordsAround::Held(points) => {
                let (report, points) = (self.report(piece.report)?, points.get(piece.report.index())?);
                let text = piece.span.of(&report.text)?;
                Some(Cut { start: points.before(piece.span.start), end: points.before(piece.span.end), text })
            }
            WordsAround::Cut(cuts) => cuts.get(piece),
        }
    }

    /// The words of a piece of evidence.
    pub fn words(&self, piece: &Evidence) -> &'r str {
        self.cut(piece).map_or("", |cut| cut.text)
    }

    /// The whole text of the report that is the first to tell the entry, or an answer to it.
    pub fn text(&self, first: ReportId) -> Option<&'r str> {
        match self.words {
            WordsAround::Held(_) => self.report(first).map(|report| report.text.as_str()),
            WordsAround::Cut(cuts) => cuts.first.iter().find(|(id, _)| *id == first).map(|(_, text)| text.as_str()),
        }
    }

    /// An actor.
    pub fn actor(&self, id: ActorId) -> Option<Who<'r>> {
        match self.actors {
            ActorsAround::Held(actors) => actors.get(id.index()).map(|actor| Who {
                id: &actor.id,
                name: &actor.name,
                kind: actor.kind,
                code: actor.code.as_deref(),
                office: actor.office.as_deref(),
                party: actor.party,
            }),
            ActorsAround::Told(casts) => casts.get(id).map(Cast::who),
        }
    }

    /// An actor's id; empty where there is none.
    pub fn actor_id(&self, id: ActorId) -> &'r str {
        self.actor(id).map_or("", |actor| actor.id)
    }

    /// A statement's id.
    pub fn statement_id(&self, id: StatementId) -> Option<Cow<'r, str>> {
        let merged = |ids: Option<&Ids>| ids?.text(id.index()).map(Cow::Owned);
        match self.statements {
            StatementsAround::Held(all) => all.get(id.index()).map(|one| Cow::Borrowed(one.id.as_str())),
            StatementsAround::Merged(ids) => merged(ids),
            StatementsAround::More(ids, more) => merged(ids).or_else(|| {
                let at = id.index().checked_sub(ids.map_or(0, Ids::len))?;
                more.get(at).map(|id| Cow::Borrowed(id.as_str()))
            }),
        }
    }

    /// A position's id.
    pub fn position_id(&self, id: PositionId) -> Option<Cow<'r, str>> {
        match self.positions {
            PositionsAround::Held(all) => all.get(id.index()).map(|one| Cow::Borrowed(one.id.as_str())),
            PositionsAround::Merged(ids) => ids?.text(id.index()).map(Cow::Owned),
        }
    }
}

/// What other entries tell of an actor, where no record is held.
pub(crate) struct Cast {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: ActorKind,
    pub(crate) code: Option<String>,
    pub(crate) office: Option<String>,
    pub(crate) party: Option<ActorId>,
}

impl Cast {
    fn who(&self) -> Who<'_> {
        Who {
            id: &self.id,
            name: &self.name,
            kind: self.kind,
            code: self.code.as_deref(),
            office: self.office.as_deref(),
            party: self.party,
        }
    }
}

/// How many actors are at hand, besides those that one item names.
const CASTS: usize = 512;

/// The actors that an item names, with their parties; and those named last, whom the next will name again.
#[derive(Default)]
pub(crate) struct Casts {
    all: HashMap<ActorId, Cast>,
    /// Those of before, which go when the newer ones are many.
    older: HashMap<ActorId, Cast>,
}

impl Casts {
    /// Looks up whom an item names.
    pub(crate) fn of(&mut self, item: &Item<'_>, look_up: impl Fn(ActorId) -> Option<Cast>) {
        if self.all.len() > CASTS / 2 {
            self.older = std::mem::take(&mut self.all);
        }
        for named in item.actors() {
            let mut next = Some(named);
            // Until a party is somebody who is at hand already: its own at last.
            while let Some(actor) = next.filter(|actor| !self.all.contains_key(actor)) {
                let cast = self.older.remove(&actor).or_else(|| look_up(actor));
                next = cast.as_ref().and_then(|cast| cast.party);
                self.all.extend(cast.map(|cast| (actor, cast)));
            }
        }
    }

    fn get(&self, actor: ActorId) -> Option<&Cast> {
        self.all.get(&actor)
    }
}

/// Where texts are found.
pub(crate) trait TextsAtHand {
    /// The text of a report.
    fn text(&mut self, report: ReportId) -> io::Result<&str>;
}

/// The words that one item rests on, cut from the texts, and the whole texts of its first telling and those of its answers.
#[derive(Default)]
pub(crate) struct Cuts {
    /// In the order of the pieces: where the words stand in their report, and in `words`.
    pieces: Vec<(Evidence, u32, u32, Range<usize>)>,
    words: String,
    first: Vec<(ReportId, String)>,
}

impl Cuts {
    /// Cuts what an item rests on out of the texts.
    pub(crate) fn of(&mut self, item: &Item<'_>, texts: &mut impl TextsAtHand) -> io::Result<()> {
        self.pieces.clear();
        self.words.clear();
        let firsts = item.firsts();
        self.first.retain(|(known, _)| firsts.contains(known));
        for first in firsts {
            if self.first.iter().all(|(known, _)| *known != first) {
                self.first.push((first, texts.text(first)?.to_owned()));
            }
        }
        let mut pieces = item.pieces();
        pieces.sort_unstable();
        pieces.dedup();
        for together in pieces.chunk_by(|one, other| one.report == other.report) {
            let Some(report) = together.first().map(|piece| piece.report) else { continue };
            let text = match self.first.iter().find(|(known, _)| *known == report) {
                Some((_, text)) => text.as_str(),
                None => texts.text(report)?,
            };
            let points = CodePoints::of(text);
            for piece in together {
                let from = self.words.len();
                let Some(words) = piece.span.of(text) else { continue };
                self.words.push_str(words);
                let (start, end) = (points.before(piece.span.start), points.before(piece.span.end));
                self.pieces.push((*piece, start, end, from..self.words.len()));
            }
        }
        Ok(())
    }

    fn get(&self, piece: &Evidence) -> Option<Cut<'_>> {
        let at = self.pieces.binary_search_by_key(piece, |(piece, ..)| *piece).ok()?;
        let (_, start, end, range) = self.pieces.get(at)?;
        Some(Cut { start: *start, end: *end, text: self.words.get(range.clone())? })
    }
}
