//! What was proposed, with each party's latest answer, from yes to no; what was last spoken of stands first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rapporteur_record::{Evidence, Proposal, Response, ResponseValue, Standing};

use super::super::draft::{Draft, terms, with};
use super::super::marks;
use super::super::words::clipped;
use crate::page::{Block, Column, Fit, Rich, Table, Tone};

/// Longer names and conditions are cut.
const NAME: usize = 160;

/// The columns: sign, answer, party, on what it rests, sources.
const COLUMNS: [Column; 5] = [
    Column::of(Fit::Whole),
    Column::of(Fit::Exactly(11)),
    Column::of(Fit::Exactly(20)),
    Column::of(Fit::Exactly(62)),
    Column::cites(),
];

pub(crate) fn write(draft: &mut Draft<'_>) {
    let record = draft.record;
    let (mut order, mut answers) = (Vec::new(), BTreeMap::new());
    for (at, proposal) in record.proposals.iter().enumerate().filter(|(_, one)| draft.scope.proposal(one)) {
        order.push((Reverse((last_told(draft, &proposal), proposal.responses.len())), at));
        proposal.responses.iter().for_each(|one| *answers.entry(one.response).or_default() += 1);
    }
    if order.is_empty() {
        return;
    }
    order.sort_unstable();
    draft.page.section("Proposals and answers", counts(&answers));
    for proposal in order.into_iter().filter_map(|(_, at)| record.proposals.get(at)) {
        write_proposal(draft, &proposal);
    }
}

/// The day when something was last told of it or of an answer.
fn last_told(draft: &Draft<'_>, proposal: &Proposal<Evidence>) -> Option<Date> {
    draft.last_told(proposal.evidence.iter().chain(proposal.responses.iter().flat_map(|response| &response.evidence)))
}

/// "2 accepted · 1 rejected".
fn counts(answers: &BTreeMap<ResponseValue, usize>) -> Rich {
    let told = |value: &ResponseValue| match answers.get(value) {
        None => Rich::default(),
        Some(count) => Rich::plain(format!("{count} ")).and(Tone::Plain, marks::response(*value).plain_word()),
    };
    Rich::join(ResponseValue::ALL.iter().map(told), " · ")
}

fn write_proposal(draft: &mut Draft<'_>, proposal: &Proposal<Evidence>) {
    let cites = draft.sources.cite(&proposal.evidence);
    let head = with(Rich::strong(clipped(&proposal.name, NAME)), &terms(&proposal.terms));
    draft.page.group(head, cites);
    let mut table = Table::new(&COLUMNS);
    let mut responses: Vec<&Response<Evidence>> = proposal.responses.iter().collect();
    responses.sort_by_key(|response| response.response);
    for response in responses {
        let mark = marks::response(response.response);
        let party = Rich::strong(draft.name(response.party));
        let cites = draft.sources.cite(&response.evidence);
        table.row([vec![mark.sign()], vec![mark.word()], vec![party], rests_on(draft, response), vec![cites]]);
    }
    let tabled = tabled(draft, proposal);
    draft.page.push(Block::Under(tabled));
    draft.page.list(table);
}

fn tabled(draft: &Draft<'_>, proposal: &Proposal<Evidence>) -> Rich {
    let by = match proposal.tabled_by.as_slice() {
        [] => "not told who tabled it".to_owned(),
        some => format!("tabled by {}", draft.names(some)),
    };
    let when = draft.calendar.period(&proposal.tabled.period);
    let told = if proposal.responses.is_empty() { "no answer told" } else { "" };
    Rich::faint([by, when, told.to_owned()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "))
}

/// Who gave the answer, with what standing and when; then the conditions.
fn rests_on(draft: &Draft<'_>, response: &Response<Evidence>) -> Vec<Rich> {
    let standing = Rich::plain(marks::standing(response.standing));
    let when = match response.when.period.is_unknown() {
        true => draft.last_told(&response.evidence).map(|day| draft.calendar.day(day)).unwrap_or_default(),
        false => draft.calendar.period(&response.when.period),
    };
    // Who is told by others to have answered has no voice here; the reporter's would look like the party's.
    let unvoiced = response.by.is_none() && response.standing == Standing::Reported;
    let voice = if unvoiced { String::new() } else { draft.voice(response.by, response.authority) };
    let mut told = vec![Rich::join([standing, Rich::plain(voice), Rich::faint(when)], " · ")];
    told.extend(response.conditions.iter().map(|condition| Rich::plain(format!("if: “{}”", clipped(condition, NAME)))));
    told
}
