//! Finds deeds: walks each sentence from its root down, so that what governs comes before what is governed.

use rapporteur_language::{Doc, Pos, TokenRef};
use rapporteur_record::codebook::{EventFrame, EventWords, Governs, Light, Together};
use rapporteur_record::{EventAux, EventType};

use super::deed::{ByNoun, Deed};
use super::elsewhere::Elsewhere;
use super::modality;
use super::phrase::{in_class, lower, objects, through_of, tokens};
use super::roles;
use crate::clause;
use crate::codes::Coder;
use crate::context::Context;

/// Longer sentences, in tokens, are no prose but lists and debris.
const LONGEST_SENTENCE: usize = 400;

/// How many deeds may govern one another.
const DEPTH: u32 = 4;

/// Finds deeds in a report.
pub(super) struct Finder<'c, 'r> {
    pub(super) context: &'c Context<'r>,
    pub(super) words: &'c EventWords,
    pub(super) coder: &'c Coder<'c, 'r>,
}

impl<'c, 'r> Finder<'c, 'r> {
    pub(super) fn new(context: &'c Context<'r>, words: &'c EventWords, coder: &'c Coder<'c, 'r>) -> Self {
        Self { context, words, coder }
    }

    pub(super) fn doc(&self) -> &'r Doc {
        self.context.doc
    }

    pub(super) fn frame(&self, deed: &Deed) -> Option<&'c EventFrame> {
        self.words.frame(deed.frame)
    }

    /// All deeds, sentence by sentence.
    pub(super) fn deeds(&self, elsewhere: &Elsewhere) -> Vec<Deed> {
        let doc = self.doc();
        let mut all = Vec::new();
        for (number, sentence) in doc.sentences().enumerate() {
            if sentence.len() > LONGEST_SENTENCE || elsewhere.has(number) {
                continue;
            }
            let mut taken: Vec<usize> = Vec::new();
            let first = all.len();
            for token in top_down(doc, sentence) {
                if taken.contains(&token.index()) {
                    continue;
                }
                let Some(deed) = self.deed(token, DEPTH) else { continue };
                taken.extend(&deed.used);
                if let Some(known) = consequence_of(doc, &deed, &all[first..]) {
                    let known = &mut all[first + known];
                    known.mode = known.mode.take().or_else(|| deed.mode.clone());
                    known.governed.get_or_insert(Box::new(deed));
                } else if !is_cause_of_protest(doc, &deed, &all[first..]) {
                    all.extend(modality::judged(self, deed).filter(|deed| elsewhere.allows(deed)));
                }
            }
        }
        all
    }

    /// The deed that a word tells, with what it governs.
    fn deed(&self, token: TokenRef<'r>, depth: u32) -> Option<Deed> {
        match token.pos {
            Pos::Verb | Pos::Aux => {
                self.of_verb(token, depth).or_else(|| self.of_light_verb(token)).or_else(|| self.demand_by_must(token))
            }
            Pos::Adj => self
                .of_adjective(token, depth)
                .or_else(|| self.of_verb(token, depth).filter(|_| token.tag.starts_with("VB"))),
            Pos::Noun | Pos::Propn => self.of_noun(token).or_else(|| self.of_headline_verb(token, depth)),
            _ => None,
        }
    }

    /// Headlines have verbs that the tagger takes for names: "Norland Expels Envoys".
    fn of_headline_verb(&self, token: TokenRef<'r>, depth: u32) -> Option<Deed> {
        let verbal = token.children_by(&["nsubj", "nsubjpass", "dobj"]).next().is_some();
        if verbal { self.of_verb(token, depth) } else { None }
    }

    fn of_verb(&self, verb: TokenRef<'r>, depth: u32) -> Option<Deed> {
        let lemma = lower(verb);
        for (rest, number) in self.words.verb(&lemma) {
            let Some(frame) = self.words.frame(*number) else { continue };
            // "call off" is no "call".
            if rest.is_empty() && verb.children_by(&["prt"]).next().is_some() {
                continue;
            }
            let Some(found) = tokens(self.words, verb, rest) else { continue };
            if !self.allows(frame, verb, &found) {
                continue;
            }
            if let Some(deed) = self.governing(frame, *number, verb, &found, depth) {
                return Some(deed);
            }
        }
        None
    }

    /// "continue military aid": the deed that its object names.
    fn of_light_verb(&self, verb: TokenRef<'r>) -> Option<Deed> {
        if self.words.light(&lower(verb)).is_empty() {
            return None;
        }
        let objects = objects(verb).into_iter().flat_map(|object| {
            let part = self.words.is_part(&lower(object)).then(|| through_of(object)).flatten();
            [Some(object), part].into_iter().flatten()
        });
        objects.filter_map(|object| self.of_noun(object)).find(|deed| deed.anchor == verb.index())
    }

    fn of_adjective(&self, adjective: TokenRef<'r>, depth: u32) -> Option<Deed> {
        if !matches!(
            adjective.dep,
            "acomp" | "ROOT" | "conj" | "oprd" | "ccomp" | "attr" | "advcl" | "relcl" | "amod" | "acl"
        ) || adjective.dep == "amod"
        {
            return None;
        }
        let number = self.words.adjective(&lower(adjective))?;
        let frame = self.words.frame(number)?;
        let told = adjective.children_by(&["xcomp", "prep"]).next().is_some();
        if !told {
            return None;
        }
        self.governing(frame, number, adjective, &[adjective], depth)
    }

    /// Do subject and object allow the frame?
    fn allows(&self, frame: &EventFrame, verb: TokenRef<'r>, found: &[TokenRef<'r>]) -> bool {
        let object = objects(verb);
        let barred = |token: &TokenRef<'r>| {
            let lemma = lower(*token);
            frame.not_object.contains(&lemma) && !found.contains(token)
        };
        if object.iter().any(barred) {
            return false;
        }
        let reflexive = |token: &TokenRef<'r>| token.tag == "PRP" && token.text().to_lowercase().ends_with("self");
        if object.iter().any(reflexive) && !found.iter().any(reflexive) && frame.event_type != EventType::Retreat {
            return false;
        }
        if frame.no_clause && verb.children_by(&["ccomp"]).next().is_some() {
            return false;
        }
        if frame.by.is_empty() && frame.not_by.is_empty() && !frame.several {
            return true;
        }
        let subject = roles::subject_of(self.words, verb);
        let is = |classes: &[u16]| {
            subject.is_some_and(|subject| {
                let counted = through_of(subject).filter(|_| !in_any(self.words, subject, classes));
                let before = subject.children_by(&["compound", "amod"]).any(|word| in_any(self.words, word, classes));
                let counted = counted.is_some_and(|one| {
                    let before = one.children_by(&["compound", "amod"]).any(|word| in_any(self.words, word, classes));
                    before || in_any(self.words, one, classes)
                });
                in_any(self.words, subject, classes) || before || counted
            })
        };
        let several = !frame.several || subject.is_some_and(roles::is_several);
        (frame.by.is_empty() || is(&frame.by)) && !is(&frame.not_by) && several
    }

    /// The frame's deed, made into another by what it governs.
    fn governing(
        &self,
        frame: &EventFrame,
        number: usize,
        anchor: TokenRef<'r>,
        found: &[TokenRef<'r>],
        depth: u32,
    ) -> Option<Deed> {
        let mut deed = Deed {
            event_type: frame.event_type,
            mode: frame.mode.clone().or_else(|| self.mode_of_noun(frame.event_type, found)),
            aux: None,
            frame: number,
            anchor: anchor.index(),
            used: found.iter().map(|token| token.index()).collect(),
            governed: None,
            content: None,
            by_noun: None,
            source: None,
            target: None,
            reason: frame.name.clone(),
        };
        if frame.governs == Governs::Nothing || depth == 0 {
            return Some(deed);
        }
        let contents = self.contents(anchor, found);
        deed.content = contents.first().map(|content| content.index());
        let governed = contents.iter().find_map(|content| Some((*content, self.deed(*content, depth - 1)?)));
        let Some((content, governed)) = governed else {
            return (frame.governs == Governs::May).then_some(deed);
        };
        deed.content = Some(content.index());
        deed.used.extend(&governed.used);
        deed.used.push(content.index());
        match frame.over(governed.event_type) {
            Together::Nothing => return None,
            Together::Same => {
                deed.event_type = governed.event_type;
                deed.mode = governed.mode.clone();
            }
            Together::Is(event_type) => {
                deed.event_type = event_type;
                if let Some(mode) = self.words.mode_over(event_type, governed.event_type, governed.mode.as_deref()) {
                    deed.mode = Some(mode.to_owned());
                } else if event_type != frame.event_type {
                    deed.mode = None;
                }
            }
        }
        deed.reason = format!("{} over {}", frame.name, governed.reason);
        deed.governed = Some(Box::new(governed));
        Some(deed)
    }

    /// "carry out a drone strike": the mode that the phrase's noun tells.
    fn mode_of_noun(&self, event_type: EventType, found: &[TokenRef<'r>]) -> Option<String> {
        let nouns = found.iter().filter(|token| matches!(token.pos, Pos::Noun | Pos::Propn));
        let frames = nouns.filter_map(|noun| self.words.frame(self.noun_row(*noun)?.1));
        frames.filter(|frame| frame.event_type == event_type).find_map(|frame| frame.mode.clone())
    }

    /// What a verb governs: infinitives, clauses, gerunds, and nouns that may name deeds.
    fn contents(&self, anchor: TokenRef<'r>, found: &[TokenRef<'r>]) -> Vec<TokenRef<'r>> {
        let mut all: Vec<TokenRef<'r>> = Vec::new();
        for above in found.iter().copied().chain((anchor.pos == Pos::Adj).then_some(anchor)) {
            all.extend(above.children_by(&["xcomp", "ccomp"]));
            for preposition in above.children_by(&["prep"]).filter(|child| child.text() != "by") {
                all.extend(preposition.children_by(&["pcomp"]));
            }
            all.extend(
                above
                    .children_by(&["advcl", "acl"])
                    .filter(|below| below.children_by(&["aux"]).any(|aux| aux.tag == "TO")),
            );
        }
        let objects = objects(anchor);
        // "demanded the withdrawal", "called for the release", "plans to": the noun may be one of the phrase, too.
        for object in objects.iter().chain(found) {
            let clause = |below: &TokenRef<'r>| {
                below.dep == "ccomp" || below.children().any(|word| word.tag == "TO" || word.dep == "mark")
            };
            all.extend(object.children_by(&["acl", "ccomp"]).filter(clause));
        }
        let nouns = objects.into_iter().chain(found.iter().flat_map(|above| {
            let prepositions = above
                .children_by(&["prep"])
                .filter(|child| matches!(child.text(), "for" | "to" | "of" | "on" | "with" | "over" | "against"));
            prepositions.flat_map(|preposition| preposition.children_by(&["pobj"]))
        }));
        for noun in nouns {
            all.push(noun);
            if self.words.is_part(&lower(noun)) {
                all.extend(through_of(noun));
            }
        }
        all.retain(|token| !found.contains(token) && *token != anchor);
        all.dedup();
        all
    }

    /// "They must leave, Norland said": asked by whoever says so.
    fn demand_by_must(&self, verb: TokenRef<'r>) -> Option<Deed> {
        if clause::modality(verb) != clause::Modality::Must {
            return None;
        }
        let speaker = modality::speaker(self, verb)?;
        let subject = clause::subject(verb).or_else(|| verb.children_by(&["nsubjpass"]).next())?;
        let (_, number) = self.words.verb("demand").last()?;
        Some(Deed {
            event_type: EventType::Request,
            mode: self.words.mode_over(EventType::Request, EventType::Agree, None).map(str::to_owned),
            aux: None,
            frame: *number,
            anchor: verb.index(),
            used: vec![verb.index()],
            governed: None,
            content: None,
            by_noun: None,
            source: Some(speaker.index()),
            target: Some(subject.index()),
            reason: "must".to_owned(),
        })
    }

    fn of_noun(&self, noun: TokenRef<'r>) -> Option<Deed> {
        if matches!(noun.dep, "compound" | "amod" | "nmod" | "appos" | "poss") && !noun.is_root() {
            return None;
        }
        let (before, number) = self.noun_row(noun)?;
        let frame = self.words.frame(number)?;
        let (verb, light) = self.light(noun);
        let ends = matches!(light, Some(Light::End | Light::Finish));
        let event_type = if ends { frame.ended? } else { frame.event_type };
        let mode = if ends { frame.ended_mode.clone() } else { frame.mode.clone() };
        let mut used: Vec<usize> = (noun.index() - before..=noun.index()).collect();
        let anchor = verb.filter(|_| light.is_some()).unwrap_or(noun);
        if anchor != noun {
            used.push(anchor.index());
        }
        Some(Deed {
            event_type,
            mode,
            aux: None,
            frame: number,
            anchor: anchor.index(),
            used,
            governed: None,
            content: None,
            by_noun: Some(ByNoun { noun: noun.index(), light }),
            source: None,
            target: None,
            reason: if ends { format!("end of {}", frame.name) } else { frame.name.clone() },
        })
    }

    /// The longest phrase that a noun ends: how many words before it belong to it, and the frame's number.
    fn noun_row(&self, noun: TokenRef<'r>) -> Option<(usize, usize)> {
        let doc = self.doc();
        let forms = [lower(noun), noun.text().to_lowercase()];
        forms.iter().find_map(|form| {
            self.words.noun(form).iter().find_map(|(before, number)| {
                let first = noun.index().checked_sub(before.len())?;
                let fits =
                    before.iter().enumerate().all(|(at, word)| doc.token(first + at).text().eq_ignore_ascii_case(word));
                fits.then_some((before.len(), *number))
            })
        })
    }

    /// The verb of which a noun is object or subject, and what it says of the deed.
    fn light(&self, noun: TokenRef<'r>) -> (Option<TokenRef<'r>>, Option<Light>) {
        let mut at = noun;
        for _ in 0..4 {
            let above = at.head_token();
            if above == at {
                return (None, None);
            }
            match at.dep {
                "conj" => at = above,
                "pobj" if self.words.is_part(&lower(above.head_token())) => at = above.head_token(),
                _ => break,
            }
        }
        let direct = at.head_token();
        let verb = if at.dep == "pobj" { direct.head_token() } else { direct };
        let verb = match at.children_by(&["relcl", "acl"]).find(|below| !self.words.light(&lower(*below)).is_empty()) {
            Some(below) if !is_verb(verb) || at.is_root() => below,
            _ => verb,
        };
        if !is_verb(verb) && verb != direct {
            return (None, None);
        }
        let is_object = objects(verb).contains(&at);
        let is_subject = at.dep == "nsubj" || at.dep == "nsubjpass" && !is_object;
        let through = at.dep == "pobj";
        for (rest, light) in self.words.light(&lower(verb)) {
            let Some(found) = tokens(self.words, verb, rest) else { continue };
            let below = through && found.len() > 1 && found.contains(&direct);
            let fits = match light {
                Light::Happen | Light::Finish => is_subject,
                Light::Do | Light::Suffer | Light::End => is_object && (found.len() > 1 || rest.is_empty()) || below,
            };
            if fits {
                return (Some(verb), Some(*light));
            }
        }
        (Some(verb), None)
    }
}

