//! Answers by statements: what is said of a proposal, where no verb of answering tells it.
//!
//! ```text
//! "It is an insult," the chair said.           a judgement
//! it would need reworking, the aide said       a wish for another
//! "Not one that we can carry home."            what the statement does as a whole: it rejects
//! ```
//!
//! The learned model of statements tells besides how likely each answer is: it confirms the rules, and answers where they are
//! silent.

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::codebook::Answer;
use rapporteur_record::{Act, Authority, Mode, ResponseValue};

use super::answers::{Answered, NEAR};
use super::mention::{main_terms, of_content};
use super::paragraphs::Paragraphs;
use super::table::{Draft, Table};
use crate::context::Context;
use crate::matter::Matter;
use crate::said::{Said, ToldBy};
use crate::voices::{Voice, voices};

/// The answers by statements that no verb of answering told before.
pub(super) fn replies(
    context: &Context<'_>,
    matter: &Matter,
    said: &[Said<'_>],
    table: &mut Table,
    answered: &[Answered],
) -> Vec<Answered> {
    let paragraphs = Paragraphs::of(context.doc);
    let mut all = Vec::new();
    let speaks = |one: &&Said<'_>| {
        one.statement.authority != Some(Authority::Observer)
            && one.told_by != ToldBy::Rival
            && !one.answers_blame(said)
            && !judges_an_answer(context, one)
    };
    for one in said.iter().filter(speaks) {
        for voice in &one.voices {
            let reader = Reader { context, matter, table, paragraphs: &paragraphs };
            if asks_another(context, one, voice) {
                continue;
            }
            let likely = likelihood(one);
            let ruled = reader.value(one).filter(|_| likely >= LEAST_RULED);
            let Some(value) = ruled.or_else(|| learned(one, likely)).filter(|value| !leaves_it_open(one, *value))
            else {
                continue;
            };
            let told = answered.iter().any(|known| {
                known.voice.party == voice.party
                    && (one.holds(known.tokens.start) || one.cue.iter().any(|cue| known.tokens.contains(&cue.start)))
            });
            if told && value.response != ResponseValue::Countered {
                continue;
            }
            let draft = match reader.draft(one, voice, value) {
                Some(draft) => draft,
                // What is flatly refused or granted was asked for, though the report does not tell by whom.
                None if may_stand_alone(one) && (reader.stands_alone(one, value) || likely >= LEAST_ALONE) => {
                    // What one offers oneself one does not accept.
                    let offered = one.statement.act == Act::Offer && value.response == ResponseValue::Accepted;
                    let offers = |at: usize| offered && table.drafts()[at].tabled_by.contains(&voice.party);
                    if one.content.iter().any(|range| table.within(range).any(offers)) {
                        continue;
                    }
                    let Some(mention) = of_content(context, matter, one) else { continue };
                    table.open(mention)
                }
                None => continue,
            };
            all.extend(reply(one, voice, value, draft));
        }
    }
    all
}

/// What a rule takes for an answer is none where the model finds it less likely than this, in thousandths. This and the
/// next two were found on the gold dossiers.
const LEAST_RULED: u32 = 80;

/// From here on the model's word is taken where no rule tells an answer.
const LEAST_LEARNED: u32 = 200;

/// From here on a statement answers something, though the report does not tell what was asked.
const LEAST_ALONE: u32 = 300;

/// "That is for the president to decide": who has no say neither accepts nor rejects.
fn leaves_it_open(said: &Said<'_>, value: Answer) -> bool {
    said.statement.act == Act::Disclaim && value.response != ResponseValue::Pending
}

/// "There is no such plan", "“We will pay,” he said": who denies what is told answers no proposal, nor who promises what nobody asked for,
/// in words so much the speaker's own that they are quoted.
fn may_stand_alone(said: &Said<'_>) -> bool {
    match said.statement.act {
        Act::Deny => false,
        Act::Promise => said.statement.mode == Mode::Indirect,
        _ => true,
    }
}

