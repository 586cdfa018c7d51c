//! Where in the tree the subject, the objects and the adjuncts of a word stand.

use rapporteur_language::{Pos, TokenRef};

/// How many words a search may climb; longer chains are mistakes of the parse.
const CLIMB: usize = 6;

/// How many conjuncts a list may have; longer ones are no lists of participants.
const LIST: usize = 40;

const NOMINAL: [&str; 8] = ["nsubj", "nsubjpass", "dobj", "pobj", "attr", "appos", "poss", "dative"];

/// Does the token stand as a noun? Parsers take "talks" for a verb now and then, and "is meeting" for a noun.
pub(super) fn is_nominal(token: TokenRef<'_>) -> bool {
    match token.pos {
        Pos::Noun | Pos::Propn => !has_subject(token) || token.children_by(&["aux"]).next().is_none(),
        Pos::Verb => NOMINAL.contains(&token.dep) && matches!(token.tag, "VBZ" | "NNS" | "VBG"),
        _ => false,
    }
}

/// Does the token stand as a verb?
pub(super) fn is_verbal(token: TokenRef<'_>) -> bool {
    match token.pos {
        Pos::Verb | Pos::Aux => !is_nominal(token),
        Pos::Noun => has_subject(token) && (token.children_by(&["aux"]).next().is_some() || token.dep == "ccomp"),
        _ => false,
    }
}

fn has_subject(token: TokenRef<'_>) -> bool {
    token.children_by(&["nsubj"]).next().is_some()
}

/// The verb is in the passive voice.
pub(super) fn is_passive(verb: TokenRef<'_>) -> bool {
    let told = verb.children().any(|child| matches!(child.dep, "auxpass" | "nsubjpass"));
    told || (verb.tag == "VBN" && verb.dep == "acl" && verb.children_by(&["aux", "nsubj"]).next().is_none())
}

/// Who does it: the subject of an active verb, or the agent of a passive one.
pub(super) fn doer(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    if is_passive(verb) {
        return agent(verb);
    }
    // "plans for the ministers to meet": the parse hangs those who do on "for" now and then.
    let mut marks = verb.children_by(&["mark"]).filter(|mark| lower_is(*mark, "for"));
    if let Some(doer) = marks.find_map(|mark| mark.children_by(&["pobj"]).next()) {
        return Some(doer);
    }
    if let Some((_, subject)) = parted_subject(verb) {
        return Some(subject);
    }
    let mut at = verb;
    for _ in 0..CLIMB {
        if let Some(subject) = at.children().find(|child| matches!(child.dep, "nsubj" | "nsubjpass")) {
            return Some(antecedent_of(at, subject));
        }
        at = match at.dep {
            "acl" if at.tag == "VBG" => return Some(at.head_token()),
            // "plans for the minister to meet them"
            "acl" if for_whom(at).is_some() => return for_whom(at),
            // "kept the envoy from meeting them"
            "prep" if lower_is(at, "from") && object_that_does(at.head_token()).is_some() => {
                return object_that_does(at.head_token());
            }
            // A headline: "Leaders to meet in Oslo".
            "acl" | "relcl" if at.tag == "VB" && at.head_token().pos == Pos::Propn => return Some(at.head_token()),
            "xcomp" if matches!(at.head_token().pos, Pos::Propn) => return Some(at.head_token()),
            "xcomp" => match object_that_does(at.head_token()) {
                Some(object) => return Some(object),
                None => at.head_token(),
            },
            "conj" | "advcl" | "pcomp" | "prep" | "ccomp" | "dep" | "acl" | "acomp" | "dobj" => at.head_token(),
            _ => return None,
        };
    }
    None
}

/// Who stands behind "for" before an infinitive that tells what a noun is: "plans for the minister to meet them".
fn for_whom(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let infinitive = verb.children_by(&["aux"]).any(|aux| aux.tag == "TO");
    let mut before = verb.head_token().children_by(&["prep"]).filter(|word| word.index() < verb.index());
    let whom = before.find(|word| lower_is(*word, "for"))?.children_by(&["pobj"]).next();
    whom.filter(|_| infinitive)
}

