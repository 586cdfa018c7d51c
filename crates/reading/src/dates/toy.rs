//! A toy parser for the tests of this module: it knows the few verbs of their rows.

use rapporteur_language::Doc;

/// Word, tag, lemma.
const WORDS: [(&str, &str, &str); 39] = [
    ("met", "VBD", "meet"),
    ("meet", "VB", "meet"),
    ("spoken", "VBN", "speak"),
    ("will", "MD", "will"),
    ("may", "MD", "may"),
    ("have", "VB", "have"),
    ("'d", "MD", "would"),
    ("agreed", "VBD", "agree"),
    ("to", "TO", "to"),
    ("resume", "VBP", "resume"),
    ("rains", "VBZ", "rain"),
    ("told", "VBD", "tell"),
    ("set", "VBD", "set"),
    ("held", "VBD", "hold"),
    ("march", "VBP", "march"),
    ("cite", "VBP", "cite"),
    ("sent", "VBD", "send"),
    ("cost", "VBD", "cost"),
    ("won", "VBD", "win"),
    ("flew", "VBD", "fly"),
    ("call", "VBP", "call"),
    ("walked", "VBD", "walk"),
    ("did", "VBD", "do"),
    ("costs", "VBZ", "cost"),
    ("on", "IN", "on"),
    ("in", "IN", "in"),
    ("at", "IN", "at"),
    ("by", "IN", "by"),
    ("since", "IN", "since"),
    ("until", "IN", "until"),
    ("before", "IN", "before"),
    ("after", "IN", "after"),
    ("during", "IN", "during"),
    ("over", "IN", "over"),
    ("the", "DT", "the"),
    ("The", "DT", "the"),
    ("within", "IN", "within"),
    ("soldiers", "NNS", "soldier"),
    ("from", "IN", "from"),
];

struct Word {
    start: usize,
    end: usize,
    tag: &'static str,
    lemma: String,
    head: usize,
    dep: &'static str,
}

/// Runs of letters and digits, and marks by themselves.
fn cut(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut start = None;
    let letters: Vec<char> = text.chars().collect();
    for at in 0..=letters.len() {
        let letter = letters.get(at).copied().unwrap_or(' ');
        if letter.is_alphanumeric() {
            start.get_or_insert(at);
            continue;
        }
        if let Some(start) = start.take() {
            words.push(word(&letters, start, at));
        }
        if letter == '\'' && letters.get(at + 1) == Some(&'d') {
            start = Some(at);
        } else if !letter.is_whitespace() {
            words.push(word(&letters, at, at + 1));
        }
    }
    words
}

fn word(letters: &[char], start: usize, end: usize) -> Word {
    let text: String = letters[start..end].iter().collect();
    let known = WORDS.iter().find(|(word, ..)| *word == text);
    // "to 5" is a preposition.
    let number_follows = letters.get(end + 1).is_some_and(char::is_ascii_digit);
    let known = known.filter(|(word, ..)| !(*word == "to" && number_follows));
    let (tag, lemma) = known.map_or(("NN", text.to_lowercase()), |(_, tag, lemma)| (*tag, (*lemma).to_owned()));
    Word { start, end, tag, lemma, head: 0, dep: "" }
}

fn is_verb(word: &Word) -> bool {
    word.tag.starts_with("VB") && word.lemma != "have"
}

/// Each word hangs on the verb of its clause, an auxiliary on the verb after it, a noun on its preposition.
fn hang(words: &mut [Word]) {
    for at in 0..words.len() {
        let before =
            (0..=at).rev().take_while(|&other| words[other].lemma != ".").find(|&other| is_verb(&words[other]));
        let after =
            (at..words.len()).take_while(|&other| words[other].lemma != ".").find(|&other| is_verb(&words[other]));
        let auxiliary = matches!(words[at].tag, "MD" | "TO") || words[at].lemma == "have";
        let clause_ended =
            before.is_some_and(|verb| (verb..at).any(|other| words[other].lemma == "and" && after.is_some()));
        let verb = if auxiliary || clause_ended { after.or(before) } else { before.or(after) };
        let preposition = (0..at).rev().take(3).find(|&other| words[other].tag == "IN");
        let between = |from: usize| (from + 1..at).all(|other| matches!(words[other].tag, "NN" | "DT"));
        (words[at].head, words[at].dep) = match (verb, preposition) {
            (Some(verb), _) if verb == at => {
                let infinitive = at > 0 && words[at - 1].tag == "TO";
                let above = (0..at).rev().find(|&other| is_verb(&words[other])).filter(|_| infinitive);
                above.map_or((at, "ROOT"), |above| (above, "xcomp"))
            }
            (Some(verb), _) if auxiliary => (verb, "aux"),
            (_, Some(preposition)) if words[at].tag == "NN" && between(preposition) => (preposition, "pobj"),
            (Some(verb), _) => (verb, if words[at].tag == "IN" { "prep" } else { "npadvmod" }),
            _ => (at, "ROOT"),
        };
    }
}

/// The doc of a text, well enough for a row of a test.
pub(super) fn parse(text: &str) -> Doc {
    let mut words = cut(text);
    hang(&mut words);
    let pos = |word: &Word| match word.tag {
        tag if tag.starts_with("VB") => "VERB",
        "MD" => "AUX",
        "IN" => "ADP",
        _ => "NOUN",
    };
    let tokens: Vec<serde_json::Value> = words
        .iter()
        .enumerate()
        .map(|(id, word)| {
            serde_json::json!({ "id": id, "start": word.start, "end": word.end, "tag": word.tag, "pos": pos(word),
                "lemma": word.lemma, "dep": word.dep, "head": word.head })
        })
        .collect();
    Doc::from_json(&serde_json::json!({ "text": text, "tokens": tokens }).to_string()).unwrap()
}
