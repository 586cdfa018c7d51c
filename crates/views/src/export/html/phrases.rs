//! Small pieces that all sections are made of: marks, names, days, and what the filter asks of an entry.

use jiff::civil::Date;
use maud::{Markup, html};
use rapporteur_record::{ActorId, Evidence, Period, Standing, Term};

use super::Page;
use crate::brief::marks::{self, Mark};
use crate::brief::words::{clipped, spoken};
use crate::page::Tone;

/// Longer names are cut.
const NAME: usize = 90;

/// A sign and its word. The sign is for the eye; a screen reader has the word.
pub(super) fn mark(mark: Mark) -> Markup {
    let (sign, word, tone) = mark.parts();
    html! { span class={ "mark " (class(tone)) } { span aria-hidden="true" { (sign) } " " (word) } }
}

pub(super) const fn class(tone: Tone) -> &'static str {
    match tone {
        Tone::Good => "good",
        Tone::Bad => "bad",
        Tone::Open => "open",
        _ => "plain",
    }
}

/// What it rests on: a badge whose border tells it too.
pub(super) fn standing(standing: Standing) -> Markup {
    html! { span class={ "standing " (standing.as_str()) } { (marks::standing(standing)) } }
}

/// "ceasefire, prisoners".
pub(super) fn terms(terms: &[Term]) -> String {
    terms.iter().map(|term| spoken(term.as_str())).collect::<Vec<_>>().join(", ")
}

/// What the filter asks of an entry. What it does not have, no filter on that leaves out.
#[derive(Default)]
pub(super) struct Facets {
    parties: Option<String>,
    terms: Option<String>,
    standing: Option<&'static str>,
    days: Option<String>,
}

impl Facets {
    pub(super) fn parties(mut self, page: &Page, actors: impl IntoIterator<Item = ActorId>) -> Self {
        let mut sides: Vec<u32> =
            actors.into_iter().filter_map(|actor| page.sides.side(actor)).map(|side| side.0).collect();
        sides.sort_unstable();
        sides.dedup();
        self.parties = Some(sides.iter().map(u32::to_string).collect::<Vec<_>>().join(" "));
        self
    }

    pub(super) fn terms(mut self, terms: &[Term]) -> Self {
        self.terms = Some(terms.iter().map(|term| term.as_str()).collect::<Vec<_>>().join(" "));
        self
    }

    pub(super) fn standing(mut self, standing: Standing) -> Self {
        self.standing = Some(standing.as_str());
        self
    }

    /// The days that are told or, where none are, those of the reports that tell it.
    pub(super) fn days<'e>(
        mut self,
        page: &Page,
        told: &Period,
        evidence: impl IntoIterator<Item = &'e Evidence>,
    ) -> Self {
        let days = if told.is_unknown() { page.published(evidence) } else { *told };
        let end = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        self.days = (!days.is_unknown()).then(|| format!("{}/{}", end(days.from), end(days.to)));
        self
    }

    /// An element that the filter hides or shows: its name, its further attributes, its content.
    pub(super) fn attributes(&self) -> Markup {
        let pairs = [
            ("p", self.parties.as_deref()),
            ("t", self.terms.as_deref()),
            ("s", self.standing),
            ("d", self.days.as_deref()),
        ];
        let told = pairs.iter().filter_map(|(name, value)| value.map(|value| format!(" data-{name}=\"{value}\"")));
        maud::PreEscaped(format!(" data-f{}", told.collect::<String>()))
    }
}

/// An element with the facets of an entry. `attributes` and the facets are the program's own words, never a report's.
pub(super) fn faceted(element: &str, attributes: &str, facets: &Facets, content: &Markup) -> Markup {
    maud::PreEscaped(format!("{}{}</{element}>", begun(element, attributes, facets).0, content.0))
}

/// Where such an element begins.
pub(super) fn begun(element: &str, attributes: &str, facets: &Facets) -> Markup {
    let space = if attributes.is_empty() { "" } else { " " };
    maud::PreEscaped(format!("<{element}{space}{attributes}{}>", facets.attributes().0))
}

impl Page {
    pub(super) fn name(&self, actor: ActorId) -> String {
        self.record.actor(actor).map(|actor| clipped(&actor.name, NAME)).unwrap_or_default()
    }

    /// A name by itself in the direction that its letters run.
    pub(super) fn named(&self, actor: ActorId) -> Markup {
        html! { bdi { (self.name(actor)) } }
    }

    pub(super) fn names<'a>(&self, actors: impl IntoIterator<Item = &'a ActorId>) -> Markup {
        html! {
            @for (at, actor) in actors.into_iter().enumerate() {
                @if at > 0 { ", " }
                (self.named(*actor))
            }
        }
    }

    /// "Ana Ortiz (Norland)"; a party by its name alone.
    pub(super) fn sided(&self, actor: ActorId) -> Markup {
        match self.sides.side(actor).filter(|side| *side != actor) {
            Some(side) => html! { (self.named(actor)) " (" (self.named(side)) ")" },
            None => self.named(actor),
        }
    }

    /// The days between which the reports that tell it were published.
    pub(super) fn published<'e>(&self, evidence: impl IntoIterator<Item = &'e Evidence>) -> Period {
        let days = evidence.into_iter().filter_map(|piece| self.record.report(piece.report)?.published);
        let (mut from, mut to) = (None, None);
        for day in days {
            from = from.map_or(Some(day), |first: Date| Some(first.min(day)));
            to = to.map_or(Some(day), |last: Date| Some(last.max(day)));
        }
        Period { from, to }
    }

    /// "2 May", "told 3 May", "no date told".
    pub(super) fn when<'e>(&self, told: &Period, evidence: impl IntoIterator<Item = &'e Evidence>) -> String {
        if !told.is_unknown() {
            return self.calendar.period(told);
        }
        match self.published(evidence).from {
            Some(day) => format!("told {}", self.calendar.day(day)),
            None => "no date told".to_owned(),
        }
    }
}
