//! Reads `config.cfg`: sections of keys whose values are JSON.

use std::collections::BTreeMap;

use serde_json::Value;

use super::error::LoadError;

/// A pipeline's configuration, as written: `${…}` stays.
#[derive(Debug)]
pub(super) struct Config {
    sections: BTreeMap<String, BTreeMap<String, Value>>,
}

impl Config {
    pub(super) fn parse(text: &str) -> Result<Self, LoadError> {
        let mut sections = BTreeMap::<String, BTreeMap<String, Value>>::new();
        let mut section = String::new();
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with(['#', ';']) {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                section = name.to_owned();
                sections.entry(section.clone()).or_default();
                continue;
            }
            let Some((key, value)) = line.split_once('=') else {
                return Err(LoadError::Config { line: number + 1, what: format!("no key = value: {line}") });
            };
            // What is no JSON is a bare word or holds a variable.
            let value = value.trim();
            let value = serde_json::from_str(value).unwrap_or_else(|_| Value::String(value.to_owned()));
            sections.entry(section.clone()).or_default().insert(key.trim().to_owned(), value);
        }
        Ok(Self { sections })
    }

    pub(super) fn get(&self, section: &str, key: &str) -> Option<&Value> {
        self.sections.get(section)?.get(key)
    }

    pub(super) fn text(&self, section: &str, key: &str) -> Option<&str> {
        self.get(section, key)?.as_str()
    }

    pub(super) fn flag(&self, section: &str, key: &str) -> bool {
        self.get(section, key).and_then(Value::as_bool).unwrap_or(false)
    }

    /// A list of names.
    pub(super) fn names(&self, section: &str, key: &str) -> Vec<&str> {
        let list = self.get(section, key).and_then(Value::as_array);
        list.map_or_else(Vec::new, |list| list.iter().filter_map(Value::as_str).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_keys_and_values_are_read() {
        let config =
            "[nlp]\nlang = \"en\"\npipeline = [\"tok2vec\",\"tagger\"]\n\n[components.x]\nwidth = ${a:b}\non = true\n";
        let config = Config::parse(config).unwrap();
        assert_eq!(config.text("nlp", "lang"), Some("en"));
        assert_eq!(config.names("nlp", "pipeline"), ["tok2vec", "tagger"]);
        assert_eq!(config.text("components.x", "width"), Some("${a:b}"));
        assert!(config.flag("components.x", "on"));
    }

    #[test]
    fn a_line_that_is_no_setting_is_named() {
        let error = Config::parse("[nlp]\nlang\n").unwrap_err();
        assert_eq!(error.to_string(), "config.cfg, line 2: no key = value: lang");
    }
}
