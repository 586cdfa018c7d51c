//! Actor codes: of which country somebody is, and what they are in it.
//!
//! ```text
//! Israeli soldiers              ISR MIL      the adjective; the noun
//! the Turkish opposition leader TUR OPP      the adjective; the office
//! former president Ada Brandt   NOR ELI      whom the report knows her to be; "former"
//! targets in Jericho            PSE CVL      the place
//! ```
//!
//! Takes the head of a noun phrase in a [`Context`] and gives its [`ActorCode`]s, several for "U.S. and Russian
//! negotiators", each with its reasons. Names come from the codebook, offices too; other words from `codebook/sectors.toml`;
//! whom a pronoun or a bare name means is asked of the `mentions`. Where nothing tells a country there is none.

mod names;
mod sectors;

use rapporteur_language::{Pos, TokenRef};
use rapporteur_record::codebook::{NameKind, Sector, SectorWords};
use rapporteur_record::{ActorId, ActorKind};

use crate::context::Context;
use crate::voices::row;
use names::{Found, What};

/// Of which country an actor is, what in it, and why we think so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorCode {
    /// The actor of the reading, if it is one.
    pub actor: Option<ActorId>,
    /// ISO 3166 alpha-3, or PLOVER's code for what has no country.
    pub country: Option<String>,
    /// PLOVER's sectors, the main one first.
    pub sectors: Vec<Sector>,
    /// The fullest name known.
    pub name: Option<String>,
    /// What told it: "“Israeli” is ISR".
    pub reasons: Vec<String>,
}

impl ActorCode {
    /// Is anything known?
    pub fn is_empty(&self) -> bool {
        self.country.is_none() && self.sectors.is_empty() && self.actor.is_none()
    }

    /// Is it somebody of whom more is known than a name?
    pub fn is_coded(&self) -> bool {
        self.country.is_some() || !self.sectors.is_empty()
    }

    fn add_sectors(&mut self, sectors: &[Sector], reason: &str) {
        let before = self.sectors.len();
        for sector in sectors {
            if !self.sectors.contains(sector) {
                self.sectors.push(*sector);
            }
        }
        if self.sectors.len() > before {
            self.reasons.push(reason.to_owned());
        }
    }

    fn set_country(&mut self, country: &str, reason: impl FnOnce() -> String) {
        if self.country.is_none() {
            self.country = Some(country.to_owned());
            self.reasons.push(reason());
        }
    }
}

/// Gives codes to the noun phrases of one report.
#[derive(Debug)]
pub struct Coder<'c, 'r> {
    context: &'c Context<'r>,
    words: Vec<&'r str>,
    sector_words: &'static SectorWords,
}

/// How deep one asks "of whom?": "the families of victims of the war in Norland".
const DEPTH: u32 = 3;

/// Nouns and numbers that count what follows "of".
const QUANTITIES: [&str; 34] = [
    "group",
    "number",
    "dozen",
    "dozens",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "member",
    "majority",
    "part",
    "handful",
    "team",
    "couple",
    "series",
    "lot",
    "some",
    "many",
    "several",
    "most",
    "all",
    "one",
    "score",
    "tens",
    "half",
    "patch",
    "representative",
    "leader",
    "head",
    "positions",
    "remainder",
    "rest",
];

impl<'c, 'r> Coder<'c, 'r> {
    /// For the phrases of a report.
    pub fn new(context: &'c Context<'r>) -> Self {
        let words = context.doc.iter().map(TokenRef::text).collect();
        Self { context, words, sector_words: SectorWords::builtin() }
    }

    /// The codes of a noun phrase and those joined to it by "and", given by its head. Empty codes are left out.
    pub fn codes_of_row(&self, head: TokenRef<'r>) -> Vec<ActorCode> {
        let mut all: Vec<ActorCode> = Vec::new();
        for name in row(head) {
            for code in self.codes(name) {
                let known = all.iter().any(|one| one.country == code.country && one.sectors == code.sectors);
                if !code.is_empty() && !known {
                    all.push(code);
                }
            }
        }
        all
    }

    /// The codes of a noun phrase, given by its head.
    pub fn codes(&self, head: TokenRef<'r>) -> Vec<ActorCode> {
        self.codes_to(head, DEPTH)
    }

