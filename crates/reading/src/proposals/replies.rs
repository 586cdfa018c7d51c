//! Answers by statements: what is said of a proposal, where no verb of answering tells it.
//!
//! ```text
//! "It is an insult," the chair said.           a judgement
//! it would need reworking, the aide said       a wish for another
//! "Not one that we can carry home."            what the statement does as a whole: it rejects
//! ```

use rapporteur_record::codebook::Answer;
use rapporteur_record::{Act, Authority, ResponseValue};

use super::answers::{Answered, NEAR};
use super::mention::main_terms;
use super::table::{Draft, Table};
use crate::context::Context;
use crate::said::{Matter, Said, ToldBy};
use crate::voices::Voice;

/// The answers by statements that no verb of answering told before.
pub(super) fn replies(
    context: &Context<'_>,
    matter: &Matter,
    said: &[Said<'_>],
    table: &Table,
    answered: &[Answered],
) -> Vec<Answered> {
    let reader = Reader { context, matter, table };
    let mut all = Vec::new();
    let speaks = |one: &&Said<'_>| {
        one.statement.authority != Some(Authority::Observer) && one.told_by != ToldBy::Rival && !one.answers_blame(said)
    };
    for one in said.iter().filter(speaks) {
        let Some(value) = reader.value(one) else { continue };
        for voice in &one.voices {
            let told = answered.iter().any(|known| {
                known.voice.party == voice.party
                    && (one.holds(known.tokens.start) || one.cue.iter().any(|cue| known.tokens.contains(&cue.start)))
            });
            if told && value.response != ResponseValue::Countered {
                continue;
            }
            all.extend(reader.reply(one, voice, value));
        }
    }
    all
}

struct Reader<'r> {
    context: &'r Context<'r>,
    matter: &'r Matter,
    table: &'r Table,
}

