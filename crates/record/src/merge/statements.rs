//! Statements: the same quotation in two reports is one, with both spans.
//!
//! ```text
//! r1: "We will not sign," the envoy said.
//! r2: The envoy told reporters: "We will not sign."       one statement, content in r1 and in r2
//! r2: The envoy said that he would not sign.              another: a paraphrase is a telling of its own
//! ```
//!
//! A quotation of a few words ("no") is said again and again, and stays apart unless the day is the same; so does what is
//! said on different days. In a reprint every statement is the original's. Two statements of one report are never one.

use std::collections::HashMap;
use std::io;

use super::ids::{Ids, Taken, TellingId, TellingIds, hash_of};
use super::lift::{Lift, add_missing};
use super::lists::{Lists, key_of};
use super::packed::{pack, unpack};
use super::wording::quotation_key;
use super::{Setting, first_of};
use serde::{Deserialize, Serialize};

use crate::entries::Statement;
use crate::{ActorId, Entry, Evidence, Mode, Period, ReportId, Span, StatementId};

/// From how many words on a quotation is taken to be said once.
const WORDS_OF_ONE_OCCASION: usize = 4;

/// How many statements with the same words, the last ones, a telling is compared with.
const COMPARED: usize = 16;

/// Which tellings are one statement. Of each only what later tellings add is kept, and while there are more to come what they
/// are compared by; the rest is in the reading of its first telling.
pub(crate) struct Statements {
    all: Vec<Known>,
    /// Of each telling, in the order of the reports, the statement.
    of_telling: Vec<StatementId>,
    /// Where each report's tellings begin.
    starts: Vec<usize>,
    /// What tellings after the first say, packed: most of them are a reprint's.
    more: HashMap<StatementId, Box<[u8]>>,
    by_words: Lists,
}

/// What another telling is compared by.
struct Known {
    id: TellingId,
    /// The report of the last telling.
    last: ReportId,
    said: Period,
}

#[derive(Serialize, Deserialize)]
struct More {
    ids: Vec<TellingId>,
    told: Statement<Evidence>,
}

/// What two tellings of a statement have in common; of the words a hash, since all words of all reports would fill the
/// memory.
#[derive(Hash)]
enum Words {
    Quoted { speaker: ActorId, words: u64 },
    Reprinted { original: ReportId, speaker: Option<ActorId>, words: u64 },
}

impl Statements {
    pub(crate) fn new() -> Self {
        Self {
            all: Vec::new(),
            of_telling: Vec::new(),
            starts: Vec::new(),
            more: HashMap::new(),
            by_words: Lists::default(),
        }
    }

    /// Adds one report's statements; reports come in order.
    pub(crate) fn add(
        &mut self,
        setting: &Setting<'_>,
        lift: &Lift<'_>,
        text: &str,
        told: &[Statement],
    ) -> io::Result<()> {
        let mut ids = TellingIds::new("s", setting.id(lift.report));
        self.starts.push(self.of_telling.len());
        for telling in told {
            let id = self.add_one(setting, lift, text, (ids.next(first_of(&telling.content)), telling))?;
            self.of_telling.push(id);
        }
        Ok(())
    }

    fn add_one(
        &mut self,
        setting: &Setting<'_>,
        lift: &Lift<'_>,
        text: &str,
        (id, telling): (TellingId, &Statement),
    ) -> io::Result<StatementId> {
        let keys: Vec<u64> = keys(setting, lift, text, telling).iter().map(key_of).collect();
        let said = telling.said.period;
        let same = keys.iter().flat_map(|key| self.by_words.last(*key, COMPARED)).find(|at| {
            let known = &self.all[*at];
            known.last != lift.report && known.said.overlaps(&said)
        });
        let at = match same {
            Some(at) => {
                self.tell_again(at, id, lift.statement(telling.clone()), lift.report)?;
                at
            }
            None => {
                self.all.push(Known { id, last: lift.report, said });
                self.all.len() - 1
            }
        };
        keys.into_iter().for_each(|key| self.by_words.push(key, at));
        Ok(StatementId(at as u32))
    }

    fn tell_again(
        &mut self,
        at: usize,
        id: TellingId,
        telling: Statement<Evidence>,
        report: ReportId,
    ) -> io::Result<()> {
        let known = &mut self.all[at];
        known.last = report;
        if known.said.is_unknown() {
            known.said = telling.said.period;
        }
        // To add the later tellings to each other and then to the first is to add one after the other.
        let statement = StatementId(at as u32);
        let more = match self.more(statement)? {
            Some(mut more) => {
                more.ids.push(id);
                tell_more(&mut more.told, telling);
                more
            }
            None => More { ids: vec![id], told: telling },
        };
        self.more.insert(statement, pack(&more)?);
        Ok(())
    }

