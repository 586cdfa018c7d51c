//! The source: the noun phrase that names who speaks.

use std::ops::Range;

use rapporteur_language::{Doc, Pos, TokenRef};

/// A noun phrase, in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) range: Range<usize>,
    pub(super) head: usize,
}

const SUBJECTS: &[&str] = &["nsubj", "nsubjpass", "csubj"];

/// How many verbs a search for the subject may climb; longer chains of clauses are mistakes of the parse.
const CLIMB: usize = 5;

/// Who speaks, with a verb as cue: its subject, that of the verb it hangs on, the noun its relative clause is about, in a passive its
/// agent, or whoever is quoted as saying it.
pub(super) fn of_verb(verb: TokenRef<'_>) -> Option<Phrase> {
    if let Some(known) = quoted(verb).or_else(|| agent(verb)).or_else(|| of_participle(verb)) {
        return Some(known);
    }
    if is_passive(verb) {
        return None;
    }
    let mut at = verb;
    for _ in 0..CLIMB {
        if let Some(made) = made_to(at) {
            return Some(phrase(made));
        }
        if let Some(outer) = over_condition(at) {
            at = outer;
            continue;
        }
        if let Some(subject) = subject(at) {
            return phrase_of_subject(at, subject);
        }
        if let Some(named) = behind_fronted(at).or_else(|| years_old(at)) {
            return Some(named);
        }
        match at.dep {
            "acl" | "relcl" if matches!(at.head_token().pos, Pos::Noun | Pos::Propn | Pos::Pron) => {
                // A finite verb that the parse hangs on a noun is what the noun does.
                let does = at.dep == "relcl" || matches!(at.tag, "VBG" | "VBD" | "VBZ" | "VBP");
                return does.then(|| antecedent(at)).flatten();
            }
            "conj" | "xcomp" | "advcl" | "pcomp" | "prep" | "ccomp" | "dep" | "parataxis" | "acl" | "acomp" => {
                if let Some(nearer) = subject_in_row(at) {
                    return Some(phrase(nearer));
                }
                at = at.head_token();
                // "by saying": over the preposition to its verb.
                if at.pos == Pos::Adp {
                    at = at.head_token();
                }
            }
            _ => return None,
        }
    }
    None
}

/// "In a letter to the council, Norland's envoy, Ada Brandt, wrote": the speaker whom the parse takes for an apposition of the last name
/// of what stands in front.
fn behind_fronted(verb: TokenRef<'_>) -> Option<Phrase> {
    let doc = verb.doc();
    let finite = matches!(verb.tag, "VBD" | "VBZ" | "VBP") && !matches!(verb.dep, "relcl" | "acl");
    let last = verb.index().checked_sub(1).filter(|_| finite)?;
    let last = last - usize::from(last > 0 && doc.token(last).text() == ",");
    let mut outermost = None;
    let mut at = doc.token(last);
    for _ in 0..DEEPEST {
        let above = at.head_token();
        if above.index() == verb.index() {
            return outermost.filter(|_| at.dep == "prep" && at.index() < verb.index());
        }
        let start = at.left_edge();
        if at.dep == "appos" && start > 0 && doc.token(start - 1).text() == "," && start <= last {
            outermost = Some(Phrase { range: trim(doc, start..last + 1), head: at.index() });
        }
        at = above;
    }
    None
}

/// How deep the last name of a fronted phrase may hang.
const DEEPEST: usize = 12;

/// "the 61-year-old said": the parse takes the last of its words for what modifies the verb.
fn years_old(verb: TokenRef<'_>) -> Option<Phrase> {
    let doc = verb.doc();
    let old = verb.index().checked_sub(1).filter(|&at| doc.token(at).text() == "old")?;
    let words = ["-", "year", "-"];
    let number = old.checked_sub(words.len() + 1)?;
    let spelled = (number + 1..old).zip(words).all(|(at, word)| doc.token(at).text() == word);
    let start = number - usize::from(number > 0 && doc.token(number - 1).pos == Pos::Det);
    spelled.then_some(Phrase { range: start..old + 1, head: old })
}

/// Verbs whose object does what the infinitive behind it tells, and so says it.
const MAKES: [&str; 6] = ["lead", "prompt", "cause", "force", "compel", "push"];

