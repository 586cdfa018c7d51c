//! Who acts and who is acted upon: the words in a frame's slots, and their codes.

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::codebook::{EventFrame, Light, Slot};

use super::deed::Deed;
use super::finder::{Finder, is_verb};
use super::modality;
use super::phrase::objects;
use crate::clause;
use crate::codes::ActorCode;
use crate::voices::row;

/// The codes of both sides.
#[derive(Clone, Debug, Default)]
pub(super) struct Roles {
    pub(super) source: Vec<ActorCode>,
    pub(super) target: Vec<ActorCode>,
    /// Do all act, as in a meeting?
    pub(super) reciprocal: bool,
    /// Were source and target told by the deed's own slots?
    pub(super) own_source: bool,
}

/// Where nouns have the one who acts, unless their frame says otherwise.
const OF_NOUN: [Slot; 2] = [Slot::Owner, Slot::Adjective];

/// Does the phrase name several: by "and", or by its plural?
pub(super) fn is_several(head: TokenRef<'_>) -> bool {
    let adjectives =
        head.children_by(&["amod", "compound", "nmod"]).any(|word| word.children_by(&["conj"]).next().is_some());
    head.children_by(&["conj"]).next().is_some() || adjectives
}

/// The roles of a deed.
pub(super) fn roles<'r>(finder: &Finder<'_, 'r>, deed: &Deed) -> Roles {
    let Some(frame) = finder.frame(deed) else { return Roles::default() };
    let doc = finder.doc();
    let search = Search { finder, deed, frame, anchor: doc.token(deed.anchor) };
    let source_heads = match deed.source {
        Some(head) => vec![doc.token(head)],
        None => search.source(),
    };
    let mut source: Vec<ActorCode> = Vec::new();
    for head in &source_heads {
        push_all(&mut source, search.coded(*head));
    }
    if source.iter().all(ActorCode::is_empty) && deed.source.is_none() {
        // "It will meet them, Norland said": the pronoun that nobody resolves is the speaker.
        let pronoun = source_heads.first().is_none_or(|head| head.pos == Pos::Pron);
        let speaker = modality::speaker(finder, search.anchor)
            .filter(|_| pronoun && is_verb(search.anchor) && !source_heads.is_empty());
        speaker.into_iter().for_each(|head| push_all(&mut source, search.coded(head)));
    }
    let mut target: Vec<ActorCode> = Vec::new();
    match deed.target {
        Some(head) => push_all(&mut target, search.coded(doc.token(head))),
        None => target = search.target(&source_heads),
    }
    source.retain(|code| !code.is_empty());
    target.retain(|code| !code.is_empty());
    let own_source = !source.is_empty();
    let several = source_heads.first().is_some_and(|head| is_several(*head)) && source.len() > 1;
    let reciprocal = frame.reciprocal
        && deed.source.is_none()
        && several
        && (target.is_empty() || target.iter().all(|one| source.contains(one)));
    if reciprocal {
        target.clear();
    }
    Roles { source, target, reciprocal, own_source }
}

fn push_all(all: &mut Vec<ActorCode>, codes: Vec<ActorCode>) {
    for code in codes {
        let known =
            all.iter().any(|one| one.country == code.country && one.sectors == code.sectors && one.actor == code.actor);
        if !known {
            all.push(code);
        }
    }
}

struct Search<'s, 'c, 'r> {
    finder: &'s Finder<'c, 'r>,
    deed: &'s Deed,
    frame: &'s EventFrame,
    anchor: TokenRef<'r>,
}

