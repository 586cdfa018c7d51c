//! Whether a contact takes place: what its own form and the words above it say together.
//!
//! ```text
//! refused to agree to meet          meet < agree (planned) < refuse (denied)        denied
//! has not ruled out a meeting       meeting < rule out (denied), negated            possible
//! no talks were held                talks, "no"                                     denied
//! ```
//!
//! The walk starts at the trigger and climbs to the top of its sentence, as long as what is above still speaks of
//! whether it takes place: complements and adverbial clauses do, a relative clause does not. A question, a condition, a
//! negation or a speculation on the way never leaves the contact `held`.

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::ContactStatus;
use rapporteur_record::ContactStatus::{Cancelled, Denied, Held, Planned, Possible, UnderWay};
use rapporteur_record::codebook::{ContactWords, Outcome, Outlook, OutlookWord};

use super::absence::{is_absence, is_of_others};
use super::clause::{Clause, clause, is_conditioned, is_question};
use super::slots::{first_of, is_nominal, is_verbal, lower_is, moved_to};
use super::trigger::{Trigger, is_definite, is_partaking, verb_outlook, whole};

/// How many words the walk may climb.
const CLIMB: usize = 12;

/// Whether the contact takes place, and by what right we say so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verdict {
    /// What the words say.
    pub(super) status: ContactStatus,
    /// Do they tell it, or only take it for granted ("criticised the talks")?
    pub(super) told: bool,
    /// Is the status one that the contact's days can put right: "for talks on Friday" is ahead until Friday?
    pub(super) by_days: bool,
    /// "began": it goes on unless its day is past.
    pub(super) begun: bool,
    /// "have stalled": nothing says that it takes place.
    pub(super) stalled: bool,
}

/// What the text says of a trigger.
pub(super) fn verdict(words: &ContactWords, trigger: &Trigger, token: TokenRef<'_>) -> Verdict {
    let mut walk = Walk {
        words,
        status: None,
        told: false,
        by_days: false,
        begun: false,
        beyond: false,
        reported: false,
        stalled: false,
    };
    let mut at = token;
    if trigger.is_noun {
        at = whole(token, words);
        walk.noun_itself(token);
        if at != token {
            walk.noun_itself(at);
        }
    } else {
        walk.trigger_verb(token);
    }
    if let Some(status) = trigger.status {
        // "is due in Oslo"
        let negated = [token, token.head_token()].iter().any(|verb| is_verbal(*verb) && clause(*verb).negated);
        return Verdict {
            status: if negated { opposite(status) } else { status },
            told: true,
            by_days: true,
            begun: false,
            stalled: false,
        };
    }
    if trigger.opens {
        // "invited them to Oslo": whether they come is open.
        let status = if clause(token).negated { Denied } else { Possible };
        return Verdict { status, told: true, by_days: false, begun: false, stalled: false };
    }
    walk.climb(at);
    if matches!(walk.status, Some(Planned | Cancelled | Denied)) && is_left_open(at) {
        walk.status = Some(Possible);
    }
    if is_question(token) && matches!(walk.status, None | Some(Held | UnderWay | Planned)) {
        walk.status = Some(Possible);
    }
    let status = walk.status.unwrap_or(if trigger.is_noun { Held } else { Planned });
    Verdict {
        status,
        told: walk.told,
        by_days: walk.by_days || walk.status.is_none(),
        begun: walk.begun,
        stalled: walk.stalled && !walk.told,
    }
}

/// "will meet if a deal is ready", "agreed to meet once the list has been handed over": a condition of the contact's own clause, not of
/// one above it ("said, if asked, that they would meet").
fn is_left_open(from: TokenRef<'_>) -> bool {
    let chain: Vec<TokenRef<'_>> = std::iter::once(from).chain(from.ancestors()).take(CLIMB).collect();
    let ends = |word: &TokenRef<'_>| matches!(word.dep, "ccomp" | "relcl" | "advcl" | "parataxis" | "ROOT");
    let own = chain.iter().position(ends).map_or(chain.len(), |last| last + 1);
    chain[..own].iter().any(|word| is_verbal(*word) && is_conditioned(*word) && clause(*word).status != Some(Held))
}

