//! Names as keys: what is left when spelling, titles and articles are taken away.

use crate::ActorKind;
use crate::codebook::fold::fold;

/// What may stand before a name in address; no name differs by it.
const HONORIFICS: &[&str] = &["mr", "mrs", "ms", "miss", "dr", "sir", "dame", "lord", "lady"];

/// Articles of the languages that a model is at hand for.
const ARTICLES: &[&str] = &["the", "a", "an", "le", "la", "les", "un", "une", "des"];

/// The text after its article: "the envoy" gives "envoy". A text that is nothing but an article stays.
pub(crate) fn without_article(text: &str) -> &str {
    for elided in ["l'", "l’", "L'", "L’"] {
        if let Some(rest) = text.strip_prefix(elided) {
            return if rest.is_empty() { text } else { rest };
        }
    }
    match text.split_once(char::is_whitespace) {
        Some((first, rest)) if ARTICLES.iter().any(|article| first.eq_ignore_ascii_case(article)) => rest.trim_start(),
        _ => text,
    }
}

/// The folded words of a name without article, honorific and initials: "Mr. Donald J. Trump" gives "donald", "trump".
pub(crate) fn words(name: &str) -> Vec<String> {
    let folded = fold(without_article(name));
    let mut words: Vec<&str> =
        folded.split(' ').map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    words.retain(|word| !word.is_empty());
    while words.len() > 1 && words.first().is_some_and(|first| HONORIFICS.contains(first)) {
        words.remove(0);
    }
    if words.len() > 2 {
        let last = words.len() - 1;
        let mut at = 0;
        words.retain(|word| {
            at += 1;
            at == 1 || at == last + 1 || word.chars().count() > 1
        });
    }
    words.into_iter().map(str::to_owned).collect()
}

/// Words that say whose a thing is by pointing back: "Her office" of two reports are two.
const POINTING: &[&str] = &["my", "our", "your", "his", "her", "its", "their", "this", "that", "these", "those"];

/// Whether a name is a proper one, the same wherever it stands: some word after the article has a capital, or the
/// script has none. "the rebels" is not, nor is "Her office".
pub(crate) fn is_proper(name: &str) -> bool {
    let cased = |letter: char| letter.is_lowercase() || letter.is_uppercase();
    let name = without_article(name);
    let name = match name.split_once(char::is_whitespace) {
        Some((first, rest)) if POINTING.iter().any(|word| first.eq_ignore_ascii_case(word)) => rest.trim_start(),
        _ => name,
    };
    name.split_whitespace().any(|word| word.chars().next().is_some_and(char::is_uppercase))
        || name.chars().any(char::is_alphabetic) && !name.chars().any(cased)
}

/// The readable part of an actor's id: a person's last word, the first three of others. Empty where the script has no
/// plain letters to write it with.
pub(crate) fn slug(name: &str, kind: ActorKind) -> String {
    let words = words(name);
    let chosen = match kind {
        ActorKind::Person => words.get(words.len().saturating_sub(1)..).unwrap_or_default(),
        _ => words.get(..words.len().min(3)).unwrap_or_default(),
    };
    let plain = |word: &String| word.chars().filter(char::is_ascii_alphanumeric).take(20).collect::<String>();
    chosen.iter().map(plain).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_go_and_names_stay() {
        for (text, rest) in [
            ("the envoy", "envoy"),
            ("A diplomat", "diplomat"),
            ("l’émissaire", "émissaire"),
            ("Theresa May", "Theresa May"),
            ("the", "the"),
            ("another envoy", "another envoy"),
        ] {
            assert_eq!(without_article(text), rest);
        }
    }

    #[test]
    fn a_name_is_its_words() {
        for (name, wanted) in [
            ("Mr. Donald J. Trump", "donald trump"),
            ("Otty Patiño", "otty patino"),
            ("J. Ortiz", "j ortiz"),
            ("Lord", "lord"),
            ("the Harbour Union", "harbor union"),
        ] {
            assert_eq!(words(name).join(" "), wanted);
        }
    }

    #[test]
    fn proper_names_have_capitals() {
        for name in ["the Harbour Union", "ELN", "al-Nur Front", "الجبهة"] {
            assert!(is_proper(name), "{name}");
        }
        for name in ["the rebels", "a union", "", "42", "Her office", "Their side"] {
            assert!(!is_proper(name), "{name}");
        }
    }

    #[test]
    fn slugs_are_plain_letters() {
        assert_eq!(slug("Otty Patiño", ActorKind::Person), "patino");
        assert_eq!(slug("a diplomat briefed on the talks", ActorKind::Unnamed), "diplomat-briefed-on");
        assert_eq!(slug("الجبهة", ActorKind::ArmedGroup), "");
    }
}
