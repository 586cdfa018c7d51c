//! Writes a [`Doc`] as CoNLL-U, the table of tokens that treebanks and most parsers exchange.
//!
//! ```text
//! # sent_id = 1
//! # text = Ola Nordmann left.
//! 1  Ola       Ola       PROPN  NNP  Number=Sing               2  compound  _  NER=B-PERSON
//! 2  Nordmann  Nordmann  PROPN  NNP  Number=Sing               3  nsubj     _  NER=I-PERSON
//! 3  left      leave     VERB   VBD  Tense=Past|VerbForm=Fin   0  ROOT      _  SpaceAfter=No
//! 4  .         .         PUNCT  .    PunctType=Peri            3  punct     _  _
//! ```
//!
//! Columns are parted by tabs; `_` stands for what is not set. Conventions, where the format leaves a choice:
//!
//! - Named entities are in MISC as `NER=B-…` and `NER=I-…`; a token in none has no such entry.
//! - Labels are the pipeline's own; a root has head 0 and the label `ROOT`.
//! - spaCy keeps runs of white space as tokens, and so does this table, since one can't be laid beside spaCy's output
//!   otherwise. Such a token has the part of speech `SPACE`, and its form is written with the escapes of UDPipe: `\s`
//!   `\n` `\r` `\t`, and `\uXXXX` for any other white space or control character. `# text` has the same escapes, so that it
//!   is, as the format asks, the forms in order with a space after each but those with `SpaceAfter=No`.
//! - A head outside of the token's sentence (no parser gives one, but JSON may) is written as 0.

use std::fmt::{self, Write};
use std::ops::Range;

use crate::doc::{Doc, Iob, TokenRef};
use crate::python_str::is_space;

impl Doc {
    /// The doc as CoNLL-U, sentence by sentence, numbered from 1.
    pub fn to_conllu(&self) -> String {
        let mut out = String::with_capacity(48 * self.len());
        // A string takes whatever is written to it.
        _ = self.write_conllu(None, &mut out);
        out
    }

    /// Writes the doc as CoNLL-U. With a `name`, the first sentence says `# newdoc id = name` and sentences are numbered
    /// `name-1`, `name-2`…; without, `1`, `2`….
    ///
    /// # Errors
    /// Only those of `out`.
    pub fn write_conllu(&self, name: Option<&str>, out: &mut impl Write) -> fmt::Result {
        for (number, sentence) in self.sentences().enumerate() {
            match name.map(|name| Escaped(name, Spaces::Kept)) {
                Some(name) if number == 0 => write!(out, "# newdoc id = {name}\n# sent_id = {name}-1\n")?,
                Some(name) => writeln!(out, "# sent_id = {name}-{}", number + 1)?,
                None => writeln!(out, "# sent_id = {}", number + 1)?,
            }
            self.write_sentence(sentence, out)?;
        }
        Ok(())
    }

    fn write_sentence(&self, sentence: Range<usize>, out: &mut impl Write) -> fmt::Result {
        out.write_str("# text = ")?;
        for index in sentence.clone() {
            let token = self.token(index);
            let space = if token.space_after && index + 1 < sentence.end { " " } else { "" };
            write!(out, "{}{space}", form(token, token.text()))?;
        }
        out.write_char('\n')?;
        for index in sentence.clone() {
            write_token(self.token(index), &sentence, out)?;
        }
        out.write_char('\n')
    }
}

fn write_token(token: TokenRef<'_>, sentence: &Range<usize>, out: &mut impl Write) -> fmt::Result {
    let head = token.head as usize;
    let head = if token.is_root() || !sentence.contains(&head) { 0 } else { head - sentence.start + 1 };
    write!(
        out,
        "{}\t{}\t{}\t{}\t{}\t{}\t{head}\t{}\t_\t",
        token.index() - sentence.start + 1,
        form(token, token.text()),
        form(token, or_none(token.lemma())),
        or_none(token.pos.as_str()),
        or_none(token.tag),
        or_none(token.morph),
        or_none(token.dep),
    )?;
    let entity = match token.iob {
        Iob::Outside => "",
        Iob::Begin => "NER=B-",
        Iob::Inside => "NER=I-",
    };
    match (entity, token.space_after) {
        ("", true) => out.write_str("_\n"),
        ("", false) => out.write_str("SpaceAfter=No\n"),
        (entity, true) => writeln!(out, "{entity}{}", token.ent_type),
        (entity, false) => writeln!(out, "{entity}{}|SpaceAfter=No", token.ent_type),
    }
}

fn or_none(value: &str) -> &str {
    if value.is_empty() { "_" } else { value }
}

