//! The entries: actors, statements, proposals, positions, contacts, disputes, events.
//!
//! One set of types serves twice. In a [`Reading`](crate::Reading) of one report the evidence `E` is a [`Span`] of
//! its text; in a merged record it names the report as well. [`ActorId`] and [`StatementId`] index the lists of whichever holds the entry.
//!
//! Unknown is a value: every `Option` here is `None` where the text does not say.

use serde::{Deserialize, Serialize};

use crate::{
    Act, ActorKind, AtLeastOne, Authority, ContactKind, ContactStatus, CueKind, DisputeKind, EventAux, EventType,
    Firmness, Mode, Period, ResponseValue, Span, Stance, Standing, Term,
};

/// Index of an actor in the list of actors that goes with the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ActorId(pub u32);

/// Index of a statement in the list of statements that goes with the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StatementId(pub u32);

rapporteur_spill::fixed!(ActorId { 0: u32 });
rapporteur_spill::fixed!(StatementId { 0: u32 });

impl ActorId {
    /// The place in the list.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl StatementId {
    /// The place in the list.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// A time as the text gives it, and the days that it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimeExpression<E = Span> {
    /// Its days; empty where it can't be resolved.
    pub period: Period,
    /// The words: "on Thursday". `None` where the time comes from elsewhere or there is none.
    pub text: Option<E>,
}

impl<E> Default for TimeExpression<E> {
    fn default() -> Self {
        Self { period: Period::default(), text: None }
    }
}

/// Anyone who speaks or acts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor<E = Span> {
    /// The fullest form told, without article or title: "Yuri Ushakov". Of an unnamed source or a group the whole first
    /// mention, article and complements included.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
    /// ISO 3166 alpha-3 of a state, or PLOVER's code for what has no country.
    pub code: Option<String>,
    /// CAMEO-style sector: `GOV`, `MIL`.
    pub sector: Option<String>,
    /// Whose side it is on; itself for a party.
    pub party: Option<ActorId>,
    /// "presidential aide", as last reported.
    pub office: Option<String>,
    /// Of persons and unnamed sources.
    pub authority: Option<Authority>,
    /// The codebook's other names of it, and whatever other short form a reader knows. Merging adds every mention as
    /// written, so these need not repeat them.
    pub aliases: Vec<String>,
    /// Every mention by name or by noun ("the envoy"); pronouns are left out, since each mention becomes an alias.
    pub mentions: AtLeastOne<E>,
    /// The codebook's key for states, known organisations and known persons: the same actor in every report.
    pub key: Option<String>,
}

/// One attribution: who, how, what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement<E = Span> {
    /// Who spoke; `None` where the text names nobody.
    pub speaker: Option<ActorId>,
    /// On whose behalf.
    pub party: Option<ActorId>,
    /// With what right.
    pub authority: Option<Authority>,
    /// To whom: "russian-media".
    pub audience: Option<String>,
    /// What the cue tells of.
    pub cue_kind: CueKind,
    /// How much of it is quoted.
    pub mode: Mode,
    /// What is done by it.
    pub act: Act,
    /// How firmly.
    pub firmness: Firmness,
    /// Categories of the items spoken about.
    pub about: Vec<Term>,
    /// Where the speaker's side stands on them, as far as the statement shows it; in the order of `about`.
    // Readings that were kept before there were any have none.
    #[serde(default)]
    pub stances: Vec<(Term, Stance)>,
    /// How much it shows of stances of the speaker's side, also where that is too little to tell by itself: several
    /// statements together may show enough.
    #[serde(default)]
    pub leanings: Vec<Leaning>,
    /// How much it shows of answers to something on the table, the likeliest first.
    #[serde(default)]
    pub answers: Vec<AnswerShown>,
    /// The words that name the speaker.
    pub source: Vec<E>,
    /// The words that mark speech.
    pub cue: Vec<E>,
    /// What was said, with its quotation marks.
    pub content: AtLeastOne<E>,
    /// When.
    pub said: TimeExpression<E>,
    /// The statement that reports this one.
    pub within: Option<StatementId>,
    /// How sure the reader is that this is a statement with this speaker, 0 to 1.
    pub confidence: Option<f32>,
}

/// How much something shows of a stance on a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaning {
    /// The term.
    pub term: Term,
    /// The stance.
    pub stance: Stance,
    /// How much, in thousandths: near 1000 where it is sure by itself. A whole number, so that sums are the same in any
    /// order.
    pub weight: u32,
}

