//! Verbs of speech, writing, thought and intent with what hangs on them in the tree.
//!
//! ```text
//! The envoy said on Monday that the truce holds.       clause
//! The truce, she said, holds.                          around
//! The rebels vowed to fight on.                        infinitive
//! Kyiv rejected the plan.                              object
//! Kyiv called for a pause.                             preposition
//! The minister is said to be ill.                      raised
//! ```

use std::ops::Range;

use rapporteur_language::{Doc, Pos, TokenRef};
use rapporteur_record::CueKind;
use rapporteur_record::codebook::{Cue, Cues, Frame};

use super::candidate::{Candidate, Found, Origin};
use super::quotations::Quotations;
use super::source::{self, Phrase};
use super::{adjuncts, content, lemma, trailing};

/// The attribution of which a verb outside quotation marks is the cue, if there is one.
pub(super) fn candidate(verb: TokenRef<'_>, cues: &Cues, quotations: &Quotations) -> Option<Candidate> {
    if verb.pos != Pos::Verb || quotations.holds(verb.index()) || is_modifier(verb) {
        return None;
    }
    let lemma = lemma(verb);
    let rows = || cues.verb(&lemma);
    let (cue, found, ranges) =
        rows().find_map(|cue| frame(verb, cue, cues, quotations).map(|(found, ranges)| (cue, found, ranges)))?;
    made(verb, cue.kind, Some(cue), cues, quotations, (found, ranges))
}

/// The candidate of which a verb is the cue and some tokens are the content.
pub(super) fn made(
    verb: TokenRef<'_>,
    kind: CueKind,
    cue: Option<&Cue>,
    cues: &Cues,
    quotations: &Quotations,
    (found, ranges): (Found, Vec<Range<usize>>),
) -> Option<Candidate> {
    let speaks = matches!(kind, CueKind::Speech | CueKind::Writing);
    let asked = source::quotes_somebody(verb)
        || source::is_charge(verb)
        || source::is_asked(verb)
        || source::is_question_to(verb);
    if asked || (speaks && source::is_nobodys(verb)) {
        return None;
    }
    let doc = verb.doc();
    let negated = verb.children().any(|child| child.dep == "neg") || source::is_declined(verb);
    let question = |range: &Range<usize>| {
        let first = doc.token(range.start);
        matches!(first.tag, "WP" | "WRB") || matches!(lemma(first).as_str(), "whether" | "if")
    };
    if speaks && negated && ranges.first().is_some_and(question) {
        // "did not say when", "declined to say whether" tell nothing.
        return None;
    }
    if found == Found::Object && is_silence(verb) {
        return None;
    }
    let ranges = within_paragraph(verb, ranges);
    let ranges = match found {
        Found::Around => within_breaks(verb, ranges, quotations),
        Found::Infinitive | Found::Object | Found::Preposition => before_meanwhile(doc, ranges),
        _ => ranges,
    };
    let pieces: Vec<Range<usize>> = ranges.into_iter().map(|range| content::bytes(doc, range)).collect();
    let mut spans = content::with_quotations(doc, quotations, &pieces, verb.start as usize);
    if found == Found::Around {
        content::quoted_only(doc, quotations, &mut spans);
    }
    if matches!(found, Found::Object | Found::Preposition) {
        content::cut_asides(doc, quotations, &mut spans);
    }
    let passive = source::is_passive(verb);
    let speaker = verb.head_token().head_token();
    let goes_on = goes_on(verb, speaker, cues) || is_adding(verb, speaker, cues);
    let sourced = said_before(verb, cues).or(goes_on.then_some(speaker)).unwrap_or(verb);
    let source = whose(sourced, found);
    if let Some(named) = source.as_ref().filter(|_| found == Found::Around) {
        content::cut_source(doc, &doc.bytes(named.range.clone()), &mut spans);
    }
    (!spans.is_empty()).then(|| Candidate {
        found,
        source,
        cue: cue_tokens(verb, found),
        cue_token: Some(verb.index()),
        content: spans,
        kind,
        passive,
        negated,
        audience: cue.and_then(|cue| audience(verb, cue, found, passive)),
        origin: Origin::Rule,
        notes: Vec::new(),
        confidence: 1.0,
    })
}

/// "The port was open, the navy *said*, *warning* that it might close": the cue right before a participle of another, which the parse
/// hangs on what is told.
fn said_before<'d>(verb: TokenRef<'d>, cues: &Cues) -> Option<TokenRef<'d>> {
    let doc = verb.doc();
    let comma = verb.index().checked_sub(1).filter(|&at| verb.tag == "VBG" && doc.token(at).text() == ",")?;
    let said = doc.token(comma.checked_sub(1)?);
    let speaks = cues.verb(&lemma(said)).any(|cue| cue.takes(Frame::Quotation));
    let told = source::subject(said).is_some_and(|subject| subject.index() < said.index());
    (matches!(said.tag, "VBD" | "VBZ") && speaks && told).then_some(said)
}

/// "said nothing of the prisoners", "revealed little": what is not said.
fn is_silence(verb: TokenRef<'_>) -> bool {
    let tells = matches!(lemma(verb).as_str(), "say" | "add" | "reveal" | "disclose" | "tell" | "report" | "mention");
    let none = |object: TokenRef<'_>| matches!(object.text(), "nothing" | "little" | "anything" | "none" | "much");
    tells && verb.children_by(&["dobj"]).any(none)
}

