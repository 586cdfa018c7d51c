//! Proposals: one package of terms under the names that reports give it, with each party's latest answer.
//!
//! ```text
//! r1: "30-day ceasefire"        rejected by A            one proposal; A's answer is `conditional`,
//! r2: "the ceasefire proposal"  A: yes, if …             its refusal lives on as a position
//! ```
//!
//! Two tellings are of one proposal when they share a term, their names fit and nobody else is said to have tabled it. A
//! name that says nothing ("the deal") is that of the last proposal told before on just these terms.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::civil::Date;
use rapporteur_spill::{Chains, Lists, Packed, Spill, Stash, key_of};
use serde::{Deserialize, Serialize};

use super::ids::{Taken, TellingId, TellingIds};
use super::lift::add_missing;
use super::occasion::Sides;
use super::positions::Past;
use super::whole::{Grown, Tellings, Whole};
use super::wording::Wording;
use super::{Setting, Telling};
use crate::entries::{Position, Proposal, Response};
use crate::{ActorId, Evidence, LEAST_SHOWN, ReportId, ResponseValue, Stance, Term};

/// How many proposals on a term, the last ones, a telling is compared with.
const COMPARED: usize = 32;

/// With how many of a proposal's names, the first ones, another name is compared.
const NAMES: usize = 16;

/// The proposals so far.
#[derive(Clone)]
pub(crate) struct Proposals<'s> {
    spill: &'s Spill,
    setting: &'s Setting<'s>,
    sides: &'s Sides,
    all: Stash<Known>,
    tellings: Tellings,
    answers: Chains<Answer>,
    on_term: Lists,
    /// By term and name.
    named: Lists,
}

/// What the next telling is compared with.
#[derive(Clone, Serialize, Deserialize)]
struct Known {
    /// With the evidence of the first telling, and without answers.
    told: Proposal<Evidence>,
    wordings: Vec<Wording>,
    tablers: BTreeSet<ActorId>,
    /// The report of the last telling.
    last: ReportId,
}

/// One telling of a response.
#[derive(Clone, Serialize, Deserialize)]
struct Answer {
    id: TellingId,
    day: Option<Date>,
    report: ReportId,
    response: Response<Evidence>,
}

impl<'s> Proposals<'s> {
    pub(crate) fn new(spill: &'s Spill, setting: &'s Setting<'s>, sides: &'s Sides) -> Self {
        Self {
            spill,
            setting,
            sides,
            all: Stash::new(spill),
            tellings: Tellings::new(spill),
            answers: Chains::new(spill),
            on_term: Lists::new(spill),
            named: Lists::new(spill),
        }
    }

    /// Adds one report's proposals.
    pub(crate) fn add(&mut self, tellings: Vec<Telling<Proposal<Evidence>>>) {
        let Some(report) = tellings.first().map(|telling| telling.report) else { return };
        let mut ids = TellingIds::new("past", self.setting.id(report));
        tellings.into_iter().for_each(|telling| self.add_one(telling, &mut ids));
    }

    fn add_one(&mut self, mut telling: Telling<Proposal<Evidence>>, ids: &mut TellingIds<'_>) {
        let wording = Wording::of(&telling.told.name);
        let tablers = self.tablers(&telling.told);
        let responses = std::mem::take(&mut telling.told.responses);
        let same = self.same(&telling, &wording, &tablers);
        let at = same.unwrap_or(self.all.len());
        self.index(at, &telling.told, &wording);
        let Telling { id, report, told } = telling;
        match same {
            Some(at) => {
                self.tellings.tell_again(at, id, told.evidence.clone());
                if let Some(known) = self.all.change(at) {
                    known.last = report;
                    known.tell_more(told, wording, tablers);
                }
            }
            None => {
                self.tellings.begin(id);
                self.all.push(Known { told, wordings: vec![wording], tablers, last: report });
            }
        }
        let day = self.setting.day(report);
        for response in responses {
            let id = ids.next(response.evidence.first().span);
            let day = response.when.period.to.or(response.when.period.from).or(day);
            self.answers.add(at as u64, &Answer { id, day, report, response });
        }
    }

    /// The sides that tabled it.
    fn tablers(&self, told: &Proposal<Evidence>) -> BTreeSet<ActorId> {
        told.tabled_by.iter().map(|one| self.sides.get(*one).party().unwrap_or(*one)).collect()
    }

    fn index(&mut self, at: usize, told: &Proposal<Evidence>, wording: &Wording) {
        for term in terms_of(told) {
            self.on_term.push(key_of(&term), at);
            self.named.push(key_of(&(term, wording)), at);
        }
    }

    /// The surest match, and of equal ones the last told.
    fn same(
        &mut self,
        telling: &Telling<Proposal<Evidence>>,
        wording: &Wording,
        tablers: &BTreeSet<ActorId>,
    ) -> Option<usize> {
        // By place in the list; true for those that bear the name.
        let mut candidates: BTreeMap<usize, bool> = BTreeMap::new();
        for term in terms_of(&telling.told) {
            for at in self.on_term.last(key_of(&term), COMPARED) {
                candidates.entry(at).or_default();
            }
            for at in self.named.last(key_of(&(term, wording)), COMPARED) {
                candidates.insert(at, true);
            }
        }
        let matched = candidates.into_iter().filter_map(|(at, same_name)| {
            let known = self.all.get(at)?;
            let sureness = known.sureness(telling, (wording, same_name), tablers)?;
            Some((sureness, known.last, at))
        });
        matched.max().map(|(_, _, at)| at)
    }

