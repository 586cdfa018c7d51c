//! Records one after the other, out of a plain file or out of gzip members, and where to go on after a damaged one.

use std::io::{BufRead, BufReader, Seek, SeekFrom};

use flate2::bufread::GzDecoder;

use super::Damage;
use super::record::{BEHIND, Record, said};

/// The first bytes of a gzip member: its mark, and "deflate".
const GZIP: &[u8] = b"\x1f\x8b\x08";
/// The first bytes of a record.
const WARC: &[u8] = b"WARC/1.";

pub(super) struct Members<R> {
    state: State<R>,
    /// Where the record or member at hand begins.
    at: u64,
    size: u64,
    /// After a damaged member the next mark of one may be chance; only one that unpacks to a record is taken.
    searching: bool,
}

enum State<R> {
    /// Before a plain record or a member.
    Between(R),
    /// In a member.
    Within(Box<BufReader<GzDecoder<R>>>),
    Over,
}

impl<R: BufRead + Seek> Members<R> {
    pub(super) fn new(mut file: R) -> Self {
        // Where even that fails, the first record says so.
        let size = file.seek(SeekFrom::End(0)).and_then(|size| file.rewind().map(|()| size)).unwrap_or_default();
        Self { state: State::Between(file), at: 0, size, searching: false }
    }

    pub(super) fn position(&self) -> u64 {
        self.at
    }

    pub(super) fn next(&mut self) -> Option<Result<Record, Damage>> {
        loop {
            let step = match std::mem::replace(&mut self.state, State::Over) {
                State::Between(file) => self.between(file),
                State::Within(member) => self.within(member),
                State::Over => return None,
            };
            match step {
                Ok(None) => {}
                Ok(Some(record)) => return Some(Ok(record)),
                // What was no member after all is no damage either.
                Err(damage) if damage.reason.is_empty() => {}
                Err(damage) => return Some(Err(damage)),
            }
        }
    }

    fn between(&mut self, mut file: R) -> Result<Option<Record>, Damage> {
        let place = file.stream_position().map_err(said);
        let start = place.and_then(|at| {
            self.at = at;
            file.fill_buf().map(|next| next.first().copied()).map_err(said)
        });
        match start {
            Ok(None) => Ok(None),
            Ok(Some(first)) if first == GZIP[0] => {
                self.state = State::Within(Box::new(BufReader::new(GzDecoder::new(file))));
                Ok(None)
            }
            Ok(Some(_)) => match Record::read(&mut file, self.size.saturating_sub(self.at)) {
                Ok(record) => {
                    if record.is_some() {
                        self.state = State::Between(file);
                    }
                    Ok(record)
                }
                Err(reason) => {
                    let behind = (reason == BEHIND).then(|| file.stream_position().unwrap_or(self.size));
                    let from = behind.unwrap_or(self.at + 1);
                    Err(self.damage(file, WARC, from, reason))
                }
            },
            // The disk failed: there is nothing to go on with.
            Err(reason) => Err(Damage { at: self.at, reason }),
        }
    }

    fn within(&mut self, mut member: Box<BufReader<GzDecoder<R>>>) -> Result<Option<Record>, Damage> {
        if self.searching {
            let begins = member.fill_buf().is_ok_and(|start| start.starts_with(WARC));
            if !begins {
                return Err(self.damage(member.into_inner().into_inner(), GZIP, self.at + 1, String::new()));
            }
            self.searching = false;
        }
        match Record::read(&mut member, u64::MAX) {
            Ok(None) => {
                self.state = State::Between(member.into_inner().into_inner());
                Ok(None)
            }
            Ok(record) => {
                self.state = State::Within(member);
                Ok(record)
            }
            Err(reason) => Err(self.damage(member.into_inner().into_inner(), GZIP, self.at + 1, reason)),
        }
    }

    /// Goes on at the next place from there where something may begin.
    fn damage(&mut self, mut file: R, mark: &[u8], from: u64, reason: String) -> Damage {
        self.searching = mark == GZIP;
        let damage = Damage { at: self.at, reason };
        // In a plain archive a record begins on a line of its own; in a packed one anywhere.
        let lines = mark == WARC;
        if file.seek(SeekFrom::Start(from)).is_ok()
            && let Ok(Some(next)) = find(&mut file, mark, lines)
            && file.seek(SeekFrom::Start(from + next)).is_ok()
        {
            self.state = State::Between(file);
        }
        damage
    }
}

/// How many bytes from here the mark stands, at the start of a line only if so wanted.
fn find(file: &mut impl BufRead, mark: &[u8], lines: bool) -> std::io::Result<Option<u64>> {
    // The last bytes looked at, as many as can be the start of the mark.
    let (mut window, mut passed) = (Vec::<u8>::with_capacity(mark.len() + 1), 0_u64);
    loop {
        let buffer = file.fill_buf()?;
        if buffer.is_empty() {
            return Ok(None);
        }
        for byte in buffer {
            window.push(*byte);
            passed += 1;
            if window.ends_with(mark) {
                let before = window.len().checked_sub(mark.len() + 1).map(|at| window[at]);
                if !lines || before == Some(b'\n') {
                    return Ok(Some(passed - mark.len() as u64));
                }
            }
            if window.len() > mark.len() {
                window.remove(0);
            }
        }
        let length = buffer.len();
        file.consume(length);
    }
}