    fn more(&self, id: StatementId) -> io::Result<Option<More>> {
        self.more.get(&id).map(|more| unpack(more)).transpose()
    }

    /// The ids of all, when all is told. What only further tellings need is given up.
    pub(crate) fn done(&mut self, taken: &Taken) -> Ids {
        self.by_words = Lists::default();
        self.of_telling.shrink_to_fit();
        Ids::of(std::mem::take(&mut self.all).into_iter().map(|known| known.id), taken)
    }

    /// Of each statement of a report's reading the record's.
    pub(crate) fn of_report(&self, report: ReportId) -> &[StatementId] {
        let end = self.starts.get(report.index() + 1).copied().unwrap_or(self.of_telling.len());
        self.starts.get(report.index()).and_then(|start| self.of_telling.get(*start..end)).unwrap_or_default()
    }

    /// The statements that a report is the first to tell, from its reading; `next` is the one that comes next.
    pub(crate) fn first_told<'t>(
        &'t self,
        lift: Lift<'t>,
        told: Vec<Statement>,
        next: &'t mut StatementId,
    ) -> impl Iterator<Item = io::Result<(StatementId, Entry<Statement<Evidence>>)>> + 't {
        let ids = self.of_report(lift.report);
        // A later telling says what another entry of this report is already.
        let is_first = move |(_, id): &(Statement, &StatementId)| {
            let is_first = **id == *next;
            next.0 += u32::from(is_first);
            is_first
        };
        told.into_iter().zip(ids).filter(is_first).map(move |(telling, id)| {
            // Only the first telling says what it lies within: two reports that nest differently could else make a ring.
            let within = telling.within.and_then(|outer| ids.get(outer.index()).copied());
            let mut told = Statement { within, ..lift.statement(telling) };
            let more = self.more(*id)?;
            let was = more.as_ref().map(|more| more.ids.iter().map(|id| id.text()).collect()).unwrap_or_default();
            if let Some(more) = more {
                tell_more(&mut told, more.told);
            }
            // The caller knows under which id it goes.
            Ok((*id, Entry { id: String::new(), was, told }))
        })
    }
}

fn keys(setting: &Setting<'_>, lift: &Lift<'_>, text: &str, told: &Statement) -> Vec<Words> {
    let twin = setting.has_twin(lift.report);
    let speaker = told.speaker.map(|id| lift.actor(id));
    let quoted = speaker.filter(|_| matches!(told.mode, Mode::Direct | Mode::Mixed));
    if quoted.is_none() && !twin {
        return Vec::new();
    }
    let mut content = told.content.clone();
    content.sort_and_dedup();
    let words = quotation_key(content.iter().filter_map(|piece: &Span| piece.of(text)));
    let hash = hash_of(&words);
    let long = words.split(' ').count() >= WORDS_OF_ONE_OCCASION || !told.said.period.is_unknown();
    let quoted = quoted.filter(|_| long && !words.is_empty());
    let quoted = quoted.map(|speaker| Words::Quoted { speaker, words: hash });
    let original = setting.original(lift.report);
    let reprinted = twin.then_some(Words::Reprinted { original, speaker, words: hash });
    quoted.into_iter().chain(reprinted).collect()
}

/// Adds another telling: its words as evidence, and whatever the earlier ones left open.
fn tell_more(known: &mut Statement<Evidence>, more: Statement<Evidence>) {
    known.party = known.party.or(more.party);
    known.authority = known.authority.or(more.authority);
    known.audience = known.audience.take().or(more.audience);
    add_missing(&mut known.about, more.about);
    for (term, stance) in more.stances {
        if known.stances.iter().all(|(known, _)| *known != term) {
            known.stances.push((term, stance));
        }
    }
    known.source.extend(more.source);
    known.cue.extend(more.cue);
    known.content.extend(more.content);
    if known.said.period.is_unknown() {
        known.said = more.said;
    }
    known.confidence = surer(known.confidence, more.confidence);
}

/// The more confident telling counts: it found the same words once more.
fn surer(one: Option<f32>, other: Option<f32>) -> Option<f32> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.max(other)),
        (one, other) => one.or(other),
    }
}