/// Who speaks. What seems so seems so to nobody named, and a verb at the end may stand before its subject.
fn whose(verb: TokenRef<'_>, found: Found) -> Option<Phrase> {
    if matches!(lemma(verb).as_str(), "seem" | "appear") {
        return None;
    }
    if found == Found::Around
        && let Some(misread) = trailing::misread(verb).or_else(|| trailing::inverted(verb))
    {
        return Some(misread.source);
    }
    let behind = || (found == Found::Around).then(|| source::behind(verb)).flatten();
    source::of_verb(verb).or_else(behind)
}

/// "vowed to fight *as new tariffs loomed*": what goes on meanwhile is the reporter's.
fn before_meanwhile(doc: &Doc, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let stops = |at: &usize| is_meanwhile(doc.token(*at));
    let cut =
        |range: Range<usize>| range.start..(range.start + 1..range.end).take(SCAN).find(stops).unwrap_or(range.end);
    ranges.into_iter().map(|range| if range.len() > 1 { cut(range) } else { range }).collect()
}

/// How far the words of a clause are looked through, in tokens; a longer sentence is a list or a mistake.
const SCAN: usize = 300;

/// The parse runs on where a headline or a quotation ends a paragraph without a mark; nobody's content does.
fn within_paragraph(verb: TokenRef<'_>, ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let doc = verb.doc();
    let breaks = |index: &usize| doc.token(*index).text().contains('\n');
    // A break anywhere between the verb and a range leaves nothing of that range.
    let cut = |range: Range<usize>| {
        if range.end <= verb.index() {
            let last = (range.start..verb.index()).rev().take(SCAN).find(breaks);
            last.map_or(range.start, |index| index + 1)..range.end
        } else {
            range.start..(verb.index()..range.end).take(SCAN).find(breaks).unwrap_or(range.end)
        }
    };
    ranges.into_iter().map(cut).filter(|range| !range.is_empty()).collect()
}

/// What an aside reports reaches no farther than the semicolons and colons beside it, but for those in quotations.
fn within_breaks(verb: TokenRef<'_>, ranges: Vec<Range<usize>>, quotations: &Quotations) -> Vec<Range<usize>> {
    let doc = verb.doc();
    let breaks = |index: &usize| matches!(doc.token(*index).text(), ";" | ":") && !quotations.holds(*index);
    let cut = |range: Range<usize>| {
        if range.end <= verb.index() {
            let inner = range.start..range.end.saturating_sub(1).max(range.start);
            inner.rev().take(SCAN).find(breaks).map_or(range.start, |index| index + 1)..range.end
        } else {
            let inner = range.start + 1..range.end.max(range.start + 1);
            range.start..inner.take(SCAN).find(breaks).unwrap_or(range.end)
        }
    };
    ranges.into_iter().map(cut).collect()
}

/// Participles before a noun ("the said envoy") report nothing, nor does a noun that the parse takes for a verb.
pub(super) fn is_modifier(verb: TokenRef<'_>) -> bool {
    matches!(verb.dep, "amod" | "compound" | "aux" | "auxpass") || is_misread_noun(verb)
}

/// "called the truce *offer* a trick": a noun of speech as the parse's second verb, though nothing joins it to the first.
fn is_misread_noun(verb: TokenRef<'_>) -> bool {
    let first = verb.head_token();
    let bare = matches!(verb.tag, "VB" | "VBP") && first.pos == Pos::Verb && first.index() < verb.index();
    let between = |child: TokenRef<'_>| child.index() > first.index() && child.index() < verb.index();
    let joined = || first.children().any(|child| between(child) && (child.dep == "cc" || child.pos == Pos::Punct));
    let beside = verb.index().checked_sub(1).map(|before| verb.doc().token(before).pos);
    bare && matches!(verb.dep, "conj" | "oprd" | "dep") && matches!(beside, Some(Pos::Noun | Pos::Propn)) && !joined()
}

fn frame(verb: TokenRef<'_>, cue: &Cue, cues: &Cues, quotations: &Quotations) -> Option<(Found, Vec<Range<usize>>)> {
    let passive = source::is_passive(verb);
    let try_frame = |frame: Frame| cue.takes(frame) && (cue.particles.is_empty() || particle_fits(verb, cue));
    if try_frame(Frame::Clause) {
        if let Some(ranges) = around(verb, cue.takes(Frame::Quotation)) {
            return Some((Found::Around, ranges));
        }
        if let Some(range) = clause(verb, cues) {
            return Some((Found::Clause, range));
        }
    }
    if passive
        && try_frame(Frame::Raised)
        && let Some(ranges) = raised(verb)
    {
        return Some((Found::Raised, ranges));
    }
    if !passive
        && try_frame(Frame::Infinitive)
        && let Some(range) = infinitive(verb)
    {
        return Some((Found::Infinitive, vec![range]));
    }
    if cue.takes(Frame::Quotation)
        && let Some(inverted) = trailing::inverted(verb)
    {
        return Some((Found::Around, vec![inverted.told]));
    }
    if try_frame(Frame::Preposition)
        && let Some(range) = preposition(verb, cue, quotations)
    {
        return Some((Found::Preposition, vec![range]));
    }
    if try_frame(Frame::Object) && particle_fits(verb, cue) {
        let ranges = if passive { passive_object(verb) } else { object(verb).map(|range| vec![range]) };
        if let Some(ranges) = ranges {
            return Some((Found::Object, ranges));
        }
    }
    let speaks = cue.takes(Frame::Quotation) && (cue.particles.is_empty() || particle_fits(verb, cue));
    let misread = || trailing::misread(verb).map(|misread| vec![misread.told]);
    speaks.then(|| aside(verb).or_else(misread)).flatten().map(|ranges| (Found::Around, ranges))
}

