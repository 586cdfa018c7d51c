//! The text cut small: runs of letters, runs of digits, and single marks.
//!
//! The tokens of a parser keep "19th", "1990s" and "5–6" whole and part "mid-March"; other parsers cut otherwise. The
//! rules of this module read *atoms*, which do not depend on that, and an atom knows its token.

use std::ops::Range;

use rapporteur_language::{Doc, TokenRef};

#[derive(Clone, Copy, Debug)]
struct Atom {
    start: u32,
    end: u32,
    token: u32,
    /// Does it follow the atom before it without a space?
    glued: bool,
}

/// The atoms of a doc. Asked for a place outside of the text, it answers with an empty word.
pub(super) struct Scan<'doc> {
    doc: &'doc Doc,
    /// The text with its ASCII letters small: the bytes stay where they were.
    lower: String,
    atoms: Vec<Atom>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Mark,
    Space,
}

fn class(of: char) -> Class {
    match of {
        '0'..='9' => Class::Digit,
        _ if of.is_whitespace() => Class::Space,
        _ if of.is_alphabetic() => Class::Letter,
        _ => Class::Mark,
    }
}

impl<'doc> Scan<'doc> {
    pub(super) fn of(doc: &'doc Doc) -> Scan<'doc> {
        let mut scan = Scan { doc, lower: doc.text().to_ascii_lowercase(), atoms: Vec::with_capacity(doc.len()) };
        let mut end_before = 0;
        for (index, token) in doc.tokens().iter().enumerate() {
            scan.break_paragraph(end_before, token.start as usize, index);
            scan.cut(index, token.start as usize..token.end as usize);
            end_before = token.end as usize;
        }
        scan
    }

    /// An empty atom where a paragraph ends, so that no rule reads across.
    fn break_paragraph(&mut self, end_before: usize, start: usize, token: usize) {
        let gap = self.doc.text().get(end_before..start).unwrap_or_default();
        if gap.matches('\n').count() > 1 {
            self.push(start, start, token);
        }
    }

    fn push(&mut self, start: usize, end: usize, token: usize) {
        let glued = self.atoms.last().is_some_and(|last| last.end as usize == start && last.start < last.end);
        self.atoms.push(Atom { start: start as u32, end: end as u32, token: token as u32, glued });
    }

    fn cut(&mut self, token: usize, bytes: Range<usize>) {
        let text = self.doc.text().get(bytes.clone()).unwrap_or_default();
        if text.matches('\n').count() > 1 {
            return self.push(bytes.start, bytes.start, token);
        }
        let mut run: Option<(Class, usize)> = None;
        for (at, letter) in text.char_indices() {
            let here = class(letter);
            if let Some((before, from)) = run
                && (before != here || before == Class::Mark)
            {
                self.push_run(before, bytes.start + from..bytes.start + at, token);
                run = None;
            }
            run.get_or_insert((here, at));
        }
        if let Some((last, from)) = run {
            self.push_run(last, bytes.start + from..bytes.end, token);
        }
    }

    fn push_run(&mut self, of: Class, bytes: Range<usize>, token: usize) {
        if of != Class::Space {
            self.push(bytes.start, bytes.end, token);
        }
    }

    /// How many atoms there are.
    pub(super) fn len(&self) -> usize {
        self.atoms.len()
    }

    /// The atom in small letters; empty at the end of a paragraph and outside of the text.
    pub(super) fn word(&self, at: usize) -> &str {
        self.atoms.get(at).map_or("", |atom| &self.lower[atom.start as usize..atom.end as usize])
    }

    /// The atom as written.
    pub(super) fn raw(&self, at: usize) -> &'doc str {
        self.atoms.get(at).map_or("", |atom| &self.doc.text()[atom.start as usize..atom.end as usize])
    }

    /// The word so many atoms before `at`.
    pub(super) fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |at| self.word(at))
    }

    /// Everything from `at` on, in small letters.
    pub(super) fn rest(&self, at: usize) -> &str {
        self.atoms.get(at).map_or("", |atom| &self.lower[atom.start as usize..])
    }

    /// The place after the atoms that cover so many bytes from `at` on.
    pub(super) fn after_bytes(&self, at: usize, bytes: usize) -> usize {
        let Some(first) = self.atoms.get(at) else { return at };
        let end = first.start as usize + bytes;
        at + self.atoms[at..].iter().take_while(|atom| (atom.end as usize) <= end && atom.start < atom.end).count()
    }

    /// Is the word at `at` one of these?
    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.word(at))
    }

    /// The place after `at` where one of these words stands there, else `at`.
    pub(super) fn skip(&self, at: usize, words: &[&str]) -> usize {
        if self.is(at, words) { at + 1 } else { at }
    }

    /// Does the atom begin with a capital?
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.raw(at).starts_with(char::is_uppercase)
    }

    /// Does the atom follow the one before it without a space?
    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.glued)
    }

    /// The token of an atom.
    pub(super) fn token(&self, at: usize) -> Option<TokenRef<'doc>> {
        self.atoms.get(at).map(|atom| self.doc.token(atom.token as usize))
    }

    /// The tokens of a run of atoms.
    pub(super) fn tokens(&self, atoms: Range<usize>) -> Range<usize> {
        match (self.atoms.get(atoms.start), self.atoms.get(atoms.end.wrapping_sub(1))) {
            (Some(first), Some(last)) => first.token as usize..last.token as usize + 1,
            _ => 0..0,
        }
    }

    /// The bytes of a run of atoms.
    pub(super) fn bytes(&self, atoms: Range<usize>) -> Range<usize> {
        match (self.atoms.get(atoms.start), self.atoms.get(atoms.end.wrapping_sub(1))) {
            (Some(first), Some(last)) => first.start as usize..last.end as usize,
            _ => 0..0,
        }
    }

    /// The label of the entity in which an atom stands; empty outside.
    pub(super) fn entity(&self, at: usize) -> &'static str {
        self.token(at).map_or("", |token| token.ent_type)
    }

    /// Does the parser take the atom for part of a date?
    pub(super) fn in_date(&self, at: usize) -> bool {
        matches!(self.entity(at), "DATE" | "TIME")
    }

    /// Is the atom part of a larger number, a price, a time of day or a share ("1,000", "$20", "3.5", "10:30", "5%")?
    pub(super) fn in_figure(&self, at: usize, next: usize) -> bool {
        let marks = [",", ".", ":", "/"];
        let digit = |at: usize| self.word(at).starts_with(|mark: char| mark.is_ascii_digit());
        let left = at >= 2 && self.is_glued(at) && self.is(at - 1, &marks) && self.is_glued(at - 1) && digit(at - 2);
        let right = self.is(next, &marks) && self.is_glued(next) && self.is_glued(next + 1) && digit(next + 1);
        let money =
            matches!(self.before(at, 1), "$" | "€" | "£" | "¥" | "#") || self.is(next, &["%", "°", "$", "€", "£"]);
        left || right || money
    }
}