/// "visited the port, leading the union to say": who is made to say it.
fn made_to(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let maker = verb.head_token();
    let open = verb.tag == "VB" && matches!(verb.dep, "xcomp" | "advcl" | "ccomp") && MAKES.contains(&maker.lemma());
    let object = open.then(|| maker.children_by(&["dobj"]).next()).flatten()?;
    (maker.index() < object.index() && object.index() < verb.index()).then_some(object)
}

/// "He stressed that they would return if the port was opened, and ruled out more": what stands behind a condition and a comma goes on
/// from what the condition hangs on, whatever the parse makes of it.
fn over_condition(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let condition = (verb.dep == "conj").then(|| verb.head_token()).filter(|first| first.dep == "advcl")?;
    let marked = condition.children_by(&["mark"]).any(|mark| matches!(mark.lemma(), "if" | "unless" | "once"));
    let and = condition
        .children()
        .take(ROW)
        .filter(|child| child.dep == "cc")
        .find(|and| and.index() < verb.index() && and.index() > condition.index())?;
    let paused = and.index().checked_sub(1).is_some_and(|before| verb.doc().token(before).text() == ",");
    (marked && paused && subject(verb).is_none()).then(|| condition.head_token())
}

/// "The rebels offered talks, the army called it a trick and *said* it would fight on": the subject of the clause before, where the
/// parse hangs all on the first; and "on condition the army *agreed*", where it hangs there what has no "and".
fn subject_in_row(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    if verb.dep != "conj" {
        return None;
    }
    let (doc, first) = (verb.doc(), verb.head_token());
    let between = |child: &TokenRef<'_>| child.index() > first.index() && child.index() < verb.index();
    let before =
        first.children().take(ROW).filter(between).filter(|child| child.dep == "conj").filter_map(subject).next_back();
    let joined = first.children().take(ROW).filter(between).any(|child| child.dep == "cc" || child.pos == Pos::Punct);
    before.or_else(|| {
        let beside = doc.token(verb.index().checked_sub(1)?);
        let finite = matches!(verb.tag, "VBD" | "VBZ" | "VBP");
        (!joined && finite && between(&beside) && matches!(beside.pos, Pos::Noun | Pos::Propn)).then_some(beside)
    })
}

/// How many children of a verb are looked at; more than these are a list.
const ROW: usize = 100;

/// "One of those who wrote *called* it a trick": a past verb that the parse takes for a participle, though it has an object of its own,
/// has for its subject what the sentence begins with.
fn of_participle(verb: TokenRef<'_>) -> Option<Phrase> {
    let own = |child: TokenRef<'_>| child.index() > verb.index() && matches!(child.dep, "dobj" | "oprd" | "ccomp");
    let hangs = verb.tag == "VBN" && verb.dep == "acl" && !is_passive(verb) && verb.children().any(own);
    let top = hangs.then(|| verb.ancestors().take(CLIMB).last()).flatten()?;
    let nominal = matches!(top.pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num) && top.is_root();
    (nominal && top.index() < verb.index()).then(|| {
        let start = top.left_edge();
        Phrase { range: trim(verb.doc(), start..verb.index()), head: top.index() }
    })
}

/// "The agency *quoted the minister as* saying": who is quoted.
pub(super) fn quoted(verb: TokenRef<'_>) -> Option<Phrase> {
    let doc = verb.doc();
    let preposition = (verb.dep == "pcomp").then(|| verb.head_token()).filter(|above| above.lemma() == "as")?;
    let end = preposition.index();
    let first = doc.sentence(verb.sentence()).start.max(end.saturating_sub(LONGEST_QUOTED));
    let cites = |at: &usize| matches!(doc.token(*at).lemma(), "quote" | "cite") && doc.token(*at).pos != Pos::Noun;
    let cited = (first..end).rev().find(cites)?;
    if is_passive(doc.token(cited)) {
        // "was quoted as saying"
        return subject(doc.token(cited)).map(phrase);
    }
    let range = trim(doc, cited + 1..end);
    let mut head = doc.token(range.end.checked_sub(1).filter(|last| range.contains(last))?);
    while range.contains(&head.head_token().index()) && head.head_token().index() != head.index() {
        head = head.head_token();
    }
    matches!(head.pos, Pos::Noun | Pos::Propn | Pos::Pron).then(|| Phrase { head: head.index(), range })
}

