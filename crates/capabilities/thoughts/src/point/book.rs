//! Every stuck point with what stands beside it, as it is meant for whoever reads.

use super::stored::{BeliefV1, LineV1, OfV1, PointV1, SideV1, StateV1};
use crate::theme::{THEMES, Theme};
use care::{Moment, RecordId};
use sealed::{Act, Kept, ReadError};

/// A stuck point with what stands beside it.
pub struct Point {
    /// The thought.
    pub kept: Kept<PointV1>,
    /// The lines beside it, oldest first.
    pub lines: Vec<Kept<LineV1>>,
    /// How much it and its alternatives were believed, oldest first.
    pub beliefs: Vec<Kept<BeliefV1>>,
}

impl Point {
    /// The lines of one side, oldest first.
    pub fn side(&self, side: SideV1) -> impl Iterator<Item = &Kept<LineV1>> {
        let of_side = move |line: &&Kept<LineV1>| line.value.side == side;
        self.lines.iter().filter(of_side)
    }

    /// The thought that fits better, as it was last written.
    pub fn instead(&self) -> Option<&Kept<LineV1>> {
        self.side(SideV1::Instead).last()
    }

    /// How much the thought itself was believed, oldest first.
    pub fn believed(&self) -> Vec<&BeliefV1> {
        self.of(OfV1::Thought)
    }

    /// How much the thought that fits better, as it was last written, was believed, oldest first.
    pub fn believed_instead(&self) -> Vec<&BeliefV1> {
        self.instead().map_or_else(Vec::new, |line| {
            self.of(OfV1::Instead(*line.record.bytes()))
        })
    }

    fn of(&self, of: OfV1) -> Vec<&BeliefV1> {
        let all = self.beliefs.iter().map(|kept| &kept.value);
        all.filter(|belief| belief.of == of).collect()
    }

    /// When something was last written here.
    pub fn touched(&self) -> Moment {
        let lines = self.lines.iter().map(|kept| kept.at);
        let beliefs = self.beliefs.iter().map(|kept| kept.at);
        let all = lines.chain(beliefs).chain([self.kept.at]);
        all.max().unwrap_or(self.kept.at)
    }
}

/// Every stuck point that is meant for whoever reads.
#[derive(Default)]
pub struct Book {
    /// The points, whatever was last written on first.
    pub points: Vec<Point>,
    /// How many parts are there and do not open.
    pub damaged: usize,
}

impl Book {
    /// The point of this id.
    pub fn point(&self, record: RecordId) -> Option<&Point> {
        self.points.iter().find(|point| point.kept.record == record)
    }
}

/// Every stuck point that is meant for whoever acts. What was taken out is not among it; what stands
/// beside a thought that is not meant for them is not shown either. The act opens the work.
///
/// # Errors
/// If the record could not be read. What is damaged is counted and not left out in silence.
pub async fn book(act: &Act) -> Result<Book, ReadError> {
    let points = act.latest::<PointV1>().await?;
    let lines = act.latest::<LineV1>().await?;
    let beliefs = act.latest::<BeliefV1>().await?;
    let damaged = points.damaged.len() + lines.damaged.len() + beliefs.damaged.len();
    let there = points
        .kept
        .into_iter()
        .filter(|kept| kept.value.gone.is_none());
    let mut points: Vec<Point> = there
        .map(|kept| Point {
            kept,
            lines: Vec::new(),
            beliefs: Vec::new(),
        })
        .collect();
    for line in lines
        .kept
        .into_iter()
        .filter(|kept| kept.value.gone.is_none())
    {
        let point = line.value.point();
        if let Some(point) = points.iter_mut().find(|one| one.kept.record == point) {
            point.lines.push(line);
        }
    }
    for belief in beliefs
        .kept
        .into_iter()
        .filter(|kept| kept.value.gone.is_none())
    {
        let point = belief.value.point();
        if let Some(point) = points.iter_mut().find(|one| one.kept.record == point) {
            point.beliefs.push(belief);
        }
    }
    for point in &mut points {
        point.lines.sort_by_key(|kept| (kept.value.at, kept.record));
        point
            .beliefs
            .sort_by_key(|kept| (kept.value.at, kept.record));
    }
    points.sort_by_key(|point| std::cmp::Reverse((point.touched(), point.kept.record)));
    Ok(Book { points, damaged })
}

/// How many stuck points are open under each theme, of those that the client sent or that were begun
/// together: what they keep for themself is not counted. One with two themes counts under both; one
/// that rests counts under none. The act opens the work.
///
/// # Errors
/// If the record could not be read, or a part of it is damaged: a count must not be too low in
/// silence.
pub async fn themes(act: &Act) -> Result<Vec<(Theme, u32)>, ReadError> {
    let listing = act.latest::<PointV1>().await?;
    if !listing.damaged.is_empty() {
        return Err(sealed::Damaged.into());
    }
    let counts =
        |point: &&PointV1| point.gone.is_none() && point.is_sent() && point.state != StateV1::Rests;
    let open: Vec<_> = listing
        .kept
        .iter()
        .map(|kept| &kept.value)
        .filter(counts)
        .collect();
    let each = |theme: Theme| {
        let of = |point: &&&PointV1| point.about.iter().any(|about| about.theme == theme);
        let many = open.iter().filter(of).count();
        (theme, u32::try_from(many).unwrap_or(u32::MAX))
    };
    Ok(THEMES.map(each).to_vec())
}
