//! What is offered when it is too much, and when it is too little.

use crate::stored::LevelV1;

/// Where it comes from, to be shown beside the offer.
pub(crate) const SOURCE: &str = "Too much and too little: the window of tolerance, Siegel 1999. Turning \
    outward when it is too much, moving when it is too little: Ogden, Minton & Pain 2006. Which tools \
    are offered is this project's own choice.";

/// The names of the tools that are offered, in their order. Nothing is offered where it is about
/// right. Breathing is not among them: for some people it makes too much worse.
pub const fn fits(level: LevelV1) -> &'static [&'static str] {
    match level {
        LevelV1::TooMuch => &["orient", "feet", "cold"],
        LevelV1::Within => &[],
        LevelV1::TooLittle => &["move", "object", "cold"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pages::calm::{BREATHE, Tool};

    #[test]
    fn what_is_offered_is_there_and_is_never_the_breath() {
        for level in LevelV1::ALL {
            for name in fits(level) {
                assert!(Tool::named(name).is_some(), "{name}");
                assert_ne!(*name, BREATHE);
            }
        }
        assert!(fits(LevelV1::Within).is_empty());
    }
}
