//! A form with the answers so far, as a page needs it: what to show, in how many copies, and what
//! the form works out.

use crate::answer::Answer;
use crate::questionnaire::Item;
use crate::spot::Spot;
use crate::work::{Trouble, Worked};
use std::collections::{BTreeMap, BTreeSet};

/// What is asked with the answers so far.
pub struct Asked<'f> {
    places: Vec<Asking<'f>>,
    shown: BTreeSet<Spot>,
    left_off: Vec<Spot>,
    copies: BTreeMap<String, u32>,
    values: BTreeMap<Spot, Vec<Answer>>,
    troubles: Vec<Trouble>,
}

/// One item to show.
pub struct Asking<'f> {
    /// Its spot: the name of its field.
    pub spot: Spot,
    /// The item.
    pub item: &'f Item,
    /// How deep it lies; 0 at the top.
    pub depth: usize,
}

impl<'f> Asked<'f> {
    pub(crate) fn new(worked: Worked<'f>, lines: &BTreeMap<String, u32>) -> Self {
        let mut asked = Self {
            places: Vec::new(),
            shown: BTreeSet::new(),
            left_off: Vec::new(),
            copies: lines.clone(),
            values: BTreeMap::new(),
            troubles: worked.troubles,
        };
        let mut depths: Vec<usize> = Vec::new();
        let mut firsts: BTreeMap<(Option<usize>, usize), Spot> = BTreeMap::new();
        let each = worked.layout.places.into_iter().zip(worked.answers);
        for ((place, answers), open) in each.zip(worked.asked) {
            let around = place.parent.and_then(|parent| depths.get(parent));
            let depth = around.map_or(0, |depth| depth + 1);
            depths.push(depth);
            if place.item.is_copied() {
                let first = firsts
                    .entry((place.parent, place.item.number))
                    .or_insert_with(|| place.spot.clone());
                *asked.copies.entry(first.as_str().to_owned()).or_insert(0) += 1;
            }
            if open && place.item.is_fixed() {
                asked.values.insert(place.spot.clone(), answers);
            }
            if place.item.hidden {
                continue;
            }
            if open {
                asked.shown.insert(place.spot.clone());
                asked.places.push(Asking {
                    spot: place.spot,
                    item: place.item,
                    depth,
                });
            } else {
                asked.left_off.push(place.spot);
            }
        }
        asked
    }

    /// Whether this spot is to be shown.
    pub fn shows(&self, spot: &str) -> bool {
        self.shown.contains(spot)
    }

    /// Every spot to be shown.
    pub fn shown(&self) -> &BTreeSet<Spot> {
        &self.shown
    }

    /// Everything to be shown, in order.
    pub fn places(&self) -> &[Asking<'f>] {
        &self.places
    }

    /// How many copies of a group there are, by the spot of its first; how many lines the page had
    /// for a question that takes several answers. At least 1.
    pub fn copies(&self, first: &str) -> u32 {
        self.copies.get(first).copied().unwrap_or(1).max(1)
    }

    /// The answer of a question that is not the person's to answer: calculated, read-only or
    /// hidden.
    pub fn value(&self, spot: &str) -> &[Answer] {
        self.values.get(spot).map_or(&[], Vec::as_slice)
    }

    /// The spots that are not shown, for the field `unasked`.
    pub fn unasked(&self) -> String {
        let spots: Vec<&str> = self.left_off.iter().map(Spot::as_str).collect();
        spots.join(" ")
    }

    /// The expressions that gave nothing because they could not be worked out.
    pub fn troubles(&self) -> &[Trouble] {
        &self.troubles
    }
}
