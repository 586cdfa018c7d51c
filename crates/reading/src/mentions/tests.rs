//! Who is meant, and who is not. The docs are spaCy's parses of our own sentences.

use super::*;

/// Of each word asked for (its how-manieth occurrence after `#`), the actor that it refers to, with its party.
#[track_caller]
fn check(beginning: &str, expect: &[(&str, &str)]) {
    let docs = include_str!("../../tests/fixtures/mentions.jsonl");
    let mut docs = docs.lines().map(|line| Doc::from_json(line).unwrap());
    let doc = docs.find(|doc| doc.text().starts_with(beginning)).unwrap_or_else(|| panic!("no parse of {beginning:?}"));
    let mentions = Mentions::of(&doc, Codebook::builtin(), None);
    let name = |id: ActorId| mentions.actors()[id.index()].name.clone();
    for (asked, wanted) in expect {
        let (word, place) = asked.split_once('#').unwrap_or((asked, "1"));
        let mut places = doc.iter().filter(|token| token.text() == word);
        let token = places.nth(place.parse::<usize>().unwrap() - 1).unwrap_or_else(|| panic!("no {asked:?}"));
        let told = mentions.referent(token.index()).map_or("nobody".to_owned(), |id| {
            let actor = &mentions.actors()[id.index()];
            let party = actor.party.filter(|party| *party != id).map(name);
            party.map_or(actor.name.clone(), |party| format!("{} of {party}", actor.name))
        });
        assert_eq!(told, *wanted, "{asked} in {:?}", doc.text());
    }
}

#[test]
fn offices_and_sides_stand_beside_the_name() {
    check(
        "Norway’s envoy",
        &[
            ("Brandt", "Ada Brandt of Norway"),
            ("She", "Ada Brandt of Norway"),
            ("Oslo", "Norway"),
            ("envoy#2", "Ada Brandt of Norway"),
        ],
    );
    check(
        "Harbour Union leader",
        &[("Holt", "Mia Holt of Harbour Union"), ("she", "Mia Holt of Harbour Union"), ("union", "Harbour Union")],
    );
}

#[test]
fn sources_without_names_come_again() {
    let source = "A diplomat briefed on the talks";
    check("A diplomat briefed", &[("diplomat", source), ("diplomat#2", source), ("sides", "both sides")]);
}

#[test]
fn the_home_state_has_the_ministers_and_ministries_of_nobody_else() {
    check(
        "Defence Minister Karl Lind",
        &[("Lind", "Karl Lind of Sweden"), ("government", "Sweden"), ("army", "Sweden’s army of Sweden")],
    );
}

#[test]
fn capitals_act_or_are_places() {
    check("Moscow rejected the plan", &[("Moscow", "Russia"), ("Kremlin", "Russia"), ("Geneva", "nobody")]);
    check("For the African Union", &[("Otieno", "Peter Otieno of African Union"), ("Moscow", "nobody")]);
}

#[test]
fn whoever_spoke_speaks_on() {
    check("Peter Oduya flew", &[("He", "Karl Lind"), ("he", "Karl Lind")]);
}

#[test]
fn parties_and_armies_tell_a_side_and_counterparts_none() {
    check(
        "Ada Brandt, whose",
        &[
            ("Brandt", "Ada Brandt of Harbour Union"),
            ("Lind", "Karl Lind"),
            ("spokesman", "An army spokesman of Sweden"),
        ],
    );
}

#[test]
fn initials_in_brackets_are_a_name() {
    check("The National Salvation Front", &[("NSF#2", "National Salvation Front"), ("it", "National Salvation Front")]);
}

