//! Who said what: by party, then by speaker, the most binding voice first; what one said, in its order.
//!
//! The cue is the report's own word ("said", "wrote on Telegram"), never ours. Whether words are quoted stands before them:
//! `direct` is all quoted, `mixed` in part, `indirect` in the report's own words; what somebody is told to believe or to
//! want is called that.

use std::collections::{BTreeMap, VecDeque};

use rapporteur_record::{ActorId, Authority, CueKind, Evidence, Firmness, Statement};

use super::super::draft::{Draft, Speaker, terms};
use super::super::words::{clipped, counted};
use crate::page::{Column, Fit, Rich, Table, Tone};

/// Longer words are cut; all of them stand under the number of their source.
const WORDS: usize = 400;

/// More than these nobody reads; the earlier ones are counted.
const MOST: usize = 500;

/// Longer cues are cut.
const CUE: usize = 40;

/// The columns: when, how, the words, what is done by them, sources.
const COLUMNS: [Column; 5] =
    [Column::of(Fit::AtLeast(6)), Column::of(Fit::AtLeast(8)), Column::of(Fit::Rest), Column::aside(), Column::cites()];

/// Whose words they are: party by rank, authority from the strongest, speaker by first word.
type Voice = (usize, std::cmp::Reverse<Option<Authority>>, usize);

pub(crate) fn write(draft: &mut Draft<'_>) {
    let (shown, earlier) = newest(draft);
    let all = counted(shown.len() + earlier, "statement", "statements");
    let groups = by_voice(draft, shown);
    if groups.is_empty() {
        return;
    }
    draft.page.section("Statements", Rich::plain(all));
    let legend = "direct: quoted · mixed: quoted in part · indirect: in the report’s words";
    draft.page.line(Rich::faint(legend));
    if earlier > 0 {
        let told = format!("the newest {MOST}; {earlier} earlier ones stand in the table of statements");
        draft.page.line(Rich::of(Tone::Open, told));
    }
    for statements in groups.into_values() {
        write_voice(draft, &statements);
    }
}

/// What is shown, and how much more there is.
fn newest(draft: &Draft<'_>) -> (VecDeque<Statement<Evidence>>, usize) {
    let asked = draft.record.statements.iter().filter(|one| draft.scope.statement(one) && draft.scope.sure(one));
    let (mut shown, mut earlier) = (VecDeque::new(), 0);
    // Statements stand in the order in which they were first told.
    for statement in asked {
        if shown.len() == MOST {
            shown.pop_front();
            earlier += 1;
        }
        shown.push_back(statement);
    }
    (shown, earlier)
}

fn by_voice(
    draft: &Draft<'_>,
    shown: impl IntoIterator<Item = Statement<Evidence>>,
) -> BTreeMap<Voice, Vec<Statement<Evidence>>> {
    let mut groups: BTreeMap<Voice, Vec<Statement<Evidence>>> = BTreeMap::new();
    let mut first_word: BTreeMap<(Option<ActorId>, Option<Speaker>), usize> = BTreeMap::new();
    for (at, statement) in shown.into_iter().enumerate() {
        let side = draft.side(&statement);
        let first = *first_word.entry((side, statement.speaker.map(|speaker| draft.speaker(speaker)))).or_insert(at);
        let voice = (draft.sides.rank(side), std::cmp::Reverse(statement.authority), first);
        groups.entry(voice).or_default().push(statement);
    }
    groups
}

fn write_voice(draft: &mut Draft<'_>, statements: &[Statement<Evidence>]) {
    let Some(first) = statements.first() else { return };
    draft.page.group(head(draft, first), Rich::default());
    let mut table = Table::new(&COLUMNS);
    for statement in statements {
        let cells = row(draft, statement);
        table.row(cells);
    }
    draft.page.list(table);
}

/// "Otty Patiño · negotiator · Colombia".
fn head(draft: &Draft<'_>, statement: &Statement<Evidence>) -> Rich {
    let speaker = match statement.speaker {
        Some(speaker) => draft.name(speaker),
        None => "Speaker not told".to_owned(),
    };
    let authority = statement.authority.map(|right| draft.right(statement.speaker, right)).unwrap_or("right not told");
    let side = draft.side(statement).filter(|side| Some(*side) != statement.speaker);
    let side = side.map(|side| draft.name(side)).unwrap_or_default();
    Rich::join([Rich::strong(speaker), Rich::plain(authority), Rich::plain(side)], " · ")
}

fn row(draft: &mut Draft<'_>, statement: &Statement<Evidence>) -> [Vec<Rich>; 5] {
    let cites = draft.sources.cite(&statement.content);
    [
        vec![when(draft, statement)],
        vec![how(statement)],
        vec![words(draft, statement)],
        vec![aside(statement)],
        vec![cites],
    ]
}

/// The day told or, where none is, that of the report.
fn when(draft: &Draft<'_>, statement: &Statement<Evidence>) -> Rich {
    match statement.said.period.is_unknown() {
        true => {
            let day = draft.first_told(&statement.content).map(|day| draft.calendar.day(day));
            Rich::faint(day.unwrap_or_else(|| "undated".to_owned()))
        }
        false => Rich::plain(draft.calendar.period(&statement.said.period)),
    }
}

fn how(statement: &Statement<Evidence>) -> Rich {
    match statement.cue_kind {
        CueKind::Thought => Rich::of(Tone::Open, "belief"),
        CueKind::Intent => Rich::of(Tone::Open, "intent"),
        CueKind::Speech | CueKind::Writing => Rich::plain(statement.mode.as_str()),
    }
}

fn words(draft: &Draft<'_>, statement: &Statement<Evidence>) -> Rich {
    let outer = statement.within.and_then(|outer| draft.record.statement(outer)).and_then(|outer| outer.speaker);
    let told_by = outer.filter(|outer| Some(*outer) != statement.speaker);
    let told_by = told_by.map(|outer| format!("as told by {}, ", draft.name(outer))).unwrap_or_default();
    let cue = draft.pieces(&statement.cue, CUE);
    let cue = cue.trim_end_matches(|last: char| !last.is_alphanumeric() && last != '…');
    let cue = if cue.is_empty() { String::new() } else { format!("{cue}: ") };
    Rich::faint(told_by).and(Tone::Faint, cue).and(Tone::Plain, draft.content(statement, WORDS))
}

/// What is done by the words and how firmly, and about what.
fn aside(statement: &Statement<Evidence>) -> Rich {
    let firmness = match statement.firmness {
        Firmness::Plain => String::new(),
        other => format!("{other} "),
    };
    let act = Rich::faint(format!("{firmness}{}", clipped(statement.act.as_str(), CUE)));
    Rich::join([act, Rich::faint(terms(&statement.about))], ": ")
}
