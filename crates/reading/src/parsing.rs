//! A report's text parsed as news.

use rapporteur_language::{Doc, Pipeline, Told};

/// Parses a report's text. The engine reads it as spaCy would, but for what its parser doesn't know: in "she wrote on X. The ministry
/// said" the network's name ends a sentence, and is no initial of a name; and a headline or a byline without a full stop is no part
/// of the paragraph below it.
pub fn parse(pipeline: &Pipeline, text: &str) -> Doc {
    pipeline.read_told(text, Told { splits: &ends_on_x(text), starts: &paragraphs(text) })
}

/// Where paragraphs begin, but for those that go on with a sentence: after "…, saying,".
fn paragraphs(text: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices("\n\n") {
        // Of many empty lines the first has led to the next paragraph.
        if at < from {
            continue;
        }
        let (before, after) = (text[from..at].trim_end(), text[at..].trim_start());
        let goes_on = before.is_empty() || before.ends_with([',', ':', ';', '–', '—']);
        from = text.len() - after.len();
        if !goes_on && !after.is_empty() {
            starts.push(from);
        }
    }
    starts
}

/// The bytes between "X" and the full stop after it, where that ends a sentence.
fn ends_on_x(text: &str) -> Vec<usize> {
    let ends = |stop: usize| {
        let rest = &text[stop + 1..];
        let next = rest.trim_start();
        let parted = next.len() < rest.len() || rest.is_empty();
        parted
            && next.chars().next().is_none_or(|first| first.is_uppercase() || matches!(first, '"' | '“' | '‘' | '\''))
    };
    text.match_indices(" on X.").map(|(at, found)| at + found.len() - 1).filter(|stop| ends(*stop)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_is_a_sentence_of_its_own() {
        let text =
            "Norway rejects truce offer\n\nThe minister said no.\n\n\n“We wait,” he said, adding,\n\n“not long.”";
        assert_eq!(paragraphs(text), [text.find("The").unwrap(), text.find("“We").unwrap()]);
        let doc = parse(Pipeline::english(), text);
        let sentences: Vec<&str> = doc.sentences().map(|sentence| doc.slice(sentence).trim()).collect();
        assert_eq!(sentences[..2], ["Norway rejects truce offer", "The minister said no."]);
    }

    #[test]
    fn the_network_ends_a_sentence_and_an_initial_does_not() {
        let doc =
            parse(Pipeline::english(), "“We wait,” she wrote on X. Norway’s ministry refused. He met Malcolm X. Lind.");
        let sentences: Vec<&str> = doc.sentences().map(|sentence| doc.slice(sentence).trim()).collect();
        assert_eq!(sentences[..2], ["“We wait,” she wrote on X.", "Norway’s ministry refused."]);
        assert_eq!(ends_on_x("on X. a"), [] as [usize; 0]);
        assert_eq!(ends_on_x("She is on X."), [11]);
    }
}
