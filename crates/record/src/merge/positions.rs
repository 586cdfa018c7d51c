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

use std::collections::HashMap;
use std::io;

use super::ids::{Taken, TellingId};
use super::packed::Packed;
use super::{Growing, Telling, Whole};
use crate::entries::Position;
use crate::record::{HeldPosition, PositionId};
use crate::{ActorId, Evidence, LEAST_SHOWN, ReportId, Span, Stance, Standing, Term};

/// How much of a party's clearest stance on a term another must show to stand beside it, in hundredths.
const LEAST_SHARE: u32 = 40;

/// How many positions of a party on a term, the last ones, a telling is compared with.
const COMPARED: usize = 16;

/// The positions so far.
#[derive(Clone, Default)]
pub(crate) struct Positions {
    /// All tellings, most of which show little by themselves.
    told: Packed<Telling<Position<Evidence>>>,
    /// How much they show of each party's stances on a term.
    shown: HashMap<(ActorId, Term), HashMap<Stance, u32>>,
    all: Vec<Growing<Position<Evidence>>>,
    held: HashMap<(ActorId, Term), Vec<usize>>,
}

/// A position that an answer showed before a later answer took its place.
pub(crate) struct Past {
    pub(crate) id: TellingId,
    pub(crate) position: Position<Evidence>,
}

impl Positions {
    /// Adds one report's positions.
    pub(crate) fn add(&mut self, tellings: Vec<Telling<Position<Evidence>>>) -> io::Result<()> {
        for telling in tellings {
            let told = &telling.told;
            let sum = self.shown.entry((told.party, told.term)).or_default().entry(told.stance).or_default();
            *sum = sum.saturating_add(told.weight);
            self.told.push(&telling)?;
        }
        Ok(())
    }

    /// Lets what is shown well enough become positions, in the order told, and then the past answers of which the reader made
    /// no position of the same words.
    pub(crate) fn settle(&mut self, past: Vec<Past>) -> io::Result<()> {
        let shown = std::mem::take(&mut self.shown);
        let mut known = KnownPast::of(&past);
        std::mem::take(&mut self.told).each(|telling| {
            known.strike_out(&telling.told);
            let Position { party, term, stance, .. } = telling.told;
            let Some(stances) = shown.get(&(party, term)) else { return };
            let own = stances.get(&stance).copied().unwrap_or_default();
            let most = stances.values().copied().max().unwrap_or_default();
            if own >= LEAST_SHOWN && own >= most / 100 * LEAST_SHARE {
                self.add_one(telling);
            }
        })?;
        for Past { id, position } in past.into_iter().zip(known.new).filter_map(|(past, new)| new.then_some(past)) {
            let report = position.evidence.first().report;
            self.all.push(Growing::new(Telling { id, report, told: position }));
        }
        Ok(())
    }

    fn add_one(&mut self, telling: Telling<Position<Evidence>>) {
        let known = self.held.entry((telling.told.party, telling.told.term)).or_default();
        match goes_on(&self.all, known, telling.told.stance) {
            Some(at) => {
                let known = &mut self.all[at];
                known.tell_again(telling.id, telling.report);
                tell_more(&mut known.told, telling.told);
            }
            None => {
                known.push(self.all.len());
                self.all.push(Growing::new(telling));
            }
        }
    }

    pub(crate) fn whole(mut self, taken: &Taken) -> Whole<HeldPosition> {
        for position in &mut self.all {
            position.told.evidence.sort_and_dedup();
            position.told.statements.sort_unstable();
            position.told.statements.dedup();
        }
        // Past answers come in after the rest; all stand where they were first told.
        self.all.sort_by_key(|position| *position.told.evidence.first());
        let replaced = replacements(&self.all);
        let held = self.all.into_iter().zip(replaced).map(|(Growing { ids, last, told }, replaced_by)| Growing {
            ids,
            last,
            told: HeldPosition { position: told, replaced_by },
        });
        Whole::of(held.collect(), taken)
    }
}

/// Past answers by the words that they rest on.
struct KnownPast {
    by_place: HashMap<(ActorId, Term, ReportId), Vec<(Span, usize)>>,
    /// Of each whether nothing told rests on its words.
    new: Vec<bool>,
}

impl KnownPast {
    fn of(past: &[Past]) -> Self {
        let mut by_place: HashMap<_, Vec<(Span, usize)>> = HashMap::new();
        for (at, Past { position, .. }) in past.iter().enumerate() {
            for piece in &position.evidence {
                by_place.entry((position.party, position.term, piece.report)).or_default().push((piece.span, at));
            }
        }
        Self { by_place, new: vec![true; past.len()] }
    }

    fn strike_out(&mut self, told: &Position<Evidence>) {
        for piece in &told.evidence {
            let here = self.by_place.get(&(told.party, told.term, piece.report)).into_iter().flatten();
            here.filter(|(span, _)| span.overlaps(piece.span)).for_each(|(_, at)| self.new[*at] = false);
        }
    }
}

/// The position of that stance which nothing took the place of, among those of a party on a term.
fn goes_on(all: &[Growing<Position<Evidence>>], known: &[usize], stance: Stance) -> Option<usize> {
    let mut between: Option<Standing> = None;
    for at in known.iter().rev().take(COMPARED) {
        let position = &all[*at].told;
        if position.stance == stance {
            return between.is_none_or(|other| other < position.standing).then_some(*at);
        }
        between = between.max(Some(position.standing));
    }
    None
}

/// Of each position the one that took its place. One walk from the last to the first keeps, for each party and term, the
/// nearest later position of each stance and standing.
fn replacements(all: &[Growing<Position<Evidence>>]) -> Vec<Option<PositionId>> {
    let mut later: HashMap<(ActorId, Term), HashMap<(Stance, Standing), usize>> = HashMap::new();
    let mut replaced: Vec<Option<PositionId>> = vec![None; all.len()];
    for (at, growing) in all.iter().enumerate().rev() {
        let position = &growing.told;
        let known = later.entry((position.party, position.term)).or_default();
        let others = Stance::ALL.iter().filter(|stance| **stance != position.stance);
        let nearest = others
            .flat_map(|stance| Standing::ALL.iter().map(move |standing| (*stance, *standing)))
            .filter(|(_, standing)| *standing >= position.standing)
            .filter_map(|key| known.get(&key).copied())
            .min();
        replaced[at] = nearest.map(|at| PositionId(at as u32));
        known.insert((position.stance, position.standing), at);
    }
    replaced
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
