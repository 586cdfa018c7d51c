//! A report's text parsed as news.

use rapporteur_language::{Doc, Pipeline, Told};

/// Parses a report's text. The engine reads it as spaCy would, but for what its parser doesn't know: in "she wrote on X. The ministry
/// said" the network's name ends a sentence, and is no initial of a name; and a headline or a byline without a full stop is no part
/// of the paragraph below it.
pub fn parse(pipeline: &Pipeline, text: &str) -> Doc {
    let mut starts = paragraphs(text);
    starts.extend(behind_datelines(text, &starts));
    starts.sort_unstable();
    pipeline.read_told(text, Told { splits: &ends_on_x(text), starts: &starts })
}

/// A dateline opens one of so many first paragraphs, and has no more bytes.
const OPENING: usize = 3;
const DATELINE: usize = 90;

/// Where the words begin behind a dateline: "GENEVA, March 3 (Meridian) - ", "BEIJING (AFP) – ". Its place is nothing of the sentence's.
fn behind_datelines(text: &str, paragraphs: &[usize]) -> Vec<usize> {
    let starts = std::iter::once(0).chain(paragraphs.iter().copied()).take(OPENING);
    starts.filter_map(|start| Some(start + behind_dateline(text.get(start..)?)?)).collect()
}

/// How many bytes a dateline takes at the beginning of a paragraph, the dash and the space behind it included.
fn behind_dateline(paragraph: &str) -> Option<usize> {
    let line = paragraph.lines().next()?;
    let dashes = [" - ", " – ", " — ", " -- ", "—"].iter().filter_map(|dash| Some((line.find(dash)?, dash.len())));
    let (at, dash) = dashes.min()?;
    let place = line[..at].trim_end();
    if place.len() > DATELINE || place.contains(['"', '“', ';', ':', '!', '?']) {
        return None;
    }
    let (named, agency) = match place.split_once(" (") {
        Some((named, agency)) => (named, agency.ends_with(')')),
        None => (place, false),
    };
    // "CAIRO", "HAVANA/BOGOTA, Dec 12": small letters only in what follows the comma, or before an agency.
    let city = named.split(',').next()?;
    let capitals = city.chars().filter(|letter| letter.is_uppercase()).count();
    let shouted = capitals > 2 && !city.chars().any(char::is_lowercase);
    let titled = agency && city.split(' ').all(|word| word.chars().next().is_some_and(char::is_uppercase));
    let rest_fits = named.split(',').skip(1).all(|part| part.split_whitespace().count() <= 3);
    ((shouted || titled) && rest_fits).then_some(at + dash)
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
    fn a_dateline_is_no_part_of_the_sentence_behind_it() {
        for (text, behind) in [
            ("GENEVA, March 3 (Meridian) - An envoy proposed a truce.", "An envoy"),
            ("BEIJING (AFP) – China said no.", "China"),
            ("Beijing (AFP) – China said no.", "China"),
            ("HAVANA/BOGOTA (Continental) - Envoys told the rebels.", "Envoys"),
            ("MEXICO CITY – Rebels will stop.", "Rebels"),
        ] {
            assert_eq!(behind_datelines(text, &[]), [text.find(behind).unwrap()], "{text}");
        }
        for text in
            ["NATO and the EU - which met - said no.", "Two men - both armed - left.", "The EU: talks - and no end."]
        {
            assert!(behind_datelines(text, &[]).is_empty(), "{text}");
        }
        let doc = parse(Pipeline::english(), "GENEVA, March 3 (Meridian) - An envoy proposed a truce on Tuesday.");
        let last = doc.sentences().next_back().map(|sentence| doc.slice(sentence).trim());
        assert_eq!(last, Some("An envoy proposed a truce on Tuesday."));
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
