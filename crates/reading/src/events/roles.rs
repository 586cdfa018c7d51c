//! Who acts and who is acted upon: the words in a frame's slots, and their codes.

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::EventType;
use rapporteur_record::codebook::{EventFrame, EventWords, Light, Sector, Slot};

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

/// How many words beyond a deed one looks for whom it is done to.
const NEARBY: usize = 40;

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
    // "he would welcome him": nobody does it to oneself, so the second pronoun is another's.
    let oneself = |code: &ActorCode| code.actor.is_some() && source.iter().all(|one| one.actor == code.actor);
    target.retain(|code| !code.is_empty() && (source.is_empty() || !oneself(code)));
    let with = !target.is_empty() && frame.reciprocal && search.is_with();
    if source.iter().all(|code| !code.is_coded()) && !target.is_empty() && deed.event_type == EventType::Assault {
        source.extend(search.unknown_attackers());
    }
    search.at_home(&mut source, &mut target);
    let own_source = !source.is_empty();
    let several = source_heads.first().is_some_and(|head| is_several(*head)) && source.len() > 1;
    if with && !source.is_empty() {
        push_all(&mut source, std::mem::take(&mut target));
        return Roles { source, target, reciprocal: true, own_source };
    }
    let among = |one: &ActorCode| one.country.is_some() && source.iter().any(|other| other.country == one.country);
    let reciprocal = frame.reciprocal
        && deed.source.is_none()
        && several
        && target.iter().all(|one| source.contains(one) || among(one));
    // "negotiators of both return to Geneva": a city where several meet is none of them.
    let is_city = |code: &ActorCode| code.reasons.last().is_some_and(|reason| reason.ends_with("a city"));
    if reciprocal || frame.reciprocal && source.len() > 1 && several && target.iter().all(is_city) {
        target.clear();
    }
    Roles { source, target, reciprocal, own_source }
}

/// Who does what a verb says, also where `clause` leaves it open: of gerunds, infinitives of nouns, "is opposed to", "a
/// declaration demanding".
pub(super) fn subject_of<'r>(words: &EventWords, verb: TokenRef<'r>) -> Option<TokenRef<'r>> {
    if verb.tag == "VBN" && words.is_stative(&verb.text().to_lowercase()) {
        let own = verb.children_by(&["nsubjpass", "nsubj"]).next();
        return own.or_else(|| matches!(verb.dep, "acl" | "relcl").then(|| verb.head_token()));
    }
    if let Some(agent) = clause::agent(verb) {
        return Some(agent);
    }
    if clause::is_passive(verb) || clause::is_reduced_passive(verb) {
        return None;
    }
    if let Some(subject) = clause::subject(verb) {
        // "issued a declaration demanding": whoever issued it demands.
        let above = subject.head_token();
        let carried = matches!(verb.dep, "acl" | "relcl") && subject == verb.head_token() && subject.dep == "dobj";
        let carrier = [
            "declaration",
            "statement",
            "letter",
            "resolution",
            "petition",
            "report",
            "note",
            "message",
            "bill",
            "protest",
            "rally",
        ];
        let speaks = carried && carrier.contains(&subject.lemma());
        return if speaks { clause::subject(above).or(Some(subject)) } else { Some(subject) };
    }
    let above = verb.head_token();
    match verb.dep {
        "pcomp" => {
            let over = above.head_token();
            if is_verb(over) { clause::agent(over).or_else(|| subject_of(words, over)) } else { None }
        }
        "acl" if verb.tag == "VB" && is_verb(above) => clause::subject(above),
        // "a decision to send", "its plan to build": the owner's or the subject's.
        "acl" if verb.tag == "VB" => {
            let owner = above.children_by(&["poss"]).next();
            owner.or_else(|| above.ancestors().find(|up| is_verb(*up)).and_then(clause::subject))
        }
        "ccomp" | "xcomp" | "advcl" => above.children_by(&["nsubjpass", "nsubj"]).next(),
        _ => None,
    }
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

