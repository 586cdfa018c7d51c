//! Quotation marks, paired over the whole text in one pass.
//!
//! A mark opens or closes by its shape (`“`, `”`) or by what stands beside it (`"`). Reports are careless: a closing
//! mark where an opening one is meant (`” so they say”`), none at the end of a paragraph whose quotation goes on in the
//! next, a straight one against a curly one. A quotation never runs over the end of its paragraph; one that is open
//! there ends with it.

use rapporteur_language::Doc;

/// A quotation with its marks, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quotation {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Was there no closing mark before the paragraph's end?
    pub(super) open_ended: bool,
}

/// All quotations of a text, in order.
pub(super) struct Quotations {
    all: Vec<Quotation>,
    /// For each token the quotation in which it stands.
    of_token: Vec<Option<u32>>,
}

impl Quotations {
    pub(super) fn of(doc: &Doc) -> Self {
        let mut all = pair(doc.text());
        for quotation in all.iter_mut().filter(|quotation| quotation.open_ended) {
            if let Some(end) = before_teller(doc, quotation) {
                (quotation.end, quotation.open_ended) = (end, false);
            }
        }
        let mut of_token = vec![None; doc.len()];
        let mut at = 0;
        for (index, token) in doc.tokens().iter().enumerate() {
            while all.get(at).is_some_and(|quotation| quotation.end <= token.start as usize) {
                at += 1;
            }
            if all.get(at).is_some_and(|quotation| quotation.start < token.end as usize) {
                of_token[index] = Some(at as u32);
            }
        }
        Self { all, of_token }
    }

    pub(super) fn all(&self) -> &[Quotation] {
        &self.all
    }

    /// Does the token stand between quotation marks (or is it one)?
    pub(super) fn holds(&self, token: usize) -> bool {
        self.of_token.get(token).is_some_and(Option::is_some)
    }

    /// The quotations that share a byte with `start..end`.
    pub(super) fn touching(&self, start: usize, end: usize) -> &[Quotation] {
        let first = self.all.partition_point(|quotation| quotation.end <= start);
        let last = self.all.partition_point(|quotation| quotation.start < end);
        self.all.get(first..last).unwrap_or_default()
    }
}

/// Verbs that tell whose the words before them were.
const TELLS: [&str; 9] = ["say", "tell", "add", "note", "explain", "stress", "declare", "state", "insist"];

/// "“We have agreed on the list, the envoy told reporters.": the mark that was forgotten stands before whoever tells it.
fn before_teller(doc: &Doc, quotation: &Quotation) -> Option<usize> {
    let start = doc.token_at(quotation.start)?;
    let end = doc.tokens().partition_point(|token| (token.start as usize) < quotation.end);
    let verb = (start..end).rev().map(|at| doc.token(at)).find(|token| token.is_root())?;
    let told = verb.children_by(&["ccomp"]).next()?;
    let goes_on = verb.children_by(&["ccomp", "xcomp"]).any(|below| below.index() > verb.index());
    if !TELLS.contains(&verb.lemma()) || goes_on || told.left_edge() < start {
        return None;
    }
    let teller = verb.children_by(&["nsubj"]).next().filter(|teller| told.index() < teller.index())?;
    let comma = doc.token(teller.left_edge().checked_sub(1)?);
    (comma.text() == "," && teller.index() < verb.index()).then(|| doc.tokens()[comma.index()].end as usize)
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Open,
    Close,
    Either,
}

fn side(mark: char, before: Option<char>, after: Option<char>) -> Option<Side> {
    let spaced = |neighbour: Option<char>| neighbour.is_none_or(|c| c.is_whitespace() || "([—–-".contains(c));
    let letter = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
    match mark {
        '“' | '„' | '«' | '‟' => Some(Side::Open),
        '»' => Some(Side::Close),
        '”' => Some(if spaced(before) { Side::Either } else { Side::Close }),
        // An inch or a stray mark inside a word says nothing.
        '"' if letter(before) && letter(after) => None,
        '"' if spaced(before) && !spaced(after) => Some(Side::Open),
        '"' if !spaced(before) && spaced(after) => Some(Side::Close),
        '"' => Some(Side::Either),
        _ => None,
    }
}

/// The end of a quotation between single marks that begins at `at`: `‘No,’ he said`, `'No,' he said`. An apostrophe looks
/// like its closing mark, so the closing one is the first with a stop or comma before it; within the sentence, for curly
/// marks, one with no letter behind it does.
fn single_end(text: &str, at: usize, mark: char, before: Option<char>, after: Option<char>) -> Option<usize> {
    let opens = before.is_none_or(|c| c.is_whitespace() || "([—–".contains(c));
    let close = match mark {
        '‘' if opens => '’',
        '\'' if opens && after.is_some_and(char::is_uppercase) => '\'',
        _ => return None,
    };
    let from = at + mark.len_utf8();
    let paragraph = text[from..].split('\n').next()?;
    let mut loose = None;
    for (place, _) in paragraph.match_indices(close) {
        let last = paragraph[..place].chars().next_back()?;
        let next = paragraph[place + close.len_utf8()..].chars().next();
        if next.is_some_and(char::is_alphanumeric) {
            continue;
        }
        if loose.is_some() && paragraph[..place].contains('‘') {
            return loose;
        }
        let end = from + place + close.len_utf8();
        if matches!(last, ',' | '.' | '!' | '?' | '…' | '—') {
            // A sentence ends between the two: the second closes another quotation.
            return loose.filter(|loose| text[*loose..end].contains(". ")).or(Some(end));
        }
        if loose.is_none() && mark == '‘' {
            loose = Some(end);
        }
    }
    loose
}

