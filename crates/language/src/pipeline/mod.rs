//! A loaded pipeline: text in, [`Doc`] out.

mod config;
mod error;
mod files;
mod load;
mod stages;

use std::path::Path;
use std::sync::{LazyLock, Mutex, PoisonError};

pub use error::LoadError;
pub use stages::{Stage, StageTimes};

use crate::attribute_ruler::AttributeRuler;
use crate::doc::{Doc, Iob, Pos, Token};
use crate::hash::string_id;
use crate::lemmatizer::Lemmatizer;
use crate::lexeme::{Features, Lexemes, Norms};
use crate::neural::kernels::Kernels;
use crate::neural::scorer::{Scorer, ScorerRoom};
use crate::neural::softmax::Classifier;
use crate::neural::tok2vec::{Tok2Vec, Tok2VecRoom};
use crate::tokenizer::{RawToken, Tokenizer};
use crate::transitions::arc_eager::{self, ArcEager};
use crate::transitions::biluo::{self, Biluo};
use crate::transitions::deproject::deproject;
use crate::transitions::sentences::Edges;
use files::Files;

/// The English pipeline that comes with the program, as a bundle.
const ENGLISH: &[u8] = include_bytes!("../../../../models/en_core_web_sm-3.8.0.bundle");

/// A pipeline, ready to read texts, from as many threads as you like.
///
/// ```
/// use rapporteur_language::Pipeline;
///
/// let doc = Pipeline::english().read("The envoys met in Geneva on Monday.");
/// let verb = doc.iter().find(|token| token.is_root()).unwrap();
/// assert_eq!((verb.text(), verb.lemma(), verb.tag), ("met", "meet", "VBD"));
/// let geneva = doc.entities()[0];
/// assert_eq!((doc.slice(geneva.start as usize..geneva.end as usize), geneva.label), ("Geneva", "GPE"));
/// ```
pub struct Pipeline {
    lang: &'static str,
    kernels: Kernels,
    tokenizer: Tokenizer,
    norms: Norms,
    encoders: Encoders,
    tagger: Option<Tagger>,
    morphologizer: Option<Morphologizer>,
    parser: Option<Parser>,
    attribute_ruler: Option<AttributeRuler>,
    lemmatizer: Option<Lemmatizer>,
    ner: Option<EntityRecognizer>,
    /// Room to work in, one for each reading that ran at the same time; taken and put back.
    rooms: Mutex<Vec<Room>>,
}

/// Encoders by place: the shared one is 0, those of single components follow.
#[derive(Debug, Default)]
struct Encoders {
    shared: Option<Tok2Vec>,
    own: Vec<Tok2Vec>,
}

#[derive(Debug)]
struct Tagger {
    encoder: usize,
    classifier: Classifier,
    labels: Vec<&'static str>,
}

