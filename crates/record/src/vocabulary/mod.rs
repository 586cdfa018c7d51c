//! The record's closed lists of words, as types.
//!
//! Each list of the contract is one enum. Its words are written and read in one spelling everywhere: in JSON, in CSV,
//! in the codebook, in messages.
//!
//! ```
//! use rapporteur_record::{ContactStatus, Standing};
//!
//! assert_eq!(ContactStatus::UnderWay.as_str(), "under_way");
//! assert_eq!("planned".parse(), Ok(ContactStatus::Planned));
//! assert!(Standing::Official > Standing::Signalled);
//! ```
//!
//! `Standing`, `Firmness` and `Authority` are ordered from the weakest to the strongest; of the others the order is
//! only that of the contract's table.

mod actors;
mod events;
mod negotiation;
mod statements;
mod terms;

pub use actors::{ActorKind, Authority};
pub use events::{EventAux, EventType, Quad};
pub use negotiation::{ContactKind, ContactStatus, DisputeKind, ResponseValue, Stance, Standing};
pub use statements::{Act, CueKind, Firmness, Mode};
pub use terms::Term;

/// A word that is not in the list it should be from.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{word:?} is no {list}; the words are: {words}", words = .words.join(", "))]
pub struct UnknownWord {
    /// What was given.
    pub word: String,
    /// What was expected: `contact status`.
    pub list: &'static str,
    /// All words of that list.
    pub words: &'static [&'static str],
}

/// Makes an enum whose variants are the words of one list of the contract.
macro_rules! words {
    ($(#[$about:meta])* $name:ident, $list:literal, { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $word)] $variant,)+ }

        impl $name {
            /// All of them, in the order of the type.
            pub const ALL: &[$name] = &[$($name::$variant),+];

            /// The word of the contract.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)+ }
            }
        }

        impl rapporteur_spill::Fixed for $name {
            const SIZE: usize = 1;

            fn put(&self, bytes: &mut [u8]) {
                (*self as u8).put(bytes);
            }

            fn get(bytes: &[u8]) -> Self {
                Self::ALL.get(usize::from(u8::get(bytes))).copied().unwrap_or(Self::ALL[0])
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::vocabulary::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                match word {
                    $($word => Ok($name::$variant),)+
                    _ => Err($crate::vocabulary::UnknownWord {
                        word: word.to_owned(),
                        list: $list,
                        words: &[$($word),+],
                    }),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
use words;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_they_are_written() {
        fn check<T>(all: &[T], words: &str)
        where
            T: Copy + std::fmt::Debug + PartialEq + std::fmt::Display + std::str::FromStr + serde::Serialize,
            T::Err: std::fmt::Debug,
        {
            let mut told: Vec<String> = all.iter().map(T::to_string).collect();
            for (value, word) in all.iter().zip(&told) {
                assert_eq!(word.parse::<T>().unwrap(), *value);
                assert_eq!(serde_json::to_string(value).unwrap(), format!("\"{word}\""));
            }
            let mut wanted: Vec<&str> = words.split_whitespace().collect();
            told.sort();
            wanted.sort();
            assert_eq!(told, wanted);
        }
        check(ActorKind::ALL, "state armed_group organisation bloc person outlet unnamed group");
        check(CueKind::ALL, "speech writing thought intent");
        check(Mode::ALL, "direct indirect mixed");
        check(
            Act::ALL,
            "assert accept reject demand offer promise threaten accuse deny criticise praise request announce expect disclaim",
        );
        check(Firmness::ALL, "categorical plain hedged speculative");
        check(Authority::ALL, "principal minister negotiator aide spokesperson official party unnamed observer");
        check(Standing::ALL, "official declared signalled reported");
        check(ResponseValue::ALL, "accepted accepted_in_principle conditional countered rejected pending withdrawn");
        check(Stance::ALL, "for against conditional open");
        check(ContactKind::ALL, "call meeting talks visit correspondence");
        check(ContactStatus::ALL, "held under_way planned possible denied cancelled");
        check(DisputeKind::ALL, "contradiction mutual_accusation denial");
        check(
            EventType::ALL,
            "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT",
        );
        check(EventAux::ALL, "historical future hypothetical negation");
        check(Quad::ALL, "verbal_cooperation material_cooperation verbal_conflict material_conflict");
        assert_eq!(Term::ALL.len(), 35);
        assert_eq!("talks_format".parse(), Ok(Term::TalksFormat));
    }

    #[test]
    fn an_unknown_word_is_named_with_the_list_it_is_not_in() {
        let error = "meetings".parse::<ContactKind>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "\"meetings\" is no contact kind; the words are: call, meeting, talks, visit, correspondence"
        );
        assert!("Held".parse::<ContactStatus>().is_err());
        assert!("".parse::<Act>().is_err());
    }

    #[test]
    fn the_stronger_is_the_greater() {
        assert!(Standing::Official > Standing::Declared && Standing::Signalled > Standing::Reported);
        assert!(Firmness::Categorical > Firmness::Plain && Firmness::Hedged > Firmness::Speculative);
        assert!(Authority::Principal > Authority::Minister && Authority::Spokesperson > Authority::Unnamed);
    }
}