/// "invited the envoy to meet them": the object does what the infinitive says.
fn object_that_does(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    verb.children().find(|child| child.dep == "dobj" && !is_passive(verb))
}

/// A dateline that the parse takes for the subject: "OSLO, May 3 - The envoy met" has the first noun behind the dash.
fn behind_dateline<'d>(verb: TokenRef<'d>, subject: TokenRef<'d>) -> TokenRef<'d> {
    let doc = verb.doc();
    let capitals = subject.text().chars().count() > 2 && subject.text().chars().all(char::is_uppercase);
    if !capitals {
        return subject;
    }
    let is_dash = |index: &usize| matches!(doc.token(*index).text(), "-" | "–" | "—");
    let Some(dash) = (subject.index() + 1..verb.index()).take(DATELINE).find(is_dash) else { return subject };
    let nominal = |token: &TokenRef<'d>| {
        matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Pron)
            && (token.head_token() == verb || token.head_token().index() < dash)
    };
    (dash + 1..verb.index()).map(|index| doc.token(index)).find(nominal).unwrap_or(subject)
}

/// How many tokens a dateline may have.
const DATELINE: usize = 10;

/// For "who" and "which" the noun that they stand for.
fn antecedent_of<'d>(verb: TokenRef<'d>, subject: TokenRef<'d>) -> TokenRef<'d> {
    let relative = matches!(subject.tag, "WP" | "WDT") && matches!(verb.dep, "relcl" | "acl");
    if relative { verb.head_token() } else { behind_dateline(verb, subject) }
}

/// "by X" of a passive.
pub(super) fn agent(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    // "was briefed by telephone by the envoy"
    let means =
        |noun: &TokenRef<'_>| ["telephone", "phone", "video", "letter", "link", "email"].contains(&noun.lemma());
    verb.children_by(&["agent"]).flat_map(|by| by.children_by(&["pobj"])).find(|noun| !means(noun))
}

/// To whom or what it is done: the object of an active verb, or the subject of a passive one.
pub(super) fn undergoer(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    if !is_passive(verb) {
        let object = verb.children().find(|child| matches!(child.dep, "dobj" | "dative") && child.pos != Pos::Adp);
        // "the envoy, whom she met"
        let object = object.map(|object| antecedent_of(verb, object));
        let object = object.or_else(|| relative_object(verb)).or_else(|| called(verb)).or_else(|| next_name(verb));
        return object.or_else(|| before_face(verb)).or_else(|| before_main(verb));
    }
    let subject = verb.children().find(|child| matches!(child.dep, "nsubjpass" | "nsubj"));
    match subject {
        Some(subject) => Some(antecedent_of(verb, subject)),
        None => (verb.dep == "acl").then(|| verb.head_token()),
    }
}

/// "called Kenyan leader Peter Oduya": what somebody is called needs somebody who is called so, and is seldom a name.
pub(super) fn called(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let mut complements = verb.children_by(&["dobj", "oprd", "ccomp", "xcomp"]);
    let only = complements.next().filter(|_| complements.next().is_none())?;
    (verb.lemma() == "call" && only.dep == "oprd" && only.pos == Pos::Propn && only.index() > verb.index())
        .then_some(only)
}

/// "without meeting Lind": a name right behind the verb is its object, though the parse takes it for a time.
fn next_name(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let beside = |child: &TokenRef<'_>| child.left_edge() == verb.index() + 1 && child.pos == Pos::Propn;
    let timed = |child: &TokenRef<'_>| matches!(child.ent_type, "DATE" | "TIME");
    verb.children_by(&["npadvmod"]).find(|child| beside(child) && !timed(child))
}