struct Walk<'w> {
    words: &'w ContactWords,
    status: Option<ContactStatus>,
    told: bool,
    by_days: bool,
    begun: bool,
    /// The walk has left the contact's own clause over a word like "possibility"; whether that comes or goes is another
    /// matter.
    beyond: bool,
    /// The walk has reached a verb of which the contact is the finite content ("saying when they met"): what is above tells of
    /// the saying.
    reported: bool,
    /// The words say that it does not move.
    stalled: bool,
}

impl Walk<'_> {
    /// "no talks", "planned talks", "talks scheduled for Monday".
    fn noun_itself(&mut self, noun: TokenRef<'_>) {
        for child in noun.children() {
            match child.dep {
                "det" if lower_is(child, "no") => self.say(Denied),
                "neg" if lower_is(child, "no") => self.say(Denied),
                "det" if lower_is(child, "any") => self.say(Possible),
                "amod" | "acl" | "advmod" | "nmod" | "compound" => self.modifier(child),
                _ => {}
            }
        }
    }

    fn modifier(&mut self, word: TokenRef<'_>) {
        let adjective = self.words.outlook(OutlookWord::Adjective, &word.text().to_lowercase()).next();
        if word.dep == "acl" && is_verbal(word) {
            let row = verb_outlook(word, self.words);
            if let (Some(row), "VBN" | "VBD") = (row, word.tag) {
                self.verb(word, Some(row), true);
            }
        } else if self.words.is_stalled(&word.text().to_lowercase()) {
            self.stalled = true;
        } else if let Some(Outlook { status: Outcome::Is(status), .. }) = adjective {
            self.by_days |= *status == Planned;
            self.say(*status);
        }
    }

    fn say(&mut self, status: ContactStatus) {
        self.status = Some(status);
        self.told = true;
    }

    fn trigger_verb(&mut self, verb: TokenRef<'_>) {
        let form = clause(verb);
        if verb.tag == "VBZ" || verb.tag == "VBP" {
            self.by_days = true;
        }
        if let Some(status) = despite_negation(verb, form) {
            self.say(status);
        } else if let Some(status) = with_negation(form) {
            self.say(status);
        } else if form.negated {
            self.say(Denied);
        }
    }

    fn climb(&mut self, from: TokenRef<'_>) {
        let mut at = from;
        for _ in 0..CLIMB {
            if self.condition(at) {
                return;
            }
            let mut above = at.head_token();
            if self.reported {
                return;
            }
            if let Some(main) = over_aside(at, above) {
                self.verb(above, verb_outlook(above, self.words), true);
                above = main;
            }
            if let Some(account) = account_of(at) {
                // "a report by a newspaper that they had met": the clause hangs on the newspaper.
                self.noun_above(account);
                at = account;
                continue;
            }
            if above == at || matches!(at.dep, "relcl" | "parataxis" | "punct") {
                return;
            }
            match self.step(at, above) {
                Some(next) => at = next,
                None => return,
            }
        }
    }

    /// "if they meet", "whether to meet", "when they meet".
    fn condition(&mut self, at: TokenRef<'_>) -> bool {
        if !matches!(at.dep, "advcl" | "ccomp" | "acl" | "pcomp" | "xcomp" | "ROOT" | "relcl" | "csubj" | "csubjpass") {
            return false;
        }
        for mark in at.children_by(&["mark", "advmod", "aux"]) {
            let word = mark.text().to_lowercase();
            let row = self.words.outlook(OutlookWord::Conjunction, &word).next();
            if word == "than" && choice_before(mark).is_some() {
                // "rather than meet them"
                self.combine(Denied, true);
                return at.dep == "advcl";
            }
            if let (Some(Outlook { status: Outcome::Is(status), .. }), true) =
                (row, mark.dep != "aux" || word != "should")
            {
                self.combine(*status, true);
                return at.dep == "advcl";
            }
            if matches!(word.as_str(), "when" | "once" | "before" | "after" | "as") && self.status == Some(UnderWay) {
                // "when they see each other on Wednesday".
                self.status = Some(if word == "after" || word == "as" { UnderWay } else { Planned });
                self.by_days = true;
            }
        }
        false
    }

    /// One step up; `None` where what is above no longer speaks of the contact.
    fn step<'d>(&mut self, at: TokenRef<'d>, above: TokenRef<'d>) -> Option<TokenRef<'d>> {
        if is_verbal(at) {
            return self.step_from_verb(at, above);
        }
        match at.dep {
            "conj" | "appos" => self.step_from_conjunct(at, above),
            "dobj" | "nsubjpass" | "attr" | "oprd" | "dative" | "nsubj" | "csubj" => {
                let object = matches!(at.dep, "dobj" | "nsubjpass" | "oprd" | "dative");
                self.noun_under_verb(at, above, object).then_some(above)
            }
            "pobj" | "pcomp" => self.step_over_preposition(at, above),
            "acomp" | "xcomp" | "advmod" => is_verbal(above).then_some(above),
            _ => None,
        }
    }

    /// "the talks and a dinner": what is above the first is above the second.
    fn step_from_conjunct<'d>(&mut self, at: TokenRef<'d>, above: TokenRef<'d>) -> Option<TokenRef<'d>> {
        if at.dep == "appos" && is_nominal(above) {
            self.noun_above(above);
        }
        Some(above)
    }

    /// `false` where what is above no longer speaks of the contact: "failed to agree on terms to advance the talks" denies no talks.
    fn noun_under_verb(&mut self, noun: TokenRef<'_>, verb: TokenRef<'_>, object: bool) -> bool {
        if !is_verbal(verb) {
            return true;
        }
        if leaves_unanswered(verb) {
            return false;
        }
        if object && withholds(verb) {
            // "has not confirmed a meeting"; "the talks" are taken for granted.
            if !is_definite(noun) {
                self.say(Possible);
            }
            return false;
        }
        if noun.dep.starts_with("nsubj") && is_stalling(verb, self.words) {
            self.stalled = true;
        }
        if is_of_others(verb, noun) {
            self.mentioned(Clause { negated: false, ..clause(verb) });
            return false;
        }
        if let Some(status) = put_off(verb) {
            self.combine(under_form(status, clause(verb)), false);
            return true;
        }
        // "failed to meet", but "blamed for failing the talks".
        let row = verb_outlook(verb, self.words).filter(|row| row.over.is_empty());
        let row = row.filter(|_| verb.lemma() != "fail" || noun.dep != "dobj");
        // "missed the deadline of the talks"
        let row = row.filter(|_| verb.lemma() != "miss" || self.words.noun(noun.lemma()).next().is_some());
        // "the talks failed" says nothing of "failed to meet"; "the talks were scheduled" does.
        let row = row.filter(|row| {
            let falls = row.status == Outcome::Is(Cancelled) && verb.lemma() == "fall";
            object || falls || row.status == Outcome::Told || noun.dep == "attr"
        });
        let definite = noun
            .children_by(&["det", "poss"])
            .any(|child| !lower_is(child, "a") && !lower_is(child, "an") && !lower_is(child, "no"));
        if row.is_none() && definite && object {
            // "criticised the talks": they are taken for granted.
            return false;
        }
        let hoped = matches!(row, Some(Outlook { status: Outcome::Is(Possible), .. }));
        if hoped && definite && matches!(self.status, None | Some(Planned)) && !is_opening(verb) {
            // "discussed the meeting", "welcomed the planned talks".
            return true;
        }
        if verb.lemma() == "be" {
            self.being(noun, verb);
            return true;
        }
        self.attribute(verb, noun);
        if is_absence(verb, noun) {
            self.by_days = true;
            return true;
        }
        self.verb(verb, row, false);
        true
    }

    /// "there was a meeting", "the talks are to begin", "the talks are useful".
    fn being(&mut self, noun: TokenRef<'_>, verb: TokenRef<'_>) {
        let before = self.status;
        self.attribute(verb, noun);
        let form = clause(verb);
        let below = verb.children_by(&["xcomp"]).find(|below| below.children_by(&["aux"]).any(|aux| aux.tag == "TO"));
        if below.is_some_and(is_perfect) && form.status == Some(Held) {
            // "was to have been held": and was not.
            self.say(Cancelled);
        } else if below.is_some() {
            self.combine(under_form(Planned, form), false);
        } else if verb.children_by(&["expl"]).next().is_some() && noun.dep == "attr" && !self.beyond {
            self.occurs(verb, form);
        } else if self.status == before && is_definite(noun) && form.status == Some(Possible) {
            // "the talks could be the last": what they are is open, not whether they are.
            self.by_days = true;
        } else if self.status == before {
            self.mentioned(form);
        } else if form.negated {
            self.say(Denied);
        }
    }

    /// "a meeting is possible", "talks are under way".
    fn attribute(&mut self, verb: TokenRef<'_>, subject: TokenRef<'_>) {
        let said = verb.children_by(&["acomp", "attr", "oprd", "advmod", "prep", "prt"]);
        let beyond = self.beyond;
        for word in said.filter(|word| *word != subject && !beyond && (word.dep != "prt" || verb.lemma() == "be")) {
            let text = word.text().to_lowercase();
            let class = if word.pos == Pos::Noun { OutlookWord::Noun } else { OutlookWord::Adjective };
            if let Some(Outlook { status: Outcome::Is(status), .. }) = self.words.outlook(class, &text).next() {
                self.say(*status);
            } else if text == "under" && word.children().any(|child| lower_is(child, "way")) {
                self.say(UnderWay);
            } else if matches!(text.as_str(), "under" | "on")
                && word.children().any(|child| {
                    ["discussion", "consideration", "table", "card", "cards", "agenda"].contains(&child.lemma())
                })
            {
                self.say(Possible);
            }
        }
    }

    /// A verb above the contact.
    fn verb(&mut self, verb: TokenRef<'_>, row: Option<&Outlook>, clausal: bool) {
        let form = clause(verb);
        match row.map(|row| (row.status, row.occurs)) {
            // "has not been scheduled" denies nothing, nor does "has yet to agree".
            Some((Outcome::Is(Planned), _)) if form.negated && !clausal || is_unsettled(verb) => self.say(Possible),
            Some((Outcome::Is(status), _)) => {
                self.by_days |= row.is_some_and(|row| row.by_days);
                self.combine(under_form(status, form), clausal);
            }
            // "The talks come as tension rises": when, not whether.
            Some((Outcome::Told, true)) if is_setting(verb) => self.by_days = true,
            Some((Outcome::Told, true)) if !self.beyond => self.occurs(verb, form),
            _ => self.mentioned(form),
        }
    }

    /// "talks were held": the verb's own form tells.
    fn occurs(&mut self, verb: TokenRef<'_>, form: Clause) {
        if let Some(status) = despite_negation(verb, form) {
            return self.say(status);
        }
        let Some(status) = with_negation(form) else {
            if form.negated {
                // "a round agreed in June did not take place"
                self.say(if self.status == Some(Planned) { Cancelled } else { Denied });
            }
            return;
        };
        let ends = matches!(verb.lemma(), "end" | "conclude" | "finish" | "wrap");
        match (self.status, status) {
            // "no talks were held", "called-off talks were held".
            (Some(Denied | Cancelled | UnderWay), Held | UnderWay | Planned) => {}
            // "planned talks will begin".
            (Some(Planned | Possible), UnderWay) => {}
            _ => {
                self.by_days |= status == UnderWay && !ends;
                self.begun |= status == Held && BEGIN.contains(&verb.lemma());
                self.say(status);
            }
        }
    }

    /// "said at the talks": the words do not tell of the contact itself, only when.
    fn mentioned(&mut self, form: Clause) {
        if self.status.is_none() {
            self.status = form.status;
            self.by_days = true;
        }
    }

    fn step_from_verb<'d>(&mut self, at: TokenRef<'d>, above: TokenRef<'d>) -> Option<TokenRef<'d>> {
        match at.dep {
            "xcomp" | "ccomp" | "csubj" | "csubjpass" | "pcomp" | "acl" | "advcl" | "dobj" | "nsubj" | "nsubjpass" => {}
            "conj" => return self.step_from_joined_verb(at, above),
            _ => return None,
        }
        if above.pos == Pos::Adp || above.pos == Pos::Sconj {
            return self.step_over_preposition(at, above);
        }
        if is_nominal(above) {
            // "no plans for them to meet"
            let for_them = at.dep == "advcl" && at.children_by(&["aux"]).any(|aux| aux.tag == "TO");
            return if at.dep == "acl" && at.tag != "VBG" || at.dep == "ccomp" || for_them {
                self.noun_above(above);
                Some(above)
            } else {
                None
            };
        }
        if above.pos == Pos::Adj || self.is_adjective(above) {
            self.adjective_above(above);
            return Some(above);
        }
        if at.dep == "advcl" {
            return self.adverbial(at, above);
        }
        self.complement(at, above);
        Some(above)
    }

    fn is_adjective(&self, word: TokenRef<'_>) -> bool {
        word.dep == "acomp" && !is_verbal(word)
    }

    /// "is ready to meet", "is not willing to meet".
    fn adjective_above(&mut self, adjective: TokenRef<'_>) {
        let Some(row) = self.words.outlook(OutlookWord::Adjective, &adjective.text().to_lowercase()).next() else {
            return;
        };
        let Outcome::Is(status) = row.status else { return };
        let verb = adjective.head_token();
        let negated = is_verbal(verb) && clause(verb).negated || adjective.children_by(&["neg"]).next().is_some();
        self.combine(if negated { opposite(status) } else { status }, true);
    }

    /// "to meet" as an aim ("flew there to meet"), or a participle ("meeting them, she said").
    fn adverbial<'d>(&mut self, at: TokenRef<'d>, above: TokenRef<'d>) -> Option<TokenRef<'d>> {
        let infinitive = at.children_by(&["aux"]).any(|aux| aux.tag == "TO");
        if self.status.is_none() {
            if infinitive && is_verbal(above) {
                let form = clause(above);
                self.status =
                    Some(if form.negated { Denied } else { form.status.map_or(Planned, planned_unless_possible) });
                self.by_days = true;
            } else if is_verbal(above) {
                self.status = clause(above).status;
            }
        }
        None
    }

    fn complement(&mut self, at: TokenRef<'_>, verb: TokenRef<'_>) {
        if withholds(verb) {
            // "has not confirmed that they met": nor that they didn't.
            self.say(Possible);
            self.reported = true;
            return;
        }
        let row = verb_outlook(verb, self.words).filter(|row| row.over.is_empty());
        let finite = self.status.is_some();
        if finite && !self.told && at.dep == "ccomp" {
            // "denied that they had left the talks": the talks are not what is denied.
            return;
        }
        if at.dep == "xcomp" && !finite {
            match (verb.lemma(), row) {
                ("be", _) if is_perfect(at) && clause(verb).status == Some(Held) => return self.say(Cancelled),
                ("be", _) => return self.combine(Planned, true),
                ("go", _) if verb.tag == "VBG" => return self.combine(under_form(Planned, clause(verb)), true),
                ("have" | "need", _) => return self.combine(Possible, true),
                ("undertake", _) => return self.combine(under_form(Planned, clause(verb)), true),
                _ => {}
            }
        }
        match row {
            Some(row) if matches!(row.status, Outcome::Is(_)) => self.verb(verb, Some(row), true),
            None if finite && self.told && at.dep == "ccomp" => self.reported = true,
            _ if !finite => {
                // "managed to meet", "began to haggle".
                if let Some(status) = with_negation(clause(verb)) {
                    self.say(status);
                }
            }
            _ => {}
        }
    }

    /// "spoke and will meet": each verb tells for itself; "may call and meet" share what is before them.
    fn step_from_joined_verb<'d>(&mut self, at: TokenRef<'d>, above: TokenRef<'d>) -> Option<TokenRef<'d>> {
        if !is_verbal(above) {
            return None;
        }
        let shares = self.status.is_none() || (at.tag == "VB" && clause(at).status.is_none());
        if let Some(status) = with_negation(clause(above)).filter(|_| shares) {
            self.say(status);
        }
        Some(above)
    }

    fn step_over_preposition<'d>(&mut self, at: TokenRef<'d>, preposition: TokenRef<'d>) -> Option<TokenRef<'d>> {
        let top = first_of(preposition);
        let above = top.head_token();
        if above == top {
            return None;
        }
        let word = choice_before(top).unwrap_or(top).text().to_lowercase();
        if at.dep == "pcomp" && matches!(word.as_str(), "about" | "against") {
            // "has doubts about meeting them", "decided against meeting them"
            self.combine(if word == "about" { Possible } else { Denied }, true);
            return Some(above);
        }
        if is_nominal(above) {
            if SETTINGS.contains(&word.as_str()) && at.dep == "pobj" && !is_partaking(above) {
                // "agreed to a truce in a call": the truce is what was agreed, not the call.
                self.within(&word, above);
                return None;
            }
            if matches!(word.as_str(), "of" | "for" | "about" | "on" | "to") {
                self.noun_above(above);
                // "the confirmation of a potential summit followed": that follows, whether they meet or not.
                self.beyond |= matches!(self.status, Some(Possible | Planned));
            }
            return Some(above);
        }
        if above.pos == Pos::Adj {
            self.adjective_above(above);
            return Some(above);
        }
        if !is_verbal(above) || leaves_unanswered(above) {
            return None;
        }
        if is_of_others(above, at) {
            self.mentioned(Clause { negated: false, ..clause(above) });
            return None;
        }
        let row = verb_outlook(above, self.words);
        let governs = row.is_some_and(|row| governs(row, &word));
        let over = row.is_some_and(|row| !row.over.is_empty());
        if governs && (over || !is_nominal_adjunct(above, at)) {
            self.verb(above, row, false);
            return Some(above);
        }
        if word == "after" || SETTINGS.contains(&word.as_str()) && clause(above).status.is_none() {
            self.within(&word, above);
            return None;
        }
        self.adjunct(&word, above);
        // "urged them to return to talks": the urging says more than the return.
        let open = above.dep == "xcomp" && clause(above).status.is_none();
        // "refused to send a team for talks": so does the refusal.
        let aims = word == "for" && self.status == Some(Planned);
        (open && (self.status.is_none() || aims)).then_some(above)
    }

    /// When or where something else is done: "agreed to a truce in a call", "declined to sign after talks". The verb above
    /// tells of the time, and of nothing else.
    fn within(&mut self, preposition: &str, from: TokenRef<'_>) {
        if self.status.is_some() {
            return;
        }
        let verbs = std::iter::once(from).chain(from.ancestors()).filter(|above| is_verbal(*above));
        let mut verbs = verbs.take(3);
        let Some(verb) = verbs.find(|verb| clause(*verb).status.is_some() || verb.is_root()) else { return };
        let form = clause(verb);
        let aside = preposition == "after" && is_set_off(from);
        // "agreed to sign it at a summit" is ahead, "agreed to it in a call" is not.
        let open = from != verb
            && is_verbal(from)
            && matches!(verb_outlook(verb, self.words), Some(Outlook { status: Outcome::Is(Planned | Possible), .. }));
        self.status = match form.status {
            _ if aside => Some(Held),
            Some(Held | UnderWay) if open && preposition != "after" && !form.negated => Some(Planned),
            status => status,
        };
        self.by_days = true;
    }

    /// "after the talks", "ahead of the talks", "without a meeting".
    fn adjunct(&mut self, preposition: &str, verb: TokenRef<'_>) {
        if verb.lemma() == "be" && verb.children_by(&["expl"]).next().is_some() {
            // "there are no plans for a meeting"
            verb.children_by(&["attr"]).for_each(|noun| self.noun_above(noun));
        }
        if is_unsettled(verb) {
            return self.say(Possible);
        }
        let form = clause(verb);
        let row = self.words.outlook(OutlookWord::Preposition, preposition).next();
        match row.map(|row| row.status) {
            Some(Outcome::Is(Planned)) if self.status.is_none() => {
                let ahead = form.status.map_or(Planned, planned_unless_possible);
                self.status = Some(match () {
                    () if form.negated && is_conditional(verb) => Possible,
                    () if form.negated && preposition == "for" => Denied,
                    () => ahead,
                });
                self.by_days = true;
            }
            Some(Outcome::Is(status)) if status != Planned => self.combine(status, false),
            _ => self.mentioned(Clause { negated: false, ..form }),
        }
    }

    /// "the possibility of a meeting", "plans to meet".
    fn noun_above(&mut self, noun: TokenRef<'_>) {
        let Some(row) = self.words.outlook(OutlookWord::Noun, &noun.text().to_lowercase()).next() else { return };
        let Outcome::Is(status) = row.status else { return };
        self.beyond = true;
        let negated = noun.children_by(&["det", "neg"]).any(|child| lower_is(child, "no"));
        self.combine(if negated { Denied } else { status }, true);
    }

    /// A status from outside meets the one from within.
    fn combine(&mut self, outer: ContactStatus, clausal: bool) {
        let status = match (outer, self.status) {
            (Planned, Some(inner)) if inner != Planned && (clausal || inner != Possible) => inner,
            (Possible, Some(Cancelled)) => Planned,
            (Possible, Some(Denied)) => Possible,
            // "denied that it had broken off the talks"
            (Denied, Some(Cancelled)) if clausal => Planned,
            (Possible, Some(Planned)) if !clausal => Planned,
            (outer, _) => outer,
        };
        self.say(status);
    }
}

