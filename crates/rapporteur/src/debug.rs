//! `rapporteur debug`: what each stage of a reading finds.

use std::io::Write;

use indicatif::ProgressBar;
use rapporteur_language::Doc;
use rapporteur_reading::Cast;
use rapporteur_reading::Context;
use rapporteur_reading::attribution::{attributed, considered};
use rapporteur_reading::dates::{DateMention, dates};
use rapporteur_reading::mentions::{Mentions, json_line};
use rapporteur_reading::statements::{Shown, shown_by_each};
use rapporteur_record::codebook::{Codebook, Cues};
use rapporteur_record::{ActorId, CodePoints, EventActor, Reading, Span};
use rapporteur_report::Report;
use serde_json::json;

use crate::exit::Done;
use crate::parsed::Parsed;
use crate::record;

/// Show what one stage of the reading finds, for those who look inside.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Which stage.
    #[arg(value_enum)]
    stage: Stage,
    #[command(flatten)]
    what: record::Options,
    /// Read each report by itself, without the cast of the others.
    #[arg(long)]
    alone: bool,
    /// Lines for people, or a line of JSON for each report (mentions, dates, statements, attribution and meaning) or person (cast).
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Stage {
    /// Tokens with lemma, tags and entity.
    Tokens,
    /// The dependency tree, as CoNLL-U.
    Parse,
    /// Who is spoken of, and which words refer to whom.
    Mentions,
    /// Time expressions and their days.
    Dates,
    /// Attributions with speaker, act, firmness, terms and time.
    Statements,
    /// Calls, meetings, talks, visits and letters.
    Contacts,
    /// What each statement shows of itself, by which its act, firmness, terms and stances are judged.
    Meaning,
    /// What might be an attribution, with what it shows of itself, by which it is judged.
    Attribution,
    /// Who is who in all reports together, and what speaks for whose somebody is of whom none tells it.
    Cast,
    /// PLOVER events, with the frame that fired and why the actors have their codes.
    Events,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    Text,
    Jsonl,
}

pub(crate) fn run(options: &Options) -> anyhow::Result<Done> {
    let codebook = record::codebook(options.what.codebook.as_deref())?;
    let input = record::input(&options.what);
    let done = record::tell_problems(&input);
    let (cast, docs) = Parsed::of(input, &codebook, &ProgressBar::hidden()).into_docs();
    let cast = if options.alone { Cast::default() } else { cast };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if let Stage::Cast = options.stage {
        for one in cast.explained(&codebook) {
            match options.format {
                Format::Text => writeln!(out, "{one}")?,
                Format::Jsonl => writeln!(out, "{}", serde_json::to_string(&one)?)?,
            }
        }
        out.flush()?;
        return Ok(done);
    }
    for (report, doc) in docs {
        let one = One { report: &report, doc: &doc, codebook: &codebook, cast: &cast };
        match (options.stage, options.format) {
            (Stage::Mentions, Format::Jsonl) => {
                let sources = attributed(&doc, Cues::builtin()).source_heads();
                let mentions = Mentions::with_cast(&doc, &codebook, report.published, &cast, &sources);
                writeln!(out, "{}", json_line(&report.id, &doc, mentions.clusters())?)?;
            }
            (Stage::Dates, Format::Jsonl) => writeln!(out, "{}", dates_json(&report, &doc))?,
            (Stage::Meaning, Format::Jsonl) => writeln!(out, "{}", meaning_json(one)?)?,
            (Stage::Attribution, Format::Jsonl) => writeln!(out, "{}", considered_json(&report, &doc))?,
            (Stage::Statements, Format::Jsonl) => writeln!(out, "{}", attributions_json(one))?,
            (_, Format::Jsonl) => {
                anyhow::bail!("--format jsonl is for the stages mentions, dates, statements, attribution and meaning")
            }
            (stage, Format::Text) => write!(out, "{}", text(stage, one))?,
        }
    }
    out.flush()?;
    Ok(done)
}

/// A parsed report among those that it is read with.
#[derive(Clone, Copy)]
struct One<'r> {
    report: &'r Report,
    doc: &'r Doc,
    codebook: &'r Codebook,
    cast: &'r Cast,
}