pub(super) fn is_verb(token: TokenRef<'_>) -> bool {
    matches!(token.pos, Pos::Verb | Pos::Aux)
}

fn in_any(words: &EventWords, token: TokenRef<'_>, classes: &[u16]) -> bool {
    classes.iter().any(|class| in_class(words, token, *class))
}

/// "bombed the camp, killing ten": the second verb tells what came of the first deed, and so does "the blast" of
/// "the blast killed ten". Gives the number of the deed that it only tells more of.
fn consequence_of(doc: &Doc, deed: &Deed, earlier: &[Deed]) -> Option<usize> {
    let at = doc.token(deed.anchor);
    let own_subject =
        is_verb(at) && at.children_by(&["nsubj", "nsubjpass"]).any(|one| !matches!(one.tag, "WDT" | "WP"));
    let when = at.children_by(&["advmod"]).any(|word| word.text().eq_ignore_ascii_case("when"));
    let adjunct = at.dep == "advcl" || at.dep == "relcl" && when;
    let over = |above: TokenRef<'_>| earlier.iter().position(|known| known.used.contains(&above.index()));
    let found = over(at).filter(|_| deed.by_noun.is_some()).or_else(|| at.ancestors().find_map(over))?;
    (earlier[found].event_type == deed.event_type && (!own_subject || adjunct || over(at) == Some(found)))
        .then_some(found)
}