impl Reader<'_> {
    /// What the statement answers, if it answers at all.
    fn value(&self, said: &Said<'_>) -> Option<Answer> {
        let on_terms = !said.conditions.is_empty();
        let sure = |response| Some(Answer { response, weak: false });
        let judged = self.judgement(said);
        match said.statement.act {
            Act::Accept if self.has(said, &["in", "principle"]) => sure(ResponseValue::AcceptedInPrinciple),
            Act::Accept | Act::Reject if on_terms => sure(ResponseValue::Conditional),
            Act::Accept => sure(ResponseValue::Accepted),
            Act::Promise if on_terms => sure(ResponseValue::Conditional),
            Act::Promise => sure(ResponseValue::Accepted),
            Act::Assert | Act::Criticise | Act::Praise | Act::Announce if on_terms && self.is_ready(said) => {
                sure(ResponseValue::Conditional)
            }
            Act::Demand | Act::Request | Act::Criticise | Act::Assert | Act::Reject if self.wants_changes(said) => {
                sure(ResponseValue::Countered)
            }
            Act::Reject => sure(ResponseValue::Rejected),
            Act::Praise => judged
                .filter(|one| one.response == ResponseValue::Accepted)
                .or(Some(Answer { response: ResponseValue::Accepted, weak: true })),
            Act::Criticise | Act::Assert => judged,
            _ => None,
        }
    }

    /// "one we are prepared to make if", "could live with it provided"
    fn is_ready(&self, said: &Said<'_>) -> bool {
        let words = ["prepared", "ready", "willing", "acceptable", "accept", "live", "agree"];
        said.tokens().any(|at| words.contains(&self.context.doc.token(at).lemma()))
    }

    fn has(&self, said: &Said<'_>, words: &[&str]) -> bool {
        let doc = self.context.doc;
        said.content.iter().any(|range| {
            range.clone().any(|at| {
                words
                    .iter()
                    .enumerate()
                    .all(|(next, word)| at + next < range.end && doc.token(at + next).text().eq_ignore_ascii_case(word))
            })
        })
    }

    /// "unacceptable", "a bit hasty", "out of the question".
    fn judgement(&self, said: &Said<'_>) -> Option<Answer> {
        let doc = self.context.doc;
        let responses = self.context.codebook.responses();
        said.tokens().find_map(|at| {
            let token = doc.token(at);
            let fits = |rest: &[String]| {
                rest.iter().enumerate().all(|(next, word)| {
                    at + next + 1 < doc.len() && doc.token(at + next + 1).text().eq_ignore_ascii_case(word)
                })
            };
            let judged = responses.judgement(&token.text().to_lowercase(), fits)?;
            let judging = matches!(
                token.dep,
                "acomp" | "oprd" | "attr" | "amod" | "ROOT" | "pobj" | "dobj" | "conj" | "ccomp" | "advmod" | "xcomp"
            );
            let near = at.saturating_sub(3)..at;
            let negated = near.into_iter().any(|before| {
                matches!(doc.token(before).text().to_lowercase().as_str(), "not" | "n't" | "n’t" | "no" | "hardly")
            });
            judging.then(|| if negated { opposite(judged) } else { Some(judged) }).flatten()
        })
    }

    /// "would need reworking", "must be amended", "we want changes".
    fn wants_changes(&self, said: &Said<'_>) -> bool {
        let doc = self.context.doc;
        let responses = self.context.codebook.responses();
        said.tokens().any(|at| {
            let token = doc.token(at);
            let lemma = token.lemma().to_lowercase();
            let text = token.text().to_lowercase();
            let means = |word: &str| {
                let answer = responses
                    .verb(word, |rest| rest.is_empty())
                    .or_else(|| responses.noun(word, |rest| rest.is_empty()));
                answer.is_some_and(|answer| answer.response == ResponseValue::Countered)
            };
            let change = means(&lemma) || means(&text) || text.strip_suffix("ing").is_some_and(means);
            let needed = (at.saturating_sub(5)..at).any(|before| {
                matches!(
                    doc.token(before).lemma(),
                    "need" | "must" | "should" | "require" | "want" | "demand" | "to" | "seek" | "ask" | "propose"
                )
            });
            change && needed
        })
    }

    fn reply(&self, said: &Said<'_>, voice: &Voice, value: Answer) -> Option<Answered> {
        let draft = self.draft(said, voice, value)?;
        let mut content = said.content.clone();
        let first = content.remove(0);
        Some(Answered {
            draft,
            voice: *voice,
            value,
            conditions: said.conditions.clone(),
            tokens: first,
            more: content,
            when: said.statement.said,
            standing: None,
        })
    }

    /// The proposal that the content names, or the last one by another party on the same matter, or for a word without
    /// any matter of its own ("it", "we accept") the last one told nearby.
    fn draft(&self, said: &Said<'_>, voice: &Voice, value: Answer) -> Option<usize> {
        let by_another =
            |draft: &Draft| draft.tabled_by.is_empty() || draft.tabled_by.iter().any(|one| *one != voice.party);
        let drafts = self.table.drafts();
        // What the statement itself puts on the table is no answer to itself.
        let own = |at: &usize| by_another(&drafts[*at]);
        if let Some(at) = said.content.iter().find_map(|range| self.table.within(range).find(own)) {
            return Some(at);
        }
        let doc = self.context.doc;
        let start = said.start().min(doc.len().saturating_sub(1));
        if doc.is_empty() {
            return None;
        }
        let since = doc.sentence(doc.token(start).sentence().saturating_sub(NEAR)).start;
        let mut terms = main_terms(self.matter, said);
        terms.extend(said.statement.about.iter().copied());
        let pronoun = said.tokens().any(|at| {
            matches!(doc.token(at).text().to_lowercase().as_str(), "it" | "this" | "that" | "them" | "these" | "such")
        });
        if said.statement.act == Act::Promise {
            // Who promises what another demanded gives in.
            let terms = main_terms(self.matter, said);
            return self
                .table
                .last(since, start, |draft| by_another(draft) && draft.is_demanded() && draft.shares(&terms));
        }
        if value.weak && !pronoun {
            // Praise and blame may be of anything; they answer what they name.
            return None;
        }
        if !terms.is_empty() {
            return self
                .table
                .last(since, start, |draft| by_another(draft) && (draft.terms.is_empty() || draft.shares(&terms)));
        }
        let bare = said.tokens().count() < 8;
        let allowed = pronoun || bare || !value.weak;
        allowed.then(|| self.table.last(since, start, by_another)).flatten()
    }
}

fn opposite(answer: Answer) -> Option<Answer> {
    let response = match answer.response {
        ResponseValue::Accepted => ResponseValue::Rejected,
        ResponseValue::Rejected => ResponseValue::Accepted,
        _ => return None,
    };
    Some(Answer { response, weak: true })
}
