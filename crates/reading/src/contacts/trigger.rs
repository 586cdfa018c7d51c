//! Triggers: words that tell of a contact, with the words in their slots. No word of who or whether is judged here, so
//! that other readers (of events, say) can use the same frames.

use rapporteur_language::{Doc, Pos, TokenRef};
use rapporteur_record::codebook::{ContactNoun, ContactVerb, ContactWords, ObjectSlot, Outcome, Outlook, OutlookWord};
use rapporteur_record::{ContactKind, ContactStatus};

use super::absence::is_of_others;
use super::several::is_several;
use super::sides::is_locale;
use super::slots::{
    agent, behind, behind_others, called, doer, first_of, has_any_particle, has_particle, is_nominal, is_passive,
    is_verbal, lower_is, undergoer, with_conjuncts,
};

/// A word that tells of a contact.
#[derive(Clone, Debug)]
pub(crate) struct Trigger {
    /// The word.
    pub(crate) token: usize,
    /// What it tells of.
    pub(crate) kind: ContactKind,
    /// Is it a noun?
    pub(crate) is_noun: bool,
    /// The verb that the noun is the object or subject of ("held talks"), or the verb itself.
    pub(crate) verb: Option<usize>,
    /// Heads of the phrases that name those who take part.
    pub(crate) sides: Vec<usize>,
    /// Those of `sides` who do what the verb tells: "X" of "X phoned Y".
    pub(crate) doers: Vec<usize>,
    /// Does a preposition of its own name a side: "talks with Y"?
    pub(crate) named: bool,
    /// Is that one met by somebody else: "with Y"? The members of "a session of Y" meet one another.
    pub(crate) with_another: bool,
    /// Or comes from somebody: "a call from Y"?
    pub(crate) from_another: bool,
    /// Heads of modifiers that may name sides: "US-Russian talks", "U.N. talks".
    pub(crate) modifiers: Vec<usize>,
    /// Who is behind it where `sides` leave somebody out: the subject of the sentence ("said at the talks").
    pub(crate) bystanders: Vec<usize>,
    /// Heads of phrases that may name the place.
    pub(crate) places: Vec<usize>,
    /// Heads of phrases that name who or what is visited.
    pub(crate) hosts: Vec<usize>,
    /// Is it a numbered or new round: "the sixth round", "the next round"?
    pub(crate) numbered: bool,
    /// People are sent: "led a delegation to Oslo".
    pub(crate) sends: bool,
    /// What was done only opens the way to a contact: "invited".
    pub(crate) opens: bool,
    /// The verb's object, where it must be people.
    pub(crate) object: Option<usize>,
    /// Must it?
    pub(crate) of_person: bool,
    /// Is it told with no more than this? Not where a slot is filled, by whomever.
    pub(crate) alone: bool,
    /// Its word tells of a contact only by what stands before it, which is missing here: "that call".
    pub(crate) bare: bool,
    /// What the word itself says of whether it takes place.
    pub(crate) status: Option<rapporteur_record::ContactStatus>,
    /// Only named parties on both sides make it a contact ("spoke to").
    pub(crate) by_means: bool,
    /// The word of means: "telephone".
    pub(crate) means: Option<usize>,
    /// The verb of going that has this contact as its aim: "flew" of "flew to Oslo to see the envoy".
    pub(crate) journey: Option<usize>,
    /// It is a going for another contact's sake.
    pub(crate) has_aim: bool,
    /// The verb that tells of its going on later: "resume" of "ended and will resume" ([`super::resumption`] finds it).
    pub(crate) resumed: Option<usize>,
}

/// Longer sentences, in tokens, are no prose but lists and debris; their trees would cost time and tell nothing.
const LONGEST_SENTENCE: usize = 600;

/// The triggers of a text, in text order.
pub(crate) fn triggers(doc: &Doc, words: &ContactWords) -> Vec<Trigger> {
    let prose = doc.sentences().filter(|sentence| sentence.len() <= LONGEST_SENTENCE);
    let tokens = prose.flatten().map(|index| doc.token(index));
    let found = tokens.filter_map(|token| of_noun(token, words).or_else(|| of_verb(token, words)));
    let mut found: Vec<Trigger> = found.collect();
    join_journeys(doc, &mut found);
    found
}

/// "flew to Oslo to see the envoy", "came to Oslo for talks": the journey lends the contact that it is for its traveller
/// and place.
fn join_journeys(doc: &Doc, triggers: &mut [Trigger]) {
    for at in 1..triggers.len() {
        let (before, rest) = triggers.split_at_mut(at);
        let (Some(journey), Some(aim)) = (before.last_mut(), rest.first_mut()) else { continue };
        let goes = journey.kind == ContactKind::Visit && !journey.is_noun && !journey.hosts.is_empty();
        if !goes || aim.kind == ContactKind::Visit || !is_aim(doc.token(journey.token), doc.token(aim.token), aim) {
            continue;
        }
        journey.has_aim = true;
        aim.journey = Some(journey.token);
        aim.places.extend(journey.hosts.iter().copied());
        if aim.is_noun {
            let travellers: Vec<usize> = journey.sides.clone();
            aim.add_sides(travellers.into_iter().map(|side| doc.token(side)));
        }
    }
}