#[test]
fn several_together_are_a_group() {
    let docs = include_str!("../../tests/fixtures/mentions.jsonl");
    let mut docs = docs.lines().map(|line| Doc::from_json(line).unwrap());
    let doc = docs.find(|doc| doc.text().starts_with("Both Norway and Sweden")).unwrap();
    let mentions = Mentions::of(&doc, Codebook::builtin(), None);
    let group = mentions.together(1).unwrap();
    assert_eq!(mentions.actors()[group.index()].name, "Both Norway and Sweden");
    assert_eq!(mentions.referent(1).map(|id| mentions.actors()[id.index()].name.as_str()), Some("Norway"));
}

#[test]
fn a_ministry_has_its_spokespeople_and_is_of_whoever_is_spoken_of() {
    check(
        "Norway may sign if Sweden waits",
        &[
            ("ministry", "Norway’s foreign ministry of Norway"),
            ("Brandt", "Ada Brandt of Norway"),
            ("Lind", "Karl Lind of Norway"),
        ],
    );
}

#[test]
fn nobody_speaks_of_himself_in_a_quotation() {
    check("Ada Brandt accused Peter Oduya", &[("His", "Peter Oduya"), ("she", "Ada Brandt"), ("He", "Peter Oduya")]);
}

#[test]
fn a_body_keeps_its_whole_name_and_its_people() {
    check(
        "The Greens' co-leader",
        &[("Holt", "Peter Holt of Greens"), ("Democrats", "Social Democrats"), ("group", "30 countries")],
    );
    check("Norway's COP30 presidency", &[("Brandt", "Ada Brandt of Norway"), ("country", "Norway")]);
}

#[test]
fn a_ministry_is_its_states_and_creditors_are_not() {
    check(
        "The Pentagon refused",
        &[("Pentagon", "Pentagon of United States"), ("creditors", "Sudmark's creditors"), ("Naim", "Basil Naim")],
    );
}

#[test]
fn those_named_together_are_they() {
    check("Ada Brandt and Karl Lind came", &[("They", "Ada Brandt and Karl Lind"), ("Brandt", "Ada Brandt")]);
}

#[test]
fn people_of_several_sides_are_a_group() {
    let docs = include_str!("../../tests/fixtures/mentions.jsonl");
    let mut docs = docs.lines().map(|line| Doc::from_json(line).unwrap());
    let doc = docs.find(|doc| doc.text().starts_with("The leaders of Norway")).unwrap();
    let mentions = Mentions::of(&doc, Codebook::builtin(), None);
    let names = |head: usize| -> Vec<&str> {
        mentions.referents(head).iter().map(|id| mentions.actors()[id.index()].name.as_str()).collect()
    };
    let head = |word: &str| doc.iter().find(|token| token.text() == word).unwrap().index();
    assert_eq!(names(head("leaders")), ["Norway", "Sweden"]);
    assert_eq!(names(head("officials")), ["Denmark", "Finland"]);
    let officials = mentions.referent(head("officials")).map(|id| &mentions.actors()[id.index()]).unwrap();
    assert_eq!((officials.name.as_str(), officials.party), ("Danish and Finnish officials", None));
}

#[test]
fn outlets_are_on_no_side() {
    check("The daily Morgenpost", &[("Morgenpost", "Morgenpost"), ("senators", "Opposition senators")]);
    check("President Ilse Varga", &[("Varga", "Ilse Varga"), ("Said", "Omar Said")]);
}

#[test]
fn any_text_is_read() {
    for text in ["", " ", "He said.", "“”", "the the the", "It", "a\n\n\nb"] {
        let json = serde_json::json!({ "text": text, "tokens": text.split(' ').scan(0, |at, word| {
            let start = *at;
            *at += word.chars().count() + 1;
            Some(serde_json::json!({ "id": 0, "start": start, "end": start + word.chars().count(), "head": 0, "pos": "NOUN", "tag": "NN", "dep": "ROOT", "lemma": word }))
        }).filter(|token| token["start"] != token["end"]).collect::<Vec<_>>() });
        if let Ok(doc) = Doc::from_json(&json.to_string()) {
            let _ = Mentions::of(&doc, Codebook::builtin(), None);
        }
    }
}