/// Longest phrase between "quoted" and "as saying", in tokens.
const LONGEST_QUOTED: usize = 24;

/// Those whom a report has something from.
pub(super) const TELLERS: [&str; 21] = [
    "official",
    "source",
    "diplomat",
    "person",
    "people",
    "witness",
    "aide",
    "adviser",
    "minister",
    "spokesman",
    "spokeswoman",
    "agency",
    "newspaper",
    "medium",
    "delegate",
    "negotiator",
    "envoy",
    "ambassador",
    "officer",
    "commander",
    "mediator",
];

/// Does the verb only quote somebody "as saying" something, whose statement it is?
pub(super) fn quotes_somebody(verb: TokenRef<'_>) -> bool {
    let doc = verb.doc();
    let cites = matches!(verb.lemma(), "quote" | "cite");
    let end = doc.sentence(verb.sentence()).end.min(verb.index() + LONGEST_QUOTED);
    // "Reuters reported, citing two officials, that": whom it has it from.
    let teller = |object: TokenRef<'_>| object.ent_type == "PERSON" || TELLERS.contains(&object.lemma());
    if cites && verb.tag == "VBG" && verb.children_by(&["dobj"]).any(teller) {
        return true;
    }
    cites
        && (verb.index() + 1..end)
            .any(|at| doc.token(at).lemma() == "as" && doc.token(at).children_by(&["pcomp"]).next().is_some())
}

/// Is it what somebody is accused of, blamed or thanked for: "accused the rebels of wanting war"? That is the accuser's claim, and tells
/// neither his own will nor theirs.
pub(super) fn is_charge(verb: TokenRef<'_>) -> bool {
    let preposition = verb.head_token();
    if verb.dep != "pcomp" || !matches!(preposition.lemma(), "of" | "for" | "from") {
        return false;
    }
    let object = |child: TokenRef<'_>| child.dep == "dobj" && child.index() < preposition.index();
    preposition.head_token().children().any(object)
}

/// Verbs whose object is to do what the infinitive behind it tells.
const ASK: &[&str] = &[
    "urge",
    "ask",
    "call",
    "tell",
    "press",
    "order",
    "invite",
    "encourage",
    "appeal",
    "push",
    "beg",
    "implore",
    "exhort",
    "want",
    "expect",
    "require",
    "advise",
    "instruct",
    "like",
    "request",
    "plead",
];

/// Is it what somebody is asked to do: "called on the generals to respect it"? That is the asker's wish, not theirs.
pub(super) fn is_asked(verb: TokenRef<'_>) -> bool {
    let mut at = verb;
    for _ in 0..CLIMB {
        let head = at.head_token();
        if at.dep == "conj" && head.index() < at.index() {
            at = head;
            continue;
        }
        let open = at.children().any(|child| child.tag == "TO") && matches!(at.dep, "xcomp" | "ccomp" | "advcl");
        return open && ASK.contains(&head.lemma().to_lowercase().as_str()) && asks_somebody(head, at);
    }
    false
}

/// Does somebody stand between a verb and the infinitive behind it?
fn asks_somebody(verb: TokenRef<'_>, infinitive: TokenRef<'_>) -> bool {
    let between = |child: &TokenRef<'_>| child.index() > verb.index() && child.index() < infinitive.index();
    let whom = |child: TokenRef<'_>| {
        matches!(child.dep, "dobj" | "dative")
            || (child.dep == "prep" && matches!(child.lemma(), "on" | "upon" | "to" | "with" | "for"))
    };
    verb.children().filter(between).any(whom) || subject(infinitive).is_some()
}

/// "Asked whether it would sign, the envoy said…": the question is not whose the answer is.
pub(super) fn is_question_to(verb: TokenRef<'_>) -> bool {
    let bare = !verb.children().any(|child| matches!(child.dep, "aux" | "auxpass"));
    verb.tag == "VBN" && verb.lemma() == "ask" && matches!(verb.dep, "advcl" | "acl" | "relcl") && bare
}

/// Is it what somebody does not want to do: "declined to say"?
pub(super) fn is_declined(verb: TokenRef<'_>) -> bool {
    verb.dep == "xcomp" && matches!(verb.head_token().lemma(), "decline" | "refuse")
}