/// The double mark that two single ones stand for.
fn doubled_shape(mark: char) -> char {
    match mark {
        '‘' | '`' => '“',
        '’' => '”',
        _ => '"',
    }
}

fn pair(text: &str) -> Vec<Quotation> {
    let mut all: Vec<Quotation> = Vec::new();
    let mut open: Option<usize> = None;
    // Where a quotation between single marks ends, once it is known that it does.
    let mut single: Option<usize> = None;
    let mut paragraph = 0;
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, mark)) = chars.next() {
        // Two single marks are typed for a double one.
        let doubled = matches!(mark, '\'' | '’' | '‘' | '`') && chars.peek().is_some_and(|&(_, next)| next == mark);
        let end = at + mark.len_utf8() * if doubled { 2 } else { 1 };
        if doubled {
            chars.next();
        }
        let after = chars.peek().map(|&(_, c)| c);
        if single.is_some_and(|end| at < end) {
            before = Some(mark);
            continue;
        }
        if open.is_none()
            && !doubled
            && let Some(end) = single_end(text, at, mark, before, after)
        {
            all.push(Quotation { start: at, end, open_ended: false });
            single = Some(end);
            before = Some(mark);
            continue;
        }
        if mark == '\n' {
            if let Some(start) = open.take() {
                let end = at - (text[start..at].len() - text[start..at].trim_end().len());
                all.push(Quotation { start, end, open_ended: true });
            }
            paragraph = at;
        }
        let shape = if doubled { doubled_shape(mark) } else { mark };
        match (side(shape, before, after), open) {
            (Some(Side::Open | Side::Either), None) => open = Some(at),
            (Some(Side::Close | Side::Either), Some(start)) => {
                all.push(Quotation { start, end, open_ended: false });
                open = None;
            }
            // A quotation within a quotation ended it too early.
            (Some(Side::Close), None) => {
                if let Some(last) = all.last_mut().filter(|last| last.start >= paragraph && holds_open(text, last)) {
                    last.end = end;
                }
            }
            _ => {}
        }
        before = Some(mark);
    }
    if let Some(start) = open {
        all.push(Quotation { start, end: start + text[start..].trim_end().len(), open_ended: true });
    }
    all.retain(|quotation| quotation.end > quotation.start + 3);
    all
}

/// Is there a second opening mark inside, so that the first closing one may have been its?
fn holds_open(text: &str, quotation: &Quotation) -> bool {
    text[quotation.start..quotation.end].matches(['“', '„', '«']).count() > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = pair(text).iter().map(|quotation| &text[quotation.start..quotation.end]).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn marks_are_paired_by_shape_and_neighbours() {
        check("He said “no deal”, she “maybe”.", &["“no deal”", "“maybe”"]);
        check("He said \"no deal\", she \"maybe\".", &["\"no deal\"", "\"maybe\""]);
        check("He said ” no deal yet”.", &["” no deal yet”"]);
        check("He said “no deal\".", &["“no deal\""]);
        check("The 12\"pipe broke.", &[]);
        check("''We stay,'' he said.", &["''We stay,''"]);
    }

    #[test]
    fn an_open_quotation_ends_with_its_paragraph() {
        check("“We stay.\n\n“We fight,” he said.", &["“We stay.", "“We fight,”"]);
    }

    #[test]
    fn a_quotation_within_a_quotation_belongs_to_it() {
        check("“They said “no” to us,” he said.", &["“They said “no” to us,”"]);
        check("It wasn’t the ministers’ plan.", &[]);
    }

    #[test]
    fn single_marks_quote_and_apostrophes_do_not() {
        check("‘We don’t stay,’ he said. ‘It isn’t ours.’", &["‘We don’t stay,’", "‘It isn’t ours.’"]);
        check("He called it ‘a step back’ on Monday.", &["‘a step back’"]);
        check("It read ‘no choice’, he said. ‘That’s new.’", &["‘no choice’", "‘That’s new.’"]);
        check("‘The ministers’ plan is dead,’ she said.", &["‘The ministers’ plan is dead,’"]);
        check("'We don't stay,' he said.", &["'We don't stay,'"]);
        check("The ministers' plan wasn't the rebels' idea.", &[]);
        check("“The ‘pause’ is over,” he said.", &["“The ‘pause’ is over,”"]);
    }
}