/// "It rained, the envoy said, all day": a verb and its subject between commas, or between a comma and the end, where the
/// parse made no clause of the rest.
pub(super) fn aside(verb: TokenRef<'_>) -> Option<Vec<Range<usize>>> {
    let doc = verb.doc();
    let sentence = doc.sentence(verb.sentence());
    source::subject(verb)?;
    let relative = |child: TokenRef<'_>| matches!(child.tag, "WP" | "WDT") && child.index() < verb.index();
    if !matches!(verb.tag, "VBD" | "VBZ" | "VBP") || verb.children().any(relative) {
        return None;
    }
    let own = core(verb);
    let before = own.start.checked_sub(1).filter(|&before| before > sentence.start)?;
    let closed = own.end >= sentence.end || matches!(doc.token(own.end).text(), "," | "." | ";");
    if doc.token(before).text() != "," || !closed {
        return None;
    }
    let breaks =
        |index: &usize| matches!(doc.token(*index).text(), ";" | ":") || doc.token(*index).text().contains('\n');
    let start = (sentence.start..before).rev().take(SCAN).find(breaks).map_or(sentence.start, |index| index + 1);
    let told = (start..before).take(SCAN).any(|index| matches!(doc.token(index).pos, Pos::Verb | Pos::Aux))
        || own.end + 3 < sentence.end;
    let goes_on = own.end < sentence.end && doc.token(own.end).text() == ",";
    let end = (own.end..sentence.end).take(SCAN).find(breaks).unwrap_or(sentence.end);
    let after = (goes_on && own.end + 1 < end).then(|| until_another_speaks(doc, own.end + 1..end));
    (told && start < before).then(|| std::iter::once(start..before).chain(after).collect())
}

/// "announced a deal last month which has yet to be signed", "denied the claim, details of which": the parse takes a relative clause
/// for what is announced or denied.
fn is_relative_of_object(verb: TokenRef<'_>, clause: TokenRef<'_>) -> bool {
    let start = clause.left_edge();
    let doc = verb.doc();
    let relative = (start..(start + RELATIVE).min(clause.index()))
        .any(|at| doc.token(at).tag == "WDT" || doc.token(at).text() == "which");
    let object = verb.children_by(&["dobj"]).any(|object| object.index() < start);
    // "told the Commons that the duty would stay"
    let told = HEARD.contains(&lemma(verb).as_str()) && has_own_subject(clause);
    relative && object && !told
}

/// Within how many tokens from its beginning a relative clause has its pronoun: "details of which".
const RELATIVE: usize = 4;

/// What "X said" at the end or in the midst of a sentence reports: the clause around it.
pub(super) fn around(verb: TokenRef<'_>, speaks: bool) -> Option<Vec<Range<usize>>> {
    let doc = verb.doc();
    let sentence = doc.sentence(verb.sentence());
    let own = core(verb);
    // "whatever she asks for" is no aside.
    if verb.children().any(|child| matches!(child.tag, "WP" | "WDT") && child.index() < verb.index()) {
        return None;
    }
    if speaks && (verb.dep == "parataxis" || (verb.dep == "advcl" && has_as(verb) && !wishes(verb))) {
        // "as officials denied the talks": it has something of its own to tell.
        let object = |child: &TokenRef<'_>| child.dep == "dobj" && child.pos != Pos::Pron;
        if verb.children().any(|child| (child.dep == "ccomp" || object(&child)) && child.index() > verb.index()) {
            return None;
        }
        let main = verb.head_token().subtree_range();
        let end = until_another_speaks(doc, own.end.min(main.end)..main.end).end;
        return Some(without(main.start..end, own));
    }
    if let Some(told) = told_by_outlet(verb, &own).or_else(|| quoted_last(verb)).filter(|_| speaks) {
        return Some(vec![told]);
    }
    let clause = verb.children().find(|child| child.dep == "ccomp")?;
    if clause.left_edge() < own.start && clause.right_edge() >= own.end {
        return Some(without(clause.subtree_range(), own));
    }
    let right = verb.children().any(|child| child.dep == "ccomp" && child.index() >= own.end);
    let paused = own.end < doc.len() && matches!(doc.token(own.end).text(), "," | ";");
    if clause.index() > verb.index() || (right && !paused) {
        return None;
    }
    // Fronted: all of the sentence before the cue, whatever the parse hung where.
    let semicolon = (sentence.start..clause.index()).rev().take(SCAN).find(|&index| doc.token(index).text() == ";");
    let first = semicolon.map_or(sentence.start, |index| index + 1);
    let start = if verb.is_root() { first } else { clause.left_edge() };
    let before = start..own.start;
    if before.is_empty() {
        return None;
    }
    let after = rest(verb, own.end, sentence.end).filter(|_| speaks);
    Some(std::iter::once(before).chain(after).collect())
}

