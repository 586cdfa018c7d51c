//! Positions: where a party stands on a term, and when it moved.
//!
//! ```text
//! r1: for, declared     ┐ one position with two pieces of evidence
//! r2: for, declared     ┘ replaced by ↓
//! r3: against, declared   open
//! r3: for, signalled      open: an aide's word does not end what a minister declared
//! ```
//!
//! Tellings of one stance of a party on a term are one position, which rests on the strongest of them, until another stance
//! comes between that rests on as much. What all tellings of a stance together show too little of ([`LEAST_SHOWN`]), or much less
//! than they show of another, is no position. A position is replaced by the first later one of the same party and term with
//! another stance that rests on as much or more.

use rapporteur_spill::{Chains, Index, List, Lists, Packed, Spill, fixed, key_of};
use serde::{Deserialize, Serialize};

use super::Telling;
use super::ids::{Taken, TellingId};
use super::whole::{Grown, Whole};
use crate::entries::Position;
use crate::record::{HeldPosition, PositionId};
use crate::{ActorId, Evidence, LEAST_SHOWN, ReportId, Span, Stance, Standing, Term};

/// How much of a party's clearest stance on a term another must show to stand beside it, in hundredths.
const LEAST_SHARE: u32 = 40;

/// How many positions of a party on a term, the last ones, a telling is compared with.
const COMPARED: usize = 16;

/// The positions so far.
#[derive(Clone)]
pub(crate) struct Positions {
    spill: Spill,
    /// All tellings, most of which show little by themselves, and behind them the past answers.
    told: Packed<Telling<Position<Evidence>>>,
    /// How much they show of each party's stances on a term.
    shown: Index,
    all: List<Known>,
    /// Of each party on a term the positions.
    held: Lists,
    /// Of each position its tellings.
    tellings: Lists,
}

/// What the next telling is compared with.
#[derive(Clone, Copy)]
struct Known {
    party: ActorId,
    term: Term,
    stance: Stance,
    /// The strongest that was told.
    standing: Standing,
    /// The first words on which it rests.
    first: Evidence,
}

fixed!(Known { party: ActorId, term: Term, stance: Stance, standing: Standing, first: Evidence });

/// A position that an answer showed before a later answer took its place.
#[derive(Serialize, Deserialize)]
pub(crate) struct Past {
    pub(crate) id: TellingId,
    pub(crate) position: Position<Evidence>,
}

impl Positions {
    pub(crate) fn new(spill: &Spill) -> Self {
        Self {
            spill: spill.clone(),
            told: Packed::new(spill),
            shown: Index::new(spill),
            all: List::new(spill),
            held: Lists::new(spill),
            tellings: Lists::new(spill),
        }
    }

    /// Adds one report's positions.
    pub(crate) fn add(&mut self, tellings: Vec<Telling<Position<Evidence>>>) {
        for telling in tellings {
            let Position { party, term, stance, weight, .. } = telling.told;
            let key = key_of(&(party, term, stance));
            let sum = self.shown.get(key).unwrap_or_default().saturating_add(weight);
            self.shown.insert(key, sum.min(u32::MAX - 1));
            self.told.push(&telling);
        }
    }

    /// Lets what is shown well enough become positions, in the order told, and then the past answers of which the reader made
    /// no position of the same words.
    pub(crate) fn settle(&mut self, past: &Packed<Past>) {
        let mut known = KnownPast::of(&self.spill, past);
        for at in 0..self.told.len() {
            let Some(Telling { told, .. }) = self.told.get(at) else { continue };
            known.strike_out(&told);
            let shown = |stance: Stance| self.shown.get(key_of(&(told.party, told.term, stance))).unwrap_or_default();
            let own = shown(told.stance);
            let most = Stance::ALL.iter().map(|stance| shown(*stance)).max().unwrap_or_default();
            if own >= LEAST_SHOWN && own >= most / 100 * LEAST_SHARE {
                self.add_one(at, &told);
            }
        }
        for (Past { id, position }, new) in past.iter().zip(known.new.iter()) {
            if new {
                let report = position.evidence.first().report;
                self.begin(self.told.len(), &position);
                self.told.push(&Telling { id, report, told: position });
            }
        }
    }

    fn add_one(&mut self, telling: usize, told: &Position<Evidence>) {
        let of_party = key_of(&(told.party, told.term));
        match self.goes_on(of_party, told.stance) {
            Some((at, known)) => {
                let first = told.evidence.iter().copied().min().unwrap_or(known.first).min(known.first);
                let standing = known.standing.max(told.standing);
                self.all.set(at, Known { standing, first, ..known });
                self.tellings.push(at as u64, telling);
            }
            None => {
                self.held.push(of_party, self.all.len());
                self.begin(telling, told);
            }
        }
    }

    /// A position that this telling is the first to tell.
    fn begin(&mut self, telling: usize, told: &Position<Evidence>) {
        self.tellings.push(self.all.len() as u64, telling);
        let Position { party, term, stance, standing, .. } = *told;
        let first = told.evidence.iter().copied().min().unwrap_or(*told.evidence.first());
        self.all.push(Known { party, term, stance, standing, first });
    }