impl<'r> Search<'_, '_, 'r> {
    fn source(&self) -> Vec<TokenRef<'r>> {
        let default: Vec<Slot> = match self.deed.by_noun {
            None => vec![Slot::Subject],
            Some(_) => OF_NOUN.into_iter().chain([Slot::Preposition("by".to_owned())]).collect(),
        };
        let mut slots = self.frame.source.clone();
        if slots.is_empty() {
            slots = default;
        }
        if let Some(by) = self.deed.by_noun {
            match by.light {
                Some(Light::Do | Light::End) => slots.insert(0, Slot::Subject),
                _ => slots.retain(|slot| *slot != Slot::Subject),
            }
        }
        for slot in &slots {
            let heads = self.heads(slot);
            let found: Vec<TokenRef<'r>> =
                heads.into_iter().filter(|head| self.is_somebody(*head) || *slot == Slot::Subject).collect();
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    fn target(&self, sources: &[TokenRef<'r>]) -> Vec<ActorCode> {
        let mut slots = self.frame.target.clone();
        if self.deed.by_noun.is_some_and(|by| by.light == Some(Light::Suffer)) {
            slots.insert(0, Slot::Subject);
        }
        let mut fallback: Vec<ActorCode> = Vec::new();
        for slot in &slots {
            let mut codes: Vec<ActorCode> = Vec::new();
            if *slot == Slot::Content {
                codes = self.content_target(sources);
            } else {
                for head in self.heads(slot).into_iter().filter(|head| !sources.contains(head)) {
                    push_all(&mut codes, self.coded(head));
                }
            }
            codes.retain(|code| !code.is_empty());
            if codes.iter().any(|code| code.country.is_some()) {
                return codes;
            }
            if fallback.is_empty() {
                fallback = codes;
            }
        }
        if fallback.iter().all(|code| code.country.is_none())
            && let Some(governed) = &self.deed.governed
        {
            let inner = roles(self.finder, governed);
            if inner.target.iter().any(|code| code.country.is_some()) {
                return inner.target;
            }
        }
        fallback
    }

    /// Whoever is to do what is asked; else whom the governed deed is done to.
    fn content_target(&self, sources: &[TokenRef<'r>]) -> Vec<ActorCode> {
        let Some(content) = self.deed.content.map(|at| self.finder.doc().token(at)) else { return Vec::new() };
        let mut codes = Vec::new();
        if is_verb(content) {
            let subject = content.children_by(&["nsubj", "nsubjpass"]).next().or_else(|| clause::subject(content));
            let subject = subject.filter(|subject| !sources.contains(subject) && subject.pos != Pos::Pron);
            subject
                .into_iter()
                .for_each(|head| row(head).into_iter().for_each(|one| push_all(&mut codes, self.coded(one))));
        }
        if codes.iter().all(ActorCode::is_empty)
            && let Some(governed) = &self.deed.governed
        {
            let inner = roles(self.finder, governed);
            let other = |code: &ActorCode| !code.is_empty();
            codes = inner.target.into_iter().filter(other).collect();
            if codes.is_empty() && governed.by_noun.is_some() {
                codes = inner.source.into_iter().filter(other).collect();
            }
        }
        codes
    }

    /// The heads in a slot, those joined by "and" included.
    fn heads(&self, slot: &Slot) -> Vec<TokenRef<'r>> {
        let doc = self.finder.doc();
        let nouns = || self.deed.used.iter().map(|at| doc.token(*at)).filter(|token| !is_verb(*token));
        let found: Vec<TokenRef<'r>> = match slot {
            Slot::Subject => self.subject().into_iter().collect(),
            Slot::Object => self.objects(),
            Slot::Dative => self.anchor.children_by(&["dative"]).filter(|child| child.pos != Pos::Adp).collect(),
            Slot::Owner => {
                let owned = nouns().chain(self.objects());
                owned.flat_map(|noun| noun.children_by(&["poss"])).collect()
            }
            Slot::Adjective => nouns().filter(|noun| self.is_named_before(*noun)).collect(),
            Slot::Content => Vec::new(),
            Slot::Preposition(word) => self.behind(word),
        };
        found.into_iter().flat_map(row).collect()
    }

    fn subject(&self) -> Option<TokenRef<'r>> {
        let verb = if is_verb(self.anchor) || !matches!(self.anchor.dep, "acomp" | "oprd" | "attr") {
            self.anchor
        } else {
            self.anchor.head_token()
        };
        if is_verb(verb) {
            return clause::agent(verb).or_else(|| clause::subject(verb)).or_else(|| self.subject_of_participle(verb));
        }
        verb.children_by(&["nsubj"]).next()
    }

    /// "Israel, citing…", "to meet" after a passive: what `clause` leaves open.
    fn subject_of_participle(&self, verb: TokenRef<'r>) -> Option<TokenRef<'r>> {
        if clause::is_passive(verb) || clause::is_reduced_passive(verb) {
            return None;
        }
        let above = verb.head_token();
        match verb.dep {
            "pcomp" => above.head_token().pos.eq(&Pos::Verb).then(|| clause::subject(above.head_token())).flatten(),
            "acl" if verb.tag == "VB" => match is_verb(above) {
                true => clause::subject(above),
                // "a decision to send", "its plan to build": the owner's or the subject's.
                false => above
                    .children_by(&["poss"])
                    .next()
                    .or_else(|| above.ancestors().find(|up| is_verb(*up)).and_then(clause::subject)),
            },
            "ccomp" | "xcomp" | "advcl" => above.children_by(&["nsubjpass", "nsubj"]).next(),
            _ => None,
        }
    }

    fn objects(&self) -> Vec<TokenRef<'r>> {
        if !is_verb(self.anchor) && self.deed.by_noun.is_some() {
            return Vec::new();
        }
        let mut all = objects(self.anchor);
        if all.is_empty() {
            all = self.anchor.children_by(&["dobj"]).collect();
        }
        all
    }