/// Does the contact stand in the clause or phrase of aim of the verb of going?
fn is_aim(journey: TokenRef<'_>, aim: TokenRef<'_>, trigger: &Trigger) -> bool {
    if trigger.is_noun {
        let mut above = aim.ancestors().take(4).take_while(|above| *above != journey);
        let under = aim.ancestors().take(5).any(|above| above == journey);
        return under && above.any(|above| lower_is(above, "for"));
    }
    let infinitive = aim.children_by(&["aux"]).any(|aux| aux.tag == "TO");
    infinitive && matches!(aim.dep, "advcl" | "xcomp" | "acl") && aim.ancestors().take(3).any(|above| above == journey)
}

fn of_verb(token: TokenRef<'_>, words: &ContactWords) -> Option<Trigger> {
    if !is_verbal(token) && token.dep != "acomp" {
        return None;
    }
    let row = words.verb(&lemma_of_verb(token)).find(|row| fits_verb(token, row))?;
    let mut trigger = Trigger::new(token, row.kind);
    trigger.verb = Some(token.index());
    trigger.by_means = row.by_means;
    trigger.status = row.status;
    // "is expected in Oslo": who is expected travels.
    trigger.add_sides(if row.status.is_some() { undergoer(token).or_else(|| doer(token)) } else { doer(token) });
    trigger.doers = trigger.sides.clone();
    trigger.alone = row.alone && trigger.sides.first().is_some_and(|side| is_several(token.doc().token(*side)));
    match row.object {
        Some(ObjectSlot::Side | ObjectSlot::Person) => {
            trigger.add_sides(undergoer(token).filter(|object| !is_each_other(*object)))
        }
        Some(ObjectSlot::Host) => trigger.hosts.extend(undergoer(token).map(TokenRef::index)),
        _ => {}
    }
    let each_other = undergoer(token).is_some_and(is_each_other);
    // "the two had telephoned"
    let together = trigger.alone && undergoer(token).is_none();
    trigger.of_person = row.object == Some(ObjectSlot::Person) && !each_other && !together;
    trigger.alone |= each_other && trigger.sides.first().is_some_and(|side| is_several(token.doc().token(*side)));
    trigger.opens = row.opens;
    trigger.sends = row.kind == ContactKind::Visit && !row.things.is_empty();
    trigger.object = undergoer(token).map(TokenRef::index);
    trigger.add_slots(token, &row.sides, &row.places, &row.hosts);
    if token.dep == "relcl" && token.children_by(&["advmod"]).any(|child| lower_is(child, "where")) {
        trigger.places.push(token.head_token().index());
    }
    trigger.find_means(token, words);
    if let Some(object) =
        undergoer(token).filter(|_| trigger.means.is_none() && row.needs_means && !row.things.is_empty())
    {
        // "exchanged views by phone": the parse hangs the means on the views.
        trigger.find_means(object, words);
    }
    // "discussed a pact with Norland": it may be the pact that is with Norland.
    let fits = |side: &TokenRef<'_>| token.lemma() != "discuss" || side.ent_type == "PERSON";
    if trigger.sides.len() < 2 && !row.sides.is_empty() {
        let with = if row.kind == ContactKind::Correspondence { ["to"].as_slice() } else { &["with", "between"] };
        trigger.add_sides(behind_others(token, with).into_iter().filter(fits));
    }
    if is_of_many(token) {
        return None;
    }
    if token.lemma() == "negotiate" && matches!(token.dep, "acl" | "advcl") && token.tag == "VBN" {
        // "the deal, negotiated by both": how it came about, at whatever time.
        return None;
    }
    if token.lemma() == "consult" && (token.tag == "VBG" || is_passive(token) && agent(token).is_none()) {
        // "was consulting with its partners", "had not been consulted" tell of no one meeting.
        return None;
    }
    if token.lemma() == "discuss" && is_passive(token) && agent(token).is_none() {
        // "the plan will be discussed at a meeting between them": the meeting tells it.
        return None;
    }
    if row.object.is_none() && is_passive(token) && agent(token).is_none() {
        // "the two teams have been closeted since Monday"
        trigger.add_sides(undergoer(token));
    }
    // "is clear", "spent money": a stay only where it is told where.
    let stays = row.kind == ContactKind::Visit && matches!(token.lemma(), "be" | "spend");
    if stays && (trigger.hosts.is_empty() || token.dep.starts_with("aux")) {
        return None;
    }
    // "talks resume", "talks are in Oslo": the noun tells.
    let told_by_noun = |side: &usize| noun_row(token.doc().token(*side), words).is_some();
    if (stays || token.lemma() == "resume") && trigger.sides.iter().any(told_by_noun) {
        return None;
    }
    if row.opens && trigger.places.is_empty() {
        // "invited the minister to visit"
        let visit = visited_by_invitation(token)?;
        trigger.kind = ContactKind::Visit;
        trigger.journey = Some(visit.index());
        // Who invites stays at home.
        trigger.sides.retain(|side| !trigger.doers.contains(side));
        trigger.hosts = std::mem::take(&mut trigger.doers);
    }
    let told = (row.status.is_none() || !trigger.hosts.is_empty()) && (!row.needs_means || trigger.means.is_some());
    told.then_some(trigger)
}

