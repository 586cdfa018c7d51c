//! What somebody is in a country: by office, by the noun, by what stands before it, by what the codebook knows of a name.

use rapporteur_language::TokenRef;
use rapporteur_record::codebook::{Holder, PlaceKind, Qualifier, Sector};

use super::names::{Found, What, tenure};
use super::{ActorCode, Coder, is_seat};

/// Offices that any body may have.
const VAGUE: [&str; 26] = [
    "officer",
    "officers",
    "official",
    "officials",
    "chief",
    "chiefs",
    "commander",
    "commanders",
    "agent",
    "agents",
    "leader",
    "leaders",
    "head",
    "heads",
    "director",
    "chairman",
    "chairwoman",
    "president",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "member",
    "members",
    "secretary",
    "founder",
    "boss",
];

/// "Lt. Gen.", "Colonel-General": what soldiers keep whatever office they hold.
fn is_rank(words: &str) -> bool {
    const RANKS: [&str; 12] = [
        "general",
        "gen",
        "colonel",
        "col",
        "admiral",
        "adm",
        "marshal",
        "brigadier",
        "lieutenant",
        "major",
        "captain",
        "commodore",
    ];
    let words = words.to_lowercase();
    words
        .split(|letter: char| !letter.is_alphabetic())
        .rfind(|word| !word.is_empty())
        .is_some_and(|last| RANKS.contains(&last))
        && !words.starts_with("attorney")
        && !words.contains("secretary")
}

