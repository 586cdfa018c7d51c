//! What a reading of a text holds: tokens with their tags, the dependency tree, sentences and named entities.
//!
//! All offsets are bytes of [`Doc::text`], half-open; [`crate::json`] writes them in code points, as spaCy does.
//! Labels are `&'static str`, interned once for each model, so that a comparison needs no table.

use std::ops::Range;

use crate::intern::intern;

/// Coarse part of speech, of the Universal Dependencies inventory (with spaCy's `SPACE`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // the names are those of the inventory
pub enum Pos {
    /// Not set.
    #[default]
    None,
    Adj,
    Adp,
    Adv,
    Aux,
    Conj,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Sym,
    Verb,
    X,
    Space,
}

const POS_NAMES: [(Pos, &str); 20] = [
    (Pos::None, ""),
    (Pos::Adj, "ADJ"),
    (Pos::Adp, "ADP"),
    (Pos::Adv, "ADV"),
    (Pos::Aux, "AUX"),
    (Pos::Conj, "CONJ"),
    (Pos::Cconj, "CCONJ"),
    (Pos::Det, "DET"),
    (Pos::Intj, "INTJ"),
    (Pos::Noun, "NOUN"),
    (Pos::Num, "NUM"),
    (Pos::Part, "PART"),
    (Pos::Pron, "PRON"),
    (Pos::Propn, "PROPN"),
    (Pos::Punct, "PUNCT"),
    (Pos::Sconj, "SCONJ"),
    (Pos::Sym, "SYM"),
    (Pos::Verb, "VERB"),
    (Pos::X, "X"),
    (Pos::Space, "SPACE"),
];

impl Pos {
    /// The inventory's name in capitals; empty where it is not set.
    pub fn as_str(self) -> &'static str {
        POS_NAMES[self as usize].1
    }

    /// All of them, and [`Pos::None`] first.
    pub fn all() -> impl Iterator<Item = Pos> {
        POS_NAMES.iter().map(|&(pos, _)| pos)
    }

    /// The part of speech of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Pos> {
        POS_NAMES.iter().find(|(_, known)| *known == name).map(|&(pos, _)| pos)
    }

    /// The part of speech of that number among spaCy's symbols.
    pub(crate) fn from_symbol(symbol: u64) -> Option<Pos> {
        Pos::all().find(|pos| crate::symbols::symbol(pos.as_str()) == Some(symbol))
    }
}

/// A token's place in a named entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Iob {
    /// In no entity.
    #[default]
    Outside,
    /// First token of an entity.
    Begin,
    /// A later token of an entity.
    Inside,
}

/// One token and what the pipeline says of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Token {
    /// First byte in the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Is the token followed by one plain space (which belongs to no token)?
    pub space_after: bool,
    /// Fine-grained tag, for English of the Penn Treebank.
    pub tag: &'static str,
    /// Coarse part of speech.
    pub pos: Pos,
    /// Morphological features in the form of CoNLL-U's FEATS (`Number=Sing|Person=3`); empty where there are none.
    pub morph: &'static str,
    /// Index of the head; a root's head is itself.
    pub head: u32,
    /// Dependency label (`ROOT` for a root).
    pub dep: &'static str,
    /// Does a sentence start here?
    pub sent_start: bool,
    /// Place in a named entity.
    pub iob: Iob,
    /// The entity's label; empty outside.
    pub ent_type: &'static str,
    /// Range of the lemma in the doc's own store of lemmas.
    pub(crate) lemma: (u32, u32),
}

/// A named entity: tokens `start..end` and its label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entity {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// `PERSON`, `GPE`, `ORG`, `DATE`… as the model names it.
    pub label: &'static str,
}

/// A parsed text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Doc {
    pub(crate) text: String,
    /// Language code of the pipeline (`en`); empty where nobody said.
    lang: &'static str,
    pub(crate) tokens: Vec<Token>,
    /// All lemmas, one after the other; tokens hold ranges.
    pub(crate) lemmas: String,
    pub(crate) entities: Vec<Entity>,
    tree: Tree,
}

/// Children and edges of each token, made once when the heads are final.
#[derive(Clone, Debug, Default, PartialEq)]
struct Tree {
    /// `children[first_child[i]..first_child[i + 1]]` are the children of token `i`, in text order.
    first_child: Vec<u32>,
    children: Vec<u32>,
    /// Leftmost and rightmost token of the subtree.
    edges: Vec<(u32, u32)>,
    /// Start token of each sentence.
    sentences: Vec<u32>,
}