/// "invited the minister to visit": the verb below, where it doesn't say whom or where.
fn visited_by_invitation(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let mut below = verb.children_by(&["xcomp", "advcl", "ccomp"]);
    let bare = |visit: &TokenRef<'_>| undergoer(*visit).is_none() && behind(*visit, &["to".to_owned()]).is_empty();
    below.find(|visit| visit.lemma() == "visit" && bare(visit))
}

/// "have spoken twice this year", "the first time they had met since": no one occasion is told.
fn is_of_many(verb: TokenRef<'_>) -> bool {
    const TIMES: [&str; 8] =
        ["twice", "often", "repeatedly", "regularly", "frequently", "rarely", "seldom", "occasionally"];
    let times = |child: TokenRef<'_>| {
        TIMES.iter().any(|word| lower_is(child, word)) || child.dep == "npadvmod" && lower_is(child, "times")
    };
    let first_time = verb.dep == "relcl" && verb.head_token().lemma() == "time";
    // "twice this year" hangs on the year now and then.
    let behind = (verb.index() + 1..verb.right_edge() + 1).take(2).map(|at| verb.doc().token(at));
    let counted = behind.filter(|word| word.pos == Pos::Adv).any(times);
    verb.children_by(&["advmod", "npadvmod"]).any(times) || counted || first_time
}

/// "meeting" tagged as a noun has itself as lemma.
fn lemma_of_verb(token: TokenRef<'_>) -> String {
    let lemma = token.lemma().to_lowercase();
    match token.pos {
        Pos::Noun => lemma.strip_suffix("ing").unwrap_or(&lemma).to_owned(),
        _ => lemma,
    }
}

fn fits_verb(token: TokenRef<'_>, row: &ContactVerb) -> bool {
    let particle =
        if row.particles.is_empty() { !has_any_particle(token) } else { has_particle(token, &row.particles) };
    // "called him a liar", "called on them", "saw them leave"; but "called him to tell him".
    let aim =
        |child: TokenRef<'_>| row.kind == ContactKind::Call && child.children_by(&["aux"]).any(|aux| aux.tag == "TO");
    let says_of_object = token.children_by(&["oprd", "ccomp", "xcomp"]).any(|child| !aim(child))
        && row.object.is_some()
        && called(token).is_none()
        && !row.needs_means
        && !row.opens
        && !is_passive(token);
    let object = undergoer(token);
    if row.kind == ContactKind::Call && is_summons(token) {
        return false;
    }
    let object_fits = match row.object {
        // "they wrote", but to whom?
        None if row.kind == ContactKind::Correspondence => !behind(token, &row.sides).is_empty(),
        None => object.is_none() || is_passive(token),
        Some(_) => object.is_some() || row.alone || !behind(token, &row.sides).is_empty(),
    };
    let thing =
        row.things.is_empty() || object.is_some_and(|object| row.things.iter().any(|noun| object.lemma() == noun));
    particle && object_fits && thing && stands_in(token, &row.settings) && !says_of_object && !names_object(token)
}

/// "called them to Oslo": bidden to come, not telephoned.
fn is_summons(verb: TokenRef<'_>) -> bool {
    let place = |noun: TokenRef<'_>| matches!(noun.ent_type, "GPE" | "LOC" | "FAC");
    verb.lemma() == "call" && behind(verb, &["to".to_owned()]).into_iter().any(place)
}

/// "brought them to one table", "sat across a table".
fn stands_in(verb: TokenRef<'_>, settings: &[String]) -> bool {
    // "bargaining table": both words
    let is_setting = |noun: TokenRef<'_>| {
        let before = noun.children_by(&["compound", "amod"]).map(|word| format!("{} {}", word.text(), noun.lemma()));
        before.chain([noun.lemma().to_owned()]).any(|phrase| settings.contains(&phrase))
    };
    let below = |preposition: TokenRef<'_>| preposition.children_by(&["pobj"]).any(is_setting);
    let mut prepositions = verb.children_by(&["prep", "advmod", "prt"]);
    settings.is_empty()
        || prepositions.any(|preposition| below(preposition) || preposition.children_by(&["prep"]).any(below))
}