/// "called the union's rejection unfortunate": what is said of another's answer is no answer.
fn judges_an_answer(context: &Context<'_>, said: &Said<'_>) -> bool {
    let doc = context.doc;
    let Some(first) = said.content.first() else { return false };
    let top = first
        .clone()
        .map(|at| doc.token(at))
        .find(|token| token.pos == Pos::Noun && (token.is_root() || !first.contains(&token.head_token().index())));
    top.is_some_and(|noun| {
        let owned = noun.children_by(&["poss"]).next().is_some_and(|owner| {
            let own = voices(context, owner);
            let known = owner.pos != Pos::Pron || !own.is_empty();
            known && own.iter().all(|voice| said.voices.iter().all(|speaker| speaker.party != voice.party))
        });
        owned && context.codebook.responses().noun(&noun.lemma().to_lowercase(), |rest| rest.is_empty()).is_some()
    })
}

/// How likely it is that a statement answers a proposal at all, in thousandths.
fn likelihood(said: &Said<'_>) -> u32 {
    said.statement.answers.iter().map(|one| one.weight).sum()
}

/// "Sudan should accept the plan, Egypt said": what another party is to do is no answer by the speaker's.
fn asks_another(context: &Context<'_>, said: &Said<'_>, voice: &Voice) -> bool {
    let owed = |at: usize| {
        let token = context.doc.token(at);
        let modal = matches!(token.text().to_lowercase().as_str(), "should" | "must" | "ought");
        let subject = modal.then(|| crate::clause::subject(token.head_token())).flatten()?;
        let doers = voices(context, subject);
        Some(!doers.is_empty() && doers.iter().all(|doer| doer.party != voice.party))
    };
    said.tokens().take(REFERS_TO).find_map(owed).unwrap_or(false)
}

/// How many words of a content are looked at for one of duty.
const REFERS_TO: usize = 12;

/// The answer that the model finds likeliest, if it finds one likely.
fn learned(said: &Said<'_>, likely: u32) -> Option<Answer> {
    let best = said.statement.answers.first().filter(|_| likely >= LEAST_LEARNED)?;
    // "Sudan should accept the plan, Egypt said": who asks another for an answer gives none.
    let asks = matches!(said.statement.act, Act::Demand | Act::Request | Act::Expect);
    // Nor does blame accept, or praise reject.
    let blames = matches!(said.statement.act, Act::Criticise | Act::Accuse | Act::Threaten | Act::Reject);
    let praises = matches!(said.statement.act, Act::Praise | Act::Accept);
    let contrary = match best.response {
        ResponseValue::Accepted | ResponseValue::AcceptedInPrinciple => {
            blames || asks && best.response == ResponseValue::Accepted
        }
        ResponseValue::Rejected | ResponseValue::Withdrawn => praises,
        _ => false,
    };
    if contrary {
        return None;
    }
    Some(Answer { response: best.response, weak: true })
}

fn reply(said: &Said<'_>, voice: &Voice, value: Answer, draft: usize) -> Option<Answered> {
    let (first, more) = said.content.split_first()?;
    Some(Answered {
        draft,
        voice: *voice,
        value,
        conditions: said.conditions.clone(),
        tokens: first.clone(),
        more: more.to_vec(),
        when: said.statement.said,
        standing: None,
    })
}

/// How many mentions back a statement may answer.
const REACH: usize = 12;

/// How many paragraphs back it may answer what is alike in matter.
const FAR: usize = 3;

struct Reader<'r> {
    context: &'r Context<'r>,
    matter: &'r Matter,
    table: &'r Table,
    paragraphs: &'r Paragraphs,
}