/// "The army said it had won, *the state agency reported*": all of the sentence before, whatever the parse hung the verb on.
fn told_by_outlet(verb: TokenRef<'_>, own: &Range<usize>) -> Option<Range<usize>> {
    let doc = verb.doc();
    let sentence = doc.sentence(verb.sentence());
    let subject = source::subject(verb).filter(|subject| subject.index() < verb.index())?;
    let outlet = OUTLETS.contains(&lemma(subject).as_str()) || subject.ent_type == "ORG" && lemma(verb) == "report";
    let comma = own.start.checked_sub(1).filter(|&at| at > sentence.start && doc.token(at).text() == ",")?;
    let last = (own.end..sentence.end).all(|at| matches!(doc.token(at).pos, Pos::Punct | Pos::Space));
    let reports = matches!(lemma(verb).as_str(), "report" | "say" | "write");
    (outlet && reports && last && !source::is_passive(verb)).then_some(sentence.start..comma)
}

/// "They would reply soon, the envoy was quoted as *saying*": all of the sentence before who is quoted.
fn quoted_last(verb: TokenRef<'_>) -> Option<Range<usize>> {
    let doc = verb.doc();
    let quoted = source::quoted(verb).filter(|_| verb.children_by(&["ccomp", "dobj"]).next().is_none())?;
    let start = doc.sentence(verb.sentence()).start;
    let comma = quoted.range.start.checked_sub(1).filter(|&at| at > start && doc.token(at).text() == ",")?;
    Some(start..comma)
}

/// What a report may come from.
const OUTLETS: [&str; 12] = [
    "agency",
    "television",
    "tv",
    "radio",
    "medium",
    "newspaper",
    "daily",
    "site",
    "website",
    "channel",
    "broadcaster",
    "outlet",
];

/// What goes on after a cue in the midst: "That, he said, was so, *because…*". A participle or a further subject of the
/// cue's own verb does not.
fn rest(verb: TokenRef<'_>, start: usize, end: usize) -> Option<Range<usize>> {
    let doc = verb.doc();
    if !verb.is_root() || start + 3 >= end || doc.token(start).text() != "," {
        return None;
    }
    let first = doc.token(start + 1);
    let aside = first.tag == "VBG"
        || matches!(first.tag, "WP" | "WDT" | "WRB")
        || is_circumstance(first)
        || (first.dep == "cc" && !is_new_clause(first));
    let whole = verb
        .children()
        .filter(|child| child.index() > start && child.pos != Pos::Punct)
        .all(|child| matches!(child.dep, "ccomp" | "advcl" | "nsubj" | "conj" | "cc"));
    (!aside && whole).then(|| until_another_speaks(doc, start + 1..end))
}

/// Verbs with which a report surely goes over to another's word; who "insists" may be spoken of by the first.
const REPORTING: &[&str] = &["say", "tell", "add", "reply", "respond", "write"];
const ANSWERING: &[&str] = &["deny", "reject", "dispute", "dismiss", "disagree", "contradict"];

/// "…, she said, but the governor denied it": of what goes on behind a cue the part before a further clause that tells another's word.
fn until_another_speaks(doc: &Doc, after: Range<usize>) -> Range<usize> {
    let another = after.clone().take(SCAN).filter_map(|at| {
        let verb = doc.token(at);
        let subject = source::subject(verb).filter(|one| after.contains(&one.index()) && one.index() < at)?;
        let lemma = lemma(verb);
        let reports = REPORTING.contains(&lemma.as_str()) && verb.children_by(&["ccomp"]).any(|told| told.index() > at);
        let answers = ANSWERING.contains(&lemma.as_str());
        let start = subject.left_edge();
        let joined = start > after.start && doc.token(start - 1).dep == "cc" && verb.dep == "conj";
        (joined && (reports || answers)).then_some(start - 1)
    });
    let end = another.min().unwrap_or(after.end);
    after.start..end
}

/// Does a word begin what happened when it was said (", hours after talks had failed")?
pub(super) fn is_circumstance(first: TokenRef<'_>) -> bool {
    let word = |token: TokenRef<'_>| matches!(lemma(token).as_str(), "as" | "while" | "after" | "before" | "when");
    let doc = first.doc();
    let span =
        matches!(lemma(first).as_str(), "minute" | "hour" | "day" | "week" | "month" | "shortly" | "just" | "soon");
    word(first) || (span && first.index() + 1 < doc.len() && word(doc.token(first.index() + 1)))
}

/// "…, he said, *and the port* would open": does the conjunction join a clause with a subject of its own?
fn is_new_clause(and: TokenRef<'_>) -> bool {
    let joined = and.head_token().children().find(|child| child.dep == "conj" && child.index() > and.index());
    joined.is_some_and(|verb| source::subject(verb).is_some())
}

