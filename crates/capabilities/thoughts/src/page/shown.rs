//! A stuck point as both sides see it: its lines with who wrote them and when, what it is about, and
//! how much it is believed, then and now.

use super::typed::THEME;
use crate::pattern::{PATTERNS, Pattern};
use crate::point::{BeliefV1, LineV1, Point, SideV1, StateV1};
use crate::theme::{AboutV1, THEMES, WhomV1};
use care::{Moment, PersonId, RecordId};
use pages::chart::{self, Chart};
use pages::{Filled, Html, Trouble, Visit, Words};
use sealed::Kept;

/// A row of places from 0 to 100, by tens; the client's script lays a slider over it.
pub(super) struct Scale {
    pub(super) name: &'static str,
    pub(super) title: String,
    pub(super) low: String,
    pub(super) high: String,
    pub(super) of: String,
    pub(super) places: Vec<(u8, bool)>,
    pub(super) wrong: Option<String>,
}

impl Scale {
    /// The scale of this name; `title` is asked, and what was chosen stands there.
    pub(super) fn of(words: Words, filled: &Filled, name: &'static str, title: String) -> Self {
        let chosen = filled.value(name).parse::<u8>().ok();
        let put = [("value", "…".into()), ("most", 100.into())];
        Self {
            name,
            title,
            low: words.say("thoughts-scale-low"),
            high: words.say("thoughts-scale-high"),
            of: words.say_with("form-of", &put),
            places: (0..=100)
                .step_by(10)
                .map(|place| (place, chosen == Some(place)))
                .collect(),
            wrong: filled.wrong(name).map(str::to_owned),
        }
    }
}

/// One thing that can be chosen.
pub(super) struct Choice {
    pub(super) code: String,
    pub(super) called: String,
    pub(super) said: String,
    pub(super) chosen: bool,
}

/// A theme with its two boxes.
pub(super) struct ThemeRow {
    pub(super) called: String,
    pub(super) said: String,
    pub(super) boxes: Vec<Choice>,
}

fn whom_said(words: Words, whom: WhomV1) -> String {
    words.say(&format!("thoughts-{}", whom.code()))
}

/// The five themes to be ticked.
pub(super) fn theme_rows(words: Words, chosen: &[AboutV1]) -> Vec<ThemeRow> {
    let row = |theme: crate::Theme| ThemeRow {
        called: words.say(&format!("thoughts-theme-{}", theme.code())),
        said: words.say(&format!("thoughts-theme-{}-said", theme.code())),
        boxes: [WhomV1::Myself, WhomV1::Others]
            .map(|whom| AboutV1 { theme, whom })
            .map(|about| Choice {
                code: about.code(),
                called: whom_said(words, about.whom),
                said: String::new(),
                chosen: chosen.contains(&about),
            })
            .into(),
    };
    THEMES.map(row).into()
}

/// What is ticked in half-written words.
pub(super) fn ticked(fields: &[(String, String)]) -> Vec<AboutV1> {
    let boxes = fields.iter().filter(|(name, _)| name == THEME);
    boxes.filter_map(|(_, code)| AboutV1::parse(code)).collect()
}

/// What a thought is about, in words: "Trust, about others".
pub(crate) fn about_said(words: Words, about: &[AboutV1]) -> Vec<String> {
    let said = |about: &AboutV1| {
        let theme = words.say(&format!("thoughts-theme-{}", about.theme.code()));
        let whom = whom_said(words, about.whom);
        let put = [("theme", (&theme).into()), ("whom", (&whom).into())];
        words.say_with("thoughts-about-said", &put)
    };
    about.iter().map(said).collect()
}

/// The patterns to choose from.
pub(super) fn patterns(words: Words, chosen: &str) -> Vec<Choice> {
    let choice = |pattern: Pattern| Choice {
        code: pattern.code.to_owned(),
        called: pattern.called(words),
        said: pattern.said(words),
        chosen: pattern.code == chosen,
    };
    PATTERNS.map(choice).into()
}

/// How a thought stands, in the catalogue.
pub(super) const fn state_code(state: StateV1) -> &'static str {
    match state {
        StateV1::Open => "open",
        StateV1::Loosening => "loosening",
        StateV1::Rests => "rests",
    }
}

/// The state of this code.
pub(super) fn state_of(code: &str) -> Option<StateV1> {
    [StateV1::Open, StateV1::Loosening, StateV1::Rests]
        .into_iter()
        .find(|state| state_code(*state) == code)
}