#[derive(Debug)]
struct Morphologizer {
    encoder: usize,
    classifier: Classifier,
    labels: Vec<(&'static str, Pos)>,
}

#[derive(Debug)]
struct Parser {
    encoder: usize,
    scorer: Scorer,
    system: ArcEager,
}

#[derive(Debug)]
struct EntityRecognizer {
    encoder: usize,
    scorer: Scorer,
    system: Biluo,
}

/// What one reading works in. Nothing in it shows in the result.
#[derive(Debug, Default)]
struct Room {
    lexemes: Lexemes,
    words: Vec<Features>,
    encoders: Vec<Tok2VecRoom>,
    scores: Vec<f32>,
    tags: Vec<u16>,
    morphs: Vec<u16>,
    parser: ScorerRoom,
    parse: arc_eager::State,
    edges: Edges,
    ner: ScorerRoom,
    ner_words: Vec<biluo::Word>,
}

impl Pipeline {
    /// The English pipeline that is inside this library (`en_core_web_sm` 3.8.0), loaded at the first call.
    pub fn english() -> &'static Pipeline {
        static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| {
            // The bundle is part of the library, and every test loads it.
            Pipeline::from_bundle(ENGLISH).unwrap_or_else(|error| unreachable!("the English bundle: {error}"))
        });
        &PIPELINE
    }

    /// Loads a pipeline from its folder, the one with `config.cfg`, as spaCy keeps it.
    ///
    /// # Errors
    /// When a file is missing or malformed, or when a component can't be run; the error names it and says why.
    pub fn from_dir(folder: &Path) -> Result<Pipeline, LoadError> {
        load::pipeline(&Files::in_folder(folder))
    }

    /// Loads a pipeline from a bundle, the form in which English is carried: a msgpack map from a folder's paths to
    /// their contents.
    ///
    /// # Errors
    /// As [`Pipeline::from_dir`].
    pub fn from_bundle(bundle: &[u8]) -> Result<Pipeline, LoadError> {
        load::pipeline(&Files::in_bundle(bundle)?)
    }

    /// The language's code: `en`.
    pub fn lang(&self) -> &'static str {
        self.lang
    }

    /// Reads a text. The same text gives the same doc, bit for bit, on every machine and whatever was read before.
    pub fn read(&self, text: &str) -> Doc {
        self.read_told(text, Told::default())
    }

    /// Reads a text of which the caller knows better at some places. Everything else is as spaCy would have it of such tokens, if
    /// it were told of these sentences.
    pub fn read_told(&self, text: &str, told: Told<'_>) -> Doc {
        self.read_and_tell(text, told, |_| ())
    }

    /// Reads a text and says how long each stage took.
    pub fn read_timed(&self, text: &str) -> (Doc, StageTimes) {
        let mut times = StageTimes::start();
        let doc = self.read_and_tell(text, Told::default(), |stage| times.end(stage));
        (doc, times)
    }

    /// Gives back the memory of what it knows by heart from texts that were read: forms of words with what the network makes of them,
    /// tens of megabytes for each thread that read. To be called when no more is to be read for a while; readings go on as
    /// before, and learn it again.
    pub fn forget(&self) {
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner).clear();
        self.tokenizer.forget();
    }

    /// Floating-point operations of the window layers for one word, all encoders together; what is kept per form is not
    /// counted. For benchmarks.
    #[doc(hidden)]
    pub fn encoder_operations(&self) -> usize {
        (0..=self.encoders.own.len()).filter_map(|place| self.encoders.at(place)).map(Tok2Vec::operations).sum()
    }

    /// Floating-point operations a second that this core can do at most, by the fastest kernels. For benchmarks.
    #[doc(hidden)]
    pub fn peak_operations(&self) -> f64 {
        self.kernels.peak()
    }

    /// Reads a text in a room of its own and tells the end of each stage.
    fn read_and_tell(&self, text: &str, told: Told<'_>, tell: impl FnMut(Stage)) -> Doc {
        let mut room = self.rooms.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        let doc = self.read_in(&mut room, text, told, tell);
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner).push(room);
        doc
    }

    fn read_in(&self, room: &mut Room, text: &str, told: Told<'_>, mut tell: impl FnMut(Stage)) -> Doc {
        let raw = parted(self.tokenizer.tokenize(text), told.splits);
        room.words.clear();
        room.words.extend(raw.iter().map(|token| Features {
            lexeme: room.lexemes.of(&text[token.start as usize..token.end as usize], &self.norms),
            norm: token.norm.map(|norm| string_id(self.tokenizer.norm(norm))),
            space_after: token.space_after,
        }));
        let mut tokens: Vec<Token> = raw.iter().map(blank).collect();
        tell(Stage::Tokens);
        self.encode(room);
        self.tag(room, &mut tokens);
        tell(Stage::Vectors);
        self.parse(room, &mut tokens, told.starts);
        tell(Stage::Parse);
        self.recognize(room, &mut tokens);
        tell(Stage::Entities);
        let mut doc = Doc::new(text.to_owned(), tokens).with_lang(self.lang);
        if let Some(ruler) = &self.attribute_ruler {
            ruler.apply(&mut doc);
        }
        tell(Stage::Attributes);
        if let Some(lemmatizer) = &self.lemmatizer {
            lemmatizer.apply(&mut doc);
        }
        doc.finish();
        tell(Stage::Lemmas);
        doc
    }

    /// Runs each encoder over the text and gives its vectors to the components that listen to it.
    fn encode(&self, room: &mut Room) {
        let Room { words, encoders, scores, tags, morphs, parser, ner, .. } = room;
        encoders.resize_with(self.encoders.own.len() + 1, Default::default);
        tags.clear();
        morphs.clear();
        if let Some(component) = &self.parser {
            component.scorer.start(parser);
        }
        if let Some(component) = &self.ner {
            component.scorer.start(ner);
        }
        for (place, encoder_room) in encoders.iter_mut().enumerate() {
            let Some(encoder) = self.encoders.at(place) else { continue };
            encoder.encode(self.kernels, words, encoder_room, |vectors| {
                if let Some(tagger) = self.tagger.as_ref().filter(|tagger| tagger.encoder == place) {
                    tagger.classifier.best(self.kernels, vectors, scores, tags);
                }
                if let Some(morphologizer) = self.morphologizer.as_ref().filter(|found| found.encoder == place) {
                    morphologizer.classifier.best(self.kernels, vectors, scores, morphs);
                }
                if let Some(component) = self.parser.as_ref().filter(|component| component.encoder == place) {
                    component.scorer.push(self.kernels, vectors, parser);
                }
                if let Some(component) = self.ner.as_ref().filter(|component| component.encoder == place) {
                    component.scorer.push(self.kernels, vectors, ner);
                }
            });
        }
    }

    fn tag(&self, room: &Room, tokens: &mut [Token]) {
        if let Some(tagger) = &self.tagger {
            for (token, &tag) in tokens.iter_mut().zip(&room.tags) {
                token.tag = tagger.labels[tag as usize];
            }
        }
        if let Some(morphologizer) = &self.morphologizer {
            for (token, &class) in tokens.iter_mut().zip(&room.morphs) {
                (token.morph, token.pos) = morphologizer.labels[class as usize];
            }
        }
    }

    fn parse(&self, room: &mut Room, tokens: &mut [Token], starts: &[usize]) {
        let Some(Parser { scorer, system, .. }) = &self.parser else { return };
        let Room { words, parser, parse, edges, .. } = room;
        parse.start(tokens.len());
        for start in starts {
            parse.begin_sentence(tokens.partition_point(|token| (token.start as usize) < *start));
        }
        while !parse.is_final() {
            let scores = scorer.score(self.kernels, &parse.words(), parser);
            system.step(parse, scores);
        }
        for (index, token) in tokens.iter_mut().enumerate() {
            let (head, label) = parse.arc(index).unwrap_or((index, "ROOT"));
            (token.head, token.dep) = (head as u32, label);
        }
        edges.find(tokens);
        deproject(tokens, edges, |index| words[index].lexeme.is_space);
        edges.find(tokens);
    }

    fn recognize(&self, room: &mut Room, tokens: &mut [Token]) {
        let Some(EntityRecognizer { scorer, system, .. }) = &self.ner else { return };
        let Room { words, ner, ner_words, .. } = room;
        ner_words.clear();
        ner_words.extend(
            words
                .iter()
                .zip(tokens.iter())
                .map(|(word, token)| biluo::Word { is_space: word.lexeme.is_space, starts_sentence: token.sent_start }),
        );
        let mut state = biluo::State::default();
        for index in 0..tokens.len() {
            let scores = scorer.score(self.kernels, &state.words(), ner);
            let Some(told) = system.step(&mut state, &ner_words[index..], scores) else { break };
            (tokens[index].iob, tokens[index].ent_type) = told;
        }
        // An entity that the text's end left open is none.
        if let Some(first) = state.open() {
            for token in &mut tokens[first..] {
                (token.iob, token.ent_type) = (Iob::Outside, "");
            }
        }
    }
}

