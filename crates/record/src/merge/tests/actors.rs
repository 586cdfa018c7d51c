use super::*;

fn names(record: &Record) -> Vec<&str> {
    record.actors.iter().map(|actor| actor.name.as_str()).collect()
}

#[test]
fn persons_are_one_over_reports_when_their_names_fit() {
    let record = |pairs: &[(&str, &str)]| {
        let told = |(at, (name, party)): (usize, &(&str, &str))| {
            let mut told = Told::on(&format!("r{at}"), 1 + at as i8, &format!("{name} of {party}"));
            let party = (!party.is_empty()).then(|| told.state(party, party));
            told.person(name, party);
            told
        };
        merge(pairs.iter().enumerate().map(told).collect())
    };
    let persons = |record: &Record| record.actors.iter().filter(|one| one.kind == ActorKind::Person).count();
    for (one, other) in [
        (("Ana Ortiz", "nor"), ("Ana Ortiz", "nor")),
        (("Ana Ortiz", "nor"), ("Ortiz", "nor")),
        (("Ortiz", ""), ("Ana Ortiz", "nor")),
        (("Ana Maria Ortiz", ""), ("Ana Ortiz", "")),
        (("Mr. Otto Patiño", ""), ("Otto Patino", "")),
        (("Ortiz", ""), ("Ortiz", "nor")),
    ] {
        assert_eq!(persons(&record(&[one, other])), 1, "{one:?} {other:?}");
    }
    for (one, other) in [
        (("Ana Ortiz", "nor"), ("Ben Ortiz", "nor")),
        (("Ana Ortiz", "nor"), ("Ortiz", "sud")),
        (("Ana Ortiz", ""), ("Ana", "")),
        (("Ortiz", "nor"), ("Ortiz", "sud")),
    ] {
        assert_eq!(persons(&record(&[one, other])), 2, "{one:?} {other:?}");
    }
    let two_fit = record(&[("Ana Ortiz", ""), ("Ben Ortiz", ""), ("Ortiz", "")]);
    assert_eq!(persons(&two_fit), 3);
    let side_tells = record(&[("Ana Ortiz", "nor"), ("Ben Ortiz", "sud"), ("Ortiz", "sud")]);
    assert_eq!(persons(&side_tells), 2);
}

#[test]
fn the_offices_of_one_person_are_one_over_reports() {
    let office_of = |report: &str, day: i8, owner: &str| {
        let mut told = Told::on(report, day, &format!("{owner} spoke. {owner}’s office agreed."));
        told.person(owner, None);
        let office = told.plain(&format!("{owner}’s office"), ActorKind::Organisation);
        told.push(office);
        told
    };
    let offices = |tellings: Vec<Told>| {
        let record = merge(tellings);
        record.actors.iter().filter(|one| one.kind == ActorKind::Organisation).count()
    };
    assert_eq!(offices(vec![office_of("r1", 1, "Ana Ortiz"), office_of("r2", 2, "Ortiz")]), 1);
    assert_eq!(offices(vec![office_of("r1", 1, "Ana Ortiz"), office_of("r2", 2, "Ben Ortiz")]), 2);
}

#[test]
fn the_fullest_name_stays_and_every_mention_is_an_alias() {
    let mut first = Told::on("r1", 1, "The envoy Ortiz came. The envoy left.");
    let mut actor = first.plain("Ortiz", ActorKind::Person);
    actor.office = Some("envoy".into());
    actor.mentions.push(first.span("The envoy"));
    first.push(actor);
    let mut second = Told::on("r2", 2, "Ana Ortiz, now minister, spoke.");
    let actor = Actor { office: Some("minister".into()), ..second.plain("Ana Ortiz", ActorKind::Person) };
    second.push(actor);
    let record = merge(vec![first, second]);
    assert_eq!(names(&record), ["Ana Ortiz"]);
    assert_eq!(record.actors[0].aliases, ["Ortiz", "The envoy", "envoy"]);
    assert_eq!(record.actors[0].office.as_deref(), Some("minister"));
    assert_eq!(record.actors[0].mentions.len(), 3);
}

