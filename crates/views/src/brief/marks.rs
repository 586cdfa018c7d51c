//! A sign, a word and a tone for each status, answer and stance. The sign is for the eye that runs down a column, the
//! word for the one that stops; the tone only repeats what both say.

use rapporteur_record::{Authority, ContactStatus, DisputeKind, ResponseValue, Stance, Standing};

use crate::page::{Rich, Tone};

/// How a status is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    sign: &'static str,
    word: &'static str,
    tone: Tone,
}

impl Mark {
    pub(crate) fn sign(self) -> Rich {
        Rich::of(self.tone, self.sign)
    }

    pub(crate) fn word(self) -> Rich {
        Rich::of(self.tone, self.word)
    }

    /// For a face that has its own way to set them: sign, word and tone.
    pub(crate) const fn parts(self) -> (&'static str, &'static str, Tone) {
        (self.sign, self.word, self.tone)
    }

    /// Without its tone, for where it only counts.
    pub(crate) const fn plain_word(self) -> &'static str {
        self.word
    }

    pub(crate) fn both(self) -> Rich {
        Rich::of(self.tone, format!("{} {}", self.sign, self.word))
    }
}

const fn mark(sign: &'static str, word: &'static str, tone: Tone) -> Mark {
    Mark { sign, word, tone }
}

pub(crate) const fn status(status: ContactStatus) -> Mark {
    match status {
        ContactStatus::Held => mark("●", "held", Tone::Good),
        ContactStatus::UnderWay => mark("◐", "under way", Tone::Good),
        ContactStatus::Planned => mark("○", "planned", Tone::Open),
        ContactStatus::Possible => mark("?", "possible", Tone::Open),
        ContactStatus::Denied => mark("✗", "denied", Tone::Bad),
        ContactStatus::Cancelled => mark("⊘", "cancelled", Tone::Bad),
    }
}

pub(crate) const fn response(response: ResponseValue) -> Mark {
    match response {
        ResponseValue::Accepted => mark("✓", "accepted", Tone::Good),
        ResponseValue::AcceptedInPrinciple => mark("≈", "accepted in principle", Tone::Good),
        ResponseValue::Conditional => mark("◇", "conditional", Tone::Open),
        ResponseValue::Countered => mark("↺", "countered", Tone::Open),
        ResponseValue::Rejected => mark("✗", "rejected", Tone::Bad),
        ResponseValue::Pending => mark("…", "pending", Tone::Open),
        ResponseValue::Withdrawn => mark("←", "withdrawn", Tone::Bad),
    }
}

pub(crate) const fn stance(stance: Stance) -> Mark {
    match stance {
        Stance::For => mark("+", "for", Tone::Good),
        Stance::Against => mark("−", "against", Tone::Bad),
        Stance::Conditional => mark("◇", "conditional", Tone::Open),
        Stance::Open => mark("?", "open", Tone::Open),
    }
}

/// What a position or answer rests on. What others report is never shown as the party's own word.
pub(crate) const fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Official => "official",
        Standing::Declared => "declared",
        Standing::Signalled => "signalled only",
        Standing::Reported => "reported by others",
    }
}

/// With what right somebody speaks.
pub(crate) const fn authority(authority: Authority) -> &'static str {
    match authority {
        Authority::Principal => "principal",
        Authority::Minister => "minister",
        Authority::Negotiator => "negotiator",
        Authority::Aide => "aide",
        Authority::Spokesperson => "spokesperson",
        Authority::Official => "official",
        Authority::Party => "the party itself",
        Authority::Unnamed => "unnamed source",
        Authority::Observer => "observer",
    }
}

pub(crate) const fn dispute(kind: DisputeKind) -> &'static str {
    match kind {
        DisputeKind::Contradiction => "contradiction",
        DisputeKind::MutualAccusation => "mutual accusation",
        DisputeKind::Denial => "denial",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told_apart(marks: &[Mark]) {
        let mut signs: Vec<&str> = marks.iter().map(|mark| mark.sign).collect();
        signs.sort_unstable();
        signs.dedup();
        assert_eq!(signs.len(), marks.len());
    }

    #[test]
    fn no_two_of_a_kind_share_a_sign() {
        told_apart(&ContactStatus::ALL.iter().map(|one| status(*one)).collect::<Vec<_>>());
        told_apart(&ResponseValue::ALL.iter().map(|one| response(*one)).collect::<Vec<_>>());
        told_apart(&Stance::ALL.iter().map(|one| stance(*one)).collect::<Vec<_>>());
    }
}
