//! The words of events: which verbs and nouns tell a deed of one actor towards another, and which type it is.
//!
//! ```toml
//! [[frame]]
//! name = "stop aid"
//! type = "SANCTION"
//! verbs = ["suspend @aid", "cut off @aid"]    # "@aid": any word of the class
//! target = ["to", "for"]
//! ```
//!
//! What the keys mean is written at the top of `codebook/events.toml`. How a phrase is found in a sentence is the
//! reader's business; here phrases are taken apart, classes looked up, and mistakes named with their line.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;
use toml::Spanned;

use super::error::{CodebookError, CodebookProblem};
use super::tables::Source;
use crate::{EventAux, EventType};

/// Where in a clause or noun phrase somebody stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// The verb's subject; in the passive its agent.
    Subject,
    /// The verb's object; in the passive its subject.
    Object,
    /// The second object: "gave *Norland* aid".
    Dative,
    /// "*Norland's* attack".
    Owner,
    /// "the *Norlandic* attack".
    Adjective,
    /// Whoever is to do what the verb governs: "demanded that *Norland* leave".
    Content,
    /// What stands behind that preposition.
    Preposition(String),
}

impl From<String> for Slot {
    fn from(word: String) -> Self {
        match word.as_str() {
            "subject" => Self::Subject,
            "object" => Self::Object,
            "dative" => Self::Dative,
            "owner" => Self::Owner,
            "adjective" => Self::Adjective,
            "content" => Self::Content,
            _ => Self::Preposition(word),
        }
    }
}

/// Whether a frame governs another deed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Governs {
    /// Never.
    #[default]
    Nothing,
    /// With one or without.
    May,
    /// Only with one: "plan to", "decide to".
    Must,
}

/// What a governing frame and the deed it governs make together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Together {
    /// This type.
    Is(EventType),
    /// The type of the governed deed.
    Same,
    /// No event.
    Nothing,
}

/// One word of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhraseWord {
    /// This base form.
    Word(String),
    /// Any word of that class.
    Class(u16),
    /// A sum of money.
    Money,
    /// Somebody, by name or office.
    Person,
}

/// A frame: words and what they tell.
#[derive(Clone, Debug, PartialEq)]
pub struct EventFrame {
    /// What people call it.
    pub name: String,
    /// PLOVER's type.
    pub event_type: EventType,
    /// PLOVER's mode.
    pub mode: Option<String>,
    /// Where the one who acts stands; empty for the usual places.
    pub source: Vec<Slot>,
    /// Where the one acted upon stands, in the order of trying.
    pub target: Vec<Slot>,
    /// Classes of which the one who acts must be.
    pub by: Vec<u16>,
    /// Classes of which the one who acts must not be.
    pub not_by: Vec<u16>,
    /// Words that must not be the object.
    pub not_object: Vec<String>,
    /// Must several act together?
    pub several: bool,
    /// Does a clause below the verb show another meaning: "demonstrates that"?
    pub no_clause: bool,
    /// Do all who take part act?
    pub reciprocal: bool,
    /// Does it govern another deed?
    pub governs: Governs,
    over: Over,
    /// What ending it is.
    pub ended: Option<EventType>,
    /// The mode of that.
    pub ended_mode: Option<String>,
    /// What denying it is.
    pub denied: Option<EventType>,
    /// Does its noun count without a verb that says it took place?
    pub alone: bool,
}

impl EventFrame {
    /// What it and a governed deed make together.
    pub fn over(&self, governed: EventType) -> Together {
        self.over.of(governed).unwrap_or(Together::Is(self.event_type))
    }
}

/// A table from types and groups of types to what they become.
#[derive(Clone, Debug, Default, PartialEq)]
struct Over(BTreeMap<String, Together>);

impl Over {
    fn of(&self, governed: EventType) -> Option<Together> {
        self.0.get(governed.as_str()).or_else(|| self.0.get(group(governed))).copied()
    }
}

/// The group that tables name a type by.
fn group(event_type: EventType) -> &'static str {
    use EventType::*;
    match event_type {
        Agree | Consult | Support | Cooperate | Aid => "cooperation",
        Concede | Retreat => "yielding",
        Request | Accuse | Reject | Threaten => "words",
        Protest | Sanction | Mobilize | Coerce | Assault => "force",
    }
}

/// What a verb says of the deed that its noun names: "launched", "faces", "ended".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Light {
    /// The subject does it.
    Do,
    /// The subject suffers it.
    Suffer,
    /// The subject ends it.
    End,
    /// The deed, its subject, takes place.
    Happen,
    /// The deed, its subject, ends.
    Finish,
}