/// What the caller of [`Pipeline::read_told`] knows of a text, each in order, as bytes of it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told<'t> {
    /// A token that has one of these within is parted there.
    pub splits: &'t [usize],
    /// At the first token from each of these on a sentence begins, so that no arc crosses it.
    pub starts: &'t [usize],
}

impl std::fmt::Debug for Pipeline {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Pipeline").field("lang", &self.lang).field("kernels", &self.kernels).finish_non_exhaustive()
    }
}

impl Encoders {
    fn at(&self, place: usize) -> Option<&Tok2Vec> {
        match place.checked_sub(1) {
            None => self.shared.as_ref(),
            Some(own) => self.own.get(own),
        }
    }
}

/// The same tokens, parted at some bytes.
fn parted(tokens: Vec<RawToken>, splits: &[usize]) -> Vec<RawToken> {
    if splits.is_empty() {
        return tokens;
    }
    let mut all = Vec::with_capacity(tokens.len() + splits.len());
    for mut token in tokens {
        let inside = splits.partition_point(|split| *split <= token.start as usize)
            ..splits.partition_point(|split| *split < token.end as usize);
        for &split in splits.get(inside).unwrap_or_default() {
            // Both come from a text under 4 GiB.
            let split = split as u32;
            let (first, rest) = token.parted(split);
            all.push(first);
            token = rest;
        }
        all.push(token);
    }
    all
}

/// A token of which nothing but its place is known.
fn blank(raw: &RawToken) -> Token {
    Token { start: raw.start, end: raw.end, space_after: raw.space_after, ..Token::default() }
}