/// Does nobody do it: "none of them confirmed it", "no side said when"?
pub(super) fn is_nobodys(verb: TokenRef<'_>) -> bool {
    let none = |word: &str| matches!(word, "none" | "neither" | "nobody" | "no" | "noone");
    subject(verb).is_some_and(|subject| {
        let small = subject.text().to_lowercase();
        // "neither the union nor the company"
        let by_itself = none(&small)
            || subject.children_by(&["det", "preconj", "cc"]).any(|word| none(&word.text().to_lowercase()));
        by_itself && verb.index() > subject.index()
    })
}

/// Is the verb in the passive voice?
pub(super) fn is_passive(verb: TokenRef<'_>) -> bool {
    verb.children().any(|child| matches!(child.dep, "auxpass" | "nsubjpass"))
}

/// The subject of a verb, if it has one itself: the nearest before it, since a dateline or a clause that strayed may hang
/// there as another.
pub(super) fn subject(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let is_subject = |child: &TokenRef<'_>| SUBJECTS.contains(&child.dep);
    let before = verb.children().rev().find(|child| is_subject(child) && child.index() < verb.index());
    before
        .filter(|before| !is_quoted_off(verb, *before) && !is_inverted(verb))
        .or_else(|| verb.children().find(|child| is_subject(child) && child.index() > verb.index()))
}

/// "“A bridge, never,” said the envoy": what stands in the quotation that ends before the verb is no subject of it.
fn is_quoted_off(verb: TokenRef<'_>, subject: TokenRef<'_>) -> bool {
    let doc = verb.doc();
    let mark = |at: usize| matches!(doc.token(at).text(), "\"" | "”" | "“" | "''" | "``" | "»");
    let Some(closing) = verb.index().checked_sub(1).filter(|&at| mark(at)) else { return false };
    let opening = (0..closing).rev().take(QUOTED).find(|&at| mark(at));
    opening.is_some_and(|opening| opening < subject.index() && subject.index() < closing)
        && closing
            .checked_sub(1)
            .is_some_and(|last| matches!(doc.token(last).text(), "," | "?" | "!" | "." | "…" | "—"))
}

/// "The plan, *said the envoy*, was dead": the subject stands behind, whatever the parse finds before.
fn is_inverted(verb: TokenRef<'_>) -> bool {
    let doc = verb.doc();
    let comma = |at: usize| at < doc.len() && doc.token(at).text() == ",";
    let aside = matches!(verb.tag, "VBD" | "VBZ") && verb.index().checked_sub(1).is_some_and(comma);
    let teller = |child: TokenRef<'_>| {
        child.index() > verb.index()
            && SUBJECTS.contains(&child.dep)
            && child.left_edge() == verb.index() + 1
            && (comma(child.right_edge() + 1) || child.children_by(&["appos"]).next().is_some())
    };
    aside && verb.children().any(teller)
}

/// How many tokens of a quotation are looked through.
const QUOTED: usize = 60;

/// Who does it, in a passive: "by X".
pub(super) fn agent(verb: TokenRef<'_>) -> Option<Phrase> {
    let by = verb.children().find(|child| child.dep == "agent")?;
    by.children_by(&["pobj"]).next().map(phrase)
}

/// The noun phrase right behind a verb: “…,” added another voter.
pub(super) fn behind(verb: TokenRef<'_>) -> Option<Phrase> {
    let doc = verb.doc();
    let first = (verb.index() + 1 < doc.len()).then(|| doc.token(verb.index() + 1))?;
    if !matches!(first.pos, Pos::Propn | Pos::Pron | Pos::Det | Pos::Noun) {
        return None;
    }
    let mut head = first;
    while matches!(head.dep, "compound" | "det" | "poss" | "amod") && head.head_token().index() > head.index() {
        head = head.head_token();
    }
    let named = phrase(head);
    // "warned its shop steward": what has an owner is a noun, whatever the parse says.
    let noun = matches!(head.pos, Pos::Propn | Pos::Pron | Pos::Noun) || first.dep == "poss" && head.pos == Pos::Adv;
    if named.range.start != first.index() || !noun {
        return None;
    }
    Some(name_beside(doc, &named).unwrap_or(named))
}