/// All words of events.
#[derive(Clone, Debug, Default)]
pub struct EventWords {
    frames: Vec<EventFrame>,
    classes: Vec<HashSet<String>>,
    verbs: HashMap<String, Vec<(Vec<PhraseWord>, usize)>>,
    adjectives: HashMap<String, usize>,
    nouns: HashMap<String, Vec<(Vec<String>, usize)>>,
    light: HashMap<String, Vec<(Vec<PhraseWord>, Light)>>,
    parts: HashSet<String>,
    modals: HashMap<String, Over>,
    speech: HashSet<String>,
    outlooks: HashMap<String, EventAux>,
    modes: BTreeMap<String, BTreeMap<String, String>>,
    elsewhere: HashSet<String>,
    at_large: HashSet<String>,
    public: HashSet<String>,
    stative: HashSet<String>,
    context: HashMap<String, Vec<(Option<String>, String)>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameRow {
    name: Option<String>,
    #[serde(rename = "type")]
    event_type: EventType,
    mode: Option<String>,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    source: Vec<String>,
    #[serde(default)]
    target: Vec<String>,
    #[serde(default)]
    by: Vec<String>,
    #[serde(default)]
    not_by: Vec<String>,
    #[serde(default)]
    not_object: Vec<String>,
    #[serde(default)]
    several: bool,
    #[serde(default)]
    no_clause: bool,
    #[serde(default)]
    reciprocal: bool,
    #[serde(default)]
    content: Governs,
    #[serde(default)]
    over: BTreeMap<String, String>,
    ended: Option<EventType>,
    ended_mode: Option<String>,
    denied: Option<String>,
    #[serde(default)]
    alone: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ModalRow {
    words: Vec<String>,
    over: BTreeMap<String, String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct LightTable {
    #[serde(rename = "do")]
    done: Vec<String>,
    suffer: Vec<String>,
    end: Vec<String>,
    happen: Vec<String>,
    finish: Vec<String>,
    parts: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutlookRow {
    aux: EventAux,
    verbs: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Verbs {
    verbs: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Words {
    words: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ElsewhereTable {
    words: Vec<String>,
    at_large: Vec<String>,
    public: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct File {
    class: BTreeMap<String, Vec<String>>,
    frame: Vec<Spanned<FrameRow>>,
    modal: Vec<Spanned<ModalRow>>,
    light: LightTable,
    speech: Verbs,
    outlook: Vec<OutlookRow>,
    modes: BTreeMap<String, BTreeMap<String, String>>,
    elsewhere: ElsewhereTable,
    stative: Words,
    context: BTreeMap<String, Vec<String>>,
}

impl EventWords {
    /// The table that comes with the program, read at the first call.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<EventWords> = LazyLock::new(|| {
            let text = include_str!("../../../../codebook/events.toml");
            // A test loads the built-in table, so that a mistake in it never leaves the workshop.
            EventWords::read("codebook/events.toml", text).unwrap_or_else(|error| unreachable!("{error}"))
        });
        &BUILTIN
    }

    /// Reads a table.
    ///
    /// # Errors
    ///
    /// The first mistake, with its line.
    pub fn read(file_name: &str, toml_text: &str) -> Result<Self, CodebookError> {
        let source = Source { file: file_name, text: toml_text };
        let file: File = source.tables()?;
        let mut words = Self { speech: file.speech.verbs.into_iter().collect(), ..Self::default() };
        let names: HashMap<&str, u16> =
            file.class.keys().enumerate().map(|(number, name)| (name.as_str(), number as u16)).collect();
        words.classes = file.class.values().map(|list| list.iter().cloned().collect()).collect();
        for row in &file.frame {
            words.add(row, source, &names)?;
        }
        for row in &file.modal {
            let over = over(&row.get_ref().over, source, row.span().start)?;
            words.modals.extend(row.get_ref().words.iter().map(|word| (word.clone(), over.clone())));
        }
        let light = &file.light;
        let lists = [
            (Light::Do, &light.done),
            (Light::Suffer, &light.suffer),
            (Light::End, &light.end),
            (Light::Happen, &light.happen),
            (Light::Finish, &light.finish),
        ];
        for (kind, list) in lists {
            for text in list {
                let (first, rest) = phrase(text, source, 0, &names)?;
                words.light.entry(first).or_default().push((rest, kind));
            }
        }
        words.parts = light.parts.iter().cloned().collect();
        for row in file.outlook {
            words.outlooks.extend(row.verbs.into_iter().map(|verb| (verb, row.aux)));
        }
        words.modes = file.modes;
        words.elsewhere = file.elsewhere.words.into_iter().collect();
        words.at_large = file.elsewhere.at_large.into_iter().collect();
        words.public = file.elsewhere.public.into_iter().collect();
        words.stative = file.stative.words.into_iter().collect();
        for (context, list) in &file.context {
            for text in list {
                let (before, word) = match text.rsplit_once(' ') {
                    Some((before, word)) => (Some(before.to_owned()), word),
                    None => (None, text.as_str()),
                };
                words.context.entry(word.to_owned()).or_default().push((before, context.clone()));
            }
        }
        words.order();
        Ok(words)
    }

    fn add(
        &mut self,
        row: &Spanned<FrameRow>,
        source: Source<'_>,
        names: &HashMap<&str, u16>,
    ) -> Result<(), CodebookError> {
        let at = row.span().start;
        let row = row.get_ref();
        let number = self.frames.len();
        for text in &row.verbs {
            let (first, rest) = phrase(text, source, at, names)?;
            self.verbs.entry(first).or_default().push((rest, number));
        }
        self.adjectives.extend(row.adjectives.iter().map(|word| (word.clone(), number)));
        for text in &row.nouns {
            let mut list: Vec<String> = text.split(' ').map(str::to_owned).collect();
            let head = list.pop().unwrap_or_default();
            self.nouns.entry(head).or_default().push((list, number));
        }
        let classes = |list: &[String]| -> Result<Vec<u16>, CodebookError> {
            list.iter().map(|name| class(name, name, source, at, names)).collect()
        };
        let slots = |list: &[String]| list.iter().cloned().map(Slot::from).collect();
        let first_word = row.verbs.first().or(row.nouns.first()).or(row.adjectives.first());
        self.frames.push(EventFrame {
            name: row.name.clone().or_else(|| first_word.cloned()).unwrap_or_default(),
            event_type: row.event_type,
            mode: row.mode.clone(),
            source: slots(&row.source),
            target: slots(&row.target),
            by: classes(&row.by)?,
            not_by: classes(&row.not_by)?,
            not_object: row.not_object.clone(),
            several: row.several,
            no_clause: row.no_clause,
            reciprocal: row.reciprocal,
            governs: row.content,
            over: over(&row.over, source, at)?,
            ended: row.ended,
            ended_mode: row.ended_mode.clone(),
            denied: row.denied.as_deref().and_then(|word| word.parse().ok()),
            alone: row.alone,
        });
        Ok(())
    }

    /// Longer phrases come first; of equal ones those that name their words, then the earlier row.
    fn order(&mut self) {
        let vague = |word: &&PhraseWord| matches!(word, PhraseWord::Person | PhraseWord::Money);
        let order = |rest: &[PhraseWord]| (std::cmp::Reverse(rest.len()), rest.iter().filter(vague).count());
        self.verbs.values_mut().for_each(|list| list.sort_by_key(|(rest, _)| order(rest)));
        self.nouns.values_mut().for_each(|list| list.sort_by_key(|(before, _)| std::cmp::Reverse(before.len())));
        self.light.values_mut().for_each(|list| list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
    }

    /// The frame of a number.
    pub fn frame(&self, number: usize) -> Option<&EventFrame> {
        self.frames.get(number)
    }

    /// The frame's number of an adjective that is said of somebody.
    pub fn adjective(&self, lemma: &str) -> Option<usize> {
        self.adjectives.get(lemma).copied()
    }

    /// Phrases that begin with a verb, the longest first: the further words and the frame's number.
    pub fn verb(&self, lemma: &str) -> &[(Vec<PhraseWord>, usize)] {
        self.verbs.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Nouns with that head, the longest first: the words before it and the frame's number.
    pub fn noun(&self, lemma: &str) -> &[(Vec<String>, usize)] {
        self.nouns.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// What a verb may say of a deed named by its noun.
    pub fn light(&self, lemma: &str) -> &[(Vec<PhraseWord>, Light)] {
        self.light.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Is the word in that class?
    pub fn is_in(&self, class: u16, word: &str) -> bool {
        self.classes.get(usize::from(class)).is_some_and(|words| words.contains(word))
    }

    /// Does the noun name a part of what follows: "a series of attacks"?
    pub fn is_part(&self, lemma: &str) -> bool {
        self.parts.contains(lemma)
    }

    /// What a modal ("will", "will not", "must") makes of a deed; `None` where the table does not say.
    pub fn modal(&self, word: &str, deed: EventType) -> Option<Together> {
        self.modals.get(word)?.of(deed)
    }

    /// Does the verb pass on what its subject says?
    pub fn is_speech(&self, lemma: &str) -> bool {
        self.speech.contains(lemma)
    }

    /// What a verb above a deed tells of whether it took place.
    pub fn outlook(&self, lemma: &str) -> Option<EventAux> {
        self.outlooks.get(lemma).copied()
    }

    /// The mode of a request, refusal or threat by the type (and mode) of what it is about.
    pub fn mode_over(&self, event_type: EventType, governed: EventType, mode: Option<&str>) -> Option<&str> {
        let table = self.modes.get(event_type.as_str())?;
        let exact = mode.and_then(|mode| table.get(&format!("{governed} {mode}")));
        exact.or_else(|| table.get(governed.as_str())).or_else(|| table.get("other")).map(String::as_str)
    }

    /// Is it a participle whose subject acts ("is opposed to")?
    pub fn is_stative(&self, form: &str) -> bool {
        self.stative.contains(form)
    }

    /// The contexts that a word shows: its base form, and the word before it as written in small letters.
    pub fn contexts<'w>(&'w self, lemma: &str, before: &'w str) -> impl Iterator<Item = &'w str> {
        let rows = self.context.get(lemma).into_iter().flatten();
        rows.filter(move |(wanted, _)| wanted.as_deref().is_none_or(|wanted| wanted == before))
            .map(|(_, context)| context.as_str())
    }

    /// Is it a word of sport or markets?
    pub fn is_elsewhere(&self, lemma: &str) -> bool {
        self.elsewhere.contains(lemma)
    }

    /// Is it one, or one that is common in reports on sport or markets, though not only there?
    pub fn is_elsewhere_at_large(&self, lemma: &str) -> bool {
        self.is_elsewhere(lemma) || self.at_large.contains(lemma)
    }

    /// Is it a word of public life, which shows that a report is about more than sport or markets?
    pub fn is_public(&self, lemma: &str) -> bool {
        self.public.contains(lemma)
    }
}

/// A phrase's first word and the others.
fn phrase(
    text: &str,
    source: Source<'_>,
    at: usize,
    names: &HashMap<&str, u16>,
) -> Result<(String, Vec<PhraseWord>), CodebookError> {
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default().to_owned();
    let word = |word: &str| match word.strip_prefix('@') {
        Some("money") => Ok(PhraseWord::Money),
        Some("person") => Ok(PhraseWord::Person),
        Some(name) => class(name, text, source, at, names).map(PhraseWord::Class),
        None => Ok(PhraseWord::Word(word.to_owned())),
    };
    Ok((first, words.map(word).collect::<Result<_, _>>()?))
}

fn class(
    name: &str,
    quoted: &str,
    source: Source<'_>,
    at: usize,
    names: &HashMap<&str, u16>,
) -> Result<u16, CodebookError> {
    let problem = || CodebookProblem::Pattern { pattern: name.to_owned(), reason: "there is no such class" };
    names.get(name).copied().ok_or_else(|| source.error_in(at, quoted, problem()))
}

fn over(rows: &BTreeMap<String, String>, source: Source<'_>, at: usize) -> Result<Over, CodebookError> {
    let outcome = |(key, word): (&String, &String)| {
        let outcome = match word.as_str() {
            "same" => Together::Same,
            "none" => Together::Nothing,
            word => Together::Is(word.parse().map_err(|error: crate::vocabulary::UnknownWord| {
                source.error_in(at, word, CodebookProblem::Syntax { message: error.to_string() })
            })?),
        };
        Ok((key.clone(), outcome))
    };
    rows.iter().map(outcome).collect::<Result<_, _>>().map(Over)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_table_loads() {
        let words = EventWords::builtin();
        let frames: Vec<&str> =
            words.verb("sign").iter().filter_map(|(_, at)| words.frame(*at)).map(|frame| frame.name.as_str()).collect();
        assert!(frames.contains(&"sign"));
        let agree = words.verb("promise").last().and_then(|(_, at)| words.frame(*at)).unwrap();
        assert_eq!(agree.over(EventType::Retreat), Together::Is(EventType::Concede));
        assert_eq!(agree.over(EventType::Aid), Together::Is(EventType::Agree));
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        let line = |text: &str| EventWords::read("my.toml", text).map(|_| ()).map_err(|error| error.line);
        assert_eq!(line("\n[[frame]]\ntype = \"AGREES\"\n"), Err(3));
        assert_eq!(line("[[frame]]\ntype = \"AID\"\nverbs = [\"give @nothing\"]\n"), Err(3));
    }
}
