//! Docs laid by: what a reading says of a text in a tenth of the room.
//!
//! A [`Doc`] is made to be walked: each of its tokens takes about a hundred bytes. Whoever reads thousands of texts
//! before going on with the first keeps them as [`PackedDoc`]s, some ten bytes a token, and unpacks each when its turn
//! comes.
//!
//! ```
//! use rapporteur_language::{PackedDoc, Pipeline};
//!
//! let doc = Pipeline::english().read("The envoys met in Oslo.");
//! assert_eq!(PackedDoc::from(doc.clone()).unpack().to_conllu(), doc.to_conllu());
//! ```

use std::collections::HashMap;

use crate::doc::{Doc, Iob, Pos, Token};
use crate::intern::{Label, intern, labels};

/// A [`Doc`] that takes little room.
#[derive(Clone, Debug)]
pub struct PackedDoc {
    text: Box<str>,
    lang: &'static str,
    /// Token after token, each a row of numbers of seven bits a byte, then its lemma.
    tokens: Box<[u8]>,
    count: u32,
}

/// What a token's first byte says.
mod mark {
    pub(super) const SPACE_AFTER: u64 = 1;
    pub(super) const SENT_START: u64 = 2;
    pub(super) const BEGIN: u64 = 4;
    pub(super) const INSIDE: u64 = 8;
    /// The lemma is the token as written, and not stored.
    pub(super) const LEMMA_AS_WRITTEN: u64 = 16;
}

impl From<Doc> for PackedDoc {
    fn from(doc: Doc) -> Self {
        let mut room = Vec::with_capacity(doc.len() * 12);
        let mut labels = labels();
        let mut before = 0;
        for (index, token) in doc.iter().enumerate() {
            let (written, lemma) = (token.text(), token.lemma());
            put(&mut room, marks(&token, written == lemma));
            put(&mut room, u64::from(token.start - before));
            put(&mut room, u64::from(token.end - token.start));
            before = token.end;
            put(&mut room, zigzag(i64::from(token.head) - index as i64));
            put(&mut room, token.pos as u64);
            for label in [token.tag, token.morph, token.dep, token.ent_type] {
                put(&mut room, u64::from(labels.number(label).0));
            }
            if written != lemma {
                put(&mut room, lemma.len() as u64);
                room.extend_from_slice(lemma.as_bytes());
            }
        }
        let (count, lang) = (doc.len() as u32, doc.lang());
        Self { text: doc.text.into(), lang, tokens: room.into(), count }
    }
}

impl PackedDoc {
    /// The doc as it was.
    pub fn unpack(self) -> Doc {
        let mut room = Room { bytes: &self.tokens };
        let mut doc = Doc::new(self.text.into(), Vec::with_capacity(self.count as usize));
        let labels = labels();
        let all_pos: Vec<Pos> = Pos::all().collect();
        let mut before = 0;
        for index in 0..self.count {
            let marks = room.take();
            let start = before + room.take() as u32;
            let end = start + room.take() as u32;
            before = end;
            let head = (i64::from(index) + unzigzag(room.take())) as u32;
            let pos = all_pos.get(room.take() as usize).copied().unwrap_or_default();
            let mut label = || labels.get(Label(room.take() as u32));
            let (tag, morph, dep, ent_type) = (label(), label(), label(), label());
            doc.tokens.push(Token {
                start,
                end,
                space_after: marks & mark::SPACE_AFTER != 0,
                tag,
                pos,
                morph,
                head,
                dep,
                sent_start: marks & mark::SENT_START != 0,
                iob: iob(marks),
                ent_type,
                lemma: (0, 0),
            });
            let lemma = if marks & mark::LEMMA_AS_WRITTEN != 0 {
                doc.text.get(start as usize..end as usize).unwrap_or_default().to_owned()
            } else {
                let length = room.take() as usize;
                room.take_text(length).to_owned()
            };
            doc.set_lemma(index as usize, &lemma);
        }
        // `with_lang` takes the lock itself.
        drop(labels);
        doc.finish();
        doc.with_lang(self.lang)
    }

    /// All but the text as bytes that another run of a program can read, labels spelt out.
    ///
    /// ```
    /// use rapporteur_language::{PackedDoc, Pipeline};
    ///
    /// let doc = Pipeline::english().read("The envoys met in Oslo.");
    /// let bytes = PackedDoc::from(doc.clone()).to_bytes();
    /// let again = PackedDoc::from_bytes(doc.text(), &bytes).map(PackedDoc::unpack);
    /// assert_eq!(again.map(|doc| doc.to_conllu()), Some(doc.to_conllu()));
    /// assert!(PackedDoc::from_bytes("The", &bytes).is_none());
    /// ```
    pub fn to_bytes(&self) -> Vec<u8> {
        let known = labels();
        let (mut numbers, mut spelt) = (HashMap::new(), Vec::new());
        let mut rows = Vec::with_capacity(self.tokens.len());
        let mut room = Room { bytes: &self.tokens };
        for _ in 0..self.count {
            let marks = room.take();
            put(&mut rows, marks);
            (0..FIRST_LABEL - 1).for_each(|_| put(&mut rows, room.take()));
            for _ in 0..LABELS {
                let label = known.get(Label(room.take() as u32));
                let number = *numbers.entry(label).or_insert_with(|| {
                    spelt.push(label);
                    spelt.len() - 1
                });
                put(&mut rows, number as u64);
            }
            if marks & mark::LEMMA_AS_WRITTEN == 0 {
                let length = room.take() as usize;
                put_text(&mut rows, room.take_text(length));
            }
        }
        let mut bytes = Vec::with_capacity(rows.len() + 512);
        put_text(&mut bytes, self.lang);
        put(&mut bytes, spelt.len() as u64);
        spelt.iter().for_each(|label| put_text(&mut bytes, label));
        put(&mut bytes, u64::from(self.count));
        bytes.extend(rows);
        bytes
    }

