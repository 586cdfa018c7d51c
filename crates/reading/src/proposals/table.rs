//! The table: which mentions are of one proposal, and which proposal an answer is to.

use std::collections::BTreeMap;
use std::ops::Range;

use rapporteur_record::{ActorId, Response, Term, TimeExpression};

use super::mention::{Ground, Mention};

/// How many proposals back a mention may refer.
const BACK: usize = 12;

/// How many mentions of a proposal tell its words and figures.
const NAMED: usize = 8;

/// One proposal as the report tells it.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub(super) name: String,
    pub(super) terms: Vec<Term>,
    pub(super) tabled_by: Vec<ActorId>,
    pub(super) tabled: TimeExpression,
    pub(super) mentions: Vec<Range<usize>>,
    ground: Ground,
    by_noun: bool,
    figures: Vec<String>,
    words: Vec<String>,
}

impl Draft {
    fn of(mention: Mention) -> Self {
        Self {
            name: mention.name,
            terms: if mention.terms.is_empty() { mention.told } else { mention.terms },
            tabled_by: mention.tabled_by,
            tabled: mention.tabled,
            mentions: vec![mention.tokens],
            ground: mention.ground,
            by_noun: mention.by_noun,
            figures: mention.figures,
            words: mention.words,
        }
    }

    /// Whether the record should tell it: what a party tabled or others answered, and what is about something.
    pub(super) fn is_told(&self, responses: &[Response]) -> bool {
        !responses.is_empty() || self.ground == Ground::Tabled && !self.terms.is_empty()
    }

    fn fits(&self, mention: &Mention) -> bool {
        let meet = |a: &[ActorId], b: &[ActorId]| a.is_empty() || b.is_empty() || a.iter().any(|one| b.contains(one));
        let terms = self.terms.is_empty() || mention.terms.is_empty() || self.shares(&mention.terms);
        let figures = self.figures.is_empty()
            || mention.figures.is_empty()
            || self.figures.iter().any(|one| mention.figures.contains(one));
        // What one party merely demands is not what all call "the ceasefire proposal".
        let kinds = mention.anaphoric || self.ground == Ground::Demanded || mention.ground != Ground::Demanded;
        let kinds = kinds && (mention.anaphoric || self.ground != Ground::Demanded || mention.ground != Ground::Named);
        kinds && terms && figures && meet(&self.tabled_by, &mention.tabled_by)
    }

    /// Whether a mention that names what it means could mean this.
    fn is_named_by(&self, mention: &Mention) -> bool {
        let shared = mention.words.iter().filter(|word| self.words.contains(word)).count();
        // "the proposed terms … the ceasefire proposal": what was nameless gets its name.
        let nameless = self.terms.is_empty() && self.tabled_by.is_empty() && self.figures.is_empty();
        let nameless = nameless && mention.ground == Ground::Named && self.ground == Ground::Named;
        nameless || self.shares(&mention.terms) && (shared > 0 || mention.words.is_empty())
    }

    /// Whether nothing is told of what it is about.
    pub(super) fn is_nameless(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether a party may answer it: nobody is said to have tabled it, or another did.
    pub(super) fn is_by_another(&self, party: ActorId) -> bool {
        self.tabled_by.is_empty() || self.tabled_by.iter().any(|one| *one != party)
    }

    /// Whether somebody asked for it.
    pub(super) fn is_demanded(&self) -> bool {
        self.ground == Ground::Demanded
    }

    /// Whether it is about one of the terms.
    pub(super) fn shares(&self, terms: &[Term]) -> bool {
        self.terms.iter().any(|term| terms.contains(term))
    }

    fn join(&mut self, mention: Mention) {
        self.ground = self.ground.max(mention.ground);
        if self.terms.is_empty() && !mention.terms.is_empty() {
            self.name.clone_from(&mention.name);
        }
        for term in mention.terms {
            if !self.terms.contains(&term) && self.terms.len() < 3 {
                self.terms.push(term);
            }
        }
        for tabler in mention.tabled_by {
            if !self.tabled_by.contains(&tabler) {
                self.tabled_by.push(tabler);
            }
        }
        if self.tabled.period.is_unknown() {
            self.tabled = mention.tabled;
        }
        // The first mentions name it; later ones only refer, and a long report has many.
        if self.mentions.len() < NAMED {
            self.figures.extend(mention.figures);
            self.words.extend(mention.words);
        }
        self.mentions.push(mention.tokens);
    }
}

/// The proposals of a report, in the order in which they are first spoken of.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    drafts: Vec<Draft>,
    /// By head token of their mentions.
    by_head: BTreeMap<usize, usize>,
    /// First token of each mention, and whose it is; in text order.
    places: Vec<(usize, usize)>,
}

