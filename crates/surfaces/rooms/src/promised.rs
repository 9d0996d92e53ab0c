//! What someone promised, in the words of a list.

use pages::Words;
use promises::{Kind, OpenPromise, PromiseV1, kind_words};
use sealed::{Act, ReadError};

/// What was promised, so that it can follow "you said you would". What was promised by hand has
/// words of its own, which a list does not hold.
pub(crate) fn what(words: Words, kind: Kind) -> String {
    match kind {
        Kind::Hand => words.say("promised-by-hand"),
        _ => kind_words(words, kind),
    }
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
    Ok(own.unwrap_or_else(|| what(words, one.kind)))
}