    /// The doc of this text that [`PackedDoc::to_bytes`] wrote; `None` where these are no such bytes.
    pub fn from_bytes(text: &str, bytes: &[u8]) -> Option<Self> {
        let mut room = Room { bytes };
        let lang = intern(room.text_if_any()?);
        let spelt: Vec<&'static str> =
            (0..room.number()?).map(|_| room.text_if_any().map(intern)).collect::<Option<_>>()?;
        let count = u32::try_from(room.number()?).ok()?;
        let (mut rows, mut known, mut end) = (Vec::with_capacity(bytes.len()), labels(), 0_usize);
        for index in 0..i64::from(count) {
            let row = [(); FIRST_LABEL].map(|()| room.number().unwrap_or(u64::MAX));
            let start = end.checked_add(usize::try_from(row[1]).ok()?)?;
            end = start.checked_add(usize::try_from(row[2]).ok()?)?;
            let head = index.checked_add(unzigzag(row[3]))?;
            // What a doc rests on: tokens are cut out of the text, and their heads are among them.
            text.get(start..end).filter(|_| (0..i64::from(count)).contains(&head))?;
            row.iter().for_each(|number| put(&mut rows, *number));
            for _ in 0..LABELS {
                let label = spelt.get(usize::try_from(room.number()?).ok()?)?;
                put(&mut rows, u64::from(known.number(label).0));
            }
            if row[0] & mark::LEMMA_AS_WRITTEN == 0 {
                put_text(&mut rows, room.text_if_any()?);
            }
        }
        room.bytes.is_empty().then(|| Self { text: text.into(), lang, tokens: rows.into(), count })
    }
}

/// Where a token's labels begin among the numbers of its row, and how many they are.
const FIRST_LABEL: usize = 5;
const LABELS: usize = 4;

fn marks(token: &Token, lemma_as_written: bool) -> u64 {
    let flag = |set: bool, mark: u64| if set { mark } else { 0 };
    flag(token.space_after, mark::SPACE_AFTER)
        | flag(token.sent_start, mark::SENT_START)
        | flag(token.iob == Iob::Begin, mark::BEGIN)
        | flag(token.iob == Iob::Inside, mark::INSIDE)
        | flag(lemma_as_written, mark::LEMMA_AS_WRITTEN)
}

const fn iob(marks: u64) -> Iob {
    match marks & (mark::BEGIN | mark::INSIDE) {
        mark::BEGIN => Iob::Begin,
        mark::INSIDE => Iob::Inside,
        _ => Iob::Outside,
    }
}

/// Small numbers of either sign as small numbers without one.
const fn zigzag(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

const fn unzigzag(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

/// Seven bits a byte, the lowest first; the eighth says that more follow.
fn put(room: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        room.push(number as u8 | 0x80);
        number >>= 7;
    }
    room.push(number as u8);
}

/// A text after its length in bytes.
fn put_text(room: &mut Vec<u8>, text: &str) {
    put(room, text.len() as u64);
    room.extend_from_slice(text.as_bytes());
}

/// Reads what [`put`] wrote.
struct Room<'a> {
    bytes: &'a [u8],
}

impl<'a> Room<'a> {
    fn take(&mut self) -> u64 {
        let mut number = 0;
        let mut shift = 0;
        while let [first, rest @ ..] = self.bytes {
            self.bytes = rest;
            number |= u64::from(first & 0x7f) << shift;
            shift += 7;
            if first & 0x80 == 0 || shift > 63 {
                break;
            }
        }
        number
    }

    /// The next number, where there is one.
    fn number(&mut self) -> Option<u64> {
        (!self.bytes.is_empty()).then(|| self.take())
    }

    /// The next text, where there is all of it.
    fn text_if_any(&mut self) -> Option<&'a str> {
        let length = usize::try_from(self.number()?).ok()?;
        let (text, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        std::str::from_utf8(text).ok()
    }

    fn take_text(&mut self, length: usize) -> &'a str {
        let (text, rest) = self.bytes.split_at(length.min(self.bytes.len()));
        self.bytes = rest;
        std::str::from_utf8(text).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_any_size_come_back() {
        let mut room = Vec::new();
        let numbers = [0, 1, 127, 128, 300, 1 << 32, u64::MAX];
        numbers.iter().for_each(|number| put(&mut room, *number));
        let mut room = Room { bytes: &room };
        assert_eq!(numbers.map(|_| room.take()), numbers);
        assert_eq!(
            [0, -1, 1, -300, i64::MAX, i64::MIN].map(|n| unzigzag(zigzag(n))),
            [0, -1, 1, -300, i64::MAX, i64::MIN]
        );
    }
}
