//! Pronouns: "he", "their", "itself".
//!
//! Every entity mentioned within the last sentences is a candidate; agreement leaves some out, and a sum of weights says
//! which of the rest is likeliest: nearness, being a subject, being the same subject as before.

use std::collections::BTreeSet;

use rapporteur_language::TokenRef;
use rapporteur_record::ActorKind;
use rapporteur_record::codebook::Pronoun;

use super::entities::{Entity, EntityId, Kind};
use super::nouns::Noun;
use super::pronoun_weights::Weights;
use super::resolver::{Form, Mention, Resolver, WINDOW};
use super::text::Text;

/// Which pronoun it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    He,
    She,
    It,
    They,
}

fn word(text: &str) -> Option<Word> {
    Some(match text.to_lowercase().as_str() {
        "he" | "him" | "his" | "himself" => Word::He,
        "she" | "her" | "hers" | "herself" => Word::She,
        "it" | "its" | "itself" => Word::It,
        "they" | "them" | "their" | "theirs" | "themselves" | "themself" => Word::They,
        _ => return None,
    })
}

/// How long a sentence of a colon and two clauses is, in tokens.
const LONGEST: usize = 120;

/// How many sentences back a pronoun reaches.
const SENTENCES: u32 = 4;

/// Resolves the pronoun at a token, if it is one.
pub(super) fn resolve(resolver: &mut Resolver<'_, '_>, at: usize) {
    let Some(word) = word(resolver.text.word(at)) else { return };
    if word == Word::It && is_expletive(resolver, at) {
        return;
    }
    if let Some(entity) = emphasised(resolver, at, word).or_else(|| best(resolver, at, word)) {
        let known = resolver.entity_mut(entity);
        // Once "she" is said of someone, "he" is another.
        if known.kind.is_person() && known.pronoun.is_none() {
            known.pronoun = match word {
                Word::He => Some(Pronoun::He),
                Word::She => Some(Pronoun::She),
                Word::It | Word::They => None,
            };
        }
        resolver.mention(at..at + 1, at, Form::Pronoun, entity);
    }
}

/// "came from Ada Brandt herself": of the name right before.
fn emphasised(resolver: &Resolver<'_, '_>, at: usize, word: Word) -> Option<EntityId> {
    let before = resolver.mention_at(at.checked_sub(1)?).filter(|mention| mention.range.end == at)?;
    let named = resolver.text.word(at).ends_with("self") || resolver.text.word(at).ends_with("selves");
    (named && agreement(resolver.entity(before.entity), word, false).is_some()).then_some(before.entity)
}

fn best(resolver: &Resolver<'_, '_>, at: usize, word: Word) -> Option<EntityId> {
    let mut seen = BTreeSet::new();
    let mut others = spoken_of(resolver, at);
    others.extend(quoted_speaker(resolver, at, word));
    let speaks = is_voice(resolver, at);
    let unnamed = speaks && asks_not_to_be_named(resolver.text, at);
    let mut best: Option<(i32, EntityId)> = None;
    for number in resolver.heard.iter().rev().take(WINDOW) {
        let Some(mention) = resolver.mentions.get(*number as usize) else { continue };
        if resolver.text.sentences_between(mention.head, at) > SENTENCES {
            break;
        }
        let agrees = agreement(resolver.entity(mention.entity), word, speaks);
        let first = seen.insert(mention.entity);
        let left_out = excluded(resolver, mention, at)
            || others.contains(&mention.entity)
            || unnamed && resolver.entity(mention.entity).is(ActorKind::Person);
        let Some(agrees) = agrees.filter(|_| !left_out) else { continue };
        let score = agrees + weight(resolver, mention, at, first);
        if best.is_none_or(|(known, _)| score > known) {
            best = Some((score, mention.entity));
        }
    }
    let back = best.filter(|(score, _)| *score > 0).map(|(_, entity)| entity);
    back.or_else(|| if speaks { told_next(resolver, at, word) } else { None })
}

/// "“No,” he said. The spokesman, Peter Oduya, was speaking in Geneva": of whom the next sentence tells by name, and who does not speak
/// in turn.
fn told_next(resolver: &Resolver<'_, '_>, at: usize, word: Word) -> Option<EntityId> {
    let text = resolver.text;
    let next = resolver.names_after(at).take_while(|mention| text.sentence(mention.head) <= text.sentence(at) + 1);
    let mut next = next.filter(|mention| text.sentence(mention.head) > text.sentence(at));
    let mention = next.next()?;
    let token = text.token(mention.head);
    let subject = if token.dep == "appos" { token.head_token() } else { token };
    let answers = resolver.sources.contains(&subject.index()) || is_voice(resolver, subject.index());
    let fits = matches!(word, Word::He | Word::She) && agreement(resolver.entity(mention.entity), word, true).is_some();
    (fits && subject.dep == "nsubj" && !answers).then_some(mention.entity)
}

