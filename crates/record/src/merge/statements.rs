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

use rapporteur_spill::{Chains, List, Lists, Spill, fixed, key_of};

use super::ids::{Ids, Taken, TellingId, TellingIds, hash_of};
use super::lift::{Lift, add_missing};
use super::wording::quotation_key;
use super::{Setting, first_of};
use crate::entries::Statement;
use crate::{ActorId, Entry, Evidence, Mode, Period, ReportId, Span, StatementId};

/// From how many words on a quotation is taken to be said once.
const WORDS_OF_ONE_OCCASION: usize = 4;

/// How many statements with the same words, the last ones, a telling is compared with.
const COMPARED: usize = 16;

/// Which tellings are one statement. Of each only what later tellings add is kept, and while there are more to come what they
/// are compared by; the rest is in the reading of its first telling.
pub(crate) struct Statements {
    ids: List<TellingId>,
    /// Of each telling, in the order of the reports, the statement.
    of_telling: List<StatementId>,
    /// Where each report's tellings begin.
    starts: List<u32>,
    /// What tellings after the first say: most of them are a reprint's.
    more: Chains<(TellingId, Statement<Evidence>)>,
    compared: Option<Compared>,
}

/// What further tellings are compared with.
struct Compared {
    all: List<Known>,
    by_words: Lists,
}

/// What another telling is compared by.
struct Known {
    /// The report of the last telling.
    last: ReportId,
    said: Period,
}

fixed!(Known { last: ReportId, said: Period });

/// What two tellings of a statement have in common; of the words a hash, since all words of all reports would fill the
/// memory.
#[derive(Hash)]
enum Words {
    Quoted { speaker: ActorId, words: u64 },
    Reprinted { original: ReportId, speaker: Option<ActorId>, words: u64 },
}

impl Statements {
    pub(crate) fn new(spill: &Spill) -> Self {
        Self {
            ids: List::new(spill),
            of_telling: List::new(spill),
            starts: List::new(spill),
            more: Chains::new(spill),
            compared: Some(Compared { all: List::new(spill), by_words: Lists::new(spill) }),
        }
    }

    /// Adds one report's statements; reports come in order.
    pub(crate) fn add(&mut self, setting: &Setting<'_>, lift: &Lift<'_>, text: &str, told: &[Statement]) {
        let mut ids = TellingIds::new("s", setting.id(lift.report));
        self.starts.push(self.of_telling.len() as u32);
        for telling in told {
            let id = ids.next(first_of(&telling.content));
            let keys: Vec<u64> = keys(setting, lift, text, telling).iter().map(key_of).collect();
            let at = self.add_one(lift, &keys, (id, telling));
            self.of_telling.push(StatementId(at as u32));
        }
    }

    fn add_one(&mut self, lift: &Lift<'_>, keys: &[u64], (id, telling): (TellingId, &Statement)) -> usize {
        let Some(compared) = &mut self.compared else { return 0 };
        let said = telling.said.period;
        let same = keys.iter().flat_map(|key| compared.by_words.last(*key, COMPARED)).find_map(|at| {
            let known = compared.all.get(at)?;
            (known.last != lift.report && known.said.overlaps(&said)).then_some((at, known))
        });
        let at = match same {
            Some((at, known)) => {
                let said = if known.said.is_unknown() { said } else { known.said };
                compared.all.set(at, Known { last: lift.report, said });
                self.more.add(at as u64, &(id, lift.statement(telling.clone())));
                at
            }
            None => {
                compared.all.push(Known { last: lift.report, said });
                self.ids.push(id);
                self.ids.len() - 1
            }
        };
        keys.iter().for_each(|key| compared.by_words.push(*key, at));
        at
    }

    /// The ids of all, when all is told. What only further tellings need is given up.
    pub(crate) fn done(&mut self, spill: &Spill, taken: &Taken) -> Ids {
        self.compared = None;
        Ids::of(std::mem::replace(&mut self.ids, List::new(spill)), spill, taken)
    }

    /// Of each statement of a report's reading the record's.
    pub(crate) fn of_report(&self, report: ReportId) -> Vec<StatementId> {
        let end = self.starts.get(report.index() + 1).map_or(self.of_telling.len(), |next| next as usize);
        let start = self.starts.get(report.index()).map_or(end, |start| start as usize);
        self.of_telling.range(start..end).collect()
    }

    /// The statements that a report is the first to tell, from its reading; `next` is the one that comes next.
    pub(crate) fn first_told(
        &self,
        lift: Lift<'_>,
        told: Vec<Statement>,
        next: &mut StatementId,
    ) -> Vec<(StatementId, Entry<Statement<Evidence>>)> {
        let ids = self.of_report(lift.report);
        let mut all = Vec::new();
        for (telling, id) in told.into_iter().zip(&ids) {
            // A later telling says what another entry of this report is already.
            if *id != *next {
                continue;
            }
            next.0 += 1;
            // Only the first telling says what it lies within: two reports that nest differently could else make a ring.
            let within = telling.within.and_then(|outer| ids.get(outer.index()).copied());
            let mut told = Statement { within, ..lift.statement(telling) };
            let mut was = Vec::new();
            for (id, more) in self.more.of(u64::from(id.0)) {
                was.push(id.text());
                tell_more(&mut told, more);
            }
            // The caller knows under which id it goes.
            all.push((*id, Entry { id: String::new(), was, told }));
        }
        all
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
