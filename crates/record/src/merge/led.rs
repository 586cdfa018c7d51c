//! Offices and teams of persons, over reports: "Brandt’s office" of one report is the "Ada Brandt’s office" of another when the two are
//! one person.

use std::collections::HashMap;

use rapporteur_spill::{Index, Spill, key_of};

use super::told::ToldActors;
use super::union::Union;
use crate::ActorKind;
use crate::codebook::fold::fold;

/// Joins the bodies of one person that are called alike; which persons are one must be known.
pub(super) fn by_owner(told: &ToldActors, spill: &Spill, same: &mut Union) {
    let mut first_with = Index::new(spill);
    let mut persons: HashMap<u64, usize> = HashMap::new();
    let mut start = 0;
    while let Some(report) = told.all.get(start).map(|one| one.report) {
        let end = (start..told.all.len()).find(|at| told.all.at(*at).report != report).unwrap_or(told.all.len());
        persons.clear();
        persons.extend((start..end).filter_map(|at| Some((person(told, at)?, at))));
        for at in start..end {
            let Some((owner, called)) = owned(told, at) else { continue };
            let Some(owner) = persons.get(&owner).map(|owner| same.first_of(*owner)) else { continue };
            let key = key_of(&(owner, called));
            match first_with.get(key) {
                Some(first) => same.join(first as usize, at),
                None => first_with.insert(key, at as u32),
            }
        }
        start = end;
    }
}

/// The key of a person's name.
fn person(told: &ToldActors, at: usize) -> Option<u64> {
    let one = Some(told.told(at)).filter(|one| one.kind == ActorKind::Person)?;
    Some(key_of(&fold(&told.name(&one))))
}

/// Of "Ada Brandt’s office" the keys of the owner and of what is owned.
fn owned(told: &ToldActors, at: usize) -> Option<(u64, u64)> {
    let one = Some(told.told(at)).filter(|one| one.kind == ActorKind::Organisation && one.key.is_none())?;
    let name = told.name(&one);
    let (owner, called) = name.split_once("’s ").or_else(|| name.split_once("'s "))?;
    Some((key_of(&fold(owner)), key_of(&fold(called))))
}
