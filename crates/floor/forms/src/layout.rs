//! A form laid out: every item in every copy of the repeating groups around it, in the order a
//! person meets them.

use crate::questionnaire::{Item, Questionnaire};
use crate::spot::Spot;
use std::collections::BTreeMap;

/// The most copies of one group. This engine's own choice.
pub const MOST_COPIES: u32 = 100;

/// The most items laid out, copies counted: further copies are left out. This engine's own choice.
const MOST_PLACES: usize = 20_000;

/// One item in one copy.
pub(crate) struct Place<'f> {
    pub(crate) item: &'f Item,
    pub(crate) spot: Spot,
    /// Which copy of each repeating group around it, outermost first, with the group's number.
    pub(crate) copies: Vec<(usize, u32)>,
    /// What it lies in.
    pub(crate) parent: Option<usize>,
    /// Where everything that lies in it ends.
    pub(crate) end: usize,
}

/// The whole form, laid out.
pub(crate) struct Layout<'f> {
    pub(crate) places: Vec<Place<'f>>,
    /// The places of each item, by item number.
    pub(crate) of_item: Vec<Vec<usize>>,
}

/// How many copies of each group there are, by the spot of the first copy; one where nothing is
/// said.
pub(crate) type Copies = BTreeMap<String, u32>;

impl<'f> Layout<'f> {
    pub(crate) fn new(form: &'f Questionnaire, copies: &Copies) -> Self {
        let mut layout = Self {
            places: Vec::new(),
            of_item: Vec::new(),
        };
        for item in &form.items {
            layout.add(item, None, &mut Vec::new(), copies);
        }
        layout
    }

    fn add(
        &mut self,
        item: &'f Item,
        parent: Option<usize>,
        around: &mut Vec<(usize, u32)>,
        copies: &Copies,
    ) {
        if !item.is_copied() {
            self.place(item, parent, around, copies);
            return;
        }
        around.push((item.number, 1));
        let first = spot(item, around);
        let least = item.occurs.min.unwrap_or(1);
        let wanted = copies.get(first.as_str()).copied().unwrap_or(least);
        for copy in 1..=wanted.clamp(1, MOST_COPIES) {
            if copy > 1 && self.places.len() >= MOST_PLACES {
                break;
            }
            if let Some(last) = around.last_mut() {
                last.1 = copy;
            }
            self.place(item, parent, around, copies);
        }
        around.pop();
    }

    fn place(
        &mut self,
        item: &'f Item,
        parent: Option<usize>,
        around: &mut Vec<(usize, u32)>,
        copies: &Copies,
    ) {
        let here = self.places.len();
        self.places.push(Place {
            item,
            spot: spot(item, around),
            copies: around.clone(),
            parent,
            end: here,
        });
        if self.of_item.len() <= item.number {
            self.of_item.resize(item.number + 1, Vec::new());
        }
        if let Some(places) = self.of_item.get_mut(item.number) {
            places.push(here);
        }
        for child in &item.children {
            self.add(child, Some(here), around, copies);
        }
        let end = self.places.len();
        if let Some(place) = self.places.get_mut(here) {
            place.end = end;
        }
    }

    /// The places of an item as seen from another place: those in the same copies of the groups
    /// that are around both.
    pub(crate) fn near<'a>(
        &'a self,
        number: usize,
        from: &'a Place<'f>,
    ) -> impl Iterator<Item = usize> + 'a {
        let all = self.of_item.get(number).map_or(&[][..], Vec::as_slice);
        all.iter().copied().filter(move |index| {
            self.places.get(*index).is_some_and(|place| {
                let shared = place.copies.iter().zip(&from.copies);
                shared
                    .take_while(|(one, two)| one.0 == two.0)
                    .all(|(one, two)| one.1 == two.1)
            })
        })
    }
}

fn spot(item: &Item, around: &[(usize, u32)]) -> Spot {
    let copies: Vec<u32> = around.iter().map(|(_, copy)| *copy).collect();
    Spot::new(item.link_id.as_str(), &copies)
}

/// The repeating groups around each item, itself among them, outermost first.
pub(crate) struct Around<'f>(BTreeMap<&'f str, Vec<&'f Item>>);

impl<'f> Around<'f> {
    pub(crate) fn new(form: &'f Questionnaire) -> Self {
        let mut around = BTreeMap::new();
        for item in &form.items {
            gather(item, &mut Vec::new(), &mut around);
        }
        Self(around)
    }

    /// Makes room for this spot. `false`: it is no spot of the form, which has another number of
    /// repeating groups around it, or takes no such copy.
    pub(crate) fn make_room(&self, spot: &str, copies: &mut Copies) -> bool {
        let Some((link_id, mut path)) = Spot::parts(spot) else {
            return false;
        };
        let Some(groups) = self.0.get(link_id) else {
            return false;
        };
        if path.is_empty() {
            path = vec![1; groups.len()];
        }
        if path.len() != groups.len() || path.iter().any(|copy| *copy > MOST_COPIES) {
            return false;
        }
        for (depth, group) in groups.iter().enumerate() {
            let mut first = path.get(..=depth).unwrap_or_default().to_vec();
            let copy = first.pop().unwrap_or(1);
            first.push(1);
            let name = Spot::new(group.link_id.as_str(), &first);
            let so_far = copies.entry(name.as_str().to_owned()).or_insert(1);
            *so_far = copy.max(*so_far);
        }
        true
    }
}

fn gather<'f>(
    item: &'f Item,
    groups: &mut Vec<&'f Item>,
    around: &mut BTreeMap<&'f str, Vec<&'f Item>>,
) {
    if item.is_copied() {
        groups.push(item);
    }
    around.insert(item.link_id.as_str(), groups.clone());
    for child in &item.children {
        gather(child, groups, around);
    }
    if item.is_copied() {
        groups.pop();
    }
}
