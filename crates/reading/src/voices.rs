//! Voices: for which party somebody acts or speaks, and what their word is worth.

use rapporteur_language::TokenRef;
use rapporteur_record::codebook::NameKind;
use rapporteur_record::{Act, Actor, ActorId, ActorKind, Authority, Span, Standing, Statement};

use crate::clause;
use crate::context::Context;

/// A party, and through whom it speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Voice {
    /// The side.
    pub(crate) party: ActorId,
    /// Who speaks or acts for it; `None` where the party itself is named.
    pub(crate) by: Option<ActorId>,
    /// With what right.
    pub(crate) authority: Option<Authority>,
}

/// How many names a row "A, B and C" may have.
const ROW: usize = 12;

/// The parties for which those named by a noun phrase act, its conjuncts with them: of "Malawi, for the poorest states,"
/// the bloc, through Malawi.
pub(crate) fn voices(context: &Context<'_>, head: TokenRef<'_>) -> Vec<Voice> {
    let mut all: Vec<Voice> = Vec::new();
    for name in row(head) {
        let behalf = on_behalf_of(context, name);
        for actor in context.mentions.referents(name.index()) {
            let voice = match behalf {
                Some(party) => through(context, *actor, party),
                None => voice(context, *actor),
            };
            if let Some(voice) = voice.filter(|voice| all.iter().all(|known| known.party != voice.party)) {
                all.push(voice);
            }
        }
    }
    all
}

/// The state that an adjective names, where the report speaks of it besides: "an Egyptian proposal". What of the parse makes it one,
/// whoever asks looks at.
pub(crate) fn by_adjective(context: &Context<'_>, token: TokenRef<'_>) -> Option<ActorId> {
    by_name(context, token, NameKind::Adjective)
}

/// The state whose capital a name is, where the report speaks of it besides: "met with scorn in Oslo".
pub(crate) fn by_capital(context: &Context<'_>, token: TokenRef<'_>) -> Option<ActorId> {
    by_name(context, token, NameKind::Capital)
}

fn by_name(context: &Context<'_>, token: TokenRef<'_>, kind: NameKind) -> Option<ActorId> {
    if !token.text().starts_with(char::is_uppercase) {
        return None;
    }
    let mut entries = context.codebook.actors_by_name(token.text());
    let known = entries.find(|entry| entry.name.kind == kind)?;
    let code = known.actor.country.as_deref()?;
    let is_it = |actor: &Actor| actor.kind == ActorKind::State && actor.code.as_deref() == Some(code);
    context.mentions.actors().iter().position(is_it).map(|at| ActorId(at as u32))
}

