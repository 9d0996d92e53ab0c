//! Where something is felt: a figure from the front and from the back, and the same parts as a list.
//! The regions of the figure are labels of the boxes in the list, so both are one form and no script
//! is needed. Nothing asks where on the body anything was done.

use super::client::MAP;
use super::shown::{Handles, READS, Told, drafted, line, offered, once, parsed};
use crate::act::{Refused, note, noted};
use crate::region::{HIGH, REGIONS, Region, SENSATIONS, Spot, WIDE};
use crate::stored::{FeltV1, LINE, MapV1, Piece};
use askama::Template;
use care::{Line, RecordId};
use pages::{
    ClientVisit, Filled, Html, Next, Place, Reader, Screens, Trouble, Visit, Words, draft,
    wrong_words,
};
use sealed::{Act, Kept, ReadersV1};

/// The screen on which it is marked, and its draft.
const MARK: &str = "body-map";
/// The screen with what was marked before.
const MAPS: &str = "body-maps";
/// The same with everything.
const ALL: &str = "body-maps-all";
/// The most letters for what it is like. This project's own choice.
const LIKE: usize = 80;
/// From which number on a part is drawn full. This project's own choice: half of the scale.
const FULL: u8 = 5;
/// How many maps are shown before the way to all.
const FEW: usize = 4;

pub(super) fn screens() -> Screens {
    Screens::new()
        .screen(MARK, READS, show)
        .screen(MAPS, READS, |visit, act| show_maps(visit, act, FEW))
        .screen(ALL, READS, |visit, act| show_maps(visit, act, usize::MAX))
        .act("body-map-send", READS, |visit, act| {
            send(visit, act, ReadersV1::Section)
        })
        .act("body-map-keep", READS, |visit, act| {
            send(visit, act, ReadersV1::Nobody)
        })
}

/// A rectangle of a figure.
struct Shape {
    name: &'static str,
    spot: Spot,
    felt: bool,
    full: bool,
}

/// A figure from one side.
#[derive(Template)]
#[template(path = "body_figure.html")]
struct Figure {
    shapes: Vec<Shape>,
    small: bool,
    /// Whether its regions are labels of the boxes in a list.
    labels: bool,
    wide: u16,
    high: u16,
}

fn figure(
    side: fn(&Region) -> &'static [Spot],
    felt: &[FeltV1],
    small: bool,
    labels: bool,
) -> Html {
    let shapes = REGIONS.iter().flat_map(|region| {
        let here = felt.iter().find(|felt| felt.region == region.name);
        let everywhere = felt.iter().find(|felt| felt.region == "all-over");
        let much = here.or(everywhere).map(|felt| felt.much.unwrap_or(0));
        side(region).iter().map(move |spot| Shape {
            name: region.name,
            spot: *spot,
            felt: much.is_some(),
            full: much.is_some_and(|much| much >= FULL),
        })
    });
    Html::of(&Figure {
        shapes: shapes.collect(),
        small,
        labels,
        wide: WIDE,
        high: HIGH,
    })
}

fn both(felt: &[FeltV1], small: bool, labels: bool) -> (Html, Html) {
    (
        figure(|region| region.front, felt, small, labels),
        figure(|region| region.back, felt, small, labels),
    )
}

/// A part in the list.
struct Row {
    name: &'static str,
    called: String,
    ticked: bool,
    like: String,
    own: String,
    much: String,
}

