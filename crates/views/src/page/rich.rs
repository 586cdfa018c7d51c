//! Text of which each piece has a tone. What a tone looks like is for the face that prints it: a colour on a terminal,
//! emphasis in Markdown, nothing where neither is wanted. So no tone may be the only sign of anything.

/// How a piece of text is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Tone {
    #[default]
    Plain,
    /// What the eye should find first.
    Strong,
    /// What one reads only when one wants to know.
    Faint,
    /// Done, agreed, for.
    Good,
    /// Refused, denied, against.
    Bad,
    /// Neither yet.
    Open,
    /// The words of evidence within their sentence.
    Marked,
    /// The number of a source, where something rests on it.
    Cite(usize),
    /// The number of a source, where its words are shown.
    Source(usize),
}

/// Toned text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rich {
    pub(crate) pieces: Vec<(Tone, String)>,
}

impl Rich {
    pub(crate) fn of(tone: Tone, text: impl Into<String>) -> Self {
        Self::default().and(tone, text)
    }

    pub(crate) fn plain(text: impl Into<String>) -> Self {
        Self::of(Tone::Plain, text)
    }

    pub(crate) fn faint(text: impl Into<String>) -> Self {
        Self::of(Tone::Faint, text)
    }

    pub(crate) fn strong(text: impl Into<String>) -> Self {
        Self::of(Tone::Strong, text)
    }

    pub(crate) fn and(mut self, tone: Tone, text: impl Into<String>) -> Self {
        let text = text.into();
        if !text.is_empty() {
            self.pieces.push((tone, text));
        }
        self
    }

    pub(crate) fn add(&mut self, more: Rich) {
        self.pieces.extend(more.pieces);
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Puts a separator between those that are not empty.
    pub(crate) fn join(all: impl IntoIterator<Item = Rich>, between: &str) -> Self {
        let mut joined = Rich::default();
        for one in all.into_iter().filter(|one| !one.is_empty()) {
            if !joined.is_empty() {
                joined = joined.and(Tone::Faint, between);
            }
            joined.add(one);
        }
        joined
    }
}

impl From<&str> for Rich {
    fn from(text: &str) -> Self {
        Rich::plain(text)
    }
}
