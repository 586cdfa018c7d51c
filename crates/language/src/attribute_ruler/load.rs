//! Reads `attribute_ruler/patterns`: a msgpack list of `{patterns: [[{KEY: value, …}, …], …], attrs: {…}, index: n}`.

use rmpv::Value;

use super::anchors::Anchors;
use super::pattern::{Condition, FIELD_NAMES, Field, TokenPattern};
use super::{AttributeRuler, Pattern, Rule};
use crate::doc::Pos;
use crate::intern::intern;
use crate::regex_words::{WordRegex, word_regex};

/// Why a file of patterns can't be applied as spaCy would.
#[derive(Debug, thiserror::Error)]
pub enum RulerError {
    /// Not msgpack, or cut short.
    #[error("the attribute ruler's patterns are no msgpack: {0}")]
    Msgpack(#[from] rmpv::decode::Error),
    /// A value is of another type or shape than spaCy writes.
    #[error("pattern {pattern} of the attribute ruler: {what}")]
    Malformed {
        /// Number of the rule in the file, from 0.
        pattern: usize,
        /// What is wrong.
        what: String,
    },
    /// A key or operator of spaCy's matcher that this engine has no code for.
    #[error("pattern {pattern} of the attribute ruler uses {what}, which this engine can't run")]
    Unsupported {
        /// Number of the rule in the file, from 0.
        pattern: usize,
        /// The key or operator, with its value where that is the reason.
        what: String,
    },
}

impl AttributeRuler {
    /// The rules of a `patterns` file.
    ///
    /// # Errors
    /// When it is no such file, or when a pattern uses a key or operator that is not supported; the error names it and
    /// the pattern's number.
    pub fn from_msgpack(bytes: &[u8]) -> Result<AttributeRuler, RulerError> {
        let file = rmpv::decode::read_value(&mut &bytes[..])?;
        let entries = match &file {
            Value::Array(entries) => entries,
            _ => return Err(RulerError::Malformed { pattern: 0, what: "the file holds no list".into() }),
        };
        let (mut rules, mut patterns) = (Vec::new(), Vec::new());
        for (number, entry) in entries.iter().enumerate() {
            Entry { number, value: entry }.read(&mut rules, &mut patterns)?;
        }
        let anchors = Anchors::of(&mut patterns);
        Ok(AttributeRuler { rules, patterns, anchors })
    }
}

/// One rule of the file.
struct Entry<'file> {
    number: usize,
    value: &'file Value,
}