/// "A round of talks, agreed in June, did not take place": the verb of which the contact is the subject, behind an aside that the parse
/// took for that.
fn over_aside<'d>(noun: TokenRef<'d>, aside: TokenRef<'d>) -> Option<TokenRef<'d>> {
    let main = aside.head_token();
    let set_off = aside.index() > 0 && noun.doc().token(aside.index() - 1).text() == ",";
    let parted = noun.dep == "nsubj" && aside.dep == "parataxis" && matches!(aside.tag, "VBD" | "VBN");
    let bare = main.index() > aside.index() && main.children_by(&["nsubj", "nsubjpass"]).next().is_none();
    (set_off && parted && bare).then_some(main)
}

/// "never replied to that letter": it came all the same.
fn leaves_unanswered(verb: TokenRef<'_>) -> bool {
    matches!(verb.lemma(), "reply" | "respond" | "answer" | "acknowledge") && clause(verb).negated
}

fn governs(row: &Outlook, preposition: &str) -> bool {
    if !row.over.is_empty() {
        return row.over.iter().any(|word| word == preposition);
    }
    match row.status {
        _ if !row.particles.is_empty() => true,
        Outcome::Told => row.occurs && GOVERNED.contains(&preposition) && preposition != "for",
        // "dismissed as fiction a report that they met" hangs the report on "as" now and then.
        Outcome::Is(Denied) => preposition == "as" || GOVERNED.contains(&preposition),
        Outcome::Is(_) => preposition != "in" && GOVERNED.contains(&preposition),
    }
}