    /// The record's proposals, and the answers that later ones replaced.
    pub(crate) fn whole(mut self, taken: &Taken) -> (Whole<Proposal<Evidence>>, Packed<Past>) {
        let (mut all, mut replaced) = (Packed::new(self.spill), Packed::new(self.spill));
        for at in 0..self.all.len() {
            let Some(mut told) = self.all.get(at).map(|known| known.told.clone()) else { continue };
            let term = told.terms.first().copied().unwrap_or(Term::Other);
            for answers in by_party(self.answers.of(at as u64)) {
                let (latest, past) = latest(answers);
                told.responses.extend(latest);
                past.into_iter().for_each(|answer| replaced.push(&live_on(answer, term, &told.name)));
            }
            let was = self.tellings.gather(at, &mut told.evidence);
            all.push(&Grown { was, told });
        }
        (Whole::of(all, self.tellings.into_firsts(), self.spill, taken), replaced)
    }
}

/// Where proposals on the same terms are looked for; those without terms have a place of their own.
fn terms_of(told: &Proposal<Evidence>) -> Vec<Option<Term>> {
    if told.terms.is_empty() { vec![None] } else { told.terms.iter().copied().map(Some).collect() }
}

impl Known {
    fn sureness(
        &self,
        telling: &Telling<Proposal<Evidence>>,
        (wording, same_name): (&Wording, bool),
        tablers: &BTreeSet<ActorId>,
    ) -> Option<u8> {
        let told = &self.told;
        let one_tabled = tablers.is_empty() || self.tablers.is_empty() || !tablers.is_disjoint(&self.tablers);
        let same_terms = told.terms.iter().all(|term| telling.told.terms.contains(term))
            && telling.told.terms.iter().all(|term| told.terms.contains(term));
        let same_name = same_name && (!wording.is_empty() || same_terms);
        let same_report = self.last == telling.report;
        let says_nothing = wording.is_empty() || self.wordings.iter().all(Wording::is_empty);
        if same_name && one_tabled {
            Some(3)
        } else if same_report || !one_tabled {
            None
        } else if self.wordings.iter().any(|known| known.fits(wording)) {
            Some(2)
        } else {
            (says_nothing && same_terms).then_some(1)
        }
    }

    /// Adds another telling, but for its evidence and answers.
    fn tell_more(&mut self, more: Proposal<Evidence>, wording: Wording, tablers: BTreeSet<ActorId>) {
        let known = &mut self.told;
        add_missing(&mut known.terms, more.terms);
        add_missing(&mut known.tabled_by, more.tabled_by);
        if known.tabled.period.is_unknown() {
            known.tabled = more.tabled;
        }
        if self.wordings.iter().all(Wording::is_empty) && !wording.is_empty() {
            known.name = more.name;
        }
        if self.wordings.len() < NAMES {
            add_missing(&mut self.wordings, [wording]);
        }
        self.tablers.extend(tablers);
    }
}

/// The answers of each party, the parties in the order in which they first answered.
fn by_party(answers: Vec<Answer>) -> Vec<Vec<Answer>> {
    let mut place: HashMap<ActorId, usize> = HashMap::new();
    let mut all: Vec<Vec<Answer>> = Vec::new();
    for answer in answers {
        let at = *place.entry(answer.response.party).or_insert(all.len());
        if at == all.len() {
            all.push(Vec::new());
        }
        all[at].push(answer);
    }
    all
}

/// Parts one party's answers into the latest, with all that say the same right before it, and the earlier ones. That an
/// answer is pending does not undo one given on the same day.
fn latest(mut answers: Vec<Answer>) -> (Option<Response<Evidence>>, Vec<Answer>) {
    let given = |answer: &Answer| answer.response.response != ResponseValue::Pending;
    answers.sort_by_key(|answer| (answer.day, given(answer), answer.report));
    let Some(value) = answers.last().map(|answer| answer.response.response) else { return (None, answers) };
    let same = answers.iter().rev().take_while(|answer| answer.response.response == value).count();
    let run = answers.split_off(answers.len() - same);
    let best = run.iter().enumerate().max_by_key(|(at, answer)| (answer.response.standing, *at)).map(|(at, _)| at);
    let mut response: Option<Response<Evidence>> = best.and_then(|at| run.get(at)).map(|best| best.response.clone());
    if let Some(response) = &mut response {
        for answer in run {
            add_missing(&mut response.conditions, answer.response.conditions);
            response.evidence.extend(answer.response.evidence);
        }
        response.evidence.sort_and_dedup();
    }
    (response, answers)
}

/// An answer that a later one replaced, as a position.
fn live_on(answer: Answer, term: Term, proposal: &str) -> Past {
    let response = answer.response;
    let position = Position {
        party: response.party,
        term,
        wording: Some(proposal.to_owned()),
        stance: stance_of(response.response),
        standing: response.standing,
        weight: LEAST_SHOWN,
        by: response.by,
        since: response.when,
        statements: Vec::new(),
        evidence: response.evidence,
    };
    Past { id: answer.id, position }
}

/// Where a party stands that answers so.
const fn stance_of(response: ResponseValue) -> Stance {
    match response {
        ResponseValue::Accepted | ResponseValue::AcceptedInPrinciple => Stance::For,
        ResponseValue::Conditional | ResponseValue::Countered => Stance::Conditional,
        ResponseValue::Rejected => Stance::Against,
        ResponseValue::Pending | ResponseValue::Withdrawn => Stance::Open,
    }
}
