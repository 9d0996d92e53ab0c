//! What is said to a client, and what never is.

use body::{REGIONS, SENSATIONS};
use pages::Language;
use pages::catalogue::Catalogue;

#[test]
fn no_word_for_a_client_promises_presses_or_asks_for_what_happened() {
    testing::content::check_ftl("body");
}

#[test]
fn every_part_and_every_way_it_can_be_is_said_in_every_language() {
    for language in Language::ALL {
        let catalogue = Catalogue::shipped();
        for region in &REGIONS {
            let key = format!("body-at-{}", region.name);
            assert!(catalogue.has(language, &key), "{key}");
        }
        for like in SENSATIONS {
            let key = format!("body-like-{like}");
            assert!(catalogue.has(language, &key), "{key}");
        }
    }
}

/// Whatever the sheet of styles marks live on the figure is a part that there is.
#[test]
fn every_part_of_the_figure_shows_that_it_was_ticked() {
    let look = include_str!("../../../../floor/pages/assets/tools.css");
    for region in &REGIONS {
        let drawn = !region.front.is_empty() || !region.back.is_empty();
        let rule = format!(".body-map:has(#at-{0}:checked) .r-{0}", region.name);
        assert_eq!(look.contains(&rule), drawn, "{rule}");
    }
}