/// "its steward, Peter Oduya, who": the name between commas that the parse hangs elsewhere.
fn name_beside(doc: &Doc, named: &Phrase) -> Option<Phrase> {
    let start = named.range.end + 1;
    let name = |at: &usize| *at < doc.len() && doc.token(*at).pos == Pos::Propn;
    let last = (start..start + LONGEST_NAME).take_while(name).last()?;
    let stray = doc.token(last).ent_type == "PERSON" && doc.token(last).dep != "appos";
    let closed = last + 1 == doc.len() || matches!(doc.token(last + 1).text(), "," | "." | ";");
    (doc.token(named.range.end).text() == "," && stray && closed)
        .then_some(Phrase { range: named.range.start..last + 1, head: last })
}

/// How many words a name has at most.
const LONGEST_NAME: usize = 5;

fn phrase_of_subject<'d>(verb: TokenRef<'d>, subject: TokenRef<'d>) -> Option<Phrase> {
    let relative = matches!(subject.tag, "WP" | "WDT") && matches!(verb.dep, "relcl" | "acl");
    // The words are "who"; whom they mean is the antecedent.
    let named = phrase(subject);
    Some(if relative { Phrase { head: verb.head_token().index(), ..named } } else { named })
}

/// The noun that a relative clause or participle is about, without that clause.
fn antecedent(verb: TokenRef<'_>) -> Option<Phrase> {
    let noun = verb.head_token();
    let whole = phrase(noun);
    let end = trim(noun.doc(), whole.range.start..whole.range.end.min(verb.left_edge().max(noun.index() + 1)));
    Some(Phrase { range: end, head: noun.index() })
}

/// The noun phrase of a head: what hangs on it within its paragraph, without marks at its
/// ends.
pub(super) fn phrase(head: TokenRef<'_>) -> Phrase {
    let doc = head.doc();
    let mut range = head.subtree_range();
    let breaks = |index: &usize| doc.token(*index).text().contains('\n');
    if let Some(before) = (range.start..head.index()).rev().find(breaks) {
        range.start = before + 1;
    }
    if let Some(after) = (head.index()..range.end).find(breaks) {
        range.end = after;
    }
    range.start = behind_dateline(doc, &range, head.index());
    range.start = whole_word(doc, range.start);
    let range = trim(doc, range);
    let range = if range.contains(&head.index()) { range } else { head.index()..head.index() + 1 };
    Phrase { range, head: head.index() }
}

/// "the vice-president": where a phrase begins whose first word the parse cut at its hyphen.
fn whole_word(doc: &Doc, start: usize) -> usize {
    let glued = |left: usize| doc.token(left).end == doc.token(left + 1).start;
    let cut = start > 1 && doc.token(start - 1).text() == "-" && glued(start - 2) && glued(start - 1);
    if cut { doc.token(start - 2).left_edge().min(start - 2) } else { start }
}

/// "NORVILLE, May 3 (Agency) - European leaders": where a phrase begins without the dateline that the parse hangs on it.
fn behind_dateline(doc: &Doc, range: &Range<usize>, head: usize) -> usize {
    let opens = range.start == 0 || doc.token(range.start - 1).text().contains('\n');
    let shouted = doc.token(range.start).text().chars().all(|letter| !letter.is_lowercase());
    let dash = |at: &usize| matches!(doc.token(*at).text(), "-" | "--" | "–" | "—");
    let last = (range.start..head).take(DATELINE).rfind(dash).filter(|_| opens && shouted);
    last.map_or(range.start, |dash| dash + 1)
}

/// How many tokens a dateline may have.
const DATELINE: usize = 14;

/// A range of tokens without marks and white space at its ends.
pub(super) fn trim(doc: &Doc, range: Range<usize>) -> Range<usize> {
    let skip = |index: usize| matches!(doc.tokens()[index].pos, Pos::Punct | Pos::Space);
    let (mut start, mut end) = (range.start, range.end.min(doc.len()));
    while start < end && skip(start) {
        start += 1;
    }
    while end > start && skip(end - 1) && !closes(doc, end - 1) {
        end -= 1;
    }
    start..end
}

fn closes(doc: &Doc, index: usize) -> bool {
    matches!(doc.token(index).text(), ")" | "]" | "”")
}