/// "will close its market to members": one's own market is not whom one does it to.
fn is_own_thing(code: &ActorCode) -> bool {
    code.sectors.is_empty() && code.reasons.iter().any(|reason| reason.ends_with("stands for it"))
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
            let own = |code: &ActorCode| code.reasons.iter().any(|reason| reason.ends_with("stands for it"));
            if codes.iter().any(|code| code.country.is_some()) && !codes.iter().all(own) {
                return codes;
            }
            if fallback.is_empty() || fallback.iter().all(|code| !code.is_coded()) {
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
        let known = sources.iter().any(|head| self.coded(*head).iter().any(|code| code.country.is_some()));
        fallback.retain(|code| !known || !is_own_thing(code));
        if fallback.iter().all(|code| !code.is_coded()) && self.wants_target() {
            let near = self.nearby(sources);
            if !near.is_empty() {
                return near;
            }
        }
        fallback
    }

    fn wants_target(&self) -> bool {
        let alone = matches!(self.deed.mode.as_deref(), Some("resign" | "disarm" | "withdraw" | "ceasefire"));
        !alone && !self.frame.target.is_empty() && !self.frame.target.contains(&Slot::Subject)
    }

    /// The first that the rest of the clause names, where no slot names anybody: "threatened to resume attacks in Norland".
    fn nearby(&self, sources: &[TokenRef<'r>]) -> Vec<ActorCode> {
        let doc = self.finder.doc();
        let end = (self.anchor.right_edge() + 1).min(self.anchor.index() + NEARBY);
        for at in self.anchor.index() + 1..end {
            let token = doc.token(at);
            let names = matches!(token.dep, "pobj" | "dobj" | "poss" | "nsubj" | "dative")
                && matches!(token.pos, Pos::Noun | Pos::Propn);
            if !names || self.deed.used.contains(&at) || sources.contains(&token) || !self.is_within_clause(token) {
                continue;
            }
            let mut codes = self.finder.coder.codes_of_row(token);
            codes.retain(|code| code.country.is_some() && !is_own_thing(code));
            if !codes.is_empty() {
                return codes;
            }
        }
        Vec::new()
    }

    /// Does nothing between the word and the deed tell of other times, causes or people's words?
    fn is_within_clause(&self, token: TokenRef<'r>) -> bool {
        const ASIDE: [&str; 22] = [
            "by",
            "according",
            "under",
            "after",
            "before",
            "during",
            "despite",
            "as",
            "than",
            "without",
            "following",
            "amid",
            "because",
            "since",
            "until",
            "about",
            "like",
            "including",
            "ahead",
            "due",
            "from",
            "upon",
        ];
        let mut at = token;
        while at != self.anchor {
            let lemma = at.text().to_lowercase();
            if matches!(at.dep, "relcl" | "parataxis" | "appos")
                || at.dep == "conj" && is_verb(at)
                || ASIDE.contains(&lemma.as_str())
            {
                return false;
            }
            let above = at.head_token();
            if above == at {
                return false;
            }
            at = above;
        }
        true
    }

    /// Do those acted upon stand behind "with" or "between", so that all act?
    fn is_with(&self) -> bool {
        if !self.frame.reciprocal || self.deed.mode.as_deref() == Some("phone") {
            return false;
        }
        // "offered to negotiate with them": they talk together, but one alone offers.
        let governed = self.deed.governed.as_ref().map(|governed| governed.used.as_slice()).unwrap_or_default();
        let own = self.deed.used.iter().filter(|at| !governed.contains(at));
        let used = own.map(|at| self.finder.doc().token(*at));
        let above = used.chain([self.anchor]).chain(self.objects());
        // "The president met the envoy": both met.
        if self.anchor.lemma() == "meet" && governed.is_empty() && self.deed.event_type == EventType::Consult {
            return true;
        }
        above.flat_map(|token| token.children_by(&["prep"])).any(|child| matches!(child.text(), "with" | "between"))
    }

    /// Attackers of whom nobody knows more than where they struck: PLOVER's unidentified armed actors of that country.
    fn unknown_attackers(&self) -> Option<ActorCode> {
        let reasons = vec!["unknown attackers where it happened".to_owned()];
        let country = Some(self.country_of_place()?);
        Some(ActorCode { country, sectors: vec![Sector::Uaf], reasons, ..ActorCode::default() })
    }

    /// The country of the place where it happened.
    fn country_of_place(&self) -> Option<String> {
        let doc = self.finder.doc();
        let above = self.deed.used.iter().map(|at| doc.token(*at)).chain([self.anchor]).chain(self.objects());
        let places = above.flat_map(|token| token.children_by(&["prep", "advmod"]));
        let places = places.filter(|child| {
            matches!(child.text().to_lowercase().as_str(), "in" | "near" | "outside" | "at" | "inside" | "on")
        });
        let heads = places.flat_map(|child| child.children_by(&["pobj", "prep"]).collect::<Vec<_>>());
        let heads =
            heads.flat_map(|head| if head.dep == "prep" { head.children_by(&["pobj"]).collect() } else { vec![head] });
        heads.flat_map(|head| self.finder.coder.codes(head)).find_map(|code| code.country)
    }

    /// People told by what they are ("the police", "opposition leader Brandt") are of the only country that the sentence
    /// names; else, those acted upon, of the country of the one who acts.
    fn at_home(&self, source: &mut [ActorCode], target: &mut [ActorCode]) {
        let homeless = |code: &ActorCode| code.country.is_none() && code.is_coded();
        if !source.iter().chain(target.iter()).any(homeless) {
            return;
        }
        let doc = self.finder.doc();
        let mut named = self.finder.coder.countries_in(doc.sentence(self.anchor.sentence()));
        // Nobody is at home in the United Nations.
        named.retain(|code| !matches!(code.as_str(), "UNO" | "EUR" | "IGO" | "NGO" | "IMG" | "MNC" | "ISM"));
        let only = if let [only] = named.as_slice() { Some(only.clone()) } else { None };
        if let Some(country) = &only {
            for code in source.iter_mut().chain(target.iter_mut()).filter(|code| homeless(code)) {
                code.country = Some(country.clone());
                code.reasons.push("the only country that the sentence names".to_owned());
            }
        }
        // "People blocked streets in Oran": told without a country, they are of the place.
        let force = matches!(self.deed.event_type, EventType::Protest | EventType::Assault | EventType::Coerce);
        if force
            && source.iter().chain(target.iter()).any(homeless)
            && let Some(country) = self.country_of_place()
        {
            let alone = target.iter().all(|code| code.country.is_none());
            let people = source.iter_mut().chain(target.iter_mut().filter(|_| alone));
            for code in people.filter(|code| homeless(code)) {
                code.country = Some(country.clone());
                code.reasons.push("where it happened".to_owned());
            }
        }
        let state = |code: &String| !matches!(code.as_str(), "UNO" | "EUR" | "IGO" | "NGO" | "IMG" | "MNC" | "ISM");
        let acting = source.iter().find_map(|code| code.country.clone()).filter(state);
        let settled = |code: &ActorCode| {
            code.sectors.iter().any(|sector| !matches!(sector, Sector::Unk | Sector::Med | Sector::Edu))
        };
        // "homes of Norlanders and civilian buildings": of the country of those named beside them, if of any.
        let beside = target.iter().any(|code| code.country.is_some());
        if let Some(country) = acting.filter(|_| !beside) {
            for code in target.iter_mut().filter(|code| homeless(code) && settled(code)) {
                code.country = Some(country.clone());
                code.reasons.push("of the country of the one who acts".to_owned());
            }
        }
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
        let words = self.finder.words;
        let verb = if is_verb(self.anchor) || !matches!(self.anchor.dep, "acomp" | "oprd" | "attr") {
            self.anchor
        } else {
            self.anchor.head_token()
        };
        if is_verb(verb) {
            return subject_of(words, verb);
        }
        verb.children_by(&["nsubj"]).next()
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