/// "refused to meet the envoy face to face": the parse makes the envoy the subject of "face".
fn before_face(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let doc = verb.doc();
    let end = (verb.index() + REACH).min(doc.sentence(verb.sentence()).end.saturating_sub(2));
    let to_face = |at: &usize| lower_is(doc.token(at + 1), "to") && lower_is(doc.token(at + 2), "face");
    let face = (verb.index() + 1..end).filter(to_face).map(|at| doc.token(at)).find(|word| lower_is(*word, "face"))?;
    let mut before = face.children_by(&["nsubj", "nmod", "compound", "amod", "poss"]);
    let beside = |word: &TokenRef<'_>| word.index() > verb.index() && matches!(word.pos, Pos::Propn | Pos::Noun);
    before.rfind(beside)
}

/// "After meeting the envoy, Minister Ada Lind said": the parse makes the envoy the subject of "said" and her an apposition.
fn before_main(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    parted_subject(verb).map(|(object, _)| object)
}

/// The object of a participle and the subject of the main verb, where the parse takes both for the latter.
fn parted_subject(verb: TokenRef<'_>) -> Option<(TokenRef<'_>, TokenRef<'_>)> {
    let main = verb.head_token().head_token();
    let gerund = verb.dep == "pcomp" && verb.tag == "VBG" && is_verbal(main);
    let both = main.children_by(&["nsubj"]).find(|noun| gerund && noun.left_edge() == verb.index() + 1)?;
    let subject = both.children_by(&["appos"]).next()?;
    Some((both, subject))
}

/// "the envoy whom she met", "the envoy she met".
fn relative_object(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let pronoun = verb.children().any(|child| child.dep == "nsubj" && matches!(child.tag, "WP" | "WDT"));
    let gap = verb.children().any(|child| child.dep == "nsubj");
    (verb.dep == "relcl" && gap && !pronoun && verb.head_token().ent_type == "PERSON").then(|| verb.head_token())
}

/// What stands behind one of these prepositions.
pub(super) fn behind<'d>(token: TokenRef<'d>, prepositions: &[String]) -> Vec<TokenRef<'d>> {
    let labels = ["prep", "agent", "dative", "prt", "advmod"];
    let takes = |child: &TokenRef<'d>| {
        labels.contains(&child.dep) && child.pos != Pos::Adv && prepositions.iter().any(|known| lower_is(*child, known))
    };
    // "for the company and for the ministry"
    let joined = |preposition: TokenRef<'d>| {
        let more = preposition.children_by(&["conj"]).filter(|more| more.pos == Pos::Adp);
        std::iter::once(preposition).chain(more).collect::<Vec<_>>()
    };
    let mut found = Vec::new();
    for preposition in token.children().filter(takes).flat_map(joined) {
        let objects = preposition.children_by(&["pobj"]);
        found.extend(objects.flat_map(|object| std::iter::once(object).chain(strayed(preposition, object))));
        // "with officials looking on"
        found.extend(preposition.children_by(&["pcomp"]).flat_map(|verb| verb.children_by(&["nsubj"])));
        // "across the table from her", "in together with": the next preposition hangs on this one.
        for inner in preposition.children_by(&["prep"]) {
            if prepositions.iter().any(|known| lower_is(inner, known)) {
                found.extend(inner.children_by(&["pobj"]));
            }
        }
    }
    found
}

/// What stands behind one of these prepositions that the parse hangs on a word in between: "conferred by video link with
/// the envoy", "talks in Oslo on Monday with the union". No other verb's words are taken.
pub(super) fn behind_others<'d>(token: TokenRef<'d>, prepositions: &[&str]) -> Vec<TokenRef<'d>> {
    let doc = token.doc();
    let end = (token.right_edge() + 1).min(token.index() + REACH);
    let hangs_on = |word: TokenRef<'d>| {
        let between = word.ancestors().take_while(|above| *above != token);
        let mut steps = 0;
        for above in between {
            steps += 1;
            // "speaking after talks with the envoy", "from the border with Norland"
            let apart = above.pos == Pos::Adp && APART.contains(&above.lemma());
            if is_verbal(above) || apart || steps > CLIMB || matches!(above.dep, "relcl" | "acl" | "ROOT") {
                return false;
            }
        }
        true
    };
    let found = (token.index() + 1..end).map(|index| doc.token(index)).find(|word| {
        let known = matches!(word.dep, "prep" | "dative") && prepositions.iter().any(|known| lower_is(*word, known));
        known && word.children_by(&["pobj"]).next().is_some() && hangs_on(*word)
    });
    found.into_iter().flat_map(|word| word.children_by(&["pobj"])).collect()
}