/// "called her “a liar”", "called the winner “Miss P”", "“A liar,” he called her".
fn names_object(verb: TokenRef<'_>) -> bool {
    let start = verb.left_edge();
    let after_quote = start > 0
        && (start - 1..verb.index()).any(|index| matches!(verb.doc().token(index).text(), "”" | "\"" | "’" | "''"))
        && verb.doc().token(start - 1).sentence() == verb.sentence();
    if verb.lemma() == "call" && after_quote {
        return true;
    }
    let quoted = |child: TokenRef<'_>| child.index() > verb.index() && matches!(child.tag, "``" | "\"");
    verb.lemma() == "call" && verb.doc().token(verb.index()).right_edge() > verb.index() && {
        let end = (verb.right_edge() + 1).min(verb.index() + 12);
        (verb.index()..end).any(|index| quoted(verb.doc().token(index)))
    }
}

fn is_each_other(object: TokenRef<'_>) -> bool {
    lower_is(object, "other") && object.children().any(|child| lower_is(child, "each"))
        || lower_is(object, "another") && object.children().any(|child| lower_is(child, "one"))
}

fn of_noun(token: TokenRef<'_>, words: &ContactWords) -> Option<Trigger> {
    if !is_nominal(token) || token.dep == "compound" || is_part_of_trigger(token, words) {
        return None;
    }
    let first = token.children_by(&["det", "poss", "amod"]).map(TokenRef::index).min().unwrap_or(token.index());
    if first > 0 && lower_is(token.doc().token(first - 1), "not") {
        // "left the room, not the talks"
        return None;
    }
    if token.children_by(&["det", "amod"]).any(|child| EACH.iter().any(|word| lower_is(child, word))) {
        // "every negotiation"
        return None;
    }
    let row = noun_row(token, words)?;
    if is_time_of_another(token, row, words) {
        return None;
    }
    if is_other_matter(token, row.kind, words) {
        return None;
    }
    let with_verb = is_on_the_phone(token);
    if matches!(token.lemma(), "phone" | "telephone" | "line") && !with_verb && behind(token, &row.sides).is_empty() {
        // "by phone" is the means of what the verb tells.
        return None;
    }
    let mut trigger = Trigger::new(token, row.kind);
    trigger.is_noun = true;
    trigger.bare = !row.after.is_empty() && !stands_after(token, row) && !stands_under(token, row);
    trigger.numbered = row.alone && !row.after.is_empty();
    trigger.named = !sides_behind(token, &row.sides).is_empty();
    trigger.with_another = !behind(token, &["with".to_owned(), "to".to_owned()]).is_empty();
    trigger.from_another = !behind(token, &["from".to_owned()]).is_empty();
    trigger.add_noun_slots(token, row);
    for inner in parts_below(token) {
        trigger.add_noun_slots(inner, row);
    }
    let top = whole(token, words);
    if top.index() != token.index() {
        trigger.add_noun_slots(top, row);
    }
    // "talks between drivers and owners" are theirs, known or not; "talks over a stadium" may be anybody's.
    let another_matter = behind(token, &["over".to_owned(), "about".to_owned()]);
    trigger.alone = row.alone && !trigger.named && (another_matter.is_empty() || is_definite(token));
    trigger.add_participles(token, words);
    trigger.add_verb(top, row, words);
    if let Some((verb, _)) = verb_above(token).filter(|_| with_verb) {
        trigger.add_sides(behind(verb, &["with".to_owned()]));
        trigger.add_sides(doer(verb));
    }
    trigger.find_means(token, words);
    if trigger.sides.len() < 2 && row.kind != ContactKind::Visit && row.kind != ContactKind::Correspondence {
        trigger.add_sides(behind_others(token, &["with", "between"]));
    }
    Some(trigger)
}

/// "was on the phone with the envoy": the parse hangs "with" on the verb.
fn is_on_the_phone(noun: TokenRef<'_>) -> bool {
    let on = noun.dep == "pobj" && lower_is(noun.head_token(), "on");
    let verb = verb_above(noun).filter(|(verb, _)| on && matches!(verb.lemma(), "be" | "get"));
    verb.is_some_and(|(verb, _)| !behind(verb, &["with".to_owned()]).is_empty())
}

/// "spent the afternoon in talks": the talks tell it.
fn is_time_of_another(noun: TokenRef<'_>, row: &ContactNoun, words: &ContactWords) -> bool {
    let strict = !row.under.is_empty() && row.after.is_empty() && row.kind == ContactKind::Meeting;
    let Some((verb, _)) = verb_above(noun).filter(|_| strict) else { return false };
    let within = behind(verb, &["in".to_owned()]).into_iter().chain(behind(noun, &["in".to_owned(), "of".to_owned()]));
    within.into_iter().any(|other| noun_row(other, words).is_some())
}