impl One<'_> {
    fn reading(self) -> Reading {
        rapporteur_reading::read_with_cast(self.report, self.doc, self.codebook, Cues::builtin(), self.cast)
    }

    fn shown(self) -> Vec<Shown> {
        let (cues, published) = (Cues::builtin(), self.report.published);
        let context = Context::with_cast(self.doc, published, self.codebook, cues, self.cast);
        shown_by_each(&context, &attributed(self.doc, cues))
    }
}

fn dates_json(report: &Report, doc: &Doc) -> serde_json::Value {
    let points = CodePoints::of(doc.text());
    let date = |mention: &DateMention| {
        let Span { start, end } = mention.span;
        json!({
            "start": points.before(start), "end": points.before(end), "text": mention.text(doc),
            "from": mention.named.from.map(|day| day.to_string()), "to": mention.named.to.map(|day| day.to_string()),
        })
    };
    json!({ "id": report.id, "dates": dates(doc, report.published).iter().map(date).collect::<Vec<_>>() })
}

/// The outermost statements as source, cue and content, with offsets in code points.
fn attributions_json(one: One<'_>) -> serde_json::Value {
    let points = CodePoints::of(one.doc.text());
    let spans = |spans: &mut dyn Iterator<Item = &Span>| -> Vec<[u32; 2]> {
        spans.map(|span| [points.before(span.start), points.before(span.end)]).collect()
    };
    let reading = one.reading();
    let outermost = reading.statements.iter().filter(|told| told.within.is_none()).map(|told| {
        json!({
            "source": spans(&mut told.source.iter()), "cue": spans(&mut told.cue.iter()),
            "content": spans(&mut told.content.iter()),
        })
    });
    json!({ "doc": one.report.id, "attributions": outermost.collect::<Vec<_>>() })
}

/// Every candidate for an attribution, as `training/attribution.py` takes it: a list of traits, and each candidate's by their
/// places in it.
fn considered_json(report: &Report, doc: &Doc) -> serde_json::Value {
    let points = CodePoints::of(doc.text());
    let span = |span: &Span| [points.before(span.start), points.before(span.end)];
    let mut places: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    let mut names: Vec<String> = Vec::new();
    let mut place = |name: String| {
        *places.entry(name.clone()).or_insert_with(|| {
            names.push(name);
            names.len() - 1
        })
    };
    let candidates: Vec<serde_json::Value> = considered(doc, Cues::builtin())
        .into_iter()
        .map(|one| {
            let traits: Vec<usize> = one.traits.into_iter().map(&mut place).collect();
            json!({
                "source": one.source.as_ref().map(span), "cue": one.cue.map(|cue| points.before(cue)), "lemma": one.lemma,
                "found": one.found, "wide": one.wide, "free": one.free, "kind": one.kind.as_str(),
                "content": one.content.iter().map(span).collect::<Vec<_>>(), "traits": traits,
            })
        })
        .collect();
    json!({ "report": report.id, "traits": names, "candidates": candidates })
}

/// What each statement shows of itself, as `training/meaning.py` takes it.
fn meaning_json(one: One<'_>) -> serde_json::Result<serde_json::Value> {
    let shown = one.shown().into_iter().map(|shown| {
        let mut line = serde_json::to_value(&shown)?;
        line["content"] = json!(shown.code_points(one.doc));
        Ok(line)
    });
    Ok(json!({ "report": one.report.id, "statements": shown.collect::<serde_json::Result<Vec<_>>>()? }))
}