/// Beside what is said: those of whom it speaks as of others. "There is no trip in his diary," he said: two men.
fn spoken_of(resolver: &Resolver<'_, '_>, at: usize) -> BTreeSet<EntityId> {
    let text = resolver.text;
    let mut others = BTreeSet::new();
    if !is_voice(resolver, at) {
        return others;
    }
    let (verb, sentence) = (text.token(at).head_token(), text.sentence(at));
    // "Haldane had no plans to mediate, she said"
    let told = text.few_children(verb).find(|child| child.dep == "ccomp" && child.index() < at);
    // "Haldane would not be pinned down: there were no plans, he said": what stands before the colon is not what he says.
    let after_colon = |told: TokenRef<'_>| {
        let colon = (told.left_edge()..told.index()).rev().take(LONGEST).find(|at| text.word(*at) == ":");
        colon.map_or(told.left_edge(), |colon| colon + 1)..told.right_edge() + 1
    };
    let told = told.map(after_colon);
    for number in resolver.heard.iter().rev().take(WINDOW) {
        let Some(mention) = resolver.mentions.get(*number as usize) else { continue };
        let indirect = told.as_ref().is_some_and(|told| told.contains(&mention.head)) && mention.form != Form::Pronoun;
        let speech = SPEECH.contains(&verb.lemma()) && text.is_quoted(mention.head);
        if !indirect && !speech || text.sentence(mention.head) + 1 < sentence {
            break;
        }
        others.insert(mention.entity);
    }
    others
}

/// "Brandt accused Lind. “His terms are aimed at us”": nobody speaks of himself as "he", so in a quotation whoever spoke just before
/// is not meant.
fn quoted_speaker(resolver: &Resolver<'_, '_>, at: usize, word: Word) -> Option<EntityId> {
    let text = resolver.text;
    if !text.is_quoted(at) || !matches!(word, Word::He | Word::She) {
        return None;
    }
    let heard = resolver.last_read(WINDOW);
    let near = heard.take_while(|mention| {
        text.paragraph(mention.head) == text.paragraph(at) && text.sentence(mention.head) + 1 >= text.sentence(at)
    });
    let mut outside = near.filter(|mention| !text.is_quoted(mention.head));
    let speaker =
        outside.find(|mention| resolver.sources.contains(&mention.head) || is_voice(resolver, mention.head))?;
    resolver.entity(speaker.entity).kind.is_person().then_some(speaker.entity)
}

/// Does somebody speak here whose words follow or precede, outside quotations?
fn is_voice(resolver: &Resolver<'_, '_>, at: usize) -> bool {
    let text = resolver.text;
    let token = text.token(at);
    let speaks = || SPEECH.contains(&token.head_token().lemma()) || resolver.sources.contains(&at);
    token.dep == "nsubj" && !text.is_quoted(at) && speaks()
}

/// "he said, asking not to be identified", "she added on condition of anonymity": nobody whom the report names.
fn asks_not_to_be_named(text: &Text<'_>, at: usize) -> bool {
    let sentence = text.sentence(at);
    let mut after = (at + 1..at + 40).take_while(|next| *next < text.doc.len() && text.sentence(*next) == sentence);
    after.any(|next| match text.lemma(next).as_str() {
        "anonymity" => true,
        "name" | "identify" | "quote" => {
            let passive = text.lemma(next - 1) == "be" && text.word(next - 2) == "to";
            passive && (matches!(text.lemma(next - 3).as_str(), "not" | "decline" | "refuse"))
        }
        _ => false,
    })
}

/// Verbs beside quotations.
pub(super) const SPEECH: [&str; 16] = [
    "say", "add", "tell", "write", "argue", "insist", "warn", "remark", "joke", "note", "explain", "continue", "reply",
    "declare", "claim", "ask",
];