/// "up for negotiation", "wrote on Telegram", "took note", "on the sidelines of the summit", "parliament's session".
fn is_other_matter(noun: TokenRef<'_>, kind: ContactKind, words: &ContactWords) -> bool {
    let bare = noun.children_by(&["det", "poss", "amod", "nummod"]).next().is_none();
    let topic = noun.tag == "NN" && kind == ContactKind::Talks && bare && noun.dep == "pobj";
    let named = noun.pos == Pos::Propn && kind == ContactKind::Correspondence;
    let noted = noun.lemma() == "note" && verb_above(noun).is_some_and(|(verb, _)| verb.lemma() == "take");
    let before_press =
        noun.children_by(&["compound"]).any(|word| PRESS.contains(&word.lemma().to_lowercase().as_str()));
    let beside = MARGINS.contains(&whole(noun, words).lemma());
    let owners = || noun.children_by(&["poss"]).chain(behind(noun, &["of".to_owned()]));
    topic
        || named
        || noted
        || beside
        || before_press
        || owners().any(|owner| CHAMBERS.contains(&owner.lemma().to_lowercase().as_str()))
}

/// "at a press conference with his counterpart": told to reporters.
const PRESS: [&str; 3] = ["press", "news", "media"];

/// A contact on the margins of another is told by its own words.
const MARGINS: [&str; 3] = ["margin", "sideline", "fringe"];

/// These sit by themselves.
const CHAMBERS: [&str; 7] = ["parliament", "congress", "senate", "cabinet", "court", "jury", "school"];

const EACH: [&str; 4] = ["every", "each", "most", "many"];

fn noun_row<'w>(token: TokenRef<'_>, words: &'w ContactWords) -> Option<&'w ContactNoun> {
    let form = token.text().to_lowercase();
    let lemma = token.lemma().to_lowercase();
    words.noun(&form).chain(words.noun(&lemma)).find(|row| fits_noun(token, row))
}

fn fits_noun(token: TokenRef<'_>, row: &ContactNoun) -> bool {
    let preposition =
        |list: &[String]| token.children_by(&["prep"]).any(|child| list.iter().any(|word| lower_is(child, word)));
    let counts = row.after.is_empty() && row.under.is_empty() || stands_after(token, row) || stands_under(token, row);
    if row.alone && !row.after.is_empty() && !is_of_talks(token) {
        return false;
    }
    // "their calls intensified" are no telephone calls.
    let owned = !counts && token.children_by(&["poss"]).next().is_some() && !preposition(&row.sides);
    if owned {
        return false;
    }
    // "text", "hour": no contact but in these phrases.
    let strict = !row.under.is_empty() && row.after.is_empty();
    !preposition(&row.not_with)
        && (counts
            || !strict && !row.alone && (preposition(&["between", "with"].map(str::to_owned)) || is_definite(token)))
}

/// "a round", "a round of talks"; no "round of fireworks".
fn is_of_talks(noun: TokenRef<'_>) -> bool {
    const TALKS: [&str; 8] =
        ["talks", "negotiations", "talk", "negotiation", "consultations", "meetings", "discussions", "dialogue"];
    const OF_TALKS: [&str; 6] = ["peace", "negotiation", "negotiations", "talks", "negotiating", "ceasefire"];
    // "election cycles", "the second round of the vote"
    let own = noun.children_by(&["compound"]).all(|word| OF_TALKS.iter().any(|known| lower_is(word, known)));
    own && behind(noun, &["of".to_owned()]).iter().all(|below| TALKS.iter().any(|word| lower_is(*below, word)))
}

/// "took a call", "a call was arranged"; nouns like "text" are no letters elsewhere.
fn stands_under(noun: TokenRef<'_>, row: &ContactNoun) -> bool {
    !row.under.is_empty()
        && verb_above(noun).is_some_and(|(verb, direct)| {
            (direct || lower_is(noun, "touch"))
                && row.under.iter().any(|known| verb.lemma().eq_ignore_ascii_case(known))
        })
}

fn stands_after(noun: TokenRef<'_>, row: &ContactNoun) -> bool {
    let mut before = noun.children().take_while(|child| child.index() < noun.index());
    before.any(|child| row.after.iter().any(|word| lower_is(child, word)))
}

/// "the talks", "that call", "such a meeting".
pub(super) fn is_definite(noun: TokenRef<'_>) -> bool {
    let words = ["the", "this", "that", "these", "those", "such", "both", "its", "their", "his", "her"];
    noun.children_by(&["det", "predet", "poss", "amod"]).any(|child| words.iter().any(|word| lower_is(child, word)))
}

/// Who stands behind these prepositions; "by the shores" is a place.
fn sides_behind<'d>(token: TokenRef<'d>, sides: &[String]) -> Vec<TokenRef<'d>> {
    behind(token, sides).into_iter().filter(|side| !is_locale(*side)).collect()
}

/// "talks" of "a round of talks" is told by "round".
fn is_part_of_trigger(token: TokenRef<'_>, words: &ContactWords) -> bool {
    let of = token.head_token();
    token.dep == "pobj"
        && lower_is(of, "of")
        && is_nominal(of.head_token())
        && noun_row(of.head_token(), words).is_some()
}