fn text(stage: Stage, one: One<'_>) -> String {
    let One { report, doc, .. } = one;
    let mut lines = vec![format!("# {}", report.id)];
    match stage {
        Stage::Tokens => lines.extend(doc.iter().map(|token| {
            let entity = if token.ent_type.is_empty() { "-" } else { token.ent_type };
            format!(
                "{:>5}  {:<20} {:<20} {:<6} {:<6} {entity}",
                token.index(),
                token.text().escape_debug(),
                token.lemma().escape_debug(),
                token.tag,
                token.pos.as_str()
            )
        })),
        Stage::Parse => lines.push(doc.to_conllu()),
        Stage::Attribution => lines.extend(considered(doc, Cues::builtin()).into_iter().map(|one| {
            let content: Vec<&str> = one.content.iter().filter_map(|span| span.of(doc.text())).collect();
            let source = one.source.and_then(|span| span.of(doc.text())).unwrap_or("-");
            format!("{source} | {} {} | {}\n  {}", one.found, one.lemma, content.join(" […] "), one.traits.join(" | "))
        })),
        Stage::Meaning => lines.extend(Shown::to_texts(&one.shown(), doc)),
        Stage::Dates => lines.extend(dates(doc, report.published).iter().map(|mention| {
            let bound = |day: Option<jiff::civil::Date>| day.map_or_else(|| "?".to_owned(), |day| day.to_string());
            format!("{:<32} {} to {}", mention.text(doc), bound(mention.period.from), bound(mention.period.to))
        })),
        Stage::Cast => {}
        Stage::Events => lines.extend(events(one)),
        Stage::Contacts => {
            lines.extend(entries(stage, &one.reading(), doc.text()));
            let context = Context::with_cast(doc, report.published, one.codebook, Cues::builtin(), one.cast);
            lines.push("-- by word --".to_owned());
            let statements = rapporteur_reading::statements::statements(&context, &context.attributed);
            lines.extend(rapporteur_reading::contacts::explained(&context, &statements));
        }
        Stage::Mentions | Stage::Statements => {
            lines.extend(entries(stage, &one.reading(), doc.text()));
        }
    }
    lines.join("\n") + "\n"
}

fn events(one: One<'_>) -> Vec<String> {
    let One { report, doc, codebook, cast } = one;
    let context = Context::with_cast(doc, report.published, codebook, Cues::builtin(), cast);
    let statements = rapporteur_reading::statements::statements(&context, &context.attributed);
    let contacts = rapporteur_reading::contacts::contacts(&context, &statements);
    let side = |actors: &[EventActor]| {
        let code = |one: &EventActor| {
            let country = one.country.as_deref().unwrap_or("?");
            [country].into_iter().chain(one.sectors.iter().map(String::as_str)).collect::<Vec<_>>().join(" ")
        };
        if actors.is_empty() { "-".to_owned() } else { actors.iter().map(code).collect::<Vec<_>>().join(", ") }
    };
    let found = rapporteur_reading::events::explained(&context, &statements, &contacts);
    let line = |found: &rapporteur_reading::events::Explained| {
        let event = &found.event;
        format!(
            "{} {}{} | {} → {} | {} | {}",
            event.event_type,
            event.modes.join(" "),
            event.aux.map(|aux| format!(" ({aux})")).unwrap_or_default(),
            side(&event.source),
            side(&event.target),
            found.reason,
            event.evidence.first().of(doc.text()).unwrap_or_default().replace('\n', " ")
        )
    };
    found.iter().map(line).collect()
}

fn entries(stage: Stage, reading: &Reading, text: &str) -> Vec<String> {
    let name = |actor: Option<ActorId>| actor.map_or("-", |actor| reading.actors[actor.index()].name.as_str());
    let words = |spans: &mut dyn Iterator<Item = &Span>| {
        spans.filter_map(|span| span.of(text)).collect::<Vec<_>>().join(" … ").replace('\n', " ")
    };
    match stage {
        Stage::Statements => Vec::from_iter(reading.statements.iter().map(|told| {
            format!(
                "{} ({} of {}) | {} | {} {} {} {} {:?} | {}",
                name(told.speaker),
                told.authority.map_or("-", |authority| authority.as_str()),
                name(told.party),
                words(&mut told.cue.iter()),
                told.cue_kind,
                told.mode,
                told.act,
                told.firmness,
                told.about.iter().map(|term| term.as_str()).collect::<Vec<_>>(),
                words(&mut told.content.iter())
            )
        })),
        Stage::Contacts => Vec::from_iter(reading.contacts.iter().map(|told| {
            let who: Vec<&str> = told.participants.iter().map(|&actor| name(Some(actor))).collect();
            let place = told.place.as_deref().unwrap_or("-");
            format!(
                "{} {} | {} | {place} | {}",
                told.status,
                told.kind,
                who.join(", "),
                words(&mut told.evidence.iter())
            )
        })),
        _ => Vec::from_iter(reading.actors.iter().map(|actor| {
            format!(
                "{} [{}] of {} | {} | {}",
                actor.name,
                actor.kind,
                name(actor.party),
                actor.office.as_deref().unwrap_or("-"),
                words(&mut actor.mentions.iter())
            )
        })),
    }
}