impl Table {
    /// Lays the mentions, in text order, to proposals.
    pub(super) fn of(mentions: Vec<Mention>) -> Self {
        let mut table = Self::default();
        mentions.into_iter().for_each(|mention| table.add(mention));
        table
    }

    fn add(&mut self, mention: Mention) {
        let (head, start) = (mention.head, mention.tokens.start);
        let at = match self.known(&mention) {
            Some(at) => {
                self.drafts[at].join(mention);
                at
            }
            // "the deal" with nothing to refer to is of something that the report does not tell.
            None => {
                self.drafts.push(Draft::of(mention));
                self.drafts.len() - 1
            }
        };
        self.by_head.insert(head, at);
        self.places.push((start, at));
    }

    fn known(&self, mention: &Mention) -> Option<usize> {
        let recent = self.places.iter().rev().map(|(_, at)| *at).take(BACK);
        let mut fitting = recent.filter(|at| self.drafts[*at].fits(mention));
        if mention.anaphoric {
            // "the Norse plan": of those that Norland tabled before those of which nobody knows who did.
            let draft = |at: &usize| &self.drafts[*at];
            let whose = |at: &usize| draft(at).tabled_by.iter().any(|party| mention.tabled_by.contains(party));
            let called = fitting.clone().find(|at| whose(at) && draft(at).by_noun);
            return called.or_else(|| fitting.clone().find(whose)).or_else(|| fitting.next());
        }
        fitting.find(|at| self.drafts[*at].is_named_by(mention))
    }

    /// Puts on the table what only its answer tells; nothing else refers to it.
    pub(super) fn open(&mut self, mention: Mention) -> usize {
        self.drafts.push(Draft::of(mention));
        self.drafts.len() - 1
    }

    /// First tokens and proposals of the mentions before token `at`, the last first.
    pub(super) fn told_before(&self, at: usize) -> impl Iterator<Item = (usize, usize)> + '_ {
        let end = self.places.partition_point(|(start, _)| *start < at);
        self.places[..end].iter().rev().copied()
    }

    /// The proposal of which that token is a mention.
    pub(super) fn at(&self, head: usize) -> Option<usize> {
        self.by_head.get(&head).copied()
    }

    /// The proposals spoken of in a range of tokens, in text order.
    pub(super) fn within(&self, range: &Range<usize>) -> impl Iterator<Item = usize> + '_ {
        self.by_head.range(range.clone()).map(|(_, at)| *at)
    }

    /// The last proposal spoken of before token `at`, and from `since` on, that `wanted` takes.
    pub(super) fn last(&self, since: usize, at: usize, wanted: impl Fn(&Draft) -> bool) -> Option<usize> {
        let end = self.places.partition_point(|(start, _)| *start < at);
        let near = self.places[..end].iter().rev().take_while(|(start, _)| *start >= since);
        near.map(|(_, draft)| *draft).find(|draft| wanted(&self.drafts[*draft]))
    }

    /// The drafts.
    pub(super) fn drafts(&self) -> &[Draft] {
        &self.drafts
    }

    /// Gives the drafts up.
    pub(super) fn into_drafts(self) -> Vec<Draft> {
        self.drafts
    }
}