/// "as the rebels demand" tells what they want done, not that they say so.
fn wishes(verb: TokenRef<'_>) -> bool {
    const WISHES: &[&str] = &[
        "demand",
        "ask",
        "request",
        "urge",
        "propose",
        "suggest",
        "recommend",
        "order",
        "promise",
        "threaten",
        "pledge",
    ];
    WISHES.contains(&lemma(verb).as_str())
}

fn has_as(verb: TokenRef<'_>) -> bool {
    verb.children().any(|child| child.dep == "mark" && lemma(child) == "as")
}

/// The verb with its subject, auxiliaries and short adverbs.
pub(super) fn core(verb: TokenRef<'_>) -> Range<usize> {
    let mut range = verb.index()..verb.index() + 1;
    let near = |child: &TokenRef<'_>| {
        matches!(
            child.dep,
            "nsubj"
                | "nsubjpass"
                | "aux"
                | "auxpass"
                | "neg"
                | "mark"
                | "advmod"
                | "dobj"
                | "dative"
                | "prep"
                | "npadvmod"
                | "agent"
                | "prt"
        )
    };
    let chosen = source::subject(verb).map(TokenRef::index);
    let strayed = |child: &TokenRef<'_>| matches!(child.dep, "nsubj" | "nsubjpass") && Some(child.index()) != chosen;
    // "provided that they leave, the envoy said": the mark of the clause before is none of the cue's.
    let apart = |child: &TokenRef<'_>| {
        let until = source::subject(verb).map_or(verb.index(), TokenRef::left_edge);
        child.dep == "mark" && (child.index()..until).take(SCAN).any(|at| verb.doc().token(at).text() == ",")
    };
    for child in verb.children().filter(|child| near(child) && !strayed(child) && !apart(child)) {
        range = range.start.min(child.left_edge())..range.end.max(child.right_edge() + 1);
    }
    range
}

fn without(range: Range<usize>, hole: Range<usize>) -> Vec<Range<usize>> {
    let left = range.start..hole.start.min(range.end).max(range.start);
    let right = hole.end.max(range.start).min(range.end)..range.end;
    [left, right].into_iter().filter(|part| !part.is_empty()).collect()
}

pub(super) fn clause(verb: TokenRef<'_>, cues: &Cues) -> Option<Vec<Range<usize>>> {
    let after = |child: &TokenRef<'_>| {
        child.dep == "ccomp" && child.index() > verb.index() && !is_relative_of_object(verb, *child)
    };
    let Some(first) = verb.children().find(after) else { return strayed(verb, cues) };
    // "let the hosts know that it may": what one lets them know.
    if lemma(verb) == "let" && matches!(lemma(first).as_str(), "know" | "slip") {
        let told = first.children().find(|child| child.dep == "ccomp" && child.index() > first.index())?;
        let range = told.left_edge()..told.right_edge() + 1;
        return Some(vec![range]);
    }
    // Where the parse makes two clauses of one, they follow each other.
    let mut range = adjuncts::begin(verb, first)..end_before_next_cue(first, verb, cues);
    for next in verb.children().filter(|child| after(child) && child.index() > first.index()) {
        let colon = verb.doc().tokens().get(range.end).is_some_and(|_| verb.doc().token(range.end).text() == ":");
        if next.left_edge() <= range.end + 1 && !colon {
            range.end = end_before_next_cue(next, verb, cues);
        }
    }
    range.end = adjuncts::end_with_further_that(verb, range.end);
    Some(vec![range])
}

/// "The envoy said, as talks began, that it holds": the clause with "that" hangs on the one in between.
fn strayed(verb: TokenRef<'_>, cues: &Cues) -> Option<Vec<Range<usize>>> {
    let that = |child: &TokenRef<'_>| child.children().any(|mark| mark.dep == "mark" && mark.text() == "that");
    // "told staff in a memo that the talks had failed": a "that" right before a subject is no relative of the memo.
    let opens = |child: &TokenRef<'_>| that(child) || may_tell(child.head_token()) && has_own_subject(*child);
    // "…, the envoy said, adding that": what is added has a cue of its own.
    let adds =
        |child: &TokenRef<'_>| child.tag == "VBG" && cues.verb(&lemma(*child)).any(|cue| cue.takes(Frame::Clause));
    let between = verb.children().filter(|child| child.dep == "advcl" && child.index() > verb.index() && !adds(child));
    let ccomp = between.flat_map(TokenRef::children).find(|child| child.dep == "ccomp" && that(child));
    let below = ccomp.or_else(|| {
        // "pledged in a message that they would leave"
        let nouns = verb.children_by(&["prep"]).flat_map(|prep| prep.children_by(&["pobj"]));
        // "speaking on condition that he not be named" tells nothing.
        let nouns = nouns.filter(|noun| lemma(*noun) != "condition");
        // "told the Commons that it would": nor is the clause the hearer's.
        let hearer = verb.children_by(&["dobj"]).filter(|_| HEARD.contains(&lemma(verb).as_str()));
        let nouns = nouns.chain(hearer);
        let mut clauses = nouns.flat_map(|noun| noun.children_by(&["relcl", "acl", "ccomp"]));
        clauses.find(|clause| opens(clause) && clause.index() > verb.index() && source::subject(*clause).is_some())
    });
    let below = below.or_else(|| adjuncts::clause_behind(verb))?;
    let start = below.children().find(|mark| mark.text() == "that")?.index();
    let range = start..adjuncts::end_with_further_that(verb, below.right_edge() + 1);
    Some(vec![range])
}