/// "Farmers blocked the road, demanding that he resign": what a protest is for is no event of its own.
fn is_cause_of_protest(doc: &Doc, deed: &Deed, earlier: &[Deed]) -> bool {
    let anchor = doc.token(deed.anchor);
    let adjunct =
        matches!(anchor.dep, "advcl" | "acl" | "xcomp" | "relcl" | "conj") && matches!(anchor.tag, "VBG" | "VB");
    let over = |above: TokenRef<'_>| earlier.iter().find(|known| known.used.contains(&above.index()));
    matches!(deed.event_type, EventType::Request | EventType::Accuse)
        && adjunct
        && anchor.ancestors().find_map(over).is_some_and(|known| known.event_type == EventType::Protest)
}

/// The tokens of a sentence, heads before what hangs on them.
fn top_down(doc: &Doc, sentence: std::ops::Range<usize>) -> Vec<TokenRef<'_>> {
    let inside = |token: &TokenRef<'_>| sentence.contains(&token.index());
    let mut order: Vec<TokenRef<'_>> =
        sentence.clone().map(|at| doc.token(at)).filter(|token| token.is_root()).collect();
    let mut at = 0;
    while at < order.len() {
        let below = order[at].children().filter(inside);
        order.extend(below);
        at += 1;
    }
    order
}

/// What a verb above says of whether a deed took place.
pub(super) fn outlook(words: &EventWords, token: TokenRef<'_>) -> Option<EventAux> {
    words.outlook(&lower(token))
}