#[test]
fn sources_without_a_name_are_never_one() {
    for kind in [ActorKind::Unnamed, ActorKind::Group] {
        let told = |id: &str, day| {
            let mut told = Told::on(id, day, "a diplomat said");
            told.actor("a diplomat", kind);
            told
        };
        assert_eq!(merge(vec![told("r1", 1), told("r2", 2)]).actors.len(), 2);
        let read = vec![told("r1", 1).read(), told("r2", 2).read()];
        let reprint = [ReprintOf { report: "r2".into(), of: "r1".into() }];
        assert_eq!(Record::merge(read, vec![], &reprint).unwrap().actors.len(), 1);
    }
}

#[test]
fn an_acronym_is_the_organisation_that_alone_bears_it() {
    let long = |id: &str, day, name: &str| {
        let mut told = Told::on(id, day, &format!("{name} met."));
        let actor = Actor { aliases: vec!["HWU".into()], ..told.plain(name, ActorKind::Organisation) };
        told.push(actor);
        told
    };
    let short = || {
        let mut told = Told::on("r9", 9, "The HWU struck.");
        told.actor("HWU", ActorKind::Organisation);
        told
    };
    let record = merge(vec![long("r1", 1, "Harbour Workers Union"), short()]);
    assert_eq!(names(&record), ["Harbour Workers Union"]);
    let record = merge(vec![long("r1", 1, "Harbour Workers Union"), long("r2", 2, "Hill Water Users"), short()]);
    assert_eq!(record.actors.len(), 3);
}

#[test]
fn common_nouns_name_nobody_over_reports() {
    let told = |id: &str, day| {
        let mut told = Told::on(id, day, "the rebels said");
        told.actor("the rebels", ActorKind::ArmedGroup);
        told
    };
    assert_eq!(merge(vec![told("r1", 1), told("r2", 2)]).actors.len(), 2);
}

#[test]
fn an_id_moves_only_for_an_earlier_telling_and_says_what_it_was() {
    let told = |id: &str, day| {
        let mut told = Told::on(id, day, "Ana Ortiz came.");
        told.person("Ana Ortiz", None);
        told
    };
    let alone = merge(vec![told("r2", 2)]);
    let later_added = merge(vec![told("r2", 2), told("r3", 3)]);
    let earlier_added = merge(vec![told("r1", 1), told("r2", 2)]);
    let id = &alone.actors[0].id;
    assert!(id.starts_with("ortiz-") && alone.actors[0].was.is_empty());
    assert_eq!(&later_added.actors[0].id, id);
    assert_ne!(&earlier_added.actors[0].id, id);
    assert_eq!(&earlier_added.actors[0].was, std::slice::from_ref(id));
}

#[test]
fn an_actor_known_to_the_codebook_is_called_by_its_key_and_gives_way_to_a_report_of_that_id() {
    let told = |id: &str| {
        let mut told = Told::on(id, 1, "Norland agreed.");
        told.state("nor", "Norland");
        told
    };
    assert_eq!(merge(vec![told("r1")]).actors[0].id, "nor");
    assert_eq!(merge(vec![told("nor")]).actors[0].id, "nor-2");
}

#[test]
fn the_side_told_most_often_counts() {
    let told = |id: &str, day, party: &str| {
        let mut told = Told::on(id, day, &format!("Ana Ortiz of {party}"));
        let party = told.state(party, party);
        told.person("Ana Ortiz", Some(party));
        told
    };
    let record = merge(vec![told("r1", 1, "nor"), told("r2", 2, "nor"), told("r3", 3, "sud")]);
    let person = record.actors.iter().find(|one| one.kind == ActorKind::Person).unwrap();
    assert_eq!(record.actor(person.party.unwrap()).unwrap().id, "nor");
}