/// Prepositions by which a contact is where something else is done.
const SETTINGS: [&str; 5] = ["in", "at", "during", "after", "following"];

/// ", after talks in Oslo": a comma sets it off from what lies ahead.
fn is_set_off(verb: TokenRef<'_>) -> bool {
    let doc = verb.doc();
    let after = verb.children_by(&["prep"]).filter(|child| lower_is(*child, "after"));
    after.map(TokenRef::index).any(|at| at > 0 && doc.token(at - 1).text() == ",")
}

/// The account whose content a clause with "that" is, where the parse makes it a relative clause of a noun beside.
fn account_of(clause: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let says = clause.dep == "relcl" && clause.children_by(&["mark"]).any(|mark| lower_is(mark, "that"));
    let account = |noun: &TokenRef<'_>| matches!(noun.lemma(), "report" | "claim" | "story" | "rumour" | "allegation");
    clause.ancestors().take(3).find(account).filter(|_| says)
}

/// "has not confirmed", "declined to confirm or deny": whether it takes place is not said.
fn withholds(verb: TokenRef<'_>) -> bool {
    let above = verb.head_token();
    match verb.lemma() {
        "confirm" => {
            let declines = verb.dep == "xcomp" && matches!(above.lemma(), "decline" | "refuse");
            clause(verb).negated || declines
        }
        "deny" => verb.dep == "conj" && above.lemma() == "confirm",
        _ => false,
    }
}

