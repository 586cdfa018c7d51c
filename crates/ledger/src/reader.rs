//! Who reads: the language engine, the codebook and the rules, as one.

use std::borrow::Cow;

use rapporteur_language::{Doc, Pipeline};
use rapporteur_reading::mentions::{Mentions, Telling};
use rapporteur_reading::{Cast, parse, read_with_cast};
use rapporteur_record::codebook::{Codebook, CodebookError, Cues};
use rapporteur_record::{ReadReport, Reading, UnsoundReading};
use rapporteur_report::Report;
use sha2::{Digest, Sha256};

/// A codebook file that extends the one inside the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OwnCodebook {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// The language engine, the codebook and the rules.
pub struct Reader {
    codebook: Cow<'static, Codebook>,
    own: Option<OwnCodebook>,
    name: String,
}

impl Reader {
    pub(crate) fn new(own: Option<OwnCodebook>) -> Result<Self, Box<CodebookError>> {
        let program = concat!("rapporteur ", env!("CARGO_PKG_VERSION"));
        let (codebook, name) = match &own {
            None => (Cow::Borrowed(Codebook::builtin()), program.to_owned()),
            Some(own) => {
                let extended = Codebook::builtin().extended_with(&own.name, &own.text).map_err(Box::new)?;
                let hash = Sha256::digest(own.text.as_bytes());
                let hash: String = hash.iter().take(6).map(|byte| format!("{byte:02x}")).collect();
                (Cow::Owned(extended), format!("{program} with codebook {hash}"))
            }
        };
        Ok(Self { codebook, own, name })
    }

    /// The program with its version, and the codebook if it is not the program's own.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn own_codebook(&self) -> Option<&OwnCodebook> {
        self.own.as_ref()
    }

    /// The codebook that it reads with.
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    pub(crate) fn parse(&self, report: &Report) -> Doc {
        parse(Pipeline::english(), &report.text)
    }

    /// No more is to be parsed for a while: gives the engine's memory back.
    pub(crate) fn rest(&self) {
        Pipeline::english().forget();
    }

    pub(crate) fn telling(&self, report: &Report, doc: &Doc) -> Telling {
        Mentions::of(doc, &self.codebook, report.published).into_told()
    }

    /// The reading, checked against the report.
    pub(crate) fn read(&self, report: &Report, doc: &Doc, cast: &Cast) -> Result<Reading, UnsoundReading> {
        let reading = read_with_cast(report, doc, &self.codebook, Cues::builtin(), cast);
        ReadReport::new(report.clone(), reading).map(|read| read.into_parts().1)
    }
}
