//! The examples at the root of the repository, and the gold of the same reports that the reading is measured with: both
//! are one text, and the codebook that goes with them can be loaded.

#![allow(clippy::unwrap_used, reason = "a test of integration is a test through and through")]

use std::path::{Path, PathBuf};

use rapporteur_record::codebook::Codebook;
use rapporteur_report::{ReadOptions, read_inputs};
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn the_gold_is_of_the_example_s_reports() {
    let input = read_inputs(&[root().join("examples/lorn-valley")], &ReadOptions::default());
    let gold = std::fs::read_to_string(root().join("crates/reading/tests/gold/lorn-valley/reports.jsonl")).unwrap();
    let gold: Vec<Value> = gold.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((input.reports.len(), gold.len()), (4, 4));
    for (report, gold) in input.reports.iter().zip(&gold) {
        assert_eq!(report.text, gold["text"].as_str().unwrap());
        assert_eq!(report.title.as_deref(), gold["title"].as_str());
        assert_eq!(report.outlet.as_deref(), gold["outlet"].as_str());
        assert_eq!(report.published.map(|day| day.to_string()).as_deref(), gold["published"].as_str());
    }
}

#[test]
fn the_example_s_codebook_knows_its_actors() {
    let text = std::fs::read_to_string(root().join("examples/lorn-valley-codebook.toml")).unwrap();
    let codebook = Codebook::builtin().extended_with("examples/lorn-valley-codebook.toml", &text).unwrap();
    for (words, id) in [
        (vec!["Kestria"], "xke"),
        (vec!["Kestrian"], "xke"),
        (vec!["Meruvia"], "xmv"),
        (vec!["Lorn", "Front"], "lorn-front"),
    ] {
        assert_eq!(codebook.longest_actor_at(&words, 0).unwrap().actor.id, id);
    }
}

/// What one side denies in the next sentence is no contact that was held.
#[test]
fn a_call_that_a_side_denies_is_denied() {
    use rapporteur_language::Pipeline;
    use rapporteur_record::ContactStatus::{self, Denied, Held};
    use rapporteur_record::codebook::Cues;
    use rapporteur_report::Report;

    let status = |text: &str| -> Vec<ContactStatus> {
        let report = Report { text: text.to_owned(), ..Report::default() };
        let doc = rapporteur_reading::parse(Pipeline::english(), text);
        let reading = rapporteur_reading::read(&report, &doc, Codebook::builtin(), Cues::builtin());
        reading.contacts.iter().map(|contact| contact.status).collect()
    };
    let told = "A newspaper in Cairo reported that Egypt's President Amr Nasser had spoken with Jordan's Prime Minister Sami \
                Haddad by telephone on Sunday.";
    assert_eq!(status(&format!("{told} Jordan denied it.")), [Denied]);
    assert_eq!(status(told), [Held]);
    assert_eq!(status(&format!("{told} Jordan did not deny it.")), [Held]);
    assert_eq!(status(&format!("{told} Jordan denied wrongdoing.")), [Held]);
    // Whoever says that the account is false.
    assert_eq!(status(&format!("{told} The story was without any foundation, a diplomat said.")), [Denied]);
    assert_eq!(status(&format!("{told} The report was false, his office said.")), [Denied]);
    assert_eq!(status(&format!("{told} There was no such call, a diplomat said.")), [Denied]);
    assert_eq!(status(&format!("{told} There was no such deal, a diplomat said.")), [Held]);
    assert_eq!(status(&format!("{told} “A fairy tale,” Haddad said.")), [Denied]);
    assert_eq!(status(&format!("{told} The two never spoke, Haddad's office said.")), [Denied]);
    assert_eq!(status(&format!("{told} The report came out on Monday.")), [Held]);
    assert_eq!(
        status(
            "Reports that Egypt's President Amr Nasser had met Jordan's Prime Minister Sami Haddad were called fantasy by the ministry."
        ),
        [Denied]
    );
    assert_eq!(
        status(
            "There is no truth in rumours of a meeting between Egypt's President Amr Nasser and Jordan's Prime Minister Sami Haddad."
        ),
        [Denied]
    );
}
