//! Answers told by a verb: who accepted, rejected, studies what.
//!
//! ```text
//! The union turned down the offer.           subject, verb, object
//! a plan backed by Canada                    agent, participle, the noun it hangs on
//! The palace has not replied.                to the last thing another party tabled
//! ```
//!
//! In speech, "we" and "the government" of the speaker's own party answer with the speaker's word; what is said of
//! another party's answer is only reported.

use std::ops::Range;

use rapporteur_language::{Doc, Pos, TokenRef};
use rapporteur_record::codebook::Answer;
use rapporteur_record::{Authority, ResponseValue, Span, Standing, TimeExpression};

use super::left_out;
use super::mention::noun_phrase;
use super::nouns;
use super::table::Table;
use super::value;
use crate::clause::{
    agent, clause_range, is_negated, is_passive, is_reduced_passive, keeps_silent, particle_fits, particles, phrase,
};
use crate::context::Context;
use crate::dates::date_of_event;
use crate::matter::Matter;
use crate::said::{Said, span};
use crate::voices::{Voice, by_capital, voices, voices_of_verb};

/// How many sentences back a word like "it" may reach for a proposal.
pub(super) const NEAR: usize = 4;

/// How many sentences back an answer that names its matter may reach.
const FAR: usize = 30;

/// One party's answer to one proposal.
#[derive(Clone, Debug)]
pub(super) struct Answered {
    /// Which proposal of the table.
    pub(super) draft: usize,
    /// Who answers.
    pub(super) voice: Voice,
    /// What.
    pub(super) value: Answer,
    /// On what conditions.
    pub(super) conditions: Vec<Range<usize>>,
    /// The words of the answer.
    pub(super) tokens: Range<usize>,
    /// More words that show it: the rest of what was said.
    pub(super) more: Vec<Range<usize>>,
    /// When.
    pub(super) when: TimeExpression,
    /// Where the way of telling fixes it.
    pub(super) standing: Option<Standing>,
}

impl Answered {
    /// The words on which it rests.
    pub(super) fn evidence(&self, doc: &Doc) -> Vec<Span> {
        let all = std::iter::once(&self.tokens).chain(&self.more).filter(|range| !range.is_empty());
        all.map(|range| span(doc, range.clone())).collect()
    }
}

/// All answers told by verbs, in text order.
pub(super) fn answers(context: &Context<'_>, matter: &Matter, said: &[Said<'_>], table: &mut Table) -> Vec<Answered> {
    let mut all = Vec::new();
    let reader = Reader { context, matter, table };
    let holders = holders(context.doc, said);
    for verb in context.doc.iter().filter(|token| token.pos == Pos::Verb || is_copula(*token)) {
        let place = Place {
            holder: holders[verb.index()].and_then(|at| said.get(at)),
            cue_of: said_with_cue(said, verb.index()),
        };
        all.extend(reader.answers(verb, place));
    }
    // "was met with scorn": the tagger takes a noun that it does not know for an adjective.
    let names = |token: &TokenRef<'_>| {
        token.pos == Pos::Noun
            || matches!(token.pos, Pos::Adj | Pos::Intj) && matches!(token.dep, "pobj" | "dobj" | "attr" | "intj")
    };
    for noun in context.doc.iter().filter(names) {
        let holder = holders[noun.index()].and_then(|at| said.get(at));
        all.extend(reader.by_noun(noun, Place { holder, cue_of: said_with_cue(said, noun.index()) }));
    }
    all.sort_by_key(|one| one.tokens.start);
    all.extend(left_out::answers(context, &all));
    all
}

/// For each token the innermost statement in whose content it stands.
pub(super) fn holders(doc: &Doc, said: &[Said<'_>]) -> Vec<Option<usize>> {
    let mut holders: Vec<Option<usize>> = vec![None; doc.len()];
    let size = |at: usize| -> usize { said[at].content.iter().map(Range::len).sum() };
    let mut order: Vec<usize> = (0..said.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(size(*at)));
    for at in order {
        for token in said[at].tokens() {
            holders[token] = Some(at);
        }
    }
    holders
}

/// "is against it": a helper that is the verb of its clause.
fn is_copula(token: TokenRef<'_>) -> bool {
    token.pos == Pos::Aux && token.lemma() == "be" && !matches!(token.dep, "aux" | "auxpass")
}

fn said_with_cue<'a, 's>(said: &'a [Said<'s>], token: usize) -> Option<&'a Said<'s>> {
    // Statements stand in the order of their first words, cues may come after: a cue is looked for nearby only.
    let end = said.partition_point(|one| one.start() <= token + 200);
    said[..end].iter().rev().take(40).find(|one| one.is_cue(token))
}

