//! The card a pair can begin with: a few lines of each kind, to be changed to fit.

use super::stored::{ClassV1, ItemV1, KindV1, LabelV1};

/// The names of the lines the service begins with, what each asks for, and when it is looked at.
/// Feelings and urges stand together from the start. Which lines is this project's own choice, after
/// what such cards commonly ask.
const START: [(&str, KindV1, Option<ClassV1>); 12] = [
    ("fear", KindV1::Emotion, None),
    ("sad", KindV1::Emotion, None),
    ("anger", KindV1::Emotion, None),
    ("shame", KindV1::Emotion, None),
    ("joy", KindV1::Emotion, None),
    ("hurt-self", KindV1::Urge, Some(ClassV1::Life)),
    ("die", KindV1::Urge, Some(ClassV1::Life)),
    ("leave", KindV1::Urge, Some(ClassV1::Therapy)),
    ("use", KindV1::Urge, Some(ClassV1::Daily)),
    ("skills", KindV1::Skills, None),
    ("sleep", KindV1::Sleep, None),
    ("words", KindV1::Words, None),
];

/// The lines the service begins with.
pub fn starting() -> Vec<ItemV1> {
    (1_u16..)
        .zip(START)
        .map(|(id, (name, kind, class))| ItemV1 {
            id,
            label: LabelV1::Known(name.to_owned()),
            kind,
            class,
        })
        .collect()
}