    /// The position of that stance which nothing took the place of, among those of a party on a term.
    fn goes_on(&self, of_party: u64, stance: Stance) -> Option<(usize, Known)> {
        let mut between: Option<Standing> = None;
        for at in self.held.last(of_party, COMPARED) {
            let position = self.all.at(at);
            if position.stance == stance {
                return between.is_none_or(|other| other < position.standing).then_some((at, position));
            }
            between = between.max(Some(position.standing));
        }
        None
    }

    pub(crate) fn whole(self, taken: &Taken) -> Whole<HeldPosition> {
        let order = self.order();
        let replaced = self.replacements(&order);
        let (mut all, mut firsts) = (Packed::new(&self.spill), List::new(&self.spill));
        for (at, replaced_by) in order.iter().zip(replaced.iter()) {
            let mut tellings = self.tellings.all(u64::from(at)).into_iter().filter_map(|place| self.told.get(place));
            let Some(Telling { id, told: mut position, .. }) = tellings.next() else { continue };
            let mut was = Vec::new();
            for Telling { id, told, .. } in tellings {
                was.push(id);
                tell_more(&mut position, told);
            }
            position.evidence.sort_and_dedup();
            position.statements.sort_unstable();
            position.statements.dedup();
            firsts.push(id);
            all.push(&Grown { was, told: HeldPosition { position, replaced_by: replaced_by.map(PositionId) } });
        }
        Whole::of(all, firsts, &self.spill, taken)
    }

    /// Past answers come in after the rest; all stand where they were first told.
    fn order(&self) -> List<u32> {
        let mut by_report = Lists::new(&self.spill);
        let mut reports = 0;
        for (at, position) in self.all.iter().enumerate() {
            by_report.push(u64::from(position.first.report.0), at);
            reports = reports.max(position.first.report.index() + 1);
        }
        let mut order = List::new(&self.spill);
        for report in 0..reports as u64 {
            let mut here: Vec<(Evidence, usize)> =
                by_report.last(report, usize::MAX).map(|at| (self.all.at(at).first, at)).collect();
            here.sort_unstable();
            here.into_iter().for_each(|(_, at)| order.push(at as u32));
        }
        order
    }

    /// Of each position the one that took its place. One walk from the last to the first keeps, for each party and term, the
    /// nearest later position of each stance and standing.
    fn replacements(&self, order: &List<u32>) -> List<Option<u32>> {
        let mut later = Index::new(&self.spill);
        let mut replaced = List::new(&self.spill);
        order.iter().for_each(|_| replaced.push(None));
        for place in (0..order.len()).rev() {
            let Known { party, term, stance, standing, .. } = self.all.at(order.at(place) as usize);
            let key = |stance: Stance, standing: Standing| key_of(&(party, term, stance, standing));
            let others = Stance::ALL.iter().filter(|other| **other != stance);
            let nearest = others
                .flat_map(|stance| Standing::ALL.iter().map(move |standing| (*stance, *standing)))
                .filter(|(_, other)| *other >= standing)
                .filter_map(|(stance, standing)| later.get(key(stance, standing)))
                .min();
            replaced.set(place, nearest);
            later.insert(key(stance, standing), place as u32);
        }
        replaced
    }
}

/// Past answers by the words that they rest on.
struct KnownPast {
    by_place: Chains<(Span, u32)>,
    /// Of each whether nothing told rests on its words.
    new: List<bool>,
}

impl KnownPast {
    fn of(spill: &Spill, past: &Packed<Past>) -> Self {
        let (mut by_place, mut new) = (Chains::new(spill), List::new(spill));
        for (Past { position, .. }, at) in past.iter().zip(0..) {
            for piece in &position.evidence {
                by_place.add(Self::key(&position, piece.report), &(piece.span, at));
            }
            new.push(true);
        }
        Self { by_place, new }
    }

    fn key(position: &Position<Evidence>, report: ReportId) -> u64 {
        key_of(&(position.party, position.term, report))
    }

    fn strike_out(&mut self, told: &Position<Evidence>) {
        for piece in &told.evidence {
            let here = self.by_place.of(Self::key(told, piece.report)).into_iter();
            here.filter(|(span, _)| span.overlaps(piece.span)).for_each(|(_, at)| self.new.set(at as usize, false));
        }
    }
}

fn tell_more(known: &mut Position<Evidence>, more: Position<Evidence>) {
    known.wording = known.wording.take().or(more.wording);
    if more.standing > known.standing {
        known.standing = more.standing;
        known.by = more.by;
    }
    known.by = known.by.or(more.by);
    if known.since.period.is_unknown() {
        known.since = more.since;
    }
    known.weight = known.weight.saturating_add(more.weight);
    known.statements.extend(more.statements);
    known.evidence.extend(more.evidence);
}
