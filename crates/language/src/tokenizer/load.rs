//! Reads a pipeline's `tokenizer` file.

use rmpv::ValueRef;

use super::parse::{Node, parse};
use super::regex::Regex;
use super::sets::{CharSet, Classes, Sets};
use super::special::Specials;
use super::{Expressions, Tokenizer};

/// Why a `tokenizer` file can't be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TokenizerError {
    #[error("the tokenizer is not MessagePack: {0}")]
    Msgpack(#[from] rmpv::decode::Error),
    #[error("the tokenizer is not a table")]
    NoTable,
    #[error("the tokenizer's {field} is not {expected}")]
    Field { field: &'static str, expected: &'static str },
    #[error("the tokenizer's {field} can't be run: {reason}")]
    Expression { field: &'static str, reason: String },
    #[error("the tokenizer's special case {case:?} can't be used: {reason}")]
    SpecialCase { case: String, reason: String },
}

/// spaCy's numbers for the attributes that a special case may give.
const ORTH: u64 = 65;
const NORM: u64 = 67;

impl Tokenizer {
    /// Reads the bytes of a pipeline's `tokenizer` file.
    ///
    /// # Errors
    /// When it isn't one, or uses an expression that this engine doesn't know.
    pub(crate) fn from_msgpack(bytes: &[u8]) -> Result<Tokenizer, TokenizerError> {
        let file = rmpv::decode::read_value_ref(&mut &bytes[..])?;
        let ValueRef::Map(fields) = file else { return Err(TokenizerError::NoTable) };
        let field = |name: &str| {
            let found = fields.iter().find(|(key, _)| string(key) == Some(name));
            found.map(|(_, value)| value).filter(|value| !matches!(value, ValueRef::Nil))
        };
        let mut sets = Sets::default();
        // A class of its own: `$` asks for it.
        sets.id(CharSet::one('\n'));
        let mut nodes: Vec<(&'static str, Option<Node>)> = Vec::new();
        for name in ["prefix_search", "suffix_search", "infix_finditer", "token_match", "url_match"] {
            let node = match field(name) {
                None => None,
                Some(value) => {
                    let source = string(value).ok_or(TokenizerError::Field { field: name, expected: "text" })?;
                    let node = parse(source, &mut sets);
                    Some(node.map_err(|reason| TokenizerError::Expression { field: name, reason })?)
                }
            };
            nodes.push((name, node));
        }
        let classes = Classes::new(&sets).ok_or_else(|| TokenizerError::Expression {
            field: "expressions",
            reason: "they tell too many kinds of characters apart".to_owned(),
        })?;
        let line_feed = classes.of('\n');
        let mut compiled = Vec::new();
        for (name, node) in &nodes {
            let regex = node.as_ref().map(|node| Regex::new(node, &classes, line_feed)).transpose();
            compiled.push(regex.map_err(|reason| TokenizerError::Expression { field: name, reason })?);
        }
        let mut next = compiled.into_iter();
        let mut regex = || next.next().flatten();
        let expressions =
            Expressions { prefix: regex(), suffix: regex(), infix: regex(), token_match: regex(), url_match: regex() };
        let specials = match field("exceptions") {
            None => Specials::default(),
            Some(ValueRef::Map(cases)) => special_cases(cases)?,
            Some(_) => return Err(TokenizerError::Field { field: "exceptions", expected: "a table" }),
        };
        let faster = match field("faster_heuristics") {
            None => true,
            Some(ValueRef::Boolean(faster)) => *faster,
            Some(_) => return Err(TokenizerError::Field { field: "faster_heuristics", expected: "true or false" }),
        };
        let mut tokenizer = Tokenizer::new(classes, expressions, specials);
        tokenizer.add_phrases(faster);
        Ok(tokenizer)
    }
}

fn string<'v>(value: &ValueRef<'v>) -> Option<&'v str> {
    match value {
        ValueRef::String(string) => string.into_str(),
        _ => None,
    }
}

fn special_cases(cases: &[(ValueRef<'_>, ValueRef<'_>)]) -> Result<Specials, TokenizerError> {
    let mut specials = Specials::default();
    for (case, tokens) in cases {
        let case = string(case).ok_or(TokenizerError::Field { field: "exceptions", expected: "keyed by text" })?;
        let tokens = special_tokens(tokens)
            .map_err(|reason| TokenizerError::SpecialCase { case: case.to_owned(), reason: reason.to_owned() })?;
        specials.add(case, &tokens)?;
    }
    Ok(specials)
}

/// Text and norm of each token.
fn special_tokens<'v>(tokens: &ValueRef<'v>) -> Result<Vec<(&'v str, Option<&'v str>)>, &'static str> {
    let ValueRef::Array(tokens) = tokens else { return Err("it is no list of tokens") };
    tokens.iter().map(special_token).collect()
}

fn special_token<'v>(token: &ValueRef<'v>) -> Result<(&'v str, Option<&'v str>), &'static str> {
    let ValueRef::Map(attributes) = token else { return Err("a token is no table") };
    let mut orth = None;
    let mut norm = None;
    for (key, value) in attributes {
        let value = string(value).ok_or("an attribute is not text")?;
        match (key.as_u64(), string(key)) {
            (Some(ORTH), _) | (_, Some("ORTH" | "65")) => orth = Some(value),
            (Some(NORM), _) | (_, Some("NORM" | "67")) => norm = Some(value),
            _ => return Err("a token gives more than ORTH and NORM"),
        }
    }
    Ok((orth.ok_or("a token has no ORTH")?, norm))
}
