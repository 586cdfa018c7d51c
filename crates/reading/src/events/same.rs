//! One deed told twice in a report is one event with both pieces of evidence.

use super::Explained;

/// Joins tellings of the same deed of the same actors, where neither is told of another day.
pub(super) fn join(found: &mut Vec<Explained>) {
    let mut kept: Vec<Explained> = Vec::new();
    for one in found.drain(..) {
        let same = kept.iter_mut().rev().take(WINDOW).find(|known| is_same(known, &one));
        match same {
            Some(known) => {
                known.event.evidence.extend(one.event.evidence);
                if known.event.when.text.is_none() {
                    known.event.when = one.event.when;
                }
                known.event.place = known.event.place.take().or(one.event.place);
            }
            None => kept.push(one),
        }
    }
    *found = kept;
}

/// How many events back a telling is compared with.
const WINDOW: usize = 40;

fn is_same(known: &Explained, one: &Explained) -> bool {
    let (known, one) = (&known.event, &one.event);
    let days = known.when.text.is_none() || one.when.text.is_none() || known.when.period == one.when.period;
    known.event_type == one.event_type
        && known.aux == one.aux
        && known.modes == one.modes
        && known.source == one.source
        && known.target == one.target
        && !known.source.is_empty()
        && !known.target.is_empty()
        && days
}