/// Does the pronoun agree with that entity, and how well? `None` where it can't. `speaks`: is the pronoun who speaks?
fn agreement(entity: &Entity<'_>, word: Word, speaks: bool) -> Option<i32> {
    let weights = Weights::builtin();
    let person = entity.kind.is_person();
    match (word, entity.kind) {
        (Word::He | Word::She, _) if person && !entity.plural => {
            let own = if word == Word::He { Pronoun::He } else { Pronoun::She };
            match entity.pronoun {
                Some(pronoun) if pronoun == own && speaks => Some(weights.known_speaker),
                Some(pronoun) if pronoun == own => Some(weights.known_pronoun),
                Some(Pronoun::They) | None => {
                    Some(if entity.is(ActorKind::Person) { weights.named_person } else { weights.unnamed_person })
                }
                Some(_) => None,
            }
        }
        (Word::He | Word::She, _) => None,
        (
            Word::It,
            Kind::Actor(
                ActorKind::State
                | ActorKind::Organisation
                | ActorKind::Bloc
                | ActorKind::ArmedGroup
                | ActorKind::Outlet,
            ),
        ) => Some(weights.it_body),
        (Word::It, Kind::Place) => Some(weights.it_place),
        (Word::It, Kind::Thing) if !entity.plural => Some(weights.it_thing),
        (Word::It, _) => None,
        (Word::They, Kind::Thing) if entity.plural => Some(weights.they_things),
        (Word::They, _) if entity.plural => Some(weights.they_several),
        (Word::They, Kind::Actor(ActorKind::ArmedGroup | ActorKind::Organisation | ActorKind::Bloc)) => {
            Some(weights.they_body)
        }
        (Word::They, Kind::Actor(ActorKind::State)) => Some(weights.they_state),
        (Word::They, _) => None,
    }
}

/// Can't be meant: the subject of the verb whose object the pronoun is, or the noun that it owns.
fn excluded(resolver: &Resolver<'_, '_>, mention: &Mention, at: usize) -> bool {
    let text = resolver.text;
    let token = text.token(at);
    if mention.range.contains(&at) {
        return true;
    }
    let reflexive = text.word(at).ends_with("self") || text.word(at).ends_with("selves");
    if reflexive || token.dep == "poss" {
        return false;
    }
    let clause = |at: usize| {
        let token = text.token(at);
        let above = token.head_token();
        if above.dep == "prep" || matches!(token.dep, "pobj") { above.head_token().index() } else { above.index() }
    };
    mention.form != Form::Pronoun
        && matches!(text.token(mention.head).dep, "nsubj" | "nsubjpass" | "dobj" | "pobj")
        && clause(mention.head) == clause(at)
        && mention.head != at
}

fn weight(resolver: &Resolver<'_, '_>, mention: &Mention, at: usize, last: bool) -> i32 {
    let (text, weights) = (resolver.text, Weights::builtin());
    let near = match text.sentences_between(mention.head, at) {
        0 => weights.same_sentence,
        1 => weights.sentence_before,
        2 => weights.two_before,
        _ => weights.farther,
    };
    let role = match text.token(mention.head).dep {
        _ if is_topic(text, mention.head) => weights.subject,
        "pobj" if text.token(mention.head).head_token().dep == "agent" => weights.agent,
        "poss" => weights.owner,
        "pobj" => weights.object_of_preposition,
        "compound" | "amod" => weights.modifier,
        _ => weights.other_role,
    };
    let across = i32::from(text.is_quoted(at) != text.is_quoted(mention.head)) * weights.across_quotation;
    let parted = i32::from(text.paragraph(at) != text.paragraph(mention.head)) * weights.other_paragraph;
    let told = resolver.entity(mention.entity).spans.len().min(4) as i32 * weights.told_often / 4;
    near + role
        + across
        + parted
        + told
        + i32::from(last) * weights.last
        + speaker_again(resolver, mention, at)
        + keeper(resolver, mention, at)
}

/// "…, the minister said. … , he added": whoever spoke speaks on.
fn speaker_again(resolver: &Resolver<'_, '_>, mention: &Mention, at: usize) -> i32 {
    let (text, weights) = (resolver.text, Weights::builtin());
    let spoke = resolver.sources.contains(&mention.head) && !text.is_quoted(mention.head);
    let apart = text.paragraph(at) != text.paragraph(mention.head);
    if !apart && is_brought_to_speak(text, mention.head, at) && is_voice(resolver, at) {
        return weights.spoke_before;
    }
    if apart || !is_voice(resolver, at) || !(spoke || is_voice(resolver, mention.head)) {
        return 0;
    }
    match text.sentences_between(mention.head, at) {
        1 => weights.spoke_before,
        2 => weights.spoke_two_before,
        _ => 0,
    }
}

/// "Haldane would not be pinned down: there were no plans, he said": what comes before the colon brings its subject to speak.
fn is_brought_to_speak(text: &Text<'_>, head: usize, at: usize) -> bool {
    text.sentence(head) == text.sentence(at)
        && at.saturating_sub(head) <= LONGEST
        && is_topic(text, head)
        && (head..at).any(|between| text.word(between) == ":")
}