/// The end of a clause, but before ", adding that…" and "and added that…", which go on with the same speaker.
fn end_before_next_cue(clause: TokenRef<'_>, speaker: TokenRef<'_>, cues: &Cues) -> usize {
    let adding = |child: &TokenRef<'_>| {
        // ", adding that…", and ", pointing to the vote": what the speaker does, not what is told.
        let speaks = || cues.verb(&lemma(*child)).any(|cue| cue.kind == CueKind::Speech);
        let does = child.dep == "advcl" && child.tag == "VBG" && is_after_comma(*child);
        // "“We must wait,” referring to the vote"
        does && (has_clause(*child) || speaks() || is_after_quotation(*child))
    };
    let next = clause.children().find(|child| {
        child.index() > clause.index()
            && (adding(child) || goes_on(*child, speaker, cues) || is_anothers(*child, speaker, cues))
    });
    next.map_or(clause.right_edge() + 1, |next| {
        let start = next.left_edge();
        let and = start.checked_sub(1).filter(|&before| clause.doc().token(before).dep == "cc");
        and.unwrap_or(start)
    })
}

/// "Norland said it had stopped, *while Sudmark said it had not*": does a clause behind a comma tell what another says?
fn is_anothers(verb: TokenRef<'_>, speaker: TokenRef<'_>, cues: &Cues) -> bool {
    let doc = verb.doc();
    let start = verb.left_edge();
    let against = matches!(lemma(doc.token(start)).as_str(), "while" | "whereas" | "although" | "though");
    let but = verb.dep == "conj" && start > 0 && doc.token(start - 1).text() == "but";
    let comma = (start - usize::from(but)).checked_sub(1).is_some_and(|before| doc.token(before).text() == ",");
    let joined = comma && (but || against && verb.dep == "advcl");
    let named = source::subject(verb).filter(|subject| matches!(subject.pos, Pos::Noun | Pos::Propn));
    let first = source::subject(speaker);
    let other = |subject: TokenRef<'_>| first.is_some_and(|first| lemma(first) != lemma(subject));
    let tells = || verb.children().any(|child| child.dep == "ccomp" && child.index() > verb.index());
    let says = || cues.verb(&lemma(verb)).any(|cue| cue.kind == CueKind::Speech && cue.takes(Frame::Clause));
    joined && verb.tag == speaker.tag && named.is_some_and(other) && tells() && says()
}

/// Does a comma stand before the clause, or a quotation's end with one in it?
fn is_after_comma(verb: TokenRef<'_>) -> bool {
    let doc = verb.doc();
    let before = verb.left_edge().checked_sub(1 + usize::from(is_after_quotation(verb)));
    before.is_some_and(|before| doc.token(before).text() == ",")
}

fn is_after_quotation(verb: TokenRef<'_>) -> bool {
    verb.left_edge().checked_sub(1).is_some_and(|before| matches!(verb.doc().token(before).text(), "”" | "\"" | "''"))
}

fn has_clause(verb: TokenRef<'_>) -> bool {
    verb.children().any(|below| below.dep == "ccomp")
}

/// "The envoy *said* it holds and *added* that…": is the second verb, which the parse joined to the content of the
/// first, the first one's equal?
fn goes_on(verb: TokenRef<'_>, speaker: TokenRef<'_>, cues: &Cues) -> bool {
    let content = verb.head_token();
    let speaks = |token: TokenRef<'_>| cues.verb(&lemma(token)).any(|cue| cue.takes(Frame::Quotation));
    let claims = |token: TokenRef<'_>| cues.verb(&lemma(token)).any(|cue| cue.kind == CueKind::Speech);
    verb.dep == "conj"
        && verb.tag == speaker.tag
        && content.dep == "ccomp"
        && content.head_token().index() == speaker.index()
        && content.index() > speaker.index()
        && source::subject(verb).is_none()
        && !verb.children().any(|child| matches!(child.dep, "aux" | "auxpass"))
        // Another tense than the content's is the cue's: "said she admires him and praised the plan".
        // What only is makes no claims: "said the families were tired and called on the ministers".
        && (has_clause(verb) || content.tag != verb.tag || lemma(content) == "be")
        && (speaks(verb) || claims(verb))
        && speaks(speaker)
}

/// Verbs whose object hears what is told.
const HEARD: [&str; 6] = ["tell", "inform", "assure", "remind", "notify", "warn"];

fn may_tell(noun: TokenRef<'_>) -> bool {
    let heard = noun.dep == "dobj" && HEARD.contains(&lemma(noun.head_token()).as_str());
    heard || adjuncts::MEDIA.contains(&lemma(noun).as_str())
}

/// "that the talks had failed": a clause whose "that" stands right before a subject of its own.
fn has_own_subject(clause: TokenRef<'_>) -> bool {
    let that = clause.children().find(|child| child.text() == "that" && child.index() < clause.index());
    let subject = source::subject(clause).filter(|subject| !matches!(subject.tag, "WDT" | "WP"));
    let (Some(that), Some(subject)) = (that, subject) else { return false };
    subject.left_edge() == that.index() + 1
}