/// How much something shows of an answer to a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerShown {
    /// The answer.
    pub response: ResponseValue,
    /// How likely it is, in thousandths.
    pub weight: u32,
}

/// A package of terms that somebody tabled or that is discussed as such.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal<E = Span> {
    /// "30-day ceasefire".
    pub name: String,
    /// Its terms.
    pub terms: Vec<Term>,
    /// Who put it forward; empty where nobody is named.
    pub tabled_by: Vec<ActorId>,
    /// When.
    pub tabled: TimeExpression<E>,
    /// The parties' answers in the order told. Merging keeps each party's latest here.
    pub responses: Vec<Response<E>>,
    /// Where the proposal itself is spoken of.
    pub evidence: AtLeastOne<E>,
}

/// A party's answer to a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response<E = Span> {
    /// Whose answer.
    pub party: ActorId,
    /// Which.
    pub response: ResponseValue,
    /// Who gave it.
    pub by: Option<ActorId>,
    /// With what right.
    pub authority: Option<Authority>,
    /// What it rests on.
    pub standing: Standing,
    /// When.
    pub when: TimeExpression<E>,
    /// On what conditions, in the text's words.
    pub conditions: Vec<String>,
    /// The words.
    pub evidence: AtLeastOne<E>,
}

/// Where a party stands on a term.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position<E = Span> {
    /// Whose.
    pub party: ActorId,
    /// On what category.
    pub term: Term,
    /// On what in the text's words: "a time-limited ceasefire".
    pub wording: Option<String>,
    /// For or against.
    pub stance: Stance,
    /// What it rests on.
    pub standing: Standing,
    /// How much its tellings show of it, in thousandths; in a record at least [`LEAST_SHOWN`].
    // Those that were kept before it was counted were sure enough by themselves.
    #[serde(default = "least_shown")]
    pub weight: u32,
    /// Who voiced it.
    pub by: Option<ActorId>,
    /// Since when.
    pub since: TimeExpression<E>,
    /// The statements that show it.
    pub statements: Vec<StatementId>,
    /// The words.
    pub evidence: AtLeastOne<E>,
}

/// How much the tellings of a position must show together for it to stand in the record, in thousandths. Found on the
/// gold dossiers: below it more positions are wrong than right.
pub const LEAST_SHOWN: u32 = 400;

fn least_shown() -> u32 {
    LEAST_SHOWN
}

/// A call, meeting, round of talks, visit or exchange of letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact<E = Span> {
    /// Which.
    pub kind: ContactKind,
    /// Who takes part.
    pub participants: Vec<ActorId>,
    /// The parties that take part, through whomever.
    pub parties: Vec<ActorId>,
    /// Where, by name.
    pub place: Option<String>,
    /// When.
    pub when: TimeExpression<E>,
    /// A visit that "may" take place is `Possible`, whatever its date.
    pub status: ContactStatus,
    /// Categories of the items spoken about.
    pub about: Vec<Term>,
    /// The words.
    pub evidence: AtLeastOne<E>,
}

/// Two sides' statements that cannot both be true, or that accuse each other of the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute<E = Span> {
    /// Which.
    pub kind: DisputeKind,
    /// Who.
    pub parties: Vec<ActorId>,
    /// About what: "prolonging the war".
    pub about: Option<String>,
    /// The statements.
    pub statements: Vec<StatementId>,
    /// The words.
    pub evidence: AtLeastOne<E>,
}

/// A PLOVER event. Its quad follows from its type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event<E = Span> {
    /// The type.
    pub event_type: EventType,
    /// PLOVER modes: `phone`, `change`.
    pub modes: Vec<String>,
    /// What keeps it from being one that happened now.
    pub aux: Option<EventAux>,
    /// PLOVER contexts: `diplomatic`.
    pub contexts: Vec<String>,
    /// CAMEO root code: "12".
    pub cameo: Option<String>,
    /// PLOVER's actors; all of them in a reciprocal event.
    pub source: Vec<EventActor>,
    /// PLOVER's recipients.
    pub target: Vec<EventActor>,
    /// When.
    pub when: TimeExpression<E>,
    /// Where, by name.
    pub place: Option<String>,
    /// The words.
    pub evidence: AtLeastOne<E>,
}

/// Who acts or is acted upon in an event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EventActor {
    /// `None` where the actor is no actor of the record.
    pub actor: Option<ActorId>,
    /// ISO 3166 alpha-3, or PLOVER's code for what has no country.
    pub country: Option<String>,
    /// PLOVER sectors.
    pub sectors: Vec<String>,
}