/// "The union will not sign. Its leader said …": a body whose acts are told, before a state, has leaders and
/// spokespersons; "Norland will fight, its ministry said": whoever is spoken of in what is said has the ministry that says it.
fn keeper(resolver: &Resolver<'_, '_>, mention: &Mention, at: usize) -> i32 {
    let text = resolver.text;
    let token = text.token(at);
    let keeps = token.head_token();
    let office = text.office_at(keeps.index()).is_some();
    if !matches!(text.word(at), "its" | "Its") || !office && !is_institution(text, keeps) {
        return 0;
    }
    let subject = is_topic(text, mention.head) && !is_told_by_body(resolver, mention.head);
    // A body speaks of itself in what its spokesman says: "The union is ready," said its leader.
    let across = if text.is_quoted(mention.head) { Weights::builtin().across_quotation } else { 0 };
    let spoken_of =
        if told_by(text, keeps).is_some_and(|verb| is_main_subject(text, mention.head, verb)) { 6 } else { 0 };
    let body = match resolver.entity(mention.entity).kind {
        Kind::Actor(ActorKind::State) => 3 * i32::from(subject),
        Kind::Actor(_) if office => 3 + 3 * i32::from(subject),
        Kind::Actor(_) => 3 * i32::from(subject),
        _ => return -6,
    };
    body + spoken_of + spoke_just_before(resolver, mention, at) - across
}

/// "Norland's army said that the Front had fired. Its spokesman said": whoever spoke has the spokesman, and not who is spoken of.
fn spoke_just_before(resolver: &Resolver<'_, '_>, mention: &Mention, at: usize) -> i32 {
    let text = resolver.text;
    let spoke = spoke(resolver, mention.head) && !text.is_quoted(mention.head);
    let next = text.sentences_between(mention.head, at) == 1 && text.paragraph(at) == text.paragraph(mention.head);
    if spoke && next { Weights::builtin().spoke_before } else { 0 }
}

/// Did somebody speak there, as the attributions tell or, before they are known, a verb of speech?
fn spoke(resolver: &Resolver<'_, '_>, at: usize) -> bool {
    resolver.sources.contains(&at) || is_voice(resolver, at)
}

/// Does a token stand in what a body says there: "the Front" of "the army said that the Front had fired"?
fn is_told_by_body(resolver: &Resolver<'_, '_>, head: usize) -> bool {
    let text = resolver.text;
    let above = text.token(head).ancestors().take(DEPTH);
    let tellers = above.filter(|verb| verb.dep == "ccomp").filter_map(|told| {
        let mut subjects = text.few_children(told.head_token()).filter(|child| child.dep == "nsubj");
        subjects.next().map(TokenRef::index)
    });
    let body = |teller: usize| {
        let mention = resolver.mention_at(teller).filter(|_| spoke(resolver, teller));
        mention.is_some_and(|mention| !resolver.entity(mention.entity).kind.is_person())
    };
    tellers.into_iter().any(body)
}

/// How far up the parse one looks for whoever tells.
const DEPTH: usize = 6;

/// A subject, or a noun over a whole sentence whose verb was taken for a participle: "The Club, whose members are owed billions,
/// followed last week."
fn is_topic(text: &Text<'_>, head: usize) -> bool {
    let token = text.token(head);
    let verb = |child: TokenRef<'_>| child.dep == "acl" && matches!(child.tag, "VBN" | "VBD");
    matches!(token.dep, "nsubj" | "nsubjpass") || token.is_root() && text.few_children(token).any(verb)
}

fn is_institution(text: &Text<'_>, noun: TokenRef<'_>) -> bool {
    text.nouns.of(&text.lemma(noun.index())).contains(&Noun::Institution)
}

/// The verb of what somebody says who is told behind it.
fn told_by<'t>(text: &'t Text<'_>, speaker: TokenRef<'t>) -> Option<TokenRef<'t>> {
    let verb = (speaker.dep == "nsubj").then(|| speaker.head_token())?;
    let told = |child: &TokenRef<'_>| child.dep == "ccomp" && child.index() < speaker.index();
    text.few_children(verb).find(told)
}

fn is_main_subject(text: &Text<'_>, head: usize, verb: TokenRef<'_>) -> bool {
    let token = text.token(head);
    matches!(token.dep, "nsubj" | "nsubjpass") && token.head_token().index() == verb.index()
}

/// "it is clear that", "it rains": "it" that means nobody.
fn is_expletive(resolver: &Resolver<'_, '_>, at: usize) -> bool {
    let text = resolver.text;
    let token = text.token(at);
    if token.dep == "expl" {
        return true;
    }
    let verb = token.head_token();
    let clause = |child: TokenRef<'_>| {
        matches!(child.dep, "ccomp" | "xcomp" | "csubj" | "advcl") && child.index() > verb.index()
    };
    matches!(verb.lemma(), "be" | "seem" | "appear" | "rain" | "snow") && text.few_children(verb).any(clause)
}
