//! Puts a pipeline together from its files.

use std::collections::BTreeMap;

use rmpv::ValueRef;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::config::Config;
use super::error::LoadError;
use super::files::Files;
use super::{Encoders, EntityRecognizer, Morphologizer, Parser, Pipeline, Tagger};
use crate::attribute_ruler::AttributeRuler;
use crate::doc::Pos;
use crate::hash::string_id;
use crate::intern::intern;
use crate::lemmatizer::Lemmatizer;
use crate::lexeme::Norms;
use crate::neural::kernels::Kernels;
use crate::neural::params::{ModelError, ThincModel, text};
use crate::neural::scorer::Scorer;
use crate::neural::softmax::Classifier;
use crate::neural::tok2vec::Tok2Vec;
use crate::tokenizer::Tokenizer;
use crate::transitions::arc_eager::{self, ArcEager};
use crate::transitions::biluo::{self, Biluo};
use crate::transitions::moves;

/// The order in which [`Pipeline::read`] runs the components; a pipeline must list its own in it.
const ORDER: [&str; 7] = ["tok2vec", "tagger", "morphologizer", "parser", "attribute_ruler", "lemmatizer", "ner"];

pub(super) fn pipeline(files: &Files<'_>) -> Result<Pipeline, LoadError> {
    let loader = Loader { files, config: Config::parse(&files.read_text("config.cfg")?)? };
    let components = loader.components()?;
    let has = |factory: &str| components.iter().copied().find(|component| component.factory == factory);
    let lang = loader.config.text("nlp", "lang").unwrap_or_default();
    let mut encoders = Encoders::default();
    if let Some(component) = has("tok2vec") {
        encoders.shared = Some(loader.tok2vec(component.name, &format!("components.{}.model", component.name))?);
    }
    Ok(Pipeline {
        lang: intern(lang),
        kernels: Kernels::fastest(),
        tokenizer: Tokenizer::from_msgpack(&files.read("tokenizer")?)?,
        norms: loader.norms()?,
        tagger: has("tagger").map(|component| loader.tagger(component, &mut encoders)).transpose()?,
        morphologizer: has("morphologizer")
            .map(|component| loader.morphologizer(component, &mut encoders))
            .transpose()?,
        parser: has("parser").map(|component| loader.parser(component, &mut encoders)).transpose()?,
        attribute_ruler: has("attribute_ruler").map(|component| loader.attribute_ruler(component)).transpose()?,
        lemmatizer: has("lemmatizer").map(|component| loader.lemmatizer(component, lang)).transpose()?,
        ner: has("ner").map(|component| loader.ner(component, &mut encoders)).transpose()?,
        encoders,
        rooms: Default::default(),
    })
}

struct Loader<'f, 'b> {
    files: &'f Files<'b>,
    config: Config,
}

#[derive(Clone, Copy)]
struct Component<'c> {
    name: &'c str,
    factory: &'c str,
}

