//! Spans of content: from tokens to bytes, whole quotations, no loose ends.

use std::ops::Range;

use rapporteur_language::Doc;
use rapporteur_record::Span;

use super::quotations::Quotations;

/// What stands at the ends of a content and does not belong to it.
fn loose(c: char) -> bool {
    c.is_whitespace() || matches!(c, ',' | ';' | ':' | '.' | '—' | '–' | '-')
}

/// Bytes of a range of tokens, without loose marks at the ends and without "that".
pub(super) fn bytes(doc: &Doc, tokens: Range<usize>) -> Range<usize> {
    trimmed(doc, doc.bytes(tokens))
}

/// Where the words of a paragraph begin behind the place and agency of a report ("GENEVA, March 12 (AP) — Talks…"), if the
/// range begins with such.
fn behind_dateline(text: &str, start: usize) -> usize {
    const LONGEST: usize = 60;
    const HEADLINE: usize = 300;
    let opens = start == 0 || (start < HEADLINE && text.get(..start).is_some_and(|before| before.ends_with('\n')));
    let Some(rest) = text.get(start..).filter(|_| opens) else { return start };
    let end = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
    let head = &rest[..end];
    let capitals = head.chars().take_while(|c| c.is_alphabetic()).filter(|c| c.is_uppercase()).count();
    let found = ["—", "–", "--", " - "].iter().filter_map(|dash| Some((head.find(dash)?, dash.len()))).min();
    match found {
        Some((at, len)) if capitals >= 3 && !head[..at].contains(['“', '"', '\n']) => start + at + len,
        _ => start,
    }
}

/// Where the words of an entry of a live report begin behind its time ("11:58 - Talks…", "9.15am: Talks…").
fn behind_clock(text: &str, start: usize) -> usize {
    let opens = start == 0 || text.get(..start).is_some_and(|before| before.ends_with('\n'));
    let Some(rest) = text.get(start..).filter(|_| opens) else { return start };
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let hours = digits(rest);
    let minutes = rest.get(hours..).and_then(|rest| rest.strip_prefix([':', '.'])).unwrap_or_default();
    if !(1..=2).contains(&hours) || digits(minutes) != 2 {
        return start;
    }
    let zone = minutes[2..].trim_start();
    let zones = ["GMT", "UTC", "CET", "CEST", "BST", "EST", "EDT", "am", "pm", "a.m.", "p.m."];
    let behind = zones.iter().find_map(|name| zone.strip_prefix(name)).unwrap_or(zone).trim_start();
    let words = behind.trim_start_matches(['-', '–', '—', ':', '|', ' ']);
    // Without a mark it is a time of the sentence's own.
    if words.len() < behind.len() { start + rest.len() - words.len() } else { start }
}

/// The same for bytes.
pub(super) fn trimmed(doc: &Doc, range: Range<usize>) -> Range<usize> {
    let start = behind_clock(doc.text(), behind_dateline(doc.text(), range.start));
    let range = start.min(range.end)..range.end;
    let Some(text) = doc.text().get(range.clone()) else { return range.start..range.start };
    let inner = text.trim_start_matches(loose);
    let inner = inner.strip_prefix("that ").unwrap_or(inner);
    let start = range.start + text.len() - inner.len();
    let inner = inner.trim_end_matches(loose);
    start..start + inner.len()
}

/// The ranges with every quotation that they touch taken whole, joined where they meet, in order. A quotation in which
/// byte `cue` stands is left alone.
pub(super) fn with_quotations(doc: &Doc, quotations: &Quotations, ranges: &[Range<usize>], cue: usize) -> Vec<Span> {
    let mut grown: Vec<Range<usize>> = Vec::new();
    for range in ranges.iter().filter(|range| !range.is_empty()) {
        let mut whole = range.clone();
        for quotation in quotations.touching(range.start, range.end) {
            let crosses = quotation.start <= cue && cue < quotation.end;
            let jumps = (whole.end <= cue && quotation.end > cue) || (whole.start > cue && quotation.start <= cue);
            if !crosses && !jumps {
                whole = whole.start.min(quotation.start)..whole.end.max(quotation.end);
            }
        }
        grown.push(whole);
    }
    grown.sort_by_key(|range| range.start);
    join(doc, grown)
}

/// Ranges in order, joined where nothing but marks and white space parts them.
pub(super) fn join(doc: &Doc, ranges: Vec<Range<usize>>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for range in ranges {
        let (start, end) = (range.start as u32, range.end as u32);
        match spans.last_mut() {
            Some(last) if start <= last.end || blank(doc, last.end as usize..range.start) => {
                last.end = last.end.max(end)
            }
            _ => spans.push(Span { start, end }),
        }
    }
    spans
}

fn blank(doc: &Doc, range: Range<usize>) -> bool {
    doc.text().get(range).is_some_and(|between| between.chars().all(loose))
}

/// "They would meet in Oslo, its foreign minister, Ms Diop, said": the parse may hang the speaker at the end on the place.
pub(super) fn cut_source(doc: &Doc, source: &Range<usize>, spans: &mut Vec<Span>) {
    for span in spans.iter_mut() {
        let (start, end) = (span.start as usize, span.end as usize);
        if start < source.start && source.start < end && end <= source.end {
            span.end = trimmed(doc, start..source.start).end as u32;
        }
    }
    spans.retain(|span| span.start < span.end);
}

/// Cuts what the reporter adds after somebody's last quoted words: ", where ministers had met", " - code for a levy".
pub(super) fn cut_asides(doc: &Doc, quotations: &Quotations, spans: &mut [Span]) {
    for span in spans {
        let Some(last) = quotations.touching(span.start as usize, span.end as usize).last() else { continue };
        let Some(rest) = doc.text().get(last.end..span.end as usize) else { continue };
        let clause = rest.strip_prefix(", ").and_then(|after| after.split(' ').next());
        let tells = matches!(clause, Some("which" | "where" | "who" | "whose" | "when" | "a" | "an" | "meaning"));
        if tells || [" - ", " – ", " — "].iter().any(|dash| rest.starts_with(dash)) {
            span.end = last.end as u32;
        }
    }
}

/// Of what stands around a cue the quoted part, where it begins as a whole quotation: in "“We stay,” the envoy said, but he
/// left" the rest is the reporter's.
pub(super) fn quoted_only(doc: &Doc, quotations: &Quotations, spans: &mut Vec<Span>) {
    let quoted = |span: &Span| !quotations.touching(span.start as usize, span.end as usize).is_empty();
    let whole = spans.first().is_some_and(|first| {
        let inside = quotations.touching(first.start as usize, first.end as usize);
        let (Some(one), Some(last)) = (inside.first(), inside.last()) else { return false };
        let rest = doc.text().get(last.end..first.end as usize).unwrap_or_default();
        one.start <= first.start as usize && !rest.contains(char::is_alphanumeric) && inside.len() == 1
    });
    if whole {
        spans.retain(quoted);
    }
}