/// How a thought stands, in words.
pub(super) fn state_said(words: Words, state: StateV1) -> String {
    words.say(&format!("thoughts-state-{}", state_code(state)))
}

/// A line beside a thought, as it is shown.
pub(super) struct LineShown {
    pub(super) id: RecordId,
    pub(super) words: String,
    /// The pattern it names, and what that means.
    pub(super) pattern: Option<(String, String)>,
    pub(super) who: String,
    pub(super) when: String,
    /// Whether whoever looks wrote it.
    pub(super) mine: bool,
}

/// What stands beside a thought, side by side.
#[derive(Default)]
pub(super) struct Sides {
    pub(super) speaks_for: Vec<LineShown>,
    pub(super) speaks_against: Vec<LineShown>,
    pub(super) patterns: Vec<LineShown>,
    /// The newest thought that fits better is the last.
    pub(super) instead: Vec<LineShown>,
}

impl Sides {
    /// What stands beside `point`. `client`: how the client is called on this page.
    pub(super) async fn of(visit: &Visit, point: &Point, client: &str) -> Result<Self, Trouble> {
        let mut sides = Self::default();
        for kept in &point.lines {
            let line = shown(visit, kept, client).await?;
            match kept.value.side {
                SideV1::For => sides.speaks_for.push(line),
                SideV1::Against => sides.speaks_against.push(line),
                SideV1::Pattern => sides.patterns.push(line),
                SideV1::Instead => sides.instead.push(line),
            }
        }
        Ok(sides)
    }
}

async fn shown(visit: &Visit, kept: &Kept<LineV1>, client: &str) -> Result<LineShown, Trouble> {
    let (line, words) = (&kept.value, visit.words);
    let pattern = Pattern::parse(&line.pattern);
    Ok(LineShown {
        id: kept.record,
        words: line.words.clone(),
        pattern: pattern.map(|pattern| (pattern.called(words), pattern.said(words))),
        who: name(visit, line.by, line.by_client, client).await?,
        when: day(visit, line.written()),
        mine: line.by == *visit.who.asker.person.bytes(),
    })
}

/// How whoever wrote something is called on this page.
pub(super) async fn name(
    visit: &Visit,
    by: [u8; 16],
    by_client: bool,
    client: &str,
) -> Result<String, Trouble> {
    if by_client {
        return Ok(client.to_owned());
    }
    let found = visit
        .floor
        .sign_ins
        .name_of(PersonId::from_bytes(by))
        .await?;
    Ok(found.unwrap_or_else(|| visit.words.say("someone-on-the-team")))
}

/// A day, in a few letters.
pub(super) fn day(visit: &Visit, at: Moment) -> String {
    visit
        .words
        .short_day(at, visit.now, &visit.floor.settings.zone)
}

/// How much something was believed, then and now, in a sentence.
pub(super) fn believed_said(visit: &Visit, beliefs: &[&BeliefV1]) -> Option<String> {
    let words = visit.words;
    let (first, last) = (beliefs.first()?, beliefs.last()?);
    let (then, when) = (day(visit, first.rated()), day(visit, last.rated()));
    let put = [
        ("first", i64::from(first.value).into()),
        ("then", (&then).into()),
        ("value", i64::from(last.value).into()),
        ("when", (&when).into()),
    ];
    let key = if beliefs.len() > 1 {
        "thoughts-believed-then-now"
    } else {
        "thoughts-believed-once"
    };
    Some(words.say_with(key, &put))
}

/// How much something was believed over time: a sentence, and a small chart once there are two.
pub(super) fn believed_html(
    visit: &Visit,
    id: &str,
    title: String,
    beliefs: &[&BeliefV1],
) -> Option<Html> {
    let seen = believed_said(visit, beliefs)?;
    if beliefs.len() < 2 {
        return Some(Html::words(&seen));
    }
    let words = visit.words;
    let point = |belief: &&BeliefV1| chart::Point {
        at: belief.rated(),
        when: day(visit, belief.rated()),
        value: Some(f64::from(belief.value)),
        ..chart::Point::default()
    };
    let ends = (
        words.say("thoughts-scale-low"),
        words.say("thoughts-scale-high"),
    );
    let chart = Chart {
        id: id.to_owned(),
        title,
        seen,
        scale: (0.0, 100.0),
        ends: Some(ends),
        points: beliefs.iter().map(point).collect(),
        ..Chart::default()
    };
    Some(chart.html(words))
}