/// Behind these stands something else: when it was, whence, or what it was about.
const APART: [&str; 8] = ["after", "before", "since", "following", "from", "about", "over", "despite"];

/// "between the Agency of the League and Norland": the second, where the parse hangs it on the first one's owner.
fn strayed<'d>(preposition: TokenRef<'d>, object: TokenRef<'d>) -> Option<TokenRef<'d>> {
    let alone = lower_is(preposition, "between") && object.children_by(&["conj"]).next().is_none();
    let of = object.children_by(&["prep"]).filter(|of| alone && lower_is(*of, "of"));
    of.flat_map(|of| of.children_by(&["pobj"])).flat_map(|owner| owner.children_by(&["conj"])).next()
}

/// Verbs that give what was planned another day, and words that may stand between.
const MOVES: [&str; 7] = ["move", "shift", "reschedule", "bring", "push", "put", "set"];
const MOVED: [&str; 3] = ["forward", "back", "up"];

/// "was moved to Saturday", "was pushed back to May": the first word of the day that it was moved to.
pub(super) fn moved_to(verb: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let doc = verb.doc();
    let mut behind = (verb.index() + 1..doc.sentence(verb.sentence()).end).map(|at| doc.token(at)).peekable();
    let mut aside = behind.next_if(|word| MOVED.iter().any(|known| lower_is(*word, known)));
    aside = aside.or_else(|| behind.next_if(|word| word.dep == "npadvmod"));
    let needs_aside = matches!(verb.lemma(), "bring" | "push" | "put" | "set");
    let to = behind.next().filter(|word| lower_is(*word, "to") || lower_is(*word, "until"))?;
    let day = doc.token(to.index() + 1);
    let moves = MOVES.contains(&verb.lemma()) && (aside.is_some() || !needs_aside);
    (moves && matches!(day.ent_type, "DATE" | "TIME")).then_some(day)
}