/// The nouns under "of": "talks" for "round of talks".
fn parts_below(token: TokenRef<'_>) -> Vec<TokenRef<'_>> {
    behind(token, &["of".to_owned()])
}

/// The noun itself, or the noun whose part it names: "end" for "the end of two weeks of talks".
pub(super) fn whole<'d>(token: TokenRef<'d>, words: &ContactWords) -> TokenRef<'d> {
    let mut at = token;
    for _ in 0..4 {
        let of = at.head_token();
        let above = of.head_token();
        let is_part = words.is_part(&above.text().to_lowercase());
        if at.dep != "pobj" || !lower_is(of, "of") || !is_part {
            break;
        }
        at = above;
    }
    at
}

impl Trigger {
    fn new(token: TokenRef<'_>, kind: ContactKind) -> Self {
        Self {
            token: token.index(),
            kind,
            is_noun: false,
            verb: None,
            sides: Vec::new(),
            doers: Vec::new(),
            named: false,
            with_another: false,
            from_another: false,
            modifiers: Vec::new(),
            bystanders: Vec::new(),
            places: Vec::new(),
            hosts: Vec::new(),
            numbered: false,
            opens: false,
            sends: false,
            object: None,
            of_person: false,
            alone: false,
            bare: false,
            status: None,
            by_means: false,
            means: None,
            journey: None,
            has_aim: false,
            resumed: None,
        }
    }