impl Reader<'_> {
    /// What the statement answers, if it answers at all.
    fn value(&self, said: &Said<'_>) -> Option<Answer> {
        let on_terms = !said.conditions.is_empty();
        let sure = |response| Some(Answer { response, weak: false });
        let judged = self.judgement(said);
        if judged.is_some_and(|one| one.response == ResponseValue::Pending) {
            return judged;
        }
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
            // "described the plan as a recipe for disaster"
            Act::Criticise if self.names(said) => {
                judged.or(Some(Answer { response: ResponseValue::Rejected, weak: true }))
            }
            Act::Criticise | Act::Assert => judged,
            _ => None,
        }
    }

    /// Whether the content is a proposal with what it is called: "the plan a farce".
    fn names(&self, said: &Said<'_>) -> bool {
        said.tokens().take(REFERS_TO).any(|at| {
            let outside = |token: TokenRef<'_>| token.is_root() || !said.holds(token.head_token().index());
            self.table.at(at).is_some() && outside(self.context.doc.token(at))
        })
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

    /// "unacceptable", "a bit hasty", "out of the question"; "constructive but incomplete" wants it changed.
    fn judgement(&self, said: &Said<'_>) -> Option<Answer> {
        let mut judgements = self.judgements(said);
        let (at, first) = judgements.next()?;
        let but = |from: usize, to: usize| {
            (from..to).any(|at| matches!(self.context.doc.token(at).lemma(), "but" | "if" | "though" | "yet"))
        };
        let qualified = first.response == ResponseValue::Accepted
            && judgements.any(|(next, one)| one.response == ResponseValue::Rejected && but(at, next));
        Some(if qualified { Answer { response: ResponseValue::Countered, weak: false } } else { first })
    }

    /// What the words of a statement call a proposal, with their places.
    fn judgements<'a>(&'a self, said: &'a Said<'_>) -> impl Iterator<Item = (usize, Answer)> + 'a {
        let doc = self.context.doc;
        let responses = self.context.codebook.responses();
        said.tokens().filter_map(move |at| {
            let token = doc.token(at);
            let (word, after) = hyphenated(token);
            let fits = |rest: &[String]| {
                rest.iter().enumerate().all(|(next, word)| {
                    after + next < doc.len() && doc.token(after + next).text().eq_ignore_ascii_case(word)
                })
            };
            let judged = responses.judgement(&word, fits)?;
            let judging = matches!(
                token.dep,
                "acomp"
                    | "oprd"
                    | "attr"
                    | "amod"
                    | "ROOT"
                    | "pobj"
                    | "dobj"
                    | "conj"
                    | "ccomp"
                    | "advmod"
                    | "xcomp"
                    | "prep"
            );
            let near = at.saturating_sub(3)..at;
            let negated = near.into_iter().any(|before| {
                matches!(doc.token(before).text().to_lowercase().as_str(), "not" | "n't" | "n’t" | "no" | "hardly")
            });
            let judged = judging.then(|| if negated { opposite(judged) } else { Some(judged) }).flatten();
            judged.map(|judged| (at, judged))
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

    /// Whether the statement answers something even where the report does not tell what was asked: "ruled out a truce", not
    /// "we will not be silenced".
    fn stands_alone(&self, said: &Said<'_>, value: Answer) -> bool {
        let doc = self.context.doc;
        let flat = !value.weak && matches!(said.statement.act, Act::Accept | Act::Reject);
        let is_finite = said.content.iter().cloned().flatten().any(|at| {
            let token = doc.token(at);
            token.dep == "nsubj" && said.holds(token.head_token().index()) && token.head_token().dep != "relcl"
        });
        flat && said.statement.mode != Mode::Direct && !is_finite && !main_terms(self.matter, said).is_empty()
    }

    /// The proposal that the content names; else of those told shortly before by another party the one that is nearest and
    /// most alike in matter.
    fn draft(&self, said: &Said<'_>, voice: &Voice, value: Answer) -> Option<usize> {
        let by_another = |draft: &Draft| draft.is_by_another(voice.party);
        let drafts = self.table.drafts();
        // What the statement itself puts on the table is no answer to itself.
        let own = |at: &usize| by_another(&drafts[*at]);
        if let Some(at) = said.content.iter().find_map(|range| self.table.within(range).find(own)) {
            return Some(at);
        }
        if let Some(at) = self.topic(said).filter(own) {
            return Some(at);
        }
        let doc = self.context.doc;
        if doc.is_empty() {
            return None;
        }
        let start = said.start().min(doc.len() - 1);
        let since = doc.sentence(doc.token(start).sentence().saturating_sub(NEAR)).start;
        if said.statement.act == Act::Promise {
            // Who promises what another demanded gives in.
            let mut terms = main_terms(self.matter, said);
            terms.extend(said.statement.about.iter().copied());
            return self
                .table
                .last(since, start, |draft| by_another(draft) && draft.is_demanded() && draft.shares(&terms));
        }
        let refers = said.tokens().any(|at| {
            matches!(doc.token(at).text().to_lowercase().as_str(), "it" | "this" | "that" | "them" | "these" | "such")
        });
        if value.weak && !refers {
            // Praise and blame may be of anything; they answer what they name.
            return None;
        }
        self.nearest(said, start, by_another)
    }

    /// The proposal of which the cue says that it is spoken of: "We can live with it," he said of the plan.
    fn topic(&self, said: &Said<'_>) -> Option<usize> {
        let cues = said.cue.iter().cloned().flatten().map(|at| self.context.doc.token(at));
        let mut about = cues.flat_map(|cue| cue.children_by(&["prep", "advcl"])).filter(|child| {
            let tells = child.lemma() == "ask" || child.children_by(&["nsubj"]).next().is_some();
            let refers = child.dep == "advcl" && tells || matches!(child.lemma(), "of" | "about" | "on" | "regarding");
            refers && !said.holds(child.index())
        });
        about.find_map(|child| self.table.within(&child.subtree_range()).next())
    }

    /// The proposal told before `start` that speaks most for being meant: in the same paragraph or the one before, on the same
    /// matter.
    fn nearest(&self, said: &Said<'_>, start: usize, by_another: impl Fn(&Draft) -> bool) -> Option<usize> {
        let mut terms = main_terms(self.matter, said);
        terms.extend(said.statement.about.iter().copied());
        let here = self.paragraphs.of_token(start);
        let drafts = self.table.drafts();
        let told = self.table.told_before(start).take(REACH);
        let scored = told.filter(|(_, at)| by_another(&drafts[*at])).enumerate().filter_map(|(back, (place, at))| {
            let away = here - self.paragraphs.of_token(place);
            let alike = drafts[at].shares(&terms);
            // What has a matter of its own answers another's only in one breath.
            let apart = !alike && !terms.is_empty() && !drafts[at].is_nameless();
            let near = away == 0 || away == 1 && !apart || alike && away <= FAR;
            near.then(|| (i32::from(alike) * 3 - 2 * away as i32 - back as i32, at))
        });
        scored.max_by_key(|(score, _)| *score).map(|(_, at)| at)
    }
}

/// A word with those that hyphens join to it ("one-sided"), in small letters, and the place after it.
fn hyphenated(token: TokenRef<'_>) -> (String, usize) {
    let doc = token.doc();
    let mut word = token.text().to_lowercase();
    let mut end = token.index() + 1;
    while end + 1 < doc.len() && doc.token(end).text() == "-" {
        word.push('-');
        word.push_str(&doc.token(end + 1).text().to_lowercase());
        end += 2;
    }
    (word, end)
}

fn opposite(answer: Answer) -> Option<Answer> {
    let response = match answer.response {
        ResponseValue::Accepted => ResponseValue::Rejected,
        ResponseValue::Rejected => ResponseValue::Accepted,
        _ => return None,
    };
    Some(Answer { response, weak: true })
}