impl Doc {
    /// A doc of tokens whose other fields are still to be filled; [`Doc::finish`] makes it whole.
    pub(crate) fn new(text: String, tokens: Vec<Token>) -> Doc {
        Doc { text, tokens, ..Doc::default() }
    }

    /// Builds the tree's tables from the heads, and the list of entities from the tokens. To be called once the
    /// heads, sentence starts and entity tags are final.
    pub(crate) fn finish(&mut self) {
        self.tree = Tree::of(&self.tokens);
        self.entities = entities_of(&self.tokens);
    }

    /// Sets a token's lemma.
    pub(crate) fn set_lemma(&mut self, token: usize, lemma: &str) {
        let start = self.lemmas.len() as u32;
        self.lemmas.push_str(lemma);
        self.tokens[token].lemma = (start, self.lemmas.len() as u32);
    }

    /// The same doc, said to be in the language of this code (`en`, `fr`); noun chunks depend on it.
    pub fn with_lang(mut self, lang: &str) -> Doc {
        self.lang = intern(lang);
        self
    }

    /// The language's code; empty where nobody said.
    pub fn lang(&self) -> &'static str {
        self.lang
    }

    /// The text that was read, byte for byte.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Is there no token (an empty text)?
    pub fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// The tokens' own data, in text order.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// A view of token `index`, from which to walk.
    ///
    /// # Panics
    /// When there is no such token.
    pub fn token(&self, index: usize) -> TokenRef<'_> {
        assert!(index < self.tokens.len(), "token {index} of {}", self.tokens.len());
        TokenRef { doc: self, index }
    }

    /// Views of all tokens, in text order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = TokenRef<'_>> + ExactSizeIterator {
        (0..self.tokens.len()).map(move |index| TokenRef { doc: self, index })
    }

    /// The named entities, in text order.
    pub fn entities(&self) -> &[Entity] {
        &self.entities
    }

    /// How many sentences there are.
    pub fn sentence_count(&self) -> usize {
        self.tree.sentences.len()
    }

    /// The sentences as ranges of tokens, in text order; together they hold every token.
    pub fn sentences(&self) -> impl DoubleEndedIterator<Item = Range<usize>> + ExactSizeIterator + '_ {
        (0..self.tree.sentences.len()).map(|number| self.sentence(number))
    }

    /// The tokens of sentence `number`, counted from 0.
    ///
    /// # Panics
    /// When there is no such sentence.
    pub fn sentence(&self, number: usize) -> Range<usize> {
        let starts = &self.tree.sentences;
        let end = starts.get(number + 1).map_or(self.tokens.len(), |&start| start as usize);
        starts[number] as usize..end
    }

    /// The text of tokens `range`, without the space after the last; empty for an empty range.
    pub fn slice(&self, range: Range<usize>) -> &str {
        &self.text[self.bytes(range)]
    }

    /// The bytes of tokens `range`, without the space after the last.
    pub fn bytes(&self, range: Range<usize>) -> Range<usize> {
        if range.is_empty() {
            let at = self.tokens.get(range.start).map_or(self.text.len(), |token| token.start as usize);
            return at..at;
        }
        self.tokens[range.start].start as usize..self.tokens[range.end - 1].end as usize
    }

    /// The token that covers byte `at`, or else the first one after it; `None` past the last token.
    pub fn token_at(&self, at: usize) -> Option<usize> {
        let index = self.tokens.partition_point(|token| token.end as usize <= at);
        (index < self.tokens.len()).then_some(index)
    }
}

impl Tree {
    fn of(tokens: &[Token]) -> Tree {
        let count = tokens.len();
        let is_child = |index: usize| tokens[index].head as usize != index;
        let mut first_child = vec![0u32; count + 2];
        for index in (0..count).filter(|&index| is_child(index)) {
            first_child[tokens[index].head as usize + 2] += 1;
        }
        for index in 2..first_child.len() {
            first_child[index] += first_child[index - 1];
        }
        let mut children = vec![0u32; first_child.last().copied().unwrap_or(0) as usize];
        for index in (0..count).filter(|&index| is_child(index)) {
            let next = &mut first_child[tokens[index].head as usize + 1];
            children[*next as usize] = index as u32;
            *next += 1;
        }
        first_child.truncate(count + 1);
        let mut tree = Tree { first_child, children, edges: Vec::new(), sentences: sentence_starts(tokens) };
        tree.edges = tree.edges_of(tokens);
        tree
    }