impl Entry<'_> {
    fn read(&self, rules: &mut Vec<Rule>, patterns: &mut Vec<Pattern>) -> Result<(), RulerError> {
        let (mut rule, mut rows) = (Rule::default(), None);
        for (key, value) in self.map(self.value)? {
            match (self.string(key)?, value) {
                ("patterns", Value::Array(list)) => rows = Some(list),
                ("attrs", attrs) => self.attributes(attrs, &mut rule)?,
                ("index", index) => {
                    rule.index = index.as_i64().ok_or_else(|| self.malformed("its index is no number"))?;
                }
                (key, _) => return Err(self.unsupported(key)),
            }
        }
        for row in rows.ok_or_else(|| self.malformed("it has no patterns"))? {
            patterns.push(self.pattern(row, rule.index)?);
        }
        rules.push(rule);
        Ok(())
    }

    fn attributes(&self, attrs: &Value, rule: &mut Rule) -> Result<(), RulerError> {
        for (key, value) in self.map(attrs)? {
            let (key, value) = (self.string(key)?, self.string(value)?);
            match key.to_uppercase().as_str() {
                "TAG" => rule.tag = Some(intern(value)),
                "POS" => {
                    let pos = Pos::from_name(value);
                    rule.pos = Some(pos.ok_or_else(|| self.malformed(&format!("{value} is no part of speech")))?);
                }
                "MORPH" => {
                    let features = features(value);
                    rule.morph = Some(features.ok_or_else(|| self.malformed(&format!("{value} are no features")))?);
                }
                "DEP" => rule.dep = Some(intern(value)),
                "LEMMA" => rule.lemma = Some(value.to_owned()),
                _ => return Err(self.unsupported(&format!("the attribute {key}"))),
            }
        }
        Ok(())
    }

    fn pattern(&self, row: &Value, index: i64) -> Result<Pattern, RulerError> {
        let row = row.as_array().ok_or_else(|| self.malformed("a pattern is no list"))?;
        let tokens = row.iter().map(|token| self.token(token)).collect::<Result<Vec<_>, _>>()?;
        let target = if index < 0 { index + tokens.len() as i64 } else { index };
        let target = usize::try_from(target).ok().filter(|&target| target < tokens.len());
        let target = target.ok_or_else(|| self.malformed(&format!("there is no token at its index {index}")))?;
        Ok(Pattern { rule: self.number as u32, tokens, anchor: 0, target })
    }

    fn token(&self, token: &Value) -> Result<TokenPattern, RulerError> {
        let mut pattern = TokenPattern::default();
        for (key, value) in self.map(token)? {
            let name = self.string(key)?.to_uppercase();
            let field = FIELD_NAMES.iter().find(|(known, _)| *known == name);
            match (field, value) {
                (Some(&(_, field)), Value::Map(_)) => self.operators(field, value, &mut pattern)?,
                (Some(&(_, field)), _) => {
                    pattern.conditions.push(Condition::In(field, vec![self.string(value)?.to_owned()]));
                }
                (None, Value::Boolean(wanted)) if name == "IS_SPACE" => {
                    pattern.conditions.push(Condition::Space(*wanted));
                }
                (None, Value::String(operator)) if name == "OP" && operator.as_str() == Some("1") => {}
                _ => return Err(self.unsupported(&format!("{name}: {value}"))),
            }
        }
        Ok(pattern)
    }

    fn operators(&self, field: Field, value: &Value, pattern: &mut TokenPattern) -> Result<(), RulerError> {
        for (operator, operand) in self.map(value)? {
            let condition = match self.string(operator)? {
                "IN" => Condition::In(field, self.strings(operand)?),
                "NOT_IN" => Condition::NotIn(field, self.strings(operand)?),
                "REGEX" => self.regex(field, self.string(operand)?)?,
                operator => return Err(self.unsupported(&format!("{operator}: {operand}"))),
            };
            pattern.conditions.push(condition);
        }
        Ok(())
    }

    fn regex(&self, field: Field, expression: &str) -> Result<Condition, RulerError> {
        match word_regex(expression) {
            Ok(WordRegex::Words(words)) => Ok(Condition::In(field, words)),
            Ok(WordRegex::Regex(regex)) => Ok(Condition::Regex(field, regex)),
            Err(reason) => Err(self.unsupported(&format!("REGEX: {expression} ({reason})"))),
        }
    }

    fn map<'v>(&self, value: &'v Value) -> Result<&'v [(Value, Value)], RulerError> {
        value.as_map().map(Vec::as_slice).ok_or_else(|| self.malformed(&format!("{value} stands where a map should")))
    }

    fn string<'v>(&self, value: &'v Value) -> Result<&'v str, RulerError> {
        value.as_str().ok_or_else(|| self.malformed(&format!("{value} stands where a string should")))
    }

    fn strings(&self, value: &Value) -> Result<Vec<String>, RulerError> {
        let list = value.as_array().ok_or_else(|| self.malformed(&format!("{value} stands where a list should")))?;
        list.iter().map(|item| self.string(item).map(str::to_owned)).collect()
    }

    fn malformed(&self, what: &str) -> RulerError {
        RulerError::Malformed { pattern: self.number, what: what.to_owned() }
    }

    fn unsupported(&self, what: &str) -> RulerError {
        RulerError::Unsupported { pattern: self.number, what: what.to_owned() }
    }
}

/// Features in the one form that spaCy's `Morphology` gives them: sorted, values sorted, `_` (none) as the empty string.
/// `None` where a feature has no value or more than one `=`.
fn features(written: &str) -> Option<&'static str> {
    if written.is_empty() || written == "_" {
        return Some("");
    }
    let mut features: Vec<(&str, String)> = Vec::new();
    for feature in written.split('|') {
        let (field, values) = feature.split_once('=').filter(|(_, values)| !values.contains('='))?;
        let mut values: Vec<&str> = values.split(',').collect();
        values.sort_unstable();
        // Of a feature given twice, the last counts.
        features.retain(|(known, _)| *known != field);
        features.push((field, values.join(",")));
    }
    let mut features: Vec<String> = features.into_iter().map(|(field, values)| format!("{field}={values}")).collect();
    features.sort_unstable();
    Some(intern(&features.join("|")))
}