    fn add_sides<'d>(&mut self, heads: impl IntoIterator<Item = TokenRef<'d>>) {
        for head in heads {
            for one in with_conjuncts(head) {
                if one.index() != self.token && !self.sides.contains(&one.index()) {
                    self.sides.push(one.index());
                }
            }
        }
    }

    fn add_slots(&mut self, token: TokenRef<'_>, sides: &[String], places: &[String], hosts: &[String]) {
        self.add_sides(sides_behind(token, sides));
        let by_place = behind(token, &["by".to_owned()]).into_iter().filter(|place| is_locale(*place));
        self.places.extend(behind(token, places).into_iter().chain(by_place).map(TokenRef::index));
        // "travelled to Oslo and Bergen"
        self.hosts.extend(behind(token, hosts).into_iter().flat_map(with_conjuncts).map(TokenRef::index));
    }

    /// What the noun's own phrase names: "Oslo's talks with Y", "US-Russian talks", "talks in Z".
    fn add_noun_slots(&mut self, noun: TokenRef<'_>, row: &ContactNoun) {
        self.add_slots(noun, &row.sides, &row.places, &row.hosts);
        if self.hosts.is_empty() && row.hosts.iter().any(|word| word == "to") {
            // "a visit by the envoy to Oslo": the parse hangs it on the envoy.
            self.hosts.extend(behind_others(noun, &["to"]).into_iter().map(TokenRef::index));
        }
        // "Lind, who landed in the morning, earlier held talks with": the parse makes them one phrase.
        let held = noun
            .children_by(&["amod"])
            .any(|verb| matches!(verb.lemma(), "hold" | "have" | "open") && verb.tag.starts_with('V'));
        if held && noun.dep == "appos" && noun.head_token().pos == Pos::Propn {
            self.add_sides([noun.head_token()]);
        }
        let own = noun.children_by(&["poss", "amod", "compound", "nmod"]);
        let own = own.filter(|child| matches!(child.dep, "poss") || starts_upper(*child));
        for child in own {
            if row.kind == ContactKind::Visit && child.dep != "poss" {
                // "a Moscow trip"
                self.hosts.push(child.index());
                continue;
            }
            if child.dep == "poss" {
                self.add_sides([child]);
            } else {
                self.modifiers.push(child.index());
            }
            self.modifiers.extend(
                child
                    .children_by(&["compound", "nmod", "amod"])
                    .filter(|inner| {
                        // "Russia" of "Russia-Ukraine", not "John" of "John Smith's".
                        next_is_dash(*inner)
                    })
                    .map(TokenRef::index),
            );
        }
    }

    /// "talks held between", "a call initiated by", "talks led by": the participle's slots.
    fn add_participles(&mut self, noun: TokenRef<'_>, words: &ContactWords) {
        for participle in noun.children_by(&["acl", "relcl"]) {
            let Some(row) = verb_outlook(participle, words) else { continue };
            if row.subject && is_passive(participle) {
                self.add_sides(agent(participle));
            }
            self.add_adjuncts(participle);
        }
    }

    fn add_adjuncts(&mut self, verb: TokenRef<'_>) {
        self.add_sides(behind(verb, &["with".to_owned(), "between".to_owned()]));
        let places = ["in", "at", "near"].map(str::to_owned);
        self.places.extend(behind(verb, &places).into_iter().map(TokenRef::index));
    }

    /// The verb above the noun, and whom it brings in.
    fn add_verb(&mut self, top: TokenRef<'_>, row: &ContactNoun, words: &ContactWords) {
        let Some((verb, direct)) = verb_above(top) else {
            // "the minister, on the phone with the envoy, said"
            let of = top.head_token();
            let beside = of.head_token();
            let setting = top.dep == "pobj" && matches!(of.lemma(), "on" | "in" | "during");
            if setting && self.with_another && beside.ent_type == "PERSON" {
                self.add_sides([beside]);
            } else if setting && self.takes_part_in_saying(top) && !is_definite(top) {
                // "agreed to a truce in a call with the envoy": the parse hangs the call on the truce.
                self.add_sides(beside.ancestors().take(4).find(|above| is_verbal(*above)).and_then(doer));
            } else if is_partaking(beside) {
                // "suspended its participation in the talks"
                self.add_sides(beside.children_by(&["poss"]));
                self.add_sides(beside.ancestors().next().filter(|above| is_verbal(*above)).and_then(doer));
            } else if self.is_setting(top) && matches!(beside.dep, "dobj" | "dative") {
                // "told the envoy in a phone call that": the parse hangs the call on the envoy.
                self.add_sides(doer(beside.head_token()));
                self.add_sides([beside]);
            }
            return;
        };
        self.verb = Some(verb.index());
        let outlook = verb_outlook(verb, words);
        // "said a meeting with the envoy was planned": whoever plans it is not told.
        let planned = top.dep == "nsubjpass" && agent(verb).is_none() && self.kind != ContactKind::Correspondence;
        let is_subject = top.dep == "nsubj" || planned;
        if let Some(below) = raised(verb).filter(|_| top.dep.starts_with("nsubj")) {
            // "The round is to begin in Oslo": where is told by the infinitive.
            self.add_adjuncts(below);
        }
        let under = direct && stands_under(top, row);
        if direct && (outlook.is_some() || under || verb.lemma() == "be") {
            self.add_adjuncts(verb);
            self.hosts.extend(behind(verb, &row.hosts).into_iter().map(TokenRef::index));
            if self.sides.is_empty() && row.kind != ContactKind::Visit && row.kind != ContactKind::Correspondence {
                let with = behind_others(verb, &["with", "between"]);
                self.add_sides(with.into_iter().filter(|side| side.index() > top.index()));
            }
        }
        // "sent a letter", "spent two hours with the envoy"
        let strict = !row.under.is_empty() && row.after.is_empty();
        let visitor = row.kind == ContactKind::Visit && self.sides.is_empty() && top.dep == "dobj";
        if visitor && matches!(outlook.map(|outlook| outlook.status), Some(Outcome::Is(ContactStatus::Cancelled))) {
            // "postponed a visit to Oslo"
            self.add_sides(doer(verb));
        }
        let written = stands_under(top, row) && (row.kind == ContactKind::Correspondence || strict);
        if written && top.dep == "nsubj" && row.kind == ContactKind::Correspondence {
            // "a letter reached the envoy"
            self.add_sides(undergoer(verb));
        } else if (written || outlook.is_some_and(|outlook| outlook.subject && self.takes_subject(outlook, verb, top)))
            && !is_subject
        {
            self.add_sides(doer(verb));
            self.add_sides(verb.children_by(&["dative"]).filter(|child| child.pos != Pos::Adp));
            if row.kind == ContactKind::Correspondence {
                self.add_sides(behind(verb, &["to".to_owned(), "from".to_owned()]));
            }
            if !direct && matches!(verb.lemma(), "have" | "get" | "invite" | "join" | "receive" | "host") {
                // "had the pair to dinner"; but "discussed the dam in a call"
                self.add_sides(undergoer(verb));
            }
        } else if !is_subject && self.takes_part_in_saying(top) {
            // "said in a call with the envoy": who says so took part.
            self.add_sides(doer(verb));
        } else if !is_subject && self.is_setting(top) {
            // "In a phone call the premier briefed the envoy", "assured him over lunch"
            self.add_sides(doer(verb));
            self.add_sides(undergoer(verb));
            self.add_sides(behind(verb, &["with".to_owned(), "to".to_owned()]));
        } else if top.dep.starts_with("nsubj") || outlook.is_none() {
            // "the union said talks with the company had broken down"
            self.bystanders.extend(speaker_above(verb).into_iter().flat_map(with_conjuncts).map(TokenRef::index));
        }
        if !is_subject {
            self.bystanders.extend(doer(verb).into_iter().flat_map(with_conjuncts).map(TokenRef::index));
        }
        let between = behind(top, &["between".to_owned()]).into_iter().flat_map(with_conjuncts).collect::<Vec<_>>();
        if between.len() >= 2 && between.iter().all(|side| side.ent_type != "PERSON") {
            // "Norland said talks between the army and the opposition had ended": both are told, known or not. Of persons the side may be
            // told elsewhere.
            self.bystanders.clear();
        }
    }

    /// Who wants talks "between X and Y" need not take part.
    fn takes_subject(&self, outlook: &Outlook, verb: TokenRef<'_>, top: TokenRef<'_>) -> bool {
        if is_of_others(verb, top) {
            return false;
        }
        let leaves = !outlook.over.is_empty() && outlook.status != Outcome::Told;
        self.sides.len() < 2 || outlook.occurs && self.kind != ContactKind::Talks || leaves && self.with_another
    }

    fn takes_part_in_saying(&self, top: TokenRef<'_>) -> bool {
        let by_phone = self.kind == ContactKind::Call && lower_is(top.head_token(), "off");
        let visits = self.kind == ContactKind::Visit && self.sides.is_empty() && !self.hosts.is_empty();
        if visits && top.dep == "pobj" {
            // "said on a visit to Oslo"
            return ["on", "during"].iter().any(|word| lower_is(top.head_token(), word));
        }
        let with_one = self.sides.len() == 1 && (self.with_another || self.kind == ContactKind::Correspondence);
        with_one
            && top.dep == "pobj"
            && (by_phone
                || ["in", "during", "at", "after", "of", "on", "over"]
                    .iter()
                    .any(|word| lower_is(top.head_token(), word)))
    }

    /// "in a phone call", "over lunch": those of whom the verb tells are in it.
    fn is_setting(&self, top: TokenRef<'_>) -> bool {
        let definite = is_definite(top);
        let intimate = matches!(self.kind, ContactKind::Call | ContactKind::Correspondence)
            || ["dinner", "lunch", "breakfast"].contains(&top.lemma());
        self.sides.is_empty()
            && intimate
            && !definite
            && top.dep == "pobj"
            && ["in", "during", "over"].iter().any(|word| lower_is(top.head_token(), word))
    }

    fn find_means(&mut self, token: TokenRef<'_>, words: &ContactWords) {
        let by = ["by", "via", "over", "on", "through"].map(str::to_owned);
        // "told them in writing"; but what is said "in a video" is no call.
        let written = behind(token, &["in".to_owned()]).into_iter().filter(|word| lower_is(*word, "writing"));
        let below = behind(token, &by)
            .into_iter()
            .chain(written)
            .chain(token.children_by(&["advmod", "compound", "amod", "npadvmod"]));
        for word in below {
            let named = |token: TokenRef<'_>| words.kind_by_means(&token.text().to_lowercase());
            let found = std::iter::once(word)
                .chain(word.children_by(&["compound", "amod"]))
                .find(|token| named(*token).is_some());
            if let Some(kind) = found.and_then(named) {
                self.kind = kind;
                self.means = found.map(TokenRef::index);
                return;
            }
        }
    }
}

