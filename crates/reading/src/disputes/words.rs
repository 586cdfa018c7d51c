//! The words of quarrels, as base forms in small letters.

/// Verbs of speech that go against what another said.
pub(super) const AGAINST: &[&str] = &[
    "retort",
    "deny",
    "dispute",
    "contradict",
    "rebut",
    "refute",
    "contest",
    "differ",
    "disagree",
    "disclaim",
    "debunk",
    "rubbish",
    "belie",
    "parry",
];

/// Verbs that do so with "back": "hit back".
pub(super) const BACK: &[&str] = &["hit", "shoot", "fire", "snap", "strike", "bite", "push"];

/// Verbs of speech that often do.
pub(super) const COUNTERING: &[&str] = &["counter", "object", "protest"];

/// Verbs that do so when what they are done to is a [claim](CLAIM).
pub(super) const SPURNING: &[&str] =
    &["reject", "dismiss", "deny", "dispute", "question", "contest", "spurn", "wave", "challenge"];

/// What is claimed of facts, as a noun.
pub(super) const CLAIM: &[&str] = &[
    "claim",
    "account",
    "allegation",
    "accusation",
    "charge",
    "figure",
    "number",
    "report",
    "reading",
    "version",
    "suggestion",
    "rumour",
    "rumor",
    "assertion",
    "story",
    "interpretation",
    "tally",
    "count",
    "complaint",
    "insinuation",
];

/// What a side tells of events, as a noun that carries the side's name: "the rebels' own tally".
pub(super) const ACCOUNT: &[&str] = &[
    "account",
    "version",
    "tally",
    "count",
    "figure",
    "reckoning",
    "summary",
    "readout",
    "reading",
    "story",
    "estimate",
    "recollection",
    "minutes",
    "communique",
    "communiqué",
    "narrative",
];

/// Words that call another's word untrue.
pub(super) const UNTRUE: &[&str] = &[
    "lie",
    "fantasy",
    "invention",
    "fiction",
    "fabrication",
    "nonsense",
    "false",
    "untrue",
    "baseless",
    "groundless",
    "unfounded",
    "fictitious",
    "disinformation",
    "propaganda",
    "myth",
    "fake",
    "falsehood",
    "rubbish",
    "slander",
    "smear",
    "hoax",
    "wrong",
    "misleading",
    "absurd",
    "invent",
    "fabricate",
    "distortion",
];

/// Words with which an answer that turns what was said round begins, or which it is about.
pub(super) const TURNED: &[&str] = &[
    "no such",
    "not so",
    "not one",
    "not true",
    "nothing of the sort",
    "nothing of the kind",
    "nothing of that",
    "on the contrary",
    "the contrary",
    "the opposite",
    "the reverse",
    "other way round",
    "other way around",
    "mirror image",
    "quite the",
    "no truth",
    "any such",
    "nothing of any",
    "not the case",
    "differently",
    "otherwise",
    "not a single",
];

/// What who knows nothing does not have: "no evidence that".
pub(super) const KNOWING: &[&str] = &["evidence", "information", "knowledge", "detail", "indication", "confirmation"];

/// Words with which a denial begins.
pub(super) const DENIAL: &[&str] = &["no", "never", "nobody", "none", "nothing", "neither", "merely", "nowhere"];

/// What comes back: "came the reply".
pub(super) const REPLY: &[&str] = &["reply", "answer", "response", "retort", "rejoinder", "riposte", "denial"];

/// What is put at a number.
pub(super) const COUNTED: &[&str] = &["number", "figure", "toll", "count", "total", "sum", "share"];

/// Verbs that give a thing a name.
pub(super) const CALLING: &[&str] =
    &["call", "brand", "dub", "label", "term", "dismiss", "describe", "denounce", "deride"];

/// Words of weight that say little: they are in every report.
pub(super) const EMPTY: &[&str] = &[
    "be",
    "have",
    "do",
    "say",
    "tell",
    "make",
    "take",
    "go",
    "come",
    "get",
    "give",
    "year",
    "day",
    "week",
    "month",
    "time",
    "people",
    "side",
    "minister",
    "government",
    "talk",
    "country",
];

/// Verbs of blame.
pub(super) const BLAMING: &[&str] =
    &["accuse", "blame", "charge", "fault", "denounce", "suspect", "criticise", "criticize", "allege"];

/// Verbs and nouns that do it together: "traded accusations".
pub(super) const TRADING: &[&str] = &["trade", "exchange", "swap", "hurl", "level", "fling"];
pub(super) const TRADED: &[&str] =
    &["accusation", "blame", "allegation", "recrimination", "barb", "charge", "reproach"];

/// What sets one account against another: "a different reading".
pub(super) const DIFFERENT: &[&str] =
    &["different", "other", "another", "own", "opposite", "conflicting", "rival", "contrary"];

/// Words with which a report announces that two accounts follow: "the two sides' versions differ".
pub(super) const QUARREL: &[&str] = &[
    "accounts",
    "versions",
    "stories",
    "recollections",
    "conflicting",
    "contradictory",
    "disputed",
    "differ",
    "diverge",
    "overlap",
    "quarrel",
    "blames",
];