/// "No date has been set for a meeting", "has yet to agree to talks".
fn is_unsettled(verb: TokenRef<'_>) -> bool {
    let open = |subject: TokenRef<'_>| {
        matches!(subject.lemma(), "date" | "time" | "day" | "venue" | "place" | "location" | "decision" | "agreement")
            && subject.children_by(&["det"]).any(|child| lower_is(child, "no"))
    };
    let above = verb.head_token();
    let yet = verb.dep == "xcomp" && above.lemma() == "have";
    verb.children_by(&["nsubj", "nsubjpass"]).any(open)
        || yet && above.children_by(&["advmod"]).any(|child| lower_is(child, "yet"))
}

/// "The talks have stalled", "are deadlocked", "hit a snag".
fn is_stalling(verb: TokenRef<'_>, words: &ContactWords) -> bool {
    let below = verb.children_by(&["dobj", "acomp", "attr", "oprd", "prep"]);
    let mut all = std::iter::once(verb).chain(below).chain(verb.children_by(&["prep"]).flat_map(|at| at.children()));
    // The lemmatizer makes "deadlocke" of "deadlocked".
    all.any(|word| words.is_stalled(word.lemma()) || words.is_stalled(&word.text().to_lowercase()))
}

/// "has been moved to Saturday", "was put on hold", "are in doubt".
fn put_off(verb: TokenRef<'_>) -> Option<ContactStatus> {
    if moved_to(verb).is_some() {
        return Some(Planned);
    }
    let within = |word: &str, nouns: &[&str]| {
        let mut at = verb.children_by(&["prep", "advmod", "acomp"]).filter(|child| lower_is(*child, word));
        at.any(|at| at.children_by(&["pobj"]).any(|noun| nouns.contains(&noun.lemma())))
    };
    let kept = matches!(verb.lemma(), "be" | "put" | "place" | "remain" | "stay");
    match () {
        () if !kept => None,
        () if within("on", &["hold", "ice"]) => Some(Cancelled),
        () if within("in", &["doubt", "limbo", "question"]) => Some(Possible),
        () => None,
    }
}

