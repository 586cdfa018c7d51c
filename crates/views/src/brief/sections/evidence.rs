//! Behind each number: which report, and the words marked in their sentence.

use rapporteur_record::Span;

use super::super::context::{Context, around};
use super::super::days::with_year;
use super::super::draft::Draft;
use super::super::sources::Source;
use super::super::words::{clean, clipped};
use crate::page::{Block, Cell, Column, Fit, Rich, Table, Tone};

/// What stands around the marked words. News uses neither.
const MARKS: [&str; 2] = ["▸", "◂"];

/// Longer outlets and ids are cut.
const NAME: usize = 60;

pub(crate) fn write(draft: &mut Draft<'_>) {
    if draft.sources.listed.is_empty() {
        return;
    }
    draft.page.section("Evidence", Rich::plain(format!("words {}marked{} in their sentences", MARKS[0], MARKS[1])));
    let columns = [Column { right: true, ..Column::of(Fit::Whole) }, Column::of(Fit::Rest)];
    draft.page.push(Block::List(Table::new(&columns)));
    for (source, number) in draft.sources.listed.iter().zip(1..) {
        let told = told(draft, &source);
        draft.page.row([vec![Rich::of(Tone::Source(number), format!("[{number}]"))], told]);
    }
}

fn told(draft: &Draft<'_>, source: &Source) -> Cell {
    let Some(report) = draft.record.report(source.report) else { return Cell::new() };
    let original = Some(draft.sources.original(source.report)).filter(|original| *original != source.report);
    let original = original.and_then(|original| draft.record.report(original));
    let parts = [
        report.outlet.as_deref().map(|outlet| clipped(outlet, NAME)),
        Some(report.published.map_or_else(|| "undated".to_owned(), with_year)),
        Some(clipped(&report.id, NAME)),
        original.map(|original| format!("reprint of {}", clipped(&original.id, NAME))),
    ];
    let mut cell = vec![Rich::faint(parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))];
    let text = draft.record.text(source.report);
    cell.extend(sentences(&text, &source.spans).into_iter().map(|(context, spans)| marked(&text, context, &spans)));
    cell
}

/// The sentences of the words; words of one sentence are marked in it together.
fn sentences(text: &str, spans: &[Span]) -> Vec<(Context, Vec<Span>)> {
    let mut sentences: Vec<(Context, Vec<Span>)> = Vec::new();
    for span in spans {
        let Some(context) = around(text, *span) else { continue };
        match sentences.last_mut() {
            Some((last, known)) if context.start < last.end => {
                if context.end > last.end {
                    (last.end, last.cut_after) = (context.end, context.cut_after);
                }
                known.push(*span);
            }
            _ => sentences.push((context, vec![*span])),
        }
    }
    sentences
}

fn marked(text: &str, context: Context, spans: &[Span]) -> Rich {
    let mut line = Rich::of(Tone::Faint, if context.cut_before { "… " } else { "" });
    let mut at = context.start;
    for span in spans {
        let (from, to) = ((span.start as usize).max(at), span.end as usize);
        if from >= to {
            continue;
        }
        line = between(line, &text[at..from]);
        line = line.and(Tone::Faint, MARKS[0]).and(Tone::Marked, clean(&text[from..to])).and(Tone::Faint, MARKS[1]);
        at = to;
    }
    line = between(line, &text[at..context.end]);
    line.and(Tone::Faint, if context.cut_after { " …" } else { "" })
}

/// Text between marked words, with a space where it has one at its ends.
fn between(line: Rich, text: &str) -> Rich {
    let space = |at: Option<char>| if at.is_some_and(char::is_whitespace) { " " } else { "" };
    let told = clean(text);
    if told.is_empty() {
        return line.and(Tone::Plain, space(text.chars().next()));
    }
    line.and(Tone::Plain, format!("{}{told}{}", space(text.chars().next()), space(text.chars().next_back())))
}
