//! Maya's body tools: what helps her, one that made it worse, one that her therapist wrote for her,
//! how much it was over two weeks, and where she felt it.

use super::{Told, open};
use crate::demo::scenes::When::Ago;
use crate::demo::year::{Life, finish, wrong};
use crate::say::Failed;
use body::{FeltV1, LevelV1, MapV1, NowV1, OwnToolV1, UseV1, note};
use care::{DAY, HOUR, RecordId};
use sealed::ReadersV1;

/// What is done with body tools.
#[derive(Clone, Copy)]
pub(in crate::demo) enum Deed {
    /// A tool was used: how hard it was before and after, and who reads it.
    Used(&'static str, u8, u8, ReadersV1),
    /// A tool made it worse.
    Worse(&'static str, &'static str),
    /// The therapist writes one for her.
    Written,
    /// How much it was.
    Now(LevelV1),
    /// Where it is felt.
    Map,
}

use LevelV1::{TooLittle, TooMuch, Within};

/// The tool, how many days ago, how hard before and after.
const USED: [(&str, i64, u8, u8); 12] = [
    ("breathe", 26, 7, 6),
    ("feet", 24, 7, 4),
    ("object", 22, 6, 6),
    ("feet", 19, 6, 3),
    ("orient", 17, 7, 5),
    ("breathe", 15, 6, 5),
    ("feet", 12, 8, 4),
    ("orient", 9, 6, 4),
    ("breathe", 8, 6, 4),
    ("feet", 6, 5, 3),
    ("orient", 4, 7, 4),
    ("senses", 3, 4, 3),
];

/// How much it was, from two weeks ago on, a day each.
const NOW: [LevelV1; 13] = [
    TooMuch, TooMuch, TooLittle, Within, TooMuch, TooLittle, Within, Within, TooMuch, Within,
    TooLittle, Within, Within,
];

pub(super) fn told() -> Vec<Told> {
    let maya = |ago, deed| Told::of("maya", Ago(ago), super::Deed::Body(deed));
    let mut all = vec![
        maya(
            14 * DAY + 3 * HOUR,
            Deed::Worse("muscles", "Holding tight brought it nearer."),
        ),
        maya(20 * DAY, Deed::Written),
        maya(5 * DAY, Deed::Map),
    ];
    for (tool, days, before, after) in USED {
        // The last one stays with her.
        let readers = if days == 3 {
            ReadersV1::Nobody
        } else {
            ReadersV1::Section
        };
        all.push(maya(
            days * DAY + 2 * HOUR,
            Deed::Used(tool, before, after, readers),
        ));
    }
    for (days, level) in (1_i64..).zip(NOW.iter().rev()) {
        all.push(maya(days * DAY + HOUR, Deed::Now(*level)));
    }
    all
}

pub(super) async fn happens(life: &Life<'_>, place: usize, deed: Deed) -> Result<(), Failed> {
    let mut act = open(life, place, !matches!(deed, Deed::Written)).await?;
    let (once, at) = (act.mint(), act.now().millis());
    let sent = ReadersV1::Section;
    let happened = match deed {
        Deed::Used(tool, before, after, readers) => {
            let used = UseV1 {
                tool: *tool_of(tool)?.bytes(),
                at,
                before: Some(before),
                after: Some(after),
                words: None,
                readers,
                gone: None,
            };
            note(&mut act, once, &used).await
        }
        Deed::Worse(tool, words) => {
            let id = tool_of(tool)?;
            let called = pages::Words::new(pages::Language::English).say(&format!("calm-{tool}"));
            body::made_worse(&mut act, id, called, Some(words.to_owned())).await
        }
        Deed::Written => {
            let tool = OwnToolV1 {
                by: *act.by().bytes(),
                at,
                called: "The tree by your window".to_owned(),
                steps: vec![
                    "Look at the tree, or the place where you see it best.".to_owned(),
                    "Name three colours you find on it.".to_owned(),
                    "Stop whenever you like.".to_owned(),
                ],
                note: None,
                gone: None,
            };
            body::write_tool(&mut act, once, &tool).await
        }
        Deed::Now(level) => {
            let now = NowV1 {
                at,
                level,
                words: None,
                readers: sent,
                gone: None,
            };
            note(&mut act, once, &now).await
        }
        Deed::Map => {
            let map = MapV1 {
                at,
                felt: vec![
                    felt("throat", "tight", 6),
                    felt("hands", "cold", 4),
                    felt("feet", "warm", 2),
                ],
                words: Some("Before the phone call. The feet were already better.".to_owned()),
                readers: sent,
                gone: None,
            };
            note(&mut act, once, &map).await
        }
    };
    finish(act, happened.map_err(wrong)?).await
}

fn felt(region: &str, like: &str, much: u8) -> FeltV1 {
    FeltV1 {
        region: region.to_owned(),
        like: Some(like.to_owned()),
        words: None,
        much: Some(much),
    }
}

fn tool_of(name: &str) -> Result<RecordId, Failed> {
    let found = pages::calm::TOOLS.iter().find(|tool| tool.name == name);
    let found = found.ok_or_else(|| wrong(format!("no tool is called {name}")))?;
    Ok(body::shipped(found))
}