/// "instead" of "instead of", "rather" of "rather than".
fn choice_before(word: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let before = word.doc().token(word.index().checked_sub(1)?);
    let pairs = [("of", "instead"), ("of", "lieu"), ("than", "rather")];
    pairs.iter().any(|(this, other)| lower_is(word, this) && lower_is(before, other)).then_some(before)
}

/// What a negated verb says all the same: "did not begin until Friday" of what was held, "will not resume until" of what may be.
fn despite_negation(verb: TokenRef<'_>, form: Clause) -> Option<ContactStatus> {
    let until = |below: TokenRef<'_>| {
        lower_is(below, "until") || below.children_by(&["mark"]).any(|mark| lower_is(mark, "until"))
    };
    let until = verb.children_by(&["advcl", "prep"]).any(until);
    match form.status {
        _ if !form.negated || !is_conditional(verb) => None,
        Some(Held) => until.then_some(Held),
        _ => Some(Possible),
    }
}

/// "comes after", "follow" in the present.
fn is_setting(verb: TokenRef<'_>) -> bool {
    matches!(verb.lemma(), "come" | "follow") && matches!(verb.tag, "VBZ" | "VBP")
}

/// Verbs after which it goes on.
const BEGIN: [&str; 8] = ["begin", "start", "open", "resume", "restart", "reopen", "launch", "get"];

