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

use super::ids::{Taken, hash_of};
use super::lift::add_missing;
use super::wording::quotation_key;
use super::{Growing, Setting, Telling, entries};
use crate::entries::Statement;
use crate::{ActorId, Entry, Evidence, Mode, ReportId, StatementId};

/// From how many words on a quotation is taken to be said once.
const WORDS_OF_ONE_OCCASION: usize = 4;

/// How many statements with the same words, the last ones, a telling is compared with.
const COMPARED: usize = 16;

/// The statements so far.
pub(crate) struct Statements<'s> {
    setting: &'s Setting<'s>,
    all: Vec<Growing<Statement<Evidence>>>,
    by_words: HashMap<Words, Vec<StatementId>>,
}

/// What two tellings of a statement have in common; of the words a hash, since all words of all reports would fill the
/// memory.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Words {
    Quoted { speaker: ActorId, words: u64 },
    Reprinted { original: ReportId, speaker: Option<ActorId>, words: u64 },
}

impl<'s> Statements<'s> {
    pub(crate) fn new(setting: &'s Setting<'s>) -> Self {
        Self { setting, all: Vec::new(), by_words: HashMap::new() }
    }

    /// Adds one report's statements; gives of each the record's.
    pub(crate) fn add(&mut self, tellings: Vec<Telling<Statement<Evidence>>>) -> Vec<StatementId> {
        let within: Vec<Option<StatementId>> = tellings.iter().map(|one| one.told.within).collect();
        let before = self.all.len();
        let ids: Vec<StatementId> = tellings.into_iter().map(|telling| self.add_one(telling)).collect();
        for (id, outer) in ids.iter().zip(within) {
            // Only the first telling says what it lies within: two reports that nest differently could else make a ring.
            if id.index() >= before {
                self.all[id.index()].told.within = outer.map(|outer| ids[outer.index()]);
            }
        }
        ids
    }

    fn add_one(&mut self, telling: Telling<Statement<Evidence>>) -> StatementId {
        let keys = self.keys(&telling);
        let lists = keys.iter().filter_map(|key| self.by_words.get(key));
        let same = lists.flat_map(|list| list.iter().rev().take(COMPARED)).copied().find(|id| {
            let known = &self.all[id.index()];
            known.last != telling.report && known.told.said.period.overlaps(&telling.told.said.period)
        });
        let id = match same {
            Some(id) => {
                let known = &mut self.all[id.index()];
                known.tell_again(telling.id, telling.report);
                tell_more(&mut known.told, telling.told);
                id
            }
            None => {
                self.all.push(Growing::new(telling));
                StatementId(self.all.len() as u32 - 1)
            }
        };
        for key in keys {
            let known = self.by_words.entry(key).or_default();
            if known.last() != Some(&id) {
                known.push(id);
            }
        }
        id
    }

    fn keys(&self, telling: &Telling<Statement<Evidence>>) -> Vec<Words> {
        let told = &telling.told;
        let pieces = told.content.iter().filter_map(|piece| piece.span.of(self.setting.texts[piece.report.index()]));
        let words = quotation_key(pieces);
        let hash = hash_of(&words);
        let mut keys = Vec::new();
        let long = words.split(' ').count() >= WORDS_OF_ONE_OCCASION || !told.said.period.is_unknown();
        if let (Some(speaker), Mode::Direct | Mode::Mixed, true) = (told.speaker, told.mode, long && !words.is_empty())
        {
            keys.push(Words::Quoted { speaker, words: hash });
        }
        if self.setting.has_twin(telling.report) {
            let original = self.setting.original(telling.report);
            keys.push(Words::Reprinted { original, speaker: told.speaker, words: hash });
        }
        keys
    }

    pub(crate) fn entries(self, taken: &mut Taken) -> Vec<Entry<Statement<Evidence>>> {
        entries(self.all, taken)
    }
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