/// "The envoy *noted* that the duties hurt, *adding* that…": does a participle at the end of a content say more of its
/// speaker's?
fn is_adding(verb: TokenRef<'_>, speaker: TokenRef<'_>, cues: &Cues) -> bool {
    let content = verb.head_token();
    let speaks = |token: TokenRef<'_>| cues.verb(&lemma(token)).any(|cue| cue.takes(Frame::Quotation));
    verb.dep == "advcl"
        && verb.tag == "VBG"
        && content.dep == "ccomp"
        && content.index() < verb.index()
        && is_after_comma(verb)
        && content.head_token().index() == speaker.index()
        && speaker.index() < content.index()
        && source::subject(verb).is_none()
        && speaks(verb)
        && speaks(speaker)
}

pub(super) fn infinitive(verb: TokenRef<'_>) -> Option<Range<usize>> {
    let below = verb.children().find(|child| matches!(child.dep, "xcomp" | "ccomp") && child.index() > verb.index())?;
    if is_anonymity(below) {
        return None;
    }
    // "asked the crowd to leave": whom is part of what was asked.
    let whom = verb.children().find(|child| child.dep == "dobj" && child.right_edge() + 1 == below.left_edge());
    // "called on them to leave", but "agreed on Monday to leave"
    let on = verb.children().find(|child| child.dep == "prep" && child.right_edge() + 1 == below.left_edge());
    let on = on.filter(|on| lemma(*on) == "on").and_then(|on| on.children_by(&["pobj"]).next());
    let on = on.filter(|whom| !matches!(whom.ent_type, "DATE" | "TIME"));
    let whom = whom.or(on);
    let end = below.right_edge() + 1;
    Some(whom.unwrap_or(below).left_edge()..end)
}

/// Does a word begin a clause that tells what goes on meanwhile ("as talks began")?
pub(super) fn is_meanwhile(token: TokenRef<'_>) -> bool {
    let clause = token.head_token();
    if token.dep != "mark" || clause.dep != "advcl" || lemma(token) != "as" || source::subject(clause).is_none() {
        return false;
    }
    // "as long as it takes" compares.
    let before = token.index().checked_sub(1).map(|before| token.doc().token(before));
    before.is_some_and(|before| !matches!(before.pos, Pos::Adv | Pos::Adj))
}

/// "asked not to be named" says how the source is told, not what the source says.
fn is_anonymity(below: TokenRef<'_>) -> bool {
    matches!(lemma(below).as_str(), "name" | "identify" | "quote") && source::is_passive(below)
}

pub(super) fn raised(verb: TokenRef<'_>) -> Option<Vec<Range<usize>>> {
    let below = verb.children().find(|child| matches!(child.dep, "xcomp" | "ccomp") && child.index() > verb.index())?;
    let subject = source::subject(verb)?;
    let rest = below.left_edge()..below.right_edge() + 1;
    if lemma(subject) == "it" { Some(vec![rest]) } else { Some(vec![source::phrase(subject).range, rest]) }
}

/// "ruled out" is a cue where "ruled" is none, "called off" is none where "called" is one.
pub(super) fn particle_fits(verb: TokenRef<'_>, cue: &Cue) -> bool {
    let after = |child: &TokenRef<'_>| child.index() > verb.index() && child.index() < verb.index() + 5;
    if !cue.particles.is_empty() {
        return verb.children().any(|child| after(&child) && cue.particles.contains(&lemma(child)));
    }
    let particle = verb.children().find(|child| child.dep == "prt" && after(child)).map(lemma);
    particle.is_none_or(|particle| particle == "out")
}

/// The object and what is said of it, up to the end of what hangs on the verb but for clauses and times.
pub(super) fn object(verb: TokenRef<'_>) -> Option<Range<usize>> {
    let object = verb.children().find(|child| {
        matches!(child.dep, "dobj" | "ccomp" | "xcomp" | "oprd" | "acomp") && child.index() > verb.index()
    })?;
    let mut end = object.right_edge() + 1;
    let more = |child: &TokenRef<'_>| {
        child.index() > object.index()
            && (matches!(child.dep, "oprd" | "xcomp" | "ccomp" | "acomp")
                || is_misread_noun(*child)
                || (child.dep == "prep"
                    && (matches!(lemma(*child).as_str(), "as" | "of" | "for" | "to")
                        || (lemma(verb) == "charge" && lemma(*child) == "with"))))
    };
    for child in verb.children().filter(more) {
        end = end.max(child.right_edge() + 1);
    }
    // "floated freezing the talks until they leave": how long is part of what was floated.
    let until = |child: &TokenRef<'_>| {
        child.dep == "advcl" && child.left_edge() == end && lemma(verb.doc().token(end)) == "until"
    };
    if let Some(last) = verb.children().find(until).filter(|_| object.tag == "VBG") {
        end = last.right_edge() + 1;
    }
    Some(object.left_edge()..end)
}

