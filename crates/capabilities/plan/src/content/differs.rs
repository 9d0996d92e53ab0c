//! What changed from one version of a plan to another, line by line.

use super::{Content, WantsV1, WhoV1};

/// A line of a plan: what it is, under which goal, and what it says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Line {
    /// The goal itself.
    Goal(String),
    /// A way, with what the client thinks of it and why.
    Option(String, WantsV1, String),
    /// A step, who takes it and until when.
    Step(String, WhoV1, Option<String>),
    /// The day to look at it again.
    Review(String),
}

/// A line that is not as it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Differs {
    /// The goal that it belongs to, in its newest words; none for the day to look at it again.
    pub(crate) goal: Option<String>,
    /// What stood there.
    pub(crate) before: Option<Line>,
    /// What stands there.
    pub(crate) after: Option<Line>,
}

type Placed = ([u8; 16], Option<String>, Line);

fn lines(content: &Content) -> Vec<Placed> {
    let mut all = Vec::new();
    for goal in &content.goals {
        let of = || Some(goal.words.clone());
        all.push((goal.id, of(), Line::Goal(goal.words.clone())));
        all.extend(goal.options.iter().map(|one| {
            let line = Line::Option(one.words.clone(), one.wants, one.why.clone());
            (one.id, of(), line)
        }));
        all.extend(goal.steps.iter().map(|one| {
            let line = Line::Step(one.words.clone(), one.who, one.until.clone());
            (one.id, of(), line)
        }));
    }
    let review = content.review.iter();
    all.extend(review.map(|day| ([0; 16], None, Line::Review(day.clone()))));
    all
}

/// What changed: first what stands there now, in its order, then what was taken out.
pub(crate) fn differs(before: &Content, after: &Content) -> Vec<Differs> {
    let (was, is) = (lines(before), lines(after));
    let mut all = Vec::new();
    for (id, goal, line) in &is {
        let old = was.iter().find(|(other, ..)| other == id);
        let old = old.map(|(_, _, line)| line);
        if old != Some(line) {
            all.push(Differs {
                goal: goal.clone(),
                before: old.cloned(),
                after: Some(line.clone()),
            });
        }
    }
    for (id, goal, line) in was {
        if !is.iter().any(|(other, ..)| *other == id) {
            all.push(Differs {
                goal,
                before: Some(line),
                after: None,
            });
        }
    }
    all
}