/// Prepositions by which a verb says what it is about: "called for talks", "agreed on a meeting".
const GOVERNED: [&str; 5] = ["for", "on", "to", "in", "from"];

/// "planned in the talks", "agreed at the meeting": the preposition is the verb's place, not what it is about.
fn is_nominal_adjunct(verb: TokenRef<'_>, noun: TokenRef<'_>) -> bool {
    let definite = noun.children_by(&["det"]).any(|child| lower_is(child, "the"));
    // "agreed to the talks" accepts them.
    let accepts = noun.dep == "pobj" && lower_is(noun.head_token(), "to");
    definite
        && !accepts
        && !matches!(
            verb.lemma(),
            "call" | "push" | "press" | "appeal" | "participate" | "return" | "plan" | "take" | "opt"
        )
}

/// Verbs whose object stays open however it is named: "proposed the meeting".
fn is_opening(verb: TokenRef<'_>) -> bool {
    matches!(verb.lemma(), "propose" | "seek" | "request" | "demand" | "suggest" | "float" | "want" | "offer")
}

/// "to have met"
fn is_perfect(verb: TokenRef<'_>) -> bool {
    verb.children_by(&["aux"]).any(|aux| lower_is(aux, "have"))
}

/// "will not travel unless": it stays open.
fn is_conditional(verb: TokenRef<'_>) -> bool {
    let open = ["unless", "until", "if", "without"];
    verb.children_by(&["advcl", "prep"]).any(|below| {
        open.iter().any(|word| lower_is(below, word))
            || below.children_by(&["mark"]).any(|mark| open.iter().any(|word| lower_is(mark, word)))
    })
}

fn with_negation(form: Clause) -> Option<ContactStatus> {
    if form.negated { form.status.map(|_| Denied) } else { form.status }
}

/// What "plans", "cancelled", "ruled out" say in this tense and mood.
fn under_form(status: ContactStatus, form: Clause) -> ContactStatus {
    if form.negated {
        return opposite(status);
    }
    match (status, form.status) {
        (Planned, Some(Possible)) => Possible,
        (Denied, Some(Possible)) => Possible,
        (Cancelled, Some(Possible)) => Planned,
        (status, _) => status,
    }
}

/// "not ruled out", "did not cancel", "no plans".
fn opposite(status: ContactStatus) -> ContactStatus {
    match status {
        Denied => Possible,
        Cancelled => Planned,
        _ => Denied,
    }
}

fn planned_unless_possible(status: ContactStatus) -> ContactStatus {
    if status == Possible { Possible } else { Planned }
}