/// The first of prepositions that stand together: "out" of "out of the talks", "away" of "away from the talks", "ahead" of "ahead of
/// the talks", which the parse takes for adverbs now and then.
pub(super) fn first_of(preposition: TokenRef<'_>) -> TokenRef<'_> {
    let mut first = preposition;
    while matches!(first.dep, "prep" | "prt") {
        let above = first.head_token();
        let beside = above.pos == Pos::Adp || ["ahead", "away", "out"].iter().any(|word| lower_is(above, word));
        if !beside {
            break;
        }
        first = above;
    }
    first
}

/// How far behind a word its own words may stand, in tokens.
const REACH: usize = 30;

/// Is the token this word, in any case?
pub(super) fn lower_is(token: TokenRef<'_>, word: &str) -> bool {
    token.text().eq_ignore_ascii_case(word)
}

/// A phrase's head and those joined to it by "and".
pub(super) fn with_conjuncts(head: TokenRef<'_>) -> Vec<TokenRef<'_>> {
    let mut all = vec![bearer_of(head)];
    let mut at = 0;
    while at < all.len() && all.len() < LIST {
        let named =
            |child: &TokenRef<'_>| matches!(child.pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num | Pos::Adj);
        all.extend(all[at].children_by(&["conj"]).filter(named).map(bearer_of));
        all.extend(second_subject(all[at]).map(bearer_of));
        all.extend(joined_before(all[at]));
        // "Norse officials as well as pro-Sudmark separatists": the last noun is read as the verb of the first.
        let misread = all[at].pos == Pos::Verb && matches!(all[at].dep, "nsubj" | "dobj" | "pobj");
        all.extend(all[at].children_by(&["nsubj"]).filter(|noun| misread && named(noun)));
        at += 1;
    }
    all
}

/// Who bears a title that the parse parts from the name behind it: "Lind" for "Chancellor" of "with Chancellor Ada Lind".
fn bearer_of(title: TokenRef<'_>) -> TokenRef<'_> {
    let doc = title.doc();
    let capital = title.pos == Pos::Propn && title.ent_type.is_empty();
    let entities = doc.entities();
    let at = entities.partition_point(|entity| (entity.start as usize) <= title.index());
    let name = entities.get(at).filter(|entity| capital && entity.start as usize == title.index() + 1);
    let is_name = |at: usize| doc.token(at).pos == Pos::Propn;
    let name =
        name.filter(|entity| entity.label == "PERSON" && (entity.start..entity.end).all(|at| is_name(at as usize)));
    name.map_or(title, |entity| doc.token(entity.end as usize - 1))
}

/// "Lind and Vice Premier Berg met", "a meeting between Lind and the union was called off": the second of two that "and" joins, where
/// the parse makes it a subject of its own.
fn second_subject(first: TokenRef<'_>) -> Option<TokenRef<'_>> {
    let and = first.children_by(&["cc"]).find(|word| lower_is(*word, "and"))?;
    let next = first.doc().token((and.index() + 1).min(first.doc().len() - 1));
    let alone = first.children_by(&["conj"]).next().is_none();
    let above = std::iter::once(next).chain(next.ancestors()).take(CLIMB);
    let mut phrases = above.take_while(|word| word.left_edge() > and.index());
    phrases.find(|word| alone && matches!(word.dep, "nsubj" | "nsubjpass"))
}

/// The first of a list that the parse hangs on its last one as a modifier: "Norland" of "Norland and Sudmark officials", "Lind"
/// of "Lind and President Ada Berg", "government" of "Norland's government and Front rebels". Its conjuncts follow from it.
fn joined_before<'d>(head: TokenRef<'d>) -> impl Iterator<Item = TokenRef<'d>> {
    let is_name = |token: &TokenRef<'_>| token.text().starts_with(char::is_uppercase);
    // "Lind" of "Lind and Kenyan Prime Minister Ada Berg" hangs on the title.
    let direct = modifiers(head);
    // Or, as an apposition, "Lind" of "President Ada Lind and Kenyan President Peter Berg".
    let below = |title: &TokenRef<'d>| modifiers(*title).into_iter().chain(title.children_by(&["appos"]));
    let of_title = direct.iter().filter(|title| title.dep == "compound").flat_map(below);
    let modifiers: Vec<_> = direct.iter().copied().chain(of_title).collect();
    modifiers.into_iter().filter(move |child| {
        let party = is_name(child) || matches!(child.lemma(), "government" | "army" | "military");
        child.index() < head.index() && party && child.children_by(&["conj"]).any(|other| is_name(&other))
    })
}

fn modifiers<'d>(noun: TokenRef<'d>) -> Vec<TokenRef<'d>> {
    noun.children_by(&["nmod", "amod", "compound"]).collect()
}

/// A particle of the verb: "down" of "sat down".
pub(super) fn has_particle(verb: TokenRef<'_>, particles: &[String]) -> bool {
    let known = |child: TokenRef<'_>| particles.iter().any(|particle| lower_is(child, particle));
    // "brought them together in Oslo": the parse hangs "together" on "in".
    let mut strayed = verb.children_by(&["prep"]).flat_map(|below| below.children_by(&["advmod"]));
    verb.children_by(&["prt", "advmod", "prep"]).any(known)
        || strayed.any(|child| known(child) && child.index() + 1 == child.head_token().index())
}

/// Has it any particle?
pub(super) fn has_any_particle(verb: TokenRef<'_>) -> bool {
    verb.children_by(&["prt"]).next().is_some()
}
