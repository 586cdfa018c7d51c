//! A [`Doc`] in the fields of spaCy's own `Doc.to_json`, read and written.
//!
//! ```text
//! {"text": …, "ents": [{"start", "end", "label"}], "sents": [{"start", "end"}],
//!  "tokens": [{"id", "start", "end", "tag", "pos", "morph", "lemma", "dep", "head"}]}
//! ```
//!
//! Offsets are Unicode code points, as in Python; inside a [`Doc`] they are bytes.

use serde::{Deserialize, Serialize};

use crate::doc::{Doc, Iob, Pos, Token};
use crate::intern::intern;

/// Why a JSON value is no doc.
#[derive(Debug, thiserror::Error)]
pub enum JsonError {
    /// Not JSON, or a field is missing or of another type.
    #[error("this is not a doc in spaCy's JSON: {0}")]
    Syntax(#[from] serde_json::Error),
    /// A number points outside of the text or of the tokens.
    #[error("{field} {value} lies outside of the {of}")]
    OutOfRange {
        /// The field that holds the number.
        field: &'static str,
        /// The number.
        value: usize,
        /// What it should lie in.
        of: &'static str,
    },
}

#[derive(Serialize, Deserialize)]
struct JsonDoc {
    text: String,
    #[serde(default)]
    ents: Vec<JsonSpan>,
    #[serde(default)]
    sents: Vec<JsonSpan>,
    tokens: Vec<JsonToken>,
}

#[derive(Serialize, Deserialize)]
struct JsonSpan {
    start: usize,
    end: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    label: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct JsonToken {
    id: usize,
    start: usize,
    end: usize,
    #[serde(default)]
    tag: String,
    #[serde(default)]
    pos: String,
    #[serde(default)]
    morph: String,
    #[serde(default)]
    lemma: String,
    #[serde(default)]
    dep: String,
    #[serde(default)]
    head: usize,
}

/// Where each code point of a text begins, in bytes; one more entry for the end.
fn byte_offsets(text: &str) -> Vec<u32> {
    text.char_indices().map(|(at, _)| at as u32).chain([text.len() as u32]).collect()
}

fn within<T: Copy>(table: &[T], index: usize, field: &'static str, of: &'static str) -> Result<T, JsonError> {
    table.get(index).copied().ok_or(JsonError::OutOfRange { field, value: index, of })
}

impl Doc {
    /// The doc as one line of spaCy's JSON, with code point offsets.
    ///
    /// # Errors
    /// None in practice: strings and numbers can always be written.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        let code_points = CodePoints::of(self);
        let span = |range: std::ops::Range<usize>, label: Option<&str>| {
            let bytes = self.bytes(range);
            JsonSpan {
                start: code_points.at(bytes.start),
                end: code_points.at(bytes.end),
                label: label.map(str::to_owned),
            }
        };
        let tokens = self.iter().map(|token| JsonToken {
            id: token.index(),
            start: code_points.at(token.start as usize),
            end: code_points.at(token.end as usize),
            tag: token.tag.into(),
            pos: token.pos.as_str().into(),
            morph: token.morph.into(),
            lemma: token.lemma().into(),
            dep: token.dep.into(),
            head: token.head as usize,
        });
        let ents = self.entities().iter().map(|ent| span(ent.start as usize..ent.end as usize, Some(ent.label)));
        serde_json::to_string(&JsonDoc {
            text: self.text.clone(),
            ents: ents.collect(),
            sents: self.sentences().map(|sentence| span(sentence, None)).collect(),
            tokens: tokens.collect(),
        })
    }

    /// A doc out of spaCy's JSON, as `Doc.to_json` writes it. The JSON doesn't name its language; English is assumed,
    /// and [`Doc::with_lang`] mends that.
    ///
    /// # Errors
    /// When it is not JSON, lacks a field, or an offset lies outside of the text.
    pub fn from_json(json: &str) -> Result<Doc, JsonError> {
        let read: JsonDoc = serde_json::from_str(json)?;
        let bytes = byte_offsets(&read.text);
        let count = read.tokens.len();
        let mut tokens = Vec::with_capacity(count);
        for token in &read.tokens {
            let (start, end) =
                (within(&bytes, token.start, "start", "text")?, within(&bytes, token.end, "end", "text")?);
            if token.head >= count {
                return Err(JsonError::OutOfRange { field: "head", value: token.head, of: "tokens" });
            }
            tokens.push(Token {
                start,
                end,
                space_after: read.text.as_bytes().get(end as usize) == Some(&b' '),
                tag: intern(&token.tag),
                pos: Pos::from_name(&token.pos).unwrap_or_default(),
                morph: intern(&token.morph),
                head: token.head as u32,
                dep: intern(&token.dep),
                ..Token::default()
            });
        }
        let mut doc = Doc::new(read.text, tokens).with_lang("en");
        for (index, token) in read.tokens.iter().enumerate() {
            doc.set_lemma(index, &token.lemma);
        }
        doc.mark_spans(&read.sents, &read.ents, &bytes)?;
        doc.finish();
        Ok(doc)
    }

    fn mark_spans(&mut self, sents: &[JsonSpan], ents: &[JsonSpan], bytes: &[u32]) -> Result<(), JsonError> {
        for span in sents {
            let start = within(bytes, span.start, "start", "text")?;
            let first = self.tokens.partition_point(|token| token.start < start);
            if let Some(token) = self.tokens.get_mut(first) {
                token.sent_start = true;
            }
        }
        for span in ents {
            let (start, end) = (within(bytes, span.start, "start", "text")?, within(bytes, span.end, "end", "text")?);
            let label = intern(span.label.as_deref().unwrap_or_default());
            let inside = self.tokens.iter_mut().filter(|token| token.start >= start && token.end <= end);
            for (place, token) in inside.enumerate() {
                token.iob = if place == 0 { Iob::Begin } else { Iob::Inside };
                token.ent_type = label;
            }
        }
        Ok(())
    }
}

/// Byte offsets into code points, for the offsets at which tokens begin or end, in one pass over the text.
struct CodePoints {
    /// Pairs of (byte, code point), ascending.
    known: Vec<(usize, usize)>,
}

impl CodePoints {
    fn of(doc: &Doc) -> CodePoints {
        let mut known = Vec::with_capacity(2 * doc.len());
        let (mut byte, mut code_point) = (0, 0);
        for token in doc.tokens() {
            for edge in [token.start as usize, token.end as usize] {
                code_point += doc.text[byte..edge].chars().count();
                byte = edge;
                known.push((byte, code_point));
            }
        }
        CodePoints { known }
    }

    fn at(&self, byte: usize) -> usize {
        let place = self.known.partition_point(|&(known, _)| known < byte);
        self.known.get(place).map_or(0, |&(_, code_point)| code_point)
    }
}