    /// What stands behind a preposition of the verb, of the phrase's nouns, or of the object.
    fn behind(&self, word: &str) -> Vec<TokenRef<'r>> {
        let doc = self.finder.doc();
        let used = self.deed.used.iter().map(|at| doc.token(*at));
        let above = [self.anchor].into_iter().chain(used).chain(self.objects());
        let mut found: Vec<TokenRef<'r>> = Vec::new();
        for token in above {
            let is_it = |child: &TokenRef<'r>| {
                matches!(child.dep, "prep" | "agent" | "dative" | "prt" | "mark")
                    && child.text().eq_ignore_ascii_case(word)
            };
            for preposition in token.children().filter(is_it) {
                found.extend(
                    preposition.children_by(&["pobj"]).filter(|head| !matches!(head.ent_type, "DATE" | "TIME")),
                );
                for inner in preposition.children_by(&["prep"]) {
                    found.extend(inner.children_by(&["pobj"]));
                }
            }
            // "in the town of" below "in"; "according to" is no target.
        }
        let mut seen = Vec::new();
        found.retain(|head| {
            let fresh = !seen.contains(&head.index()) && !self.deed.used.contains(&head.index());
            seen.push(head.index());
            fresh
        });
        found
    }

    /// "the Russian shelling", "a U.S. airstrike".
    fn is_named_before(&self, noun: TokenRef<'r>) -> bool {
        let before = noun.children_by(&["amod", "compound", "nmod"]);
        before
            .filter(|word| matches!(word.pos, Pos::Propn | Pos::Adj | Pos::Noun))
            .any(|word| self.finder.coder.codes(word).iter().any(|code| !code.is_empty()))
    }

    fn is_somebody(&self, head: TokenRef<'r>) -> bool {
        !self.coded(head).iter().all(ActorCode::is_empty)
    }

    /// The codes of a head; of a thing, those of whose it is or whom it is about.
    fn coded(&self, head: TokenRef<'r>) -> Vec<ActorCode> {
        let own = self.finder.coder.codes(head);
        if own.iter().any(|code| code.country.is_some()) {
            return own;
        }
        let mut inner: Vec<ActorCode> = Vec::new();
        for owner in head.children_by(&["poss"]) {
            push_all(&mut inner, self.finder.coder.codes_of_row(owner));
        }
        if inner.is_empty() {
            for word in
                ["by", "from", "of", "between", "against", "to", "for", "with", "on", "in", "into", "at", "over"]
            {
                let behind = head.children_by(&["prep"]).filter(|child| child.text().eq_ignore_ascii_case(word));
                for below in behind.flat_map(|child| child.children_by(&["pobj"])).collect::<Vec<_>>() {
                    push_all(&mut inner, self.finder.coder.codes_of_row(below));
                }
                inner.retain(|code| !code.is_empty());
                if !inner.is_empty() {
                    break;
                }
            }
        }
        if inner.is_empty() {
            for verb in head.children_by(&["acl", "relcl"]) {
                let doer = clause::agent(verb).or_else(|| verb.children_by(&["nsubj"]).next());
                doer.into_iter().for_each(|doer| push_all(&mut inner, self.finder.coder.codes_of_row(doer)));
                if inner.is_empty() {
                    for preposition in verb.children_by(&["prep"]) {
                        for below in preposition.children_by(&["pobj"]) {
                            push_all(&mut inner, self.finder.coder.codes_of_row(below));
                        }
                    }
                }
                inner.retain(|code| !code.is_empty());
            }
        }
        inner.retain(|code| !code.is_empty());
        if inner.is_empty() {
            return own;
        }
        // "soldiers of the garrison in Oran": people keep what they are.
        let sectors = own.iter().find(|code| !code.sectors.is_empty()).map(|code| code.sectors.clone());
        if let Some(sectors) = sectors {
            for code in &mut inner {
                code.sectors = sectors.clone();
            }
        }
        inner
    }
}
