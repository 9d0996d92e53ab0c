//! What someone promised, in the words of a list.

use care::Moment;
use pages::Words;
use promises::{Glance, Kind, ON_TIME, OpenPromise, PromiseV1, kind_words};
use sealed::{Act, ReadError};

/// What was promised, so that it can follow "you said you would". What was promised by hand has
/// words of its own, which a list does not hold.
pub(crate) fn what(words: Words, kind: Kind) -> String {
    match kind {
        Kind::Hand => words.say("promised-by-hand"),
        _ => kind_words(words, kind),
    }
}

/// The time that people know of: of a session, when it was to begin.
pub(crate) fn known_time(kind: Kind, due: Moment) -> Moment {
    match kind {
        Kind::Appointment => due - ON_TIME,
        _ => due,
    }
}

/// Each promise with how it stands: what was not kept first, then what is late, then the others. A
/// session that is still to begin on time is not said beside the session itself.
pub(crate) fn standing(glance: &Glance) -> Vec<(&OpenPromise, &'static str)> {
    let (late, open): (Vec<&OpenPromise>, Vec<&OpenPromise>) =
        glance.open.iter().partition(|one| one.late);
    let open = open.into_iter();
    let open = open.filter(|one| one.kind != Kind::Appointment);
    let broken = glance.broken.iter().map(|one| (one, "broken"));
    let late = late.into_iter().map(|one| (one, "late"));
    broken
        .chain(late)
        .chain(open.map(|one| (one, "open")))
        .collect()
}

/// The same with its own words, where it has any and the relationship is open.
pub(crate) async fn in_full(
    words: Words,
    act: &Act,
    one: &OpenPromise,
) -> Result<String, ReadError> {
    let own = match one.kind {
        Kind::Hand | Kind::NextContact | Kind::Debrief => {
            act.find::<PromiseV1>(one.promise).await?
        }
        _ => None,
    };
    let own = own.map(|kept| kept.value.words);
    let own = own.filter(|own| !own.is_empty());
    Ok(own.unwrap_or_else(|| begun(&what(words, one.kind))))
}

/// As it begins a line.
pub(crate) fn begun(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter();
    first.flat_map(char::to_uppercase).chain(letters).collect()
}
