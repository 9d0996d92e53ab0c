//! A copy of a group is added or taken out, a line is added: what the page shows next.

use super::Posted;
use crate::layout::{Layout, MOST_COPIES, Place};
use crate::questionnaire::Questionnaire;
use crate::spot::Spot;

/// What the pressed button does, and to which spot.
enum Turn<'a> {
    Add(&'a str),
    Remove(&'a str),
}

/// The button's own field, or the last word of what the form does (`do` is `send add.g`).
fn pressed(fields: &[(String, String)]) -> Option<Turn<'_>> {
    let turn = |name: &'_ str| -> Option<(bool, usize)> {
        let add = name.strip_prefix("add.").map(|spot| (true, spot.len()));
        add.or_else(|| name.strip_prefix("remove.").map(|spot| (false, spot.len())))
    };
    fields.iter().find_map(|(name, value)| {
        let last = if name == "do" {
            value.rsplit_once(' ').map(|(_, last)| last)?
        } else {
            name.as_str()
        };
        let (adds, length) = turn(last)?;
        let spot = last.get(last.len() - length..)?;
        Some(if adds {
            Turn::Add(spot)
        } else {
            Turn::Remove(spot)
        })
    })
}

pub(super) fn turned(
    form: &Questionnaire,
    fields: &[(String, String)],
) -> Option<Vec<(String, String)>> {
    let turn = pressed(fields)?;
    let copies = Posted::new(fields).copies(form);
    let layout = Layout::new(form, &copies);
    let at = |spot: &str| layout.places.iter().find(|p| p.spot.as_str() == spot);
    let mut fields: Vec<(String, String)> = fields
        .iter()
        .filter(|(name, _)| !name.starts_with("add.") && !name.starts_with("remove."))
        .cloned()
        .collect();
    match turn {
        Turn::Add(spot) => {
            if let Some(place) = at(spot) {
                let so_far = count(&layout, place, &fields);
                let most = place.item.occurs.max.unwrap_or(MOST_COPIES);
                set(&mut fields, spot, (so_far + 1).min(most.min(MOST_COPIES)));
            }
        }
        Turn::Remove(spot) => {
            if let Some(place) = at(spot).filter(|place| place.item.is_copied()) {
                let so_far = count(&layout, place, &fields);
                remove(&layout, place, &mut fields);
                let first = first_of(place);
                set(&mut fields, first.as_str(), so_far.saturating_sub(1).max(1));
            }
        }
    }
    Some(fields)
}

/// How many copies or lines there are.
fn count(layout: &Layout<'_>, place: &Place<'_>, fields: &[(String, String)]) -> u32 {
    if place.item.is_copied() {
        let family = layout
            .places
            .iter()
            .filter(|other| other.item.number == place.item.number && other.parent == place.parent);
        return u32::try_from(family.count()).unwrap_or(MOST_COPIES);
    }
    let name = format!("copies.{}", place.spot);
    let said = fields.iter().find(|(field, _)| *field == name);
    let said = said.and_then(|(_, value)| value.trim().parse().ok());
    let typed = Posted::new(fields).every_typed(place.spot.as_str()).count();
    let lines = u32::try_from(typed.max(1)).unwrap_or(MOST_COPIES);
    lines.max(said.unwrap_or(1)).min(MOST_COPIES)
}

fn set(fields: &mut Vec<(String, String)>, spot: &str, count: u32) {
    let name = format!("copies.{spot}");
    fields.retain(|(field, _)| *field != name);
    fields.push((name, count.to_string()));
}

/// The spot of the first copy in this copy's family.
fn first_of(place: &Place<'_>) -> Spot {
    let mut copies: Vec<u32> = place.copies.iter().map(|(_, copy)| *copy).collect();
    if let Some(last) = copies.last_mut() {
        *last = 1;
    }
    Spot::new(place.item.link_id.as_str(), &copies)
}

/// Takes a copy's fields out, and moves those of later copies up by one.
fn remove(layout: &Layout<'_>, gone: &Place<'_>, fields: &mut Vec<(String, String)>) {
    let depth = gone.copies.len().saturating_sub(1);
    let Some(&(group, taken)) = gone.copies.get(depth) else {
        return;
    };
    let in_family = |place: &Place<'_>| {
        place.copies.get(..depth) == gone.copies.get(..depth)
            && place.copies.get(depth).is_some_and(|(of, _)| *of == group)
    };
    let mut moved: Vec<(String, Option<String>)> = Vec::new();
    for place in layout.places.iter().filter(|place| in_family(place)) {
        let mut copies: Vec<u32> = place.copies.iter().map(|(_, copy)| *copy).collect();
        let Some(copy) = copies.get_mut(depth) else {
            continue;
        };
        let to = match (*copy).cmp(&taken) {
            std::cmp::Ordering::Less => continue,
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => {
                *copy -= 1;
                let spot = Spot::new(place.item.link_id.as_str(), &copies);
                Some(spot.as_str().to_owned())
            }
        };
        moved.push((place.spot.as_str().to_owned(), to));
    }
    let prefixes = ["", "skip.", "other.", "unit.", "copies."];
    let own = first_of(gone);
    let kept = fields.drain(..).filter_map(|(name, value)| {
        if name.strip_prefix("copies.") == Some(own.as_str()) {
            return Some((name, value));
        }
        for (spot, to) in &moved {
            let prefix = prefixes
                .iter()
                .find(|prefix| name.strip_prefix(**prefix) == Some(spot));
            if let Some(prefix) = prefix {
                return to.as_ref().map(|to| (format!("{prefix}{to}"), value));
            }
        }
        Some((name, value))
    });
    let kept: Vec<(String, String)> = kept.collect();
    *fields = kept;
}