/// "its participation in the talks": what is said of it is said of them.
pub(super) fn is_partaking(noun: TokenRef<'_>) -> bool {
    matches!(noun.lemma(), "participation" | "involvement" | "attendance" | "presence")
}

/// Who says so, where the verb stands in what somebody says.
fn speaker_above(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    (verb.dep == "ccomp").then(|| doer(verb.head_token())).flatten()
}

fn starts_upper(token: TokenRef<'_>) -> bool {
    token.text().chars().next().is_some_and(char::is_uppercase)
}

fn next_is_dash(token: TokenRef<'_>) -> bool {
    let next = token.index() + 1;
    next < token.doc().len() && matches!(token.doc().token(next).text(), "-" | "–" | "/")
}

/// The outlook row of a verb with its particles.
pub(super) fn verb_outlook<'w>(verb: TokenRef<'_>, words: &'w ContactWords) -> Option<&'w Outlook> {
    let fits = |row: &&Outlook| row.particles.is_empty() || has_particle(verb, &row.particles);
    let rows: Vec<&Outlook> = words.outlook(OutlookWord::Verb, &verb.lemma().to_lowercase()).filter(fits).collect();
    // "put off" before "put".
    rows.iter().find(|row| !row.particles.is_empty()).or(rows.first()).copied()
}

/// The infinitive whose subject is another verb's: "begin" of "is to begin", "was set to begin".
pub(super) fn raised(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    verb.children_by(&["xcomp"]).find(|below| below.children_by(&["aux"]).any(|aux| aux.tag == "TO"))
}

/// The verb that a noun is the object or subject of, or, not `direct`, that has it behind a preposition.
pub(super) fn verb_above(noun: TokenRef<'_>) -> Option<(TokenRef<'_>, bool)> {
    let mut at = noun;
    for _ in 0..4 {
        match at.dep {
            "conj" | "appos" => at = at.head_token(),
            "dobj" | "nsubj" | "nsubjpass" | "attr" | "dative" | "oprd" => return Some((at.head_token(), true)),
            "pobj" => {
                let above = first_of(at.head_token()).head_token();
                return is_verbal(above).then_some((above, false));
            }
            _ => return None,
        }
    }
    None
}
