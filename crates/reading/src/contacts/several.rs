//! Words for both or all sides at once, whoever they are: "they", "the two presidents", "both governments", "delegations".

use rapporteur_language::{Pos, TokenRef};

use super::slots::{behind, lower_is};

/// These need a determiner, a number or an adjective: "the leaders", "both sides", "their ministers".
const BOTH: [&str; 30] = [
    "they",
    "two",
    "both",
    "three",
    "four",
    "pair",
    "trio",
    "sides",
    "parties",
    "leaders",
    "presidents",
    "premiers",
    "ministers",
    "ambassadors",
    "governments",
    "commanders",
    "generals",
    "chiefs",
    "secretaries",
    "heads",
    "men",
    "women",
    "neighbours",
    "countries",
    "capitals",
    "counterparts",
    "rivals",
    "foes",
    "colleagues",
    "officials",
];

/// People who come for somebody: "representatives of both sides".
const COME_FOR: [&str; 12] = [
    "leader",
    "representative",
    "member",
    "minister",
    "official",
    "head",
    "chief",
    "team",
    "delegation",
    "commander",
    "president",
    "negotiator",
];

/// These come in delegations by themselves: "Delegations will meet in June", "Lawyers are to sit down again".
const NEGOTIATORS: [&str; 10] = [
    "delegation",
    "team",
    "negotiator",
    "envoy",
    "delegate",
    "lawyer",
    "expert",
    "diplomat",
    "prosecutor",
    "technician",
];

/// Bodies in which both sides sit, where one of these words says so: "the joint committee".
const BODIES: [&str; 6] = ["committee", "commission", "group", "body", "council", "panel"];
const JOINT: [&str; 8] =
    ["joint", "mixed", "bilateral", "border", "trilateral", "working", "intergovernmental", "ad-hoc"];

/// Does the phrase speak of several sides at once?
pub(super) fn is_several(subject: TokenRef<'_>) -> bool {
    if subject.children_by(&["amod"]).any(|child| lower_is(child, "other")) {
        // "the other parties": some that are not told
        return false;
    }
    let named =
        subject.children_by(&["amod", "nmod", "compound"]).any(|child| child.text().starts_with(char::is_uppercase));
    if named && !is_two(subject) {
        // "European leaders" are neither of the two sides.
        return false;
    }
    let of_them = || !behind(subject, &["of".to_owned()]).is_empty();
    if lower_is(subject, "each") && of_them() {
        return true;
    }
    let definite = subject.pos == Pos::Pron || subject.children_by(&["det", "nummod", "amod", "poss"]).next().is_some();
    let one_of = |token: TokenRef<'_>| BOTH.iter().any(|word| lower_is(token, word));
    definite && one_of(subject)
        || is_two(subject)
        || matches!(subject.tag, "NNS" | "NNPS") && negotiate(subject)
        || is_joint(subject)
        || COME_FOR.contains(&subject.lemma())
            && behind(subject, &["of".to_owned(), "from".to_owned()])
                .into_iter()
                .any(|below| one_of(below) || is_two(below))
}

/// "the two presidents", "both governments".
pub(super) fn is_two(subject: TokenRef<'_>) -> bool {
    let number = |child: TokenRef<'_>| lower_is(child, "two") || lower_is(child, "both");
    matches!(subject.tag, "NNS" | "NNPS") && subject.children_by(&["nummod", "det", "predet", "amod"]).any(number)
}

/// "negotiators", "lawyers", "a delegation": where they meet somebody they hold talks.
pub(super) fn negotiate(subject: TokenRef<'_>) -> bool {
    NEGOTIATORS.contains(&subject.lemma().to_lowercase().as_str())
}

fn is_joint(subject: TokenRef<'_>) -> bool {
    let joint = |child: TokenRef<'_>| JOINT.iter().any(|word| lower_is(child, word));
    BODIES.contains(&subject.lemma().to_lowercase().as_str()) && subject.children_by(&["amod", "compound"]).any(joint)
}