    /// Edges by one walk from the roots down and back up, so that a deep tree costs no more than a flat one.
    fn edges_of(&self, tokens: &[Token]) -> Vec<(u32, u32)> {
        let mut edges: Vec<(u32, u32)> = (0..tokens.len() as u32).map(|index| (index, index)).collect();
        let mut order: Vec<u32> =
            (0..tokens.len() as u32).filter(|&index| tokens[index as usize].head == index).collect();
        let mut at = 0;
        while at < order.len() {
            order.extend_from_slice(self.children(order[at] as usize));
            at += 1;
        }
        for &index in order.iter().rev() {
            let (left, right) = edges[index as usize];
            let head = &mut edges[tokens[index as usize].head as usize];
            *head = (head.0.min(left), head.1.max(right));
        }
        edges
    }

    fn children(&self, index: usize) -> &[u32] {
        &self.children[self.first_child[index] as usize..self.first_child[index + 1] as usize]
    }
}

fn sentence_starts(tokens: &[Token]) -> Vec<u32> {
    (0..tokens.len() as u32).filter(|&index| index == 0 || tokens[index as usize].sent_start).collect()
}

fn entities_of(tokens: &[Token]) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match (token.iob, entities.last_mut()) {
            (Iob::Outside, _) => {}
            (Iob::Inside, Some(last)) if last.end as usize == index && last.label == token.ent_type => last.end += 1,
            _ => entities.push(Entity { start: index as u32, end: index as u32 + 1, label: token.ent_type }),
        }
    }
    entities
}

/// A token seen in its doc; cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct TokenRef<'doc> {
    doc: &'doc Doc,
    index: usize,
}

impl std::ops::Deref for TokenRef<'_> {
    type Target = Token;

    fn deref(&self) -> &Token {
        &self.doc.tokens[self.index]
    }
}

impl PartialEq for TokenRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.doc, other.doc) && self.index == other.index
    }
}

impl<'doc> TokenRef<'doc> {
    /// The token's place in the doc.
    pub fn index(self) -> usize {
        self.index
    }

    /// The doc it stands in.
    pub fn doc(self) -> &'doc Doc {
        self.doc
    }

    /// The token as written.
    pub fn text(self) -> &'doc str {
        &self.doc.text[self.start as usize..self.end as usize]
    }

    /// The lemma; empty where the pipeline has no lemmatizer.
    pub fn lemma(self) -> &'doc str {
        &self.doc.lemmas[self.lemma.0 as usize..self.lemma.1 as usize]
    }

    /// Is it the root of its sentence?
    pub fn is_root(self) -> bool {
        self.doc.tokens[self.index].head as usize == self.index
    }

    /// The head; a root is its own.
    pub fn head_token(self) -> TokenRef<'doc> {
        TokenRef { doc: self.doc, index: self.doc.tokens[self.index].head as usize }
    }

    /// The heads above, nearest first, without the token itself.
    pub fn ancestors(self) -> impl Iterator<Item = TokenRef<'doc>> {
        let mut at = self;
        std::iter::from_fn(move || {
            let head = at.head_token();
            (head.index != at.index).then(|| {
                at = head;
                head
            })
        })
    }

    /// The immediate children, in text order.
    pub fn children(self) -> impl DoubleEndedIterator<Item = TokenRef<'doc>> + ExactSizeIterator {
        let doc = self.doc;
        doc.tree.children(self.index).iter().map(move |&index| TokenRef { doc, index: index as usize })
    }

    /// The children with one of these labels, in text order.
    pub fn children_by<'l>(
        self,
        labels: &'l [&'l str],
    ) -> impl DoubleEndedIterator<Item = TokenRef<'doc>> + use<'doc, 'l> {
        self.children().filter(move |child| labels.contains(&child.dep))
    }

    /// The leftmost token of the subtree.
    pub fn left_edge(self) -> usize {
        self.doc.tree.edges[self.index].0 as usize
    }

    /// The rightmost token of the subtree.
    pub fn right_edge(self) -> usize {
        self.doc.tree.edges[self.index].1 as usize
    }

    /// From the subtree's leftmost token to one past its rightmost. In a non-projective tree this range may hold
    /// tokens that are not in the subtree.
    pub fn subtree_range(self) -> Range<usize> {
        self.left_edge()..self.right_edge() + 1
    }

    /// Is `other` the token itself or above it?
    pub fn is_within(self, other: usize) -> bool {
        self.index == other || self.ancestors().any(|above| above.index == other)
    }

    /// The number of the token's sentence.
    pub fn sentence(self) -> usize {
        self.doc.tree.sentences.partition_point(|&start| start as usize <= self.index) - 1
    }
}
