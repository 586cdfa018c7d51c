//! A report's text parsed as news.

use rapporteur_language::{Doc, Pipeline};

/// Parses a report's text. The engine reads it as spaCy would, but for what no parser of that age knows: in "she wrote on X. The
/// ministry said" the network's name ends a sentence, and is no initial of a name.
pub fn parse(pipeline: &Pipeline, text: &str) -> Doc {
    pipeline.read_split(text, &ends_on_x(text))
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
    fn the_network_ends_a_sentence_and_an_initial_does_not() {
        let doc =
            parse(Pipeline::english(), "“We wait,” she wrote on X. Norway’s ministry refused. He met Malcolm X. Lind.");
        let sentences: Vec<&str> = doc.sentences().map(|sentence| doc.slice(sentence).trim()).collect();
        assert_eq!(sentences[..2], ["“We wait,” she wrote on X.", "Norway’s ministry refused."]);
        assert_eq!(ends_on_x("on X. a"), [] as [usize; 0]);
        assert_eq!(ends_on_x("She is on X."), [11]);
    }
}