/// "A, B and C": the heads of all of them.
pub(crate) fn row(head: TokenRef<'_>) -> Vec<TokenRef<'_>> {
    let mut names = vec![head];
    let mut at = 0;
    while at < names.len() && names.len() < ROW {
        names.extend(names[at].children_by(&["conj"]));
        at += 1;
    }
    names
}

/// The voice of one actor; `None` for those on no side.
pub(crate) fn voice(context: &Context<'_>, actor: ActorId) -> Option<Voice> {
    let known = context.mentions.actors().get(actor.index())?;
    let party = known.party.filter(|_| known.kind != ActorKind::Outlet)?;
    through(context, actor, party)
}

fn through(context: &Context<'_>, actor: ActorId, party: ActorId) -> Option<Voice> {
    let known = context.mentions.actors().get(actor.index())?;
    let side = context.mentions.actors().get(party.index())?;
    if !side.kind.can_be_party() {
        return None;
    }
    let itself = actor == party;
    let authority = if itself || known.kind.can_be_party() { Some(Authority::Party) } else { known.authority };
    Some(Voice { party, by: (!itself).then_some(actor), authority })
}

/// How far the name of those behind a speaker may stand from "for".
const BEHALF: usize = 6;

/// "Malawi, for the bloc," and "Malawi, on behalf of the bloc,": whom the name speaks for. The parser often hangs the
/// preposition on the verb, so the words beside the name count.
fn on_behalf_of(context: &Context<'_>, name: TokenRef<'_>) -> Option<ActorId> {
    let doc = context.doc;
    let word = |at: usize| if at < doc.len() { doc.token(at).text().to_lowercase() } else { Default::default() };
    let mut at = name.index() + 1;
    let aside = word(at) == ",";
    at += usize::from(aside);
    if word(at) == "speaking" {
        at += 1;
    }
    let start = match word(at).as_str() {
        "for" if aside => at + 1,
        "on" if word(at + 1) == "behalf" && word(at + 2) == "of" => at + 3,
        _ => return None,
    };
    let end = (start + BEHALF).min(doc.len());
    let named: Vec<usize> = (start..end).take_while(|at| !matches!(doc.token(*at).text(), "," | "." | ";")).collect();
    let party = |at: &usize| {
        let actor = context.mentions.referent(*at)?;
        let party = context.mentions.actors().get(actor.index())?.party?;
        context.mentions.actors().get(party.index()).filter(|side| side.kind.can_be_party()).map(|_| party)
    };
    let head = named.iter().filter(|at| !matches!(doc.token(**at).dep, "compound" | "amod" | "nmod")).find_map(party);
    head.or_else(|| named.iter().filter_map(party).next_back())
}

/// The voices of a statement: its own party, or those named together as its source ("both the union and the port").
pub(crate) fn voices_of(context: &Context<'_>, statement: &Statement) -> Vec<Voice> {
    let actors = context.mentions.actors();
    let kind = |actor: ActorId| actors.get(actor.index()).map(|actor| actor.kind);
    if let Some(party) = statement.party {
        if !kind(party).is_some_and(ActorKind::can_be_party) {
            return Vec::new();
        }
        let by = statement.speaker.filter(|speaker| *speaker != party);
        let own = Voice { party, by, authority: statement.authority };
        let names = source_tokens(context, statement);
        let behalf = statement.speaker.filter(|speaker| *speaker == party).and_then(|speaker| {
            let name = names.iter().find(|name| context.mentions.referent(name.index()) == Some(speaker))?;
            through(context, speaker, on_behalf_of(context, *name)?)
        });
        let mut all = vec![behalf.unwrap_or(own)];
        let companions = names.iter().flat_map(|name| companions(context, *name));
        all.extend(companions.filter(|voice| voice.party != party).take(ROW));
        return all;
    }
    let together = statement.speaker.is_none_or(|speaker| kind(speaker) == Some(ActorKind::Group));
    if !together || matches!(statement.authority, Some(Authority::Unnamed | Authority::Observer)) {
        return Vec::new();
    }
    let mut all: Vec<Voice> = Vec::new();
    for source in &statement.source {
        let Some(first) = context.doc.token_at(source.start as usize) else { continue };
        for token in
            (first..context.doc.len()).map(|at| context.doc.token(at)).take_while(|token| token.end <= source.end)
        {
            // Whose delegation it is, not whom the delegation of another is about.
            let fresh =
                voices(context, token).into_iter().filter(|voice| all.iter().all(|known| known.party != voice.party));
            let fresh: Vec<Voice> = fresh.collect();
            all.extend(fresh);
        }
    }
    if all.len() > 1 { all } else { Vec::new() }
}

/// The tokens of the words that name the speaker.
fn source_tokens<'c>(context: &Context<'c>, statement: &Statement) -> Vec<TokenRef<'c>> {
    let doc = context.doc;
    let of = |span: &Span| {
        let first = doc.token_at(span.start as usize).unwrap_or(doc.len());
        let end = span.end;
        (first..doc.len()).map(|at| doc.token(at)).take_while(move |token| token.end <= end)
    };
    statement.source.iter().flat_map(of).collect()
}

/// "India, with Bolivia, said": who speaks along.
fn companions(context: &Context<'_>, name: TokenRef<'_>) -> Vec<Voice> {
    let doc = context.doc;
    let at = name.index() + 1;
    let is = |at: usize, word: &str| at < doc.len() && doc.token(at).text().eq_ignore_ascii_case(word);
    if !(is(at, ",") && is(at + 1, "with")) {
        return Vec::new();
    }
    let end = (at + 2 + BEHALF).min(doc.len());
    let closes = (at + 2..end).find(|at| is(*at, ","));
    let named = closes.map(|close| at + 2..close).unwrap_or_default();
    named.filter_map(|at| voice(context, context.mentions.referent(at)?)).collect()
}

/// What the word of such a speaker is worth. `disclaimed`: the speaker says in the same report that it does not bind.
pub(crate) fn standing(authority: Option<Authority>, disclaimed: bool) -> Standing {
    match authority {
        Some(Authority::Observer) => Standing::Reported,
        Some(Authority::Aide | Authority::Unnamed) => Standing::Signalled,
        _ if disclaimed => Standing::Signalled,
        Some(Authority::Principal) => Standing::Official,
        _ => Standing::Declared,
    }
}

/// Who says that their own word does not bind.
pub(crate) fn disclaimers(statements: &[Statement]) -> Vec<ActorId> {
    let mut all: Vec<ActorId> =
        statements.iter().filter(|one| one.act == Act::Disclaim).filter_map(|one| one.speaker).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Who does what a verb says: the voices of its subject, or in the passive of its agent.
pub(crate) fn voices_of_verb(context: &Context<'_>, verb: TokenRef<'_>) -> Vec<Voice> {
    let doer = clause::agent(verb).or_else(|| clause::subject(verb));
    doer.map(|doer| voices(context, doer)).unwrap_or_default()
}
