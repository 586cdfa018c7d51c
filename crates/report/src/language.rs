//! Which language a text is in, asked only to know whether a loaded model can read it.
//!
//! Method: character trigrams and alphabets (crate `whatlang`) name the language; English is believed rather than
//! doubted, since a short English text full of foreign names looks foreign to trigrams. So before a Latin text is set
//! aside, its share of words that only English has must be small.

use whatlang::{Lang, Script, detect};

const FEWEST_LETTERS: usize = 20;

/// The English name of the text's language, where it is clear and none of `loaded`.
pub(crate) fn foreign_language(text: &str, loaded: &[&str]) -> Option<&'static str> {
    let sample = beginning(text);
    // Not even a script of its own is clear from fewer; and asking costs more than counting.
    sample.chars().filter(|one| one.is_alphabetic()).nth(FEWEST_LETTERS - 1)?;
    // Asked first, since most texts are English and naming a language takes far longer.
    if loaded.iter().any(|code| matches!(*code, "en" | "eng")) && looks_english(sample) {
        return None;
    }
    let lang = match detect(sample)?.script() {
        Script::Latin => clear_in_latin(sample)?,
        _ => clear_by_script(sample)?,
    };
    (!is_loaded(lang, loaded)).then(|| lang.eng_name())
}

/// A page or two tell the language; more only cost time.
fn beginning(text: &str) -> &str {
    const ENOUGH: usize = 6_000;
    text.char_indices().nth(ENOUGH).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// Among the many languages of Latin letters only a paragraph with a wide lead is clear. Words with a capital don't
/// count: names are of any language.
fn clear_in_latin(text: &str) -> Option<Lang> {
    let small = |word: &&str| word.chars().find(|one| one.is_alphabetic()).is_some_and(char::is_lowercase);
    let sample = text.split_whitespace().filter(small).collect::<Vec<_>>().join(" ");
    let letters = sample.chars().filter(|one| one.is_alphabetic()).count();
    let info = detect(&sample)?;
    (letters >= 50 && (info.is_reliable() || info.confidence() > 0.5)).then(|| info.lang())
}

/// A script of its own is clear at once, if most letters are of it.
fn clear_by_script(text: &str) -> Option<Lang> {
    let letters = text.chars().filter(|one| one.is_alphabetic()).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    (letters >= FEWEST_LETTERS && latin * 2 < letters).then(|| detect(text)).flatten().map(|info| info.lang())
}

/// One word in twelve is a function word that English alone has ("was" and "in" would be German, too).
fn looks_english(text: &str) -> bool {
    const ONLY_ENGLISH: [&str; 30] = [
        "the", "and", "of", "to", "that", "with", "from", "which", "were", "are", "been", "has", "have", "said",
        "this", "their", "they", "would", "should", "after", "about", "who", "its", "his", "her", "by", "not", "but",
        "an", "for",
    ];
    let words = || text.split(|one: char| !one.is_alphanumeric()).filter(|word| !word.is_empty());
    let english = words().filter(|word| ONLY_ENGLISH.iter().any(|one| word.eq_ignore_ascii_case(one))).count();
    english * 12 >= words().count()
}

fn is_loaded(lang: Lang, loaded: &[&str]) -> bool {
    loaded.iter().any(|code| *code == lang.code() || short_code(lang) == Some(*code))
}

/// ISO 639-1 code of the languages that spaCy has models for.
fn short_code(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Cat => "ca",
        Lang::Cmn => "zh",
        Lang::Dan => "da",
        Lang::Deu => "de",
        Lang::Ell => "el",
        Lang::Eng => "en",
        Lang::Fin => "fi",
        Lang::Fra => "fr",
        Lang::Hrv => "hr",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Lit => "lt",
        Lang::Mkd => "mk",
        Lang::Nld => "nl",
        Lang::Nob => "nb",
        Lang::Pol => "pl",
        Lang::Por => "pt",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Slv => "sl",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Ukr => "uk",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clear_paragraphs_in_other_languages() {
        for (name, text) in [
            (
                "French",
                "La délégation a refusé mardi de signer le texte, affirmant que les garanties promises n'y figuraient plus.",
            ),
            (
                "German",
                "Die Außenministerin erklärte am Dienstag, dass die Gespräche nicht abgebrochen, sondern nur unterbrochen seien.",
            ),
            (
                "Spanish",
                "El portavoz del gobierno dijo el martes que las conversaciones continuarán la próxima semana en la capital.",
            ),
            (
                "Italian",
                "Il ministro ha dichiarato martedì che i colloqui riprenderanno la prossima settimana nella capitale svizzera.",
            ),
            (
                "Portuguese",
                "O porta-voz do governo disse na terça-feira que as negociações não serão suspensas até a próxima reunião.",
            ),
            (
                "Polish",
                "Rzecznik rządu powiedział we wtorek, że rozmowy zostaną wznowione w przyszłym tygodniu w stolicy kraju.",
            ),
            (
                "Russian",
                "Представитель министерства заявил во вторник, что переговоры продолжатся на следующей неделе.",
            ),
            (
                "Ukrainian",
                "Речник міністерства заявив у вівторок, що перемовини продовжаться наступного тижня в столиці.",
            ),
            ("Arabic", "قال المتحدث باسم الوزارة يوم الثلاثاء إن المحادثات ستستأنف الأسبوع المقبل في العاصمة."),
            ("Mandarin", "外交部发言人星期二表示,谈判将于下周在首都恢复,双方尚未就停火条件达成一致。"),
            (
                "Turkish",
                "Bakanlık sözcüsü salı günü görüşmelerin gelecek hafta başkentte yeniden başlayacağını söyledi.",
            ),
        ] {
            assert_eq!(foreign_language(text, &["en"]), Some(name), "{text}");
        }
    }

    #[test]
    fn english_with_foreign_names_and_texts_too_short_to_tell_are_read() {
        for text in [
            "Oslo",
            "Bundeskanzler",
            "Mme Dubois et M. Lefèvre",
            "Przewodniczący Kowalczyk met Außenminister Großmann in Düsseldorf on Tuesday.",
            "Abdoulaye Ndiaye, Cheikh Tidiane Diop and Mamadou Ba signed; Ousmane Sarr refused.",
            "Talks: Nguyễn Văn Hùng, Trần Thị Mai, Phạm Quốc Bảo present",
            "\"Nous ne signerons pas,\" the envoy said in French, and the minister answered that they would have to.",
        ] {
            assert_eq!(foreign_language(text, &["en"]), None, "{text}");
        }
    }

    #[test]
    fn a_loaded_model_makes_its_language_readable_and_english_needs_one_too() {
        let german =
            "Die Gespräche wurden am Dienstag unterbrochen, weil die Delegation keine neuen Weisungen erhalten hatte.";
        assert_eq!(foreign_language(german, &["en", "de"]), None);
        assert_eq!(foreign_language(german, &["deu"]), None);
        let english =
            "The talks were broken off on Tuesday because the delegation had not received any new instructions.";
        assert_eq!(foreign_language(english, &["de"]), Some("English"));
    }
}