    /// The countries that the names in a range of tokens tell, each once, in text order.
    pub fn countries_in(&self, range: std::ops::Range<usize>) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let Some(name) = self.name_at(at) else {
                at += 1;
                continue;
            };
            at = name.range.end;
            let country = name.country(self).filter(|country| !all.contains(country) && !self.is_behind(&name));
            all.extend(country);
        }
        all
    }

    fn codes_to(&self, head: TokenRef<'r>, depth: u32) -> Vec<ActorCode> {
        if head.pos == Pos::Pron || matches!(head.tag, "WP" | "WDT") {
            return self.referents(head);
        }
        if let Some(inner) = counted(head).filter(|_| depth > 0) {
            let mut codes: Vec<ActorCode> = Vec::new();
            row(inner).into_iter().for_each(|name| codes.extend(self.codes_to(name, depth - 1)));
            codes.retain(ActorCode::is_coded);
            if !codes.is_empty() {
                let own = self.sectors_of(head, &[], &mut ActorCode::default(), 0);
                for code in codes.iter_mut().filter(|code| code.sectors.is_empty()) {
                    code.add_sectors(&own, "the word before “of”");
                }
                return codes;
            }
        }
        let found = self.names_in(head);
        let mut code = ActorCode { actor: self.context.mentions.referent(head.index()), ..ActorCode::default() };
        let countries = self.countries_of(&found, head);
        if let Some((country, reason)) = countries.last() {
            code.set_country(country, || reason.clone());
        }
        self.sectors_of(head, &found, &mut code, depth);
        self.by_possessive(head, &mut code);
        self.by_place_behind(head, &mut code, depth);
        self.by_apposition(head, &mut code, depth);
        self.by_referent(head, &mut code);
        let mut all = vec![code];
        self.by_several_behind(head, countries.is_empty(), &mut all);
        for (country, reason) in countries.iter().rev().skip(1) {
            let mut other = ActorCode { actor: None, country: None, ..all[0].clone() };
            other.set_country(country, || reason.clone());
            all.insert(0, other);
        }
        all
    }

    /// The country told by the phrase's own names; two where two adjectives are joined ("French and Egyptian warships").
    fn countries_of(&self, found: &[Found<'r>], head: TokenRef<'r>) -> Vec<(String, String)> {
        let doc = self.context.doc;
        let told: Vec<&Found<'r>> = found.iter().filter(|name| name.country(self).is_some()).collect();
        let Some(last) = told.last() else { return Vec::new() };
        let reason = |name: &Found<'r>| format!("“{}”", doc.slice(name.range.clone()));
        let one = |name: &Found<'r>| Some((name.country(self)?, reason(name)));
        let mut all: Vec<(String, String)> = Vec::new();
        let joined = |one: &Found<'r>, other: &Found<'r>| {
            let (first, second) = (doc.token(one.range.end - 1), doc.token(other.range.end - 1));
            second.dep == "conj" && second.head_token() == first && second != head
        };
        if told.len() > 1 && joined(told[told.len() - 2], last) {
            all.extend(one(told[told.len() - 2]));
        }
        // "Norland's Defence Department": the owner tells whose, whatever other state has a body of that name.
        let owner = told.iter().rev().skip(1).find(|name| self.owns(name, last));
        all.extend(one(owner.unwrap_or(last)));
        all.dedup_by(|one, other| one.0 == other.0);
        all
    }

    /// Is the one the state whose body the other is called?
    fn owns(&self, owner: &Found<'r>, body: &Found<'r>) -> bool {
        let speaks = matches!(body.what, What::Actor(found) if found.actor.kind != ActorKind::State && found.actor.party.is_some());
        let is_state = matches!(owner.what, What::Actor(found) if found.actor.kind == ActorKind::State);
        let mark = self.words.get(owner.range.end).copied().unwrap_or_default();
        speaks && is_state && matches!(mark, "'s" | "’s" | "'" | "’")
    }

    /// "its forces", "his government".
    fn by_possessive(&self, head: TokenRef<'r>, code: &mut ActorCode) {
        if code.country.is_some() {
            return;
        }
        for owner in head.children_by(&["poss"]).filter(|owner| owner.pos == Pos::Pron) {
            if let Some(country) = self.referents(owner).into_iter().find_map(|owner| owner.country) {
                code.set_country(&country, || format!("“{}” stands for it", owner.text()));
            }
        }
    }

    /// "leaders of Romania's new government", "people in the UK", "forces based in Oran".
    fn by_place_behind(&self, head: TokenRef<'r>, code: &mut ActorCode, depth: u32) {
        if depth == 0 || code.country.is_some() && !code.sectors.is_empty() {
            return;
        }
        let own = head.children_by(&["prep"]);
        let participles = head.children_by(&["acl"]).flat_map(|verb| verb.children_by(&["prep"]));
        for preposition in own.chain(participles) {
            let word = preposition.text().to_lowercase();
            if !matches!(
                word.as_str(),
                "of" | "in" | "from" | "at" | "inside" | "across" | "near" | "for" | "outside" | "around" | "to" | "on"
            ) {
                continue;
            }
            for behind in preposition.children_by(&["pobj"]) {
                let inner = self.codes_to(behind, depth - 1);
                let Some(first) = inner.into_iter().find(ActorCode::is_coded) else { continue };
                if let Some(country) = &first.country {
                    code.set_country(country, || format!("{word} {}", first.reasons.join(", ")));
                }
                if word == "of" && code.sectors.is_empty() {
                    code.add_sectors(&first.sectors, "what follows “of”");
                }
            }
        }
    }

    /// "the presidents of Norland and Sudland": one of each.
    fn by_several_behind(&self, head: TokenRef<'r>, alone: bool, all: &mut Vec<ActorCode>) {
        if !alone || head.tag != "NNS" {
            return;
        }
        let of = head.children_by(&["prep"]).filter(|child| child.lemma() == "of");
        for behind in of.flat_map(|of| of.children_by(&["pobj"]).collect::<Vec<_>>()) {
            for name in row(behind).into_iter().skip(1) {
                let countries = self.countries_of(&self.names_in(name), name);
                for (country, reason) in countries {
                    let mut other = ActorCode { actor: None, country: None, ..all[0].clone() };
                    other.set_country(&country, || format!("of {reason}"));
                    all.push(other);
                }
            }
        }
    }

    /// "Sidhoum, Algeria's leading activist".
    fn by_apposition(&self, head: TokenRef<'r>, code: &mut ActorCode, depth: u32) {
        if depth == 0 || code.country.is_some() && !code.sectors.is_empty() {
            return;
        }
        for beside in head.children_by(&["appos"]) {
            let Some(told) = self.codes_to(beside, depth - 1).into_iter().find(ActorCode::is_coded) else {
                continue;
            };
            if let Some(country) = &told.country {
                code.set_country(country, || format!("said beside the name: {}", told.reasons.join(", ")));
            }
            if code.sectors.is_empty() {
                code.add_sectors(&told.sectors, "said beside the name");
            }
        }
    }

    /// Whom the mentions take it for.
    fn by_referent(&self, head: TokenRef<'r>, code: &mut ActorCode) {
        if code.country.is_some() && !code.sectors.is_empty() {
            return;
        }
        let Some(known) = self.referents(head).into_iter().next() else { return };
        if let Some(country) = known.country {
            code.set_country(&country, || "what the report tells elsewhere".to_owned());
        }
        if code.sectors.is_empty() {
            code.add_sectors(&known.sectors, "what the report tells elsewhere");
        }
        code.name = code.name.take().or(known.name);
    }

    /// The codes of those whom a pronoun, or any mention, refers to.
    fn referents(&self, head: TokenRef<'r>) -> Vec<ActorCode> {
        self.context.mentions.referents(head.index()).iter().filter_map(|id| self.of_actor(*id)).collect()
    }

    /// The code of an actor of the reading.
    pub fn of_actor(&self, id: ActorId) -> Option<ActorCode> {
        let actors = self.context.mentions.actors();
        let actor = actors.get(id.index())?;
        let party = actor.party.and_then(|party| actors.get(party.index()));
        let country = actor.code.clone().or_else(|| party?.code.clone());
        let sectors = actor.sector.as_deref().and_then(Sector::from_code).into_iter().collect();
        let reasons = vec![format!("the report tells of {}", actor.name)];
        Some(ActorCode { actor: Some(id), country, sectors, name: Some(actor.name.clone()), reasons })
    }

    /// Names of the phrase, from its left edge to its head and as far beyond as the last name goes.
    fn names_in(&self, head: TokenRef<'r>) -> Vec<Found<'r>> {
        let mut at = self.first_of(head);
        let mut found = Vec::new();
        while at <= head.index() {
            match self.name_at(at) {
                Some(name) => {
                    at = name.range.end;
                    found.push(name);
                }
                None => at += 1,
            }
        }
        found.retain(|name| !self.is_behind(name));
        found
    }

    /// The first word that belongs to the phrase's core. Clauses before the head are no part of it.
    fn first_of(&self, head: TokenRef<'r>) -> usize {
        let before = head.children().filter(|child| child.index() < head.index());
        let core =
            before.filter(|child| !matches!(child.dep, "relcl" | "ccomp" | "punct" | "prep" | "advcl" | "nsubj"));
        let first = core.map(TokenRef::left_edge).min().unwrap_or(head.index());
        first.max(head.index().saturating_sub(LONGEST))
    }

    /// "Moscow-backed rebels": the name tells who is behind them, not who they are.
    fn is_behind(&self, name: &Found<'_>) -> bool {
        let word = |at: usize| self.words.get(at).map(|word| word.to_lowercase()).unwrap_or_default();
        let first = name.range.start;
        if first > 1 && word(first - 1) == "-" && matches!(word(first - 2).as_str(), "anti" | "pro" | "non") {
            return true;
        }
        let last = word(name.range.end - 1);
        let after = if word(name.range.end) == "-" { word(name.range.end + 1) } else { String::new() };
        let backs = [
            "backed",
            "led",
            "brokered",
            "born",
            "made",
            "sponsored",
            "supported",
            "trained",
            "funded",
            "occupied",
            "mediated",
            "bound",
            "style",
        ];
        backs.iter().any(|back| after == *back || last.ends_with(&format!("-{back}")))
    }
}

/// The most words of a phrase's core.
const LONGEST: usize = 14;

/// "thousands of Norlanders", "members of the army": who is counted.
fn counted(head: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let lemma = head.lemma().to_lowercase();
    let counts = QUANTITIES.contains(&lemma.as_str()) || head.pos == Pos::Num;
    let of = head.children_by(&["prep"]).find(|child| child.lemma() == "of").filter(|_| counts)?;
    of.children_by(&["pobj"]).next()
}

/// Is the name one that stands for a government: a capital, a palace?
fn is_seat(found: &Found<'_>) -> bool {
    matches!(found.what, What::Actor(known) if matches!(known.name.kind, NameKind::Capital | NameKind::Seat))
}

/// The code of a text that is one mention and no more ("Turkish opposition leader"). `beside` is a word or two of where it
/// was told: of a mention without a country of its own that country is taken.
pub fn mention(context: &Context<'_>, beside: Option<&str>) -> ActorCode {
    let coder = Coder::new(context);
    let Some(head) = head_of(context) else { return ActorCode::default() };
    let mut codes = coder.codes(head);
    codes.retain(ActorCode::is_coded);
    let mut code = codes.into_iter().next().unwrap_or_default();
    if code.country.is_none()
        && !code.sectors.is_empty()
        && let Some(found) = beside.and_then(|words| context.codebook.actor_by_name(words))
        && let Some(country) = &found.country
    {
        code.set_country(country, || format!("told beside “{}”", beside.unwrap_or_default()));
    }
    code
}

/// The word that a mention is about: the root of its first sentence, or its first noun.
fn head_of<'r>(context: &Context<'r>) -> Option<TokenRef<'r>> {
    let doc = context.doc;
    let nominal = |token: &TokenRef<'r>| matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Adj | Pos::Num);
    let root = doc.iter().find(|token| token.is_root());
    root.filter(nominal).or_else(|| doc.iter().find(|token| matches!(token.pos, Pos::Noun | Pos::Propn))).or(root)
}