impl<'r> Coder<'_, 'r> {
    /// Adds the sectors of the phrase to its code, and gives them.
    pub(super) fn sectors_of(
        &self,
        head: TokenRef<'r>,
        found: &[Found<'r>],
        code: &mut ActorCode,
        depth: u32,
    ) -> Vec<Sector> {
        let named = found.iter().rev().find(|name| name.range.contains(&head.index()) || name.range.end > head.index());
        if let Some(side) = self.side_before(head, found) {
            code.add_sectors(&[side.0], &format!("“{}”", side.1));
        }
        self.by_phrase(head, found, code);
        let office = self.office(head, found, code, depth);
        if office.is_empty() || named.is_some_and(|name| matches!(name.what, What::Actor(_))) {
            named.into_iter().for_each(|name| self.by_name(name, code));
        }
        if code.sectors.is_empty() {
            self.by_noun(head, found, code);
        }
        if code.sectors.is_empty()
            && let Some(name) = named
        {
            if is_seat(name) {
                code.add_sectors(&[Sector::Gov], "a seat of government");
            } else if matches!(name.what, What::Place(place) if place.place.kind == PlaceKind::City) {
                code.add_sectors(&[Sector::Cvl], "a city");
            }
        }
        code.sectors.clone()
    }

    fn lower(&self, at: usize) -> String {
        self.words.get(at).map(|word| word.to_lowercase()).unwrap_or_default()
    }

    fn before(&self, at: usize) -> Vec<String> {
        (at.saturating_sub(3)..at).map(|at| self.lower(at)).collect()
    }

    /// "rebel commander", "opposition candidate"; none inside a name ("Free Opposition Party").
    fn side_before(&self, head: TokenRef<'r>, found: &[Found<'r>]) -> Option<(Sector, String)> {
        let inside = |at: usize| found.iter().any(|name| name.range.contains(&at));
        let words = (self.first_of(head)..head.index()).filter(|at| !inside(*at));
        words.rev().find_map(|at| {
            let word = self.lower(at);
            let known = self.sector_words.before(&word, &self.before(at)).filter(|known| known.side)?;
            Some((known.sector, word))
        })
    }

    /// A noun that tells more with the words before it: "Muslim leaders", "human rights group".
    fn by_phrase(&self, head: TokenRef<'r>, found: &[Found<'r>], code: &mut ActorCode) {
        let at = head.index();
        if found.iter().any(|name| name.range.contains(&at)) {
            return;
        }
        let forms = [head.lemma().to_lowercase(), self.lower(at)];
        let known = forms.iter().find_map(|word| self.sector_words.noun(word, &self.before(at)));
        if let Some(known) = known.filter(|known| known.before > 0) {
            let sector = self.lost(head, known.sector);
            code.add_sectors(&[sector], &format!("“{}”", self.context.doc.slice(at - known.before..at + 1)));
        }
    }

    /// Of those who held power once, the sector of elites.
    fn lost(&self, head: TokenRef<'r>, sector: Sector) -> Sector {
        let power = matches!(sector, Sector::Gov | Sector::Leg | Sector::Jud | Sector::Mil | Sector::Spy | Sector::Cop);
        if power && self.has_former(head) { Sector::Eli } else { sector }
    }

    /// The sector of whose head or member somebody is: "union leader", "head of the army", "president of the league".
    fn of_body(&self, head: TokenRef<'r>, found: &[Found<'r>], depth: u32) -> Option<Sector> {
        let inside = |at: usize| found.iter().any(|name| name.range.contains(&at));
        let before = (self.first_of(head)..head.index()).rev().filter(|at| !inside(*at)).find_map(|at| {
            let before = self.before(at);
            let word = self.lower(at);
            let singular = self.context.doc.token(at).lemma().to_lowercase();
            let known = self.sector_words.before(&word, &before).or_else(|| self.sector_words.noun(&singular, &before));
            known.map(|known| known.sector)
        });
        before.or_else(|| {
            let depth = depth.checked_sub(1)?;
            let of = head.children_by(&["prep"]).find(|child| child.lemma() == "of")?;
            let body = of.children_by(&["pobj"]).next()?;
            let known = self.codes_to(body, depth).into_iter().find_map(|code| code.sectors.first().copied());
            known
                .filter(|sector| !matches!(sector, Sector::Gov | Sector::Cvl | Sector::Unk | Sector::Eli | Sector::Pre))
        })
    }

    /// The sectors of the office nearest to the head.
    fn office(&self, head: TokenRef<'r>, found: &[Found<'r>], code: &mut ActorCode, depth: u32) -> Vec<Sector> {
        let start = self.first_of(head);
        let mut best = None;
        let mut at = start;
        while at <= head.index() {
            match self.context.codebook.longest_office_at(&self.words, at) {
                // "Tom King" holds no office, whatever his name says.
                Some(office) if office.len == 1 && self.is_surname(at) => at += 1,
                Some(office) => {
                    let words = self.context.doc.slice(at..at + office.len);
                    at += office.len;
                    // "Deputy Defence Minister Colonel-General Brandt": the rank is a title, the office is what one is.
                    if best.is_none() || !is_rank(words) {
                        best = Some((office, words));
                    }
                }
                None => at += 1,
            }
        }
        let Some((office, words)) = best else { return Vec::new() };
        let former = office.qualifiers.contains(&Qualifier::Former);
        let mut sectors: Vec<Sector> = office.sectors().to_vec();
        // "president", "officer": of what, the words around tell.
        let vague = office.len == 1
            && office.office.of != Some(Holder::State)
            && VAGUE.contains(&words.to_lowercase().as_str());
        if vague && let Some(body) = self.of_body(head, found, depth) {
            sectors = vec![body];
        }
        for sector in &mut sectors {
            *sector = self.lost(head, *sector);
        }
        if !sectors.is_empty() && (code.sectors.is_empty() || former) {
            code.add_sectors(&sectors, &format!("the office “{words}”"));
        }
        sectors
    }

    fn is_surname(&self, at: usize) -> bool {
        let doc = self.context.doc;
        at > 0
            && doc.token(at).ent_type == "PERSON"
            && doc.token(at - 1).ent_type == "PERSON"
            && doc.token(at).text().starts_with(char::is_uppercase)
    }

    fn by_name(&self, name: &Found<'r>, code: &mut ActorCode) {
        let words = self.context.doc.slice(name.range.clone());
        match name.what {
            What::Actor(known) => {
                code.name = Some(known.actor.name.clone());
                code.add_sectors(&known.actor.sectors, &format!("“{words}” in the codebook"));
            }
            What::Person(known) => {
                code.name = Some(known.person.name.clone());
                let Some(held) = tenure(self, &known) else { return };
                let words: Vec<&str> = held.office.split(' ').collect();
                let office = self.context.codebook.longest_office_at(&words, 0);
                let day = self.context.published;
                let over = match day {
                    Some(_) => known.person.office_on(day).is_none(),
                    None => held.to.is_some(),
                };
                // Who has yet to come into office was nothing that the table knows.
                if day.is_some_and(|day| known.person.held.iter().all(|held| held.from.is_some_and(|from| from > day)))
                {
                    return;
                }
                if over {
                    code.add_sectors(&[Sector::Eli], &format!("was {}", held.office));
                } else {
                    let of_body = self.context.codebook.actor(&held.party).map(|body| body.sectors.clone());
                    let sectors = office.map(|office| office.sectors().to_vec()).filter(|sectors| !sectors.is_empty());
                    let sectors = sectors.or(of_body).unwrap_or_default();
                    code.add_sectors(&sectors, &format!("holds the office “{}”", held.office));
                }
            }
            What::Place(known) => code.name = Some(known.place.name.clone()),
        }
    }

    /// By the noun itself, then by what stands before it.
    fn by_noun(&self, head: TokenRef<'r>, found: &[Found<'r>], code: &mut ActorCode) {
        let at = head.index();
        let whole_name = found.iter().any(|name| name.range.contains(&at) && matches!(name.what, What::Actor(_)));
        if whole_name
            && head.tag.starts_with("NNP")
            && found.iter().any(|name| name.range.len() > 1 && name.range.contains(&at))
        {
            // A name known to the codebook that has no sector there has none.
            return;
        }
        let lemma = head.lemma().to_lowercase();
        let noun = [lemma, self.lower(at)].iter().find_map(|word| self.sector_words.noun(word, &self.before(at)));
        let inside = |at: usize| found.iter().any(|name| name.range.contains(&at));
        let before = || {
            (self.first_of(head)..at).rev().filter(|at| !inside(*at)).find_map(|at| {
                let word = self.lower(at);
                let before = self.before(at);
                let singular = self.context.doc.token(at).lemma().to_lowercase();
                self.sector_words
                    .before(&word, &before)
                    .or_else(|| self.sector_words.noun(&singular, &before))
                    .or_else(|| self.sector_words.noun(&word, &before))
            })
        };
        // "army bulldozers", "rights group": a noun that says little gives way to what stands before it.
        let little = |sector: Sector| matches!(sector, Sector::Unk | Sector::Cvl);
        let weak = noun.is_none_or(|noun| little(noun.sector) && noun.before == 0);
        let told = if weak { before().or(noun) } else { noun };
        if let Some(told) = told {
            code.add_sectors(&[self.lost(head, told.sector)], &format!("“{}”", self.lower(at)));
        }
    }

    fn has_former(&self, head: TokenRef<'r>) -> bool {
        (self.first_of(head)..head.index())
            .any(|at| matches!(self.lower(at).as_str(), "former" | "ex" | "ousted" | "deposed"))
    }
}