/// Where a verb stands.
#[derive(Clone, Copy)]
struct Place<'a, 's> {
    holder: Option<&'a Said<'s>>,
    cue_of: Option<&'a Said<'s>>,
}

struct Reader<'r> {
    context: &'r Context<'r>,
    matter: &'r Matter,
    table: &'r Table,
}

impl Reader<'_> {
    fn answers(&self, verb: TokenRef<'_>, place: Place<'_, '_>) -> Vec<Answered> {
        let Some((answer, conditions)) = self.answer(verb) else { return Vec::new() };
        let voices = self.voices(verb, place);
        let draft = |voice: &Voice| self.draft(verb, voice, answer);
        let mut all = Vec::new();
        for (voice, standing) in voices {
            if let Some(draft) = draft(&voice) {
                all.push(self.answered(verb, place, (answer, conditions.clone()), (draft, voice, standing)));
            }
        }
        all
    }

    fn answer(&self, verb: TokenRef<'_>) -> Option<(Answer, Vec<Range<usize>>)> {
        if matches!(verb.lemma(), "reply" | "respond" | "answer" | "react" | "comment") {
            let pending = Answer { response: ResponseValue::Pending, weak: false };
            // "declined to comment": nobody waits for more.
            let declined = verb.dep == "xcomp" && matches!(verb.head_token().lemma(), "decline" | "refuse");
            if is_negated(verb) {
                return (!declined).then_some((pending, Vec::new()));
            }
        }
        // "is not opposed to": told by the helper.
        let is_predicate = verb.dep == "acomp" && is_copula(verb.head_token());
        if keeps_silent(verb) || left_out::is_view(verb) || is_predicate {
            return None;
        }
        // "agreed that it was late": what is agreed to is a view.
        let finite = |child: TokenRef<'_>| child.children().any(|below| below.dep == "nsubj") && child.tag != "VB";
        if verb.children_by(&["ccomp"]).any(finite) {
            return None;
        }
        // "considers the plan to be dead": what one takes a thing for.
        let judged = |child: TokenRef<'_>| child.tag != "VBG";
        if verb.lemma() == "consider" && verb.children_by(&["ccomp", "xcomp", "oprd"]).any(judged) {
            return None;
        }
        // A wish for changes is told by whole statements: "it would need reworking".
        let told =
            |answer: &(Answer, Vec<Range<usize>>)| answer.0.response != ResponseValue::Countered || verb.dep != "xcomp";
        value::of_verb(verb, self.context.codebook.responses()).filter(told)
    }

    /// "gave the plan its blessing", "the union's rejection of the offer", "drew a refusal from the palace".
    fn by_noun(&self, noun: TokenRef<'_>, place: Place<'_, '_>) -> Vec<Answered> {
        let Some(told) = nouns::told(noun, self.context.codebook.responses()) else { return Vec::new() };
        let named = told.answerer.map(|answerer| self.answerers(answerer)).unwrap_or_default();
        // "called the union's rejection unfortunate": the union's, though nobody knows which.
        let anothers = noun.children_by(&["poss"]).any(|owner| owner.pos != Pos::Pron);
        let speakers = place
            .cue_of
            .filter(|_| named.is_empty() && !anothers)
            .map(|said| said.voices.as_slice())
            .unwrap_or_default();
        let own = |voice: &Voice| place.holder?.voices.iter().find(|own| own.party == voice.party).copied();
        let stand = |voice: Voice| match (place.holder, own(&voice)) {
            (_, Some(own)) => (own, None),
            (Some(holder), None) => {
                let reported = Voice { by: None, authority: holder.statement.authority, ..voice };
                (reported, Some(Standing::Reported))
            }
            (None, None) => (voice, None),
        };
        let all = named.into_iter().chain(speakers.iter().copied()).map(stand);
        let answered = all.filter_map(|(voice, standing)| {
            let by_another = |draft: &super::table::Draft| draft.is_by_another(voice.party);
            let named = told.matter.iter().find_map(|object| {
                let own = |at: &usize| by_another(&self.table.drafts()[*at]);
                self.table.at(object.index()).or_else(|| self.table.within(&noun_phrase(*object)).next()).filter(own)
            });
            let refers =
                told.matter.is_empty() && !told.value.weak || told.matter.iter().any(|object| object.pos == Pos::Pron);
            let last = || refers.then(|| self.table.last(self.since(noun), noun.index(), by_another)).flatten();
            let draft = named.or_else(last)?;
            let mut one = self.answered(noun, place, (told.value, told.conditions.clone()), (draft, voice, standing));
            one.tokens = told.tokens.clone();
            Some(one)
        });
        answered.collect()
    }

    /// For whom the noun that names the answerer stands; of "met with scorn in Oslo" that is Norway.
    fn answerers(&self, answerer: TokenRef<'_>) -> Vec<Voice> {
        let named = voices(self.context, answerer);
        let capital = named.is_empty().then(|| by_capital(self.context, answerer)).flatten();
        let of_capital = capital.map(|party| Voice { party, by: None, authority: Some(Authority::Party) });
        named.into_iter().chain(of_capital).collect()
    }

    /// Who answers, and the standing where the way of telling fixes it.
    fn voices(&self, verb: TokenRef<'_>, place: Place<'_, '_>) -> Vec<(Voice, Option<Standing>)> {
        let named = voices_of_verb(self.context, verb);
        if let Some(said) = place.cue_of {
            return if said.voices.is_empty() {
                named.into_iter().map(|voice| (voice, None)).collect()
            } else {
                said.voices.iter().map(|voice| (*voice, None)).collect()
            };
        }
        let Some(holder) = place.holder else {
            return named.into_iter().map(|voice| self.narrated(verb, voice)).collect();
        };
        let own = |voice: &Voice| holder.voices.iter().find(|own| own.party == voice.party);
        if is_passive(verb) {
            let told = |voice: Voice| {
                (Voice { by: None, authority: Some(Authority::Observer), ..voice }, Some(Standing::Reported))
            };
            return named.into_iter().map(told).collect();
        }
        let first_person = is_first_person(verb);
        if named.is_empty() && first_person {
            return holder.voices.iter().map(|voice| (*voice, None)).collect();
        }
        let of_others = named.into_iter().map(|voice| match own(&voice) {
            Some(own) => (*own, None),
            None => (Voice { by: None, authority: holder.statement.authority, ..voice }, Some(Standing::Reported)),
        });
        of_others.collect()
    }

    /// "agreed between A and B": nobody is quoted.
    fn narrated(&self, verb: TokenRef<'_>, voice: Voice) -> (Voice, Option<Standing>) {
        let between = verb.children_by(&["prep"]).any(|prep| prep.lemma() == "between");
        if between || verb.children().any(|child| child.dep == "auxpass") && agent(verb).is_some() && voice.by.is_none()
        {
            return (Voice { authority: Some(Authority::Observer), ..voice }, Some(Standing::Reported));
        }
        (voice, None)
    }

    /// What the verb is done to: in "turned its back on the offer" the offer.
    fn object<'d>(&self, verb: TokenRef<'d>) -> Option<TokenRef<'d>> {
        let last = std::cell::Cell::new(None);
        let fits = |rest: &[String]| {
            let words = particles(verb, rest);
            last.set(words.as_ref().and_then(|words| words.last().copied()));
            words.is_some() || particle_fits(verb, rest)
        };
        self.context.codebook.responses().verb(&verb.lemma().to_lowercase(), fits)?;
        let preposition: Option<TokenRef<'d>> = last.get();
        let below = preposition.and_then(|preposition| preposition.children_by(&["pobj"]).next());
        below.or_else(|| phrase(verb).map(|phrase| phrase.head))
    }

    /// The proposal that the verb's object names.
    fn draft(&self, verb: TokenRef<'_>, voice: &Voice, answer: Answer) -> Option<usize> {
        let object = self.object(verb).or_else(|| phrase(verb).map(|phrase| phrase.head));
        // What one tabled oneself one does not answer, but may take back.
        let by_another = |draft: &super::table::Draft| match (answer.response, answer.weak) {
            // "dropped its demand": what is another's one only drops from the agenda.
            (ResponseValue::Withdrawn, true) => draft.tabled_by.contains(&voice.party),
            (ResponseValue::Withdrawn, false) => true,
            _ => draft.is_by_another(voice.party),
        };
        let since = self.since(verb);
        let of_party = object.is_some_and(|object| !voices(self.context, object).is_empty());
        if is_reduced_passive(verb) && (of_party || verb.dep == "conj") {
            return self.beside_tabling(verb);
        }
        // "said no", "refused to do so": to whatever was last put to them.
        let says_it_all = |object: &TokenRef<'_>| {
            let so =
                object.lemma() == "do" && object.children().any(|child| matches!(child.lemma(), "so" | "it" | "that"));
            so || matches!(object.text().to_lowercase().as_str(), "no" | "yes")
        };
        let Some(object) = object.filter(|object| !says_it_all(object)) else {
            return self.beside_tabling(verb).or_else(|| self.table.last(since, verb.index(), by_another));
        };
        let own = |at: &usize| by_another(&self.table.drafts()[*at]);
        if let Some(at) = self.table.at(object.index()).filter(own) {
            return Some(at);
        }
        if matches!(object.pos, Pos::Pron) || matches!(object.tag, "DT") {
            if answer.weak && answer.response == ResponseValue::Withdrawn {
                // "dropped it in a bowl", "gives it up"
                return None;
            }
            let thing = matches!(
                object.text().to_lowercase().as_str(),
                "it" | "them" | "that" | "this" | "these" | "both" | "either" | "which" | "one"
            );
            return thing.then(|| self.table.last(since, verb.index(), by_another)).flatten();
        }
        let range =
            if matches!(object.pos, Pos::Verb | Pos::Aux) { object.subtree_range() } else { noun_phrase(object) };
        if let Some(at) = self.table.within(&range).find(own) {
            return Some(at);
        }
        let terms = self.matter.categories(&range);
        let party = !voices(self.context, object).is_empty();
        // "a round of talks, agreed in June": what a participle tells of its noun is no answer to another proposal.
        if terms.is_empty() || party || is_reduced_passive(verb) {
            return None;
        }
        // What names its matter may be told long before.
        let start = self.context.doc.sentence(verb.sentence().saturating_sub(FAR)).start;
        self.table.last(start, verb.index(), |draft| by_another(draft) && draft.shares(&terms))
    }

    /// "Samoa, supported by Malawi, proposed yearly floors": the answer hangs on whoever tables.
    fn beside_tabling(&self, verb: TokenRef<'_>) -> Option<usize> {
        let participle = verb.tag == "VBN" && matches!(verb.dep, "acl" | "advcl" | "conj");
        let end = self.context.doc.sentence(verb.sentence()).end;
        participle.then(|| self.table.within(&(verb.index()..end)).next()).flatten()
    }

    fn since(&self, token: TokenRef<'_>) -> usize {
        self.context.doc.sentence(token.sentence().saturating_sub(NEAR)).start
    }

    fn answered(
        &self,
        verb: TokenRef<'_>,
        place: Place<'_, '_>,
        (value, conditions): (Answer, Vec<Range<usize>>),
        (draft, voice, standing): (usize, Voice, Option<Standing>),
    ) -> Answered {
        let doc = self.context.doc;
        let date = date_of_event(doc, &self.context.dates, verb.index());
        let when = date.map_or_else(
            || place.holder.map(|said| said.statement.said).unwrap_or_default(),
            |date| TimeExpression { period: date.period, text: Some(date.phrase) },
        );
        // "provided that they leave, the envoy said": who said it is no part of the condition.
        let conditions = match place.holder {
            Some(said) => conditions.into_iter().map(|range| within(&said.content, range)).collect(),
            None => conditions,
        };
        let more = place.cue_of.map(|said| said.content.clone()).unwrap_or_default();
        Answered { draft, voice, value, conditions, tokens: clause_range(verb), more, when, standing }
    }
}

/// What of a range lies in the piece of a content in which it begins; all of it where it begins in none.
fn within(content: &[Range<usize>], range: Range<usize>) -> Range<usize> {
    let piece = content.iter().find(|piece| piece.contains(&range.start));
    range.start..piece.map_or(range.end, |piece| range.end.min(piece.end))
}

/// "we accept", "I reject": the speaker's own.
fn is_first_person(verb: TokenRef<'_>) -> bool {
    if is_passive(verb) || is_reduced_passive(verb) {
        return false;
    }
    let subject = verb.children_by(&["nsubj"]).next().or_else(|| crate::clause::subject(verb));
    subject.is_none_or(|subject| matches!(subject.text().to_lowercase().as_str(), "we" | "i"))
}