/// A token's form or lemma, as the table can hold it.
fn form<'t>(token: TokenRef<'_>, written: &'t str) -> Escaped<'t> {
    Escaped(written, if is_space(token.text()) { Spaces::Shown } else { Spaces::Kept })
}

/// Are plain spaces left as they are, or shown as `\s`?
#[derive(Clone, Copy, PartialEq)]
enum Spaces {
    Kept,
    Shown,
}

/// A string without the characters that would end a column or a line.
#[derive(Clone, Copy)]
struct Escaped<'t>(&'t str, Spaces);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Escaped(text, spaces) = *self;
        // Most words have nothing to escape.
        if !text.contains(|c: char| c.is_whitespace() || c.is_control()) {
            return out.write_str(text);
        }
        for c in text.chars() {
            match c {
                ' ' if spaces == Spaces::Shown => out.write_str("\\s")?,
                '\n' => out.write_str("\\n")?,
                '\r' => out.write_str("\\r")?,
                '\t' => out.write_str("\\t")?,
                c if c != ' ' && (c.is_whitespace() || c.is_control()) => write!(out, "\\u{:04X}", u32::from(c))?,
                c => out.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{Pos, Token};

    /// "Ola  left. \n Why?" with its parse.
    fn doc() -> Doc {
        let text = "Ola  left. \nWhy?";
        let token = |start, end, space_after, pos, head, dep| Token {
            start,
            end,
            space_after,
            pos,
            head,
            dep,
            ..Token::default()
        };
        let mut tokens = vec![
            token(0, 3, true, Pos::Propn, 2, "nsubj"),
            token(4, 5, false, Pos::Space, 0, "dep"),
            token(5, 9, false, Pos::Verb, 2, "ROOT"),
            token(9, 10, true, Pos::Punct, 2, "punct"),
            token(11, 12, false, Pos::Space, 3, "dep"),
            token(12, 15, false, Pos::Adv, 5, "ROOT"),
            token(15, 16, false, Pos::Punct, 5, "punct"),
        ];
        (tokens[0].iob, tokens[0].ent_type, tokens[0].morph) = (Iob::Begin, "PERSON", "Number=Sing");
        (tokens[2].tag, tokens[5].sent_start) = ("VBD", true);
        let mut doc = Doc::new(text.to_owned(), tokens);
        doc.set_lemma(2, "leave");
        doc.finish();
        doc
    }

    #[test]
    fn sentences_are_tables() {
        let rows = [
            "# sent_id = 1",
            "# text = Ola \\sleft. \\n",
            "1\tOla\t_\tPROPN\t_\tNumber=Sing\t3\tnsubj\t_\tNER=B-PERSON",
            "2\t\\s\t_\tSPACE\t_\t_\t1\tdep\t_\tSpaceAfter=No",
            "3\tleft\tleave\tVERB\tVBD\t_\t0\tROOT\t_\tSpaceAfter=No",
            "4\t.\t_\tPUNCT\t_\t_\t3\tpunct\t_\t_",
            "5\t\\n\t_\tSPACE\t_\t_\t4\tdep\t_\tSpaceAfter=No",
            "",
            "# sent_id = 2",
            "# text = Why?",
            "1\tWhy\t_\tADV\t_\t_\t0\tROOT\t_\tSpaceAfter=No",
            "2\t?\t_\tPUNCT\t_\t_\t1\tpunct\t_\tSpaceAfter=No",
            "",
        ];
        assert_eq!(doc().to_conllu().lines().collect::<Vec<_>>(), rows);
    }

    #[test]
    fn a_name_numbers_the_sentences() {
        let mut written = String::new();
        doc().write_conllu(Some("talks\n7"), &mut written).unwrap();
        let comments: Vec<&str> =
            written.lines().filter(|line| line.starts_with("# ") && !line.contains("text")).collect();
        assert_eq!(comments, ["# newdoc id = talks\\n7", "# sent_id = talks\\n7-1", "# sent_id = talks\\n7-2"]);
    }

    #[test]
    fn no_white_space_breaks_the_table() {
        for (text, expect) in [("\t", "\\t"), ("\r\n", "\\r\\n"), (" \u{2028}", "\\s\\u2028"), ("\u{a0}", "\\u00A0")] {
            assert_eq!(Escaped(text, Spaces::Shown).to_string(), expect);
        }
        assert_eq!(Escaped("naïve", Spaces::Kept).to_string(), "naïve");
        assert_eq!(Escaped("\\n", Spaces::Kept).to_string(), "\\n");
    }

    #[test]
    fn an_empty_doc_has_no_lines() {
        let mut doc = Doc::new(String::new(), Vec::new());
        doc.finish();
        assert_eq!(doc.to_conllu(), "");
    }
}
