//! Prints the contacts of reports that were parsed before: one line each, with its evidence.
//!
//! `contacts DOCS.jsonl [PUBLISHED]`: one doc in spaCy's JSON a line; the day of publication of all of them.

use rapporteur_language::Doc;
use rapporteur_reading::{Context, contacts, statements};
use rapporteur_record::codebook::{Codebook, Cues};
use rapporteur_record::{ActorId, Contact};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let path = arguments.first().ok_or("contacts DOCS.jsonl [PUBLISHED]")?;
    let published = arguments.get(1).map(|day| day.parse()).transpose()?;
    for (number, line) in std::fs::read_to_string(path)?.lines().enumerate() {
        let doc = Doc::from_json(line)?;
        let context = Context::of(&doc, published, Codebook::builtin(), Cues::builtin());
        let statements = statements::statements(&context, &context.attributed);
        for contact in contacts::contacts(&context, &statements) {
            println!("{}\t{}", number + 1, shown(&context, &contact));
        }
    }
    Ok(())
}

fn shown(context: &Context<'_>, contact: &Contact) -> String {
    let name = |actor: &ActorId| context.mentions.actors().get(actor.index()).map_or("?", |actor| actor.name.as_str());
    let names = |actors: &[ActorId]| actors.iter().map(name).collect::<Vec<_>>().join(", ");
    let period = contact.when.period;
    let days = [period.from, period.to].map(|day| day.map_or_else(|| "?".to_owned(), |day| day.to_string()));
    let evidence =
        contact.evidence.iter().map(|span| span.of(context.doc.text()).unwrap_or_default().replace('\n', " "));
    format!(
        "{} {} [{}] ({}) at {} {} | {}",
        contact.kind,
        contact.status,
        names(&contact.participants),
        names(&contact.parties),
        contact.place.as_deref().unwrap_or("-"),
        days.join(".."),
        evidence.collect::<Vec<_>>().join(" || ")
    )
}
