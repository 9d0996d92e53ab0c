//! Ruth and Amal at work: the steps that tests begin from.

use care::{Happened, Line, PersonId, RecordId, Section};
use emdr::{
    All, Assessment, Closing, EmdrGistV1, KindV1, Missing, PartV1, PhaseV1, ProngV1, Refused, Set,
    WentV1,
};
use forms::{Posted, Response};
use sealed::Act;
use testing::{AMAL, RUTH, Small};

pub(crate) const PLACE: RecordId = RecordId::from_bytes([0x51; 16]);
pub(crate) const DOOR: RecordId = RecordId::from_bytes([0x61; 16]);
pub(crate) const STAIRS: RecordId = RecordId::from_bytes([0x62; 16]);

pub(crate) fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

pub(crate) fn line<const MAX: usize>(words: &str) -> Line<MAX> {
    Line::parse(words).unwrap()
}

pub(crate) async fn opened(small: &Small, who: PersonId) -> Act {
    let mut sections = vec![Section::Work, Section::Overview];
    if who == AMAL {
        sections.push(Section::Consent);
    }
    small.act(who, AMAL, &sections).await
}

/// Runs an act of someone and keeps it.
#[macro_export]
macro_rules! does {
    ($small:expr, $who:expr, $does:ident $(, $with:expr)*) => {{
        let mut act = $crate::people::opened($small, $who).await;
        match emdr::$does(&mut act $(, $with)*).await {
            Ok(happened) => {
                act.done().await.unwrap();
                Ok::<Vec<care::Happened>, emdr::Refused>(happened)
            }
            Err(refused) => Err(refused),
        }
    }};
}

pub(crate) async fn all(small: &Small) -> All {
    All::read(&opened(small, RUTH).await).await.unwrap()
}

pub(crate) async fn gist(small: &Small) -> EmdrGistV1 {
    let mut act = opened(small, RUTH).await;
    act.gist::<EmdrGistV1>().await.unwrap().unwrap()
}

/// A resource that was practised and calmed.
pub(crate) async fn practised(small: &Small) {
    does!(
        small,
        RUTH,
        add_resource,
        PLACE,
        &line("the lake"),
        Some(&line("Reeds, and no wind."))
    )
    .unwrap();
    does!(small, RUTH, practise, PLACE, WentV1::Calmer, true, None).unwrap();
}

pub(crate) fn talked(why: &str) -> Response {
    let form = emdr::ready_form().unwrap();
    let fields = [("sleep", "settled"), ("court", "open"), ("why", why)];
    let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let fields: Vec<_> = fields.into_iter().map(own).collect();
    Posted::new(&fields).answers(form).unwrap()
}

/// Everything that comes before a target: practised, talked through, the target named.
pub(crate) async fn prepared(small: &Small) {
    practised(small).await;
    let why = talked("We both want to, and the lake holds.");
    does!(small, RUTH, keep_ready, id(0x41), &why).unwrap();
    does!(
        small,
        RUTH,
        add_target,
        DOOR,
        &line("the door"),
        ProngV1::Past
    )
    .unwrap();
}

pub(crate) const WORDS: [(PartV1, &str); 3] = [
    (PartV1::Negative, "I am stuck"),
    (PartV1::Positive, "I can leave"),
    (PartV1::Body, "chest"),
];

/// In phase 4 of the first sitting on the door: SUD 8, VOC 2.
pub(crate) async fn in_sets(small: &Small) {
    prepared(small).await;
    does!(small, RUTH, begin, DOOR, id(0x71)).unwrap();
    let new = Assessment {
        words: WORDS.to_vec(),
        first: Some((8, 2)),
    };
    does!(small, RUTH, assess, DOOR, &new).unwrap();
    does!(small, RUTH, enter, DOOR, PhaseV1::Desensitisation).unwrap();
}

pub(crate) fn set(once: u8, sud: Option<u8>, voc: Option<u8>) -> Set {
    Set {
        once: id(once),
        kind: KindV1::Eyes,
        passes: Some(24),
        seconds: Some(30),
        per_minute: Some(48),
        sud,
        voc,
        stopped: false,
        noticed: None,
    }
}

/// Writes a set down a minute later.
pub(crate) async fn sets(
    small: &Small,
    once: u8,
    sud: Option<u8>,
    voc: Option<u8>,
) -> Result<Vec<Happened>, Refused> {
    small.clock.pass(care::MINUTE);
    let set = set(once, sud, voc);
    does!(small, RUTH, record_set, DOOR, &set)
}

pub(crate) struct Ends {
    pub(crate) till_then: Line<500>,
    pub(crate) call: Line<300>,
}

impl Ends {
    pub(crate) fn new() -> Self {
        Self {
            till_then: line("Walk. Write one line if it comes."),
            call: line("Ruth, or the night line"),
        }
    }

    pub(crate) fn whole(&self) -> Closing<'_> {
        Closing {
            resource: Some(PLACE),
            oriented: true,
            put_away: Some(true),
            till_then: Some(&self.till_then),
            call: Some(&self.call),
        }
    }
}

/// What was missing, where something was refused for that.
#[track_caller]
pub(crate) fn missing(refused: Result<Vec<Happened>, Refused>) -> Vec<Missing> {
    match refused {
        Err(Refused::Missing(missing)) => missing,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was done"),
    }
}