#[derive(Template)]
#[template(path = "body_map.html")]
struct Map {
    words: Words,
    once: RecordId,
    front: Html,
    back: Html,
    rows: Vec<Row>,
    likes: Vec<(&'static str, String)>,
    numbers: Vec<String>,
    filled: Filled,
    reader: Reader,
}

async fn show(visit: ClientVisit, act: Act) -> Result<Html, Trouble> {
    let fields = draft::load(&act, MARK, None).await?;
    screen(&visit, act, fields, Filled::default()).await
}

async fn screen(
    visit: &ClientVisit,
    mut act: Act,
    fields: Vec<(String, String)>,
    mut filled: Filled,
) -> Result<Html, Trouble> {
    let words = visit.words;
    let reader = Reader::of(visit, &mut act, None).await?;
    if filled.value("words").is_empty() && filled.value("once").is_empty() {
        filled = drafted(&fields);
    }
    let value = |name: &str| {
        let found = fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let ticked = |region: &Region| {
        fields
            .iter()
            .any(|(name, value)| name == "at" && value == region.name)
    };
    let row = |region: &Region| {
        let [like, own, much] =
            ["like", "own", "much"].map(|what| value(&format!("{what}-{}", region.name)));
        // What was said of a part stays in sight, ticked or not.
        let said = [&like, &own, &much].iter().any(|said| !said.is_empty());
        Row {
            name: region.name,
            called: words.say(&format!("body-at-{}", region.name)),
            ticked: ticked(region) || said,
            like,
            own,
            much,
        }
    };
    let (front, back) = both(&[], false, true);
    Ok(Html::of(&Map {
        words,
        once: offered::<MapV1>(&act, &filled).await?,
        front,
        back,
        rows: REGIONS.iter().map(row).collect(),
        likes: SENSATIONS
            .iter()
            .map(|like| (*like, words.say(&format!("body-like-{like}"))))
            .collect(),
        numbers: (0..=10).map(|number: u8| number.to_string()).collect(),
        filled,
        reader,
    }))
}

/// What was posted of one part. A part of which something is said is felt, ticked or not.
fn felt(visit: &Visit, region: &Region) -> Result<Option<FeltV1>, String> {
    let words = visit.words;
    let field = |what: &str| visit.form.words(&format!("{what}-{}", region.name));
    let called = || words.say(&format!("body-at-{}", region.name));
    let like = field("like").map(str::to_owned);
    if like
        .as_deref()
        .is_some_and(|like| !SENSATIONS.contains(&like))
    {
        return Err(words.say_with("body-wrong-like", &[("where", (&called()).into())]));
    }
    let own = Line::<LIKE>::parse_optional(field("own"));
    let own = own.map_err(|wrong| format!("{}: {}", called(), wrong_words(wrong, words)))?;
    let much = parsed(field("much").unwrap_or_default());
    let much = much.map_err(|Told| format!("{}: {}", called(), words.say("body-wrong-number")))?;
    let ticked = visit
        .form
        .fields()
        .iter()
        .any(|(name, value)| name == "at" && value == region.name);
    let own = own.map(|line| line.as_str().to_owned());
    if !ticked && like.is_none() && own.is_none() && much.is_none() {
        return Ok(None);
    }
    Ok(Some(FeltV1 {
        region: region.name.to_owned(),
        like,
        words: own,
        much,
    }))
}

fn posted(visit: &ClientVisit, readers: ReadersV1) -> Result<MapV1, Filled> {
    let mut filled = Filled::posted(visit);
    let mut all = Vec::new();
    for region in &REGIONS {
        match felt(visit, region) {
            Ok(felt) => all.extend(felt),
            Err(said) => filled.tell("at", said),
        }
    }
    let words = line::<LINE>(visit, &mut filled, "words");
    let Ok(words) = words else {
        return Err(filled);
    };
    if filled.wrong("at").is_none() && all.is_empty() && words.is_none() {
        filled.tell("at", visit.words.say("body-map-empty"));
    }
    if filled.wrong("at").is_some() {
        return Err(filled);
    }
    Ok(MapV1 {
        at: visit.now.millis(),
        felt: all,
        words,
        readers,
        gone: None,
    })
}

async fn send(visit: ClientVisit, act: Act, readers: ReadersV1) -> Result<Next, Trouble> {
    let once = once(&visit)?;
    let unknown = |(name, value): &(String, String)| name == "at" && Region::named(value).is_none();
    if visit.form.fields().iter().any(unknown) {
        return Err(Trouble::NotUnderstood);
    }
    let map = match posted(&visit, readers) {
        Ok(map) => map,
        Err(filled) => {
            let fields = visit.form.fields().to_vec();
            return Ok(Next::Stay(screen(&visit, act, fields, filled).await?));
        }
    };
    let map = &map;
    let done = visit
        .floor
        .attempt(act, |mut act| async move {
            let happened = note(&mut act, once, map).await?;
            draft::forget(&mut act, MARK, None)?;
            Ok::<_, Refused>((act, (), happened))
        })
        .await?;
    done?;
    let said = match readers {
        ReadersV1::Section => "body-sent",
        ReadersV1::Nobody => "body-kept",
    };
    Ok(Next::Go(Place::at(MAPS).saying(said)))
}

/// A part that was marked, in words.
pub(super) struct Marked {
    pub(super) called: String,
    pub(super) like: String,
    pub(super) much: String,
}

/// What was marked of a map, in words.
pub(super) fn marked(map: &MapV1, words: Words) -> Vec<Marked> {
    let one = |felt: &FeltV1| {
        let like = felt
            .like
            .iter()
            .map(|like| words.say(&format!("body-like-{like}")));
        let like: Vec<String> = like.chain(felt.words.clone()).collect();
        let of = |much: u8| {
            let put = [("value", u16::from(much).into()), ("most", 10.into())];
            words.say_with("form-of", &put)
        };
        Marked {
            called: words.say(&format!("body-at-{}", felt.region)),
            like: like.join(", "),
            much: felt.much.map(of).unwrap_or_default(),
        }
    };
    map.felt.iter().map(one).collect()
}

/// The same for the copy that its owner takes along: where, and what it is like there.
pub(crate) fn marked_said(map: &MapV1, words: Words) -> Vec<(String, String)> {
    let said = |one: Marked| {
        let all = [one.like, one.much]
            .into_iter()
            .filter(|said| !said.is_empty());
        (one.called, all.collect::<Vec<_>>().join(" · "))
    };
    marked(map, words).into_iter().map(said).collect()
}

/// One map for reading.
struct Shown {
    when: String,
    front: Html,
    back: Html,
    marked: Vec<Marked>,
    words: Option<String>,
    /// What can be done with it; nothing on the page of whoever works with the client.
    handles: Option<Handles>,
}

#[derive(Template)]
#[template(path = "body_marked.html")]
struct Markeds {
    words: Words,
    maps: Vec<Shown>,
}

/// Maps for reading, newest first; with what can be done with them where `reader` is said.
pub(super) fn maps_html(visit: &Visit, maps: &[Kept<MapV1>], reader: Option<&Reader>) -> Html {
    let words = visit.words;
    let one = |kept: &Kept<MapV1>| {
        let (front, back) = both(&kept.value.felt, true, false);
        Shown {
            when: visit.day_and_time(kept.value.at()),
            front,
            back,
            marked: marked(&kept.value, words),
            words: kept.value.words.clone(),
            handles: reader.map(|reader| Handles::of(kept, MAP, words, reader)),
        }
    };
    Html::of(&Markeds {
        words,
        maps: maps.iter().map(one).collect(),
    })
}

#[derive(Template)]
#[template(path = "body_maps.html")]
struct MapsScreen {
    words: Words,
    maps: Html,
    none: bool,
    more: bool,
    damaged: bool,
}

async fn show_maps(visit: ClientVisit, mut act: Act, most: usize) -> Result<Html, Trouble> {
    let words = visit.words;
    let reader = Reader::of(&visit, &mut act, None).await?;
    let (mut maps, damaged) = noted::<MapV1>(&act).await?;
    let all = maps.len();
    maps.truncate(most);
    Ok(Html::of(&MapsScreen {
        words,
        maps: maps_html(&visit, &maps, Some(&reader)),
        none: all == 0,
        more: all > maps.len(),
        damaged: damaged > 0,
    }))
}