impl Loader<'_, '_> {
    /// The pipeline's components that are not disabled, in its order.
    fn components(&self) -> Result<Vec<Component<'_>>, LoadError> {
        let disabled = self.config.names("nlp", "disabled");
        let mut components: Vec<Component<'_>> = Vec::new();
        for name in self.config.names("nlp", "pipeline") {
            if disabled.contains(&name) {
                continue;
            }
            let factory = self.config.text(&format!("components.{name}"), "factory").unwrap_or(name);
            let refuse = |reason: String| Err(LoadError::Unsupported { component: name.to_owned(), reason });
            let Some(place) = ORDER.iter().position(|&known| known == factory) else {
                return refuse(format!("there is no code for factory {factory:?}, only for {}", ORDER.join(", ")));
            };
            if components.iter().any(|before| ORDER.iter().position(|&known| known == before.factory) >= Some(place)) {
                return refuse(format!("it comes twice or in another order than {}", ORDER.join(", ")));
            }
            components.push(Component { name, factory });
        }
        Ok(components)
    }

    /// Refuses a network of another architecture than these.
    fn check_architecture(&self, component: &str, section: &str, known: &[&str]) -> Result<(), LoadError> {
        match self.config.text(section, "@architectures") {
            Some(found) if known.contains(&found) => Ok(()),
            found => Err(LoadError::Unsupported {
                component: component.to_owned(),
                reason: format!("its architecture {:?} ([{section}]) is none of {known:?}", found.unwrap_or_default()),
            }),
        }
    }

    /// Checks that a section describes a hashed embedding with a window encoder, and reads it.
    fn tok2vec(&self, component: &str, section: &str) -> Result<Tok2Vec, LoadError> {
        self.check_architecture(component, section, &["spacy.Tok2Vec.v1", "spacy.Tok2Vec.v2"])?;
        let (embed, encode) = (format!("{section}.embed"), format!("{section}.encode"));
        self.check_architecture(component, &embed, &["spacy.MultiHashEmbed.v1", "spacy.MultiHashEmbed.v2"])?;
        self.check_architecture(component, &encode, &["spacy.MaxoutWindowEncoder.v1", "spacy.MaxoutWindowEncoder.v2"])?;
        if self.config.flag(&embed, "include_static_vectors") {
            let reason =
                "it takes static word vectors (a pipeline of size md or lg); only sm pipelines can be run".into();
            return Err(LoadError::Unsupported { component: component.to_owned(), reason });
        }
        self.with_model(component, Tok2Vec::read)
    }

    /// Reads something from a component's `model` file.
    fn with_model<T>(
        &self,
        component: &str,
        read: impl FnOnce(&ThincModel<'_>) -> Result<T, ModelError>,
    ) -> Result<T, LoadError> {
        let bytes = self.files.read(&format!("{component}/model"))?;
        ThincModel::read(&bytes).and_then(|model| read(&model)).map_err(|error| LoadError::of_model(component, error))
    }

    /// Which encoder a component listens to: the shared one or its own, which is read. Gives its place and width.
    fn encoder_of(&self, component: &str, encoders: &mut Encoders) -> Result<(usize, usize), LoadError> {
        let section = format!("components.{component}.model.tok2vec");
        if self.config.text(&section, "@architectures") == Some("spacy.Tok2VecListener.v1") {
            return match &encoders.shared {
                Some(shared) => Ok((0, shared.width())),
                None => Err(LoadError::Unsupported {
                    component: component.to_owned(),
                    reason: "it listens to a tok2vec component, and the pipeline has none".to_owned(),
                }),
            };
        }
        let own = self.tok2vec(component, &section)?;
        let width = own.width();
        encoders.own.push(own);
        Ok((encoders.own.len(), width))
    }

    fn classifier(&self, component: Component<'_>, labels: usize, width: usize) -> Result<Classifier, LoadError> {
        let section = format!("components.{}.model", component.name);
        self.check_architecture(component.name, &section, &["spacy.Tagger.v1", "spacy.Tagger.v2"])?;
        let classifier = self.with_model(component.name, |model| Classifier::read(model, width))?;
        if classifier.classes() == labels {
            Ok(classifier)
        } else {
            self.malformed(component, format!("{} classes and {labels} labels", classifier.classes()))
        }
    }

    fn malformed<T>(&self, component: Component<'_>, what: String) -> Result<T, LoadError> {
        Err(LoadError::Malformed { component: component.name.to_owned(), what })
    }

    fn settings(&self, component: Component<'_>) -> Result<Value, LoadError> {
        let text = self.files.read_text(&format!("{}/cfg", component.name))?;
        serde_json::from_str(&text).or_else(|error| self.malformed(component, format!("cfg: {error}")))
    }

    fn tagger(&self, component: Component<'_>, encoders: &mut Encoders) -> Result<Tagger, LoadError> {
        let settings = self.settings(component)?;
        let labels: Option<Vec<&'static str>> = settings
            .get("labels")
            .and_then(Value::as_array)
            .and_then(|labels| labels.iter().map(|label| label.as_str().map(intern)).collect());
        let Some(labels) = labels else { return self.malformed(component, "cfg: no list of labels".to_owned()) };
        let (encoder, width) = self.encoder_of(component.name, encoders)?;
        let classifier = self.classifier(component, labels.len(), width)?;
        Ok(Tagger { encoder, classifier, labels })
    }

    fn morphologizer(&self, component: Component<'_>, encoders: &mut Encoders) -> Result<Morphologizer, LoadError> {
        if self.config.flag(&format!("components.{}", component.name), "extend") {
            let reason = "extend = true".to_owned();
            return Err(LoadError::Unsupported { component: component.name.to_owned(), reason });
        }
        let text = self.files.read_text(&format!("{}/cfg", component.name))?;
        let settings: MorphSettings =
            serde_json::from_str(&text).or_else(|error| self.malformed(component, format!("cfg: {error}")))?;
        let pos = |label: &str| settings.labels_pos.get(label).copied().and_then(Pos::from_symbol);
        let labels: Vec<(&'static str, Pos)> = settings
            .labels_morph
            .0
            .iter()
            .map(|(label, morph)| (intern(morph), pos(label).unwrap_or(Pos::None)))
            .collect();
        let (encoder, width) = self.encoder_of(component.name, encoders)?;
        let classifier = self.classifier(component, labels.len(), width)?;
        Ok(Morphologizer { encoder, classifier, labels })
    }

    fn scorer(
        &self,
        component: Component<'_>,
        roles: usize,
        encoders: &mut Encoders,
    ) -> Result<(usize, Scorer), LoadError> {
        let section = format!("components.{}.model", component.name);
        let known = ["spacy.TransitionBasedParser.v1", "spacy.TransitionBasedParser.v2"];
        self.check_architecture(component.name, &section, &known)?;
        let (encoder, width) = self.encoder_of(component.name, encoders)?;
        Ok((encoder, self.with_model(component.name, |model| Scorer::read(model, width, roles))?))
    }

    fn moves<T>(
        &self,
        component: Component<'_>,
        make: impl FnOnce(Vec<moves::Move>) -> Result<T, ModelError>,
    ) -> Result<T, LoadError> {
        let bytes = self.files.read(&format!("{}/moves", component.name))?;
        moves::read(&bytes).and_then(make).map_err(|error| LoadError::of_model(component.name, error))
    }

    fn parser(&self, component: Component<'_>, encoders: &mut Encoders) -> Result<Parser, LoadError> {
        let system = self.moves(component, ArcEager::new)?;
        let (encoder, scorer) = self.scorer(component, arc_eager::ROLES, encoders)?;
        if system.classes() == scorer.classes() {
            Ok(Parser { encoder, scorer, system })
        } else {
            self.malformed(component, format!("{} moves and {} classes", system.classes(), scorer.classes()))
        }
    }

    fn ner(&self, component: Component<'_>, encoders: &mut Encoders) -> Result<EntityRecognizer, LoadError> {
        let system = self.moves(component, Biluo::new)?;
        let (encoder, scorer) = self.scorer(component, biluo::ROLES, encoders)?;
        if system.classes() == scorer.classes() {
            Ok(EntityRecognizer { encoder, scorer, system })
        } else {
            self.malformed(component, format!("{} moves and {} classes", system.classes(), scorer.classes()))
        }
    }

    fn attribute_ruler(&self, component: Component<'_>) -> Result<AttributeRuler, LoadError> {
        Ok(AttributeRuler::from_msgpack(&self.files.read(&format!("{}/patterns", component.name))?)?)
    }

    fn lemmatizer(&self, component: Component<'_>, lang: &str) -> Result<Lemmatizer, LoadError> {
        let section = format!("components.{}", component.name);
        let mode = self.config.text(&section, "mode").unwrap_or("lookup");
        let tables = self.files.read(&format!("{}/lookups/lookups.bin", component.name))?;
        Ok(Lemmatizer::new(lang, mode, &tables)?.overwriting(self.config.flag(&section, "overwrite")))
    }

    /// The norms of the vocabulary's table `lexeme_norm`; a pipeline may have none.
    fn norms(&self) -> Result<Norms, LoadError> {
        let bytes = self.files.read("vocab/lookups.bin")?;
        let malformed = || LoadError::Malformed {
            component: "vocab/lookups.bin".to_owned(),
            what: "it is no table of norms".to_owned(),
        };
        let mut norms = Norms::default();
        let Ok(ValueRef::Map(tables)) = rmpv::decode::read_value_ref(&mut &bytes[..]) else { return Err(malformed()) };
        let Some((_, table)) = tables.iter().find(|(name, _)| text(name) == Some("lexeme_norm")) else {
            return Ok(norms);
        };
        let ValueRef::Map(entries) = table else { return Err(malformed()) };
        for (form, norm) in entries {
            let form = match form {
                ValueRef::Integer(id) => id.as_u64(),
                _ => None,
            };
            norms.table.insert(form.ok_or_else(malformed)?, string_id(text(norm).ok_or_else(malformed)?));
        }
        Ok(norms)
    }
}

/// What is read of a morphologizer's `cfg`.
#[derive(serde::Deserialize)]
struct MorphSettings {
    /// From labels to features. The order is that of the network's classes.
    labels_morph: InOrder,
    /// From labels to spaCy's numbers of parts of speech.
    labels_pos: BTreeMap<String, u64>,
}

/// The entries of a JSON object in their order in the file.
struct InOrder(Vec<(String, String)>);

impl<'de> Deserialize<'de> for InOrder {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = InOrder;

            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("an object of strings")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<InOrder, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = object.next_entry()? {
                    entries.push(entry);
                }
                Ok(InOrder(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}