/// "The plan was rejected (by X) as a trap": what the passive's subject names.
pub(super) fn passive_object(verb: TokenRef<'_>) -> Option<Vec<Range<usize>>> {
    let subject = source::phrase(source::subject(verb)?).range;
    let agent = verb.children().find(|child| child.dep == "agent");
    // "The deal was announced": who did it is often left out of that one.
    if agent.is_none() && lemma(verb) != "announce" {
        return None;
    }
    let after = agent.map_or(verb.index(), |by| by.index());
    let said = |child: &TokenRef<'_>| {
        child.index() > verb.index()
            && (matches!(child.dep, "oprd" | "xcomp")
                || (child.dep == "prep"
                    && child.index() > after
                    && matches!(lemma(*child).as_str(), "as" | "of" | "for")))
    };
    let more = verb.children().filter(said).map(|child| child.left_edge()..child.right_edge() + 1);
    Some(std::iter::once(subject).chain(more).collect())
}

/// Does a quotation stand in a further phrase of the verb?
fn later_quoted(verb: TokenRef<'_>, end: usize, quotations: &Quotations) -> bool {
    let further = verb.children().filter(|child| child.dep == "prep" && child.index() >= end);
    further.flat_map(|child| (child.left_edge()..child.right_edge() + 1).take(SCAN)).any(|at| quotations.holds(at))
}

/// "on Monday": when it was called for.
fn is_time(doc: &Doc, range: &Range<usize>) -> bool {
    doc.token(range.start).text() == "on" && range.clone().any(|at| doc.token(at).ent_type == "DATE")
}

fn preposition(verb: TokenRef<'_>, cue: &Cue, quotations: &Quotations) -> Option<Range<usize>> {
    let wanted = |child: &TokenRef<'_>| {
        matches!(child.dep, "prep" | "prt" | "dative")
            && child.index() > verb.index()
            && cue.prepositions.iter().any(|known| *known == lemma(*child))
    };
    let Some(preposition) = verb.children().find(wanted) else { return for_somebody_to(verb, cue) };
    let below = preposition.children().find(|child| matches!(child.dep, "pobj" | "pcomp"));
    let Some(below) = below else {
        return object(verb).filter(|range| range.start > preposition.index());
    };
    let mut end = below.right_edge() + 1;
    // "called on them to leave": the infinitive hangs on the verb.
    for child in verb.children().filter(|child| matches!(child.dep, "xcomp" | "advcl")) {
        if child.index() >= end && child.children().any(|mark| mark.tag == "TO") && child.left_edge() == end {
            end = child.right_edge() + 1;
        }
    }
    // "called for a fund by May, in “grants, not loans”": what is quoted further on was called for too.
    let doc = verb.doc();
    let quoted = |range: &Range<usize>| range.clone().take(SCAN).any(|at| quotations.holds(at));
    let first = end;
    for child in verb.children().filter(|child| child.dep == "prep" && child.index() >= first) {
        let range = child.left_edge()..child.right_edge() + 1;
        if child.left_edge() <= end + 1
            && (quoted(&range) || !is_time(doc, &range))
            && later_quoted(verb, end, quotations)
        {
            end = range.end;
        }
    }
    // "asked the chairs for a text": whom is part of what was asked.
    let whom = verb.children().find(|child| child.dep == "dobj" && child.right_edge() + 1 == preposition.index());
    Some(whom.unwrap_or(below).left_edge()..end)
}

/// "called for *the envoys to be let in*": the parse takes "for" for the mark of a clause.
fn for_somebody_to(verb: TokenRef<'_>, cue: &Cue) -> Option<Range<usize>> {
    let marked = |child: &TokenRef<'_>| {
        let first = verb.doc().token(child.left_edge());
        matches!(child.dep, "advcl" | "xcomp" | "ccomp") && first.text() == "for" && first.index() == verb.index() + 1
    };
    let takes = cue.prepositions.iter().any(|known| known == "for");
    let clause = verb.children().find(marked).filter(|_| takes)?;
    Some(clause.left_edge() + 1..clause.right_edge() + 1)
}

fn cue_tokens(verb: TokenRef<'_>, found: Found) -> Vec<Range<usize>> {
    let mut range = verb.index()..verb.index() + 1;
    let belongs = |child: &TokenRef<'_>| match child.dep {
        "aux" | "auxpass" | "neg" => true,
        "advmod" => child.right_edge() + 1 == verb.index(),
        "prt" => true,
        "prep" => found == Found::Preposition && child.index() == verb.index() + 1,
        _ => false,
    };
    for child in verb.children().filter(belongs) {
        let near = child.index() + 4 > verb.index() && child.index() < verb.index() + 3;
        if near && !child.children().any(|below| below.dep != "pobj") {
            range = range.start.min(child.index())..range.end.max(child.index() + 1);
        }
    }
    // "had the envoy said": a subject between them is no part of the cue.
    if source::subject(verb).is_some_and(|subject| range.contains(&subject.index())) {
        range = verb.index()..verb.index() + 1;
    }
    vec![range]
}

fn audience(verb: TokenRef<'_>, cue: &Cue, found: Found, passive: bool) -> Option<Phrase> {
    if let Some(to) = verb.children().find(|child| matches!(child.dep, "prep" | "dative") && lemma(*child) == "to")
        && found != Found::Preposition
    {
        return to.children_by(&["pobj"]).next().map(source::phrase);
    }
    if !cue.hearer || found == Found::Object {
        return None;
    }
    if passive {
        return source::subject(verb).map(source::phrase);
    }
    verb.children().find(|child| matches!(child.dep, "dobj" | "dative")).map(source::phrase)
}
